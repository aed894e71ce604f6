package boltstore

import (
	"errors"
	"os"
	"syscall"
)

// unlock has nothing to do: here a lock ends with its handle.
func unlock(*os.File) {}

// ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL.
func isFull(err error) bool {
	return errors.Is(err, syscall.Errno(39)) || errors.Is(err, syscall.Errno(112))
}
