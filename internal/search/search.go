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
type Doc[R any] struct {
	Group   int    // 0 to Groups-1: results are counted and returned by it
	Private bool   // found only by those who ask for it
	Text    string // what is shown
	Also    string // found as well, not shown: a number, a code, an owner
	Ref     R      // whatever the caller needs to go there
}

// Index holds the texts of records. The zero Index is empty and ready for use.
// It must not be used by several goroutines at once.
type Index[R any] struct {
	docs    []Doc[R]
	alive   []uint64            // bits of docs
	records map[string][]uint32 // docs of a record
	words   map[string]int      // place in lists
	lists   [][]uint32          // rising docs of a word, dead ones too
	sorted  []string            // of words; stale while unsorted
	stale   bool
	dead    int
}

// Put makes docs the texts of a record, in place of those it had. Docs put later
// are found first.
func (x *Index[R]) Put(record string, docs []Doc[R]) {
	x.drop(record)
	if len(docs) == 0 {
		return
	}
	if x.records == nil {
		x.records, x.words = map[string][]uint32{}, map[string]int{}
	}
	at := make([]uint32, 0, len(docs))
	for _, d := range docs {
		n := len(x.docs)
		x.docs = append(x.docs, d)
		if n/64 >= len(x.alive) {
			x.alive = append(x.alive, 0)
		}
		x.alive[n/64] |= 1 << (n % 64)
		x.add(uint32(n), d.Text)
		x.add(uint32(n), d.Also)
		at = append(at, uint32(n))
	}
	x.records[record] = at
	if x.dead > 1000 && x.dead > len(x.docs)/2 {
		x.compact()
	}
}

func (x *Index[R]) add(n uint32, text string) {
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
func (x *Index[R]) word(n uint32, w string) {
	if w == "" {
		return
	}
	i, ok := x.words[w]
	if !ok {
		w = strings.Clone(w)
		i = len(x.lists)
		x.words[w] = i
		x.lists = append(x.lists, nil)
		x.sorted, x.stale = append(x.sorted, w), true
	}
	if l := x.lists[i]; len(l) == 0 || l[len(l)-1] != n {
		x.lists[i] = append(l, n)
	}
}

func (x *Index[R]) drop(record string) {
	for _, n := range x.records[record] {
		x.alive[n/64] &^= 1 << (n % 64)
		x.docs[n] = Doc[R]{}
		x.dead++
	}
	delete(x.records, record)
}

// compact builds the index anew without what is gone.
func (x *Index[R]) compact() {
	type old struct {
		record string
		at     []uint32
	}
	var all []old
	for r, at := range x.records {
		all = append(all, old{r, at})
	}
	slices.SortFunc(all, func(a, b old) int { return int(a.at[0]) - int(b.at[0]) })
	docs := x.docs
	*x = Index[R]{}
	for _, o := range all {
		list := make([]Doc[R], len(o.at))
		for i, n := range o.at {
			list[i] = docs[n]
		}
		x.Put(o.record, list)
	}
}

// Len is the number of texts.
func (x *Index[R]) Len() int { return len(x.docs) - x.dead }

// Found is what a query found in one group.
type Found[R any] struct {
	Total int      // all of them
	Docs  []Doc[R] // the newest, at most as many as asked for
}

// Find returns what a query finds, for each of the groups 0 to groups-1, with at
// most limit texts each, newest first. A query without words finds nothing.
func (x *Index[R]) Find(query string, groups, limit int, private bool) []Found[R] {
	out := make([]Found[R], groups)
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
			if d.Private && !private || d.Group < 0 || d.Group >= groups {
				continue
			}
			f := &out[d.Group]
			if f.Total++; f.Total <= limit {
				f.Docs = append(f.Docs, *d)
			}
		}
	}
	return out
}

// beginning is the set of texts with a word that begins with w.
func (x *Index[R]) beginning(w string) []uint64 {
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
