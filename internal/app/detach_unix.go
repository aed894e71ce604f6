//go:build !windows

package app

import (
	"os/exec"
	"syscall"
)

// detach starts a command without our terminal.
func detach(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true} }
