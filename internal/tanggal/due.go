package tanggal

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// ParseDue reads a due date (tenggat) as a user types it; today is the day it
// is typed. Case and extra blanks do not matter. It accepts
//
//   - a date, day first: 5/12 5-12 5.12 5/12/25 05-12-2025 5 des 5 Desember
//     2025 05-Des-25, or year first: 2025-12-05; the separators of one date
//     must be the same. Without a year it is the nearest such day not before
//     today, in this year or the next. Two-digit years are 2000..2099. A full
//     date may lie before today.
//   - the same after a day name (Jumat, 5 Desember 2025; Kamis (20/11/2025)),
//     which must be the right one, or after tanggal or tgl
//   - hari ini, besok, lusa
//   - a day name: jumat, jum, jum'at, hari jumat is the coming one, today
//     excluded; jumat ini is the one of this calendar week (Senin..Minggu),
//     refused when past; jumat depan, jumat minggu depan is the one of the next
//     calendar week. Sunday must be written hari minggu or ahad.
//   - a distance: +10, +10 hari, 2 minggu, 2 pekan, dua minggu lagi, seminggu,
//     +1 bulan, 1 tahun; months and years keep the day of the month or take
//     the last one of a shorter month. pekan depan is +7, bulan depan is +1
//     bulan, tahun depan is +1 tahun.
//   - an end: akhir bulan, akhir bulan depan, akhir (bulan) desember [2025],
//     akhir triwulan [depan], akhir TW IV [2025], akhir semester [I] [depan],
//     akhir tahun [depan | 2026]. A named month, quarter or semester without a
//     year is the nearest whose end is not before today.
//
// Everything else is refused with a *Refusal whose Examples are accepted for
// the same today: impossible days, a bare number (25), bare minggu and minggu
// depan (Sunday or week), akhir minggu (Friday or Sunday), working days, days
// past such as kemarin, and results outside MinYear..MaxYear. When today is
// the zero Date only full dates are accepted. ParseDue never panics and its
// work is bounded whatever the length of text.
func ParseDue(text string, today Date) (Date, error) {
	p := dueParser{text: text, today: today}
	toks, reason := lex(text)
	if reason == "" && len(toks) == 0 {
		reason = "belum diisi"
	}
	if reason != "" {
		return Date{}, p.no(reason)
	}
	d, r := p.parse(toks)
	if r != nil {
		return Date{}, r
	}
	return d, nil
}

// dueParser holds what every rule needs: the input for refusals, and today.
type dueParser struct {
	text  string
	today Date
}

// no refuses with those of the given examples that would be accepted, or with
// general ones. It cannot recurse for ever: an example is only ever refused for
// want of today or for the year, and those refusals use general examples.
func (p dueParser) no(reason string, examples ...string) *Refusal {
	examples = slices.DeleteFunc(examples, func(e string) bool { return !p.canRead(e) })
	if len(examples) == 0 {
		examples = []string{"5/12", "jumat", "2 minggu"}
		if p.today.IsZero() || p.today.Year() >= MaxYear {
			examples = []string{"05-12-2025"}
		}
	}
	return refuse(whatDue, p.text, reason, examples...)
}

func (p dueParser) parse(toks []token) (Date, *Refusal) {
	toks = dropTanggal(toks)
	if len(toks) == 0 {
		return Date{}, p.no("tanggalnya belum ditulis")
	}
	sure := false // the day name cannot mean "week"
	rest := toks
	if toks[0].is("hari") && len(toks) > 1 {
		rest, sure = toks[1:], true
	}
	if rest[0].kind == 'w' {
		if wd, ok := weekdayOf(rest[0].s); ok {
			sure = sure || wd != time.Sunday || rest[0].s == "ahad"
			return p.afterWeekday(wd, sure, rest[1:])
		}
	}
	if isCalendar(toks) {
		return p.calendar(toks)
	}
	if p.today.IsZero() {
		return Date{}, p.no("tanggal hari ini tidak diketahui, tulis tanggal lengkap dengan tahun")
	}
	return p.relative(toks)
}

// dropTanggal removes a leading tanggal, tgl or tgl. and nothing else.
func dropTanggal(toks []token) []token {
	if len(toks) > 0 && toks[0].is("tanggal", "tgl") {
		toks = toks[1:]
		if len(toks) > 0 && toks[0].kind == '.' {
			toks = toks[1:]
		}
	}
	return toks
}

// afterWeekday reads what follows a day name.
func (p dueParser) afterWeekday(wd time.Weekday, sure bool, rest []token) (Date, *Refusal) {
	if len(rest) > 1 && rest[0].kind == ',' {
		rest = rest[1:]
	}
	if n := len(rest); n > 2 && rest[0].kind == '(' && rest[n-1].kind == ')' {
		rest = rest[1 : n-1]
	}
	rest = dropTanggal(rest)
	if isCalendar(rest) {
		d, r := p.calendar(rest)
		if r == nil && d.Weekday() != wd {
			return Date{}, p.no(fmt.Sprintf("%s jatuh pada hari %s, bukan %s",
				d.LongNoDay(), d.WeekdayName(), WeekdayName(wd)), d.Long())
		}
		return d, r
	}
	if p.today.IsZero() {
		return Date{}, p.no("tanggal hari ini tidak diketahui, tulis tanggal lengkap dengan tahun")
	}
	bare := len(rest) == 0
	thisWeek := same(rest, "ini") || same(rest, "minggu", "ini") || same(rest, "pekan", "ini")
	nextWeek := same(rest, "depan") || same(rest, "minggu", "depan") || same(rest, "pekan", "depan")
	if !sure && len(rest) < 2 {
		switch {
		case bare:
			return Date{}, p.no("minggu bisa berarti hari Minggu atau tujuh hari", "hari minggu", "1 minggu lagi")
		case nextWeek:
			return Date{}, p.no("minggu depan bisa berarti hari Minggu pekan depan atau tujuh hari lagi",
				"hari minggu depan", "7 hari lagi")
		case thisWeek:
			return Date{}, p.no("minggu ini bisa berarti hari Minggu atau pekan ini", "hari minggu ini", "jumat")
		}
	}
	monday := -((int(p.today.Weekday()) + 6) % 7) // offset of this week's Monday
	inWeek := monday + (int(wd)+6)%7
	name := strings.ToLower(WeekdayName(wd))
	if wd == time.Sunday {
		name = "hari minggu"
	}
	switch {
	case bare:
		if inWeek <= 0 {
			inWeek += 7
		}
		return p.days(inWeek)
	case thisWeek:
		if inWeek < 0 {
			return Date{}, p.no(fmt.Sprintf("hari %s pekan ini sudah lewat, yaitu %s",
				WeekdayName(wd), p.today.AddDays(inWeek).LongNoDay()), name, name+" depan")
		}
		return p.days(inWeek)
	case nextWeek:
		return p.days(inWeek + 7)
	case rest[len(rest)-1].is("lalu", "kemarin", "kemaren"):
		return Date{}, p.no("harinya sudah lewat", name, name+" depan")
	}
	return Date{}, p.no(`keterangan sesudah nama hari tidak dikenal`, name, name+" depan")
}

// isCalendar reports whether toks look like a date rather than a distance:
// they begin with a number that no unit of time follows.
func isCalendar(toks []token) bool {
	if len(toks) == 0 || toks[0].kind != 'n' {
		return false
	}
	if len(toks) > 1 {
		_, isUnit := unitOf(toks[1])
		return !isUnit
	}
	return true
}

// calendar reads a date that begins with a number.
func (p dueParser) calendar(toks []token) (Date, *Refusal) {
	if len(toks) == 1 {
		return p.loneNumber(toks[0])
	}
	sep := toks[1].kind
	isSep := sep == '/' || sep == '-' || sep == '.'
	switch {
	case toks[1].kind == 'w':
		return p.dayMonthName(toks[0], toks[1], toks[2:], 0)
	case toks[1].kind == 'n':
		return Date{}, p.no("antara tanggal dan bulan perlu garis miring")
	case !isSep || len(toks) < 3:
		return Date{}, p.no("bentuk tanggalnya tidak dikenal")
	case toks[2].kind == 'w':
		return p.dayMonthName(toks[0], toks[2], toks[3:], sep)
	case toks[2].kind != 'n':
		return Date{}, p.no("bentuk tanggalnya tidak dikenal")
	case len(toks) == 3:
		switch {
		case len(toks[0].s) == 4:
			return Date{}, p.no("tanggalnya belum ditulis")
		case len(toks[2].s) == 4:
			return p.noDay(toks[0], toks[2])
		}
		return p.dayMonth(toks[0], toks[2])
	case toks[3].kind == 'w':
		if _, ok := monthOf(toks[3].s); ok {
			return Date{}, p.no("tampak seperti rentang, padahal tenggat hanya satu tanggal")
		}
		return Date{}, p.no("keterangan sesudah tanggal tidak dikenal")
	case len(toks) == 5 && toks[3].kind == sep && toks[4].kind == 'n':
		if len(toks[0].s) == 4 {
			return p.full(toks[4], toks[2], toks[0])
		}
		return p.full(toks[0], toks[2], toks[4])
	case len(toks) == 5 && toks[4].kind == 'n' && strings.IndexByte("/-.", toks[3].kind) >= 0:
		return Date{}, p.no("tanda pemisahnya tidak sama")
	}
	return Date{}, p.no("bentuk tanggalnya tidak dikenal")
}

// loneNumber refuses a number on its own, proposing the nearest such day.
func (p dueParser) loneNumber(t token) (Date, *Refusal) {
	n, ok := t.num()
	switch {
	case !ok || n < 1 || n > 31 || len(t.s) > 2:
		return Date{}, p.no("angka saja belum menunjukkan tanggal dan bulan")
	case p.today.IsZero():
		return Date{}, p.no("bulan dan tahunnya belum ditulis")
	}
	const reason = "bulannya belum ditulis"
	first := p.today.AddDays(1 - p.today.Day())
	for i := range 4 {
		month, ok := first.plusMonths(i)
		if !ok || n > month.EndOfMonth().Day() {
			continue
		}
		if d := month.AddDays(n - 1); !d.Before(p.today) {
			return Date{}, p.no(reason, slash(d), fmt.Sprintf("+%d hari", n))
		}
	}
	return Date{}, p.no(reason)
}

func slash(d Date) string { return fmt.Sprintf("%d/%d", d.Day(), int(d.Month())) }

// noDay refuses month/year.
func (p dueParser) noDay(month, year token) (Date, *Refusal) {
	m, _ := month.num()
	y, _ := year.num()
	if m >= 1 && m <= 12 && y >= MinYear && y <= MaxYear && !p.today.IsZero() {
		return Date{}, p.no("tanggalnya belum ditulis",
			fmt.Sprintf("akhir %s %d", strings.ToLower(MonthName(time.Month(m))), y))
	}
	return Date{}, p.no("tanggalnya belum ditulis")
}

// dayMonthName reads 5 des, 5 Des. 2025, 5-des-2025 and 5 Desember, 2025. sep
// is the mark between day and month, 0 for a blank.
func (p dueParser) dayMonthName(day, month token, rest []token, sep byte) (Date, *Refusal) {
	m, ok := monthOf(month.s)
	if !ok {
		return Date{}, p.no(fmt.Sprintf("%q bukan nama bulan atau satuan waktu", clip(month.s)))
	}
	mt := token{'n', fmt.Sprint(int(m))}
	if len(rest) > 0 && rest[0].kind == '.' && sep != '.' {
		rest = rest[1:] // full stop of an abbreviation
	} else if len(rest) > 1 && (rest[0].kind == ',' || rest[0].kind == sep) {
		rest = rest[1:]
	}
	switch {
	case len(rest) == 0:
		return p.dayMonth(day, mt)
	case len(rest) == 1 && rest[0].kind == 'n':
		return p.full(day, mt, rest[0])
	}
	return Date{}, p.no("keterangan sesudah nama bulan tidak dikenal")
}

// full reads day, month and year.
func (p dueParser) full(day, month, year token) (Date, *Refusal) {
	y, okY := year.num()
	switch {
	case !okY || (len(year.s) != 2 && len(year.s) != 4):
		return Date{}, p.no("tahun harus dua atau empat angka", "5/12/2025")
	case len(year.s) == 2:
		y += 2000
	}
	d, m, r := p.dayAndMonth(day, month, y)
	if r != nil {
		return Date{}, r
	}
	date, r := build(y, m, d)
	if r != nil {
		return Date{}, p.no(r.Reason, r.Examples...)
	}
	return date, nil
}

// dayMonth reads day and month and takes the nearest year.
func (p dueParser) dayMonth(day, month token) (Date, *Refusal) {
	d, m, r := p.dayAndMonth(day, month, 0)
	if r != nil {
		return Date{}, r
	}
	if p.today.IsZero() {
		return Date{}, p.no("tahunnya belum ditulis")
	}
	var last Date // the end of that month, for the example
	for y := p.today.Year(); y <= min(p.today.Year()+1, MaxYear); y++ {
		if date, r := build(y, m, d); r == nil && !date.Before(p.today) {
			return date, nil
		}
		end := raw(y, time.Month(m), daysIn(y, m))
		if last.IsZero() && !end.Before(p.today) {
			last = end
		}
	}
	name := MonthName(time.Month(m))
	switch {
	case last.IsZero() || p.today.Year() == MaxYear:
		return Date{}, p.no(fmt.Sprintf("tahun harus antara %d dan %d", MinYear, MaxYear))
	case d == 29: // 29 February, in neither year still to come
		y := p.today.Year() + 2
		for y <= MaxYear && daysIn(y, 2) < 29 {
			y++
		}
		if y <= MaxYear {
			return Date{}, p.no(fmt.Sprintf("29 Februari berikutnya baru ada pada tahun %d", y), slash(last), fmt.Sprintf("29/2/%d", y))
		}
	}
	return Date{}, p.no(fmt.Sprintf("bulan %s tidak punya tanggal %d", name, d), slash(last))
}

// dayAndMonth checks that both numbers can be what they stand for, in the year
// y when that is not 0.
func (p dueParser) dayAndMonth(day, month token, y int) (d, m int, r *Refusal) {
	d, okD := day.num()
	m, okM := month.num()
	switch {
	case !okD || !okM || len(day.s) > 2 || len(month.s) > 2:
		return 0, 0, p.no("tanggal dan bulan paling banyak dua angka")
	case m > 12 && d >= 1 && d <= 12 && m <= 31:
		example := fmt.Sprintf("%d/%d", m, d)
		if y != 0 {
			example += fmt.Sprintf("/%04d", y)
		}
		if p.canRead(example) {
			return 0, 0, p.no(fmt.Sprintf("bulan %d tidak ada, tanggal ditulis sebelum bulan", m), example)
		}
		fallthrough
	case m < 1 || m > 12:
		return 0, 0, p.no(fmt.Sprintf("bulan %d tidak ada", m))
	case d < 1 || d > 31:
		return 0, 0, p.no(fmt.Sprintf("tanggal %d tidak ada", d))
	}
	return d, m, nil
}

// canRead reports whether an example would be accepted.
func (p dueParser) canRead(example string) bool {
	_, err := ParseDue(example, p.today)
	return err == nil
}
