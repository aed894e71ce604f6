package data

import (
	"context"
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"monev/internal/monev"
	"monev/internal/report"
	"monev/ui/kit"
	"monev/ui/part"
	"monev/ui/stage"
)

// Parts is which parts of a document go in and in which order.
type Parts struct {
	*stage.Base
	kind     report.Kind
	in, left []report.Part
	usual    bool // nothing was changed
	loaded   bool
	asked    int
	shown    int
}

type partsMsg struct {
	s   *Parts
	n   int
	o   monev.Office
	err error
}

func newParts(k *kit.Kit, kind report.Kind) *Parts {
	s := &Parts{Base: stage.NewBase(k), kind: kind}
	s.Fill = s.fill
	return s
}

// split divides the parts of a document into those that go in, in their order,
// and the others.
func split(k report.Kind, names []string) (in, left []report.Part) {
	for _, name := range names {
		if i := slices.IndexFunc(k.Parts, func(p report.Part) bool { return p.Name == name }); i >= 0 {
			in = append(in, k.Parts[i])
		}
	}
	if len(in) == 0 {
		return k.Parts, nil
	}
	for _, p := range k.Parts {
		if !slices.Contains(names, p.Name) {
			left = append(left, p)
		}
	}
	return in, left
}

// Init is kit.Screen.
func (s *Parts) Init() tea.Cmd { return s.load() }

func (s *Parts) load() tea.Cmd {
	s.asked++
	k, n := s.K, s.asked
	return func() tea.Msg {
		o, err := k.App.Office(k.Ctx)
		return partsMsg{s, n, o, err}
	}
}

// Title is kit.Screen.
func (s *Parts) Title() string { return "DATA · Bagian " + s.kind.Title }

// Explain is kit.Explainer.
func (s *Parts) Explain() string {
	return "Bagian " + s.kind.Title + " menurut urutannya. Spasi memasukkan atau mengeluarkan bagian yang dipilih; a dan b memindahkannya."
}

// Update is kit.Screen.
func (s *Parts) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case kit.ChangedMsg:
		return s.load()
	case partsMsg:
		if msg.s != s || msg.n <= s.shown {
			return nil
		}
		s.shown = msg.n
		if msg.err != nil {
			return s.K.Failed("Bagian dokumen belum dapat dibaca", msg.err)
		}
		names := msg.o.Papers.Parts[s.kind.Name]
		s.usual, s.loaded = len(names) == 0, true
		s.in, s.left = split(s.kind, names)
		s.fill()
		return nil
	}
	return s.Base.Update(msg)
}

func (s *Parts) fill() {
	if !s.loaded {
		return
	}
	st := s.K.Styles
	var list []stage.Item
	head := func(text string) {
		list = append(list, stage.Item{Key: "#" + text, Header: true, Line: func(w int) string {
			return st.Heading.Render(part.Cut(" "+text, w))
		}})
	}
	row := func(p report.Part, mark string) {
		list = append(list, stage.Item{Key: p.Name,
			Line:  func(w int) string { return part.Cut(mark+p.Title, w) },
			Whole: true,
			Full:  func(w int) []string { return part.HangText(mark, p.Title, w) }})
	}
	head(fmt.Sprintf("DI DALAM DOKUMEN (%d dari %d)", len(s.in), len(s.kind.Parts)))
	for i, p := range s.in {
		row(p, fmt.Sprintf("%2d. ", i+1))
	}
	if len(s.left) > 0 {
		head(fmt.Sprintf("TIDAK DIPAKAI (%d)", len(s.left)))
	}
	for _, p := range s.left {
		row(p, " ·  ")
	}
	s.SetItems(list)
}

// View is kit.Screen.
func (s *Parts) View() string {
	if !s.loaded {
		return ""
	}
	st, note := s.K.Styles, "Susunan biasa."
	if !s.usual {
		note = "Susunan sendiri; * mengembalikan susunan biasa."
	}
	return s.Draw([]string{st.Title.Render(part.Cut(" "+s.kind.Long, s.W)), st.Muted.Render(part.Cut(" "+note, s.W)), ""})
}

// Actions is kit.Screen.
func (s *Parts) Actions() []kit.Action {
	k := s.K.Keys.Data
	at := slices.IndexFunc(s.in, func(p report.Part) bool { return p.Name == s.Selected() })
	mark := kit.Action{ID: "bagian.tandai", Key: k.Mark, Changes: true, Run: s.toggle}
	mark.Key.SetHelp("Spasi", "masukkan")
	up := kit.Action{ID: "bagian.atas", Key: k.MoveUp, Changes: true, Run: func() tea.Cmd { return s.move(-1) }}
	down := kit.Action{ID: "bagian.bawah", Key: k.MoveDown, Changes: true, Run: func() tea.Cmd { return s.move(1) }}
	if at >= 0 {
		mark.Key.SetHelp("Spasi", "keluarkan")
		if len(s.in) == 1 {
			mark.Reason = "Dokumen memerlukan sedikitnya satu bagian."
		}
	}
	switch {
	case at < 0:
		up.Reason, up.Hidden = "Bagian ini tidak dipakai; Spasi memasukkannya.", true
		down.Reason, down.Hidden = up.Reason, true
	case at == 0:
		up.Reason = "Bagian ini sudah paling atas."
	}
	if at == len(s.in)-1 && at >= 0 {
		down.Reason = "Bagian ini sudah paling bawah."
	}
	usual := kit.Action{ID: "bagian.biasa", Key: k.Usual, Changes: true, Run: s.reset}
	if s.usual {
		usual.Reason, usual.Hidden = "Susunannya memang yang biasa.", true
	}
	if !s.loaded {
		for _, a := range []*kit.Action{&mark, &up, &down, &usual} {
			a.Reason, a.Hidden = "Data sedang dibaca.", true
		}
	}
	return []kit.Action{mark, up, down, usual, {ID: "bagian.pilih", Key: s.K.Keys.List.Move, Hidden: true}}
}

// edit stores another list of parts, made from the one stored at that moment.
func (s *Parts) edit(do func([]string) ([]string, error)) tea.Cmd {
	app, kind := s.K.App, s.kind
	return s.Write("Susunan dokumen", func(ctx context.Context) error {
		return app.EditOffice(ctx, "ubah susunan "+kind.Title, func(o *monev.Office) error {
			in, _ := split(kind, o.Papers.Parts[kind.Name])
			list, err := do(partNames(in))
			if err != nil {
				return err
			}
			o.Papers = o.Papers.Clone()
			if len(list) == 0 || slices.Equal(list, partNames(kind.Parts)) {
				delete(o.Papers.Parts, kind.Name)
				return nil
			}
			if o.Papers.Parts == nil {
				o.Papers.Parts = map[string][]string{}
			}
			o.Papers.Parts[kind.Name] = list
			return nil
		})
	})
}

func partNames(of []report.Part) []string {
	var out []string
	for _, p := range of {
		out = append(out, p.Name)
	}
	return out
}

// toggle takes the selected part in at the end, or out.
func (s *Parts) toggle() tea.Cmd {
	name := s.Selected()
	return s.edit(func(in []string) ([]string, error) {
		if i := slices.Index(in, name); i >= 0 {
			if len(in) == 1 {
				return nil, monev.Refuse("bagian", "Dokumen memerlukan sedikitnya satu bagian.")
			}
			return slices.Delete(in, i, i+1), nil
		}
		return append(in, name), nil
	})
}

func (s *Parts) move(by int) tea.Cmd {
	name := s.Selected()
	return s.edit(func(in []string) ([]string, error) {
		i := slices.Index(in, name)
		if i < 0 {
			return nil, errStale
		}
		swap(in, i, i+by)
		return in, nil
	})
}

func (s *Parts) reset() tea.Cmd {
	return s.edit(func([]string) ([]string, error) { return nil, nil })
}
