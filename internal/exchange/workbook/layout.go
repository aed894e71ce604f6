package workbook

import (
	"slices"
	"strings"

	"monev/internal/exchange"
	"monev/internal/exchange/xlsx"
	"monev/internal/lke"
	"monev/internal/monev"
	"monev/internal/plain"
)

// How the form of 2026 is recognised. The sheet is called Jawaban, and every one
// of the 127 rows has a question left of the answer. Then the sheet itself says
// what it expects: the scale written beside a question (Ya/Tidak, A/B/C, Jumlah)
// or offered by the list of its answer cell, the answers already given, and the
// headings of the sub-components, which stand above their first question. Enough
// of this must be there, and none of it may contradict: a form of another year
// has other rows, so its scales stand beside other numbers. One slip is known
// from real copies and forgiven: a possible answer typed where its scale should
// stand.

// oldSheet is the name of the sheet in the workbook of 2021.
const oldSheet = "LKE ZI"

// form is a recognised workbook.
type form struct {
	in     *lke.Instrument
	layout *lke.Portal
	book   *xlsx.Book
	sheet  *xlsx.Sheet
}

func (f *form) item(r lke.PortalRow) *lke.Item {
	it, _ := f.in.Item(r.Item) // the layout was checked against the instrument
	return it
}

func open(in *lke.Instrument, data []byte) (*form, error) {
	layout, err := exchange.Layout(in)
	if err != nil {
		return nil, err
	}
	book, err := xlsx.Open(data)
	if err != nil {
		return nil, err
	}
	f := &form{in: in, layout: layout, book: book}
	name := layout.Rows[0].Sheet
	if !slices.ContainsFunc(book.Sheets(), func(s string) bool { return strings.EqualFold(s, name) }) {
		return nil, f.otherSheets(name)
	}
	if f.sheet, err = book.Sheet(name); err != nil {
		return nil, err
	}
	return f, f.recognise()
}

// otherSheets says what was found instead of the sheet.
func (f *form) otherSheets(name string) error {
	var found []string
	for _, s := range f.book.Sheets() {
		if strings.EqualFold(strings.TrimSpace(s), oldSheet) {
			return monev.Refuse("berkas", "Berkas ini memakai lembar %q, yaitu tata letak LKE 2021. Yang dikenal monev ialah tata letak PortalRB %d dengan lembar %q.",
				oldSheet, exchange.LayoutYear, name)
		}
		if found = append(found, `"`+plain.Cut(plain.Line(s), 31)+`"`); len(found) == 5 {
			break
		}
	}
	return monev.Refuse("berkas", "Lembar %q tidak ada. Lembar di berkas ini: %s. Pakai formulir LKE PortalRB %d.", name, strings.Join(found, ", "), exchange.LayoutYear)
}

func (f *form) recognise() error {
	var bad exchange.Problems
	left := f.texts()
	inputs := map[int]bool{}
	scales := 0
	for _, r := range f.layout.Rows {
		inputs[r.Row] = true
		it := f.item(r)
		shown, said := f.scale(r, left[r.Row])
		switch {
		case len(left[r.Row]) == 0:
			bad.Add("berkas", "baris %d (%s) tidak berisi pertanyaan", r.Row, exchange.RowName(f.in, r))
		case said && shown != kindMark(it.Kind):
			bad.Add("berkas", "baris %d (%s) menunjukkan jawaban %s, seharusnya %s", r.Row, exchange.RowName(f.in, r), marks[shown], exchange.Scale(it, "/"))
		case said:
			scales++
		}
	}
	column := xlsx.ColumnNumber(f.layout.Rows[0].UnitAnswer)
	for ref := range f.sheet.Refs {
		c := f.sheet.At(ref)
		if ref.Col == column && !inputs[ref.Row] && c.Kind == xlsx.Text && !c.Formula && isAnswer(c.Text) {
			bad.Add("berkas", "baris %d berisi jawaban %q, padahal bukan baris isian", ref.Row, strings.TrimSpace(c.Text))
		}
	}
	heads := f.headings(left, inputs, &bad)
	if err := bad.Err(); err != nil {
		return monev.Refuse("berkas", "Lembar %q bukan tata letak PortalRB %d, mungkin dari tahun lain: %s", f.sheet.Name, exchange.LayoutYear, err.Error())
	}
	if scales < len(f.layout.Rows)/2 && heads < len(f.in.Subs())/2 {
		return monev.Refuse("berkas", "Lembar %q tidak dapat dikenali sebagai tata letak PortalRB %d: skala jawaban terbaca pada %d dari %d baris, judul sub-komponen pada %d dari %d tempat.",
			f.sheet.Name, exchange.LayoutYear, scales, len(f.layout.Rows), heads, len(f.in.Subs()))
	}
	return nil
}

// texts are the texts left of the answers, by row.
func (f *form) texts() map[int][]string {
	column := xlsx.ColumnNumber(f.layout.Rows[0].UnitAnswer)
	out := map[int][]string{}
	for ref := range f.sheet.Refs {
		if c := f.sheet.At(ref); ref.Col < column && c.Kind == xlsx.Text && strings.TrimSpace(c.Text) != "" {
			out[ref.Row] = append(out[ref.Row], c.Text)
		}
	}
	return out
}

// marks are the scales as a row may show them.
var marks = map[string]string{"YATIDAK": "Ya/Tidak", "ABC": "A/B/C", "ABCD": "A/B/C/D", "ABCDE": "A/B/C/D/E", "JUMLAH": "jumlah", "04": "0–4", "%": "persen"}

func kindMark(k lke.Kind) string {
	switch k {
	case lke.YesNo:
		return "YATIDAK"
	case lke.Percent:
		return "JUMLAH"
	case lke.Survey:
		return "04"
	}
	return strings.ToUpper(string(k))
}

// mark reads a scale: "A/B/C", "ya / tidak", "Nilai\n(0-4)".
func mark(s string) (string, bool) {
	if len(s) > 40 {
		return "", false
	}
	var b strings.Builder
	for _, r := range strings.ToUpper(s) {
		if r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '%' {
			b.WriteRune(r)
		}
	}
	m := strings.TrimPrefix(b.String(), "NILAI")
	_, ok := marks[m]
	return m, ok
}

// scale is what the sheet says the answer of a row should be.
func (f *form) scale(r lke.PortalRow, left []string) (string, bool) {
	for _, t := range left {
		if m, ok := mark(t); ok {
			return m, true
		}
	}
	cell := xlsx.Ref{Col: xlsx.ColumnNumber(r.UnitAnswer), Row: r.Row}
	for _, l := range f.sheet.Lists {
		for _, g := range l.Ranges {
			if g.Contains(cell) {
				if m, ok := mark(strings.Join(l.Values, "/")); ok {
					return m, true
				}
			}
		}
	}
	return "", false
}

func isAnswer(s string) bool {
	switch strings.ToUpper(strings.TrimSpace(s)) {
	case "YA", "TIDAK", "A", "B", "C", "D", "E":
		return true
	}
	return false
}

// headings counts the sub-components whose heading stands above their first row.
// One that stands only elsewhere is a fault.
func (f *form) headings(left map[int][]string, inputs map[int]bool, bad *exchange.Problems) int {
	at := map[string][]int{}
	for row, texts := range left {
		for _, t := range texts {
			if len(t) < 200 {
				name := heading(t)
				at[name] = append(at[name], row)
			}
		}
	}
	found := 0
	for _, sub := range f.in.Subs() {
		rows := f.layout.ByItem(sub.Items[0].Code)
		name := plain.Fold(sub.Name)
		if len(rows) == 0 || len(at[name]) == 0 {
			continue
		}
		first := rows[0].Row
		gap := first - 1
		for gap > 0 && !inputs[gap] {
			gap--
		}
		if slices.ContainsFunc(at[name], func(n int) bool { return n > gap && n < first }) {
			found++
		} else {
			bad.Add("berkas", "judul %q ada di baris %d, seharusnya di antara baris %d dan %d", sub.Name, slices.Min(at[name]), gap, first)
		}
	}
	return found
}

// heading is a heading without its number: "iii. Penilaian" is penilaian.
func heading(s string) string {
	name := plain.Fold(s)
	if number, rest, ok := strings.Cut(name, " "); ok && len(number) <= 4 && strings.Trim(number, "ivxabcde0123456789") == "" {
		return rest
	}
	return name
}
