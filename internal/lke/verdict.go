package lke

// Basis is which of the two scores is measured.
type Basis int

// The two scores.
const (
	ByClaim Basis = iota // klaim
	ByProof              // berbukti
)

// String is the Indonesian word.
func (b Basis) String() string {
	if b == ByProof {
		return "berbukti"
	}
	return "klaim"
}

// Of is the figure's points on this basis.
func (b Basis) Of(f Figure) Num {
	if b == ByProof {
		return f.Proven
	}
	return f.Claim
}

// Verdict measures a result against one predicate.
type Verdict struct {
	Predicate    Predicate
	Basis        Basis
	Met          bool // every requirement is met; the prerequisite is not asked
	LeverMet     bool // every requirement on pengungkit is met ("pengungkit saja")
	Requirements []Requirement
	Prerequisite *Prerequisite // nil if none
	Missing      []*Item       // surveys without a value: total and hasil are not final
}

// Requirement is one minimum with the value reached.
type Requirement struct {
	*Minimum
	Value Num
	Short Num // kurang: Minimum.Points − Value, 0 if met
	Met   bool
	Waits bool // not met, and a survey value it needs is missing
	Lever bool // concerns pengungkit alone
}

// Verdict measures r against a predicate (§5). Comparison is exact.
func (r *Result) Verdict(p Predicate, b Basis) Verdict {
	m := &r.Instrument.Minima[p]
	v := Verdict{Predicate: p, Basis: b, Met: true, LeverMet: true, Prerequisite: m.Prerequisite, Missing: r.missing,
		Requirements: make([]Requirement, len(m.Rows))}
	for i := range m.Rows {
		row := &m.Rows[i]
		q := Requirement{Minimum: row, Value: b.Of(*r.at(row)), Lever: row.scope == onLever || row.scope == onArea}
		if short := row.Points.Sub(q.Value); short.Sign() <= 0 {
			q.Met = true
		} else {
			q.Short = short
			q.Waits = r.waits(row)
			v.Met = false
			v.LeverMet = v.LeverMet && !q.Lever
		}
		v.Requirements[i] = q
	}
	return v
}

// at is the figure a minimum looks at.
func (r *Result) at(m *Minimum) *Figure {
	switch m.scope {
	case onLever:
		return &r.Lever
	case onArea:
		return &r.Areas[m.at].Figure
	case onSub:
		return &r.Subs[m.at]
	case onItem:
		return &r.Items[m.at].Figure
	}
	return &r.Total
}

// waits tells whether a survey the minimum counts has no value.
func (r *Result) waits(m *Minimum) bool {
	for _, it := range r.missing {
		if m.scope == onTotal || m.scope == onSub && it.Sub.Index == m.at || m.scope == onItem && it.Index == m.at {
			return true
		}
	}
	return false
}

// Requirement returns the requirement with this code.
func (v Verdict) Requirement(code string) (Requirement, bool) {
	for _, q := range v.Requirements {
		if q.Code == code {
			return q, true
		}
	}
	return Requirement{}, false
}

// Unmet lists what is not met, in the order of the instrument.
func (v Verdict) Unmet() []Requirement {
	var out []Requirement
	for _, q := range v.Requirements {
		if !q.Met {
			out = append(out, q)
		}
	}
	return out
}
