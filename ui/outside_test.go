package ui_test

import (
	"context"
	"testing"
	"time"

	"monev/ui"
	"monev/ui/kit"
	"monev/ui/screen/pulih"
)

func TestDialogsAtTheStart(t *testing.T) {
	d, _, _ := start(t, 80, 24, ui.WithDialogs(pulih.Dialogs([]string{
		"Berkas data rusak. Data dibuat lagi dari jurnal salinan: 371 kejadian. Tidak ada isian tersimpan yang hilang. " +
			"Berkas lama tetap ada di /data/damaged/20251120T100000-monev.db.",
		"Jurnal salinan rusak di tengah.",
	})...))
	d.Has("Tentang data", "Berkas data rusak", "Tidak ada isian tersimpan yang hilang")
	d.Key("enter")
	d.Has("Berkas data rusak") // nobody has read it yet
	d.After(time.Second)
	d.Key("enter")
	d.Has("Jurnal salinan rusak")
	d.After(time.Second)
	d.Key("esc")
	d.Hasnt("Tentang data")
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
	d.Key("ctrl+z")
	d.Has(why)
	for _, a := range r.Actions() {
		if a.Changes && a.Reason != why {
			t.Errorf("%s can be done", a.ID)
		}
	}
}
