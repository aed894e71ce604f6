package persiapan_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/store/ledger"
	"monev/internal/store/memstore"
	"monev/internal/tanggal"
	"monev/ui"
	"monev/ui/kit"
	"monev/ui/screen/rapat"
	"monev/ui/stagetest"
	"monev/ui/uitest"
)

var ctx = context.Background()

// home is what lies under the meeting screen, as Beranda does in the program.
type home struct{}

func (home) Init() tea.Cmd          { return nil }
func (home) Update(tea.Msg) tea.Cmd { return nil }
func (home) View() string           { return "" }
func (home) SetSize(int, int)       {}
func (home) Title() string          { return "Beranda" }
func (home) Actions() []kit.Action  { return nil }

// draft shows the draft of a meeting on a day in December in the meeting screen;
// the clock stands on 20 November 2025, 10.00 WIB.
func draft(t testing.TB, w, h int, change func(*monev.Meeting)) (*uitest.Driver, *app.App, string) {
	t.Helper()
	a := stagetest.App(t)
	m, err := a.CreateMeeting(ctx, tanggal.MustNew(2025, 12, 18), func(m *monev.Meeting) error {
		if change != nil {
			change(m)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return open(t, a, m.ID, w, h), a, m.ID
}

func open(t testing.TB, a *app.App, id string, w, h int) *uitest.Driver {
	t.Helper()
	k := uitest.Kit(a)
	k.Say = app.Explain
	d := uitest.New(t, ui.New(k, home{}, ui.WithUndo(a.Undo, a.Redo)), w, h)
	d.Send(kit.PushMsg{Screen: rapat.New(k, id)})
	return d
}

func meeting(t testing.TB, a *app.App, id string) monev.Meeting {
	t.Helper()
	m, err := a.Minutes(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	return m.Meeting
}

func TestSummaryAndRows(t *testing.T) {
	d, _, _ := draft(t, 80, 24, nil)
	d.Has("11 orang diundang · 15 tindak lanjut kembali, ▲ 4 terlambat", "! Belum diisi: nomor undangan",
		"Tanggal           Kamis, 18 Desember 2025", "Waktu             09.00 WIB", "Surat undangan    belum diisi", "ACARA (5)")
	d.Key("end")
	d.Has("WAKTU PER AREA (jumlah 60 menit)", "▸ VI  Peningkatan Kualitas Pelayanan Publik")
}

func TestFirstMeetingHasNothingComingBack(t *testing.T) {
	s := memstore.New(ledger.Options{Now: stagetest.Now})
	a := app.New(s, stagetest.Now)
	if err := a.SetUp(ctx, monev.DefaultOffice(2025)); err != nil {
		t.Fatal(err)
	}
	m, err := a.CreateMeeting(ctx, tanggal.MustNew(2025, 11, 20), func(m *monev.Meeting) error {
		m.Agenda, m.Invitation, m.Place = nil, "1/ZI-Und/XI/2025", ""
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	d := open(t, a, m.ID, 160, 50)
	d.Has("tidak ada tindak lanjut yang kembali", "! Belum diisi: tempat, acara", "belum ada; n menambah acara")
	d.Type("n")
	d.Type("Pembukaan\n")
	d.Key("esc")
	d.Has("ACARA (1)", " 1. Pembukaan", "! Belum diisi: tempat")
}

func TestFields(t *testing.T) {
	for _, c := range []struct {
		row          int
		typed, hint  string // hint stands in the form before Enter
		shown        string
		refused, fix string // typed first, the refusal it gets
	}{
		{row: 0, typed: "Rapat Khusus", shown: "Judul             Rapat Khusus"},
		{row: 1, typed: "triwulan 3", hint: "Triwulan III Tahun 2025", shown: "Triwulan III Tahun 2025", refused: "kapan", fix: "tidak dikenal"},
		{row: 1, typed: "nov 2025", hint: "November 2025", shown: "Periode           November 2025"},
		{row: 1, typed: "insidental", hint: "Insidental 2025", shown: "Periode           Insidental 2025"},
		{row: 2, typed: "21/11", hint: "Jumat, 21 November 2025 – besok", shown: "Jumat, 21 November 2025", refused: "31/2", fix: `Tanggal "31/2" tidak dapat dipakai`},
		{row: 2, typed: "17/11/2025", hint: "3 hari lalu, dicatat", shown: "Senin, 17 November 2025"},
		{row: 3, typed: "13:30", hint: "13.30 WIB", shown: "Waktu             13.30 WIB", refused: "9 WITA", fix: "Zona waktu kantor ini WIB"},
		{row: 3, typed: "", shown: "Waktu             belum diisi"},
		{row: 4, typed: "Ruang Rapat", shown: "Tempat            Ruang Rapat"},
		{row: 6, typed: "sekret", shown: "Pimpinan rapat    Sekretaris"},
		{row: 7, typed: "kasubbag kul", shown: "Notulis           Kepala Subbagian Keuangan"},
	} {
		d, _, _ := draft(t, 80, 24, nil)
		for range c.row {
			d.Key("down")
		}
		d.Key("enter", "ctrl+u")
		if c.refused != "" {
			d.Type(c.refused + "\n")
			d.Has(c.fix, c.refused)
			d.Key("ctrl+u")
		}
		d.Type(c.typed)
		d.Has(c.hint)
		d.Key("enter")
		d.Has(c.shown)
		d.Hasnt("Enter simpan")
	}
}

func TestNewPeriodGoesIntoTheTitle(t *testing.T) {
	d, a, id := draft(t, 80, 24, func(m *monev.Meeting) { m.Title = "Rapat Monev ZI TW IV 2025" })
	d.Key("down", "enter", "ctrl+u")
	d.Type("tw 3\n")
	if got := meeting(t, a, id).Title; got != "Rapat Monev ZI TW III 2025" {
		t.Error(got)
	}
}

func TestAgenda(t *testing.T) {
	d, a, id := draft(t, 80, 24, nil)
	agenda := func(want ...string) {
		t.Helper()
		if got := meeting(t, a, id).Agenda; !slices.Equal(got, want) {
			t.Errorf("%q", got)
		}
	}
	const open, review, areas, end, close = "Pembukaan dan sambutan Ketua", "Tinjauan tindak lanjut rapat sebelumnya",
		"Paparan dan pembahasan enam area perubahan", "Simpulan dan keputusan", "Penutup"
	d.Type("x")
	d.Has("Pilih dulu acara")
	for range 8 {
		d.Key("down")
	}
	d.Has("▸  1. Pembukaan")
	d.Type("-")
	d.Has("Ini acara pertama.")
	d.Type("++")
	d.Has("▸  3. Pembukaan", " 1. Tinjauan")
	agenda(review, areas, open, end, close)
	d.Key("shift+up")
	d.Has("▸  2. Pembukaan")
	d.Key("ctrl+z", "ctrl+z", "ctrl+z")
	agenda(open, review, areas, end, close)
	d.Has("▸  2. Tinjauan")

	d.Type("n") // behind the selected one
	d.Has("ACARA BARU · menjadi nomor 3")
	d.Type("Laporan TPI\nTanya jawab\n")
	d.Has("menjadi nomor 5", "▸  4. Tanya jawab")
	d.Key("esc")
	agenda(open, review, "Laporan TPI", "Tanya jawab", areas, end, close)
	d.Key("enter")
	d.Has("UBAH ACARA 4")
	d.Type(" bersama TPI\n")
	d.Has("▸  4. Tanya jawab bersama TPI")
	d.Type("x")
	d.Has("Hapus acara", "Tanya jawab bersama TPI")
	d.Type("x") // not the key that opened the dialog
	d.Type("y")
	agenda(open, review, "Laporan TPI", areas, end, close)
	d.Key("end", "up", "up", "up", "up", "up", "up")
	d.Has("▸  6. Penutup")
	d.Type("+")
	d.Has("Ini acara terakhir.")
}

func TestMinutesPerArea(t *testing.T) {
	d, a, id := draft(t, 80, 24, nil)
	d.Key("end", "enter", "ctrl+u")
	d.Has("WAKTU AREA VI · Peningkatan Kualitas Pelayanan Publik")
	d.Type("seribu\n")
	d.Has("Tulis menit dengan angka", "seribu")
	d.Key("ctrl+u")
	d.Type("25 menit\n")
	d.Has("WAKTU PER AREA (jumlah 75 menit)", "25 menit")
	m, err := a.Minutes(ctx, id)
	if err != nil || m.Areas[5].Review.Planned != 25 {
		t.Error(m.Areas[5].Review.Planned, err)
	}
	d.Key("ctrl+z")
	d.Has("jumlah 60 menit")
}

func TestStart(t *testing.T) {
	d, a, id := draft(t, 80, 24, nil)
	d.Type("m")
	d.Has("Mulai rapat sekarang?", "11 orang dari daftar jabatan", "mulai 10.00 WIB", "! Rapat ini untuk Kam 18-12-2025, bukan hari ini.",
		"! 11 jabatan belum bernama", "! Belum diisi: nomor undangan.")
	d.Type("m") // the same key does not answer
	d.Has("Mulai rapat sekarang?")
	d.Key("enter")
	if m := meeting(t, a, id); m.Status != monev.Draft {
		t.Fatal("Enter started the meeting")
	}
	d.Type("my") // the sample's meeting still sits in the room
	d.Has("Rapat TW IV 2025 masih berlangsung; jeda atau kunci dulu rapat itu.")
	if err := a.PauseMeeting(ctx, stagetest.Meeting, ""); err != nil {
		t.Fatal(err)
	}
	d.Key("right") // the failure is read
	d.Type("my")
	d.Has("PEMBUKAAN", "belum diisi 11")
	if m := meeting(t, a, id); m.Status != monev.Running || len(m.Attendance) != 11 {
		t.Error(m.Status)
	}

	d.Type("[") // the fields stay open for changes
	d.Has("PERSIAPAN RAPAT", "dimulai 10.00 WIB")
	d.Type("m")
	d.Has("Rapat ini sudah dimulai.")
	for range 5 {
		d.Key("down")
	}
	d.Key("enter", "enter")
	d.Type("7/ZI")
	d.Key("ctrl+s")
	d.Has("✓ Data rapat lengkap")
}

func TestStartOnTheDayDoesNotWarn(t *testing.T) {
	d, _, _ := draft(t, 80, 24, func(m *monev.Meeting) { m.Date, m.Invitation = tanggal.MustNew(2025, 11, 20), "7/ZI" })
	d.Type("m")
	d.Hasnt("bukan hari ini", "Belum diisi")
}

func TestHalfTypedComesBack(t *testing.T) {
	d, _, _ := draft(t, 80, 24, nil)
	for range 5 {
		d.Key("down")
	}
	d.Key("enter")
	d.Type("12/ZI-U")
	d.After(time.Second)
	d.Key("esc")
	d.Has("Isian belum disimpan")
	d.Key("enter")
	d.Has("12/ZI-U")
}

func TestFinalMeetingIsLocked(t *testing.T) {
	d, a, id := draft(t, 80, 24, nil)
	if err := a.PauseMeeting(ctx, stagetest.Meeting, ""); err != nil {
		t.Fatal(err)
	}
	d.Type("my[")
	if err := a.CloseMeeting(ctx, id); err != nil {
		t.Fatal(err)
	}
	d.Send(kit.ChangedMsg{})
	d.Key("enter")
	d.Has("final dan terkunci", "PERSIAPAN RAPAT")
	d.Type("m")
	d.Has("Rapat ini sudah dimulai.")
}

func TestActions(t *testing.T) {
	a := stagetest.App(t)
	m, err := a.CreateMeeting(ctx, tanggal.MustNew(2025, 12, 18), nil)
	if err != nil {
		t.Fatal(err)
	}
	k := uitest.Kit(a)
	s := rapat.New(k, m.ID)
	r := ui.New(k, s)
	d := uitest.New(t, r, 80, 24)
	for range 20 {
		uitest.CheckActions(t, s, r.Actions())
		d.Key("down")
	}
}

func TestPictures(t *testing.T) {
	for _, size := range [][2]int{{60, 18}, {80, 24}, {160, 50}} {
		d, _, _ := draft(t, size[0], size[1], nil)
		name := fmt.Sprintf("%dx%d", size[0], size[1])
		d.Golden(name)
		d.Key("down", "down", "enter")
		d.Golden(name, "date")
		d.Key("esc", "end", "up", "up", "up", "up", "up", "up")
		d.Golden(name, "agenda")
		d.Type("m")
		d.Golden(name, "start")
	}
}

// An item that could not be stored keeps the place it was meant for.
func TestItemThatCouldNotBeStoredKeepsItsPlace(t *testing.T) {
	a, store := stagetest.BrokenApp(t)
	m, err := a.CreateMeeting(ctx, tanggal.MustNew(2025, 12, 18), func(m *monev.Meeting) error {
		m.Agenda = []string{"satu", "dua", "tiga"}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	d := open(t, a, m.ID, 80, 30)
	d.Key("home")
	for range 8 {
		d.Key("down")
	}
	d.Has("▸  1. satu")
	d.Key("n")
	d.Has("ACARA BARU · menjadi nomor 2")
	store.Err = context.DeadlineExceeded
	d.Type("sisipan\n")
	d.Has("Acara belum tersimpan", "sisipan", "ACARA BARU · menjadi nomor 2")
	store.Err = nil
	d.Key("enter")
	d.Has("Acara tersimpan", "ACARA BARU · menjadi nomor 3")
	if got := meeting(t, a, m.ID).Agenda; !slices.Equal(got, []string{"satu", "sisipan", "dua", "tiga"}) {
		t.Errorf("agenda %q", got)
	}
}
