// Package tindaklanjut is the register: every follow-up of every meeting, with
// filters, and the whole history of each.
package tindaklanjut

import (
	"context"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/lke"
	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/tanggal"
	"monev/ui/kit"
	"monev/ui/part"
	"monev/ui/stage"
)

// Screen is the register. It remembers its filters, its marks and its line as long
// as it lives: whoever opens it again should push the same Screen.
type Screen struct {
	*stage.Base
	view   monev.FollowUpFilter // Which is never empty
	office monev.Office
	on     tanggal.Date
	all    []row       // what was loaded, most urgent first
	of     monev.Which // which ones these are: WhichOpen, WhichClosed or WhichAll
	rows   []int       // of all, what the filters leave
	saved  []monev.SavedFilter
	marks  marks
	column bool   // marks had a column in the last picture
	want   string // the follow-up the user chose, also while it is filtered out
	err    string // why nothing can be shown

	asked, shown int         // numbers of the last load asked for and of the one shown
	next         monev.Which // which ones that was for; empty if it failed
}

// row is a follow-up with what the filters look at.
type row struct {
	*monev.FollowUpLine // of one list with all: thousands of them are large
	folded              string
	gain                lke.Num // what its question would still add; nothing while it is closed
}

// points is the gain as it is shown, empty if there is none.
func (e *row) points() string {
	if e.gain.Sign() <= 0 {
		return ""
	}
	return "+" + e.gain.Decimal(2)
}

type loadedMsg struct {
	s  *Screen
	n  int
	of monev.Which
	loaded
	err error
}

// loaded is what the register reads.
type loaded struct {
	all    []row
	office monev.Office
	on     tanggal.Date
	saved  []monev.SavedFilter
}

// New is the register, showing what is open.
func New(k *kit.Kit) *Screen {
	s := &Screen{Base: stage.NewBase(k), view: monev.FollowUpFilter{Which: monev.WhichOpen}, marks: newMarks()}
	s.Detail = s.detail
	s.List.Empty = "Memuat tindak lanjut …"
	s.List.SetSource(source{s})
	return s
}

// Init is kit.Screen.
func (s *Screen) Init() tea.Cmd {
	s.Ask.Close()
	return s.load()
}

// set is which follow-ups have to be loaded for a standing filter.
func set(w monev.Which) monev.Which {
	if w == monev.WhichClosed || w == monev.WhichAll {
		return w
	}
	return monev.WhichOpen
}

func (s *Screen) load() tea.Cmd {
	s.asked++
	s.next = set(s.view.Which)
	k, n, of := s.K, s.asked, s.next
	return func() tea.Msg {
		l, err := read(k.Ctx, k.App, of)
		return loadedMsg{s, n, of, l, err}
	}
}

// read loads follow-ups and prepares them for filtering: open ones most urgent
// first, then closed ones, the newest first.
func read(ctx context.Context, a *app.App, of monev.Which) (loaded, error) {
	l := loaded{on: a.Today()}
	var err error
	if l.office, err = a.Office(ctx); err != nil {
		return l, err
	}
	if l.saved, err = a.Filters(ctx); err != nil {
		return l, err
	}
	points, err := a.Points(ctx)
	if err != nil {
		return l, err
	}
	lines, err := a.Register(ctx, app.Filter{Which: of, On: l.on})
	if err != nil {
		return l, err
	}
	all := make([]row, len(lines))
	for i := range lines {
		x := &lines[i]
		all[i] = row{FollowUpLine: x, folded: x.Folded()}
		if x.Status.Open() {
			all[i].gain = points[x.Item]
		}
	}
	slices.SortStableFunc(all, func(a, b row) int {
		switch {
		case a.Status.Open() != b.Status.Open():
			if a.Status.Open() {
				return -1
			}
			return 1
		case a.Status.Open():
			return 0 // most urgent first already
		}
		return b.ClosedAt().Compare(a.ClosedAt())
	})
	l.all = all
	return l, nil
}

// show takes what was loaded.
func (s *Screen) show(msg loadedMsg) tea.Cmd {
	if msg.s != s || msg.n <= s.shown {
		return nil
	}
	s.shown = msg.n
	if msg.err != nil && msg.n == s.asked {
		s.next = "" // the next step reads again
	}
	switch {
	case msg.err != nil && s.of != "": // what was read stays
		if msg.n == s.asked && set(s.view.Which) != s.of { // and so does the filter that can show it
			s.view.Which = s.of
			s.filter()
		}
		return s.K.Failed("Tindak lanjut belum dapat dibaca lagi", msg.err)
	case msg.err != nil:
		s.err = s.K.Sentence(msg.err)
		return nil
	}
	s.err = ""
	s.all, s.of, s.office, s.on, s.saved = msg.all, msg.of, msg.office, msg.on, msg.saved
	s.marks.refresh(s.all, s.of)
	s.filter()
	return nil
}

// turn changes the filters and loads what they need.
func (s *Screen) turn(change func(*monev.FollowUpFilter)) tea.Cmd {
	change(&s.view)
	s.view.Which = s.view.Standing()
	s.filter()
	if set(s.view.Which) != s.next {
		return s.load()
	}
	return nil
}

// filter finds the rows again; the selection stays on its follow-up, also when
// that was filtered out for a while.
func (s *Screen) filter() {
	s.rows = s.rows[:0]
	if s.of == set(s.view.Which) {
		words := plain.Fold(s.view.Words)
		for i := range s.all {
			if s.view.Takes(*s.all[i].FollowUpLine, s.on, s.all[i].folded, words) {
				s.rows = append(s.rows, i)
			}
		}
		if s.view.Order == monev.ByPoints {
			slices.SortStableFunc(s.rows, func(i, j int) int { return s.all[j].gain.Cmp(s.all[i].gain) })
		}
		s.List.Empty = s.empty()
	} else {
		s.List.Empty = "Memuat tindak lanjut …"
	}
	s.List.Reload()
	if s.want != "" {
		s.List.SelectKey(s.want)
	}
}

// source gives the list the rows it draws.
type source struct{ s *Screen }

func (r source) Len() int { return len(r.s.rows) }

func (r source) Index(id string) int {
	return slices.IndexFunc(r.s.rows, func(i int) bool { return r.s.all[i].ID == id })
}

func (r source) Row(i, w int) part.Row {
	e := &r.s.all[r.s.rows[i]]
	if i == r.s.List.Index() && !r.s.Wide() {
		full := r.s.full(e, w) // what a form is about stays in full above it
		if r.s.Open(e.ID, len(full)) || strings.HasSuffix(r.s.Entry.Name(), ":"+e.ID) {
			return part.Row{Key: e.ID, Lines: full}
		}
	}
	return part.Row{Key: e.ID, Lines: []string{part.Columns(w, r.s.brief(e)...)}}
}

// Tall is part.Taller: where the detail stands beside the list.
func (r source) Tall(i, w, most int) []string {
	if !r.s.Wide() {
		return nil
	}
	return part.Rows(w, most, r.s.brief(&r.s.all[r.s.rows[i]])...)
}

func (s *Screen) at(id string) *row {
	for i := range s.all {
		if s.all[i].ID == id {
			return &s.all[i]
		}
	}
	return nil
}

func (s *Screen) line(id string) (monev.FollowUpLine, bool) {
	if e := s.at(id); e != nil {
		return *e.FollowUpLine, true
	}
	return monev.FollowUpLine{}, false
}

// Title is kit.Screen.
func (s *Screen) Title() string { return "Tindak lanjut semua rapat" }

// Explain is kit.Explainer.
func (s *Screen) Explain() string {
	return "Semua tindak lanjut dari semua rapat, yang paling mendesak di atas. Saringan dipilih dengan panah kiri dan kanan, " +
		"lalu dipersempit menurut area, penanggung jawab, atau kata; w membuka semua saringan, s saringan yang tersimpan, u mengurutkan menurut poin LKE. " +
		"Enter mencatat perkembangan di luar rapat dan membuka kembali yang sudah selesai. Spasi menandai, v sampai baris ini, a semua; b mengubah semua yang ditandai sekaligus."
}

// Update is kit.Screen.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case kit.ChangedMsg:
		return s.load()
	case loadedMsg:
		return s.show(msg)
	case tea.MouseClickMsg:
		if cmd, used := s.click(msg); used {
			return cmd
		}
	}
	asked := s.Ask.Active()
	cmd := s.Base.Update(msg)
	switch msg.(type) {
	case tea.KeyPressMsg, tea.MouseMsg:
		if !asked && !s.Entry.Active() {
			s.chosen()
		}
	}
	return cmd
}

// chosen keeps the row the user went to.
func (s *Screen) chosen() {
	if key := s.Selected(); key != "" {
		s.want = key
	}
}

var (
	_ kit.Screen    = (*Screen)(nil)
	_ kit.Capturer  = (*Screen)(nil)
	_ kit.Handler   = (*Screen)(nil)
	_ kit.Leaver    = (*Screen)(nil)
	_ kit.Explainer = (*Screen)(nil)
)
