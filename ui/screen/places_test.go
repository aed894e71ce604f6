package screen_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"monev/ui"
	"monev/ui/kit"
	"monev/ui/screen"
	"monev/ui/stagetest"
)

func program(t *testing.T, w *stagetest.World, ready bool) *stagetest.Program {
	t.Helper()
	return stagetest.Start(t, w, 80, 24, func(k *kit.Kit) kit.Screen { return screen.First(k, ready, "") },
		ui.WithPlaces(func(k *kit.Kit) kit.Places { return screen.NewPlaces(k) }))
}

// Every place has a name of its own, and leads somewhere else than Beranda; Esc
// comes back from it.
func TestEveryPlaceLeadsSomewhere(t *testing.T) {
	d := program(t, stagetest.NewWorld(t, false), true)
	list, err := screen.NewPlaces(d.Kit).List(context.Background())
	if err != nil || len(list) < 35 {
		t.Fatalf("%d places, %v", len(list), err)
	}
	home := d.Line(0)
	seen := map[string]bool{}
	for _, p := range list {
		if seen[p.ID] || seen[p.Name] {
			t.Errorf("%s, %q twice", p.ID, p.Name)
		}
		seen[p.ID], seen[p.Name] = true, true
		d.Send(kit.GoMsg{Place: p})
		if d.Line(0) == home != (p.ID == "beranda") {
			t.Errorf("%q leads to %q", p.Name, d.Line(0))
		}
		if strings.HasPrefix(p.ID, "rapat.R0003.") && !strings.Contains(d.Line(0), "TW IV 2025") {
			t.Errorf("%q leads to %q", p.Name, d.Line(0))
		}
		for i := 0; d.Line(0) != home && i < 3; i++ {
			d.Key("esc")
		}
		if d.Line(0) != home {
			t.Fatalf("no way back from %q:\n%s", p.Name, d.Screen())
		}
	}
	for _, id := range []string{"tl", "lke", "lke.area.6", "lke.hasil", "eviden", "data.7", "rapat.R0001", "rapat.R0003.8"} {
		if !seen[id] {
			t.Errorf("no place %s", id)
		}
	}
}

func TestPlacesByTheirNames(t *testing.T) {
	d := program(t, stagetest.NewWorld(t, false), true)
	for _, c := range []struct{ typed, want string }{
		{"cadangan", "[Cadangan]"},
		{"data: kantor", "[Kantor]"},
		{"lke sdm", "III Penataan Sistem"},
		{"rapat area iv", "[IV AK]"},
		{"tw iii", "Monev ZI TW III 2025"},
		{"tw iv simpulan", "[Simpulan]"},
	} {
		d.Key("ctrl+p")
		d.Type(c.typed + "\n")
		d.Has(c.want)
	}
	d.Key("ctrl+p")
	d.Type("lke zi\n")
	d.Key("ctrl+p")
	d.Type("tpi jawab\n") // who looks for these answers need not know that they are a "lapisan"
	d.Has("JAWABAN TPI")
	d.Key("ctrl+p")
	d.Type("beranda\n")
	d.Has("MONEV ZI · KPU")
	d.Key("ctrl+p")
	d.Has("TERAKHIR DIPILIH", "▸ Rapat TW IV 2025 · simpulan")
	d.Key("esc")
	for _, typed := range []string{"rapat baru", "latihan"} { // begun at Beranda, so they lead there
		d.Key("ctrl+p")
		d.Type("eviden\n")
		d.Key("ctrl+p")
		d.Type(typed + "\n")
		d.Has("MONEV ZI · KPU")
	}
}

// A place is gone to also where its screen is open and shows another by now; Esc
// comes back to that.
func TestPlacesOfAScreenThatIsOpen(t *testing.T) {
	d := program(t, stagetest.NewWorld(t, false), true)
	palette := func(words string) { d.Key("ctrl+p"); d.Type(words + "\n") }
	for _, c := range []struct{ first, want, keys, other string }{
		{"Data: cadangan", "[Cadangan]", "tab", "[Tempat]"},
		{"lke area i man", "▸ - I Manajemen", "4", "▸ - IV Penguatan"},
	} {
		palette(c.first)
		d.Has(c.want)
		d.Key(c.keys)
		d.Has(c.other)
		palette(c.first)
		d.Has(c.want)
		d.Key(c.keys)
		palette("eviden")
		palette(c.first)
		d.Has(c.want)
		d.Key("esc", "esc")
		d.Has(c.other)
		d.Key("esc")
		d.Has("MONEV ZI · KPU")
	}
	// what was found is shown, also when its list stands at another row by now
	for range 2 {
		d.Key("ctrl+f")
		d.Key("ctrl+u")
		d.Type("TL-00008\n")
		d.Has("▸ TL-00008")
		d.Key("down")
		d.Hasnt("▸ TL-00008")
	}
	d.Key("esc", "esc", "esc", "esc")
	d.Has("MONEV ZI · KPU")
	// a form stays as it is
	palette("data: kantor")
	d.Key("enter")
	d.Type("X")
	palette("data: unit")
	d.Has("[Unit]")
	d.Key("esc")
	d.Has("[Kantor]", "PamekasanX")
}

// Nothing leads away from the first start.
func TestFirstStartKeepsToItself(t *testing.T) {
	d := program(t, stagetest.NewWorld(t, true), false)
	at := d.Line(0)
	d.Key("ctrl+f")
	if d.Line(0) != at {
		t.Errorf("search: %s", d.Screen())
	}
	d.Key("ctrl+p")
	d.Hasnt("TEMPAT", "cari di semua data")
}

func TestPalettePictures(t *testing.T) {
	for _, size := range [][2]int{{60, 18}, {80, 24}, {120, 40}} {
		d := program(t, stagetest.NewWorld(t, false), true)
		d.Resize(size[0], size[1])
		name := fmt.Sprintf("%dx%d", size[0], size[1])
		d.Key("enter", "3", "ctrl+p")
		d.Golden(name, "tempat")
		d.Type("rapat area ii\n")
		d.Has("[II TTL]")
		d.Key("ctrl+p")
		d.Type("sdm")
		d.Golden(name, "disaring")
		d.Key("esc", "t", "ctrl+p")
		d.Type("temuan")
		d.Golden(name, "saat-mengisi")
		d.Key("esc", "f1")
		d.Type("tindak")
		d.Golden(name, "bantuan")
	}
}
