package datafolder

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"monev/internal/store"
	"monev/internal/store/boltstore"
	"monev/internal/store/disk"
	"monev/internal/store/ledger"
	"monev/internal/store/storetest"
	"monev/internal/store/textjournal"
)

func clock() time.Time {
	return time.Date(2026, 11, 26, 9, 0, 0, 0, time.FixedZone("WIB", 7*3600))
}

func options() Options {
	return Options{Options: boltstore.Options{Options: ledger.Options{Now: clock}, Timeout: 50 * time.Millisecond}}
}

func mustOpen(t testing.TB, dir string, o Options) *Folder {
	t.Helper()
	f, err := Open(context.Background(), dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func put(t testing.TB, s store.Store, key string, v any) {
	t.Helper()
	if _, err := s.Update(t.Context(), store.Action{Name: "uji", Label: "uji", Meeting: "R0001"}, func(tx store.Tx) error {
		return tx.Put(store.KindMeeting, key, v)
	}); err != nil {
		t.Fatal(err)
	}
}

func get(t testing.TB, s store.Store, key string) string {
	t.Helper()
	var out string
	if err := s.View(t.Context(), func(r store.Reader) error {
		b, err := r.Get(store.KindMeeting, key)
		out = string(b)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return out
}

func textLines(t testing.TB, dir string) (n int) {
	t.Helper()
	if _, err := textjournal.Read(disk.OS(), filepath.Join(dir, JournalName), func([]byte) error { n++; return nil }); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestContract(t *testing.T) {
	storetest.Run(t, func(t *testing.T, o ledger.Options) (store.Store, func() store.Store) {
		dir := memory(t)
		var f *Folder
		open := func() store.Store {
			if f != nil {
				if err := f.Close(); err != nil {
					t.Errorf("Close: %v", err)
				}
			}
			opts := options()
			opts.Options.Options = o
			var err error
			if f, err = Open(t.Context(), dir, opts); err != nil {
				t.Fatal(err)
			}
			if !f.Outcome().OK() {
				t.Errorf("outcome: %v", f.Outcome())
			}
			return f
		}
		t.Cleanup(func() { _ = f.Close() })
		return open(), open
	})
}

// fill makes a folder with n events and returns it closed.
func fill(t testing.TB, n int) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "data")
	f := mustOpen(t, dir, options())
	for i := range n {
		put(t, f, fmt.Sprintf("R%04d", i%7), strings.Repeat("isi ", i%50)+fmt.Sprint(i))
	}
	if err := f.SetDraft(t.Context(), "d", []byte("belum selesai")); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

func rewrite(t testing.TB, path string, change func([]byte) []byte) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, change(bytes.Clone(b)), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestRecover(t *testing.T) {
	for name, c := range map[string]struct {
		change  func(t *testing.T, db, text string)
		trouble Trouble
		journal JournalTrouble
		events  uint64
	}{
		"nothing":   {func(*testing.T, string, string) {}, Sound, JournalSound, 30},
		"no store":  {func(t *testing.T, db, _ string) { os.Remove(db) }, Missing, JournalSound, 30},
		"empty":     {func(t *testing.T, db, _ string) { os.Truncate(db, 0) }, Damaged, JournalSound, 30},
		"cut":       {func(t *testing.T, db, _ string) { os.Truncate(db, 20000) }, Damaged, JournalSound, 30},
		"text":      {func(t *testing.T, db, _ string) { os.WriteFile(db, []byte("bukan data"), 0o600) }, Damaged, JournalSound, 30},
		"a folder":  {func(t *testing.T, db, _ string) { os.Remove(db); os.Mkdir(db, 0o700) }, Damaged, JournalSound, 30},
		"no text":   {func(t *testing.T, _, text string) { os.Remove(text) }, Sound, JournalLost, 30},
		"cut text":  {func(t *testing.T, _, text string) { os.Truncate(text, 1000) }, Sound, JournalLost, 30},
		"torn text": {func(t *testing.T, _, text string) { rewrite(t, text, func(b []byte) []byte { return b[:len(b)-10] }) }, Sound, JournalSound, 30},
		"text damaged": {func(t *testing.T, _, text string) {
			rewrite(t, text, func(b []byte) []byte { b[500] ^= 1; return b })
		}, Sound, JournalDamaged, 30},
		"no store, text damaged": {func(t *testing.T, db, text string) {
			os.Remove(db)
			rewrite(t, text, func(b []byte) []byte { return b[:len(b)-10] })
		}, Missing, JournalSound, 29},
		"store cut, text cut": {func(t *testing.T, db, text string) {
			os.Truncate(db, 20000)
			os.Truncate(text, 2000)
		}, Damaged, JournalSound, 0},
	} {
		t.Run(name, func(t *testing.T) {
			dir := fill(t, 30)
			c.change(t, filepath.Join(dir, boltstore.FileName), filepath.Join(dir, JournalName))
			f := mustOpen(t, dir, options())
			o := f.Outcome()
			t.Log(o)
			if o.Trouble != c.trouble || o.Journal != c.journal {
				t.Errorf("outcome: %v", o)
			}
			if o.Trouble != Sound && o.Trouble != Missing {
				if _, err := os.Lstat(o.Kept); err != nil {
					t.Errorf("the damaged file is gone: %v", err)
				}
			}
			if c.events > 0 && f.head.Seq != c.events {
				t.Errorf("%d events, want %d", f.head.Seq, c.events)
			}
			put(t, f, "R9999", "sesudah")
			if n := textLines(t, dir); uint64(n) != f.head.Seq {
				t.Errorf("%d lines in the text journal, %d events", n, f.head.Seq)
			}
			if err := f.Close(); err != nil {
				t.Fatal(err)
			}
			f = mustOpen(t, dir, options())
			if !f.Outcome().OK() {
				t.Errorf("second time: %v", f.Outcome())
			}
			if got := get(t, f, "R9999"); got != `"sesudah"` {
				t.Error(got)
			}
		})
	}
}

// TestNothingToRecover: there is only a damaged file; it stays as it is.
func TestNothingToRecover(t *testing.T) {
	dir := t.TempDir()
	db := filepath.Join(dir, boltstore.FileName)
	if err := os.WriteFile(db, []byte("bukan data"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), dir, options()); !errors.Is(err, store.ErrDamaged) {
		t.Fatal(err)
	}
	if b, err := os.ReadFile(db); string(b) != "bukan data" {
		t.Errorf("%q, %v", b, err)
	}
}
