// Package show draws what the room sees (internal/slide) at any size from 60×18
// up: a head with the clocks, the slide on as many pages as it needs, and a foot
// that says which page it is. It draws no keys.
package show

import (
	"strings"
	"time"

	"monev/internal/monev"
	"monev/internal/slide"
	"monev/internal/tanggal"
	"monev/ui/part"
	"monev/ui/theme"
)

// A View is how a State is looked at.
type View struct {
	W, H int
	Now  time.Time // in the office's zone
	// Mark stands in the foot: that the picture is frozen, or the connection lost.
	Mark string
	// Practice marks a test card as one of a practice; a State says so itself.
	Practice bool
}

// Draw is the picture of a state: exactly H lines of at most W cells, filled
// with the background of the palette. The page is brought into what there is;
// while something is typed it is the one with the caret.
func Draw(st *theme.Styles, s slide.State, v View) string {
	if v.W < 1 || v.H < 1 {
		return ""
	}
	var lines []string
	if s.Pause {
		lines = pause(st, s, v)
	} else {
		lines = page(st, s, v)
	}
	for i, l := range lines {
		lines[i] = part.Cut(l, v.W)
	}
	for len(lines) < v.H {
		lines = append(lines, "")
	}
	return theme.Fill(st.Palette, strings.Join(lines[:v.H], "\n"), v.W, v.H)
}

// Count is on how many pages a slide stands at a size, at least one.
func Count(st *theme.Styles, s slide.State, w, h int) int {
	pages, _ := lay(st, s.Slide, w, body(st, s, View{W: w, H: h}))
	return len(pages)
}

// Fits says how a slide stands at a size: on how many pages, and whether its
// figures are in block digits, if it has some.
func Fits(st *theme.Styles, s slide.State, w, h int) (pages int, digits bool) {
	room := body(st, s, View{W: w, H: h})
	all, _ := lay(st, s.Slide, w, room)
	digits = true
	for _, b := range s.Slide.Blocks {
		if b.Kind == slide.Score {
			digits = digits && room >= lowest && part.DigitsWidth(b.Text) <= w-2*margin(w)
		}
	}
	return len(all), digits
}

// margin is what stays free left and right: on a very wide screen more, so that
// texts do not stand in one half of it.
func margin(w int) int {
	if w > 120 {
		return 4 + (w-120)*2/5
	}
	return max(w/30, 2)
}

// body is how many lines of a view the pages have.
func body(st *theme.Styles, s slide.State, v View) int {
	return max(v.H-len(head(st, s, v))-len(title(st, s, v.W))-2, 1) // a line above the foot, the foot
}

func page(st *theme.Styles, s slide.State, v View) []string {
	out := head(st, s, v)
	room := body(st, s, v)
	pages, caret := lay(st, s.Slide, v.W, room)
	at := min(max(s.Page, 0), len(pages)-1)
	if s.Typing && caret >= 0 {
		at = caret
	}
	lines := pages[at]
	if len(pages) == 1 { // what is short stands in the upper middle, its title with it
		lower := (room - len(lines)) / 3
		if s.Typing { // and does not move with every line
			lower = min(lower, room/6)
		}
		out = append(out, make([]string, lower)...)
	}
	out = append(out, title(st, s, v.W)...)
	left := strings.Repeat(" ", margin(v.W))
	for _, l := range lines {
		out = append(out, left+l)
	}
	for len(out) < v.H-1 {
		out = append(out, "")
	}
	return append(out[:v.H-1], foot(st, s, v, at, len(pages)))
}

// head is where we are with the clocks, and a rule.
func head(st *theme.Styles, s slide.State, v View) []string {
	m := margin(v.W)
	inner, left := v.W-2*m, strings.Repeat(" ", m)
	time := clocks(st, s, v.Now, inner)
	tw := part.Width(time)
	room := inner
	if tw > 0 {
		room -= tw + 3
	}
	var out []string
	mark := ""
	if s.Practice {
		mark = monev.PracticeStamp + " · "
	}
	for i, l := range part.Wrap(mark+s.Slide.Head, max(room, 12)) {
		if rest, first := strings.CutPrefix(l, mark); first && mark != "" {
			l = practice(st) + st.Title.Render(rest)
		} else {
			l = st.Title.Render(l)
		}
		if i == 0 && tw > 0 {
			l = part.Two(inner, l, time)
		}
		if out = append(out, left+l); i == 2 {
			break
		}
	}
	out = append(out, st.Rule.Render(strings.Repeat("─", v.W)))
	if v.H >= 22 {
		out = append(out, "")
	}
	return out
}

// title is what is shown, and a free line; nothing if the head says it all.
func title(st *theme.Styles, s slide.State, w int) []string {
	if s.Slide.Title == "" {
		return nil
	}
	m := margin(w)
	var out []string
	for i, l := range part.Wrap(s.Slide.Title, w-2*m) {
		if out = append(out, strings.Repeat(" ", m)+st.Heading.Render(l)); i == 2 {
			break
		}
	}
	return append(out, "")
}

// clocks are the meeting's and the area's time; what matters least goes first.
func clocks(st *theme.Styles, s slide.State, now time.Time, inner int) string {
	if s.Clock == nil {
		return ""
	}
	total := tanggal.HMS(s.Clock.At(now))
	if s.Clock.Since.IsZero() {
		total = "dijeda " + total
	}
	if s.Area == nil {
		return total
	}
	used, plan := s.Area.At(now), s.Area.Planned
	text, word, look := tanggal.MS(used), "", st.Text
	if plan > 0 {
		text += " / " + tanggal.MS(plan)
		switch {
		case used > plan:
			word, look = " lewat", st.Bad
		case used >= plan*9/10:
			word, look = " hampir", st.Warn
		}
	}
	short := look.Bold(true).Render(text + word)
	for _, try := range []string{total + " · area ini " + short, total + " · " + short} {
		if part.Width(try) <= inner/2 {
			return try
		}
	}
	return short
}

// foot is the meeting and the office, and at the right the page.
func foot(st *theme.Styles, s slide.State, v View, at, pages int) string {
	m := margin(v.W)
	right := ""
	if s.Of > 1 {
		right = tanggal.Decimal(float64(s.No), 0) + " dari " + tanggal.Decimal(float64(s.Of), 0)
	}
	if pages > 1 {
		if right != "" {
			right += " · "
		}
		right += "halaman " + tanggal.Decimal(float64(at+1), 0) + " dari " + tanggal.Decimal(float64(pages), 0)
	}
	right = st.Muted.Render(right)
	if v.Mark != "" {
		right = st.Warn.Bold(true).Render(v.Mark) + "  " + right
	}
	name := s.Meeting
	if full := name + " · " + s.Office; s.Office != s.Slide.Head && part.Width(full)+2+part.Width(right) <= v.W-2*m {
		name = full // the office only where its name has room
	}
	return strings.Repeat(" ", m) + part.Two(v.W-2*m, st.Muted.Render(name), right)
}

// pause is the screen between two things: office, title, clock.
func pause(st *theme.Styles, s slide.State, v View) []string {
	inner := v.W - 2*margin(v.W)
	var mid []string
	add := func(text string, look func(...string) string) {
		if text == "" {
			return
		}
		for _, l := range part.Wrap(text, inner) {
			mid = append(mid, center(look(l), v.W))
		}
	}
	if s.Practice {
		mid = append(mid, center(practice(st), v.W), "")
	}
	add(s.Office, st.Title.Render)
	mid = append(mid, "")
	add(s.Meeting, st.Heading.Render)
	mid = append(mid, "", "")
	if !v.Now.IsZero() {
		for _, l := range digits(st, tanggal.ClockOf(v.Now).String(), inner, v.H) {
			mid = append(mid, center(l, v.W))
		}
		mid = append(mid, "")
		add(tanggal.Of(v.Now).Long()+" · "+tanggal.ZoneName(v.Now), st.Text.Render)
	}
	if s.Note != "" {
		mid = append(mid, "")
		add(s.Note, st.Muted.Render)
	}
	out := make([]string, max((v.H-len(mid))/2, 0))
	out = append(out, mid...)
	for len(out) < v.H {
		out = append(out, "")
	}
	if v.Mark != "" {
		out[v.H-1] = part.Two(v.W-margin(v.W), "", st.Warn.Bold(true).Render(v.Mark))
	}
	return out
}

// practice is the mark of what is for practising, as wide as the word with " · ".
func practice(st *theme.Styles) string {
	return st.Warn.Bold(true).Reverse(true).Render(" "+monev.PracticeStamp+" ") + " "
}

func center(l string, w int) string {
	return strings.Repeat(" ", max((w-part.Width(l))/2, 0)) + l
}
