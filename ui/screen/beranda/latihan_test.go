package beranda_test

import (
	"strings"
	"testing"

	"monev/internal/monev"
	"monev/ui/kit"
	"monev/ui/screen/beranda"
	"monev/ui/stagetest"
)

// What is done in the practice is in the practice only; undo goes back there, and
// Beranda is as it was.
func TestPractice(t *testing.T) {
	w := sample(t)
	p, _ := start(t, w)
	p.Key("down")
	before := strings.Join(strings.Split(p.Screen(), "\n")[:8], "\n")
	events := w.Events(t)
	p.Key("b")
	p.Has(" LATIHAN  MONEV ZI · KPU Kabupaten Contoh", "Latihan: data contoh, per Kamis, 20 November 2025", "Esc akhiri latihan")
	p.Key("enter")
	p.Has(" LATIHAN  Monev ZI TW IV 2025")
	p.Key("t")
	p.Type("Temuan latihan")
	p.Key("ctrl+s", "esc")
	p.Has("Temuan latihan")
	p.Key("ctrl+z")
	p.Has("Diurungkan: tambah temuan")
	p.Has("TEMUAN (1)")
	p.Key("ctrl+y")
	for _, key := range []string{"?", "ctrl+p", "f5", "f7"} { // help, palette, room, test card
		p.Key(key)
		if !strings.Contains(p.Line(0)+p.Line(1), "LATIHAN") {
			t.Errorf("after %s the screen is not marked:\n%s", key, p.Screen())
		}
		p.Key("esc")
	}
	p.Key("f6")
	p.Has("LATIHAN")
	for range 6 {
		p.Key("esc")
	}
	p.Hasnt("LATIHAN")
	if after := strings.Join(strings.Split(p.Screen(), "\n")[:8], "\n"); after != before {
		t.Errorf("Beranda was\n%s\nis\n%s", before, after)
	}
	if n := w.Events(t); n != events {
		t.Errorf("%d events, were %d", n, events)
	}
	practice := p.Kit.Practice.(*stagetest.Practice)
	if practice.Opened {
		t.Error("the practice is still open")
	}
	p.Key("ctrl+y") // not what was undone in there
	p.Has("Tidak ada yang dapat diulangi")

	p.Key("b", "enter")
	p.Has("TEMUAN (2)")
	p.Key("esc", "m")
	p.Has("Mulai latihan dari awal", "Data kantor tidak tersentuh")
	p.Key("enter")
	p.Has("Esc akhiri latihan")
	p.Key("m", "y", "enter")
	p.Has(" LATIHAN ", "[III SDM]", "TEMUAN (1)")
	p.Key("esc", "esc")
	p.Hasnt("LATIHAN")
	if practice.Opened {
		t.Error("the practice is still open")
	}
}

// Whoever opens the data folder of a practice as the office's own sees it marked.
func TestMarkedHoweverItIsOpened(t *testing.T) {
	w := sample(t)
	if err := w.EditOffice(t.Context(), "uji", func(o *monev.Office) error { o.Practice = true; return nil }); err != nil {
		t.Fatal(err)
	}
	p := stagetest.Start(t, w, 80, 24, func(k *kit.Kit) kit.Screen {
		k.Practising = true
		return beranda.New(k, nil)
	})
	p.Has(" LATIHAN  MONEV ZI")
	p.Hasnt("akhiri latihan")
	p.Key("d")
	p.Has(" LATIHAN  ")
}
