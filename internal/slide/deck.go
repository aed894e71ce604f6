package slide

import (
	"fmt"
	"strconv"
	"strings"

	"monev/internal/lke"
	"monev/internal/monev"
	"monev/internal/tanggal"
)

// Make is the deck of a stage of a meeting. in is the instrument of the
// meeting's year, for the marks of WBK and WBBM; nil leaves them out.
func Make(m monev.Minutes, in *lke.Instrument, at monev.Stage) Deck {
	b := builder{m: m, in: in}
	if n, ok := at.Area(); ok {
		return b.area(n)
	}
	switch at {
	case monev.StagePrepare:
		return Deck{b.cover(), b.agenda()}.full()
	case monev.StageOpening:
		return b.opening()
	case monev.StageReview:
		return b.review()
	case monev.StageConclusion:
		return b.conclusion()
	}
	return b.closing()
}

type builder struct {
	m  monev.Minutes
	in *lke.Instrument
}

// full leaves out slides with nothing on them, but keeps the first.
func (d Deck) full() Deck {
	out := d[:0:0]
	for i, s := range d {
		if i == 0 || len(s.Blocks) > 0 {
			out = append(out, s)
		}
	}
	return out
}

// add appends blocks with something in them.
func (s *Slide) add(blocks ...Block) {
	for _, b := range blocks {
		if strings.TrimSpace(b.Text) != "" || len(b.Notes) > 0 {
			s.Blocks = append(s.Blocks, b)
		}
	}
}

func (s *Slide) fact(label, text string) { s.add(Block{Kind: Fact, Label: label, Text: text}) }

// cover is the title of the meeting.
func (b builder) cover() Slide {
	m := b.m.Meeting
	s := Slide{Head: b.m.Office.Name, Title: m.Name()}
	if !m.Date.IsZero() {
		when := m.Date.Long()
		if !m.Time.IsZero() {
			when += ", pukul " + m.Time.String()
			if b.m.Office.Zone != "" {
				when += " " + b.m.Office.Zone
			}
		}
		s.fact("Hari, tanggal", when)
	}
	s.fact("Tempat", m.Place)
	s.fact("Pimpinan rapat", m.Chair.String())
	s.fact("Notulis", m.Notary.String())
	s.Keys = []string{"judul", "tanggal", "tempat", "pimpinan", "notulis", "dibuka"}
	return s
}

func (b builder) agenda() Slide {
	s := Slide{Head: "SUSUNAN ACARA"}
	for i, text := range b.m.Meeting.Agenda {
		s.add(Block{Kind: Point, Label: strconv.Itoa(i+1) + ". ", Text: text})
		s.Keys = append(s.Keys, "acara:"+strconv.Itoa(i))
	}
	return s
}

func (b builder) opening() Deck {
	m := b.m.Meeting
	cover := b.cover()
	if m.OpenedBy.Title != "" {
		cover.fact("Dibuka oleh", m.OpenedBy.String())
	}
	out := Deck{cover, b.attendance()}
	var speakers []monev.Person
	for _, r := range m.Remarks {
		if !hasPerson(speakers, r.By) {
			speakers = append(speakers, r.By)
		}
	}
	for _, by := range speakers {
		s := Slide{Head: "SAMBUTAN", Title: by.String()}
		for _, r := range m.Remarks {
			if r.By == by {
				s.add(Block{Kind: Point, Label: "• ", Text: r.Text})
				s.Keys = append(s.Keys, "sambutan:"+strconv.Itoa(r.ID))
			}
		}
		out = append(out, s)
	}
	return append(out, b.agenda()).full()
}

func hasPerson(all []monev.Person, p monev.Person) bool {
	for _, x := range all {
		if x == p {
			return true
		}
	}
	return false
}

// attendance is the roll call: how many are there, and every name with its word.
func (b builder) attendance() Slide {
	m := b.m.Meeting
	s := Slide{Head: "DAFTAR HADIR"}
	if n := len(m.Sessions); n > 1 {
		s.Head += " · SESI " + strconv.Itoa(n)
	}
	there, marked := 0, 0
	counts := map[monev.Presence]int{}
	for _, a := range m.Attendance {
		p := m.Marked(a)
		counts[p]++
		if p.Attends() {
			there++
		}
		if p != monev.Unmarked {
			marked++
		}
	}
	if marked > 0 {
		block := Block{Kind: Score, Label: "Hadir", Text: fmt.Sprintf("%d/%d", there, len(m.Attendance))}
		for _, p := range monev.Presences() {
			if n := counts[p]; n > 0 && p != monev.Present {
				block.Notes = append(block.Notes, Note{Text: fmt.Sprintf("%d %s", n, p), Tone: presenceTone(p)})
			}
		}
		s.add(block)
	}
	for _, a := range m.Attendance {
		s.Keys = append(s.Keys, a.Person.Position)
		p := m.Marked(a)
		text := a.Person.String()
		mark := "· "
		switch {
		case p == monev.Represented && a.Deputy != "":
			mark, text = "✓ ", text+": diwakili "+a.Deputy
		case p.Attends():
			mark, text = "✓ ", text+": "+string(p)
		case p != monev.Unmarked:
			mark, text = "– ", text+": "+string(p)
		}
		s.add(Block{Kind: Point, Label: mark, Text: text, Tone: presenceTone(p)})
	}
	return s
}

func presenceTone(p monev.Presence) Tone {
	switch {
	case p == monev.Unmarked:
		return Normal
	case p.Attends():
		return Good
	case p == monev.Absent:
		return Bad
	}
	return Warn
}

func (b builder) review() Deck {
	old := b.m.Old()
	first := Slide{Head: "TINJAUAN TINDAK LANJUT RAPAT LALU"}
	if len(old) == 0 {
		first.add(Block{Kind: Text, Text: "Tidak ada tindak lanjut yang terbuka dari rapat sebelumnya."})
		return Deck{first}
	}
	said, late, done, process, leaders := 0, 0, 0, 0, 0
	for _, l := range old {
		if !l.Status.Open() || len(l.TouchedIn(b.m.Meeting.ID)) > 0 {
			said++
		}
		switch {
		case l.LateDays > 0:
			late++
		case l.Status == monev.Done:
			done++
		case l.Status == monev.InProgress:
			process++
		}
		if l.NeedsLeaders() {
			leaders++
		}
	}
	score := Block{Kind: Score, Label: "Sudah ditinjau", Text: fmt.Sprintf("%d/%d", said, len(old))}
	note := func(n int, text string, t Tone) {
		if n > 0 {
			score.Notes = append(score.Notes, Note{Text: fmt.Sprintf(text, n), Tone: t})
		}
	}
	note(done, "✓ %d tuntas", Good)
	note(process, "◐ %d dalam proses", Accent)
	note(late, "▲ %d terlambat", Bad)
	note(leaders, "! %d perlu keputusan pimpinan", Bad)
	first.add(score)
	for i, a := range b.m.Areas {
		if len(a.Old) > 0 {
			first.add(Block{Kind: Point, Label: tanggal.Roman(i+1) + " ", Text: fmt.Sprintf("%s: %d tindak lanjut", b.m.Office.Areas[i].Name, len(a.Old))})
		}
	}
	out := Deck{first}
	for i, l := range old {
		s := b.followUp(l, b.areaHead(l.Origin.Area))
		s.Title = fmt.Sprintf("Tindak lanjut rapat lalu %d dari %d", i+1, len(old))
		out = append(out, s)
	}
	return out
}

func (b builder) areaHead(n int) string {
	return tanggal.Roman(n+1) + "  " + strings.ToUpper(b.m.Office.Areas[n].Name)
}

// owner is who answers, with the names in full.
func (b builder) owner(w monev.Owner) string {
	name := w.Name
	if u, ok := b.m.Office.Unit(w.ID); ok && u.Name != "" {
		name = u.Name
	} else if p, ok := b.m.Office.Position(w.ID); ok {
		name = p.Title
	}
	if w.Holder != "" {
		name += " (" + w.Holder + ")"
	}
	return name
}

// followUpWord is the state of a follow-up as sign and word, lateness before status.
func followUpWord(l monev.FollowUpLine) (string, Tone) {
	switch {
	case l.LateDays > 0:
		return fmt.Sprintf("▲ Terlambat %d hari · %s", l.LateDays, l.Status), Bad
	case l.Status == monev.NotBegun:
		return "○ " + string(l.Status), Warn
	case l.Status == monev.InProgress:
		return "◐ " + string(l.Status), Accent
	case l.Status == monev.Done:
		return "✓ " + string(l.Status), Good
	}
	return "✗ " + string(l.Status), Muted
}

// followUp is one follow-up alone.
func (b builder) followUp(l monev.FollowUpLine, head string) Slide {
	s := Slide{Head: head, Keys: []string{l.ID}}
	word, tone := followUpWord(l)
	s.add(Block{Kind: Text, Text: l.Text}, Block{Kind: Status, Text: word, Tone: tone})
	s.fact("Penanggung jawab", b.owner(l.Owner))
	if !l.Due.IsZero() {
		s.fact("Tenggat", l.Due.Long())
	}
	if ds := l.Dues(); len(ds) > 1 {
		var old []string
		for _, d := range ds[:len(ds)-1] {
			old = append(old, d.Short())
		}
		s.fact("Tenggat semula", strings.Join(old, ", "))
	}
	if l.Priority != "" {
		s.fact("Prioritas", string(l.Priority))
	}
	if l.From != "" {
		from := l.From
		if l.Meetings() > 1 {
			from += fmt.Sprintf(", sekarang rapat ke-%d", l.Meetings())
		}
		s.fact("Asal", from)
	}
	if n := len(l.Steps); n > 1 {
		step := l.Steps[n-1]
		if step.Note != "" {
			s.fact("Perkembangan", step.Note+" ("+tanggal.Of(step.At).Short()+")")
		}
		s.fact("Bukti", step.Proof)
	}
	if l.Item != "" {
		s.fact("Butir LKE", l.Item)
	}
	if l.NeedsLeaders() {
		s.add(Block{Kind: Status, Text: "! Perlu keputusan pimpinan", Tone: Bad})
	}
	return s
}
