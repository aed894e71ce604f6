package portal_test

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"monev/internal/exchange/exchangetest"
	"monev/internal/exchange/portal"
	"monev/internal/lke"
	"monev/internal/monev"
)

// JSON to sheets to JSON is the same, byte for byte.
func TestRoundTrip(t *testing.T) {
	in := lke.Default()
	for seed := range uint64(40) {
		unit, tpi := exchangetest.Sheets(in, seed)
		first, err := portal.Render(in, "UNIT-001", "KPU Kabupaten \"Contoh\" & Kawan <1>", unit, tpi)
		if err != nil {
			t.Fatal(err)
		}
		f, err := portal.Parse(in, first)
		if err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, first)
		}
		if len(f.Answers) != 127 || len(f.Missing(in)) != 0 {
			t.Fatalf("%d answers", len(f.Answers))
		}
		u, p, err := f.Sheets(in)
		if err != nil {
			t.Fatal(err)
		}
		second, err := portal.Render(in, f.UnitID, f.UnitName, u, p)
		if err != nil || !bytes.Equal(first, second) {
			t.Fatalf("seed %d: not the same, %v", seed, err)
		}
		var a, b any // and as another reader sees it
		if json.Unmarshal(first, &a) != nil || json.Unmarshal(f.Bytes(), &b) != nil || !reflect.DeepEqual(a, b) {
			t.Fatalf("seed %d: values differ", seed)
		}
	}
}

func TestShape(t *testing.T) {
	in := lke.Default()
	unit := lke.NewSheet(in, lke.Unit, 2026)
	unit.Answers = map[string]lke.Answer{"A.I.1.i.a": {Choice: "Ya", Note: "SK", Proof: "https://x"}, "A.II.1.i.a": {Counts: map[string]int64{"jumlah_agen": 7}}}
	data, err := portal.Render(in, "U", "KPU", unit, lke.Sheet{})
	if err != nil {
		t.Fatal(err)
	}
	head := `{
  "unit_id": "U",
  "nama_unit": "KPU",
  "tahun": 2026,
  "answers": [
    {
      "soal_id": 1,
      "jawaban_unit": "Ya",
      "jawaban_tpi": null,
      "catatan_unit": "SK",
      "bukti_dukung_unit": "https://x",
      "catatan_tpi": null
    },
    {
      "soal_id": 2,
      "jawaban_unit": null,`
	if !strings.HasPrefix(string(data), head) || !strings.Contains(string(data), "\"soal_id\": 88,\n      \"jawaban_unit\": \"7\",") {
		t.Errorf("%s", data[:600])
	}
}

const ok = `{"unit_id":"U","nama_unit":"N","tahun":2026,"answers":[{"soal_id":1,"jawaban_unit":"ya","catatan_tpi":"cek"},{"soal_id":125,"jawaban_unit":"3,60"}]}`

func TestPartial(t *testing.T) {
	in := lke.Default()
	f, err := portal.Parse(in, []byte("\xef\xbb\xbf"+ok))
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Answers) != 2 || f.Answers[0].Unit != "Ya" || f.Answers[1].Unit != "3.6" || len(f.Missing(in)) != 125 {
		t.Errorf("%+v", f)
	}
	if n := f.Notes(in); len(n) != 1 || n[0].Text != "cek" || n[0].Item != "A.I.1.i.a" {
		t.Errorf("%+v", n)
	}
}

func TestRefused(t *testing.T) {
	in := lke.Default()
	edit := func(old, with string) string {
		if !strings.Contains(ok, old) {
			t.Fatalf("%q is not there", old)
		}
		return strings.Replace(ok, old, with, 1)
	}
	for name, c := range map[string]struct{ data, want string }{
		"empty":          {"", "rusak atau terpotong"},
		"cut":            {ok[:90], "rusak atau terpotong"},
		"not an object":  {`[]`, "seharusnya objek JSON"},
		"more after":     {ok + "{}", "sesudah akhir data"},
		"not UTF-8":      {edit(`"N"`, "\"\xff\""), "UTF-8"},
		"unknown soal":   {edit(`"soal_id":125`, `"soal_id":900`), "Soal 900 tidak ada"},
		"twice":          {edit(`"soal_id":125`, `"soal_id":1`), "Soal 1, A.I.1.i.a dijawab dua kali"},
		"off scale":      {edit(`"ya"`, `"A"`), `Soal 1, A.I.1.i.a: jawaban "A" di luar skala, pilihannya Ya, Tidak`},
		"index too high": {edit(`"3,60"`, `"8,5"`), "Soal 125"},
		"number":         {edit(`"3,60"`, `3.6`), "Jawaban ke-2 (soal 125), jawaban_unit: berisi angka 3.6"},
		"bool":           {edit(`"ya"`, `true`), "Jawaban ke-1 (soal 1), jawaban_unit: seharusnya teks"},
		"object":         {edit(`"ya"`, `{}`), "seharusnya teks"},
		"soal as text":   {edit(`"soal_id":1,`, `"soal_id":"1",`), "seharusnya bilangan bulat"},
		"soal fraction":  {edit(`"soal_id":1,`, `"soal_id":1.5,`), "seharusnya bilangan bulat"},
		"year as text":   {edit(`2026`, `"2026"`), "tahun: seharusnya bilangan bulat"},
		"no answer key":  {edit(`"soal_id":125,"jawaban_unit":"3,60"`, `"soal_id":125`), `Jawaban ke-2 tidak memuat "jawaban_unit"`},
		"no unit_id":     {edit(`"unit_id":"U",`, ``), `tidak memuat "unit_id"`},
		"null unit_id":   {edit(`"U"`, `null`), "unit_id: seharusnya teks"},
		"unknown key":    {edit(`"catatan_tpi"`, `"catatan_tpj"`), `"catatan_tpj" tidak dikenal`},
		"capitals":       {edit(`"tahun"`, `"Tahun"`), `"Tahun" tidak dikenal`},
		"key twice":      {edit(`"jawaban_unit":"ya"`, `"jawaban_unit":"ya","jawaban_unit":"tidak"`), "ada dua kali"},
		"answers object": {`{"unit_id":"U","nama_unit":"N","tahun":2026,"answers":{}}`, "seharusnya daftar JSON"},
		"an old layout":  {strings.Replace(full(t), `"tahun": 2026`, `"tahun": 2019`, 1), "baris 4): tahun 2019 memakai tata letak lain"},
		"another year":   {edit(`2026`, `2025`), "tahun 2025 dan tidak memuat 125 dari 127 soal"},
		"no year at all": {edit(`2026`, `0`), "tidak mungkin"},
		"portal error":   {`{"error": true, "code": "DATA_NOT_FOUND", "message": "Data tidak ada"}`, "pesan galat portal: Data tidak ada"},
	} {
		f, err := portal.Parse(in, []byte(c.data))
		r, refused := monev.AsRefusal(err)
		if !refused || !strings.Contains(r.Reason, c.want) || len(f.Answers) > 0 {
			t.Errorf("%s: %v; want %q", name, err, c.want)
		}
	}
}

// full is a file with every row of the layout.
func full(t *testing.T) string {
	t.Helper()
	unit, tpi := exchangetest.Sheets(lke.Default(), 1)
	data, err := portal.Render(lke.Default(), "U", "N", unit, tpi)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// A complete file of another year has the same layout, so it is taken.
func TestAnotherYearComplete(t *testing.T) {
	in := lke.Default()
	unit, tpi := exchangetest.Sheets(in, 1)
	unit.Year, tpi.Year = 2025, 2025
	data, err := portal.Render(in, "U", "N", unit, tpi)
	if err != nil {
		t.Fatal(err)
	}
	f, err := portal.Parse(in, data)
	if err != nil || f.Year != 2025 {
		t.Fatalf("%d %v", f.Year, err)
	}
	tpi.Year = 2024
	if _, err := portal.Render(in, "U", "N", unit, tpi); err == nil {
		t.Error("two years in one file")
	}
}

func FuzzParse(f *testing.F) {
	in := lke.Default()
	f.Add([]byte(ok))
	f.Add([]byte(`{"error":true}`))
	f.Add([]byte(`{"answers":[[[[[`))
	unit, tpi := exchangetest.Sheets(in, 3)
	full, _ := portal.Render(in, "U", "N", unit, tpi)
	f.Add(full)
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := portal.Parse(in, data)
		if err != nil {
			if _, ok := monev.AsRefusal(err); !ok {
				t.Fatalf("not a refusal: %v", err)
			}
			return
		}
		again, err := portal.Parse(in, got.Bytes())
		if err != nil || !reflect.DeepEqual(again, got) {
			t.Fatalf("%v\n%+v\n%+v", err, got, again)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	in := lke.Default()
	unit, tpi := exchangetest.Sheets(in, 2)
	data, _ := portal.Render(in, "U", "N", unit, tpi)
	b.ReportAllocs()
	for b.Loop() {
		f, err := portal.Parse(in, data)
		if err != nil {
			b.Fatal(err)
		}
		if _, _, err := f.Sheets(in); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRender(b *testing.B) {
	in := lke.Default()
	unit, tpi := exchangetest.Sheets(in, 2)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := portal.Render(in, "U", "N", unit, tpi); err != nil {
			b.Fatal(err)
		}
	}
}
