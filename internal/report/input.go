package report

import (
	"slices"
	"strings"
	"time"

	"monev/internal/lke"
	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/tanggal"
)

// Input is everything that documents of a meeting are made from. All documents of
// one packet take the same Input, so that a figure never differs between two of
// them. Only Minutes must be given; what is missing beyond it is said to be
// missing in the documents that need it.
type Input struct {
	Minutes monev.Minutes
	Papers  monev.Papers // how the documents look and what goes in
	Logo    *Image       // of the kop; nil if the office has none
	// Earlier are the meetings held before this one, oldest first.
	Earlier []Past
	// Register is every follow-up that was open at some time in the year of the
	// meeting, as the meeting saw it, in order of entry.
	Register []monev.FollowUpLine
	// Meetings names the meetings that follow-ups come from, by ID.
	Meetings  map[string]MeetingName
	LKE       *LKE             // nil if nothing was answered in the year
	Photos    []Photo          // in the order of the meeting
	Evidence  []monev.Evidence // of the year of the meeting, in order of their IDs
	Deadlines []monev.Deadline // of the office
	// AsOf is the moment the records speak of: when the meeting was locked, else
	// the present.
	AsOf time.Time
}

// Past is a meeting before this one, for the trend.
type Past struct {
	ID       string
	Period   string // short: "TW III 2025"
	Date     tanggal.Date
	Progress [monev.Areas]*int // capaian in percent; nil where none was given
	LKE      *monev.Standing   // when it was locked; nil if nothing was answered
}

// MeetingName is how the matrix names a meeting.
type MeetingName struct {
	Title string // with its period
	Short string // the period alone
	Date  tanggal.Date
}

// LKE is the worksheet behind the standing of the meeting.
type LKE struct {
	Year   int
	Target lke.Predicate
	Result *lke.Result // of the unit's answers
	// Path is the shortest way to Target; nil if Target is reached.
	Path *lke.Path
	// LeverOnly: no survey was held, so Path leads to what is asked of pengungkit
	// and the areas.
	LeverOnly bool
	Status    func(code string) monev.EvidenceStatus // of a question's evidence
}

// Photo is a picture of the meeting that is ready for paper, or why there is
// none.
type Photo struct {
	Image   *Image // nil if the file cannot be shown
	Caption string
	Problem string // Indonesian, for a file that cannot be shown
}

// Options are how an office wants its documents to look. The zero Options are
// A4, Arial 11 and DefaultMargins.
type Options struct {
	Paper   Paper
	Font    string
	Size    float64 // points
	Margins Margins // mm
}

// OptionsOf reads the options out of the office's settings; what is not set is the
// default of that setting alone.
func OptionsOf(p monev.Papers) Options {
	o := Options{Font: p.Font, Size: p.Size, Margins: DefaultMargins()}
	if p.Paper == monev.PaperF4 {
		o.Paper = F4
	}
	for _, m := range []struct {
		set float64
		to  *float64
	}{{p.Left, &o.Margins.Left}, {p.Right, &o.Margins.Right}, {p.Top, &o.Margins.Top}, {p.Bottom, &o.Margins.Bottom}} {
		if m.set != 0 {
			*m.to = m.set
		}
	}
	return o
}

// builder makes one document.
type builder struct {
	Input
	kind     Kind
	name     string // of the document: "notula"
	m        monev.Minutes
	loc      *time.Location
	d        Doc
	letters  int // sections lettered so far
	chapters int // BAB so far
}

// newBuilder begins a document with the frame that all of them share.
func newBuilder(in Input, k Kind) *builder {
	m := in.Minutes
	opt := OptionsOf(in.Papers)
	n := &builder{Input: in, kind: k, name: k.Name, m: m, loc: location(m.Office)}
	subject := plain.Line(m.Meeting.Name())
	n.d = Doc{
		Title: k.Long, Subject: subject, Author: plain.Line(m.Office.Name),
		Paper: opt.Paper, Font: opt.Font, Size: opt.Size, Margins: opt.Margins, Landscape: k.landscape,
		Header: k.Title + " " + subject, Draft: k.draft(m), Practice: m.Office.Practice, Logo: in.Logo,
		Footer: Footer{Text: subject},
	}
	for _, l := range m.Office.Letterhead {
		if l = plain.Line(l); l != "" {
			n.d.Letterhead = append(n.d.Letterhead, l)
		}
	}
	if len(n.d.Letterhead) == 0 && n.d.Author != "" {
		n.d.Letterhead = []string{strings.ToUpper(n.d.Author)}
	}
	if r := n.revisions(); r > 0 {
		n.d.Header += " · " + revision(r)
	}
	if m.Head != "" && !k.ahead {
		n.d.Footer.Trace = "Jejak " + plain.Line(m.Head)
	}
	n.d.Created, n.d.Modified = n.times()
	return n
}

// revisions is how many revisions the document speaks of.
func (n *builder) revisions() int {
	if n.kind.ahead {
		return 0
	}
	return len(n.m.Meeting.Revisions)
}

// location is the zone of the office, WIB if it has none.
func location(o monev.Office) *time.Location {
	loc, err := tanggal.Location(o.Zone)
	if err != nil {
		return time.FixedZone("WIB", 7*3600)
	}
	return loc
}

// times are the first and the last moment the records know of; of a paper that
// goes ahead of the meeting, those of its plan.
func (n *builder) times() (first, last time.Time) {
	mt := n.m.Meeting
	if n.kind.ahead {
		mt.FinalAt, mt.Sessions, mt.Revisions = time.Time{}, nil, nil
	}
	all := []time.Time{mt.FinalAt}
	if len(mt.Sessions) == 0 {
		all = append(all, mt.Time.On(mt.Date, n.loc), mt.Date.Time(n.loc))
	}
	for _, s := range mt.Sessions {
		all = append(all, s.Start, s.End)
	}
	for _, r := range mt.Revisions {
		all = append(all, r.At)
	}
	for _, t := range all {
		if t.IsZero() {
			continue
		}
		if first.IsZero() || t.Before(first) {
			first = t
		}
		if t.After(last) {
			last = t
		}
	}
	return first, last
}

// day is the day the records speak of.
func (n *builder) day() tanggal.Date {
	if n.AsOf.IsZero() {
		return n.lastDay()
	}
	return tanggal.Of(n.AsOf.In(n.loc))
}

// number is the number of a document of this name by the office's template, with
// dots for the serial number; empty without a template.
func (n *builder) number(on tanggal.Date) string {
	return plain.Line(n.Papers.Number(n.name, "", on))
}

// invitation is the number of the undangan.
func (n *builder) invitation() string {
	if s := plain.Line(n.m.Meeting.Invitation); s != "" {
		return s
	}
	return plain.Line(n.Papers.Number("undangan", "", n.m.Meeting.Letter.Date))
}

// basis is the undangan as papers cite it, "nomor … tanggal …"; empty if it has no
// number.
func (n *builder) basis() string {
	s := prefixed("nomor ", n.invitation())
	if d := n.m.Meeting.Letter.Date; s != "" && !d.IsZero() {
		s += " tanggal " + d.LongNoDay()
	}
	return s
}

func (n *builder) add(b ...Block) { n.d.Blocks = append(n.d.Blocks, b...) }

// section begins a lettered section: "A. Pembukaan".
func (n *builder) section(s string) {
	n.letters++
	n.add(Heading{Level: 1, Text: string(rune('A'+(n.letters-1)%26)) + ". " + s})
}

// title is the title of the document in capitals with the revision below.
func (n *builder) title(lines ...string) {
	for _, l := range lines {
		n.add(Heading{Text: l})
	}
	if r := n.revisions(); r > 0 {
		n.add(Paragraph{Align: Center, Keep: true, Text: Text{Bold("(" + revision(r) + ")")}})
	}
}

// alive reports whether a follow-up was decided in an earlier meeting, taken in
// from a list, or stood open before this meeting: everything but what is new.
func (n *builder) alive(l monev.FollowUpLine) bool { return l.Origin.Meeting != n.m.Meeting.ID }

// before is the register without what was decided in this meeting.
func (n *builder) before() []monev.FollowUpLine {
	var out []monev.FollowUpLine
	for _, l := range n.Register {
		if n.alive(l) {
			out = append(out, l)
		}
	}
	return out
}

// owners lists who answers for something in the register, by name; those without
// an owner come last under the empty name.
func (n *builder) owners(of []monev.FollowUpLine) []string {
	var out []string
	none := false
	for _, l := range of {
		w := n.unit(l.Owner)
		switch {
		case w == "":
			none = true
		case !slices.Contains(out, w):
			out = append(out, w)
		}
	}
	slices.Sort(out)
	if none {
		out = append(out, "")
	}
	return out
}

// Stamp is the last moment the records of the meeting know of.
func (in Input) Stamp() time.Time {
	n := builder{Input: in, m: in.Minutes}
	n.loc = location(in.Minutes.Office)
	_, last := n.times()
	return last
}
