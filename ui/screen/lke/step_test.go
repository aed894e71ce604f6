package lke_test

import (
	"strings"
	"testing"
)

// The arrows on the page go on from the question that is shown, also from one that a
// filter selected by itself.
func TestStepFromWhatAFilterSelected(t *testing.T) {
	for _, at := range []string{"", "A.I.6"} {
		d := open(t, true, at, 80, 24)
		d.Key("f")
		first := d.marked()
		d.Key("down")
		second := d.marked()
		d.Key("up")
		d = open(t, true, at, 80, 24)
		d.Key("f", "i")
		d.Has("LKE 2025 · " + first)
		d.Key("right")
		d.Has("LKE 2025 · " + second)
	}
}

// marked is the code on the selected line.
func (d *shown) marked() string {
	d.t.Helper()
	for l := range strings.SplitSeq(d.Screen(), "\n") {
		if strings.HasPrefix(l, "▸") {
			return strings.Fields(l)[2]
		}
	}
	d.t.Fatal("nothing is selected")
	return ""
}

// One at a time: who goes on while the form of a question is being stored is not taken
// one further by the answer of the disk.
func TestWalkGoesOnOnce(t *testing.T) {
	d := open(t, false, "A.II.5.iii.b", 80, 24)
	d.Key("s")
	d.Has("A.II.5.iii.b")
	d.Key("space")
	next := d.shownCode()
	d.Key("left", "enter")
	d.Type("0\n4\n10\n12")
	d.meanwhile(func() { d.Key("space") })
	d.Key("ctrl+s")
	d.Has("Jawaban A.II.5.iii.b tersimpan.")
	if got := d.shownCode(); got != next {
		t.Errorf("at %s, want %s", got, next)
	}
}

// shownCode is the code of the question that is shown one at a time.
func (d *shown) shownCode() string {
	d.t.Helper()
	for l := range strings.SplitSeq(d.Screen(), "\n") {
		if strings.Contains(l, " · ") && (strings.HasPrefix(l, " A.") || strings.HasPrefix(l, " B.")) {
			return strings.Fields(l)[0]
		}
	}
	d.t.Fatalf("no question in\n%s", d.Screen())
	return ""
}

// The longest form on the smallest screen, with the line that says whose answers these
// are, leaves nothing of the question and breaks nothing.
func TestWalkOnTheSmallestScreen(t *testing.T) {
	for _, keys := range [][]string{{"l"}, {"w"}, nil} {
		for _, at := range []string{"A.II.5.iii.a", "A.II.5.iii.b", "A.I.1.i.b", "B.I.a"} {
			d := open(t, false, at, 60, 18)
			d.Key(keys...)
			d.Key("s", "enter")
			d.Has(at)
			d.Key("down", "up")
			d.Screen()
		}
	}
}
