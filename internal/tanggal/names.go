package tanggal

import "time"

// Weekdays returns the seven day names in the order of an Indonesian calendar
// week, Senin first and Minggu last.
func Weekdays() [7]string {
	return [7]string{"Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"}
}

// WeekdayName returns Senin .. Minggu, and "" for a value that is no weekday.
func WeekdayName(w time.Weekday) string {
	if w < time.Sunday || w > time.Saturday {
		return ""
	}
	return Weekdays()[(w+6)%7]
}

// WeekdayShort returns the three-letter Sen Sel Rab Kam Jum Sab Min, and ""
// for a value that is no weekday.
func WeekdayShort(w time.Weekday) string {
	name := WeekdayName(w)
	if name == "" {
		return ""
	}
	return name[:3]
}

// MonthName returns Januari .. Desember, and "" for a value that is no month.
func MonthName(m time.Month) string {
	if m < time.January || m > time.December {
		return ""
	}
	return [...]string{
		"Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli",
		"Agustus", "September", "Oktober", "November", "Desember",
	}[m-1]
}

// MonthShort returns the three-letter Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt
// Nov Des, and "" for a value that is no month.
func MonthShort(m time.Month) string {
	name := MonthName(m)
	if name == "" {
		return ""
	}
	return name[:3]
}

// monthOf reads a lower-case month name or abbreviation.
func monthOf(w string) (time.Month, bool) {
	switch w {
	case "januari", "jan":
		return time.January, true
	case "februari", "pebruari", "feb", "peb":
		return time.February, true
	case "maret", "mar", "mrt":
		return time.March, true
	case "april", "apr":
		return time.April, true
	case "mei":
		return time.May, true
	case "juni", "jun":
		return time.June, true
	case "juli", "jul":
		return time.July, true
	case "agustus", "agust", "agu", "ags", "agt", "agus":
		return time.August, true
	case "september", "sept", "sep":
		return time.September, true
	case "oktober", "okt":
		return time.October, true
	case "november", "nopember", "nov", "nop":
		return time.November, true
	case "desember", "des":
		return time.December, true
	}
	return 0, false
}

// weekdayOf reads a lower-case day name or abbreviation without apostrophe.
func weekdayOf(w string) (time.Weekday, bool) {
	switch w {
	case "senin", "sen":
		return time.Monday, true
	case "selasa", "sel":
		return time.Tuesday, true
	case "rabu", "rab":
		return time.Wednesday, true
	case "kamis", "kam":
		return time.Thursday, true
	case "jumat", "jum":
		return time.Friday, true
	case "sabtu", "sab":
		return time.Saturday, true
	case "minggu", "min", "ahad":
		return time.Sunday, true
	}
	return 0, false
}
