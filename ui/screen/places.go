package screen

import (
	"context"
	"fmt"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/kit"
	"monev/ui/screen/cari"
	"monev/ui/screen/data"
	"monev/ui/screen/eviden"
	"monev/ui/screen/foto"
	"monev/ui/screen/lke"
	"monev/ui/screen/rapat"
	"monev/ui/screen/tindaklanjut"
	"monev/ui/stage"
)

// Places is where one can go in the program; it is kit.Places.
type Places struct {
	k      *kit.Kit
	memory cari.Memory
}

// NewPlaces is the places of a program that shows k's data.
func NewPlaces(k *kit.Kit) *Places { return &Places{k: k} }

// Search is kit.Places.
func (p *Places) Search() kit.Screen { return cari.New(p.k, &p.memory) }

// List is kit.Places: the screens, the running meeting by stages, then all
// meetings, newest first. Before the first start there are none.
func (p *Places) List(ctx context.Context) ([]kit.Place, error) {
	k := p.k
	if ready, err := k.App.Ready(ctx); err != nil || !ready {
		return nil, err
	}
	o, err := k.App.Office(ctx)
	if err != nil {
		return nil, err
	}
	meetings, err := k.App.Meetings(ctx)
	if err != nil {
		return nil, err
	}
	const at = "Beranda: "
	keys := k.Keys.Home
	out := []kit.Place{{ID: "beranda", Name: "Beranda", Also: "awal utama rapat baru latihan", Key: "Esc"}}
	add := func(id, name, also, key, action string, open func() kit.Screen) {
		out = append(out, kit.Place{ID: id, Name: name, Also: also, Key: key, Action: action, Open: open})
	}
	for _, m := range meetings {
		if m.Status == monev.Running && len(m.Revisions) == 0 {
			out = append(out, p.stages(o, m.Meeting)...)
			break
		}
	}
	add("tl", "Tindak lanjut semua rapat", "register TL", at+keys.Register.Help().Key, "tl.daftar",
		func() kit.Screen { return tindaklanjut.New(k) })
	add("lke", "LKE ZI", "lembar kerja evaluasi penilaian", at+keys.LKE.Help().Key, "lke.lihat", func() kit.Screen { return lke.New(k, "") })
	for i, a := range o.Areas {
		code := fmt.Sprintf("A.I.%d", i+1)
		add(fmt.Sprintf("lke.area.%d", i+1), "LKE area "+tanggal.Roman(i+1)+" "+a.Name, code, "LKE: "+fmt.Sprint(i+1), "",
			func() kit.Screen { return lke.New(k, code) })
		out[len(out)-1].Target = lke.At(code)
	}
	add("lke.hasil", "LKE hasil", "B survei", "LKE: 7", "", func() kit.Screen { return lke.New(k, "B") })
	out[len(out)-1].Target = lke.At("B")
	add("eviden", "Eviden", "bukti dukung berkas", at+keys.Evidence.Help().Key, "eviden.lihat",
		func() kit.Screen { return eviden.New(k, eviden.At{}) })
	for i, name := range data.Chapters() {
		key := ""
		if i == 0 {
			key = at + keys.Data.Help().Key
		}
		add(fmt.Sprintf("data.%d", i), "Data: "+name, "", key, "", func() kit.Screen { return data.NewAt(k, i) })
		out[len(out)-1].Target = data.At(i)
	}
	for _, m := range meetings {
		out = append(out, p.meeting(m))
	}
	return out, nil
}

// meeting is the place of a meeting, where it stands.
func (p *Places) meeting(m app.MeetingLine) kit.Place {
	to := stage.GoMsg{Meeting: m.ID, Stage: m.Stage}
	name := "Rapat " + m.Period.Short()
	if m.Title != "" {
		name += " · " + m.Title
	}
	if !m.Date.IsZero() {
		name += " · " + m.Date.ShortDay()
	}
	return kit.Place{ID: "rapat." + m.ID, Name: name, Also: m.Period.String() + " " + m.Date.Long() + " " + m.ID + " " + string(m.Status),
		Key: string(m.Status), Target: to, Open: func() kit.Screen { return rapat.New(p.k, m.ID) }}
}

// stages are the stages of the running meeting, and its photos and evidence.
func (p *Places) stages(o monev.Office, m monev.Meeting) []kit.Place {
	k, head := p.k, "Rapat "+m.Period.Short()+" · "
	var out []kit.Place
	for i := range monev.Stages {
		st := monev.Stage(i)
		to := stage.GoMsg{Meeting: m.ID, Stage: st}
		name, key := st.Name(), ""
		if d := rapat.Digit(st); d != "" {
			key = "rapat: " + d
		}
		if n, ok := st.Area(); ok {
			name = "area " + tanggal.Roman(n+1) + " " + o.Areas[n].Name
		}
		out = append(out, kit.Place{ID: fmt.Sprintf("rapat.%s.%d", m.ID, i), Name: head + name, Also: "sekarang berlangsung tahap", Key: key,
			Target: to, Open: func() kit.Screen { return rapat.NewTo(k, to) }})
	}
	return append(out,
		kit.Place{ID: "foto." + m.ID, Name: head + "foto", Also: "gambar", Action: "rapat.foto", Open: func() kit.Screen { return foto.New(k, m.ID) }},
		kit.Place{ID: "eviden." + m.ID, Name: head + "eviden rapat", Action: "rapat.eviden", Open: func() kit.Screen {
			return eviden.New(k, eviden.At{Year: m.Period.Year, Meeting: m.ID, Name: m.Name()})
		}})
}
