package report

import (
	"cmp"
	"fmt"
	"slices"

	"monev/internal/lke"
	"monev/internal/monev"
	"monev/internal/plain"
)

// lkeKind is the summary of the LKE: components, areas, sub-components,
// requirements with what is missing, the weakest questions, the shortest way.
func lkeKind() Kind {
	return Kind{Name: "rekap-lke", Title: "Rekap LKE", Long: "Rekapitulasi Lembar Kerja Evaluasi", draft: notFinal, head: (*builder).lkeHead, Parts: []Part{
		{"nilai", "Nilai komponen dan area", (*builder).lkeValues},
		{"syarat", "Syarat WBK dan WBBM", (*builder).lkeRequirements},
		{"sub", "Nilai sub-komponen", (*builder).lkeSubs},
		{"butir-terlemah", "Butir yang paling menambah nilai", (*builder).lkeWeakest},
		{"jalan", "Jalan terpendek ke predikat", (*builder).lkePath},
		{"tanda-tangan", "Tanda tangan", (*builder).lkeSign},
	}}
}

func (n *builder) lkeHead() {
	n.title("REKAPITULASI LEMBAR KERJA EVALUASI", "ZONA INTEGRITAS")
	if n.LKE == nil {
		n.add(Paragraph{Align: Center, Text: Plain(fmt.Sprintf("tahun %d", n.m.Meeting.Period.Year))})
		n.para("Belum ada butir LKE yang dijawab.")
		return
	}
	n.add(Paragraph{Align: Center, Keep: true, Text: Plain(fmt.Sprintf("tahun %d, keadaan %s", n.LKE.Year, n.day().Long()))})
	f := n.LKE.Result.Total
	n.para("Terisi %d dari %d butir; %d di antaranya berbukti. Klaim menghitung semua jawaban; berbukti hanya jawaban yang evidennya ada dan Sesuai. Butir yang belum dijawab bernilai\u00a00.",
		f.Filled, f.Items, f.Proved)
}

const places = 2

func (n *builder) lkeValues() {
	if n.LKE == nil {
		return
	}
	r := n.LKE.Result
	n.section("Nilai komponen dan area")
	t := Table{Total: true, Columns: []Column{{Title: "Komponen"}, {Title: "Bobot", Width: 17, Align: Right}, {Title: "Klaim", Width: 18, Align: Right},
		{Title: "%", Width: 17, Align: Right}, {Title: "Berbukti", Width: 19, Align: Right}, {Title: "Terisi", Width: 24, Align: Right}}}
	row := func(name string, f lke.Figure, sum bool) {
		make := cell
		if sum {
			make = strong
		}
		t.Rows = append(t.Rows, []Cell{make(name), make(f.Weight.Decimal(places)), make(f.Claim.Decimal(places)), make(f.Percent().Decimal(1)),
			make(f.Proven.Decimal(places)), make(fmt.Sprintf("%d dari %d", f.Filled, f.Items))})
	}
	row("A. Pengungkit", r.Lever, true)
	for i, a := range r.Areas {
		row(n.areaRow(i), a.Figure, false)
	}
	row("Pemenuhan (seluruh area)", r.Aspects[lke.Fulfilment], false)
	row("Reform (seluruh area)", r.Aspects[lke.Reform], false)
	row("B. Hasil", r.Outcome, true)
	row("Nilai seluruhnya", r.Total, true)
	n.table(t, "")
	n.lkeBars()
}

// lkeBars is the six areas against what the target asks of each.
func (n *builder) lkeBars() {
	r := n.LKE.Result
	v := r.Verdict(n.LKE.Target, lke.ByClaim)
	b := Bars{Title: "Nilai area terhadap ambang " + n.LKE.Target.String()}
	for i, a := range r.Areas {
		bar := Bar{Label: n.areaRow(i), Share: share(a.Claim, a.Weight), Tone: Good,
			Value: fmt.Sprintf("%s dari %s (%s%%)", a.Claim.Decimal(places), a.Weight.Decimal(0), a.Percent().Decimal(1))}
		if q, ok := v.Requirement(fmt.Sprintf("area-%d", i+1)); ok {
			bar.Marks = []Mark{{Share: share(q.Points, a.Weight), Label: n.LKE.Target.String()}}
			if !q.Met {
				bar.Tone = Bad
			}
		}
		b.Rows = append(b.Rows, bar)
	}
	n.add(b)
}

// share is a part of a whole, for the length of a bar only.
func share(part, whole lke.Num) float64 {
	if whole.Sign() == 0 {
		return 0
	}
	return part.Div(whole).Float()
}

func (n *builder) lkeRequirements() {
	if n.LKE == nil {
		return
	}
	n.section("Syarat predikat")
	for _, p := range lke.Predicates() {
		v := n.LKE.Result.Verdict(p, lke.ByClaim)
		proof := n.LKE.Result.Verdict(p, lke.ByProof)
		word := "belum memenuhi seluruh syarat"
		switch {
		case v.Met:
			word = "memenuhi seluruh syarat"
		case len(v.Missing) > 0 && v.LeverMet:
			word = "syarat pengungkit dan area terpenuhi; nilai survei belum ada"
		case len(v.Missing) > 0:
			word += "; nilai survei belum ada"
		}
		n.add(Paragraph{Keep: true, Text: Text{Bold(p.String() + ":"), {Text: " " + word + "."}}})
		t := Table{Columns: []Column{{Title: "Syarat"}, {Title: "Minimum", Width: 20, Align: Right}, {Title: "Klaim", Width: 18, Align: Right},
			{Title: "Kurang", Width: 18, Align: Right}, {Title: "Berbukti", Width: 20, Align: Right}, {Title: "Keterangan", Width: 36}}}
		for i, q := range v.Requirements {
			missing, word, mark := "–", "terpenuhi", Good
			if !q.Met {
				missing, word, mark = q.Short.Missing(places), "belum terpenuhi", Bad
			}
			if q.Waits {
				word, mark = "menunggu nilai survei", Warn
			}
			t.Rows = append(t.Rows, []Cell{cell(q.Label), cell(q.Points.Decimal(places)), cell(q.Value.Decimal(places)), cell(missing),
				cell(proof.Requirements[i].Value.Decimal(places)), cell(word)})
			t.Tones = append(t.Tones, []Tone{None, None, None, None, None, mark})
		}
		n.table(t, "Tidak ada syarat.")
		if q := v.Prerequisite; q != nil {
			n.para("Prasyarat %s: %s.", p, plain.Line(q.Text))
		}
	}
}

func (n *builder) lkeSubs() {
	if n.LKE == nil {
		return
	}
	n.section("Nilai sub-komponen")
	r := n.LKE.Result
	t := Table{Columns: []Column{{Title: "Kode", Width: 24}, {Title: "Sub-komponen"}, {Title: "Bobot", Width: 17, Align: Right}, {Title: "Klaim", Width: 18, Align: Right},
		{Title: "Berbukti", Width: 19, Align: Right}, {Title: "Terisi", Width: 24, Align: Right}}}
	for _, s := range r.Instrument.Subs() {
		f := r.Subs[s.Index]
		t.Rows = append(t.Rows, []Cell{cell(s.Code), cell(s.Name), cell(f.Weight.Decimal(places)), cell(f.Claim.Decimal(places)), cell(f.Proven.Decimal(places)),
			cell(fmt.Sprintf("%d dari %d", f.Filled, f.Items))})
	}
	n.table(t, "Tidak ada sub-komponen.")
}

// weakest is how many questions the list of the weakest has.
const weakest = 15

func (n *builder) lkeWeakest() {
	if n.LKE == nil {
		return
	}
	n.section("Butir yang paling menambah nilai")
	r := n.LKE.Result
	items := slices.DeleteFunc(r.Instrument.Items(), func(it *lke.Item) bool { return r.Item(it).Gain().Sign() <= 0 })
	slices.SortStableFunc(items, func(a, b *lke.Item) int {
		return cmp.Or(r.Item(b).Gain().Cmp(r.Item(a).Gain()), cmp.Compare(a.Index, b.Index))
	})
	all := len(items)
	t := Table{Columns: []Column{{Title: "Butir", Width: 24}, {Title: "Pertanyaan"}, {Title: "Klaim", Width: 18, Align: Right},
		{Title: "Masih dapat ditambah", Width: 27, Align: Right}, {Title: "Eviden", Width: 32}}}
	for _, it := range items[:min(all, weakest)] {
		f := r.Item(it)
		t.Rows = append(t.Rows, []Cell{cell(it.Code), cell(it.Question), cell(f.Claim.Decimal(places)), cell(f.Gain().Missing(places)), cell(string(n.proof(it.Code)))})
	}
	n.table(t, "Semua butir sudah bernilai penuh.")
	if all > weakest {
		n.para("Ditampilkan %d dari %d butir yang belum bernilai penuh.", weakest, all)
	}
}

// proof is the state of the evidence of a question.
func (n *builder) proof(code string) monev.EvidenceStatus {
	if n.LKE == nil || n.LKE.Status == nil {
		return monev.EvidenceMissing
	}
	return n.LKE.Status(code)
}

func (n *builder) lkePath() {
	if n.LKE == nil {
		return
	}
	to := n.LKE.Target.String()
	n.section("Jalan terpendek ke " + to)
	p := n.LKE.Path
	if n.LKE.LeverOnly {
		to = "ambang pengungkit dan area " + to
	}
	switch {
	case p == nil:
		n.para("Seluruh syarat %s sudah terpenuhi menurut klaim.", n.LKE.Target)
		return
	case !p.Found:
		n.para("%s", or(p.Reason, "Tidak ada jalan yang ditemukan."))
		return
	}
	n.para("%d butir dinaikkan ke jawaban terbaik agar %s tercapai; tambahan %s.", len(p.Steps), to, p.Gain.Decimal(places))
	t := Table{Columns: []Column{{Title: "Butir", Width: 24}, {Title: "Pertanyaan"}, {Title: "Dari", Width: 24}, {Title: "Ke", Width: 24}, {Title: "Tambahan", Width: 21, Align: Right}}}
	for _, s := range p.Steps {
		t.Rows = append(t.Rows, []Cell{cell(s.Item.Code), cell(s.Item.Question), cell(or(s.Item.Text(s.From), "belum diisi")), cell(s.Item.Text(s.To)), cell(s.Gain.Decimal(places))})
	}
	n.table(t, "")
}

// lkeSign signs under a sentence, so that no signature stands on a page alone.
func (n *builder) lkeSign() {
	if n.LKE != nil {
		n.add(Paragraph{Keep: true, Text: Plain(fmt.Sprintf("Rekapitulasi ini disusun dari jawaban LKE tahun %d yang tercatat sampai %s.", n.LKE.Year, n.day().Long()))})
	}
	n.sign()
}
