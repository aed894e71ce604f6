package app

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"monev/internal/lke"
	"monev/internal/monev"
	"monev/internal/report"
	"monev/internal/store"
)

// Input gathers what documents of a meeting are made from, without its pictures.
// Of a final meeting everything is as it was when it was locked, whatever happened
// since; only how the documents look and the office's own deadlines are those of
// the present.
func (a *App) Input(ctx context.Context, id string) (report.Input, error) {
	m, err := a.Minutes(ctx, id)
	if err != nil {
		return report.Input{}, err
	}
	return view(ctx, a, func(r store.Reader) (report.Input, error) {
		in := report.Input{Minutes: m, AsOf: a.Now()}
		o, err := loadOffice(r)
		if err != nil {
			return in, err
		}
		in.Papers, in.Deadlines = o.Papers, o.Deadlines
		then, sheet := r, r
		if !m.Meeting.FinalAt.IsZero() {
			in.AsOf = m.Meeting.FinalAt
			// A revisi mends the minutes, not what the LKE said when they were
			// first locked.
			first, err := store.Load[monev.Minutes](r, store.KindSeal, sealKey(id, 0))
			if err != nil && !errors.Is(err, store.ErrNotFound) {
				return in, err
			}
			if seq := headSeq(first.Head); seq > 0 {
				if sheet, err = past(r, seq); err != nil {
					return in, err
				}
			}
		}
		if seq := headSeq(m.Head); m.Meeting.Status == monev.Final && seq > 0 {
			if then, err = past(r, seq); err != nil {
				return in, err
			}
		}
		if err := a.fillRegister(then, &in); err != nil {
			return in, err
		}
		return in, fillLKE(sheet, &in)
	})
}

// fillRegister reads the follow-ups and the meetings before.
func (a *App) fillRegister(r store.Reader, in *report.Input) error {
	m := in.Minutes.Meeting
	all, err := store.All[monev.Meeting](r, store.KindMeeting, "")
	if err != nil {
		return err
	}
	ups, err := store.All[monev.FollowUp](r, store.KindFollowUp, "")
	if err != nil {
		return err
	}
	slices.SortStableFunc(all, func(x, y monev.Meeting) int {
		return cmp.Or(x.Date.Compare(y.Date), cmp.Compare(x.ID, y.ID))
	})
	in.Meetings = map[string]report.MeetingName{}
	var held []monev.Held
	for _, x := range all {
		if x.ID == m.ID { // as it was sealed
			x = m
		}
		held = append(held, x.Held())
		in.Meetings[x.ID] = report.MeetingName{Title: x.Name(), Short: x.Period.Short(), Date: x.Date}
		earlier := x.ID != m.ID && (x.Date.Before(m.Date) || x.Date == m.Date && x.ID < m.ID)
		if !earlier || x.Status == monev.Draft {
			continue
		}
		p := report.Past{ID: x.ID, Period: x.Period.Short(), Date: x.Date}
		marks, err := store.All[progressMark](r, store.KindArea, x.ID+"/")
		if err != nil {
			return err
		}
		for _, mark := range marks {
			p.Progress[mark.Area] = mark.Progress
		}
		s, err := store.Load[monev.Standing](r, store.KindStanding, x.ID)
		switch {
		case err == nil:
			p.LKE = &s
		case !errors.Is(err, store.ErrNotFound):
			return err
		}
		in.Earlier = append(in.Earlier, p)
	}
	now := in.AsOf
	if now.IsZero() {
		now = a.Now()
	}
	in.Register = in.Minutes.Register(ups, held, now)
	return nil
}

// fillLKE reads the worksheet and the evidence of the meeting's year.
func fillLKE(r store.Reader, in *report.Input) error {
	year := in.Minutes.Meeting.Period.Year
	w, err := loadWorksheet(r, year)
	if err != nil {
		return err
	}
	for _, list := range w.Evidence {
		in.Evidence = append(in.Evidence, list...)
	}
	slices.SortFunc(in.Evidence, func(x, y monev.Evidence) int { return cmp.Compare(x.ID, y.ID) })
	if len(w.Unit().Answers) == 0 {
		return nil
	}
	sheet := &report.LKE{Year: year, Target: w.Target, Result: w.Result, Status: w.Status, LeverOnly: len(w.Result.SurveysMissing()) > 0}
	path, err := w.Path(w.Target, lke.PathOptions{LeverOnly: sheet.LeverOnly})
	if err != nil {
		return err
	}
	if !path.Found || len(path.Steps) > 0 {
		sheet.Path = &path
	}
	in.LKE = sheet
	return nil
}
