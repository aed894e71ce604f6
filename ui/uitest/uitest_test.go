package uitest

import (
	"strings"
	"testing"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"monev/ui/kit"
)

// echo is a model that writes down what it gets.
type echo struct {
	got  []string
	view string
	cmd  func(tea.Msg) tea.Cmd
}

func (e *echo) Init() tea.Cmd  { return nil }
func (e *echo) View() tea.View { return tea.NewView(e.view) }
func (e *echo) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		e.got = append(e.got, msg.String())
	case string:
		e.got = append(e.got, msg)
	}
	if e.cmd != nil {
		return e, e.cmd(msg)
	}
	return e, nil
}

// recorder is a test that may fail without failing this one.
type recorder struct {
	testing.TB
	failed bool
}

func (r *recorder) Helper()               {}
func (r *recorder) Errorf(string, ...any) { r.failed = true }

func say(s string) tea.Cmd { return func() tea.Msg { return s } }

func TestDriverRunsBatchesAndSequences(t *testing.T) {
	e := &echo{cmd: func(msg tea.Msg) tea.Cmd {
		if k, ok := msg.(tea.KeyPressMsg); ok && k.String() == "b" {
			return tea.Sequence(say("1"), tea.Batch(say("2"), say("3")), nil, say("4"))
		}
		if msg == "4" {
			return tea.Quit
		}
		return nil
	}}
	d := New(t, e, 10, 2)
	d.Type("ab")
	if got := strings.Join(e.got, ""); got != "ab1234" || !d.Quit() {
		t.Errorf("got %q, quit %v", got, d.Quit())
	}
}

func TestTimersFireInOrderWhenTold(t *testing.T) {
	e := &echo{}
	e.cmd = func(msg tea.Msg) tea.Cmd {
		switch msg {
		case "go":
			return tea.Batch(After(2*time.Second, "two"), After(time.Second, "one"), After(2*time.Second, "too"))
		case "one":
			return After(500*time.Millisecond, "half")
		}
		return nil
	}
	d := New(t, e, 10, 2)
	d.Send("go")
	d.After(999 * time.Millisecond)
	if len(e.got) != 1 {
		t.Errorf("too early: %v", e.got)
	}
	d.After(5 * time.Second)
	if got := strings.Join(e.got, " "); got != "go one half two too" {
		t.Errorf("got %q", got)
	}
}

func TestKeysAreWhatATerminalSends(t *testing.T) {
	e := &echo{}
	d := New(t, e, 10, 2)
	names := []string{"enter", "esc", "ctrl+z", "ctrl+right", "shift+tab", "f5", "pgdown", "space", "G", "?", "+", "ctrl+c", "語", "alt+x"}
	d.Key(names...)
	if got, want := strings.Join(e.got, " "), strings.Join(names, " "); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	for _, bad := range []string{"", "nosuch", "hyper+x"} {
		if _, err := press(bad); err == nil {
			t.Errorf("%q is a key", bad)
		}
	}
}

func TestScreenFailsOutsideTheTerminal(t *testing.T) {
	for view, want := range map[string]bool{
		"1234567890\nb": false, "12345678901": true, "a\nb\nc": true, "\x1b[1m語語語語語\x1b[m": false, "語語語語語語": true,
	} {
		r := &recorder{TB: t}
		d := New(r, &echo{view: view}, 10, 2)
		d.Screen()
		if r.failed != want {
			t.Errorf("%q: failed %v", view, r.failed)
		}
	}
	d := New(t, &echo{view: "\x1b[1mabc  \x1b[m\nd  "}, 10, 2)
	if d.Screen() != "abc\nd" || d.Line(1) != "d" || d.Line(7) != "" {
		t.Errorf("%q", d.Screen())
	}
	x, y := d.Find("c")
	if x != 2 || y != 0 {
		t.Errorf("c at %d,%d", x, y)
	}
}

func TestProblems(t *testing.T) {
	a := func(id, k string, typing bool) kit.Action {
		return kit.Action{ID: id, Typing: typing, Key: key.NewBinding(key.WithKeys(k), key.WithHelp(k, "bantuan"))}
	}
	root := []kit.Action{a("kembali", "esc", false), a("palet", "ctrl+p", false)}
	for name, c := range map[string]struct {
		screen []kit.Action
		want   int
	}{
		"fine":             {[]kit.Action{a("x", "x", false), a("y", "ctrl+s", true), a("z", "esc", false)}, 0},
		"shared key":       {[]kit.Action{a("x", "x", false), a("y", "x", false)}, 1},
		"shared with root": {[]kit.Action{a("x", "ctrl+p", false)}, 1},
		"no ID":            {[]kit.Action{a("", "x", false)}, 1},
		"ID twice":         {[]kit.Action{a("x", "x", false), a("x", "y", false)}, 1},
		"letter in typing": {[]kit.Action{a("x", "x", true)}, 1},
		"space in typing":  {[]kit.Action{a("x", "space", true)}, 1},
		"no help":          {[]kit.Action{{ID: "x", Key: key.NewBinding(key.WithKeys("x"))}}, 1},
		"palette only":     {[]kit.Action{{ID: "x", Key: key.NewBinding(key.WithHelp("", "warna"))}}, 0},
	} {
		if got := problems(c.screen, root); len(got) != c.want {
			t.Errorf("%s: %q", name, got)
		}
	}
}
