package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"monev/internal/evidence"
	"monev/internal/lke"
	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/report"
	"monev/internal/store"
)

// EvidenceBook is the evidence register of one year. Its methods look into what was
// read; none reads the store again.
type EvidenceBook struct {
	Year       int
	Office     monev.Office // zero before the first start is done
	Instrument *lke.Instrument
	Items      []BookItem       // every question, in the order of the instrument
	Loose      []monev.Evidence // that proves no question, in order of entry
	// Meetings and FollowUps are titles and texts of those that evidence names.
	Meetings, FollowUps map[string]string
}

// BookItem is a question with its evidence.
type BookItem struct {
	Item     *lke.Item // Item.Evidence are the expected documents, an example and no rule
	Status   monev.EvidenceStatus
	Expired  bool // there is evidence, but none that still counts
	Answered bool // by the unit
	Given    []monev.Evidence
	Owners   []monev.Owner // who has to see to it; empty if nobody is named
}

// EvidenceBook reads the register of a year; 0 is the office's year.
func (a *App) EvidenceBook(ctx context.Context, year int) (EvidenceBook, error) {
	return view(ctx, a, func(r store.Reader) (EvidenceBook, error) {
		s, w, o, err := situation(r, year)
		if err != nil {
			return EvidenceBook{}, err
		}
		b := EvidenceBook{Year: w.Year, Office: o, Instrument: w.Instrument,
			Meetings: map[string]string{}, FollowUps: map[string]string{}}
		known := map[string]bool{}
		for _, it := range w.Instrument.Items() {
			known[it.Code] = true
			given := w.Evidence[it.Code]
			status := evidence.Status(given, w.Year)
			b.Items = append(b.Items, BookItem{Item: it, Status: status,
				Expired: status == monev.EvidenceMissing && len(given) > 0, Answered: s.Answered(it.Code),
				Given: given, Owners: s.Owners(it)})
		}
		for code, list := range w.Evidence {
			if !known[code] { // no question, or one the present instrument does not have
				b.Loose = append(b.Loose, list...)
			}
		}
		slices.SortFunc(b.Loose, func(x, y monev.Evidence) int { return strings.Compare(x.ID, y.ID) })
		for _, e := range b.All() {
			if _, ok := b.Meetings[e.Meeting]; !ok && e.Meeting != "" {
				if m, err := store.Load[monev.Meeting](r, store.KindMeeting, e.Meeting); err == nil {
					b.Meetings[e.Meeting] = m.Name()
				}
			}
			if _, ok := b.FollowUps[e.FollowUp]; !ok && e.FollowUp != "" {
				if f, err := store.Load[monev.FollowUp](r, store.KindFollowUp, e.FollowUp); err == nil {
					b.FollowUps[e.FollowUp] = f.Text
				}
			}
		}
		return b, nil
	})
}

// situation gathers what decides whether evidence is complete.
func situation(r store.Reader, year int) (evidence.Situation, Worksheet, monev.Office, error) {
	w, err := loadWorksheet(r, year)
	if err != nil {
		return evidence.Situation{}, w, monev.Office{}, err
	}
	o, err := loadOffice(r)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return evidence.Situation{}, w, o, err
	}
	ups := map[string][]monev.Owner{}
	err = r.ScanIndex(store.IndexOpen, "", func(entry string) error {
		f, err := store.Load[monev.FollowUp](r, store.KindFollowUp, entry[strings.LastIndexByte(entry, '/')+1:])
		if err == nil && f.Item != "" && !f.Owner.IsZero() {
			ups[f.Item] = append(ups[f.Item], f.Owner)
		}
		return err
	})
	unit := w.Unit()
	return evidence.Situation{
		Year: w.Year, Instrument: w.Instrument, Given: w.Evidence, FollowUps: ups,
		Answered: func(code string) bool { return !unit.Answers[code].IsBlank() },
		AreaOwner: func(area int) monev.Owner {
			owner, err := o.Owner(o.Areas[area-1].Owner)
			if err != nil {
				return monev.Owner{}
			}
			return owner
		},
	}, w, o, err
}

// All lists every piece of evidence: that of questions in the order of the
// instrument, then the loose.
func (b EvidenceBook) All() []monev.Evidence {
	var out []monev.Evidence
	for _, it := range b.Items {
		out = append(out, it.Given...)
	}
	return append(out, b.Loose...)
}

// OfFollowUp lists what proves a follow-up.
func (b EvidenceBook) OfFollowUp(id string) []monev.Evidence {
	return b.only(func(e monev.Evidence) bool { return e.FollowUp == id })
}

// OfMeeting lists what documents a meeting.
func (b EvidenceBook) OfMeeting(id string) []monev.Evidence {
	return b.only(func(e monev.Evidence) bool { return e.Meeting == id })
}

func (b EvidenceBook) only(want func(monev.Evidence) bool) []monev.Evidence {
	return slices.DeleteFunc(b.All(), func(e monev.Evidence) bool { return !want(e) })
}

// Find is the evidence with an ID.
func (b EvidenceBook) Find(id string) (monev.Evidence, bool) {
	for _, e := range b.All() {
		if e.ID == id {
			return e, true
		}
	}
	return monev.Evidence{}, false
}

// Counts says how many questions have each status.
func (b EvidenceBook) Counts() map[monev.EvidenceStatus]int {
	out := map[monev.EvidenceStatus]int{}
	for _, it := range b.Items {
		out[it.Status]++
	}
	return out
}

// AreaOutcome stands in a BookFilter for hasil, beside the areas 1 to 6.
const AreaOutcome = 7

// BookFilter says which questions are wanted; its zero value wants all.
type BookFilter struct {
	Area     int                  // 1 to 6, AreaOutcome, 0 all
	Item     string               // a code, part of one, or words, as lke.Find takes them
	Status   monev.EvidenceStatus // "" all
	Text     string               // words in the titles and places of the evidence
	Owner    string               // ID of who has to see to it
	Answered bool                 // only answered ones
}

// Filter lists the questions that fit, in the order of the instrument.
func (b EvidenceBook) Filter(f BookFilter) []BookItem {
	var found []*lke.Item
	if f.Item != "" {
		found = b.Instrument.Find(f.Item)
	}
	text := plain.Fold(f.Text)
	var out []BookItem
	for _, it := range b.Items {
		area := it.Item.Area()
		if area == 0 {
			area = AreaOutcome
		}
		switch {
		case f.Area != 0 && f.Area != area,
			f.Item != "" && !slices.Contains(found, it.Item),
			f.Status != "" && f.Status != it.Status,
			f.Answered && !it.Answered,
			f.Owner != "" && !slices.ContainsFunc(it.Owners, func(w monev.Owner) bool { return w.ID == f.Owner }),
			text != "" && !slices.ContainsFunc(it.Given, func(e monev.Evidence) bool { return holds(e, text) }):
			continue
		}
		out = append(out, it)
	}
	return out
}

// holds tells whether every word of a folded text begins a word of the evidence.
func holds(e monev.Evidence, text string) bool {
	words := e.Title + " " + e.Place
	if e.File != nil {
		words += " " + e.File.Name
	}
	return plain.Matches(plain.Fold(words), text)
}

// MissingList is what is not complete in the register of a year.
type MissingList struct {
	Year   int
	Office monev.Office
	Needs  []evidence.Need // in the order of the instrument
	Items  int             // questions of the instrument
}

// MissingList lists the questions whose evidence is not there and Sesuai; 0 is the
// office's year.
func (a *App) MissingList(ctx context.Context, year int) (MissingList, error) {
	return view(ctx, a, func(r store.Reader) (MissingList, error) {
		s, w, o, err := situation(r, year)
		if err != nil {
			return MissingList{}, err
		}
		return MissingList{Year: w.Year, Office: o, Needs: s.Needs(), Items: len(w.Instrument.Items())}, nil
	})
}

// Report is the list as the document to hand out.
func (l MissingList) Report(at time.Time) report.Doc {
	return report.MissingEvidence(report.Missing{Office: l.Office, Year: l.Year, Needs: l.Needs, Items: l.Items, At: at}, report.OptionsOf(l.Office.Papers))
}

// WriteMissingList writes the list of what is missing to a new file, in the format
// its extension names (DocFormats).
func (a *App) WriteMissingList(ctx context.Context, year int, dest string) error {
	format := strings.TrimPrefix(strings.ToLower(filepath.Ext(dest)), ".")
	if !slices.Contains(DocFormats(), format) {
		return monev.Refuse("ke", "Bentuk berkas %s tidak dikenal; akhiri namanya dengan .%s.", plain.Quote(filepath.Base(dest)),
			strings.Join(DocFormats(), " atau ."))
	}
	l, err := a.MissingList(ctx, year)
	if err != nil {
		return err
	}
	data, _, err := renderDoc(l.Report(a.Now()), format)
	if err != nil {
		return fmt.Errorf("render missing list: %w", err)
	}
	return newFile(dest, func(f *os.File) error {
		_, err := f.Write(data)
		return err
	})
}
