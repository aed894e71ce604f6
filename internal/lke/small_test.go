package lke

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"
	"pgregory.net/rapid"
)

// smallInstrument draws an instrument of one or two areas and at most eight
// questions there, through the same builder as a file.
func smallInstrument(t *rapid.T) *Instrument {
	var raw rawFile
	scale := func(text string) rawType {
		var r rawType
		if err := yaml.Unmarshal([]byte("skor: "+text), &r); err != nil {
			t.Fatal(err)
		}
		return r
	}
	raw.Scales = map[string]rawType{"ya_tidak": scale(`{"Ya": 1, "Tidak": 0}`), "abcd": scale(`{"A": 1, "B": 0.67, "C": 0.33, "D": 0}`)}
	kinds := map[string][]rawChoice{
		"ya_tidak": {{Key: "Ya", Score: dec("1")}, {Key: "Tidak", Score: dec("0")}},
		"abcd":     {{Key: "A", Score: dec("1")}, {Key: "B", Score: dec("0.67")}, {Key: "C", Score: dec("0.33")}, {Key: "D", Score: dec("0")}},
	}
	items, soal := 0, 0
	item := func(code string, own bool) rawItem {
		items++
		it := rawItem{Code: code, Question: "?", Kind: rapid.SampledFrom([]string{"ya_tidak", "abcd", "persen"}).Draw(t, code)}
		if own {
			it.Kind = "persen"
			one := dec("1")
			it.Weight = &one
		}
		if it.Choices = kinds[it.Kind]; it.Kind == "persen" {
			it.Formula = "min(1, x / y)"
			it.Inputs = []rawInput{{Key: "x", Label: "x"}, {Key: "y", Label: "y"}}
		}
		soal++
		return it
	}
	lever := &raw.Components.Lever
	lever.Code = "A"
	for n := range rapid.IntRange(1, 2).Draw(t, "areas") {
		area := rawArea{Number: n + 1, Name: fmt.Sprint("Area ", n+1)}
		for asp, part := range []*rawAspect{&area.Fulfilment, &area.Reform} {
			for k := range rapid.IntRange(asp^1, 1).Draw(t, "subs") {
				sub := rawSub{Code: fmt.Sprintf("A.%s.%d.%s", strings.Repeat("I", asp+1), n+1, strings.Repeat("i", k+1)), Name: "s"}
				halves := rapid.IntRange(0, 3).Draw(t, "halves") == 0
				count := rapid.IntRange(1, 3).Draw(t, "items")
				if halves {
					count = 2
				}
				for i := range count {
					if items < 8 {
						sub.Items = append(sub.Items, item(sub.Code+"."+string(rune('a'+i)), halves))
					}
				}
				if sub.Weight = dec(fmt.Sprintf("%d.%02d", rapid.IntRange(0, 7).Draw(t, "w"), 25*rapid.IntRange(1, 3).Draw(t, "q"))); halves {
					sub.Weight = rawNum{Int(int64(len(sub.Items)))}
				}
				if len(sub.Items) == 0 {
					continue
				}
				part.Subs = append(part.Subs, sub)
				part.Weight.Num = part.Weight.Add(sub.Weight.Num)
				count = len(sub.Items)
				if asp == 0 {
					area.Counts.Fulfilment += count
					raw.Instrument.Counts.Fulfilment += count
				} else {
					area.Counts.Reform += count
					raw.Instrument.Counts.Reform += count
				}
			}
		}
		area.Weight.Num = area.Fulfilment.Weight.Add(area.Reform.Weight.Num)
		if area.Weight.Sign() == 0 {
			continue
		}
		lever.Areas = append(lever.Areas, area)
		lever.Aspects.Fulfilment.Num = lever.Aspects.Fulfilment.Add(area.Fulfilment.Weight.Num)
		lever.Aspects.Reform.Num = lever.Aspects.Reform.Add(area.Reform.Weight.Num)
	}
	lever.Weight.Num = lever.Aspects.Fulfilment.Add(lever.Aspects.Reform.Num)
	a, b, c := dec("4"), dec("2.5"), dec("4")
	raw.Components.Outcome = rawOutcome{Code: "B", Weight: dec("10.5"), Subs: []rawSub{
		{Code: "B.I", Name: "i", Weight: dec("6.5"), Items: []rawItem{
			{Code: "B.I.a", Kind: "indeks_0_4", Question: "?", Weight: &a}, {Code: "B.I.b", Kind: "abcd", Question: "?", Weight: &b, Choices: kinds["abcd"]}}},
		{Code: "B.II", Name: "ii", Weight: dec("4"), Items: []rawItem{{Code: "B.II.a", Kind: "indeks_0_4", Question: "?", Weight: &c}}},
	}}
	in := &raw.Instrument
	in.Code, in.Counts.Outcome = "kecil", 3
	in.Counts.Total = items + 3
	in.Weight.Num = lever.Weight.Add(Ratio(21, 2))
	for _, m := range []*rawMinima{&raw.Minima.WBK, &raw.Minima.WBBM} {
		of := func(w Num, most int) *rawMinimum {
			p := rawNum{w.Mul(Ratio(int64(rapid.IntRange(0, most).Draw(t, "percent")), 100))}
			return &rawMinimum{Points: &p, Level: "satu"}
		}
		p := rawNum{Int(int64(rapid.IntRange(0, 85).Draw(t, "area percent")))}
		*m = rawMinima{Total: of(in.Weight.Num, 95), Lever: of(lever.Weight.Num, 100), Area: &rawMinimum{Percent: &p, Level: "satu"},
			Clean: of(Ratio(13, 2), 50), IPAK: of(Int(4), 15), Work: of(Ratio(5, 2), 80), Service: of(Int(4), 15)}
	}
	out, problems := build(&raw, "")
	if len(problems) > 0 {
		t.Fatalf("%v", problems)
	}
	return out
}

func dec(s string) rawNum {
	n, err := ParseNum(s)
	if err != nil {
		panic(err)
	}
	return rawNum{n}
}
