package lke

import (
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"

	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/tanggal"
)

const (
	maxCount  = 1_000_000 // the greatest count taken
	indexMax  = 4         // the greatest survey index (§4)
	indexUnit = 1_000_000
)

// Index is a survey index in millionths: 3_600_000 is 3,60.
type Index int64

// ParseIndex reads an index 0 to 4 with comma or dot and at most six decimals.
// The error is a *monev.Refusal of the field "indeks".
func ParseIndex(text string) (Index, error) {
	no := func() (Index, error) {
		return 0, monev.Refuse("indeks", "Indeks survei %q tidak dapat dipakai: tulis angka 0 sampai 4, misalnya 3,60.", clip(text))
	}
	n, err := ParseNum(strings.Replace(strings.TrimSpace(text), ",", ".", 1))
	if err != nil || n.Sign() < 0 || n.Cmp(Int(indexMax)) > 0 {
		return no()
	}
	if n = n.Mul(Int(indexUnit)); n.den() != 1 {
		return no()
	}
	return Index(n.n), nil
}

// Num is the exact index.
func (x Index) Num() Num { return Ratio(int64(x), indexUnit) }

// String has a decimal comma and two decimals, more where it has more: 3,60.
func (x Index) String() string {
	s := x.Num().Decimal(6)
	for len(s) > 4 && s[len(s)-1] == '0' {
		s = s[:len(s)-1]
	}
	return s
}

// MarshalText writes the index as PortalRB takes it: 3.6.
func (x Index) MarshalText() ([]byte, error) {
	s := strings.Replace(x.String(), ",", ".", 1)
	return []byte(strings.TrimSuffix(strings.TrimRight(s, "0"), ".")), nil
}

// UnmarshalText reads what ParseIndex reads.
func (x *Index) UnmarshalText(b []byte) error {
	v, err := ParseIndex(string(b))
	if err == nil {
		*x = v
	}
	return err
}

// Answer is what one layer says about one question. Which part is used follows
// from the kind of the question.
type Answer struct {
	Choice string           `json:"choice,omitempty"` // key of the scale
	Counts map[string]int64 `json:"counts,omitempty"` // inputs of a percentage question; an absent one is blank
	Index  *Index           `json:"index,omitempty"`  // of a survey
	Note   string           `json:"note,omitempty"`   // catatan
	Proof  string           `json:"proof,omitempty"`  // bukti dukung: link or description
}

// IsBlank tells that nothing is answered; there may be a note.
func (a Answer) IsBlank() bool { return a.Choice == "" && len(a.Counts) == 0 && a.Index == nil }

// Same tells whether two answers say the same, notes and proofs aside.
func (a Answer) Same(b Answer) bool {
	if a.Choice != b.Choice || len(a.Counts) != len(b.Counts) || (a.Index == nil) != (b.Index == nil) {
		return false
	}
	for k, v := range a.Counts {
		if w, ok := b.Counts[k]; !ok || v != w {
			return false
		}
	}
	return a.Index == nil || *a.Index == *b.Index
}

// State is how far an answer can be scored.
type State int

// The states.
const (
	Blank      State = iota // nothing answered
	Incomplete              // a count is missing
	OffScale                // not on the scale; only possible where Clean was not asked
	Rated                   // has a score
	NotRated                // complete, but divides by zero: belum dapat dinilai
	Excluded                // complete, but left out by the policy
)

// Filled tells whether the question counts as terisi.
func (s State) Filled() bool { return s >= Rated }

// String is the Indonesian word.
func (s State) String() string {
	return [...]string{"belum diisi", "belum lengkap", "tidak sah", "terisi", "belum dapat dinilai", "tidak ikut dihitung"}[s]
}

// Clean makes an answer to this question canonical and safe, and refuses what
// is impossible: another kind of answer, a choice off the scale, an unknown,
// negative or too great count, a part greater than its whole, an index outside
// 0 to 4. The error is a *monev.Refusal whose field is the item's code.
// An incomplete percentage answer is taken; it counts as blank until complete.
func (it *Item) Clean(a *Answer) error {
	no := func(format string, args ...any) error {
		return monev.Refuse(it.Code, it.Code+": "+format, args...)
	}
	a.Choice = plain.Line(a.Choice)
	a.Note, a.Proof = strings.TrimSpace(plain.Text(a.Note)), strings.TrimSpace(plain.Text(a.Proof))
	if utf8.RuneCountInString(a.Note) > monev.TextLimit || utf8.RuneCountInString(a.Proof) > monev.TextLimit {
		return no("catatan atau bukti dukung terlalu panjang, batasnya %s huruf.", tanggal.Thousands(monev.TextLimit))
	}
	switch {
	case a.Choice != "" && !it.IsChoice():
		return no("dijawab dengan angka, bukan pilihan.")
	case len(a.Counts) > 0 && it.Kind != Percent:
		return no("tidak dijawab dengan jumlah.")
	case a.Index != nil && it.Kind != Survey:
		return no("tidak dijawab dengan indeks survei.")
	case a.Index != nil && (*a.Index < 0 || *a.Index > indexMax*indexUnit):
		return no("indeks survei harus 0 sampai 4.")
	case a.Choice != "":
		key, ok := it.key(a.Choice)
		if !ok {
			return no("jawaban %q di luar skala, pilihannya %s.", clip(a.Choice), it.keys())
		}
		a.Choice = key
	}
	return it.cleanCounts(a, no)
}

func (it *Item) cleanCounts(a *Answer, no func(string, ...any) error) error {
	if len(a.Counts) == 0 {
		a.Counts = nil
		return nil
	}
	for k, v := range a.Counts {
		in, ok := it.Input(k)
		if k == typedWhole && it.takesTypedWhole() {
			in, ok = Input{Label: "jumlah wajib yang diketik"}, true
		}
		switch {
		case !ok:
			return no("masukan %q tidak dikenal.", clip(k))
		case v < 0:
			return no("%s tidak boleh negatif.", in.Label)
		case v > it.limit():
			return no("%s paling banyak %s.", in.Label, tanggal.Thousands(it.limit()))
		}
	}
	if it.missing(*a) != "" || it.Formula.Kind != PartOf || it.Formula.MayExceed {
		return nil
	}
	part, over := it.Inputs[it.Formula.Part], int64(0)
	for _, i := range it.Formula.Over {
		over += a.Counts[it.Inputs[i].Key]
	}
	if t, ok := a.Counts[typedWhole]; ok {
		over = t
	}
	if n := a.Counts[part.Key]; n > over {
		return no("%s (%s) melebihi jumlah keseluruhannya (%s).", part.Label, tanggal.Thousands(n), tanggal.Thousands(over))
	}
	return nil
}

// limit is the greatest count this question takes: a part may be as great as
// the sum it is part of.
func (it *Item) limit() int64 { return maxCount * int64(max(1, len(it.Formula.Over))) }

// missing is the label of the first count not given, or "".
func (it *Item) missing(a Answer) string {
	for _, in := range it.Inputs {
		if _, ok := a.Counts[in.Key]; !ok {
			return in.Label
		}
	}
	return ""
}

// key finds a choice by its key in any case, or by the first letter where
// that is enough: "y" is Ya.
func (it *Item) key(s string) (string, bool) {
	for _, c := range it.Choices {
		if strings.EqualFold(c.Key, s) {
			return c.Key, true
		}
	}
	found := ""
	for _, c := range it.Choices {
		if len(s) == 1 && strings.EqualFold(c.Key[:1], s) {
			if found != "" {
				return "", false
			}
			found = c.Key
		}
	}
	return found, found != ""
}

func (it *Item) keys() string {
	var k []string
	for _, c := range it.Choices {
		k = append(k, c.Key)
	}
	return strings.Join(k, ", ")
}

// Parse reads an answer as it is typed: a letter of the scale (y and t for Ya
// and Tidak), an index 3,60, or the counts of a percentage question in the
// order of its inputs, divided by blanks, semicolons or slashes. The error is a
// *monev.Refusal whose field is the item's code.
func (it *Item) Parse(text string) (Answer, error) {
	var a Answer
	text = plain.Line(text)
	switch it.Kind {
	case Survey:
		x, err := ParseIndex(text)
		if err != nil {
			return a, monev.Refuse(it.Code, "%s: %s", it.Code, err.Error())
		}
		a.Index = &x
	case Percent:
		fields := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" ;/", r) })
		if len(fields) != len(it.Inputs) {
			return a, monev.Refuse(it.Code, "%s: isi %d jumlah berurutan, misalnya %s.", it.Code, len(it.Inputs), strings.TrimSpace(strings.Repeat("5 ", len(it.Inputs))))
		}
		a.Counts = map[string]int64{}
		for i, f := range fields {
			n, err := ParseCount(f)
			if err != nil {
				return a, monev.Refuse(it.Code, "%s: %s: %s", it.Code, it.Inputs[i].Label, err.Error())
			}
			a.Counts[it.Inputs[i].Key] = n
		}
	default:
		if text == "" {
			return a, monev.Refuse(it.Code, "%s: jawaban belum diisi, pilihannya %s.", it.Code, it.keys())
		}
		a.Choice = text
	}
	err := it.Clean(&a)
	return a, err
}

// ParseCount reads a count: a whole number from 0, thousands dots allowed. The
// error is a *monev.Refusal of the field "jumlah".
func ParseCount(text string) (int64, error) {
	s := strings.TrimSpace(text)
	if whole := strings.Split(s, "."); len(whole) > 1 && len(whole[0]) <= 3 && whole[0] != "" {
		ok := true
		for _, g := range whole[1:] {
			ok = ok && len(g) == 3
		}
		if ok {
			s = strings.Join(whole, "")
		}
	}
	n, err := strconv.ParseUint(s, 10, 63)
	if errors.Is(err, strconv.ErrRange) || err == nil && n > 3*maxCount {
		return 0, monev.Refuse("jumlah", "Jumlah %q terlalu besar, batasnya %s.", clip(text), tanggal.Thousands(3*maxCount))
	}
	if err != nil {
		return 0, monev.Refuse("jumlah", "Jumlah %q tidak dapat dipakai: tulis bilangan bulat dari 0.", clip(text))
	}
	return int64(n), nil
}

// Text is the answer in one short line: "B", "7 / 7 (100,00%)", "3,60", "–".
func (it *Item) Text(a Answer) string {
	switch {
	case a.IsBlank():
		return "–"
	case a.Index != nil:
		return a.Index.String()
	case a.Choice != "":
		return a.Choice
	}
	if text, ok := it.share(a); ok {
		return text
	}
	var b strings.Builder
	for i, in := range it.Inputs {
		if i > 0 {
			b.WriteString(" / ")
		}
		if n, ok := a.Counts[in.Key]; ok {
			b.WriteString(tanggal.Thousands(n))
		} else {
			b.WriteString("–")
		}
	}
	return b.String()
}

// share is a complete percentage answer as people say it: "3 dari 7 (42,86%)", or
// for a decline "4 menjadi 1 (75,00%)"; false if it has no ratio.
func (it *Item) share(a Answer) (string, bool) {
	if it.missing(a) != "" || len(it.Inputs) == 0 {
		return "", false
	}
	s, ok := it.compute(a)
	if !ok {
		return "", false
	}
	part, over := it.counts(a)
	first, word, second := part, " dari ", over
	if it.Formula.Kind == Decline {
		first, word, second = over, " menjadi ", part
	}
	return tanggal.Thousands(first) + word + tanggal.Thousands(second) + " (" + s.Mul(Int(100)).Decimal(2) + "%)", true
}

// Best is a turned into an answer worth the full score: the best choice, index
// 4, or counts whose ratio is 1, changed as little as that needs. The note stays.
func (it *Item) Best(a Answer) Answer {
	out := Answer{Note: a.Note, Proof: a.Proof}
	switch it.Kind {
	case Survey:
		x := Index(indexMax * indexUnit)
		out.Index = &x
	case Percent:
		out.Counts = map[string]int64{}
		for _, in := range it.Inputs {
			out.Counts[in.Key] = min(max(a.Counts[in.Key], 0), maxCount)
		}
		it.raise(a, out.Counts)
	default:
		out.Choice = it.Choices[0].Key
	}
	return out
}

func (it *Item) raise(a Answer, counts map[string]int64) {
	f := it.Formula
	part := it.Inputs[f.Part].Key
	if f.Kind == Decline {
		counts[part] = 0
		return
	}
	over := int64(0)
	for _, i := range f.Over {
		over += counts[it.Inputs[i].Key]
	}
	if t, ok := a.Counts[typedWhole]; ok && t > 0 && t <= it.limit() && it.takesTypedWhole() {
		counts[typedWhole], over = t, t
	}
	if over == 0 {
		over = 1
		counts[it.Inputs[f.Over[0]].Key] = 1
	}
	counts[part] = max(over, counts[part])
	if !f.MayExceed {
		counts[part] = over
	}
}
