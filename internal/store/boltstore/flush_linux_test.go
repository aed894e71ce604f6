package boltstore

import (
	"os"
	"syscall"
)

// flushData is what bbolt uses here.
func flushData(f *os.File) error { return syscall.Fdatasync(int(f.Fd())) }
