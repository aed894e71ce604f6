package part

import "strings"

// Shown is a field of a form for other eyes than those of who types: no hints,
// no keys, only what is there.
type Shown struct {
	Label string
	Text  string // what is typed or chosen
	Aside string // what Check made of it: the full date
	Error string // why it is not taken
	Now   bool   // it has the focus
	Caret int    // byte of Text before which the caret stands, if Now
	// Options are what the field with the focus offers, Pick the marked one
	// of them, -1 if none.
	Options []string
	Pick    int
}

// Shown is the fields with something in them and the one with the focus, in
// order.
func (f *Form) Shown() []Shown {
	var out []Shown
	for i, d := range f.fields {
		s := Shown{Label: d.Label, Text: d.buf.text(), Aside: d.asideText(), Error: d.refusal, Now: i == f.now && !f.Blurred, Pick: -1}
		if d.Kind == Choice {
			s.Text = ""
			if d.pick >= 0 {
				s.Text = d.Options[d.pick].Label
			}
			s.Caret = len(s.Text)
			if s.Now {
				s.Pick = d.pick
				for _, o := range d.Options {
					s.Options = append(s.Options, o.Label)
				}
			}
		} else if s.Now {
			s.Caret = d.buf.offset()
		}
		if d.Secret {
			s.Caret, s.Text = len(dots(s.Text[:s.Caret])), dots(s.Text)
		}
		if s.Now && d.Kind == Complete && d.open {
			from := min(max(0, d.mark-dropRows+1), max(0, len(d.found)-dropRows))
			for n := from; n < min(len(d.found), from+dropRows); n++ {
				if n == d.mark {
					s.Pick = len(s.Options)
				}
				s.Options = append(s.Options, d.Options[d.found[n]].Label)
			}
		}
		if s.Now || strings.TrimSpace(s.Text) != "" {
			out = append(out, s)
		}
	}
	return out
}
