package ui

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"monev/ui/kit"
)

// settling is what must be finished before a screen or the program goes: the
// screens' Leave commands, the write queue, and what the screens answer to the
// results. If a Bad notice comes out of it the user is asked first.
type settling struct {
	quit   bool       // the program goes, not one screen
	then   bool       // the program goes after the screen
	force  bool       // go even if something failed
	screen kit.Screen // the one to take off the stack
	next   kit.Screen // the one in its place, or nil
	after  func() tea.Cmd
	bad    string    // the first Bad notice
	more   []tea.Cmd // answers of the screens to finished writes
}

// drainedMsg says that the queue was empty at that moment.
type drainedMsg struct {
	s    *settling
	msgs []tea.Msg
}

// leave tells the screens that they are going and reaches the goal of s once
// everything is on disk.
func (r *Root) leave(s *settling, screens ...kit.Screen) tea.Cmd {
	var cmds []tea.Cmd
	for _, sc := range screens {
		if l, ok := sc.(kit.Leaver); ok {
			if cmd := l.Leave(); cmd != nil {
				cmds = append(cmds, cmd)
			}
		}
	}
	if len(cmds) == 0 && !r.k.Writes.Busy() {
		return r.settled(s)
	}
	r.settle = s
	return tea.Sequence(tea.Batch(cmds...), r.drain(s))
}

func (r *Root) drain(s *settling) tea.Cmd {
	q := r.k.Writes
	return func() tea.Msg { return drainedMsg{s, q.Drain()} }
}

// wrote gives the answer of a write to all screens. While settling their
// commands become part of it, because one of them may be the news of a failure.
func (r *Root) wrote(msg kit.WroteMsg) tea.Cmd {
	answer := msg.Deliver()
	var cmd tea.Cmd
	if _, _, ok := kit.Commands(answer); ok {
		cmd = func() tea.Msg { return answer }
	} else if answer != nil {
		cmd = r.update(answer)
	}
	if r.settle != nil && cmd != nil {
		r.settle.more = append(r.settle.more, cmd)
		return nil
	}
	return cmd
}

func (r *Root) drained(msg drainedMsg) tea.Cmd {
	var cmds []tea.Cmd
	for _, m := range msg.msgs {
		cmds = append(cmds, r.update(m))
	}
	s := r.settle
	if s == nil || s != msg.s {
		return tea.Batch(cmds...)
	}
	if len(s.more) > 0 {
		more := s.more
		s.more = nil
		return tea.Sequence(tea.Batch(more...), r.drain(s))
	}
	if r.k.Writes.Busy() {
		return r.drain(s) // an answer is on its way through another goroutine
	}
	r.settle = nil
	return r.settled(s)
}

// settled reaches the goal of s, or asks if something failed.
func (r *Root) settled(s *settling) tea.Cmd {
	if s.bad != "" && !s.force {
		return r.askAnyway(s)
	}
	if r.failure == "" {
		r.failure = s.bad
	}
	if s.quit {
		r.left = true
		return tea.Quit
	}
	cmd := r.swap(s)
	if s.after != nil {
		cmd = tea.Batch(cmd, s.after())
	}
	if s.then {
		return r.quit(s.force)
	}
	return cmd
}

// swap takes a screen that has been left off the stack, or puts the next one in
// its place.
func (r *Root) swap(s *settling) tea.Cmd {
	i := slices.IndexFunc(r.stack, func(e *entry) bool { return e.Screen == s.screen })
	switch {
	case i < 0:
		return nil
	case s.next != nil:
		r.stack[i] = &entry{Screen: s.next}
		r.layout()
		return s.next.Init()
	case len(r.stack) == 1:
		return nil
	}
	wasTop := i == len(r.stack)-1
	r.stack = slices.Delete(r.stack, i, i+1)
	if !wasTop {
		return nil
	}
	r.menu = nil
	r.layout()
	return r.top().Update(kit.ChangedMsg{})
}

func (r *Root) askAnyway(s *settling) tea.Cmd {
	r.notice = nil
	no, yes := r.k.Keys.Dialog.Cancel, r.k.Keys.Dialog.Yes
	no.SetHelp(no.Help().Key, "kembali")
	yes.SetHelp(yes.Help().Key, "keluar tanpa menyimpan")
	return r.open(kit.Dialog{
		Title:   "Belum semua tersimpan",
		Text:    s.bad + "\n\nYang belum tersimpan akan hilang bila keluar sekarang.",
		Danger:  true,
		Unasked: true,
		Choices: []kit.Choice{
			{Key: no},
			{Key: yes, Run: func() tea.Cmd {
				s.force = true
				return r.settled(s)
			}},
		},
	})
}

// quit ends the program in order. A forced quit does not ask; what failed is
// then the error of Run.
func (r *Root) quit(force bool) tea.Cmd {
	if r.settle != nil {
		// A screen is being left; the program goes instead.
		r.settle.then = true
		r.settle.force = r.settle.force || force
		return nil
	}
	var screens []kit.Screen
	for _, e := range slices.Backward(r.stack) {
		screens = append(screens, e.Screen)
	}
	return r.leave(&settling{quit: true, force: force}, screens...)
}

// finish is called when the program has ended, in whatever way: it leaves the
// screens if nobody did, empties the queue and returns the first failure. It
// never panics, for it may follow a panic.
func (r *Root) finish() (bad string) {
	defer func() {
		if p := recover(); p != nil && bad == "" {
			bad = "Isian terakhir mungkin belum tersimpan."
		}
	}()
	bad = r.failure
	r.settle = nil
	if !r.left {
		r.left = true
		for _, e := range slices.Backward(r.stack) {
			if l, ok := e.Screen.(kit.Leaver); ok {
				bad = r.runOut(l.Leave(), bad)
			}
		}
	}
	for _, m := range r.k.Writes.Drain() {
		bad = r.runOut(func() tea.Msg { return m }, bad)
	}
	return bad
}

// runOut runs a command and what comes of it, as far as that tells of a write,
// and returns the first failure.
func (r *Root) runOut(cmd tea.Cmd, bad string) string {
	if cmd == nil {
		return bad
	}
	msg := cmd()
	if cmds, _, ok := kit.Commands(msg); ok {
		for _, c := range cmds {
			bad = r.runOut(c, bad)
		}
		return bad
	}
	switch msg := msg.(type) {
	case kit.NotifyMsg:
		if msg.Tone == kit.Bad && bad == "" {
			bad = msg.Text
		}
	case kit.WroteMsg:
		if answer := r.wrote(msg); answer != nil {
			bad = r.runOut(soon(answer), bad)
		}
	}
	return bad
}

// soon runs a command that may be a timer, but waits only for a moment.
func soon(cmd tea.Cmd) tea.Cmd {
	return func() tea.Msg {
		done := make(chan tea.Msg, 1)
		go func() {
			defer func() { _ = recover() }()
			done <- cmd()
		}()
		select {
		case msg := <-done:
			if cmds, _, ok := kit.Commands(msg); ok {
				for i, c := range cmds {
					if c != nil {
						cmds[i] = soon(c)
					}
				}
			}
			return msg
		case <-time.After(100 * time.Millisecond):
			return nil
		}
	}
}
