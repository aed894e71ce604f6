package pdf

import (
	"monev/internal/report"
)

const (
	cellEdge = 1.23 // left and right of the text in a cell
	cellRoom = 0.55 // above and below
	thin     = 0.18 // borders
)

// row is one row of a table, set but not placed.
type row struct {
	lines  [][]line
	height float64 // of the text
	most   int     // lines
}

// table lays out a table: a box for each row, a box for each line of a row that
// is taller than half a page.
func (l *layout) table(v report.Table) {
	n := len(v.Columns)
	if n == 0 {
		return
	}
	size := l.d.TableSize(v.Small)
	high := lead(size, 1)
	g := l.grid(v)
	set := func(cells []report.Cell, extra face) row {
		r := row{lines: make([][]line, n)}
		for i, cell := range cells[:min(len(cells), n)] {
			for _, t := range cell {
				r.lines[i] = append(r.lines[i], l.wrap(l.words(t, extra), size, g.x[i+1]-g.x[i]-2*cellEdge)...)
			}
			r.most = max(r.most, len(r.lines[i]))
		}
		r.most = max(r.most, 1)
		r.height = float64(r.most) * high
		return r
	}
	const mostTitle = 10 // lines: no page for the rows would be left
	titles := row{lines: make([][]line, n)}
	for i, c := range v.Columns {
		titles.lines[i] = l.few(mostTitle, l.words(report.Plain(c.Title), bold), size, g.x[i+1]-g.x[i]-2*cellEdge)
		titles.most = max(titles.most, len(titles.lines[i]))
	}
	titles.height = float64(titles.most) * high
	p := rowStyle{grid: g, size: size, high: high}
	hs := p
	hs.room, hs.middle = 0.9, true
	hs.shade = func(int) (report.RGB, bool) { return report.Head, true }
	hs.align = func(int) report.Align { return report.Center }
	head := l.row(titles, hs, 0)
	head.keep, head.isHead = true, true
	head.before = l.gap(pt(3))
	l.add(head)
	headCopy := head
	p.align = func(i int) report.Align { return v.Columns[i].Align }
	p.room, p.middle = cellRoom, v.RowHeight > 0
	least := min(finite(v.RowHeight), 150, l.frame.body()-head.height)
	for at, cells := range v.Rows {
		total := v.Total && at == len(v.Rows)-1
		extra := face(0)
		if total {
			extra = bold
		}
		r := set(cells, extra)
		p.shade = func(i int) (report.RGB, bool) {
			if c, ok := v.Tone(at, i).Shade(); ok || !total {
				return c, ok
			}
			return report.Sum, true
		}
		if r.height > (l.frame.body()-head.height)/2 {
			l.slices(r, p, &headCopy)
			continue
		}
		b := l.row(r, p, least)
		b.head = &headCopy
		b.keep = v.Total && at == len(v.Rows)-2 // the total never stands alone
		l.add(b)
	}
	l.after = pt(8)
}

// grid are the edges of the columns of a table in mm.
type grid struct{ x []float64 }

// grid makes the columns as wide as asked for, all narrower if they do not fit.
func (l *layout) grid(v report.Table) *grid {
	g := &grid{x: []float64{0}}
	sum := 0.0
	widths := make([]float64, len(v.Columns))
	for i, c := range v.Columns {
		widths[i] = max(finite(c.Width), 4)
		sum += widths[i]
	}
	scale := min(1, l.width()/sum)
	at := 0.0
	for _, w := range widths {
		at += w * scale
		g.x = append(g.x, at)
	}
	return g
}

// rowStyle is what the cells of a row have in common.
type rowStyle struct {
	*grid
	size, high float64
	room       float64 // above and below the text
	middle     bool    // text in the middle of the height
	shade      func(i int) (report.RGB, bool)
	align      func(i int) report.Align
}

// row is a whole row as one box of at least least mm.
func (l *layout) row(r row, p rowStyle, least float64) box {
	b := box{height: max(r.height+2*p.room, least)}
	end := p.x[len(p.x)-1]
	for i := range r.lines {
		if c, ok := p.shade(i); ok {
			b.ops = append(b.ops, op{kind: opBox, x: p.x[i], w: p.x[i+1] - p.x[i], h: b.height, color: c})
		}
	}
	for i, lines := range r.lines {
		y := p.room
		if p.middle {
			y = (b.height - float64(len(lines))*p.high) / 2
		}
		for _, ln := range lines {
			b.ops = l.draw(b.ops, ln, p.x[i]+cellEdge, y, p.x[i+1]-p.x[i]-2*cellEdge, p.size, p.high, p.align(i), false, 0)
			y += p.high
		}
	}
	b.ops = append(b.ops, op{kind: opLine, w: end, size: thin}, op{kind: opLine, y: b.height, w: end, size: thin})
	b.ops = append(b.ops, p.sides(b.height)...)
	return b
}

// sides are the upright lines of a row.
func (g *grid) sides(height float64) []op {
	var out []op
	for _, x := range g.x {
		out = append(out, op{kind: opLine, x: x, h: height, size: thin})
	}
	return out
}

// slices is a row in boxes of one line each, so that it may go over pages.
func (l *layout) slices(r row, p rowStyle, head *box) {
	end := p.x[len(p.x)-1]
	top := op{kind: opLine, w: end, size: thin}
	for n := range r.most {
		b := box{height: p.high, head: head, first: []op{top}, last: []op{top}}
		y := 0.0
		if n == 0 {
			b.height, y = b.height+p.room, p.room
		}
		if n == r.most-1 {
			b.height += p.room
		}
		b.keep = r.most > 1 && (n == 0 || n == r.most-2)
		for i := range r.lines {
			if c, ok := p.shade(i); ok {
				b.ops = append(b.ops, op{kind: opBox, x: p.x[i], w: p.x[i+1] - p.x[i], h: b.height, color: c})
			}
			if n < len(r.lines[i]) {
				b.ops = l.draw(b.ops, r.lines[i][n], p.x[i]+cellEdge, y, p.x[i+1]-p.x[i]-2*cellEdge, p.size, p.high, p.align(i), false, 0)
			}
		}
		if n == 0 {
			b.ops = append(b.ops, top)
		}
		if n == r.most-1 {
			low := top
			low.y = b.height
			b.ops = append(b.ops, low)
		}
		b.ops = append(b.ops, p.sides(b.height)...)
		l.add(b)
	}
}
