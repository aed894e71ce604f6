//go:build unix

package main

import (
	"path/filepath"
	"testing"
)

// fill makes a data folder with the sample data.
func fill(t testing.TB, dir, now string) {
	t.Helper()
	open(t, dir, now, 80, 24, envArgs+"=contoh").exit()
}

// From a key in the working window to its letter on the second one, both in
// terminals of their own: the figure of README, "Speed".
func BenchmarkSecondWindow(b *testing.B) {
	dir, now := filepath.Join(b.TempDir(), "data"), "2025-11-20T10:00:00+07:00"
	fill(b, dir, now)
	room := open(b, dir, now, 100, 30, envArgs+"=proyektor")
	room.wait("Menunggu rapat di laptop ini")
	work := open(b, dir, now, 80, 24)
	work.wait("lanjutkan")
	work.press(enter, "berikut")
	work.press("3", "[III SDM]")
	work.press("t", "TEMUAN BARU")
	typed := ""
	for n := 0; b.Loop(); n++ {
		if n%50 == 0 && n > 0 { // the text stays on one page
			work.press("\x15", "▸ Temuan *")
			typed = ""
		}
		typed += string(rune('a' + n%26))
		work.keys(typed[len(typed)-1:])
		room.wait("     " + typed + "\u00a0") // with the caret behind it
	}
}
