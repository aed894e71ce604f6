package ui_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"monev/internal/look"
	"monev/ui"
	"monev/ui/theme"
	"monev/ui/uitest"
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

// A terminal that has said once which background it has is believed from the first
// picture on, until it says something else or says nothing.
func TestBackgroundIsRemembered(t *testing.T) {
	kept := look.Look{}
	keep := func(change func(*look.Look)) error { change(&kept); return nil }
	dark, light := tea.BackgroundColorMsg{Color: ansi.RGBColor{}}, tea.BackgroundColorMsg{Color: ansi.RGBColor{R: 255, G: 255, B: 255}}
	begin := func(terminal string) (*uitest.Driver, *fake) {
		return picture(t, 80, 24, ui.WithLook(kept, theme.Full, keep), ui.WithTerminal(terminal))
	}
	accent := func(f *fake, want theme.Palette, what string) {
		t.Helper()
		if got := f.k.Styles.Palette.Accent; got != want.Accent {
			t.Errorf("%s: accent %v, want %v", what, got, want.Accent)
		}
	}
	d, f := begin("xterm")
	accent(f, theme.Neutral(), "first start")
	d.Send(dark)
	accent(f, theme.Dark(), "answered")
	if want := (look.Look{Background: "gelap", Terminal: "xterm"}); kept != want {
		t.Fatalf("kept %+v, want %+v", kept, want)
	}
	d, f = begin("xterm")
	accent(f, theme.Dark(), "second start")
	f.saw()
	d.Send(dark)
	wantSaw(t, f, "")
	d.Send(light)
	accent(f, theme.Light(), "another answer")
	d, f = begin("xterm")
	accent(f, theme.Light(), "third start")
	d.After(time.Second)
	accent(f, theme.Neutral(), "no answer")
	_, f = begin("linux")
	accent(f, theme.Neutral(), "another terminal")
	kept.Colours = "kontras"
	_, f = begin("xterm")
	accent(f, theme.HighContrast(), "chosen")
}
