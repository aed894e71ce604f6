package report

import (
	"fmt"
	"strings"
	"time"

	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/tanggal"
)

// undanganKind is the letter that calls the meeting.
func undanganKind() Kind {
	return Kind{Name: "undangan", Title: "Undangan", Long: "Undangan Rapat", draft: unsent, ahead: true, head: (*builder).letter, Parts: []Part{
		{"agenda", "Agenda dalam surat", (*builder).letterAgenda},
		{"bahan", "Bahan yang dibawa", (*builder).letterBring},
		{"tanda-tangan", "Penutup dan tanda tangan", (*builder).letterSign},
		{"daftar-undangan", "Lampiran daftar yang diundang", (*builder).invited},
	}}
}

// inline is how many addressees stand in the letter itself; more go on an annex.
const inline = 4

// addressees are those the letter names, else the roster.
func (n *builder) addressees() []string {
	var out []string
	for _, s := range n.m.Meeting.Letter.To {
		if s = plain.Line(s); s != "" {
			out = append(out, s)
		}
	}
	if len(out) > 0 {
		return out
	}
	for _, a := range n.m.Meeting.Attendance {
		s := plain.Line(a.Person.Title)
		if h := plain.Line(a.Person.Holder); h != "" {
			s = h + " (" + s + ")"
		}
		out = append(out, s)
	}
	return out
}

// annexed reports whether the addressees stand on a sheet of their own.
func (n *builder) annexed() bool {
	if len(n.addressees()) <= inline {
		return false
	}
	for _, p := range undanganKind().parts(n.Papers) {
		if p.Name == "daftar-undangan" {
			return true
		}
	}
	return false
}

func (n *builder) letter() {
	mt := n.m.Meeting
	l := mt.Letter
	annex := "–"
	if n.annexed() {
		annex = "satu lembar"
	}
	to := n.addressees()
	if n.annexed() || len(to) == 0 {
		to = []string{"Bapak/Ibu (daftar terlampir)"}
	}
	letter := Letter{Place: n.place(l.Date), Rows: []Pair{
		pair("Nomor", or(n.invitation(), "……………………")),
		pair("Sifat", or(l.Nature, "Biasa")),
		pair("Lampiran", or(l.Annex, annex)),
		pair("Hal", "Undangan "+n.d.Subject),
	}}
	switch len(to) {
	case 1:
		letter.To = []Text{Plain("Yth. " + to[0])}
	default:
		letter.To = []Text{Plain("Yth.")}
		for i, s := range to {
			letter.To = append(letter.To, Plain(fmt.Sprintf("%d. %s", i+1, s)))
		}
	}
	letter.To = append(letter.To, Plain("di Tempat"))
	n.add(letter)
	n.para("Dalam rangka memantau dan menilai kemajuan pembangunan Zona Integritas menuju %s di lingkungan %s, kami mengundang Bapak/Ibu untuk hadir dalam rapat yang diselenggarakan pada:",
		n.predicate(), or(n.d.Author, "satuan kerja"))
	n.add(Pairs{Label: 34, Rows: []Pair{
		pair("Hari, tanggal", mt.Date.Long()),
		pair("Waktu", n.planned()),
		pair("Tempat", mt.Place),
		pair("Acara", n.d.Subject),
	}})
}

// predicate is the title the meeting speaks of: what its name says, else the
// office's target.
func (n *builder) predicate() string {
	if strings.Contains(n.m.Meeting.Title, "WBK") && strings.Contains(n.m.Meeting.Title, "WBBM") {
		return "WBK dan WBBM"
	}
	return string(n.m.Office.Target)
}

// planned is when the meeting is to begin, with an open end.
func (n *builder) planned() string {
	mt := n.m.Meeting
	at := mt.Time.On(mt.Date, n.loc)
	if mt.Time.IsZero() || at.IsZero() {
		return "–"
	}
	return tanggal.ClockWithZone(at) + " s.d. selesai"
}

func (n *builder) letterAgenda() {
	if p := n.agenda(""); p.Numbered {
		var items []Item
		for _, v := range p.Values {
			items = append(items, Item{Text: v})
		}
		n.add(Paragraph{Keep: true, Text: Plain("dengan agenda:")}, List{Numbered: true, Items: items})
	}
}

func (n *builder) letterBring() {
	n.para("Mohon setiap penanggung jawab membawa data capaian area, eviden yang telah dihimpun, dan perkembangan tindak lanjut rapat sebelumnya.")
}

func (n *builder) letterSign() {
	n.add(Paragraph{Keep: true, Text: Plain("Demikian undangan ini kami sampaikan. Atas perhatian dan kehadiran Bapak/Ibu, kami ucapkan terima kasih.")})
	who := n.m.Meeting.Chair
	if id := n.m.Meeting.Letter.Signer; id != "" {
		if p, ok := n.m.Person(id); ok {
			who = p
		}
	}
	n.signRight("", who)
}

// invited is the sheet with those who are invited.
func (n *builder) invited() {
	if !n.annexed() {
		return
	}
	day := "……………………"
	if d := n.m.Meeting.Letter.Date; !d.IsZero() {
		day = d.LongNoDay()
	}
	n.add(PageBreak{}, Heading{Level: 1, Text: "Lampiran: Daftar yang diundang"},
		Pairs{Label: 34, Rows: []Pair{pair("Nomor undangan", or(n.invitation(), "……………………")), pair("Tanggal", day), pair("Acara", n.d.Subject)}})
	var items []Item
	for _, s := range n.addressees() {
		items = append(items, item(s))
	}
	n.add(List{Numbered: true, Items: items})
}

// agendaKind is the order of events with its times.
func agendaKind() Kind {
	return Kind{Name: "susunan-acara", Title: "Susunan Acara", Long: "Susunan Acara Rapat", draft: unsent, ahead: true, head: (*builder).agendaHead, Parts: []Part{
		{"jadwal", "Jadwal acara", (*builder).schedule},
		{"catatan", "Catatan waktu", (*builder).scheduleNote},
	}}
}

func (n *builder) agendaHead() {
	n.title("SUSUNAN ACARA")
	n.add(Pairs{Label: 36, Rows: []Pair{
		pair("Nama rapat", n.d.Subject),
		pair("Hari, tanggal", n.m.Meeting.Date.Long()),
		pair("Waktu", n.planned()),
		pair("Tempat", n.m.Meeting.Place),
		pair("Pimpinan rapat", n.m.Meeting.Chair.String()),
	}})
}

// slot is one line of the order of events.
type slot struct {
	text    string
	by      string
	minutes int
	sub     bool // part of the line above
}

// The minutes of the parts that nobody plans: nothing in the records says them.
const (
	minutesOpening = 15
	minutesReview  = 20
	minutesWords   = 15
	minutesEnd     = 10
)

// slots are the lines of the agenda with planned minutes. The line that names the
// areas is broken down into the six, with the minutes planned for each.
func (n *builder) slots() []slot {
	var out []slot
	split := false
	for _, a := range n.m.Meeting.Agenda {
		a = plain.Line(a)
		if a == "" {
			continue
		}
		words := " " + plain.Fold(a) + " "
		has := func(any ...string) bool {
			for _, w := range any {
				if strings.Contains(words, w) {
					return true
				}
			}
			return false
		}
		switch {
		case !split && has(" area "):
			split = true
			at := len(out)
			out = append(out, slot{text: a, by: n.short(n.m.Meeting.Notary)})
			for i, p := range n.m.Areas {
				s := slot{text: n.area(i), by: n.areaOwner(i), minutes: p.Review.Planned, sub: true}
				out[at].minutes += s.minutes
				out = append(out, s)
			}
		case has(" pembukaan", " sambutan"):
			out = append(out, slot{text: a, by: n.short(n.m.Meeting.Chair), minutes: minutesOpening})
		case has(" tindak lanjut", " tinjauan"):
			out = append(out, slot{text: a, by: n.short(n.m.Meeting.Notary), minutes: minutesReview})
		case has(" penutup"):
			out = append(out, slot{text: a, by: n.short(n.m.Meeting.Chair), minutes: minutesEnd})
		default:
			out = append(out, slot{text: a, by: n.short(n.m.Meeting.Chair), minutes: minutesWords})
		}
	}
	return out
}

// short is a person as narrow columns name them.
func (n *builder) short(p monev.Person) string { return or(p.Short, or(p.Title, "–")) }

// areaOwner is who answers for an area.
func (n *builder) areaOwner(i int) string {
	w, err := n.m.Office.Owner(n.m.Office.Areas[i].Owner)
	if err != nil {
		return "–"
	}
	return n.unit(w)
}

func (n *builder) schedule() {
	t := Table{Columns: []Column{{Title: "No", Width: 9, Align: Center}, {Title: "Waktu", Width: 34}, {Title: "Menit", Width: 15, Align: Right},
		{Title: "Acara"}, {Title: "Pembawa acara", Width: 42}}}
	at, no := n.m.Meeting.Time.Minutes(), 0
	known := !n.m.Meeting.Time.IsZero()
	inner := at
	for _, s := range n.slots() {
		from := at
		if s.sub {
			from = inner
			inner += s.minutes
		} else {
			no++
			inner = at
			at += s.minutes
		}
		when := "–"
		if known {
			when = clockText(from) + "–" + clockText(from+s.minutes)
		}
		row := []Cell{cell(fmt.Sprint(no)), cell(when), cell(fmt.Sprint(s.minutes)), strong(s.text), cell(s.by)}
		if s.sub {
			row[0], row[3] = nil, cell(s.text)
		}
		t.Rows = append(t.Rows, row)
	}
	n.table(t, "Susunan acara belum diisi.")
}

func (n *builder) scheduleNote() {
	if total := n.minutes(); total > 0 {
		n.para("Seluruh acara direncanakan %d menit; jam dalam %s.", total, n.zone())
	}
}

// zone is the name of the office's time zone.
func (n *builder) zone() string { return or(n.m.Office.Zone, "WIB") }

// clockText is minutes after midnight as a clock shows them: "09.15".
func clockText(minutes int) string {
	minutes %= 24 * 60
	return fmt.Sprintf("%02d.%02d", minutes/60, minutes%60)
}

// Planned is when the meeting is to begin and end by its plan; both zero if its
// date or time is not set.
func (in Input) Planned() (from, to time.Time) {
	n := builder{Input: in, m: in.Minutes, loc: location(in.Minutes.Office)}
	mt := in.Minutes.Meeting
	if mt.Time.IsZero() || mt.Date.IsZero() {
		return from, to
	}
	from = mt.Time.On(mt.Date, n.loc)
	return from, from.Add(time.Duration(n.minutes()) * time.Minute)
}

// minutes is how long the agenda takes by its plan.
func (n *builder) minutes() int {
	total := 0
	for _, s := range n.slots() {
		if !s.sub {
			total += s.minutes
		}
	}
	return total
}
