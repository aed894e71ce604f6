package lke

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/kit"
)

// tookMsg is the answer when notes were made findings.
type tookMsg struct {
	s   *remarks
	n   int
	err error
}

// open lists the notes that can be taken.
func (s *remarks) open() []app.EvaluatorNote {
	var out []app.EvaluatorNote
	for _, n := range s.list {
		if n = s.placed(n); n.Taken == "" && n.Area > 0 {
			out = append(out, n)
		}
	}
	return out
}

// chosen is what Enter takes: the marked notes, or else the selected one.
func (s *remarks) chosen() []app.EvaluatorNote {
	var out []app.EvaluatorNote
	for _, n := range s.open() {
		if s.marked[keyOf(n)] {
			out = append(out, n)
		}
	}
	if n, ok := s.find(s.Selected()); len(out) == 0 && ok {
		out = append(out, n)
	}
	return out
}

// whyNot says why a note cannot become a finding.
func whyNot(n app.EvaluatorNote, ok bool) string {
	switch {
	case !ok:
		return "Tidak ada catatan yang dipilih."
	case n.Taken != "":
		return "Catatan ini sudah menjadi temuan."
	case n.Area == 0:
		return "Butir Hasil tidak punya area; tekan 1–6 untuk memilih area temuannya."
	}
	return ""
}

// noMeeting says why nothing can be taken now.
func (s *remarks) noMeeting() string {
	switch {
	case !s.loaded:
		return "Catatan belum terbaca."
	case s.busy:
		return "Catatan sedang disimpan."
	case s.meeting.ID == "" || s.meeting.Status == monev.Draft:
		return "Belum ada rapat yang berlangsung; mulai rapatnya dulu, lalu ambil catatannya."
	}
	if err := s.meeting.Locked(); err != nil {
		return err.Error()
	}
	return ""
}

// Actions is kit.Screen.
func (s *remarks) Actions() []kit.Action {
	k := s.K.Keys.Remarks
	n, ok := s.find(s.Selected())
	take := kit.Action{ID: "penilai.ambil", Key: k.Take, Changes: true, Reason: s.noMeeting(), Run: s.store}
	mark := kit.Action{ID: "penilai.tandai", Key: k.Mark, Reason: whyNot(n, ok), Run: s.mark}
	all := kit.Action{ID: "penilai.semua", Key: k.All, Run: s.markAll}
	chosen := s.chosen()
	if take.Reason == "" && len(s.marked) == 0 {
		take.Reason = whyNot(n, ok)
	}
	if len(s.marked) > 0 {
		take.Key.SetHelp("Enter", fmt.Sprintf("jadikan %d temuan", len(chosen)))
	}
	if s.marked[s.Selected()] {
		mark.Key.SetHelp(k.Mark.Help().Key, "lepas tanda")
	}
	switch open := len(s.open()); {
	case open == 0:
		all.Reason = "Tidak ada catatan yang dapat ditandai."
	case len(s.marked) == open:
		all.Key.SetHelp(k.All.Help().Key, "lepas semua")
	}
	if !ok {
		take.Hidden, mark.Hidden, all.Hidden = true, true, true
	}
	out := append(s.ways(n, ok), take, mark, all)
	return append(out, kit.Action{ID: "penilai.pilih", Key: s.K.Keys.List.Move, Hidden: true})
}

// ways are the digits that say where a note under hasil goes.
func (s *remarks) ways(n app.EvaluatorNote, ok bool) []kit.Action {
	if s.area > 0 {
		return nil
	}
	k := s.K.Keys.Remarks.Area
	why := ""
	switch {
	case !ok || n.Taken != "":
		why = whyNot(n, ok)
	case n.Item.Area() > 0:
		why = "Area temuan ini mengikuti butirnya."
	}
	out := []kit.Action{{ID: "penilai.area", Key: key.NewBinding(key.WithHelp(k.Help().Key, k.Help().Desc)), Hidden: why != ""}}
	for i, digit := range k.Keys() {
		out = append(out, kit.Action{ID: "penilai.area." + digit, Hidden: true, Reason: why,
			Key: key.NewBinding(key.WithKeys(digit), key.WithHelp(digit, "temuan ke area "+tanggal.Roman(i+1))),
			Run: func() tea.Cmd { s.areas[s.Selected()] = i + 1; return nil }})
	}
	return out
}

// mark marks the selected note, or takes its mark off, and goes on to the next.
func (s *remarks) mark() tea.Cmd {
	key := s.Selected()
	if s.marked[key] {
		delete(s.marked, key)
	} else {
		s.marked[key] = true
	}
	s.List.Next()
	return nil
}

// markAll marks every note that can be taken, or none if all are.
func (s *remarks) markAll() tea.Cmd {
	open := s.open()
	all := len(s.marked) == len(open)
	s.marked = map[string]bool{}
	for _, n := range open {
		if !all {
			s.marked[keyOf(n)] = true
		}
	}
	return nil
}

// store makes the chosen notes findings of the meeting.
func (s *remarks) store() tea.Cmd {
	notes, k, id := s.chosen(), s.K, s.meeting.ID
	if len(notes) == 0 {
		return nil
	}
	s.busy = true
	return k.Writes.Add(func() tea.Msg { return tookMsg{s, len(notes), k.App.TakeNotes(k.Ctx, id, notes...)} })
}

// took tells what became of it.
func (s *remarks) took(msg tookMsg) tea.Cmd {
	s.busy = false
	if r, refused := monev.AsRefusal(msg.err); refused {
		return tea.Batch(kit.Changed(), kit.Notify(kit.Warn, r.Reason))
	}
	if msg.err != nil {
		return tea.Batch(kit.Changed(), s.K.Failed("Temuan belum tersimpan", msg.err))
	}
	s.marked = map[string]bool{}
	text := fmt.Sprintf("%d catatan menjadi temuan rapat %s; Ctrl+Z mengurungkannya.", msg.n, s.meeting.Period.Short())
	return tea.Batch(kit.Changed(), kit.Notify(kit.Good, text))
}
