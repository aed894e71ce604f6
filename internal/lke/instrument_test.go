package lke

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"monev/internal/monev"
	"monev/internal/plain"
)

// TestNationalInstrument states the structure of §1 once more, by hand.
func TestNationalInstrument(t *testing.T) {
	in := Default()
	if in.Code != "LKE-ZI-2021" || in.Year != 2021 || len(in.Digest) != 16 || in.Portal == nil {
		t.Errorf("code %s, year %d, digest %s, portal %v", in.Code, in.Year, in.Digest, in.Portal)
	}
	type row struct{ both, f, r, nf, nr string }
	for i, w := range []row{
		{"8", "4", "4", "12", "4"}, {"7", "7/2", "7/2", "9", "6"}, {"10", "5", "5", "18", "3"},
		{"10", "5", "5", "11", "3"}, {"15", "15/2", "15/2", "18", "4"}, {"10", "5", "5", "19", "3"},
	} {
		a := in.Areas[i]
		n := func(k Aspect) string {
			c := 0
			for _, s := range a.Aspects[k].Subs {
				c += len(s.Items)
			}
			return fmt.Sprint(c)
		}
		got := row{a.Weight.String(), a.Aspects[0].Weight.String(), a.Aspects[1].Weight.String(), n(0), n(1)}
		if got != w {
			t.Errorf("area %d: %v, want %v", i+1, got, w)
		}
	}
	if got := fmt.Sprint(in.Weight, in.Lever.Weight, in.Aspects, in.Outcome.Weight); got != "100 60 [30 30] 40" {
		t.Error(got)
	}
	if len(in.Items()) != 113 || len(in.Subs()) != 44 || len(in.Portal.Rows) != 127 {
		t.Errorf("%d items, %d subs, %d portal rows", len(in.Items()), len(in.Subs()), len(in.Portal.Rows))
	}
	kinds, zeros := map[Kind]int{}, map[ZeroCase]int{}
	for _, it := range in.Items() {
		kinds[it.Kind]++
		if it.Kind == Percent {
			zeros[it.zero]++
		}
		if code, err := monev.ParseItem(it.Code); err != nil || code != it.Code {
			t.Errorf("%s is not a code for findings: %v", it.Code, err)
		}
		if len(it.Evidence) == 0 || it.Confirmed == "" {
			t.Errorf("%s: evidence %v, confirmed %q", it.Code, it.Evidence, it.Confirmed)
		}
	}
	if kinds[Percent] != 8 || kinds[Survey] != 2 || kinds[YesNo]+kinds[ABC]+kinds[ABCD]+kinds[ABCDE] != 103 {
		t.Error(kinds)
	}
	if zeros[CaseDecline] != 1 || zeros[CaseComplaints] != 1 || zeros[CaseHalf] != 2 || zeros[CaseOther] != 4 {
		t.Error(zeros)
	}
}

// TestMinima: every minimum is the figure of §5.
func TestMinima(t *testing.T) {
	want := [2]string{
		"total 75,00 dua; pengungkit 40,00 dua; area-1 4,80 dua; area-2 4,20 dua; area-3 6,00 dua; area-4 6,00 dua; area-5 9,00 dua; area-6 6,00 dua; " +
			"B.I 18,25 dua; B.I.a 15,75 dua; B.I.b 2,50 dua; B.II 14,00 dua",
		"total 85,00 satu; pengungkit 48,00 satu; area-1 6,00 dua; area-2 5,25 dua; area-3 7,50 dua; area-4 7,50 dua; area-5 11,25 dua; area-6 7,50 dua; " +
			"B.I 19,50 satu; B.I.a 15,75 dua; B.I.b 3,75 dua; B.II 15,75 dua",
	}
	for _, p := range Predicates() {
		var got []string
		for _, m := range Default().Minima[p].Rows {
			mark, _, _ := strings.Cut(m.Certainty.String(), " ")
			got = append(got, fmt.Sprintf("%s %s %s", m.Code, m.Points.Decimal(2), mark))
			if len(m.Sources) == 0 || m.Percent.Cmp(percent(m.Points, m.Weight)) != 0 {
				t.Errorf("%s %s: sources %v, percent %s", p, m.Code, m.Sources, m.Percent)
			}
			for _, s := range m.Sources {
				if Default().Sources[s] == "" {
					t.Errorf("%s %s: source %s is not explained", p, m.Code, s)
				}
			}
		}
		if s := strings.Join(got, "; "); s != want[p] {
			t.Errorf("%s:\n%s\n%s", p, s, want[p])
		}
	}
	if Default().Minima[WBK].Prerequisite != nil || Default().Minima[WBBM].Prerequisite == nil {
		t.Error("prerequisite")
	}
}

// What users read has words, not the short names of our sources.
func TestNoSourceCodes(t *testing.T) {
	in := Default()
	texts := map[string]string{"instrumen": in.Note + " " + in.Basis + " " + in.Name}
	for _, it := range in.Items() {
		texts[it.Code] = it.Note + " " + it.Question + " " + strings.Join(it.Evidence, " ") + " " + it.Rule()
	}
	for _, p := range Predicates() {
		for _, m := range in.Minima[p].Rows {
			texts[p.String()+" "+m.Code] = m.Note + " " + m.Label + " " + strings.Join(in.SourceNames(m.Sources), " ")
		}
		if q := in.Minima[p].Prerequisite; q != nil {
			texts[p.String()+" prasyarat"] = q.Text + " " + q.Note
		}
	}
	for place, text := range texts {
		for code := range in.Sources {
			if regexp.MustCompile(`\b` + code + `\b`).MatchString(text) {
				t.Errorf("%s shows %s: %s", place, code, text)
			}
		}
		if strings.Contains(text, "_") || strings.Contains(text, ".md") {
			t.Errorf("%s is not for people: %s", place, text)
		}
	}
	for code, want := range map[string]string{
		"A.II.1.i.a":   "perubahan yang dibuat ÷ agen perubahan, paling banyak 100%",
		"A.II.5.iii.a": "yang sudah melapor ÷ (kepala satuan kerja yang wajib melapor + pejabat wajib LHKPN + wajib lapor lainnya), paling banyak 100%",
		"A.II.3.iii.a": "turunnya pelanggaran tahun sebelumnya menjadi pelanggaran tahun ini ÷ pelanggaran tahun sebelumnya; 100% bila keduanya 0, 0% bila naik",
	} {
		if it, _ := in.Item(code); it.Rule() != want {
			t.Errorf("%s: %s", code, it.Rule())
		}
	}
}

// TestLoadNamesThePlace spoils the file in one place each.
func TestLoadNamesThePlace(t *testing.T) {
	for _, c := range []struct{ what, old, new, place, reason string }{
		{"sub weight", "nama: \"Penyusunan Tim Kerja\"\n            bobot: 0.5", "nama: \"Penyusunan Tim Kerja\"\n            bobot: 0.6", "A.I.1", "jumlah bobot sub 4,1, seharusnya 4"},
		{"area weight", "bobot_gabungan: 8", "bobot_gabungan: 9", "Area I Manajemen Perubahan", "jumlah bobot aspek 8, seharusnya 9"},
		{"total weight", "bobot_total: 100", "bobot_total: 90", "instrumen", "jumlah bobot komponen 100, seharusnya 90"},
		{"aspect weight", "bobot_aspek: {pemenuhan: 30, reform: 30}", "bobot_aspek: {pemenuhan: 29, reform: 31}", "aspek Pemenuhan", "jumlah bobot area 30"},
		{"item weight", "tipe: abcde\n            bobot: 5", "tipe: abcde\n            bobot: 4", "B.I", "jumlah bobot butir 21,5, seharusnya 22,5"},
		{"half without weight", "tanya: \"Berapa persen wajib LHKPN yang sudah melapor?\"\n                bobot: 1\n", "tanya: \"Berapa persen wajib LHKPN yang sudah melapor?\"\n", "A.II.5.iii", "baru sebagian"},
		{"count of an area", "jumlah_butir: {pemenuhan: 12, reform: 4}", "jumlah_butir: {pemenuhan: 13, reform: 4}", "Area I Manajemen Perubahan", "12 butir pemenuhan, seharusnya 13"},
		{"count of all", "hasil: 3, total: 113}", "hasil: 3, total: 114}", "instrumen", "113 butir seluruhnya, seharusnya 114"},
		{"scale value", `{kunci: "B", skor: 0.5, kriteria: "Tata cara dipakai`, `{kunci: "B", skor: 0.67, kriteria: "Tata cara dipakai`, "A.I.1.i.b", "tidak sama dengan tipe abc"},
		{"scale declared", `abcd: {skor: {"A": 1, "B": 0.67, "C": 0.33, "D": 0}}`, `abcd: {skor: {"A": 1, "B": 0.33, "C": 0.67, "D": 0}}`, "tipe_jawaban abcd", "turun"},
		{"unknown kind", "nomor: \"A.I.1.i.b\"\n                tipe: abc\n", "nomor: \"A.I.1.i.b\"\n                tipe: abx\n", "A.I.1.i.b", "tidak dikenal"},
		{"code twice", `nomor: "A.I.1.i.b"`, `nomor: "A.I.1.i.a"`, "A.I.1.i.a", "dua kali"},
		{"code elsewhere", `nomor: "A.I.1.i.b"`, `nomor: "A.I.2.i.b"`, "A.I.2.i.b", "tidak sesuai sub A.I.1.i"},
		{"soal twice", "soal_portalrb: 2, baris_2021: 9", "soal_portalrb: 1, baris_2021: 9", "A.I.1.i.b", "sudah dipakai A.I.1.i.a"},
		{"soal swapped with a free one", "soal_portalrb: 2, baris_2021: 9", "soal_portalrb: 200, baris_2021: 9", "PortalRB soal 2", "A.I.1.i.b"},
		{"input swapped", "kunci: jumlah_agen, label", "kunci: jumlah_agem, label", "A.II.1.i.a", "jumlah_agen"},
		{"formula", `rumus: "min(1, jumlah_perubahan / jumlah_agen)"`, `rumus: "jumlah_perubahan / jumlah_agen"`, "A.II.1.i.a", "bentuk rumus"},
		{"minimum not derived", "ipak: {minimum: 15.75, indeks: 3.60, tingkat: dua, sumber: [AXM", "ipak: {minimum: 15.50, indeks: 3.60, tingkat: dua, sumber: [AXM", "ambang WBK B.I.a", "turunannya 15,75"},
		{"minimum above weight", "pengungkit: {minimum: 40,", "pengungkit: {minimum: 61,", "ambang WBK pengungkit", "di luar bobot"},
		{"certainty", "total: {minimum: 75, tingkat: dua, sumber: [AXM, CEK, GTO]}", "total: {minimum: 75, tingkat: dua, sumber: [AXM]}", "ambang WBK total", "tingkat"},
		{"no number", "bobot_total: 100", "bobot_total: seratus", "berkas", "baris 9: \"seratus\" bukan bilangan desimal"},
		{"decimal comma", `abcd: {skor: {"A": 1, "B": 0.67,`, `abcd: {skor: {"A": 1, "B": "0,67",`, "tipe_jawaban abcd", "skor B bukan bilangan desimal; tulis dengan titik, misalnya 0.67"},
		{"key without a letter", `abcd: {skor: {"A": 1, "B": 0.67,`, `abcd: {skor: {"A": 1, "": 0.67,`, "tipe_jawaban abcd", "kunci pilihan kosong atau dipakai dua kali"},
		{"key twice", `abcd: {skor: {"A": 1, "B": 0.67,`, `abcd: {skor: {"A": 1, "A ": 0.67,`, "tipe_jawaban abcd", "kunci pilihan kosong atau dipakai dua kali"},
		{"broken", "instrumen:\n", "instrumen: [\n", "berkas", ""},
	} {
		text := string(national)
		if strings.Count(text, c.old) < 1 {
			t.Errorf("%s: the file has no %q", c.what, c.old)
			continue
		}
		_, err := Load([]byte(strings.Replace(text, c.old, c.new, 1)))
		var bad *Invalid
		if !errors.As(err, &bad) {
			t.Errorf("%s: %v", c.what, err)
			continue
		}
		found := false
		for _, p := range bad.Problems {
			found = found || p.Place == c.place && strings.Contains(p.Reason, c.reason)
		}
		if r, ok := monev.AsRefusal(err); !found || !ok || r.Field != "instrumen" {
			t.Errorf("%s: %v", c.what, bad.Problems)
		}
	}
}

// TestLoadHostile: what is no instrument is refused, whatever it is.
func TestLoadHostile(t *testing.T) {
	bomb := "a0: &a0 [x,x,x,x,x,x,x,x,x]\n"
	for i := 1; i < 12; i++ {
		bomb += fmt.Sprintf("a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d,", i-1), 9), ","))
	}
	for what, s := range map[string]string{
		"empty": "", "word": "halo", "list": "- a", "null": "null", "bytes": "\x00\xff\xfe", "nest": strings.Repeat("[", 300_000),
		"dashes": strings.Repeat("- ", 300_000), "bomb": bomb, "large": strings.Repeat("# x\n", 1<<19), "two": string(national) + "\n---\nx: 1\n",
		"anchor": "instrumen: &i {kode: *i}", "twice": "instrumen: {}\ninstrumen: {}\n",
	} {
		in, err := Load([]byte(s))
		if _, ok := monev.AsRefusal(err); !ok || in != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// TestLoadHostileText: what a message quotes of a file is harmless where it is shown.
func TestLoadHostileText(t *testing.T) {
	const bad = `\e]0;x\a\e[31m\u202e`
	long := strings.Repeat("x", 10_000)
	for what, c := range map[string][2]string{
		"key of a scale":  {`abcd: {skor: {"A": 1,`, `abcd: {skor: {"A` + bad + `": "1` + bad + `",`},
		"name of a scale": {"ya_tidak", `"ya` + bad + `"`},
		"long name":       {"ya_tidak", `"` + long + `"`},
		"kind":            {"nomor: \"A.I.1.i.b\"\n                tipe: abc\n", "nomor: \"A.I.1.i.b\"\n                tipe: \"abc" + bad + "\"\n"},
		"code":            {`nomor: "A.I.1.i.b"`, `nomor: "A.I.1.i.b` + bad + `"`},
		"long code":       {`nomor: "A.I.1.i.b"`, `nomor: "` + long + `"`},
		"formula":         {`rumus: "min(1, jumlah_perubahan`, `rumus: "min(1, ` + long},
	} {
		text := strings.ReplaceAll(string(national), c[0], c[1])
		text = strings.Replace(text, `kunci: "Ya", skor: 1`, `kunci: "Yo", skor: 1`, 1) // so that there is a fault to tell
		_, err := Load([]byte(text))
		var invalid *Invalid
		if !errors.As(err, &invalid) {
			t.Errorf("%s: %v", what, err)
			continue
		}
		for _, p := range invalid.Problems {
			if s := p.String(); plain.Line(s) != s || len(s) > 400 {
				t.Errorf("%s: %q", what, s)
			}
		}
	}
}

func TestPortal(t *testing.T) {
	p := Portal2026()
	if r, ok := p.BySoal(115); !ok || r.Item != "A.II.5.iii.a" || r.Input != "wajib_lainnya" || r.Row != 178 || r.UnitAnswer != "K" || r.TPINote != "Q" {
		t.Errorf("%+v", r)
	}
	if rows := p.ByItem("A.II.5.iii.a"); len(rows) != 4 || rows[3].Soal != 116 {
		t.Errorf("%+v", rows)
	}
	if _, ok := p.BySoal(128); ok {
		t.Error("128")
	}
	text := string(portal2026)
	for what, bad := range map[string]string{
		"twice": text + "1,A.I.1.i.a,,YA_TIDAK,Jawaban,300,K,L,M,N,Q\n", "cell twice": text + "128,A.I.1.i.a,,YA_TIDAK,Jawaban,6,K,L,M,N,Q\n",
		"short": text + "128,A\n", "empty": "", "word": strings.Replace(text, "\n5,", "\nlima,", 1),
	} {
		if _, err := ParsePortal([]byte(bad)); err == nil {
			t.Errorf("%s taken", what)
		}
	}
	for what, c := range map[string][2]string{
		"kind": {"2,A.I.1.i.b,,ABC,", "2,A.I.1.i.b,,ABCD,"}, "item": {"2,A.I.1.i.b,", "2,A.I.1.i.z,"}, "crossed": {"2,A.I.1.i.b,,ABC,", "2,A.I.1.i.a,,YA_TIDAK,"},
		"input": {"jumlah_agen,", "jumlah_agent,"}, "gone": {"127,B.II.a,,0-4,Jawaban,202,K,L,M,N,Q\n", ""}, "more": {"127,B.II.a", "128,A.I.1.i.a,,YA_TIDAK,Jawaban,300,K,L,M,N,Q\n127,B.II.a"},
	} {
		spoilt, err := ParsePortal([]byte(strings.Replace(text, c[0], c[1], 1)))
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		if len(spoilt.check(Default())) == 0 {
			t.Errorf("%s: nothing found", what)
		}
	}
}

var update = flag.Bool("update", false, "write the twin of the national instrument anew")

// The twin holds what the file does, no more and no less, also when it is read back.
func TestTwin(t *testing.T) {
	var raw, back rawFile
	if err := decode(national, &raw); err != nil {
		t.Fatal(err)
	}
	want, err := json.Marshal(raw)
	if err != nil {
		t.Fatal(err)
	}
	if want = append(want, '\n'); *update {
		if err := os.WriteFile("data/lke-permenpanrb-90-2021.json", want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(twin, want) {
		t.Fatal("the twin is not that of the file: go test ./internal/lke -run TestTwin -update")
	}
	if err := json.Unmarshal(twin, &back); err != nil || !reflect.DeepEqual(back, raw) {
		t.Errorf("read back it is another: %v", err)
	}
	in, err := Load(national)
	if err != nil || !reflect.DeepEqual(in, Default()) {
		t.Errorf("the instruments differ: %v", err)
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(national); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkDefault is what the program does instead of BenchmarkLoad.
func BenchmarkDefault(b *testing.B) {
	for b.Loop() {
		var raw rawFile
		if err := json.Unmarshal(twin, &raw); err != nil {
			b.Fatal(err)
		}
		if _, err := finish(&raw, national); err != nil {
			b.Fatal(err)
		}
	}
}
