package pembukaan

import (
	"context"
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"monev/internal/monev"
	"monev/ui/kit"
)

// markKeys are the keys of the marks in the order of monev.Presences.
func (s *Screen) markKeys() []key.Binding {
	k := s.K.Keys.Opening
	return []key.Binding{k.Present, k.Excused, k.Sick, k.Trip, k.Represented, k.Absent}
}

// narrow are the words of the marks where the key line has no room for more.
var narrow = [...]string{"hadir", "izin", "sakit", "dinas", "wakil", "tanpa ket."}

// Actions is kit.Screen. What belongs to the selected row comes first.
func (s *Screen) Actions() []kit.Action {
	k, row := s.K.Keys.Opening, s.Selected()
	person, onPerson := s.attendee(row)
	_, onRemark := s.remark(row)

	var marks []kit.Action
	for i, b := range s.markKeys() {
		p := monev.Presences()[i]
		if s.W < 100 {
			b.SetHelp(b.Help().Key, narrow[i])
		}
		run := func() tea.Cmd { return s.mark(p) }
		if p == monev.Represented {
			run = func() tea.Cmd { return s.openNamed(formDeputy + s.Selected()) }
		}
		marks = append(marks, kit.Action{ID: "kehadiran." + b.Help().Key, Key: b, Changes: true, Run: run})
	}
	clear := kit.Action{ID: "kehadiran.kosong", Key: k.Clear, Changes: true, Run: func() tea.Cmd { return s.mark(monev.Unmarked) }}
	if onPerson && s.M.Meeting.Marked(person) == monev.Unmarked {
		clear.Reason, clear.Hidden = "Kehadiran orang ini memang belum diisi.", true
	}
	marks = append(marks, clear)
	all := kit.Action{ID: "kehadiran.semua", Key: k.All, Changes: true, Run: s.markRest}
	if s.unmarked() == 0 {
		all.Reason, all.Hidden = "Semua orang sudah diisi kehadirannya.", true
	}
	edit := kit.Action{ID: "pembukaan.ubah", Key: s.K.Keys.List.Edit, Changes: true, Run: s.editSelected}
	edit.Key.SetHelp("Enter", "ubah")
	add := kit.Action{ID: "sambutan.tambah", Key: k.Remark, Changes: true, Run: func() tea.Cmd { return s.openNamed(formRemark) }}
	drop := kit.Action{ID: "sambutan.hapus", Key: s.K.Keys.List.Delete, Changes: true, Run: s.remove}
	if !onRemark {
		drop.Reason, drop.Hidden = "Hanya pokok sambutan yang dapat dihapus di sini; pilih dulu pokoknya.", true
	}
	move := kit.Action{ID: "pembukaan.pilih", Key: s.K.Keys.List.Move, Hidden: true}
	if onPerson {
		return append(marks, all, add, edit, drop, move)
	}
	for i := range marks {
		marks[i].Reason, marks[i].Hidden = "Pilih dulu orangnya di daftar hadir.", true
	}
	return append([]kit.Action{add, edit, drop, all, move}, marks...)
}

func (s *Screen) unmarked() int {
	n := 0
	for _, a := range s.M.Meeting.Attendance {
		if s.M.Meeting.Marked(a) == monev.Unmarked {
			n++
		}
	}
	return n
}

// mark notes how the selected person attends, at once on the screen, and goes on
// to the next one. Clearing a mark stays.
func (s *Screen) mark(p monev.Presence) tea.Cmd {
	k, id, who := s.K, s.id, s.Selected()
	cmd := s.WriteAhead("Kehadiran",
		func(m *monev.Meeting) error { return m.Mark(who, p, "") },
		func(ctx context.Context) error { return k.App.Mark(ctx, id, who, p, "") })
	s.fill()
	if p != monev.Unmarked {
		s.goOn(who)
	}
	return cmd
}

// goOn selects the person below who, if who is still selected.
func (s *Screen) goOn(who string) {
	if s.Selected() != who {
		return
	}
	if next, ok := s.after(who); ok {
		s.List.SelectKey(next)
	}
}

// markRest marks everybody not marked yet as present, in one step of undo.
func (s *Screen) markRest() tea.Cmd {
	k, id, n := s.K, s.id, s.unmarked()
	cmd := s.WriteAhead("Kehadiran",
		func(m *monev.Meeting) error { m.MarkAll(monev.Present); return nil },
		func(ctx context.Context) error { return k.App.MarkRest(ctx, id, monev.Present) })
	s.fill()
	return tea.Batch(cmd, kit.Notify(kit.Good, fmt.Sprintf("%d orang dicatat hadir; Ctrl+Z mengembalikannya.", n)))
}

// editSelected opens the selected row's form.
func (s *Screen) editSelected() tea.Cmd {
	row := s.Selected()
	if _, ok := s.attendee(row); ok {
		return s.openNamed(formMark + row)
	}
	return s.openNamed(row)
}

// remove asks, then deletes the selected point of the sambutan.
func (s *Screen) remove() tea.Cmd {
	r, ok := s.remark(s.Selected())
	if !ok {
		return nil
	}
	k, id := s.K, s.id
	return s.AskDelete("Hapus pokok sambutan", r.Text, func(ctx context.Context) error {
		return k.App.EditMeeting(ctx, id, "hapus pokok sambutan", "", func(m *monev.Meeting) error {
			m.DropRemark(r.ID)
			return nil
		})
	})
}
