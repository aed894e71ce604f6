package report

import (
	"fmt"
	"slices"

	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/tanggal"
)

// deadlineKind is the plan of dates: the office's own, and what is due of the
// follow-ups.
func deadlineKind() Kind {
	return Kind{Name: "tenggat", Title: "Rencana Tenggat", Long: "Rencana Tenggat", draft: notFinal, head: (*builder).deadlineHead, Parts: []Part{
		{"tenggat-kantor", "Tenggat kantor", (*builder).officeDeadlines},
		{"tindak-lanjut", "Tenggat tindak lanjut", (*builder).followUpDeadlines},
	}}
}

func (n *builder) deadlineHead() {
	n.title("RENCANA TENGGAT")
	n.add(Paragraph{Align: Center, Keep: true, Text: Plain("keadaan " + n.day().Long())})
}

// Due lists the open follow-ups of the register that have a due date, the
// earliest first.
func (in Input) Due() []monev.FollowUpLine {
	var out []monev.FollowUpLine
	for _, l := range in.Register {
		if l.Status.Open() && !l.Due.IsZero() {
			out = append(out, l)
		}
	}
	slices.SortStableFunc(out, func(a, b monev.FollowUpLine) int { return a.Due.Compare(b.Due) })
	return out
}

func (n *builder) officeDeadlines() {
	n.section("Tenggat kantor")
	t := Table{Columns: []Column{{Title: "No", Width: 9, Align: Center}, {Title: "Tanggal", Width: 36}, {Title: "Yang harus selesai"},
		{Title: "Catatan", Width: 42}, {Title: "Keadaan", Width: 28}}}
	for i, d := range n.Deadlines {
		state, mark := n.left(d.Date)
		if d.Done {
			state, mark = "selesai", Good
		}
		t.Rows = append(t.Rows, []Cell{cell(fmt.Sprint(i + 1)), cell(whole(d.Date)), cell(d.Text), cell(or(d.Note, "–")), cell(state)})
		t.Tones = append(t.Tones, []Tone{None, None, None, None, mark})
	}
	n.table(t, "Kantor belum mencatat tenggat.")
}

// left is how far away a day is, from the day of the records.
func (n *builder) left(d tanggal.Date) (string, Tone) {
	switch days := d.DaysSince(n.day()); {
	case days < 0:
		return fmt.Sprintf("lewat %d\u00a0hari", -days), Bad
	case days == 0:
		return "hari ini", Warn
	case days <= 7:
		return fmt.Sprintf("%d\u00a0hari lagi", days), Warn
	default:
		return fmt.Sprintf("%d\u00a0hari lagi", days), None
	}
}

func (n *builder) followUpDeadlines() {
	n.section("Tenggat tindak lanjut")
	t := Table{Columns: []Column{{Title: "No", Width: 9, Align: Center}, {Title: "Tenggat", Width: 36}, {Title: "Tindak lanjut"},
		{Title: "Penanggung jawab", Width: 36}, {Title: "Keadaan", Width: 28}}}
	due := n.Due()
	for i, l := range due {
		state, mark := n.left(l.Due)
		text := cell(l.Text)
		text = append(text, Text{Italic(plain.Line(l.ID) + ", area " + tanggal.Roman(l.Origin.Area+1))})
		t.Rows = append(t.Rows, []Cell{cell(fmt.Sprint(i + 1)), cell(whole(l.Due)), text, cell(n.owner(l.Owner)), cell(state)})
		t.Tones = append(t.Tones, []Tone{None, None, None, None, mark})
	}
	n.table(t, "Tidak ada tindak lanjut terbuka yang bertenggat.")
	open := 0
	for _, l := range n.Register {
		if l.Status.Open() && l.Due.IsZero() {
			open++
		}
	}
	if open > 0 {
		n.para("Di luar daftar ini ada %d tindak lanjut terbuka yang belum bertenggat.", open)
	}
}
