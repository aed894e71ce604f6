package boltstore

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"monev/internal/store"
	"monev/internal/store/boltfile"
	"monev/internal/store/disk"
	"monev/internal/store/ledger"
)

var (
	errTimeout  = bolterrors.ErrTimeout
	errReplaced = errors.New("the file was replaced while it was being opened")
)

// pageSize is fixed, so that files can move between machines.
const pageSize = boltfile.PageSize

// options of store.md 1.3: flush at every commit, keep the free list in the file
// (files damaged without one kill the process), and no larger map than needed
// (on Windows it would enlarge the file). The array takes the lowest free pages, so
// that those of one commit lie closer together than with the hash map: fewer and
// nearer writes.
func options(timeout time.Duration) *bolt.Options {
	return &bolt.Options{
		Timeout:      timeout, // 0 would wait for ever
		FreelistType: bolt.FreelistArrayType,
		PageSize:     pageSize,
	}
}

// openFile opens an existing file that holds something. bbolt itself would make
// a new store of an empty one, and panic at many damaged ones, keeping the file
// and its lock.
func openFile(path string, opts Options) (db *bolt.DB, err error) {
	if err := look(path); err != nil {
		return nil, err
	}
	var file *os.File
	o := options(opts.Timeout)
	o.OpenFile = func(name string, flag int, mode os.FileMode) (*os.File, error) {
		var err error
		file, err = os.OpenFile(name, flag&^os.O_CREATE, mode)
		return file, err
	}
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if v := recover(); v != nil {
			if file != nil {
				unlock(file)
				_ = file.Close() // the map stays until the process ends
			}
			db, err = nil, fmt.Errorf("%w: bbolt: %v", store.ErrDamaged, v)
		}
	}()
	if db, err = bolt.Open(path, 0o600, o); err != nil {
		return nil, openErr(err)
	}
	// While we waited for the lock the owner may have put another file in its
	// place, as a migration does; then ours is the old one.
	mine, err := file.Stat()
	if err == nil {
		var now os.FileInfo
		if now, err = os.Stat(path); err == nil && !os.SameFile(mine, now) {
			err = errReplaced
		}
	}
	if err != nil {
		_ = db.Close()
		return nil, err
	}
	watch(opts.Disk, path, db)
	return db, nil
}

// look refuses what bbolt must not be given: it would make a new store of an empty
// file, and map a cut one. It changes nothing.
func look(path string) error {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return fmt.Errorf("%w: not a file", store.ErrDamaged)
	case info.Size() == 0:
		return fmt.Errorf("%w: the file is empty", store.ErrDamaged)
	}
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	return boltfile.Check(f, func() (int64, error) {
		info, err := f.Stat()
		if err != nil {
			return 0, err
		}
		return info.Size(), nil
	})
}

// openErr tells a file that cannot be reached from one that is damaged.
func openErr(err error) error {
	var p *fs.PathError
	var n syscall.Errno
	switch err = disk.Spoken(err); { // no room for the map on Windows
	case errors.Is(err, errTimeout), errors.As(err, &p), errors.As(err, &n):
		return err
	}
	return fmt.Errorf("%w: bbolt: %w", store.ErrDamaged, err)
}

// create makes an empty store. It is made under another name, because a power
// cut during the first write leaves a file that cannot be opened, and gets its
// name only when it is complete. If another process was quicker, its file stays.
func create(path string, o Options) error {
	tmp, err := fresh(path, o.Disk)
	if err != nil {
		return err
	}
	defer func() { _ = o.Disk.Remove(tmp) }()
	db, err := openNew(tmp, o)
	if err != nil {
		return err
	}
	err = ledger.Init(newKV(db), o.Options)
	if err = errors.Join(err, db.Close()); err != nil {
		return err
	}
	if err := flush(tmp, o.Disk); err != nil {
		return err
	}
	// A link, unlike renaming, never replaces what is there.
	if err := o.Disk.Link(tmp, path); err != nil {
		if _, statErr := os.Lstat(path); statErr == nil {
			return nil
		}
		if err := o.Disk.Rename(tmp, path); err != nil { // file systems without links
			return err
		}
	}
	return o.Disk.SyncDir(filepath.Dir(path))
}

const leftover = ".new"

// fresh makes an empty file beside path.
func fresh(path string, d disk.FS) (string, error) {
	name := filepath.Join(filepath.Dir(path), FileName+"."+rand.Text()+leftover)
	f, err := d.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return "", err
	}
	return name, f.Close()
}

// removeLeftovers removes what a creation or migration left that was cut off. A
// young file may be the work of another process that has not seen ours yet.
func removeLeftovers(dir string) {
	names, _ := filepath.Glob(filepath.Join(dir, FileName+".*"+leftover))
	for _, n := range names {
		if fi, err := os.Lstat(n); err == nil && time.Since(fi.ModTime()) > time.Hour {
			_ = os.Remove(n)
		}
	}
}

// openNew opens an empty file and makes the buckets in it.
func openNew(path string, o Options) (*bolt.DB, error) {
	db, err := bolt.Open(path, 0o600, options(o.Timeout))
	if err != nil {
		return nil, err
	}
	watch(o.Disk, path, db)
	if err := makeBuckets(db); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// makeBuckets makes the buckets that are missing. In a store that holds something
// they are those of kinds that came later; if one was lost, ledger.Verify
// misses its records.
func makeBuckets(db *bolt.DB) error {
	return db.Update(func(tx *bolt.Tx) error {
		for _, b := range ledger.Buckets() {
			if _, err := tx.CreateBucketIfNotExists([]byte(b.Name)); err != nil {
				return err
			}
		}
		return nil
	})
}

// watch lets a recording file system see what bbolt writes.
func watch(d disk.FS, path string, db *bolt.DB) {
	if w, ok := d.(interface{ Watch(string, *bolt.DB) }); ok {
		w.Watch(path, db)
	}
}

func flush(path string, d disk.FS) error {
	f, err := d.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// commitErr marks the errors of a commit that come before its last step, the
// meta page, so that nothing can be stored: a full disk or a file that cannot
// grow. Errors of a flush stay unmarked, and so does a map that found no room (on
// Windows, where the file grows with it): bbolt has none any more.
func commitErr(err error) error {
	if err == nil {
		return nil
	}
	err = disk.Spoken(err)
	var p *fs.PathError // of a write; flushes give bare numbers
	if (errors.As(err, &p) && disk.Full(err)) || errors.Is(err, bolterrors.ErrMaxSizeReached) ||
		strings.HasPrefix(err.Error(), "file resize error") {
		return fmt.Errorf("%w: %w", ledger.ErrNotCommitted, err)
	}
	return err
}

func viewErr(err error) error {
	if errors.Is(err, bolterrors.ErrDatabaseNotOpen) {
		return fmt.Errorf("%w: %w", store.ErrClosed, err)
	}
	return err
}
