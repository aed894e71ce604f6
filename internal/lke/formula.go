package lke

import (
	"errors"
	"regexp"
	"slices"
	"strings"
)

// FormulaKind is how a percentage question makes a score out of its counts (§3).
type FormulaKind int

// The kinds.
const (
	NoFormula FormulaKind = iota
	PartOf                // Part ÷ sum of Whole, at most 1
	Decline               // (last year − this year) ÷ last year, at least 0; 1 if both are 0
)

// Formula is the rule of a percentage question. Numbers are places in Item.Inputs.
type Formula struct {
	Kind FormulaKind
	Part int   // PartOf: what was reached. Decline: this year
	Over []int // PartOf: what it is measured against, summed. Decline: last year
	Text string
	// MayExceed: the part is not taken out of the whole and may be greater.
	MayExceed bool
}

var (
	ratioForm   = regexp.MustCompile(`^min\(1, (\w+) / (?:(\w+)|\((\w+(?: \+ \w+)*)\))\)$`)
	declineForm = regexp.MustCompile(`^jika \((\w+) = 0 dan (\w+) = 0\) maka 1; selain itu max\(0, \((\w+) - (\w+)\) / (\w+)\)$`)
)

// mayExceed names the one ratio whose part is not taken out of the whole: an
// agent may bring more than one change (§3).
const mayExceed = "jumlah_perubahan/jumlah_agen"

// parseFormula reads a rumus; every name must be an input, none twice.
func parseFormula(text string, inputs []Input) (Formula, error) {
	f := Formula{Text: text}
	var names []string
	if m := ratioForm.FindStringSubmatch(text); m != nil {
		f.Kind = PartOf
		names = append([]string{m[1]}, strings.Split(m[2]+m[3], " + ")...)
		f.MayExceed = strings.Join(names, "/") == mayExceed
	} else if m := declineForm.FindStringSubmatch(text); m != nil {
		if m[1] != m[3] || m[1] != m[5] || m[2] != m[4] {
			return f, errors.New("nama masukan pada rumus penurunan tidak cocok")
		}
		f.Kind = Decline
		names = []string{m[2], m[1]}
	} else {
		return f, errors.New("bentuk rumus tidak dikenal")
	}
	var at []int
	for _, n := range names {
		i := slices.IndexFunc(inputs, func(in Input) bool { return in.Key == n })
		switch {
		case i < 0:
			return f, errors.New("rumus memakai masukan yang tidak ada: " + clip(n))
		case slices.Contains(at, i):
			return f, errors.New("rumus memakai satu masukan dua kali: " + clip(n))
		}
		at = append(at, i)
	}
	f.Part, f.Over = at[0], at[1:]
	return f, nil
}

// Rule is the formula of a percentage question in the words of its inputs: "yang
// sudah melapor ÷ (pejabat wajib LHKPN + wajib lapor lainnya), paling banyak 100%".
func (it *Item) Rule() string {
	name := func(i int) string {
		label := it.Inputs[i].Label
		if rest, ok := strings.CutPrefix(label, "Jumlah "); ok && rest != "" {
			return rest
		}
		return label
	}
	f := it.Formula
	switch f.Kind {
	case PartOf:
		var over []string
		for _, i := range f.Over {
			over = append(over, name(i))
		}
		whole := strings.Join(over, " + ")
		if len(over) > 1 {
			whole = "(" + whole + ")"
		}
		return name(f.Part) + " ÷ " + whole + ", paling banyak 100%"
	case Decline:
		last, now := name(f.Over[0]), name(f.Part)
		return "turunnya " + last + " menjadi " + now + " ÷ " + last + "; 100% bila keduanya 0, 0% bila naik"
	}
	return f.Text
}

// typedWhole is the key of a total typed over the rows it should be the sum of,
// as the workbook of 2021 allows for A.II.5.iii.b (§3). PortalRB has no such row.
const typedWhole = "wajib_diketik"

// takesTypedWhole tells whether the item's whole is a sum, which may be typed over.
func (it *Item) takesTypedWhole() bool {
	return it.Formula.Kind == PartOf && len(it.Formula.Over) > 1
}

// compute is the score of a complete set of counts. ok is false if the divisor
// is 0 and the formula says nothing about that.
func (it *Item) compute(a Answer) (score Num, ok bool) {
	f := it.Formula
	part, over := it.counts(a)
	switch {
	case f.Kind == Decline && over == 0 && part == 0:
		return Int(1), true
	case over == 0:
		return Num{}, false
	case f.Kind == Decline:
		return Ratio(max(0, over-part), over), true
	}
	return Ratio(min(part, over), over), true
}

// counts are the two numbers whose ratio the formula takes.
func (it *Item) counts(a Answer) (part, over int64) {
	f := it.Formula
	part = a.Counts[it.Inputs[f.Part].Key]
	for _, i := range f.Over {
		over += a.Counts[it.Inputs[i].Key]
	}
	if t, typed := a.Counts[typedWhole]; typed && it.takesTypedWhole() {
		over = t
	}
	return part, over
}
