package tindaklanjut

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/part"
)

// wordsOf is what the standing filters are called: in a tab that has room, in a
// narrow one, and of the things they count.
var wordsOf = map[monev.Which]struct{ tab, short, things string }{
	monev.WhichOpen:    {"Terbuka", "Terbuka", "terbuka"},
	monev.WhichLate:    {"Terlambat", "Terlambat", "terlambat"},
	monev.WhichSoon:    {"Jatuh tempo ≤ 7 hari", "≤ 7 hari", "jatuh tempo dalam 7 hari"},
	monev.WhichLeaders: {"Perlu keputusan pimpinan", "Pimpinan", "perlu keputusan pimpinan"},
	monev.WhichClosed:  {"Selesai", "Selesai", "selesai"},
	monev.WhichAll:     {"Semua", "Semua", ""},
}

// empty says that no row is left, and what to press.
func (s *Screen) empty() string {
	v := s.view
	if v.Narrowed() {
		return "Tidak ada tindak lanjut yang cocok dengan saringan. * menghapus saringan"
	}
	switch v.Which {
	case monev.WhichLate:
		return "Tidak ada tindak lanjut yang terlambat."
	case monev.WhichSoon:
		return "Tidak ada tindak lanjut yang jatuh tempo dalam 7 hari."
	case monev.WhichLeaders:
		return "Tidak ada tindak lanjut yang perlu keputusan pimpinan."
	case monev.WhichClosed:
		return "Belum ada tindak lanjut yang selesai."
	case monev.WhichAll:
		return "Belum ada tindak lanjut. Tindak lanjut dicatat di area dalam rapat; Esc kembali ke Beranda"
	}
	return "Tidak ada tindak lanjut yang terbuka. ← menampilkan semua"
}

// step goes to the standing filter n places on, around the end.
func (s *Screen) step(n int) tea.Cmd {
	all := monev.Whiches()
	i := slices.Index(all, s.view.Which) + n + len(all)
	return s.turn(func(v *monev.FollowUpFilter) { v.Which = all[i%len(all)] })
}

// clear takes away everything but the standing filter.
func (s *Screen) clear() tea.Cmd {
	return s.turn(func(v *monev.FollowUpFilter) { *v = monev.FollowUpFilter{Which: v.Which, Order: v.Order} })
}

// openWords asks for the words the rows must have; they filter while they are
// typed.
func (s *Screen) openWords() tea.Cmd {
	s.chosen() // Esc comes back to it
	return s.Ask.Words(s.view.Words, "awal kata dari uraian, PJ, butir, atau nomor",
		func(words string) tea.Cmd { return s.turn(func(v *monev.FollowUpFilter) { v.Words = words }) }, s.chosen)
}

// openOwner asks for a penanggung jawab among those who have something here.
func (s *Screen) openOwner() tea.Cmd {
	return s.Ask.Owner(s.view.Owner, s.owners(), func(id string) tea.Cmd { return s.turn(func(v *monev.FollowUpFilter) { v.Owner = id }) })
}

// owners lists who answers for something that was loaded, by name, with how
// much it is.
func (s *Screen) owners() []part.Option {
	count := map[string]int{}
	last := map[string]monev.Owner{}
	for _, e := range s.all {
		id := e.Owner.ID
		if e.Owner.IsZero() {
			id = monev.NoOwner
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
		if id == monev.NoOwner {
			label = "Tanpa PJ"
		}
		out = append(out, part.Option{Key: id, Label: label, Hint: number(n)})
	}
	if v := s.view.Owner; v != "" && count[v] == 0 {
		out = append(out, part.Option{Key: v, Label: s.ownerName(v), Hint: "0"})
	}
	slices.SortFunc(out, func(a, b part.Option) int {
		return cmp.Or(cmp.Compare(a.Label, b.Label), cmp.Compare(a.Key, b.Key))
	})
	return out
}

// ownerName is how an owner of the filter is called.
func (s *Screen) ownerName(id string) string {
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

// openFull asks for every filter in one form.
func (s *Screen) openFull() tea.Cmd {
	v := s.view
	choice := func(name, label, value string, options ...part.Option) part.Field {
		if value == "" {
			value = anyOne
		}
		return part.Field{Name: name, Label: label, Kind: part.Choice, Value: value, Required: true, Options: options}
	}
	option := func(key, label string) part.Option { return part.Option{Key: key, Label: label} }
	var which, areas []part.Option
	for _, w := range monev.Whiches() {
		which = append(which, option(string(w), wordsOf[w].short))
	}
	areas = append(areas, option(anyOne, "semua"))
	for i := range monev.Areas {
		areas = append(areas, option(strconv.Itoa(i+1), tanggal.Roman(i+1)))
	}
	area := anyOne
	if v.Area > 0 {
		area = strconv.Itoa(v.Area)
	}
	f := part.NewForm(s.K.Styles, "SARINGAN LENGKAP",
		choice("mana", "Tampilkan", string(v.Which), which...),
		choice("area", "Area", area, areas...),
		part.Field{Name: "pj", Label: "PJ", Kind: part.Complete, Value: v.Owner, Options: s.owners(), Hint: "kosong = semua"},
		choice("status", "Status", string(v.Status), option(anyOne, "semua"), option(string(monev.NotBegun), "Belum"), option(string(monev.InProgress), "Dalam Proses"),
			option(string(monev.Done), "Tuntas"), option(string(monev.Impossible), "Tidak Dapat")),
		choice("prioritas", "Prioritas", string(v.Priority), option(anyOne, "semua"), option(string(monev.Medium), "Sedang ke atas"),
			option(string(monev.High), "Tinggi ke atas"), option(string(monev.Urgent), "Mendesak")),
		choice("tenggat", "Tenggat", string(v.Due), option(anyOne, "semua"), option(string(monev.DueLate), "terlambat"), option(string(monev.DueWeek), "≤ 7 hari"),
			option(string(monev.DueMonth), "≤ 30 hari"), option(string(monev.DueNone), "tanpa")),
		part.Field{Name: "kata", Label: "Kata", Value: v.Words, Limit: 60, Rows: 1, Hint: "awal kata dari uraian, PJ, butir, atau nomor"},
		choice("urutan", "Urutan", string(v.Order), option(anyOne, "paling mendesak"), option(string(monev.ByPoints), "poin LKE terbesar")),
	)
	f.Help = "saring"
	return s.Ask.Open(f, func(f *part.Form) tea.Cmd { return s.turn(func(v *monev.FollowUpFilter) { *v = asked(f) }) })
}

// anyOne is the choice of a filter that is not set.
const anyOne = "semua-nya"

// asked is the filter that the full form asks for.
func asked(form *part.Form) monev.FollowUpFilter {
	v := func(name string) string {
		if x := form.Value(name); x != anyOne {
			return x
		}
		return ""
	}
	f := monev.FollowUpFilter{Which: monev.Which(v("mana")), Owner: v("pj"), Status: monev.FollowUpStatus(v("status")),
		Priority: monev.Level(v("prioritas")), Due: monev.DueWindow(v("tenggat")), Words: v("kata"), Order: monev.Order(v("urutan"))}
	f.Area, _ = strconv.Atoi(v("area")) // of a choice, or nothing
	return f
}

// narrowing says what the filters besides the standing one are set to, under their
// name if they are saved.
func (s *Screen) narrowing() string {
	text := s.describe(s.view)
	if text == "" {
		return s.K.Styles.Muted.Render("semua area · semua penanggung jawab")
	}
	if name := s.nameOf(s.view); name != "" {
		text = "“" + name + "”: " + text
	}
	return s.K.Styles.Accent.Render(text)
}

// nameOf is the name under which a filter is saved, empty if it is not.
func (s *Screen) nameOf(f monev.FollowUpFilter) string {
	f.Which = f.Standing()
	for _, x := range s.filters() {
		if x.Filter.Which = x.Filter.Standing(); x.Filter == f {
			return x.Name
		}
	}
	return ""
}

// describe says in words what a filter asks for besides its standing filter.
func (s *Screen) describe(f monev.FollowUpFilter) string {
	var out []string
	add := func(on bool, text string) {
		if on {
			out = append(out, text)
		}
	}
	if n := f.Area; n > 0 && n <= monev.Areas {
		add(true, strings.TrimSpace("Area "+tanggal.Roman(n)+" "+s.office.Areas[n-1].Short))
	}
	add(f.Owner == monev.NoOwner, "tanpa PJ")
	add(f.Owner != "" && f.Owner != monev.NoOwner, "PJ "+s.ownerName(f.Owner))
	add(f.Status != "", string(f.Status))
	switch f.Priority {
	case "":
	case monev.Urgent:
		add(true, "prioritas Mendesak")
	default:
		add(true, "prioritas "+string(f.Priority)+" ke atas")
	}
	switch f.Due {
	case monev.DueAny:
	case monev.DueLate:
		add(true, "terlambat")
	case monev.DueNone:
		add(true, "tanpa tenggat")
	default:
		add(true, "tenggat ≤ "+string(f.Due)+" hari")
	}
	add(f.Words != "", "kata “"+f.Words+"”")
	add(f.Order == monev.ByPoints, "urut poin LKE")
	return strings.Join(out, " · ")
}

// count says how many rows there are, of how many.
func (s *Screen) count() string {
	if s.of != set(s.view.Which) {
		return ""
	}
	n, all := number(len(s.rows)), number(len(s.all))
	things := wordsOf[s.of].things
	if things == "" {
		things = "tindak lanjut"
	}
	text := n + " " + things
	if len(s.rows) != len(s.all) {
		text = fmt.Sprintf("%s dari %s %s", n, all, things)
	}
	if m := s.marks.count(); m > 0 {
		text = s.K.Styles.Accent.Render(s.markCount()) + " · " + text
	}
	return text
}

func number(n int) string { return tanggal.Thousands(int64(n)) }
