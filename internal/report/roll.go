package report

import (
	"fmt"
	"strings"

	"monev/internal/monev"
	"monev/internal/plain"
)

// rollKind is the daftar hadir: before the meeting a sheet to be signed, with the
// roster filled in; after it who came, session by session.
func rollKind() Kind {
	return Kind{Name: "daftar-hadir", Title: "Daftar Hadir", Long: "Daftar Hadir Rapat", draft: unsigned, version: sheetVersion, head: (*builder).rollHead, Parts: []Part{
		{"daftar", "Daftar peserta", (*builder).roll},
		{"jumlah", "Jumlah hadir dan tidak hadir", (*builder).rollCount},
		{"tanda-tangan", "Tanda tangan", (*builder).rollSign},
	}}
}

// sheetVersion keeps the sheet to sign and the filled list apart by name.
func sheetVersion(m monev.Minutes) string {
	if m.Meeting.Status == monev.Draft {
		return "Kosong"
	}
	return ""
}

// blank reports whether the sheet is still to be signed.
func (n *builder) blank() bool { return n.m.Meeting.Status == monev.Draft }

func (n *builder) rollHead() {
	n.title("DAFTAR HADIR")
	rows := []Pair{pair("Hari, tanggal", n.days())}
	if n.blank() {
		rows = append(rows, pair("Waktu", n.planned()))
	} else {
		rows = append(rows, Pair{Label: "Waktu", Values: n.hours()})
	}
	n.add(Pairs{Label: 36, Rows: append(rows, pair("Tempat", n.m.Meeting.Place), pair("Acara", n.d.Subject))})
}

// signHeight is the room to sign in, in mm.
const signHeight = 11

// sheet is the table to be signed by hand: cells staggered left and right, so that
// large signatures do not run into each other.
func (n *builder) sheet() {
	t := Table{RowHeight: signHeight, Columns: fit(n.d.TextWidth(), Column{Title: "No", Width: 10, Align: Center}, Column{Title: "Nama", Width: 46},
		Column{Title: "Jabatan"}, Column{Title: "Tanda tangan", Width: 50})}
	for i := range len(n.m.Meeting.Attendance) + n.Papers.Spare() {
		mark := fmt.Sprintf("%d.", i+1)
		if i%2 == 1 {
			mark = strings.Repeat("\u00a0", 20) + mark
		}
		row := []Cell{cell(fmt.Sprint(i + 1)), nil, nil, {Plain(mark)}}
		if i < len(n.m.Meeting.Attendance) {
			a := n.m.Meeting.Attendance[i]
			row[1], row[2] = cell(a.Person.Holder), cell(a.Person.Title)
		}
		t.Rows = append(t.Rows, row)
	}
	n.add(t)
}

func (n *builder) roll() {
	switch {
	case n.blank():
		n.sheet()
	case len(n.m.Meeting.Attendance) == 0:
		n.para("Daftar hadir belum diisi.")
	default:
		n.present()
	}
}

// present is the table of who came to which session.
func (n *builder) present() {
	mt := n.m.Meeting
	sessions := max(len(mt.Sessions), 1)
	cols := []Column{{Title: "No", Width: 9, Align: Center}, {Title: "Nama", Width: 38}, {Title: "Jabatan"}, {Title: "Unit", Width: 28}}
	if sessions == 1 {
		cols = append(cols, Column{Title: "Kehadiran", Width: 26})
	} else {
		cols[1].Width = 30
		for i := range sessions {
			cols = append(cols, Column{Title: fmt.Sprintf("Kehadiran sesi %d", i+1), Width: max(22, min(26, 48/float64(sessions)))})
		}
	}
	t := Table{Columns: fit(n.d.TextWidth(), cols...)}
	for i, a := range mt.Attendance {
		row := []Cell{cell(fmt.Sprint(i + 1)), cell(or(a.Person.Holder, "–")), cell(a.Person.Title), cell(or(n.attendeeUnit(a), "–"))}
		for s := range sessions {
			p := a.Mark(s)
			c := cell(or(string(p), "belum diisi"))
			if p == monev.Represented && a.Deputy != "" {
				c = append(c, Plain("oleh "+plain.Line(a.Deputy)))
			}
			row = append(row, c)
		}
		t.Rows = append(t.Rows, row)
	}
	n.add(t)
}

// attendeeUnit is the unit of someone on the roster, with the name it had then.
func (n *builder) attendeeUnit(a monev.Attendee) string {
	p, ok := n.m.Office.Position(a.Person.Position)
	if !ok || p.Unit == "" || a.UnitName == "" {
		return a.UnitName
	}
	return n.unit(monev.Owner{ID: p.Unit, Name: a.UnitName})
}

// rollCount is rollTotals once there is something to count.
func (n *builder) rollCount() {
	if !n.blank() {
		n.rollTotals()
	}
}

// rollTotals are the numbers of those who came and who did not, for each session
// and over all of them.
func (n *builder) rollTotals() {
	mt := n.m.Meeting
	if len(mt.Attendance) == 0 {
		return
	}
	sessions := len(mt.Sessions)
	if sessions > 1 {
		for s := range sessions {
			n.para("Jumlah sesi %d: %s.", s+1, totals(mt.Attendance, func(a monev.Attendee) monev.Presence { return a.Mark(s) }))
		}
		n.rollTotal("Jumlah seluruh sesi: ")
		return
	}
	n.rollTotal("Jumlah: ")
}

// rollTotal is the count over all sessions; on the daftar hadir it stays with the
// signatures.
func (n *builder) rollTotal(label string) {
	n.add(Paragraph{Keep: n.name == "daftar-hadir", Text: Plain(label + totals(n.m.Meeting.Attendance, monev.Attendee.Overall) + ".")})
}

// totals is "hadir 9 orang, tidak hadir 2 orang (izin 1, sakit 1), dari 11 orang".
// Who is represented counts as present.
func totals(list []monev.Attendee, of func(monev.Attendee) monev.Presence) string {
	count := map[monev.Presence]int{}
	there, away := 0, 0
	for _, a := range list {
		p := of(a)
		count[p]++
		switch {
		case p.Attends():
			there++
		case p != monev.Unmarked:
			away++
		}
	}
	detail := func(which ...monev.Presence) string {
		var out []string
		for _, p := range which {
			if count[p] > 0 {
				out = append(out, fmt.Sprintf("%s %d", p, count[p]))
			}
		}
		if len(out) == 0 {
			return ""
		}
		return " (" + strings.Join(out, ", ") + ")"
	}
	s := fmt.Sprintf("hadir %d orang%s, tidak hadir %d orang%s", there, detail(monev.Represented), away,
		detail(monev.Excused, monev.Sick, monev.OfficialTrip, monev.Absent))
	if u := count[monev.Unmarked]; u > 0 {
		s += fmt.Sprintf(", belum diisi %d orang", u)
	}
	return s + fmt.Sprintf(", dari %d orang", len(list))
}

func (n *builder) rollSign() {
	if !n.blank() { // the sheet itself is signed
		n.sign()
	}
}

// annex is the daftar hadir under the notula.
func (n *builder) annex() {
	n.add(PageBreak{}, Heading{Level: 1, Text: "Lampiran: Daftar Hadir"},
		Pairs{Label: 36, Rows: []Pair{pair("Nama rapat", n.d.Subject), pair("Hari, tanggal", n.days()), pair("Tempat", n.m.Meeting.Place)}})
	if len(n.m.Meeting.Attendance) == 0 {
		n.para("Daftar hadir belum diisi.")
		return
	}
	n.present()
	n.rollTotals()
}
