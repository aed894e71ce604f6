package area_test

import (
	"fmt"
	"testing"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/store/ledger"
	"monev/internal/store/memstore"
	"monev/ui/stagetest"
)

func TestResizeWhileAFormIsOpen(t *testing.T) {
	d := show(t, staff)
	d.Key("a", "ctrl+end")
	for i := range 30 {
		d.Type(fmt.Sprintf("\nbaris %d", i+1))
	}
	d.Type(" CARET")
	for _, size := range [][2]int{{60, 18}, {160, 50}, {60, 18}, {80, 24}} {
		d.Resize(size[0], size[1])
		d.Has("CARET", "dan selesai", "III PENATAAN")
	}
	d.Key("esc")
	d = show(t, staff)
	d.Key("enter", "tab", "tab", "tab", "tab", "tab")
	d.Type("x")
	d.Resize(60, 18)
	d.Has("▸ PJ baru")
}

func TestMouse(t *testing.T) {
	d := show(t, staff)
	x, y := d.Find("Tetapkan SKP")
	d.Click(x, y)
	d.Key("enter")
	d.Has("PERBARUI TL-00004")
	x, y = d.Find("Tuntas  ")
	d.Click(x, y)
	d.Has("[Tuntas]")
	x, y = d.Find("wajib bila Tuntas")
	d.Click(x, y)
	d.Type("Berkas")
	d.Has("▸ Bukti          Berkas")
	x, y = d.Find("Berkas")
	d.Click(x+3, y)
	d.Type("-")
	d.Has("Ber-kas") // the caret goes to the cell that was clicked
	d.Key("ctrl+r", "esc")
	d.Wheel(10, 14, 1)
	d.Has("▸ → Tinggi")
	d.Wheel(10, 14, -5)
	d.Has("▸ ▲ Terlambat")
	d.Resize(160, 50) // a click beside the list chooses nothing
	x, y = d.Find("RIWAYAT")
	d.Click(x, y-2)
	d.Has("▸ ▲ Terlambat")
}

func TestPictures(t *testing.T) {
	for _, size := range [][2]int{{60, 18}, {80, 24}, {160, 50}} {
		name := fmt.Sprintf("%dx%d", size[0], size[1])
		empty := stagetest.Open(t, stagetest.Setup{W: size[0], H: size[1], Build: build(watch)})
		empty.Golden(name, "belum")
		d := stagetest.Open(t, stagetest.Setup{W: size[0], H: size[1], Build: build(staff)})
		d.Golden(name, "isi")
		d.Key("l")
		typed(d, "Lengkapi sertifikat diklat empat pegawai yang belum mengumpulkannya")
		d.Type("par")
		d.Golden(name, "tindak-lanjut")
		d.Key("enter")
		d.Type("5/12")
		d.Golden(name, "tenggat")
		d.Key("ctrl+r", "esc")
		d.Choose("Penilaian kinerja")
		d.Golden(name, "temuan")
		d.Key("a")
		d.Golden(name, "uraian")
	}
}

// nothing is an app in which the first meeting of a new office runs.
func nothing(t *testing.T) *app.App {
	t.Helper()
	a := app.New(memstore.New(ledger.Options{Now: stagetest.Now}), stagetest.Now)
	ctx := t.Context()
	if err := a.SetUp(ctx, monev.DefaultOffice(2025)); err != nil {
		t.Fatal(err)
	}
	m, err := a.CreateMeeting(ctx, a.Today(), nil)
	if err == nil {
		err = a.StartMeeting(ctx, m.ID)
	}
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestFirstMeeting(t *testing.T) {
	for _, size := range [][2]int{{60, 18}, {80, 24}, {160, 50}} {
		d := stagetest.Open(t, stagetest.Setup{W: size[0], H: size[1], App: nothing(t), Meeting: "R0001", Build: build(0)})
		d.Golden(fmt.Sprintf("%dx%d", size[0], size[1]))
		d.Check()
		for _, key := range []string{"enter", "d", "x", "up", "pgdown"} {
			d.Key(key) // nothing to fall over
		}
		d.Key("t")
		typed(d, "Yang pertama")
		d.Key("ctrl+s", "esc")
		d.Has("TEMUAN (1)", "Yang pertama")
	}
}
