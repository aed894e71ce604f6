package lke

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"monev/internal/lke"
	"monev/ui/kit"
	"monev/ui/part"
)

// enter opens what is selected: a fold, the question, or its answer where the
// question is seen already.
func (s *Screen) enter() tea.Cmd {
	n := s.node()
	switch {
	case n == nil:
	case n.item != nil && (s.page || s.two()):
		s.touched[n.key] = true
		return s.b.openAnswer(&s.input, n.item, s.rearrange)
	case n.item != nil || s.page:
		return s.turnPage()
	case n.kind == rootNode:
		return s.turnPage()
	default:
		s.open[n.key] = !s.open[n.key]
		s.arrange()
	}
	return nil
}

func (s *Screen) unfold() tea.Cmd {
	n := s.node()
	switch {
	case n == nil:
	case n.item != nil || n.kind == rootNode:
		return s.turnPage()
	case s.open[n.key]:
		s.list.Next()
		s.chosen()
	default:
		s.open[n.key] = true
		s.arrange()
	}
	return nil
}

// fold closes the selected line, or goes to the one above it in the tree.
func (s *Screen) fold() tea.Cmd {
	n := s.node()
	switch {
	case n == nil || n.up < 0:
	case n.item == nil && s.open[n.key]:
		s.open[n.key] = false
		s.arrange()
	default:
		s.want = s.nodes[n.up].key
		s.list.SelectKey(s.want)
	}
	return nil
}

// foldAll closes everything, or opens it if everything is closed.
func (s *Screen) foldAll() tea.Cmd {
	some := false
	for i := range s.nodes {
		if n := &s.nodes[i]; n.kind != rootNode && n.kind != itemNode {
			some = some || s.open[n.key]
		}
	}
	if some {
		for n := s.node(); n != nil && n.depth > 1; n = &s.nodes[n.up] {
			s.want = s.nodes[n.up].key
		}
	}
	for i := range s.nodes {
		if n := &s.nodes[i]; n.kind != rootNode && n.kind != itemNode {
			s.open[n.key] = !some
		}
	}
	s.arrange()
	return nil
}

// turnPage shows the selected line in full in the place of the tree, and back.
func (s *Screen) turnPage() tea.Cmd {
	s.page, s.top = !s.page, 0
	return nil
}

// step goes to the next or the last question of those the filters leave.
func (s *Screen) step(by int) tea.Cmd {
	at, shown := -1, s.node()
	for i := range s.nodes {
		if &s.nodes[i] == shown {
			at = i
		}
	}
	for i := at + by; i >= 0 && i < len(s.nodes); i += by {
		n := &s.nodes[i]
		if n.kind == itemNode && (s.found == nil || s.found[n.key]) && (s.touched[n.key] || s.b.takes(s.filter, n.item)) {
			s.goTo(n.key)
			s.top = 0
			return nil
		}
	}
	return kit.Notify(kit.Info, map[int]string{1: "Ini butir terakhir.", -1: "Ini butir pertama."}[by])
}

// scroll moves the page.
func (s *Screen) scroll(msg tea.KeyPressMsg) {
	l, by := s.k.Keys.List, max(s.h-headLines(s.w, s.h)-3, 1)
	switch {
	case key.Matches(msg, l.Up):
		s.top--
	case key.Matches(msg, l.Down):
		s.top++
	case key.Matches(msg, l.PageUp):
		s.top -= by
	case key.Matches(msg, l.PageDown):
		s.top += by
	case key.Matches(msg, l.First):
		s.top = 0
	case key.Matches(msg, l.Last):
		s.top = 1 << 20 // pageLines knows where the end is
	}
	s.top = max(s.top, 0)
}

// readable is the widest line that is read with ease.
const readable = 100

// pageLines draws the page in h lines.
func (s *Screen) pageLines(w, h int) []string {
	all := s.detail(min(w-2, readable))
	if s.node() == nil {
		for _, l := range part.Wrap(s.empty(), max(w-2, 10)) {
			all = append(all, line{text: s.k.Styles.Muted.Render(l)})
		}
	}
	s.top = min(s.top, max(len(all)-h, 0))
	s.drew.lines = seen(s.b, all, s.top, h, "")
	out := make([]string, len(s.drew.lines))
	for i, l := range s.drew.lines {
		out[i] = " " + l.text
	}
	return out
}

// nextFilter goes on to the next standing filter.
func (s *Screen) nextFilter() tea.Cmd {
	s.filter = (s.filter + 1) % filters
	s.touched = map[string]bool{}
	s.arrange()
	s.firstItem()
	if !s.narrowed() { // what was found stays selected
		s.goTo(s.want)
	}
	return kit.Notify(kit.Info, "Saringan: "+s.filter.String()+".")
}

// firstItem selects a question if filtering left the selection on a line above
// all of them.
func (s *Screen) firstItem() {
	if !s.narrowed() || s.item() != nil {
		return
	}
	for _, i := range s.rows {
		if s.nodes[i].kind == itemNode {
			s.list.SelectKey(s.nodes[i].key)
			return
		}
	}
}

// search asks for words; they filter while they are typed, and the arrows move
// among what is found.
func (s *Screen) search() tea.Cmd {
	f := part.NewForm(s.k.Styles, "", part.Field{Name: "kata", Label: "Cari butir", Value: s.words, Limit: 60, Rows: 1,
		Hint: "bagian kode (iii.b) atau kata"})
	s.input.question(f, func(ev part.Event) tea.Cmd {
		switch ev {
		case part.Changed:
			s.words = f.Value("kata")
			s.find()
			s.arrange()
			s.firstItem()
		case part.Cancelled:
			s.ask = nil
			return s.clearWords()
		case part.Submitted:
			s.ask = nil
			s.chosen()
		}
		return nil
	})
	s.input.help = "↑↓ pilih · Enter pakai · Esc hapus kata"
	s.input.pass = func(msg tea.KeyPressMsg) bool {
		switch msg.Code {
		case tea.KeyUp, tea.KeyDown, tea.KeyPgUp, tea.KeyPgDown:
			s.list.Update(msg)
			return true
		}
		return false
	}
	return nil
}

func (s *Screen) clearWords() tea.Cmd {
	s.words, s.found = "", nil
	if n := s.nodeOf(s.want); n != nil { // what was found stays selected
		s.goTo(s.want)
		return nil
	}
	s.arrange()
	return nil
}

// nextLayer shows and fills the answers of the next layer.
func (s *Screen) nextLayer() tea.Cmd {
	all := lke.Layers()
	for i, l := range all {
		if l == s.b.layer {
			s.b.layer = all[(i+1)%len(all)]
			break
		}
	}
	s.b.refresh()
	s.touched = map[string]bool{}
	s.arrange()
	if s.b.layer == lke.Unit {
		return kit.Notify(kit.Info, "Kembali ke jawaban unit.")
	}
	return kit.Notify(kit.Warn, "Sekarang yang ditampilkan dan diisi adalah jawaban "+s.b.layer.String()+".")
}

// turnYear shows another year.
func (s *Screen) turnYear(by int) tea.Cmd {
	const first, last = 2015, 2099
	to := s.b.w.Year + by
	if to < first || to > last {
		return kit.Notify(kit.Info, "Tidak ada tahun lagi ke arah itu.")
	}
	s.b.year = to
	s.touched = map[string]bool{}
	return s.b.load()
}

// walk goes through the questions one by one, beginning at the selected one.
func (s *Screen) walk() tea.Cmd {
	var items []*lke.Item
	at := -1
	n := s.node()
	for i := range s.nodes {
		m := &s.nodes[i]
		if n != nil && m == n {
			at = len(items)
		}
		if m.kind == itemNode && (s.found == nil || s.found[m.key]) && s.b.takes(s.filter, m.item) {
			items = append(items, m.item)
		}
	}
	if len(items) == 0 {
		return kit.Notify(kit.Warn, "Tidak ada butir yang cocok dengan saringan.")
	}
	return kit.Push(newWalk(s, items, min(max(at, 0), len(items)-1)))
}
