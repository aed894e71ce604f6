//go:build !linux

package boltstore

// forget leaves it to the system, which takes such pages when it needs memory.
func forget(uintptr, int64) {}
