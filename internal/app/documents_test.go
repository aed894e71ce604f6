package app_test

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/report/out"
)

// TestTidy: a document that a killed program was writing goes at a later start, named
// as report/out names it; what is being written stays, and so does all else.
func TestTidy(t *testing.T) {
	w := ready(t)
	w.ok(w.Tidy(w.ctx)) // no data folder
	dir := t.TempDir()
	w.WithDir(dir)
	docs := w.DocumentDir("R0001")
	w.ok(os.MkdirAll(docs, 0o700))
	path := must(out.WriteFile(docs, "Notula.md", []byte("isi")))
	var temps []string
	for range 2 {
		f := must(os.CreateTemp(docs, ".monev-*.tmp"))
		w.ok(f.Close())
		temps = append(temps, f.Name())
	}
	long := time.Now().Add(-2 * time.Hour)
	w.ok(os.Chtimes(temps[0], long, long))
	w.ok(os.Chtimes(path, long, long))
	w.ok(w.Tidy(w.ctx))
	left := must(os.ReadDir(docs))
	if len(left) != 2 || left[0].Name() != filepath.Base(temps[1]) || left[1].Name() != "Notula.md" {
		t.Errorf("%v", left)
	}
}

func TestMakeDocuments(t *testing.T) {
	w := ready(t)
	dir := t.TempDir()
	w.WithDir(dir)
	id := w.begin("2025-11-20 09:00")
	w.finding(id, 0, "SOP belum ada")
	w.ok(w.EditArea(w.ctx, id, 0, "x", "", func(a *monev.AreaReview) error { a.Private = "RAHASIA"; return nil }))
	export := func() []app.Document {
		t.Helper()
		list, err := w.MakeDocuments(w.ctx, id, []string{"notula"}, []string{"md", "docx"}, w.DocumentDir(id), nil)
		w.ok(err)
		if len(list) != 2 || list[0].Format != "docx" || list[1].Format != "md" {
			t.Fatalf("%+v", list)
		}
		for _, d := range list {
			b, err := os.ReadFile(d.Path)
			w.ok(err)
			sum := sha256.Sum256(b)
			if hex.EncodeToString(sum[:]) != d.SHA256 || !strings.HasPrefix(d.Path, filepath.Join(dir, "dokumen", id)) {
				t.Errorf("%+v", d)
			}
		}
		return list
	}
	read := func(d app.Document) string { return string(must(os.ReadFile(d.Path))) }

	draft := export()
	text := read(draft[1])
	if !strings.Contains(text, "DRAF") || !strings.Contains(text, "SOP belum ada") || strings.Contains(text, "RAHASIA") {
		t.Errorf("draft notula:\n%s", text)
	}
	w.minutes(30)
	w.ok(w.CloseMeeting(w.ctx, id))
	final := export()
	if strings.Contains(read(final[1]), "DRAF") {
		t.Error("a final notula says DRAF")
	}
	if read(draft[1]) != text {
		t.Error("the draft was overwritten")
	}
	// The same minutes give the same file, whatever happened since.
	w.at("2026-05-01 08:00")
	w.ok(w.EditOffice(w.ctx, "x", func(o *monev.Office) error { o.Name = "KPU Lain"; return nil }))
	again := export()
	for i := range final {
		if again[i].SHA256 != final[i].SHA256 {
			t.Errorf("%s of a final meeting changed", final[i].Format)
		}
	}

	before := w.records()
	for field, do := range map[string]func() ([]app.Document, error){
		"format": func() ([]app.Document, error) {
			return w.MakeDocuments(w.ctx, id, []string{"notula"}, []string{"pdf\x1b"}, dir, nil)
		},
		"dokumen": func() ([]app.Document, error) {
			return w.MakeDocuments(w.ctx, id, []string{"surat"}, []string{"md"}, dir, nil)
		},
		"rapat": func() ([]app.Document, error) {
			return w.MakeDocuments(w.ctx, "R9", []string{"notula"}, []string{"md"}, dir, nil)
		},
	} {
		w.refused(field, func() error { _, err := do(); return err })
	}
	if w.records() != before {
		t.Error("exporting changed the records")
	}
}

// Letters the PDF has no font for are named with the file, so that nobody finds boxes
// on paper first.
func TestLettersMissingInPDF(t *testing.T) {
	w := running(t)
	const id = "R0003"
	_, err := w.AddFinding(w.ctx, monev.Finding{Meeting: id, Area: 0, Text: "Selesai ✅ tetapi 😀 ب"}, "")
	w.ok(err)
	docs, err := w.MakeDocuments(w.ctx, id, []string{"notula"}, []string{"pdf", "docx"}, t.TempDir(), nil)
	w.ok(err)
	for _, d := range docs {
		if want := "Di PDF tampil sebagai kotak: 😀 ب (emoji"; strings.HasPrefix(d.Note, want) != (d.Format == "pdf") {
			t.Errorf("%s: %q", d.Format, d.Note)
		}
	}
}
