package report

import (
	"fmt"
	"strings"
	"time"

	"monev/internal/evidence"
	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/tanggal"
)

// Missing is what the list of incomplete evidence is made from.
type Missing struct {
	Office monev.Office
	Year   int
	Needs  []evidence.Need // in the order of the instrument
	Items  int             // questions of the instrument
	At     time.Time       // when the register was read, in the office's zone
}

// MissingEvidence builds "Daftar Eviden yang Belum Lengkap": a sentence that sums
// up, A. by area, B. by penanggung jawab, each on a page of its own so that it can be
// handed out. A complete register gives a document that says so.
func MissingEvidence(m Missing, opt Options) Doc {
	const title = "Daftar Eviden yang Belum Lengkap"
	d := Doc{Title: title, Subject: fmt.Sprintf("Zona Integritas Tahun %d", m.Year), Author: plain.Line(m.Office.Name),
		Paper: opt.Paper, Landscape: true, Font: opt.Font, Size: opt.Size, Margins: opt.Margins,
		Header: fmt.Sprintf("%s Tahun %d", title, m.Year), Footer: Footer{Text: title}, Created: m.At, Modified: m.At,
		Practice: m.Office.Practice}
	for _, l := range m.Office.Letterhead {
		if l = plain.Line(l); l != "" {
			d.Letterhead = append(d.Letterhead, l)
		}
	}
	if len(d.Letterhead) == 0 && d.Author != "" {
		d.Letterhead = []string{strings.ToUpper(d.Author)}
	}
	add := func(b ...Block) { d.Blocks = append(d.Blocks, b...) }
	add(Heading{Level: 0, Text: strings.ToUpper(title)}, Paragraph{Align: Center, Text: Plain(d.Subject)})
	if len(m.Needs) == 0 {
		add(Paragraph{Text: Plain(fmt.Sprintf("Semua %d butir sudah punya eviden dengan status Sesuai%s.", m.Items, asOf(m.At)))})
		return d
	}
	add(Paragraph{Text: Plain(m.summary())})
	add(Heading{Level: 1, Text: "A. Menurut Area"})
	for _, g := range evidence.ByArea(m.Needs) {
		add(Heading{Level: 2, Text: fmt.Sprintf("%s (%d butir)", m.area(g.Area), len(g.Needs))}, m.table(d.TextWidth(), g.Needs, true))
	}
	add(PageBreak{}, Heading{Level: 1, Text: "B. Menurut Penanggung Jawab"})
	for i, g := range evidence.ByOwner(m.Needs) {
		if i > 0 {
			add(PageBreak{})
		}
		name := "Belum ada penanggung jawab"
		if !g.Owner.IsZero() {
			name = plain.Line(g.Owner.String())
		}
		add(Heading{Level: 2, Text: fmt.Sprintf("%s (%d butir)", name, len(g.Needs))}, m.table(d.TextWidth(), g.Needs, false))
	}
	return d
}

func asOf(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return " per " + tanggal.Of(t).Long()
}

// summary counts the needs by their words.
func (m Missing) summary() string {
	claimed := 0
	words := map[string]int{}
	for _, n := range m.Needs {
		words[n.Word()]++
		if n.Answered {
			claimed++
		}
	}
	s := fmt.Sprintf("Keadaan%s: %d dari %d butir belum lengkap evidennya", asOf(m.At), len(m.Needs), m.Items)
	var parts []string
	for _, w := range []string{string(monev.EvidenceMissing), evidence.Expired, string(monev.EvidenceUnchecked), string(monev.EvidenceFaulty)} {
		if words[w] > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", w, words[w]))
		}
	}
	s += " (" + strings.Join(parts, "; ") + ")."
	if claimed > 0 {
		s += fmt.Sprintf(" %d butir di antaranya sudah dijawab, tetapi baru dihitung dalam klaim, belum berbukti.", claimed)
	}
	return s
}

func (m Missing) area(n int) string {
	if n == 0 {
		return "Hasil"
	}
	return tanggal.Roman(n) + ". " + plain.Line(m.Office.Areas[n-1].Name)
}

func (m Missing) table(width float64, needs []evidence.Need, owners bool) Table {
	cols := []Column{{Title: "No.", Width: 11, Align: Right}, {Title: "Butir", Width: 25}, {Title: "Pertanyaan"}, {Title: "Eviden yang diharapkan"},
		{Title: "Keadaan", Width: 48}}
	if owners {
		cols = append(cols, Column{Title: "Penanggung jawab", Width: 36})
	}
	t := Table{Columns: fit(width, cols...), Small: true}
	for i, n := range needs {
		var expected, state Cell
		for _, e := range n.Item.Evidence {
			expected = append(expected, cell("– "+plain.Line(e))...)
		}
		state = append(state, Text{Bold(n.Word())})
		if n.Answered {
			state = append(state, Plain("sudah dijawab, belum berbukti"))
		}
		for _, note := range n.Notes() {
			state = append(state, cell(note)...)
		}
		row := []Cell{cell(fmt.Sprint(i + 1)), cell(n.Item.Code), cell(n.Item.Question), expected, state}
		if owners {
			var who Cell
			for _, o := range n.Owners {
				who = append(who, Plain(plain.Line(o.String())))
			}
			if len(who) == 0 {
				who = cell("–")
			}
			row = append(row, who)
		}
		tone := Bad
		if n.Status == monev.EvidenceUnchecked {
			tone = Warn
		}
		tones := make([]Tone, len(cols))
		tones[4] = tone
		t.Rows, t.Tones = append(t.Rows, row), append(t.Tones, tones)
	}
	return t
}
