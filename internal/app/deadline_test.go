package app_test

import (
	"testing"

	"monev/internal/monev"
	"monev/internal/tanggal"
)

func TestDeadlines(t *testing.T) {
	w := ready(t)
	ctx := t.Context()
	put := func(d monev.Deadline) monev.Deadline {
		t.Helper()
		d, err := w.PutDeadline(ctx, d, "")
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	list := func() []monev.Deadline {
		t.Helper()
		o, err := w.Office(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return o.Deadlines
	}
	late := put(monev.Deadline{Date: tanggal.MustNew(2025, 12, 15), Text: "LKE ke TPI"})
	early := put(monev.Deadline{Date: tanggal.MustNew(2025, 11, 30), Text: "Laporan triwulan"})
	if got := list(); len(got) != 2 || got[0].ID != early.ID || got[1].ID != late.ID {
		t.Fatalf("not by date: %+v", got)
	}
	early.Date = tanggal.MustNew(2026, 1, 5)
	put(early)
	if err := w.MarkDeadline(ctx, early.ID, true); err != nil {
		t.Fatal(err)
	}
	if got := list(); got[1].ID != early.ID || !got[1].Done {
		t.Errorf("after the change: %+v", got)
	}
	if err := w.DropDeadline(ctx, late.ID); err != nil {
		t.Fatal(err)
	}
	if next := put(monev.Deadline{Date: tanggal.MustNew(2025, 12, 1), Text: "Survei"}); next.ID == late.ID {
		t.Errorf("the ID %s is used again", next.ID)
	}
	if _, err := w.PutDeadline(ctx, late, ""); err == nil {
		t.Error("one that is gone was changed")
	}
	for _, err := range []error{w.MarkDeadline(ctx, late.ID, true), w.DropDeadline(ctx, late.ID)} {
		if _, refused := monev.AsRefusal(err); !refused {
			t.Errorf("one that is gone: %v", err)
		}
	}
	if _, err := w.PutDeadline(ctx, monev.Deadline{Text: "tanpa tanggal"}, ""); err == nil {
		t.Error("one without a date was stored")
	}
	for range 2 { // the new one, the one dropped
		if _, err := w.Undo(ctx); err != nil {
			t.Fatal(err)
		}
	}
	if got := list(); len(got) != 2 {
		t.Errorf("after undo: %+v", got)
	}
}

func TestDueWithin(t *testing.T) {
	o := monev.Office{Deadlines: []monev.Deadline{
		{ID: "1", Date: day("2025-10-01")}, {ID: "2", Date: day("2025-11-01"), Done: true},
		{ID: "3", Date: day("2025-12-20")}, {ID: "4", Date: day("2025-12-21")},
	}}
	got := o.DueWithin(day("2025-11-20"), 30)
	if len(got) != 2 || got[0].ID != "1" || got[1].ID != "3" {
		t.Errorf("%+v", got)
	}
}
