package report

import (
	"fmt"
	"strings"

	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/tanggal"
)

// lke is where the office stands in the LKE: total and pengungkit in words, the
// six areas in a table. Nothing if nothing was answered.
func (n *builder) lke() {
	l := n.m.LKE
	if l == nil {
		return
	}
	target := string(l.Target)
	n.add(Paragraph{Keep: true, Text: Text{Bold("Nilai LKE:"), {Text: " " + total(l, n.m.LKEBefore, n.m.BeforePeriod)}}})
	n.add(Paragraph{Keep: true, Text: Plain(fmt.Sprintf(
		"Pengungkit %s dari 60; berbukti (eviden ada dan sesuai) %s dari 100; terisi %d dari %d butir.", l.Lever, l.Proven, l.Filled, l.Items))})
	t := Table{Columns: fit(n.d.TextWidth(), Column{Title: "Area"}, Column{Title: "Nilai", Width: 16, Align: Right},
		Column{Title: "Bobot", Width: 16, Align: Right}, Column{Title: "%", Width: 15, Align: Right},
		Column{Title: "Ambang " + target, Width: 20, Align: Right}, Column{Title: "Keterangan", Width: 31})}
	for i, a := range l.Areas {
		word := "memenuhi"
		if !a.Met {
			word = "kurang " + a.Short
		}
		t.Rows = append(t.Rows, []Cell{cell(tanggal.Roman(i+1) + ". " + plain.Line(n.m.Office.Areas[i].Name)),
			cell(a.Value), cell(a.Weight), cell(a.Percent), cell(or(a.Minimum, "–")), cell(word)})
	}
	n.add(t)
	if v := l.Way; v != nil && len(v.Items) > 0 {
		to := target
		if v.Lever {
			to = "ambang pengungkit dan area " + target
		}
		n.para("Jalan terpendek ke %s: %d butir dinaikkan ke jawaban terbaik (%s), tambahan %s.", to, len(v.Items), strings.Join(v.Items, ", "), v.Gain)
	}
}

// total is the total with what the target demands of it and what it gained.
func total(l, before *monev.Standing, period string) string {
	out := l.Total + " dari 100"
	target := string(l.Target)
	switch {
	case l.Met:
		out += fmt.Sprintf(", memenuhi seluruh nilai minimum %s", target)
	case l.Waits:
		out += ", belum termasuk nilai survei yang belum ada, sehingga baru pengungkit yang dapat dinilai"
	case l.Short != "":
		out += fmt.Sprintf(", kurang %s dari ambang %s (%s)", l.Short, target, l.Minimum)
	default:
		out += fmt.Sprintf(", mencapai ambang nilai total %s (%s), tetapi sebagian syarat lain belum terpenuhi", target, l.Minimum)
	}
	points, sign, ok := l.Change(before)
	switch {
	case ok && sign > 0:
		out += fmt.Sprintf("; naik %s dari %s", points, period)
	case ok && sign < 0:
		out += fmt.Sprintf("; turun %s dari %s", points, period)
	case ok:
		out += "; tetap dari " + period
	}
	return out + "."
}
