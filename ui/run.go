package ui

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"sync/atomic"
	"syscall"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"monev/ui/kit"
)

// ErrUnsaved is wrapped by the error of Run if something typed last could not
// be written; the error's text says what.
var ErrUnsaved = errors.New("not everything was saved")

// StopSignals are the signals that end monev in order. SIGHUP exists on Windows
// too, where it never comes.
func StopSignals() []os.Signal {
	return []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP}
}

// fps is how often the screen may be redrawn. Bubble Tea paints on a clock, whose step
// is most of what a key waits for, and allows 120 where a program is made. The option
// holds if it is applied after that; where a later version caps it, 120 remain.
// Figures: README, Speed.
const fps = 200

// Run shows the screen first and returns when the user has quit, ctx is done,
// or a signal asked the program to end (SIGINT, SIGTERM, SIGHUP; on Windows
// closing the window arrives as SIGTERM). Each of these ends in the same order:
// screens are left, every write is run, the terminal is restored; then Run
// returns nil, also for a signal. After a second signal it does not wait.
//
// Whatever happens, a panic or a vanished terminal included, no write that was
// queued is lost when Run returns; a write that failed is ErrUnsaved. Writes do
// not see the end of ctx: if k.Ctx is nil it becomes ctx without its cancel.
func Run(ctx context.Context, k *kit.Kit, first kit.Screen, opts ...Option) error {
	if k.Ctx == nil {
		k.Ctx = context.WithoutCancel(ctx)
	}
	r := New(k, first, opts...)
	options := []tea.ProgramOption{tea.WithFPS(fps), tea.WithoutSignalHandler()}
	if runtime.GOOS != "windows" && os.Getenv("TERM") == "" {
		// A terminal that does not say what it is gets no colours, but it must
		// show the caret: by itself Bubble Tea would send it bare letters.
		options = append(options, tea.WithColorProfile(colorprofile.ASCII))
	}
	p := tea.NewProgram(r, append(options, r.program...)...)
	tea.WithFPS(fps)(p) // again: not capped any more

	sig := make(chan os.Signal, 2)
	signal.Notify(sig, StopSignals()...)
	defer signal.Stop(sig)
	ended := make(chan struct{})
	var stopped atomic.Bool
	go func() {
		// The end of ctx is not counted: a signal may well have ended that too.
		for gone, signals := ctx.Done(), 0; ; {
			select {
			case <-gone:
				gone = nil
			case <-sig:
				if signals++; signals == 2 {
					p.Kill()
					return
				}
			case <-ended:
				return
			}
			if !stopped.Swap(true) {
				go p.Send(stopMsg{})
			}
		}
	}()

	_, err := p.Run()
	close(ended)
	bad := r.finish()
	if err != nil && stopped.Load() && !errors.Is(err, tea.ErrProgramPanic) {
		err = nil // the terminal went away before the program
	}
	if err != nil {
		err = fmt.Errorf("run screens: %w", err)
	}
	if bad != "" {
		err = errors.Join(err, fmt.Errorf("%w: %s", ErrUnsaved, bad))
	}
	return err
}
