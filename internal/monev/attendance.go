package monev

import "slices"

// Presence is how somebody attended a session. Empty means not marked yet.
type Presence string

// The attendance values of the glossary.
const (
	Unmarked     Presence = ""
	Present      Presence = "hadir"
	Excused      Presence = "izin"
	Sick         Presence = "sakit"
	OfficialTrip Presence = "dinas luar"
	Represented  Presence = "diwakili"
	Absent       Presence = "tanpa keterangan"
)

// Presences lists the values in the order of the roll call keys.
func Presences() []Presence {
	return []Presence{Present, Excused, Sick, OfficialTrip, Represented, Absent}
}

// Valid reports whether p is one of the values, or unmarked.
func (p Presence) Valid() bool {
	if p == Unmarked {
		return true
	}
	for _, v := range Presences() {
		if p == v {
			return true
		}
	}
	return false
}

// Attends reports whether somebody sat in the room for this position.
func (p Presence) Attends() bool { return p == Present || p == Represented }

// Attendee is one line of the daftar hadir, with one mark per session.
type Attendee struct {
	Person   Person     `json:"person"`
	Unit     string     `json:"unit,omitempty"`      // ID
	UnitName string     `json:"unit_name,omitempty"` // short name, frozen
	Leader   bool       `json:"leader,omitempty"`
	Chair    bool       `json:"chair,omitempty"`
	Marks    []Presence `json:"marks,omitempty"`
	Deputy   string     `json:"deputy,omitempty"` // who came, for diwakili
}

// Mark is the presence in session n (0 is the first); unmarked if none was given.
func (a Attendee) Mark(n int) Presence {
	if n < 0 || n >= len(a.Marks) {
		return Unmarked
	}
	return a.Marks[n]
}

// Overall is the presence over all sessions: hadir if ever present, diwakili if
// ever represented, otherwise the last mark given.
func (a Attendee) Overall() Presence {
	last := Unmarked
	best := Unmarked
	for _, p := range a.Marks {
		switch {
		case p == Present:
			return Present
		case p == Represented:
			best = Represented
		case p != Unmarked:
			last = p
		}
	}
	if best != Unmarked {
		return best
	}
	return last
}

// setSession makes room for session n. Nobody is marked in it yet: who sat in the
// room one day need not be there the next.
func (a *Attendee) setSession(n int) {
	for len(a.Marks) <= n {
		a.Marks = append(a.Marks, Unmarked)
	}
	a.Marks = a.Marks[:n+1]
}

// session is the index of the session marks are given for now; before the
// first session it is 0.
func (m Meeting) session() int { return max(len(m.Sessions)-1, 0) }

// Mark notes the presence of a position in the present session. Marks can be
// given while the meeting is a draft too, for apologies that come beforehand.
func (m *Meeting) Mark(position string, p Presence, deputy string) error {
	if !p.Valid() {
		return Refuse("kehadiran", "Kehadiran tidak dikenal.")
	}
	for i := range m.Attendance {
		a := &m.Attendance[i]
		if a.Person.Position != position {
			continue
		}
		n := m.session()
		if len(a.Marks) <= n {
			a.setSession(n)
		}
		a.Marks[n] = p
		switch {
		case p == Represented:
			a.Deputy = deputy
		case !slices.Contains(a.Marks, Represented): // who came to an earlier session stays
			a.Deputy = ""
		}
		return nil
	}
	return Refuse("kehadiran", "Jabatan itu tidak ada di daftar hadir rapat ini.")
}

// MarkAll marks everybody who is not marked yet in the present session. An
// unknown presence marks nobody.
func (m *Meeting) MarkAll(p Presence) {
	if !p.Valid() {
		return
	}
	n := m.session()
	for i := range m.Attendance {
		a := &m.Attendance[i]
		if len(a.Marks) <= n {
			a.setSession(n)
		}
		if a.Marks[n] == Unmarked {
			a.Marks[n] = p
		}
	}
}

// Marked is the presence of an attendee in the present session.
func (m Meeting) Marked(a Attendee) Presence { return a.Mark(m.session()) }

// Count is how many lines of the daftar hadir have each presence over all
// sessions; Unmarked counts those without any mark.
func (m Meeting) Count() map[Presence]int {
	out := map[Presence]int{}
	for _, a := range m.Attendance {
		out[a.Overall()]++
	}
	return out
}
