// Package keys holds every key of monev with its Indonesian help. Nobody else
// writes a key literal except Enter, Esc, Tab and arrows inside a field.
//
// One group per screen, in the file of its kind. To add a key: a field in its
// group, a line in the function that sets the group.
// Not usable, because a terminal or Windows swallows or confuses them:
// shift+enter, ctrl+enter, ctrl+shift+…, alt+enter, ctrl+v, ctrl+i, ctrl+m, f11
// and " " (the space bar is called "space").
package keys

import "charm.land/bubbles/v2/key"

// Map is all bindings of the program, in groups.
type Map struct {
	Global     Global
	Dialog     Dialog
	List       List
	Form       Form
	Home       Home
	Find       Find
	Meeting    Meeting
	Room       Room
	Prepare    Prepare
	Opening    Opening
	Area       Area
	Conclusion Conclusion
	Closing    Closing
	Review     Review
	Register   Register
	Saved      Saved
	LKE        LKE
	LKEFiles   LKEFiles
	Walk       Walk
	Path       Path
	Remarks    Remarks
	Data       Data
	Photos     Photos
	Papers     Papers
	Picker     Picker
	Job        Job
	Evidence   Evidence
	Intake     Intake
	Faults     Faults
	Lacking    Lacking
	Guide      Guide
}

// Global is what the root does on every screen.
type Global struct {
	Quit       key.Binding // on the bottom screen only
	ForceQuit  key.Binding // twice
	Back       key.Binding
	Help       key.Binding
	HelpTyping key.Binding // the part of Help that works while text is typed
	Guide      key.Binding
	Palette    key.Binding
	// PaletteTyping and SearchTyping are the parts of Palette and Search that work
	// while text is typed, and where a screen has its own use for the other key.
	Search, SearchTyping, PaletteTyping key.Binding
	Undo                                key.Binding
	Redo                                key.Binding
	Redraw                              key.Binding
	Colours                             key.Binding // the next palette
}

// Dialog is the usual answers to a question.
type Dialog struct {
	Cancel key.Binding // the safe first choice
	OK     key.Binding // where there is nothing to choose
	Yes    key.Binding
}

// List is moving in a list, and what is done to the selected line.
type List struct {
	Up, Down, PageUp, PageDown, First, Last key.Binding
	Move                                    key.Binding // all of them, for the help of a screen
	Open                                    key.Binding
	Edit                                    key.Binding
	Delete                                  key.Binding
}

// Form is what is done to an open form as a whole. Moving in it and storing it
// is part.Form's own: Enter, Tab, the arrows, Ctrl+S, Esc.
type Form struct {
	Discard key.Binding // what was typed, and its draft
}

// Picker is choosing files and folders. Letters search there, so nothing may use
// them; the space bar only marks where several files can be chosen, and nothing
// is searched for.
type Picker struct {
	Open, Parent key.Binding
	Mark, All    key.Binding
	Space        key.Binding // Mark, where several can be chosen; a blank elsewhere and in a search
	Take         key.Binding // what is marked, or this folder
	Places       key.Binding
	Path         key.Binding // a line to type or paste a path
	Hidden       key.Binding
	Erase        key.Binding // the last letter of the search
}

// Job is work that takes long.
type Job struct {
	Stop key.Binding
}

// bind makes a binding: shown is how its keys are written for the user, help
// what it does, Indonesian, lower case.
func bind(shown, help string, keys ...string) key.Binding {
	return key.NewBinding(key.WithKeys(keys...), key.WithHelp(shown, help))
}

// Default returns the bindings of monev.
func Default() Map {
	var m Map
	m.common()
	m.meeting()
	m.work()
	return m
}

// common sets the keys that many screens share.
func (m *Map) common() {
	m.Global = Global{
		Quit:       bind("q", "keluar", "q"),
		ForceQuit:  bind("Ctrl+C", "keluar (tekan dua kali)", "ctrl+c"),
		Back:       bind("Esc", "kembali", "esc"),
		Help:       bind("?", "bantuan", "?", "f1"),
		HelpTyping: bind("F1", "bantuan", "f1"),
		Guide:      bind("F9", "panduan", "f9"),
		Palette:    bind("Ctrl+P", "palet perintah", "ctrl+p", ":"),
		Search:     bind("/", "cari", "/", "ctrl+f"),
		Undo:       bind("Ctrl+Z", "urungkan", "ctrl+z"),
		Redo:       bind("Ctrl+Y", "ulangi", "ctrl+y"),
		Redraw:     bind("Ctrl+L", "gambar ulang layar", "ctrl+l"),
		Colours:    bind("F8", "ganti warna", "f8"),

		SearchTyping:  bind("Ctrl+F", "cari", "ctrl+f"),
		PaletteTyping: bind("Ctrl+P", "palet perintah", "ctrl+p"),
	}
	m.Dialog = Dialog{
		Cancel: bind("Enter", "batal", "enter"),
		OK:     bind("Enter", "baik", "enter"),
		Yes:    bind("y", "ya", "y"),
	}
	m.List = List{
		Up:       bind("↑", "naik", "up", "k"),
		Down:     bind("↓", "turun", "down", "j"),
		PageUp:   bind("PgUp", "halaman sebelumnya", "pgup"),
		PageDown: bind("PgDn", "halaman berikutnya", "pgdown"),
		First:    bind("Home", "ke awal", "home", "g"),
		Last:     bind("End", "ke akhir", "end", "G"),
		Move:     bind("↑↓", "pilih", "up", "down", "pgup", "pgdown", "home", "end"),
		Open:     bind("Enter", "buka", "enter"),
		Edit:     bind("r", "ubah", "enter", "r"),
		Delete:   bind("x", "hapus", "x", "delete"),
	}
	m.Form = Form{
		Discard: bind("Ctrl+R", "buang isian", "ctrl+r"),
	}
	m.Picker = Picker{
		Open:   bind("Enter", "buka", "enter", "right"),
		Parent: bind("←", "map di atas", "left"),
		Mark:   bind("Tab", "tandai", "tab"),
		Space:  bind("Spasi", "tandai", "space"),
		All:    bind("Ctrl+A", "tandai semua", "ctrl+a"),
		Take:   bind("Ctrl+S", "pakai", "ctrl+s"),
		Places: bind("F2", "tempat", "f2"),
		Path:   bind("F3", "tulis letak", "f3"),
		Hidden: bind("F4", "tersembunyi", "f4"),
		Erase:  bind("Backspace", "hapus huruf, lalu map di atas", "backspace", "shift+backspace", "ctrl+h"),
	}
	m.Job = Job{
		Stop: bind("Esc", "hentikan", "esc"),
	}
}
