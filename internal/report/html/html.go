// Package html renders documents as one self-contained HTML file: styles and
// pictures are in it, nothing is fetched, no script runs. It reads on a screen and
// prints on the paper of the office.
package html

import (
	"bytes"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"math"
	"strings"
	"sync"

	"monev/internal/plain"
	"monev/internal/report"
)

//go:embed page.html
var source string

// page is read when the first document is made: most starts of monev make none.
var page = sync.OnceValue(func() *template.Template { return template.Must(template.New("page").Parse(source)) })

// Render returns a document as HTML, UTF-8. Text of the document never becomes
// markup, style or script. Equal documents give equal bytes.
func Render(d report.Doc) ([]byte, error) {
	v, err := view(d)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := page().Execute(&b, v); err != nil {
		return nil, fmt.Errorf("html: %w", err)
	}
	return b.Bytes(), nil
}

// doc is what the page is made of.
type doc struct {
	Title, Author string
	Paper, Margin template.CSS
	Width, Room   template.CSS // of the sheet on a screen, and between its margins
	Font          template.CSS
	Size, Table   float64 // points
	Small         float64
	Mark, Stamp   string
	Logo          *image
	Head          []headLine
	Footer, Trace string
	Nodes         []node
}

type headLine struct {
	Text    string
	Address bool
}

// node is one block: exactly one field is set.
type node struct {
	Heading *heading
	Para    *para
	List    *list
	Pairs   *pairs
	Table   *table
	Signs   *signs
	Break   bool
	Picture *picture
	Bars    *bars
	Letter  *letter
	Toc     []entry
	Space   float64
}

type (
	run struct {
		Text    string
		B, I, U bool
		BR      bool // a line break before it
	}
	text    []run
	heading struct {
		Level  int // 1 is the title
		ID     string
		Text   string
		Center bool
	}
	para struct {
		Class string
		Text  text
	}
	list struct {
		Numbered bool
		Items    []item
	}
	item struct {
		Text text
		More []text
	}
	pairs struct {
		Label float64
		Rows  []pair
	}
	pair struct {
		Label    string
		Values   []text
		Numbered bool
	}
	column struct {
		Title string
		Width float64 // per cent
	}
	tableCell struct {
		Class string
		Lines []text
	}
	tableRow struct {
		Total bool
		Cells []tableCell
	}
	table struct {
		Small   bool
		Height  float64
		Columns []column
		Rows    []tableRow
	}
	signs struct {
		Place   string
		Last    int
		Signers []report.Signature
	}
	image struct {
		URL   template.URL
		Alt   string
		Width float64 // mm
	}
	picture struct {
		Image   *image
		Missing string
		Caption text
	}
	bars struct {
		Title string
		Rows  []bar
	}
	bar struct {
		Label, Value, Class string
		Share               float64 // per cent
		Marks               []mark
		Scale               bool
	}
	mark struct {
		At    float64 // per cent
		Label string
	}
	letter struct {
		Place string
		Rows  []pair
		To    []text
	}
	entry struct {
		ID, Text string
		Level    int
	}
)

func view(d report.Doc) (doc, error) {
	w, h, m, font, size := d.Frame()
	v := doc{Title: line(d.Title), Author: line(d.Author), Size: size, Table: d.TableSize(false), Small: d.TableSize(true),
		Paper:  template.CSS(fmt.Sprintf("%gmm %gmm", w, h)),
		Margin: template.CSS(fmt.Sprintf("%gmm %gmm %gmm %gmm", m.Top, m.Right, m.Bottom, m.Left)),
		Width:  template.CSS(fmt.Sprintf("%gmm", w)), Room: template.CSS(fmt.Sprintf("%gmm", d.TextWidth())), Font: family(font), Footer: line(d.Footer.Text), Trace: line(d.Footer.Trace)}
	if d.Subject != "" {
		v.Title += " – " + line(d.Subject)
	}
	v.Mark, v.Stamp = d.Mark(), d.Stamp()
	if d.Logo != nil {
		v.Logo = picturePart(*d.Logo, report.LogoWidth, report.LogoHeight)
	}
	for i, l := range d.Letterhead {
		v.Head = append(v.Head, headLine{line(l), report.Address(i, l)})
	}
	ids := 0
	for i, b := range d.Blocks {
		n, ok, err := block(d, b)
		if err != nil {
			return v, err
		}
		if _, is := b.(report.Contents); is {
			later := ids
			for _, h := range d.Blocks[i:] {
				if h, is := h.(report.Heading); is {
					later++
					if h.Level == 1 || h.Level == 2 {
						n.Toc = append(n.Toc, entry{id(later), line(h.Text), h.Level})
					}
				}
			}
			ok = len(n.Toc) > 0
		}
		if n.Heading != nil {
			ids++
			n.Heading.ID = id(ids)
		}
		if ok {
			v.Nodes = append(v.Nodes, n)
		}
	}
	return v, nil
}

func id(n int) string { return fmt.Sprintf("bagian-%d", n) }

// family names fonts by name only where the name is one of ours.
func family(font string) template.CSS {
	if strings.Contains(strings.ToLower(font), "book") {
		return `"Bookman Old Style", "URW Bookman", "TeX Gyre Bonum", Georgia, serif`
	}
	return `Arial, Arimo, "Liberation Sans", Helvetica, sans-serif`
}

func line(s string) string { return plain.Line(s) }

func runs(t report.Text) text {
	var out text
	for _, r := range t {
		for i, s := range strings.Split(plain.Text(r.Text), "\n") {
			out = append(out, run{s, r.Bold, r.Italic, r.Underline, i > 0})
		}
	}
	return out
}

func texts(list []report.Text) []text {
	var out []text
	for _, t := range list {
		out = append(out, runs(t))
	}
	return out
}

func pairRows(list []report.Pair) []pair {
	var out []pair
	for _, p := range list {
		out = append(out, pair{line(p.Label), texts(p.Values), p.Numbered})
	}
	return out
}

// block is a block as a node, unless it shows nothing.
func block(d report.Doc, b report.Block) (_ node, shown bool, _ error) {
	switch v := b.(type) {
	case report.Heading:
		return node{Heading: &heading{Level: min(max(v.Level, 0), 3) + 1, Text: line(v.Text), Center: v.Align == report.Center}}, true, nil
	case report.Paragraph:
		return node{Para: &para{"a" + fmt.Sprint(min(max(int(v.Align), 0), 3)) + map[bool]string{true: " tahan"}[v.Keep], runs(v.Text)}}, true, nil
	case report.List:
		l := list{Numbered: v.Numbered}
		for _, it := range v.Items {
			l.Items = append(l.Items, item{runs(it.Text), texts(it.More)})
		}
		return node{List: &l}, len(l.Items) > 0, nil
	case report.Pairs:
		return node{Pairs: &pairs{math.Max(v.Label, 15), pairRows(v.Rows)}}, len(v.Rows) > 0, nil
	case report.Table:
		return node{Table: tablePart(v)}, len(v.Columns) > 0, nil
	case report.Signatures:
		s := signs{Place: line(v.Place), Last: len(v.Signers) - 1}
		for _, x := range v.Signers {
			x = report.Signature{Caption: line(x.Caption), Title: line(x.Title), Name: line(x.Name), NIP: line(x.NIP)}
			s.Signers = append(s.Signers, x)
		}
		return node{Signs: &s}, len(s.Signers) > 0, nil
	case report.PageBreak:
		return node{Break: true}, true, nil
	case report.Picture:
		p := picture{Caption: runs(v.Caption), Missing: line(v.Image.Alt)}
		if p.Missing == "" {
			p.Missing = "gambar"
		}
		width := d.TextWidth()
		if v.Width > 0 {
			width = min(width, v.Width)
		}
		high := 400.0
		if v.MaxHeight > 0 {
			high = v.MaxHeight
		}
		p.Image = picturePart(v.Image, width, high)
		return node{Picture: &p}, true, nil
	case report.Bars:
		return node{Bars: barsPart(v)}, len(v.Rows) > 0, nil
	case report.Letter:
		return node{Letter: &letter{line(v.Place), pairRows(v.Rows), texts(v.To)}}, true, nil
	case report.Space:
		return node{Space: min(v.MM, 300)}, v.MM > 0, nil
	case report.Contents: // the caller knows the headings
		return node{}, false, nil
	}
	return node{}, false, fmt.Errorf("html: unknown block %T", b)
}

func tablePart(v report.Table) *table {
	t := &table{Small: v.Small, Height: min(max(v.RowHeight, 0), 150)}
	sum := 0.0
	for _, c := range v.Columns {
		sum += max(c.Width, 4)
	}
	for _, c := range v.Columns {
		t.Columns = append(t.Columns, column{line(c.Title), math.Round(max(c.Width, 4)/sum*1000) / 10})
	}
	for i, r := range v.Rows {
		row := tableRow{Total: v.Total && i == len(v.Rows)-1}
		for j, c := range v.Columns {
			cell := tableCell{Class: "a" + fmt.Sprint(min(max(int(c.Align), 0), 3)) + tone(v.Tone(i, j))}
			if j < len(r) {
				cell.Lines = texts(r[j])
			}
			row.Cells = append(row.Cells, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func tone(t report.Tone) string {
	switch t {
	case report.Good:
		return " baik"
	case report.Warn:
		return " awas"
	case report.Bad:
		return " buruk"
	case report.Muted:
		return " redup"
	}
	return ""
}

func barsPart(v report.Bars) *bars {
	b := &bars{Title: line(v.Title)}
	scales := v.Scales()
	for i, r := range v.Rows {
		x := bar{Label: line(r.Label), Value: line(r.Value), Class: tone(r.Tone), Share: percent(r.Share), Scale: scales[i]}
		for _, m := range r.Marks {
			x.Marks = append(x.Marks, mark{percent(m.Share), line(m.Label)})
		}
		b.Rows = append(b.Rows, x)
	}
	return b
}

func percent(share float64) float64 { return math.Round(report.Within(share)*1000) / 10 }

// picturePart is an image as an address that holds it; nil if it cannot be shown.
func picturePart(i report.Image, width, height float64) *image {
	w, _ := i.Fit(width, height)
	if w == 0 || (i.Type != "png" && i.Type != "jpeg") {
		return nil
	}
	return &image{template.URL("data:image/" + i.Type + ";base64," + base64.StdEncoding.EncodeToString(i.Data)), line(i.Alt), math.Round(w*10) / 10}
}
