package monev_test

import (
	"testing"

	"monev/internal/monev"
)

func TestAnotherPriorityIsAStep(t *testing.T) {
	f := must(born(t).Reassign(owner("kul"), day("2025-12-01"), monev.Urgent, "diminta Ketua", "", at("2025-10-01 10:00")))
	last := f.Steps[len(f.Steps)-1]
	if f.Priority != monev.Urgent || len(f.Steps) != 2 || last.Priority != monev.Urgent || last.Was != monev.Medium || last.Due == nil || last.Note != "diminta Ketua" {
		t.Errorf("%+v", f)
	}
	same(t, "the same again", must(f.Reassign(owner("kul"), day("2025-12-01"), monev.Urgent, "", "", at("2025-10-02 10:00"))), f)
	_, err := f.Reassign(f.Owner, f.Due, "Segera", "", "", at("2025-10-02 10:00"))
	refused(t, err, "prioritas")

	// A meeting that ended before saw the priority it had then.
	for when, want := range map[string]monev.Level{"2025-09-01 10:00": monev.Medium, "2025-10-01 10:00": monev.Urgent} {
		if was, ok := f.AsOf("R0002", at(when)); !ok || was.Priority != want {
			t.Errorf("as of %s: %s", when, was.Priority)
		}
	}
	g := must(f.Reassign(f.Owner, f.Due, monev.Low, "", "", at("2025-11-01 10:00")))
	if was, _ := g.AsOf("R0002", at("2025-10-15 10:00")); was.Priority != monev.Urgent {
		t.Errorf("between two changes: %s", was.Priority)
	}
	// A correction corrects what was said last.
	to := g
	to.Priority = monev.High
	h := must(g.Rewrite(to, at("2025-11-02 10:00")))
	if n := len(h.Steps); n != 3 || h.Steps[2].Priority != monev.High || g.Steps[2].Priority != monev.Low {
		t.Errorf("%+v", h.Steps)
	}

	done := must(f.Report(monev.Done, "", "SK", person("ketua"), "", at("2025-11-01 10:00")))
	_, err = done.Reassign(done.Owner, done.Due, monev.Low, "", "", at("2025-11-02 10:00"))
	refused(t, err, "status")
}
