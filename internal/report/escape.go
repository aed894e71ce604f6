package report

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// xmlText writes s so that it is text in an XML document, in an element or in
// a quoted attribute, whatever s holds: markup is escaped, blanks other than
// the blank become one, what XML forbids is dropped, bytes that are not UTF-8
// become U+FFFD. It is the only way of text into a document of this package.
func xmlText(b *bytes.Buffer, s string) {
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			i++
			switch {
			case c == '&':
				b.WriteString("&amp;")
			case c == '<':
				b.WriteString("&lt;")
			case c == '>':
				b.WriteString("&gt;")
			case c == '"':
				b.WriteString("&quot;")
			case c >= 0x20:
				b.WriteByte(c)
			case c == '\t', c == '\n', c == '\r':
				b.WriteByte(' ')
			}
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			b.WriteRune(utf8.RuneError)
		case r == 0xfffe, r == 0xffff:
		default:
			b.WriteString(s[i : i+n])
		}
		i += n
	}
}

// mdText returns s as Markdown text that shows as s: nothing in it is markup.
// Line feeds stay, other controls go, blanks and hyphens that do not break become
// plain ones; what only counts at the start of a line is mdLine's part.
func mdText(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	var b strings.Builder
	b.Grow(len(s) + 8)
	last := rune(' ')
	for i, r := range s {
		switch r {
		case '\\', '`', '*', '[', ']', '<', '|', '~', '$', '#':
			b.WriteByte('\\')
		case '_': // inside a word it means nothing
			if next, _ := utf8.DecodeRuneInString(s[i+1:]); !wordy(last) || !wordy(next) {
				b.WriteByte('\\')
			}
		case '&': // only before the name of an entity
			if next, _ := utf8.DecodeRuneInString(s[i+1:]); wordy(next) || next == '#' {
				b.WriteByte('\\')
			}
		case Hyphen:
			r = '-'
		case '\r', 0:
			continue
		case '\u00a0', '\t', '\v', '\f', '\u0085', '\u2028', '\u2029':
			r = ' '
		}
		if r != '\n' && unicode.IsControl(r) {
			continue
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}

// mdLine makes sure that a line made by mdText does not begin a block: a list,
// a heading, a quotation, a code block or a rule.
func mdLine(s string) string {
	s = strings.TrimFunc(s, unicode.IsSpace)
	if s == "" {
		return s
	}
	switch s[0] {
	case '-', '+', '=', '>', ':':
		return `\` + s
	}
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	if n > 0 && n < len(s) && (s[n] == '.' || s[n] == ')') && (n+1 == len(s) || s[n+1] == ' ') {
		return s[:n] + `\` + s[n:]
	}
	return s
}

func wordy(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}
