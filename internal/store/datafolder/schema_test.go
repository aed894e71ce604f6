package datafolder

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"monev/internal/store"
	"monev/internal/store/boltstore"
	"monev/internal/store/ledger"
)

// TestOldStores opens a small real store of every schema there has been, as a
// program of its time wrote it, and compares its events and records with what they
// were. A new schema adds a pair of files; MONEV_TULIS=1 writes those of the
// present one if they are missing, and never replaces any.
func TestOldStores(t *testing.T) {
	present := options().Schema()
	for schema := 1; schema <= present; schema++ {
		name := filepath.Join("testdata", "skema"+string(rune('0'+schema)))
		if _, err := os.Stat(name + ".db"); os.IsNotExist(err) && schema == present && os.Getenv("MONEV_TULIS") != "" {
			writeOld(t, name)
		}
		file, err := os.ReadFile(name + ".db")
		if err != nil {
			t.Fatal(err)
		}
		lines, err := os.ReadFile(name + ".jsonl")
		if err != nil {
			t.Fatal(err)
		}
		for _, with := range []string{"store", "journal", "both"} {
			dir := filepath.Join(t.TempDir(), with)
			fs := files{boltstore.FileName: file, JournalName: lines}
			switch with {
			case "store":
				fs = fs.with(JournalName, nil)
			case "journal":
				fs = fs.with(boltstore.FileName, nil)
			}
			if err := fs.put(dir); err != nil {
				t.Fatal(err)
			}
			f := mustOpen(t, dir, options())
			if out := f.Outcome(); with == "both" && !out.OK() {
				t.Errorf("schema %d: opened with trouble: %+v", schema, out)
			}
			rep, err := ledger.VerifyStore(f.s.Ledger)
			if err != nil || !rep.OK() {
				t.Errorf("schema %d, %s: %+v, %v", schema, with, rep, err)
			}
			if now, err := os.ReadFile(filepath.Join(dir, JournalName)); err != nil || strings.TrimRight(string(now), "\n") != strings.TrimRight(string(lines), "\n") {
				t.Errorf("schema %d, %s: the events have changed: %v", schema, with, err)
			}
			if with != "journal" && draft(f) != "kalimat yang belum selesai" {
				t.Errorf("schema %d, %s: the draft is lost", schema, with)
			}
			if _, err := f.Undo(t.Context()); err != nil {
				t.Errorf("schema %d, %s: undo: %v", schema, with, err)
			}
			put(t, f, "R0001", map[string]string{"judul": "lanjut"})
		}
	}
}

func writeOld(t *testing.T, name string) {
	t.Helper()
	now, _ := victim(t)
	dir := filepath.Join(t.TempDir(), "data")
	if err := now.put(dir); err != nil {
		t.Fatal(err)
	}
	f := mustOpen(t, dir, options())
	if _, err := f.Update(t.Context(), store.Action{Name: "hapus", Label: "hapus", Meeting: "R0001"}, func(tx store.Tx) error {
		return tx.Delete(store.KindFollowUp, "TL-0007")
	}); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	for from, to := range map[string]string{boltstore.FileName: name + ".db", JournalName: name + ".jsonl"} {
		b, err := os.ReadFile(filepath.Join(dir, from))
		if err == nil {
			err = os.WriteFile(to, b, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}
