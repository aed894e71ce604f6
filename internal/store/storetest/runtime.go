package storetest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"monev/internal/store"
)

func testConcurrent(t *testing.T, b *bench) {
	const writers, rounds = 4, 25
	errs := make(chan error, writers+2)
	stop, cancel := context.WithCancel(ctx)
	for range 2 {
		go func() { // each view sees the same number in both records
			for stop.Err() == nil {
				err := b.s.View(ctx, func(r store.Reader) error {
					x, err := r.Get(store.KindMeeting, "x")
					if errors.Is(err, store.ErrNotFound) {
						return nil
					}
					time.Sleep(100 * time.Microsecond)
					y, err2 := r.Get(store.KindMeeting, "y")
					if err != nil || err2 != nil || string(x) != string(y) {
						return fmt.Errorf("torn view: %s %s %v %v", x, y, err, err2)
					}
					return nil
				})
				if err != nil {
					errs <- err
					return
				}
			}
			errs <- nil
		}()
	}
	done := make(chan error, writers)
	for range writers {
		go func() {
			for range rounds {
				_, err := b.s.Update(ctx, add, func(tx store.Tx) error {
					v, err := store.Load[record](tx, store.KindMeeting, "x")
					if err != nil && !errors.Is(err, store.ErrNotFound) {
						return err
					}
					v.N++
					return errors.Join(tx.Put(store.KindMeeting, "x", v), tx.Put(store.KindMeeting, "y", v))
				})
				if err != nil {
					done <- err
					return
				}
			}
			done <- nil
		}()
	}
	for range writers {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	cancel()
	for range 2 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	b.equal("head", b.head().Seq, writers*rounds)
	b.view(func(r store.Reader) {
		v, err := store.Load[record](r, store.KindMeeting, "x")
		b.is("Load", err, nil)
		b.equal("sum", v.N, writers*rounds)
	})
	b.verify()
}

func testLarge(_ *testing.T, b *bench) {
	long := strings.Repeat("naskah panjang ", 1<<20/15)
	b.put(store.KindSeal, "R001/0", record{Text: long})
	b.put(store.KindSeal, "R001/0", record{Text: long + "!"})
	if _, err := b.s.Undo(ctx); err != nil {
		b.t.Fatal(err)
	}
	b.is("SetDraft", b.s.SetDraft(ctx, "besar", []byte(long)), nil)
	b.s = b.reopen()
	b.equal("same", b.text(store.KindSeal, "R001/0") == long, true)
	b.view(func(r store.Reader) {
		d, err := r.Draft("besar")
		b.is("Draft", err, nil)
		b.equal("same", string(d) == long, true)
	})
	b.verify()
}

func testContext(_ *testing.T, b *bench) {
	ended, cancel := context.WithCancel(ctx)
	cancel()
	_, err := b.s.Update(ended, add, func(store.Tx) error { b.t.Error("change was called"); return nil })
	b.is("Update", err, context.Canceled)
	b.is("View", b.s.View(ended, func(store.Reader) error { b.t.Error("read was called"); return nil }), context.Canceled)
	_, err = b.s.Undo(ended)
	b.is("Undo", err, context.Canceled)
	_, err = b.s.Redo(ended)
	b.is("Redo", err, context.Canceled)
	b.is("SetDraft", b.s.SetDraft(ended, "x", []byte("x")), context.Canceled)
	b.is("Restore", b.s.Restore(ended, nil), context.Canceled)

	// A context that ends during the change stops nothing.
	running, cancel := context.WithCancel(ctx)
	_, err = b.s.Update(running, add, func(tx store.Tx) error {
		cancel()
		return tx.Put(store.KindMeeting, "R001", record{})
	})
	b.is("Update", err, nil)
	b.equal("head", b.head().Seq, 1)
}

func testClosed(_ *testing.T, b *bench) {
	b.put(store.KindMeeting, "R001", record{Text: "satu"})
	b.is("Close", b.s.Close(), nil)
	b.is("Close again", b.s.Close(), nil)
	_, err := b.s.Update(ctx, add, func(store.Tx) error { return nil })
	b.is("Update", err, store.ErrClosed)
	b.is("View", b.s.View(ctx, func(store.Reader) error { return nil }), store.ErrClosed)
	_, err = b.s.Undo(ctx)
	b.is("Undo", err, store.ErrClosed)
	b.is("SetDraft", b.s.SetDraft(ctx, "x", nil), store.ErrClosed)
	b.s = b.reopen()
	b.equal("text", b.text(store.KindMeeting, "R001"), "satu")
}
