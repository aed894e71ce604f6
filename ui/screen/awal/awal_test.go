package awal_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/store"
	"monev/internal/store/ledger"
	"monev/internal/store/memstore"
	"monev/ui"
	"monev/ui/kit"
	"monev/ui/screen/awal"
	"monev/ui/screen/latihan"
	"monev/ui/uitest"
)

func clock() time.Time {
	return time.Date(2025, 11, 20, 10, 0, 0, 0, time.FixedZone("WIB", 7*3600))
}

// after is the screen that follows.
type after struct{}

func (after) Init() tea.Cmd          { return nil }
func (after) Update(tea.Msg) tea.Cmd { return nil }
func (after) View() string           { return "BERANDA" }
func (after) SetSize(int, int)       {}
func (after) Title() string          { return "sesudahnya" }
func (after) Actions() []kit.Action  { return nil }

// practice is one that cannot be opened.
type practice struct{}

func (*practice) Open(context.Context, bool) (*kit.Kit, error) {
	return nil, monev.Refuse("", "Map latihan bukan buatan monev.")
}
func (*practice) Close() error { return nil }

// What is half typed stays while somebody tries to practise.
func TestPracticeFirst(t *testing.T) {
	d, _ := start(t, 80, 24)
	d.Has("F2 latihan dulu")
	d.Key("ctrl+u")
	d.Type("KPU Kota")
	d.Key("f2")
	d.Has("Latihan belum terbuka", "Map latihan bukan buatan monev", "KPU Kota")
}

func start(t *testing.T, w, h int) (*uitest.Driver, *app.App) {
	t.Helper()
	s := memstore.New(ledger.Options{Now: clock})
	t.Cleanup(func() { _ = s.Close() })
	a := app.New(s, clock)
	k := uitest.Kit(a)
	k.Practice = new(practice)
	return uitest.New(t, ui.New(k, awal.New(k, func() kit.Screen { return after{} }, latihan.New(k, nil))), w, h), a
}

func TestPictures(t *testing.T) {
	for _, size := range [][2]int{{60, 18}, {80, 24}, {160, 50}} {
		name := fmt.Sprintf("%dx%d", size[0], size[1])
		d, _ := start(t, size[0], size[1])
		d.Golden(name)
		d.Key("ctrl+u")
		d.Type("KPU Kota Surabaya")
		d.Key("enter", "enter", "ctrl+u")
		d.Type("25")
		d.Key("enter")
		d.Golden(name, "refused")
		d.Key("esc")
		d.Golden(name, "closed")
	}
}

func TestThreeEnters(t *testing.T) {
	d, a := start(t, 80, 24)
	d.Key("enter", "enter", "enter")
	d.Has("BERANDA")
	o, err := a.Office(context.Background())
	if err != nil || !reflect.DeepEqual(o, monev.DefaultOffice(2025)) {
		t.Errorf("office %+v, %v", o, err)
	}
}

func TestAnotherOffice(t *testing.T) {
	d, a := start(t, 80, 24)
	d.Key("ctrl+u")
	d.Type("kpu kabupaten sampang")
	d.Has("kop: KABUPATEN SAMPANG")
	d.Key("enter", "right", "enter", "ctrl+u")
	d.Type("2026")
	d.Key("enter")
	d.Has("BERANDA")
	o, err := a.Office(context.Background())
	if err != nil || o.Name != "KPU Kabupaten Sampang" || o.City != "Sampang" || o.Target != monev.WBBM || o.Year != 2026 {
		t.Errorf("office %+v, %v", o, err)
	}
	if text, err := a.Draft(context.Background(), "awal"); text != "" || err != nil {
		t.Errorf("draft %q, %v", text, err)
	}
}

func TestRefusalsStayBesideTheField(t *testing.T) {
	d, a := start(t, 80, 24)
	d.Key("ctrl+u", "enter")
	d.Has("! Wajib diisi.")
	d.Type("KPU Kota Batu")
	d.Key("enter", "enter", "ctrl+u")
	d.Type("dua")
	d.Key("enter")
	d.Has("Tahun *         dua     ! Tulis empat angka", "KPU Kota Batu")
	if _, err := a.Office(context.Background()); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("something was stored: %v", err)
	}
	d.Key("ctrl+u")
	d.Type("2025")
	d.Key("enter")
	d.Has("BERANDA")
}

// Who types at once types the office's name, not more of the one that stands there
// as an example.
func TestTypedNameTakesThePlaceOfTheExample(t *testing.T) {
	d, a := start(t, 80, 24)
	d.Type("KPU Kota Batu")
	d.Key("enter", "enter")
	d.Type("2026")
	d.Key("enter")
	d.Has("BERANDA")
	o, err := a.Office(context.Background())
	if err != nil || o.Name != "KPU Kota Batu" || o.Year != 2026 {
		t.Errorf("%q %d %v", o.Name, o.Year, err)
	}
}

func TestEscAndHalfTyped(t *testing.T) {
	d, a := start(t, 80, 24)
	d.Key("ctrl+u")
	d.Type("KPU Kota Mo")
	d.After(time.Second)
	if text, _ := a.Draft(context.Background(), "awal"); text == "" {
		t.Error("half-typed name is not on disk")
	}
	d.Key("esc")
	d.Has("Enter isi data awal", "q keluar")
	d.Key("enter")
	d.Has("KPU Kota Mo")
}

func TestClickAndResize(t *testing.T) {
	d, _ := start(t, 160, 50)
	x, y := d.Find("WBBM")
	d.Click(x+1, y)
	d.Has("[WBBM]", "Wilayah Birokrasi Bersih dan Melayani")
	d.Resize(60, 18)
	d.Has("[WBBM]")
	for w := 60; w < 180; w += 7 {
		for h := 18; h < 50; h += 3 {
			d.Resize(w, h)
			d.Has("Satuan kerja", "Tahun", "2025")
		}
	}
}

func TestActions(t *testing.T) {
	k := uitest.Kit(app.New(memstore.New(ledger.Options{Now: clock}), clock))
	s := awal.New(k, func() kit.Screen { return after{} }, latihan.New(k, nil))
	r := ui.New(k, s)
	uitest.CheckActions(t, s, r.Actions())
	d := uitest.New(t, r, 80, 24)
	uitest.CheckActions(t, s, r.Actions())
	d.Key("esc")
	uitest.CheckActions(t, s, r.Actions())
}

// However long the name, target and year stay in sight.
func TestALongNameLeavesRoom(t *testing.T) {
	for _, size := range [][2]int{{60, 18}, {80, 24}, {120, 40}} {
		d, _ := start(t, size[0], size[1])
		d.Key("ctrl+u")
		d.Type("Komisi Pemilihan Umum Kabupaten Kepulauan Siau Tagulandang Biaro")
		d.Has("Target", "Tahun", "Biaro")
		d.Key("enter", "enter")
		d.Has("Target", "▸ Tahun", "Kepulauan", "Enter mulai")
	}
}
