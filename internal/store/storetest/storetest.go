// Package storetest proves the contract of store.Store for an implementation.
package storetest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"monev/internal/store"
	"monev/internal/store/ledger"
)

// An Opener makes a new empty store with the given options. reopen closes the
// store that is open and opens it again; the Opener closes the last one when t
// ends.
type Opener func(t *testing.T, o ledger.Options) (s store.Store, reopen func() store.Store)

// Run proves the contract. Stores must be made of package ledger, for their
// journal is compared with their records after each test.
func Run(t *testing.T, open Opener) {
	tests := []struct {
		name string
		run  func(*testing.T, *bench)
	}{
		{"Empty", testEmpty},
		{"PutGet", testPutGet},
		{"Event", testEvent},
		{"FailedUpdate", testFailedUpdate},
		{"PanicInChange", testPanic},
		{"GoexitInChange", testGoexit},
		{"BadInput", testBadInput},
		{"Copies", testCopies},
		{"OwnWrites", testOwnWrites},
		{"LastChange", testLastChange},
		{"OrderAndPrefix", testOrder},
		{"StopAndErrors", testStop},
		{"WriteDuringScan", testWriteDuringScan},
		{"NoChange", testNoChange},
		{"Indexes", testIndexes},
		{"Undo", testUndo},
		{"UndoAfterReopen", testUndoReopen},
		{"UndoDelete", testUndoDelete},
		{"RedoLost", testRedoLost},
		{"Barrier", testBarrier},
		{"Drafts", testDrafts},
		{"Sequences", testSequences},
		{"Restore", testRestore},
		{"RestoreRefuses", testRestoreRefuses},
		{"Concurrent", testConcurrent},
		{"Chain", testChain},
		{"ClockBack", testClockBack},
		{"Large", testLarge},
		{"Context", testContext},
		{"Closed", testClosed},
		{"Random", testRandom},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { tt.run(t, newBench(t, open)) })
	}
}

// bench is a store under test with a clock turned by hand.
type bench struct {
	t      *testing.T
	s      store.Store
	reopen func() store.Store
	again  func() *bench // another empty store
	now    time.Time
}

func newBench(t *testing.T, open Opener) *bench {
	b := &bench{t: t, now: time.Date(2025, 12, 2, 9, 0, 0, 0, time.FixedZone("WIB", 7*3600))}
	o := ledger.Options{Now: func() time.Time { return b.now }, Version: "test"}
	b.s, b.reopen = open(t, o)
	b.again = func() *bench { return newBench(t, open) }
	return b
}

var (
	ctx = context.Background()
	add = store.Action{Name: "uji.tambah", Label: "tambah uji", Meeting: "R001"}
)

type record struct {
	Text string `json:"text"`
	N    int    `json:"n,omitempty"`
}

func (b *bench) update(change func(store.Tx) error) store.Event {
	b.t.Helper()
	e, err := b.s.Update(ctx, add, change)
	if err != nil {
		b.t.Fatalf("Update: %v", err)
	}
	return e
}

func (b *bench) put(kind store.Kind, key string, v any) store.Event {
	b.t.Helper()
	return b.update(func(tx store.Tx) error { return tx.Put(kind, key, v) })
}

func (b *bench) view(read func(store.Reader)) {
	b.t.Helper()
	if err := b.s.View(ctx, func(r store.Reader) error { read(r); return nil }); err != nil {
		b.t.Fatalf("View: %v", err)
	}
}

// text is the text of a record, "-" if there is none.
func (b *bench) text(kind store.Kind, key string) (text string) {
	b.t.Helper()
	b.view(func(r store.Reader) {
		v, err := store.Load[record](r, kind, key)
		switch {
		case errors.Is(err, store.ErrNotFound):
			text = "-"
		case err != nil:
			b.t.Fatalf("Load: %v", err)
		default:
			text = v.Text
		}
	})
	return text
}

func (b *bench) head() (h store.Head) {
	b.t.Helper()
	b.view(func(r store.Reader) {
		var err error
		if h, err = r.Head(); err != nil {
			b.t.Fatalf("Head: %v", err)
		}
	})
	return h
}

func (b *bench) index(ix store.Index, prefix string) string {
	b.t.Helper()
	var out []string
	b.view(func(r store.Reader) {
		if err := r.ScanIndex(ix, prefix, func(e string) error { out = append(out, e); return nil }); err != nil {
			b.t.Fatalf("ScanIndex: %v", err)
		}
	})
	return strings.Join(out, " ")
}

// verify compares journal, records and indexes.
func (b *bench) verify() {
	b.t.Helper()
	b.view(func(r store.Reader) {
		rep, err := ledger.Verify(r)
		if err != nil {
			b.t.Fatalf("Verify: %v", err)
		}
		if !rep.OK() {
			b.t.Fatalf("Verify: %+v", rep.Problems)
		}
	})
}

// dump is all that can be read from a store, apart from its drafts.
func (b *bench) dump() string {
	b.t.Helper()
	var out strings.Builder
	b.view(func(r store.Reader) {
		h, err := r.Head()
		fmt.Fprintln(&out, h, err)
		for _, k := range store.Kinds() {
			n, err := r.Count(k)
			fmt.Fprintln(&out, k, n, err)
			err = r.Scan(k, "", func(key string, v []byte) error {
				last, err := r.LastChange(k, key)
				fmt.Fprintln(&out, k, key, string(v), last)
				return err
			})
			fmt.Fprintln(&out, err)
		}
		for _, ix := range store.Indexes() {
			err := r.ScanIndex(ix, "", func(e string) error { fmt.Fprintln(&out, ix, e); return nil })
			fmt.Fprintln(&out, err)
		}
		err = r.ScanEvents(0, func(seq uint64, line []byte) error {
			fmt.Fprintln(&out, seq, string(line))
			return nil
		})
		fmt.Fprintln(&out, err)
	})
	return out.String()
}

// journal is the stored bytes of all events.
func (b *bench) journal() (lines [][]byte) {
	b.t.Helper()
	b.view(func(r store.Reader) {
		err := r.ScanEvents(1, func(_ uint64, line []byte) error {
			lines = append(lines, append([]byte(nil), line...))
			return nil
		})
		if err != nil {
			b.t.Fatalf("ScanEvents: %v", err)
		}
	})
	return lines
}

func (b *bench) next(sequence string) (n uint64) {
	b.t.Helper()
	b.update(func(tx store.Tx) error {
		var err error
		if n, err = tx.Next(sequence); err != nil {
			return err
		}
		return tx.Put(store.KindFinding, fmt.Sprintf("R001/1/%05d", n), record{Text: sequence})
	})
	return n
}

func (b *bench) equal(what string, got, want any) {
	b.t.Helper()
	if g, w := fmt.Sprint(got), fmt.Sprint(want); g != w {
		b.t.Fatalf("%s:\n got %.2000s\nwant %.2000s", what, g, w)
	}
}

func (b *bench) is(what string, err, want error) {
	b.t.Helper()
	if !errors.Is(err, want) {
		b.t.Fatalf("%s: got error %v, want %v", what, err, want)
	}
}

// followUp is a follow-up as JSON with all the indexes look at.
func followUp(meeting string, area int, due, status string, steps ...string) json.RawMessage {
	type step struct {
		At      string `json:"at"`
		Meeting string `json:"meeting,omitempty"`
	}
	v := map[string]any{"status": status, "origin": map[string]any{"meeting": meeting, "area": area}}
	if due != "" {
		v["due"] = due
	}
	var all []step
	for _, s := range steps {
		at, in, _ := strings.Cut(s, " ")
		all = append(all, step{at + "T10:00:00+07:00", in})
	}
	v["steps"] = all
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}
