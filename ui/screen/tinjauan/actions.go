package tinjauan

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/ui/followup"
	"monev/ui/kit"
	"monev/ui/screen/eviden"
	"monev/ui/screen/riwayat"
)

// roomy is from which width on the key line has room for more than the words.
const roomy = 100

// Actions is kit.Screen: one key for each of the four words.
func (s *Screen) Actions() []kit.Action {
	k := s.K.Keys.Review
	none, hidden := "", false
	if s.Selected() == "" {
		none, hidden = "Tidak ada tindak lanjut dari rapat sebelumnya.", true
	}
	word := func(id string, b key.Binding, status monev.FollowUpStatus) kit.Action {
		return kit.Action{ID: "tinjauan." + id, Key: b, Changes: true, Reason: none, Hidden: hidden,
			Run: func() tea.Cmd { return s.report(s.Selected(), status) }}
	}
	next := kit.Action{ID: "tinjauan.berikut", Key: k.NextOpen, Reason: none, Hidden: hidden, Run: s.toNext}
	if none == "" && s.next(s.Selected()) == "" {
		next.Reason, next.Hidden = "Semua tindak lanjut sudah ditinjau.", true
	}
	update := word("perbarui", k.Update, "")
	history := kit.Action{ID: "tinjauan.riwayat", Key: k.History, Reason: none, Hidden: hidden, Run: s.history}
	if s.W < roomy { // leave the key line to the words and to the way on
		update.Hidden, history.Hidden = true, true
	}
	return []kit.Action{
		word("belum", k.NotBegun, monev.NotBegun),
		word("proses", k.InProgress, monev.InProgress),
		word("tuntas", k.Done, monev.Done),
		word("tidak-dapat", k.Impossible, monev.Impossible),
		next, update, history,
		{ID: "tinjauan.eviden", Key: k.Evidence, Reason: none, Hidden: true, Run: s.openEvidence},
		{ID: "tinjauan.pilih", Key: s.K.Keys.List.Move, Hidden: true},
	}
}

func (s *Screen) toNext() tea.Cmd {
	if to := s.next(s.Selected()); to != "" {
		s.List.SelectKey(to)
	}
	return nil
}

// report opens the form for a follow-up, with a word already chosen or, with an
// empty one, with the word it has.
func (s *Screen) report(id string, status monev.FollowUpStatus) tea.Cmd {
	l, ok := s.line(id)
	if !ok {
		return nil
	}
	spec := followup.Report(s.K, s.M.Office, l.FollowUp, s.id, status)
	spec.Done = func() tea.Cmd {
		s.moveOn = id
		return nil
	}
	return s.Entry.Open(spec)
}

// openEvidence shows what proves the selected follow-up.
func (s *Screen) openEvidence() tea.Cmd {
	l, ok := s.line(s.Selected())
	if !ok {
		return nil
	}
	return kit.Push(eviden.New(s.K, eviden.At{Year: s.M.Meeting.Period.Year, FollowUp: l.ID, Item: l.Item, Name: l.Text}))
}

// history shows all that happened to the selected follow-up.
func (s *Screen) history() tea.Cmd {
	id := s.Selected()
	if id == "" {
		return nil
	}
	return kit.Push(riwayat.New(s.K, "Riwayat "+id, app.FollowUpRecord(id)))
}

// Return is stage.Stage.
func (s *Screen) Return(form, row string) tea.Cmd {
	s.List.SelectKey(row)
	if id, ok := strings.CutPrefix(form, "lapor:"); ok {
		return s.report(id, "")
	}
	return nil
}
