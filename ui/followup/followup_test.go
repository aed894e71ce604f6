package followup_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/followup"
	"monev/ui/part"
	"monev/ui/stagetest"
	"monev/ui/theme"
	"monev/ui/uitest"
)

func TestShortenCutsBetweenWords(t *testing.T) {
	got := followup.Shorten("diklat dicapai sembilan dari tiga belas pegawai", 26, 1)
	if len(got) != 1 || got[0] != "diklat dicapai sembilan …" {
		t.Errorf("%q", got)
	}
	if got := followup.Shorten("pendek", 26, 1); got[0] != "pendek" {
		t.Errorf("%q", got)
	}
}

func TestNothingIsWiderThanItsRoom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[a-z &é語]{0,120}`).Draw(t, "text")
		w, rows := rapid.IntRange(4, 90).Draw(t, "w"), rapid.IntRange(1, 4).Draw(t, "rows")
		lines := followup.Shorten(text, w, rows)
		if len(lines) > rows {
			t.Fatalf("%d lines", len(lines))
		}
		for _, l := range append(lines, part.Pieces(" · ", w, strings.Split(text, "e")...)...) {
			if part.Width(l) > w {
				t.Fatalf("%q is wider than %d", l, w)
			}
		}
	})
}

// What a record names stays choosable after the roster has lost it.
func TestAnOwnerWhoIsGoneDoesNotBlockTheForm(t *testing.T) {
	k := uitest.Kit(stagetest.App(t))
	*k.Styles = *theme.New(theme.Neutral())
	o := monev.DefaultOffice(2025)
	f := monev.FollowUp{ID: "TL-1", Text: "Uji", Owner: monev.Owner{ID: "unit-lama", Name: "Subbag Lama"}, Priority: monev.Medium,
		Due: date(t, "2025-11-01"), Status: monev.NotBegun, Origin: monev.Origin{Meeting: "R0003"}}
	s := followup.Rewrite(k, o, nil, f)
	form := s.Form()
	if v := form.Value("pj"); v != "unit-lama" {
		t.Errorf("the form holds %q", v)
	}
	if form.Dirty() {
		t.Error("dirty at once")
	}
	if view := form.View(80, 20); !strings.Contains(view, "Subbag Lama") {
		t.Errorf("\n%s", view)
	}
	if _, err := s.Save(form.Value); err != nil {
		t.Errorf("its own past due date and owner are refused: %v", err)
	}
	p := monev.Person{Position: "staf-lama", Short: "Staf Lama"}
	options := followup.PositionsWith(o, p)
	if last := options[len(options)-1]; last.Key != "staf-lama" || last.Label != "Staf Lama" {
		t.Errorf("%+v", last)
	}
	if n := len(followup.PositionsWith(o, monev.Person{})); n != len(options)-1 {
		t.Errorf("nobody is an option: %d", n)
	}
}

func TestFullSaysWhatThereIs(t *testing.T) {
	st := theme.New(theme.None())
	l := monev.FollowUpLine{FollowUp: monev.FollowUp{ID: "TL-1", Text: "Uji", Status: monev.NotBegun, Priority: monev.High}}
	got := strings.Join(followup.Full(st, l, 78), "\n")
	for _, want := range []string{"○ Belum", "Uji", "TL-1 · tanpa PJ · Tinggi · tanpa tenggat"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	l.Due, l.LateDays, l.Carried, l.From = date(t, "2025-11-15"), 5, 2, "TW II 2025"
	l.Origin.Meeting = "R0001"
	got = strings.Join(followup.Full(st, l, 120), "\n")
	if want := "tenggat 15-11-2025, lewat 5 hari · rapat ke-3 · dari TW II 2025"; !strings.Contains(got, want) {
		t.Errorf("%q is not in\n%s", want, got)
	}
	l.Status, l.LateDays = monev.Done, 0
	if got = strings.Join(followup.Full(st, l, 78), "\n"); strings.Contains(got, "tenggat") || strings.Contains(got, "rapat ke") {
		t.Errorf("a closed one still has a tenggat:\n%s", got)
	}
}

func date(t *testing.T, iso string) tanggal.Date {
	t.Helper()
	d, err := tanggal.ParseISO(iso)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Of hundreds that do not take a change the reason is in sight, not page after page
// of numbers.
func TestReasonsOfMany(t *testing.T) {
	var unfit []app.Unfit
	for i := range 1213 {
		unfit = append(unfit, app.Unfit{ID: fmt.Sprintf("TL-%05d", i+1), Reason: "Sudah Tuntas."})
	}
	want := "TL-00001, TL-00002, TL-00003, TL-00004,\nTL-00005, TL-00006, TL-00007, TL-00008,\nTL-00009, TL-00010, TL-00011, TL-00012,\ndan 1.201 lagi\nSudah Tuntas."
	if got := followup.Reasons(unfit); got != want {
		t.Errorf("%q", got)
	}
	if got := followup.Reasons(unfit[:13]); strings.Contains(got, "lagi") || !strings.Contains(got, "TL-00013") {
		t.Errorf("%q", got)
	}
}
