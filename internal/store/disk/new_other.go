//go:build !windows

package disk

import (
	"errors"
	"io/fs"
	"os"
)

func renameNew(old, new string) error {
	err := os.Link(old, new) // unlike renaming it never replaces what is there
	if err == nil {
		_ = os.Remove(old) // the file has both names now: the old one may stay if need be
		return nil
	}
	if errors.Is(err, fs.ErrExist) {
		return err
	}
	// FAT sticks have no second names: the name is taken first, then replaced.
	f, err := os.OpenFile(new, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if err = f.Close(); err == nil {
		err = os.Rename(old, new)
	}
	if err != nil {
		_ = os.Remove(new) // ours, and empty
	}
	return err
}
