package ui_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"monev/ui"
	"monev/ui/kit"
	"monev/ui/uitest"
)

// fake is a screen that records what reaches it.
type fake struct {
	k       *kit.Kit
	name    string
	w, h    int
	typing  bool
	text    string
	got     []string // messages
	view    func(w, h int) string
	actions []kit.Action
	locked  string
	fill    bool
	leave   func() tea.Cmd
	explain string
	status  string
	handle  map[string]bool
	inits   int
}

func (f *fake) Init() tea.Cmd         { f.inits++; return nil }
func (f *fake) SetSize(w, h int)      { f.w, f.h = w, h }
func (f *fake) Title() string         { return f.name }
func (f *fake) Actions() []kit.Action { return f.actions }
func (f *fake) Capturing() bool       { return f.typing }
func (f *fake) Locked() string        { return f.locked }
func (f *fake) Fill() bool            { return f.fill }
func (f *fake) Explain() string       { return f.explain }
func (f *fake) Status() string        { return f.status }

func (f *fake) Leave() tea.Cmd {
	if f.leave == nil {
		return nil
	}
	return f.leave()
}

func (f *fake) Handle(msg tea.KeyPressMsg) (tea.Cmd, bool) {
	if f.handle[msg.String()] {
		f.got = append(f.got, "handle "+msg.String())
		return nil, true
	}
	return nil, false
}

func (f *fake) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		f.got = append(f.got, "key "+msg.String())
		if f.typing {
			f.text += msg.Text
		}
	case tea.MouseMsg:
		m := msg.Mouse()
		f.got = append(f.got, fmt.Sprintf("%s %d,%d", strings.TrimPrefix(fmt.Sprintf("%T", msg), "tea."), m.X, m.Y))
	case tea.PasteMsg:
		f.got = append(f.got, "paste "+msg.Content)
	case savedMsg:
		f.got = append(f.got, fmt.Sprint("saved ", msg.err))
		if msg.err != nil {
			return f.k.Failed("Temuan belum tersimpan", msg.err)
		}
	default:
		f.got = append(f.got, fmt.Sprintf("%T", msg))
	}
	return nil
}

func (f *fake) View() string {
	if f.view != nil {
		return f.view(f.w, f.h)
	}
	return fmt.Sprintf("  isi %s %d×%d %s", f.name, f.w, f.h, f.text)
}

// saw returns what reached the screen since the last call.
func (f *fake) saw() string {
	s := strings.Join(f.got, "; ")
	f.got = nil
	return s
}

type savedMsg struct{ err error }

var errDisk = errors.New("media penyimpanan penuh")

func act(id, k, help string, run func() tea.Cmd) kit.Action {
	return kit.Action{ID: id, Key: key.NewBinding(key.WithKeys(k), key.WithHelp(k, help)), Run: run}
}

// start shows one fake screen.
func start(t *testing.T, w, h int, opts ...ui.Option) (*uitest.Driver, *fake, *ui.Root) {
	t.Helper()
	k := uitest.Kit(nil)
	f := &fake{k: k, name: "Beranda"}
	r := ui.New(k, f, opts...)
	d := uitest.New(t, r, w, h)
	f.saw()
	return d, f, r
}

func wantSaw(t *testing.T, f *fake, want string) {
	t.Helper()
	if got := f.saw(); got != want {
		t.Errorf("%s saw %q, want %q", f.name, got, want)
	}
}
