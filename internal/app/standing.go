package app

import (
	"context"
	"errors"
	"slices"

	"monev/internal/lke"
	"monev/internal/monev"
	"monev/internal/store"
	"monev/internal/tanggal"
)

// standing is where the office stands in the LKE of a year, or nil if nothing
// was answered yet.
func standing(r store.Reader, year int) (*monev.Standing, error) {
	any := false
	err := r.Scan(store.KindAnswer, answerPrefix(year, lke.Unit), func(string, []byte) error {
		any = true
		return store.Stop
	})
	if err != nil || !any {
		return nil, err
	}
	w, err := loadWorksheet(r, year)
	if err != nil {
		return nil, err
	}
	out := w.Standing()
	out.Way, err = w.way()
	return out, err
}

// Standing is where the unit's own answers stand, as figures for people.
func (w Worksheet) Standing() *monev.Standing {
	const places = 2
	res := w.Result
	v := res.Verdict(w.Target, lke.ByClaim)
	target := monev.WBK
	if w.Target == lke.WBBM {
		target = monev.WBBM
	}
	out := &monev.Standing{
		Year: w.Year, Target: target,
		Total: res.Total.Claim.Decimal(places), Lever: res.Lever.Claim.Decimal(places),
		Proven: res.Total.Proven.Decimal(places), Exact: res.Total.Claim.String(),
		Met: v.Met, Waits: len(v.Missing) > 0, Filled: res.Total.Filled, Items: res.Total.Items,
	}
	if total, ok := v.Requirement("total"); ok {
		out.Minimum = total.Points.Decimal(places)
		if !total.Met {
			out.Short = total.Short.Missing(places)
		}
	}
	for i, a := range res.Areas {
		area := monev.AreaStanding{
			Value: a.Claim.Decimal(places), Weight: a.Weight.Decimal(0),
			Percent: a.Percent().Decimal(1), Exact: a.Claim.String(),
		}
		if q, ok := v.Requirement("area-" + tanggal.Decimal(float64(i+1), 0)); ok {
			area.Met, area.Minimum = q.Met, q.Points.Decimal(places)
			if !q.Met {
				area.Short = q.Short.Missing(places)
			}
		}
		area.Weakest = weakest(res, i+1)
		out.Areas[i] = area
	}
	return out
}

// standingOf is where the office stood when a meeting was last locked, and where
// it stands now as long as the meeting never was: a revisi mends the minutes,
// not what the LKE said on that day.
func standingOf(r store.Reader, m monev.Meeting) (*monev.Standing, error) {
	if m.FinalAt.IsZero() {
		return standing(r, m.Period.Year)
	}
	s, err := store.Load[monev.Standing](r, store.KindStanding, m.ID)
	if errors.Is(err, store.ErrNotFound) { // nothing was answered then
		return nil, nil
	}
	return &s, err
}

// Points is what every question of the LKE of the office's year would still add,
// by code; empty if nothing was answered in that year.
func (a *App) Points(ctx context.Context) (map[string]lke.Num, error) {
	return view(ctx, a, func(r store.Reader) (map[string]lke.Num, error) {
		out := map[string]lke.Num{}
		w, err := loadWorksheet(r, 0)
		if err != nil || len(w.Unit().Answers) == 0 {
			return out, err
		}
		for _, it := range w.Instrument.Items() {
			out[it.Code] = w.Result.Item(it).Gain()
		}
		return out, nil
	})
}

// way finds the shortest way to the office's target; nil if the target is
// reached.
func (w Worksheet) way() (*monev.Way, error) {
	out := &monev.Way{Lever: len(w.Result.SurveysMissing()) > 0}
	path, err := w.Path(w.Target, lke.PathOptions{LeverOnly: out.Lever})
	if err != nil || path.Found && len(path.Steps) == 0 {
		return nil, err
	}
	out.Reason, out.Gain = path.Reason, path.Gain.Decimal(2)
	out.Total, out.LeverTotal = path.Total.Decimal(2), path.Lever.Decimal(2)
	for _, s := range path.Steps {
		out.Items = append(out.Items, s.Item.Code)
	}
	return out, nil
}

// weakest lists at most three questions of an area (1 to 6) that would add most,
// most first.
func weakest(res *lke.Result, area int) []monev.WeakItem {
	const most = 3
	var items []*lke.Item
	for _, it := range res.Instrument.Items() {
		if it.Area() == area && res.Item(it).Gain().Sign() > 0 {
			items = append(items, it)
		}
	}
	slices.SortStableFunc(items, func(a, b *lke.Item) int { return res.Item(b).Gain().Cmp(res.Item(a).Gain()) })
	var out []monev.WeakItem
	for _, it := range items[:min(most, len(items))] {
		out = append(out, monev.WeakItem{Code: it.Code, Question: it.Question, Gain: res.Item(it).Gain().Decimal(2)})
	}
	return out
}

// Propose derives answers to the questions about monev itself from the office's
// own records of a year up to today (practice.md §2.4); nothing is stored.
func (a *App) Propose(ctx context.Context, year int) ([]lke.Proposal, error) {
	today := a.Today()
	return view(ctx, a, func(r store.Reader) ([]lke.Proposal, error) {
		p, err := practice(r, year, today)
		if err != nil {
			return nil, err
		}
		return lke.Propose(p), nil
	})
}

// practice gathers what the records say about the office's monev in a year.
func practice(r store.Reader, year int, today tanggal.Date) (lke.Practice, error) {
	until := tanggal.MustNew(year, 12, 31)
	if today.Before(until) {
		until = today
	}
	p := lke.Practice{From: tanggal.MustNew(year, 1, 1), Until: until, Every: 3, PlanOf: "area"}
	all, err := store.All[monev.Meeting](r, store.KindMeeting, "")
	if err != nil {
		return p, err
	}
	monthly, took, members := 0, map[string]bool{}, map[string]bool{}
	var last monev.Meeting
	for _, m := range all {
		if m.Status == monev.Draft || m.Date.Year() != year {
			continue
		}
		if m.Period.Kind == monev.Monthly {
			monthly++
		}
		held := lke.MonevMeeting{Date: m.Date, Name: m.Name()}
		for _, x := range m.Attendance {
			members[x.Person.Position] = true
			if x.Overall().Attends() {
				took[x.Person.Position] = true
			}
			if x.Leader && x.Overall() == monev.Present {
				held.Leaders = append(held.Leaders, x.Person.Title)
			}
		}
		p.Meetings = append(p.Meetings, held)
		if !m.Date.Before(last.Date) {
			last = m
		}
		if err := countTalk(r, m.ID, &p); err != nil {
			return p, err
		}
	}
	if monthly*2 > len(p.Meetings) {
		p.Every = 1
	}
	p.Members = lke.Part{Done: len(took), Total: len(members)}
	if last.ID != "" {
		reviews, err := store.All[monev.AreaReview](r, store.KindArea, last.ID+"/")
		if err != nil {
			return p, err
		}
		for _, x := range reviews {
			p.Plan.Total++
			if x.Status == monev.AreaDone {
				p.Plan.Done++
			}
		}
	}
	slices.SortFunc(p.Meetings, func(x, y lke.MonevMeeting) int { return x.Date.Compare(y.Date) })
	return p, nil
}

// countTalk adds what came out of one meeting: recommendations and proposals.
func countTalk(r store.Reader, meeting string, p *lke.Practice) error {
	ups, err := followUpsOf(r, meeting)
	if err != nil {
		return err
	}
	for _, u := range ups {
		if u.Origin.Meeting != meeting {
			continue
		}
		p.Recommendations.Total++
		if u.Status == monev.Done {
			p.Recommendations.Done++
		}
	}
	proposals, err := store.All[monev.Proposal](r, store.KindProposal, meeting+"/")
	for _, u := range proposals {
		p.Proposals.Total++
		if u.Verdict == monev.Accepted {
			p.Proposals.Done++
		}
	}
	return err
}
