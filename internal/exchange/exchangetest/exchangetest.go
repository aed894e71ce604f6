// Package exchangetest makes sheets of answers for tests of the exchange.
package exchangetest

import (
	"fmt"
	"math/rand/v2"

	"monev/internal/lke"
)

// Sheets makes a sheet of the unit and one of TPI for 2026: mostly answered, with
// notes, evidence, blanks and divisors of zero. Equal seeds make equal sheets.
func Sheets(in *lke.Instrument, seed uint64) (unit, tpi lke.Sheet) {
	r := rand.New(rand.NewPCG(seed, 7))
	unit, tpi = lke.NewSheet(in, lke.Unit, 2026), lke.NewSheet(in, lke.TPI, 2026)
	for _, s := range []*lke.Sheet{&unit, &tpi} {
		s.Answers = map[string]lke.Answer{}
		for _, it := range in.Items() {
			a := answer(r, it)
			if r.IntN(8) == 0 {
				a = lke.Answer{}
			}
			if r.IntN(2) == 0 {
				a.Note = note(r)
			}
			if s.Layer == lke.Unit && r.IntN(2) == 0 {
				a.Proof = fmt.Sprintf("https://contoh.go.id/bukti/%d?a=1&b=<2>", r.IntN(1000))
			}
			if err := it.Clean(&a); err != nil {
				panic(err) // the generator makes possible answers only
			}
			if !a.IsBlank() || a.Note != "" || a.Proof != "" {
				s.Answers[it.Code] = a
			}
		}
	}
	return unit, tpi
}

func answer(r *rand.Rand, it *lke.Item) lke.Answer {
	var a lke.Answer
	switch it.Kind {
	case lke.Survey:
		x := lke.Index(r.IntN(401) * 10_000)
		a.Index = &x
	case lke.Percent:
		a.Counts = map[string]int64{}
		zero := r.IntN(4) == 0
		for i, c := range it.Inputs {
			if n := int64(r.IntN(40)); !zero && i != it.Formula.Part {
				a.Counts[c.Key] = n
			} else {
				a.Counts[c.Key] = 0
			}
		}
		over := int64(0)
		for _, i := range it.Formula.Over {
			over += a.Counts[it.Inputs[i].Key]
		}
		part := it.Inputs[it.Formula.Part].Key
		if it.Formula.Kind == lke.Decline {
			over += 3
		}
		if over > 0 {
			a.Counts[part] = r.Int64N(over + 1)
		}
		if r.IntN(6) == 0 {
			delete(a.Counts, it.Inputs[r.IntN(len(it.Inputs))].Key)
		}
	default:
		a.Choice = it.Choices[r.IntN(len(it.Choices))].Key
	}
	return a
}

func note(r *rand.Rand) string {
	return []string{"Sesuai SK.", "=1+1", "+62 812", "@SUM(A1)", "-", "Baris satu\nbaris dua & <tiga>", "_x0041_ dan _xD800_", `"kutip" 'tunggal'`,
		"Perlu dilengkapi; lihat notula 20-11-2025", "é ü ꦲꦏ 漢字 😀", "[Jumlah yang sudah melapor] tiruan\n[Jumlah perubahan yang dibuat] tiruan"}[r.IntN(11)]
}
