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

// ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION.
func heldForAMoment(err error) bool {
	return errors.Is(err, syscall.Errno(5)) || errors.Is(err, syscall.Errno(32))
}
