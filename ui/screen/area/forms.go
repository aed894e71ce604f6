package area

import (
	"context"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/entry"
	"monev/ui/followup"
	"monev/ui/kit"
	"monev/ui/part"
)

func (s *Screen) draft(form string) string { return followup.DraftKey(s.id, s.area, form) }

// openNamed opens the form a Place names; unknown and outdated names do nothing.
func (s *Screen) openNamed(name string) tea.Cmd {
	kind, id, _ := strings.Cut(name, ":")
	p := s.part()
	switch kind {
	case "status":
		return s.Entry.Open(s.statusForm())
	case "uraian":
		return s.Entry.Open(s.summaryForm())
	case "kendala":
		return s.Entry.Open(s.obstacleForm())
	case "catatan":
		return s.Entry.Open(s.noteForm())
	case "temuan":
		for _, f := range p.Findings {
			if f.ID == id {
				return s.Entry.Open(s.findingForm(f))
			}
		}
		if id == "" {
			return s.Entry.Open(s.findingForm(monev.Finding{}))
		}
	case "usulan":
		for _, u := range p.Proposals {
			if u.ID == id {
				return s.Entry.Open(s.proposalForm(u))
			}
		}
		if id == "" {
			return s.Entry.Open(s.proposalForm(monev.Proposal{}))
		}
	case "tl":
		if id == "" {
			return s.Entry.Open(followup.New(s.K, s.M.Office, s.instrument, monev.FollowUp{Origin: s.origin()}))
		}
		if start, ok := s.startFrom(id); ok {
			return s.Entry.Open(followup.New(s.K, s.M.Office, s.instrument, start))
		}
	case "ubah":
		for _, l := range p.New {
			if l.ID == id {
				return s.Entry.Open(followup.Rewrite(s.K, s.M.Office, s.instrument, l.FollowUp))
			}
		}
	case "lapor":
		for _, l := range p.Old {
			if l.ID == id {
				return s.Entry.Open(followup.Report(s.K, s.M.Office, l.FollowUp, s.id, ""))
			}
		}
	}
	return nil
}

// Return is stage.Stage.
func (s *Screen) Return(form, row string) tea.Cmd {
	s.List.SelectKey(row)
	return s.openNamed(form)
}

func (s *Screen) origin() monev.Origin { return monev.Origin{Meeting: s.id, Area: s.area} }

// startFrom is the follow-up that a finding or proposal becomes.
func (s *Screen) startFrom(id string) (monev.FollowUp, bool) {
	p := s.part()
	for _, f := range p.Findings {
		if f.ID == id {
			o := s.origin()
			o.Finding = id
			text := f.Recommendation
			if text == "" {
				text = f.Text
			}
			return monev.FollowUp{Text: text, Origin: o, Item: f.Item, Priority: f.Level}, true
		}
	}
	for _, u := range p.Proposals {
		if u.ID == id {
			o := s.origin()
			o.Proposal = id
			return monev.FollowUp{Text: u.Text, Origin: o}, true
		}
	}
	return monev.FollowUp{}, false
}

// edit is the form of a change to the review of this area. Running texts, where
// Enter is a new line, are stored by Esc.
func (s *Screen) edit(name, what string, form func() *part.Form, change func(*monev.AreaReview, func(string) string) error) entry.Spec {
	draft, k, id, n := s.draft(name), s.K, s.id, s.area
	label := strings.ToLower(what) + " area " + tanggal.Roman(n+1)
	return entry.Spec{
		Name: name, Draft: draft, What: what, Form: form, Edits: true, EscSaves: name != "status", Private: name == "catatan",
		Save: func(v func(string) string) (func(context.Context) error, error) {
			values := map[string]string{}
			for _, f := range []string{"status", "capaian", "uraian", "kendala", "catatan", "menit"} {
				values[f] = v(f)
			}
			get := func(f string) string { return values[f] }
			r := s.part().Review
			if err := change(&r, get); err != nil {
				return nil, err
			}
			if err := r.Clean(); err != nil {
				return nil, err
			}
			return func(ctx context.Context) error {
				return k.App.EditArea(ctx, id, n, label, draft, func(r *monev.AreaReview) error { return change(r, get) })
			}, nil
		},
	}
}

func percent(text string) (string, string, error) {
	n, err := tanggal.ParsePercent(text)
	if err != nil {
		return "", "", err
	}
	return strconv.Itoa(n), strconv.Itoa(n) + "%", nil
}

func progressText(p *int) string {
	if p == nil {
		return ""
	}
	return strconv.Itoa(*p)
}

func setProgress(r *monev.AreaReview, text string) error {
	if text == "" {
		r.Progress = nil
		return nil
	}
	n, err := strconv.Atoi(text)
	r.Progress = &n
	return err
}

func (s *Screen) statusForm() entry.Spec {
	return s.edit("status", "Status", func() *part.Form {
		r := s.part().Review
		var options []part.Option
		for _, a := range monev.AreaStatuses() {
			options = append(options, part.Option{Key: string(a), Label: string(a)})
		}
		before := ""
		if b := s.part().Before; b != nil {
			before = s.M.BeforePeriod + ": " + strconv.Itoa(*b) + "%"
		}
		return part.NewForm(s.K.Styles, "STATUS DAN CAPAIAN",
			part.Field{Name: "status", Label: "Status", Kind: part.Choice, Value: string(r.Status), Options: options},
			part.Field{Name: "capaian", Label: "Capaian (%)", Value: progressText(r.Progress), Check: percent, Size: 6, Replace: true, Hint: before},
		)
	}, func(r *monev.AreaReview, v func(string) string) error {
		r.Status = monev.AreaStatus(v("status"))
		return setProgress(r, v("capaian"))
	})
}

func (s *Screen) summaryForm() entry.Spec {
	return s.edit("uraian", "Uraian", func() *part.Form {
		return part.NewForm(s.K.Styles, "URAIAN · sampai di mana area ini",
			part.Field{Name: "uraian", Label: "Uraian", Kind: part.Text, Value: s.part().Review.Summary})
	}, func(r *monev.AreaReview, v func(string) string) error {
		r.Summary = v("uraian")
		return nil
	})
}

func (s *Screen) obstacleForm() entry.Spec {
	return s.edit("kendala", "Kendala", func() *part.Form {
		return part.NewForm(s.K.Styles, "KENDALA",
			part.Field{Name: "kendala", Label: "Kendala", Kind: part.Text, Value: s.part().Review.Obstacles})
	}, func(r *monev.AreaReview, v func(string) string) error {
		r.Obstacles = v("kendala")
		return nil
	})
}

func (s *Screen) noteForm() entry.Spec {
	return s.edit("catatan", "Catatan fasilitator", func() *part.Form {
		return part.NewForm(s.K.Styles, "CATATAN FASILITATOR · hanya di layar ini, tidak pernah dicetak",
			part.Field{Name: "catatan", Label: "Catatan", Kind: part.Text, Value: s.part().Review.Private})
	}, func(r *monev.AreaReview, v func(string) string) error {
		r.Private = v("catatan")
		return nil
	})
}

// findingForm adds a temuan, or changes f if it has an ID.
func (s *Screen) findingForm(f monev.Finding) entry.Spec {
	name, title := "temuan", "TEMUAN BARU"
	if f.ID != "" {
		name, title = "temuan:"+f.ID, "UBAH TEMUAN"
		if f.Source != "" {
			title += " · " + f.Source
		}
	}
	if f.Level == "" {
		f.Level = monev.Medium
	}
	f.Meeting, f.Area = s.id, s.area
	draft, k := s.draft(name), s.K
	return entry.Spec{
		Name: name, Draft: draft, What: "Temuan", Edits: f.ID != "", Again: f.ID == "",
		Form: func() *part.Form {
			return part.NewForm(k.Styles, title,
				part.Field{Name: "uraian", Label: "Temuan", Value: f.Text, Required: true, Limit: monev.TextLimit},
				part.Field{Name: "tingkat", Label: "Tingkat", Kind: part.Choice, Value: string(f.Level), Required: true, Options: followup.Levels()},
				followup.Item(s.instrument, f.Item),
				part.Field{Name: "sebab", Label: "Akar masalah", Value: f.Cause, Limit: monev.TextLimit, Hint: "boleh kosong"},
				part.Field{Name: "rekomendasi", Label: "Rekomendasi", Value: f.Recommendation, Limit: monev.TextLimit, Hint: "boleh kosong"},
			)
		},
		Save: func(v func(string) string) (func(context.Context) error, error) {
			to := f
			to.Text, to.Level, to.Item = v("uraian"), monev.Level(v("tingkat")), v("butir")
			to.Cause, to.Recommendation = v("sebab"), v("rekomendasi")
			if err := to.Clean(); err != nil {
				return nil, err
			}
			return func(ctx context.Context) error {
				if to.ID != "" {
					return k.App.EditFinding(ctx, to, draft)
				}
				_, err := k.App.AddFinding(ctx, to, draft)
				return err
			}, nil
		},
	}
}

// proposalForm adds a usulan, or changes u if it has an ID.
func (s *Screen) proposalForm(u monev.Proposal) entry.Spec {
	name, title := "usulan", "USULAN BARU"
	if u.ID != "" {
		name, title = "usulan:"+u.ID, "UBAH USULAN"
	}
	u.Meeting, u.Area = s.id, s.area
	draft, k := s.draft(name), s.K
	return entry.Spec{
		Name: name, Draft: draft, What: "Usulan", Edits: u.ID != "", Again: u.ID == "",
		Form: func() *part.Form {
			return part.NewForm(k.Styles, title,
				part.Field{Name: "uraian", Label: "Usulan", Value: u.Text, Required: true, Limit: monev.TextLimit},
				part.Field{Name: "pengusul", Label: "Pengusul", Kind: part.Complete, Value: u.By.Position, Required: true, Options: followup.PositionsWith(s.M.Office, u.By)},
				part.Field{Name: "putusan", Label: "Putusan", Kind: part.Choice, Value: string(u.Verdict), Options: []part.Option{
					{Key: "", Label: "Belum diputus"}, {Key: string(monev.Accepted), Label: "Diterima"}, {Key: string(monev.Rejected), Label: "Tidak diterima"}}},
				part.Field{Name: "catatan", Label: "Catatan", Value: u.Note, Limit: monev.TextLimit, Hint: "boleh kosong"},
			)
		},
		Save: func(v func(string) string) (func(context.Context) error, error) {
			to := u
			to.Text, to.Verdict, to.Note = v("uraian"), monev.Verdict(v("putusan")), v("catatan")
			if id := v("pengusul"); id != to.By.Position {
				if p, ok := s.M.Office.Position(id); ok {
					to.By = p.Freeze()
				}
			}
			if err := to.Clean(); err != nil {
				return nil, err
			}
			return func(ctx context.Context) error {
				if to.ID != "" {
					return k.App.EditProposal(ctx, to, draft)
				}
				_, err := k.App.AddProposal(ctx, to, draft)
				return err
			}, nil
		},
	}
}

// remove asks, then deletes the selected row.
func (s *Screen) remove() tea.Cmd {
	id := s.Selected()
	var what, text string
	var do func(context.Context) error
	p, app := s.part(), s.K.App
	for _, f := range p.Findings {
		if f.ID == id {
			what, text = "Hapus temuan", f.Text
			do = func(ctx context.Context) error { return app.DropFinding(ctx, s.id, id) }
		}
	}
	for _, u := range p.Proposals {
		if u.ID == id {
			what, text = "Hapus usulan", u.Text
			do = func(ctx context.Context) error { return app.DropProposal(ctx, s.id, id) }
		}
	}
	for _, l := range p.New {
		if l.ID == id {
			what, text = "Hapus tindak lanjut "+id, l.Text
			do = func(ctx context.Context) error { return app.DropFollowUp(ctx, s.id, id) }
		}
	}
	if do == nil {
		return nil
	}
	return s.AskDelete(what, text, do)
}

var _ kit.Explainer = (*Screen)(nil)
