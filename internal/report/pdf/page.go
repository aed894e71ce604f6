package pdf

import (
	"math"

	"monev/internal/report"
)

// An op is one thing to draw, in mm from the left and top of its page (of its box
// until the box is placed).
type op struct {
	kind   opKind
	x, y   float64 // of a text: the start of its base line
	w, h   float64 // of a line: where it goes from x, y
	face   face
	size   float64 // of text in points, of a line its thickness in mm
	text   string
	color  report.RGB
	number int // of a picture or heading
}

type opKind uint8

const (
	opText opKind = iota
	opBox         // a filled rectangle
	opLine
	opPicture
	opPageOf  // the page of a heading, ending at x
	opLink    // a rectangle that leads to a heading
	opHeading // where a heading stands
)

// A box is what is never split: a line, a row, a picture. Boxes stand under each
// other.
type box struct {
	before float64 // room above, not at the head of a page
	height float64
	ops    []op
	keep   bool // on the same page as the next one
	space  bool // its room counts behind a page break that was asked for
	page   bool // begins a page
	head   *box // repeated above it at the head of a page
	isHead bool // is itself such a head
	first  []op // drawn too if it is the first of a page
	last   []op // drawn too if it is the last of a page
}

// A sheet is one page.
type sheet struct{ ops []op }

// frame is the room on the pages in mm.
type frame struct {
	width, height      float64 // of the paper
	left, right        float64 // edges of the text, from the left of the paper
	top, first, bottom float64 // edges of the text, from the top; first is that of page 1
	foot               float64 // top of the footer
}

func (f frame) body() float64 { return f.bottom - f.top }

// paginate puts boxes on pages and tells the page of each heading, counted from 1.
func (f frame) paginate(boxes []box) (sheets []sheet, headings []int) {
	var cur *sheet
	y := 0.0
	empty := true // nothing on this page yet
	open := func() {
		sheets = append(sheets, sheet{})
		cur = &sheets[len(sheets)-1]
		y, empty = f.top, true
		if len(sheets) == 1 {
			y = f.first
		}
	}
	put := func(ops []op, y float64) {
		for _, o := range ops {
			o.x, o.y = o.x+f.left, o.y+y
			if o.kind == opHeading {
				for len(headings) <= o.number {
					headings = append(headings, 0)
				}
				headings[o.number] = len(sheets)
			}
			cur.ops = append(cur.ops, o)
		}
	}
	open()
	var before *box // the last one on this page
	next := func() {
		if before != nil {
			put(before.last, y)
		}
		before = nil
		open()
	}
	fits := 0 // boxes before this index are known to fit on the page
	for i := range boxes {
		b := &boxes[i]
		forced := i == 0 || b.page
		if b.page && i > 0 {
			next()
		}
		if i >= fits {
			// the whole chain goes on this page if it can go on one at all
			need, j := 0.0, i
			for ; j < len(boxes); j++ {
				if j > i {
					if boxes[j].page {
						break
					}
					need += boxes[j].before
				}
				need += boxes[j].height
				if !boxes[j].keep || need > f.body() {
					j++
					break
				}
			}
			fits = j
			room := f.bottom - y
			if !empty {
				room -= b.before
			}
			head := 0.0
			if b.head != nil {
				head = b.head.height
			}
			switch {
			case need <= room:
			case empty: // nothing helps but to divide the chain
				fits = i + 1
				if len(sheets) == 1 && b.height > room && b.height <= f.body() { // the kop leaves too little
					next()
				}
			default:
				if need+head > f.body() { // too long for any page: at least its beginning
					fits = i + 1
					need = b.height
				}
				if need > room {
					next()
				}
			}
		}
		switch {
		case !empty || (b.space && forced):
			y += b.before
		case b.head != nil && !b.isHead:
			put(b.head.ops, y)
			y += b.head.height
			put(b.first, y)
		default:
			put(b.first, y)
		}
		put(b.ops, y)
		y += b.height
		before, empty = b, false
	}
	if before != nil {
		put(before.last, y)
	}
	return sheets, headings
}

// lead is the height of a line in mm at a size in points.
func lead(size, factor float64) float64 { return size * mmPoint * 1.15 * factor }

// base is where the base line stands in a line of so many mm.
func base(size, lead float64) float64 {
	em := size * mmPoint
	return (lead-em*1.15)/2 + em*0.92
}

// draw sets a line into ops: x is its left edge, width the room, y its top.
func (s *setter) draw(ops []op, l line, x, y, width, size, lead float64, align report.Align, justify bool, color report.RGB) []op {
	scale := size * mmPoint / 1000
	natural := l.width * scale
	gap := 0.0
	switch {
	case align == report.Center:
		x += (width - natural) / 2
	case align == report.Right:
		x += width - natural
	case justify && l.full:
		n, blanks := 0, 0.0
		for _, w := range l.words[:max(len(l.words)-1, 0)] {
			if w.blank > 0 {
				n++
				blanks += w.blank * scale
			}
		}
		if n > 0 {
			gap = (width - natural) / float64(n)
			if gap > 6*blanks/float64(n) || gap < 0 {
				gap = 0
			}
		}
	}
	at := y + base(size, lead)
	var cur op // text that goes on
	flush := func() {
		if cur.text != "" {
			ops = append(ops, cur)
		}
		cur.text = ""
	}
	for i, w := range l.words {
		for j, sp := range w.spans {
			if cur.text == "" || cur.face != sp.face {
				flush()
				cur = op{kind: opText, x: x, y: at, face: sp.face, size: size, color: color}
			}
			cur.text += sp.text
			wide := sp.width * scale
			if sp.underline {
				under := wide
				if j == len(w.spans)-1 && i < len(l.words)-1 && w.blank > 0 && len(l.words[i+1].spans) > 0 && l.words[i+1].spans[0].underline {
					under += w.blank*scale + gap
				}
				ops = append(ops, op{kind: opLine, x: x, y: at + size*mmPoint*0.12, w: under, size: size * mmPoint * 0.06, color: color})
			}
			x += wide
		}
		if w.blank > 0 && i < len(l.words)-1 {
			if cur.text != "" {
				if cur.face != signs { // a blank of the signs has another width
					cur.text += " "
				}
				if cur.face == signs || gap != 0 {
					flush()
				}
			}
			x += w.blank*scale + gap
		}
	}
	flush()
	return ops
}

func finite(x float64) float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return 0
	}
	return x
}
