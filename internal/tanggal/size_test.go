package tanggal_test

import (
	"testing"

	"monev/internal/tanggal"
)

func TestSize(t *testing.T) {
	for n, want := range map[int64]string{
		-1: "0 B", 0: "0 B", 1023: "1.023 B", 1024: "1,0 KB", 1536: "1,5 KB", 10 * 1024: "10 KB", 1024*1024 - 1: "1,0 MB",
		2 << 30: "2,0 GB", 700 << 20: "700 MB", 5 << 40: "5,0 TB", 5000 << 40: "5000 TB",
	} {
		if got := tanggal.Size(n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}
