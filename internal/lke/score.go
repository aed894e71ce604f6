package lke

// Options says how a sheet is scored. The zero value is the office's own view:
// blanks count 0, recommended policy, nothing proven.
type Options struct {
	// Policy for zero divisors; the zero value is Recommended.
	Policy Policy
	// SkipBlank leaves blank questions out of the average of their sub, as the
	// ministry's workbook does (§2), instead of counting them 0. It flatters an
	// unfinished sheet; it serves to compare with published figures.
	SkipBlank bool
	// Proven tells whether a question's evidence is there and Sesuai. nil: none is.
	Proven func(*Item) bool
}

func (o Options) policy() Policy {
	if o.Policy.Code == "" {
		return Recommended()
	}
	return o.Policy
}

// Figure is what one part of the LKE is worth.
type Figure struct {
	Weight Num // points at most
	Claim  Num // klaim: points of what was answered
	Proven Num // berbukti: points of what was answered and proven
	Filled int // questions answered (terisi n)
	Proved int // questions answered and proven
	Items  int // questions (dari m)
}

// Percent is the claim in percent of the weight, 0 to 100.
func (f Figure) Percent() Num { return percent(f.Claim, f.Weight) }

// ProvenPercent is the proven points in percent of the weight, 0 to 100.
func (f Figure) ProvenPercent() Num { return percent(f.Proven, f.Weight) }

// Gain is what is missing to the weight: the "poin" of a question.
func (f Figure) Gain() Num { return f.Weight.Sub(f.Claim) }

func percent(x, of Num) Num {
	if of.Sign() == 0 {
		return Num{}
	}
	return x.Mul(Int(100)).Div(of)
}

// tally adds everything but the weight of g to f, a figure of r.
func (r *Result) tally(f, g *Figure) {
	f.Claim = r.plus(f.Claim, g.Claim)
	f.Proven = r.plus(f.Proven, g.Proven)
	f.Filled += g.Filled
	f.Proved += g.Proved
	f.Items += g.Items
}

// ItemFigure is the figure of one question. Its Weight is what it is worth in
// this sheet: 0 if it is left out, more if another one of its sub is.
type ItemFigure struct {
	Figure
	State State
	Score Num // 0 to 1
}

// AreaFigure is the figure of an area and of its two aspects.
type AreaFigure struct {
	Figure
	Aspects [2]Figure
}

// Note is a sentence to be shown beside a question's figure.
type Note struct {
	Item *Item
	Text string
}

// Result is every figure of one sheet. Read only.
type Result struct {
	Instrument *Instrument
	Policy     Policy
	Total      Figure
	Lever      Figure    // pengungkit
	Aspects    [2]Figure // pemenuhan, reform
	Outcome    Figure    // hasil
	Areas      []AreaFigure
	Subs       []Figure     // by Sub.Index
	Items      []ItemFigure // by Item.Index
	Notes      []Note

	missing []*Item       // surveys without a value
	hollow  map[*Sub]bool // subs of which every question would be left out; nil if none
	shared  *common       // of sums that leave int64; nil if none does
	sought  bool          // shared was looked for
}

// Score computes every figure of a sheet, exactly (§2–4). A sheet of another
// instrument is refused with a *monev.Refusal; codes the instrument does not
// have are passed over. The answers are not changed.
func (in *Instrument) Score(s Sheet, o Options) (*Result, error) {
	if err := s.fits(in); err != nil {
		return nil, err
	}
	r := &Result{Instrument: in, Policy: o.policy(), Areas: make([]AreaFigure, len(in.Areas)),
		Subs: make([]Figure, len(in.subs)), Items: make([]ItemFigure, len(in.items))}
	for _, it := range in.items {
		r.rate(it, s.Answers[it.Code])
	}
	for _, sub := range in.subs {
		r.share(sub, &o)
	}
	for _, sub := range in.subs {
		t := &r.Subs[sub.Index]
		t.Weight = sub.Weight
		for _, it := range sub.Items {
			r.tally(t, &r.Items[it.Index].Figure)
		}
	}
	r.Lever.Weight, r.Outcome.Weight, r.Total.Weight = in.Lever.Weight, in.Outcome.Weight, in.Weight
	for i := range in.Areas {
		a, f := &in.Areas[i], &r.Areas[i]
		f.Weight = a.Weight
		for k := range a.Aspects {
			p := &f.Aspects[k]
			p.Weight = a.Aspects[k].Weight
			for _, sub := range a.Aspects[k].Subs {
				r.tally(p, &r.Subs[sub.Index])
			}
			r.tally(&f.Figure, p)
			r.Aspects[k].Weight = r.Aspects[k].Weight.Add(p.Weight)
			r.tally(&r.Aspects[k], p)
		}
	}
	for k := range r.Aspects {
		r.tally(&r.Lever, &r.Aspects[k])
	}
	for _, sub := range in.Outcome.Subs {
		r.tally(&r.Outcome, &r.Subs[sub.Index])
	}
	r.tally(&r.Total, &r.Lever)
	r.tally(&r.Total, &r.Outcome)
	return r, nil
}

// rate finds state and score of one answer.
func (r *Result) rate(it *Item, a Answer) {
	f := &r.Items[it.Index]
	f.Weight, f.Items = it.Weight, 1
	switch {
	case a.IsBlank():
		f.State = Blank
	case it.Kind == Survey:
		if f.State = OffScale; a.Index != nil && *a.Index >= 0 && *a.Index <= indexMax*indexUnit {
			f.State, f.Score = Rated, Ratio(int64(*a.Index), indexMax*indexUnit)
		}
	case it.Kind == Percent:
		f.State, f.Score = r.ratio(it, a)
	default:
		f.State = OffScale
		if c, ok := it.Choice(a.Choice); ok {
			f.State, f.Score, f.Claim = Rated, c.Score, c.points
		}
	}
	if it.Kind == Survey && f.State != Rated {
		r.missing = append(r.missing, it)
	}
	if f.State == OffScale {
		r.note(it, "Jawaban di luar skala, dihitung kosong.")
	}
	if f.State.Filled() {
		f.Filled = 1
	}
}

func (r *Result) ratio(it *Item, a Answer) (State, Num) {
	for _, v := range a.Counts {
		if v < 0 || v > it.limit() {
			return OffScale, Num{}
		}
	}
	if it.missing(a) != "" {
		r.note(it, "Isian jumlah belum lengkap, dihitung kosong.")
		return Incomplete, Num{}
	}
	if _, ok := a.Counts[typedWhole]; ok && it.takesTypedWhole() {
		r.note(it, "Jumlah wajib diketik langsung, bukan penjumlahan rinciannya.")
	}
	if s, ok := it.compute(a); ok {
		return Rated, s
	}
	way := r.Policy.Way(it.zero)
	r.note(it, zeroNote(it.zero, way))
	switch way {
	case ZeroFull:
		return Rated, Int(1)
	case ZeroNought:
		return Rated, Num{}
	case ZeroLeftOut:
		return Excluded, Num{}
	}
	return NotRated, Num{}
}

func (r *Result) note(it *Item, text string) { r.Notes = append(r.Notes, Note{it, text}) }

// share gives the questions of one sub their points.
func (r *Result) share(s *Sub, o *Options) {
	counted, n := Num{}, 0
	for _, it := range s.Items {
		f := &r.Items[it.Index]
		if f.State == Excluded || o.SkipBlank && f.State != Rated && s.Area > 0 {
			continue
		}
		counted = counted.Add(it.Weight)
		n++
	}
	if n == 0 && !o.SkipBlank { // nothing left to carry the weight
		if r.hollow == nil {
			r.hollow = map[*Sub]bool{}
		}
		r.hollow[s] = true
		for _, it := range s.Items {
			r.Items[it.Index].State = NotRated
			r.note(it, "Tidak ada bagian lain di sub ini: belum dapat dinilai, dihitung 0.")
		}
		n = len(s.Items)
	}
	for _, it := range s.Items {
		f := &r.Items[it.Index]
		switch {
		case n == len(s.Items):
			if it.Kind == Percent || it.Kind == Survey {
				f.Claim = f.Score.Mul(f.Weight)
			}
		case f.State == Excluded || o.SkipBlank && f.State != Rated && s.Area > 0:
			f.Weight, f.Claim = Num{}, Num{}
		default:
			f.Weight = it.Weight.Mul(s.Weight).Div(counted)
			f.Claim = f.Score.Mul(f.Weight)
		}
		if f.Filled == 1 && o.Proven != nil && o.Proven(it) {
			f.Proven, f.Proved = f.Claim, 1
		}
	}
}

// Figure finds a figure by code: "A", "A.I", "A.I.1", a sub, an item, "B";
// "total" is everything and "1" to "6" are the areas. Where a sub and its only
// question share a code, they share the figure.
func (r *Result) Figure(code string) (Figure, bool) {
	in := r.Instrument
	switch code {
	case "total":
		return r.Total, true
	case in.Lever.Code:
		return r.Lever, true
	case in.Outcome.Code:
		return r.Outcome, true
	case in.Lever.Code + ".I":
		return r.Aspects[Fulfilment], true
	case in.Lever.Code + ".II":
		return r.Aspects[Reform], true
	}
	for i, a := range in.Areas {
		if code == string(rune('0'+a.Number)) {
			return r.Areas[i].Figure, true
		}
		for k, p := range a.Aspects {
			if code == p.Code {
				return r.Areas[i].Aspects[k], true
			}
		}
	}
	if s, ok := in.Sub(code); ok {
		return r.Subs[s.Index], true
	}
	if it, ok := in.Item(code); ok {
		return r.Items[it.Index].Figure, true
	}
	return Figure{}, false
}

// SurveysMissing lists the survey questions without a value: while there are
// any, only pengungkit can be judged (§4).
func (r *Result) SurveysMissing() []*Item { return append([]*Item(nil), r.missing...) }

// Item is the figure of one question. A question of another instrument stands
// for the one of the same code; if there is none, its figure is zero.
func (r *Result) Item(it *Item) ItemFigure {
	if it.Index < len(r.Items) && r.Instrument.items[it.Index] == it {
		return r.Items[it.Index]
	}
	if own, ok := r.Instrument.Item(it.Code); ok {
		return r.Items[own.Index]
	}
	return ItemFigure{}
}
