package followup

import (
	"sync"

	"monev/internal/lke"
	"monev/ui/part"
)

// questions are the options of a butir field, made once: an option for every
// question of the national instrument, in its order.
var questions = sync.OnceValue(func() []part.Option { return questionsOf(lke.Default()) })

func questionsOf(in *lke.Instrument) []part.Option {
	var out []part.Option
	for _, it := range in.Items() {
		out = append(out, part.Option{Key: it.Code, Label: it.Code, Hint: it.Question})
	}
	return out
}

// Item is the field that names a question of the LKE, found by part of its code
// or by words, as the LKE screen finds it. It may stay empty.
func Item(code string) part.Field { return ItemIn(lke.Default(), code) }

// ItemIn is Item for a question of another instrument.
func ItemIn(in *lke.Instrument, code string) part.Field {
	options := questions
	if in != lke.Default() {
		options = func() []part.Option { return questionsOf(in) }
	}
	return part.Field{
		Name: "butir", Label: "Butir LKE", Kind: part.Complete, Value: code, Options: with(options(), code, code),
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
