package app_test

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"monev/internal/exchange/exchangetest"
	"monev/internal/exchange/portal"
	"monev/internal/exchange/workbook"
	"monev/internal/lke"
)

// portalFile is a full file of PortalRB for 2026.
func portalFile(t *testing.T) []byte {
	t.Helper()
	in := lke.Default()
	unit, tpi := exchangetest.Sheets(in, 1)
	data, err := portal.Render(in, "3528-01", "KPU Kabupaten Pamekasan", unit, tpi)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func (w *world) intake(data []byte, year int) string {
	w.t.Helper()
	in, err := w.ImportLKE(w.ctx, data, year, false)
	w.ok(err)
	return fmt.Sprintf("%d: %d %d %v", in.Year, in.Unit, in.TPI, len(in.Notes) > 0)
}

// A file of PortalRB goes in and comes out the same, and what was asked to do it
// is one change.
func TestPortalRoundTrip(t *testing.T) {
	w := ready(t)
	file := portalFile(t)
	before := w.records()
	first := w.intake(file, 0)
	if !strings.HasPrefix(first, "2026: ") || !strings.HasSuffix(first, "true") || strings.Contains(first, " 0 ") {
		t.Errorf("taken in: %s", first)
	}
	out, err := w.ExportLKE(w.ctx, 2026, "portal", nil)
	w.ok(err)
	if !bytes.Equal(out.Data, file) {
		t.Error("the file comes out otherwise than it went in")
	}
	if got := w.intake(file, 2026); got != "2026: 0 0 true" {
		t.Errorf("a second time: %s", got)
	}
	w.undo("ambil jawaban LKE dari berkas")
	if _, err := w.Undo(w.ctx); err == nil && w.records() != before {
		t.Error("undo left a trace")
	}
}

// Without a year the file is of the office's year, in its name too, and a second
// one stands beside the first.
func TestSaveLKENamesTheYear(t *testing.T) {
	w := ready(t)
	w.intake(portalFile(t), 0)
	dir := t.TempDir()
	w.WithDir(dir)
	o, err := w.Office(w.ctx)
	w.ok(err)
	path, made, err := w.SaveLKE(w.ctx, 0, "xlsx", nil)
	w.ok(err)
	name := fmt.Sprintf("LKE %d", o.Year)
	if want := filepath.Join(dir, "dokumen", name, name+".xlsx"); path != want || made.Year != o.Year {
		t.Errorf("%s of %d, want %s", path, made.Year, want)
	}
}

// What the file leaves blank stays as it is.
func TestImportKeepsWhatTheFileDoesNotSay(t *testing.T) {
	w := ready(t)
	w.ok(w.Answer(w.ctx, 2026, lke.Unit, "A.I.1.i.a", lke.Answer{Choice: "Ya", Note: "lama", Proof: "map"}, ""))
	w.ok(w.Answer(w.ctx, 2026, lke.Unit, "A.I.1.i.b", lke.Answer{Choice: "B", Note: "lama"}, ""))
	file := `{"unit_id": "1", "nama_unit": "KPU Pamekasan", "tahun": 2026, "answers": [
		{"soal_id": 1, "jawaban_unit": null, "catatan_unit": "baru"}, {"soal_id": 2, "jawaban_unit": "A", "jawaban_tpi": "C", "catatan_tpi": "belum"}]}`
	if got := w.intake([]byte(file), 0); got != "2026: 2 1 true" {
		t.Errorf("taken in: %s", got)
	}
	s, err := w.Worksheet(w.ctx, 2026)
	w.ok(err)
	w.same("answers", s.Unit().Answers, map[string]lke.Answer{
		"A.I.1.i.a": {Choice: "Ya", Note: "baru", Proof: "map"}, "A.I.1.i.b": {Choice: "A", Note: "lama"}})
	w.same("TPI", s.Sheets[lke.TPI].Answers, map[string]lke.Answer{"A.I.1.i.b": {Choice: "C", Note: "belum"}})
}

func TestImportIsRefusedWhole(t *testing.T) {
	w := ready(t)
	good := string(portalFile(t))
	answer := func(what string) string {
		return `{"unit_id": "1", "nama_unit": "KPU Pamekasan", "tahun": 2026, "answers": [{"soal_id": 2, "jawaban_unit": "A"}, ` + what + `]}`
	}
	for _, c := range []struct {
		field, file string
		year        int
	}{
		{"tahun", good, 2025},
		{"A.I.1.i.a", answer(`{"soal_id": 1, "jawaban_unit": "Z"}`), 0},
		{"berkas", "PK rusak", 0},
		{"berkas", "", 0},
	} {
		w.refused(c.field, func() error { _, err := w.ImportLKE(w.ctx, []byte(c.file), c.year, false); return err })
	}
	for _, file := range []string{answer(`{"soal_id": 999, "jawaban_unit": "A"}`), answer(`{"soal_id": 2, "jawaban_unit": "B"}`), good[:len(good)/2]} {
		before := w.export()
		if _, err := w.ImportLKE(w.ctx, []byte(file), 0, false); err == nil || !bytes.Equal(before, w.export()) {
			t.Errorf("taken, or something changed: %v", err)
		}
	}
	for _, format := range []string{"", "docx"} {
		w.refused("format", func() error { _, err := w.ExportLKE(w.ctx, 0, format, nil); return err })
	}
}

// ministryForm is as much of a form of the ministry as it takes to be known.
func ministryForm(t *testing.T) []byte {
	t.Helper()
	in := lke.Default()
	f := excelize.NewFile()
	set := func(cell string, v any) {
		if err := f.SetCellValue("Jawaban", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.SetSheetName("Sheet1", "Jawaban"); err != nil {
		t.Fatal(err)
	}
	for _, r := range in.Portal.Rows {
		it, _ := in.Item(r.Item)
		scale := "Jumlah"
		if it.IsChoice() {
			var keys []string
			for _, c := range it.Choices {
				keys = append(keys, c.Key)
			}
			scale = strings.Join(keys, "/")
		} else if it.Kind == lke.Survey {
			scale = "0-4"
		}
		set(fmt.Sprintf("G%d", r.Row), it.Question)
		set(fmt.Sprintf("J%d", r.Row), scale)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// The ministry's form is filled, filled in by TPI, and read back.
func TestWorkbookThereAndBack(t *testing.T) {
	w := ready(t)
	w.answer("A.I.1.i.a", "Ya")
	w.answer("A.II.1.i.a", "4/2")
	w.answer("B.I.a", "3,6")
	form := ministryForm(t)
	out, err := w.ExportLKE(w.ctx, 0, "xlsx", form)
	w.ok(err)
	back, err := workbook.Read(lke.Default(), out.Data, year)
	w.ok(err)
	w.same("in the form", back.Unit.Answers, w.sheet().Unit().Answers)

	f, err := excelize.OpenReader(bytes.NewReader(out.Data))
	w.ok(err)
	row, _ := lke.Default().Portal.BySoal(1)
	w.ok(f.SetCellValue(row.Sheet, fmt.Sprintf("%s%d", row.TPIAnswer, row.Row), "Tidak"))
	w.ok(f.SetCellValue(row.Sheet, fmt.Sprintf("%s%d", row.TPINote, row.Row), "SK belum ditandatangani"))
	var b bytes.Buffer
	w.ok(f.Write(&b))
	in, err := w.ImportLKE(w.ctx, b.Bytes(), 0, false)
	w.ok(err)
	if in.Year != year || in.Unit != 0 || in.TPI != 1 || len(in.Notes) != 1 || in.Notes[0].Text != "SK belum ditandatangani" {
		t.Errorf("%+v", in)
	}
	if a := w.sheet().Sheets[lke.TPI].Answers["A.I.1.i.a"]; a.Choice != "Tidak" || a.Note != "SK belum ditandatangani" {
		t.Errorf("%+v", a)
	}
	w.undo("ambil jawaban LKE dari berkas")
	if n := len(w.sheet().Sheets[lke.TPI].Answers); n != 0 {
		t.Errorf("after undo TPI has %d answers", n)
	}

	// Our own workbook is one that can be opened, and no form to fill in.
	own, err := w.ExportLKE(w.ctx, 0, "xlsx", nil)
	w.ok(err)
	if _, err := excelize.OpenReader(bytes.NewReader(own.Data)); err != nil {
		t.Error(err)
	}
	w.refused("berkas", func() error { _, err := w.ExportLKE(w.ctx, 0, "xlsx", own.Data); return err })
}

// A file of another office is taken only when that is said.
func TestImportOfAnotherUnit(t *testing.T) {
	w := ready(t)
	file := []byte(`{"unit_id": "7777", "nama_unit": "KPU Kabupaten Sampang", "tahun": 2026, "answers": [{"soal_id": 1, "jawaban_unit": "Ya"}]}`)
	before := w.export()
	w.refused("unit", func() error { _, err := w.ImportLKE(w.ctx, file, 0, false); return err })
	if !bytes.Equal(before, w.export()) {
		t.Error("the refused file changed something")
	}
	if in, err := w.ImportLKE(w.ctx, file, 0, true); err != nil || in.Unit != 1 {
		t.Errorf("%+v, %v", in, err)
	}
	// From now on that is the unit this LKE is exchanged for.
	if _, err := w.ImportLKE(w.ctx, file, 0, false); err != nil {
		t.Error(err)
	}
}

// Our own workbook is filled in elsewhere and read back; taken unchanged it
// changes nothing.
func TestOwnWorkbookThereAndBack(t *testing.T) {
	w := ready(t)
	w.ok(w.Answer(w.ctx, year, lke.Unit, "A.I.1.i.a", lke.Answer{Choice: "Ya", Note: "SK 12\nmap 3", Proof: "tautan"}, ""))
	w.answer("A.II.1.i.a", "4/2")
	w.answer("B.I.a", "3,57")
	own, err := w.ExportLKE(w.ctx, 0, "xlsx", nil)
	w.ok(err)
	before := w.sheet().Unit().Answers
	if got := w.intake(own.Data, 0); got != fmt.Sprintf("%d: 0 0 false", year) {
		t.Errorf("unchanged: %s", got)
	}
	w.same("answers", w.sheet().Unit().Answers, before)

	change := func(cells map[string]any) []byte {
		f, err := excelize.OpenReader(bytes.NewReader(own.Data))
		w.ok(err)
		for row, v := range cells {
			rows, err := f.GetRows("LKE")
			w.ok(err)
			for i, r := range rows {
				if len(r) > 1 && (r[0] == row || r[1] == row) {
					w.ok(f.SetCellValue("LKE", fmt.Sprint("C", i+1), v))
				}
			}
		}
		var b bytes.Buffer
		w.ok(f.Write(&b))
		return b.Bytes()
	}
	good := change(map[string]any{"A.I.1.i.b": "b", "Jumlah agen perubahan": 8, "B.I.a": "3,6"})
	w.refused("tahun", func() error { _, err := w.ImportLKE(w.ctx, good, year-1, false); return err })
	if got := w.intake(good, year); got != fmt.Sprintf("%d: 3 0 false", year) {
		t.Errorf("filled in: %s", got)
	}
	got := w.sheet().Unit().Answers
	if got["A.I.1.i.b"].Choice != "B" || got["A.II.1.i.a"].Counts["jumlah_agen"] != 8 || got["B.I.a"].Index.String() != "3,60" ||
		got["A.I.1.i.a"].Note != "SK 12\nmap 3" {
		t.Errorf("%+v", got)
	}
	w.undo("ambil jawaban LKE dari berkas")
	w.same("after undo", w.sheet().Unit().Answers, before)

	records := w.export()
	w.refused("A.I.1.i.b", func() error {
		_, err := w.ImportLKE(w.ctx, change(map[string]any{"A.I.1.i.b": "E", "B.I.a": 3}), 0, false)
		return err
	})
	if !bytes.Equal(records, w.export()) {
		t.Error("the refused workbook changed something")
	}
}

// A year the layout was never of, or that is far ahead, is refused in every format.
func TestImportOfAnImpossibleYear(t *testing.T) {
	w := ready(t)
	records := w.export()
	file := strings.Replace(string(portalFile(t)), `"tahun": 2026`, `"tahun": %d`, 1)
	for _, y := range []int{2019, 2020, 2090} {
		for _, asked := range []int{0, y} {
			w.refused("tahun", func() error { _, err := w.ImportLKE(w.ctx, []byte(fmt.Sprintf(file, y)), asked, false); return err })
		}
		w.refused("tahun", func() error { _, err := w.ImportLKE(w.ctx, ministryForm(t), y, false); return err })
	}
	w.refused("tahun", func() error { _, err := w.ExportLKE(w.ctx, 2019, "portal", nil); return err })
	if !bytes.Equal(records, w.export()) {
		t.Error("something changed")
	}
}
