package disk

import (
	"errors"
	"syscall"
)

// fullErrnos are ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL and Go's own.
func fullErrnos() []syscall.Errno { return []syscall.Errno{39, 112, syscall.ENOSPC} }

// Held reports whether an error is one that Windows gives for a file that a
// program has open (ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION,
// ERROR_LOCK_VIOLATION, ERROR_USER_MAPPED_FILE); elsewhere no error is.
func Held(err error) bool {
	for _, no := range []syscall.Errno{5, 32, 33, 1224} {
		if errors.Is(err, no) {
			return true
		}
	}
	return false
}
