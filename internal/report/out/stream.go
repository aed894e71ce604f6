package out

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"monev/internal/store/disk"
)

// Usable reports whether a path can name a new file or folder. Windows takes some
// names for something else: ab:c is a hidden part of the file ab, NUL is no file at
// all, and an endless name may be cut.
func Usable(path string) bool {
	const most = 32_000 // NTFS: 32,767 units of UTF-16
	base := filepath.Base(path)
	return len(path) <= most && (base == "." || base == ".." || base == string(filepath.Separator) || filepath.IsLocal(base))
}

// Stream makes a file under exactly this path with what write puts into it. It
// appears whole and on disk, or not at all: it is written under a temporary name in
// the same folder, flushed, and renamed. A path that is taken is fs.ErrExist and
// stays as it is; a missing folder is fs.ErrNotExist, a path that is not Usable
// fs.ErrInvalid. An error of write is returned
// as it is. The file is open for reading too, so that write can check what it wrote,
// and is for its owner alone (0600).
func Stream(path string, write func(*os.File) error) error {
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("make %s: %w", filepath.Base(path), fs.ErrExist)
	}
	if !Usable(path) {
		return &fs.PathError{Op: "make", Path: path, Err: fs.ErrInvalid}
	}
	temp, err := temporary(filepath.Dir(path), write)
	if err != nil {
		return err
	}
	if err := place(temp, path, disk.RenameNew); err != nil {
		_ = os.Remove(temp)
		return err
	}
	return nil
}
