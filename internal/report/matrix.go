package report

import (
	"fmt"
	"strings"

	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/tanggal"
)

// matrixKind is the matriks tindak lanjut: the summary by status, unit and
// priority, then every follow-up of the register in twelve columns.
func matrixKind() Kind {
	return Kind{Name: "matriks", Title: "Matriks Tindak Lanjut", Long: "Matriks Tindak Lanjut", draft: notFinal, landscape: true,
		head: (*builder).matrixHead, Parts: []Part{
			{"ringkasan", "Ringkasan per status, unit, dan prioritas", (*builder).matrixSummary},
			{"matriks", "Matriks dua belas kolom", (*builder).matrix},
			{"tanda-tangan", "Tanda tangan", (*builder).matrixSign},
		}}
}

// MatrixTitles are the headings of the twelve columns (practice.md §3.7).
func MatrixTitles() []string {
	return []string{"No", "Nomor rapat", "Judul rapat", "Tanggal rapat", "Tindak lanjut", "Deskripsi", "Penanggung jawab (unit)",
		"Penanggung jawab (orang)", "Tenggat", "Prioritas", "Status", "Selesai pada"}
}

// MatrixRow is one follow-up as the matrix shows it, in every format.
type MatrixRow struct {
	No           int
	Meeting      string       // ID; empty for one taken in from a list
	Title, Short string       // of the meeting: whole name, period alone
	Date         tanggal.Date // of the meeting
	Text         string
	Description  string // where it belongs, where it comes from, the last word on it
	Unit, Person string
	Due          tanggal.Date
	Priority     monev.Level
	Status       monev.FollowUpStatus
	Closed       tanggal.Date
	Line         monev.FollowUpLine
}

// MatrixRows are the rows of the matrix, in order of entry.
func MatrixRows(in Input) []MatrixRow {
	n := newBuilder(in, matrixKind())
	var out []MatrixRow
	for i, l := range in.Register {
		from := in.Meetings[l.Origin.Meeting]
		r := MatrixRow{No: i + 1, Meeting: plain.Line(l.Origin.Meeting), Title: plain.Line(from.Title), Short: plain.Line(from.Short), Date: from.Date,
			Text: plain.Line(l.Text), Description: n.describe(l), Unit: n.unit(l.Owner), Person: plain.Line(l.Owner.Holder),
			Due: l.Due, Priority: l.Priority, Status: l.Status, Line: l}
		if at := l.ClosedAt(); !at.IsZero() {
			r.Closed = tanggal.Of(at.In(n.loc))
		}
		out = append(out, r)
	}
	return out
}

// describe is where a follow-up belongs and the last word on it, in one line.
func (n *builder) describe(l monev.FollowUpLine) string {
	out := []string{plain.Line(l.ID), n.area(l.Origin.Area)}
	if l.Item != "" {
		out = append(out, "butir "+plain.Line(l.Item))
	}
	if l.LateDays > 0 {
		out = append(out, fmt.Sprintf("terlambat %d hari", l.LateDays))
	}
	if l.Status.Open() && l.Meetings() > 1 {
		out = append(out, fmt.Sprintf("rapat ke-%d", l.Meetings()))
	}
	s := strings.Join(out, "; ")
	if w := lastWord(l.FollowUp); w != "" {
		s += ". " + w
	}
	return s
}

// lastWord is the newest note or proof of a follow-up, with its proof.
func lastWord(f monev.FollowUp) string {
	for i := len(f.Steps) - 1; i >= 0; i-- {
		s := f.Steps[i]
		note, proof := plain.Line(s.Note), plain.Line(s.Proof)
		if note == "" && proof == "" {
			continue
		}
		if proof != "" {
			proof = "Bukti: " + proof
		}
		return strings.TrimSpace(note + " " + proof)
	}
	return ""
}

// Tally counts follow-ups of one sort.
type Tally struct {
	Name     string
	ByStatus [4]int // in the order of monev.FollowUpStatuses
	Late     int    // of the open ones
	Total    int
}

// Progress is the share that is Tuntas, 0 to 1; 0 if there are none.
func (t Tally) Progress() float64 {
	if t.Total == 0 {
		return 0
	}
	return float64(t.ByStatus[2]) / float64(t.Total)
}

func (t *Tally) add(l monev.FollowUpLine) {
	t.Total++
	for i, s := range monev.FollowUpStatuses() {
		if l.Status == s {
			t.ByStatus[i]++
		}
	}
	if l.LateDays > 0 {
		t.Late++
	}
}

// tallies counts follow-ups by name, in the order of names, and all of them.
func tallies(ls []monev.FollowUpLine, names []string, of func(monev.FollowUpLine) string) (rows []Tally, all Tally) {
	at := map[string]int{}
	for i, name := range names {
		at[name] = i
		rows = append(rows, Tally{Name: name})
	}
	all.Name = "Jumlah"
	for _, l := range ls {
		if i, ok := at[of(l)]; ok {
			rows[i].add(l)
		}
		all.add(l)
	}
	return rows, all
}

// NoOwner names the follow-ups nobody answers for.
const NoOwner = "Belum ditetapkan"

// MatrixSummary counts the register by unit and by priority.
func MatrixSummary(in Input) (units, priorities []Tally, all Tally) {
	n := newBuilder(in, matrixKind())
	unit := func(l monev.FollowUpLine) string { return or(n.unit(l.Owner), NoOwner) }
	names := n.owners(in.Register)
	for i := range names {
		names[i] = or(names[i], NoOwner)
	}
	units, all = tallies(in.Register, names, unit)
	var levels []string
	for _, l := range monev.Levels() {
		levels = append([]string{string(l)}, levels...)
	}
	priorities, _ = tallies(in.Register, levels, func(l monev.FollowUpLine) string { return string(l.Priority) })
	return units, priorities, all
}

func (n *builder) matrixHead() {
	n.title("MATRIKS TINDAK LANJUT")
	text := n.d.Subject + ", keadaan " + n.day().Long()
	if s := n.number(n.lastDay()); s != "" {
		text = "Nomor " + s + "\n" + text
	}
	n.add(Paragraph{Align: Center, Keep: true, Text: Plain(text)})
}

func (n *builder) matrixSummary() {
	n.section("Ringkasan")
	if len(n.Register) == 0 {
		n.para("Belum ada tindak lanjut yang dicatat.")
		return
	}
	units, priorities, all := MatrixSummary(n.Input)
	n.para("Tahun ini tercatat %s. Progres %s (bagian yang Tuntas).", count(n.Register), progress(all))
	n.tallyTable("Penanggung jawab", units, all)
	n.add(Space{MM: 4})
	n.tallyTable("Prioritas", priorities, all)
	n.tallyKey()
}

// progress is the share of Tuntas with two decimals.
func progress(t Tally) string { return tanggal.Percent(t.Progress()*100, 2) }

// tallyTable counts by status, with the total and the progress below.
func (n *builder) tallyTable(head string, rows []Tally, all Tally) {
	t := Table{Total: true, Columns: []Column{{Title: head}, {Title: "Jumlah", Width: 17, Align: Right}, {Title: "Tuntas", Width: 16, Align: Right},
		{Title: "Dalam Proses", Width: 17, Align: Right}, {Title: "Belum", Width: 15, Align: Right}, {Title: "TPTD", Width: 14, Align: Right},
		{Title: "Terlambat", Width: 21, Align: Right}, {Title: "Progres", Width: 19, Align: Right}}}
	for i, r := range append(rows, all) {
		make := cell
		if i == len(rows) {
			make = strong
		}
		t.Rows = append(t.Rows, []Cell{make(r.Name), make(fmt.Sprint(r.Total)), make(fmt.Sprint(r.ByStatus[2])), make(fmt.Sprint(r.ByStatus[1])),
			make(fmt.Sprint(r.ByStatus[0])), make(fmt.Sprint(r.ByStatus[3])), make(fmt.Sprint(r.Late)), make(progress(r))})
	}
	n.table(t, "")
}

// tallyKey explains the short headings of the counts.
func (n *builder) tallyKey() {
	n.para("Belum: Belum Ditindaklanjuti. TPTD: Tidak Dapat Ditindaklanjuti.")
}

func (n *builder) matrix() {
	n.section("Matriks")
	widths := []float64{8, 15, 17, 20, 46, 48, 26, 24, 20, 18, 22, 20}
	t := Table{Small: true}
	for i, title := range MatrixTitles() {
		t.Columns = append(t.Columns, Column{Title: title, Width: widths[i]})
	}
	for _, r := range MatrixRows(n.Input) {
		t.Rows = append(t.Rows, []Cell{cell(fmt.Sprint(r.No)), cell(or(r.Meeting, "–")), cell(or(r.Short, "dari daftar")), dateCell(r.Date), cell(r.Text),
			cell(r.Description), cell(or(r.Unit, "belum ditetapkan")), cell(or(r.Person, "–")), dueCell(r.Due), cell(string(r.Priority)),
			cell(string(r.Status)), dateCell(r.Closed)})
		mark := tone(r.Line)
		due := None
		if mark == Bad {
			due = Bad
		}
		t.Tones = append(t.Tones, []Tone{None, None, None, None, None, None, None, None, due, None, mark, None})
	}
	n.table(t, "Belum ada tindak lanjut yang dicatat.")
}

func dateCell(d tanggal.Date) Cell {
	if d.IsZero() {
		return Cell{Plain("–")}
	}
	return Cell{Plain(short(d))}
}

func dueCell(d tanggal.Date) Cell {
	if d.IsZero() {
		return Cell{Plain("belum ada")}
	}
	return Cell{Plain(short(d))}
}

// OwnerName is who answers for something as documents name it, with the holder;
// nobody is "belum ditetapkan".
func OwnerName(in Input, w monev.Owner) string { return newBuilder(in, matrixKind()).owner(w) }

// UnitNames are the units of the office as documents name them, in its order.
func UnitNames(in Input) []string {
	n := newBuilder(in, matrixKind())
	var out []string
	for _, u := range in.Minutes.Office.Units {
		if w, err := in.Minutes.Office.Owner(u.ID); err == nil {
			out = append(out, n.unit(w))
		}
	}
	return out
}

// Day is the day the records speak of.
func Day(in Input) tanggal.Date { return newBuilder(in, matrixKind()).day() }

// matrixSign signs under a sentence, so that no signature stands on a page alone.
func (n *builder) matrixSign() {
	if len(n.Register) > 0 {
		n.add(Paragraph{Keep: true, Text: Plain(fmt.Sprintf("Matriks ini memuat %d tindak lanjut yang tercatat sampai %s.", len(n.Register), n.day().Long()))})
	}
	n.sign()
}
