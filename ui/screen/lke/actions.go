package lke

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/lke"
	"monev/ui/kit"
	"monev/ui/part"
	"monev/ui/screen/eviden"
	"monev/ui/screen/riwayat"
)

const noItem = "Pilih dulu sebuah butir."

// Actions is kit.Screen.
func (s *Screen) Actions() []kit.Action {
	k, b := s.k.Keys.LKE, s.b
	if s.job.Running() {
		return s.job.Actions()
	}
	if !b.loaded {
		return nil
	}
	it, n := s.item(), s.node()
	// rests: not while something is tried, for it is about what is stored
	about := func(id string, key key.Binding, rests bool, run func(*lke.Item) tea.Cmd) kit.Action {
		a := kit.Action{ID: id, Key: key, Run: func() tea.Cmd { return run(it) }}
		if it == nil {
			a.Reason, a.Hidden = noItem, true
		} else if rests {
			a.Reason = b.noStore()
		}
		return a
	}
	plain := func(id string, key key.Binding, rests, hidden bool, run func() tea.Cmd) kit.Action {
		a := kit.Action{ID: id, Key: key, Hidden: hidden, Run: run}
		if rests {
			a.Reason = b.noStore()
		}
		return a
	}
	whatIf := plain("lke.bila", k.WhatIf, false, false, func() tea.Cmd { return b.turnWhatIf(s.rearrange) })
	if b.whatIf {
		whatIf.Key.SetHelp(k.WhatIf.Help().Key, "tutup bila")
	} else if b.layer != lke.Unit {
		whatIf.Reason = "Mode bila hanya untuk jawaban unit; l mengganti lapisan."
	}
	fill := about("lke.isian", k.Fill, false, func(it *lke.Item) tea.Cmd { return b.openAnswer(&s.input, it, s.rearrange) })
	fill.Hidden, fill.Changes = true, !b.whatIf
	note := about("lke.catatan", k.Note, true, func(it *lke.Item) tea.Cmd { return b.openNote(&s.input, it) })
	note.Changes = true
	clear := about("lke.kosongkan", k.Clear, false, s.clear)
	clear.Hidden, clear.Changes = true, !b.whatIf
	if it != nil && b.answer(it.Code).IsBlank() {
		clear.Reason = "Butir ini memang belum diisi."
	}
	filter := plain("lke.saring", k.Filter, false, s.page, s.nextFilter)
	if s.page {
		filter.Reason = "Saringan berlaku di daftar butir; Esc kembali ke daftar."
	}
	layer := plain("lke.lapisan", k.Layer, true, false, s.nextLayer)
	layer.About = "lapisan: jawaban unit, TPI, atau TPN"
	policy := plain("lke.pembagi-nol", k.Policy, true, true, func() tea.Cmd { return b.openPolicy(&s.input) })
	policy.Changes = true
	out := s.answers(it)
	out = append(out, s.moves(n)...)
	if b.whatIf { // the way out is always seen
		out = append([]kit.Action{whatIf}, out...)
	}
	out = append(out,
		filter,
		plain("lke.cari", k.Search, false, s.page, s.search),
	)
	if !b.whatIf {
		out = append(out, whatIf)
	}
	out = append(out,
		plain("lke.jalan", k.Path, false, false, func() tea.Cmd { return kit.Push(newPath(s)) }),
		about("lke.eviden", k.Evidence, true, func(it *lke.Item) tea.Cmd {
			return kit.Push(eviden.New(s.k, eviden.At{Year: s.b.w.Year, Item: it.Code}))
		}),
		plain("lke.urut", k.Walk, false, s.page, s.walk),
		note,
		about("lke.riwayat", k.History, false, func(it *lke.Item) tea.Cmd {
			return kit.Push(riwayat.New(s.k, fmt.Sprintf("Riwayat jawaban %s · %s", it.Code, b.layer), app.AnswerRecord(b.w.Year, b.layer, it.Code)).
				About(it.Question).Empty("Butir ini belum pernah dijawab. Esc kembali, lalu tekan huruf jawabannya.").While(b.frozen))
		}),
		plain("lke.usulan", k.Proposals, true, false, func() tea.Cmd { return kit.Push(newProposals(s.b)) }),
		layer,
		plain("lke.catatan-penilai", k.Remarks, true, false, func() tea.Cmd { return kit.Push(NewRemarks(s.k, b.w.Year, 0, "")) }),
		fill, clear,
		policy,
		plain("lke.tahun-sebelum", k.PrevYear, true, true, func() tea.Cmd { return s.turnYear(-1) }),
		plain("lke.tahun-berikut", k.NextYear, true, true, func() tea.Cmd { return s.turnYear(1) }),
	)
	if !s.page { // there the letters scroll
		files := plain("lke.berkas", k.Files, true, true, s.openFiles)
		files.Changes = true
		out = append(out, files, plain("lke.instrumen", k.Instrument, true, true, b.openInstrument))
	}
	return append(out, s.ways()...)
}

// answers are the letters of the selected question's scale.
func (s *Screen) answers(it *lke.Item) []kit.Action { return letters(s.b, it, s.choose) }

// letters makes an action of each letter: those of the question's scale answer
// it, the others say why not.
func letters(b *book, it *lke.Item, choose func(*lke.Item, string) tea.Cmd) []kit.Action {
	k := b.k.Keys.LKE.Answer
	means := map[string]string{}
	var first, last string
	if it != nil {
		for _, c := range it.Choices {
			l := strings.ToLower(c.Key[:1])
			means[l] = c.Key
			if first == "" {
				first = l
			}
			last = l
		}
	}
	why := noItem
	switch {
	case it == nil:
	case !it.IsChoice():
		why = "Butir ini diisi dengan angka: r membuka isiannya."
	case it.Kind == lke.YesNo:
		why = "Butir ini dijawab y (Ya) atau t (Tidak)."
	default:
		why = fmt.Sprintf("Butir ini dijawab %s sampai %s.", strings.ToUpper(first), strings.ToUpper(last))
	}
	var out []kit.Action
	if len(means) > 0 {
		shown := first + "–" + last
		if it.Kind == lke.YesNo {
			shown = first + " " + last
		}
		out = append(out, kit.Action{ID: "lke.jawab", Changes: !b.whatIf, Key: key.NewBinding(key.WithHelp(shown, k.Help().Desc))})
	}
	for _, l := range k.Keys() {
		a := kit.Action{ID: "lke.jawab." + l, Hidden: true, Changes: !b.whatIf,
			Key: key.NewBinding(key.WithKeys(l), key.WithHelp(l, "jawab "+strings.ToUpper(l)))}
		if c, ok := means[l]; ok {
			a.Key.SetHelp(l, "jawab "+c)
			a.Run = func() tea.Cmd { return choose(it, c) }
		} else {
			a.Reason = why
		}
		out = append(out, a)
	}
	return out
}

// moves are Enter, the arrows left and right, Esc and the page.
func (s *Screen) moves(n *node) []kit.Action {
	k, b := s.k.Keys.LKE, s.b
	enter := kit.Action{ID: "lke.buka", Key: k.Open, Run: s.enter}
	right := kit.Action{ID: "lke.ke-dalam", Key: k.Unfold, Hidden: true, Run: s.unfold}
	left := kit.Action{ID: "lke.ke-luar", Key: k.Fold, Hidden: true, Run: s.fold}
	full := kit.Action{ID: "lke.rincian", Key: k.Full, Run: s.turnPage}
	back := kit.Action{ID: "lke.kembali", Key: s.k.Keys.Global.Back, Hidden: true}
	all := kit.Action{ID: "lke.lipat-semua", Key: k.FoldAll, Hidden: true, Run: s.foldAll}
	move := kit.Action{ID: "lke.pilih", Key: s.k.Keys.List.Move, Hidden: true}
	switch {
	case n == nil:
		const none = "Tidak ada baris yang dipilih."
		enter.Reason, enter.Hidden, right.Reason, left.Reason, full.Reason = none, true, none, none, none
		full.Hidden = true
	case s.page:
		move.Key.SetHelp("↑↓", "gulir")
		right.Key.SetHelp(k.Unfold.Help().Key, "butir berikut")
		left.Key.SetHelp(k.Fold.Help().Key, "butir sebelumnya")
		right.Run, left.Run = func() tea.Cmd { return s.step(1) }, func() tea.Cmd { return s.step(-1) }
		enter.Key.SetHelp("Enter", "isian jawaban")
		if n.item == nil {
			enter.Key.SetHelp("Enter", "ke pohon")
			enter.Hidden = true // Esc says so
		}
		full.Hidden = true
		right.Hidden = false
	case n.kind == rootNode:
		enter.Key.SetHelp("Enter", "rincian")
		full.Hidden = true
		left.Reason = "Ini baris teratas."
	case n.item == nil && s.open[n.key]:
		enter.Key.SetHelp("Enter", "lipat")
	case n.item == nil:
	case s.two():
		enter.Key.SetHelp("Enter", "isian")
	default:
		full.Hidden = true // Enter does it
	}
	if n != nil && n.item != nil && (s.page || s.two()) { // it answers
		enter.Changes = !b.whatIf
	}
	switch {
	case s.page:
		all.Reason = "Esc kembali ke pohon lebih dulu."
	case s.narrowed():
		all.Reason = "Selama disaring tidak ada yang dilipat."
		left.Reason = all.Reason
	}
	out := []kit.Action{enter, full, right, left, move, all}
	switch {
	case s.page:
		back.Key.SetHelp(back.Key.Help().Key, "ke pohon")
		back.Hidden, back.Run = false, s.turnPage
	case s.words != "":
		back.Key.SetHelp(back.Key.Help().Key, "hapus kata")
		back.Hidden, back.Run = false, s.clearWords
	case b.whatIf:
		back.Key.SetHelp(back.Key.Help().Key, "tutup bila")
		back.Run = func() tea.Cmd {
			if len(b.suppose) == 0 { // the next letter would be stored, and nobody said so
				return kit.Notify(kit.Warn, "Mode bila masih terbuka; w menutupnya.")
			}
			return b.turnWhatIf(s.rearrange)
		}
	default:
		return out
	}
	return append(out, back)
}

// ways are the digits that go to an area.
func (s *Screen) ways() []kit.Action {
	k := s.k.Keys.LKE.Area
	out := []kit.Action{{ID: "lke.area", Hidden: true, Key: key.NewBinding(key.WithHelp(k.Help().Key, k.Help().Desc))}}
	for i, digit := range k.Keys() {
		n, name := (i+1)%7, "ke Hasil"
		if n > 0 {
			name = "ke area " + s.b.w.Instrument.Areas[n-1].Name
		}
		out = append(out, kit.Action{ID: "lke.area." + digit, Hidden: true,
			Key: key.NewBinding(key.WithKeys(digit), key.WithHelp(digit, name)),
			Run: func() tea.Cmd { s.goTo(areaKey(n)); s.top = 0; return nil }})
	}
	return out
}

// two reports whether the question stands beside the tree.
func (s *Screen) two() bool {
	_, _, ok := part.PaneWidths(s.w)
	return ok
}

// choose answers a question by a key of its scale.
func (s *Screen) choose(it *lke.Item, choice string) tea.Cmd {
	a := s.b.answer(it.Code)
	a.Choice = choice
	s.touched[it.Code], s.want = true, it.Code
	cmd := s.b.put(it, a)
	s.arrange()
	return cmd
}

// clear takes the answer away; its note stays.
func (s *Screen) clear(it *lke.Item) tea.Cmd {
	s.touched[it.Code], s.want = true, it.Code
	cmd := clearAnswer(s.b, it)
	s.arrange()
	return cmd
}

func clearAnswer(b *book, it *lke.Item) tea.Cmd {
	a := b.answer(it.Code)
	was := short(it, a)
	a.Choice, a.Counts, a.Index = "", nil, nil
	text := fmt.Sprintf("Jawaban %s (%s) dikosongkan; Ctrl+Z mengembalikannya.", it.Code, was)
	if b.whatIf {
		text = fmt.Sprintf("Jawaban %s (%s) dikosongkan dalam mode bila.", it.Code, was)
	}
	return tea.Batch(b.put(it, a), kit.Notify(kit.Info, text))
}

// rearrange finds the rows again after a change that came from elsewhere.
func (s *Screen) rearrange() tea.Cmd {
	s.arrange()
	return nil
}
