package pdf

import (
	"embed"
	"fmt"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// The fonts are free metric twins of Arial and Bookman Old Style, and signs both
// lack; fonts/subset.py makes them, their licences lie beside them.
//
//go:embed fonts/*.ttf fonts/LICENSE-*.txt
var fontFiles embed.FS

// A face is a style of the family of a document, or the signs.
type face uint8

const (
	bold   face = 1
	italic face = 2
	signs  face = 4
	faces       = 5
)

// family is what a document is set in.
type family struct {
	name  string // its name in the file
	faces [faces]*metrics
}

// metrics are the widths of one font in thousandths of its size, as they are
// written into the file. Zero is a character it does not have.
type metrics struct {
	file   string
	widths [0x2800]uint16
}

// has reports whether the font has a glyph for r.
func (m *metrics) has(r rune) bool { return r > 0 && int(r) < len(m.widths) && m.widths[r] > 0 }

var styles = [4]string{"regular", "bold", "italic", "bolditalic"}

// measure reads the widths of an embedded font.
func measure(file string) (*metrics, error) {
	data, err := fontFiles.ReadFile("fonts/" + file)
	if err != nil {
		return nil, err
	}
	f, err := sfnt.Parse(data)
	if err != nil {
		return nil, fmt.Errorf("font %s: %w", file, err)
	}
	m := &metrics{file: file}
	var buf sfnt.Buffer
	for r := rune(0x20); int(r) < len(m.widths); r++ {
		i, err := f.GlyphIndex(&buf, r)
		if err != nil || i == 0 {
			continue
		}
		w, err := f.GlyphAdvance(&buf, i, fixed.I(1000), font.HintingNone)
		if err != nil {
			return nil, fmt.Errorf("font %s: %w", file, err)
		}
		m.widths[r] = uint16(w.Round())
	}
	return m, nil
}

func load(name string) func() (*family, error) {
	return sync.OnceValues(func() (*family, error) {
		f := &family{name: name}
		for i := range f.faces {
			file := "signs.ttf"
			if i < len(styles) {
				file = name + "-" + styles[i] + ".ttf"
			}
			var err error
			if f.faces[i], err = measure(file); err != nil {
				return nil, err
			}
		}
		return f, nil
	})
}

// The families are read once, when a document first needs them.
var sans, book = load("sans"), load("book")

// familyOf is the family that stands in for a font: the twin of Bookman for
// fonts of its kind, that of Arial for all others.
func familyOf(name string) (*family, error) {
	if strings.Contains(strings.ToLower(name), "book") {
		return book()
	}
	return sans()
}

// alike is the sign of ours that says what a sign people type says, which no font
// has; 0 if there is none.
func alike(r rune) rune {
	switch r {
	case '✅':
		return '✔'
	case '❌', '✖':
		return '✘'
	case '❎':
		return '☒'
	case '⭐', '🌟':
		return '★'
	case '⚠':
		return '▲'
	case '❗', '‼':
		return '!'
	case '❓':
		return '?'
	case '➡', '👉':
		return '→'
	case '⬅', '👈':
		return '←'
	case '⬆', '👆':
		return '↑'
	case '⬇', '👇':
		return '↓'
	}
	return 0
}

// unknown stands for a character that no font has and nothing is alike: a question
// mark would ask something.
const unknown = '□'

// glyph is what is drawn for a character: a character of a face. lost tells that
// no font has it and unknown stands for it; a rune of 0 is not drawn.
func (f *family) glyph(r rune, in face) (_ rune, _ face, lost bool) {
	switch {
	case r == '\t' || unicode.Is(unicode.Zs, r) || r == '\u2028' || r == '\u2029' || r == '\u0085':
		return ' ', in, false
	case r == '\u2011':
		return '-', in, false
	case f.faces[in].has(r):
		return r, in, false
	case f.faces[signs].has(r):
		return r, signs, false
	case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r >= 0xfe00 && r <= 0xfe0f || r >= 0x1f3fb && r <= 0x1f3ff: // how an emoji looks
		return 0, in, false
	case unicode.Is(unicode.M, r): // a mark without its letter
		return 0, in, true
	}
	if twin := alike(r); twin != 0 {
		return f.glyph(twin, in)
	}
	if f.faces[in].has(unknown) {
		return unknown, in, true
	}
	return unknown, signs, true
}

func (f *family) width(r rune, in face) float64 { return float64(f.faces[in].widths[r]) }
