// Package tanggal holds Indonesian dates, times of day, elapsed times and
// numbers as the offices write them, and reads what a user types as a due date
// (tenggat), a time of day or a number.
//
// Everything here is pure: no clock is read, no file or time zone database is
// opened, and nothing is shared or mutable. All text produced, including every
// error, is Indonesian.
package tanggal

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// MinYear and MaxYear are the first and the last year a Date can have.
const (
	MinYear = 1900
	MaxYear = 2200
)

// Date is a calendar day without time of day or time zone. It is comparable
// with ==. The zero value means "no date"; every other value made by this
// package is a day that exists between 1 January 1900 and 31 December 2200.
type Date struct {
	y int16
	m uint8
	d uint8
}

// New returns the given day. It refuses, with a *Refusal, a day that does not
// exist and a year outside MinYear..MaxYear.
func New(y int, m time.Month, d int) (Date, error) {
	date, r := build(y, int(m), d)
	if r != nil {
		r.What = whatDate
		r.Input = clip(fmt.Sprintf("%02d-%02d-%04d", d, int(m), y))
		return Date{}, r
	}
	return date, nil
}

// MustNew is New for constants and tests; it panics where New refuses.
func MustNew(y int, m time.Month, d int) Date {
	date, err := New(y, m, d)
	if err != nil {
		panic(err)
	}
	return date
}

// Of returns the day of t in t's own location. It returns the zero Date when t
// is the zero time or its year is outside MinYear..MaxYear.
func Of(t time.Time) Date {
	y, m, d := t.Date()
	if y < MinYear || y > MaxYear {
		return Date{}
	}
	return raw(y, m, d)
}

// ParseISO reads exactly YYYY-MM-DD with ASCII digits, nothing before or
// after. It refuses anything else, the empty string included, with a *Refusal.
func ParseISO(s string) (Date, error) {
	bad := func(reason string) (Date, error) {
		return Date{}, refuse(whatDate, s, reason, "2025-11-20")
	}
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return bad("bentuknya harus tahun-bulan-tanggal")
	}
	y, ok1 := digits(s[:4])
	m, ok2 := digits(s[5:7])
	d, ok3 := digits(s[8:])
	if !ok1 || !ok2 || !ok3 {
		return bad("bentuknya harus tahun-bulan-tanggal")
	}
	date, r := build(y, m, d)
	if r != nil {
		return bad(r.Reason)
	}
	return date, nil
}

// String returns the ISO form, 2025-11-20, and "" for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.y, d.m, d.d)
}

// Long returns the form of letters and minutes, Kamis, 20 November 2025, with
// no leading zero before the day, and "" for the zero Date.
func (d Date) Long() string {
	if d.IsZero() {
		return ""
	}
	return d.WeekdayName() + ", " + d.LongNoDay()
}

// LongNoDay returns 20 November 2025, and "" for the zero Date.
func (d Date) LongNoDay() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d %s %04d", d.d, MonthName(d.Month()), d.y)
}

// Short returns the form for tables, 20-11-2025, always ten characters, and ""
// for the zero Date.
func (d Date) Short() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%02d-%02d-%04d", d.d, d.m, d.y)
}

// ShortDay returns Kam 20-11-2025, always fourteen characters, and "" for the
// zero Date.
func (d Date) ShortDay() string {
	if d.IsZero() {
		return ""
	}
	return WeekdayShort(d.Weekday()) + " " + d.Short()
}

// News returns the form of press releases, Kamis (20/11/2025), and "" for the
// zero Date.
func (d Date) News() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%s (%02d/%02d/%04d)", d.WeekdayName(), d.d, d.m, d.y)
}

// IsZero reports whether d is no date. encoding/json's omitzero uses it.
func (d Date) IsZero() bool { return d == Date{} }

// Year returns the year, MinYear..MaxYear, and 0 for the zero Date.
func (d Date) Year() int { return int(d.y) }

// Month returns the month, 1..12, and 0 for the zero Date.
func (d Date) Month() time.Month { return time.Month(d.m) }

// Day returns the day of the month, 1..31, and 0 for the zero Date.
func (d Date) Day() int { return int(d.d) }

// Weekday returns the day of the week, the same as time.Time's. For the zero
// Date it returns time.Sunday, which then means nothing.
func (d Date) Weekday() time.Weekday {
	if d.IsZero() {
		return time.Sunday
	}
	return d.Time(time.UTC).Weekday()
}

// WeekdayName returns Senin .. Minggu, and "" for the zero Date.
func (d Date) WeekdayName() string {
	if d.IsZero() {
		return ""
	}
	return WeekdayName(d.Weekday())
}

// Compare returns -1, 0 or +1 as d is before, the same as or after other. The
// zero Date is before every other.
func (d Date) Compare(other Date) int {
	return cmp.Compare(d.ordinal(), other.ordinal())
}

// Before reports whether d is an earlier day than other.
func (d Date) Before(other Date) bool { return d.Compare(other) < 0 }

// After reports whether d is a later day than other.
func (d Date) After(other Date) bool { return d.Compare(other) > 0 }

// AddDays returns the day n days later (earlier when n is negative). The zero
// Date stays zero; a result outside the supported years becomes the first or
// the last supported day.
func (d Date) AddDays(n int) Date {
	r, _ := d.plusDays(n)
	return r
}

// AddMonths returns the same day of the month n months later (earlier when n
// is negative), or the last day of that month when it is shorter: 31 January
// plus one month is 28 or 29 February. The zero Date stays zero; a result
// outside the supported years becomes the first or the last supported day.
func (d Date) AddMonths(n int) Date {
	r, _ := d.plusMonths(n)
	return r
}

// DaysSince returns the number of days from other to d, negative when d is
// earlier. It returns 0 when either is the zero Date.
func (d Date) DaysSince(other Date) int {
	if d.IsZero() || other.IsZero() {
		return 0
	}
	return d.dayNumber() - other.dayNumber()
}

// Quarter returns the quarter (triwulan) 1..4, and 0 for the zero Date.
func (d Date) Quarter() int { return (int(d.m) + 2) / 3 }

// EndOfMonth returns the last day of d's month; zero stays zero.
func (d Date) EndOfMonth() Date { return d.endOf(int(d.m)) }

// EndOfQuarter returns the last day of d's quarter; zero stays zero.
func (d Date) EndOfQuarter() Date { return d.endOf(d.Quarter() * 3) }

// EndOfYear returns 31 December of d's year; zero stays zero.
func (d Date) EndOfYear() Date { return d.endOf(12) }

// Time returns the start of the day, 00:00, in loc (UTC when loc is nil), and
// the zero time for the zero Date.
func (d Date) Time(loc *time.Location) time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	if loc == nil {
		loc = time.UTC
	}
	return time.Date(int(d.y), time.Month(d.m), int(d.d), 0, 0, 0, 0, loc)
}

// MarshalText returns the ISO form, empty for the zero Date. It never fails.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes: empty is the zero Date, all
// else must satisfy ParseISO. On error d is left as it was.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = Date{}
		return nil
	}
	v, err := ParseISO(string(b))
	if err != nil {
		return err
	}
	*d = v
	return nil
}

// InDays says how far a due date is, n days from today: hari ini (0), besok
// (1), 5 hari lagi, kemarin (-1), lewat 5 hari (-5).
func InDays(n int) string {
	switch {
	case n == 0:
		return "hari ini"
	case n == 1:
		return "besok"
	case n == -1:
		return "kemarin"
	case n > 0:
		return strconv.Itoa(n) + " hari lagi"
	}
	return "lewat " + strings.TrimPrefix(strconv.Itoa(n), "-") + " hari"
}

// Ago says how long past an event is, n days before today: hari ini (0),
// kemarin (1), 5 hari lalu. A negative n is in the future: besok (-1), 5 hari
// lagi (-5).
func Ago(n int) string {
	switch {
	case n == 0:
		return "hari ini"
	case n == 1:
		return "kemarin"
	case n == -1:
		return "besok"
	case n > 0:
		return strconv.Itoa(n) + " hari lalu"
	}
	return strings.TrimPrefix(strconv.Itoa(n), "-") + " hari lagi"
}

// build checks the three numbers; its refusal carries a reason and an example
// but neither What nor Input.
func build(y, m, d int) (Date, *Refusal) {
	switch {
	case y < MinYear || y > MaxYear:
		return Date{}, refuse("", "", fmt.Sprintf("tahun harus antara %d dan %d", MinYear, MaxYear), "05-12-2025")
	case m < 1 || m > 12:
		return Date{}, refuse("", "", fmt.Sprintf("bulan %d tidak ada (urutannya tanggal, bulan, tahun)", m), "05-12-2025")
	case d < 1:
		return Date{}, refuse("", "", fmt.Sprintf("tanggal %d tidak ada", d), raw(y, time.Month(m), 1).Short())
	}
	if last := daysIn(y, m); d > last {
		return Date{}, refuse("", "", fmt.Sprintf("%s %d hanya sampai tanggal %d", MonthName(time.Month(m)), y, last),
			raw(y, time.Month(m), last).Short())
	}
	return raw(y, time.Month(m), d), nil
}

func raw(y int, m time.Month, d int) Date { return Date{int16(y), uint8(m), uint8(d)} }

func minDate() Date { return raw(MinYear, time.January, 1) }
func maxDate() Date { return raw(MaxYear, time.December, 31) }

func daysIn(y, m int) int {
	return time.Date(y, time.Month(m)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

func (d Date) ordinal() int { return int(d.y)*10000 + int(d.m)*100 + int(d.d) }

func (d Date) dayNumber() int { return int(d.Time(time.UTC).Unix() / 86400) }

func (d Date) endOf(month int) Date {
	if d.IsZero() {
		return d
	}
	return raw(int(d.y), time.Month(month), daysIn(int(d.y), month))
}

// plusDays reports false when the result had to be clamped.
func (d Date) plusDays(n int) (Date, bool) {
	if d.IsZero() {
		return d, false
	}
	switch {
	case n > maxDate().DaysSince(d):
		return maxDate(), false
	case n < minDate().DaysSince(d):
		return minDate(), false
	}
	return Of(d.Time(time.UTC).AddDate(0, 0, n)), true
}

// plusMonths reports false when the result had to be clamped to the supported
// years (clamping to the end of a month is not counted).
func (d Date) plusMonths(n int) (Date, bool) {
	if d.IsZero() {
		return d, false
	}
	base := int(d.y)*12 + int(d.m) - 1
	switch {
	case n > MaxYear*12+11-base:
		return maxDate(), false
	case n < MinYear*12-base:
		return minDate(), false
	}
	y, m := (base+n)/12, (base+n)%12+1
	return raw(y, time.Month(m), min(int(d.d), daysIn(y, m))), true
}

// digits reads a short run of ASCII digits (at most nine).
func digits(s string) (int, bool) {
	if s == "" || len(s) > 9 {
		return 0, false
	}
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}
