package part

import (
	"strings"

	"monev/ui/theme"
)

// A Stage is one step of the meeting in the stage bar.
type Stage struct {
	Label string // in full, for the present stage: "III SDM"
	Short string // for the others: "III"; empty means Label
	Done  bool
}

// A segment is a stretch of the bar; stage is -1 for what is between stages.
type segment struct {
	text  string
	stage int
}

// StageBar draws the stages on one line of at most width cells:
//
//	Buka ✓ ─ TL ✓ ─ [III SDM] ─ IV ─ Tutup
//
// Where there is room all stages show their Label. Narrow lines lose blanks first,
// then the stages farthest from the present one (…). The present stage is always
// visible; now outside stages means none is present.
func StageBar(st *theme.Styles, width int, stages []Stage, now int) string {
	var b strings.Builder
	for _, s := range stageLayout(width, stages, now) {
		switch {
		case s.stage < 0:
			b.WriteString(paint(st.Rule, s.text))
		case s.stage == now:
			b.WriteString(paint(st.Now, s.text))
		case stages[s.stage].Done:
			b.WriteString(paint(st.Past, s.text))
		default:
			b.WriteString(paint(st.Next, s.text))
		}
	}
	return b.String()
}

// StageAt tells which stage StageBar drew at cell x, counted from 0; ok is
// false between stages and outside the bar.
func StageAt(width int, stages []Stage, now, x int) (stage int, ok bool) {
	if x < 0 {
		return 0, false
	}
	for _, s := range stageLayout(width, stages, now) {
		w := Width(s.text)
		if x < w {
			return s.stage, s.stage >= 0
		}
		x -= w
	}
	return 0, false
}

// stageLook is one degree of narrowness.
type stageLook struct {
	sep      string
	tick     string
	nowShort bool
	full     bool // labels for all
}

func stageLayout(width int, stages []Stage, now int) []segment {
	if width < 1 || len(stages) == 0 {
		return nil
	}
	looks := []stageLook{
		{sep: " ─ ", tick: " ✓", full: true},
		{sep: " ─ ", tick: " ✓"},
		{sep: "─", tick: " ✓"},
		{sep: "─", tick: "✓"},
		{sep: "─", tick: "✓", nowShort: true},
	}
	for _, l := range looks {
		if s := l.lay(stages, now, 0, len(stages)); segmentsWidth(s) <= width {
			return s
		}
	}
	l := looks[3]
	at := min(max(now, 0), len(stages)-1)
	if w := segmentsWidth(l.lay(stages, now, at, at+1)); w > width {
		l = looks[4]
	}
	from, to := at, at+1
	for { // widen around the present stage, the side with fewer stages first
		a, b := from > 0, to < len(stages)
		try := func(f, t int) bool {
			if segmentsWidth(l.lay(stages, now, f, t)) > width {
				return false
			}
			from, to = f, t
			return true
		}
		backFirst := at-from < to-1-at
		switch {
		case a && backFirst && try(from-1, to):
		case b && try(from, to+1):
		case a && try(from-1, to):
		default:
			s := l.lay(stages, now, from, to)
			if segmentsWidth(s) <= width {
				return s
			}
			return []segment{{Cut(l.name(stages, now, at), width), at}}
		}
	}
}

// lay lays out stages[from:to], with … where others are left out.
func (l stageLook) lay(stages []Stage, now, from, to int) []segment {
	var out []segment
	if from > 0 {
		out = append(out, segment{"…", -1})
	}
	for i := from; i < to; i++ {
		if len(out) > 0 {
			out = append(out, segment{l.sep, -1})
		}
		out = append(out, segment{l.name(stages, now, i), i})
	}
	if to < len(stages) {
		out = append(out, segment{l.sep, -1}, segment{"…", -1})
	}
	return out
}

func (l stageLook) name(stages []Stage, now, i int) string {
	s := stages[i]
	name := s.Short
	if name == "" || l.full || i == now && !l.nowShort {
		name = s.Label
	}
	if i == now {
		return "[" + name + "]"
	}
	if s.Done {
		return name + l.tick
	}
	return name
}

func segmentsWidth(segs []segment) int {
	n := 0
	for _, s := range segs {
		n += Width(s.text)
	}
	return n
}
