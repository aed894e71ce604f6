// Package search finds words in many short texts while somebody types: an
// inverted index in memory, without I/O and without knowledge of what it holds.
//
// Words are compared as plain.Fold writes them. A text is found when every word
// of the query begins one of its words, in any order. A code (A.I.3.iii.c,
// TL-00017) is one word, if any text has one that begins like it.
package search

import (
	"math/bits"
	"slices"
	"sort"
	"strings"

	"monev/internal/plain"
)

// Doc is one text that can be found.
type Doc struct {
	Group   int    // 0 to 127: results are counted and returned by it
	Private bool   // found only by those who ask for it
	Text    string // what is shown
	Also    string // found as well, not shown: a number, a code, an owner
}

// Index knows which words the texts of records have; it does not keep the texts.
// The zero Index is empty and ready for use. It must not be used by several
// goroutines at once.
type Index struct {
	docs    []doc
	alive   []uint64 // bits of docs
	records []record
	names   map[string]uint32 // place in records
	words   map[string]uint32 // place in lists
	lists   [][]uint32        // rising docs of a word, dead ones too
	sorted  []string          // of words; unsorted while stale
	stale   bool
	dead    int
}

// doc is a text: text n of a record.
type doc struct {
	record  uint32
	n       uint16
	group   int8
	private bool
}

// record is a name and the docs [from, to) it has.
type record struct {
	name     string
	from, to uint32
}

// mostTexts is how many texts of one record are found at most.
const mostTexts = 1 << 16

// Put makes docs the texts of a record, in place of those it had. Docs put later
// are found first.
func (x *Index) Put(name string, docs []Doc) {
	if x.names == nil {
		x.names, x.words = map[string]uint32{}, map[string]uint32{}
	}
	r, known := x.names[name]
	if known {
		x.drop(&x.records[r])
	}
	switch {
	case len(docs) > 0 && !known:
		r = uint32(len(x.records))
		name = strings.Clone(name)
		x.records = append(x.records, record{name: name})
		x.names[name] = r
	case len(docs) == 0:
		return
	}
	docs = docs[:min(len(docs), mostTexts)]
	x.records[r].from = uint32(len(x.docs))
	for i, d := range docs {
		n := len(x.docs)
		x.docs = append(x.docs, doc{r, uint16(i), int8(d.Group), d.Private})
		if n/64 >= len(x.alive) {
			x.alive = append(x.alive, 0)
		}
		x.alive[n/64] |= 1 << (n % 64)
		x.add(uint32(n), d.Text)
		x.add(uint32(n), d.Also)
	}
	x.records[r].to = uint32(len(x.docs))
	if x.dead > 1000 && x.dead > len(x.docs)/2 {
		x.compact()
	}
}

func (x *Index) add(n uint32, text string) {
	for w := range strings.SplitSeq(plain.Fold(text), " ") {
		x.word(n, w)
	}
	for w := range strings.FieldsSeq(text) {
		if c, ok := code(w); ok {
			x.word(n, c)
		}
	}
}

// code is the form in which a word that is a code is kept: it begins with a
// letter and has a digit, and dots or dashes between its parts.
func code(w string) (c string, ok bool) {
	if !strings.ContainsAny(w, ".-") || !strings.ContainsAny(w, "0123456789") {
		return "", false
	}
	w = strings.TrimFunc(w, func(r rune) bool { return !letter(r) && !digit(r) })
	if w == "" || !letter(rune(w[0])) || !strings.ContainsAny(w, ".-") {
		return "", false
	}
	for _, r := range w {
		if !letter(r) && !digit(r) && r != '.' && r != '-' {
			return "", false
		}
	}
	return strings.ToLower(w), true
}

func letter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }
func digit(r rune) bool  { return r >= '0' && r <= '9' }

// split divides a query into its codes and its other words.
func split(query string) (codes, words []string) {
	for w := range strings.FieldsSeq(query) {
		if c, ok := code(w); ok {
			codes = append(codes, c)
		} else {
			words = append(words, strings.Fields(plain.Fold(w))...)
		}
	}
	return codes, words
}

// word notes that text n has a word.
func (x *Index) word(n uint32, w string) {
	if w == "" {
		return
	}
	i, ok := x.words[w]
	if !ok {
		w = strings.Clone(w)
		i = uint32(len(x.lists))
		x.words[w] = i
		x.lists = append(x.lists, nil)
		x.sorted, x.stale = append(x.sorted, w), true
	}
	if l := x.lists[i]; len(l) == 0 || l[len(l)-1] != n {
		x.lists[i] = append(l, n)
	}
}

func (x *Index) drop(r *record) {
	for n := r.from; n < r.to; n++ {
		x.alive[n/64] &^= 1 << (n % 64)
		x.dead++
	}
	r.from, r.to = 0, 0
}

// compact takes out what is gone: docs, and words that only those had.
func (x *Index) compact() {
	const gone = ^uint32(0)
	to := make([]uint32, len(x.docs))
	var docs []doc
	for n := range x.docs {
		if x.alive[n/64]&(1<<(n%64)) == 0 {
			to[n] = gone
			continue
		}
		to[n] = uint32(len(docs))
		docs = append(docs, x.docs[n])
	}
	words, lists := map[string]uint32{}, [][]uint32(nil)
	for w, i := range x.words {
		var list []uint32
		for _, n := range x.lists[i] {
			if to[n] != gone {
				list = append(list, to[n])
			}
		}
		if len(list) > 0 {
			words[w] = uint32(len(lists))
			lists = append(lists, list)
		}
	}
	x.sorted = slices.DeleteFunc(x.sorted, func(w string) bool { _, ok := words[w]; return !ok })
	records, names := []record(nil), map[string]uint32{}
	for _, r := range x.records {
		if r.from == r.to {
			continue
		}
		names[r.name] = uint32(len(records))
		r.from, r.to = to[r.from], to[r.to-1]+1
		for n := r.from; n < r.to; n++ {
			docs[n].record = uint32(len(records))
		}
		records = append(records, r)
	}
	x.docs, x.words, x.lists, x.records, x.names, x.dead = docs, words, lists, records, names, 0
	x.alive = make([]uint64, (len(docs)+63)/64)
	for n := range docs {
		x.alive[n/64] |= 1 << (n % 64)
	}
}

// Len is the number of texts.
func (x *Index) Len() int { return len(x.docs) - x.dead }

// Hit is a text that was found: text N of those that were put for a record.
type Hit struct {
	Record string
	N      int
}

// Found is what a query found in one group.
type Found struct {
	Total int   // all of them
	Hits  []Hit // the newest, at most as many as asked for
}

// Find returns what a query finds, for each of the groups 0 to groups-1, with at
// most limit texts each, newest first. A query without words finds nothing.
func (x *Index) Find(query string, groups, limit int, private bool) []Found {
	out := make([]Found, groups)
	codes, words := split(query)
	if len(codes)+len(words) == 0 || len(x.docs) == 0 {
		return out
	}
	if x.stale {
		slices.Sort(x.sorted)
		x.stale = false
	}
	hits := slices.Clone(x.alive)
	for _, c := range codes {
		set, some := x.beginning(c), uint64(0)
		for i := range set {
			set[i] &= x.alive[i]
			some |= set[i]
		}
		if some == 0 { // nobody has it: its parts
			words = append(words, strings.Fields(plain.Fold(c))...)
			continue
		}
		for i := range hits {
			hits[i] &= set[i]
		}
	}
	for _, w := range words {
		set := x.beginning(w)
		for i := range hits {
			hits[i] &= set[i]
		}
	}
	for i := len(hits) - 1; i >= 0; i-- {
		for b := hits[i]; b != 0; {
			k := 63 - bits.LeadingZeros64(b)
			b &^= 1 << k
			d := &x.docs[i*64+k]
			if d.private && !private || int(d.group) < 0 || int(d.group) >= groups {
				continue
			}
			f := &out[d.group]
			if f.Total++; f.Total <= limit {
				f.Hits = append(f.Hits, Hit{x.records[d.record].name, int(d.n)})
			}
		}
	}
	return out
}

// beginning is the set of texts with a word that begins with w.
func (x *Index) beginning(w string) []uint64 {
	set := make([]uint64, len(x.alive))
	from := sort.SearchStrings(x.sorted, w)
	for _, word := range x.sorted[from:] {
		if !strings.HasPrefix(word, w) {
			break
		}
		for _, n := range x.lists[x.words[word]] {
			set[n/64] |= 1 << (n % 64)
		}
	}
	return set
}
