package rapat

import (
	"slices"
	"time"

	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/part"
)

// bar is the stages for the stage bar. Persiapan stands in it only while the
// meeting is there: a running meeting has no need of it.
func (s *Screen) bar() []part.Stage {
	all := []part.Stage{
		{Label: "Persiapan", Short: "Siap"}, {Label: "Pembukaan", Short: "Buka"}, {Label: "Tindak Lanjut", Short: "TL"},
	}
	for i := range monev.Areas {
		n := tanggal.Roman(i + 1)
		all = append(all, part.Stage{Label: n + " " + s.m.Office.Areas[i].Short, Short: n})
	}
	all = append(all, part.Stage{Label: "Simpulan"}, part.Stage{Label: "Penutup", Short: "Tutup"})
	for i := range all {
		all[i].Done = s.done(monev.Stage(i))
	}
	return all[s.barFrom():]
}

func (s *Screen) barFrom() int {
	if s.m.Meeting.Status == monev.Draft || s.now == monev.StagePrepare {
		return 0
	}
	return 1
}

func (s *Screen) barNow() int { return int(s.now) - s.barFrom() }

// done says which stages carry a tick: an area with a status, the others when
// the walk has been past them.
func (s *Screen) done(st monev.Stage) bool {
	m := s.m.Meeting
	if n, ok := st.Area(); ok {
		return s.m.Areas[n].Review.Status != monev.AreaUnset
	}
	switch st {
	case monev.StagePrepare:
		return m.Status != monev.Draft
	case monev.StageOpening:
		return m.Status != monev.Draft && !s.missing(monev.StageOpening)
	case monev.StageReview:
		return m.Status == monev.Final || s.m.Walk.Visited[st] && !s.missing(st)
	case monev.StageConclusion:
		return m.Conclusion != "" || len(m.Decisions) > 0
	}
	return m.Status == monev.Final
}

// missing reports whether the closing check has something to mend on a stage.
func (s *Screen) missing(st monev.Stage) bool {
	return slices.ContainsFunc(s.gaps, func(g monev.Gap) bool { return g.Stage == st })
}

// Title is kit.Screen.
func (s *Screen) Title() string {
	if !s.loaded {
		return "Rapat"
	}
	return "Monev ZI " + s.m.Meeting.Period.Short()
}

// Status is kit.Statuser: the clocks, and before them that other windows show the
// pause screen, which is not seen on this one. The title line gives it half the width.
func (s *Screen) Status() string {
	switch {
	case !s.loaded:
		return ""
	case !s.room.blank || s.room.on:
		return s.clocks(s.w / 2)
	}
	mark, between := s.k.Styles.Warn.Render("layar jeda"), " · "
	room := s.w/2 - part.Width(mark+between)
	if rest := s.clocks(room); part.Width(rest) <= room {
		return mark + between + rest
	}
	return mark
}

// clocks are the meeting's clock and, in an area, its time beside the time planned,
// in w cells: what matters least goes first, the words, then the meeting's own clock.
func (s *Screen) clocks(w int) string {
	st, m, now := s.k.Styles, s.m.Meeting, s.k.App.Now()
	switch {
	case m.Status == monev.Draft:
		return st.Warn.Render("draf")
	case m.Status == monev.Final:
		return st.Good.Render("✓ final")
	case m.Paused() && len(m.Revisions) > 0:
		return st.Warn.Render("revisi")
	case m.Paused():
		return st.Warn.Render("dijeda" + since(m, now))
	}
	clock := tanggal.HMS(m.Elapsed(now))
	n, ok := s.now.Area()
	if !ok {
		return clock
	}
	used := time.Duration(s.m.Walk.Spent(n, now)) * time.Second
	plan := time.Duration(s.m.Areas[n].Review.Planned) * time.Minute
	text, look := tanggal.MS(used), st.Text
	if plan > 0 {
		text += "/" + tanggal.MS(plan)
		switch {
		case used > plan:
			text, look = text+" lewat", st.Bad
		case used >= plan*9/10:
			text, look = text+" hampir", st.Warn
		}
	}
	for _, try := range [][2]string{{clock + " · ", "area ini " + text}, {clock + " · ", text}} {
		if part.Width(try[0]+try[1]) <= w {
			return try[0] + look.Render(try[1])
		}
	}
	return look.Render(text)
}

// since says when the last session of a paused meeting ended.
func since(m monev.Meeting, now time.Time) string {
	if len(m.Sessions) == 0 {
		return ""
	}
	end := m.Sessions[len(m.Sessions)-1].End.In(now.Location())
	if day := tanggal.Of(end); day != tanggal.Of(now) {
		return " sejak " + day.Short()
	}
	return " sejak " + tanggal.ClockWithZone(end)
}
