package part

import (
	"strings"

	"charm.land/lipgloss/v2"

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
	// Drop says which columns go first when a line is too narrow: the highest
	// goes first, 0 never goes.
	Drop int
	// Style paints the cut and filled text; nil leaves it as it is.
	Style *lipgloss.Style
}

// flexMin is what a flexible column needs before another one is dropped.
const flexMin = 12

// Columns lays cells out on one line of at most width cells, two blanks
// between them. Lines made with the same widths and the same Drop align,
// whatever their texts: which columns are dropped depends on widths only. Text
// longer than its column ends in …. Blanks at the end of the line are not
// written.
func Columns(width int, cells ...Cell) string {
	const gap = 2
	on := make([]bool, len(cells))
	for i := range on {
		on[i] = true
	}
	fixed, flex := 0, 0
	for {
		fixed, flex = 0, 0
		n, worst := 0, -1
		for i, c := range cells {
			if !on[i] {
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
		fixed += gap * max(0, n-1)
		if fixed+flex*flexMin <= width || worst < 0 {
			break
		}
		on[worst] = false
	}
	left := max(0, width-fixed)
	var b strings.Builder
	room, first := width, true
	for i, c := range cells {
		if !on[i] {
			continue
		}
		if !first {
			if room <= gap {
				break
			}
			b.WriteString(blanks(gap))
			room -= gap
		}
		first = false
		w := c.Width
		if w <= 0 {
			w = left / flex
			left -= w
			flex--
		}
		w = min(w, room)
		room -= w
		text := Fit(c.Text, w)
		if c.Right {
			text = right(c.Text, w)
		}
		if c.Style != nil {
			text = paint(*c.Style, text)
		}
		b.WriteString(text)
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
// right. Below 110 cells there is one column: ok is false and left is width.
func PaneWidths(width int) (left, right int, ok bool) {
	if width < paneMin {
		return max(0, width), 0, false
	}
	left = width * 55 / 100
	return left, width - left - 3, true
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
