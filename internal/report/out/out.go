// Package out puts finished documents into a folder without ever harming a
// file that is already there.
package out

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"monev/internal/plain"
	"monev/internal/store/disk"
)

// How many names are tried before giving up: in all, and when it is not that they
// are taken.
const (
	tries = 1000
	held  = 3
)

// WriteFile puts data into dir, which is made if it is missing, under name or
// the first free of "name (2)", "name (3)" …, and returns the path.
//
// It guarantees: a file that was there before is never changed. If one of the
// names already holds exactly data, nothing is written and its path is
// returned. A file that appears under the returned path is whole and on disk:
// it is written under a temporary name in dir, flushed, and renamed. A name
// that cannot be used, because Word or another program holds it, is passed
// over. name is made safe as one path element. File and folder are for their owner
// alone (0600, 0700).
func WriteFile(dir, name string, data []byte) (path string, err error) {
	return write(dir, name, data, disk.RenameNew)
}

func write(dir, name string, data []byte, rename func(old, new string) error) (string, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", fmt.Errorf("make folder: %w", err)
	}
	name = plain.FileName(name, 200)
	temp := ""
	defer func() {
		if temp != "" {
			_ = os.Remove(temp) // only still there if something failed
		}
	}()
	var last error
	for n := 1; n <= tries; n++ {
		path := filepath.Join(dir, plain.Numbered(name, n))
		if info, err := os.Lstat(path); err == nil {
			if same(path, info, data) {
				return path, nil
			}
			continue
		}
		if temp == "" {
			var err error
			temp, err = temporary(dir, func(f *os.File) error { _, err := f.Write(data); return err })
			if err != nil {
				return "", fmt.Errorf("write file: %w", err)
			}
		}
		err := place(temp, path, rename)
		switch {
		case err == nil:
			temp = ""
			return path, nil
		case !errors.Is(err, fs.ErrExist) && n >= held:
			return "", fmt.Errorf("write file: %w", err)
		}
		last = err
	}
	if last == nil {
		last = fs.ErrExist
	}
	return "", fmt.Errorf("no free name: %w", &fs.PathError{Op: "open", Path: filepath.Join(dir, name), Err: last})
}

// temporary makes a file under a new name in dir with what write puts into it,
// flushed to disk. Its owner alone can read it (mode 0600).
func temporary(dir string, write func(*os.File) error) (name string, err error) {
	f, err := os.CreateTemp(dir, ".monev-*.tmp")
	if err != nil {
		return "", err
	}
	defer func() {
		if err != nil {
			_ = f.Close()
			_ = os.Remove(f.Name())
		}
	}()
	if err := write(f); err != nil {
		return "", err
	}
	if err := f.Sync(); err != nil {
		return "", err
	}
	return f.Name(), f.Close()
}

// place gives a finished file its name. A path that is taken is fs.ErrExist; an error
// is a *fs.PathError of path.
func place(temp, path string, rename func(old, new string) error) error {
	if err := rename(temp, path); err != nil {
		return &fs.PathError{Op: "create", Path: path, Err: err}
	}
	_ = disk.OS().SyncDir(filepath.Dir(path)) // else the file is as safe as the system makes it
	return nil
}

// same reports whether path is an ordinary file that holds exactly data.
func same(path string, info fs.FileInfo, data []byte) bool {
	if !info.Mode().IsRegular() || info.Size() != int64(len(data)) {
		return false
	}
	b, err := os.ReadFile(path)
	return err == nil && bytes.Equal(b, data)
}
