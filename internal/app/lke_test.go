package app_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"monev/internal/app"
	"monev/internal/lke"
	"monev/internal/monev"
	"monev/internal/store/ledger"
	"monev/internal/store/memstore"
)

const year = 2025

// answer gives the unit's answer as it is typed; empty takes it away.
func (w *world) answer(code, text string) {
	w.t.Helper()
	w.ok(w.Answer(w.ctx, year, lke.Unit, code, w.parse(code, text), ""))
}

func (w *world) parse(code, text string) lke.Answer {
	w.t.Helper()
	it, ok := lke.Default().Item(code)
	if !ok {
		w.t.Fatalf("no question %s", code)
	}
	if text == "" {
		return lke.Answer{}
	}
	a, err := it.Parse(text)
	w.ok(err)
	return a
}

func (w *world) sheet() app.Worksheet {
	w.t.Helper()
	s, err := w.Worksheet(w.ctx, 0)
	w.ok(err)
	return s
}

// total is the unit's claim and what of it is proven, with two decimals.
func (w *world) total() string {
	w.t.Helper()
	r := w.sheet().Result
	return r.Total.Claim.Decimal(2) + " " + r.Total.Proven.Decimal(2)
}

func (w *world) wantTotal(want string) {
	w.t.Helper()
	if got := w.total(); got != want {
		w.t.Errorf("klaim and berbukti are %s, want %s", got, want)
	}
}

func (w *world) undo(want string) {
	w.t.Helper()
	if label, err := w.Undo(w.ctx); err != nil || !strings.HasPrefix(label, want) {
		w.t.Errorf("undo of %q: %v, want %q", label, err, want)
	}
}

func TestAnswers(t *testing.T) {
	w := ready(t)
	if s := w.sheet(); s.Year != year || s.Instrument != lke.Default() || s.Policy.Code != "anjuran" || len(s.Unit().Answers) != 0 || s.Target != lke.WBK {
		t.Errorf("an empty worksheet is %+v", s)
	}
	w.answer("A.I.1.i.a", "y")
	w.answer("A.I.1.i.b", "B")
	w.answer("A.II.1.i.a", "4/2")
	w.answer("B.I.a", "3,6")
	w.wantTotal("16,63 0,00") // 0,25 + 0,125 + 0,5 + 15,75
	s := w.sheet()
	if got := s.Result.Total.Filled; got != 4 {
		t.Errorf("%d are filled", got)
	}
	if a := s.Unit().Answers["A.II.1.i.a"]; a.Counts["jumlah_agen"] != 4 || a.Counts["jumlah_perubahan"] != 2 {
		t.Errorf("stored %+v", a)
	}

	// The layers stand side by side, and so do the years.
	w.ok(w.Answer(w.ctx, year, lke.TPI, "A.I.1.i.a", lke.Answer{Choice: "Tidak", Note: "SK belum ditandatangani"}, ""))
	w.ok(w.Answer(w.ctx, year+1, lke.Unit, "A.I.1.i.a", lke.Answer{Choice: "Tidak"}, ""))
	w.wantTotal("16,63 0,00")
	diffs, err := lke.Default().Differences(s.Options(), w.sheet().Unit(), w.sheet().Sheets[lke.TPI])
	w.ok(err)
	if len(diffs) != 1 || diffs[0].Item.Code != "A.I.1.i.a" || !diffs[0].Score {
		t.Errorf("%+v", diffs)
	}

	// A blank answer goes, unless there is a note.
	w.answer("A.I.1.i.b", "")
	if _, ok := w.sheet().Unit().Answers["A.I.1.i.b"]; ok {
		t.Error("a blank answer stayed")
	}
	w.ok(w.Answer(w.ctx, year, lke.Unit, "A.I.1.i.b", lke.Answer{Note: " tanya KUL "}, ""))
	if a := w.sheet().Unit().Answers["A.I.1.i.b"]; !a.IsBlank() || a.Note != "tanya KUL" {
		t.Errorf("%+v", a)
	}
	w.wantTotal("16,50 0,00")
}

func TestAnswersThatAreRefused(t *testing.T) {
	w := ready(t)
	for _, c := range []struct {
		field, code string
		answer      lke.Answer
	}{
		{"butir", "A.I.9.x", lke.Answer{Choice: "A"}},
		{"butir", "", lke.Answer{Choice: "A"}},
		{"A.I.1.i.a", "A.I.1.i.a", lke.Answer{Choice: "A"}}, // Ya or Tidak
		{"A.I.1.i.b", "A.I.1.i.b", lke.Answer{Choice: "D"}}, // A to C
		{"A.I.1.i.b", "A.I.1.i.b", lke.Answer{Counts: map[string]int64{"jumlah_agen": 1}}},
		{"A.II.4.i", "A.II.4.i", lke.Answer{Counts: map[string]int64{"jumlah_sasaran": 2, "sasaran_tercapai": 3}}},
		{"A.II.1.i.a", "A.II.1.i.a", lke.Answer{Counts: map[string]int64{"jumlah_agen": -1}}},
	} {
		w.refused(c.field, func() error { return w.Answer(w.ctx, year, lke.Unit, c.code, c.answer, "") })
	}
	w.refused("kebijakan", func() error { return w.SetPolicy(w.ctx, year, "sesuka hati") })
	w.refused("butir", func() error { return w.SetEffort(w.ctx, year, "A.I.9.x", 1) })
	w.refused("beban", func() error { return w.SetEffort(w.ctx, year, "A.I.1.i.a", 6) })
	w.refused("beban", func() error { return w.SetEffort(w.ctx, year, "A.I.1.i.a", -1) })
	w.refused("butir", func() error {
		return w.PutEvidence(w.ctx, monev.Evidence{Year: year, Item: "A.I.9.x", Title: "SK"}, "")
	})
	w.refused("catatan", func() error {
		return w.PutEvidence(w.ctx, monev.Evidence{Year: year, Item: "A.I.1.i.a", Title: "SK", Status: monev.EvidenceFaulty}, "")
	})
	w.refused("status", func() error {
		return w.PutEvidence(w.ctx, monev.Evidence{Year: year, Item: "A.I.1.i.a", Title: "SK", Status: monev.EvidenceMissing}, "")
	})
}

func TestAnAnswerTakesItsDraftAlong(t *testing.T) {
	w := ready(t)
	const key = "lke/2025/A.I.1.i.a"
	w.ok(w.SetDraft(w.ctx, key, "setengah"))
	w.refused("A.I.1.i.a", func() error { return w.Answer(w.ctx, year, lke.Unit, "A.I.1.i.a", lke.Answer{Choice: "Z"}, key) })
	if d, _ := w.Draft(w.ctx, key); d != "setengah" {
		t.Errorf("a refusal took the draft: %q", d)
	}
	w.ok(w.Answer(w.ctx, year, lke.Unit, "A.I.1.i.a", lke.Answer{Choice: "Ya"}, key))
	if d, _ := w.Draft(w.ctx, key); d != "" {
		t.Errorf("the draft stayed: %q", d)
	}
}

// saidOf is the history of an answer, newest first: "03.00 B → A", with a ! before
// what was taken back.
func (w *world) saidOf(l lke.Layer, code string) string {
	w.t.Helper()
	h, err := w.History(w.ctx, app.AnswerRecord(year, l, code), nil, 100)
	w.ok(err)
	var out []string
	for _, p := range h.List {
		for _, c := range p.Changes {
			if c.Name == "Jawaban" {
				line := p.At.Format("15.04 ") + c.From + " → " + c.To
				if !p.Undone.IsZero() {
					line = "!" + line
				}
				out = append(out, line)
			}
		}
	}
	return strings.Join(out, ", ")
}

// The history of an answer says what stands, whatever was undone and done again, and
// goes on behind an answer that was taken away.
func TestHistoryThroughUndo(t *testing.T) {
	w := ready(t)
	const code = "A.I.1.i.b"
	want := func(s string) {
		t.Helper()
		if got := w.saidOf(lke.Unit, code); got != s {
			t.Errorf("history is %q, want %q", got, s)
		}
	}
	want("")
	for i, text := range []string{"C", "B", "A"} {
		w.at(fmt.Sprintf("2025-08-01 0%d:00", i+1))
		w.answer(code, text)
		w.answer("A.I.1.i.a", map[bool]string{true: "Ya", false: "Tidak"}[i%2 == 0]) // others do not show
	}
	w.ok(w.Answer(w.ctx, year, lke.TPI, code, lke.Answer{Choice: "C"}, ""))
	want("03.00 B → A, 02.00 C → B, 01.00  → C")
	w.undo("jawaban " + code) // of TPI
	want("03.00 B → A, 02.00 C → B, 01.00  → C")
	w.undo("jawaban A.I.1.i.a")
	w.at("2025-08-01 05:00")
	w.undo("jawaban " + code)
	want("!03.00 B → A, 02.00 C → B, 01.00  → C")
	if _, err := w.Redo(w.ctx); err != nil {
		t.Fatal(err)
	}
	want("03.00 B → A, 02.00 C → B, 01.00  → C")
	w.at("2025-08-01 06:00")
	w.answer(code, "")
	w.at("2025-08-01 07:00")
	w.answer(code, "B")
	want("07.00  → B, 06.00 A → , 03.00 B → A, 02.00 C → B, 01.00  → C")
}

// Every change of the LKE can be taken back and done again without a trace.
func TestUndoOfEachLKEChange(t *testing.T) {
	w := ready(t)
	var proof string
	for _, c := range []struct {
		label string
		do    func() error
	}{
		{"jawaban A.I.1.i.a", func() error { return w.Answer(w.ctx, year, lke.Unit, "A.I.1.i.a", lke.Answer{Choice: "Ya"}, "") }},
		{"jawaban A.I.1.i.a", func() error { return w.Answer(w.ctx, year, lke.Unit, "A.I.1.i.a", lke.Answer{}, "") }},
		{"jawaban A.I.1.i.b", func() error { return w.Answer(w.ctx, year, lke.TPN, "A.I.1.i.b", lke.Answer{Choice: "A"}, "") }},
		{"kebijakan pembagi nol", func() error { return w.SetPolicy(w.ctx, year, "ketat") }},
		{"beban A.I.1.i.b", func() error { return w.SetEffort(w.ctx, year, "A.I.1.i.b", 5) }},
		{"beban A.I.1.i.b", func() error { return w.SetEffort(w.ctx, year, "A.I.1.i.b", 0) }},
		{"tambah eviden A.I.1.i.b", func() error {
			err := w.PutEvidence(w.ctx, monev.Evidence{Year: year, Item: "A.I.1.i.b", Title: "BA"}, "")
			if l := w.sheet().Evidence["A.I.1.i.b"]; len(l) > 0 {
				proof = l[0].ID
			}
			return err
		}},
		{"ubah eviden A.I.1.i.b", func() error {
			return w.PutEvidence(w.ctx, monev.Evidence{ID: proof, Year: year, Item: "A.I.1.i.b", Title: "Berita acara", Status: monev.EvidenceAccepted}, "")
		}},
		{"hapus eviden", func() error { return w.DropEvidence(w.ctx, proof) }},
	} {
		before := w.records()
		w.minutes(1)
		w.ok(c.do())
		after := w.records()
		if after == before {
			t.Errorf("%s changed nothing", c.label)
		}
		for range 2 {
			w.undo(c.label)
			if w.records() != before {
				t.Errorf("undo of %s left a trace", c.label)
			}
			if _, err := w.Redo(w.ctx); err != nil || w.records() != after {
				t.Errorf("redo of %s: %v", c.label, err)
			}
		}
	}
}

// Berbukti counts only answers all of whose eviden is Sesuai.
func TestProvenByEvidence(t *testing.T) {
	w := ready(t)
	w.answer("A.I.1.i.a", "Ya")
	w.answer("A.I.1.i.b", "A")
	put := func(item string, s monev.EvidenceStatus) string {
		t.Helper()
		w.ok(w.PutEvidence(w.ctx, monev.Evidence{Year: year, Item: item, Title: "SK", Status: s, Note: "cap"}, ""))
		l := w.sheet().Evidence[item]
		return l[len(l)-1].ID
	}
	status := func(item string, want monev.EvidenceStatus) {
		t.Helper()
		if got := w.sheet().Status(item); got != want {
			t.Errorf("eviden of %s is %q, want %q", item, got, want)
		}
	}
	w.wantTotal("0,50 0,00")
	status("A.I.1.i.a", monev.EvidenceMissing)
	first := put("A.I.1.i.a", "")
	status("A.I.1.i.a", monev.EvidenceUnchecked)
	w.wantTotal("0,50 0,00")
	w.ok(w.PutEvidence(w.ctx, monev.Evidence{ID: first, Year: year, Item: "A.I.1.i.a", Title: "SK", Status: monev.EvidenceAccepted}, ""))
	status("A.I.1.i.a", monev.EvidenceAccepted)
	w.wantTotal("0,50 0,25")
	second := put("A.I.1.i.a", monev.EvidenceFaulty)
	status("A.I.1.i.a", monev.EvidenceFaulty) // the worst counts
	w.wantTotal("0,50 0,00")
	w.ok(w.DropEvidence(w.ctx, second))
	w.wantTotal("0,50 0,25")
	put("A.II.1.iii", monev.EvidenceAccepted) // proves nothing as long as nothing is answered
	w.wantTotal("0,50 0,25")
	w.ok(w.PutEvidence(w.ctx, monev.Evidence{Year: year - 1, Item: "A.I.1.i.b", Title: "SK", Status: monev.EvidenceAccepted}, ""))
	w.wantTotal("0,50 0,25") // another year's
	w.answer("A.I.1.i.a", "Tidak")
	w.wantTotal("0,25 0,00")
	if r := w.sheet().Result; r.Total.Proved != 1 {
		t.Errorf("%d are proven", r.Total.Proved)
	}
}

func TestPolicyAndEfforts(t *testing.T) {
	w := ready(t)
	w.answer("A.II.5.ii", "0/0/0") // no complaints at all
	w.wantTotal("3,00 0,00")
	if len(w.sheet().Result.Notes) == 0 {
		t.Error("a zero divisor is silent")
	}
	w.ok(w.SetPolicy(w.ctx, year, "ketat"))
	w.wantTotal("0,00 0,00")
	if s := w.sheet(); s.Policy.Code != "ketat" {
		t.Errorf("%+v", s.Policy)
	}
	w.undo("kebijakan pembagi nol")
	w.wantTotal("3,00 0,00")

	w.ok(w.SetEffort(w.ctx, year, "A.II.5.i", 5))
	w.ok(w.SetEffort(w.ctx, year, "A.I.5.i.a", 1))
	if got := w.sheet().Efforts; len(got) != 2 || got["A.II.5.i"] != 5 || got["A.I.5.i.a"] != 1 {
		t.Errorf("%v", got)
	}
	w.ok(w.SetEffort(w.ctx, year, "A.I.5.i.a", 0))
	if got := w.sheet().Efforts; len(got) != 1 {
		t.Errorf("%v", got)
	}
	s := w.sheet()
	few, err := s.Path(lke.WBK, lke.PathOptions{LeverOnly: true})
	w.ok(err)
	light, err := s.Path(lke.WBK, lke.PathOptions{LeverOnly: true, Efforts: s.Efforts})
	w.ok(err)
	if !few.Found || !light.Found || len(few.Steps) > len(light.Steps) {
		t.Errorf("few: %d steps, light: %d steps", len(few.Steps), len(light.Steps))
	}
	sum := 0 // of the fewest steps
	for _, st := range few.Steps {
		if e, ok := s.Efforts[st.Item.Code]; ok {
			sum += e
		} else {
			sum += lke.DefaultEffort
		}
	}
	if light.Effort > sum {
		t.Errorf("the lightest path takes %d, the shortest %d", light.Effort, sum)
	}
	full, err := s.Path(lke.WBK, lke.PathOptions{})
	w.ok(err)
	if full.Found || full.Reason == "" {
		t.Errorf("a path without surveys: %+v", full)
	}
	// What if leaves no trace.
	before := w.records()
	to, err := few.Apply(s.Instrument, s.Unit())
	w.ok(err)
	r, err := s.Score(to)
	w.ok(err)
	if !r.Verdict(lke.WBK, lke.ByClaim).LeverMet || w.records() != before || len(w.sheet().Unit().Answers) != 1 {
		t.Error("the path does not lead there, or left a trace")
	}
}

func TestPoints(t *testing.T) {
	w := ready(t)
	if p, err := w.Points(w.ctx); err != nil || len(p) != 0 {
		t.Errorf("without answers: %v, %v", p, err)
	}
	w.answer("A.I.1.i.b", "B")
	p, err := w.Points(w.ctx)
	w.ok(err)
	for code, want := range map[string]string{"A.I.1.i.a": "0,250", "A.I.1.i.b": "0,125", "B.I.a": "17,500", "bukan butir": "0,000"} {
		if got := p[code].Decimal(3); got != want {
			t.Errorf("%s adds %s, want %s", code, got, want)
		}
	}
}

// Answers, eviden and what was set travel with everything else.
func TestLKEGoesWithTheData(t *testing.T) {
	w := ready(t)
	w.answer("A.II.1.i.a", "4/2")
	w.ok(w.Answer(w.ctx, year, lke.TPI, "A.I.1.i.a", lke.Answer{Choice: "Tidak", Note: "belum"}, ""))
	w.ok(w.PutEvidence(w.ctx, monev.Evidence{Year: year, Item: "A.II.1.i.a", Title: "Rencana", Status: monev.EvidenceAccepted}, ""))
	w.ok(w.SetEffort(w.ctx, year, "A.I.1.i.a", 4))
	file := w.export()

	other := memstore.New(ledger.Options{})
	defer other.Close()
	b := app.New(other, w.Now)
	w.ok(b.ImportData(w.ctx, bytes.NewReader(file)))
	got, err := b.Worksheet(w.ctx, year)
	w.ok(err)
	want := w.sheet()
	w.same("sheets", got.Sheets, want.Sheets)
	w.same("evidence", got.Evidence, want.Evidence)
	w.same("efforts", got.Efforts, want.Efforts)
	if got.Result.Total != want.Result.Total {
		t.Errorf("scores %+v, want %+v", got.Result.Total, want.Result.Total)
	}
	h, err := b.History(w.ctx, app.AnswerRecord(year, lke.Unit, "A.II.1.i.a"), nil, 10)
	if err != nil || len(h.List) != 1 {
		t.Errorf("history %v, %v", h.List, err)
	}
}
