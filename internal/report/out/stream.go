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
// as it is. The file is open for reading too, so that write can check what it wrote.
func Stream(path string, write func(*os.File) error) (err error) {
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("make %s: %w", filepath.Base(path), fs.ErrExist)
	}
	dir := filepath.Dir(path)
	temp, err := os.CreateTemp(dir, ".monev-*.tmp")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = temp.Close()
			_ = os.Remove(temp.Name())
		}
	}()
	if err := write(temp); err != nil {
		return err
	}
	if err := temp.Sync(); err != nil {
		return err
	}
	if err := temp.Close(); err != nil {
		return err
	}
	// The name is taken first, so that the rename replaces nobody else's file.
	claim, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if err := claim.Close(); err != nil {
		return err
	}
	if err := os.Rename(temp.Name(), path); err != nil {
		_ = os.Remove(path) // ours, and empty
		return err
	}
	flush(dir)
	return nil
}
