// Package plain makes text from outside harmless: what a paste, a file, an
// argument or an old record brings may hold terminal commands, invisible
// characters or bytes that are not text. What comes out of Line, Inline and
// Text can be drawn, stored, searched and put into a document without looking
// at it again.
//
// What goes, in all three:
//   - escape sequences (CSI, OSC, DCS, SOS, PM, APC and the short ones), also
//     in their one-character C1 form. A sequence that is never closed loses
//     only its beginning, so that no word after it is lost;
//   - all other C0 and C1 controls;
//   - characters that cannot be seen: bidi controls, zero-width blanks, byte
//     order marks, soft hyphens, variation selectors, tags, fillers. Zero-width
//     joiner and non-joiner stay only between letters of scripts that write with
//     them (Arabic, Javanese, Balinese …): elsewhere they glue emoji into
//     pictures whose width no two terminals agree on;
//   - more than six marks on one letter.
//
// What changes: bytes that are not UTF-8, code points that are no characters and
// those for private use become U+FFFD, one for one, so that damage is seen, save
// the bullets, ticks and arrows that Word and PDFs keep there for the fonts Symbol
// and Wingdings: these become such signs; blanks of unusual width become a blank;
// letters are composed (NFC).
//
// All three are idempotent.
package plain

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxMarks is how many combining marks a letter keeps; no living script needs
// more, and a tower of them covers the lines above.
const maxMarks = 6

// Line returns s as one harmless line without blanks at its ends: a run of line
// breaks and tabs becomes one blank.
func Line(s string) string { return strings.TrimFunc(Inline(s), unicode.IsSpace) }

// Inline is Line that keeps the blanks at both ends, for text that goes into
// the middle of other text.
func Inline(s string) string {
	if calm(s, false) {
		return s
	}
	return clean(s, false)
}

// Text returns s as harmless text of several lines: CRLF, CR, VT, FF, NEL and
// the Unicode separators become LF, a tab becomes four blanks. It trims nothing
// and keeps every empty line.
func Text(s string) string {
	if calm(s, true) {
		return s
	}
	return clean(s, true)
}

// Quote is what a user gave, harmless, in quotation marks and cut to 60 characters,
// for a message.
func Quote(s string) string {
	s = Line(Cut(s, 2000))
	if short := Cut(s, 60); short != s {
		s = short + "…"
	}
	return "\"" + s + "\""
}

// QuotePath is Quote for where a file is: whole up to 160 characters, and what a
// longer one loses is its beginning, since people know a file by its name.
func QuotePath(s string) string {
	const most = 160
	if r := []rune(Line(s)); len(r) > most {
		r = r[len(r)-most+1:]
		for len(r) > 0 && (mark(r[0]) || r[0] == zwj || r[0] == zwnj) {
			r = r[1:]
		}
		return "\"…" + string(r) + "\""
	}
	return "\"" + Line(s) + "\""
}

// Cut returns at most the first n runes of s. It never splits a letter from
// its marks, so it may return fewer; n below 1 gives "".
func Cut(s string, n int) string {
	if n < 1 {
		return ""
	}
	if len(s) <= n {
		return s
	}
	base, count := 0, 0
	for i, r := range s {
		if count == n {
			if !mark(r) && r != zwj && r != zwnj {
				return s[:i]
			}
			return s[:base]
		}
		if !mark(r) && r != zwj && r != zwnj {
			base = i
		}
		count++
	}
	return s
}

const (
	zwnj = '\u200c'
	zwj  = '\u200d'
)

// calm reports text that is printable ASCII, and LF where that is allowed.
func calm(s string, multi bool) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if (c < 0x20 && (c != '\n' || !multi)) || c >= 0x7f {
			return false
		}
	}
	return true
}

func clean(s string, multi bool) string {
	if !norm.NFC.IsNormalString(s) {
		// ToValidUTF8 would merge a run of bad bytes into one sign.
		s = norm.NFC.String(valid(s))
	}
	was := s
	if s = strip(s, multi); s == was {
		return s
	}
	if !norm.NFC.IsNormalString(s) { // what was removed stood between letter and mark
		s = norm.NFC.String(s)
	}
	return s
}

// valid replaces each bad byte by U+FFFD.
func valid(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 16)
	for _, r := range s {
		b.WriteRune(r)
	}
	return b.String()
}

func strip(s string, multi bool) string {
	var b strings.Builder
	b.Grow(len(s))
	marks := 0   // marks since the last letter
	gap := false // the last thing written is the blank of a line break
	last := rune(0)
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == '\x1b' || (r >= 0x80 && r <= 0x9f && r != '\u0085') {
			i += sequence(s[i:])
			continue
		}
		at := i
		i += n
		if breaks(r) || r == '\t' {
			if r == '\r' && strings.HasPrefix(s[i:], "\n") {
				continue // the LF does it
			}
			switch {
			case multi && r == '\t':
				b.WriteString("    ")
			case multi:
				b.WriteByte('\n')
			case !gap:
				b.WriteByte(' ')
			}
			gap, marks, last = true, 0, ' '
			continue
		}
		switch {
		case r < 0x20 || r == 0x7f:
			continue
		case r < 0x7f:
			marks = 0
		case r == zwj || r == zwnj:
			next, _ := utf8.DecodeRuneInString(s[at+n:])
			if !joining(last) || !joining(next) {
				continue
			}
		case invisible(r):
			continue
		case blank(r):
			r, marks = ' ', 0
		case nonCharacter(r):
			r, marks = utf8.RuneError, 0
		case unicode.Is(unicode.Co, r):
			r, marks = symbol(r), 0
		case mark(r):
			if marks++; marks > maxMarks {
				continue
			}
		default:
			marks = 0
		}
		b.WriteRune(r)
		gap, last = false, r
	}
	return b.String()
}

// sequence returns how many bytes of the escape sequence at the start of s are
// to go. s starts with ESC or a C1 control.
func sequence(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	kind := byte(0)
	switch {
	case r != '\x1b':
		kind = byte(r) - 0x40 // C1 is ESC and a letter in one
	case len(s) > 1:
		kind = s[1]
		n++
	default:
		return n
	}
	switch {
	case kind == '[':
		j := n
		for j < len(s) && s[j] >= 0x20 && s[j] <= 0x3f {
			j++
		}
		if j < len(s) && s[j] >= 0x40 && s[j] <= 0x7e {
			return j + 1
		}
		return n
	case kind == ']' || kind == 'P' || kind == 'X' || kind == '^' || kind == '_':
		for j := n; j < len(s); {
			c, w := utf8.DecodeRuneInString(s[j:])
			switch {
			case c == '\x07' || c == '\u009c':
				return j + w
			case c == '\x1b' && strings.HasPrefix(s[j:], "\x1b\\"):
				return j + 2
			case c < 0x20 || (c >= 0x7f && c <= 0x9f):
				return n // not closed
			}
			j += w
		}
		return n
	case r != '\x1b':
		return n
	case kind >= 0x20 && kind <= 0x2f:
		j := n
		for j < len(s) && s[j] >= 0x20 && s[j] <= 0x2f {
			j++
		}
		if j < len(s) && s[j] >= 0x30 && s[j] <= 0x7e {
			return j + 1
		}
		return 1
	case kind >= 0x30 && kind <= 0x7e:
		return n
	}
	return 1 // a lone ESC
}

func breaks(r rune) bool {
	switch r {
	case '\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029':
		return true
	}
	return false
}

func mark(r rune) bool { return r >= 0x300 && unicode.Is(unicode.M, r) }

// blank reports blanks that are not one cell wide or look empty; the
// no-break blanks stay, offices use them in dates.
func blank(r rune) bool {
	return r == '\u1680' || (r >= '\u2000' && r <= '\u200a') || r == '\u205f' ||
		r == '\u3000' || r == '\u2800'
}

func invisible(r rune) bool {
	switch {
	case r == '\u034f', r == '\u180b', r == '\u180c', r == '\u180d', r == '\u180f', // joiner, Mongolian selectors
		r == '\u115f', r == '\u1160', r == '\u3164', r == '\uffa0', // Hangul fillers
		r == '\u17b4', r == '\u17b5', // Khmer inherent vowels
		r >= '\ufe00' && r <= '\ufe0f', r >= 0xe0000 && r <= 0xe0fff: // selectors, tags
		return true
	case unicode.Is(unicode.Cf, r):
		return !unicode.Is(unicode.Prepended_Concatenation_Mark, r)
	}
	return false
}

func nonCharacter(r rune) bool {
	return (r >= 0xfdd0 && r <= 0xfdef) || r&0xfffe == 0xfffe
}

// symbol is what stands for a character of private use. Word and PDFs write those
// of Symbol and Wingdings as U+F000 and the font's own code.
func symbol(r rune) rune {
	switch r {
	case '\uf06c', '\uf06e', '\uf06f', '\uf071', '\uf075', '\uf076', '\uf09f', '\uf0a7', '\uf0a8', '\uf0b7', '\uf0d8':
		return '•'
	case '\uf0fc', '\uf0fe':
		return '✓'
	case '\uf0fb', '\uf0fd':
		return '✗'
	case '\uf0e0', '\uf0e8':
		return '→'
	}
	return utf8.RuneError
}

// joining reports letters and marks of scripts in which the joiners mean
// something.
func joining(r rune) bool {
	if r < 0x600 || !unicode.In(r, unicode.L, unicode.M) {
		return false
	}
	return unicode.In(r, unicode.Arabic, unicode.Syriac, unicode.Nko, unicode.Mongolian,
		unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya,
		unicode.Tamil, unicode.Telugu, unicode.Kannada, unicode.Malayalam, unicode.Sinhala,
		unicode.Khmer, unicode.Myanmar, unicode.Javanese, unicode.Balinese, unicode.Sundanese)
}
