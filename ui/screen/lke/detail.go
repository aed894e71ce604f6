package lke

import (
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"

	"monev/internal/lke"
	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/part"
	"monev/ui/screen/eviden"
)

// line is one line of a detail; choice is the answer a click on it gives.
type line struct{ text, choice string }

// sheet collects the lines of a detail of w cells.
type sheet struct {
	b   *book
	w   int
	out []line
}

func (d *sheet) add(text string) { d.out = append(d.out, line{text: part.Cut(text, d.w)}) }

func (d *sheet) gap() { d.add("") }

func (d *sheet) heading(text string) {
	d.gap()
	d.add(d.b.k.Styles.Heading.Render(text))
}

// under wraps text behind lead, the following lines set in below it.
func (d *sheet) under(lead, text, choice string, style *lipgloss.Style) {
	in := part.Width(lead)
	for i, t := range part.WrapPieces(text, max(d.w-in, 10)) {
		if i > 0 {
			lead = strings.Repeat(" ", in)
		}
		t = strings.ReplaceAll(t, nbsp, " ")
		if style != nil {
			t = style.Render(t)
		}
		d.out = append(d.out, line{part.Cut(lead+t, d.w), choice})
	}
}

// detail draws the selected line in full in w cells.
func (s *Screen) detail(w int) []line {
	n := s.node()
	if n == nil {
		return nil
	}
	d := &sheet{b: s.b, w: w}
	switch n.kind {
	case itemNode:
		d.item(n.item)
	case rootNode:
		d.whole()
	default:
		d.group(n)
	}
	return d.out
}

// item is a question in full.
func (d *sheet) item(it *lke.Item) {
	b, st := d.b, d.b.k.Styles
	f := b.res.Item(it)
	place := it.Sub.Name
	if it.Area() > 0 {
		place = fmt.Sprintf("Area %s · %s · %s", tanggal.Roman(it.Area()), it.Sub.Aspect, it.Sub.Name)
	}
	d.under(st.Accent.Render(it.Code)+"  ", place, "", &st.Muted)
	d.under("", it.Question, "", &st.Heading)
	d.gap()
	d.answers(it)
	d.gap()
	mark, word, style := sign(st, f)
	text := style.Render(mark+" "+word) + " · " + f.Claim.Decimal(2) + " dari " + f.Weight.Decimal(2) + " poin"
	if g := f.Gain(); g.Sign() > 0 {
		text += " · masih bisa +" + g.Decimal(2)
	}
	_, word, style = eviden.Sign(st, b.w.Status(it.Code))
	text += " · eviden " + style.Render(word)
	d.under("", text, "", nil)
	if t := b.notes[it.Code]; t != "" {
		d.under(st.Warn.Render("! "), t+" (kebijakan "+b.w.Policy.Name+")", "", &st.Warn)
	}
	if a, ok := b.suppose[it.Code]; ok && b.whatIf {
		d.under(st.Warn.Render("BILA  "), "tersimpan "+it.Text(b.w.Sheets[b.layer].Answers[it.Code])+", dicoba "+it.Text(a), "", &st.Warn)
	}
	d.layers(it)
	if a := b.answer(it.Code); a.Note != "" || a.Proof != "" {
		d.heading("CATATAN")
		if a.Note != "" {
			d.under("", a.Note, "", nil)
		}
		if a.Proof != "" {
			d.under("Bukti dukung: ", a.Proof, "", nil)
		}
	}
	d.evidence(it)
	if it.Note != "" {
		d.heading("TENTANG BUTIR INI")
		d.under("", it.Note, "", &st.Muted)
	}
}

// answers are the choices with their criteria, or the counts with the formula,
// or the index.
func (d *sheet) answers(it *lke.Item) {
	b, st := d.b, d.b.k.Styles
	a := b.answer(it.Code)
	switch it.Kind {
	case lke.Percent:
		lw := 0
		for _, in := range it.Inputs {
			lw = max(lw, part.Width(in.Label))
		}
		lw = min(lw, max(d.w-14, 20))
		for _, in := range it.Inputs {
			value := st.Muted.Render("–")
			if n, ok := a.Counts[in.Key]; ok {
				value = st.Accent.Render(tanggal.Thousands(n))
			}
			d.add("  " + part.Fit(in.Label, lw) + "  " + value)
		}
		d.under("  Rumus  ", it.Rule(), "", &st.Muted)
		if f := b.res.Item(it); f.State == lke.Rated {
			d.add("  Hasil  " + st.Accent.Render(f.Score.Mul(lke.Int(100)).Decimal(2)+"%"))
		} else {
			d.add("  Hasil  " + st.Muted.Render(f.State.String()))
		}
	case lke.Survey:
		value := "belum ada"
		if a.Index != nil {
			value = a.Index.String()
		}
		d.add("  Indeks survei (0–4)  " + st.Accent.Render(value))
		for _, p := range lke.Predicates() {
			if r, ok := b.verdicts[p].Requirement(it.Code); ok && r.Index != nil {
				d.add("  Batas " + part.Fit(p.String(), 15) + b.met(p, it.Code, false) + " " + r.Index.Decimal(2))
			} else if r, ok := b.verdicts[p].Requirement(it.Sub.Code); ok && r.Index != nil {
				d.add("  Batas " + part.Fit(p.String(), 15) + b.met(p, it.Sub.Code, false) + " " + r.Index.Decimal(2))
			}
		}
	default:
		kw := 0
		for _, c := range it.Choices {
			kw = max(kw, part.Width(c.Key))
		}
		for _, c := range it.Choices {
			lead, text := "  "+part.Fit(c.Key, kw)+"  ", c.Criterion
			style := (*lipgloss.Style)(nil)
			if c.Key == a.Choice {
				lead, style = st.Accent.Bold(true).Render("● "+part.Fit(c.Key, kw)+"  "), &st.Accent
				text = "(dipilih) " + text
			}
			d.under(lead, text+" · nilai "+c.Score.Decimal(2), c.Key, style)
		}
	}
}

// layers are the answers side by side.
func (d *sheet) layers(it *lke.Item) {
	b, st := d.b, d.b.k.Styles
	some := false
	for _, l := range lke.Layers() {
		a := b.w.Sheets[l].Answers[it.Code]
		some = some || l != lke.Unit && (!a.IsBlank() || a.Note != "")
	}
	if !some && b.layer == lke.Unit {
		return
	}
	var sides []string
	for _, l := range lke.Layers() {
		text := l.String() + " " + it.Text(b.w.Sheets[l].Answers[it.Code])
		if l != lke.Unit && b.differs(it.Code, l) {
			text += " " + st.Warn.Render("! beda")
		}
		if l == b.layer && l != lke.Unit {
			text += st.Warn.Render(" (yang diisi)")
		}
		sides = append(sides, text)
	}
	d.under("", strings.Join(sides, " · "), "", nil)
	for _, l := range lke.Layers() {
		if a := b.w.Sheets[l].Answers[it.Code]; l != b.layer && a.Note != "" {
			d.under("  catatan "+l.String()+": ", a.Note, "", &st.Muted)
		}
	}
}

// evidence is what is there and what is usual.
func (d *sheet) evidence(it *lke.Item) {
	b, st := d.b, d.b.k.Styles
	list := b.w.Evidence[it.Code]
	_, word, style := eviden.Sign(st, b.w.Status(it.Code))
	d.gap()
	d.add(st.Heading.Render(fmt.Sprintf("EVIDEN (%d)", len(list))) + "  " + style.Render(word))
	for _, e := range list {
		mark, _, s := eviden.Sign(st, e.Status)
		d.under("  "+s.Render(mark)+" ", evidenceText(e), "", nil)
	}
	if len(it.Evidence) > 0 {
		d.heading("EVIDEN YANG LAZIM")
		for _, t := range it.Evidence {
			d.under("  · ", t, "", nil)
		}
	}
}

// evidenceText is a piece of evidence on one line.
func evidenceText(e monev.Evidence) string {
	pieces := []string{e.Title}
	if e.Place != "" {
		pieces = append(pieces, e.Place)
	}
	if !e.Date.IsZero() {
		pieces = append(pieces, e.Date.Short())
	}
	pieces = append(pieces, string(e.Status))
	if e.Note != "" {
		pieces = append(pieces, e.Note)
	}
	return strings.Join(pieces, " · ")
}
