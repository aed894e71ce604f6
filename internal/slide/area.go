package slide

import (
	"fmt"
	"strconv"
	"strings"

	"monev/internal/lke"
	"monev/internal/monev"
)

// KeyLKE is the row key of the slide with the LKE of an area.
const KeyLKE = "lke"

func (b builder) area(n int) Deck {
	p, head := b.m.Areas[n], b.areaHead(n)
	out := Deck{b.areaFront(n)}
	if l := b.m.LKE; l != nil {
		s := b.areaLKE(n)
		out = append(out, s)
	}
	for _, x := range []struct{ key, title, text string }{
		{"uraian", "Uraian", p.Review.Summary}, {"kendala", "Kendala", p.Review.Obstacles},
	} {
		s := Slide{Head: head, Title: x.title, Keys: []string{x.key}}
		s.add(Block{Kind: Text, Text: x.text})
		out = append(out, s)
	}
	for i, l := range p.Old {
		s := b.followUp(l, head)
		s.Title = fmt.Sprintf("Tindak lanjut rapat lalu %d dari %d", i+1, len(p.Old))
		out = append(out, s)
	}
	for i, f := range p.Findings {
		s := Slide{Head: head, Title: fmt.Sprintf("Temuan %d dari %d", i+1, len(p.Findings)), Keys: []string{f.ID}}
		s.add(Block{Kind: Text, Text: f.Text}, Block{Kind: Status, Text: levelWord(f.Level), Tone: levelTone(f.Level)})
		s.fact("Butir LKE", f.Item)
		s.fact("Akar masalah", f.Cause)
		s.fact("Rekomendasi", f.Recommendation)
		s.fact("Asal", f.Source)
		b.born(&s, p.FollowUpOf(f.ID))
		out = append(out, s)
	}
	for i, u := range p.Proposals {
		s := Slide{Head: head, Title: fmt.Sprintf("Usulan %d dari %d", i+1, len(p.Proposals)), Keys: []string{u.ID}}
		s.add(Block{Kind: Text, Text: u.Text})
		s.fact("Pengusul", u.By.String())
		switch u.Verdict {
		case monev.Accepted:
			s.add(Block{Kind: Status, Text: "✓ Diterima", Tone: Good})
		case monev.Rejected:
			s.add(Block{Kind: Status, Text: "✗ Tidak diterima", Tone: Muted})
		}
		s.fact("Catatan", u.Note)
		b.born(&s, p.FollowUpOf(u.ID))
		out = append(out, s)
	}
	for i, l := range p.New {
		s := b.followUp(l, head)
		s.Title = fmt.Sprintf("Tindak lanjut baru %d dari %d", i+1, len(p.New))
		out = append(out, s)
	}
	return out.full()
}

func levelWord(l monev.Level) string {
	if l.Rank() >= monev.High.Rank() {
		return "! " + string(l)
	}
	return "• " + string(l)
}

func levelTone(l monev.Level) Tone {
	if l.Rank() >= monev.High.Rank() {
		return Bad
	}
	return Warn
}

// born lists the follow-ups that came out of a finding or proposal.
func (b builder) born(s *Slide, ups []monev.FollowUpLine) {
	for _, l := range ups {
		text := l.Text
		if !l.Owner.IsZero() {
			text += " · " + b.owner(l.Owner)
		}
		if !l.Due.IsZero() {
			text += " · " + l.Due.Long()
		}
		s.add(Block{Kind: Point, Label: "→ ", Text: text, Tone: Accent})
	}
}

// areaFront is the area at a glance.
func (b builder) areaFront(n int) Slide {
	p, s := b.m.Areas[n], Slide{Head: b.areaHead(n)}
	r := p.Review
	trend, trendTone := "", Normal
	if d, ok := p.Trend(); ok {
		trend, trendTone = change(strconv.Itoa(abs(d))+" poin", d, true, b.m.BeforePeriod)
	}
	if l := b.m.LKE; l != nil {
		s.add(b.areaScore(n))
		s.Blocks = append(s.Blocks, b.areaBar(n, ""))
	}
	if r.Progress != nil {
		percent := strconv.Itoa(*r.Progress) + "%"
		if b.m.LKE == nil {
			score := Block{Kind: Score, Label: "Capaian", Text: percent}
			if trend != "" {
				score.Notes = append(score.Notes, Note{trend, trendTone})
			}
			s.add(score)
		}
		text := percent
		if trend != "" && b.m.LKE != nil {
			text += "  " + trend
		}
		s.add(Block{Kind: Bar, Label: "Capaian", Percent: float64(*r.Progress), Text: text})
	}
	if r.Status != monev.AreaUnset {
		word, tone := areaWord(r.Status)
		s.add(Block{Kind: Status, Text: word, Tone: tone})
	}
	if w, err := b.m.Office.Owner(b.m.Office.Areas[n].Owner); err == nil {
		s.fact("Penanggung jawab", b.owner(w)) // a longer label would run into the name
	}
	var has []string
	count := func(n int, what string) {
		if n > 0 {
			has = append(has, fmt.Sprintf("%d %s", n, what))
		}
	}
	late := 0
	for _, l := range p.Old {
		if l.LateDays > 0 {
			late++
		}
	}
	count(len(p.Old), "tindak lanjut lama")
	if late > 0 {
		has[len(has)-1] += fmt.Sprintf(" (%d terlambat)", late)
	}
	count(len(p.Findings), "temuan")
	count(len(p.Proposals), "usulan")
	count(len(p.New), "tindak lanjut baru")
	s.add(Block{Kind: Text, Text: strings.Join(has, " · ")})
	return s
}

func abs(n int) int { return max(n, -n) }

func areaWord(a monev.AreaStatus) (string, Tone) {
	switch a {
	case monev.AreaDone:
		return "● Selesai", Good
	case monev.AreaProgress:
		return "◐ Proses", Accent
	case monev.AreaPostponed:
		return "! Tertunda", Bad
	}
	return "○ Belum", Warn
}

// change is a trend with its sign and since when.
func change(points string, sign int, ok bool, since string) (string, Tone) {
	if since != "" {
		since = " dari " + since
	}
	switch {
	case !ok:
		return "", Normal
	case sign > 0:
		return "▲ " + points + since, Good
	case sign < 0:
		return "▼ " + points + since, Bad
	}
	return "tetap" + since, Muted
}

// areaScore is the value of an area in the LKE.
func (b builder) areaScore(n int) Block {
	l := b.m.LKE
	a := l.Areas[n]
	out := Block{Kind: Score, Label: "Nilai LKE", Text: a.Value}
	out.Notes = append(out.Notes, Note{Text: "dari " + a.Weight + " · " + a.Percent + "%"})
	if t, tone := trendOf(l.AreaChange(n, b.m.LKEBefore))(b.m.BeforePeriod); t != "" {
		out.Notes = append(out.Notes, Note{t, tone})
	}
	switch {
	case a.Minimum == "":
	case a.Met:
		out.Notes = append(out.Notes, Note{"✓ batas " + string(l.Target) + " " + a.Minimum, Good})
	default:
		out.Notes = append(out.Notes, Note{"✗ kurang " + a.Short + " ke batas " + string(l.Target), Bad})
	}
	return out
}

// trendOf holds a change until it is known since when.
func trendOf(points string, sign int, ok bool) func(string) (string, Tone) {
	return func(since string) (string, Tone) { return change(points, sign, ok, since) }
}

func (b builder) areaBar(n int, label string) Block {
	a := b.m.LKE.Areas[n]
	out := Block{Kind: Bar, Label: label, Percent: number(a.Percent), Marks: b.marks("area-" + strconv.Itoa(n+1))}
	if label != "" { // else it stands under the figure
		out.Text = a.Value + " dari " + a.Weight
	}
	return out
}

// marks are the thresholds of WBK and WBBM in percent of the weight.
func (b builder) marks(code string) []Mark {
	if b.in == nil {
		return nil
	}
	var out []Mark
	for _, p := range lke.Predicates() {
		for _, row := range b.in.Minima[p].Rows {
			if row.Code == code {
				f, _ := row.Percent.Rat().Float64()
				out = append(out, Mark{f, p.String()})
			}
		}
	}
	return out
}

// number reads a figure with a decimal comma, for the length of a bar only.
func number(s string) float64 {
	f, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
	if err != nil {
		return 0
	}
	return f
}

// areaLKE is where an area stands in the LKE and what would add most.
func (b builder) areaLKE(n int) Slide {
	a := b.m.LKE.Areas[n]
	s := Slide{Head: b.areaHead(n), Title: fmt.Sprintf("LKE %d", b.m.LKE.Year), Keys: []string{KeyLKE}}
	s.Blocks = append(s.Blocks, b.areaScore(n), b.areaBar(n, ""))
	if len(a.Weakest) > 0 {
		s.add(Block{Kind: Section, Text: "Butir yang paling menambah nilai"})
	}
	for _, w := range a.Weakest {
		s.add(Block{Kind: Point, Label: "+" + w.Gain + " ", Text: w.Code + " " + w.Question})
	}
	return s
}
