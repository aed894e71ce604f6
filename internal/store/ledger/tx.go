package ledger

import (
	"bytes"
	"fmt"

	"monev/internal/store"
)

// tx is a store.Tx on one write transaction. Records and indexes are written at
// once, so that the change sees them; the event is made at the end.
type tx struct {
	reader
	touched []touch
	byID    map[recordID]int // position in touched
	numbers map[string]uint64
	end     *head    // of the journal when the transaction began, once read
	dirty   bool     // something must be committed
	lines   [][]byte // events that were added, as stored
}

// journalEnd reads the head once.
func (t *tx) journalEnd() (head, error) {
	if t.end == nil {
		h, err := readHead(t.kv.Bucket(bucketMeta))
		if err != nil {
			return h, err
		}
		t.end = &h
	}
	return *t.end, nil
}

var _ store.Tx = (*tx)(nil)

type recordID struct {
	kind store.Kind
	key  string
}

// touch is a record as it was kept before the transaction, nil if it did not
// exist.
type touch struct {
	recordID
	stored []byte
}

// Put implements store.Tx.
func (t *tx) Put(kind store.Kind, key string, v any) error {
	b, err := encodeRecord(v)
	if err != nil {
		return fmt.Errorf("write %s %q: %w", kind, key, err)
	}
	return t.set(kind, key, b)
}

// Delete implements store.Tx.
func (t *tx) Delete(kind store.Kind, key string) error { return t.set(kind, key, nil) }

// set writes one record, or deletes it if after is nil, with its index entries.
func (t *tx) set(kind store.Kind, key string, after []byte) error {
	if err := checkKey(key); err != nil {
		return err
	}
	b, err := t.records(kind)
	if err != nil {
		return err
	}
	stored := b.Get([]byte(key))
	before, _ := unpack(stored)
	if same(before, after) {
		return nil
	}
	h, err := t.journalEnd()
	if err != nil {
		return err
	}
	if err := t.index(kind, key, before, after); err != nil {
		return err
	}
	t.touch(kind, key, stored)
	if after == nil {
		err = b.Delete([]byte(key))
	} else {
		err = b.Put([]byte(key), pack(after, h.Seq+1))
	}
	if err != nil {
		return err
	}
	switch {
	case before == nil:
		return t.count(kind, 1)
	case after == nil:
		return t.count(kind, -1)
	}
	return nil
}

// same compares images; an absent one equals only another absent one.
func same(a, b []byte) bool { return (a == nil) == (b == nil) && bytes.Equal(a, b) }

func (t *tx) touch(kind store.Kind, key string, stored []byte) {
	id := recordID{kind, key}
	if _, ok := t.byID[id]; ok {
		return
	}
	if t.byID == nil {
		t.byID = map[recordID]int{}
	}
	t.byID[id] = len(t.touched)
	t.touched = append(t.touched, touch{id, stored})
}

func (t *tx) count(kind store.Kind, by int) error {
	n, err := t.Count(kind)
	if err != nil {
		return err
	}
	meta, k := t.kv.Bucket(bucketMeta), []byte(metaCount+string(kind))
	if n+by == 0 {
		return meta.Delete(k)
	}
	return meta.Put(k, number(uint64(n+by)))
}

// LastChange implements store.Reader.
func (t *tx) LastChange(kind store.Kind, key string) (uint64, error) {
	if i, ok := t.byID[recordID{kind, key}]; ok && t.touched[i].stored != nil {
		_, seq := unpack(t.touched[i].stored)
		return seq, nil
	} else if ok { // it did not exist: only its deletion counts
		return readNumber(t.kv.Bucket(bucketGone).Get(goneKey(kind, key))), nil
	}
	return t.reader.LastChange(kind, key)
}

// Next implements store.Tx. Numbers are written with the event, so that an
// Update without one uses none.
func (t *tx) Next(sequence string) (uint64, error) {
	if err := checkKey(sequence); err != nil {
		return 0, err
	}
	n, ok := t.numbers[sequence]
	if !ok {
		n = readNumber(t.kv.Bucket(bucketMeta).Get([]byte(metaSequence + sequence)))
	}
	if t.numbers == nil {
		t.numbers = map[string]uint64{}
	}
	t.numbers[sequence] = n + 1
	return n + 1, nil
}

// DropDraft implements store.Tx.
func (t *tx) DropDraft(key string) error {
	b := t.kv.Bucket(bucketDrafts)
	if b.Get([]byte(key)) == nil {
		return nil
	}
	t.dirty = true
	return b.Delete([]byte(key))
}

// finish makes all changes into one event and appends it. The given event holds
// what it is called; the rest is filled in. Without changes it is the zero Event.
func (t *tx) finish(e store.Event) (store.Event, error) {
	h, err := t.journalEnd()
	if err != nil {
		return store.Event{}, err
	}
	if e.Changes, err = t.changes(h.Seq + 1); err != nil || len(e.Changes) == 0 {
		return store.Event{}, err
	}
	e.V, e.Seq, e.Prev, e.Numbers = t.opts.Schema(), h.Seq+1, h.Hash, t.numbers
	e.At = t.opts.Now().Round(0) // without the monotonic clock
	if e.At.Before(h.At) {
		e.Clock = clockBack
	}
	line, err := encode(e)
	if err != nil {
		return store.Event{}, fmt.Errorf("event %d: %w", e.Seq, err)
	}
	e.Hash = hashLine(line)

	if err := t.kv.Bucket(bucketEvents).Put(number(e.Seq), line); err != nil {
		return store.Event{}, err
	}
	meta := t.kv.Bucket(bucketMeta)
	for s, n := range t.numbers {
		if err := meta.Put([]byte(metaSequence+s), number(n)); err != nil {
			return store.Event{}, err
		}
	}
	t.dirty, t.lines = true, append(t.lines, line)
	return e, head{store.Head{Seq: e.Seq, Hash: e.Hash}, e.At}.write(meta)
}

// clockBack marks an event whose time is before that of the event before.
const clockBack = "back"

// changes lists the records that are different now, and gives event seq its
// due in the bucket of deleted ones.
func (t *tx) changes(seq uint64) ([]store.Change, error) {
	var out []store.Change
	gone := t.kv.Bucket(bucketGone)
	for _, w := range t.touched {
		b, key := t.kv.Bucket(string(w.kind)), []byte(w.key)
		before, prev := unpack(w.stored)
		after, _ := unpack(b.Get(key))
		var err error
		var deleted uint64
		switch {
		case same(before, after):
			if after != nil { // there and back: it keeps its number
				err = b.Put(key, w.stored)
			}
			if err != nil {
				return nil, err
			}
			continue
		case after == nil:
			err = gone.Put(goneKey(w.kind, w.key), number(seq))
		case before == nil && gone.Get(goneKey(w.kind, w.key)) != nil:
			deleted = readNumber(gone.Get(goneKey(w.kind, w.key)))
			err = gone.Delete(goneKey(w.kind, w.key))
		}
		if err != nil {
			return nil, err
		}
		out = append(out, store.Change{Kind: w.kind, Key: w.key, After: bytes.Clone(after), Prev: prev, Gone: deleted})
	}
	return out, nil
}
