package tindaklanjut

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/part"
)

// wordsOf is what the standing filters are called: in a tab that has room, in a
// narrow one, and of the things they count.
var wordsOf = map[app.Which]struct{ tab, short, things string }{
	app.WhichOpen:    {"Terbuka", "Terbuka", "terbuka"},
	app.WhichLate:    {"Terlambat", "Terlambat", "terlambat"},
	app.WhichSoon:    {"Jatuh tempo ≤ 7 hari", "≤ 7 hari", "jatuh tempo dalam 7 hari"},
	app.WhichLeaders: {"Perlu keputusan pimpinan", "Pimpinan", "perlu keputusan pimpinan"},
	app.WhichClosed:  {"Selesai", "Selesai", "selesai"},
	app.WhichAll:     {"Semua", "Semua", ""},
}

// empty says that no row is left, and what to press.
func (s *Screen) empty() string {
	v := s.view
	if v.narrowed() {
		return "Tidak ada tindak lanjut yang cocok dengan saringan. * menghapus saringan"
	}
	switch v.which {
	case app.WhichLate:
		return "Tidak ada tindak lanjut yang terlambat."
	case app.WhichSoon:
		return "Tidak ada tindak lanjut yang jatuh tempo dalam 7 hari."
	case app.WhichLeaders:
		return "Tidak ada tindak lanjut yang perlu keputusan pimpinan."
	case app.WhichClosed:
		return "Belum ada tindak lanjut yang selesai."
	case app.WhichAll:
		return "Belum ada tindak lanjut. Tindak lanjut dicatat di area dalam rapat; Esc kembali ke Beranda"
	}
	return "Tidak ada tindak lanjut yang terbuka. ← menampilkan semua"
}

// step goes to the standing filter n places on, around the end.
func (s *Screen) step(n int) tea.Cmd {
	all := app.Whiches()
	i := slices.Index(all, s.view.which) + n + len(all)
	return s.turn(func(v *view) { v.which = all[i%len(all)] })
}

// clear takes away everything but the standing filter.
func (s *Screen) clear() tea.Cmd {
	return s.turn(func(v *view) { *v = view{which: v.which} })
}

// openWords asks for the words the rows must have; they filter while they are
// typed.
func (s *Screen) openWords() tea.Cmd {
	s.chosen() // Esc comes back to it
	return s.Ask.Words(s.view.words, "awal kata dari uraian, PJ, butir, atau nomor",
		func(words string) tea.Cmd { return s.turn(func(v *view) { v.words = words }) }, s.chosen)
}

// openOwner asks for a penanggung jawab among those who have something here.
func (s *Screen) openOwner() tea.Cmd {
	return s.Ask.Owner(s.view.owner, s.owners(), func(id string) tea.Cmd { return s.turn(func(v *view) { v.owner = id }) })
}

// owners lists who answers for something that was loaded, by name, with how
// much it is.
func (s *Screen) owners() []part.Option {
	count := map[string]int{}
	last := map[string]monev.Owner{}
	for _, e := range s.all {
		id := e.Owner.ID
		if e.Owner.IsZero() {
			id = noOwner
		}
		count[id]++
		last[id] = e.Owner
	}
	var out []part.Option
	for id, n := range count {
		label := last[id].Name
		if now, err := s.office.Owner(id); err == nil {
			label = now.Name // it may have been renamed
		}
		if id == noOwner {
			label = "Tanpa PJ"
		}
		out = append(out, part.Option{Key: id, Label: label, Hint: number(n)})
	}
	if v := s.view.owner; v != "" && count[v] == 0 {
		out = append(out, part.Option{Key: v, Label: s.ownerName(v), Hint: "0"})
	}
	slices.SortFunc(out, func(a, b part.Option) int {
		return cmp.Or(cmp.Compare(a.Label, b.Label), cmp.Compare(a.Key, b.Key))
	})
	return out
}

// ownerName is how an owner of the filter is called.
func (s *Screen) ownerName(id string) string {
	if id == noOwner {
		return "tanpa PJ"
	}
	if w, err := s.office.Owner(id); err == nil {
		return w.Name
	}
	for _, e := range s.all {
		if e.Owner.ID == id {
			return e.Owner.Name
		}
	}
	return id
}

// narrowing says what the filters besides the standing one are set to.
func (s *Screen) narrowing() string {
	var out []string
	if n := s.view.area; n != 0 {
		out = append(out, "Area "+tanggal.Roman(n)+" "+s.office.Areas[n-1].Short)
	}
	if s.view.owner != "" {
		out = append(out, "PJ "+s.ownerName(s.view.owner))
	}
	if s.view.words != "" {
		out = append(out, "kata “"+s.view.words+"”")
	}
	if len(out) == 0 {
		return s.K.Styles.Muted.Render("semua area · semua penanggung jawab")
	}
	return s.K.Styles.Accent.Render(strings.Join(out, " · "))
}

// count says how many rows there are, of how many.
func (s *Screen) count() string {
	if s.of != set(s.view.which) {
		return ""
	}
	n, all := number(len(s.rows)), number(len(s.all))
	things := wordsOf[s.of].things
	if things == "" {
		things = "tindak lanjut"
	}
	if len(s.rows) == len(s.all) {
		return n + " " + things
	}
	return fmt.Sprintf("%s dari %s %s", n, all, things)
}

func number(n int) string { return tanggal.Thousands(int64(n)) }
