package report

import (
	"fmt"

	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/tanggal"
)

// notulaKind is the minutes of a meeting: head, Pembukaan, Tinjauan tindak lanjut
// rapat sebelumnya, Pembahasan, Simpulan dan keputusan, Tindak lanjut, Penutup,
// signatures, daftar hadir and the list of photos as annexes. A section without
// content says so.
func notulaKind() Kind {
	return Kind{Name: "notula", Title: "Notula", Long: "Notula Rapat", draft: notFinal, head: (*builder).head, Parts: []Part{
		{"pembukaan", "Pembukaan", (*builder).opening},
		{"tinjauan", "Tinjauan tindak lanjut rapat sebelumnya", (*builder).review},
		{"pembahasan", "Pembahasan per area", (*builder).discussion},
		{"simpulan", "Simpulan dan keputusan", (*builder).conclusion},
		{"tindak-lanjut", "Tindak lanjut", (*builder).followUps},
		{"penutup", "Penutup", (*builder).closing},
		{"tanda-tangan", "Tanda tangan", (*builder).sign},
		{"daftar-hadir", "Lampiran daftar hadir", (*builder).annex},
		{"foto", "Lampiran daftar foto", (*builder).photoList},
	}}
}

func (n *builder) para(format string, args ...any) {
	n.add(Paragraph{Text: Plain(fmt.Sprintf(format, args...))})
}

// paras adds a text of several lines as paragraphs; empty lines go.
func (n *builder) paras(s string) {
	for _, t := range lines(s) {
		n.add(Paragraph{Text: t})
	}
}

func (n *builder) head() {
	mt := n.m.Meeting
	n.title("NOTULA RAPAT")
	rows := []Pair{
		pair("Nama rapat", n.d.Subject),
		pair("Hari, tanggal", n.days()),
		{Label: "Waktu", Values: n.hours()},
		pair("Tempat", mt.Place),
		n.agenda("Acara"),
		pair("Pimpinan rapat", mt.Chair.String()),
		pair("Notulis", mt.Notary.String()),
		pair("Peserta", "terlampir ("+n.presence()+")"),
		pair("Dasar/undangan", n.basis()),
	}
	if len(mt.Revisions) > 0 {
		p := Pair{Label: "Riwayat revisi"}
		for i, r := range mt.Revisions {
			p.Values = append(p.Values, Plain(fmt.Sprintf("%s, %s: %s", revision(i+1),
				tanggal.Of(r.At.In(n.loc)).LongNoDay(), plain.Line(r.Reason))))
		}
		rows = append(rows, p)
	}
	n.add(Pairs{Label: 36, Rows: rows})
}

func (n *builder) opening() {
	n.section("Pembukaan")
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

func (n *builder) closing() {
	n.section("Penutup")
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
