package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"image"
	_ "image/jpeg" // to know pictures before they are drawn
	_ "image/png"
	"strconv"

	"monev/internal/report"
)

// layout turns the blocks of a document into boxes.
type layout struct {
	setter
	d        report.Doc
	size     float64
	frame    frame
	boxes    []box
	after    float64 // room the last block wants below
	breaks   bool    // a page break is due
	headings []report.Heading
	pictures []report.Image
	names    map[[32]byte]int
}

// add puts a box under the others.
func (l *layout) add(b box) {
	if l.breaks {
		b.page, l.breaks = true, false
	}
	l.boxes = append(l.boxes, b)
}

// gap is the room above a block that wants before.
func (l *layout) gap(before float64) float64 {
	g := l.after + before
	l.after = 0
	return g
}

func pt(points float64) float64 { return points * mmPoint }

func (l *layout) width() float64 { return l.frame.right - l.frame.left }

// blocks lays out all blocks.
func (l *layout) blocks() error {
	for i, b := range l.d.Blocks {
		switch v := b.(type) {
		case report.Heading:
			l.heading(v)
		case report.Paragraph:
			l.para(v.Text, paraStyle{align: v.Align, justify: v.Align == report.Natural, keep: v.Keep, after: 4})
		case report.List:
			l.list(v)
		case report.Pairs:
			l.pairs(v)
		case report.Table:
			l.table(v)
		case report.Signatures:
			l.signatures(v)
		case report.PageBreak:
			l.breaks, l.after = true, 0
		case report.Picture:
			l.picture(v)
		case report.Bars:
			l.bars(v)
		case report.Letter:
			l.letter(v)
		case report.Contents:
			l.contents(l.d.Entries(i))
		case report.Space:
			if v.MM > 0 {
				l.add(box{before: l.gap(0) + min(v.MM, l.frame.body()-20), space: true})
			}
		default:
			return fmt.Errorf("pdf: unknown block %T", b)
		}
	}
	return nil
}

// paraStyle is how a paragraph stands. Rooms are points, edges mm.
type paraStyle struct {
	face          face
	size          float64 // the text's if zero
	align         report.Align
	justify, keep bool
	before, after float64
	indent, right float64
	factor        float64 // of the height of a line, 1.1 if zero
	mark          string  // stands at the left of the first line, outside the indent
	color         report.RGB
}

// para lays out a paragraph, a box for each line: no line of it stands alone.
func (l *layout) para(t report.Text, st paraStyle) {
	if st.size == 0 {
		st.size = l.size
	}
	if st.factor == 0 {
		st.factor = 1.1
	}
	high := lead(st.size, st.factor)
	width := l.width() - st.indent - st.right
	lines := l.wrap(l.words(t, st.face), st.size, width)
	for i, ln := range lines {
		b := box{height: high, keep: st.keep && len(lines) < 6}
		if i == 0 {
			b.before = l.gap(pt(st.before))
			if st.mark != "" {
				b.ops = l.draw(b.ops, l.fit(st.mark, st.face, st.size, st.indent+20), 0, 0, st.indent, st.size, high, report.Left, false, st.color)
			}
		}
		if n := len(lines); n > 1 && (i == 0 || i == n-2 || (n == 3 && i < 2)) {
			b.keep = true
		}
		if i == len(lines)-1 {
			b.keep = st.keep
		}
		b.ops = l.draw(b.ops, ln, st.indent, 0, width, st.size, high, st.align, st.justify, st.color)
		l.add(b)
	}
	l.after = pt(st.after)
}

func (l *layout) heading(h report.Heading) {
	st := paraStyle{face: bold, keep: true, before: 12, after: 4, size: l.size + 0.5}
	switch {
	case h.Level <= 0:
		st.size, st.before, st.after, st.align = l.size+2, 3, 8, report.Center
	case h.Level == 2:
		st.size, st.before, st.after = l.size, 10, 3
	case h.Level > 2:
		st.size, st.before, st.after, st.face = l.size, 6, 2, bold|italic
	}
	if h.Align == report.Center {
		st.align = report.Center
	}
	at := len(l.boxes)
	l.para(report.Plain(h.Text), st)
	b := &l.boxes[at]
	b.ops = append(b.ops, op{kind: opHeading, number: len(l.headings)})
	l.headings = append(l.headings, h)
}

const listIndent, pairIndent = 7.0, 6.0

func (l *layout) list(v report.List) {
	indent := listIndent
	if v.Numbered { // from 100 on the numbers want more room
		indent = max(indent, l.markWidth(len(v.Items)))
	}
	for i, it := range v.Items {
		mark := "•"
		if v.Numbered {
			mark = strconv.Itoa(i+1) + "."
		}
		l.para(it.Text, paraStyle{indent: indent, mark: mark, after: 2, keep: len(it.More) > 0})
		for _, t := range it.More {
			l.para(t, paraStyle{indent: indent, after: 2})
		}
	}
	if len(v.Items) > 0 {
		l.after = pt(5)
	}
}

// markWidth is the room in mm that the numbers 1. to n. want.
func (l *layout) markWidth(n int) float64 {
	return l.family.width('0', 0)*float64(len(strconv.Itoa(n)))*l.size*mmPoint/1000 + 2.2
}

// side is text beside other text.
type side struct {
	x, width float64
	texts    []report.Text
	number   bool
	align    report.Align
	face     face
}

// beside lays out texts side by side, line by line, without borders.
func (l *layout) beside(sides []side, before, after float64) {
	type set struct {
		line line
		mark string
	}
	high := lead(l.size, 1.05)
	cols, indents := make([][]set, len(sides)), make([]float64, len(sides))
	most := 0
	for i, s := range sides {
		width := s.width
		if s.number {
			indents[i] = max(pairIndent, l.markWidth(len(s.texts)))
			width -= indents[i]
		}
		for n, t := range s.texts {
			for j, ln := range l.wrap(l.words(t, s.face), l.size, width) {
				x := set{line: ln}
				if s.number && j == 0 {
					x.mark = strconv.Itoa(n+1) + "."
				}
				cols[i] = append(cols[i], x)
			}
		}
		most = max(most, len(cols[i]))
	}
	for n := range max(most, 1) {
		b := box{height: high, keep: most > 1 && (n == 0 || n == most-2)}
		if n == 0 {
			b.before = l.gap(before)
		}
		for i, s := range sides {
			if n >= len(cols[i]) {
				continue
			}
			x, width := s.x, s.width
			if s.number {
				if m := cols[i][n].mark; m != "" {
					b.ops = l.draw(b.ops, l.fit(m, 0, l.size, indents[i]), x, 0, indents[i], l.size, high, report.Left, false, 0)
				}
				x, width = x+indents[i], width-indents[i]
			}
			b.ops = l.draw(b.ops, cols[i][n].line, x, 0, width, l.size, high, s.align, false, 0)
		}
		l.add(b)
	}
	l.after = after
}

func (l *layout) pairs(v report.Pairs) {
	label := min(max(finite(v.Label), 15), l.width()/2)
	for _, r := range v.Rows {
		l.beside([]side{{width: label - 1, texts: []report.Text{report.Plain(r.Label)}}, {x: label, width: 3, texts: []report.Text{report.Plain(":")}},
			{x: label + 3.5, width: l.width() - label - 3.5, texts: r.Values, number: r.Numbered}}, 0, pt(1))
	}
	if len(v.Rows) > 0 {
		l.after = pt(6)
	}
}

func (l *layout) letter(v report.Letter) {
	rows := v.Rows
	if len(rows) == 0 && v.Place != "" {
		rows = []report.Pair{{}}
	}
	const label = 22.0
	right := l.width() * 0.4
	for i, r := range rows {
		sides := []side{{width: label - 1, texts: []report.Text{report.Plain(r.Label)}}, {x: label + 3.5, width: l.width() - right - label - 4.5, texts: r.Values}}
		if r.Label != "" {
			sides = append(sides, side{x: label, width: 3, texts: []report.Text{report.Plain(":")}})
		}
		if i == 0 && v.Place != "" {
			sides = append(sides, side{x: l.width() - right, width: right, texts: []report.Text{report.Plain(v.Place)}, align: report.Right})
		}
		l.beside(sides, 0, pt(1))
	}
	for i, t := range v.To {
		st := paraStyle{factor: 1.05, after: 1}
		if i == 0 {
			st.before = 12
		}
		l.para(t, st)
	}
	if len(rows)+len(v.To) > 0 {
		l.after = pt(9)
	}
}

// contents lists headings with dots to their pages, which are known in the end.
func (l *layout) contents(list []report.Heading) {
	// the entries are the headings of level 1 and 2 that are still to come
	number := len(l.headings)
	rest := l.coming()
	for i, h := range list {
		indent := float64(h.Level-1) * 6
		high := lead(l.size, 1.1)
		width := l.width() - indent - 14
		lines := l.wrap(l.words(report.Plain(h.Text), 0), l.size, width)
		for n, ln := range lines {
			b := box{height: high, keep: n < len(lines)-1 && n < 4}
			if n == 0 {
				b.before = l.gap(pt(2))
			}
			b.ops = l.draw(b.ops, ln, indent, 0, width, l.size, high, report.Left, false, 0)
			target := number + rest[i]
			if n == len(lines)-1 {
				at := base(l.size, high)
				scale := l.size * mmPoint / 1000
				dot := l.family.width('.', 0) * scale
				from, to := indent+ln.width*scale+1.5, l.width()-9
				if k := int((to - from) / dot); k > 0 {
					b.ops = append(b.ops, op{kind: opText, x: to - float64(k)*dot, y: at, size: l.size, text: dots(k)})
				}
				b.ops = append(b.ops, op{kind: opPageOf, x: l.width(), y: at, size: l.size, number: target})
			}
			b.ops = append(b.ops, op{kind: opLink, x: indent, w: l.width() - indent, h: high, number: target})
			l.add(b)
		}
		l.after = pt(1)
	}
	if len(list) > 0 {
		l.after = pt(6)
	}
}

func dots(n int) string { return string(bytes.Repeat([]byte("."), n)) }

// coming counts, for each heading of level 1 and 2 that is not laid out yet, the
// headings before it.
func (l *layout) coming() []int {
	var out []int
	n := 0
	for _, b := range l.d.Blocks {
		h, ok := b.(report.Heading)
		if !ok {
			continue
		}
		if n >= len(l.headings) && (h.Level == 1 || h.Level == 2) {
			out = append(out, n-len(l.headings))
		}
		n++
	}
	return out
}

// take registers an image and returns its number; ok is false if it is none.
func (l *layout) take(i report.Image) (number int, ok bool) {
	if w, _ := i.Fit(1, 1); w == 0 || (i.Type != "png" && i.Type != "jpeg") {
		return 0, false
	}
	sum := sha256.Sum256(i.Data)
	if n, ok := l.names[sum]; ok {
		return n, n >= 0
	}
	if l.names == nil {
		l.names = map[[32]byte]int{}
	}
	if _, kind, err := image.DecodeConfig(bytes.NewReader(i.Data)); err != nil || kind != i.Type {
		l.names[sum] = -1
		return 0, false
	}
	l.names[sum] = len(l.pictures)
	l.pictures = append(l.pictures, i)
	return len(l.pictures) - 1, true
}
