package tanggal

import (
	"errors"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// dueAccepted maps today to what may be typed that day and the result.
var dueAccepted = []struct {
	today string
	forms map[string]string
}{
	{"2025-11-20", map[string]string{ // Kamis
		// day and month
		"5/12": "2025-12-05", "5-12": "2025-12-05", "5.12": "2025-12-05", "05/12": "2025-12-05", " 5 / 12 ": "2025-12-05",
		"20/11": "2025-11-20", "19/11": "2026-11-19", "1/1": "2026-01-01", "31/12": "2025-12-31",
		"5 des": "2025-12-05", "5 Des.": "2025-12-05", "5des": "2025-12-05", "5 DESEMBER": "2025-12-05", "5  desember": "2025-12-05",
		"5-des": "2025-12-05", "5/Des": "2025-12-05", "5.des": "2025-12-05", "tanggal 5/12": "2025-12-05", "tgl. 5 des": "2025-12-05",
		"5\u00a0des": "2025-12-05", "5/12\r\n": "2025-12-05",
		// every month
		"2 jan": "2026-01-02", "2 januari": "2026-01-02", "2 feb": "2026-02-02", "2 peb": "2026-02-02", "2 februari": "2026-02-02",
		"2 pebruari": "2026-02-02", "2 mar": "2026-03-02", "2 mrt": "2026-03-02", "2 maret": "2026-03-02", "2 apr": "2026-04-02",
		"2 april": "2026-04-02", "2 mei": "2026-05-02", "2 jun": "2026-06-02", "2 juni": "2026-06-02", "2 jul": "2026-07-02",
		"2 juli": "2026-07-02", "2 agu": "2026-08-02", "2 ags": "2026-08-02", "2 agt": "2026-08-02", "2 agust": "2026-08-02",
		"2 agus": "2026-08-02", "2 agustus": "2026-08-02", "2 sep": "2026-09-02", "2 sept": "2026-09-02", "2 september": "2026-09-02",
		"2 okt": "2026-10-02", "2 oktober": "2026-10-02", "2 nov": "2026-11-02", "2 nop": "2026-11-02", "2 november": "2026-11-02",
		"2 nopember": "2026-11-02", "2 des": "2025-12-02", "2 desember": "2025-12-02",
		// with a year
		"05-12-2025": "2025-12-05", "5/12/2025": "2025-12-05", "5.12.2025": "2025-12-05", "5/12/25": "2025-12-05",
		"5/12/00": "2000-12-05", "5/12/99": "2099-12-05", "25/12/05": "2005-12-25", "5/12/1900": "1900-12-05", "5/12/2200": "2200-12-05",
		"2025-12-05": "2025-12-05", "2025/12/5": "2025-12-05", "2025.12.05": "2025-12-05", "5 Des 2025": "2025-12-05",
		"5 Desember 2025": "2025-12-05", "5 des 25": "2025-12-05", "05-Des-25": "2025-12-05", "5/des/2025": "2025-12-05",
		"5 Des. 2025": "2025-12-05", "5 Desember, 2025": "2025-12-05", "5.des.2025": "2025-12-05", "29/2/2024": "2024-02-29", "1/1/2020": "2020-01-01",
		// with a day name
		"Jumat, 5 Desember 2025": "2025-12-05", "jumat 5 des": "2025-12-05", "JUM'AT, 5/12": "2025-12-05", "hari jumat tanggal 5 Desember 2025": "2025-12-05",
		"Minggu, 7 Desember 2025": "2025-12-07", "min 7/12": "2025-12-07", "ahad 7 des": "2025-12-07", "Kamis (20/11/2025)": "2025-11-20",
		"Kam 20-11-2025": "2025-11-20", "kamis, 2025-11-20": "2025-11-20", "Kamis tgl. 20/11": "2025-11-20",
		// near days
		"hari ini": "2025-11-20", "Hari  Ini": "2025-11-20", "besok": "2025-11-21", "lusa": "2025-11-22",
		// day names
		"jumat": "2025-11-21", "jum": "2025-11-21", "jum'at": "2025-11-21", "Jum’at": "2025-11-21", "JUMAT": "2025-11-21", "hari jumat": "2025-11-21",
		"sabtu": "2025-11-22", "sab": "2025-11-22", "hari minggu": "2025-11-23", "ahad": "2025-11-23", "hari ahad": "2025-11-23",
		"senin": "2025-11-24", "sen": "2025-11-24", "selasa": "2025-11-25", "sel": "2025-11-25", "rabu": "2025-11-26", "rab": "2025-11-26",
		"kamis": "2025-11-27", "kam": "2025-11-27",
		"jumat ini": "2025-11-21", "kamis ini": "2025-11-20", "hari minggu ini": "2025-11-23", "jumat minggu ini": "2025-11-21", "jumat pekan ini": "2025-11-21",
		"jumat depan": "2025-11-28", "kamis depan": "2025-11-27", "senin depan": "2025-11-24", "hari minggu depan": "2025-11-30", "ahad depan": "2025-11-30",
		"jumat minggu depan": "2025-11-28", "jumat pekan depan": "2025-11-28", "minggu minggu depan": "2025-11-30",
		// distances
		"+10": "2025-11-30", "+ 10": "2025-11-30", "+10 hari": "2025-11-30", "+0": "2025-11-20", "10 hari": "2025-11-30", "10 hari lagi": "2025-11-30",
		"3 hr": "2025-11-23", "10hari": "2025-11-30", "+2 minggu": "2025-12-04", "2 minggu": "2025-12-04", "2 minggu lagi": "2025-12-04",
		"2 mgg": "2025-12-04", "2 pekan": "2025-12-04", "2 minggu ke depan": "2025-12-04", "2 minggu kedepan": "2025-12-04",
		"dua minggu lagi": "2025-12-04", "+dua minggu": "2025-12-04", "sepuluh hari": "2025-11-30", "sehari": "2025-11-21",
		"seminggu": "2025-11-27", "seminggu lagi": "2025-11-27", "sepekan": "2025-11-27", "+1 bulan": "2025-12-20", "1 bln": "2025-12-20",
		"sebulan": "2025-12-20", "3 bulan mendatang": "2026-02-20", "1 tahun": "2026-11-20", "+1 thn": "2026-11-20", "setahun lagi": "2026-11-20",
		"pekan depan": "2025-11-27", "bulan depan": "2025-12-20", "tahun depan": "2026-11-20",
		// ends
		"akhir bulan": "2025-11-30", "akhir bulan ini": "2025-11-30", "akhir bulan depan": "2025-12-31", "akhir bulan desember": "2025-12-31",
		"akhir desember": "2025-12-31", "akhir des": "2025-12-31", "akhir nov": "2025-11-30", "akhir oktober": "2026-10-31", "akhir feb 2028": "2028-02-29",
		"akhir bulan 2": "2026-02-28", "akhir desember 2026": "2026-12-31", "akhir bulan desember tahun 2026": "2026-12-31",
		"akhir triwulan": "2025-12-31", "akhir triwulan ini": "2025-12-31", "akhir triwulan depan": "2026-03-31", "akhir TW IV": "2025-12-31",
		"akhir tw4": "2025-12-31", "akhir TW. I": "2026-03-31", "akhir triwulan III": "2026-09-30", "akhir triwulan II Tahun 2024": "2024-06-30",
		"akhir tw 1 2025": "2025-03-31", "akhir semester": "2025-12-31", "akhir semester depan": "2026-06-30", "akhir semester I": "2026-06-30",
		"akhir semester 2": "2025-12-31", "akhir tahun": "2025-12-31", "akhir tahun ini": "2025-12-31", "akhir tahun depan": "2026-12-31",
		"akhir tahun 2027": "2027-12-31", "akhir 2026": "2026-12-31",
	}},
	{"2025-12-31", map[string]string{ // Rabu, end of the year
		"5/12": "2026-12-05", "31/12": "2025-12-31", "1/1": "2026-01-01", "1 jan": "2026-01-01", "besok": "2026-01-01", "lusa": "2026-01-02",
		"jumat": "2026-01-02", "jumat ini": "2026-01-02", "jumat depan": "2026-01-09", "rabu": "2026-01-07", "rabu ini": "2025-12-31", "rabu depan": "2026-01-07",
		"bulan depan": "2026-01-31", "+2 bulan": "2026-02-28", "akhir bulan": "2025-12-31", "akhir bulan depan": "2026-01-31", "akhir desember": "2025-12-31",
		"akhir november": "2026-11-30", "akhir triwulan": "2025-12-31", "akhir triwulan depan": "2026-03-31", "akhir tw iv": "2025-12-31", "akhir tw iii": "2026-09-30",
		"akhir tahun": "2025-12-31", "akhir tahun depan": "2026-12-31", "akhir semester depan": "2026-06-30", "28 feb": "2026-02-28",
	}},
	{"2024-01-31", map[string]string{ // leap year
		"+1 bulan": "2024-02-29", "bulan depan": "2024-02-29", "29/2": "2024-02-29", "29 feb": "2024-02-29", "akhir bulan depan": "2024-02-29",
		"akhir februari": "2024-02-29", "13 bulan": "2025-02-28", "akhir triwulan": "2024-03-31",
	}},
	{"2025-01-31", map[string]string{"+1 bulan": "2025-02-28", "+3 bulan": "2025-04-30", "bulan depan": "2025-02-28", "+37 bulan": "2028-02-29"}},
	{"2024-02-29", map[string]string{
		"29/2": "2024-02-29", "besok": "2024-03-01", "tahun depan": "2025-02-28", "+4 tahun": "2028-02-29", "akhir bulan": "2024-02-29", "akhir feb": "2024-02-29",
	}},
	{"2027-03-01", map[string]string{"29/2": "2028-02-29", "29 februari": "2028-02-29", "akhir feb": "2028-02-29", "+1 tahun": "2028-03-01"}},
	{"2028-02-28", map[string]string{"besok": "2028-02-29", "+2": "2028-03-01", "akhir bulan": "2028-02-29"}},
	{"2025-11-23", map[string]string{ // Minggu, last day of its week
		"hari minggu": "2025-11-30", "hari minggu ini": "2025-11-23", "hari minggu depan": "2025-11-30", "senin": "2025-11-24", "senin depan": "2025-11-24",
		"jumat": "2025-11-28", "jumat depan": "2025-11-28",
	}},
	{"2025-11-24", map[string]string{ // Senin, first day of its week
		"senin": "2025-12-01", "senin ini": "2025-11-24", "senin depan": "2025-12-01", "ahad ini": "2025-11-30", "jumat": "2025-11-28",
		"jumat ini": "2025-11-28", "jumat depan": "2025-12-05",
	}},
	{"2025-11-21", map[string]string{"jumat": "2025-11-28", "jumat ini": "2025-11-21", "jumat depan": "2025-11-28"}}, // Jumat
	{"", map[string]string{"5/12/2025": "2025-12-05", "2025-12-05": "2025-12-05", "Jumat, 5 Desember 2025": "2025-12-05", "5 des 25": "2025-12-05"}},
	{"2200-12-30", map[string]string{"besok": "2200-12-31", "31/12": "2200-12-31", "akhir tahun": "2200-12-31"}},
}

// dueRefused maps today to what is refused that day and a part of the reason.
var dueRefused = []struct {
	today string
	forms map[string]string
}{
	{"2025-11-20", map[string]string{
		"": "belum diisi", "   ": "belum diisi", "\t\n": "belum diisi", "tanggal": "belum ditulis", "tgl.": "belum ditulis",
		// impossible
		"31/2": "Februari tidak punya tanggal 31", "30 feb": "Februari tidak punya tanggal 30", "31 april": "April tidak punya tanggal 31",
		"5/13": "bulan 13 tidak ada", "12/25": "tanggal ditulis sebelum bulan", "12/25/2025": "tanggal ditulis sebelum bulan", "5/40": "bulan 40 tidak ada",
		"25/13": "bulan 13 tidak ada", "5/0": "bulan 0 tidak ada", "0/5": "tanggal 0 tidak ada", "32/1": "tanggal 32 tidak ada", "09.00": "bulan 0 tidak ada",
		"29/2": "baru ada pada tahun 2028", "29/2/2025": "Februari 2025 hanya sampai tanggal 28", "31/4/2026": "April 2026 hanya sampai tanggal 30",
		"31-11-2025": "November 2025 hanya", "2025-02-30": "Februari 2025 hanya", "2025-13-01": "bulan 13 tidak ada", "29 feb 2100": "Februari 2100 hanya",
		"5/12/1899": "antara 1900 dan 2200", "5/12/2201": "antara 1900 dan 2200", "5/12/0000": "antara 1900 dan 2200", "5/13/3000": "bulan 13",
		// incomplete
		"25": "bulannya belum ditulis", "03": "bulannya belum ditulis", "31": "bulannya belum ditulis", "0": "angka saja", "32": "angka saja", "003": "angka saja",
		"2025": "angka saja", "05122025": "angka saja", "20251205": "angka saja", "12/2025": "tanggalnya belum ditulis", "2025/12": "tanggalnya belum ditulis",
		"13/2025": "tanggalnya belum ditulis", "desember": "tanggalnya belum ditulis", "des 2025": "tanggalnya belum ditulis", "tanggal 25": "bulannya belum ditulis",
		"jumat 25": "bulannya belum ditulis", "triwulan IV": "tanggalnya belum ditulis", "tw": "tanggalnya", "semester I": "tanggalnya", "bulan ini": "tanggalnya",
		"bulan": "tanggalnya", "tahun ini": "tanggalnya", "tahun": "tanggalnya", "pekan ini": "harinya belum ditulis", "akhir": "akhir apa",
		// wrong form
		"5/12/2": "dua atau empat angka", "5/12/025": "dua atau empat angka", "5/12/20255": "dua atau empat", "005/12": "paling banyak dua angka",
		"5/012": "paling banyak dua angka", "1234567/1": "paling banyak dua angka", "5 12": "garis miring", "5 12 2025": "garis miring", "5/12-2025": "pemisahnya tidak sama",
		"5-12.2025": "pemisahnya tidak sama", "5/": "tidak dikenal", "/5": "tidak dikenal", "5//12": "tidak dikenal", "5/12/": "tidak dikenal", "5/12/2025/1": "tidak dikenal",
		"5,12": "tidak dikenal", "5+12": "tidak dikenal", "5/12 pagi": "sesudah tanggal", "5-12 desember": "rentang", "5 des 2025 sore": "sesudah nama bulan",
		"5 dec": "bukan nama bulan", "5 xyz": "bukan nama bulan", "5 (des)": "tidak dikenal", "+": "sesudah tanda +", "+minggu": "sesudah tanda +", "+2 xyz": "sesudah tanda +",
		"+des 5": "sesudah tanda +", "+xyz hari": "sesudah tanda +", "+ 2 5 hari": "sesudah tanda +", "-3": "mundur", "-3 hari": "mundur", "xyz": "tidak dikenal",
		"hari": "tidak dikenal", "hari hari": "tidak dikenal", "besok pagi": "tidak dikenal", "()": "tidak dikenal", "segera": "tidak dikenal", ",": "tidak dikenal",
		"'": "tanda petik", "5 ' 12": "tanda petik",
		// ambiguous
		"minggu": "hari Minggu atau tujuh hari", "Min": "hari Minggu atau tujuh hari", "minggu depan": "pekan depan atau tujuh hari lagi", "MINGGU  DEPAN": "tujuh hari lagi",
		"minggu ini": "hari Minggu atau pekan ini", "akhir minggu": "hari Jumat atau hari Minggu", "akhir pekan": "hari Jumat atau hari Minggu", "akhir minggu depan": "hari Jumat atau",
		"5 bulan depan": "sesudah satuan waktu", "2 minggu depan": "sesudah satuan waktu", "H+7": "hari H", "h-3": "hari H",
		// past
		"kemarin": "sudah lewat", "kemaren": "sudah lewat", "minggu lalu": "sudah lewat", "jumat lalu": "sudah lewat", "jumat kemarin": "sudah lewat",
		"2 hari lalu": "sudah lewat", "2 hari yang lalu": "sudah lewat", "bulan lalu": "sudah lewat", "rabu ini": "pekan ini sudah lewat, yaitu 19 November 2025",
		"senin minggu ini": "sudah lewat",
		// day names
		"Kamis, 5 Desember 2025": "5 Desember 2025 jatuh pada hari Jumat, bukan Kamis", "senin 5/12": "hari Jumat, bukan Senin", "Minggu, 5 Des 2025": "hari Jumat, bukan Minggu",
		"jumat, 31/2": "tidak punya tanggal", "jumat besok": "sesudah nama hari", "jumat sore": "sesudah nama hari", "jumat,": "sesudah nama hari", "minggu ke-2": "sesudah nama hari",
		"jumat ()": "sesudah nama hari", "minggu depan sekali": "sesudah nama hari",
		// not known, too far
		"10 hari kerja": "hari libur", "+5 hari kerja": "hari libur", "9999 hari kerja": "hari libur", "+999999": "sesudah tahun 2200", "9999 bulan": "sesudah tahun 2200", "999999 tahun": "sesudah tahun 2200",
		"+1000000": "terlalu besar", "99999999999999999999 hari": "terlalu besar",
		// ends
		"akhir xyz": "tidak dikenal", "akhir bulan 13": "tidak dikenal", "akhir bulan 0": "tidak dikenal", "akhir tw V": "tidak dikenal", "akhir tw 0": "tidak dikenal",
		"akhir tw xyz": "tidak dikenal", "akhir semester III": "tidak dikenal", "akhir tahun xyz": "tidak dikenal", "akhir desember 25": "empat angka",
		"akhir tw iv 25": "empat angka", "akhir desember depan": "empat angka", "akhir 25": "tidak dikenal", "akhir tahun 3000": "antara 1900 dan 2200", "akhir /": "tidak dikenal",
		// characters
		"５/12": "angka biasa", "٥/12": "angka biasa", "5/12\x00": "kendali", "5\n12": "kendali", "5\t/12": "kendali", "\x1b[31m5/12": "kendali", "5/12 👍": "tanda 👍", "5 dés": "tanda é",
		"5/12\u200b": "tidak terlihat", "\u202e5/12": "tidak terlihat", "5/\xff12": "rusak", "5_12": "tanda _", "5–12": "tanda –", "ſenin": "tanda ſ",
		strings.Repeat("9", 1<<20): "terlalu panjang", strings.Repeat("jumat ", 200000): "terlalu panjang", "5" + strings.Repeat(" ", 1<<20) + "/12": "terlalu panjang",
		strings.Repeat("\x00", 1<<20): "terlalu panjang", strings.Repeat("é", 101): "terlalu panjang", strings.Repeat("a", 200): "tidak dikenal",
	}},
	{"2024-03-01", map[string]string{"29/2": "29 Februari berikutnya baru ada pada tahun 2028", "30/2": "Februari tidak punya tanggal 30"}},
	{"2026-12-31", map[string]string{"29/2": "tahun 2028", "31/6": "Juni tidak punya tanggal 31", "senin ini": "28 Desember 2026"}},
	{"2024-01-31", map[string]string{"30/2": "Februari tidak punya tanggal 30"}},
	{"2197-05-01", map[string]string{"29/2": "Februari tidak punya tanggal 29"}}, // 2200 is no leap year
	{"2025-11-30", map[string]string{"sabtu ini": "29 November 2025", "minggu": "hari Minggu atau tujuh hari"}},
	{"", map[string]string{
		"5/12": "tahunnya belum ditulis", "5 des": "tahunnya belum ditulis", "25": "bulan dan tahunnya", "besok": "hari ini tidak diketahui", "jumat": "hari ini tidak diketahui",
		"+10": "hari ini tidak diketahui", "akhir bulan": "hari ini tidak diketahui", "minggu": "hari ini tidak diketahui", "12/2025": "tanggalnya belum ditulis", "5/13": "bulan 13 tidak ada",
		"31/2/2025": "hanya sampai",
	}},
	{"2200-12-31", map[string]string{
		"besok": "sesudah tahun 2200", "jumat": "sesudah tahun 2200", "5/12": "antara 1900 dan 2200", "1 jan": "antara", "akhir bulan depan": "antara", "akhir tahun depan": "antara",
		"akhir jan": "antara", "25": "bulannya", "minggu": "tujuh hari", "bulan depan": "sesudah tahun 2200", "xyz": "tidak dikenal", "30/2": "antara",
	}},
}

func TestParseDueAccepts(t *testing.T) {
	for _, day := range dueAccepted {
		today := iso(t, day.today)
		for in, want := range day.forms {
			got, err := ParseDue(in, today)
			if err != nil || got.String() != want {
				t.Errorf("on %q: ParseDue(%q) = %v, %v; want %s", day.today, in, got, err, want)
			}
		}
	}
}

func TestParseDueRefuses(t *testing.T) {
	for _, day := range dueRefused {
		today := iso(t, day.today)
		for in, want := range day.forms {
			got, err := ParseDue(in, today)
			if err == nil || !got.IsZero() {
				t.Errorf("on %q: ParseDue(%.60q) = %v, want a refusal", day.today, in, got)
				continue
			}
			if !strings.Contains(err.Error(), want) {
				t.Errorf("on %q: ParseDue(%.60q): %v; want %q", day.today, in, err, want)
			}
			checkRefusal(t, err, today)
		}
	}
}

// checkRefusal checks what ParseDue promises of every refusal.
func checkRefusal(t interface{ Errorf(string, ...any) }, err error, today Date) {
	var r *Refusal
	if !errors.As(err, &r) || r.Reason == "" || len(r.Examples) == 0 {
		t.Errorf("not a full refusal: %#v", err)
		return
	}
	s := err.Error()
	if !strings.HasPrefix(s, "Tenggat ") || !strings.HasSuffix(s, ".") || utf8.RuneCountInString(s) > 320 ||
		utf8.RuneCountInString(r.Input) > 40 || !utf8.ValidString(s) || clip(r.Input) != r.Input {
		t.Errorf("bad sentence %q", s)
	}
	for _, c := range s {
		if unicode.IsControl(c) || !unicode.IsPrint(c) {
			t.Errorf("unprintable %U in %q", c, s)
		}
	}
	for _, e := range r.Examples {
		if _, err := ParseDue(e, today); err != nil {
			t.Errorf("on %v: %q proposes %q, refused: %v", today, s, e, err)
		}
	}
}

func TestDueSentences(t *testing.T) {
	if _, err := ParseDue("25", maxDate()); err == nil || strings.Contains(err.Error(), "31/12") {
		t.Errorf("last day: %v", err)
	}
	today := MustNew(2025, 11, 20)
	for in, want := range map[string]string{
		"":             `Tenggat tidak dapat dipakai: belum diisi; tulis misalnya "5/12", "jumat" atau "2 minggu".`,
		"minggu depan": `Tenggat "minggu depan" tidak dapat dipakai: minggu depan bisa berarti hari Minggu pekan depan atau tujuh hari lagi; tulis misalnya "hari minggu depan" atau "7 hari lagi".`,
		"25":           `Tenggat "25" tidak dapat dipakai: bulannya belum ditulis; tulis misalnya "25/11" atau "+25 hari".`,
		"03":           `Tenggat "03" tidak dapat dipakai: bulannya belum ditulis; tulis misalnya "3/12" atau "+3 hari".`,
		"31":           `Tenggat "31" tidak dapat dipakai: bulannya belum ditulis; tulis misalnya "31/12" atau "+31 hari".`,
		"30 feb":       `Tenggat "30 feb" tidak dapat dipakai: bulan Februari tidak punya tanggal 30; tulis misalnya "28/2".`,
		"5/13":         `Tenggat "5/13" tidak dapat dipakai: bulan 13 tidak ada, tanggal ditulis sebelum bulan; tulis misalnya "13/5".`,
		"31/4/2026":    `Tenggat "31/4/2026" tidak dapat dipakai: April 2026 hanya sampai tanggal 30; tulis misalnya "30-04-2026".`,
		"29/2":         `Tenggat "29/2" tidak dapat dipakai: 29 Februari berikutnya baru ada pada tahun 2028; tulis misalnya "28/2" atau "29/2/2028".`,
		"12/2025":      `Tenggat "12/2025" tidak dapat dipakai: tanggalnya belum ditulis; tulis misalnya "akhir desember 2025".`,
		"kamis 5/12":   `Tenggat "kamis 5/12" tidak dapat dipakai: 5 Desember 2025 jatuh pada hari Jumat, bukan Kamis; tulis misalnya "Jumat, 5 Desember 2025".`,
		"rabu ini":     `Tenggat "rabu ini" tidak dapat dipakai: hari Rabu pekan ini sudah lewat, yaitu 19 November 2025; tulis misalnya "rabu" atau "rabu depan".`,
	} {
		_, err := ParseDue(in, today)
		if err == nil || err.Error() != want {
			t.Errorf("ParseDue(%q):\n got %v\nwant %s", in, err, want)
		}
	}
}

// checkDue checks what holds for every input on every day.
func checkDue(t interface{ Errorf(string, ...any) }, in string, today Date) {
	d, err := ParseDue(in, today)
	if err != nil {
		if !d.IsZero() {
			t.Errorf("ParseDue(%q) = %v and %v", in, d, err)
		}
		checkRefusal(t, err, today)
		return
	}
	if again, err := New(d.Year(), d.Month(), d.Day()); err != nil || again != d {
		t.Errorf("ParseDue(%q) = impossible %#v", in, d)
	}
}

func TestDueProperties(t *testing.T) {
	words := []string{
		"5", "12", "31", "29", "0", "2025", "25", "999999", "des", "feb", "Desember", "jumat", "jum'at", "minggu", "hari", "ini", "depan", "besok", "lusa",
		"akhir", "bulan", "tahun", "triwulan", "tw", "iv", "semester", "pekan", "lagi", "kerja", "lalu", "dua", "seminggu", "tanggal", "tgl", "ahad",
		"+", "-", "/", ".", ",", "(", ")", " ", "'", "é", "\x00", "５",
	}
	rapid.Check(t, func(t *rapid.T) {
		today := anyDate().Draw(t, "today")
		if rapid.IntRange(0, 9).Draw(t, "zero") == 0 {
			today = Date{}
		}
		checkDue(t, rapid.String().Draw(t, "any"), today)
		checkDue(t, string(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes")), today)
		checkDue(t, strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 7).Draw(t, "words"), rapid.SampledFrom([]string{"", " "}).Draw(t, "sep")), today)
	})
}

// TestDueNearest checks day/month on every day of four years against a search.
func TestDueNearest(t *testing.T) {
	for today := MustNew(2023, 12, 1); today.Before(MustNew(2028, 3, 2)); today = today.AddDays(1) {
		for _, d := range []Date{today, today.AddDays(1), today.AddDays(-1), today.AddDays(100)} {
			want := d
			for want.Before(today) || (want.Month() != d.Month() || want.Day() != d.Day()) {
				want = want.AddDays(1)
			}
			got, err := ParseDue(slash(d), today)
			if want.Year() > today.Year()+1 {
				if err == nil {
					t.Fatalf("on %v: %s = %v", today, slash(d), got)
				}
			} else if err != nil || got != want {
				t.Fatalf("on %v: %s = %v, %v; want %v", today, slash(d), got, err, want)
			}
		}
		for w := time.Sunday; w <= time.Saturday; w++ {
			name := "hari " + WeekdayName(w)
			got, err := ParseDue(name, today)
			if n := got.DaysSince(today); err != nil || n < 1 || n > 7 || got.Weekday() != w {
				t.Fatalf("on %v: %s = %v, %v", today, name, got, err)
			}
			next, err := ParseDue(name+" depan", today)
			monday := today.AddDays(7 - (int(today.Weekday())+6)%7)
			if n := next.DaysSince(monday); err != nil || n < 0 || n > 6 || next.Weekday() != w {
				t.Fatalf("on %v: %s depan = %v, %v", today, name, next, err)
			}
		}
	}
}

func FuzzParseDue(f *testing.F) {
	for _, day := range dueAccepted {
		for in := range day.forms {
			f.Add(in, iso(f, day.today).DaysSince(minDate()))
		}
	}
	for _, day := range dueRefused {
		for in := range day.forms {
			if len(in) < 1000 {
				f.Add(in, iso(f, day.today).DaysSince(minDate()))
			}
		}
	}
	f.Fuzz(func(t *testing.T, in string, n int) {
		checkDue(t, in, minDate().AddDays(n))
	})
}
