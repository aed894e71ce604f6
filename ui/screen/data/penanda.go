package data

import (
	"context"
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"monev/internal/monev"
	"monev/ui/entry"
	"monev/ui/followup"
	"monev/ui/part"
	"monev/ui/stage"
)

func signerRow(w int, n, caption, who string) string {
	return part.Columns(w, part.Cell{Text: n, Width: 2, Right: true}, part.Cell{Text: caption}, part.Cell{Text: who})
}

// signerWho says who signs: taken from the meeting or a fixed position.
func signerWho(o monev.Office, g monev.Signer) string {
	switch g.Role {
	case monev.SignNotary:
		return "notulis rapat itu"
	case monev.SignChair:
		return "pimpinan rapat itu"
	}
	p, _ := o.Position(g.Position)
	if p.Holder != "" {
		return p.Short + " (" + p.Holder + ")"
	}
	return p.Short
}

func (s *Screen) signerItems() []stage.Item {
	var list []stage.Item
	for i, g := range s.o.Signers {
		who := signerWho(s.o, g)
		row := func(w int) string { return signerRow(w, strconv.Itoa(i+1), g.Caption, who) }
		list = append(list, stage.Item{Key: strconv.Itoa(i), Line: row,
			Full: func(w int) []string { return under(row(w), w, g.Caption, who) }})
	}
	return list
}

// signerDetail shows the blocks one below the other, as there is room for one.
func (s *Screen) signerDetail(w int) []string {
	out := s.heading("DI BAWAH DOKUMEN, DARI KIRI KE KANAN", w)
	for _, g := range s.o.Signers {
		out = append(out, part.Wrap(g.Caption+",", w)...)
		who := "(nama " + signerWho(s.o, g) + ")"
		if g.Role == monev.SignPosition {
			p, _ := s.o.Position(g.Position)
			out = append(out, part.Wrap(p.Title, w)...)
			who = or(p.Holder, "(nama pejabat belum diisi)")
			if p.NIP != "" {
				who += "\nNIP " + p.NIP
			}
		}
		out = append(out, "")
		out = append(out, part.Wrap(who, w)...)
		out = append(out, "")
	}
	return out
}

// signerForm changes signer i, or adds one if i is negative.
func (s *Screen) signerForm(i int) entry.Spec {
	k, o := s.K, s.o
	was := monev.Signer{Caption: "Mengetahui", Role: monev.SignPosition}
	name, title, label := "penanda", "PENANDA TANGAN BARU", "tambah penanda tangan"
	if i >= 0 {
		was = o.Signers[i]
		n := strconv.Itoa(i + 1)
		name, title, label = "penanda:"+n, "PENANDA TANGAN "+n, "ubah penanda tangan "+was.Caption
	}
	at := i
	return s.form(name, "Penanda tangan", label, func() *part.Form {
		return part.NewForm(k.Styles, title,
			part.Field{Name: "penanda", Label: "Sebutan", Value: was.Caption, Required: true, Limit: monev.NameLimit, Hint: "mis. Mengetahui"},
			part.Field{Name: "peran", Label: "Diambil dari", Kind: part.Choice, Value: was.Role, Required: true, Options: []part.Option{
				{Key: monev.SignNotary, Label: "Notulis rapat"}, {Key: monev.SignChair, Label: "Pimpinan rapat"}, {Key: monev.SignPosition, Label: "Jabatan tertentu", Hint: "tulis jabatannya di bawah"}}},
			part.Field{Name: "jabatan", Label: "Jabatan", Kind: part.Complete, Value: was.Position, Options: followup.Positions(o), Hint: "hanya untuk jabatan tertentu"},
		)
	}, func(v func(string) string) func(*monev.Office) error {
		to := monev.Signer{Caption: v("penanda"), Role: v("peran")}
		if to.Role == monev.SignPosition {
			to.Position = v("jabatan")
		}
		return func(o *monev.Office) error {
			if to.Role == monev.SignPosition && to.Position == "" {
				return monev.Refuse("jabatan", "Pilih jabatan yang menandatangani.")
			}
			if i < 0 {
				at = len(o.Signers)
				o.Signers = append(o.Signers, to)
				return nil
			}
			if i >= len(o.Signers) || o.Signers[i] != was {
				return errStale
			}
			o.Signers[i] = to
			return nil
		}
	}, func() string { return strconv.Itoa(at) })
}

// removeSigner asks, then deletes the selected signer.
func (s *Screen) removeSigner() tea.Cmd {
	i, ok := index(s.Selected(), len(s.o.Signers))
	if !ok {
		return nil
	}
	was, app := s.o.Signers[i], s.K.App
	return s.AskDelete("Hapus penanda tangan", was.Caption+": "+signerWho(s.o, was), func(ctx context.Context) error {
		return app.EditOffice(ctx, "hapus penanda tangan "+was.Caption, func(o *monev.Office) error {
			if i >= len(o.Signers) || o.Signers[i] != was {
				return errStale
			}
			o.Signers = slices.Delete(o.Signers, i, i+1)
			return nil
		})
	})
}
