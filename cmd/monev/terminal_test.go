//go:build unix

package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"

	"monev/internal/cli"
)

// The environment by which a test tells its child to be monev.
const (
	envNow = "MONEV_TEST_NOW"
	// envArgs are its arguments, one a line; none open the screens.
	envArgs = "MONEV_TEST_ARGS"
	// patience is how long a screen may take until a test gives up.
	patience = 20 * time.Second
)

// TestChild is no test: it is monev itself, started in a terminal by the tests
// below, with a clock that stands still.
func TestChild(t *testing.T) {
	now, err := time.Parse(time.RFC3339, os.Getenv(envNow))
	if err != nil {
		t.Skip("not a child")
	}
	p := cli.Program{Screens: openScreens, Projector: openProjector, Terminal: onTerminal, Now: func() time.Time { return now }}
	var args []string
	if s := os.Getenv(envArgs); s != "" {
		args = strings.Split(s, "\n")
	}
	os.Exit(p.Run(context.Background(), args, os.Getenv, os.Stdin, os.Stdout, os.Stderr))
}

// terminal is monev running in a terminal emulator.
type terminal struct {
	t    testing.TB
	cmd  *exec.Cmd
	tty  *os.File
	emu  *vt.SafeEmulator
	w, h int

	mu      sync.Mutex
	cond    *sync.Cond
	written int
	raw     strings.Builder // every byte of it
	told    bool            // that this terminal knows where a picture begins and ends
	ended   bool
}

// open starts monev on a data folder in a terminal of w×h cells; now is its
// clock in RFC 3339, env what differs in its environment.
func open(t testing.TB, data, now string, w, h int, env ...string) *terminal {
	t.Helper()
	x := &terminal{t: t, emu: vt.NewSafeEmulator(w, h), w: w, h: h}
	x.cond = sync.NewCond(&x.mu)
	x.cmd = exec.Command(os.Args[0], "-test.run=^TestChild$")
	x.cmd.Env = append(os.Environ(), envNow+"="+now, "MONEV_DATA="+data, "TERM=xterm-256color", "COLORTERM=truecolor", "NO_COLOR=", "CI=")
	x.cmd.Env = append(x.cmd.Env, env...)
	var err error
	if x.tty, err = pty.StartWithSize(x.cmd, &pty.Winsize{Cols: uint16(w), Rows: uint16(h)}); err != nil {
		t.Fatal(err)
	}
	go io.Copy(x.tty, x.emu) // what the terminal answers
	go x.read()
	t.Cleanup(x.kill)
	return x
}

func (x *terminal) read() {
	buf := make([]byte, 32<<10)
	for {
		n, err := x.tty.Read(buf)
		x.mu.Lock() // also for the cells, which screen reads
		if n > 0 {
			_, _ = x.emu.Write(buf[:n])
			x.raw.Write(buf[:n])
			if !x.told && strings.Contains(x.raw.String(), "\x1b[?2026$p") {
				x.told = true
				_, _ = x.tty.WriteString("\x1b[?2026;2$y")
			}
		}
		x.written += n
		x.ended = x.ended || err != nil
		x.cond.Broadcast()
		x.mu.Unlock()
		if err != nil {
			return
		}
	}
}

// whole reports whether no picture is half painted. Half of the old one and half
// of the new one may hold texts that never stand on a screen together.
func (x *terminal) whole() bool {
	raw := x.raw.String()
	return strings.LastIndex(raw, "\x1b[?2026h") <= strings.LastIndex(raw, "\x1b[?2026l")
}

// screen is what the terminal shows, without colours.
func (x *terminal) screen() string {
	var b strings.Builder
	for row := range x.h {
		var line strings.Builder
		for col := 0; col < x.w; {
			cell := x.emu.CellAt(col, row)
			if cell == nil || cell.Content == "" {
				line.WriteByte(' ')
				col++
				continue
			}
			line.WriteString(cell.Content)
			col += max(cell.Width, 1)
		}
		b.WriteString(strings.TrimRight(line.String(), " "))
		b.WriteByte('\n')
	}
	return b.String()
}

// wait blocks until every text is on the screen.
func (x *terminal) wait(texts ...string) {
	x.t.Helper()
	x.until(func(screen string) string {
		for _, s := range texts {
			if !strings.Contains(screen, s) {
				return fmt.Sprintf("%q never came", s)
			}
		}
		return ""
	})
}

// gone blocks until none of the texts is on the screen.
func (x *terminal) gone(texts ...string) {
	x.t.Helper()
	x.until(func(screen string) string {
		for _, s := range texts {
			if strings.Contains(screen, s) {
				return fmt.Sprintf("%q never went", s)
			}
		}
		return ""
	})
}

// until blocks until nothing is wrong with a whole picture.
func (x *terminal) until(wrong func(screen string) string) {
	x.t.Helper()
	timer := time.AfterFunc(patience, x.cond.Broadcast)
	defer timer.Stop()
	end := time.Now().Add(patience)
	x.mu.Lock()
	defer x.mu.Unlock()
	for {
		now := x.screen()
		why := wrong(now)
		if why == "" && x.whole() {
			return
		}
		if x.ended || time.Now().After(end) {
			x.t.Fatalf("%s; the screen is\n%s", why, now)
		}
		x.cond.Wait()
	}
}

// keys sends raw bytes.
func (x *terminal) keys(s ...string) {
	x.t.Helper()
	for _, k := range s {
		if _, err := x.tty.WriteString(k); err != nil {
			x.t.Fatal(err)
		}
	}
}

// The keys that are no letters.
const (
	enter = "\r"
	ctrlS = "\x13"
)

// press sends keys one by one and waits after each for the texts that show that
// it has been understood: "keys → text".
func (x *terminal) press(keys string, texts ...string) {
	x.t.Helper()
	x.keys(keys)
	x.wait(texts...)
}

// resize gives the terminal another size.
func (x *terminal) resize(w, h int) {
	x.t.Helper()
	x.mu.Lock()
	x.emu.Resize(w, h)
	x.w, x.h = w, h
	x.mu.Unlock()
	if err := pty.Setsize(x.tty, &pty.Winsize{Cols: uint16(w), Rows: uint16(h)}); err != nil {
		x.t.Fatal(err)
	}
}

// kill ends monev without letting it tidy up.
func (x *terminal) kill() {
	_ = x.cmd.Process.Kill()
	_ = x.cmd.Wait()
	_ = x.tty.Close()
}

// exit waits for monev to end by itself.
func (x *terminal) exit() {
	x.t.Helper()
	done := make(chan error, 1)
	go func() { done <- x.cmd.Wait() }()
	select {
	case err := <-done:
		if err != nil {
			x.t.Fatalf("monev ended with %v; the screen is\n%s", err, x.screen())
		}
		x.drain()
	case <-time.After(patience):
		x.t.Fatalf("monev did not end; the screen is\n%s", x.screen())
	}
}

// drain waits until the last byte of a monev that has ended is here.
func (x *terminal) drain() {
	timer := time.AfterFunc(patience, x.cond.Broadcast)
	defer timer.Stop()
	end := time.Now().Add(patience)
	x.mu.Lock()
	defer x.mu.Unlock()
	for !x.ended && time.Now().Before(end) {
		x.cond.Wait()
	}
}
