//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// Kinds of terminals: which colours they are sent, and that the place where one
// types shows in every one of them.
func TestTerminalKinds(t *testing.T) {
	colour := regexp.MustCompile(`\x1b\[([0-9]+;)*([34]8;[25];|9[0-7]|3[0-7]|4[0-7]|10[0-7])[0-9;]*m`)
	many := regexp.MustCompile(`\x1b\[[0-9;]*[34]8;2;`)
	reversed := regexp.MustCompile(`\x1b\[([0-9]+;)*7(;[0-9]+)*m`)
	for _, c := range []struct {
		name          string
		env           []string
		coloured, rgb bool
	}{
		{"truecolor", nil, true, true},
		{"in CI", []string{"CI=true"}, true, true},
		{"NO_COLOR", []string{"NO_COLOR=1"}, false, false},
		{"no TERM", []string{"TERM=", "COLORTERM="}, false, false},
		{"linux console", []string{"TERM=linux", "COLORTERM="}, true, false},
		{"screen", []string{"TERM=screen", "COLORTERM="}, true, false},
		{"over SSH", []string{"TERM=xterm-256color", "COLORTERM=", "SSH_TTY=/dev/pts/9", "SSH_CONNECTION=10.0.0.2 51000 10.0.0.1 22"}, true, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			x := open(t, filepath.Join(t.TempDir(), "data"), "2025-11-20T09:00:00+07:00", 80, 24, c.env...)
			x.wait("KPU Kabupaten Pamekasan", "2025")
			x.press("X", "kop: X") // typing takes the place of the example
			x.press(enter+enter+enter, "Belum ada rapat")
			if c.rgb { // they come when the terminal has told its background
				x.until(func(string) string {
					if !many.MatchString(x.raw.String()) {
						return "16 million colours never came"
					}
					return ""
				})
			}
			x.keys("q")
			x.exit()
			x.mu.Lock()
			defer x.mu.Unlock()
			raw := x.raw.String()
			if got := colour.MatchString(raw); got != c.coloured {
				t.Errorf("colours: %v, want %v: %q", got, c.coloured, colour.FindString(raw))
			}
			if got := many.MatchString(raw); got != c.rgb {
				t.Errorf("16 million colours: %v, want %v", got, c.rgb)
			}
			if !reversed.MatchString(raw) {
				t.Errorf("no caret to be seen: %q", raw)
			}
			if !strings.Contains(raw, "\x1b[?1049l") {
				t.Error("the screen is not given back")
			}
		})
	}
}

// In tmux: start, keys, a smaller and a larger window, detached and attached
// again, quit.
func TestInTmux(t *testing.T) {
	path, err := exec.LookPath("tmux")
	if err != nil {
		t.Skip("no tmux here")
	}
	dir := t.TempDir()
	tmux := func(args ...string) string {
		t.Helper()
		cmd := exec.Command(path, append([]string{"-S", filepath.Join(dir, "tmux"), "-f", "/dev/null"}, args...)...)
		cmd.Env = append(os.Environ(), "TERM=xterm-256color", "TMUX=")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("tmux %s: %v\n%s", strings.Join(args, " "), err, out)
		}
		return string(out)
	}
	wait := func(text string) {
		t.Helper()
		look := time.NewTicker(20 * time.Millisecond)
		defer look.Stop()
		screen := ""
		for end := time.Now().Add(patience); time.Now().Before(end); <-look.C {
			if screen = tmux("capture-pane", "-p"); strings.Contains(screen, text) {
				return
			}
		}
		t.Fatalf("%q never came; the screen is\n%s", text, screen)
	}
	shell := envNow + "=2025-11-20T09:00:00+07:00 MONEV_DATA=" + strconv.Quote(filepath.Join(dir, "data")) +
		" " + strconv.Quote(os.Args[0]) + " -test.run=^TestChild$; echo keluar $?; read x"
	tmux("new-session", "-d", "-x", "80", "-y", "24", shell)
	t.Cleanup(func() { _ = exec.Command(path, "-S", filepath.Join(dir, "tmux"), "kill-server").Run() })
	wait("KPU Kabupaten Pamekasan")
	tmux("send-keys", "Enter")
	tmux("send-keys", "Enter")
	tmux("send-keys", "Enter")
	wait("Belum ada rapat")
	tmux("send-keys", "n")
	wait("Kamis, 20 November 2025")
	tmux("resize-window", "-x", "60", "-y", "18")
	wait(strings.Repeat("─", 60) + "\n")
	tmux("resize-window", "-x", "120", "-y", "40")
	wait(strings.Repeat("─", 120))
	tmux("send-keys", "Escape")
	wait("n rapat baru")
	tmux("send-keys", "q")
	wait("keluar 0")
}
