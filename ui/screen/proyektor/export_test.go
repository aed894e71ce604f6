package proyektor

import tea "charm.land/bubbletea/v2"

// Wait is the command that waits for news.
func (s *Screen) Wait() tea.Cmd { return s.wait() }
