package app_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/store"
)

// made lists the evidence that the program registered itself, "item document
// version status".
func (w *world) made() []string {
	w.t.Helper()
	b, err := w.EvidenceBook(w.ctx, 2025)
	w.ok(err)
	var out []string
	for _, e := range b.All() {
		if e.Made != "" {
			out = append(out, strings.Join([]string{e.Item, e.Made, string(rune('0' + e.Version)), string(e.Status)}, " "))
		}
	}
	slices.Sort(out)
	return out
}

func TestMadeDocumentsAreEvidence(t *testing.T) {
	w := running(t)
	const id = "R0003"
	_, err := w.MakeDocuments(w.ctx, id, nil, []string{"pdf"}, w.DocumentDir(id), nil)
	w.ok(err)
	if got := w.made(); len(got) != 0 {
		t.Fatalf("drafts are evidence: %q", got)
	}
	w, _ = november(t, 1)
	export := func(names []string, dir string, formats ...string) {
		t.Helper()
		_, err := w.MakeDocuments(w.ctx, id, names, formats, dir, nil)
		w.ok(err)
	}
	export(nil, w.DocumentDir(id), "docx", "pdf", "md")
	want := []string{
		"A.I.1.iii.a laporan 1 Ada, belum diperiksa", "A.I.1.iii.b daftar-hadir 1 Ada, belum diperiksa", "A.I.1.iii.b lampiran-foto 1 Ada, belum diperiksa",
		"A.I.1.iii.b laporan 1 Ada, belum diperiksa", "A.I.1.iii.b notula 1 Ada, belum diperiksa", "A.I.1.iii.b undangan 1 Ada, belum diperiksa",
		"A.I.1.iii.c laporan-tl 1 Ada, belum diperiksa", "A.I.1.iv.d daftar-hadir 1 Ada, belum diperiksa", "A.I.1.iv.d notula 1 Ada, belum diperiksa",
	}
	w.same("registered", w.made(), want)
	// Nobody asked for it, so undo does not begin with it: before it is the lock.
	if _, err := w.Undo(w.ctx); !errors.Is(err, store.ErrBarrier) {
		t.Errorf("undone: %v", err)
	}
	w.same("registered still", w.made(), want)
	b, err := w.EvidenceBook(w.ctx, 2025)
	w.ok(err)
	for _, e := range b.All() {
		if e.Made == "notula" && (e.File == nil || !e.File.Kept || !strings.HasPrefix(e.File.Path, "dokumen/R0003/Notula") || filepath.Ext(e.File.Path) != ".pdf" ||
			e.Meeting != id || !w.Present(e) || e.Date != day("2025-11-20")) {
			t.Errorf("%+v", e)
		}
	}
	// The same again is no change at all; nor is a copy elsewhere.
	before := w.export()
	export(nil, w.DocumentDir(id), "docx", "pdf")
	export(nil, t.TempDir(), "docx", "pdf")
	if string(w.export()) != string(before) {
		t.Error("the same documents changed the records")
	}
	// Other bytes are another version, a DOCX does not replace a PDF, and one
	// undo takes all of it back.
	w.ok(w.EditOffice(w.ctx, "huruf", func(o *monev.Office) error { o.Papers.Font = monev.FontBookman; return nil }))
	before = w.export()
	export(nil, w.DocumentDir(id), "docx")
	if string(w.export()) != string(before) {
		t.Error("a DOCX replaced a PDF")
	}
	export([]string{"notula", "laporan"}, w.DocumentDir(id), "pdf")
	got := w.made()
	if got[1] != want[1] || !slices.Contains(got, "A.I.1.iii.b notula 2 Ada, belum diperiksa") || !slices.Contains(got, "A.I.1.iii.a laporan 2 Ada, belum diperiksa") || len(got) != len(want) {
		t.Errorf("%q", got)
	}
	label, err := w.Undo(w.ctx)
	w.ok(err)
	if label != "daftarkan lagi dokumen rapat sebagai eviden, dengan versi baru" {
		t.Errorf("undone %q", label)
	}
	w.same("after undo", w.made(), want)
	// What the user did to such evidence is undone as ever.
	var e monev.Evidence
	for _, x := range must(w.EvidenceBook(w.ctx, 2025)).All() {
		if x.Made == "notula" {
			e = x
		}
	}
	e.Status = monev.EvidenceAccepted
	w.ok(w.PutEvidence(w.ctx, e, ""))
	_, err = w.Undo(w.ctx)
	w.ok(err)
	w.same("after undo", w.made(), want)
	// Exporting without registering.
	w.ok(w.EditOffice(w.ctx, "huruf", func(o *monev.Office) error { o.Papers.Size = 12; return nil }))
	before = w.export()
	_, err = w.ExportDocuments(w.ctx, id, []string{"notula"}, []string{"pdf"}, w.DocumentDir(id), nil)
	w.ok(err)
	if string(w.export()) != string(before) {
		t.Error("ExportDocuments changed the records")
	}
}

// Whatever happens after the lock, the documents of the meeting stay what they
// were: follow-ups, answers, evidence, names, and meetings that were revised.
func TestFinalDocumentsStay(t *testing.T) {
	w, id := november(t, 0)
	read := func() map[string]string {
		t.Helper()
		out := map[string]string{}
		docs, err := w.ExportDocuments(w.ctx, id, nil, []string{"md", "xlsx", "ics"}, t.TempDir(), nil)
		w.ok(err)
		for _, d := range docs {
			out[d.Name+"."+d.Format] = d.SHA256
		}
		return out
	}
	before := read()
	w.at("2025-12-20 10:00")
	w.tuntas("TL-00027", "")
	w.ok(w.ReportFollowUp(w.ctx, "TL-00011", "", app.Report{Status: monev.InProgress, Note: "dibuka lagi"}, ""))
	w.ok(w.PutEvidence(w.ctx, monev.Evidence{Year: 2025, Item: "A.I.2.i.c", Title: "baru", Place: "map"}, ""))
	w.ok(w.ReviseMeeting(w.ctx, "R0002", "salah"))
	seven := 7
	w.ok(w.EditArea(w.ctx, "R0002", 0, "x", "", func(r *monev.AreaReview) error { r.Progress = &seven; return nil }))
	w.ok(w.EditOffice(w.ctx, "x", func(o *monev.Office) error { o.Name, o.Areas[0].Name = "KPU Lain", "Lain"; return nil }))
	next := w.begin("2026-02-18 09:00")
	w.up(next, 0, "sesudahnya", "2026-03-01")
	w.same("documents", read(), before)
}

func TestEqualRecordsEqualBytes(t *testing.T) {
	w, id := november(t, 1)
	var first []app.Document
	for range 3 {
		docs, err := w.ExportDocuments(w.ctx, id, nil, app.Formats(), t.TempDir(), nil)
		w.ok(err)
		for i := range first {
			if first[i].SHA256 != docs[i].SHA256 {
				t.Errorf("%s %s differs", docs[i].Name, docs[i].Format)
			}
		}
		first = docs
	}
	if len(first) != 10*4+2 {
		t.Errorf("%d files", len(first))
	}
}

func TestProgressAndCancel(t *testing.T) {
	w, id := november(t, 0)
	ctx, cancel := context.WithCancel(w.ctx)
	var seen []int
	dir := t.TempDir()
	docs, err := w.MakeDocuments(ctx, id, nil, nil, dir, func(done, total int, name string) {
		seen = append(seen, done)
		if total != 22 || name == "" {
			t.Errorf("%d of %d: %q", done, total, name)
		}
		if done == 3 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) || len(docs) < 3 || len(docs) > 5 || seen[0] != 1 {
		t.Errorf("%d documents, %v, %v", len(docs), seen, err)
	}
	// What there is, is whole; nothing half is left; nothing is registered.
	entries := must(os.ReadDir(dir))
	if len(entries) != len(docs) {
		t.Errorf("%d files of %d documents", len(entries), len(docs))
	}
	if got := w.made(); len(got) != 0 {
		t.Errorf("registered %q", got)
	}
}

func TestFileInTheWay(t *testing.T) {
	w, id := november(t, 0)
	dir := t.TempDir()
	docs := must(w.ExportDocuments(w.ctx, id, []string{"notula"}, []string{"docx"}, dir, nil))
	w.ok(os.WriteFile(docs[0].Path, []byte("milik orang lain"), 0o600))
	again := must(w.ExportDocuments(w.ctx, id, []string{"notula"}, []string{"docx"}, dir, nil))
	if again[0].Path == docs[0].Path || !strings.Contains(again[0].Note, "tidak diubah") || string(must(os.ReadFile(docs[0].Path))) != "milik orang lain" {
		t.Errorf("%+v", again)
	}
}

func TestPapersAreChecked(t *testing.T) {
	w := ready(t)
	for field, set := range map[string]func(*monev.Papers){
		"paket":  func(p *monev.Papers) { p.Packet = []string{"notula", "surat cinta"} },
		"bagian": func(p *monev.Papers) { p.Parts = map[string][]string{"notula": {"penutup", "rahasia"}} },
		"nomor":  func(p *monev.Papers) { p.Numbers = map[string]string{"x": "{nomor}"} },
		"huruf":  func(p *monev.Papers) { p.Font = "Comic" },
	} {
		w.refused(field, func() error {
			return w.EditOffice(w.ctx, "x", func(o *monev.Office) error { set(&o.Papers); return nil })
		})
	}
	w, id := november(t, 0)
	w.ok(w.EditOffice(w.ctx, "x", func(o *monev.Office) error {
		o.Papers.Packet = []string{"laporan", "notula"}
		o.Papers.Parts = map[string][]string{"notula": {"penutup", "pembukaan"}}
		o.Papers.Numbers = map[string]string{"laporan": "{nomor}/LAP/{bulan}/{tahun}"}
		return nil
	}))
	docs := must(w.ExportDocuments(w.ctx, id, nil, []string{"md"}, t.TempDir(), nil))
	if len(docs) != 2 || docs[0].Name != "notula" {
		t.Fatalf("%+v", docs)
	}
	notula, laporan := string(must(os.ReadFile(docs[0].Path))), string(must(os.ReadFile(docs[1].Path)))
	if i, j := strings.Index(notula, "A. Penutup"), strings.Index(notula, "B. Pembukaan"); i < 0 || j < i || strings.Contains(notula, "Pembahasan") {
		t.Errorf("parts:\n%s", notula)
	}
	if !strings.Contains(laporan, "……/LAP/XI/2025") {
		t.Error("no number on the laporan")
	}
}

// The letter that went out before the meeting is not made anew when it is locked:
// the packet of the final meeting holds the same file, without a number behind it.
func TestLetterStaysTheSame(t *testing.T) {
	w := running(t)
	const id = "R0003"
	w.ok(w.SetLetter(w.ctx, id, monev.Letter{Date: day("2025-11-14")}, "7/Und", ""))
	dir := t.TempDir()
	names := []string{"undangan", "susunan-acara"}
	before := must(w.MakeDocuments(w.ctx, id, names, nil, dir, nil))
	w.minutes(90)
	w.ok(w.CloseMeeting(w.ctx, id))
	for i, d := range must(w.MakeDocuments(w.ctx, id, names, nil, dir, nil)) {
		if d.Path != before[i].Path || d.SHA256 != before[i].SHA256 || d.Note != "" {
			t.Errorf("%+v, before %+v", d, before[i])
		}
	}
	// A file that is in the way stays, and the note says which one to take.
	w.ok(os.WriteFile(before[1].Path, []byte("diubah di Word"), 0o600))
	d := must(w.MakeDocuments(w.ctx, id, names[:1], []string{"pdf"}, dir, nil))[0]
	if got := filepath.Base(d.Path); !strings.HasSuffix(got, " (2).pdf") || d.Note != "Berkas bernama sama sudah ada dengan isi lain dan tidak diubah; pakai "+got+"." {
		t.Errorf("%+v", d)
	}
}

func TestPhotosAndLetter(t *testing.T) {
	w := running(t)
	const id = "R0003"
	dir := t.TempDir()
	file := func(name string, b []byte) string {
		p := filepath.Join(dir, name)
		w.ok(os.WriteFile(p, b, 0o600))
		return p
	}
	a, b := file("a.jpg", picture(40, 30, 1)), file("b.jpg", picture(40, 30, 2))
	add := func(paths ...string) error { _, err := w.AddPhotos(w.ctx, id, paths, nil); return err }
	fake, twin, gone := file("bukan.jpg", []byte("halo")), file("salinan.jpg", picture(40, 30, 1)), filepath.Join(dir, "tidak ada.jpg")
	w.refused("foto", func() error { return add(fake) })
	w.refused("berkas", func() error { return add(gone) })
	w.refused("foto", func() error { return add() })
	if left, _ := filepath.Glob(filepath.Join(w.Dir(), "foto", id, "*")); len(left) != 0 {
		t.Errorf("left behind: %q", left)
	}
	// The good ones are taken, the others are named.
	refused := must(w.AddPhotos(w.ctx, id, []string{a, fake, twin, gone, b}, nil))
	if len(refused) != 3 || !strings.Contains(refused[0], "bukan.jpg") || refused[1] != `Foto "salinan.jpg" isinya sama dengan "a.jpg".` || !strings.Contains(refused[2], "tidak ada.jpg") {
		t.Errorf("%q", refused)
	}
	w.refused("foto", func() error { return add(twin) })
	if left, _ := filepath.Glob(filepath.Join(w.Dir(), "foto", id, "*")); len(left) != 2 {
		t.Errorf("not two files: %q", left)
	}
	p := w.full(id).Meeting.Photos
	if len(p) != 2 || p[0].File.Path != "foto/R0003/a.jpg" || !p[0].File.Kept || p[0].ID == p[1].ID {
		t.Fatalf("%+v", p)
	}
	w.ok(w.SetCaption(w.ctx, id, p[1].ID, "Penutup\x1b[31m rapat", ""))
	w.ok(w.MovePhoto(w.ctx, id, p[1].ID, -5))
	if q := w.full(id).Meeting.Photos; q[0].ID != p[1].ID || strings.ContainsRune(q[0].Caption, 0x1b) {
		t.Errorf("%+v", q)
	}
	w.ok(w.DropPhoto(w.ctx, id, p[0].ID))
	if _, err := w.Undo(w.ctx); err != nil || len(w.full(id).Meeting.Photos) != 2 {
		t.Errorf("undo: %v", err)
	}
	w.refused("foto", func() error { return w.DropPhoto(w.ctx, id, 999) })

	w.refused("penanda", func() error { return w.SetLetter(w.ctx, id, monev.Letter{Signer: "raja"}, "1", "") })
	w.refused("tanggal", func() error { return w.SetLetter(w.ctx, id, monev.Letter{Date: day("2025-12-01")}, "1", "") })
	w.ok(w.SetLetter(w.ctx, id, monev.Letter{Date: day("2025-11-14"), Signer: "sekretaris", To: []string{"Ketua", "Anggota"}}, "7/Und", ""))
	w.ok(w.SetLogo(w.ctx, a))
	docs := must(w.ExportDocuments(w.ctx, id, []string{"undangan"}, []string{"md"}, t.TempDir(), nil))
	text := string(must(os.ReadFile(docs[0].Path)))
	for _, want := range []string{"7/Und", "14 November 2025", "Sekretaris KPU Kabupaten Pamekasan", "1. Ketua", "2. Anggota"} {
		if !strings.Contains(strings.ReplaceAll(text, `\.`, "."), want) {
			t.Errorf("missing %q in\n%s", want, text)
		}
	}
	if strings.Contains(text, "daftar terlampir") {
		t.Error("two addressees need no annex")
	}
	w.ok(w.SetLogo(w.ctx, ""))
	w.refused("foto", func() error { return w.SetLogo(w.ctx, file("x.png", []byte("x"))) })

	// A file that is gone is said in the document; the packet is made all the same.
	w.ok(os.Remove(filepath.Join(w.Dir(), "foto", id, "a.jpg")))
	docs = must(w.ExportDocuments(w.ctx, id, []string{"lampiran-foto"}, []string{"md", "pdf"}, t.TempDir(), nil))
	if text := string(must(os.ReadFile(docs[1].Path))); !strings.Contains(text, "Foto 2 –") {
		t.Errorf("%s", text)
	}
	w.at("2025-11-20 12:00")
	w.ok(w.CloseMeeting(w.ctx, id))
	w.refused("", func() error { return w.SetCaption(w.ctx, id, p[0].ID, "x", "") })
	if _, err := w.Sealed(w.ctx, id, 0); err != nil || len(must(w.Sealed(w.ctx, id, 0)).Meeting.Photos) != 2 {
		t.Error("the seal has no photos")
	}
}

// Lock and revisi change neither the undangan nor the susunan acara: no second
// copy of them appears in the folder, and they stay the same evidence.
func TestLetterOutlivesTheLock(t *testing.T) {
	w := running(t)
	const id = "R0003"
	w.ok(w.SetLetter(w.ctx, id, monev.Letter{Date: day("2025-11-13")}, "CONTOH-03/ZI-Und/XI/2025", ""))
	dir := t.TempDir()
	read := func() map[string]string {
		t.Helper()
		out := map[string]string{}
		for _, d := range must(w.ExportDocuments(w.ctx, id, []string{"undangan", "susunan-acara"}, nil, dir, nil)) {
			out[d.Path] = d.SHA256 + d.Note
		}
		return out
	}
	before := read()
	w.at("2025-11-20 11:40")
	w.ok(w.CloseMeeting(w.ctx, id))
	w.same("after the lock", read(), before)
	w.at("2025-11-21 08:00")
	w.ok(w.ReviseMeeting(w.ctx, id, "angka keliru"))
	w.ok(w.CloseMeeting(w.ctx, id))
	w.same("after a revisi", read(), before)
	if files := must(os.ReadDir(dir)); len(files) != 4 {
		t.Errorf("%d files", len(files))
	}
}

// The sheet to sign and the list of who came are two papers with two names.
func TestSheetAndListHaveTheirOwnNames(t *testing.T) {
	w, _ := november(t, 0)
	w.at("2026-02-18 08:00")
	id := w.draft("2026-02-18")
	dir := t.TempDir()
	make := func() app.Document {
		t.Helper()
		return must(w.ExportDocuments(w.ctx, id, []string{"daftar-hadir"}, []string{"pdf"}, dir, nil))[0]
	}
	sheet := make()
	w.ok(w.StartMeeting(w.ctx, id))
	w.minutes(60)
	w.ok(w.CloseMeeting(w.ctx, id))
	list := make()
	if !strings.Contains(sheet.Path, "Daftar Hadir Kosong - ") || strings.Contains(list.Path, "Kosong") || list.Note != "" {
		t.Errorf("%q, then %q (%s)", sheet.Path, list.Path, list.Note)
	}
}

// Pictures take most of the time, so they are steps of the progress.
func TestProgressCountsPictures(t *testing.T) {
	w, id := november(t, 2)
	var seen []string
	must(w.ExportDocuments(w.ctx, id, []string{"lampiran-foto"}, []string{"pdf"}, t.TempDir(), func(done, total int, name string) {
		seen = append(seen, fmt.Sprintf("%d/%d %s", done, total, name[:6]))
	}))
	w.same("progress", seen, []string{"1/3 Foto 1", "2/3 Foto 2", "3/3 Lampir"})
	seen = nil
	must(w.ExportDocuments(w.ctx, id, []string{"notula"}, []string{"pdf"}, t.TempDir(), func(done, total int, name string) {
		seen = append(seen, fmt.Sprintf("%d/%d %s", done, total, name[:6]))
	}))
	w.same("progress without pictures", seen, []string{"1/1 Notula"})
}
