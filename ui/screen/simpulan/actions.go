package simpulan

import (
	"context"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/entry"
	"monev/ui/followup"
	"monev/ui/kit"
	"monev/ui/part"
	"monev/ui/screen/riwayat"
)

// Actions is kit.Screen.
func (s *Screen) Actions() []kit.Action {
	k := s.K.Keys.Conclusion
	open := func(form string) func() tea.Cmd {
		return func() tea.Cmd { return s.openNamed(form) }
	}
	row := s.Selected()
	edit := kit.Action{ID: "simpulan.buka", Key: s.K.Keys.List.Edit, Run: s.openSelected, Changes: !strings.HasPrefix(row, rowArea)}
	edit.Key.SetHelp("Enter", "ubah")
	if strings.HasPrefix(row, rowArea) {
		edit.Key.SetHelp("Enter", "ke area")
	}
	if s.leaders(row) {
		edit.Key.SetHelp("Enter", "perbarui")
	}
	drop := kit.Action{ID: "keputusan.hapus", Key: s.K.Keys.List.Delete, Changes: true, Hidden: true, Run: s.remove}
	if !strings.HasPrefix(row, rowDecision) {
		drop.Reason = "Hanya keputusan yang dapat dihapus di sini; pilih dulu keputusannya."
	}
	decide := kit.Action{ID: "simpulan.jadikan", Key: k.Decide, Changes: true, Run: func() tea.Cmd { return s.openNamed("keputusan-tl:" + row) }}
	if !s.leaders(row) {
		decide.Reason, decide.Hidden = "Pilih dulu tindak lanjut yang perlu keputusan pimpinan.", true
	}
	return []kit.Action{
		edit,
		decide,
		{ID: "simpulan.tulis", Key: k.Conclusion, Changes: true, Run: open(rowConclusion)},
		{ID: "keputusan.tambah", Key: k.Decision, Changes: true, Run: open("keputusan")},
		{ID: "simpulan.penutup", Key: k.Words, Changes: true, Run: open(rowClosing)},
		drop,
		{ID: "simpulan.riwayat", Key: k.History, Hidden: true, Run: s.history},
		{ID: "simpulan.pilih", Key: s.K.Keys.List.Move, Hidden: true},
	}
}

// history is that of the selected follow-up, of the notes on the selected area, or
// else of the meeting.
func (s *Screen) history() tea.Cmd {
	row := s.Selected()
	if s.leaders(row) {
		return kit.Push(riwayat.New(s.K, "Riwayat "+row, app.FollowUpRecord(row)))
	}
	if n, ok := strings.CutPrefix(row, rowArea); ok {
		i, _ := strconv.Atoi(n)
		return kit.Push(riwayat.New(s.K, "Riwayat catatan area "+tanggal.Roman(i+1), app.AreaRecord(s.id, i)))
	}
	return kit.Push(riwayat.New(s.K, "Riwayat rapat "+s.M.Meeting.Period.Short(), app.MeetingRecord(s.id)))
}

func (s *Screen) openSelected() tea.Cmd {
	row := s.Selected()
	if n, ok := strings.CutPrefix(row, rowArea); ok {
		i, _ := strconv.Atoi(n)
		return s.Go(monev.StageArea+monev.Stage(i), "")
	}
	if s.leaders(row) {
		return s.openNamed("lapor:" + row)
	}
	return s.openNamed(row)
}

// leaders tells whether a row is a follow-up that the leaders must decide.
func (s *Screen) leaders(row string) bool {
	return slices.ContainsFunc(s.forLeaders(), func(l monev.FollowUpLine) bool { return l.ID == row })
}

// Return is stage.Stage.
func (s *Screen) Return(form, row string) tea.Cmd {
	s.List.SelectKey(row)
	return s.openNamed(form)
}

func (s *Screen) openNamed(name string) tea.Cmd {
	kind, id, _ := strings.Cut(name, ":")
	switch kind {
	case rowConclusion:
		return s.Entry.Open(s.textForm(rowConclusion, "Simpulan", "SIMPULAN RAPAT", func(m *monev.Meeting) *string { return &m.Conclusion }))
	case rowClosing:
		return s.Entry.Open(s.textForm(rowClosing, "Kata penutup", "KATA PENUTUP", func(m *monev.Meeting) *string { return &m.Closing }))
	case "keputusan":
		if id == "" {
			return s.Entry.Open(s.decisionForm(name, monev.Decision{}))
		}
		for _, d := range s.M.Meeting.Decisions {
			if strconv.Itoa(d.ID) == id {
				return s.Entry.Open(s.decisionForm(name, d))
			}
		}
	case "keputusan-tl":
		for _, l := range s.forLeaders() {
			if l.ID == id {
				return s.Entry.Open(s.decisionFor(l))
			}
		}
	case "lapor":
		for _, l := range s.M.Old() {
			if l.ID == id {
				return s.Entry.Open(followup.Report(s.K, s.M.Office, l.FollowUp, s.id, ""))
			}
		}
	}
	return nil
}

// textForm edits one running text of the meeting; Esc stores it.
func (s *Screen) textForm(name, what, title string, field func(*monev.Meeting) *string) entry.Spec {
	draft, k, id := s.id+"/"+name, s.K, s.id
	return entry.Spec{
		Name: name, Draft: draft, What: what, Edits: true, EscSaves: true,
		Form: func() *part.Form {
			m := s.M.Meeting
			return part.NewForm(k.Styles, title, part.Field{Name: name, Label: what, Kind: part.Text, Value: *field(&m), Rows: 8})
		},
		Save: func(v func(string) string) (func(context.Context) error, error) {
			text := v(name)
			set := func(m *monev.Meeting) error { *field(m) = text; return nil }
			m := s.M.Meeting
			_ = set(&m)
			if err := m.Clean(); err != nil {
				return nil, err
			}
			return func(ctx context.Context) error {
				return k.App.EditMeeting(ctx, id, strings.ToLower(what), draft, set)
			}, nil
		},
	}
}

// decisionForm writes a keputusan, a new one if it has no number. What is half typed is
// kept under name.
func (s *Screen) decisionForm(name string, d monev.Decision) entry.Spec {
	title := "KEPUTUSAN BARU"
	if d.ID != 0 {
		title = "UBAH KEPUTUSAN"
	}
	draft, k, id := s.id+"/"+name, s.K, s.id
	return entry.Spec{
		Name: name, Draft: draft, What: "Keputusan", Edits: d.ID != 0, Again: d.ID == 0,
		Form: func() *part.Form {
			return part.NewForm(k.Styles, title,
				part.Field{Name: "keputusan", Label: "Keputusan", Value: d.Text, Required: true, Limit: monev.TextLimit})
		},
		Save: func(v func(string) string) (func(context.Context) error, error) {
			text := v("keputusan")
			return func(ctx context.Context) error {
				return k.App.EditMeeting(ctx, id, "keputusan", draft, func(m *monev.Meeting) error {
					if d.ID == 0 {
						m.AddDecision(text)
						return nil
					}
					for i := range m.Decisions {
						if m.Decisions[i].ID == d.ID {
							m.Decisions[i].Text = text
							return nil
						}
					}
					return monev.Refuse("", "Keputusan itu sudah dihapus.")
				})
			}, nil
		},
	}
}

// decisionFor is a keputusan about a follow-up: it begins with what it is about, the
// leaders say the rest.
func (s *Screen) decisionFor(l monev.FollowUpLine) entry.Spec {
	spec := s.decisionForm("keputusan-tl:"+l.ID, monev.Decision{Text: l.ID + " " + followup.Brief(l.Text, aboutLimit) + ": "})
	spec.Again, spec.Quiet = false, true
	spec.Done = func() tea.Cmd {
		return kit.Notify(kit.Good, "Keputusan dicatat; Enter pada "+l.ID+" mencatat tenggat atau status barunya.")
	}
	return spec
}

// aboutLimit is how many characters of a follow-up a keputusan about it begins with.
const aboutLimit = 80

func (s *Screen) remove() tea.Cmd {
	n, _ := strings.CutPrefix(s.Selected(), rowDecision)
	for _, d := range s.M.Meeting.Decisions {
		if strconv.Itoa(d.ID) == n {
			return s.AskDelete("Hapus keputusan", d.Text, func(ctx context.Context) error {
				return s.K.App.EditMeeting(ctx, s.id, "hapus keputusan", "", func(m *monev.Meeting) error {
					m.DropDecision(d.ID)
					return nil
				})
			})
		}
	}
	return nil
}
