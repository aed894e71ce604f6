package tanggal

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// What a Refusal is about, the first word of its sentence.
const (
	whatDate    = "Tanggal"
	whatDue     = "Tenggat"
	whatClock   = "Jam"
	whatZone    = "Zona waktu"
	whatNumber  = "Angka"
	whatPercent = "Persentase"
	whatRoman   = "Angka Romawi"
)

// quoteMax is the greatest number of characters of the input a Refusal keeps.
const quoteMax = 40

// Refusal is the error of everything in this package that reads text. Each
// field is safe to print: Input holds at most 40 characters of what was typed,
// without control or other unprintable characters, ending in … when cut.
type Refusal struct {
	Input    string   // what was typed, shortened and cleaned
	Reason   string   // why it is refused, Indonesian, no final full stop
	Examples []string // what to write instead; for ParseDue each is accepted with the same today
	What     string   // what was being read, such as "Tenggat"; empty reads as "Isian"
}

// Error returns one Indonesian sentence: the input, the reason, and what to
// write instead.
func (r *Refusal) Error() string {
	var b strings.Builder
	if r.What == "" {
		b.WriteString("Isian")
	} else {
		b.WriteString(r.What)
	}
	if in := clip(r.Input); strings.TrimSpace(in) != "" {
		b.WriteString(` "` + in + `"`)
	}
	b.WriteString(" tidak dapat dipakai: " + r.Reason)
	for i, e := range r.Examples {
		switch {
		case i == 0:
			b.WriteString("; tulis misalnya ")
		case i == len(r.Examples)-1:
			b.WriteString(" atau ")
		default:
			b.WriteString(", ")
		}
		b.WriteString(`"` + e + `"`)
	}
	b.WriteString(".")
	return b.String()
}

func refuse(what, input, reason string, examples ...string) *Refusal {
	return &Refusal{Input: clip(input), Reason: reason, Examples: examples, What: what}
}

// clip drops unprintable characters, turns every space into a plain one and
// cuts to quoteMax characters. It looks at a bounded part of s only, and
// clipping twice is the same as clipping once.
func clip(s string) string {
	const look = 1024
	cut := len(s) > look
	if cut {
		s = s[:look]
	}
	out := make([]rune, 0, quoteMax)
	for i, w := 0, 0; i < len(s); i += w {
		r, n := utf8.DecodeRuneInString(s[i:])
		w = n
		switch {
		case r == utf8.RuneError && n <= 1:
			continue
		case unicode.IsSpace(r):
			r = ' '
		case !unicode.IsPrint(r):
			continue
		}
		if len(out) == quoteMax {
			cut = true
			break
		}
		out = append(out, r)
	}
	if cut {
		out = append(out[:min(len(out), quoteMax-1)], '…')
	}
	return string(out)
}
