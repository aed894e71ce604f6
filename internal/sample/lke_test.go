package sample_test

import (
	"testing"

	"monev/internal/app"
	"monev/internal/lke"
	"monev/internal/monev"
	"monev/internal/sample"
)

// TestLKE: the LKE grows from meeting to meeting and has something of everything
// that screens show.
func TestLKE(t *testing.T) {
	a, _ := filled(t)
	for _, c := range []struct {
		id, total, lever string
		waits            bool
	}{
		{"R0001", "25,49", "22,99", true}, {"R0002", "67,32", "34,37", false}, {"R0003", "71,68", "38,73", false},
	} {
		m, err := a.Minutes(t.Context(), c.id)
		if err != nil {
			t.Fatal(err)
		}
		if l := m.LKE; l == nil || l.Total != c.total || l.Lever != c.lever || l.Waits != c.waits || l.Met {
			t.Errorf("%s: %+v", c.id, l)
		}
	}
	w, err := a.Worksheet(t.Context(), sample.Year)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	for _, it := range w.Instrument.Items() {
		f := w.Result.Item(it)
		seen[f.State.String()]++
		status := string(w.Status(it.Code))
		if f.State.Filled() {
			status += " answered"
		}
		seen[status]++
		if a := w.Unit().Answers[it.Code]; a.Note != "" {
			seen["note"]++
		}
		past, err := a.History(t.Context(), app.AnswerRecord(sample.Year, lke.Unit, it.Code), nil, 2)
		if err != nil {
			t.Fatal(err)
		}
		if len(past.List) > 1 {
			seen["changed"]++
		}
	}
	diffs, err := w.Instrument.Differences(w.Options(), w.Unit(), w.Sheets[lke.TPI])
	if err != nil {
		t.Fatal(err)
	}
	seen["other than TPI"] = len(diffs)
	for _, d := range diffs {
		if d.Answers[1].Answer.Note == "" {
			t.Errorf("TPI says nothing about %s", d.Item.Code)
		}
	}
	if n := len(w.Sheets[lke.TPI].Answers); n <= len(diffs) {
		t.Errorf("TPI agrees with nothing of its %d answers", n)
	}
	t.Log(seen)
	for _, what := range []string{lke.Blank.String(), lke.Rated.String(), string(monev.EvidenceMissing) + " answered",
		string(monev.EvidenceUnchecked) + " answered", string(monev.EvidenceFaulty) + " answered", string(monev.EvidenceAccepted) + " answered",
		"note", "changed", "other than TPI"} {
		if seen[what] == 0 {
			t.Errorf("no question: %s", what)
		}
	}
	if n := len(w.Result.Notes); n != 0 {
		t.Errorf("%d zero divisors in the sample", n)
	}
	if p, err := w.Path(lke.WBK, lke.PathOptions{}); err != nil || !p.Found || len(p.Steps) < 3 {
		t.Errorf("path %+v, %v", p, err)
	}
}
