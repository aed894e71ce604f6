package lke_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"monev/internal/lke"
	"monev/ui/kit"
	screen "monev/ui/screen/lke"
	"monev/ui/stagetest"
)

// remarked is the sample with two more notes: of TPN, and one under hasil.
func remarked(t testing.TB) *stagetest.World {
	t.Helper()
	w := stagetest.NewWorld(t, false)
	for _, x := range []struct {
		l    lke.Layer
		code string
		a    lke.Answer
	}{
		{lke.TPN, "A.I.3.iv.a", lke.Answer{Choice: "D", Note: "Tujuh dari sepuluh SKP yang diperiksa belum memuat indikator yang diturunkan dari perjanjian kinerja kantor.\nPerbaiki sebelum penilaian ulang."}},
		{lke.TPI, "B.I.b", lke.Answer{Choice: "C", Note: "Capaian kinerja tahun ini belum dibandingkan dengan tahun lalu."}},
	} {
		if err := w.Answer(context.Background(), year, x.l, x.code, x.a, ""); err != nil {
			t.Fatal(err)
		}
	}
	return w
}

func notes(t testing.TB, w *stagetest.World, width, height, area int) *shown {
	t.Helper()
	d := &shown{t: t}
	d.Program = stagetest.Start(t, w, width, height, func(k *kit.Kit) kit.Screen {
		d.s = screen.NewRemarks(k, year, area, "")
		return d.s
	})
	return d
}

// sources lists the findings of the running meeting that came from a note.
func (d *shown) sources() string {
	d.t.Helper()
	var out []string
	for i, a := range d.Record(stagetest.Meeting).Areas {
		for _, f := range a.Findings {
			if f.Source != "" {
				out = append(out, fmt.Sprintf("%d %s %s", i+1, f.Source, f.Level))
			}
		}
	}
	return strings.Join(out, "\n")
}

func TestRemarkPictures(t *testing.T) {
	for _, size := range sizes {
		name := fmt.Sprintf("%dx%d", size[0], size[1])
		d := notes(t, remarked(t), size[0], size[1], 0)
		d.Golden(name, "awal")
		d.Key("space", "space", "enter", "down")
		d.Golden(name, "diambil")
		d.Key("end")
		d.Golden(name, "hasil")
		d.Key("6", "a")
		d.Golden(name, "semua")
		d = notes(t, remarked(t), size[0], size[1], 3)
		d.Golden(name, "area")
		d = notes(t, stagetest.NewWorld(t, true), size[0], size[1], 0)
		d.Golden(name, "kosong")
	}
}

func TestTakeTheSelectedNote(t *testing.T) {
	d := over(t, remarked(t), "", 80, 24)
	d.Key("m")
	d.Has("Catatan penilai LKE 2025", "Untuk rapat TW IV 2025 · 20-11-2025 · berlangsung", "7 catatan · 7 belum menjadi temuan")
	d.Key("enter")
	d.Has("1 catatan menjadi temuan rapat TW IV 2025; Ctrl+Z mengurungkannya.", "7 catatan · 6 belum", "✓ temuan")
	if got := d.sources(); got != "1 Catatan TPI LKE 2025 (A.I.1.iii.c) Sedang" {
		t.Errorf("findings: %s", got)
	}
	d.Key("enter")
	d.Has("Catatan ini sudah menjadi temuan.")
	d.Key("space")
	d.Has("Catatan ini sudah menjadi temuan.")
	d.Key("ctrl+z")
	d.Has("Diurungkan: ambil 1 catatan penilai “Laporan", "7 catatan · 7 belum")
	if got := d.sources(); got != "" {
		t.Errorf("findings: %s", got)
	}
}

func TestTakeTheMarkedNotes(t *testing.T) {
	d := notes(t, remarked(t), 80, 24, 0)
	events := d.World.Events(t)
	d.Key("down", "space", "space", "up")
	d.Has("2 ditandai", "● ditandai", "Enter jadikan 2 temuan", "Spasi lepas tanda")
	d.Key("space")
	d.Has("1 ditandai")
	d.Key("home", "enter")
	d.Has("1 catatan menjadi temuan", "0 ditandai")
	if got := d.sources(); got != "2 Catatan TPI LKE 2025 (A.I.2.i.b) Sedang" {
		t.Errorf("findings: %s", got)
	}
	d.Key("a")
	d.Has("5 ditandai", "a lepas semua")
	d.Key("a")
	d.Has("0 ditandai")
	d.Key("a", "enter")
	d.Has("5 catatan menjadi temuan", "7 catatan · 1 belum")
	if n := strings.Count(d.sources(), "\n"); n != 5 {
		t.Errorf("findings: %s", d.sources())
	}
	if n := d.World.Events(t) - events; n != 2 {
		t.Errorf("%d events, want one for each time", n)
	}
	d.Key("a")
	d.Has("Tidak ada catatan yang dapat ditandai.")
}

func TestANoteUnderHasilNeedsAnArea(t *testing.T) {
	d := notes(t, remarked(t), 80, 24, 0)
	d.Key("3")
	d.Has("Area temuan ini mengikuti butirnya.")
	d.Key("end")
	d.Has("! pilih area", "1–6 ke area")
	d.Key("enter")
	d.Has("Butir Hasil tidak punya area; tekan 1–6")
	d.Key("space")
	d.Has("Butir Hasil tidak punya area; tekan 1–6")
	d.Key("4", "6")
	d.Has("Menjadi temuan di area VI", "○ belum")
	d.Key("enter")
	d.Has("1 catatan menjadi temuan")
	if got := d.sources(); got != "6 Catatan TPI LKE 2025 (B.I.b) Sedang" {
		t.Errorf("findings: %s", got)
	}
}

func TestNoMeetingToTakeNotes(t *testing.T) {
	w := stagetest.NewWorld(t, true)
	filled(t, w)
	d := over(t, w, "", 80, 24)
	d.Key("m")
	d.Has("Belum ada rapat yang berlangsung; hanya dapat dibaca.", "SK belum diperbarui.")
	d.Key("enter")
	d.Has("Belum ada rapat yang berlangsung; mulai rapatnya dulu")
	m, err := w.CreateMeeting(context.Background(), w.Today(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.StartMeeting(context.Background(), m.ID); err != nil {
		t.Fatal(err)
	}
	d.Send(kit.ChangedMsg{})
	d.Has("Untuk rapat TW IV 2025")
	if err := w.PauseMeeting(context.Background(), m.ID, ""); err != nil {
		t.Fatal(err)
	}
	d.Send(kit.ChangedMsg{})
	d.Has("· dijeda")
	d.Key("enter")
	d.Has("1 catatan menjadi temuan")
}

// A note that changed while it was looked at is not taken unseen.
func TestANoteThatChanged(t *testing.T) {
	w := remarked(t)
	d := notes(t, w, 80, 24, 0)
	if err := w.Answer(context.Background(), year, lke.TPI, "A.I.1.iii.c", lke.Answer{Note: "Lain."}, ""); err != nil {
		t.Fatal(err)
	}
	d.Key("enter")
	d.Has("Catatan TPI untuk A.I.1.iii.c sudah berubah; periksa lagi.", "Lain.")
}

func TestNotesThatCannotBeStoredOrRead(t *testing.T) {
	w := remarked(t)
	d := notes(t, w, 80, 24, 0)
	w.Store.Err = context.DeadlineExceeded
	d.Key("a", "enter")
	d.Has("Temuan belum tersimpan: ", "6 ditandai")
	w.Store.Err = nil
	d.Key("enter")
	d.Has("6 catatan menjadi temuan")
	w.Store.Blind = context.DeadlineExceeded
	d = notes(t, w, 80, 24, 0)
	d.Hasnt("Memuat")
	d.Key("enter", "a", "space", "3")
	w.Store.Blind = nil
}

func TestNotesInWhatIf(t *testing.T) {
	d := over(t, remarked(t), "", 80, 24)
	d.Key("w", "m")
	d.Has("Dalam mode bila tidak ada yang disimpan")
}

func TestNotesOfAnAreaAndOfALockedMeeting(t *testing.T) {
	w := remarked(t)
	d := notes(t, w, 80, 24, 3)
	d.Has("Area III", "2 catatan", "TPN")
	d.Hasnt("A.I.1.iii.c", "HASIL")
	d.Key("a", "enter")
	if n := len(d.Record(stagetest.Meeting).Areas[2].Findings); n < 2 {
		t.Errorf("%d findings", n)
	}
	d = &shown{t: t}
	d.Program = stagetest.Start(t, w, 80, 24, func(k *kit.Kit) kit.Screen {
		d.s = screen.NewRemarks(k, year, 1, stagetest.Final)
		return d.s
	})
	d.Has("Rapat TW III 2025 terkunci; hanya dapat dibaca.")
	d.Key("enter")
	d.Has("sudah final dan terkunci")
}

func TestNoteActions(t *testing.T) {
	for _, area := range []int{0, 3, 4} {
		d := notes(t, remarked(t), 80, 24, area)
		d.CheckTop(d.s)
		for _, k := range []string{"space", "enter", "end", "6", "a"} {
			d.Key(k)
			d.CheckTop(d.s)
		}
	}
}
