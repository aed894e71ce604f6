package data

import (
	tea "charm.land/bubbletea/v2"

	"monev/ui/kit"
)

// At is the number of a chapter as the Target of a kit.Place; see Chapters.
type At int

// Chapters are the names of the parts of Data, in their order.
func Chapters() []string {
	out := make([]string, chapters)
	for i := range out {
		out[i] = chapter(i).String()
	}
	return out
}

// NewAt is Data with the chapter of that number in front; see Chapters.
func NewAt(k *kit.Kit, n int) *Screen {
	s := New(k)
	s.now = chapter(n)
	s.List = s.lists[n]
	return s
}

// Visit is kit.Host: it turns to a chapter, unless a form is open.
func (s *Screen) Visit(target any) (tea.Cmd, func() tea.Cmd, bool) {
	to, ok := target.(At)
	if !ok || s.Capturing() {
		return nil, nil, false
	}
	from := s.now
	return s.turn(chapter(to)), func() tea.Cmd { return s.turn(from) }, true
}
