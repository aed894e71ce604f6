package report

import (
	"fmt"

	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/tanggal"
)

// outcomeKind is the laporan tindak lanjut hasil monev: what became of every
// recommendation of the meetings before, with its proof (practice.md §2.4).
func outcomeKind() Kind {
	return Kind{Name: "laporan-tl", Title: "Laporan Tindak Lanjut", Long: "Laporan Tindak Lanjut Hasil Monev", draft: notFinal,
		head: (*builder).outcomeHead, Parts: []Part{
			{"pendahuluan", "Pendahuluan", (*builder).outcomeIntro},
			{"rekapitulasi", "Rekapitulasi", (*builder).outcomeRecap},
			{"rincian", "Rincian per area", (*builder).outcomeAreas},
			{"penutup", "Penutup", (*builder).outcomeEnd},
			{"tanda-tangan", "Tanda tangan", (*builder).signHead},
		}}
}

func (n *builder) outcomeHead() {
	n.title("LAPORAN TINDAK LANJUT", "HASIL MONITORING DAN EVALUASI", "PEMBANGUNAN ZONA INTEGRITAS")
	text := n.m.Meeting.Period.String() + ", keadaan " + n.day().Long()
	if s := n.number(n.lastDay()); s != "" {
		text = "Nomor " + s + "\n" + text
	}
	n.add(Paragraph{Align: Center, Keep: true, Text: Plain(text)})
}

func (n *builder) outcomeIntro() {
	n.section("Pendahuluan")
	n.para("Setiap rekomendasi rapat monitoring dan evaluasi dicatat sebagai tindak lanjut dengan penanggung jawab dan tenggat, lalu dibawa ke rapat berikutnya sampai selesai. Laporan ini mencatat apa yang terjadi dengan setiap rekomendasi dari rapat sebelum %s beserta buktinya.", n.d.Subject)
	if len(n.Earlier) == 0 {
		n.para("Belum ada rapat sebelum rapat ini.")
		return
	}
	var items []Item
	for _, p := range n.Earlier {
		if p.Date.Year() != n.m.Meeting.Period.Year {
			continue
		}
		items = append(items, item("Rapat "+p.Period+", "+p.Date.Long()))
	}
	n.sub("Rapat sebelumnya pada tahun ini", "Tidak ada.", items)
}

func (n *builder) outcomeRecap() {
	n.section("Rekapitulasi")
	old := n.before()
	if len(old) == 0 {
		n.para("Belum ada rekomendasi dari rapat sebelumnya.")
		return
	}
	var names []string
	for i := range monev.Areas {
		names = append(names, n.areaRow(i))
	}
	rows, all := tallies(old, names, func(l monev.FollowUpLine) string { return n.areaRow(l.Origin.Area) })
	n.para("Tercatat %s. Progres penyelesaian %s, yaitu bagian rekomendasi yang Tuntas.", count(old), progress(all))
	n.tallyTable("Area", rows, all)
	n.tallyKey()
	bars := Bars{Title: "Progres penyelesaian per area"}
	for _, r := range append(rows, all) {
		b := Bar{Label: r.Name, Share: r.Progress(), Value: fmt.Sprintf("%d dari %d (%s)", r.ByStatus[2], r.Total, progress(r)), Tone: Warn}
		switch {
		case r.Total == 0:
			b.Value, b.Tone = "tidak ada", Muted
		case r.ByStatus[2] == r.Total:
			b.Tone = Good
		case r.Late > 0:
			b.Tone = Bad
		}
		bars.Rows = append(bars.Rows, b)
	}
	n.add(bars)
}

// areaRow is "III. Penataan Sistem Manajemen SDM".
func (n *builder) areaRow(i int) string {
	return tanggal.Roman(i+1) + ". " + plain.Line(n.m.Office.Areas[i].Name)
}

func (n *builder) outcomeAreas() {
	n.section("Rincian per area")
	old := n.before()
	for i := range monev.Areas {
		n.add(Heading{Level: 2, Text: n.areaRow(i)})
		t := Table{Small: true, Columns: []Column{{Title: "No", Width: 8, Align: Center}, {Title: "Rekomendasi"}, {Title: "Rapat", Width: 16},
			{Title: "Penanggung jawab", Width: 23}, {Title: "Tenggat", Width: 20}, {Title: "Status", Width: 25}, {Title: "Yang dilakukan dan bukti"}}}
		for _, l := range old {
			if l.Origin.Area != i {
				continue
			}
			text := cell(l.Text)
			if l.Item != "" {
				text = append(text, Text{Italic("Butir " + plain.Line(l.Item))})
			}
			t.Rows = append(t.Rows, []Cell{cell(fmt.Sprint(len(t.Rows) + 1)), text, cell(or(l.From, "dari daftar")), cell(n.owner(l.Owner)), dues(l), n.settled(l), n.history(l)})
			t.Tones = append(t.Tones, []Tone{None, None, None, None, None, tone(l), None})
		}
		n.table(t, "Tidak ada rekomendasi dari rapat sebelumnya.")
	}
}

// settled is the status with the day it was closed.
func (n *builder) settled(l monev.FollowUpLine) Cell {
	c := state(l)
	if at := l.ClosedAt(); !at.IsZero() {
		c = append(c, Plain(short(tanggal.Of(at.In(n.loc)))))
	}
	return c
}

// history is every word on a follow-up after its birth, oldest first.
func (n *builder) history(l monev.FollowUpLine) Cell {
	var c Cell
	for i, s := range l.Steps {
		if i == 0 && s.Note == "" && s.Proof == "" {
			continue
		}
		day := short(tanggal.Of(s.At.In(n.loc)))
		if note := plain.Line(s.Note); note != "" {
			c = append(c, Text{Italic(day + ":"), {Text: " " + note}})
			day = ""
		}
		if proof := plain.Line(s.Proof); proof != "" {
			c = append(c, proofLine(day, proof))
		}
	}
	if len(c) == 0 {
		return Cell{Plain("Belum ada laporan.")}
	}
	return c
}

func proofLine(day, proof string) Text {
	if day == "" {
		return Text{Italic("Bukti:"), {Text: " " + proof}}
	}
	return Text{Italic(day + ", bukti:"), {Text: " " + proof}}
}

func (n *builder) outcomeEnd() {
	n.section("Penutup")
	_, all := tallies(n.before(), nil, func(monev.FollowUpLine) string { return "" })
	open := all.ByStatus[0] + all.ByStatus[1]
	switch {
	case all.Total == 0:
		n.para("Tidak ada rekomendasi yang perlu dilaporkan.")
	case open == 0:
		n.para("Seluruh rekomendasi dari rapat sebelumnya sudah ditutup.")
	default:
		n.para("Masih terbuka %d rekomendasi dari rapat sebelumnya, %d di antaranya terlambat; semuanya dibawa ke rapat berikutnya.", open, all.Late)
	}
	if born := len(n.m.New()); born > 0 {
		n.add(Paragraph{Keep: true, Text: Plain(fmt.Sprintf("Rapat ini menetapkan %d tindak lanjut baru, yang perkembangannya dilaporkan pada rapat berikutnya.", born))})
	}
}
