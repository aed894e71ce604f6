package part

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"monev/internal/plain"
)

// A buffer is text with a caret, wrapped to a width. It is what the
// typed fields of Form are made of. Each paragraph (text between line breaks)
// is wrapped once per width and change, so that a key costs one paragraph.
//
// The text is always what plain.Text (or plain.Inline for one line) returns,
// and the caret always stands between two grapheme clusters.
type buffer struct {
	multi bool // line breaks allowed
	paras []string
	wraps []wrapping // beside paras
	p, at int        // caret: paragraph, byte in it
	goal  int        // column kept while moving up and down, -1 none
	w     int        // width wrapped to
	top   int        // first row drawn
	n     int        // runes, line breaks included
}

// wrapping is where the rows of a paragraph start; valid for one width.
type wrapping struct {
	width  int
	starts []int
}

func newBuffer(multi bool, text string) buffer {
	b := buffer{multi: multi, w: 60}
	b.set(text)
	return b
}

func (b *buffer) cleaned(s string) string {
	if b.multi {
		return plain.Text(s)
	}
	return plain.Inline(s)
}

// set replaces everything and puts the caret at the end.
func (b *buffer) set(text string) {
	text = b.cleaned(text)
	b.paras = strings.Split(text, "\n")
	b.wraps = make([]wrapping, len(b.paras))
	b.n = utf8.RuneCountInString(text)
	b.p = len(b.paras) - 1
	b.at = len(b.paras[b.p])
	b.goal, b.top = -1, 0
}

func (b *buffer) text() string {
	if len(b.paras) == 1 {
		return b.paras[0]
	}
	return strings.Join(b.paras, "\n")
}

func (b *buffer) empty() bool { return b.n == 0 }

// offset is the caret as a byte of text().
func (b *buffer) offset() int {
	n := b.at
	for _, s := range b.paras[:b.p] {
		n += len(s) + 1
	}
	return n
}

// setOffset puts the caret at a byte of text(), or the nearest place it may
// stand at.
func (b *buffer) setOffset(n int) {
	b.goal = -1
	b.p = 0
	for b.p < len(b.paras)-1 && n > len(b.paras[b.p]) {
		n -= len(b.paras[b.p]) + 1
		b.p++
	}
	b.at = snap(b.paras[b.p], min(max(n, 0), len(b.paras[b.p])))
}

// change puts s in place of para p and the caret at its byte at.
func (b *buffer) change(p int, s string, at int) {
	b.n += utf8.RuneCountInString(s) - utf8.RuneCountInString(b.paras[p])
	b.paras[p] = s
	b.wraps[p] = wrapping{}
	b.p, b.at, b.goal = p, snap(s, min(at, len(s))), -1
}

// splice joins head and tail of a paragraph after something between them
// changed; a mark may meet another letter there.
func (b *buffer) splice(p int, head, tail string) {
	s := plain.Inline(head + tail)
	at := len(head)
	if len(s) != len(head)+len(tail) || s[:min(at, len(s))] != head {
		at = len(plain.Inline(head))
	}
	b.change(p, s, at)
}

// insert puts s, already cleaned, at the caret.
func (b *buffer) insert(s string) {
	cur := b.paras[b.p]
	head, tail := cur[:b.at], cur[b.at:]
	if !strings.Contains(s, "\n") {
		b.splice(b.p, head+s, tail)
		return
	}
	parts := strings.Split(s, "\n")
	last := len(parts) - 1
	for i := 1; i < last; i++ {
		b.n += utf8.RuneCountInString(parts[i])
	}
	b.n += last
	paras := make([]string, 0, len(b.paras)+last)
	paras = append(append(append(paras, b.paras[:b.p+1]...), parts[1:]...), b.paras[b.p+1:]...)
	wraps := make([]wrapping, 0, len(b.wraps)+last)
	wraps = append(append(append(wraps, b.wraps[:b.p+1]...), make([]wrapping, last)...), b.wraps[b.p+1:]...)
	b.paras, b.wraps = paras, wraps
	p := b.p
	b.splice(p, head+parts[0], "")
	// change counts the last part against itself
	b.n += utf8.RuneCountInString(parts[last])
	b.splice(p+last, parts[last], tail)
}

// join puts paragraph p+1 behind p; the caret stands between them.
func (b *buffer) join(p int) {
	tail, head := b.paras[p+1], b.paras[p]
	b.n -= 1 + utf8.RuneCountInString(tail)
	b.paras = append(b.paras[:p+1], b.paras[p+2:]...)
	b.wraps = append(b.wraps[:p+1], b.wraps[p+2:]...)
	b.splice(p, head, tail)
}

// remove takes out bytes from … to of the caret's paragraph.
func (b *buffer) remove(from, to int) {
	s := b.paras[b.p]
	b.splice(b.p, s[:from], s[to:])
}

func (b *buffer) backspace() bool {
	if b.at > 0 {
		b.remove(before(b.paras[b.p], b.at), b.at)
		return true
	}
	if b.p > 0 {
		b.join(b.p - 1)
		return true
	}
	return false
}

func (b *buffer) del() bool {
	s := b.paras[b.p]
	if b.at < len(s) {
		p, _, _ := next(s[b.at:])
		b.remove(b.at, b.at+len(p))
		return true
	}
	if b.p < len(b.paras)-1 {
		b.join(b.p)
		return true
	}
	return false
}

// killWord takes out the word left of the caret.
func (b *buffer) killWord() bool {
	if b.at == 0 {
		return b.backspace()
	}
	b.remove(wordStart(b.paras[b.p], b.at), b.at)
	return true
}

// killHead takes out the paragraph up to the caret.
func (b *buffer) killHead() bool {
	if b.at == 0 {
		return false
	}
	b.remove(0, b.at)
	return true
}

func (b *buffer) left() {
	b.goal = -1
	if b.at > 0 {
		b.at = before(b.paras[b.p], b.at)
	} else if b.p > 0 {
		b.p--
		b.at = len(b.paras[b.p])
	}
}

func (b *buffer) right() {
	b.goal = -1
	if s := b.paras[b.p]; b.at < len(s) {
		p, _, _ := next(s[b.at:])
		b.at += len(p)
	} else if b.p < len(b.paras)-1 {
		b.p, b.at = b.p+1, 0
	}
}

func (b *buffer) wordLeft() {
	if b.at == 0 {
		b.left()
		return
	}
	b.at, b.goal = wordStart(b.paras[b.p], b.at), -1
}

func (b *buffer) wordRight() {
	s := b.paras[b.p]
	if b.at == len(s) {
		b.right()
		return
	}
	b.goal = -1
	i := b.at
	for word := false; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if unicode.IsSpace(r) && word {
			break
		}
		word = word || !unicode.IsSpace(r)
		i += n
	}
	b.at = snap(s, i)
}

// home and end go to the ends of the row, as drawn.
func (b *buffer) home() {
	rows := b.rows(b.p)
	b.at, b.goal = rows[rowOf(rows, b.at)], -1
}

func (b *buffer) end() {
	rows, s := b.rows(b.p), b.paras[b.p]
	b.goal = -1
	if r := rowOf(rows, b.at); r < len(rows)-1 {
		b.at = before(s, rows[r+1])
	} else {
		b.at = len(s)
	}
}

func (b *buffer) first() { b.p, b.at, b.goal = 0, 0, -1 }

func (b *buffer) last() {
	b.p = len(b.paras) - 1
	b.at, b.goal = len(b.paras[b.p]), -1
}

// vertical moves the caret by one row; false if it is at the first or last.
func (b *buffer) vertical(step int) bool {
	rows := b.rows(b.p)
	r := rowOf(rows, b.at)
	if b.goal < 0 {
		b.goal = Width(b.paras[b.p][rows[r]:b.at])
	}
	goal := b.goal
	p := b.p
	switch {
	case step < 0 && r > 0:
		r--
	case step < 0 && p > 0:
		p--
		r = len(b.rows(p)) - 1
	case step > 0 && r < len(rows)-1:
		r++
	case step > 0 && p < len(b.paras)-1:
		p++
		r = 0
	default:
		return false
	}
	b.p, b.at = p, b.inRow(p, r, goal)
	b.goal = goal
	return true
}

// inRow returns the byte of row r of paragraph p nearest to column x.
func (b *buffer) inRow(p, r, x int) int {
	rows, s := b.rows(p), b.paras[p]
	end := len(s)
	if r < len(rows)-1 {
		end = before(s, rows[r+1])
	}
	i := rows[r]
	for col := 0; i < end; {
		g, w, _ := next(s[i:])
		if col += w; col > x {
			break
		}
		i += len(g)
	}
	return i
}

// rows returns where the rows of paragraph p start.
func (b *buffer) rows(p int) []int {
	if w := &b.wraps[p]; w.width != b.w {
		*w = wrapping{b.w, softWrap(b.paras[p], b.w)}
	}
	return b.wraps[p].starts
}

// lay wraps to width and returns the number of rows and the caret's row.
func (b *buffer) lay(width int) (total, caret int) {
	b.w = max(2, width)
	for p := range b.paras {
		rows := b.rows(p)
		if p == b.p {
			caret = total + rowOf(rows, b.at)
		}
		total += len(rows)
	}
	return total, caret
}

// softWrap returns the byte at which each row of s starts. A row takes at most
// width cells with the caret behind it: width-1 of text, and one more only for
// the blank it is broken at.
func softWrap(s string, width int) []int {
	starts := []int{0}
	room := max(1, width-1)
	col, brk, brkCol := 0, -1, 0 // cells in this row; last place after a blank
	for i := 0; i < len(s); {
		g, w, _ := next(s[i:])
		limit := room
		if g == " " {
			limit = width
		}
		if col+w > limit && col > 0 {
			if brk > starts[len(starts)-1] {
				starts = append(starts, brk)
				col -= brkCol
			} else {
				starts = append(starts, i)
				col = 0
			}
			brk = -1
		}
		col += w
		i += len(g)
		if g == " " {
			brk, brkCol = i, col
		}
	}
	if col >= width && len(s) > 0 {
		starts = append(starts, len(s)) // the caret needs a row of its own
	}
	return starts
}

func rowOf(starts []int, at int) int {
	return sort.Search(len(starts), func(i int) bool { return starts[i] > at }) - 1
}

// before returns the start of the grapheme cluster that ends at byte at of s.
func before(s string, at int) int {
	if at < 1 {
		return 0
	}
	if at == 1 || s[at-1] < 0x80 && s[at-2] < 0x80 {
		return at - 1
	}
	i, last := safeStart(s, at), 0
	for i < at {
		last = i
		g, _, _ := next(s[i:])
		i += len(g)
	}
	return last
}

// snap returns the first place from byte at on that is between two clusters.
func snap(s string, at int) int {
	if at >= len(s) || at <= 0 || s[at] < 0x80 && s[at-1] < 0x80 {
		return min(max(at, 0), len(s))
	}
	i := safeStart(s, at)
	for i < at {
		g, _, _ := next(s[i:])
		i += len(g)
	}
	return i
}

// safeStart returns a place before at that is certainly between two clusters:
// between two ASCII characters, or the start.
func safeStart(s string, at int) int {
	for i := min(at, len(s)) - 1; i > 1; i-- {
		if s[i] < 0x80 && s[i-1] < 0x80 {
			return i
		}
	}
	return 0
}

// wordStart returns the start of the word left of byte at.
func wordStart(s string, at int) int {
	word := false
	for at > 0 {
		r, n := utf8.DecodeLastRuneInString(s[:at])
		if unicode.IsSpace(r) && word {
			break
		}
		word = word || !unicode.IsSpace(r)
		at -= n
	}
	return snap(s, at)
}
