//go:build !windows

package boltstore

import "syscall"

const fullErrno = syscall.ENOSPC
