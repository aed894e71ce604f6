package app_test

import (
	"bytes"
	"strings"
	"testing"

	"monev/internal/app"
	"monev/internal/monev"
)

func TestSavedFilters(t *testing.T) {
	w := ready(t)
	save := func(name string, f monev.FollowUpFilter) monev.SavedFilter {
		s, err := w.SaveFilter(w.ctx, monev.SavedFilter{Name: name, Filter: f}, "")
		w.ok(err)
		return s
	}
	a := save(" KUL\x1b[2J terlambat ", monev.FollowUpFilter{Which: monev.WhichLate, Owner: "kul", Words: "sop"})
	b := save("SDM", monev.FollowUpFilter{Area: 3, Priority: monev.High, Due: monev.DueMonth, Order: monev.ByPoints})
	names := func() string {
		list, err := w.Filters(w.ctx)
		w.ok(err)
		var out []string
		for _, f := range list {
			out = append(out, f.ID+" "+f.Name)
		}
		return strings.Join(out, ", ")
	}
	if got := names(); got != "00001 KUL terlambat, 00002 SDM" {
		t.Errorf("%s", got)
	}
	for _, name := range []string{"sdm", "TERLAMBAT", " ", strings.Repeat("a", 41)} {
		w.refused("nama", func() error { _, err := w.SaveFilter(w.ctx, monev.SavedFilter{Name: name}, ""); return err })
	}
	w.refused("", func() error {
		_, err := w.SaveFilter(w.ctx, monev.SavedFilter{Name: "x", Filter: monev.FollowUpFilter{Area: 7}}, "")
		return err
	})
	b.Name = "Sdm" // its own name written otherwise
	_, err := w.SaveFilter(w.ctx, b, "")
	w.ok(err)
	w.undo("ubah saringan “Sdm”")
	w.ok(w.DropFilter(w.ctx, a.ID))
	if got := names(); got != "00002 SDM" {
		t.Errorf("%s", got)
	}
	w.refused("", func() error { return w.DropFilter(w.ctx, a.ID) })
	a.Name = "x"
	w.refused("", func() error { _, err := w.SaveFilter(w.ctx, a, ""); return err })
	w.undo("hapus saringan “KUL terlambat”")

	// On a command line a name goes without blanks and quotes too; exact names first.
	for name, want := range map[string]string{"kul-terlambat": a.ID, "KUL TERLAMBAT": a.ID, "terlambat": "terlambat", "sdm": b.ID, "30-hari": "30-hari"} {
		if f, err := w.FilterNamed(w.ctx, name); err != nil || f.ID != want {
			t.Errorf("%s: %+v, %v", name, f, err)
		}
	}
	w.refused("saringan", func() error { _, err := w.FilterNamed(w.ctx, "-"); return err })

	// They come along with the data.
	other := empty(t)
	w.ok(other.ImportData(w.ctx, bytes.NewReader(w.export())))
	list, err := other.Filters(w.ctx)
	w.ok(err)
	if len(list) != 2 || list[0].Filter.Words != "sop" || list[1].Filter != b.Filter {
		t.Errorf("%+v", list)
	}
}

func TestBuiltInFilters(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range monev.BuiltInFilters() {
		if err := f.Clean(); err != nil || seen[f.ID] || seen[f.Name] {
			t.Errorf("%+v: %v", f, err)
		}
		seen[f.ID], seen[f.Name] = true, true
	}
	w := running(t)
	all, err := w.Register(w.ctx, app.Filter{Which: app.WhichAll})
	w.ok(err)
	got := map[string]int{}
	for _, f := range monev.BuiltInFilters() {
		for _, l := range all {
			if f.Filter.Takes(l, w.Today(), l.Folded(), "") {
				got[f.ID]++
			}
		}
	}
	w.same("how many", got, map[string]int{"30-hari": 10, "belum": 8, "penting": 7, "pimpinan": 5, "poin": 15, "tanpa-tenggat": 1, "terlambat": 4})
}
