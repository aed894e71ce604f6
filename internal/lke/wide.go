package lke

import (
	"math/big"
	"math/bits"
)

// wide is a whole number below 2^256: points over one common denominator. The
// search for the shortest path adds and compares these some hundred thousand
// times, without allocation and without rounding.
type wide [4]uint64 // least word first

func (a wide) add(b wide) wide {
	var c uint64
	a[0], c = bits.Add64(a[0], b[0], 0)
	a[1], c = bits.Add64(a[1], b[1], c)
	a[2], c = bits.Add64(a[2], b[2], c)
	a[3], _ = bits.Add64(a[3], b[3], c)
	return a
}

func (a wide) less(b wide) bool {
	for i := 3; i >= 0; i-- {
		if a[i] != b[i] {
			return a[i] < b[i]
		}
	}
	return false
}

// scaler turns Nums into wides over one denominator.
type scaler struct {
	den *big.Int
	ok  bool // all sums that can occur are below 2^256
}

// newScaler finds the least common denominator of points that together do not
// exceed most.
func newScaler(most Num, all []Num) scaler {
	den := big.NewInt(1)
	for _, x := range all {
		d := x.shared().Denom()
		g := new(big.Int).GCD(nil, nil, den, d)
		den.Mul(den, new(big.Int).Quo(d, g))
	}
	top := new(big.Int).Mul(most.shared().Num(), den)
	return scaler{den, top.BitLen() < 250}
}

// wide is x, which must not be negative, over the common denominator.
func (s scaler) wide(x Num) wide {
	r := x.shared()
	n := new(big.Int).Mul(r.Num(), new(big.Int).Quo(s.den, r.Denom()))
	var w wide
	for i, word := range n.Bits() { // of 32 or 64 bits
		at := i * bits.UintSize
		w[at/64] |= uint64(word) << (at % 64)
	}
	return w
}
