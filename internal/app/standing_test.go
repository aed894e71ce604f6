package app_test

import (
	"strings"
	"testing"

	"monev/internal/app"
	"monev/internal/lke"
	"monev/internal/monev"
)

// line is a meeting as the first screen lists it.
func (w *world) line(id string) app.MeetingLine {
	w.t.Helper()
	h, err := w.Home(w.ctx)
	w.ok(err)
	for _, l := range h.Meetings {
		if l.ID == id {
			return l
		}
	}
	w.t.Fatalf("no meeting %s", id)
	return app.MeetingLine{}
}

func TestNoStandingWithoutAnswers(t *testing.T) {
	w := ready(t)
	id := w.begin("2025-05-21 09:00")
	if w.full(id).LKE != nil {
		t.Error("a standing out of nothing")
	}
	w.ok(w.CloseMeeting(w.ctx, id))
	w.answer("A.I.1.i.a", "Ya") // later: the minutes know nothing of it
	if m := w.full(id); m.LKE != nil || w.line(id).LKE != nil {
		t.Error("the final meeting learnt of the LKE later")
	}
	w.ok(w.ReviseMeeting(w.ctx, id, "salah ketik"))
	if w.full(id).LKE != nil {
		t.Error("a revisi learnt of the LKE later")
	}
	h, err := w.Home(w.ctx)
	w.ok(err)
	if h.LKE == nil || h.LKE.Total != "0,25" {
		t.Errorf("home: %+v", h.LKE)
	}
}

// A final meeting keeps the standing of its day, and the next compares with it.
func TestStandingIsFrozenAtTheClose(t *testing.T) {
	w := ready(t)
	w.answer("A.I.1.i.a", "Ya")
	w.answer("B.I.a", "3,6")
	w.answer("B.II.a", "3,2")
	one := w.begin("2025-05-21 09:00")
	if l := w.full(one).LKE; l == nil || l.Total != "30,00" || l.Lever != "0,25" || l.Waits || l.Met || l.Short != "45,00" || l.Minimum != "75,00" {
		t.Fatalf("running: %+v", l)
	}
	w.answer("A.I.1.i.b", "A") // shown at once while it runs
	if l := w.full(one).LKE; l.Total != "30,25" || l.Filled != 4 || l.Items != 113 {
		t.Errorf("running: %+v", l)
	}
	w.ok(w.CloseMeeting(w.ctx, one))
	sealed := asJSON(w.full(one).LKE)

	w.at("2025-08-10 09:00")
	w.answer("A.I.1.ii.a", "Ya")
	w.answer("A.II.3.ii.a", "A")
	if asJSON(w.full(one).LKE) != sealed {
		t.Error("the seal moved")
	}
	two := w.begin("2025-08-19 09:00")
	m := w.full(two)
	if m.LKE.Total != "32,08" || m.LKEBefore == nil || asJSON(m.LKEBefore) != sealed {
		t.Errorf("%+v after %+v", m.LKE, m.LKEBefore)
	}
	if p, sign, ok := m.LKE.Change(m.LKEBefore); p != "1,83" || sign != 1 || !ok {
		t.Errorf("change %s %d %v", p, sign, ok)
	}
	if p, sign, ok := m.LKE.AreaChange(2, m.LKEBefore); p != "1,50" || sign != 1 || !ok {
		t.Errorf("change of area III %s %d %v", p, sign, ok)
	}
	if p, sign, ok := m.LKE.AreaChange(5, m.LKEBefore); p != "0,00" || sign != 0 || !ok {
		t.Errorf("change of area VI %s %d %v", p, sign, ok)
	}
	l := w.line(two)
	if l.LKE.Total != "32,08" || l.LKEBefore == nil || l.LKEBefore.Total != "30,25" || w.line(one).LKEBefore != nil {
		t.Errorf("listed %+v", l)
	}
	w.ok(w.CloseMeeting(w.ctx, two))

	// Correcting downwards is a fall.
	w.at("2025-11-10 09:00")
	w.answer("A.II.3.ii.a", "C")
	three := w.begin("2025-11-20 09:00")
	m = w.full(three)
	if p, sign, _ := m.LKE.Change(m.LKEBefore); p != "1,50" || sign != -1 {
		t.Errorf("change %s %d", p, sign)
	}

	// A revisi of the first meeting is about that meeting, not about today.
	w.ok(w.PauseMeeting(w.ctx, three, ""))
	w.ok(w.ReviseMeeting(w.ctx, one, "nama salah"))
	if got := asJSON(w.full(one).LKE); got != sealed {
		t.Errorf("a revisi shows %s", got)
	}
	w.ok(w.CloseMeeting(w.ctx, one))
	if got := asJSON(w.full(one).LKE); got != sealed {
		t.Errorf("after the revisi %s", got)
	}
	if got := w.line(two).LKEBefore.Total; got != "30,25" {
		t.Errorf("the trend of the second meeting starts at %s", got)
	}
}

// Before the surveys there is only pengungkit to judge.
func TestStandingWithoutSurveys(t *testing.T) {
	w := ready(t)
	w.answer("A.I.1.i.a", "Ya")
	one := w.begin("2025-05-21 09:00")
	l := w.full(one).LKE
	if !l.Waits || l.Way == nil || !l.Way.Lever || len(l.Way.Items) == 0 || l.Way.Reason != "" {
		t.Errorf("%+v, way %+v", l, l.Way)
	}
	w.ok(w.CloseMeeting(w.ctx, one))
	w.answer("B.I.a", "3,6")
	w.answer("B.II.a", "3,2")
	w.at("2025-08-18 09:00")
	two := w.begin("2025-08-19 09:00")
	m := w.full(two)
	if m.LKE.Waits || m.LKE.Way == nil || m.LKE.Way.Lever {
		t.Errorf("%+v, way %+v", m.LKE, m.LKE.Way)
	}
	if _, _, ok := m.LKE.Change(m.LKEBefore); ok {
		t.Error("a total with surveys is compared with one without")
	}
	if p, sign, ok := m.LKE.AreaChange(0, m.LKEBefore); p != "0,00" || sign != 0 || !ok {
		t.Errorf("area I: %s %d %v", p, sign, ok)
	}
}

// The LKE of a new year begins anew: nothing to compare with.
func TestStandingOfAnotherYear(t *testing.T) {
	w := ready(t)
	w.answer("A.I.1.i.a", "Ya")
	one := w.begin("2025-11-20 09:00")
	w.ok(w.CloseMeeting(w.ctx, one))
	w.at("2026-02-10 09:00")
	w.ok(w.Answer(w.ctx, 2026, lke.Unit, "A.I.1.i.b", lke.Answer{Choice: "A"}, ""))
	two := w.begin("2026-02-18 09:00")
	m := w.full(two)
	if m.LKE == nil || m.LKE.Year != 2026 || m.LKEBefore == nil || m.LKEBefore.Year != 2025 {
		t.Fatalf("%+v after %+v", m.LKE, m.LKEBefore)
	}
	if _, _, ok := m.LKE.Change(m.LKEBefore); ok {
		t.Error("two years are compared")
	}
}

// With everything at its best nothing is below, missing or to be raised.
func TestStandingAtItsBest(t *testing.T) {
	w := ready(t)
	for _, it := range lke.Default().Items() {
		w.ok(w.Answer(w.ctx, year, lke.Unit, it.Code, it.Best(lke.Answer{}), ""))
	}
	id := w.begin("2025-11-20 09:00")
	m := w.full(id)
	l := m.LKE
	if l.Total != "100,00" || !l.Met || l.Short != "" || l.Way != nil || len(l.Below()) != 0 || l.Proven != "0,00" || len(m.NeedRepair()) != 0 {
		t.Errorf("%+v", l)
	}
	for i, a := range l.Areas {
		if !a.Met || a.Short != "" || len(a.Weakest) != 0 || a.Percent != "100,0" {
			t.Errorf("area %d: %+v", i+1, a)
		}
	}
}

// Areas under the minimum need repair before what the meeting itself complains of.
func TestNeedRepairPrefersTheLKE(t *testing.T) {
	w := ready(t)
	for _, it := range lke.Default().Items() {
		if it.Area() != 2 && it.Area() != 5 {
			w.ok(w.Answer(w.ctx, year, lke.Unit, it.Code, it.Best(lke.Answer{}), ""))
		}
	}
	w.answer("A.II.5.i", "A") // 2,5 of 15; area II has nothing
	id := w.begin("2025-11-20 09:00")
	_, err := w.AddFinding(w.ctx, monev.Finding{Meeting: id, Area: 3, Text: "gawat", Level: monev.Urgent}, "")
	w.ok(err)
	w.ok(w.EditArea(w.ctx, id, 0, "x", "", func(r *monev.AreaReview) error { r.Progress = number(10); return nil }))
	m := w.full(id)
	w.same("areas that need repair", m.NeedRepair(), []int{1, 4, 3})
	if a := m.LKE.Areas[1]; a.Short != "4,20" || a.Minimum != "4,20" || len(a.Weakest) != 3 || a.Weakest[0].Gain == "" || a.Weakest[0].Code[:5] != "A.II." {
		t.Errorf("%+v", a)
	}
	m.LKE = nil
	w.same("without the LKE", m.NeedRepair(), []int{3, 0})
}

func TestPropose(t *testing.T) {
	w := ready(t)
	propose := func() map[string]lke.Proposal {
		t.Helper()
		before := w.records()
		list, err := w.Propose(w.ctx, year)
		w.ok(err)
		if w.records() != before {
			t.Error("proposing stores something")
		}
		out := map[string]lke.Proposal{}
		for _, p := range list {
			out[p.Item] = p
		}
		return out
	}
	want := func(item, choice string, words ...string) {
		t.Helper()
		p := propose()[item]
		text := p.Reason + " " + strings.Join(p.Proof, "; ")
		if p.Choice != choice {
			t.Errorf("%s: %q, want %q (%s)", item, p.Choice, choice, text)
		}
		for _, s := range words {
			if !strings.Contains(text, s) {
				t.Errorf("%s: no %q in %q", item, s, text)
			}
		}
	}
	w.at("2025-02-03 08:00")
	want("A.I.1.iii.b", "D")
	want("A.I.1.iii.c", "")
	want("A.I.1.iv.d", "")

	hold := func(when string, leader monev.Presence) string {
		id := w.begin(when)
		w.ok(w.MarkRest(w.ctx, id, monev.Present))
		for _, x := range w.full(id).Meeting.Attendance {
			if x.Leader {
				w.ok(w.Mark(w.ctx, id, x.Person.Position, leader, ""))
			}
		}
		return id
	}
	one := hold("2025-02-18 09:00", monev.Excused)
	up := w.up(one, 0, "Susun SK", "")
	w.up(one, 1, "Susun SOP", "")
	w.ok(w.EditArea(w.ctx, one, 0, "x", "", func(r *monev.AreaReview) error { r.Status = monev.AreaDone; return nil }))
	w.ok(w.CloseMeeting(w.ctx, one))
	want("A.I.1.iii.b", "C", "1 rapat monev, tetapi pimpinan tidak tercatat hadir")
	want("A.I.1.iii.c", "D", "0 dari 2")
	want("A.I.1.iii.a", "C", "1 dari 6 area selesai")

	two := hold("2025-05-20 09:00", monev.Present)
	w.tuntas(up.ID, two)
	p := w.proposal(two, 0, "Apel Senin")
	p.Verdict = monev.Accepted
	w.ok(w.EditProposal(w.ctx, p, ""))
	w.ok(w.CloseMeeting(w.ctx, two))
	want("A.I.1.iii.c", "C", "1 dari 2 tindak lanjut hasil monev sudah tuntas")
	want("A.I.1.iii.b", "B", "Pimpinan hadir pada 1 dari 2 rapat monev", "Ketua", "Daftar hadir ")
	want("A.I.1.iv.d", "A", "1 dari 1 diterima")

	w.draft("2025-11-20") // was not held
	want("A.I.1.iii.b", "B", "1 dari 2 rapat monev")
	list, err := w.Propose(w.ctx, year+1)
	w.ok(err)
	if list[1].Choice != "D" {
		t.Errorf("another year: %+v", list[1])
	}
}
