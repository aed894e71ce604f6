// Package calendar makes the dates of a meeting a calendar file (iCalendar, RFC
// 5545): its sessions, what is due of the follow-ups, the deadlines of the office.
package calendar

import (
	"bytes"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/emersion/go-ical"

	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/report"
	"monev/internal/tanggal"
)

// Render makes the calendar. Sessions have times in UTC, everything else is a
// whole day; follow-ups and deadlines remind at 08.00 a week and a day before.
// Names (UID) stay the same whenever it is made again, so that calendars replace
// what they have; the stamp is the last moment of the records, so equal input
// makes equal bytes. Lines end with CRLF and are folded at 75 octets.
func Render(in report.Input) ([]byte, error) {
	c := calendar{Input: in, out: ical.NewCalendar(), office: slug(in.Minutes.Office.Name), stamp: in.Stamp().UTC()}
	if c.stamp.IsZero() {
		c.stamp = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	c.out.Props.SetText(ical.PropVersion, "2.0")
	c.out.Props.SetText(ical.PropProductID, "-//monev//Rapat Monev Zona Integritas//ID")
	c.out.Props.SetText(ical.PropCalendarScale, "GREGORIAN")
	c.out.Props.SetText(ical.PropMethod, "PUBLISH")
	c.meeting()
	for _, l := range in.Due() {
		c.followUp(l)
	}
	for _, d := range in.Deadlines {
		c.deadline(d)
	}
	if len(c.out.Children) == 0 {
		return nil, monev.Refuse("dokumen", "Belum ada tanggal untuk kalender: isi tanggal dan jam rapat, tenggat tindak lanjut, atau tenggat kantor.")
	}
	var b bytes.Buffer
	if err := ical.NewEncoder(&b).Encode(c.out); err != nil {
		return nil, fmt.Errorf("encode calendar: %w", err)
	}
	return fold(b.Bytes()), nil
}

type calendar struct {
	report.Input
	out    *ical.Calendar
	office string
	stamp  time.Time
}

// event begins an event under a name that stays the same.
func (c *calendar) event(id, summary string) *ical.Event {
	if c.Minutes.Office.Practice {
		summary = monev.PracticeStamp + ": " + summary
	}
	e := ical.NewEvent()
	e.Props.SetText(ical.PropUID, id+"."+c.office+"@monev")
	e.Props.SetDateTime(ical.PropDateTimeStamp, c.stamp)
	e.Props.SetText(ical.PropSummary, plain.Line(summary))
	c.out.Children = append(c.out.Children, e.Component)
	return e
}

// describe adds the lines that are not empty.
func describe(e *ical.Event, lines ...string) {
	var out []string
	for _, l := range lines {
		if l = plain.Line(l); l != "" {
			out = append(out, l)
		}
	}
	if len(out) > 0 {
		e.Props.SetText(ical.PropDescription, strings.Join(out, "\n"))
	}
}

// days makes an event of one whole day.
func days(e *ical.Event, d tanggal.Date) {
	e.Props.SetDate(ical.PropDateTimeStart, d.Time(time.UTC))
	e.Props.SetDate(ical.PropDateTimeEnd, d.AddDays(1).Time(time.UTC))
	e.Props.SetText(ical.PropTransparency, "TRANSPARENT")
}

// remind adds an alarm; before is a duration as RFC 5545 writes them.
func remind(e *ical.Event, before string) {
	a := ical.NewComponent(ical.CompAlarm)
	a.Props.SetText(ical.PropAction, "DISPLAY")
	a.Props.Set(&ical.Prop{Name: ical.PropTrigger, Params: ical.Params{}, Value: before})
	text, _ := e.Props.Text(ical.PropSummary)
	a.Props.SetText(ical.PropDescription, text)
	e.Children = append(e.Children, a)
}

// The alarms of a whole day: 08.00 a week before and the day before.
const (
	weekBefore = "-P6DT16H"
	dayBefore  = "-PT16H"
)

func (c *calendar) meeting() {
	m := c.Minutes.Meeting
	type sitting struct{ from, to time.Time }
	var list []sitting
	from, to := c.Planned()
	for i, s := range m.Sessions {
		end := s.End
		if end.IsZero() && i == 0 {
			end = s.Start.Add(to.Sub(from))
		}
		list = append(list, sitting{s.Start, end})
	}
	if len(list) == 0 && !from.IsZero() {
		list = append(list, sitting{from, to})
	}
	for i, s := range list {
		name := m.Name()
		if len(list) > 1 {
			name += fmt.Sprintf(" (sesi %d)", i+1)
		}
		e := c.event(fmt.Sprintf("%s.sesi-%d", m.ID, i+1), name)
		e.Props.SetDateTime(ical.PropDateTimeStart, s.from.UTC())
		if s.to.After(s.from) {
			e.Props.SetDateTime(ical.PropDateTimeEnd, s.to.UTC())
		}
		if p := plain.Line(m.Place); p != "" {
			e.Props.SetText(ical.PropLocation, p)
		}
		describe(e, m.Agenda...)
		if m.Status == monev.Draft {
			remind(e, "-P1D")
		}
	}
}

func (c *calendar) followUp(l monev.FollowUpLine) {
	e := c.event(l.ID, "Tenggat: "+plain.Cut(plain.Line(l.Text), 120))
	days(e, l.Due)
	owner := ""
	if !l.Owner.IsZero() {
		owner = "Penanggung jawab: " + report.OwnerName(c.Input, l.Owner)
	}
	describe(e, l.ID+", area "+tanggal.Roman(l.Origin.Area+1)+", prioritas "+string(l.Priority), l.Text, owner, string(l.Status))
	remind(e, weekBefore)
	remind(e, dayBefore)
}

func (c *calendar) deadline(d monev.Deadline) {
	if d.Done || d.Date.IsZero() {
		return
	}
	e := c.event("tenggat-"+slug(d.ID), "Tenggat kantor: "+plain.Cut(plain.Line(d.Text), 120))
	days(e, d.Date)
	describe(e, d.Text, d.Note)
	remind(e, weekBefore)
	remind(e, dayBefore)
}

// slug is a text as part of a UID: small letters and digits with hyphens.
func slug(s string) string {
	return strings.Join(strings.FieldsFunc(plain.Fold(s), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9')
	}), "-")
}

// fold breaks lines so that none is longer than 75 octets, never inside a
// character; the library leaves them as they are.
func fold(data []byte) []byte {
	const most = 75
	var out bytes.Buffer
	for line := range bytes.SplitAfterSeq(data, []byte("\r\n")) {
		line = bytes.TrimSuffix(line, []byte("\r\n"))
		if len(line) == 0 {
			continue
		}
		for room := most; len(line) > room; room = most - 1 {
			n := room
			for n > 0 && !utf8.RuneStart(line[n]) {
				n--
			}
			if n == 0 { // no character is that long: broken bytes
				n = room
			}
			out.Write(line[:n])
			out.WriteString("\r\n ")
			line = line[n:]
		}
		out.Write(line)
		out.WriteString("\r\n")
	}
	return out.Bytes()
}
