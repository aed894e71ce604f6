package exchange

import (
	"fmt"
	"strconv"
	"strings"

	"monev/internal/lke"
	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/tanggal"
)

// LayoutYear is the evaluation year of the forms known here. Their questions are
// those asked since FirstYear: a file that says it is of an earlier year means
// other questions by the same numbers.
const (
	LayoutYear = 2026
	FirstYear  = 2021
)

// CheckYear refuses a year whose LKE the forms known here cannot carry; what says
// where the year stands: "Berkas JSON (baris 1)". The error is a *monev.Refusal of
// the field "tahun".
func CheckYear(year int, what string) error {
	if year >= FirstYear {
		return nil
	}
	return monev.Refuse("tahun", "%s: tahun %d memakai tata letak lain; tata letak PortalRB %d hanya untuk LKE sejak %d.",
		what, year, LayoutYear, FirstYear)
}

// Line is what one input row of a form says. An empty text is a blank cell, or
// null in JSON. A choice is its key, a count or index a plain number ("7", "3.6").
type Line struct {
	Soal    int
	Unit    string // answer of the unit
	Note    string // its note
	Proof   string // its evidence: link or description
	TPI     string // answer of Tim Penilai Internal
	TPINote string
}

// Note is a note of TPI on one row, to be offered as a finding.
type Note struct {
	Item   string // code of the question
	Soal   int
	Row    string // "A.I.1.i.a", or code and count for a row of a percentage question
	Unit   string // answer of the unit as it stands in the file; "" if blank
	TPI    string // answer of TPI
	Text   string
	Origin string // "Catatan TPI, LKE 2026, soal 1, Jawaban!Q6"
}

// Layout is the layout of the forms for an instrument; an instrument that does
// not fit them is refused.
func Layout(in *lke.Instrument) (*lke.Portal, error) {
	if in.Portal == nil {
		return nil, monev.Refuse("instrumen", "Instrumen %s tidak mempunyai formulir PortalRB.", in.Code)
	}
	return in.Portal, nil
}

// RowName names a row for the user: "soal 88, A.II.1.i.a Jumlah agen perubahan".
func RowName(in *lke.Instrument, r lke.PortalRow) string {
	return fmt.Sprintf("soal %d, %s", r.Soal, rowLabel(in, r))
}

func rowLabel(in *lke.Instrument, r lke.PortalRow) string {
	if it, ok := in.Item(r.Item); ok && r.Input != "" {
		if c, ok := it.Input(r.Input); ok {
			return r.Item + " " + c.Label
		}
	}
	return r.Item
}

// Place names the row of a form, or the cell of one of its columns, at the
// beginning of a refusal.
type Place func(r lke.PortalRow, l lke.Layer) string

// Sheets turns the rows of a form into the sheets of the unit and of TPI for a
// year. Rows not given stay blank. Every answer must be on the scale of its row,
// every row known and given once: the error is a *monev.Refusal that names the
// first rows at fault, with the code of the first question as its field.
func Sheets(in *lke.Instrument, year int, lines []Line, place Place) (unit, tpi lke.Sheet, err error) {
	unit, tpi = lke.NewSheet(in, lke.Unit, year), lke.NewSheet(in, lke.TPI, year)
	layout, err := Layout(in)
	if err != nil {
		return unit, tpi, err
	}
	if place == nil {
		place = func(r lke.PortalRow, _ lke.Layer) string { return RowName(in, r) }
	}
	var bad Problems
	given := make(map[int]*Line, len(lines))
	for i := range lines {
		l := &lines[i]
		switch _, known := layout.BySoal(l.Soal); {
		case !known:
			bad.Add("soal_id", "Soal %d tidak ada pada formulir PortalRB %d (soal 1 sampai %d)", l.Soal, LayoutYear, len(layout.Rows))
		case given[l.Soal] != nil:
			r, _ := layout.BySoal(l.Soal)
			bad.Add(r.Item, "%s dijawab dua kali", upper(RowName(in, r)))
		default:
			given[l.Soal] = l
		}
	}
	unit.Answers, tpi.Answers = map[string]lke.Answer{}, map[string]lke.Answer{}
	for _, it := range in.Items() {
		rows := layout.ByItem(it.Code)
		for _, s := range []lke.Sheet{unit, tpi} {
			a := answer(it, rows, given, s.Layer, place, &bad)
			if !a.IsBlank() || a.Note != "" || a.Proof != "" {
				s.Answers[it.Code] = a
			}
		}
	}
	if err := bad.Err(); err != nil {
		return lke.NewSheet(in, lke.Unit, year), lke.NewSheet(in, lke.TPI, year), err
	}
	return unit, tpi, nil
}

// answer reads the rows of one question on one layer.
func answer(it *lke.Item, rows []lke.PortalRow, given map[int]*Line, layer lke.Layer, place Place, bad *Problems) lke.Answer {
	var a lke.Answer
	notes, proofs := make([]string, len(rows)), make([]string, len(rows))
	faults := bad.Len()
	for i, r := range rows {
		l := given[r.Soal]
		if l == nil {
			continue
		}
		text, note := l.Unit, l.Note
		if layer == lke.TPI {
			text, note = l.TPI, l.TPINote
		} else {
			proofs[i] = Clean(l.Proof)
		}
		notes[i] = Clean(note)
		if text = plain.Line(text); text == "" {
			continue
		}
		if err := Set(it, &a, r.Input, text); err != nil {
			bad.Add(it.Code, "%s: %s", upper(place(r, layer)), err)
		}
	}
	a.Note, a.Proof = join(labels(it, rows), notes), join(labels(it, rows), proofs)
	if bad.Len() > faults {
		return a
	}
	if err := it.Clean(&a); err != nil {
		reason := strings.TrimPrefix(err.Error(), it.Code+": ")
		bad.Add(it.Code, "%s: %s", upper(place(rows[0], layer)), strings.TrimSuffix(reason, "."))
	}
	return a
}

// Set puts the text of one row, not blank, into an answer; input is the key of a
// count. Scale and kind are looked at, Item.Clean does the rest. The error is half
// a sentence in Indonesian.
func Set(it *lke.Item, a *lke.Answer, input, text string) error {
	switch it.Kind {
	case lke.Survey:
		x, err := lke.ParseIndex(text)
		if err != nil {
			return fmt.Errorf("jawaban %q di luar skala, seharusnya angka 0 sampai 4 dengan paling banyak enam desimal", cut(text))
		}
		a.Index = &x
	case lke.Percent:
		n, err := count(text)
		if err != nil {
			return err
		}
		if a.Counts == nil {
			a.Counts = map[string]int64{}
		}
		a.Counts[input] = n
	default:
		for _, c := range it.Choices {
			if strings.EqualFold(c.Key, text) {
				a.Choice = c.Key
				return nil
			}
		}
		return fmt.Errorf("jawaban %q di luar skala, pilihannya %s", cut(text), Scale(it, ", "))
	}
	return nil
}

// count reads a count as forms hold it: 7, and 7.0 or 7,00 as systems write it.
func count(text string) (int64, error) {
	whole := text
	if i := strings.IndexAny(text, ".,"); i > 0 && len(text)-i <= 3 && strings.Trim(text[i+1:], "0") == "" {
		whole = text[:i]
	}
	n, err := lke.ParseCount(whole)
	if err != nil {
		return 0, fmt.Errorf("jawaban %q bukan jumlah, seharusnya bilangan bulat dari 0 sampai %s", cut(text), tanggal.Thousands(3_000_000))
	}
	return n, nil
}

// Scale lists what a question can be answered with: "Ya/Tidak", "jumlah", "0–4".
func Scale(it *lke.Item, sep string) string {
	switch it.Kind {
	case lke.Percent:
		return "jumlah"
	case lke.Survey:
		return "0–4"
	}
	var keys []string
	for _, c := range it.Choices {
		keys = append(keys, c.Key)
	}
	return strings.Join(keys, sep)
}

// Lines turns the sheets of the unit and of TPI into the rows of a form, all of
// them, in the order of the form. A zero tpi is an empty sheet. Sheets of another
// instrument, and answers that are not on their scale, are refused.
func Lines(in *lke.Instrument, unit, tpi lke.Sheet) ([]Line, error) {
	layout, err := Layout(in)
	if err != nil {
		return nil, err
	}
	out := make([]Line, len(layout.Rows))
	at := make(map[int]*Line, len(out))
	for i, r := range layout.Rows {
		out[i].Soal = r.Soal
		at[r.Soal] = &out[i]
	}
	for _, s := range []lke.Sheet{unit, tpi} {
		if s.Instrument == "" && len(s.Answers) == 0 {
			continue
		}
		if s.Instrument != in.Code {
			return nil, monev.Refuse("instrumen", "Jawaban ini diisi menurut instrumen %s, bukan %s.", cut(s.Instrument), in.Code)
		}
		for _, it := range in.Items() {
			a, ok := s.Answers[it.Code]
			if !ok {
				continue
			}
			if err := cleanCopy(it, &a); err != nil {
				return nil, err
			}
			spread(it, layout.ByItem(it.Code), a, s.Layer == lke.TPI, at)
		}
	}
	return out, nil
}

// cleanCopy is Item.Clean on a copy of the counts.
func cleanCopy(it *lke.Item, a *lke.Answer) error {
	if a.Counts != nil {
		m := make(map[string]int64, len(a.Counts))
		for k, v := range a.Counts {
			m[k] = v
		}
		a.Counts = m
	}
	return it.Clean(a)
}

// spread puts one answer into the rows of its question.
func spread(it *lke.Item, rows []lke.PortalRow, a lke.Answer, tpi bool, at map[int]*Line) {
	names := labels(it, rows)
	notes, proofs := split(names, a.Note), split(names, a.Proof)
	for i, r := range rows {
		text := a.Choice
		if a.Index != nil {
			b, _ := a.Index.MarshalText()
			text = string(b)
		}
		if n, ok := a.Counts[r.Input]; ok && r.Input != "" {
			text = strconv.FormatInt(n, 10)
		}
		if l := at[r.Soal]; tpi {
			l.TPI, l.TPINote = text, notes[i]
		} else {
			l.Unit, l.Note, l.Proof = text, notes[i], proofs[i]
		}
	}
}

// Omitted lists, in Indonesian sentences, what a sheet says and the forms have no
// place for.
func Omitted(in *lke.Instrument, s lke.Sheet) []string {
	var out []string
	for _, it := range in.Items() {
		a, ok := s.Answers[it.Code]
		if !ok {
			continue
		}
		for k := range a.Counts {
			if _, ok := it.Input(k); !ok {
				out = append(out, it.Code+": jumlah wajib yang diketik tidak mempunyai baris pada formulir PortalRB.")
			}
		}
		if s.Layer == lke.TPI && a.Proof != "" {
			out = append(out, it.Code+": formulir PortalRB tidak mempunyai kolom bukti dukung TPI.")
		}
	}
	return out
}

// Notes lists the notes of TPI, one for each row that has one, in the order of
// the form. where adds the place in the file to the origin; it may be nil.
func Notes(in *lke.Instrument, year int, lines []Line, where func(lke.PortalRow) string) []Note {
	layout, err := Layout(in)
	if err != nil {
		return nil
	}
	var out []Note
	for _, l := range lines {
		r, ok := layout.BySoal(l.Soal)
		text := Clean(l.TPINote)
		if !ok || text == "" {
			continue
		}
		n := Note{Item: r.Item, Soal: r.Soal, Row: rowLabel(in, r), Unit: plain.Line(l.Unit), TPI: plain.Line(l.TPI), Text: text,
			Origin: fmt.Sprintf("Catatan TPI, LKE %d, soal %d", year, r.Soal)}
		if where != nil {
			n.Origin += ", " + where(r)
		}
		out = append(out, n)
	}
	return out
}

func labels(it *lke.Item, rows []lke.PortalRow) []string {
	out := make([]string, len(rows))
	for i, r := range rows {
		out[i] = r.Item
		if c, ok := it.Input(r.Input); ok {
			out[i] = c.Label
		}
	}
	return out
}

// Clean is text from a form as the program keeps it.
func Clean(s string) string { return strings.TrimSpace(plain.Text(s)) }

func cut(s string) string {
	if short := plain.Cut(plain.Line(s), 30); short != plain.Line(s) {
		return short + "…"
	}
	return plain.Line(s)
}

func upper(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
