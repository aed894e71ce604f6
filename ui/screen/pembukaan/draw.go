package pembukaan

import (
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"

	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/part"
	"monev/ui/stage"
	"monev/ui/theme"
)

// signWidth is the width of the first column: a mark, or a speaker.
const signWidth = 19

// word is a presence as the screen writes it.
func word(p monev.Presence) string {
	if p == monev.Unmarked {
		return "belum diisi"
	}
	return strings.ToUpper(string(p)[:1]) + string(p)[1:]
}

// markSign is a presence as sign and word; its style is to be used for both.
func markSign(st *theme.Styles, p monev.Presence) (string, lipgloss.Style) {
	switch p {
	case monev.Present:
		return "✓ " + word(p), st.Good
	case monev.Represented:
		return "◐ " + word(p), st.Accent
	case monev.Absent:
		return "✗ " + word(p), st.Bad
	case monev.Unmarked:
		return "· " + word(p), st.Muted
	}
	return "○ " + word(p), st.Warn
}

// row is a line of the daftar hadir: mark, name, jabatan, who came instead, and
// the mark of the session before if that was another one.
func (s *Screen) row(a monev.Attendee) []part.Cell {
	m := s.M.Meeting
	mark := m.Marked(a)
	sign, style := markSign(s.K.Styles, mark)
	name, title := a.Person.Holder, stage.PersonShort(a.Person)
	if name == "" {
		name, title = title, ""
	}
	if mark == monev.Represented && a.Deputy != "" {
		name += " · oleh " + a.Deputy
	}
	if n := len(m.Sessions); n > 1 && mark != monev.Unmarked && a.Mark(n-2) != mark {
		name += fmt.Sprintf(" · sesi %d %s", n-1, strings.ToLower(word(a.Mark(n-2))))
	}
	cells := []part.Cell{{Text: sign, Width: signWidth, Style: &style}, {Text: name}}
	if title != "" {
		cells = append(cells, part.Cell{Text: title, Width: 25, Drop: 1})
	}
	return cells
}

// remarkFull is a point with all its words.
func remarkFull(speaker, text string, w int) []string {
	return part.HangText(part.Fit(speaker, signWidth)+"  ", text, w)
}

// head is the session and the counts of its daftar hadir.
func (s *Screen) head() []string {
	st, m := s.K.Styles, s.M.Meeting
	title, right := " PEMBUKAAN", ""
	if n := len(m.Sessions); n > 0 {
		if n > 1 {
			title += fmt.Sprintf(" · Sesi %d", n)
		}
		right = "dibuka " + s.times(m.Sessions[n-1])
	}
	right = st.Muted.Render(right)
	if s.unmarked() == 0 {
		right = st.Good.Render("✓ lengkap") + st.Muted.Render(" · ") + right
	}
	out := append([]string{part.Two(s.W-1, st.Title.Render(title), right)}, s.counts()...)
	if s.H >= 16 {
		out = append(out, "")
	}
	return out
}

// times is when a session began and, if it is over, ended.
func (s *Screen) times(n monev.Session) string {
	zone := s.K.App.Now().Location()
	text := tanggal.ClockOf(n.Start.In(zone)).String()
	if !n.End.IsZero() {
		text += " s.d. " + tanggal.ClockOf(n.End.In(zone)).String()
	}
	return text + " " + s.M.Office.Zone
}

// allCounts is the width from which counts has room for marks nobody has.
const allCounts = 110

// counts is how many have which mark in this session. On a narrow screen marks
// that nobody has are left out; the rest may need a second line.
func (s *Screen) counts() []string {
	st, m := s.K.Styles, s.M.Meeting
	count := map[monev.Presence]int{}
	for _, a := range m.Attendance {
		count[m.Marked(a)]++
	}
	var parts []string
	for _, p := range monev.Presences() {
		if n := count[p]; n > 0 || p == monev.Present || s.W >= allCounts {
			parts = append(parts, fmt.Sprintf("%s %d", word(p), n))
		}
	}
	if n := count[monev.Unmarked]; n > 0 {
		text := st.Warn.Render(fmt.Sprintf("belum diisi %d", n))
		if m.Locked() == nil {
			text += st.Muted.Render(" (a semua hadir)")
		}
		parts = append(parts, text)
	}
	const gap = " · "
	if all := fmt.Sprintf("%d orang", len(m.Attendance)); part.Width(all+gap+strings.Join(parts, gap)) < s.W-1 {
		parts = append([]string{all}, parts...) // worth no line of its own
	}
	var lines []string
	for _, p := range parts {
		last := len(lines) - 1
		if last >= 0 && part.Width(lines[last])+part.Width(gap)+part.Width(p) < s.W {
			lines[last] += gap + p
		} else {
			lines = append(lines, " "+p)
		}
	}
	return lines
}

// detail draws the selected row in full beside the list.
func (s *Screen) detail(key string, w int) []string {
	st := s.K.Styles
	fact := func(out []string, label, value string) []string {
		if value == "" {
			return out
		}
		for i, l := range part.Wrap(value, max(w-14, 10)) {
			if i > 0 {
				label = ""
			}
			out = append(out, st.Label.Render(part.Fit(label, 12))+"  "+l)
		}
		return out
	}
	if a, ok := s.attendee(key); ok {
		return s.personDetail(a, w, fact)
	}
	if r, ok := s.remark(key); ok {
		out := []string{st.Heading.Render("POKOK SAMBUTAN")}
		out = append(out, part.Wrap(r.By.String(), w)...)
		return append(append(out, ""), part.Wrap(r.Text, w)...)
	}
	m := s.M.Meeting
	out := []string{st.Heading.Render("PEMBUKAAN")}
	out = fact(out, "Dibuka oleh", m.OpenedBy.String())
	out = fact(out, "Pimpinan", m.Chair.String())
	for i, n := range m.Sessions {
		text := s.times(n)
		if n.Reason != "" {
			text += ", jeda: " + n.Reason
		}
		out = fact(out, fmt.Sprintf("Sesi %d", i+1), text)
	}
	return out
}

func (s *Screen) personDetail(a monev.Attendee, w int, fact func([]string, string, string) []string) []string {
	st, m := s.K.Styles, s.M.Meeting
	name := a.Person.Holder
	if name == "" {
		name = stage.PersonShort(a.Person)
	}
	out := []string{st.Heading.Render(part.Cut(name, w))}
	out = fact(out, "Jabatan", a.Person.Title)
	out = fact(out, "Unit", a.UnitName)
	out = fact(out, "Diwakili", a.Deputy)
	for i := range m.Sessions {
		sign, style := markSign(st, a.Mark(i))
		out = append(out, st.Label.Render(part.Fit(fmt.Sprintf("Sesi %d", i+1), 12))+"  "+style.Render(sign))
	}
	out = append(out, "", st.Heading.Render("TOMBOL"))
	keys := s.K.Keys.Opening
	for i, b := range s.markKeys() {
		out = append(out, st.Key.Render(part.Fit(b.Help().Key, 3))+word(monev.Presences()[i]))
	}
	return append(out,
		st.Key.Render(part.Fit(keys.Clear.Help().Key, 3))+"kosongkan",
		st.Key.Render(part.Fit(keys.All.Help().Key, 3))+"yang belum diisi: semua hadir")
}
