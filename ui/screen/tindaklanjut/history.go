package tindaklanjut

import (
	"context"
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"monev/internal/monev"
	"monev/ui/followup"
	"monev/ui/kit"
	"monev/ui/part"
)

// Loader reads a follow-up again, with the office its area is named by.
type Loader func(context.Context) (monev.FollowUpLine, monev.Office, error)

// History is the screen of one follow-up with all that happened to it.
type History struct {
	k      *kit.Kit
	load   Loader
	line   monev.FollowUpLine
	office monev.Office
	err    string

	w, h         int
	top          int // first line shown
	asked, shown int
}

type historyMsg struct {
	s      *History
	n      int
	line   monev.FollowUpLine
	office monev.Office
	err    error
}

// NewHistory shows line at once and reads it with load after every change.
func NewHistory(k *kit.Kit, line monev.FollowUpLine, office monev.Office, load Loader) *History {
	return &History{k: k, line: line, office: office, load: load}
}

// Init is kit.Screen.
func (s *History) Init() tea.Cmd { return nil }

// SetSize is kit.Screen.
func (s *History) SetSize(w, h int) {
	s.w, s.h = w, h
	s.scroll(0)
}

// Title is kit.Screen.
func (s *History) Title() string { return "Riwayat " + s.line.ID }

// Explain is kit.Explainer.
func (s *History) Explain() string {
	return "Semua yang tercatat tentang satu tindak lanjut, yang terbaru di atas: status, tenggat lama, bukti dan siapa yang menerimanya."
}

// Actions is kit.Screen.
func (s *History) Actions() []kit.Action {
	move := s.k.Keys.List.Move
	move.SetHelp("↑↓", "gulir")
	return []kit.Action{
		{ID: "riwayat.gulir", Key: move},
		{ID: "riwayat.kembali", Key: s.k.Keys.Global.Back, Run: kit.Pop},
	}
}

// Update is kit.Screen.
func (s *History) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case kit.ChangedMsg:
		s.asked++
		k, n, load := s.k, s.asked, s.load
		return func() tea.Msg {
			line, office, err := load(k.Ctx)
			return historyMsg{s, n, line, office, err}
		}
	case historyMsg:
		if msg.s != s || msg.n <= s.shown {
			return nil
		}
		s.shown = msg.n
		if msg.err != nil {
			s.err = s.k.Sentence(msg.err)
			return nil
		}
		s.line, s.office, s.err = msg.line, msg.office, ""
		s.scroll(0)
	case tea.KeyPressMsg:
		s.pressed(msg)
	case tea.MouseWheelMsg:
		switch msg.Button {
		case tea.MouseWheelUp:
			s.scroll(-3)
		case tea.MouseWheelDown:
			s.scroll(3)
		}
	}
	return nil
}

func (s *History) pressed(msg tea.KeyPressMsg) {
	l, page := s.k.Keys.List, max(s.h-2, 1)
	switch {
	case key.Matches(msg, l.Up):
		s.scroll(-1)
	case key.Matches(msg, l.Down):
		s.scroll(1)
	case key.Matches(msg, l.PageUp):
		s.scroll(-page)
	case key.Matches(msg, l.PageDown):
		s.scroll(page)
	case key.Matches(msg, l.First):
		s.top = 0
	case key.Matches(msg, l.Last):
		s.scroll(len(s.lines()))
	}
}

// scroll moves by n lines as far as there are any.
func (s *History) scroll(n int) { s.top = max(min(s.top+n, len(s.lines())-s.h), 0) }

// readable is the widest line that is read with ease.
const readable = 100

func (s *History) lines() []string {
	if s.err != "" {
		return part.Wrap(s.err, max(s.w-2, 1))
	}
	return followup.Detail(s.k.Styles, s.line, s.office, min(s.w-2, readable))
}

// View is kit.Screen.
func (s *History) View() string {
	all := s.lines()
	shown := all[s.top:min(s.top+s.h, len(all))]
	out := make([]string, len(shown))
	for i, l := range shown {
		out[i] = " " + l
	}
	more := func(at int, sign string, n int) {
		out[at] = s.k.Styles.Muted.Render(fmt.Sprintf(" %s %d baris lagi", sign, n))
	}
	if s.top > 0 && len(out) > 2 {
		more(0, "↑", s.top+1)
	}
	if below := len(all) - s.top - len(shown); below > 0 && len(out) > 2 {
		more(len(out)-1, "↓", below+1)
	}
	return strings.Join(out, "\n")
}

var _ kit.Explainer = (*History)(nil)
