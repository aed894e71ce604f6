// Package riwayat is the history of any record: what it says now, and every change
// of it, the newest first, with what was taken back.
package riwayat

import (
	"fmt"
	"strconv"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/followup"
	"monev/ui/kit"
	"monev/ui/part"
	"monev/ui/stage"
)

// Screen is the history of one record. It reads the journal a page at a time, the
// next one when its end is reached.
type Screen struct {
	*stage.Base
	title  string
	rec    app.Record
	frozen func() string
	empty  string
	about  string

	now    []monev.Fact
	list   []app.Past
	more   *app.Mark
	loaded bool
	asked  int
	shown  int
	err    string
}

// page is how many changes are read at a time.
const page = 100

type pageMsg struct {
	s       *Screen
	n       int
	further bool // goes on where the list ended
	h       app.History
	err     error
}

// New is the history of a record; title says of what, as in "Riwayat TL-00006".
func New(k *kit.Kit, title string, rec app.Record) *Screen {
	s := &Screen{Base: stage.NewBase(k), title: title, rec: rec, empty: "Belum ada yang tercatat di sini. Esc kembali."}
	s.Detail = s.detail
	s.List.Empty = "Memuat riwayat …"
	return s
}

// Frozen is kit.Freezer.
func (s *Screen) Frozen() string {
	if s.frozen == nil {
		return ""
	}
	return s.frozen()
}

// While makes undo and redo rest on this screen as long as why says why.
func (s *Screen) While(why func() string) *Screen {
	s.frozen = why
	return s
}

// Empty says something else where nothing was recorded.
func (s *Screen) Empty(text string) *Screen {
	s.empty = text
	return s
}

// About says in words what the record is about; it stands above the list.
func (s *Screen) About(text string) *Screen {
	s.about = text
	return s
}

// Init is kit.Screen.
func (s *Screen) Init() tea.Cmd { return s.load(nil) }

// load reads the first page, or the one that follows from.
func (s *Screen) load(from *app.Mark) tea.Cmd {
	s.asked++
	k, n, rec := s.K, s.asked, s.rec
	limit := page
	if from == nil { // after a change as much as was there
		limit = max(page, len(s.list))
	}
	return func() tea.Msg {
		h, err := k.App.History(k.Ctx, rec, from, limit)
		return pageMsg{s, n, from != nil, h, err}
	}
}

// Title is kit.Screen.
func (s *Screen) Title() string { return s.title }

// Explain is kit.Explainer.
func (s *Screen) Explain() string {
	return "Setiap perubahan catatan ini, yang terbaru di atas: kapan, dalam rapat mana, dari apa menjadi apa, dan apakah diurungkan. " +
		"Baris pertama adalah isinya sekarang."
}

// Actions is kit.Screen.
func (s *Screen) Actions() []kit.Action {
	move := s.K.Keys.List.Move
	move.SetHelp("↑↓", "perubahan lain")
	return []kit.Action{
		{ID: "riwayat.pilih", Key: move},
		{ID: "riwayat.kembali", Key: s.K.Keys.Global.Back, Run: kit.Pop},
	}
}

// Update is kit.Screen.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case kit.ChangedMsg:
		return s.load(nil)
	case pageMsg:
		if msg.s == s && msg.n == s.asked && msg.n > s.shown {
			return s.take(msg)
		}
		return nil
	case tea.KeyPressMsg:
		if l := s.K.Keys.List; key.Matches(msg, l.First) {
			s.List.SelectKey(nowKey)
		}
	}
	cmd := s.Base.Update(msg)
	switch msg.(type) {
	case tea.KeyPressMsg, tea.MouseMsg: // after a failure it is the user who asks again
		if s.more != nil && s.Selected() == moreKey && s.asked == s.shown && s.err == "" {
			return tea.Batch(cmd, s.load(s.more))
		}
	}
	return cmd
}

func (s *Screen) take(msg pageMsg) tea.Cmd {
	s.shown = msg.n
	switch {
	case msg.err != nil && s.loaded: // what was read stays
		return s.K.Failed("Riwayat belum terbaca", msg.err)
	case msg.err != nil:
		s.err = s.K.Sentence(msg.err)
		return nil
	}
	first := !s.loaded
	s.err, s.loaded, s.more = "", true, msg.h.More
	at := s.Selected()
	if msg.further {
		s.list = append(s.list, msg.h.List...)
	} else {
		s.now, s.list = msg.h.Now, msg.h.List
	}
	s.arrange()
	if first && len(s.list) > 0 { // what is asked for is the changes
		s.List.SelectKey(strconv.FormatUint(s.list[0].Seq, 10))
	}
	if msg.further && at == moreKey && len(msg.h.List) > 0 {
		s.List.SelectKey(strconv.FormatUint(msg.h.List[0].Seq, 10))
	}
	return nil
}

// The keys of rows that are no change.
const (
	nowKey  = "kini"
	moreKey = "lagi"
)

func (s *Screen) arrange() {
	s.List.Empty = s.empty
	st := s.K.Styles
	var items []stage.Item
	if len(s.now) > 0 {
		items = append(items, stage.Item{Key: nowKey,
			Cells: func(int) []part.Cell {
				return []part.Cell{{Text: "Isi sekarang", Width: whenWidth, Style: &st.Heading}, {Text: s.now[0].Value}}
			},
			Full: func(w int) []string {
				return append([]string{st.Heading.Render("Isi sekarang")}, s.facts(w)...)
			}})
	} else if len(s.list) > 0 {
		items = append(items, stage.Item{Key: nowKey, Line: func(w int) string {
			return st.Muted.Render(part.Cut("Sekarang tidak ada isinya: dihapus atau dikosongkan.", w))
		}})
	}
	for i := range s.list {
		p := &s.list[i]
		items = append(items, stage.Item{Key: strconv.FormatUint(p.Seq, 10),
			Cells: func(w int) []part.Cell { return s.line(p, w) },
			Full: func(w int) []string {
				return append([]string{part.Columns(w, s.line(p, w)...)}, s.changes(p, w)...)
			}})
	}
	if s.more != nil {
		items = append(items, stage.Item{Key: moreKey, Line: func(w int) string {
			return st.Muted.Render(part.Cut("… memuat yang lebih lama", w))
		}})
	}
	s.SetItems(items)
}

// whenWidth is a date with its time.
const whenWidth = len("20-11-2025 09.12")

func when(p *app.Past) string {
	return tanggal.Of(p.At).Short() + " " + tanggal.ClockOf(p.At).String()
}

// glimpse is how many characters of a value are seen on one line.
const glimpse = 60

// arrow stands between a value and the next one, nothing before the first.
func arrow(from string) string {
	if from == "" {
		return ""
	}
	return " → "
}

// roomForMeeting is the width of a line from which it names the meeting too.
const roomForMeeting = 84

// where is the meeting in which a change was made.
func where(p *app.Past) string {
	if p.Meeting == "" {
		return "di luar rapat"
	}
	return p.Meeting
}

// line is a change in columns: when, what, in which meeting.
func (s *Screen) line(p *app.Past, w int) []part.Cell {
	st := s.K.Styles
	what := p.What
	switch {
	case p.Gone:
		what += " · dihapus atau dikosongkan"
	case !p.Born && len(p.Changes) > 0:
		c := p.Changes[0]
		what += " · " + c.Name + ": " + followup.Brief(c.From, glimpse)
		if c.To == "" {
			what += " dikosongkan"
		} else {
			what += arrow(c.From) + followup.Brief(c.To, glimpse)
		}
	}
	what = strings.ReplaceAll(what, "\n", " ")
	if !p.Undone.IsZero() {
		what = "✗ diurungkan: " + what
	}
	cells := []part.Cell{{Text: when(p), Width: whenWidth, Style: &st.Label}, {Text: what}}
	if w >= roomForMeeting {
		cells = append(cells, part.Cell{Text: where(p), Width: 25})
	}
	if !p.Undone.IsZero() {
		cells[1].Style = &st.Muted
	}
	return cells
}

// changes draws everything a change did, in w cells.
func (s *Screen) changes(p *app.Past, w int) []string {
	st := s.K.Styles
	var out []string
	say := func(text string) { out = append(out, part.HangText("  ", text, w)...) }
	say(fmt.Sprintf("Kejadian %s, %s", tanggal.Thousands(int64(p.Seq)), where(p)))
	if !p.Undone.IsZero() {
		out = append(out, part.PaintLines(st.Warn, part.HangText("  ", fmt.Sprintf("✗ Diurungkan %s %s.", tanggal.Of(p.Undone).Short(), tanggal.ClockOf(p.Undone)), w))...)
	}
	switch {
	case p.Gone:
		say("Dihapus atau dikosongkan. Sebelumnya:")
	case len(p.Changes) == 0:
		say("Tidak ada isian yang berubah; hanya catatan dalam program.")
	}
	for _, c := range p.Changes {
		name := st.Label.Render(c.Name + ": ")
		switch {
		case c.From == "":
			out = append(out, s.hang(name, c.To, w)...)
		case p.Gone:
			out = append(out, s.hang(name, c.From, w)...)
		case c.To == "":
			out = append(out, s.hang(name, "dikosongkan, sebelumnya "+c.From, w)...)
		default:
			out = append(out, s.hang(name, c.From+"  →  "+c.To, w)...)
		}
	}
	return out
}

// hang is a name with a text behind it, set in below each other.
func (s *Screen) hang(name, text string, w int) []string {
	return part.HangText("  ", name+strings.ReplaceAll(text, "\n", " / "), w)
}

// facts are what the record says now.
func (s *Screen) facts(w int) []string {
	var out []string
	for _, f := range s.now {
		out = append(out, s.hang(s.K.Styles.Label.Render(f.Name+": "), f.Value, w)...)
	}
	return out
}

// detail draws the selected row beside the list.
func (s *Screen) detail(row string, w int) []string {
	st := s.K.Styles
	if row == nowKey && len(s.now) > 0 {
		return append([]string{st.Heading.Render("ISI SEKARANG"), ""}, s.facts(w)...)
	}
	for i := range s.list {
		if p := &s.list[i]; strconv.FormatUint(p.Seq, 10) == row {
			head := append(part.Wrap(p.What, w), when(p), "")
			head[0] = st.Heading.Render(head[0])
			return append(head, s.changes(p, w)...)
		}
	}
	return nil
}

// View is kit.Screen.
func (s *Screen) View() string {
	if s.err != "" {
		return strings.Join(part.Wrap(s.err, max(s.W-2, 1)), "\n")
	}
	st, head := s.K.Styles, ""
	if s.loaded && len(s.list) > 0 {
		undone := 0
		for _, p := range s.list {
			if !p.Undone.IsZero() {
				undone++
			}
		}
		head = fmt.Sprintf(" %s perubahan", tanggal.Thousands(int64(len(s.list))))
		if s.more != nil {
			head += " terbaru"
		}
		if undone > 0 {
			head += fmt.Sprintf(" · %s diurungkan", tanggal.Thousands(int64(undone)))
		}
	}
	var out []string
	if s.about != "" {
		for _, l := range followup.Shorten(s.about, max(s.W-2, 1), 2) {
			out = append(out, " "+st.Heading.Render(l))
		}
	}
	return s.Draw(append(out, st.Muted.Render(part.Cut(head, max(s.W-1, 1)))))
}

var (
	_ kit.Screen    = (*Screen)(nil)
	_ kit.Explainer = (*Screen)(nil)
	_ kit.Freezer   = (*Screen)(nil)
)
