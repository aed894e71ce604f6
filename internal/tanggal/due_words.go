package tanggal

import (
	"fmt"
	"strings"
	"time"
)

// relative reads what is neither a date nor a day name; today is known.
func (p dueParser) relative(toks []token) (Date, *Refusal) {
	first := toks[0]
	switch {
	case same(toks, "hari", "ini"):
		return p.today, nil
	case same(toks, "besok"):
		return p.days(1)
	case same(toks, "lusa"):
		return p.days(2)
	case same(toks, "pekan", "depan"):
		return p.days(7)
	case same(toks, "bulan", "depan"):
		return p.months(1)
	case same(toks, "tahun", "depan"):
		return p.months(12)
	case first.is("akhir"):
		return p.end(toks[1:])
	case first.kind == '+':
		if len(toks) == 2 && toks[1].kind == 'n' {
			return p.distance(toks[1], unit{days: 1}, nil)
		}
		if len(toks) > 2 {
			if u, ok := unitOf(toks[2]); ok {
				return p.distance(toks[1], u, toks[3:])
			}
		}
		return Date{}, p.no("sesudah tanda + ditulis angka dan satuan waktu", "+10", "+2 minggu", "+1 bulan")
	case first.kind == '-':
		return Date{}, p.no("tenggat tidak boleh dihitung mundur", "+10", "2 minggu")
	case first.is("sehari"):
		return p.distance(token{'n', "1"}, unit{days: 1}, toks[1:])
	case first.is("seminggu", "sepekan"):
		return p.distance(token{'n', "1"}, unit{days: 7}, toks[1:])
	case first.is("sebulan"):
		return p.distance(token{'n', "1"}, unit{months: 1}, toks[1:])
	case first.is("setahun"):
		return p.distance(token{'n', "1"}, unit{months: 12}, toks[1:])
	}
	if len(toks) > 1 {
		if u, ok := unitOf(toks[1]); ok {
			if _, isCount := countWord(first); isCount || first.kind == 'n' {
				return p.distance(first, u, toks[2:])
			}
		}
	}
	return Date{}, p.unknown(toks)
}

// unknown explains the forms that people write and that cannot be used.
func (p dueParser) unknown(toks []token) *Refusal {
	first := toks[0]
	if first.kind == 'w' {
		if m, ok := monthOf(first.s); ok {
			return p.no("tanggalnya belum ditulis",
				"akhir "+strings.ToLower(MonthName(m)), fmt.Sprintf("5 %s %d", strings.ToLower(MonthName(m)), p.today.Year()))
		}
	}
	switch {
	case first.is("kemarin", "kemaren") || toks[len(toks)-1].is("lalu"):
		return p.no("harinya sudah lewat")
	case first.is("h") && len(toks) > 1 && (toks[1].kind == '+' || toks[1].kind == '-'):
		return p.no("hari H belum jelas tanggalnya", "+7", "5/12")
	case same(toks, "pekan", "ini"):
		return p.no("harinya belum ditulis", "jumat", "hari ini")
	case same(toks, "bulan", "ini"), same(toks, "bulan"):
		return p.no("tanggalnya belum ditulis", "akhir bulan")
	case same(toks, "tahun", "ini"), same(toks, "tahun"):
		return p.no("tanggalnya belum ditulis", "akhir tahun")
	case first.is("triwulan", "tw"):
		return p.no("tanggalnya belum ditulis", "akhir triwulan", "akhir TW IV")
	case first.is("semester"):
		return p.no("tanggalnya belum ditulis", "akhir semester")
	}
	return p.no("bentuknya tidak dikenal")
}

// distance reads a count of units and what may follow it.
func (p dueParser) distance(count token, u unit, rest []token) (Date, *Refusal) {
	n, ok := count.num()
	if !ok {
		n, ok = countWord(count)
	}
	switch {
	case count.kind == 'n' && !ok:
		return Date{}, p.no("angkanya terlalu besar", "+10", "2 minggu")
	case !ok:
		return Date{}, p.no("sesudah tanda + ditulis angka dan satuan waktu", "+10", "+2 minggu", "+1 bulan")
	case len(rest) == 0, same(rest, "lagi"), same(rest, "ke", "depan"), same(rest, "kedepan"), same(rest, "mendatang"):
		if u.months != 0 {
			return p.months(n * u.months)
		}
		return p.days(n * u.days)
	case u.days == 1 && rest[0].is("kerja"):
		return Date{}, p.no("hari kerja tidak dapat dihitung karena hari libur tidak diketahui", fmt.Sprintf("%d hari", min(n, 90)), "jumat depan")
	case rest[len(rest)-1].is("lalu"):
		return Date{}, p.no("harinya sudah lewat", "+10", "2 minggu")
	}
	return Date{}, p.no("keterangan sesudah satuan waktu tidak dikenal", "+10", "2 minggu", "1 bulan")
}

// end reads what follows akhir.
func (p dueParser) end(rest []token) (Date, *Refusal) {
	if len(rest) == 0 {
		return Date{}, p.no("belum ditulis akhir apa", "akhir bulan", "akhir triwulan", "akhir tahun")
	}
	first, tail := rest[0], rest[1:]
	if len(tail) > 1 && tail[0].kind == '.' && first.is("tw") {
		tail = tail[1:]
	}
	isMonth := func(t token) (int, bool) {
		if t.kind != 'w' {
			return 0, false
		}
		m, ok := monthOf(t.s)
		return int(m), ok
	}
	if m, ok := isMonth(first); ok {
		return p.endNamed(m, tail)
	}
	switch {
	case first.is("minggu", "pekan", "mgg"):
		return Date{}, p.no("akhir minggu bisa berarti hari Jumat atau hari Minggu", "jumat", "hari minggu")
	case first.is("bulan", "bln"):
		return p.endOfPeriod(tail, 1, func(t token) (int, bool) {
			if n, ok := t.num(); ok && len(t.s) <= 2 {
				return n, n >= 1 && n <= 12
			}
			return isMonth(t)
		})
	case first.is("triwulan", "tw"):
		return p.endOfPeriod(tail, 3, partOf(3))
	case first.is("semester"):
		return p.endOfPeriod(tail, 6, partOf(6))
	case first.is("tahun", "thn", "th"):
		if y, ok := yearOf(tail); ok {
			return p.endIn(12, y)
		}
		return p.endOfPeriod(tail, 12, func(token) (int, bool) { return 0, false })
	}
	if y, ok := yearOf(rest); ok {
		return p.endIn(12, y)
	}
	return Date{}, p.no("akhir apa yang dimaksud tidak dikenal", "akhir bulan", "akhir triwulan", "akhir tahun")
}

// partOf reads the number of a part of the year of the given length in months,
// I or 1, and returns the last month of that part.
func partOf(length int) func(token) (int, bool) {
	return func(t token) (int, bool) {
		n, ok := t.num()
		if !ok && t.kind == 'w' {
			v, err := ParseRoman(t.s)
			n, ok = v, err == nil
		}
		return n * length, ok && n >= 1 && n*length <= 12
	}
}

// endOfPeriod reads nothing or ini (the current period), depan (the next one),
// or a name with or without a year. length is that of the period in months.
func (p dueParser) endOfPeriod(rest []token, length int, named func(token) (int, bool)) (Date, *Refusal) {
	current := (int(p.today.Month()) + length - 1) / length * length // last month
	year := p.today.Year()
	switch {
	case len(rest) == 0, same(rest, "ini"):
		return p.endIn(current, year)
	case same(rest, "depan"):
		if current += length; current > 12 {
			current, year = current-12, year+1
		}
		return p.endIn(current, year)
	}
	if m, ok := named(rest[0]); ok {
		return p.endNamed(m, rest[1:])
	}
	return Date{}, p.no("akhir apa yang dimaksud tidak dikenal", "akhir bulan", "akhir TW IV", "akhir tahun")
}

// endNamed returns the end of month m in the year that rest names, or the
// nearest not before today.
func (p dueParser) endNamed(m int, rest []token) (Date, *Refusal) {
	if len(rest) > 0 {
		if rest[0].is("tahun") {
			rest = rest[1:]
		}
		if y, ok := yearOf(rest); ok {
			return p.endIn(m, y)
		}
		return Date{}, p.no("tahunnya harus empat angka", "akhir desember", fmt.Sprintf("akhir desember %d", p.today.Year()))
	}
	y := p.today.Year()
	if m < int(p.today.Month()) {
		y++
	}
	return p.endIn(m, y)
}

// yearOf reads exactly one number of four digits.
func yearOf(toks []token) (int, bool) {
	if len(toks) != 1 || len(toks[0].s) != 4 {
		return 0, false
	}
	return toks[0].num()
}

func (p dueParser) endIn(m, y int) (Date, *Refusal) {
	if y < MinYear || y > MaxYear {
		return Date{}, p.no(fmt.Sprintf("tahun harus antara %d dan %d", MinYear, MaxYear))
	}
	return raw(y, time.Month(m), 1).EndOfMonth(), nil
}

func (p dueParser) days(n int) (Date, *Refusal) { return p.inRange(p.today.plusDays(n)) }

func (p dueParser) months(n int) (Date, *Refusal) { return p.inRange(p.today.plusMonths(n)) }

func (p dueParser) inRange(d Date, ok bool) (Date, *Refusal) {
	if !ok {
		return Date{}, p.no(fmt.Sprintf("hasilnya sesudah tahun %d", MaxYear))
	}
	return d, nil
}
