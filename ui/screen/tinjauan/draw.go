package tinjauan

import (
	"fmt"
	"strings"

	"monev/internal/monev"
	"monev/ui/followup"
	"monev/ui/part"
)

// View is kit.Screen.
func (s *Screen) View() string { return s.Draw(s.head()) }

// head is what is to be done here in figures, with a bar.
func (s *Screen) head() []string {
	old := s.M.Old()
	if len(old) == 0 {
		return []string{""}
	}
	st := s.K.Styles
	done, late, leaders := 0, 0, 0
	for _, l := range old {
		if s.reviewed(l) {
			done++
		}
		if l.LateDays > 0 {
			late++
		}
		if l.NeedsLeaders() {
			leaders++
		}
	}
	facts := []string{st.Heading.Render(fmt.Sprintf("%d tindak lanjut dari rapat lalu", len(old)))}
	if done == len(old) {
		facts = append(facts, st.Good.Render("● semua sudah ditinjau")+"; ] ke area I")
	} else {
		facts = append(facts, fmt.Sprintf("● %d sudah ditinjau", done))
	}
	if late > 0 {
		facts = append(facts, st.Bad.Render(fmt.Sprintf("▲ %d terlambat", late)))
	}
	if leaders > 0 {
		facts = append(facts, st.Bad.Render(fmt.Sprintf("! %d perlu keputusan pimpinan", leaders)))
	}
	w := s.W - 2
	lines := flow(facts, w)
	last := &lines[len(lines)-1]
	percent := 100 * float64(done) / float64(len(old))
	figure := fmt.Sprintf(" %d/%d", done, len(old))
	if room := w - part.Width(*last) - 3 - len(figure); room >= 10 {
		*last = part.Two(w, *last, part.Bar(st, min(room, 40), percent)+figure)
	} else {
		lines = append(lines, part.Bar(st, min(w-len(figure), 40), percent)+figure)
	}
	for i := range lines {
		lines[i] = " " + lines[i]
	}
	if s.H < 14 {
		return lines
	}
	return append(lines, "")
}

// flow puts facts on lines of at most w cells, dots between those on one line.
func flow(facts []string, w int) []string {
	lines := facts[:1:1]
	for _, f := range facts[1:] {
		last := &lines[len(lines)-1]
		if part.Width(*last)+3+part.Width(f) <= w {
			*last += " · " + f
			continue
		}
		lines = append(lines, f)
	}
	return lines
}

// mark is whether a word was said in this meeting.
func (s *Screen) mark(l monev.FollowUpLine) string {
	if s.reviewed(l) {
		return "● "
	}
	return "  "
}

// markWidth is the width of a mark.
const markWidth = 2

// roomyRow is the width from which a row has room for the words in its last column.
const roomyRow = 64

// row is followup.Cells with the mark, and with who has to decide in place of the
// number of meetings from the third on.
func (s *Screen) row(l monev.FollowUpLine, w int) []part.Cell {
	st := s.K.Styles
	sign, style := followup.Sign(st, l)
	when, whenStyle, ww, leaders := followup.When(l), st.Text, 23, "! pimpinan · "
	if w < roomyRow {
		when, ww = followup.ShortWhen(when)
		leaders = "! "
	}
	if l.NeedsLeaders() {
		when, _, _ = strings.Cut(when, " · ")
		when, whenStyle = leaders+when, st.Bad
	}
	return []part.Cell{
		{Text: s.mark(l) + sign, Width: markWidth + followup.SignWidth, Style: &style},
		{Text: l.Text},
		{Text: followup.OwnerShort(l.FollowUp), Width: 14, Drop: 2},
		{Text: when, Width: ww, Drop: 1, Style: &whenStyle},
	}
}

// full is a follow-up where there is no room for its detail beside the list,
// with the last word said about it.
func (s *Screen) full(l monev.FollowUpLine, w int) []string {
	out := followup.Full(s.K.Styles, l, w-markWidth)
	for i := range out {
		if i == 0 {
			out[i] = s.mark(l) + out[i]
		} else {
			out[i] = strings.Repeat(" ", markWidth) + out[i]
		}
	}
	room := followup.UnderWidth(w - markWidth)
	below := func(text string) {
		out = append(out, part.Hang(strings.Repeat(" ", max(w-room, 0)), part.Wrap(text, room))...)
	}
	if l.NeedsLeaders() {
		below(fmt.Sprintf("! Perlu keputusan pimpinan: rapat ke-%d", l.Meetings()))
	}
	if word := followup.LastWord(l.FollowUp); word != "" {
		label := "Terakhir "
		if len(l.TouchedIn(s.id)) > 0 {
			label = "Rapat ini "
		}
		below(label + word)
	}
	return out
}

// detail draws the selected follow-up beside the list.
func (s *Screen) detail(id string, w int) []string {
	l, ok := s.line(id)
	if !ok {
		return nil
	}
	return followup.Within(s.K.Styles, followup.Detail(s.K.Styles, l, s.M.Office, w), w, s.H-len(s.head()))
}
