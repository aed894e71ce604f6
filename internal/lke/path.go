package lke

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"monev/internal/monev"
)

// DefaultEffort is the effort of a question nobody has judged, where efforts count.
const DefaultEffort = 3

// PathOptions say what the shortest path looks for.
type PathOptions struct {
	Options // as for Score; SkipBlank does not apply: blanks count 0
	Basis   Basis
	// LeverOnly asks for pengungkit and the areas alone, as long as no survey
	// has been held.
	LeverOnly bool
	// Efforts by item code, 1 (light) to 5 (heavy): not nil asks for the least
	// sum of efforts instead of the fewest changes.
	Efforts map[string]int
	// Locked tells questions that cannot be raised. nil: none. Surveys never can.
	Locked func(*Item) bool
}

// Path is a least set of answers to raise so that every requirement is met.
type Path struct {
	Predicate Predicate
	Found     bool
	Reason    string // Indonesian: why there is none; empty if Found
	Steps     []Step // in the order of the instrument; empty if everything is met already
	Effort    int    // sum of the efforts; without efforts the number of steps
	Gain      Num    // points all steps add together
	Total     Num    // total after the steps
	Lever     Num    // pengungkit after the steps
}

// Step is one answer to raise to its best.
type Step struct {
	Item   *Item
	From   Answer
	To     Answer
	Gain   Num // points
	Effort int
}

// Shortest finds the fewest changes of answers, or those of least effort, after
// which all requirements of a predicate hold at once. It is exact.
//
// One change raises one question to its best: the best choice, or a percentage
// to 100 % (no violations this year). That loses nothing, for raising further
// costs no more and never hurts. Survey indices are not the office's to change:
// while one is missing or below its minimum there is no path except LeverOnly.
// On the proven score a change also brings the evidence; From and To are then
// equal where only that is missing.
// Among equally short paths one with the greatest gain is returned, always the
// same. Efforts outside 1 to 5 and a sheet of another instrument are refused
// with a *monev.Refusal.
func (in *Instrument) Shortest(s Sheet, p Predicate, o PathOptions) (Path, error) {
	for _, code := range slices.Sorted(maps.Keys(o.Efforts)) {
		if e := o.Efforts[code]; e < 1 || e > 5 {
			return Path{}, monev.Refuse("bobot-usaha", "Usaha untuk %s harus 1 sampai 5.", clip(code))
		}
	}
	o.SkipBlank = false
	r, err := in.Score(s, o.Options)
	if err != nil {
		return Path{}, err
	}
	f := finder{in: in, r: r, m: &in.Minima[p], o: &o}
	path := Path{Predicate: p}
	if path.Reason = f.surveys(); path.Reason == "" {
		path.Reason = f.hopeless()
	}
	if path.Reason != "" {
		return path, nil
	}
	chosen, ok := f.search()
	if !ok {
		path.Reason = "Angka pada butir persen terlalu besar untuk dihitung tepat."
		return path, nil
	}
	path.Found = true
	path.Total, path.Lever = o.Basis.Of(r.Total), o.Basis.Of(r.Lever)
	slices.SortFunc(chosen, func(a, b move) int { return cmp.Compare(a.it.Index, b.it.Index) })
	for _, m := range chosen {
		a := s.Answers[m.it.Code]
		to := a
		if m.it.Kind != Survey {
			to = m.it.Best(a)
		}
		path.Steps = append(path.Steps, Step{Item: m.it, From: a, To: to, Gain: m.gain, Effort: m.cost})
		path.Effort += m.cost
		path.Gain = path.Gain.Add(m.gain)
		if m.it.Area() > 0 {
			path.Lever = path.Lever.Add(m.gain)
		}
	}
	path.Total = path.Total.Add(path.Gain)
	return path, nil
}

// Apply is the sheet after all steps, for a look at what they would bring. The
// sheet given stays as it is.
func (p Path) Apply(in *Instrument, s Sheet) (Sheet, error) {
	var err error
	for _, st := range p.Steps {
		if s, err = s.With(in, st.Item.Code, st.To); err != nil {
			return s, err
		}
	}
	return s, nil
}

// move is one question that can be raised.
type move struct {
	it   *Item
	gain Num
	cost int
	w    wide
}

type finder struct {
	in *Instrument
	r  *Result
	m  *Minima
	o  *PathOptions
}

// counts tells whether a requirement is asked for.
func (f *finder) counts(m *Minimum) bool {
	return !f.o.LeverOnly || m.scope == onLever || m.scope == onArea
}

// surveys says why the surveys make a path impossible, if they do.
func (f *finder) surveys() string {
	if f.o.LeverOnly {
		return ""
	}
	if len(f.r.missing) > 0 {
		var codes []string
		for _, it := range f.r.missing {
			codes = append(codes, it.Code)
		}
		return fmt.Sprintf("Nilai survei %s belum ada, jadi jalan sampai %s belum dapat dihitung; lihat jalan untuk pengungkit saja.",
			strings.Join(codes, " dan "), f.predicate())
	}
	return ""
}

func (f *finder) predicate() string {
	if f.m == &f.in.Minima[WBBM] {
		return WBBM.String()
	}
	return WBK.String()
}

// moves lists what can be raised below these subs.
func (f *finder) moves(subs []*Sub) []move {
	var out []move
	for _, s := range subs {
		from := len(out)
		for _, it := range s.Items {
			q := &f.r.Items[it.Index]
			gain := q.Weight
			if it.Kind == Survey { // its value stays; what can change is the evidence
				gain = q.Claim
			}
			gain = gain.Sub(f.o.Basis.Of(q.Figure))
			if q.State == Excluded || gain.Sign() <= 0 || f.o.Locked != nil && f.o.Locked(it) {
				continue
			}
			out = append(out, move{it: it, gain: gain, cost: f.effort(it)})
		}
		if f.r.hollow[s] && len(out) > from {
			// The first half that has anybody obliged carries the whole sub.
			cheap := slices.MinFunc(out[from:], func(a, b move) int { return cmp.Compare(a.cost, b.cost) })
			cheap.gain = s.Weight
			out = append(out[:from], cheap)
		}
	}
	return out
}

func (f *finder) effort(it *Item) int {
	if f.o.Efforts == nil {
		return 1
	}
	if e := f.o.Efforts[it.Code]; e > 0 {
		return e
	}
	return DefaultEffort
}

func (f *finder) areaMoves(i int) []move {
	a := &f.in.Areas[i]
	return append(f.moves(a.Aspects[0].Subs), f.moves(a.Aspects[1].Subs)...)
}

// hopeless names the first requirement that stays unmet even if everything
// that can be raised is.
func (f *finder) hopeless() string {
	best := make([]Num, len(f.in.items)) // points after raising everything
	for _, it := range f.in.items {
		best[it.Index] = f.o.Basis.Of(f.r.Items[it.Index].Figure)
	}
	all := f.moves(f.in.Outcome.Subs)
	for i := range f.in.Areas {
		all = append(all, f.areaMoves(i)...)
	}
	for _, m := range all {
		best[m.it.Index] = best[m.it.Index].Add(m.gain)
	}
	for i := range f.m.Rows {
		row := &f.m.Rows[i]
		if !f.counts(row) {
			continue
		}
		var top Num
		for _, it := range f.in.items {
			if row.has(it) {
				top = top.Add(best[it.Index])
			}
		}
		if top.Cmp(row.Points) < 0 {
			why := "walaupun semua butir yang dapat diubah dinaikkan"
			if row.scope == onItem && f.in.items[row.at].Kind == Survey || row.scope == onSub && hasSurvey(f.in.subs[row.at]) {
				why = "dan nilai survei tidak dapat diubah dari jawaban"
			}
			return fmt.Sprintf("%s paling tinggi %s dari minimum %s, %s.", row.Label, top.Decimal(2), row.Points.Decimal(2), why)
		}
	}
	return ""
}

func hasSurvey(s *Sub) bool {
	return slices.ContainsFunc(s.Items, func(it *Item) bool { return it.Kind == Survey })
}

// has tells whether a question's points count towards the minimum.
func (m *Minimum) has(it *Item) bool {
	switch m.scope {
	case onLever:
		return it.Area() > 0
	case onArea:
		return it.Area() == m.at+1
	case onSub:
		return it.Sub.Index == m.at
	case onItem:
		return it.Index == m.at
	}
	return true
}
