//go:build unix

package main

import (
	"path/filepath"
	"testing"
)

// The second window: opened before monev, it shows the meeting as soon as there
// is one, what is typed letter by letter, survives a kill of monev, is found
// again after a kill of its own, and pauses and freezes.
func TestSecondWindow(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "map data yang namanya begitu panjang sehingga soketnya tidak muat di sini, maka ia ada di tempat lain")
	now := "2025-11-20T10:00:00+07:00"
	fill(t, dir, now)
	room := open(t, dir, now, 100, 30, envArgs+"=proyektor")
	room.wait("Menunggu rapat di laptop ini")
	work := open(t, dir, now, 80, 24)
	work.wait("lanjutkan")
	room.wait("Belum ada rapat yang ditayangkan")
	work.press(enter, "berikut")
	work.press("3", "[III SDM]")
	room.wait("PENATAAN SISTEM MANAJEMEN SDM", "batas WBK")
	work.press("t", "TEMUAN BARU")
	work.press("Belum", "Belum")
	room.wait("TEMUAN BARU", "Belum")
	work.press(" ada SOP", "Belum ada SOP")
	room.wait("Belum ada SOP")

	work.kept(dir, "Belum ada SOP")
	work.kill()
	room.wait("! terputus, menunggu monev", "Belum ada SOP")
	work = open(t, dir, now, 80, 24)
	work.wait("Belum ada SOP", "[III SDM]") // the draft is back, the room sees it again
	work.press(" baru", "Belum ada SOP baru")
	room.wait("Belum ada SOP baru")
	work.press(ctrlS, "TEMUAN (2)")
	work.press(escape, "s status")
	room.wait("Temuan 2 dari 2", "Belum ada SOP baru")

	room.kill()
	room = open(t, dir, now, 60, 18, envArgs+"=proyektor")
	room.wait("Temuan 2 dari 2", "Belum ada SOP baru")
	room.press("b", "■ dibekukan")
	work.press("4", "[IV AK]")
	room.press("b", "PENGUATAN AKUNTABILITAS")
	work.press("\x1b[17~", "Ruang rapat melihat layar jeda")
	room.wait("KPU Kabupaten Pamekasan", "Rapat Monev ZI menuju WBK", "WIB")
	room.keys("q")
	room.exit()
}

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
