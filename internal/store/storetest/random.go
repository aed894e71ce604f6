package storetest

import (
	"errors"
	"fmt"
	"maps"
	"testing"

	"pgregory.net/rapid"

	"monev/internal/store"
)

// model is a store as simple as possible: whole states on two stacks.
type model struct {
	state map[string]string
	done  []step
	undo  []step // taken back, newest last
	seq   uint64
	next  uint64
}

type step struct {
	seq           uint64
	barrier       bool
	before, after map[string]string
}

// testRandom runs long random histories against the model.
func testRandom(t *testing.T, b *bench) {
	rapid.Check(t, func(rt *rapid.T) {
		b := b.again()
		m := &model{state: map[string]string{}}
		for range rapid.IntRange(1, 60).Draw(rt, "steps") {
			b.randomStep(rt, m)
			if got := b.state(); !maps.Equal(got, m.state) {
				rt.Fatalf("state:\n got %v\nwant %v", got, m.state)
			}
			if h := b.head(); h.Seq != m.seq {
				rt.Fatalf("head %d, want %d", h.Seq, m.seq)
			}
		}
		b.verify()
		c := b.again()
		if err := c.s.Restore(ctx, b.journal()); err != nil {
			rt.Fatal(err)
		}
		if c.dump() != b.dump() {
			rt.Fatal("restored store differs")
		}
		c.verify()
		_ = c.s.Close()
		_ = b.s.Close()
	})
}

func (b *bench) randomStep(rt *rapid.T, m *model) {
	switch rapid.SampledFrom([]string{"write", "write", "write", "fail", "undo", "undo", "redo", "reopen", "draft"}).Draw(rt, "step") {
	case "write":
		b.randomWrite(rt, m, nil, rapid.IntRange(0, 19).Draw(rt, "barrier") == 0)
	case "fail":
		b.randomWrite(rt, m, errors.New("boom"), false)
	case "undo":
		e, err := b.s.Undo(ctx)
		n := len(m.done)
		switch {
		case n == 0:
			mustBe(rt, err, store.ErrNothing)
		case m.done[n-1].barrier:
			mustBe(rt, err, store.ErrBarrier)
		default:
			mustBe(rt, err, nil)
			s := m.done[n-1]
			if e.Seq != s.seq {
				rt.Fatalf("undo of %d, want %d", e.Seq, s.seq)
			}
			m.done, m.undo, m.state = m.done[:n-1], append(m.undo, s), s.before
			m.seq++
		}
	case "redo":
		e, err := b.s.Redo(ctx)
		n := len(m.undo)
		if n == 0 {
			mustBe(rt, err, store.ErrNothing)
			return
		}
		mustBe(rt, err, nil)
		s := m.undo[n-1]
		if e.Seq != s.seq {
			rt.Fatalf("redo of %d, want %d", e.Seq, s.seq)
		}
		m.undo, m.done, m.state = m.undo[:n-1], append(m.done, s), s.after
		m.seq++
	case "reopen":
		b.s = b.reopen()
	case "draft":
		mustBe(rt, b.s.SetDraft(ctx, "d", []byte(rapid.String().Draw(rt, "draft"))), nil)
	}
}

func (b *bench) randomWrite(rt *rapid.T, m *model, fail error, barrier bool) {
	after := maps.Clone(m.state)
	next := m.next
	e, err := b.s.Update(ctx, store.Action{Name: "acak", Label: "acak", Barrier: barrier}, func(tx store.Tx) error {
		for range rapid.IntRange(0, 4).Draw(rt, "changes") {
			if rapid.Bool().Draw(rt, "number") {
				n, err := tx.Next("acak")
				if next++; err != nil || n != next {
					rt.Fatalf("Next is %d, %v, want %d", n, err, next)
				}
			}
			key := rapid.SampledFrom([]string{"TL-1", "TL-2", "TL-3", "TL-4"}).Draw(rt, "key")
			var err error
			if rapid.IntRange(0, 2).Draw(rt, "delete") == 0 {
				err = tx.Delete(store.KindFollowUp, key)
				delete(after, key)
			} else {
				v := followUp(rapid.SampledFrom([]string{"", "R001", "R002"}).Draw(rt, "meeting"), rapid.IntRange(0, 5).Draw(rt, "area"),
					rapid.SampledFrom([]string{"", "2025-12-01", "2026-01-01"}).Draw(rt, "due"),
					rapid.SampledFrom([]string{"Tuntas", "Dalam Proses"}).Draw(rt, "status"), "2025-12-01 R001")
				err = tx.Put(store.KindFollowUp, key, v)
				after[key] = string(v)
			}
			if err != nil {
				return err
			}
		}
		return fail
	})
	mustBe(rt, err, fail)
	if fail != nil {
		return
	}
	if maps.Equal(after, m.state) {
		if e.Seq != 0 {
			rt.Fatalf("event without a change: %+v", e)
		}
		return
	}
	m.seq++
	if e.Seq != m.seq {
		rt.Fatalf("event %d, want %d", e.Seq, m.seq)
	}
	m.done = append(m.done, step{m.seq, barrier, m.state, after})
	m.undo, m.state, m.next = nil, after, next
}

// state is all follow-ups.
func (b *bench) state() map[string]string {
	out := map[string]string{}
	b.view(func(r store.Reader) {
		if err := r.Scan(store.KindFollowUp, "", func(k string, v []byte) error {
			out[k] = string(v)
			return nil
		}); err != nil {
			b.t.Fatal(err)
		}
		if n, err := r.Count(store.KindFollowUp); err != nil || n != len(out) {
			b.t.Fatal(fmt.Sprint("count ", n, " of ", len(out), " ", err))
		}
	})
	return out
}

func mustBe(rt *rapid.T, err, want error) {
	rt.Helper()
	if !errors.Is(err, want) {
		rt.Fatalf("error %v, want %v", err, want)
	}
}
