package monev_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"monev/internal/monev"
)

func TestPeriodForms(t *testing.T) {
	for _, c := range []struct {
		p           monev.Period
		full, short string
	}{
		{monev.PeriodOf(day("2025-11-20")), "Triwulan IV Tahun 2025", "TW IV 2025"},
		{monev.PeriodOf(day("2025-01-01")), "Triwulan I Tahun 2025", "TW I 2025"},
		{monev.PeriodOf(day("2025-06-30")), "Triwulan II Tahun 2025", "TW II 2025"},
		{monev.Period{Kind: monev.Monthly, Number: 11, Year: 2025}, "November 2025", "Nov 2025"},
		{monev.Period{Kind: monev.Special, Year: 2025}, "Insidental 2025", "Insidental 2025"},
	} {
		if c.p.String() != c.full || c.p.Short() != c.short {
			t.Errorf("%+v reads %q, %q; want %q, %q", c.p, c.p, c.p.Short(), c.full, c.short)
		}
	}
}

func draft() monev.Meeting { return monev.NewMeeting("R0001", office(), day("2025-11-20")) }

func TestNewMeetingFitsTheSeedMeeting(t *testing.T) {
	m := draft()
	ok(t, m.Clean())
	if m.Status != monev.Draft || m.Title != "Rapat Monev ZI menuju WBK" || m.Time.String() != "09.00" ||
		m.Place != "Aula KPU Kabupaten Pamekasan" || m.Date.Long() != "Kamis, 20 November 2025" {
		t.Errorf("prepared %+v", m)
	}
	if m.Chair.Title != "Ketua" || m.Notary.Position != "staf-teknis-hukum" {
		t.Errorf("chair %q, notulis %q", m.Chair.Title, m.Notary.Position)
	}
	if len(m.Attendance) != len(office().Active()) || m.Attendance[0].UnitName != "Divisi KUL" || !m.Attendance[0].Chair {
		t.Errorf("daftar hadir of %d begins with %+v", len(m.Attendance), m.Attendance[0])
	}
	if len(m.Agenda) != 5 {
		t.Errorf("agenda %q", m.Agenda)
	}
}

func TestNewMeetingWithoutKetuaOrPengampu(t *testing.T) {
	o := office()
	o.Positions = o.Positions[7:9] // two Kasubbag of other units
	m := monev.NewMeeting("R0001", o, day("2025-11-20"))
	if m.Chair.Position != o.Positions[0].ID || m.Notary.Position != o.Positions[1].ID {
		t.Errorf("chair %q, notulis %q", m.Chair.Position, m.Notary.Position)
	}
}

func TestMeetingCleanRefuses(t *testing.T) {
	line, text := strings.Repeat("a", monev.NameLimit+1), strings.Repeat("a", monev.TextLimit+1)
	period := func(k monev.PeriodKind, n, year int) func(*monev.Meeting) {
		return func(m *monev.Meeting) { m.Period = monev.Period{Kind: k, Number: n, Year: year} }
	}
	for name, c := range map[string]struct {
		change func(*monev.Meeting)
		field  string
	}{
		"no title":              {func(m *monev.Meeting) { m.Title = " \x1b[2J" }, "judul"},
		"title too long":        {func(m *monev.Meeting) { m.Title = line }, "judul"},
		"no date":               {func(m *monev.Meeting) { m.Date = day("") }, "tanggal"},
		"place too long":        {func(m *monev.Meeting) { m.Place = line }, "tempat"},
		"invitation too long":   {func(m *monev.Meeting) { m.Invitation = line }, "undangan"},
		"agenda too long":       {func(m *monev.Meeting) { m.Agenda = []string{text} }, "agenda"},
		"remark empty":          {func(m *monev.Meeting) { m.AddRemark(*person("ketua"), " ") }, "sambutan"},
		"decision empty":        {func(m *monev.Meeting) { m.AddDecision("\n") }, "keputusan"},
		"conclusion too long":   {func(m *monev.Meeting) { m.Conclusion = text }, "simpulan"},
		"closing too long":      {func(m *monev.Meeting) { m.Closing = text }, "penutup"},
		"pause reason too long": {func(m *monev.Meeting) { m.Sessions = []monev.Session{{Reason: text}} }, "alasan"},
		"deputy too long":       {func(m *monev.Meeting) { m.Attendance[0].Deputy = line }, "diwakili"},
		"quarter 5":             {period(monev.Quarterly, 5, 2025), "periode"},
		"quarter 0":             {period(monev.Quarterly, 0, 2025), "periode"},
		"month 13":              {period(monev.Monthly, 13, 2025), "periode"},
		"insidental 1":          {period(monev.Special, 1, 2025), "periode"},
		"insidental -1":         {period(monev.Special, -1, 2025), "periode"},
		"semester":              {period("semester", 1, 2025), "periode"},
		"year 25":               {period(monev.Quarterly, 1, 25), "periode"},
	} {
		t.Run(name, func(t *testing.T) {
			m := draft()
			c.change(&m)
			refused(t, m.Clean(), c.field)
		})
	}
	// Somebody who left the date empty hears of the date, not of the period.
	m := monev.NewMeeting("R0001", office(), day(""))
	refused(t, m.Clean(), "tanggal")
}

func TestMeetingCleanMakesTextsSafe(t *testing.T) {
	m := draft()
	m.Title, m.Place, m.Invitation = dirty, dirty, dirty
	m.Agenda = []string{dirty, "  ", ""}
	m.AddRemark(*person("ketua"), dirty)
	m.AddDecision(dirty)
	m.Conclusion, m.Closing = "a\x1b[2J\r\nb", " \n "
	ok(t, m.Mark("ketua", monev.Represented, dirty))
	ok(t, m.Clean())
	got := []string{m.Title, m.Place, m.Invitation, m.Agenda[0], m.Remarks[0].Text, m.Decisions[0].Text, m.Attendance[0].Deputy}
	for i, s := range got {
		if s != clean {
			t.Errorf("text %d is %q", i, s)
		}
	}
	if len(m.Agenda) != 1 || m.Conclusion != "a\nb" || m.Closing != "" {
		t.Errorf("agenda %q, simpulan %q, penutup %q", m.Agenda, m.Conclusion, m.Closing)
	}
}

// Screens clean a copy of the meeting they show while a write reads the original.
func TestMeetingCleanLeavesTheOriginalAlone(t *testing.T) {
	m := draft()
	m.AddRemark(m.Chair, "satu\ndua")
	m.AddDecision("tiga\nempat")
	m.Sessions = []monev.Session{{Reason: "salat\nmakan"}}
	m.Attendance[0].Deputy = "Budi\nSantoso"
	c := m
	if err := c.Clean(); err != nil {
		t.Fatal(err)
	}
	if c.Remarks[0].Text != "satu dua" || c.Decisions[0].Text != "tiga empat" ||
		c.Sessions[0].Reason != "salat makan" || c.Attendance[0].Deputy != "Budi Santoso" {
		t.Errorf("not clean: %+v", c)
	}
	if m.Remarks[0].Text != "satu\ndua" || m.Decisions[0].Text != "tiga\nempat" ||
		m.Sessions[0].Reason != "salat\nmakan" || m.Attendance[0].Deputy != "Budi\nSantoso" {
		t.Errorf("cleaning a copy changed the original: %+v", m)
	}
}

func TestMeetingLife(t *testing.T) {
	o := office()
	m := draft()
	if m.Live() || m.Paused() || m.Locked() != nil {
		t.Error("a draft is live, paused or locked")
	}
	refused(t, m.Pause(at("2025-11-20 09:00"), ""), "")
	refused(t, m.Resume(at("2025-11-20 09:00")), "")
	refused(t, m.Close(at("2025-11-20 09:00")), "")
	refused(t, m.Revise(at("2025-11-20 09:00"), "x"), "alasan")
	same(t, "draft after refusals", m, draft())

	ok(t, m.Start(o, at("2025-11-20 09:00")))
	if !m.Live() || m.Status != monev.Running || m.OpenedBy.Title != "Ketua" {
		t.Errorf("started: %+v", m)
	}
	refused(t, m.Start(o, at("2025-11-20 09:01")), "")
	refused(t, m.Resume(at("2025-11-20 09:01")), "")
	refused(t, m.Revise(at("2025-11-20 09:01"), "x"), "alasan")

	ok(t, m.Pause(at("2025-11-20 11:00"), "Salat dan makan"))
	if m.Live() || !m.Paused() || m.Sessions[0].Reason != "Salat dan makan" {
		t.Errorf("paused: %+v", m.Sessions)
	}
	refused(t, m.Pause(at("2025-11-20 11:01"), ""), "")
	ok(t, m.Resume(at("2025-11-27 13:00")))
	if len(m.Sessions) != 2 || !m.Live() {
		t.Errorf("resumed: %+v", m.Sessions)
	}
	ok(t, m.Close(at("2025-11-27 14:30")))
	if m.Status != monev.Final || m.FinalAt != at("2025-11-27 14:30") || m.Sessions[1].End != m.FinalAt {
		t.Errorf("closed: %+v", m)
	}
	closed := m
	refused(t, m.Locked(), "")
	refused(t, m.Start(o, at("2025-11-28 09:00")), "")
	refused(t, m.Pause(at("2025-11-28 09:00"), ""), "")
	refused(t, m.Resume(at("2025-11-28 09:00")), "")
	refused(t, m.Close(at("2025-11-28 09:00")), "")
	refused(t, m.Revise(at("2025-11-28 09:00"), " \x1b[2J "), "alasan")
	same(t, "final meeting after refusals", m, closed)

	ok(t, m.Revise(at("2026-01-05 09:00"), " nama Kasubbag "))
	if m.Status != monev.Running || m.Locked() != nil || m.Live() ||
		len(m.Revisions) != 1 || m.Revisions[0].Reason != "nama Kasubbag" {
		t.Errorf("revised: %+v", m)
	}
	ok(t, m.Close(at("2026-01-05 10:00")))
	if m.FinalAt != closed.FinalAt || !slices.Equal(m.Sessions, closed.Sessions) || len(m.Revisions) != 1 {
		t.Errorf("a revisi moved the end of the meeting: %v, %v", m.FinalAt, m.Sessions)
	}
}

func TestPausedMeetingCanBeClosed(t *testing.T) {
	m := draft()
	ok(t, m.Start(office(), at("2025-11-20 09:00")))
	ok(t, m.Pause(at("2025-11-20 10:00"), "listrik padam"))
	ok(t, m.Close(at("2025-11-21 08:00")))
	if m.Sessions[0].End != at("2025-11-20 10:00") || m.Sessions[0].Reason != "listrik padam" {
		t.Errorf("closing rewrote the session: %+v", m.Sessions[0])
	}
}

func TestElapsedLeavesOutPauses(t *testing.T) {
	m := draft()
	check := func(now string, want time.Duration) {
		t.Helper()
		if got := m.Elapsed(at(now)); got != want {
			t.Errorf("at %s elapsed %v, want %v", now, got, want)
		}
	}
	check("2025-11-20 09:00", 0)
	ok(t, m.Start(office(), at("2025-11-20 09:00")))
	check("2025-11-20 09:47", 47*time.Minute)
	check("2025-11-20 08:00", 0) // clock set back
	ok(t, m.Pause(at("2025-11-20 10:00"), ""))
	check("2025-11-20 12:00", time.Hour)
	ok(t, m.Resume(at("2025-11-27 09:00")))
	check("2025-11-27 09:15", 75*time.Minute)
	ok(t, m.Close(at("2025-11-27 09:30")))
	check("2026-11-27 09:30", 90*time.Minute)
}

func TestClockSetBackNeverTurnsTimeAround(t *testing.T) {
	m := draft()
	ok(t, m.Start(office(), at("2025-11-20 09:00")))
	ok(t, m.Pause(at("2025-11-20 08:00"), ""))
	ok(t, m.Resume(at("2025-11-20 07:00")))
	ok(t, m.Close(at("2010-01-01 00:00")))
	last := at("2025-11-20 09:00")
	for i, s := range m.Sessions {
		if s.Start.Before(last) || s.End.Before(s.Start) {
			t.Errorf("session %d from %v to %v", i+1, s.Start, s.End)
		}
		last = s.End
	}
	if m.FinalAt.Before(last) {
		t.Errorf("final at %v, before the last session ended", m.FinalAt)
	}
	ok(t, m.Revise(at("2009-01-01 00:00"), "x"))
	if m.Revisions[0].At.Before(m.FinalAt) {
		t.Errorf("revised at %v, before it was final", m.Revisions[0].At)
	}
}

// Whatever is tried in whatever order: a refusal changes nothing, the status
// goes only its one way, sessions follow each other.
func TestMeetingLifeProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := draft()
		now := at("2025-11-20 09:00")
		for range rapid.IntRange(1, 25).Draw(t, "steps") {
			now = now.Add(time.Duration(rapid.IntRange(-60, 240).Draw(t, "minutes")) * time.Minute)
			before, was := asJSON(m), m.Status
			var err error
			switch rapid.SampledFrom([]string{"start", "pause", "resume", "close", "revise", "mark"}).Draw(t, "what") {
			case "start":
				err = m.Start(office(), now)
			case "pause":
				err = m.Pause(now, "x")
			case "resume":
				err = m.Resume(now)
			case "close":
				err = m.Close(now)
			case "revise":
				err = m.Revise(now, rapid.SampledFrom([]string{"", "x"}).Draw(t, "reason"))
			case "mark":
				err = m.Mark(rapid.SampledFrom([]string{"ketua", "bukan"}).Draw(t, "who"), monev.Present, "")
			}
			if err != nil && asJSON(m) != before {
				t.Fatalf("refusal %v changed the meeting", err)
			}
			step := string(was) + "→" + string(m.Status)
			if was != m.Status && !slices.Contains([]string{"draf→berlangsung", "berlangsung→final", "final→berlangsung"}, step) {
				t.Fatalf("meeting went %s", step)
			}
			for i, s := range m.Sessions {
				if s.End.IsZero() != (i == len(m.Sessions)-1 && m.Live()) || (!s.End.IsZero() && s.End.Before(s.Start)) ||
					(i > 0 && s.Start.Before(m.Sessions[i-1].End)) {
					t.Fatalf("sessions %+v", m.Sessions)
				}
			}
			if m.Elapsed(now) < 0 {
				t.Fatal("negative time")
			}
			if err := m.Clean(); err != nil {
				t.Fatalf("the meeting cannot be stored: %v", err)
			}
		}
	})
}

func TestRemarksAndDecisionsKeepTheirNumbers(t *testing.T) {
	m := draft()
	m.AddRemark(*person("ketua"), "satu")
	m.AddDecision("dua")
	m.AddRemark(*person("sekretaris"), "tiga")
	m.DropRemark(3)
	m.DropDecision(9) // not there
	m.AddDecision("empat")
	if len(m.Remarks) != 1 || m.Remarks[0].ID != 1 || len(m.Decisions) != 2 || m.Decisions[1].ID != 4 {
		t.Errorf("%+v %+v: a number was used again", m.Remarks, m.Decisions)
	}
	m.DropDecision(2)
	if len(m.Decisions) != 1 || m.Decisions[0].Text != "empat" {
		t.Errorf("%+v", m.Decisions)
	}
}

func TestPersonReadsAsInLists(t *testing.T) {
	p := monev.Person{Title: "Ketua"}
	if p.String() != "Ketua" {
		t.Errorf("%q", p)
	}
	p.Holder = "Contoh, S.H."
	if p.String() != "Contoh, S.H. (Ketua)" {
		t.Errorf("%q", p)
	}
}
