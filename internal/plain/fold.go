package plain

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold returns s as search compares it: lower case, accents and width taken
// off, everything that is neither letter nor digit a single blank, none at the
// ends. Fold(Fold(s)) == Fold(s).
func Fold(s string) string {
	s = Inline(s)
	if !ascii(s) {
		s = norm.NFKD.String(s)
	}
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	put := func(r rune) {
		if gap && b.Len() > 0 {
			b.WriteByte(' ')
		}
		gap = false
		b.WriteRune(r)
	}
	for _, r := range s {
		if r >= 0x80 {
			r = unicode.ToLower(r)
		}
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			put(r)
		case r >= 'A' && r <= 'Z':
			put(r + 'a' - 'A')
		case r < 0x80:
			gap = true
		case unicode.Is(unicode.M, r), r == '’', r == '‘', r == 'ʼ', r == zwj, r == zwnj:
			// goes without a gap: é is e
		case r == 'ß':
			put('s')
			put('s')
		case r == 'ı':
			put('i')
		case r == 'ø':
			put('o')
		case r == 'ł':
			put('l')
		case r == 'đ':
			put('d')
		case unicode.IsLetter(r), unicode.IsNumber(r):
			// the lower case of a few letters can be taken apart again
			for _, l := range norm.NFKD.String(string(r)) {
				if !unicode.Is(unicode.M, l) {
					put(l)
				}
			}
		default:
			gap = true
		}
	}
	return b.String()
}

// Matches tells whether every word of query begins a word of text, in any
// order; both must come from Fold. An empty query matches everything.
func Matches(text, query string) bool {
	for query != "" {
		var w string
		w, query, _ = strings.Cut(query, " ")
		if w != "" && !begins(text, w) {
			return false
		}
	}
	return true
}

// begins tells whether w stands at the start of a word of text.
func begins(text, w string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], w)
		if i < 0 {
			return false
		}
		i += from
		if i == 0 || text[i-1] == ' ' {
			return true
		}
		from = i + 1
	}
}

func ascii(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
