//go:build !windows

package boltstore

import (
	"os"
	"syscall"
)

// unlock gives up bbolt's lock. Closing alone would not: a map of the file keeps
// it alive.
func unlock(f *os.File) { _ = syscall.Flock(int(f.Fd()), syscall.LOCK_UN) }
