package lke

import (
	"context"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"monev/internal/lke"
	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/entry"
	"monev/ui/kit"
	"monev/ui/part"
)

const (
	fieldChoice = "jawaban"
	fieldIndex  = "indeks"
	fieldNote   = "catatan"
	fieldProof  = "bukti"
)

// draft is where half-typed text about a question is kept.
func (b *book) draft(form, code string) string {
	return fmt.Sprintf("lke/%d/%s/%s/%s", b.w.Year, b.layer, code, form)
}

// heading is the title of a form about a question.
func (b *book) heading(what string, it *lke.Item) string {
	if b.whatIf {
		return "BILA " + it.Code + " · tidak disimpan"
	}
	if b.layer != lke.Unit {
		what += " " + b.layer.String()
	}
	return what + " " + it.Code
}

// answerForm asks for the answer to a question.
func (b *book) answerForm(it *lke.Item) *part.Form {
	a := b.answer(it.Code)
	var fields []part.Field
	switch it.Kind {
	case lke.Percent:
		for _, in := range it.Inputs {
			value := ""
			if n, ok := a.Counts[in.Key]; ok {
				value = tanggal.Thousands(n)
			}
			fields = append(fields, part.Field{Name: in.Key, Label: inputLabel(in), Value: value, Size: 10, Limit: 12, Replace: true,
				Check: func(text string) (string, string, error) {
					n, err := lke.ParseCount(text)
					if err != nil {
						return "", "", err
					}
					return tanggal.Thousands(n), "", nil
				}})
		}
	case lke.Survey:
		value := ""
		if a.Index != nil {
			value = a.Index.String()
		}
		fields = append(fields, part.Field{Name: fieldIndex, Label: "Indeks 0–4", Value: value, Size: 10, Limit: 12, Hint: "3,60", Replace: true,
			Check: func(text string) (string, string, error) {
				x, err := lke.ParseIndex(text)
				if err != nil {
					return "", "", err
				}
				return x.String(), "= " + x.Num().Div(lke.Int(4)).Mul(it.Weight).Decimal(2) + " poin", nil
			}})
	default:
		var options []part.Option
		for _, c := range it.Choices {
			options = append(options, part.Option{Key: c.Key, Label: c.Key, Hint: c.Criterion})
		}
		fields = append(fields, part.Field{Name: fieldChoice, Label: "Jawaban", Kind: part.Choice, Value: a.Choice, Options: options})
	}
	if !b.whatIf {
		fields = append(fields, part.Field{Name: fieldNote, Label: "Catatan", Value: a.Note, Limit: monev.TextLimit, Kind: part.Line})
	}
	f := part.NewForm(b.k.Styles, b.heading("JAWABAN", it), fields...)
	if b.whatIf {
		f.Help = "coba"
	}
	return f
}

// inputLabel is a count's label in few words: forms have little room.
func inputLabel(in lke.Input) string {
	if rest, ok := strings.CutPrefix(in.Label, "Jumlah "); ok && rest != "" {
		return strings.ToUpper(rest[:1]) + rest[1:]
	}
	return in.Label
}

// outcome is the formula and what the counts typed in the open form come to:
// "= 85,71% · 0,86 poin".
func (b *book) outcome(in *input, it *lke.Item) func(w int) []string {
	st := b.k.Styles
	return func(w int) []string {
		var out []string
		rule := part.Wrap("Rumus: "+it.Rule(), w)
		if w < 70 { // there is no room for more than its beginning
			rule = []string{part.Cut("Rumus: "+it.Rule(), w)}
		}
		for _, l := range rule {
			out = append(out, st.Muted.Render(l))
		}
		f := in.form()
		if f == nil {
			return out
		}
		text, style := b.result(it, f.Typed)
		return append(out, style.Render(part.Cut("Hasil: "+text, w)))
	}
}

func (b *book) result(it *lke.Item, typed func(string) string) (string, *lipgloss.Style) {
	st := b.k.Styles
	a := lke.Answer{Counts: map[string]int64{}}
	for _, in := range it.Inputs {
		if v, err := lke.ParseCount(typed(in.Key)); err == nil {
			a.Counts[in.Key] = v
		}
	}
	if len(a.Counts) < len(it.Inputs) {
		return fmt.Sprintf("%d dari %d jumlah terisi", len(a.Counts), len(it.Inputs)), &st.Muted
	}
	if err := it.Clean(&a); err != nil {
		return "! " + strings.TrimPrefix(err.Error(), it.Code+": "), &st.Warn
	}
	s, err := b.sheet.With(b.w.Instrument, it.Code, a)
	if err != nil {
		return "", &st.Muted
	}
	r, err := b.w.Score(s)
	if err != nil {
		return "", &st.Muted
	}
	fig := r.Item(it)
	if fig.State != lke.Rated {
		return fig.State.String(), &st.Warn
	}
	return fig.Score.Mul(lke.Int(100)).Decimal(2) + "% · " + fig.Claim.Decimal(2) + " dari " + fig.Weight.Decimal(2) +
		" poin · total " + r.Total.Claim.Decimal(2), &st.Accent
}

// readAnswer is the answer typed in an answerForm; old gives what the form does
// not ask.
func (b *book) readAnswer(it *lke.Item, old lke.Answer, v func(string) string) (lke.Answer, error) {
	a := lke.Answer{Note: old.Note, Proof: old.Proof}
	if !b.whatIf {
		a.Note = v(fieldNote)
	}
	last := fieldChoice
	switch it.Kind {
	case lke.Percent:
		a.Counts = map[string]int64{}
		for _, in := range it.Inputs {
			last = in.Key
			text := v(in.Key)
			if text == "" {
				continue
			}
			n, err := lke.ParseCount(text)
			if err != nil {
				return a, monev.Refuse(in.Key, "%s", err.Error())
			}
			a.Counts[in.Key] = n
		}
	case lke.Survey:
		last = fieldIndex
		if text := v(fieldIndex); text != "" {
			x, err := lke.ParseIndex(text)
			if err != nil {
				return a, err
			}
			a.Index = &x
		}
	default:
		a.Choice = v(fieldChoice)
	}
	if err := it.Clean(&a); err != nil {
		return a, monev.Refuse(last, "%s", strings.TrimPrefix(err.Error(), it.Code+": "))
	}
	return a, nil
}

// openAnswer opens the form of a question on a screen; done is called when the
// answer stands.
func (b *book) openAnswer(in *input, it *lke.Item, done func() tea.Cmd) tea.Cmd {
	defer func() {
		if it.Kind == lke.Percent {
			in.above = b.outcome(in, it)
		}
	}()
	if b.whatIf {
		in.question(b.answerForm(it), func(ev part.Event) tea.Cmd {
			switch ev {
			case part.Cancelled:
				in.ask = nil
			case part.Submitted:
				a, err := b.readAnswer(it, b.answer(it.Code), in.ask.Value)
				if err != nil {
					return refused(b.k, in.ask, err)
				}
				in.ask = nil
				return tea.Batch(b.put(it, a), done())
			}
			return nil
		})
		return nil
	}
	year, layer, draft := b.w.Year, b.layer, b.draft("jawaban", it.Code)
	var stored lke.Answer
	return in.open(entry.Spec{
		Name: "jawaban:" + it.Code, Draft: draft, What: "Jawaban " + it.Code,
		Form: func() *part.Form { return b.answerForm(it) },
		Save: func(v func(string) string) (func(context.Context) error, error) {
			a, err := b.readAnswer(it, b.w.Sheets[layer].Answers[it.Code], v)
			if err != nil {
				return nil, err
			}
			stored = a
			return func(ctx context.Context) error { return b.k.App.Answer(ctx, year, layer, it.Code, a, draft) }, nil
		},
		Done: func() tea.Cmd {
			b.overlay(pending{year: year, layer: layer, code: it.Code, answer: stored}) // the load follows
			b.asked++
			b.refresh()
			return done()
		},
	})
}

// refused shows why a question is not taken, beside its field.
func refused(k *kit.Kit, f *part.Form, err error) tea.Cmd {
	if r, ok := monev.AsRefusal(err); ok && f.Has(r.Field) {
		f.Focus(r.Field)
		f.SetError(r.Field, r.Reason)
		return nil
	}
	return kit.Notify(kit.Warn, k.Sentence(err))
}

// openNote opens the note of a question.
func (b *book) openNote(in *input, it *lke.Item) tea.Cmd {
	year, layer, draft := b.w.Year, b.layer, b.draft("catatan", it.Code)
	return in.open(entry.Spec{
		Name: "catatan:" + it.Code, Draft: draft, What: "Catatan " + it.Code, EscSaves: true,
		Form: func() *part.Form {
			a := b.answer(it.Code)
			return part.NewForm(b.k.Styles, b.heading("CATATAN", it),
				part.Field{Name: fieldNote, Label: "Catatan", Kind: part.Text, Value: a.Note, Rows: 5, Limit: monev.TextLimit},
				part.Field{Name: fieldProof, Label: "Bukti dukung", Value: a.Proof, Limit: monev.TextLimit, Hint: "tautan atau uraian, untuk PortalRB"})
		},
		Save: func(v func(string) string) (func(context.Context) error, error) {
			a := b.w.Sheets[layer].Answers[it.Code]
			a.Note, a.Proof = v(fieldNote), v(fieldProof)
			return func(ctx context.Context) error { return b.k.App.Answer(ctx, year, layer, it.Code, a, draft) }, nil
		},
	})
}

// openPolicy asks what is done about zero divisors.
func (b *book) openPolicy(in *input) tea.Cmd {
	year, draft := b.w.Year, fmt.Sprintf("lke/%d/pembagi-nol", b.w.Year)
	return in.open(entry.Spec{
		Name: "pembagi-nol", Draft: draft, What: "Kebijakan pembagi nol",
		Form: func() *part.Form {
			var options []part.Option
			for _, p := range lke.Policies() {
				options = append(options, part.Option{Key: p.Code, Label: p.Name, Hint: p.Text})
			}
			return part.NewForm(b.k.Styles, "PEMBAGI NOL · berlaku untuk LKE "+fmt.Sprint(year),
				part.Field{Name: "kebijakan", Label: "Kebijakan", Kind: part.Choice, Value: b.w.Policy.Code, Options: options, Required: true})
		},
		Save: func(v func(string) string) (func(context.Context) error, error) {
			code := v("kebijakan")
			return func(ctx context.Context) error {
				if err := b.k.App.SetPolicy(ctx, year, code); err != nil {
					return err
				}
				return b.k.App.SetDraft(ctx, draft, "")
			}, nil
		},
	})
}
