package report

import (
	"fmt"
	"strings"
)

// RGB is a colour: 0xRRGGBB.
type RGB uint32

// Hex is the colour as six digits: "C6E0B4".
func (c RGB) Hex() string { return fmt.Sprintf("%06X", uint32(c)) }

// Parts are red, green and blue, 0 to 255.
func (c RGB) Parts() (r, g, b int) { return int(c >> 16 & 0xff), int(c >> 8 & 0xff), int(c & 0xff) }

// Shade is the quiet colour of a cell: black text on it is read on paper and
// on a screen. ok is false where nothing is coloured.
func (t Tone) Shade() (c RGB, ok bool) {
	switch t {
	case Good:
		return 0xe2efda, true
	case Warn:
		return 0xfff2cc, true
	case Bad:
		return 0xf8d7d3, true
	case Muted:
		return 0xededed, true
	}
	return 0, false
}

// Ink is the colour of a bar, dark enough beside the light rest of its length
// in black and white print too.
func (t Tone) Ink() RGB {
	switch t {
	case Good:
		return 0x548235
	case Warn:
		return 0xbf8f00
	case Bad:
		return 0xb03a2e
	case Muted:
		return 0x8c8c8c
	}
	return 0x446a8f
}

// Rest is the colour of what is left of a bar, Head that of a head of columns, Sum
// that of a row of totals, Quiet that of headers and footers.
const (
	Rest  RGB = 0xe9e9e9
	Head  RGB = 0xe7e6e6
	Sum   RGB = 0xf2f2f2
	Quiet RGB = 0x404040
)

// Tone is the tone of a cell.
func (t Table) Tone(row, column int) Tone {
	if row < len(t.Tones) && column < len(t.Tones[row]) {
		return t.Tones[row][column]
	}
	return None
}

// TableSize is the size of text in tables in points, never larger than the body:
// 9, and 8 in fonts that run wider than Arial (Bookman Old Style), so that the
// columns hold the same words; a small table has 1.5 less.
func (d Doc) TableSize(small bool) float64 {
	_, _, _, font, body := d.Frame()
	size := 8.0
	switch strings.ToLower(font) {
	case "arial", "arial narrow", "calibri", "cambria", "carlito", "helvetica", "liberation sans", "times new roman":
		size = 9
	}
	if small {
		size -= 1.5
	}
	return min(size, body)
}

// Fit is the size of a picture in mm within a room of width by height mm: as
// large as it may be without changing its shape, and never so large that it has
// less than 72 dots to the inch. Zero for an image without size.
func (p Picture) Fit(width, height float64) (w, h float64) {
	if p.Width > 0 {
		width = min(width, p.Width)
	}
	if p.MaxHeight > 0 {
		height = min(height, p.MaxHeight)
	}
	return p.Image.Fit(width, height)
}

// Fit is the size of an image in mm within a room of width by height mm, of the
// same shape and with at least 72 dots to the inch; zero without size.
func (i Image) Fit(width, height float64) (w, h float64) {
	if i.Width <= 0 || i.Height <= 0 || len(i.Data) == 0 {
		return 0, 0
	}
	pw, ph := float64(i.Width), float64(i.Height)
	scale := min(width/pw, height/ph, 25.4/72)
	return max(pw*scale, 1), max(ph*scale, 1)
}

// Entries are the headings a table of contents at place i of the blocks lists:
// those of level 1 and 2 behind it.
func (d Doc) Entries(i int) []Heading {
	var out []Heading
	for _, b := range d.Blocks[min(i+1, len(d.Blocks)):] {
		if h, ok := b.(Heading); ok && (h.Level == 1 || h.Level == 2) {
			out = append(out, Heading{Level: h.Level, Text: OneLine(h.Text)})
		}
	}
	return out
}

// Scales tells before which bars the labels of the marks stand: before the
// first, and wherever the marks differ from those of the bar before.
func (b Bars) Scales() []bool {
	out := make([]bool, len(b.Rows))
	var before []Mark
	for i, r := range b.Rows {
		out[i] = len(r.Marks) > 0 && (i == 0 || !sameMarks(before, r.Marks))
		before = r.Marks
	}
	return out
}

func sameMarks(a, b []Mark) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Label != b[i].Label || a[i].Share-b[i].Share > 0.002 || b[i].Share-a[i].Share > 0.002 {
			return false
		}
	}
	return true
}

// Within is a share of a bar between 0 and 1, whatever stands in it.
func Within(share float64) float64 {
	if !(share > 0) { // also not a number
		return 0
	}
	return min(share, 1)
}

// LogoWidth and LogoHeight are the room of the logo at the left of the kop in mm.
const LogoWidth, LogoHeight = 22, 26

// Address tells the lines of a letterhead that are set small: addresses, which
// are not in capitals, below the first line.
func Address(i int, line string) bool { return i > 0 && strings.ToUpper(line) != line }
