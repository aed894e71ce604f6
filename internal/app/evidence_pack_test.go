package app_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"monev/internal/app"
	"monev/internal/evidence/pack"
	"monev/internal/monev"
)

// stocked is a world with evidence of every kind and state.
func stocked(t testing.TB) (*world, string) {
	w, dir := kept(t)
	away := t.TempDir()
	attach := func(e monev.Evidence, name, text string, keep bool) monev.Evidence {
		e.Year = year
		e, err := w.AttachFile(w.ctx, e, put(t, away, name, text), keep, "", nil)
		w.ok(err)
		return e
	}
	attach(monev.Evidence{Item: "A.I.1.i.a", Title: "SK Tim", Date: day("2025-02-03"), Status: monev.EvidenceAccepted}, "sk.pdf", "sk", true)
	attach(monev.Evidence{Item: "A.I.1.i.a", Title: "sk tim"}, "lain.PDF", "sk lain", true)
	attach(monev.Evidence{Item: "A.I.1.iii.b", Title: "Notula — “kegiatan” café"}, "notula.docx", "notula", true)
	attach(monev.Evidence{Item: "A.I.1.iii.b", Title: `=HYPERLINK("x") <b>&`, Status: monev.EvidenceFaulty, Note: "belum ditandatangani"}, "a'=b.txt", strings.Repeat("teks ", 1000), false)
	gone := attach(monev.Evidence{Item: "A.I.2.i.a", Title: "Hilang"}, "hilang.pdf", "hilang", true)
	w.ok(os.Remove(w.FileOf(gone)))
	changed := attach(monev.Evidence{Item: "A.I.2.i.b", Title: "Berubah"}, "berubah.pdf", "lama", true)
	w.ok(os.WriteFile(w.FileOf(changed), []byte("baru sekali"), 0o600))
	attach(monev.Evidence{Area: 3, Title: "Foto"}, "foto.jpg", "foto", true)
	w.ok(w.PutEvidence(w.ctx, monev.Evidence{Year: year, Item: "A.I.3.i.a", Title: "Ordner SDM", Kind: monev.EvidenceBinder, Place: "Lemari 2", Until: 2024}, ""))
	return w, dir
}

func packed(t testing.TB, name string) (*zip.ReadCloser, map[string]string) {
	t.Helper()
	z, err := zip.OpenReader(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { z.Close() })
	out := map[string]string{}
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(in)
		if err = errors.Join(err, in.Close()); err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(b)
	}
	return z, out
}

func TestPack(t *testing.T) {
	w, _ := stocked(t)
	to := t.TempDir()
	dest := filepath.Join(to, app.PackName(year))
	var done, total int64
	p, err := w.Pack(w.ctx, 0, dest, pack.Options{}, func(d, n int64) {
		if d < done || d > n {
			t.Errorf("progress %d of %d after %d", d, n, done)
		}
		done, total = d, n
	})
	w.ok(err)
	if done != total || total == 0 {
		t.Errorf("progress ended at %d of %d", done, total)
	}
	z, files := packed(t, dest)
	for name, text := range map[string]string{
		"I Manajemen Perubahan/A.I.1.i.a/SK Tim.pdf":                      "sk",
		"I Manajemen Perubahan/A.I.1.i.a/sk tim (2).pdf":                  "sk lain",
		"I Manajemen Perubahan/A.I.1.iii.b/Notula — “kegiatan” café.docx": "notula",
		"I Manajemen Perubahan/A.I.1.iii.b/=HYPERLINK(-x-) -b-&.txt":      strings.Repeat("teks ", 1000),
		"II Penataan Tata Laksana/A.I.2.i.b/Berubah.pdf":                  "baru sekali",
		"III Penataan Sistem Manajemen SDM Aparatur/Foto.jpg":             "foto",
	} {
		if got, ok := files[name]; !ok || got != text {
			t.Errorf("%q is %q (%v)", name, got, ok)
		}
	}
	if len(files) != 8 || p.Files != 6 || len(p.Faults) != 2 {
		t.Errorf("%d entries, %d files, faults %q", len(files), p.Files, p.Faults)
	}
	for _, f := range z.File {
		if !utf8.ValidString(f.Name) || f.NonUTF8 || strings.Contains(f.Name, "\\") {
			t.Errorf("name %q", f.Name)
		}
		if ascii := strings.IndexFunc(f.Name, func(r rune) bool { return r > 0x7f }) < 0; !ascii && f.Flags&0x800 == 0 {
			t.Errorf("%q is not marked as UTF-8", f.Name)
		}
		if f.Name == "I Manajemen Perubahan/A.I.1.i.a/SK Tim.pdf" && f.Modified.UTC().Format("2006-01-02") != "2025-02-03" {
			t.Errorf("time %v", f.Modified)
		}
	}
	index := files["index.html"]
	for _, want := range []string{`<a href="I%20Manajemen%20Perubahan/A.I.1.i.a/SK%20Tim.pdf">SK Tim</a>`, "Berkas tidak ada ketika paket dibuat",
		"Isi berkas berubah sejak didaftarkan", "Kedaluwarsa", "ordner Lemari 2", "belum ditandatangani", "=HYPERLINK(&#34;x&#34;) &lt;b&gt;&amp;", "Belum Ada",
		"1 berkas tidak ada; 1 berkas berubah", p.Entries[0].SHA256, "Sesuai"} {
		if !strings.Contains(index, want) {
			t.Errorf("index.html lacks %q", want)
		}
	}
	x, err := excelize.OpenReader(strings.NewReader(files["index.xlsx"]))
	w.ok(err)
	defer x.Close()
	rows, err := x.GetRows("Indeks")
	w.ok(err)
	flat := ""
	for i, r := range rows {
		flat += strings.Join(r, "|") + "\n"
		for j := range r {
			cell, _ := excelize.CoordinatesToCellName(j+1, i+1)
			if f, _ := x.GetCellFormula("Indeks", cell); f != "" {
				t.Errorf("%s holds a formula", cell)
			}
		}
	}
	for _, want := range []string{p.Entries[0].SHA256, "Kedaluwarsa", `=HYPERLINK("x") <b>&`, "a'=b.txt", "Lemari 2", "Berkas tidak ada ketika paket dibuat"} {
		if !strings.Contains(flat, want) {
			t.Errorf("index.xlsx lacks %q", want)
		}
	}
}

func TestPackIsReproducible(t *testing.T) {
	w, _ := stocked(t)
	to := t.TempDir()
	a, err := w.Pack(w.ctx, 0, filepath.Join(to, "a.zip"), pack.Options{}, nil)
	w.ok(err)
	w.minutes(90)
	b, err := w.Pack(w.ctx, 0, filepath.Join(to, "b.zip"), pack.Options{}, nil)
	w.ok(err)
	x, _ := os.ReadFile(a.Path)
	y, _ := os.ReadFile(b.Path)
	if !bytes.Equal(x, y) || a.SHA256 != b.SHA256 {
		t.Error("equal records and files make other bytes")
	}
	c, err := w.Pack(w.ctx, 0, filepath.Join(to, "c.zip"), pack.Options{ASCII: true}, nil)
	w.ok(err)
	_, files := packed(t, c.Path)
	if _, ok := files["I Manajemen Perubahan/A.I.1.iii.b/Notula - -kegiatan- cafe.docx"]; !ok {
		t.Errorf("%v", files)
	}
}

func TestPackRefusals(t *testing.T) {
	w, _ := stocked(t)
	to := t.TempDir()
	there := put(t, to, "ada.zip", "milik orang")
	for dest, word := range map[string]string{there: "tidak ditimpa", filepath.Join(to, "tidak", "x.zip"): "tidak ada"} {
		_, err := w.Pack(w.ctx, 0, dest, pack.Options{}, nil)
		w.told(err, "ke", word)
	}
	ctx, stop := context.WithCancel(w.ctx)
	_, err := w.Pack(ctx, 0, filepath.Join(to, "x.zip"), pack.Options{}, func(d, n int64) { stop() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	list, _ := os.ReadDir(to)
	if b, _ := os.ReadFile(there); len(list) != 1 || string(b) != "milik orang" {
		t.Errorf("%v %q", list, b)
	}
}

func TestPackOfNothing(t *testing.T) {
	w := ready(t)
	p, err := w.Pack(w.ctx, 0, filepath.Join(t.TempDir(), "x.zip"), pack.Options{}, nil)
	w.ok(err)
	if _, files := packed(t, p.Path); len(files) != 2 || !strings.Contains(files["index.html"], "butir belum punya eviden") {
		t.Errorf("%v", files)
	}
}
