package eviden

import (
	"cmp"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/lke"
	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/tanggal"
	"monev/ui/part"
)

// which is a standing filter.
type which int

const (
	all which = iota
	missing
	unchecked
	faulty
	expired
	accepted
	whiches // how many there are
)

// wordsOf is what the standing filters are called: in a tab that has room, in a
// narrow one, and in the sentence that nothing fits.
var wordsOf = [whiches]struct{ tab, short, none string }{
	all:       {"Semua", "Semua", ""},
	missing:   {"Belum ada", "Belum ada", "Tidak ada butir yang belum berisi eviden."},
	unchecked: {"Belum diperiksa", "Belum dicek", "Tidak ada eviden yang belum diperiksa."},
	faulty:    {"Perlu perbaikan", "Perbaikan", "Tidak ada eviden yang perlu perbaikan."},
	expired:   {"Kedaluwarsa", "Lewat", "Tidak ada eviden yang kedaluwarsa."},
	accepted:  {"Sesuai", "Sesuai", "Belum ada butir yang semua evidennya Sesuai."},
}

// view is what the filters are set to.
type view struct {
	which which
	area  int    // 1 to 6, app.AreaOutcome; 0 is all
	owner string // ID of a unit or position, noOwner; empty for every one
	words string // as typed
}

// noOwner stands for questions nobody has to see to.
const noOwner = "-"

// narrowed reports whether more than the standing filter is set.
func (v view) narrowed() bool { return v.area != 0 || v.owner != "" || v.words != "" }

// takes tells whether a question fits; found are those the words mean.
func (v view) takes(it *app.BookItem, year int, found map[*lke.Item]bool) bool {
	has := func(want monev.EvidenceStatus) bool {
		return slices.ContainsFunc(it.Given, func(e monev.Evidence) bool { return e.Status == want && !e.Expired(year) })
	}
	switch v.which {
	case missing:
		if it.Status != monev.EvidenceMissing {
			return false
		}
	case unchecked:
		if !has(monev.EvidenceUnchecked) {
			return false
		}
	case faulty:
		if !has(monev.EvidenceFaulty) {
			return false
		}
	case expired:
		if !slices.ContainsFunc(it.Given, func(e monev.Evidence) bool { return e.Expired(year) }) {
			return false
		}
	case accepted:
		if it.Status != monev.EvidenceAccepted {
			return false
		}
	}
	area := it.Item.Area()
	if area == 0 {
		area = app.AreaOutcome
	}
	if v.area != 0 && v.area != area {
		return false
	}
	if v.owner == noOwner && len(it.Owners) > 0 || v.owner != "" && v.owner != noOwner &&
		!slices.ContainsFunc(it.Owners, func(w monev.Owner) bool { return w.ID == v.owner }) {
		return false
	}
	if v.words == "" || found[it.Item] {
		return true
	}
	return slices.ContainsFunc(it.Given, func(e monev.Evidence) bool { return holds(e, v.words) })
}

// holds tells whether every word begins a word of the evidence.
func holds(e monev.Evidence, words string) bool {
	text := e.Title + " " + e.Place + " " + e.Unit.String() + " " + e.FollowUp
	if e.File != nil {
		text += " " + e.File.Name
	}
	return plain.Matches(plain.Fold(text), plain.Fold(words))
}

// turn changes the filters.
func (s *Screen) turn(change func(*view)) tea.Cmd {
	change(&s.view)
	clear(s.touched)
	s.arrange()
	return nil
}

// step goes to the standing filter n places on, around the end.
func (s *Screen) step(n int) tea.Cmd {
	return s.turn(func(v *view) { v.which = (v.which + which(n) + whiches) % whiches })
}

// empty says that no row is left, and what to press.
func (s *Screen) empty() string {
	switch {
	case s.scoped():
		return "Belum ada eviden untuk " + s.about() + ". n melampirkan berkas, t mencatat tautan, b mencatat ordner."
	case s.view.narrowed():
		return "Tidak ada butir yang cocok dengan saringan. * menghapus saringan"
	case s.view.which != all:
		return wordsOf[s.view.which].none + " ←→ saringan lain"
	}
	return "Instrumen ini tidak berisi butir."
}

// narrowing says what the filters besides the standing one are set to.
func (s *Screen) narrowing() string {
	var out []string
	if n := s.view.area; n != 0 {
		name := "Hasil"
		if n <= monev.Areas {
			name = "Area " + s.areaName(n)
		}
		out = append(out, name)
	}
	if s.view.owner != "" {
		out = append(out, "PJ "+s.ownerName(s.view.owner))
	}
	if s.view.words != "" {
		out = append(out, "kata “"+s.view.words+"”")
	}
	return strings.Join(out, " · ")
}

func (s *Screen) ownerName(id string) string {
	if id == noOwner {
		return "tidak ada"
	}
	if w, err := s.book.Office.Owner(id); err == nil {
		return w.Name
	}
	return id
}

// openWords asks for words; they filter while they are typed.
func (s *Screen) openWords() tea.Cmd {
	s.chosen()
	return s.Ask.Words(s.view.words, "kode butir, atau awal kata dari pertanyaan, judul, tempat",
		func(words string) tea.Cmd { return s.turn(func(v *view) { v.words = words }) }, s.chosen)
}

// openOwner asks for who has to see to it.
func (s *Screen) openOwner() tea.Cmd {
	return s.Ask.Owner(s.view.owner, s.owners(), func(id string) tea.Cmd { return s.turn(func(v *view) { v.owner = id }) })
}

// owners lists who has to see to some question, by name, with how many.
func (s *Screen) owners() []part.Option {
	count, names := map[string]int{}, map[string]string{}
	for i := range s.book.Items {
		it := &s.book.Items[i]
		for _, w := range it.Owners {
			count[w.ID]++
			names[w.ID] = w.Name
		}
		if len(it.Owners) == 0 {
			count[noOwner]++
			names[noOwner] = "Tanpa PJ"
		}
	}
	var out []part.Option
	for id, n := range count {
		out = append(out, part.Option{Key: id, Label: names[id], Hint: tanggal.Thousands(int64(n)) + " butir"})
	}
	slices.SortFunc(out, func(a, b part.Option) int { return cmp.Or(cmp.Compare(a.Label, b.Label), cmp.Compare(a.Key, b.Key)) })
	return out
}
