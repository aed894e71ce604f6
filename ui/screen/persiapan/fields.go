package persiapan

import (
	"errors"
	"strings"

	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/kit"
	"monev/ui/part"
	"monev/ui/stage"
)

// field is one field of the meeting's record: how its row reads, how it is asked
// for and what an answer changes.
type field struct {
	name, label string
	// show is the row's text, empty if the field is.
	show func(monev.Minutes) string
	// ask is the form's field; name and label are filled in.
	ask func(*kit.Kit, monev.Minutes) part.Field
	// set puts the form's value into the record. It may run twice: to see
	// whether it can be stored, and to store it.
	set func(m *monev.Meeting, value string, all monev.Minutes) error
}

// fields are the fields of a meeting in the order of their rows. Their names are
// those which the refusals of the domain use.
func fields() []field {
	return []field{
		{"judul", "Judul",
			func(m monev.Minutes) string { return m.Meeting.Title },
			func(_ *kit.Kit, m monev.Minutes) part.Field {
				return part.Field{Value: m.Meeting.Title, Required: true, Limit: monev.NameLimit}
			},
			func(m *monev.Meeting, v string, _ monev.Minutes) error { m.Title = v; return nil }},
		{"periode", "Periode",
			func(m monev.Minutes) string { return m.Meeting.Period.String() },
			func(_ *kit.Kit, m monev.Minutes) part.Field {
				return part.Field{Value: m.Meeting.Period.Short(), Required: true, Check: period(m.Meeting.Date), Size: 24, Replace: true,
					Hint: "TW IV 2025, nov 2025"}
			},
			setPeriod},
		{"tanggal", "Tanggal",
			func(m monev.Minutes) string { return m.Meeting.Date.Long() },
			func(k *kit.Kit, m monev.Minutes) part.Field {
				return part.Field{Value: m.Meeting.Date.Short(), Required: true, Check: Day(k.App.Today()), Size: 24, Replace: true,
					Hint: "20/11, kamis, besok"}
			},
			func(m *monev.Meeting, v string, _ monev.Minutes) (err error) {
				m.Date, err = tanggal.ParseISO(v)
				return err
			}},
		{"waktu", "Waktu",
			func(m monev.Minutes) string {
				if m.Meeting.Time.IsZero() {
					return ""
				}
				return m.Meeting.Time.String() + " " + m.Office.Zone
			},
			func(_ *kit.Kit, m monev.Minutes) part.Field {
				return part.Field{Value: m.Meeting.Time.String(), Check: clock(m.Office.Zone), Size: 12, Replace: true, Hint: "9, 09.00"}
			},
			func(m *monev.Meeting, v string, _ monev.Minutes) (err error) {
				m.Time = tanggal.Clock{}
				if v != "" {
					m.Time, err = tanggal.ParseClock(v)
				}
				return err
			}},
		{"tempat", "Tempat",
			func(m monev.Minutes) string { return m.Meeting.Place },
			func(_ *kit.Kit, m monev.Minutes) part.Field {
				return part.Field{Value: m.Meeting.Place, Limit: monev.NameLimit, Hint: m.Office.Place}
			},
			func(m *monev.Meeting, v string, _ monev.Minutes) error { m.Place = v; return nil }},
		{name: rowLetter, label: "Surat undangan", show: letterText}, // its form is letterForm
		person("pimpinan", "Pimpinan rapat", func(m *monev.Meeting) *monev.Person { return &m.Chair }),
		person("notulis", "Notulis", func(m *monev.Meeting) *monev.Person { return &m.Notary }),
	}
}

func fieldNamed(name string) (field, bool) {
	for _, f := range fields() {
		if f.name == name {
			return f, true
		}
	}
	return field{}, false
}

// person is a field that names somebody in the room.
func person(name, label string, of func(*monev.Meeting) *monev.Person) field {
	return field{name, label,
		func(m monev.Minutes) string { return of(&m.Meeting).String() },
		func(_ *kit.Kit, m monev.Minutes) part.Field {
			now := *of(&m.Meeting)
			return part.Field{Kind: part.Complete, Value: now.Position, Options: stage.People(m, now), Hint: "jabatan atau nama"}
		},
		func(m *monev.Meeting, v string, all monev.Minutes) error {
			p := of(m)
			if v == p.Position {
				return nil // as it was frozen
			}
			*p = monev.Person{}
			if v != "" {
				*p, _ = all.Person(v)
			}
			return nil
		}}
}

// setPeriod changes the period, and in the title too where that names it.
func setPeriod(m *monev.Meeting, v string, _ monev.Minutes) error {
	p, err := monev.ParsePeriod(v, m.Date)
	if err != nil {
		return err
	}
	m.Title = strings.Replace(m.Title, m.Period.Short(), p.Short(), 1)
	m.Title = strings.Replace(m.Title, m.Period.String(), p.String(), 1)
	m.Period = p
	return nil
}

func period(date tanggal.Date) func(string) (string, string, error) {
	return func(text string) (string, string, error) {
		p, err := monev.ParsePeriod(text, date)
		return p.Short(), p.String(), err
	}
}

// Day checks the date of a meeting. One that is past is taken: a meeting may be
// recorded afterwards.
func Day(today tanggal.Date) func(string) (string, string, error) {
	return func(text string) (string, string, error) {
		d, err := tanggal.ParseDue(text, today)
		if err != nil {
			var r *tanggal.Refusal
			if errors.As(err, &r) {
				again := *r
				again.What = "Tanggal"
				err = &again
			}
			return "", "", err
		}
		hint := d.Long()
		if n := d.DaysSince(today); n < 0 {
			hint += " – " + tanggal.Ago(-n) + ", dicatat sesudahnya"
		} else {
			hint += " – " + tanggal.InDays(n)
		}
		return d.String(), hint, nil
	}
}

// clock checks a time of day; the zone of the office may be written behind it.
func clock(zone string) func(string) (string, string, error) {
	return func(text string) (string, string, error) {
		c, typed, err := tanggal.ParseClockZone(text)
		if err == nil && typed != "" && typed != zone {
			err = monev.Refuse("waktu", "Zona waktu kantor ini %s; tulis jamnya dalam %s.", zone, zone)
		}
		if err != nil {
			return "", "", err
		}
		return c.String(), c.String() + " " + zone, nil
	}
}
