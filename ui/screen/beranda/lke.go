package beranda

import (
	"slices"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/part"
)

// scored tells whether the list shows values of the LKE instead of capaian: as
// soon as one meeting has one.
func (s *Screen) scored() bool {
	return slices.ContainsFunc(s.home.Meetings, func(l app.MeetingLine) bool { return l.LKE != nil })
}

// figures are the last two columns of a meeting: value and trend.
func (s *Screen) figures(l app.MeetingLine) (value, trend string) {
	if s.scored() {
		if l.LKE == nil {
			return "–", ""
		}
		value = l.LKE.Total + mark(l.LKE)
		if !l.LKE.Waits && s.unsurveyed() {
			value += " " // digits stay below digits
		}
		return value, change(l.LKE.Change(l.LKEBefore))
	}
	if l.Given > 0 {
		value = tanggal.Percent(l.Progress, 2)
	}
	if l.Compared {
		switch {
		case l.Trend >= 0.05:
			trend = "▲ " + tanggal.Decimal(l.Trend, 1)
		case l.Trend <= -0.05:
			trend = "▼ " + tanggal.Decimal(-l.Trend, 1)
		default:
			trend = "tetap"
		}
	}
	return value, trend
}

// star marks a total that has no survey values in it yet.
const star = "*"

func mark(l *monev.Standing) string {
	if l.Waits {
		return star
	}
	return ""
}

func (s *Screen) unsurveyed() bool {
	return slices.ContainsFunc(s.home.Meetings, func(l app.MeetingLine) bool { return l.LKE != nil && l.LKE.Waits })
}

// footnote explains the mark, if a meeting of the list bears it.
func (s *Screen) footnote() string {
	if !s.unsurveyed() {
		return ""
	}
	return s.k.Styles.Muted.Render(part.Cut(" "+star+" belum termasuk nilai survei (IPAK dan IPKP)", s.w))
}

func change(points string, sign int, ok bool) string {
	switch {
	case !ok:
		return ""
	case sign > 0:
		return "▲ " + points
	case sign < 0:
		return "▼ " + points
	}
	return "tetap"
}

// standing is the LKE in room cells: total, bar with the target's minimum, and
// what is missing.
func (s *Screen) standing(l *monev.Standing, room int) string {
	const value, least, most = 8, 6, 40
	st := s.k.Styles
	words := []string{"kurang " + l.Short + " ke " + string(l.Target), "kurang " + l.Short}
	style := st.Bad
	switch {
	case l.Met:
		words, style = []string{"✓ nilai minimum " + string(l.Target) + " terpenuhi", "✓ " + string(l.Target)}, st.Good
	case l.Waits:
		words, style = []string{"belum termasuk nilai survei · pengungkit " + l.Lever, "belum termasuk nilai survei"}, st.Warn
	case l.Short == "": // the total is enough, something else is not
		words = []string{"✗ sebagian syarat " + string(l.Target) + " belum terpenuhi", "✗ " + string(l.Target)}
	}
	text := words[0]
	if room-value-2-part.Width(text) < least {
		text = words[1]
	}
	bar := min(room-value-2-part.Width(text), most)
	out := part.Fit(l.Total+mark(l), value)
	if bar >= least {
		out += part.Bar(st, bar, l.Points(), l.Least()) + "  "
	}
	return out + style.Render(text)
}
