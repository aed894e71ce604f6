package tanggal

import (
	"fmt"
	"strings"
	"time"
)

// ZoneName returns the Indonesian name of t's zone by its offset: WIB (UTC+7),
// WITA (UTC+8), WIT (UTC+9), and otherwise UTC, UTC+3 or UTC+5.30.
func ZoneName(t time.Time) string {
	_, sec := t.Zone()
	switch sec {
	case 0:
		return "UTC"
	case 7 * 3600:
		return "WIB"
	case 8 * 3600:
		return "WITA"
	case 9 * 3600:
		return "WIT"
	}
	sign := '+'
	if sec < 0 {
		sign, sec = '-', -sec
	}
	s := fmt.Sprintf("UTC%c%d", sign, sec/3600)
	if m := sec / 60 % 60; m != 0 {
		s += fmt.Sprintf(".%02d", m)
	}
	return s
}

// Location returns the fixed zone that WIB, WITA or WIT names, in any case and
// with blanks around it; it needs no time zone database. Any other name is
// refused with a *Refusal.
func Location(name string) (*time.Location, error) {
	if len(name) <= 40 && isASCII(name) {
		switch strings.ToUpper(strings.TrimSpace(name)) {
		case "WIB":
			return time.FixedZone("WIB", 7*3600), nil
		case "WITA":
			return time.FixedZone("WITA", 8*3600), nil
		case "WIT":
			return time.FixedZone("WIT", 9*3600), nil
		}
	}
	return nil, refuse(whatZone, name, "yang dikenal hanya WIB, WITA, dan WIT", "WIB", "WITA", "WIT")
}

// ClockWithZone returns 09.00 WIB in t's own location, and "" for the zero
// time.
func ClockWithZone(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return ClockOf(t).String() + " " + ZoneName(t)
}

// Range returns the time of a meeting in from's location, to converted to it:
//
//	09.00 s.d. 11.40 WIB
//	09.00 WIB s.d. selesai                     when to is the zero time
//	Kamis, 20 November 2025 pukul 22.00 WIB s.d. Jumat, 21 November 2025 pukul 01.10 WIB
//	                                           when the days differ
//
// It returns "" when from is the zero time and does not check that to is
// after from.
func Range(from, to time.Time) string {
	if from.IsZero() {
		return ""
	}
	if to.IsZero() {
		return ClockWithZone(from) + " s.d. selesai"
	}
	to = to.In(from.Location())
	if fy, fd := from.Year(), from.YearDay(); fy != to.Year() || fd != to.YearDay() {
		return dayAndClock(from) + " s.d. " + dayAndClock(to)
	}
	if ZoneName(from) != ZoneName(to) { // a change of summer time abroad
		return ClockWithZone(from) + " s.d. " + ClockWithZone(to)
	}
	return ClockOf(from).String() + " s.d. " + ClockWithZone(to)
}

func dayAndClock(t time.Time) string {
	day := Of(t).Long()
	if day == "" { // outside MinYear..MaxYear
		day = t.Format("02-01-2006")
	}
	return day + " pukul " + ClockWithZone(t)
}
