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
	"strings"

	"monev/internal/plain"
)

// tries is how many names are tried before giving up.
const tries = 1000

// WriteFile puts data into dir, which is made if it is missing, under name or
// the first free of "name (2)", "name (3)" …, and returns the path.
//
// It guarantees: a file that was there before is never changed. If one of the
// names already holds exactly data, nothing is written and its path is
// returned. A file that appears under the returned path is whole and on disk:
// it is written under a temporary name in dir, flushed, and renamed. A name
// that cannot be used, because Word or another program holds it, is passed
// over. name is made safe as one path element.
func WriteFile(dir, name string, data []byte) (path string, err error) {
	return write(dir, name, data, os.Rename)
}

func write(dir, name string, data []byte, rename func(old, new string) error) (string, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", fmt.Errorf("membuat folder: %w", err)
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
		path := filepath.Join(dir, numbered(name, n))
		if info, err := os.Lstat(path); err == nil {
			if same(path, info, data) {
				return path, nil
			}
			continue
		}
		if temp == "" {
			var err error
			if temp, err = temporary(dir, data); err != nil {
				return "", fmt.Errorf("menulis berkas: %w", err)
			}
		}
		// The name is taken first, so that nobody else's file is replaced.
		f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if err != nil {
			last = err
			if errors.Is(err, fs.ErrExist) || n < 3 {
				continue
			}
			return "", fmt.Errorf("menulis berkas: %w", err)
		}
		err = f.Close()
		if err == nil {
			err = rename(temp, path)
		}
		if err == nil {
			temp = ""
			flush(dir)
			return path, nil
		}
		_ = os.Remove(path) // ours, and empty
		if last = err; n >= 20 {
			return "", fmt.Errorf("menulis berkas: %w", err)
		}
	}
	if last == nil {
		last = fs.ErrExist
	}
	return "", fmt.Errorf("tidak ada nama yang bebas: %w", &fs.PathError{Op: "open", Path: filepath.Join(dir, name), Err: last})
}

// temporary writes data under a new name in dir, flushed to disk.
func temporary(dir string, data []byte) (name string, err error) {
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
	if _, err = f.Write(data); err != nil {
		return "", err
	}
	if err = f.Chmod(0o644); err != nil {
		// FAT and Windows have no such modes; the file is good without.
		err = nil
	}
	if err = f.Sync(); err != nil {
		return "", err
	}
	return f.Name(), f.Close()
}

// same reports whether path is an ordinary file that holds exactly data.
func same(path string, info fs.FileInfo, data []byte) bool {
	if !info.Mode().IsRegular() || info.Size() != int64(len(data)) {
		return false
	}
	b, err := os.ReadFile(path)
	return err == nil && bytes.Equal(b, data)
}

// numbered is name for the first try and "name (n)" before the extension for
// the others.
func numbered(name string, n int) string {
	if n == 1 {
		return name
	}
	ext := filepath.Ext(name)
	return fmt.Sprintf("%s (%d)%s", strings.TrimSuffix(name, ext), n, ext)
}

// flush asks for the entry of the folder to be on disk too; some systems
// cannot, and then the file is as safe as they make it.
func flush(dir string) {
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync()
		_ = d.Close()
	}
}
