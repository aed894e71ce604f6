// Package proyektor is the second window of a meeting: it shows what the
// working program on the same computer says, and never changes anything. The
// room may freeze its picture, turn pages of its own and look at a test card.
package proyektor

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"monev/internal/relay"
	"monev/internal/slide"
	"monev/internal/tanggal"
	"monev/ui/kit"
	"monev/ui/show"
)

// A Source is where states come from; relay.Follower is one.
type Source interface {
	// Next waits for news; ok is false when there will be none.
	Next(context.Context) (e relay.Event, ok bool)
	// Resize tells the size of the window. It never blocks.
	Resize(slide.Window)
}

// Screen is the second window.
type Screen struct {
	k      *kit.Kit
	source Source
	clock  func() time.Time
	w, h   int

	have   bool // a state has come
	live   bool
	now    slide.State // the newest
	seen   slide.State // what is shown: now, unless frozen
	at     time.Time   // when it was frozen
	frozen bool
	page   int // turned here, -1 while the working program says which
	card   bool
}

type (
	newsMsg struct {
		s  *Screen
		e  relay.Event
		ok bool
	}
	tickMsg struct{ s *Screen }
)

// New is the window over a source; clock is the time on the screen.
func New(k *kit.Kit, source Source, clock func() time.Time) *Screen {
	return &Screen{k: k, source: source, clock: clock, page: -1}
}

// Init is kit.Screen.
func (s *Screen) Init() tea.Cmd { return tea.Batch(s.wait(), s.tick()) }

func (s *Screen) wait() tea.Cmd {
	ctx, source := s.k.Ctx, s.source
	return func() tea.Msg {
		e, ok := source.Next(ctx)
		return newsMsg{s, e, ok}
	}
}

// tick draws the clocks anew each second.
func (s *Screen) tick() tea.Cmd { return s.k.After(time.Second, tickMsg{s}) }

// Title is kit.Screen.
func (s *Screen) Title() string { return "monev proyektor" }

// Fill is kit.Filler.
func (s *Screen) Fill() bool { return true }

// Explain is kit.Explainer.
func (s *Screen) Explain() string {
	return "Jendela kedua untuk layar proyektor: mengikuti rapat yang dijalankan monev di laptop ini, tanpa mengubah apa pun. " +
		"Gambarnya dapat dibekukan; warnanya diganti dengan F8."
}

// SetSize is kit.Screen.
func (s *Screen) SetSize(w, h int) {
	s.w, s.h = w, h
	s.source.Resize(slide.Window{W: w, H: h})
}

// Update is kit.Screen.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case newsMsg:
		if msg.s != s || !msg.ok {
			return nil
		}
		s.live = msg.e.Live
		if msg.e.Live {
			s.have, s.now = true, msg.e.State
			if !s.frozen {
				s.seen, s.page = s.now, -1
			}
		}
		return s.wait()
	case tickMsg:
		if msg.s == s {
			return s.tick()
		}
	}
	return nil
}

// Actions is kit.Screen.
func (s *Screen) Actions() []kit.Action {
	k := s.k.Keys.Room
	freeze := kit.Action{ID: "proyektor.bekukan", Key: k.Freeze, Run: s.freeze}
	switch {
	case s.frozen:
		freeze.Key.SetHelp(k.Freeze.Help().Key, "lanjutkan gambar")
	case !s.have:
		freeze.Reason = "Belum ada gambar yang dapat dibekukan."
	}
	return []kit.Action{
		freeze,
		{ID: "proyektor.uji", Key: k.Test, Run: func() tea.Cmd { s.card = !s.card; return nil }},
		{ID: "proyektor.berikut", Key: k.Next, Run: func() tea.Cmd { s.turn(1); return nil }},
		{ID: "proyektor.sebelum", Key: k.Prev, Run: func() tea.Cmd { s.turn(-1); return nil }},
	}
}

func (s *Screen) freeze() tea.Cmd {
	s.frozen = !s.frozen
	s.at = s.time()
	if !s.frozen {
		s.seen, s.page = s.now, -1
	}
	return nil
}

// turn shows another page of the same slide, until the next news.
func (s *Screen) turn(by int) {
	n := show.Count(s.k.Room, s.seen, s.w, s.h)
	at := s.page
	if at < 0 {
		at = min(s.seen.Page, n-1)
	}
	s.page = min(max(at+by, 0), n-1)
}

// time is the present in the office's zone.
func (s *Screen) time() time.Time {
	now := s.clock()
	if loc, err := tanggal.Location(s.now.Zone); err == nil {
		return now.In(loc)
	}
	return now
}

// View is kit.Screen.
func (s *Screen) View() string {
	v := show.View{W: s.w, H: s.h, Now: s.time(), Practice: s.now.Practice}
	switch {
	case s.card || s.live && s.now.Card:
		return show.Card(s.k.Room, v)
	case !s.have:
		return show.Draw(s.k.Room, slide.State{Pause: true, Office: "monev", Meeting: "Menunggu rapat di laptop ini",
			Note: "Buka rapat dengan monev di jendela lain; gambarnya muncul sendiri di sini.\nq keluar"}, v)
	case s.now.Version != slide.Version:
		return show.Draw(s.k.Room, slide.State{Pause: true, Office: "monev", Meeting: "Versi kedua jendela berbeda",
			Note: "Tutup keduanya, lalu buka lagi dengan monev yang sama."}, v)
	}
	state := s.seen
	if s.page >= 0 {
		state.Page, state.Typing = s.page, false
	}
	switch {
	case s.frozen:
		v.Mark, v.Now = "■ dibekukan", s.at
	case !s.live:
		v.Mark = "! terputus, menunggu monev"
	}
	return show.Draw(s.k.Room, state, v)
}

var (
	_ kit.Filler    = (*Screen)(nil)
	_ kit.Explainer = (*Screen)(nil)
)
