package tinjauan_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/ui"
	"monev/ui/kit"
	"monev/ui/screen/tinjauan"
	"monev/ui/stage"
	"monev/ui/stagetest"
	"monev/ui/uitest"
)

func show(t testing.TB, w, h int) (*uitest.Driver, *app.App) {
	a := stagetest.App(t)
	return stagetest.New(t, a, w, h, func(k *kit.Kit, id string) stage.Stage { return tinjauan.New(k, id) }), a
}

// alone is the stage of a meeting by itself, with the meeting shown.
func alone(t *testing.T, a *app.App, meeting string) (*tinjauan.Screen, *kit.Kit) {
	t.Helper()
	k := uitest.Kit(a)
	s := tinjauan.New(k, meeting)
	m, err := a.Minutes(context.Background(), meeting)
	if err != nil {
		t.Fatal(err)
	}
	s.SetSize(80, 18)
	s.Show(m)
	return s, k
}

// selected is the line of the list with the mark.
func selected(t *testing.T, d *uitest.Driver) string {
	t.Helper()
	for _, l := range strings.Split(d.Screen(), "\n") {
		if strings.HasPrefix(l, "▸ ") {
			return l
		}
	}
	t.Fatalf("nothing is selected:\n%s", d.Screen())
	return ""
}

func wantSelected(t *testing.T, d *uitest.Driver, text string) {
	t.Helper()
	if got := selected(t, d); !strings.Contains(got, text) {
		t.Errorf("selected is %q, not %q", got, text)
	}
}

func TestPictures(t *testing.T) {
	for _, size := range [][2]int{{60, 18}, {80, 24}, {160, 50}} {
		name := fmt.Sprintf("%dx%d", size[0], size[1])
		d, _ := show(t, size[0], size[1])
		d.Golden(name)
		d.Key("n", "n", "t")
		d.Type("Foto papan")
		d.Golden(name, "form")
	}
}

func TestEachWordHasAKey(t *testing.T) {
	for key, want := range map[string]string{
		"b": "[Belum]", "p": "[Dalam Proses]", "t": "[Tuntas]", "g": "[Tidak Dapat]", "enter": "[Belum]",
	} {
		d, _ := show(t, 80, 24)
		d.Key(key)
		d.Has("PERBARUI TL-00014", want)
	}
}

func TestAReportIsStoredAndTheSelectionGoesOn(t *testing.T) {
	d, a := show(t, 80, 24)
	wantSelected(t, d, "role model") // the first nobody spoke about
	d.Key("t")
	d.Key("ctrl+s")
	d.Has("Tuntas memerlukan bukti")
	d.Type("Keputusan penetapan role model")
	d.Key("ctrl+s")
	d.Has("Perkembangan TL-00014 tersimpan.", "● 8 sudah ditinjau", "8/15", "● ✓ Tuntas       Tetapkan kriteria")
	wantSelected(t, d, "Lengkapi menu ZI") // passes one that was spoken about
	l, err := a.FollowUp(context.Background(), "TL-00014")
	if err != nil || l.Status != monev.Done || len(l.TouchedIn(stagetest.Meeting)) != 1 {
		t.Errorf("stored: %v %+v", err, l)
	}
	d.Key("ctrl+z")
	d.Has("● 7 sudah ditinjau", "○ Belum        Tetapkan kriteria")
}

func TestWhoHasGoneElsewhereStaysThere(t *testing.T) {
	a := stagetest.App(t)
	s, k := alone(t, a, stagetest.Meeting)
	d := uitest.New(t, ui.New(k, s), 80, 24)
	d.Key("p")
	d.Type("sedang dibahas")
	d.Key("ctrl+s") // stored, but the answer has not come yet
	d.Key("end")
	at := selected(t, d)
	m, err := a.Minutes(context.Background(), stagetest.Meeting)
	if err != nil {
		t.Fatal(err)
	}
	s.Show(m)
	if now := selected(t, d); now != at {
		t.Errorf("the selection went from %q to %q", at, now)
	}
}

func TestNextPassesWhatWasSpokenAboutAndTurnsAround(t *testing.T) {
	d, _ := show(t, 160, 50)
	var seen []string
	for range 8 {
		l := selected(t, d)
		if strings.Contains(l, "●") {
			t.Errorf("n stopped at %q", l)
		}
		seen = append(seen, l)
		d.Key("n")
	}
	if l := selected(t, d); l != seen[0] {
		t.Errorf("after the last one comes %q", l)
	}
}

func TestHalfTypedTextSurvivesAnotherWord(t *testing.T) {
	d, _ := show(t, 80, 24)
	d.Key("p")
	d.Type("menunggu pleno")
	d.Key("esc")
	d.Key("down", "up", "t")
	d.Has("menunggu pleno", "[Tuntas]", "Isian yang belum selesai dikembalikan")
	d.Key("esc", "enter")
	d.Has("menunggu pleno", "[Tuntas]")
}

func TestAWordAloneLeavesNoDraft(t *testing.T) {
	d, a := show(t, 80, 24)
	d.Key("t", "esc")
	d.Hasnt("Isian belum disimpan")
	if s, err := a.Draft(context.Background(), "tl/TL-00014"); err != nil || s != "" {
		t.Errorf("draft %q, %v", s, err)
	}
}

func TestPlaceAndReturn(t *testing.T) {
	a := stagetest.App(t)
	s, k := alone(t, a, stagetest.Meeting)
	d := uitest.New(t, ui.New(k, s), 80, 24)
	d.Key("n", "p")
	d.Type("dua halaman selesai")
	d.After(1e9)
	form, row := s.Place()
	if form != "lapor:TL-00016" || row != "TL-00016" {
		t.Fatalf("place %q %q", form, row)
	}
	again, k := alone(t, a, stagetest.Meeting)
	d = uitest.New(t, ui.New(k, &returning{again, form, row}), 80, 24)
	d.Has("PERBARUI TL-00016", "dua halaman selesai", "[Dalam Proses]")
}

type returning struct {
	*tinjauan.Screen
	form, row string
}

func (r *returning) Init() tea.Cmd { return r.Return(r.form, r.row) }

func TestTheThirdMeetingAsksForALeader(t *testing.T) {
	d, _ := show(t, 80, 24)
	d.Has("! 5 perlu keputusan pimpinan", "! pimpinan · 20 hari")
	d.Key("n", "n")
	d.Has("! Perlu keputusan pimpinan: rapat ke-3", "Terakhir 14-10-2025 tenggat 15-12-2025: SOP kedua")
}

func TestAllReviewed(t *testing.T) {
	d, _ := show(t, 80, 24)
	for range 8 {
		d.Key("p")
		d.Type("sudah dibahas")
		d.Key("ctrl+s")
	}
	d.Has("● semua sudah ditinjau; ] ke area I", "15/15")
	d.Key("n")
	d.Has("Semua tindak lanjut sudah ditinjau.")
}

func TestEmpty(t *testing.T) {
	s, _ := alone(t, stagetest.App(t), "R0001")
	if v := s.View(); !strings.Contains(v, "Belum ada tindak lanjut dari rapat sebelumnya; ] ke area I.") {
		t.Errorf("first meeting:\n%s", v)
	}
	for _, a := range s.Actions() {
		if a.Reason == "" && !a.Hidden {
			t.Errorf("%s can be done with nothing there", a.ID)
		}
	}
}

func TestHistory(t *testing.T) {
	d, _ := show(t, 80, 24)
	d.Key("n", "n", "h")
	d.Has("Riwayat TL-00003", "Isi sekarang", "SOP kedua selesai", "di luar rapat", "tambah tindak lanjut")
	d.Has("Tenggat: Selasa, 30 September 2025  →  Senin, 15 Desember 2025")
	d.Key("esc")
	wantSelected(t, d, "Sesuaikan tiga SOP")
}

func TestActions(t *testing.T) {
	s, k := alone(t, stagetest.App(t), stagetest.Meeting)
	uitest.CheckActions(t, s, ui.New(k, s).Actions())
}
