package lke

import (
	"math"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func anyNum(t *rapid.T, name string) Num {
	part := rapid.OneOf(rapid.Int64Range(-50, 50), rapid.Int64Range(math.MinInt64, math.MaxInt64))
	d := rapid.OneOf(rapid.Int64Range(1, 30), rapid.Int64Range(1, math.MaxInt64)).Draw(t, name+" den")
	return Ratio(part.Draw(t, name), d)
}

// TestNumIsExact: every operation equals big.Rat, also where int64 overflows.
func TestNumIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, y, z := anyNum(t, "x"), anyNum(t, "y"), anyNum(t, "z")
		same := func(what string, got Num, want *big.Rat) {
			t.Helper()
			if got.Rat().Cmp(want) != 0 || got.Sign() != want.Sign() {
				t.Fatalf("%s: %s, want %s", what, got, want)
			}
			if got.b == nil && got.d != 0 && new(big.Int).GCD(nil, nil, big.NewInt(int64(abs(got.n))), big.NewInt(got.d)).Int64() != 1 {
				t.Fatalf("%s: %s not in lowest terms", what, got)
			}
		}
		a, b := x.Rat(), y.Rat()
		same("add", x.Add(y), new(big.Rat).Add(a, b))
		same("sub", x.Sub(y), new(big.Rat).Sub(a, b))
		same("mul", x.Mul(y), new(big.Rat).Mul(a, b))
		same("sum", x.Add(y).Add(z).Sub(z), new(big.Rat).Add(a, b))
		if y.Sign() != 0 {
			same("div", x.Div(y), new(big.Rat).Quo(a, b))
		}
		if x.Cmp(y) != a.Cmp(b) {
			t.Fatalf("cmp %s %s", x, y)
		}
		text, _ := x.MarshalText()
		var back Num
		if err := back.UnmarshalText(text); err != nil || back.Cmp(x) != 0 {
			t.Fatalf("%s came back as %s, %v", text, back, err)
		}
	})
}

// TestNumDecimal: the digits are those of exact rounding, half away from zero.
func TestNumDecimal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := anyNum(t, "x")
		places := rapid.IntRange(0, 6).Draw(t, "places")
		want := strings.Replace(x.Rat().FloatString(places), ".", ",", 1) // rounds halves away from zero
		if strings.Trim(want, "-0,") == "" {
			want = strings.TrimPrefix(want, "-")
		}
		if got := x.Decimal(places); got != want {
			t.Fatalf("%s to %d: %s, want %s", x, places, got, want)
		}
	})
	for _, c := range []struct {
		n, d     int64
		near, up string
	}{
		{0, 1, "0,00", "0,00"}, {1, 1000, "0,00", "0,01"}, {1, 200, "0,01", "0,01"}, {-1, 200, "-0,01", "-0,01"},
		{-1, 1000, "0,00", "-0,01"}, {2, 3, "0,67", "0,67"}, {7499999, 100000, "75,00", "75,00"}, {75, 1, "75,00", "75,00"},
		{1479, 100, "14,79", "14,79"}, {147875, 10000, "14,79", "14,79"}, {147865, 10000, "14,79", "14,79"},
	} {
		x := Ratio(c.n, c.d)
		if x.Decimal(2) != c.near || x.DecimalUp(2) != c.up {
			t.Errorf("%s: %s and %s, want %s and %s", x, x.Decimal(2), x.DecimalUp(2), c.near, c.up)
		}
	}
}

func TestParseNum(t *testing.T) {
	for s, want := range map[string]string{"0.67": "67/100", "17.5": "35/2", "-3": "-3", "0": "0", "100": "100", "3.60": "18/5"} {
		if n, err := ParseNum(s); err != nil || n.String() != want {
			t.Errorf("%q: %s, %v", s, n, err)
		}
	}
	for _, s := range []string{"", ".", "1.", ".5", "1e3", "0x1", "1,5", "NaN", "--1", "1.2.3", "+1", "1_0", strings.Repeat("9", 30)} {
		if n, err := ParseNum(s); err == nil {
			t.Errorf("%q taken as %s", s, n)
		}
	}
}

func TestIndex(t *testing.T) {
	for s, want := range map[string]string{"3,60": "3,60", "3.6": "3,60", "4": "4,00", "0": "0,00", " 3,3875 ": "3,3875", "3,666667": "3,666667"} {
		x, err := ParseIndex(s)
		if err != nil || x.String() != want {
			t.Errorf("%q: %s, %v", s, x, err)
			continue
		}
		text, _ := x.MarshalText()
		var back Index
		if err := back.UnmarshalText(text); err != nil || back != x {
			t.Errorf("%q came back as %s, %v", text, back, err)
		}
	}
	for _, s := range []string{"", "4,01", "-1", "3,6666667", "tiga", "3,6,0"} {
		if x, err := ParseIndex(s); err == nil {
			t.Errorf("%q taken as %s", s, x)
		}
	}
}
