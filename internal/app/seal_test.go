package app_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/store"
)

func bytesOf(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}

func TestFinalMinutesStayToTheLastByte(t *testing.T) {
	w, m3 := registerWorld(t)
	w.ok(w.MarkRest(w.ctx, m3, monev.Present))
	w.finding(m3, 0, "a")
	mine := w.up(m3, 2, "b", "2025-12-01")
	w.ok(w.EditArea(w.ctx, m3, 0, "x", "", func(a *monev.AreaReview) error { a.Private, a.Progress = "rahasia", number(50); return nil }))
	w.minutes(30)
	seen := w.full(m3)
	head, err := w.Head(w.ctx)
	w.ok(err)
	w.ok(w.CloseMeeting(w.ctx, m3))

	final := w.full(m3)
	if final.Head != head {
		t.Errorf("sealed at head %q, was %q", final.Head, head)
	}
	// What was sealed is what was on the screen a moment before.
	w.same("areas", final.Areas, seen.Areas)
	sealed, err := w.Sealed(w.ctx, m3, 0)
	w.ok(err)
	want := bytesOf(final)
	if bytesOf(sealed) != want {
		t.Error("Sealed and Minutes differ")
	}
	check := func(what string) {
		t.Helper()
		if got := bytesOf(w.full(m3)); got != want {
			t.Errorf("%s changed the final minutes:\n%s\nwant\n%s", what, got, want)
		}
	}
	w.at("2025-12-20 09:00")
	check("time")
	for _, id := range []string{"TL-00001", mine.ID} {
		w.tuntas(id, "")
		w.minutes(1)
		w.ok(w.ReportFollowUp(w.ctx, id, "", app.Report{Status: monev.InProgress, Note: "lagi", Owner: "rendatin", Due: day("2026-05-05")}, ""))
	}
	check("follow-ups")
	w.ok(w.EditOffice(w.ctx, "x", func(o *monev.Office) error {
		o.Name, o.Zone = "KPU Lain", "WIT"
		o.Areas[0].Name = "Lain"
		o.Positions = o.Positions[:8]
		o.Areas[4].Owner = ""
		for i := range o.Positions {
			o.Positions[i].Holder, o.Positions[i].Title = "Baru", "Jabatan baru"
		}
		return nil
	}))
	check("office and roster")
	m4 := w.begin("2026-02-20 09:00")
	w.up(m4, 0, "baru", "")
	w.ok(w.CloseMeeting(w.ctx, m4))
	check("another meeting")
	_, _ = w.Undo(w.ctx)
	check("undo")
	if again := app.New(w.store, w.App.Now); bytesOf(must(again.Minutes(w.ctx, m3))) != want {
		t.Error("a program started again shows other minutes")
	}
	// Looking around notes the place only.
	w.ok(w.GoTo(w.ctx, m3, monev.StageArea))
	moved := w.full(m3)
	if moved.Walk.Stage != monev.StageArea || moved.Walk.Used != final.Walk.Used {
		t.Errorf("%+v", moved.Walk)
	}
	moved.Walk = final.Walk
	if bytesOf(moved) != want {
		t.Error("looking changed the final minutes")
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func TestRevisionKeepsTheOldVersion(t *testing.T) {
	w := ready(t)
	m1 := w.begin("2025-08-19 09:00")
	old := w.up(m1, 0, "lama", "2025-09-01")
	w.ok(w.CloseMeeting(w.ctx, m1))
	m2 := w.begin("2025-11-20 09:00")
	f := w.finding(m2, 1, "salah ktik")
	up := w.up(m2, 1, "Perbaikki SOP", "2025-12-01")
	w.ok(w.ReportFollowUp(w.ctx, old.ID, m2, reportNote("separuh"), ""))
	w.minutes(60)
	w.ok(w.CloseMeeting(w.ctx, m2))
	first := w.full(m2)

	// Two months later; the world has moved on.
	w.at("2025-12-20 09:00")
	w.tuntas(old.ID, "")
	w.ok(w.ReportFollowUp(w.ctx, up.ID, "", app.Report{Status: monev.InProgress, Due: day("2026-03-01")}, ""))
	w.at("2026-01-20 09:00")
	w.refused("alasan", func() error { return w.ReviseMeeting(w.ctx, m2, " ") })
	w.ok(w.ReviseMeeting(w.ctx, m2, "salah ketik"))
	if _, err := w.Sealed(w.ctx, m2, 1); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a version that is not closed yet: %v", err)
	}
	shown := w.full(m2)
	w.same("what the revisi begins with", shown.Areas, first.Areas)
	if shown.Meeting.Live() || shown.Head != "" {
		t.Error("a session was opened")
	}

	// The wording is mended from what the revisi shows; dates given since stay.
	to := shown.Areas[1].New[0].FollowUp
	to.Text = "Perbaiki SOP"
	w.ok(w.RewriteFollowUp(w.ctx, to, ""))
	if l := w.one(up.ID); l.Text != "Perbaiki SOP" || l.Due != day("2026-03-01") || len(l.Steps) != 3 {
		t.Errorf("mending the wording changed more: %+v", l)
	}
	f.Text = "salah ketik"
	w.ok(w.EditFinding(w.ctx, f, ""))
	// What was closed since is not opened by a word that meant the day of the meeting.
	w.refused("status", func() error { return w.ReportFollowUp(w.ctx, old.ID, m2, reportNote("tiga perempat"), "") })
	// What stood in final minutes cannot be deleted.
	clean := w.up(m2, 2, "terlewat", "2026-02-01")
	w.refused("", func() error { return w.DropFollowUp(w.ctx, m2, up.ID) })
	w.ok(w.DropFollowUp(w.ctx, m2, clean.ID))
	w.up(m2, 2, "terlewat", "2026-02-01")
	w.minutes(5)
	w.ok(w.CloseMeeting(w.ctx, m2))

	second := w.full(m2)
	if len(second.Meeting.Revisions) != 1 || second.Meeting.Revisions[0].Reason != "salah ketik" || second.Meeting.FinalAt != first.Meeting.FinalAt {
		t.Errorf("%+v", second.Meeting)
	}
	if second.Areas[1].Findings[0].Text != "salah ketik" || second.Areas[1].New[0].Text != "Perbaiki SOP" || len(second.Areas[2].New) != 1 ||
		second.Areas[1].New[0].Due != day("2025-12-01") || second.Areas[0].Old[0].Status != monev.InProgress {
		t.Errorf("revision 1: %+v", second.Areas)
	}
	zero, err := w.Sealed(w.ctx, m2, 0)
	w.ok(err)
	if bytesOf(zero) != bytesOf(first) {
		t.Error("the old version was changed")
	}
	one, err := w.Sealed(w.ctx, m2, 1)
	w.ok(err)
	if bytesOf(one) != bytesOf(second) {
		t.Error("the newest seal is not what is shown")
	}
	for _, n := range []int{-1, 2, 99} {
		if _, err := w.Sealed(w.ctx, m2, n); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("revision %d: %v", n, err)
		}
	}
}

// The clock of the laptop jumped back in the middle of the meeting.
func TestSealWithAClockSetBack(t *testing.T) {
	w := ready(t)
	m1 := w.begin("2025-08-19 09:00")
	old := w.up(m1, 0, "lama", "2025-09-01")
	w.ok(w.CloseMeeting(w.ctx, m1))
	m2 := w.begin("2025-11-20 09:00")
	w.at("2010-01-01 00:00")
	w.ok(w.ReportFollowUp(w.ctx, old.ID, m2, reportNote("separuh"), ""))
	mine := w.up(m2, 0, "baru", "")
	w.ok(w.CloseMeeting(w.ctx, m2))
	f := w.full(m2)
	if len(f.Old()) != 1 || f.Old()[0].Status != monev.InProgress || len(f.New()) != 1 || f.New()[0].ID != mine.ID {
		t.Errorf("sealed old %+v new %+v", f.Old(), f.New())
	}
	if f.Meeting.FinalAt.Before(f.Meeting.Sessions[0].Start) {
		t.Error("final before it began")
	}
	// And a meeting held while the clock still stands there.
	m3 := w.begin("2010-01-02 09:00")
	var ids []string
	for _, l := range w.full(m3).Old() {
		ids = append(ids, l.ID)
	}
	if strings.Join(ids, " ") != "TL-00001 TL-00002" {
		t.Errorf("carried in %v", ids)
	}
}
