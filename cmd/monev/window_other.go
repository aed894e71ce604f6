//go:build !windows

package main

// alone reports whether the terminal window closes with monev; only Windows
// opens one for a program.
func alone() bool { return false }
