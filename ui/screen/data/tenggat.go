package data

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/entry"
	"monev/ui/followup"
	"monev/ui/kit"
	"monev/ui/part"
	"monev/ui/stage"
)

func deadlineRow(w int, date, text, state string) string {
	return part.Columns(w,
		part.Cell{Text: date, Width: 14},
		part.Cell{Text: text},
		part.Cell{Text: state, Width: 16},
	)
}

// deadlineItems lists what is still to do by date, then what is done.
func (s *Screen) deadlineItems() []stage.Item {
	st := s.K.Styles
	var list, done []stage.Item
	for _, d := range s.o.Deadlines {
		row := func(w int) string { return deadlineRow(w, d.Date.ShortDay(), d.Text, s.deadlineState(d)) }
		it := stage.Item{Key: d.ID, Line: row, Full: func(w int) []string { return under(row(w), w, d.Text, d.Note) }}
		if d.Done {
			done = append(done, it)
		} else {
			list = append(list, it)
		}
	}
	if len(done) > 0 {
		list = append(list, stage.Item{Key: "#selesai", Header: true, Line: func(w int) string {
			return st.Heading.Render(part.Cut(fmt.Sprintf(" SELESAI (%d)", len(done)), w))
		}})
	}
	return append(list, done...)
}

// deadlineState says how far off a deadline is, or that it is done.
func (s *Screen) deadlineState(d monev.Deadline) string {
	st := s.K.Styles
	n := d.Date.DaysSince(s.K.App.Today())
	switch {
	case d.Done:
		return st.Good.Render("✓ selesai")
	case n < 0:
		return st.Bad.Render("▲ " + tanggal.InDays(n))
	case n <= 7:
		return st.Warn.Render("! " + tanggal.InDays(n))
	}
	return tanggal.InDays(n)
}

func (s *Screen) deadlineDetail(d monev.Deadline, w int) []string {
	out := s.heading("TENGGAT KANTOR", w)
	out = append(out, part.Wrap(d.Text, w)...)
	return append(append(out, ""), s.pairs(w, []pair{
		{"Tenggat", d.Date.Long()}, {"Keadaan", s.deadlineState(d)}, {"Catatan", d.Note},
	})...)
}

// deadlineActions fits the actions to the selected deadline.
func (s *Screen) deadlineActions(edit, drop, up, down, mark *kit.Action) {
	up.Reason, up.Hidden = "Tenggat selalu urut menurut tanggal.", true
	down.Reason, down.Hidden = up.Reason, true
	mark.Key.SetHelp("Spasi", "selesai")
	mark.Reason, mark.Hidden = "", false
	i, err := s.o.DeadlineAt(s.Selected())
	if err != nil {
		for _, a := range []*kit.Action{edit, drop, mark} {
			a.Reason, a.Hidden = "Belum ada tenggat; n menambah.", true
		}
		return
	}
	if s.o.Deadlines[i].Done {
		mark.Key.SetHelp("Spasi", "belum selesai")
	}
}

// deadlineForm adds a deadline, or changes d if it has an ID.
func (s *Screen) deadlineForm(d monev.Deadline) entry.Spec {
	k := s.K
	name, title := "tenggat", "TENGGAT BARU"
	date := ""
	if d.ID != "" {
		name, title, date = "tenggat:"+d.ID, "UBAH TENGGAT", d.Date.Short()
	}
	draft, id := "data/"+name, d.ID
	return entry.Spec{
		Name: name, Draft: draft, What: "Tenggat", Edits: d.ID != "",
		Form: func() *part.Form {
			return part.NewForm(k.Styles, title,
				part.Field{Name: "uraian", Label: "Uraian", Value: d.Text, Required: true, Limit: monev.TextLimit, Hint: "mis. LKE dikirim ke TPI"},
				part.Field{Name: "tanggal", Label: "Tenggat", Value: date, Required: true, Size: 36, Replace: true, Hint: "15/12, akhir bulan, +2 minggu",
					Check: followup.Date(k.App.Today())},
				part.Field{Name: "catatan", Label: "Catatan", Value: d.Note, Limit: monev.TextLimit, Hint: "boleh kosong"},
			)
		},
		Save: func(v func(string) string) (func(context.Context) error, error) {
			to := d
			to.Text, to.Note = v("uraian"), v("catatan")
			var err error
			if to.Date, err = tanggal.ParseISO(v("tanggal")); err != nil {
				return nil, err
			}
			return func(ctx context.Context) error {
				stored, err := k.App.PutDeadline(ctx, to, draft)
				id = stored.ID
				return err
			}, nil
		},
		Done: func() tea.Cmd { s.want = id; return nil },
	}
}

func (s *Screen) markDeadline(id string) tea.Cmd {
	i, err := s.o.DeadlineAt(id)
	if err != nil {
		return nil
	}
	app, done := s.K.App, !s.o.Deadlines[i].Done
	return s.Write("Tenggat", func(ctx context.Context) error { return app.MarkDeadline(ctx, id, done) })
}

// removeDeadline asks, then deletes a deadline.
func (s *Screen) removeDeadline(id string) tea.Cmd {
	i, err := s.o.DeadlineAt(id)
	if err != nil {
		return nil
	}
	app, d := s.K.App, s.o.Deadlines[i]
	return s.AskDelete("Hapus tenggat", d.Date.Long()+": "+d.Text, func(ctx context.Context) error { return app.DropDeadline(ctx, id) })
}
