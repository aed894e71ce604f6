package ledger

import (
	"context"
	"fmt"

	"monev/internal/store"
)

// Names of the events that Undo and Redo write.
const (
	ActionUndo = "jurnal.batal"
	ActionRedo = "jurnal.ulang"
	labelUndo  = "urungkan: "
	labelRedo  = "ulangi: "
)

// Undo and redo keep no stack of their own: the journal says what can be undone.
// Going back from its head, an undo of event n makes everything from n on void,
// so the walk goes on at n-1. For Redo it is the other way round: a redo of the
// undo n makes n void.

// Undo implements store.Store.
func (l *Ledger) Undo(ctx context.Context) (store.Event, error) {
	return l.revert(ctx, (*tx).lastDone, store.Event{Action: ActionUndo}, labelUndo)
}

// Redo implements store.Store.
func (l *Ledger) Redo(ctx context.Context) (store.Event, error) {
	return l.revert(ctx, (*tx).lastUndone, store.Event{Action: ActionRedo, Redo: true}, labelRedo)
}

func isUndo(e store.Event) bool { return e.Undoes != 0 && !e.Redo }

// lastDone is the newest event that is not yet taken back.
func (t *tx) lastDone() (store.Event, error) {
	h, err := t.Head()
	if err != nil {
		return store.Event{}, err
	}
	for pos := h.Seq; pos > 0; {
		e, err := t.pastEvent(pos, pos)
		if err != nil {
			return store.Event{}, err
		}
		switch {
		case isUndo(e):
			pos = e.Undoes - 1
		case e.Silent:
			pos--
		case e.Barrier:
			return store.Event{}, fmt.Errorf("event %d, %s: %w", e.Seq, e.Action, store.ErrBarrier)
		default:
			return e, nil
		}
	}
	return store.Event{}, store.ErrNothing
}

// lastUndone is the newest undo that is not yet taken back itself.
func (t *tx) lastUndone() (store.Event, error) {
	h, err := t.Head()
	if err != nil {
		return store.Event{}, err
	}
	for pos := h.Seq; pos > 0; {
		e, err := t.pastEvent(pos, pos)
		switch {
		case err != nil:
			return store.Event{}, err
		case isUndo(e):
			return e, nil
		case e.Silent:
			pos--
			continue
		case e.Undoes == 0:
			return store.Event{}, store.ErrNothing
		}
		pos = e.Undoes - 1
	}
	return store.Event{}, store.ErrNothing
}

// pastEvent is Event for numbers that come out of an event at or after seq; it
// refuses those that cannot be, so that a damaged journal ends no walk in a circle.
func (t *tx) pastEvent(seq, at uint64) (store.Event, error) {
	if seq == 0 || seq > at {
		return store.Event{}, fmt.Errorf("%w: event %d points to %d", store.ErrDamaged, at, seq)
	}
	e, err := t.Event(seq)
	if err == nil && (e.Seq != seq || e.Undoes >= seq) {
		err = fmt.Errorf("%w: event %d has number %d and undoes %d", store.ErrDamaged, seq, e.Seq, e.Undoes)
	}
	return e, err
}

// revert writes the before-images of the event that find returns as a new event,
// and returns the user's own event behind it.
func (l *Ledger) revert(ctx context.Context, find func(*tx) (store.Event, error), ev store.Event, label string) (store.Event, error) {
	var origin store.Event
	err := l.write(ctx, func(t *tx) error {
		target, err := find(t)
		if err != nil {
			return err
		}
		for origin = target; origin.Undoes != 0; {
			if origin, err = t.pastEvent(origin.Undoes, origin.Seq-1); err != nil {
				return err
			}
		}
		for _, c := range target.Changes {
			if err := t.revertChange(target, c); err != nil {
				return err
			}
		}
		ev.Label, ev.Meeting, ev.Undoes = label+origin.Label, origin.Meeting, target.Seq
		made, err := t.finish(ev)
		if err == nil && made.Seq == 0 {
			err = fmt.Errorf("%w: event %d changed nothing", store.ErrDamaged, target.Seq)
		}
		return err
	})
	if err != nil {
		return store.Event{}, err
	}
	return origin, nil
}

func (t *tx) revertChange(e store.Event, c store.Change) error {
	after, err := t.opts.upgrade(e.V, c)
	if err != nil {
		return err
	}
	b, err := t.records(c.Kind)
	if err != nil {
		return err
	}
	if now, _ := unpack(b.Get([]byte(c.Key))); !same(now, after) {
		return fmt.Errorf("%w: %s %q is not as event %d left it", store.ErrDamaged, c.Kind, c.Key, e.Seq)
	}
	before, err := t.before(e, c)
	if err != nil {
		return err
	}
	return t.set(c.Kind, c.Key, before)
}

// before is the image of a record before an event, nil if it did not exist.
func (t *tx) before(e store.Event, c store.Change) ([]byte, error) {
	if c.Prev == 0 {
		return nil, nil
	}
	p, err := t.pastEvent(c.Prev, e.Seq-1)
	if err != nil {
		return nil, err
	}
	for _, pc := range p.Changes {
		if pc.Kind == c.Kind && pc.Key == c.Key && pc.After != nil {
			return t.opts.upgrade(p.V, pc)
		}
	}
	return nil, fmt.Errorf("%w: event %d has no image of %s %q", store.ErrDamaged, c.Prev, c.Kind, c.Key)
}
