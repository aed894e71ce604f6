package monev

import (
	"fmt"

	"monev/internal/tanggal"
)

// GapKind is what sort of thing is missing before a meeting is closed.
type GapKind string

// The kinds of gaps, in the order in which the closing check lists them.
const (
	GapChair      GapKind = "ketua"
	GapAttendance GapKind = "kehadiran"
	GapReview     GapKind = "tinjauan"
	GapStatus     GapKind = "status"
	GapProgress   GapKind = "capaian"
	GapFinding    GapKind = "temuan"
	GapProposal   GapKind = "usulan"
	GapOwner      GapKind = "pj"
	GapDue        GapKind = "tenggat"
	GapConclusion GapKind = "simpulan"
)

// Gap is one line of the closing check: what is missing and where it is mended.
type Gap struct {
	Kind  GapKind
	Text  string // one Indonesian line
	Stage Stage  // the stage that mends it
	Key   string // ID of the record on that stage; empty for the stage itself
}

// Gaps is the check before closing. It never blocks: an empty list means that
// nothing is missing. Order: the kinds as declared, areas rising within a kind.
func Gaps(m Minutes) []Gap {
	var out []Gap
	add := func(k GapKind, st Stage, key, format string, args ...any) {
		out = append(out, Gap{Kind: k, Stage: st, Key: key, Text: fmt.Sprintf(format, args...)})
	}
	eachArea := func(f func(i int, st Stage, a AreaPart)) {
		for i, a := range m.Areas {
			f(i, StageArea+Stage(i), a)
		}
	}
	name := func(i int) string {
		return fmt.Sprintf("Area %s %s", tanggal.Roman(i+1), m.Office.Areas[i].Name)
	}

	for _, a := range m.Meeting.Attendance {
		if a.Chair && !a.Overall().Attends() {
			add(GapChair, StageOpening, a.Person.Position, "%s belum tercatat hadir.", a.Person.Title)
		}
	}
	for n := range max(len(m.Meeting.Sessions), 1) {
		unmarked := 0
		for _, a := range m.Meeting.Attendance {
			if a.Mark(n) == Unmarked {
				unmarked++
			}
		}
		switch {
		case unmarked == 0:
		case len(m.Meeting.Sessions) > 1:
			add(GapAttendance, StageOpening, "", "Sesi %d: %d orang belum diisi kehadirannya.", n+1, unmarked)
		default:
			add(GapAttendance, StageOpening, "", "%d orang belum diisi kehadirannya.", unmarked)
		}
	}
	eachArea(func(i int, _ Stage, a AreaPart) {
		for _, l := range a.Old {
			if l.Status.Open() && len(l.TouchedIn(m.Meeting.ID)) == 0 {
				add(GapReview, StageReview, l.ID, "Tindak lanjut lama belum ditinjau: %s", l.Text)
			}
		}
	})
	eachArea(func(i int, st Stage, a AreaPart) {
		if a.Review.Status == AreaUnset {
			add(GapStatus, st, "", "%s belum berstatus.", name(i))
		}
	})
	eachArea(func(i int, st Stage, a AreaPart) {
		if a.Review.Progress == nil {
			add(GapProgress, st, "", "%s belum punya capaian.", name(i))
		}
	})
	eachArea(func(i int, st Stage, a AreaPart) {
		for _, f := range a.Findings {
			if len(a.FollowUpOf(f.ID)) == 0 {
				add(GapFinding, st, f.ID, "Temuan tanpa tindak lanjut: %s", f.Text)
			}
		}
	})
	eachArea(func(i int, st Stage, a AreaPart) {
		for _, p := range a.Proposals {
			if p.Verdict == Undecided {
				add(GapProposal, st, p.ID, "Usulan belum diputus: %s", p.Text)
			}
		}
	})
	lacking := func(k GapKind, what string, lacks func(FollowUpLine) bool) {
		eachArea(func(_ int, st Stage, a AreaPart) {
			for _, l := range a.Old {
				if l.Status.Open() && lacks(l) {
					add(k, StageReview, l.ID, "%s: %s", what, l.Text)
				}
			}
			for _, l := range a.New {
				if l.Status.Open() && lacks(l) {
					add(k, st, l.ID, "%s: %s", what, l.Text)
				}
			}
		})
	}
	lacking(GapOwner, "Tanpa penanggung jawab", func(l FollowUpLine) bool { return l.Owner.IsZero() })
	lacking(GapDue, "Tanpa tenggat", func(l FollowUpLine) bool { return l.Due.IsZero() })
	if m.Meeting.Conclusion == "" && len(m.Meeting.Decisions) == 0 {
		add(GapConclusion, StageConclusion, "", "Simpulan dan keputusan belum diisi.")
	}
	return out
}
