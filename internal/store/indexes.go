package store

import (
	"slices"
	"strconv"
)

// An Entry is one line of an index.
type Entry struct {
	Index Index
	Key   string
}

// followUp holds the few fields of a monev.FollowUp that the indexes need. It
// is declared here so that the store does not depend on the domain; a test with
// real follow-ups keeps the two together.
type followUp struct {
	Origin struct {
		Meeting string `json:"meeting"`
		Area    int    `json:"area"` // 0 to 5
	} `json:"origin"`
	Due    string `json:"due"` // ISO or empty
	Status string `json:"status"`
	Steps  []struct {
		At      string `json:"at"` // RFC 3339; its first ten characters are the local day
		Meeting string `json:"meeting"`
	} `json:"steps"`
}

// open must agree with monev.FollowUpStatus.Open.
func (f followUp) open() bool {
	return f.Status != "Tuntas" && f.Status != "Tidak Dapat Ditindaklanjuti"
}

// Entries derives the index entries of one record, without duplicates and in a
// fixed order: the first is of IndexOpen or IndexClosed, the others of IndexMeeting.
// It depends on nothing but its arguments, so that indexes can always be rebuilt from
// the records. It fails if the record has not the form it needs.
func Entries(kind Kind, key string, value []byte) ([]Entry, error) {
	if kind != KindFollowUp {
		return nil, nil
	}
	var f followUp
	if err := decode(kind, key, value, &f); err != nil {
		return nil, err
	}
	var out []Entry
	if f.open() {
		due := f.Due
		if due == "" {
			due = "-"
		}
		out = append(out, Entry{IndexOpen, due + "/" + strconv.Itoa(f.Origin.Area+1) + "/" + key})
	} else {
		out = append(out, Entry{IndexClosed, f.lastDay() + "/" + key})
	}
	meetings := make([]string, 0, 4)
	if f.Origin.Meeting != "" {
		meetings = append(meetings, f.Origin.Meeting)
	}
	for _, s := range f.Steps {
		if s.Meeting != "" && !slices.Contains(meetings, s.Meeting) {
			meetings = append(meetings, s.Meeting)
		}
	}
	slices.Sort(meetings)
	for _, m := range meetings {
		out = append(out, Entry{IndexMeeting, m + "/" + key})
	}
	return out, nil
}

// lastDay is the day of the last step, "-" if there is none.
func (f followUp) lastDay() string {
	if n := len(f.Steps); n > 0 && len(f.Steps[n-1].At) >= len("2006-01-02") {
		return f.Steps[n-1].At[:len("2006-01-02")]
	}
	return "-"
}
