package data_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/report"
	"monev/internal/tanggal"
	"monev/ui/kit"
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

// chooser is a driver that finds rows.
type chooser struct {
	*uitest.Driver
	t *testing.T
}

// Choose moves the selection down until the row that reads text is selected.
func (d chooser) Choose(text string) {
	d.t.Helper()
	d.Key("home")
	for range 60 {
		for l := range strings.SplitSeq(d.Screen(), "\n") {
			if strings.HasPrefix(l, "▸") && strings.Contains(l, text) {
				return
			}
		}
		d.Key("down")
	}
	d.t.Fatalf("no row reads %q:\n%s", text, d.Screen())
}

// papers opens the chapter Dokumen.
func papers(t *testing.T, w, h int) (chooser, *app.App) {
	t.Helper()
	d, a := start(t, w, h)
	d.Key("left", "left", "left", "left")
	d.Has("[Dokumen]")
	return chooser{d, t}, a
}

func TestLookOfDocuments(t *testing.T) {
	d, a := papers(t, 80, 24)
	d.Has("Kertas                 A4 (210 × 297 mm)", "Margin                 kiri 3 · kanan 2 · atas 2 · bawah 2,5 cm",
		"Baris kosong           5 baris di bawah daftar hadir")
	d.Key("enter", "right", "enter", "right", "enter")
	fill(d.Driver, "12")
	d.Has("12        poin")
	d.Key("enter")
	fill(d.Driver, "3,5 cm")
	d.Key("enter", "enter", "enter")
	fill(d.Driver, "7")
	d.Key("enter")
	d.Has("! Margin bawah harus 1 sampai 6 cm, misalnya 2,5.")
	fill(d.Driver, "3")
	d.Key("enter")
	fill(d.Driver, "0")
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

func TestLetterheadLines(t *testing.T) {
	d, a := papers(t, 80, 24)
	d.Choose("Kop naskah")
	d.Key("enter", "ctrl+end", "enter")
	d.Type("Jalan Contoh 1")
	d.Key("ctrl+s")
	d.Has("PAMEKASAN / Jalan")
	if kop := stored(t, a).Letterhead; len(kop) != 3 {
		t.Errorf("%q", kop)
	}
	d.Key("enter", "ctrl+end")
	for range 6 {
		d.Key("enter")
		d.Type("x")
	}
	d.Key("ctrl+s")
	d.Has("! Kop paling banyak 8 baris, ini 9; gabungkan beberapa", "KOP NASKAH")
}

func TestNumberTemplates(t *testing.T) {
	d, a := papers(t, 80, 24)
	d.Choose("Undangan               belum ada; nomor ditulis sendiri")
	d.Key("enter")
	d.Type("{nomer}/PW.02")
	d.Key("enter")
	d.Has("! Isian {nomer} tidak dikenal; yang ada {nomor}, {bulan}, {mm}, dan")
	fill(d.Driver, "{nomor}/PW.02-Und/{bulan}/{tahun}")
	d.Has("mis. 12/PW.02-Und/XI/2025")
	d.Key("enter")
	d.Has("Pola nomor tersimpan.", "mis. 12/PW.02-Und/XI/2025")
	if p := stored(t, a).Papers; p.Numbers["undangan"] != "{nomor}/PW.02-Und/{bulan}/{tahun}" {
		t.Errorf("%q", p.Numbers)
	}
	d.Key("enter")
	fill(d.Driver, "")
	d.Key("enter")
	d.Has("belum ada; nomor ditulis sendiri")
	if p := stored(t, a).Papers; len(p.Numbers) != 0 {
		t.Errorf("%q", p.Numbers)
	}
}

func TestPacket(t *testing.T) {
	d, a := papers(t, 80, 40)
	n := len(report.Kinds())
	d.Has(fmt.Sprintf("PAKET DOKUMEN (%d dari %d)", n, n))
	d.Choose("✓  Undangan")
	d.Key("space")
	d.Has(fmt.Sprintf("PAKET DOKUMEN (%d dari %d)", n-1, n), "·  Undangan", "Spasi masukkan")
	if in := stored(t, a).Papers.Packet; len(in) != n-1 || slices.Contains(in, "undangan") {
		t.Errorf("%q", in)
	}
	d.Key("space") // all of them again, also those of a later version
	if in := stored(t, a).Papers.Packet; len(in) != 0 {
		t.Errorf("%q", in)
	}
	d.Key("ctrl+z", "ctrl+y", "ctrl+z", "ctrl+z")
	d.Has("✓  Undangan")
	if err := a.EditOffice(t.Context(), "x", func(o *monev.Office) error { o.Papers.Packet = []string{"notula"}; return nil }); err != nil {
		t.Fatal(err)
	}
	d = chooser{again(t, a), t}
	d.Resize(80, 40)
	d.Key("left", "left", "left", "left")
	d.Choose("✓  Notula")
	d.Key("space")
	d.Has("Paket memerlukan sedikitnya satu dokumen.")
}

func TestParts(t *testing.T) {
	d, a := papers(t, 80, 40)
	kind, _ := report.KindOf("notula")
	last := kind.Parts[len(kind.Parts)-1]
	d.Choose("✓  Notula")
	d.Has("Enter bagian")
	d.Key("enter")
	d.Has("Bagian Notula", fmt.Sprintf("DI DALAM DOKUMEN (%d dari %d)", len(kind.Parts), len(kind.Parts)), "Susunan biasa.")
	d.Key("a")
	d.Has("Bagian ini sudah paling atas.")
	d.Key("end", "a", "a")
	names := stored(t, a).Papers.Parts["notula"]
	if len(names) != len(kind.Parts) || names[len(names)-3] != last.Name {
		t.Errorf("order %q", names)
	}
	d.Key("space")
	d.Has("TIDAK DIPAKAI (1)", "·  "+last.Title, "Spasi masukkan", "* mengembalikan susunan biasa")
	if names := stored(t, a).Papers.Parts["notula"]; slices.Contains(names, last.Name) {
		t.Errorf("still in: %q", names)
	}
	d.Key("b")
	d.Has("Bagian ini tidak dipakai; Spasi memasukkannya.")
	d.Key("space") // at the end, which is the usual order
	d.Has("Susunan biasa.")
	d.Key("end", "a", "*")
	if p := stored(t, a).Papers; len(p.Parts) != 0 {
		t.Errorf("%q", p.Parts)
	}
	d.Key("ctrl+z")
	d.Has("Susunan sendiri")
	d.Key("esc")
	d.Has("[Dokumen]")
}

func TestPartsPictures(t *testing.T) {
	for _, size := range [][2]int{{60, 18}, {80, 24}, {120, 40}, {160, 50}} {
		d, a := papers(t, size[0], size[1])
		if err := a.EditOffice(t.Context(), "x", func(o *monev.Office) error {
			k, _ := report.KindOf("notula")
			o.Papers.Numbers = map[string]string{"undangan": "{nomor}/PW.02-Und/{bulan}/{tahun}"}
			o.Papers.Parts = map[string][]string{"notula": {k.Parts[1].Name, k.Parts[0].Name}}
			o.Papers.Packet = []string{"undangan", "notula", "laporan"}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		d.Send(kit.ChangedMsg{})
		d.Choose("✓  Notula")
		d.Golden(sizeName(size), "paket")
		d.Key("enter")
		d.Golden(sizeName(size), "bagian")
	}
}

func TestLogo(t *testing.T) {
	d, a := papers(t, 80, 40)
	a.WithDir(t.TempDir())
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 30, 30))); err != nil {
		t.Fatal(err)
	}
	logo := filepath.Join(t.TempDir(), "logo kpu.png")
	if err := os.WriteFile(logo, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	d.Choose("Logo")
	d.Has("belum ada; Enter memilih gambar", "Enter pilih gambar")
	d.Key("x")
	d.Has("Belum ada logo.")
	d.Key("enter")
	d.Has("Pilih logo kantor")
	d.Send(tea.PasteMsg{Content: logo})
	d.Key("enter")
	d.Has("Logo tersimpan", "logo kpu.png · "+tanggal.Size(int64(b.Len())))
	if l := stored(t, a).Papers.Logo; l == nil || l.Name != "logo kpu.png" || !l.Kept {
		t.Errorf("stored %+v", l)
	}
	d.Key("x")
	d.Has("Hapus logo", "logo kpu.png")
	d.Key("y")
	d.Has("belum ada; Enter memilih gambar")
	d.Key("ctrl+z")
	d.Has("logo kpu.png")
}
