package followup

import (
	"sync"

	"monev/internal/lke"
	"monev/ui/part"
)

// questions are the options of a butir field by instrument, each list made once:
// an option for every question, in the order of the instrument.
var questions sync.Map // *lke.Instrument → []part.Option

func options(in *lke.Instrument) []part.Option {
	if known, ok := questions.Load(in); ok {
		return known.([]part.Option)
	}
	var out []part.Option
	for _, it := range in.Items() {
		out = append(out, part.Option{Key: it.Code, Label: it.Code, Hint: it.Question})
	}
	known, _ := questions.LoadOrStore(in, out)
	return known.([]part.Option)
}

// Item is the field that names a question of an instrument, nil is the national
// one, found by part of its code or by words, as the LKE screen finds it. It may
// stay empty.
func Item(in *lke.Instrument, code string) part.Field {
	if in == nil {
		in = lke.Default()
	}
	return part.Field{
		Name: "butir", Label: "Butir LKE", Kind: part.Complete, Value: code, Options: with(options(in), code, code),
		Size: 36, Hint: "boleh kosong; bagian kode atau kata",
		Search: func(text string) []int {
			found := in.Find(text)
			out := make([]int, len(found))
			for i, it := range found {
				out[i] = it.Index
			}
			return out
		},
		Check: func(text string) (string, string, error) {
			if it, ok := in.Item(text); ok {
				return text, it.Question, nil
			}
			return text, "", nil
		},
	}
}
