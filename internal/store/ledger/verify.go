package ledger

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"

	"monev/internal/store"
)

// A Problem is one contradiction that Verify found.
type Problem struct {
	Where string // chain, head, record, index, last, count, sequence or draft
	Seq   uint64 // the event it is about, 0 if none
	What  string
}

// Report is the outcome of Verify.
type Report struct {
	Head     store.Head
	Events   uint64
	Records  int
	Problems []Problem // at most maxProblems
}

const maxProblems = 100

// OK reports whether nothing was found.
func (r Report) OK() bool { return len(r.Problems) == 0 }

// Err is nil if nothing was found; else it wraps store.ErrDamaged and names
// the first problem.
func (r Report) Err() error {
	if r.OK() {
		return nil
	}
	p := r.Problems[0]
	return fmt.Errorf("%w: %s: %s (%d problems)", store.ErrDamaged, p.Where, p.What, len(r.Problems))
}

func (r *Report) add(where string, seq uint64, format string, args ...any) {
	if len(r.Problems) < maxProblems {
		r.Problems = append(r.Problems, Problem{where, seq, fmt.Sprintf(format, args...)})
	}
}

// Verify compares the store with itself: the chain of events, the head, the
// records with those the events lead to, the indexes with those the records lead
// to, and the numbers kept beside them. It only reads. It must be given the
// Reader of a View of this package's Ledger; the error says that reading failed,
// what was found is in the Report.
func Verify(sr store.Reader) (Report, error) {
	r, ok := sr.(*reader)
	if !ok {
		return Report{}, errors.New("verify: not the Reader of a View")
	}
	var rep Report
	p := newReplay(r.opts)
	err := r.ScanEvents(0, func(seq uint64, line []byte) error {
		if seq != p.head.Seq+1 {
			rep.add("chain", p.head.Seq+1, "event %d is followed by %d", p.head.Seq, seq)
			return store.Stop
		}
		if err := p.add(line, digest); err != nil {
			rep.add("chain", p.head.Seq+1, "%v", err)
			return store.Stop
		}
		return nil
	})
	if err != nil {
		return rep, err
	}
	rep.Events = p.head.Seq
	h, err := readHead(r.kv.Bucket(bucketMeta))
	switch {
	case err != nil:
		rep.add("head", 0, "%v", err)
	case h.Head != p.head.Head || !h.At.Equal(p.head.At):
		rep.add("head", p.head.Seq, "is event %d %.16s, the journal ends with %d %.16s", h.Seq, h.Hash, p.head.Seq, p.head.Hash)
	}
	rep.Head = h.Head
	if !rep.OK() {
		return rep, nil // without a journal to trust, the rest would only be noise
	}
	r.verifyRecords(p, &rep)
	r.verifyGone(p, &rep)
	r.verifyMeta(p, &rep)
	r.kv.Bucket(bucketDrafts).Ascend(nil, func(k, v []byte) bool {
		if _, ok := DraftText(v); !ok {
			rep.add("draft", 0, "%s is not what was typed", k)
		}
		return true
	})
	return rep, nil
}

// VerifyStore is Verify on the present state of a ledger.
func VerifyStore(l *Ledger) (rep Report, err error) {
	err = l.View(context.Background(), func(r store.Reader) error {
		rep, err = Verify(r)
		return err
	})
	return rep, err
}

// digest keeps memory small: records are compared by hash.
func digest(b []byte) []byte {
	s := sha256.Sum256(b)
	return s[:]
}

func (r *reader) verifyRecords(p *replay, rep *Report) {
	rows := index{}
	for _, kind := range store.Kinds() {
		n := 0
		r.kv.Bucket(string(kind)).Ascend(nil, func(k, stored []byte) bool {
			v, seq := unpack(stored)
			n++
			id := recordID{kind, string(k)}
			want, ok := p.records[id]
			switch {
			case !ok:
				rep.add("record", seq, "%s %q is in no event", kind, k)
			case seq != want.seq:
				rep.add("last", want.seq, "%s %q says event %d, the journal %d", kind, k, seq, want.seq)
			case string(digest(v)) != string(want.value):
				rep.add("record", want.seq, "%s %q is not as event %d left it", kind, k, want.seq)
			}
			delete(p.records, id)
			if err := rows.add(kind, id.key, v); err != nil {
				rep.add("record", seq, "%v", err)
			}
			return true
		})
		rep.Records += n
		if c, err := r.Count(kind); err != nil || c != n {
			rep.add("count", 0, "%s: %d records, %d counted", kind, n, c)
		}
	}
	for id, im := range p.records {
		rep.add("record", im.seq, "%s %q of event %d is missing", id.kind, id.key, im.seq)
	}
	r.kv.Bucket(bucketIndex).Ascend(nil, func(k, v []byte) bool {
		switch others, ok := rows[string(k)]; {
		case !ok:
			rep.add("index", 0, "%s belongs to no record", k)
		case others != string(v):
			rep.add("index", 0, "%s has other entries than its record", k)
		}
		delete(rows, string(k))
		return true
	})
	for k := range rows {
		rep.add("index", 0, "%s is missing", k)
	}
}

func (r *reader) verifyGone(p *replay, rep *Report) {
	r.kv.Bucket(bucketGone).Ascend(nil, func(k, v []byte) bool {
		kind, key, _ := strings.Cut(string(k), "/")
		id := recordID{store.Kind(kind), key}
		if want := p.gone[id]; want != readNumber(v) {
			rep.add("last", want, "%s says deleted by event %d, the journal %d", k, readNumber(v), want)
		}
		delete(p.gone, id)
		return true
	})
	for id, seq := range p.gone {
		rep.add("last", seq, "%s %q, deleted by event %d, is missing", id.kind, id.key, seq)
	}
}

func (r *reader) verifyMeta(p *replay, rep *Report) {
	r.kv.Bucket(bucketMeta).Ascend([]byte(metaSequence), func(k, v []byte) bool {
		name, ok := strings.CutPrefix(string(k), metaSequence)
		if !ok {
			return false
		}
		if want := p.numbers[name]; want != readNumber(v) {
			rep.add("sequence", 0, "%q is at %d, the journal at %d", name, readNumber(v), want)
		}
		delete(p.numbers, name)
		return true
	})
	for name, n := range p.numbers {
		rep.add("sequence", 0, "%q at %d is missing", name, n)
	}
}
