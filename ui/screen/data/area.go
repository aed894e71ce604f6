package data

import (
	"strconv"
	"strings"

	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/entry"
	"monev/ui/followup"
	"monev/ui/part"
	"monev/ui/stage"
)

func areaRow(number, name, short, owner string) []part.Cell {
	return []part.Cell{
		{Text: number, Width: 3},
		{Text: name},
		{Text: short, Width: 5, Drop: 1},
		{Text: owner, Width: 22},
	}
}

func (s *Screen) areaItems() []stage.Item {
	st := s.K.Styles
	var list []stage.Item
	for i, a := range s.o.Areas {
		owner := st.Warn.Render("! belum ada")
		if w, err := s.o.Owner(a.Owner); err == nil {
			owner = w.Name
		}
		row := areaRow(tanggal.Roman(i+1), a.Name, a.Short, owner)
		list = append(list, stage.Item{Key: strconv.Itoa(i), Cells: func(int) []part.Cell { return row },
			Full: func(w int) []string { return under(part.Columns(w, row...), w, a.Name) }})
	}
	return list
}

func (s *Screen) areaDetail(key string, w int) []string {
	i, ok := index(key, monev.Areas)
	if !ok {
		return nil
	}
	a := s.o.Areas[i]
	out := s.heading("AREA "+tanggal.Roman(i+1)+" · "+strings.ToUpper(a.Name), w)
	ps := []pair{{"Singkatan", a.Short}}
	who, err := s.o.Owner(a.Owner)
	if err != nil {
		ps = append(ps, pair{"Penanggung jawab", ""})
	} else {
		name := who.Name
		if u, ok := s.o.Unit(who.ID); ok {
			name = u.Name
		} else if p, ok := s.o.Position(who.ID); ok {
			name = p.Title
		}
		ps = append(ps, pair{"Penanggung jawab", name}, pair{"Pejabat", who.Holder})
	}
	return append(out, s.pairs(w, ps)...)
}

// areaForm changes how area i (0 to 5) is called and who owns it.
func (s *Screen) areaForm(i int) entry.Spec {
	k, o, a := s.K, s.o, s.o.Areas[i]
	roman := tanggal.Roman(i + 1)
	return s.form("area:"+strconv.Itoa(i), "Area "+roman, "ubah area "+roman, func() *part.Form {
		f := part.NewForm(k.Styles, "AREA "+roman,
			part.Field{Name: "area", Label: "Nama", Value: a.Name, Required: true, Limit: monev.NameLimit},
			part.Field{Name: "singkat", Label: "Singkatan", Value: a.Short, Limit: 12, Size: 14, Hint: "mis. SDM"},
			part.Field{Name: "pj", Label: "Penanggung jawab", Kind: part.Complete, Value: a.Owner, Options: followup.Owners(o), Hint: "unit atau jabatan, mis. KUL"},
		)
		f.Focus("pj")
		return f
	}, func(v func(string) string) func(*monev.Office) error {
		to := monev.AreaDef{Name: v("area"), Short: v("singkat"), Owner: v("pj")}
		return func(o *monev.Office) error { o.Areas[i] = to; return nil }
	}, nil)
}
