package lke

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

// Any counts in the percentage questions give the sums that big fractions give,
// and what is missing to each minimum and comparisons follow from them.
func TestSumsAreExact(t *testing.T) {
	in := Default()
	rapid.Check(t, func(t *rapid.T) {
		s := NewSheet(in, Unit, 2026)
		s.Answers = map[string]Answer{}
		great := rapid.OneOf(rapid.Int64Range(0, 9), rapid.Int64Range(999_000, maxCount))
		for _, it := range in.items {
			switch {
			case it.Kind == Percent:
				a := Answer{Counts: map[string]int64{}}
				for _, i := range it.Inputs {
					a.Counts[i.Key] = great.Draw(t, it.Code+" "+i.Key)
				}
				s.Answers[it.Code] = a
			case it.Index%3 > 0:
				s.Answers[it.Code] = it.Best(Answer{})
			}
		}
		r, err := in.Score(s, Options{Proven: func(it *Item) bool { return it.Index%2 == 0 }})
		if err != nil {
			t.Fatal(err)
		}
		claim, proven := new(big.Rat), new(big.Rat)
		var areas [6]big.Rat
		for _, it := range in.items {
			f := r.Items[it.Index]
			claim.Add(claim, f.Claim.Rat())
			proven.Add(proven, f.Proven.Rat())
			if n := it.Area(); n > 0 {
				areas[n-1].Add(&areas[n-1], f.Claim.Rat())
			}
		}
		equal(t, "total", r.Total.Claim, claim)
		equal(t, "berbukti", r.Total.Proven, proven)
		for i := range areas {
			equal(t, "area", r.Areas[i].Claim, &areas[i])
		}
		for _, p := range Predicates() {
			for _, b := range []Basis{ByClaim, ByProof} {
				for _, q := range r.Verdict(p, b).Requirements {
					short := new(big.Rat).Sub(q.Points.Rat(), q.Value.Rat())
					if q.Met != (short.Sign() <= 0) {
						t.Fatalf("%s %s: %s against %s is met %v", p, q.Code, q.Value, q.Points, q.Met)
					}
					if !q.Met {
						equal(t, q.Code, q.Short, short)
					}
				}
			}
		}
		equal(t, "gain", r.Total.Gain(), new(big.Rat).Sub(big.NewRat(100, 1), claim))
		for _, x := range []Num{r.Total.Claim, r.Total.Proven, r.Lever.Claim.Neg(), r.Areas[4].Claim, Int(0), Ratio(1, 7)} {
			for _, y := range []Num{r.Lever.Claim, r.Areas[4].Claim.Neg(), r.Total.Claim, Ratio(-3, 1_000_003), Int(75)} {
				equal(t, "add", x.Add(y), new(big.Rat).Add(x.Rat(), y.Rat()))
				equal(t, "sub", x.Sub(y), new(big.Rat).Sub(x.Rat(), y.Rat()))
				equal(t, "mul", x.Mul(y), new(big.Rat).Mul(x.Rat(), y.Rat()))
				if x.Cmp(y) != x.Rat().Cmp(y.Rat()) {
					t.Fatalf("%s against %s: %d", x, y, x.Cmp(y))
				}
			}
		}
	})
}

func equal(t *rapid.T, what string, got Num, want *big.Rat) {
	t.Helper()
	if got.Rat().Cmp(want) != 0 || got.Sign() != want.Sign() || got.String() != want.RatString() {
		t.Fatalf("%s: %s, want %s", what, got, want.RatString())
	}
}

// Where 256 bits are not enough, sums go on as big fractions.
func TestCommonHasItsLimit(t *testing.T) {
	r := &Result{Instrument: Default()}
	for i := range int64(12) {
		r.Items = append(r.Items, ItemFigure{Figure: Figure{Claim: Ratio(1, 1_000_000_007+2*i)}})
	}
	if c := newCommon(r); c != nil {
		t.Errorf("a denominator of %d bits is said to fit", c.den.bits())
	}
	var sum Num
	want := new(big.Rat)
	for i := range r.Items {
		sum = r.plus(sum, r.Items[i].Claim)
		want.Add(want, r.Items[i].Claim.Rat())
	}
	if sum.Rat().Cmp(want) != 0 {
		t.Errorf("%s, want %s", sum, want.RatString())
	}
}

// A sum over one denominator and one over another are still numbers.
func TestTwoCommons(t *testing.T) {
	a, b := &common{wide{1_000_003}}, &common{wide{999_983}}
	x, ok1 := a.add(Ratio(1, 1_000_003), Int(2))
	y, ok2 := b.add(Ratio(1, 999_983), Int(-5))
	if !ok1 || !ok2 {
		t.Fatal("not over its denominator")
	}
	if got, want := x.Add(y), new(big.Rat).Add(x.Rat(), y.Rat()); got.Rat().Cmp(want) != 0 || x.Cmp(y) != 1 || y.Cmp(x) != -1 {
		t.Errorf("%s, want %s", got, want)
	}
}
