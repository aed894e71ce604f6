package lke

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// anyAnswer draws an answer that Clean takes, blank included.
func anyAnswer(t *rapid.T, it *Item) Answer {
	if rapid.IntRange(0, 4).Draw(t, it.Code+" blank") == 0 {
		return Answer{}
	}
	switch {
	case it.Kind == Survey:
		x := Index(rapid.Int64Range(0, indexMax*indexUnit).Draw(t, it.Code))
		return Answer{Index: &x}
	case it.Kind == Percent:
		most := rapid.SampledFrom([]int64{0, 3, 40, 100_000}).Draw(t, it.Code+" most")
		a := Answer{Counts: map[string]int64{}}
		for _, in := range it.Inputs {
			a.Counts[in.Key] = rapid.Int64Range(0, most).Draw(t, it.Code+" "+in.Key)
		}
		if it.Formula.Kind == PartOf && !it.Formula.MayExceed {
			sum := int64(0)
			for _, i := range it.Formula.Over {
				sum += a.Counts[it.Inputs[i].Key]
			}
			part := it.Inputs[it.Formula.Part].Key
			a.Counts[part] = min(a.Counts[part], sum)
		}
		return a
	}
	return Answer{Choice: rapid.SampledFrom(it.Choices).Draw(t, it.Code).Key}
}

func anySheet(t *rapid.T, in *Instrument) Sheet {
	s := NewSheet(in, Unit, 2026)
	s.Answers = map[string]Answer{}
	for _, it := range in.items {
		if a := anyAnswer(t, it); !a.IsBlank() {
			if err := it.Clean(&a); err != nil {
				t.Fatalf("%s: %v", it.Code, err)
			}
			s.Answers[it.Code] = a
		}
	}
	return s
}

func mustScore(t interface{ Fatal(...any) }, in *Instrument, s Sheet, o Options) *Result {
	r, err := in.Score(s, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestScoreProperties: sums of parts are wholes, everything stays within 0 and
// its weight, berbukti never exceeds klaim, and the input is not touched.
func TestScoreProperties(t *testing.T) {
	in := Default()
	rapid.Check(t, func(t *rapid.T) {
		s := anySheet(t, in)
		o := Options{
			Policy:    rapid.SampledFrom(Policies()).Draw(t, "policy"),
			SkipBlank: rapid.Bool().Draw(t, "skip"),
			Proven:    func(it *Item) bool { return it.Index%3 == 0 },
		}
		r := mustScore(t, in, s, o)
		inside := func(what string, f Figure) {
			if f.Proven.Sign() < 0 || f.Proven.Cmp(f.Claim) > 0 || f.Claim.Cmp(f.Weight) > 0 || f.Proved > f.Filled || f.Filled > f.Items {
				t.Fatalf("%s: %+v", what, f)
			}
		}
		equal := func(what string, whole Figure, parts ...Figure) {
			var sum Figure
			for _, p := range parts {
				addFigure(&sum, p)
			}
			if sum.Claim.Cmp(whole.Claim) != 0 || sum.Proven.Cmp(whole.Proven) != 0 || sum.Weight.Cmp(whole.Weight) != 0 ||
				sum.Filled != whole.Filled || sum.Proved != whole.Proved || sum.Items != whole.Items {
				t.Fatalf("%s: %+v is not %+v", what, whole, sum)
			}
			inside(what, whole)
		}
		equal("total", r.Total, r.Lever, r.Outcome)
		equal("lever", r.Lever, r.Aspects[0], r.Aspects[1])
		var areas []Figure
		for i, a := range r.Areas {
			areas = append(areas, a.Figure)
			equal("area", a.Figure, a.Aspects[0], a.Aspects[1])
			for k := range a.Aspects {
				var subs []Figure
				for _, sub := range in.Areas[i].Aspects[k].Subs {
					subs = append(subs, r.Subs[sub.Index])
				}
				equal("aspect", a.Aspects[k], subs...)
			}
		}
		equal("areas", r.Lever, areas...)
		for _, sub := range in.subs {
			var items []Figure
			for _, it := range sub.Items {
				f := r.Items[it.Index]
				items = append(items, f.Figure)
				inside(it.Code, f.Figure)
				if f.Claim.Cmp(f.Score.Mul(f.Weight)) != 0 {
					t.Fatalf("%s: %s points for %s of %s", it.Code, f.Claim, f.Score, f.Weight)
				}
			}
			whole := r.Subs[sub.Index]
			var sum Figure
			for _, i := range items {
				addFigure(&sum, i)
			}
			if sum.Weight.Sign() == 0 { // nothing answered, skip rule
				whole.Weight = Num{}
			}
			equal(sub.Code, whole, items...)
		}
	})
}

// TestOrderIrrelevant: a sheet filled one answer at a time, in any order, is
// the sheet filled at once.
func TestOrderIrrelevant(t *testing.T) {
	in := Default()
	rapid.Check(t, func(t *rapid.T) {
		want := anySheet(t, in)
		order := rapid.Permutation(in.items).Draw(t, "order")
		got := NewSheet(in, Unit, 2026)
		for _, it := range order[:40] { // an answer that is overwritten later
			var err error
			if got, err = got.With(in, it.Code, it.Best(Answer{})); err != nil {
				t.Fatal(err)
			}
		}
		for _, it := range order {
			before := maps.Clone(got.Answers)
			next, err := got.With(in, it.Code, want.Answers[it.Code])
			if err != nil {
				t.Fatal(err)
			}
			if len(before) != len(got.Answers) {
				t.Fatal("With changed the sheet it was called on")
			}
			got = next
		}
		a, b := mustScore(t, in, want, Options{}), mustScore(t, in, got, Options{})
		for i := range a.Items {
			if a.Items[i].State != b.Items[i].State || a.Items[i].Claim.Cmp(b.Items[i].Claim) != 0 {
				t.Fatalf("%s differs", in.items[i].Code)
			}
		}
		if a.Total.Claim.Cmp(b.Total.Claim) != 0 {
			t.Fatal("total differs")
		}
	})
}

// TestMonotone: a better answer never lowers any figure, and what it adds is
// the question's gain.
func TestMonotone(t *testing.T) {
	in := Default()
	rapid.Check(t, func(t *rapid.T) {
		s := anySheet(t, in)
		it := rapid.SampledFrom(in.items).Draw(t, "item")
		r := mustScore(t, in, s, Options{})
		f := r.Items[it.Index]
		better := it.Best(s.Answers[it.Code])
		if it.IsChoice() {
			best := it.Choices[0].Key
			for _, c := range it.Choices { // one step up instead
				if c.Key == s.Answers[it.Code].Choice {
					break
				}
				best = c.Key
			}
			better.Choice = best
		}
		up, err := s.With(in, it.Code, better)
		if err != nil {
			t.Fatal(err)
		}
		q := mustScore(t, in, up, Options{})
		for i, sub := range in.subs {
			if q.Subs[i].Claim.Cmp(r.Subs[i].Claim) < 0 && f.State != Excluded {
				t.Fatalf("%s falls with %s", sub.Code, it.Code)
			}
		}
		if f.State == Excluded || r.hollow[it.Sub] {
			return // a half that is filled takes its weight back
		}
		if added := q.Total.Claim.Sub(r.Total.Claim); added.Cmp(q.Items[it.Index].Claim.Sub(f.Claim)) != 0 || added.Sign() < 0 || added.Cmp(f.Gain()) > 0 {
			t.Fatalf("%s adds %s, gain %s", it.Code, added, f.Gain())
		}
	})
}

// TestBest: the best answer is on the scale and scores 1 under every policy.
func TestBest(t *testing.T) {
	in := Default()
	rapid.Check(t, func(t *rapid.T) {
		s := anySheet(t, in)
		p := rapid.SampledFrom(Policies()).Draw(t, "policy")
		for _, it := range in.items {
			var err error
			if s, err = s.With(in, it.Code, it.Best(s.Answers[it.Code])); err != nil {
				t.Fatal(err)
			}
		}
		if r := mustScore(t, in, s, Options{Policy: p}); r.Total.Claim.Cmp(Int(100)) != 0 || r.Total.Filled != 113 {
			t.Fatalf("%s of 100, %d filled", r.Total.Claim, r.Total.Filled)
		}
	})
}

// TestRatios is §3 line by line, with what each policy makes of a zero divisor.
func TestRatios(t *testing.T) {
	in := Default()
	for _, c := range []struct{ code, counts, anjuran, ketat, longgar string }{
		{"A.II.1.i.a", "7 7", "1", "1", "1"},
		{"A.II.1.i.a", "7 3", "3/7", "3/7", "3/7"},
		{"A.II.1.i.a", "3 7", "1", "1", "1"},
		{"A.II.1.i.a", "0 0", "belum dapat dinilai", "0", "1"},
		{"A.II.1.i.b", "7 1", "1/7", "1/7", "1/7"},
		{"A.II.1.i.b", "0 0", "belum dapat dinilai", "0", "1"},
		{"A.II.3.iii.a", "0 0 0", "1", "1", "1"},
		{"A.II.3.iii.a", "4 1 0", "3/4", "3/4", "3/4"},
		{"A.II.3.iii.a", "4 4 4", "0", "0", "0"},
		{"A.II.3.iii.a", "4 9 0", "0", "0", "0"},
		{"A.II.3.iii.a", "4 0 0", "1", "1", "1"},
		{"A.II.3.iii.a", "0 2 0", "0", "0", "0"},
		{"A.II.4.i", "5 3", "3/5", "3/5", "3/5"},
		{"A.II.4.i", "0 0", "belum dapat dinilai", "0", "1"},
		{"A.II.5.ii", "6 1 1", "1/6", "1/6", "1/6"},
		{"A.II.5.ii", "0 0 0", "1", "0", "1"},
		{"A.II.5.ii", "3 0 0", "0", "0", "0"}, // not 1 as one app has it
		{"A.II.5.iii.a", "1 1 13 13", "13/15", "13/15", "13/15"},
		{"A.II.5.iii.b", "0 0 0 0", "belum dapat dinilai", "0", "1"}, // alone in its sub while a is blank? see TestHalves
		{"A.II.6.i.b", "8 2", "1/4", "1/4", "1/4"},
		{"A.II.6.i.b", "0 0", "belum dapat dinilai", "0", "1"},
	} {
		it, _ := in.Item(c.code)
		a, err := it.Parse(c.counts)
		if err != nil {
			t.Errorf("%s %s: %v", c.code, c.counts, err)
			continue
		}
		s, _ := NewSheet(in, Unit, 2026).With(in, c.code, a)
		if c.code == "A.II.5.iii.b" {
			a, _ := in.Item("A.II.5.iii.a")
			s, _ = s.With(in, a.Code, Answer{Counts: map[string]int64{"kepala_satker": 0, "pejabat_wajib": 0, "wajib_lainnya": 0, "sudah_lapor": 0}})
		}
		for i, want := range []string{c.anjuran, c.ketat, c.longgar} {
			r := mustScore(t, in, s, Options{Policy: Policies()[i]})
			f := r.Items[it.Index]
			got := f.Score.String()
			if f.State == NotRated {
				got = f.State.String()
			}
			if got != want || f.Filled != 1 {
				t.Errorf("%s %s under %s: %s, want %s", c.code, c.counts, Policies()[i].Code, got, want)
			}
			zero := !strings.HasSuffix(c.counts, "0 0 0") && strings.Contains(c.counts, "0 2 0") || strings.Trim(c.counts, "0 ") == "" && c.code != "A.II.3.iii.a"
			if zero && len(r.Notes) == 0 {
				t.Errorf("%s %s: no note", c.code, c.counts)
			}
		}
	}
}

// TestHalves: A.II.5.iii with nobody obliged under one half leaves that half
// out; the other carries both points (§3).
func TestHalves(t *testing.T) {
	in := Default()
	sub, _ := in.Sub("A.II.5.iii")
	for _, c := range []struct{ a, b, points, states string }{
		{"1 1 13 13", "0 1 12 12", "698/390", "terisi terisi"}, // 13/15 + 12/13
		{"1 1 13 13", "0 0 0 0", "26/15", "terisi tidak ikut dihitung"},
		{"0 0 0 0", "0 1 12 13", "2", "tidak ikut dihitung terisi"},
		{"0 0 0 0", "0 0 0 0", "0", "belum dapat dinilai belum dapat dinilai"},
		{"", "0 0 0 0", "0", "belum diisi tidak ikut dihitung"},
		{"1 0 0 1", "", "1", "terisi belum diisi"},
	} {
		s := NewSheet(in, Unit, 2026)
		for i, text := range []string{c.a, c.b} {
			if text != "" {
				a, err := sub.Items[i].Parse(text)
				if err != nil {
					t.Fatal(err)
				}
				s, _ = s.With(in, sub.Items[i].Code, a)
			}
		}
		r := mustScore(t, in, s, Options{})
		var want Num
		_ = want.UnmarshalText([]byte(c.points))
		states := fmt.Sprint(r.Items[sub.Items[0].Index].State, " ", r.Items[sub.Items[1].Index].State)
		if got := r.Subs[sub.Index].Claim; got.Cmp(want) != 0 || states != c.states {
			t.Errorf("%q and %q: %s, %s; want %s, %s", c.a, c.b, got, states, want, c.states)
		}
	}
}

// TestBlanks: a blank is 0 and said, or left out as in the workbook (§2).
func TestBlanks(t *testing.T) {
	in := Default()
	s, _ := NewSheet(in, Unit, 2026).With(in, "A.I.1.ii.a", Answer{Choice: "Ya"})
	s, _ = s.With(in, "A.I.1.ii.b", Answer{Choice: "B"})
	for skip, want := range map[bool]string{false: "1/2", true: "3/4"} {
		r := mustScore(t, in, s, Options{SkipBlank: skip})
		if f, _ := r.Figure("A.I.1.ii"); f.Claim.String() != want || f.Filled != 2 || f.Items != 3 {
			t.Errorf("skip %v: %+v", skip, f)
		}
		if r.Total.Filled != 2 || r.Total.Items != 113 {
			t.Errorf("terisi %d/%d", r.Total.Filled, r.Total.Items)
		}
	}
	s.Answers["A.I.1.ii.c"] = Answer{Choice: "Z"} // never through With
	s.Answers["A.II.4.i"] = Answer{Counts: map[string]int64{"jumlah_sasaran": -5, "sasaran_tercapai": -5}}
	s.Answers["X"] = Answer{Choice: "A"}
	r := mustScore(t, in, s, Options{})
	if f, _ := r.Figure("A.I.1.ii"); f.Claim.String() != "1/2" || f.Filled != 2 || len(r.Notes) != 2 || r.Lever.Claim.String() != "1/2" {
		t.Errorf("%+v, notes %v", f, r.Notes)
	}
	if _, err := in.Score(Sheet{Instrument: "LKE-ZI-2014"}, Options{}); err == nil {
		t.Error("another instrument's sheet was scored")
	}
}

// TestProven: berbukti counts only what is answered and proven.
func TestProven(t *testing.T) {
	in := Default()
	s := NewSheet(in, Unit, 2026)
	s.Answers = map[string]Answer{}
	for _, it := range in.items {
		s.Answers[it.Code] = it.Best(Answer{})
	}
	r := mustScore(t, in, s, Options{Proven: func(it *Item) bool { return it.Area() == 1 || it.Code == "B.I.a" }})
	if got := fmt.Sprint(r.Total.Claim, r.Total.Proven, r.Areas[0].Proven, r.Outcome.Proven, r.Total.Proved); got != "100 51/2 8 35/2 17" {
		t.Error(got)
	}
}

// TestFigureOfAnotherInstrumentsQuestion: the code counts, not the place.
func TestFigureOfAnotherInstrumentsQuestion(t *testing.T) {
	in := Default()
	r, err := in.Score(middling(t, in), Options{})
	if err != nil {
		t.Fatal(err)
	}
	own, _ := in.Item("A.I.1.i.b")
	if got := r.Item(&Item{Code: own.Code, Index: 500}); got != r.Items[own.Index] {
		t.Errorf("%+v", got)
	}
	if got := r.Item(&Item{Code: "A.I.1.i.c", Index: own.Index}); got != (ItemFigure{}) {
		t.Errorf("%+v", got)
	}
}

// addFigure adds without the sums of a Result: with Num.Add alone.
func addFigure(f *Figure, g Figure) {
	f.Weight, f.Claim, f.Proven = f.Weight.Add(g.Weight), f.Claim.Add(g.Claim), f.Proven.Add(g.Proven)
	f.Filled, f.Proved, f.Items = f.Filled+g.Filled, f.Proved+g.Proved, f.Items+g.Items
}
