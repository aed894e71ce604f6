package app

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"monev/internal/store"
)

// pastReader sees the records as they were after an event of the journal: what
// changed since is laid over the present ones. Indexes are those of the present,
// so it must not be asked for them.
type pastReader struct {
	store.Reader
	over map[store.Kind]map[string][]byte // nil: the record was not there
}

// past is the reader of the records as they were after the event seq. The events
// since are read, so it costs as much as was done since.
func past(r store.Reader, seq uint64) (store.Reader, error) {
	h, err := r.Head()
	if err != nil || h.Seq <= seq {
		return r, err
	}
	p := pastReader{Reader: r, over: map[store.Kind]map[string][]byte{}}
	type change struct {
		Kind store.Kind `json:"kind"`
		Key  string     `json:"key"`
		Prev uint64     `json:"prev"`
	}
	var first []change // of every record, the first change since
	err = r.ScanEvents(seq+1, func(_ uint64, line []byte) error {
		var e struct{ Changes []change }
		if err := json.Unmarshal(line, &e); err != nil {
			return fmt.Errorf("read event after %d: %w", seq, err)
		}
		for _, c := range e.Changes {
			if p.over[c.Kind] == nil {
				p.over[c.Kind] = map[string][]byte{}
			}
			if _, ok := p.over[c.Kind][c.Key]; !ok {
				p.over[c.Kind][c.Key] = nil
				first = append(first, c)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, c := range first {
		if c.Prev == 0 {
			continue
		}
		e, err := r.Event(c.Prev)
		if err != nil {
			return nil, err
		}
		i := slices.IndexFunc(e.Changes, func(x store.Change) bool { return x.Kind == c.Kind && x.Key == c.Key })
		if i < 0 {
			return nil, fmt.Errorf("event %d has no change of %s: %w", c.Prev, c.Key, store.ErrDamaged)
		}
		if len(e.Changes[i].After) > 0 {
			p.over[c.Kind][c.Key] = e.Changes[i].After
		}
	}
	return p, nil
}

// Get returns a record as it was, or store.ErrNotFound.
func (p pastReader) Get(kind store.Kind, key string) ([]byte, error) {
	b, changed := p.over[kind][key]
	switch {
	case !changed:
		return p.Reader.Get(kind, key)
	case b == nil:
		return nil, store.ErrNotFound
	}
	return slices.Clone(b), nil
}

// Scan visits the records as they were, by rising key.
func (p pastReader) Scan(kind store.Kind, prefix string, visit func(key string, value []byte) error) error {
	var keys []string
	for key, b := range p.over[kind] {
		if b != nil && strings.HasPrefix(key, prefix) {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	stopped := false
	see := func(key string, value []byte) error {
		err := visit(key, value)
		stopped = stopped || err == store.Stop
		return err
	}
	err := p.Reader.Scan(kind, prefix, func(key string, value []byte) error {
		for len(keys) > 0 && keys[0] <= key {
			next := keys[0]
			keys = keys[1:]
			if err := see(next, p.over[kind][next]); err != nil {
				return err
			}
		}
		if _, changed := p.over[kind][key]; changed {
			return nil
		}
		return see(key, value)
	})
	for err == nil && !stopped && len(keys) > 0 {
		if err = see(keys[0], p.over[kind][keys[0]]); err == store.Stop {
			return nil
		}
		keys = keys[1:]
	}
	return err
}

// Count is the number of records of a kind as it was.
func (p pastReader) Count(kind store.Kind) (int, error) {
	n := 0
	err := p.Scan(kind, "", func(string, []byte) error { n++; return nil })
	return n, err
}

// headSeq is the event a printed head names; 0 if it is none.
func headSeq(head string) uint64 {
	number, _, _ := strings.Cut(head, "-")
	seq, err := strconv.ParseUint(number, 10, 64)
	if err != nil {
		return 0
	}
	return seq
}
