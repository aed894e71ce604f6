package eviden

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/kit"
	"monev/ui/screen/riwayat"
)

func plural(n int, what string) string { return tanggal.Thousands(int64(n)) + " " + what }

// Actions is kit.Screen.
func (s *Screen) Actions() []kit.Action {
	if s.Busy() {
		return s.Job.Actions()
	}
	if !s.loaded {
		return nil
	}
	k := s.K.Keys.Evidence
	it, e := s.selected()
	open := kit.Action{ID: "eviden.buka", Key: k.Open, Run: func() tea.Cmd { return s.edit(*e) }, Changes: true, About: "ubah eviden ini"}
	switch {
	case e == nil && it != nil:
		open.Key.SetHelp(k.Open.Help().Key, "berkas")
		if s.W >= 110 {
			open.Key.SetHelp(k.Open.Help().Key, "tambah berkas")
		}
		open.Run, open.About = s.pick, "tambah berkas untuk butir ini"
	case e == nil:
		open.Reason, open.Hidden = "Tidak ada yang dipilih.", true
	}
	add := func(id string, key key.Binding, kind monev.EvidenceKind, about string) kit.Action {
		return kit.Action{ID: id, Key: key, Changes: true, About: about, Run: func() tea.Cmd { return s.edit(s.base(kind)) }}
	}
	of := func(id string, key key.Binding, hidden bool, about string, run func() tea.Cmd) kit.Action {
		a := kit.Action{ID: id, Key: key, About: about, Changes: true, Hidden: hidden, Run: run}
		if e == nil {
			a.Reason, a.Hidden = "Pilih dulu satu eviden; butir tidak punya status sendiri.", true
		}
		return a
	}
	to := func(status monev.EvidenceStatus) func() tea.Cmd { return func() tea.Cmd { return s.mark(status) } }
	accept, unchecked := of("eviden.sesuai", k.Accept, false, "tandai Sesuai", to(monev.EvidenceAccepted)), of("eviden.belum-diperiksa", k.Unchecked, true, "tandai belum diperiksa", to(monev.EvidenceUnchecked))
	if e != nil && e.Status == monev.EvidenceAccepted {
		accept.Hidden, unchecked.Hidden = true, false
	}
	past := of("eviden.riwayat", k.History, true, "riwayat eviden ini", func() tea.Cmd {
		return kit.Push(riwayat.New(s.K, "Riwayat eviden", app.EvidenceRecord(e.ID)))
	})
	past.Changes = false
	out := []kit.Action{
		open, accept, of("eviden.perbaikan", k.Faulty, false, "tandai Perlu Perbaikan dengan catatan", s.fault), unchecked,
		{ID: "eviden.berkas", Key: k.File, Changes: true, Run: s.pick, About: "tambah berkas"},
		add("eviden.tautan", k.Link, monev.EvidenceLink, "catat tautan sebagai eviden"),
		add("eviden.ordner", k.Binder, monev.EvidenceBinder, "catat letak ordner sebagai eviden"),
	}
	out[4].Hidden = e == nil && it != nil // Enter does it
	if !s.scoped() {
		out = append(out, s.wide()...)
	}
	years := []kit.Action{
		{ID: "eviden.tahun-sebelum", Key: k.PrevYear, Hidden: true, Run: func() tea.Cmd { return s.turnYear(-1) }},
		{ID: "eviden.tahun-berikut", Key: k.NextYear, Hidden: true, Run: func() tea.Cmd { return s.turnYear(1) }},
	}
	rest := []kit.Action{
		of("eviden.ganti", k.Replace, true, "ganti dengan berkas baru (versi berikut)", s.replace),
		of("eviden.hapus", s.K.Keys.List.Delete, true, "hapus eviden dari daftar", s.remove),
		past,
	}
	if s.at.Year != s.book.Year { // a screen opened now would be of the year before
		wait := kit.Notify(kit.Info, fmt.Sprintf("Eviden %d sedang dibaca.", s.at.Year)) // no Reason: the line of keys would flicker
		for _, list := range [][]kit.Action{out, rest} {
			for i := range list {
				if list[i].Run != nil {
					list[i].Run = func() tea.Cmd { return wait }
				}
			}
		}
	}
	out = append(append(out, years...), rest...)
	return append(out, kit.Action{ID: "eviden.pilih", Key: s.K.Keys.List.Move, Hidden: true})
}

// wide are the actions on the register of all questions.
func (s *Screen) wide() []kit.Action {
	k := s.K.Keys.Evidence
	next := kit.Action{ID: "eviden.saringan", Key: k.Next, Hidden: true, Run: func() tea.Cmd { return s.step(1) }}
	next.Key.SetHelp("←→", "saringan")
	clear := kit.Action{ID: "eviden.hapus-saringan", Key: k.Clear, Run: func() tea.Cmd {
		return s.turn(func(v *view) { *v = view{which: v.which} })
	}}
	if !s.view.narrowed() {
		clear.Reason, clear.Hidden = "Area, penanggung jawab, dan kata memang belum disaring.", true
	}
	brief := kit.Action{ID: "eviden.ringkas", Key: k.Brief, Hidden: true, About: "ringkas: butir saja", Run: func() tea.Cmd {
		s.brief = !s.brief
		s.arrange()
		return nil
	}}
	if s.brief {
		brief.Key.SetHelp(k.Brief.Help().Key, "dengan eviden")
		brief.About = "tampilkan eviden tiap butir"
	}
	lacking := kit.Action{ID: "eviden.kurang", Key: k.Lacking, Run: func() tea.Cmd { return kit.Push(newLacking(s)) },
		About: "daftar eviden yang belum lengkap"}
	if s.W >= 110 {
		lacking.Key.SetHelp(k.Lacking.Help().Key, "yang belum lengkap")
	}
	out := []kit.Action{
		{ID: "eviden.map", Key: k.Folder, Changes: true, Run: s.openFolder, About: "ambil satu map berisi eviden"},
		lacking,
		{ID: "eviden.periksa", Key: k.Check, Run: func() tea.Cmd { return kit.Push(newFaults(s)) }, About: "periksa berkas: hilang, pindah, berubah"},
		{ID: "eviden.paket", Key: k.Pack, Run: s.pack, About: "paket ZIP untuk TPI"},
		clear, next,
		{ID: "eviden.saringan-sebelum", Key: k.Prev, Hidden: true, Run: func() tea.Cmd { return s.step(-1) }},
		{ID: "eviden.kata", Key: k.Words, Run: s.openWords, About: "saring menurut kata"},
		{ID: "eviden.pj", Key: k.Owner, Run: s.openOwner, About: "saring menurut penanggung jawab"},
		{ID: "eviden.area", Key: key.NewBinding(key.WithHelp(k.Area.Help().Key, k.Area.Help().Desc)), About: "saring menurut area"},
		brief,
	}
	for i, digit := range k.Area.Keys() {
		name := "semua area"
		switch {
		case i == app.AreaOutcome:
			name = "hasil"
		case i > 0:
			name = "area " + s.areaName(i)
		}
		out = append(out, kit.Action{ID: "eviden.area." + digit, Hidden: true,
			Key: key.NewBinding(key.WithKeys(digit), key.WithHelp(digit, name)),
			Run: func() tea.Cmd { return s.turn(func(v *view) { v.area = i }) }})
	}
	for w := range whiches {
		out = append(out, kit.Action{ID: "eviden.saring." + strings.ReplaceAll(strings.ToLower(wordsOf[w].tab), " ", "-"), Hidden: true,
			Key: key.NewBinding(key.WithHelp("", "saring: "+strings.ToLower(wordsOf[w].tab))),
			Run: func() tea.Cmd { return s.turn(func(v *view) { v.which = w }) }})
	}
	if s.view.words != "" {
		back := s.K.Keys.Global.Back
		back.SetHelp(back.Help().Key, "hapus kata")
		out = append(out, kit.Action{ID: "eviden.hapus-kata", Key: back, Hidden: true, Run: func() tea.Cmd {
			return s.turn(func(v *view) { v.words = "" })
		}})
	}
	return out
}
