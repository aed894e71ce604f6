package monev

// People is who can be named in the meeting: once it has started those on its
// daftar hadir, as frozen then; before, the active positions of the roster.
func (m Minutes) People() []Person {
	var out []Person
	if m.Meeting.Status == Draft || len(m.Meeting.Attendance) == 0 {
		for _, p := range m.Office.Active() {
			out = append(out, p.Freeze())
		}
		return out
	}
	for _, a := range m.Meeting.Attendance {
		out = append(out, a.Person)
	}
	return out
}

// Person is the one of People with that position, or the position as the roster
// has it now; false if there is neither.
func (m Minutes) Person(position string) (Person, bool) {
	for _, p := range m.People() {
		if p.Position == position {
			return p, true
		}
	}
	p, ok := m.Office.Position(position)
	return p.Freeze(), ok
}

// Signer is who signs a block of a document of this meeting: its notulis, who
// presided, or the holder of a position as the meeting wrote it down; one who is
// not on its daftar hadir as the roster has it. It is an empty Person if the
// position is no longer there.
func (m Minutes) Signer(s Signer) Person {
	switch s.Role {
	case SignNotary:
		return m.Meeting.Notary
	case SignChair:
		return m.Meeting.Chair
	}
	for _, a := range m.Meeting.Attendance {
		if a.Person.Position == s.Position {
			return a.Person
		}
	}
	p, _ := m.Office.Position(s.Position)
	return p.Freeze()
}

// FillNames writes down the holders that were still unknown when the meeting
// froze its people and are on the roster now. Names that were frozen stay.
func (m *Meeting) FillNames(o Office) {
	fill := func(p *Person) {
		if p.Holder != "" || p.Position == "" {
			return
		}
		if now, ok := o.Position(p.Position); ok {
			p.Holder, p.NIP = now.Holder, now.NIP
		}
	}
	for _, p := range []*Person{&m.Chair, &m.Notary, &m.OpenedBy} {
		fill(p)
	}
	for i := range m.Attendance {
		fill(&m.Attendance[i].Person)
	}
	for i := range m.Remarks {
		fill(&m.Remarks[i].By)
	}
}
