package boltstore

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	bolt "go.etcd.io/bbolt"

	"monev/internal/store/disk"
	"monev/internal/store/ledger"
)

// migrate brings the file to the present schema (ledger.Migrations): the records
// go into a new file, which is verified and then takes the old one's name. A
// copy of the old file stays as monev-skema<n>.db. A power cut at any moment
// leaves the old store or the new one, each complete. It closes db.
func migrate(db *bolt.DB, path string, o Options) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("migrate: %w", errors.Join(err, db.Close()))
		}
	}()
	info, err := ledger.Inspect(newKV(db))
	if err != nil {
		return err
	}
	if err := keep(path, info.Schema, o.Disk); err != nil {
		return err
	}
	tmp, err := fresh(path, o.Disk)
	if err != nil {
		return err
	}
	defer func() { _ = o.Disk.Remove(tmp) }()
	next, err := openNew(tmp, o)
	if err != nil {
		return err
	}
	err = ledger.Migrate(newKV(db), newKV(next), o.Options)
	if err == nil {
		err = verify(next, o)
	}
	if err = errors.Join(err, next.Close()); err != nil {
		return err
	}
	if err := flush(tmp, o.Disk); err != nil {
		return err
	}
	// Windows cannot replace an open file. Elsewhere whoever waits for the lock
	// will see that the file is no longer the one with this name (openFile).
	if runtime.GOOS == "windows" {
		if err := db.Close(); err != nil {
			return err
		}
	}
	if err := o.Disk.Rename(tmp, path); err != nil {
		return err
	}
	if err := o.Disk.SyncDir(filepath.Dir(path)); err != nil {
		return err
	}
	return db.Close()
}

// verify looks at the new store before it counts.
func verify(db *bolt.DB, o Options) error {
	l, err := ledger.Open(newKV(db), o.Options)
	if err != nil {
		return err
	}
	rep, err := ledger.VerifyStore(l)
	if err != nil {
		return err
	}
	return rep.Err()
}

// keep copies the old file, which nobody writes to while we have it open. An
// earlier copy is of an attempt that was cut off, or is the same.
func keep(path string, schema int, d disk.FS) error {
	to := filepath.Join(filepath.Dir(path), fmt.Sprintf("monev-skema%d.db", schema))
	if _, err := os.Lstat(to); err == nil {
		return nil
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return disk.WriteNew(d, to, func(w io.Writer) error {
		src, err := os.Open(path)
		if err != nil {
			return err
		}
		defer func() { _ = src.Close() }()
		_, err = io.Copy(w, src)
		return err
	})
}
