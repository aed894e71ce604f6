package main

import (
	"bufio"
	"context"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/vt"
	win "golang.org/x/sys/windows"

	"monev/internal/app"
	"monev/internal/cli"
	"monev/internal/store/backup"
	"monev/internal/store/boltstore"
	"monev/internal/store/datafolder"
	"monev/internal/store/storefile"
	"monev/ui"
)

const (
	// envClosed tells a child to be the monev whose window is closed.
	envClosed = "MONEV_TEST_CLOSED"
	// closeWindow is the key that closes the window of the child.
	closeWindow = 0
	noRoutine   = 77 // what the child ends with if it cannot be done
)

// TestClosedChild is no test: it is monev with its keys from a pipe and its screen
// to another, for the consoles of a test machine cannot be driven. Its console is
// closed as Windows does it: by a thread that starts at CtrlRoutine.
func TestClosedChild(t *testing.T) {
	if os.Getenv(envClosed) == "" {
		t.Skip("not a child")
	}
	routine := win.NewLazySystemDLL("kernelbase.dll").NewProc("CtrlRoutine")
	if routine.Find() != nil {
		os.Exit(noRoutine)
	}
	keys, press := io.Pipe()
	go func() {
		for in := bufio.NewReader(os.Stdin); ; {
			b, err := in.ReadByte()
			if err != nil {
				return
			}
			if b == closeWindow {
				_, _, _ = win.NewLazySystemDLL("kernel32.dll").NewProc("CreateThread").
					Call(0, 0, routine.Addr(), win.CTRL_CLOSE_EVENT, 0, 0)
				continue
			}
			_, _ = press.Write([]byte{b})
		}
	}()
	ctx, stop := signal.NotifyContext(context.Background(), ui.StopSignals()...)
	defer stop()
	screens := func(ctx context.Context, a *app.App, s cli.Session) error {
		return screensWith(ctx, a, s, ui.WithProgram(tea.WithInput(keys), tea.WithOutput(os.Stdout), tea.WithWindowSize(100, 30)))
	}
	p := cli.Program{Now: now, Screens: screens, Terminal: func() bool { return true }}
	os.Exit(p.Run(ctx, nil, os.Getenv, os.Stdin, os.Stdout, os.Stderr))
}

// When its window is closed in the middle of a sentence, monev ends in order, well
// within the five seconds that Windows gives it: the half sentence is stored, a
// backup is there, the store closed.
func TestWindowClosed(t *testing.T) {
	const half = "SetengahKalimat"
	data := filepath.Join(t.TempDir(), "Data Zona Integritas")
	if code := (cli.Program{Now: now}).Run(t.Context(), []string{"--data", data, "contoh"}, os.Getenv, strings.NewReader(""), io.Discard, os.Stderr); code != cli.Done {
		t.Fatal(code)
	}
	child := exec.Command(os.Args[0], "-test.run=^TestClosedChild$")
	child.Env = append(os.Environ(), envClosed+"=1", "MONEV_DATA="+data, "TERM=xterm-256color")
	in, err := child.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var bad strings.Builder
	child.Stderr = &bad
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	late := time.AfterFunc(60*time.Second, func() { _ = child.Process.Kill() })
	defer late.Stop()
	emu := vt.NewSafeEmulator(100, 30)
	go func() { _, _ = io.Copy(io.Discard, emu) }() // what a terminal answers
	buf := make([]byte, 32<<10)
	wait := func(text string) {
		t.Helper()
		for !strings.Contains(emu.Render(), text) {
			n, err := out.Read(buf)
			_, _ = emu.Write(buf[:n])
			if err != nil {
				_ = child.Wait()
				if child.ProcessState.ExitCode() == noRoutine {
					t.Skip("this Windows cannot be asked to close a console")
				}
				t.Fatalf("%q never came: %v: %s; the screen is\n%s", text, err, bad.String(), emu.Render())
			}
		}
	}
	press := func(keys, text string) {
		t.Helper()
		if _, err := io.WriteString(in, keys); err != nil {
			t.Fatal(err)
		}
		wait(text)
	}
	wait("lanjutkan")
	press("\r", "SISTEM MANAJEMEN SDM")
	press("t", "TEMUAN BARU")
	press(half, half)

	start := time.Now()
	if _, err := in.Write([]byte{closeWindow}); err != nil {
		t.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, out)
	if err := child.Wait(); err != nil {
		t.Fatalf("closed, but ended with %v: %s", err, bad.String())
	}
	t.Logf("closed after %v", time.Since(start).Round(time.Millisecond))
	if _, err := os.Stat(filepath.Join(data, boltstore.LockFileName)); !os.IsNotExist(err) {
		t.Errorf("the store was not closed: %v", err)
	}
	if made, err := backup.List(filepath.Join(data, datafolder.BackupDir)); err != nil || len(made) == 0 {
		t.Errorf("no backup: %v", err)
	}
	r, err := storefile.Rescue(filepath.Join(data, boltstore.FileName), func([]byte) {})
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, d := range r.Drafts {
		found = found || strings.Contains(string(d), half)
	}
	if !found {
		t.Error("the half sentence is lost")
	}
}
