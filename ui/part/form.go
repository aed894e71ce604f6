package part

import (
	"encoding/json"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"monev/ui/theme"
)

// Kind is how a field is filled in.
type Kind int

// The kinds of fields.
const (
	Line     Kind = iota // one line of text; with Check also dates and numbers
	Text                 // several lines; Enter is a new line
	Choice               // one of a few Options, all of them shown
	Complete             // one of many Options, found by typing
)

// An Option is something to choose in a Choice or Complete field.
type Option struct {
	Key   string // the value
	Label string // what is shown and typed
	Hint  string // beside it in the list; below the chosen one of a Choice
}

// A Field describes one field of a Form.
type Field struct {
	Name  string // key of the value
	Label string
	Kind  Kind
	// Value is what the field starts with: text, or the Key of an Option.
	Value string
	// Hint is shown while the field is empty.
	Hint     string
	Required bool
	// Limit is the most runes; 0 means LineLimit or TextLimit.
	Limit int
	// Rows is how many rows are drawn at most while the field has the focus; 0
	// means 3 for a line, 6 for a text.
	Rows int
	// Size is the width of the place to type in; 0 means all there is, or 20
	// cells if there is a Check.
	Size    int
	Options []Option
	// Replace marks the whole text of a line when the field gets the focus, as a
	// spreadsheet does: the first character typed or pasted takes its place and
	// Delete empties the field; an arrow, Home, End, Backspace or a click edits it.
	Replace bool
	// Secret shows dots for what is typed, and keeps it out of State: a passphrase
	// is in no picture and in no draft.
	Secret bool
	// Search finds the options of a Complete field for what was typed, best first;
	// nil looks for the words in labels and hints. It must be quick.
	Search func(text string) []int
	// Free lets a Complete field keep text that is no option.
	Free bool
	// Check looks at the trimmed text, if there is any: canonical is the value,
	// hint is shown live beside the field, an error is shown when the field is
	// left. It must be quick and without side effects.
	Check func(text string) (canonical, hint string, err error)
}

// Event is what a message did to a Form.
type Event int

// The events.
const (
	None      Event = iota
	Changed         // a value changed
	Moved           // another field has the focus: time to store a draft
	Submitted       // all fields are in order: take Values
	Cancelled       // Esc; nothing is lost, the form still holds its text
)

// A Form is a few fields filled in in place. Enter goes to the next field and
// submits on the last; Tab, Shift+Tab and the arrows move; Ctrl+S submits from
// anywhere; Esc cancels. A submit with a bad field goes to that field and says
// why; no text is ever taken away. Ctrl+Z takes back what was done last, a word, a
// paste, a choice at a time, and goes to its field; Ctrl+Y does it again.
type Form struct {
	// Title stands above the fields; "" for none.
	Title string
	// Help replaces the words for saving in the help line, "simpan".
	Help string
	// EscSaves says in the help line that Esc stores; doing so is the caller's.
	EscSaves bool
	// Blurred draws the form without focus.
	Blurred bool

	st     *theme.Styles
	fields []*field
	now    int
	past   past
	drawn  []formLine // last picture, for clicks
}

// NewForm returns a form with the focus on its first field. Names must be
// different from each other.
func NewForm(st *theme.Styles, title string, fields ...Field) *Form {
	f := &Form{Title: title, st: st}
	for _, d := range fields {
		d := newField(d)
		d.past = &f.past
		f.fields = append(f.fields, d)
	}
	f.begin()
	return f
}

// begin gives the focus to the first field.
func (f *Form) begin() {
	if f.now = 0; len(f.fields) > 0 {
		f.fields[0].enter()
	}
}

func (f *Form) field(name string) *field {
	for _, d := range f.fields {
		if d.Name == name {
			return d
		}
	}
	return nil
}

// Value returns what the field holds: trimmed text, the Key of the chosen
// option, or what Check made of it. Of a field that is not in order yet it is
// the trimmed text; of an unknown name "".
func (f *Form) Value(name string) string {
	if d := f.field(name); d != nil {
		return d.value()
	}
	return ""
}

// Values returns every field's Value by name.
func (f *Form) Values() map[string]string {
	m := make(map[string]string, len(f.fields))
	for _, d := range f.fields {
		m[d.Name] = d.value()
	}
	return m
}

// Typed returns the field's text exactly as it stands in the field.
func (f *Form) Typed(name string) string {
	if d := f.field(name); d != nil {
		return d.buf.text()
	}
	return ""
}

// SetValue fills a field: text, or the Key of an option.
func (f *Form) SetValue(name, value string) {
	if d := f.field(name); d != nil {
		d.change(once, "", func() { d.setValue(value) })
	}
}

// SetError shows text as refusal beside a field until that field changes.
func (f *Form) SetError(name, text string) {
	if d := f.field(name); d != nil {
		d.refusal = text
	}
}

// Focus moves the focus to a field.
func (f *Form) Focus(name string) {
	for i, d := range f.fields {
		if d.Name == name {
			f.move(i)
		}
	}
}

// Focused is the name of the field with the focus, "" in a form without any.
func (f *Form) Focused() string {
	if len(f.fields) == 0 {
		return ""
	}
	return f.fields[f.now].Name
}

// Empty tells whether no field holds text and no choice differs from its start.
func (f *Form) Empty() bool {
	for _, d := range f.fields {
		if !d.empty() {
			return false
		}
	}
	return true
}

// Dirty tells whether a field differs from what it started with.
func (f *Form) Dirty() bool {
	for _, d := range f.fields {
		if d.value() != newField(d.Field).value() {
			return true
		}
	}
	return false
}

// Reset puts every field back to its start and the focus on the first. Undo takes
// that back too, at once.
func (f *Form) Reset() {
	f.together(func() {
		for _, d := range f.fields {
			d.change(once, "", func() {
				*d = *newField(d.Field)
				d.past = &f.past
			})
		}
	})
	f.begin()
}

// Update takes keys and paste. The command has to be run: it says what the picture
// cannot (SaidMsg).
func (f *Form) Update(msg tea.Msg) (tea.Cmd, Event) {
	if len(f.fields) == 0 {
		return nil, None
	}
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		switch s := stroke(msg); s {
		case "ctrl+z", "ctrl+y":
			return f.turn(s == "ctrl+z")
		}
		return nil, f.pressed(msg)
	case tea.PasteMsg:
		if f.fields[f.now].paste(msg.Content) {
			return nil, Changed
		}
	}
	return nil, None
}

func (f *Form) pressed(k tea.KeyPressMsg) Event {
	d := f.fields[f.now]
	s := stroke(k)
	switch s {
	case "esc":
		return Cancelled
	case "ctrl+s":
		d.accept()
		return f.submit()
	case "tab":
		d.accept()
		d.leave()
		f.move((f.now + 1) % len(f.fields))
		return Moved
	case "shift+tab":
		if f.now == 0 {
			return None
		}
		d.leave()
		f.move(f.now - 1)
		return Moved
	}
	if ev, used := d.pressed(k, s); used {
		return ev
	}
	switch s {
	case "enter":
		d.accept()
		if d.refusal = d.trouble(); d.refusal != "" {
			return None
		}
		if f.now == len(f.fields)-1 {
			return f.submit()
		}
		f.move(f.now + 1)
		return Moved
	case "up", "down":
		to := f.now + 1
		if s == "up" {
			to = f.now - 1
		}
		if to < 0 || to >= len(f.fields) {
			return None
		}
		d.leave()
		f.move(to)
		return Moved
	}
	return None
}

func (f *Form) move(to int) {
	f.fields[f.now].open = false
	f.now = to
	f.fields[to].enter()
}

// submit looks at all fields; the first bad one gets the focus.
func (f *Form) submit() Event {
	bad := -1
	for i, d := range f.fields {
		if d.refusal = d.trouble(); d.refusal != "" && bad < 0 {
			bad = i
		}
	}
	if bad < 0 {
		return Submitted
	}
	if bad != f.now {
		f.move(bad)
		return Moved
	}
	return None
}

// Click takes a click at cell x of line y of the last View; on the line of keys it
// is the key it is on.
func (f *Form) Click(x, y int) Event {
	if y >= 0 && y < len(f.drawn) && f.drawn[y].help {
		return f.helped(f.drawn[y].text, x)
	}
	if y < 0 || y >= len(f.drawn) || x < 0 || f.drawn[y].field < 0 {
		return None
	}
	l := f.drawn[y]
	ev := None
	if l.field != f.now {
		f.fields[f.now].leave()
		f.move(l.field)
		ev = Moved
	}
	d := f.fields[f.now]
	x -= l.x
	switch l.part {
	case partText:
		d.whole, d.past.open = false, false
		d.buf.place(l.n, max(0, x))
	case partChoice:
		if i := d.choiceAt(l.n, x, l.w); i >= 0 && i != d.pick {
			d.choose(i)
			return Changed
		}
	case partDrop:
		d.choose(d.found[l.n])
		return Changed
	}
	return ev
}

// formState is the stored form of a Form.
type formState struct {
	Focus  string            `json:"f"`
	Caret  int               `json:"c"`
	Whole  bool              `json:"w,omitempty"` // the text is marked
	Values map[string]stored `json:"v"`
}

type stored struct {
	Text string `json:"t,omitempty"`
	Key  string `json:"k,omitempty"`
}

// State returns everything typed and chosen, the field with the focus and the
// place of the caret, for a draft.
func (f *Form) State() string {
	s := formState{Focus: f.Focused(), Values: make(map[string]stored, len(f.fields))}
	for _, d := range f.fields {
		if d.Secret {
			continue
		}
		v := stored{Text: d.buf.text()}
		if d.pick >= 0 {
			v.Key = d.Options[d.pick].Key
		}
		s.Values[d.Name] = v
	}
	if len(f.fields) > 0 {
		s.Caret, s.Whole = f.fields[f.now].buf.offset(), f.fields[f.now].whole
	}
	b, _ := json.Marshal(s) // strings and numbers always marshal
	return string(b)
}

// Restore puts back what State returned. Fields the state does not know keep
// their value, values of unknown fields are left out. Undo ends at what was put
// back into a field that nothing was done to. On an error nothing has changed.
func (f *Form) Restore(state string) error {
	var s formState
	if err := json.Unmarshal([]byte(state), &s); err != nil {
		return fmt.Errorf("restore form: %w", err)
	}
	f.together(func() {
		for _, d := range f.fields {
			v, ok := s.Values[d.Name]
			switch {
			case !ok:
			case !f.past.has(d): // one Ctrl+Z too many must not take the whole draft
				d.restore(v)
			default:
				d.change(once, "", func() { d.restore(v) })
			}
		}
	})
	f.Focus(s.Focus)
	if f.Focused() == s.Focus && s.Focus != "" {
		d := f.fields[f.now]
		d.buf.setOffset(s.Caret)
		d.whole = d.whole && s.Whole
	}
	return nil
}

// Height is how many lines View needs at this width to show everything.
func (f *Form) Height(width int) int {
	lines, _, _ := f.layout(width, false)
	return len(lines)
}

// Refusal is what is wrong with the field in focus, for a picture that has no line
// for it; empty if nothing is.
func (f *Form) Refusal() string {
	if f.now >= len(f.fields) {
		return ""
	}
	return f.fields[f.now].refusal
}

// View draws the form in at most maxHeight lines of width cells. If there is
// not enough room, fields without focus shrink to a row, then the picture
// scrolls; the caret and the refusal of its field are kept in sight.
func (f *Form) View(width, maxHeight int) string {
	if width < 1 || maxHeight < 1 {
		f.drawn = nil
		return ""
	}
	lines, from, to := f.layout(width, false)
	if len(lines) > maxHeight {
		lines, from, to = f.layout(width, true)
	}
	if len(lines) > maxHeight {
		lines = window(lines, from, to, maxHeight)
	}
	f.drawn = lines
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = Cut(l.text, width)
	}
	return strings.Join(out, "\n")
}

// Has reports whether the form has a field of that name.
func (f *Form) Has(name string) bool { return f.field(name) != nil }
