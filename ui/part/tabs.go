package part

import (
	"strings"

	"monev/ui/theme"
)

// Tabs are names on one line, of which one holds: " Semua [Terbuka] Tuntas ".
type Tabs struct {
	st    *theme.Styles
	texts []string
	now   int
	// from … to are those that are drawn; an arrow stands where others are left out.
	from, to int
}

// The arrows beside names that are left out.
const (
	moreLeft  = "‹"
	moreRight = "›"
)

// NewTabs lays names out in a line of w cells. long and short are the same names in
// two lengths: the long ones stand there if all of them fit, else the short ones. If
// these do not fit either, those around the one that holds are drawn, with arrows to
// the others. now is the index of the one that holds.
func NewTabs(st *theme.Styles, w int, long, short []string, now int) Tabs {
	t := Tabs{st: st, now: now}
	for _, names := range [][]string{long, short} {
		t.texts = nil
		for i, text := range names {
			if i == now {
				text = "[" + text + "]"
			} else {
				text = " " + text + " "
			}
			t.texts = append(t.texts, text)
		}
		if t.from, t.to = 0, len(t.texts); t.width() <= w {
			return t
		}
	}
	for t.to > now+1 && (t.to > now+2 || t.from == now) && t.width() > w {
		t.to--
	}
	for t.from < now && t.width() > w {
		t.from++
	}
	for t.to > now+1 && t.width() > w {
		t.to--
	}
	for more := t; more.to < len(t.texts); t = more { // the last one cut may have been long
		if more.to++; more.width() > w {
			break
		}
	}
	return t
}

// width is that of what is drawn.
func (t Tabs) width() int {
	w := 1
	if t.from > 0 {
		w += Width(moreLeft)
	}
	for _, text := range t.texts[t.from:t.to] {
		w += Width(text)
	}
	if t.to < len(t.texts) {
		w += Width(moreRight)
	}
	return w
}

// View is the line; it begins with a blank and is not cut.
func (t Tabs) View() string {
	var line strings.Builder
	line.WriteString(" ")
	if t.from > 0 {
		line.WriteString(t.st.Accent.Render(moreLeft))
	}
	for i, text := range t.texts[t.from:t.to] {
		style := t.st.Next
		if t.from+i == t.now {
			style = t.st.Now
		}
		line.WriteString(style.Render(text))
	}
	if t.to < len(t.texts) {
		line.WriteString(t.st.Accent.Render(moreRight))
	}
	return line.String()
}

// At is the index of the name drawn at column x, 0 first; an arrow stands for the
// nearest one that it leads to. ok is false beside them.
func (t Tabs) At(x int) (n int, ok bool) {
	at := 1
	if t.from > 0 {
		if at += Width(moreLeft); x >= 1 && x < at {
			return t.from - 1, true
		}
	}
	for i, text := range t.texts[t.from:t.to] {
		to := at + Width(text)
		if x >= at && x < to {
			return t.from + i, true
		}
		at = to
	}
	return t.to, t.to < len(t.texts) && x >= at && x < at+Width(moreRight)
}
