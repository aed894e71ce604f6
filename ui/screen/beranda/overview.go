package beranda

import (
	"fmt"

	"monev/internal/tanggal"
	"monev/ui/followup"
	"monev/ui/kit"
	"monev/ui/part"
	"monev/ui/screen/lke"
	"monev/ui/screen/tindaklanjut"
)

// roomForOverview is the width from which the room below the list is used.
const roomForOverview = 100

// A door is a line of the overview that a click opens.
type door struct {
	y    int // in the overview
	open func() kit.Screen
}

// overview is what stands below the list on a large screen, in at most room lines:
// the open follow-ups that fall due first, and the areas in the LKE. A section
// without a title and three lines is left out.
func (s *Screen) overview(room int) []string {
	s.doors = s.doors[:0]
	if s.w < roomForOverview {
		return nil
	}
	st, h := s.k.Styles, s.home
	var out []string
	if n := min(len(h.Next), room-2); n >= 3 || n == len(h.Next) && n > 0 {
		out = append(out, "", st.Heading.Render(" TINDAK LANJUT MENURUT TENGGAT")+st.Muted.Render(
			fmt.Sprintf(" · %d dari %d terbuka · %s membuka semua", n, h.Open, s.k.Keys.Home.Register.Help().Key)))
		for _, l := range h.Next[:n] {
			cells := append([]part.Cell{{Text: tanggal.Roman(l.Origin.Area + 1), Width: 3}}, followup.Cells(st, l, part.RowWidth(s.w))...)
			s.doors = append(s.doors, door{len(out), func() kit.Screen { return tindaklanjut.NewAt(s.k, l.ID) }})
			out = append(out, "  "+part.Columns(part.RowWidth(s.w), cells...))
		}
	}
	if h.LKE == nil || room-len(out) < len(h.LKE.Areas)+2 {
		return out
	}
	out = append(out, "", st.Heading.Render(" NILAI TIAP AREA")+st.Muted.Render(fmt.Sprintf(" · LKE %d · │ batas %s", h.LKE.Year, h.LKE.Target)))
	const figures, mark, most = 8, 20, 60 // cells of the columns
	bar := min(s.w-3-40-figures-7-mark-6*2-1, most)
	for i, a := range h.LKE.Areas {
		marks := []float64{a.Least()}
		if marks[0] == 0 {
			marks = nil
		}
		word, style := "✓ "+string(h.LKE.Target), st.Good
		if !a.Met {
			word, style = "✗ kurang "+a.Short, st.Bad
		}
		s.doors = append(s.doors, door{len(out), func() kit.Screen { return lke.New(s.k, fmt.Sprintf("A.I.%d", i+1)) }})
		out = append(out, "  "+part.Columns(part.RowWidth(s.w),
			part.Cell{Text: tanggal.Roman(i + 1), Width: 3},
			part.Cell{Text: h.Office.Areas[i].Name, Width: 40},
			part.Cell{Text: part.ThinBar(st, bar, a.Reached(), marks...), Width: bar},
			part.Cell{Text: a.Value + "/" + a.Weight, Width: figures, Right: true},
			part.Cell{Text: a.Percent + "%", Width: 7, Right: true},
			part.Cell{Text: word, Width: mark, Style: &style}))
	}
	return out
}
