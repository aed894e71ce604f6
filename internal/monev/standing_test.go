package monev

import "testing"

func TestStandingChange(t *testing.T) {
	at := func(year int, exact string) *Standing { return &Standing{Year: year, Exact: exact} }
	for _, c := range []struct {
		now, then *Standing
		points    string
		sign      int
		ok        bool
	}{
		{nil, nil, "", 0, false},
		{at(2025, "1"), nil, "", 0, false},
		{nil, at(2025, "1"), "", 0, false},
		{at(2025, "3571/50"), at(2025, "681/10"), "3,32", 1, true},
		{at(2025, "1/3"), at(2025, "1/2"), "0,17", -1, true},
		{at(2025, "1/3"), at(2025, "1/3"), "0,00", 0, true},
		{at(2025, "1/3"), at(2025, "333/1000"), "0,00", 0, true}, // what cannot be seen is none
		{at(2025, "1/200"), at(2025, "0"), "0,01", 1, true},
		{at(2025, "bukan angka"), at(2025, "1"), "1,00", -1, true},
		{at(2026, "1"), at(2025, "1"), "", 0, false},
		{&Standing{Year: 2025, Exact: "1", Waits: true}, at(2025, "1"), "", 0, false},
	} {
		points, sign, ok := c.now.Change(c.then)
		if points != c.points || sign != c.sign || ok != c.ok {
			t.Errorf("%+v after %+v: %q %d %v", c.now, c.then, points, sign, ok)
		}
	}
}

func TestAreaInPercent(t *testing.T) {
	a := AreaStanding{Weight: "7", Exact: "7/2", Minimum: "4,20"}
	if a.Reached() != 50 || a.Least() != 60 {
		t.Error(a.Reached(), a.Least())
	}
	if a = (AreaStanding{}); a.Reached() != 0 || a.Least() != 0 {
		t.Error("an area without weight has come somewhere")
	}
}

func TestStandingBelow(t *testing.T) {
	if (*Standing)(nil).Below() != nil {
		t.Error("areas below out of nothing")
	}
	s := Standing{Areas: [Areas]AreaStanding{{Met: true}, {Weight: "7", Exact: "2"}, {Met: true}, {Weight: "10", Exact: "1"}, {Weight: "15", Exact: "6"}, {Weight: "10", Exact: "1"}}}
	got := s.Below()
	want := []int{3, 5, 1, 4} // by share of the weight, equal ones in their order
	if len(got) != len(want) {
		t.Fatalf("%v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("%v, want %v", got, want)
		}
	}
	s.Exact, s.Minimum = "3571/50", "75,00"
	if s.Points() != 71.42 || s.Least() != 75 {
		t.Errorf("%v of %v", s.Points(), s.Least())
	}
}
