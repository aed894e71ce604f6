package lke

import (
	"fmt"
	"strings"

	"monev/internal/plain"
	"monev/internal/tanggal"
)

// shares gives each question of a sub its points: its own weight where the
// file states one, else an equal share (§2).
func (b *builder) shares(s *Sub) {
	if len(s.Items) == 0 {
		b.fault(s.Code, "tidak ada butir")
		return
	}
	own, sum := 0, Num{}
	for _, it := range s.Items {
		if it.Own {
			own++
			sum = sum.Add(it.Weight)
			if it.Weight.Sign() <= 0 {
				b.fault(it.Code, "bobot harus lebih dari 0")
			}
		}
	}
	switch {
	case own == 0 && s.Area == 0:
		b.fault(s.Code, "butir hasil harus berbobot sendiri")
	case own == 0:
		for _, it := range s.Items {
			it.Weight = s.Weight.Div(Int(int64(len(s.Items))))
		}
	case own < len(s.Items):
		b.fault(s.Code, "baru sebagian butir yang berbobot sendiri")
	case sum.Cmp(s.Weight) != 0:
		b.sum(s.Code, "butir", sum, s.Weight)
	}
}

// sum complains about parts that do not make the whole.
func (b *builder) sum(place, parts string, got, want Num) {
	b.fault(place, "jumlah bobot %s %s, seharusnya %s", parts, number(got), number(want))
}

// number shows a weight without needless zeros.
func number(x Num) string {
	s := x.Decimal(4)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ",")
}

// checkWeights: 100 = 60 + 40, 60 = 30 + 30, each area = its aspects, each
// aspect = its areas, each part = its subs (§1).
func (b *builder) checkWeights() {
	in := b.in
	if got := in.Lever.Weight.Add(in.Outcome.Weight); got.Cmp(in.Weight) != 0 || in.Weight.Sign() <= 0 {
		b.sum("instrumen", "komponen", got, in.Weight)
	}
	if got := in.Aspects[0].Add(in.Aspects[1]); got.Cmp(in.Lever.Weight) != 0 {
		b.sum("pengungkit", "aspek", got, in.Lever.Weight)
	}
	var areas Num
	var aspects [2]Num
	for _, a := range in.Areas {
		areas = areas.Add(a.Weight)
		var parts Num
		for i, p := range a.Aspects {
			parts = parts.Add(p.Weight)
			aspects[i] = aspects[i].Add(p.Weight)
			b.checkSubs(p.Code, p.Subs, p.Weight)
		}
		if parts.Cmp(a.Weight) != 0 {
			b.sum(a.Label(), "aspek", parts, a.Weight)
		}
	}
	if areas.Cmp(in.Lever.Weight) != 0 {
		b.sum("pengungkit", "area", areas, in.Lever.Weight)
	}
	for i, got := range aspects {
		if got.Cmp(in.Aspects[i]) != 0 {
			b.sum("aspek "+Aspect(i).String(), "area", got, in.Aspects[i])
		}
	}
	b.checkSubs("hasil", in.Outcome.Subs, in.Outcome.Weight)
}

func (b *builder) checkSubs(place string, subs []*Sub, want Num) {
	var got Num
	for _, s := range subs {
		got = got.Add(s.Weight)
		if s.Weight.Sign() <= 0 {
			b.fault(s.Code, "bobot harus lebih dari 0")
		}
	}
	if got.Cmp(want) != 0 {
		b.sum(place, "sub", got, want)
	}
}

// SourceNames are the sources of a figure in words a user knows; a code the file
// does not explain stands as it is.
func (in *Instrument) SourceNames(codes []string) []string {
	var out []string
	for _, c := range codes {
		name, _, _ := strings.Cut(in.Sources[c], " (")
		if name == "" {
			name = c
		}
		out = append(out, name)
	}
	return out
}

// Label is "Area I Manajemen Perubahan".
func (a Area) Label() string {
	return fmt.Sprintf("Area %s %s", tanggal.Roman(a.Number), a.Name)
}

// checkCounts compares the questions with the numbers the file states.
func (b *builder) checkCounts() {
	count := func(subs []*Sub) (n int) {
		for _, s := range subs {
			n += len(s.Items)
		}
		return n
	}
	say := func(place, what string, got, want int) {
		if got != want {
			b.fault(place, "%d butir %s, seharusnya %d", got, what, want)
		}
	}
	var all [2]int
	for i, a := range b.in.Areas {
		want := b.raw.Components.Lever.Areas[i].Counts
		f, r := count(a.Aspects[0].Subs), count(a.Aspects[1].Subs)
		say(a.Label(), "pemenuhan", f, want.Fulfilment)
		say(a.Label(), "reform", r, want.Reform)
		all[0], all[1] = all[0]+f, all[1]+r
	}
	c := b.raw.Instrument.Counts
	say("instrumen", "pemenuhan", all[0], c.Fulfilment)
	say("instrumen", "reform", all[1], c.Reform)
	say("instrumen", "hasil", count(b.in.Outcome.Subs), c.Outcome)
	say("instrumen", "seluruhnya", len(b.in.items), c.Total)
	if p := b.raw.Instrument.Portal; p != nil && len(b.soal) != p.Total {
		b.fault("instrumen", "%d nomor soal PortalRB, seharusnya %d", len(b.soal), p.Total)
	}
}

// minima makes the requirements of one predicate (§5). Each figure is derived
// from weight and percent or index where the file gives these, and must then be
// what the file states.
func (b *builder) minima(p Predicate, r *rawMinima) {
	in, place := b.in, "ambang "+p.String()
	m := &in.Minima[p]
	add := func(code, name string, raw *rawMinimum, weight Num, sc scope, at int) {
		if raw == nil {
			b.fault(place, "%s belum ada", name)
			return
		}
		row := Minimum{Code: code, Label: name, Weight: weight, scope: sc, at: at,
			Sources: labels(raw.Sources), Note: label(raw.Note), Certainty: b.certainty(place+" "+code, raw)}
		var derived []Num
		if raw.Points != nil {
			derived = append(derived, raw.Points.Num)
		}
		if raw.Percent != nil {
			derived = append(derived, weight.Mul(raw.Percent.Num).Div(Int(100)))
		}
		if raw.Index != nil {
			derived = append(derived, weight.Mul(raw.Index.Num).Div(Int(indexMax)))
			row.Index = &raw.Index.Num
		}
		switch {
		case len(derived) == 0:
			b.fault(place+" "+code, "nilai minimum belum diisi")
			return
		case weight.Sign() <= 0:
			return // said elsewhere
		}
		row.Points = derived[len(derived)-1]
		for _, d := range derived {
			if d.Cmp(row.Points) != 0 {
				b.fault(place+" "+code, "minimum %s tidak sama dengan turunannya %s", number(d), number(row.Points))
			}
		}
		if row.Points.Sign() < 0 || row.Points.Cmp(weight) > 0 {
			b.fault(place+" "+code, "minimum %s di luar bobot %s", number(row.Points), number(weight))
		}
		row.Percent = row.Points.Mul(Int(100)).Div(weight)
		m.Rows = append(m.Rows, row)
	}
	sub := func(code, name string, raw *rawMinimum) {
		if s, ok := in.Sub(code); ok {
			add(code, name, raw, s.Weight, onSub, s.Index)
		} else {
			b.fault(place, "sub %s tidak ada", code)
		}
	}
	item := func(code, name string, raw *rawMinimum) {
		for _, it := range in.items {
			if it.Code == code {
				add(code, name, raw, it.Weight, onItem, it.Index)
				return
			}
		}
		b.fault(place, "butir %s tidak ada", code)
	}
	add("total", "Nilai total", r.Total, in.Weight, onTotal, 0)
	add("pengungkit", "Pengungkit", r.Lever, in.Lever.Weight, onLever, 0)
	for i, a := range in.Areas {
		add(fmt.Sprintf("area-%d", a.Number), a.Label(), r.Area, a.Weight, onArea, i)
	}
	sub("B.I", "Birokrasi yang bersih dan akuntabel", r.Clean)
	item("B.I.a", "Survei persepsi antikorupsi (IPAK)", r.IPAK)
	item("B.I.b", "Capaian kinerja lebih baik", r.Work)
	sub("B.II", "Pelayanan publik yang prima (IPKP)", r.Service)
	if r.Before != nil {
		m.Prerequisite = &Prerequisite{Text: label(r.Before.Text), Sources: labels(r.Before.Sources),
			Certainty: b.certainty(place+" prasyarat", r.Before), Note: label(r.Before.Note)}
	}
}

func (b *builder) certainty(place string, r *rawMinimum) Certainty {
	switch {
	case r.Level == "dua" && len(r.Sources) >= 2:
		return TwoSources
	case r.Level == "satu":
		return OneSource
	}
	b.fault(place, "tingkat harus satu, atau dua dengan sekurangnya dua sumber")
	return OneSource
}

// index fills what is looked up while scoring and searching.
func (in *Instrument) index() {
	for _, it := range in.items {
		in.codes[it.Code] = it.Index
		for i := range it.Choices {
			it.Choices[i].points = it.Choices[i].Score.Mul(it.Weight)
		}
		words := []string{it.Code, it.Question, it.Sub.Name, it.BPS}
		if n := it.Area(); n > 0 {
			words = append(words, in.Areas[n-1].Name, it.Sub.Aspect.String())
		}
		for _, c := range it.Choices {
			words = append(words, c.Criterion)
		}
		for _, i := range it.Inputs {
			words = append(words, i.Label)
		}
		it.fold = plain.Fold(strings.Join(append(words, it.Evidence...), " "))
	}
}
