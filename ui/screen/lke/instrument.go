package lke

import (
	"errors"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"monev/internal/app"
	"monev/internal/lke"
	"monev/internal/monev"
	"monev/ui/kit"
	"monev/ui/part"
	"monev/ui/screen/pilih"
	"monev/ui/stage"
)

// openInstrument asks which instrument; what it would change is shown on a screen of
// its own.
func (b *book) openInstrument() tea.Cmd {
	year, k := b.w.Year, b.k.Keys.LKEFiles
	show := func(path string) tea.Cmd { return kit.Push(newInstrument(b, year, path)) }
	return kit.Ask(kit.Dialog{
		Title: fmt.Sprintf("Ganti instrumen LKE %d", year),
		Text:  "Sekarang dipakai " + b.w.Instrument.Code + ". Yang akan berubah diperlihatkan dulu; belum ada yang diganti.",
		Choices: []kit.Choice{
			choice(k.Instrument, "pilih berkas instrumen (YAML atau JSON)", func() tea.Cmd {
				return kit.Push(pilih.New(b.k, pilih.Spec{Title: fmt.Sprintf("Instrumen LKE %d · pilih berkas", year), What: pilih.File,
					Endings: []string{".yaml", ".yml", ".json"}, Kind: "berkas instrumen", Place: place,
					Done: func(paths []string) tea.Cmd { return show(paths[0]) }}))
			}),
			choice(k.National, "instrumen bawaan monev", func() tea.Cmd { return show("") }),
		},
	})
}

// instrument is the screen of what another instrument would change in the LKE of
// a year.
type instrument struct {
	*stage.Base
	b    *book
	year int
	path string // empty is the national instrument

	n     int
	data  []byte // of the file, once it was read
	plan  app.InstrumentPlan
	ready bool
	err   error
	busy  bool // the change is on its way to the disk
}

type (
	plannedMsg struct {
		s    *instrument
		n    int
		data []byte
		plan app.InstrumentPlan
		err  error
	}
	takenMsg struct {
		s     *instrument
		plan  app.InstrumentPlan
		taken bool
		err   error
	}
)

func newInstrument(b *book, year int, path string) *instrument {
	s := &instrument{Base: stage.NewBase(b.k), b: b, year: year, path: path}
	s.List.Empty = "Membaca berkas instrumen …"
	s.List.Letters = true
	return s
}

// Init is kit.Screen.
func (s *instrument) Init() tea.Cmd { return s.load() }

// load reads the file, the first time, and compares.
func (s *instrument) load() tea.Cmd {
	s.n++
	k, n, year, path, data := s.K, s.n, s.year, s.path, s.data
	return func() tea.Msg {
		msg := plannedMsg{s: s, n: n, data: data}
		switch {
		case data != nil:
		case path == "":
			msg.data = lke.National()
		default:
			if msg.data, msg.err = app.ReadFile(path, "berkas instrumen", app.MaxInstrumentFile); msg.err != nil {
				return msg
			}
		}
		msg.plan, msg.err = k.App.PlanInstrument(k.Ctx, msg.data, year)
		return msg
	}
}

// Title is kit.Screen.
func (s *instrument) Title() string { return fmt.Sprintf("Ganti instrumen LKE %d", s.year) }

// Explain is kit.Explainer.
func (s *instrument) Explain() string {
	return "Apa yang berubah bila LKE tahun ini memakai instrumen dari berkas. Jawaban unit, TPI, dan TPN yang masih cocok ikut; " +
		"yang bertanda ! tidak ikut dan tetap ada di riwayat. Tahun lain tidak berubah."
}

// Update is kit.Screen.
func (s *instrument) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case kit.ChangedMsg:
		return s.load()
	case plannedMsg:
		if msg.s == s && msg.n == s.n {
			return s.planned(msg)
		}
		return nil
	case takenMsg:
		if msg.s == s {
			return s.taken(msg)
		}
		return nil
	}
	return s.Base.Update(msg)
}

// planned keeps what was compared.
func (s *instrument) planned(msg plannedMsg) tea.Cmd {
	if msg.err != nil && s.ready && s.err == nil { // what was compared stays
		return s.K.Failed("Perubahannya belum dapat dibaca lagi", msg.err)
	}
	s.plan, s.err, s.ready = msg.plan, msg.err, true
	if msg.err == nil {
		s.data = msg.data
	}
	s.show()
	return nil
}

// show makes the rows: what is wrong with the file, or what would change, the
// changes that can touch answers first.
func (s *instrument) show() {
	s.List.Empty = ""
	var bad *lke.Invalid
	var items []stage.Item
	switch {
	case errors.As(s.err, &bad):
		items = append(items, s.header(fmt.Sprintf("KESALAHAN DALAM BERKAS (%d)", len(bad.Problems))))
		for i, p := range bad.Problems {
			items = append(items, s.plain(fmt.Sprint("salah ", i), p.Place, p.Reason))
		}
	case s.err != nil:
	case s.plan.Same():
		s.List.Empty = "Instrumen ini sudah dipakai; tidak ada yang berubah."
	default:
		items = s.changes()
		s.List.Empty = "Semua butir sama; jawaban tidak tersentuh."
	}
	s.SetItems(items)
}

func (s *instrument) changes() []stage.Item {
	var out []stage.Item
	for kind := lke.Gone; kind <= lke.Added; kind++ {
		var given, rest []stage.Item
		for _, c := range s.plan.Changes {
			switch {
			case c.Kind != kind:
			case c.Given:
				given = append(given, s.change(c))
			default:
				rest = append(rest, s.change(c))
			}
		}
		if n := len(given) + len(rest); n > 0 {
			out = append(append(append(out, s.header(fmt.Sprintf("%s (%d)", strings.ToUpper(kind.String()), n))), given...), rest...)
		}
	}
	if n := len(s.plan.Minima); n > 0 {
		out = append(out, s.header(fmt.Sprintf("NILAI MINIMUM BERUBAH (%d)", n)))
		for i, m := range s.plan.Minima {
			who, what, _ := strings.Cut(m, ": ")
			out = append(out, s.plain(fmt.Sprint("minimum ", i), who, what))
		}
	}
	return out
}

func (s *instrument) header(text string) stage.Item {
	return stage.Item{Header: true, Line: func(int) string { return " " + s.K.Styles.Heading.Render(text) }}
}

// plain is a row of a place and what is said about it.
func (s *instrument) plain(key, place, text string) stage.Item {
	return stage.Item{Key: key,
		Line: func(w int) string {
			return part.Columns(w, part.Cell{Text: place, Width: min(w/3, 30)}, part.Cell{Text: text})
		},
		Full: func(w int) []string {
			d := &sheet{b: s.b, w: w}
			d.under(s.K.Styles.Accent.Render(part.Cut(place, w/2))+"  ", text, "", nil)
			return strings.Split(join(d.out), "\n")
		}}
}

func (s *instrument) change(c lke.Change) stage.Item {
	st := s.K.Styles
	mark, style, answer := " ", (*lipgloss.Style)(nil), s.plan.Given(c.Code)
	if c.Given {
		mark, style = "!", &st.Warn
	}
	it := c.Old
	if it == nil {
		it = c.New
	}
	return stage.Item{Key: fmt.Sprint(int(c.Kind), " ", c.Code),
		Line: func(w int) string {
			return part.Columns(w, part.Cell{Text: mark, Width: 1, Style: style}, part.Cell{Text: c.Code, Width: 12},
				part.Cell{Text: it.Question}, part.Cell{Text: answer, Width: 22, Drop: 1, Style: style})
		},
		Full: func(w int) []string {
			d := &sheet{b: s.b, w: w}
			lead := mark + "  "
			if style != nil {
				lead = style.Render(mark) + "  "
			}
			d.under(lead+st.Accent.Render(c.Code)+"  ", c.Text, "", nil)
			d.under("   ", it.Question, "", &st.Muted)
			if c.Kind == lke.Reword && c.New.Question != it.Question {
				d.under("   ", "Menjadi: "+c.New.Question, "", &st.Muted)
			}
			switch {
			case c.Given:
				d.under("   ", "Jawaban "+answer+" tidak ikut.", "", &st.Warn)
			case answer != "":
				d.under("   ", "Jawaban "+answer+".", "", &st.Muted)
			}
			return strings.Split(join(d.out), "\n")
		}}
}

// Actions is kit.Screen.
func (s *instrument) Actions() []kit.Action {
	use := kit.Action{ID: "instrumen.pakai", Key: s.K.Keys.List.Open, Changes: true, Run: s.ask}
	use.Key.SetHelp(use.Key.Help().Key, "pakai instrumen ini")
	_, refused := monev.AsRefusal(s.err)
	switch {
	case !s.ready:
		use.Reason = "Berkas belum terbaca."
	case refused:
		use.Reason = "Berkas itu tidak dapat dipakai; Esc kembali."
	case s.err != nil:
		use.Reason = "Perubahannya belum dapat dibaca; Esc kembali, lalu pilih lagi."
	case s.plan.Same():
		use.Reason = fmt.Sprintf("LKE %d sudah memakai instrumen ini.", s.year)
	case s.busy:
		use.Reason = "Instrumen sedang diganti."
	}
	use.Hidden = use.Reason != ""
	return []kit.Action{use, {ID: "instrumen.pilih", Key: s.K.Keys.List.Move}}
}

// ask takes the instrument, after a question if given answers do not fit it.
func (s *instrument) ask() tea.Cmd {
	p := s.plan
	if p.Touched == 0 {
		return s.take(app.KeepInstrument)
	}
	const most = 4
	var lines []string
	for _, c := range p.Asks() {
		lines = append(lines, c.Code+"  "+p.Given(c.Code))
	}
	if n := len(lines); n > most {
		lines = append(lines[:most-1], fmt.Sprintf("dan %d butir lagi", n-most+1))
	}
	keys := s.K.Keys.Dialog
	stay, yes := keys.Cancel, keys.Yes
	stay.SetHelp(stay.Help().Key, "tetap "+part.Cut(p.Old.Code, 20))
	yes.SetHelp(yes.Help().Key, "ganti")
	return kit.Ask(kit.Dialog{
		Title: fmt.Sprintf("Ganti instrumen LKE %d", s.year),
		Text: fmt.Sprintf("%d jawaban tidak cocok dengan %s dan tidak ikut:\n%s\n\nTetap ada di riwayat; Ctrl+Z mengembalikan semuanya.",
			p.Touched, p.New.Code, strings.Join(lines, "\n")),
		Danger: true,
		Choices: []kit.Choice{
			{Key: stay, Run: func() tea.Cmd {
				return tea.Batch(kit.Pop(), kit.Notify(kit.Info, fmt.Sprintf("LKE %d tetap memakai %s; tidak ada yang berubah.", s.year, p.Old.Code)))
			}},
			{Key: yes, Run: func() tea.Cmd { return s.take(app.TakeInstrument) }},
		},
	})
}

func (s *instrument) take(choice app.InstrumentChoice) tea.Cmd {
	s.busy = true
	k, data, year := s.K, s.data, s.year
	return k.Writes.Add(func() tea.Msg {
		plan, taken, err := k.App.LoadInstrument(k.Ctx, data, year, choice)
		return takenMsg{s, plan, taken, err}
	})
}

func (s *instrument) taken(msg takenMsg) tea.Cmd {
	s.busy = false
	switch {
	case msg.err != nil:
		return tea.Batch(kit.Changed(), s.K.Failed("Instrumen belum diganti", msg.err))
	case !msg.taken: // something was answered meanwhile
		return tea.Batch(kit.Changed(), kit.Notify(kit.Warn, "Jawaban berubah sejak diperiksa; instrumen belum diganti."))
	}
	text := fmt.Sprintf("LKE %d memakai %s", s.year, msg.plan.New.Code)
	if n := msg.plan.Touched; n > 0 {
		text += fmt.Sprintf("; %d jawaban tidak ikut", n)
	}
	gone := func() tea.Msg { return kit.PopMsg{Of: s} } // another screen may be on top by now
	return tea.Batch(kit.Changed(), gone, kit.Notify(kit.Good, text+". Ctrl+Z mengembalikannya."))
}

// View is kit.Screen.
func (s *instrument) View() string {
	st, w := s.K.Styles, max(s.W-2, 1)
	var head []string
	say := func(text string, style *lipgloss.Style) {
		for _, l := range part.Wrap(text, w) {
			head = append(head, " "+style.Render(l))
		}
	}
	var bad *lke.Invalid
	switch p := s.plan; {
	case !s.ready:
	case errors.As(s.err, &bad):
		say("✗ Berkas ini tidak dapat dipakai sebagai instrumen. Perbaiki berkasnya, lalu ulangi.", &st.Bad)
	case s.err != nil:
		say("✗ "+s.K.Sentence(s.err), &st.Bad)
	case p.Same():
		say(p.New.Code+" · "+p.New.Name, &st.Heading)
	default:
		say(fmt.Sprintf("%s → %s · %s", p.Old.Code, p.New.Code, p.New.Name), &st.Heading)
		if p.Touched > 0 {
			say(fmt.Sprintf("! %d jawaban tidak cocok lagi dan tidak ikut", p.Touched), &st.Warn)
		} else {
			say("✓ Semua jawaban ikut", &st.Good)
		}
	}
	return s.Draw(append(head, ""))
}

// renew drops supposed answers that another instrument does not take.
func (b *book) renew() {
	for code, a := range b.suppose {
		if it, ok := b.w.Instrument.Item(code); !ok || it.Clean(&a) != nil {
			delete(b.suppose, code)
		}
	}
}

// again finds questions in the instrument that is shown now; those it does not
// have are left out, unless nothing would be left.
func (b *book) again(items []*lke.Item) []*lke.Item {
	var out []*lke.Item
	for _, old := range items {
		if it, ok := b.w.Instrument.Item(old.Code); ok {
			out = append(out, it)
		}
	}
	if len(out) == 0 {
		return items
	}
	return out
}

var (
	_ kit.Screen    = (*instrument)(nil)
	_ kit.Explainer = (*instrument)(nil)
)
