// Package storefile says what the file of a store holds, by plain reads alone: it
// is asked before bbolt may open a file, and before a backup counts.
package storefile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"monev/internal/store"
	"monev/internal/store/boltfile"
	"monev/internal/store/ledger"
	"monev/internal/store/textjournal"
)

// Exam is what a sound file holds.
type Exam struct {
	Info ledger.Info
	Head store.Head
	Size int64 // of what is in use, in bytes
	// Paired: both meta pages are sound and of successive commits, as bbolt and power
	// cuts leave them. Else the newest commit may be the one that was damaged.
	Paired bool
	// Text compares the second copy of the events with the store, if there was one.
	Text Text
}

// Text is how a text journal stands to the store.
type Text struct {
	textjournal.Found
	// Same is how many events are the same in both, from the first on.
	Same uint64
	// More counts good events in the text that the store does not have at that
	// place: it leads, or it is of another store.
	More int
}

// Behind is how many events the text lacks.
func (t Text) Behind(h store.Head) uint64 { return h.Seq - t.Same }

// Examine reads a whole file: structure, chain of events, head. An error that
// wraps store.ErrDamaged says what is wrong with it; fs.ErrNotExist that there
// is none. text, if not nil, is read along and compared.
func Examine(path string, text io.Reader) (Exam, error) {
	f, size, err := open(path)
	if err != nil {
		return Exam{}, err
	}
	defer func() { _ = f.Close() }()
	metas := boltfile.Metas(f)
	if len(metas) == 0 {
		return Exam{}, fmt.Errorf("%w: no sound meta page", store.ErrDamaged)
	}
	e := &examiner{pairs: map[string][]byte{}, known: map[string]bool{}}
	for _, b := range ledger.Buckets() {
		e.known[b.Name] = true
	}
	c := newChecker(text)
	err = boltfile.Inspect(f, size, metas[0], func(bucket string, key, value []byte) error {
		if bucket == ledger.BucketEvents {
			return c.take(ledger.EventKey(key), value)
		}
		return e.visit(bucket, key, value)
	})
	// What is wrong with the events was seen before.
	if first := c.end(); first != nil {
		return Exam{}, first
	}
	if err != nil {
		return Exam{}, err
	}
	exam, err := e.finish(c)
	exam.Size = int64(metas[0].Pages) * boltfile.PageSize
	exam.Paired = len(metas) == 2 && metas[0].Txid == metas[1].Txid+1
	return exam, err
}

func open(path string) (*os.File, int64, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, 0, err
	}
	if !info.Mode().IsRegular() {
		return nil, 0, fmt.Errorf("%w: not a file", store.ErrDamaged)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, 0, err
	}
	// Of the open file: a name may come to mean another one.
	if info, err = f.Stat(); err != nil {
		return nil, 0, errors.Join(err, f.Close())
	}
	if info.Size() == 0 {
		return nil, 0, errors.Join(fmt.Errorf("%w: the file is empty", store.ErrDamaged), f.Close())
	}
	return f, info.Size(), nil
}

type examiner struct {
	pairs map[string][]byte
	known map[string]bool
	odd   string // a bucket that is not ours and holds something
}

func (e *examiner) visit(bucket string, key, value []byte) error {
	if !e.known[bucket] {
		e.odd = bucket
	}
	if bucket == ledger.BucketMeta {
		e.pairs[string(key)] = bytes.Clone(value)
	}
	return nil
}

func (e *examiner) finish(c *checker) (Exam, error) {
	info, head, err := ledger.Meta(e.pairs)
	if err != nil {
		return Exam{}, err
	}
	if e.odd != "" && info.Schema <= (ledger.Options{}).Schema() {
		return Exam{}, fmt.Errorf("%w: bucket %q is none of ours", store.ErrDamaged, e.odd)
	}
	if end := c.head(); head != end {
		return Exam{}, fmt.Errorf("%w: the head is event %d %.16s, the journal ends with %d %.16s",
			store.ErrDamaged, head.Seq, head.Hash, end.Seq, end.Hash)
	}
	text, err := c.rest()
	return Exam{Info: info, Head: head, Text: text}, err
}

// Broken says where the chain of events breaks. It wraps store.ErrDamaged.
type Broken struct{ Seq uint64 }

// Error names the event.
func (b *Broken) Error() string {
	return fmt.Sprintf("event %d is missing or does not follow from the event before", b.Seq)
}

// Unwrap returns store.ErrDamaged.
func (b *Broken) Unwrap() error { return store.ErrDamaged }

// Rescued is what could be read of a file, whole or not.
type Rescued struct {
	ID     string
	Head   store.Head // what the file says; zero if it does not
	Drafts map[string][]byte
	// Sound: the file contradicts itself nowhere, so that there is nothing that
	// was not found.
	Sound bool
}

// Rescue reads all that a file may still hold and gives every event to visit, in
// any order, also twice; the slices are valid only during the visit. Events may be
// old or wrong: their chain decides. A missing file gives fs.ErrNotExist, another
// error only says that reading failed.
func Rescue(path string, visit func(line []byte)) (Rescued, error) {
	var out Rescued
	f, size, err := open(path)
	if err != nil {
		if errors.Is(err, store.ErrDamaged) && !errors.Is(err, fs.ErrNotExist) {
			return out, nil
		}
		return out, err
	}
	defer func() { _ = f.Close() }()
	for _, m := range boltfile.Metas(f) {
		e := &examiner{pairs: map[string][]byte{}}
		drafts := map[string][]byte{}
		err := boltfile.Rescue(f, size, m, func(bucket string, key, value []byte) error {
			switch bucket {
			case ledger.BucketMeta:
				return e.visit(bucket, key, value)
			case ledger.BucketEvents:
				visit(value)
			case ledger.BucketDrafts:
				if text, ok := ledger.DraftText(value); ok {
					drafts[string(key)] = bytes.Clone(text)
				}
			}
			return nil
		})
		info, head, metaErr := ledger.Meta(e.pairs)
		sound := err == nil && metaErr == nil && boltfile.Inspect(f, size, m, nil) == nil
		if out.ID == "" && metaErr == nil {
			out.ID = info.ID
		}
		if head.Seq > out.Head.Seq {
			out.Head = head
		}
		if out.Drafts == nil || (sound && !out.Sound) {
			out.Drafts = drafts
		}
		out.Sound = out.Sound || sound
	}
	boltfile.Salvage(f, size, func(key, value []byte) {
		if len(key) == 8 && bytes.HasPrefix(value, []byte(`{"v":`)) {
			visit(value)
		}
	})
	return out, nil
}

// Culprit is the event at which the chain in a file was broken: the first that is
// missing, or whose content is not what its neighbours vouch for. 0 if the chain
// holds as far as the file can be read.
func Culprit(path string) uint64 {
	f, size, err := open(path)
	if err != nil {
		return 0
	}
	defer func() { _ = f.Close() }()
	type link struct {
		hash, prev string
		ok         bool
	}
	links := map[uint64]link{}
	var last uint64
	pairs := map[string][]byte{}
	for _, m := range boltfile.Metas(f) {
		err := boltfile.Rescue(f, size, m, func(bucket string, key, value []byte) error {
			switch bucket {
			case ledger.BucketEvents:
				var l link
				l.hash, l.prev, l.ok = ledger.Link(value)
				last = ledger.EventKey(key)
				links[last] = l
			case ledger.BucketMeta:
				pairs[string(key)] = bytes.Clone(value)
			}
			return nil
		})
		if err == nil {
			break
		}
	}
	_, head, _ := ledger.Meta(pairs)
	before := ""
	for seq := uint64(1); seq <= last; seq++ {
		l, there := links[seq]
		if !there || !l.ok {
			return seq
		}
		if l.prev != before {
			// Who is vouched for from behind is not the one that was changed.
			next, ok := links[seq+1]
			if seq > 1 && ((ok && next.prev == l.hash) || (seq == head.Seq && head.Hash == l.hash)) {
				return seq - 1
			}
			return seq
		}
		before = l.hash
	}
	if head.Seq != last || head.Hash != before {
		return max(last, head.Seq)
	}
	return 0
}
