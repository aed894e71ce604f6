package book

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"monev/internal/exchange/xlsx"
	"monev/internal/monev"
	"monev/internal/report"
)

const (
	dateFormat = "dd-mm-yyyy"
	headRow    = 5 // of Matriks and of the sheets of the owners
	dayCell    = "$B$3"
)

var matrixWidths = []float64{5, 9, 25, 11, 38, 42, 20, 22, 11, 11, 20, 11}

// matrix writes one sheet of follow-ups.
func (w *writer) matrix(name, title string, rows []report.MatrixRow) error {
	last := headRow + max(len(rows), 1)
	area := fmt.Sprintf("A%d:L%d", headRow, last)
	err := errors.Join(
		w.file.AutoFilter(name, area, nil), // before page: it begins the properties of the sheet anew
		w.page(name, headRow),
		w.file.SetPanes(name, &excelize.Panes{Freeze: true, XSplit: 2, YSplit: headRow, TopLeftCell: fmt.Sprintf("C%d", headRow+1), ActivePane: "bottomRight"}),
		w.validations(name, last), w.colours(name, last))
	if err != nil {
		return err
	}
	s, err := w.sheets.Begin(name, matrixWidths)
	if err != nil {
		return err
	}
	s.Put(22, xlsx.Entry{V: title, Look: xlsx.Look{Bold: true, Size: 14, Bare: true}})
	s.Put(0, xlsx.Entry{V: w.subject(), Look: xlsx.Look{Bold: true, Bare: true, Size: 10}})
	s.Put(0, xlsx.Entry{V: "Keadaan", Look: xlsx.Look{Bare: true}}, xlsx.Entry{V: serial(w.asOf()), Look: xlsx.Look{Bare: true, Format: dateFormat}})
	s.Put(0)
	heading(s, report.MatrixTitles()...)
	text, day := xlsx.Look{Wrap: true}, xlsx.Look{Format: dateFormat, Center: true}
	for _, r := range rows {
		s.Put(height(map[int]string{36: r.Text, 40: r.Description, 23: r.Title, 20: r.Person, 19: owner(r), 18: string(r.Status)}),
			xlsx.Entry{V: r.No, Look: xlsx.Look{Center: true}}, xlsx.Entry{V: dash(r.Meeting), Look: xlsx.Look{Center: true}}, xlsx.Entry{V: from(r), Look: text}, xlsx.Entry{V: serial(r.Date), Look: day},
			xlsx.Entry{V: r.Text, Look: text}, xlsx.Entry{V: r.Description, Look: text}, xlsx.Entry{V: owner(r), Look: text}, xlsx.Entry{V: dash(r.Person), Look: text},
			xlsx.Entry{V: serial(r.Due), Look: day}, xlsx.Entry{V: string(r.Priority), Look: xlsx.Look{Center: true}}, xlsx.Entry{V: string(r.Status), Look: text}, xlsx.Entry{V: serial(r.Closed), Look: day})
	}
	if len(rows) == 0 {
		s.Put(0, xlsx.Entry{V: "Belum ada tindak lanjut yang dicatat.", Look: xlsx.Look{Bare: true}})
	}
	return errors.Join(s.Err, s.Stream.Flush())
}

func (w *writer) subject() string {
	out := []string{w.doc.Subject, w.doc.Author}
	if mark := w.doc.Mark(); mark != "" {
		out = append([]string{mark}, out...)
	}
	return strings.Join(out, " – ")
}

func dash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

func from(r report.MatrixRow) string {
	if r.Title == "" {
		return "Dari daftar"
	}
	return r.Title
}

// validations offer units, priorities and statuses, and take only days as dates.
func (w *writer) validations(name string, last int) error {
	cells := func(column string) string { return fmt.Sprintf("%s%d:%s%d", column, headRow+1, column, last) }
	list := func(column, what string, set func(*excelize.DataValidation) error) error {
		dv := excelize.NewDataValidation(true)
		dv.Sqref = cells(column)
		if err := set(dv); err != nil {
			return err
		}
		dv.SetError(excelize.DataValidationErrorStyleStop, "Di luar pilihan", what)
		return w.file.AddDataValidation(name, dv)
	}
	var levels, states []string
	for _, l := range monev.Levels() {
		levels = append(levels, string(l))
	}
	for _, s := range monev.FollowUpStatuses() {
		states = append(states, string(s))
	}
	day := func(dv *excelize.DataValidation) error {
		return dv.SetRange(36526, 109574, excelize.DataValidationTypeDate, excelize.DataValidationOperatorBetween) // 2000 to 2199
	}
	return errors.Join(
		list("G", "Pilih unit dari daftar.", func(dv *excelize.DataValidation) error {
			dv.SetSqrefDropList(fmt.Sprintf("%s!$A$1:$A$%d", sheetLists, len(w.unitNames())))
			return nil
		}),
		list("J", "Pilihannya: "+strings.Join(levels, ", ")+".", func(dv *excelize.DataValidation) error { return dv.SetDropList(levels) }),
		list("K", "Pilihannya: "+strings.Join(states, ", ")+".", func(dv *excelize.DataValidation) error { return dv.SetDropList(states) }),
		list("I", "Isi tanggal, misalnya 05-12-2025.", day),
		list("L", "Isi tanggal, misalnya 05-12-2025.", day),
	)
}

// colours mark status, lateness and urgency; the words say the same.
func (w *writer) colours(name string, last int) error {
	first := headRow + 1
	open := fmt.Sprintf(`OR($K%d="%s",$K%d="%s")`, first, monev.NotBegun, first, monev.InProgress)
	for _, r := range []struct{ cells, formula, fill, font string }{
		{"I%d:I%d", fmt.Sprintf(`AND($I%d<>"",$I%d<%s,%s)`, first, first, dayCell, open), "F8CBAD", "833C0B"},
		{"J%d:J%d", fmt.Sprintf(`$J%d="%s"`, first, monev.Urgent), "F8CBAD", "833C0B"},
		{"J%d:J%d", fmt.Sprintf(`$J%d="%s"`, first, monev.High), "FFE699", "7F6000"},
		{"K%d:K%d", fmt.Sprintf(`$K%d="%s"`, first, monev.Done), "C6E0B4", "375623"},
		{"K%d:K%d", fmt.Sprintf(`$K%d="%s"`, first, monev.InProgress), "FFF2CC", "7F6000"},
		{"K%d:K%d", fmt.Sprintf(`$K%d="%s"`, first, monev.Impossible), "D9D9D9", "404040"},
	} {
		id, err := w.tint(r.fill, r.font)
		if err != nil {
			return err
		}
		rule := []excelize.ConditionalFormatOptions{{Type: "formula", Criteria: r.formula, Format: &id}}
		if err := w.file.SetConditionalFormat(name, fmt.Sprintf(r.cells, first, last), rule); err != nil {
			return err
		}
	}
	return nil
}

// summary writes Ringkasan: counts by status, unit and priority.
func (w *writer) summary() error {
	if err := w.page(sheetSummary, headRow); err != nil {
		return err
	}
	s, err := w.sheets.Begin(sheetSummary, []float64{42, 14, 14, 14, 22, 26, 14, 14})
	if err != nil {
		return err
	}
	s.Put(22, xlsx.Entry{V: "RINGKASAN TINDAK LANJUT", Look: xlsx.Look{Bold: true, Size: 14, Bare: true}})
	s.Put(0, xlsx.Entry{V: w.subject(), Look: xlsx.Look{Bold: true, Bare: true, Size: 10}})
	s.Put(0, xlsx.Entry{V: "Keadaan", Look: xlsx.Look{Bare: true}}, xlsx.Entry{V: serial(w.asOf()), Look: xlsx.Look{Bare: true, Format: dateFormat}})
	s.Put(0)
	w.tally(s, "Penanggung jawab", "G", w.units)
	s.Put(0)
	w.tally(s, "Prioritas", "J", w.priorities)
	s.Put(0)
	s.Put(0, xlsx.Entry{V: "Progres: bagian yang Tuntas. Terlambat: masih terbuka dan tenggatnya sebelum tanggal keadaan. Angka dihitung dari lembar Matriks.", Look: xlsx.Look{Bare: true}})
	return errors.Join(s.Err, s.Stream.Flush())
}

// tally writes one block of counts and its total. A name is compared as it stands:
// signs of a search pattern in it are escaped by the formula, no text of a user is
// part of one.
func (w *writer) tally(s *xlsx.Rows, head, column string, rows []report.Tally) {
	heading(s, head, "Jumlah", string(monev.Done), string(monev.InProgress), string(monev.NotBegun), string(monev.Impossible), "Terlambat", "Progres")
	first := s.Row + 1
	col := func(c string) string {
		return fmt.Sprintf("%s!$%s$%d:$%s$%d", sheetMatrix, c, headRow+1, c, headRow+max(len(w.rows), 1))
	}
	text, num, part := xlsx.Look{Wrap: true}, xlsx.Look{Center: true}, xlsx.Look{Center: true, Format: "0.00%"}
	for _, r := range rows {
		at := s.Row + 1
		own := fmt.Sprintf(`COUNTIFS(%s,"="&SUBSTITUTE(SUBSTITUTE(SUBSTITUTE($A%d,"~","~~"),"*","~*"),"?","~?")`, col(column), at)
		status, due := `,%s,"%s"`, `,%s,"<"&`+dayCell
		if slices.ContainsFunc(rows, func(o report.Tally) bool { return o.Name != r.Name && strings.EqualFold(o.Name, r.Name) }) {
			own = fmt.Sprintf("SUMPRODUCT(1*EXACT(%s,$A%d)", col(column), at) // COUNTIFS takes capitals and small letters for the same
			status, due = `*(%s="%s")`, `*(%[1]s<>"")*(%[1]s<`+dayCell+`)`
		}
		of := func(st monev.FollowUpStatus) string { return own + fmt.Sprintf(status, col("K"), st) }
		late := func(st monev.FollowUpStatus) string { return of(st) + fmt.Sprintf(due, col("I")) + ")" }
		count := func(st monev.FollowUpStatus, n int) xlsx.Entry {
			return xlsx.Entry{V: n, Formula: of(st) + ")", Look: num}
		}
		s.Put(height(map[int]string{40: r.Name}), xlsx.Entry{V: r.Name, Look: text},
			xlsx.Entry{V: r.Total, Formula: own + ")", Look: num},
			count(monev.Done, r.ByStatus[2]), count(monev.InProgress, r.ByStatus[1]), count(monev.NotBegun, r.ByStatus[0]), count(monev.Impossible, r.ByStatus[3]),
			xlsx.Entry{V: r.Late, Formula: late(monev.NotBegun) + "+" + late(monev.InProgress), Look: num},
			xlsx.Entry{V: r.Progress(), Formula: fmt.Sprintf("IF(B%d=0,0,C%d/B%d)", at, at, at), Look: part})
	}
	num.Bold, part.Bold = true, true
	total := []xlsx.Entry{{V: "Jumlah", Look: xlsx.Look{Bold: true}}}
	sums := []int{w.all.Total, w.all.ByStatus[2], w.all.ByStatus[1], w.all.ByStatus[0], w.all.ByStatus[3], w.all.Late}
	at := s.Row + 1
	for i, n := range sums {
		c := xlsx.Column(i + 2)
		formula := ""
		if len(rows) > 0 {
			formula = fmt.Sprintf("SUM(%s%d:%s%d)", c, first, c, at-1)
		}
		total = append(total, xlsx.Entry{V: n, Formula: formula, Look: num})
	}
	s.Put(0, append(total, xlsx.Entry{V: w.all.Progress(), Formula: fmt.Sprintf("IF(B%d=0,0,C%d/B%d)", at, at, at), Look: part})...)
}
