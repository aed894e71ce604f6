package data_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/sample"
	"monev/internal/store/ledger"
	"monev/internal/store/memstore"
	"monev/ui"
	"monev/ui/screen/data"
	"monev/ui/uitest"
)

func clock() time.Time {
	return time.Date(2025, 11, 20, 10, 0, 0, 0, time.FixedZone("WIB", 7*3600))
}

func start(t *testing.T, w, h int) (*uitest.Driver, *app.App) {
	t.Helper()
	s := memstore.New(ledger.Options{Now: clock})
	t.Cleanup(func() { _ = s.Close() })
	if err := sample.Fill(context.Background(), s); err != nil {
		t.Fatal(err)
	}
	a := app.New(s, clock).WithDir("/home/kpu/monev-data")
	k := uitest.Kit(a)
	return uitest.New(t, ui.New(k, data.New(k), ui.WithUndo(a.Undo, a.Redo)), w, h), a
}

func stored(t *testing.T, a *app.App) monev.Office {
	t.Helper()
	o, err := a.Office(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// fill types text into the field with the focus instead of what it holds.
func fill(d *uitest.Driver, text string) {
	d.Key("end", "ctrl+u")
	d.Type(text)
}

func TestPictures(t *testing.T) {
	for _, size := range [][2]int{{60, 18}, {80, 24}, {160, 50}} {
		name := fmt.Sprintf("%dx%d", size[0], size[1])
		d, _ := start(t, size[0], size[1])
		for _, chapter := range []string{"kantor", "jabatan", "unit", "area", "penanda", "dokumen", "tenggat", "cadangan", "tempat"} {
			if chapter == "cadangan" {
				d.Golden(name, chapter, "kosong")
			} else if chapter == "tempat" { // counts and hash move with the sample
				d.Has("▸ Map data        /home/kpu/monev-data", "  Rapat           3", "  Susunan data    versi 1")
			} else {
				d.Golden(name, chapter)
				d.Key("down", "enter")
				d.Golden(name, chapter, "form")
				d.Key("esc", "up")
			}
			d.Key("tab")
		}
		d.Has("[Kantor]")
		d.Key("tab", "x")
		d.Golden(name, "jabatan", "ask")
	}
}

func TestChapters(t *testing.T) {
	d, _ := start(t, 80, 24)
	for _, c := range []string{"[Kantor]", "[Jabatan]", "[Unit]", "[Area]", "[Tanda tangan]", "[Dokumen]", "[Tenggat]", "[Cadangan]", "[Tempat]", "[Kantor]"} {
		d.Has(c)
		d.Key("right")
	}
	d.Key("shift+tab")
	d.Has("[Kantor]")
	d.Key("left")
	d.Has("[Tempat]")
	x, y := d.Find("Area")
	d.Click(x+1, y)
	d.Has("[Area]")
	d.Click(0, y)
	d.Has("[Area]")
}

// Each chapter keeps the line that was selected.
func TestSelectionStays(t *testing.T) {
	d, _ := start(t, 80, 24)
	d.Key("tab", "down", "down")
	line := func() string {
		for l := range strings.SplitSeq(d.Screen(), "\n") {
			if strings.HasPrefix(l, "▸") {
				return l
			}
		}
		return ""
	}
	was := line()
	if !strings.Contains(was, "Anggota Div. Rendatin") {
		t.Fatalf("selected %q", was)
	}
	d.Key("tab", "down", "shift+tab")
	if line() != was {
		t.Errorf("selected %q, was %q", line(), was)
	}
}

func TestOffice(t *testing.T) {
	d, a := start(t, 80, 24)
	d.Key("down", "down", "down", "down", "enter") // Tempat rapat
	fill(d, "Ruang RPP")
	d.Key("enter", "right", "ctrl+s")
	d.Has("Data kantor tersimpan.", "Ruang RPP", "WITA")
	o := stored(t, a)
	if o.Place != "Ruang RPP" || o.Zone != "WITA" || len(o.Letterhead) != 2 || o.Name != "KPU Kabupaten Pamekasan" {
		t.Errorf("stored %+v", o)
	}
	d.Key("ctrl+z")
	d.Has("Aula KPU Kabupaten Pamekasan", "WIB")
	d.Key("ctrl+y")
	d.Has("Ruang RPP", "WITA")
}

func TestLetterheadHasLines(t *testing.T) {
	d, a := start(t, 80, 24)
	d.Key("down", "down", "enter", "ctrl+end", "enter")
	d.Type("Jalan Contoh 1")
	d.Key("ctrl+s")
	d.Has("KOMISI PEMILIHAN UMUM / KABUPATEN PAMEKASAN / Jalan Contoh 1")
	if o := stored(t, a); len(o.Letterhead) != 3 {
		t.Errorf("kop %q", o.Letterhead)
	}
}

func TestOfficeRefuses(t *testing.T) {
	d, a := start(t, 80, 24)
	d.Key("enter")
	fill(d, "")
	d.Key("ctrl+s")
	d.Has("! Wajib diisi.")
	fill(d, "KPU Kabupaten Pamekasan")
	d.Key("shift+tab", "ctrl+s")
	d.Key("end", "enter")
	fill(d, "1825")
	d.Key("ctrl+s")
	d.Has("! Tulis tahun dari 2000 sampai 2199.", "1825")
	fill(d, "182")
	d.Key("ctrl+s")
	d.Has("! Tulis empat angka, misalnya 2025.", "182")
	if o := stored(t, a); o.Year != 2025 {
		t.Errorf("year %d", o.Year)
	}
}

func TestHolders(t *testing.T) {
	d, a := start(t, 80, 24)
	d.Key("tab")
	d.Has("Nama pejabat belum diisi: 11 dari 11", "Enter isi")
	d.Key("enter")
	d.Type("Nama Ketua, S.H., M.H.")
	d.Key("enter", "enter")
	d.Has("Jabatan tersimpan.", "Nama Ketua, S.H., M.H.", "10 dari 11")
	d.Key("enter", "enter")
	d.Type("1980")
	d.Key("enter")
	d.Has("! NIP berisi 18 angka; yang tertulis 4.")
	fill(d, "198001012005011001")
	d.Key("enter")
	if p, _ := stored(t, a).Position("ketua"); p.Holder != "Nama Ketua, S.H., M.H." || p.NIP != "19800101 200501 1 001" || !p.Chair || !p.Leader {
		t.Errorf("stored %+v", p)
	}
	d.Key("ctrl+z", "ctrl+z")
	d.Has("11 dari 11")
}

// A name that was missing reaches the running meeting; a name that it froze, and
// every final meeting, stays as it was.
func TestRunningMeetingKeepsItsNames(t *testing.T) {
	d, a := start(t, 80, 24)
	d.Has("nama yang sudah tercatat di rapat tetap")
	ms, err := a.Meetings(context.Background())
	if err != nil || len(ms) == 0 {
		t.Fatal(err)
	}
	d.Key("tab", "enter")
	d.Type("Pejabat Lama")
	d.Key("ctrl+s", "enter", "ctrl+u")
	d.Type("Pejabat Baru")
	d.Key("ctrl+s")
	for _, m := range ms {
		want := map[monev.MeetingStatus]string{monev.Running: "Pejabat Lama"}[m.Status]
		min, err := a.Minutes(context.Background(), m.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range min.Meeting.Attendance {
			if x.Chair && x.Person.Holder != want {
				t.Errorf("%s, %s: %s is %q, want %q", m.ID, m.Status, x.Person.Title, x.Person.Holder, want)
			}
		}
	}
}

func TestNewPosition(t *testing.T) {
	d, a := start(t, 80, 24)
	d.Key("tab", "n")
	d.Key("enter")
	d.Has("! Wajib diisi.")
	d.Type("Agen Perubahan")
	d.Key("enter")
	d.Type("ketua") // taken
	d.Key("enter")
	d.Type("rend")
	d.Key("ctrl+s")
	d.Has("! Nama pendek itu sudah dipakai Ketua")
	fill(d, "")
	d.Key("ctrl+s")
	d.Has("Jabatan tersimpan.", "▸ Agen Perubahan")
	o := stored(t, a)
	p := o.Positions[len(o.Positions)-1]
	if p.ID != "agen-perubahan" || p.Short != "Agen Perubahan" || p.Leader || p.Unit != "rendatin" {
		t.Errorf("stored %+v", p)
	}
	d.Key("ctrl+z")
	d.Hasnt("Agen Perubahan")
}

func TestOnlyOneKetua(t *testing.T) {
	d, a := start(t, 80, 24)
	d.Key("tab", "down", "enter", "up", "end", "ctrl+s")
	d.Has("! Ketua sudah ada: Ketua.")
	if p, _ := stored(t, a).Position("anggota-teknis"); p.Chair {
		t.Error("two Ketua")
	}
}

func TestRetire(t *testing.T) {
	d, a := start(t, 80, 24)
	d.Key("tab", "end", "x")
	d.Has("Nonaktifkan jabatan", "Staf Subbagian Teknis Penyelenggaraan Pemilu dan Hukum")
	d.Key("enter") // the safe answer
	if p, _ := stored(t, a).Position("staf-teknis-hukum"); p.Retired {
		t.Fatal("retired by Enter")
	}
	d.Key("x", "y")
	d.Has("nonaktif", "x aktifkan", "10 dari 10")
	if p, _ := stored(t, a).Position("staf-teknis-hukum"); !p.Retired {
		t.Fatal("not retired")
	}
	d.Key("x", "y")
	d.Has("x nonaktifkan", "11 dari 11")
}

func TestOwnerOfAnAreaIsNotRetired(t *testing.T) {
	_, a := start(t, 80, 24)
	if err := a.EditOffice(context.Background(), "x", func(o *monev.Office) error { o.Areas[1].Owner = "sekretaris"; return nil }); err != nil {
		t.Fatal(err)
	}
	d := again(t, a)
	d.Key("tab", "down", "down", "down", "down", "down", "x")
	d.Has("Jabatan ini penanggung jawab area II; pilih yang lain dulu di bagian Area.")
}

// again opens the screen anew on the same data.
func again(t *testing.T, a *app.App) *uitest.Driver {
	t.Helper()
	k := uitest.Kit(a)
	return uitest.New(t, ui.New(k, data.New(k), ui.WithUndo(a.Undo, a.Redo)), 80, 24)
}

func TestMove(t *testing.T) {
	d, a := start(t, 80, 24)
	d.Key("tab", "a")
	d.Has("Baris ini sudah paling atas.")
	d.Key("b", "b")
	o := stored(t, a)
	if o.Positions[2].ID != "ketua" {
		t.Errorf("order %v", o.Positions[:3])
	}
	d.Has("▸ Ketua")
	d.Key("ctrl+up")
	if o := stored(t, a); o.Positions[1].ID != "ketua" {
		t.Errorf("order %v", o.Positions[:3])
	}
	d.Key("end", "b")
	d.Has("Baris ini sudah paling bawah.")
}

func TestUnits(t *testing.T) {
	d, a := start(t, 80, 24)
	d.Key("tab", "tab", "x")
	d.Has("Unit ini masih dipakai 1 jabatan; pindahkan dulu ke unit lain.")
	d.Key("n")
	d.Type("Subbagian Hukum dan SDM")
	d.Key("enter")
	d.Type("Hukum & SDM")
	d.Key("ctrl+s")
	d.Has("▸ Hukum & SDM")
	if u, ok := stored(t, a).Unit("hukum-sdm"); !ok || u.Kind != monev.Subsection {
		t.Errorf("stored %+v", u)
	}
	d.Key("x")
	d.Has("Hapus unit", "Subbagian Hukum dan SDM")
	d.Key("y")
	if _, ok := stored(t, a).Unit("hukum-sdm"); ok {
		t.Error("still there")
	}
	d.Key("ctrl+z")
	d.Has("Hukum & SDM")
}

func TestAreas(t *testing.T) {
	d, a := start(t, 80, 24)
	d.Key("tab", "tab", "tab", "down", "enter")
	fill(d, "sekre")
	d.Key("enter")
	d.Has("Area II tersimpan.")
	o := stored(t, a)
	if o.Areas[1].Owner != "sekretaris" && o.Areas[1].Owner != "sekretariat" {
		t.Errorf("owner %q", o.Areas[1].Owner)
	}
	d.Key("n")
	d.Has("Keenam area dan urutannya tetap")
}

func TestSigners(t *testing.T) {
	d, a := start(t, 80, 24)
	d.Key("tab", "tab", "tab", "tab", "n")
	d.Key("ctrl+s")
	d.Has("! Pilih jabatan yang menandatangani.")
	d.Type("sekretaris")
	d.Key("enter")
	d.Has("3  Mengetahui")
	if o := stored(t, a); len(o.Signers) != 3 || o.Signers[2].Position != "sekretaris" {
		t.Errorf("signers %v", o.Signers)
	}
	d.Key("n")
	d.Has("Penanda tangan paling banyak tiga")
	d.Key("a")
	if o := stored(t, a); o.Signers[1].Caption != "Mengetahui" {
		t.Errorf("order %v", o.Signers)
	}
	d.Has("▸  2  Mengetahui")
	d.Key("x", "y", "x", "y", "x")
	d.Has("Dokumen memerlukan")
	if o := stored(t, a); len(o.Signers) != 1 {
		t.Errorf("signers %v", o.Signers)
	}
}

func TestPlace(t *testing.T) {
	d, _ := start(t, 80, 24)
	d.Key("left")
	d.Has("/home/kpu/monev-data", "dalam jurnal", "versi 1")
	d.Key("enter")
	d.Has("Bagian ini hanya untuk dilihat.")
}

// Half-typed text survives the end of the program.
func TestDraft(t *testing.T) {
	d, a := start(t, 80, 24)
	d.Key("tab", "enter")
	d.Type("Setengah na")
	d.After(time.Second)
	d2 := again(t, a)
	d2.Key("tab", "enter")
	d2.Has("Setengah na")
	d2.Key("ctrl+s")
	if text, _ := a.Draft(context.Background(), "data/jabatan:ketua"); text != "" {
		t.Errorf("draft stays: %q", text)
	}
}

func TestEverySizeAndActions(t *testing.T) {
	s := memstore.New(ledger.Options{Now: clock})
	defer s.Close()
	a := app.New(s, clock)
	if err := a.SetUp(context.Background(), monev.DefaultOffice(2025)); err != nil {
		t.Fatal(err)
	}
	k := uitest.Kit(a)
	screen := data.New(k)
	r := ui.New(k, screen, ui.WithUndo(a.Undo, a.Redo))
	uitest.CheckActions(t, screen, r.Actions())
	d := uitest.New(t, r, 80, 24)
	for range 9 {
		uitest.CheckActions(t, screen, r.Actions())
		for w := 60; w < 180; w += 17 {
			for h := 18; h < 52; h += 8 {
				d.Resize(w, h)
				d.Screen()
				d.Key("enter")
				d.Screen()
				d.Key("esc")
			}
		}
		d.Key("tab")
	}
}
