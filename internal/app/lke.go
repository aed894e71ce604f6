package app

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"monev/internal/evidence"
	"monev/internal/lke"
	"monev/internal/monev"
	"monev/internal/store"
)

// worksheet is the stored head of the LKE of one year.
type worksheet struct {
	Year       int            `json:"year"`
	Instrument string         `json:"instrument"`
	Digest     string         `json:"digest"`
	Policy     string         `json:"policy"`            // lke.Policy.Code
	Efforts    map[string]int `json:"efforts,omitempty"` // 1 to 5 by item code
	// What PortalRB calls the office, as the last file taken in says.
	PortalID   string `json:"portal_id,omitempty"`
	PortalName string `json:"portal_name,omitempty"`
}

// storedAnswer is one layer's word on one question.
type storedAnswer struct {
	Item   string     `json:"item"`
	Layer  lke.Layer  `json:"layer"`
	Answer lke.Answer `json:"answer"`
}

// Worksheet is the LKE of one year whole: what was answered on each layer, the
// evidence, and the figures of the unit's own answers.
type Worksheet struct {
	Year       int
	Instrument *lke.Instrument
	Sheets     map[lke.Layer]lke.Sheet
	Policy     lke.Policy
	Efforts    map[string]int // 1 to 5 by item code; nil if nobody judged any
	Evidence   map[string][]monev.Evidence
	Target     lke.Predicate
	Result     *lke.Result // of the unit's sheet
}

// Options are the scoring options of the worksheet: its policy, and an answer is
// proven when it has evidence that still counts and all of it is Sesuai.
func (w Worksheet) Options() lke.Options {
	return lke.Options{Policy: w.Policy, Proven: func(it *lke.Item) bool { return w.Status(it.Code) == monev.EvidenceAccepted }}
}

// Status is the state of a question's evidence: the worst of what still counts in
// the year.
func (w Worksheet) Status(code string) monev.EvidenceStatus {
	return evidence.Status(w.Evidence[code], w.Year)
}

// Score scores another sheet of the same worksheet, for another layer or for
// "what if".
func (w Worksheet) Score(s lke.Sheet) (*lke.Result, error) { return w.Instrument.Score(s, w.Options()) }

// Unit is the unit's own sheet.
func (w Worksheet) Unit() lke.Sheet { return w.Sheets[lke.Unit] }

// Path is the shortest way of the unit's sheet to a predicate.
func (w Worksheet) Path(p lke.Predicate, o lke.PathOptions) (lke.Path, error) {
	o.Options = w.Options()
	return w.Instrument.Shortest(w.Unit(), p, o)
}

func sheetKey(year int) string { return strconv.Itoa(year) }

func answerPrefix(year int, l lke.Layer) string { return fmt.Sprintf("%d/%s/", year, l) }

func answerKey(year int, l lke.Layer, code string) string { return answerPrefix(year, l) + code }

// Worksheet reads the LKE of a year; 0 is the office's year. A year nobody has
// answered yet is empty, under the national instrument.
func (a *App) Worksheet(ctx context.Context, year int) (Worksheet, error) {
	return view(ctx, a, func(r store.Reader) (Worksheet, error) { return loadWorksheet(r, year) })
}

func loadWorksheet(r store.Reader, year int) (Worksheet, error) {
	o, err := loadOffice(r)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return Worksheet{}, err
	}
	if year == 0 {
		year = o.Year
	}
	head, in, err := loadHead(r, year)
	if err != nil {
		return Worksheet{}, err
	}
	w := Worksheet{Year: year, Instrument: in, Sheets: map[lke.Layer]lke.Sheet{}, Efforts: head.Efforts,
		Evidence: map[string][]monev.Evidence{}, Target: predicate(o.Target)}
	if w.Policy, err = policy(head.Policy); err != nil {
		return Worksheet{}, err
	}
	for _, l := range lke.Layers() {
		s := lke.NewSheet(in, l, year)
		list, err := store.All[storedAnswer](r, store.KindAnswer, answerPrefix(year, l))
		if err != nil {
			return Worksheet{}, err
		}
		s.Answers = make(map[string]lke.Answer, len(list))
		for _, x := range list {
			s.Answers[x.Item] = x.Answer
		}
		w.Sheets[l] = s
	}
	proofs, err := store.All[monev.Evidence](r, store.KindEvidence, sheetKey(year)+"/")
	if err != nil {
		return Worksheet{}, err
	}
	for _, e := range proofs {
		w.Evidence[e.Item] = append(w.Evidence[e.Item], e)
	}
	w.Result, err = w.Score(w.Unit())
	return w, err
}

func loadHead(r store.Reader, year int) (worksheet, *lke.Instrument, error) {
	in := lke.Default()
	head, err := store.Load[worksheet](r, store.KindWorksheet, sheetKey(year))
	switch {
	case errors.Is(err, store.ErrNotFound):
		return worksheet{Year: year, Instrument: in.Code, Digest: in.Digest, Policy: lke.Recommended().Code}, in, nil
	case err != nil:
		return head, nil, err
	}
	in, err = storedInstrument(r, head.Instrument, head.Digest)
	return head, in, err
}

func policy(code string) (lke.Policy, error) {
	p, ok := lke.PolicyByCode(code)
	if !ok {
		return p, monev.Refuse("kebijakan", "Kebijakan pembagi nol itu tidak dikenal.")
	}
	return p, nil
}

func predicate(t monev.Target) lke.Predicate {
	if t == monev.WBBM {
		return lke.WBBM
	}
	return lke.WBK
}

// Answer stores what a layer says about a question; a blank answer without note
// takes the answer away. draft is dropped with it.
func (a *App) Answer(ctx context.Context, year int, l lke.Layer, code string, ans lke.Answer, draft string) error {
	return a.update(ctx, act("lke.jawab", "jawaban "+code, ""), func(tx store.Tx) error {
		if err := dropDraft(tx, draft); err != nil {
			return err
		}
		return putAnswers(tx, year, l, map[string]lke.Answer{code: ans})
	})
}

// putAnswers stores answers of one layer, each cleaned by its question; the
// worksheet is begun if there is none yet.
func putAnswers(tx store.Tx, year int, l lke.Layer, answers map[string]lke.Answer) error {
	head, in, err := loadHead(tx, year)
	if err != nil {
		return err
	}
	if err := tx.Put(store.KindWorksheet, sheetKey(year), head); err != nil {
		return err
	}
	for _, it := range in.Items() {
		ans, ok := answers[it.Code]
		if !ok {
			continue
		}
		if err := it.Clean(&ans); err != nil {
			return err
		}
		key := answerKey(year, l, it.Code)
		if ans.IsBlank() && ans.Note == "" && ans.Proof == "" {
			err = tx.Delete(store.KindAnswer, key)
		} else {
			err = tx.Put(store.KindAnswer, key, storedAnswer{Item: it.Code, Layer: l, Answer: ans})
		}
		if err != nil {
			return err
		}
		delete(answers, it.Code)
	}
	for code := range answers {
		return monev.Refuse("butir", "Butir %s tidak ada di instrumen %s.", code, in.Code)
	}
	return nil
}

// SetPolicy chooses what is done about zero divisors in a year.
func (a *App) SetPolicy(ctx context.Context, year int, code string) error {
	return a.editHead(ctx, year, "kebijakan pembagi nol", func(h *worksheet, _ *lke.Instrument) error {
		_, err := policy(code)
		h.Policy = code
		return err
	})
}

// SetEffort says how heavy it is to raise a question, 1 to 5; 0 takes it back.
func (a *App) SetEffort(ctx context.Context, year int, code string, effort int) error {
	return a.editHead(ctx, year, "beban "+code, func(h *worksheet, in *lke.Instrument) error {
		if _, ok := in.Item(code); !ok {
			return monev.Refuse("butir", "Butir %s tidak ada di instrumen.", code)
		}
		if effort < 0 || effort > 5 {
			return monev.Refuse("beban", "Beban harus 1 (ringan) sampai 5 (berat).")
		}
		if h.Efforts == nil {
			h.Efforts = map[string]int{}
		}
		h.Efforts[code] = effort
		if effort == 0 {
			delete(h.Efforts, code)
		}
		return nil
	})
}

func (a *App) editHead(ctx context.Context, year int, label string, change func(*worksheet, *lke.Instrument) error) error {
	return a.update(ctx, act("lke.ubah", label, ""), func(tx store.Tx) error {
		head, in, err := loadHead(tx, year)
		if err != nil {
			return err
		}
		if err := change(&head, in); err != nil {
			return err
		}
		return tx.Put(store.KindWorksheet, sheetKey(year), head)
	})
}
