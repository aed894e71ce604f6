// Package rapat is the screen of one meeting: the stage bar, the clock, going
// from stage to stage, pause and continuation. What happens within a stage is
// in the packages persiapan, pembukaan, tinjauan, area, simpulan and penutup.
package rapat

import (
	"errors"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"monev/internal/lke"
	"monev/internal/monev"
	"monev/internal/store"
	"monev/internal/tanggal"
	"monev/ui/entry"
	"monev/ui/kit"
	"monev/ui/part"
	"monev/ui/stage"
)

// tick is how often the clock is drawn anew.
const tick = time.Second

// Screen is the meeting screen.
type Screen struct {
	k    *kit.Kit
	id   string
	m    monev.Minutes
	in   *lke.Instrument // of the LKE of the meeting's year
	gaps []monev.Gap     // of m
	w, h int
	err  string // why the meeting cannot be shown

	loaded  bool
	ahead   tea.Cmd // the first load, if it was begun before Init
	asked   int     // number of the last load asked for
	shown   int     // number of the load that is shown
	now     monev.Stage
	stages  [monev.Stages]stage.Stage
	left    time.Time    // when a session ended that nobody ended, where nothing can be stored
	back    *Place       // to go to after the first load
	to      *stage.GoMsg // to go to after it, whatever the meeting's walk says
	jump    string       // row to select in the stage that is gone to
	kept    string       // place last put on disk
	resting bool         // the timer that keeps the place runs
	ticking bool         // the clock's timer runs
	forget  bool         // the next Leave is the way back to Beranda
	leaving bool         // it was left for Beranda
	ask     *entry.Entry // the question before a pause
	room    room         // what the room sees
}

type (
	loadedMsg struct {
		s   *Screen
		n   int
		m   monev.Minutes
		in  *lke.Instrument // of the LKE of the meeting's year
		err error
	}
	staleMsg struct {
		s    *Screen
		last time.Time
		err  error
	}
	tickMsg  struct{ s *Screen }
	placeMsg struct{ s *Screen }
	wentMsg  struct {
		s   *Screen
		err error
	}
	resumedMsg struct {
		s    *Screen
		said string
		err  error
	}
)

// New is the screen of the meeting with that ID, on the stage where it stands.
func New(k *kit.Kit, id string) *Screen { return &Screen{k: k, id: id, ask: entry.New(k)} }

// NewAt is New that goes back to a place.
func NewAt(k *kit.Kit, p Place) *Screen {
	s := New(k, p.Meeting)
	s.back = &p
	return s
}

// NewTo is New that goes on to a stage and the row with that key in it as soon
// as the meeting is there, like a key pressed then.
func NewTo(k *kit.Kit, to stage.GoMsg) *Screen {
	s := New(k, to.Meeting)
	s.to = &to
	return s
}

// Init is kit.Screen. A session left open when the laptop was shut is ended
// before the meeting is shown.
func (s *Screen) Init() tea.Cmd {
	k, id := s.k, s.id
	return k.Writes.Add(func() tea.Msg {
		last, err := k.App.CloseStaleSession(k.Ctx, id)
		return staleMsg{s, last, err}
	})
}

// Ahead begins to read the meeting before Init asks for it, while the terminal is set
// up; the kit must have its context.
func (s *Screen) Ahead() { s.ahead = kit.Ahead(s.load()) }

func (s *Screen) load() tea.Cmd {
	s.asked++
	k, n, id := s.k, s.asked, s.id
	return func() tea.Msg {
		m, err := k.App.Minutes(k.Ctx, id)
		if err != nil {
			return loadedMsg{s: s, n: n, err: err}
		}
		in, err := k.App.Instrument(k.Ctx, m.Meeting.Period.Year)
		return loadedMsg{s, n, m, in, err}
	}
}

// closedStale tells of a session that was left open and is ended now. A refusal
// is no news: a final meeting has none, and one that is not there is told by load.
func (s *Screen) closedStale(msg staleMsg) tea.Cmd {
	_, refused := monev.AsRefusal(msg.err)
	switch {
	case refused:
		return nil
	case errors.Is(msg.err, store.ErrReadOnly):
		if s.left = msg.last; s.left.IsZero() {
			return nil
		}
		return kit.Notify(kit.Info, "Sesi rapat ini belum ditutup; yang tampil berhenti pada catatan terakhirnya, "+
			tanggal.Of(msg.last).LongNoDay()+" "+tanggal.ClockWithZone(msg.last)+".")
	case msg.err != nil:
		return s.k.Failed("Sesi yang tertinggal belum ditutup", msg.err)
	case msg.last.IsZero():
		return nil
	}
	return kit.Notify(kit.Info, "Sesi yang tertinggal ditutup pada catatan terakhirnya, "+
		tanggal.Of(msg.last).LongNoDay()+" "+tanggal.ClockWithZone(msg.last)+". z membuka sesi lanjutan.")
}

// SetSize is kit.Screen.
func (s *Screen) SetSize(w, h int) {
	s.w, s.h = w, h
	s.layout()
}

// layout gives the stages what the stage bar and an open question leave.
func (s *Screen) layout() {
	for _, st := range s.stages {
		if st != nil {
			st.SetSize(s.w, s.below())
		}
	}
}

func (s *Screen) below() int {
	h := s.h - headLines
	if s.ask.Active() {
		h -= s.ask.Form().Height(s.w-2) + 1
	}
	return max(h, 0)
}

// headLines is the stage bar and its rule.
const headLines = 2

// Update is kit.Screen.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	defer s.show()
	open := s.ask.Active()
	cmd, used := s.ask.Update(msg)
	if !used {
		cmd = s.update(msg)
	}
	if open || s.ask.Active() { // it may have grown
		s.layout()
	}
	return tea.Batch(cmd, s.remember())
}

func (s *Screen) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case kit.ChangedMsg:
		return s.load()
	case loadedMsg:
		if msg.s == s && msg.n > s.shown {
			return s.take(msg)
		}
		return nil
	case staleMsg:
		if msg.s != s {
			return nil
		}
		told, cmd := s.closedStale(msg), s.ahead
		closed := msg.err == nil && !msg.last.IsZero()
		if s.ahead = nil; cmd == nil || closed { // what was read ahead is the meeting before that
			cmd = s.load()
		}
		return tea.Batch(cmd, told)
	case tickMsg:
		if msg.s == s {
			s.ticking = false
			return s.startClock()
		}
		return nil
	case placeMsg:
		if msg.s == s {
			s.resting = false
			return s.keepPlace()
		}
		return nil
	case wentMsg:
		switch {
		case msg.s != s:
			return nil
		case msg.err != nil:
			return tea.Batch(kit.Changed(), s.k.Failed("Tahap belum tercatat", msg.err))
		}
		return s.load() // one that was read before would show the walk as it was
	case resumedMsg:
		switch {
		case msg.s != s:
			return nil
		case msg.err != nil:
			return tea.Batch(kit.Changed(), s.k.Failed("Sesi lanjutan belum dibuka", msg.err))
		}
		return tea.Batch(kit.Changed(), kit.Notify(kit.Good, msg.said))
	case stage.GoMsg:
		if msg.Meeting != s.id {
			return nil
		}
		return s.arrive(msg)
	case tea.KeyPressMsg, tea.PasteMsg:
		if st := s.stage(); st != nil {
			return st.Update(msg)
		}
		return nil
	case tea.MouseMsg:
		s.leaving = false // as in Handle
		return s.mouse(msg)
	}
	var cmds []tea.Cmd
	for _, st := range s.stages {
		if st != nil {
			cmds = append(cmds, st.Update(msg))
		}
	}
	return tea.Batch(cmds...)
}

func (s *Screen) mouse(msg tea.MouseMsg) tea.Cmd {
	st := s.stage()
	if st == nil {
		return nil
	}
	if s.room.on {
		return s.roomMouse(msg)
	}
	m := msg.Mouse()
	c, clicked := msg.(tea.MouseClickMsg)
	left := clicked && c.Button == tea.MouseLeft
	if clicked && m.Y < headLines {
		i, hit := part.StageAt(s.w-2, s.bar(), s.barNow(), m.X-1)
		switch {
		case m.Y > 0 || !left || !hit:
			return nil
		case s.Capturing():
			return kit.Notify(kit.Info, "Tutup dulu isian ini dengan Esc.")
		}
		return s.goTo(monev.Stage(i + s.barFrom()))
	}
	m.Y -= headLines
	if s.ask.Active() {
		if left {
			return s.ask.Click(m.X-1, m.Y-s.below()-1) // a blank before it, a rule above
		}
		return nil
	}
	switch msg.(type) {
	case tea.MouseClickMsg:
		return st.Update(tea.MouseClickMsg(m))
	case tea.MouseWheelMsg:
		return st.Update(tea.MouseWheelMsg(m))
	case tea.MouseReleaseMsg:
		return st.Update(tea.MouseReleaseMsg(m))
	}
	return nil
}

// Opened is kit.Opener.
func (s *Screen) Opened() bool {
	st := s.stage()
	return st != nil && st.Opened() && !s.room.on
}

// take takes a loaded meeting and gives it to the stages.
func (s *Screen) take(msg loadedMsg) tea.Cmd {
	s.shown = msg.n
	switch {
	case errors.Is(msg.err, store.ErrNotFound) && s.loaded: // its making was undone
		s.forget = true
		return func() tea.Msg { return kit.PopMsg{Of: s} }
	case msg.err != nil && s.loaded:
		return s.k.Failed("Rapat belum dapat dibaca lagi", msg.err)
	case msg.err != nil:
		s.err = s.k.Sentence(msg.err)
		return nil
	}
	before := s.m.Meeting.Status
	if !s.left.IsZero() && msg.m.Meeting.Live() {
		_ = msg.m.Meeting.Pause(s.left, "") // shown like that only: nothing can be stored
		msg.m.Walk = msg.m.Walk.In(msg.m.Meeting)
	}
	s.m, s.in, s.gaps, s.err = msg.m, msg.in, monev.Gaps(msg.m), ""
	moved := !s.loaded || (before == monev.Draft) != (s.m.Meeting.Status == monev.Draft)
	if moved {
		s.now = s.m.Walk.Stage
	}
	if p := s.back; p != nil && s.m.Meeting.Status == monev.Final && p.Stage >= 0 && int(p.Stage) < monev.Stages {
		s.now = p.Stage
	}
	first := !s.loaded
	s.loaded = true
	for i, st := range s.stages {
		if st != nil && monev.Stage(i) != s.now {
			stage.Give(st, s.m, s.in)
		}
	}
	cmds := []tea.Cmd{s.enter(), s.startClock()}
	if first && s.back != nil {
		cmds = append(cmds, s.goBack())
	}
	if to := s.to; to != nil {
		s.to = nil
		cmds = append(cmds, s.arrive(*to))
	}
	return tea.Batch(cmds...)
}

// startClock lets the clock tick while a session is open.
func (s *Screen) startClock() tea.Cmd {
	if s.ticking || !s.m.Meeting.Live() {
		return nil
	}
	s.ticking = true
	return s.k.After(tick, tickMsg{s})
}

// Capturing is kit.Capturer.
func (s *Screen) Capturing() bool {
	st := s.stage()
	return s.ask.Active() || st != nil && st.Capturing()
}

// Handle is kit.Handler.
func (s *Screen) Handle(msg tea.KeyPressMsg) (tea.Cmd, bool) {
	s.leaving = false // no key reaches a screen that is being left: it was not
	st := s.stage()
	if st == nil || s.ask.Active() {
		return nil, false // Update gives the key to the question
	}
	if g := &s.k.Keys.Global; s.Frozen() != "" && key.Matches(msg, g.Undo, g.Redo) {
		return nil, false // a form would take back what nobody sees
	}
	cmd, used := st.Handle(msg)
	if used {
		s.show()
		cmd = tea.Batch(cmd, s.remember())
	}
	return cmd, used
}

// Locked is kit.Locker.
func (s *Screen) Locked() string {
	if err := s.m.Meeting.Locked(); err != nil {
		return err.Error()
	}
	return ""
}

// Explain is kit.Explainer.
func (s *Screen) Explain() string {
	if st := s.stage(); st != nil {
		return st.Explain()
	}
	return ""
}

// View is kit.Screen.
func (s *Screen) View() string {
	switch {
	case s.err != "":
		return "\n " + strings.Join(part.Wrap(s.err, s.w-2), "\n ")
	case !s.loaded:
		return ""
	}
	if s.room.on {
		return s.roomView()
	}
	st := s.k.Styles
	rule := st.Rule.Render(strings.Repeat("─", s.w))
	out := []string{" " + part.StageBar(st, s.w-2, s.bar(), s.barNow()), rule}
	out = append(out, strings.Split(s.stage().View(), "\n")...)
	if !s.ask.Active() {
		return strings.Join(out, "\n")
	}
	for len(out) < headLines+s.below() {
		out = append(out, "")
	}
	out = append(out[:headLines+s.below()], rule)
	form := s.ask.Form()
	for _, l := range strings.Split(form.View(s.w-2, form.Height(s.w-2)), "\n") {
		out = append(out, " "+l)
	}
	return strings.Join(out, "\n")
}
