package eviden

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/tanggal"
	"monev/ui/entry"
	"monev/ui/followup"
	"monev/ui/part"
)

// subject is what evidence is about, for titles and draft keys.
func subject(e monev.Evidence) string {
	var out []string
	for _, id := range []string{e.FollowUp, e.Meeting, e.Item} {
		if id != "" {
			out = append(out, id)
		}
	}
	if len(out) == 0 {
		return "tanpa butir"
	}
	return strings.Join(out, " · ")
}

// edit opens the form of a piece of evidence, a new one if it has no ID.
func (s *Screen) edit(e monev.Evidence) tea.Cmd {
	k, name, title := s.K, "eviden:"+evidenceKey(e.ID), "UBAH EVIDEN "+subject(e)
	if e.ID == "" {
		name, title = "eviden:"+string(e.Kind), "EVIDEN BARU "+subject(e)
	}
	draft := fmt.Sprintf("eviden/%d/%s/%s", e.Year, subject(e), name)
	return s.Entry.Open(entry.Spec{
		Name: name, Draft: draft, What: "Eviden", Edits: e.ID != "",
		Form: func() *part.Form { return part.NewForm(k.Styles, title, s.fields(e)...) },
		Save: func(v func(string) string) (func(context.Context) error, error) {
			out, err := read(e, v)
			if err != nil {
				return nil, err
			}
			out.Unit = s.ownerOf(v("unit"), e.Unit)
			if out.Item == "" && out.FollowUp == "" && out.Meeting == "" && out.Area == 0 && e.Item != "" {
				return nil, monev.Refuse("butir", "Eviden butir memerlukan butir; pilih butirnya.")
			}
			if err := out.Clean(); err != nil {
				return nil, err
			}
			return func(ctx context.Context) error { return k.App.PutEvidence(ctx, out, draft) }, nil
		},
		Done: func() tea.Cmd {
			s.touched[e.Item] = true
			if e.ID == "" {
				s.added()
			}
			return nil
		},
	})
}

// read is evidence with what the form holds, without its unit.
func read(e monev.Evidence, v func(string) string) (monev.Evidence, error) {
	e.Title, e.Kind, e.Place, e.Item, e.Note = v("judul"), monev.EvidenceKind(v("jenis")), v("tempat"), v("butir"), v("catatan")
	e.Status = monev.EvidenceStatus(v("status"))
	e.Date, e.Until = tanggal.Date{}, 0
	if text := v("tanggal"); text != "" {
		d, err := tanggal.ParseISO(text)
		if err != nil {
			return e, err
		}
		e.Date = d
	}
	if text := v("berlaku"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil {
			return e, badYear(text)
		}
		e.Until = n
	}
	return e, nil
}

func badYear(text string) error {
	return monev.Refuse("berlaku", "“%s” bukan tahun; tulis empat angka, misalnya 2027.", plain.Cut(plain.Line(text), 20))
}

// ownerOf is the unit or position with an ID; one that left the office stays.
func (s *Screen) ownerOf(id string, was monev.Owner) monev.Owner {
	if id == "" || id == was.ID {
		if id == "" {
			return monev.Owner{}
		}
		return was
	}
	w, err := s.book.Office.Owner(id)
	if err != nil {
		return was
	}
	return w
}

// fields are those of the form of evidence.
func (s *Screen) fields(e monev.Evidence) []part.Field {
	kinds := make([]part.Option, 0, 3)
	for _, w := range monev.EvidenceKinds() {
		kinds = append(kinds, part.Option{Key: string(w), Label: string(w)})
	}
	statuses := make([]part.Option, 0, 3)
	for _, w := range monev.EvidenceStatuses() {
		statuses = append(statuses, part.Option{Key: string(w), Label: string(w)})
	}
	kind := e.Kind
	if kind == "" { // of a record from before there were kinds
		kind = monev.EvidenceFile
	}
	date, until := "", ""
	if !e.Date.IsZero() {
		date = e.Date.Short()
	}
	if e.Until != 0 {
		until = strconv.Itoa(e.Until)
	}
	title := part.Field{Name: "judul", Label: "Judul", Value: e.Title, Required: true, Limit: monev.TextLimit, Hint: "judul dokumen",
		Kind: part.Complete, Free: true}
	if it := s.item(e.Item); it != nil {
		for _, t := range it.Item.Evidence {
			if t != e.Title {
				title.Options = append(title.Options, part.Option{Key: t, Label: t})
			}
		}
		if len(it.Item.Evidence) > 0 {
			title.Hint = "mis. " + it.Item.Evidence[0]
		}
	}
	if e.Title != "" {
		title.Options = append(title.Options, part.Option{Key: e.Title, Label: e.Title})
	}
	units := followup.Owners(s.book.Office)
	if id := e.Unit.ID; id != "" {
		if _, err := s.book.Office.Owner(id); err != nil {
			units = append(units, part.Option{Key: id, Label: e.Unit.Name, Hint: "tidak ada lagi di daftar"})
		}
	}
	place := "mis. Ordner Area I, rak 2"
	switch kind {
	case monev.EvidenceLink:
		place = "mis. https://drive.google.com/…"
	case monev.EvidenceFile:
		place = "keterangan letak berkas, boleh kosong"
	}
	return []part.Field{ // the place comes before the kind: the key that opened the form said that
		title,
		{Name: "tempat", Label: "Tempat", Value: e.Place, Limit: monev.TextLimit, Hint: place, Required: e.ID == "" && kind != monev.EvidenceFile},
		{Name: "jenis", Label: "Jenis", Kind: part.Choice, Value: string(kind), Options: kinds, Required: true},
		{Name: "tanggal", Label: "Tanggal", Value: date, Size: 20, Replace: true, Hint: "20/11, kemarin", Check: followup.DateUpTo(s.K.App.Today(), s.K.App.Today())},
		{Name: "unit", Label: "Unit pemilik", Kind: part.Complete, Value: e.Unit.ID, Options: units, Hint: "siapa yang menyediakan; boleh kosong"},
		{Name: "status", Label: "Status", Kind: part.Choice, Value: string(e.Status), Options: statuses, Required: true},
		{Name: "catatan", Label: "Catatan", Value: e.Note, Limit: monev.TextLimit, Hint: "apa yang diperbaiki; wajib bila Perlu Perbaikan"},
		{Name: "berlaku", Label: "Berlaku s.d.", Value: until, Size: 8, Replace: true, Hint: "tahun", Check: func(text string) (string, string, error) {
			n, err := strconv.Atoi(text)
			if err != nil || n < 2000 || n > 2199 {
				return "", "", badYear(text)
			}
			return text, "tahun terakhir eviden ini dihitung", nil
		}},
		followup.Item(s.book.Instrument, e.Item),
	}
}

// mark gives the selected evidence another status at once.
func (s *Screen) mark(status monev.EvidenceStatus) tea.Cmd {
	_, e := s.selected()
	if e == nil || e.Status == status {
		return nil
	}
	out := *e
	out.Status = status
	s.touched[e.Item] = true
	s.want = s.Selected()
	return s.Write("Status eviden", func(ctx context.Context) error { return s.K.App.PutEvidence(ctx, out, "") })
}

// fault asks what has to be repaired.
func (s *Screen) fault() tea.Cmd {
	_, e := s.selected()
	if e == nil {
		return nil
	}
	k, out := s.K, *e
	draft := fmt.Sprintf("eviden/%d/%s/perbaikan:%s", e.Year, subject(*e), e.ID)
	return s.Entry.Open(entry.Spec{
		Name: "perbaikan:" + evidenceKey(e.ID), Draft: draft, What: "Catatan perbaikan",
		Form: func() *part.Form {
			return part.NewForm(k.Styles, "PERLU PERBAIKAN · "+part.Cut(out.Title, 60), part.Field{Name: "catatan", Label: "Catatan",
				Value: out.Note, Limit: monev.TextLimit, Required: true, Hint: "apa yang harus diperbaiki"})
		},
		Save: func(v func(string) string) (func(context.Context) error, error) {
			out := out
			out.Note, out.Status = v("catatan"), monev.EvidenceFaulty
			if err := out.Clean(); err != nil {
				return nil, err
			}
			return func(ctx context.Context) error { return k.App.PutEvidence(ctx, out, draft) }, nil
		},
		Done: func() tea.Cmd { s.touched[out.Item] = true; return nil },
	})
}

// remove asks, then takes the selected evidence off the register.
func (s *Screen) remove() tea.Cmd {
	_, e := s.selected()
	if e == nil {
		return nil
	}
	id, text := e.ID, e.Title
	if e.File != nil {
		text += "\n\nBerkasnya tidak dihapus: " + e.File.Path
	}
	s.touched[e.Item] = true
	return s.AskDelete("Hapus eviden", text, func(ctx context.Context) error { return s.K.App.DropEvidence(ctx, id) })
}
