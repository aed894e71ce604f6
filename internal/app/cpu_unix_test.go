//go:build unix

package app_test

import (
	"syscall"
	"time"
)

// processor is the processor time this process has used, of user and system, over
// all cores: what a busy machine does not distort.
func processor() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
