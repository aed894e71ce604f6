package area

import (
	"monev/ui/part"
)

// beside is what stands right of the area's name in room cells: its LKE value,
// in as many words as fit, and its owner where there is room for both.
func (s *Screen) beside(owner string, room int) string {
	st := s.K.Styles
	if s.M.LKE == nil {
		return owner
	}
	l := s.M.LKE.Areas[s.area]
	mark, style := "✓ "+string(s.M.LKE.Target), st.Good
	short := mark
	if !l.Met {
		short, style = "✗ "+string(s.M.LKE.Target), st.Bad
		mark = short + " kurang " + l.Short
	}
	value := "nilai " + l.Value + "/" + l.Weight
	for _, words := range [][2]string{
		{value + " · " + l.Percent + "% · ", mark},
		{l.Value + "/" + l.Weight + " · ", mark},
		{l.Value + "/" + l.Weight + " ", short},
	} {
		out := words[0] + style.Render(words[1])
		if owner != "" && part.Width(owner)+3+part.Width(out) <= room {
			return owner + st.Muted.Render(" · ") + out
		}
		if part.Width(out) <= room {
			return out
		}
	}
	return style.Render(short)
}

// weakest is the question of the area that would add most, on one line; empty
// if there is none.
func (s *Screen) weakest() string {
	if s.M.LKE == nil || len(s.M.LKE.Areas[s.area].Weakest) == 0 {
		return ""
	}
	st, q := s.K.Styles, s.M.LKE.Areas[s.area].Weakest[0]
	return " " + st.Label.Render(part.Fit("Terlemah", 9)) + q.Code + " " + st.Warn.Render("+"+q.Gain) + " " + q.Question
}
