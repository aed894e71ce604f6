package ui_test

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"monev/ui/kit"
)

func TestHelpListsAndFilters(t *testing.T) {
	d, f, _ := start(t, 80, 30)
	f.explain = "Daftar semua rapat kantor ini."
	off := act("hapus", "x", "hapus", nil)
	off.Reason = "Rapat final tidak dapat dihapus."
	f.actions = []kit.Action{act("rapat.baru", "n", "rapat baru", func() tea.Cmd { return nil }), off}
	d.Key("?")
	d.Has("Bantuan · Beranda", "Daftar semua rapat", "DI LAYAR INI", "n         rapat baru", "! Rapat final tidak",
		"DI MANA SAJA", "q         keluar", "Ctrl+P", "Esc tutup")
	d.Type("baru")
	d.Has("rapat baru")
	d.Hasnt("hapus", "Ctrl+P", "Daftar semua")
	d.Type("zz")
	d.Has("Tidak ada tombol dengan kata itu.")
	d.Key("backspace", "backspace", "backspace", "backspace", "backspace", "backspace", "backspace")
	d.Has("hapus")
	d.Paste("palet\x1b[31m")
	d.Hasnt("rapat baru")
	d.Key("esc")
	d.Has("isi Beranda")
	wantSaw(t, f, "")
	d.Key("?", "?")
	d.Has("isi Beranda")
}

// What is searched for in the palette and in the help.
func TestMenuFilter(t *testing.T) {
	d, f, _ := start(t, 80, 24)
	f.actions = []kit.Action{
		act("mutu", "n", "peningkatan mutu", func() tea.Cmd { return nil }),
		act("simpan", "d", "mencadangkan sekarang", func() tea.Cmd { return nil }),
	}
	d.Key(":")
	d.Type("kata kata")
	d.Has("Tidak ada tempat atau perintah dengan kata itu. Isi catatan dicari dengan", "   Ctrl+F.")
	d.Hasnt("peningkatan")
	d.Key("ctrl+u")
	d.Type("/cadang")
	d.Has("Cari cadang", "▸ mencadangkan")
	d.Key("esc")
	for _, k := range []string{":", "?"} {
		d.Key(k)
		d.Type("mutu")
		d.Paste(strings.Repeat("peta kompetensi\n", 400))
		d.Has("Cari mutu", "! Teks itu terlalu panjang untuk dicari di sini, paling banyak 60 huruf; tidak")
		d.Key("esc")
	}
}

func TestHelpScrolls(t *testing.T) {
	d, f, _ := start(t, 60, 18)
	for i := range 40 {
		f.actions = append(f.actions, act(fmt.Sprint("a", i), "f9", fmt.Sprintf("perbuatan %d.", i), nil))
	}
	d.Key("?")
	d.Has("perbuatan 0.", "masih ada di bawah")
	d.Key("pgdown", "down")
	d.Hasnt("perbuatan 0.")
	d.Key("end")
	d.Has("? ")
	d.Hasnt("masih ada")
	d.Key("home")
	d.Has("perbuatan 0.")
	d.Wheel(5, 5, 9)
	d.Hasnt("perbuatan 0.")
}

func TestPaletteRuns(t *testing.T) {
	d, f, _ := start(t, 80, 24)
	ran := ""
	off := act("hapus", "x", "hapus", func() tea.Cmd { ran += "x"; return nil })
	off.Reason = "Tidak ada yang dipilih."
	f.actions = []kit.Action{
		act("rapat.baru", "n", "rapat baru", func() tea.Cmd { ran += "n"; return nil }),
		act("data", "d", "data", func() tea.Cmd { ran += "d"; return nil }),
		off, act("enter", "enter", "hanya penjelasan", nil),
	}
	d.Key("ctrl+p")
	d.Has("Palet perintah · Beranda", "▸ rapat baru", "hapus (Tidak ada yang dipilih.)")
	d.Hasnt("hanya penjelasan", "TERAKHIR")
	d.Key("down", "enter")
	d.Has("isi Beranda")
	d.Key(":")
	d.Has("TERAKHIR DIPILIH", "▸ data") // what was chosen last stands first
	d.Key("enter")
	d.Has("isi Beranda")
	f.actions[1].About = "kantor, jabatan, unit"
	d.Key(":")
	d.Has("kantor, jabatan, unit")
	d.Key("esc", "?")
	d.Has("kantor, jabatan, unit")
	d.Key("esc")
	f.actions[1].About = ""
	d.Key(":")
	d.Type("baru RAPÁT")
	d.Key("enter")
	if ran != "ddn" {
		t.Errorf("ran %q", ran)
	}
	d.Key(":")
	d.Type("hapus")
	d.Key("enter")
	d.Has("! Tidak ada yang dipilih.")
	d.Key(":")
	d.Type("tidakada")
	d.Has("Tidak ada tempat atau perintah")
	d.Key("enter", "esc")
	d.Key(":")
	d.Click(d.Find("rapat baru"))
	if ran != "ddnn" {
		t.Errorf("ran %q", ran)
	}
	wantSaw(t, f, "")
}

func TestPaletteScrollsWithItsCursor(t *testing.T) {
	d, f, _ := start(t, 60, 18)
	for i := range 40 {
		f.actions = append(f.actions, act(fmt.Sprint("a", i), "f9", fmt.Sprintf("perbuatan %d.", i), func() tea.Cmd { return nil }))
	}
	d.Key(":")
	for range 25 {
		d.Key("down")
	}
	d.Has("▸ perbuatan 25.")
	d.Key("end")
	d.Has("▸ bantuan")
	d.Key("pgup", "home")
	d.Has("▸ perbuatan 0.")
}

func TestKeyLineKeepsTheHelp(t *testing.T) {
	d, f, _ := start(t, 60, 18)
	for i := range 20 {
		f.actions = append(f.actions, act(fmt.Sprint("a", i), "f9", fmt.Sprintf("perbuatan%d", i), nil))
	}
	hidden := act("h", "h", "tersembunyi", nil)
	hidden.Hidden = true
	f.actions = append([]kit.Action{hidden}, f.actions...)
	d.Has("f9 perbuatan0  f9 perbuatan1", "? bantuan")
	d.Hasnt("perbuatan5", "tersembunyi")
	f.actions = nil
	if got, want := d.Line(17), " q keluar  ? bantuan"; got != want {
		t.Errorf("key line %q, want %q", got, want)
	}
}

// On a wide screen the help has two columns; what is typed narrows both.
func TestHelpInTwoColumns(t *testing.T) {
	d, _, _ := start(t, 120, 40)
	d.Key("?")
	if _, y := d.Find("DI MANA SAJA"); !strings.Contains(d.Line(y), "DI LAYAR INI") && strings.Contains(d.Screen(), "DI LAYAR INI") {
		t.Errorf("not side by side:\n%s", d.Screen())
	}
	d.Type("gambar ulang")
	d.Has("Ctrl+L    gambar ulang layar")
	d.Hasnt("keluar (tekan dua kali)")
	d.Key("esc")
	d.Resize(119, 40)
	d.Key("?")
	if _, y := d.Find("DI MANA SAJA"); strings.TrimSpace(d.Line(y)) != "DI MANA SAJA" {
		t.Errorf("side by side without room:\n%s", d.Screen())
	}
}
