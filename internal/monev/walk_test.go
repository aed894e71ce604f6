package monev_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"monev/internal/monev"
)

func TestStageNames(t *testing.T) {
	want := []string{"persiapan", "pembukaan", "tinjauan tindak lanjut", "area I", "area II", "area III",
		"area IV", "area V", "area VI", "simpulan", "penutup"}
	if len(want) != monev.Stages {
		t.Fatalf("%d stages", monev.Stages)
	}
	for i, name := range want {
		if got := monev.Stage(i).Name(); got != name {
			t.Errorf("stage %d is %q, want %q", i, got, name)
		}
	}
	if n, ok := (monev.StageArea + 2).Area(); !ok || n != 2 {
		t.Error("area III is not an area")
	}
	for _, s := range []monev.Stage{monev.StageReview, monev.StageConclusion} {
		if _, ok := s.Area(); ok {
			t.Errorf("%s is an area", s.Name())
		}
	}
}

func TestWalkCountsTimePerArea(t *testing.T) {
	var w monev.Walk
	ok(t, w.Go(monev.StageReview, true, at("2025-11-20 09:00")))
	ok(t, w.Go(monev.StageArea, true, at("2025-11-20 09:10")))
	ok(t, w.Go(monev.StageArea+1, true, at("2025-11-20 09:16")))
	if w.Spent(0, at("2025-11-20 09:30")) != 360 || w.Spent(1, at("2025-11-20 09:20")) != 240 {
		t.Errorf("used %v", w.Used)
	}
	ok(t, w.Go(monev.StageArea, true, at("2025-11-20 09:26"))) // back to area I
	if w.Spent(0, at("2025-11-20 09:27")) != 420 || w.Used[1] != 600 {
		t.Errorf("used %v", w.Used)
	}
	if !w.Visited[monev.StageArea] || w.Visited[monev.StageClosing] {
		t.Errorf("visited %v", w.Visited)
	}
	before := w
	refused(t, w.Go(-1, true, at("2025-11-20 09:30")), "")
	refused(t, w.Go(monev.Stage(monev.Stages), true, at("2025-11-20 09:30")), "")
	if w != before {
		t.Error("a refused move changed the walk")
	}
}

func TestWalkClockSetBack(t *testing.T) {
	var w monev.Walk
	ok(t, w.Go(monev.StageArea, true, at("2025-11-20 09:00")))
	if w.Spent(0, at("2025-11-20 08:00")) != 0 {
		t.Error("negative time")
	}
	ok(t, w.Go(monev.StageArea, true, at("2025-11-20 08:00")))
	if got := w.Spent(0, at("2025-11-20 08:05")); got != 300 {
		t.Errorf("counted %d s after the clock was set back", got)
	}
}

func TestWalkStandsWhileNotLive(t *testing.T) {
	var w monev.Walk
	ok(t, w.Go(monev.StageArea, true, at("2025-11-20 09:00")))
	w.Stop(at("2025-11-20 09:05"))
	if w.Spent(0, at("2025-11-20 12:00")) != 300 {
		t.Error("the clock runs after Stop")
	}
	ok(t, w.Go(monev.StageArea+1, false, at("2025-11-20 12:00")))
	if w.Spent(1, at("2025-11-20 13:00")) != 0 {
		t.Error("looking at an area during a pause uses its time")
	}
}

func TestWalkInAMeeting(t *testing.T) {
	m := draft()
	var w monev.Walk
	if got := w.In(m); got.Stage != monev.StagePrepare || !got.Visited[monev.StagePrepare] || got.Meeting != m.ID {
		t.Errorf("a draft stands at %+v", got)
	}
	ok(t, m.Start(office(), at("2025-11-20 09:00")))
	w = w.In(m)
	if w.Stage != monev.StageOpening || !w.Visited[monev.StageOpening] || w.Since != at("2025-11-20 09:00") {
		t.Errorf("a meeting just started stands at %+v", w)
	}
	ok(t, w.Go(monev.StageArea, m.Live(), at("2025-11-20 09:10")))
	stored := w

	ok(t, m.Pause(at("2025-11-20 09:20"), ""))
	if got := stored.In(m).Spent(0, at("2025-11-20 12:00")); got != 600 {
		t.Errorf("paused: %d s", got)
	}
	ok(t, m.Resume(at("2025-11-27 09:00")))
	if got := stored.In(m).Spent(0, at("2025-11-27 09:05")); got != 900 {
		t.Errorf("resumed on the same stage: %d s", got)
	}
	ok(t, m.Close(at("2025-11-27 09:10")))
	if got := stored.In(m).Spent(0, at("2026-11-27 09:10")); got != 1200 {
		t.Errorf("final: %d s", got)
	}
	if twice := stored.In(m).In(m); twice != stored.In(m) {
		t.Error("In counts twice")
	}
}

func TestWalkOfAStartThatWasTakenBack(t *testing.T) {
	m := draft()
	ok(t, m.Start(office(), at("2025-11-20 09:00")))
	w := monev.Walk{}.In(m)
	ok(t, w.Go(monev.StageArea+3, true, at("2025-11-20 09:10")))
	if got := w.In(draft()); got.Stage != monev.StagePrepare || got.Spent(3, at("2025-11-20 10:00")) != 0 {
		t.Errorf("taken back to draft: %+v", got)
	}
	again := draft()
	ok(t, again.Start(office(), at("2025-11-20 10:00")))
	if got := w.In(again); got.Stage != monev.StageOpening || got.Used[3] != 0 || got.Visited[monev.StageArea+3] {
		t.Errorf("started anew: %+v", got)
	}
	if got := w.In(m); got.Stage != monev.StageArea+3 {
		t.Errorf("redone start: %+v", got)
	}
}

// Time used on areas is never more than the time of the sessions, never less
// than before, and In can be asked as often as one likes.
func TestWalkTimeProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := draft()
		now := at("2025-11-20 09:00")
		if err := m.Start(office(), now); err != nil {
			t.Fatal(err)
		}
		stored := monev.Walk{}
		last := 0
		for range rapid.IntRange(1, 30).Draw(t, "steps") {
			now = now.Add(time.Duration(rapid.IntRange(0, 3000).Draw(t, "seconds")) * time.Second)
			switch rapid.IntRange(0, 3).Draw(t, "what") {
			case 0:
				_ = m.Pause(now, "")
			case 1:
				_ = m.Resume(now)
			default:
				w := stored.In(m)
				if err := w.Go(monev.Stage(rapid.IntRange(0, monev.Stages-1).Draw(t, "to")), m.Live(), now); err != nil {
					t.Fatal(err)
				}
				if w.Since.IsZero() {
					w.Since = now
				}
				stored = w
			}
			w := stored.In(m)
			if w.In(m) != w {
				t.Fatal("In is not idempotent")
			}
			sum := 0
			for i := range monev.Areas {
				sum += w.Spent(i, now)
			}
			if sum < last || time.Duration(sum)*time.Second > m.Elapsed(now) {
				t.Fatalf("%d s on areas after %d s, in sessions of %v", sum, last, m.Elapsed(now))
			}
			last = sum
		}
	})
}
