package tanggal

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestParseClock(t *testing.T) {
	for in, want := range map[string]string{
		"9": "09.00", "09": "09.00", "9.00": "09.00", "09:00": "09.00", "0900": "09.00", "930": "09.30",
		"9.30 wib": "09.30", "pukul 09.00": "09.00", "Pukul 13.15 WIB": "13.15", "jam 9": "09.00", "pkl. 9.05": "09.05",
		"0": "00.00", "00.00": "00.00", "23.59": "23.59", "  9.30WITA ": "09.30", "10 wit": "10.00", "2359": "23.59",
	} {
		c, err := ParseClock(in)
		if err != nil || c.String() != want {
			t.Errorf("ParseClock(%q) = %v, %v; want %s", in, c, err, want)
		}
	}
	for _, in := range []string{
		"", " ", "24", "24.00", "9.60", "9.5", "9.000", "25.10", "-1", "9,30", "9.30.00", "09000", "abc", "wib", "pukul",
		"9 pagi", "9.30 utc", "９.00", "9\x00", "1e1", "+9", "9.", ".30", "9. 30", "pu\u212Aul 9", strings.Repeat("9", 1<<20),
	} {
		c, err := ParseClock(in)
		var r *Refusal
		if !errors.As(err, &r) || !c.IsZero() {
			t.Errorf("ParseClock(%.20q) = %v, %v; want refusal", in, c, err)
			continue
		}
		for _, e := range r.Examples {
			if _, err := ParseClock(e); err != nil {
				t.Error(err)
			}
		}
	}
	for in, want := range map[string]string{"9.30 wib": "WIB", "9 WITA": "WITA", "9wit": "WIT", "9": ""} {
		_, z, err := ParseClockZone(in)
		if err != nil || z != want {
			t.Errorf("ParseClockZone(%q) = %q, %v", in, z, err)
		}
	}
	_, err := ParseClock("24.00")
	eq(t, "Error", err.Error(), `Jam "24.00" tidak dapat dipakai: jam 24.00 tidak ada, tengah malam ditulis 00.00 hari berikutnya atau 23.59; tulis misalnya "09.00" atau "13.15".`)
}

func TestClock(t *testing.T) {
	var z Clock
	eq(t, "zero", z.String(), "")
	eq(t, "zero minutes", z.Minutes(), -1)
	eq(t, "zero hour", z.Hour()+z.Minute(), 0)
	mid := MustClock(0, 0)
	eq(t, "midnight is not none", mid.IsZero() || mid == z, false)
	eq(t, "midnight", mid.String(), "00.00")
	eq(t, "Before", z.Before(mid) && mid.Before(MustClock(0, 1)) && MustClock(0, 1).After(mid), true)
	for _, c := range [][2]int{{-1, 0}, {24, 0}, {9, 60}, {9, -1}, {math.MaxInt, 0}} {
		if _, err := NewClock(c[0], c[1]); err == nil {
			t.Error(c)
		}
	}
	wita, _ := Location("wita")
	eq(t, "On", MustClock(9, 5).On(MustNew(2025, 11, 20), wita).UTC(), time.Date(2025, 11, 20, 1, 5, 0, 0, time.UTC))
	eq(t, "On zero", z.On(MustNew(2025, 11, 20), wita).IsZero() && mid.On(Date{}, nil).IsZero(), true)
	eq(t, "ClockOf", ClockOf(time.Date(2025, 1, 1, 23, 59, 59, 0, time.UTC)).String(), "23.59")
	eq(t, "ClockOf zero", ClockOf(time.Time{}), z)

	eq(t, "On nil", mid.On(MustNew(2025, 11, 20), nil), time.Date(2025, 11, 20, 0, 0, 0, 0, time.UTC))
	eq(t, "Compare", z.Compare(mid)+mid.Compare(mid)*10+MustClock(9, 0).Compare(mid)*100, 99)
	back := mid
	if err := json.Unmarshal([]byte(`""`), &back); err != nil || back != z {
		t.Errorf("empty: %v %v", back, err)
	}

	type doc struct {
		A Clock `json:"a"`
		B Clock `json:"b,omitzero"`
	}
	b, _ := json.Marshal(doc{})
	eq(t, "JSON", string(b), `{"a":""}`)
	b, _ = json.Marshal(doc{MustClock(9, 0), mid})
	eq(t, "JSON", string(b), `{"a":"09.00","b":"00.00"}`)
	for _, s := range []string{`"9.00 WIB"`, `"24.00"`, `9`, `" "`} {
		v := mid
		if err := json.Unmarshal([]byte(s), &v); err == nil || v != mid {
			t.Errorf("%s: %v %v", s, v, err)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("MustClock did not panic")
		}
	}()
	MustClock(24, 1)
}

func TestZones(t *testing.T) {
	at := time.Date(2025, 11, 20, 2, 0, 30, 0, time.UTC)
	for name, want := range map[string]string{"WIB": "09.00 WIB", "wita": "10.00 WITA", " Wit ": "11.00 WIT"} {
		loc, err := Location(name)
		if err != nil {
			t.Fatal(err)
		}
		eq(t, name, ClockWithZone(at.In(loc)), want)
	}
	for off, want := range map[int]string{
		0: "UTC", 3 * 3600: "UTC+3", -5 * 3600: "UTC-5", 19800: "UTC+5.30", -12600: "UTC-3.30", 7 * 3600: "WIB",
	} {
		eq(t, "ZoneName", ZoneName(at.In(time.FixedZone("x", off))), want)
	}
	for _, name := range []string{"", "UTC", "WIBB", "Asia/Jakarta", "wıb", strings.Repeat("W", 1<<20)} {
		if loc, err := Location(name); err == nil || loc != nil || len(err.Error()) > 300 {
			t.Errorf("Location(%.20q) = %v", name, loc)
		}
	}
	eq(t, "zero", ClockWithZone(time.Time{}), "")
}

func TestRange(t *testing.T) {
	wib, _ := Location("WIB")
	at := func(d, h, m int) time.Time { return time.Date(2025, 11, d, h, m, 0, 0, wib) }
	eq(t, "Range", Range(at(20, 9, 0), at(20, 11, 40)), "09.00 s.d. 11.40 WIB")
	eq(t, "other zone", Range(at(20, 9, 0), at(20, 11, 40).UTC()), "09.00 s.d. 11.40 WIB")
	eq(t, "open", Range(at(20, 9, 0), time.Time{}), "09.00 WIB s.d. selesai")
	eq(t, "none", Range(time.Time{}, at(20, 9, 0)), "")
	eq(t, "days", Range(at(20, 22, 0), at(21, 1, 10)),
		"Kamis, 20 November 2025 pukul 22.00 WIB s.d. Jumat, 21 November 2025 pukul 01.10 WIB")
	berlin := func(h, off int) time.Time { return time.Date(2025, 10, 26, h, 0, 0, 0, time.FixedZone("", off*3600)) }
	eq(t, "abroad", Range(berlin(1, 2), berlin(4, 1)), "01.00 s.d. 05.00 UTC+2")
	eq(t, "far", Range(time.Date(1800, 1, 1, 0, 0, 0, 0, wib), at(20, 9, 0)),
		"01-01-1800 pukul 00.00 WIB s.d. Kamis, 20 November 2025 pukul 09.00 WIB")
}

func TestElapsed(t *testing.T) {
	for _, c := range []struct {
		d       time.Duration
		hms, ms string
	}{
		{0, "00:00:00", "00:00"}, {-time.Hour, "00:00:00", "00:00"}, {47*time.Minute + 12*time.Second, "00:47:12", "47:12"},
		{6*time.Minute + 10*time.Second + 999*time.Millisecond, "00:06:10", "06:10"},
		{75*time.Minute + 3*time.Second, "01:15:03", "75:03"}, {123 * time.Hour, "123:00:00", "7380:00"},
		{math.MinInt64, "00:00:00", "00:00"}, {math.MaxInt64, "2562047:47:16", "153722867:16"},
	} {
		eq(t, "HMS", HMS(c.d), c.hms)
		eq(t, "MS", MS(c.d), c.ms)
	}
}

func TestClockProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := MustClock(rapid.IntRange(0, 23).Draw(t, "h"), rapid.IntRange(0, 59).Draw(t, "m"))
		if got, err := ParseClock(c.String()); err != nil || got != c {
			t.Fatalf("%v %v", got, err)
		}
		b, _ := json.Marshal(c)
		var back Clock
		if json.Unmarshal(b, &back) != nil || back != c || c.Minutes() != c.Hour()*60+c.Minute() {
			t.Fatalf("%s %v", b, back)
		}
		s := rapid.String().Draw(t, "s")
		if got, err := ParseClock(s); err == nil && (got.Minutes() < 0 || got.Minutes() > 1439) {
			t.Fatalf("ParseClock(%q) = %v", s, got.Minutes())
		}
	})
}
