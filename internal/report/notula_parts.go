package report

import (
	"fmt"
	"slices"
	"strings"

	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/tanggal"
)

func (n *builder) review() {
	n.section("Tinjauan tindak lanjut rapat sebelumnya")
	n.oldTable()
}

// oldTable is what was carried in, with every word said about it here.
func (n *builder) oldTable() {
	old := n.m.Old()
	if len(old) == 0 {
		n.para("Tidak ada tindak lanjut rapat sebelumnya.")
		return
	}
	unseen := 0
	for _, l := range old {
		if l.Status.Open() && len(l.TouchedIn(n.m.Meeting.ID)) == 0 {
			unseen++
		}
	}
	text := "Dibawa dari rapat sebelumnya " + count(old)
	if unseen > 0 {
		text += fmt.Sprintf("; %d belum ditinjau dalam rapat ini", unseen)
	}
	n.add(Paragraph{Keep: true, Text: Plain(text + ".")})
	t := Table{Small: true, Columns: fit(n.d.TextWidth(),
		Column{Title: "No", Width: 8, Align: Center}, Column{Title: "Uraian"}, Column{Title: "Asal", Width: 17},
		Column{Title: "Penanggung jawab", Width: 23}, Column{Title: "Tenggat", Width: 20}, Column{Title: "Status", Width: 25},
		Column{Title: "Keterangan/bukti"})}
	for i, l := range old {
		from := Cell{Plain("Area " + tanggal.Roman(l.Origin.Area+1))}
		if l.From != "" {
			from = append(from, Plain(plain.Line(l.From)))
		}
		text := cell(l.Text)
		if l.Item != "" {
			text = append(text, Text{Italic("Butir " + plain.Line(l.Item))})
		}
		t.Rows = append(t.Rows, []Cell{cell(fmt.Sprint(i + 1)), text, from, cell(n.owner(l.Owner)), dues(l), state(l), n.steps(l)})
	}
	n.add(t)
}

// steps is what was said about a follow-up in this meeting.
func (n *builder) steps(l monev.FollowUpLine) Cell {
	var c Cell
	for _, s := range l.TouchedIn(n.m.Meeting.ID) {
		if s.Reopened {
			c = append(c, Plain("Dibuka kembali."))
		}
		c = append(c, lines(s.Note)...)
		if s.Proof != "" {
			c = append(c, Plain("Bukti: "+plain.Line(s.Proof)))
		}
		if s.By != nil {
			c = append(c, Plain("Diterima oleh "+plain.Line(s.By.String())))
		}
		if s.Owner != nil {
			c = append(c, Plain("Penanggung jawab menjadi "+n.owner(*s.Owner)))
		}
		if s.Due != nil {
			c = append(c, Plain("Tenggat menjadi "+short(*s.Due)))
		}
		if s.Note == "" && s.Proof == "" && s.Owner == nil && s.Due == nil && s.Status != "" {
			c = append(c, Plain("Menjadi "+string(s.Status)))
		}
	}
	if len(c) == 0 && !l.Status.Open() {
		return Cell{Plain("–")}
	}
	if len(c) == 0 {
		return Cell{Plain("Belum ditinjau dalam rapat ini.")}
	}
	return c
}

func (n *builder) discussion() {
	n.section("Pembahasan")
	for i, a := range n.m.Areas {
		n.add(Heading{Level: 2, Text: tanggal.Roman(i+1) + ". " + plain.Line(n.m.Office.Areas[i].Name)})
		r := a.Review
		if r.Status == monev.AreaUnset && r.Progress == nil && r.Summary == "" && r.Obstacles == "" &&
			len(a.Findings)+len(a.Proposals)+len(a.New) == 0 {
			n.para("Tidak ada pembahasan yang dicatat untuk area ini.")
			continue
		}
		rows := []Pair{
			pair("Status", or(string(r.Status), "belum diisi")),
			pair("Capaian", n.progress(a)),
			pair("Uraian", block(r.Summary, "tidak ada")),
			pair("Kendala", block(r.Obstacles, "tidak ada")),
		}
		n.add(Pairs{Label: 22, Rows: rows})
		n.sub("Temuan", "Tidak ada temuan.", findings(a))
		n.sub("Usulan", "Tidak ada usulan.", proposals(a))
		n.sub("Tindak lanjut baru", "Tidak ada tindak lanjut baru.", n.births(a))
	}
}

// sub adds a list under a bold word, or says in the same line that it is empty.
func (n *builder) sub(name, none string, items []Item) {
	if len(items) == 0 {
		n.add(Paragraph{Text: Text{Bold(name + ":"), {Text: " " + none}}})
		return
	}
	n.add(Paragraph{Keep: true, Text: Text{Bold(name + ":")}}, List{Numbered: true, Items: items})
}

func findings(a monev.AreaPart) []Item {
	var out []Item
	for _, f := range a.Findings {
		it := item(f.Text)
		mark := "tingkat " + or(string(f.Level), string(monev.Medium))
		if f.Item != "" {
			mark += ", butir " + plain.Line(f.Item)
		}
		it.Text = append(it.Text, Run{Text: " (" + mark + ")"})
		if f.Source != "" {
			it.More = append(it.More, Text{Italic("Asal:"), {Text: " " + plain.Line(f.Source)}})
		}
		if f.Cause != "" {
			it.More = append(it.More, Text{Italic("Akar masalah:"), {Text: " " + plain.Line(f.Cause)}})
		}
		if f.Recommendation != "" {
			it.More = append(it.More, Text{Italic("Rekomendasi:"), {Text: " " + plain.Line(f.Recommendation)}})
		}
		out = append(out, it)
	}
	return out
}

func proposals(a monev.AreaPart) []Item {
	var out []Item
	for _, p := range a.Proposals {
		it := item(p.Text)
		verdict := or(string(p.Verdict), "belum diputus")
		if p.Note != "" {
			verdict += " – " + plain.Line(p.Note)
		}
		it.More = []Text{
			{Italic("Pengusul:"), {Text: " " + plain.Line(p.By.String())}},
			{Italic("Putusan:"), {Text: " " + verdict}},
		}
		out = append(out, it)
	}
	return out
}

func (n *builder) births(a monev.AreaPart) []Item {
	var out []Item
	for _, l := range a.New {
		due := "belum ada"
		if !l.Due.IsZero() {
			due = l.Due.Long()
		}
		it := item(l.Text)
		it.More = []Text{{Italic("Penanggung jawab:"), {Text: " " + n.owner(l.Owner) + "; "}, Italic("tenggat:"), {Text: " " + due}}}
		out = append(out, it)
	}
	return out
}

func (n *builder) conclusion() {
	n.section("Simpulan dan keputusan")
	mt := n.m.Meeting
	n.recap()
	n.lke()
	if c := lines(mt.Conclusion); len(c) > 0 {
		n.add(Paragraph{Keep: true, Text: Text{Bold("Simpulan:")}})
		n.paras(mt.Conclusion)
	} else {
		n.sub("Simpulan", "Tidak ada simpulan yang dicatat.", nil)
	}
	var items []Item
	for _, d := range mt.Decisions {
		items = append(items, item(d.Text))
	}
	n.sub("Keputusan", "Tidak ada keputusan yang dicatat.", items)

	items = nil
	for _, i := range n.m.NeedRepair() {
		it := item(n.area(i))
		if why := n.why(i); why != "" {
			it.Text = append(it.Text, Run{Text: ": " + why})
		}
		items = append(items, it)
	}
	n.sub("Area yang perlu perbaikan segera", "Tidak ada.", items)

	items = nil
	for _, l := range n.m.Old() {
		if !l.NeedsLeaders() {
			continue
		}
		it := item(l.Text)
		more := fmt.Sprintf(" (Area %s, %s, rapat ke-%d", tanggal.Roman(l.Origin.Area+1), n.owner(l.Owner), l.Meetings())
		if l.LateDays > 0 {
			more += fmt.Sprintf(", terlambat %d hari", l.LateDays)
		}
		it.Text = append(it.Text, Run{Text: more + ")"})
		items = append(items, it)
	}
	n.sub("Perlu keputusan pimpinan", "Tidak ada.", items)
}

// recap is the six areas in one table.
func (n *builder) recap() {
	mean, given := n.m.Progress()
	if given == 0 {
		n.para("Capaian area belum diisi.")
		return
	}
	text := "Rekapitulasi capaian enam area, rata-rata " + tanggal.Percent(mean, 2)
	if given < monev.Areas {
		text += fmt.Sprintf(" dari %d area yang terisi", given)
	}
	n.add(Paragraph{Keep: true, Text: Plain(text + ":")})
	t := Table{Columns: fit(n.d.TextWidth(), Column{Title: "Area"}, Column{Title: "Status", Width: 22},
		Column{Title: "Capaian", Width: 19, Align: Right}, Column{Title: "Tren", Width: 20, Align: Right},
		Column{Title: "Temuan", Width: 18, Align: Right}, Column{Title: "TL baru", Width: 17, Align: Right})}
	for i, a := range n.m.Areas {
		progress, change := "–", "–"
		if a.Review.Progress != nil {
			progress = percent(*a.Review.Progress)
		}
		if d, ok := a.Trend(); ok {
			change = trend(d)
		}
		t.Rows = append(t.Rows, []Cell{cell(tanggal.Roman(i+1) + ". " + plain.Line(n.m.Office.Areas[i].Name)),
			cell(or(string(a.Review.Status), "belum diisi")), cell(progress), cell(change),
			cell(fmt.Sprint(len(a.Findings))), cell(fmt.Sprint(len(a.New)))})
	}
	n.add(t)
}

// why says what makes an area one that needs repair at once, and its capaian.
func (n *builder) why(i int) string {
	var out []string
	capaian := false
	for _, r := range n.m.RepairReasons(i) {
		out = append(out, r.Text)
		capaian = capaian || strings.HasPrefix(r.Text, "capaian")
	}
	if p := n.m.Areas[i].Review.Progress; p != nil && !capaian {
		out = append(out, "capaian "+percent(*p))
	}
	return strings.Join(out, ", ")
}

func (n *builder) followUps() {
	n.section("Tindak lanjut")
	n.newTable()
	n.totals()
}

// newTable is what was decided in this meeting.
func (n *builder) newTable() {
	born := n.m.New()
	if len(born) == 0 {
		n.para("Tidak ada tindak lanjut baru.")
	} else {
		t := Table{Columns: fit(n.d.TextWidth(),
			Column{Title: "No", Width: 9, Align: Center}, Column{Title: "Area", Width: 12, Align: Center}, Column{Title: "Uraian"},
			Column{Title: "Penanggung jawab", Width: 32}, Column{Title: "Tenggat", Width: 32}, Column{Title: "Prioritas", Width: 20})}
		no := 0
		for i, a := range n.m.Areas {
			for _, l := range a.New {
				no++
				text := cell(l.Text)
				if o := origin(a, l); o != "" {
					text = append(text, Text{Italic(o)})
				}
				due := "belum ada"
				if !l.Due.IsZero() {
					due = whole(l.Due)
				}
				t.Rows = append(t.Rows, []Cell{cell(fmt.Sprint(no)), cell(tanggal.Roman(i + 1)), text,
					cell(n.owner(l.Owner)), cell(due), cell(string(l.Priority))})
			}
		}
		n.add(t)
	}
}

// totals says how many follow-ups are open and closed after this meeting.
func (n *builder) totals() {
	var open, closed []monev.FollowUpLine
	for _, l := range append(n.m.Old(), n.m.New()...) {
		if l.Status.Open() {
			open = append(open, l)
		} else {
			closed = append(closed, l)
		}
	}
	switch {
	case len(open) > 0:
		text := "Setelah rapat ini masih terbuka " + count(open) + "."
		if len(closed) > 0 {
			text += " Ditutup " + count(closed) + "."
		}
		n.para("%s", text)
	case len(closed) > 0:
		n.para("Setelah rapat ini tidak ada tindak lanjut yang terbuka. Ditutup %s.", count(closed))
	}
}

// origin is where a follow-up of this meeting comes from, by the number the
// finding or proposal has in its area: "Asal: temuan 2; butir A.I.3.iv.b".
func origin(a monev.AreaPart, l monev.FollowUpLine) string {
	var out []string
	if i := slices.IndexFunc(a.Findings, func(f monev.Finding) bool { return f.ID == l.Origin.Finding }); i >= 0 && l.Origin.Finding != "" {
		out = append(out, fmt.Sprintf("asal temuan %d", i+1))
	}
	if i := slices.IndexFunc(a.Proposals, func(p monev.Proposal) bool { return p.ID == l.Origin.Proposal }); i >= 0 && l.Origin.Proposal != "" {
		out = append(out, fmt.Sprintf("asal usulan %d", i+1))
	}
	if l.Item != "" {
		out = append(out, "butir "+plain.Line(l.Item))
	}
	s := strings.Join(out, "; ")
	if s != "" {
		s = strings.ToUpper(s[:1]) + s[1:]
	}
	return s
}
