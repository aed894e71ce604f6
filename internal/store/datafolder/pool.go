package datafolder

import (
	"bytes"
	"strconv"

	"monev/internal/store/ledger"
)

// A pool takes events from whatever still holds some, whole or damaged, and finds
// the longest chain in them. An event proves the one before it by its hash; the
// last one counts only if a sum or a known head vouches for it.
type pool struct {
	byHash map[string]*link
	after  map[string][]*link // by the hash of the event before
	heads  map[string]uint64
	top    uint64 // highest number of an event with a sum
}

type link struct {
	line       []byte
	hash, prev string
	rank       int  // of the best source that holds it, 0 first
	vouched    bool // by a sum of its own
}

func newPool() *pool {
	return &pool{byHash: map[string]*link{}, after: map[string][]*link{}, heads: map[string]uint64{}}
}

// add takes an event, of which it keeps a copy.
func (p *pool) add(rank int, line []byte, vouched bool) {
	hash, prev, ok := ledger.Link(line)
	if !ok {
		return
	}
	l := p.byHash[hash]
	if l == nil {
		l = &link{line: bytes.Clone(line), hash: hash, prev: prev, rank: rank}
		p.byHash[hash] = l
		p.after[prev] = append(p.after[prev], l)
	}
	l.rank, l.vouched = min(l.rank, rank), l.vouched || vouched
	if vouched {
		p.top = max(p.top, number(line))
	}
}

// of is the link of an event that was added.
func (p *pool) of(line []byte) *link {
	hash, _, _ := ledger.Link(line)
	return p.byHash[hash]
}

// head takes the end of a journal as something said that it is.
func (p *pool) head(seq uint64, hash string) {
	if seq > 0 {
		p.heads[hash] = seq
	}
}

// highest is the highest event that is known to have existed. A head that names
// an event we have counts by that event: its own number may be what is damaged;
// and an event without a sum counts only if another one proves it.
func (p *pool) highest() uint64 {
	top := p.top
	for hash, seq := range p.heads {
		if p.byHash[hash] == nil {
			top = max(top, seq)
		}
	}
	for _, l := range p.byHash {
		if len(p.after[l.hash]) > 0 {
			top = max(top, number(l.line)+1)
		}
	}
	return top
}

// number reads the number of an event from its beginning, {"v":1,"seq":17,
func number(line []byte) uint64 {
	_, rest, ok := bytes.Cut(line[:min(len(line), 64)], []byte(`,"seq":`))
	digits, _, end := bytes.Cut(rest, []byte(","))
	n, err := strconv.ParseUint(string(digits), 10, 64)
	if !ok || !end || err != nil {
		return 0
	}
	return n
}

// chain returns the events of the best chain from the first event on: of those
// that the best source has a part in, the longest.
func (p *pool) chain() [][]byte {
	var best []*link
	rank := 0
	for _, root := range p.after[""] {
		c := p.from(root)
		if len(c) == 0 {
			continue
		}
		r := c[0].rank
		for _, l := range c {
			r = min(r, l.rank)
		}
		if best == nil || r < rank || (r == rank && len(c) > len(best)) {
			best, rank = c, r
		}
	}
	out := make([][]byte, len(best))
	for i, l := range best {
		out[i] = l.line
	}
	return out
}

// step is a link on its way.
type step struct {
	*link
	back *step
}

// from is the longest chain that begins with root and ends with an event that is
// vouched for.
func (p *pool) from(root *link) []*link {
	var end *step
	depth, last := 0, 0
	for level := []*step{{link: root}}; len(level) > 0; {
		depth++
		var next []*step
		for _, s := range level {
			if number(s.line) != uint64(depth) {
				continue
			}
			better := end == nil || last < depth || s.rank < end.rank
			if (s.vouched || p.heads[s.hash] != 0) && better {
				end, last = s, depth
			}
			follow := p.after[s.hash]
			if len(follow) > 0 && last < depth {
				end, last = s, depth // the next one proves it
			}
			for _, l := range follow {
				next = append(next, &step{l, s})
			}
		}
		level = next
	}
	if end == nil {
		return nil
	}
	out := make([]*link, last)
	for i := last - 1; end != nil; i, end = i-1, end.back {
		out[i] = end.link
	}
	return out
}
