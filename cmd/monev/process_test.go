package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"monev/internal/app"
	"monev/internal/cli"
)

// envHeld tells a child to be a monev whose screens stay open until its standard
// input ends.
const envHeld = "MONEV_TEST_HELD"

// TestHeldChild is no test: it is what the test below starts.
func TestHeldChild(t *testing.T) {
	if os.Getenv(envHeld) == "" {
		t.Skip("not a child")
	}
	p := cli.Program{Now: now, Terminal: func() bool { return true }, Screens: func(context.Context, *app.App, cli.Session) error {
		_, _ = io.WriteString(os.Stdout, "open\n")
		_, _ = io.Copy(io.Discard, os.Stdin)
		return nil
	}}
	os.Exit(p.Run(context.Background(), nil, os.Getenv, os.Stdin, os.Stdout, os.Stderr))
}

// One process has the data open; another is told who; the first is killed, as
// by a lost battery; the data opens again and is whole. The same on every
// system, in a folder as people name theirs.
func TestTwoProcesses(t *testing.T) {
	data := filepath.Join(t.TempDir(), "Data Zona Integritas – é (salinan)")
	run := func(args ...string) (string, string, int) {
		t.Helper()
		var out, bad bytes.Buffer
		code := cli.Program{Now: now}.Run(t.Context(), append([]string{"--data", data}, args...), os.Getenv, strings.NewReader(""), &out, &bad)
		return out.String(), bad.String(), code
	}
	if _, bad, code := run("contoh"); code != cli.Done {
		t.Fatal(bad)
	}
	before, _, _ := run("rapat", "--json")

	held := exec.Command(os.Args[0], "-test.run=^TestHeldChild$")
	held.Env = append(os.Environ(), envHeld+"=1", "MONEV_DATA="+data, "TERM=xterm")
	in, err := held.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := held.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var bad bytes.Buffer
	held.Stderr = &bad
	if err := held.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = held.Process.Kill() }()
	word := make([]byte, 5)
	if _, err := io.ReadFull(out, word); err != nil {
		_ = held.Wait()
		t.Fatalf("%v: %s", err, bad.String())
	}

	if said, reason, code := run("rapat", "--json"); code != cli.Done || said != before || !strings.Contains(reason, "Yang dibaca adalah salinannya") {
		t.Errorf("looking meanwhile: %d %q %q", code, said, reason)
	}
	start := time.Now()
	said, reason, code := run("contoh")
	t.Logf("refused after %v", time.Since(start).Round(10*time.Millisecond))
	if code != cli.Failed || said != "" || !strings.Contains(reason, "Data sedang dibuka oleh monev lain (proses ") || !strings.Contains(reason, "sejak 10.00 WIB). Data aman; ") {
		t.Errorf("%d %q %q", code, said, reason)
	}

	// Who waits at a dark terminal is told why, first of all.
	var told bytes.Buffer
	screens := cli.Program{Now: now, Terminal: func() bool { return true }, Screens: notScreens}
	env := func(name string) string { return map[string]string{"MONEV_DATA": data, "TERM": "xterm"}[name] }
	code = screens.Run(t.Context(), nil, env, strings.NewReader(""), io.Discard, &told)
	if first, rest, _ := strings.Cut(told.String(), "\n"); code != cli.Failed || first != "Data dibuka dan diperiksa; mohon tunggu …" || !strings.Contains(rest, "sedang dibuka oleh monev lain") {
		t.Errorf("screens meanwhile: %d %q", code, told.String())
	}

	if err := held.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	var exit *exec.ExitError
	if err := held.Wait(); !errors.As(err, &exit) {
		t.Errorf("killed, but ended with %v", err)
	}
	if after, reason, code := run("rapat", "--json"); code != cli.Done || after != before {
		t.Errorf("after the kill: %d %q\n%s", code, reason, after)
	}
}
