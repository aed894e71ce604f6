package xlsx

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// Limits of a sheet. What lies beyond is refused, never passed over.
const (
	maxRow   = 1_048_576
	maxCol   = 16_384
	maxCells = 500_000
)

// Ref is a cell: column and row from 1.
type Ref struct{ Col, Row int }

// String is "K6".
func (r Ref) String() string { return Column(r.Col) + strconv.Itoa(r.Row) }

// Column is the letters of a column.
func Column(n int) string {
	var s string
	for ; n > 0; n = (n - 1) / 26 {
		s = string(rune('A'+(n-1)%26)) + s
	}
	return s
}

// ColumnNumber reads the letters of a column; 0 if they are none.
func ColumnNumber(s string) int {
	n := 0
	for _, c := range []byte(s) {
		if c >= 'a' && c <= 'z' {
			c -= 'a' - 'A'
		}
		if c < 'A' || c > 'Z' || n > maxCol {
			return 0
		}
		n = n*26 + int(c-'A') + 1
	}
	if n > maxCol {
		return 0
	}
	return n
}

// ParseRef reads "K6" or "$K$6".
func ParseRef(s string) (Ref, bool) {
	s = strings.ReplaceAll(s, "$", "")
	i := strings.IndexAny(s, "0123456789")
	if i <= 0 {
		return Ref{}, false
	}
	row, err := strconv.Atoi(s[i:])
	r := Ref{ColumnNumber(s[:i]), row}
	return r, err == nil && s[i] != '0' && r.Col > 0 && row <= maxRow
}

// Range is a block of cells, both ends included.
type Range struct{ From, To Ref }

// Contains tells whether r lies in it.
func (g Range) Contains(r Ref) bool {
	return r.Col >= g.From.Col && r.Col <= g.To.Col && r.Row >= g.From.Row && r.Row <= g.To.Row
}

// String is "K6:K7".
func (g Range) String() string { return g.From.String() + ":" + g.To.String() }

// ParseRange reads "K6:K7" or "K6".
func ParseRange(s string) (Range, bool) {
	a, b, two := strings.Cut(s, ":")
	from, ok := ParseRef(a)
	if !two {
		return Range{from, from}, ok
	}
	to, ok2 := ParseRef(b)
	return Range{from, to}, ok && ok2 && from.Col <= to.Col && from.Row <= to.Row
}

// Kind is what a cell holds.
type Kind int

// The kinds.
const (
	Empty Kind = iota
	Text
	Number
	Bool
	Error
)

// Cell is one cell. With Formula set, the value is its stored result.
type Cell struct {
	Kind    Kind
	Text    string  // of Text; "TRUE"/"FALSE"; the error; of Number its digits in the file
	Number  float64 // of Number
	Date    bool    // numbers in it are formatted as date or time
	Percent bool    // numbers in it are formatted as percentage
	Formula bool

	start, end int64 // of its element
	attrs      []xml.Attr
}

// Equal tells whether two cells hold the same, style and formula included.
func (c Cell) Equal(d Cell) bool {
	return c.Kind == d.Kind && c.Text == d.Text && c.Formula == d.Formula && slices.Equal(c.attrs, d.attrs)
}

// String is the value as a note reads it: a date as 19-10-2026, a number with
// a decimal comma.
func (s *Sheet) String(c Cell) string {
	if c.Kind != Number {
		return c.Text
	}
	if c.Date {
		if d := s.book.date(c.Number); d != "" {
			return d
		}
	}
	return strings.Replace(strconv.FormatFloat(c.Number, 'f', -1, 64), ".", ",", 1)
}

// List is a validation by a list written into the sheet: "A,B,C".
type List struct {
	Ranges []Range
	Values []string
}

// Sheet is one sheet of a book.
type Sheet struct {
	Name   string
	Merges []Range
	Lists  []List

	book      *Book
	part      string
	xml       []byte
	cells     map[Ref]Cell
	rows      []row
	arrays    []Range // of array formulas
	columns   []columns
	prefix    string
	dimension element
	data      element // <sheetData>
	dataEnd   int64   // where </sheetData> begins
}

type row struct {
	num        int
	tag        element
	inner, end int64 // where its end tag begins and ends
	cells      []Ref
}

type columns struct {
	from, to int
	style    string
}

// At returns a cell; one that is not there is Empty.
func (s *Sheet) At(r Ref) Cell { return s.cells[r] }

// Has tells whether a cell is there, if only for its style.
func (s *Sheet) Has(r Ref) bool {
	_, ok := s.cells[r]
	return ok
}

// Refs calls yield for every cell that is there, row by row.
func (s *Sheet) Refs(yield func(Ref) bool) {
	for _, r := range s.rows {
		for _, c := range r.cells {
			if !yield(c) {
				return
			}
		}
	}
}

// InFormula tells whether a cell holds a formula or lies in the block of an
// array formula.
func (s *Sheet) InFormula(r Ref) bool {
	if s.cells[r].Formula {
		return true
	}
	for _, g := range s.arrays {
		if g.Contains(r) {
			return true
		}
	}
	return false
}

// Covered returns the merged block that hides a cell, which is not its first.
func (s *Sheet) Covered(r Ref) (Range, bool) {
	for _, g := range s.Merges {
		if g.From != r && g.Contains(r) {
			return g, true
		}
	}
	return Range{}, false
}

// Sheet reads a sheet; capitals in its name do not matter.
func (b *Book) Sheet(name string) (s *Sheet, err error) {
	defer guard(&err)
	for _, ref := range b.sheets {
		if !strings.EqualFold(ref.name, name) {
			continue
		}
		data, err := b.part(ref.part)
		if err != nil {
			return nil, err
		}
		s := &Sheet{Name: ref.name, book: b, part: ref.part, xml: data, cells: map[Ref]Cell{}}
		return s, s.read()
	}
	return nil, refuse("Lembar %s tidak ada di berkas Excel ini.", clip(name))
}

func (s *Sheet) bad(what string) error { return damaged("lembar " + clip(s.Name) + ", " + what) }

func (s *Sheet) read() error {
	x := newScan(s.part, s.xml)
	for {
		t, err := x.next()
		if errors.Is(err, io.EOF) {
			return s.bad("bagiannya kosong")
		}
		if err != nil {
			return err
		}
		e, ok := t.(element)
		if !ok {
			continue
		}
		if e.local != "worksheet" {
			return refuse("Lembar %s bukan lembar kerja.", clip(s.Name))
		}
		break
	}
	if err := x.children(func(e element) error { return s.child(x, e) }); err != nil {
		return err
	}
	for { // nothing but blanks and comments may follow
		t, err := x.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if _, more := t.(element); more || err != nil {
			return s.bad("XML tidak sah")
		}
	}
	if s.data.local == "" {
		return s.bad("datanya tidak ada")
	}
	return nil
}

func (s *Sheet) child(x *scan, e element) error {
	switch e.local {
	case "dimension":
		s.dimension = e
	case "cols":
		return x.children(func(e element) error {
			from, _ := strconv.Atoi(e.attr("min"))
			to, _ := strconv.Atoi(e.attr("max"))
			s.columns = append(s.columns, columns{from, to, e.attr("style")})
			return nil
		})
	case "sheetData":
		if s.data.local != "" {
			return s.bad("datanya ada dua kali")
		}
		s.data, s.prefix = e, e.prefix
		err := x.children(func(e element) error {
			if e.local != "row" {
				return nil
			}
			return s.row(x, e)
		})
		s.dataEnd = x.start
		return err
	case "mergeCells":
		return x.children(func(e element) error {
			g, ok := ParseRange(e.attr("ref"))
			if e.local == "mergeCell" && !ok {
				return s.bad("sel gabungan tidak sah")
			}
			s.Merges = append(s.Merges, g)
			return nil
		})
	case "dataValidations":
		return x.children(func(e element) error { return s.validation(x, e) })
	}
	return nil
}

func (s *Sheet) row(x *scan, e element) error {
	r := row{num: 1, tag: e}
	if n := len(s.rows); n > 0 {
		r.num = s.rows[n-1].num + 1
	}
	if v := e.attr("r"); v != "" {
		n, err := strconv.Atoi(v)
		if err != nil || n < r.num || n > maxRow {
			return s.bad("urutan barisnya salah")
		}
		r.num = n
	}
	if r.num > maxRow {
		return s.bad("barisnya terlalu banyak")
	}
	at := len(s.rows)
	s.rows = append(s.rows, r)
	err := x.children(func(e element) error {
		if e.local != "c" {
			return nil
		}
		return s.cell(x, at, e)
	})
	s.rows[at].inner, s.rows[at].end = x.start, x.dec.InputOffset()
	return err
}

func (s *Sheet) cell(x *scan, at int, e element) error {
	r := &s.rows[at]
	ref := Ref{1, r.num}
	if n := len(r.cells); n > 0 {
		ref.Col = r.cells[n-1].Col + 1
	}
	if v := e.attr("r"); v != "" {
		got, ok := ParseRef(v)
		if !ok || got.Row != r.num || got.Col < ref.Col {
			return s.bad("urutan sel di sekitar " + ref.String() + " salah")
		}
		ref = got
	}
	if len(s.cells) >= maxCells || ref.Col > maxCol {
		return refuse("Lembar %s memuat lebih dari %d sel.", clip(s.Name), maxCells)
	}
	c := Cell{start: e.start, attrs: e.attrs}
	var value, inline string
	var hasValue bool
	err := x.children(func(e element) (err error) {
		switch e.local {
		case "f":
			c.Formula = true
			if g, ok := ParseRange(e.attr("ref")); ok && (e.attr("t") == "array" || e.attr("t") == "dataTable") {
				s.arrays = append(s.arrays, g)
			}
		case "v":
			hasValue = true
			value, err = x.text()
		case "is":
			inline, err = x.richText()
		}
		return err
	})
	if err != nil {
		return err
	}
	c.end = x.dec.InputOffset()
	if err := s.value(&c, ref, e, value, hasValue, inline); err != nil {
		return err
	}
	r.cells = append(r.cells, ref)
	s.cells[ref] = c
	return nil
}

func (s *Sheet) value(c *Cell, ref Ref, e element, value string, has bool, inline string) error {
	kind := e.attr("t")
	if i, err := strconv.Atoi(e.attr("s")); err == nil && i >= 0 && i < len(s.book.formats) {
		c.Date, c.Percent = s.book.formats[i] == dateNumber, s.book.formats[i] == percentNumber
	}
	switch {
	case kind == "inlineStr":
		if c.Text = inline; inline != "" {
			c.Kind = Text
		}
		return nil
	case !has || value == "" && kind != "str":
		return nil
	}
	switch kind {
	case "s":
		i, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil || i < 0 || i >= len(s.book.shared) {
			return s.bad("teks sel " + ref.String() + " tidak ada")
		}
		c.Text = s.book.shared[i]
	case "str":
		c.Text = decode(value)
	case "d":
		c.Text = value
	case "e":
		c.Kind, c.Text = Error, value
		return nil
	case "b":
		c.Kind, c.Text = Bool, "FALSE"
		if strings.TrimSpace(value) == "1" || strings.EqualFold(strings.TrimSpace(value), "true") {
			c.Text = "TRUE"
		}
		return nil
	case "", "n":
		n, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
		if err != nil {
			return s.bad("angka sel " + ref.String() + " tidak terbaca")
		}
		c.Kind, c.Number, c.Text = Number, n, strings.TrimSpace(value)
		return nil
	default:
		return s.bad("jenis sel " + ref.String() + " tidak dikenal")
	}
	if c.Text != "" {
		c.Kind = Text
	}
	return nil
}

func (s *Sheet) validation(x *scan, e element) error {
	if e.local != "dataValidation" || e.attr("type") != "list" {
		return nil
	}
	var l List
	for f := range strings.FieldsSeq(e.attr("sqref")) {
		if g, ok := ParseRange(f); ok {
			l.Ranges = append(l.Ranges, g)
		}
	}
	err := x.children(func(e element) error {
		if e.local != "formula1" {
			return nil
		}
		f, err := x.text()
		f = strings.TrimSpace(f)
		if len(f) > 2 && f[0] == '"' && f[len(f)-1] == '"' {
			for v := range strings.SplitSeq(strings.ReplaceAll(f[1:len(f)-1], `""`, `"`), ",") {
				l.Values = append(l.Values, strings.TrimSpace(v))
			}
		}
		return err
	})
	if len(l.Values) > 0 {
		s.Lists = append(s.Lists, l)
	}
	return err
}

// Address is "Jawaban!K6".
func (s *Sheet) Address(r Ref) string { return fmt.Sprintf("%s!%s", s.Name, r) }
