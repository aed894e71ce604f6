package sample

import (
	"fmt"

	"monev/internal/monev"
)

// sitting is one meeting of the story.
type sitting struct {
	prepared   string // day on which the draft is made
	date       string
	invitation string
	marks      map[string]mark // who is not simply present, by position
	remarks    []remark
	review     []word
	areas      []talk
	breakAfter int // area number after which there is a break from 11.45 to 13.00; 0 for none
	conclusion string
	decisions  []string
	closing    string // a meeting without one stays open where its areas end
}

type mark struct {
	presence monev.Presence
	deputy   string
}

type remark struct{ by, text string }

// talk is what is said about one area; clock is when the walk comes to it.
type talk struct {
	clock     string
	status    monev.AreaStatus
	progress  int
	summary   string
	obstacles string
	private   string
	findings  []finding
	proposals []proposal
	ups       []up
}

type finding struct {
	text, item     string
	level          monev.Level
	cause          string
	recommendation string
	ups            []up
}

type proposal struct {
	by, text string
	verdict  monev.Verdict
	note     string
	ups      []up
}

// up is a follow-up; name is what the story calls it later.
type up struct {
	name, text, item string
	level            monev.Level
	owner, due       string
}

const title = "Rapat Monev ZI menuju WBK dan WBBM"

// hold plays a sitting from the invitation to its end.
func (t *tale) hold(s sitting) {
	var id string
	t.at(s.prepared, "14.00")
	t.do(60, func() error {
		d, err := day(s.date)
		if err != nil {
			return err
		}
		m, err := t.app.CreateMeeting(t.ctx, d, func(m *monev.Meeting) error {
			m.Title = title
			m.Invitation = s.invitation
			return nil
		})
		id = m.ID
		return err
	})
	t.at(s.date, "09.00")
	t.do(60, func() error { return t.app.StartMeeting(t.ctx, id) })
	t.open(id, s)
	t.at(s.date, "09.12")
	t.do(30, func() error { return t.app.GoTo(t.ctx, id, monev.StageReview) })
	for _, w := range s.review {
		t.say(id, w)
	}
	for i, a := range s.areas {
		if s.breakAfter > 0 && i == s.breakAfter {
			t.at(s.date, "11.45")
			t.do(0, func() error { return t.app.PauseMeeting(t.ctx, id, "Istirahat, salat, dan makan siang") })
			t.at(s.date, "13.00")
			t.do(30, func() error { return t.app.ResumeMeeting(t.ctx, id) })
			t.do(30, func() error { return t.app.MarkRest(t.ctx, id, monev.Present) })
		}
		t.at(s.date, a.clock)
		t.talk(id, i, a)
	}
	if s.closing != "" {
		t.end(id, s)
	}
}

func (t *tale) open(id string, s sitting) {
	for _, p := range monev.DefaultOffice(Year).Active() {
		if m, ok := s.marks[p.ID]; ok {
			t.do(5, func() error { return t.app.Mark(t.ctx, id, p.ID, m.presence, m.deputy) })
		}
	}
	t.do(60, func() error { return t.app.MarkRest(t.ctx, id, monev.Present) })
	for _, r := range s.remarks {
		t.do(60, func() error {
			return t.app.EditMeeting(t.ctx, id, "tambah pokok sambutan", "", func(m *monev.Meeting) error {
				m.AddRemark(person(r.by), r.text)
				return nil
			})
		})
	}
}

func (t *tale) talk(id string, area int, a talk) {
	t.do(30, func() error { return t.app.GoTo(t.ctx, id, monev.StageArea+monev.Stage(area)) })
	t.do(60, func() error {
		return t.app.EditArea(t.ctx, id, area, "isi area", "", func(r *monev.AreaReview) error {
			r.Status, r.Progress = a.status, &a.progress
			r.Summary, r.Obstacles, r.Private = a.summary, a.obstacles, a.private
			return nil
		})
	})
	for _, f := range a.findings {
		var at string
		t.do(50, func() error {
			made, err := t.app.AddFinding(t.ctx, monev.Finding{Meeting: id, Area: area, Text: f.text, Level: f.level,
				Item: f.item, Cause: f.cause, Recommendation: f.recommendation}, "")
			at = made.ID
			return err
		})
		for _, u := range f.ups {
			t.decide(u, monev.Origin{Meeting: id, Area: area, Finding: at})
		}
	}
	for _, p := range a.proposals {
		var at string
		t.do(40, func() error {
			made, err := t.app.AddProposal(t.ctx, monev.Proposal{Meeting: id, Area: area, By: person(p.by), Text: p.text,
				Verdict: p.verdict, Note: p.note}, "")
			at = made.ID
			return err
		})
		for _, u := range p.ups {
			t.decide(u, monev.Origin{Meeting: id, Area: area, Proposal: at})
		}
	}
	for _, u := range a.ups {
		t.decide(u, monev.Origin{Meeting: id, Area: area})
	}
}

func (t *tale) decide(u up, from monev.Origin) {
	t.do(45, func() error {
		due, err := day(u.due)
		if err != nil {
			return err
		}
		f, err := t.app.AddFollowUp(t.ctx, monev.FollowUp{Text: u.text, Origin: from, Item: u.item, Priority: u.level,
			Owner: monev.Owner{ID: u.owner}, Due: due}, "")
		if err == nil && u.name != "" {
			if _, twice := t.ups[u.name]; twice {
				return fmt.Errorf("the story has two follow-ups %q", u.name)
			}
			t.ups[u.name] = f.ID
		}
		return err
	})
}

func (t *tale) end(id string, s sitting) {
	t.do(60, func() error { return t.app.GoTo(t.ctx, id, monev.StageConclusion) })
	t.do(120, func() error {
		return t.app.EditMeeting(t.ctx, id, "isi simpulan", "", func(m *monev.Meeting) error {
			m.Conclusion = s.conclusion
			for _, d := range s.decisions {
				m.AddDecision(d)
			}
			return nil
		})
	})
	t.do(60, func() error { return t.app.GoTo(t.ctx, id, monev.StageClosing) })
	t.do(60, func() error {
		return t.app.EditMeeting(t.ctx, id, "isi penutup", "", func(m *monev.Meeting) error {
			m.Closing = s.closing
			return nil
		})
	})
	t.do(0, func() error { return t.app.CloseMeeting(t.ctx, id) })
}
