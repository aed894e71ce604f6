package eviden

import (
	tea "charm.land/bubbletea/v2"

	"monev/ui/kit"
)

func (s *Screen) pack() tea.Cmd { return kit.Notify(kit.Info, "Paket belum dapat dibuat.") }

func (s *lacking) write() tea.Cmd { return kit.Notify(kit.Info, "Daftar belum dapat dibuat.") }
