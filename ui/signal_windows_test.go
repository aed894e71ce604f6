package ui_test

import (
	"os"
	"syscall"
	"testing"

	"golang.org/x/sys/windows"
)

// signalSelf does what Windows does when the console window is closed (SIGTERM)
// or Ctrl+C is pressed: it starts a thread of this process at CtrlRoutine.
func signalSelf(t *testing.T, sig os.Signal) {
	t.Helper()
	event := map[os.Signal]uintptr{os.Interrupt: windows.CTRL_C_EVENT, syscall.SIGTERM: windows.CTRL_CLOSE_EVENT}
	number, ok := event[sig]
	if !ok {
		t.Fatalf("%v never comes on Windows", sig)
	}
	routine := windows.NewLazySystemDLL("kernelbase.dll").NewProc("CtrlRoutine")
	if err := routine.Find(); err != nil {
		t.Skipf("this Windows cannot be asked to close a console: %v", err)
	}
	start := windows.NewLazySystemDLL("kernel32.dll").NewProc("CreateThread")
	thread, _, err := start.Call(0, 0, routine.Addr(), number, 0, 0)
	if thread == 0 {
		t.Fatal(err)
	}
	_ = windows.CloseHandle(windows.Handle(thread))
}

// testSignals are those of StopSignals that can come.
func testSignals() []os.Signal { return []os.Signal{os.Interrupt, syscall.SIGTERM} }
