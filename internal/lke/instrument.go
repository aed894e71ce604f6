package lke

import (
	"slices"
)

// Kind is how a question is answered: the name of a scale in the instrument
// file, or one of the two kinds that are computed.
type Kind string

// The kinds of the national instrument (§2).
const (
	YesNo   Kind = "ya_tidak"
	ABC     Kind = "abc"
	ABCD    Kind = "abcd"
	ABCDE   Kind = "abcde"
	Percent Kind = "persen"     // a ratio of counts
	Survey  Kind = "indeks_0_4" // index of an external survey, 0 to 4
)

// Aspect is one of the two halves of an area.
type Aspect int

// The aspects (§1).
const (
	Fulfilment Aspect = iota // pemenuhan: documents and processes exist
	Reform                   // reform: strategic change is reached
)

// String is the Indonesian name.
func (a Aspect) String() string {
	if a == Reform {
		return "Reform"
	}
	return "Pemenuhan"
}

// Instrument is one version of the LKE. Read only after loading.
type Instrument struct {
	Code   string // kode, "LKE-ZI-2021": what an answer set is bound to
	Digest string // first 16 hex digits of the file's SHA-256: tells two files of one code apart
	Year   int    // of this version; 0 if the file does not say
	Name   string
	Basis  string // dasar: the regulation
	Note   string // what differs between versions

	Weight  Num    // all points, 100
	Lever   Group  // pengungkit: Subs is empty, see Areas
	Aspects [2]Num // points of pemenuhan and reform over all areas
	Areas   []Area
	Outcome Group // hasil

	Minima  [2]Minima         // by Predicate
	Sources map[string]string // abbreviation → where a figure comes from
	Portal  *Portal           // layout of the ministry's forms; nil if none fits

	subs  []*Sub
	items []*Item
	codes map[string]int // item code → place in items
}

// Group is a component with sub-components directly below it.
type Group struct {
	Code   string // "A", "B"
	Weight Num
	Subs   []*Sub
}

// Area is one of the areas of change.
type Area struct {
	Number  int // 1 to 6
	Name    string
	Weight  Num // both aspects together
	Aspects [2]AreaAspect
}

// AreaAspect is one aspect of one area.
type AreaAspect struct {
	Code   string // "A.I.1"
	Weight Num
	Subs   []*Sub
}

// Sub is a sub-component: questions that share one weight.
type Sub struct {
	Code   string
	Name   string
	Weight Num
	Area   int    // 1 to 6; 0 under hasil
	Aspect Aspect // meaningless under hasil
	Items  []*Item
	Index  int // place in Instrument.Subs
}

// Item is a butir: one scored question.
type Item struct {
	Code     string
	Kind     Kind
	Question string
	Choices  []Choice // best first; empty for Percent and Survey
	Inputs   []Input  // only for Percent
	Formula  Formula  // only for Percent
	Evidence []string // usual evidence, an example and no rule
	Note     string
	Weight   Num  // points at most, when no question of its sub is left out
	Own      bool // Weight is stated in the file, not a share of the sub
	Sub      *Sub
	Index    int // place in Instrument.Items

	Soal      int    // number on PortalRB; 0 for Percent, whose inputs have one
	Row2021   int    // row in the ministry's workbook of 2021
	BPS       string // code in the BPS database
	Label     string // label in the ministry's forms where it differs
	Sources   []string
	Confirmed string // how many sources agree, in Indonesian words

	zero ZeroCase
	fold string // what Find looks in
}

// Choice is one answer of a scale.
type Choice struct {
	Key       string // "Ya", "A"
	Score     Num    // 0 to 1
	Criterion string // kriteria, in full

	points Num // Score × Item.Weight
}

// Input is one count of a percentage question.
type Input struct {
	Key     string
	Label   string
	Soal    int // number on PortalRB
	Row2021 int
}

// IsChoice tells whether the item is answered by one key of its scale.
func (it *Item) IsChoice() bool { return len(it.Choices) > 0 }

// Area is the number of the item's area, 1 to 6, and 0 under hasil.
func (it *Item) Area() int { return it.Sub.Area }

// Choice returns the choice with exactly this key.
func (it *Item) Choice(key string) (Choice, bool) {
	for _, c := range it.Choices {
		if c.Key == key {
			return c, true
		}
	}
	return Choice{}, false
}

// Input returns the input with exactly this key.
func (it *Item) Input(key string) (Input, bool) {
	for _, in := range it.Inputs {
		if in.Key == key {
			return in, true
		}
	}
	return Input{}, false
}

// Items lists all questions in the order of the file. The slice is the
// caller's own, the items are not.
func (in *Instrument) Items() []*Item { return slices.Clone(in.items) }

// Subs lists all sub-components in the order of the file. The slice is the
// caller's own, the subs are not.
func (in *Instrument) Subs() []*Sub { return slices.Clone(in.subs) }

// Item returns the question with exactly this code.
func (in *Instrument) Item(code string) (*Item, bool) {
	i, ok := in.codes[code]
	if !ok {
		return nil, false
	}
	return in.items[i], true
}

// Sub returns the sub-component with exactly this code.
func (in *Instrument) Sub(code string) (*Sub, bool) {
	for _, s := range in.subs {
		if s.Code == code {
			return s, true
		}
	}
	return nil, false
}

// Predicate is what an office strives for.
type Predicate int

// The predicates.
const (
	WBK Predicate = iota
	WBBM
)

// Predicates lists them, rising.
func Predicates() []Predicate { return []Predicate{WBK, WBBM} }

// String is the short form.
func (p Predicate) String() string {
	if p == WBBM {
		return "WBBM"
	}
	return "WBK"
}

// Certainty tells how well a figure is founded.
type Certainty int

// The marks of §5.
const (
	OneSource  Certainty = 1
	TwoSources Certainty = 2 // two or more
)

// String is the mark in Indonesian.
func (c Certainty) String() string {
	if c == OneSource {
		return "satu sumber"
	}
	return "dua sumber atau lebih"
}

// Minima is what one predicate demands.
type Minima struct {
	Rows         []Minimum
	Prerequisite *Prerequisite // nil if none
}

// Minimum is one value that must be reached (§5).
type Minimum struct {
	Code      string // "total", "pengungkit", "area-1", or the code of a sub or item of hasil
	Label     string
	Points    Num // the least that is enough
	Percent   Num // of the weight: Points ÷ Weight × 100
	Weight    Num
	Index     *Num // survey index that Points stands for; nil if none
	Sources   []string
	Certainty Certainty
	Note      string

	scope scope
	at    int // place in areas, subs or items
}

// Prerequisite is a demand that no score answers.
type Prerequisite struct {
	Text      string
	Sources   []string
	Certainty Certainty
	Note      string
}

// scope is what a Minimum looks at.
type scope int

const (
	onTotal scope = iota
	onLever
	onArea
	onSub
	onItem
)
