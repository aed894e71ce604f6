package pilih

import (
	"path/filepath"
	"slices"

	tea "charm.land/bubbletea/v2"

	"monev/ui/kit"
)

// mark is a file that is marked.
type mark struct {
	path string
	size int64
}

// mark marks the selected file, or takes its mark away, and goes to the next.
func (s *Screen) mark() tea.Cmd {
	r, ok := s.selected()
	if !ok || r.entry == nil || r.entry.Dir {
		return kit.Notify(kit.Info, "Yang ditandai hanya berkas; Enter membuka map.")
	}
	path := filepath.Join(s.at.Path, r.entry.Name)
	if i := s.markOf(path); i >= 0 {
		s.marked = slices.Delete(s.marked, i, i+1)
	} else {
		s.marked = append(s.marked, mark{path, r.entry.Size})
	}
	s.list.Move(1)
	return nil
}

func (s *Screen) markOf(path string) int {
	return slices.IndexFunc(s.marked, func(m mark) bool { return m.path == path })
}

// all marks every file that is shown; if all are, it takes their marks away.
func (s *Screen) all() tea.Cmd {
	var shown []mark
	missing := 0
	for _, r := range s.rows {
		if r.entry != nil && !r.entry.Dir {
			m := mark{filepath.Join(s.at.Path, r.entry.Name), r.entry.Size}
			if shown = append(shown, m); s.markOf(m.path) < 0 {
				missing++
			}
		}
	}
	on := make(map[string]bool, len(shown))
	for _, m := range shown {
		on[m.path] = true
	}
	s.marked = slices.DeleteFunc(s.marked, func(m mark) bool { return on[m.path] })
	if missing > 0 {
		s.marked = append(s.marked, shown...)
	}
	return nil
}

// paths are the marked files, the one marked first in front.
func (s *Screen) paths() []string {
	out := make([]string, len(s.marked))
	for i, m := range s.marked {
		out[i] = m.path
	}
	return out
}
