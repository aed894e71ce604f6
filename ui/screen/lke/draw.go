package lke

import (
	"fmt"
	"strings"

	"monev/internal/lke"
	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/part"
	"monev/ui/screen/eviden"
)

// wide is the width from which the areas have their names in the head.
const wide = 110

// narrow is the width below which two areas share a line instead of three.
const narrow = 72

// head is what every screen of the LKE has above: the score, the predicate, the
// areas. In what-if mode and for another layer each line says so. most is the
// number of lines there is room for.
func (b *book) head(w, most int) []string {
	st := b.k.Styles
	lead := " "
	if b.whatIf {
		lead = st.Warn.Bold(true).Render(" BILA ")
	} else if b.layer != lke.Unit {
		lead = st.Warn.Bold(true).Render(" " + b.layer.String() + " ")
	}
	in := w - part.Width(lead) - 1
	var out []string
	for _, l := range append(b.scoreLines(in), b.areaLines(in)...) {
		out = append(out, lead+l)
	}
	if b.whatIf {
		text := "BILA: mencoba jawaban, tidak ada yang disimpan · nilai " + b.shift()
		if part.Width(text)+3 > w {
			text = "BILA: tidak disimpan · nilai " + b.shift()
		}
		if len(b.suppose) == 0 {
			text = "BILA: jawaban yang dicoba di sini tidak disimpan · w menutup mode bila"
			if part.Width(text)+3 > w {
				text = "BILA: tidak disimpan · w menutup mode bila"
			}
		}
		out = append([]string{st.Warn.Bold(true).Reverse(true).Render(part.Fit(" ! "+text, w))}, out...)
	} else if b.layer != lke.Unit {
		text := " ! JAWABAN " + b.layer.String() + " yang diisi di sini, bukan jawaban unit · l mengganti"
		out = append([]string{st.Warn.Bold(true).Reverse(true).Render(part.Fit(text, w))}, out...)
	}
	return out[:min(len(out), most)]
}

// banner is how many lines of the head say that what is shown is not the
// unit's own answers.
func (b *book) banner() int {
	if b.whatIf || b.layer != lke.Unit {
		return 1
	}
	return 0
}

// scoreLines are the total and the predicate.
func (b *book) scoreLines(w int) []string {
	st, r := b.k.Styles, b.res
	left := st.Heading.Render("Nilai " + r.Total.Claim.Decimal(2))
	right := "berbukti " + r.Total.Proven.Decimal(2) + " · terisi " + fmt.Sprintf("%d/%d", r.Total.Filled, r.Total.Items)
	if w >= 76 {
		right += " · pengungkit " + r.Lever.Claim.Decimal(2) + "/" + r.Lever.Weight.Decimal(0)
	}
	if b.layer != lke.Unit && w >= 100 {
		right += " · unit " + b.w.Result.Total.Claim.Decimal(2)
	}
	bar := ""
	if room := w - part.Width(left) - part.Width(right) - 3; room >= 6 {
		bar = b.bar(min(room, 60), r.Total, b.marks("total")...)
	}
	out := []string{left + " " + bar + "  " + right}
	text, style := b.standing(b.verdict())
	line := style.Render(part.CutPieces(text, w))
	if w >= 150 {
		other := b.verdicts[1-b.w.Target]
		if t, s := b.standing(other); part.Width(text)+part.Width(t)+4 <= w {
			line += "    " + s.Render(t)
		}
	}
	return append(out, line)
}

// areaLines are the bars of the six areas.
func (b *book) areaLines(w int) []string {
	perLine := 3
	full := w >= wide-6
	if full || w < narrow {
		perLine = 2 // on a narrow screen a third of a line is too little for a bar
	}
	var out []string
	var line strings.Builder
	cell := w / perLine
	for i := range b.res.Areas {
		line.WriteString(part.Fit(b.areaCell(i+1, cell-1, full), cell))
		if i%perLine == perLine-1 {
			out = append(out, line.String())
			line.Reset()
		}
	}
	return out
}

func (b *book) areaCell(n, w int, full bool) string {
	st, f := b.k.Styles, b.res.Areas[n-1].Figure
	code := fmt.Sprintf("area-%d", n)
	roman := part.Fit(tanggal.Roman(n), 3)
	if !full {
		mark := b.met(b.w.Target, code, false)
		value := fmt.Sprintf("%5s", f.Claim.Decimal(2))
		room := max(w-len("III 10,00  ")-1, 3)
		return roman + " " + value + " " + b.bar(room, f, b.marks(code)...) + " " + mark
	}
	name := b.w.Instrument.Areas[n-1].Name
	value := fmt.Sprintf("%5s/%-2s %6s%%", f.Claim.Decimal(2), f.Weight.Decimal(0), f.Percent().Decimal(1))
	marks := b.met(lke.WBK, code, true) + " " + b.met(lke.WBBM, code, true)
	room := w - 4 - part.Width(value) - 2 - part.Width(marks) - 2
	if room < 34 { // a longer bar says more than half a name
		return st.Heading.Render(roman) + " " + value + " " + b.bar(max(room, 4), f, b.marks(code)...) + " " + marks
	}
	nw := min(room-20, 26)
	return st.Heading.Render(roman) + " " + part.Fit(name, nw) + " " + value + " " + b.bar(max(room-nw-1, 4), f, b.marks(code)...) + " " + marks
}

// met is the sign whether a requirement holds, with the predicate's name if
// named.
func (b *book) met(p lke.Predicate, code string, named bool) string {
	st := b.k.Styles
	r, ok := b.verdicts[p].Requirement(code)
	if !ok {
		return " "
	}
	text, style := "✗", st.Warn
	if r.Met {
		text, style = "✓", st.Good
	}
	if named {
		text += " " + p.String()
	}
	return style.Render(text)
}

// columns is one line of the tree; the same widths for every line.
func columns(w int, left, answer, evidence, tpi, value string) string {
	cells := []part.Cell{{Text: left}, {Text: answer, Width: 7, Right: true}}
	if w >= 70 {
		cells = append(cells, part.Cell{Text: evidence, Width: 6, Right: true})
	}
	if w >= 84 {
		cells = append(cells, part.Cell{Text: tpi, Width: 7})
	}
	return part.Columns(w, append(cells, part.Cell{Text: value, Width: 12, Right: true})...)
}

// row draws one line of the tree.
func (s *Screen) row(n *node, w int) string {
	b, st := s.b, s.k.Styles
	f := b.figure(n)
	step := 2
	if w < 70 {
		step = 1
	}
	indent := strings.Repeat(" ", step*max(n.depth-1, 0))
	if s.narrowed() {
		indent = ""
	}
	if n.kind != itemNode {
		fold := "- "
		if n.kind == rootNode {
			fold = ""
		} else if !s.open[n.key] {
			fold = "+ "
		}
		name := n.name(b.w.Instrument)
		if n.kind == rootNode {
			name = fmt.Sprintf("%s %d", name, b.w.Year)
		}
		if n.kind != subNode {
			name = st.Heading.Render(name)
		}
		return columns(w, indent+fold+name, fmt.Sprintf("%d/%d", f.Filled, f.Items), fmt.Sprintf("%d/%d", f.Proved, f.Items), "", points(f))
	}
	it, fig := n.item, b.res.Item(n.item)
	mark, _, style := sign(st, fig)
	answer := short(it, b.answer(it.Code))
	if _, ok := b.suppose[it.Code]; ok && b.whatIf {
		answer = st.Warn.Render("→" + answer)
	}
	text := indent + style.Render(mark) + " " + part.Fit(it.Code, 12) + " " + it.Question
	return columns(w, text, answer, s.evidence(it.Code), s.other(it), points(fig.Figure))
}

// evidence is the state of a question's evidence in few cells: "✓ 2".
func (s *Screen) evidence(code string) string {
	status := s.b.w.Status(code)
	mark, _, style := eviden.Sign(s.k.Styles, status)
	if status == monev.EvidenceMissing {
		return style.Render(mark)
	}
	return style.Render(fmt.Sprintf("%s %d", mark, len(s.b.w.Evidence[code])))
}

// other is what TPN or TPI answers otherwise than the unit.
func (s *Screen) other(it *lke.Item) string {
	for _, l := range []lke.Layer{lke.TPN, lke.TPI} {
		if s.b.differs(it.Code, l) {
			return s.k.Styles.Warn.Render("! " + short(it, s.b.w.Sheets[l].Answers[it.Code]))
		}
	}
	return ""
}

// above is the line over the tree: the filter, the words and the columns.
func (s *Screen) above(w int) string {
	st := s.k.Styles
	text := "BUTIR"
	if s.narrowed() {
		var by []string
		if s.filter != showAll {
			by = append(by, s.filter.String())
		}
		if s.words != "" {
			by = append(by, "kata “"+s.words+"”")
		}
		text = fmt.Sprintf("%d BUTIR · %s", s.count, strings.Join(by, " · "))
	}
	return st.Label.Render("  " + columns(part.RowWidth(w), text, "TERISI", "EVIDEN", "TPI/TPN", "POIN"))
}

// headLines is how many lines the head may take in a body of w × h.
func headLines(w, h int) int {
	if h >= 24 || w < narrow && h >= 12 {
		return 5 // areas two a line
	}
	return 4
}

// View is kit.Screen.
func (s *Screen) View() string {
	st := s.k.Styles
	if s.b.err != "" {
		return strings.Join(part.Wrap(s.b.err, max(s.w, 1)), "\n")
	}
	if !s.b.loaded {
		return st.Muted.Render(" Memuat LKE …")
	}
	form := s.input.height(s.w, s.h)
	out := s.b.head(s.w, headLines(s.w, s.h)+s.b.banner())
	room := s.h - form - len(out) - 1
	for room < 3 && len(out) > 1 {
		out = out[:len(out)-1]
		room++
	}
	s.room = room
	s.drew = drawn{bodyY: len(out) + 1, form: -1}
	switch left, right, ok := part.PaneWidths(s.w); {
	case s.page:
		out = append(out, st.Rule.Render(strings.Repeat("─", s.w)))
		out = append(out, s.pageLines(s.w, room)...)
	case ok:
		out = append(out, s.above(left))
		s.list.SetSize(left, room)
		s.list.Blurred = form > 0
		s.drew.split = left
		detail := s.seen(s.detail(right), 0, room, "i rincian")
		s.drew.lines = detail
		out = append(out, strings.Split(part.Pane(st, s.w, room, s.list.View(), join(detail)), "\n")...)
	default:
		out = append(out, s.above(s.w))
		s.list.SetSize(s.w, room)
		s.list.Blurred = form > 0
		lines := strings.Split(s.list.View(), "\n")
		out = append(out, lines[:min(room, len(lines))]...)
	}
	if form > 0 {
		for len(out) < s.h-form {
			out = append(out, "")
		}
		out, s.drew.form = s.input.draw(out, s.w, form)
	}
	return s.job.Over(strings.Join(out, "\n"), s.w, s.h)
}

func join(lines []line) string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = l.text
	}
	return strings.Join(out, "\n")
}

// seen cuts lines to h from line top on, with a word about the rest.
func (s *Screen) seen(all []line, top, h int, more string) []line {
	return seen(s.b, all, top, h, more)
}

func seen(b *book, all []line, top, h int, more string) []line {
	st := b.k.Styles.Muted
	h = max(h, 0)
	rest := all[min(top, len(all)):]
	if len(rest) <= h || h < 2 {
		return rest[:min(len(rest), h)]
	}
	out := append([]line(nil), rest[:h-1]...)
	text := fmt.Sprintf("↓ %d baris lagi", len(rest)-h+1)
	if more != "" {
		text += " · " + more
	}
	return append(out, line{text: st.Render(text)})
}
