package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"monev/internal/lke"
	"monev/internal/monev"
	words "monev/internal/search"
	"monev/internal/store"
	"monev/internal/tanggal"
)

// Section is a group of what a search found.
type Section int

// The sections, in the order in which they are shown.
const (
	InMeetings Section = iota
	InFindings
	InProposals
	InFollowUps
	InItems
	InEvidence
	sections = iota
)

// String is the section's Indonesian name.
func (s Section) String() string {
	return [...]string{"Rapat", "Temuan", "Usulan", "Tindak lanjut", "Butir LKE", "Eviden"}[s]
}

// Place is where a found text stands. Which fields are set follows from the
// section: of a meeting Meeting, Stage and Row; of the others their own ID.
type Place struct {
	Meeting  string // ID
	Stage    monev.Stage
	Row      string // key of the row in that stage; empty if it is not in a row
	Photo    int    // of the meeting, if it is the caption of one
	FollowUp string // ID
	Item     string // LKE code
	Evidence string // ID
	Year     int    // of item or evidence
	Private  bool   // catatan fasilitator
	label    string // what it is, Indonesian: "keputusan"
}

// Hit is a found text.
type Hit struct {
	Place
	Where string // "TW IV 2025 · area III · temuan"
	Text  string
	Also  string // what it is found by too: number, code, owner, status, with blanks between
}

// Hits is what a search found in one section.
type Hits struct {
	Section Section
	Total   int
	Hits    []Hit // newest first
}

// finder is the index of an App, made at the first search and kept in step with
// the journal. It never leaves memory, and holds no text of a record: what was
// found is read again.
type finder struct {
	mu    sync.Mutex
	index *words.Index
	seq   uint64            // newest event that it knows
	names map[string]string // short period of a meeting
	year  int               // of the LKE it holds
	sheet []passage         // of that LKE's instrument
}

// passage is one text that can be found, with where it stands.
type passage struct {
	Place
	words.Doc
}

// sheetRecord is the name of the instrument's texts in the index.
const sheetRecord = "lke"

// searched are the kinds that are searched record by record.
var searched = []store.Kind{store.KindMeeting, store.KindArea, store.KindFinding, store.KindProposal, store.KindFollowUp,
	store.KindAnswer, store.KindEvidence}

// Search finds words in the texts of all meetings, follow-ups, the LKE of the
// office's year and the evidence; each word must begin a word of the text or of
// what belongs to it (number, code, owner). It returns the sections in which
// something was found, with at most limit hits each. Private notes are found
// only with private. A final meeting cannot change, so its records are what its
// seal holds. The first search reads everything; later ones only the events since.
func (a *App) Search(ctx context.Context, query string, limit int, private bool) ([]Hits, error) {
	f := &a.finder
	f.mu.Lock()
	defer f.mu.Unlock()
	var out []Hits
	err := f.build(ctx, a.store)
	if err == nil {
		err = a.store.View(ctx, func(r store.Reader) error {
			err := f.follow(r)
			if err == nil {
				out, err = f.find(r, query, limit, private)
			}
			return err
		})
	}
	if err != nil {
		f.index = nil // half of it may be there: begin again next time
		return nil, fmt.Errorf("search: %w", err)
	}
	return out, nil
}

// find looks the query up and reads what it finds.
func (f *finder) find(r store.Reader, query string, limit int, private bool) ([]Hits, error) {
	var out []Hits
	read := map[string][]passage{sheetRecord: f.sheet}
	for i, found := range f.index.Find(query, sections, limit, private) {
		if found.Total == 0 {
			continue
		}
		h := Hits{Section: Section(i), Total: found.Total}
		for _, at := range found.Hits {
			texts, ok := read[at.Record]
			if !ok {
				kind, key, _ := strings.Cut(at.Record, " ")
				value, err := r.Get(store.Kind(kind), key)
				if err == nil {
					texts, err = f.texts(store.Kind(kind), key, value)
				}
				if err != nil {
					return nil, fmt.Errorf("read %s: %w", at.Record, err)
				}
				read[at.Record] = texts
			}
			if at.N >= len(texts) {
				return nil, fmt.Errorf("text %d of %s is gone", at.N, at.Record)
			}
			p := texts[at.N]
			h.Hits = append(h.Hits, Hit{Place: p.Place, Where: f.where(p.Place), Text: p.Text, Also: strings.Join(strings.Fields(p.Also), " ")})
		}
		out = append(out, h)
	}
	return out, nil
}

// build reads everything, if that was not done yet.
func (f *finder) build(ctx context.Context, s store.Store) error {
	if f.index == nil {
		f.index, f.names, f.seq, f.year, f.sheet = new(words.Index), map[string]string{}, 0, 0, nil
		err := s.View(ctx, func(r store.Reader) error {
			h, err := r.Head()
			if err != nil {
				return err
			}
			f.seq = h.Seq
			return f.worksheet(r)
		})
		if err != nil {
			return err
		}
		for _, kind := range searched { // one view each: a long one would keep the file from growing
			err := s.View(ctx, func(r store.Reader) error {
				return r.Scan(kind, "", func(key string, value []byte) error { return f.put(kind, key, value) })
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// follow brings the index up to the end of the journal.
func (f *finder) follow(r store.Reader) error {
	seen := map[string]bool{}
	head := false
	err := r.ScanEvents(f.seq+1, func(seq uint64, line []byte) error {
		var e struct {
			Changes []struct {
				Kind store.Kind `json:"kind"`
				Key  string     `json:"key"`
			} `json:"changes"`
		}
		if err := json.Unmarshal(line, &e); err != nil {
			return fmt.Errorf("read event %d: %w", seq, err)
		}
		f.seq = seq
		for _, c := range e.Changes {
			head = head || c.Kind == store.KindOffice || c.Kind == store.KindWorksheet
			name := string(c.Kind) + " " + c.Key
			if seen[name] || !slices.Contains(searched, c.Kind) {
				continue
			}
			seen[name] = true
			value, err := r.Get(c.Kind, c.Key)
			if errors.Is(err, store.ErrNotFound) {
				f.index.Put(name, nil)
				continue
			}
			if err == nil {
				err = f.put(c.Kind, c.Key, value)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil && head {
		err = f.worksheet(r)
	}
	return err
}

// worksheet puts the questions of the office's year.
func (f *finder) worksheet(r store.Reader) error {
	o, err := loadOffice(r)
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	_, in, err := loadHead(r, o.Year)
	if err != nil {
		return err
	}
	other := f.year != o.Year
	f.year = o.Year
	var list []passage
	add := func(at Place, text, also string) {
		list = append(list, passage{at, words.Doc{Group: int(InItems), Text: text, Also: also}})
	}
	for _, it := range in.Items() {
		at := Place{Item: it.Code, Year: o.Year, label: "butir"}
		add(at, it.Question, it.Code)
		for _, c := range it.Choices {
			if c.Criterion != "" {
				at.label = "kriteria " + c.Key
				add(at, c.Criterion, "")
			}
		}
		for _, e := range it.Evidence {
			at.label = "contoh eviden"
			add(at, e, "")
		}
	}
	slices.Reverse(list) // found newest first, and the first question should stand first
	f.sheet = list
	f.index.Put(sheetRecord, docsOf(list))
	if !other {
		return nil
	}
	return r.Scan(store.KindAnswer, "", func(key string, value []byte) error { return f.put(store.KindAnswer, key, value) })
}

// put makes the texts of a record findable.
func (f *finder) put(kind store.Kind, key string, value []byte) error {
	list, err := f.texts(kind, key, value)
	if err != nil {
		return fmt.Errorf("read %s %q: %w", kind, key, err)
	}
	f.index.Put(string(kind)+" "+key, docsOf(list))
	return nil
}

func docsOf(list []passage) []words.Doc {
	out := make([]words.Doc, len(list))
	for i, p := range list {
		out[i] = p.Doc
	}
	return out
}

// texts are the texts of a record, the one to be shown first last.
func (f *finder) texts(kind store.Kind, key string, value []byte) ([]passage, error) {
	var out []passage
	add := func(s Section, at Place, text, also string) {
		if strings.TrimSpace(text) != "" {
			out = append(out, passage{at, words.Doc{Group: int(s), Private: at.Private, Text: text, Also: also}})
		}
	}
	switch kind {
	case store.KindMeeting:
		var m monev.Meeting
		if err := json.Unmarshal(value, &m); err != nil {
			return nil, err
		}
		f.names[m.ID] = m.Period.Short()
		f.meeting(m, func(stage monev.Stage, row, label, text, also string) {
			add(InMeetings, Place{Meeting: m.ID, Stage: stage, Row: row, label: label}, text, also)
		}, func(id int, caption string) {
			add(InMeetings, Place{Meeting: m.ID, Photo: id, label: "foto"}, caption, "")
		})
	case store.KindArea:
		var r monev.AreaReview
		if err := json.Unmarshal(value, &r); err != nil {
			return nil, err
		}
		at := Place{Meeting: r.Meeting, Stage: monev.StageArea + monev.Stage(r.Area)}
		at.Private, at.label = true, "catatan fasilitator"
		add(InMeetings, at, r.Private, "")
		at.Private = false
		at.Row, at.label = "kendala", "kendala"
		add(InMeetings, at, r.Obstacles, "")
		at.Row, at.label = "uraian", "uraian"
		add(InMeetings, at, r.Summary, "")
	case store.KindFinding:
		var x monev.Finding
		if err := json.Unmarshal(value, &x); err != nil {
			return nil, err
		}
		at := Place{Meeting: x.Meeting, Stage: monev.StageArea + monev.Stage(x.Area), Row: x.ID}
		at.label = "rekomendasi"
		add(InFindings, at, x.Recommendation, "")
		at.label = "akar masalah"
		add(InFindings, at, x.Cause, "")
		at.label = "temuan"
		add(InFindings, at, x.Text, x.Item+" "+x.Source+" "+string(x.Level))
	case store.KindProposal:
		var x monev.Proposal
		if err := json.Unmarshal(value, &x); err != nil {
			return nil, err
		}
		at := Place{Meeting: x.Meeting, Stage: monev.StageArea + monev.Stage(x.Area), Row: x.ID}
		at.label = "catatan usulan"
		add(InProposals, at, x.Note, "")
		at.label = "usulan"
		add(InProposals, at, x.Text, x.By.String())
	case store.KindFollowUp:
		var x monev.FollowUp
		if err := json.Unmarshal(value, &x); err != nil {
			return nil, err
		}
		at := Place{Meeting: x.Origin.Meeting, Stage: monev.StageArea + monev.Stage(x.Origin.Area), FollowUp: x.ID}
		for _, s := range x.Steps {
			at.label = "catatan " + s.At.Format("02-01-2006")
			add(InFollowUps, at, s.Note, x.ID)
			at.label = "bukti " + s.At.Format("02-01-2006")
			add(InFollowUps, at, s.Proof, x.ID)
		}
		at.label = ""
		add(InFollowUps, at, x.Text, x.ID+" "+x.Item+" "+x.Owner.String()+" "+string(x.Status))
	case store.KindAnswer:
		var x storedAnswer
		if err := json.Unmarshal(value, &x); err != nil {
			return nil, err
		}
		if !strings.HasPrefix(key, strconv.Itoa(f.year)+"/") {
			return nil, nil // the screen of the LKE opens on the office's year
		}
		at := Place{Item: x.Item, Year: f.year}
		at.label = "bukti dukung " + layerWord(x.Layer)
		add(InItems, at, x.Answer.Proof, x.Item)
		at.label = "catatan " + layerWord(x.Layer)
		add(InItems, at, x.Answer.Note, x.Item)
	case store.KindEvidence:
		var x monev.Evidence
		if err := json.Unmarshal(value, &x); err != nil {
			return nil, err
		}
		at := Place{Evidence: x.ID, Item: x.Item, FollowUp: x.FollowUp, Meeting: x.Meeting, Year: x.Year}
		at.label = "catatan"
		add(InEvidence, at, x.Note, "")
		at.label = "tempat"
		if x.File != nil {
			at.label = "berkas"
			add(InEvidence, at, x.File.Name, x.Item)
		} else {
			add(InEvidence, at, x.Place, x.Item)
		}
		at.label = ""
		add(InEvidence, at, x.Title, x.Item+" "+x.FollowUp+" "+string(x.Status))
	}
	return out, nil
}

func layerWord(l lke.Layer) string { return l.String() }

// meeting tells every text of a meeting's own record, the last one to be shown first.
func (f *finder) meeting(m monev.Meeting, add func(stage monev.Stage, row, label, text, also string), photo func(id int, caption string)) {
	for _, r := range m.Revisions {
		add(monev.StageClosing, "", "alasan revisi", r.Reason, "")
	}
	add(monev.StageConclusion, "kata", "kata penutup", m.Closing, "")
	for _, d := range m.Decisions {
		add(monev.StageConclusion, "keputusan:"+strconv.Itoa(d.ID), "keputusan", d.Text, "")
	}
	add(monev.StageConclusion, "simpulan", "simpulan", m.Conclusion, "")
	for _, p := range m.Photos {
		photo(p.ID, p.Caption)
	}
	for _, s := range m.Sessions {
		add(monev.StageOpening, "", "alasan jeda", s.Reason, "")
	}
	for _, r := range m.Remarks {
		add(monev.StageOpening, "sambutan:"+strconv.Itoa(r.ID), "sambutan", r.Text, r.By.String())
	}
	for _, p := range m.Attendance {
		add(monev.StageOpening, p.Person.Position, "daftar hadir", p.Person.String(), p.Deputy)
	}
	for i, t := range m.Agenda {
		add(monev.StagePrepare, "acara:"+strconv.Itoa(i), "acara", t, "")
	}
	when := ""
	if !m.Date.IsZero() {
		when = m.Date.Long()
	}
	add(monev.StagePrepare, "", "rapat", m.Title, strings.Join([]string{m.ID, m.Period.Short(), m.Period.String(), when, m.Place, m.Invitation}, " "))
}

// where says in Indonesian where a place is.
func (f *finder) where(p Place) string {
	var out []string
	put := func(s string) {
		if s != "" {
			out = append(out, s)
		}
	}
	switch {
	case p.Evidence != "":
		put(p.Item)
		put(p.FollowUp)
		put(strconv.Itoa(p.Year))
	case p.Item != "":
		put(p.Item)
	case p.FollowUp != "":
		put(p.FollowUp)
		put(f.names[p.Meeting])
	default:
		put(f.names[p.Meeting])
		if n, ok := p.Stage.Area(); ok {
			put("area " + tanggal.Roman(n+1))
		}
	}
	put(p.label)
	return strings.Join(out, " · ")
}
