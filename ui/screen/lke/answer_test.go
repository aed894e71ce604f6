package lke_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"monev/internal/lke"
	"monev/internal/monev"
	"monev/ui"
	"monev/ui/kit"
	screen "monev/ui/screen/lke"
	"monev/ui/stagetest"
)

func TestAnswerByLetter(t *testing.T) {
	d := open(t, false, "A.I.1.i.b", 80, 24)
	d.Has("A.I.1.i.b", "Nilai 0,00", "a–c jawab")
	d.Key("b")
	d.Has("◐ A.I.1.i.b", "Nilai 0,13", "terisi 1/113")
	if a := d.answer(lke.Unit, "A.I.1.i.b"); a.Choice != "B" {
		t.Errorf("stored %+v", a)
	}
	d.Key("d")
	d.Has("Butir ini dijawab A sampai C.")
	d.Key("y")
	d.Has("Butir ini dijawab A sampai C.")
	d.Key("up", "t")
	d.Has("✗ A.I.1.i.a", "Tidak", "terisi 2/113")
	d.Key("a")
	d.Has("Butir ini dijawab y (Ya) atau t (Tidak).")
	d.Key("x")
	d.Has("Jawaban A.I.1.i.a (Tidak) dikosongkan", "terisi 1/113")
	d.Key("x")
	d.Has("Butir ini memang belum diisi.")
	d.Key("ctrl+z", "ctrl+z")
	d.Has("terisi 1/113")
	d.Key("home", "a")
	d.Has("Pilih dulu sebuah butir.")
}

func TestClearKeepsTheNote(t *testing.T) {
	d := open(t, true, "A.I.1.i.b", 80, 24)
	d.Key("x")
	if a := d.answer(lke.Unit, "A.I.1.i.b"); !a.IsBlank() || a.Note == "" {
		t.Errorf("stored %+v", a)
	}
}

// The screen shows an answer before the disk has it, in the order of the keys.
func TestBarsMoveBeforeTheDisk(t *testing.T) {
	d := open(t, false, "A.II.1.ii", 80, 24)
	d.Key("c", "b", "a")
	d.Has("Nilai 1,00", "I    1,00")
	if a := d.answer(lke.Unit, "A.II.1.ii"); a.Choice != "A" {
		t.Errorf("stored %+v", a)
	}
	d.Key("ctrl+z")
	d.Has("Diurungkan: jawaban A.II.1.ii.", "Nilai 0,75")
}

func TestFailedAnswerIsTakenBack(t *testing.T) {
	w := stagetest.NewWorld(t, true)
	d := over(t, w, "A.II.1.ii", 80, 24)
	d.Key("b")
	w.Store.Err = errors.New("disk is full")
	d.Key("a")
	d.Has("Jawaban A.II.1.ii belum tersimpan", "Nilai 0,75")
	w.Store.Err = nil
	d.Key("a")
	d.Has("Nilai 1,00")
}

func TestPercentForm(t *testing.T) {
	d := open(t, false, "A.II.5.iii.b", 80, 24)
	d.Key("a")
	d.Has("Butir ini diisi dengan angka: r membuka isiannya.")
	d.Key("enter", "enter")
	d.Has("JAWABAN A.II.5.iii.b")
	d.Type("0\n4\n10\n")
	d.Has("3 dari 4 jumlah terisi")
	d.Type("15")
	d.Has("melebihi jumlah keseluruhannya")
	d.Key("enter", "ctrl+s")
	d.Has("Yang sudah melapor", "melebihi")
	d.Key("backspace", "backspace")
	d.Type("12")
	d.Has("Hasil: 85,71% · 0,86 dari 1,00 poin · total 0,86")
	d.Key("ctrl+s")
	d.Has("Jawaban A.II.5.iii.b tersimpan.", "Hasil  85,71%", "0,86 dari 1,00 poin")
	if a := d.answer(lke.Unit, "A.II.5.iii.b"); a.Counts["sudah_lapor"] != 12 {
		t.Errorf("stored %+v", a)
	}
	d.Key("r")
	d.Has("ketik mengganti")
	d.Key("tab", "tab", "tab")
	d.Type("7") // a prefilled count gives way to what is typed
	d.Key("shift+tab", "backspace")
	d.Type("1") // Backspace edits it: 10 becomes 11
	d.Key("ctrl+s")
	d.Has("Hasil  46,67%")
	if a := d.answer(lke.Unit, "A.II.5.iii.b"); a.Counts["sudah_lapor"] != 7 || a.Counts["fungsional_pelaksana"] != 11 {
		t.Errorf("stored %+v", a)
	}
}

func TestIncompletePercent(t *testing.T) {
	d := open(t, false, "A.II.4.i", 80, 24)
	d.Key("r")
	d.Type("7")
	d.Key("ctrl+s")
	d.Has("! A.II.4.i", "1/2 isi", "terisi 0/113")
}

func TestSurveyForm(t *testing.T) {
	d := open(t, false, "B.I.a", 80, 24)
	d.Key("r")
	d.Type("5")
	d.Key("ctrl+s")
	d.Has("tulis angka 0 sampai 4")
	d.Key("backspace")
	d.Type("3,6")
	d.Has("= 15,75 poin")
	d.Key("ctrl+s", "enter")
	d.Has("3,60", "Batas WBK", "✓ 3,60", "menunggu nilai survei")
}

func TestChoiceWithoutLetters(t *testing.T) {
	d := open(t, false, "A.I.1.i.b", 160, 50)
	d.Key("enter", "right")
	d.Has("[A] B  C")
	d.Key("right", "enter")
	d.Type("Catatan kami")
	d.Key("enter")
	d.Has("● B  (dipilih)", "Catatan kami")
}

func TestHalfTypedNoteComesBack(t *testing.T) {
	w := stagetest.NewWorld(t, true)
	d := over(t, w, "A.I.1.i.a", 80, 24)
	d.Key("n")
	d.Type("SK sedang")
	d.After(1e9)
	d = over(t, w, "A.I.1.i.a", 80, 24)
	d.Key("n")
	d.Has("SK sedang")
	d.Type(" disusun")
	d.Key("esc")
	if a := d.answer(lke.Unit, "A.I.1.i.a"); a.Note != "SK sedang disusun" {
		t.Errorf("stored %+v", a)
	}
}

func TestLayers(t *testing.T) {
	d := open(t, true, "A.I.1.i.a", 80, 24)
	d.Key("l")
	d.Has("JAWABAN TPI", "TPI Nilai 0,25", "terisi 2/113")
	d.Key("y")
	if a := d.answer(lke.TPI, "A.I.1.i.a"); a.Choice != "Ya" || a.Note == "" {
		t.Errorf("TPI stored %+v", a)
	}
	if a := d.answer(lke.Unit, "A.I.1.i.a"); a.Choice != "Ya" {
		t.Errorf("unit stored %+v", a)
	}
	d.Key("w")
	d.Has("Mode bila hanya untuk jawaban unit")
	d.Key("l")
	d.Has("JAWABAN TPN", "TPN Nilai 0,00")
	d.Key("t", "l")
	d.Has("Kembali ke jawaban unit.", "menuju WBK")
	d.Hasnt("JAWABAN")
	d.Key("i")
	d.Has("Unit Ya · TPI Ya · TPN Tidak ! beda")
}

func TestHistory(t *testing.T) {
	d := open(t, false, "A.I.1.i.a", 80, 24)
	d.Key("h")
	d.Has("Butir ini belum pernah dijawab.")
	d.Key("esc", "y", "t", "x", "h")
	_, first := d.Find("dikosongkan")
	_, then := d.Find("Ya → Tidak")
	d.Key("end")
	d.Has("Jawaban: Ya")
	if first > then {
		t.Errorf("order: %d %d", first, then)
	}
}

// v opens the register of evidence at the question and comes back to it.
func TestEvidence(t *testing.T) {
	d := open(t, true, "A.I.1.i.b", 80, 24)
	d.Key("v")
	d.Has("Eviden 2025", "▸ !  A.I.1.i.b", "Notula pemilihan", "lazim · Ketentuan")
	d.Key("esc")
	d.Has("LKE 2025", "A.I.1.i.b")
}

// With the evidence accepted, the proven score follows.
func TestProvenFollowsEvidence(t *testing.T) {
	d := open(t, true, "A.I.1.i.b", 160, 50)
	d.Has("berbukti 0,25")
	w, _ := d.App.Worksheet(context.Background(), year)
	for _, e := range w.Evidence["A.I.1.i.b"] {
		e.Status, e.Note = monev.EvidenceAccepted, ""
		if err := d.App.PutEvidence(context.Background(), e, ""); err != nil {
			t.Fatal(err)
		}
	}
	d.Send(kit.ChangedMsg{})
	d.Has("berbukti 0,50", "EVIDEN (2)  Sesuai")
}

func TestPolicy(t *testing.T) {
	d := open(t, false, "A.II.5.ii", 160, 50)
	d.Key("r")
	d.Type("0\n0\n0\n")
	d.Key("ctrl+s")
	d.Has("Tidak ada pengaduan", "kebijakan Anjuran monev", "3,00 dari 3,00")
	d.Key("z", "right")
	d.Has("PEMBAGI NOL", "Setiap pembagi nol bernilai 0.")
	d.Key("enter")
	d.Has("kebijakan Ketat", "0,00 dari 3,00")
	d.Key("ctrl+z")
	d.Has("kebijakan Anjuran monev")
}

func TestYears(t *testing.T) {
	d := open(t, true, "A.I.1.i.a", 80, 24)
	d.Key(">")
	d.Has("LKE 2026", "terisi 0/113", "menunggu nilai survei")
	d.Key("y")
	d.Has("terisi 1/113")
	d.Key("<")
	d.Has("LKE 2025", "terisi 103/113")
}

func TestMouseAnswers(t *testing.T) {
	d := open(t, false, "A.I.1.i.b", 160, 50)
	x, y := d.Find("Tata cara dipakai sebagian")
	d.Click(x, y)
	d.Has("● B  (dipilih)")
	x, y = d.Find("A.I.1.i.a")
	d.Click(x, y)
	d.Has("mempunyai tim pembangunan ZI yang resmi?")
	if !strings.Contains(d.Screen(), "Apakah satuan kerja sudah mempunyai tim pembangunan ZI") {
		t.Error("the clicked question is not shown")
	}
}

// Where data are only read a click on a choice says so, as its letter does.
func TestMouseDoesNotAnswerWhereDataAreOnlyRead(t *testing.T) {
	const why = "Data dibuka untuk dibaca saja."
	for _, keys := range [][]string{nil, {"i"}, {"s"}} {
		w := stagetest.NewWorld(t, true)
		d := &shown{t: t}
		d.Program = stagetest.Start(t, w, 160, 50, func(k *kit.Kit) kit.Screen {
			d.s = screen.New(k, "A.I.1.i.b")
			return d.s
		}, ui.WithLocked(why))
		d.Key(keys...)
		x, y := d.Find("Tata cara dipakai sebagian")
		d.Click(x, y)
		d.Has(why)
		if a := d.answer(lke.Unit, "A.I.1.i.b"); !a.IsBlank() {
			t.Errorf("%v: stored %+v", keys, a)
		}
		if keys == nil { // a second click is Enter, which opens the form
			d.Key("down", "up")
			d.Hasnt(why)
			x, y = d.Find("○ A.I.1.i.b")
			d.Click(x, y)
			d.Click(x, y)
			d.Has(why)
			d.Hasnt("JAWABAN A.I.1.i.b")
		}
	}
}
