package kit

import (
	"sync"

	tea "charm.land/bubbletea/v2"
)

// Queue runs writes one at a time and in the order they were added, although
// Bubble Tea runs every command in a goroutine of its own. The zero Queue is
// ready for use.
type Queue struct {
	mu      sync.Mutex
	work    []func() tea.Msg
	open    int // added and not yet delivered
	running sync.Mutex
}

// WroteMsg carries what a write answered. The root unpacks it with Deliver and
// gives the answer to the screens; a screen never sees a WroteMsg.
type WroteMsg struct {
	answer tea.Msg
	queue  *Queue
}

// Deliver returns the answer of the write and tells the queue that it has
// arrived. It is called once for each WroteMsg.
func (m WroteMsg) Deliver() tea.Msg {
	m.queue.mu.Lock()
	m.queue.open--
	m.queue.mu.Unlock()
	return m.answer
}

// Add is called from Update; the command it returns runs the oldest write that
// is still waiting, which need not be the one just added. If Drain was quicker
// the command does nothing.
func (q *Queue) Add(w func() tea.Msg) tea.Cmd {
	q.mu.Lock()
	q.work = append(q.work, w)
	q.open++
	q.mu.Unlock()
	return func() tea.Msg {
		q.running.Lock()
		defer q.running.Unlock()
		msg, ok := q.runOldest()
		if !ok {
			return nil
		}
		return msg
	}
}

// runOldest is called with running held. A write that panics counts as
// delivered, otherwise nobody could leave the program any more.
func (q *Queue) runOldest() (WroteMsg, bool) {
	q.mu.Lock()
	if len(q.work) == 0 {
		q.mu.Unlock()
		return WroteMsg{}, false
	}
	w := q.work[0]
	q.work[0] = nil
	q.work = q.work[1:]
	q.mu.Unlock()

	done := false
	defer func() {
		if !done {
			q.mu.Lock()
			q.open--
			q.mu.Unlock()
		}
	}()
	answer := w()
	done = true
	return WroteMsg{answer: answer, queue: q}, true
}

// Busy reports whether there is a write whose answer has not been delivered:
// it waits, it runs, or its answer is on the way. While Busy is true neither a
// screen nor the program may go, or a failure would stay unseen.
func (q *Queue) Busy() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.open > 0
}

// Drain runs every write that still waits, after the one that is running, and
// returns their WroteMsgs, oldest first. The root calls it (in a command)
// before a screen or the program goes, so that no write is lost.
func (q *Queue) Drain() []tea.Msg {
	q.running.Lock()
	defer q.running.Unlock()
	var out []tea.Msg
	for {
		msg, ok := q.runOldest()
		if !ok {
			return out
		}
		out = append(out, msg)
	}
}
