package boltstore

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	bolt "go.etcd.io/bbolt"

	"monev/internal/store"
	"monev/internal/store/ledger"
)

// TestVerifyFinds changes one thing behind the ledger's back at a time.
func TestVerifyFinds(t *testing.T) {
	num := func(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }
	tests := []struct {
		name, where string
		change      func(get func(string) *bolt.Bucket) error
	}{
		{"nothing", "", func(func(string) *bolt.Bucket) error { return nil }},
		{"event edited", "chain", func(get func(string) *bolt.Bucket) error {
			b := get("events")
			return b.Put(num(2), bytes.Replace(b.Get(num(2)), []byte("uji"), []byte("UJI"), 1))
		}},
		{"event removed", "chain", func(get func(string) *bolt.Bucket) error { return get("events").Delete(num(2)) }},
		{"first event removed", "chain", func(get func(string) *bolt.Bucket) error { return get("events").Delete(num(1)) }},
		{"events swapped", "chain", func(get func(string) *bolt.Bucket) error {
			b := get("events")
			x, y := bytes.Clone(b.Get(num(2))), bytes.Clone(b.Get(num(3)))
			return errors.Join(b.Put(num(2), y), b.Put(num(3), x))
		}},
		{"end cut off", "head", func(get func(string) *bolt.Bucket) error {
			b := get("events")
			k, _ := b.Cursor().Last()
			return b.Delete(bytes.Clone(k))
		}},
		{"last event edited", "head", func(get func(string) *bolt.Bucket) error {
			b := get("events")
			k, v := b.Cursor().Last()
			return b.Put(bytes.Clone(k), bytes.Replace(v, []byte("uji"), []byte("UJI"), 1))
		}},
		{"head lost", "head", func(get func(string) *bolt.Bucket) error { return get("meta").Delete([]byte("head")) }},
		{"record edited", "record", func(get func(string) *bolt.Bucket) error {
			return get("followups").Put([]byte("TL-0001"), []byte(`{"due":"2026-01-01","text":"y"}`+"\n4"))
		}},
		{"record removed", "record", func(get func(string) *bolt.Bucket) error { return get("meetings").Delete([]byte("R001")) }},
		{"record added", "record", func(get func(string) *bolt.Bucket) error { return get("meetings").Put([]byte("R009"), []byte("1")) }},
		{"record no JSON", "record", func(get func(string) *bolt.Bucket) error {
			return get("followups").Put([]byte("TL-0001"), []byte("{\n4"))
		}},
		{"entry removed", "index", func(get func(string) *bolt.Bucket) error {
			return get("index").Delete([]byte("open/2026-01-01/1/TL-0001"))
		}},
		{"entries changed", "index", func(get func(string) *bolt.Bucket) error {
			return get("index").Put([]byte("open/2026-01-01/1/TL-0001"), []byte("meeting/R009/TL-0001"))
		}},
		{"entry added", "index", func(get func(string) *bolt.Bucket) error { return get("index").Put([]byte("closed/x"), nil) }},
		{"last changed", "last", func(get func(string) *bolt.Bucket) error { return get("meetings").Put([]byte("R001"), []byte("1\n2")) }},
		{"last removed", "last", func(get func(string) *bolt.Bucket) error { return get("meetings").Put([]byte("R001"), []byte("1")) }},
		{"deletion forgotten", "last", func(get func(string) *bolt.Bucket) error { return get("gone").Delete([]byte("areas/R001/2")) }},
		{"deletion invented", "last", func(get func(string) *bolt.Bucket) error { return get("gone").Put([]byte("meetings/x"), num(1)) }},
		{"count", "count", func(get func(string) *bolt.Bucket) error { return get("meta").Put([]byte("n/meetings"), num(7)) }},
		{"sequence back", "sequence", func(get func(string) *bolt.Bucket) error { return get("meta").Put([]byte("seq/followups"), num(0)) }},
		{"sequence lost", "sequence", func(get func(string) *bolt.Bucket) error { return get("meta").Delete([]byte("seq/followups")) }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := mustOpen(t, t.TempDir(), Options{})
			defer func() { _ = s.Close() }()
			put(t, s, store.KindMeeting, "R001", 1)
			put(t, s, store.KindMeeting, "R002", 2)
			put(t, s, store.KindArea, "R001/1", 3)
			if _, err := s.Update(t.Context(), store.Action{Name: "uji", Label: "uji"}, func(tx store.Tx) error {
				_, err := tx.Next("followups")
				return errors.Join(err, tx.Put(store.KindFollowUp, "TL-0001", map[string]string{"due": "2026-01-01", "text": "x"}))
			}); err != nil {
				t.Fatal(err)
			}
			put(t, s, store.KindArea, "R001/2", 5)
			if _, err := s.Update(t.Context(), store.Action{Name: "uji"}, func(tx store.Tx) error {
				return tx.Delete(store.KindArea, "R001/2")
			}); err != nil {
				t.Fatal(err)
			}
			if err := s.db.Update(func(tx *bolt.Tx) error {
				return tt.change(func(name string) *bolt.Bucket { return tx.Bucket([]byte(name)) })
			}); err != nil {
				t.Fatal(err)
			}
			rep, err := ledger.VerifyStore(s.Ledger)
			if err != nil {
				t.Fatal(err)
			}
			found := tt.where == "" && rep.OK() && rep.Err() == nil && rep.Events == 6 && rep.Records == 4 && rep.Head.Seq == 6
			for _, p := range rep.Problems {
				found = found || p.Where == tt.where
			}
			if !found || (tt.where != "" && !errors.Is(rep.Err(), store.ErrDamaged)) {
				t.Errorf("report: %+v", rep)
			}
		})
	}
}

// TestUndoOfDamage: an undo that would build on a wrong record is refused.
func TestUndoOfDamage(t *testing.T) {
	s := mustOpen(t, t.TempDir(), Options{})
	defer func() { _ = s.Close() }()
	put(t, s, store.KindMeeting, "R001", 1)
	put(t, s, store.KindMeeting, "R001", 2)
	if err := s.db.Update(func(tx *bolt.Tx) error {
		return tx.Bucket([]byte("meetings")).Put([]byte("R001"), []byte("9\n2"))
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Undo(t.Context()); !errors.Is(err, store.ErrDamaged) {
		t.Errorf("Undo: %v", err)
	}
}

// failKV is a KV whose commits can fail.
type failKV struct {
	boltKV
	fail *error
}

type failTx struct {
	ledger.KVTx
	fail *error
}

func (k failKV) Begin(write bool) (ledger.KVTx, error) {
	tx, err := k.boltKV.Begin(write)
	return failTx{tx, k.fail}, err
}

func (t failTx) Commit() error {
	if *t.fail != nil {
		return *t.fail
	}
	return t.KVTx.Commit()
}

func TestFailedCommit(t *testing.T) {
	db, err := openNew(filepath.Join(t.TempDir(), "x.db"), Options{}.withDefaults())
	if err != nil {
		t.Fatal(err)
	}
	var fail error
	kv := failKV{newKV(db), &fail}
	if err := ledger.Init(kv, ledger.Options{}); err != nil {
		t.Fatal(err)
	}
	l, err := ledger.Open(kv, ledger.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	update := func(v int) error {
		e, err := l.Update(context.Background(), store.Action{Name: "x"}, func(tx store.Tx) error {
			return tx.Put(store.KindMeeting, "R001", v)
		})
		if err != nil && e.Seq != 0 {
			t.Errorf("event with an error: %+v", e)
		}
		return err
	}
	full := errors.New("disk full")
	fail = fmt.Errorf("%w: %w", ledger.ErrNotCommitted, full)
	if err := update(1); !errors.Is(err, full) || errors.Is(err, store.ErrUncertain) {
		t.Errorf("full disk: %v", err)
	}
	fail = nil
	if err := update(2); err != nil {
		t.Errorf("after space was made: %v", err)
	}
	eio := errors.New("input/output error")
	fail = eio
	if err := update(3); !errors.Is(err, eio) || !errors.Is(err, store.ErrUncertain) {
		t.Errorf("failed flush: %v", err)
	}
	fail = nil
	if err := update(4); !errors.Is(err, store.ErrUncertain) {
		t.Errorf("after a failed flush: %v", err)
	}
	if err := l.SetDraft(t.Context(), "d", []byte("x")); !errors.Is(err, store.ErrUncertain) {
		t.Errorf("draft after a failed flush: %v", err)
	}
	if err := l.View(t.Context(), func(r store.Reader) error {
		v, err := store.Load[int](r, store.KindMeeting, "R001")
		if v != 2 {
			t.Errorf("record is %d", v)
		}
		return err
	}); err != nil {
		t.Errorf("View after a failed flush: %v", err)
	}
}

// copied is a second copy in memory that fails where it is told to.
type copied struct {
	lines []string
	fail  map[string]error // by method
}

func (c *copied) Reserve(...[]byte) error { return c.fail["reserve"] }

func (c *copied) Append(events ...[]byte) error {
	for _, e := range events {
		c.lines = append(c.lines, string(e))
	}
	return c.fail["append"]
}

func (c *copied) Retract() error {
	if c.fail["retract"] == nil {
		c.lines = c.lines[:len(c.lines)-1]
	}
	return c.fail["retract"]
}

// TestSecondCopy: whatever fails, a change that is answered is in both, one that is
// refused in none, and of one of which neither is certain nothing more is written.
func TestSecondCopy(t *testing.T) {
	eio, full := errors.New("input/output error"), errors.New("disk full")
	refused := fmt.Errorf("%w: %w", ledger.ErrNotCommitted, full)
	for _, c := range []struct {
		name      string
		commit    error
		fail      map[string]error
		want      []error // that the error is
		not       []error
		inCopy    int
		uncertain bool
	}{
		{name: "all well", inCopy: 2},
		{name: "no room in the store", commit: refused, want: []error{full}, not: []error{store.ErrUncertain}, inCopy: 1},
		{name: "no room in the copy", fail: map[string]error{"reserve": refused}, want: []error{full}, not: []error{store.ErrUncertain}, inCopy: 1},
		{name: "room cannot be made", fail: map[string]error{"reserve": eio}, want: []error{eio, ledger.ErrCopy}, inCopy: 1, uncertain: true},
		{name: "the copy fails", fail: map[string]error{"append": eio}, want: []error{eio, ledger.ErrCopy}, inCopy: 2, uncertain: true},
		{name: "the store fails", commit: eio, want: []error{eio}, not: []error{ledger.ErrCopy}, inCopy: 2, uncertain: true},
		{name: "both fail", commit: eio, fail: map[string]error{"append": eio}, want: []error{eio}, not: []error{ledger.ErrCopy}, inCopy: 2, uncertain: true},
		{name: "refused, and cannot be taken back", commit: refused, fail: map[string]error{"retract": eio},
			want: []error{eio, full, ledger.ErrCopy}, inCopy: 2, uncertain: true},
		{name: "refused, and the copy fails", commit: refused, fail: map[string]error{"append": eio},
			want: []error{eio, ledger.ErrCopy}, inCopy: 2, uncertain: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			db, err := openNew(filepath.Join(t.TempDir(), "x.db"), Options{}.withDefaults())
			if err != nil {
				t.Fatal(err)
			}
			var fail error
			kv := failKV{newKV(db), &fail}
			if err := ledger.Init(kv, ledger.Options{}); err != nil {
				t.Fatal(err)
			}
			second := new(copied)
			l, err := ledger.Open(kv, ledger.Options{Copy: second})
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = l.Close() }()
			update := func(v int) error {
				_, err := l.Update(t.Context(), store.Action{Name: "x"}, func(tx store.Tx) error {
					return tx.Put(store.KindMeeting, "R001", v)
				})
				return err
			}
			if err := update(1); err != nil {
				t.Fatal(err)
			}
			fail, second.fail = c.commit, c.fail
			err = update(2)
			if (err == nil) != (len(c.want) == 0) || errors.Is(err, store.ErrUncertain) != c.uncertain {
				t.Errorf("got %v", err)
			}
			for _, want := range c.want {
				if !errors.Is(err, want) {
					t.Errorf("%v is not %v", err, want)
				}
			}
			for _, not := range c.not {
				if errors.Is(err, not) {
					t.Errorf("%v is %v", err, not)
				}
			}
			if len(second.lines) != c.inCopy {
				t.Errorf("%d lines in the copy, want %d", len(second.lines), c.inCopy)
			}
			fail, second.fail = nil, nil
			if err := update(3); errors.Is(err, store.ErrUncertain) != c.uncertain {
				t.Errorf("afterwards: %v", err)
			}
			if c.uncertain {
				return
			}
			var lines []string
			if err := l.View(t.Context(), func(r store.Reader) error {
				return r.ScanEvents(1, func(_ uint64, line []byte) error {
					lines = append(lines, string(line))
					return nil
				})
			}); err != nil || !slices.Equal(lines, second.lines) {
				t.Errorf("%q in the store, %q in the copy, %v", lines, second.lines, err)
			}
		})
	}
}
