// Package ui is the terminal face of monev: the root model, which owns size,
// screens, dialogs, notices, help and palette, and Run, which shows it.
//
// A key goes to the dialog if one is open, then to help or palette, then to the
// top screen's Handler, then to the first matching action (screen, then root),
// then to the top screen's Update. Every message that is not a key, a paste or
// the mouse goes to all screens on the stack.
package ui

import (
	"context"
	"slices"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"monev/internal/look"
	"monev/ui/kit"
	"monev/ui/part"
	"monev/ui/theme"
)

// The smallest terminal monev can be used in.
const (
	MinWidth  = 60
	MinHeight = 18
)

const (
	quitAgain    = 2 * time.Second        // between the two Ctrl+C
	noticeStays  = 6 * time.Second        // a notice that is not Bad
	dialogIgnore = 500 * time.Millisecond // keys, by a dialog nobody asked for
)

// Root is the only tea.Model of monev. Use New.
type Root struct {
	k        *kit.Kit
	stack    []*entry
	w, h     int
	sized    bool      // a size has come
	held     []tea.Msg // input that came before the size or while settling
	notice   *notice
	dialog   *dialog
	waiting  []kit.Dialog // dialogs that came while one was open
	menu     *menu
	pressed  bool // a mouse button went down on the screen
	armed    int  // number of the first Ctrl+C, 0 if none
	settle   *settling
	serial   int // numbers timers, so that an old one does nothing
	rule     string
	auto     bool // palette follows the terminal
	bare     bool // the terminal has no colours
	failure  string
	left     bool       // every screen has been left
	places   kit.Places // of the program's own records
	placesOf func(*kit.Kit) kit.Places
	otherKit *kit.Kit    // of a practice
	others   kit.Places  // of otherKit
	known    []kit.Place // as read last, of knownOf
	knownOf  kit.Places
	recent   []string // IDs of what was chosen in the palette, the last one first

	greet  []kit.Dialog // opened at the start
	locked string       // why nothing may be changed, empty if it may
	news   <-chan kit.NotifyMsg

	undo, redo func(context.Context) (string, error)
	guide      func() kit.Screen // nil without one
	program    []tea.ProgramOption

	look             look.Look
	terminal         string // its name; empty: not known
	background       string // of the terminal, terang or gelap; empty: not known
	guessed          bool   // it is only remembered
	keepLook         func(func(*look.Look)) error
	signs, autoSigns theme.Signs
}

// An entry is a screen on the stack and the size it was given last.
type entry struct {
	kit.Screen
	w, h   int
	place  string  // ID of the place it was opened for
	visits []visit // that brought it to the top, the last one last
}

type (
	noticeGoneMsg  struct{ n int }
	dialogReadyMsg struct{ n int }
	disarmMsg      struct{ n int }
	stopMsg        struct{} // a signal: quit without asking
	undoneMsg      struct {
		text, none, failed string
		err                error
	}
)

// An Option changes what New makes.
type Option func(*Root)

// WithUndo gives the functions behind Ctrl+Z and Ctrl+Y. Each returns what was
// undone or redone as one Indonesian sentence, empty if there was nothing. They
// run in the write queue; afterwards every screen gets a kit.ChangedMsg.
func WithUndo(undo, redo func(context.Context) (string, error)) Option {
	return func(r *Root) { r.undo, r.redo = undo, redo }
}

// WithPalette fixes the colours; otherwise they follow the terminal.
func WithPalette(p theme.Palette) Option {
	return func(r *Root) {
		r.auto = false
		*r.k.Styles = *theme.New(p)
	}
}

// WithDialogs opens dialogs at the start, one after the other.
func WithDialogs(ds ...kit.Dialog) Option {
	return func(r *Root) { r.greet = ds }
}

// WithLocked says why nothing may be changed on any screen, one sentence; empty
// if it may.
func WithLocked(why string) Option {
	return func(r *Root) { r.locked = why }
}

// WithNews shows notices that come from outside of the screens: from the store,
// about what nobody waits for.
func WithNews(news <-chan kit.NotifyMsg) Option {
	return func(r *Root) { r.news = news }
}

// WithGuide gives the screen behind the key of the panduan.
func WithGuide(guide func() kit.Screen) Option {
	return func(r *Root) { r.guide = guide }
}

// newsMsg is a notice from outside.
type newsMsg struct{ kit.NotifyMsg }

// listen waits for the next one.
func (r *Root) listen() tea.Cmd {
	if r.news == nil {
		return nil
	}
	return func() tea.Msg {
		if n, ok := <-r.news; ok {
			return newsMsg{n}
		}
		return nil
	}
}

// WithProgram hands options to the tea.Program that Run starts, such as another
// input and output. They come after Run's own.
func WithProgram(o ...tea.ProgramOption) Option {
	return func(r *Root) { r.program = append(r.program, o...) }
}

// New returns the root model with first as its bottom screen. Parts of k that
// are nil (Ctx, Styles, Room, Floor, Writes, After …) are filled in; what the styles point to is
// overwritten, now and whenever the palette changes.
func New(k *kit.Kit, first kit.Screen, opts ...Option) *Root {
	if k.Ctx == nil {
		k.Ctx = context.Background()
	}
	if k.Writes == nil {
		k.Writes = new(kit.Queue)
	}
	if k.Folders == nil {
		k.Folders = new(kit.Folders)
	}
	if k.Floor == nil {
		k.Floor = new(kit.Floor)
	}
	if k.After == nil {
		k.After = func(d time.Duration, msg tea.Msg) tea.Cmd {
			return tea.Tick(d, func(time.Time) tea.Msg { return msg })
		}
	}
	if k.Styles == nil {
		k.Styles = new(theme.Styles)
	}
	*k.Styles = *theme.New(theme.Neutral())
	if k.Room == nil {
		k.Room = new(theme.Styles)
	}
	*k.Room = *theme.New(roomPalette(""))
	r := &Root{k: k, stack: []*entry{{Screen: first}}, auto: true}
	for _, o := range opts {
		o(r)
	}
	return r
}

// Init starts the first screen and asks the terminal for its background.
func (r *Root) Init() tea.Cmd {
	cmds := []tea.Cmd{r.stack[0].Init(), tea.RequestBackgroundColor, r.awaitBackground(), r.listen()}
	for _, d := range r.greet {
		cmds = append(cmds, r.open(d))
	}
	return tea.Batch(cmds...)
}

// Update does what the package comment says.
func (r *Root) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	cmds := []tea.Cmd{r.update(msg)}
	r.layout()
	for len(r.held) > 0 && !r.holding() {
		next := r.held[0]
		r.held = r.held[1:]
		cmds = append(cmds, r.update(next))
		r.layout()
	}
	return r, tea.Batch(cmds...)
}

func (r *Root) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		r.w, r.h = msg.Width, msg.Height
		r.sized = r.sized || r.w > 0 && r.h > 0
		r.drawRule()
	case tea.KeyPressMsg:
		return r.key(msg)
	case tea.KeyReleaseMsg:
	case tea.PasteMsg:
		return r.paste(msg)
	case tea.PasteStartMsg, tea.PasteEndMsg:
	case tea.MouseMsg:
		return r.mouse(msg)

	case tea.BackgroundColorMsg:
		if r.auto && msg.Color != nil {
			return r.setBackground(msg.IsDark())
		}
	case noAnswerMsg:
		return r.noAnswer()
	case tea.ColorProfileMsg:
		return r.profile(msg.Profile)

	case kit.PushMsg:
		if msg.Screen != nil {
			return r.push(msg.Screen)
		}
	case kit.PopMsg:
		switch {
		case len(r.stack) == 1 || r.settle != nil:
		case msg.Of != nil:
			return r.leave(&settling{screen: msg.Of, after: msg.Then}, msg.Of)
		case len(r.top().visits) > 0:
			return r.unvisit(msg.Then)
		default:
			top := r.top().Screen
			return r.leave(&settling{screen: top, after: msg.Then}, top)
		}
	case kit.ReplaceMsg:
		if msg.Screen != nil && r.settle == nil {
			top := r.top().Screen
			return r.leave(&settling{screen: top, next: msg.Screen}, top)
		}
	case kit.GoMsg:
		return r.goTo(msg.Place)
	case placesMsg:
		return r.takePlaces(msg)
	case kit.NotifyMsg:
		return r.notify(msg)
	case part.SaidMsg:
		return r.notify(kit.NotifyMsg{Text: msg.Text})
	case newsMsg:
		return tea.Batch(r.notify(msg.NotifyMsg), r.toAll(kit.ChangedMsg{}), r.listen())
	case kit.DialogMsg:
		return r.open(msg.Dialog)
	case kit.WroteMsg:
		return r.wrote(msg)

	case noticeGoneMsg:
		if r.notice != nil && r.notice.n == msg.n {
			r.notice = nil
		}
	case dialogReadyMsg:
		if r.dialog != nil && r.dialog.n == msg.n {
			r.dialog.ready = true
		}
	case disarmMsg:
		if r.armed == msg.n {
			r.armed = 0
		}
	case drainedMsg:
		return r.drained(msg)
	case stopMsg:
		return r.quit(true)
	case undoneMsg:
		return r.undone(msg)

	default:
		return r.toAll(msg)
	}
	return nil
}

// Top is the screen on top of the stack.
func (r *Root) Top() kit.Screen { return r.top().Screen }

func (r *Root) top() *entry { return r.stack[len(r.stack)-1] }

// apart is the Kit of the records that the top screen is over, nil for the
// program's own.
func (r *Root) apart() *kit.Kit {
	for _, e := range slices.Backward(r.stack) {
		if a, ok := e.Screen.(kit.Apart); ok {
			if k := a.Apart(); k != nil {
				return k
			}
		}
	}
	return nil
}

// toAll gives a message to every screen on the stack, bottom first.
func (r *Root) toAll(msg tea.Msg) tea.Cmd {
	cmds := make([]tea.Cmd, 0, len(r.stack))
	for _, e := range r.stack {
		cmds = append(cmds, e.Update(msg))
	}
	return tea.Batch(cmds...)
}

func (r *Root) push(s kit.Screen) tea.Cmd {
	r.stack = append(r.stack, &entry{Screen: s})
	r.menu = nil
	r.layout()
	return s.Init()
}

// layout gives each screen its size if that has changed.
func (r *Root) layout() {
	if r.w == 0 || r.small() {
		return // nothing is drawn; the screens keep the size they had
	}
	for _, e := range r.stack {
		_, w, h := r.area(e)
		if w != e.w || h != e.h {
			e.w, e.h = w, h
			e.SetSize(w, h)
		}
	}
}

// area returns the first line and the size of a screen's own area.
func (r *Root) area(e *entry) (y, w, h int) {
	if fills(e) {
		return 0, r.w, r.h
	}
	return 2, r.w, r.h - 4
}

func fills(e *entry) bool {
	f, ok := e.Screen.(kit.Filler)
	return ok && f.Fill()
}

func (r *Root) small() bool { return r.w < MinWidth || r.h < MinHeight }

// holding reports whether input must wait: there is no size yet, or a screen is
// being left and its last write has not been answered.
func (r *Root) holding() bool { return !r.sized || r.settle != nil }

func (r *Root) next() int { r.serial++; return r.serial }

func (r *Root) setPalette(p theme.Palette) tea.Cmd {
	*r.k.Styles = *theme.New(p)
	r.drawRule()
	return r.toAll(kit.ThemeMsg{})
}

func (r *Root) key(msg tea.KeyPressMsg) tea.Cmd {
	g := &r.k.Keys.Global
	if key.Matches(msg, g.ForceQuit) {
		return r.forceQuit()
	}
	r.armed = 0
	if r.holding() {
		r.held = append(r.held, msg)
		return nil
	}
	if r.small() {
		return nil // nobody sees what it would do
	}
	if r.notice != nil && (r.notice.tone != kit.Bad || msg.Text == "" || !r.capturing()) {
		r.notice = nil
	}
	switch {
	case r.dialog != nil:
		return r.dialogKey(msg)
	case r.menu != nil:
		return r.menuKey(msg)
	}
	top := r.top().Screen
	if h, ok := top.(kit.Handler); ok {
		if cmd, used := h.Handle(msg); used {
			return cmd
		}
	}
	if a, ok := r.find(msg); ok {
		return r.run(a)
	}
	return top.Update(msg)
}

func (r *Root) paste(msg tea.PasteMsg) tea.Cmd {
	switch {
	case r.holding():
		r.held = append(r.held, msg)
	case r.small() || r.dialog != nil:
	case r.menu != nil:
		return r.menuText(msg.Content)
	default:
		return r.top().Update(msg)
	}
	return nil
}

func (r *Root) capturing() bool {
	c, ok := r.top().Screen.(kit.Capturer)
	return ok && c.Capturing()
}

// forceQuit is Ctrl+C, which works whatever else is open.
func (r *Root) forceQuit() tea.Cmd {
	if r.armed != 0 {
		r.armed = 0
		if r.settle != nil && (r.settle.quit || r.settle.then) {
			return tea.Quit // asked for twice over: do not wait for the disk
		}
		return r.quit(false)
	}
	r.armed = r.next()
	return tea.Batch(
		r.notify(kit.NotifyMsg{Text: textQuitAgain, Tone: kit.Info}),
		r.k.After(quitAgain, disarmMsg{r.armed}),
	)
}
