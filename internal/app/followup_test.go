package app_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/store"
	"monev/internal/tanggal"
)

func reportNote(s string) app.Report { return app.Report{Status: monev.InProgress, Note: s} }

func TestAddFollowUpFreezesTheOwner(t *testing.T) {
	w := ready(t)
	w.ok(w.EditOffice(w.ctx, "jabatan", func(o *monev.Office) error {
		for i := range o.Positions {
			o.Positions[i].Holder = "Lama"
		}
		return nil
	}))
	id := w.begin("2025-11-20 09:00")
	f, err := w.AddFollowUp(w.ctx, monev.FollowUp{Text: "x", Origin: monev.Origin{Meeting: id}, Owner: monev.Owner{ID: "kul", Holder: "palsu"}, Due: day("2025-12-05")}, "")
	w.ok(err)
	if f.ID != "TL-00001" || f.Owner.String() != "KUL (Lama)" || f.Status != monev.NotBegun {
		t.Errorf("%+v", f)
	}
	w.ok(w.EditOffice(w.ctx, "jabatan", func(o *monev.Office) error {
		for i := range o.Positions {
			o.Positions[i].Holder = "Baru"
		}
		return nil
	}))
	to := w.one(f.ID).FollowUp
	to.Text = "y" // a rotation does not come in with a correction of the wording
	w.ok(w.RewriteFollowUp(w.ctx, to, ""))
	if l := w.one(f.ID); l.Owner.Holder != "Lama" || l.Text != "y" || l.From != "TW IV 2025" {
		t.Errorf("%+v", l)
	}
	w.refused("pj", func() error {
		_, err := w.AddFollowUp(w.ctx, monev.FollowUp{Text: "x", Origin: monev.Origin{Meeting: id}, Owner: monev.Owner{ID: "gudang"}}, "")
		return err
	})
	w.refused("tenggat", func() error {
		_, err := w.AddFollowUp(w.ctx, monev.FollowUp{Text: "x", Origin: monev.Origin{Meeting: id}, Due: day("2025-11-19")}, "")
		return err
	})
	w.refused("uraian", func() error {
		_, err := w.AddFollowUp(w.ctx, monev.FollowUp{Origin: monev.Origin{Meeting: id}}, "")
		return err
	})
	if g := w.up(id, 0, "berikut", ""); g.ID != "TL-00002" {
		t.Errorf("after refusals the next is %s", g.ID)
	}
}

func TestReportInOutsideAndBeforeAMeeting(t *testing.T) {
	w := ready(t)
	m1 := w.begin("2025-08-19 09:00")
	f := w.up(m1, 0, "x", "2025-09-01")
	w.ok(w.CloseMeeting(w.ctx, m1))

	w.at("2025-10-01 10:00")
	w.ok(w.ReportFollowUp(w.ctx, f.ID, "", reportNote("di meja"), ""))
	m2 := w.draft("2025-11-20")
	w.ok(w.ReportFollowUp(w.ctx, f.ID, m2, reportNote("sebelum rapat"), "")) // the draft has not begun to speak
	w.at("2025-11-20 09:00")
	w.ok(w.StartMeeting(w.ctx, m2))
	w.ok(w.ReportFollowUp(w.ctx, f.ID, m2, app.Report{Status: monev.InProgress, Note: "di rapat", Due: day("2025-12-01"), Owner: "rendatin"}, ""))
	steps := w.one(f.ID).Steps
	var in []string
	for _, s := range steps {
		in = append(in, s.Meeting+":"+s.Note)
	}
	if got := strings.Join(in, " | "); got != m1+": | :di meja | :sebelum rapat | "+m2+":di rapat" {
		t.Errorf("history %q", got)
	}
	if l := w.one(f.ID); l.Due != day("2025-12-01") || l.Owner.ID != "rendatin" || len(l.Dues()) != 2 {
		t.Errorf("%+v", l)
	}
}

func TestReportRules(t *testing.T) {
	w := ready(t)
	id := w.begin("2025-11-20 09:00")
	f := w.up(id, 0, "x", "2025-12-01")
	say := func(r app.Report) func() error {
		return func() error { return w.ReportFollowUp(w.ctx, f.ID, id, r, "") }
	}
	w.refused("bukti", say(app.Report{Status: monev.Done, By: "ketua"}))
	w.refused("diterima", say(app.Report{Status: monev.Done, Proof: "SK"}))
	w.refused("diterima", say(app.Report{Status: monev.Done, Proof: "SK", By: "bupati"}))
	w.refused("catatan", say(app.Report{Status: monev.Impossible}))
	w.refused("catatan", say(app.Report{Status: monev.NotBegun}))
	w.refused("status", say(app.Report{Status: "Beres", Note: "x"}))
	w.refused("pj", say(app.Report{Status: monev.NotBegun, Owner: "gudang"}))
	w.refused("tenggat", say(app.Report{Status: monev.NotBegun, Due: day("2025-11-19")}))
	w.refused("tenggat", say(app.Report{Status: monev.InProgress, Note: "x", Due: day("2025-11-19")})) // not half of it
	w.refused("status", say(app.Report{Status: monev.Done, Proof: "SK", By: "ketua", Due: day("2025-12-02")}))
	w.refused("", func() error { return w.ReportFollowUp(w.ctx, "TL-99999", id, reportNote("x"), "") })
	w.refused("rapat", func() error { return w.ReportFollowUp(w.ctx, f.ID, "R9999", reportNote("x"), "") })

	w.ok(say(app.Report{Status: monev.Done, Proof: "SK", By: "ketua"})())
	l := w.one(f.ID)
	if s := l.Steps[1]; l.Status != monev.Done || s.By == nil || s.By.Title != "Ketua" || !s.At.Equal(w.now) {
		t.Errorf("%+v", s)
	}
	w.refused("catatan", say(app.Report{Status: monev.InProgress}))
	w.refused("status", say(app.Report{Status: monev.Done, Due: day("2025-12-24")}))
	// Reopened with a new date: both are written down, the reason once.
	w.ok(say(app.Report{Status: monev.InProgress, Note: "SK salah", Due: day("2025-12-24")})())
	steps := w.one(f.ID).Steps
	if n := len(steps); n != 4 || !steps[2].Reopened || steps[2].Note != "SK salah" || steps[3].Due == nil || steps[3].Note != "" {
		t.Errorf("%+v", steps)
	}
}

func TestReportCheckSaysWhatTheStoreWouldSay(t *testing.T) {
	w := ready(t)
	id := w.begin("2025-11-20 09:00")
	f := w.up(id, 0, "x", "")
	o, err := w.Office(w.ctx)
	w.ok(err)
	for _, r := range []app.Report{{Status: monev.Done}, {Status: monev.Done, Proof: "SK", By: "ketua"}, {Status: monev.NotBegun}, reportNote("x"),
		{Status: monev.NotBegun, Due: day("2020-01-01")}, {Status: monev.NotBegun, Owner: "gudang"}} {
		before := w.records()
		want := r.Check(w.one(f.ID).FollowUp, o, w.now)
		if w.records() != before {
			t.Fatal("a check changed the store")
		}
		got := w.ReportFollowUp(w.ctx, f.ID, id, r, "")
		if app.Explain(got) != app.Explain(want) {
			t.Errorf("%+v: check says %v, the store %v", r, want, got)
		}
		if got == nil {
			_, err := w.Undo(w.ctx)
			w.ok(err)
		}
	}
}

func TestARetiredPositionAcceptsNothing(t *testing.T) {
	w := ready(t)
	id := w.begin("2025-11-20 09:00")
	f := w.up(id, 0, "x", "")
	w.ok(w.EditOffice(w.ctx, "jabatan", func(o *monev.Office) error { o.Positions[1].Retired = true; return nil }))
	w.refused("diterima", func() error {
		return w.ReportFollowUp(w.ctx, f.ID, id, app.Report{Status: monev.Done, Proof: "SK", By: "anggota-teknis"}, "")
	})
}

func TestDropFollowUp(t *testing.T) {
	w := ready(t)
	m1 := w.begin("2025-08-19 09:00")
	f, g := w.up(m1, 0, "x", ""), w.up(m1, 0, "y", "")
	w.ok(w.ReportFollowUp(w.ctx, g.ID, "", reportNote("di meja"), ""))
	w.refused("", func() error { return w.DropFollowUp(w.ctx, m1, g.ID) }) // it has a life outside by now
	w.refused("", func() error { return w.DropFollowUp(w.ctx, m1, "TL-99999") })
	w.ok(w.DropFollowUp(w.ctx, m1, f.ID))
	if _, err := w.FollowUp(w.ctx, f.ID); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("it is still there: %v", err)
	}
	if h := w.up(m1, 0, "z", ""); h.ID == f.ID {
		t.Error("a number was used again")
	}
}

// registerWorld has two final meetings and one that runs, with follow-ups in
// every state.
func registerWorld(t *testing.T) (*world, string) {
	w := ready(t)
	m1 := w.begin("2025-05-21 09:00")
	w.up(m1, 0, "Tetapkan SK tim kerja", "2025-06-01")         // 1 late
	w.up(m1, 1, "Susun SOP pelayanan", "2025-11-25")           // 2 soon
	w.tuntas(w.up(m1, 2, "Unggah LHKPN", "2025-06-10").ID, m1) // 3 closed
	w.ok(w.CloseMeeting(w.ctx, m1))
	m2 := w.begin("2025-08-19 09:00")
	w.up(m2, 5, "Pasang maklumat", "") // 4 no due date
	f := w.up(m2, 3, "Reviu kinerja", "2026-03-01")
	w.ok(w.ReportFollowUp(w.ctx, f.ID, m2, app.Report{Status: monev.NotBegun, Owner: "rendatin"}, "")) // 5
	w.ok(w.ReportFollowUp(w.ctx, w.up(m2, 0, "Bangun gedung", "2025-09-01").ID, m2, app.Report{Status: monev.Impossible, Note: "tanpa anggaran"}, ""))
	w.ok(w.CloseMeeting(w.ctx, m2))
	m3 := w.begin("2025-11-20 09:00")
	return w, m3
}

func TestRegisterFilters(t *testing.T) {
	w, _ := registerWorld(t)
	for _, c := range []struct {
		f    app.Filter
		want string
	}{
		{app.Filter{}, "1 2 5 4"},
		{app.Filter{Which: app.WhichOpen}, "1 2 5 4"},
		{app.Filter{Which: app.WhichLate}, "1"},
		{app.Filter{Which: app.WhichSoon}, "2"},
		{app.Filter{Which: app.WhichLeaders}, "1 2"},
		{app.Filter{Which: app.WhichClosed}, "3 6"},
		{app.Filter{Which: app.WhichAll}, "1 2 5 4 3 6"},
		{app.Filter{Area: 1}, "1"},
		{app.Filter{Which: app.WhichAll, Area: 1}, "1 6"},
		{app.Filter{Area: 6}, "4"},
		{app.Filter{Area: 7}, ""},
		{app.Filter{Owner: "rENd"}, "5"},
		{app.Filter{Owner: "kul"}, "1 2 4"},
		{app.Filter{Text: "sk tim"}, "1"},
		{app.Filter{Text: "sop"}, "2"},
		{app.Filter{Text: "TL-00004"}, "4"},
		{app.Filter{Text: "tidak ada"}, ""},
		{app.Filter{Which: app.WhichLate, On: day("2025-05-30")}, ""},
		{app.Filter{Which: app.WhichLate, On: day("2026-04-01")}, "1 2 5"},
		{app.Filter{Which: app.WhichSoon, On: day("2025-05-26")}, "1"},
	} {
		ls, err := w.Register(w.ctx, c.f)
		w.ok(err)
		var got []string
		for _, l := range ls {
			got = append(got, strings.TrimLeft(strings.TrimPrefix(l.ID, "TL-"), "0"))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%+v lists %q, want %q", c.f, s, c.want)
		}
	}
}

func TestRegisterAndMeetingAgree(t *testing.T) {
	w, m3 := registerWorld(t)
	reg, err := w.Register(w.ctx, app.Filter{})
	w.ok(err)
	old := w.full(m3).Old()
	if len(reg) != len(old) {
		t.Fatalf("register has %d open, the meeting carries %d", len(reg), len(old))
	}
	for _, l := range reg {
		i := slices.IndexFunc(old, func(o monev.FollowUpLine) bool { return o.ID == l.ID })
		if i < 0 {
			t.Fatalf("%s does not come back", l.ID)
		}
		w.same(l.ID, old[i], l)
	}
	if l := reg[0]; l.From != "TW II 2025" || l.LateDays != 172 || l.Meetings() != 3 {
		t.Errorf("%+v", l)
	}
}

// Whatever happens, what is open comes back in the next meeting and nothing else
// does: the indexes lose and invent nothing.
func TestNothingIsForgottenBetweenMeetings(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := ready(t)
		open := map[string]bool{}
		id := w.begin("2025-01-10 09:00")
		for range rapid.IntRange(3, 25).Draw(rt, "steps") {
			w.minutes(rapid.IntRange(1, 60*24*20).Draw(rt, "minutes"))
			var all []string
			for k := range open {
				all = append(all, k)
			}
			slices.Sort(all)
			in := rapid.SampledFrom([]string{"", id}).Draw(rt, "in")
			what := rapid.IntRange(0, 5).Draw(rt, "what")
			if what > 0 && what < 4 && len(all) == 0 {
				what = 0
			}
			switch what {
			case 0:
				due := ""
				if rapid.Bool().Draw(rt, "due") {
					due = tanggal.Of(w.now).AddDays(rapid.IntRange(0, 90).Draw(rt, "days")).String()
				}
				open[w.up(id, rapid.IntRange(0, 5).Draw(rt, "area"), "x", due).ID] = true
			case 1:
				k := rapid.SampledFrom(all).Draw(rt, "which")
				w.tuntas(k, in)
				open[k] = false
			case 2:
				k := rapid.SampledFrom(all).Draw(rt, "which")
				w.ok(w.ReportFollowUp(w.ctx, k, in, reportNote("kata"), ""))
				open[k] = true
			case 3:
				k := rapid.SampledFrom(all).Draw(rt, "which")
				if _, err := w.Undo(w.ctx); err == nil {
					_, err = w.Redo(w.ctx)
					w.ok(err)
				}
				if open[k] {
					due := w.one(k).Due.AddDays(1)
					if today := tanggal.Of(w.now); due.Before(today) {
						due = today
					}
					w.ok(w.ReportFollowUp(w.ctx, k, in, app.Report{Status: w.one(k).Status, Due: due}, ""))
				}
			default:
				w.ok(w.CloseMeeting(w.ctx, id))
				w.minutes(60 * 24)
				id = w.begin(w.now.In(at("2025-01-01 00:00").Location()).Format("2006-01-02 15:04"))
				want := map[string]bool{}
				for k, is := range open {
					if is {
						want[k] = true
					}
				}
				for _, l := range w.full(id).Old() {
					if !want[l.ID] {
						rt.Fatalf("%s came back though it is closed", l.ID)
					}
					delete(want, l.ID)
				}
				if len(want) > 0 {
					rt.Fatalf("%v did not come back", want)
				}
			}
		}
	})
}

func TestTuntasInTheMeetingStaysInItsMinutesOnly(t *testing.T) {
	w, m3 := registerWorld(t)
	w.tuntas("TL-00001", m3)
	w.minutes(1)
	if s := w.full(m3).Areas[0].Old[0].Status; s != monev.Done {
		t.Errorf("in its meeting it is %s", s)
	}
	w.ok(w.CloseMeeting(w.ctx, m3))
	m4 := w.begin("2026-02-20 09:00")
	for _, l := range w.full(m4).Old() {
		if l.ID == "TL-00001" {
			t.Error("what was closed came back")
		}
	}
}

func TestUnknownMeetingAndFollowUpAreNamed(t *testing.T) {
	w := ready(t)
	for want, err := range map[string]error{
		`Rapat "R77" tidak ada`:             func() error { _, err := w.Minutes(w.ctx, "R\x1b[31m77"); return err }(),
		`Tindak lanjut "TL-5" tidak ada`:    func() error { _, err := w.FollowUp(w.ctx, "TL-5"); return err }(),
		fmt.Sprintf("Rapat %q tidak", "R1"): func() error { _, err := w.Sealed(w.ctx, "R1", 0); return err }(),
	} {
		if got := app.Explain(err); !strings.Contains(got, want) || !errors.Is(err, store.ErrNotFound) {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
