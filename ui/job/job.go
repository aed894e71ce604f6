// Package job runs work that takes long on a screen: it shows how far it is and
// lets the user stop it. The work itself is an app method that tells its
// progress and heeds its context.
package job

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"monev/internal/tanggal"
	"monev/ui/kit"
	"monev/ui/part"
)

// Pause is how often the picture of a running job is looked at: work that is
// done before the first pause is over leaves no trace on the screen.
const Pause = 120 * time.Millisecond

// Progress is how far a job is. Total 0 means that nobody knows how much there
// is; Size 0 that no bytes are counted.
type Progress struct {
	Done, Total int   // things that are ready, and all of them
	Bytes, Size int64 // of all of them
	Name        string
}

// Spec says what a job does.
type Spec struct {
	// Doing is what is told while it runs: "Menyalin". What is the thing that
	// fails, as the start of a sentence: "Eviden belum tersalin".
	Doing, What string
	// Reads marks work that stores nothing: it does not wait for the writes
	// before it, and no write waits for it.
	Reads bool
	// Run is the work. It runs in a command and may call tell from any
	// goroutine, as often as it likes. When its context ends it stops at once,
	// leaving each file whole or not there. done, if not nil, is called from
	// Update with whatever came of it, also beside an error.
	Run func(ctx context.Context, tell func(Progress)) (done func() tea.Cmd, err error)
	// Stopped is what is told when the user stopped it; empty means that
	// nothing was changed.
	Stopped string
}

// Job is the work of one screen; at most one runs at a time. The screen gives it
// its messages first, draws it over its last lines with Over, and offers only
// its Actions while it is Running.
type Job struct {
	k    *kit.Kit
	spec Spec
	n    int // number of the job, for answers and timers that come late
	stop context.CancelFunc

	running, shown, stopping bool
	latest                   atomic.Pointer[Progress]
	seen                     Progress // what the picture shows
}

type (
	tickMsg struct {
		j *Job
		n int
	}
	doneMsg struct {
		j    *Job
		n    int
		done func() tea.Cmd
		err  error
	}
)

// New returns a Job that does nothing yet.
func New(k *kit.Kit) *Job { return &Job{k: k} }

// Start begins the work; while another one runs it does nothing.
func (j *Job) Start(s Spec) tea.Cmd {
	if j.running {
		return nil
	}
	ctx, stop := context.WithCancel(j.k.Ctx)
	j.n++
	j.spec, j.stop, j.running, j.shown, j.stopping, j.seen = s, stop, true, false, false, Progress{}
	j.latest.Store(nil)
	n := j.n
	work := func() tea.Msg {
		defer stop()
		if err := ctx.Err(); err != nil { // stopped while it waited for its turn
			return doneMsg{j, n, nil, err}
		}
		done, err := s.Run(ctx, func(p Progress) {
			if ctx.Err() == nil {
				j.latest.Store(&p)
			}
		})
		return doneMsg{j, n, done, err}
	}
	run := tea.Cmd(work)
	if !s.Reads {
		run = j.k.Writes.Add(work)
	}
	return tea.Batch(j.k.After(Pause, tickMsg{j, n}), run)
}

// Running reports whether work is going on.
func (j *Job) Running() bool { return j.running }

// Stop asks the work to end.
func (j *Job) Stop() tea.Cmd {
	if j.running && !j.stopping {
		j.stopping = true
		j.stop()
	}
	return nil
}

// Leave is for kit.Leaver: work that runs is stopped, so that leaving never
// waits long.
func (j *Job) Leave() tea.Cmd { return j.Stop() }

// Actions is all that can be done while work is Running.
func (j *Job) Actions() []kit.Action {
	a := kit.Action{ID: "kerja.hentikan", Key: j.k.Keys.Job.Stop, Run: j.Stop, Typing: true, Keep: true}
	if j.stopping {
		a.Reason = "Sedang dihentikan."
	}
	return []kit.Action{a}
}

// Update takes the job's own messages always, and every key, paste and click
// while it is running; used is false for what is not for it.
func (j *Job) Update(msg tea.Msg) (cmd tea.Cmd, used bool) {
	switch msg := msg.(type) {
	case tickMsg:
		if msg.j != j {
			return nil, false
		}
		if msg.n != j.n || !j.running {
			return nil, true
		}
		j.shown = true
		if p := j.latest.Load(); p != nil {
			j.seen = *p
		}
		return j.k.After(Pause, msg), true
	case doneMsg:
		if msg.j != j {
			return nil, false
		}
		return j.finish(msg), true
	case tea.KeyPressMsg:
		if j.running && key.Matches(msg, j.k.Keys.Job.Stop) {
			return j.Stop(), true
		}
		return nil, j.running && (kit.Away(j.k, msg) || !kit.Reserved(j.k, msg))
	case tea.PasteMsg, tea.MouseMsg:
		return nil, j.running
	}
	return nil, false
}

func (j *Job) finish(msg doneMsg) tea.Cmd {
	var cmds []tea.Cmd
	if msg.n == j.n {
		j.running, j.shown = false, false
	}
	if msg.done != nil {
		cmds = append(cmds, msg.done())
	}
	if !j.spec.Reads {
		cmds = append(cmds, kit.Changed())
	}
	switch {
	case msg.err == nil:
	case errors.Is(msg.err, context.Canceled) && j.stopping:
		text := j.spec.Stopped
		if text == "" {
			text = "Dihentikan; tidak ada yang berubah."
		}
		cmds = append(cmds, kit.Notify(kit.Info, text))
	default:
		cmds = append(cmds, j.k.Failed(j.spec.What, msg.err))
	}
	return tea.Batch(cmds...)
}

// Height is the lines Over takes: 0 if there is nothing to show.
func (j *Job) Height() int {
	if !j.running || !j.shown {
		return 0
	}
	return 4
}

// Over draws the job over the last lines of a picture of w by h cells.
func (j *Job) Over(view string, w, h int) string {
	n := min(j.Height(), h)
	if n == 0 {
		return view
	}
	lines := strings.Split(view, "\n")
	for len(lines) < h {
		lines = append(lines, "")
	}
	return strings.Join(append(lines[:h-n], j.lines(w)[:n]...), "\n")
}

func (j *Job) lines(w int) []string {
	st := j.k.Styles
	text, bar := j.seen.text(j.spec.Doing), ""
	if j.stopping {
		text = "Menghentikan …"
	} else if f, ok := j.seen.share(); ok {
		bar = part.Bar(st, max(min(w-2, 60), 1), f*100)
	}
	return []string{
		st.Rule.Render(strings.Repeat("─", max(w, 0))),
		" " + st.Heading.Render(part.Cut(text, w-2)),
		" " + bar,
		" " + part.Cut(j.seen.Name, w-2),
	}
}

// share is how much is ready, 0 to 1; ok is false if nobody knows.
func (p Progress) share() (f float64, ok bool) {
	switch {
	case p.Size > 0:
		return min(float64(p.Bytes)/float64(p.Size), 1), true
	case p.Total > 0:
		return min(float64(p.Done)/float64(p.Total), 1), true
	}
	return 0, false
}

// text is "Menyalin 3 dari 12 · 45% · 1,2 GB dari 2,6 GB": the one that is being
// worked at is counted, and 100% is said only of what is whole.
func (p Progress) text(doing string) string {
	out := doing + " …"
	switch {
	case p.Total > 0:
		out = fmt.Sprintf("%s %s dari %s", doing, tanggal.Thousands(int64(min(p.Done+1, p.Total))), tanggal.Thousands(int64(p.Total)))
	case p.Done > 0:
		out = fmt.Sprintf("%s %s", doing, tanggal.Thousands(int64(p.Done)))
	}
	if f, ok := p.share(); ok {
		out += fmt.Sprintf(" · %d%%", int(f*100))
	}
	if p.Size > 0 {
		out += " · " + tanggal.Size(p.Bytes) + " dari " + tanggal.Size(p.Size)
	}
	return out
}
