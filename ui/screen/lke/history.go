package lke

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/lke"
	"monev/internal/tanggal"
	"monev/ui/kit"
)

// history is the screen of everything a layer said about a question.
type history struct {
	b    *book
	it   *lke.Item
	past []app.PastAnswer
	err  string
	read bool
	w, h int
	top  int
	n    int
}

type pastMsg struct {
	s    *history
	n    int
	past []app.PastAnswer
	err  error
}

func newHistory(b *book, it *lke.Item) *history { return &history{b: b, it: it} }

// Init is kit.Screen.
func (s *history) Init() tea.Cmd { return s.load() }

func (s *history) load() tea.Cmd {
	s.n++
	k, n, year, layer, code := s.b.k, s.n, s.b.w.Year, s.b.layer, s.it.Code
	return func() tea.Msg {
		past, err := k.App.AnswerHistory(k.Ctx, year, layer, code)
		return pastMsg{s, n, past, err}
	}
}

// SetSize is kit.Screen.
func (s *history) SetSize(w, h int) { s.w, s.h = w, h }

// Title is kit.Screen.
func (s *history) Title() string {
	return fmt.Sprintf("Riwayat jawaban %s · %s", s.it.Code, s.b.layer)
}

// Explain is kit.Explainer.
func (s *history) Explain() string {
	return "Semua jawaban yang pernah tersimpan untuk butir ini pada lapisan yang sedang ditampilkan, yang terbaru di atas."
}

// Actions is kit.Screen.
func (s *history) Actions() []kit.Action {
	move := s.b.k.Keys.List.Move
	move.SetHelp("↑↓", "gulir")
	return []kit.Action{{ID: "riwayat.gulir", Key: move}}
}

// Update is kit.Screen.
func (s *history) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case kit.ChangedMsg:
		return s.load()
	case pastMsg:
		if msg.s == s && msg.n == s.n {
			s.past, s.err, s.read = msg.past, "", true
			if msg.err != nil {
				s.err = s.b.k.Sentence(msg.err)
			}
		}
	case tea.KeyPressMsg:
		l := s.b.k.Keys.List
		switch {
		case key.Matches(msg, l.Up):
			s.top--
		case key.Matches(msg, l.Down):
			s.top++
		case key.Matches(msg, l.PageUp):
			s.top -= s.h
		case key.Matches(msg, l.PageDown):
			s.top += s.h
		case key.Matches(msg, l.First):
			s.top = 0
		case key.Matches(msg, l.Last):
			s.top = 1 << 20
		}
	case tea.MouseWheelMsg:
		s.top += map[tea.MouseButton]int{tea.MouseWheelUp: -3, tea.MouseWheelDown: 3}[msg.Button]
	}
	return nil
}

// View is kit.Screen.
func (s *history) View() string {
	st := s.b.k.Styles
	d := &sheet{b: s.b, w: min(s.w-2, readable)}
	d.under(st.Accent.Render(s.it.Code)+"  ", s.it.Question, "", &st.Heading)
	d.gap()
	switch {
	case s.err != "":
		d.under("", s.err, "", &st.Bad)
	case !s.read:
		d.add(st.Muted.Render("Memuat riwayat …"))
	case len(s.past) == 0:
		d.under("", "Butir ini belum pernah dijawab. Esc kembali, lalu tekan huruf jawabannya.", "", &st.Muted)
	}
	for _, p := range s.past {
		day := tanggal.Of(p.At)
		text := s.it.Text(p.Answer)
		if p.Answer.IsBlank() {
			text = "dikosongkan"
		}
		d.under(st.Label.Render(fmt.Sprintf("%s %s  ", day.Short(), p.At.Format("15.04"))), text, "", nil)
		if p.Answer.Note != "" {
			d.under(strings.Repeat(" ", 18), p.Answer.Note, "", &st.Muted)
		}
	}
	s.top = min(max(s.top, 0), max(len(d.out)-s.h, 0))
	var out []string
	for _, l := range seen(s.b, d.out, s.top, s.h, "") {
		out = append(out, " "+l.text)
	}
	return strings.Join(out, "\n")
}
