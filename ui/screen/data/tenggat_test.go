package data_test

import (
	"strings"
	"testing"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/ui/uitest"
)

// deadlines opens the chapter Tenggat.
func deadlines(t *testing.T, w, h int) (*uitest.Driver, *app.App) {
	t.Helper()
	d, a := start(t, w, h)
	d.Key("left", "left", "left")
	d.Has("[Tenggat]")
	return d, a
}

func TestDeadlines(t *testing.T) {
	d, a := deadlines(t, 80, 24)
	d.Has("Belum ada isi di bagian ini. Tekan n untuk menambah.")
	d.Key("space")
	d.Has("Belum ada tenggat; n menambah.")
	d.Key("n")
	d.Type("LKE dikirim ke TPI")
	d.Key("enter")
	d.Type("15/12")
	d.Has("Senin, 15 Desember 2025 (25 hari lagi)")
	d.Key("enter")
	d.Type("lewat Kasubbag Teknis")
	d.Key("enter")
	d.Has("Tenggat tersimpan.", "▸ Sen 15-12-2025  LKE dikirim ke TPI", "25 hari lagi")
	d.Key("n")
	d.Type("Laporan triwulan III")
	d.Key("enter")
	d.Type("10/10/2025")
	d.Key("ctrl+s")
	d.Has("▸ Jum 10-10-2025  Laporan triwulan III", "▲ lewat 41 hari")
	o := stored(t, a)
	if len(o.Deadlines) != 2 || o.Deadlines[0].Text != "Laporan triwulan III" || o.Deadlines[1].Note != "lewat Kasubbag Teknis" {
		t.Fatalf("stored %+v", o.Deadlines)
	}
	d.Key("space")
	d.Has("SELESAI (1)", "✓ selesai", "Spasi belum selesai")
	d.Key("ctrl+z")
	d.Hasnt("SELESAI")
	d.Key("home", "enter", "ctrl+u")
	d.Type("Laporan triwulan IV")
	d.Key("ctrl+s")
	d.Has("Laporan triwulan IV")
	d.Key("a")
	d.Has("Tenggat selalu urut menurut tanggal.")
	d.Key("x")
	d.Has("Hapus tenggat", "Jumat, 10 Oktober 2025: Laporan triwulan IV")
	d.Key("y")
	if o := stored(t, a); len(o.Deadlines) != 1 {
		t.Fatalf("stored %+v", o.Deadlines)
	}
	d.Key("ctrl+z")
	d.Has("Laporan triwulan IV")
}

func TestDeadlineRefuses(t *testing.T) {
	d, a := deadlines(t, 80, 24)
	d.Key("n", "ctrl+s")
	d.Has("! Wajib diisi.")
	d.Type("Survei")
	d.Key("enter")
	d.Type("31/2")
	d.Key("ctrl+s")
	d.Has("31/2", "!")
	if o := stored(t, a); len(o.Deadlines) != 0 {
		t.Errorf("stored %+v", o.Deadlines)
	}
}

func TestDeadlinePictures(t *testing.T) {
	for _, size := range [][2]int{{60, 18}, {80, 24}, {120, 40}, {160, 50}} {
		d, a := deadlines(t, size[0], size[1])
		for _, x := range []struct {
			text, note string
			date       string
			done       bool
		}{
			{"Laporan monev triwulan III ke KPU Provinsi", "", "2025-10-10", true},
			{"LKE dan eviden dikirim ke TPI (Inspektorat Utama KPU RI) lewat aplikasi " + strings.Repeat("yang panjang sekali namanya ", 3), "Surat pengantar ditandatangani Ketua.", "2025-11-24", false},
			{"Survei persepsi anti korupsi semester II", "", "2025-11-14", false},
			{"Pencanangan ulang", "", "2026-01-12", false},
		} {
			dl, err := a.PutDeadline(t.Context(), monev.Deadline{Text: x.text, Note: x.note, Date: date(t, x.date)}, "")
			if err != nil {
				t.Fatal(err)
			}
			if x.done {
				if err := a.MarkDeadline(t.Context(), dl.ID, true); err != nil {
					t.Fatal(err)
				}
			}
		}
		d.Key("tab", "shift+tab")
		again := again(t, a)
		again.Resize(size[0], size[1])
		again.Key("left", "left", "left", "down")
		again.Golden(sizeName(size))
	}
}
