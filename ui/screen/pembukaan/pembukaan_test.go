package pembukaan_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui"
	"monev/ui/kit"
	"monev/ui/screen/pembukaan"
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

// named are holders for a few positions; the others stay without.
var named = map[string]string{
	"ketua":                 "Pejabat Satu, S.Pd.I.",
	"sekretaris":            "Pejabat Dua, S.H., M.M.",
	"kasubbag-teknis-hukum": "Pejabat Bernama Amat Panjang Sampai Terpotong, S.H., M.H.",
}

// started shows a meeting that has just begun in the meeting screen; the clock
// stands on 20 November 2025, 10.00 WIB.
func started(t testing.TB, w, h int) (*uitest.Driver, *app.App, string) {
	t.Helper()
	a := stagetest.App(t)
	err := a.EditOffice(ctx, "isi nama", func(o *monev.Office) error {
		for i := range o.Positions {
			o.Positions[i].Holder = named[o.Positions[i].ID]
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	m, err := a.CreateMeeting(ctx, tanggal.MustNew(2025, 11, 20), nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := a.PauseMeeting(ctx, stagetest.Meeting, ""); err != nil {
		t.Fatal(err)
	}
	if err := a.StartMeeting(ctx, m.ID); err != nil {
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

// marks lists the marks of the present session in the order of the screen:
// leaders first.
func marks(m monev.Meeting) string {
	var out []string
	for _, leader := range []bool{true, false} {
		for _, a := range m.Attendance {
			if a.Leader == leader {
				out = append(out, string(m.Marked(a)))
			}
		}
	}
	return strings.Join(out, " ")
}

func TestRollCallByKeys(t *testing.T) {
	d, a, id := started(t, 80, 24)
	d.Has("PEMBUKAAN", "Hadir 0 · belum diisi 11 (a semua hadir)", "▸ · belum diisi        Pejabat Satu, S.Pd.I.")
	d.Type("hisd")
	d.Has("✓ Hadir              Pejabat Satu", "○ Izin               Anggota Div. Teknis", "○ Sakit", "○ Dinas luar", "▸ · belum diisi        Anggota Div. Parmas & SDM")

	d.Type("w") // asks who came; an empty answer is one too
	d.Has("DIWAKILI · Anggota Div. Parmas & SDM")
	d.Type("Staf Pengganti\n")
	d.Has("◐ Diwakili           Anggota Div. Parmas & SDM · oleh Staf Pengganti", "▸ · belum diisi        Pejabat Dua")
	d.Type("w\n")
	d.Has("◐ Diwakili           Pejabat Dua, S.H., M.M.", "▸ · belum diisi        Pejabat Bernama")
	d.Type("t")
	d.Type("a")
	d.Has("4 orang dicatat hadir", "✗ Tanpa keterangan", "✓ lengkap")
	if got := marks(meeting(t, a, id)); got != "hadir izin sakit dinas luar diwakili diwakili tanpa keterangan hadir hadir hadir hadir" {
		t.Error(got)
	}

	d.Key("ctrl+z") // all of them in one step
	d.Has("belum diisi 4")
	d.Key("home", "-")
	d.Has("▸ · belum diisi        Pejabat Satu", "belum diisi 5")
	d.Type("-")
	d.Has("memang belum diisi")
}

func TestCapsLockMarksToo(t *testing.T) {
	d, _, _ := started(t, 80, 24)
	d.Type("HI")
	d.Has("Hadir 1 · Izin 1")
}

// The last person stays selected: the next key must not hit the sambutan.
func TestRollCallEndsAtTheLastPerson(t *testing.T) {
	d, _, _ := started(t, 60, 18)
	d.Type(strings.Repeat("h", 12))
	d.Has("Hadir 11", "✓ lengkap", "▸ ✓ Hadir              Staf Teknis & Hukum")
	d.Type("a")
	d.Has("Semua orang sudah diisi kehadirannya.")
}

func TestMarkByForm(t *testing.T) {
	d, a, id := started(t, 80, 24)
	d.Key("enter")
	d.Has("KEHADIRAN · Pejabat Satu, S.Pd.I. · Ketua", "[Hadir]")
	d.Key("enter", "enter")
	d.Has("✓ Hadir              Pejabat Satu", "▸ · belum diisi        Anggota Div. Teknis")
	d.Key("enter", "right")
	d.Key("enter")
	d.Type("Pengganti\n") // a name without Diwakili is not thrown away
	d.Has("hanya untuk Diwakili", "Pengganti")
	d.Key("up")
	d.Type("dd") // Dinas luar, Diwakili
	d.Key("ctrl+s")
	d.Has("◐ Diwakili           Anggota Div. Teknis · oleh Pengganti")
	if got := meeting(t, a, id).Attendance[1].Deputy; got != "Pengganti" {
		t.Error(got)
	}
}

func TestSambutan(t *testing.T) {
	d, a, id := started(t, 80, 24)
	d.Type("n")
	d.Type("Ukur sejauh mana pembangunan ZI\n")
	d.Has("POKOK SAMBUTAN BARU", "Ketua                Ukur sejauh mana")
	d.Key("shift+tab", "ctrl+u")
	d.Type("hukum")
	d.Key("enter")
	d.Type("Dokumentasi adalah bukti fisik\n")
	d.Type("Lengkapi sekarang\n")
	d.Key("esc")
	m := meeting(t, a, id)
	var got []string
	for _, r := range m.Remarks {
		got = append(got, r.By.Position+": "+r.Text)
	}
	want := "ketua: Ukur sejauh mana pembangunan ZI|anggota-hukum: Dokumentasi adalah bukti fisik|anggota-hukum: Lengkapi sekarang"
	if strings.Join(got, "|") != want {
		t.Errorf("%q", got)
	}
	if m.Remarks[0].By.Holder != named["ketua"] {
		t.Errorf("the name is not frozen: %v", m.Remarks[0].By)
	}
	d.Has("SAMBUTAN (3)", "Ketua                Ukur", "Anggota Div. Hukum   Dokumentasi", "▸ Anggota Div. Hukum   Lengkapi sekarang")

	d.Type("h") // no mark on a point
	d.Has("Pilih dulu orangnya di daftar hadir.")
	d.Key("enter")
	d.Has("UBAH POKOK SAMBUTAN")
	d.Type(" juga\n")
	d.Has("Lengkapi sekarang juga")
	d.Type("x")
	d.Has("Hapus pokok sambutan")
	d.Type("x")
	d.Type("y")
	d.Has("SAMBUTAN (2)")
	d.Hasnt("Lengkapi")
	d.Key("ctrl+z")
	d.Has("SAMBUTAN (3)", "Lengkapi sekarang juga")
	d.Key("home")
	d.Type("x")
	d.Has("Hanya pokok sambutan yang dapat dihapus")
}

func TestOpenedBy(t *testing.T) {
	d, a, id := started(t, 80, 24)
	d.Key("end")
	d.Has("▸ Dibuka oleh          Pejabat Satu, S.Pd.I. (Ketua)")
	d.Key("enter", "ctrl+u")
	d.Type("sekret\n")
	d.Has("▸ Dibuka oleh          Pejabat Dua, S.H., M.M. (Sekretaris)")
	if p := meeting(t, a, id).OpenedBy; p.Position != "sekretaris" || p.Holder != named["sekretaris"] {
		t.Error(p)
	}
	d.Type("n")
	d.Has("Pembicara *  Sekretaris")
}

func TestHalfTypedPointComesBack(t *testing.T) {
	d, a, id := started(t, 80, 24)
	d.Type("n")
	d.Type("Setengah kal")
	d.After(time.Second) // then the laptop dies
	place, err := a.Draft(ctx, rapat.PlaceKey)
	if err != nil {
		t.Fatal(err)
	}
	p, ok := rapat.ParsePlace(place)
	if !ok || p.Meeting != id {
		t.Fatalf("%q", place)
	}
	k := uitest.Kit(a)
	again := uitest.New(t, ui.New(k, rapat.NewAt(k, p)), 80, 24)
	again.Has("POKOK SAMBUTAN BARU", "Setengah kal")
	again.Type("imat\n")
	again.Has("Setengah kalimat", "SAMBUTAN (1)")
}

func TestSecondSession(t *testing.T) {
	d, a, id := started(t, 80, 24)
	d.Type("hhi")
	d.Type("a")
	if err := errors.Join(a.PauseMeeting(ctx, id, "Istirahat"), a.ResumeMeeting(ctx, id)); err != nil {
		t.Fatal(err)
	}
	d = open(t, a, id, 80, 24)
	d.Has("PEMBUKAAN · Sesi 2", "Hadir 0 · belum diisi 11") // a roll call of its own
	d.Type("jj")                                            // the letters of lists still move
	d.Type("h")
	d.Has("✓ Hadir              Anggota Div. Rendatin · sesi 1 izin")
	d.Type("s")
	d.Has("○ Sakit              Anggota Div. Hukum · sesi 1 hadir", "Sakit 1")
	d.Type("a")
	d.Has("Hadir 10 · Sakit 1", "✓ lengkap")
	at := meeting(t, a, id).Attendance[2]
	if at.Mark(0) != monev.Excused || at.Mark(1) != monev.Present {
		t.Error(at.Marks)
	}
	d.Resize(160, 50)
	d.Has("Sesi 1        ", "Sesi 2        ")
}

func TestFinalMeetingIsLocked(t *testing.T) {
	d, a, id := started(t, 80, 24)
	d.Type("h")
	if err := a.CloseMeeting(ctx, id); err != nil {
		t.Fatal(err)
	}
	d = open(t, a, id, 80, 24)
	d.Type("0")
	d.Has("Hadir 1 · belum diisi 10")
	d.Hasnt("(a semua hadir)", "n menambah")
	d.Type("i")
	d.Has("final dan terkunci")
	if got := meeting(t, a, id).Attendance[0].Overall(); got != monev.Present {
		t.Error(got)
	}
}

// A key shows at once, before the disk has answered, and an older picture of the
// meeting that comes in the meantime does not take it away.
func TestMarkShowsBeforeItIsStored(t *testing.T) {
	_, a, id := started(t, 80, 24)
	k := uitest.Kit(a)
	s := pembukaan.New(k, id)
	s.SetSize(80, 18)
	before, err := a.Minutes(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	s.Show(before)
	run := func(id string) tea.Cmd {
		for _, x := range s.Actions() {
			if x.ID == id {
				return x.Run()
			}
		}
		t.Fatalf("no action %s", id)
		return nil
	}
	has := func(text string) {
		t.Helper()
		if !strings.Contains(ansi.Strip(s.View()), text) {
			t.Errorf("%q is not on the screen:\n%s", text, ansi.Strip(s.View()))
		}
	}
	first, second := run("kehadiran.h"), run("kehadiran.i")
	has("Hadir 1 · Izin 1 · belum diisi 9")
	has("▸ · belum diisi        Anggota Div. Rendatin")
	s.Show(before)
	has("Hadir 1 · Izin 1 · belum diisi 9")
	if before.Meeting.Attendance[0].Marks[0] != monev.Unmarked {
		t.Error("the picture of others was changed")
	}

	first() // runs the older write
	second()
	stored, err := a.Minutes(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	if got := marks(stored.Meeting); !strings.HasPrefix(got, "hadir izin  ") {
		t.Errorf("%q", got)
	}
}

func TestFailedMarkIsTakenBack(t *testing.T) {
	d, a, id := started(t, 80, 24)
	if err := a.CloseMeeting(ctx, id); err != nil { // behind the screen's back
		t.Fatal(err)
	}
	d.Type("h")
	d.Has("Kehadiran belum tersimpan", "Hadir 0 · belum diisi 11")
}

func TestMouse(t *testing.T) {
	d, _, _ := started(t, 80, 24)
	d.Click(d.Find("Sekretaris"))
	d.Click(d.Find("s sakit"))
	d.Has("○ Sakit              Pejabat Dua")
}

func TestActions(t *testing.T) {
	a := stagetest.App(t)
	k := uitest.Kit(a)
	s := rapat.New(k, stagetest.Meeting)
	r := ui.New(k, s)
	d := uitest.New(t, r, 80, 24)
	d.Type("0")
	for range 2 {
		uitest.CheckActions(t, s, r.Actions())
		d.Key("end")
	}
}

func TestPictures(t *testing.T) {
	for _, size := range [][2]int{{60, 18}, {80, 24}, {160, 50}} {
		d, _, _ := started(t, size[0], size[1])
		name := fmt.Sprintf("%dx%d", size[0], size[1])
		d.Golden(name)
		d.Type("hisdwStaf Pengganti\n")
		d.Type("t")
		d.Golden(name, "roll")
		d.Type("a")
		d.Type("nRapat ini mengukur sejauh mana pembangunan ZI dan menentukan area yang perlu segera diperbaiki; dokumentasi yang lengkap adalah bukti fisik.\n")
		d.Golden(name, "sambutan")
		d.Key("esc", "enter")
		d.Golden(name, "edit")
		d.Key("esc", "home", "enter")
		d.Golden(name, "form")
	}
}
