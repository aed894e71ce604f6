package boltstore

import "syscall"

// forget drops a shared, read-only map of a file: nothing is lost by that.
func forget(data uintptr, size int64) {
	_, _, _ = syscall.Syscall(syscall.SYS_MADVISE, data, uintptr(size), syscall.MADV_DONTNEED)
}
