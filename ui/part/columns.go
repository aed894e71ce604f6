package part

import (
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"monev/ui/theme"
)

// A Cell is one column of a line laid out by Columns.
type Cell struct {
	Text string // one line, plain or styled
	// Width is the column's size; 0 means flexible: such columns share what is
	// left in equal parts.
	Width int
	// Right sets the text at the right edge of its column: figures.
	Right bool
	// Hang is how far further lines of a flexible column's text are set in, as many
	// cells as a number before it takes.
	Hang int
	// Drop says which columns go first when a line is too narrow: the highest
	// goes first, 0 never goes.
	Drop int
	// Style paints the cut and filled text; nil leaves it as it is.
	Style *lipgloss.Style
}

// flexMin is what a flexible column needs before another one is dropped: two
// or three words.
const flexMin = 15

// columnGap is what stays free between two columns.
const columnGap = 2

// Columns lays cells out on one line of at most width cells, two blanks
// between them. Lines made with the same widths and the same Drop align,
// whatever their texts: which columns are dropped depends on widths only. Text
// longer than its column ends in …. Blanks at the end of the line are not
// written.
func Columns(width int, cells ...Cell) string {
	return columnLine(columnWidths(width, cells), func(i, w int) string {
		c := cells[i]
		text := Fit(c.Text, w)
		if c.Right {
			text = right(c.Text, w)
		}
		if c.Style != nil {
			text = paint(*c.Style, text)
		}
		return text
	})
}

// Rows lays cells out as Columns does, on as many lines as the texts of the
// flexible columns need, at most most: these are wrapped, and cut at the end only. A text with Hang begins
// with that many plain cells.
func Rows(width, most int, cells ...Cell) []string {
	widths := columnWidths(width, cells)
	texts := make([][]string, len(cells))
	most = max(most, 1)
	n := 1
	for i, c := range cells {
		if c.Width <= 0 && widths[i] > 0 {
			mark := ansi.Truncate(c.Text, c.Hang, "")
			texts[i] = Hang(mark, Wrap(c.Text[len(mark):], widths[i]-c.Hang))
			if t := texts[i]; len(t) > most {
				for y := most; y < len(t); y++ {
					t[most-1] += " " + strings.TrimLeft(t[y], " ")
				}
				t[most-1] = Cut(t[most-1], widths[i])
				texts[i] = t[:most]
			}
			n = max(n, len(texts[i]))
		}
	}
	if n == 1 {
		return []string{Columns(width, cells...)}
	}
	out := make([]string, n)
	for y := range out {
		line := append([]Cell(nil), cells...)
		for i := range line {
			switch {
			case y < len(texts[i]):
				line[i].Text = texts[i][y]
			case texts[i] != nil || y > 0:
				line[i].Text = ""
			}
		}
		out[y] = Columns(width, line...)
	}
	return out
}

// columnWidths is how many cells each column has on a line, -1 for one that is
// dropped.
func columnWidths(width int, cells []Cell) []int {
	out := make([]int, len(cells))
	fixed, flex := 0, 0
	for {
		fixed, flex = 0, 0
		n, worst := 0, -1
		for i, c := range cells {
			if out[i] < 0 {
				continue
			}
			n++
			if c.Width > 0 {
				fixed += c.Width
			} else {
				flex++
			}
			if c.Drop > 0 && (worst < 0 || c.Drop >= cells[worst].Drop) {
				worst = i
			}
		}
		fixed += columnGap * max(0, n-1)
		if fixed+flex*flexMin <= width || worst < 0 {
			break
		}
		out[worst] = -1
	}
	left, room, first := max(0, width-fixed), width, true
	for i, c := range cells {
		if out[i] < 0 {
			continue
		}
		if !first {
			room -= columnGap
		}
		first = false
		w := c.Width
		if w <= 0 {
			w = left / flex
			left -= w
			flex--
		}
		out[i] = min(w, max(room, 0))
		room -= out[i]
	}
	return out
}

// columnLine puts what text gives for each column beside each other. A column
// for which there is no room ends the line.
func columnLine(widths []int, text func(i, w int) string) string {
	var b strings.Builder
	first := true
	for i, w := range widths {
		if w < 0 {
			continue
		}
		if !first {
			if w == 0 {
				break
			}
			b.WriteString(blanks(columnGap))
		}
		first = false
		b.WriteString(text(i, w))
	}
	return strings.TrimRight(b.String(), " ")
}

// Two puts left and right on one line of at most width cells, right at its
// end, at least one blank between them. If both do not fit, left is cut first,
// down to nothing; then right.
func Two(width int, left, rightText string) string {
	if width < 1 {
		return ""
	}
	rw := Width(rightText)
	if rw == 0 {
		return Cut(left, width)
	}
	if rw >= width {
		return Cut(rightText, width)
	}
	left = Cut(left, width-rw-1)
	return left + blanks(width-rw-Width(left)) + Cut(rightText, width)
}

// paneMin is the width from which a screen gets two columns.
const paneMin = 110

// PaneWidths divides width for a list on the left and the thing in full on the
// right, the last cell left free. Below 110 cells there is one column: ok is false
// and left is width.
func PaneWidths(width int) (left, right int, ok bool) {
	if width < paneMin {
		return max(0, width), 0, false
	}
	left = width * 55 / 100
	return left, width - left - 4, true
}

// Pane draws left and right beside each other with a rule between them, in the
// widths of PaneWidths, exactly height lines. Where there is room for one
// column only, right is not drawn.
func Pane(st *theme.Styles, width, height int, left, rightText string) string {
	lw, rw, ok := PaneWidths(width)
	l, r := strings.Split(left, "\n"), strings.Split(rightText, "\n")
	out := make([]string, 0, max(0, height))
	rule := paint(st.Rule, "│")
	for i := 0; i < height; i++ {
		a, b := "", ""
		if i < len(l) {
			a = l[i]
		}
		if i < len(r) {
			b = r[i]
		}
		if !ok {
			out = append(out, Cut(a, lw))
			continue
		}
		out = append(out, strings.TrimRight(Fit(a, lw)+" "+rule+" "+Cut(b, rw), " "))
	}
	return strings.Join(out, "\n")
}
