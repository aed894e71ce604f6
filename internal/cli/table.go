package cli

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"monev/internal/plain"
)

// table prints cells in aligned columns with two blanks between them.
type table struct{ rows [][]string }

func (t *table) row(cells ...string) {
	for i, c := range cells {
		clean := strings.TrimRight(plain.Inline(c), " ")
		cells[i] = clean
	}
	t.rows = append(t.rows, cells)
}

func (t *table) print(w io.Writer) {
	var width []int
	for _, r := range t.rows {
		for i, c := range r {
			if i == len(width) {
				width = append(width, 0)
			}
			width[i] = max(width[i], utf8.RuneCountInString(c))
		}
	}
	for _, r := range t.rows {
		var b strings.Builder
		for i, c := range r {
			b.WriteString(c)
			if i < len(r)-1 {
				b.WriteString(strings.Repeat(" ", width[i]-utf8.RuneCountInString(c)+2))
			}
		}
		fmt.Fprintln(w, strings.TrimRight(b.String(), " "))
	}
}
