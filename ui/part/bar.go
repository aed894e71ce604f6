package part

import (
	"math"
	"strings"

	"monev/ui/theme"
)

// Bar draws percent (0 … 100, anything else is brought into it, NaN is 0) as
// exactly width cells: █ what is reached, ░ what is missing, │ at each of marks.
// It is full only at 100, and what is below a mark is never drawn beyond it.
func Bar(st *theme.Styles, width int, percent float64, marks ...float64) string {
	return bar(st, width, percent, "", marks)
}

// ThinBar is Bar in glyphs that leave air around them, so that bars below each
// other stay apart: ■■■■■│··.
func ThinBar(st *theme.Styles, width int, percent float64, marks ...float64) string {
	return strings.NewReplacer("█", "■", "░", "·").Replace(bar(st, width, percent, "", marks))
}

// FineBar is Bar with the last reached cell drawn in eighths, so that short bars
// of nearly equal values differ: ███▍░░.
func FineBar(st *theme.Styles, width int, percent float64, marks ...float64) string {
	piece := ""
	if rest := eighths(width, percent); rest > 0 {
		piece = string([]rune(Eighths)[rest-1])
	}
	return bar(st, width, percent, piece, marks)
}

// Eighths are the glyphs of a part of a cell, from one eighth to seven.
const Eighths = "▏▎▍▌▋▊▉"

func bar(st *theme.Styles, width int, percent float64, piece string, marks []float64) string {
	if width < 1 {
		return ""
	}
	full := cellsOf(width, percent)
	at := make(map[int]bool, len(marks))
	for _, m := range marks {
		at[min(cellsOf(width, m), width-1)] = true
	}
	var b strings.Builder
	for i := 0; i < width; {
		switch {
		case at[i]:
			b.WriteString(paint(st.Mark, "│"))
			i++
			continue
		case i == full && piece != "":
			b.WriteString(paint(st.BarOn, piece))
			i++
			continue
		}
		j := i + 1
		for j < width && !at[j] && (j < full) == (i < full) && (j != full || piece == "") {
			j++
		}
		if i < full {
			b.WriteString(paint(st.BarOn, strings.Repeat("█", j-i)))
		} else {
			b.WriteString(paint(st.BarOff, strings.Repeat("░", j-i)))
		}
		i = j
	}
	return b.String()
}

// eighths is how much of the first cell that is not full is reached.
func eighths(width int, percent float64) int {
	return cellsOf(width*8, percent) - 8*cellsOf(width, percent)
}

func cellsOf(width int, percent float64) int {
	if math.IsNaN(percent) || percent <= 0 {
		return 0
	}
	// the small addition undoes what 0.1+0.2 does
	return min(width, int(math.Min(percent, 100)*float64(width)/100+1e-9))
}
