// Package kit is what every screen of monev is made with: the Screen contract,
// the Action it offers, the queue its writes go through, and the messages with
// which it speaks to the root model.
//
// Data flows one way: key → Action → app method (in a command) → store →
// message → screen. Update and View never do I/O.
package kit

import (
	"cmp"
	"context"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/slide"
	"monev/ui/keys"
	"monev/ui/theme"
)

// A Screen fills the area between the title line and the key line.
//
// Update changes the screen in place and returns only a command. View returns
// at most the size given last by SetSize: no line is wider than w cells, there
// are at most h lines. View and Update never read or write files or the store.
//
// Keys, paste and mouse reach only the top screen; every other message reaches
// every screen on the stack, so an answer must carry the screen that asked.
// tea.WindowSizeMsg never reaches a screen, it gets SetSize instead, first
// before Init (unless it is the first screen, whose size comes after Init).
//
// Mouse messages are translated: X and Y count from the top left cell of the
// screen's own area (0,0), not of the terminal. Clicks and the wheel arrive
// only when they are inside that area and nothing lies over it; release and
// motion follow a click that arrived, with the nearest cell inside the area.
type Screen interface {
	Init() tea.Cmd
	Update(tea.Msg) tea.Cmd
	View() string
	SetSize(w, h int)
	// Title says where the user is; it stands at the left of the title line.
	Title() string
	// Actions lists what can be done here now, in the order of the key line.
	Actions() []Action
}

// An Action is one thing the user can do here: key line, help page, palette
// and dispatch are all made from it.
type Action struct {
	ID      string         // stable, for the palette and for tests: "temuan.baru"
	Key     key.Binding    // its keys and its Indonesian help
	Run     func() tea.Cmd // what it does, called from Update; nil: help only, the key goes to Update
	Reason  string         // why it cannot run now, one Indonesian sentence; empty if it can
	Typing  bool           // works even while text is being typed
	Changes bool           // alters data: refused in final meetings, and where data are only read
	Stores  bool           // alters data no final meeting locks: refused only where data are only read
	Hidden  bool           // not on the key line, but in help and palette
	Keep    bool           // stays on the key line however narrow it is
	// About is what it is called where there is room, in help and palette: at most
	// 46 cells. Empty: as on the key line.
	About   string
	Private bool // opens what the room must not see: refused on the projected view
}

// Name is what the action is called in help and palette.
func (a Action) Name() string { return cmp.Or(a.About, a.Key.Help().Desc) }

// A Capturer may be taking text; while Capturing is true only actions with
// Typing apply and every other key goes to the screen.
type Capturer interface{ Capturing() bool }

// A Statuser has something for the right end of the title line (clock, timer).
type Statuser interface{ Status() string }

// An Explainer says in one or two Indonesian sentences what the screen is for;
// they stand at the top of its help.
type Explainer interface{ Explain() string }

// A Locker says why nothing may be changed here now (a final meeting), empty if
// it may. While it says so, every Action of the screen with Changes is shown as
// disabled with this sentence.
type Locker interface{ Locked() string }

// A Freezer says why undo and redo do not apply on this screen now (what it shows
// is not what is stored), empty if they do.
type Freezer interface{ Frozen() string }

// An Apart is the lowest screen over other records than the program's. As long as
// it is on the stack, undo and redo are those of the Kit it returns, and every
// screen is marked if that is practising. nil stands for the program's own records.
type Apart interface{ Apart() *Kit }

// A Filler with Fill true gets the whole terminal: no title, no rules, no key
// line. Keys work as everywhere. For the projected view.
type Filler interface{ Fill() bool }

// An Opener tells, after a click, whether it was the second one on a row: then the
// root does what Enter does there. It tells so once.
type Opener interface{ Opened() bool }

// A Presser tells, after a click, which key it stood for: the root presses it, so that
// locks and reasons hold for the mouse too. It tells so once.
type Presser interface {
	Pressed() (tea.KeyPressMsg, bool)
}

// A Leaver is told before it is popped or the program quits, so that it can
// store what is half typed. The returned command runs before the screen goes,
// and the write queue is drained; if a Bad notice comes out of it, the screen
// stays and the user is asked.
type Leaver interface{ Leave() tea.Cmd }

// A Handler gets keys before any action does; it returns true if it used the
// key. For open completion lists and the like.
type Handler interface {
	Handle(tea.KeyPressMsg) (tea.Cmd, bool)
}

// Kit is given to each screen at construction. Screens read it; only the root
// changes it.
type Kit struct {
	Ctx    context.Context
	App    *app.App
	Keys   keys.Map
	Styles *theme.Styles
	Writes *Queue
	// Projector takes what the room sees to other windows; nil if there is none.
	Projector Projector
	// Room is the styles of the projected view on this terminal.
	Room *theme.Styles
	// Folders are where files were chosen last.
	Folders *Folders
	// Floor says which meeting the room sees.
	Floor *Floor
	// After sends a message after a pause: tea.Tick in the program, a timer
	// turned by hand in tests.
	After func(time.Duration, tea.Msg) tea.Cmd
	// Say puts an error into one Indonesian sentence without final full stop;
	// nil means the error's own text.
	Say func(error) string
	// Practice opens records to practise with; nil where that cannot be.
	Practice Practice
	// Practising: App is such records.
	Practising bool
}

// Practice is the records to practise with, which lie apart from those of the
// program. Its methods read and write files: they are called in commands.
type Practice interface {
	// Open opens them and returns a Kit over them, which shares everything else with
	// the program's. With afresh they begin from the beginning.
	Open(ctx context.Context, afresh bool) (*Kit, error)
	// Close closes them, if they are open.
	Close() error
}

// A Projector shows what the room sees in further windows. Its methods never
// block and may be called from Update and View.
type Projector interface {
	// Show replaces what the windows show.
	Show(slide.State)
	// Windows are the sizes of the windows that are connected.
	Windows() []slide.Window
}

// Folders remembers, as long as the program runs, in which folder somebody chose
// files, by what they were chosen for. It is used from Update only; a nil
// Folders remembers nothing.
type Folders struct{ at map[string]string }

// At is the folder remembered under a name, else the last one at all, else
// empty.
func (f *Folders) At(name string) string {
	if f == nil {
		return ""
	}
	if dir, ok := f.at[name]; ok {
		return dir
	}
	return f.at[""]
}

// Keep remembers a folder under a name.
func (f *Folders) Keep(name, dir string) {
	if f == nil {
		return
	}
	if f.at == nil {
		f.at = map[string]string{}
	}
	f.at[name], f.at[""] = dir, dir
}

// Sentence returns err as the user reads it.
func (k *Kit) Sentence(err error) string {
	if k.Say != nil {
		return k.Say(err)
	}
	return err.Error()
}

// Failed tells the user with a Bad notice that what did not work and why:
// "Temuan belum tersimpan: media penyimpanan penuh". It returns nil if err is
// nil.
func (k *Kit) Failed(what string, err error) tea.Cmd {
	if err == nil {
		return nil
	}
	told := Notify(Bad, what+": "+k.Sentence(err))
	if app.StoredBefore(err) { // what is shown lacks it
		return tea.Batch(Changed(), told)
	}
	return told
}

// PushMsg puts a screen on top of the stack.
type PushMsg struct{ Screen Screen }

// PopMsg takes the top screen off the stack; on the last one it does nothing.
// The screen that is uncovered gets a ChangedMsg, so that it reloads. Then, if
// not nil, is called from Update when the screen has gone and everything it had
// to store is stored: what it begins is not waited for. Of, if not nil, is the
// screen that goes, wherever it is on the stack: what it showed is no more.
type PopMsg struct {
	Then func() tea.Cmd
	Of   Screen
}

// ReplaceMsg puts a screen in the place of the top one, which is left as by
// PopMsg first.
type ReplaceMsg struct{ Screen Screen }

// ThemeMsg tells every screen that Kit.Styles got other contents (same
// pointer). Only a screen that keeps copies of styles has to care.
type ThemeMsg struct{}

// ChangedMsg tells every screen that the stored data changed (a save, an undo);
// each reloads what it shows.
type ChangedMsg struct{}

// Tone is how a notice is meant: it chooses sign and colour.
type Tone int

// The tones of a notice.
const (
	Info Tone = iota
	Good
	Warn
	Bad
)

// NotifyMsg shows one sentence above the key line until the next key or six
// seconds have passed. Bad notices stay until a key is pressed that is not
// merely text being typed. Text carries no sign; the root draws it.
type NotifyMsg struct {
	Text string
	Tone Tone
}

// DialogMsg opens a dialog over the screen.
type DialogMsg struct{ Dialog Dialog }

// A Dialog is a question. It is answered with one of its Choices; Esc always
// closes it without an answer.
type Dialog struct {
	Title   string
	Text    string   // plain, may be several lines; it is wrapped
	Choices []Choice // at least one, first is the safe one
	// Danger paints the dialog as one that destroys something; such a dialog
	// must use other keys than the action that opened it.
	Danger bool
	// Unasked dialogs open by themselves and ignore keys for half a second.
	Unasked bool
}

// A Choice is one answer to a Dialog; Run is called from Update after the
// dialog has closed and may be nil. Arrows and Enter choose too, so a dialog
// with Danger always starts on its first choice and ignores an "enter" among
// the keys of the others.
type Choice struct {
	Key key.Binding
	Run func() tea.Cmd
}

// Push asks the root to show s.
func Push(s Screen) tea.Cmd { return func() tea.Msg { return PushMsg{s} } }

// Pop asks the root to go back one screen.
func Pop() tea.Cmd { return func() tea.Msg { return PopMsg{} } }

// PopThen asks the root to go back one screen, and then to call f.
func PopThen(f func() tea.Cmd) tea.Cmd { return func() tea.Msg { return PopMsg{Then: f} } }

// Replace asks the root to show s instead of the top screen.
func Replace(s Screen) tea.Cmd { return func() tea.Msg { return ReplaceMsg{s} } }

// Changed tells every screen to reload.
func Changed() tea.Cmd { return func() tea.Msg { return ChangedMsg{} } }

// Notify asks the root to show text.
func Notify(tone Tone, text string) tea.Cmd {
	return func() tea.Msg { return NotifyMsg{Text: text, Tone: tone} }
}

// Ask asks the root to open d.
func Ask(d Dialog) tea.Cmd { return func() tea.Msg { return DialogMsg{d} } }
