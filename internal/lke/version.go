package lke

import (
	"fmt"
	"slices"
	"strings"
)

// ChangeKind is how a question differs between two instruments.
type ChangeKind int

// The kinds.
const (
	Gone    ChangeKind = iota // the question is no longer asked
	Rescale                   // another kind or scale
	Reinput                   // other counts or another formula
	Reword                    // question or criteria are worded differently
	Reweigh                   // worth more or less
	Added                     // asked for the first time
)

// String is the kind in Indonesian.
func (k ChangeKind) String() string {
	return [...]string{"tidak ada lagi", "skala berubah", "masukan berubah", "kalimat berubah", "nilai berubah", "butir baru"}[k]
}

// Change is one difference between two instruments.
type Change struct {
	Kind ChangeKind
	Code string
	Old  *Item // nil if Added
	New  *Item // nil if Gone
	Text string
	// Given: the sheet has an answer that the change touches, so that the user
	// is to be asked: its question is gone, or it may no longer be on the scale.
	Given bool
}

// Compare lists what differs between the instrument an answer set was given
// under and a new one: questions gone or changed in the old order, then added
// ones. Questions are the same if their code is. Given is set from the sheet.
func Compare(old, new *Instrument, s Sheet) []Change {
	var out []Change
	for _, a := range old.items {
		_, given := s.Answers[a.Code]
		b, ok := new.Item(a.Code)
		if !ok {
			out = append(out, Change{Gone, a.Code, a, nil, "Butir ini tidak ada lagi.", given})
			continue
		}
		add := func(k ChangeKind, asks bool, format string, args ...any) {
			out = append(out, Change{k, a.Code, a, b, fmt.Sprintf(format, args...), asks && given})
		}
		switch {
		case a.Kind != b.Kind || !sameScale(a, b):
			add(Rescale, true, "Skala jawaban berubah dari %s menjadi %s.", a.scaleText(), b.scaleText())
		case !sameInputs(a, b):
			add(Reinput, true, "Masukan atau rumus butir persen berubah.")
		case a.Question != b.Question || !sameCriteria(a, b):
			add(Reword, false, "Kalimat pertanyaan atau kriteria berubah.")
		}
		if a.Weight.Cmp(b.Weight) != 0 {
			add(Reweigh, false, "Nilai paling tinggi berubah dari %s menjadi %s.", a.Weight.Decimal(2), b.Weight.Decimal(2))
		}
	}
	for _, b := range new.items {
		if _, ok := old.Item(b.Code); !ok {
			out = append(out, Change{Added, b.Code, nil, b, "Butir baru.", false})
		}
	}
	return out
}

// Carry moves a sheet to a new instrument: every answer whose question kept its
// scale or inputs comes along. The changes returned are those that touch given
// answers; these were left behind and are for the user to decide. A sheet of
// another instrument than old is refused with a *monev.Refusal.
func Carry(old, new *Instrument, s Sheet) (Sheet, []Change, error) {
	if err := s.fits(old); err != nil {
		return Sheet{}, nil, err
	}
	out := NewSheet(new, s.Layer, s.Year)
	out.Answers = map[string]Answer{}
	var asks []Change
	left := map[string]bool{}
	for _, c := range Compare(old, new, s) {
		if c.Given {
			asks = append(asks, c)
			left[c.Code] = true
		}
	}
	for code, a := range s.Answers {
		if it, ok := new.Item(code); ok && !left[code] && it.Clean(&a) == nil {
			out.Answers[code] = a
		}
	}
	return out, asks, nil
}

func sameScale(a, b *Item) bool {
	return slices.EqualFunc(a.Choices, b.Choices, func(x, y Choice) bool {
		return x.Key == y.Key && x.Score.Cmp(y.Score) == 0
	})
}

func sameCriteria(a, b *Item) bool {
	return slices.EqualFunc(a.Choices, b.Choices, func(x, y Choice) bool { return x.Criterion == y.Criterion })
}

func sameInputs(a, b *Item) bool {
	return a.Formula.Text == b.Formula.Text &&
		slices.EqualFunc(a.Inputs, b.Inputs, func(x, y Input) bool { return x.Key == y.Key })
}

// scaleText names how a question is answered: "A/B/C", "persen", "indeks 0–4".
func (it *Item) scaleText() string {
	switch it.Kind {
	case Percent:
		return "persen"
	case Survey:
		return "indeks 0–4"
	}
	return strings.ReplaceAll(it.keys(), ", ", "/")
}
