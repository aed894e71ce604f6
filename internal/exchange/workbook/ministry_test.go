package workbook_test

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"monev/internal/exchange"
	"monev/internal/exchange/exchangetest"
	"monev/internal/exchange/workbook"
	"monev/internal/lke"
	"monev/internal/monev"
)

func templates(t testing.TB) map[string][]byte {
	return map[string][]byte{
		"library":     ministryBook(t, nil),
		"by hand":     zipOf(t, handParts(t, "")),
		"with prefix": zipOf(t, handParts(t, "x")),
	}
}

// After filling, every other cell has its value, formula and style, and every
// other part its bytes; the cells filled say what the sheet says.
func TestFillChangesNothingElse(t *testing.T) {
	in := lke.Default()
	for name, template := range templates(t) {
		for seed := range uint64(4) {
			unit, _ := exchangetest.Sheets(in, seed)
			got, err := workbook.Fill(in, template, unit)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			before, after := readGrid(t, template), readGrid(t, got.Data)
			lines, _ := exchange.Lines(in, unit, lke.Sheet{})
			ours := map[string]bool{}
			for _, l := range lines {
				r, _ := in.Portal.BySoal(l.Soal)
				it, _ := in.Item(r.Item)
				for col, want := range map[string]string{"K": l.Unit, "L": l.Note, "M": l.Proof} {
					key := fmt.Sprintf("Jawaban!%s%d", col, r.Row)
					if want == "" {
						continue
					}
					ours[key] = true
					a, b := after[key], before[key]
					number := col == "K" && !it.IsChoice()
					if a.Value != want || a.Formula != "" || number != (a.Type == "") {
						t.Errorf("%s: %s is %+v, want %q", name, key, a, want)
					}
					if _, there := before[key]; there && a.Style != b.Style {
						t.Errorf("%s: style of %s was %q, is %q", name, key, b.Style, a.Style)
					}
				}
			}
			if len(ours) < 200 {
				t.Fatalf("only %d cells filled", len(ours))
			}
			for key, b := range before {
				if a, ok := after[key]; !ours[key] && (!ok || a != b) {
					t.Errorf("%s: %s was %+v, is %+v", name, key, b, a)
				}
			}
			for key := range after {
				if _, ok := before[key]; !ok && !ours[key] {
					t.Errorf("%s: %s is new", name, key)
				}
			}
			sameParts(t, name, template, got.Data)
			if got.Written == 0 || len(got.Kept) > 127*3 {
				t.Errorf("%s: written %d, kept %d", name, got.Written, len(got.Kept))
			}
			again, err := workbook.Fill(in, got.Data, unit)
			if err != nil || again.Written != 0 || !reflect.DeepEqual(readParts(t, again.Data), readParts(t, got.Data)) {
				t.Errorf("%s: filling twice writes %d cells, %v", name, again.Written, err)
			}
			if f, err := excelize.OpenReader(bytes.NewReader(got.Data)); err != nil {
				t.Errorf("%s: excelize: %v", name, err)
			} else if v, _ := f.GetCellValue("Jawaban", "K7"); name == "library" && v != lines[1].Unit {
				t.Errorf("%s: excelize reads %q", name, v)
			}
		}
	}
}

func sameParts(t *testing.T, name string, template, filled []byte) {
	t.Helper()
	before, after := readParts(t, template), readParts(t, filled)
	if !slices.Equal(slices.Sorted(maps.Keys(before)), slices.Sorted(maps.Keys(after))) {
		t.Errorf("%s: other parts", name)
	}
	for part, b := range before {
		a := after[part]
		switch {
		case bytes.Contains(b, []byte("sheetData")) && bytes.Contains(b, []byte(`"K6"`)):
			// all outside the rows is as it was, but for the size hint
			cut := func(x []byte) string {
				s := string(x)
				head, rest, _ := strings.Cut(s, "sheetData>")
				_, tail, _ := strings.Cut(rest, "sheetData>")
				i, j := strings.Index(head, "dimension ref="), strings.Index(head, "col")
				if i > 0 && j > i {
					head = head[:i] + head[j:]
				}
				return head + "|" + tail
			}
			if cut(a) != cut(b) {
				t.Errorf("%s: %s differs outside its rows:\n%s\n%s", name, part, cut(b), cut(a))
			}
		case part == "xl/workbook.xml":
			plain := strings.NewReplacer(`<calcPr fullCalcOnLoad="1"/>`, "", `<x:calcPr fullCalcOnLoad="1"/>`, "", ` fullCalcOnLoad="1"`, "")
			if !bytes.Contains(a, []byte(`fullCalcOnLoad="1"`)) || plain.Replace(string(a)) != plain.Replace(string(b)) {
				t.Errorf("%s: workbook.xml was\n%s\nis\n%s", name, b, a)
			}
		case !bytes.Equal(a, b):
			t.Errorf("%s: part %s changed", name, part)
		}
	}
}

func TestFillAndRead(t *testing.T) {
	in := lke.Default()
	for name, template := range templates(t) {
		unit, _ := exchangetest.Sheets(in, 11)
		got, err := workbook.Fill(in, template, unit)
		if err != nil {
			t.Fatal(err)
		}
		form, err := workbook.Read(in, got.Data, 2026)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for code, a := range unit.Answers {
			if !a.Same(form.Unit.Answers[code]) {
				t.Errorf("%s: %s was %+v, is %+v", name, code, a, form.Unit.Answers[code])
			}
		}
		if form.TPI.Answers["A.I.1.i.a"].Choice != "Tidak" {
			t.Errorf("%s: TPI says %+v", name, form.TPI.Answers["A.I.1.i.a"])
		}
	}
}

func TestReadNotes(t *testing.T) {
	form, err := workbook.Read(lke.Default(), ministryBook(t, nil), 2026)
	if err != nil {
		t.Fatal(err)
	}
	want := []exchange.Note{
		{Item: "A.I.1.i.a", Soal: 1, Row: "A.I.1.i.a", TPI: "Tidak", Text: "SK belum ditandatangani", Origin: "Catatan TPI, LKE 2026, soal 1, Jawaban!Q6"},
		{Item: "A.II.1.i.a", Soal: 88, Row: "A.II.1.i.a Jumlah agen perubahan", TPI: "6", Text: "Satu agen sudah pindah", Origin: "Catatan TPI, LKE 2026, soal 88, Jawaban!Q126"},
	}
	if !reflect.DeepEqual(form.Notes, want) {
		t.Errorf("%+v", form.Notes)
	}
	if len(form.Unit.Answers) != 0 || form.TPI.Answers["A.II.1.i.a"].Counts["jumlah_agen"] != 6 || form.TPI.Layer != lke.TPI {
		t.Errorf("%+v", form)
	}
	form, err = workbook.Read(lke.Default(), zipOf(t, handParts(t, "x")), 2026)
	if err != nil || len(form.Notes) != 1 || form.Notes[0].Text != "SK belum ada!" {
		t.Errorf("%v %+v", err, form.Notes)
	}
}

// What people type, and what programs make of it.
func TestReadTyped(t *testing.T) {
	in := lke.Default()
	read := func(edit func(f *excelize.File)) (workbook.Form, error) {
		return workbook.Read(in, ministryBook(t, edit), 2026)
	}
	set := func(cell string, v any) func(*excelize.File) {
		return func(f *excelize.File) { _ = f.SetCellValue("Jawaban", cell, v) }
	}
	styled := func(cell string, v any, format int) func(*excelize.File) {
		return func(f *excelize.File) {
			_ = f.SetCellValue("Jawaban", cell, v)
			id, _ := f.NewStyle(&excelize.Style{NumFmt: format})
			_ = f.SetCellStyle("Jawaban", cell, cell, id)
		}
	}
	for _, c := range []struct {
		edit func(*excelize.File)
		code string
		want string
	}{
		{set("K6", "  yA \n"), "A.I.1.i.a", "Ya"},
		{set("K7", "b"), "A.I.1.i.b", "B"},
		{set("K199", "3,57"), "B.I.a", "3,57"},
		{set("K199", "3.57"), "B.I.a", "3,57"},
		{set("K199", 3.57), "B.I.a", "3,57"},
		{set("K199", 4), "B.I.a", "4,00"},
		{set("K158", "12"), "A.II.4.i", "12 / –"},
		{set("K158", "1.200"), "A.II.4.i", "1.200 / –"},
		{set("K158", 12.0), "A.II.4.i", "12 / –"},
		{set("L6", 46314), "A.I.1.i.a", "–"},
	} {
		form, err := read(c.edit)
		it, _ := in.Item(c.code)
		if err != nil || it.Text(form.Unit.Answers[c.code]) != c.want {
			t.Errorf("%s: %v, %q, want %q", c.code, err, it.Text(form.Unit.Answers[c.code]), c.want)
		}
	}
	form, err := read(styled("L6", 46314, 14))
	if err != nil || form.Unit.Answers["A.I.1.i.a"].Note != "19-10-2026" {
		t.Errorf("a date in a note: %v, %q", err, form.Unit.Answers["A.I.1.i.a"].Note)
	}
	parts := handParts(t, "")
	parts[4].data = strings.Replace(parts[4].data, `<c r="N6"`, `<c r="M6" t="str"><f>HYPERLINK("https://x","Folder bukti")</f><v>Folder _x0041_</v></c><c r="N6"`, 1)
	form, err = workbook.Read(in, zipOf(t, parts), 2026)
	if err != nil || form.Unit.Answers["A.I.1.i.a"].Proof != "Folder A" {
		t.Errorf("a link in the evidence: %v, %q", err, form.Unit.Answers["A.I.1.i.a"].Proof)
	}
	for name, c := range map[string]struct {
		edit func(*excelize.File)
		want string
	}{
		"off scale":  {set("K7", "D"), `Jawaban!K7 (soal 2, A.I.1.i.b): jawaban "D" di luar skala, pilihannya A, B, C`},
		"tpi":        {set("N7", "Ya"), `Jawaban!N7 (soal 2, A.I.1.i.b): jawaban "Ya" di luar skala`},
		"number":     {set("K7", 1), `Jawaban!K7`},
		"bool":       {set("K6", true), `"TRUE" di luar skala`},
		"index":      {set("K199", "8,5"), `Jawaban!K199 (soal 125, B.I.a): jawaban "8,5" di luar skala`},
		"index 2":    {set("K199", 8.5), `jawaban "8.5" di luar skala`},
		"fraction":   {set("K158", 12.5), `Jawaban!K158 (soal 105, A.II.4.i Jumlah sasaran kinerja): jawaban "12.5" bukan jumlah`},
		"date":       {styled("K158", 46314, 14), "Jawaban!K158 (soal 105, A.II.4.i Jumlah sasaran kinerja) berisi tanggal 19-10-2026"},
		"percent":    {styled("K199", 0.9, 10), "berisi persen"},
		"part":       {func(f *excelize.File) { set("K158", 3)(f); set("K159", 4)(f) }, "melebihi"},
		"formula":    {func(f *excelize.File) { _ = f.SetCellFormula("Jawaban", "K6", `"Ya"`) }, "Jawaban!K6 (soal 1, A.I.1.i.a) berisi rumus"},
		"formula 2":  {func(f *excelize.File) { _ = f.SetCellFormula("Jawaban", "N7", `K7`) }, "Jawaban!N7 (soal 2, A.I.1.i.b) berisi rumus"},
		"merged":     {func(f *excelize.File) { _ = f.MergeCell("Jawaban", "K6", "K7") }, "Jawaban!K7 (soal 2, A.I.1.i.b) tertutup sel gabungan K6:K7"},
		"many":       {func(f *excelize.File) { set("K6", "x")(f); set("K7", "x")(f); set("K9", "x")(f); set("K10", "x")(f) }, "Masih ada 1 kesalahan lain."},
		"wrong rows": {set("K8", "A"), `baris 8 berisi jawaban "A", padahal bukan baris isian`},
	} {
		form, err := read(c.edit)
		r, ok := monev.AsRefusal(err)
		if !ok || !strings.Contains(r.Reason, c.want) || form.Unit.Answers != nil {
			t.Errorf("%s: %v; want %q", name, err, c.want)
		}
	}
}

// Another year's layout is recognised, and what was found is named.
func TestLayoutRecognised(t *testing.T) {
	in := lke.Default()
	unit, _ := exchangetest.Sheets(in, 1)
	rename := func(to string) func(*excelize.File) {
		return func(f *excelize.File) { _ = f.SetSheetName("Jawaban", to) }
	}
	wipe := func(cols ...string) func(*excelize.File) {
		return func(f *excelize.File) {
			dv, _ := f.GetDataValidations("Jawaban")
			for _, d := range dv {
				_ = f.DeleteDataValidation("Jawaban", d.Sqref)
			}
			for _, c := range cols {
				for r := 1; r <= 205; r++ {
					_ = f.SetCellValue("Jawaban", c+strconv.Itoa(r), nil)
				}
			}
		}
	}
	for name, c := range map[string]struct {
		edit func(*excelize.File)
		want string
	}{
		"2021":          {rename("LKE ZI"), `lembar "LKE ZI", yaitu tata letak LKE 2021`},
		"another sheet": {rename("Isian"), `Lembar "Jawaban" tidak ada. Lembar di berkas ini: "Petunjuk", "Isian", "Ref"`},
		"row more":      {func(f *excelize.File) { _ = f.InsertRows("Jawaban", 3, 1) }, `bukan tata letak PortalRB 2026, mungkin dari tahun lain: baris 7 (soal 2, A.I.1.i.b)`},
		"row more late": {func(f *excelize.File) { _ = f.InsertRows("Jawaban", 199, 1) }, `baris 199 (soal 125, B.I.a)`},
		"row less":      {func(f *excelize.File) { _ = f.RemoveRow("Jawaban", 12) }, `baris 17 (soal 9, A.I.1.iv.a) menunjukkan jawaban A/B/C, seharusnya Ya/Tidak`},
		"other scale":   {func(f *excelize.File) { _ = f.SetCellValue("Jawaban", "J7", "A/B/C/D") }, `baris 7 (soal 2, A.I.1.i.b) menunjukkan jawaban A/B/C/D, seharusnya A/B/C`},
		"no questions":  {wipe("A", "B", "C", "D", "E", "F", "G", "J"), `baris 6 (soal 1, A.I.1.i.a) tidak berisi pertanyaan`},
		"nothing known": {wipe("F", "J"), `tidak dapat dikenali`},
		"other heading": {func(f *excelize.File) {
			_ = f.SetCellValue("Jawaban", "F8", "Pola Mutasi Internal")
			_ = f.SetCellValue("Jawaban", "F39", "lain")
		}, `judul "Pola Mutasi Internal" ada di baris 8, seharusnya di antara baris 38 dan 40`},
	} {
		data := ministryBook(t, c.edit)
		_, err := workbook.Read(in, data, 2026)
		_, err2 := workbook.Fill(in, data, unit)
		for _, err := range []error{err, err2} {
			if r, ok := monev.AsRefusal(err); !ok || !strings.Contains(r.Reason, c.want) {
				t.Errorf("%s: %v; want %q", name, err, c.want)
			}
		}
	}
	for name, edit := range map[string]func(*excelize.File){
		"a slip":             func(f *excelize.File) { _ = f.SetCellValue("Jawaban", "J6", "Ya") },
		"headings only":      wipe("J"),
		"scales only":        func(f *excelize.File) { wipe("F")(f) },
		"sheet in lowercase": rename("jawaban"),
	} {
		if _, err := workbook.Read(in, ministryBook(t, edit), 2026); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestFillRefused(t *testing.T) {
	in := lke.Default()
	unit, tpi := exchangetest.Sheets(in, 1)
	for name, c := range map[string]struct {
		edit func(*excelize.File)
		want string
	}{
		"formula in an answer": {func(f *excelize.File) { _ = f.SetCellFormula("Jawaban", "K7", `"A"`) }, "Jawaban!K7 (soal 2, A.I.1.i.b) berisi rumus"},
		"merged":               {func(f *excelize.File) { _ = f.MergeCell("Jawaban", "K6", "K202") }, "tertutup sel gabungan K6:K202"},
	} {
		got, err := workbook.Fill(in, ministryBook(t, c.edit), unit)
		if r, ok := monev.AsRefusal(err); !ok || !strings.Contains(r.Reason, c.want) || got.Data != nil {
			t.Errorf("%s: %v; want %q", name, err, c.want)
		}
	}
	if _, err := workbook.Fill(in, ministryBook(t, nil), tpi); err == nil {
		t.Error("TPI's sheet was filled in as the unit's")
	}
}

// What is there and not ours is kept and told; what is replaced is told too.
func TestFillTells(t *testing.T) {
	in := lke.Default()
	s := lke.NewSheet(in, lke.Unit, 2026)
	s.Answers = map[string]lke.Answer{"A.I.1.i.a": {Choice: "Ya", Note: strings.Repeat("😀", 18_000)}}
	got, err := workbook.Fill(in, ministryBook(t, func(f *excelize.File) {
		_ = f.SetCellValue("Jawaban", "K6", "Tidak")
		_ = f.SetCellValue("Jawaban", "K7", "B")
	}), s)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got.Kept, []string{"Jawaban!K7 (soal 2, A.I.1.i.b)"}) || !slices.Equal(got.Replaced, []string{"Jawaban!K6 (soal 1, A.I.1.i.a)"}) || got.Written != 2 {
		t.Errorf("%+v", got)
	}
	if note := readGrid(t, got.Data)["Jawaban!L6"].Value; !strings.HasSuffix(note, "😀 … (dipotong)") {
		t.Errorf("a note of 36,000 units ends in %q", note[len(note)-40:])
	}
}

func BenchmarkFill(b *testing.B) {
	in := lke.Default()
	unit, _ := exchangetest.Sheets(in, 1)
	template := ministryBook(b, nil)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := workbook.Fill(in, template, unit); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	in := lke.Default()
	unit, _ := exchangetest.Sheets(in, 1)
	got, err := workbook.Fill(in, ministryBook(b, nil), unit)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := workbook.Read(in, got.Data, 2026); err != nil {
			b.Fatal(err)
		}
	}
}

// A real workbook of 2021, where one is at hand: the structure is the ministry's.
func TestRealOldWorkbook(t *testing.T) {
	name := os.Getenv("MONEV_LKE_2021")
	if name == "" {
		t.Skip("MONEV_LKE_2021 names no workbook of 2021")
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := workbook.Read(lke.Default(), data, 2021); err == nil || !strings.Contains(err.Error(), "tata letak LKE 2021") {
		t.Errorf("%v", err)
	}
}
