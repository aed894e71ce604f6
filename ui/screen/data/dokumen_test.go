package data_test

import (
	"fmt"
	"testing"

	"monev/internal/app"
	"monev/internal/tanggal"
	"monev/ui/uitest"
)

func date(t *testing.T, iso string) tanggal.Date {
	t.Helper()
	d, err := tanggal.ParseISO(iso)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func sizeName(size [2]int) string { return fmt.Sprintf("%dx%d", size[0], size[1]) }

// papers opens the chapter Dokumen.
func papers(t *testing.T, w, h int) (*uitest.Driver, *app.App) {
	t.Helper()
	d, a := start(t, w, h)
	d.Key("left", "left", "left")
	d.Has("[Dokumen]")
	return d, a
}

func TestLookOfDocuments(t *testing.T) {
	d, a := papers(t, 80, 24)
	d.Has("Kertas             A4 (210 × 297 mm)", "Margin             kiri 3 · kanan 2 · atas 2 · bawah 2,5 cm",
		"Baris kosong       5 baris di bawah daftar hadir")
	d.Key("enter", "right", "enter", "right", "enter")
	fill(d, "12")
	d.Has("12        poin")
	d.Key("enter")
	fill(d, "3,5 cm")
	d.Key("enter", "enter", "enter")
	fill(d, "7")
	d.Key("enter")
	d.Has("! Margin bawah harus 1 sampai 6 cm, misalnya 2,5.")
	fill(d, "3")
	d.Key("enter")
	fill(d, "0")
	d.Key("enter")
	d.Has("Bentuk dokumen tersimpan.", "F4 (215 × 330 mm)", "Bookman Old Style", "12 poin", "kiri 3,5 · kanan 2 · atas 2 · bawah 3 cm", "0 baris")
	p := stored(t, a).Papers
	if p.Paper != "F4" || p.Font != "Bookman Old Style" || p.Size != 12 || p.Left != 35 || p.Right != 0 || p.Bottom != 30 || p.Spare() != 0 {
		t.Errorf("stored %+v", p)
	}
	d.Key("ctrl+z")
	d.Has("A4 (210", "kiri 3 ·")
	if p := stored(t, a).Papers; p.SpareRows != nil || p.Font != "" {
		t.Errorf("after undo %+v", p)
	}
}
