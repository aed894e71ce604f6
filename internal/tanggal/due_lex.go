package tanggal

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxDueBytes bounds what ParseDue looks at, surrounding blanks not counted.
const maxDueBytes = 200

// token is a number (kind 'n'), a word (kind 'w', lower case, without
// apostrophes) or one of the marks / - . , + ( ) as its own kind.
type token struct {
	kind byte
	s    string
}

// num returns the value of a number token of at most six digits.
func (t token) num() (int, bool) {
	if t.kind != 'n' || len(t.s) > 6 {
		return 0, false
	}
	return digits(t.s)
}

func (t token) is(words ...string) bool {
	if t.kind != 'w' {
		return false
	}
	for _, w := range words {
		if t.s == w {
			return true
		}
	}
	return false
}

// lex splits text into tokens. reason is "" when every character is one a due
// date can contain.
func lex(text string) (toks []token, reason string) {
	text = strings.TrimSpace(text)
	if len(text) > maxDueBytes {
		return nil, "terlalu panjang"
	}
	class := func(r rune) byte {
		switch {
		case r >= '0' && r <= '9':
			return 'n'
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', apostrophe(r):
			return 'w'
		}
		return 0
	}
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if kind := class(r); kind != 0 {
			var b strings.Builder
			for i < len(text) {
				r, n = utf8.DecodeRuneInString(text[i:])
				if class(r) != kind {
					break
				}
				if !apostrophe(r) {
					b.WriteRune(r)
				}
				i += n
			}
			if b.Len() == 0 {
				return nil, "memuat tanda petik tanpa kata"
			}
			toks = append(toks, token{kind, strings.ToLower(b.String())})
			continue
		}
		switch {
		case unicode.IsControl(r):
			return nil, "memuat karakter kendali yang tidak terlihat"
		case r == utf8.RuneError && n <= 1:
			return nil, "memuat karakter yang rusak"
		case unicode.Is(unicode.Zs, r):
		case strings.ContainsRune("/-.,+()", r):
			toks = append(toks, token{byte(r), string(r)})
		case unicode.IsDigit(r):
			return nil, "angkanya bukan angka biasa 0 sampai 9"
		case !unicode.IsPrint(r):
			return nil, "memuat karakter yang tidak terlihat"
		default:
			return nil, "memuat tanda " + string(r) + " yang tidak dikenal"
		}
		i += n
	}
	return toks, ""
}

func apostrophe(r rune) bool {
	switch r {
	case '\'', '`', '’', '‘', 'ʼ':
		return true
	}
	return false
}

// same reports whether toks are exactly the given words.
func same(toks []token, words ...string) bool {
	if len(toks) != len(words) {
		return false
	}
	for i, w := range words {
		if !toks[i].is(w) {
			return false
		}
	}
	return true
}

// countWord reads the Indonesian number words one to ten.
func countWord(t token) (int, bool) {
	for i, w := range [...]string{
		"satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh",
	} {
		if t.is(w) {
			return i + 1, true
		}
	}
	return 0, false
}

// unit is a length of time in days or in months, one of which is zero.
type unit struct{ days, months int }

func unitOf(t token) (unit, bool) {
	switch {
	case t.is("hari", "hr"):
		return unit{days: 1}, true
	case t.is("minggu", "mgg", "pekan"):
		return unit{days: 7}, true
	case t.is("bulan", "bln"):
		return unit{months: 1}, true
	case t.is("tahun", "thn", "th"):
		return unit{months: 12}, true
	}
	return unit{}, false
}
