package app_test

import (
	"errors"
	"strings"
	"testing"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/store"
)

// Each kind of change, taken back and done again, leaves exactly what was: all
// records and, where there is a meeting, its whole minutes.
func TestUndoAndRedoOfEachChange(t *testing.T) {
	w := ready(t)
	m1 := w.begin("2025-08-19 09:00")
	old := w.up(m1, 0, "lama", "2025-09-01")
	w.ok(w.CloseMeeting(w.ctx, m1))
	w.at("2025-11-01 08:00")

	var id string
	var f monev.Finding
	var p monev.Proposal
	var up monev.FollowUp
	for _, c := range []struct {
		label string
		do    func() error
	}{
		{"tempat rapat", func() error {
			return w.EditOffice(w.ctx, "tempat rapat", func(o *monev.Office) error { o.Place = "Ruang RPP"; return nil })
		}},
		{"buat rapat", func() error { m, err := w.CreateMeeting(w.ctx, day("2025-11-20"), nil); id = m.ID; return err }},
		{"judul", func() error {
			return w.EditMeeting(w.ctx, id, "judul", "", func(m *monev.Meeting) error { m.Title = "Monev"; return nil })
		}},
		{"kehadiran Sekretaris", func() error { return w.Mark(w.ctx, id, "sekretaris", monev.Excused, "") }},
		{"mulai rapat", func() error { return w.StartMeeting(w.ctx, id) }},
		{"kehadiran Ketua", func() error { return w.Mark(w.ctx, id, "ketua", monev.Represented, "Anggota") }},
		{"semua hadir", func() error { return w.MarkRest(w.ctx, id, monev.Present) }},
		{"capaian area I", func() error {
			return w.EditArea(w.ctx, id, 0, "capaian area I", "", func(a *monev.AreaReview) error { a.Progress = number(70); return nil })
		}},
		{"tambah temuan", func() error {
			var err error
			f, err = w.AddFinding(w.ctx, monev.Finding{Meeting: id, Text: "a"}, "")
			return err
		}},
		{"ubah temuan", func() error { f.Text = "b"; return w.EditFinding(w.ctx, f, "") }},
		{"tambah usulan", func() error {
			var err error
			p, err = w.AddProposal(w.ctx, monev.Proposal{Meeting: id, Text: "a", By: monev.Person{Position: "ketua"}}, "")
			return err
		}},
		{"ubah usulan", func() error { p.Verdict = monev.Accepted; return w.EditProposal(w.ctx, p, "") }},
		{"tambah tindak lanjut", func() error {
			var err error
			up, err = w.AddFollowUp(w.ctx, monev.FollowUp{Text: "a", Origin: monev.Origin{Meeting: id, Finding: f.ID}}, "")
			return err
		}},
		{"ubah tindak lanjut", func() error { up.Text = "b"; return w.RewriteFollowUp(w.ctx, up, "") }},
		{"perbarui tindak lanjut", func() error {
			return w.ReportFollowUp(w.ctx, old.ID, id, app.Report{Status: monev.Done, Proof: "SK", By: "ketua"}, "")
		}},
		{"perbarui tindak lanjut", func() error { return w.ReportFollowUp(w.ctx, old.ID, id, reportNote("belum"), "") }},
		{"hapus tindak lanjut", func() error { return w.DropFollowUp(w.ctx, id, up.ID) }},
		{"hapus temuan", func() error { return w.DropFinding(w.ctx, id, f.ID) }},
		{"hapus usulan", func() error { return w.DropProposal(w.ctx, id, p.ID) }},
		{"jeda rapat", func() error { return w.PauseMeeting(w.ctx, id, "x") }},
		{"buka sesi lanjutan", func() error { return w.ResumeMeeting(w.ctx, id) }},
		{"keputusan", func() error {
			return w.EditMeeting(w.ctx, id, "keputusan", "", func(m *monev.Meeting) error { m.AddDecision("x"); return nil })
		}},
	} {
		t.Run(c.label, func(t *testing.T) {
			w.t = t
			minutes := func() string {
				m, err := w.Minutes(w.ctx, id)
				if err != nil {
					return err.Error()
				}
				return asJSON(m)
			}
			w.minutes(1)
			before, was := w.records(), minutes()
			w.ok(c.do())
			after, is := w.records(), minutes()
			if before == after {
				t.Fatal("changed nothing")
			}
			for range 2 {
				if label, err := w.Undo(w.ctx); err != nil || !strings.HasPrefix(label, c.label) {
					t.Fatalf("undo of %q: %v", label, err)
				}
				if w.records() != before || (was != "" && id != "" && c.label != "buat rapat" && minutes() != was) {
					t.Fatalf("after undo:\n%s\nwant\n%s", minutes(), was)
				}
				if label, err := w.Redo(w.ctx); err != nil || !strings.HasPrefix(label, c.label) {
					t.Fatalf("redo of %q: %v", label, err)
				}
				if w.records() != after || minutes() != is {
					t.Fatalf("after redo:\n%s\nwant\n%s", minutes(), is)
				}
			}
			if _, err := w.Redo(w.ctx); !errors.Is(err, store.ErrNothing) {
				t.Errorf("a second redo: %v", err)
			}
		})
	}
	w.t = t
	// All the way back to the final meeting, and no further.
	n := 0
	for ; ; n++ {
		if _, err := w.Undo(w.ctx); err != nil {
			if !errors.Is(err, store.ErrBarrier) {
				t.Errorf("at the end: %v", err)
			}
			break
		}
	}
	if n != 22 {
		t.Errorf("%d changes could be undone, want 22", n)
	}
	if l := w.one(old.ID); l.Status != monev.NotBegun || len(l.Steps) != 1 {
		t.Errorf("%+v", l)
	}
}

func TestAChangeAfterUndoLeavesNothingToRedo(t *testing.T) {
	w := ready(t)
	id := w.begin("2025-11-20 09:00")
	w.finding(id, 0, "a")
	_, err := w.Undo(w.ctx)
	w.ok(err)
	w.finding(id, 0, "b")
	if _, err := w.Redo(w.ctx); !errors.Is(err, store.ErrNothing) {
		t.Errorf("redo: %v", err)
	}
	if l := w.full(id).Areas[0].Findings; len(l) != 1 || l[0].Text != "b" {
		t.Errorf("%+v", l)
	}
}

func TestUndoPassesOverStageMoves(t *testing.T) {
	w := ready(t)
	id := w.begin("2025-11-20 09:00")
	before := w.records()
	w.finding(id, 0, "a")
	after := w.records()
	w.ok(w.GoTo(w.ctx, id, monev.StageArea+3))
	w.minutes(5)
	w.ok(w.GoTo(w.ctx, id, monev.StageArea+4))
	if label, err := w.Undo(w.ctx); !strings.HasPrefix(label, "tambah temuan") || err != nil {
		t.Fatalf("undo took %q, %v", label, err)
	}
	if w.records() != before {
		t.Error("not what was before the finding")
	}
	if s := w.full(id).Walk.Stage; s != monev.StageArea+4 {
		t.Errorf("undo moved the meeting to %s", s.Name())
	}
	w.ok(w.GoTo(w.ctx, id, monev.StageArea)) // looking does not take the redo away
	if label, err := w.Redo(w.ctx); !strings.HasPrefix(label, "tambah temuan") || err != nil {
		t.Fatalf("redo took %q, %v", label, err)
	}
	if w.records() != after || w.full(id).Walk.Stage != monev.StageArea {
		t.Error("redo did not bring back what was")
	}
	if used := w.full(id).Walk.Spent(3, w.now); used != 300 {
		t.Errorf("time of area IV is %d s", used)
	}
}

// Starting, pausing and resuming can be undone though the stage was changed since.
func TestUndoOfSittingsAfterStageMoves(t *testing.T) {
	w := ready(t)
	id := w.draft("2025-11-20")
	w.at("2025-11-20 09:00")
	undo := func(want string) {
		t.Helper()
		if label, err := w.Undo(w.ctx); label != want || err != nil {
			t.Fatalf("undo took %q, %v; want %q", label, err, want)
		}
	}
	w.ok(w.StartMeeting(w.ctx, id))
	w.ok(w.GoTo(w.ctx, id, monev.StageArea))
	w.minutes(10)
	w.ok(w.PauseMeeting(w.ctx, id, ""))
	w.ok(w.GoTo(w.ctx, id, monev.StageArea+1))
	w.minutes(10)
	w.ok(w.ResumeMeeting(w.ctx, id))
	w.ok(w.GoTo(w.ctx, id, monev.StageArea+2))
	undo("buka sesi lanjutan")
	if f := w.full(id); !f.Meeting.Paused() || f.Walk.Stage != monev.StageArea+2 {
		t.Errorf("%+v", f.Walk)
	}
	undo("jeda rapat")
	undo("mulai rapat")
	if f := w.full(id); f.Meeting.Status != monev.Draft || f.Walk.Stage != monev.StagePrepare || f.Walk.Used != [monev.Areas]int{} {
		t.Errorf("back to a draft: %+v", f.Walk)
	}
	undo("buat rapat")
	if _, err := w.Redo(w.ctx); err != nil {
		t.Fatal(err)
	}
	w.ok(w.DeleteMeeting(w.ctx, id))
	undo("hapus rapat")
	w.minutes(1)
	w.ok(w.StartMeeting(w.ctx, id))
	if f := w.full(id); f.Walk.Stage != monev.StageOpening || f.Walk.Used != [monev.Areas]int{} {
		t.Errorf("started anew: %+v", f.Walk)
	}
}

func TestFinalIsABarrier(t *testing.T) {
	w := ready(t)
	id := w.begin("2025-11-20 09:00")
	w.finding(id, 0, "a")
	w.ok(w.CloseMeeting(w.ctx, id))
	before := w.records()
	if label, err := w.Undo(w.ctx); !errors.Is(err, store.ErrBarrier) || label != "" {
		t.Errorf("undo of a lock: %q, %v", label, err)
	}
	w.ok(w.GoTo(w.ctx, id, monev.StageArea)) // a look at the final meeting
	if _, err := w.Undo(w.ctx); !errors.Is(err, store.ErrBarrier) {
		t.Errorf("undo after a look: %v", err)
	}
	if w.records() != before {
		t.Error("a refused undo changed something")
	}
	w.ok(w.ReviseMeeting(w.ctx, id, "salah ketik"))
	if _, err := w.Undo(w.ctx); !errors.Is(err, store.ErrBarrier) {
		t.Errorf("undo of a revisi: %v", err)
	}
	w.finding(id, 0, "b")
	if label, err := w.Undo(w.ctx); !strings.HasPrefix(label, "tambah temuan") || err != nil {
		t.Errorf("undo inside the revisi: %q, %v", label, err)
	}
}

func TestNothingToUndo(t *testing.T) {
	w := empty(t)
	if _, err := w.Undo(w.ctx); !errors.Is(err, store.ErrNothing) {
		t.Errorf("%v", err)
	}
	if _, err := w.Redo(w.ctx); !errors.Is(err, store.ErrNothing) {
		t.Errorf("%v", err)
	}
}
