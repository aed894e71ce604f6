package beranda_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/entry"
	"monev/ui/kit"
	"monev/ui/screen"
	"monev/ui/screen/beranda"
	"monev/ui/screen/rapat"
	"monev/ui/stagetest"
	"monev/ui/theme"
)

var (
	sizes = [][2]int{{60, 18}, {80, 24}, {160, 50}}
	full  = &fs.PathError{Op: "write", Path: "monev.db", Err: syscall.ENOSPC}
)

func start(t *testing.T, w *stagetest.World) (*stagetest.Program, *beranda.Screen) {
	t.Helper()
	var s *beranda.Screen
	p := stagetest.Start(t, w, 80, 24, func(k *kit.Kit) kit.Screen {
		s = beranda.New(k, nil)
		return s
	})
	return p, s
}

func sample(t *testing.T) *stagetest.World { return stagetest.NewWorld(t, false) }
func empty(t *testing.T) *stagetest.World  { return stagetest.NewWorld(t, true) }

func do(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func create(t *testing.T, w *stagetest.World, d tanggal.Date) string {
	t.Helper()
	m, err := w.CreateMeeting(context.Background(), d, nil)
	do(t, err)
	return m.ID
}

func TestFirstDay(t *testing.T) {
	p, s := start(t, empty(t))
	p.Has("MONEV ZI · KPU Kabupaten Pamekasan", "Menuju WBK · Tahun 2025", "0 terbuka",
		"Belum ada rapat. Tekan n untuk menyiapkan rapat monev yang pertama.", "n rapat baru", "p panduan", "tekan b: latihan")
	p.Hasnt("Enter", "Rapat berikut", "Capaian", "RAPAT", "terlambat")
	p.CheckTop(s)
	for key, want := range map[string]string{"enter": "! Belum ada rapat.", "x": "! Belum ada rapat.", "c": "! Belum ada rapat.", "down": "Tekan n", "G": "Tekan n"} {
		p.Key(key)
		p.Has(want)
	}
	p.Click(5, 6)
	p.Key("?")
	p.Has("Daftar rapat monev dan keadaan tindak lanjut")
	p.Key("esc", "q")
	if !p.Quit() {
		t.Error("still there")
	}
}

func TestWhatItShows(t *testing.T) {
	p, s := start(t, sample(t))
	p.Has(
		"Nilai LKE      71,68   ████", "█░│░", "  kurang 3,32 ke WBK",
		"15 terbuka · ▲ 4 terlambat · 3 jatuh tempo ≤ 7 hari",
		"Rapat sekarang Kamis, 20 November 2025 · 09.00 WIB · Aula",
		"▸ TW IV 2025 · Rapat Monev", "Kam 20-11-2025  ◐ berlangsung   71,68    ▲ 4,35",
		// the surveys came in between: no trend
		"TW III 2025", "Sel 19-08-2025  ✓ final         67,32\n",
		"TW II 2025", "Rab 21-05-2025  ✓ final         25,49*\n",
		"Enter lanjutkan",
	)
	p.CheckTop(s)
	p.Key("down")
	p.Has("Enter lihat")
	p.CheckTop(s)
}

func TestALargeScreenNamesWhatIsDueAndTheAreas(t *testing.T) {
	p, s := start(t, sample(t))
	p.Hasnt("MENURUT TENGGAT", "TIAP AREA")
	p.Resize(120, 40)
	p.Has("TINDAK LANJUT MENURUT TENGGAT · 12 dari 15 terbuka · t membuka semua", "▲ Terlambat    Petakan potensi benturan", "20 hari · rapat ke-3",
		"NILAI TIAP AREA · LKE 2025 · │ batas WBK", "Penataan Tata Laksana", "3,68/7    52,6%  ✗ kurang 0,52")
	p.CheckTop(s)
	for text, want := range map[string]string{"Petakan potensi benturan": "▸ TL-00008", "Penataan Tata Laksana": "▸ - II Penataan Tata Laksana"} {
		x, y := p.Find(text)
		p.Click(x, y)
		p.Has(want)
		p.Key("esc")
		p.Has("TINDAK LANJUT MENURUT TENGGAT")
	}
	_, y := p.Find("NILAI TIAP AREA")
	p.Click(3, y) // leads nowhere
	p.Has("NILAI TIAP AREA", "▸ TW IV 2025")
	p.Resize(120, 22)
	p.Has("MENURUT TENGGAT", "TW II 2025")
	p.Hasnt("TIAP AREA")
	_, y = p.Find("MENURUT TENGGAT")
	p.Click(20, y)
	p.Has("▸ TW IV 2025")
}

func TestNextMeeting(t *testing.T) {
	w := empty(t)
	today := w.Today()
	create(t, w, today.AddDays(40))
	create(t, w, today.AddDays(-3)) // a draft that was never held is not next
	p, s := start(t, w)
	p.Has("Rapat berikut  Selasa, 30 Desember 2025 · 09.00 WIB", "○ draf", "Enter siapkan")
	p.CheckTop(s)
	soon := create(t, w, today.AddDays(7))
	p.Send(kit.ChangedMsg{})
	p.Has("Rapat berikut  Kamis, 27 November 2025")
	do(t, w.StartMeeting(t.Context(), soon))
	p.Send(kit.ChangedMsg{})
	p.Has("Rapat sekarang Kamis, 27 November 2025", "◐ berlangsung")
	do(t, w.PauseMeeting(t.Context(), soon, ""))
	p.Send(kit.ChangedMsg{})
	p.Has("! dijeda")
	do(t, w.CloseMeeting(t.Context(), soon))
	do(t, w.ReviseMeeting(t.Context(), soon, "Salah tulis"))
	p.Send(kit.ChangedMsg{})
	p.Has("! revisi", "Rapat berikut  Selasa, 30 Desember 2025") // it is not held again
}

// The next deadline of the office is told from 30 days before it, if there is
// room.
func TestDeadlines(t *testing.T) {
	w := sample(t)
	put := func(date tanggal.Date, text string) monev.Deadline {
		d, err := w.PutDeadline(t.Context(), monev.Deadline{Date: date, Text: text}, "")
		do(t, err)
		return d
	}
	put(tanggal.MustNew(2025, 12, 21), "Laporan tahunan")
	p, _ := start(t, w)
	p.Hasnt("Tenggat  ")
	tpi := put(tanggal.MustNew(2025, 11, 24), "LKE dikirim ke TPI")
	put(tanggal.MustNew(2025, 12, 20), "Survei "+strings.Repeat("persepsi ", 30))
	p.Send(kit.ChangedMsg{})
	p.Has("Tenggat        LKE dikirim ke TPI · ! 4 hari lagi · +1 lagi")
	do(t, w.MarkDeadline(t.Context(), tpi.ID, true))
	p.Send(kit.ChangedMsg{})
	p.Has("persepsi", "… · 30 hari lagi")
	p.Resize(60, 18)
	p.Has("… · 30 hari lagi")
	p.World.Add(31 * 24 * time.Hour)
	p.Send(kit.ChangedMsg{})
	p.Has("… · ▲ kemarin · +1 lagi")
}

func TestLongNames(t *testing.T) {
	w := sample(t)
	do(t, w.EditOffice(t.Context(), "nama kantor", func(o *monev.Office) error {
		o.Short = "KPU Kabupaten Kepulauan Siau Tagulandang Biaro Provinsi Sulawesi Utara"
		return nil
	}))
	do(t, w.EditMeeting(t.Context(), stagetest.Meeting, "judul", "", func(m *monev.Meeting) error {
		m.Title = strings.Repeat("Rapat Koordinasi ", 8)
		m.Place = strings.Repeat("Ruang Rapat ", 12)
		m.Period.Kind, m.Period.Number = monev.Special, 0
		return nil
	}))
	p, _ := start(t, w)
	for _, size := range [][2]int{{60, 18}, {80, 24}} {
		p.Resize(size[0], size[1])
		p.Has("MONEV ZI · KPU Kabupaten Kepulauan", "…", "2025", "Insidental 2025", "Kam 20-11-2025", "◐ berlangsung", "71,68")
		p.Golden(fmt.Sprintf("%dx%d", size[0], size[1]))
	}
}

func TestNewMeetingOpensPersiapan(t *testing.T) {
	w := empty(t)
	p, s := start(t, w)
	p.Key("n")
	p.Has("RAPAT BARU", "20-11-2025", "Kamis, 20 November 2025 – hari ini", "Enter buat rapat")
	p.CheckTop(s)
	p.Key("ctrl+u", "enter")
	p.Has("! Wajib diisi.")
	p.Type("31/11\n")
	p.Has("! Tanggal \"31/11\" tidak dapat dipakai", "31/11", "RAPAT BARU")
	p.Key("ctrl+u")
	p.Type("besok")
	p.Has("Jumat, 21 November 2025")
	p.Key("enter")
	p.Has("PERSIAPAN RAPAT", "Jumat, 21 November 2025")
	p.Key("esc")
	p.Has("▸ TW IV 2025", "Jum 21-11-2025", "Rapat berikut")
	p.Key("n")
	p.Has("20-11-2025") // not what was typed the last time
	p.Key("ctrl+u")
	p.Type("3/9/2025\n") // held already: recorded afterwards
	p.Has("PERSIAPAN RAPAT")
	p.Key("esc")
	p.Has("▸ TW III 2025")
}

func TestEscKeepsTheDateAsADraft(t *testing.T) {
	w := empty(t)
	p, _ := start(t, w)
	p.Key("n", "ctrl+u")
	p.Type("12/12")
	p.Key("esc")
	p.Has("Isian belum disimpan", "Belum ada rapat")
	p.Key("n")
	p.Has("12/12", "Ctrl+R membuangnya")
	p.After(entry.DraftPause)
	p, _ = start(t, w) // killed and started again
	p.Key("n")
	p.Has("12/12", "Jumat, 12 Desember 2025")
	p.Type("q") // no key works while typing
	p.Has("12/12q")
}

func TestANewMeetingThatCannotBeStored(t *testing.T) {
	w := empty(t)
	p, _ := start(t, w)
	w.Store.Err = full
	p.Key("n", "enter")
	p.Has("✗ Rapat baru belum tersimpan: Penyimpanan penuh", "RAPAT BARU", "20-11-2025")
	w.Store.Err = nil
	p.Key("enter")
	p.Has("PERSIAPAN RAPAT")
	p.Key("esc")
	if l, err := w.Meetings(t.Context()); err != nil || len(l) != 1 {
		t.Errorf("%d meetings, %v", len(l), err)
	}
}

func TestOnlyADraftIsDeleted(t *testing.T) {
	w := sample(t)
	id := create(t, w, w.Today().AddDays(30))
	p, s := start(t, w)
	for _, c := range [][2]string{{"TW IV 2025 · Rapat Monev ZI m…  Kam 20-11-2025", "Rapat yang sudah dimulai tidak dapat dihapus."}, {"TW II 2025", "Rapat final tidak dapat dihapus; perbaiki lewat revisi."}} {
		p.Choose(strings.Fields(c[0])[0] + " " + strings.Fields(c[0])[1])
		if strings.Contains(c[0], "Kam") {
			p.Key("home", "down")
		}
		p.Key("x")
		p.Has("! " + c[1])
	}
	p.Key("home", "x")
	p.Has("Hapus draf rapat", "Sabtu, 20 Desember 2025", "Dapat dikembalikan dengan Ctrl+Z.", "Enter  batal", "y      hapus")
	p.Key("x", "enter")
	p.Has("Sab 20-12-2025")
	p.Key("delete", "y")
	p.Has("✓ Draf rapat dihapus; Ctrl+Z mengembalikannya.")
	p.Hasnt("Sab 20-12-2025")
	p.CheckTop(s)
	p.Key("ctrl+z")
	p.Has("Diurungkan: hapus rapat (TW IV 2025).", "Sab 20-12-2025")
	if m := p.Record(id); len(m.Areas) != monev.Areas || m.Areas[0].Review.Planned != monev.DefaultMinutes {
		t.Errorf("came back as %+v", m.Areas[0].Review)
	}
	p.Key("home")
	w.Store.Err = full
	p.Key("x", "y")
	p.Has("✗ Rapat belum dihapus: Penyimpanan penuh", "Sab 20-12-2025")
}

func TestDocuments(t *testing.T) {
	w := sample(t)
	dir := t.TempDir()
	w.WithDir(dir)
	p, _ := start(t, w)
	p.Resize(160, 50)
	p.Key("c")
	p.Has(fmt.Sprintf("✓ %d dokumen dibuat", packet()), filepath.Join("dokumen", stagetest.Meeting))
	files, err := os.ReadDir(filepath.Join(dir, "dokumen", stagetest.Meeting))
	if err != nil || len(files) != packet() {
		t.Fatalf("%v, %v", files, err)
	}
	for _, f := range files {
		if strings.HasPrefix(f.Name(), "Notula") && !strings.Contains(f.Name(), "DRAF") {
			t.Errorf("%s does not say DRAF", f.Name())
		}
	}
	p.Key("c") // again: the same documents are there already
	if files, _ = os.ReadDir(filepath.Join(dir, "dokumen", stagetest.Meeting)); len(files) != packet() {
		t.Errorf("%d files", len(files))
	}
	p.Resize(60, 18)
	p.Key("down", "c")
	p.Has("dokumen dibuat", "dokumen")
}

// packet is how many files the packet has.
func packet() int {
	n := 0
	for _, k := range app.DocumentKinds() {
		n += len(k.Usual)
	}
	return n
}

func TestDocumentsThatCannotBeMade(t *testing.T) {
	w := sample(t)
	dir := t.TempDir()
	do(t, os.WriteFile(filepath.Join(dir, "dokumen"), []byte("a file where the folder should be"), 0o600))
	w.WithDir(dir)
	p, _ := start(t, w)
	p.Key("c")
	p.Has("✗ Dokumen belum dibuat")
	p.Key("home")
	do(t, os.Remove(filepath.Join(dir, "dokumen")))
	p.Key("c")
	p.Has("dokumen dibuat")
}

func TestOpening(t *testing.T) {
	p, _ := start(t, sample(t))
	p.Key("enter")
	p.Has("[III SDM]")
	p.Key("esc", "down", "enter")
	p.Has("✓ final", "PENUTUP")
	p.Key("esc")
	x, y := p.Find("TW II 2025")
	p.Click(x, y)
	p.Has("▸ TW II 2025", "Enter lihat")
	p.Click(x, y)
	p.Has("Monev ZI TW II 2025", "PENUTUP")
	p.Key("esc")
	p.Has("▸ TW II 2025") // where one was
	p.Click(x, y+1)
	p.Click(x, y+1) // below the list
	p.Click(x, 0)
	p.Send(tea.MouseClickMsg{X: x, Y: y - 1, Button: tea.MouseRight})
	p.Has("▸ TW II 2025")
	p.Wheel(x, y, -2)
	p.Has("▸ TW IV 2025")
	p.Key("d")
	p.Hasnt("n rapat baru")
	p.Key("esc")
	p.Has("n rapat baru")
}

func TestTheMouseInTheForm(t *testing.T) {
	p, _ := start(t, empty(t))
	p.Key("n")
	x, y := p.Find("20-11-2025")
	p.Click(x+2, y)
	p.Key("backspace")
	p.Type("1")
	p.Has("21-11-2025", "Jumat, 21 November 2025")
	p.Click(3, 8) // beside the form: nothing
	p.Has("RAPAT BARU")
}

func TestWhatWasDoneInAMeetingIsCounted(t *testing.T) {
	p, _ := start(t, sample(t))
	p.Has("15 terbuka")
	p.Key("enter", "l")
	p.Type("Susun jadwal diklat\n")
	p.Key("ctrl+s", "esc", "4", "s")
	p.Type("s\n100\n")
	p.Key("z", "enter", "esc")
	p.Has("16 terbuka", "! dijeda")
}

// What waits for the leaders is one key away, and so is what happened to a meeting.
func TestLeadersAndHistory(t *testing.T) {
	p, _ := start(t, sample(t))
	p.Has("! 5 perlu keputusan pimpinan · u membukanya")
	p.Key("u")
	p.Has("[Pimpinan]", "5 dari 15 terbuka", "! Perlu keputusan pimpinan")
	p.Key("esc", "h")
	p.Has("Riwayat rapat TW IV 2025", "mulai rapat")
	p.Key("esc")
	p.Has("n rapat baru")
	p, _ = start(t, empty(t))
	p.Hasnt("keputusan pimpinan")
	p.Key("h")
	p.Has("Belum ada rapat.")
}

func TestTheRegisterKeepsItsFilters(t *testing.T) {
	p, _ := start(t, sample(t))
	p.Key("t")
	p.Has("Tindak lanjut")
	p.Key("3", "t")
	view := p.Screen()
	p.Key("esc")
	p.Has("n rapat baru")
	p.Resize(160, 50)
	p.Resize(80, 24)
	p.Key("t")
	if p.Screen() != view {
		t.Errorf("was\n%s\nis\n%s", view, p.Screen())
	}
}

func TestFortyMeetings(t *testing.T) {
	w := empty(t)
	d := tanggal.MustNew(2016, time.January, 15)
	for i := range 40 {
		create(t, w, d.AddMonths(3*i))
	}
	p, _ := start(t, w)
	p.Has("▸ TW IV 2025", "↓ ")
	for _, size := range sizes {
		p.Resize(size[0], size[1])
		p.Key("home")
		for range 39 {
			p.Key("down")
			p.Screen()
		}
		p.Has("▸ TW I 2016")
		p.Key("pgup", "pgup", "pgup", "pgup", "pgup", "pgup", "pgup", "pgup")
		p.Has("▸ TW IV 2025")
		p.Key("G")
		p.Has("▸ TW I 2016")
		p.Key("n")
		p.Has("RAPAT BARU", "▸ TW I 2016")
		p.Key("esc")
	}
	p.Key("enter", "esc")
	p.Has("▸ TW I 2016")
	p.Key("x", "y")
	p.Has("▸ TW II 2016") // the nearest one is left
}

func TestDataThatCannotBeRead(t *testing.T) {
	w := sample(t)
	w.Store.Blind = errors.New("disk gone")
	p, s := start(t, w)
	p.Has("Terjadi kesalahan tak terduga")
	p.CheckTop(s)
	p.Key("home")
	p.Has("Terjadi kesalahan tak terduga") // not a notice that goes
	w.Store.Blind = nil
	p.Send(kit.ChangedMsg{})
	p.Has("▸ TW IV 2025")
	w.Store.Blind = errors.New("disk gone")
	p.Send(kit.ChangedMsg{})
	p.Has("✗ Data belum dapat dibaca lagi", "▸ TW IV 2025")
}

func TestQuitWaitsForTheLastWrite(t *testing.T) {
	w := empty(t)
	p, _ := start(t, w)
	p.Kit.Writes.Add(func() tea.Msg { // begun, and not run yet
		_, err := w.CreateMeeting(context.Background(), w.Today(), nil)
		return p.Kit.Failed("Rapat", err)
	})
	p.Key("q")
	if !p.Quit() {
		t.Error("still there")
	}
	if l, _ := w.Meetings(t.Context()); len(l) != 1 {
		t.Error("the write is lost")
	}

	p, _ = start(t, w)
	p.Kit.Writes.Add(func() tea.Msg { return kit.Notify(kit.Bad, "Temuan belum tersimpan: Penyimpanan penuh")() })
	p.Key("q")
	p.Has("Belum semua tersimpan", "Temuan belum tersimpan: Penyimpanan penuh")
	p.After(time.Second)
	p.Key("enter")
	p.Has("n rapat baru")
	p.Key("q")
	if !p.Quit() {
		t.Error("still there")
	}

	p, _ = start(t, w)
	p.Key("n", "ctrl+u")
	p.Type("2/2/2026") // half typed
	p.Key("ctrl+c", "ctrl+c")
	if d, _ := w.Draft(t.Context(), "rapat-baru"); !p.Quit() || !strings.Contains(d, "2/2/2026") {
		t.Errorf("quit %v, draft %q", p.Quit(), d)
	}
}

func TestFirst(t *testing.T) {
	w := sample(t)
	for _, c := range []struct {
		ready bool
		place string
		want  string
	}{
		{true, "", "n rapat baru"},
		{true, "no place", "n rapat baru"},
		{true, `{"rapat":"R0003","tahap":5}`, "[III SDM]"},
		{false, "", "Selamat datang di MONEV ZI"},
	} {
		p := stagetest.Start(t, w, 80, 24, func(k *kit.Kit) kit.Screen { return screen.First(k, c.ready, c.place) })
		p.Has(c.want)
	}
}

func TestPictures(t *testing.T) {
	for _, size := range sizes {
		name := fmt.Sprintf("%dx%d", size[0], size[1])
		p, _ := start(t, empty(t))
		p.Resize(size[0], size[1])
		p.Golden(name, "kosong")
		p, _ = start(t, sample(t))
		p.Resize(size[0], size[1])
		p.Golden(name, "isi")
		p.Key("n", "ctrl+u")
		p.Type("30/2")
		p.Key("enter")
		p.Golden(name, "baru")
	}
}

// What a key does is said whole, also where the help stands in two columns.
func TestHelpIsNotCut(t *testing.T) {
	p, _ := start(t, sample(t))
	for _, w := range []int{60, 80, 120} {
		p.Resize(w, 50)
		p.Key("?")
		p.Has("latihan dengan data contoh")
		p.Hasnt("…")
		p.Key("esc")
	}
}

// What is read ahead is shown like what is read later, and what is changed in between is
// seen; a fault in reading shows where faults are caught.
func TestReadAhead(t *testing.T) {
	w := sample(t)
	p := stagetest.Start(t, w, 80, 24, func(k *kit.Kit) kit.Screen {
		k.Ctx = t.Context()
		return beranda.New(k, nil).Ahead()
	})
	p.Has("TW IV 2025", "n rapat baru")
	create(t, w, tanggal.MustNew(2026, 3, 12))
	p.Send(kit.ChangedMsg{})
	p.Has("TW I 2026")

	s := beranda.New(&kit.Kit{Ctx: t.Context(), Styles: new(theme.Styles)}, nil).Ahead()
	defer func() {
		if recover() == nil {
			t.Error("reading without records did not fail")
		}
	}()
	s.Init()()
}

// A meeting in which the program ended is looked at first; Beranda behind it is read a
// moment later, or when it is gone back to.
func TestBehindAMeeting(t *testing.T) {
	for _, wait := range []time.Duration{0, 200 * time.Millisecond} {
		p := stagetest.Start(t, sample(t), 80, 24, func(k *kit.Kit) kit.Screen {
			return beranda.New(k, &rapat.Place{Meeting: "R0003", Stage: monev.StageArea})
		})
		p.Has("[III SDM]")
		p.After(wait)
		p.Key("esc")
		p.Has("TW IV 2025", "n rapat baru")
	}
}
