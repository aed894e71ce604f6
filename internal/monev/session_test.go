package monev_test

import (
	"testing"
	"time"

	"monev/internal/monev"
)

// A session that was started late on the laptop, or forgotten, is put right; what
// cannot have been is refused and changes nothing.
func TestSessionTimesAreCorrected(t *testing.T) {
	m := draft()
	ok(t, m.Start(office(), at("2025-11-20 09:30")))
	ok(t, m.Pause(at("2025-11-20 15:00"), ""))
	ok(t, m.Resume(at("2025-11-27 09:00")))
	now := at("2025-11-27 10:00")

	ok(t, m.SetSession(0, at("2025-11-20 09:00"), at("2025-11-20 11:40"), "waktu habis", now))
	ok(t, m.SetSession(1, at("2025-11-27 08:45"), time.Time{}, "", now))
	if s := m.Sessions[0]; !s.Start.Equal(at("2025-11-20 09:00")) || !s.End.Equal(at("2025-11-20 11:40")) || s.Reason != "waktu habis" {
		t.Errorf("session 1 is %+v", s)
	}
	if e := m.Elapsed(now); e != 2*time.Hour+40*time.Minute+75*time.Minute {
		t.Errorf("elapsed %v", e)
	}
	before := m.Sessions
	for _, c := range []struct {
		name       string
		i          int
		start, end time.Time
	}{
		{"ends before it begins", 0, at("2025-11-20 11:00"), at("2025-11-20 10:00")},
		{"runs into the next", 0, at("2025-11-20 09:00"), at("2025-11-27 09:00")},
		{"begins before the one before ended", 1, at("2025-11-20 11:00"), time.Time{}},
		{"has not begun yet", 1, at("2025-11-27 10:01"), time.Time{}},
		{"is still open", 1, at("2025-11-27 08:45"), at("2025-11-27 09:00")},
		{"was closed", 0, at("2025-11-20 09:00"), time.Time{}},
		{"does not exist", 2, at("2025-11-27 08:45"), time.Time{}},
	} {
		if err := m.SetSession(c.i, c.start, c.end, "", now); err == nil {
			t.Errorf("a session that %s was taken", c.name)
		}
	}
	if len(m.Sessions) != 2 || m.Sessions[0] != before[0] || m.Sessions[1] != before[1] {
		t.Errorf("a refused correction changed %+v", m.Sessions)
	}
}

// Correcting the first session does not lose the place and time of the walk.
func TestWalkSurvivesACorrectedSession(t *testing.T) {
	m := draft()
	ok(t, m.Start(office(), at("2025-11-20 09:00")))
	w := monev.Walk{Meeting: m.ID}.In(m)
	ok(t, w.Go(monev.StageArea, true, at("2025-11-20 09:10")))
	ok(t, w.Go(monev.StageArea+1, true, at("2025-11-20 09:20")))
	ok(t, m.SetSession(0, at("2025-11-20 08:30"), time.Time{}, "", at("2025-11-20 09:30")))
	if got := w.In(m); got.Stage != monev.StageArea+1 || got.Used[0] != 600 {
		t.Errorf("walk is %+v", got)
	}
}

// Names that the office fills in after the start reach the meeting; names that
// were frozen stay.
func TestMissingNamesAreFilledIn(t *testing.T) {
	o := office()
	for i := range o.Positions {
		o.Positions[i].Holder = ""
	}
	o.Positions[1].Holder = "Nama lama, S.H."
	m := monev.NewMeeting("R0001", o, day("2025-11-20"))
	ok(t, m.Start(o, at("2025-11-20 09:00")))
	for i := range o.Positions {
		o.Positions[i].Holder = "Nama baru"
	}
	m.FillNames(o)
	for i, a := range m.Attendance {
		want := "Nama baru"
		if i == 1 {
			want = "Nama lama, S.H."
		}
		if a.Person.Holder != want {
			t.Errorf("%s is %q, want %q", a.Person.Title, a.Person.Holder, want)
		}
	}
	if m.Chair.Holder != "Nama baru" || m.OpenedBy.Holder != "Nama baru" || m.Notary.Holder != "Nama baru" {
		t.Errorf("chair %q, opener %q, notary %q", m.Chair.Holder, m.OpenedBy.Holder, m.Notary.Holder)
	}
}
