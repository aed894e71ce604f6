// Package disk is the file system as the store uses it: a handful of operations,
// so that tests can record them, let them fail, or cut the power between them.
// It holds no rules of the store.
package disk

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"
)

// A File is an open file.
type File interface {
	io.Reader
	io.Writer
	io.ReaderAt
	io.WriterAt
	io.Closer
	// Sync returns when all that was written, and the length, is on disk.
	Sync() error
	Truncate(size int64) error
	Stat() (fs.FileInfo, error)
}

// FS is a file system. Its errors are those of package os.
type FS interface {
	OpenFile(name string, flag int, perm fs.FileMode) (File, error)
	Rename(old, new string) error
	// Link gives a file a second name; unlike Rename it never replaces one.
	Link(old, new string) error
	Remove(name string) error
	MkdirAll(dir string, perm fs.FileMode) error
	// SyncDir makes the names in a folder durable.
	SyncDir(dir string) error
}

// OS is the file system of the machine. Its Sync leaves out times of access and
// change where the system can.
func OS() FS { return osFS{} }

type osFS struct{}

func (osFS) OpenFile(name string, flag int, perm fs.FileMode) (File, error) {
	f, err := os.OpenFile(name, flag, perm)
	if err != nil {
		return nil, err
	}
	return osFile{f}, nil
}

// Rename tries again for a while where a virus scanner or an indexer may hold a
// file for a moment.
func (osFS) Rename(old, new string) error {
	return patiently(func() error { return os.Rename(old, new) })
}

func patiently(do func() error) error {
	for wait := time.Millisecond; ; wait *= 2 {
		err := do()
		if err == nil || wait > time.Second || !Held(err) {
			return err
		}
		time.Sleep(wait)
	}
}

// RenameNew gives a file of this machine a name that nobody has; fs.ErrExist if
// somebody does. It waits as Rename does. At no moment is there anything else than
// the whole file under the new name, except on a disk without second names (FAT) of a
// system other than Windows: there it is empty for a moment.
func RenameNew(old, new string) error {
	return patiently(func() error { return renameNew(old, new) })
}

func (osFS) Link(old, new string) error                  { return os.Link(old, new) }
func (osFS) Remove(name string) error                    { return os.Remove(name) }
func (osFS) MkdirAll(dir string, perm fs.FileMode) error { return os.MkdirAll(dir, perm) }

func (osFS) SyncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil // it has no such thing
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

type osFile struct{ *os.File }

func (f osFile) Sync() error { return sync(f.File) }

// WriteNew puts what write writes under a name: beside it as name+".part",
// flushed, then renamed. A cut at any moment leaves the old file or the new one,
// each whole. The folder must exist. What write is given is the File.
func WriteNew(d FS, name string, write func(io.Writer) error) error {
	temp := name + ".part"
	f, err := d.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	err = write(f)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = d.Rename(temp, name)
	}
	if err != nil {
		return errors.Join(err, gone(d.Remove(temp)))
	}
	return d.SyncDir(filepath.Dir(name))
}

func gone(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
