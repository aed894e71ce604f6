package monev

import (
	"slices"
	"strings"

	"monev/internal/plain"
	"monev/internal/tanggal"
)

// Which follow-ups the register shows.
type Which string

// The standing filters of the register.
const (
	WhichOpen    Which = "terbuka"
	WhichLate    Which = "terlambat"
	WhichSoon    Which = "jatuh tempo"
	WhichLeaders Which = "perlu keputusan pimpinan"
	WhichClosed  Which = "selesai"
	WhichAll     Which = "semua"
)

// Whiches lists the standing filters in the order in which they are offered.
func Whiches() []Which {
	return []Which{WhichOpen, WhichLate, WhichSoon, WhichLeaders, WhichClosed, WhichAll}
}

// DueWindow narrows follow-ups by their tenggat.
type DueWindow string

// The windows. Those of days count from today, that day included, and hold no
// follow-up that is late already.
const (
	DueAny   DueWindow = ""
	DueLate  DueWindow = "terlambat"
	DueWeek  DueWindow = "7"
	DueMonth DueWindow = "30"
	DueNone  DueWindow = "tanpa"
)

// DueWindows lists the windows in the order in which they are offered.
func DueWindows() []DueWindow { return []DueWindow{DueAny, DueLate, DueWeek, DueMonth, DueNone} }

// Order is how follow-ups are sorted.
type Order string

// The orders: most urgent first, or what would add most points to the LKE first.
const (
	ByUrgency Order = ""
	ByPoints  Order = "poin"
)

// NoOwner stands in a filter for follow-ups nobody answers for.
const NoOwner = "-"

// FollowUpFilter chooses and sorts follow-ups; the zero one is every open
// follow-up, most urgent first. Everything it names must hold.
type FollowUpFilter struct {
	Which    Which          `json:"which,omitempty"`    // empty is WhichOpen
	Area     int            `json:"area,omitempty"`     // 1 to 6; 0 is every area
	Owner    string         `json:"owner,omitempty"`    // ID of a unit or position, NoOwner, or empty
	Status   FollowUpStatus `json:"status,omitempty"`   // empty is every one
	Priority Level          `json:"priority,omitempty"` // the least; empty is every one
	Due      DueWindow      `json:"due,omitempty"`
	Words    string         `json:"words,omitempty"` // as typed; each begins a word of text, owner, item or ID
	Order    Order          `json:"order,omitempty"`
}

// Standing is Which, never empty.
func (f FollowUpFilter) Standing() Which {
	if f.Which == "" {
		return WhichOpen
	}
	return f.Which
}

// Narrowed reports whether more than the standing filter and the order is set.
func (f FollowUpFilter) Narrowed() bool {
	f.Which, f.Order = "", ""
	return f != FollowUpFilter{}
}

// Folded is the text of a follow-up that Takes looks for words in.
func (l FollowUpLine) Folded() string {
	return plain.Fold(l.ID + " " + l.Text + " " + l.Owner.String() + " " + l.Item)
}

// Takes reports whether a follow-up is chosen on a day; folded is l.Folded(), needed
// only where there are words, and words are f.Words after plain.Fold, both made once
// for many calls.
func (f FollowUpFilter) Takes(l FollowUpLine, on tanggal.Date, folded, words string) bool {
	switch f.Standing() {
	case WhichOpen:
		if !l.Status.Open() {
			return false
		}
	case WhichClosed:
		if l.Status.Open() {
			return false
		}
	case WhichLate:
		if l.LateDays == 0 {
			return false
		}
	case WhichSoon:
		if !l.DueSoon(on) {
			return false
		}
	case WhichLeaders:
		if !l.NeedsLeaders() {
			return false
		}
	}
	switch {
	case f.Area != 0 && l.Origin.Area != f.Area-1,
		f.Owner == NoOwner && !l.Owner.IsZero(),
		f.Owner != "" && f.Owner != NoOwner && f.Owner != l.Owner.ID,
		f.Status != "" && f.Status != l.Status,
		f.Priority != "" && l.Priority.Rank() < f.Priority.Rank():
		return false
	}
	return f.Due.takes(l, on) && plain.Matches(folded, words)
}

func (d DueWindow) takes(l FollowUpLine, on tanggal.Date) bool {
	within := func(days int) bool {
		return l.Status.Open() && !l.Due.IsZero() && !l.Due.Before(on) && l.Due.DaysSince(on) <= days
	}
	switch d {
	case DueLate:
		return l.LateDays > 0
	case DueWeek:
		return within(7)
	case DueMonth:
		return within(30)
	case DueNone:
		return l.Due.IsZero()
	}
	return true
}

// SavedFilter is a filter with a name, to be used again.
type SavedFilter struct {
	ID     string         `json:"id"` // "00001", in order of entry; of a built-in one its own word
	Name   string         `json:"name"`
	Filter FollowUpFilter `json:"filter"`
}

// Word is the name of one of the office's own filters as a command line takes it
// without quotes: small letters and digits with hyphens between them, none at the
// ends; empty if the name has neither.
func (s SavedFilter) Word() string { return strings.ReplaceAll(plain.Fold(s.Name), " ", "-") }

// FilterNameLimit is how many characters the name of a saved filter may have.
const FilterNameLimit = 40

// BuiltInFilters are the saved filters every office has; they cannot be changed.
func BuiltInFilters() []SavedFilter {
	return []SavedFilter{
		{"terlambat", "Terlambat", FollowUpFilter{Which: WhichLate}},
		{"30-hari", "Jatuh tempo 30 hari", FollowUpFilter{Due: DueMonth}},
		{"pimpinan", "Perlu keputusan pimpinan", FollowUpFilter{Which: WhichLeaders}},
		{"tanpa-pj", "Tanpa penanggung jawab", FollowUpFilter{Owner: NoOwner}},
		{"tanpa-tenggat", "Tanpa tenggat", FollowUpFilter{Due: DueNone}},
		{"belum", "Belum ditindaklanjuti", FollowUpFilter{Status: NotBegun}},
		{"penting", "Prioritas Tinggi dan Mendesak", FollowUpFilter{Priority: High}},
		{"poin", "Poin LKE terbesar", FollowUpFilter{Order: ByPoints}},
	}
}

// AllFilters are the built-in filters and the office's own, in the order of lists.
func AllFilters(own []SavedFilter) []SavedFilter { return append(BuiltInFilters(), own...) }

// Clean makes the texts safe and refuses what cannot be: no name, or values that
// are none.
func (s *SavedFilter) Clean() error {
	if err := sentence("nama", "Nama saringan", &s.Name, true); err != nil {
		return err
	}
	if len([]rune(s.Name)) > FilterNameLimit {
		return Refuse("nama", "Nama saringan paling panjang %d huruf.", FilterNameLimit)
	}
	f := &s.Filter
	if err := sentence("kata", "Kata", &f.Words, false); err != nil {
		return err
	}
	known := func(ok bool) error {
		if ok {
			return nil
		}
		return Refuse("", "Saringan ini berisi pilihan yang tidak dikenal.")
	}
	return known(slices.Contains(Whiches(), f.Standing()) && f.Area >= 0 && f.Area <= Areas && (f.Status == "" || slices.Contains(FollowUpStatuses(), f.Status)) &&
		(f.Priority == "" || f.Priority.Rank() >= 0) && slices.Contains(DueWindows(), f.Due) && (f.Order == ByUrgency || f.Order == ByPoints))
}

// SameName reports whether two names of saved filters are one to a reader.
func SameName(a, b string) bool { return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b)) }
