package report

import (
	"archive/zip"
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// DOCX renders a document for Word: letterhead on the first page and a short
// header on the others, page numbers, real headings and lists, repeated header
// rows. Equal documents give equal bytes.
func DOCX(d Doc) ([]byte, error) {
	w := newWord(d)
	if err := w.body(); err != nil {
		return nil, err
	}
	type part struct {
		name string
		data []byte
	}
	first, firstRels := w.header(true), []byte(nil)
	if len(w.logo) > 0 {
		firstRels = []byte(xmlHead + relsOpen + imageRel(w.logo) + `</Relationships>`)
	}
	parts := []part{
		{"[Content_Types].xml", []byte(contentTypes)},
		{"_rels/.rels", []byte(packageRels)},
		{"docProps/core.xml", w.core()},
		{"docProps/app.xml", []byte(appProps)},
		{"word/document.xml", w.b.Bytes()},
		{"word/_rels/document.xml.rels", w.rels()},
		{"word/styles.xml", w.styles()},
		{"word/numbering.xml", w.numbering()},
		{"word/settings.xml", []byte(settings)},
		{"word/header1.xml", first},
		{"word/header2.xml", w.header(false)},
		{"word/footer1.xml", w.footer()},
	}
	if firstRels != nil {
		parts = append(parts, part{"word/_rels/header1.xml.rels", firstRels})
	}
	for _, m := range w.media.list {
		parts = append(parts, part{"word/media/" + m.name, m.data})
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, p := range parts {
		method := zip.Deflate
		if strings.HasPrefix(p.name, "word/media/") { // packed already
			method = zip.Store
		}
		f, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: method,
			Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return nil, fmt.Errorf("docx %s: %w", p.name, err)
		}
		if _, err := f.Write(p.data); err != nil {
			return nil, fmt.Errorf("docx %s: %w", p.name, err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("docx: %w", err)
	}
	return out.Bytes(), nil
}

// word builds the parts of one DOCX. Lengths are twips (1/20 point) unless a
// name says mm.
type word struct {
	d              Doc
	b              bytes.Buffer // document.xml
	font           string
	size           float64
	pageW, pageH   int
	margins        [4]int // left, right, top, bottom
	textW          int
	restarts       []int // abstract number of each numbered list, in order
	afterTable     bool  // the last block was a table
	afterList      bool  // the last block was a list
	pageBreak      bool  // a page break is due
	headerDistance int
	media          media
	logo           string // its name in the package
	drawings       int    // pictures shown so far
	toc            bool   // there is a table of contents before
	headings       int    // headings since then
}

// Abstract numbers of numbering.xml, and the one number all bullets share.
const (
	absBullet = 1
	absList   = 2
	absPair   = 3
	numBullet = 1
)

func newWord(d Doc) *word {
	pw, ph, m, font, size := d.Frame()
	w := &word{d: d, font: font, size: size, pageW: twips(pw), pageH: twips(ph),
		margins: [4]int{twips(m.Left), twips(m.Right), twips(m.Top), twips(m.Bottom)}}
	w.textW = w.pageW - w.margins[0] - w.margins[1]
	w.headerDistance = min(twips(12.5), w.margins[2])
	return w
}

func twips(mm float64) int { return int(math.Round(mm * 1440 / 25.4)) }

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

const (
	nsWord = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	nsRel  = ` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
)

const contentTypes = xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
	`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
	`<Default Extension="xml" ContentType="application/xml"/>` +
	`<Default Extension="png" ContentType="image/png"/><Default Extension="jpeg" ContentType="image/jpeg"/>` +
	`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>` +
	`<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>` +
	`<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>` +
	`<Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/>` +
	`<Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>` +
	`<Override PartName="/word/header2.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>` +
	`<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>` +
	`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>` +
	`<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>` +
	`</Types>`

const packageRels = xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
	`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>` +
	`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>` +
	`<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties" Target="docProps/app.xml"/>` +
	`</Relationships>`

const relBase = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

const relsOpen = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`

const documentRels = xmlHead + relsOpen +
	`<Relationship Id="rId1" Type="` + relBase + `styles" Target="styles.xml"/>` +
	`<Relationship Id="rId2" Type="` + relBase + `numbering" Target="numbering.xml"/>` +
	`<Relationship Id="rId3" Type="` + relBase + `settings" Target="settings.xml"/>` +
	`<Relationship Id="rId4" Type="` + relBase + `header" Target="header1.xml"/>` +
	`<Relationship Id="rId5" Type="` + relBase + `header" Target="header2.xml"/>` +
	`<Relationship Id="rId6" Type="` + relBase + `footer" Target="footer1.xml"/>`

func imageRel(name string) string {
	return `<Relationship Id="` + name + `" Type="` + relBase + `image" Target="media/` + name + `"/>`
}

// rels are the relations of document.xml.
func (w *word) rels() []byte {
	s := documentRels
	for _, m := range w.media.list {
		s += imageRel(m.name)
	}
	return []byte(s + `</Relationships>`)
}

const appProps = xmlHead + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>monev</Application></Properties>`

const settings = xmlHead + `<w:settings` + nsWord + `><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>` +
	`<w:characterSpacingControl w:val="doNotCompress"/>` +
	`<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>` +
	`<w:themeFontLang w:val="id-ID"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>`

// core is the part with title, author and times, all from the document.
func (w *word) core() []byte {
	var b bytes.Buffer
	b.WriteString(xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"` +
		` xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"` +
		` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`)
	put := func(name, text string) {
		if text != "" {
			b.WriteString("<" + name + ">")
			xmlText(&b, text)
			b.WriteString("</" + name + ">")
		}
	}
	title := w.d.Title
	if w.d.Subject != "" {
		title += " – " + w.d.Subject
	}
	put("dc:title", title)
	put("dc:subject", w.d.Subject)
	put("dc:creator", w.d.Author)
	put("cp:lastModifiedBy", w.d.Author)
	at := func(name string, t time.Time) {
		if y := t.UTC().Year(); !t.IsZero() && y > 0 && y < 10000 {
			b.WriteString("<" + name + ` xsi:type="dcterms:W3CDTF">` + t.UTC().Format("2006-01-02T15:04:05Z") + "</" + name + ">")
		}
	}
	at("dcterms:created", w.d.Created)
	at("dcterms:modified", w.d.Modified)
	put("dc:language", "id-ID")
	b.WriteString(`</cp:coreProperties>`)
	return b.Bytes()
}

// header is the kop of the first page, or the one line of the others; either
// carries the mark of a draft.
func (w *word) header(first bool) []byte {
	var b bytes.Buffer
	b.WriteString(xmlHead + `<w:hdr` + nsWord + nsRel + nsDrawing + `>`)
	n := 0
	line := func(style, extra, text string) {
		n++
		b.WriteString(`<w:p><w:pPr><w:pStyle w:val="` + style + `"/>` + extra + `</w:pPr>`)
		runs(&b, Plain(OneLine(text)))
		b.WriteString(`</w:p>`)
	}
	const rule = `<w:pBdr><w:bottom w:val="thickThinSmallGap" w:sz="18" w:space="4" w:color="000000"/></w:pBdr>`
	logo := ""
	if w.d.Logo != nil && first {
		w.logo, _ = w.media.add(*w.d.Logo)
		logo = w.logo
	}
	if first {
		if logo != "" {
			wide, high := w.d.Logo.Fit(LogoWidth, LogoHeight)
			cell := twips(LogoWidth + 2)
			fmt.Fprintf(&b, `<w:tbl><w:tblPr><w:tblW w:w="%d" w:type="dxa"/><w:tblLayout w:type="fixed"/>`+
				`<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>`+
				`<w:tblGrid><w:gridCol w:w="%d"/><w:gridCol w:w="%d"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>`+
				`<w:p><w:pPr><w:pStyle w:val="Kop"/></w:pPr>%s</w:p></w:tc><w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>`,
				w.textW, cell, w.textW-cell, cell, w.drawing(logo, *w.d.Logo, wide, high), w.textW-cell)
		}
		for i, l := range w.d.Letterhead {
			style, extra := "Kop", ""
			if Address(i, l) {
				style = "KopAlamat"
			}
			if i == len(w.d.Letterhead)-1 && logo == "" {
				extra = rule + `<w:spacing w:after="160"/>`
			}
			line(style, extra, l)
		}
		if logo != "" {
			if len(w.d.Letterhead) == 0 {
				line("Kop", "", "")
			}
			b.WriteString(`</w:tc></w:tr></w:tbl><w:p><w:pPr><w:pStyle w:val="KopAlamat"/>` + rule +
				`<w:spacing w:after="160" w:line="40" w:lineRule="exact"/></w:pPr></w:p>`)
			n++
		}
	} else if w.d.Header != "" {
		line("Header", `<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="3" w:color="808080"/></w:pBdr><w:spacing w:after="120"/>`, w.d.Header)
	}
	if mark := w.d.Mark(); mark != "" {
		line("Draf", "", mark)
	}
	if n == 0 {
		line("Header", "", "")
	}
	b.WriteString(`</w:hdr>`)
	return b.Bytes()
}

func (w *word) footer() []byte {
	var b bytes.Buffer
	b.WriteString(xmlHead + `<w:ftr` + nsWord + nsRel + `><w:p><w:pPr><w:pStyle w:val="Footer"/>` +
		`<w:pBdr><w:top w:val="single" w:sz="4" w:space="4" w:color="808080"/></w:pBdr>` +
		`<w:tabs><w:tab w:val="right" w:pos="` + strconv.Itoa(w.textW) + `"/></w:tabs></w:pPr>`)
	runs(&b, Plain(clip(OneLine(w.d.Footer.Text), 75)))
	b.WriteString(`<w:r><w:tab/><w:t xml:space="preserve">Halaman </w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>` +
		`<w:r><w:t xml:space="preserve"> dari </w:t></w:r><w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>`)
	if w.d.Footer.Trace != "" {
		b.WriteString(`<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>`)
		runs(&b, Plain(clip(OneLine(w.d.Footer.Trace), 100)))
		b.WriteString(`</w:p>`)
	}
	b.WriteString(`</w:ftr>`)
	return b.Bytes()
}

// clip shortens a line that must not wrap.
func clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return strings.TrimRight(string(r[:n-1]), " ") + "…"
}
