package app_test

import (
	"bytes"
	"context"
	"encoding/json"
	"testing"
	"time"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/store"
	"monev/internal/store/ledger"
	"monev/internal/store/memstore"
	"monev/internal/tanggal"
)

// world is an office with its program and a clock that the test holds.
type world struct {
	*app.App
	t     testing.TB
	ctx   context.Context
	store store.Store
	now   time.Time
}

func empty(t testing.TB) *world {
	w := &world{t: t, ctx: context.Background(), now: at("2025-08-01 08:00")}
	clock := func() time.Time { return w.now }
	w.store = memstore.New(ledger.Options{Now: clock})
	w.App = app.New(w.store, clock)
	t.Cleanup(func() { _ = w.store.Close() })
	return w
}

// ready is a world after the first start.
func ready(t testing.TB) *world {
	w := empty(t)
	w.ok(w.SetUp(w.ctx, monev.DefaultOffice(2025)))
	return w
}

func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, time.FixedZone("WIB", 7*3600))
	if err != nil {
		panic(err)
	}
	return t
}

func day(s string) tanggal.Date {
	d, err := tanggal.ParseISO(s)
	if err != nil {
		panic(err)
	}
	return d
}

func number(n int) *int { return &n }

func (w *world) ok(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) at(s string) { w.now = at(s) }

// minutes lets time go by.
func (w *world) minutes(n int) { w.now = w.now.Add(time.Duration(n) * time.Minute) }

// draft prepares a meeting on a date.
func (w *world) draft(date string) string {
	w.t.Helper()
	m, err := w.CreateMeeting(w.ctx, day(date), nil)
	w.ok(err)
	return m.ID
}

// begin prepares and starts a meeting at a moment.
func (w *world) begin(when string) string {
	w.t.Helper()
	w.at(when)
	id := w.draft(when[:10])
	w.ok(w.StartMeeting(w.ctx, id))
	w.minutes(1)
	return id
}

func (w *world) finding(meeting string, area int, text string) monev.Finding {
	w.t.Helper()
	f, err := w.AddFinding(w.ctx, monev.Finding{Meeting: meeting, Area: area, Text: text}, "")
	w.ok(err)
	return f
}

func (w *world) proposal(meeting string, area int, text string) monev.Proposal {
	w.t.Helper()
	p, err := w.AddProposal(w.ctx, monev.Proposal{Meeting: meeting, Area: area, Text: text, By: monev.Person{Position: "ketua", Title: "Ketua"}}, "")
	w.ok(err)
	return p
}

// up decides a follow-up; due may be empty.
func (w *world) up(meeting string, area int, text, due string) monev.FollowUp {
	w.t.Helper()
	f := monev.FollowUp{Text: text, Origin: monev.Origin{Meeting: meeting, Area: area}, Owner: monev.Owner{ID: "kul"}}
	if due != "" {
		f.Due = day(due)
	}
	f, err := w.AddFollowUp(w.ctx, f, "")
	w.ok(err)
	return f
}

func (w *world) tuntas(id, meeting string) {
	w.t.Helper()
	w.ok(w.ReportFollowUp(w.ctx, id, meeting, app.Report{Status: monev.Done, Proof: "SK", By: "ketua"}, ""))
}

func (w *world) full(id string) monev.Minutes {
	w.t.Helper()
	m, err := w.Minutes(w.ctx, id)
	w.ok(err)
	return m
}

func (w *world) one(id string) monev.FollowUpLine {
	w.t.Helper()
	l, err := w.FollowUp(w.ctx, id)
	w.ok(err)
	return l
}

func asJSON(v any) string {
	b, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		panic(err)
	}
	return string(b)
}

func (w *world) same(what string, got, want any) {
	w.t.Helper()
	if g, x := asJSON(got), asJSON(want); g != x {
		w.t.Errorf("%s:\n got %s\nwant %s", what, g, x)
	}
}

// export is everything as one file.
func (w *world) export() []byte {
	w.t.Helper()
	var b bytes.Buffer
	w.ok(w.ExportData(w.ctx, &b))
	return b.Bytes()
}

// records is every record as it stands, without the walks.
func (w *world) records() string {
	w.t.Helper()
	var f struct {
		State map[store.Kind]json.RawMessage `json:"keadaan"`
	}
	w.ok(json.Unmarshal(w.export(), &f))
	delete(f.State, store.KindWalk)
	return asJSON(f.State)
}

// refused runs something that must be refused and change nothing at all.
func (w *world) refused(field string, do func() error) {
	w.t.Helper()
	before := w.export()
	err := do()
	if !bytes.Equal(w.export(), before) {
		w.t.Error("a refusal changed the store")
	}
	r, ok := monev.AsRefusal(err)
	if !ok {
		w.t.Errorf("error %v, want a Refusal", err)
	} else if r.Field != field {
		w.t.Errorf("refused at %q (%s), want %q", r.Field, r.Reason, field)
	}
}
