package ui_test

import (
	"errors"
	"strings"
	"testing"

	"monev/internal/look"
	"monev/ui"
	"monev/ui/theme"
)

func TestTheLookIsChosenAndKept(t *testing.T) {
	var kept look.Look
	fails := false
	keep := func(change func(*look.Look)) error {
		if fails {
			return errors.New("penuh")
		}
		change(&kept)
		return nil
	}
	d, f := picture(t, 80, 24, ui.WithLook(look.Look{Signs: "ascii"}, theme.Full, keep))
	for _, r := range d.Raw() {
		if r >= 0x80 {
			t.Fatalf("%q on a screen of ASCII", r)
		}
	}
	d.Key("f8")
	d.Has("Warna: latar terang.")
	if kept.Colours != "terang" {
		t.Errorf("kept %+v", kept)
	}
	d.Key("f8", "f8")
	d.Has("Warna: kontras tinggi.")
	if f.k.Styles.Palette.Back == nil || kept.Colours != "kontras" {
		t.Errorf("not in high contrast: %+v", kept)
	}
	f.fill = true
	d.Key("f8")
	d.Has("Warna proyeksi: latar gelap.")
	if kept.Room != "gelap" || kept.Colours != "kontras" {
		t.Errorf("kept %+v", kept)
	}
	f.fill = false
	d.Key("ctrl+p")
	d.Type("tanda layar lengkap")
	d.Key("enter")
	if !strings.Contains(d.Raw(), "─") || kept.Signs != "lengkap" {
		t.Errorf("signs %+v", kept)
	}
	fails = true
	d.Key("f8")
	d.Has("Pilihan tampilan belum tersimpan")
}

func TestAKeptLookIsThereAtTheStart(t *testing.T) {
	_, f := picture(t, 80, 24, ui.WithLook(look.Look{Colours: "kontras", Room: "gelap"}, theme.Full, nil))
	if f.k.Styles.Palette.Back == nil || f.k.Room.Palette != theme.Projection(theme.Dark(), true) {
		t.Error("another look than was kept")
	}
	_, f = picture(t, 80, 24, ui.WithLook(look.Look{Colours: "ungu", Room: "", Signs: "?"}, theme.Full, nil))
	if f.k.Room.Palette != theme.Projection(theme.Light(), false) {
		t.Error("the projected view is not light by default")
	}
}
