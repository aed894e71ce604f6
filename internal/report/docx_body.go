package report

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// body writes document.xml.
func (w *word) body() error {
	w.b.WriteString(xmlHead + `<w:document` + nsWord + nsRel + nsDrawing + `><w:body>`)
	for i, bl := range w.d.Blocks {
		_, isList := bl.(List)
		switch bl.(type) {
		case Heading, Paragraph, Picture, Space: // take the page break themselves
		default:
			w.breakNow()
		}
		switch v := bl.(type) {
		case Heading:
			w.heading(v)
		case Paragraph:
			w.paragraph(v)
		case List:
			w.list(v)
		case Pairs:
			w.pairs(v)
		case Table:
			w.table(v)
		case Signatures:
			w.signatures(v)
		case PageBreak:
			w.pageBreak = true
		case Picture:
			w.picture(v)
		case Bars:
			w.bars(v)
		case Letter:
			w.letter(v)
		case Contents:
			w.contents(i, v)
		case Space:
			w.space(v)
		default:
			return fmt.Errorf("docx: unknown block %T", bl)
		}
		w.afterList = isList
	}
	if w.toc {
		w.b.WriteString(`<w:bookmarkEnd w:id="0"/>`)
	}
	if w.afterTable || len(w.d.Blocks) == 0 { // Word wants a paragraph after a table
		w.spacer(2)
	}
	orient := ""
	if w.d.Landscape {
		orient = ` w:orient="landscape"`
	}
	fmt.Fprintf(&w.b, `<w:sectPr><w:headerReference w:type="first" r:id="rId4"/><w:headerReference w:type="default" r:id="rId5"/>`+
		`<w:footerReference w:type="first" r:id="rId6"/><w:footerReference w:type="default" r:id="rId6"/>`+
		`<w:pgSz w:w="%d" w:h="%d"%s/><w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="%d" w:footer="%d" w:gutter="0"/>`+
		`<w:titlePg/></w:sectPr></w:body></w:document>`,
		w.pageW, w.pageH, orient, w.margins[2], w.margins[1], w.margins[3], w.margins[0], w.headerDistance, min(twips(10), w.margins[3]))
	return nil
}

// p opens a paragraph; ppr is what follows the style in the schema's order.
func (w *word) p(style, ppr string) {
	w.b.WriteString(`<w:p>`)
	if style != "" || ppr != "" {
		w.b.WriteString(`<w:pPr>`)
		if style != "" {
			w.b.WriteString(`<w:pStyle w:val="` + style + `"/>`)
		}
		w.b.WriteString(ppr + `</w:pPr>`)
	}
}

// breakBefore is the page break a paragraph begins with, if one is due.
func (w *word) breakBefore() string {
	if !w.pageBreak {
		return ""
	}
	w.pageBreak = false
	return `<w:pageBreakBefore/>`
}

// breakNow makes a page break that is due, before what is no paragraph.
func (w *word) breakNow() {
	if w.pageBreak {
		w.pageBreak, w.afterTable = false, false
		w.b.WriteString(`<w:p><w:pPr><w:pageBreakBefore/><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>`)
	}
}

func (w *word) end() { w.b.WriteString(`</w:p>`) }

// spacer is an empty paragraph of so many points.
func (w *word) spacer(points int) {
	fmt.Fprintf(&w.b, `<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="%d" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>`, points*20)
	w.afterTable = false
}

// air is some room over a paragraph that stands under a table or list.
func (w *word) air() string {
	if !w.afterTable && !w.afterList {
		return ""
	}
	w.afterTable, w.afterList = false, false
	return `<w:spacing w:before="120"/>`
}

func (w *word) heading(h Heading) {
	style := "Title"
	if h.Level > 0 {
		style = "Heading" + strconv.Itoa(min(h.Level, 3))
	}
	w.p(style, w.breakBefore()+jc(h.Align))
	if w.toc && (h.Level == 1 || h.Level == 2) {
		w.headings++
		fmt.Fprintf(&w.b, `<w:bookmarkStart w:id="%d" w:name="%s"/>`, w.headings, bookmark(w.headings))
		runs(&w.b, Plain(h.Text))
		fmt.Fprintf(&w.b, `<w:bookmarkEnd w:id="%d"/>`, w.headings)
	} else {
		runs(&w.b, Plain(h.Text))
	}
	w.end()
	w.afterTable = false
}

func (w *word) paragraph(v Paragraph) {
	ppr := ""
	if v.Keep {
		ppr = `<w:keepNext/>`
	}
	ppr += w.breakBefore() + w.air()
	switch v.Align {
	case Natural:
		ppr += `<w:jc w:val="both"/>`
	case Left:
	default:
		ppr += jc(v.Align)
	}
	w.p("", ppr)
	runs(&w.b, v.Text)
	w.end()
}

func (w *word) list(v List) {
	num := numBullet
	if v.Numbered {
		num = w.number(absList)
	}
	for _, it := range v.Items {
		keep := ""
		if len(it.More) > 0 {
			keep = `<w:keepNext/>`
		}
		w.p("ListParagraph", keep+numPr(num)+w.air())
		runs(&w.b, it.Text)
		w.end()
		for _, t := range it.More {
			w.p("ListParagraph", fmt.Sprintf(`<w:ind w:left="%d"/>`, listIndent))
			runs(&w.b, t)
			w.end()
		}
	}
}

// number registers a further numbered list and returns its number.
func (w *word) number(abstract int) int {
	w.restarts = append(w.restarts, abstract)
	return numBullet + len(w.restarts)
}

func numPr(num int) string {
	return `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="` + strconv.Itoa(num) + `"/></w:numPr>`
}

// openTable begins a table; tables in a row are kept apart, or Word would
// join them.
func (w *word) openTable(borders string, cellLeft, cellRight int, widths []int) {
	if w.afterTable {
		w.spacer(8)
	}
	sum := 0
	for _, x := range widths {
		sum += x
	}
	fmt.Fprintf(&w.b, `<w:tbl><w:tblPr><w:tblW w:w="%d" w:type="dxa"/>%s<w:tblLayout w:type="fixed"/>`+
		`<w:tblCellMar><w:left w:w="%d" w:type="dxa"/><w:right w:w="%d" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>`,
		sum, borders, cellLeft, cellRight)
	for _, x := range widths {
		fmt.Fprintf(&w.b, `<w:gridCol w:w="%d"/>`, x)
	}
	w.b.WriteString(`</w:tblGrid>`)
}

func (w *word) closeTable() {
	w.b.WriteString(`</w:tbl>`)
	w.afterTable = true
}

func (w *word) openCell(width int, rest string) {
	w.b.WriteString(`<w:tc><w:tcPr><w:tcW w:w="` + strconv.Itoa(width) + `" w:type="dxa"/>` + rest + `</w:tcPr>`)
}

func (w *word) pairs(v Pairs) {
	if len(v.Rows) == 0 {
		return
	}
	label := min(max(twips(v.Label), twips(15)), w.textW/2)
	widths := []int{label, 200, w.textW - label - 200}
	w.openTable("", 0, 40, widths)
	for _, r := range v.Rows {
		w.b.WriteString(`<w:tr>`)
		for i, t := range []string{r.Label, ":"} {
			w.openCell(widths[i], "")
			w.p("Pasangan", "")
			runs(&w.b, Plain(t))
			w.end()
			w.b.WriteString(`</w:tc>`)
		}
		w.openCell(widths[2], "")
		ppr := ""
		if r.Numbered && len(r.Values) > 0 {
			ppr = numPr(w.number(absPair))
		}
		for _, t := range r.Values {
			w.p("Pasangan", ppr)
			runs(&w.b, t)
			w.end()
		}
		if len(r.Values) == 0 {
			w.p("Pasangan", "")
			w.end()
		}
		w.b.WriteString(`</w:tc></w:tr>`)
	}
	w.closeTable()
}

const gridBorders = `<w:tblBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="000000"/><w:left w:val="single" w:sz="4" w:space="0" w:color="000000"/>` +
	`<w:bottom w:val="single" w:sz="4" w:space="0" w:color="000000"/><w:right w:val="single" w:sz="4" w:space="0" w:color="000000"/>` +
	`<w:insideH w:val="single" w:sz="4" w:space="0" w:color="000000"/><w:insideV w:val="single" w:sz="4" w:space="0" w:color="000000"/></w:tblBorders>`

func (w *word) table(v Table) {
	if len(v.Columns) == 0 {
		return
	}
	widths := make([]int, len(v.Columns))
	for i, c := range v.Columns {
		widths[i] = max(twips(c.Width), twips(4))
	}
	head, text := "Kepala", "Isi"
	if v.Small {
		head, text = "KepalaKecil", "IsiKecil"
	}
	w.openTable(gridBorders, 70, 70, widths)
	w.b.WriteString(`<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`)
	for i, c := range v.Columns {
		w.openCell(widths[i], shd(Head.Hex())+`<w:vAlign w:val="center"/>`)
		w.p(head, `<w:spacing w:before="40" w:after="40"/>`)
		runs(&w.b, Plain(c.Title))
		w.end()
		w.b.WriteString(`</w:tc>`)
	}
	w.b.WriteString(`</w:tr>`)
	for n, row := range v.Rows {
		total := v.Total && n == len(v.Rows)-1
		keep := ""
		if v.Total && n == len(v.Rows)-2 { // the total never stands alone
			keep = `<w:keepNext/>`
		}
		trPr := ""
		if !tall(row, v.Columns) {
			trPr = `<w:cantSplit/>`
		}
		middle := ""
		if v.RowHeight > 0 {
			trPr += `<w:trHeight w:val="` + strconv.Itoa(twips(min(v.RowHeight, 150))) + `" w:hRule="atLeast"/>`
			middle = `<w:vAlign w:val="center"/>`
		}
		w.b.WriteString(`<w:tr>`)
		if trPr != "" {
			w.b.WriteString(`<w:trPr>` + trPr + `</w:trPr>`)
		}
		for i, c := range v.Columns {
			fill := ""
			if shade, ok := v.Tone(n, i).Shade(); ok {
				fill = shd(shade.Hex())
			} else if total {
				fill = shd(Sum.Hex())
			}
			w.openCell(widths[i], fill+middle)
			var cell Cell
			if i < len(row) {
				cell = row[i]
			}
			if len(cell) == 0 {
				cell = Cell{nil}
			}
			for j, t := range cell {
				before, after := 0, 0
				if j == 0 {
					before = 30
				}
				if j == len(cell)-1 {
					after = 30
				}
				fmt.Fprintf(&w.b, `<w:p><w:pPr><w:pStyle w:val="%s"/>%s<w:spacing w:before="%d" w:after="%d"/>%s</w:pPr>`, text, keep, before, after, jc(c.Align))
				if total {
					t = bold(t)
				}
				runs(&w.b, t)
				w.end()
			}
			w.b.WriteString(`</w:tc>`)
		}
		w.b.WriteString(`</w:tr>`)
	}
	w.closeTable()
}

// bold is a text with every run bold.
func bold(t Text) Text {
	out := make(Text, len(t))
	for i, r := range t {
		r.Bold = true
		out[i] = r
	}
	return out
}

// tall reports a row of which one cell, roughly measured, fills half a page or
// more: kept whole it would leave a hole or not fit at all.
func tall(row []Cell, cols []Column) bool {
	for i, cell := range row {
		if i >= len(cols) {
			break
		}
		perLine := max(int(cols[i].Width/1.7), 1) // 9 pt text
		lines := 0
		for _, t := range cell {
			n := 0
			for _, r := range t {
				n += utf8.RuneCountInString(r.Text)
				lines += strings.Count(r.Text, "\n")
			}
			lines += 1 + n/perLine
		}
		if lines > 28 {
			return true
		}
	}
	return false
}

func jc(a Align) string {
	switch a {
	case Center:
		return `<w:jc w:val="center"/>`
	case Right:
		return `<w:jc w:val="right"/>`
	default:
		return ""
	}
}

// signatures is a table in the one cell of an unsplittable row: the rows
// inside put captions and names of all signers on the same height, the row
// outside keeps them on one page.
func (w *word) signatures(v Signatures) {
	if len(v.Signers) == 0 {
		return
	}
	widths := make([]int, len(v.Signers))
	for i := range widths {
		widths[i] = w.textW / len(widths)
	}
	w.openTable("", 0, 0, []int{w.textW})
	w.b.WriteString(`<w:tr><w:trPr><w:cantSplit/></w:trPr>`)
	w.openCell(w.textW, "")
	w.afterTable = false
	w.openTable("", 80, 80, widths)
	row := func(lines func(i int, s Signature)) {
		w.b.WriteString(`<w:tr><w:trPr><w:cantSplit/></w:trPr>`)
		for i, s := range v.Signers {
			w.openCell(widths[i], "")
			lines(i, s)
			w.b.WriteString(`</w:tc>`)
		}
		w.b.WriteString(`</w:tr>`)
	}
	style := "Tanda"
	if len(v.Signers) > 2 {
		style = "TandaKecil"
	}
	line := func(ppr string, r Run) {
		w.p(style, ppr)
		if r.Text != "" {
			runs(&w.b, Text{r})
		}
		w.end()
	}
	row(func(i int, s Signature) {
		r := Run{}
		if i == len(v.Signers)-1 {
			r.Text = v.Place
		}
		line(`<w:spacing w:before="200"/>`, r)
	})
	row(func(_ int, s Signature) {
		if s == (Signature{}) {
			line("", Run{})
			return
		}
		line("", Run{Text: s.Caption + ","})
		if s.Title != "" {
			line("", Run{Text: s.Title})
		}
	})
	row(func(_ int, s Signature) {
		name := Run{Text: s.Name, Bold: true, Underline: true}
		if s == (Signature{}) {
			name = Run{}
		} else if s.Name == "" {
			name = Run{Text: Dots}
		}
		line(`<w:spacing w:before="1100"/>`, name)
		if s.NIP != "" {
			line("", Run{Text: strings.ReplaceAll("NIP "+s.NIP, " ", "\u00a0")})
		}
	})
	w.closeTable()
	w.spacer(2)
	w.b.WriteString(`</w:tc></w:tr>`)
	w.closeTable()
}

// runs writes a text: line feeds are line breaks, non-breaking hyphens are
// what Word has for them, everything else is text.
func runs(b *bytes.Buffer, t Text) {
	for _, r := range t {
		if r.Text == "" {
			continue
		}
		b.WriteString(`<w:r>`)
		if r.Bold || r.Italic || r.Underline {
			b.WriteString(`<w:rPr>`)
			if r.Bold {
				b.WriteString(`<w:b/><w:bCs/>`)
			}
			if r.Italic {
				b.WriteString(`<w:i/><w:iCs/>`)
			}
			if r.Underline {
				b.WriteString(`<w:u w:val="single"/>`)
			}
			b.WriteString(`</w:rPr>`)
		}
		s := r.Text
		for s != "" {
			i := strings.IndexAny(s, "\n\u2011")
			piece := s
			if i >= 0 {
				piece = s[:i]
			}
			if piece != "" {
				b.WriteString(`<w:t xml:space="preserve">`)
				xmlText(b, piece)
				b.WriteString(`</w:t>`)
			}
			switch {
			case i < 0:
				s = ""
			case s[i] == '\n':
				b.WriteString(`<w:br/>`)
				s = s[i+1:]
			default:
				b.WriteString(`<w:noBreakHyphen/>`)
				s = s[i+len("\u2011"):]
			}
		}
		b.WriteString(`</w:r>`)
	}
}
