package pdf

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"monev/internal/report"
)

// TestBlankBeforeABreak: a blank at the end of a line that is full makes no empty
// line, and the empty lines somebody typed stay.
func TestBlankBeforeABreak(t *testing.T) {
	l, _, _ := boxesOf(t, report.Doc{})
	count := func(text string) int { return len(l.wrap(l.words(report.Plain(text), 0), 11, 20)) }
	for n := range 60 {
		word := strings.Repeat("x", n)
		for _, rest := range []string{"\nb", "\n\n\nb", "\n"} {
			if with, without := count(word+" "+rest), count(word+rest); n > 0 && with != without {
				t.Errorf("%d letters and %q: %d lines with a blank before the break, %d without", n, rest, with, without)
			}
		}
	}
}

// TestFew: what is cut to some lines is no wider than asked for, dots included.
func TestFew(t *testing.T) {
	l, _, _ := boxesOf(t, report.Doc{})
	rapid.Check(t, func(rt *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.StringMatching(`[ilWxa]{1,12}`), 1, 12).Draw(rt, "words"), " ")
		n, width := rapid.IntRange(1, 3).Draw(rt, "lines"), rapid.Float64Range(10, 80).Draw(rt, "width")
		words := l.words(report.Plain(text), bold)
		lines := l.few(n, words, 9, width)
		if want := min(n, len(l.wrap(words, 9, width))); len(lines) != want {
			rt.Fatalf("%d lines, want %d", len(lines), want)
		}
		for _, ln := range lines {
			if got := ln.width * 9 * mmPoint / 1000; got > width+0.01 {
				rt.Fatalf("%.2f mm in %.2f", got, width)
			}
		}
	})
}
