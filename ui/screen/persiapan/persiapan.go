// Package persiapan is the stage in which a meeting is prepared: what it is
// called, when and where, who leads it, what is on the agenda and how long each
// area may take. From here the meeting is started.
package persiapan

import (
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/followup"
	"monev/ui/kit"
	"monev/ui/paper"
	"monev/ui/part"
	"monev/ui/stage"
	"monev/ui/theme"
)

// Screen is the stage Persiapan.
type Screen struct {
	*stage.Base
	id string
	// insert is where the next item of the agenda goes, of the form for them that was
	// opened last.
	insert *int
	// wanted is the row to select when it appears.
	wanted string
	papers *paper.Maker
}

// New is the stage Persiapan of a meeting.
func New(k *kit.Kit, meeting string) *Screen {
	s := &Screen{Base: stage.NewBase(k), id: meeting}
	s.Detail, s.Fill = s.overview, s.fill
	s.papers = paper.New(k, s.Job, meeting)
	s.papers.Shown = func(first string) {
		s.fill()
		s.List.SelectKey(first)
	}
	return s
}

// Init is kit.Screen.
func (s *Screen) Init() tea.Cmd { return nil }

// Title is kit.Screen.
func (s *Screen) Title() string { return "Persiapan" }

// Explain is kit.Explainer.
func (s *Screen) Explain() string {
	return "Lengkapi data rapat, susunan acara, dan waktu per area; Enter mengubah baris yang dipilih. " +
		"c membuat undangan, susunan acara, dan daftar hadir untuk ditandatangani. Semua boleh diisi kemudian. m memulai rapat: daftar hadir dikunci dan jam rapat berjalan."
}

// The keys of rows begin so; a number from 0 follows. The other rows are the
// fields of the meeting, see fields.
const (
	rowAgenda  = "acara:"
	rowMinutes = "menit:"
	rowLetter  = "undangan"
)

const labelWidth = 16

// Show is stage.Stage.
func (s *Screen) Show(m monev.Minutes) {
	s.M = s.Ahead(m)
	s.fill()
}

// fill makes the rows anew from the meeting as it is shown.
func (s *Screen) fill() {
	st, m := s.K.Styles, s.M.Meeting
	var list []stage.Item
	head := func(text string) {
		list = append(list, stage.Item{Key: "#" + text, Header: true, Line: func(w int) string {
			return st.Heading.Render(part.Cut(" "+text, w))
		}})
	}
	head("RAPAT")
	for _, f := range fields() {
		list = append(list, s.fieldItem(f))
	}
	head(fmt.Sprintf("ACARA (%d)", len(m.Agenda)))
	if len(m.Agenda) == 0 {
		list = append(list, stage.Item{Key: "#tanpa", Header: true, Line: func(w int) string {
			return st.Muted.Render(part.Cut("  belum ada; n menambah acara", w))
		}})
	}
	for i, text := range m.Agenda {
		number := fmt.Sprintf("%2d. ", i+1)
		list = append(list, stage.Item{Key: rowAgenda + strconv.Itoa(i),
			Line:  func(w int) string { return part.Cut(number+text, w) },
			Whole: true,
			Full:  func(w int) []string { return part.HangText(number, text, w) }})
	}
	head(fmt.Sprintf("WAKTU PER AREA (jumlah %d menit)", s.planned()))
	for i := range s.M.Areas {
		list = append(list, stage.Item{Key: rowMinutes + strconv.Itoa(i), Line: func(w int) string { return s.minutesLine(i, w) }})
	}
	if s.papers.Made() {
		list = append(list, s.papers.Items()...)
	}
	s.SetItems(list)
	if s.wanted != "" && s.List.SelectKey(s.wanted) {
		s.wanted = ""
	}
}

func (s *Screen) fieldItem(f field) stage.Item {
	st := s.K.Styles
	label := st.Label.Render(part.Fit(f.label, labelWidth)) + "  "
	text := f.show(s.M)
	if text == "" {
		return stage.Item{Key: f.name, Line: func(w int) string {
			return part.Cut(label+st.Warn.Render("belum diisi"), w)
		}}
	}
	return stage.Item{Key: f.name,
		Line:  func(w int) string { return part.Cut(label+text, w) },
		Whole: true,
		Full:  func(w int) []string { return part.HangText(label, text, w) }}
}

func (s *Screen) minutesLine(i, w int) string {
	r := s.M.Areas[i].Review
	minutes := strconv.Itoa(r.Planned) + " menit"
	if r.Planned == 0 {
		minutes = "tanpa batas"
	}
	return part.Columns(min(w, 62),
		part.Cell{Text: fmt.Sprintf("%-4s%s", tanggal.Roman(i+1), s.M.Office.Areas[i].Name)},
		part.Cell{Text: minutes, Width: 11, Right: true},
	)
}

// planned is the sum of the minutes of the areas.
func (s *Screen) planned() int {
	sum := 0
	for _, a := range s.M.Areas {
		sum += a.Review.Planned
	}
	return sum
}

// View is kit.Screen.
func (s *Screen) View() string { return s.Draw(s.head()) }

// head says in a few lines who comes, what comes back and what is missing.
func (s *Screen) head() []string {
	st, w, m := s.K.Styles, s.W-1, s.M.Meeting
	state := ""
	if m.Status != monev.Draft && len(m.Sessions) > 0 {
		state = "dimulai " + tanggal.ClockOf(m.Sessions[0].Start.In(s.K.App.Now().Location())).String() + " " + s.M.Office.Zone
	}
	out := []string{part.Two(w, st.Title.Render(" PERSIAPAN RAPAT"), st.Muted.Render(state))}

	open, late := s.comingBack()
	back := "tidak ada tindak lanjut yang kembali"
	if open > 0 {
		back = fmt.Sprintf("%d tindak lanjut kembali", open)
		if m.Status != monev.Draft {
			back = fmt.Sprintf("%d tindak lanjut lama terbuka", open)
		}
	}
	line := fmt.Sprintf(" %d orang diundang · %s", len(s.M.People()), back)
	if late > 0 {
		line += ", " + st.Bad.Render(fmt.Sprintf("▲ %d terlambat", late))
	}
	if part.Width(line) > w {
		line = strings.Replace(line, "tindak lanjut", "TL", 1)
	}
	out = append(out, part.Cut(line, w))
	if missing := s.missing(); len(missing) > 0 {
		out = append(out, part.Cut(st.Warn.Render(" ! Belum diisi: ")+strings.Join(missing, ", "), w))
	} else {
		out = append(out, part.Cut(st.Good.Render(" ✓ Data rapat lengkap"), w))
	}
	return append(out, "")
}

// comingBack counts the follow-ups of earlier meetings that are open, and those
// of them that are late.
func (s *Screen) comingBack() (open, late int) {
	for _, l := range s.M.Old() {
		if l.Status.Open() {
			open++
			if l.LateDays > 0 {
				late++
			}
		}
	}
	return open, late
}

// missing names what is still empty.
func (s *Screen) missing() []string {
	var out []string
	for _, f := range fields() {
		switch {
		case f.name == rowLetter:
			if s.M.Meeting.Invitation == "" {
				out = append(out, "nomor undangan")
			}
		case f.show(s.M) == "":
			out = append(out, strings.ToLower(f.label))
		}
	}
	if len(s.M.Meeting.Agenda) == 0 {
		out = append(out, "acara")
	}
	return out
}

// overview stands beside the list on wide screens, whatever row is selected: who
// is invited and what comes back.
func (s *Screen) overview(_ string, w int) []string {
	st := s.K.Styles
	people := s.M.People()
	out := []string{st.Heading.Render(part.Cut(fmt.Sprintf("YANG DIUNDANG (%d)", len(people)), w))}
	for i, p := range people {
		name := stage.PersonShort(p)
		if p.Holder != "" {
			name += " · " + p.Holder
		}
		out = append(out, part.Cut(fmt.Sprintf("%2d. %s", i+1, name), w))
	}
	open, _ := s.comingBack()
	out = append(out, "", st.Heading.Render(part.Cut(fmt.Sprintf("TINDAK LANJUT YANG KEMBALI (%d)", open), w)))
	if open == 0 {
		out = append(out, st.Muted.Render("tidak ada"))
	}
	for i, a := range s.M.Areas {
		for _, l := range a.Old {
			if l.Status.Open() {
				out = append(out, backLine(st, tanggal.Roman(i+1), l, w))
			}
		}
	}
	return out
}

// backLine is a follow-up that comes back, shorter than a row of its own stage.
func backLine(st *theme.Styles, area string, l monev.FollowUpLine, w int) string {
	sign, style := followup.Sign(st, l)
	return part.Columns(w,
		part.Cell{Text: area, Width: 3},
		part.Cell{Text: sign, Width: 11, Style: &style},
		part.Cell{Text: l.Text},
		part.Cell{Text: followup.DueText(l.FollowUp), Width: 13, Drop: 1})
}

var (
	_ stage.Stage   = (*Screen)(nil)
	_ kit.Explainer = (*Screen)(nil)
)
