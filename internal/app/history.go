package app

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"monev/internal/lke"
	"monev/internal/monev"
	"monev/internal/store"
)

// Record names one record of the store.
type Record struct {
	Kind store.Kind
	Key  string
}

// OfficeRecord is the office with its roster.
func OfficeRecord() Record { return Record{store.KindOffice, officeKey} }

// MeetingRecord is a meeting's own record, by its ID.
func MeetingRecord(id string) Record { return Record{store.KindMeeting, id} }

// FindingRecord is a temuan, by its ID.
func FindingRecord(id string) Record { return Record{store.KindFinding, id} }

// ProposalRecord is a usulan, by its ID.
func ProposalRecord(id string) Record { return Record{store.KindProposal, id} }

// FollowUpRecord is a tindak lanjut, by its ID.
func FollowUpRecord(id string) Record { return Record{store.KindFollowUp, id} }

// EvidenceRecord is a piece of evidence, by its ID.
func EvidenceRecord(id string) Record { return Record{store.KindEvidence, id} }

// AreaRecord is the review of area a, 0 to 5, in meeting m.
func AreaRecord(m string, a int) Record { return Record{store.KindArea, areaKey(m, a)} }

// AnswerRecord is what a layer says about a question in a year.
func AnswerRecord(year int, l lke.Layer, code string) Record {
	return Record{store.KindAnswer, answerKey(year, l, code)}
}

// Past is one change of a record, as somebody made it. What took it back or did it
// again is not a Past of its own, it is told in Undone.
type Past struct {
	Seq     uint64 // of the event in the journal
	At      time.Time
	What    string // the event's label, Indonesian: "perbarui tindak lanjut"
	Meeting string // in which it was made: "TW III 2025, sesi 2"; empty outside one
	Undone  time.Time
	Born    bool // the record began with it
	Gone    bool // the record was deleted
	Changes []monev.FactChange
}

// History is a page of what happened to a record, newest first.
type History struct {
	List []Past
	// Now is what the record says, on the first page; none if it was deleted.
	Now []monev.Fact
	// More continues with what is older; nil at the end.
	More *Mark
}

// Mark is where a History goes on.
type Mark struct {
	seq   uint64
	void  map[uint64]time.Time // events that were taken back, and when at last
	since map[uint64]time.Time // undos done again by taking back their redo, and when
}

// turned notes what an undo or redo did, for the events before it.
func (m *Mark) turned(e store.Event) {
	at, void := m.void[e.Seq]
	switch {
	case !void && e.Redo: // the undo it names is void
		m.void[e.Undoes] = e.At
	case !void:
		m.void[e.Undoes] = m.later(e)
	case e.Redo: // taken back at last: what was undone stays so, since then
		m.since[e.Undoes] = at
	}
}

// later is when an undo took its event back for the last time.
func (m *Mark) later(e store.Event) time.Time {
	if at, ok := m.since[e.Seq]; ok {
		return at
	}
	return e.At
}

// historyReads bounds how many events a page reads for each entry asked for, so
// that a record somebody undid and redid a thousand times does not hold up a page.
const historyReads = 8

// History reads at most limit changes of a record from the journal, newest first,
// from where More of the page before says, or from the newest if that is nil. Each
// event of the journal that changed the record is found from the one after it, so
// that it costs as much as the page holds, however long the journal is. A record
// that never was has an empty history.
func (a *App) History(ctx context.Context, rec Record, from *Mark, limit int) (History, error) {
	return view(ctx, a, func(r store.Reader) (History, error) {
		w := trail{r: r, rec: rec, loc: a.zone.Load(), meetings: map[string]monev.Held{}}
		var out History
		m := Mark{void: map[uint64]time.Time{}, since: map[uint64]time.Time{}}
		if from != nil {
			m = Mark{from.seq, maps.Clone(from.void), maps.Clone(from.since)}
		} else {
			var err error
			if m.seq, err = r.LastChange(rec.Kind, rec.Key); err != nil {
				return out, err
			}
			if image, err := r.Get(rec.Kind, rec.Key); err == nil {
				if out.Now, err = w.facts(image); err != nil {
					return out, err
				}
			}
		}
		for reads := 0; m.seq > 0; reads++ {
			if len(out.List) >= limit || reads >= limit*historyReads {
				out.More = &m
				return out, nil
			}
			e, c, err := w.change(m.seq)
			if err != nil {
				return out, err
			}
			if e.Undoes != 0 {
				m.turned(e)
			} else {
				p, err := w.entry(e, c)
				if err != nil {
					return out, err
				}
				p.Undone = m.void[e.Seq]
				if !p.Undone.IsZero() {
					p.Undone = p.Undone.In(w.loc)
				}
				out.List = append(out.List, p)
			}
			if m.seq = c.Prev; m.seq == 0 {
				m.seq = c.Gone // what it was before it was deleted
			}
		}
		return out, nil
	})
}

// trail walks back through the journal along one record.
type trail struct {
	r        store.Reader
	rec      Record
	loc      *time.Location
	next     store.Event // read already, because the change after it needed its image
	meetings map[string]monev.Held
}

// change reads an event and what it did to the record.
func (w *trail) change(seq uint64) (store.Event, store.Change, error) {
	e := w.next
	if e.Seq != seq {
		var err error
		if e, err = w.r.Event(seq); err != nil {
			return e, store.Change{}, err
		}
	}
	for _, c := range e.Changes {
		if c.Kind == w.rec.Kind && c.Key == w.rec.Key {
			if max(c.Prev, c.Gone) >= seq {
				break
			}
			return e, c, nil
		}
	}
	return e, store.Change{}, fmt.Errorf("%w: event %d has no change of %s %q", store.ErrDamaged, seq, w.rec.Kind, w.rec.Key)
}

func (w *trail) entry(e store.Event, c store.Change) (Past, error) {
	p := Past{Seq: e.Seq, At: e.At.In(w.loc), What: e.Label, Gone: len(c.After) == 0, Meeting: w.where(e)}
	after, err := w.facts(c.After)
	if err != nil {
		return p, err
	}
	p.Born = true
	var before []monev.Fact
	if c.Prev > 0 {
		old, was, err := w.change(c.Prev)
		if err != nil {
			return p, err
		}
		w.next = old
		p.Born = len(was.After) == 0
		if before, err = w.facts(was.After); err != nil {
			return p, err
		}
	}
	p.Changes = monev.DiffFacts(before, after)
	return p, nil
}

// where is the meeting of an event and, if it had several, the session it was in.
func (w *trail) where(e store.Event) string {
	if e.Meeting == "" {
		return ""
	}
	name := "rapat " + w.meeting(e.Meeting)
	n, m := 0, w.meetings[e.Meeting]
	for i, s := range m.Sessions {
		if !e.At.Before(s.Start) {
			n = i + 1
		}
	}
	if len(m.Sessions) > 1 && n > 0 {
		name += fmt.Sprintf(", sesi %d", n)
	}
	return name
}

// meeting is the short period of a meeting, its ID if it was deleted since.
func (w *trail) meeting(id string) string {
	m, ok := w.meetings[id]
	if !ok {
		var err error
		if m, err = store.Load[monev.Held](w.r, store.KindMeeting, id); err != nil {
			m = monev.Held{ID: id}
		}
		w.meetings[id] = m
	}
	if m.Period == (monev.Period{}) {
		return m.ID
	}
	return m.Period.Short()
}

// facts reads an image of the record; nil is none.
func (w *trail) facts(image json.RawMessage) ([]monev.Fact, error) {
	if len(image) == 0 {
		return nil, nil
	}
	switch w.rec.Kind {
	case store.KindOffice:
		return factsOf(image, monev.Office.Facts)
	case store.KindMeeting:
		return w.named(factsOf(image, func(m monev.Meeting) []monev.Fact { return m.Facts(w.loc) }))
	case store.KindArea:
		return factsOf(image, monev.AreaReview.Facts)
	case store.KindFinding:
		return factsOf(image, monev.Finding.Facts)
	case store.KindProposal:
		return factsOf(image, monev.Proposal.Facts)
	case store.KindFollowUp:
		return w.named(factsOf(image, func(f monev.FollowUp) []monev.Fact { return f.Facts(w.loc) }))
	case store.KindEvidence:
		return w.named(factsOf(image, monev.Evidence.Facts))
	case store.KindFilter:
		return factsOf(image, monev.SavedFilter.Facts)
	case store.KindAnswer:
		return factsOf(image, w.answer)
	}
	return nil, fmt.Errorf("no history of %s", w.rec.Kind)
}

// named puts in place of the IDs of other records what people call them; those that
// are gone keep the ID.
func (w *trail) named(list []monev.Fact, err error) ([]monev.Fact, error) {
	for i := range list {
		f := &list[i]
		var kind store.Kind
		switch {
		case f.Key == "temuan" && w.rec.Kind == store.KindFollowUp:
			kind = store.KindFinding
		case f.Key == "usulan" && w.rec.Kind == store.KindFollowUp:
			kind = store.KindProposal
		case f.Key == "rapat" && w.rec.Kind == store.KindEvidence:
			f.Value = w.meeting(f.Value)
			continue
		case f.Key == "surat/penanda" && w.rec.Kind == store.KindMeeting:
			if o, err := loadOffice(w.r); err == nil {
				if p, ok := o.Position(f.Value); ok {
					f.Value = p.Title
				}
			}
			continue
		default:
			continue
		}
		if x, err := store.Load[struct{ Text string }](w.r, kind, f.Value); err == nil {
			f.Value = "“" + x.Text + "”"
		}
	}
	return list, err
}

func factsOf[T any](image json.RawMessage, facts func(T) []monev.Fact) ([]monev.Fact, error) {
	var v T
	if err := json.Unmarshal(image, &v); err != nil {
		return nil, fmt.Errorf("read a past image: %w", err)
	}
	return facts(v), nil
}

// answer tells an answer in the words of its question, of the instrument its year
// has now; one of a question that is gone is told by its letter or its figures.
func (w *trail) answer(s storedAnswer) []monev.Fact {
	var out []monev.Fact
	add := func(key, name, value string) {
		if value != "" {
			out = append(out, monev.Fact{Key: key, Name: name, Value: value})
		}
	}
	year, _, _ := strings.Cut(w.rec.Key, "/")
	n, _ := strconv.Atoi(year)
	text := strings.ToUpper(s.Answer.Choice)
	if _, in, err := loadHead(w.r, n); err == nil {
		if it, ok := in.Item(s.Item); ok && !s.Answer.IsBlank() {
			text = it.Text(s.Answer)
		}
	}
	add("jawaban", "Jawaban", text)
	names := make([]string, 0, len(s.Answer.Counts))
	for name := range s.Answer.Counts {
		names = append(names, name)
	}
	slices.Sort(names)
	if text == "" {
		for _, name := range names {
			add("isian/"+name, "Isian "+name, strconv.FormatInt(s.Answer.Counts[name], 10))
		}
	}
	add("catatan", "Catatan", s.Answer.Note)
	add("bukti", "Bukti dukung", s.Answer.Proof)
	return out
}
