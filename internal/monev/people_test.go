package monev_test

import (
	"testing"

	"monev/internal/monev"
)

func TestPeopleAreFrozenWhenTheMeetingStarts(t *testing.T) {
	m := monev.Minutes{Office: monev.DefaultOffice(2025)}
	m.Meeting = monev.NewMeeting("R0001", m.Office, day("2025-11-20"))
	name := func(holder string) {
		for i := range m.Office.Positions {
			if m.Office.Positions[i].ID == "sekretaris" {
				m.Office.Positions[i].Holder = holder
			}
		}
	}
	holder := func() string {
		p, ok := m.Person("sekretaris")
		if !ok {
			t.Fatal("nobody")
		}
		return p.Holder
	}
	name("Rini")
	if got := holder(); got != "Rini" || len(m.People()) != 11 {
		t.Errorf("before the start: %q of %d", got, len(m.People()))
	}
	if err := m.Meeting.Start(m.Office, m.Meeting.Date.Time(nil)); err != nil {
		t.Fatal(err)
	}
	name("Budi")
	if got := holder(); got != "Rini" {
		t.Errorf("after the start: %q", got)
	}
	m.Meeting.Attendance = m.Meeting.Attendance[:2]
	if got := holder(); got != "Budi" || len(m.People()) != 2 {
		t.Errorf("not invited: %q of %d", got, len(m.People()))
	}
	if _, ok := m.Person("nobody"); ok {
		t.Error("an unknown position is somebody")
	}
}

// Screen and document ask the same: whoever signs is the holder at the meeting,
// whatever rotation came after it.
func TestSignerIsWhomTheMeetingWroteDown(t *testing.T) {
	o := office()
	o.Positions[5].Holder = "Lama" // Sekretaris
	m := monev.NewMeeting("R0001", o, day("2025-11-20"))
	ok(t, m.Start(o, at("2025-11-20 09:00")))
	o.Positions[5].Holder = "Baru"
	o.Positions = append(o.Positions, monev.Position{ID: "bendahara", Title: "Bendahara", Holder: "Tamu"})
	all := monev.Minutes{Office: o, Meeting: m}
	for _, c := range []struct {
		signer monev.Signer
		want   monev.Person
	}{
		{monev.Signer{Role: monev.SignNotary}, m.Notary},
		{monev.Signer{Role: monev.SignChair}, m.Chair},
		{monev.Signer{Role: monev.SignPosition, Position: "sekretaris"}, m.Attendance[5].Person},
		{monev.Signer{Role: monev.SignPosition, Position: "bendahara"}, o.Positions[len(o.Positions)-1].Freeze()},
		{monev.Signer{Role: monev.SignPosition, Position: "dihapus"}, monev.Person{}},
	} {
		if got := all.Signer(c.signer); got != c.want {
			t.Errorf("%+v signs %+v, want %+v", c.signer, got, c.want)
		}
	}
	if got := all.Signer(monev.Signer{Role: monev.SignPosition, Position: "sekretaris"}).Holder; got != "Lama" {
		t.Errorf("the meeting is signed by %q", got)
	}
}
