package report

import (
	"strings"
	"testing"

	"monev/internal/monev"
)

// place is where the office stands in the sample: two areas are below.
func place() *monev.Standing {
	l := &monev.Standing{Year: 2025, Target: monev.WBK, Total: "71,42", Lever: "38,10", Proven: "52,00", Minimum: "75,00", Short: "3,58",
		Filled: 109, Items: 113, Exact: "3571/50", Way: &monev.Way{Items: []string{"A.I.2.i.b", "B.I.b"}, Gain: "3,61"}}
	value := func(v, weight, percent, minimum, short, exact string) monev.AreaStanding {
		return monev.AreaStanding{Value: v, Weight: weight, Percent: percent, Minimum: minimum, Short: short, Met: short == "", Exact: exact}
	}
	l.Areas = [monev.Areas]monev.AreaStanding{
		value("7,10", "8", "88,8", "4,80", "", "71/10"), value("4,05", "7", "57,9", "4,20", "0,15", "81/20"),
		value("7,12", "10", "71,2", "6,00", "", "178/25"), value("7,00", "10", "70,0", "6,00", "", "7"),
		value("8,00", "15", "53,3", "9,00", "1,00", "8"), value("6,10", "10", "61,0", "6,00", "", "61/10"),
	}
	return l
}

func TestNotulaLKE(t *testing.T) {
	m := sample(t, nil)
	m.LKE = place()
	m.LKEBefore = &monev.Standing{Year: 2025, Exact: "681/10"}
	md := notulaMD(m)
	golden(t, "notula-lke.md", []byte(md))
	wants(t, md,
		"**Nilai LKE:** 71,42 dari 100, kurang 3,58 dari ambang WBK (75,00); naik 3,32 dari TW III 2025.",
		"Pengungkit 38,10 dari 60; berbukti (eviden ada dan sesuai) 52,00 dari 100; terisi 109 dari 113 butir.",
		"| II. Penataan Tata Laksana | 4,05 | 7 | 57,9 | 4,20 | kurang 0,15 |",
		"Jalan terpendek ke WBK: 2 butir", "1. Area V Penguatan Pengawasan: kurang 1,00 dari batas area WBK",
	)
	if _, err := DOCX(Notula(m, Options{})); err != nil {
		t.Error(err)
	}
	for _, c := range []struct {
		want string
		edit func(*monev.Standing)
	}{
		{"dari 100, memenuhi seluruh nilai minimum WBK;", func(l *monev.Standing) { l.Met, l.Short = true, "" }},
		{"sebagian syarat lain belum terpenuhi", func(l *monev.Standing) { l.Short = "" }},
		{"ambang pengungkit dan area WBK", func(l *monev.Standing) { l.Waits, l.Way.Lever = true, true }},
		{"belum termasuk nilai survei", func(l *monev.Standing) { l.Waits = true }},
		{"; turun 8,10 dari TW III 2025.", func(l *monev.Standing) { l.Exact = "60" }},
		{"; tetap dari TW III 2025.", func(l *monev.Standing) { l.Exact = "681/10" }},
	} {
		m.LKE = place()
		c.edit(m.LKE)
		wants(t, notulaMD(m), c.want)
	}
	m.LKE = nil
	if strings.Contains(notulaMD(m), "LKE:") {
		t.Error("an LKE table without LKE")
	}
}
