//go:build !windows

package disk

import "syscall"

func fullErrnos() []syscall.Errno {
	return []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG}
}

// Held reports whether an error is one that Windows gives for a file that a
// program has open; here no error is.
func Held(error) bool { return false }
