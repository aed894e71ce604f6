package data

import (
	"context"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/ui/entry"
	"monev/ui/kit"
	"monev/ui/part"
	"monev/ui/screen/riwayat"
)

// Actions is kit.Screen.
func (s *Screen) Actions() []kit.Action {
	if s.Busy() {
		return s.Job.Actions()
	}
	k := s.K.Keys.Data
	next := kit.Action{ID: "data.bagian", Key: k.NextPart, Run: s.step(1)}
	prev := kit.Action{ID: "data.bagian-sebelumnya", Key: k.PrevPart, Hidden: true, Run: s.step(-1)}
	edit := kit.Action{ID: "data.ubah", Key: s.K.Keys.List.Edit, Changes: true, Run: s.edit}
	edit.Key.SetHelp("Enter", "ubah")
	add := kit.Action{ID: "data.tambah", Key: k.New, Changes: true, Run: s.add}
	drop := kit.Action{ID: "data.hapus", Key: s.K.Keys.List.Delete, Changes: true, Run: s.remove}
	up := kit.Action{ID: "data.atas", Key: k.MoveUp, Changes: true, Hidden: s.W < 100, Run: s.move(-1)}
	down := kit.Action{ID: "data.bawah", Key: k.MoveDown, Changes: true, Hidden: s.W < 100, Run: s.move(1)}
	mark := kit.Action{ID: "data.tandai", Key: k.Mark, Changes: true, Run: s.mark,
		Reason: "Di bagian ini tidak ada yang ditandai.", Hidden: true}

	fixed := func(why string) {
		for _, a := range []*kit.Action{&add, &drop, &up, &down} {
			a.Reason, a.Hidden = why, true
		}
	}
	if !s.loaded {
		fixed("Data sedang dibaca.")
		edit.Reason, edit.Hidden = "Data sedang dibaca.", true
		return []kit.Action{next, edit, add, drop, up, down, mark, prev}
	}
	switch s.now {
	case office:
		fixed("Isian kantor tetap; tekan Enter untuk mengubahnya.")
	case areas:
		fixed("Keenam area dan urutannya tetap; tekan Enter untuk mengubah nama atau penanggung jawabnya.")
	case backups:
		return append([]kit.Action{next}, append(s.backupActions(), prev, kit.Action{ID: "data.pilih", Key: s.K.Keys.List.Move, Hidden: true})...)
	case place:
		fixed("Bagian ini hanya untuk dilihat.")
		edit.Reason, edit.Hidden = "Bagian ini hanya untuk dilihat.", true
	case papers:
		s.paperActions(&edit, &add, &drop, &up, &down, &mark)
	case deadlines:
		s.deadlineActions(&edit, &drop, &up, &down, &mark)
	default:
		add.Reason = s.addReason()
		drop.Reason = s.dropReason()
		up.Reason, down.Reason = s.moveReason(-1), s.moveReason(1)
	}
	if p, ok := s.o.Position(s.Selected()); ok && s.now == roster {
		drop.Key.SetHelp("x", "nonaktifkan")
		if p.Retired {
			drop.Key.SetHelp("x", "aktifkan")
		} else if p.Holder == "" {
			edit.Key.SetHelp("Enter", "isi")
		}
	}
	return []kit.Action{
		next, edit, mark, add, drop, up, down, prev,
		{ID: "data.riwayat", Key: k.History, Hidden: true, Run: func() tea.Cmd {
			return kit.Push(riwayat.New(s.K, "Riwayat data kantor", app.OfficeRecord()))
		}},
		{ID: "data.pilih", Key: s.K.Keys.List.Move, Hidden: true},
	}
}

func (s *Screen) step(by int) func() tea.Cmd {
	return func() tea.Cmd {
		return s.turn((s.now + chapter(by) + chapters) % chapters)
	}
}

// edit opens the form of the selected row.
func (s *Screen) edit() tea.Cmd {
	key := s.Selected()
	switch s.now {
	case office:
		return s.open(s.officeForm(key))
	case roster:
		if p, ok := s.o.Position(key); ok {
			return s.open(s.positionForm(p))
		}
	case units:
		if u, ok := s.o.Unit(key); ok {
			return s.open(s.unitForm(u))
		}
	case areas:
		if i, ok := index(key, monev.Areas); ok {
			return s.open(s.areaForm(i))
		}
	case signers:
		if i, ok := index(key, len(s.o.Signers)); ok {
			return s.open(s.signerForm(i))
		}
	case papers:
		return s.editPaper(key)
	case deadlines:
		if i, err := s.o.DeadlineAt(key); err == nil {
			return s.open(s.deadlineForm(s.o.Deadlines[i]))
		}
	}
	return nil
}

// mark is what the space bar does with the selected row.
func (s *Screen) mark() tea.Cmd {
	switch s.now {
	case papers:
		return s.markPaper(s.Selected())
	case deadlines:
		return s.markDeadline(s.Selected())
	}
	return nil
}

// add opens an empty form.
func (s *Screen) add() tea.Cmd {
	switch s.now {
	case roster:
		return s.open(s.positionForm(monev.Position{}))
	case units:
		return s.open(s.unitForm(monev.Unit{Kind: monev.Subsection}))
	case signers:
		return s.open(s.signerForm(-1))
	case deadlines:
		return s.open(s.deadlineForm(monev.Deadline{}))
	}
	return nil
}

func (s *Screen) addReason() string {
	if s.now == signers && len(s.o.Signers) >= 3 {
		return "Penanda tangan paling banyak tiga; hapus atau ubah salah satunya."
	}
	return ""
}

// remove takes the selected row away: a position is retired or brought back,
// the others are deleted.
func (s *Screen) remove() tea.Cmd {
	switch s.now {
	case roster:
		return s.retire()
	case units:
		return s.removeUnit()
	case signers:
		return s.removeSigner()
	case papers:
		return s.removeLogo()
	case deadlines:
		return s.removeDeadline(s.Selected())
	}
	return nil
}

func (s *Screen) dropReason() string {
	switch s.now {
	case roster:
		return s.retireReason()
	case units:
		return s.unitReason()
	case signers:
		if len(s.o.Signers) == 1 {
			return "Dokumen memerlukan sedikitnya satu penanda tangan."
		}
	}
	return ""
}

// rows is how many rows the chapter has that can be moved.
func (s *Screen) rows() int {
	switch s.now {
	case roster:
		return len(s.o.Positions)
	case units:
		return len(s.o.Units)
	case signers:
		return len(s.o.Signers)
	}
	return 0
}

func (s *Screen) moveReason(by int) string {
	switch to := s.List.Index() + by; {
	case s.List.Index() < 0:
		return "Belum ada baris yang dipilih."
	case to < 0:
		return "Baris ini sudah paling atas."
	case to >= s.rows():
		return "Baris ini sudah paling bawah."
	}
	return ""
}

// move changes places with the neighbour above or below.
func (s *Screen) move(by int) func() tea.Cmd {
	return func() tea.Cmd {
		key, now := s.Selected(), s.now
		if now == signers {
			i, ok := index(key, len(s.o.Signers))
			if !ok || i+by < 0 || i+by >= len(s.o.Signers) {
				return nil
			}
			was := s.o.Signers[i]
			s.want = strconv.Itoa(i + by)
			return s.change("Urutan penanda tangan", "ubah urutan penanda tangan", func(o *monev.Office) error {
				if i >= len(o.Signers) || o.Signers[i] != was {
					return errStale
				}
				swap(o.Signers, i, i+by)
				return nil
			})
		}
		if now == units {
			return s.change("Urutan unit", "ubah urutan unit", func(o *monev.Office) error {
				for i, u := range o.Units {
					if u.ID == key {
						swap(o.Units, i, i+by)
						break
					}
				}
				return nil
			})
		}
		return s.change("Urutan jabatan", "ubah urutan jabatan", func(o *monev.Office) error {
			for i, p := range o.Positions {
				if p.ID == key {
					swap(o.Positions, i, i+by)
					break
				}
			}
			return nil
		})
	}
}

// errStale is answered when a row is no longer where it was drawn.
var errStale = monev.Refuse("", "Daftar sudah berubah; coba sekali lagi.")

func swap[T any](list []T, i, j int) {
	if j >= 0 && j < len(list) {
		list[i], list[j] = list[j], list[i]
	}
}

func index(key string, n int) (int, bool) {
	i, err := strconv.Atoi(key)
	return i, err == nil && i >= 0 && i < n
}

func count(n int) string { return strconv.Itoa(n) }

// open shows a form; key is the row it belongs to.
func (s *Screen) open(spec entry.Spec) tea.Cmd { return s.Entry.Open(spec) }

// change stores a change that came from no form.
func (s *Screen) change(what, label string, do func(*monev.Office) error) tea.Cmd {
	app := s.K.App
	return s.Write(what, func(ctx context.Context) error { return app.EditOffice(ctx, label, do) })
}

// try makes a change on a copy and says why it is not taken.
func (s *Screen) try(do func(*monev.Office) error) error {
	o := s.o.Clone()
	if err := do(&o); err != nil {
		return err
	}
	return o.Clean()
}

// form is a Spec whose values become a change of the office. read is called
// with the values and must not use the screen afterwards. The first field of a
// form has the name under which monev refuses the whole row, so that every
// refusal finds a place beside a field. key, if not nil, is the row to select
// when the change is stored.
func (s *Screen) form(name, what, label string, form func() *part.Form, read func(v func(string) string) func(*monev.Office) error, key func() string) entry.Spec {
	draft, app := "data/"+name, s.K.App
	return entry.Spec{
		Name: name, Draft: draft, What: what, Form: form,
		Save: func(v func(string) string) (func(context.Context) error, error) {
			do := read(v)
			if err := s.try(do); err != nil {
				return nil, err
			}
			return func(ctx context.Context) error { return app.EditOffice(ctx, label, do, draft) }, nil
		},
		Done: func() tea.Cmd {
			if key != nil {
				s.want = key()
			}
			return nil
		},
	}
}
