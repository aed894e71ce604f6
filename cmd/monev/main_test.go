package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"monev/internal/app"
	"monev/internal/cli"
	"monev/internal/lke/lketest"
	"monev/internal/store/boltstore"
	"monev/internal/store/datafolder"
	"monev/internal/store/ledger"
	"monev/ui/screen/pulih"
)

// now is when every scripted command runs: Thursday, 20 November 2025, 10.00 WIB.
func now() time.Time {
	return time.Date(2025, time.November, 20, 10, 0, 0, 0, time.FixedZone("WIB", 7*3600))
}

// TestMain makes the test binary stand for monev in the scripts: the whole
// program in a process of its own, but for the clock and the screens.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"monev": func() {
			p := cli.Program{Now: now, Screens: notScreens, Terminal: func() bool { return os.Getenv("SCREEN") != "" }}
			os.Exit(p.Run(context.Background(), os.Args[1:], os.Getenv, os.Stdin, os.Stdout, os.Stderr))
		},
		// monev-asli is the program as it ships.
		"monev-asli": func() { os.Exit(run()) },
	})
}

// notScreens stands for the screens, of which a script sees only that they were
// opened, and with what.
func notScreens(ctx context.Context, a *app.App, s cli.Session) error {
	ready, err := a.Ready(ctx)
	fmt.Printf("screens on %s, ready %v\n", s.Dir, ready)
	for _, d := range pulih.Dialogs(s.Recovered, s.Notes) {
		fmt.Println(d.Text)
	}
	for _, n := range []string{s.Hint, s.ReadOnly} {
		if n != "" {
			fmt.Println(n)
		}
	}
	return err
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(e *testscript.Env) error {
			e.Setenv("MONEV_DATA", e.WorkDir+"/data")
			e.Setenv("ESC", "\x1b")
			e.Setenv("BEL", "\a")
			return os.WriteFile(filepath.Join(e.WorkDir, "lke-2026.yaml"), lketest.Next(), 0o600)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"json": jsonCmd, "hold": holdCmd, "newer": newerCmd, "size": sizeCmd,
		},
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
	})
}

// jsonCmd looks into a JSON file: which keys an object has, how many elements
// a list, what a value is.
//
//	json FILE PATH keys KEY…    exactly these, in any order
//	json FILE PATH len N
//	json FILE PATH is VALUE     VALUE as JSON
//
// PATH is like 0.area.2.temuan; a single dot is the whole.
func jsonCmd(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 {
		ts.Fatalf("usage: json FILE PATH keys|len|is …")
	}
	d := json.NewDecoder(strings.NewReader(ts.ReadFile(args[0])))
	d.UseNumber()
	var v any
	ts.Check(d.Decode(&v))
	if _, err := d.Token(); err != io.EOF {
		ts.Fatalf("%s holds more than one JSON value", args[0])
	}
	for step := range strings.SplitSeq(args[1], ".") {
		if step == "" {
			continue
		}
		switch x := v.(type) {
		case map[string]any:
			var ok bool
			if v, ok = x[step]; !ok {
				ts.Fatalf("%s: no key %q on the way to %s", args[0], step, args[1])
			}
		case []any:
			n, err := strconv.Atoi(step)
			if err != nil || n < 0 || n >= len(x) {
				ts.Fatalf("%s: no element %q of %d on the way to %s", args[0], step, len(x), args[1])
			}
			v = x[n]
		default:
			ts.Fatalf("%s: %v is neither object nor list", args[0], v)
		}
	}
	switch args[2] {
	case "keys":
		object, ok := v.(map[string]any)
		if !ok {
			ts.Fatalf("%s is no object", args[1])
		}
		var keys []string
		for k := range object {
			keys = append(keys, k)
		}
		want := slices.Clone(args[3:])
		sort.Strings(keys)
		sort.Strings(want)
		if !slices.Equal(keys, want) {
			ts.Fatalf("%s has keys %v, want %v", args[1], keys, want)
		}
	case "len":
		list, ok := v.([]any)
		if !ok {
			ts.Fatalf("%s is no list", args[1])
		}
		if strconv.Itoa(len(list)) != args[3] {
			ts.Fatalf("%s has %d elements, want %s", args[1], len(list), args[3])
		}
	case "is":
		want := json.NewDecoder(strings.NewReader(args[3]))
		want.UseNumber()
		var w any
		ts.Check(want.Decode(&w))
		if !reflect.DeepEqual(v, w) {
			ts.Fatalf("%s is %#v, want %s", args[1], v, args[3])
		}
	default:
		ts.Fatalf("json: %q?", args[2])
	}
}

// holdCmd keeps the store of a folder open until the script ends, as another
// running monev would.
func holdCmd(ts *testscript.TestScript, neg bool, args []string) {
	s, err := datafolder.Open(context.Background(), ts.MkAbs(args[0]),
		datafolder.Options{Options: boltstore.Options{Options: ledger.Options{Now: now}}})
	ts.Check(err)
	ts.Defer(func() { _ = s.Close() })
}

// newerCmd makes a store in a folder as a later program would.
func newerCmd(ts *testscript.TestScript, neg bool, args []string) {
	later := append(ledger.Migrations(), ledger.Migration{Name: "later"})
	s, err := boltstore.Open(context.Background(), ts.MkAbs(args[0]), boltstore.Options{Options: ledger.Options{Now: now, Migrations: later}})
	ts.Check(err)
	ts.Check(s.Close())
}

// sizeCmd wants a file of more than that many bytes.
func sizeCmd(ts *testscript.TestScript, neg bool, args []string) {
	info, err := os.Stat(ts.MkAbs(args[0]))
	ts.Check(err)
	if n, err := strconv.ParseInt(args[1], 10, 64); err != nil || info.Size() <= n {
		ts.Fatalf("%s has %d bytes, want more than %s", args[0], info.Size(), args[1])
	}
}
