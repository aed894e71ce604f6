package lke

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"monev/internal/monev"
)

// TestCleanRefuses: what cannot be is refused, with item and reason.
func TestCleanRefuses(t *testing.T) {
	in := Default()
	idx := func(n int64) *Index { x := Index(n); return &x }
	for _, c := range []struct {
		code   string
		a      Answer
		reason string // empty: taken
	}{
		{"A.I.1.i.b", Answer{Choice: "B"}, ""},
		{"A.I.1.i.b", Answer{Choice: "b "}, ""},
		{"A.I.1.i.b", Answer{Choice: "D"}, `jawaban "D" di luar skala, pilihannya A, B, C.`},
		{"A.I.1.i.b", Answer{Choice: "Ya"}, "di luar skala"},
		{"A.I.1.i.a", Answer{Choice: "A"}, "pilihannya Ya, Tidak"},
		{"A.I.1.i.a", Answer{Choice: "y"}, ""},
		{"A.I.1.i.a", Answer{Counts: map[string]int64{"x": 1}}, "tidak dijawab dengan jumlah"},
		{"A.I.1.i.a", Answer{Index: idx(1)}, "tidak dijawab dengan indeks"},
		{"B.I.a", Answer{Choice: "A"}, "bukan pilihan"},
		{"B.I.a", Answer{Index: idx(4_000_001)}, "0 sampai 4"},
		{"B.I.a", Answer{Index: idx(-1)}, "0 sampai 4"},
		{"A.II.4.i", Answer{Choice: "A"}, "bukan pilihan"},
		{"A.II.4.i", Answer{Counts: map[string]int64{"jumlah_sasaran": 5}}, ""}, // incomplete, may be completed
		{"A.II.4.i", Answer{Counts: map[string]int64{"jumlah_sasaran": 5, "sasaran_tercapai": 6}}, "Jumlah sasaran yang tercapai 100% atau lebih (6) melebihi jumlah keseluruhannya (5)."},
		{"A.II.4.i", Answer{Counts: map[string]int64{"jumlah_sasaran": -1}}, "Jumlah sasaran kinerja tidak boleh negatif."},
		{"A.II.4.i", Answer{Counts: map[string]int64{"jumlah_sasaran": 1_000_001}}, "paling banyak 1.000.000"},
		{"A.II.4.i", Answer{Counts: map[string]int64{"sasaran": 1}}, `masukan "sasaran" tidak dikenal`},
		{"A.II.4.i", Answer{Counts: map[string]int64{"wajib_diketik": 1}}, "tidak dikenal"},
		{"A.II.1.i.a", Answer{Counts: map[string]int64{"jumlah_agen": 3, "jumlah_perubahan": 9}}, ""}, // more than one each
		{"A.II.1.i.b", Answer{Counts: map[string]int64{"jumlah_perubahan": 3, "jumlah_terintegrasi": 4}}, "melebihi"},
		{"A.II.5.ii", Answer{Counts: map[string]int64{"aduan_harus": 3, "aduan_proses": 9, "aduan_selesai": 3}}, ""},
		{"A.II.5.ii", Answer{Counts: map[string]int64{"aduan_harus": 3, "aduan_proses": 0, "aduan_selesai": 4}}, "melebihi"},
		{"A.II.5.iii.b", Answer{Counts: map[string]int64{"administrator": 0, "pengawas": 1, "fungsional_pelaksana": 12, "sudah_lapor": 13, "wajib_diketik": 12}}, "(13) melebihi jumlah keseluruhannya (12)"},
		{"A.II.3.iii.a", Answer{Counts: map[string]int64{"pelanggaran_tahun_lalu": 1, "pelanggaran_tahun_ini": 9, "pelanggaran_disanksi": 99}}, ""},
		{"A.I.1.i.a", Answer{Note: strings.Repeat("x", monev.TextLimit+1)}, "terlalu panjang"},
		{"A.I.1.i.a", Answer{Note: "  perlu \x1b[31mSK\x07 baru \n"}, ""},
	} {
		_, err := NewSheet(in, Unit, 2026).With(in, c.code, c.a)
		r, refused := monev.AsRefusal(err)
		switch {
		case c.reason == "" && err != nil:
			t.Errorf("%s %+v: %v", c.code, c.a, err)
		case c.reason != "" && (!refused || r.Field != c.code || !strings.HasPrefix(r.Reason, c.code+": ") || !strings.Contains(r.Reason, c.reason)):
			t.Errorf("%s %+v: %v", c.code, c.a, err)
		}
	}
	if _, err := NewSheet(in, Unit, 2026).With(in, "A.I.9.i.a", Answer{Choice: "A"}); err == nil {
		t.Error("an unknown item was taken")
	}
	s, _ := NewSheet(in, Unit, 2026).With(in, "A.I.1.i.a", Answer{Choice: "t", Note: " perlu \x1b[31mSK\x07 baru \n"})
	if a := s.Answers["A.I.1.i.a"]; a.Choice != "Tidak" || a.Note != "perlu SK baru" {
		t.Errorf("%+v", a)
	}
	if s, _ = s.With(in, "A.I.1.i.a", Answer{}); len(s.Answers) != 0 {
		t.Errorf("%+v", s.Answers)
	}
}

func TestParse(t *testing.T) {
	in := Default()
	for _, c := range []struct{ code, text, want string }{
		{"A.I.1.i.a", "y", "Ya"}, {"A.I.1.i.a", "TIDAK", "Tidak"}, {"A.I.2.i.b", "e", "E"}, {"B.I.a", "3,6", "3,60"}, {"B.I.a", "4", "4,00"},
		{"A.II.1.i.a", "7 3", "3 dari 7 (42,86%)"}, {"A.II.5.ii", "1.200/1/6", "6 dari 1.200 (0,50%)"}, {"A.II.6.i.b", "0;0", "0 / 0"},
		{"A.I.1.i.a", "", "!"}, {"A.I.1.i.a", "x", "!"}, {"B.I.a", "5", "!"}, {"B.I.a", "", "!"}, {"A.II.1.i.a", "7", "!"}, {"A.II.1.i.a", "7 -1", "!"},
		{"A.II.1.i.a", "7 3 1", "!"}, {"A.II.4.i", "3 7", "!"}, {"A.II.4.i", "1,5 1", "!"}, {"A.II.4.i", "99999999999999999999 1", "!"},
	} {
		it, _ := in.Item(c.code)
		a, err := it.Parse(c.text)
		got := it.Text(a)
		if r, ok := monev.AsRefusal(err); ok && r.Field == c.code {
			got = "!"
		}
		if got != c.want {
			t.Errorf("%s %q: %s, %v", c.code, c.text, got, err)
		}
	}
}

func TestSheetJSON(t *testing.T) {
	in := Default()
	s := middling(t, in)
	a := s.Answers["A.I.1.i.a"]
	a.Note, a.Proof = "SK ditandatangani", "https://contoh.invalid/sk"
	s.Answers["A.I.1.i.a"] = a
	data, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	var back Sheet
	if err := json.Unmarshal(data, &back); err != nil || !reflect.DeepEqual(s, back) {
		t.Errorf("%v\n%s", err, data)
	}
}

func TestReadAnswers(t *testing.T) {
	in := Default()
	for what, c := range map[string][2]string{
		"yaml":          {"jawaban: {A.I.1.i.a: Ya, A.II.4.i: {jumlah_sasaran: 5, sasaran_tercapai: 3}, B.I.a: 3.60}\ntahun: 2026", "3"},
		"json, tabs":    {"{\n\t\"jawaban\": {\n\t\t\"A.I.1.i.a\": \"Ya\",\n\t\t\"B.I.a\": 3.6, \"A.I.1.i.b\": null\n\t}\n}", "2"},
		"standard":      {"jawaban_baku: {ya_tidak: Tidak}\ncakupan: [reform]\njawaban: {A.I.1.i.a: Ya}", "1"},
		"other version": {"instrumen: LKE-ZI-2014\njawaban: {A.I.1.i.a: Ya}", "! instrumen"},
		"no answers":    {"kasus: x", "! jawaban"},
		"empty":         {"", "! berkas"},
		"unknown":       {"jawaban: {A.I.1.i.z: Ya}", "! A.I.1.i.z"},
		"off scale":     {"jawaban: {A.I.1.i.b: E}", "! A.I.1.i.b"},
		"fraction":      {"jawaban: {A.II.4.i: {jumlah_sasaran: 5.5, sasaran_tercapai: 3}}", "! A.II.4.i"},
		"count twice":   {"jawaban: {A.II.4.i: {jumlah_sasaran: 5, jumlah_sasaran: 6}}", "! A.II.4.i"},
		"answer twice":  {"jawaban: {A.I.1.i.a: Ya, A.I.1.i.a: Tidak}", "! berkas"},
		"list":          {"jawaban: {A.I.1.i.a: [Ya]}", "! A.I.1.i.a"},
		"alias":         {"x: &x Ya\njawaban: {A.I.1.i.a: *x}", "! A.I.1.i.a"},
		"percent alone": {"jawaban: {A.II.4.i: 1}", "! A.II.4.i"},
		"deep":          {"jawaban: " + strings.Repeat("[", 200_000), "! berkas"},
	} {
		s, err := in.ReadAnswers([]byte(c[0]), Unit)
		got := ""
		if r, ok := monev.AsRefusal(err); ok {
			got = "! " + r.Field
		} else if err == nil {
			got = string(rune('0' + len(s.Answers)))
		}
		if got != c[1] {
			t.Errorf("%s: %s, %v", what, got, err)
		}
	}
}

func TestDifferences(t *testing.T) {
	in := Default()
	unit, tpi, tpn := NewSheet(in, Unit, 2026), NewSheet(in, TPI, 2026), NewSheet(in, TPN, 2026)
	set := func(s *Sheet, code, text string) {
		it, _ := in.Item(code)
		a, err := it.Parse(text)
		if err == nil {
			*s, err = s.With(in, code, a)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	set(&unit, "A.I.1.i.b", "A")
	set(&tpi, "A.I.1.i.b", "B")
	set(&unit, "A.I.1.ii.a", "Ya")
	set(&tpi, "A.I.1.ii.a", "Ya")
	set(&unit, "A.I.1.ii.b", "A") // TPI blank: no difference
	set(&unit, "A.II.4.i", "10 5")
	set(&tpi, "A.II.4.i", "20 10") // other counts, same score
	set(&tpi, "B.I.b", "A")
	set(&tpn, "B.I.b", "C")
	d, err := in.Differences(Options{}, unit, tpi, tpn)
	if err != nil || len(d) != 3 {
		t.Fatalf("%+v, %v", d, err)
	}
	if x := d[0]; x.Item.Code != "A.I.1.i.b" || !x.Score || len(x.Answers) != 2 || x.Answers[0].Layer != Unit || x.Answers[1].Points.String() != "1/8" {
		t.Errorf("%+v", x)
	}
	if x := d[1]; x.Item.Code != "A.II.4.i" || x.Score {
		t.Errorf("%+v", x)
	}
	if x := d[2]; x.Item.Code != "B.I.b" || x.Answers[0].Layer != TPI || x.Answers[1].Layer != TPN {
		t.Errorf("%+v", x)
	}
	if _, err := in.Differences(Options{}, unit, Sheet{Instrument: "x"}); err == nil {
		t.Error("another instrument's sheet taken")
	}
}

func TestCompareAndCarry(t *testing.T) {
	old, new := Default(), steppedVariant(t)
	s := middling(t, old)
	kinds := map[string]ChangeKind{}
	for _, c := range Compare(old, new, s) {
		kinds[c.Code] = c.Kind
		if !c.Given || c.Text == "" {
			t.Errorf("%+v", c)
		}
	}
	if len(kinds) != 2 || kinds["B.I.a"] != Rescale || kinds["B.II.a"] != Rescale {
		t.Error(kinds)
	}
	got, asks, err := Carry(old, new, s)
	if err != nil || len(asks) != 2 || len(got.Answers) != 111 || got.Instrument != new.Code || got.Year != 2026 {
		t.Errorf("%d answers, %+v, %v", len(got.Answers), asks, err)
	}
	if len(s.Answers) != 113 {
		t.Error("the old sheet was changed")
	}
	if _, _, err := Carry(new, old, s); err == nil {
		t.Error("a sheet of another instrument was carried")
	}
	if c := Compare(old, old, s); len(c) != 0 {
		t.Errorf("%+v", c)
	}

	// A question less, a count renamed, a sentence and a weight changed.
	text := strings.NewReplacer(
		"nomor: \"A.I.1.i.b\"", "nomor: \"A.I.1.i.c\"",
		"jumlah_sasaran", "jumlah_target",
		"Apakah ada rencana kerja tertulis pembangunan ZI?", "Apakah rencana kerja ZI tertulis?",
		"nama: \"Penyusunan Tim Kerja\"\n            bobot: 0.5", "nama: \"Penyusunan Tim Kerja\"\n            bobot: 0.4",
		"nama: \"Rencana Pembangunan Zona Integritas\"\n            bobot: 1", "nama: \"Rencana Pembangunan Zona Integritas\"\n            bobot: 1.1",
		"  jumlah_isian_portalrb_2026: {pemenuhan: 87, reform: 37, hasil: 3, total: 127}\n", "").Replace(string(national))
	next, err := Load([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	var got2 []string
	for _, c := range Compare(old, next, s) {
		word := [...]string{"gone", "scale", "inputs", "words", "weight", "new"}[c.Kind]
		if c.Given {
			word += "!"
		}
		got2 = append(got2, c.Code+" "+word)
	}
	want := "A.I.1.i.a weight, A.I.1.i.b gone!, A.I.1.ii.a words, A.I.1.ii.a weight, A.I.1.ii.b weight, A.I.1.ii.c weight, A.II.4.i inputs!, A.I.1.i.c new"
	if strings.Join(got2, ", ") != want {
		t.Errorf("%s\n%s", strings.Join(got2, ", "), want)
	}
}

func TestFind(t *testing.T) {
	in := Default()
	first := func(q string, n int) string {
		var codes []string
		for i, it := range in.Find(q) {
			if i < n {
				codes = append(codes, it.Code)
			}
		}
		return strings.Join(codes, " ")
	}
	for q, want := range map[string]string{
		"A.I.3.iv.b": "A.I.3.iv.b", "a.i.3.iv.b": "A.I.3.iv.b", "a i 3 iv b": "A.I.3.iv.b", "A-I-3-iv-b": "A.I.3.iv.b", "3.iv.b": "A.I.3.iv.b",
		"A.1.III.iv.b": "A.I.3.iv.b", "A.2.IV.i": "A.II.4.i", "1.iii.b": "A.I.1.iii.b", "B.I": "B.I.a B.I.b", "PPA3B": "A.I.1.iii.b",
		"agen perubahan ditetapkan": "A.I.1.iv.b", "LHKPN wajib": "A.II.5.iii.a A.II.5.iii.b", "zzz": "", "A.II.4.i": "A.II.4.i",
	} {
		if got := first(q, 3); got != want {
			t.Errorf("%q: %s, want %s", q, got, want)
		}
	}
	if n := len(in.Find("")); n != 113 {
		t.Errorf("empty: %d", n)
	}
	if n := len(in.Find("gratifikasi")); n < 2 || n > 10 {
		t.Errorf("gratifikasi: %d", n)
	}
	if n := len(in.Find("area manajemen perubahan reform")); n == 0 || n > 113 {
		t.Logf("words of an area: %d", n)
	}
}

// FuzzFiles: no file makes the readers fail otherwise than by refusing it.
func FuzzFiles(f *testing.F) {
	for _, s := range []string{"jawaban: {A.I.1.i.a: Ya, B.I.a: 3.60, A.II.4.i: {jumlah_sasaran: 5, sasaran_tercapai: 3}}", "{\"jawaban\": {}}", "instrumen: {kode: X}\ntipe_jawaban: {abc: {skor: {A: 1, B: 0}}}\nkomponen: {pengungkit: {nomor: A, area: [{nomor: 1, pemenuhan: {sub: [{kode: A.I.1.i, butir: [{nomor: A.I.1.i.a, tipe: persen, rumus: \"min(1, x / y)\"}]}]}}]}}"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := Load(data); err != nil {
			if _, ok := monev.AsRefusal(err); !ok {
				t.Error(err)
			}
		}
		s, err := Default().ReadAnswers(data, Unit)
		if _, ok := monev.AsRefusal(err); err != nil && !ok {
			t.Error(err)
		}
		if err == nil {
			mustScore(t, Default(), s, Options{})
		}
		Default().Find(string(data))
	})
}
