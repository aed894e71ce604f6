package main

import (
	"syscall"
	"unsafe"
)

// alone reports whether the console window was opened for monev, by a double
// click, and so closes with it.
func alone() bool {
	var ids [2]uint32
	list := syscall.NewLazyDLL("kernel32.dll").NewProc("GetConsoleProcessList")
	if list.Find() != nil {
		return false
	}
	n, _, _ := list.Call(uintptr(unsafe.Pointer(&ids[0])), uintptr(len(ids)))
	return n == 1
}
