// Package sample fills an empty store with a year of a KPU office's work: for
// `monev contoh`, for trying things out, for tests and for benchmarks.
//
// Nothing in it is a record of a real office. It names positions and units, no
// persons; the invitation numbers say that they are samples.
package sample

import (
	"context"
	"fmt"
	"slices"
	"time"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/store"
	"monev/internal/store/ledger"
	"monev/internal/store/memstore"
	"monev/internal/tanggal"
)

// Year is the year the sample tells about.
const Year = 2025

// Fill writes the sample into an empty store; one that is not empty is left
// alone with store.ErrNotEmpty. All moments come from the story, not from the
// clock, so that the records are the same every time. The story ends on Thursday,
// 20 November 2025 at 09.47 WIB, in the middle of area III of the third meeting.
func Fill(ctx context.Context, s store.Store) error {
	return tell(ctx, s, func(t *tale) { t.year(monev.DefaultOffice(Year)) })
}

// Practice writes the same into an empty store as the records of "KPU Kabupaten
// Contoh", an office for practising: everything made of them is marked LATIHAN.
func Practice(ctx context.Context, s store.Store) error {
	o := monev.OfficeNamed("KPU Kabupaten Contoh", monev.WBK, Year)
	o.Practice = true
	return tell(ctx, s, func(t *tale) { t.year(o) })
}

// year is the story of Fill.
func (t *tale) year(o monev.Office) {
	t.setUp(o)
	t.at("2025-05-12", "09.00")
	t.answer(1)
	t.hold(quarterII())
	t.betweenIIAndIII()
	t.at("2025-08-11", "09.00")
	t.answer(2)
	t.hold(quarterIII())
	t.betweenIIIAndIV()
	t.at("2025-11-10", "09.00")
	t.answer(3)
	t.at("2025-11-12", "13.00")
	t.reviewed()
	t.hold(quarterIV())
}

// tell plays a story in memory and puts its journal into s as a whole: s holds
// all of it or nothing, its events carry the story's time, and a disk is flushed
// once instead of once per event.
func tell(ctx context.Context, s store.Store, story func(*tale)) error {
	err := s.View(ctx, func(r store.Reader) error {
		h, err := r.Head()
		if err == nil && h.Seq != 0 {
			err = store.ErrNotEmpty
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("fill with sample: %w", err)
	}
	t := &tale{ctx: ctx, ups: map[string]string{}}
	clock := func() time.Time { return t.now }
	scratch := memstore.New(ledger.Options{Now: clock})
	defer scratch.Close()
	t.app = app.New(scratch, clock)
	t.at("2025-01-06", "08.00")
	story(t)
	if t.err != nil {
		return t.err
	}
	var events [][]byte
	err = scratch.View(ctx, func(r store.Reader) error {
		return r.ScanEvents(1, func(_ uint64, line []byte) error {
			events = append(events, slices.Clone(line))
			return nil
		})
	})
	if err != nil {
		return err
	}
	return s.Restore(ctx, events)
}

// tale drives an App along the story's own clock. After the first error it does
// nothing more.
type tale struct {
	ctx context.Context
	app *app.App
	now time.Time
	// ups are the IDs of follow-ups by the names the story gives them.
	ups map[string]string
	err error
}

// at sets the story's clock; impossible ones would be a slip in the story.
func (t *tale) at(day, clock string) {
	d, err := tanggal.ParseISO(day)
	if err != nil {
		t.fail(err)
		return
	}
	c, err := time.Parse("15.04", clock)
	if err != nil {
		t.fail(err)
		return
	}
	zone, err := tanggal.Location("WIB")
	if err != nil {
		t.fail(err)
		return
	}
	t.now = d.Time(zone).Add(time.Duration(c.Hour())*time.Hour + time.Duration(c.Minute())*time.Minute)
}

func (t *tale) fail(err error) {
	if t.err == nil {
		t.err = err
	}
}

// do takes a step of the story, which takes seconds of its clock.
func (t *tale) do(seconds int, step func() error) {
	if t.err != nil {
		return
	}
	if err := step(); err != nil {
		t.fail(fmt.Errorf("sample at %s: %w", t.now.Format(time.RFC3339), err))
	}
	t.now = t.now.Add(time.Duration(seconds) * time.Second)
}

func (t *tale) setUp(o monev.Office) {
	t.do(60, func() error { return t.app.SetUp(t.ctx, o) })
}

// person freezes a position of the default office, none of which has a holder.
func person(position string) monev.Person {
	p, ok := monev.DefaultOffice(Year).Position(position)
	if !ok {
		return monev.Person{}
	}
	return p.Freeze()
}

// word is what is said about a follow-up of before.
type word struct {
	up     string
	status monev.FollowUpStatus
	note   string
	proof  string
	by     string // who accepted it, for Tuntas
	owner  string
	due    string
}

// say records a word in a meeting, or outside one if meeting is empty.
func (t *tale) say(meeting string, w word) {
	t.do(45, func() error {
		id, ok := t.ups[w.up]
		if !ok {
			return fmt.Errorf("no follow-up %q in the story", w.up)
		}
		r := app.Report{Status: w.status, Note: w.note, Proof: w.proof, By: w.by, Owner: w.owner}
		var err error
		if r.Due, err = day(w.due); err != nil {
			return err
		}
		return t.app.ReportFollowUp(t.ctx, id, meeting, r, "")
	})
}

// day reads an ISO day; empty is none.
func day(s string) (tanggal.Date, error) {
	if s == "" {
		return tanggal.Date{}, nil
	}
	return tanggal.ParseISO(s)
}
