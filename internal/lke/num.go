package lke

import (
	"errors"
	"math"
	"math/big"
	"math/bits"
	"strconv"
	"strings"
)

// Num is an exact rational number: points, scores, weights, percent. The zero
// value is 0. Two Nums are compared with Cmp, never with ==. A Num that fits is
// kept as two int64 and costs no allocation; sums over percentage questions with
// large unrelated denominators go on exactly, at one allocation each.
type Num struct {
	n, d int64    // in lowest terms, d > 0; d == 0 is read as 1
	b    *big.Rat // instead of n/d when these do not fit; never changed
	o    *over    // instead of both: a sum of points over a denominator they share
}

// Int is the whole number n.
func Int(n int64) Num { return Ratio(n, 1) }

// Ratio is n ÷ d; d must not be 0.
func Ratio(n, d int64) Num {
	if d > 0 && n != math.MinInt64 {
		g := gcd(n, d)
		return Num{n: n / g, d: d / g}
	}
	return fromRat(big.NewRat(n, d))
}

// ParseNum reads a plain decimal as data files write it: 17.5, 0.67, -3. No
// exponent, no comma, at most 18 digits.
func ParseNum(s string) (Num, error) {
	whole, frac, dot := strings.Cut(s, ".")
	digits := strings.TrimPrefix(whole, "-")
	bad := errors.New("bukan bilangan desimal")
	if digits == "" || dot && frac == "" || len(digits)+len(frac) > 18 || strings.Trim(digits+frac, "0123456789") != "" {
		return Num{}, bad
	}
	n, err := strconv.ParseInt(whole+frac, 10, 64)
	if err != nil {
		return Num{}, bad
	}
	return Ratio(n, pow10(len(frac))), nil
}

func pow10(k int) int64 {
	p := int64(1)
	for range k {
		p *= 10
	}
	return p
}

// gcd of |a| and b, where b > 0 and a is not the least int64.
func gcd(a, b int64) int64 {
	if a < 0 {
		a = -a
	}
	for a != 0 {
		a, b = b%a, a
	}
	return b
}

func (x Num) den() int64 {
	if x.d == 0 {
		return 1
	}
	return x.d
}

// Rat is x as a big.Rat of the caller's own.
func (x Num) Rat() *big.Rat {
	if x.b != nil {
		return new(big.Rat).Set(x.b)
	}
	return x.shared()
}

func (x Num) shared() *big.Rat {
	switch {
	case x.b != nil:
		return x.b
	case x.o != nil:
		return x.o.rat()
	}
	return big.NewRat(x.n, x.den())
}

// small tells that n/d holds the value.
func (x Num) small() bool { return x.b == nil && x.o == nil }

// fromRat takes r over; the caller no longer changes it.
func fromRat(r *big.Rat) Num {
	if r.Num().IsInt64() && r.Denom().IsInt64() && r.Num().Int64() != math.MinInt64 {
		return Num{n: r.Num().Int64(), d: r.Denom().Int64()}
	}
	return Num{b: r}
}

// mul returns a·b unless it leaves the range of int64.
func mul(a, b int64) (int64, bool) {
	neg := (a < 0) != (b < 0)
	hi, lo := bits.Mul64(abs(a), abs(b))
	if hi != 0 || lo > math.MaxInt64 {
		return 0, false
	}
	if neg {
		return -int64(lo), true
	}
	return int64(lo), true
}

func abs(a int64) uint64 {
	if a < 0 {
		return uint64(-a)
	}
	return uint64(a)
}

func add(a, b int64) (int64, bool) {
	s := a + b
	return s, (a >= 0) != (b >= 0) || (s >= 0) == (a >= 0) && s != math.MinInt64
}

// Add is x + y.
func (x Num) Add(y Num) Num {
	if s, ok := x.addSmall(y); ok {
		return s
	}
	if c := denominatorOf(x, y); c != nil {
		if s, ok := c.add(x, y); ok {
			return s
		}
	}
	return fromRat(new(big.Rat).Add(x.shared(), y.shared()))
}

// addSmall is x + y as long as int64 is enough.
func (x Num) addSmall(y Num) (Num, bool) {
	if !x.small() || !y.small() {
		return Num{}, false
	}
	xd, yd := x.den(), y.den()
	switch {
	case x.n == 0:
		return y, true
	case y.n == 0:
		return x, true
	case xd == yd:
		if s, ok := add(x.n, y.n); ok {
			if xd == 1 {
				return Num{n: s, d: 1}, true
			}
			g := gcd(s, xd)
			return Num{n: s / g, d: xd / g}, true
		}
	default:
		g := gcd(xd, yd)
		a, ok1 := mul(x.n, yd/g)
		b, ok2 := mul(y.n, xd/g)
		d, ok3 := mul(xd, yd/g)
		if ok1 && ok2 && ok3 {
			if s, ok := add(a, b); ok {
				// what they share can only lie in g
				r := gcd(s, g)
				return Num{n: s / r, d: d / r}, true
			}
		}
	}
	return Num{}, false
}

// Neg is −x.
func (x Num) Neg() Num {
	switch {
	case x.b != nil:
		return Num{b: new(big.Rat).Neg(x.b)}
	case x.o != nil:
		return Num{o: &over{x.o.num, !x.o.neg, x.o.c}}
	}
	return Num{n: -x.n, d: x.d}
}

// Sub is x − y.
func (x Num) Sub(y Num) Num {
	if y.o != nil { // without the step over −y
		neg := over{y.o.num, !y.o.neg, y.o.c}
		if s, ok := y.o.c.add(x, Num{o: &neg}); ok {
			return s
		}
	}
	return x.Add(y.Neg())
}

// Mul is x · y.
func (x Num) Mul(y Num) Num {
	if x.small() && y.small() {
		if x.n == 0 || y.n == 0 {
			return Num{d: 1}
		}
		g, h := gcd(x.n, y.den()), gcd(y.n, x.den())
		n, ok1 := mul(x.n/g, y.n/h)
		d, ok2 := mul(x.den()/h, y.den()/g)
		if ok1 && ok2 {
			return Num{n: n, d: d}
		}
	}
	return fromRat(new(big.Rat).Mul(x.shared(), y.shared()))
}

// Div is x ÷ y; y must not be 0.
func (x Num) Div(y Num) Num {
	if y.small() && y.n != 0 {
		inv := Num{n: y.den(), d: y.n}
		if inv.d < 0 {
			inv.n, inv.d = -inv.n, -inv.d
		}
		return x.Mul(inv)
	}
	return fromRat(new(big.Rat).Quo(x.shared(), y.shared()))
}

// Sign is −1, 0 or 1.
func (x Num) Sign() int {
	switch {
	case x.b != nil:
		return x.b.Sign()
	case x.o != nil:
		return x.o.sign()
	case x.n < 0:
		return -1
	case x.n > 0:
		return 1
	}
	return 0
}

// Cmp is −1, 0 or 1 as x is less than, equal to or greater than y.
func (x Num) Cmp(y Num) int {
	if x.small() && y.small() {
		if sx, sy := x.Sign(), y.Sign(); sx != sy {
			if sx < sy {
				return -1
			}
			return 1
		} else if sx == 0 {
			return 0
		}
		h1, l1 := bits.Mul64(abs(x.n), uint64(y.den()))
		h2, l2 := bits.Mul64(abs(y.n), uint64(x.den()))
		c := 0
		switch {
		case h1 < h2 || h1 == h2 && l1 < l2:
			c = -1
		case h1 > h2 || l1 > l2:
			c = 1
		}
		return c * x.Sign()
	}
	if c := denominatorOf(x, y); c != nil {
		if out, ok := c.cmp(x, y); ok {
			return out
		}
	}
	return x.shared().Cmp(y.shared())
}

// Float is the nearest float64: for the length of a bar, never for a comparison.
func (x Num) Float() float64 {
	f, _ := x.shared().Float64()
	return f
}

// Decimal is x with a decimal comma and exactly places decimals (0 to 10), a
// half rounded away from zero: 71,42. A result of zero has no sign.
func (x Num) Decimal(places int) string { return x.decimal(places, false) }

// Missing is Decimal for what is missing to a minimum: it never shows as 0,00
// while it is not, and otherwise adds up with the value shown beside it.
func (x Num) Missing(places int) string {
	if text := x.Decimal(places); x.Sign() == 0 || strings.Trim(text, "-0,") != "" {
		return text
	}
	return x.DecimalUp(places)
}

// DecimalUp is Decimal rounded away from zero, so that what is missing never
// shows as 0,00 while it is not.
func (x Num) DecimalUp(places int) string { return x.decimal(places, true) }

func (x Num) decimal(places int, up bool) string {
	places = min(max(places, 0), 10)
	var whole string
	if q, ok := x.scaled(places, up); ok {
		whole = strconv.FormatUint(q, 10)
	} else {
		r := new(big.Rat).Abs(x.shared())
		n := new(big.Int).Mul(r.Num(), big.NewInt(pow10(places)))
		q, rest := n.QuoRem(n, r.Denom(), new(big.Int))
		if up && rest.Sign() > 0 || rest.Lsh(rest, 1).Cmp(r.Denom()) >= 0 && !up {
			q.Add(q, big.NewInt(1))
		}
		whole = q.String()
	}
	neg := x.Sign() < 0 && strings.Trim(whole, "0") != ""
	if short := places + 1 - len(whole); short > 0 {
		whole = strings.Repeat("0", short) + whole
	}
	if places > 0 {
		whole = whole[:len(whole)-places] + "," + whole[len(whole)-places:]
	}
	if neg {
		whole = "-" + whole
	}
	return whole
}

// scaled is |x|·10^places, rounded, where 128 bits are enough.
func (x Num) scaled(places int, up bool) (uint64, bool) {
	if !x.small() {
		return 0, false
	}
	d := uint64(x.den())
	hi, lo := bits.Mul64(abs(x.n), uint64(pow10(places)))
	if hi >= d {
		return 0, false
	}
	q, r := bits.Div64(hi, lo, d)
	if up && r > 0 || !up && r >= d-r {
		q++
	}
	return q, true
}

// String is the exact fraction, "1407/100", or the whole number alone.
func (x Num) String() string {
	if !x.small() {
		return x.shared().RatString()
	}
	if x.den() == 1 {
		return strconv.FormatInt(x.n, 10)
	}
	return strconv.FormatInt(x.n, 10) + "/" + strconv.FormatInt(x.d, 10)
}

// MarshalText writes the exact fraction, so that a stored snapshot loses nothing.
func (x Num) MarshalText() ([]byte, error) { return []byte(x.String()), nil }

// UnmarshalText reads what MarshalText writes, and plain decimals.
func (x *Num) UnmarshalText(text []byte) error {
	s := string(text)
	if len(s) > 600 || strings.Trim(s, "0123456789-/.") != "" {
		return errors.New("bukan bilangan")
	}
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		return errors.New("bukan bilangan")
	}
	*x = fromRat(r)
	return nil
}
