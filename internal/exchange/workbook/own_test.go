package workbook_test

import (
	"bytes"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"monev/internal/exchange/workbook"
	"monev/internal/lke"
	"monev/internal/monev"
)

func readOwn(t *testing.T, data []byte) (lke.Sheet, error) {
	t.Helper()
	own, ok, err := workbook.OpenOwn(data)
	if err != nil {
		return lke.Sheet{}, err
	}
	if !ok {
		t.Fatal("our own workbook is not known again")
	}
	return own.Read(lke.Default())
}

// What goes into our own workbook comes out of it, through another program too.
func TestOwnRoundTrip(t *testing.T) {
	typed := func(s *lke.Sheet) {
		s.Answers["A.II.5.iii.b"] = lke.Answer{Note: "x", Counts: map[string]int64{"administrator": 1, "pengawas": 2,
			"fungsional_pelaksana": 3, "sudah_lapor": 4, "wajib_diketik": 7}}
	}
	seeds := uint64(12)
	if testing.Short() {
		seeds = 4
	}
	for seed := range seeds {
		var edit func(*lke.Sheet)
		if seed == 3 {
			edit = typed
		}
		b := readable(t, seed, lke.Policies()[seed%3], edit)
		data := render(t, b)
		own, ok, err := workbook.OpenOwn(data)
		if err != nil || !ok || own.Year != 2026 || own.Instrument != "LKE-ZI-2021" || own.Office != b.Office {
			t.Fatalf("%v %v %+v", ok, err, own)
		}
		s, err := own.Read(lke.Default())
		if err != nil {
			t.Fatal(err)
		}
		same(t, fmt.Sprint("seed ", seed), b.Sheet, s)
		f, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		var again bytes.Buffer
		if err := f.Write(&again); err != nil {
			t.Fatal(err)
		}
		if s, err = readOwn(t, again.Bytes()); err != nil {
			t.Fatal(err)
		}
		same(t, fmt.Sprint("saved again, seed ", seed), b.Sheet, s)
	}
}

func same(t *testing.T, what string, want, got lke.Sheet) {
	t.Helper()
	if got.Layer != want.Layer || got.Year != want.Year || got.Instrument != want.Instrument || len(got.Answers) != len(want.Answers) {
		t.Errorf("%s: %s %d %s, %d answers", what, got.Layer, got.Year, got.Instrument, len(got.Answers))
	}
	for code, a := range want.Answers {
		a.Note = strings.ReplaceAll(a.Note, "_xD800_", "_XD800_") // half a character has no place in a cell
		if b := got.Answers[code]; !reflect.DeepEqual(a, b) {
			t.Errorf("%s: %s was %+v, is %+v", what, code, a, b)
		}
	}
}

// LibreOffice saves the workbook, and it is still ours.
func TestOwnThroughLibreOffice(t *testing.T) {
	if testing.Short() {
		t.Skip("short: LibreOffice is not started")
	}
	b := readable(t, 1, lke.Recommended(), nil)
	out, _ := soffice(t, map[string][]byte{"satu.xlsx": render(t, b)})
	s, err := readOwn(t, out["satu.xlsx"])
	if err != nil {
		t.Fatal(err)
	}
	same(t, "LibreOffice", b.Sheet, s)
}

func TestOwnRefuses(t *testing.T) {
	data := render(t, readable(t, 1, lke.Recommended(), nil))
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	row := map[string]int{}
	rows, err := f.GetRows("LKE")
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range rows {
		if len(r) > 1 {
			row[r[0]+" "+r[1]] = i + 1
			if r[0] != "" {
				row[r[0]] = i + 1 // of the question where a sub has its code
			}
		}
	}
	at := func(col, what string) string {
		if row[what] == 0 {
			t.Fatalf("no row %q", what)
		}
		return fmt.Sprint(col, row[what])
	}
	agents := " Jumlah agen perubahan"
	for name, c := range map[string]struct {
		edit  func(f *excelize.File) error
		field string
		want  []string
	}{
		"off scale":     {func(f *excelize.File) error { return f.SetCellValue("LKE", at("C", "A.I.1.i.b"), "D") }, "A.I.1.i.b", []string{fmt.Sprintf("baris %d (A.I.1.i.b)", row["A.I.1.i.b"]), `"D" di luar skala`, "A, B, C"}},
		"formula":       {func(f *excelize.File) error { return f.SetCellFormula("LKE", at("C", "A.I.1.i.b"), `IF(1,"A","B")`) }, "A.I.1.i.b", []string{"berisi rumus, seharusnya jawaban"}},
		"count":         {func(f *excelize.File) error { return f.SetCellValue("LKE", at("C", agents), "tujuh") }, "A.II.1.i.a", []string{"Jumlah agen perubahan", "bukan jumlah"}},
		"count formula": {func(f *excelize.File) error { return f.SetCellFormula("LKE", at("C", agents), "1+1") }, "A.II.1.i.a", []string{"berisi rumus"}},
		"a ratio typed": {func(f *excelize.File) error { return f.SetCellValue("LKE", at("C", "A.II.1.i.a"), 0.5) }, "A.II.1.i.a", []string{"bukan baris isian"}},
		"on a heading":  {func(f *excelize.File) error { return f.SetCellValue("LKE", at("C", "A.I.1.i"), "A") }, "A.I.1.i", []string{"bukan baris isian"}},
		"note on count": {func(f *excelize.File) error { return f.SetCellValue("LKE", at("L", agents), "catatan") }, "A.II.1.i.a Jumlah agen perubahan", []string{"pada baris butirnya"}},
		"unknown code":  {func(f *excelize.File) error { return f.SetCellValue("LKE", at("A", "A.I.1.i.b"), "A.I.9.z") }, "berkas", []string{`"A.I.9.z" tidak dikenal`, "baris untuk A.I.1.i.b tidak ada"}},
		"two answers":   {func(f *excelize.File) error { return f.DuplicateRow("LKE", row["A.I.1.i.b"]) }, "A.I.1.i.b", []string{fmt.Sprintf("baris %d mengulang A.I.1.i.b dari baris %d", row["A.I.1.i.b"]+1, row["A.I.1.i.b"])}},
		"a row taken":   {func(f *excelize.File) error { return f.RemoveRow("LKE", row["A.I.1.i.b"]) }, "A.I.1.i.b", []string{"baris untuk A.I.1.i.b tidak ada"}},
		"a column more": {func(f *excelize.File) error { return f.InsertCols("LKE", "B", 1) }, "berkas", []string{"bergeser"}},
		"a row above":   {func(f *excelize.File) error { return f.InsertRows("LKE", 1, 1) }, "berkas", []string{"bergeser"}},
		"heading":       {func(f *excelize.File) error { return f.SetCellValue("LKE", "C5", "Skor") }, "berkas", []string{`seharusnya "Jawaban", bukan "Skor"`}},
		"date":          {func(f *excelize.File) error { return date(f, at("C", "B.I.a")) }, "B.I.a", []string{"berisi tanggal"}},
		"index":         {func(f *excelize.File) error { return f.SetCellValue("LKE", at("C", "B.I.a"), 4.5) }, "B.I.a", []string{"di luar skala"}},
		"part > whole": {func(f *excelize.File) error {
			return f.SetCellValue("LKE", at("C", " Jumlah sasaran yang tercapai 100% atau lebih"), 900_000)
		}, "A.II.4.i", []string{"melebihi"}},
		"mark spoilt": {func(f *excelize.File) error { return f.SetCellValue("LKE", "N1", `{"monev":"lke",`) }, "berkas", []string{"Penanda"}},
		"newer":       {func(f *excelize.File) error { return f.SetCellValue("LKE", "N1", `{"monev":"lke","versi":2}`) }, "berkas", []string{"lebih baru"}},
		"other layer": {func(f *excelize.File) error {
			return f.SetCellValue("LKE", "N1", `{"monev":"lke","versi":1,"lapisan":"TPI"}`)
		}, "berkas", []string{"bukan jawaban unit"}},
		"instrument": {func(f *excelize.File) error {
			return f.SetCellValue("LKE", "N1", `{"monev":"lke","versi":1,"lapisan":"Unit","instrumen":"LAIN"}`)
		}, "instrumen", []string{"LAIN"}},
	} {
		g, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if err := c.edit(g); err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := g.Write(&out); err != nil {
			t.Fatal(err)
		}
		s, err := readOwn(t, out.Bytes())
		r, ok := monev.AsRefusal(err)
		if !ok || len(s.Answers) > 0 {
			t.Errorf("%s: %v, %d answers", name, err, len(s.Answers))
			continue
		}
		if r.Field != c.field {
			t.Errorf("%s: field %q, want %q: %s", name, r.Field, c.field, r.Reason)
		}
		for _, w := range c.want {
			if !strings.Contains(r.Reason, w) {
				t.Errorf("%s: %q does not say %q", name, r.Reason, w)
			}
		}
	}
	for what, bad := range map[string][]byte{"cut": data[:len(data)/2], "empty": nil, "locked": []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")} {
		_, ok, err := workbook.OpenOwn(bad)
		if _, refused := monev.AsRefusal(err); !refused || ok {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func date(f *excelize.File, cell string) error {
	style, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	if err != nil {
		return err
	}
	if err := f.SetCellStyle("LKE", cell, cell, style); err != nil {
		return err
	}
	return f.SetCellValue("LKE", cell, 3)
}

// A blank line, a renamed heading's width or a wider column change nothing.
func TestOwnTolerates(t *testing.T) {
	b := readable(t, 2, lke.Recommended(), nil)
	f, err := excelize.OpenReader(bytes.NewReader(render(t, b)))
	if err != nil {
		t.Fatal(err)
	}
	for _, do := range []error{f.InsertRows("LKE", 20, 2), f.SetColWidth("LKE", "C", "C", 30), f.SetCellValue("LKE", "C7", " ")} {
		if do != nil {
			t.Fatal(do)
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	s, err := readOwn(t, out.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	same(t, "with blank lines", b.Sheet, s)
}

func BenchmarkReadOwn(b *testing.B) {
	data := render(b, readable(b, 1, lke.Recommended(), nil))
	b.ReportAllocs()
	for b.Loop() {
		own, ok, err := workbook.OpenOwn(data)
		if err != nil || !ok {
			b.Fatal(ok, err)
		}
		if _, err := own.Read(lke.Default()); err != nil {
			b.Fatal(err)
		}
	}
}
