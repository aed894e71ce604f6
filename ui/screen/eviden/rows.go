package eviden

import (
	"fmt"
	"strings"

	"monev/internal/app"
	"monev/internal/lke"
	"monev/internal/monev"
	"monev/ui/part"
	"monev/ui/stage"
)

const (
	itemHead     = "b:"
	evidenceHead = "e:"
)

func itemKey(code string) string   { return itemHead + code }
func evidenceKey(id string) string { return evidenceHead + id }

func itemOf(key string) (code string, ok bool)   { return strings.CutPrefix(key, itemHead) }
func evidenceOf(key string) (id string, ok bool) { return strings.CutPrefix(key, evidenceHead) }

// arrange makes the rows again; the selection stays on what the user chose.
func (s *Screen) arrange() {
	if !s.loaded {
		return
	}
	rows := s.rows()
	s.List.Empty = s.empty()
	s.SetItems(rows)
	if s.want == "" {
		return
	}
	if s.List.SelectKey(s.want) {
		return
	}
	if id, ok := evidenceOf(s.want); ok { // its line is not shown: its question
		if e, ok := s.byID[id]; ok {
			s.List.SelectKey(itemKey(e.Item))
		}
	}
}

func (s *Screen) rows() []stage.Item {
	if s.scoped() {
		return s.ofScope()
	}
	var found map[*lke.Item]bool
	if s.view.words != "" {
		found = map[*lke.Item]bool{}
		for _, it := range s.book.Instrument.Find(s.view.words) {
			found[it] = true
		}
	}
	var out []stage.Item
	s.count = 0
	area := -1
	for i := range s.book.Items {
		it := &s.book.Items[i]
		if !s.view.takes(it, s.book.Year, found) && !s.touched[it.Item.Code] {
			continue
		}
		if a := it.Item.Area(); a != area {
			area = a
			out = append(out, s.areaRow(a))
		}
		s.count++
		out = append(out, s.itemRow(it))
		if s.brief {
			continue
		}
		for _, e := range it.Given {
			out = append(out, s.evidenceRow(e))
		}
	}
	return append(out, s.looseRows()...)
}

// looseRows are the evidence that proves no question.
func (s *Screen) looseRows() []stage.Item {
	var out []stage.Item
	for _, e := range s.book.Loose {
		v := s.view
		fits := v.owner == "" || e.Unit.ID == v.owner || v.owner == noOwner && e.Unit.IsZero()
		fits = fits && (v.area == 0 || e.Area == v.area) && (v.words == "" || holds(e, v.words))
		switch v.which {
		case missing:
			fits = false
		case unchecked:
			fits = fits && e.Status == monev.EvidenceUnchecked
		case faulty:
			fits = fits && e.Status == monev.EvidenceFaulty
		case expired:
			fits = fits && e.Expired(s.book.Year)
		case accepted:
			fits = fits && e.Status == monev.EvidenceAccepted
		}
		if fits {
			out = append(out, s.evidenceRow(e))
		}
	}
	if len(out) > 0 {
		out = append([]stage.Item{s.headRow("TANPA BUTIR", fmt.Sprintf("%d eviden", len(out)))}, out...)
	}
	return out
}

// ofScope are the rows of one follow-up or meeting.
func (s *Screen) ofScope() []stage.Item {
	list := s.book.OfFollowUp(s.at.FollowUp)
	if s.at.FollowUp == "" {
		list = s.book.OfMeeting(s.at.Meeting)
	}
	var out []stage.Item
	for _, e := range list {
		out = append(out, s.evidenceRow(e))
	}
	return out
}

func (s *Screen) headRow(left, right string) stage.Item {
	st := s.K.Styles
	return stage.Item{Header: true, Line: once(func(w int) string {
		w += part.MarkWidth // a header has none
		return part.Two(w, " "+st.Heading.Render(part.Cut(left, max(w-part.Width(right)-3, 8))), st.Muted.Render(right))
	})}
}

// once keeps what a line looked like: the list asks for it many times a key. The
// rows are made again when anything they show changes.
func once(line func(w int) string) func(w int) string {
	at, text := -1, ""
	return func(w int) string {
		if w != at {
			at, text = w, line(w)
		}
		return text
	}
}

// areaRow heads an area with what of it is proven.
func (s *Screen) areaRow(area int) stage.Item {
	total, proven, lacking := 0, 0, 0
	for i := range s.book.Items {
		if s.book.Items[i].Item.Area() != area {
			continue
		}
		total++
		switch s.book.Items[i].Status {
		case monev.EvidenceAccepted:
			proven++
		case monev.EvidenceMissing:
			lacking++
		}
	}
	right := fmt.Sprintf("%d/%d butir berbukti", proven, total)
	if lacking > 0 {
		right += fmt.Sprintf(" · %d belum ada", lacking)
	}
	return s.headRow(strings.ToUpper(s.areaName(area)), right)
}

const (
	wordWidth = 20 // "Ada, belum diperiksa"
	roomy     = 96 // width from which evidence shows its kind and date
)

func (s *Screen) itemRow(it *app.BookItem) stage.Item {
	st := s.K.Styles
	mark, word, style := ItemSign(st, it)
	line := func(w int, question string) string {
		return part.Columns(w,
			part.Cell{Text: mark, Width: 1, Style: style},
			part.Cell{Text: it.Item.Code, Width: 13},
			part.Cell{Text: question},
			part.Cell{Text: word, Width: wordWidth, Style: style})
	}
	return stage.Item{
		Key:  itemKey(it.Item.Code),
		Line: once(func(w int) string { return line(w, it.Item.Question) }),
		Full: func(w int) []string {
			d := &sheet{w: w}
			in := 18
			room := max(w-in-wordWidth-2, 12)
			q := part.Wrap(it.Item.Question, room)
			switch {
			case room < 30 && len(q) > 1: // a column as narrow as that tears the text to pieces
				d.add(line(w, it.Item.Question))
				d.in = 3
				d.under("", it.Item.Question, nil)
			default:
				d.add(line(w, q[0]))
				for _, l := range q[1:] {
					d.add(strings.Repeat(" ", in) + l)
				}
			}
			d.in = 3
			for _, t := range it.Item.Evidence {
				d.under("lazim · ", t, &st.Muted)
			}
			if text := owners(it); text != "" {
				d.under("PJ ", text, nil)
			}
			return d.out
		},
	}
}

func (s *Screen) evidenceRow(e monev.Evidence) stage.Item {
	st := s.K.Styles
	mark, word, style := s.sign(e)
	line := func(w int, title string) string {
		date := ""
		if !e.Date.IsZero() {
			date = e.Date.Short()
		}
		cells := []part.Cell{{Text: "", Width: 1}, {Text: mark, Width: 1, Style: style}, {Text: title}}
		if w >= roomy {
			cells = append(cells, part.Cell{Text: string(e.Kind), Width: 6}, part.Cell{Text: date, Width: 10})
		}
		return part.Columns(w, append(cells, part.Cell{Text: word, Width: wordWidth, Style: style})...)
	}
	return stage.Item{
		Key:  evidenceKey(e.ID),
		Line: once(func(w int) string { return line(w, e.Title) }),
		Full: func(w int) []string {
			d := &sheet{w: w, in: 6, most: 2}
			d.add(line(w, e.Title))
			room := w - 8 - wordWidth
			if w >= roomy {
				room -= 20
			}
			if part.Width(e.Title) > room {
				d.under("", e.Title, nil)
			}
			d.facts(s, e)
			if e.Note != "" {
				d.under("Catatan: ", e.Note, &st.Warn)
			}
			return d.out
		},
	}
}
