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
}

// NewTabs lays names out in a line of w cells. long and short are the same names in
// two lengths: the long ones stand there if all of them fit, else the short ones,
// whether they fit or not. now is the index of the one that holds.
func NewTabs(st *theme.Styles, w int, long, short []string, now int) Tabs {
	t := Tabs{st: st, now: now}
	for _, names := range [][]string{long, short} {
		t.texts = nil
		width := 1
		for i, text := range names {
			if i == now {
				text = "[" + text + "]"
			} else {
				text = " " + text + " "
			}
			t.texts = append(t.texts, text)
			width += Width(text)
		}
		if width <= w {
			break
		}
	}
	return t
}

// View is the line; it begins with a blank and is not cut.
func (t Tabs) View() string {
	var line strings.Builder
	line.WriteString(" ")
	for i, text := range t.texts {
		style := t.st.Next
		if i == t.now {
			style = t.st.Now
		}
		line.WriteString(style.Render(text))
	}
	return line.String()
}

// At is the index of the name drawn at column x, 0 first; ok is false beside them.
func (t Tabs) At(x int) (n int, ok bool) {
	from := 1
	for i, text := range t.texts {
		to := from + Width(text)
		if x >= from && x < to {
			return i, true
		}
		from = to
	}
	return 0, false
}
