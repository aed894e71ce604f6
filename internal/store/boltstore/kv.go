package boltstore

import (
	"errors"
	"fmt"
	"os"

	bolt "go.etcd.io/bbolt"

	"monev/internal/store"
	"monev/internal/store/boltfile"
	"monev/internal/store/ledger"
)

// boltKV is the ledger.KV of a bbolt file.
type boltKV struct {
	db     *bolt.DB
	rising map[string]bool // buckets whose keys mostly rise
	file   *os.File        // what bbolt reads, if it is looked at before each transaction
}

func newKV(db *bolt.DB) boltKV {
	rising := map[string]bool{}
	for _, b := range ledger.Buckets() {
		rising[b.Name] = b.Append
	}
	return boltKV{db: db, rising: rising}
}

func (s boltKV) Begin(write bool) (ledger.KVTx, error) {
	if err := s.look(); err != nil {
		if write { // nothing more can be stored here: only opening anew helps
			err = fmt.Errorf("%w: %w", store.ErrUncertain, err)
		}
		return nil, err
	}
	tx, err := s.db.Begin(write)
	if err != nil {
		return nil, viewErr(err)
	}
	return &boltTx{tx: tx, rising: s.rising}, nil
}

// look refuses a file that another program has overwritten or cut while it was open:
// with no meta page left bbolt would panic with its locks held, and every transaction
// after that one, also Close, would wait for ever.
func (s boltKV) look() error {
	if s.file == nil || len(boltfile.Metas(s.file)) > 0 {
		return nil
	}
	// Not Stat, which on Windows does not know of a file that it is closed.
	if _, err := s.file.ReadAt(make([]byte, 1), 0); errors.Is(err, os.ErrClosed) {
		return nil // bbolt says it better
	}
	return fmt.Errorf("%w: no meta page is left in the open file", store.ErrDamaged)
}

func (s boltKV) Close() error { return s.db.Close() }

type boltTx struct {
	tx     *bolt.Tx
	rising map[string]bool
	// used keeps the ledger.Bucket of each name, most of all so that it need
	// not be allocated at each use.
	used map[string]*bucket
}

func (t *boltTx) Bucket(name string) ledger.Bucket {
	if b := t.used[name]; b != nil {
		return b
	}
	bb := t.tx.Bucket([]byte(name))
	if bb == nil {
		return nil
	}
	if t.rising[name] {
		bb.FillPercent = fillRising // not stored, so set at each use
	}
	if t.used == nil {
		t.used = map[string]*bucket{}
	}
	b := &bucket{bb}
	t.used[name] = b
	return b
}

// fillRising halves the file: pages filled in order are not touched again.
const fillRising = 0.9

func (t *boltTx) Commit() error { return commitErr(t.tx.Commit()) }

// Rollback after a commit gives an error that says just that.
func (t *boltTx) Rollback() { _ = t.tx.Rollback() }

type bucket struct{ b *bolt.Bucket }

func (b *bucket) Get(key []byte) []byte       { return b.b.Get(key) }
func (b *bucket) Put(key, value []byte) error { return b.b.Put(key, value) }
func (b *bucket) Delete(key []byte) error     { return b.b.Delete(key) }

func (b *bucket) Ascend(from []byte, visit func(key, value []byte) bool) {
	c := b.b.Cursor()
	for k, v := c.Seek(from); k != nil && visit(k, v); k, v = c.Next() {
	}
}
