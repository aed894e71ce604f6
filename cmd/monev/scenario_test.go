//go:build unix

package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"monev/internal/sample"
	"monev/internal/store/boltstore"
	"monev/internal/store/datafolder"
	"monev/internal/store/ledger"
)

var update = flag.Bool("update", false, "rewrite what the scenarios compare with")

// TestScenarios plays testdata/skenario: each file drives the whole program in
// terminals of its own, as somebody would who has never seen it, and ends in
// looking at what came of it. The steps are those of testscript (exec, cmp,
// stdout, exists …), the checks of JSON of the command transcripts, and:
//
//	at TIME                       the clock, in RFC 3339, of what starts from now on
//	sample                        puts the sample data into the data folder
//	window NAME 80x24 [ARG…]      starts monev in a terminal, which the steps below speak to
//	window NAME                   speaks to that one again
//	type TEXT [-> SEEN…]          types TEXT, then waits until all SEEN stand on the screen together
//	key NAME… [-> SEEN…]          presses keys by name (see keyNames), down*3 thrice; then as above
//	see SEEN…                     only waits
//	unseen TEXT…                  waits until none of them stands on the screen
//	saved TEXT                    waits until half-typed TEXT is on disk
//	resize 120x40                 the terminal gets another size
//	crash                         ends monev as a lost battery does
//	ends                          waits until monev has ended by itself, without failure
//	files DIR                     the names of the files in DIR on standard output
//	paper FILE GLOB               copies the one file that GLOB finds; the journal's hash, which
//	                              changes with every field a record gains, becomes …
//
// go test ./cmd/monev -run TestScenarios -update rewrites what cmp compares with.
func TestScenarios(t *testing.T) {
	var some []string
	dir := "testdata/skenario"
	if testing.Short() { // under the race detector
		dir, some = "", []string{dir + "/rapat-pertama.txtar", dir + "/proyektor-hilang.txtar"}
	}
	testscript.Run(t, testscript.Params{
		Dir:           dir,
		Files:         some,
		UpdateScripts: *update,
		Setup: func(e *testscript.Env) error {
			e.Setenv("MONEV_DATA", e.WorkDir+"/data")
			e.Values["stage"] = &stage{tb: e.T().(testing.TB), windows: map[string]*terminal{}}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"json": jsonCmd, "at": atCmd, "sample": sampleCmd, "window": windowCmd, "type": typeCmd, "key": keyCmd,
			"see": onWindow(func(x *terminal, args []string) { x.wait(args...) }),
			"saved": func(ts *testscript.TestScript, neg bool, args []string) {
				current(ts, neg).kept(ts.Getenv("MONEV_DATA"), strings.Join(args, " "))
			},
			"unseen": onWindow(func(x *terminal, args []string) { x.gone(args...) }),
			"resize": resizeCmd,
			"crash":  onWindow(func(x *terminal, _ []string) { x.kill() }),
			"ends":   onWindow(func(x *terminal, _ []string) { x.exit() }),
			"files":  filesCmd, "paper": paperCmd,
		},
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
	})
}

// stage is the terminals of a scenario.
type stage struct {
	tb      testing.TB
	windows map[string]*terminal
	current *terminal
}

// scene lets a terminal fail a script at its line.
type scene struct {
	testing.TB
	ts *testscript.TestScript
}

func (s scene) Helper()                     {}
func (s scene) Cleanup(f func())            { s.ts.Defer(f) }
func (s scene) Fatal(args ...any)           { s.ts.Fatalf("%s", fmt.Sprint(args...)) }
func (s scene) Fatalf(f string, arg ...any) { s.ts.Fatalf(f, arg...) }

func current(ts *testscript.TestScript, neg bool) *terminal {
	s := ts.Value("stage").(*stage)
	if neg || s.current == nil {
		ts.Fatalf("no window is open, or a step was negated that cannot be")
	}
	return s.current
}

func onWindow(do func(x *terminal, args []string)) func(*testscript.TestScript, bool, []string) {
	return func(ts *testscript.TestScript, neg bool, args []string) { do(current(ts, neg), args) }
}

func atCmd(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: at TIME")
	}
	_, err := time.Parse(time.RFC3339, args[0])
	ts.Check(err)
	ts.Setenv(envNow, args[0])
}

func sampleCmd(ts *testscript.TestScript, neg bool, args []string) {
	ctx := context.Background()
	f, err := datafolder.Open(ctx, ts.Getenv("MONEV_DATA"), datafolder.Options{Options: boltstore.Options{Options: ledger.Options{Now: now}}})
	ts.Check(err)
	ts.Check(sample.Fill(ctx, f))
	ts.Check(f.Close())
}

func size(ts *testscript.TestScript, s string) (w, h int) {
	if n, err := fmt.Sscanf(s, "%dx%d", &w, &h); n != 2 || err != nil {
		ts.Fatalf("%q is no size such as 80x24", s)
	}
	return w, h
}

func windowCmd(ts *testscript.TestScript, neg bool, args []string) {
	s := ts.Value("stage").(*stage)
	switch {
	case neg || len(args) == 0:
		ts.Fatalf("usage: window NAME [80x24 ARG…]")
	case len(args) == 1:
		if s.current = s.windows[args[0]]; s.current == nil {
			ts.Fatalf("no window is called %s", args[0])
		}
	default:
		w, h := size(ts, args[1])
		s.current = open(scene{s.tb, ts}, ts.Getenv("MONEV_DATA"), ts.Getenv(envNow), w, h, envArgs+"="+strings.Join(args[2:], "\n"))
		s.windows[args[0]] = s.current
	}
}

// keyNames are the keys that are no letters, as a terminal sends them.
var keyNames = map[string]string{
	"enter": "\r", "esc": "\x1b", "tab": "\t", "space": " ", "backspace": "\x7f",
	"up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F",
	"f1": "\x1bOP", "f5": "\x1b[15~", "f6": "\x1b[17~",
	"ctrl+f": "\x06", "ctrl+s": "\x13", "ctrl+u": "\x15", "ctrl+y": "\x19", "ctrl+z": "\x1a",
}

func keyCmd(ts *testscript.TestScript, neg bool, args []string) {
	x := current(ts, neg)
	names, seen := arrow(args)
	for _, name := range names {
		times := 1
		if before, n, ok := strings.Cut(name, "*"); ok && before != "" {
			if _, err := fmt.Sscan(n, &times); err != nil {
				ts.Fatalf("%q: %v", name, err)
			}
			name = before
		}
		bytes, ok := keyNames[name]
		if !ok && len(name) == 1 {
			bytes, ok = name, true
		}
		if !ok {
			ts.Fatalf("no key is called %q", name)
		}
		x.keys(strings.Repeat(bytes, times))
	}
	x.wait(seen...)
}

func typeCmd(ts *testscript.TestScript, neg bool, args []string) {
	text, seen := arrow(args)
	current(ts, neg).press(strings.Join(text, " "), seen...)
}

// arrow parts what is done from what is seen then.
func arrow(args []string) (done, seen []string) {
	if i := slices.Index(args, "->"); i >= 0 {
		return args[:i], args[i+1:]
	}
	return args, nil
}

func resizeCmd(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: resize 120x40")
	}
	w, h := size(ts, args[0])
	current(ts, neg).resize(w, h)
}

func filesCmd(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: files DIR")
	}
	all, err := os.ReadDir(ts.MkAbs(args[0]))
	ts.Check(err)
	for _, e := range all { // in the order of their names
		fmt.Fprintln(ts.Stdout(), e.Name())
	}
}

var journalHash = regexp.MustCompile(`Jejak \d{6}-[0-9a-f]{16}`)

func paperCmd(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: paper FILE GLOB")
	}
	found, err := filepath.Glob(ts.MkAbs(args[1]))
	ts.Check(err)
	if len(found) != 1 {
		ts.Fatalf("want one file %s, got %q", args[1], found)
	}
	b, err := os.ReadFile(found[0])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), journalHash.ReplaceAll(b, []byte("Jejak …")), 0o600))
}
