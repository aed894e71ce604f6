package data

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/tanggal"
	"monev/ui/entry"
	"monev/ui/kit"
	"monev/ui/part"
	"monev/ui/stage"
)

func rosterRow(w int, short, holder, unit, mark string) string {
	return part.Columns(w,
		part.Cell{Text: short, Width: 25},
		part.Cell{Text: holder},
		part.Cell{Text: unit, Width: 19, Drop: 2},
		part.Cell{Text: mark, Width: 10, Drop: 1},
	)
}

func (s *Screen) rosterItems() []stage.Item {
	st := s.K.Styles
	var list []stage.Item
	for _, p := range s.o.Positions {
		holder, mark := p.Holder, ""
		unit, _ := s.o.Unit(p.Unit)
		switch {
		case p.Retired:
			mark = st.Muted.Render("○ nonaktif")
		case p.Chair:
			mark = "Ketua"
		case p.Leader:
			mark = "Pimpinan"
		}
		if holder == "" {
			holder = st.Warn.Render("! belum diisi")
			if p.Retired {
				holder = st.Muted.Render("–")
			}
		}
		row := func(w int) string { return rosterRow(w, p.Short, holder, unit.Short, mark) }
		list = append(list, stage.Item{Key: p.ID, Line: row,
			Full: func(w int) []string {
				text := p.Holder
				if p.NIP != "" {
					text += " · NIP " + p.NIP
				}
				return under(row(w), w, p.Title, text)
			}})
	}
	return list
}

func (s *Screen) positionDetail(p monev.Position, w int) []string {
	unit, _ := s.o.Unit(p.Unit)
	standing := "aktif, diundang ke setiap rapat"
	if p.Retired {
		standing = "nonaktif, tidak diundang lagi"
	}
	leader := "bukan"
	if p.Chair {
		leader = "ya, Ketua"
	} else if p.Leader {
		leader = "ya"
	}
	out := s.heading(strings.ToUpper(p.Short), w)
	out = append(out, s.pairs(w, []pair{
		{"Jabatan", p.Title}, {"Unit", unit.Name}, {"Pejabat", p.Holder}, {"NIP", p.NIP},
		{"Pimpinan", leader}, {"Keadaan", standing},
	})...)
	if text := areaList(s.o, p.ID); text != "" {
		out = append(append(out, ""), part.Wrap("Penanggung jawab "+text+".", w)...)
	}
	for _, g := range s.o.Signers {
		if g.Role == monev.SignPosition && g.Position == p.ID {
			out = append(append(out, ""), part.Wrap("Menandatangani dokumen sebagai "+g.Caption+".", w)...)
		}
	}
	return out
}

// areaList names the areas a unit or position owns: "area I dan III".
func areaList(o monev.Office, id string) string {
	var names []string
	for _, i := range o.AreasOf(id) {
		names = append(names, tanggal.Roman(i+1))
	}
	switch n := len(names); n {
	case 0:
		return ""
	case 1:
		return "area " + names[0]
	default:
		return "area " + strings.Join(names[:n-1], ", ") + " dan " + names[n-1]
	}
}

const (
	plainRank  = "bukan"
	leaderRank = "pimpinan"
	chairRank  = "ketua"
)

// positionForm adds a position, or changes p if it has an ID.
func (s *Screen) positionForm(p monev.Position) entry.Spec {
	k, o := s.K, s.o
	name, title, label := "jabatan", "JABATAN BARU", "tambah jabatan"
	if p.ID != "" {
		name, title, label = "jabatan:"+p.ID, "UBAH JABATAN · "+p.Short, "ubah jabatan "+p.Short
	}
	rank := plainRank
	if p.Chair {
		rank = chairRank
	} else if p.Leader {
		rank = leaderRank
	}
	id := p.ID
	return s.form(name, "Jabatan", label, func() *part.Form {
		var list []part.Option
		for _, u := range o.Units {
			list = append(list, part.Option{Key: u.ID, Label: u.Short, Hint: differs(u.Name, u.Short)})
		}
		f := part.NewForm(k.Styles, title,
			part.Field{Name: "jabatan", Label: "Jabatan", Value: p.Title, Required: true, Limit: monev.NameLimit, Hint: "mis. Kepala Subbagian Hukum"},
			part.Field{Name: "pendek", Label: "Nama pendek", Value: p.Short, Limit: monev.NameLimit, Hint: "untuk daftar, mis. Kasubbag Hukum"},
			part.Field{Name: "unit", Label: "Unit", Kind: part.Complete, Value: p.Unit, Options: list, Hint: "boleh kosong"},
			part.Field{Name: "pimpinan", Label: "Pimpinan", Kind: part.Choice, Value: rank, Required: true, Options: []part.Option{
				{Key: plainRank, Label: "Bukan"}, {Key: leaderRank, Label: "Pimpinan", Hint: "Anggota, Sekretaris"}, {Key: chairRank, Label: "Ketua", Hint: "hanya satu jabatan"}}},
			part.Field{Name: "pejabat", Label: "Nama pejabat", Value: p.Holder, Limit: monev.NameLimit, Hint: "dengan gelar, mis. Nama Lengkap, S.H., M.H."},
			part.Field{Name: "nip", Label: "NIP", Value: p.NIP, Size: 24, Hint: "18 angka, boleh kosong", Check: func(t string) (string, string, error) {
				nip, err := monev.ParseNIP(t)
				return nip, "", err
			}},
		)
		if p.ID != "" { // what is filled in most often
			f.Focus("pejabat")
		}
		return f
	}, func(v func(string) string) func(*monev.Office) error {
		to := p
		to.Title, to.Short, to.Unit, to.Holder, to.NIP = v("jabatan"), v("pendek"), v("unit"), v("pejabat"), v("nip")
		to.Chair = v("pimpinan") == chairRank
		to.Leader = to.Chair || v("pimpinan") == leaderRank
		return func(o *monev.Office) error {
			to := to
			if other, taken := sameName(*o, or(to.Short, to.Title), to.ID); taken && !to.Retired {
				return monev.Refuse("pendek", "Nama pendek itu sudah dipakai %s; pilih yang lain.", other)
			}
			for _, x := range o.Active() {
				if x.Chair && to.Chair && !to.Retired && x.ID != to.ID {
					return monev.Refuse("pimpinan", "Ketua sudah ada: %s. Ubah atau nonaktifkan jabatan itu dulu.", x.Short)
				}
			}
			if to.ID == "" {
				to.ID = o.NewID(or(to.Short, to.Title))
				id = to.ID
				o.Positions = append(o.Positions, to)
				return nil
			}
			i := slices.IndexFunc(o.Positions, func(x monev.Position) bool { return x.ID == to.ID })
			if i < 0 {
				return errStale
			}
			to.Retired = o.Positions[i].Retired
			o.Positions[i] = to
			return nil
		}
	}, func() string { return id })
}

// sameName tells which other unit or active position has that short name
// already; lists would show both alike.
func sameName(o monev.Office, short, id string) (string, bool) {
	want := plain.Fold(short)
	for _, u := range o.Units {
		if u.ID != id && want != "" && plain.Fold(u.Short) == want {
			return "unit " + u.Name, true
		}
	}
	for _, p := range o.Active() {
		if p.ID != id && want != "" && plain.Fold(p.Short) == want {
			return p.Title, true
		}
	}
	return "", false
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func differs(a, b string) string {
	if a == b {
		return ""
	}
	return a
}

// setRetired is the change that retires a position or brings it back.
func setRetired(id string, retired bool) func(*monev.Office) error {
	return func(o *monev.Office) error {
		i := slices.IndexFunc(o.Positions, func(x monev.Position) bool { return x.ID == id })
		if i < 0 {
			return errStale
		}
		o.Positions[i].Retired = retired
		return nil
	}
}

func (s *Screen) retireReason() string {
	p, ok := s.o.Position(s.Selected())
	if !ok {
		return "Belum ada jabatan yang dipilih."
	}
	if text := areaList(s.o, p.ID); text != "" && !p.Retired {
		return "Jabatan ini penanggung jawab " + text + "; pilih yang lain dulu di bagian Area."
	}
	for _, g := range s.o.Signers {
		if g.Role == monev.SignPosition && g.Position == p.ID && !p.Retired {
			return "Jabatan ini menandatangani dokumen; ganti dulu di bagian Penanda tangan."
		}
	}
	if other, taken := sameName(s.o, p.Short, p.ID); taken && p.Retired {
		return "Nama pendeknya kini dipakai " + other + "; ubah dulu salah satunya."
	}
	if err := s.try(setRetired(p.ID, !p.Retired)); err != nil {
		return s.K.Sentence(err)
	}
	return ""
}

// retire asks, then retires the selected position or brings it back.
func (s *Screen) retire() tea.Cmd {
	p, ok := s.o.Position(s.Selected())
	if !ok {
		return nil
	}
	title, verb, text := "Nonaktifkan jabatan", "nonaktifkan", "Tidak diundang lagi ke rapat baru. Catatan yang sudah ada tetap menyebutnya, dan jabatan ini dapat diaktifkan lagi."
	if p.Retired {
		title, verb, text = "Aktifkan jabatan", "aktifkan", "Diundang lagi ke rapat baru dan draf."
	}
	who := p.Title
	if p.Holder != "" {
		who += " (" + p.Holder + ")"
	}
	keys := s.K.Keys.Dialog
	yes := keys.Yes
	yes.SetHelp(yes.Help().Key, verb)
	return kit.Ask(kit.Dialog{
		Title: title,
		Text:  part.Cut(who, 300) + "\n\n" + text,
		Choices: []kit.Choice{
			{Key: keys.Cancel},
			{Key: yes, Run: func() tea.Cmd {
				return s.change(title, verb+" jabatan "+p.Short, setRetired(p.ID, !p.Retired))
			}},
		},
	})
}
