package workbook_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"monev/internal/lke"
)

func scaleText(it *lke.Item) string {
	switch it.Kind {
	case lke.YesNo:
		return "Ya/Tidak"
	case lke.Percent:
		return "Jumlah"
	case lke.Survey:
		return "Nilai\n(0-4)"
	}
	return strings.Join(strings.Split(strings.ToUpper(string(it.Kind)), ""), "/")
}

// ministryBook builds a workbook in the manner of the ministry's: headings,
// questions, scales, validations, formulas over the answers, other sheets, dates,
// comments, names, merged headings, conditional formats, pictures of styles.
func ministryBook(t testing.TB, edit func(f *excelize.File)) []byte {
	t.Helper()
	in := lke.Default()
	f := excelize.NewFile()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	style := func(s *excelize.Style) int {
		id, err := f.NewStyle(s)
		must(err)
		return id
	}
	head := style(&excelize.Style{Font: &excelize.Font{Bold: true, Family: "Bookman Old Style"}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFE699"}}})
	answer := style(&excelize.Style{Border: []excelize.Border{{Type: "left", Color: "FF0000", Style: 2}}, Alignment: &excelize.Alignment{Horizontal: "center"}, Protection: &excelize.Protection{Locked: false}})
	note := style(&excelize.Style{Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	dated := style(&excelize.Style{NumFmt: 14})
	const s = "Jawaban"
	must(f.SetSheetName("Sheet1", "Petunjuk"))
	must(f.SetCellValue("Petunjuk", "A1", "Petunjuk pengisian =1+1"))
	must(f.SetCellFormula("Petunjuk", "A2", "SUM(Jawaban!R6:R202)"))
	must(f.SetCellValue("Petunjuk", "A3", time.Date(2026, 5, 31, 0, 0, 0, 0, time.UTC)))
	_, err := f.NewSheet(s)
	must(err)
	_, err = f.NewSheet("Ref")
	must(err)
	must(f.SetSheetVisible("Ref", false))
	must(f.SetCellValue("Ref", "A1", 3.14))
	must(f.SetCellValue(s, "B1", "LEMBAR KERJA EVALUASI NOMOR 90 TAHUN 2021"))
	for i, h := range []string{"Penilaian", "Bobot", "Penjelasan", "Pilihan Jawaban", "Jawaban Unit", "Catatan Unit", "Bukti Dukung", "Jawaban TPI", "", "", "Catatan TPI", "Skor"} {
		cell, _ := excelize.CoordinatesToCellName([]int{2, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18}[i], 2)
		must(f.SetCellValue(s, cell, h))
		must(f.SetCellStyle(s, cell, cell, head))
	}
	inputs := map[int]bool{}
	for _, r := range in.Portal.Rows {
		inputs[r.Row] = true
	}
	lists := map[string]*excelize.DataValidation{}
	seen := map[*lke.Sub]bool{}
	for _, r := range in.Portal.Rows {
		it, _ := in.Item(r.Item)
		at := func(col string) string { return fmt.Sprintf("%s%d", col, r.Row) }
		question := it.Question
		if c, ok := it.Input(r.Input); ok {
			question = "- " + c.Label
		}
		must(f.SetCellValue(s, at("G"), question))
		must(f.SetCellValue(s, at("A"), r.Soal))
		must(f.SetCellValue(s, at("J"), scaleText(it)))
		must(f.SetCellStyle(s, at("K"), at("K"), answer))
		must(f.SetCellStyle(s, at("L"), at("M"), note))
		must(f.SetCellFormula(s, at("R"), fmt.Sprintf(`IF(K%d="A",1,IF(ISNUMBER(K%[1]d),K%[1]d,0))`, r.Row)))
		must(f.SetCellValue(s, at("T"), 46314+r.Row))
		must(f.SetCellStyle(s, at("T"), at("T"), dated))
		if it.IsChoice() {
			key := scaleText(it)
			if lists[key] == nil {
				lists[key] = excelize.NewDataValidation(true)
				must(lists[key].SetDropList(strings.Split(key, "/")))
			}
			lists[key].SetSqref(at("K"))
		}
		if !seen[it.Sub] {
			seen[it.Sub] = true
			gap := r.Row - 1
			for !inputs[gap-1] && gap > 3 && r.Row-gap < 2 {
				gap--
			}
			cell := fmt.Sprintf("F%d", r.Row-1)
			must(f.SetCellValue(s, cell, "ii. "+it.Sub.Name))
			must(f.SetCellStyle(s, cell, cell, head))
			must(f.MergeCell(s, cell, fmt.Sprintf("G%d", r.Row-1)))
			must(f.SetCellFormula(s, fmt.Sprintf("R%d", r.Row-1), fmt.Sprintf("AVERAGE(R%d:R%d)", r.Row, r.Row+1)))
		}
	}
	for _, key := range []string{"Ya/Tidak", "A/B/C", "A/B/C/D", "A/B/C/D/E"} {
		must(f.AddDataValidation(s, lists[key]))
	}
	id, err := f.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: "9A0511"}})
	must(err)
	must(f.SetConditionalFormat(s, "K6:K202", []excelize.ConditionalFormatOptions{{Type: "cell", Criteria: "=", Value: `"C"`, Format: &id}}))
	must(f.SetDefinedName(&excelize.DefinedName{Name: "JawabanUnit", RefersTo: "Jawaban!$K$6:$K$202"}))
	must(f.AddComment(s, excelize.Comment{Cell: "K6", Author: "Menpan", Text: "Isi Ya atau Tidak"}))
	must(f.SetCellHyperLink(s, "I6", "https://menpan.go.id", "External"))
	must(f.SetRowHeight(s, 6, 40))
	must(f.SetCellStr(s, "N6", "Tidak"))
	must(f.SetCellStr(s, "Q6", "SK belum ditandatangani"))
	must(f.SetCellStr(s, "Q126", "Satu agen sudah pindah"))
	must(f.SetCellInt(s, "N126", 6))
	must(f.ProtectSheet("Ref", &excelize.SheetProtectionOptions{Password: "x"}))
	if edit != nil {
		edit(f)
	}
	buf, err := f.WriteToBuffer()
	must(err)
	must(f.Close())
	return buf.Bytes()
}

type part struct{ name, data string }

func zipOf(t testing.TB, parts []part) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i, p := range parts {
		method := zip.Deflate
		if i%2 == 1 {
			method = zip.Store
		}
		to, err := w.CreateHeader(&zip.FileHeader{Name: p.name, Method: method, Modified: time.Date(2026, 1, 2, 3, 4, 6, 0, time.UTC)})
		if err == nil {
			_, err = to.Write([]byte(p.data))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.SetComment("dari Jakarta"); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const spreadsheetNS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

// handParts are the parts of a workbook written by hand, with what programs other
// than the library write: a prefix on every element, shared and rich and inline
// strings, rows and cells that are not there, empty rows, spans, array formulas,
// dates since 1904, unknown extensions, comments, no calcPr.
func handParts(t testing.TB, x string) []part {
	t.Helper()
	in := lke.Default()
	p := ""
	if x != "" {
		p = x + ":"
	}
	ns := `xmlns="` + spreadsheetNS + `"`
	if x != "" {
		ns = "xmlns:" + x + `="` + spreadsheetNS + `"`
	}
	var strs []string
	share := func(s string) int {
		if i := slices.Index(strs, s); i >= 0 {
			return i
		}
		strs = append(strs, s)
		return len(strs) - 1
	}
	var rows strings.Builder
	cell := func(ref, attrs, inner string) string {
		if inner == "" {
			return "<" + p + `c r="` + ref + `"` + attrs + "/>"
		}
		return "<" + p + `c r="` + ref + `"` + attrs + ">" + inner + "</" + p + "c>"
	}
	str := func(ref, s string) string {
		return cell(ref, ` s="1" t="s"`, "<"+p+"v>"+fmt.Sprint(share(s))+"</"+p+"v>")
	}
	inline := func(ref, s string) string {
		return cell(ref, ` t="inlineStr"`, "<"+p+"is><"+p+"t>"+s+"</"+p+"t></"+p+"is>")
	}
	last := 0
	for i, r := range in.Portal.Rows {
		it, _ := in.Item(r.Item)
		if i == 0 || in.Portal.Rows[i-1].Row < r.Row-1 {
			rows.WriteString("<" + p + `row r="` + fmt.Sprint(r.Row-1) + `" spans="1:9">` + str(fmt.Sprintf("E%d", r.Row-1), it.Sub.Name) + "</" + p + "row>\n<!-- baris -->")
		}
		at := func(col string) string { return fmt.Sprintf("%s%d", col, r.Row) }
		rows.WriteString("<" + p + `row r="` + fmt.Sprint(r.Row) + `" spans="1:10" s="3" customFormat="1" x14ac:dyDescent="0.25">`)
		rows.WriteString(str(at("G"), "Pertanyaan &amp; &lt;syarat&gt;"))
		rows.WriteString(inline(at("J"), scaleText(it)))
		switch i % 4 {
		case 0: // an empty answer cell with a style and metadata
			rows.WriteString(cell(at("K"), ` s="2" vm="1"`, ""))
		case 1: // no cells for the unit at all
		case 2:
			rows.WriteString(cell(at("K"), ` s="2"`, "") + cell(at("M"), ` s='4'`, ""))
		case 3:
			rows.WriteString(cell(at("L"), ` t="s" s="4"`, "<"+p+"v>"+fmt.Sprint(share("catatan lama"))+"</"+p+"v>"))
		}
		if r.Soal == 1 {
			rows.WriteString(inline("N6", " tidak "))
			rows.WriteString(cell("Q6", ` t="s"`, "<"+p+"v>"+fmt.Sprint(share("RICH"))+"</"+p+"v>"))
		}
		rows.WriteString(cell(at("R"), "", "<"+p+"f>1+1</"+p+"f><"+p+"v>2</"+p+"v>"))
		rows.WriteString(cell(at("S"), ` s="5"`, "<"+p+"v>42000.5</"+p+"v>"))
		rows.WriteString("</" + p + "row>")
		last = r.Row
	}
	rows.WriteString("<" + p + `row r="` + fmt.Sprint(last+5) + `"/>`)
	sheet := `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\r\n<" + p + "worksheet " + ns + ` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" mc:Ignorable="x14ac">` +
		"<" + p + `dimension ref='A1:J150'/>` + "<" + p + "cols><" + p + `col min="11" max="13" width="20" style="2" customWidth="1"/></` + p + "cols>" +
		"<" + p + "sheetData>" + rows.String() + "</" + p + "sheetData>" +
		"<" + p + `mergeCells count="1"><` + p + `mergeCell ref="E5:F5"/></` + p + "mergeCells>" +
		"<" + p + `extLst><` + p + `ext uri="{rahasia}"><lain xmlns="urn:lain" a="1">tetap &#233;</lain></` + p + "ext></" + p + "extLst></" + p + "worksheet>"
	var si strings.Builder
	for _, s := range strs {
		if s == "RICH" {
			si.WriteString("<" + p + "si><" + p + "r><" + p + "t>SK </" + p + "t></" + p + "r><" + p + "r><" + p + "t>belum ada_x0021_</" + p + "t></" + p + "r><" + p + `rPh sb="0" eb="1"><` + p + "t>bunyi</" + p + "t></" + p + "rPh></" + p + "si>")
			continue
		}
		si.WriteString("<" + p + "si><" + p + "t>" + s + "</" + p + "t></" + p + "si>")
	}
	const types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	xf := func(id int) string {
		return fmt.Sprintf("<"+p+`xf numFmtId="%d" fontId="0" fillId="0" borderId="0"/>`, id)
	}
	return []part{
		{"[Content_Types].xml", `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/jawab.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/worksheets/lain.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="` + types + `officeDocument" Target="/xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", "<" + p + "workbook " + ns + ` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><` + p + `workbookPr date1904="1"/><` + p + `sheets><` + p + `sheet name="Lain" sheetId="7" r:id="r2"/><` + p + `sheet name="Jawaban" sheetId="3" r:id="r1"/></` + p + `sheets><` + p + `definedNames><` + p + `definedName name="Bebas">Jawaban!$K$6</` + p + `definedName></` + p + "definedNames></" + p + "workbook>"},
		{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="` + types + `worksheet" Target="worksheets/jawab.xml"/><Relationship Id="r2" Type="` + types + `worksheet" Target="/xl/worksheets/lain.xml"/><Relationship Id="r3" Type="` + types + `sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r4" Type="` + types + `styles" Target="styles.xml"/></Relationships>`},
		{"xl/worksheets/jawab.xml", sheet},
		{"xl/worksheets/lain.xml", "<" + p + "worksheet " + ns + "><" + p + "sheetData><" + p + `row r="1048576"><` + p + `c r="XFD1048576"><` + p + "v>1</" + p + "v></" + p + "c></" + p + "row></" + p + "sheetData></" + p + "worksheet>"},
		{"xl/sharedStrings.xml", "<" + p + "sst " + ns + ">" + si.String() + "</" + p + "sst>"},
		{"xl/styles.xml", "<" + p + "styleSheet " + ns + "><" + p + `fonts><` + p + `font><` + p + `sz val="11"/></` + p + "font></" + p + "fonts><" + p + "fills><" + p + "fill/></" + p + "fills><" + p + "borders><" + p + "border/></" + p + "borders><" + p + `cellStyleXfs><` + p + `xf numFmtId="14"/></` + p + `cellStyleXfs><` + p + "cellXfs>" + xf(0) + xf(49) + xf(0) + xf(1) + xf(2) + xf(14) + xf(10) + "</" + p + "cellXfs></" + p + "styleSheet>"},
		{"xl/misteri.bin", "\x00\x01bukan XML\xff"},
	}
}
