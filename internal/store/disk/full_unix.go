//go:build !windows

package disk

import (
	"errors"
	"syscall"
)

// Full reports whether an error says that there is no room on the disk, or that
// the user may not use more of it.
func Full(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || errors.Is(err, syscall.EFBIG)
}

// Held reports whether an error is one that Windows gives for a file that a
// program has open; here no error is.
func Held(error) bool { return false }
