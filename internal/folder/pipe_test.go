//go:build !windows

package folder_test

import (
	"context"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"monev/internal/folder"
)

// A pipe that nobody writes to would be waited for without end.
func TestPipeIsNoFolder(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipa")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip(err)
	}
	done := make(chan error, 1)
	go func() {
		_, err := folder.List(context.Background(), pipe)
		done <- err
	}()
	select {
	case err := <-done:
		if err == nil || !strings.Contains(err.Error(), "bukan map") {
			t.Error(err)
		}
	case <-time.After(5 * time.Second):
		t.Fatal("it hangs")
	}
}
