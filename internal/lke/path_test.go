package lke

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestPathIsMinimal compares with trying every set of changes.
func TestPathIsMinimal(t *testing.T) {
	found, none, steps := 0, 0, 0
	rapid.Check(t, func(t *rapid.T) {
		in := smallInstrument(t)
		s := anySheet(t, in)
		for _, code := range []string{"B.I.a", "B.II.a"} { // mostly held
			if s.Answers[code].IsBlank() && rapid.IntRange(0, 9).Draw(t, "held") > 0 {
				x := Index(3_600_000)
				s.Answers[code] = Answer{Index: &x}
			}
		}
		o := PathOptions{Basis: rapid.SampledFrom([]Basis{ByClaim, ByClaim, ByProof}).Draw(t, "basis"), LeverOnly: rapid.Bool().Draw(t, "lever only")}
		o.Policy = rapid.SampledFrom(Policies()).Draw(t, "policy")
		proven, locked := rapid.Uint64().Draw(t, "proven"), uint64(0)
		if rapid.IntRange(0, 3).Draw(t, "some locked") == 0 {
			locked = rapid.Uint64().Draw(t, "locked")
		}
		o.Proven = func(it *Item) bool { return proven>>it.Index&1 == 1 }
		o.Locked = func(it *Item) bool { return locked>>it.Index&1 == 1 }
		if rapid.Bool().Draw(t, "efforts") {
			o.Efforts = map[string]int{}
			for _, it := range in.items {
				if e := rapid.IntRange(0, 5).Draw(t, "effort"); e > 0 {
					o.Efforts[it.Code] = e
				}
			}
		}
		p := rapid.SampledFrom(Predicates()).Draw(t, "predicate")
		path, err := in.Shortest(s, p, o)
		if err != nil {
			t.Fatal(err)
		}
		cost, gain, ok := bruteForce(t, in, s, p, o)
		if ok != path.Found {
			t.Fatalf("found %v (%s), brute force %v", path.Found, path.Reason, ok)
		}
		if !ok {
			if none++; path.Reason == "" || len(path.Steps) > 0 {
				t.Fatalf("no reason: %+v", path)
			}
			return
		}
		found++
		steps += len(path.Steps)
		if path.Effort != cost || path.Gain.Cmp(gain) != 0 {
			t.Fatalf("effort %d gain %s, brute force %d gain %s", path.Effort, path.Gain, cost, gain)
		}
		if met, total := tried(t, in, s, p, o, path.Steps); !met || total.Cmp(path.Total) != 0 {
			t.Fatalf("after the path: met %v, total %s, said %s", met, total, path.Total)
		}
	})
	t.Logf("%d paths with %d steps, %d without", found, steps, none)
	if !testing.Short() && (found < 10 || none < 5 || steps < 20) { // a short run draws few
		t.Error("the random instruments try too little")
	}
}

// tried applies changes and tells whether all that is asked for holds.
func tried(t *rapid.T, in *Instrument, s Sheet, p Predicate, o PathOptions, steps []Step) (met bool, total Num) {
	proof := o.Proven
	changed := map[*Item]bool{}
	for _, st := range steps {
		var err error
		if s, err = s.With(in, st.Item.Code, st.To); err != nil {
			t.Fatal(err)
		}
		changed[st.Item] = true
	}
	o.Proven = func(it *Item) bool { return changed[it] || proof(it) }
	r := mustScore(t, in, s, o.Options)
	v := r.Verdict(p, o.Basis)
	if o.LeverOnly {
		return v.LeverMet, o.Basis.Of(r.Total)
	}
	return v.Met && len(r.missing) == 0, o.Basis.Of(r.Total)
}

func bruteForce(t *rapid.T, in *Instrument, s Sheet, p Predicate, o PathOptions) (cost int, gain Num, found bool) {
	var can []Step
	for _, it := range in.items {
		st := Step{Item: it, From: s.Answers[it.Code], Effort: 1}
		if st.To = it.Best(st.From); it.Kind == Survey {
			if st.To = st.From; o.Basis == ByClaim || st.From.IsBlank() {
				continue
			}
		}
		if o.Locked(it) || o.LeverOnly && it.Area() == 0 {
			continue
		}
		if o.Efforts != nil {
			if st.Effort = o.Efforts[it.Code]; st.Effort == 0 {
				st.Effort = DefaultEffort
			}
		}
		if r := mustScore(t, in, s, o.Options); r.Items[it.Index].State == Excluded {
			continue // nobody is obliged under this half: nothing to raise
		}
		can = append(can, st)
	}
	_, before := tried(t, in, s, p, o, nil)
	for mask := range 1 << len(can) {
		var steps []Step
		c := 0
		for i, st := range can {
			if mask>>i&1 == 1 {
				steps = append(steps, st)
				c += st.Effort
			}
		}
		if found && c > cost {
			continue
		}
		met, total := tried(t, in, s, p, o, steps)
		if g := total.Sub(before); met && (!found || c < cost || g.Cmp(gain) > 0) {
			cost, gain, found = c, g, true
		}
	}
	return cost, gain, found
}

// middling is a sheet in which every third answer is poor and surveys are held.
func middling(t interface{ Fatal(...any) }, in *Instrument) Sheet {
	s := NewSheet(in, Unit, 2026)
	s.Answers = map[string]Answer{}
	counts := []int64{11, 13, 17, 19, 23, 29, 31, 37}
	n := 0
	for _, it := range in.items {
		a := it.Best(Answer{})
		switch {
		case it.IsChoice():
			a.Choice = it.Choices[min(len(it.Choices)-1, it.Index%3)].Key
		case it.Kind == Percent:
			for i, input := range it.Inputs {
				a.Counts[input.Key] = 0
				if i == it.Formula.Over[0] {
					a.Counts[input.Key] = counts[n]
				}
			}
			a.Counts[it.Inputs[it.Formula.Part].Key] = counts[n] / 2
			n++
		default:
			x := Index(3_600_000)
			a.Index = &x
		}
		if err := it.Clean(&a); err != nil {
			t.Fatal(err)
		}
		s.Answers[it.Code] = a
	}
	return s
}

func TestPathNational(t *testing.T) {
	in := Default()
	s := middling(t, in)
	r := mustScore(t, in, s, Options{})
	t.Logf("total %s, lever %s", r.Total.Claim.Decimal(2), r.Lever.Claim.Decimal(2))
	for _, p := range Predicates() {
		path, err := in.Shortest(s, p, PathOptions{})
		if err != nil || !path.Found {
			t.Fatalf("%s: %+v, %v", p, path, err)
		}
		after, err := path.Apply(in, s)
		if err != nil {
			t.Fatal(err)
		}
		q := mustScore(t, in, after, Options{})
		if v := q.Verdict(p, ByClaim); !v.Met || q.Total.Claim.Cmp(path.Total) != 0 || q.Lever.Claim.Cmp(path.Lever) != 0 {
			t.Errorf("%s: %+v", p, v.Unmet())
		}
		for drop := range path.Steps { // no step is needless
			fewer := path
			fewer.Steps = append(append([]Step(nil), path.Steps[:drop]...), path.Steps[drop+1:]...)
			part, _ := fewer.Apply(in, s)
			if mustScore(t, in, part, Options{}).Verdict(p, ByClaim).Met {
				t.Errorf("%s: %s is not needed", p, path.Steps[drop].Item.Code)
			}
		}
		var codes []string
		for _, st := range path.Steps {
			codes = append(codes, fmt.Sprintf("%s %s→%s +%s", st.Item.Code, st.Item.Text(st.From), st.Item.Text(st.To), st.Gain.Decimal(2)))
		}
		t.Logf("%s: %d steps +%s: %s", p, len(path.Steps), path.Gain.Decimal(2), strings.Join(codes, "; "))
		light, err := in.Shortest(s, p, PathOptions{Efforts: map[string]int{path.Steps[0].Item.Code: 5}})
		if err != nil || !light.Found || len(light.Steps) < len(path.Steps) {
			t.Errorf("by effort: %+v, %v", light, err)
		}
	}
}

// TestPathReasons: what the user is told when there is no way, or nothing to do.
func TestPathReasons(t *testing.T) {
	in := Default()
	full := middling(t, in)
	without := func(codes ...string) Sheet {
		s := full
		for _, c := range codes {
			s, _ = s.With(in, c, Answer{})
		}
		return s
	}
	low := full
	x := Index(3_590_000)
	low, _ = low.With(in, "B.I.a", Answer{Index: &x})
	for _, c := range []struct {
		what   string
		s      Sheet
		o      PathOptions
		reason string // empty: found
	}{
		{"surveys missing", without("B.I.a", "B.II.a"), PathOptions{}, "Nilai survei B.I.a dan B.II.a belum ada"},
		{"one missing", without("B.II.a"), PathOptions{}, "Nilai survei B.II.a belum ada"},
		{"lever only", without("B.I.a", "B.II.a"), PathOptions{LeverOnly: true}, ""},
		{"index too low", low, PathOptions{}, "Survei persepsi antikorupsi (IPAK) paling tinggi 15,71 dari minimum 15,75, dan nilai survei tidak dapat diubah dari jawaban."},
		{"index too low, lever only", low, PathOptions{LeverOnly: true}, ""},
		{"everything locked", full, PathOptions{Locked: func(*Item) bool { return true }}, "walaupun semua butir yang dapat diubah dinaikkan"},
		{"nothing answered", NewSheet(in, Unit, 2026), PathOptions{LeverOnly: true}, ""},
		{"proven", full, PathOptions{Basis: ByProof}, ""},
	} {
		p, err := in.Shortest(c.s, WBK, c.o)
		if err != nil || p.Found != (c.reason == "") || !strings.Contains(p.Reason, c.reason) {
			t.Errorf("%s: found %v, %q, %v", c.what, p.Found, p.Reason, err)
		}
	}
	best := full
	for _, it := range in.items {
		best, _ = best.With(in, it.Code, it.Best(Answer{}))
	}
	if p, err := in.Shortest(best, WBBM, PathOptions{}); err != nil || !p.Found || len(p.Steps) != 0 || p.Effort != 0 || p.Total.Cmp(Int(100)) != 0 {
		t.Errorf("nothing to do: %+v, %v", p, err)
	}
	if _, err := in.Shortest(full, WBK, PathOptions{Efforts: map[string]int{"A.I.1.i.a": 6}}); err == nil {
		t.Error("effort 6 taken")
	}
	if _, err := in.Shortest(Sheet{Instrument: "lain"}, WBK, PathOptions{}); err == nil {
		t.Error("another instrument's sheet taken")
	}
}

// TestPathExactEdge: what is missing by less than any decimal shows is missing.
func TestPathExactEdge(t *testing.T) {
	in := Default()
	s := NewSheet(in, Unit, 2026)
	s.Answers = map[string]Answer{}
	for _, it := range in.items {
		s.Answers[it.Code] = it.Best(Answer{})
	}
	// Area 4 down to the WBBM minimum of 7,5: 10 − 2·(1−p) − 1,5, so p = ½.
	s.Answers["A.II.4.iii"] = Answer{Choice: "D"}
	for done, met := range map[int64]bool{500_000: true, 499_999: false} {
		q, err := s.With(in, "A.II.4.i", Answer{Counts: map[string]int64{"jumlah_sasaran": 1_000_000, "sasaran_tercapai": done}})
		if err != nil {
			t.Fatal(err)
		}
		v := mustScore(t, in, q, Options{}).Verdict(WBBM, ByClaim)
		a, _ := v.Requirement("area-4")
		if a.Met != met || a.Value.Decimal(2) != "7,50" || (a.Short.DecimalUp(2) == "0,00") != met {
			t.Errorf("%d: %+v", done, a)
		}
		p, err := in.Shortest(q, WBBM, PathOptions{})
		if want := map[bool]int{true: 0, false: 1}[met]; err != nil || len(p.Steps) != want {
			t.Errorf("%d: %d steps, %v", done, len(p.Steps), err)
		}
	}
}

// hardSheet gives the percentage questions great coprime divisors.
func hardSheet(t interface{ Fatal(...any) }, in *Instrument) Sheet {
	s := middling(t, in)
	primes := []int64{999983, 999979, 999961, 999959, 999953, 999931, 999917, 999907}
	n := 0
	for _, it := range in.items {
		if it.Kind == Percent {
			a := s.Answers[it.Code]
			c := map[string]int64{}
			for i, input := range it.Inputs {
				if c[input.Key] = 0; i == it.Formula.Over[0] {
					c[input.Key] = primes[n]
				}
			}
			c[it.Inputs[it.Formula.Part].Key] = primes[n] / 3
			a.Counts = c
			s.Answers[it.Code] = a
			n++
		}
	}
	return s
}

// The limits of the issue: a full score with both predicates and both scores in
// 200 µs and 200 allocations, the path in 50 ms. The time is checked loosely, so
// that a busy machine does not fail the test; the benchmarks tell the truth.
func TestLimits(t *testing.T) {
	in := Default()
	for what, s := range map[string]Sheet{"middling": middling(t, in), "hard": hardSheet(t, in)} {
		if n := testing.AllocsPerRun(10, func() { scoreAll(t, in, s) }); n > 200 {
			t.Errorf("%s: %v allocations", what, n)
		}
		for _, p := range Predicates() {
			path, err := in.Shortest(s, p, PathOptions{Efforts: map[string]int{"A.I.1.i.a": 5}})
			if err != nil || !path.Found {
				t.Errorf("%s: %+v, %v", what, path, err)
			}
			after, err := path.Apply(in, s)
			if err != nil || !mustScore(t, in, after, Options{}).Verdict(p, ByClaim).Met {
				t.Errorf("%s %s: not met after the path, %v", what, p, err)
			}
		}
	}
}

func scoreAll(t interface{ Fatal(...any) }, in *Instrument, s Sheet) {
	r, err := in.Score(s, Options{Proven: func(it *Item) bool { return it.Index%2 == 0 }})
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range []Basis{ByClaim, ByProof} {
		for _, p := range Predicates() {
			if v := r.Verdict(p, b); len(v.Requirements) != 12 {
				t.Fatal("requirements")
			}
		}
	}
}

func BenchmarkScore(b *testing.B) {
	in := Default()
	for name, s := range map[string]Sheet{"middling": middling(b, in), "hard": hardSheet(b, in)} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				scoreAll(b, in, s)
			}
		})
	}
}

func BenchmarkShortest(b *testing.B) {
	in := Default()
	empty := NewSheet(in, Unit, 2026)
	heavy := map[string]int{}
	for _, it := range in.items {
		heavy[it.Code] = 5 - it.Index%2
	}
	for name, c := range map[string]struct {
		s Sheet
		o PathOptions
	}{
		"fewest": {middling(b, in), PathOptions{}}, "effort": {middling(b, in), PathOptions{Efforts: heavy}},
		"hard": {hardSheet(b, in), PathOptions{Efforts: heavy}}, "empty": {empty, PathOptions{LeverOnly: true, Efforts: heavy}},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if p, err := in.Shortest(c.s, WBBM, c.o); err != nil || !p.Found {
					b.Fatal(p, err)
				}
			}
		})
	}
}
