package part

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

func (l *List) rowHeight(i int) int { return max(1, len(l.row(i).Lines)) }

// hints tells whether there is room for the lines that say how much more
// there is.
func (l *List) hints() bool { return l.h >= 4 }

// room is the number of lines for rows when both hints are shown.
func (l *List) room() int {
	if l.hints() {
		return l.h - 2
	}
	return max(1, l.h)
}

// reveal moves top so that the selected row is seen, and the headers right
// above it if they fit.
func (l *List) reveal() {
	if l.sel < 0 || l.h < 1 {
		return
	}
	high := l.rowHeight(l.sel)
	l.skip = min(l.skip, max(0, high-l.room()))
	first := l.sel // with the headers above it
	for used := high; first > 0 && l.src.Row(first-1, l.RowWidth()).Header; first-- {
		if used += l.rowHeight(first - 1); used > l.room() {
			break
		}
	}
	if first < l.top {
		l.top = first
	}
	// lines from the end of the selected row upwards
	lowest, used := l.sel, high-l.skip
	for lowest > l.top && used+l.rowHeight(lowest-1) <= l.roomFrom(lowest-1) {
		lowest--
		used += l.rowHeight(lowest)
	}
	l.top = lowest
	if l.skip > 0 {
		l.top = l.sel
		return
	}
	// do not leave lines empty at the end; rows enough are lines enough, without
	// drawing them
	for l.top > 0 && l.src.Len()-l.top < l.h {
		lines := 0
		for i := l.top - 1; i < l.src.Len() && lines <= l.h; i++ {
			lines += l.rowHeight(i)
		}
		room := l.h
		if l.hints() && l.top-1 > 0 {
			room--
		}
		if lines > room {
			break
		}
		l.top--
	}
}

// roomFrom is the number of lines sure to be there for rows if i is the first.
func (l *List) roomFrom(i int) int {
	if i == 0 && l.hints() {
		return l.h - 1
	}
	return l.room()
}

func (l *List) skipped(i int) int {
	if i == l.sel {
		return l.skip
	}
	return 0
}

// placed is one line of the view: a line of a row, or a hint (row -1).
type placed struct {
	row    int
	text   string
	header bool // of a row that cannot be selected
}

func (l *List) layout() []placed {
	n := l.src.Len()
	if l.h < 1 || n == 0 {
		return nil
	}
	var out []placed
	room := l.h
	if above := l.top + min(1, l.skipped(l.top)); above > 0 && l.hints() {
		out = append(out, placed{row: -1, text: "  ↑ " + number(above) + " lagi"})
		room--
	}
	lines := make([]placed, 0, room+1)
	more := 0 // rows not drawn at all or not in full
	i := l.top
	for ; i < n && len(lines) <= room; i++ {
		r := l.row(i)
		if len(r.Lines) == 0 {
			r.Lines = []string{""}
		}
		for _, t := range r.Lines[min(l.skipped(i), len(r.Lines)-1):] {
			lines = append(lines, placed{i, t, r.Header})
		}
	}
	more = n - i
	if len(lines) > room || more > 0 {
		if l.hints() {
			room--
		}
		if len(lines) > room {
			more += lines[len(lines)-1].row - lines[room].row + 1
			lines = lines[:room]
		}
		if l.hints() {
			lines = append(lines, placed{row: -1, text: "  ↓ " + number(more) + " lagi"})
		}
	}
	return append(out, lines...)
}

// View draws the list in at most the lines and cells of SetSize. It asks the
// source only for the rows it draws.
func (l *List) View() string {
	if l.h < 1 || l.w < 1 {
		return ""
	}
	if l.src.Len() == 0 {
		lines := Wrap(l.Empty, max(l.RowWidth(), 1)) // as far in as the rows, and no further
		for i := range lines {
			lines[i] = "  " + paint(l.st.Muted, lines[i])
		}
		return strings.Join(crop(lines, l.w, l.h), "\n")
	}
	var b strings.Builder
	first := true
	for i, p := range l.layout() {
		if i > 0 {
			b.WriteByte('\n')
		}
		switch {
		case p.row < 0:
			b.WriteString(paint(l.st.Muted, Cut(p.text, l.w)))
		case p.row != l.sel:
			if p.header {
				b.WriteString(Cut(p.text, l.w))
			} else {
				b.WriteString(Cut("  "+p.text, l.w))
			}
		default:
			mark := "  "
			if first {
				mark = "▸ "
			}
			first = false
			if l.Blurred {
				b.WriteString(Cut(paint(l.st.Cursor, mark)+p.text, l.w))
				continue
			}
			// colours within the line would end the selected one
			b.WriteString(paint(l.st.Selected, Fit(mark+ansi.Strip(p.text), l.w)))
		}
	}
	return b.String()
}
