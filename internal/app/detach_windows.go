package app

import "os/exec"

// detach has nothing to do: a program with windows does not use our console.
func detach(*exec.Cmd) {}
