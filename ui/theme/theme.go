// Package theme is the only place that writes colours.
//
// Meaning is never carried by colour alone: whoever draws a status writes its
// sign and its word too, and the list draws ▸ before its selected line.
package theme

import (
	"image/color"

	"charm.land/lipgloss/v2"
)

// Palette names the colours by role. A nil colour means the terminal's own. Most are
// of the 256 fixed ones, which take about 8 bytes less each time than free ones: a moved
// selection changes colours a dozen times. Not 16 to 21, which some colour schemes
// of shells replace.
type Palette struct {
	Text, Muted, Accent, Good, Warn, Bad, Rule color.Color
	// SelectedBack is behind the selected line, SelectedText on it.
	SelectedBack, SelectedText color.Color
	// FieldBack is behind text that is being typed, FieldText on it, FieldMuted
	// the hint in an empty field. If FieldBack is set, so are the others.
	FieldBack, FieldText, FieldMuted color.Color
	// Back fills the whole screen; nil leaves the terminal's background. It is
	// set only where the colours need a background of their own.
	Back color.Color
	// Plain palettes say with reverse and underline what others say in colour.
	Plain bool
}

// Light is for terminals with a light background: the usual one on a projector.
// Every text colour has at least 4.5:1 on white.
func Light() Palette {
	return Palette{
		Muted:        lipgloss.Color("239"),
		Accent:       lipgloss.Color("25"),
		Good:         lipgloss.Color("22"),
		Warn:         lipgloss.Color("94"),
		Bad:          lipgloss.Color("124"),
		Rule:         lipgloss.Color("243"),
		SelectedBack: lipgloss.Color("153"),
		SelectedText: lipgloss.Color("232"),
		FieldBack:    lipgloss.Color("255"),
		FieldText:    lipgloss.Color("232"),
		FieldMuted:   lipgloss.Color("239"),
	}
}

// Neutral is shown until the terminal has said which background it has, and
// for ever if it is silent (the old Windows console is, and it is black): every
// text colour has at least 4.5:1 on white and on black.
func Neutral() Palette {
	p := Light()
	p.Muted = lipgloss.Color("#767676")
	p.Accent = lipgloss.Color("#1e74d4")
	p.Good = lipgloss.Color("#1b8832")
	p.Warn = lipgloss.Color("#a9650a")
	p.Bad = lipgloss.Color("#dc2f3a")
	return p
}

// Dark is for terminals with a dark background. Every text colour has at least
// 4.5:1 on black and on #1e1e1e.
func Dark() Palette {
	return Palette{
		Muted:        lipgloss.Color("249"),
		Accent:       lipgloss.Color("111"),
		Good:         lipgloss.Color("114"),
		Warn:         lipgloss.Color("215"),
		Bad:          lipgloss.Color("210"),
		Rule:         lipgloss.Color("244"),
		SelectedBack: lipgloss.Color("24"),
		SelectedText: lipgloss.Color("231"),
		FieldBack:    lipgloss.Color("237"),
		FieldText:    lipgloss.Color("231"),
		FieldMuted:   lipgloss.Color("251"),
	}
}

// HighContrast brings its own black background. Every text colour has at least
// 7:1.
func HighContrast() Palette {
	return Palette{
		Text:         lipgloss.Color("231"),
		Muted:        lipgloss.Color("254"),
		Accent:       lipgloss.Color("226"),
		Good:         lipgloss.Color("120"),
		Warn:         lipgloss.Color("215"),
		Bad:          lipgloss.Color("217"),
		Rule:         lipgloss.Color("231"),
		SelectedBack: lipgloss.Color("226"),
		SelectedText: lipgloss.Color("232"),
		FieldBack:    lipgloss.Color("#002b66"),
		FieldText:    lipgloss.Color("231"),
		FieldMuted:   lipgloss.Color("189"),
		Back:         lipgloss.Color("#000000"),
	}
}

// None uses no colour at all, only bold, reverse and underline.
func None() Palette { return Palette{Plain: true} }

// ByName returns the palette a user names: "terang", "gelap", "kontras" or
// "polos". ok is false for every other name, among them "otomatis", which means
// what the terminal says of itself.
func ByName(name string) (p Palette, ok bool) {
	switch name {
	case "terang":
		return Light(), true
	case "gelap":
		return Dark(), true
	case "kontras":
		return HighContrast(), true
	case "polos":
		return None(), true
	}
	return Palette{}, false
}

// Styles is every style of the program, built once from a palette. No style
// has width, height, margin or padding, except Box and BoxDanger.
type Styles struct {
	// Palette is what the styles were made from.
	Palette Palette

	Text, Muted, Accent, Good, Warn, Bad lipgloss.Style
	// Title is the title line and headings; Heading a section within a screen.
	Title, Heading lipgloss.Style
	Rule           lipgloss.Style
	// Selected is the selected line of a list, Cursor its mark (▸).
	Selected, Cursor lipgloss.Style
	// Hit is a found part of a word, SelectedHit one on the selected line: bold and
	// underlined, not only in another colour.
	Hit, SelectedHit lipgloss.Style
	// Key is a key's name on the key line, Help its word, Off a disabled one.
	Key, Help, Off lipgloss.Style
	// Label names a field, Field is text being typed, Placeholder its hint,
	// Caret the drawn cursor, Error the refusal beside the field.
	Label, Field, Placeholder, Caret, Error lipgloss.Style
	// Now is the present stage in the stage bar, Past and Next the others.
	Now, Past, Next lipgloss.Style
	// BarOn and BarOff draw a progress bar, Mark a threshold in it.
	BarOn, BarOff, Mark lipgloss.Style
	// Box is the border and padding of dialogs, BoxDanger of those that destroy.
	Box, BoxDanger lipgloss.Style
}

// New builds the styles of a palette.
func New(p Palette) *Styles {
	base := lipgloss.NewStyle()
	fg := func(c color.Color) lipgloss.Style {
		if c == nil {
			return base
		}
		return base.Foreground(c)
	}
	on := func(c, back color.Color) lipgloss.Style {
		s := fg(c)
		if back == nil {
			return s
		}
		return s.Background(back)
	}
	box := base.Border(lipgloss.RoundedBorder()).Padding(0, 1)
	if p.Accent != nil {
		box = box.BorderForeground(p.Accent)
	}
	danger := box.Border(lipgloss.DoubleBorder())
	if p.Bad != nil {
		danger = danger.BorderForeground(p.Bad)
	}

	s := &Styles{
		Palette: p,

		Text:   fg(p.Text),
		Muted:  fg(p.Muted),
		Accent: fg(p.Accent),
		Good:   fg(p.Good),
		Warn:   fg(p.Warn),
		Bad:    fg(p.Bad).Bold(true),

		Title:   fg(p.Accent).Bold(true),
		Heading: fg(p.Text).Bold(true),
		Rule:    fg(p.Rule),

		Selected: on(p.SelectedText, p.SelectedBack).Bold(true),
		Cursor:   on(p.SelectedText, p.SelectedBack).Bold(true),

		Hit:         fg(p.Accent).Bold(true).Underline(true),
		SelectedHit: on(p.SelectedText, p.SelectedBack).Bold(true).Underline(true),

		Key:  fg(p.Accent).Bold(true),
		Help: fg(p.Text),
		Off:  fg(p.Muted),

		Label:       fg(p.Muted),
		Field:       on(p.FieldText, p.FieldBack),
		Placeholder: on(p.FieldMuted, p.FieldBack),
		Caret:       on(p.FieldText, p.FieldBack).Reverse(true),
		Error:       fg(p.Bad).Bold(true),

		Now:  fg(p.Accent).Bold(true),
		Past: fg(p.Text),
		Next: fg(p.Muted),

		BarOn:  fg(p.Accent),
		BarOff: fg(p.Rule),
		Mark:   fg(p.Warn).Bold(true),

		Box:       box,
		BoxDanger: danger,
	}
	if p.Plain {
		s.Selected = s.Selected.Reverse(true)
		s.Cursor = s.Cursor.Reverse(true)
		s.SelectedHit = s.SelectedHit.Reverse(true)
		s.Field = s.Field.Underline(true)
		s.Placeholder = s.Placeholder.Underline(true)
		s.Now = s.Now.Underline(true)
	}
	return s
}
