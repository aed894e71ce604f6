// Package book makes the matriks tindak lanjut an Excel workbook: a summary, all
// follow-ups, and one sheet for everybody who answers for some.
package book

import (
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"monev/internal/exchange/xlsx"
	"monev/internal/plain"
	"monev/internal/report"
	"monev/internal/tanggal"
)

// Names of the fixed sheets.
const (
	sheetSummary = "Ringkasan"
	sheetMatrix  = "Matriks"
	sheetLists   = "Daftar" // hidden: what the unit column offers
)

// Render makes the workbook. Every figure of Ringkasan is a formula over Matriks;
// the result stored with it is the report's own, so that programs that do not
// compute show the same. Text of users is only ever text, never a formula. Equal
// input makes equal bytes.
func Render(in report.Input) ([]byte, error) {
	data, err := xlsx.Make("Matriks Tindak Lanjut", "Buku kerja matriks", func(f *excelize.File) error {
		w := &writer{in: in, file: f, rows: report.MatrixRows(in), sheets: xlsx.NewSheets(f, 9)}
		w.units, w.priorities, w.all = report.MatrixSummary(in)
		w.kind, _ = report.KindOf("matriks")
		w.doc = w.kind.Build(in)
		return w.write()
	})
	if err != nil {
		return nil, fmt.Errorf("render matrix workbook: %w", err)
	}
	return data, nil
}

type writer struct {
	in         report.Input
	kind       report.Kind
	doc        report.Doc // for its frame
	file       *excelize.File
	rows       []report.MatrixRow
	units      []report.Tally
	priorities []report.Tally
	all        report.Tally
	sheets     *xlsx.Sheets
}

func (w *writer) write() error {
	if err := w.file.SetSheetName("Sheet1", sheetSummary); err != nil {
		return err
	}
	names := []string{sheetMatrix}
	taken := map[string]bool{}
	for _, s := range []string{sheetSummary, sheetMatrix, sheetLists, "History"} {
		taken[strings.ToLower(s)] = true
	}
	for _, u := range w.units {
		names = append(names, sheetName(u.Name, taken))
	}
	for _, name := range append(names, sheetLists) {
		if _, err := w.file.NewSheet(name); err != nil {
			return err
		}
	}
	w.file.SetActiveSheet(0)
	if err := errors.Join(w.lists(), w.summary(), w.matrix(sheetMatrix, "MATRIKS TINDAK LANJUT", w.rows)); err != nil {
		return err
	}
	for i, u := range w.units {
		var own []report.MatrixRow
		for _, r := range w.rows {
			if owner(r) == u.Name {
				r.No = len(own) + 1
				own = append(own, r)
			}
		}
		if err := w.matrix(names[i+1], "TINDAK LANJUT "+strings.ToUpper(u.Name), own); err != nil {
			return err
		}
	}
	return w.file.SetSheetVisible(sheetLists, false)
}

// owner is the unit of a row as the summary names it.
func owner(r report.MatrixRow) string {
	if r.Unit == "" {
		return report.NoOwner
	}
	return r.Unit
}

// sheetName makes a name that Excel takes and no sheet has yet: at most 31 UTF-16
// units, none of []:*?/\, no quote at an end, no two that differ only in case.
func sheetName(s string, taken map[string]bool) string {
	const most = 31
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\`, r) {
			return ' '
		}
		return r
	}, plain.Line(s))
	s = strings.Join(strings.Fields(s), " ")
	if s == "" {
		s = "Lembar"
	}
	for n := 1; ; n++ {
		tail := ""
		if n > 1 {
			tail = fmt.Sprintf(" (%d)", n)
		}
		name := s
		for len(utf16.Encode([]rune(name+tail))) > most {
			_, size := utf8.DecodeLastRuneInString(name)
			name = name[:len(name)-size]
		}
		name = strings.Trim(name, "' ") + tail
		if name == tail {
			name = "Lembar" + tail
		}
		if key := strings.ToLower(name); !taken[key] {
			taken[key] = true
			return name
		}
	}
}

// lists is the hidden sheet with the units.
func (w *writer) lists() error {
	for i, u := range w.unitNames() {
		if err := w.file.SetCellStr(sheetLists, fmt.Sprintf("A%d", i+1), xlsx.Safe(u)); err != nil {
			return err
		}
	}
	return nil
}

// unitNames are the units one may choose: those in the matrix, then the other
// units of the office.
func (w *writer) unitNames() []string {
	var out []string
	seen := map[string]bool{}
	for _, u := range w.units {
		out, seen[u.Name] = append(out, u.Name), true
	}
	for _, u := range report.UnitNames(w.in) {
		if !seen[u] {
			out, seen[u] = append(out, u), true
		}
	}
	if len(out) == 0 {
		out = []string{report.NoOwner}
	}
	return out
}

// asOf is the day the records speak of.
func (w *writer) asOf() tanggal.Date { return report.Day(w.in) }

// serial is a day as Excel counts them; nil for none.
func serial(d tanggal.Date) any {
	if d.IsZero() {
		return nil
	}
	return float64(d.Time(time.UTC).Unix()/86400 + 25569)
}

// page sets a sheet up for the office's paper, landscape, one page wide, its head
// repeated.
func (w *writer) page(name string, head int) error {
	size := 9 // A4
	if w.doc.Paper == report.F4 {
		size = 14 // folio
	}
	left := w.doc.Subject
	if mark := w.doc.Mark(); mark != "" {
		left = mark + " · " + left
	}
	left = strings.ReplaceAll(xlsx.Safe(plain.Cut(plain.Line(left), 90)), "&", "&&")
	if left != "" && left[0] >= '0' && left[0] <= '9' { // it would be read with the size before it
		left = " " + left
	}
	return errors.Join(
		w.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: ptr(true)}),
		w.file.SetPageLayout(name, &excelize.PageLayoutOptions{Size: ptr(size), Orientation: ptr("landscape"), FitToWidth: ptr(1), FitToHeight: ptr(0)}),
		w.file.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{Left: ptr(0.6), Right: ptr(0.4), Top: ptr(0.6), Bottom: ptr(0.7), Header: ptr(0.3), Footer: ptr(0.3)}),
		w.file.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: "&L&8" + left + "&R&8Halaman &P dari &N"}),
		w.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("%s!$%d:$%d", quoted(name), head, head), Scope: name}),
	)
}

// quoted is the name of a sheet inside a formula.
func quoted(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'" }

func ptr[T any](v T) *T { return &v }

// tint is the look of a cell that a condition colours.
func (w *writer) tint(fill, font string) (int, error) {
	return w.file.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: font}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{fill}}})
}

var headLook = xlsx.Look{Bold: true, White: true, Fill: "1F3864", Wrap: true, Center: true, Middle: true}

func heading(s *xlsx.Rows, titles ...string) {
	var out []xlsx.Entry
	for _, t := range titles {
		out = append(out, xlsx.Entry{V: t, Look: headLook})
	}
	s.Put(28, out...)
}

// height is what texts need in columns of so many characters, in points.
func height(texts map[int]string) float64 {
	lines := 1
	for width, t := range texts {
		lines = max(lines, 1+max(0, utf8.RuneCountInString(t)-1)/width)
	}
	return min(409, float64(lines)*12.5+3)
}
