package monev_test

import (
	"slices"
	"strings"
	"testing"

	"monev/internal/monev"
)

// complete is a meeting in which nothing is missing.
func complete(t *testing.T) monev.Minutes {
	m1, m2 := held(t, "R0001", "2025-08-19 09:00", monev.Final), held(t, "R0002", "2025-11-20 09:00", monev.Running)
	m2.MarkAll(monev.Present)
	m2.AddDecision("Lengkapi eviden")
	old := up(t, "TL-00001", "R0001", "2025-08-19 10:00", func(f *monev.FollowUp) { f.Due = day("2025-12-15") })
	old = must(old.Report(monev.InProgress, "separuh", "", nil, "R0002", at("2025-11-20 09:10")))
	fresh := up(t, "TL-00002", "R0002", "2025-11-20 10:00", func(f *monev.FollowUp) {
		f.Origin.Area, f.Origin.Finding, f.Due = 2, "T1", day("2025-12-05")
	})
	full := monev.Assemble(office(), m2, nil,
		[]monev.Finding{{ID: "T1", Area: 2, Text: "SOP belum ada", Level: monev.High}},
		[]monev.Proposal{{ID: "U1", Area: 2, Text: "Rapat mingguan", Verdict: monev.Rejected}},
		[]monev.FollowUp{old, fresh}, heldOf(m1, m2), at("2025-11-20 11:00"))
	for i := range full.Areas {
		full.Areas[i].Review.Status, full.Areas[i].Review.Progress = monev.AreaProgress, number(70)
	}
	return full
}

func TestNoGapsWhenComplete(t *testing.T) {
	if gaps := monev.Gaps(complete(t)); len(gaps) != 0 {
		t.Errorf("a complete meeting lacks %+v", gaps)
	}
}

func TestEachGapLeadsToThePlaceThatMendsIt(t *testing.T) {
	area3 := monev.StageArea + 2
	for name, c := range map[string]struct {
		spoil func(*monev.Minutes)
		want  monev.Gap
	}{
		"Ketua excused": {func(m *monev.Minutes) { m.Meeting.Attendance[0].Marks = []monev.Presence{monev.Excused} },
			monev.Gap{Kind: monev.GapChair, Stage: monev.StageOpening, Key: "ketua", Text: "Ketua belum tercatat hadir."}},
		"people without a mark": {func(m *monev.Minutes) { m.Meeting.Attendance[3].Marks, m.Meeting.Attendance[4].Marks = nil, nil },
			monev.Gap{Kind: monev.GapAttendance, Stage: monev.StageOpening, Text: "2 orang belum diisi kehadirannya."}},
		"old one not reviewed": {func(m *monev.Minutes) { m.Areas[0].Old[0].Steps = m.Areas[0].Old[0].Steps[:1] },
			monev.Gap{Kind: monev.GapReview, Stage: monev.StageReview, Key: "TL-00001", Text: "Tindak lanjut lama belum ditinjau: Unggah SK tim kerja"}},
		"area without status": {func(m *monev.Minutes) { m.Areas[2].Review.Status = monev.AreaUnset },
			monev.Gap{Kind: monev.GapStatus, Stage: area3, Text: "Area III Penataan Sistem Manajemen SDM belum berstatus."}},
		"area without capaian": {func(m *monev.Minutes) { m.Areas[2].Review.Progress = nil },
			monev.Gap{Kind: monev.GapProgress, Stage: area3, Text: "Area III Penataan Sistem Manajemen SDM belum punya capaian."}},
		"finding without follow-up": {func(m *monev.Minutes) { m.Areas[2].New[0].Origin.Finding = "" },
			monev.Gap{Kind: monev.GapFinding, Stage: area3, Key: "T1", Text: "Temuan tanpa tindak lanjut: SOP belum ada"}},
		"proposal not decided": {func(m *monev.Minutes) { m.Areas[2].Proposals[0].Verdict = monev.Undecided },
			monev.Gap{Kind: monev.GapProposal, Stage: area3, Key: "U1", Text: "Usulan belum diputus: Rapat mingguan"}},
		"no penanggung jawab": {func(m *monev.Minutes) { m.Areas[2].New[0].Owner = monev.Owner{} },
			monev.Gap{Kind: monev.GapOwner, Stage: area3, Key: "TL-00002", Text: "Tanpa penanggung jawab: Unggah SK tim kerja"}},
		"old one without penanggung jawab": {func(m *monev.Minutes) { m.Areas[0].Old[0].Owner = monev.Owner{} },
			monev.Gap{Kind: monev.GapOwner, Stage: monev.StageReview, Key: "TL-00001", Text: "Tanpa penanggung jawab: Unggah SK tim kerja"}},
		"no tenggat": {func(m *monev.Minutes) { m.Areas[2].New[0].Due = day("") },
			monev.Gap{Kind: monev.GapDue, Stage: area3, Key: "TL-00002", Text: "Tanpa tenggat: Unggah SK tim kerja"}},
		"old one without tenggat": {func(m *monev.Minutes) { m.Areas[0].Old[0].Due = day("") },
			monev.Gap{Kind: monev.GapDue, Stage: monev.StageReview, Key: "TL-00001", Text: "Tanpa tenggat: Unggah SK tim kerja"}},
		"nothing concluded": {func(m *monev.Minutes) { m.Meeting.Decisions = nil },
			monev.Gap{Kind: monev.GapConclusion, Stage: monev.StageConclusion, Text: "Simpulan dan keputusan belum diisi."}},
	} {
		t.Run(name, func(t *testing.T) {
			m := complete(t)
			c.spoil(&m)
			if got := monev.Gaps(m); len(got) != 1 || got[0] != c.want {
				t.Errorf("gaps %+v, want %+v", got, c.want)
			}
		})
	}
}

func TestWhatIsNoGap(t *testing.T) {
	for name, mend := range map[string]func(*monev.Minutes){
		"closed ones need nothing more": func(m *monev.Minutes) {
			l := &m.Areas[0].Old[0]
			l.Status, l.Owner, l.Due, l.Steps = monev.Done, monev.Owner{}, day(""), l.Steps[:1]
		},
		"a conclusion without decisions": func(m *monev.Minutes) { m.Meeting.Decisions, m.Meeting.Conclusion = nil, "Ada kemajuan." },
		"Ketua came to one session":      func(m *monev.Minutes) { m.Meeting.Attendance[0].Marks = []monev.Presence{monev.Present, monev.Sick} },
	} {
		m := complete(t)
		mend(&m)
		if got := monev.Gaps(m); len(got) != 0 {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestGapsOfAnEmptyMeetingStandInOrder(t *testing.T) {
	m := held(t, "R0002", "2025-11-20 09:00", monev.Running)
	bare := up(t, "TL-00001", "R0002", "2025-11-20 10:00", func(f *monev.FollowUp) { f.Owner = monev.Owner{} })
	full := monev.Assemble(office(), m, nil, []monev.Finding{{ID: "T1", Area: 5, Text: "x"}, {ID: "T2", Area: 1, Text: "y"}},
		[]monev.Proposal{{ID: "U1", Text: "z"}}, []monev.FollowUp{up(t, "TL-00000", "", "2025-11-19 10:00", nil), bare}, nil, at("2025-11-20 11:00"))
	var kinds []monev.GapKind
	stage := monev.Stage(-1)
	for i, g := range monev.Gaps(full) {
		if len(kinds) == 0 || kinds[len(kinds)-1] != g.Kind {
			kinds, stage = append(kinds, g.Kind), -1
		}
		if g.Stage < stage {
			t.Errorf("gap %d at stage %v after %v", i, g.Stage, stage)
		}
		stage = g.Stage
		if strings.Contains(g.Text, "\n") || g.Text == "" {
			t.Errorf("not one line: %q", g.Text)
		}
	}
	want := []monev.GapKind{monev.GapChair, monev.GapAttendance, monev.GapReview, monev.GapStatus, monev.GapProgress,
		monev.GapFinding, monev.GapProposal, monev.GapOwner, monev.GapDue, monev.GapConclusion}
	if !slices.Equal(kinds, want) {
		t.Errorf("kinds %q, want %q", kinds, want)
	}
}

// The facilitator's private notes are no matter of the check.
func TestGapsNeverQuotePrivateNotes(t *testing.T) {
	m := complete(t)
	for i := range m.Areas {
		m.Areas[i].Review.Private, m.Areas[i].Review.Status = "RAHASIA", monev.AreaUnset
	}
	for _, g := range monev.Gaps(m) {
		if strings.Contains(g.Text, "RAHASIA") {
			t.Errorf("%q", g.Text)
		}
	}
}
