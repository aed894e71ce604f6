package area_test

import (
	"fmt"
	"strings"
	"testing"

	"monev/internal/app"
	"monev/internal/lke/lketest"
	"monev/internal/monev"
	"monev/internal/store/ledger"
	"monev/internal/store/memstore"
	"monev/ui/followup"
	"monev/ui/stagetest"
)

// A butir is named by words or by part of its code, and its question shown.
func TestButirByWordsAndByPartOfItsCode(t *testing.T) {
	for _, c := range []struct {
		typed, shown, want string
		down               int
	}{
		{"skp", "A.I.3.iv.a", "", -1}, // several: the list shows them
		{"kompensasi layanan", "A.I.6.ii.d", "A.I.6.ii.d", 0},
		{"6.iv.b", "Apakah hasil survei kepuasan terbuka", "A.I.6.iv.b", 0},
		{"iv.b", "A.I.3.iv.b", "A.I.1.iv.b", 0},
		{"iv.b", "A.I.3.iv.b", "A.I.3.iv.b", 1},
		{"a ii 5 iii a", "Berapa persen wajib LHKPN", "A.II.5.iii.a", 0},
		{"A-I-3-iii-c", "A.I.3.iii.c", "A.I.3.iii.c", 0},
		{"", "boleh kosong", "", 0},
	} {
		d := show(t, staff)
		d.Key("t")
		typed(d, "Uji butir")
		d.Key("enter") // tingkat
		d.Type(c.typed)
		d.Has(c.shown)
		if c.down < 0 {
			continue
		}
		for range c.down {
			d.Key("down")
		}
		d.Key("ctrl+s", "esc")
		fs := part(d, staff).Findings
		if got := fs[len(fs)-1]; got.Text != "Uji butir" || got.Item != c.want {
			t.Errorf("%q: stored %q, want %q", c.typed, got.Item, c.want)
		}
	}
}

// The butir of findings and follow-ups are those of the instrument of the
// meeting's year, also once it is put under another one.
func TestButirOfTheYearsInstrument(t *testing.T) {
	a := stagetest.App(t)
	if _, taken, err := a.LoadInstrument(t.Context(), lketest.Next(), 2025, app.TakeInstrument); err != nil || !taken {
		t.Fatal(taken, err)
	}
	for key, what := range map[string]string{"t": "Temuan baru", "l": "TL baru"} {
		d := stagetest.Open(t, stagetest.Setup{App: a, Build: build(0), W: 160, H: 50})
		d.Key(key)
		typed(d, what)
		for range 5 {
			if strings.Contains(d.Screen(), "▸ Butir LKE") {
				break
			}
			d.Key("tab")
		}
		d.Type("1.i.c")
		d.Has("A.I.1.i.c")
		d.Hasnt("Tidak ada yang cocok")
		d.Key("enter", "ctrl+s", "esc")
		p := part(d, 0)
		switch {
		case key == "t" && p.Findings[len(p.Findings)-1].Item != "A.I.1.i.c":
			t.Errorf("%s: %+v", what, p.Findings)
		case key == "l" && p.New[len(p.New)-1].Item != "A.I.1.i.c":
			t.Errorf("%s: %+v", what, p.New)
		}
		d.Key(key)
		typed(d, "Lain")
		for range 5 {
			if strings.Contains(d.Screen(), "▸ Butir LKE") {
				break
			}
			d.Key("tab")
		}
		d.Type("a.i.1.i.b")
		d.Hasnt("▸ A.I.1.i.b")
	}
}

func TestButirPictures(t *testing.T) {
	for _, size := range [][2]int{{60, 18}, {80, 24}, {160, 50}} {
		d := stagetest.Open(t, stagetest.Setup{W: size[0], H: size[1], Build: build(staff)})
		d.Key("t")
		typed(d, "SKP belum ditandatangani")
		d.Key("enter")
		d.Type("skp")
		name := fmt.Sprintf("%dx%d", size[0], size[1])
		d.Golden(name, "butir-daftar")
		d.Key("enter")
		d.Golden(name, "butir-terpilih")
	}
}

// BenchmarkButirField measures making the field with its 113 questions and one
// search in it, as at every key typed there.
func BenchmarkButirField(b *testing.B) {
	for b.Loop() {
		followup.Item(nil, "A.I.3.iv.b").Search("skp")
	}
}

// What the LKE says stands beside the name; without answers the owner does.
func TestHeadWithTheLKE(t *testing.T) {
	d := stagetest.Open(t, stagetest.Setup{Build: build(1)})
	d.Has("II  PENATAAN TATA LAKSANA", "nilai 3,68/7 · 52,6% · ✗ WBK kurang 0,52")
	d.Hasnt("Terlemah")
	d.Resize(60, 18)
	d.Has("3,68/7 · ✗ WBK kurang 0,52")
	d.Resize(110, 24)
	d.Has("PJ area: ", "nilai 3,68/7 · 52,6% · ✗ WBK kurang 0,52", "Terlemah A.I.2.ii.d +0,50 Apakah pemakaian TI")
	d = stagetest.Open(t, stagetest.Setup{Build: build(5), W: 60, H: 18})
	d.Has("✗ WBK")

	a := app.New(memstore.New(ledger.Options{Now: stagetest.Now}), stagetest.Now)
	if err := a.SetUp(t.Context(), monev.DefaultOffice(2025)); err != nil {
		t.Fatal(err)
	}
	m, err := a.CreateMeeting(t.Context(), a.Today(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := a.StartMeeting(t.Context(), m.ID); err != nil {
		t.Fatal(err)
	}
	d = stagetest.Open(t, stagetest.Setup{App: a, Meeting: m.ID, Build: build(1), W: 160, H: 50})
	d.Has("PJ area: ")
	d.Hasnt("nilai", "Terlemah")
}

// A note of TPI is taken into this area from the area itself; the finding says
// where it comes from, and changing it does not change that.
func TestFindingFromANoteOfTPI(t *testing.T) {
	const source = "Catatan TPI LKE 2025 (A.I.3.iv.a)"
	d := show(t, staff)
	d.Key("n")
	d.Has("Catatan penilai LKE 2025 · Area III", "Untuk rapat TW IV 2025", "1 catatan · 1 belum menjadi temuan")
	d.Key("enter")
	d.Has("1 catatan menjadi temuan rapat TW IV 2025", "Sudah menjadi temuan rapat TW IV 2025, area III")
	d.Key("esc")
	d.Choose("Dua SKP belum")
	d.Has("Asal: "+source, "Butir: A.I.3.iv.a")
	d.Check()
	d.Key("enter")
	d.Has("UBAH TEMUAN · " + source)
	d.Type(" (dua orang)")
	d.Key("ctrl+s")
	fs := part(d, staff).Findings
	if f := fs[len(fs)-1]; f.Source != source || f.Text != "Dua SKP belum ditandatangani pejabat penilai. (dua orang)" {
		t.Errorf("stored %+v", f)
	}
	d.Key("n")
	d.Has("1 catatan · 0 belum menjadi temuan")

	d = stagetest.Open(t, stagetest.Setup{Build: build(staff), Meeting: stagetest.Final})
	d.Key("n")
	d.Has("sudah final dan terkunci")
	d.Hasnt("Catatan penilai")
}

func TestSourcePictures(t *testing.T) {
	for _, size := range [][2]int{{60, 18}, {80, 24}, {160, 50}} {
		d := stagetest.Open(t, stagetest.Setup{W: size[0], H: size[1], Build: build(staff)})
		name := fmt.Sprintf("%dx%d", size[0], size[1])
		d.Key("n", "enter", "esc")
		d.Choose("Dua SKP belum")
		d.Golden(name, "temuan")
		d.Key("enter")
		d.Golden(name, "ubah")
	}
}
