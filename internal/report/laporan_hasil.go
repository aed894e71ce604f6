package report

import (
	"fmt"
	"strconv"
	"strings"

	"monev/internal/lke"
	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/tanggal"
)

func (n *builder) chapterResults() {
	n.chapter("HASIL MONEV")
	n.under("Rekapitulasi Enam Area")
	n.target()
	n.progressBars()
	n.trend()
	n.lke()
	n.letters++
	letter := string(rune('A' + n.letters - 1))
	for i := range monev.Areas {
		n.add(Heading{Level: 2, Text: fmt.Sprintf("%s.%d %s", letter, i+1, plain.Line(n.m.Office.Areas[i].Name))})
		n.areaResult(i)
	}
	n.under("Tindak Lanjut Hasil Monev Periode Sebelumnya")
	n.oldTable()
	n.under("Area yang Perlu Perbaikan Segera")
	need := n.m.NeedRepair()
	if len(need) == 0 {
		n.para("Tidak ada area yang perlu perbaikan segera.")
		return
	}
	var items []string
	for _, i := range need {
		items = append(items, n.area(i)+prefixed(": ", n.why(i)))
	}
	n.list(items...)
}

// target is plan against realisation of the six areas.
func (n *builder) target() {
	mean, given := n.m.Progress()
	if given == 0 {
		n.para("Capaian area belum diisi.")
		return
	}
	text := "Rata-rata capaian " + tanggal.Percent(mean, 2)
	if given < monev.Areas {
		text += fmt.Sprintf(" dari %d area yang terisi", given)
	}
	n.add(Paragraph{Keep: true, Text: Plain(text + ".")})
	t := Table{Columns: []Column{{Title: "Area"}, {Title: "Status", Width: 23}, {Title: "Target", Width: 18, Align: Right}, {Title: "Realisasi", Width: 21, Align: Right},
		{Title: "Kurang", Width: 18, Align: Right}, {Title: "Tren", Width: 21, Align: Right}}}
	for i, a := range n.m.Areas {
		done, missing, change, mark := "–", "–", "–", None
		if p := a.Review.Progress; p != nil {
			done, missing = percent(*p), percent(100-*p)
			mark = progressTone(*p)
		}
		if d, ok := a.Trend(); ok {
			change = trend(d)
		}
		t.Rows = append(t.Rows, []Cell{cell(n.areaRow(i)), cell(or(string(a.Review.Status), "belum diisi")), cell(percent(100)), cell(done), cell(missing), cell(change)})
		t.Tones = append(t.Tones, []Tone{None, None, None, mark, None, None})
	}
	n.table(t, "")
}

// progressTone is the traffic light of a capaian; under 60 an area counts as weak
// (monev.Minutes.NeedRepair).
func progressTone(p int) Tone {
	switch {
	case p >= 80:
		return Good
	case p >= 60:
		return Warn
	}
	return Bad
}

func (n *builder) progressBars() {
	if _, given := n.m.Progress(); given == 0 {
		return
	}
	b := Bars{Title: "Capaian enam area"}
	for i, a := range n.m.Areas {
		bar := Bar{Label: n.areaRow(i), Value: n.progress(a), Tone: Muted}
		if p := a.Review.Progress; p != nil {
			bar.Share, bar.Tone = float64(*p)/100, progressTone(*p)
		}
		b.Rows = append(b.Rows, bar)
	}
	n.add(b)
}

// shown is how many earlier meetings the trend shows beside this one.
const shown = 4

// trend is the capaian over the last meetings, with the LKE total below.
func (n *builder) trend() {
	past := n.Earlier
	if len(past) > shown {
		past = past[len(past)-shown:]
	}
	if len(past) == 0 {
		n.para("Belum ada rapat sebelumnya untuk dibandingkan.")
		return
	}
	n.add(Paragraph{Keep: true, Text: Plain("Perkembangan capaian dari rapat ke rapat:")})
	t := Table{Total: true, Columns: []Column{{Title: "Area"}}}
	for _, p := range past {
		t.Columns = append(t.Columns, Column{Title: p.Period, Width: 23, Align: Right})
	}
	t.Columns = append(t.Columns, Column{Title: n.m.Meeting.Period.Short(), Width: 23, Align: Right})
	value := func(p *int) Cell {
		if p == nil {
			return cell("–")
		}
		return cell(percent(*p))
	}
	for i, a := range n.m.Areas {
		row := []Cell{cell(n.areaRow(i))}
		for _, p := range past {
			row = append(row, value(p.Progress[i]))
		}
		t.Rows = append(t.Rows, append(row, value(a.Review.Progress)))
	}
	total := func(s *monev.Standing) Cell {
		if s == nil {
			return strong("–")
		}
		return strong(s.Total)
	}
	row := []Cell{strong("Nilai LKE")}
	for _, p := range past {
		row = append(row, total(p.LKE))
	}
	t.Rows = append(t.Rows, append(row, total(n.m.LKE)))
	n.table(t, "")
}

// areaResult is plan and realisation, evidence, obstacles and solutions of one
// area.
func (n *builder) areaResult(i int) {
	a := n.m.Areas[i]
	r := a.Review
	n.add(Pairs{Label: 40, Rows: []Pair{
		pair("Penanggung jawab", n.areaOwner(i)),
		pair("Rencana", "seluruh rencana aksi area selesai beserta evidennya (100%)"),
		pair("Realisasi", block(r.Summary, "belum diuraikan")),
		pair("Capaian", n.progress(a)),
		pair("Status", or(string(r.Status), "belum diisi")),
		pair("Nilai LKE", n.areaLKE(i)),
		pair("Eviden", n.areaEvidence(i)),
	}})
	t := Table{Columns: []Column{{Title: "Kendala dan temuan"}, {Title: "Solusi dan tindak lanjut"}}}
	for _, o := range lines(r.Obstacles) {
		t.Rows = append(t.Rows, []Cell{{o}, nil})
	}
	loose := Cell{}
	for _, l := range a.New {
		if l.Origin.Finding == "" {
			loose = append(loose, n.solution(l))
		}
	}
	// A few that name no finding answer the obstacles; many stand for themselves.
	const few = 3
	if len(t.Rows) > 0 && len(loose) <= few {
		t.Rows[0][1], loose = loose, nil
	}
	for _, f := range a.Findings {
		text := cell(f.Text)
		if f.Cause != "" {
			text = append(text, Text{Italic("Akar masalah:"), {Text: " " + plain.Line(f.Cause)}})
		}
		c := Cell(lines(f.Recommendation))
		for _, l := range a.FollowUpOf(f.ID) {
			c = append(c, n.solution(l))
		}
		t.Rows = append(t.Rows, []Cell{text, c})
	}
	for _, l := range loose {
		t.Rows = append(t.Rows, []Cell{cell("–"), {l}})
	}
	for _, row := range t.Rows {
		if len(row[1]) == 0 {
			row[1] = cell("belum ada")
		}
	}
	n.table(t, "Tidak ada kendala dan temuan yang dicatat.")
}

// solution is a follow-up in one line: what, who, when.
func (n *builder) solution(l monev.FollowUpLine) Text {
	due := "belum bertenggat"
	if !l.Due.IsZero() {
		due = "tenggat " + short(l.Due)
	}
	return Text{{Text: plain.Line(l.Text)}, Italic(" (" + n.owner(l.Owner) + ", " + due + ")")}
}

// areaLKE is where the area stands in the LKE.
func (n *builder) areaLKE(i int) string {
	if n.m.LKE == nil {
		return "belum ada jawaban"
	}
	a := n.m.LKE.Areas[i]
	s := fmt.Sprintf("%s dari %s (%s%%)", a.Value, a.Weight, a.Percent)
	if a.Met {
		return s + ", memenuhi ambang " + string(n.m.LKE.Target)
	}
	return s + ", kurang " + a.Short + " dari ambang " + string(n.m.LKE.Target)
}

// areaEvidence counts the evidence of the area's questions by status, and the
// answered questions that have none.
func (n *builder) areaEvidence(i int) string {
	by := map[monev.EvidenceStatus]int{}
	all, with := 0, map[string]bool{}
	for _, e := range n.Evidence {
		if areaOf(e) != i+1 {
			continue
		}
		all++
		by[e.Status]++
		with[e.Item] = true
	}
	var out []string
	for _, s := range monev.EvidenceStatuses() {
		if by[s] > 0 {
			out = append(out, fmt.Sprintf("%d %s", by[s], s))
		}
	}
	text := "belum ada yang didaftarkan"
	if all > 0 {
		text = fmt.Sprintf("%d didaftarkan: %s", all, strings.Join(out, ", "))
	}
	if missing := n.bare(i, with); missing > 0 {
		text += fmt.Sprintf("; %d butir yang dijawab belum bereviden", missing)
	}
	return text
}

// bare counts the answered questions of an area (0 to 5) without evidence.
func (n *builder) bare(i int, with map[string]bool) int {
	if n.LKE == nil {
		return 0
	}
	count := 0
	r := n.LKE.Result
	for _, it := range r.Instrument.Items() {
		if it.Area() == i+1 && r.Item(it).State >= lke.Rated && !with[it.Code] {
			count++
		}
	}
	return count
}

// areaOf is the area (1 to 6) evidence belongs to: by its question, else as it
// says itself; 0 for none.
func areaOf(e monev.Evidence) int {
	if parts := strings.Split(e.Item, "."); len(parts) > 2 && parts[0] == "A" {
		if k, err := strconv.Atoi(parts[2]); err == nil && k >= 1 && k <= monev.Areas {
			return k
		}
	}
	return e.Area
}
