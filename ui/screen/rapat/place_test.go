package rapat_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"monev/internal/monev"
	"monev/ui/entry"
	"monev/ui/kit"
	"monev/ui/screen"
	"monev/ui/screen/rapat"
	"monev/ui/stagetest"
)

// again starts the program as after a crash: with what stands on the disk.
func again(t *testing.T, w *stagetest.World) *stagetest.Program {
	t.Helper()
	place, err := w.Draft(context.Background(), screen.Place)
	do(t, err)
	return stagetest.Start(t, w, 80, 24, func(k *kit.Kit) kit.Screen {
		k.Ctx = t.Context() // so that it is read ahead, as by the program
		return screen.First(k, true, place)
	})
}

func selected(p *stagetest.Program) string {
	for l := range strings.SplitSeq(p.Screen(), "\n") {
		if strings.HasPrefix(l, "▸") {
			return l
		}
	}
	return ""
}

func TestAfterAKillTheSamePlace(t *testing.T) {
	w := world(t)
	p, _ := open(t, w, stagetest.Meeting)
	p.Key("2")
	p.Choose("Sesuaikan tiga SOP")
	p.Key("t")
	p.Type("Peta proses bisnis belum dit")
	p.After(entry.DraftPause)
	// killed

	p = again(t, w)
	p.Has(names[4], "TEMUAN BARU", "Peta proses bisnis belum dit", "Sesuaikan tiga SOP")
	if l := selected(p); !strings.Contains(l, "Sesuaikan tiga SOP") {
		t.Errorf("selected %q", l)
	}
	p.Type("etapkan")
	p.Key("ctrl+s", "esc")
	fs := p.Minutes().Areas[1].Findings
	if got := fs[len(fs)-1].Text; got != "Peta proses bisnis belum ditetapkan" {
		t.Errorf("stored %q", got)
	}
	p.Key("esc")
	p.Has("n rapat baru")
}

// What was read ahead is not shown if a session left open was ended after it.
func TestAfterAKillADayLater(t *testing.T) {
	w := world(t)
	p, _ := open(t, w, stagetest.Meeting)
	p.Key("2")
	p.After(entry.DraftPause)
	p.Has(names[4])
	w.Clock.Add(20 * time.Hour)

	p = again(t, w)
	p.Has("Sesi yang tertinggal ditutup", "dijeda sejak 20-11-2025", names[4])
}

func TestAfterAKillOnlyTheRow(t *testing.T) {
	w := world(t)
	p, _ := open(t, w, stagetest.Meeting)
	p.Choose("Penilaian kinerja")
	p.After(time.Second)
	p = again(t, w)
	if l := selected(p); !strings.Contains(l, "Penilaian kinerja") {
		t.Errorf("selected %q", l)
	}
	p.Hasnt("TEMUAN BARU")
}

// The place of a stage that was left just before the kill is of no use in the
// one the walk had come to.
func TestAKillBetweenStageAndPlace(t *testing.T) {
	w := world(t)
	p, _ := open(t, w, stagetest.Meeting)
	p.Key("t")
	p.Type("Setengah")
	p.After(time.Second)
	p.Key("esc", "4") // killed before the timer
	p = again(t, w)
	p.Has(names[6])
	p.Hasnt("TEMUAN BARU", "Setengah")
	p.Key("3", "t")
	p.Has("Setengah")
}

func TestThePlaceOfAPausedMeetingIsKept(t *testing.T) {
	w := world(t)
	p, _ := open(t, w, stagetest.Meeting)
	p.Key("z", "enter", "2")
	p.After(time.Second)
	p.Choose("Sesuaikan tiga SOP")
	p.Key("2") // no clock ticks that would notice
	p.After(time.Second)
	p = again(t, w)
	p.Has(names[4], "dijeda")
	if l := selected(p); !strings.Contains(l, "Sesuaikan tiga SOP") {
		t.Errorf("selected %q", l)
	}
}

func TestTheQuestionBeforeAPauseComesBack(t *testing.T) {
	w := world(t)
	p, _ := open(t, w, stagetest.Meeting)
	p.Key("z")
	p.Type("Listrik pad")
	p.After(entry.DraftPause)
	p = again(t, w)
	p.Has("JEDA", "Listrik pad", names[5])
	p.Type("am")
	p.Key("enter")
	if m := p.Minutes().Meeting; !m.Paused() || m.Sessions[0].Reason != "Listrik padam" {
		t.Errorf("stored %+v", m.Sessions)
	}
}

func TestWhatIsHalfTypedGoesToDiskOnTheWayOut(t *testing.T) {
	for _, keys := range []string{"t", "z"} {
		w := world(t)
		p, _ := open(t, w, stagetest.Meeting)
		p.Key(keys)
		p.Type("Listrik pad")
		p.Key("ctrl+c", "ctrl+c") // before any timer
		if !p.Quit() {
			t.Fatal("still there")
		}
		p = again(t, w)
		p.Has("Listrik pad", names[5])
	}
}

func TestEscForgetsThePlace(t *testing.T) {
	w := world(t)
	p, _ := open(t, w, stagetest.Meeting)
	p.Key("2")
	p.After(time.Second)
	p.Key("esc")
	p.Has("n rapat baru")
	p.After(time.Minute) // no timer puts it back
	if d, _ := w.Draft(t.Context(), rapat.PlaceKey); d != "" {
		t.Errorf("kept %s", d)
	}
	p = again(t, w)
	p.Has("n rapat baru")
	p.Key("enter")
	p.Has(names[4]) // the walk still knows
}

// The program did not go because a write failed; then it is still in the
// meeting, and the place and the clock with it.
func TestAFailedWayBackKeepsThePlace(t *testing.T) {
	w := world(t)
	p, _ := open(t, w, stagetest.Meeting)
	p.Key("t")
	p.Type("Jangan hilang")
	w.Store.Err = full
	p.Key("ctrl+s", "esc", "esc")
	p.Has("Belum semua tersimpan", "Penyimpanan penuh")
	p.After(time.Second)
	p.Key("enter")
	p.Has(names[5])
	w.Store.Err = nil
	p.Pass(3 * time.Second)
	p.Has("01:00:03")
	p.Key("2")
	p.After(time.Second)
	if d, _ := w.Draft(t.Context(), rapat.PlaceKey); !strings.Contains(d, stagetest.Meeting) {
		t.Errorf("kept %q", d)
	}
	p = again(t, w)
	p.Has(names[4])
	p.Key("3", "t")
	p.Has("Jangan hilang")
}

func TestTheReadingOfAFinalMeetingIsTakenUp(t *testing.T) {
	w := world(t)
	p, _ := open(t, w, stagetest.Final)
	n := w.Events(t)
	p.Key("2")
	p.After(time.Second) // no clock ticks that would notice
	again(t, w).Has(names[4], "✓ final")
	p.Key("down", "down")
	row := selected(p)
	p.After(time.Second)
	if w.Events(t) != n {
		t.Error("reading wrote something")
	}
	p = again(t, w)
	p.Has(names[4], "✓ final")
	if selected(p) != row {
		t.Errorf("selected %q, want %q", selected(p), row)
	}
	p.Key("esc", "down", "enter")
	p.Has(names[10]) // opened anew it begins at its end
}

func TestAPlaceThatIsGone(t *testing.T) {
	w := withDraft(t)
	p, _ := open(t, w, draftID)
	p.After(time.Second)
	do(t, w.DeleteMeeting(t.Context(), draftID))
	p = again(t, w)
	p.Has("Rapat \"R0004\" tidak ada", "Esc kembali")
	p.Key("]", "z", "down", "pgdown") // nothing to fall over
	p.Click(10, 3)
	p.Key("esc")
	p.Has("n rapat baru")
	p = again(t, w)
	p.Has("n rapat baru") // not once more
}

func TestParsePlace(t *testing.T) {
	want := rapat.Place{Meeting: "R0001", Stage: monev.StageReview, Form: "temuan", Row: "TL-00001"}
	if got, ok := rapat.ParsePlace(want.String()); !ok || got != want {
		t.Errorf("%+v, %v", got, ok)
	}
	for _, bad := range []string{"", "{}", "R0001", `{"rapat":`, "[]"} {
		if _, ok := rapat.ParsePlace(bad); ok {
			t.Errorf("%q is a place", bad)
		}
	}
}
