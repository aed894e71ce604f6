package tanggal

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// maxPlaces is the greatest number of decimal places printed.
const maxPlaces = 10

// Decimal returns x with a decimal comma and exactly places decimals (0..10,
// anything else is taken to the nearest of these), without thousands dots:
// 71,42. A half is rounded away from zero as spreadsheets do, seen through 15
// significant digits (0.125 is 0,13; 1.005 is 1,01). A result of zero has no
// sign; NaN and infinities are "-".
func Decimal(x float64, places int) string {
	whole, frac, neg, ok := round(x, places)
	if !ok {
		return "-"
	}
	return join(whole, frac, neg)
}

// Thousands returns n with thousands dots: 1.250.
func Thousands(n int64) string {
	s := strconv.FormatInt(n, 10)
	rest, neg := strings.CutPrefix(s, "-")
	return join(group(rest), "", neg)
}

// Number is Decimal with thousands dots: 1.250,50.
func Number(x float64, places int) string {
	whole, frac, neg, ok := round(x, places)
	if !ok {
		return "-"
	}
	return join(group(whole), frac, neg)
}

// Percent returns Number followed by the percent sign: 82,23%. x is already in
// percent (82.23, not 0.8223). NaN and infinities are "-".
func Percent(x float64, places int) string {
	s := Number(x, places)
	if s == "-" {
		return s
	}
	return s + "%"
}

// ParseDecimal reads a finite number with a decimal comma or dot and an
// optional sign: 71,42 71.42 -3 1.250.000 1.250,5. Dots are thousands marks
// when a comma follows them or there are two or more of them, and then must
// stand before each group of three digits. A comma is always the decimal mark
// (1,250 is one and a quarter). One dot with one to three digits before it,
// the first not 0, and exactly three after it (1.250) could be either and is
// refused with a *Refusal that shows both spellings; 0.250 and 1250.125 can
// only be decimals. Everything else is refused too: exponents, NaN, blanks
// inside, a percent sign, a mark without digits on both sides, more than 30
// characters.
func ParseDecimal(text string) (float64, error) {
	no := func(reason string, examples ...string) (float64, error) {
		if len(examples) == 0 {
			examples = []string{"71,42", "1250"}
		}
		return 0, refuse(whatNumber, text, reason, examples...)
	}
	s := strings.TrimSpace(text)
	switch {
	case s == "":
		return no("belum diisi")
	case len(s) > 30:
		return no("terlalu panjang")
	}
	sign := ""
	if s[0] == '-' || s[0] == '+' {
		sign, s = strings.TrimPrefix(s[:1], "+"), s[1:]
	}
	whole, frac, hasComma := strings.Cut(s, ",")
	dots := strings.Count(whole, ".")
	switch {
	case strings.ContainsRune(frac, ','):
		return no("koma desimal hanya boleh satu, pemisah ribuan ditulis dengan titik")
	case strings.ContainsRune(frac, '.'):
		return no("pemisah ribuan ditulis dengan titik dan desimal dengan koma")
	case hasComma && !allDigits(frac):
		return no("sesudah koma harus ada angka")
	case hasComma && dots > 0, dots > 1:
		if !grouped(whole) {
			return no("titik ribuan harus membagi tiga angka")
		}
		whole = strings.ReplaceAll(whole, ".", "")
	case dots == 1:
		before, after, _ := strings.Cut(whole, ".")
		if !allDigits(before) || !allDigits(after) {
			return no("bentuk angkanya tidak dikenal")
		}
		if grouped(whole) {
			return no(fmt.Sprintf("bisa berarti %s atau %s", sign+before+after, sign+before+","+after),
				sign+before+after, sign+before+","+after)
		}
		whole, frac, hasComma = before, after, true
	}
	if !allDigits(whole) {
		return no("bentuk angkanya tidak dikenal")
	}
	if hasComma {
		whole += "." + frac
	}
	x, err := strconv.ParseFloat(whole, 64)
	if err != nil || math.IsInf(x, 0) || math.IsNaN(x) {
		return no("bentuk angkanya tidak dikenal")
	}
	if sign == "-" && x != 0 {
		x = -x
	}
	return x, nil
}

// ParsePercent reads a whole percentage 0..100, with or without a percent sign
// and blanks before it: 70, 70%, 70 %. All else is refused with a *Refusal.
func ParsePercent(text string) (int, error) {
	no := func(reason string) (int, error) {
		return 0, refuse(whatPercent, text, reason, "70", "70%")
	}
	s := strings.TrimSpace(text)
	if s == "" {
		return no("belum diisi")
	}
	if len(s) > 30 {
		return no("terlalu panjang")
	}
	s = strings.TrimSpace(strings.TrimSuffix(s, "%"))
	n, ok := digits(s)
	switch {
	case !ok:
		return no("harus bilangan bulat dari 0 sampai 100")
	case n > 100:
		return no("paling tinggi 100")
	}
	return n, nil
}

// Roman returns n in Roman numerals, IV, and "" when n is outside 1..3999.
func Roman(n int) string {
	if n < 1 || n > 3999 {
		return ""
	}
	var b strings.Builder
	for _, p := range [...]struct {
		v int
		s string
	}{
		{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"},
		{50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"},
	} {
		for n >= p.v {
			b.WriteString(p.s)
			n -= p.v
		}
	}
	return b.String()
}

// ParseRoman reads a Roman numeral 1..3999 in the one spelling that Roman
// writes, upper or lower case, blanks around it allowed. All else (IIII, IC,
// the empty string) is refused with a *Refusal.
func ParseRoman(text string) (int, error) {
	s := strings.TrimSpace(text)
	if len(s) <= 15 && isASCII(s) {
		s = strings.ToUpper(s)
		n, last := 0, 0
		for i := len(s) - 1; i >= 0; i-- {
			v := 0
			switch s[i] {
			case 'I':
				v = 1
			case 'V':
				v = 5
			case 'X':
				v = 10
			case 'L':
				v = 50
			case 'C':
				v = 100
			case 'D':
				v = 500
			case 'M':
				v = 1000
			}
			if v < last {
				n -= v
			} else {
				n, last = n+v, v
			}
		}
		if n > 0 && Roman(n) == s {
			return n, nil
		}
	}
	return 0, refuse(whatRoman, text, "bentuknya tidak dikenal", "I", "IV", "XII")
}

// round splits |x| rounded to places decimals into digits before and after the
// mark. ok is false when x is not a finite number.
func round(x float64, places int) (whole, frac string, neg, ok bool) {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return "", "", false, false
	}
	places = min(max(places, 0), maxPlaces)
	abs := math.Abs(x)
	if abs < 1e15 { // see it as a spreadsheet shows it
		if y, err := strconv.ParseFloat(strconv.FormatFloat(abs, 'g', 15, 64), 64); err == nil {
			abs = y
		}
	}
	whole, frac, _ = strings.Cut(strconv.FormatFloat(abs, 'f', -1, 64), ".")
	up := len(frac) > places && frac[places] >= '5'
	if len(frac) > places {
		frac = frac[:places]
	}
	all := []byte(whole + frac + strings.Repeat("0", places-len(frac)))
	for i := len(all) - 1; up && i >= 0; i-- {
		if all[i]++; all[i] > '9' {
			all[i] = '0'
		} else {
			up = false
		}
	}
	s := string(all)
	if up {
		s = "1" + s
	}
	return s[:len(s)-places], s[len(s)-places:], x < 0 && strings.Trim(s, "0") != "", true
}

func join(whole, frac string, neg bool) string {
	if frac != "" {
		whole += "," + frac
	}
	if neg {
		whole = "-" + whole
	}
	return whole
}

// group puts thousands dots into a run of digits.
func group(s string) string {
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "." + s[i:]
	}
	return s
}

// grouped reports whether s is one to three digits, the first not 0, and then
// groups of exactly three, divided by dots.
func grouped(s string) bool {
	if strings.HasPrefix(s, "0") {
		return false
	}
	for i, g := range strings.Split(s, ".") {
		if !allDigits(g) || len(g) > 3 || (i > 0 && len(g) != 3) {
			return false
		}
	}
	return true
}

func allDigits(s string) bool {
	if s == "" {
		return false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// isASCII keeps letters out that upper or lower case would turn into ASCII.
func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
