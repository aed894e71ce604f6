package app

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"monev/internal/monev"
	"monev/internal/store"
	"monev/internal/tanggal"
)

// MeetingLine is a meeting as the list of meetings shows it.
type MeetingLine struct {
	monev.Meeting
	Stage monev.Stage
	// Progress is the mean capaian in percent of the areas that have one, Given
	// how many do.
	Progress float64
	Given    int
	// Trend is Progress minus that of the meeting held before, in percentage
	// points; Compared is false if one of the two has none.
	Trend    float64
	Compared bool
	// LKE is where the office stands, for a meeting that was final when it was
	// locked; nil if nothing was answered. LKEBefore is that of the meeting held
	// before.
	LKE, LKEBefore *monev.Standing
}

// Home is what the first screen shows.
type Home struct {
	Office   monev.Office
	Meetings []MeetingLine // newest first
	Open     int           // open follow-ups
	Late     int           // of these, past their due date
	Soon     int           // of these, due within 7 days, not late
	Leaders  int           // of these, on the list perlu keputusan pimpinan
	// Next are the open follow-ups that fall due first, late ones before all, at
	// most HomeNext; those without a due date are not among them.
	Next  []monev.FollowUpLine
	Today tanggal.Date
	// LKE is where the office stands now in the LKE of its year; nil if nothing
	// was answered.
	LKE *monev.Standing
}

// HomeNext is how many follow-ups the first screen names at most.
const HomeNext = 12

// Home gathers the first screen. Of follow-ups only the open ones are read.
func (a *App) Home(ctx context.Context) (Home, error) {
	today := a.Today()
	return view(ctx, a, func(r store.Reader) (Home, error) {
		h := Home{Today: today}
		var err error
		if h.Office, err = loadOffice(r); err != nil {
			return h, err
		}
		if h.Meetings, err = meetingLines(r); err != nil {
			return h, err
		}
		if h.LKE, err = standing(r, h.Office.Year); err != nil {
			return h, err
		}
		var starts []time.Time
		for _, m := range h.Meetings {
			if start, ok := m.Held().Started(); ok {
				starts = append(starts, start)
			}
		}
		day, week := today.String(), today.AddDays(7).String()
		err = r.ScanIndex(store.IndexOpen, "", func(entry string) error {
			h.Open++
			due, _, _ := strings.Cut(entry, "/")
			f, err := loadFollowUp(r, entry[strings.LastIndexByte(entry, '/')+1:])
			if err != nil {
				return err
			}
			l := f.Line(today, starts, "")
			if l.NeedsLeaders() {
				h.Leaders++
			}
			if due != "-" && len(h.Next) < HomeNext {
				h.Next = append(h.Next, l)
			}
			switch {
			case due == "-":
			case due < day:
				h.Late++
			case due <= week:
				h.Soon++
			}
			return nil
		})
		return h, err
	})
}

// Meetings lists all meetings, newest first.
func (a *App) Meetings(ctx context.Context) ([]MeetingLine, error) {
	return view(ctx, a, meetingLines)
}

func meetingLines(r store.Reader) ([]MeetingLine, error) {
	all, err := store.All[monev.Meeting](r, store.KindMeeting, "")
	if err != nil {
		return nil, err
	}
	out := make([]MeetingLine, 0, len(all))
	standings := liveStandings{r: r, known: map[int]*monev.Standing{}}
	for _, m := range all {
		w, err := loadWalk(r, m)
		if err != nil {
			return nil, err
		}
		l := MeetingLine{Meeting: m, Stage: w.Stage}
		marks, err := store.All[progressMark](r, store.KindArea, m.ID+"/")
		if err != nil {
			return nil, err
		}
		sum := 0
		for _, p := range marks {
			if p.Progress != nil {
				sum += *p.Progress
				l.Given++
			}
		}
		if l.Given > 0 {
			l.Progress = float64(sum) / float64(l.Given)
		}
		if l.LKE, err = standings.of(m); err != nil {
			return nil, err
		}
		out = append(out, l)
	}
	slices.SortStableFunc(out, func(x, y MeetingLine) int {
		return cmp.Or(y.Date.Compare(x.Date), cmp.Compare(y.ID, x.ID))
	})
	var before *MeetingLine // the last one that was held
	for i := len(out) - 1; i >= 0; i-- {
		l := &out[i]
		if before != nil && l.Given > 0 && before.Given > 0 {
			l.Trend, l.Compared = l.Progress-before.Progress, true
		}
		if before != nil {
			l.LKEBefore = before.LKE
		}
		if l.Status != monev.Draft {
			before = l
		}
	}
	return out, nil
}

// liveStandings scores the LKE of a year once, however many meetings show it.
type liveStandings struct {
	r     store.Reader
	known map[int]*monev.Standing
}

// of is standingOf; a draft has none, as it was not held.
func (l liveStandings) of(m monev.Meeting) (*monev.Standing, error) {
	if m.Status == monev.Draft {
		return nil, nil
	}
	if !m.FinalAt.IsZero() {
		return standingOf(l.r, m)
	}
	s, ok := l.known[m.Period.Year]
	if ok {
		return s, nil
	}
	s, err := standing(l.r, m.Period.Year)
	l.known[m.Period.Year] = s
	return s, err
}

// progressMark is the part of a stored AreaReview that lists need.
type progressMark struct {
	Area     int
	Progress *int
}

// Minutes returns a meeting whole. A final meeting comes from its newest seal,
// so it is what it was when it was locked; only the walk is the present one.
func (a *App) Minutes(ctx context.Context, id string) (monev.Minutes, error) {
	return view(ctx, a, func(r store.Reader) (monev.Minutes, error) {
		m, err := loadMeeting(r, id)
		if err != nil {
			return monev.Minutes{}, err
		}
		if m.Status != monev.Final {
			return a.assemble(r, m, a.Now())
		}
		sealed, err := store.Load[monev.Minutes](r, store.KindSeal, sealKey(id, len(m.Revisions)))
		if err != nil {
			return sealed, err
		}
		sealed.Walk, err = loadWalk(r, m)
		return sealed, err
	})
}

// assemble puts a meeting together from its live records, as they are at now.
func (a *App) assemble(r store.Reader, m monev.Meeting, now time.Time) (monev.Minutes, error) {
	var out monev.Minutes
	id := m.ID
	o, err := loadOffice(r)
	if err != nil {
		return out, err
	}
	reviews, err := store.All[monev.AreaReview](r, store.KindArea, id+"/")
	if err != nil {
		return out, err
	}
	findings, err := store.All[monev.Finding](r, store.KindFinding, id+"/")
	if err != nil {
		return out, err
	}
	proposals, err := store.All[monev.Proposal](r, store.KindProposal, id+"/")
	if err != nil {
		return out, err
	}
	set := followUpSet{r: r, seen: map[string]bool{}}
	if err := set.index(store.IndexOpen, ""); err != nil {
		return out, err
	}
	if err := set.index(store.IndexMeeting, id+"/"); err != nil {
		return out, err
	}
	if len(m.Sessions) > 0 {
		if err := set.closedSince(tanggal.Of(m.Sessions[0].Start), tanggal.Of(now)); err != nil {
			return out, err
		}
	}
	all, err := heldMeetings(r)
	if err != nil {
		return out, err
	}
	out = monev.Assemble(o, m, reviews, findings, proposals, set.list, all, now)
	if out.Walk, err = loadWalk(r, m); err != nil {
		return out, err
	}
	if out.LKE, err = standingOf(r, m); err != nil {
		return out, err
	}
	return out, a.before(r, m, all, &out)
}

// before fills in capaian and LKE of the meeting held before m.
func (a *App) before(r store.Reader, m monev.Meeting, all []monev.Held, out *monev.Minutes) error {
	var last *monev.Held
	for i, x := range all {
		earlier := x.ID != m.ID && (x.Date.Before(m.Date) || (x.Date == m.Date && x.ID < m.ID))
		if earlier && x.Status != monev.Draft && (last == nil || !x.Date.Before(last.Date)) {
			last = &all[i]
		}
	}
	if last == nil {
		return nil
	}
	marks, err := store.All[progressMark](r, store.KindArea, last.ID+"/")
	if err != nil {
		return err
	}
	out.BeforePeriod = last.Period.Short()
	for _, p := range marks {
		out.Areas[p.Area].Before = p.Progress
	}
	s, err := store.Load[monev.Standing](r, store.KindStanding, last.ID)
	switch {
	case errors.Is(err, store.ErrNotFound): // nothing was answered then
		return nil
	case err == nil:
		out.LKEBefore = &s
	}
	return err
}

// Sealed returns the minutes of a meeting as they were locked under a revision
// (0 is the first), or store.ErrNotFound.
func (a *App) Sealed(ctx context.Context, id string, revision int) (monev.Minutes, error) {
	return view(ctx, a, func(r store.Reader) (monev.Minutes, error) {
		if _, err := loadMeeting(r, id); err != nil {
			return monev.Minutes{}, err
		}
		return store.Load[monev.Minutes](r, store.KindSeal, sealKey(id, revision))
	})
}

// Ready reports whether the first start is done.
func (a *App) Ready(ctx context.Context) (bool, error) {
	_, err := a.Office(ctx)
	if errors.Is(err, store.ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}
