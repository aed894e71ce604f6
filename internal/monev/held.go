package monev

import (
	"time"

	"monev/internal/tanggal"
)

// Held is the part of a Meeting that other meetings need to know of it. It is
// read from the same record; what takes room in it, the attendance above all, is
// left out.
type Held struct {
	ID       string        `json:"id"`
	Period   Period        `json:"period"`
	Date     tanggal.Date  `json:"date,omitzero"`
	Status   MeetingStatus `json:"status"`
	Begun    time.Time     `json:"begun,omitzero"`
	Sessions []Session     `json:"sessions,omitempty"`
}

// Held is what other meetings need to know of m.
func (m Meeting) Held() Held {
	return Held{ID: m.ID, Period: m.Period, Date: m.Date, Status: m.Status, Begun: m.Begun, Sessions: m.Sessions}
}

// Started is when the meeting was started, whatever was corrected since; false
// for a draft.
func (h Held) Started() (time.Time, bool) {
	switch {
	case !h.Begun.IsZero():
		return h.Begun, true
	case len(h.Sessions) > 0:
		return h.Sessions[0].Start, true
	}
	return time.Time{}, false
}

// Live reports whether a session of it is open.
func (h Held) Live() bool {
	n := len(h.Sessions)
	return h.Status == Running && n > 0 && h.Sessions[n-1].End.IsZero()
}
