package exchange

import (
	"fmt"
	"strings"

	"monev/internal/monev"
)

// Problems collects what is wrong with a file, so that the user need not find
// one fault after the other.
type Problems struct {
	field   string
	reasons []string
}

// Add adds a fault: a sentence without its full stop. The field of the first one
// becomes the field of the refusal.
func (p *Problems) Add(field, format string, args ...any) {
	if len(p.reasons) == 0 {
		p.field = field
	}
	p.reasons = append(p.reasons, fmt.Sprintf(format, args...))
}

// Len is how many there are.
func (p *Problems) Len() int { return len(p.reasons) }

// Field is the field of the first fault, "" if there is none.
func (p *Problems) Field() string { return p.field }

// Err is nil, or a *monev.Refusal with the first three and how many more.
func (p *Problems) Err() error {
	const most = 3
	n := len(p.reasons)
	if n == 0 {
		return nil
	}
	text := strings.Join(p.reasons[:min(n, most)], ". ") + "."
	if n > most {
		text += fmt.Sprintf(" Masih ada %d kesalahan lain.", n-most)
	}
	return monev.Refuse(p.field, "%s", text)
}
