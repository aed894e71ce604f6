package tindaklanjut

import (
	"context"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/followup"
	"monev/ui/kit"
	"monev/ui/screen/eviden"
)

// Actions is kit.Screen.
func (s *Screen) Actions() []kit.Action {
	k := s.K.Keys.Register
	update := kit.Action{ID: "tl.perbarui", Key: k.Update, Changes: true, Run: s.report}
	history := kit.Action{ID: "tl.riwayat", Key: k.History, Run: s.history}
	if s.Selected() == "" {
		const none = "Tidak ada tindak lanjut yang dipilih."
		update.Reason, update.Hidden = none, true
		history.Reason, history.Hidden = none, true
	} else if l, ok := s.line(s.Selected()); ok && !l.Status.Open() {
		update.Key.SetHelp(k.Update.Help().Key, "buka kembali")
	}
	proof := kit.Action{ID: "tl.eviden", Key: k.Evidence, Reason: history.Reason, Hidden: history.Hidden, Run: s.evidence}
	next := kit.Action{ID: "tl.saringan", Key: k.Next, Run: func() tea.Cmd { return s.step(1) }}
	next.Key.SetHelp("←→", "saringan")
	back := kit.Action{ID: "tl.saringan-sebelum", Key: k.Prev, Hidden: true, Run: func() tea.Cmd { return s.step(-1) }}
	clear := kit.Action{ID: "tl.hapus-saringan", Key: k.Clear, Run: s.clear}
	if !s.view.narrowed() {
		clear.Reason, clear.Hidden = "Area, penanggung jawab, dan kata memang belum disaring.", true
	}
	out := []kit.Action{
		update, history, clear, next, back,
		{ID: "tl.kata", Key: k.Words, Run: s.openWords},
		{ID: "tl.area", Key: key.NewBinding(key.WithHelp(k.Area.Help().Key, k.Area.Help().Desc))},
		{ID: "tl.pj", Key: k.Owner, Run: s.openOwner},
		proof,
		{ID: "tl.terlambat", Key: k.Late, Hidden: true, Run: s.to(app.WhichLate)},
	}
	for i, digit := range k.Area.Keys() {
		name := "semua area"
		if i > 0 {
			name = "area " + tanggal.Roman(i) + " " + s.office.Areas[i-1].Short
		}
		out = append(out, kit.Action{ID: "tl.area." + digit, Hidden: true,
			Key: key.NewBinding(key.WithKeys(digit), key.WithHelp(digit, strings.TrimSpace(name))),
			Run: func() tea.Cmd { return s.turn(func(v *view) { v.area = i }) }})
	}
	for _, w := range app.Whiches() {
		if w == app.WhichLate {
			continue // has a key
		}
		out = append(out, kit.Action{ID: "tl.saring." + strings.ReplaceAll(string(w), " ", "-"), Hidden: true,
			Key: key.NewBinding(key.WithHelp("", "saring: "+strings.ToLower(wordsOf[w].tab))), Run: s.to(w)})
	}
	if s.view.words != "" {
		back := s.K.Keys.Global.Back
		back.SetHelp(back.Help().Key, "hapus kata")
		out = append(out, kit.Action{ID: "tl.hapus-kata", Key: back, Hidden: true, Run: func() tea.Cmd {
			return s.turn(func(v *view) { v.words = "" })
		}})
	}
	return append(out, kit.Action{ID: "tl.pilih", Key: s.K.Keys.List.Move, Hidden: true})
}

func (s *Screen) to(w app.Which) func() tea.Cmd {
	return func() tea.Cmd { return s.turn(func(v *view) { v.which = w }) }
}

// report opens the form for the selected follow-up, outside any meeting. One
// that is closed can only be opened again.
func (s *Screen) report() tea.Cmd {
	s.want = s.Selected()
	l, ok := s.line(s.want)
	if !ok {
		return nil
	}
	status := monev.FollowUpStatus("") // the one it has
	if !l.Status.Open() {
		status = monev.InProgress
	}
	return s.Entry.Open(followup.Report(s.K, s.office, l.FollowUp, "", status))
}

// evidence shows what proves the selected follow-up.
func (s *Screen) evidence() tea.Cmd {
	s.want = s.Selected()
	l, ok := s.line(s.want)
	if !ok {
		return nil
	}
	return kit.Push(eviden.New(s.K, eviden.At{FollowUp: l.ID, Item: l.Item, Name: l.Text}))
}

func (s *Screen) history() tea.Cmd {
	s.want = s.Selected()
	l, ok := s.line(s.want)
	if !ok {
		return nil
	}
	a, id := s.K.App, s.want
	return kit.Push(NewHistory(s.K, l, s.office, func(ctx context.Context) (monev.FollowUpLine, monev.Office, error) {
		office, err := a.Office(ctx)
		if err != nil {
			return monev.FollowUpLine{}, office, err
		}
		l, err := a.FollowUp(ctx, id)
		return l, office, err
	}))
}
