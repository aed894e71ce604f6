package eviden_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"monev/internal/monev"
	"monev/internal/store"
	"monev/ui/screen/eviden"
)

// file makes a file outside the data folder.
func file(t testing.TB, dir, name, content string) string {
	t.Helper()
	p := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(p, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestOneFile(t *testing.T) {
	w := world(t)
	src := file(t, t.TempDir(), "SK Penetapan_Peta.pdf", strings.Repeat("isi", 1000))
	d := open(t, w, eviden.At{Item: "A.I.2.i.a"}, 80, 24)
	d.Key("enter")
	d.Has("Pilih berkas eviden A.I.2.i.a")
	d.Paste(`"` + src + `"`)
	d.Key("enter")
	d.Has("Ambil berkas eviden", "SK Penetapan_Peta.pdf")
	d.Key("enter")
	d.Has("1 eviden tercatat", "UBAH EVIDEN A.I.2.i.a") // its form is open for the rest
	d.Key("esc")
	d.Has("▸", "SK Penetapan Peta", "sidik")
	e := only(t, w, "A.I.2.i.a")
	if e.File == nil || !e.File.Kept || e.Status != monev.EvidenceUnchecked {
		t.Fatalf("%+v", e)
	}
	// a new version in its place
	next := file(t, t.TempDir(), "SK baru.pdf", "lain")
	d.Key("v")
	d.Paste(next)
	d.Key("enter")
	d.Has("Berkas diganti", "versi 2")
	// and the same twice is refused
	d.Key("n")
	d.Paste(next)
	d.Key("enter", "t")
	d.Has("sudah terdaftar")
	if e := only(t, w, "A.I.2.i.a"); e.Version != 2 || len(e.Past) != 1 {
		t.Errorf("%+v", e)
	}
}

// A file whose name says another question is pointed out before it is taken.
func TestSeveralFilesOfOneQuestion(t *testing.T) {
	w := world(t)
	dir := t.TempDir()
	one, two := file(t, dir, "A.I.3.i.a Peta.pdf", "peta"), file(t, dir, "foto.jpg", "foto")
	d := open(t, w, eviden.At{Item: "A.I.2.i.a"}, 80, 24)
	d.Key("n")
	d.Paste(one)
	d.Key("enter")
	d.Has("Nama berkas menunjuk butir A.I.3.i.a")
	d.Key("esc", "n")
	d.Paste(one + "\n" + two)
	d.Key("enter")
	d.Has("Ambil eviden · A.I.2.i.a", "SIAP DIAMBIL (2)", "! Peta", "Nama berkas menunjuk butir A.I.3.i.a")
	d.Key("down") // what was not selected is marked too
	d.Has("! Peta")
	d.Key("up", "enter", "ctrl+u")
	d.Type("A.I.3.i.a")
	d.Key("ctrl+s")
	d.Has("[✓]  A.I.3.i.a")
	d.Hasnt("! Peta", "pastikan butirnya")
	d.Type("t")
	d.Has("2 eviden tercatat")
	d.Key("esc")
	for _, it := range mustBook(t, w).Items {
		if n := len(it.Given); (it.Item.Code == "A.I.2.i.a" || it.Item.Code == "A.I.3.i.a") && n != 1 {
			t.Errorf("%s has %d", it.Item.Code, n)
		}
	}
}

func TestFolder(t *testing.T) {
	w := world(t)
	dir := t.TempDir()
	file(t, dir, "A.I.2.i.a SOP Pelayanan.pdf", "sop")
	file(t, dir, "A.I.2.ii.a e-Office.pdf", "eoffice")
	file(t, dir, "1.i.a SK Tim.pdf", "sk")
	file(t, dir, "foto kegiatan.jpg", "foto")
	file(t, dir, "kosong A.I.3.i.a.pdf", "")
	d := open(t, w, eviden.At{}, 80, 24)
	d.Key("m")
	d.Has("Pilih map berisi eviden")
	d.Paste(dir)
	d.Key("enter", "ctrl+s")
	d.Has("Ambil eviden", "SIAP DIAMBIL", "TANPA KODE BUTIR (1)", "[✓]  A.I.2.i.a", "PERLU DIPILIH BUTIRNYA (1)", "TIDAK DAPAT DIAMBIL (1)")
	if n := len(mustBook(t, w).All()); n != 5 {
		t.Fatalf("something was taken before it was shown: %d", n)
	}
	d.Choose("e-Office")
	d.Key("space")
	d.Has("[ ]  A.I.2.ii.a")
	d.Choose("foto kegiatan")
	d.Key("enter")
	d.Has("BUTIR DAN JUDUL", "foto kegiatan.jpg")
	d.Type("A.I.4.i.b")
	d.Key("ctrl+s")
	d.Has("[✓]  A.I.4.i.b")
	d.Choose("SK Tim")
	d.Key("space")
	d.Has("bisa A.I.1.i.a, A.II.1.i.a", "▸ A.I.1.i.a", "  A.II.1.i.a")
	d.Key("down", "enter", "ctrl+s")
	d.Has("[✓]  A.II.1.i.a")
	d.Key("w")
	d.Has("daftarkan di tempatnya, tanpa menyalin", "dengan menyalin")
	d.Key("w")
	d.Type("t")
	d.Has("Hasil pengambilan", "TERCATAT (", "eviden tercatat")
	if only(t, w, "A.I.2.i.a").File == nil || only(t, w, "A.I.4.i.b").Title != "foto kegiatan" {
		t.Error("not taken")
	}
	for _, it := range mustBook(t, w).Items {
		if it.Item.Code == "A.I.2.ii.a" && len(it.Given) > 0 {
			t.Error("took what was not chosen")
		}
	}
	d.Key("ctrl+z")
	d.Has("Diurungkan: ", "DIURUNGKAN (")
	d.Hasnt(" TERCATAT (")
	d.Key("ctrl+y")
	d.Has(" TERCATAT (")
	d.Hasnt("DIURUNGKAN")
	d.Key("esc")
	d.Has("Eviden 2025", "▸")
	d.Key("ctrl+z")
	if n := len(mustBook(t, w).All()); n != 5 {
		t.Errorf("one undo leaves %d", n)
	}
}

// Of several files for a follow-up, what was taken before one is refused stays,
// and that is what is told.
func TestPartOfTheFiles(t *testing.T) {
	w := world(t)
	dir := t.TempDir()
	d := open(t, w, eviden.At{FollowUp: "TL-00001", Item: "A.I.1.i.a", Name: "SK"}, 80, 24)
	d.Key("n")
	d.Paste(file(t, dir, "satu.pdf", "sama") + "\n" + file(t, dir, "dua.pdf", "sama"))
	d.Key("enter", "enter")
	d.Has("1 eviden tercatat, sisanya belum: ", "sudah terdaftar", "satu")
	if n := len(mustBook(t, w).OfFollowUp("TL-00001")); n != 1 {
		t.Errorf("%d recorded", n)
	}
}

// reader is a store in which something happens before the next read.
type reader struct {
	store.Store
	before func()
}

func (r *reader) View(ctx context.Context, read func(store.Reader) error) error {
	if f := r.before; f != nil {
		r.before = nil
		f()
	}
	return r.Store.View(ctx, read)
}

// While another year is being read no screen opens that would be of the one before, and
// the key says so.
func TestNothingOpensWhileTheYearTurns(t *testing.T) {
	for _, key := range []string{"c", "y", "m", "n", "enter"} {
		w := world(t)
		d := open(t, w, eviden.At{}, 80, 24)
		w.Store.Store = &reader{w.Store.Store, func() {
			d.Key(key)
			d.Has("Eviden 2024 sedang dibaca.")
			d.Key("<")
		}}
		d.Key("<")
		d.Has("Eviden 2023 ")
		d.Key("c")
		d.Has("Periksa berkas eviden 2023")
	}
}
