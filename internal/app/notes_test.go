package app_test

import (
	"fmt"
	"testing"

	"monev/internal/app"
	"monev/internal/lke"
	"monev/internal/monev"
)

func (w *world) notes() []app.EvaluatorNote {
	w.t.Helper()
	out, err := w.EvaluatorNotes(w.ctx, 0)
	w.ok(err)
	return out
}

// remarked is a world with four notes on two layers; one is under hasil.
func remarked(t *testing.T) *world {
	w := ready(t)
	for _, x := range []struct {
		l    lke.Layer
		code string
		a    lke.Answer
	}{
		{lke.Unit, "A.I.3.iv.b", lke.Answer{Choice: "A", Note: "catatan sendiri"}},
		{lke.TPN, "A.I.3.iv.b", lke.Answer{Note: "Sampel belum sesuai"}},
		{lke.TPI, "B.I.b", lke.Answer{Note: "Capaian belum dibandingkan"}},
		{lke.TPI, "A.I.3.iv.b", lke.Answer{Choice: "C", Note: "SKP belum\nditandatangani"}},
		{lke.TPI, "A.I.1.i.a", lke.Answer{Choice: "Tidak", Note: "SK belum diperbarui"}},
		{lke.TPI, "A.I.1.i.b", lke.Answer{Choice: "B"}},
	} {
		w.ok(w.Answer(w.ctx, year, x.l, x.code, x.a, ""))
	}
	return w
}

func TestEvaluatorNotes(t *testing.T) {
	if l := ready(t).notes(); len(l) != 0 {
		t.Errorf("an empty LKE has notes: %v", l)
	}
	w := remarked(t)
	var got []string
	for _, n := range w.notes() {
		got = append(got, fmt.Sprintf("%d %s %q %q %q", n.Area, n.Source(), n.Note, n.Answer.Choice, n.Unit.Choice))
	}
	w.same("notes", got, []string{
		`1 Catatan TPI LKE 2025 (A.I.1.i.a) "SK belum diperbarui" "Tidak" ""`,
		`3 Catatan TPI LKE 2025 (A.I.3.iv.b) "SKP belum\nditandatangani" "C" "A"`,
		`3 Catatan TPN LKE 2025 (A.I.3.iv.b) "Sampel belum sesuai" "" "A"`,
		`0 Catatan TPI LKE 2025 (B.I.b) "Capaian belum dibandingkan" "" ""`,
	})
}

func TestTakeNotes(t *testing.T) {
	w := remarked(t)
	id := w.begin("2025-11-20 09:00")
	before := w.records()
	l := w.notes()
	l[3].Area = 6
	w.ok(w.TakeNotes(w.ctx, id, l...))
	full := w.full(id)
	first := full.Areas[2].Findings
	if len(first) != 2 || first[0].Text != "SKP belum ditandatangani" || first[0].Level != monev.Medium || first[0].Item != "A.I.3.iv.b" ||
		first[0].Source != "Catatan TPI LKE 2025 (A.I.3.iv.b)" {
		t.Errorf("%+v", first)
	}
	if f := full.Areas[5].Findings; len(f) != 1 || f[0].Item != "B.I.b" {
		t.Errorf("%+v", f)
	}
	for _, n := range w.notes() {
		if n.Taken == "" || n.TakenIn != "TW IV 2025" || n.Area == 0 {
			t.Errorf("%s: %q %q area %d", n.Source(), n.Taken, n.TakenIn, n.Area)
		}
	}
	w.undo("ambil 4 catatan penilai")
	if w.records() != before {
		t.Error("undo left a trace")
	}
	if n := w.notes()[0]; n.Taken != "" {
		t.Errorf("taken after undo: %q", n.Taken)
	}
}

// A finding that was put into other words is still that note; a note that says
// something else now is another one; a finding that was deleted gives it free.
func TestWhatIsTaken(t *testing.T) {
	w := remarked(t)
	id := w.begin("2025-11-20 09:00")
	w.ok(w.TakeNotes(w.ctx, id, w.notes()[0]))
	f := w.full(id).Areas[0].Findings[0]
	for _, text := range []string{"SK tim kerja perlu diperbarui", "SK tim kerja diperbarui"} {
		f.Text, f.Source = text, "karangan"
		w.ok(w.EditFinding(w.ctx, f, ""))
	}
	if got := w.full(id).Areas[0].Findings[0].Source; got != "Catatan TPI LKE 2025 (A.I.1.i.a)" {
		t.Errorf("source is %q", got)
	}
	if n := w.notes()[0]; n.Taken != f.ID {
		t.Errorf("taken as %q, want %s", n.Taken, f.ID)
	}
	w.ok(w.Answer(w.ctx, year, lke.TPI, "A.I.1.i.a", lke.Answer{Note: "SK belum memuat agen perubahan"}, ""))
	if n := w.notes()[0]; n.Taken != "" {
		t.Errorf("a new note is taken as %q", n.Taken)
	}
	w.ok(w.Answer(w.ctx, year, lke.TPI, "A.I.1.i.a", lke.Answer{Note: "SK belum diperbarui"}, ""))
	if n := w.notes()[0]; n.Taken != f.ID {
		t.Errorf("taken as %q, want %s", n.Taken, f.ID)
	}
	w.ok(w.CloseMeeting(w.ctx, id))
	if n := w.notes()[0]; n.Taken != f.ID {
		t.Error("not taken any more in a final meeting")
	}
	id = w.begin("2025-12-20 09:00")
	w.refused("butir", func() error { return w.TakeNotes(w.ctx, id, w.notes()[0]) })
	g := w.finding(id, 0, "Catatan lain")
	w.ok(w.DropFinding(w.ctx, id, g.ID))

	w.ok(w.TakeNotes(w.ctx, id, w.notes()[1]))
	w.ok(w.DropFinding(w.ctx, id, w.notes()[1].Taken))
	if n := w.notes()[1]; n.Taken != "" {
		t.Error("taken although the finding is deleted")
	}
}

func TestNotesAreRefusedWhole(t *testing.T) {
	w := remarked(t)
	id := w.begin("2025-11-20 09:00")
	l := w.notes()
	changed, nowhere, far := l[0], l[0], l[3]
	changed.Note = "lain"
	nowhere.Year = 2024
	far.Area = 7
	for name, c := range map[string]struct {
		field string
		notes []app.EvaluatorNote
	}{
		"none":            {"", nil},
		"no question":     {"butir", []app.EvaluatorNote{l[0], {}}},
		"changed":         {"butir", []app.EvaluatorNote{l[1], changed}},
		"another year":    {"butir", []app.EvaluatorNote{nowhere}},
		"twice":           {"butir", []app.EvaluatorNote{l[0], l[1], l[0]}},
		"hasil, no area":  {"area", []app.EvaluatorNote{l[0], l[3]}},
		"hasil, bad area": {"area", []app.EvaluatorNote{far}},
	} {
		t.Run(name, func(*testing.T) {
			w.refused(c.field, func() error { return w.TakeNotes(w.ctx, id, c.notes...) })
		})
	}
}

func TestSitting(t *testing.T) {
	w := ready(t)
	sitting := func(want string) {
		t.Helper()
		if m, err := w.Sitting(w.ctx); err != nil || m.ID != want {
			t.Errorf("sits in %q (%v), want %q", m.ID, err, want)
		}
	}
	sitting("")
	w.draft("2025-10-01")
	sitting("")
	first := w.begin("2025-11-20 09:00")
	sitting(first)
	w.ok(w.PauseMeeting(w.ctx, first, ""))
	sitting(first)
	second := w.begin("2025-11-27 09:00")
	sitting(second)
	w.ok(w.PauseMeeting(w.ctx, second, ""))
	sitting(second)
	w.ok(w.ResumeMeeting(w.ctx, first))
	sitting(first)
	w.minutes(10)
	w.ok(w.CloseMeeting(w.ctx, first))
	sitting(second)
}
