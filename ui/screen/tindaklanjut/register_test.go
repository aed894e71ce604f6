package tindaklanjut_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/sample"
	"monev/internal/store/ledger"
	"monev/internal/store/memstore"
	"monev/ui"
	"monev/ui/kit"
	"monev/ui/screen/tindaklanjut"
	"monev/ui/stagetest"
	"monev/ui/uitest"
)

// over shows a new register on an app.
func over(t testing.TB, a *app.App, w, h int) (*uitest.Driver, *tindaklanjut.Screen, *ui.Root) {
	k := uitest.Kit(a)
	k.Say = app.Explain
	s := tindaklanjut.New(k)
	said := func(what string, f func(context.Context) (string, error)) func(context.Context) (string, error) {
		return func(ctx context.Context) (string, error) {
			text, err := f(ctx)
			return what + text + ".", err
		}
	}
	r := ui.New(k, s, ui.WithUndo(said("Diurungkan: ", a.Undo), said("Diulangi: ", a.Redo)))
	return uitest.New(t, r, w, h), s, r
}

func show(t testing.TB, w, h int) (*uitest.Driver, *app.App) {
	t.Helper()
	a := stagetest.App(t)
	d, _, _ := over(t, a, w, h)
	return d, a
}

func wantSelected(t *testing.T, d *uitest.Driver, text string) {
	t.Helper()
	for _, l := range strings.Split(d.Screen(), "\n") {
		if strings.HasPrefix(l, "▸ ") {
			if !strings.Contains(l, text) {
				t.Errorf("selected is %q, not %q", l, text)
			}
			return
		}
	}
	t.Errorf("nothing is selected:\n%s", d.Screen())
}

func TestPictures(t *testing.T) {
	for _, size := range [][2]int{{60, 18}, {80, 24}, {160, 50}} {
		name := fmt.Sprintf("%dx%d", size[0], size[1])
		d, _ := show(t, size[0], size[1])
		d.Golden(name)
		d.Key("/")
		d.Type("peta")
		d.Golden(name, "kata")
		d.Key("enter", "left", "o")
		d.Golden(name, "pj")
		d.Key("esc", "*", "enter")
		d.Golden(name, "lapor")
		d.Key("esc", "h")
		d.Golden(name, "riwayat")
	}
}

func TestStandingFilters(t *testing.T) {
	d, _ := show(t, 80, 24)
	for _, want := range []string{"15 terbuka", "4 dari 15 terbuka", "3 dari 15 terbuka", "5 dari 15 terbuka", "12 selesai", "27 tindak lanjut", "15 terbuka"} {
		d.Has(want)
		d.Key("right")
	}
	d.Key("left", "left", "left")
	d.Has("[Selesai]", "STATUS", "✗ Tidak dapat")
	d.Key("t")
	d.Has("[Terlambat]", "▲ lewat 20 hari")
	d.Hasnt("○", "◐")
}

func TestMostUrgentFirstAndNewestClosedFirst(t *testing.T) {
	d, _ := show(t, 160, 50)
	d.Key("left") // semua
	last := -1
	for _, id := range []string{"TL-00006", "TL-00016", "TL-00014", "TL-00026", "TL-00021", "TL-00001"} {
		_, y := d.Find(" " + id)
		if y <= last {
			t.Errorf("%s stands on line %d, the one before on %d", id, y, last)
		}
		last = y
	}
}

func TestAreaAndOwner(t *testing.T) {
	d, _ := show(t, 80, 24)
	d.Key("3")
	d.Has("Area III SDM", "3 dari 15 terbuka")
	d.Key("o")
	d.Type("ku\n")
	d.Has("Area III SDM · PJ KUL", "1 dari 15 terbuka", "Tetapkan SKP berjenjang")
	d.Key("0")
	d.Has("PJ KUL", "3 dari 15 terbuka")
	d.Hasnt("Area III")
	d.Key("o")
	for range 5 {
		d.Key("backspace")
	}
	d.Key("enter")
	d.Has("semua area · semua penanggung jawab", "15 terbuka")
	d.Key("4", "o", "down")
	d.Key("enter")
	d.Has("PJ Parmas & SDM", "Tidak ada tindak lanjut yang cocok", "* menghapus saringan")
	d.Key("*")
	d.Has("15 terbuka")
	d.Key("*")
	d.Has("memang belum disaring")
}

func TestWordsFilterWhileTyped(t *testing.T) {
	d, _ := show(t, 80, 24)
	d.Key("/")
	d.Type("sopx")
	d.Has("Tidak ada tindak lanjut yang cocok", "0 dari 15 terbuka")
	d.Key("backspace")
	d.Has("2 dari 15 terbuka", "Sesuaikan tiga SOP", "Evaluasi penerapan", "kata “sop”")
	d.Key("down") // the arrows move in the list
	wantSelected(t, d, "TL-00025")
	d.Key("enter", "h")
	d.Has("Riwayat TL-00025")
	d.Key("esc")
	d.Has("kata “sop”")
	d.Key("esc") // first the words, then the screen
	d.Has("15 terbuka")
	wantSelected(t, d, "TL-00025")
	d.Key("/")
	d.Type("kul")
	d.Has("3 dari 15")
	d.Key("esc")
	d.Has("15 terbuka")
	d.Hasnt("Esc hapus kata")
}

func TestFoundByWordsStaysSelectedWithoutThem(t *testing.T) {
	d, _ := show(t, 80, 24)
	d.Key("/")
	d.Type("formulir daring")
	d.Has("0 dari 15")
	d.Key("esc")
	wantSelected(t, d, "TL-00006") // back where it was
	d.Key("/")
	d.Type("kompetensi")
	d.Key("enter", "esc")
	d.Has("15 terbuka")
	wantSelected(t, d, "TL-00017")
}

func TestPastedWords(t *testing.T) {
	d, _ := show(t, 80, 24)
	d.Key("/")
	d.Paste("peta\nkompetensi\x1b[31m")
	d.Has("1 dari 15 terbuka", "Susun peta kompetensi")
	d.Key("esc")
	d.Paste("ignored")
	d.Has("15 terbuka")
}

func TestReportOutsideAMeeting(t *testing.T) {
	d, a := show(t, 80, 24)
	d.Key("down")
	wantSelected(t, d, "TL-00008")
	d.Key("enter")
	d.Has("PERBARUI TL-00008")
	d.Type("t") // the field is Status
	d.Key("tab", "tab")
	d.Type("Berkas pemetaan lengkap")
	d.Key("ctrl+s")
	d.Has("Perkembangan TL-00008 tersimpan.", "14 terbuka")
	wantSelected(t, d, "TL-00016") // what followed it
	l, err := a.FollowUp(context.Background(), "TL-00008")
	if err != nil || l.Status != monev.Done || l.Steps[len(l.Steps)-1].Meeting != "" {
		t.Errorf("stored: %v %+v", err, l)
	}
	d.Key("ctrl+z")
	d.Has("15 terbuka")
}

func TestSelectionStaysOnItsFollowUp(t *testing.T) {
	d, a := show(t, 80, 24)
	d.Key("down", "down", "down")
	wantSelected(t, d, "TL-00017")
	// somebody else's change moves it to another line
	err := a.ReportFollowUp(context.Background(), "TL-00006", "", app.Report{Status: monev.Impossible, Note: "Tidak ada tempat."}, "")
	if err != nil {
		t.Fatal(err)
	}
	d.Send(kit.ChangedMsg{})
	d.Has("14 terbuka")
	wantSelected(t, d, "TL-00017")
}

func TestReopen(t *testing.T) {
	d, a := show(t, 80, 24)
	d.Key("left", "left")
	wantSelected(t, d, "TL-00021")
	d.Has("Enter buka kembali")
	d.Key("enter")
	d.Has("[Dalam Proses]")
	d.Key("ctrl+s")
	d.Has("Membuka kembali tindak lanjut memerlukan alasan")
	d.Type("Dilaksanakan tersendiri")
	d.Key("ctrl+s")
	d.Has("11 selesai")
	l, err := a.FollowUp(context.Background(), "TL-00021")
	if err != nil || !l.Status.Open() || !l.Steps[len(l.Steps)-1].Reopened {
		t.Errorf("stored: %v %+v", err, l)
	}
}

func TestHalfTypedReportComesBack(t *testing.T) {
	a := stagetest.App(t)
	d, _, _ := over(t, a, 80, 24)
	d.Key("enter", "tab")
	d.Type("bahan sudah dibeli")
	d.After(1e9)
	d, _, _ = over(t, a, 80, 24) // the program begins anew
	d.Key("enter")
	d.Has("bahan sudah dibeli")
}

func TestTheSameScreenKeepsItsFilters(t *testing.T) {
	a := stagetest.App(t)
	k := uitest.Kit(a)
	s := tindaklanjut.New(k)
	bottom := tindaklanjut.New(k)
	d := uitest.New(t, ui.New(k, bottom), 80, 24)
	d.Send(kit.PushMsg{Screen: s})
	d.Key("right", "5", "down", "esc")
	d.Has("[Terbuka]")
	d.Send(kit.PushMsg{Screen: s})
	d.Has("[Terlambat]", "Area V PW", "1 dari 15 terbuka")
}

func TestHistory(t *testing.T) {
	d, _ := show(t, 60, 18)
	d.Key("h")
	d.Has("Riwayat TL-00006", "Isi sekarang", "2 perubahan")
	d.Key("end")
	d.Has("21-05-2025", "tambah tindak lanjut", "rapat TW II 2025")
	d.Key("home")
	d.Has("Isi sekarang")
	d.Resize(160, 50)
	d.Has("ISI SEKARANG", "21-05-2025")
	d.Key("esc", "b") // changed, taken back: both are told
	d.Key("tab", "tab", "tab", "tab", "tab", "tab")
	d.Type("m")
	d.Key("ctrl+s")
	d.Has("1 tindak lanjut diubah")
	d.Key("ctrl+z")
	d.Has("Diurungkan: ubah tindak lanjut TL-00006 “Pasang papan")
	d.Key("h")
	d.Has("✗ diurungkan: ubah tindak lanjut", "Prioritas: Rendah → Mendesak", "Rendah  →  Mendesak", "Diurungkan 20-11-2025 10.00")
}

func TestOrderByPoints(t *testing.T) {
	d, _ := show(t, 160, 50)
	d.Key("u")
	d.Has("POIN", "+0,75", "“Poin LKE terbesar”")
	last := -1
	for _, id := range []string{"TL-00024", "TL-00014", "TL-00020", "TL-00026"} {
		_, y := d.Find(" " + id)
		if y <= last {
			t.Errorf("%s stands on line %d, the one before on %d", id, y, last)
		}
		last = y
	}
	d.Key("u")
	d.Hasnt("POIN")
}

// A paste that is too long for the words is refused in sight.
func TestTooLongAPasteIsRefused(t *testing.T) {
	d, _, _ := over(t, stagetest.App(t), 80, 24)
	d.Key("/")
	d.Paste(strings.Repeat("kata ", 2001))
	d.Has("melebihi batas")
	d.Key("esc")
	d.Hasnt("melebihi batas")
}

func TestMouse(t *testing.T) {
	d, _ := show(t, 80, 24)
	x, y := d.Find("Terlambat  ≤")
	d.Click(x, y)
	d.Has("[Terlambat]", "4 dari 15")
	x, y = d.Find("TL-00016")
	d.Click(x, y)
	wantSelected(t, d, "TL-00016")
	d.Key("o")
	x, y = d.Find("Rendatin   ") // in the list of the form
	d.Click(x, y)
	d.Key("enter")
	d.Has("PJ Rendatin")
}

func TestEmpty(t *testing.T) {
	st := memstore.New(ledger.Options{Now: stagetest.Now})
	a := app.New(st, stagetest.Now)
	if err := a.SetUp(context.Background(), monev.DefaultOffice(2025)); err != nil {
		t.Fatal(err)
	}
	d, s, r := over(t, a, 80, 24)
	for _, want := range []string{
		"Tidak ada tindak lanjut yang terbuka.", "Tidak ada tindak lanjut yang terlambat.", "yang jatuh tempo dalam 7 hari.",
		"yang perlu keputusan pimpinan.", "Belum ada tindak lanjut yang selesai.", "Belum ada tindak lanjut.",
	} {
		d.Has(want)
		d.Hasnt("NOMOR")
		d.Key("right")
	}
	d.Key("enter")
	d.Has("Tidak ada tindak lanjut yang dipilih.")
	d.Key("o")
	d.Has("PJ")
	d.Key("enter")
	uitest.CheckActions(t, s, r.Actions())
}

func TestActions(t *testing.T) {
	d, s, r := over(t, stagetest.App(t), 80, 24)
	uitest.CheckActions(t, s, r.Actions())
	d.Key("/")
	d.Type("peta")
	d.Key("enter")
	uitest.CheckActions(t, s, r.Actions())
}

// BenchmarkDecade is each key over ten years of work: the first letters of a
// filter, moving, and the other pictures.
func BenchmarkDecade(b *testing.B) {
	st := memstore.New(ledger.Options{Now: stagetest.Now})
	if err := sample.Decade(context.Background(), st); err != nil {
		b.Fatal(err)
	}
	a := app.New(st, stagetest.Now)
	b.Run("load", func(b *testing.B) {
		k := uitest.Kit(a)
		for b.Loop() {
			uitest.New(b, ui.New(k, tindaklanjut.New(k)), 160, 50)
		}
	})
	d, _, _ := over(b, a, 160, 50)
	d.Key("left") // semua
	b.Log(d.Line(3))
	for _, keys := range [][]string{{"down", "up"}, {"end", "home"}, {"1", "0"}, {"pgdown", "pgup"}} {
		b.Run(strings.Join(keys, "-"), func(b *testing.B) {
			for b.Loop() {
				d.Key(keys...)
			}
		})
	}
	d.Key("/")
	b.Run("type", func(b *testing.B) {
		for b.Loop() {
			d.Key("l", "backspace")
		}
	})
}

// A reload that fails takes no row away: the error is told, and what was read stays.
func TestAReloadThatFailsKeepsTheRows(t *testing.T) {
	a, store := stagetest.BrokenApp(t)
	store.Blind = errors.New("disk gone")
	d, _, _ := over(t, a, 80, 24)
	d.Has("Terjadi kesalahan tak terduga")
	store.Blind = nil
	d.Send(kit.ChangedMsg{})
	const rows = "TL-00017  III   ▲ lewat 5 hari"
	d.Has(rows, "15 terbuka")
	store.Blind = errors.New("disk gone")
	d.Send(kit.ChangedMsg{})
	d.Has("✗ Tindak lanjut belum dapat dibaca lagi: Terjadi kesalahan tak terduga", rows)
	d.Key("left") // those of another filter cannot be read either
	d.Has("✗ Tindak lanjut belum dapat dibaca lagi", rows, "[Terbuka]")
	store.Blind = nil
	d.Key("left")
	d.Has("[Semua]", "27 tindak lanjut")
	d.Hasnt("belum dapat dibaca")
}

// Who goes through the standing filters faster than the disk answers sees the rows of
// the one where they stop, in whatever order the answers come; after a failure the next
// step reads again.
func TestFasterThanTheDisk(t *testing.T) {
	for _, late := range []bool{false, true} {
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		k := uitest.Kit(stagetest.App(t))
		k.Say, k.Ctx = app.Explain, ctx
		s := tindaklanjut.New(k)
		s.SetSize(80, 24)
		s.Update(s.Init()())
		var waiting []tea.Cmd
		press := func(id string) {
			for _, a := range s.Actions() {
				if a.ID == id {
					if cmd := a.Run(); cmd != nil {
						waiting = append(waiting, cmd)
					}
				}
			}
		}
		answer := func() {
			if late {
				slices.Reverse(waiting)
			}
			for _, cmd := range waiting {
				s.Update(cmd())
			}
			waiting = nil
		}
		for range 6 { // past the closed ones and all of them, around to the open ones
			press("tl.saringan")
		}
		answer()
		if x := s.View(); !strings.Contains(x, "15 terbuka") || strings.Contains(x, "Memuat") {
			t.Fatalf("answers reversed %v: once around:\n%s", late, x)
		}
		press("tl.saringan-sebelum")
		press("tl.saringan")
		answer()
		if x := s.View(); !strings.Contains(x, "15 terbuka") {
			t.Fatalf("answers reversed %v: there and back:\n%s", late, x)
		}
		good := k.Ctx
		k.Ctx, stop = context.WithCancel(good)
		stop()
		press("tl.saringan-sebelum")
		answer()
		k.Ctx = good
		press("tl.saringan")
		answer()
		if x := s.View(); !strings.Contains(x, "15 terbuka") {
			t.Fatalf("after a failure:\n%s", x)
		}
	}
}
