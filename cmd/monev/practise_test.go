//go:build unix

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Practice in a terminal: begun by command, seen marked in the second window, killed
// in the middle of a finding. The next start is on the office's data, which are
// byte for byte what they were, lock included; the practice goes on where it was.
func TestPracticeIsKilled(t *testing.T) {
	dir, now := filepath.Join(t.TempDir(), "data"), "2026-11-27T10:00:00+07:00"
	fill(t, dir, now)
	store := func() []byte {
		var out []byte
		for _, name := range []string{"monev.db", "journal/events.jsonl"} {
			b, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, b...)
		}
		return out
	}
	before := store()
	room := open(t, dir, now, 80, 24, envArgs+"=proyektor")
	room.wait("Menunggu rapat di laptop ini")
	work := open(t, dir, now, 80, 24, envArgs+"=latihan")
	work.wait(" LATIHAN ", "KPU Kabupaten Contoh", "akhiri latihan")
	room.wait(" LATIHAN", "KPU Kabupaten Contoh")
	work.press(enter, "[III SDM]")
	room.wait(" LATIHAN ", "PENATAAN SISTEM MANAJEMEN")
	work.press("\x1b[20~", "Rapat pertama dalam sepuluh langkah") // F9
	work.press(keyNames["esc"], "[III SDM]")
	work.press("t", "TEMUAN BARU")
	work.press("Setengah", "Setengah")
	work.kill()
	if !bytes.Equal(store(), before) {
		t.Error("the office's data changed")
	}

	work = open(t, dir, now, 80, 24)
	work.wait("lanjutkan", "KPU Kabupaten Pamekasan")
	room.wait("Belum ada rapat yang ditayangkan")
	if s := work.screen() + room.screen(); strings.Contains(s, "LATIHAN") {
		t.Errorf("still practising:\n%s", s)
	}
	work.press("b", "KPU Kabupaten Contoh")
	work.press(keyNames["esc"], "Latihan selesai")
	room.wait("KPU Kabupaten Pamekasan")
	work.keys("q")
	work.exit()
	if !bytes.Equal(store(), before) {
		t.Error("the office's data changed")
	}
	room.keys("q")
	room.exit()
}
