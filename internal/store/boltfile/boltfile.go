// Package boltfile reads bbolt files without bbolt: with plain reads, which
// cannot fault, and checks of everything it follows. bbolt maps a file into
// memory and trusts it, so a damaged one can end the process; this package is
// asked first, and it is what recovery reads damaged files with.
//
// Only the two meta pages of a bbolt file have checksums. Inspect finds what
// contradicts the structure: missing ends, wrong pages, keys out of order, pages
// used twice or not at all. Whether the values are right is for the journal's
// hash chain to say, which is why Inspect hands out every pair it passes.
package boltfile

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"

	"monev/internal/store"
)

// PageSize is that of the files monev makes.
const PageSize = 4096

// Layout of bbolt's file format 2, in little-endian order as on all machines we
// run on: https://pkg.go.dev/go.etcd.io/bbolt/internal/common
const (
	headerSize  = 16
	elementSize = 16
	metaSize    = 64
	metaMagic   = 0xED0CDAED
	metaVersion = 2

	flagBranch   = 0x01
	flagLeaf     = 0x02
	flagFreelist = 0x10

	leafBucket = 0x01
	// maxDepth is more than a file of any size can have.
	maxDepth = 64
)

var le = binary.LittleEndian

// Meta is one of the two roots of a file: the state after one transaction.
type Meta struct {
	Slot     int // 0 or 1: its page
	Txid     uint64
	Pages    uint64 // high-water mark: no page from here on is used
	Root     uint64
	Freelist uint64
}

// Metas returns the sound meta pages of a file, the newer one first: none, one
// or two.
func Metas(r io.ReaderAt) []Meta {
	var out []Meta
	for slot := range 2 {
		if m, ok := readMeta(r, slot); ok {
			out = append(out, m)
		}
	}
	if len(out) == 2 && out[1].Txid > out[0].Txid {
		out[0], out[1] = out[1], out[0]
	}
	return out
}

func readMeta(r io.ReaderAt, slot int) (Meta, bool) {
	var b [headerSize + metaSize]byte
	if _, err := r.ReadAt(b[:], int64(slot)*PageSize); err != nil {
		return Meta{}, false
	}
	p := b[headerSize:]
	sum := fnv.New64a()
	_, _ = sum.Write(p[:56])
	if le.Uint32(p) != metaMagic || le.Uint32(p[4:]) != metaVersion || le.Uint32(p[8:]) != PageSize || le.Uint64(p[56:]) != sum.Sum64() {
		return Meta{}, false
	}
	m := Meta{Slot: slot, Root: le.Uint64(p[16:]), Freelist: le.Uint64(p[32:]), Pages: le.Uint64(p[40:]), Txid: le.Uint64(p[48:])}
	if le.Uint64(b[:]) != uint64(slot) { // swapped pages would go back in time
		return Meta{}, false
	}
	return m, true
}

// Check looks only at what is cheap: a sound meta page, a file as long as the
// newer one says, and its list of free pages, at which bbolt would panic and, on
// Windows, keep the file mapped until the process ends. It may be used on a file
// that another process writes to.
func Check(r io.ReaderAt, size func() (int64, error)) error {
	for metas := Metas(r); ; {
		if len(metas) == 0 {
			return damaged(0, "no sound meta page")
		}
		m := metas[0]
		// Asked after the meta pages, for the file may be growing.
		n, err := size()
		if err != nil {
			return err
		}
		if m.Pages > uint64(n)/PageSize {
			return damaged(m.Pages-1, "the file ends before it, at %d bytes", n)
		}
		w := &walk{r: r, pages: m.Pages, used: newBits(m.Pages), free: newBits(m.Pages)}
		if err = w.freelist(m.Freelist); err == nil {
			return nil
		}
		// A later transaction may have used its pages for something else.
		if metas = Metas(r); len(metas) > 0 && metas[0] == m {
			return err
		}
	}
}

// Damage is a contradiction in a file. It wraps store.ErrDamaged.
type Damage struct {
	Page uint64
	What string
}

func damaged(page uint64, format string, args ...any) error {
	return &Damage{page, fmt.Sprintf(format, args...)}
}

// Error names the page.
func (d *Damage) Error() string { return fmt.Sprintf("page %d: %s", d.Page, d.What) }

// Unwrap returns store.ErrDamaged.
func (d *Damage) Unwrap() error { return store.ErrDamaged }

// A Visit is given each pair of each bucket, buckets by name, keys rising. The
// slices are valid only during the call.
type Visit func(bucket string, key, value []byte) error

// Inspect follows the file from a meta page and returns the first contradiction
// as a *Damage. It reads everything that is in use once and keeps no more than a
// few pages and three bits for each page in memory. visit may be nil; its error ends
// the walk and is returned.
func Inspect(r io.ReaderAt, size int64, m Meta, visit Visit) error {
	if m.Pages > uint64(size)/PageSize {
		return damaged(m.Pages-1, "the file ends before it, at %d bytes", size)
	}
	if m.Pages < 4 {
		return damaged(0, "only %d pages", m.Pages)
	}
	w := &walk{r: r, pages: m.Pages, visit: visit, used: newBits(m.Pages), free: newBits(m.Pages)}
	w.used.set(0)
	w.used.set(1)
	if err := w.freelist(m.Freelist); err != nil {
		return err
	}
	if err := w.page(m.Root, 0, "", nil, nil); err != nil {
		return err
	}
	for id := range m.Pages {
		if !w.used.has(id) && !w.free.has(id) {
			return damaged(id, "neither used nor free")
		}
	}
	return nil
}

type bits []uint64

func newBits(n uint64) bits      { return make(bits, n/64+1) }
func (b bits) has(i uint64) bool { return b[i/64]>>(i%64)&1 != 0 }
func (b bits) set(i uint64)      { b[i/64] |= 1 << (i % 64) }

type walk struct {
	r          io.ReaderAt
	pages      uint64
	visit      Visit
	used, free bits
	buf        [maxDepth + 1][]byte // one for each level
	next       uint64               // the page behind the one that was read last
	ahead      window               // what was read ahead
	lenient    bool                 // go on behind damage
	first      error                // damage gone past
}

// past reports whether the walk may go on behind an error.
func (w *walk) past(err error) bool {
	if err == nil {
		return true
	}
	var d *Damage
	if !w.lenient || !errors.As(err, &d) {
		return false
	}
	if w.first == nil {
		w.first = err
	}
	return true
}

// load reads a page with its overflow into the buffer of a level, and takes it
// into use.
func (w *walk) load(id uint64, depth int, want uint16) ([]byte, error) {
	if id < 2 || id >= w.pages {
		return nil, damaged(id, "is pointed to, there are %d", w.pages)
	}
	buf := w.buf[depth]
	if len(buf) < PageSize {
		buf = make([]byte, PageSize)
		w.buf[depth] = buf
	}
	if err := w.read(buf[:PageSize], id); err != nil {
		return nil, err
	}
	flags, over := le.Uint16(buf[8:]), uint64(le.Uint32(buf[12:]))
	switch {
	case le.Uint64(buf) != id:
		return nil, damaged(id, "says it is page %d", le.Uint64(buf))
	case flags&^want != 0 || flags == 0 || flags&(flags-1) != 0:
		return nil, damaged(id, "is of kind %#x", flags)
	case over >= w.pages-id:
		return nil, damaged(id, "goes on for %d pages", over)
	}
	for p := id; p <= id+over; p++ {
		if w.used.has(p) || w.free.has(p) {
			return nil, damaged(p, "is used twice")
		}
		w.used.set(p)
	}
	if over > 0 {
		n := int(over+1) * PageSize
		if len(buf) < n {
			buf = append(make([]byte, 0, max(n, 2*len(buf))), buf[:PageSize]...)
			buf = buf[:cap(buf)]
			w.buf[depth] = buf
		}
		if err := w.read(buf[PageSize:n], id+1); err != nil {
			return nil, err
		}
		return buf[:n], nil
	}
	return buf[:PageSize], nil
}

func (w *walk) read(b []byte, id uint64) error {
	n := uint64(len(b)) / PageSize
	if id == w.next && n < readAhead && id+readAhead <= w.pages && !w.ahead.holds(id, n) {
		w.ahead.read(w.r, id)
	}
	w.next = id + n
	if w.ahead.holds(id, n) {
		copy(b, w.ahead.bytes[(id-w.ahead.from)*PageSize:])
		return nil
	}
	if _, err := w.r.ReadAt(b, int64(id)*PageSize); err != nil {
		if errors.Is(err, io.EOF) {
			return damaged(id, "the file ends in it")
		}
		return err
	}
	return nil
}

// readAhead is how many pages are read at once where they follow one another, as
// they mostly do: a read costs more than what it copies.
const readAhead = 16

// window is pages of a file that were read at once.
type window struct {
	from  uint64
	bytes []byte // empty: none
}

// read takes readAhead pages in; a window that cannot be read is empty, and the error
// shows where a page of it is needed.
func (v *window) read(r io.ReaderAt, from uint64) {
	if v.bytes == nil {
		v.bytes = make([]byte, readAhead*PageSize)
	}
	v.from, v.bytes = from, v.bytes[:readAhead*PageSize]
	if _, err := r.ReadAt(v.bytes, int64(from)*PageSize); err != nil {
		v.bytes = v.bytes[:0]
	}
}

func (v *window) holds(id, n uint64) bool {
	return id >= v.from && id+n <= v.from+uint64(len(v.bytes))/PageSize
}

func (w *walk) freelist(id uint64) error {
	b, err := w.load(id, 0, flagFreelist)
	if err != nil {
		return err
	}
	n, at := uint64(le.Uint16(b[10:])), headerSize
	if n == 0xFFFF {
		n, at = le.Uint64(b[headerSize:]), headerSize+8
	}
	if n > uint64(len(b)-at)/8 {
		return damaged(id, "lists %d free pages", n)
	}
	last := uint64(1)
	for i := range n {
		p := le.Uint64(b[at+int(i)*8:])
		if p <= last || p >= w.pages || w.used.has(p) {
			return damaged(id, "lists page %d as free", p)
		}
		w.free.set(p)
		last = p
	}
	return nil
}

// page follows a branch or leaf page. Keys must lie in [low, high); nil is open.
// bucket is empty for the root, whose keys are the buckets.
func (w *walk) page(id uint64, depth int, bucket string, low, high []byte) error {
	if depth > maxDepth {
		return damaged(id, "lies too deep")
	}
	b, err := w.load(id, depth, flagBranch|flagLeaf)
	if err != nil {
		return err
	}
	if le.Uint16(b[8:]) == flagLeaf {
		return w.leaf(id, b, depth, bucket, low, high)
	}
	n := int(le.Uint16(b[10:]))
	if n == 0 || n > (len(b)-headerSize)/elementSize {
		return damaged(id, "has %d branches", n)
	}
	key := func(i int) ([]byte, error) {
		at := headerSize + i*elementSize
		return slice(b, id, at, uint64(le.Uint32(b[at:])), uint64(le.Uint32(b[at+4:])), headerSize+n*elementSize)
	}
	k, err := key(0)
	if err != nil {
		return err
	}
	for i := range n {
		if (low != nil && string(k) < string(low)) || (high != nil && string(k) >= string(high)) {
			return damaged(id, "key %d is out of order", i)
		}
		next := high
		if i+1 < n {
			if next, err = key(i + 1); err != nil {
				return err
			}
			if string(next) <= string(k) {
				return damaged(id, "key %d is out of order", i+1)
			}
		}
		// The keys stay valid: deeper levels have their own buffers.
		if err := w.page(le.Uint64(b[headerSize+i*elementSize+8:]), depth+1, bucket, k, next); !w.past(err) {
			return err
		}
		k = next
	}
	return nil
}

func (w *walk) leaf(id uint64, b []byte, depth int, bucket string, low, high []byte) error {
	n := int(le.Uint16(b[10:]))
	if n > (len(b)-headerSize)/elementSize {
		return damaged(id, "has %d pairs", n)
	}
	var last []byte
	for i := range n {
		flags, k, v, err := pair(b, id, i, n)
		if err != nil {
			return err
		}
		if (i > 0 && string(k) <= string(last)) || (low != nil && string(k) < string(low)) || (high != nil && string(k) >= string(high)) {
			return damaged(id, "key %d is out of order", i)
		}
		last = k
		switch {
		case flags == leafBucket && bucket == "" && len(v) >= headerSize:
			if err := w.bucket(id, string(k), v, depth); !w.past(err) {
				return err
			}
		case flags == 0 && bucket != "":
			if w.visit != nil {
				if err := w.visit(bucket, k, v); err != nil {
					return err
				}
			}
		default:
			return damaged(id, "pair %d is of kind %d", i, flags)
		}
	}
	return nil
}

// bucket follows a bucket: on pages of its own, or inside the value.
func (w *walk) bucket(id uint64, name string, v []byte, depth int) error {
	if root := le.Uint64(v); root != 0 {
		if len(v) != headerSize {
			return damaged(id, "bucket %q has both pages and content", name)
		}
		return w.page(root, depth+1, name, nil, nil)
	}
	in := v[headerSize:]
	if len(in) < headerSize || le.Uint64(in) != 0 || le.Uint16(in[8:]) != flagLeaf || le.Uint32(in[12:]) != 0 {
		return damaged(id, "bucket %q is no bucket", name)
	}
	return w.leaf(id, in, depth, name, nil, nil)
}

// pair is pair i of n of a leaf page.
func pair(b []byte, id uint64, i, n int) (flags uint32, k, v []byte, err error) {
	at := headerSize + i*elementSize
	pos, ks, vs := uint64(le.Uint32(b[at+4:])), uint64(le.Uint32(b[at+8:])), uint64(le.Uint32(b[at+12:]))
	kv, err := slice(b, id, at, pos, ks+vs, headerSize+n*elementSize)
	if err != nil {
		return 0, nil, nil, err
	}
	return le.Uint32(b[at:]), kv[:ks:ks], kv[ks:], nil
}

// slice is n bytes at pos behind the element at; they must lie behind all elements.
func slice(b []byte, id uint64, at int, pos, n uint64, min int) ([]byte, error) {
	from := uint64(at) + pos
	if from < uint64(min) || from > uint64(len(b)) || n > uint64(len(b))-from {
		return nil, damaged(id, "points %d bytes at %d", n, from)
	}
	return b[from : from+n : from+n], nil
}

// Salvage visits the pairs of every page that looks like a leaf, whether or not
// anything leads there: what is found may be old, and is for a hash chain to sort
// out. It does not fail for what it cannot read.
func Salvage(r io.ReaderAt, size int64, visit func(key, value []byte)) {
	buf := make([]byte, PageSize)
	for id := uint64(0); id < uint64(size)/PageSize; id++ {
		b := buf[:PageSize]
		if _, err := r.ReadAt(b, int64(id)*PageSize); err != nil {
			continue
		}
		over := uint64(le.Uint32(b[12:]))
		if le.Uint16(b[8:]) != flagLeaf {
			continue
		}
		if left := uint64(size)/PageSize - id - 1; over > left {
			over = left
		}
		if n := int(over+1) * PageSize; over > 0 {
			if len(buf) < n {
				buf = append(buf, make([]byte, n-len(buf))...)
			}
			b = buf[:n]
			if _, err := r.ReadAt(b[PageSize:], int64(id+1)*PageSize); err != nil {
				b = b[:PageSize]
			}
		}
		n := min(int(le.Uint16(b[10:])), (len(b)-headerSize)/elementSize)
		for i := range n {
			if flags, k, v, err := pair(b, id, i, n); err == nil {
				if flags == leafBucket && len(v) >= 2*headerSize && le.Uint64(v) == 0 {
					salvageInline(v[headerSize:], id, visit)
					continue
				}
				visit(k, v)
			}
		}
	}
}

func salvageInline(b []byte, id uint64, visit func(key, value []byte)) {
	n := min(int(le.Uint16(b[10:])), (len(b)-headerSize)/elementSize)
	for i := range n {
		if _, k, v, err := pair(b, id, i, n); err == nil {
			visit(k, v)
		}
	}
}

// Rescue is Inspect that goes on behind what it cannot read and hands out all
// that the rest holds. It returns the first contradiction all the same.
func Rescue(r io.ReaderAt, size int64, m Meta, visit Visit) error {
	pages := min(m.Pages, uint64(size)/PageSize)
	w := &walk{r: r, pages: pages, visit: visit, used: newBits(pages), free: newBits(pages), lenient: true}
	if err := w.page(m.Root, 0, "", nil, nil); err != nil {
		return err
	}
	return w.first
}
