package boltstore

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"monev/internal/store"
	"monev/internal/store/ledger"
)

// rename is a migration as a later version may have it: a field gets a new name.
func rename(from, to string) ledger.Migration {
	return ledger.Migration{
		Name: from + " → " + to,
		Record: func(kind store.Kind, _ string, value json.RawMessage) (json.RawMessage, error) {
			if kind != store.KindMeeting {
				return value, nil
			}
			var m map[string]json.RawMessage
			if err := json.Unmarshal(value, &m); err != nil {
				return nil, err
			}
			m[to] = m[from]
			delete(m, from)
			return json.Marshal(m)
		},
	}
}

func oldStore(t *testing.T) string {
	dir := t.TempDir()
	s := mustOpen(t, dir, Options{Options: ledger.Options{Version: "1.0"}})
	put(t, s, store.KindMeeting, "R001", map[string]string{"name": "lama"})
	put(t, s, store.KindMeeting, "R001", map[string]string{"name": "baru"})
	if _, err := s.Update(t.Context(), store.Action{Name: "x"}, func(tx store.Tx) error {
		_, err := tx.Next("followups")
		return errors.Join(err, tx.Put(store.KindFollowUp, "TL-0001", map[string]string{"due": "2026-01-01"}))
	}); err != nil {
		t.Fatal(err)
	}
	if err := s.SetDraft(t.Context(), "d", []byte("ketik")); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

func name(t *testing.T, s store.Store) (out map[string]string) {
	t.Helper()
	if err := s.View(t.Context(), func(r store.Reader) error {
		var err error
		out, err = store.Load[map[string]string](r, store.KindMeeting, "R001")
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return out
}

func verifyAll(t *testing.T, s *Store) {
	t.Helper()
	rep, err := ledger.VerifyStore(s.Ledger)
	if err := errors.Join(err, rep.Err(), s.Check(t.Context())); err != nil {
		t.Fatal(err)
	}
}

func journal(t *testing.T, s store.Store) (lines [][]byte) {
	t.Helper()
	if err := s.View(t.Context(), func(r store.Reader) error {
		return r.ScanEvents(1, func(_ uint64, line []byte) error {
			lines = append(lines, bytes.Clone(line))
			return nil
		})
	}); err != nil {
		t.Fatal(err)
	}
	return lines
}

func TestMigrate(t *testing.T) {
	dir := oldStore(t)
	before, err := os.ReadFile(filepath.Join(dir, FileName))
	if err != nil {
		t.Fatal(err)
	}
	o := ledger.Options{Version: "2.0", Migrations: []ledger.Migration{rename("name", "nama"), rename("nama", "judul")}}
	s := mustOpen(t, dir, Options{Options: o})
	if i := s.Info(); i.Schema != 3 || i.Version != "2.0" {
		t.Errorf("info: %+v", i)
	}
	if got := name(t, s); got["judul"] != "baru" || len(got) != 1 {
		t.Errorf("record: %v", got)
	}
	verifyAll(t, s)
	if kept, err := os.ReadFile(filepath.Join(dir, "monev-skema1.db")); err != nil || !bytes.Equal(kept, before) {
		t.Errorf("the old file was not kept: %v", err)
	}

	// Old events are undone in the new schema.
	for range 2 {
		if _, err := s.Undo(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if got := name(t, s); got["judul"] != "lama" {
		t.Errorf("after undo: %v", got)
	}
	if _, err := s.Redo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := name(t, s); got["judul"] != "baru" {
		t.Errorf("after redo: %v", got)
	}
	put(t, s, store.KindMeeting, "R001", map[string]string{"judul": "akhir"})
	verifyAll(t, s)

	// A journal of both schemas restores.
	to := mustOpen(t, t.TempDir(), Options{Options: o})
	if err := to.Restore(t.Context(), journal(t, s)); err != nil {
		t.Fatal(err)
	}
	verifyAll(t, to)
	_ = to.Close()

	if err := s.View(t.Context(), func(r store.Reader) error {
		if d, err := r.Draft("d"); err != nil || string(d) != "ketik" {
			t.Errorf("draft: %s, %v", d, err)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if got := names(t, dir); got != "monev-skema1.db monev.db" {
		t.Errorf("files: %s", got)
	}
	// And the old program refuses it.
	path := filepath.Join(dir, FileName)
	now, _ := os.ReadFile(path)
	if _, err := Open(t.Context(), dir, Options{}); !errors.Is(err, store.ErrNewer) {
		t.Errorf("old program: %v", err)
	}
	if after, _ := os.ReadFile(path); !bytes.Equal(now, after) {
		t.Error("the refused file was changed")
	}
}

func TestMigrateFails(t *testing.T) {
	dir := oldStore(t)
	boom := errors.New("boom")
	bad := Options{Options: ledger.Options{Migrations: []ledger.Migration{{Name: "bad",
		Record: func(store.Kind, string, json.RawMessage) (json.RawMessage, error) { return nil, boom }}}}}
	if _, err := Open(t.Context(), dir, bad); !errors.Is(err, boom) {
		t.Fatalf("Open: %v", err)
	}
	s := mustOpen(t, dir, Options{}) // the old program goes on
	if got := name(t, s); got["name"] != "baru" {
		t.Errorf("record: %v", got)
	}
	verifyAll(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	good := Options{Options: ledger.Options{Migrations: []ledger.Migration{rename("name", "nama")}}}
	s = mustOpen(t, dir, good) // so does the next try
	if got := name(t, s); got["nama"] != "baru" {
		t.Errorf("record: %v", got)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}
