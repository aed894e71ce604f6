package slide

import (
	"fmt"
	"strconv"
	"strings"

	"monev/internal/monev"
	"monev/internal/tanggal"
)

func (b builder) conclusion() Deck {
	m := b.m.Meeting
	out := Deck{b.total(), b.six()}
	if s := b.repair(); len(s.Blocks) > 0 {
		out = append(out, s)
	}
	words := Slide{Head: "SIMPULAN RAPAT", Keys: []string{"simpulan"}}
	words.add(Block{Kind: Text, Text: m.Conclusion})
	out = append(out, words)
	for i, d := range m.Decisions {
		s := Slide{Head: "KEPUTUSAN RAPAT", Title: fmt.Sprintf("Keputusan %d dari %d", i+1, len(m.Decisions)),
			Keys: []string{"keputusan:" + strconv.Itoa(d.ID)}}
		s.add(Block{Kind: Text, Text: d.Text})
		out = append(out, s)
	}
	var lines []monev.FollowUpLine
	for _, l := range b.m.Old() {
		if l.NeedsLeaders() {
			lines = append(lines, l)
		}
	}
	for i, l := range lines {
		s := b.followUp(l, "PERLU KEPUTUSAN PIMPINAN")
		s.Title = fmt.Sprintf("%d dari %d · area %s %s", i+1, len(lines), tanggal.Roman(l.Origin.Area+1), b.m.Office.Areas[l.Origin.Area].Name)
		out = append(out, s)
	}
	closing := Slide{Head: "KATA PENUTUP", Keys: []string{"kata"}}
	closing.add(Block{Kind: Text, Text: m.Closing})
	return append(out, closing).full()
}

// total is where the office stands as a whole.
func (b builder) total() Slide {
	s := Slide{Head: "SIMPULAN RAPAT"}
	mean, given := b.m.Progress()
	l := b.m.LKE
	if l == nil {
		if given > 0 {
			s.add(Block{Kind: Score, Label: "Capaian rata-rata", Text: tanggal.Percent(mean, 1),
				Notes: []Note{{Text: fmt.Sprintf("%d dari %d area", given, monev.Areas)}}})
			s.Blocks = append(s.Blocks, Block{Kind: Bar, Percent: mean})
		}
		return s
	}
	s.Title = fmt.Sprintf("Nilai LKE %d menuju %s", l.Year, l.Target)
	score := Block{Kind: Score, Label: "Nilai", Text: l.Total}
	note := func(text string, t Tone) { score.Notes = append(score.Notes, Note{text, t}) }
	note(fmt.Sprintf("dari 100 · terisi %d/%d butir", l.Filled, l.Items), Normal)
	if t, tone := trendOf(l.Change(b.m.LKEBefore))(b.m.BeforePeriod); t != "" {
		note(t, tone)
	}
	switch {
	case l.Met:
		note("✓ "+string(l.Target)+" terpenuhi", Good)
	case l.Waits:
		note("! survei belum ada", Warn)
	case l.Short != "":
		note("✗ kurang "+l.Short+" ke "+string(l.Target), Bad)
	default:
		note("✗ "+string(l.Target)+" belum terpenuhi", Bad)
	}
	s.Blocks = append(s.Blocks, score, Block{Kind: Bar, Percent: l.Points(), Marks: b.marks("total")})
	s.fact("Pengungkit", l.Lever+" dari 60")
	s.fact("Berbukti", l.Proven)
	if given > 0 {
		s.fact("Capaian rata-rata", tanggal.Percent(mean, 1))
	}
	return s
}

// six is the six areas side by side.
func (b builder) six() Slide {
	s := Slide{Head: "ENAM AREA PERUBAHAN"}
	for i, a := range b.m.Areas {
		s.Keys = append(s.Keys, "area:"+strconv.Itoa(i))
		name := tanggal.Roman(i+1) + " " + b.m.Office.Areas[i].Name
		if l := b.m.LKE; l != nil {
			bar := b.areaBar(i, name)
			bar.Tone, bar.Text = Good, "✓ "+bar.Text
			if !l.Areas[i].Met {
				bar.Tone, bar.Text = Bad, "✗ "+l.Areas[i].Value+" dari "+l.Areas[i].Weight
			}
			s.add(bar)
			continue
		}
		if p := a.Review.Progress; p != nil {
			word := ""
			if a.Review.Status != monev.AreaUnset {
				word, _ = areaWord(a.Review.Status)
				word += " · "
			}
			s.add(Block{Kind: Bar, Label: name, Percent: float64(*p), Text: word + strconv.Itoa(*p) + "%"})
		}
	}
	return s
}

// repair is what needs repair at once, and the shortest way to the target.
func (b builder) repair() Slide {
	s := Slide{Head: "PERLU PERBAIKAN SEGERA"}
	for _, i := range b.m.NeedRepair() {
		var all []string
		for _, r := range b.m.RepairReasons(i) {
			all = append(all, r.Text)
		}
		s.add(Block{Kind: Point, Label: "! ", Tone: Bad,
			Text: tanggal.Roman(i+1) + " " + b.m.Office.Areas[i].Name + ": " + strings.Join(all, ", ")})
	}
	if l := b.m.LKE; l != nil && l.Way != nil {
		to := string(l.Target)
		if l.Way.Lever {
			to = "batas pengungkit " + to
		}
		text := l.Way.Reason
		if n := len(l.Way.Items); n > 0 {
			text = fmt.Sprintf("%d butir (+%s): %s", n, l.Way.Gain, strings.Join(l.Way.Items, ", "))
		}
		s.add(Block{Kind: Text, Label: "Jalan terpendek ke " + to, Text: text})
	}
	return s
}

// closing is what the room takes home: decisions and who does what until when.
func (b builder) closing() Deck {
	m := b.m.Meeting
	first := Slide{Head: "PENUTUP", Title: m.Name()}
	ups := b.m.New()
	first.add(Block{Kind: Score, Label: "Tindak lanjut baru", Text: strconv.Itoa(len(ups)),
		Notes: []Note{{Text: fmt.Sprintf("%d keputusan", len(m.Decisions))}, {Text: fmt.Sprintf("%d tindak lanjut lama", len(b.m.Old()))}}})
	if m.Status == monev.Final {
		first.add(Block{Kind: Status, Text: "✓ Rapat final dan terkunci", Tone: Good})
	}
	out := Deck{first}
	for i := range b.m.Areas {
		s := Slide{Head: "TINDAK LANJUT YANG DISEPAKATI", Title: "Area " + tanggal.Roman(i+1) + " " + b.m.Office.Areas[i].Name}
		b.born(&s, b.m.Areas[i].New)
		out = append(out, s)
	}
	words := Slide{Head: "KATA PENUTUP"}
	words.add(Block{Kind: Text, Text: m.Closing})
	sign := Slide{Head: "PENANDA TANGAN"}
	for i, g := range b.m.Office.Signers {
		sign.Keys = append(sign.Keys, "ttd:"+strconv.Itoa(i))
		sign.fact(g.Caption, b.m.Signer(g).String())
	}
	return append(out, words, sign).full()
}
