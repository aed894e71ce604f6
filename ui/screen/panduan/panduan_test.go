package panduan_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"monev/internal/panduan"
	"monev/ui"
	"monev/ui/kit"
	screen "monev/ui/screen/panduan"
	"monev/ui/theme"
	"monev/ui/uitest"
)

func start(t *testing.T, w, h int) (*uitest.Driver, *ui.Root, *screen.Screen) {
	t.Helper()
	k := uitest.Kit(nil)
	s := screen.New(k)
	r := ui.New(k, s, ui.WithGuide(func() kit.Screen { return screen.New(k) }))
	return uitest.New(t, r, w, h), r, s
}

// Every chapter is short: civil servants read no manual.
func TestShort(t *testing.T) {
	for _, c := range panduan.Chapters() {
		words := 0
		for _, b := range c.Blocks {
			words += len(strings.Fields(b.Text()))
		}
		if words > 260 || len(c.Blocks) > 14 {
			t.Errorf("%s has %d words in %d points", c.Name, words, len(c.Blocks))
		}
		if one, ok := panduan.Find(c.Name); !ok || one.Title != c.Title {
			t.Errorf("%s is not found by its name", c.Name)
		}
		if one, ok := panduan.Find(strings.ToUpper(c.Title)); !ok || one.Name != c.Name {
			t.Errorf("%s is not found by its title", c.Name)
		}
	}
}

func TestNothingIsTakenBackFromHere(t *testing.T) {
	k := uitest.Kit(nil)
	undo := func(context.Context) (string, error) { t.Error("a record was taken back"); return "", nil }
	d := uitest.New(t, ui.New(k, screen.New(k), ui.WithUndo(undo, undo)), 80, 24)
	d.Type("kunci")
	d.Key("ctrl+z")
	d.Has("Panduan hanya dibaca", "Cari kunci")
	d.Key("enter", "ctrl+y")
	d.Has("Panduan hanya dibaca")
}

func TestReading(t *testing.T) {
	d, r, s := start(t, 80, 24)
	uitest.CheckActions(t, s, r.Actions())
	d.Key("f9") // it is open already
	d.Key("down", "down", "enter")
	d.Has("Panduan · Kapan apa terkunci", "bab 3 dari 10", "Revisi: v di Penutup")
	uitest.CheckActions(t, s, r.Actions())
	d.Key("left")
	d.Has("bab 2 dari 10")
	d.Key("right", "right")
	d.Has("bab 4 dari 10")
	d.Key("esc")
	d.Has("▸  4  Memperbaiki kesalahan") // where one was
	x, y := d.Find("Proyektor dan")
	d.Click(x, y)
	d.Click(x, y)
	d.Has("bab 5 dari 10", "Catatan fasilitator tidak pernah tampil")
	d.Resize(60, 18)
	d.Has("↓ masih ada di bawah")
	d.Wheel(5, 8, 9)
	d.Has("roda mouse.")
	d.Key("home")
	d.Has("Satu layar (duplikat)")
	d.Key("pgdown", "pgdown", "end")
	d.Has("roda mouse.")
}

func TestSearching(t *testing.T) {
	d, _, _ := start(t, 80, 24)
	d.Type("/dinas hadir") // the key of every other search
	d.Has("Cari dinas hadir", "Pembukaan: \"a\" semua hadir")
	d.Key("enter")
	d.Has("bab 1 dari 10")
	d.Key("esc")
	d.Has("Cari dinas hadir")
	d.Key("backspace", "backspace")
	d.Type("qqq")
	d.Has("Tidak ada yang memuat kata itu")
	d.Key("enter") // nothing to open
	d.Key("esc")
	d.Has("▸  1  Rapat pertama")
	d.Paste("\x1b[31mrevisi\n" + strings.Repeat("x", 9999))
	d.Screen()
	d.Key("esc", "?")
	d.Has("Bantuan · Panduan", "Dari terminal: monev bantuan panduan")
}

func TestPictures(t *testing.T) {
	for _, size := range [][2]int{{60, 18}, {80, 24}, {160, 50}} {
		name := fmt.Sprintf("%dx%d", size[0], size[1])
		d, _, _ := start(t, size[0], size[1])
		d.Golden(name, "isi")
		d.Key("enter")
		d.Golden(name, "bab")
		d.Key("end")
		d.Screen()
	}
	d, _, _ := start(t, 60, 18) // every line of every chapter fits
	d.Key("enter")
	for range panduan.Chapters() {
		for range 9 {
			d.Key("pgdown")
			d.Screen()
		}
		d.Key("right")
	}
	k := uitest.Kit(nil)
	r := ui.New(k, screen.New(k), ui.WithPalette(theme.Light()))
	d = uitest.New(t, r, 80, 24)
	d.Key("enter")
	d.GoldenRaw("warna")
}
