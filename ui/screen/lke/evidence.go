package lke

import (
	"context"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"monev/internal/lke"
	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/entry"
	"monev/ui/followup"
	"monev/ui/kit"
	"monev/ui/part"
	"monev/ui/stage"
)

// proofs is the screen of the evidence of one question.
type proofs struct {
	*stage.Base
	b  *book
	it *lke.Item
}

func newProofs(b *book, it *lke.Item) *proofs {
	s := &proofs{Base: stage.NewBase(b.k), b: b, it: it}
	s.List.Empty = "Belum ada eviden untuk butir ini. Tekan n untuk mencatat eviden yang pertama."
	s.show()
	return s
}

// Init is kit.Screen.
func (s *proofs) Init() tea.Cmd { return nil }

// Title is kit.Screen.
func (s *proofs) Title() string { return "Eviden " + s.it.Code }

// Status is kit.Statuser.
func (s *proofs) Status() string { return s.b.status() }

// Explain is kit.Explainer.
func (s *proofs) Explain() string {
	return "Eviden satu butir: judul, tempatnya (berkas, tautan, atau ordner), tanggal, dan status. Nilai berbukti menghitung butir yang semua evidennya Sesuai."
}

func (s *proofs) show() {
	st := s.K.Styles
	var items []stage.Item
	for _, e := range s.b.w.Evidence[s.it.Code] {
		mark, word, style := proof(st, e.Status)
		items = append(items, stage.Item{Key: e.ID,
			Line: func(w int) string {
				date := ""
				if !e.Date.IsZero() {
					date = e.Date.Short()
				}
				return part.Columns(w,
					part.Cell{Text: mark + " " + word, Width: 22, Style: style},
					part.Cell{Text: e.Title},
					part.Cell{Text: e.Place, Width: 24, Drop: 2},
					part.Cell{Text: date, Width: 10, Drop: 1})
			},
			Full: func(w int) []string {
				d := &sheet{b: s.b, w: w}
				d.under(style.Render(mark)+" ", evidenceText(e), "", nil)
				return strings.Split(join(d.out), "\n")
			}})
	}
	s.SetItems(items)
}

// Actions is kit.Screen.
func (s *proofs) Actions() []kit.Action {
	add := kit.Action{ID: "eviden.baru", Key: s.K.Keys.Proof.New, Changes: true, Run: func() tea.Cmd { return s.edit(monev.Evidence{}) }}
	edit := kit.Action{ID: "eviden.ubah", Key: s.K.Keys.List.Edit, Changes: true, Run: func() tea.Cmd {
		e, _ := s.selected()
		return s.edit(e)
	}}
	edit.Key.SetHelp("Enter", "ubah")
	drop := kit.Action{ID: "eviden.hapus", Key: s.K.Keys.List.Delete, Changes: true, Run: s.remove}
	if s.Selected() == "" {
		const none = "Belum ada eviden yang dipilih."
		edit.Reason, edit.Hidden, drop.Reason, drop.Hidden = none, true, none, true
	}
	return []kit.Action{add, edit, drop, {ID: "eviden.pilih", Key: s.K.Keys.List.Move, Hidden: true}}
}

func (s *proofs) selected() (monev.Evidence, bool) {
	for _, e := range s.b.w.Evidence[s.it.Code] {
		if e.ID == s.Selected() {
			return e, true
		}
	}
	return monev.Evidence{}, false
}

// remove asks, then takes evidence off the register.
func (s *proofs) remove() tea.Cmd {
	e, ok := s.selected()
	if !ok {
		return nil
	}
	return s.AskDelete("Hapus eviden", evidenceText(e), func(ctx context.Context) error { return s.K.App.DropEvidence(ctx, e.ID) })
}

// edit opens the form of a piece of evidence, a new one if it has no ID.
func (s *proofs) edit(e monev.Evidence) tea.Cmd {
	k, name, title := s.K, "eviden:"+e.ID, "UBAH EVIDEN "+s.it.Code
	if e.ID == "" {
		e = monev.Evidence{Year: s.b.w.Year, Item: s.it.Code, Status: monev.EvidenceUnchecked}
		name, title = "eviden", "EVIDEN BARU "+s.it.Code
	}
	draft := fmt.Sprintf("lke/%d/%s/%s", e.Year, e.Item, name)
	return s.Entry.Open(entry.Spec{
		Name: name, Draft: draft, What: "Eviden", Again: e.ID == "",
		Form: func() *part.Form {
			date := ""
			if !e.Date.IsZero() {
				date = e.Date.Short()
			}
			var options []part.Option
			for _, w := range monev.EvidenceStatuses() {
				options = append(options, part.Option{Key: string(w), Label: string(w)})
			}
			hint := "judul dokumen"
			if len(s.it.Evidence) > 0 {
				hint = "mis. " + s.it.Evidence[0]
			}
			return part.NewForm(k.Styles, title,
				part.Field{Name: "judul", Label: "Judul", Value: e.Title, Required: true, Limit: monev.TextLimit, Hint: hint, Kind: part.Complete, Free: true, Options: usual(s.it, e.Title)},
				part.Field{Name: "tempat", Label: "Tempat", Value: e.Place, Limit: monev.TextLimit, Hint: "berkas, tautan, atau ordner"},
				part.Field{Name: "tanggal", Label: "Tanggal", Value: date, Size: 20, Hint: "20/11, kemarin", Check: followup.Date(k.App.Today())},
				part.Field{Name: "status", Label: "Status", Kind: part.Choice, Value: string(e.Status), Options: options, Required: true},
				part.Field{Name: "catatan", Label: "Catatan", Value: e.Note, Limit: monev.TextLimit, Hint: "apa yang diperbaiki; wajib bila Perlu Perbaikan"})
		},
		Save: func(v func(string) string) (func(context.Context) error, error) {
			out := e
			out.Title, out.Place, out.Note = v("judul"), v("tempat"), v("catatan")
			out.Status = monev.EvidenceStatus(v("status"))
			out.Date = tanggal.Date{}
			if text := v("tanggal"); text != "" {
				d, err := tanggal.ParseISO(text)
				if err != nil {
					return nil, err
				}
				out.Date = d
			}
			if err := out.Clean(); err != nil {
				return nil, err
			}
			return func(ctx context.Context) error { return k.App.PutEvidence(ctx, out, draft) }, nil
		},
	})
}

// usual are the titles a question's evidence normally has.
func usual(it *lke.Item, own string) []part.Option {
	var out []part.Option
	for _, t := range it.Evidence {
		if t != own {
			out = append(out, part.Option{Key: t, Label: t})
		}
	}
	if own != "" {
		out = append(out, part.Option{Key: own, Label: own})
	}
	return out
}

// Update is kit.Screen.
func (s *proofs) Update(msg tea.Msg) tea.Cmd {
	if m, ok := msg.(loadedMsg); ok && m.b == s.b {
		s.it = s.b.again([]*lke.Item{s.it})[0]
		s.show()
		return nil
	}
	return s.Base.Update(msg)
}

// View is kit.Screen.
func (s *proofs) View() string {
	st := s.K.Styles
	d := &sheet{b: s.b, w: min(s.W-2, readable)}
	d.under("", s.it.Question, "", &st.Heading)
	for _, t := range s.it.Evidence {
		d.under("lazim · ", t, "", &st.Muted)
	}
	f := s.b.res.Item(s.it)
	_, word, style := proof(st, s.b.w.Status(s.it.Code))
	d.add(style.Render(word) + fmt.Sprintf(" · klaim %s, berbukti %s dari %s poin", f.Claim.Decimal(2), f.Proven.Decimal(2), f.Weight.Decimal(2)))
	head := make([]string, 0, len(d.out)+1)
	for _, l := range d.out {
		head = append(head, " "+l.text)
	}
	return s.Draw(append(head, ""))
}

var (
	_ kit.Screen    = (*proofs)(nil)
	_ kit.Capturer  = (*proofs)(nil)
	_ kit.Handler   = (*proofs)(nil)
	_ kit.Leaver    = (*proofs)(nil)
	_ kit.Explainer = (*proofs)(nil)
)
