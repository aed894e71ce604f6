package kit

import (
	"context"

	tea "charm.land/bubbletea/v2"
)

// A Place is somewhere in the program that has a name: what the palette lists
// and where the search leads.
type Place struct {
	ID   string // stable: "lke.area.3", "rapat.R0003"
	Name string // Indonesian, for the palette
	Also string // words under which it is found, besides those of Name
	Key  string // how it is gone to by keys: "di Beranda: l"; may be empty
	// Action is the ID of an action that does the same: where a screen has that,
	// the palette leaves the place out. May be empty.
	Action string
	Reason string // why one cannot go there now, one Indonesian sentence; empty if one can
	// Open makes a screen that shows it, called from Update. Nil is Beranda.
	Open func() Screen
	// Target is what a Host on the stack is asked to show in place of a new
	// screen; nil if no Host can.
	Target any
}

// Places is where one can go from every screen.
type Places interface {
	// List reads all places that have a name, in the order of the palette. It is
	// called in a command.
	List(ctx context.Context) ([]Place, error)
	// Search makes the screen that searches everything. Each has the words, and
	// the selected row, with which the last one was left.
	Search() Screen
}

// A Host is a screen that shows one of several places: a meeting, of which there
// must not be two, the LKE, Data. Visit shows target if it is on this screen and
// nothing half done would be left for it, otherwise ok is false. back, called from
// Update after whatever came between, comes back to what was shown before.
type Host interface {
	Visit(target any) (cmd tea.Cmd, back func() tea.Cmd, ok bool)
}

// An Ender is told before it is popped on a way straight back to Beranda, before
// Leave.
type Ender interface{ End() }

// An Encloser with Enclosed true is a screen that nothing leads away from: there
// is neither search nor any place in the palette. For the first start.
type Encloser interface{ Enclosed() bool }

// GoMsg asks the root to go to a place: to the Host on the stack that shows it,
// which is put on top and comes back to where it was at Esc; otherwise to a new
// screen on top.
type GoMsg struct{ Place Place }

// Go asks the root to go to a place.
func Go(p Place) tea.Cmd { return func() tea.Msg { return GoMsg{p} } }

// Floor is the right to be what the room sees; one screen has it at a time. It is
// used from Update only; with a nil Floor everybody has it.
type Floor struct {
	holder Screen
	live   bool
}

// Take asks for the floor for s and reports whether s has it now. It stays with
// who has it, but a live meeting takes it from one that is not.
func (f *Floor) Take(s Screen, live bool) bool {
	switch {
	case f == nil:
		return true
	case f.holder == nil, f.holder == s, live && !f.live:
		f.holder, f.live = s, live
		return true
	}
	return false
}

// Give gives the floor of s back, and reports whether s had it.
func (f *Floor) Give(s Screen) bool {
	if f == nil {
		return true
	}
	had := f.holder == s
	if had {
		f.holder, f.live = nil, false
	}
	return had
}
