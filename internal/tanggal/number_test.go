package tanggal

import (
	"errors"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestDecimalForms(t *testing.T) {
	for _, c := range []struct {
		x                        float64
		places                   int
		decimal, number, percent string
	}{
		{71.42, 2, "71,42", "71,42", "71,42%"}, {82.23, 2, "82,23", "82,23", "82,23%"}, {3.6, 2, "3,60", "3,60", "3,60%"},
		{1250, 0, "1250", "1.250", "1.250%"}, {1250.5, 2, "1250,50", "1.250,50", "1.250,50%"},
		{0, 0, "0", "0", "0%"}, {0, 2, "0,00", "0,00", "0,00%"}, {-0.001, 2, "0,00", "0,00", "0,00%"},
		{math.Copysign(0, -1), 1, "0,0", "0,0", "0,0%"}, {-1234567.891, 2, "-1234567,89", "-1.234.567,89", "-1.234.567,89%"},
		{0.125, 2, "0,13", "0,13", "0,13%"}, {1.005, 2, "1,01", "1,01", "1,01%"}, {2.5, 0, "3", "3", "3%"}, {-2.5, 0, "-3", "-3", "-3%"},
		{71.425, 2, "71,43", "71,43", "71,43%"}, {0.1 + 0.2, 10, "0,3000000000", "0,3000000000", "0,3000000000%"},
		{99.995, 2, "100,00", "100,00", "100,00%"}, {999.9999, 1, "1000,0", "1.000,0", "1.000,0%"}, {9.5, 0, "10", "10", "10%"},
		{5, -3, "5", "5", "5%"}, {5, 99, "5,0000000000", "5,0000000000", "5,0000000000%"},
		{1e21, 0, "1000000000000000000000", "1.000.000.000.000.000.000.000", "1.000.000.000.000.000.000.000%"},
		{math.NaN(), 2, "-", "-", "-"}, {math.Inf(-1), 2, "-", "-", "-"},
	} {
		eq(t, "Decimal", Decimal(c.x, c.places), c.decimal)
		eq(t, "Number", Number(c.x, c.places), c.number)
		eq(t, "Percent", Percent(c.x, c.places), c.percent)
	}
	for n, want := range map[int64]string{
		0: "0", 7: "7", 999: "999", 1000: "1.000", 1250: "1.250", -1250: "-1.250", -999: "-999", 1234567: "1.234.567",
		math.MinInt64: "-9.223.372.036.854.775.808",
	} {
		eq(t, "Thousands", Thousands(n), want)
	}
}

func TestParseDecimal(t *testing.T) {
	for in, want := range map[string]float64{
		"71,42": 71.42, "71.42": 71.42, "0": 0, "-0": 0, "3": 3, "-3": -3, "+3,5": 3.5, " 7 ": 7, "007": 7, "1250": 1250,
		"1.250.000": 1250000, "1.250,5": 1250.5, "1.250.000,25": 1250000.25, "1,250": 1.25, "0.250": 0.25, "012.500": 12.5,
		"1250.125": 1250.125, "1.25": 1.25, "1.2500": 1.25, "0,0": 0, "-1.250,0": -1250, "82,23": 82.23,
	} {
		x, err := ParseDecimal(in)
		if err != nil || x != want || math.Signbit(x) != math.Signbit(want) {
			t.Errorf("ParseDecimal(%q) = %v, %v; want %v", in, x, err, want)
		}
	}
	for _, in := range []string{
		"", " ", "NaN", "Inf", "-inf", "infinity", "1e3", "0x10", "1_000", "1.250", "-12.500", "1,2,3", "1,250.5", "1.25.000",
		"1.2500.000", "0.250.000", "0.250,5", "1234.567,5", ",5", "5,", ".5", "5.", ".", ",", "-", "+", "--1", "1 000", "70%", "Rp5",
		"１", "−5", "1\x00", "a", "1.,5", "..", strings.Repeat("9", 31), strings.Repeat("1.", 1<<19), "💥",
	} {
		x, err := ParseDecimal(in)
		var r *Refusal
		if !errors.As(err, &r) || x != 0 || len(err.Error()) > 400 {
			t.Errorf("ParseDecimal(%.20q) = %v, %v; want refusal", in, x, err)
			continue
		}
		for _, e := range r.Examples {
			if _, err := ParseDecimal(e); err != nil {
				t.Error(err)
			}
		}
	}
	_, err := ParseDecimal("1.250")
	eq(t, "Error", err.Error(), `Angka "1.250" tidak dapat dipakai: bisa berarti 1250 atau 1,250; tulis misalnya "1250" atau "1,250".`)
}

func TestParsePercent(t *testing.T) {
	for in, want := range map[string]int{"70": 70, "70%": 70, "70 %": 70, " 0 ": 0, "100": 100, "100%": 100, "07": 7} {
		n, err := ParsePercent(in)
		if err != nil || n != want {
			t.Errorf("ParsePercent(%q) = %v, %v", in, n, err)
		}
	}
	for _, in := range []string{
		"", "%", " ", "101", "1000", "-1", "+5", "70,5", "70.0", "70%%", "7 0", "tujuh", "７０", "70persen", "9999999999",
		strings.Repeat("0", 1<<20), "5\x00",
	} {
		n, err := ParsePercent(in)
		var r *Refusal
		if !errors.As(err, &r) || n != 0 {
			t.Errorf("ParsePercent(%.20q) = %v, %v; want refusal", in, n, err)
		}
	}
	_, err := ParsePercent("120")
	eq(t, "Error", err.Error(), `Persentase "120" tidak dapat dipakai: paling tinggi 100; tulis misalnya "70" atau "70%".`)
}

func TestRoman(t *testing.T) {
	for n, want := range map[int]string{
		1: "I", 4: "IV", 9: "IX", 14: "XIV", 40: "XL", 1994: "MCMXCIV", 2025: "MMXXV", 3888: "MMMDCCCLXXXVIII", 3999: "MMMCMXCIX",
		0: "", -1: "", 4000: "", math.MaxInt: "",
	} {
		eq(t, "Roman", Roman(n), want)
	}
	for n := 1; n <= 3999; n++ {
		for _, s := range []string{Roman(n), strings.ToLower(Roman(n)), " " + Roman(n) + " "} {
			if got, err := ParseRoman(s); err != nil || got != n {
				t.Fatalf("ParseRoman(%q) = %d, %v", s, got, err)
			}
		}
	}
	for _, in := range []string{"", "IIII", "IC", "VV", "IVI", "MMMM", "4", "X X", "A", "ıv", "Ⅳ", "IIX", strings.Repeat("M", 1<<20)} {
		if n, err := ParseRoman(in); err == nil || n != 0 {
			t.Errorf("ParseRoman(%.20q) = %d, %v", in, n, err)
		}
	}
}

func TestNumberProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(-99999999, 99999999).Draw(t, "hundredths")
		x := float64(n) / 100
		for _, s := range []string{Decimal(x, 2), Number(x, 2)} {
			if got, err := ParseDecimal(s); err != nil || got != x {
				t.Fatalf("ParseDecimal(%q) = %v, %v; want %v", s, got, err, x)
			}
		}
		if got := strings.ReplaceAll(Number(x, 2), ".", ""); got != Decimal(x, 2) {
			t.Fatalf("Number %q, Decimal %q", got, Decimal(x, 2))
		}
		f, places := rapid.Float64().Draw(t, "f"), rapid.IntRange(-2, 15).Draw(t, "places")
		if s := Decimal(f, places); math.Abs(f) < 1e9 {
			got, err := ParseDecimal(s)
			if tol := 0.5000001*math.Pow(10, -float64(min(max(places, 0), 10))) + 1e-6; err != nil || math.Abs(got-f) > tol {
				t.Fatalf("Decimal(%v, %d) = %q, back %v %v", f, places, s, got, err)
			}
		}
		for _, s := range []string{rapid.String().Draw(t, "s"), rapid.StringMatching(`[-+]?[0-9.,]{0,12}`).Draw(t, "n")} {
			if v, err := ParseDecimal(s); err == nil && (math.IsNaN(v) || math.IsInf(v, 0)) {
				t.Fatalf("ParseDecimal(%q) = %v", s, v)
			}
			if v, err := ParsePercent(s); err == nil && (v < 0 || v > 100) {
				t.Fatalf("ParsePercent(%q) = %v", s, v)
			}
			if v, err := ParseRoman(s); err == nil && Roman(v) == "" {
				t.Fatalf("ParseRoman(%q) = %v", s, v)
			}
		}
	})
}
