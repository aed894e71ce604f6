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
