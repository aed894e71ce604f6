package workbook

import (
	"strconv"

	"monev/internal/exchange"
	"monev/internal/exchange/xlsx"
	"monev/internal/lke"
	"monev/internal/monev"
)

// Form is what a filled form of the ministry says.
type Form struct {
	Unit  lke.Sheet
	TPI   lke.Sheet
	Notes []exchange.Note // of TPI, each to be offered as a finding
}

// Read reads the answers, notes and evidence of the unit, and the answers and
// notes of TPI, out of a form of the ministry, for an evaluation year (the form
// does not name one). Capitals and blanks around an answer do not matter; a
// number may be typed as text, with comma or dot. Refused, with the rows: a
// formula, an error, a date or a percentage where an answer should be, an answer
// off its scale, an answer cell hidden in a merged block, another layout, and
// every file xlsx.Open refuses.
func Read(in *lke.Instrument, data []byte, year int) (Form, error) {
	f, err := open(in, data)
	if err != nil {
		return Form{}, err
	}
	var bad exchange.Problems
	lines := make([]exchange.Line, len(f.layout.Rows))
	for i, r := range f.layout.Rows {
		lines[i] = exchange.Line{Soal: r.Soal,
			Unit: f.answer(r, r.UnitAnswer, &bad), Note: f.note(r, r.UnitNote), Proof: f.note(r, r.UnitProof),
			TPI: f.answer(r, r.TPIAnswer, &bad), TPINote: f.note(r, r.TPINote)}
	}
	unit, tpi, err := exchange.Sheets(in, year, lines, func(r lke.PortalRow, l lke.Layer) string {
		column := r.UnitAnswer
		if l == lke.TPI {
			column = r.TPIAnswer
		}
		return f.place(r, column)
	})
	if bad.Len() > 0 {
		return Form{}, bad.Err()
	}
	if err != nil {
		return Form{}, err
	}
	notes := exchange.Notes(in, year, lines, func(r lke.PortalRow) string { return f.sheet.Address(ref(r, r.TPINote)) })
	return Form{unit, tpi, notes}, nil
}

func ref(r lke.PortalRow, column string) xlsx.Ref {
	return xlsx.Ref{Col: xlsx.ColumnNumber(column), Row: r.Row}
}

// place names a cell: "Jawaban!K6 (soal 1, A.I.1.i.a)".
func (f *form) place(r lke.PortalRow, column string) string {
	return f.sheet.Address(ref(r, column)) + " (" + exchange.RowName(f.in, r) + ")"
}

// answer is the text of an answer cell.
func (f *form) answer(r lke.PortalRow, column string, bad *exchange.Problems) string {
	return answerText(f.sheet, ref(r, column), f.item(r), func() string { return f.place(r, column) }, bad)
}

// note is the text of a cell that may hold anything.
func (f *form) note(r lke.PortalRow, column string) string {
	return f.sheet.String(f.sheet.At(ref(r, column)))
}

// Filled is a form with the unit's answers in it.
type Filled struct {
	Data    []byte
	Written int // cells that got a new value
	// Kept are cells that hold something where the sheet has nothing: they stay
	// as they are. Replaced are cells whose other content was written over.
	Kept, Replaced []string // "Jawaban!K6 (soal 1, A.I.1.i.a)"
}

// Fill writes answers, notes and evidence of the unit into a form of the
// ministry. Only these cells change: every other cell, its style and formula, and
// all that is not cells, stays byte by byte (package xlsx tells how, and names the
// one flag that is set). A cell that already says the same is left alone. Choices
// are written as text, counts and indices as numbers. Refused, with the rows: a
// formula in a cell of an answer or in one to be written, a merged block over a
// cell to be written, another layout, a sheet of TPI or of another instrument,
// and every file xlsx.Open refuses.
func Fill(in *lke.Instrument, template []byte, s lke.Sheet) (Filled, error) {
	if s.Layer != lke.Unit {
		return Filled{}, monev.Refuse("lapisan", "Hanya jawaban unit yang diisikan ke formulir, bukan jawaban %s.", s.Layer)
	}
	lines, err := exchange.Lines(in, s, lke.Sheet{})
	if err != nil {
		return Filled{}, err
	}
	f, err := open(in, template)
	if err != nil {
		return Filled{}, err
	}
	var out Filled
	var bad exchange.Problems
	values := map[xlsx.Ref]xlsx.Value{}
	for _, l := range lines {
		r, _ := f.layout.BySoal(l.Soal)
		number := !f.item(r).IsChoice()
		f.put(r, r.UnitAnswer, l.Unit, number, values, &out, &bad)
		f.put(r, r.UnitNote, l.Note, false, values, &out, &bad)
		f.put(r, r.UnitProof, l.Proof, false, values, &out, &bad)
	}
	if err := bad.Err(); err != nil {
		return Filled{}, err
	}
	out.Written = len(values)
	if out.Data, err = f.sheet.Edit(values); err != nil {
		return Filled{}, err
	}
	if err := f.check(out.Data, values); err != nil {
		return Filled{}, err
	}
	return out, nil
}

// put decides what happens to one cell.
func (f *form) put(r lke.PortalRow, column, text string, number bool, values map[xlsx.Ref]xlsx.Value, out *Filled, bad *exchange.Problems) {
	at := ref(r, column)
	c := f.sheet.At(at)
	formula := f.sheet.InFormula(at)
	if formula && (text != "" || column == r.UnitAnswer) {
		bad.Add(r.Item, "%s berisi rumus, seharusnya isian", f.place(r, column))
		return
	}
	if text == "" {
		if c.Kind != xlsx.Empty && exchange.Clean(f.sheet.String(c)) != "" {
			out.Kept = append(out.Kept, f.place(r, column))
		}
		return
	}
	if g, ok := f.sheet.Covered(at); ok {
		bad.Add(r.Item, "%s tertutup sel gabungan %s", f.place(r, column), g)
		return
	}
	v := xlsx.Value{Text: xlsx.Clip(text)}
	if number {
		v = xlsx.Value{Number: text}
	}
	if same(c, v) {
		return
	}
	if number && (c.Date || c.Percent) {
		bad.Add(r.Item, "%s diformat sebagai tanggal atau persen, jadi angkanya akan tampil salah", f.place(r, column))
		return
	}
	if c.Kind != xlsx.Empty && exchange.Clean(f.sheet.String(c)) != "" {
		out.Replaced = append(out.Replaced, f.place(r, column))
	}
	values[at] = v
}

func same(c xlsx.Cell, v xlsx.Value) bool {
	if v.Number == "" {
		return c.Kind == xlsx.Text && c.Text == v.Text
	}
	n, err := strconv.ParseFloat(v.Number, 64)
	return err == nil && c.Kind == xlsx.Number && c.Number == n
}

// check opens the filled form again and looks whether it says what it should.
func (f *form) check(data []byte, values map[xlsx.Ref]xlsx.Value) error {
	g := &form{in: f.in, layout: f.layout}
	var err error
	if g.book, err = xlsx.Open(data); err == nil {
		g.sheet, err = g.book.Sheet(f.sheet.Name)
	}
	if err != nil {
		return err
	}
	for at := range f.sheet.Refs {
		if _, ours := values[at]; !ours && !f.sheet.At(at).Equal(g.sheet.At(at)) {
			return monev.Refuse("berkas", "Sel %s ikut berubah; pengisian dibatalkan.", g.sheet.Address(at))
		}
	}
	for at := range g.sheet.Refs {
		if v, ours := values[at]; !ours && !f.sheet.Has(at) || ours && !same(g.sheet.At(at), v) {
			return monev.Refuse("berkas", "Sel %s tidak dapat diisi dengan benar; pengisian dibatalkan.", g.sheet.Address(at))
		}
	}
	return nil
}
