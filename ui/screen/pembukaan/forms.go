package pembukaan

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"monev/internal/monev"
	"monev/ui/entry"
	"monev/ui/part"
	"monev/ui/stage"
)

// The names of the forms that are not keys of rows; a position follows the
// first two.
const (
	formMark   = "hadir:"
	formDeputy = "wakil:"
	formRemark = "sambutan"
)

// Return is stage.Stage.
func (s *Screen) Return(form, row string) tea.Cmd {
	s.List.SelectKey(row)
	return s.openNamed(form)
}

// openNamed opens the form a Place names; unknown and outdated names do nothing.
func (s *Screen) openNamed(name string) tea.Cmd {
	if who, ok := strings.CutPrefix(name, formMark); ok {
		if a, ok := s.attendee(who); ok {
			return s.Entry.Open(s.markForm(a))
		}
		return nil
	}
	if who, ok := strings.CutPrefix(name, formDeputy); ok {
		if a, ok := s.attendee(who); ok {
			return s.Entry.Open(s.deputyForm(a))
		}
		return nil
	}
	switch name {
	case rowOpened:
		return s.Entry.Open(s.openedForm())
	case formRemark:
		s.speaker = ""
		return s.Entry.Open(s.remarkForm(monev.Remark{}))
	}
	if r, ok := s.remark(name); ok {
		return s.Entry.Open(s.remarkForm(r))
	}
	return nil
}

func (s *Screen) draft(form string) string { return s.id + "/pembukaan/" + form }

// heading names a person above a form.
func heading(a monev.Attendee) string {
	name := stage.PersonShort(a.Person)
	if a.Person.Holder != "" {
		name = a.Person.Holder + " · " + name
	}
	return name
}

func deputyField(a monev.Attendee) part.Field {
	return part.Field{Name: "diwakili", Label: "Diwakili oleh", Value: a.Deputy, Limit: monev.NameLimit, Hint: "nama yang datang; boleh kosong"}
}

// deputyForm asks who came for somebody.
func (s *Screen) deputyForm(a monev.Attendee) entry.Spec {
	name := formDeputy + a.Person.Position
	return entry.Spec{
		Name: name, Draft: s.draft(name), What: "Kehadiran", Quiet: true,
		Form: func() *part.Form {
			return part.NewForm(s.K.Styles, "DIWAKILI · "+heading(a), deputyField(a))
		},
		Save: func(v func(string) string) (func(context.Context) error, error) {
			return s.saveMark(a, monev.Represented, v("diwakili"), name)
		},
		Done: s.onward(a),
	}
}

// markForm asks how somebody attends: for those who choose with the arrows.
func (s *Screen) markForm(a monev.Attendee) entry.Spec {
	name := formMark + a.Person.Position
	return entry.Spec{
		Name: name, Draft: s.draft(name), What: "Kehadiran", Quiet: true,
		Form: func() *part.Form {
			var options []part.Option
			for _, p := range append(monev.Presences(), monev.Unmarked) {
				options = append(options, part.Option{Key: string(p), Label: word(p)})
			}
			options[len(options)-1].Label = "Belum diisi"
			start := s.M.Meeting.Marked(a)
			if start == monev.Unmarked {
				start = monev.Present
			}
			return part.NewForm(s.K.Styles, "KEHADIRAN · "+heading(a),
				part.Field{Name: "kehadiran", Label: "Kehadiran", Kind: part.Choice, Value: string(start), Options: options},
				deputyField(a))
		},
		Save: func(v func(string) string) (func(context.Context) error, error) {
			p, deputy := monev.Presence(v("kehadiran")), v("diwakili")
			if p != monev.Represented && deputy != "" && deputy != a.Deputy {
				return nil, monev.Refuse("diwakili", "Nama ini hanya untuk Diwakili; pilih Diwakili atau kosongkan.")
			}
			return s.saveMark(a, p, deputy, name)
		},
		Done: s.onward(a),
	}
}

func (s *Screen) onward(a monev.Attendee) func() tea.Cmd {
	return func() tea.Cmd {
		if !s.Entry.Active() {
			s.goOn(a.Person.Position)
		}
		return nil
	}
}

func (s *Screen) saveMark(a monev.Attendee, p monev.Presence, deputy, form string) (func(context.Context) error, error) {
	if p != monev.Represented {
		deputy = ""
	}
	who, k, id, draft := a.Person.Position, s.K, s.id, s.draft(form)
	return func(ctx context.Context) error {
		return k.App.EditMeeting(ctx, id, "kehadiran", draft, func(m *monev.Meeting) error { return m.Mark(who, p, deputy) })
	}, nil
}

// openedForm asks who opened the meeting.
func (s *Screen) openedForm() entry.Spec {
	k, id, draft := s.K, s.id, s.draft(rowOpened)
	return entry.Spec{
		Name: rowOpened, Draft: draft, Edits: true, What: "Pembuka rapat",
		Form: func() *part.Form {
			now := s.M.Meeting.OpenedBy
			return part.NewForm(k.Styles, "DIBUKA OLEH",
				part.Field{Name: "pembuka", Label: "Dibuka oleh", Kind: part.Complete, Value: now.Position,
					Options: stage.People(s.M, now), Hint: "jabatan atau nama"})
		},
		Save: func(v func(string) string) (func(context.Context) error, error) {
			by := s.person(v("pembuka"), s.M.Meeting.OpenedBy)
			return func(ctx context.Context) error {
				return k.App.EditMeeting(ctx, id, "ubah pembuka rapat", draft, func(m *monev.Meeting) error {
					m.OpenedBy = by
					return nil
				})
			}, nil
		},
	}
}

// person is the one with that position; was, as it was frozen, if it is still
// that one.
func (s *Screen) person(position string, was monev.Person) monev.Person {
	if position == was.Position {
		return was
	}
	p, _ := s.M.Person(position)
	return p
}

// firstSpeaker is who is proposed as speaker of the next point: who spoke last,
// at first who opened.
func (s *Screen) firstSpeaker() monev.Person {
	m := s.M.Meeting
	if n := len(m.Remarks); n > 0 {
		return m.Remarks[n-1].By
	}
	return m.OpenedBy
}

// remarkForm adds points of the sambutan, or changes r if it has an ID.
func (s *Screen) remarkForm(r monev.Remark) entry.Spec {
	name, title := formRemark, "POKOK SAMBUTAN BARU"
	if r.ID != 0 {
		name, title = remarkKey(r), "UBAH POKOK SAMBUTAN"
	}
	k, id, draft := s.K, s.id, s.draft(name)
	return entry.Spec{
		Name: name, Draft: draft, What: "Pokok sambutan", Edits: r.ID != 0, Again: r.ID == 0, Quiet: r.ID == 0,
		Form: func() *part.Form {
			by := r.By
			if r.ID == 0 {
				if by = s.firstSpeaker(); s.speaker != "" {
					by = s.person(s.speaker, by)
				}
			}
			f := part.NewForm(k.Styles, title,
				part.Field{Name: "pembicara", Label: "Pembicara", Kind: part.Complete, Value: by.Position, Required: true,
					Options: stage.People(s.M, by), Hint: "jabatan atau nama"},
				part.Field{Name: "pokok", Label: "Pokok", Value: r.Text, Required: true, Limit: monev.TextLimit})
			if by.Position != "" {
				f.Focus("pokok")
			}
			return f
		},
		Save: func(v func(string) string) (func(context.Context) error, error) {
			was := r.By
			if r.ID == 0 {
				was = s.firstSpeaker()
			}
			by, text := s.person(v("pembicara"), was), v("pokok")
			s.speaker = by.Position
			return func(ctx context.Context) error {
				label := "tambah pokok sambutan"
				if r.ID != 0 {
					label = "ubah pokok sambutan"
				}
				return k.App.EditMeeting(ctx, id, label, draft, func(m *monev.Meeting) error {
					if r.ID == 0 {
						m.AddRemark(by, text)
						return nil
					}
					for i := range m.Remarks {
						if m.Remarks[i].ID == r.ID {
							m.Remarks[i].By, m.Remarks[i].Text = by, text
							return nil
						}
					}
					return monev.Refuse("", "Pokok sambutan itu sudah dihapus.")
				})
			}, nil
		},
	}
}
