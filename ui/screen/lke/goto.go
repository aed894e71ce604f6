package lke

import (
	tea "charm.land/bubbletea/v2"
)

// At is the code of an area, a sub-component or a question as the Target of a
// kit.Place; see New.
type At string

// Visit is kit.Host: it goes to a line, unless a form is open.
func (s *Screen) Visit(target any) (tea.Cmd, func() tea.Cmd, bool) {
	to, ok := target.(At)
	switch {
	case !ok || s.Capturing():
		return nil, nil, false
	case !s.b.loaded:
		s.at = string(to)
		return nil, nil, true
	}
	from, page, top := s.want, s.page, s.top
	s.page, s.top = false, 0
	s.goTo(s.place(string(to)))
	return nil, func() tea.Cmd {
		s.goTo(from)
		s.page, s.top = page, top
		return nil
	}, true
}
