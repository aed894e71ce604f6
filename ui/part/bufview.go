package part

import (
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"

	"monev/ui/theme"
)

// look is how a buffer is drawn.
type look struct {
	text, caret lipgloss.Style
	focused     bool
	hint        string // shown while there is no text
	hintStyle   lipgloss.Style
	written     lipgloss.Style // the text itself, text without what is marked
	secret      bool           // dots are drawn for it
}

func fieldLook(st *theme.Styles, focused bool, hint string, whole bool) look {
	l := look{text: st.Text, caret: st.Caret, focused: focused, hint: hint, hintStyle: st.Placeholder}
	if focused {
		l.text = st.Field
	}
	if l.written = l.text; whole {
		l.written = st.Selected
	}
	return l
}

// view draws at most h rows of width cells, those around the caret if it is
// focused, and returns the line the caret is on (-1 if not drawn). A focused
// buffer fills its rows, so that its background shows where one can type.
func (b *buffer) view(lk look, width, h int) (lines []string, caret int) {
	if width < 1 || h < 1 {
		return nil, -1
	}
	total, at := b.lay(width)
	h = min(h, total)
	if !lk.focused {
		lines = b.slice(lk, width, 0, h, -1)
		if total > h && h > 0 {
			last := strings.TrimRight(b.rowText(h-1), " ")
			if lk.secret {
				last = dots(last)
			}
			if Width(last) > width-2 {
				last = strings.TrimSuffix(Cut(last, max(1, width-1)), "…") // one … for both
			}
			lines[h-1] = paint(lk.text, Cut(strings.TrimRight(last, " …")+" …", width))
		}
		if b.empty() {
			lines[0] = paint(lk.hintStyle, Cut(lk.hint, width))
		}
		return lines, -1
	}
	b.top = min(max(b.top, at-h+1), at)
	b.top = max(0, min(b.top, total-h))
	lines = b.slice(lk, width, b.top, h, at)
	if b.empty() && lk.hint != "" {
		first, _, _ := next(lk.hint)
		rest := Fit(lk.hint[len(first):], width-Width(first))
		lines[0] = Cut(paint(lk.caret, first)+paint(lk.hintStyle, rest), width)
	}
	return lines, at - b.top
}

// slice draws rows from … from+h, the caret on row at.
func (b *buffer) slice(lk look, width, from, h, at int) []string {
	lines := make([]string, 0, h)
	row := 0
	for p := range b.paras {
		starts := b.rows(p)
		if row+len(starts) <= from {
			row += len(starts)
			continue
		}
		for r := range starts {
			if row >= from && len(lines) < h {
				c := -1
				if row == at {
					c = b.at - starts[r]
				}
				lines = append(lines, drawRow(lk, b.piece(p, r), width, c))
			}
			row++
		}
		if len(lines) >= h {
			break
		}
	}
	return lines
}

// piece is the text of row r of paragraph p.
func (b *buffer) piece(p, r int) string {
	starts, s := b.rows(p), b.paras[p]
	if r < len(starts)-1 {
		return s[starts[r]:starts[r+1]]
	}
	return s[starts[r]:]
}

// rowText is the text of the n-th row of all.
func (b *buffer) rowText(n int) string {
	for p := range b.paras {
		k := len(b.rows(p))
		if n < k {
			return b.piece(p, n)
		}
		n -= k
	}
	return ""
}

// place puts the caret at column x of the n-th row of all.
func (b *buffer) place(n, x int) {
	for p := range b.paras {
		k := len(b.rows(p))
		if n < k {
			b.p, b.at, b.goal = p, b.inRow(p, n, x), -1
			return
		}
		n -= k
	}
	b.last()
}

// drawRow draws one row; the caret stands at byte c of it, -1 for none.
func drawRow(lk look, s string, width, c int) string {
	if lk.secret {
		if c > 0 && c <= len(s) {
			c = len(dots(s[:c]))
		}
		s = dots(s)
	}
	if !lk.focused {
		return paint(lk.text, Cut(strings.TrimRight(s, " "), width))
	}
	if c < 0 || c > len(s) {
		s = Cut(s, width)
		return paint(lk.written, s) + paint(lk.text, blanks(width-Width(s)))
	}
	under, rest := " ", ""
	if c < len(s) {
		under, _, _ = next(s[c:])
		rest = s[c+len(under):]
		if under == "\u00a0" {
			under = " "
		}
	}
	head := s[:c]
	tail := Fit(rest, max(0, width-Width(head)-Width(under)))
	return Cut(paint(lk.written, head)+paint(lk.caret, under)+paint(lk.text, tail), width)
}

// dots is a dot for each letter of s.
func dots(s string) string {
	n := 0
	for s != "" {
		letter, _, _ := next(s)
		s = s[len(letter):]
		n++
	}
	return strings.Repeat("•", n)
}

// sides describes what of a scrolled buffer is out of sight: "↑ 3 ↓ 12".
func (b *buffer) sides(h int) string {
	total, _ := b.lay(b.w)
	s := ""
	if b.top > 0 {
		s = "↑ " + strconv.Itoa(b.top)
	}
	if below := total - b.top - h; below > 0 {
		s += " ↓ " + strconv.Itoa(below)
	}
	if s != "" {
		s = strings.TrimSpace(s) + " baris"
	}
	return s
}
