package boltstore

import (
	"context"
	"errors"
	"io"
	"path/filepath"

	bolt "go.etcd.io/bbolt"

	"monev/internal/store"
	"monev/internal/store/ledger"
)

// Content is all a store is made of.
type Content struct {
	ID     string            // of the store; empty makes a new one
	Events [][]byte          // stored bytes, from the first on
	Drafts map[string][]byte // half-typed text
}

// Build makes a store of its content in a new file beside the one of the folder
// and returns the path, which does not yet count. It fails as store.Restore
// does; then nothing is left. The file is complete, verified and on disk.
func Build(ctx context.Context, dir string, c Content, o Options) (path string, err error) {
	o = o.withDefaults()
	o.Copy = nil
	if c.ID != "" {
		o.NewID = func() string { return c.ID }
	}
	if err := o.Disk.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	tmp, err := fresh(filepath.Join(dir, FileName), o.Disk)
	if err != nil {
		return "", err
	}
	defer func() {
		if err != nil {
			_ = o.Disk.Remove(tmp)
		}
	}()
	db, err := openNew(tmp, o)
	if err != nil {
		return "", err
	}
	if err = errors.Join(fill(ctx, db, c, o), db.Close()); err != nil {
		return "", err
	}
	return tmp, flush(tmp, o.Disk)
}

func fill(ctx context.Context, db *bolt.DB, c Content, o Options) error {
	if err := ledger.Init(newKV(db), o.Options); err != nil {
		return err
	}
	l, err := ledger.Open(newKV(db), o.Options)
	if err != nil {
		return err
	}
	if err := l.Restore(ctx, c.Events); err != nil {
		return err
	}
	for key, text := range c.Drafts {
		if err := l.SetDraft(ctx, key, text); err != nil {
			return err
		}
	}
	return verify(db, o)
}

// WriteTo writes the store as it is at this moment as a file of its own, and
// says which events are in it. Changes meanwhile go on.
func (s *Store) WriteTo(ctx context.Context, w io.Writer) (store.Head, error) {
	if err := ctx.Err(); err != nil {
		return store.Head{}, err
	}
	var h store.Head
	err := viewErr(s.db.View(func(tx *bolt.Tx) error {
		var err error
		if h, err = ledger.HeadOf(boltTxOf(tx)); err != nil {
			return err
		}
		to := &keeper{w: w}
		if _, err = tx.WriteTo(to); to.err != nil {
			return to.err
		}
		return err
	}))
	return h, err
}

// keeper keeps the error of a writer, of which bbolt passes on only the words.
type keeper struct {
	w   io.Writer
	err error
}

func (k *keeper) Write(b []byte) (n int, err error) {
	n, err = k.w.Write(b)
	if err != nil {
		k.err = err
	}
	return n, err
}

func boltTxOf(tx *bolt.Tx) ledger.KVTx { return &boltTx{tx: tx} }

// VerifyFile is ledger.VerifyStore on a file that nobody has open, without
// changing it. The file must have been examined (package storefile): bbolt may end
// the process on a damaged one. ledger.ErrOlder, ledger.ErrIndex and store.ErrNewer as
// in ledger.Open.
func VerifyFile(path string, o Options) (rep ledger.Report, err error) {
	o = o.withDefaults()
	b := options(o.Timeout)
	b.ReadOnly = true
	db, err := bolt.Open(path, 0o600, b)
	if err != nil {
		return rep, lockedBy(filepath.Dir(path), openErr(err))
	}
	l, err := ledger.Open(newKV(db), o.Options)
	if err == nil {
		rep, err = ledger.VerifyStore(l)
	}
	return rep, errors.Join(err, db.Close())
}
