package workbook

import (
	"errors"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"monev/internal/exchange/xlsx"
	"monev/internal/lke"
)

const (
	points  = "0.00"
	percent = "0.00%"
	whole   = "0"
)

var fills = map[level]string{levelComponent: "1F3864", levelAspect: "2F5597", levelArea: "B4C7E7", levelSub: "DDE6F4", levelInput: "F7F7F7", levelTotal: "1F3864"}

var widths = []float64{14, 58, 10, 8, 8, 9, 10, 8, 7, 11, 9, 44, 34, 9}

// headings are those of the columns of the sheet LKE.
var headings = []string{"Kode", "Uraian", "Jawaban", "Skor", "Bobot", "Nilai", "Persen", "Terisi", "Butir", "Eviden", "Nilai berbukti", "Catatan", "Bukti dukung", "Ikut"}

func (w *writer) lke() error {
	err := errors.Join(
		w.page(sheetLKE, fmt.Sprintf("$%d:$%[1]d", headRow)),
		w.file.SetPanes(sheetLKE, &excelize.Panes{Freeze: true, XSplit: 2, YSplit: headRow, TopLeftCell: fmt.Sprintf("C%d", headRow+1), ActivePane: "bottomRight"}),
		w.validations(), w.colours())
	if err != nil {
		return err
	}
	s, err := w.sheets.Begin(sheetLKE, widths)
	if err != nil {
		return err
	}
	if err := s.Stream.SetColVisible(len(widths), len(widths), false); err != nil {
		return err
	}
	top := make([]xlsx.Entry, len(headings)) // the last one in the hidden column
	top[0], top[len(top)-1] = text("LEMBAR KERJA EVALUASI ZONA INTEGRITAS", xlsx.Look{Bold: true, Size: 14, Bare: true}), text(w.stamp(), xlsx.Look{Bare: true})
	for i := 1; i < len(top)-1; i++ {
		top[i].Look.Bare = true
	}
	s.Put(22, top...)
	s.Put(0, text(w.heading(), xlsx.Look{Bold: true, Bare: true}))
	s.Put(0, text("Isi kolom Jawaban dan Eviden (Sesuai bila bukti sudah sesuai); kolom lain dihitung. Butir kosong dihitung 0. "+w.policy(), xlsx.Look{Bare: true}))
	s.Put(0)
	head := xlsx.Look{Bold: true, White: true, Fill: "1F3864", Wrap: true, Center: true}
	var heads []xlsx.Entry
	for _, h := range headings {
		heads = append(heads, text(h, head))
	}
	s.Put(30, heads...)
	for _, n := range w.nodes {
		if s.Row+1 != n.row {
			return fmt.Errorf("row %d is written as %d", n.row, s.Row+1)
		}
		w.line(s, n)
	}
	return errors.Join(s.Err, s.Stream.Flush())
}

func (w *writer) heading() string {
	parts := []string{w.Office, fmt.Sprintf("Tahun %d", w.Sheet.Year), "Jawaban " + w.Sheet.Layer.String()}
	if w.AsOf != "" {
		parts = append(parts, w.AsOf)
	}
	if w.Office == "" {
		parts = parts[1:]
	}
	return strings.Join(parts, " – ") // Safe makes it one harmless text
}

func (w *writer) policy() string { return "Pembagi nol: " + w.Result.Policy.Name + "." }

// line writes one row of the sheet LKE.
func (w *writer) line(s *xlsx.Rows, n *node) {
	base := xlsx.Look{Fill: fills[n.level], Bold: n.level < levelItem || n.level == levelTotal, White: n.level < levelArea || n.level == levelTotal}
	with := func(format string) xlsx.Look { l := base; l.Format = format; return l }
	wrapped, centre := base, base
	wrapped.Wrap, centre.Center = true, true
	if n.level == levelInput {
		label := wrapped
		label.Indent = 2
		var answer any
		if c, ok := w.Sheet.Answers[n.item.Code].Counts[n.input]; ok {
			answer = c
		}
		centre.Format = whole
		s.Put(height(map[int]string{54: n.text}), xlsx.Entry{Look: base}, text(n.text, label), xlsx.Entry{V: answer, Look: centre},
			xlsx.Entry{Look: base}, xlsx.Entry{Look: base}, xlsx.Entry{Look: base}, xlsx.Entry{Look: base}, xlsx.Entry{Look: base}, xlsx.Entry{Look: base},
			xlsx.Entry{Look: base}, xlsx.Entry{Look: base}, xlsx.Entry{Look: base}, xlsx.Entry{Look: base}, xlsx.Entry{Look: base})
		return
	}
	share := live(fmt.Sprintf("IF(%s=0,0,%s/%[1]s)", n.cell(colWeight), n.cell(colPoints)), n.fig.Percent().Div(lke.Int(100)), with(percent))
	if n.level != levelItem {
		weight := live(n.sum(colWeight), n.fig.Weight, with(points))
		if n.level == levelSub {
			weight = xlsx.Entry{V: n.weight.Float(), Look: with(points)}
		}
		s.Put(height(map[int]string{56: n.text}), text(n.code, base), text(n.text, wrapped), xlsx.Entry{Look: base}, xlsx.Entry{Look: base}, weight,
			live(n.sum(colPoints), n.fig.Claim, with(points)), share,
			live(n.sum(colFilled), lke.Int(int64(n.fig.Filled)), with(whole)), live(n.sum(colItems), lke.Int(int64(n.fig.Items)), with(whole)),
			xlsx.Entry{Look: base}, live(n.sum(colProven), n.fig.Proven, with(points)), xlsx.Entry{Look: base}, xlsx.Entry{Look: base}, xlsx.Entry{Look: base})
		return
	}
	f, a := w.Result.Item(n.item), w.Sheet.Answers[n.item.Code]
	centre.Format = points
	answer := xlsx.Entry{Look: centre}
	switch {
	case a.Choice != "":
		answer.V = a.Choice
	case a.Index != nil:
		answer.V = a.Index.Num().Float()
	}
	evidence := xlsx.Entry{Look: centre}
	if f.Proved == 1 {
		evidence.V = accepted
	}
	counted := xlsx.Entry{V: 1, Look: base}
	if w.f.leftOut(n) {
		c := 1
		if f.State == lke.Excluded || w.hollow(n) {
			c = 0
		}
		counted = live(w.f.counted(n), lke.Int(int64(c)), base)
	}
	s.Put(height(map[int]string{56: n.text, 42: a.Note, 32: a.Proof}), text(n.code, base), text(n.text, wrapped), answer,
		live(w.f.score(n), f.Score, with(points)), live(w.f.weight(n), f.Weight, with(points)),
		live(fmt.Sprintf("%s*%s", n.cell(colScore), n.cell(colWeight)), f.Claim, with(points)), share,
		live(w.f.filled(n), lke.Int(int64(f.Filled)), with(whole)), xlsx.Entry{V: 1, Look: with(whole)}, evidence,
		live(fmt.Sprintf(`IF(AND(%s="%s",%s=1),%s,0)`, n.cell(colEvidence), accepted, n.cell(colFilled), n.cell(colPoints)), f.Proven, with(points)),
		text(a.Note, wrapped), text(a.Proof, wrapped), counted)
}

const accepted = "Sesuai"

// hollow tells whether a question would be left out, but every other one of its
// sub would be too, so that lke counts it 0 instead.
func (w *writer) hollow(n *node) bool {
	if w.Result.Item(n.item).State != lke.NotRated {
		return false
	}
	for _, c := range n.parent.children {
		if !w.f.leftOut(c) || w.Result.Item(c.item).State != lke.NotRated {
			return false
		}
	}
	return true
}

// validations offer the answers of every question.
func (w *writer) validations() error {
	lists := map[string][]string{} // choices → cells
	var order []string
	put := func(key, cell string) {
		if lists[key] == nil {
			order = append(order, key)
		}
		lists[key] = append(lists[key], cell)
	}
	for _, n := range w.nodes {
		switch n.level {
		case levelInput:
			put("#", n.cell(colAnswer))
		case levelItem:
			put(accepted+",Belum", n.cell(colEvidence))
			switch n.item.Kind {
			case lke.Percent:
			case lke.Survey:
				put("0-4", n.cell(colAnswer))
			default:
				var keys []string
				for _, c := range n.item.Choices {
					keys = append(keys, c.Key)
				}
				put(strings.Join(keys, ","), n.cell(colAnswer))
			}
		}
	}
	for _, key := range order {
		dv := excelize.NewDataValidation(true)
		dv.Sqref = strings.Join(lists[key], " ")
		var err error
		switch key {
		case "#":
			err = dv.SetRange(0, 3_000_000, excelize.DataValidationTypeWhole, excelize.DataValidationOperatorBetween)
			dv.SetError(excelize.DataValidationErrorStyleStop, "Jumlah", "Isi bilangan bulat dari 0.")
		case "0-4":
			err = dv.SetRange(0, 4, excelize.DataValidationTypeDecimal, excelize.DataValidationOperatorBetween)
			dv.SetError(excelize.DataValidationErrorStyleStop, "Indeks survei", "Isi angka 0 sampai 4.")
		default:
			err = dv.SetDropList(strings.Split(key, ","))
			dv.SetError(excelize.DataValidationErrorStyleStop, "Di luar pilihan", "Pilihannya: "+strings.ReplaceAll(key, ",", ", ")+".")
		}
		if err := errors.Join(err, w.file.AddDataValidation(sheetLKE, dv)); err != nil {
			return err
		}
	}
	return nil
}

// colours mark questions: yellow while blank, red below half, green when full.
func (w *writer) colours() error {
	var cells []string
	first := 0
	for _, n := range w.nodes {
		if n.level == levelItem {
			if first == 0 {
				first = n.row
			}
			cells = append(cells, fmt.Sprintf("%s%d:%s%[2]d", colAnswer, n.row, colScore))
		}
	}
	var rules []excelize.ConditionalFormatOptions
	for _, r := range []struct{ formula, fill, font string }{
		{fmt.Sprintf("$%s%d=0", colFilled, first), "FFF2CC", "7F6000"},
		{fmt.Sprintf("$%s%d<0.5", colScore, first), "F8CBAD", "833C0B"},
		{fmt.Sprintf("$%s%d=1", colScore, first), "C6E0B4", "375623"},
	} {
		id, err := w.tint(r.fill, r.font)
		if err != nil {
			return err
		}
		rules = append(rules, excelize.ConditionalFormatOptions{Type: "formula", Criteria: r.formula, Format: &id, StopIfTrue: true})
	}
	return w.file.SetConditionalFormat(sheetLKE, strings.Join(cells, " "), rules)
}

func (w *writer) tint(fill, font string) (int, error) {
	return w.file.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: font}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{fill}}})
}
