package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"monev/internal/lke"
	"monev/internal/monev"
	"monev/internal/store"
)

// MaxInstrumentFile is the greatest instrument file that is read, in bytes.
const MaxInstrumentFile = lke.MaxFile

// maxInstrumentCode is the longest code of an instrument, in bytes: it is shown
// in one line and is part of a record's key.
const maxInstrumentCode = 60

// InstrumentUse says under which instrument the LKE of a year is answered.
type InstrumentUse struct {
	Year       int
	Instrument *lke.Instrument
	Answers    map[lke.Layer]int // how many are given
}

// BuiltIn tells whether it is the national instrument that comes with the program.
func (u InstrumentUse) BuiltIn() bool { return u.Instrument == lke.Default() }

// Instruments lists the years that have an LKE, and the office's year, newest
// first.
func (a *App) Instruments(ctx context.Context) ([]InstrumentUse, error) {
	return view(ctx, a, func(r store.Reader) ([]InstrumentUse, error) {
		var years []int
		if o, err := loadOffice(r); err == nil {
			years = append(years, o.Year)
		} else if !errors.Is(err, store.ErrNotFound) {
			return nil, err
		}
		heads, err := store.All[worksheet](r, store.KindWorksheet, "")
		if err != nil {
			return nil, err
		}
		for _, h := range heads {
			years = append(years, h.Year)
		}
		slices.SortFunc(years, func(x, y int) int { return cmp.Compare(y, x) })
		var out []InstrumentUse
		for _, year := range slices.Compact(years) {
			_, in, err := loadHead(r, year)
			if err != nil {
				return nil, err
			}
			use := InstrumentUse{Year: year, Instrument: in, Answers: map[lke.Layer]int{}}
			for _, l := range lke.Layers() {
				err := r.Scan(store.KindAnswer, answerPrefix(year, l), func(string, []byte) error {
					use.Answers[l]++
					return nil
				})
				if err != nil {
					return nil, err
				}
			}
			out = append(out, use)
		}
		return out, nil
	})
}

// InstrumentPlan is what putting the LKE of a year under another instrument
// would do.
type InstrumentPlan struct {
	Year     int
	Old, New *lke.Instrument
	// Changes are the questions that differ: those that touch given answers
	// first to last as lke.Compare has them. Given: any layer answered it.
	Changes []lke.Change
	// Minima are the minimum values that differ, a sentence each.
	Minima []string
	// Touched is how many given answers, over all layers, do not fit the new
	// instrument.
	Touched int

	given   map[string][]lke.LayerAnswer
	carried map[lke.Layer]lke.Sheet
}

// Same tells that the year is under exactly this instrument already.
func (p InstrumentPlan) Same() bool {
	return p.Old.Code == p.New.Code && p.Old.Digest == p.New.Digest
}

// Asks lists the changes that touch given answers.
func (p InstrumentPlan) Asks() []lke.Change {
	var out []lke.Change
	for _, c := range p.Changes {
		if c.Given {
			out = append(out, c)
		}
	}
	return out
}

// Given is what the layers answer to a question now: "Unit B, TPI A"; empty if
// none does.
func (p InstrumentPlan) Given(code string) string {
	it, ok := p.Old.Item(code)
	if !ok {
		return ""
	}
	var parts []string
	for _, g := range p.given[code] {
		text := "hanya catatan"
		if !g.Answer.IsBlank() {
			text = it.Text(g.Answer)
		}
		parts = append(parts, g.Layer.String()+" "+text)
	}
	return strings.Join(parts, ", ")
}

// InstrumentChoice says what becomes of given answers a new instrument touches.
type InstrumentChoice int

// The choices.
const (
	// KeepInstrument: if any is touched, the year stays as it is.
	KeepInstrument InstrumentChoice = iota
	// TakeInstrument: the new instrument is taken and the touched answers are
	// left out; they stay in the journal and in the history of the answer.
	TakeInstrument
)

// Instrument is the instrument the LKE of a year uses (0 is the office's year).
func (a *App) Instrument(ctx context.Context, year int) (*lke.Instrument, error) {
	return view(ctx, a, func(r store.Reader) (*lke.Instrument, error) {
		if year == 0 {
			o, err := loadOffice(r)
			if err != nil {
				return nil, err
			}
			year = o.Year
		}
		_, in, err := loadHead(r, year)
		return in, err
	})
}

// PlanInstrument says what putting the LKE of a year (0 is the office's) under
// the instrument in a file would do; nothing is changed. A file that cannot be
// used is refused with an *lke.Invalid.
func (a *App) PlanInstrument(ctx context.Context, data []byte, year int) (InstrumentPlan, error) {
	in, err := parseInstrument(data)
	if err != nil {
		return InstrumentPlan{}, err
	}
	return view(ctx, a, func(r store.Reader) (InstrumentPlan, error) { return planInstrument(r, in, year) })
}

// LoadInstrument puts the LKE of a year (0 is the office's) under the instrument
// in a file and carries the answers of all layers along; taken tells whether it
// did. It does not if the year is under it already, nor if answers are touched
// and choice is KeepInstrument. Other years stay as they are. The evidence stays
// registered under the codes it was filed with.
func (a *App) LoadInstrument(ctx context.Context, data []byte, year int, choice InstrumentChoice) (p InstrumentPlan, taken bool, err error) {
	in, err := parseInstrument(data)
	if err != nil {
		return p, false, err
	}
	err = a.update(ctx, act("lke.instrumen", "ganti instrumen LKE", ""), func(tx store.Tx) error {
		var err error
		if p, err = planInstrument(tx, in, year); err != nil {
			return err
		}
		taken = !p.Same() && (p.Touched == 0 || choice == TakeInstrument)
		if !taken {
			return nil
		}
		if err := keepInstrument(tx, in, data); err != nil {
			return err
		}
		head, _, err := loadHead(tx, p.Year)
		if err != nil {
			return err
		}
		head.Instrument, head.Digest = in.Code, in.Digest
		for code := range head.Efforts {
			if _, ok := in.Item(code); !ok {
				delete(head.Efforts, code)
			}
		}
		if err := tx.Put(store.KindWorksheet, sheetKey(p.Year), head); err != nil {
			return err
		}
		return putCarried(tx, p)
	})
	return p, taken && err == nil, err
}

// putCarried stores the carried answers and takes away those left behind.
func putCarried(tx store.Tx, p InstrumentPlan) error {
	for _, l := range lke.Layers() {
		to := p.carried[l].Answers
		err := tx.Scan(store.KindAnswer, answerPrefix(p.Year, l), func(key string, _ []byte) error {
			code := strings.TrimPrefix(key, answerPrefix(p.Year, l))
			if ans, ok := to[code]; ok {
				return tx.Put(store.KindAnswer, key, storedAnswer{Item: code, Layer: l, Answer: ans})
			}
			return tx.Delete(store.KindAnswer, key)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// parseInstrument reads an instrument file and refuses what cannot be stored.
func parseInstrument(data []byte) (*lke.Instrument, error) {
	bad := func(place, reason string) error {
		return &lke.Invalid{Problems: []lke.Problem{{Place: place, Reason: reason}}}
	}
	if !utf8.Valid(data) { // it is kept as text
		return nil, bad("berkas", "bukan teks UTF-8")
	}
	in, err := lke.Load(data)
	switch {
	case err != nil:
		return nil, err
	case len(in.Code) > maxInstrumentCode:
		return nil, bad("instrumen", fmt.Sprintf("kode lebih dari %d huruf", maxInstrumentCode))
	case builtIn(in.Code, in.Digest):
		return lke.Default(), nil
	}
	return in, nil
}

// planInstrument compares and carries the answers of every layer.
func planInstrument(r store.Reader, in *lke.Instrument, year int) (InstrumentPlan, error) {
	w, err := loadWorksheet(r, year)
	switch {
	case err != nil:
		return InstrumentPlan{}, err
	case w.Year == 0: // no office, no year
		_, err := loadOffice(r)
		return InstrumentPlan{}, err
	}
	p := InstrumentPlan{Year: w.Year, Old: w.Instrument, New: in, given: map[string][]lke.LayerAnswer{}, carried: map[lke.Layer]lke.Sheet{}}
	if p.Same() {
		return p, nil
	}
	p.Minima = minimaChanges(p.Old, p.New)
	for _, l := range lke.Layers() {
		s := w.Sheets[l]
		for code, ans := range s.Answers {
			p.given[code] = append(p.given[code], lke.LayerAnswer{Layer: l, Answer: ans})
		}
		changes := lke.Compare(p.Old, p.New, s)
		for i := range p.Changes { // the same but for Given
			changes[i].Given = changes[i].Given || p.Changes[i].Given
		}
		p.Changes = changes
		carried, _, err := lke.Carry(p.Old, p.New, s)
		if err != nil {
			return p, err
		}
		p.carried[l] = carried
		p.Touched += len(s.Answers) - len(carried.Answers)
	}
	return p, nil
}

// minimaChanges says which minimum values of the predicates differ.
func minimaChanges(old, new *lke.Instrument) []string {
	var out []string
	for _, p := range lke.Predicates() {
		before := map[string]lke.Minimum{}
		for _, m := range old.Minima[p].Rows {
			before[m.Code] = m
		}
		for _, m := range new.Minima[p].Rows {
			was, ok := before[m.Code]
			switch {
			case !ok:
				out = append(out, fmt.Sprintf("%s %s: minimum baru %s.", p, m.Label, m.Points.Decimal(2)))
			case was.Points.Cmp(m.Points) != 0:
				out = append(out, fmt.Sprintf("%s %s: minimum berubah dari %s menjadi %s.", p, m.Label, was.Points.Decimal(2), m.Points.Decimal(2)))
			}
			delete(before, m.Code)
		}
		for _, m := range old.Minima[p].Rows {
			if _, gone := before[m.Code]; gone {
				out = append(out, fmt.Sprintf("%s %s: minimum tidak ada lagi.", p, m.Label))
			}
		}
	}
	return out
}

func builtIn(code, digest string) bool {
	in := lke.Default()
	return code == in.Code && (digest == in.Digest || digest == "")
}

// instrumentKey is that of the file of an instrument: two files may have one code.
func instrumentKey(code, digest string) string { return code + "/" + digest }

// keepInstrument stores an instrument file, once for every code and digest. The
// national one comes with the program.
func keepInstrument(tx store.Tx, in *lke.Instrument, data []byte) error {
	if builtIn(in.Code, in.Digest) {
		return nil
	}
	key := instrumentKey(in.Code, in.Digest)
	kept, err := store.Load[string](tx, store.KindInstrument, key)
	switch {
	case errors.Is(err, store.ErrNotFound):
		return tx.Put(store.KindInstrument, key, string(data))
	case err != nil:
		return err
	case kept != string(data):
		return monev.Refuse("instrumen", "Berkas lain dengan kode dan sidik %s sudah tersimpan; beri instrumen ini kode lain.", strconv.Quote(key))
	}
	return nil
}

// parsed holds instruments that were read from a store, by key. The key ends
// with the digest of the file, so it can never mean another one; and reading one
// takes longer than scoring it a hundred times.
var parsed sync.Map

// storedInstrument is the instrument a worksheet names.
func storedInstrument(r store.Reader, code, digest string) (*lke.Instrument, error) {
	if builtIn(code, digest) {
		return lke.Default(), nil
	}
	key := instrumentKey(code, digest)
	if in, ok := parsed.Load(key); ok {
		return in.(*lke.Instrument), nil
	}
	raw, err := store.Load[string](r, store.KindInstrument, key)
	switch {
	case errors.Is(err, store.ErrNotFound) && code == lke.Default().Code:
		return lke.Default(), nil // the national one of another version of the program
	case errors.Is(err, store.ErrNotFound):
		return nil, fmt.Errorf("instrument %q is not stored: %w", key, store.ErrDamaged)
	case err != nil:
		return nil, err
	}
	in, err := lke.Load([]byte(raw))
	if err != nil {
		return nil, fmt.Errorf("stored instrument %q: %w", key, err)
	}
	if in.Code != code || in.Digest != digest {
		return nil, fmt.Errorf("instrument %q is another one, %s/%s: %w", key, in.Code, in.Digest, store.ErrDamaged)
	}
	first, _ := parsed.LoadOrStore(key, in)
	return first.(*lke.Instrument), nil
}
