package ui_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"monev/internal/app"
	"monev/ui"
	"monev/ui/kit"
	"monev/ui/screen/pulih"
)

func TestDialogsAtTheStart(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		d, _, _ := start(t, size[0], size[1], ui.WithDialogs(pulih.Dialogs([]app.Recovery{{
			Wrong: "Berkas data rusak.", Used: "Data dibuat lagi dari jurnal salinan: 207 kejadian.",
			Missing: "Kejadian 208 sampai 371 tidak ditemukan di berkas mana pun; periksa isian terakhir. " +
				"Isian terakhir yang ada: Rabu, 21 Mei 2025 pukul 11.05 WIB (kunci rapat).",
			Kept: "/data/damaged/20251120T100000-monev.db",
		}}, []string{"Map data ini ada di jaringan."})...))
		d.Golden(fmt.Sprintf("%dx%d", size[0], size[1]))
		d.Key("enter")
		d.Has("Berkas data rusak") // nobody has read it yet
		d.After(time.Second)
		d.Key("enter")
		d.Has("Map data ini ada di jaringan.")
		d.After(time.Second)
		d.Key("esc")
		d.Hasnt("Tentang data")
	}
}

func TestNewsFromOutside(t *testing.T) {
	news := make(chan kit.NotifyMsg, 1)
	news <- kit.NotifyMsg{Text: "Penyimpanan penuh.", Tone: kit.Warn}
	close(news)
	d, _, _ := start(t, 80, 24, ui.WithNews(news))
	d.Has("Penyimpanan penuh.")
}

// TestLocked: nothing that changes data can be done, on any screen, and the reason
// is told.
func TestLocked(t *testing.T) {
	const why = "Data dibuka untuk dibaca saja."
	undo := func(context.Context) (string, error) { t.Error("undone"); return "", nil }
	d, _, r := start(t, 80, 24, ui.WithLocked(why), ui.WithUndo(undo, undo))
	d.Has("baca saja")
	d.Key("ctrl+z")
	d.Has(why)
	for _, a := range r.Actions() {
		if a.Changes && a.Reason != why {
			t.Errorf("%s can be done", a.ID)
		}
	}
}
