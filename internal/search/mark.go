package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"monev/internal/plain"
)

// Piece is a part of a snippet; Hit tells that the query found it.
type Piece struct {
	Text string
	Hit  bool
}

// Beside tells which words of a query a text does not have: they were found in
// what belongs to it. Codes count as such words.
func Beside(text, query string) []string {
	codes, words := split(query)
	folded := plain.Fold(text)
	var out []string
	for _, w := range words {
		if !plain.Matches(folded, w) {
			out = append(out, w)
		}
	}
	return append(out, codes...)
}

// Snippet returns text on one line, in pieces, with the beginnings of words that
// the query found marked. If the first hit lies further than lead runes from
// the beginning, it starts a few words before that hit, behind "… ". What lies
// further than about most letters behind the first hit is cut off at a word, with " …".
func Snippet(text, query string, lead, most int) []Piece {
	text = plain.Line(text)
	_, words := split(query) // codes mostly stand in Also
	var out []Piece
	from, first := 0, true
	for i, left := 0, most; i < len(text); {
		if !first {
			if left--; left < 0 && unicode.IsSpace(rune(text[i])) {
				return append(out, Piece{Text: text[from:i] + " …"})
			}
		}
		n := wordLen(text[i:])
		if n == 0 {
			_, size := utf8.DecodeRuneInString(text[i:])
			i += size
			continue
		}
		if hit := hitLen(text[i:i+n], words); hit > 0 {
			before := text[from:i]
			if first {
				before, first = shorten(before, lead), false
			}
			if before != "" {
				out = append(out, Piece{Text: before})
			}
			out = append(out, Piece{Text: text[i : i+hit], Hit: true})
			from = i + hit
		}
		i += n
		if !first {
			left -= n
		}
	}
	if first {
		text = head(text, lead+most)
	}
	if from < len(text) {
		out = append(out, Piece{Text: text[from:]})
	}
	return out
}

// wordLen is the length in bytes of the word at the beginning of s.
func wordLen(s string) int {
	for i, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) && !(i > 0 && (unicode.Is(unicode.M, r) || strings.ContainsRune("’‘ʼ\u200c\u200d", r))) {
			return i
		}
	}
	return len(s)
}

// hitLen is how much of a word the longest matching word of the query takes.
func hitLen(word string, query []string) int {
	folded := plain.Fold(word)
	best := 0
	for _, q := range query {
		if !strings.HasPrefix(folded, q) {
			continue
		}
		n := len(word)
		for i := range word {
			if i > 0 && strings.HasPrefix(plain.Fold(word[:i]), q) {
				n = i
				break
			}
		}
		for n < len(word) { // the marks of its last letter belong to it
			r, size := utf8.DecodeRuneInString(word[n:])
			if !unicode.Is(unicode.M, r) {
				break
			}
			n += size
		}
		best = max(best, n)
	}
	return best
}

// head cuts text at a word after n runes.
func head(text string, n int) string {
	for i, r := range text {
		if n--; n < 0 && unicode.IsSpace(r) {
			return text[:i] + " …"
		}
	}
	return text
}

// shorten leaves the last words of what stands before a hit.
func shorten(before string, lead int) string {
	if utf8.RuneCountInString(before) <= lead {
		return before
	}
	runes := []rune(before)
	tail := string(runes[len(runes)-lead/2:])
	if _, rest, ok := strings.Cut(tail, " "); ok {
		tail = rest
	}
	return "… " + tail
}
