package monev

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"monev/internal/plain"
)

// Limits of what one field takes, in characters (runes).
const (
	NameLimit = 200    // names, titles, places
	TextLimit = 20_000 // any free text
)

// LetterheadLimit is how many lines a kop has at most: what the first page has room for.
const LetterheadLimit = 8

// Refusal is input the domain does not take. Nothing was changed.
type Refusal struct {
	Field  string // name of the field as the forms know it; empty if none
	Reason string // one Indonesian sentence for the user
}

// Error is the reason alone: it is shown to the user as it stands.
func (r *Refusal) Error() string { return r.Reason }

// Refuse makes a Refusal for a field.
func Refuse(field, format string, args ...any) *Refusal {
	return &Refusal{Field: field, Reason: fmt.Sprintf(format, args...)}
}

// AsRefusal reports whether err is, or wraps, a Refusal.
func AsRefusal(err error) (*Refusal, bool) {
	var r *Refusal
	ok := errors.As(err, &r)
	return r, ok
}

// line cleans a one-line text and checks its length; what is called label in
// the refusal is the field's Indonesian name.
func line(field, label string, s *string, required bool) error {
	*s = plain.Line(*s)
	return check(field, label, *s, NameLimit, required)
}

// sentence is line with the limit of free text: one line on screen, any length.
func sentence(field, label string, s *string, required bool) error {
	*s = plain.Line(*s)
	return check(field, label, *s, TextLimit, required)
}

// text cleans a text of several lines and checks its length. Blanks and empty
// lines at both ends go, so that a field of blanks counts as empty.
func text(field, label string, s *string, required bool) error {
	*s = strings.TrimSpace(plain.Text(*s))
	return check(field, label, *s, TextLimit, required)
}

func check(field, label, s string, limit int, required bool) error {
	if required && s == "" {
		return Refuse(field, "%s belum diisi.", label)
	}
	if n := utf8.RuneCountInString(s); n > limit {
		return Refuse(field, "%s terlalu panjang: %d huruf, batasnya %d.", label, n, limit)
	}
	return nil
}
