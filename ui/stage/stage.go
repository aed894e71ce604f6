// Package stage is what the stages of a meeting are built on: the contract
// between the meeting screen and its stages, and Base, which gives a stage its
// list, its form and its layout.
package stage

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"monev/internal/lke"
	"monev/internal/monev"
	"monev/ui/entry"
	"monev/ui/job"
	"monev/ui/kit"
	"monev/ui/part"
)

// A Stage is one stop of the meeting. The meeting screen shows one at a time,
// gives it the meeting after every change and asks it for the place to come
// back to after a crash.
type Stage interface {
	kit.Screen
	kit.Capturer
	kit.Handler
	kit.Leaver
	// Show gives the stage the meeting as stored now.
	Show(m monev.Minutes)
	// Place is the open form's name and the selected row's key, each empty if
	// there is none.
	Place() (form, row string)
	// Return selects that row again and opens that form with its draft. Called
	// after the first Show.
	Return(form, row string) tea.Cmd
	// Typed is where the stage's form is typed; the room sees it as it grows.
	Typed() *entry.Entry
	// Explain is kit.Explainer.
	Explain() string
	// Busy reports that work is going on that takes long: only the stage's own
	// actions apply.
	Busy() bool
	// Opened is kit.Opener.
	Opened() bool
}

// An Asker is a stage whose forms name questions of the LKE. SetInstrument gives
// it the instrument of the meeting's year, before Show.
type Asker interface {
	SetInstrument(in *lke.Instrument)
}

// Give shows a stage the meeting as stored now, with the instrument of its year.
func Give(s Stage, m monev.Minutes, in *lke.Instrument) {
	if a, ok := s.(Asker); ok {
		a.SetInstrument(in)
	}
	s.Show(m)
}

// GoMsg asks the screen of that meeting to go to a stage and select the row with
// Key there.
type GoMsg struct {
	Meeting string
	Stage   monev.Stage
	Key     string
}

// Go asks the meeting screen to go to a stage and select a row there.
func (b *Base) Go(s monev.Stage, key string) tea.Cmd {
	to := GoMsg{b.M.Meeting.ID, s, key} // a command must not read the stage
	return func() tea.Msg { return to }
}

// An Item is one row of a Base's list.
type Item struct {
	Key    string
	Header bool
	// Line draws it on one line of w cells.
	Line func(w int) string
	// Cells are its columns in w cells, in place of Line. What is too long for a
	// flexible one goes on below it where all rows have room for that.
	Cells func(w int) []part.Cell
	// Full draws it in full on lines of w cells: when it is selected, no form
	// takes the room and there is no detail beside the list. Nil means Line.
	Full func(w int) []string
	// Whole says that Full has nothing but the words of Line: it is drawn so where
	// all rows have room for that.
	Whole bool
	// Brief draws it on a few lines when it is not selected. Nil means Line.
	Brief func(w int) []string
}

// Base is the common part of a stage: embed it, fill Items in Show, give it the
// keys first.
type Base struct {
	K     *kit.Kit
	M     monev.Minutes
	List  *part.List
	Entry *entry.Entry
	Ask   *Question
	Job   *job.Job // work that takes long; while it runs a stage offers only its Actions
	// Detail draws the selected row in full in w cells, for wide screens; nil
	// means one column always.
	Detail func(key string, w int) []string
	// Fill makes the rows anew when the palette changes; nil where they hold no
	// colours until they are drawn.
	Fill func()
	W, H int

	items items
	ahead []ahead // shown and not stored yet; see WriteAhead
	asked int
	formY int // first line of the form in the last picture, -1 if none
	listY int
	room  int    // lines of list and detail in the last picture
	about string // the row of the detail in the last picture
	lines int    // of that detail
	skip  int    // lines of it scrolled away
	again bool   // the selected row was clicked again
}

// NewBase returns a Base with an empty list.
func NewBase(k *kit.Kit) *Base {
	b := &Base{K: k, List: part.NewList(k.Styles), Entry: entry.New(k), Job: job.New(k), formY: -1}
	b.items.b, b.Ask = b, &Question{b: b}
	return b
}

// items is the Source of the list.
type items struct {
	b    *Base
	list []Item
}

func (s *items) Len() int { return len(s.list) }

func (s *items) Index(key string) int {
	for i, it := range s.list {
		if it.Key == key && !it.Header {
			return i
		}
	}
	return -1
}

func (s *items) Row(i, w int) part.Row {
	it := s.list[i]
	r := part.Row{Key: it.Key, Header: it.Header}
	if it.Full != nil && i == s.b.List.Index() && !s.b.Wide() {
		if r.Lines = it.Full(w); s.b.Open(it.Key, len(r.Lines)) {
			return r
		}
	}
	switch {
	case it.Brief != nil:
		r.Lines = it.Brief(w)
	case it.Cells != nil:
		r.Lines = []string{part.Columns(w, it.Cells(w)...)}
	default:
		r.Lines = []string{it.Line(w)}
	}
	return r
}

// Tall is part.Taller. Where there is no detail the selected row is drawn in full,
// and the others keep to one line.
func (s *items) Tall(i, w, most int) []string {
	it := s.list[i]
	switch {
	case !s.b.Wide():
		return nil
	case it.Cells != nil:
		return part.Rows(w, most, it.Cells(w)...)
	case it.Whole:
		if lines := it.Full(w); len(lines) <= most {
			return lines
		}
	}
	return nil
}

// Open tells whether the selected row, of so many lines, is drawn in full: not
// while a form or a question needs the room; a form may be about that row, then
// both are seen if there is room.
func (b *Base) Open(key string, lines int) bool {
	switch room := lines <= b.room-2; {
	case b.Entry.Active():
		return room && strings.HasSuffix(b.Entry.Name(), ":"+key)
	case b.Ask.Active():
		return room
	}
	return true
}

// SetItems replaces the rows; the selection stays on its key.
func (b *Base) SetItems(list []Item) {
	b.items.list = list
	b.List.SetSource(&b.items)
}

// Wide reports whether the detail stands beside the list.
func (b *Base) Wide() bool {
	if b.Detail == nil {
		return false
	}
	_, _, ok := part.PaneWidths(b.W)
	return ok
}

// Selected is the key of the selected row, empty if there is none.
func (b *Base) Selected() string {
	key, _ := b.List.Selected()
	return key
}

// SetSize is kit.Screen.
func (b *Base) SetSize(w, h int) { b.W, b.H = w, h }

// Capturing is kit.Capturer.
func (b *Base) Capturing() bool { return b.Entry.Active() || b.Ask.Active() || b.Job.Running() }

// Leave is kit.Leaver.
func (b *Base) Leave() tea.Cmd { return tea.Batch(b.Entry.Leave(), b.Job.Leave()) }

// Busy reports whether work that takes long is going on.
func (b *Base) Busy() bool { return b.Job.Running() }

// Handle gives Esc and the rest to a running job, a question or an open form before
// any action.
func (b *Base) Handle(msg tea.KeyPressMsg) (tea.Cmd, bool) {
	if cmd, used := b.Job.Update(msg); used {
		return cmd, true
	}
	if b.Ask.Active() {
		return b.Ask.update(msg)
	}
	if !b.Entry.Active() || kit.Reserved(b.K, msg) {
		return nil, false
	}
	return b.Entry.Update(msg)
}

// Typed is Stage.
func (b *Base) Typed() *entry.Entry { return b.Entry }

// Place is Stage.
func (b *Base) Place() (form, row string) { return b.Entry.Name(), b.Selected() }

// Update gives a message to job, question, form or list.
func (b *Base) Update(msg tea.Msg) tea.Cmd {
	if cmd, used := b.Job.Update(msg); used {
		return cmd
	}
	if cmd, used := b.Ask.update(msg); used {
		return cmd
	}
	if cmd, used := b.Entry.Update(msg); used {
		return cmd
	}
	switch msg := msg.(type) {
	case wroteMsg:
		if msg.b == b {
			return b.wrote(msg)
		}
	case aheadMsg:
		if msg.b == b {
			return b.stored(msg)
		}
	case kit.ThemeMsg:
		if b.Fill != nil {
			b.Fill()
		}
	case tea.MouseClickMsg:
		if msg.Button == tea.MouseLeft {
			return b.click(msg.X, msg.Y)
		}
	case tea.MouseWheelMsg:
		if left, _, ok := part.PaneWidths(b.W); ok && b.Detail != nil && msg.X > left {
			b.scroll(map[tea.MouseButton]int{tea.MouseWheelUp: -3, tea.MouseWheelDown: 3}[msg.Button])
			return nil
		}
		b.List.Update(msg)
	case tea.KeyPressMsg:
		if !b.scrolled(msg) {
			b.List.Update(msg)
		}
	}
	return nil
}

func (b *Base) click(x, y int) tea.Cmd {
	if b.formY >= 0 && y >= b.formY {
		return b.Entry.Click(x-1, y-b.formY) // a blank stands before the form
	}
	left, _, wide := part.PaneWidths(b.W)
	if !b.Entry.Active() && y >= b.listY && !(wide && b.Detail != nil && x >= left) {
		_, b.again = b.List.Click(y - b.listY)
	}
	return nil
}

// Opened is kit.Opener.
func (b *Base) Opened() bool {
	again := b.again
	b.again = false
	return again
}

// scrolled gives a key that moves downwards or upwards to a detail that is
// longer than the screen, as the list does with a long row, until its end is
// reached; then the list moves on.
func (b *Base) scrolled(msg tea.KeyPressMsg) bool {
	l, step := b.K.Keys.List, max(b.room-2, 1)
	switch {
	case msg.Text != "" && !b.List.Letters:
		return false
	case key.Matches(msg, l.Down, l.PageDown):
		return b.scroll(step)
	case key.Matches(msg, l.Up, l.PageUp):
		return b.scroll(-step)
	}
	return false
}

// scroll moves the detail by n lines and reports whether it could.
func (b *Base) scroll(n int) bool {
	if !b.Wide() || b.about != b.Selected() {
		return false
	}
	to := min(b.skip+n, b.lines-b.room+1) // a line says that there is more
	to = max(to, 0)
	if b.lines <= b.room || to == b.skip {
		return false
	}
	b.skip = to
	return true
}

// detail is the lines of the detail that are seen, with a line above and below
// that says how much more there is.
func (b *Base) detail(w int) []string {
	sel := b.Selected()
	if sel == "" {
		b.about, b.lines = "", 0
		return nil
	}
	all := b.Detail(sel, w)
	if sel != b.about {
		b.about, b.skip = sel, 0
	}
	b.lines = len(all)
	if len(all) <= b.room || b.room < 3 {
		b.skip = 0
		return all
	}
	b.skip = min(b.skip, len(all)-b.room+1)
	st := b.K.Styles.Muted
	out, room := make([]string, 0, b.room), b.room
	if b.skip > 0 {
		out = append(out, st.Render(fmt.Sprintf("↑ %d baris lagi", b.skip)))
		room--
	}
	rest := all[b.skip:]
	if len(rest) > room {
		out = append(out, rest[:room-1]...)
		return append(out, st.Render(fmt.Sprintf("↓ %d baris lagi", len(rest)-room+1)))
	}
	return append(out, rest...)
}

// leastForm is the room for a form with its rule: in less, the news that it
// could not be stored would cover its only field.
const leastForm = 6

// Draw lays the stage out in its size: head above, then the list with the
// detail beside it where there is room, then the open form or question. When the form needs
// the room, head and list give way, but the list keeps three lines.
func (b *Base) Draw(head []string) string {
	if b.Ask.Active() {
		return b.Ask.draw(head)
	}
	return b.draw(head)
}

func (b *Base) draw(head []string) string {
	form := 0
	if b.Entry.Active() {
		form = min(max(b.Entry.Form().Height(b.W-2)+1, leastForm), b.H*3/4)
	}
	least := min(3, b.H)
	for len(head) > 1 && b.H-form-len(head) < least {
		head = head[:len(head)-1]
	}
	room := max(b.H-form-len(head), 0)
	if room < 2 && form > 0 {
		form = max(b.H-len(head)-2, 3)
		room = max(b.H-form-len(head), 0)
	}
	out := make([]string, 0, b.H)
	out = append(out, head...)
	b.listY, b.formY = len(head), -1
	b.List.Blurred, b.room = b.Entry.Active(), room
	if left, right, ok := part.PaneWidths(b.W); ok && b.Detail != nil && b.Selected() != "" {
		list := b.List.ViewIn(left, room)
		detail := b.detail(right)
		out = append(out, strings.Split(part.Pane(b.K.Styles, b.W, room, list, strings.Join(detail, "\n")), "\n")...)
	} else {
		lines := strings.Split(b.List.ViewIn(b.W, room), "\n")
		for len(lines) < room {
			lines = append(lines, "")
		}
		out = append(out, lines[:min(room, len(lines))]...)
	}
	if form > 0 {
		out = append(out, b.K.Styles.Rule.Render(strings.Repeat("─", b.W)))
		b.formY = len(out)
		for _, l := range strings.Split(b.Entry.Form().View(b.W-2, form-1), "\n") {
			out = append(out, " "+l)
		}
	}
	return b.Job.Over(strings.Join(out, "\n"), b.W, b.H)
}
