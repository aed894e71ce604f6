package tanggal

import (
	"cmp"
	"fmt"
	"strings"
	"time"
)

// Clock is a time of day to the minute, 00.00 .. 23.59, without date or time
// zone. It is comparable with ==; the zero value means "no time", which is not
// midnight.
type Clock struct {
	n int16 // minutes since midnight plus one; 0 is none
}

// NewClock returns hour.minute and refuses, with a *Refusal, an hour outside
// 0..23 and a minute outside 0..59.
func NewClock(hour, minute int) (Clock, error) {
	c, reason := buildClock(hour, minute)
	if reason != "" {
		return Clock{}, refuse(whatClock, fmt.Sprintf("%02d.%02d", hour, minute), reason, "09.00")
	}
	return c, nil
}

// MustClock is NewClock for constants and tests; it panics where NewClock
// refuses.
func MustClock(hour, minute int) Clock {
	c, err := NewClock(hour, minute)
	if err != nil {
		panic(err)
	}
	return c
}

// ClockOf returns the time of day of t in t's own location, seconds dropped,
// and the zero Clock when t is the zero time.
func ClockOf(t time.Time) Clock {
	if t.IsZero() {
		return Clock{}
	}
	h, m, _ := t.Clock()
	return Clock{int16(h*60 + m + 1)}
}

// ParseClock reads a time of day as a user types it: 9, 09, 9.00, 09:00, 0900,
// 930, with or without pukul or jam before it and WIB, WITA or WIT after it,
// in any case. The zone is checked for spelling only; use ParseClockZone to
// learn it. Everything else, 24.00 and the empty string included, is refused
// with a *Refusal.
func ParseClock(text string) (Clock, error) {
	c, _, err := ParseClockZone(text)
	return c, err
}

// ParseClockZone is ParseClock that also returns the zone typed: "WIB",
// "WITA", "WIT", or "" when there was none.
func ParseClockZone(text string) (Clock, string, error) {
	no := func(reason string) (Clock, string, error) {
		return Clock{}, "", refuse(whatClock, text, reason, "09.00", "13.15")
	}
	s := strings.TrimSpace(text)
	switch {
	case s == "":
		return no("belum diisi")
	case len(s) > 40:
		return no("terlalu panjang")
	case !isASCII(s):
		return no("memuat tanda yang tidak dikenal")
	}
	s = strings.ToLower(s)
	for _, w := range [...]string{"pukul", "jam", "pkl.", "pkl"} {
		if after, ok := strings.CutPrefix(s, w); ok {
			s = strings.TrimSpace(after)
			break
		}
	}
	zone := ""
	for _, z := range [...]string{"WIB", "WITA", "WIT"} {
		if before, ok := strings.CutSuffix(s, strings.ToLower(z)); ok {
			s, zone = strings.TrimSpace(before), z
			break
		}
	}
	hs, ms := s, "00"
	if i := strings.IndexAny(s, ".:"); i >= 0 {
		hs, ms = s[:i], s[i+1:]
	} else if len(s) == 3 || len(s) == 4 {
		hs, ms = s[:len(s)-2], s[len(s)-2:]
	}
	h, okH := digits(hs)
	m, okM := digits(ms)
	switch {
	case !okH || !okM || len(hs) > 2:
		return no("bentuknya harus jam 00 sampai 23, titik, lalu menit")
	case len(ms) != 2:
		return no("menitnya harus dua angka")
	}
	c, reason := buildClock(h, m)
	if reason != "" {
		return no(reason)
	}
	return c, zone, nil
}

// IsZero reports whether c is no time. encoding/json's omitzero uses it.
func (c Clock) IsZero() bool { return c.n == 0 }

// Minutes returns the minutes since midnight, 0..1439, and -1 for the zero
// Clock.
func (c Clock) Minutes() int { return int(c.n) - 1 }

// Hour returns 0..23, and 0 for the zero Clock.
func (c Clock) Hour() int { return max(c.Minutes(), 0) / 60 }

// Minute returns 0..59, and 0 for the zero Clock.
func (c Clock) Minute() int { return max(c.Minutes(), 0) % 60 }

// Compare returns -1, 0 or +1 as c is before, the same as or after other. The
// zero Clock is before every other.
func (c Clock) Compare(other Clock) int { return cmp.Compare(c.n, other.n) }

// Before reports whether c is earlier in the day than other.
func (c Clock) Before(other Clock) bool { return c.n < other.n }

// After reports whether c is later in the day than other.
func (c Clock) After(other Clock) bool { return c.n > other.n }

// String returns 09.00, and "" for the zero Clock.
func (c Clock) String() string {
	if c.IsZero() {
		return ""
	}
	return fmt.Sprintf("%02d.%02d", c.Hour(), c.Minute())
}

// On returns the moment c on day d in loc (UTC when nil), and the zero time
// when d or c is zero.
func (c Clock) On(d Date, loc *time.Location) time.Time {
	if c.IsZero() || d.IsZero() {
		return time.Time{}
	}
	if loc == nil {
		loc = time.UTC
	}
	return time.Date(d.Year(), d.Month(), d.Day(), c.Hour(), c.Minute(), 0, 0, loc)
}

// MarshalText returns 09.00, empty for the zero Clock. It never fails.
func (c Clock) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads what MarshalText writes: empty is the zero Clock, all
// else must satisfy ParseClock and name no zone. On error c is left as it was.
func (c *Clock) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*c = Clock{}
		return nil
	}
	v, zone, err := ParseClockZone(string(b))
	if err != nil {
		return err
	}
	if zone != "" {
		return refuse(whatClock, string(b), "zona waktu tidak disimpan bersama jam", v.String())
	}
	*c = v
	return nil
}

func buildClock(h, m int) (Clock, string) {
	switch {
	case h == 24 && m == 0:
		return Clock{}, "jam 24.00 tidak ada, tengah malam ditulis 00.00 hari berikutnya atau 23.59"
	case h < 0 || h > 23:
		return Clock{}, "jamnya harus 00 sampai 23"
	case m < 0 || m > 59:
		return Clock{}, "menitnya harus 00 sampai 59"
	}
	return Clock{int16(h*60 + m + 1)}, ""
}

// HMS returns an elapsed time as hours, minutes and seconds, 00:47:12, parts
// of a second dropped. Hours grow past two digits; a negative d is 00:00:00.
func HMS(d time.Duration) string {
	s := int64(max(d, 0) / time.Second)
	return fmt.Sprintf("%02d:%02d:%02d", s/3600, s/60%60, s%60)
}

// MS returns an elapsed time as minutes and seconds, 06:10, parts of a second
// dropped. Minutes grow past 59 (75:03); a negative d is 00:00.
func MS(d time.Duration) string {
	s := int64(max(d, 0) / time.Second)
	return fmt.Sprintf("%02d:%02d", s/60, s%60)
}
