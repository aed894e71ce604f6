package workbook

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"monev/internal/exchange"
	"monev/internal/exchange/xlsx"
	"monev/internal/lke"
	"monev/internal/monev"
	"monev/internal/plain"
)

// stamp is what the hidden column of our own workbook says about it: a cell, as
// that is what every spreadsheet program keeps.
type stamp struct {
	Monev      string `json:"monev"` // "lke"
	Version    int    `json:"versi"`
	Instrument string `json:"instrumen"`
	Year       int    `json:"tahun"`
	Layer      string `json:"lapisan"`
	Office     string `json:"unit"`
}

const (
	stampVersion = 1
	stampBegins  = `{"monev":"lke"`
	stampRow     = 1 // of the sheet LKE, in the hidden column
)

func (b Readable) stamp() string {
	out, _ := json.Marshal(stamp{"lke", stampVersion, b.Result.Instrument.Code, b.Sheet.Year, b.Sheet.Layer.String(), b.Office}) // always marshals
	return string(out)
}

// Own is a workbook that Render made, perhaps filled in further since.
type Own struct {
	Instrument string // code
	Year       int
	Office     string // name of the unit it was made for

	book  *xlsx.Book
	sheet *xlsx.Sheet
}

// OpenOwn opens a workbook; ok tells whether it is one of our own. The error is a
// *monev.Refusal: every file xlsx.Open refuses, and a workbook of ours with
// columns moved, of another layer, or of a later version of the program.
func OpenOwn(data []byte) (own Own, ok bool, err error) {
	book, err := xlsx.Open(data)
	if err != nil {
		return Own{}, false, err
	}
	for _, name := range book.Sheets() {
		if name != sheetLKE {
			continue
		}
		own.book = book
		if own.sheet, err = book.Sheet(name); err != nil {
			return Own{}, false, err
		}
		return own.marked()
	}
	return Own{}, false, nil
}

func (o Own) marked() (Own, bool, error) {
	at, found := xlsx.Ref{}, false
	for ref := range o.sheet.Refs {
		if ref.Row > headRow {
			break
		}
		if c := o.sheet.At(ref); c.Kind == xlsx.Text && strings.HasPrefix(c.Text, stampBegins) {
			at, found = ref, true
		}
	}
	if !found {
		return Own{}, false, nil
	}
	no := func(format string, args ...any) (Own, bool, error) {
		return Own{}, false, monev.Refuse("berkas", format, args...)
	}
	var m stamp
	if err := json.Unmarshal([]byte(o.sheet.At(at).Text), &m); err != nil {
		return no("Penanda buku kerja monev pada sel %s rusak; ekspor lagi, lalu isi yang baru.", o.sheet.Address(at))
	}
	switch {
	case m.Version > stampVersion:
		return no("Buku kerja ini dibuat monev yang lebih baru; pakai versi itu.")
	case m.Layer != lke.Unit.String():
		return no("Buku kerja ini memuat jawaban %s, bukan jawaban unit.", exchange.Clean(m.Layer))
	case at != xlsx.Ref{Col: xlsx.ColumnNumber(colCounted), Row: stampRow}:
		return no("Baris atau kolom lembar %q bergeser (penanda ada di %s); kembalikan susunannya.", sheetLKE, at)
	}
	for i, h := range headings {
		ref := xlsx.Ref{Col: i + 1, Row: headRow}
		if got := o.sheet.At(ref).Text; plain.Fold(got) != plain.Fold(h) {
			return no("Judul kolom %s seharusnya %q, bukan %q; kembalikan susunannya.", o.sheet.Address(ref), h, plain.Cut(plain.Line(got), 30))
		}
	}
	o.Instrument, o.Year, o.Office = m.Instrument, m.Year, plain.Line(m.Office)
	return o, true, nil
}

// Read takes the unit's answers, counts, notes and bukti dukung out of the
// workbook; scores and the column Eviden are not read, they follow from these and
// from the register. in must be the instrument it was made for. Every row of the
// instrument must be there, in its order; the error is a *monev.Refusal that names
// the rows: an unknown or missing code, one given twice, an answer off its scale, a
// formula, an error, a date or a percentage where an answer should be, an answer or
// a note beside a row that takes none.
func (o Own) Read(in *lke.Instrument) (lke.Sheet, error) {
	s := lke.NewSheet(in, lke.Unit, o.Year)
	if o.Instrument != in.Code {
		return s, monev.Refuse("instrumen", "Buku kerja ini memakai instrumen %s, sedangkan LKE %d memakai %s.", exchange.Clean(o.Instrument), o.Year, in.Code)
	}
	empty, err := in.Score(s, lke.Options{})
	if err != nil {
		return s, err
	}
	_, nodes := tree(empty, s, headRow+1)
	r := ownReader{Own: o, in: in, nodes: nodes, rows: map[*node]int{}, answers: map[*lke.Item]*lke.Answer{}}
	for _, row := range r.filled() {
		r.row(row)
	}
	for _, n := range r.nodes {
		if r.rows[n] == 0 && n.level != levelTotal {
			r.bad.Add(n.name(), "baris untuk %s tidak ada", n.name())
		}
	}
	s.Answers = map[string]lke.Answer{}
	for _, it := range in.Items() {
		a := r.answers[it]
		if a == nil || r.bad.Len() > 0 {
			continue
		}
		if err := it.Clean(a); err != nil {
			r.bad.Add(it.Code, "baris %d (%s): %s", r.at[it], it.Code, strings.TrimSuffix(strings.TrimPrefix(err.Error(), it.Code+": "), "."))
		}
		if !a.IsBlank() || a.Note != "" || a.Proof != "" {
			s.Answers[it.Code] = *a
		}
	}
	if err := r.bad.Err(); err != nil {
		return lke.NewSheet(in, lke.Unit, o.Year), monev.Refuse(r.bad.Field(), "Lembar %q, %s", sheetLKE, err.Error())
	}
	return s, nil
}

// ownReader goes through the rows of the sheet beside those of the instrument.
type ownReader struct {
	Own
	in      *lke.Instrument
	nodes   []*node
	next    int // of nodes
	rows    map[*node]int
	at      map[*lke.Item]int
	answers map[*lke.Item]*lke.Answer
	bad     exchange.Problems
}

// filled are the rows below the head that say anything.
func (r *ownReader) filled() []int {
	var out []int
	for ref := range r.sheet.Refs {
		if ref.Row <= headRow || len(out) > 0 && out[len(out)-1] == ref.Row {
			continue
		}
		for _, col := range []string{colCode, colText, colAnswer, colNote, colProof} {
			if r.text(col, ref.Row) != "" || col == colAnswer && r.sheet.InFormula(cellAt(col, ref.Row)) {
				out = append(out, ref.Row)
				break
			}
		}
	}
	return out
}

func cellAt(col string, row int) xlsx.Ref { return xlsx.Ref{Col: xlsx.ColumnNumber(col), Row: row} }

func (r *ownReader) text(col string, row int) string {
	return exchange.Clean(r.sheet.String(r.sheet.At(cellAt(col, row))))
}

// name is how a row is called in a refusal.
func (n *node) name() string {
	if n.level == levelInput {
		return n.item.Code + " " + n.text
	}
	return n.code
}

// row finds what a row of the sheet is and takes what it says.
func (r *ownReader) row(row int) {
	code, label := r.text(colCode, row), plain.Fold(r.text(colText, row))
	fits := func(n *node) bool {
		if n.level == levelInput || n.level == levelTotal {
			return code == "" && plain.Fold(exchange.Clean(n.text)) == label
		}
		// a sub and its only question may share a code
		return n.code == code && (n.level == levelItem || plain.Fold(exchange.Clean(n.text)) == label || !r.isItem(code))
	}
	for i := r.next; i < len(r.nodes); i++ {
		if n := r.nodes[i]; fits(n) {
			if n.level == levelInput && r.current(i) != n.item {
				continue
			}
			r.next, r.rows[n] = i+1, row
			r.take(n, row)
			return
		}
	}
	if it := r.current(r.next); it != nil && it.Kind == lke.Percent && code == "" && label == plain.Fold(typedWholeLabel) {
		r.take(&node{level: levelInput, item: it, input: typedWhole, text: typedWholeLabel}, row)
		return
	}
	for _, n := range r.nodes {
		if fits(n) && r.rows[n] > 0 {
			r.bad.Add(n.name(), "baris %d mengulang %s dari baris %d", row, n.name(), r.rows[n])
			return
		}
	}
	what := code
	if what == "" {
		what = r.text(colText, row)
	}
	if _, known := r.in.Item(code); known {
		r.bad.Add(code, "baris %d: %s tidak pada tempatnya", row, code)
		return
	}
	r.bad.Add("berkas", "baris %d: %q tidak dikenal", row, plain.Cut(plain.Line(what), 30))
}

func (r *ownReader) isItem(code string) bool {
	_, ok := r.in.Item(code)
	return ok
}

// current is the question whose rows come before nodes[i].
func (r *ownReader) current(i int) *lke.Item {
	if i > 0 && i <= len(r.nodes) {
		return r.nodes[i-1].item
	}
	return nil
}

// take reads the cells of one row.
func (r *ownReader) take(n *node, row int) {
	place := fmt.Sprintf("baris %d (%s)", row, n.name())
	takes := n.level == levelItem && n.item.Kind != lke.Percent || n.level == levelInput
	at := cellAt(colAnswer, row)
	if !takes {
		if r.sheet.InFormula(at) || r.text(colAnswer, row) != "" {
			r.bad.Add(n.name(), "%s bukan baris isian, tetapi kolom %s terisi", place, colAnswer)
		}
	}
	if n.level != levelItem {
		for _, col := range []string{colNote, colProof} {
			if r.text(col, row) != "" {
				r.bad.Add(n.name(), "%s: catatan dan bukti dukung ditulis pada baris butirnya, bukan di %s%d", place, col, row)
			}
		}
	}
	if n.item == nil {
		return
	}
	a := r.answers[n.item]
	if a == nil {
		a = &lke.Answer{}
		r.answers[n.item] = a
	}
	if n.level == levelItem {
		if r.at == nil {
			r.at = map[*lke.Item]int{}
		}
		r.at[n.item] = row
		a.Note, a.Proof = r.text(colNote, row), r.text(colProof, row)
	}
	if !takes {
		return
	}
	text := plain.Line(answerText(r.sheet, at, n.item, func() string { return place }, &r.bad))
	if text == "" {
		return
	}
	if err := exchange.Set(n.item, a, n.input, text); err != nil {
		r.bad.Add(n.item.Code, "%s: %s", place, err)
	}
}

// answerText is the text of a cell that must hold an answer and nothing computed.
func answerText(s *xlsx.Sheet, at xlsx.Ref, it *lke.Item, place func() string, bad *exchange.Problems) string {
	c := s.At(at)
	if g, ok := s.Covered(at); ok {
		bad.Add(it.Code, "%s tertutup sel gabungan %s", place(), g)
		return ""
	}
	switch {
	case s.InFormula(at):
		bad.Add(it.Code, "%s berisi rumus, seharusnya jawaban", place())
	case c.Kind == xlsx.Error:
		bad.Add(it.Code, "%s berisi galat %s, seharusnya jawaban", place(), exchange.Clean(c.Text))
	case c.Kind == xlsx.Number && c.Date:
		bad.Add(it.Code, "%s berisi tanggal %s, seharusnya jawaban", place(), s.String(c))
	case c.Kind == xlsx.Number && c.Percent:
		bad.Add(it.Code, "%s berisi persen, seharusnya %s", place(), exchange.Scale(it, "/"))
	case c.Kind == xlsx.Number:
		return strconv.FormatFloat(c.Number, 'f', -1, 64)
	default:
		return c.Text
	}
	return ""
}
