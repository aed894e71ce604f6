package monev

import (
	"time"

	"monev/internal/tanggal"
)

// FollowUpStatus is one of the four words of the glossary (§3, the audit
// vocabulary of BPK).
type FollowUpStatus string

// The four words.
const (
	NotBegun   FollowUpStatus = "Belum Ditindaklanjuti"
	InProgress FollowUpStatus = "Dalam Proses"
	Done       FollowUpStatus = "Tuntas"
	Impossible FollowUpStatus = "Tidak Dapat Ditindaklanjuti"
)

// FollowUpStatuses lists the four words in the order in which they are offered.
func FollowUpStatuses() []FollowUpStatus {
	return []FollowUpStatus{NotBegun, InProgress, Done, Impossible}
}

// Open reports whether a follow-up with this status comes back in the next
// meeting.
func (s FollowUpStatus) Open() bool { return s != Done && s != Impossible }

// Origin is where a follow-up comes from. Meeting is empty for one that was
// taken in from a list.
type Origin struct {
	Meeting  string `json:"meeting,omitempty"`
	Area     int    `json:"area"`               // 0 to 5
	Finding  string `json:"finding,omitempty"`  // ID
	Proposal string `json:"proposal,omitempty"` // ID
}

// Step is one dated entry in the history of a follow-up. Status, Owner, Due and
// Priority are set only where the step changed them, so that folding the steps
// gives the present state. The priority it was born with is in no step; the first
// step that changes it says in Was what it had.
type Step struct {
	At       time.Time      `json:"at"`
	Meeting  string         `json:"meeting,omitempty"` // in which it was said; empty outside a meeting
	Status   FollowUpStatus `json:"status,omitempty"`
	Owner    *Owner         `json:"owner,omitempty"`
	Due      *tanggal.Date  `json:"due,omitempty"`
	Priority Level          `json:"priority,omitempty"`
	Was      Level          `json:"was,omitempty"`   // priority before the step, with Priority
	Note     string         `json:"note,omitempty"`  // a word on where it stands, or the reason
	Proof    string         `json:"proof,omitempty"` // what shows that it is done
	By       *Person        `json:"by,omitempty"`    // who accepted it as Tuntas
	Reopened bool           `json:"reopened,omitempty"`
}

// FollowUp is a tindak lanjut. It lives outside meetings; every meeting sees
// what is open at its start.
type FollowUp struct {
	ID       string         `json:"id"` // "TL-0001", in order of entry, never used again
	Text     string         `json:"text"`
	Origin   Origin         `json:"origin"`
	Item     string         `json:"item,omitempty"` // LKE code
	Priority Level          `json:"priority"`
	Owner    Owner          `json:"owner,omitzero"`
	Due      tanggal.Date   `json:"due,omitzero"`
	Status   FollowUpStatus `json:"status"`
	Steps    []Step         `json:"steps"` // oldest first; the first is its birth
}

// NewFollowUp makes a follow-up that begins Belum Ditindaklanjuti at now. Owner
// and due may be missing (the closing check lists that); a due date before
// today is refused.
func NewFollowUp(id string, f FollowUp, now time.Time) (FollowUp, error) {
	f.ID, f.Status, f.Steps = id, NotBegun, nil
	if err := f.Clean(); err != nil {
		return FollowUp{}, err
	}
	if err := dueCheck(f.Due, now); err != nil {
		return FollowUp{}, err
	}
	f.Steps = []Step{f.birth(now)}
	return f, nil
}

// TakenIn makes a follow-up, without its ID, of one that was kept elsewhere before:
// as NewFollowUp, but its due date may have passed.
func TakenIn(f FollowUp, now time.Time) (FollowUp, error) {
	f.Status, f.Steps = NotBegun, nil
	if err := f.Clean(); err != nil {
		return FollowUp{}, err
	}
	f.Steps = []Step{f.birth(now)}
	return f, nil
}

func (f FollowUp) birth(at time.Time) Step {
	s := Step{At: at, Meeting: f.Origin.Meeting, Status: NotBegun}
	if !f.Owner.IsZero() {
		w := f.Owner
		s.Owner = &w
	}
	if !f.Due.IsZero() {
		d := f.Due
		s.Due = &d
	}
	return s
}

func dueCheck(d tanggal.Date, now time.Time) error {
	if !d.IsZero() && d.Before(tanggal.Of(now)) {
		return Refuse("tenggat", "Tenggat %s sudah lewat; pilih hari ini atau sesudahnya.", d.Long())
	}
	return nil
}

// Clean makes the texts safe and refuses what is impossible.
func (f *FollowUp) Clean() error {
	if err := sentence("uraian", "Uraian tindak lanjut", &f.Text, true); err != nil {
		return err
	}
	if f.Priority == "" {
		f.Priority = Medium
	}
	if f.Priority.Rank() < 0 {
		return Refuse("prioritas", "Prioritas harus Rendah, Sedang, Tinggi, atau Mendesak.")
	}
	if f.Origin.Area < 0 || f.Origin.Area >= Areas {
		return Refuse("area", "Area harus I sampai VI.")
	}
	item, err := ParseItem(f.Item)
	f.Item = item
	return err
}

// Rewrite corrects the wording of a follow-up born in a meeting that is not
// final yet, without leaving a step: text, item and priority always, owner and
// due as long as nothing has happened to it since its birth.
func (f FollowUp) Rewrite(to FollowUp, now time.Time) (FollowUp, error) {
	g := f
	g.Text, g.Item, g.Priority = to.Text, to.Item, to.Priority
	if err := g.Clean(); err != nil {
		return f, err
	}
	for i := len(f.Steps) - 1; i >= 0; i-- {
		if f.Steps[i].Priority != "" { // what is corrected was said there
			g.Steps = append([]Step(nil), f.Steps...)
			g.Steps[i].Priority = g.Priority
			break
		}
	}
	if len(f.Steps) == 1 {
		if to.Due != f.Due {
			if err := dueCheck(to.Due, now); err != nil {
				return f, err
			}
		}
		g.Owner, g.Due = to.Owner, to.Due
		g.Steps = []Step{g.birth(f.Steps[0].At)}
		return g, nil
	}
	g, err := g.Assign(to.Owner, to.Due, "", f.Origin.Meeting, now)
	if err != nil {
		return f, err
	}
	return g, nil
}

// Report says where a follow-up stands now. Tuntas needs proof, or in note the
// reason why there is none, and who accepted it; Tidak Dapat Ditindaklanjuti
// needs the reason in note. A report is dated by now, never back: a clock that
// was set back counts as the moment of the step before.
func (f FollowUp) Report(status FollowUpStatus, note, proof string, by *Person, meeting string, now time.Time) (FollowUp, error) {
	if err := sentence("catatan", "Catatan", &note, false); err != nil {
		return f, err
	}
	if err := sentence("bukti", "Bukti", &proof, false); err != nil {
		return f, err
	}
	switch status {
	case Done:
		if proof == "" && note == "" {
			return f, Refuse("bukti", "Tuntas memerlukan bukti; bila tidak ada bukti, tulis alasannya di catatan.")
		}
		if by == nil || by.Position == "" {
			return f, Refuse("diterima", "Tuntas dicatat bersama jabatan yang menerimanya.")
		}
	case Impossible:
		if note == "" {
			return f, Refuse("catatan", "Tidak Dapat Ditindaklanjuti memerlukan alasan di catatan.")
		}
	case NotBegun, InProgress:
	default:
		return f, Refuse("status", "Status tindak lanjut tidak dikenal.")
	}
	if status == f.Status && note == "" && proof == "" {
		return f, Refuse("catatan", "Tidak ada yang berubah; tulis catatan atau pilih status lain.")
	}
	s := Step{Meeting: meeting, Status: status, Note: note, Proof: proof,
		Reopened: !f.Status.Open() && status.Open()}
	if status == Done {
		who := *by
		s.By = &who
	}
	if s.Reopened && note == "" {
		return f, Refuse("catatan", "Membuka kembali tindak lanjut memerlukan alasan di catatan.")
	}
	return f.add(s, now), nil
}

// Assign gives a new owner or due date, or both; what it had stays in the
// steps. A new due date must not be before today. Assigning what it already has
// changes nothing.
func (f FollowUp) Assign(owner Owner, due tanggal.Date, note, meeting string, now time.Time) (FollowUp, error) {
	return f.Reassign(owner, due, f.Priority, note, meeting, now)
}

// Reassign is Assign that also gives another priority, all in one step.
func (f FollowUp) Reassign(owner Owner, due tanggal.Date, priority Level, note, meeting string, now time.Time) (FollowUp, error) {
	if err := sentence("catatan", "Alasan", &note, false); err != nil {
		return f, err
	}
	s := Step{Meeting: meeting, Note: note}
	if owner.ID != f.Owner.ID && !owner.IsZero() {
		s.Owner = &owner
	}
	if due != f.Due && !due.IsZero() {
		if err := dueCheck(due, now); err != nil {
			return f, err
		}
		s.Due = &due
	}
	if priority != f.Priority {
		if priority.Rank() < 0 {
			return f, Refuse("prioritas", "Prioritas harus Rendah, Sedang, Tinggi, atau Mendesak.")
		}
		s.Priority, s.Was = priority, f.Priority
	}
	if s.Owner == nil && s.Due == nil && s.Priority == "" {
		return f, nil
	}
	if !f.Status.Open() {
		return f, Refuse("status", "Tindak lanjut yang %s tidak diubah; buka kembali dulu.", f.Status)
	}
	return f.add(s, now), nil
}

// add appends a step and applies it; the receiver's steps are not shared.
func (f FollowUp) add(s Step, now time.Time) FollowUp {
	s.At = now
	if n := len(f.Steps); n > 0 {
		s.At = later(now, f.Steps[n-1].At)
	}
	f.Steps = append(append([]Step(nil), f.Steps...), s)
	f.apply(s)
	return f
}

func (f *FollowUp) apply(s Step) {
	if s.Status != "" {
		f.Status = s.Status
	}
	if s.Owner != nil {
		f.Owner = *s.Owner
	}
	if s.Due != nil {
		f.Due = *s.Due
	}
	if s.Priority != "" {
		f.Priority = s.Priority
	}
}

// AsOf is the follow-up as a meeting saw it that ended at end: steps after end
// are left out unless they were made in that meeting. It returns false if the
// follow-up was not born yet.
func (f FollowUp) AsOf(meeting string, end time.Time) (FollowUp, bool) {
	g := f
	g.Steps, g.Status, g.Owner, g.Due = nil, "", Owner{}, tanggal.Date{}
	given, was := false, Level("")
	for _, s := range f.Steps {
		if s.At.After(end) && s.Meeting != meeting {
			if was == "" {
				was = s.Was
			}
			continue
		}
		g.Steps = append(g.Steps, s)
		g.apply(s)
		given = given || s.Priority != ""
	}
	if !given && was != "" {
		g.Priority = was
	}
	return g, len(g.Steps) > 0
}

// OpenAt reports whether the follow-up existed and was open just before t.
func (f FollowUp) OpenAt(t time.Time) bool {
	var s FollowUpStatus
	for _, st := range f.Steps {
		if !st.At.Before(t) {
			break
		}
		if st.Status != "" {
			s = st.Status
		}
	}
	return s != "" && s.Open()
}

// Carried is how many of the meetings with these starts it was carried into:
// those that began after its birth while it was open. The order of starts does
// not matter.
func (f FollowUp) Carried(starts []time.Time) int {
	n := 0
	for _, t := range starts {
		if f.OpenAt(t) {
			n++
		}
	}
	return n
}

// Late is by how many days an open follow-up is past its due date on the given
// day; 0 if it is not, is closed, or has no due date.
func (f FollowUp) Late(on tanggal.Date) int {
	if !f.Status.Open() || f.Due.IsZero() || !f.Due.Before(on) {
		return 0
	}
	return on.DaysSince(f.Due)
}

// DueSoon reports whether an open follow-up falls due within 7 days from on,
// that day included.
func (f FollowUp) DueSoon(on tanggal.Date) bool {
	return f.Status.Open() && !f.Due.IsZero() && !f.Due.Before(on) && f.Due.DaysSince(on) <= 7
}

// Dues lists every due date it ever had, oldest first, the present one last.
func (f FollowUp) Dues() []tanggal.Date {
	var out []tanggal.Date
	for _, s := range f.Steps {
		if s.Due != nil {
			out = append(out, *s.Due)
		}
	}
	return out
}

// Born is the moment of its first step.
func (f FollowUp) Born() time.Time {
	if len(f.Steps) == 0 {
		return time.Time{}
	}
	return f.Steps[0].At
}

// ClosedAt is when it came to the closed status it has now, zero while it is
// open. What is added to a closed follow-up later does not move it.
func (f FollowUp) ClosedAt() time.Time {
	var at time.Time
	if f.Status.Open() {
		return at
	}
	for i := len(f.Steps) - 1; i >= 0; i-- {
		switch f.Steps[i].Status {
		case f.Status:
			at = f.Steps[i].At
		case "":
		default:
			return at
		}
	}
	return at
}

// TouchedIn returns its steps that were made in a meeting, oldest first.
func (f FollowUp) TouchedIn(meeting string) []Step {
	var out []Step
	for _, s := range f.Steps {
		if s.Meeting == meeting {
			out = append(out, s)
		}
	}
	return out
}

// ForLeaders is from which meeting on an open follow-up stands on the list
// "perlu keputusan pimpinan" (product.md §4).
const ForLeaders = 3

// FollowUpLine is a follow-up with what is derived for a day and a meeting.
type FollowUpLine struct {
	FollowUp
	LateDays int    // days past due, 0 if not late
	Carried  int    // meetings it was carried into; the one it was born in does not count
	From     string // period of the meeting it was born in, short; empty if none
}

// Meetings is in how many meetings it has stood by now, its first included.
func (l FollowUpLine) Meetings() int {
	if l.Origin.Meeting == "" {
		return l.Carried
	}
	return l.Carried + 1
}

// NeedsLeaders reports whether it stands on the list perlu keputusan pimpinan.
func (l FollowUpLine) NeedsLeaders() bool {
	return l.Status.Open() && l.Meetings() >= ForLeaders
}

// Line derives a FollowUpLine on a day, given the starts of all meetings up to
// that point.
func (f FollowUp) Line(on tanggal.Date, starts []time.Time, from string) FollowUpLine {
	return FollowUpLine{FollowUp: f, LateDays: f.Late(on), Carried: f.Carried(starts), From: from}
}
