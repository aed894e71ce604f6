package report

import (
	"time"

	"monev/internal/monev"
)

// Doc is one document without any format: paper, frame and what stands on it.
type Doc struct {
	Title      string   // what it is: "Notula Rapat"
	Subject    string   // what it is about: the title of the meeting
	Author     string   // the office
	Paper      Paper    // A4 unless set
	Landscape  bool     // the longer edge of the paper lies at the foot
	Font       string   // family name; Arial if empty
	Size       float64  // body text in points; 11 if zero
	Margins    Margins  // in mm; DefaultMargins if zero
	Letterhead []string // kop on the first page, top to bottom; may be empty
	Logo       *Image   // left of the kop; nil if the office has none
	Header     string   // one line on every page but the first
	Draft      bool     // marked DRAF on every page
	Practice   bool     // marked LATIHAN on every page
	Footer     Footer
	// Created and Modified go into the properties of the file. They come from
	// the records, so that equal records give equal bytes.
	Created, Modified time.Time
	Blocks            []Block
}

// Footer is what stands at the foot of every page, besides "Halaman X dari Y".
type Footer struct {
	Text  string // the title of the meeting
	Trace string // "Jejak 000123·a1b2c3d4e5f60718", empty if there is none
}

// Paper is a size of paper.
type Paper int

// The papers in use in Indonesian offices.
const (
	A4 Paper = iota // 210 × 297 mm
	F4              // 215 × 330 mm, also called folio
)

// Size is width and height in mm; an unknown paper counts as A4.
func (p Paper) Size() (width, height float64) {
	if p == F4 {
		return 215, 330
	}
	return 210, 297
}

// Margins are the empty edges of a page in mm.
type Margins struct{ Left, Right, Top, Bottom float64 }

// DefaultMargins are those of the naskah dinas rules: 3 cm on the left for the
// holes of a binder, 2 cm right and top, 2.5 cm at the bottom.
func DefaultMargins() Margins { return Margins{Left: 30, Right: 20, Top: 20, Bottom: 25} }

// Frame returns the page as it lies (mm), margins (mm), font and size of the text
// in points with the defaults filled in. Margins that leave less than 80 mm for
// text count as not set.
func (d Doc) Frame() (w, h float64, m Margins, font string, size float64) {
	w, h = d.Paper.Size()
	if d.Landscape {
		w, h = h, w
	}
	m = d.Margins
	if m == (Margins{}) || min(m.Left, m.Right, m.Top, m.Bottom) < 0 ||
		w-m.Left-m.Right < 80 || h-m.Top-m.Bottom < 80 {
		m = DefaultMargins()
	}
	font, size = d.Font, d.Size
	if font == "" {
		font = "Arial"
	}
	if size < 6 || size > 24 {
		size = 11
	}
	return w, h, m, font, size
}

// TextWidth is the room between the margins in mm.
func (d Doc) TextWidth() float64 {
	w, _, m, _, _ := d.Frame()
	return w - m.Left - m.Right
}

// Block is one of Heading, Paragraph, List, Pairs, Table, Signatures, PageBreak,
// Picture, Bars, Letter, Contents, Space.
type Block interface{ block() }

// Run is a piece of text in one style. A line feed in it is a line break.
type Run struct {
	Text                    string
	Bold, Italic, Underline bool
}

// Text is a line or paragraph made of runs.
type Text []Run

// Plain is a Text of one run without style.
func Plain(s string) Text { return Text{{Text: s}} }

// Bold is a bold run.
func Bold(s string) Run { return Run{Text: s, Bold: true} }

// Italic is an italic run.
func Italic(s string) Run { return Run{Text: s, Italic: true} }

// Align is where text stands in its column.
type Align int

// The alignments. Natural is what the kind of block usually has.
const (
	Natural Align = iota
	Left
	Center
	Right
)

// Heading is a title. Level 0 is the title of the document, 1 a section, 2 a
// part of one. It never stands alone at the foot of a page.
type Heading struct {
	Level int
	Text  string
	Align Align // Center for the chapters of a report; a title always is
}

// Paragraph is running text.
type Paragraph struct {
	Text  Text
	Align Align
	Keep  bool // on the same page as what follows
}

// List is a numbered or bulleted list; every numbered list begins at 1.
type List struct {
	Numbered bool
	Items    []Item
}

// Item is one entry of a List: its first line has the number, More stand
// under it.
type Item struct {
	Text Text
	More []Text
}

// Pairs is a block of "label : value" lines with the colons in one column.
type Pairs struct {
	Label float64 // width of the labels in mm
	Rows  []Pair
}

// Pair is one line of a Pairs block. Several values stand under each other,
// numbered if wanted.
type Pair struct {
	Label    string
	Values   []Text
	Numbered bool
}

// Table is a table with borders. Its header row is repeated on every page and
// its rows are not split, unless one could not stand on a page.
type Table struct {
	Columns []Column
	Rows    [][]Cell // as many cells as there are columns
	// Tones colours single cells, by row and column; shorter than Rows or nil
	// where nothing is coloured. The word in the cell says the same.
	Tones     [][]Tone
	RowHeight float64 // least height of a row in mm, for cells to sign in; 0: as the text needs
	Small     bool    // many columns: smaller text
	Total     bool    // the last row is a total
}

// Tone is the meaning of a colour; every renderer has a quiet colour for each.
type Tone int

// The tones of a cell or a bar.
const (
	None Tone = iota
	Good
	Warn
	Bad
	Muted
)

// Column is the head of a column, its width in mm and how its cells stand.
type Column struct {
	Title string
	Width float64
	Align Align
}

// Cell is the lines of one cell; none is an empty cell.
type Cell []Text

// Signatures are one to three signers side by side, never split over pages.
type Signatures struct {
	Place   string // "Pamekasan, 20 November 2025", over the last signer
	Signers []Signature
}

// Signature is one signer. Without a name there is a dotted line, without a
// NIP no NIP. The zero Signature leaves its place empty.
type Signature struct {
	Caption string // "Pimpinan Rapat"
	Title   string // "Ketua KPU Kabupaten Pamekasan"
	Name    string
	NIP     string
}

// PageBreak begins a new page.
type PageBreak struct{}

// Image is a picture as it goes into a file: already of the size it needs, upright,
// and without anything but the picture itself.
type Image struct {
	Data          []byte
	Type          string // "png" or "jpeg"
	Width, Height int    // pixels
	Alt           string // what it shows, for those who cannot see it
}

// Picture is an image of its own with a caption below. It is never split from its
// caption.
type Picture struct {
	Image     Image
	Width     float64 // greatest width in mm; 0 is the text width
	MaxHeight float64 // greatest height in mm; 0 is what fits on a page with the caption
	Caption   Text
}

// Bars is a chart of horizontal bars that all have the same full length.
type Bars struct {
	Title string
	Rows  []Bar
}

// Bar is one bar: its label at the left, its value in words at the right.
type Bar struct {
	Label string
	Share float64 // 0 to 1 of the full length
	Value string  // "7,12 dari 10 (71,2%)"
	Marks []Mark  // least values
	Tone  Tone
}

// Mark is a line across a bar.
type Mark struct {
	Share float64 // 0 to 1 of the full length
	Label string  // "WBK"
}

// Letter is the head of a letter: Nomor, Sifat, Lampiran, Hal at the left, place
// and date at the right of the first line, the addressees below.
type Letter struct {
	Place string // "Pamekasan, 13 November 2025"
	Rows  []Pair
	To    []Text // "Yth. …", then one addressee a line
}

// Contents is the table of contents: the headings of level 1 and 2 that follow
// (Doc.Entries), with their pages where the format has pages.
type Contents struct {
	Pages []int // page of each entry where it is known; see pdf.Paginate
}

// Space is empty room of so many mm; it vanishes where a page happens to end, not
// at the head of the document or behind a PageBreak.
type Space struct{ MM float64 }

func (Heading) block()    {}
func (Paragraph) block()  {}
func (List) block()       {}
func (Pairs) block()      {}
func (Table) block()      {}
func (Signatures) block() {}
func (PageBreak) block()  {}
func (Picture) block()    {}
func (Bars) block()       {}
func (Letter) block()     {}
func (Contents) block()   {}
func (Space) block()      {}

// Dots is the line to sign on when nobody is named.
const Dots = "(……………………………)"

// DraftMark is what stands on every page of a document that is not final.
const DraftMark = "DRAF – belum final"

// Mark is the line that stands on every page, empty for a final document of real
// data.
func (d Doc) Mark() string {
	o := monev.Office{Practice: d.Practice}
	if d.Draft {
		return o.Marked(DraftMark)
	}
	return o.Marked("")
}

// Stamp is the one word across every page where a renderer can write one, empty
// as Mark.
func (d Doc) Stamp() string {
	switch {
	case d.Practice:
		return monev.PracticeStamp
	case d.Draft:
		return "DRAF"
	}
	return ""
}

// Hyphen does not break at the end of a line: dates stay whole. Renderers that
// cannot say so write a plain one.
const Hyphen = '\u2011'

// fit gives what is left of width to the columns without a width, in equal
// parts of at least 24 mm, and narrows all of them if there is not enough.
func fit(width float64, cols ...Column) []Column {
	open, sum := 0, 0.0
	for _, c := range cols {
		sum += c.Width
		if c.Width == 0 {
			open++
		}
	}
	for i := range cols {
		if cols[i].Width == 0 {
			cols[i].Width = max((width-sum)/float64(open), 24)
		}
	}
	sum = 0
	for _, c := range cols {
		sum += c.Width
	}
	if sum > width {
		for i := range cols {
			cols[i].Width *= width / sum
		}
	}
	return cols
}
