package cli

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"testing"

	"go.yaml.in/yaml/v3"

	"monev/internal/lke"
)

// TestPublishedCases scores the published files from the command line and
// compares every figure they publish; where the rule differs from the slip in the
// published workbook, the rule's.
func TestPublishedCases(t *testing.T) {
	type figures struct {
		Subs   map[string]float64 `yaml:"sub"`
		Areas  map[string]float64 `yaml:"area"`
		Fulfil *float64           `yaml:"pemenuhan"`
		Reform *float64           `yaml:"reform"`
		Lever  *float64           `yaml:"pengungkit"`
		Total  *float64           `yaml:"total"`
	}
	for _, name := range []string{"01-puskesmas-lke-penuh", "03-pn-sawahlunto-2023-penuh"} {
		path := filepath.Join("..", "lke", "testdata", "cases", name+".yaml")
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var c struct {
			Tolerance float64 `yaml:"toleransi"`
			Published figures `yaml:"terbit"`
			Rule      figures `yaml:"aturan"`
		}
		if err := yaml.Unmarshal(data, &c); err != nil {
			t.Fatal(err)
		}
		a := runIn(t, filepath.Join(t.TempDir(), "tidak-ada"), "lke", "nilai", "--json", "--jawaban", path)
		if a.code != Done {
			t.Fatalf("%s: %+v", name, a)
		}
		var got struct {
			Claim struct {
				Total   float64 `json:"total"`
				Lever   float64 `json:"pengungkit"`
				Fulfil  float64 `json:"pemenuhan"`
				Reform  float64 `json:"reform"`
				Outcome float64 `json:"hasil"`
				Areas   []struct {
					Number int     `json:"nomor"`
					Value  float64 `json:"nilai"`
					Fulfil float64 `json:"pemenuhan"`
					Reform float64 `json:"reform"`
				} `json:"area"`
				Subs  map[string]float64 `json:"sub"`
				Items map[string]float64 `json:"butir"`
			} `json:"klaim"`
		}
		if err := json.Unmarshal([]byte(a.out), &got); err != nil {
			t.Fatal(err)
		}
		check := func(what string, g, want float64) {
			t.Helper()
			if math.Abs(g-want) > c.Tolerance {
				t.Errorf("%s: %s is %v, published %v", name, what, g, want)
			}
		}
		subs, areas := maps.Clone(c.Published.Subs), maps.Clone(c.Published.Areas)
		if subs == nil {
			subs = map[string]float64{}
		}
		maps.Copy(subs, c.Rule.Subs)
		maps.Copy(areas, c.Rule.Areas)
		for code, want := range subs {
			check(code, got.Claim.Subs[code], want)
		}
		sum := 0.0
		for _, x := range got.Claim.Areas {
			if want, ok := areas[fmt.Sprintf("A.I.%d", x.Number)]; ok {
				check(fmt.Sprint("pemenuhan ", x.Number), x.Fulfil, want)
			}
			if want, ok := areas[fmt.Sprintf("A.II.%d", x.Number)]; ok {
				check(fmt.Sprint("reform ", x.Number), x.Reform, want)
			}
			sum += x.Value
		}
		for _, f := range []struct {
			what            string
			published, rule *float64
			got             float64
		}{
			{"pemenuhan", c.Published.Fulfil, c.Rule.Fulfil, got.Claim.Fulfil},
			{"reform", c.Published.Reform, c.Rule.Reform, got.Claim.Reform},
			{"pengungkit", c.Published.Lever, c.Rule.Lever, got.Claim.Lever},
			{"total", c.Published.Total, c.Rule.Total, got.Claim.Total},
		} {
			switch {
			case f.rule != nil:
				check(f.what, f.got, *f.rule)
			case f.published != nil:
				check(f.what, f.got, *f.published)
			}
		}
		check("sum of areas", sum, got.Claim.Lever)
		check("sum of parts", got.Claim.Lever+got.Claim.Outcome, got.Claim.Total)
		if n := len(lke.Default().Items()); len(got.Claim.Items) != n || len(got.Claim.Subs) != len(lke.Default().Subs()) {
			t.Errorf("%s: %d questions, %d subs", name, len(got.Claim.Items), len(got.Claim.Subs))
		}
	}
}

func TestNumber(t *testing.T) {
	third := lke.Ratio(1, 3)
	for _, c := range []struct {
		got  number
		want string
	}{
		{num(lke.Int(0)), "0"}, {num(lke.Int(100)), "100"}, {num(lke.Ratio(-1, 2)), "-0.5"}, {num(third), "0.33333333"},
		{num(lke.Ratio(2, 3)), "0.66666667"}, {num(lke.Int(1234567)), "1234567"}, {numUp(lke.Ratio(1, 1_000_000_000)), "0.00000001"},
	} {
		if b, err := json.Marshal(c.got); err != nil || string(b) != c.want {
			t.Errorf("got %s (%v), want %s", b, err, c.want)
		}
	}
}
