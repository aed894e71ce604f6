package tindaklanjut

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/followup"
	"monev/ui/part"
)

// tabs are the standing filters on one line, in the order of monev.Whiches.
func (s *Screen) tabs() part.Tabs {
	var long, short []string
	for _, w := range monev.Whiches() {
		long, short = append(long, wordsOf[w].tab), append(short, wordsOf[w].short)
	}
	return part.NewTabs(s.K.Styles, s.W, long, short, slices.Index(monev.Whiches(), s.view.Which))
}

// head is the standing filters, the other filters with the count, and the names
// of the columns.
func (s *Screen) head() []string {
	st := s.K.Styles
	list := s.W
	if left, _, ok := part.PaneWidths(s.W); ok {
		list = left
	}
	names, state := "", "TENGGAT"
	if s.view.Which == monev.WhichClosed {
		state = "STATUS"
	}
	if len(s.rows) > 0 {
		names = "  " + part.Columns(part.RowWidth(list), s.columns("", "NOMOR", "AREA", state, "TINDAK LANJUT", "POIN", "PJ", "RAPAT")...)
	}
	return []string{
		s.tabs().View(),
		part.Two(s.W-1, "  "+s.narrowing(), s.count()),
		st.Label.Render(names),
	}
}

// columns is a row of the list. Marks have a column while there are any, points
// while they are the order.
func (s *Screen) columns(mark, id, area, state, text, points, owner, meetings string) []part.Cell {
	cells := make([]part.Cell, 0, 8)
	if s.marks.count() > 0 {
		cells = append(cells, part.Cell{Text: mark, Width: 1})
	}
	cells = append(cells, part.Cell{Text: id, Width: 8})
	if s.view.Order == monev.ByPoints {
		cells = append(cells, part.Cell{Text: points, Width: 5, Right: true})
	}
	return append(cells,
		part.Cell{Text: area, Width: 4},
		part.Cell{Text: state, Width: 15},
		part.Cell{Text: text},
		part.Cell{Text: owner, Width: 14, Drop: 2},
		part.Cell{Text: meetings, Width: 5, Drop: 3},
	)
}

// sign is the sign of a marked row.
func (s *Screen) sign(id string) string {
	if s.marks.has(id) {
		return s.K.Styles.Accent.Render("●")
	}
	return ""
}

// state is the status as sign with the due date or how late it is; the word
// stands where the follow-up is drawn in full.
func (s *Screen) state(l monev.FollowUpLine) string {
	st := s.K.Styles
	text, style := followup.Sign(st, l)
	sign, _, _ := strings.Cut(text, " ")
	switch {
	case l.LateDays > 99: // as much as there is room for
		text = fmt.Sprintf("%s %s hari", sign, number(l.LateDays))
	case l.LateDays > 0:
		text = fmt.Sprintf("%s lewat %d hari", sign, l.LateDays)
	case l.Status.Open():
		text = sign + " " + followup.DueText(l.FollowUp)
	}
	return style.Render(text)
}

func (s *Screen) brief(l *row) []part.Cell {
	meetings := ""
	switch {
	case l.NeedsLeaders():
		meetings = s.K.Styles.Bad.Render(fmt.Sprintf("! %d", l.Meetings()))
	case l.Meetings() > 0:
		meetings = fmt.Sprintf("  %d", l.Meetings())
	}
	return s.columns(s.sign(l.ID), l.ID, tanggal.Roman(l.Origin.Area+1), s.state(*l.FollowUpLine), l.Text, l.points(), followup.OwnerShort(l.FollowUp), meetings)
}

// full is a follow-up where there is no room for its detail beside the list.
func (s *Screen) full(l *row, w int) []string {
	head := part.Fit(l.ID, 8) + "  "
	if s.marks.count() > 0 {
		head = part.Fit(s.sign(l.ID), 1) + "  " + head
	}
	if s.view.Order == monev.ByPoints {
		head += part.Fit(l.points(), 5) + "  "
	}
	head += part.Fit(tanggal.Roman(l.Origin.Area+1), 4) + "  " + part.Fit(s.state(*l.FollowUpLine), 15) + "  "
	in, under := 10, part.Width(head) // of the lines below
	if w-under < 30 {                 // a column as narrow as that tears the text to pieces
		in = 4
		under = in
	}
	out := part.Flow(head, l.Text, under, w)
	below := func(lines []string) { out = append(out, part.Hang(strings.Repeat(" ", in), lines)...) }
	room := max(w-in, 20)
	facts := []string{string(l.Status)} // how late it is stands above
	if !l.Due.IsZero() {
		facts = append(facts, "tenggat "+l.Due.Long())
	}
	if !l.Owner.IsZero() {
		facts = append(facts, l.Owner.String())
	}
	facts = append(facts, string(l.Priority))
	switch {
	case l.From != "" && l.Meetings() > 1 && l.Status.Open():
		facts = append(facts, fmt.Sprintf("dari %s, sekarang rapat ke-%d", l.From, l.Meetings()))
	case l.From != "":
		facts = append(facts, "dari "+l.From)
	}
	if l.Item != "" {
		item := "[" + l.Item + "]"
		if p := l.points(); p != "" {
			item += " " + p + " poin"
		}
		facts = append(facts, item)
	}
	below(part.Pieces(" · ", room, facts...))
	if l.NeedsLeaders() {
		below(part.Wrap("! Perlu keputusan pimpinan", room))
	}
	if word := followup.LastWord(l.FollowUp); word != "" {
		below(part.Wrap("Terakhir "+word, room))
	}
	return out
}

// detail draws the selected follow-up beside the list.
func (s *Screen) detail(id string, w int) []string {
	l := s.at(id)
	if l == nil {
		return nil
	}
	out := followup.Detail(s.K.Styles, *l.FollowUpLine, s.office, w)
	if p := l.points(); p != "" {
		for i, line := range out {
			if strings.Contains(line, "Butir LKE") {
				out[i] = part.Cut(line+" · "+p+" poin", w)
				break
			}
		}
	}
	return followup.Within(s.K.Styles, out, w, s.H-len(s.head()))
}

// View is kit.Screen.
func (s *Screen) View() string {
	if s.err != "" {
		return strings.Join(part.Wrap(s.err, max(s.W, 1)), "\n")
	}
	if some := s.marks.count() > 0; some != s.column {
		s.column = some
		s.List.Reload() // the texts have another room
	}
	return s.Draw(s.head())
}

// click takes a click on the standing filters.
func (s *Screen) click(msg tea.MouseClickMsg) (tea.Cmd, bool) {
	if msg.Button != tea.MouseLeft {
		return nil, false
	}
	if msg.Y == 0 && !s.Capturing() {
		if n, ok := s.tabs().At(msg.X); ok {
			return s.turn(func(v *monev.FollowUpFilter) { v.Which = monev.Whiches()[n] }), true
		}
	}
	return nil, false
}
