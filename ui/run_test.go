package ui_test

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"monev/ui"
	"monev/ui/keys"
	"monev/ui/kit"
)

// program is a screen in a real tea.Program without a terminal.
type program struct {
	*fake
	begun chan struct{}
	boom  bool
}

func (p *program) Update(msg tea.Msg) tea.Cmd {
	if _, ok := msg.(tea.EnvMsg); ok {
		close(p.begun) // the event loop runs
	}
	if k, ok := msg.(tea.KeyPressMsg); ok && p.boom && k.String() == "b" {
		p.k.Writes.Add(func() tea.Msg { return savedMsg{} })
		panic("boom")
	}
	return p.fake.Update(msg)
}

func runProgram(ctx context.Context, p *program, in io.Reader) chan error {
	p.begun = make(chan struct{})
	done := make(chan error, 1)
	go func() {
		done <- ui.Run(ctx, p.k, p, ui.WithProgram(
			tea.WithInput(in), tea.WithOutput(io.Discard), tea.WithWindowSize(80, 24)))
	}()
	return done
}

func newProgram() *program {
	k := &kit.Kit{Keys: keys.Default(), Writes: new(kit.Queue)}
	return &program{fake: &fake{k: k, name: "Beranda"}}
}

func wait(t *testing.T, done chan error) error {
	t.Helper()
	select {
	case err := <-done:
		return err
	case <-time.After(10 * time.Second):
		t.Fatal("Run did not return")
		return nil
	}
}

func TestRunEndsWithItsContext(t *testing.T) {
	in, w := io.Pipe()
	defer w.Close()
	p := newProgram()
	var did []string
	var fail error
	p.draft(&did, &fail)
	ctx, cancel := context.WithCancel(t.Context())
	done := runProgram(ctx, p, in)
	<-p.begun
	cancel()
	if err := wait(t, done); err != nil || len(did) != 1 {
		t.Errorf("err %v, did %v", err, did)
	}
	if p.k.Ctx.Err() != nil {
		t.Error("writes saw the end of the context")
	}
}

func TestRunReportsWhatIsNotSaved(t *testing.T) {
	in, w := io.Pipe()
	defer w.Close()
	p := newProgram()
	var did []string
	fail := errDisk
	p.draft(&did, &fail)
	ctx, cancel := context.WithCancel(t.Context())
	done := runProgram(ctx, p, in)
	<-p.begun
	cancel()
	err := wait(t, done)
	if !errors.Is(err, ui.ErrUnsaved) || !strings.Contains(err.Error(), "media penyimpanan penuh") {
		t.Errorf("err %v", err)
	}
}

func TestRunQuitsByKey(t *testing.T) {
	in, w := io.Pipe()
	defer w.Close()
	p := newProgram()
	done := runProgram(t.Context(), p, in)
	<-p.begun
	go func() { _, _ = w.Write([]byte("q")) }()
	if err := wait(t, done); err != nil {
		t.Errorf("err %v", err)
	}
}

func TestRunLosesNoWriteWhenItPanics(t *testing.T) {
	in, w := io.Pipe()
	defer w.Close()
	p := newProgram()
	p.boom = true
	var did []string
	var fail error
	p.draft(&did, &fail)
	done := runProgram(t.Context(), p, in)
	<-p.begun
	go func() { _, _ = w.Write([]byte("b")) }()
	err := wait(t, done)
	if !errors.Is(err, tea.ErrProgramPanic) || len(did) != 1 || p.k.Writes.Busy() {
		t.Errorf("err %v, did %v, busy %v", err, did, p.k.Writes.Busy())
	}
}

func TestRunLosesNoWriteWhenTheTerminalGoes(t *testing.T) {
	in, w := io.Pipe()
	p := newProgram()
	var did []string
	var fail error
	p.draft(&did, &fail)
	done := runProgram(t.Context(), p, in)
	<-p.begun
	w.CloseWithError(errors.New("input/output error"))
	if err := wait(t, done); err == nil || len(did) != 1 {
		t.Errorf("err %v, did %v", err, did)
	}
}

func TestRunEndsWithSignals(t *testing.T) {
	for _, sig := range testSignals() {
		in, w := io.Pipe()
		p := newProgram()
		var did []string
		var fail error
		p.draft(&did, &fail)
		done := runProgram(t.Context(), p, in)
		<-p.begun
		signalSelf(t, sig)
		if err := wait(t, done); err != nil || len(did) != 1 {
			t.Errorf("%v: err %v, did %v", sig, err, did)
		}
		w.Close()
	}
}

// The signal that ends the program ends its context too (cmd/monev): that is one
// signal, not two, so what is left is waited for.
func TestRunTakesOneSignalForOne(t *testing.T) {
	in, w := io.Pipe()
	defer w.Close()
	p := newProgram()
	left, leaving := 0, make(chan struct{})
	p.leave = func() tea.Cmd {
		if left++; left == 1 {
			close(leaving)
		}
		return p.k.Writes.Add(func() tea.Msg {
			time.Sleep(200 * time.Millisecond) // a slow disk
			return savedMsg{}
		})
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := runProgram(ctx, p, in)
	<-p.begun
	cancel()
	<-leaving
	signalSelf(t, os.Interrupt)
	if err := wait(t, done); err != nil || left != 1 || !strings.Contains(p.saw(), "saved") {
		t.Errorf("err %v, left %d times: it did not wait for the answer", err, left)
	}
}
