package out

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Stream makes a file under exactly this path with what write puts into it. It
// appears whole and on disk, or not at all: it is written under a temporary name in
// the same folder, flushed, and renamed. A path that is taken is fs.ErrExist and
// stays as it is; a missing folder is fs.ErrNotExist. An error of write is returned
// as it is. The file is open for reading too, so that write can check what it wrote,
// and is for its owner alone (0600).
func Stream(path string, write func(*os.File) error) error {
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("make %s: %w", filepath.Base(path), fs.ErrExist)
	}
	temp, err := temporary(filepath.Dir(path), write)
	if err != nil {
		return err
	}
	if err := place(temp, path, os.Rename); err != nil {
		_ = os.Remove(temp)
		return err
	}
	return nil
}
