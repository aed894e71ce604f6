package lke

// Difference is a question on which layers that answered do not agree.
type Difference struct {
	Item    *Item
	Answers []LayerAnswer // of the layers that answered, in the order given
	Score   bool          // not only the answers differ but also the scores
}

// LayerAnswer is one layer's word on one question.
type LayerAnswer struct {
	Layer  Layer
	Answer Answer
	Points Num // of this layer's sheet
}

// Differences lists the questions on which at least two of the sheets answer
// differently, in the order of the instrument. A layer that left a question
// blank does not differ. Points are scored under o. A sheet of another
// instrument is refused with a *monev.Refusal.
func (in *Instrument) Differences(o Options, sheets ...Sheet) ([]Difference, error) {
	results := make([]*Result, len(sheets))
	for i, s := range sheets {
		r, err := in.Score(s, o)
		if err != nil {
			return nil, err
		}
		results[i] = r
	}
	var out []Difference
	for _, it := range in.items {
		d := Difference{Item: it}
		differs := false
		var first *ItemFigure
		for i, s := range sheets {
			a, f := s.Answers[it.Code], &results[i].Items[it.Index]
			if a.IsBlank() {
				continue
			}
			if first == nil {
				first = f
			} else {
				differs = differs || !a.Same(d.Answers[0].Answer)
				d.Score = d.Score || f.State != first.State || f.Score.Cmp(first.Score) != 0
			}
			d.Answers = append(d.Answers, LayerAnswer{s.Layer, a, f.Claim})
		}
		if differs {
			out = append(out, d)
		}
	}
	return out, nil
}
