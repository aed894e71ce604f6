package app_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"monev/internal/app"
	"monev/internal/monev"
)

func (w *world) faults() []app.Fault {
	w.t.Helper()
	c, err := w.CheckEvidence(w.ctx, year, nil)
	w.ok(err)
	return c.Faults
}

// one fails unless there is exactly one fault, of this kind.
func one(t testing.TB, list []app.Fault, kind app.FaultKind) app.Fault {
	t.Helper()
	if len(list) != 1 || list[0].Kind != kind {
		t.Fatalf("one fault %q wanted, got %+v", kind, list)
	}
	return list[0]
}

func TestCheckEvidence(t *testing.T) {
	w, dir := kept(t)
	away := t.TempDir()
	copied, err := w.AttachFile(w.ctx, monev.Evidence{Year: year, Item: "A.I.1.i.a", Title: "SK", Status: monev.EvidenceAccepted}, put(t, away, "sk.pdf", "sk"), true, "", nil)
	w.ok(err)
	linked, err := w.AttachFile(w.ctx, monev.Evidence{Year: year, Item: "A.I.1.i.b", Title: "Berita acara"}, put(t, away, "ba.pdf", "berita"), false, "", nil)
	w.ok(err)
	w.ok(w.PutEvidence(w.ctx, monev.Evidence{Year: year, Item: "A.I.1.ii.a", Title: "Map", Kind: monev.EvidenceBinder}, ""))
	var done, total int64
	c, err := w.CheckEvidence(w.ctx, 0, func(d, n int64) { done, total = d, n })
	w.ok(err)
	if len(c.Faults) != 0 || c.Files != 2 || c.Bytes != 8 || done != 8 || total != 8 {
		t.Errorf("%+v, %d of %d", c, done, total)
	}

	t.Run("moved in the vault", func(t *testing.T) {
		to := filepath.Join(dir, "eviden", "pindahan", "SK baru.pdf")
		w.ok(os.MkdirAll(filepath.Dir(to), 0o700))
		w.ok(os.Rename(w.FileOf(copied), to))
		f := one(t, w.faults(), app.FaultMoved)
		if f.Evidence.ID != copied.ID || f.File.Path != "eviden/pindahan/SK baru.pdf" || !strings.Contains(f.Text, "pindah") {
			t.Errorf("%+v", f)
		}
		w.ok(w.RelinkEvidence(w.ctx, f.Evidence.ID, f.File))
		if list := w.faults(); len(list) != 0 {
			t.Errorf("%+v", list)
		}
		if e, _ := w.book().Find(copied.ID); e.Version != 1 || e.Status != monev.EvidenceAccepted || e.File.Name != "sk.pdf" {
			t.Errorf("%+v", e)
		}
	})
	t.Run("moved beside", func(t *testing.T) {
		put(t, away, "arsip/lain.pdf", "BERITA") // same size
		w.ok(os.Rename(w.FileOf(linked), filepath.Join(away, "arsip", "ba.pdf")))
		f := one(t, w.faults(), app.FaultMoved)
		w.told(w.RelinkEvidence(w.ctx, linked.ID, monev.File{Path: filepath.Join(away, "arsip", "lain.pdf")}), "berkas", "tidak sama")
		w.ok(w.RelinkEvidence(w.ctx, f.Evidence.ID, f.File))
		if e, _ := w.book().Find(linked.ID); e.Place != filepath.Join(away, "arsip", "ba.pdf") || e.File.Path != e.Place {
			t.Errorf("%+v", e)
		}
	})
	t.Run("changed", func(t *testing.T) {
		e, _ := w.book().Find(copied.ID)
		w.ok(os.WriteFile(w.FileOf(e), []byte("sk yang diubah"), 0o600))
		f := one(t, w.faults(), app.FaultChanged)
		w.ok(w.AcceptChange(w.ctx, f.Evidence.ID))
		e, _ = w.book().Find(copied.ID)
		if e.Version != 2 || e.Status != monev.EvidenceUnchecked || len(e.Past) != 1 || len(w.faults()) != 0 {
			t.Errorf("%+v", e)
		}
	})
	t.Run("missing", func(t *testing.T) {
		e, _ := w.book().Find(linked.ID)
		w.ok(os.Remove(w.FileOf(e)))
		f := one(t, w.faults(), app.FaultMissing)
		if !strings.Contains(f.Text, "Berita acara") || f.File.Path != "" {
			t.Errorf("%+v", f)
		}
		_, err := w.AttachFile(w.ctx, f.Evidence, put(t, away, "ba-lagi.pdf", "berita"), true, "", nil)
		w.ok(err)
		if e, _ := w.book().Find(linked.ID); e.Version != 1 || len(w.faults()) != 0 {
			t.Errorf("the same content is a new version: %+v", e)
		}
	})
	t.Run("orphan", func(t *testing.T) {
		put(t, dir, "eviden/2025/I Manajemen Perubahan/Pemenuhan/A.I.1.iii.b Notula TW IV.pdf", "notula")
		put(t, dir, "eviden/2024/x.pdf", "tahun lain")
		f := one(t, w.faults(), app.FaultOrphan)
		if f.Item != "A.I.1.iii.b" {
			t.Errorf("%+v", f)
		}
		e, err := w.AdoptOrphan(w.ctx, monev.Evidence{Year: year, Item: f.Item}, f.File)
		w.ok(err)
		if e.Title != "Notula TW IV" || !e.File.Kept || e.File.SHA256 == "" || len(w.faults()) != 0 {
			t.Errorf("%+v", e)
		}
		// Undone, the file is there without a record again; the old versions of
		// others are not.
		_, err = w.Undo(w.ctx)
		w.ok(err)
		one(t, w.faults(), app.FaultOrphan)
		_, err = w.AdoptOrphan(w.ctx, monev.Evidence{Year: year}, monev.File{Path: "../x"})
		if err == nil {
			t.Error("a path out of the folder was adopted")
		}
	})
	t.Run("empty orphan", func(t *testing.T) { // as a cut leaves it on a stick
		empty := put(t, dir, "eviden/2025/SK Tim.pdf", "")
		defer func() { _ = os.Remove(empty) }()
		i := slices.IndexFunc(w.faults(), func(f app.Fault) bool { return f.File.Path == "eviden/2025/SK Tim.pdf" })
		if i < 0 || !strings.Contains(w.faults()[i].Text, "kosong (0 byte)") {
			t.Fatalf("%+v", w.faults())
		}
		_, err := w.AdoptOrphan(w.ctx, monev.Evidence{Year: year}, w.faults()[i].File)
		if r, ok := monev.AsRefusal(err); !ok || !strings.Contains(r.Reason, "kosong (0 byte)") {
			t.Errorf("adopted: %v", err)
		}
	})
	stopped, stop := context.WithCancel(w.ctx)
	stop()
	if _, err := w.CheckEvidence(stopped, year, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

func TestReplacedFileIsNoOrphan(t *testing.T) {
	w, _ := kept(t)
	e, err := w.AttachFile(w.ctx, monev.Evidence{Year: year, Item: "A.I.1.i.a", Title: "SK"}, put(t, t.TempDir(), "1.pdf", "satu"), true, "", nil)
	w.ok(err)
	_, err = w.AttachFile(w.ctx, e, put(t, t.TempDir(), "2.pdf", "dua"), true, "", nil)
	w.ok(err)
	if list := w.faults(); len(list) != 0 {
		t.Errorf("%+v", list)
	}
}
