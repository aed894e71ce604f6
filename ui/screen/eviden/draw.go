package eviden

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"monev/internal/app"
	"monev/internal/evidence"
	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/part"
	"monev/ui/theme"
)

// Sign is a status of evidence as sign and word, with the style for both.
func Sign(st *theme.Styles, s monev.EvidenceStatus) (mark, word string, style *lipgloss.Style) {
	switch s {
	case monev.EvidenceAccepted:
		return "✓", string(s), &st.Good
	case monev.EvidenceFaulty:
		return "!", string(s), &st.Warn
	case monev.EvidenceUnchecked:
		return "◐", string(s), &st.Accent
	}
	return "✗", string(monev.EvidenceMissing), &st.Bad
}

// ItemSign is Sign of a question's evidence; Kedaluwarsa where all of it is.
func ItemSign(st *theme.Styles, it *app.BookItem) (mark, word string, style *lipgloss.Style) {
	if mark, word, style = Sign(st, it.Status); it.Expired {
		word = evidence.Expired
	}
	return mark, word, style
}

// sign is Sign of a piece of evidence in the year that is shown.
func (s *Screen) sign(e monev.Evidence) (mark, word string, style *lipgloss.Style) {
	if e.Expired(s.book.Year) {
		return "✗", evidence.Expired, &s.K.Styles.Bad
	}
	return Sign(s.K.Styles, e.Status)
}

// owners are the names of who has to see to a question.
func owners(it *app.BookItem) string {
	var out []string
	for _, w := range it.Owners {
		out = append(out, w.Name)
	}
	return strings.Join(out, ", ")
}

// sheet collects lines of w cells, set in by in cells.
type sheet struct {
	w, in int
	most  int // lines of a text at most; 0 is all
	out   []string
}

func (d *sheet) add(text string) { d.out = append(d.out, part.Cut(text, d.w)) }

// under wraps text behind lead, the following lines set in below it.
func (d *sheet) under(lead, text string, style *lipgloss.Style) {
	lead = strings.Repeat(" ", d.in) + lead
	lines := part.HangText(lead, text, d.w)
	if d.most > 0 && len(lines) > d.most {
		lines = lines[:d.most]
		lines[d.most-1] = strings.TrimSuffix(part.Cut(lines[d.most-1], d.w-1), "…") + "…"
	}
	for _, l := range lines {
		if style != nil {
			l = style.Render(l)
		}
		d.add(l)
	}
}

func (d *sheet) heading(st *theme.Styles, text string) {
	d.add("")
	d.add(st.Heading.Render(text))
}

// facts are everything about a piece of evidence but its title, status and note.
func (d *sheet) facts(s *Screen, e monev.Evidence) {
	st := s.K.Styles
	var out []string
	if e.Kind != "" {
		out = append(out, string(e.Kind))
	}
	if !e.Date.IsZero() {
		out = append(out, "tanggal "+e.Date.LongNoDay())
	}
	if !e.Unit.IsZero() {
		out = append(out, e.Unit.Name)
	}
	if e.Version > 1 {
		out = append(out, fmt.Sprintf("versi %d", e.Version))
	}
	if e.Until != 0 {
		out = append(out, fmt.Sprintf("berlaku s.d. %d", e.Until))
	}
	if f := e.File; f != nil {
		out = append(out, tanggal.Size(f.Size))
		if len(f.SHA256) >= 12 {
			out = append(out, "sidik "+f.SHA256[:12])
		}
	}
	if len(out) > 0 {
		for _, l := range part.Pieces(" · ", max(d.w-d.in, 10), out...) {
			d.add(strings.Repeat(" ", d.in) + st.Muted.Render(l))
		}
	}
	switch {
	case e.File != nil && e.File.Kept:
		d.under("Di map data: ", e.File.Path, nil)
	case e.File != nil:
		d.under("Di tempatnya: ", e.File.Path, nil)
	}
	if e.Place != "" && (e.File == nil || e.Place != e.File.Path) {
		d.under("Tempat: ", e.Place, nil)
	}
	if e.Meeting != "" && s.at.Meeting == "" {
		d.under("Rapat: ", named(e.Meeting, s.book.Meetings), nil)
	}
	if e.FollowUp != "" && s.at.FollowUp == "" {
		d.under("Tindak lanjut: ", named(e.FollowUp, s.book.FollowUps), nil)
	}
	if s.scoped() && e.Item != "" {
		d.under("Butir: ", e.Item, nil)
	}
	if e.Made != "" {
		d.under("", "Dibuat dan didaftarkan oleh monev.", &st.Muted)
	}
}

func named(id string, names map[string]string) string {
	if n := names[id]; n != "" {
		return id + " · " + n
	}
	return id
}

// detail draws the selected row in full beside the list, in w cells.
func (s *Screen) detail(_ string, w int) []string {
	st := s.K.Styles
	d := &sheet{w: w}
	it, e := s.selected()
	if e != nil {
		mark, word, style := s.sign(*e)
		d.under("", e.Title, &st.Heading)
		d.add(style.Render(mark + " " + word))
		d.facts(s, *e)
		if e.Note != "" {
			d.under("Catatan: ", e.Note, &st.Warn)
		}
		if len(e.Past) > 0 {
			d.heading(st, "VERSI SEBELUMNYA")
			for _, f := range e.Past {
				d.under("· ", f.Path, &st.Muted)
			}
		}
	}
	if it == nil {
		return d.out
	}
	if e != nil {
		d.heading(st, "BUTIR")
	}
	mark, word, style := ItemSign(st, it)
	d.under(it.Item.Code+"  ", it.Item.Sub.Name, &st.Muted)
	d.under("", it.Item.Question, &st.Heading)
	text := style.Render(mark + " " + word)
	if it.Answered {
		text += " · terjawab di LKE"
	} else {
		text += " · belum terjawab di LKE"
	}
	d.under("", text, nil)
	if names := owners(it); names != "" {
		d.under("Penanggung jawab: ", names, nil)
	}
	if len(it.Item.Evidence) > 0 {
		d.heading(st, "EVIDEN YANG LAZIM")
		for _, t := range it.Item.Evidence {
			d.under("· ", t, nil)
		}
	}
	if e != nil {
		return d.out
	}
	if len(it.Given) == 0 {
		d.heading(st, "EVIDEN")
		d.under("", "Belum ada. Enter memilih berkas, t mencatat tautan, b mencatat ordner.", &st.Muted)
		return d.out
	}
	d.heading(st, fmt.Sprintf("EVIDEN (%d)", len(it.Given)))
	for _, g := range it.Given {
		mark, word, style := s.sign(g)
		d.in = 0
		d.under(style.Render(mark)+" ", g.Title+" · "+word, nil)
		d.in = 2
		d.facts(s, g)
		if g.Note != "" {
			d.under("Catatan: ", g.Note, &st.Warn)
		}
	}
	return d.out
}

// tabs are the standing filters on one line.
func (s *Screen) tabs() part.Tabs {
	var long, short []string
	for _, w := range wordsOf {
		long, short = append(long, w.tab), append(short, w.short)
	}
	return part.NewTabs(s.K.Styles, s.W, long, short, int(s.view.which))
}

// head is the standing filters, and the other filters with the counts.
func (s *Screen) head() []string {
	st := s.K.Styles
	if s.scoped() {
		name := s.at.Name
		if name == "" {
			name = s.about()
		}
		lines := part.Wrap(name, max(s.W-2, 10))
		if len(lines) > 2 {
			lines = []string{lines[0], part.Cut(lines[1]+" "+lines[2], s.W-2)}
		}
		for i := range lines {
			lines[i] = " " + st.Heading.Render(lines[i])
		}
		return append(lines, "")
	}
	return []string{s.tabs().View(), part.Two(s.W-1, "  "+s.narrowing(), st.Muted.Render(s.counts()))}
}

// counts says how much there is of what.
func (s *Screen) counts() string {
	if s.view.which != all || s.view.narrowed() {
		return fmt.Sprintf("%d butir", s.count)
	}
	n := s.book.Counts()
	return fmt.Sprintf("✗ %d · ◐ %d · ! %d · ✓ %d dari %d butir", n[monev.EvidenceMissing], n[monev.EvidenceUnchecked],
		n[monev.EvidenceFaulty], n[monev.EvidenceAccepted], len(s.book.Items))
}

// View is kit.Screen.
func (s *Screen) View() string {
	if s.err != "" {
		return strings.Join(part.Wrap(s.err, max(s.W, 1)), "\n")
	}
	if !s.loaded {
		return "  " + s.List.Empty
	}
	return s.Draw(s.head())
}

// click takes a click on the standing filters.
func (s *Screen) click(msg tea.MouseClickMsg) (tea.Cmd, bool) {
	if msg.Button != tea.MouseLeft {
		return nil, false
	}
	if msg.Y == 0 && !s.Capturing() && !s.scoped() {
		if n, ok := s.tabs().At(msg.X); ok {
			return s.turn(func(v *view) { v.which = which(n) }), true
		}
	}
	return nil, false
}
