package tindaklanjut

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/followup"
	"monev/ui/kit"
	"monev/ui/screen/eviden"
	"monev/ui/screen/riwayat"
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
	mark := kit.Action{ID: "tl.tandai", Key: k.Mark, Reason: history.Reason, Hidden: history.Hidden, Run: s.mark, About: "tandai untuk diubah bersama"}
	all := kit.Action{ID: "tl.tandai-semua", Key: k.All, Reason: history.Reason, Hidden: true, Run: s.markAll, About: "tandai semua yang tampil, atau lepas"}
	span := kit.Action{ID: "tl.tandai-rentang", Key: k.Range, Reason: history.Reason, Hidden: true, Run: s.markRange, About: "tandai dari tanda terakhir sampai baris ini"}
	bulk := kit.Action{ID: "tl.bersama", Key: k.Change, Changes: true, Reason: history.Reason, Hidden: true, Run: s.change, About: "ubah semua yang ditandai sekaligus"}
	// first the marks, then the words, then the screen
	free := kit.Action{ID: "tl.lepas-tanda", Key: s.K.Keys.Global.Back, Run: s.unmark}
	free.Key.SetHelp(free.Key.Help().Key, "lepas tanda")
	if n := s.marks.count(); n > 0 {
		bulk.Reason, bulk.Hidden, bulk.Keep = "", false, true
		bulk.Key.SetHelp(k.Change.Help().Key, "ubah "+number(n))
		update.Hidden, history.Hidden = true, true
	}
	order := kit.Action{ID: "tl.urutan", Key: k.Order, Hidden: true, Run: s.turnOrder, About: "urutkan menurut poin LKE"}
	if s.view.Order == monev.ByPoints {
		order.Key.SetHelp(k.Order.Help().Key, "urut mendesak")
		order.About = "urutkan menurut yang paling mendesak"
	}
	next := kit.Action{ID: "tl.saringan", Key: k.Next, Run: func() tea.Cmd { return s.step(1) }}
	next.Key.SetHelp("←→", "saringan")
	back := kit.Action{ID: "tl.saringan-sebelum", Key: k.Prev, Hidden: true, Run: func() tea.Cmd { return s.step(-1) }}
	clear := kit.Action{ID: "tl.hapus-saringan", Key: k.Clear, Run: s.clear}
	if !s.view.Narrowed() {
		clear.Reason, clear.Hidden = "Area, penanggung jawab, dan kata memang belum disaring.", true
	}
	out := []kit.Action{bulk}
	if s.marks.count() > 0 {
		out = append(out, free)
	}
	out = append(out,
		update, history, clear, next, back,
		kit.Action{ID: "tl.kata", Key: k.Words, Run: s.openWords},
		kit.Action{ID: "tl.area", Key: key.NewBinding(key.WithHelp(k.Area.Help().Key, k.Area.Help().Desc))},
		kit.Action{ID: "tl.pj", Key: k.Owner, Run: s.openOwner},
		proof,
		mark, all, span,
		kit.Action{ID: "tl.tersimpan", Key: k.Saved, Hidden: s.W < roomy, Run: func() tea.Cmd { return kit.Push(newSaved(s)) }, About: "saringan tersimpan: pakai, simpan, ubah nama"},
		kit.Action{ID: "tl.lengkap", Key: k.Full, Hidden: true, Run: s.openFull, About: "semua saringan dalam satu isian"},
		order,
		kit.Action{ID: "tl.terlambat", Key: k.Late, Hidden: true, Run: s.to(monev.WhichLate)},
	)

	for i, digit := range k.Area.Keys() {
		name := "semua area"
		if i > 0 {
			name = "area " + tanggal.Roman(i) + " " + s.office.Areas[i-1].Short
		}
		out = append(out, kit.Action{ID: "tl.area." + digit, Hidden: true,
			Key: key.NewBinding(key.WithKeys(digit), key.WithHelp(digit, strings.TrimSpace(name))),
			Run: func() tea.Cmd { return s.turn(func(v *monev.FollowUpFilter) { v.Area = i }) }})
	}
	for _, w := range monev.Whiches() {
		if w == monev.WhichLate {
			continue // has a key
		}
		out = append(out, kit.Action{ID: "tl.saring." + strings.ReplaceAll(string(w), " ", "-"), Hidden: true,
			Key: key.NewBinding(key.WithHelp("", "saring: "+strings.ToLower(wordsOf[w].tab))), Run: s.to(w)})
	}
	for _, x := range s.filters() {
		out = append(out, kit.Action{ID: "tl.pakai." + x.ID, Hidden: true, Key: key.NewBinding(key.WithHelp("", "saringan: "+x.Name)),
			Run: func() tea.Cmd { return s.turn(func(v *monev.FollowUpFilter) { *v = x.Filter }) }})
	}
	if s.marks.count() == 0 && s.view.Words != "" {
		back := s.K.Keys.Global.Back
		back.SetHelp(back.Help().Key, "hapus kata")
		out = append(out, kit.Action{ID: "tl.hapus-kata", Key: back, Hidden: true, Run: func() tea.Cmd {
			return s.turn(func(v *monev.FollowUpFilter) { v.Words = "" })
		}})
	}
	return append(out, kit.Action{ID: "tl.pilih", Key: s.K.Keys.List.Move, Hidden: true})
}

func (s *Screen) to(w monev.Which) func() tea.Cmd {
	return func() tea.Cmd { return s.turn(func(v *monev.FollowUpFilter) { v.Which = w }) }
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

// roomy is from which width on the key line has room for more.
const roomy = 100

func (s *Screen) turnOrder() tea.Cmd {
	return s.turn(func(v *monev.FollowUpFilter) {
		if v.Order == monev.ByPoints {
			v.Order = monev.ByUrgency
		} else {
			v.Order = monev.ByPoints
		}
	})
}

// Leaders shows what needs a decision of the leaders, of every area.
func (s *Screen) Leaders() {
	s.view = monev.FollowUpFilter{Which: monev.WhichLeaders}
}

func (s *Screen) history() tea.Cmd {
	if s.want = s.Selected(); s.want == "" {
		return nil
	}
	return kit.Push(riwayat.New(s.K, "Riwayat "+s.want, app.FollowUpRecord(s.want)))
}
