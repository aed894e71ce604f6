package rapat_test

import (
	"context"
	"strings"
	"testing"

	"monev/internal/monev"
	"monev/ui/kit"
	"monev/ui/screen"
	"monev/ui/screen/rapat"
	"monev/ui/stagetest"
)

// program starts monev as after an orderly end: on Beranda.
func program(t *testing.T, w *stagetest.World, width, height int) *stagetest.Program {
	t.Helper()
	return stagetest.Start(t, w, width, height, func(k *kit.Kit) kit.Screen { return screen.First(k, true, "") })
}

// open starts monev and opens a meeting.
func open(t *testing.T, w *stagetest.World, id string) (*stagetest.Program, *rapat.Screen) {
	t.Helper()
	p := program(t, w, 80, 24)
	s := rapat.New(p.Kit, id)
	p.Push(s)
	return p, s
}

// world is the sample; draft is one with a draft R0004 of today besides.
func world(t *testing.T) *stagetest.World { return stagetest.NewWorld(t, false) }

const draftID = "R0004"

func withDraft(t *testing.T) *stagetest.World {
	t.Helper()
	w := world(t)
	m, err := w.CreateMeeting(context.Background(), w.Today(), nil)
	if err != nil || m.ID != draftID {
		t.Fatal(m.ID, err)
	}
	return w
}

func do(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// names are what a user reads at the top of each stage.
var names = []string{
	"PERSIAPAN RAPAT", "PEMBUKAAN", "tindak lanjut dari rapat lalu", "MANAJEMEN PERUBAHAN", "PENATAAN TATA LAKSANA",
	"PENATAAN SISTEM MANAJEMEN SDM", "PENGUATAN AKUNTABILITAS", "PENGUATAN PENGAWASAN", "PENINGKATAN KUALITAS",
	"SIMPULAN RAPAT", "PENUTUP",
}

func TestOpensWhereTheWalkStands(t *testing.T) {
	w := withDraft(t)
	for id, want := range map[string][]string{
		stagetest.Meeting: {"[III SDM]", names[5], "01:00:00"},
		stagetest.Final:   {"[Penutup]", names[10], "✓ final", "VI ✓"},
		draftID:           {"[Persiapan]", names[0], "draf"},
	} {
		p, _ := open(t, w, id)
		p.Has(want...)
	}
}

func TestEveryWayToAStage(t *testing.T) {
	p, s := open(t, world(t), stagetest.Meeting)
	for _, c := range []struct {
		key  string
		want int
	}{
		{"]", 6}, {"]", 7}, {"[", 6}, {"ctrl+left", 5}, {"ctrl+right", 6},
		{"0", 1}, {"1", 3}, {"2", 4}, {"3", 5}, {"4", 6}, {"5", 7}, {"6", 8}, {"7", 9}, {"8", 10}, {"9", 2}, {"[", 1}, {"[", 0},
	} {
		p.Key(c.key)
		p.Has(names[c.want])
		if got := p.Minutes().Walk.Stage; int(got) != c.want {
			t.Fatalf("%s: stored stage %d, want %d", c.key, got, c.want)
		}
	}
	p.Has("[Persiapan]")
	p.Key("[")
	p.Has("! Ini tahap pertama.", names[0])
	p.Key("]")
	p.Hasnt("Persiapan") // a running meeting has no need of it in the bar
	p.Key("8", "]")
	p.Has("! Ini tahap terakhir.", names[10])

	for label, want := range map[string]int{"Buka": 1, "─ TL": 2, "II ✓": 4, "─ IV": 6, "Simpulan": 9} {
		x, y := p.Find(label)
		p.Click(x+2, y)
		p.Has(names[want])
		p.Key("8")
	}
	_, y := p.Find("Simpulan ─")
	p.Click(0, y)    // before the bar
	p.Click(79, y)   // behind it
	p.Click(10, y+1) // the rule below
	p.Has(names[10])
	p.CheckTop(s)
}

func TestNoStageIsLeftWhileTyping(t *testing.T) {
	p, _ := open(t, world(t), stagetest.Meeting)
	p.Key("t")
	p.Type("5 dari 9 [belum]")
	p.Has("5 dari 9 [belum]", names[5])
	x, y := p.Find("Simpulan")
	p.Click(x, y)
	p.Has("Tutup dulu isian ini dengan Esc.", "5 dari 9 [belum]", names[5])
	p.Key("esc", "z")
	x, y = p.Find("Simpulan")
	p.Click(x, y)
	p.Has("JEDA", names[5])
}

func TestADraftStaysInPersiapan(t *testing.T) {
	w := withDraft(t)
	p, s := open(t, w, draftID)
	p.CheckTop(s)
	n := w.Events(t)
	for _, key := range []string{"]", "ctrl+right", "0", "5", "8", "9"} {
		p.Key(key)
		p.Has("! Rapat belum dimulai; mulai dulu di tahap Persiapan.", names[0])
		p.Key("home")
	}
	x, y := p.Find("Simpulan")
	p.Click(x, y)
	p.Has("! Rapat belum dimulai", names[0])
	if w.Events(t) != n {
		t.Error("something was written")
	}
	p.Key("?")
	p.Has("Rapat belum dimulai") // the help says why, too
}

func TestStartGoesToPembukaanAndUndoBack(t *testing.T) {
	w := withDraft(t)
	p, _ := open(t, w, draftID)
	p.Key("m", "y")
	p.Has("! Rapat TW IV 2025 masih berlangsung", "masih berlangsung", names[0]) // one at a time
	do(t, w.PauseMeeting(t.Context(), stagetest.Meeting, ""))
	p.Key("m", "y")
	p.Has(names[1], "[Pembukaan]", "00:00:00")
	p.Key("]", "1")
	p.Key("ctrl+z")
	p.Has("Diurungkan: mulai rapat (TW IV 2025).", names[0], "draf")
	p.Key("5")
	p.Has("Rapat belum dimulai")
	p.Key("ctrl+y")
	p.Has(names[3], "00:00:00") // where the walk of that start was
	if m := p.Record(draftID); !m.Meeting.Live() || m.Walk.Stage != monev.StageArea {
		t.Errorf("stored %v at %v", m.Meeting.Status, m.Walk.Stage)
	}
}

func TestStageMovesAreKeptAndPassedOverByUndo(t *testing.T) {
	w := world(t)
	p, _ := open(t, w, stagetest.Meeting)
	p.Key("5", "t")
	p.Type("Benturan kepentingan")
	p.Key("ctrl+s", "esc")
	p.Key("6", "7")
	p.Key("ctrl+z")
	p.Has(names[9]) // not moved
	p.Key("5")
	p.Hasnt("Benturan kepentingan")
	p.Key("6", "esc")
	p.Has("RAPAT  ", "n rapat baru")
	p, _ = open(t, w, stagetest.Meeting)
	p.Has(names[8], "[VI PP]")
}

// What was read before a stage move was written shows the walk as it was; it
// must not stay on the screen.
func TestALateLoadDoesNotStopTheAreasClock(t *testing.T) {
	p, _ := open(t, world(t), stagetest.Meeting)
	p.Send(kit.ChangedMsg{})
	p.Key("4")
	p.Pass(65e9)
	p.Has("area ini 01:05/10:00")
	p.Send(kit.ChangedMsg{})
	p.Has("area ini 01:05/10:00")
}

func TestAGapLeadsToItsPlaceInThisMeetingOnly(t *testing.T) {
	w := world(t)
	do(t, w.ReviseMeeting(t.Context(), stagetest.Final, "Salah tanggal"))
	do(t, w.GoTo(t.Context(), stagetest.Final, monev.StageArea))
	p, below := open(t, w, stagetest.Final)
	p.Push(rapat.New(p.Kit, stagetest.Meeting))
	p.Key("8")
	p.Choose("Area V Penguatan Pengawasan belum berstatus")
	p.Key("enter")
	p.Has("[V PW]", names[7])
	p.Key("8")
	p.Choose("Tetapkan SKP berjenjang")
	p.Key("enter")
	p.Has(names[2], "▸ ") // and the row is selected there
	for l := range strings.SplitSeq(p.Screen(), "\n") {
		if strings.HasPrefix(l, "▸") && !strings.Contains(l, "Tetapkan SKP") {
			t.Errorf("selected: %s", l)
		}
	}
	p.Key("esc")
	p.Has(names[3], "revisi") // the covered one stands where it stood
	p.CheckTop(below)
	if st := p.Record(stagetest.Final).Walk.Stage; st != monev.StageArea {
		t.Errorf("the covered meeting went to %v", st)
	}
}

func TestTwoScreensOfOneMeeting(t *testing.T) {
	w := world(t)
	p, _ := open(t, w, stagetest.Meeting)
	p.Push(rapat.New(p.Kit, stagetest.Meeting))
	p.Key("4", "t")
	p.Type("Indikator belum terukur")
	p.Key("ctrl+s", "esc", "z")
	p.Type("Salat")
	p.Key("enter")
	p.Has("dijeda sejak 10.00 WIB")
	p.Key("esc") // back to the other one, which knows
	p.Has("dijeda sejak 10.00 WIB", names[5])
	p.Key("4")
	p.Has("Indikator belum terukur")
	p.Key("z")
	p.Has("Sesi 2 dibuka", "01:00:00")
	p.Pass(3e9)
	p.Has("01:00:03")
	if fs := p.Minutes().Areas[3].Findings; len(fs) != 1 {
		t.Errorf("findings %+v", fs)
	}
}

// The photos are one key away in every stage, also of a final meeting.
func TestPhotosFromEveryStage(t *testing.T) {
	for _, id := range []string{stagetest.Meeting, stagetest.Final} {
		p, _ := open(t, world(t), id)
		for _, stage := range strings.Split("0912345678[", "") {
			p.Key(stage, "o")
			p.Has("FOTO RAPAT")
			p.Key("esc")
			p.Hasnt("FOTO RAPAT")
		}
		p.Key(":")
		p.Type("foto")
		p.Has("foto rapat")
	}
}
