package monev

import (
	"fmt"
	"slices"
)

// Reason is why an area needs repair at once, for screens and documents alike.
type Reason struct {
	Text  string // "kurang 0,15 dari batas area WBK", "1 temuan mendesak"
	Brief string // the same where there is little room: "kurang 0,15", "temuan mendesak"
}

// NeedRepair returns the areas (0 to 5) that need repair at once, the weakest
// first. With the LKE those under the target's minimum come before all others;
// then those the meeting itself sees so: with an urgent finding, with a late
// follow-up of level Tinggi or above, Tertunda, or, without the LKE, whose
// capaian is the lowest and under 60 percent.
func (m Minutes) NeedRepair() []int {
	below := m.LKE.Below()
	var out []int
	for i := range m.Areas {
		if !slices.Contains(below, i) && len(m.RepairReasons(i)) > 0 {
			out = append(out, i)
		}
	}
	value := func(i int) int {
		if p := m.Areas[i].Review.Progress; p != nil {
			return *p
		}
		return 0
	}
	slices.SortStableFunc(out, func(a, b int) int { return value(a) - value(b) })
	return append(below, out...)
}

// RepairReasons says why an area (0 to 5) needs repair at once, the gravest
// reason first; it is empty exactly for the areas NeedRepair does not name.
func (m Minutes) RepairReasons(i int) []Reason {
	const weak = 60 // percent of capaian below which the lowest area counts
	a := m.Areas[i]
	var out []Reason
	add := func(text, brief string) { out = append(out, Reason{text, brief}) }
	if l := m.LKE; l != nil && slices.Contains(l.Below(), i) {
		short := "kurang " + l.Areas[i].Short
		add(short+" dari batas area "+string(l.Target), short)
	}
	urgent, late := 0, 0
	for _, f := range a.Findings {
		if f.Level == Urgent {
			urgent++
		}
	}
	for _, l := range a.Old {
		if l.LateDays > 0 && l.Priority.Rank() >= High.Rank() {
			late++
		}
	}
	if urgent > 0 {
		add(fmt.Sprintf("%d temuan mendesak", urgent), "temuan mendesak")
	}
	if late > 0 {
		add(fmt.Sprintf("%d tindak lanjut prioritas tinggi terlambat", late), "TL terlambat")
	}
	if a.Review.Status == AreaPostponed {
		add("berstatus "+string(AreaPostponed), string(AreaPostponed))
	}
	if p := a.Review.Progress; m.LKE == nil && p != nil && *p < weak && *p == m.lowest() {
		text := fmt.Sprintf("capaian %d%%, terendah", *p)
		add(text, text)
	}
	return out
}

// lowest is the lowest capaian given, 100 if none is.
func (m Minutes) lowest() int {
	low := 100
	for _, a := range m.Areas {
		if p := a.Review.Progress; p != nil {
			low = min(low, *p)
		}
	}
	return low
}
