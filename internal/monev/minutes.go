package monev

import (
	"slices"
	"time"

	"monev/internal/tanggal"
)

// AreaPart is everything one meeting has about one area.
type AreaPart struct {
	Review    AreaReview     `json:"review"`
	Findings  []Finding      `json:"findings,omitempty"`  // in order of entry
	Proposals []Proposal     `json:"proposals,omitempty"` // in order of entry
	Old       []FollowUpLine `json:"old,omitempty"`       // carried in, most urgent first
	New       []FollowUpLine `json:"new,omitempty"`       // born here, in order of entry
	// Before is the capaian of the meeting before, nil if there is none; its
	// period stands in Minutes.BeforePeriod.
	Before *int `json:"before,omitempty"`
}

// Trend is the change of the capaian since the meeting before in percentage
// points, and false if one of the two is missing.
func (p AreaPart) Trend() (int, bool) {
	if p.Review.Progress == nil || p.Before == nil {
		return 0, false
	}
	return *p.Review.Progress - *p.Before, true
}

// Minutes is a meeting whole: all that its screens show and its documents
// print. For a final meeting it is what was sealed, whatever happened since.
type Minutes struct {
	Office       Office          `json:"office"`
	Meeting      Meeting         `json:"meeting"`
	Walk         Walk            `json:"walk"`
	Areas        [Areas]AreaPart `json:"areas"`
	BeforePeriod string          `json:"before_period,omitempty"` // "TW III 2025"
	// LKE is where the office stands in the LKE of the period's year, and Before
	// LKEBefore when the meeting before was locked; nil if nothing was answered.
	LKE       *Standing `json:"lke,omitempty"`
	LKEBefore *Standing `json:"lke_before,omitempty"`
	// Head is the journal head at the time of sealing: event number and first
	// 16 hexadecimal digits of its hash; empty while the meeting is not final.
	Head string `json:"head,omitempty"`
}

// Assemble puts a meeting together from its records. ups may hold any
// follow-ups; each goes to its area as carried in or born here, or is left out
// if the meeting never saw it. A meeting that was never final shows follow-ups
// as they are at now; one that was, as they were when it became final, with what
// a revisi did to them. A draft shows the people of the roster. meetings are all
// meetings of the office, in any order.
func Assemble(o Office, m Meeting, reviews []AreaReview, findings []Finding, proposals []Proposal, ups []FollowUp, meetings []Held, now time.Time) Minutes {
	if m.Status == Draft {
		m.Invite(o)
	}
	out := Minutes{Office: o, Meeting: m}
	for i := range out.Areas {
		out.Areas[i].Review = AreaReview{Meeting: m.ID, Area: i, Planned: DefaultMinutes}
	}
	for _, r := range reviews {
		out.Areas[r.Area].Review = r
	}
	for _, f := range findings {
		out.Areas[f.Area].Findings = append(out.Areas[f.Area].Findings, f)
	}
	for _, p := range proposals {
		out.Areas[p.Area].Proposals = append(out.Areas[p.Area].Proposals, p)
	}

	see := sightOf(m, meetings, now)
	end, began := see.end, see.began
	for _, f := range ups {
		seen := f
		if !m.FinalAt.IsZero() {
			var ok bool
			if seen, ok = f.AsOf(m.ID, end); !ok {
				continue
			}
		}
		born := f.Origin.Meeting == m.ID
		// Born after now means that the clock was set back since; such a
		// follow-up is from an earlier meeting all the same.
		open := seen.Status.Open() && (m.Status == Draft || f.Born().After(end))
		if !born && !open && !seen.OpenAt(began) && len(seen.TouchedIn(m.ID)) == 0 {
			continue
		}
		l := see.line(seen)
		part := &out.Areas[f.Origin.Area]
		if born {
			part.New = append(part.New, l)
		} else {
			part.Old = append(part.Old, l)
		}
	}
	for i := range out.Areas {
		SortUrgent(out.Areas[i].Old)
		slices.SortStableFunc(out.Areas[i].New, func(a, b FollowUpLine) int { return cmpString(a.ID, b.ID) })
	}
	return out
}

// sight is the moment from which a meeting looks at follow-ups.
type sight struct {
	end     time.Time // nothing later is seen
	began   time.Time // before the first follow-up could be decided
	starts  []time.Time
	periods map[string]string // of all meetings, by ID
}

func sightOf(m Meeting, meetings []Held, now time.Time) sight {
	s := sight{end: now, periods: map[string]string{}}
	if !m.FinalAt.IsZero() {
		s.end = m.FinalAt
	}
	s.began = s.end
	if len(m.Sessions) > 0 {
		s.began, _ = m.Held().Started()
	}
	for _, other := range meetings {
		s.periods[other.ID] = other.Period.Short()
		if start, ok := other.Started(); ok && !start.After(s.began) {
			s.starts = append(s.starts, start)
		}
	}
	return s
}

func (s sight) line(f FollowUp) FollowUpLine {
	return f.Line(tanggal.Of(s.end), s.starts, s.periods[f.Origin.Meeting])
}

// Register lists every follow-up that was open at some time in the year of the
// meeting's period, up to the meeting, in order of entry. Those the minutes show
// are as the minutes show them; the others as they were at the end of the meeting
// or, while it was never final, as they are at now. ups and meetings are as in
// Assemble.
func (m Minutes) Register(ups []FollowUp, meetings []Held, now time.Time) []FollowUpLine {
	shown := map[string]FollowUpLine{}
	for _, l := range append(m.Old(), m.New()...) {
		shown[l.ID] = l
	}
	see := sightOf(m.Meeting, meetings, now)
	first := tanggal.MustNew(m.Meeting.Period.Year, time.January, 1)
	var out []FollowUpLine
	for _, f := range ups {
		if l, ok := shown[f.ID]; ok {
			out = append(out, l)
			delete(shown, f.ID)
			continue
		}
		seen, ok := f.AsOf(m.Meeting.ID, see.end)
		if !ok || seen.Born().After(see.end) {
			continue
		}
		if at := seen.ClosedAt(); !at.IsZero() && tanggal.Of(at.In(see.end.Location())).Before(first) {
			continue
		}
		out = append(out, see.line(seen))
	}
	for _, l := range shown { // sealed, but not among ups any more
		out = append(out, l)
	}
	slices.SortStableFunc(out, func(a, b FollowUpLine) int { return cmpString(a.ID, b.ID) })
	return out
}

// SortUrgent orders follow-ups as the walk wants them: late ones first, the
// latest first of all; then open ones by due date, those without one last;
// then closed ones. Equal ones stay in order of entry.
func SortUrgent(ls []FollowUpLine) {
	class := func(l FollowUpLine) int {
		switch {
		case l.LateDays > 0:
			return 0
		case l.Status.Open() && !l.Due.IsZero():
			return 1
		case l.Status.Open():
			return 2
		default:
			return 3
		}
	}
	slices.SortStableFunc(ls, func(a, b FollowUpLine) int {
		if c := class(a) - class(b); c != 0 {
			return c
		}
		if c := a.Due.Compare(b.Due); c != 0 {
			return c
		}
		return cmpString(a.ID, b.ID)
	})
}

func cmpString(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// Old lists every follow-up carried into the meeting: by area, then as
// SortUrgent has them.
func (m Minutes) Old() []FollowUpLine {
	var out []FollowUpLine
	for _, a := range m.Areas {
		out = append(out, a.Old...)
	}
	return out
}

// New lists every follow-up born in the meeting, by area and order of entry.
func (m Minutes) New() []FollowUpLine {
	var out []FollowUpLine
	for _, a := range m.Areas {
		out = append(out, a.New...)
	}
	return out
}

// Progress is the mean capaian in percent of the areas that have one, and how
// many of the six do. The mean is 0 if none has.
func (m Minutes) Progress() (mean float64, given int) {
	sum := 0
	for _, a := range m.Areas {
		if a.Review.Progress != nil {
			sum += *a.Review.Progress
			given++
		}
	}
	if given == 0 {
		return 0, 0
	}
	return float64(sum) / float64(given), given
}

// FollowUpOf returns the follow-ups born here that name a finding or proposal.
func (p AreaPart) FollowUpOf(id string) []FollowUpLine {
	var out []FollowUpLine
	for _, l := range p.New {
		if id != "" && (l.Origin.Finding == id || l.Origin.Proposal == id) {
			out = append(out, l)
		}
	}
	return out
}
