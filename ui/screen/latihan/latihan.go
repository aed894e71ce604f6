// Package latihan opens the records to practise with over the screen one is on, and
// goes back to it. The practice is a stack of screens of its own over a Kit of its
// own; what lies below it is never left.
package latihan

import (
	"errors"

	tea "charm.land/bubbletea/v2"

	"monev/internal/store"
	"monev/ui/kit"
)

// A Start opens the practice from one screen.
type Start struct {
	k     *kit.Kit
	first func(k *kit.Kit, end *Start) kit.Screen
	busy  string // why it cannot be opened now, empty if it can
}

// New is a Start; first makes the lowest screen of the practice, which ends it
// through the Start it is given.
func New(k *kit.Kit, first func(*kit.Kit, *Start) kit.Screen) *Start {
	return &Start{k: k, first: first}
}

type (
	openedMsg struct {
		s      *Start
		k      *kit.Kit
		afresh bool
		err    error
	}
	closedMsg struct {
		s   *Start
		err error
	}
)

// Action opens the practice.
func (s *Start) Action() kit.Action {
	a := kit.Action{ID: "latihan.buka", Key: s.k.Keys.Home.Practice, About: "latihan dengan data contoh, terpisah dari data kantor",
		Run: func() tea.Cmd { return s.Begin(false) }}
	switch {
	case s.k.Practice == nil:
		a.Reason = "Latihan tidak tersedia bila data hanya dibuka untuk dibaca."
	default:
		a.Reason = s.busy
	}
	return a
}

// Begin opens the practice, from the beginning if afresh.
func (s *Start) Begin(afresh bool) tea.Cmd {
	if s.k.Practice == nil || s.busy != "" {
		return nil
	}
	s.busy = "Latihan sedang disiapkan."
	k := s.k
	return func() tea.Msg {
		opened, err := k.Practice.Open(k.Ctx, afresh)
		return openedMsg{s, opened, afresh, err}
	}
}

// Update takes what Begin and End answered; used is false for every other message.
func (s *Start) Update(msg tea.Msg) (cmd tea.Cmd, used bool) {
	switch m := msg.(type) {
	case openedMsg:
		if m.s == s {
			s.busy = ""
			return s.opened(m), true
		}
	case closedMsg:
		if m.s == s {
			s.busy = ""
			return s.k.Failed("Latihan belum tertutup", m.err), true
		}
	}
	return nil, false
}

func (s *Start) opened(m openedMsg) tea.Cmd {
	if m.err != nil {
		return s.failed(m)
	}
	said := "Latihan: data contoh, per " + m.k.App.Today().Long() + ". Esc di Beranda mengakhirinya; data kantor tidak tersentuh."
	return tea.Sequence(kit.Push(s.first(m.k, s)), kit.Notify(kit.Info, said))
}

// failed offers to begin again where what was practised cannot be opened.
func (s *Start) failed(m openedMsg) tea.Cmd {
	if m.afresh || !errors.Is(m.err, store.ErrDamaged) && !errors.Is(m.err, store.ErrNewer) {
		return s.k.Failed("Latihan belum terbuka", m.err)
	}
	return s.ask("Latihan tidak dapat dibuka", s.k.Sentence(m.err)+"\n\n"+textThrown, func() tea.Cmd { return s.Begin(true) })
}

const textThrown = "Semua yang dikerjakan dalam latihan dihapus, termasuk dokumen dan berkas di map latihan. Data kantor tidak tersentuh."

// Again asks, and begins the practice anew; for its lowest screen.
func (s *Start) Again() tea.Cmd {
	return s.ask("Mulai latihan dari awal", textThrown, func() tea.Cmd {
		return kit.PopThen(func() tea.Cmd { return s.Begin(true) })
	})
}

func (s *Start) ask(title, text string, run func() tea.Cmd) tea.Cmd {
	yes := s.k.Keys.Dialog.Yes
	yes.SetHelp(yes.Help().Key, "mulai dari awal")
	return kit.Ask(kit.Dialog{Title: title, Text: text, Danger: true,
		Choices: []kit.Choice{{Key: s.k.Keys.Dialog.Cancel}, {Key: yes, Run: run}}})
}

// End goes back to where the practice was opened and closes its records; for its
// lowest screen. Until they are closed it cannot be begun again: closing would meet
// the records that were just opened.
func (s *Start) End() tea.Cmd {
	k := s.k
	return kit.PopThen(func() tea.Cmd {
		s.busy = "Latihan yang tadi sedang ditutup; tekan lagi sebentar lagi."
		return tea.Batch(kit.Notify(kit.Info, "Latihan selesai. Ini data kantor."),
			func() tea.Msg { return closedMsg{s, k.Practice.Close()} })
	})
}
