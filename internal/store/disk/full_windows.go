package disk

import (
	"errors"
	"syscall"
)

// Full reports whether an error says that there is no room on the disk
// (ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL).
func Full(err error) bool {
	return errors.Is(err, syscall.Errno(39)) || errors.Is(err, syscall.Errno(112)) || errors.Is(err, syscall.ENOSPC)
}

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
