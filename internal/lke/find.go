package lke

import (
	"regexp"
	"slices"
	"strings"

	"monev/internal/plain"
)

var (
	codeLike = regexp.MustCompile(`^(?:[a-z]|[0-9]|[ivx]+)(?:\.(?:[a-z]|[0-9]|[ivx]+))+$`)
	bpsOrder = regexp.MustCompile(`^a\.([12])\.(i{1,3}|iv|v|vi)(\.|$)`)
	dividers = strings.NewReplacer(" ", ".", "-", ".", "_", ".", "/", ".")
)

// Find lists the questions that fit what was typed. If it looks like a code or
// part of one (iii.b, 1.iii.b, a i 1 iii b, A-I-1-iii-b, also BPS order
// A.1.I.iii.b), those whose code has it as whole parts: the code itself first,
// then codes that begin with it, then the rest. Otherwise, or if no code fits,
// those in which every word begins a word of code, question, criteria, counts,
// evidence, sub or area. An empty query finds everything. Order within each
// group is that of the instrument.
func (in *Instrument) Find(query string) []*Item {
	query = plain.Line(query)
	if code := strings.Trim(dividers.Replace(strings.ToLower(query)), "."); codeLike.MatchString(code) {
		if out := in.byCode(code); len(out) > 0 {
			return out
		}
	}
	fold := plain.Fold(query)
	var out []*Item
	for _, it := range in.items {
		if plain.Matches(it.fold, fold) {
			out = append(out, it)
		}
	}
	return out
}

func (in *Instrument) byCode(code string) []*Item {
	if m := bpsOrder.FindStringSubmatch(code); m != nil {
		area := 1 + slices.Index([]string{"i", "ii", "iii", "iv", "v", "vi"}, m[2])
		code = "a." + strings.Repeat("i", int(m[1][0]-'0')) + "." + string(rune('0'+area)) + code[len(m[0])-len(m[3]):]
	}
	var out [3][]*Item
	for _, it := range in.items {
		c := "." + strings.ToLower(it.Code) + "."
		switch at := strings.Index(c, "."+code+"."); {
		case len(c) == len(code)+2 && at == 0:
			out[0] = append(out[0], it)
		case at == 0:
			out[1] = append(out[1], it)
		case at > 0:
			out[2] = append(out[2], it)
		}
	}
	return slices.Concat(out[0], out[1], out[2])
}
