// Package part holds what screens are put together from: stage bar, progress
// bar, list, form, tabs, columns, block digits. Parts draw and take input;
// they keep no domain state, do no I/O and return no timers.
//
// Every part measures in terminal cells as github.com/charmbracelet/x/ansi
// does, and never draws outside the size it was given. Text from outside must
// have gone through internal/plain; parts clean again what is typed and pasted.
package part

import (
	"strings"
	"unicode/utf8"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// next returns the first piece of s: an escape sequence or control (width 0,
// code true) or a grapheme cluster.
func next(s string) (piece string, width int, code bool) {
	c := s[0]
	switch {
	case c == 0x1b:
		if n := sgrLen(s); n > 0 {
			return s[:n], 0, true
		}
		_, _, n, _ := ansi.DecodeSequence(s, 0, nil)
		if n < 1 {
			n = 1
		}
		return s[:n], 0, true
	case c < 0x20 || c == 0x7f:
		return s[:1], 0, true
	case c < 0x80 && (len(s) == 1 || s[1] < 0x80):
		return s[:1], 1, false
	}
	g, w := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
	return g, w, false
}

// Width is how many cells s takes on one line: ansi.StringWidth, but quick for what
// most texts are made of. A screen measures some thousand pieces for every key.
func Width(s string) int {
	w := 0
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c >= 0x20 && c < 0x7f && (i+1 == len(s) || s[i+1] < 0x80):
			i, w = i+1, w+1
		case c == 0x1b:
			n := sgrLen(s[i:])
			if n == 0 {
				return w + ansi.StringWidth(s[i:])
			}
			i += n
		case c < 0x20 || c == 0x7f:
			return w + ansi.StringWidth(s[i:])
		default:
			if r, n := utf8.DecodeRuneInString(s[i:]); r == utf8.RuneError && n < 2 {
				return w + ansi.StringWidth(s[i:])
			}
			g, gw := ansi.FirstGraphemeCluster(s[i:], ansi.GraphemeWidth)
			i, w = i+len(g), w+gw
		}
	}
	return w
}

// sgrLen is the length of the style sequence that s begins with, 0 if it begins with
// something else or with a sequence of other signs than digits and ; and :.
func sgrLen(s string) int {
	if len(s) < 3 || s[1] != '[' {
		return 0
	}
	for i := 2; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= ';': // digits, : and ;
		case c == 'm':
			return i + 1
		default:
			return 0
		}
	}
	return 0
}

// Cut returns s in at most width cells; if something had to go, it ends in …
// and styles that were on are switched off. Line breaks, other controls and
// escape sequences that do not set a style are dropped.
func Cut(s string, width int) string {
	if width < 1 {
		return ""
	}
	if fits(s, width) {
		return s
	}
	var b strings.Builder
	at, keep := 0, 0 // cells so far; bytes of b that leave room for …
	styled := false
	for i := 0; i < len(s); {
		p, w, code := next(s[i:])
		i += len(p)
		if code {
			if sgr(p) {
				styled = true
				b.WriteString(p)
				if at <= width-1 {
					keep = b.Len()
				}
			}
			continue
		}
		if at+w > width {
			out := b.String()[:keep] + "…"
			if styled {
				out += ansi.ResetStyle
			}
			return out
		}
		at += w
		b.WriteString(p)
		if at <= width-1 {
			keep = b.Len()
		}
	}
	return b.String()
}

// fits tells whether s is one line without controls of at most width cells.
func fits(s string, width int) bool {
	at := 0
	for i := 0; i < len(s); {
		p, w, code := next(s[i:])
		if code && !sgr(p) {
			return false
		}
		i += len(p)
		if at += w; at > width {
			return false
		}
	}
	return true
}

// Fit returns s in exactly width cells: cut with … or filled with blanks.
func Fit(s string, width int) string {
	s = Cut(s, width)
	s += blanks(width - Width(s))
	// a sign that joins what follows (Arabic number signs) swallows a blank
	for range 4 {
		missing := width - Width(s)
		if missing <= 0 {
			break
		}
		s += blanks(missing)
	}
	return s
}

// right is Fit with the blanks on the left.
func right(s string, width int) string {
	s = Cut(s, width)
	return blanks(width-Width(s)) + s
}

func blanks(n int) string {
	if n < 1 {
		return ""
	}
	return strings.Repeat(" ", n)
}

// Wrap breaks text into lines of at most width cells, at blanks where it can,
// within a word that is longer than a line where it must. Line breaks in text
// stay; blanks at a break go, and a middle dot between blanks there with them. A
// style that is on at a break is switched off at
// the end of the line and on again on the next one, so that each line can be
// drawn alone. Wrap returns at least one line; width below 1 counts as 1, and a
// character wider than the line becomes ….
func Wrap(text string, width int) []string {
	if width < 1 {
		width = 1
	}
	var out []string
	on := "" // style sequences since the last reset
	for {
		para, rest, more := strings.Cut(text, "\n")
		out, on = wrapLine(out, para, width, on)
		if !more {
			return out
		}
		text = rest
	}
}

// Hang puts mark before the first of lines and sets the others in below it.
func Hang(mark string, lines []string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = mark + l
		if i == 0 {
			mark = blanks(Width(mark))
		}
	}
	return out
}

// HangText is Hang of text wrapped so that it fits into width cells, but never
// narrower than ten.
func HangText(mark, text string, width int) []string {
	return Hang(mark, Wrap(text, max(width-Width(mark), 10)))
}

func wrapLine(out []string, s string, width int, on string) ([]string, string) {
	var line, word strings.Builder
	line.WriteString(on)
	lineW, wordW, gap := 0, 0, 0 // gap: cells between line and word, blanks
	dot := -1                    // and one middle dot behind so many blanks, -1 if none
	lead := true                 // nothing but blanks so far: an indent, kept
	lineOn := on                 // styles on at the end of line
	flush := func() {
		l := line.String()
		if lineOn != "" {
			l += ansi.ResetStyle
		}
		out = append(out, l)
		line.Reset()
		line.WriteString(lineOn)
		lineW, gap, dot = 0, 0, -1
	}
	between := func() {
		if dot < 0 {
			line.WriteString(blanks(gap))
		} else {
			line.WriteString(blanks(dot) + middleDot + blanks(gap-dot-1))
		}
		lineW += gap
		gap, dot = 0, -1
	}
	join := func() { // word goes onto line
		if wordW > 0 {
			between()
			lineW += wordW
			wordW = 0
		}
		line.WriteString(word.String())
		word.Reset()
		lineOn = on
	}
	for i := 0; i < len(s); {
		p, w, code := next(s[i:])
		i += len(p)
		switch {
		case code && sgr(p):
			if p == ansi.ResetStyle || p == "\x1b[0m" {
				on = ""
			} else {
				on += p
			}
			word.WriteString(p)
			continue
		case code:
			continue
		case p == " ":
			if wordW > 0 {
				join()
			}
			if lineW > 0 || lead && lineW+gap < width-1 {
				gap++
			}
			continue
		case p == middleDot && word.Len() == 0 && lineW > 0 && gap > 0 && dot < 0 && (i == len(s) || s[i] == ' '):
			dot, gap = gap, gap+1
			continue
		}
		lead = false
		if w > width {
			p, w = "…", 1
		}
		if lineW > 0 && lineW+gap+wordW+w > width {
			flush()
		}
		if gap+wordW+w > width { // a word longer than a line
			if lineW == 0 && wordW == 0 {
				gap, dot = 0, -1
			} else {
				join()
				flush()
			}
		}
		word.WriteString(p)
		wordW += w
	}
	join()
	lineOn = on
	if dot >= 0 && lineW+gap <= width { // it ends the text
		gap = dot + 1
		between()
	}
	flush()
	return out, on
}

// middleDot stands between facts on a line.
const middleDot = "·"

// Pieces writes pieces one after the other on lines of w cells, sep between
// them; a line breaks only between pieces, unless one is longer than a line. A
// middle dot at a break goes.
func Pieces(sep string, w int, pieces ...string) []string {
	end := strings.TrimSuffix(strings.TrimRight(sep, " "), " "+middleDot)
	var out []string
	line := ""
	for i, p := range pieces {
		tail := ""
		if i < len(pieces)-1 {
			tail = end
		}
		if line != "" && Width(line+sep[len(end):]+p+tail) > w {
			out = append(out, Wrap(line, w)...)
			line = ""
		}
		if line != "" {
			line += sep[len(end):]
		}
		line += p + tail
	}
	return append(out, Wrap(line, w)...)
}

// WrapPieces is Wrap of a text whose facts have middle dots between them: it breaks
// there where it can.
func WrapPieces(text string, w int) []string {
	var out []string
	for para := range strings.SplitSeq(text, "\n") {
		out = append(out, Pieces(" · ", w, strings.Split(para, " · ")...)...)
	}
	return out
}

// CutPieces is Cut of pieces with middle dots between them: those that have no room
// go whole, except the first.
func CutPieces(text string, w int) string {
	const sep = " " + middleDot + " "
	if Width(text) <= w {
		return text
	}
	all := strings.Split(text, sep)
	for n := len(all) - 1; n > 0; n-- {
		if s := strings.Join(all[:n], sep) + " …"; Width(s) <= w {
			return s
		}
	}
	return Cut(text, w)
}

// Flow writes text behind mark on lines of w cells; the lines below begin at cell
// in, so that a mark of many columns leaves them room. If the first word has no room
// behind mark, all of text stands below.
func Flow(mark, text string, in, w int) []string {
	mw := Width(mark)
	in = min(in, mw)
	room := max(w-in, 10)
	word, _, _ := strings.Cut(text, " ")
	if mw-in+Width(word) > room {
		return append([]string{strings.TrimRight(mark, " ")}, Hang(blanks(in), Wrap(text, room))...)
	}
	hold := strings.Repeat("\u00a0", mw-in) // blanks that stay with the first word
	out := Hang(blanks(in), Wrap(hold+text, room))
	out[0] = mark + strings.TrimPrefix(out[0], blanks(in)+hold)
	return out
}

// sgr reports a sequence that sets colours or attributes: the only ones parts
// let through.
func sgr(p string) bool {
	return strings.HasPrefix(p, "\x1b[") && strings.HasSuffix(p, "m") &&
		strings.Trim(p[2:len(p)-1], "0123456789;:") == ""
}

// paint renders a single line in a style; it never changes its width.
func paint(st lipgloss.Style, s string) string {
	if s == "" {
		return ""
	}
	if st.GetUnderline() || st.GetStrikethrough() {
		// lipgloss underlines rune by rune, which tears clusters apart and
		// makes them wider
		on, off, _ := strings.Cut(st.Render("x"), "x")
		return on + s + off
	}
	return st.Render(s)
}

// PaintLines renders each of lines in a style, in place, and returns them.
func PaintLines(st lipgloss.Style, lines []string) []string {
	for i := range lines {
		lines[i] = paint(st, lines[i])
	}
	return lines
}

// crop returns the first h lines of lines, each cut to width.
func crop(lines []string, width, h int) []string {
	if h < 0 {
		h = 0
	}
	if len(lines) > h {
		lines = lines[:h]
	}
	for i, l := range lines {
		lines[i] = Cut(l, width)
	}
	return lines
}
