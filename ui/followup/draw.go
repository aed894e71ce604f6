package followup

import (
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"

	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/tanggal"
	"monev/ui/part"
	"monev/ui/theme"
)

// Sign is the status as sign and word, lateness before status: "▲ Terlambat",
// "✓ Tuntas". Its style is to be used for both.
func Sign(st *theme.Styles, l monev.FollowUpLine) (string, lipgloss.Style) {
	switch {
	case l.LateDays > 0:
		return "▲ Terlambat", st.Bad
	case l.Status == monev.NotBegun:
		return "○ Belum", st.Warn
	case l.Status == monev.InProgress:
		return "◐ Proses", st.Accent
	case l.Status == monev.Done:
		return "✓ Tuntas", st.Good
	default:
		return "✗ Tidak dapat", st.Muted
	}
}

// SignWidth is the width of the widest Sign in cells.
const SignWidth = 13

// When is the last column of a list: how late it is or its due date, and in
// which meeting it stands by now: "5 hari · rapat ke-2", "30-11-2025 · ke-2".
func When(l monev.FollowUpLine) string {
	if !l.Status.Open() {
		return ""
	}
	carried := l.Meetings() > 1
	switch {
	case l.LateDays >= 100 && carried || l.LateDays > 0 && l.Meetings() >= 10: // the column is 20 cells
		return fmt.Sprintf("%d hari · ke-%d", l.LateDays, l.Meetings())
	case l.LateDays > 0 && carried:
		return fmt.Sprintf("%d hari · rapat ke-%d", l.LateDays, l.Meetings())
	case l.LateDays > 0:
		return fmt.Sprintf("%d hari", l.LateDays)
	case carried:
		return fmt.Sprintf("%s · ke-%d", DueText(l.FollowUp), l.Meetings())
	}
	return DueText(l.FollowUp)
}

// ShortWhen is a text of When for a narrow column, with that column's width.
func ShortWhen(when string) (string, int) { return strings.Replace(when, "rapat ke-", "ke-", 1), 17 }

// Cells are the columns of a follow-up in a list of w cells: sign, text, owner,
// when.
func Cells(st *theme.Styles, l monev.FollowUpLine, w int) []part.Cell {
	sign, style := Sign(st, l)
	when, ww := When(l), 20
	if w < narrow {
		when, ww = ShortWhen(when)
	}
	return []part.Cell{
		{Text: sign, Width: SignWidth, Style: &style},
		{Text: l.Text},
		{Text: OwnerShort(l.FollowUp), Width: 14, Drop: 2},
		{Text: when, Width: ww, Drop: 1},
	}
}

// OwnerShort is the owner's short name, or a word for none.
func OwnerShort(f monev.FollowUp) string {
	if f.Owner.IsZero() {
		return "tanpa PJ"
	}
	return f.Owner.Name
}

// Full draws the selected follow-up on a few lines of w cells where there is no
// room for Detail beside the list: sign, the whole text, and its facts.
func Full(st *theme.Styles, l monev.FollowUpLine, w int) []string {
	sign, style := Sign(st, l)
	var facts []string
	for _, f := range []string{l.ID, OwnerShort(l.FollowUp), string(l.Priority)} {
		if f != "" {
			facts = append(facts, f)
		}
	}
	if l.Status.Open() {
		due := DueText(l.FollowUp)
		if !l.Due.IsZero() {
			due = "tenggat " + due
		}
		if l.LateDays > 0 {
			due += fmt.Sprintf(", lewat %d hari", l.LateDays)
		}
		facts = append(facts, due)
		if l.Meetings() > 1 {
			facts = append(facts, fmt.Sprintf("rapat ke-%d", l.Meetings()))
		}
	}
	if l.From != "" {
		facts = append(facts, "dari "+l.From)
	}
	if l.Item != "" {
		facts = append(facts, "["+l.Item+"]")
	}
	return Under(style.Render(part.Fit(sign, SignWidth)), w, append([]string{l.Text}, part.Pieces(" · ", UnderWidth(w), facts...)...)...)
}

// Shorten wraps text to w cells and cuts it after rows lines.
func Shorten(text string, w, rows int) []string {
	lines := part.Wrap(text, max(w, 1))
	if len(lines) <= rows {
		return lines
	}
	last := lines[rows-1]
	if part.Width(last)+2 > w {
		cut := strings.TrimSuffix(part.Cut(last, max(w-1, 0)), "…")
		if i := strings.LastIndexByte(cut, ' '); i > 0 {
			cut = cut[:i] // no half words
		} else {
			cut = strings.TrimSuffix(part.Cut(last, max(w-2, 0)), "…")
		}
		last = cut
	}
	lines[rows-1] = strings.TrimRight(last, " ") + " …"
	return lines[:rows]
}

// Brief is the beginning of a text, cut between words after at most n characters.
func Brief(text string, n int) string {
	short := plain.Cut(text, n)
	if short == text {
		return text
	}
	if i := strings.LastIndexByte(short, ' '); i > 0 {
		short = short[:i]
	}
	return strings.TrimRight(short, " ") + " …"
}

// narrow is the width of a row below which the lines under its text begin near
// its mark.
const narrow = 64

func inset(w int) int {
	if w < narrow {
		return 4
	}
	return SignWidth + 2
}

// UnderWidth is the room of Under for its texts in w cells.
func UnderWidth(w int) int { return max(w-inset(w), 20) }

// Under draws texts in w cells behind a mark of SignWidth cells, wrapped and set
// in below each other.
func Under(mark string, w int, texts ...string) []string {
	mark, in := part.Fit(mark, SignWidth)+"  ", inset(w)
	var out []string
	for i, t := range texts {
		if i == 0 {
			out = part.Flow(mark, t, in, max(w, SignWidth+22))
			continue
		}
		out = append(out, part.Hang(strings.Repeat(" ", in), part.Wrap(t, UnderWidth(w)))...)
	}
	return out
}

// Detail draws everything about a follow-up in w cells: text, state, dates and
// its whole history, newest first.
func Detail(st *theme.Styles, l monev.FollowUpLine, office monev.Office, w int) []string {
	var out []string
	wrap := func(s string) { out = append(out, part.Wrap(s, w)...) }
	fact := func(label, value string) {
		if value == "" {
			return
		}
		lines := part.Wrap(value, max(w-18, 10))
		out = append(out, st.Label.Render(part.Fit(label, 17))+" "+lines[0])
		for _, t := range lines[1:] {
			out = append(out, strings.Repeat(" ", 18)+t)
		}
	}
	sign, style := Sign(st, l)
	out = append(out, part.Two(w, st.Heading.Render(l.ID), style.Render(sign)))
	wrap(l.Text)
	out = append(out, "")
	status := string(l.Status)
	if l.LateDays > 0 {
		status += fmt.Sprintf(", terlambat %d hari", l.LateDays)
	}
	fact("Status", status)
	fact("Penanggung jawab", l.Owner.String())
	due := ""
	if !l.Due.IsZero() {
		due = l.Due.Long()
	}
	fact("Tenggat", due)
	if ds := l.Dues(); len(ds) > 1 {
		var old []string
		for _, d := range ds[:len(ds)-1] {
			old = append(old, d.Short())
		}
		fact("Tenggat semula", strings.Join(old, ", "))
	}
	fact("Prioritas", string(l.Priority))
	fact("Area", fmt.Sprintf("%s %s", tanggal.Roman(l.Origin.Area+1), office.Areas[l.Origin.Area].Name))
	from := l.From
	if from != "" && l.Meetings() > 1 {
		from += fmt.Sprintf(", sekarang rapat ke-%d", l.Meetings())
	}
	fact("Asal", from)
	fact("Butir LKE", l.Item)
	if l.NeedsLeaders() {
		out = append(out, st.Bad.Render("! Perlu keputusan pimpinan"))
	}
	out = append(out, "", st.Heading.Render("RIWAYAT"))
	for i := len(l.Steps) - 1; i >= 0; i-- {
		s := l.Steps[i]
		out = append(out, st.Muted.Render(tanggal.Of(s.At).Short())+" "+part.Cut(stepHead(s, i == 0), max(w-11, 1)))
		for _, t := range stepWords(s) {
			for _, line := range part.Wrap(t, max(w-2, 10)) {
				out = append(out, "  "+line)
			}
		}
	}
	return out
}

// Within is the first of lines, each at most w cells, in room of them; the last one
// then says how many more there are, and the key that shows all.
func Within(st *theme.Styles, lines []string, w, room int) []string {
	if len(lines) <= room || room < 2 {
		return lines
	}
	rest := fmt.Sprintf("↓ %d baris lagi · h riwayat", len(lines)-room+1)
	return append(lines[:room-1:room-1], st.Muted.Render(part.Cut(rest, w)))
}

// LastWord is what was said about a follow-up last, with its day; empty if
// nothing was said since its birth. A new owner or due date alone counts only
// if there is nothing else.
func LastWord(f monev.FollowUp) string {
	if len(f.Steps) < 2 {
		return ""
	}
	s := f.Steps[len(f.Steps)-1]
	for i := len(f.Steps) - 1; i > 0; i-- {
		if f.Steps[i].Status != "" || f.Steps[i].Note != "" {
			s = f.Steps[i]
			break
		}
	}
	out := tanggal.Of(s.At).Short()
	if head := stepHead(s, false); head != "" {
		out += " " + head
	}
	if words := stepWords(s); len(words) > 0 {
		out += ": " + strings.Join(words, " · ")
	}
	return out
}

func stepHead(s monev.Step, birth bool) string {
	var parts []string
	switch {
	case birth:
		parts = append(parts, "dicatat")
	case s.Reopened:
		parts = append(parts, "dibuka kembali: "+string(s.Status))
	case s.Status != "":
		parts = append(parts, string(s.Status))
	}
	if s.Due != nil && !birth {
		parts = append(parts, "tenggat "+s.Due.Short())
	}
	if s.Owner != nil && !birth {
		parts = append(parts, "PJ "+s.Owner.Name)
	}
	if s.Priority != "" {
		parts = append(parts, "prioritas "+string(s.Priority))
	}
	return strings.Join(parts, " · ")
}

func stepWords(s monev.Step) []string {
	var out []string
	if s.Note != "" {
		out = append(out, s.Note)
	}
	if s.Proof != "" {
		out = append(out, "Bukti: "+s.Proof)
	}
	if s.By != nil {
		out = append(out, "Diterima: "+s.By.String())
	}
	return out
}
