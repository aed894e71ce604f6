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

// anyDate draws every supported day.
func anyDate() *rapid.Generator[Date] {
	return rapid.Custom(func(t *rapid.T) Date {
		n := maxDate().DaysSince(minDate())
		return minDate().AddDays(rapid.IntRange(0, n).Draw(t, "n"))
	})
}

// iso reads a test's date; "" is the zero Date.
func iso(t testing.TB, s string) Date {
	t.Helper()
	if s == "" {
		return Date{}
	}
	d, err := ParseISO(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func eq[T comparable](t testing.TB, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s = %v, want %v", what, got, want)
	}
}

func TestDateForms(t *testing.T) {
	d := MustNew(2025, time.November, 20)
	eq(t, "String", d.String(), "2025-11-20")
	eq(t, "Long", d.Long(), "Kamis, 20 November 2025")
	eq(t, "LongNoDay", d.LongNoDay(), "20 November 2025")
	eq(t, "Short", d.Short(), "20-11-2025")
	eq(t, "ShortDay", d.ShortDay(), "Kam 20-11-2025")
	eq(t, "News", d.News(), "Kamis (20/11/2025)")
	eq(t, "News", MustNew(2025, 12, 24).News(), "Rabu (24/12/2025)")
	eq(t, "Long", MustNew(2025, 12, 5).Long(), "Jumat, 5 Desember 2025")
	eq(t, "Short", MustNew(2025, 3, 5).Short(), "05-03-2025")
	eq(t, "WeekdayName", d.WeekdayName(), "Kamis")
	eq(t, "Year", d.Year(), 2025)
	eq(t, "Month", d.Month(), time.November)
	eq(t, "Day", d.Day(), 20)
}

func TestZeroDate(t *testing.T) {
	var z Date
	for _, s := range []string{z.String(), z.Long(), z.LongNoDay(), z.Short(), z.ShortDay(), z.News(), z.WeekdayName()} {
		eq(t, "zero", s, "")
	}
	eq(t, "IsZero", z.IsZero(), true)
	eq(t, "Quarter", z.Quarter(), 0)
	for _, d := range []Date{z.AddDays(3), z.AddMonths(3), z.EndOfMonth(), z.EndOfQuarter(), z.EndOfYear(), Of(time.Time{})} {
		eq(t, "zero stays zero", d, z)
	}
	eq(t, "Time", z.Time(time.UTC), time.Time{})
	eq(t, "DaysSince", z.DaysSince(MustNew(2025, 1, 1)), 0)
	eq(t, "Before", z.Before(minDate()), true)
}

func TestNewRefuses(t *testing.T) {
	for _, c := range []struct {
		y, m, d int
		want    string
	}{
		{2025, 2, 29, "Februari 2025 hanya sampai tanggal 28"},
		{1900, 2, 29, "Februari 1900 hanya sampai tanggal 28"},
		{2024, 2, 30, "Februari 2024 hanya sampai tanggal 29"},
		{2025, 4, 31, "April 2025 hanya sampai tanggal 30"},
		{2025, 13, 1, "bulan 13 tidak ada"},
		{2025, 0, 1, "bulan 0 tidak ada"},
		{2025, 1, 0, "tanggal 0 tidak ada"},
		{2025, 1, -4, "tanggal -4 tidak ada"},
		{1899, 12, 31, "tahun harus antara 1900 dan 2200"},
		{2201, 1, 1, "tahun harus antara 1900 dan 2200"},
		{math.MaxInt, 1, 1, "tahun harus antara"},
		{2025, 1, math.MaxInt, "Januari 2025 hanya sampai tanggal 31"},
	} {
		d, err := New(c.y, time.Month(c.m), c.d)
		var r *Refusal
		if !errors.As(err, &r) || !d.IsZero() || !strings.Contains(err.Error(), c.want) {
			t.Errorf("New(%d,%d,%d) = %v, %v; want %q", c.y, c.m, c.d, d, err, c.want)
		}
	}
	for _, d := range []Date{MustNew(2024, 2, 29), MustNew(2000, 2, 29), minDate(), maxDate()} {
		eq(t, "again", MustNew(d.Year(), d.Month(), d.Day()), d)
	}
	defer func() {
		if recover() == nil {
			t.Error("MustNew did not panic")
		}
	}()
	MustNew(2025, 2, 30)
}

func TestParseISORefuses(t *testing.T) {
	for _, s := range []string{
		"", " ", "2025-11-2", "2025-11-200", "20251120", "2025/11/20", "20-11-2025", "2025-11-31", "2025-02-29",
		"1899-12-31", "2201-01-01", "+025-11-20", "2025-1a-20", " 2025-11-20", "2025-11-20\n", "２０２５-11-20",
		strings.Repeat("9", 1<<20), "\x00\xff",
	} {
		d, err := ParseISO(s)
		var r *Refusal
		if !errors.As(err, &r) || !d.IsZero() {
			t.Errorf("ParseISO(%.20q) = %v, %v", s, d, err)
		}
	}
}

func TestRefusalSentence(t *testing.T) {
	_, err := ParseISO("2025-02-29")
	eq(t, "Error", err.Error(), `Tanggal "2025-02-29" tidak dapat dipakai: Februari 2025 hanya sampai tanggal 28; tulis misalnya "2025-11-20".`)
	eq(t, "bare", (&Refusal{Input: "a\x1b[31m" + strings.Repeat("b", 90), Reason: "x"}).Error(),
		`Isian "a[31m`+strings.Repeat("b", 34)+`…" tidak dapat dipakai: x.`)
	eq(t, "empty", (&Refusal{Reason: "belum diisi", Examples: []string{"1", "2", "3"}}).Error(),
		`Isian tidak dapat dipakai: belum diisi; tulis misalnya "1", "2" atau "3".`)
}

func TestEnds(t *testing.T) {
	for _, c := range []struct{ d, month, quarter, year string }{
		{"2025-11-20", "2025-11-30", "2025-12-31", "2025-12-31"},
		{"2024-02-01", "2024-02-29", "2024-03-31", "2024-12-31"},
		{"2025-02-28", "2025-02-28", "2025-03-31", "2025-12-31"},
		{"2025-06-30", "2025-06-30", "2025-06-30", "2025-12-31"},
		{"2025-07-01", "2025-07-31", "2025-09-30", "2025-12-31"},
		{"2200-12-31", "2200-12-31", "2200-12-31", "2200-12-31"},
	} {
		d := iso(t, c.d)
		eq(t, "EndOfMonth", d.EndOfMonth().String(), c.month)
		eq(t, "EndOfQuarter", d.EndOfQuarter().String(), c.quarter)
		eq(t, "EndOfYear", d.EndOfYear().String(), c.year)
	}
}

func TestAdd(t *testing.T) {
	for _, c := range []struct {
		d    string
		n    int
		want string
	}{
		{"2025-01-31", 1, "2025-02-28"}, {"2024-01-31", 1, "2024-02-29"}, {"2025-01-31", 2, "2025-03-31"},
		{"2024-02-29", 12, "2025-02-28"}, {"2024-02-29", 48, "2028-02-29"}, {"2025-12-15", 1, "2026-01-15"},
		{"2025-01-31", -2, "2024-11-30"}, {"2025-03-05", -3, "2024-12-05"}, {"2025-03-05", 0, "2025-03-05"},
		{"2200-12-01", 1, "2200-12-31"}, {"1900-01-05", -1, "1900-01-01"},
		{"2025-03-05", math.MaxInt, "2200-12-31"}, {"2025-03-05", math.MinInt, "1900-01-01"},
	} {
		eq(t, c.d+" AddMonths", iso(t, c.d).AddMonths(c.n).String(), c.want)
	}
	for _, c := range []struct {
		d    string
		n    int
		want string
	}{
		{"2025-12-31", 1, "2026-01-01"}, {"2024-02-28", 1, "2024-02-29"}, {"2025-02-28", 1, "2025-03-01"},
		{"2025-01-01", -1, "2024-12-31"}, {"1969-12-31", 1, "1970-01-01"}, {"2200-12-31", 1, "2200-12-31"},
		{"2025-03-05", math.MaxInt, "2200-12-31"}, {"2025-03-05", math.MinInt, "1900-01-01"},
	} {
		eq(t, c.d+" AddDays", iso(t, c.d).AddDays(c.n).String(), c.want)
	}
}

func TestOfAndTime(t *testing.T) {
	wib, _ := Location("WIB")
	at := time.Date(2025, 11, 20, 23, 30, 0, 0, time.UTC)
	eq(t, "Of UTC", Of(at).String(), "2025-11-20")
	eq(t, "Of WIB", Of(at.In(wib)).String(), "2025-11-21")
	eq(t, "Of far", Of(time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)), Date{})
	eq(t, "Time", MustNew(2025, 11, 21).Time(wib).UTC(), time.Date(2025, 11, 20, 17, 0, 0, 0, time.UTC))
	eq(t, "Time nil", MustNew(2025, 11, 21).Time(nil), time.Date(2025, 11, 21, 0, 0, 0, 0, time.UTC))
}

func TestDateJSON(t *testing.T) {
	type doc struct {
		A Date          `json:"a"`
		B Date          `json:"b,omitzero"`
		C *Date         `json:"c,omitempty"`
		M map[Date]bool `json:"m,omitempty"`
	}
	d := MustNew(2025, 11, 20)
	b, err := json.Marshal(doc{M: map[Date]bool{d: true}})
	if err != nil {
		t.Fatal(err)
	}
	eq(t, "zero", string(b), `{"a":"","m":{"2025-11-20":true}}`)
	b, _ = json.Marshal(doc{A: d, B: d, C: &d})
	eq(t, "set", string(b), `{"a":"2025-11-20","b":"2025-11-20","c":"2025-11-20"}`)
	got := doc{A: d}
	if err := json.Unmarshal([]byte(`{"a":""}`), &got); err != nil || !got.A.IsZero() {
		t.Errorf("empty: %v %v", got, err)
	}
	for _, s := range []string{`"20-11-2025"`, `"2025-02-30"`, `5`, `" "`} {
		v := d
		if err := json.Unmarshal([]byte(s), &v); err == nil || v != d {
			t.Errorf("%s: %v %v", s, v, err)
		}
	}
}

func TestNames(t *testing.T) {
	eq(t, "Weekdays", strings.Join(func() []string { w := Weekdays(); return w[:] }(), " "), "Senin Selasa Rabu Kamis Jumat Sabtu Minggu")
	var long, short, months, mshort []string
	for w := time.Sunday; w <= time.Saturday; w++ {
		long, short = append(long, WeekdayName(w)), append(short, WeekdayShort(w))
	}
	for m := time.January; m <= time.December; m++ {
		months, mshort = append(months, MonthName(m)), append(mshort, MonthShort(m))
	}
	eq(t, "long", strings.Join(long, " "), "Minggu Senin Selasa Rabu Kamis Jumat Sabtu")
	eq(t, "short", strings.Join(short, " "), "Min Sen Sel Rab Kam Jum Sab")
	eq(t, "months", strings.Join(months, " "), "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember")
	eq(t, "mshort", strings.Join(mshort, " "), "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des")
	eq(t, "none", WeekdayName(7)+WeekdayName(-1)+WeekdayShort(9)+MonthName(0)+MonthName(13)+MonthShort(-1), "")
}

func TestInDaysAgo(t *testing.T) {
	for _, c := range []struct {
		n           int
		inDays, ago string
	}{
		{0, "hari ini", "hari ini"}, {1, "besok", "kemarin"}, {-1, "kemarin", "besok"},
		{2, "2 hari lagi", "2 hari lalu"}, {5, "5 hari lagi", "5 hari lalu"}, {-5, "lewat 5 hari", "5 hari lagi"},
		{math.MinInt64, "lewat 9223372036854775808 hari", "9223372036854775808 hari lagi"},
	} {
		eq(t, "InDays", InDays(c.n), c.inDays)
		eq(t, "Ago", Ago(c.n), c.ago)
	}
}

func TestDateProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, today, e := anyDate().Draw(t, "d"), anyDate().Draw(t, "today"), anyDate().Draw(t, "e")
		if got, err := ParseISO(d.String()); err != nil || got != d {
			t.Fatalf("ISO: %v %v", got, err)
		}
		for _, form := range []string{d.Long(), d.LongNoDay(), d.Short(), d.ShortDay(), d.News(), d.String()} {
			for _, today := range []Date{today, {}} {
				if got, err := ParseDue(form, today); err != nil || got != d {
					t.Fatalf("ParseDue(%q, %v) = %v, %v", form, today, got, err)
				}
			}
		}
		b, err := json.Marshal(d)
		var back Date
		if err != nil || json.Unmarshal(b, &back) != nil || back != d {
			t.Fatalf("JSON %s: %v", b, back)
		}
		tm := time.Date(d.Year(), d.Month(), d.Day(), 12, 0, 0, 0, time.UTC)
		if d.Weekday() != tm.Weekday() || WeekdayName(tm.Weekday()) != d.WeekdayName() || Of(tm) != d {
			t.Fatalf("time.Time disagrees on %v", d)
		}
		n := e.DaysSince(d)
		if d.AddDays(n) != e || e.AddDays(-n) != d || d.DaysSince(e) != -n {
			t.Fatalf("AddDays(%d) of %v is not %v", n, d, e)
		}
		if d.Before(e) != (n > 0) || d.After(e) != (n < 0) || (d.Compare(e) == 0) != (d == e) {
			t.Fatalf("order of %v and %v", d, e)
		}
		k := rapid.IntRange(-5000, 5000).Draw(t, "k")
		m := d.AddMonths(k)
		if m.Before(minDate()) || m.After(maxDate()) || daysIn(m.Year(), int(m.Month())) < m.Day() {
			t.Fatalf("AddMonths gave %#v", m)
		}
		if q := d.EndOfQuarter(); q.Quarter() != d.Quarter() || d.After(q) || d.EndOfMonth().After(q) || q.After(d.EndOfYear()) {
			t.Fatalf("ends of %v", d)
		}
	})
}
