package show

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"monev/internal/slide"
	"monev/ui/part"
	"monev/ui/theme"
)

// Widths in cells.
const (
	labelWidth = 22  // of the facts
	widest     = 120 // of running text: longer lines are hard to follow
	lowest     = 12  // lines of a page that block digits need
)

// lay puts the blocks of a slide on pages of h lines, and says on which page
// the caret stands, -1 if there is none. A block that fits on a page is not
// torn apart. Figures and bars are large where that takes no further page. What
// would stand alone on another page for want of a few lines is brought in by
// leaving out the free ones.
func lay(st *theme.Styles, s slide.Slide, w, h int) (pages [][]string, caret int) {
	d := drawer{st: st, w: w - 2*margin(w), h: h, large: true}
	if pages, caret = d.lay(s); len(pages) == 1 {
		return pages, caret
	}
	d.large = false
	pages, caret = d.lay(s)
	if len(pages) == 2 {
		d.tight = true
		if one, at := d.lay(s); len(one) == 1 {
			return one, at
		}
	}
	return pages, caret
}

func (d drawer) lay(s slide.Slide) (pages [][]string, caret int) {
	h := d.h
	caret = -1
	var now []string
	turn := func() {
		pages = append(pages, now)
		now = nil
	}
	for i, b := range s.Blocks {
		lines := d.block(b, i == len(s.Blocks)-1 || !sameMarks(b, s.Blocks[i+1]))
		gap := 0
		if i > 0 && len(now) > 0 {
			gap = d.gap(s.Blocks[i-1].Kind, b.Kind)
			if gap == 0 && b.Kind == slide.Bar && !d.tight && !sameMarks(s.Blocks[i-1], b) {
				gap = 1 // below the names of other marks
			}
		}
		need := len(lines)
		if b.Kind == slide.Section {
			need += 2
		}
		if len(now) > 0 && len(now)+gap+need > h && (need <= h || len(now)+gap+2 > h) {
			turn()
			gap = 0
		}
		for range gap {
			now = append(now, "")
		}
		for _, l := range lines {
			if len(now) == h {
				turn()
			}
			now = append(now, l)
		}
		if b.Kind == slide.Field && b.Now {
			caret = len(pages)
		}
	}
	if len(now) > 0 || len(pages) == 0 {
		turn()
	}
	return pages, caret
}

// sameMarks reports whether b is a bar with the marks of a.
func sameMarks(a, b slide.Block) bool { return b.Kind == slide.Bar && slices.Equal(a.Marks, b.Marks) }

type drawer struct {
	st   *theme.Styles
	w, h int // of the page
	// large draws figures and bars as large as the page allows.
	large bool
	// tight leaves lines free only before a section and below block digits.
	tight bool
}

// gap is how many lines stay free between two blocks.
func (d drawer) gap(a, b slide.Kind) int {
	near := a == b && (a == slide.Fact || a == slide.Point || a == slide.Bar) || b == slide.Option || b == slide.Problem
	switch {
	case d.tight:
		return boolInt(b == slide.Section || a == slide.Score)
	case near && (d.h < 26 || a == slide.Option):
		return 0
	case near && (b == slide.Option || b == slide.Problem):
		return 0
	case d.h >= 38:
		return 2 - boolInt(near)
	}
	return 1
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (d drawer) tone(t slide.Tone) lipgloss.Style {
	switch t {
	case slide.Good:
		return d.st.Good
	case slide.Warn:
		return d.st.Warn
	case slide.Bad:
		return d.st.Bad
	case slide.Accent:
		return d.st.Accent
	case slide.Muted:
		return d.st.Muted
	}
	return d.st.Text
}

func (d drawer) block(b slide.Block, last bool) []string {
	text := min(d.w, widest)
	switch b.Kind {
	case slide.Score:
		return d.score(b)
	case slide.Bar:
		return d.bar(b, last)
	case slide.Fact:
		lines := part.Wrap(b.Text, max(text-labelWidth, 10))
		if part.Width(b.Label) >= labelWidth { // a label as long as that gets a line
			return append(part.Wrap(d.st.Label.Render(b.Label), text), part.Hang("  ", lines)...)
		}
		return part.Hang(d.st.Label.Render(part.Fit(b.Label, labelWidth)), lines)
	case slide.Point:
		mark := d.tone(b.Tone).Bold(true).Render(b.Label)
		return part.Hang(mark, part.WrapPieces(b.Text, max(text-part.Width(mark), 10)))
	case slide.Status:
		return part.PaintLines(d.tone(b.Tone).Bold(true), part.Wrap(b.Text, text))
	case slide.Section:
		return part.PaintLines(d.st.Heading, part.Wrap(b.Text, text))
	case slide.Field:
		return d.field(b, text)
	case slide.Option:
		if b.Now {
			return []string{"  " + d.st.Selected.Render(part.Cut("▸ "+b.Text+" ", text-2))}
		}
		return []string{"    " + part.Cut(b.Text, text-4)}
	case slide.Problem:
		return part.PaintLines(d.st.Error, part.Wrap("! "+b.Text, text))
	}
	var out []string
	if b.Label != "" {
		out = part.PaintLines(d.st.Label, part.Wrap(b.Label, text))
	}
	return append(out, part.PaintLines(d.st.Text.Bold(true), part.WrapPieces(b.Text, text))...)
}

// field is a label with what is typed, the caret in it.
func (d drawer) field(b slide.Block, w int) []string {
	text := b.Text
	if b.Now {
		at := min(max(b.Caret, 0), len(text))
		before, rest := text[:at], text[at:]
		under, after := caretBlank, rest
		if rest != "" && rest[0] == ' ' {
			after = rest[1:]
		} else if rest != "" && rest[0] != '\n' {
			g, _ := ansi.FirstGraphemeCluster(rest, ansi.GraphemeWidth)
			under, after = g, rest[len(g):]
		}
		// the caret alone is not bold: its style ends the bold around it
		bold := d.st.Text.Bold(true)
		text = bolded(bold, before) + d.st.Caret.Render(under) + bolded(bold, after)
	} else {
		text = bolded(d.st.Text.Bold(true), text)
	}
	label, mark := d.st.Label, "  "
	if b.Now {
		label, mark = d.st.Title, "▸ "
	}
	out := []string{label.Render(mark + b.Label)}
	for _, l := range part.Wrap(text, max(w-2, 10)) {
		out = append(out, "  "+l)
	}
	return out
}

// caretBlank is the blank under a caret at the end of a text: one that part.Wrap
// does not take away.
const caretBlank = "\u00a0"

// bolded paints text line by line, so that each can be drawn alone.
func bolded(st lipgloss.Style, text string) string {
	return strings.Join(part.PaintLines(st, strings.Split(text, "\n")), "\n")
}

// digits draws figures in block digits as large as w cells and a third of h
// lines allow; plainly where w has no room for any.
func digits(st *theme.Styles, text string, w, h int) []string {
	dw := part.DigitsWidth(text)
	if dw == 0 || dw > w {
		return []string{st.Title.Render(text)}
	}
	scale := 1
	for scale < 3 && (scale+1)*dw <= w && (scale+1)*part.DigitLines*3 <= h+2 {
		scale++
	}
	if scale == 1 {
		return part.Digits(st, text)
	}
	var out []string
	for _, l := range part.Digits(st, text) {
		var b strings.Builder
		for _, r := range ansi.Strip(l) {
			b.WriteString(strings.Repeat(string(r), scale))
		}
		l = st.Accent.Render(b.String())
		for range scale {
			out = append(out, l)
		}
	}
	return out
}

// score is a figure in block digits with its notes beside it, or below where
// there is no room.
func (d drawer) score(b slide.Block) []string {
	var out []string
	if b.Label != "" {
		out = append(out, d.st.Label.Render(part.Cut(b.Label, d.w)))
	}
	const gap = 4
	var notes []string
	widest, beside := 0, 0
	for _, n := range b.Notes {
		widest = max(widest, part.Width(n.Text))
		beside = widest + gap
		notes = append(notes, d.tone(n.Tone).Bold(true).Render(n.Text))
	}
	w, h := d.w, lowest // small
	if d.large {
		h = d.h
	}
	if small := part.DigitsWidth(b.Text); small+beside <= w { // the notes stay beside it
		w -= beside
	}
	figure := digits(d.st, b.Text, w, h)
	if d.h < lowest && len(figure) > 1 { // too low for block digits and what belongs to them
		figure = []string{d.st.Title.Render(b.Text)}
	}
	used := 0
	for _, l := range figure {
		used = max(used, part.Width(l))
	}
	if used+gap+widest > d.w || len(notes) > len(figure) && len(figure) > 1 {
		out = append(out, figure...)
		for _, n := range b.Notes {
			out = append(out, part.PaintLines(d.tone(n.Tone).Bold(true), part.Wrap(n.Text, d.w))...)
		}
		return out
	}
	if len(figure) == 1 {
		return append(out, part.Wrap(figure[0]+strings.Repeat(" ", gap)+strings.Join(notes, " · "), d.w)...)
	}
	step, from := 1, (len(figure)-len(notes))/2
	if len(notes) > 1 && 2*len(notes)-1 <= len(figure) {
		step, from = 2, (len(figure)-2*len(notes)+1)/2
	}
	for i, l := range figure {
		if k := i - from; k >= 0 && k%step == 0 && k/step < len(notes) {
			l = part.Fit(l, used+gap) + notes[k/step]
		}
		out = append(out, l)
	}
	return out
}

// bar is part.Bar with marks that are seen from the last row.
func bar(st *theme.Styles, w int, percent float64, marks ...float64) string {
	return strings.ReplaceAll(part.Bar(st, w, percent, marks...), "│", "┃")
}

// bar is a bar with its label and, below it, the names of its marks; of bars
// below each other only the last one names them.
func (d drawer) bar(b slide.Block, last bool) []string {
	var at []float64
	for _, m := range b.Marks {
		at = append(at, m.At)
	}
	text := d.tone(b.Tone).Bold(true).Render(b.Text)
	draw := func(w int) string { return bar(d.st, w, b.Percent, at...) }
	w, indent := d.w, 0
	var out []string
	const name, figure = 44, 18 // columns of a wide screen
	thick := d.large && d.h >= 30
	switch {
	case b.Label != "" && d.w >= 104 && part.Width(b.Label) <= name-2 && part.Width(b.Text) <= figure:
		indent, w = name, d.w-name-figure-2
		out = append(out, part.Fit(b.Label, name)+draw(w)+"  "+text)
		if thick {
			out = append(out, strings.Repeat(" ", name)+draw(w))
		}
	default:
		w = min(w, widest)
		if b.Label != "" || b.Text != "" {
			if part.Width(b.Label)+2+part.Width(b.Text) <= w {
				out = append(out, part.Two(w, b.Label, text))
			} else {
				out = append(out, part.Wrap(b.Label, w)...)
				out = append(out, part.Two(w, "", text))
			}
		}
		out = append(out, draw(w))
		if thick {
			out = append(out, draw(w))
		}
	}
	if !last || len(b.Marks) == 0 {
		return out
	}
	return append(out, strings.Repeat(" ", indent)+d.st.Muted.Render(marks(b.Marks, w)))
}

// marks is the line with the names of the marks, each ending under its mark or
// beginning there.
func marks(all []slide.Mark, w int) string {
	line := ""
	for _, m := range all {
		at := min(int(m.At*float64(w)/100+1e-9), w-1)
		text := fmt.Sprintf("%s %s%%", m.Name, strings.Replace(fmt.Sprint(math.Round(m.At*10)/10), ".", ",", 1))
		from := max(min(at-part.Width(text)/2, w-part.Width(text)), 0)
		if have := part.Width(line); from < have+1 && have > 0 {
			from = have + 1
		}
		if from+part.Width(text) > w {
			break
		}
		line = part.Fit(line, from) + text
	}
	return line
}
