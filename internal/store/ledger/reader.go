package ledger

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"monev/internal/store"
)

// reader is a store.Reader on one transaction.
type reader struct {
	kv      KVTx
	opts    *Options
	writing bool // scans must not be disturbed by writes of their visitor
}

var _ store.Reader = (*reader)(nil)

func (r *reader) bucket(name string) (Bucket, error) {
	if b := r.kv.Bucket(name); b != nil {
		return b, nil
	}
	return nil, fmt.Errorf("no bucket %q", name)
}

// records is the bucket of a kind.
func (r *reader) records(kind store.Kind) (Bucket, error) {
	if !slices.Contains(store.Kinds(), kind) {
		return nil, fmt.Errorf("no kind %.40q", kind)
	}
	return r.bucket(string(kind))
}

// Get implements store.Reader.
func (r *reader) Get(kind store.Kind, key string) ([]byte, error) {
	b, err := r.records(kind)
	if err != nil {
		return nil, err
	}
	if v, _ := unpack(b.Get([]byte(key))); v != nil {
		return bytes.Clone(v), nil
	}
	return nil, fmt.Errorf("%s %q: %w", kind, key, store.ErrNotFound)
}

// Scan implements store.Reader.
func (r *reader) Scan(kind store.Kind, prefix string, visit func(key string, value []byte) error) error {
	b, err := r.records(kind)
	if err != nil {
		return err
	}
	return r.scan(b, []byte(prefix), []byte(prefix), func(k, stored []byte) error {
		v, _ := unpack(stored)
		return visit(string(k), v)
	})
}

// scan visits keys from the given one on, as long as they have the prefix.
func (r *reader) scan(b Bucket, from, prefix []byte, visit func(k, v []byte) error) error {
	var err error
	if r.writing {
		type pair struct{ k, v []byte }
		var all []pair
		b.Ascend(from, func(k, v []byte) bool {
			if !bytes.HasPrefix(k, prefix) {
				return false
			}
			all = append(all, pair{k, v})
			return true
		})
		for i := 0; i < len(all) && err == nil; i++ {
			err = visit(all[i].k, all[i].v)
		}
	} else {
		b.Ascend(from, func(k, v []byte) bool {
			if bytes.HasPrefix(k, prefix) {
				err = visit(k, v)
				return err == nil
			}
			return false
		})
	}
	if errors.Is(err, store.Stop) {
		return nil
	}
	return err
}

// Count implements store.Reader. The number is kept, not counted.
func (r *reader) Count(kind store.Kind) (int, error) {
	if _, err := r.records(kind); err != nil {
		return 0, err
	}
	return int(readNumber(r.kv.Bucket(bucketMeta).Get([]byte(metaCount + string(kind))))), nil
}

// Head implements store.Reader.
func (r *reader) Head() (store.Head, error) {
	h, err := readHead(r.kv.Bucket(bucketMeta))
	return h.Head, err
}

// Event implements store.Reader.
func (r *reader) Event(seq uint64) (store.Event, error) {
	line := r.kv.Bucket(bucketEvents).Get(number(seq))
	if line == nil {
		return store.Event{}, fmt.Errorf("event %d: %w", seq, store.ErrNotFound)
	}
	e, err := decodeEvent(line)
	if err != nil {
		return store.Event{}, fmt.Errorf("event %d: %w: %w", seq, store.ErrDamaged, err)
	}
	return e, nil
}

// ScanEvents implements store.Reader.
func (r *reader) ScanEvents(from uint64, visit func(seq uint64, line []byte) error) error {
	return r.scan(r.kv.Bucket(bucketEvents), number(from), nil, func(k, line []byte) error {
		return visit(readNumber(k), line)
	})
}

// LastChange implements store.Reader.
func (r *reader) LastChange(kind store.Kind, key string) (uint64, error) {
	b, err := r.records(kind)
	if err != nil {
		return 0, err
	}
	if stored := b.Get([]byte(key)); stored != nil {
		_, seq := unpack(stored)
		return seq, nil
	}
	return readNumber(r.kv.Bucket(bucketGone).Get(goneKey(kind, key))), nil
}

// Draft implements store.Reader.
func (r *reader) Draft(key string) ([]byte, error) {
	if v := r.kv.Bucket(bucketDrafts).Get([]byte(key)); v != nil {
		text, ok := DraftText(v)
		if !ok {
			return nil, fmt.Errorf("draft %q: %w", key, store.ErrDamaged)
		}
		return bytes.Clone(text), nil
	}
	return nil, fmt.Errorf("draft %q: %w", key, store.ErrNotFound)
}
