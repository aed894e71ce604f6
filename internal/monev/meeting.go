package monev

import (
	"slices"
	"time"

	"monev/internal/tanggal"
)

// MeetingStatus is where a meeting stands as a record.
type MeetingStatus string

// A meeting goes from draf to berlangsung to final, never back; a revisi opens
// a final one again under a higher revision number.
const (
	Draft   MeetingStatus = "draf"
	Running MeetingStatus = "berlangsung"
	Final   MeetingStatus = "final"
)

// Person is a position with its holder as they were when written down.
type Person struct {
	Position string `json:"position"` // ID on the roster
	Title    string `json:"title"`
	Short    string `json:"short,omitempty"`
	Holder   string `json:"holder,omitempty"`
	NIP      string `json:"nip,omitempty"`
}

// Freeze writes down a position with its present holder.
func (p Position) Freeze() Person {
	return Person{Position: p.ID, Title: p.Title, Short: p.Short, Holder: p.Holder, NIP: p.NIP}
}

// String is the holder with the title behind, or the title alone.
func (p Person) String() string {
	if p.Holder == "" {
		return p.Title
	}
	return p.Holder + " (" + p.Title + ")"
}

// Session is one sitting. End is zero while it runs.
type Session struct {
	Start  time.Time `json:"start"`
	End    time.Time `json:"end,omitzero"`
	Reason string    `json:"reason,omitempty"` // why it was interrupted
}

// Remark is one point of a sambutan or arahan.
type Remark struct {
	ID   int    `json:"id"` // never used again within the meeting
	By   Person `json:"by"`
	Text string `json:"text"`
}

// Decision is one keputusan of the meeting.
type Decision struct {
	ID   int    `json:"id"`
	Text string `json:"text"`
}

// Revision says why a final meeting was opened again.
type Revision struct {
	At     time.Time `json:"at"`
	Reason string    `json:"reason"`
}

// Meeting is the record of a Rapat Monev: everything about it except what is
// said in the areas (AreaReview, Finding, Proposal) and the follow-ups.
type Meeting struct {
	ID         string        `json:"id"`
	Title      string        `json:"title"`
	Period     Period        `json:"period"`
	Date       tanggal.Date  `json:"date,omitzero"`
	Time       tanggal.Clock `json:"time,omitzero"`
	Place      string        `json:"place"`
	Invitation string        `json:"invitation,omitempty"` // nomor undangan, free text
	Agenda     []string      `json:"agenda"`
	Chair      Person        `json:"chair"`
	Notary     Person        `json:"notary"`

	Status MeetingStatus `json:"status"`
	// Begun is when the meeting was started, whatever its sessions say since.
	Begun      time.Time  `json:"begun,omitzero"`
	Sessions   []Session  `json:"sessions,omitempty"`
	Attendance []Attendee `json:"attendance"`
	OpenedBy   Person     `json:"opened_by,omitzero"`
	Remarks    []Remark   `json:"remarks,omitempty"`

	Conclusion string     `json:"conclusion,omitempty"`
	Decisions  []Decision `json:"decisions,omitempty"`
	Closing    string     `json:"closing,omitempty"`

	Letter Letter  `json:"letter,omitzero"` // of the undangan
	Photos []Photo `json:"photos,omitempty"`

	FinalAt   time.Time  `json:"final_at,omitzero"` // first time it became final
	Revisions []Revision `json:"revisions,omitempty"`
	LastID    int        `json:"last_id,omitempty"` // last Remark, Decision or Photo ID given
}

// Letter is what the undangan says besides the meeting itself; its number is
// Meeting.Invitation.
type Letter struct {
	Date   tanggal.Date `json:"date,omitzero"`    // of the letter; zero: dots to write on
	Nature string       `json:"nature,omitempty"` // sifat; empty is Biasa
	Annex  string       `json:"annex,omitempty"`  // lampiran; empty is –
	To     []string     `json:"to,omitempty"`     // addressees; empty: the roster
	Signer string       `json:"signer,omitempty"` // ID of the position that signs; empty is the pimpinan rapat
}

func (l *Letter) clean() error {
	if err := line("sifat", "Sifat surat", &l.Nature, false); err != nil {
		return err
	}
	if err := line("lampiran", "Lampiran surat", &l.Annex, false); err != nil {
		return err
	}
	var to []string
	for _, t := range l.To {
		if err := line("yth", "Yang diundang", &t, false); err != nil {
			return err
		}
		if t != "" {
			to = append(to, t)
		}
	}
	l.To = to
	return nil
}

// Photo is a picture of the meeting, kept in the data folder as it was taken.
type Photo struct {
	ID      int    `json:"id"` // never used again within the meeting
	File    File   `json:"file"`
	Caption string `json:"caption,omitempty"`
}

// DefaultAgenda is the order of events of practice.md §2.2, for a meeting that
// walks the six areas.
func DefaultAgenda() []string {
	return []string{
		"Pembukaan dan sambutan Ketua",
		"Tinjauan tindak lanjut rapat sebelumnya",
		"Paparan dan pembahasan enam area perubahan",
		"Simpulan dan keputusan",
		"Penutup",
	}
}

// NewMeeting prepares a draft for a date: quarter as period, place, people and
// agenda as the office has them. The Ketua presides; the notulis is the last
// position of the unit Teknis dan Hukum, the pengampu, or the last on the roster.
func NewMeeting(id string, o Office, date tanggal.Date) Meeting {
	p := PeriodOf(date)
	m := Meeting{
		ID: id, Period: p, Date: date, Place: o.Place,
		Title:  "Rapat Monev ZI menuju " + string(o.Target),
		Agenda: DefaultAgenda(), Status: Draft,
	}
	if c, err := tanggal.ParseClock("09.00"); err == nil {
		m.Time = c
	}
	active := o.Active()
	for _, pos := range active {
		if pos.Chair && m.Chair.Position == "" {
			m.Chair = pos.Freeze()
		}
		if pos.Unit == "teknis-hukum" {
			m.Notary = pos.Freeze()
		}
	}
	if len(active) > 0 && m.Chair.Position == "" {
		m.Chair = active[0].Freeze()
	}
	if len(active) > 0 && m.Notary.Position == "" {
		m.Notary = active[len(active)-1].Freeze()
	}
	m.Invite(o)
	return m
}

// Invite brings a draft in line with the roster: the attendance lists the
// active positions in roster order with present holders, pimpinan rapat and
// notulis get the present holders too. Marks already given stay.
func (m *Meeting) Invite(o Office) {
	for _, who := range []*Person{&m.Chair, &m.Notary, &m.OpenedBy} {
		if p, ok := o.Position(who.Position); ok && !p.Retired {
			*who = p.Freeze()
		}
	}
	var list []Attendee
	for _, p := range o.Active() {
		a := Attendee{Person: p.Freeze(), Unit: p.Unit, Leader: p.Leader, Chair: p.Chair}
		if u, ok := o.Unit(p.Unit); ok {
			a.UnitName = u.Short
		}
		for _, old := range m.Attendance {
			if old.Person.Position == p.ID {
				a.Marks, a.Deputy = old.Marks, old.Deputy
			}
		}
		list = append(list, a)
	}
	m.Attendance = list
}

// Clean makes every text of the meeting safe and refuses what is impossible.
// It is called before a meeting is stored. Lists it changes are copied first,
// so that a Meeting of which m is a copy stays as it is.
func (m *Meeting) Clean() error {
	if err := line("judul", "Judul rapat", &m.Title, true); err != nil {
		return err
	}
	if m.Date.IsZero() {
		return Refuse("tanggal", "Tanggal rapat belum diisi.")
	}
	if err := m.Period.check(); err != nil {
		return err
	}
	if err := line("tempat", "Tempat", &m.Place, false); err != nil {
		return err
	}
	if err := line("undangan", "Nomor undangan", &m.Invitation, false); err != nil {
		return err
	}
	agenda := m.Agenda[:0:0]
	for _, a := range m.Agenda {
		if err := sentence("agenda", "Acara", &a, false); err != nil {
			return err
		}
		if a != "" {
			agenda = append(agenda, a)
		}
	}
	m.Agenda = agenda
	m.Remarks, m.Decisions = slices.Clone(m.Remarks), slices.Clone(m.Decisions)
	m.Sessions, m.Attendance = slices.Clone(m.Sessions), slices.Clone(m.Attendance)
	for i := range m.Remarks {
		if err := sentence("sambutan", "Pokok sambutan", &m.Remarks[i].Text, true); err != nil {
			return err
		}
	}
	for i := range m.Decisions {
		if err := sentence("keputusan", "Keputusan", &m.Decisions[i].Text, true); err != nil {
			return err
		}
	}
	if err := text("simpulan", "Simpulan", &m.Conclusion, false); err != nil {
		return err
	}
	if err := text("penutup", "Kata penutup", &m.Closing, false); err != nil {
		return err
	}
	for i := range m.Sessions {
		if err := sentence("alasan", "Alasan jeda", &m.Sessions[i].Reason, false); err != nil {
			return err
		}
	}
	m.Photos = slices.Clone(m.Photos)
	for i := range m.Photos {
		p := &m.Photos[i]
		if err := sentence("keterangan", "Keterangan foto", &p.Caption, false); err != nil {
			return err
		}
		if err := p.File.Clean(); err != nil {
			return err
		}
	}
	if err := m.Letter.clean(); err != nil {
		return err
	}
	for i := range m.Attendance {
		if err := line("diwakili", "Nama wakil", &m.Attendance[i].Deputy, false); err != nil {
			return err
		}
	}
	return nil
}

// Locked says why the meeting cannot be changed, or nil.
func (m Meeting) Locked() error {
	if m.Status == Final {
		return Refuse("", "Rapat ini sudah final dan terkunci; perbaiki lewat revisi di tahap Penutup.")
	}
	return nil
}

// Paused reports whether the meeting runs but no session is open.
func (m Meeting) Paused() bool {
	return m.Status == Running && (len(m.Sessions) == 0 || !m.Sessions[len(m.Sessions)-1].End.IsZero())
}

// Live reports whether a session is open: the clock ticks.
func (m Meeting) Live() bool { return m.Status == Running && !m.Paused() }

// Elapsed is the time spent in sessions up to now; pauses do not count.
func (m Meeting) Elapsed(now time.Time) time.Duration {
	var d time.Duration
	for _, s := range m.Sessions {
		end := s.End
		if end.IsZero() {
			end = now
		}
		if end.After(s.Start) {
			d += end.Sub(s.Start)
		}
	}
	return d
}

// Start opens the meeting and its first session at now. The attendance is
// frozen from the roster as it is.
func (m *Meeting) Start(o Office, now time.Time) error {
	if m.Status != Draft {
		return Refuse("", "Rapat ini sudah dimulai.")
	}
	m.Invite(o)
	m.Status, m.Begun = Running, now
	m.Sessions = []Session{{Start: now}}
	if m.OpenedBy.Position == "" {
		m.OpenedBy = m.Chair
	}
	for i := range m.Attendance {
		m.Attendance[i].setSession(0)
	}
	return nil
}

// Pause ends the open session; reason may be empty.
func (m *Meeting) Pause(now time.Time, reason string) error {
	if !m.Live() {
		return Refuse("", "Rapat ini sedang tidak berlangsung.")
	}
	s := &m.Sessions[len(m.Sessions)-1]
	s.End, s.Reason = later(now, s.Start), reason
	return nil
}

// Resume opens a further session (sesi lanjutan) at now, with a roll call of its
// own.
func (m *Meeting) Resume(now time.Time) error {
	if !m.Paused() {
		return Refuse("", "Rapat ini tidak sedang dijeda.")
	}
	if n := len(m.Sessions); n > 0 {
		now = later(now, m.Sessions[n-1].End)
	}
	m.Sessions = append(m.Sessions, Session{Start: now})
	for i := range m.Attendance {
		m.Attendance[i].setSession(len(m.Sessions) - 1)
	}
	return nil
}

// SetSession corrects when session i (0 is the first) began and ended, and why it
// was interrupted. Sessions stay in order and do not overlap; the open one keeps
// a zero end. Nothing may lie after now.
func (m *Meeting) SetSession(i int, start, end time.Time, reason string, now time.Time) error {
	if i < 0 || i >= len(m.Sessions) {
		return Refuse("mulai", "Sesi itu tidak ada.")
	}
	open := m.Sessions[i].End.IsZero()
	switch {
	case open != end.IsZero():
		return Refuse("selesai", "Jam selesai diisi sesudah sesi berakhir.")
	case !open && !end.After(start):
		return Refuse("selesai", "Jam selesai harus sesudah jam mulai.")
	case start.After(now) || end.After(now):
		return Refuse("mulai", "Jam itu belum terjadi.")
	case i > 0 && start.Before(m.Sessions[i-1].End):
		return Refuse("mulai", "Sesi ini tidak dapat mulai sebelum sesi %d berakhir.", i)
	case i+1 < len(m.Sessions) && end.After(m.Sessions[i+1].Start):
		return Refuse("selesai", "Sesi ini tidak dapat berakhir sesudah sesi %d mulai.", i+2)
	}
	m.Sessions[i] = Session{Start: start, End: end, Reason: reason}
	return nil
}

// Close makes the meeting final at now: it ends the open session and locks it.
func (m *Meeting) Close(now time.Time) error {
	if m.Status != Running {
		return Refuse("", "Hanya rapat yang berlangsung dapat dikunci.")
	}
	if m.Live() {
		if err := m.Pause(now, ""); err != nil {
			return err
		}
	}
	m.Status = Final
	if m.FinalAt.IsZero() {
		m.FinalAt = now
		if n := len(m.Sessions); n > 0 {
			m.FinalAt = later(now, m.Sessions[n-1].End)
		}
	}
	return nil
}

// Revise opens a final meeting again; the reason is obligatory. No session is
// opened: the sitting itself is over.
func (m *Meeting) Revise(now time.Time, reason string) error {
	if m.Status != Final {
		return Refuse("alasan", "Hanya rapat final yang dapat direvisi.")
	}
	if err := sentence("alasan", "Alasan revisi", &reason, true); err != nil {
		return err
	}
	m.Revisions = append(m.Revisions, Revision{At: later(now, m.FinalAt), Reason: reason})
	m.Status = Running
	return nil
}

// AddRemark appends a point to the sambutan of by.
func (m *Meeting) AddRemark(by Person, text string) {
	m.LastID++
	m.Remarks = append(m.Remarks, Remark{ID: m.LastID, By: by, Text: text})
}

// AddDecision appends a keputusan.
func (m *Meeting) AddDecision(text string) {
	m.LastID++
	m.Decisions = append(m.Decisions, Decision{ID: m.LastID, Text: text})
}

// DropRemark removes the point with that ID, if it is there.
func (m *Meeting) DropRemark(id int) {
	m.Remarks = slices.DeleteFunc(m.Remarks, func(r Remark) bool { return r.ID == id })
}

// DropDecision removes the keputusan with that ID, if it is there.
func (m *Meeting) DropDecision(id int) {
	m.Decisions = slices.DeleteFunc(m.Decisions, func(d Decision) bool { return d.ID == id })
}

// later returns the later of two moments, so that a clock that was set back
// never makes a session end before it began.
func later(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}
