package monev_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"monev/internal/monev"
	"monev/internal/tanggal"
)

func born(t testing.TB) monev.FollowUp {
	return up(t, "TL-00001", "R0001", "2025-08-19 10:00", func(f *monev.FollowUp) { f.Due = day("2025-11-15") })
}

func TestNewFollowUp(t *testing.T) {
	f := born(t)
	if f.Status != monev.NotBegun || f.Priority != monev.Medium || len(f.Steps) != 1 || f.Born() != at("2025-08-19 10:00") {
		t.Errorf("%+v", f)
	}
	bare, err := monev.NewFollowUp("TL-00002", monev.FollowUp{Text: dirty}, at("2025-08-19 10:00"))
	ok(t, err)
	if bare.Text != clean || !bare.Owner.IsZero() || !bare.Due.IsZero() || len(bare.Dues()) != 0 {
		t.Errorf("without penanggung jawab and tenggat: %+v", bare)
	}
	today, err := monev.NewFollowUp("TL-00003", monev.FollowUp{Text: "a", Due: day("2025-08-19")}, at("2025-08-19 23:59"))
	ok(t, err)
	if today.Late(day("2025-08-19")) != 0 {
		t.Error("due today is late today")
	}
	for field, f := range map[string]monev.FollowUp{
		"uraian":    {Text: " \x1b[2J"},
		"prioritas": {Text: "a", Priority: "Segera"},
		"area":      {Text: "a", Origin: monev.Origin{Area: 6}},
		"butir":     {Text: "a", Item: "XYZ"},
		"tenggat":   {Text: "a", Due: day("2025-08-18")},
	} {
		_, err := monev.NewFollowUp("TL-00009", f, at("2025-08-19 00:01"))
		refused(t, err, field)
	}
}

func TestTuntasNeedsProofAndWhoAcceptedIt(t *testing.T) {
	f := born(t)
	now := at("2025-11-20 10:00")
	for name, c := range map[string]struct {
		note, proof string
		by          *monev.Person
		field       string
	}{
		"neither proof nor reason": {"", "", person("ketua"), "bukti"},
		"proof of blanks":          {" \t", " \x1b[2J ", person("ketua"), "bukti"},
		"nobody accepted":          {"", "SK 12/2025", nil, "diterima"},
		"accepted by no position":  {"", "SK 12/2025", &monev.Person{Title: "X"}, "diterima"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := f.Report(monev.Done, c.note, c.proof, c.by, "R0002", now)
			refused(t, err, c.field)
			same(t, "follow-up after a refusal", got, f)
		})
	}
	by := person("ketua")
	done := must(f.Report(monev.Done, "", "SK 12/2025", by, "R0002", now))
	by.Title = "lain"
	last := done.Steps[1]
	if done.Status != monev.Done || last.Proof != "SK 12/2025" || last.By.Title != "Ketua" || last.At != now || last.Meeting != "R0002" {
		t.Errorf("%+v", last)
	}
	must(f.Report(monev.Done, "Sudah jalan, tidak ada dokumen", "", person("ketua"), "R0002", now)) // a reason why none
}

func TestTidakDapatNeedsTheReason(t *testing.T) {
	f := born(t)
	got, err := f.Report(monev.Impossible, "  ", "ada bukti", person("ketua"), "R0002", at("2025-11-20 10:00"))
	refused(t, err, "catatan")
	same(t, "after a refusal", got, f)
	got = must(f.Report(monev.Impossible, "Aturannya dicabut", "", nil, "R0002", at("2025-11-20 10:00")))
	if got.Status.Open() || got.Steps[1].Note != "Aturannya dicabut" {
		t.Errorf("%+v", got)
	}
}

func TestReportRefusesNothingAndUnknown(t *testing.T) {
	f := born(t)
	_, err := f.Report(monev.NotBegun, "", "", nil, "R0002", at("2025-11-20 10:00"))
	refused(t, err, "catatan")
	_, err = f.Report("Beres", "x", "x", person("ketua"), "R0002", at("2025-11-20 10:00"))
	refused(t, err, "status")
	_, err = f.Report("Terlambat", "x", "x", person("ketua"), "R0002", at("2025-11-20 10:00"))
	refused(t, err, "status")
	_, err = f.Report(monev.InProgress, strings.Repeat("a", monev.TextLimit+1), "", nil, "R0002", at("2025-11-20 10:00"))
	refused(t, err, "catatan")
	g := must(f.Report(monev.NotBegun, "menunggu anggaran", "", nil, "R0002", at("2025-11-20 10:00"))) // a word is enough
	if len(g.Steps) != 2 {
		t.Error("the word was not written down")
	}
	h := must(g.Report(monev.InProgress, "", "", person("ketua"), "R0002", at("2025-11-20 10:01")))
	if h.Steps[2].By != nil {
		t.Error("somebody accepted what is not done")
	}
}

func TestNoBackDating(t *testing.T) {
	f := born(t)
	f = must(f.Report(monev.InProgress, "", "", nil, "R0002", at("2025-11-20 10:00")))
	// The clock of the laptop was set back to 2010.
	f = must(f.Report(monev.Done, "", "SK", person("ketua"), "R0002", at("2010-01-01 00:00")))
	f = must(f.Report(monev.InProgress, "belum selesai", "", nil, "R0002", at("2009-01-01 00:00")))
	f = must(f.Assign(owner("rendatin"), day("2025-12-01"), "", "R0002", at("2008-01-01 00:00")))
	for i := 1; i < len(f.Steps); i++ {
		if f.Steps[i].At.Before(f.Steps[i-1].At) {
			t.Errorf("step %d at %v is before the step before", i, f.Steps[i].At)
		}
	}
	if f.Steps[2].At != at("2025-11-20 10:00") {
		t.Errorf("Tuntas is dated %v", f.Steps[2].At)
	}
}

func TestReopeningKeepsTheHistoryAndNeedsAReason(t *testing.T) {
	f := must(born(t).Report(monev.Done, "", "SK 12/2025", person("ketua"), "R0002", at("2025-11-20 10:00")))
	for _, s := range []monev.FollowUpStatus{monev.NotBegun, monev.InProgress} {
		got, err := f.Report(s, "", "foto", nil, "R0003", at("2026-02-20 10:00"))
		refused(t, err, "catatan")
		same(t, "after a refusal", got, f)
	}
	g := must(f.Report(monev.InProgress, "SK salah nomor", "", nil, "R0003", at("2026-02-20 10:00")))
	if g.ID != f.ID || !g.Status.Open() || len(g.Steps) != 3 || !g.Steps[2].Reopened || g.Steps[1].Proof != "SK 12/2025" || !g.ClosedAt().IsZero() {
		t.Errorf("%+v", g)
	}
	same(t, "history before", g.Steps[:2], f.Steps)
	// Going on in an open one is no reopening.
	if h := must(g.Report(monev.NotBegun, "", "", nil, "R0003", at("2026-02-20 10:01"))); h.Steps[3].Reopened {
		t.Error("an open follow-up was reopened")
	}
}

func TestClosedAtDoesNotMoveWithLaterWords(t *testing.T) {
	f := must(born(t).Report(monev.Done, "", "SK", person("ketua"), "", at("2025-09-01 10:00")))
	f = must(f.Report(monev.Done, "foto ditambahkan", "", person("ketua"), "", at("2025-10-01 10:00")))
	if f.ClosedAt() != at("2025-09-01 10:00") {
		t.Errorf("closed at %v", f.ClosedAt())
	}
	f = must(f.Report(monev.Impossible, "ternyata tidak dapat", "", nil, "", at("2025-10-02 10:00")))
	if f.ClosedAt() != at("2025-10-02 10:00") {
		t.Errorf("closed otherwise at %v", f.ClosedAt())
	}
}

func TestEveryDueDateIsKept(t *testing.T) {
	f := born(t)
	f = must(f.Assign(f.Owner, day("2025-12-05"), "menunggu provinsi", "R0002", at("2025-11-20 10:00")))
	f = must(f.Assign(owner("rendatin"), tanggal.Date{}, "", "", at("2025-11-21 10:00"))) // owner only
	f = must(f.Assign(f.Owner, day("2026-01-10"), "", "", at("2025-12-05 10:00")))
	if want := []tanggal.Date{day("2025-11-15"), day("2025-12-05"), day("2026-01-10")}; !slices.Equal(f.Dues(), want) {
		t.Errorf("had %v, want %v", f.Dues(), want)
	}
	if f.Due != day("2026-01-10") || f.Owner.ID != "rendatin" || f.Steps[1].Note != "menunggu provinsi" || f.Steps[0].Owner.ID != "kul" {
		t.Errorf("%+v", f)
	}
}

func TestAssignRefuses(t *testing.T) {
	f := born(t)
	now := at("2025-11-20 10:00")
	got, err := f.Assign(owner("rendatin"), day("2025-11-19"), "", "", now)
	refused(t, err, "tenggat")
	same(t, "after a refusal", got, f)
	_, err = f.Assign(f.Owner, day("2025-11-20"), "", "", now) // today
	ok(t, err)
	_, err = f.Assign(owner("rendatin"), day(""), strings.Repeat("a", monev.TextLimit+1), "", now)
	refused(t, err, "catatan")

	// What it has already is no step, also when it is past or closed.
	same(t, "same owner and due", must(f.Assign(f.Owner, f.Due, "", "", now)), f)
	same(t, "nothing given", must(f.Assign(monev.Owner{}, day(""), "", "", now)), f)
	done := must(f.Report(monev.Done, "", "SK", person("ketua"), "", now))
	same(t, "same on a closed one", must(done.Assign(f.Owner, f.Due, "", "", now)), done)
	got, err = done.Assign(owner("rendatin"), day(""), "", "", now)
	refused(t, err, "status")
	same(t, "after a refusal", got, done)
}

func TestRewriteInTheMeetingOfItsBirth(t *testing.T) {
	f := born(t)
	to := f
	to.Text, to.Priority, to.Item, to.Owner, to.Due = dirty, monev.High, "a.i.1.iii.b", monev.Owner{}, day("2025-08-30")
	g := must(f.Rewrite(to, at("2025-08-19 10:05")))
	if g.Text != clean || g.Priority != monev.High || g.Item != "A.I.1.iii.b" || !g.Owner.IsZero() || g.Due != day("2025-08-30") ||
		len(g.Steps) != 1 || g.Born() != f.Born() || len(g.Dues()) != 1 {
		t.Errorf("%+v", g)
	}
	for field, to := range map[string]monev.FollowUp{
		"uraian":  {Text: ""},
		"butir":   {Text: "a", Item: "?"},
		"tenggat": {Text: "a", Due: day("2025-08-18")},
	} {
		got, err := f.Rewrite(to, at("2025-08-19 10:05"))
		refused(t, err, field)
		same(t, "after a refusal", got, f)
	}
}

func TestRewriteAfterAReportKeepsTheHistory(t *testing.T) {
	f := must(born(t).Report(monev.InProgress, "mulai", "", nil, "R0001", at("2025-08-19 10:10")))
	to := f
	to.Text, to.Due = "Diperbaiki", day("2025-12-01")
	g := must(f.Rewrite(to, at("2025-08-19 10:20")))
	if g.Text != "Diperbaiki" || len(g.Steps) != 3 || !slices.Equal(g.Dues(), []tanggal.Date{day("2025-11-15"), day("2025-12-01")}) {
		t.Errorf("%+v", g)
	}
	to.Due = day("2025-08-01")
	got, err := f.Rewrite(to, at("2025-08-19 10:20"))
	refused(t, err, "tenggat")
	same(t, "after a refusal", got, f) // not even the text
}

func TestTerlambatIsDerivedNeverStored(t *testing.T) {
	f := born(t) // due 15 November
	for on, want := range map[string]int{"2025-11-14": 0, "2025-11-15": 0, "2025-11-16": 1, "2025-11-20": 5, "2026-11-15": 365} {
		if got := f.Late(day(on)); got != want {
			t.Errorf("on %s late %d days, want %d", on, got, want)
		}
	}
	for on, want := range map[string]bool{"2025-11-07": false, "2025-11-08": true, "2025-11-15": true, "2025-11-16": false} {
		if got := f.DueSoon(day(on)); got != want {
			t.Errorf("on %s due soon %v, want %v", on, got, want)
		}
	}
	stored := asJSON(must(f.Report(monev.InProgress, "x", "", nil, "", at("2026-01-01 10:00"))))
	if s := strings.ToLower(stored); strings.Contains(s, "late") || strings.Contains(s, "lambat") {
		t.Errorf("lateness is stored: %s", stored)
	}
	for _, done := range []monev.FollowUp{
		must(f.Report(monev.Done, "", "SK", person("ketua"), "", at("2026-01-01 10:00"))),
		must(f.Report(monev.Impossible, "x", "", nil, "", at("2026-01-01 10:00"))),
	} {
		if done.Late(day("2026-02-01")) != 0 || done.DueSoon(day("2025-11-14")) {
			t.Errorf("%s is late or due", done.Status)
		}
	}
	bare := up(t, "TL-00002", "R0001", "2025-08-19 10:00", nil)
	if bare.Late(day("2030-01-01")) != 0 || bare.DueSoon(day("2025-08-19")) {
		t.Error("without a tenggat it is late or due")
	}
}

func TestTimesCarried(t *testing.T) {
	f := born(t) // in the meeting of 19 August
	starts := []time.Time{at("2025-11-20 09:00"), at("2025-05-21 09:00"), at("2025-08-19 09:00"), at("2026-02-20 09:00"), at("2026-05-20 09:00")}
	if got := f.Carried(starts); got != 3 {
		t.Errorf("carried into %d meetings, want 3", got)
	}
	// Closed between November and February, reopened before May.
	f = must(f.Report(monev.Done, "", "SK", person("ketua"), "", at("2025-12-01 09:00")))
	if got := f.Carried(starts); got != 1 {
		t.Errorf("closed: carried into %d, want 1", got)
	}
	f = must(f.Report(monev.InProgress, "belum", "", nil, "", at("2026-03-01 09:00")))
	if got := f.Carried(starts); got != 2 {
		t.Errorf("reopened: carried into %d, want 2", got)
	}
}

func TestFromTheThirdMeetingItNeedsTheLeaders(t *testing.T) {
	f := born(t)
	starts := []time.Time{at("2025-08-19 09:00")}
	on := day("2025-08-19")
	for meeting, next := range []string{"2025-11-20 09:00", "2026-02-20 09:00", "2026-05-20 09:00"} {
		l := f.Line(on, starts, "TW III 2025")
		if l.Meetings() != meeting+1 || l.NeedsLeaders() != (meeting+1 >= 3) {
			t.Errorf("in meeting %d: ke-%d, perlu keputusan pimpinan %v", meeting+1, l.Meetings(), l.NeedsLeaders())
		}
		starts = append(starts, at(next))
	}
	done := must(f.Report(monev.Done, "", "SK", person("ketua"), "", at("2026-06-01 10:00")))
	if done.Line(on, starts, "").NeedsLeaders() {
		t.Error("a closed one needs the leaders")
	}
	outside := up(t, "TL-00002", "", "2025-08-19 08:00", nil)
	if l := outside.Line(on, starts, ""); l.Meetings() != 4 {
		t.Errorf("taken in from a list before 4 meetings: ke-%d", l.Meetings())
	}
}

func TestAsOfIsWhatAMeetingSaw(t *testing.T) {
	f := born(t)
	f = must(f.Report(monev.InProgress, "di rapat", "", nil, "R0002", at("2025-11-20 10:00")))
	f = must(f.Assign(owner("rendatin"), day("2026-01-10"), "", "", at("2025-12-01 10:00")))
	f = must(f.Report(monev.Done, "", "SK", person("ketua"), "R0003", at("2026-02-20 10:00")))

	if _, born := f.AsOf("R0000", at("2025-05-21 12:00")); born {
		t.Error("seen before it was born")
	}
	one, _ := f.AsOf("R0001", at("2025-08-19 12:00"))
	same(t, "in R0001", one, born(t))
	two, _ := f.AsOf("R0002", at("2025-11-20 12:00"))
	if two.Status != monev.InProgress || two.Owner.ID != "kul" || two.Due != day("2025-11-15") || len(two.Steps) != 2 {
		t.Errorf("in R0002: %+v", two)
	}
	// What a revisi of R0001 says later belongs to R0001, not what came between.
	late := must(born(t).Report(monev.InProgress, "", "", nil, "", at("2025-10-01 10:00")))
	late = must(late.Report(monev.InProgress, "kata revisi", "", nil, "R0001", at("2025-11-01 10:00")))
	seen, _ := late.AsOf("R0001", at("2025-08-19 12:00"))
	if len(seen.Steps) != 2 || seen.Steps[1].Note != "kata revisi" || len(late.TouchedIn("R0001")) != 2 {
		t.Errorf("in the revisi: %+v", seen.Steps)
	}
}

func TestOpenAtIsStrictlyBefore(t *testing.T) {
	f := must(born(t).Report(monev.Done, "", "SK", person("ketua"), "", at("2025-11-20 09:00")))
	for when, want := range map[string]bool{"2025-08-19 10:00": false, "2025-08-19 10:01": true, "2025-11-20 09:00": true, "2025-11-20 09:01": false} {
		if f.OpenAt(at(when)) != want {
			t.Errorf("open at %s: %v", when, !want)
		}
	}
}

// Any sequence of operations, also with a clock that jumps: the present state is
// the fold of the steps, steps are only ever added, a refusal changes nothing,
// moments never fall, the rules of closing hold in every history.
func TestFollowUpProperty(t *testing.T) {
	owners := []monev.Owner{{}, owner("kul"), owner("rendatin"), owner("ketua")}
	words := rapid.SampledFrom([]string{"", " ", "kata", dirty})
	statuses := rapid.SampledFrom(append(monev.FollowUpStatuses(), "Beres"))
	meetings := rapid.SampledFrom([]string{"", "R0001", "R0002", "R0003"})
	rapid.Check(t, func(t *rapid.T) {
		now := at("2025-08-19 10:00")
		due := func() tanggal.Date {
			n := rapid.IntRange(-20, 60).Draw(t, "due")
			if n < -10 {
				return tanggal.Date{}
			}
			return tanggal.Of(now).AddDays(n)
		}
		f, err := monev.NewFollowUp("TL-00001", monev.FollowUp{Text: "a", Origin: monev.Origin{Meeting: "R0001"}, Owner: rapid.SampledFrom(owners).Draw(t, "owner")}, now)
		if err != nil {
			t.Fatal(err)
		}
		first := f.Born()
		for range rapid.IntRange(1, 30).Draw(t, "steps") {
			now = now.Add(time.Duration(rapid.IntRange(-200, 400).Draw(t, "hours")) * time.Hour)
			before := asJSON(f)
			var g monev.FollowUp
			var err error
			var by *monev.Person
			if rapid.Bool().Draw(t, "accepted") {
				by = person("ketua")
			}
			rewrite := false
			switch rapid.IntRange(0, 4).Draw(t, "what") {
			case 0:
				g, err = f.Assign(rapid.SampledFrom(owners).Draw(t, "owner"), due(), words.Draw(t, "note"), meetings.Draw(t, "meeting"), now)
			case 1:
				to := f
				to.Text, to.Owner, to.Due = words.Draw(t, "text"), rapid.SampledFrom(owners).Draw(t, "owner"), due()
				rewrite = len(f.Steps) == 1
				g, err = f.Rewrite(to, now)
			default:
				g, err = f.Report(statuses.Draw(t, "status"), words.Draw(t, "note"), words.Draw(t, "proof"), by, meetings.Draw(t, "meeting"), now)
			}
			if asJSON(f) != before {
				t.Fatal("the operation changed its receiver")
			}
			if err != nil {
				if asJSON(g) != before {
					t.Fatalf("refusal %v returned something else", err)
				}
				continue
			}
			if len(g.Steps) < len(f.Steps) || len(g.Steps) > len(f.Steps)+1 {
				t.Fatalf("from %d to %d steps", len(f.Steps), len(g.Steps))
			}
			if !rewrite && asJSON(g.Steps[:len(f.Steps)]) != asJSON(f.Steps) {
				t.Fatal("an old step was changed")
			}
			f = g

			whole, seen := f.AsOf("", at("2099-01-01 00:00"))
			if !seen || asJSON(whole) != asJSON(f) {
				t.Fatalf("folding the steps gives %s, not %s", asJSON(whole), asJSON(f))
			}
			if f.Born() != first {
				t.Fatal("birth moved")
			}
			if dues := f.Dues(); !f.Due.IsZero() && (len(dues) == 0 || dues[len(dues)-1] != f.Due) {
				t.Fatalf("due %v, had %v", f.Due, dues)
			}
			open := true
			for i, s := range f.Steps {
				if s.At.Before(first) || (i > 0 && s.At.Before(f.Steps[i-1].At)) {
					t.Fatalf("step %d is dated back", i)
				}
				switch {
				case s.Status == monev.Done && (s.By == nil || (s.Proof == "" && s.Note == "")),
					s.Status == monev.Impossible && s.Note == "",
					s.Status != "" && s.Reopened != (!open && s.Status.Open()),
					s.Reopened && s.Note == "",
					!open && (s.Owner != nil || s.Due != nil):
					t.Fatalf("step %d breaks a rule: %+v", i, s)
				}
				if s.Status != "" {
					open = s.Status.Open()
				}
			}
			if f.ClosedAt().IsZero() != f.Status.Open() {
				t.Fatalf("%s, closed at %v", f.Status, f.ClosedAt())
			}
		}
	})
}

func TestOwnerAndStatusWords(t *testing.T) {
	want := []monev.FollowUpStatus{"Belum Ditindaklanjuti", "Dalam Proses", "Tuntas", "Tidak Dapat Ditindaklanjuti"}
	if !slices.Equal(monev.FollowUpStatuses(), want) {
		t.Errorf("status words %q", monev.FollowUpStatuses())
	}
	for i, s := range want {
		if s.Open() != (i < 2) {
			t.Errorf("%s comes back: %v", s, s.Open())
		}
	}
}
