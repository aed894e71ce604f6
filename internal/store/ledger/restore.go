package ledger

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"monev/internal/store"
)

// replay follows a journal from its first event and checks each link. It keeps
// the state the events lead to.
type replay struct {
	opts    *Options
	head    head
	records map[recordID]image
	gone    map[recordID]uint64 // deleted records → event that deleted them
	numbers map[string]uint64
}

type image struct {
	value []byte
	seq   uint64 // event that holds it
}

func newReplay(o *Options) *replay {
	return &replay{opts: o, records: map[recordID]image{}, gone: map[recordID]uint64{}, numbers: map[string]uint64{}}
}

// add takes the next stored line; it does not keep the line itself. keep turns
// an after-image into what is remembered of it.
func (p *replay) add(line []byte, keep func([]byte) []byte) error {
	e, err := decodeEvent(line)
	seq := p.head.Seq + 1
	bad := func(format string, args ...any) error {
		return fmt.Errorf("%w: event %d: %s", store.ErrDamaged, seq, fmt.Sprintf(format, args...))
	}
	switch {
	case err != nil:
		return bad("%v", err)
	case e.Seq != seq:
		return bad("has number %d", e.Seq)
	case e.Prev != p.head.Hash:
		return bad("does not follow from the event before")
	case e.V > p.opts.Schema() && !p.opts.ReadNewer:
		return fmt.Errorf("event %d has schema %d: %w", seq, e.V, store.ErrNewer)
	case len(e.Changes) == 0:
		return bad("changes nothing")
	case e.Undoes >= seq:
		return bad("undoes event %d", e.Undoes)
	case bytes.ContainsRune(line, '\n'):
		return bad("is not one line")
	case (e.Clock == clockBack) != e.At.Before(p.head.At):
		return bad("clock note %q is wrong", e.Clock)
	}
	for _, c := range e.Changes {
		id := recordID{c.Kind, c.Key}
		if p.opts.ReadNewer && !slices.Contains(store.Kinds(), c.Kind) {
			continue
		}
		if !slices.Contains(store.Kinds(), c.Kind) || checkKey(c.Key) != nil {
			return bad("bad record %s %.40q", c.Kind, c.Key)
		}
		// A record changed twice in one event fails here, too.
		if was := p.records[id]; was.seq != c.Prev || (c.After == nil && c.Prev == 0) || p.gone[id] == seq {
			return bad("%s %q was last changed by event %d, not %d", c.Kind, c.Key, was.seq, c.Prev)
		}
		if c.After == nil {
			delete(p.records, id)
			p.gone[id] = seq
			continue
		}
		delete(p.gone, id)
		v, err := p.opts.upgrade(e.V, c)
		if err != nil {
			return bad("%v", err)
		}
		p.records[id] = image{keep(v), seq}
	}
	for s, n := range e.Numbers {
		if n <= p.numbers[s] {
			return bad("sequence %q goes back to %d", s, n)
		}
		p.numbers[s] = n
	}
	p.head = head{store.Head{Seq: seq, Hash: e.Hash}, e.At}
	return nil
}

// Restore implements store.Store. Everything is checked before anything is
// written, and keys are written in rising order: a large transaction in any
// other order would take very long.
func (l *Ledger) Restore(ctx context.Context, events [][]byte) error {
	p := newReplay(&l.opts)
	for i, line := range events {
		if i%1000 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if err := p.add(line, func(b []byte) []byte { return b }); err != nil {
			return err
		}
	}
	return l.write(ctx, func(t *tx) error {
		h, err := t.Head()
		if err != nil {
			return err
		}
		if h.Seq != 0 {
			return fmt.Errorf("restore: %w: %d events", store.ErrNotEmpty, h.Seq)
		}
		if len(events) == 0 {
			return nil
		}
		t.dirty, t.lines = true, events
		b := t.kv.Bucket(bucketEvents)
		for i, line := range events {
			if err := b.Put(number(uint64(i+1)), line); err != nil {
				return err
			}
		}
		return p.write(t.kv)
	})
}

// Continue adds an event that a second copy has and the store lacks, given by its
// stored bytes: the very same change, except for drafts. It must follow the head and
// be of the present schema; else, and if it is not what the ledger itself would write
// for its changes, nothing is stored and the error wraps store.ErrDamaged. The copy is
// not asked to append it again.
func (l *Ledger) Continue(ctx context.Context, line []byte) error {
	bad := func(why any) error { return fmt.Errorf("%w: continue: %v", store.ErrDamaged, why) }
	e, err := decodeEvent(line)
	if err != nil {
		return bad(err)
	}
	return l.writeTo(ctx, nil, func(t *tx) error {
		h, err := t.Head()
		if err != nil {
			return err
		}
		if e.Seq != h.Seq+1 || e.Prev != h.Hash {
			return bad("the event does not follow the last one")
		}
		for _, c := range e.Changes {
			if err := t.set(c.Kind, c.Key, c.After); err != nil {
				return bad(err)
			}
		}
		for s, n := range e.Numbers {
			if n <= readNumber(t.kv.Bucket(bucketMeta).Get([]byte(metaSequence+s))) {
				return bad("a sequence goes back")
			}
		}
		then := *t.opts
		then.Now = func() time.Time { return e.At }
		t.opts, t.numbers, e.Clock = &then, e.Numbers, ""
		if _, err := t.finish(e); err != nil {
			return bad(err)
		}
		if len(t.lines) != 1 || !bytes.Equal(t.lines[0], line) {
			return bad("another event would come of it")
		}
		return nil
	})
}

// write stores all but the events.
func (p *replay) write(kv KVTx) error {
	rows := index{}
	counts := map[store.Kind]uint64{}
	for _, id := range sortedIDs(p.records) {
		v := p.records[id].value
		if err := kv.Bucket(string(id.kind)).Put([]byte(id.key), pack(v, p.records[id].seq)); err != nil {
			return err
		}
		counts[id.kind]++
		if err := rows.add(id.kind, id.key, v); err != nil && !p.opts.ReadNewer {
			return fmt.Errorf("%w: %w", store.ErrDamaged, err)
		}
	}
	if err := rows.write(kv.Bucket(bucketIndex).Put); err != nil {
		return err
	}
	gone := kv.Bucket(bucketGone)
	for _, id := range sortedIDs(p.gone) {
		if err := gone.Put(goneKey(id.kind, id.key), number(p.gone[id])); err != nil {
			return err
		}
	}
	meta := kv.Bucket(bucketMeta)
	for kind, n := range counts {
		if err := meta.Put([]byte(metaCount+string(kind)), number(n)); err != nil {
			return err
		}
	}
	for s, n := range p.numbers {
		if err := meta.Put([]byte(metaSequence+s), number(n)); err != nil {
			return err
		}
	}
	return p.head.write(meta)
}

func sortedIDs[V any](m map[recordID]V) []recordID {
	return slices.SortedFunc(maps.Keys(m), func(a, b recordID) int {
		return bytes.Compare(goneKey(a.kind, a.key), goneKey(b.kind, b.key))
	})
}
