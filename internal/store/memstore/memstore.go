// Package memstore keeps a store in memory: for tests, and for looking at the
// events of a store that cannot be opened. It keeps the whole contract of
// store.Store except that nothing survives the process.
package memstore

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"

	"monev/internal/store"
	"monev/internal/store/ledger"
)

// New returns a new empty store.
func New(o ledger.Options) *ledger.Ledger {
	l, err := Open(new(Disk), o)
	if err != nil {
		panic(err) // a new Disk cannot be locked, newer or damaged
	}
	return l
}

// Open opens the store on a Disk, making one if the Disk is empty. It fails with
// store.ErrLocked while another store is open on the same Disk, and with
// store.ErrNewer or ledger.ErrOlder if the schema does not fit.
func Open(d *Disk, o ledger.Options) (*ledger.Ledger, error) {
	if !d.take() {
		return nil, fmt.Errorf("open: %w", &store.LockedError{})
	}
	kv := &kv{disk: d}
	if d.tables == nil {
		d.tables = map[string]*table{}
		for _, b := range ledger.Buckets() {
			d.tables[b.Name] = &table{}
		}
		if err := ledger.Init(kv, o); err != nil {
			d.release()
			return nil, err
		}
	}
	l, err := ledger.Open(kv, o)
	if err != nil {
		d.release()
		return nil, err
	}
	return l, nil
}

// Disk is where a store stays when it is closed. The zero Disk is empty.
type Disk struct {
	mu     sync.Mutex // guards what follows
	tables map[string]*table
	open   bool
}

// Copy is another Disk with what is on d now. It costs next to nothing: what is
// stored is never changed, only replaced.
func (d *Disk) Copy() *Disk {
	d.mu.Lock()
	defer d.mu.Unlock()
	return &Disk{tables: maps.Clone(d.tables)}
}

// take makes the caller the only one who has the disk open.
func (d *Disk) take() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	was := d.open
	d.open = true
	return !was
}

func (d *Disk) release() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.open = false
}

// kv is a ledger.KV. A commit replaces the tables it changed; tables themselves
// never change, so a reader just keeps those it began with.
type kv struct {
	disk   *Disk
	writer sync.Mutex
	// users are the running transactions; Close takes it alone.
	users  sync.RWMutex
	closed bool
}

func (s *kv) Begin(write bool) (ledger.KVTx, error) {
	if write {
		s.writer.Lock()
	}
	s.users.RLock()
	if s.closed {
		s.users.RUnlock()
		if write {
			s.writer.Unlock()
		}
		return nil, store.ErrClosed
	}
	s.disk.mu.Lock()
	defer s.disk.mu.Unlock()
	return &tx{kv: s, write: write, tables: s.disk.tables, used: map[string]*bucket{}}, nil
}

func (s *kv) Close() error {
	s.writer.Lock() // first, as Begin does
	defer s.writer.Unlock()
	s.users.Lock()
	defer s.users.Unlock()
	if !s.closed {
		s.closed = true
		s.disk.release()
	}
	return nil
}

type tx struct {
	kv     *kv
	write  bool
	done   bool
	tables map[string]*table
	used   map[string]*bucket
}

func (t *tx) Bucket(name string) ledger.Bucket {
	if b := t.used[name]; b != nil {
		return b
	}
	tab := t.tables[name]
	if t.done || tab == nil {
		return nil
	}
	b := &bucket{base: tab, write: t.write}
	t.used[name] = b
	return b
}

func (t *tx) Commit() error {
	if t.done || !t.write {
		return fmt.Errorf("%w: not a running write transaction", ledger.ErrNotCommitted)
	}
	next := make(map[string]*table, len(t.tables))
	for name, tab := range t.tables {
		next[name] = tab
		if b := t.used[name]; b != nil {
			next[name] = b.merged()
		}
	}
	t.kv.disk.mu.Lock()
	t.kv.disk.tables = next
	t.kv.disk.mu.Unlock()
	t.Rollback()
	return nil
}

func (t *tx) Rollback() {
	if t.done {
		return
	}
	t.done = true
	t.kv.users.RUnlock()
	if t.write {
		t.kv.writer.Unlock()
	}
}

// table is sorted by key and never changes.
type table struct {
	keys   []string
	values [][]byte
}

func (t *table) find(key string) (int, bool) { return slices.BinarySearch(t.keys, key) }

// bucket is a table with the changes of one transaction; a nil change is a
// deletion.
type bucket struct {
	base    *table
	write   bool
	changes map[string][]byte
}

func (b *bucket) Get(key []byte) []byte {
	if v, ok := b.changes[string(key)]; ok {
		return v
	}
	if i, ok := b.base.find(string(key)); ok {
		return b.base.values[i]
	}
	return nil
}

var errReadOnly = errors.New("transaction only reads")

func (b *bucket) set(key, value []byte) error {
	if !b.write {
		return errReadOnly
	}
	if b.changes == nil {
		b.changes = map[string][]byte{}
	}
	b.changes[string(key)] = value
	return nil
}

func (b *bucket) Put(key, value []byte) error {
	return b.set(key, append([]byte{}, value...))
}

func (b *bucket) Delete(key []byte) error { return b.set(key, nil) }

func (b *bucket) Ascend(from []byte, visit func(key, value []byte) bool) {
	t := b.merged()
	i, _ := t.find(string(from))
	for ; i < len(t.keys); i++ {
		if !visit([]byte(t.keys[i]), t.values[i]) {
			return
		}
	}
}

// merged folds the changes into a table of its own.
func (b *bucket) merged() *table {
	if len(b.changes) == 0 {
		return b.base
	}
	changed := make([]string, 0, len(b.changes))
	for k := range b.changes {
		changed = append(changed, k)
	}
	slices.Sort(changed)
	n := len(b.base.keys) + len(changed)
	t := &table{make([]string, 0, n), make([][]byte, 0, n)}
	i := 0
	for _, k := range changed {
		j, found := b.base.find(k)
		t.keys = append(t.keys, b.base.keys[i:j]...)
		t.values = append(t.values, b.base.values[i:j]...)
		if i = j; found {
			i++
		}
		if v := b.changes[k]; v != nil {
			t.keys = append(t.keys, k)
			t.values = append(t.values, v)
		}
	}
	t.keys = append(t.keys, b.base.keys[i:]...)
	t.values = append(t.values, b.base.values[i:]...)
	b.base, b.changes = t, nil
	return t
}

var _ ledger.Bucket = (*bucket)(nil)
