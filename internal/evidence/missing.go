package evidence

import (
	"cmp"
	"slices"
	"strings"

	"monev/internal/lke"
	"monev/internal/monev"
)

// Status is the state of the evidence of a question in a year: the worst of what
// still counts. Expired evidence is as good as none.
func Status(given []monev.Evidence, year int) monev.EvidenceStatus {
	rank := []monev.EvidenceStatus{monev.EvidenceFaulty, monev.EvidenceUnchecked, monev.EvidenceAccepted, monev.EvidenceMissing}
	worst := len(rank) - 1
	for _, e := range given {
		if i := slices.Index(rank, e.Status); i >= 0 && i < worst && !e.Expired(year) {
			worst = i
		}
	}
	return rank[worst]
}

// Need is a question whose evidence is not all there and Sesuai.
type Need struct {
	Item     *lke.Item
	Status   monev.EvidenceStatus // never Sesuai
	Expired  bool                 // there is evidence, but none that still counts
	Answered bool                 // by the unit: it counts in klaim and not in berbukti
	Given    []monev.Evidence     // what there is, expired included
	Owners   []monev.Owner        // who has to see to it; empty if nobody is named
}

// Expired is the word for evidence that no longer counts.
const Expired = "Kedaluwarsa"

// Word is the state of a need as lists show it: the status, or Expired.
func (n Need) Word() string {
	if n.Expired {
		return Expired
	}
	return string(n.Status)
}

// Notes are what has to be repaired, one for each faulty piece.
func (n Need) Notes() []string {
	var out []string
	for _, e := range n.Given {
		if e.Status == monev.EvidenceFaulty && e.Note != "" {
			out = append(out, e.Title+": "+e.Note)
		}
	}
	return out
}

// Situation is what the missing list is made from.
type Situation struct {
	Year       int
	Instrument *lke.Instrument
	Given      map[string][]monev.Evidence // by question
	Answered   func(code string) bool
	// AreaOwner is who owns an area, 1 to 6; FollowUps are the owners of the open
	// follow-ups that name a question. Both may be nil.
	AreaOwner func(area int) monev.Owner
	FollowUps map[string][]monev.Owner
}

// Needs lists the questions whose evidence is not complete, in the order of the
// instrument. Who has to see to one: the units its evidence names, else the owners
// of open follow-ups about it, else the owner of its area.
func (s Situation) Needs() []Need {
	var out []Need
	for _, it := range s.Instrument.Items() {
		given := s.Given[it.Code]
		status := Status(given, s.Year)
		if status == monev.EvidenceAccepted {
			continue
		}
		out = append(out, Need{Item: it, Status: status, Expired: status == monev.EvidenceMissing && len(given) > 0,
			Answered: s.Answered != nil && s.Answered(it.Code), Given: given, Owners: s.Owners(it)})
	}
	return out
}

// Owners are who has to see to the evidence of a question.
func (s Situation) Owners(it *lke.Item) []monev.Owner {
	var out []monev.Owner
	add := func(w monev.Owner) {
		if !w.IsZero() && !slices.ContainsFunc(out, func(o monev.Owner) bool { return o.ID == w.ID }) {
			out = append(out, w)
		}
	}
	for _, e := range s.Given[it.Code] {
		if e.Status != monev.EvidenceAccepted || e.Expired(s.Year) {
			add(e.Unit)
		}
	}
	if len(out) == 0 {
		for _, w := range s.FollowUps[it.Code] {
			add(w)
		}
	}
	if len(out) == 0 && s.AreaOwner != nil && it.Area() > 0 {
		add(s.AreaOwner(it.Area()))
	}
	return out
}

// ByArea groups needs by area: 1 to 6, then 0 for hasil. Areas without needs are
// left out.
func ByArea(needs []Need) []AreaNeeds {
	var out []AreaNeeds
	for _, area := range []int{1, 2, 3, 4, 5, 6, 0} {
		var list []Need
		for _, n := range needs {
			if n.Item.Area() == area {
				list = append(list, n)
			}
		}
		if len(list) > 0 {
			out = append(out, AreaNeeds{area, list})
		}
	}
	return out
}

// AreaNeeds are the needs of one area.
type AreaNeeds struct {
	Area  int // 1 to 6; 0 hasil
	Needs []Need
}

// ByOwner groups needs by who has to see to them, by name; what nobody owns comes
// last, under the zero Owner. A need with several owners stands under each.
func ByOwner(needs []Need) []OwnerNeeds {
	var out []OwnerNeeds
	for _, n := range needs {
		owners := n.Owners
		if len(owners) == 0 {
			owners = []monev.Owner{{}}
		}
		for _, w := range owners {
			i := slices.IndexFunc(out, func(o OwnerNeeds) bool { return o.Owner.ID == w.ID })
			if i < 0 {
				out, i = append(out, OwnerNeeds{Owner: w}), len(out)
			}
			out[i].Needs = append(out[i].Needs, n)
		}
	}
	slices.SortStableFunc(out, func(a, b OwnerNeeds) int {
		if a.Owner.IsZero() != b.Owner.IsZero() {
			if a.Owner.IsZero() {
				return 1
			}
			return -1
		}
		return cmp.Or(strings.Compare(a.Owner.Name, b.Owner.Name), strings.Compare(a.Owner.ID, b.Owner.ID))
	})
	return out
}

// OwnerNeeds are the needs one owner has to see to.
type OwnerNeeds struct {
	Owner monev.Owner
	Needs []Need
}
