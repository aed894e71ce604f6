// Package lke is the screen of the Lembar Kerja Evaluasi: the tree of all
// questions with what each is worth, the question in full, what-if mode, and
// the screens that open from it: one question at a time, the shortest way to a
// predicate, the evidence and the history of a question, and the answers the
// office's own records speak for.
package lke

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"monev/internal/lke"
	"monev/ui/job"
	"monev/ui/kit"
	"monev/ui/part"
)

// Screen is the LKE of a year.
type Screen struct {
	k *kit.Kit
	b *book
	input
	job  *job.Job // files of answers, in and out
	list *part.List

	planted *lke.Instrument // the one the nodes were made of
	nodes   []node
	rows    []int // of nodes, what is seen
	count   int   // questions the filters leave
	open    map[string]bool
	filter  filter
	words   string
	found   map[string]bool // by code; nil if no words are set
	touched map[string]bool // answered since the filter was set: they stay
	want    string          // the line the user chose
	at      string          // where to begin; empty once there

	page  bool // the selected line in full, in the place of the tree
	top   int  // first line of the page
	w, h  int
	again bool // the selected line was clicked again
	room  int  // lines of the tree in the last picture
	drew  drawn
}

// drawn is where things stood in the last picture, for the mouse.
type drawn struct {
	bodyY int
	split int // first column of the detail, 0 if there is none
	lines []line
	form  int // first line of the form, -1 if none
}

// New is the LKE of the office's year, beginning at the area ("A.I.3"), the
// sub-component or the question with code at; empty begins at the top.
func New(k *kit.Kit, at string) *Screen {
	b := newBook(k)
	s := &Screen{k: k, b: b, input: newInput(k), job: job.New(k), list: part.NewList(k.Styles), at: at,
		open: map[string]bool{rootKey: true}, touched: map[string]bool{}}
	s.list.Empty = "Memuat LKE …"
	s.list.SetSource(source{s})
	return s
}

// Init is kit.Screen.
func (s *Screen) Init() tea.Cmd { return s.b.load() }

// SetSize is kit.Screen.
func (s *Screen) SetSize(w, h int) { s.w, s.h = w, h }

// Title is kit.Screen.
func (s *Screen) Title() string {
	t := "LKE"
	if s.b.loaded {
		t = fmt.Sprintf("LKE %d", s.b.w.Year)
	}
	if s.b.whatIf {
		return "BILA · " + t + " · tidak disimpan"
	}
	if s.page {
		if n := s.node(); n != nil && n.item != nil {
			t += " · " + n.item.Code
		}
	}
	return t
}

// Status is kit.Statuser.
func (s *Screen) Status() string { return s.b.status() }

func (b *book) status() string {
	st := b.k.Styles
	switch {
	case !b.loaded:
		return ""
	case b.whatIf:
		return st.Warn.Bold(true).Render(fmt.Sprintf("BILA · %d perubahan", len(b.suppose)))
	case b.layer != lke.Unit:
		return st.Warn.Bold(true).Render("JAWABAN " + b.layer.String())
	}
	return "menuju " + b.w.Target.String()
}

// Explain is kit.Explainer.
func (s *Screen) Explain() string {
	return "Semua butir LKE menurut area, dengan nilai klaim dan berbukti. Jawab butir yang dipilih dengan hurufnya; nilai, batang area " +
		"(│ = batas WBK dan WBBM), dan syarat predikat ikut bergerak. Mode bila mencoba jawaban tanpa menyimpan apa pun. " +
		"Batas WBBM untuk total, pengungkit, dan B.I berasal dari satu sumber saja; rincian baris LKE ZI menandainya."
}

// Capturing is kit.Capturer.
func (s *Screen) Capturing() bool { return s.job.Running() || s.input.Capturing() }

// Leave is kit.Leaver.
func (s *Screen) Leave() tea.Cmd { return tea.Batch(s.input.Leave(), s.job.Leave()) }

// Handle is kit.Handler.
func (s *Screen) Handle(msg tea.KeyPressMsg) (tea.Cmd, bool) {
	if cmd, used := s.job.Update(msg); used {
		return cmd, true
	}
	return s.input.Handle(msg)
}

// Update is kit.Screen.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	if cmd, used := s.job.Update(msg); used {
		return cmd
	}
	if cmd, used := s.input.update(msg); used {
		return cmd
	}
	if cmd, changed := s.b.update(msg); cmd != nil || changed {
		if changed {
			s.arrived()
		}
		return cmd
	}
	switch msg := msg.(type) {
	case tea.MouseClickMsg:
		if msg.Button == tea.MouseLeft {
			return s.click(msg.X, msg.Y)
		}
	case tea.MouseWheelMsg:
		step := map[tea.MouseButton]int{tea.MouseWheelUp: -3, tea.MouseWheelDown: 3}[msg.Button]
		if s.page {
			s.top = max(s.top+step, 0)
			return nil
		}
		if s.drew.split == 0 || msg.X < s.drew.split {
			s.list.Update(msg)
			s.chosen()
		}
	case tea.KeyPressMsg:
		if s.page {
			s.scroll(msg)
			return nil
		}
		s.list.Update(msg)
		s.chosen()
	}
	return nil
}

// arrived draws the tree anew after a load.
func (s *Screen) arrived() {
	s.arrange()
	if s.at != "" && s.b.loaded {
		s.goTo(s.place(s.at))
		s.at = ""
	}
}

// chosen keeps the line the user went to.
func (s *Screen) chosen() {
	if key, ok := s.list.Selected(); ok {
		s.want = key
	}
}

// click selects a line, opens it if it was selected already, and answers where
// a choice was clicked: the root does both by the key for it.
func (s *Screen) click(x, y int) tea.Cmd {
	d := &s.drew
	if d.form >= 0 && y >= d.form {
		return s.input.click(x-1, y-d.form)
	}
	if s.input.Capturing() || y < d.bodyY {
		return nil
	}
	if s.page || d.split > 0 && x >= d.split {
		if i := y - d.bodyY; i < len(d.lines) {
			s.press(s.item(), d.lines[i].choice)
		}
		return nil
	}
	hit, again := s.list.Click(y - d.bodyY)
	if !hit {
		return nil
	}
	s.chosen()
	s.again = again
	return nil
}

// Opened is kit.Opener.
func (s *Screen) Opened() bool {
	again := s.again
	s.again = false
	return again
}

var (
	_ kit.Screen    = (*Screen)(nil)
	_ kit.Capturer  = (*Screen)(nil)
	_ kit.Handler   = (*Screen)(nil)
	_ kit.Leaver    = (*Screen)(nil)
	_ kit.Explainer = (*Screen)(nil)
	_ kit.Statuser  = (*Screen)(nil)
	_ kit.Opener    = (*Screen)(nil)
	_ kit.Presser   = (*Screen)(nil)
)
