package ui

import (
	"cmp"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"monev/internal/plain"
	"monev/ui/kit"
)

// mostRecent is how many things chosen last stand first in the palette.
const mostRecent = 5

const textClose = "Tutup dulu isian ini dengan Esc."

// item is one line of the palette: an action or a place.
type item struct {
	id, name, key, reason string
	also                  string // words under which it is found too
	head                  string // of its group, while nothing is typed
	run                   func() tea.Cmd
	rank                  int // how well it fits what is typed, 0 is best
}

type placesMsg struct {
	of   kit.Places
	list []kit.Place
	err  error
}

// openPalette shows the palette with the places as they were known last, and
// reads them anew.
func (r *Root) openPalette() tea.Cmd {
	r.menu = &menu{palette: true}
	if !r.leads() {
		return nil
	}
	p, ctx := r.around(), r.k.Ctx
	if r.knownOf != p {
		r.knownOf, r.known = p, nil
	}
	return func() tea.Msg {
		list, err := p.List(ctx)
		return placesMsg{p, list, err}
	}
}

func (r *Root) takePlaces(msg placesMsg) tea.Cmd {
	if msg.err != nil {
		return r.k.Failed("Daftar tempat belum dapat dibaca", msg.err)
	}
	if msg.of != r.knownOf {
		return nil // of other records than the palette is open over
	}
	r.known = msg.list
	m := r.menu
	if m == nil || !m.palette || m.cursor == 0 {
		return nil
	}
	if i := slices.IndexFunc(r.items(), func(x item) bool { return x.id == m.at }); i >= 0 {
		m.cursor = i // it moved
	}
	return nil
}

// items are what the palette lists: while nothing is typed by groups, what was
// chosen last in front; else what fits best first.
func (r *Root) items() []item {
	screen := r.screenActions()
	typing := r.capturing()
	var out []item
	add := func(head string, list []kit.Action) {
		var off []item // after those that can be run
		for _, a := range list {
			if a.Run == nil && a.Reason == "" || a.ID == "palet" {
				continue
			}
			x := item{id: a.ID, name: a.Name(), key: a.Key.Help().Key, reason: a.Reason, also: spoken(a), head: head, run: a.Run}
			if typing && !a.Typing && x.reason == "" {
				x.reason = textClose
			}
			if x.reason != "" {
				off = append(off, x)
				continue
			}
			out = append(out, x)
		}
		out = append(out, off...)
	}
	here, everywhere := r.divide(screen)
	add("DI LAYAR INI", here)
	if r.leads() {
		for _, p := range r.known {
			if p.Open == nil && len(r.stack) == r.ground()+1 {
				continue
			}
			if p.Action != "" && slices.ContainsFunc(out, func(x item) bool { return x.id == p.Action && x.reason == "" }) {
				continue
			}
			out = append(out, item{id: p.ID, name: p.Name, key: p.Key, reason: p.Reason, also: p.Name + " " + p.Also, head: "TEMPAT",
				run: func() tea.Cmd { return r.goTo(p) }})
		}
	}
	add("DI MANA SAJA", everywhere)
	return r.sorted(out)
}

func (r *Root) sorted(all []item) []item {
	words := strings.Fields(plain.Fold(r.menu.filter))
	recent := map[string]int{}
	for i, id := range r.recent {
		recent[id] = mostRecent - i
	}
	var out []item
	for _, x := range all {
		if x.rank = rank(x, words); x.rank < 0 {
			continue
		}
		if len(words) == 0 && recent[x.id] > 0 {
			x.head = "TERAKHIR DIPILIH"
			x.rank = -1
		}
		out = append(out, x)
	}
	slices.SortStableFunc(out, func(a, b item) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(begins(a, words), begins(b, words)), cmp.Compare(recent[b.id], recent[a.id]))
	})
	return out
}

// rank says how well an item fits: 0 if the words stand like this in its name, 1
// if each begins a word of its name in this order, 2 in any, 3 if one of all it is
// found under, 4 if it stands there in a word behind a prefix: "cadang" in
// "mencadangkan", but not "kata" in "peningkatan"; -1 if not at all.
func rank(x item, words []string) int {
	name, all := plain.Fold(x.name), plain.Fold(x.also)
	if strings.Contains(" "+name, " "+strings.Join(words, " ")) {
		return 0
	}
	worst := 2
	if inOrder(strings.Fields(name), words) {
		worst = 1
	}
	for _, w := range words {
		switch {
		case plain.Matches(name, w):
		case plain.Matches(all, w):
			worst = max(worst, 3)
		case afterPrefix(all, w):
			worst = 4
		default:
			return -1
		}
	}
	return worst
}

// begins is 0 for an item whose name begins with the words as they stand: who types
// "data: kantor" wants that, and not what is "terpisah dari data kantor".
func begins(x item, words []string) int {
	if strings.HasPrefix(plain.Fold(x.name), strings.Join(words, " ")) {
		return 0
	}
	return 1
}

// isPrefix reports whether Indonesian puts that before the stem of a word.
func isPrefix(s string) bool {
	switch s {
	case "di", "ke", "se", "ber", "ter", "per", "me", "mem", "men", "meng", "meny", "memper", "pe", "pem", "pen", "peng", "peny", "diper":
		return true
	}
	return false
}

// afterPrefix reports whether w stands in a word of text behind a prefix.
func afterPrefix(text, w string) bool {
	for _, word := range strings.Fields(text) {
		if i := strings.Index(word, w); i > 0 && isPrefix(strings.TrimLeft(word[:i], "(“\"")) {
			return true
		}
	}
	return false
}

// inOrder reports whether words begin words of name, one after the other.
func inOrder(name, words []string) bool {
	for _, n := range name {
		if len(words) > 0 && strings.HasPrefix(n, words[0]) {
			words = words[1:]
		}
	}
	return len(words) == 0
}

// pick closes the palette and runs its item at place i.
func (r *Root) pick(i int) tea.Cmd {
	all := r.items()
	if i < 0 || i >= len(all) {
		return nil
	}
	x := all[i]
	r.menu = nil
	if x.reason != "" {
		return r.notify(kit.NotifyMsg{Text: x.reason, Tone: kit.Warn})
	}
	r.recent = slices.DeleteFunc(r.recent, func(id string) bool { return id == x.id })
	r.recent = slices.Insert(r.recent, 0, x.id)
	r.recent = r.recent[:min(len(r.recent), mostRecent)]
	return x.run()
}

// paletteLines draws the items around the selected one, and notes which line is
// which.
func (m *menu) paletteLines(r *Root, w int) []string {
	s := r.k.Styles
	all := r.items()
	m.total, m.rows = len(all), nil
	if m.total == 0 {
		var lines []string
		for _, l := range strings.Split(ansi.Wrap("Tidak ada tempat atau perintah dengan kata itu. Isi catatan dicari dengan Ctrl+F.", w-4, ""), "\n") {
			lines = append(lines, s.Muted.Render("   "+l))
		}
		return lines
	}
	m.cursor = max(min(m.cursor, m.total-1), 0)
	m.at = all[m.cursor].id
	var lines []string
	var rows []int
	put := func(i int, line string) { lines, rows = append(lines, line), append(rows, i) }
	from, to := 0, 0 // lines that must be seen
	for i, x := range all {
		if m.filter == "" && (i == 0 || all[i-1].head != x.head) {
			put(-1, " "+s.Heading.Render(x.head))
		}
		text := x.name
		if x.reason != "" && i != m.cursor {
			text += " (" + x.reason + ")"
		}
		text = cut(text, w-5-ansi.StringWidth(x.key))
		gap := max(w-4-ansi.StringWidth(text)-ansi.StringWidth(x.key), 1)
		line := text + strings.Repeat(" ", gap) + x.key
		switch {
		case i == m.cursor:
			from = len(lines)
			put(i, " "+s.Selected.Render("▸ "+line))
			if x.reason != "" {
				for n, l := range strings.Split(ansi.Wrap(ansi.Strip(x.reason), w-9, ""), "\n") {
					put(i, "     "+s.Warn.Render([2]string{"! ", "  "}[min(n, 1)]+l))
				}
			}
			to = len(lines)
		case x.reason != "":
			put(i, "   "+s.Off.Render(line))
		default:
			put(i, "   "+s.Text.Render(line))
		}
	}
	if from == 1 {
		from = 0 // with the head above it
	}
	m.offset = max(min(m.offset, from, len(lines)-m.shown), to-m.shown, 0)
	end := min(len(lines), m.offset+m.shown)
	m.rows = rows[m.offset:end]
	return lines[m.offset:end]
}
