package app_test

import (
	"strings"
	"testing"

	"monev/internal/app"
	"monev/internal/monev"
)

func TestChangeSeveralFollowUps(t *testing.T) {
	w := ready(t)
	m := w.begin("2025-08-19 09:00")
	a, b, c := w.up(m, 0, "satu", "2025-09-01"), w.up(m, 1, "dua", ""), w.up(m, 2, "tiga", "2025-12-01")
	w.tuntas(c.ID, m)
	w.ok(w.CloseMeeting(w.ctx, m)) // what is final does not lock its follow-ups
	w.at("2025-11-01 08:00")
	before, seq := w.records(), w.head()
	r := app.Report{Status: monev.InProgress, Note: "dibagi ulang", Owner: "rendatin", Due: day("2025-12-12"), Priority: monev.High}
	w.ok(w.ChangeFollowUps(w.ctx, []string{a.ID, b.ID}, r, ""))
	if w.head() != seq+1 {
		t.Errorf("%d events", w.head()-seq)
	}
	for _, id := range []string{a.ID, b.ID} {
		f := w.one(id)
		if f.Status != monev.InProgress || f.Owner.ID != "rendatin" || f.Due != day("2025-12-12") || f.Priority != monev.High || len(f.Steps) != 3 || f.Steps[1].Note != "dibagi ulang" {
			t.Errorf("%+v", f)
		}
	}
	if said, err := w.Undo(w.ctx); err != nil || said != "ubah 2 tindak lanjut" || w.records() != before {
		t.Errorf("undo: %q %v", said, err)
	}
	// One that does not take it stops all of them.
	w.refused("catatan", func() error {
		return w.ChangeFollowUps(w.ctx, []string{a.ID, c.ID}, app.Report{Status: monev.NotBegun}, "")
	})
	w.refused("status", func() error {
		return w.ChangeFollowUps(w.ctx, []string{a.ID, c.ID}, app.Report{Priority: monev.High}, "")
	})
	w.refused("", func() error { return w.ChangeFollowUps(w.ctx, []string{a.ID, "TL-99999"}, r, "") })
	w.refused("", func() error { return w.ChangeFollowUps(w.ctx, nil, r, "") })
}

func TestWhichDoNotTakeAChange(t *testing.T) {
	w := ready(t)
	m := w.begin("2025-08-19 09:00")
	open, done := w.up(m, 0, "satu", "2025-12-01"), w.up(m, 1, "dua", "2025-12-01")
	w.tuntas(done.ID, m)
	o, err := w.Office(w.ctx)
	w.ok(err)
	list := []monev.FollowUp{w.one(open.ID).FollowUp, w.one(done.ID).FollowUp}
	for name, c := range map[string]struct {
		r    app.Report
		want map[string]string // ID and a word of the reason
	}{
		"priority":        {app.Report{Priority: monev.High}, map[string]string{done.ID: "buka kembali dulu"}},
		"the same":        {app.Report{Priority: monev.Medium}, map[string]string{open.ID: "Tidak ada yang berubah", done.ID: "buka kembali"}},
		"without proof":   {app.Report{Status: monev.Done, By: "ketua"}, map[string]string{open.ID: "memerlukan bukti", done.ID: "Sudah Tuntas"}},
		"nobody accepted": {app.Report{Status: monev.Done, Proof: "SK"}, map[string]string{open.ID: "jabatan yang menerima", done.ID: "Sudah Tuntas"}},
		"done":            {app.Report{Status: monev.Done, Proof: "SK", By: "ketua"}, map[string]string{done.ID: "Sudah Tuntas"}},
		"reopened":        {app.Report{Status: monev.InProgress, Note: "kurang"}, nil},
		"no reason":       {app.Report{Status: monev.InProgress}, map[string]string{done.ID: "alasan"}},
		"past":            {app.Report{Due: day("2025-01-01")}, map[string]string{open.ID: "sudah lewat", done.ID: "buka kembali"}},
		"who is that":     {app.Report{Owner: "raja"}, map[string]string{open.ID: "", done.ID: ""}},
	} {
		got := c.r.CheckMany(list, o, w.now)
		if len(got) != len(c.want) {
			t.Errorf("%s: %+v", name, got)
		}
		for _, u := range got {
			if want, ok := c.want[u.ID]; !ok || !strings.Contains(u.Reason, want) {
				t.Errorf("%s: %+v", name, u)
			}
		}
	}
}

// A finding and a proposal never have one ID, by which follow-ups name both.
func TestFindingsAndProposalsHaveIDsOfTheirOwn(t *testing.T) {
	w := ready(t)
	m := w.begin("2025-08-19 09:00")
	f, p := w.finding(m, 0, "temuan"), w.proposal(m, 0, "usulan")
	if f.ID == p.ID {
		t.Fatalf("both are %s", f.ID)
	}
	_, err := w.AddFollowUp(w.ctx, monev.FollowUp{Text: "a", Origin: monev.Origin{Meeting: m, Finding: f.ID}}, "")
	w.ok(err)
	w.ok(w.DropProposal(w.ctx, m, p.ID))
	if g := w.finding(m, 0, "lagi"); g.ID == p.ID {
		t.Errorf("%s is used again", g.ID)
	}
}
