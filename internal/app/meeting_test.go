package app_test

import (
	"errors"
	"strings"
	"testing"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/store"
	"monev/internal/tanggal"
)

func TestFirstStart(t *testing.T) {
	w := empty(t)
	if ready, err := w.Ready(w.ctx); ready || err != nil {
		t.Errorf("ready %v, %v before the first start", ready, err)
	}
	if _, err := w.Office(w.ctx); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("office before the first start: %v", err)
	}
	if _, err := w.Home(w.ctx); !strings.Contains(app.Explain(err), "Data kantor belum diisi") {
		t.Errorf("a command on an empty store says %q", app.Explain(err))
	}
	bad := monev.DefaultOffice(2025)
	bad.Name = ""
	w.refused("nama", func() error { return w.SetUp(w.ctx, bad) })
	w.ok(w.SetUp(w.ctx, monev.DefaultOffice(2025)))
	if ready, err := w.Ready(w.ctx); !ready || err != nil {
		t.Errorf("ready %v, %v after it", ready, err)
	}
	o, err := w.Office(w.ctx)
	w.ok(err)
	w.same("office", o, monev.DefaultOffice(2025))
	if _, err := w.Undo(w.ctx); !errors.Is(err, store.ErrBarrier) {
		t.Errorf("undo of the first start: %v", err)
	}
}

func TestTheOfficeSetsTheClock(t *testing.T) {
	w := ready(t)
	w.now = at("2025-11-20 22:30") // already the 21st in WIT
	if w.Today() != day("2025-11-20") {
		t.Errorf("today in WIB is %v", w.Today())
	}
	w.ok(w.EditOffice(w.ctx, "zona", func(o *monev.Office) error { o.Zone = "WIT"; return nil }))
	if w.Today() != day("2025-11-21") {
		t.Errorf("today in WIT is %v", w.Today())
	}
	if again := app.New(w.store, w.App.Now); again.Today() != day("2025-11-21") {
		t.Error("a program started again does not know its zone")
	}
	if _, err := w.Undo(w.ctx); err != nil || w.Today() != day("2025-11-20") {
		t.Errorf("after undo today is %v, %v", w.Today(), err)
	}
	if _, err := w.Redo(w.ctx); err != nil || w.Today() != day("2025-11-21") {
		t.Errorf("after redo today is %v, %v", w.Today(), err)
	}
}

func TestCreateMeeting(t *testing.T) {
	w := ready(t)
	m, err := w.CreateMeeting(w.ctx, day("2025-11-20"), func(m *monev.Meeting) error {
		m.Title = " Monev \x1b[31mZI "
		return nil
	})
	w.ok(err)
	if m.ID != "R0001" || m.Title != "Monev ZI" || m.Status != monev.Draft {
		t.Errorf("%+v", m)
	}
	full := w.full(m.ID)
	if full.Walk.Stage != monev.StagePrepare || len(full.Meeting.Attendance) != 11 || full.Areas[5].Review.Planned != monev.DefaultMinutes {
		t.Errorf("%+v", full)
	}
	w.refused("tanggal", func() error { _, err := w.CreateMeeting(w.ctx, tanggal.Date{}, nil); return err })
	w.refused("judul", func() error {
		_, err := w.CreateMeeting(w.ctx, day("2025-11-21"), func(m *monev.Meeting) error { m.Title = ""; return nil })
		return err
	})
	if next := w.draft("2025-11-21"); next != "R0002" {
		t.Errorf("next is %s", next)
	}
}

func TestOnlyADraftCanBeDeleted(t *testing.T) {
	w := ready(t)
	id := w.draft("2025-11-20")
	before := w.records()
	w.ok(w.DeleteMeeting(w.ctx, id))
	if list, _ := w.Meetings(w.ctx); len(list) != 0 {
		t.Error("it is still there")
	}
	if label, err := w.Undo(w.ctx); label != "hapus rapat" || err != nil || w.records() != before {
		t.Errorf("undo of %q: %v", label, err)
	}
	w.ok(w.StartMeeting(w.ctx, id))
	w.refused("", func() error { return w.DeleteMeeting(w.ctx, id) })
	w.ok(w.CloseMeeting(w.ctx, id))
	w.refused("", func() error { return w.DeleteMeeting(w.ctx, id) })
}

func TestSittings(t *testing.T) {
	w := ready(t)
	id := w.draft("2025-11-20")
	w.at("2025-11-20 09:00")
	w.refused("", func() error { return w.PauseMeeting(w.ctx, id, "") })
	w.refused("", func() error { return w.ResumeMeeting(w.ctx, id) })
	w.refused("", func() error { return w.CloseMeeting(w.ctx, id) })
	w.refused("alasan", func() error { return w.ReviseMeeting(w.ctx, id, "x") })
	w.refused("", func() error { return w.GoTo(w.ctx, id, monev.StageArea) })
	w.ok(w.GoTo(w.ctx, id, monev.StagePrepare))

	w.ok(w.StartMeeting(w.ctx, id))
	if f := w.full(id); f.Walk.Stage != monev.StageOpening || !f.Meeting.Live() {
		t.Errorf("started: %+v", f.Walk)
	}
	w.refused("", func() error { return w.StartMeeting(w.ctx, id) })
	w.at("2025-11-20 09:10")
	w.ok(w.GoTo(w.ctx, id, monev.StageArea))
	w.at("2025-11-20 09:20")
	w.ok(w.PauseMeeting(w.ctx, id, " waktu\nhabis "))
	w.at("2025-11-27 09:00")
	if f := w.full(id); f.Walk.Spent(0, w.now) != 600 || f.Meeting.Sessions[0].Reason != "waktu habis" || f.Walk.Stage != monev.StageArea {
		t.Errorf("paused: %+v, %+v", f.Walk, f.Meeting.Sessions)
	}
	w.ok(w.ResumeMeeting(w.ctx, id))
	w.at("2025-11-27 09:05")
	w.ok(w.GoTo(w.ctx, id, monev.StageArea+1))
	w.at("2025-11-27 09:07")
	w.ok(w.CloseMeeting(w.ctx, id))
	w.at("2025-12-27 09:07")
	f := w.full(id)
	if f.Walk.Spent(0, w.now) != 900 || f.Walk.Spent(1, w.now) != 120 || f.Walk.Stage != monev.StageClosing ||
		f.Meeting.Elapsed(w.now).Minutes() != 27 || f.Head == "" {
		t.Errorf("closed: %+v, %v", f.Walk, f.Meeting.Elapsed(w.now))
	}
}

func TestTimeOfAnAreaIsRightAfterUndoOfAPause(t *testing.T) {
	w := ready(t)
	id := w.begin("2025-11-20 09:00")
	w.ok(w.GoTo(w.ctx, id, monev.StageArea))
	start := w.now
	w.minutes(10)
	w.ok(w.PauseMeeting(w.ctx, id, ""))
	w.minutes(5)
	_, err := w.Undo(w.ctx)
	w.ok(err)
	w.minutes(5)
	if got, want := w.full(id).Walk.Spent(0, w.now), int(w.now.Sub(start).Seconds()); got != want {
		t.Errorf("the area used %d s, want %d", got, want)
	}
}

func TestEditMeeting(t *testing.T) {
	w := ready(t)
	id := w.begin("2025-11-20 09:00")
	w.ok(w.EditMeeting(w.ctx, id, "keputusan", "", func(m *monev.Meeting) error { m.AddDecision(" Lengkapi\teviden "); return nil }))
	if d := w.full(id).Meeting.Decisions; len(d) != 1 || d[0].Text != "Lengkapi eviden" {
		t.Errorf("%+v", d)
	}
	w.refused("keputusan", func() error {
		return w.EditMeeting(w.ctx, id, "keputusan", "", func(m *monev.Meeting) error { m.AddDecision(" "); return nil })
	})
	w.refused("x", func() error {
		return w.EditMeeting(w.ctx, id, "keputusan", "", func(m *monev.Meeting) error { m.Title = "y"; return monev.Refuse("x", "Tidak.") })
	})
	w.refused("rapat", func() error {
		return w.EditMeeting(w.ctx, "R9999", "x", "", func(*monev.Meeting) error { return nil })
	})
	w.ok(w.CloseMeeting(w.ctx, id))
	w.refused("", func() error {
		return w.EditMeeting(w.ctx, id, "judul", "", func(m *monev.Meeting) error { m.Title = "y"; return nil })
	})
}

func TestRollCall(t *testing.T) {
	w := ready(t)
	id := w.draft("2025-11-20")
	w.ok(w.Mark(w.ctx, id, "anggota-hukum", monev.Sick, "")) // said beforehand
	w.ok(w.EditOffice(w.ctx, "jabatan", func(o *monev.Office) error {
		o.Positions = append(o.Positions, monev.Position{ID: "bendahara", Title: "Bendahara"})
		o.Positions[0].Holder = "Contoh"
		return nil
	}))
	w.ok(w.Mark(w.ctx, id, "bendahara", monev.Excused, "")) // new on the roster since the draft
	w.at("2025-11-20 09:00")
	w.ok(w.StartMeeting(w.ctx, id))
	w.ok(w.Mark(w.ctx, id, "sekretaris", monev.Represented, "Plh."))
	w.ok(w.MarkRest(w.ctx, id, monev.Present))
	m := w.full(id).Meeting
	count := m.Count()
	if count[monev.Sick] != 1 || count[monev.Excused] != 1 || count[monev.Represented] != 1 || count[monev.Present] != 9 {
		t.Errorf("%v", count)
	}
	if m.Chair.Holder != "Contoh" || m.Attendance[0].Person.Holder != "Contoh" {
		t.Errorf("chair %+v", m.Chair)
	}
	w.refused("kehadiran", func() error { return w.Mark(w.ctx, id, "bupati", monev.Present, "") })
	w.refused("kehadiran", func() error { return w.Mark(w.ctx, id, "ketua", "mungkin", "") })
	w.refused("kehadiran", func() error { return w.MarkRest(w.ctx, id, "mungkin") })
	w.refused("diwakili", func() error {
		return w.Mark(w.ctx, id, "ketua", monev.Represented, strings.Repeat("a", monev.NameLimit+1))
	})
}

func TestHomeCountsAsByHand(t *testing.T) {
	w := ready(t)
	m1 := w.begin("2025-08-19 09:00")
	for i := range 30 {
		due := ""
		if i%4 != 0 {
			due = day("2025-09-01").AddDays(i).String()
		}
		f := w.up(m1, i%6, "uraian", due)
		if i%5 == 0 {
			w.tuntas(f.ID, m1)
		}
	}
	w.ok(w.CloseMeeting(w.ctx, m1))
	for _, today := range []string{"2025-08-20", "2025-09-10", "2025-09-30", "2026-01-01"} {
		w.at(today + " 08:00")
		h, err := w.Home(w.ctx)
		w.ok(err)
		all, err := w.Register(w.ctx, app.Filter{Which: app.WhichAll})
		w.ok(err)
		var open, late, soon int
		for _, l := range all {
			if l.Status.Open() {
				open++
			}
			if l.LateDays > 0 {
				late++
			}
			if l.DueSoon(h.Today) {
				soon++
			}
		}
		if h.Open != open || h.Late != late || h.Soon != soon || len(all) != 30 {
			t.Errorf("on %s Beranda says %d/%d/%d, by hand %d/%d/%d", today, h.Open, h.Late, h.Soon, open, late, soon)
		}
		for i, l := range h.Next { // named in the order of their due dates
			if l.Due.IsZero() || !l.Status.Open() || i > 0 && l.Due.Before(h.Next[i-1].Due) {
				t.Errorf("on %s: %s is named as number %d, due %v", today, l.ID, i+1, l.Due)
			}
		}
		if len(h.Next) != app.HomeNext || h.Next[0].LateDays == 0 && late > 0 {
			t.Errorf("on %s: %d named", today, len(h.Next))
		}
	}
}

func TestMeetingsNewestFirstWithTrend(t *testing.T) {
	w := ready(t)
	hold := func(when string, progress int) string {
		id := w.begin(when)
		for i := range monev.Areas {
			w.ok(w.EditArea(w.ctx, id, i, "capaian", "", func(a *monev.AreaReview) error { a.Progress = number(progress + i); return nil }))
		}
		w.ok(w.CloseMeeting(w.ctx, id))
		return id
	}
	m2 := hold("2025-08-19 09:00", 50)
	m1 := hold("2025-05-21 09:00", 40) // taken in later
	w.draft("2025-09-15")              // a draft was not held
	m3 := w.begin("2025-11-20 09:00")
	w.ok(w.EditArea(w.ctx, m3, 0, "capaian", "", func(a *monev.AreaReview) error { a.Progress = number(60); return nil }))
	list, err := w.Meetings(w.ctx)
	w.ok(err)
	var order []string
	for _, l := range list {
		order = append(order, l.ID)
	}
	if strings.Join(order, " ") != strings.Join([]string{m3, "R0003", m2, m1}, " ") {
		t.Errorf("order %v", order)
	}
	by := map[string]app.MeetingLine{}
	for _, l := range list {
		by[l.ID] = l
	}
	if l := by[m3]; l.Given != 1 || l.Progress != 60 || !l.Compared || l.Trend != 60-52.5 || l.Stage != monev.StageOpening {
		t.Errorf("newest: %+v", l)
	}
	if l := by[m2]; !l.Compared || l.Trend != 10 {
		t.Errorf("middle: trend %v, %v", l.Trend, l.Compared)
	}
	if l := by[m1]; l.Compared {
		t.Error("the first is compared")
	}
	full := w.full(m3)
	if d, ok := full.Areas[0].Trend(); full.BeforePeriod != "TW III 2025" || !ok || d != 10 {
		t.Errorf("area I against %q: %d, %v", full.BeforePeriod, d, ok)
	}
}

func TestHalfTypedText(t *testing.T) {
	w := ready(t)
	id := w.begin("2025-11-20 09:00")
	key := id + "/I/temuan"
	w.ok(w.SetDraft(w.ctx, key, "SOP bel"))
	read := func() string {
		t.Helper()
		s, err := w.Draft(w.ctx, key)
		w.ok(err)
		return s
	}
	if read() != "SOP bel" {
		t.Error("lost")
	}
	if _, err := w.AddFinding(w.ctx, monev.Finding{Meeting: id, Text: " "}, key); err == nil || read() != "SOP bel" {
		t.Error("a refusal took what was typed")
	}
	f, err := w.AddFinding(w.ctx, monev.Finding{Meeting: id, Text: "SOP belum"}, key)
	w.ok(err)
	if read() != "" {
		t.Error("still there after the change")
	}
	change := map[string]func() error{
		"edit finding": func() error { f.Text += "."; return w.EditFinding(w.ctx, f, key) },
		"same finding": func() error { return w.EditFinding(w.ctx, f, key) }, // no change, but entered
		"area": func() error {
			return w.EditArea(w.ctx, id, 0, "x", key, func(a *monev.AreaReview) error { a.Summary += "x"; return nil })
		},
		"meeting": func() error {
			return w.EditMeeting(w.ctx, id, "x", key, func(m *monev.Meeting) error { m.Closing += "x"; return nil })
		},
		"proposal": func() error {
			_, err := w.AddProposal(w.ctx, monev.Proposal{Meeting: id, Text: "x", By: monev.Person{Position: "ketua"}}, key)
			return err
		},
		"follow-up": func() error {
			_, err := w.AddFollowUp(w.ctx, monev.FollowUp{Text: "x", Origin: monev.Origin{Meeting: id}}, key)
			return err
		},
		"report": func() error {
			return w.ReportFollowUp(w.ctx, "TL-00001", id, app.Report{Status: monev.InProgress, Note: "x"}, key)
		},
		"rewrite": func() error {
			to := w.one("TL-00001").FollowUp
			to.Text += "x"
			return w.RewriteFollowUp(w.ctx, to, key)
		},
	}
	w.up(id, 0, "a", "")
	for name, do := range change {
		w.ok(w.SetDraft(w.ctx, key, "setengah"))
		w.ok(do())
		if read() != "" {
			t.Errorf("%s leaves the half-typed text", name)
		}
	}
	before := w.export()
	w.ok(w.SetDraft(w.ctx, key, "RAHASIA"))
	if string(w.export()) != string(before) {
		t.Error("half-typed text is in the export")
	}
	if _, err := w.Undo(w.ctx); err != nil || read() != "RAHASIA" {
		t.Error("undo took half-typed text")
	}
	w.ok(w.SetDraft(w.ctx, key, ""))
	if read() != "" {
		t.Error("empty text does not remove it")
	}
}

func TestASessionLeftBehindEndsWithTheLastThingRecorded(t *testing.T) {
	w := ready(t)
	id := w.begin("2025-11-20 09:00")
	w.ok(w.GoTo(w.ctx, id, monev.StageArea))
	w.at("2025-11-20 09:30")
	w.finding(id, 0, "a")
	before := w.export()
	w.at("2025-11-20 15:29") // a long lunch
	if last, err := w.CloseStaleSession(w.ctx, id); err != nil || !last.IsZero() || string(w.export()) != string(before) {
		t.Errorf("after less than 6 hours: %v, %v", last, err)
	}
	w.at("2025-11-21 08:00") // the lid was shut
	last, err := w.CloseStaleSession(w.ctx, id)
	w.ok(err)
	if !last.Equal(at("2025-11-20 09:30")) {
		t.Errorf("ended at %v", last)
	}
	f := w.full(id)
	if !f.Meeting.Paused() || f.Meeting.Elapsed(w.now).Minutes() != 30 || f.Walk.Spent(0, w.now) != 29*60 {
		t.Errorf("%+v, area I %d s", f.Meeting.Sessions, f.Walk.Spent(0, w.now))
	}
	if last, err := w.CloseStaleSession(w.ctx, id); err != nil || !last.IsZero() {
		t.Errorf("a second time: %v, %v", last, err)
	}
	// the first Ctrl+Z of that morning does not let the old session run on
	if label, err := w.Undo(w.ctx); !errors.Is(err, store.ErrBarrier) || !w.full(id).Meeting.Paused() {
		t.Errorf("undo: %q, %v", label, err)
	}
	w.ok(w.ResumeMeeting(w.ctx, id))
	w.minutes(10)
	if got := w.full(id).Walk.Spent(0, w.now); got != 39*60 {
		t.Errorf("the next morning area I has %d s", got)
	}
}

func TestPlanArea(t *testing.T) {
	w := ready(t)
	id := w.draft("2025-11-20")
	w.ok(w.SetDraft(w.ctx, "k", "15"))
	w.ok(w.PlanArea(w.ctx, id, 2, 15, "k"))
	if got := w.full(id).Areas[2].Review.Planned; got != 15 {
		t.Errorf("planned %d minutes", got)
	}
	if s, _ := w.Draft(w.ctx, "k"); s != "" {
		t.Error("half-typed text stays")
	}
	w.refused("menit", func() error { return w.PlanArea(w.ctx, id, 2, -1, "") })
	w.refused("area", func() error { return w.PlanArea(w.ctx, id, 6, 10, "") })
	if label, err := w.Undo(w.ctx); err != nil || label != "waktu rencana area III" || w.full(id).Areas[2].Review.Planned != monev.DefaultMinutes {
		t.Errorf("undo of %q: %v", label, err)
	}
	w.ok(w.StartMeeting(w.ctx, id))
	w.ok(w.CloseMeeting(w.ctx, id))
	w.refused("", func() error { return w.PlanArea(w.ctx, id, 2, 10, "") })
}

// What stores half-typed text drops its draft in the same transaction: a draft
// that outlived it would come back, or its failure be taken for that of the change.
func TestDraftsGoWithWhatTheyBecame(t *testing.T) {
	w := ready(t)
	const key = "k"
	gone := func(what string, do func() error) {
		t.Helper()
		w.ok(w.SetDraft(w.ctx, key, "setengah"))
		before, err := w.Records(w.ctx)
		w.ok(err)
		w.ok(do())
		if s, err := w.Draft(w.ctx, key); s != "" || err != nil {
			t.Errorf("%s: the draft stays %q, %v", what, s, err)
		}
		if after, err := w.Records(w.ctx); err != nil || after.Events != before.Events+1 {
			t.Errorf("%s: %d events more, %v", what, after.Events-before.Events, err)
		}
	}
	kept := func(what string, do func() error) {
		t.Helper()
		w.ok(w.SetDraft(w.ctx, key, "setengah"))
		if err := do(); err == nil {
			t.Errorf("%s was taken", what)
		}
		if s, err := w.Draft(w.ctx, key); s != "setengah" || err != nil {
			t.Errorf("%s: the draft is %q, %v", what, s, err)
		}
	}
	var id string
	kept("create", func() error { _, err := w.CreateMeeting(w.ctx, tanggal.Date{}, nil, key); return err })
	gone("create", func() error {
		m, err := w.CreateMeeting(w.ctx, day("2025-11-20"), nil, key)
		id = m.ID
		return err
	})
	kept("pause", func() error { return w.PauseMeeting(w.ctx, id, "", key) })
	w.ok(w.StartMeeting(w.ctx, id))
	gone("pause", func() error { return w.PauseMeeting(w.ctx, id, "salat", key) })
	w.ok(w.CloseMeeting(w.ctx, id))
	kept("revise", func() error { return w.ReviseMeeting(w.ctx, id, " ", key) })
	gone("revise", func() error { return w.ReviseMeeting(w.ctx, id, "salah ketik", key) })
}

// What is recorded elsewhere first does not keep a session open that everybody
// left the day before.
func TestStaleSessionIsJudgedByItsOwnMeeting(t *testing.T) {
	w := ready(t)
	w.at("2025-11-20 09:00")
	id := w.draft("2025-11-20")
	w.ok(w.StartMeeting(w.ctx, id))
	w.at("2025-11-20 11:40")
	w.ok(w.GoTo(w.ctx, id, monev.StageArea))
	w.at("2025-11-21 08:00")
	w.draft("2025-12-18")
	last, err := w.CloseStaleSession(w.ctx, id)
	if want := at("2025-11-20 11:40"); err != nil || !last.Equal(want) {
		t.Errorf("closed at %v, %v; want %v", last, err, want)
	}
}
