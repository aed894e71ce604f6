package beranda

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/entry"
	"monev/ui/kit"
	"monev/ui/paper"
	"monev/ui/part"
	"monev/ui/screen/data"
	"monev/ui/screen/eviden"
	"monev/ui/screen/lke"
	"monev/ui/screen/panduan"
	"monev/ui/screen/persiapan"
	"monev/ui/screen/rapat"
	"monev/ui/screen/riwayat"
	"monev/ui/screen/tindaklanjut"
)

// Actions is kit.Screen.
func (s *Screen) Actions() []kit.Action {
	if s.job.Running() {
		return s.job.Actions()
	}
	k := s.k.Keys.Home
	m, some := s.selected()
	open := kit.Action{ID: "rapat.buka", Key: k.Open, Run: s.open}
	drop := kit.Action{ID: "rapat.hapus", Key: k.Delete, Hidden: true, Stores: true, Run: s.remove}
	print := kit.Action{ID: "rapat.dokumen", Key: k.Export, Run: s.export}
	past := kit.Action{ID: "rapat.riwayat", Key: k.History, Hidden: true, Run: func() tea.Cmd {
		return kit.Push(riwayat.New(s.k, "Riwayat rapat "+m.Period.Short(), app.MeetingRecord(m.ID)))
	}}
	leaders := kit.Action{ID: "tl.pimpinan", Key: k.Leaders, Hidden: true, Run: s.openLeaders}
	switch {
	case !some:
		open.Reason, open.Hidden = "Belum ada rapat.", true
		drop.Reason = open.Reason
		print.Reason, print.Hidden = open.Reason, true
		past.Reason = open.Reason
	case m.Status == monev.Draft:
		open.Key.SetHelp("Enter", "siapkan")
	case m.Status == monev.Final:
		open.Key.SetHelp("Enter", "lihat")
		drop.Reason = "Rapat final tidak dapat dihapus; perbaiki lewat revisi."
	default:
		open.Key.SetHelp("Enter", "lanjutkan")
		drop.Reason = "Rapat yang sudah dimulai tidak dapat dihapus."
	}
	out := []kit.Action{
		open,
		{ID: "rapat.baru", Key: k.New, Stores: true, Run: s.openNew},
		{ID: "tl.daftar", Key: k.Register, Run: s.openRegister},
		{ID: "lke.lihat", Key: k.LKE, Run: func() tea.Cmd { return kit.Push(lke.New(s.k, "")) }},
		{ID: "eviden.lihat", Key: k.Evidence, Run: func() tea.Cmd { return kit.Push(eviden.New(s.k, eviden.At{})) }},
		{ID: "data.buka", Key: k.Data, Run: func() tea.Cmd { return kit.Push(data.New(s.k)) }},
		print,
		leaders,
		drop,
		past,
		{ID: "rapat.pilih", Key: s.k.Keys.List.Move, Hidden: true},
	}
	guide := kit.Action{ID: "panduan.buka", Key: k.Guide, Run: func() tea.Cmd { return kit.Push(panduan.New(s.k)) }}
	switch {
	case s.end != nil:
		return append(out, kit.Action{ID: "latihan.akhiri", Key: k.End, Keep: true, Run: s.end.End}, guide,
			kit.Action{ID: "latihan.ulang", Key: k.Afresh, About: "mulai latihan dari awal", Run: s.end.Again})
	case s.k.Practising:
		return append(out, guide)
	}
	return append(out, guide, s.practice.Action())
}

func (s *Screen) selected() (app.MeetingLine, bool) {
	i := s.list.Index()
	if i < 0 || i >= len(s.home.Meetings) {
		return app.MeetingLine{}, false
	}
	return s.home.Meetings[i], true
}

func (s *Screen) openRegister() tea.Cmd {
	if s.register == nil {
		s.register = tindaklanjut.New(s.k)
	}
	return kit.Push(s.register)
}

// openLeaders shows what needs a decision of the leaders.
func (s *Screen) openLeaders() tea.Cmd {
	if s.register == nil {
		s.register = tindaklanjut.New(s.k)
	}
	s.register.Leaders()
	return kit.Push(s.register)
}

func (s *Screen) open() tea.Cmd {
	m, ok := s.selected()
	if !ok {
		return nil
	}
	return kit.Push(rapat.New(s.k, m.ID))
}

// openNew asks for the date; the rest is proposed and edited in Persiapan.
func (s *Screen) openNew() tea.Cmd {
	k := s.k
	const draft = "rapat-baru"
	made := ""
	return s.entry.Open(entry.Spec{
		Name: draft, Draft: draft, What: "Rapat baru",
		Form: func() *part.Form {
			f := part.NewForm(k.Styles, "RAPAT BARU · isian lain dapat diubah di tahap Persiapan",
				part.Field{Name: "tanggal", Label: "Tanggal rapat", Required: true, Replace: true, Value: k.App.Today().Short(),
					Hint: "20/11, kamis, besok", Check: persiapan.Day(k.App.Today())})
			f.Help = "buat rapat"
			return f
		},
		Save: func(v func(string) string) (func(context.Context) error, error) {
			d, err := tanggal.ParseISO(v("tanggal"))
			if err != nil {
				return nil, err
			}
			return func(ctx context.Context) error {
				m, err := k.App.CreateMeeting(ctx, d, nil, draft)
				made = m.ID
				return err
			}, nil
		},
		Quiet: true,
		Done: func() tea.Cmd {
			s.opened = made // opened as soon as it is listed
			return nil
		},
	})
}

// remove asks, then deletes a draft.
func (s *Screen) remove() tea.Cmd {
	m, ok := s.selected()
	if !ok {
		return nil
	}
	k := s.k
	yes := k.Keys.Dialog.Yes
	yes.SetHelp(yes.Help().Key, "hapus")
	return kit.Ask(kit.Dialog{
		Title:  "Hapus draf rapat",
		Text:   m.Title + ", " + m.Date.Long() + "\n\nDapat dikembalikan dengan Ctrl+Z.",
		Danger: true,
		Choices: []kit.Choice{
			{Key: k.Keys.Dialog.Cancel},
			{Key: yes, Run: func() tea.Cmd {
				return k.Writes.Add(func() tea.Msg { return deletedMsg{s, k.App.DeleteMeeting(k.Ctx, m.ID)} })
			}},
		},
	})
}

func (s *Screen) deleted(err error) tea.Cmd {
	if err != nil {
		return tea.Batch(kit.Changed(), s.k.Failed("Rapat belum dihapus", err))
	}
	return tea.Batch(kit.Changed(), kit.Notify(kit.Good, "Draf rapat dihapus; Ctrl+Z mengembalikannya."))
}

// export makes the packet of the selected meeting.
func (s *Screen) export() tea.Cmd {
	m, ok := s.selected()
	if !ok {
		return nil
	}
	return paper.New(s.k, s.job, m.ID).Packet()
}
