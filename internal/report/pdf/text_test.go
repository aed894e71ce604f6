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

// TestLongLists: the number of an item never runs into its text.
func TestLongLists(t *testing.T) {
	list, pair := report.List{Numbered: true}, report.Pair{Label: "Acara", Numbered: true}
	for range 1200 {
		list.Items = append(list.Items, report.Item{Text: report.Plain("Butir")})
		pair.Values = append(pair.Values, report.Plain("Butir"))
	}
	for _, font := range []string{"Arial", "Bookman Old Style"} {
		l, sheets, _ := boxesOf(t, report.Doc{Font: font, Size: 12, Blocks: []report.Block{list, report.Pairs{Rows: []report.Pair{pair}}}})
		seen := 0
		for _, s := range sheets {
			ends := map[float64]float64{} // of the text on a height
			for _, o := range s.ops {
				if o.kind != opText {
					continue
				}
				if end, ok := ends[o.y]; ok && o.text == "Butir" {
					seen++
					if o.x < end+0.5 {
						t.Fatalf("%s: an item begins at %.1f mm, its number ends at %.1f", font, o.x, end)
					}
				}
				ends[o.y] = o.x
				for _, r := range o.text {
					ends[o.y] += l.family.width(r, o.face) * o.size * mmPoint / 1000
				}
			}
		}
		if seen != 2400 {
			t.Errorf("%s: %d items", font, seen)
		}
	}
}
