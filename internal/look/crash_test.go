package look

import (
	"fmt"
	"testing"

	"monev/internal/store/crashsim"
)

// The power is cut at every moment of a change: the look before or the one after is
// kept, never none.
func TestPowerCut(t *testing.T) {
	dir := t.TempDir()
	k := In(dir)
	if err := k.Change(func(l *Look) { l.Colours = "gelap" }); err != nil {
		t.Fatal(err)
	}
	r, err := crashsim.Record(dir, crashsim.Drop{})
	if err != nil {
		t.Fatal(err)
	}
	k.disk = r
	if err := k.Change(func(l *Look) { l.Colours = "terang" }); err != nil {
		t.Fatal(err)
	}
	res := r.Explore(crashsim.Options{Dir: t.TempDir()}, func(s crashsim.State) error {
		if got := In(s.Dir).Load().Colours; got != "gelap" && got != "terang" {
			return fmt.Errorf("after %d operations: %q", s.At, got)
		}
		return nil
	})
	if res.First != nil || res.States < 3 {
		t.Errorf("%d of %d states: %v", res.Bad, res.States, res.First)
	}
}
