package sample_test

import (
	"bytes"
	"context"
	"errors"
	"testing"
	"time"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/sample"
	"monev/internal/store"
	"monev/internal/store/ledger"
	"monev/internal/store/memstore"
	"monev/internal/tanggal"
)

// raced tells whether the race detector is on.
var raced bool

// now is the moment at which the sample is looked at: ten o'clock on the day of
// its running meeting.
func now() time.Time {
	return time.Date(2025, time.November, 20, 10, 0, 0, 0, time.FixedZone("WIB", 7*3600))
}

func filled(t *testing.T) (*app.App, store.Store) {
	t.Helper()
	s := memstore.New(ledger.Options{Now: now})
	if err := sample.Fill(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	return app.New(s, now), s
}

func TestMeetings(t *testing.T) {
	a, _ := filled(t)
	ms, err := a.Meetings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := []struct {
		id, date, period string
		status           monev.MeetingStatus
	}{
		{"R0003", "2025-11-20", "TW IV 2025", monev.Running},
		{"R0002", "2025-08-19", "TW III 2025", monev.Final},
		{"R0001", "2025-05-21", "TW II 2025", monev.Final},
	}
	if len(ms) != len(want) {
		t.Fatalf("%d meetings, want %d", len(ms), len(want))
	}
	for i, w := range want {
		m := ms[i]
		if m.ID != w.id || m.Date.String() != w.date || m.Period.Short() != w.period || m.Status != w.status {
			t.Errorf("meeting %d is %s %s %s %s, want %v", i, m.ID, m.Date, m.Period.Short(), m.Status, w)
		}
	}
	running := ms[0]
	if n, ok := running.Stage.Area(); !ok || n != 2 {
		t.Errorf("running meeting stands at %s, want area III", running.Stage.Name())
	}
	if !running.Live() || tanggal.ClockWithZone(running.Sessions[0].Start) != "09.00 WIB" {
		t.Errorf("running meeting has sessions %v, want one open since 09.00 WIB", running.Sessions)
	}
	if n := len(ms[1].Sessions); n != 2 {
		t.Errorf("TW III has %d sessions, want 2", n)
	}
}

// TestFollowUps: what the register can show is all there.
func TestFollowUps(t *testing.T) {
	a, _ := filled(t)
	all, err := a.Register(t.Context(), app.Filter{Which: app.WhichAll})
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	for _, l := range all {
		seen[string(l.Status)]++
		for name, is := range map[string]bool{
			"late":               l.LateDays > 0,
			"due soon":           l.DueSoon(a.Today()),
			"second meeting":     l.Status.Open() && l.Meetings() == 2,
			"third meeting":      l.Status.Open() && l.Meetings() == 3,
			"moved":              len(l.Dues()) > 1,
			"moved twice":        len(l.Dues()) > 2,
			"from a finding":     l.Origin.Finding != "",
			"from a usulan":      l.Origin.Proposal != "",
			"from neither":       l.Origin.Finding == "" && l.Origin.Proposal == "",
			"without due date":   l.Due.IsZero(),
			"closed with proof":  l.Status == monev.Done && l.Steps[len(l.Steps)-1].Proof != "",
			"closed with reason": l.Status == monev.Done && l.Steps[len(l.Steps)-1].Proof == "",
		} {
			if is {
				seen[name]++
			}
		}
		for i, s := range l.Steps {
			if s.Reopened {
				seen["reopened"]++
			}
			if i > 0 && s.Owner != nil {
				seen["handed over"]++
			}
		}
	}
	t.Log(seen)
	for _, name := range []string{string(monev.NotBegun), string(monev.InProgress), string(monev.Done), string(monev.Impossible),
		"late", "due soon", "second meeting", "third meeting", "moved", "moved twice", "from a finding", "from a usulan",
		"from neither", "without due date", "closed with proof", "closed with reason", "reopened", "handed over"} {
		if seen[name] == 0 {
			t.Errorf("no follow-up: %s", name)
		}
	}
}

// TestAreas: usulan and findings stand in every area, in the minutes that are
// sealed and in the one that is running.
func TestAreas(t *testing.T) {
	a, _ := filled(t)
	for _, id := range []string{"R0001", "R0002"} {
		m, err := a.Minutes(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		for i, p := range m.Areas {
			if len(p.Findings)+len(p.New) == 0 || len(p.Proposals) == 0 || p.Review.Summary == "" || p.Review.Progress == nil {
				t.Errorf("%s area %d is thin", id, i+1)
			}
			for _, l := range p.New {
				if l.Born().Before(m.Meeting.Sessions[0].Start) || l.Born().After(m.Meeting.FinalAt) {
					t.Errorf("%s %s was born at %v, outside its meeting", id, l.ID, l.Born())
				}
			}
		}
		if gaps := monev.Gaps(m); len(gaps) > 2 {
			t.Errorf("%s was closed with gaps %v", id, gaps)
		}
	}
	m, err := a.Minutes(t.Context(), "R0003")
	if err != nil {
		t.Fatal(err)
	}
	if len(monev.Gaps(m)) < 5 {
		t.Error("the running meeting has hardly anything left for its closing check")
	}
	for i, x := range m.Meeting.Attendance {
		if x.Overall() != monev.Present {
			t.Errorf("line %d of the daftar hadir is %q", i, x.Overall())
		}
		if x.Person.Holder != "" {
			t.Errorf("line %d names a person", i)
		}
	}
}

func TestSameEveryTime(t *testing.T) {
	var files [2]bytes.Buffer
	for i := range files {
		a, _ := filled(t)
		if err := a.ExportData(t.Context(), &files[i]); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(files[0].Bytes(), files[1].Bytes()) {
		t.Error("two samples differ")
	}
}

func TestOnlyIntoAnEmptyStore(t *testing.T) {
	a, s := filled(t)
	before, err := a.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := sample.Fill(t.Context(), s); !errors.Is(err, store.ErrNotEmpty) {
		t.Errorf("second Fill: %v, want ErrNotEmpty", err)
	}
	if after, _ := a.Head(t.Context()); after != before {
		t.Error("second Fill changed the store")
	}
}

func TestDecade(t *testing.T) {
	if raced || testing.Short() {
		t.Skip("takes a minute with the race detector, and has one goroutine")
	}
	s := memstore.New(ledger.Options{})
	begin := time.Now()
	if err := sample.Decade(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	t.Logf("built in %v", time.Since(begin))
	var records, meetings int
	err := s.View(t.Context(), func(r store.Reader) error {
		for _, k := range []store.Kind{store.KindFinding, store.KindFollowUp} {
			n, err := r.Count(k)
			if err != nil {
				return err
			}
			records += n
		}
		var err error
		meetings, err = r.Count(store.KindMeeting)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	a := app.New(s, func() time.Time { return time.Date(2025, 11, 20, 3, 0, 0, 0, time.UTC) })
	open, err := a.Register(context.Background(), app.Filter{Which: app.WhichOpen})
	if err != nil {
		t.Fatal(err)
	}
	if records < 9500 || records > 10500 || meetings != 40 || len(open) < 50 || len(open) > 70 {
		t.Errorf("%d records, %d meetings, %d open follow-ups", records, meetings, len(open))
	}
}
