//go:build unix

package ui_test

import (
	"os"
	"testing"

	"monev/ui"
)

func signalSelf(t *testing.T, sig os.Signal) {
	t.Helper()
	self, err := os.FindProcess(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	if err := self.Signal(sig); err != nil {
		t.Fatal(err)
	}
}

// testSignals are those of StopSignals that can come.
func testSignals() []os.Signal { return ui.StopSignals() }
