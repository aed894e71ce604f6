package part

import (
	"sort"
	"strings"

	tea "charm.land/bubbletea/v2"

	"monev/internal/plain"
)

// TextLimit is the limit in runes of a text of several lines, LineLimit that of
// a line, where a field sets none.
const (
	TextLimit = 20000
	LineLimit = 2000
)

// field is a Field being filled in.
type field struct {
	Field
	buf     buffer
	pick    int      // chosen option, -1 none
	refusal string   // shown in Error style
	folded  []string // options as searched
	found   []int    // options in the drop list
	near    bool     // found holds similar ones, none fits
	mark    int      // highlighted one of found, -1 none
	open    bool     // drop list is shown
	whole   bool     // the text is marked: what is typed takes its place
	past    *past    // of the form, for undo and redo
	// what Check said, and of which text
	checked          bool
	checkedText      string
	canonical, aside string
	bad              error
}

func newField(d Field) *field {
	f := &field{Field: d, pick: -1, mark: -1, past: new(past), buf: newBuffer(d.Kind == Text, "")}
	f.setOptions(d.Options)
	f.setValue(d.Value)
	return f
}

func (f *field) setOptions(options []Option) {
	f.Options = options
	f.pick = -1
	f.folded = nil
	if f.Kind == Complete && f.Search == nil {
		f.folded = make([]string, len(options))
		for i, o := range options {
			f.folded[i] = plain.Fold(o.Label + " " + o.Hint)
		}
	}
}

func (f *field) setValue(v string) {
	f.refusal, f.open, f.whole = "", false, false
	switch f.Kind {
	case Choice, Complete:
		f.pick = f.optionOf(v)
		if f.Kind == Complete {
			if f.pick >= 0 {
				v = f.Options[f.pick].Label
			}
			f.buf.set(v)
		}
	default:
		f.buf.set(v)
	}
	f.check()
}

func (f *field) restore(v stored) {
	f.setValue(v.Key)
	if f.Kind == Choice {
		return
	}
	if f.Kind == Complete && f.pick >= 0 && v.Text == f.buf.text() {
		return
	}
	f.pick = -1
	f.buf.set(v.Text)
	f.check()
}

func (f *field) optionOf(key string) int {
	for i, o := range f.Options {
		if o.Key == key {
			return i
		}
	}
	return -1
}

func (f *field) limit() int {
	switch {
	case f.Limit > 0:
		return f.Limit
	case f.Kind == Text:
		return TextLimit
	}
	return LineLimit
}

func (f *field) trimmed() string { return strings.TrimSpace(f.buf.text()) }

func (f *field) value() string {
	switch {
	case f.pick >= 0:
		return f.Options[f.pick].Key
	case f.Kind == Choice:
		return ""
	}
	f.check()
	text := f.trimmed()
	if f.Check != nil && text != "" && f.bad == nil {
		return f.canonical
	}
	return text
}

func (f *field) empty() bool {
	if f.Kind == Choice {
		return f.pick == f.optionOf(f.Value)
	}
	return f.trimmed() == ""
}

// check runs Check if the text changed since.
func (f *field) check() {
	if f.Check == nil {
		return
	}
	text := f.trimmed()
	if f.checked && f.checkedText == text {
		return
	}
	f.checked, f.checkedText = true, text
	f.canonical, f.aside, f.bad = "", "", nil
	if text != "" {
		f.canonical, f.aside, f.bad = f.Check(text)
		f.aside = plain.Line(f.aside)
	}
}

// trouble says why the field is not in order, "" if it is.
func (f *field) trouble() string {
	f.resolve()
	f.check()
	switch {
	case f.Kind == Choice:
		if f.Required && f.pick < 0 {
			return "Pilih salah satu."
		}
		return ""
	case f.trimmed() == "":
		if f.Required {
			return "Wajib diisi."
		}
		return ""
	case f.Kind == Complete && f.pick < 0 && !f.Free:
		return f.unknown()
	case f.bad != nil:
		return plain.Line(f.bad.Error())
	}
	return ""
}

func (f *field) unknown() string {
	text := plain.Cut(f.trimmed(), 40)
	var like []string
	for _, i := range f.similar(3) {
		like = append(like, f.Options[i].Label)
	}
	msg := "Tidak ada “" + text + "” dalam daftar."
	if len(like) > 0 {
		msg += " Yang mirip: " + strings.Join(like, ", ") + "."
	}
	return msg
}

// enter is called when the field gets the focus, leave when it loses it.
func (f *field) enter() {
	f.open, f.mark, f.past.open = false, -1, false
	if f.whole = f.Replace && f.Kind == Line && !f.buf.empty(); f.whole {
		f.buf.last()
	}
}

// leave shows the refusal of what was typed; an empty field is no matter yet.
func (f *field) leave() {
	f.open = false
	if f.empty() {
		return
	}
	if t := f.trouble(); t != "" { // what SetError said stays otherwise
		f.refusal = t
	}
}

// accept takes the highlighted entry of an open drop list.
func (f *field) accept() {
	if f.Kind == Complete && f.open && f.mark >= 0 && f.mark < len(f.found) {
		f.choose(f.found[f.mark])
	}
	f.open = false
}

func (f *field) choose(i int) {
	f.change(once, "", func() {
		f.pick, f.open, f.refusal = i, false, ""
		if f.Kind == Complete {
			f.buf.set(f.Options[i].Label)
			f.check()
		}
	})
}

// resolve finds the option that was typed in full, or the only one it can be.
func (f *field) resolve() {
	if f.Kind != Complete || f.pick >= 0 || f.trimmed() == "" {
		return
	}
	q := plain.Fold(f.trimmed())
	hit, hits := -1, 0
	for i, o := range f.Options {
		if plain.Fold(o.Label) == q || strings.EqualFold(o.Key, f.trimmed()) {
			f.choose(i)
			return
		}
		if f.Search == nil && q != "" && plain.Matches(f.folded[i], q) {
			hit = i
			hits++
		}
	}
	if f.Search != nil && q != "" {
		if found := f.Search(f.trimmed()); len(found) == 1 {
			hit, hits = found[0], 1
		}
	}
	if hits == 1 && !f.Free {
		f.choose(hit)
	}
}

// search fills the drop list after the text changed.
func (f *field) search() {
	f.found, f.near, f.mark = f.found[:0], false, -1
	q := plain.Fold(f.trimmed())
	if q == "" && f.trimmed() != "" {
		return
	}
	if f.Search != nil {
		f.found = append(f.found, f.Search(f.trimmed())...)
	} else {
		f.match(q)
	}
	if len(f.found) == 0 {
		f.found, f.near = f.similar(5), true
		return
	}
	if !f.Free && q != "" {
		f.mark = 0
	}
}

// match finds the options that have the folded words of q.
func (f *field) match(q string) {
	var inner []int // matches the hint too, or a later word: after the others
	first, _, _ := strings.Cut(q, " ")
	for i := range f.Options {
		switch {
		case !plain.Matches(f.folded[i], q):
		case strings.HasPrefix(f.folded[i], first):
			f.found = append(f.found, i)
		default:
			inner = append(inner, i)
		}
	}
	f.found = append(f.found, inner...)
}

// similar returns at most n options that look like the text, best first.
func (f *field) similar(n int) []int {
	q := plain.Fold(f.trimmed())
	if q == "" {
		return nil
	}
	type scored struct {
		i     int
		score float64
	}
	var all []scored
	for i, o := range f.Options {
		if s := likeness(q, plain.Fold(o.Label)); s >= 0.3 {
			all = append(all, scored{i, s})
		}
	}
	sort.SliceStable(all, func(a, b int) bool { return all[a].score > all[b].score })
	out := make([]int, 0, n)
	for _, s := range all[:min(n, len(all))] {
		out = append(out, s.i)
	}
	return out
}

// likeness is between 0 and 1: how many pairs of letters a and b share (Dice),
// or the best any word of b does.
func likeness(a, b string) float64 {
	best := dice(a, b)
	for w := range strings.SplitSeq(b, " ") {
		best = max(best, 0.95*dice(a, w))
	}
	return best
}

func dice(a, b string) float64 {
	if len(a) < 2 || len(b) < 2 {
		return 0
	}
	have := make(map[string]int, len(a))
	for i := range len(a) - 1 {
		have[a[i:i+2]]++
	}
	same := 0
	for i := range len(b) - 1 {
		if p := b[i : i+2]; have[p] > 0 {
			have[p]--
			same++
		}
	}
	return 2 * float64(same) / float64(len(a)+len(b)-2)
}

// pressed gives a key to the field; used is false if the form may have it.
func (f *field) pressed(k tea.KeyPressMsg, s string) (ev Event, used bool) {
	by, typed := f.doneBy(k, s)
	f.change(by, typed, func() { ev, used = f.edit(k, s) })
	return ev, used
}

func (f *field) edit(k tea.KeyPressMsg, s string) (ev Event, used bool) {
	switch f.Kind {
	case Choice:
		return f.pressedChoice(k, s)
	case Complete:
		if (s == "down" || s == "up") && len(f.Options) > 0 {
			if !f.open && s == "up" {
				return None, false
			}
			f.browse(s)
			return None, true
		}
	}
	if f.whole && s == "delete" {
		f.unmark(true)
		return f.after(altered, ""), true
	}
	before := f.unmark(f.types(k, s))
	did := f.buf.press(k, f.limit())
	if did == unused || did == full {
		before()
	}
	return f.after(did, fullText(f.limit())), did != unused
}

// unmark ends the marking of the text, which goes away if something takes its
// place; what it returns puts everything back.
func (f *field) unmark(replaced bool) func() {
	if !f.whole {
		return func() {}
	}
	text := f.buf.text()
	if f.whole = false; replaced {
		f.buf.set("")
	}
	return func() { f.buf.set(text); f.whole = true }
}

// types tells whether a key puts something into the text.
func (f *field) types(k tea.KeyPressMsg, s string) bool {
	return k.Text != "" && s != "tab" && f.buf.cleaned(k.Text) != ""
}

// after tells what an edit means.
func (f *field) after(did edited, refusal string) Event {
	switch did {
	case full:
		f.refusal = refusal
	case altered:
		f.refusal = ""
		if f.Kind == Complete {
			f.pick = -1
			f.search()
			f.open = f.trimmed() != ""
		}
		f.check()
		return Changed
	}
	return None
}

func (f *field) paste(content string) bool {
	if f.Kind == Choice {
		return false
	}
	ev := None
	f.change(once, "", func() {
		before := f.unmark(f.buf.cleaned(content) != "")
		did, refusal := f.buf.paste(content, f.limit())
		if did != altered {
			before()
		}
		ev = f.after(did, refusal)
	})
	return ev == Changed
}

// browse opens the drop list or moves in it.
func (f *field) browse(s string) {
	if !f.open {
		text := f.pick < 0 && f.trimmed() != ""
		f.open = true
		if text {
			f.search()
		} else { // all of them, from the chosen one on
			f.found, f.near, f.mark = f.found[:0], false, 0
			for i := range f.Options {
				f.found = append(f.found, i)
			}
			if f.pick >= 0 {
				f.mark = f.pick
			}
		}
		if text && f.mark < 0 && len(f.found) > 0 {
			f.mark = 0
		}
		return
	}
	n := len(f.found)
	if n == 0 {
		return
	}
	if s == "down" {
		f.mark = (f.mark + 1) % n
	} else {
		f.mark = (max(f.mark, 0) - 1 + n) % n
	}
}

func (f *field) pressedChoice(k tea.KeyPressMsg, s string) (Event, bool) {
	n := len(f.Options)
	if n == 0 {
		return None, false
	}
	to := f.pick
	switch s {
	case "right":
		to = min(f.pick+1, n-1)
	case "space":
		to = (f.pick + 1) % n
	case "left":
		to = max(f.pick-1, 0)
	case "home":
		to = 0
	case "end":
		to = n - 1
	case "backspace", "delete":
		if !f.Required {
			to = -1
		}
	default:
		q := plain.Fold(k.Text)
		if q == "" {
			return None, false
		}
		for i := 1; i <= n; i++ {
			j := (f.pick + i + n) % n
			if strings.HasPrefix(plain.Fold(f.Options[j].Label), q) {
				to = j
				break
			}
		}
	}
	if to == f.pick {
		return None, true
	}
	f.pick, f.refusal = to, ""
	return Changed, true
}
