package lke

import (
	"slices"
	"strings"

	"monev/internal/lke"
	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/part"
)

type kind int

const (
	rootNode kind = iota
	areaNode      // an area, or hasil
	aspectNode
	subNode
	itemNode
)

// node is one line of the tree.
type node struct {
	key    string
	kind   kind
	up     int // its parent among the nodes, -1 of the root
	depth  int
	area   int // 1 to 6; 0 is hasil
	aspect lke.Aspect
	sub    *lke.Sub
	item   *lke.Item
}

const rootKey = "lke"

// areaKey names the line of an area (1 to 6, 0 is hasil).
func areaKey(n int) string {
	if n == 0 {
		return "hasil"
	}
	return "area-" + tanggal.Roman(n)
}

// plant lists the nodes of an instrument from top to bottom.
func plant(in *lke.Instrument) []node {
	out := []node{{key: rootKey, up: -1}}
	add := func(n node) int {
		n.depth = out[n.up].depth + 1
		out = append(out, n)
		return len(out) - 1
	}
	subs := func(up, area int, list []*lke.Sub) {
		for _, s := range list {
			at := add(node{key: "sub " + s.Code, kind: subNode, up: up, area: area, aspect: s.Aspect, sub: s})
			for _, it := range s.Items {
				add(node{key: it.Code, kind: itemNode, up: at, area: area, aspect: s.Aspect, sub: s, item: it})
			}
		}
	}
	for _, a := range in.Areas {
		at := add(node{key: areaKey(a.Number), kind: areaNode, up: 0, area: a.Number})
		for i, p := range a.Aspects {
			subs(add(node{key: p.Code, kind: aspectNode, up: at, area: a.Number, aspect: lke.Aspect(i)}), a.Number, p.Subs)
		}
	}
	subs(add(node{key: areaKey(0), kind: areaNode, up: 0}), 0, in.Outcome.Subs)
	return out
}

// name is how a node is called.
func (n *node) name(in *lke.Instrument) string {
	switch n.kind {
	case areaNode:
		if n.area == 0 {
			return "Hasil"
		}
		return tanggal.Roman(n.area) + " " + in.Areas[n.area-1].Name
	case aspectNode:
		return n.aspect.String()
	case subNode:
		return n.sub.Code + " " + n.sub.Name
	case itemNode:
		return n.item.Question
	}
	return "LKE ZI"
}

// filter is one of the standing filters.
type filter int

const (
	showAll filter = iota
	showBlank
	showLow
	showUnproven
	showDiffering
	filters
)

func (f filter) String() string {
	return [...]string{"semua", "belum diisi", "bernilai rendah", "tanpa eviden", "beda TPI"}[f]
}

// empty says that no question is left, and what to press.
func (f filter) empty() string {
	return [...]string{"", "Semua butir sudah diisi.", "Tidak ada butir terisi yang nilainya di bawah penuh.",
		"Semua butir yang terisi sudah punya eviden.", "Jawaban TPI dan TPN tidak ada yang berbeda dari jawaban unit."}[f]
}

// takes tells whether a filter leaves a question.
func (b *book) takes(f filter, it *lke.Item) bool {
	r := b.res.Item(it)
	switch f {
	case showBlank:
		return !r.State.Filled()
	case showLow:
		return r.State.Filled() && r.Score.Cmp(lke.Int(1)) < 0
	case showUnproven:
		return r.State.Filled() && b.w.Status(it.Code) == monev.EvidenceMissing
	case showDiffering:
		return b.differs(it.Code, lke.TPI) || b.differs(it.Code, lke.TPN)
	}
	return true
}

// narrowed reports whether not every question is shown.
func (s *Screen) narrowed() bool { return s.filter != showAll || s.words != "" }

// arrange finds the rows again; the selection stays on its line.
func (s *Screen) arrange() {
	if !s.b.loaded {
		return
	}
	if s.planted != s.b.w.Instrument {
		s.planted = s.b.w.Instrument
		s.nodes = plant(s.planted)
		s.find()
	}
	s.rows, s.count = s.rows[:0], 0
	on := make([]bool, len(s.nodes))
	for i := range s.nodes {
		n := &s.nodes[i]
		switch {
		case s.narrowed():
			if n.kind != itemNode || s.found != nil && !s.found[n.key] || !s.touched[n.key] && !s.b.takes(s.filter, n.item) {
				continue
			}
			s.count++
			on[i] = true // without the lines above it: its code says where it is
		default:
			if n.kind == itemNode {
				s.count++
			}
			on[i] = n.up < 0 || on[n.up] && (n.up == 0 || s.open[s.nodes[n.up].key])
		}
	}
	for i, yes := range on {
		if yes {
			s.rows = append(s.rows, i)
		}
	}
	s.list.Empty = s.empty()
	s.list.Reload()
	if s.want != "" {
		s.list.SelectKey(s.want)
	}
}

func (s *Screen) empty() string {
	if s.words != "" {
		return "Tidak ada butir yang cocok dengan “" + s.words + "”. Esc menghapus kata."
	}
	return s.filter.empty() + " f menampilkan saringan berikut."
}

// find looks the words up.
func (s *Screen) find() {
	s.found = nil
	if strings.TrimSpace(s.words) == "" || s.planted == nil {
		return
	}
	s.found = map[string]bool{}
	for _, it := range s.planted.Find(s.words) {
		s.found[it.Code] = true
	}
}

// node is the selected line, nil if there is none.
func (s *Screen) node() *node {
	key, ok := s.list.Selected()
	if !ok {
		return nil
	}
	return s.nodeOf(key)
}

func (s *Screen) nodeOf(key string) *node {
	for i := range s.nodes {
		if s.nodes[i].key == key {
			return &s.nodes[i]
		}
	}
	return nil
}

// item is the selected question, nil if another line is selected.
func (s *Screen) item() *lke.Item {
	if n := s.node(); n != nil {
		return n.item
	}
	return nil
}

// goTo selects a line and opens everything above it.
func (s *Screen) goTo(key string) {
	n := s.nodeOf(key)
	if n == nil {
		return
	}
	if n.kind == areaNode { // an area is opened to its sub-components
		s.open[n.key] = true
		for i := range s.nodes {
			if m := &s.nodes[i]; m.kind == aspectNode && m.area == n.area && n.area > 0 {
				s.open[m.key] = true
			}
		}
	}
	for up := n.up; up >= 0; up = s.nodes[up].up {
		s.open[s.nodes[up].key] = true
	}
	s.want = key
	s.arrange()
	if key, _ := s.list.Selected(); key != s.want { // the filter hides it
		s.filter, s.words, s.found, s.touched = showAll, "", nil, map[string]bool{}
		s.arrange()
	}
	if n.kind == itemNode {
		return
	}
	// show what is below it too, as far as there is room
	i := s.list.Index()
	if last := min(i+s.room-3, len(s.rows)-1); last > i {
		s.list.SelectKey(s.nodes[s.rows[last]].key)
		s.list.SelectKey(key)
	}
}

// place turns a code as callers give it into the key of a line: of an area
// ("A.I.3"), a sub-component or a question.
func (s *Screen) place(code string) string {
	for i := range s.nodes {
		n := &s.nodes[i]
		switch {
		case n.kind == aspectNode && n.aspect == lke.Fulfilment && n.key == code:
			return areaKey(n.area)
		case n.key == code, n.kind == subNode && n.sub.Code == code && !s.hasItem(code):
			return n.key
		}
	}
	if code == "B" {
		return areaKey(0)
	}
	return rootKey
}

func (s *Screen) hasItem(code string) bool {
	_, ok := s.planted.Item(code)
	return ok
}

// source gives the list the rows it draws.
type source struct{ s *Screen }

func (r source) Len() int { return len(r.s.rows) }

func (r source) Index(key string) int {
	return slices.IndexFunc(r.s.rows, func(i int) bool { return r.s.nodes[i].key == key })
}

func (r source) Row(i, w int) part.Row {
	n := &r.s.nodes[r.s.rows[i]]
	return part.Row{Key: n.key, Lines: []string{r.s.row(n, w)}}
}
