package simpulan

import (
	"fmt"
	"strconv"
	"strings"

	"monev/internal/tanggal"
	"monev/ui/part"
)

// scoreRow is a line of the table where the LKE was answered. The value
// and its mark never go; what stands in the areas too goes first.
func scoreRow(w int, name, status, progress, value, percent, mark, change, findings, ups string) []part.Cell {
	const fixed = nameWidth + (10 + 5 + 5 + 3 + 7) + 5*2 // with the gaps
	cells := []part.Cell{{Text: name, Hang: 4}, {Text: status, Width: 10}}
	if w >= fixed+7+2 {
		cells = append(cells, part.Cell{Text: progress, Width: 7, Right: true})
	}
	cells = append(cells, part.Cell{Text: value, Width: 5, Right: true}, part.Cell{Text: percent, Width: 5, Right: true},
		part.Cell{Text: mark, Width: 4})
	if w >= 68 {
		cells = append(cells, part.Cell{Text: change, Width: 7, Right: true})
	}
	if w >= fixed+7+6+2*2 {
		cells = append(cells, part.Cell{Text: ups, Width: 7, Right: true})
	}
	if w >= fixed+7+6+7+3*2 {
		cells = append(cells, part.Cell{Text: findings, Width: 6, Right: true})
	}
	return cells
}

func (s *Screen) scoreHead(w int) string {
	return part.Columns(w, scoreRow(w, "    AREA", "STATUS", "CAPAIAN", "NILAI", "%", string(s.M.LKE.Target), "LALU", "TEMUAN", "TL BARU")...)
}

func (s *Screen) scoreLine(i, w int) []part.Cell {
	st, a, l := s.K.Styles, s.M.Areas[i], s.M.LKE.Areas[i]
	progress, mark := "–", st.Good.Render("✓")
	if p := a.Review.Progress; p != nil {
		progress = strconv.Itoa(*p) + "%"
	}
	if !l.Met {
		mark = st.Bad.Render("✗")
	}
	return scoreRow(w, fmt.Sprintf("%-3s %s", tanggal.Roman(i+1), s.M.Office.Areas[i].Name), StatusWord(a.Review.Status),
		progress, l.Value, l.Percent, mark, Change(s.M.LKE.AreaChange(i, s.M.LKEBefore)), strconv.Itoa(len(a.Findings)), strconv.Itoa(len(a.New)))
}

// Change is a change of points with its sign, as Standing.Change returns it.
func Change(points string, sign int, ok bool) string {
	switch {
	case !ok:
		return "–"
	case sign > 0:
		return "▲ " + points
	case sign < 0:
		return "▼ " + points
	}
	return "tetap"
}

// score is the total in few words, for the title line.
func (s *Screen) score() string {
	l, st := s.M.LKE, s.K.Styles
	out := "Nilai LKE " + l.Total
	if points, sign, ok := l.Change(s.M.LKEBefore); ok && sign != 0 {
		out += " " + Change(points, sign, ok)
	}
	switch {
	case l.Met:
		return out + " · " + st.Good.Render("✓ "+string(l.Target))
	case l.Waits:
		return out + " · " + st.Warn.Render("survei belum ada")
	case l.Short != "":
		return out + " · " + st.Bad.Render("kurang "+l.Short+" ke "+string(l.Target))
	}
	return out + " · " + st.Bad.Render("✗ "+string(l.Target))
}

// repair names the areas that need repair at once and why: with names and all
// reasons where that fits, else with the gravest reason, at last by number, as the
// table below has the names.
func (s *Screen) repair(label string) []string {
	st := s.K.Styles
	var tries [4][]string
	for _, i := range s.M.NeedRepair() {
		var all []string
		reasons := s.M.RepairReasons(i)
		for _, r := range reasons {
			all = append(all, r.Text)
		}
		n := tanggal.Roman(i + 1)
		name := n + " " + s.M.Office.Areas[i].Name
		for k, t := range []string{name + " (" + strings.Join(all, ", ") + ")", name + " (" + reasons[0].Text + ")",
			name + " (" + reasons[0].Brief + ")", n + " (" + reasons[0].Brief + ")"} {
			tries[k] = append(tries[k], t)
		}
	}
	if len(tries[0]) == 0 {
		return nil
	}
	most := 1
	switch {
	case s.H >= 34:
		most = 3
	case s.H >= 30:
		most = 2
	}
	if s.W < 72 {
		label = " ! Perbaikan segera: "
	}
	room := max(s.W-1-part.Width(label), 20)
	var lines []string
	for _, t := range tries {
		if lines = part.Pieces(", ", room, t...); len(lines) <= most {
			break
		}
	}
	return part.Hang(st.Bad.Render(label), lines)
}

// way is the shortest way to the target: one line, two on a tall screen.
func (s *Screen) way() []string {
	if s.M.LKE == nil || s.M.LKE.Way == nil {
		return nil
	}
	st, v, to := s.K.Styles, s.M.LKE.Way, string(s.M.LKE.Target)
	text, gain := v.Reason, ""
	if v.Lever {
		to = "batas pengungkit " + to
	}
	if len(v.Items) > 0 {
		text, gain = fmt.Sprintf("%d butir: %s", len(v.Items), strings.Join(v.Items, ", ")), " (+"+v.Gain+")"
	}
	label := " Jalan terpendek ke " + to + ": "
	if part.Width(label+text+gain) > s.W-1 {
		label = " Jalan ke " + to + ": "
	}
	rows, room := 1, max(s.W-1-part.Width(label), 20)
	if s.H >= 26 {
		rows = 2
	}
	lines := part.Wrap(text+gain, room)
	if len(lines) > rows { // the gain stays, the last codes go
		last := part.Cut(strings.TrimSuffix(strings.Join(lines[rows-1:], " "), gain), room-part.Width(gain)-1)
		if i := strings.LastIndex(last, ","); gain != "" && i > 0 {
			last = last[:i+1] + " …"
		}
		lines = append(lines[:rows-1], last+gain)
	}
	return part.Hang(st.Label.Render(label), lines)
}
