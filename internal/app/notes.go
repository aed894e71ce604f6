package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"monev/internal/lke"
	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/store"
)

// EvaluatorNote is what TPI or TPN remarked on a question, to be taken into a
// meeting as a finding.
type EvaluatorNote struct {
	Year  int
	Layer lke.Layer
	Item  *lke.Item
	// Area is 1 to 6. A question under hasil has none: there it is 0, and who
	// takes the note says which area is to follow it up.
	Area int
	Note string
	// Answer is what the evaluator answered, Unit what the unit did.
	Answer, Unit lke.Answer
	// Taken is the ID of the finding it already became, in whatever meeting;
	// TakenIn is the period of that meeting, Area then that of the finding.
	Taken, TakenIn string
}

// Source is how a finding says that it was this note.
func (n EvaluatorNote) Source() string {
	return fmt.Sprintf("Catatan %s LKE %d (%s)", n.Layer, n.Year, n.Item.Code)
}

// same tells whether both are the same note, as far as the words go.
func (n EvaluatorNote) same(other EvaluatorNote) bool {
	return other.Item != nil && n.Year == other.Year && n.Layer == other.Layer && n.Item.Code == other.Item.Code &&
		plain.Line(n.Note) == plain.Line(other.Note)
}

// EvaluatorNotes lists the notes of TPI and TPN in the LKE of a year (0 is the
// office's), in the order of the instrument.
func (a *App) EvaluatorNotes(ctx context.Context, year int) ([]EvaluatorNote, error) {
	return view(ctx, a, func(r store.Reader) ([]EvaluatorNote, error) { return evaluatorNotes(r, year) })
}

func evaluatorNotes(r store.Reader, year int) ([]EvaluatorNote, error) {
	if year == 0 {
		o, err := loadOffice(r)
		if err != nil {
			return nil, err
		}
		year = o.Year
	}
	_, in, err := loadHead(r, year)
	if err != nil {
		return nil, err
	}
	answers := map[lke.Layer]map[string]lke.Answer{}
	for _, l := range lke.Layers() {
		list, err := store.All[storedAnswer](r, store.KindAnswer, answerPrefix(year, l))
		if err != nil {
			return nil, err
		}
		answers[l] = make(map[string]lke.Answer, len(list))
		for _, s := range list {
			answers[l][s.Item] = s.Answer
		}
	}
	var out []EvaluatorNote
	for _, it := range in.Items() {
		for _, l := range lke.Layers() {
			ans := answers[l][it.Code]
			if l == lke.Unit || plain.Line(ans.Note) == "" {
				continue
			}
			out = append(out, EvaluatorNote{Year: year, Layer: l, Item: it, Area: it.Area(), Note: ans.Note,
				Answer: ans, Unit: answers[lke.Unit][it.Code]})
		}
	}
	if len(out) == 0 {
		return nil, nil
	}
	return out, markTaken(r, out)
}

// markTaken fills in which notes are findings already.
func markTaken(r store.Reader, notes []EvaluatorNote) error {
	findings, err := store.All[monev.Finding](r, store.KindFinding, "")
	if err != nil {
		return err
	}
	findings = slices.DeleteFunc(findings, func(f monev.Finding) bool { return f.Source == "" })
	if len(findings) == 0 {
		return nil
	}
	all, err := heldMeetings(r)
	if err != nil {
		return err
	}
	period := map[string]string{}
	for _, m := range all {
		period[m.ID] = m.Period.Short()
	}
	for i := range notes {
		n := &notes[i]
		for _, f := range findings {
			if f.Source != n.Source() {
				continue
			}
			was, err := everRead(r, f, plain.Line(n.Note))
			if err != nil {
				return err
			}
			if was {
				n.Taken, n.TakenIn, n.Area = f.ID, period[f.Meeting], f.Area+1
				break
			}
		}
	}
	return nil
}

// everRead tells whether a finding reads text or did so before it was reworded.
// The room may put a note into better words; it is still that note. A note the
// evaluator has changed since is another one.
func everRead(r store.Reader, f monev.Finding, text string) (bool, error) {
	if f.Text == text {
		return true, nil
	}
	seq, err := r.LastChange(store.KindFinding, f.ID)
	for err == nil && seq > 0 {
		var e store.Event
		if e, err = r.Event(seq); err != nil {
			break
		}
		i := slices.IndexFunc(e.Changes, func(c store.Change) bool { return c.Kind == store.KindFinding && c.Key == f.ID })
		if i < 0 {
			return false, fmt.Errorf("event %d has no change of %s: %w", seq, f.ID, store.ErrDamaged)
		}
		var was monev.Finding
		if len(e.Changes[i].After) > 0 {
			if err := json.Unmarshal(e.Changes[i].After, &was); err != nil {
				return false, fmt.Errorf("read %s in event %d: %w", f.ID, seq, err)
			}
		}
		if was.Text == text {
			return true, nil
		}
		seq = e.Changes[i].Prev
	}
	if errors.Is(err, store.ErrNotFound) { // the journal does not go back so far
		err = nil
	}
	return false, err
}

// TakeNotes makes notes findings of a meeting, all of them or none, in one
// change: the note is the text, the level is Sedang until the room says else. Of
// a note under hasil, Area is the area it goes to. A note that is not there any
// more, or is a finding already, is refused.
func (a *App) TakeNotes(ctx context.Context, meeting string, notes ...EvaluatorNote) error {
	what := act("temuan.ambil", fmt.Sprintf("ambil %d catatan penilai", len(notes)), meeting)
	return a.inMeeting(ctx, what, "", func(tx store.Tx, _ monev.Meeting) error {
		if len(notes) == 0 {
			return monev.Refuse("", "Belum ada catatan yang dipilih.")
		}
		now := map[int][]EvaluatorNote{}
		for i, n := range notes {
			if n.Item == nil {
				return monev.Refuse("butir", "Catatan tanpa butir tidak dapat diambil.")
			}
			stored, ok := now[n.Year]
			if !ok {
				var err error
				if stored, err = evaluatorNotes(tx, n.Year); err != nil {
					return err
				}
				now[n.Year] = stored
			}
			at := slices.IndexFunc(stored, n.same)
			switch {
			case at < 0:
				return monev.Refuse("butir", "Catatan %s untuk %s sudah berubah; periksa lagi.", n.Layer, n.Item.Code)
			case stored[at].Taken != "":
				return monev.Refuse("butir", "Catatan %s untuk %s sudah menjadi temuan.", n.Layer, n.Item.Code)
			case slices.ContainsFunc(notes[:i], n.same):
				return monev.Refuse("butir", "Catatan %s untuk %s dipilih dua kali.", n.Layer, n.Item.Code)
			}
			area := stored[at].Area
			if area == 0 {
				area = n.Area
			}
			if area == 0 {
				return monev.Refuse("area", "Butir %s tidak termasuk area mana pun; pilih dulu area yang menindaklanjutinya.", n.Item.Code)
			}
			f := monev.Finding{Meeting: meeting, Area: area - 1, Text: n.Note, Item: n.Item.Code, Source: n.Source()}
			if err := f.Clean(); err != nil {
				return err
			}
			var err error
			if f.ID, err = recordID(tx, "findings", meeting, f.Area); err != nil {
				return err
			}
			if err := tx.Put(store.KindFinding, f.ID, f); err != nil {
				return err
			}
		}
		return nil
	})
}

// Sitting is the meeting that takes what is said now: the one with an open
// session, otherwise the newest that is paused. Its ID is empty if none runs.
func (a *App) Sitting(ctx context.Context) (monev.Meeting, error) {
	return view(ctx, a, func(r store.Reader) (monev.Meeting, error) {
		all, err := heldMeetings(r)
		if err != nil {
			return monev.Meeting{}, err
		}
		var best *monev.Held
		for i := range all {
			m := &all[i]
			switch {
			case m.Status != monev.Running:
			case best == nil, m.Live() && !best.Live(), m.Live() == best.Live() && m.Date.Compare(best.Date) >= 0:
				best = m
			}
		}
		if best == nil {
			return monev.Meeting{}, nil
		}
		return loadMeeting(r, best.ID)
	})
}
