package stage

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"monev/internal/monev"
	"monev/ui/kit"
	"monev/ui/part"
)

// ahead is a change of the meeting that is shown and not stored yet.
type ahead struct {
	n      int
	change func(*monev.Meeting) error
}

// aheadMsg is the answer of the write of an ahead.
type aheadMsg struct {
	b    *Base
	n    int
	what string
	err  error
}

// WriteAhead shows a change of the meeting's record at once and stores it in the
// queue: for keys that are pressed faster than a disk answers. change must do to
// the record what do does to the stored one. The stage draws its rows anew after
// it and passes what it is shown through Ahead. When the write fails the user is
// told and the stage gets the record as it is stored.
func (b *Base) WriteAhead(what string, change func(*monev.Meeting) error, do func(context.Context) error) tea.Cmd {
	m := own(b.M)
	if err := change(&m.Meeting); err != nil {
		return b.K.Failed(what+" belum tersimpan", err)
	}
	b.M = m
	b.asked++
	n, k := b.asked, b.K
	b.ahead = append(b.ahead, ahead{n, change})
	return k.Writes.Add(func() tea.Msg { return aheadMsg{b, n, what, do(k.Ctx)} })
}

// Ahead is a loaded meeting with the changes that are still on their way to the
// disk.
func (b *Base) Ahead(m monev.Minutes) monev.Minutes {
	if len(b.ahead) == 0 {
		return m
	}
	m = own(m)
	for _, a := range b.ahead {
		_ = a.change(&m.Meeting) // what cannot be done any more the write will say
	}
	return m
}

// own is m with a record that can be changed without changing that of others.
func own(m monev.Minutes) monev.Minutes {
	r := &m.Meeting
	r.Agenda = slices.Clone(r.Agenda)
	r.Remarks = slices.Clone(r.Remarks)
	r.Decisions = slices.Clone(r.Decisions)
	r.Attendance = slices.Clone(r.Attendance)
	for i := range r.Attendance {
		r.Attendance[i].Marks = slices.Clone(r.Attendance[i].Marks)
	}
	return m
}

// stored takes an ahead off the list. The meeting is loaded again when nothing
// is on its way any more, so that a burst of keys costs one load.
func (b *Base) stored(msg aheadMsg) tea.Cmd {
	b.ahead = slices.DeleteFunc(b.ahead, func(a ahead) bool { return a.n == msg.n })
	if msg.err != nil {
		return tea.Batch(kit.Changed(), b.K.Failed(msg.what+" belum tersimpan", msg.err))
	}
	if len(b.ahead) > 0 {
		return nil
	}
	return kit.Changed()
}

// People are the options of a field that names somebody in the meeting; also
// are those who are named there already and may have left since.
func People(m monev.Minutes, also ...monev.Person) []part.Option {
	all := m.People()
	for _, p := range also {
		if p.Position != "" && !slices.ContainsFunc(all, func(o monev.Person) bool { return o.Position == p.Position }) {
			all = append(all, p)
		}
	}
	out := make([]part.Option, len(all))
	for i, p := range all {
		o := part.Option{Key: p.Position, Label: PersonShort(p), Hint: p.Holder}
		if o.Hint == "" && p.Title != o.Label {
			o.Hint = p.Title
		}
		out[i] = o
	}
	return out
}

// PersonShort is the short title of a person, or the title if there is none.
func PersonShort(p monev.Person) string {
	if p.Short != "" {
		return p.Short
	}
	return p.Title
}
