package exchange_test

import (
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"monev/internal/exchange"
	"monev/internal/exchange/exchangetest"
	"monev/internal/lke"
	"monev/internal/monev"
)

func TestSheetsAndBack(t *testing.T) {
	in := lke.Default()
	for seed := range uint64(60) {
		unit, tpi := exchangetest.Sheets(in, seed)
		lines, err := exchange.Lines(in, unit, tpi)
		if err != nil {
			t.Fatal(err)
		}
		if len(lines) != 127 {
			t.Fatalf("%d lines", len(lines))
		}
		u, p, err := exchange.Sheets(in, 2026, lines, nil)
		if err != nil {
			t.Fatal(err)
		}
		again, err := exchange.Lines(in, u, p)
		if err != nil || !reflect.DeepEqual(again, lines) {
			t.Fatalf("seed %d: lines change on the way through sheets: %v", seed, err)
		}
		for code, a := range unit.Answers {
			if !a.Same(u.Answers[code]) || !strings.Contains(a.Note, "tiruan") && a.Note != u.Answers[code].Note || a.Proof != u.Answers[code].Proof {
				t.Errorf("seed %d: %s was %+v, is %+v", seed, code, a, u.Answers[code])
			}
		}
	}
}

// Every row of a percentage question keeps its own note and evidence.
func TestNotesOfCounts(t *testing.T) {
	in := lke.Default()
	it, _ := in.Item("A.II.5.iii.a")
	rows := in.Portal.ByItem(it.Code)
	text := rapid.OneOf(rapid.Just(""), rapid.Just("catatan"), rapid.Just("["+it.Inputs[2].Label+"] tipuan"),
		rapid.Just("a\n["+it.Inputs[1].Label+"]\nb"), rapid.Just("[lain] x"), rapid.StringMatching(`[a-z\[\] \n]{0,20}`))
	rapid.Check(t, func(t *rapid.T) {
		var lines []exchange.Line
		for _, r := range rows {
			lines = append(lines, exchange.Line{Soal: r.Soal, Note: exchange.Clean(text.Draw(t, "note")), Proof: exchange.Clean(text.Draw(t, "proof"))})
		}
		u, p, err := exchange.Sheets(in, 2026, lines, nil)
		if err != nil {
			t.Fatal(err)
		}
		back, err := exchange.Lines(in, u, p)
		if err != nil {
			t.Fatal(err)
		}
		// A line that only looks like the beginning of a row gets a mark, once.
		plainer := func(s string) string { return strings.ReplaceAll(s, "· [", "[") }
		for i, r := range rows {
			for _, b := range back {
				if b.Soal == r.Soal && (plainer(b.Note) != lines[i].Note || plainer(b.Proof) != lines[i].Proof) {
					t.Fatalf("soal %d: %q became %q, %q became %q", r.Soal, lines[i].Note, b.Note, lines[i].Proof, b.Proof)
				}
			}
		}
		u2, _, err := exchange.Sheets(in, 2026, back, nil)
		if err != nil || u2.Answers[it.Code].Note != u.Answers[it.Code].Note {
			t.Fatalf("second time: %q, %q, %v", u.Answers[it.Code].Note, u2.Answers[it.Code].Note, err)
		}
	})
}

func TestSheetsRefuse(t *testing.T) {
	in := lke.Default()
	for name, c := range map[string]struct {
		lines []exchange.Line
		field string
		want  []string
	}{
		"unknown":   {[]exchange.Line{{Soal: 128, Unit: "A"}}, "soal_id", []string{"Soal 128 tidak ada", "1 sampai 127"}},
		"zero":      {[]exchange.Line{{Soal: 0}}, "soal_id", []string{"Soal 0 tidak ada"}},
		"twice":     {[]exchange.Line{{Soal: 1, Unit: "Ya"}, {Soal: 1, Unit: "Ya"}}, "A.I.1.i.a", []string{"Soal 1, A.I.1.i.a dijawab dua kali"}},
		"off scale": {[]exchange.Line{{Soal: 2, Unit: "D"}}, "A.I.1.i.b", []string{"Soal 2, A.I.1.i.b", `"D" di luar skala`, "A, B, C"}},
		"tpi":       {[]exchange.Line{{Soal: 2, TPI: "Ya"}}, "A.I.1.i.b", []string{`"Ya" di luar skala`}},
		"count":     {[]exchange.Line{{Soal: 88, Unit: "7,5"}}, "A.II.1.i.a", []string{"Soal 88, A.II.1.i.a Jumlah agen perubahan", "bukan jumlah"}},
		"negative":  {[]exchange.Line{{Soal: 88, Unit: "-1"}}, "A.II.1.i.a", []string{"bukan jumlah"}},
		"index":     {[]exchange.Line{{Soal: 125, Unit: "4,01"}}, "B.I.a", []string{"Soal 125", "0 sampai 4"}},
		"part over whole": {[]exchange.Line{{Soal: 105, Unit: "3"}, {Soal: 106, Unit: "4"}}, "A.II.4.i",
			[]string{"Soal 105", "melebihi"}},
		"four faults": {[]exchange.Line{{Soal: 1, Unit: "x"}, {Soal: 2, Unit: "x"}, {Soal: 3, Unit: "x"}, {Soal: 4, Unit: "x"}}, "A.I.1.i.a",
			[]string{"Soal 1,", "Soal 2,", "Soal 3,", "Masih ada 1 kesalahan lain."}},
		"long note": {[]exchange.Line{{Soal: 1, Note: strings.Repeat("a", monev.TextLimit+1)}}, "A.I.1.i.a", []string{"terlalu panjang"}},
	} {
		u, p, err := exchange.Sheets(in, 2026, c.lines, nil)
		r, ok := monev.AsRefusal(err)
		if !ok || r.Field != c.field || len(u.Answers)+len(p.Answers) > 0 {
			t.Errorf("%s: %v, field %q, %d answers", name, err, r.Field, len(u.Answers))
			continue
		}
		for _, w := range c.want {
			if !strings.Contains(r.Reason, w) {
				t.Errorf("%s: %q does not say %q", name, r.Reason, w)
			}
		}
	}
}

func TestTolerant(t *testing.T) {
	in := lke.Default()
	u, _, err := exchange.Sheets(in, 2026, []exchange.Line{{Soal: 1, Unit: " yA "}, {Soal: 2, Unit: "b"}, {Soal: 88, Unit: "1.250"}, {Soal: 89, Unit: "7,00"},
		{Soal: 90, Unit: "7.0"}, {Soal: 125, Unit: "3,57"}, {Soal: 127, Unit: "3.6"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	a := u.Answers
	if a["A.I.1.i.a"].Choice != "Ya" || a["A.I.1.i.b"].Choice != "B" || a["A.II.1.i.a"].Counts["jumlah_agen"] != 1250 || a["A.II.1.i.a"].Counts["jumlah_perubahan"] != 7 ||
		a["A.II.1.i.b"].Counts["jumlah_perubahan"] != 7 || a["B.I.a"].Index.String() != "3,57" || a["B.II.a"].Index.String() != "3,60" {
		t.Errorf("%+v", a)
	}
}

func TestOmittedAndForeign(t *testing.T) {
	in := lke.Default()
	s := lke.NewSheet(in, lke.Unit, 2026)
	s.Answers = map[string]lke.Answer{"A.II.5.iii.b": {Counts: map[string]int64{"administrator": 1, "wajib_diketik": 9}}}
	if got := exchange.Omitted(in, s); len(got) != 1 || !strings.Contains(got[0], "A.II.5.iii.b") {
		t.Errorf("%q", got)
	}
	s.Instrument = "LAIN"
	if _, err := exchange.Lines(in, s, lke.Sheet{}); err == nil {
		t.Error("a sheet of another instrument was taken")
	}
}

func TestNotes(t *testing.T) {
	in := lke.Default()
	got := exchange.Notes(in, 2026, []exchange.Line{{Soal: 88, Unit: "7", TPI: "6", TPINote: " Satu agen pindah \n"}, {Soal: 1}}, func(lke.PortalRow) string { return "Jawaban!Q126" })
	want := []exchange.Note{{Item: "A.II.1.i.a", Soal: 88, Row: "A.II.1.i.a Jumlah agen perubahan", Unit: "7", TPI: "6", Text: "Satu agen pindah",
		Origin: "Catatan TPI, LKE 2026, soal 88, Jawaban!Q126"}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
}
