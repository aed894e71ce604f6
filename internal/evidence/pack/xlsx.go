package pack

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"monev/internal/exchange/xlsx"
)

const sheet = "Indeks"

// workbook is the index as a sheet with filters; text of users is only ever text.
func workbook(r Register, list []Entry) ([]byte, error) {
	data, err := xlsx.Make("Indeks Eviden Zona Integritas", "Indeks eviden", func(f *excelize.File) error { return fill(f, r, list) })
	if err != nil {
		return nil, fmt.Errorf("write index: %w", err)
	}
	return data, nil
}

// wrapped guesses on how many lines a text stands; programs do not work that out
// for a sheet they did not make.
func wrapped(s string, width float64) int {
	lines, left := 1, width
	for word := range strings.FieldsSeq(s) {
		n := float64(utf8.RuneCountInString(word)) + 1
		if n > left && left < width {
			lines, left = lines+1, width
		}
		for ; n > width+1; n -= width { // longer than a line
			lines++
		}
		left -= n
	}
	return lines
}

// columns are the heads and widths of the index. The last one is not printed.
var columns = []struct {
	title string
	width float64
}{{"Area", 15}, {"Butir", 11}, {"Pertanyaan", 30}, {"Eviden", 28}, {"Status", 13}, {"Jenis", 8}, {"Tanggal", 11}, {"Versi", 6}, {"Unit", 13},
	{"Nama berkas asal", 22}, {"Ukuran (byte)", 11}, {"SHA-256", 34}, {"Keterangan", 26}, {"Letak di paket", 60}}

const head = 4 // row of the column heads

func fill(f *excelize.File, r Register, list []Entry) error {
	var errs []error
	do := func(err error) { errs = append(errs, err) }
	style := func(s *excelize.Style) int {
		id, err := f.NewStyle(s)
		do(err)
		return id
	}
	lines := []excelize.Border{{Type: "left", Color: "808080", Style: 1}, {Type: "right", Color: "808080", Style: 1},
		{Type: "top", Color: "808080", Style: 1}, {Type: "bottom", Color: "808080", Style: 1}}
	bold := style(&excelize.Style{Font: &excelize.Font{Bold: true, Size: 14, Family: "Arial"}})
	plainText := style(&excelize.Style{Font: &excelize.Font{Size: 9, Family: "Arial"}})
	title := style(&excelize.Style{Font: &excelize.Font{Bold: true, Size: 9, Family: "Arial"}, Border: lines,
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"DCE6F1"}}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "center"}})
	cell := &excelize.Style{Font: &excelize.Font{Size: 9, Family: "Arial"}, Border: lines, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}}
	normal := style(cell)
	cell.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FDE9E7"}}
	wrong := style(cell)

	do(f.SetSheetName("Sheet1", sheet))
	do(f.SetCellStr(sheet, "A1", fmt.Sprintf("EVIDEN ZONA INTEGRITAS TAHUN %d", r.Year)))
	do(f.SetCellStr(sheet, "A2", xlsx.Safe(strings.TrimPrefix(r.Office+" · "+summary(r, list), " · "))))
	do(f.SetCellStyle(sheet, "A1", "A1", bold))
	do(f.SetCellStyle(sheet, "A2", "A2", plainText))
	at := func(col, row int) string {
		name, err := excelize.CoordinatesToCellName(col, row)
		do(err)
		return name
	}
	for i, c := range columns {
		do(f.SetCellStr(sheet, at(i+1, head), c.title))
		name, err := excelize.ColumnNumberToName(i + 1)
		do(err)
		do(f.SetColWidth(sheet, name, name, c.width))
	}
	do(f.SetCellStyle(sheet, at(1, head), at(len(columns), head), title))
	for i, e := range list {
		row := head + 1 + i
		values := []string{e.Area, e.Item, e.Question, "", e.Status, "", "", "", "", "", "", e.SHA256, strings.Join(e.notes(), "; "), e.Name}
		if v := e.Evidence; v != nil {
			values[3], values[5], values[6], values[8] = v.Title, string(v.Kind), v.Date.Short(), v.Unit.Name
			if v.File != nil {
				values[9] = v.File.Name
			}
		}
		tall := 1
		for j, s := range values {
			tall = max(tall, wrapped(s, 1.15*columns[j].width)) // of 9 points
			if s != "" {
				do(f.SetCellStr(sheet, at(j+1, row), xlsx.Safe(s)))
			}
		}
		if v := e.Evidence; v != nil && v.Version > 0 {
			do(f.SetCellInt(sheet, at(8, row), int64(v.Version)))
		}
		if e.Name != "" {
			do(f.SetCellInt(sheet, at(11, row), e.Size))
			do(f.SetCellHyperLink(sheet, at(4, row), link(e.Name), "External"))
		}
		do(f.SetRowHeight(sheet, row, float64(12*min(tall, 30))))
		look := normal
		if e.State == Missing || e.State == Changed || e.Evidence == nil {
			look = wrong
		}
		do(f.SetCellStyle(sheet, at(1, row), at(len(columns), row), look))
	}
	last := head + max(len(list), 1)
	do(f.AutoFilter(sheet, fmt.Sprintf("%s:%s", at(1, head), at(len(columns), last)), nil))
	do(f.SetPanes(sheet, &excelize.Panes{Freeze: true, XSplit: 2, YSplit: head, TopLeftCell: at(3, head+1), ActivePane: "bottomRight"}))
	size, wide, one, none := 9, "landscape", 1, 0
	do(f.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &size, Orientation: &wide, FitToWidth: &one, FitToHeight: &none}))
	fit := true
	do(f.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}))
	do(f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("%s!$%d:$%d", sheet, head, head), Scope: sheet}))
	printed, err := excelize.ColumnNumberToName(len(columns) - 1)
	do(err)
	do(f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", RefersTo: fmt.Sprintf("%s!$A$1:$%s$%d", sheet, printed, last), Scope: sheet}))
	return errors.Join(errs...)
}
