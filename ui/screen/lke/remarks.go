package lke

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/kit"
	"monev/ui/part"
	"monev/ui/stage"
)

// remarks is the screen of the notes TPI and TPN wrote, from which a meeting
// takes findings.
type remarks struct {
	*stage.Base
	year  int
	area  int    // 1 to 6: only of this area; 0: of all
	fixed string // the meeting that takes them; empty: the one that runs

	n       int
	loaded  bool
	err     string
	office  monev.Office
	meeting monev.Meeting // ID empty: none runs
	list    []app.EvaluatorNote
	marked  map[string]bool // by key
	areas   map[string]int  // area chosen for a note under hasil, by key
	busy    bool            // notes are on their way to the disk
}

type remarkedMsg struct {
	s       *remarks
	n       int
	office  monev.Office
	meeting monev.Meeting
	list    []app.EvaluatorNote
	err     error
}

// NewRemarks is the screen of the notes of TPI and TPN in the LKE of a year: of
// an area (1 to 6; 0 is all), for a meeting (empty is the one that runs).
func NewRemarks(k *kit.Kit, year, area int, meeting string) kit.Screen {
	s := &remarks{Base: stage.NewBase(k), year: year, area: area, fixed: meeting,
		marked: map[string]bool{}, areas: map[string]int{}}
	s.List.Empty = "Memuat catatan penilai …"
	s.Detail = s.detail
	return s
}

// Init is kit.Screen.
func (s *remarks) Init() tea.Cmd { return s.load() }

func (s *remarks) load() tea.Cmd {
	s.n++
	k, n, year, fixed := s.K, s.n, s.year, s.fixed
	return func() tea.Msg {
		msg := remarkedMsg{s: s, n: n}
		if msg.office, msg.err = k.App.Office(k.Ctx); msg.err != nil {
			return msg
		}
		if fixed == "" {
			msg.meeting, msg.err = k.App.Sitting(k.Ctx)
		} else {
			var m monev.Minutes
			m, msg.err = k.App.Minutes(k.Ctx, fixed)
			msg.meeting = m.Meeting
		}
		if msg.err == nil {
			msg.list, msg.err = k.App.EvaluatorNotes(k.Ctx, year)
		}
		return msg
	}
}

// Title is kit.Screen.
func (s *remarks) Title() string {
	t := fmt.Sprintf("Catatan penilai LKE %d", s.year)
	if s.area > 0 {
		t += " · Area " + tanggal.Roman(s.area)
	}
	return t
}

// Explain is kit.Explainer.
func (s *remarks) Explain() string {
	return "Catatan TPI dan TPN pada butir LKE. Yang ditandai, atau baris yang dipilih, menjadi temuan rapat yang sedang berlangsung, " +
		"di area butirnya, bertingkat Sedang dan dengan asalnya. Butir Hasil tidak punya area: 1–6 memilih area yang menindaklanjutinya."
}

func keyOf(n app.EvaluatorNote) string { return string(n.Layer) + "/" + n.Item.Code }

// placed is a note with the area chosen for it.
func (s *remarks) placed(n app.EvaluatorNote) app.EvaluatorNote {
	if n.Area == 0 {
		n.Area = s.areas[keyOf(n)]
	}
	return n
}

func (s *remarks) find(key string) (app.EvaluatorNote, bool) {
	for _, n := range s.list {
		if keyOf(n) == key {
			return s.placed(n), true
		}
	}
	return app.EvaluatorNote{}, false
}

// take keeps what was loaded.
func (s *remarks) take(msg remarkedMsg) tea.Cmd {
	switch {
	case msg.err != nil && s.loaded: // what was read stays
		return s.K.Failed("Catatan penilai belum dapat dibaca lagi", msg.err)
	case msg.err != nil:
		s.err = s.K.Sentence(msg.err)
		return nil
	}
	s.loaded, s.err = true, ""
	s.office, s.meeting, s.list = msg.office, msg.meeting, nil
	marked := map[string]bool{}
	for _, n := range msg.list {
		if s.area > 0 && n.Item.Area() != s.area {
			continue
		}
		s.list = append(s.list, n)
		if s.marked[keyOf(n)] && n.Taken == "" {
			marked[keyOf(n)] = true
		}
	}
	s.marked = marked
	return nil
}

func (s *remarks) show() {
	st := s.K.Styles
	s.List.Empty = s.empty()
	var items []stage.Item
	last := -1
	for _, n := range s.list {
		if at := n.Item.Area(); at != last && s.area == 0 {
			last = at
			head := "HASIL"
			if at > 0 {
				head = tanggal.Roman(at) + "  " + strings.ToUpper(s.office.Areas[at-1].Name)
			}
			items = append(items, stage.Item{Key: "#" + head, Header: true, Line: func(w int) string {
				return st.Heading.Render(part.Cut(" "+head, w))
			}})
		}
		key := keyOf(n)
		items = append(items, stage.Item{Key: key,
			Line: func(w int) string {
				n, _ := s.find(key)
				word, style := s.word(n)
				return part.Columns(w, part.Cell{Text: word, Width: wordWidth, Style: style}, part.Cell{Text: n.Layer.String(), Width: 3},
					part.Cell{Text: n.Item.Code, Width: 12}, part.Cell{Text: strings.ReplaceAll(n.Note, "\n", " ")})
			},
			Full: func(w int) []string {
				n, _ := s.find(key)
				word, style := s.word(n)
				out := []string{style.Render(part.Fit(word, wordWidth)) + "  " + part.Fit(n.Layer.String(), 3) + "  " + n.Item.Code}
				for _, t := range s.facts(n) {
					out = append(out, indented(t, w, st.Text.Render)...)
				}
				return out
			}})
	}
	s.SetItems(items)
}

func (s *remarks) empty() string {
	switch {
	case s.err != "":
		return s.err
	case s.area > 0:
		return "Belum ada catatan TPI atau TPN untuk area ini. Esc kembali."
	}
	return fmt.Sprintf("Belum ada catatan TPI atau TPN pada LKE %d. Esc kembali ke LKE; di sana l mengganti lapisan dan n menulis catatannya.", s.year)
}

const wordWidth = 12

// word is the state of a note.
func (s *remarks) word(n app.EvaluatorNote) (string, *lipgloss.Style) {
	st := s.K.Styles
	switch {
	case n.Taken != "":
		return "✓ temuan", &st.Good
	case n.Area == 0:
		return "! pilih area", &st.Warn
	case s.marked[keyOf(n)]:
		return "● ditandai", &st.Accent
	}
	return "○ belum", &st.Muted
}

// facts are the note, what was answered, and what becomes of it.
func (s *remarks) facts(n app.EvaluatorNote) []string {
	answers := "Jawaban unit " + short(n.Item, n.Unit)
	if !n.Answer.IsBlank() {
		answers += ", " + n.Layer.String() + " " + short(n.Item, n.Answer)
	}
	out := []string{n.Note, "Pertanyaan: " + n.Item.Question, answers}
	place := func(area int) string { return "area " + tanggal.Roman(area) + " " + s.office.Areas[area-1].Name }
	switch {
	case n.Taken != "":
		out = append(out, "Sudah menjadi temuan rapat "+n.TakenIn+", "+place(n.Area)+".")
	case n.Area == 0:
		out = append(out, "Butir Hasil tidak punya area; 1–6 memilih area yang menindaklanjutinya.")
	case n.Item.Area() == 0:
		out = append(out, "Menjadi temuan di "+place(n.Area)+"; 1–6 memilih area lain.")
	}
	return out
}

func (s *remarks) detail(key string, w int) []string {
	n, ok := s.find(key)
	if !ok {
		return nil
	}
	st := s.K.Styles
	word, style := s.word(n)
	out := []string{st.Heading.Render(n.Source()), style.Render(word), ""}
	for _, t := range s.facts(n) {
		out = append(out, part.Wrap(t, w)...)
		out = append(out, "")
	}
	return out
}

// Update is kit.Screen.
func (s *remarks) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case kit.ChangedMsg:
		return s.load()
	case remarkedMsg:
		if msg.s == s && msg.n == s.n {
			cmd := s.take(msg)
			s.show()
			return cmd
		}
		return nil
	case tookMsg:
		if msg.s == s {
			return s.took(msg)
		}
		return nil
	}
	return s.Base.Update(msg)
}

// head names the meeting that takes the notes, and counts them.
func (s *remarks) head() []string {
	if len(s.list) == 0 {
		return []string{""}
	}
	st, m := s.K.Styles, s.meeting
	to := st.Warn.Render("Belum ada rapat yang berlangsung; hanya dapat dibaca.")
	switch {
	case m.ID == "":
	case m.Locked() != nil:
		to = st.Warn.Render("Rapat " + m.Period.Short() + " terkunci; hanya dapat dibaca.")
	default:
		to = st.Label.Render("Untuk rapat ") + m.Period.Short() + " · " + m.Date.Short() + " · "
		if m.Paused() {
			to += st.Warn.Render("dijeda")
		} else {
			to += "berlangsung"
		}
	}
	waiting := 0
	for _, n := range s.list {
		if n.Taken == "" {
			waiting++
		}
	}
	count := fmt.Sprintf("%d catatan · %d belum menjadi temuan · %d ditandai", len(s.list), waiting, len(s.marked))
	w := max(s.W-1, 1)
	return []string{part.Cut(" "+to, w), part.Cut(" "+count, w), ""}
}

// View is kit.Screen.
func (s *remarks) View() string { return s.Draw(s.head()) }

var (
	_ kit.Screen    = (*remarks)(nil)
	_ kit.Explainer = (*remarks)(nil)
)
