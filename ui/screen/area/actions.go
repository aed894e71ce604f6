package area

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/tanggal"
	"monev/ui/kit"
	"monev/ui/screen/eviden"
	"monev/ui/screen/lke"
	"monev/ui/screen/riwayat"
)

// Init is kit.Screen.
func (s *Screen) Init() tea.Cmd { return nil }

// Actions is kit.Screen.
func (s *Screen) Actions() []kit.Action {
	k := s.K.Keys.Area
	open := func(form string) func() tea.Cmd {
		return func() tea.Cmd { return s.openNamed(form) }
	}
	kind := s.kind(s.Selected())
	edit := kit.Action{ID: "area.ubah", Key: s.K.Keys.List.Edit, Changes: true, Run: s.editSelected}
	edit.Key.SetHelp("Enter", map[rowKind]string{oldFollowUp: "perbarui"}[kind])
	if edit.Key.Help().Desc == "" {
		edit.Key.SetHelp("Enter", "ubah")
	}
	convert := kit.Action{ID: "area.jadikan", Key: k.Convert, Changes: true, Run: func() tea.Cmd {
		return s.openNamed("tl:" + s.Selected())
	}}
	decide := kit.Action{ID: "area.tl", Key: k.FollowUp, Changes: true, Run: open("tl")}
	if s.W < wideKeys {
		decide.Key.SetHelp(k.FollowUp.Help().Key, "TL baru")
		convert.Key.SetHelp(k.Convert.Help().Key, "jadikan TL")
	}
	drop := kit.Action{ID: "area.hapus", Key: s.K.Keys.List.Delete, Changes: true, Hidden: true, Run: s.remove}
	if kind == noRow {
		edit.Reason, edit.Hidden = "Belum ada baris yang dipilih.", true
	}
	if kind != finding && kind != proposal {
		convert.Reason, convert.Hidden = "Pilih dulu temuan atau usulan yang akan menjadi tindak lanjut.", true
	}
	switch kind {
	case noRow:
		drop.Reason = "Belum ada baris yang dipilih."
	case runningText:
		drop.Reason = "Kosongkan teks ini dengan mengubahnya."
	case oldFollowUp:
		drop.Reason = "Tindak lanjut dari rapat lalu tidak dapat dihapus; tutup dengan status dan alasan."
	case finding, proposal:
		if ups := s.part().FollowUpOf(s.Selected()); len(ups) > 0 {
			drop.Reason = "Ini menjadi asal " + ups[0].ID + "; hapus dulu tindak lanjutnya."
		}
	}
	return []kit.Action{
		convert, // there only when it can be done, and then most wanted
		{ID: "area.status", Key: k.Status, Changes: true, Run: open("status")},
		{ID: "area.temuan", Key: k.Finding, Changes: true, Run: open("temuan")},
		decide,
		{ID: "area.usulan", Key: k.Proposal, Changes: true, Run: open("usulan")},
		edit,
		{ID: "area.kendala", Key: k.Obstacle, Changes: true, Run: open("kendala")},
		{ID: "area.uraian", Key: k.Summary, Changes: true, Run: open("uraian")},
		{ID: "area.lke", Key: k.LKE, Run: func() tea.Cmd {
			return kit.Push(lke.New(s.K, fmt.Sprintf("A.I.%d", s.area+1)))
		}},
		{ID: "area.eviden", Key: k.Evidence, Run: s.openEvidence},
		{ID: "area.catatan", Key: k.Note, Changes: true, Private: true, Hidden: true, Run: open("catatan")},
		{ID: "area.catatan-penilai", Key: k.Remarks, Changes: true, Hidden: true, Run: func() tea.Cmd {
			return kit.Push(lke.NewRemarks(s.K, s.M.Meeting.Period.Year, s.area+1, s.id))
		}},
		drop,
		{ID: "area.riwayat", Key: k.History, Hidden: true, Run: s.history},
		{ID: "area.pilih", Key: s.K.Keys.List.Move, Hidden: true},
	}
}

// history is that of the selected row, or of what is noted about the area.
func (s *Screen) history() tea.Cmd {
	key := s.Selected()
	title, rec := "Riwayat catatan area "+tanggal.Roman(s.area+1), app.AreaRecord(s.id, s.area)
	switch s.kind(key) {
	case oldFollowUp, newFollowUp:
		title, rec = "Riwayat "+key, app.FollowUpRecord(key)
	case finding:
		title, rec = "Riwayat temuan", app.FindingRecord(key)
	case proposal:
		title, rec = "Riwayat usulan", app.ProposalRecord(key)
	}
	return kit.Push(riwayat.New(s.K, title, rec))
}

// openEvidence shows what proves the selected follow-up, or the evidence of the
// area with the question of the selected row.
func (s *Screen) openEvidence() tea.Cmd {
	at := eviden.At{Year: s.M.Meeting.Period.Year, Area: s.area + 1}
	key, p := s.Selected(), s.part()
	for _, l := range slices.Concat(p.Old, p.New) {
		if l.ID == key {
			at = eviden.At{Year: at.Year, FollowUp: l.ID, Item: l.Item, Name: l.Text}
		}
	}
	for _, f := range p.Findings {
		if f.ID == key {
			at.Item = f.Item
		}
	}
	return kit.Push(eviden.New(s.K, at))
}

// wideKeys is the width from which the key line has room for long words.
const wideKeys = 110

// rowKind is what the selected row is.
type rowKind int

const (
	noRow rowKind = iota
	oldFollowUp
	finding
	proposal
	newFollowUp
	runningText
)

func (s *Screen) kind(key string) rowKind {
	p := s.part()
	for _, x := range s.longTexts() {
		if x.key == key {
			return runningText
		}
	}
	for _, l := range p.Old {
		if l.ID == key {
			return oldFollowUp
		}
	}
	for _, f := range p.Findings {
		if f.ID == key {
			return finding
		}
	}
	for _, u := range p.Proposals {
		if u.ID == key {
			return proposal
		}
	}
	for _, l := range p.New {
		if l.ID == key {
			return newFollowUp
		}
	}
	return noRow
}

// editSelected opens the selected row: an old follow-up is reported on, the
// rest is corrected.
func (s *Screen) editSelected() tea.Cmd {
	key := s.Selected()
	switch s.kind(key) {
	case oldFollowUp:
		return s.openNamed("lapor:" + key)
	case finding:
		return s.openNamed("temuan:" + key)
	case proposal:
		return s.openNamed("usulan:" + key)
	case newFollowUp:
		return s.openNamed("ubah:" + key)
	case runningText:
		return s.openNamed(key)
	}
	return nil
}
