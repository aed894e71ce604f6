package calendar

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/emersion/go-ical"
	"pgregory.net/rapid"

	"monev/internal/monev"
	"monev/internal/report"
	"monev/internal/tanggal"
)

var wib = time.FixedZone("WIB", 7*3600)

func input(t testing.TB, text string) report.Input {
	o := monev.DefaultOffice(2025)
	m := monev.NewMeeting("R0003", o, tanggal.MustNew(2025, 11, 20))
	start := time.Date(2025, 11, 20, 9, 0, 0, 0, wib)
	for _, err := range []error{m.Start(o, start), m.Pause(start.Add(2*time.Hour), "makan"), m.Resume(start.Add(4 * time.Hour)), m.Close(start.Add(5 * time.Hour))} {
		if err != nil {
			t.Fatal(err)
		}
	}
	m.Place = text
	in := report.Input{AsOf: m.FinalAt, Deadlines: []monev.Deadline{
		{ID: "1", Date: tanggal.MustNew(2025, 12, 31), Text: "Laporan ZI; " + text}, {ID: "2", Date: tanggal.MustNew(2025, 9, 30), Text: "lewat", Done: true}}}
	in.Minutes = monev.Assemble(o, m, nil, nil, nil, nil, nil, m.FinalAt)
	w, _ := o.Owner("kul")
	f := monev.FollowUp{ID: "TL-00001", Text: text, Priority: monev.High, Owner: w, Due: tanggal.MustNew(2025, 12, 5), Status: monev.NotBegun}
	g := f
	g.ID, g.Due = "TL-00002", tanggal.Date{}
	in.Register = []monev.FollowUpLine{{FollowUp: f}, {FollowUp: g}}
	return in
}

func TestCalendar(t *testing.T) {
	data, err := Render(input(t, "Lengkapi eviden, segera"))
	if err != nil {
		t.Fatal(err)
	}
	cal, err := ical.NewDecoder(bytes.NewReader(data)).Decode()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range cal.Events() {
		uid, _ := e.Props.Text(ical.PropUID)
		start := e.Props.Get(ical.PropDateTimeStart)
		end := e.Props.Get(ical.PropDateTimeEnd)
		got = append(got, strings.Join([]string{uid, start.Value, end.Value, string(rune('0' + len(e.Children)))}, " "))
	}
	want := []string{
		"R0003.sesi-1.kpu-kabupaten-pamekasan@monev 20251120T020000Z 20251120T040000Z 0",
		"R0003.sesi-2.kpu-kabupaten-pamekasan@monev 20251120T060000Z 20251120T070000Z 0",
		"TL-00001.kpu-kabupaten-pamekasan@monev 20251205 20251206 2",
		"tenggat-1.kpu-kabupaten-pamekasan@monev 20251231 20260101 2",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
	if !bytes.Contains(data, []byte("Penanggung jawab: Subbag KUL")) {
		t.Error("the owner has another name than on paper")
	}
	if !bytes.Contains(data, []byte("DTSTAMP:20251120T070000Z")) {
		t.Error("the stamp is not the last moment of the records")
	}
}

// Whatever is written in the records: CRLF only, no line over 75 octets, no
// character broken, no control character, and it can be read again.
func TestHostileText(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"", "BEGIN:VEVENT\r\nX:1", strings.Repeat("é😀", 300), "a\\;,\n\x1b[31m\x00\u202e", "\xff\xfe"})).Draw(rt, "text")
		data, err := Render(input(t, "x"+text))
		if err != nil {
			rt.Fatal(err)
		}
		for line := range bytes.SplitSeq(data, []byte("\r\n")) {
			if len(line) > 75 || !utf8.Valid(line) || bytes.ContainsAny(line, "\r\n\x00\x1b\u202e") {
				rt.Fatalf("line %q", line)
			}
		}
		cal, err := ical.NewDecoder(bytes.NewReader(data)).Decode()
		if err != nil || len(cal.Events()) != 4 {
			rt.Fatalf("%v\n%s", err, data)
		}
	})
}

func TestNothingToRemind(t *testing.T) {
	_, err := Render(report.Input{})
	if _, ok := monev.AsRefusal(err); !ok {
		t.Errorf("%v", err)
	}
}
