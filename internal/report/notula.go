package report

import (
	"fmt"
	"strings"
	"time"

	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/tanggal"
)

// Options are how an office wants its documents to look. The zero Options are
// A4, Arial 11 and DefaultMargins.
type Options struct {
	Paper   Paper
	Font    string
	Size    float64 // points
	Margins Margins // mm
}

// Notula builds the minutes of a meeting: head, A. Pembukaan, B. Tinjauan
// tindak lanjut rapat sebelumnya, C. Pembahasan, D. Simpulan dan keputusan,
// E. Tindak lanjut, F. Penutup, signatures and the daftar hadir as annex.
//
// Any Minutes gives a whole document: a section without content says so. A
// meeting that is not final gives a draft. The catatan fasilitator is never in
// it. Every text of the records is cleaned once more by package plain.
func Notula(m monev.Minutes, opt Options) Doc {
	n := newNotula(m, opt)
	n.head()
	n.opening()
	n.review()
	n.discussion()
	n.conclusion()
	n.followUps()
	n.closing()
	n.sign()
	n.annex()
	return n.d
}

// notula builds one document.
type notula struct {
	m   monev.Minutes
	loc *time.Location
	d   Doc
}

func newNotula(m monev.Minutes, opt Options) *notula {
	loc, err := tanggal.Location(m.Office.Zone)
	if err != nil {
		loc = time.FixedZone("WIB", 7*3600)
	}
	n := &notula{m: m, loc: loc}
	title := plain.Line(m.Meeting.Name())
	n.d = Doc{
		Title: "Notula Rapat", Subject: title, Author: plain.Line(m.Office.Name),
		Paper: opt.Paper, Font: opt.Font, Size: opt.Size, Margins: opt.Margins,
		Header: "Notula " + title, Draft: m.Meeting.Status != monev.Final,
		Footer: Footer{Text: title},
	}
	for _, l := range m.Office.Letterhead {
		if l = plain.Line(l); l != "" {
			n.d.Letterhead = append(n.d.Letterhead, l)
		}
	}
	if len(n.d.Letterhead) == 0 && n.d.Author != "" {
		n.d.Letterhead = []string{strings.ToUpper(n.d.Author)}
	}
	if r := len(m.Meeting.Revisions); r > 0 {
		n.d.Header += fmt.Sprintf(" · Revisi ke-%d", r)
	}
	if m.Head != "" {
		n.d.Footer.Trace = "Jejak " + plain.Line(m.Head)
	}
	n.d.Created, n.d.Modified = n.times()
	return n
}

// times are the first and the last moment the records know of.
func (n *notula) times() (first, last time.Time) {
	mt := n.m.Meeting
	all := []time.Time{mt.FinalAt}
	if len(mt.Sessions) == 0 {
		all = append(all, mt.Time.On(mt.Date, n.loc), mt.Date.Time(n.loc))
	}
	for _, s := range mt.Sessions {
		all = append(all, s.Start, s.End)
	}
	for _, r := range mt.Revisions {
		all = append(all, r.At)
	}
	for _, t := range all {
		if t.IsZero() {
			continue
		}
		if first.IsZero() || t.Before(first) {
			first = t
		}
		if t.After(last) {
			last = t
		}
	}
	return first, last
}

func (n *notula) add(b ...Block) { n.d.Blocks = append(n.d.Blocks, b...) }

func (n *notula) section(s string) { n.add(Heading{Level: 1, Text: s}) }

func (n *notula) para(format string, args ...any) {
	n.add(Paragraph{Text: Plain(fmt.Sprintf(format, args...))})
}

// paras adds a text of several lines as paragraphs; empty lines go.
func (n *notula) paras(s string) {
	for _, t := range lines(s) {
		n.add(Paragraph{Text: t})
	}
}

func (n *notula) head() {
	mt := n.m.Meeting
	n.add(Heading{Text: "NOTULA RAPAT"})
	if r := len(mt.Revisions); r > 0 {
		n.add(Paragraph{Align: Center, Keep: true, Text: Text{Bold(fmt.Sprintf("(Revisi ke-%d)", r))}})
	}
	agenda := Pair{Label: "Acara", Numbered: true}
	for _, a := range mt.Agenda {
		if a = plain.Line(a); a != "" {
			agenda.Values = append(agenda.Values, Plain(a))
		}
	}
	if len(agenda.Values) == 0 {
		agenda = pair("Acara", "–")
	}
	rows := []Pair{
		pair("Nama rapat", n.d.Subject),
		pair("Hari, tanggal", n.days()),
		{Label: "Waktu", Values: n.hours()},
		pair("Tempat", mt.Place),
		agenda,
		pair("Pimpinan rapat", mt.Chair.String()),
		pair("Notulis", mt.Notary.String()),
		pair("Peserta", "terlampir ("+n.presence()+")"),
		pair("Dasar/undangan", prefixed("nomor ", mt.Invitation)),
	}
	if len(mt.Revisions) > 0 {
		p := Pair{Label: "Riwayat revisi"}
		for i, r := range mt.Revisions {
			p.Values = append(p.Values, Plain(fmt.Sprintf("Revisi ke-%d, %s: %s", i+1,
				tanggal.Of(r.At.In(n.loc)).LongNoDay(), plain.Line(r.Reason))))
		}
		rows = append(rows, p)
	}
	n.add(Pairs{Label: 36, Rows: rows})
}

func (n *notula) opening() {
	n.section("A. Pembukaan")
	mt := n.m.Meeting
	by := mt.OpenedBy
	if by.Position == "" {
		by = mt.Chair
	}
	switch {
	case len(mt.Sessions) == 0:
		n.para("Rapat belum dibuka.")
	case by.String() == "":
		n.para("Rapat dibuka pada %s.", n.moment(mt.Sessions[0].Start))
	default:
		n.para("Rapat dibuka pada %s oleh %s.", n.moment(mt.Sessions[0].Start), plain.Line(by.String()))
	}
	for i, s := range mt.Sessions {
		if i > 0 {
			n.para("Sesi %d (sesi lanjutan) dibuka pada %s.", i+1, n.moment(s.Start))
		}
	}
	// one speaker's points together, in the order of the first
	var order []string
	points := map[string][]Item{}
	for _, r := range mt.Remarks {
		who := plain.Line(r.By.String())
		if who == "" {
			who = "peserta rapat"
		}
		if _, ok := points[who]; !ok {
			order = append(order, who)
		}
		points[who] = append(points[who], item(r.Text))
	}
	for _, who := range order {
		n.add(Paragraph{Keep: true, Text: Plain("Pokok sambutan/arahan " + who + ":")},
			List{Numbered: true, Items: points[who]})
	}
	if len(order) == 0 {
		n.para("Tidak ada pokok sambutan yang dicatat.")
	}
}

func (n *notula) closing() {
	n.section("F. Penutup")
	mt := n.m.Meeting
	n.paras(mt.Closing)
	var last monev.Session
	if len(mt.Sessions) > 0 {
		last = mt.Sessions[len(mt.Sessions)-1]
	}
	text := ""
	switch {
	case len(mt.Sessions) == 0:
		text = "Rapat belum dimulai."
	case last.End.IsZero():
		text = "Rapat masih berlangsung."
	case mt.Status != monev.Final && len(mt.Revisions) == 0:
		text = fmt.Sprintf("Rapat dijeda pada %s dan belum ditutup.", n.moment(last.End))
	default:
		text = fmt.Sprintf("Rapat ditutup pada %s", n.moment(last.End))
		if who := plain.Line(mt.Chair.String()); who != "" {
			text += " oleh " + who
		}
		text += "."
	}
	n.add(Paragraph{Text: Plain(text), Keep: true})
}

func (n *notula) sign() {
	s := Signatures{Place: n.lastDay().LongNoDay()}
	if city := plain.Line(n.m.Office.City); city != "" && s.Place != "" {
		s.Place = city + ", " + s.Place
	}
	for _, sg := range n.m.Office.Signers {
		p := n.m.Signer(sg)
		s.Signers = append(s.Signers, Signature{Caption: plain.Line(sg.Caption), Title: n.officeTitle(p.Title),
			Name: plain.Line(p.Holder), NIP: nip(p.NIP)})
		if len(s.Signers) == 3 {
			break
		}
	}
	if len(s.Signers) > 0 {
		n.add(s)
	}
}

// officeTitle adds the office to a title of one word: "Ketua KPU Kabupaten
// Pamekasan", as letters are signed.
func (n *notula) officeTitle(title string) string {
	title = plain.Line(title)
	if title == "" || strings.Contains(title, " ") || n.d.Author == "" {
		return title
	}
	return title + " " + n.d.Author
}

func (n *notula) annex() {
	mt := n.m.Meeting
	n.add(PageBreak{}, Heading{Level: 1, Text: "Lampiran: Daftar Hadir"},
		Pairs{Label: 36, Rows: []Pair{pair("Nama rapat", n.d.Subject), pair("Hari, tanggal", n.days()), pair("Tempat", mt.Place)}})
	if len(mt.Attendance) == 0 {
		n.para("Daftar hadir belum diisi.")
		return
	}
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
		row := []Cell{cell(fmt.Sprint(i + 1)), cell(or(a.Person.Holder, "–")), cell(a.Person.Title), cell(or(a.UnitName, "–"))}
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
	if sessions > 1 {
		for s := range sessions {
			n.para("Jumlah sesi %d: %s.", s+1, totals(mt.Attendance, func(a monev.Attendee) monev.Presence { return a.Mark(s) }))
		}
	}
	label := "Jumlah"
	if sessions > 1 {
		label = "Jumlah seluruh sesi"
	}
	n.para("%s: %s.", label, totals(mt.Attendance, monev.Attendee.Overall))
}

// totals counts each presence: "hadir 9, izin 1, dari 11 orang".
func totals(list []monev.Attendee, of func(monev.Attendee) monev.Presence) string {
	count := map[monev.Presence]int{}
	for _, a := range list {
		count[of(a)]++
	}
	var out []string
	for _, p := range monev.Presences() {
		if count[p] > 0 {
			out = append(out, fmt.Sprintf("%s %d", p, count[p]))
		}
	}
	if count[monev.Unmarked] > 0 {
		out = append(out, fmt.Sprintf("belum diisi %d", count[monev.Unmarked]))
	}
	return strings.Join(append(out, fmt.Sprintf("dari %d orang", len(list))), ", ")
}
