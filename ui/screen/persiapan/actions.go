package persiapan

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/kit"
)

// Actions is kit.Screen.
func (s *Screen) Actions() []kit.Action {
	if s.Busy() {
		return s.Job.Actions()
	}
	k, m := s.K.Keys.Prepare, s.M.Meeting
	edit := kit.Action{ID: "persiapan.ubah", Key: s.K.Keys.List.Edit, Changes: true, Run: func() tea.Cmd { return s.openNamed(s.Selected()) }}
	edit.Key.SetHelp("Enter", "ubah")
	start := kit.Action{ID: "rapat.mulai", Key: k.Start, Changes: true, Run: s.askStart}
	if m.Status != monev.Draft {
		start.Reason, start.Hidden = "Rapat ini sudah dimulai.", true
	}
	add := kit.Action{ID: "acara.tambah", Key: k.New, Changes: true, Run: func() tea.Cmd { return s.openNamed(formAgenda) }}
	drop := kit.Action{ID: "acara.hapus", Key: s.K.Keys.List.Delete, Changes: true, Run: s.remove}
	up := kit.Action{ID: "acara.naik", Key: k.MoveUp, Changes: true, Run: func() tea.Cmd { return s.move(-1) }}
	down := kit.Action{ID: "acara.turun", Key: k.MoveDown, Changes: true, Run: func() tea.Cmd { return s.move(1) }}
	i, ok := s.agendaAt(s.Selected())
	switch {
	case !ok:
		const why = "Pilih dulu acara yang akan dipindah atau dihapus."
		for _, a := range []*kit.Action{&drop, &up, &down} {
			a.Reason, a.Hidden = why, true
		}
	case i == 0:
		up.Reason = "Ini acara pertama."
	}
	if ok && i == len(m.Agenda)-1 {
		down.Reason = "Ini acara terakhir."
	}
	print := kit.Action{ID: "persiapan.dokumen", Key: s.K.Keys.Meeting.Export, Run: s.print}
	print.Key.SetHelp(print.Key.Help().Key, "buat undangan")
	folder := kit.Action{ID: "dokumen.map", Key: k.Folder, Hidden: !s.papers.Made(), Run: s.papers.OpenFolder}
	return []kit.Action{
		edit, start, print, add, folder, drop, up, down,
		{ID: "persiapan.pilih", Key: s.K.Keys.List.Move, Hidden: true},
	}
}

// print makes what is needed before the meeting: undangan, susunan acara and the
// daftar hadir to be signed.
func (s *Screen) print() tea.Cmd {
	return s.papers.Make([]string{"undangan", "susunan-acara", "daftar-hadir"}, []string{"docx", "pdf"})
}

// askStart says what starting does; "y" starts, and the meeting screen goes to
// Pembukaan by itself.
func (s *Screen) askStart() tea.Cmd {
	k, id := s.K, s.id
	yes := k.Keys.Dialog.Yes
	yes.SetHelp(yes.Help().Key, "mulai rapat")
	return kit.Ask(kit.Dialog{
		Title: "Mulai rapat sekarang?",
		Text:  strings.Join(s.startWords(), "\n"),
		Choices: []kit.Choice{
			{Key: k.Keys.Dialog.Cancel},
			{Key: yes, Run: func() tea.Cmd {
				return s.Write("Mulai rapat", func(ctx context.Context) error { return k.App.StartMeeting(ctx, id) })
			}},
		},
	})
}

func (s *Screen) startWords() []string {
	m, now := s.M.Meeting, s.K.App.Now()
	people, unnamed := s.M.People(), 0
	for _, p := range people {
		if p.Holder == "" {
			unnamed++
		}
	}
	out := []string{
		fmt.Sprintf("Daftar hadir dikunci: %d orang dari daftar jabatan.", len(people)),
		fmt.Sprintf("Jam rapat berjalan mulai %s %s.", tanggal.ClockOf(now), s.M.Office.Zone),
		"",
	}
	if today := tanggal.Of(now); m.Date != today {
		out = append(out, fmt.Sprintf("! Rapat ini untuk %s, bukan hari ini.", m.Date.ShortDay()))
	}
	if unnamed > 0 {
		out = append(out, fmt.Sprintf("! %d jabatan belum bernama; bila perlu, isi dulu di Data.", unnamed))
	}
	if missing := s.missing(); len(missing) > 0 {
		out = append(out, "! Belum diisi: "+strings.Join(missing, ", ")+".")
	}
	return out
}

// move moves the selected item of the agenda by step; it stays selected.
func (s *Screen) move(step int) tea.Cmd {
	i, ok := s.agendaAt(s.Selected())
	j := i + step
	if !ok || j < 0 || j >= len(s.M.Meeting.Agenda) {
		return nil
	}
	k, id := s.K, s.id
	change := item(i, s.M.Meeting.Agenda[i], func(m *monev.Meeting) {
		if j < len(m.Agenda) {
			m.Agenda[i], m.Agenda[j] = m.Agenda[j], m.Agenda[i]
		}
	})
	cmd := s.WriteAhead("Urutan acara", change, func(ctx context.Context) error {
		return k.App.EditMeeting(ctx, id, "pindah acara", "", change)
	})
	s.fill()
	s.List.SelectKey(rowAgenda + strconv.Itoa(j))
	return cmd
}

// remove asks, then deletes the selected item of the agenda.
func (s *Screen) remove() tea.Cmd {
	i, ok := s.agendaAt(s.Selected())
	if !ok {
		return nil
	}
	k, id, text := s.K, s.id, s.M.Meeting.Agenda[i]
	return s.AskDelete("Hapus acara", text, func(ctx context.Context) error {
		return k.App.EditMeeting(ctx, id, "hapus acara", "", item(i, text, func(m *monev.Meeting) {
			m.Agenda = append(m.Agenda[:i], m.Agenda[i+1:]...)
		}))
	})
}
