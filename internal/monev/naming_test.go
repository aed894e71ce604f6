package monev

import (
	"reflect"
	"strings"
	"testing"
)

func TestOfficeNamed(t *testing.T) {
	kpu := "KOMISI PEMILIHAN UMUM"
	for _, c := range []struct {
		in, name, city string
		kop            []string
	}{
		{"KPU Kabupaten Pamekasan", "KPU Kabupaten Pamekasan", "Pamekasan", []string{kpu, "KABUPATEN PAMEKASAN"}},
		{"KPU Kabupaten Sampang", "KPU Kabupaten Sampang", "Sampang", []string{kpu, "KABUPATEN SAMPANG"}},
		{"  kpu  kabupaten   sampang ", "KPU Kabupaten Sampang", "Sampang", []string{kpu, "KABUPATEN SAMPANG"}},
		{"KPU KABUPATEN BANGKALAN", "KPU Kabupaten Bangkalan", "Bangkalan", []string{kpu, "KABUPATEN BANGKALAN"}},
		{"KPU Kab. Sumenep", "KPU Kabupaten Sumenep", "Sumenep", []string{kpu, "KABUPATEN SUMENEP"}},
		{"KPU Kota Surabaya", "KPU Kota Surabaya", "Surabaya", []string{kpu, "KOTA SURABAYA"}},
		{"KPU kota Batu", "KPU Kota Batu", "Batu", []string{kpu, "KOTA BATU"}},
		{"Komisi Pemilihan Umum Kabupaten Bandung Barat", "KPU Kabupaten Bandung Barat", "Bandung Barat", []string{kpu, "KABUPATEN BANDUNG BARAT"}},
		{"KPU Kota Administrasi Jakarta Pusat", "KPU Kota Administrasi Jakarta Pusat", "Jakarta Pusat", []string{kpu, "KOTA ADMINISTRASI JAKARTA PUSAT"}},
		{"kpu kota toli-toli", "KPU Kota Toli-Toli", "Toli-Toli", []string{kpu, "KOTA TOLI-TOLI"}},
		{"KPU Provinsi Jawa Timur", "KPU Provinsi Jawa Timur", "", []string{kpu, "PROVINSI JAWA TIMUR"}},
		{"KPU Daerah Istimewa Yogyakarta", "KPU Daerah Istimewa Yogyakarta", "", []string{kpu, "DAERAH ISTIMEWA YOGYAKARTA"}},
		{"KPU RI", "KPU RI", "Jakarta", []string{kpu, "REPUBLIK INDONESIA"}},
		{"KPU Jepara", "KPU Jepara", "Jepara", []string{kpu, "JEPARA"}},
		{"KIP Kabupaten Aceh Besar", "KIP Kabupaten Aceh Besar", "Aceh Besar", []string{"KOMISI INDEPENDEN PEMILIHAN", "KABUPATEN ACEH BESAR"}},
		{"KPU", "KPU", "", []string{kpu}},
		{"KPUD Sampang", "KPUD Sampang", "", []string{"KPUD SAMPANG"}},
		{"Inspektorat Utama", "Inspektorat Utama", "", []string{"INSPEKTORAT UTAMA"}},
		{"KPU Kabupaten \x1b[31mSampang\x07", "KPU Kabupaten Sampang", "Sampang", []string{kpu, "KABUPATEN SAMPANG"}},
	} {
		o := OfficeNamed(c.in, WBBM, 2026)
		if o.Name != c.name || o.Short != c.name || o.City != c.city || !reflect.DeepEqual(o.Letterhead, c.kop) || o.Place != "Aula "+c.name {
			t.Errorf("%q: %q, city %q, kop %q, place %q", c.in, o.Name, o.City, o.Letterhead, o.Place)
		}
		if o.Target != WBBM || o.Year != 2026 {
			t.Errorf("%q: target %s, year %d", c.in, o.Target, o.Year)
		}
		if err := o.Clean(); err != nil {
			t.Errorf("%q: %v", c.in, err)
		}
		if again := OfficeNamed(o.Name, WBBM, 2026); !reflect.DeepEqual(again, o) {
			t.Errorf("%q: not stable: %q", c.in, again.Name)
		}
	}
}

func TestOfficeNamedPamekasanIsTheDefault(t *testing.T) {
	if got, want := OfficeNamed("KPU Kabupaten Pamekasan", WBK, 2025), DefaultOffice(2025); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
}

func TestOfficeNamedEmptyIsRefused(t *testing.T) {
	o := OfficeNamed(" \t", WBK, 2025)
	r, ok := AsRefusal(o.Clean())
	if !ok || r.Field != "nama" {
		t.Errorf("refusal %+v", r)
	}
}

func TestNewID(t *testing.T) {
	o := DefaultOffice(2025)
	for _, c := range []struct{ short, want string }{
		{"Teknis & Hukum", "teknis-hukum-2"}, // a unit has it
		{"Ketua", "ketua-2"},                 // a position has it
		{"Agen Perubahan", "agen-perubahan"},
		{"  Staf   Rendatin (PPPK) ", "staf-rendatin-pppk"},
		{"Café", "cafe"},
		{"…", "baru"},
		{"", "baru"},
		{"ꦱ", "baru"},
	} {
		if got := o.NewID(c.short); got != c.want {
			t.Errorf("%q: %q, want %q", c.short, got, c.want)
		}
	}
	o.Positions = append(o.Positions, Position{ID: "ketua-2"})
	if got := o.NewID("KETUA"); got != "ketua-3" {
		t.Errorf("third: %q", got)
	}
	long := o.NewID(strings.Repeat("panjang ", 30))
	if len(long) > idLimit || strings.HasSuffix(long, "-") {
		t.Errorf("long: %q", long)
	}
	if one := o.NewID(strings.Repeat("x", 200)); len(one) != idLimit {
		t.Errorf("one long word: %q", one)
	}
}

func TestParseNIP(t *testing.T) {
	for _, s := range []string{"198001012005011001", "19800101 200501 1 001", "19800101.200501.1.001", " 19800101-200501-1-001 "} {
		if got, err := ParseNIP(s); err != nil || got != "19800101 200501 1 001" {
			t.Errorf("%q: %q, %v", s, got, err)
		}
	}
	for s, want := range map[string]string{
		"1980":                "NIP berisi 18 angka; yang tertulis 4.",
		"1980010120050110011": "NIP berisi 18 angka; yang tertulis 19.",
		"NIP 198001012005011": "NIP hanya berisi angka.",
	} {
		if _, err := ParseNIP(s); err == nil || err.Error() != want {
			t.Errorf("%q: %v", s, err)
		}
	}
}

func TestOfficeLookups(t *testing.T) {
	o := DefaultOffice(2025)
	if got := o.PositionsOf("teknis-hukum"); len(got) != 2 || got[1].ID != "staf-teknis-hukum" {
		t.Errorf("positions: %v", got)
	}
	if got := o.AreasOf("parmas-sdm"); !reflect.DeepEqual(got, []int{0, 2, 5}) {
		t.Errorf("areas: %v", got)
	}
	if o.AreasOf("") != nil || o.PositionsOf("") != nil {
		t.Error("nobody owns something")
	}
	o.Positions[0].Holder, o.Positions[1].Retired = "Nama, S.H.", true
	if empty, all := o.Unnamed(); empty != 9 || all != 10 {
		t.Errorf("unnamed %d of %d", empty, all)
	}
	c := o.Clone()
	c.Positions[0].Holder, c.Letterhead[0], c.Units[0].Name, c.Signers[0].Caption = "x", "x", "x", "x"
	if o.Positions[0].Holder == "x" || o.Letterhead[0] == "x" || o.Units[0].Name == "x" || o.Signers[0].Caption == "x" {
		t.Error("Clone shares memory")
	}
}
