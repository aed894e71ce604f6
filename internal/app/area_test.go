package app_test

import (
	"errors"
	"testing"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/store"
)

func TestEditArea(t *testing.T) {
	w := ready(t)
	id := w.begin("2025-11-20 09:00")
	set := func(area int, change func(*monev.AreaReview) error) error {
		return w.EditArea(w.ctx, id, area, "area", "", change)
	}
	w.ok(set(2, func(a *monev.AreaReview) error {
		a.Status, a.Progress, a.Summary, a.Meeting, a.Area = monev.AreaProgress, number(70), "diklat 9 dari 13\n", "R9", 5
		return nil
	}))
	full := w.full(id)
	if a := full.Areas[2].Review; a.Status != monev.AreaProgress || *a.Progress != 70 || a.Summary != "diklat 9 dari 13" || a.Meeting != id || a.Area != 2 || a.Planned != monev.DefaultMinutes {
		t.Errorf("%+v", a)
	}
	w.refused("capaian", func() error { return set(2, func(a *monev.AreaReview) error { a.Progress = number(101); return nil }) })
	w.refused("x", func() error { return set(2, func(*monev.AreaReview) error { return monev.Refuse("x", "Tidak.") }) })
	w.refused("area", func() error { return set(6, func(*monev.AreaReview) error { return nil }) })
	w.refused("area", func() error { return set(-1, func(*monev.AreaReview) error { return nil }) })
}

func TestFindings(t *testing.T) {
	w := ready(t)
	id := w.begin("2025-11-20 09:00")
	f := w.finding(id, 2, "SOP belum ada")
	if f.ID == "" || f.Level != monev.Medium {
		t.Errorf("%+v", f)
	}
	g := w.finding(id, 2, "SK belum ada")
	full := w.full(id)
	if l := full.Areas[2].Findings; len(l) != 2 || l[0].ID != f.ID || l[1].ID != g.ID {
		t.Errorf("not in order of entry: %+v", l)
	}
	to := f
	to.Text, to.Area, to.Level = "SOP belum ditetapkan", 4, monev.High
	w.ok(w.EditFinding(w.ctx, to, ""))
	if l := w.full(id).Areas[2].Findings; l[0].Text != "SOP belum ditetapkan" || l[0].Area != 2 || l[0].ID != f.ID {
		t.Errorf("%+v", l[0])
	}
	w.refused("uraian", func() error { to.Text = " "; return w.EditFinding(w.ctx, to, "") })
	w.refused("butir", func() error {
		_, err := w.AddFinding(w.ctx, monev.Finding{Meeting: id, Text: "a", Item: "?"}, "")
		return err
	})
	w.refused("area", func() error {
		_, err := w.AddFinding(w.ctx, monev.Finding{Meeting: id, Text: "a", Area: 6}, "")
		return err
	})

	up, err := w.AddFollowUp(w.ctx, monev.FollowUp{Text: "Tetapkan SOP", Origin: monev.Origin{Meeting: id, Area: 2, Finding: f.ID}}, "")
	w.ok(err)
	w.refused("", func() error { return w.DropFinding(w.ctx, id, f.ID) })
	w.ok(w.DropFollowUp(w.ctx, id, up.ID))
	w.ok(w.DropFinding(w.ctx, id, f.ID))
	if l := w.full(id).Areas[2].Findings; len(l) != 1 || l[0].ID != g.ID {
		t.Errorf("%+v", l)
	}
	if h := w.finding(id, 2, "lagi"); h.ID == f.ID {
		t.Error("a number was used again")
	}
}

func TestProposals(t *testing.T) {
	w := ready(t)
	id := w.begin("2025-11-20 09:00")
	p := w.proposal(id, 1, "Rapat mingguan")
	to := p
	to.Verdict, to.Note, to.Area = monev.Accepted, "mulai Desember", 4
	w.ok(w.EditProposal(w.ctx, to, ""))
	if l := w.full(id).Areas[1].Proposals; len(l) != 1 || l[0].Verdict != monev.Accepted || l[0].Area != 1 {
		t.Errorf("%+v", l)
	}
	w.refused("pengusul", func() error { _, err := w.AddProposal(w.ctx, monev.Proposal{Meeting: id, Text: "x"}, ""); return err })
	w.refused("putusan", func() error { to.Verdict = "ya"; return w.EditProposal(w.ctx, to, "") })
	up, err := w.AddFollowUp(w.ctx, monev.FollowUp{Text: "Jadwalkan", Origin: monev.Origin{Meeting: id, Area: 1, Proposal: p.ID}}, "")
	w.ok(err)
	w.refused("", func() error { return w.DropProposal(w.ctx, id, p.ID) })
	w.ok(w.DropFollowUp(w.ctx, id, up.ID))
	w.ok(w.DropProposal(w.ctx, id, p.ID))
	if l := w.full(id).Areas[1].Proposals; len(l) != 0 {
		t.Errorf("%+v", l)
	}
}

func TestNothingIsSaidBeforeTheMeetingStarts(t *testing.T) {
	w := ready(t)
	id := w.draft("2025-11-20")
	for _, do := range changesOf(w, id) {
		w.refused("", do)
	}
}

// changesOf is one of each change inside a meeting.
func changesOf(w *world, id string) []func() error {
	return []func() error{
		func() error {
			return w.EditArea(w.ctx, id, 0, "x", "", func(a *monev.AreaReview) error { a.Summary = "y"; return nil })
		},
		func() error { _, err := w.AddFinding(w.ctx, monev.Finding{Meeting: id, Text: "x"}, ""); return err },
		func() error {
			return w.EditFinding(w.ctx, monev.Finding{Meeting: id, ID: id + "/1/00001", Text: "lain"}, "")
		},
		func() error { return w.DropFinding(w.ctx, id, id+"/1/00001") },
		func() error { return w.TakeNotes(w.ctx, id, app.EvaluatorNote{}) },
		func() error {
			_, err := w.AddProposal(w.ctx, monev.Proposal{Meeting: id, Text: "x", By: monev.Person{Position: "ketua"}}, "")
			return err
		},
		func() error {
			return w.EditProposal(w.ctx, monev.Proposal{Meeting: id, ID: id + "/1/00001", Text: "lain", By: monev.Person{Position: "ketua"}}, "")
		},
		func() error { return w.DropProposal(w.ctx, id, id+"/1/00001") },
		func() error {
			_, err := w.AddFollowUp(w.ctx, monev.FollowUp{Text: "x", Origin: monev.Origin{Meeting: id}}, "")
			return err
		},
		func() error {
			return w.RewriteFollowUp(w.ctx, monev.FollowUp{ID: "TL-00001", Text: "lain", Origin: monev.Origin{Meeting: id}}, "")
		},
		func() error { return w.DropFollowUp(w.ctx, id, "TL-00001") },
	}
}

func TestAFinalMeetingTakesNoChange(t *testing.T) {
	w := ready(t)
	id := w.begin("2025-11-20 09:00")
	w.finding(id, 0, "a")
	w.proposal(id, 0, "b")
	w.up(id, 0, "c", "")
	w.ok(w.CloseMeeting(w.ctx, id))
	for _, do := range changesOf(w, id) {
		w.refused("", do)
	}
	w.refused("", func() error { return w.Mark(w.ctx, id, "ketua", monev.Present, "") })
	w.refused("", func() error { return w.MarkRest(w.ctx, id, monev.Present) })
	w.refused("", func() error { return w.PauseMeeting(w.ctx, id, "") })
	w.refused("", func() error { return w.ResumeMeeting(w.ctx, id) })
	w.refused("", func() error { return w.StartMeeting(w.ctx, id) })
	w.refused("", func() error { return w.CloseMeeting(w.ctx, id) })
	w.refused("", func() error { return w.ReportFollowUp(w.ctx, "TL-00001", id, reportNote("x"), "") })
}

// The lock cannot be got round by naming another meeting that is open.
func TestRecordsOfAFinalMeetingAreNotReachedThroughAnother(t *testing.T) {
	w := ready(t)
	m1 := w.begin("2025-08-19 09:00")
	f, p, up := w.finding(m1, 0, "a"), w.proposal(m1, 0, "b"), w.up(m1, 0, "c", "")
	w.ok(w.CloseMeeting(w.ctx, m1))
	m2 := w.begin("2025-11-20 09:00")
	before := w.records()
	for name, do := range map[string]func() error{
		"edit finding":  func() error { g := f; g.Meeting, g.Text = m2, "lain"; return w.EditFinding(w.ctx, g, "") },
		"drop finding":  func() error { return w.DropFinding(w.ctx, m2, f.ID) },
		"edit proposal": func() error { g := p; g.Meeting, g.Text = m2, "lain"; return w.EditProposal(w.ctx, g, "") },
		"drop proposal": func() error { return w.DropProposal(w.ctx, m2, p.ID) },
		"follow-up of a finding elsewhere": func() error {
			_, err := w.AddFollowUp(w.ctx, monev.FollowUp{Text: "x", Origin: monev.Origin{Meeting: m2, Finding: f.ID}}, "")
			return err
		},
		"follow-up of a proposal elsewhere": func() error {
			_, err := w.AddFollowUp(w.ctx, monev.FollowUp{Text: "x", Origin: monev.Origin{Meeting: m2, Proposal: p.ID}}, "")
			return err
		},
		"finding that is not there": func() error { return w.DropFinding(w.ctx, m2, m2+"/1/00009") },
	} {
		if err := do(); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
	w.refused("", func() error { g := up; g.Origin.Meeting, g.Text = m2, "lain"; return w.RewriteFollowUp(w.ctx, g, "") })
	w.refused("", func() error { return w.DropFollowUp(w.ctx, m2, up.ID) })
	if w.records() != before {
		t.Error("a record of the final meeting was changed")
	}
}
