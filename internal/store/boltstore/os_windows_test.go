package boltstore

import "syscall"

const fullErrno = syscall.Errno(112)
