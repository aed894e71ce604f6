package lke

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"monev/internal/lke"
	"monev/ui/kit"
	"monev/ui/part"
	"monev/ui/stage"
)

// path is the screen of the shortest way to a predicate.
type path struct {
	*stage.Base
	main      *Screen
	b         *book
	predicate lke.Predicate
	basis     lke.Basis
	byEffort  bool
	leverOnly bool
	asked     int // number of the last computation
	found     lke.Path
	ready     bool
	err       string
	first     bool // go to the first line when it is there
}

type pathMsg struct {
	s    *path
	n    int
	path lke.Path
	err  error
}

func newPath(main *Screen) *path {
	b := main.b
	s := &path{Base: stage.NewBase(b.k), main: main, b: b, predicate: b.w.Target, leverOnly: len(b.res.SurveysMissing()) > 0}
	s.Detail = s.detail
	s.List.Empty = "Menghitung jalan …"
	s.List.Letters = true
	return s
}

// Init is kit.Screen.
func (s *path) Init() tea.Cmd { return s.compute() }

// compute finds the path in a command; what it reads is not changed meanwhile.
func (s *path) compute() tea.Cmd {
	s.asked++
	n, w, sheet := s.asked, s.b.w, s.b.sheet
	o := lke.PathOptions{Options: w.Options(), Basis: s.basis, LeverOnly: s.leverOnly}
	if s.byEffort {
		o.Efforts = map[string]int{}
		for code, e := range w.Efforts {
			o.Efforts[code] = e
		}
	}
	p := s.predicate
	return func() tea.Msg {
		found, err := w.Instrument.Shortest(sheet, p, o)
		return pathMsg{s, n, found, err}
	}
}

// Title is kit.Screen.
func (s *path) Title() string {
	t := fmt.Sprintf("Jalan terpendek ke %s · LKE %d", s.predicate, s.b.w.Year)
	if s.b.whatIf {
		return "BILA · " + t
	}
	return t
}

// Status is kit.Statuser.
func (s *path) Status() string { return s.b.status() }

// Explain is kit.Explainer.
func (s *path) Explain() string {
	return "Butir paling sedikit yang perlu dinaikkan ke nilai penuh agar semua syarat predikat terpenuhi sekaligus, atau yang bebannya " +
		"paling ringan (1 ringan sampai 5 berat; tanpa angka dihitung 3). Di bawahnya butir lain yang masih dapat menambah nilai."
}

// Update is kit.Screen.
func (s *path) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case loadedMsg:
		if msg.b == s.b {
			return s.compute()
		}
		return nil
	case pathMsg:
		if msg.s == s && msg.n == s.asked {
			s.found, s.ready, s.err = msg.path, true, ""
			if msg.err != nil {
				s.err = s.K.Sentence(msg.err)
			}
			s.show()
		}
		return nil
	}
	return s.Base.Update(msg)
}

// show makes the rows: the steps, then what else would add points.
func (s *path) show() {
	var items []stage.Item
	on := map[string]bool{}
	for _, st := range s.found.Steps {
		on[st.Item.Code] = true
		items = append(items, s.row(st))
	}
	s.List.Empty = "Tidak ada butir yang dapat menambah nilai."
	var rest []lke.Step
	for _, it := range s.b.w.Instrument.Items() {
		if g := s.b.res.Item(it).Gain(); !on[it.Code] && it.Kind != lke.Survey && g.Sign() > 0 {
			a := s.b.answer(it.Code)
			rest = append(rest, lke.Step{Item: it, From: a, To: it.Best(a), Gain: g})
		}
	}
	slices.SortStableFunc(rest, func(x, y lke.Step) int { return y.Gain.Cmp(x.Gain) })
	if len(rest) > 0 {
		items = append(items, stage.Item{Header: true, Line: func(w int) string {
			return " " + s.K.Styles.Heading.Render(fmt.Sprintf("BUTIR LAIN YANG MENAMBAH NILAI (%d)", len(rest)))
		}})
	}
	for _, st := range rest {
		items = append(items, s.row(st))
	}
	s.SetItems(items)
	if s.first && len(s.found.Steps) > 0 {
		s.List.SelectKey(s.found.Steps[0].Item.Code)
	}
	s.first = false
}

func (s *path) row(p lke.Step) stage.Item {
	return stage.Item{Key: p.Item.Code, Line: func(w int) string {
		effort := "–"
		if e := s.b.w.Efforts[p.Item.Code]; e > 0 {
			effort = fmt.Sprint(e)
		}
		return s.columns(w, p.Item.Code, p.Item.Question, short(p.Item, p.From)+" → "+short(p.Item, p.To), effort, "+"+p.Gain.Decimal(2))
	}}
}

// columns is a row in w cells. Efforts have a column once there are some.
func (s *path) columns(w int, code, question, change, effort, gain string) string {
	cells := []part.Cell{{Text: code, Width: 12}, {Text: question}, {Text: change, Width: 16}}
	if len(s.b.w.Efforts) > 0 {
		cells = append(cells, part.Cell{Text: effort, Width: 5, Right: true})
	}
	return part.Columns(w, append(cells, part.Cell{Text: gain, Width: 6, Right: true})...)
}

// Actions is kit.Screen.
func (s *path) Actions() []kit.Action {
	k := s.K.Keys.Path
	turn := func(id string, key key.Binding, shown string, change func()) kit.Action {
		key.SetHelp(key.Help().Key, shown)
		return kit.Action{ID: id, Key: key, Run: func() tea.Cmd {
			change()
			s.first = true
			return s.compute()
		}}
	}
	open := kit.Action{ID: "jalan.ke-butir", Key: k.Go, Run: func() tea.Cmd {
		s.main.goTo(s.Selected())
		return kit.Pop()
	}}
	if s.Selected() == "" {
		open.Reason = "Tidak ada butir yang dipilih."
	}
	try := kit.Action{ID: "jalan.coba", Key: k.Try, Run: s.try}
	switch {
	case !s.ready || !s.found.Found || len(s.found.Steps) == 0:
		try.Reason = "Tidak ada langkah yang dapat dicoba."
	case s.b.layer != lke.Unit:
		try.Reason = "Mode bila hanya untuk jawaban unit."
	case s.basis == lke.ByProof:
		try.Reason = "Mode bila mencoba jawaban; untuk nilai berbukti lengkapi evidennya."
	}
	other := map[lke.Predicate]string{lke.WBK: "ke WBBM", lke.WBBM: "ke WBK"}[s.predicate]
	effort := map[bool]string{false: "beban teringan", true: "butir tersedikit"}[s.byEffort]
	lever := map[bool]string{false: "pengungkit saja", true: "semua syarat"}[s.leverOnly]
	basis := map[lke.Basis]string{lke.ByClaim: "menurut berbukti", lke.ByProof: "menurut klaim"}[s.basis]
	out := []kit.Action{
		open,
		turn("jalan.predikat", k.Predicate, other, func() { s.predicate = 1 - s.predicate }),
		turn("jalan.beban", k.ByEffort, effort, func() { s.byEffort = !s.byEffort }),
		{ID: "jalan.beban-butir", Key: key.NewBinding(key.WithHelp(k.Effort.Help().Key, k.Effort.Help().Desc))},
		try,
		turn("jalan.pengungkit", k.LeverOnly, lever, func() { s.leverOnly = !s.leverOnly }),
		turn("jalan.dasar", k.Basis, basis, func() { s.basis = 1 - s.basis }),
	}
	for n, digit := range k.Effort.Keys() {
		help := "beban " + digit
		if n == 0 {
			help = "hapus beban"
		}
		a := kit.Action{ID: "jalan.beban." + digit, Hidden: true, Changes: true, Reason: s.b.noStore(),
			Key: key.NewBinding(key.WithKeys(digit), key.WithHelp(digit, help)),
			Run: func() tea.Cmd { return s.setEffort(s.Selected(), n) }}
		if s.Selected() == "" {
			a.Reason = "Tidak ada butir yang dipilih."
		}
		out = append(out, a)
	}
	return append(out, kit.Action{ID: "jalan.pilih", Key: s.K.Keys.List.Move, Hidden: true})
}

// setEffort stores how heavy a question is to raise.
func (s *path) setEffort(code string, n int) tea.Cmd {
	year, k := s.b.w.Year, s.K
	return s.b.write("Beban "+code, func(ctx context.Context) error { return k.App.SetEffort(ctx, year, code, n) })
}

// try opens what-if mode with every step of the path taken.
func (s *path) try() tea.Cmd {
	answers := map[string]lke.Answer{}
	for _, st := range s.found.Steps {
		answers[st.Item.Code] = st.To
	}
	s.b.begin(answers)
	s.main.arrange()
	return tea.Batch(kit.Pop(), kit.Notify(kit.Warn, "Mode bila: langkah jalan terpendek dicoba, tidak ada yang disimpan."))
}

// lines say what was found.
func (s *path) lines() []string {
	st, p := s.K.Styles, s.found
	scope := map[bool]string{false: "semua syarat", true: "pengungkit dan area saja, tanpa hasil survei"}[s.leverOnly]
	ways := "butir tersedikit"
	if s.byEffort {
		ways = "beban teringan"
	}
	mode := fmt.Sprintf("%s · %s · nilai %s", scope, ways, s.basis)
	text := "Menghitung …"
	style := st.Muted
	switch {
	case s.err != "":
		text, style = s.err, st.Bad
	case !s.ready:
	case !p.Found:
		text, style = "✗ "+p.Reason, st.Warn
	case len(p.Steps) == 0:
		text, style = fmt.Sprintf("✓ Semua syarat %s sudah terpenuhi; tidak ada yang perlu dinaikkan.", p.Predicate), st.Good
	default:
		text, style = fmt.Sprintf("%d butir ke %s (+%s) · total sesudahnya %s, pengungkit %s",
			len(p.Steps), p.Predicate, p.Gain.Decimal(2), p.Total.Decimal(2), p.Lever.Decimal(2)), st.Heading
		if s.byEffort {
			text += fmt.Sprintf(" · jumlah beban %d", p.Effort)
		}
	}
	out := []string{st.Muted.Render(part.Cut(mode, s.W-2))}
	for _, t := range part.Wrap(text, s.W-2) {
		out = append(out, style.Render(t))
	}
	return out
}

func (s *path) detail(code string, w int) []string {
	it, ok := s.b.w.Instrument.Item(code)
	if !ok {
		return nil
	}
	d := &sheet{b: s.b, w: w}
	d.item(it)
	return strings.Split(join(d.out), "\n")
}

// View is kit.Screen.
func (s *path) View() string {
	head := s.b.head(s.W, 2+s.b.banner())
	for _, l := range s.lines() {
		head = append(head, " "+l)
	}
	w := s.W
	if left, _, ok := part.PaneWidths(s.W); ok {
		w = left
	}
	head = append(head, s.K.Styles.Label.Render("  "+s.columns(part.RowWidth(w), "BUTIR", "PERTANYAAN", "DARI → KE", "BEBAN", "POIN")))
	return s.Draw(head)
}
