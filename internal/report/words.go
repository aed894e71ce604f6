package report

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/tanggal"
)

// pair is a line of a Pairs block; every line of value stands on its own.
func pair(label, value string) Pair {
	p := Pair{Label: label, Values: lines(value)}
	if len(p.Values) == 0 {
		p.Values = []Text{Plain("–")}
	}
	return p
}

// lines cleans a text and splits it into its lines without the empty ones.
func lines(s string) []Text {
	var out []Text
	for l := range strings.SplitSeq(plain.Text(s), "\n") {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, Plain(l))
		}
	}
	return out
}

func cell(s string) Cell { return lines(s) }

func item(s string) Item { return Item{Text: Plain(plain.Line(s))} }

func or(s, empty string) string {
	if s = plain.Line(s); s == "" {
		return empty
	}
	return s
}

// block is or for a text of several lines.
func block(s, empty string) string {
	if len(lines(s)) == 0 {
		return empty
	}
	return s
}

func prefixed(prefix, s string) string {
	if s = plain.Line(s); s == "" {
		return ""
	}
	return prefix + s
}

// short is a date for tables that does not break at its hyphens.
func short(d tanggal.Date) string { return strings.ReplaceAll(d.Short(), "-", string(Hyphen)) }

// whole is a long date for tables that breaks only after the name of the day.
func whole(d tanggal.Date) string {
	return d.WeekdayName() + ", " + strings.ReplaceAll(d.LongNoDay(), " ", "\u00a0")
}

// nip groups the 18 digits of a NIP 8-6-1-3; anything else stays as it is.
func nip(s string) string {
	s = plain.Line(s)
	d := strings.ReplaceAll(s, " ", "")
	if len(d) != 18 || strings.Trim(d, "0123456789") != "" {
		return s
	}
	return d[:8] + " " + d[8:14] + " " + d[14:15] + " " + d[15:]
}

// moment is "pukul 09.00 WIB", with the day in front unless it is the day of
// the meeting.
func (n *builder) moment(t time.Time) string {
	t = t.In(n.loc)
	s := "pukul " + tanggal.ClockWithZone(t)
	if d := tanggal.Of(t); d != n.m.Meeting.Date && !d.IsZero() {
		s = "hari " + d.Long() + " " + s
	}
	return s
}

// days is the day of the meeting, or all days if its sessions were on several.
func (n *builder) days() string {
	var out []string
	seen := map[tanggal.Date]bool{}
	for _, s := range n.m.Meeting.Sessions {
		if d := tanggal.Of(s.Start.In(n.loc)); !seen[d] {
			seen[d] = true
			out = append(out, d.Long())
		}
	}
	if len(out) < 2 {
		return n.m.Meeting.Date.Long()
	}
	return strings.Join(out[:len(out)-1], "; ") + " dan " + out[len(out)-1]
}

// lastDay is the day the document is signed on: of the last revision, else of
// the end of the last session, else the day that was planned.
func (n *builder) lastDay() tanggal.Date {
	mt := n.m.Meeting
	if r := len(mt.Revisions); r > 0 {
		return tanggal.Of(mt.Revisions[r-1].At.In(n.loc))
	}
	if s := len(mt.Sessions); s > 0 {
		t := mt.Sessions[s-1].End
		if t.IsZero() {
			t = mt.Sessions[s-1].Start
		}
		return tanggal.Of(t.In(n.loc))
	}
	return mt.Date
}

// hours is the time of the meeting, a line for each session.
func (n *builder) hours() []Text {
	mt := n.m.Meeting
	if len(mt.Sessions) == 0 {
		if mt.Time.IsZero() {
			return []Text{Plain("–")}
		}
		at := mt.Time.On(mt.Date, n.loc)
		if at.IsZero() {
			at = mt.Time.On(tanggal.MustNew(2000, time.January, 1), n.loc)
		}
		return []Text{Plain(tanggal.Range(at, time.Time{}))}
	}
	severalDays := false
	for _, s := range mt.Sessions {
		if tanggal.Of(s.Start.In(n.loc)) != mt.Date {
			severalDays = true
		}
	}
	var out []Text
	for i, s := range mt.Sessions {
		start, end := s.Start.In(n.loc), s.End
		if !end.IsZero() {
			end = end.In(n.loc)
		}
		line := tanggal.Range(start, end)
		if severalDays && (end.IsZero() || tanggal.Of(start) == tanggal.Of(end)) {
			line = tanggal.Of(start).Long() + " pukul " + line
		}
		if len(mt.Sessions) > 1 {
			line = fmt.Sprintf("Sesi %d: %s", i+1, line)
			if why := plain.Line(s.Reason); why != "" {
				line += " (dijeda: " + why + ")"
			}
		}
		out = append(out, Plain(line))
	}
	return out
}

// presence is "hadir 11 dari 11", with the other values that occur.
func (n *builder) presence() string {
	mt := n.m.Meeting
	count := mt.Count()
	if count[monev.Unmarked] == len(mt.Attendance) {
		return "kehadiran belum diisi"
	}
	s := fmt.Sprintf("hadir %d dari %d", count[monev.Present], len(mt.Attendance))
	for _, p := range monev.Presences()[1:] {
		if count[p] > 0 {
			s += fmt.Sprintf(", %s %d", p, count[p])
		}
	}
	if u := count[monev.Unmarked]; u > 0 {
		s += fmt.Sprintf(", belum diisi %d", u)
	}
	return s
}

// area is "Area III Penataan Sistem Manajemen SDM".
func (n *builder) area(i int) string {
	return "Area " + tanggal.Roman(i+1) + " " + plain.Line(n.m.Office.Areas[i].Name)
}

// progress is "70%, naik 15 dari TW III 2025".
func (n *builder) progress(p monev.AreaPart) string {
	if p.Review.Progress == nil {
		return "belum diisi"
	}
	s := percent(*p.Review.Progress)
	if d, ok := p.Trend(); ok {
		from := " dari "
		if d == 0 {
			from = " seperti "
		}
		s += ", " + trend(d) + from + or(n.m.BeforePeriod, "rapat sebelumnya")
	}
	return s
}

func percent(n int) string { return tanggal.Percent(float64(n), 0) }

func trend(d int) string {
	switch {
	case d > 0:
		return fmt.Sprintf("naik %d", d)
	case d < 0:
		return fmt.Sprintf("turun %d", -d)
	}
	return "tetap"
}

// state is the status of a follow-up with what its age says: "Dalam Proses",
// "Terlambat 5 hari", "rapat ke-2".
func state(l monev.FollowUpLine) Cell {
	c := Cell{{Bold(string(l.Status))}}
	if l.LateDays > 0 {
		c = append(c, Text{Bold(fmt.Sprintf("Terlambat %d\u00a0hari", l.LateDays))})
	}
	if l.Status.Open() && l.Meetings() > 1 {
		c = append(c, Plain(fmt.Sprintf("rapat ke-%d", l.Meetings())))
	}
	return c
}

// dues is the due date with all that went before it.
func dues(l monev.FollowUpLine) Cell {
	if l.Due.IsZero() {
		return Cell{Plain("belum ada")}
	}
	c := Cell{Plain(short(l.Due))}
	all := l.Dues()
	for i := len(all) - 2; i >= 0; i-- {
		if i == len(all)-2 {
			c = append(c, Text{Italic("semula:")})
		}
		c = append(c, Text{Italic(short(all[i]))})
	}
	return c
}

// owner names who answers for something on paper: a sub-section carries the word
// Subbag, which lists on the screen leave out.
func (n *builder) owner(w monev.Owner) string {
	if w.IsZero() {
		return "belum ditetapkan"
	}
	if u, ok := n.m.Office.Unit(w.ID); ok && u.Kind == monev.Subsection && !strings.HasPrefix(w.Name, "Sub") {
		w.Name = "Subbag " + w.Name
	}
	return plain.Line(w.String())
}

// count sums up follow-ups: "5 tindak lanjut: 1 Tuntas, 3 Dalam Proses …".
func count(ls []monev.FollowUpLine) string {
	by := map[monev.FollowUpStatus]int{}
	late := 0
	for _, l := range ls {
		by[l.Status]++
		if l.LateDays > 0 {
			late++
		}
	}
	var out []string
	for _, s := range []monev.FollowUpStatus{monev.Done, monev.InProgress, monev.NotBegun, monev.Impossible} {
		if by[s] > 0 {
			out = append(out, fmt.Sprintf("%d %s", by[s], s))
		}
	}
	text := fmt.Sprintf("%d tindak lanjut: %s", len(ls), strings.Join(out, ", "))
	if late > 0 {
		text += fmt.Sprintf("; %d terlambat", late)
	}
	return text
}

// unit is who answers for something without the holder, empty if nobody does.
func (n *builder) unit(w monev.Owner) string {
	if w.IsZero() {
		return ""
	}
	w.Holder = ""
	return n.owner(w)
}

// revision is "Revisi ke-2".
func revision(n int) string { return fmt.Sprintf("Revisi ke-%d", n) }

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// agenda is the order of events as a numbered pair.
func (n *builder) agenda(label string) Pair {
	p := Pair{Label: label, Numbered: true}
	for _, a := range n.m.Meeting.Agenda {
		if a = plain.Line(a); a != "" {
			p.Values = append(p.Values, Plain(a))
		}
	}
	if len(p.Values) == 0 {
		return pair(label, "–")
	}
	return p
}

// place is "Pamekasan, 20 November 2025"; a day that is not known is dots to
// write on.
func (n *builder) place(d tanggal.Date) string {
	day := "……………………"
	if !d.IsZero() {
		day = d.LongNoDay()
	}
	if city := plain.Line(n.m.Office.City); city != "" {
		return city + ", " + day
	}
	return day
}

// officeTitle adds the office to a title of one word: "Ketua KPU Kabupaten
// Pamekasan", as letters are signed.
func (n *builder) officeTitle(title string) string {
	title = plain.Line(title)
	if title == "" || strings.Contains(title, " ") || n.d.Author == "" {
		return title
	}
	return title + " " + n.d.Author
}

// sign adds the office's signers for the last day of the meeting.
func (n *builder) sign() {
	s := Signatures{Place: n.place(n.lastDay())}
	for _, sg := range n.m.Office.Signers {
		s.Signers = append(s.Signers, n.signature(plain.Line(sg.Caption), n.m.Signer(sg)))
		if len(s.Signers) == 3 {
			break
		}
	}
	if len(s.Signers) > 0 {
		n.add(s)
	}
}

// signHead adds the one who presides as the only signer, as reports are signed.
func (n *builder) signHead() {
	n.signRight(n.place(n.lastDay()), n.m.Meeting.Chair)
}

// signRight adds a single signer on the right half, the title alone above the
// name, as letters are signed.
func (n *builder) signRight(place string, p monev.Person) {
	s := n.signature(n.officeTitle(p.Title), p)
	s.Title = ""
	n.add(Signatures{Place: place, Signers: []Signature{{}, s}})
}

func (n *builder) signature(caption string, p monev.Person) Signature {
	return Signature{Caption: caption, Title: n.officeTitle(p.Title), Name: plain.Line(p.Holder), NIP: nip(p.NIP)}
}

// table adds a table, or a sentence if it has no rows.
func (n *builder) table(t Table, none string) {
	if len(t.Rows) == 0 {
		n.para("%s", none)
		return
	}
	t.Columns = fit(n.d.TextWidth(), t.Columns...)
	n.add(t)
}

// strong is a cell in bold, for totals.
func strong(s string) Cell { return Cell{{Bold(plain.Line(s))}} }

// tone is the colour that goes with the status of a follow-up.
func tone(l monev.FollowUpLine) Tone {
	switch {
	case l.LateDays > 0:
		return Bad
	case l.Status == monev.Done:
		return Good
	case l.Status == monev.InProgress:
		return Warn
	case l.Status == monev.Impossible:
		return Muted
	}
	return None
}
