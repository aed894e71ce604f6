package lke

import (
	"fmt"
	"slices"
	"strings"

	"monev/internal/lke"
	"monev/ui/part"
)

// figures are the numbers of a part of the LKE, their units in one column.
func (d *sheet) figures(f lke.Figure) {
	d.add(fmt.Sprintf("Klaim     %6s dari %s · %s%%", f.Claim.Decimal(2), f.Weight.Decimal(2), f.Percent().Decimal(1)))
	d.add(fmt.Sprintf("Berbukti  %6s · %s%%", f.Proven.Decimal(2), f.ProvenPercent().Decimal(1)))
	d.add(fmt.Sprintf("Terisi    %3d dari %d butir · berbukti %d", f.Filled, f.Items, f.Proved))
}

// group is an area, an aspect or a sub-component.
func (d *sheet) group(n *node) {
	b, st := d.b, d.b.k.Styles
	d.under("", n.name(b.w.Instrument), "", &st.Heading)
	d.gap()
	d.figures(b.figure(n))
	if n.kind == areaNode {
		d.gap()
		if n.area > 0 {
			code := fmt.Sprintf("area-%d", n.area)
			d.add(b.bar(min(d.w, 50), b.figure(n), b.marks(code)...))
			for i, f := range b.res.Areas[n.area-1].Aspects {
				d.add(fmt.Sprintf("%-10s %s · %s%%", lke.Aspect(i), points(f), f.Percent().Decimal(1)))
			}
			for _, p := range lke.Predicates() {
				d.requirement(b.verdicts[p], code)
			}
		} else {
			for _, code := range []string{"B.I", "B.I.a", "B.I.b", "B.II"} {
				for _, p := range lke.Predicates() {
					d.requirement(b.verdicts[p], code)
				}
			}
		}
	}
	d.weakest(n)
}

// requirement is one minimum with the value reached.
func (d *sheet) requirement(v lke.Verdict, code string) {
	b := d.b
	r, ok := v.Requirement(code)
	if !ok {
		return
	}
	lead := b.met(v.Predicate, code, false) + fmt.Sprintf(" %-4s %-10s ", v.Predicate, needs(code))
	text := fmt.Sprintf("batas %5s%s", r.Points.Decimal(2), derived(r.Minimum))
	switch {
	case r.Met:
	case r.Waits:
		text += " · menunggu nilai survei"
	default:
		text += " · kurang " + r.Short.Missing(2)
	}
	if r.Certainty == lke.OneSource {
		text += " · " + r.Certainty.String()
	}
	text = strings.Replace(unbroken(text), nbsp+"="+nbsp, " ="+nbsp, 1)
	d.under(lead, text, "", nil)
}

// nbsp is a blank at which no line breaks; under draws it as a blank.
const nbsp = "\u00a0"

// unbroken lets the lines of a text break between its pieces only: "A · B · C".
func unbroken(text string) string {
	text = strings.ReplaceAll(text, " ", nbsp)
	return strings.ReplaceAll(text, nbsp+"·"+nbsp, " · ")
}

// derived is how a minimum follows from the weight: " = 60% × 8", " = indeks 3,60
// ÷ 4 × 17,5", or " dari 22,5" where the minimum itself is what is stated.
func derived(m *lke.Minimum) string {
	switch whole := m.Percent.String(); {
	case m.Index != nil:
		return " = indeks " + m.Index.Decimal(2) + " ÷ 4 × " + trimmed(m.Weight)
	case strings.Contains(whole, "/"):
		return " dari " + trimmed(m.Weight)
	default:
		return " = " + whole + "% × " + trimmed(m.Weight)
	}
}

// trimmed is a number without idle zeros behind the comma.
func trimmed(n lke.Num) string { return strings.TrimSuffix(strings.TrimRight(n.Decimal(2), "0"), ",") }

// sources says where the minimum values come from: those with the same sources
// and the same mark together.
func (d *sheet) sources() {
	d.heading("ASAL NILAI BATAS")
	for _, v := range d.b.verdicts {
		var order []string
		names := map[string][]string{}
		area := false
		for _, r := range v.Requirements {
			key := r.Certainty.String() + ": " + strings.Join(d.b.w.Instrument.SourceNames(r.Sources), "; ")
			name := needs(r.Code)
			if strings.HasPrefix(r.Code, "area-") {
				if area {
					continue
				}
				name, area = "tiap area", true
			}
			if r.Note != "" {
				key += " (" + r.Note + ")"
			}
			if names[key] == nil {
				order = append(order, key)
			}
			names[key] = append(names[key], name)
		}
		for _, key := range order {
			d.under(fmt.Sprintf("%-4s ", v.Predicate), strings.Join(names[key], ", ")+" – "+key, "", nil)
		}
	}
}

// weakest lists the questions below a node that would add most.
func (d *sheet) weakest(n *node) {
	const most = 5
	b := d.b
	var items []*lke.Item
	for _, it := range b.w.Instrument.Items() {
		in := it.Area() == n.area
		switch n.kind {
		case aspectNode:
			in = in && it.Sub.Aspect == n.aspect
		case subNode:
			in = it.Sub == n.sub
		}
		if in && b.res.Item(it).Gain().Sign() > 0 {
			items = append(items, it)
		}
	}
	if len(items) == 0 {
		return
	}
	slices.SortStableFunc(items, func(x, y *lke.Item) int { return b.res.Item(y).Gain().Cmp(b.res.Item(x).Gain()) })
	d.heading("PALING BANYAK MENAMBAH NILAI")
	for _, it := range items[:min(most, len(items))] {
		d.under(part.Fit("+"+b.res.Item(it).Gain().Decimal(2), 6)+" "+part.Fit(it.Code, 12)+" ", it.Question, "", nil)
	}
}

// whole is the LKE as a whole: every requirement of both predicates, the
// instrument and the policy.
func (d *sheet) whole() {
	b, st := d.b, d.b.k.Styles
	in := b.w.Instrument
	title := fmt.Sprintf("LKE ZI %d · %s", b.w.Year, b.layer)
	if in != lke.Default() {
		title += " · instrumen " + in.Code
	}
	d.under("", title, "", &st.Heading)
	d.gap()
	d.figures(b.res.Total)
	d.under("Pengungkit ", unbroken(fmt.Sprintf("%s · pemenuhan %s · reform %s", points(b.res.Lever), points(b.res.Aspects[0]), points(b.res.Aspects[1]))), "", nil)
	d.add("Hasil      " + points(b.res.Outcome))
	for _, p := range lke.Predicates() {
		v := b.verdicts[p]
		text, style := b.standing(v)
		d.gap()
		d.under("", unbroken(text), "", style)
		for _, r := range v.Requirements {
			d.requirement(v, r.Code)
		}
		if q := v.Prerequisite; q != nil {
			d.under("· Prasyarat: ", q.Text+" ("+q.Note+")", "", &st.Muted)
		}
	}
	d.sources()
	d.heading("PEMBAGI NOL · " + b.w.Policy.Name)
	d.under("", b.w.Policy.Text, "", nil)
	for _, n := range b.res.Notes {
		d.under("! "+part.Fit(n.Item.Code, 12)+" ", n.Text, "", &st.Warn)
	}
	d.counts()
	d.heading("INSTRUMEN")
	d.under("", in.Code+" · "+in.Basis, "", &st.Muted)
	if in.Note != "" {
		d.under("", in.Note, "", &st.Muted)
	}
}

// counts says how many answers other layers gave and where they differ.
func (d *sheet) counts() {
	b := d.b
	for _, l := range []lke.Layer{lke.TPI, lke.TPN} {
		n, differ := 0, 0
		for code, a := range b.w.Sheets[l].Answers {
			if !a.IsBlank() {
				n++
			}
			if b.differs(code, l) {
				differ++
			}
		}
		if n > 0 {
			d.gap()
			d.add(fmt.Sprintf("%s menjawab %d butir, %d berbeda dari unit", l, n, differ))
		}
	}
}
