// Package tinjauan is the review of old follow-ups in a meeting, before the
// round of the areas: every follow-up carried in gets a word on where it stands.
package tinjauan

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/kit"
	"monev/ui/part"
	"monev/ui/stage"
)

// Screen is the stage Tindak Lanjut of a meeting.
type Screen struct {
	*stage.Base
	id     string
	loaded bool
	// moveOn is the follow-up whose report was stored: when it comes back, the
	// selection goes on to the next one without a word.
	moveOn string
}

// New is the stage of a meeting.
func New(k *kit.Kit, meeting string) *Screen {
	s := &Screen{Base: stage.NewBase(k), id: meeting}
	s.Detail = s.detail
	return s
}

// Init is kit.Screen.
func (s *Screen) Init() tea.Cmd { return nil }

// Title is kit.Screen.
func (s *Screen) Title() string { return "Tinjauan tindak lanjut" }

// Explain is kit.Explainer.
func (s *Screen) Explain() string {
	return "Setiap tindak lanjut dari rapat lalu diberi satu kata: sampai di mana. Satu huruf memilih katanya, " +
		"lalu isian meminta catatan atau bukti. ● berarti sudah ditinjau dalam rapat ini."
}

// reviewed reports whether nothing more has to be said about a follow-up here:
// it was spoken about in this meeting, or closed outside it.
func (s *Screen) reviewed(l monev.FollowUpLine) bool {
	return !l.Status.Open() || len(l.TouchedIn(s.id)) > 0
}

func (s *Screen) line(id string) (monev.FollowUpLine, bool) {
	for _, a := range s.M.Areas {
		for _, l := range a.Old {
			if l.ID == id {
				return l, true
			}
		}
	}
	return monev.FollowUpLine{}, false
}

// next is the first follow-up behind from, in the order of the list and around
// its end, that still needs a word; empty if none does.
func (s *Screen) next(from string) string {
	old := s.M.Old()
	at := -1
	for i, l := range old {
		if l.ID == from {
			at = i
		}
	}
	for i := range old {
		if l := old[(at+1+i)%len(old)]; !s.reviewed(l) {
			return l.ID
		}
	}
	return ""
}

// Show is stage.Stage.
func (s *Screen) Show(m monev.Minutes) {
	s.M = m
	st := s.K.Styles
	var list []stage.Item
	for i, a := range m.Areas {
		if len(a.Old) == 0 {
			continue
		}
		n := tanggal.Roman(i + 1)
		title := fmt.Sprintf("%s %s (%d)", n, strings.ToUpper(m.Office.Areas[i].Name), len(a.Old))
		list = append(list, stage.Item{Key: "#" + n, Header: true, Line: func(w int) string {
			return st.Heading.Render(part.Cut(" "+title, w))
		}})
		for _, l := range a.Old {
			list = append(list, stage.Item{Key: l.ID,
				Cells: func(w int) []part.Cell { return s.row(l, w) },
				Full:  func(w int) []string { return s.full(l, w) }})
		}
	}
	s.List.Empty = "Tidak ada tindak lanjut yang terbuka dari rapat sebelumnya; ] ke area I."
	if m.BeforePeriod == "" {
		s.List.Empty = "Belum ada tindak lanjut dari rapat sebelumnya; ] ke area I."
	}
	s.SetItems(list)
	s.goOn()
}

// goOn moves the selection to what needs a word next: at first, and after a
// report was stored, unless the user has gone elsewhere since.
func (s *Screen) goOn() {
	from := s.moveOn
	s.moveOn = ""
	if !s.loaded {
		s.loaded = true
	} else if from == "" || from != s.Selected() || s.Entry.Active() {
		return
	}
	if to := s.next(from); to != "" {
		s.List.SelectKey(to)
	}
}

var (
	_ stage.Stage   = (*Screen)(nil)
	_ kit.Explainer = (*Screen)(nil)
)
