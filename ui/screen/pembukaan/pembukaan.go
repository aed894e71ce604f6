// Package pembukaan is the opening of a meeting: the roll call, one key for each
// person, who opened, and the points of the sambutan.
package pembukaan

import (
	"fmt"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"monev/internal/monev"
	"monev/ui/kit"
	"monev/ui/part"
	"monev/ui/stage"
)

// Screen is the stage Pembukaan.
type Screen struct {
	*stage.Base
	id string
	// speaker is who spoke the point entered last, while points are entered.
	speaker string
	// points is the number of points shown last; -1 before the first.
	points int
}

// New is the stage Pembukaan of a meeting.
func New(k *kit.Kit, meeting string) *Screen {
	s := &Screen{Base: stage.NewBase(k), id: meeting, points: -1}
	s.Detail = s.detail
	return s
}

// Init is kit.Screen.
func (s *Screen) Init() tea.Cmd { return nil }

// Title is kit.Screen.
func (s *Screen) Title() string { return "Pembukaan" }

// Explain is kit.Explainer.
func (s *Screen) Explain() string {
	return "Panggil nama satu per satu: satu huruf mencatat kehadiran orang yang dipilih, lalu pilihan pindah ke orang berikutnya. " +
		"a mencatat semua yang belum diisi sebagai hadir. Di bawahnya: siapa yang membuka dan pokok sambutan."
}

// The keys of rows that are no attendees; those have their position as key.
const (
	rowOpened = "dibuka"
	rowRemark = "sambutan:" // and the ID
)

// Show is stage.Stage.
func (s *Screen) Show(m monev.Minutes) {
	s.M = s.Ahead(m)
	s.fill()
	// the point just entered is shown while the form stays open for the next
	if n := len(s.M.Meeting.Remarks); s.points >= 0 && n > s.points && s.Entry.Name() == formRemark {
		s.List.SelectKey(remarkKey(s.M.Meeting.Remarks[n-1]))
	}
	s.points = len(s.M.Meeting.Remarks)
}

// fill makes the rows anew from the meeting as it is shown.
func (s *Screen) fill() {
	st, m := s.K.Styles, s.M.Meeting
	var list []stage.Item
	head := func(text, hint string) {
		list = append(list, stage.Item{Key: "#" + text, Header: true, Line: func(w int) string {
			return part.Cut(" "+st.Heading.Render(text)+st.Muted.Render(hint), w)
		}})
	}
	for _, leaders := range []bool{true, false} {
		var group []stage.Item
		for _, a := range m.Attendance {
			if a.Leader == leaders {
				group = append(group, stage.Item{Key: a.Person.Position, Cells: func(int) []part.Cell { return s.row(a) }})
			}
		}
		if len(group) == 0 {
			continue
		}
		title := "SEKRETARIAT"
		if leaders {
			title = "PIMPINAN"
		}
		head(fmt.Sprintf("%s (%d)", title, len(group)), "")
		list = append(list, group...)
	}
	if len(list) == 0 {
		head("DAFTAR HADIR", "  kosong; isi daftar jabatan di Data")
	}
	hint := "  n menambah pokok"
	if m.Locked() != nil {
		hint = ""
	}
	head(fmt.Sprintf("SAMBUTAN (%d)", len(m.Remarks)), hint)
	opened := "belum diisi"
	if m.OpenedBy.Title != "" {
		opened = m.OpenedBy.String()
	}
	list = append(list, stage.Item{Key: rowOpened, Line: func(w int) string {
		return part.Columns(w, part.Cell{Text: "Dibuka oleh", Width: signWidth, Style: &st.Label}, part.Cell{Text: opened})
	}})
	last := ""
	for _, r := range bySpeaker(m.Remarks) {
		speaker := stage.PersonShort(r.By)
		first := speaker
		if speaker == last {
			first = ""
		}
		last = speaker
		list = append(list, stage.Item{Key: remarkKey(r),
			Cells: func(int) []part.Cell { return []part.Cell{{Text: first, Width: signWidth}, {Text: r.Text}} },
			Full:  func(w int) []string { return remarkFull(speaker, r.Text, w) }})
	}
	s.SetItems(list)
}

func remarkKey(r monev.Remark) string { return rowRemark + strconv.Itoa(r.ID) }

// bySpeaker puts the points of one speaker together, speakers in the order in
// which they spoke first.
func bySpeaker(rs []monev.Remark) []monev.Remark {
	var out []monev.Remark
	seen := map[monev.Person]bool{}
	for _, first := range rs {
		if seen[first.By] {
			continue
		}
		seen[first.By] = true
		for _, r := range rs {
			if r.By == first.By {
				out = append(out, r)
			}
		}
	}
	return out
}

// View is kit.Screen.
func (s *Screen) View() string { return s.Draw(s.head()) }

// attendee is the line of the daftar hadir with that position.
func (s *Screen) attendee(position string) (monev.Attendee, bool) {
	for _, a := range s.M.Meeting.Attendance {
		if a.Person.Position == position {
			return a, true
		}
	}
	return monev.Attendee{}, false
}

// remark is the point of the sambutan with that row key.
func (s *Screen) remark(key string) (monev.Remark, bool) {
	for _, r := range s.M.Meeting.Remarks {
		if remarkKey(r) == key {
			return r, true
		}
	}
	return monev.Remark{}, false
}

// after is the person below position in the list; the last one has none.
func (s *Screen) after(position string) (string, bool) {
	found := false
	for _, leaders := range []bool{true, false} {
		for _, a := range s.M.Meeting.Attendance {
			if a.Leader != leaders {
				continue
			}
			if found {
				return a.Person.Position, true
			}
			found = a.Person.Position == position
		}
	}
	return "", false
}

var (
	_ stage.Stage   = (*Screen)(nil)
	_ kit.Explainer = (*Screen)(nil)
)
