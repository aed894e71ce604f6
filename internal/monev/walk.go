package monev

import (
	"time"

	"monev/internal/tanggal"
)

// Stage is a stop of the meeting's walk, in the order in which it is walked.
type Stage int

// The stages. StageArea+0 … StageArea+5 are the six areas.
const (
	StagePrepare Stage = iota
	StageOpening
	StageReview
	StageArea
	StageConclusion = StageArea + Areas
	StageClosing    = StageConclusion + 1
)

// Stages is the number of stages.
const Stages = int(StageClosing) + 1

// Area returns the area (0 to 5) that s is about, and false for other stages.
func (s Stage) Area() (int, bool) {
	n := int(s - StageArea)
	return n, n >= 0 && n < Areas
}

// Name is the stage's Indonesian name, as `monev rapat --json` gives it.
func (s Stage) Name() string {
	if n, ok := s.Area(); ok {
		return "area " + tanggal.Roman(n+1)
	}
	switch s {
	case StagePrepare:
		return "persiapan"
	case StageOpening:
		return "pembukaan"
	case StageReview:
		return "tinjauan tindak lanjut"
	case StageConclusion:
		return "simpulan"
	default:
		return "penutup"
	}
}

// Walk is where a meeting stands and how its time was spent. It is kept apart
// from the Meeting so that going to another stage is not a change of the
// minutes and is passed over by undo. For the same reason nothing but going to
// a stage writes it; what starting, pausing and resuming mean for it, In derives.
type Walk struct {
	Meeting string `json:"meeting"`
	// Began is the start of the meeting the walk belongs to: one that was taken
	// back and started anew is walked from the beginning.
	Began time.Time `json:"began,omitzero"`
	Stage Stage     `json:"stage"`
	// Since is when the present stage was entered or last counted in an open
	// session; zero while none is open.
	Since time.Time `json:"since,omitzero"`
	// Used is the time spent on each area in seconds, over all sessions.
	Used [Areas]int `json:"used"`
	// Visited tells which stages the walk has been to.
	Visited [Stages]bool `json:"visited"`
}

// Go moves the walk to a stage at now and counts the time spent on the area it
// leaves. live says whether a session of the meeting is open after the move.
func (w *Walk) Go(to Stage, live bool, now time.Time) error {
	if to < 0 || int(to) >= Stages {
		return Refuse("", "Tahap itu tidak ada.")
	}
	w.count(now)
	w.Stage, w.Since = to, time.Time{}
	if live {
		w.Since = now
	}
	w.Visited[to] = true
	return nil
}

// In is the walk as it stands in a meeting: at persiapan while that is a draft,
// at pembukaan when it was just started, its time counted to the end of the last
// closed session, its clock running only while a session is open.
func (w Walk) In(m Meeting) Walk {
	begun, started := m.Held().Started()
	if m.Status == Draft || !started || !w.Began.Equal(begun) {
		w = Walk{Meeting: m.ID}
		w.Visited[StagePrepare] = true
		if m.Status == Draft || !started {
			return w
		}
		w.Began, w.Since, w.Stage = begun, m.Sessions[0].Start, StageOpening
		w.Visited[StageOpening] = true
	}
	since, live := w.Since, time.Time{}
	n, ok := w.Stage.Area()
	for i, s := range m.Sessions {
		from := later(since, s.Start)
		switch {
		case s.End.IsZero() && i == len(m.Sessions)-1 && m.Live():
			live = from
		case ok && !since.IsZero() && s.End.After(from):
			w.Used[n] += int(s.End.Sub(from) / time.Second)
		}
	}
	w.Since = live
	return w
}

// Stop counts the time up to now and lets the clock stand.
func (w *Walk) Stop(now time.Time) {
	w.count(now)
	w.Since = time.Time{}
}

// Spent is the time used on an area (0 to 5) up to now, in seconds.
func (w Walk) Spent(area int, now time.Time) int {
	w.count(now)
	return w.Used[area]
}

func (w *Walk) count(now time.Time) {
	n, ok := w.Stage.Area()
	if ok && !w.Since.IsZero() && now.After(w.Since) {
		w.Used[n] += int(now.Sub(w.Since) / time.Second)
	}
	if !w.Since.IsZero() {
		w.Since = now
	}
}
