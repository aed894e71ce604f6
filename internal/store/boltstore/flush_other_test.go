//go:build !linux

package boltstore

import "os"

// flushData is what bbolt uses here.
func flushData(f *os.File) error { return f.Sync() }
