package storetest

import (
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"monev/internal/store"
)

func testEmpty(t *testing.T, b *bench) {
	b.equal("head", b.head(), store.Head{})
	b.view(func(r store.Reader) {
		_, err := r.Get(store.KindMeeting, "R001")
		b.is("Get", err, store.ErrNotFound)
		_, err = r.Event(1)
		b.is("Event", err, store.ErrNotFound)
		_, err = r.Draft("x")
		b.is("Draft", err, store.ErrNotFound)
		for _, k := range store.Kinds() {
			n, err := r.Count(k)
			b.equal("Count", n, 0)
			b.is("Count", err, nil)
		}
		last, err := r.LastChange(store.KindMeeting, "R001")
		b.equal("LastChange", last, 0)
		b.is("LastChange", err, nil)
		_, err = r.Get("nonsense", "x")
		if err == nil || errors.Is(err, store.ErrNotFound) {
			t.Errorf("Get of an unknown kind: %v", err)
		}
		if r.ScanIndex("nonsense", "", func(string) error { return nil }) == nil {
			t.Error("ScanIndex of an unknown index: no error")
		}
	})
	_, err := b.s.Undo(ctx)
	b.is("Undo", err, store.ErrNothing)
	_, err = b.s.Redo(ctx)
	b.is("Redo", err, store.ErrNothing)
	b.equal("head", b.head(), store.Head{})
	b.verify()
}

func testPutGet(_ *testing.T, b *bench) {
	b.put(store.KindMeeting, "R001", record{Text: "Teknis & Hukum <satu> \u2028 “dua”"})
	b.put(store.KindMeeting, "R002", record{Text: "dua"})
	b.s = b.reopen()
	b.view(func(r store.Reader) {
		raw, err := r.Get(store.KindMeeting, "R001")
		b.is("Get", err, nil)
		b.equal("bytes", string(raw), `{"text":"Teknis & Hukum <satu> \u2028 “dua”"}`)
		all, err := store.All[record](r, store.KindMeeting, "")
		b.is("All", err, nil)
		b.equal("All", all, []record{{Text: "Teknis & Hukum <satu> \u2028 “dua”"}, {Text: "dua"}})
		n, err := r.Count(store.KindMeeting)
		b.is("Count", err, nil)
		b.equal("Count", n, 2)
	})
	b.update(func(tx store.Tx) error { return tx.Delete(store.KindMeeting, "R001") })
	b.equal("deleted", b.text(store.KindMeeting, "R001"), "-")
	b.view(func(r store.Reader) {
		n, _ := r.Count(store.KindMeeting)
		b.equal("Count", n, 1)
		last, _ := r.LastChange(store.KindMeeting, "R001")
		b.equal("LastChange of a deleted record", last, 3)
	})
	b.verify()
}

func testEvent(_ *testing.T, b *bench) {
	b.put(store.KindMeeting, "R001", record{Text: "lama"})
	a := store.Action{Name: "a.b", Label: "ubah & hapus", Meeting: "R001", Barrier: true}
	e, err := b.s.Update(ctx, a, func(tx store.Tx) error {
		return errors.Join(
			tx.Put(store.KindArea, "R001/1", record{Text: "baru"}),
			tx.Put(store.KindMeeting, "R001", record{Text: "antara"}),
			tx.Put(store.KindMeeting, "R001", json.RawMessage("{ \"text\" : \"<&>\",\n\"n\":1 }")),
		)
	})
	b.is("Update", err, nil)
	b.s = b.reopen()
	b.view(func(r store.Reader) {
		got, err := r.Event(2)
		b.is("Event", err, nil)
		if !got.At.Equal(e.At) {
			b.t.Errorf("time %v, want %v", got.At, e.At)
		}
		_, zone := got.At.Zone()
		b.equal("zone", zone, 7*3600)
		got.At = e.At
		b.equal("event", fmt.Sprintf("%+v", got), fmt.Sprintf("%+v", e))
		b.equal("names", got.Action+got.Label+got.Meeting+fmt.Sprint(got.Barrier), "a.bubah & hapusR001true")
		b.equal("changes", len(got.Changes), 2)
		b.equal("order", got.Changes[0].Kind, store.KindArea)
		b.equal("prev of a new record", got.Changes[0].Prev, 0)
		b.equal("prev of an old one", got.Changes[1].Prev, 1)
		for _, c := range got.Changes {
			raw, err := r.Get(c.Kind, c.Key)
			b.is("Get", err, nil)
			b.equal("image is the record", string(c.After), string(raw))
		}
	})
	b.verify()
}

func testFailedUpdate(_ *testing.T, b *bench) {
	b.put(store.KindMeeting, "R001", record{Text: "alt"})
	b.is("SetDraft", b.s.SetDraft(ctx, "d", []byte("ketik")), nil)
	before := b.dump()
	boom := errors.New("boom")
	e, err := b.s.Update(ctx, add, func(tx store.Tx) error {
		_, _ = tx.Next("findings")
		return errors.Join(
			tx.Put(store.KindMeeting, "R001", record{Text: "neu"}),
			tx.Put(store.KindFollowUp, "TL-0001", followUp("R001", 0, "", "x")),
			tx.Delete(store.KindMeeting, "R001"),
			tx.DropDraft("d"),
			boom)
	})
	b.is("Update", err, boom)
	b.equal("event", e.Seq, 0)
	b.equal("store", b.dump(), before)
	b.view(func(r store.Reader) {
		d, err := r.Draft("d")
		b.is("Draft", err, nil)
		b.equal("draft", string(d), "ketik")
	})
	b.equal("number", b.next("findings"), 1)
	b.verify()
}

func testPanic(_ *testing.T, b *bench) {
	boom := errors.New("boom")
	before := b.dump()
	_, err := b.s.Update(ctx, add, func(tx store.Tx) error {
		_ = tx.Put(store.KindMeeting, "R001", record{})
		panic(boom)
	})
	b.is("Update", err, boom)
	_, err = b.s.Update(ctx, add, func(store.Tx) error {
		panic(fmt.Sprint("a runtime error: ", []int(nil)))
	})
	if err == nil || errors.Is(err, store.ErrDamaged) {
		b.t.Errorf("Update that panics: %v", err)
	}
	b.is("View", b.s.View(ctx, func(store.Reader) error { panic(boom) }), boom)
	b.equal("store", b.dump(), before)
	b.put(store.KindMeeting, "R001", record{}) // and it goes on
	b.verify()
}

func testGoexit(_ *testing.T, b *bench) {
	done := make(chan struct{})
	go func() { // as t.Fatal would inside a change
		defer close(done)
		_, _ = b.s.Update(ctx, add, func(tx store.Tx) error {
			_ = tx.Put(store.KindMeeting, "R001", record{})
			runtime.Goexit()
			return nil
		})
	}()
	<-done
	b.equal("head", b.head(), store.Head{})
	b.put(store.KindMeeting, "R001", record{})
	b.verify()
}

func testBadInput(_ *testing.T, b *bench) {
	for name, change := range map[string]func(store.Tx) error{
		"empty key":     func(tx store.Tx) error { return tx.Put(store.KindMeeting, "", record{}) },
		"long key":      func(tx store.Tx) error { return tx.Put(store.KindMeeting, strings.Repeat("x", 1001), record{}) },
		"bad key":       func(tx store.Tx) error { return tx.Put(store.KindMeeting, "\xff", record{}) },
		"unknown kind":  func(tx store.Tx) error { return tx.Put("meta", "x", record{}) },
		"null":          func(tx store.Tx) error { return tx.Put(store.KindMeeting, "x", nil) },
		"no JSON":       func(tx store.Tx) error { return tx.Put(store.KindMeeting, "x", func() {}) },
		"bad raw":       func(tx store.Tx) error { return tx.Put(store.KindMeeting, "x", json.RawMessage("{")) },
		"bad UTF-8":     func(tx store.Tx) error { return tx.Put(store.KindMeeting, "x", json.RawMessage("\"\xff\"")) },
		"no index":      func(tx store.Tx) error { return tx.Put(store.KindFollowUp, "TL-0001", []int{1}) },
		"empty numbers": func(tx store.Tx) error { _, err := tx.Next(""); return err },
	} {
		if _, err := b.s.Update(ctx, add, change); err == nil {
			b.t.Errorf("%s: no error", name)
		}
	}
	if err := b.s.SetDraft(ctx, "", []byte("x")); err == nil {
		b.t.Error("SetDraft without a key: no error")
	}
	b.equal("head", b.head(), store.Head{})
	b.verify()
}

func testCopies(_ *testing.T, b *bench) {
	b.put(store.KindMeeting, "R001", record{Text: "satu"})
	spoil := func(p []byte) {
		for i := range p {
			p[i] = 'X'
		}
	}
	draft := []byte("ketik")
	b.is("SetDraft", b.s.SetDraft(ctx, "d", draft), nil)
	spoil(draft)
	e := b.put(store.KindMeeting, "R002", record{Text: "dua"})
	before := b.dump()
	spoil(e.Changes[0].After)
	raw := json.RawMessage(`{"text":"tiga"}`)
	b.view(func(r store.Reader) {
		v, _ := r.Get(store.KindMeeting, "R001")
		spoil(v)
		d, _ := r.Draft("d")
		b.equal("draft", string(d), "ketik")
		spoil(d)
		d, _ = r.Draft("d")
		b.equal("draft", string(d), "ketik")
		ev, _ := r.Event(1)
		spoil(ev.Changes[0].After)
	})
	b.equal("store", b.dump(), before)
	b.update(func(tx store.Tx) error {
		err := tx.Put(store.KindMeeting, "R003", raw)
		spoil(raw)
		v, _ := tx.Get(store.KindMeeting, "R003")
		spoil(v)
		return err
	})
	b.equal("text", b.text(store.KindMeeting, "R003"), "tiga")
	b.verify()
}

func testOwnWrites(_ *testing.T, b *bench) {
	b.put(store.KindMeeting, "R001", record{Text: "satu"})
	b.is("SetDraft", b.s.SetDraft(ctx, "d", []byte("x")), nil)
	b.update(func(tx store.Tx) error {
		err := errors.Join(
			tx.Put(store.KindMeeting, "R002", record{Text: "dua"}),
			tx.Delete(store.KindMeeting, "R001"),
			tx.Put(store.KindFollowUp, "TL-0001", followUp("R002", 2, "2026-01-02", "x")),
			tx.DropDraft("d"))
		_, getErr := tx.Get(store.KindMeeting, "R001")
		b.is("Get of a deleted record", getErr, store.ErrNotFound)
		_, getErr = tx.Draft("d")
		b.is("Draft", getErr, store.ErrNotFound)
		all, _ := store.All[record](tx, store.KindMeeting, "")
		b.equal("All", all, []record{{Text: "dua"}})
		n, _ := tx.Count(store.KindMeeting)
		b.equal("Count", n, 1)
		var ix []string
		_ = tx.ScanIndex(store.IndexOpen, "", func(e string) error { ix = append(ix, e); return nil })
		b.equal("index", ix, "[2026-01-02/3/TL-0001]")
		last, _ := tx.LastChange(store.KindMeeting, "R002")
		b.equal("LastChange", last, 0)
		h, _ := tx.Head()
		b.equal("Head", h.Seq, 1)
		return err
	})
	b.verify()
}

func testLastChange(_ *testing.T, b *bench) {
	b.put(store.KindArea, "a", record{Text: "a1"})
	b.put(store.KindArea, "b", record{Text: "b1"})
	b.update(func(tx store.Tx) error { return tx.Delete(store.KindArea, "b") })
	last := func(r store.Reader) (out [3]uint64) {
		for i, k := range []string{"a", "b", "c"} {
			var err error
			out[i], err = r.LastChange(store.KindArea, k)
			b.is("LastChange", err, nil)
		}
		return out
	}
	b.view(func(r store.Reader) { b.equal("before", last(r), "[1 3 0]") })
	b.update(func(tx store.Tx) error {
		err := errors.Join(
			tx.Put(store.KindArea, "a", record{Text: "x"}), // there …
			tx.Put(store.KindArea, "b", record{Text: "b2"}),
			tx.Put(store.KindArea, "c", record{Text: "c1"}))
		b.equal("inside", last(tx), "[1 3 0]")
		return errors.Join(err, tx.Put(store.KindArea, "a", record{Text: "a1"})) // … and back
	})
	b.view(func(r store.Reader) { b.equal("after", last(r), "[1 4 4]") })
	b.s = b.reopen()
	b.undo()
	b.view(func(r store.Reader) { b.equal("undone", last(r), "[1 5 5]") })
	b.verify()
}

func testOrder(_ *testing.T, b *bench) {
	keys := []string{"R010/1/00001", "R001/1/00010", "R001/1/00002", "R001/2/00001", "R001/10/1", "R002/1/00001", "R001/1/00001"}
	for _, k := range keys {
		b.put(store.KindFinding, k, record{Text: k})
	}
	for prefix, want := range map[string]string{
		"":        "R001/1/00001 R001/1/00002 R001/1/00010 R001/10/1 R001/2/00001 R002/1/00001 R010/1/00001",
		"R001/":   "R001/1/00001 R001/1/00002 R001/1/00010 R001/10/1 R001/2/00001",
		"R001/1/": "R001/1/00001 R001/1/00002 R001/1/00010",
		"R001/3/": "", "S": "", "A": "",
		"R001/1/00002": "R001/1/00002",
	} {
		for round := range 2 {
			var got []string
			scan := func(r store.Reader) error {
				return r.Scan(store.KindFinding, prefix, func(k string, _ []byte) error { got = append(got, k); return nil })
			}
			if round == 0 {
				b.is("View", b.s.View(ctx, scan), nil)
			} else {
				b.update(func(tx store.Tx) error { return scan(tx) })
			}
			b.equal("prefix "+prefix, strings.Join(got, " "), want)
		}
	}
	b.verify()
}

func testStop(_ *testing.T, b *bench) {
	for i := range 5 {
		b.put(store.KindFollowUp, fmt.Sprintf("TL-000%d", i), followUp("R001", i, "", "x"))
	}
	boom := errors.New("boom")
	run := func(r store.Reader, end error) (counts [3]int, errs [3]error) {
		errs[0] = r.Scan(store.KindFollowUp, "", func(string, []byte) error { counts[0]++; return end })
		errs[1] = r.ScanIndex(store.IndexOpen, "", func(string) error { counts[1]++; return end })
		errs[2] = r.ScanEvents(2, func(seq uint64, _ []byte) error {
			if counts[2]++; seq != 2 {
				b.t.Errorf("ScanEvents begins at %d", seq)
			}
			return end
		})
		return counts, errs
	}
	check := func(r store.Reader) error {
		counts, errs := run(r, fmt.Errorf("enough: %w", store.Stop))
		b.equal("Stop", fmt.Sprint(counts, errs), "[1 1 1] [<nil> <nil> <nil>]")
		counts, errs = run(r, boom)
		b.equal("error", fmt.Sprint(counts, errs), "[1 1 1] [boom boom boom]")
		return nil
	}
	b.is("View", b.s.View(ctx, check), nil)
	b.update(func(tx store.Tx) error { return check(tx) })
}

func testWriteDuringScan(_ *testing.T, b *bench) {
	b.update(func(tx store.Tx) error {
		for i := range 500 {
			if err := tx.Put(store.KindFollowUp, fmt.Sprintf("TL-%04d", i), followUp("R001", 0, "2026-01-01", "x")); err != nil {
				return err
			}
		}
		return nil
	})
	n := 0
	b.update(func(tx store.Tx) error {
		return tx.Scan(store.KindFollowUp, "", func(key string, v []byte) error {
			n++
			before := string(v)
			err := errors.Join(tx.Delete(store.KindFollowUp, key), tx.Put(store.KindFollowUp, "TX"+key, json.RawMessage(before)))
			if string(v) != before {
				b.t.Errorf("value changed while it was looked at")
			}
			return err
		})
	})
	b.equal("visited", n, 500)
	b.view(func(r store.Reader) {
		c, _ := r.Count(store.KindFollowUp)
		b.equal("count", c, 500)
	})
	b.verify()
}

func testNoChange(_ *testing.T, b *bench) {
	b.put(store.KindMeeting, "R001", record{Text: "satu"})
	before := b.dump()
	for name, change := range map[string]func(store.Tx) error{
		"nothing": func(store.Tx) error { return nil },
		"same":    func(tx store.Tx) error { return tx.Put(store.KindMeeting, "R001", record{Text: "satu"}) },
		"missing": func(tx store.Tx) error { return tx.Delete(store.KindMeeting, "R009") },
		"there and back": func(tx store.Tx) error {
			return errors.Join(tx.Put(store.KindMeeting, "R001", record{Text: "dua"}),
				tx.Put(store.KindFollowUp, "TL-1", followUp("R001", 1, "", "x")),
				tx.Delete(store.KindFollowUp, "TL-1"),
				tx.Put(store.KindMeeting, "R001", record{Text: "satu"}))
		},
		"number": func(tx store.Tx) error { _, err := tx.Next("findings"); return err },
	} {
		e, err := b.s.Update(ctx, add, change)
		if err != nil || e.Seq != 0 || len(e.Changes) != 0 {
			b.t.Errorf("%s: event %+v, error %v", name, e, err)
		}
		b.equal(name, b.dump(), before)
	}
	b.equal("number", b.next("findings"), 1)
	e := b.update(func(tx store.Tx) error {
		return errors.Join(tx.Put(store.KindMeeting, "R001", record{Text: "satu"}),
			tx.Put(store.KindMeeting, "R002", record{Text: "dua"}))
	})
	b.equal("only what changed", len(e.Changes), 1)
	b.verify()
}
