package data

import (
	"context"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"monev/internal/monev"
	"monev/ui/entry"
	"monev/ui/part"
	"monev/ui/stage"
)

func unitRow(short, name, kind, positions string) []part.Cell {
	return []part.Cell{
		{Text: short, Width: 19},
		{Text: name},
		{Text: kind, Width: 8, Drop: 1},
		{Text: positions, Width: 7, Right: true, Drop: 2},
	}
}

func kindWord(k monev.UnitKind) string {
	switch k {
	case monev.Division:
		return "Divisi"
	case monev.Subsection:
		return "Subbag"
	}
	return "Pimpinan"
}

func (s *Screen) unitItems() []stage.Item {
	var list []stage.Item
	for _, u := range s.o.Units {
		n := len(s.o.PositionsOf(u.ID))
		row := unitRow(u.Short, u.Name, kindWord(u.Kind), count(n))
		list = append(list, stage.Item{Key: u.ID, Cells: func(int) []part.Cell { return row },
			Full: func(w int) []string { return under(part.Columns(w, row...), w, u.Name) }})
	}
	return list
}

func (s *Screen) unitDetail(u monev.Unit, w int) []string {
	out := s.heading(strings.ToUpper(u.Short), w)
	ps := []pair{{"Nama", u.Name}, {"Jenis", kindWord(u.Kind)}}
	for i, p := range s.o.PositionsOf(u.ID) {
		label := ""
		if i == 0 {
			label = "Jabatan"
		}
		text := p.Short
		if p.Holder != "" {
			text += " (" + p.Holder + ")"
		}
		if p.Retired {
			text += ", nonaktif"
		}
		ps = append(ps, pair{label, text})
	}
	out = append(out, s.pairs(w, ps)...)
	if text := areaList(s.o, u.ID); text != "" {
		out = append(append(out, ""), part.Wrap("Penanggung jawab "+text+".", w)...)
	}
	return out
}

// unitForm adds a unit, or changes u if it has an ID.
func (s *Screen) unitForm(u monev.Unit) entry.Spec {
	k := s.K
	name, title, label := "unit", "UNIT BARU", "tambah unit"
	if u.ID != "" {
		name, title, label = "unit:"+u.ID, "UBAH UNIT · "+u.Short, "ubah unit "+u.Short
	}
	id := u.ID
	return s.form(name, "Unit", label, func() *part.Form {
		return part.NewForm(k.Styles, title,
			part.Field{Name: "unit", Label: "Nama", Value: u.Name, Required: true, Limit: monev.NameLimit, Hint: "mis. Subbagian Hukum dan SDM"},
			part.Field{Name: "pendek", Label: "Nama pendek", Value: u.Short, Limit: monev.NameLimit, Hint: "untuk daftar, mis. Hukum & SDM"},
			part.Field{Name: "jenis", Label: "Jenis", Kind: part.Choice, Value: string(u.Kind), Required: true, Options: []part.Option{
				{Key: string(monev.Division), Label: "Divisi"}, {Key: string(monev.Subsection), Label: "Subbag"},
				{Key: string(monev.Leadership), Label: "Pimpinan", Hint: "mis. Sekretariat"}}},
		)
	}, func(v func(string) string) func(*monev.Office) error {
		to := u
		to.Name, to.Short, to.Kind = v("unit"), v("pendek"), monev.UnitKind(v("jenis"))
		return func(o *monev.Office) error {
			to := to
			if other, taken := sameName(*o, or(to.Short, to.Name), to.ID); taken {
				return monev.Refuse("pendek", "Nama pendek itu sudah dipakai %s; pilih yang lain.", other)
			}
			if to.ID == "" {
				to.ID = o.NewID(or(to.Short, to.Name))
				id = to.ID
				o.Units = append(o.Units, to)
				return nil
			}
			i := slices.IndexFunc(o.Units, func(x monev.Unit) bool { return x.ID == to.ID })
			if i < 0 {
				return errStale
			}
			o.Units[i] = to
			return nil
		}
	}, func() string { return id })
}

// unitUse says what a unit is still needed for, empty if for nothing.
func unitUse(o monev.Office, id string) string {
	if n := len(o.PositionsOf(id)); n > 0 {
		return fmt.Sprintf("%d jabatan", n)
	}
	return areaList(o, id)
}

func (s *Screen) unitReason() string {
	u, ok := s.o.Unit(s.Selected())
	if !ok {
		return "Belum ada unit yang dipilih."
	}
	if use := unitUse(s.o, u.ID); use != "" {
		return "Unit ini masih dipakai " + use + "; pindahkan dulu ke unit lain."
	}
	return ""
}

// removeUnit asks, then deletes the selected unit.
func (s *Screen) removeUnit() tea.Cmd {
	u, ok := s.o.Unit(s.Selected())
	if !ok {
		return nil
	}
	app := s.K.App
	return s.AskDelete("Hapus unit", u.Name, func(ctx context.Context) error {
		return app.EditOffice(ctx, "hapus unit "+u.Short, func(o *monev.Office) error {
			if use := unitUse(*o, u.ID); use != "" {
				return monev.Refuse("", "Unit ini masih dipakai %s.", use)
			}
			o.Units = slices.DeleteFunc(o.Units, func(x monev.Unit) bool { return x.ID == u.ID })
			return nil
		})
	})
}
