package monev_test

import (
	"strings"
	"testing"

	"monev/internal/monev"
)

func TestParsePeriod(t *testing.T) {
	const nov, jan = "2025-11-20", "2026-01-15"
	for _, c := range []struct{ text, date, want string }{
		{"TW IV 2025", nov, "TW IV 2025"},
		{"tw 4", nov, "TW IV 2025"},
		{"tw4", nov, "TW IV 2025"},
		{"twiv", nov, "TW IV 2025"},
		{"TW.IV/25", nov, "TW IV 2025"},
		{"triwulan 4", nov, "TW IV 2025"},
		{"Triwulan III Tahun 2024", nov, "TW III 2024"},
		{"  triwulan   ii ", nov, "TW II 2025"},
		{"iv 2025", nov, "TW IV 2025"},
		{"I", nov, "TW I 2025"},
		{"triwulan ini", nov, "TW IV 2025"},
		{"triwulan lalu", nov, "TW III 2025"},
		{"triwulan lalu", jan, "TW IV 2025"},
		{"nov 2025", nov, "Nov 2025"},
		{"Nop. 2025", nov, "Nov 2025"},
		{"november", nov, "Nov 2025"},
		{"bulan Desember", nov, "Des 2025"},
		{"sept", nov, "Sep 2025"},
		{"agt 25", nov, "Agu 2025"},
		{"mei", nov, "Mei 2025"},
		{"11/2025", nov, "Nov 2025"},
		{"2025-11", nov, "Nov 2025"},
		{"bulan 3", nov, "Mar 2025"},
		{"bulan ini", nov, "Nov 2025"},
		{"bulan lalu", jan, "Des 2025"},
		{"insidental", nov, "Insidental 2025"},
		{"Insidentil 2024", nov, "Insidental 2024"},
		// without a year: never later than the quarter of the meeting
		{"tw 4", jan, "TW IV 2025"},
		{"tw 1", jan, "TW I 2026"},
		{"des", jan, "Des 2025"},
		{"mar", jan, "Mar 2026"},
		{"insidental", jan, "Insidental 2026"},
	} {
		p, err := monev.ParsePeriod(c.text, day(c.date))
		if err != nil || p.Short() != c.want {
			t.Errorf("%q on %s: %q, %v; want %q", c.text, c.date, p.Short(), err, c.want)
		}
	}
}

func TestParsePeriodRefuses(t *testing.T) {
	for _, c := range []struct{ text, reason string }{
		{"", "belum diisi"},
		{" . ", "belum diisi"},
		{"4", "triwulan atau bulan"},
		{"25", "triwulan atau bulan"},
		{"tw", "I sampai IV"},
		{"tw 5", "I sampai IV"},
		{"triwulan v 2025", "I sampai IV"},
		{"13/2025", "1 sampai 12"},
		{"0/2025", "1 sampai 12"},
		{"semester 1", "per triwulan"},
		{"no", "tidak dikenal"},
		{"kapan-kapan", "tidak dikenal"},
		{"tw iv 2025 lagi", "hanya boleh ada tahun"},
		{"nov 205", "hanya boleh ada tahun"},
		{"tw iv 1899", "tidak mungkin"},
		{strings.Repeat("tw ", 10_000), "I sampai IV"},
	} {
		p, err := monev.ParsePeriod(c.text, day("2025-11-20"))
		r, ok := monev.AsRefusal(err)
		if !ok || r.Field != "periode" || !strings.Contains(r.Reason, c.reason) {
			t.Errorf("%.40q: %v, %v; want a reason with %q", c.text, p, err, c.reason)
		}
	}
	var none monev.Meeting
	if _, err := monev.ParsePeriod("tw 4", none.Date); err == nil {
		t.Error("no year and no date, yet accepted")
	}
}

// What the program writes it reads again, whatever the date.
func TestParsePeriodReadsItsOwnForms(t *testing.T) {
	for year := 2000; year <= 2199; year += 7 {
		var all []monev.Period
		for n := 1; n <= 4; n++ {
			all = append(all, monev.Period{Kind: monev.Quarterly, Number: n, Year: year})
		}
		for n := 1; n <= 12; n++ {
			all = append(all, monev.Period{Kind: monev.Monthly, Number: n, Year: year})
		}
		all = append(all, monev.Period{Kind: monev.Special, Year: year})
		for _, p := range all {
			for _, text := range []string{p.String(), p.Short(), strings.ToUpper(p.Short()), strings.ToLower(p.String())} {
				got, err := monev.ParsePeriod(text, day("2025-11-20"))
				if err != nil || got != p {
					t.Errorf("%q: %v, %v", text, got, err)
				}
			}
		}
	}
}
