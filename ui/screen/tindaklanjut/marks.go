package tindaklanjut

import (
	"cmp"
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/ui/followup"
	"monev/ui/kit"
)

// marks are the follow-ups chosen for one change, as they were read last. They stay
// when filters hide them.
type marks struct {
	of   map[string]monev.FollowUp
	last string // marked last: where a range begins
}

func newMarks() marks { return marks{of: map[string]monev.FollowUp{}} }

func (m *marks) has(id string) bool { _, ok := m.of[id]; return ok }

func (m *marks) count() int { return len(m.of) }

func (m *marks) clear() { *m = newMarks() }

func (m *marks) set(f monev.FollowUp, on bool) {
	if !on {
		delete(m.of, f.ID)
		return
	}
	m.of[f.ID] = f
	m.last = f.ID
}

// list is what is marked, by number.
func (m *marks) list() []monev.FollowUp {
	var out []monev.FollowUp
	for _, f := range m.of {
		out = append(out, f)
	}
	slices.SortFunc(out, func(a, b monev.FollowUp) int {
		return cmp.Or(cmp.Compare(len(a.ID), len(b.ID)), cmp.Compare(a.ID, b.ID))
	})
	return out
}

// refresh takes over what was read, and lets go what should have been in it.
func (m *marks) refresh(all []row, of monev.Which) {
	if len(m.of) == 0 {
		return
	}
	now := make(map[string]monev.FollowUp, len(all))
	for i := range all {
		now[all[i].ID] = all[i].FollowUp
	}
	for id, was := range m.of {
		f, read := now[id]
		switch {
		case read:
			m.of[id] = f
		case of == monev.WhichAll || was.Status.Open() == (of == monev.WhichOpen):
			delete(m.of, id)
		}
	}
}

// mark turns the mark of the selected row and goes on to the next one.
func (s *Screen) mark() tea.Cmd {
	if e := s.at(s.Selected()); e != nil {
		s.marks.set(e.FollowUp, !s.marks.has(e.ID))
		s.List.Next()
		s.want = s.Selected()
	}
	return nil
}

// markRange marks from the row marked last to the selected one.
func (s *Screen) markRange() tea.Cmd {
	at := func(id string) int { return source{s}.Index(id) }
	to := at(s.Selected())
	from := at(s.marks.last)
	if to < 0 {
		return nil
	}
	if from < 0 || !s.marks.has(s.marks.last) {
		from = to
	}
	for i := min(from, to); i <= max(from, to); i++ {
		s.marks.set(s.all[s.rows[i]].FollowUp, true)
	}
	s.marks.last = s.Selected()
	return nil
}

// markAll marks every row that is shown, or none of them if all are.
func (s *Screen) markAll() tea.Cmd {
	on := slices.ContainsFunc(s.rows, func(i int) bool { return !s.marks.has(s.all[i].ID) })
	for _, i := range s.rows {
		s.marks.set(s.all[i].FollowUp, on)
	}
	return nil
}

func (s *Screen) unmark() tea.Cmd {
	s.marks.clear()
	return nil
}

// hidden is how many marked rows the filters hide.
func (s *Screen) hidden() int {
	n := s.marks.count()
	for _, i := range s.rows {
		if s.marks.has(s.all[i].ID) {
			n--
		}
	}
	return n
}

func (s *Screen) markCount() string {
	text := number(s.marks.count()) + " ditandai"
	if n := s.hidden(); n > 0 {
		text += fmt.Sprintf(" (%s tidak tampil)", number(n))
	}
	return text
}

// change opens the form that changes what is marked, or else the selected row.
func (s *Screen) change() tea.Cmd {
	list := s.marks.list()
	if len(list) == 0 {
		l, ok := s.line(s.Selected())
		if !ok {
			return nil
		}
		list = []monev.FollowUp{l.FollowUp}
	}
	s.want = s.Selected()
	return s.Entry.Open(followup.Same(s.K, s.office, list, s.hidden(), s.Entry.Submit, func(unfit []app.Unfit) tea.Cmd {
		s.marks.clear()
		for _, f := range list { // what was left out is there to be looked at
			if slices.ContainsFunc(unfit, func(u app.Unfit) bool { return u.ID == f.ID }) {
				s.marks.set(f, true)
			}
		}
		text := fmt.Sprintf("%s tindak lanjut diubah; Ctrl+Z mengembalikannya.", number(len(list)-len(unfit)))
		if n := len(unfit); n > 0 {
			text += fmt.Sprintf(" %s lainnya tetap bertanda.", number(n))
		}
		return kit.Notify(kit.Good, text)
	}))
}
