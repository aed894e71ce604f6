package monev

import (
	"math/big"
	"slices"
	"strings"
)

// Standing is where the office stands in the LKE at one moment, as figures for
// people: exact fractions were compared before they were written down. Points
// and percent have a decimal comma and two decimals.
type Standing struct {
	Year    int    `json:"year"`
	Target  Target `json:"target"`
	Total   string `json:"total"`   // points of 100
	Lever   string `json:"lever"`   // points of pengungkit, of 60
	Proven  string `json:"proven"`  // total of proven answers alone
	Minimum string `json:"minimum"` // total the target demands
	Short   string `json:"short"`   // what is missing to Minimum; empty if nothing
	Met     bool   `json:"met"`     // every requirement of the target holds
	// Waits: survey values are missing, so only pengungkit can be judged.
	Waits  bool                `json:"waits,omitempty"`
	Filled int                 `json:"filled"` // questions answered
	Items  int                 `json:"items"`  // questions there are
	Exact  string              `json:"exact"`  // Total as an exact fraction, for trends
	Areas  [Areas]AreaStanding `json:"areas"`
	Way    *Way                `json:"way,omitempty"` // to Target; nil if it is reached
}

// Way is the shortest way to the target: the questions to raise, or why there
// is none.
type Way struct {
	Items      []string `json:"items,omitempty"` // codes
	Gain       string   `json:"gain"`            // points all of them add
	Total      string   `json:"total"`           // afterwards
	LeverTotal string   `json:"lever_total"`     // pengungkit afterwards
	// Lever: no survey was held yet, so this is the way to what is asked of
	// pengungkit and the areas.
	Lever  bool   `json:"lever,omitempty"`
	Reason string `json:"reason,omitempty"` // why there is none; Items is empty then
}

// AreaStanding is the LKE of one area.
type AreaStanding struct {
	Value   string     `json:"value"`  // points
	Weight  string     `json:"weight"` // points at most
	Percent string     `json:"percent"`
	Minimum string     `json:"minimum,omitempty"` // points the target demands of the area
	Met     bool       `json:"met"`               // the target's minimum of the area
	Short   string     `json:"short"`             // what is missing to it; empty if nothing
	Exact   string     `json:"exact"`             // Value as an exact fraction
	Weakest []WeakItem `json:"weakest"`           // questions that would add most, at most 3
}

// WeakItem is a question that could add points.
type WeakItem struct {
	Code     string `json:"code"`
	Question string `json:"question"`
	Gain     string `json:"gain"` // points
}

// Points is the total as a number, for the length of a bar; never for a
// comparison.
func (s *Standing) Points() float64 { return float(exact(s.Exact)) }

// Least is Minimum as a number, for the mark in a bar.
func (s *Standing) Least() float64 {
	return float(exact(strings.ReplaceAll(s.Minimum, ",", ".")))
}

// Reached is how far the area has come, in percent of its weight, for the length of
// a bar; never for a comparison.
func (a AreaStanding) Reached() float64 { return a.share(exact(a.Exact)) }

// Least is Minimum in percent of the weight, for the mark in a bar; 0 if the target
// demands nothing of the area.
func (a AreaStanding) Least() float64 {
	return a.share(exact(strings.ReplaceAll(a.Minimum, ",", ".")))
}

func (a AreaStanding) share(points *big.Rat) float64 {
	whole := float(exact(strings.ReplaceAll(a.Weight, ",", ".")))
	if whole == 0 {
		return 0
	}
	return 100 * float(points) / whole
}

func float(r *big.Rat) float64 {
	f, _ := r.Float64()
	return f
}

// exact reads a fraction; what is none counts 0.
func exact(s string) *big.Rat {
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		return new(big.Rat)
	}
	return r
}

// Change is what the total gained since an earlier standing: the points without
// their sign and the sign, 0 if they round to nothing. ok is false if there is
// nothing to compare with: no earlier standing, one of another year, whose LKE
// began anew, or survey values, up to 35 points, came in between.
func (s *Standing) Change(before *Standing) (points string, sign int, ok bool) {
	if s == nil || before == nil || s.Year != before.Year || s.Waits != before.Waits {
		return "", 0, false
	}
	points, sign = change(s.Exact, before.Exact)
	return points, sign, true
}

// AreaChange is Change of one area, 0 to 5.
func (s *Standing) AreaChange(area int, before *Standing) (points string, sign int, ok bool) {
	if s == nil || before == nil || s.Year != before.Year {
		return "", 0, false
	}
	points, sign = change(s.Areas[area].Exact, before.Areas[area].Exact)
	return points, sign, true
}

// change is now − then, rounded once, from the exact difference.
func change(now, then string) (points string, sign int) {
	d := new(big.Rat).Sub(exact(now), exact(then))
	sign = d.Sign()
	points = strings.Replace(d.Abs(d).FloatString(2), ".", ",", 1)
	if points == "0,00" {
		sign = 0
	}
	return points, sign
}

// Below lists the areas (0 to 5) under the target's minimum, the one with the
// smallest share of its weight first.
func (s *Standing) Below() []int {
	var out []int
	if s == nil {
		return nil
	}
	for i, a := range s.Areas {
		if !a.Met {
			out = append(out, i)
		}
	}
	share := func(i int) *big.Rat {
		w := exact(s.Areas[i].Weight)
		if w.Sign() == 0 {
			return w
		}
		return w.Quo(exact(s.Areas[i].Exact), w)
	}
	slices.SortStableFunc(out, func(a, b int) int { return share(a).Cmp(share(b)) })
	return out
}
