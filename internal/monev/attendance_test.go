package monev_test

import (
	"testing"

	"monev/internal/monev"
)

func attendee(t *testing.T, m monev.Meeting, position string) monev.Attendee {
	t.Helper()
	for _, a := range m.Attendance {
		if a.Person.Position == position {
			return a
		}
	}
	t.Fatalf("%s is not on the daftar hadir", position)
	return monev.Attendee{}
}

func TestRollCall(t *testing.T) {
	m := draft()
	ok(t, m.Start(office(), at("2025-11-20 09:00")))
	ok(t, m.Mark("sekretaris", monev.Represented, "Plh. Sekretaris"))
	ok(t, m.Mark("kasubbag-kul", monev.OfficialTrip, ""))
	m.MarkAll(monev.Present) // semua hadir: the rest
	n := len(m.Attendance)
	count := m.Count()
	if count[monev.Present] != n-2 || count[monev.Represented] != 1 || count[monev.OfficialTrip] != 1 || count[monev.Unmarked] != 0 {
		t.Errorf("counted %v of %d", count, n)
	}
	if a := attendee(t, m, "sekretaris"); a.Deputy != "Plh. Sekretaris" || m.Marked(a) != monev.Represented || !a.Overall().Attends() {
		t.Errorf("%+v", a)
	}
	if a := attendee(t, m, "kasubbag-kul"); a.Overall().Attends() {
		t.Error("who is on a trip attends")
	}
	// He came himself after all, and then the mark was taken away.
	ok(t, m.Mark("sekretaris", monev.Present, "ignored"))
	if a := attendee(t, m, "sekretaris"); a.Deputy != "" {
		t.Errorf("deputy %q of somebody present", a.Deputy)
	}
	ok(t, m.Mark("sekretaris", monev.Unmarked, ""))
	if m.Count()[monev.Unmarked] != 1 {
		t.Error("a mark cannot be taken away")
	}
}

func TestMarkRefuses(t *testing.T) {
	m := draft()
	before := asJSON(m)
	refused(t, m.Mark("ketua", "mungkin", ""), "kehadiran")
	refused(t, m.Mark("bupati", monev.Present, ""), "kehadiran")
	m.MarkAll("mungkin")
	if asJSON(m) != before {
		t.Error("a refused mark changed the daftar hadir")
	}
	for _, p := range append(monev.Presences(), monev.Unmarked) {
		if !p.Valid() {
			t.Errorf("%q is not valid", p)
		}
		ok(t, m.Mark("ketua", p, ""))
	}
}

func TestApologyBeforeTheMeetingStays(t *testing.T) {
	m := draft()
	ok(t, m.Mark("anggota-hukum", monev.Sick, ""))
	ok(t, m.Start(office(), at("2025-11-20 09:00")))
	m.MarkAll(monev.Present)
	if p := m.Marked(attendee(t, m, "anggota-hukum")); p != monev.Sick {
		t.Errorf("who was excused as sick is %q", p)
	}
}

func TestMarksPerSession(t *testing.T) {
	m := draft()
	ok(t, m.Start(office(), at("2025-11-20 09:00")))
	ok(t, m.Mark("ketua", monev.Represented, "Anggota Divisi Hukum"))
	ok(t, m.Mark("sekretaris", monev.Excused, ""))
	m.MarkAll(monev.Present)
	ok(t, m.Pause(at("2025-11-20 11:00"), ""))
	ok(t, m.Resume(at("2025-11-27 09:00")))
	if p := m.Marked(attendee(t, m, "kasubbag-kul")); p != monev.Unmarked {
		t.Errorf("nobody was called in the further session, but it begins with %q", p)
	}
	ok(t, m.Mark("ketua", monev.Absent, ""))
	ok(t, m.Mark("sekretaris", monev.Sick, ""))
	ok(t, m.Mark("kasubbag-kul", monev.Absent, ""))

	k := attendee(t, m, "ketua")
	if k.Mark(0) != monev.Represented || k.Mark(1) != monev.Absent || k.Mark(2) != monev.Unmarked || k.Mark(-1) != monev.Unmarked {
		t.Errorf("marks %q", k.Marks)
	}
	if k.Overall() != monev.Represented || k.Deputy != "Anggota Divisi Hukum" {
		t.Errorf("overall %q by %q: who came to the first session is lost", k.Overall(), k.Deputy)
	}
	if s := attendee(t, m, "sekretaris"); s.Mark(0) != monev.Excused || s.Overall() != monev.Sick {
		t.Errorf("sekretaris %q overall %q", s.Marks, s.Overall())
	}
	if a := attendee(t, m, "kasubbag-kul"); a.Overall() != monev.Present {
		t.Errorf("present in one session is overall %q", a.Overall())
	}
}

func TestOverall(t *testing.T) {
	for _, c := range []struct {
		marks []monev.Presence
		want  monev.Presence
	}{
		{nil, monev.Unmarked},
		{[]monev.Presence{monev.Unmarked}, monev.Unmarked},
		{[]monev.Presence{monev.Sick, monev.Unmarked}, monev.Sick},
		{[]monev.Presence{monev.Sick, monev.Excused}, monev.Excused},
		{[]monev.Presence{monev.Represented, monev.Absent}, monev.Represented},
		{[]monev.Presence{monev.Represented, monev.Present}, monev.Present},
		{[]monev.Presence{monev.Absent, monev.Present, monev.Absent}, monev.Present},
	} {
		if got := (monev.Attendee{Marks: c.marks}).Overall(); got != c.want {
			t.Errorf("%q is overall %q, want %q", c.marks, got, c.want)
		}
	}
}

func TestStartTakesTheRosterOfThatDay(t *testing.T) {
	o := office()
	m := monev.NewMeeting("R0001", o, day("2025-11-20")) // prepared before anybody filled in names
	ok(t, m.Mark("kasubbag-kul", monev.Excused, ""))
	for i := range o.Positions {
		o.Positions[i].Holder = "Contoh " + o.Positions[i].ID
	}
	o.Positions[1].Retired = true
	ok(t, m.Start(o, at("2025-11-20 09:00")))
	if m.Chair.Holder != "Contoh ketua" || m.Notary.Holder != "Contoh staf-teknis-hukum" || m.OpenedBy.Holder != "Contoh ketua" {
		t.Errorf("chair %v, notulis %v, opened by %v: names as of the draft", m.Chair, m.Notary, m.OpenedBy)
	}
	if len(m.Attendance) != len(o.Positions)-1 || m.Attendance[0].Person.Holder != "Contoh ketua" {
		t.Errorf("daftar hadir %+v", m.Attendance)
	}
	if m.Marked(attendee(t, m, "kasubbag-kul")) != monev.Excused {
		t.Error("the apology is lost")
	}
}

func TestRotationDoesNotRewriteAMeeting(t *testing.T) {
	o := office()
	for i := range o.Positions {
		o.Positions[i].Holder = "Lama"
	}
	m := monev.NewMeeting("R0001", o, day("2025-11-20"))
	ok(t, m.Start(o, at("2025-11-20 09:00")))
	before := asJSON(m)
	for i := range o.Positions {
		o.Positions[i].Holder, o.Positions[i].Title = "Baru", "Jabatan Baru"
	}
	full := monev.Assemble(o, m, nil, nil, nil, nil, heldOf(m), at("2025-11-20 10:00"))
	if asJSON(full.Meeting) != before {
		t.Error("a rotation during the meeting changed its people")
	}
}

func TestDraftShowsThePresentRoster(t *testing.T) {
	o := office()
	m := draft()
	o.Positions[0].Holder = "Ketua Baru"
	o.Positions = append(o.Positions, monev.Position{ID: "bendahara", Title: "Bendahara", Short: "Bendahara"})
	full := monev.Assemble(o, m, nil, nil, nil, nil, nil, at("2025-11-19 10:00"))
	if full.Meeting.Chair.Holder != "Ketua Baru" || attendee(t, full.Meeting, "ketua").Person.Holder != "Ketua Baru" {
		t.Error("the draft shows an old holder")
	}
	attendee(t, full.Meeting, "bendahara")
}
