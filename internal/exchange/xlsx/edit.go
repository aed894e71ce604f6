package xlsx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// Value is what a cell is given: a number if Number is not empty, else text.
type Value struct {
	Number string // digits with a decimal point: "7", "3.6"
	Text   string
}

// CellLimit is how many UTF-16 units a cell holds.
const CellLimit = 32_767

const cutMark = " … (dipotong)"

// Clip cuts text to what a cell holds, and says so at its end.
func Clip(s string) string {
	if len(s) <= CellLimit {
		return s
	}
	mark := len(utf16.Encode([]rune(cutMark)))
	units, keep := 0, 0
	for i, r := range s {
		if units <= CellLimit-mark {
			keep = i
		}
		if units += max(1, utf16.RuneLen(r)); units > CellLimit {
			return s[:keep] + cutMark
		}
	}
	return s
}

// Edit gives cells of a sheet new values and returns the whole file. Styles stay;
// a cell that was not there takes the style its row or column would give it.
// Cells under a formula or inside a merged block are refused, not changed.
func (s *Sheet) Edit(values map[Ref]Value) (out []byte, err error) {
	defer guard(&err)
	sheet, err := s.edited(values)
	if err != nil {
		return nil, err
	}
	workbook, err := s.book.part(s.book.workbook)
	if err != nil {
		return nil, err
	}
	if workbook, err = recalculated(s.book.workbook, workbook); err != nil {
		return nil, err
	}
	return s.book.replaced(map[string][]byte{partKey(s.part): sheet, partKey(s.book.workbook): workbook})
}

// patch replaces the bytes from start to end.
type patch struct {
	start, end int64
	order      int // among those at one place
	text       string
}

func (s *Sheet) edited(values map[Ref]Value) ([]byte, error) {
	refs := make([]Ref, 0, len(values))
	for r := range values {
		refs = append(refs, r)
	}
	slices.SortFunc(refs, func(a, b Ref) int {
		if a.Row != b.Row {
			return a.Row - b.Row
		}
		return a.Col - b.Col
	})
	var patches []patch
	fresh := map[int]string{} // new cells by row
	reach := Range{}
	for i, r := range refs {
		if s.InFormula(r) {
			return nil, refuse("Sel %s berisi rumus, jadi tidak diisi.", s.Address(r))
		}
		if g, ok := s.Covered(r); ok {
			return nil, refuse("Sel %s tertutup sel gabungan %s, jadi tidak dapat diisi.", s.Address(r), g)
		}
		if c, ok := s.cells[r]; ok {
			patches = append(patches, patch{c.start, c.end, i, s.cellXML(r, c.attrs, values[r])})
			continue
		}
		var attrs []xml.Attr
		if style := s.inherited(r); style != "" {
			attrs = []xml.Attr{{Name: xml.Name{Local: "s"}, Value: style}}
		}
		text := s.cellXML(r, attrs, values[r])
		if reach.To.Col < r.Col || reach.To.Row < r.Row {
			reach.To = Ref{max(reach.To.Col, r.Col), max(reach.To.Row, r.Row)}
		}
		at, found := slices.BinarySearchFunc(s.rows, r.Row, func(x row, n int) int { return x.num - n })
		if !found {
			fresh[r.Row] += text
			continue
		}
		row := s.rows[at]
		if row.tag.empty {
			fresh[r.Row] += text
			continue
		}
		place := row.inner
		for _, c := range row.cells {
			if c.Col > r.Col {
				place = s.cells[c].start
				break
			}
		}
		patches = append(patches, patch{place, place, i, text})
		patches = append(patches, s.unspan(row))
	}
	patches = append(patches, s.freshRows(fresh)...)
	if p, ok := s.widened(reach.To); ok {
		patches = append(patches, p)
	}
	return apply(s.xml, patches), nil
}

// apply makes the patches; equal ones count once.
func apply(data []byte, patches []patch) []byte {
	slices.SortStableFunc(patches, func(a, b patch) int {
		if a.start != b.start {
			return int(a.start - b.start)
		}
		if a.end != b.end {
			return int(a.end - b.end) // insertions before replacements
		}
		return a.order - b.order
	})
	var out bytes.Buffer
	at := int64(0)
	for i, p := range patches {
		if i > 0 && p == patches[i-1] || p.start < at {
			continue
		}
		out.Write(data[at:p.start])
		out.WriteString(p.text)
		at = p.end
	}
	out.Write(data[at:])
	return out.Bytes()
}

func (s *Sheet) name(local string) string {
	if s.prefix == "" {
		return local
	}
	return s.prefix + ":" + local
}

// cellXML writes a cell. Of its attributes only its type goes, and what ties it
// to a rich value it no longer has.
func (s *Sheet) cellXML(r Ref, attrs []xml.Attr, v Value) string {
	var b strings.Builder
	c, t := s.name("c"), s.name("t")
	b.WriteString("<" + c + ` r="` + r.String() + `"`)
	for _, a := range attrs {
		if a.Name.Space == "" && slices.Contains([]string{"r", "t", "cm", "vm"}, a.Name.Local) {
			continue
		}
		name := a.Name.Local
		if a.Name.Space != "" {
			name = a.Name.Space + ":" + name
		}
		b.WriteString(" " + name + `="` + escapeAttr(a.Value) + `"`)
	}
	if v.Number != "" {
		b.WriteString("><" + s.name("v") + ">" + v.Number + "</" + s.name("v") + "></" + c + ">")
		return b.String()
	}
	b.WriteString(` t="inlineStr"><` + s.name("is") + "><" + t + ` xml:space="preserve">` + Encode(Clip(v.Text)) +
		"</" + t + "></" + s.name("is") + "></" + c + ">")
	return b.String()
}

func escapeAttr(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a Buffer takes everything
	return b.String()
}

// inherited is the style an absent cell has in Excel.
func (s *Sheet) inherited(r Ref) string {
	if at, ok := slices.BinarySearchFunc(s.rows, r.Row, func(x row, n int) int { return x.num - n }); ok && s.rows[at].tag.flag("customFormat") {
		return s.rows[at].tag.attr("s")
	}
	for _, c := range s.columns {
		if r.Col >= c.from && r.Col <= c.to {
			return c.style
		}
	}
	return ""
}

var spans = regexp.MustCompile(`\s+spans\s*=\s*("[^"]*"|'[^']*')`)

// unspan takes away the hint which columns a row uses: it is optional, and may
// no longer be true.
func (s *Sheet) unspan(r row) patch {
	tag := s.xml[r.tag.start:r.tag.end]
	return patch{r.tag.start, r.tag.end, -1, string(spans.ReplaceAll(tag, nil))}
}

// freshRows writes rows that are not there, or are there without content.
func (s *Sheet) freshRows(cells map[int]string) []patch {
	var nums []int
	for n := range cells {
		nums = append(nums, n)
	}
	slices.Sort(nums)
	tag, inside := s.name("row"), ""
	var out []patch
	for i, n := range nums {
		at, found := slices.BinarySearchFunc(s.rows, n, func(x row, n int) int { return x.num - n })
		if found {
			r := s.rows[at]
			open := strings.TrimRight(strings.TrimSuffix(s.unspan(r).text, "/>"), " \t\r\n")
			out = append(out, patch{r.tag.start, r.tag.end, i, open + ">" + cells[n] + "</" + tag + ">"})
			continue
		}
		text := "<" + tag + ` r="` + strconv.Itoa(n) + `">` + cells[n] + "</" + tag + ">"
		place := s.dataEnd
		if at < len(s.rows) {
			place = s.rows[at].tag.start
		}
		if s.data.empty {
			inside += text
			continue
		}
		out = append(out, patch{place, place, i, text})
	}
	if inside != "" {
		open := strings.TrimRight(strings.TrimSuffix(string(s.xml[s.data.start:s.data.end]), "/>"), " \t\r\n")
		out = append(out, patch{s.data.start, s.data.end, 0, open + ">" + inside + "</" + s.name("sheetData") + ">"})
	}
	return out
}

var dimensionRef = regexp.MustCompile(`ref\s*=\s*("[^"]*"|'[^']*')`)

// widened makes the dimension hold the new cells: some readers trust it.
func (s *Sheet) widened(to Ref) (patch, bool) {
	g, ok := ParseRange(s.dimension.attr("ref"))
	if s.dimension.local == "" || !ok || to.Row == 0 || to.Col <= g.To.Col && to.Row <= g.To.Row {
		return patch{}, false
	}
	g.To = Ref{max(g.To.Col, to.Col), max(g.To.Row, to.Row)}
	tag := s.xml[s.dimension.start:s.dimension.end]
	return patch{s.dimension.start, s.dimension.end, 0, string(dimensionRef.ReplaceAllLiteral(tag, []byte(`ref="`+g.String()+`"`)))}, true
}

var loadFlag = regexp.MustCompile(`fullCalcOnLoad\s*=\s*("[^"]*"|'[^']*')`)

// recalculated asks Excel to compute all formulas when it opens the file.
func recalculated(name string, data []byte) ([]byte, error) {
	x := newScan(name, data)
	var calc element
	var prefix string
	after := int64(-1)
	t, err := x.next()
	for ; err == nil; t, err = x.next() {
		if e, ok := t.(element); ok {
			prefix = e.prefix
			break
		}
	}
	if err != nil {
		return nil, x.ended(err)
	}
	err = x.children(func(e element) error {
		switch e.local {
		case "calcPr":
			calc = e
		case "sheets", "functionGroups", "externalReferences", "definedNames":
			if err := x.close(len(x.stack) - 1); err != nil {
				return err
			}
			after = x.dec.InputOffset()
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if calc.local == "" {
		tag := "calcPr"
		if prefix != "" {
			tag = prefix + ":" + tag
		}
		return apply(data, []patch{{after, after, 0, "<" + tag + ` fullCalcOnLoad="1"/>`}}), nil
	}
	tag := string(data[calc.start:calc.end])
	if calc.attr("fullCalcOnLoad") != "" {
		tag = loadFlag.ReplaceAllLiteralString(tag, `fullCalcOnLoad="1"`)
	} else {
		cutAt := len(tag) - 1
		if calc.empty {
			cutAt--
		}
		tag = strings.TrimRight(tag[:cutAt], " \t\r\n") + ` fullCalcOnLoad="1"` + tag[cutAt:]
	}
	return apply(data, []patch{{calc.start, calc.end, 0, tag}}), nil
}

// replaced is the file with some parts replaced and all others copied as they
// are.
func (b *Book) replaced(parts map[string][]byte) ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range b.zip.File {
		if err := b.copyPart(w, f, parts); err != nil {
			return nil, damaged("bagian " + clip(f.Name) + " tidak dapat disalin")
		}
	}
	if err := w.SetComment(b.zip.Comment); err != nil {
		return nil, damaged("catatan arsip terlalu panjang")
	}
	if err := w.Close(); err != nil {
		return nil, damaged("arsip tidak dapat ditutup")
	}
	return out.Bytes(), nil
}

func (b *Book) copyPart(w *zip.Writer, f *zip.File, parts map[string][]byte) error {
	h := f.FileHeader
	data, changed := parts[partKey(f.Name)]
	if !changed {
		to, err := w.CreateRaw(&h)
		if err != nil {
			return err
		}
		from, err := f.OpenRaw()
		if err != nil {
			return err
		}
		_, err = io.Copy(to, from)
		return err
	}
	to, err := w.CreateHeader(&zip.FileHeader{Name: f.Name, Comment: f.Comment, NonUTF8: f.NonUTF8, Method: f.Method,
		Modified: f.Modified, ExternalAttrs: f.ExternalAttrs, CreatorVersion: f.CreatorVersion})
	if err != nil {
		return err
	}
	_, err = to.Write(data)
	return err
}
