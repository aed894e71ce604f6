package lke_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"monev/internal/exchange/exchangetest"
	"monev/internal/exchange/portal"
	"monev/internal/lke"
)

// Answers come out of a file, are one change that can be undone, and a file that
// is not in order changes nothing and says why beside its name.
func TestFilesIn(t *testing.T) {
	in := lke.Default()
	unit, tpi := exchangetest.Sheets(in, 1)
	unit.Year, tpi.Year = year, year
	put := func(name, office string) string {
		data, err := portal.Render(in, "1", office, unit, tpi)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	d := open(t, false, "A.I.1.i.a", 80, 24)
	choose := func(path string) {
		d.Key("g", "a")
		d.Has("Ambil jawaban LKE · pilih berkas")
		d.Paste(path)
		d.Key("enter")
	}
	d.Key("g")
	d.Has("Berkas LKE 2025", "ambil jawaban dari berkas", "isi salinan formulir")
	d.Key("esc")
	choose(filepath.Join(t.TempDir(), "tidak ada.json"))
	d.Has("tidak ada.json", "tidak ada") // the path stays to be mended
	d.Key("esc", "esc")
	bad := filepath.Join(t.TempDir(), "bukan.json")
	if err := os.WriteFile(bad, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	choose(bad)
	d.Has("Jawaban belum diambil: ", "terisi 0/113")
	choose(put("sampang.json", "KPU Kabupaten Sampang"))
	d.Has("Berkas milik unit lain", "Berkas itu milik KPU Kabupaten Sampang", "tidak ada jawaban yang")
	d.Key("enter") // the safe answer
	d.Has("terisi 0/113")
	choose(put("pamekasan.json", "KPU Kabupaten Pamekasan"))
	d.Has("jawaban unit dan", "catatan TPI, m membukanya")
	d.Hasnt("terisi 0/113", "pilih berkas")
	d.Key("ctrl+z")
	d.Has("terisi 0/113")
	choose(put("lain.json", "KPU Kabupaten Sampang"))
	d.Key("y")
	d.Has("jawaban unit dan")
	d.Hasnt("terisi 0/113")
}

// Our own workbook is written, and taken in again.
func TestFilesThereAndBack(t *testing.T) {
	for _, size := range sizes {
		d := open(t, true, "A.I.1.i.a", size[0], size[1])
		d.Key("g")
		d.Golden(fmt.Sprintf("%dx%d", size[0], size[1]), "berkas")
	}
	d := open(t, true, "A.I.1.i.a", 160, 50)
	d.App.WithDir(t.TempDir())
	before, err := d.App.Worksheet(context.Background(), year)
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"p", "x"} {
		d.Key("g", key)
		d.Has("ditulis ke")
	}
	made, err := filepath.Glob(filepath.Join(d.App.DocumentDir("LKE 2025"), "*"))
	if err != nil || len(made) != 2 {
		t.Fatalf("%v, %v", made, err)
	}
	for _, path := range made {
		d.Key("g", "a")
		d.Paste(path)
		d.Key("enter")
		d.Has("0 jawaban unit dan 0 jawaban TPI berubah")
	}
	after, err := d.App.Worksheet(context.Background(), year)
	if err != nil || len(after.Unit().Answers) != len(before.Unit().Answers) || after.Result.Total.Claim.Cmp(before.Result.Total.Claim) != 0 {
		t.Errorf("%d answers, %s; there were %d, %s: %v", len(after.Unit().Answers), after.Result.Total.Claim,
			len(before.Unit().Answers), before.Result.Total.Claim, err)
	}
}
