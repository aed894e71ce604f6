package monev

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"monev/internal/plain"
	"monev/internal/tanggal"
)

// PeriodKind is the rhythm a meeting belongs to.
type PeriodKind string

// The rhythms of practice.md §2.3.
const (
	Quarterly PeriodKind = "triwulan"
	Monthly   PeriodKind = "bulan"
	Special   PeriodKind = "insidental"
)

// Period is what a meeting looks back on.
type Period struct {
	Kind   PeriodKind `json:"kind"`
	Number int        `json:"number,omitempty"` // 1–4 or 1–12; 0 for insidental
	Year   int        `json:"year"`
}

// PeriodOf is the quarter that d lies in.
func PeriodOf(d tanggal.Date) Period {
	return Period{Kind: Quarterly, Number: d.Quarter(), Year: d.Year()}
}

// String is the full form: "Triwulan IV Tahun 2025", "November 2025",
// "Insidental 2025".
func (p Period) String() string {
	switch p.Kind {
	case Quarterly:
		return fmt.Sprintf("Triwulan %s Tahun %d", tanggal.Roman(p.Number), p.Year)
	case Monthly:
		return fmt.Sprintf("%s %d", tanggal.MonthName(time.Month(p.Number)), p.Year)
	default:
		return fmt.Sprintf("Insidental %d", p.Year)
	}
}

// Short is the form for lists: "TW IV 2025", "Nov 2025", "Insidental 2025".
func (p Period) Short() string {
	switch p.Kind {
	case Quarterly:
		return fmt.Sprintf("TW %s %d", tanggal.Roman(p.Number), p.Year)
	case Monthly:
		return fmt.Sprintf("%s %d", tanggal.MonthShort(time.Month(p.Number)), p.Year)
	default:
		return p.String()
	}
}

func (p Period) check() error {
	limit := map[PeriodKind]int{Quarterly: 4, Monthly: 12, Special: 0}
	most, ok := limit[p.Kind]
	if !ok || p.Number > most || p.Number < min(most, 1) {
		return Refuse("periode", "Periode tidak dikenal; tulis misalnya TW IV 2025, Nov 2025, atau Insidental 2025.")
	}
	if p.Year < 2000 || p.Year > 2199 {
		return Refuse("periode", "Tahun periode %d tidak mungkin.", p.Year)
	}
	return nil
}

// ParsePeriod reads a period as a user types it; date is the day of the meeting.
// Case, blanks and points do not matter. It accepts
//
//   - a quarter: TW IV 2025, tw 4, tw4/25, triwulan IV Tahun 2025, IV 2025,
//     triwulan ini, triwulan lalu
//   - a month: nov 2025, November, bulan November 2025, 11/2025, 2025-11, bulan
//     ini, bulan lalu
//   - insidental, with or without a year
//
// Without a year it is the year of date or, for a period that begins after the
// quarter of date, the year before: a meeting looks back. Everything else is
// refused with a *Refusal of the field periode.
func ParsePeriod(text string, date tanggal.Date) (Period, error) {
	words := periodWords(text)
	p, year, err := readPeriod(words, date)
	if err != nil {
		return Period{}, err
	}
	switch {
	case p.Year != 0:
		// told by "ini" or "lalu"
	case year != "":
		p.Year, _ = strconv.Atoi(year)
		if len(year) == 2 {
			p.Year += 2000
		}
	case date.IsZero():
		return Period{}, Refuse("periode", "Tahun periode belum ditulis; tulis misalnya TW IV 2025.")
	default:
		p.Year = date.Year()
		if p.quarter() > date.Quarter() {
			p.Year--
		}
	}
	return p, p.check()
}

// quarter is the quarter in which p begins, 0 for insidental.
func (p Period) quarter() int {
	if p.Kind == Monthly {
		return (p.Number + 2) / 3
	}
	return p.Number
}

// periodWords breaks a text into words and numbers in small letters: TW4/25 is
// tw, 4, 25. Words that say nothing are left out.
func periodWords(text string) []string {
	var out []string
	last := rune(0)
	for _, c := range strings.ToLower(plain.Cut(plain.Line(text), 80)) {
		switch {
		case !unicode.IsLetter(c) && !unicode.IsDigit(c):
			last = 0
			continue
		case last == 0 || unicode.IsDigit(last) != unicode.IsDigit(c):
			out = append(out, "")
		}
		out[len(out)-1] += string(c)
		last = c
	}
	return slices.DeleteFunc(out, func(w string) bool { return w == "tahun" || w == "thn" || w == "th" || w == "periode" })
}

// readPeriod reads kind and number, and the year as it was written, if any. Year
// is set only where the words tell it without a figure.
func readPeriod(words []string, date tanggal.Date) (p Period, year string, err error) {
	no := func(format string, args ...any) (Period, string, error) {
		return Period{}, "", Refuse("periode", format+" Tulis misalnya TW IV 2025, Nov 2025, atau insidental.", args...)
	}
	if len(words) == 0 {
		return no("Periode belum diisi.")
	}
	first, rest := words[0], words[1:]
	if tail, ok := strings.CutPrefix(first, "tw"); ok && quarterOf(tail) > 0 { // twiv
		first, rest = "tw", append([]string{tail}, rest...)
	}
	relative := len(rest) == 1 && (rest[0] == "ini" || rest[0] == "lalu") && !date.IsZero()
	switch {
	case first == "tw" || first == "triwulan" || first == "triwulanan" || first == "kuartal":
		if relative {
			d := date
			if rest[0] == "lalu" {
				d = tanggal.MustNew(d.Year(), time.Month(d.Quarter()*3-2), 1).AddDays(-1)
			}
			return PeriodOf(d), "", nil
		}
		if len(rest) == 0 || quarterOf(rest[0]) == 0 {
			return no("Triwulan harus I sampai IV.")
		}
		p, rest = Period{Kind: Quarterly, Number: quarterOf(rest[0])}, rest[1:]
	case first == "insidental" || first == "insidentil" || first == "insidentiil":
		p = Period{Kind: Special}
	case first == "semester" || first == "smt" || first == "tahunan":
		return no("Rapat monev dicatat per triwulan atau per bulan, bukan per semester atau tahun.")
	case first == "bulan" && relative:
		d := tanggal.MustNew(date.Year(), date.Month(), 1)
		if rest[0] == "lalu" {
			d = d.AddDays(-1)
		}
		return Period{Kind: Monthly, Number: int(d.Month()), Year: d.Year()}, "", nil
	default:
		if first == "bulan" && len(rest) > 0 {
			first, rest = rest[0], rest[1:]
		}
		if len(first) == 4 && len(rest) == 1 && isNumber(first) { // 2025-11
			first, rest = rest[0], []string{first}
		}
		switch n := monthOf(first); {
		case n > 0:
			p = Period{Kind: Monthly, Number: n}
		case isNumber(first) && words[0] != "bulan" && len(rest) == 0:
			return no("Angka %s saja belum jelas: triwulan atau bulan.", plain.Cut(first, 10))
		case isNumber(first):
			if n, _ = strconv.Atoi(first); len(first) > 2 || n < 1 || n > 12 {
				return no("Bulan harus 1 sampai 12.")
			}
			p = Period{Kind: Monthly, Number: n}
		case quarterOf(first) > 0:
			p = Period{Kind: Quarterly, Number: quarterOf(first)}
		default:
			return no("Periode itu tidak dikenal.")
		}
	}
	switch {
	case len(rest) == 0:
		return p, "", nil
	case len(rest) == 1 && isNumber(rest[0]) && (len(rest[0]) == 4 || len(rest[0]) == 2):
		return p, rest[0], nil
	}
	return no("Sesudah periode hanya boleh ada tahun, empat atau dua angka.")
}

// quarterOf reads 1 to 4 and I to IV; 0 for anything else.
func quarterOf(w string) int {
	for i, names := range [][2]string{{"1", "i"}, {"2", "ii"}, {"3", "iii"}, {"4", "iv"}} {
		if w == names[0] || w == names[1] {
			return i + 1
		}
	}
	return 0
}

// monthOf reads a month's name, its beginning from three letters on, or an older
// or usual other spelling; 0 for anything else.
func monthOf(w string) int {
	other := map[string]int{"peb": 2, "pebruari": 2, "agt": 8, "ags": 8, "agust": 8, "nop": 11, "nopember": 11}
	if n, ok := other[w]; ok {
		return n
	}
	if len(w) < 3 {
		return 0
	}
	for m := time.January; m <= time.December; m++ {
		if strings.HasPrefix(strings.ToLower(tanggal.MonthName(m)), w) {
			return int(m)
		}
	}
	return 0
}

func isNumber(w string) bool {
	return w != "" && strings.Trim(w, "0123456789") == ""
}
