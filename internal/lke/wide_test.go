package lke

import (
	"testing"

	"pgregory.net/rapid"
)

// TestWide: sums and comparisons over the common denominator are those of the
// fractions, across all four words.
func TestWide(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var nums []Num
		for range rapid.IntRange(2, 7).Draw(t, "n") {
			nums = append(nums, Ratio(rapid.Int64Range(0, 1<<30).Draw(t, "num"), rapid.Int64Range(1<<29, 1<<30).Draw(t, "den")))
		}
		sc := newScaler(Int(100), nums)
		if !sc.ok {
			t.Fatalf("%d denominators of 30 bits do not fit", len(nums))
		}
		var sum Num
		var wsum wide
		for _, n := range nums {
			if w := sc.wide(n); w.less(wsum) != (n.Cmp(sum) < 0) || wsum.less(w) != (sum.Cmp(n) < 0) {
				t.Fatalf("%s against %s", n, sum)
			}
			sum, wsum = sum.Add(n), wsum.add(sc.wide(n))
			if wsum != sc.wide(sum) {
				t.Fatalf("%v is not %s", wsum, sum)
			}
		}
	})
	var many []Num
	for i := range int64(12) {
		many = append(many, Ratio(1, 1_000_000_007+2*i))
	}
	if newScaler(Int(100), many).ok {
		t.Error("a denominator of 350 bits is said to fit")
	}
}
