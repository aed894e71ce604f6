package cli

import (
	"time"

	"monev/internal/lke"
	"monev/internal/monev"
	"monev/internal/plain"
)

// The shapes below are the JSON that other programs read: keys may be added but
// never renamed. A text, date or moment that is missing is "", a number null;
// a list is never null.

type meetingShape struct {
	ID      string `json:"id"`
	Title   string `json:"judul"`
	Period  string `json:"periode"`
	Date    string `json:"tanggal"`
	Place   string `json:"tempat"`
	Status  string `json:"status"`
	Stage   string `json:"tahap"`
	Edition int    `json:"revisi"`
}

func shapeMeeting(m monev.Meeting, stage monev.Stage) meetingShape {
	return meetingShape{
		ID: m.ID, Title: m.Title, Period: m.Period.Short(), Date: m.Date.String(), Place: m.Place,
		Status: string(m.Status), Stage: stage.Name(), Edition: len(m.Revisions),
	}
}

type minutesShape struct {
	meetingShape
	Invitation string          `json:"undangan"`
	Chair      string          `json:"pimpinan"`
	Notary     string          `json:"notulis"`
	Agenda     []string        `json:"acara"`
	Attendance []attendeeShape `json:"hadir"`
	Sessions   []sessionShape  `json:"sesi"`
	Remarks    []remarkShape   `json:"sambutan"`
	Areas      [6]areaShape    `json:"area"`
	Conclusion string          `json:"simpulan"`
	Decisions  []string        `json:"keputusan"`
	Closing    string          `json:"penutup"`
}

type attendeeShape struct {
	Position string `json:"jabatan"`
	Name     string `json:"nama"` // "" for a position whose holder is not filled in
	Unit     string `json:"unit"`
	Presence string `json:"kehadiran"`
	Deputy   string `json:"wakil"`
}

type sessionShape struct {
	Start string `json:"mulai"`
	End   string `json:"selesai"` // "" while it runs
}

type remarkShape struct {
	By   string `json:"oleh"`
	Text string `json:"uraian"`
}

type areaShape struct {
	Number    int             `json:"nomor"`
	Name      string          `json:"nama"`
	Status    string          `json:"status"`
	Progress  *int            `json:"capaian"`
	Summary   string          `json:"uraian"`
	Obstacles string          `json:"kendala"`
	Findings  []findingShape  `json:"temuan"`
	Proposals []proposalShape `json:"usulan"`
	FollowUps []heldShape     `json:"tindak_lanjut"`
}

type findingShape struct {
	ID             string `json:"id"`
	Text           string `json:"uraian"`
	Level          string `json:"tingkat"`
	Item           string `json:"butir"`
	Cause          string `json:"akar_masalah"`
	Recommendation string `json:"rekomendasi"`
	Source         string `json:"asal"` // "Catatan TPI LKE 2025 (A.I.3.iv.b)"; "" if first said in the room
}

type proposalShape struct {
	ID      string `json:"id"`
	By      string `json:"pengusul"`
	Text    string `json:"uraian"`
	Verdict string `json:"putusan"`
	Note    string `json:"catatan"`
}

type followUpShape struct {
	ID       string `json:"id"`
	Text     string `json:"uraian"`
	Area     int    `json:"area"` // 1 to 6
	Item     string `json:"butir"`
	Owner    string `json:"pj"`
	Due      string `json:"tenggat"`
	Status   string `json:"status"`
	Priority string `json:"prioritas"`
	LateDays int    `json:"terlambat_hari"`
	From     string `json:"rapat_asal"` // ID; "" for one taken in from a list
	Period   string `json:"periode_asal"`
	Carried  int    `json:"kali_dibawa"`
	// Points is what the question an open follow-up names would still add in the
	// LKE of the office's year; 0 without question, answers or when it is closed.
	Points number `json:"poin"`
}

// heldShape is a follow-up in a meeting.
type heldShape struct {
	followUpShape
	Origin string `json:"asal"` // "lama" if carried in, "baru" if decided there
}

func shapeFollowUp(l monev.FollowUpLine, points map[string]lke.Num) followUpShape {
	var gain lke.Num
	if l.Status.Open() {
		gain = points[l.Item]
	}
	return followUpShape{
		ID: l.ID, Text: l.Text, Area: l.Origin.Area + 1, Item: l.Item, Owner: l.Owner.String(), Due: l.Due.String(),
		Status: string(l.Status), Priority: string(l.Priority), LateDays: l.LateDays,
		From: l.Origin.Meeting, Period: l.From, Carried: l.Carried, Points: num(gain),
	}
}

func shapeFollowUps(ls []monev.FollowUpLine, points map[string]lke.Num) []followUpShape {
	out := []followUpShape{}
	for _, l := range ls {
		out = append(out, shapeFollowUp(l, points))
	}
	return out
}

// shapeMinutes leaves points at 0 if they are nil: for a final meeting, whose
// minutes say nothing about today.
func shapeMinutes(m monev.Minutes, points map[string]lke.Num) minutesShape {
	out := minutesShape{
		meetingShape: shapeMeeting(m.Meeting, m.Walk.Stage),
		Invitation:   m.Meeting.Invitation,
		Chair:        m.Meeting.Chair.String(), Notary: m.Meeting.Notary.String(),
		Agenda:     append([]string{}, m.Meeting.Agenda...),
		Attendance: []attendeeShape{}, Sessions: []sessionShape{}, Remarks: []remarkShape{}, Decisions: []string{},
		Conclusion: m.Meeting.Conclusion, Closing: m.Meeting.Closing,
	}
	for _, a := range m.Meeting.Attendance {
		out.Attendance = append(out.Attendance, attendeeShape{
			Position: a.Person.Title, Name: a.Person.Holder, Unit: a.UnitName, Presence: string(a.Overall()), Deputy: a.Deputy})
	}
	for _, s := range m.Meeting.Sessions {
		out.Sessions = append(out.Sessions, sessionShape{moment(s.Start), moment(s.End)})
	}
	for _, r := range m.Meeting.Remarks {
		out.Remarks = append(out.Remarks, remarkShape{r.By.String(), r.Text})
	}
	for _, d := range m.Meeting.Decisions {
		out.Decisions = append(out.Decisions, d.Text)
	}
	for i, a := range m.Areas {
		out.Areas[i] = shapeArea(i, m.Office.Areas[i].Name, a, points)
	}
	return out
}

func shapeArea(i int, name string, a monev.AreaPart, points map[string]lke.Num) areaShape {
	out := areaShape{
		Number: i + 1, Name: name, Status: string(a.Review.Status), Progress: a.Review.Progress,
		Summary: a.Review.Summary, Obstacles: a.Review.Obstacles, // Private stays private
		Findings: []findingShape{}, Proposals: []proposalShape{}, FollowUps: []heldShape{},
	}
	for _, f := range a.Findings {
		out.Findings = append(out.Findings, findingShape{f.ID, f.Text, string(f.Level), f.Item, f.Cause, f.Recommendation, f.Source})
	}
	for _, p := range a.Proposals {
		out.Proposals = append(out.Proposals, proposalShape{p.ID, p.By.String(), p.Text, string(p.Verdict), p.Note})
	}
	for _, l := range a.Old {
		out.FollowUps = append(out.FollowUps, heldShape{shapeFollowUp(l, points), "lama"})
	}
	for _, l := range a.New {
		out.FollowUps = append(out.FollowUps, heldShape{shapeFollowUp(l, points), "baru"})
	}
	return out
}

// moment is RFC 3339 with the zone in which it was recorded.
func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}

// meetingID is what the user gave as an ID, harmless and of a sane length; what
// is changed by that is no ID anyway.
func meetingID(arg string) string { return plain.Cut(plain.Line(plain.Cut(arg, 200)), 60) }
