// Package uitest drives a model without a terminal: it feeds keys, runs the
// commands that come back, and looks at the picture. Nothing sleeps; timers
// fire when the test says so.
//
//	k := uitest.Kit(a)
//	d := uitest.New(t, ui.New(k, area.New(k, "m1", 0)), 80, 24)
//	d.Type("t")
//	d.Type("SOP belum ada")
//	d.Key("enter")
//	d.Has("SOP belum ada")
//	d.Golden()
package uitest

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"

	"monev/internal/app"
	"monev/ui/keys"
	"monev/ui/kit"
	"monev/ui/theme"
)

const (
	mostCommands = 10_000 // after one input; more is an endless loop
)

// timerMsg asks the driver to keep msg until its time has come.
type timerMsg struct {
	wait time.Duration
	msg  tea.Msg
}

// After is for Kit.After: the message comes when Driver.After has advanced by d.
// Only a Driver understands it.
func After(d time.Duration, msg tea.Msg) tea.Cmd {
	return func() tea.Msg { return timerMsg{d, msg} }
}

// Kit returns a Kit for tests: default keys, colours of a silent terminal, an
// empty queue, and After of this package. a may be nil if no screen uses it.
func Kit(a *app.App) *kit.Kit {
	return &kit.Kit{
		Ctx:    context.Background(),
		App:    a,
		Keys:   keys.Default(),
		Styles: theme.New(theme.Neutral()),
		Writes: new(kit.Queue),
		After:  After,
	}
}

// Driver runs a model in the test's own goroutine.
type Driver struct {
	t       testing.TB
	model   tea.Model
	w, h    int
	pending []tea.Cmd
	timers  []timer
	now     time.Duration
	serial  int
	quit    bool
}

type timer struct {
	at  time.Duration
	n   int // order among those due at the same time
	msg tea.Msg
}

// New starts model on a terminal of w by h cells: Init, then its size, until
// nothing is left to do.
func New(t testing.TB, model tea.Model, w, h int) *Driver {
	t.Helper()
	d := &Driver{t: t, model: model, w: w, h: h}
	d.pending = append(d.pending, model.Init())
	d.feed(tea.WindowSizeMsg{Width: w, Height: h})
	d.settle()
	return d
}

// Send gives the model messages one by one; after each every command that comes
// back has run.
func (d *Driver) Send(msgs ...tea.Msg) {
	d.t.Helper()
	for _, m := range msgs {
		d.feed(m)
		d.settle()
	}
}

func (d *Driver) feed(msg tea.Msg) {
	switch msg := msg.(type) {
	case nil:
		return
	case tea.QuitMsg:
		d.quit = true
		return
	case timerMsg:
		d.serial++
		d.timers = append(d.timers, timer{d.now + msg.wait, d.serial, msg.msg})
		return
	}
	if d.quit {
		return
	}
	var cmd tea.Cmd
	d.model, cmd = d.model.Update(msg)
	if cmd != nil {
		d.pending = append(d.pending, cmd)
	}
	_ = d.model.View() // as Bubble Tea does
	if fmt.Sprintf("%T", msg) == "tea.windowSizeMsg" {
		d.feed(tea.WindowSizeMsg{Width: d.w, Height: d.h})
	}
}

// settle runs commands, oldest first, until none is left.
func (d *Driver) settle() {
	d.t.Helper()
	for n := 0; len(d.pending) > 0; n++ {
		if n > mostCommands {
			d.t.Fatalf("still not at rest after %d commands", n)
		}
		cmd := d.pending[0]
		d.pending = d.pending[1:]
		d.run(cmd)
	}
}

func (d *Driver) run(cmd tea.Cmd) {
	d.t.Helper()
	if cmd == nil || d.quit {
		return
	}
	msg := cmd()
	if cmds, _, ok := kit.Commands(msg); ok {
		for _, c := range cmds {
			d.run(c)
		}
		return
	}
	d.feed(msg)
}

// After lets time pass: every timer that is due fires, in order, also those
// that start in the meantime.
func (d *Driver) After(wait time.Duration) {
	d.t.Helper()
	end := d.now + wait
	for n := 0; ; n++ {
		if n > mostCommands {
			d.t.Fatalf("more than %d timers in %v", n, wait)
		}
		slices.SortFunc(d.timers, func(a, b timer) int {
			if a.at != b.at {
				return cmp.Compare(a.at, b.at)
			}
			return a.n - b.n
		})
		if len(d.timers) == 0 || d.timers[0].at > end {
			break
		}
		next := d.timers[0]
		d.timers = d.timers[1:]
		d.now = next.at
		d.Send(next.msg)
	}
	d.now = end
}

// Type presses one key for each character of text; a line break is Enter.
func (d *Driver) Type(text string) {
	d.t.Helper()
	for _, c := range text {
		if c == '\n' {
			d.Key("enter")
			continue
		}
		d.Key(string(c))
	}
}

// Key presses keys by the names that bindings use: "ctrl+z", "enter", "f5",
// "pgdown", "shift+tab", "space", "G".
func (d *Driver) Key(names ...string) {
	d.t.Helper()
	for _, name := range names {
		msg, err := press(name)
		if err != nil {
			d.t.Fatal(err)
		}
		d.Send(msg)
	}
}

// Paste pastes text in one piece, as a terminal with bracketed paste does.
func (d *Driver) Paste(text string) {
	d.t.Helper()
	d.Send(tea.PasteStartMsg{}, tea.PasteMsg{Content: text}, tea.PasteEndMsg{})
}

// Click presses and releases the left button at a cell of the terminal.
func (d *Driver) Click(x, y int) {
	d.t.Helper()
	m := tea.Mouse{X: x, Y: y, Button: tea.MouseLeft}
	d.Send(tea.MouseClickMsg(m), tea.MouseReleaseMsg(m))
}

// Wheel turns the wheel at a cell of the terminal: down by steps, or up if
// steps is negative.
func (d *Driver) Wheel(x, y, steps int) {
	d.t.Helper()
	b := tea.MouseWheelDown
	if steps < 0 {
		b, steps = tea.MouseWheelUp, -steps
	}
	for range steps {
		d.Send(tea.MouseWheelMsg{X: x, Y: y, Button: b})
	}
}

// Resize gives the terminal another size.
func (d *Driver) Resize(w, h int) {
	d.t.Helper()
	d.w, d.h = w, h
	d.Send(tea.WindowSizeMsg{Width: w, Height: h})
}

// Quit reports whether the model has ended the program.
func (d *Driver) Quit() bool { return d.quit }

// Raw returns the picture with its colours and styles.
func (d *Driver) Raw() string { return d.model.View().Content }

// Screen returns the picture as text, without trailing blanks. The test fails
// if a line is wider or the picture higher than the terminal.
func (d *Driver) Screen() string {
	d.t.Helper()
	lines := strings.Split(d.Raw(), "\n")
	if len(lines) > max(d.h, 1) {
		d.t.Errorf("picture has %d lines, the terminal %d", len(lines), d.h)
	}
	for i, l := range lines {
		if w := ansi.StringWidth(l); w > d.w {
			d.t.Errorf("line %d is %d cells wide, the terminal %d: %q", i, w, d.w, ansi.Strip(l))
		}
		lines[i] = strings.TrimRight(ansi.Strip(l), " ")
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}

// Line returns line n of Screen, the first is 0; empty below the picture.
func (d *Driver) Line(n int) string {
	d.t.Helper()
	lines := strings.Split(d.Screen(), "\n")
	if n < 0 || n >= len(lines) {
		return ""
	}
	return lines[n]
}

// Find returns the cell where text begins on the screen, and fails the test if
// it is not there: for Click.
func (d *Driver) Find(text string) (x, y int) {
	d.t.Helper()
	for i, l := range strings.Split(d.Screen(), "\n") {
		if at := strings.Index(l, text); at >= 0 {
			return ansi.StringWidth(l[:at]), i
		}
	}
	d.t.Fatalf("%q is not on the screen:\n%s", text, d.Screen())
	return 0, 0
}

// Has fails the test unless each text is on the screen, within one line.
func (d *Driver) Has(texts ...string) {
	d.t.Helper()
	s := d.Screen()
	for _, text := range texts {
		if !strings.Contains(s, text) {
			d.t.Errorf("%q is not on the screen:\n%s", text, s)
		}
	}
}

// Hasnt fails the test if one of the texts is on the screen.
func (d *Driver) Hasnt(texts ...string) {
	d.t.Helper()
	s := d.Screen()
	for _, text := range texts {
		if strings.Contains(s, text) {
			d.t.Errorf("%q is on the screen:\n%s", text, s)
		}
	}
}

// Golden compares Screen with testdata/<test>.golden, or with
// testdata/<test>/<name>.golden for each name given, joined by "-". go test
// -update writes the file. The files are plain text.
func (d *Driver) Golden(name ...string) {
	d.t.Helper()
	golden.RequireEqual(named(d.t, name), d.Screen()+"\n")
}

// GoldenRaw is Golden with colours: one for each palette is enough.
func (d *Driver) GoldenRaw(name ...string) {
	d.t.Helper()
	golden.RequireEqual(named(d.t, name), d.Raw()+"\n")
}

type namedTB struct {
	testing.TB
	name string
}

func (n namedTB) Name() string { return n.name }

func named(t testing.TB, name []string) testing.TB {
	if len(name) == 0 {
		return t
	}
	return namedTB{t, t.Name() + "/" + strings.Join(name, "-")}
}
