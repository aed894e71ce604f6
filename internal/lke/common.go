package lke

import (
	"math/big"
	"math/bits"
)

// common is a denominator that all points of one sheet share. Sums over
// percentage questions with large unrelated denominators leave the range of
// int64 soon; over a common denominator they stay additions of whole numbers,
// exact and with one allocation each. Never changed once made.
type common struct{ den wide }

// over is a Num over a common denominator, in no particular terms. Never changed.
type over struct {
	num wide // |x|·den
	neg bool
	c   *common
}

// newCommon is a common denominator of all points a result can show, or nil if
// sums over it might leave 256 bits.
func newCommon(r *Result) *common {
	den := wide{1}
	ok := true
	take := func(x Num) {
		if d := uint64(x.den()); ok && x.small() {
			_, rest := den.divide(d)
			den, ok = den.times(d / gcd64(d, rest))
		} else {
			ok = false
		}
	}
	for i := range r.Items {
		take(r.Items[i].Claim)
		take(r.Items[i].Weight)
	}
	for _, m := range r.Instrument.Minima {
		for _, row := range m.Rows {
			take(row.Points)
		}
	}
	const spare = 20 // sums and weights stay far below 2^20 points
	if !ok || den.bits() > 256-spare {
		return nil
	}
	return &common{den}
}

func gcd64(a, b uint64) uint64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// lift is |x| over the common denominator, if it can stand over it.
func (c *common) lift(x Num) (w wide, neg, ok bool) {
	switch {
	case x.o != nil:
		return x.o.num, x.o.neg, x.o.c == c
	case x.b != nil:
		return wide{}, false, false
	}
	w, rest := c.den.divide(uint64(x.den()))
	if rest != 0 {
		return wide{}, false, false
	}
	w, ok = w.times(abs(x.n))
	return w, x.n < 0, ok
}

// add is x + y, or false where that needs another denominator or more bits.
func (c *common) add(x, y Num) (Num, bool) {
	a, an, ok1 := c.lift(x)
	b, bn, ok2 := c.lift(y)
	if !ok1 || !ok2 {
		return Num{}, false
	}
	if an != bn {
		if a.less(b) {
			a, b, an = b, a, bn
		}
		return Num{o: &over{a.sub(b), an, c}}, true
	}
	if max(a.bits(), b.bits()) > 254 {
		return Num{}, false
	}
	return Num{o: &over{a.add(b), an, c}}, true
}

// cmp compares x and y, or says false where one has no place over c.
func (c *common) cmp(x, y Num) (int, bool) {
	a, an, ok1 := c.lift(x)
	b, bn, ok2 := c.lift(y)
	if !ok1 || !ok2 {
		return 0, false
	}
	an, bn = an && a != wide{}, bn && b != wide{}
	out := 0
	switch {
	case an != bn:
		out = 1
	case a.less(b):
		out = -1
	case b.less(a):
		out = 1
	}
	if an {
		out = -out
	}
	return out, true
}

// denominatorOf is the one x or y stands over; nil if neither does.
func denominatorOf(x, y Num) *common {
	switch {
	case x.o != nil:
		return x.o.c
	case y.o != nil:
		return y.o.c
	}
	return nil
}

// rat is the value as a fraction of its own in lowest terms.
func (o *over) rat() *big.Rat {
	n := o.num.int()
	if o.neg {
		n.Neg(n)
	}
	return new(big.Rat).SetFrac(n, o.c.den.int())
}

func (o *over) sign() int {
	switch {
	case o.num == wide{}:
		return 0
	case o.neg:
		return -1
	}
	return 1
}

// plus is x + y for the sums of r: where it leaves the range of int64, over the
// denominator all points of r share, made the first time it is needed.
func (r *Result) plus(x, y Num) Num {
	if s, ok := x.addSmall(y); ok {
		return s
	}
	if !r.sought {
		r.sought, r.shared = true, newCommon(r)
	}
	if r.shared != nil {
		if s, ok := r.shared.add(x, y); ok {
			return s
		}
	}
	return x.Add(y)
}

func (a wide) sub(b wide) wide {
	var c uint64
	for i := range a {
		a[i], c = bits.Sub64(a[i], b[i], c)
	}
	return a
}

// times is a·m, or false if that leaves 256 bits.
func (a wide) times(m uint64) (wide, bool) {
	var carry uint64
	for i, word := range a {
		hi, lo := bits.Mul64(word, m)
		var c uint64
		a[i], c = bits.Add64(lo, carry, 0)
		carry = hi + c
	}
	return a, carry == 0
}

// divide is a ÷ d and what remains; d must not be 0.
func (a wide) divide(d uint64) (q wide, rest uint64) {
	for i := 3; i >= 0; i-- {
		q[i], rest = bits.Div64(rest, a[i], d)
	}
	return q, rest
}

// bits is the length of a in bits.
func (a wide) bits() int {
	for i := 3; i >= 0; i-- {
		if a[i] != 0 {
			return 64*i + bits.Len64(a[i])
		}
	}
	return 0
}

func (a wide) int() *big.Int {
	var b [32]byte
	for i, word := range a {
		for k := range 8 {
			b[31-8*i-k] = byte(word >> (8 * k))
		}
	}
	return new(big.Int).SetBytes(b[:])
}
