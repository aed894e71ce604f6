package cari

import (
	"strings"

	"charm.land/lipgloss/v2"

	"monev/internal/app"
	"monev/internal/plain"
	"monev/internal/search"
	"monev/internal/tanggal"
	"monev/ui/part"
)

// row is one row of the list: a head, a hit, what is left out, or words to try.
type row struct {
	key  string
	head string
	hit  *app.Hit
	more int
	try  string
	n    int // of head and try
}

// source gives the list the rows it draws; the zero source has none.
type source struct{ s *Screen }

func (r source) Len() int {
	if r.s == nil {
		return 0
	}
	return len(r.s.rows)
}

func (r source) Index(key string) int {
	if r.s != nil {
		for i, x := range r.s.rows {
			if x.key == key && key != "" {
				return i
			}
		}
	}
	return -1
}

func (r source) Row(i, w int) part.Row {
	s := r.s
	x := &s.rows[i]
	out := part.Row{Key: x.key, Header: x.hit == nil && x.try == ""}
	if !out.Header && i == s.list.Index() {
		out.Lines = s.full(x, w)
		return out
	}
	if s.drawn == nil || s.drawnW != w {
		s.drawn, s.drawnW = map[int][]string{}, w
	}
	if _, ok := s.drawn[i]; !ok {
		s.drawn[i] = s.lines(i, x, w)
	}
	out.Lines = s.drawn[i]
	return out
}

// lines draws a row that is not selected.
func (s *Screen) lines(i int, x *row, w int) []string {
	st := s.k.Styles
	switch {
	case x.head != "":
		text := " " + st.Heading.Render(strings.ToUpper(x.head))
		if x.n > 0 {
			text += st.Muted.Render(" (" + tanggal.Thousands(int64(x.n)) + ")")
		}
		if i > 0 && s.h >= 22 {
			return []string{"", text}
		}
		return []string{text}
	case x.more > 0:
		return []string{"   " + st.Muted.Render("… "+tanggal.Thousands(int64(x.more))+" lagi; tambah kata untuk mempersempit")}
	case x.try != "":
		return []string{x.try + st.Muted.Render("  "+tanggal.Thousands(int64(x.n))+" hasil")}
	}
	left, right := columns(w)
	text := s.marked(x.hit.Text, left, st.Text, st.Hit)
	return []string{part.Columns(w, part.Cell{Text: text, Width: left}, part.Cell{Text: whole(x.hit.Where, right), Width: right, Style: &st.Muted})}
}

// whole is as many parts of a place, the widest first, as have room in w cells.
func whole(place string, w int) string {
	for s := place; ; {
		if part.Width(s) <= w {
			return s
		}
		i := strings.LastIndex(s, " · ")
		if i < 0 {
			return place
		}
		s = s[:i]
	}
}

// columns are the widths of text and place in a row of w cells.
func columns(w int) (text, place int) {
	place = min(max(w*40/100, 20), 46)
	return max(w-place-2, 10), place
}

// fullLines is how many lines of a selected text are shown at most.
const fullLines = 6

// full draws the selected row: its first line as selected, and below it the
// whole text and the whole place if they did not fit.
func (s *Screen) full(x *row, w int) []string {
	st := s.k.Styles
	if x.try != "" {
		return []string{st.Selected.Render(part.Fit(x.try+"  "+tanggal.Thousands(int64(x.n))+" hasil", w))}
	}
	left, right := columns(w)
	where := x.hit.Where
	first := s.marked(x.hit.Text, left, st.Selected, st.SelectedHit)
	gap := strings.Repeat(" ", max(left-part.Width(first), 0)+2)
	out := []string{first + st.Selected.Render(gap+part.Fit(whole(where, right), right))}
	text := plain.Line(x.hit.Text)
	if part.Width(text) > left || strings.ContainsAny(x.hit.Text, "\n") {
		in := max(w-2, 10)
		all := part.Wrap(s.pieces(x.hit.Text, fullLines*in/2, fullLines*in, st.Text, st.Hit), in)
		if len(all) > fullLines {
			all = append(all[:fullLines-1:fullLines-1], st.Muted.Render("…"))
		}
		for _, l := range all {
			out = append(out, "  "+l)
		}
	}
	if x.hit.Also != "" && len(search.Beside(text, s.words)) > 0 {
		for _, l := range part.Wrap(st.Muted.Render("juga: ")+s.pieces(x.hit.Also, w, 2*w, st.Muted, st.Hit), max(w-2, 10)) {
			out = append(out, "  "+l)
		}
	}
	if part.Width(where) > right {
		out = append(out, part.HangText("  ", st.Muted.Render(where), w)...)
	}
	return out
}

// marked is a text in one line of w cells that begins near what was found.
func (s *Screen) marked(text string, w int, plain, hit lipgloss.Style) string {
	return part.Cut(s.pieces(text, max(w-16, w/2), w, plain, hit), w)
}

func (s *Screen) pieces(text string, lead, most int, plain, hit lipgloss.Style) string {
	var b strings.Builder
	for _, p := range search.Snippet(text, s.words, lead, most) {
		if p.Hit {
			b.WriteString(hit.Render(p.Text))
		} else {
			b.WriteString(plain.Render(p.Text))
		}
	}
	return b.String()
}

// empty is what stands in the place of the hits.
func (s *Screen) empty() string {
	words := strings.TrimSpace(s.form.Typed(field))
	switch {
	case s.err != "":
		return s.err
	case s.shown == 0:
		return "Menyiapkan pencarian …"
	case plain.Fold(s.words) == "" && words == "":
		return "Ketik kata yang dicari. Awal kata sudah cukup dan urutannya bebas: “komp pet” menemukan “peta kompetensi”. " +
			"Nomor dan kode juga dapat dicari, misalnya TL-00017 atau A.I.3."
	case plain.Fold(s.words) == "":
		return "Ketik huruf atau angka."
	}
	return "Tidak ada yang cocok dengan “" + strings.TrimSpace(s.words) + "”. Coba kata lain, atau huruf awalnya saja."
}

// View is kit.Screen.
func (s *Screen) View() string {
	out := []string{" " + s.form.View(max(s.w-2, 1), 1)}
	line := s.counts()
	if len(s.tries) > 0 {
		line = s.k.Styles.Warn.Render("Tidak ada yang cocok dengan “" + strings.TrimSpace(s.words) + "”.")
	}
	if no := s.form.Refusal(); no != "" { // in full: its end says that nothing was taken
		for _, l := range part.Wrap(no, max(s.w-4, 1)) {
			out = append(out, "   "+s.k.Styles.Error.Render(l))
		}
	} else {
		out = append(out, "   "+part.Cut(line, max(s.w-4, 1)))
	}
	s.listY = len(out)
	if s.shown == 0 {
		s.list.Empty = s.empty()
	}
	s.list.SetSize(s.w, max(s.h-len(out), 0))
	return strings.Join(append(out, s.list.View()), "\n")
}

// counts is how much was found of what.
func (s *Screen) counts() string {
	var all []string
	for _, h := range s.found {
		all = append(all, h.Section.String()+" "+tanggal.Thousands(int64(h.Total)))
	}
	line := strings.Join(all, " · ")
	if part.Width(line) > s.w-4 {
		line = strings.Replace(line, app.InFollowUps.String(), "TL", 1)
	}
	return s.k.Styles.Muted.Render(line)
}
