package monev_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"monev/internal/monev"
)

// held is a meeting of a period that sat from start for two hours.
func held(t testing.TB, id, start string, status monev.MeetingStatus) monev.Meeting {
	t.Helper()
	m := monev.NewMeeting(id, office(), day(start[:10]))
	if status == monev.Draft {
		return m
	}
	if err := m.Start(office(), at(start)); err != nil {
		t.Fatal(err)
	}
	if status == monev.Final {
		if err := m.Close(at(start).Add(2 * time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
	return m
}

func assemble(m monev.Meeting, ups []monev.FollowUp, all []monev.Meeting, now string) monev.Minutes {
	return monev.Assemble(office(), m, nil, nil, nil, ups, heldOf(all...), at(now))
}

func ids(ls []monev.FollowUpLine) string {
	var out []string
	for _, l := range ls {
		out = append(out, l.ID)
	}
	return strings.Join(out, " ")
}

func TestCarryOverComesFromTheRegister(t *testing.T) {
	m1 := held(t, "R0001", "2025-05-21 09:00", monev.Final)
	m2 := held(t, "R0002", "2025-08-19 09:00", monev.Final)
	m3 := held(t, "R0003", "2025-11-20 09:00", monev.Running)
	all := []monev.Meeting{m3, m1, m2} // in any order

	// From R0001, and R0002 said nothing about it: it comes back all the same.
	forgotten := up(t, "TL-00001", "R0001", "2025-05-21 10:00", func(f *monev.FollowUp) { f.Due, f.Origin.Area = day("2025-06-01"), 2 })
	moved := up(t, "TL-00002", "R0002", "2025-08-19 10:00", nil)
	moved = must(moved.Assign(moved.Owner, day("2025-09-30"), "", "R0002", at("2025-08-19 10:30")))
	moved = must(moved.Assign(moved.Owner, day("2025-12-05"), "", "", at("2025-10-01 10:00")))
	done := must(up(t, "TL-00003", "R0001", "2025-05-21 10:00", nil).Report(monev.Done, "", "SK", person("ketua"), "R0002", at("2025-08-19 10:00")))
	never := must(up(t, "TL-00004", "R0001", "2025-05-21 10:00", nil).Report(monev.Impossible, "x", "", nil, "", at("2025-11-19 10:00")))
	reopened := must(done.Report(monev.InProgress, "belum", "", nil, "", at("2025-11-01 10:00")))
	reopened.ID = "TL-00005"
	list := up(t, "TL-00006", "", "2025-11-01 10:00", nil) // taken in from a list
	fresh := up(t, "TL-00007", "R0003", "2025-11-20 09:30", nil)

	full := assemble(m3, []monev.FollowUp{fresh, list, reopened, never, done, moved, forgotten}, all, "2025-11-20 10:00")
	if got := ids(full.Old()); got != "TL-00002 TL-00005 TL-00006 TL-00001" {
		t.Errorf("carried in %s", got)
	}
	if got := ids(full.New()); got != "TL-00007" {
		t.Errorf("born here %s", got)
	}
	l := full.Areas[2].Old[0]
	if l.From != "TW II 2025" || l.LateDays != 172 || l.Carried != 2 || l.Meetings() != 3 || !l.NeedsLeaders() {
		t.Errorf("%s from %s, %d days late, carried %d: wrong", l.ID, l.From, l.LateDays, l.Carried)
	}
	l = full.Areas[0].Old[0]
	if l.LateDays != 0 || l.Carried != 1 || len(l.Dues()) != 2 {
		t.Errorf("%s: %+v", l.ID, l)
	}
	if full.Areas[0].Old[2].From != "" {
		t.Error("one from a list has a meeting")
	}
}

func TestClosedInTheMeetingStillStandsInIt(t *testing.T) {
	m1, m2 := held(t, "R0001", "2025-08-19 09:00", monev.Final), held(t, "R0002", "2025-11-20 09:00", monev.Running)
	f := up(t, "TL-00001", "R0001", "2025-08-19 10:00", nil)
	inside := must(f.Report(monev.Done, "", "SK", person("ketua"), "R0002", at("2025-11-20 10:00")))
	// Closed at the desk between two sessions of the meeting.
	between := must(f.Report(monev.Done, "", "SK", person("ketua"), "", at("2025-11-22 10:00")))
	between.ID = "TL-00002"
	before := must(f.Report(monev.Done, "", "SK", person("ketua"), "", at("2025-11-20 08:59")))
	before.ID = "TL-00003"
	// Closed before, but the meeting spoke of it.
	spoken := must(before.Report(monev.InProgress, "belum", "", nil, "R0002", at("2025-11-20 10:00")))
	spoken.ID = "TL-00004"
	full := assemble(m2, []monev.FollowUp{inside, between, before, spoken}, []monev.Meeting{m1, m2}, "2025-11-27 10:00")
	if got := ids(full.Old()); got != "TL-00004 TL-00001 TL-00002" {
		t.Errorf("carried in %s", got)
	}
}

func TestBornInAnotherMeetingAfterThisOneBeganIsNotCarriedIn(t *testing.T) {
	m1, m2 := held(t, "R0001", "2025-11-20 09:00", monev.Running), held(t, "R0002", "2025-11-24 09:00", monev.Running)
	f := up(t, "TL-00001", "R0002", "2025-11-24 10:00", nil)
	full := assemble(m1, []monev.FollowUp{f}, []monev.Meeting{m1, m2}, "2025-11-27 10:00")
	if len(full.Old())+len(full.New()) != 0 {
		t.Errorf("R0001 carries %s of the later R0002", ids(full.Old()))
	}
}

func TestDraftPreviewsWhatWillComeBack(t *testing.T) {
	m1, m2 := held(t, "R0001", "2025-08-19 09:00", monev.Final), held(t, "R0002", "2025-11-20 09:00", monev.Draft)
	open := up(t, "TL-00001", "R0001", "2025-08-19 10:00", nil)
	done := must(up(t, "TL-00002", "R0001", "2025-08-19 10:00", nil).Report(monev.Done, "", "SK", person("ketua"), "", at("2025-11-01 10:00")))
	full := assemble(m2, []monev.FollowUp{open, done}, []monev.Meeting{m1, m2}, "2025-11-10 10:00")
	if got := ids(full.Old()); got != "TL-00001" {
		t.Errorf("preview %s", got)
	}
	for i, a := range full.Areas {
		if a.Review.Planned != monev.DefaultMinutes || a.Review.Area != i || a.Review.Meeting != "R0002" {
			t.Errorf("area %d is %+v", i+1, a.Review)
		}
	}
}

// A laptop whose clock stood in 2010 at the second meeting must not lose what
// the first one decided.
func TestNothingIsForgottenWhenTheClockWasSetBack(t *testing.T) {
	m1, m2 := held(t, "R0001", "2025-08-19 09:00", monev.Final), held(t, "R0002", "2010-01-01 09:00", monev.Running)
	f := up(t, "TL-00001", "R0001", "2025-08-19 10:00", nil)
	full := assemble(m2, []monev.FollowUp{f}, []monev.Meeting{m1, m2}, "2010-01-01 09:30")
	if got := ids(full.Old()); got != "TL-00001" {
		t.Fatalf("carried in %q", got)
	}
	f = must(f.Report(monev.InProgress, "mulai", "", nil, "R0002", at("2010-01-01 09:31")))
	full = assemble(m2, []monev.FollowUp{f}, []monev.Meeting{m1, m2}, "2010-01-01 09:32")
	if full.Old()[0].Status != monev.InProgress {
		t.Error("what was just said is not shown")
	}
}

func TestFinalMeetingsDoNotChange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m1, m2 := mustHeld("R0001", "2025-08-19 09:00"), mustHeld("R0002", "2025-11-20 09:00")
		all := []monev.Meeting{m1, m2}
		f := must(monev.NewFollowUp("TL-00001", monev.FollowUp{Text: "a", Origin: monev.Origin{Meeting: "R0001"}, Owner: owner("kul"), Due: day("2025-09-01")}, at("2025-08-19 10:00")))
		g := must(monev.NewFollowUp("TL-00002", monev.FollowUp{Text: "b", Origin: monev.Origin{Meeting: "R0002", Area: 3}}, at("2025-11-20 10:00")))
		ups := []monev.FollowUp{f, g}
		before := asJSON(monev.Assemble(office(), m2, nil, nil, nil, ups, heldOf(all...), at("2025-11-20 11:00")))

		now := at("2025-11-20 11:01")
		for range rapid.IntRange(1, 10).Draw(t, "steps") {
			now = now.Add(time.Duration(rapid.IntRange(1, 2000).Draw(t, "hours")) * time.Hour)
			i := rapid.IntRange(0, len(ups)-1).Draw(t, "which")
			meeting := rapid.SampledFrom([]string{"", "R0003"}).Draw(t, "meeting")
			switch rapid.IntRange(0, 3).Draw(t, "what") {
			case 0:
				ups[i], _ = ups[i].Report(monev.Done, "", "SK", person("ketua"), meeting, now)
			case 1:
				ups[i], _ = ups[i].Report(monev.InProgress, "lagi", "", nil, meeting, now)
			case 2:
				ups[i], _ = ups[i].Assign(owner("rendatin"), day("2099-01-01"), "", meeting, now)
			case 3:
				h, err := monev.NewFollowUp("TL-00009", monev.FollowUp{Text: "baru", Origin: monev.Origin{Meeting: "R0003"}}, now)
				if err != nil {
					t.Fatal(err)
				}
				ups = append(ups, h)
				all = append(all, mustHeld("R0003", now.Format("2006-01-02 15:04")))
			}
		}
		if after := asJSON(monev.Assemble(office(), m2, nil, nil, nil, ups, heldOf(all...), now)); after != before {
			t.Fatalf("final minutes changed from %s to %s", before, after)
		}
	})
}

func mustHeld(id, start string) monev.Meeting {
	m := monev.NewMeeting(id, office(), day(start[:10]))
	if m.Start(office(), at(start)) != nil || m.Close(at(start).Add(2*time.Hour)) != nil {
		panic(id)
	}
	return m
}

func TestRevisionAfterTwoMonthsShowsTheDayOfTheMeeting(t *testing.T) {
	m1, m2 := held(t, "R0001", "2025-08-19 09:00", monev.Final), held(t, "R0002", "2025-11-20 09:00", monev.Final)
	f := up(t, "TL-00001", "R0001", "2025-08-19 10:00", func(f *monev.FollowUp) { f.Due = day("2025-11-15") })
	f = must(f.Report(monev.InProgress, "separuh", "", nil, "R0002", at("2025-11-20 10:00")))
	f = must(f.Report(monev.Done, "", "SK", person("ketua"), "", at("2025-12-20 10:00")))
	later := up(t, "TL-00002", "", "2026-01-02 10:00", nil)
	ok(t, m2.Revise(at("2026-01-20 09:00"), "salah ketik"))
	added := up(t, "TL-00003", "R0002", "2026-01-20 09:05", nil)

	full := assemble(m2, []monev.FollowUp{f, later, added}, []monev.Meeting{m1, m2}, "2026-01-20 09:10")
	if ids(full.Old()) != "TL-00001" || ids(full.New()) != "TL-00003" {
		t.Fatalf("old %s, new %s", ids(full.Old()), ids(full.New()))
	}
	if l := full.Old()[0]; l.Status != monev.InProgress || l.LateDays != 5 || len(l.Steps) != 2 {
		t.Errorf("the revisi shows %s, %d days late", l.Status, l.LateDays)
	}
}

func TestAssembleSortsRecordsIntoAreas(t *testing.T) {
	m := held(t, "R0001", "2025-11-20 09:00", monev.Running)
	full := monev.Assemble(office(), m,
		[]monev.AreaReview{{Meeting: "R0001", Area: 4, Status: monev.AreaDone, Progress: number(80)}, {Meeting: "R0001", Area: 1, Progress: number(41)}},
		[]monev.Finding{{ID: "a", Area: 4}, {ID: "b", Area: 0}, {ID: "c", Area: 4}},
		[]monev.Proposal{{ID: "d", Area: 5}}, nil, nil, at("2025-11-20 10:00"))
	if full.Areas[4].Review.Status != monev.AreaDone || len(full.Areas[4].Findings) != 2 || full.Areas[4].Findings[1].ID != "c" ||
		len(full.Areas[0].Findings) != 1 || len(full.Areas[5].Proposals) != 1 {
		t.Errorf("%+v", full.Areas)
	}
	if mean, given := full.Progress(); mean != 60.5 || given != 2 {
		t.Errorf("capaian %v of %d areas", mean, given)
	}
	if _, given := (monev.Minutes{}).Progress(); given != 0 {
		t.Error("capaian of nothing")
	}
	part := monev.AreaPart{Review: monev.AreaReview{Progress: number(70)}, Before: number(55)}
	if d, ok := part.Trend(); d != 15 || !ok {
		t.Errorf("trend %d", d)
	}
	for _, p := range []monev.AreaPart{{Before: number(1)}, {Review: monev.AreaReview{Progress: number(1)}}} {
		if _, ok := p.Trend(); ok {
			t.Error("trend without two values")
		}
	}
}

func line(id, due string, late int, status monev.FollowUpStatus) monev.FollowUpLine {
	return monev.FollowUpLine{FollowUp: monev.FollowUp{ID: id, Due: day(due), Status: status}, LateDays: late}
}

func TestSortUrgent(t *testing.T) {
	want := []monev.FollowUpLine{
		line("late 30", "2025-10-21", 30, monev.InProgress),
		line("late 5 a", "2025-11-15", 5, monev.NotBegun),
		line("late 5 b", "2025-11-15", 5, monev.NotBegun),
		line("today", "2025-11-20", 0, monev.NotBegun),
		line("soon", "2025-11-25", 0, monev.NotBegun),
		line("without a", "", 0, monev.NotBegun),
		line("without b", "", 0, monev.InProgress),
		line("done a", "2025-01-01", 0, monev.Done),
		line("done b", "2025-12-01", 0, monev.Impossible),
	}
	rapid.Check(t, func(t *rapid.T) {
		got := rapid.Permutation(want).Draw(t, "order")
		monev.SortUrgent(got)
		if ids(got) != ids(want) {
			t.Fatalf("sorted to %s", ids(got))
		}
	})
}

func TestNeedRepair(t *testing.T) {
	with := func(set func(m *monev.Minutes)) []int {
		var m monev.Minutes
		set(&m)
		return m.NeedRepair()
	}
	late := line("a", "2025-01-01", 10, monev.NotBegun)
	for name, c := range map[string]struct {
		set  func(m *monev.Minutes)
		want []int
	}{
		"nothing": {func(*monev.Minutes) {}, nil},
		"postponed and urgent finding, weakest first": {func(m *monev.Minutes) {
			m.Areas[1].Review = monev.AreaReview{Status: monev.AreaPostponed, Progress: number(70)}
			m.Areas[4].Findings = []monev.Finding{{Level: monev.High}, {Level: monev.Urgent}}
			m.Areas[4].Review.Progress = number(65)
		}, []int{4, 1}},
		"high finding is not urgent": {func(m *monev.Minutes) { m.Areas[0].Findings = []monev.Finding{{Level: monev.High}} }, nil},
		"late and high": {func(m *monev.Minutes) {
			l := late
			l.Priority = monev.High
			m.Areas[2].Old = []monev.FollowUpLine{l}
		}, []int{2}},
		"late and not high": {func(m *monev.Minutes) {
			l := late
			l.Priority = monev.Medium
			m.Areas[2].Old = []monev.FollowUpLine{l}
		}, nil},
		"lowest under 60, all that share it": {func(m *monev.Minutes) {
			for i, p := range []int{59, 40, 60, 40, 90, 55} {
				m.Areas[i].Review.Progress = number(p)
			}
		}, []int{1, 3}},
		"lowest of 60 is good enough": {func(m *monev.Minutes) { m.Areas[0].Review.Progress = number(60) }, nil},
	} {
		if got := with(c.set); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
		var m monev.Minutes
		c.set(&m)
		for i := range m.Areas {
			if why := m.RepairReasons(i); (len(why) > 0) != slices.Contains(c.want, i) {
				t.Errorf("%s: area %d has the reasons %v", name, i, why)
			}
		}
	}
}

// Every reason an area can have, the gravest first.
func TestRepairReasons(t *testing.T) {
	l := line("a", "2025-01-01", 10, monev.NotBegun)
	l.Priority = monev.Urgent
	m := monev.Minutes{LKE: &monev.Standing{Target: monev.WBK}}
	for i := range m.LKE.Areas {
		m.LKE.Areas[i].Met = i != 1
	}
	m.LKE.Areas[1].Short, m.LKE.Areas[1].Minimum = "0,15", "4,20"
	m.Areas[1].Review = monev.AreaReview{Status: monev.AreaPostponed, Progress: number(20)}
	m.Areas[1].Findings = []monev.Finding{{Level: monev.Urgent}, {Level: monev.Urgent}}
	m.Areas[1].Old = []monev.FollowUpLine{l}
	texts := func(i int) string {
		var out []string
		for _, r := range m.RepairReasons(i) {
			out = append(out, r.Text+"/"+r.Brief)
		}
		return strings.Join(out, "; ")
	}
	want := "kurang 0,15 dari batas area WBK/kurang 0,15; 2 temuan mendesak/temuan mendesak; " +
		"1 tindak lanjut prioritas tinggi terlambat/TL terlambat; berstatus Tertunda/Tertunda"
	if got := texts(1); got != want {
		t.Error(got)
	}
	m.LKE = nil
	if got := texts(1); !strings.HasSuffix(got, "capaian 20%, terendah/capaian 20%, terendah") || strings.Contains(got, "kurang") {
		t.Error(got)
	}
}
