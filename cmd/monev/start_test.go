//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// The first key after the start counts, also on a laptop that has its hands full:
// every other time it is pressed before anything is painted, else with the first
// complete screen. MONEV_PENUH=1 makes it 40 starts beside three busy loops:
//
//	MONEV_PENUH=1 go test ./cmd/monev -run TestFirstKey -v
func TestFirstKey(t *testing.T) {
	rounds := 2
	if os.Getenv("MONEV_PENUH") != "" {
		rounds = 40
		for range 3 {
			busy := exec.Command("sh", "-c", "while :; do :; done")
			if err := busy.Start(); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = busy.Process.Kill(); _ = busy.Wait() })
		}
	}
	dir, now := filepath.Join(t.TempDir(), "data"), "2025-11-20T10:00:00+07:00"
	fill(t, dir, now)
	var worst time.Duration
	for n := range rounds {
		x := open(t, dir, now, 80, 24)
		if n%2 == 0 {
			x.wait("Enter lanjutkan")
		}
		from := time.Now()
		x.press("t", "Tindak lanjut semua rapat", "15 terbuka")
		worst = max(worst, time.Since(from))
		x.kill()
	}
	t.Logf("%d starts, every first key taken, the slowest after %v", rounds, worst.Round(time.Millisecond))
}
