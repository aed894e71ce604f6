package persiapan

import (
	"context"
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/entry"
	"monev/ui/part"
)

// formAgenda is the form that adds items to the agenda.
const formAgenda = "acara"

// Return is stage.Stage.
func (s *Screen) Return(form, row string) tea.Cmd {
	s.List.SelectKey(row)
	return s.openNamed(form)
}

// openNamed opens the form a Place names; forms that change a row have its key
// as name. Unknown and outdated names do nothing.
func (s *Screen) openNamed(name string) tea.Cmd {
	if name == rowLetter {
		return s.Entry.Open(s.letterForm())
	}
	if f, ok := fieldNamed(name); ok {
		return s.Entry.Open(s.fieldForm(f))
	}
	if name == formAgenda {
		return s.Entry.Open(s.newItemForm())
	}
	if i, ok := s.agendaAt(name); ok {
		return s.Entry.Open(s.itemForm(i))
	}
	if i, ok := rowNumber(name, rowMinutes, monev.Areas); ok {
		return s.Entry.Open(s.minutesForm(i))
	}
	return nil
}

// rowNumber reads the number of a row's key, which must be under limit.
func rowNumber(key, kind string, limit int) (int, bool) {
	text, ok := strings.CutPrefix(key, kind)
	n, err := strconv.Atoi(text)
	return n, ok && err == nil && n >= 0 && n < limit
}

// agendaAt is the place in the agenda that a row's key names.
func (s *Screen) agendaAt(key string) (int, bool) {
	return rowNumber(key, rowAgenda, len(s.M.Meeting.Agenda))
}

func (s *Screen) fieldForm(f field) entry.Spec {
	draft, k, id := s.id+"/persiapan/"+f.name, s.K, s.id
	return entry.Spec{
		Name: f.name, Draft: draft, What: f.label, Edits: true,
		Form: func() *part.Form {
			d := f.ask(k, s.M)
			d.Name, d.Label = f.name, f.label
			return part.NewForm(k.Styles, "UBAH "+strings.ToUpper(f.label), d)
		},
		Save: func(v func(string) string) (func(context.Context) error, error) {
			value, all := v(f.name), s.M
			change := func(m *monev.Meeting) error { return f.set(m, value, all) }
			try := s.M.Meeting
			if err := change(&try); err != nil {
				return nil, err
			}
			if err := try.Clean(); err != nil {
				return nil, err
			}
			return func(ctx context.Context) error {
				return k.App.EditMeeting(ctx, id, "ubah "+strings.ToLower(f.label), draft, change)
			}, nil
		},
	}
}

// newItemForm adds items to the agenda, behind the selected one if one is
// selected, otherwise at the end.
func (s *Screen) newItemForm() entry.Spec {
	draft, k, id := s.id+"/persiapan/"+formAgenda, s.K, s.id
	next := len(s.M.Meeting.Agenda)
	if i, ok := s.agendaAt(s.Selected()); ok {
		next = i + 1
	}
	s.insert = &next
	title := func() string { return fmt.Sprintf("ACARA BARU · menjadi nomor %d", next+1) }
	return entry.Spec{
		Name: formAgenda, Draft: draft, What: "Acara", Again: true,
		Form: func() *part.Form { return part.NewForm(k.Styles, title(), itemField("")) },
		Failed: func() { // its place is free
			next--
			if s.insert == &next && s.Entry.Name() == formAgenda {
				s.Entry.Form().Title = title()
			}
		},
		Save: func(v func(string) string) (func(context.Context) error, error) {
			text, at := v(formAgenda), next
			next++
			s.wanted = rowAgenda + strconv.Itoa(at)
			return func(ctx context.Context) error {
				return k.App.EditMeeting(ctx, id, "tambah acara", draft, func(m *monev.Meeting) error {
					m.Agenda = slices.Insert(slices.Clone(m.Agenda), min(at, len(m.Agenda)), text)
					return nil
				})
			}, nil
		},
	}
}

func itemField(value string) part.Field {
	return part.Field{Name: formAgenda, Label: "Acara", Value: value, Required: true, Limit: monev.TextLimit}
}

// itemForm changes item i of the agenda.
func (s *Screen) itemForm(i int) entry.Spec {
	name, old := rowAgenda+strconv.Itoa(i), s.M.Meeting.Agenda[i]
	// Items have no ID and move: what is half typed belongs to the words it changes.
	mark := fnv.New64a()
	mark.Write([]byte(old))
	draft, k, id := fmt.Sprintf("%s/persiapan/acara-%x", s.id, mark.Sum64()), s.K, s.id
	return entry.Spec{
		Name: name, Draft: draft, What: "Acara", Edits: true,
		Form: func() *part.Form {
			return part.NewForm(k.Styles, fmt.Sprintf("UBAH ACARA %d", i+1), itemField(old))
		},
		Save: func(v func(string) string) (func(context.Context) error, error) {
			text := v(formAgenda)
			return func(ctx context.Context) error {
				return k.App.EditMeeting(ctx, id, "ubah acara", draft, item(i, old, func(m *monev.Meeting) {
					m.Agenda[i] = text
				}))
			}, nil
		},
	}
}

// item is a change of item i of the agenda, refused if that does not read old
// any more. The agenda is the change's own to alter.
func item(i int, old string, change func(*monev.Meeting)) func(*monev.Meeting) error {
	return func(m *monev.Meeting) error {
		if i >= len(m.Agenda) || m.Agenda[i] != old {
			return monev.Refuse("", "Susunan acara sudah berubah; pilih lagi acaranya.")
		}
		m.Agenda = slices.Clone(m.Agenda)
		change(m)
		return nil
	}
}

func (s *Screen) minutesForm(i int) entry.Spec {
	name := rowMinutes + strconv.Itoa(i)
	draft, k, id := s.id+"/persiapan/"+name, s.K, s.id
	n, area := tanggal.Roman(i+1), s.M.Office.Areas[i].Name
	return entry.Spec{
		Name: name, Draft: draft, Edits: true, What: "Waktu area " + n,
		Form: func() *part.Form {
			return part.NewForm(k.Styles, "WAKTU AREA "+n+" · "+area,
				part.Field{Name: "menit", Label: "Menit", Value: strconv.Itoa(s.M.Areas[i].Review.Planned), Required: true, Replace: true,
					Check: minutes, Size: 12, Hint: "10; 0 tanpa batas"})
		},
		Save: func(v func(string) string) (func(context.Context) error, error) {
			r := s.M.Areas[i].Review
			var err error
			if r.Planned, err = strconv.Atoi(v("menit")); err != nil {
				return nil, err
			}
			if err := r.Clean(); err != nil {
				return nil, err
			}
			return func(ctx context.Context) error { return k.App.PlanArea(ctx, id, i, r.Planned, draft) }, nil
		},
	}
}

// minutes checks a number of minutes; the word may stand behind it.
func minutes(text string) (string, string, error) {
	word := strings.ToLower(strings.TrimSpace(text))
	for _, unit := range []string{"menit", "mnt", "'"} {
		word = strings.TrimSpace(strings.TrimSuffix(word, unit))
	}
	n, err := strconv.Atoi(word)
	if err != nil || n < 0 || n > 600 {
		return "", "", monev.Refuse("menit", "Tulis menit dengan angka, 0 sampai 600.")
	}
	hint := strconv.Itoa(n) + " menit"
	if n == 0 {
		hint = "tanpa batas"
	}
	return strconv.Itoa(n), hint, nil
}
