package lke_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"monev/internal/lke"
	"monev/internal/lke/lketest"
	"monev/internal/store"
	"monev/ui/kit"
	screen "monev/ui/screen/lke"
)

// file writes an instrument beside nothing else and returns its path, which has
// a blank.
func file(t testing.TB, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "LKE 2026.yaml")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// plan shows what an instrument would change.
func (d *shown) plan(path string) {
	d.t.Helper()
	d.Key("k")
	d.Has("Ganti instrumen LKE 2025", "Sekarang dipakai LKE-ZI-20", "instrumen bawaan monev")
	if path == "" {
		d.Key("n")
	} else {
		d.Key("k")
		d.Paste(path)
		d.Key("enter")
	}
	d.Has("Ganti instrumen LKE 2025")
}

func (d *shown) code() string {
	d.t.Helper()
	w, err := d.App.Worksheet(context.Background(), year)
	if err != nil {
		d.t.Fatal(err)
	}
	return w.Instrument.Code
}

func TestInstrumentIsPlannedAndTaken(t *testing.T) {
	path := file(t, lketest.Next())
	for _, size := range sizes {
		d := open(t, true, "A.I.1.i.b", size[0], size[1])
		d.plan(`"` + path + `"`)
		name := fmt.Sprintf("%dx%d", size[0], size[1])
		d.Golden(name, "rencana")
		d.Key("end")
		d.Golden(name, "rencana-akhir")
		d.Key("enter")
		d.Golden(name, "tanya")
	}

	d := open(t, true, "A.I.1.i.b", 80, 24)
	before := d.World.Events(t)
	d.plan("'" + path + "'")
	d.Has("LKE-ZI-2021 → LKE-ZI-2026", "jawaban tidak cocok lagi dan tidak ikut", "TIDAK ADA LAGI (1)", "Jawaban Unit A, TPI A tidak ikut.")
	d.Key("enter", "enter") // twice in a row changes nothing
	d.Has("LKE 2025 tetap memakai LKE-ZI-2021; tidak ada yang berubah.", "A.I.1.i.b")
	if d.World.Events(t) != before || d.code() != "LKE-ZI-2021" {
		t.Error("it was changed")
	}
	was := d.answer(lke.Unit, "A.I.1.i.b")
	d.plan(path)
	d.Key("enter", "y")
	d.Has("LKE 2025 memakai LKE-ZI-2026; ", " jawaban tidak ikut. Ctrl+Z mengembalikannya.", "▸       ○ A.I.1.i.c", "terisi")
	if d.code() != lketest.NextCode || d.World.Events(t) != before+1 {
		t.Errorf("under %s, %d events", d.code(), d.World.Events(t)-before)
	}
	d.Key("/")
	d.Type("A.I.1.i")
	d.Has("A.I.1.i.c")
	d.Hasnt("A.I.1.i.b")
	d.Key("esc", "ctrl+z")
	d.Has("Diurungkan: ganti instrumen LKE.")
	if got := d.answer(lke.Unit, "A.I.1.i.b"); d.code() != "LKE-ZI-2021" || !got.Same(was) || got.Note != was.Note {
		t.Errorf("after undo %s, %+v", d.code(), got)
	}
	d.Key("/")
	d.Type("A.I.1.i.b")
	d.Has("1 BUTIR")
}

func TestInstrumentWithoutQuestion(t *testing.T) {
	d := open(t, false, "", 80, 24)
	d.plan("")
	d.Has("Instrumen ini sudah dipakai; tidak ada yang berubah.")
	d.Key("enter")
	d.Has("LKE 2025 sudah memakai instrumen ini.")
	d.Key("esc")
	d.plan(file(t, lketest.Next()))
	d.Has("✓ Semua jawaban ikut")
	d.Key("end")
	d.Has("WBK Nilai total", "minimum berubah dari 75,00 menjadi 76,00.")
	d.Key("enter")
	d.Has("LKE 2025 memakai LKE-ZI-2026. Ctrl+Z mengembalikannya.")
	d.Key("home", "i")
	d.Has("LKE ZI 2025 · Unit · instrumen LKE-ZI-2026")
	d.Key("esc", "k")
	d.Has("Sekarang dipakai LKE-ZI-2026")
	d.Key("n") // back to the one that comes with the program
	d.Has("LKE-ZI-2026 → LKE-ZI-2021")
	d.Key("enter")
	if d.code() != "LKE-ZI-2021" {
		t.Error(d.code())
	}
}

func TestInstrumentThatCannotBeUsed(t *testing.T) {
	spoilt := bytes.ReplaceAll(lketest.Next(), []byte("bobot_total: 100"), []byte("bobot_total: 90"))
	spoilt = bytes.ReplaceAll(spoilt, []byte(`nomor: "A.I.1.i.c"`), []byte(`nomor: "A.I.1.i.a"`))
	d := open(t, true, "", 80, 24)
	before := d.World.Events(t)
	d.plan(file(t, spoilt))
	d.Has("✗ Berkas ini tidak dapat dipakai sebagai instrumen", "KESALAHAN DALAM BERKAS (", "A.I.1.i.a", "kode butir dipakai dua kali", "jumlah bobot komponen 100, seharusnya 90")
	d.Golden("80x24")
	d.Key("enter")
	d.Has("Berkas itu tidak dapat dipakai; Esc kembali.")
	d.Key("esc")
	for path, want := range map[string]string{
		file(t, bytes.Repeat([]byte("# x\n"), 1<<18+1)): "lebih dari 1 MiB", file(t, nil): "berkas kosong",
	} {
		d.plan(path)
		d.Has("✗ ")
		if screen := strings.Join(strings.Fields(d.Screen()), " "); !strings.Contains(screen, want) {
			t.Errorf("%s: no %q in\n%s", path, want, d.Screen())
		}
		d.Key("enter", "esc")
	}
	if d.World.Events(t) != before {
		t.Error("something was stored")
	}
}

func TestInstrumentThatCannotBeStored(t *testing.T) {
	d := open(t, true, "", 80, 24)
	d.plan(file(t, lketest.Next()))
	d.World.Store.Err = store.ErrUncertain
	d.Key("enter", "y")
	d.Has("Instrumen belum diganti: ", "LKE-ZI-2021 → LKE-ZI-2026")
	d.World.Store.Err = nil
	if d.code() != "LKE-ZI-2021" {
		t.Error(d.code())
	}
	d.Key("enter", "y")
	if d.code() != lketest.NextCode {
		t.Error(d.code())
	}
}

// The screens over the LKE live through the undo of an instrument, although
// their questions are then those of another one.
func TestScreensLiveThroughAnotherInstrument(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and one goroutine: nothing to race")
	}
	for _, at := range []string{"A.I.1.i.c", "A.I.1.ii.b", "A.II.4.i", "B.II.a"} {
		for _, keys := range [][]string{{"s"}, {"v"}, {"h"}, {"p"}, {"i"}, {"w", "y"}} {
			d := open(t, false, at, 110, 30)
			d.plan(file(t, lketest.Next()))
			d.Key("enter", "/")
			d.Type(at)
			d.Key("enter")
			d.Key(keys...)
			d.Key("ctrl+z")
			if keys[0] == "w" { // what is stored is not touched from there
				d.Has("Mode bila tidak menyimpan apa pun")
				continue
			}
			d.Has("Diurungkan: ganti instrumen LKE.")
			d.Key("down", "up", "enter", "esc", "ctrl+y", "down", "a", "y", "esc")
			d.CheckTop(d.s)
		}
	}
}

func TestInstrumentNotInWhatIf(t *testing.T) {
	d := open(t, true, "A.I.1.i.b", 80, 24)
	d.Key("w", "k")
	d.Has("Dalam mode bila tidak ada yang disimpan")
}

// Data that cannot be read for a moment are no fault of the file.
func TestInstrumentThatCannotBeComparedAgain(t *testing.T) {
	d := open(t, true, "", 80, 24)
	d.plan(file(t, lketest.Next()))
	d.Has("LKE-ZI-2021 → LKE-ZI-2026", "TIDAK ADA LAGI (1)")
	d.World.Store.Blind = context.DeadlineExceeded
	d.Send(kit.ChangedMsg{})
	d.Has("Perubahannya belum dapat dibaca lagi: ", "LKE-ZI-2021 → LKE-ZI-2026", "TIDAK ADA LAGI (1)")
	d.World.Store.Blind = nil
	d.Key("enter", "y")
	if d.code() != lketest.NextCode {
		t.Error(d.code())
	}
}

// slow is a store in which something happens while a change is on its way to the disk.
type slow struct {
	store.Store
	meanwhile func()
}

func (s *slow) Update(ctx context.Context, a store.Action, change func(store.Tx) error) (store.Event, error) {
	if f := s.meanwhile; f != nil {
		s.meanwhile = nil
		f()
	}
	return s.Store.Update(ctx, a, change)
}

// meanwhile does something while the next change is on its way to the disk.
func (d *shown) meanwhile(f func()) { d.World.Store.Store = &slow{d.World.Store.Store, f} }

// A screen that was opened while the instrument was changed stays.
func TestInstrumentIsTakenBehindAnotherScreen(t *testing.T) {
	d := open(t, false, "", 80, 24)
	d.plan(file(t, lketest.Next()))
	d.meanwhile(func() { d.Push(screen.NewRemarks(d.Kit, year, 0, "")) })
	d.Key("enter")
	d.Has("Catatan penilai LKE 2025", "LKE 2025 memakai LKE-ZI-2026.")
	d.Key("esc")
	d.Has("LKE 2025 ", "LKE ZI 2025")
	d.Hasnt("Ganti instrumen")
	if d.code() != lketest.NextCode {
		t.Error(d.code())
	}
}
