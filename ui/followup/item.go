package followup

import (
	"monev/internal/lke"
	"monev/ui/part"
)

// options are the options of a butir field: one for every question, in the order of
// the instrument.
func options(in *lke.Instrument) []part.Option {
	var out []part.Option
	for _, it := range in.Items() {
		out = append(out, part.Option{Key: it.Code, Label: it.Code, Hint: it.Question})
	}
	return out
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
