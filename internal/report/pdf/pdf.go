// Package pdf renders documents as PDF: it lays the blocks out by itself, with the
// widths of its embedded fonts, and hands a list of things to draw to fpdf.
package pdf

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"monev/internal/monev"
	"monev/internal/report"
)

// Render returns a document as PDF: fonts embedded, text that can be searched and
// copied, outline, language, properties from the document. Equal documents give
// equal bytes. lost are the characters no embedded font has, in the order they
// were met; □ stands for each.
func Render(d report.Doc) (data []byte, lost []rune, err error) {
	defer func() {
		// the library panics on what it did not expect; a document must not end the program
		if r := recover(); r != nil {
			data, err = nil, fmt.Errorf("pdf: %v", r)
		}
	}()
	l, sheets, pages, err := set(d)
	if err != nil {
		return nil, nil, err
	}
	data, err = l.write(sheets, pages)
	if err != nil {
		return nil, nil, fmt.Errorf("pdf: %w", err)
	}
	return data, l.lost, nil
}

// Paginate returns a copy of a document in which every table of contents knows its
// pages as Render sets them, for the formats that cannot count pages themselves. A
// document without one is returned as it is.
func Paginate(d report.Doc) (_ report.Doc, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("pdf: %v", r)
		}
	}()
	found := false
	for _, b := range d.Blocks {
		_, ok := b.(report.Contents)
		found = found || ok
	}
	if !found {
		return d, nil
	}
	l, _, pages, err := set(d)
	if err != nil {
		return d, err
	}
	blocks := make([]report.Block, len(d.Blocks))
	seen := 0 // headings so far
	for i, b := range d.Blocks {
		switch v := b.(type) {
		case report.Heading:
			seen++
		case report.Contents:
			v.Pages = nil
			for n := seen; n < len(l.headings); n++ {
				if h := l.headings[n].Level; h == 1 || h == 2 {
					v.Pages = append(v.Pages, pages[n])
				}
			}
			b = v
		}
		blocks[i] = b
	}
	d.Blocks = blocks
	return d, nil
}

// set lays a document out.
func set(d report.Doc) (*layout, []sheet, []int, error) {
	w, h, m, font, size := d.Frame()
	f, err := familyOf(font)
	if err != nil {
		return nil, nil, nil, err
	}
	l := &layout{d: d, size: size}
	l.family = f
	l.frame = frame{width: w, height: h, left: m.Left, right: w - m.Right}
	_, headHigh := l.header(false)
	_, firstHigh := l.header(true)
	_, footHigh := l.footer(1, 1)
	at := l.headerAt()
	l.frame.top, l.frame.first = max(m.Top, at+headHigh), max(m.Top, at+firstHigh)
	l.frame.foot = h - min(10, m.Bottom) - footHigh
	l.frame.bottom = min(h-m.Bottom, l.frame.foot-1)
	if err := l.blocks(); err != nil {
		return nil, nil, nil, err
	}
	sheets, pages := l.frame.paginate(l.boxes)
	return l, sheets, pages, nil
}

func (l *layout) headerAt() float64 {
	_, _, m, _, _ := l.d.Frame()
	return min(12.5, m.Top)
}

const (
	quietSize = 8.5
	draftRed  = report.RGB(0xc00000)
)

// header is the kop of the first page, or the one line of the others, with the
// mark of a draft below, and its height.
func (l *layout) header(first bool) (ops []op, y float64) {
	width := l.width()
	switch {
	case first && (len(l.d.Letterhead) > 0 || l.d.Logo != nil):
		x := 0.0
		logoHigh := 0.0
		if l.d.Logo != nil {
			if n, ok := l.take(*l.d.Logo); ok {
				w, h := l.d.Logo.Fit(report.LogoWidth, report.LogoHeight)
				ops = append(ops, op{kind: opPicture, x: (report.LogoWidth - w) / 2, w: w, h: h, number: n})
				x, logoHigh = report.LogoWidth+2, h
			}
		}
		at := len(ops)
		for i, s := range l.d.Letterhead[:min(len(l.d.Letterhead), monev.LetterheadLimit)] {
			size, style := l.size+3, bold
			if report.Address(i, s) {
				size, style = l.d.TableSize(false), 0
			}
			high := lead(size, 1)
			for _, ln := range l.few(2, l.words(report.Plain(report.OneLine(s)), style), size, width-x) {
				ops = l.draw(ops, ln, x, y, width-x, size, high, report.Center, false, 0)
				y += high
			}
		}
		if logoHigh > y { // the text in the middle beside the logo
			for i := at; i < len(ops); i++ {
				ops[i].y += (logoHigh - y) / 2
			}
			y = logoHigh
		} else if x > 0 {
			ops[0].y += (y - logoHigh) / 2
		}
		y += 1.6
		ops = append(ops, op{kind: opLine, y: y, w: width, size: 0.6}, op{kind: opLine, y: y + 0.75, w: width, size: 0.2})
		y += 3.6
	case !first && l.d.Header != "":
		high := lead(quietSize, 1)
		ops = l.draw(ops, l.fit(l.d.Header, 0, quietSize, width), 0, y, width, quietSize, high, report.Left, false, report.Quiet)
		y += high + 1
		ops = append(ops, op{kind: opLine, y: y, w: width, size: thin, color: 0x808080})
		y += 2.2
	}
	if mark := l.d.Mark(); mark != "" {
		size := l.size + 3
		high := lead(size, 1)
		ops = l.draw(ops, l.fit(mark, bold, size, width), 0, y, width, size, high, report.Center, false, draftRed)
		y += high + 2
	}
	return ops, y
}

// footer is the foot of a page and its height.
func (l *layout) footer(page, pages int) (ops []op, y float64) {
	width, high := l.width(), lead(quietSize, 1)
	ops = append(ops, op{kind: opLine, w: width, size: thin, color: 0x808080})
	y = 1.4
	number := l.fit("Halaman "+strconv.Itoa(page)+" dari "+strconv.Itoa(pages), 0, quietSize, width)
	room := width - number.width*quietSize*mmPoint/1000 - 4
	ops = l.draw(ops, l.fit(l.d.Footer.Text, 0, quietSize, room), 0, y, room, quietSize, high, report.Left, false, report.Quiet)
	ops = l.draw(ops, number, 0, y, width, quietSize, high, report.Right, false, report.Quiet)
	y += high
	if l.d.Footer.Trace != "" {
		ops = l.draw(ops, l.fit(l.d.Footer.Trace, 0, quietSize, width), 0, y, width, quietSize, high, report.Left, false, report.Quiet)
		y += high
	}
	return ops, y
}

// write draws the pages.
func (l *layout) write(sheets []sheet, pages []int) ([]byte, error) {
	f := l.frame
	p := fpdf.NewCustom(&fpdf.InitType{OrientationStr: "P", UnitStr: "mm", Size: fpdf.SizeType{Wd: f.width, Ht: f.height}})
	p.SetMargins(0, 0, 0)
	p.SetAutoPageBreak(false, 0)
	p.SetCellMargin(0)
	p.SetCatalogSort(true)
	p.SetDisplayMode("fullwidth", "continuous")
	l.properties(p)
	w := &pen{Fpdf: p, l: l, pages: pages, drawn: map[face]bool{}}
	w.register()
	w.links = make([]int, len(pages))
	for i := range w.links {
		w.links[i] = p.AddLink()
	}
	for i, s := range sheets {
		p.AddPage()
		w.face, w.size, w.fill, w.stroke, w.ink = 255, 0, 1, 1, 1
		if stamp := l.d.Stamp(); stamp != "" {
			w.watermark(stamp)
		}
		ops, _ := l.header(i == 0)
		w.ops(ops, f.left, l.headerAt())
		ops, _ = l.footer(i+1, len(sheets))
		w.ops(ops, f.left, f.foot)
		w.ops(s.ops, 0, 0)
	}
	var b bytes.Buffer
	if err := p.Output(&b); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// properties are title, author, language and times. Without times in the records
// a fixed one stands there: the clock must not get into the file.
func (l *layout) properties(p *fpdf.Fpdf) {
	title := l.d.Title
	if l.d.Subject != "" {
		title += " – " + l.d.Subject
	}
	p.SetTitle(simple(title), true)
	p.SetSubject(simple(l.d.Subject), true)
	p.SetAuthor(simple(l.d.Author), true)
	p.SetCreator("monev", true)
	p.SetProducer("monev", true)
	p.SetLang("id-ID")
	when := func(t time.Time) time.Time {
		if y := t.UTC().Year(); t.IsZero() || y < 1 || y > 9999 {
			return time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
		}
		return t.UTC()
	}
	p.SetCreationDate(when(l.d.Created))
	p.SetModificationDate(when(l.d.Modified))
}

// simple is text for properties and outline: no controls, nothing above U+FFFF.
func simple(s string) string {
	var b bytes.Buffer
	for _, r := range report.OneLine(s) {
		switch {
		case r > 0xffff:
			b.WriteRune(unknown)
		case r == '\u2011':
			b.WriteByte('-')
		case r < ' ' || (r >= 0x7f && r < 0xa0):
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// pen draws ops and remembers what is set.
type pen struct {
	*fpdf.Fpdf
	l                 *layout
	pages, links      []int
	level             int // of the last entry of the outline
	drawn             map[face]bool
	shown             []string // names of the pictures, "" for one that cannot be shown
	face              face
	size              float64
	fill, stroke, ink report.RGB
}

func (w *pen) register() {
	for i, m := range w.l.pictures {
		w.shown = append(w.shown, w.picture(strconv.Itoa(i), m))
	}
}

// picture gives an image to the library, which refuses some kinds of PNG.
func (w *pen) picture(name string, m report.Image) (shown string) {
	defer func() {
		if recover() != nil || w.Err() {
			w.ClearError()
			shown = ""
		}
	}()
	kind := "png"
	if m.Type == "jpeg" {
		kind = "jpg"
	}
	w.RegisterImageOptionsReader(name, fpdf.ImageOptions{ImageType: kind}, bytes.NewReader(m.Data))
	return name
}

func (w *pen) font(f face, size float64) {
	if w.face == f && w.size == size {
		return
	}
	m := w.l.family.faces[f]
	if !w.drawn[f] {
		data, err := fontFiles.ReadFile("fonts/" + m.file)
		if err != nil {
			w.SetError(err)
			return
		}
		w.AddUTF8FontFromBytes(m.file, "", data)
		w.drawn[f] = true
	}
	w.SetFont(m.file, "", size)
	w.face, w.size = f, size
}

// watermark is a word across the page, from corner to corner.
func (w *pen) watermark(word string) {
	w.font(bold, 130)
	w.color(&w.ink, 0xefefef, w.SetTextColor)
	wide := w.GetStringWidth(word)
	x, y := w.l.frame.width/2, w.l.frame.height/2
	w.TransformBegin()
	w.TransformRotate(math.Atan(w.l.frame.height/w.l.frame.width)*180/math.Pi, x, y)
	w.Text(x-wide/2, y+130*mmPoint*0.36, word)
	w.TransformEnd()
}

func (w *pen) color(have *report.RGB, want report.RGB, set func(r, g, b int)) {
	if *have != want {
		set(want.Parts())
		*have = want
	}
}

func (w *pen) ops(ops []op, x, y float64) {
	// shades first: they must not cover lines and text of rows before
	for _, o := range ops {
		if o.kind == opBox && o.w > 0 && o.h > 0 {
			w.color(&w.fill, o.color, w.SetFillColor)
			w.Rect(o.x+x, o.y+y, o.w, o.h, "F")
		}
	}
	for _, o := range ops {
		o.x, o.y = o.x+x, o.y+y
		switch o.kind {
		case opText, opPageOf:
			text := o.text
			if o.kind == opPageOf && o.number < len(w.pages) {
				text = strconv.Itoa(w.pages[o.number])
				for _, r := range text {
					o.x -= w.l.family.width(r, o.face) * o.size * mmPoint / 1000
				}
			}
			w.font(o.face, o.size)
			w.color(&w.ink, o.color, w.SetTextColor)
			w.Text(o.x, o.y, text)
		case opLine:
			w.color(&w.stroke, o.color, w.SetDrawColor)
			w.SetLineWidth(o.size)
			w.Line(o.x, o.y, o.x+o.w, o.y+o.h)
		case opPicture:
			if name := w.shown[o.number]; name != "" {
				w.ImageOptions(name, o.x, o.y, o.w, o.h, false, fpdf.ImageOptions{}, 0, "")
			} else {
				w.SetLineWidth(thin)
				w.color(&w.stroke, 0x808080, w.SetDrawColor)
				w.Rect(o.x, o.y, o.w, o.h, "D")
			}
		case opLink:
			if o.number < len(w.links) {
				w.Link(o.x, o.y, o.w, o.h, w.links[o.number])
			}
		case opHeading:
			w.outline(o)
		}
	}
}

// outline enters a heading where it stands. Levels never jump downwards by more
// than one, which the library does not survive.
func (w *pen) outline(o op) {
	h := w.l.headings[o.number]
	w.SetLink(w.links[o.number], o.y, -1)
	text := simple(h.Text)
	if text == "" {
		return
	}
	level := min(max(h.Level-1, 0), w.level)
	w.Bookmark(text, level, o.y)
	w.level = level + 1
}
