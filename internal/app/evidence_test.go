package app_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"monev/internal/app"
	"monev/internal/lke"
	"monev/internal/monev"
)

// kept is a world with a data folder.
func kept(t testing.TB) (*world, string) {
	w := ready(t)
	dir := t.TempDir()
	w.WithDir(dir)
	return w, dir
}

// put writes a file below a folder and returns its path.
func put(t testing.TB, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644)); err != nil {
		t.Fatal(err)
	}
	return path
}

// vaultFiles lists the files below eviden/.
func vaultFiles(t testing.TB, dir string) string {
	t.Helper()
	var out []string
	_ = filepath.WalkDir(filepath.Join(dir, "eviden"), func(p string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rel, _ := filepath.Rel(dir, p)
			out = append(out, filepath.ToSlash(rel))
		}
		return nil
	})
	return strings.Join(out, "\n")
}

func (w *world) book() app.EvidenceBook {
	w.t.Helper()
	b, err := w.EvidenceBook(w.ctx, year)
	w.ok(err)
	return b
}

func (w *world) told(err error, field, word string) {
	w.t.Helper()
	r, ok := monev.AsRefusal(err)
	if !ok || r.Field != field || !strings.Contains(r.Reason, word) {
		w.t.Errorf("refusal of %q with %q wanted, got %v", field, word, err)
	}
}

func TestAttachFile(t *testing.T) {
	w, dir := kept(t)
	src := put(t, t.TempDir(), "1.i.a SK_Tim - Copy.PDF", "sk pertama")
	w.ok(w.SetDraft(w.ctx, "eviden/baru", "sk"))
	e, err := w.AttachFile(w.ctx, monev.Evidence{Year: year, Item: "A.I.1.i.a", Title: "SK Tim"}, src, true, "eviden/baru", nil)
	w.ok(err)
	if e.File == nil || e.File.Path != "eviden/2025/I Manajemen Perubahan/Pemenuhan/A.I.1.i.a SK Tim.pdf" || e.File.Name != "1.i.a SK_Tim - Copy.PDF" ||
		e.Version != 1 || e.Kind != monev.EvidenceFile || e.Status != monev.EvidenceUnchecked {
		t.Errorf("%+v %+v", e, e.File)
	}
	if d, _ := w.Draft(w.ctx, "eviden/baru"); d != "" {
		t.Error("the draft stayed")
	}
	if got, ok := w.book().Find(e.ID); !ok || *got.File != *e.File || !w.Present(got) {
		t.Errorf("recorded: %+v", got)
	}

	// Twice is refused, and no copy stays.
	_, err = w.AttachFile(w.ctx, monev.Evidence{Year: year, Item: "A.I.1.i.a"}, src, true, "", nil)
	w.told(err, "berkas", "sudah terdaftar")
	if got := vaultFiles(t, dir); got != e.File.Path {
		t.Errorf("files:\n%s", got)
	}

	// Another content is a new version; the old file stays.
	e.Title = "SK Tim Perubahan"
	e2, err := w.AttachFile(w.ctx, e, put(t, t.TempDir(), "baru.pdf", "sk kedua"), true, "", nil)
	w.ok(err)
	if e2.ID != e.ID || e2.Version != 2 || len(e2.Past) != 1 || e2.Past[0] != *e.File {
		t.Errorf("%+v", e2)
	}
	if got := vaultFiles(t, dir); strings.Count(got, "\n") != 1 {
		t.Errorf("files:\n%s", got)
	}
	if b, err := os.ReadFile(w.FileOf(e2)); err != nil || string(b) != "sk kedua" {
		t.Errorf("%q %v", b, err)
	}

	// Undo takes the record back; files stay.
	for range 2 {
		_, err = w.Undo(w.ctx)
		w.ok(err)
	}
	if n := len(w.book().All()); n != 0 {
		t.Errorf("%d records after undo", n)
	}
	if got := vaultFiles(t, dir); strings.Count(got, "\n") != 1 {
		t.Errorf("files after undo:\n%s", got)
	}
}

func TestAttachFileInPlace(t *testing.T) {
	w, dir := kept(t)
	src := put(t, t.TempDir(), "SK.pdf", "sk")
	e, err := w.AttachFile(w.ctx, monev.Evidence{Year: year, Item: "A.I.1.i.a"}, src, false, "", nil)
	w.ok(err)
	if e.File.Kept || e.File.Path != src || e.Place != src || e.Title != "SK" || w.FileOf(e) != src {
		t.Errorf("%+v %+v", e, e.File)
	}
	if got := vaultFiles(t, dir); got != "" {
		t.Errorf("copied: %s", got)
	}
	// What lies in the data folder is registered as part of it, so that the folder
	// can move.
	own := put(t, dir, "dokumen/R001/Notula.docx", "notula")
	e, err = w.AttachFile(w.ctx, monev.Evidence{Year: year, Item: "A.I.1.iii.b"}, own, false, "", nil)
	w.ok(err)
	if !e.File.Kept || e.File.Path != "dokumen/R001/Notula.docx" {
		t.Errorf("%+v", e.File)
	}
	_ = os.Remove(own)
	if w.Present(e) {
		t.Error("a missing file is told to be there")
	}
}

func TestAttachFileRefusals(t *testing.T) {
	w, dir := kept(t)
	away := t.TempDir()
	src := put(t, away, "x.pdf", "isi")
	stopped, stop := context.WithCancel(w.ctx)
	stop()
	for _, c := range []struct {
		name        string
		ctx         context.Context
		e           monev.Evidence
		src         string
		field, word string
	}{
		{name: "unknown question", e: monev.Evidence{Year: year, Item: "A.I.9.x"}, src: src, field: "butir", word: "tidak ada di instrumen"},
		{name: "unknown meeting", e: monev.Evidence{Year: year, Meeting: "R009"}, src: src, field: "rapat", word: "R009"},
		{name: "unknown follow-up", e: monev.Evidence{Year: year, FollowUp: "TL-00009"}, src: src, field: "tindak lanjut", word: "TL-00009"},
		{name: "year", e: monev.Evidence{Year: 25}, src: src, field: "tahun", word: "empat angka"},
		{name: "no file", e: monev.Evidence{Year: year}, src: filepath.Join(away, "tidak.pdf"), field: "berkas", word: "tidak ada"},
		{name: "folder", e: monev.Evidence{Year: year}, src: away, field: "berkas", word: "map"},
		{name: "empty", e: monev.Evidence{Year: year}, src: put(t, away, "kosong.pdf", ""), field: "berkas", word: "0 byte"},
		{name: "stopped", ctx: stopped, e: monev.Evidence{Year: year}, src: src},
	} {
		if c.ctx == nil {
			c.ctx = w.ctx
		}
		_, err := w.AttachFile(c.ctx, c.e, c.src, true, "", nil)
		if c.field != "" {
			w.told(err, c.field, c.word)
		} else if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", c.name, err)
		}
		if got := vaultFiles(t, dir); got != "" {
			t.Errorf("%s left behind %s", c.name, got)
		}
	}
	if n := len(w.book().All()); n != 0 {
		t.Errorf("%d records", n)
	}
	memory := ready(t)
	_, err := memory.AttachFile(memory.ctx, monev.Evidence{Year: year}, src, true, "", nil)
	memory.told(err, "simpanan", "--data")
}

func TestEvidenceWithoutQuestion(t *testing.T) {
	w, _ := kept(t)
	meeting := w.begin("2025-08-20 09:00")
	up := w.up(meeting, 0, "Lengkapi SK", "2025-12-01")
	for _, c := range []struct {
		e    monev.Evidence
		path string
	}{
		{monev.Evidence{Meeting: meeting}, "eviden/2025/Rapat " + meeting + "/foto.jpg"},
		{monev.Evidence{FollowUp: up.ID}, "eviden/2025/Tindak Lanjut/" + up.ID + " foto.jpg"},
		{monev.Evidence{Area: 3}, "eviden/2025/III Penataan Sistem Manajemen SDM Aparatur/foto.jpg"},
		{monev.Evidence{}, "eviden/2025/Lain-lain/foto.jpg"},
		{monev.Evidence{Item: "B.I.a"}, "eviden/2025/Hasil/B.I.a foto.jpg"},
	} {
		c.e.Year = year
		e, err := w.AttachFile(w.ctx, c.e, put(t, t.TempDir(), "foto.jpg", "x"), true, "", nil)
		w.ok(err)
		if e.File.Path != c.path {
			t.Errorf("%s, want %s", e.File.Path, c.path)
		}
		if c.e.Item == "" && !strings.HasPrefix(e.ID, "2025/-/") {
			t.Errorf("ID %s", e.ID)
		}
	}
	b := w.book()
	if len(b.Loose) != 4 || len(b.OfMeeting(meeting)) != 1 || len(b.OfFollowUp(up.ID)) != 1 {
		t.Errorf("%d loose", len(b.Loose))
	}
	if b.FollowUps[up.ID] != "Lengkapi SK" || b.Meetings[meeting] == "" {
		t.Errorf("%v %v", b.FollowUps, b.Meetings)
	}
}

func TestPutEvidenceKeepsAndMoves(t *testing.T) {
	w, _ := kept(t)
	e, err := w.AttachFile(w.ctx, monev.Evidence{Year: year, Item: "A.I.1.i.a", Title: "SK"}, put(t, t.TempDir(), "x.pdf", "isi"), true, "", nil)
	w.ok(err)
	// A form that knows no file does not lose it.
	w.ok(w.PutEvidence(w.ctx, monev.Evidence{ID: e.ID, Year: year, Item: e.Item, Title: "SK Tim", Status: monev.EvidenceAccepted}, ""))
	got, _ := w.book().Find(e.ID)
	if got.File == nil || *got.File != *e.File || got.Title != "SK Tim" || got.Version != 1 {
		t.Errorf("%+v", got)
	}
	// Moved to another question it gets its ID there.
	got.Item = "A.I.1.i.b"
	w.ok(w.PutEvidence(w.ctx, got, ""))
	all := w.book().All()
	if len(all) != 1 || !strings.HasPrefix(all[0].ID, "2025/A.I.1.i.b/") || all[0].File == nil {
		t.Fatalf("%+v", all)
	}
	_, err = w.Undo(w.ctx)
	w.ok(err)
	if all := w.book().All(); len(all) != 1 || all[0].ID != e.ID {
		t.Errorf("%+v", all)
	}
	// A link has no file; the one before is remembered.
	got, _ = w.book().Find(e.ID)
	got.Kind, got.Place = monev.EvidenceLink, "https://contoh.go.id"
	w.ok(w.PutEvidence(w.ctx, got, ""))
	if got, _ = w.book().Find(e.ID); got.File != nil || len(got.Past) != 1 {
		t.Errorf("%+v", got)
	}
}

func TestExpiredEvidenceDoesNotCount(t *testing.T) {
	w := ready(t)
	it, _ := lke.Default().Item("A.I.1.i.a")
	w.ok(w.Answer(w.ctx, year, lke.Unit, it.Code, it.Best(lke.Answer{}), ""))
	e := monev.Evidence{Year: year, Item: it.Code, Title: "SK", Status: monev.EvidenceAccepted, Until: year}
	w.ok(w.PutEvidence(w.ctx, e, ""))
	if s := w.sheet(); s.Status(it.Code) != monev.EvidenceAccepted || s.Result.Total.Proven.Sign() == 0 {
		t.Error("valid evidence does not count")
	}
	e.ID, e.Until = w.book().All()[0].ID, year-1
	w.ok(w.PutEvidence(w.ctx, e, ""))
	s := w.sheet()
	if s.Status(it.Code) != monev.EvidenceMissing || s.Result.Total.Proven.Sign() != 0 || s.Result.Total.Claim.Sign() == 0 {
		t.Error("expired evidence counts")
	}
	if b := w.book(); !b.Items[it.Index].Expired || b.Items[it.Index].Status != monev.EvidenceMissing {
		t.Errorf("%+v", b.Items[it.Index])
	}
	// Expired evidence does not pull valid evidence down.
	w.ok(w.PutEvidence(w.ctx, monev.Evidence{Year: year, Item: it.Code, Title: "SK baru", Status: monev.EvidenceAccepted}, ""))
	if s := w.sheet(); s.Status(it.Code) != monev.EvidenceAccepted {
		t.Errorf("%s", s.Status(it.Code))
	}
}

func TestEvidenceBookFilter(t *testing.T) {
	w := ready(t)
	w.ok(w.PutEvidence(w.ctx, monev.Evidence{Year: year, Item: "A.I.1.i.a", Title: "SK Tim Kerja", Status: monev.EvidenceAccepted}, ""))
	w.ok(w.PutEvidence(w.ctx, monev.Evidence{Year: year, Item: "A.I.2.i.a", Title: "Peta proses bisnis", Unit: monev.Owner{ID: "kul"}}, ""))
	b := w.book()
	n := len(b.Items)
	for _, c := range []struct {
		f    app.BookFilter
		want int
	}{
		{app.BookFilter{}, n},
		{app.BookFilter{Area: 1}, 16},
		{app.BookFilter{Area: app.AreaOutcome}, 3},
		{app.BookFilter{Item: "1.i.a"}, 2},
		{app.BookFilter{Status: monev.EvidenceAccepted}, 1},
		{app.BookFilter{Status: monev.EvidenceMissing}, n - 2},
		{app.BookFilter{Text: "proses"}, 1},
		{app.BookFilter{Text: "tidak ada begini"}, 0},
		{app.BookFilter{Owner: "kul", Area: 2, Text: "peta"}, 1},
		{app.BookFilter{Answered: true}, 0},
	} {
		if got := len(b.Filter(c.f)); got != c.want {
			t.Errorf("%+v: %d, want %d", c.f, got, c.want)
		}
	}
	if c := b.Counts(); c[monev.EvidenceAccepted] != 1 || c[monev.EvidenceUnchecked] != 1 || c[monev.EvidenceMissing] != n-2 {
		t.Errorf("%v", c)
	}
}

func TestMissingList(t *testing.T) {
	w := ready(t)
	w.ok(w.EditOffice(w.ctx, "area", func(o *monev.Office) error { o.Areas[0].Owner = "kul"; return nil }))
	meeting := w.begin("2025-08-20 09:00")
	f, err := w.AddFollowUp(w.ctx, monev.FollowUp{Text: "SK", Item: "A.I.1.i.b", Origin: monev.Origin{Meeting: meeting}, Owner: monev.Owner{ID: "rendatin"}}, "")
	w.ok(err)
	w.ok(w.PutEvidence(w.ctx, monev.Evidence{Year: year, Item: "A.I.1.i.a", Title: "SK", Status: monev.EvidenceAccepted}, ""))
	w.ok(w.PutEvidence(w.ctx, monev.Evidence{Year: year, Item: "A.I.1.ii.a", Title: "Rencana", Status: monev.EvidenceFaulty, Note: "belum ditandatangani",
		Unit: monev.Owner{ID: "parmas-sdm"}}, ""))
	l, err := w.MissingList(w.ctx, 0)
	w.ok(err)
	if l.Year != year || len(l.Needs) != l.Items-1 {
		t.Errorf("%d of %d", len(l.Needs), l.Items)
	}
	got := map[string]string{}
	for _, n := range l.Needs {
		for _, o := range n.Owners {
			got[n.Item.Code] += o.ID + " "
		}
	}
	for code, want := range map[string]string{"A.I.1.i.b": f.Owner.ID + " ", "A.I.1.ii.a": "parmas-sdm ", "A.I.1.ii.b": "kul ", "A.I.1.i.a": ""} {
		if got[code] != want {
			t.Errorf("%s: %q, want %q", code, got[code], want)
		}
	}
}
