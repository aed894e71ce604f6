package part

import (
	"slices"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
)

// SaidMsg is one sentence of a form that the user has to be told: it becomes a
// notice.
type SaidMsg struct{ Text string }

const (
	textNoUndo = "Tidak ada lagi ketikan untuk diurungkan di isian ini; yang sudah tersimpan diurungkan setelah isian ditutup."
	textNoRedo = "Tidak ada lagi ketikan untuk diulangi di isian ini."
)

// turn takes the last change of the form back, or does it again, and goes to its
// field; changes made together are one.
func (f *Form) turn(back bool) (tea.Cmd, Event) {
	p, ev, none := &f.past, None, textNoRedo
	if back {
		none = textNoUndo
	}
	for more := true; more; {
		s := p.turn(back)
		if s == nil {
			break
		}
		f.goTo(s.of)
		if !s.of.take(s, back) {
			break
		}
		ev = Changed
		if more = s.joined; !back {
			more = p.done < len(p.steps) && p.steps[p.done].joined
		}
	}
	if ev == None {
		return func() tea.Msg { return SaidMsg{none} }, None
	}
	return nil, ev
}

// goTo gives a field the focus as it is: nothing is judged or completed.
func (f *Form) goTo(d *field) {
	if i := slices.Index(f.fields, d); i != f.now {
		f.move(i)
	}
}

// together makes the changes that do makes one step.
func (f *Form) together(do func()) {
	first := f.past.done
	do()
	for i := first + 1; i < f.past.done; i++ {
		f.past.steps[i].joined = true
	}
}

// How much a form remembers: the oldest is forgotten first.
const (
	mostSteps      = 1000
	mostRemembered = 1 << 20 // bytes
)

// A past is what was done to the fields of a form, so that it can be taken back.
// Every change of what a field holds goes through field.change, or the steps would not
// fit.
type past struct {
	steps []step // oldest first
	done  int    // the steps after the first so many are taken back
	bytes int    // in steps
	open  bool   // what comes next may belong to the newest step
	last  rune   // typed last
}

// A step is one change: what stood at a byte of the text, and what stands there
// now.
type step struct {
	of            *field
	joined        bool // goes with the one before it
	by            doing
	at            int
	out, in       string
	before, after mark
}

// mark is what a field holds beside its text.
type mark struct {
	caret  int
	whole  bool
	picked bool
	pick   string // key of the option, if picked
}

// doing is what a change was made by. Those of the same kind become one step as
// long as each begins where the one before it ended.
type doing int

const (
	once     doing = iota // a paste, a chosen entry, a word taken out: a step of its own
	typing                // up to the next word
	erasing               // letter by letter
	choosing              // with the keys of a Choice
)

// moment is what a field holds.
func (f *field) moment() (string, mark) {
	m := mark{caret: f.buf.offset(), whole: f.whole, picked: f.pick >= 0}
	if m.picked {
		m.pick = f.Options[f.pick].Key
	}
	return f.buf.text(), m
}

// change does something that may change what the field holds, and remembers it;
// typed is what was typed, if something was.
func (f *field) change(by doing, typed string, do func()) {
	text, before := f.moment()
	do()
	now, after := f.moment()
	p := f.past
	if now == text && after.picked == before.picked && after.pick == before.pick {
		p.open = p.open && after == before
		return
	}
	for _, s := range p.steps[p.done:] {
		p.bytes -= s.size()
	}
	clear(p.steps[p.done:])
	p.steps = p.steps[:p.done]
	if p.goesOn(f, by, typed, before) {
		p.done--
		s := p.steps[p.done]
		p.bytes -= s.size()
		p.steps = p.steps[:p.done]
		text, before = s.swap(text, s.in, s.out), s.before
	}
	p.open, p.last = by != once, 0
	if typed != "" {
		p.last, _ = utf8.DecodeLastRuneInString(typed)
	}
	s := between(text, now)
	if s.of, s.by, s.before, s.after = f, by, before, after; text == now && before.picked == after.picked && before.pick == after.pick {
		p.open = false // chosen back and forth
		return
	}
	p.steps = append(p.steps, s)
	p.done++
	p.bytes += s.size()
	n := 0
	for p.done-n > 1 && (p.done-n > mostSteps || p.bytes > mostRemembered) {
		p.bytes -= p.steps[n].size()
		n++
	}
	if n > 0 {
		p.steps = append([]step(nil), p.steps[n:]...)
		p.done -= n
	}
}

// has reports whether something of a field can be taken back or done again.
func (p *past) has(f *field) bool {
	return slices.ContainsFunc(p.steps, func(s step) bool { return s.of == f })
}

// goesOn reports whether a change belongs to the newest step: a word begins one.
func (p *past) goesOn(f *field, by doing, typed string, before mark) bool {
	if !p.open || p.done == 0 {
		return false
	}
	if s := p.steps[p.done-1]; s.of != f || s.by != by || s.after != before {
		return false
	}
	if by != typing {
		return true
	}
	c, _ := utf8.DecodeRuneInString(typed)
	return c != '\n' && (unicode.IsSpace(c) || !unicode.IsSpace(p.last))
}

// between is the step from one text to another.
func between(text, now string) step {
	n := min(len(text), len(now))
	at := 0
	for at < n && text[at] == now[at] {
		at++
	}
	a, b := len(text), len(now)
	for a > at && b > at && text[a-1] == now[b-1] {
		a, b = a-1, b-1
	}
	return step{at: at, out: text[at:a], in: now[at:b]}
}

func (s *step) size() int { return len(s.out) + len(s.in) }

// swap puts one of out and in, which stands in text, in the place of the other.
func (s *step) swap(text, is, becomes string) string {
	return text[:s.at] + becomes + text[s.at+len(is):]
}

// turn is the newest step, which counts as taken back from now on, or the one taken
// back last; nil if there is none.
func (p *past) turn(back bool) *step {
	switch {
	case back && p.done > 0:
		p.done--
		return &p.steps[p.done]
	case !back && p.done < len(p.steps):
		p.done++
		return &p.steps[p.done-1]
	}
	return nil
}

// take makes the field what it was before a step, or after it; false if it holds
// something else than the step left there.
func (f *field) take(s *step, back bool) bool {
	is, becomes, m := s.out, s.in, s.after
	if back {
		is, becomes, m = s.in, s.out, s.before
	}
	text := f.buf.text()
	if s.at+len(is) > len(text) || text[s.at:s.at+len(is)] != is {
		*f.past = past{} // of another text: rather nothing than a wrong one
		return false
	}
	f.past.open = false
	top := f.buf.top
	f.buf.set(s.swap(text, is, becomes))
	f.buf.setOffset(m.caret)
	f.buf.top = top
	f.refusal, f.whole, f.open, f.pick = "", m.whole, false, -1
	if m.picked {
		f.pick = f.optionOf(m.pick)
	}
	if f.Kind == Complete && f.pick < 0 {
		f.search()
		f.open = f.trimmed() != ""
	}
	f.check()
	return true
}

// doneBy says what kind of change a key makes, and what it types.
func (f *field) doneBy(k tea.KeyPressMsg, s string) (doing, string) {
	switch {
	case f.Kind == Choice:
		return choosing, ""
	case f.types(k, s):
		return typing, f.buf.cleaned(k.Text)
	case s == "enter":
		return typing, "\n"
	}
	switch s {
	case "backspace", "shift+backspace", "ctrl+h", "delete", "ctrl+d":
		return erasing, ""
	}
	return once, ""
}
