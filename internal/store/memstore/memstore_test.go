package memstore

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"monev/internal/store"
	"monev/internal/store/ledger"
	"monev/internal/store/storetest"
)

func TestContract(t *testing.T) {
	storetest.Run(t, func(t *testing.T, o ledger.Options) (store.Store, func() store.Store) {
		d := new(Disk)
		var s *ledger.Ledger
		open := func() store.Store {
			if s != nil {
				if err := s.Close(); err != nil {
					t.Fatal(err)
				}
			}
			var err error
			if s, err = Open(d, o); err != nil {
				t.Fatal(err)
			}
			return s
		}
		return open(), open
	})
}

func TestLocked(t *testing.T) {
	d := new(Disk)
	s, err := Open(d, ledger.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(d, ledger.Options{}); !errors.Is(err, store.ErrLocked) {
		t.Errorf("second Open: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if s, err = Open(d, ledger.Options{}); err != nil {
		t.Fatal(err)
	}
	if s.Info().ID == "" || s.Info().Schema != 1 {
		t.Errorf("info: %+v", s.Info())
	}
}

// TestRestoreBytes compares what the interface does not show, too: of a journal given
// at once, and of one given event by event.
func TestRestoreBytes(t *testing.T) {
	from, to, next := new(Disk), new(Disk), new(Disk)
	at := time.Date(2026, 3, 2, 9, 0, 0, 123456789, time.FixedZone("WITA", 8*3600))
	now := func() time.Time { at = at.Add(-time.Hour); return at } // a clock that goes back
	a, err := Open(from, ledger.Options{Version: "x", Now: now})
	if err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	do := func(change func(store.Tx) error) {
		if _, err := a.Update(ctx, store.Action{Name: "x"}, change); err != nil {
			t.Fatal(err)
		}
	}
	do(func(tx store.Tx) error {
		_, err := tx.Next("meetings")
		return errors.Join(err, tx.Put(store.KindMeeting, "R001", 1), tx.Put(store.KindArea, "R001/1", 1))
	})
	do(func(tx store.Tx) error { return tx.Delete(store.KindMeeting, "R001") })
	do(func(tx store.Tx) error {
		return tx.Put(store.KindFollowUp, "TL-0001", map[string]any{"due": "2025-01-01"})
	})
	if _, err := a.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	var lines [][]byte
	if err := a.View(ctx, func(r store.Reader) error {
		return r.ScanEvents(0, func(_ uint64, line []byte) error {
			lines = append(lines, bytes.Clone(line))
			return nil
		})
	}); err != nil {
		t.Fatal(err)
	}
	b, err := Open(to, ledger.Options{Version: "x"})
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Restore(ctx, lines); err != nil {
		t.Fatal(err)
	}
	c, err := Open(next, ledger.Options{Version: "x"})
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range lines {
		for name, bad := range map[string][]byte{
			"not the next":   lines[(i+1)%len(lines)],
			"changed":        bytes.Replace(line, []byte(`"at":"2026`), []byte(`"at":"2027`), 1), // no earlier than the one before
			"not as written": bytes.Replace(line, []byte(`{"v":1`), []byte(`{ "v":1`), 1),
			"newer":          bytes.Replace(line, []byte(`{"v":1`), []byte(`{"v":2`), 1),
			"half":           line[:len(line)/2],
		} {
			if name == "changed" && i == 0 {
				continue // the first event may have any time
			}
			if err := c.Continue(ctx, bad); !errors.Is(err, store.ErrDamaged) {
				t.Errorf("event %d, %s: %v", i+1, name, err)
			}
		}
		if err := c.Continue(ctx, line); err != nil {
			t.Fatalf("event %d: %v", i+1, err)
		}
	}
	for _, d := range []*Disk{to, next} {
		for name, u := range from.tables {
			v := d.tables[name]
			if !slices.Equal(u.keys, v.keys) {
				t.Errorf("%s: keys %q, want %q", name, v.keys, u.keys)
				continue
			}
			for i, k := range u.keys {
				if name == "meta" && (k == "id" || k == "created" || k == "sum") {
					continue
				}
				if !bytes.Equal(u.values[i], v.values[i]) {
					t.Errorf("%s %q: %q, want %q", name, k, v.values[i], u.values[i])
				}
			}
		}
	}
}

// What is written after a copy was made is seen on one side only.
func TestCopyOfADisk(t *testing.T) {
	ctx := context.Background()
	disk := new(Disk)
	put := func(d *Disk, value string) {
		t.Helper()
		s, err := Open(d, ledger.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		if _, err := s.Update(ctx, store.Action{Name: "x", Label: "x"}, func(tx store.Tx) error {
			return tx.Put(store.KindMeeting, "R0001", value)
		}); err != nil {
			t.Fatal(err)
		}
	}
	get := func(d *Disk) string {
		t.Helper()
		s, err := Open(d, ledger.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		var v string
		if err := s.View(ctx, func(r store.Reader) (err error) {
			v, err = store.Load[string](r, store.KindMeeting, "R0001")
			return err
		}); err != nil {
			t.Fatal(err)
		}
		return v
	}
	put(disk, "first")
	copied := disk.Copy()
	put(copied, "copy")
	put(disk, "original")
	if a, b := get(disk), get(copied); a != "original" || b != "copy" {
		t.Errorf("%q and %q", a, b)
	}
}
