// Package simpulan is the stage in which the meeting draws its conclusions: the
// table of the six areas, what needs repair at once, what the leaders must
// decide, simpulan, keputusan and closing words.
package simpulan

import (
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/followup"
	"monev/ui/kit"
	"monev/ui/part"
	"monev/ui/stage"
)

// Screen is the stage Simpulan.
type Screen struct {
	*stage.Base
	id   string
	seen bool // a meeting was shown before
}

// New is the stage Simpulan of a meeting.
func New(k *kit.Kit, meeting string) *Screen {
	s := &Screen{Base: stage.NewBase(k), id: meeting}
	s.Detail = s.detail
	return s
}

// Init is kit.Screen.
func (s *Screen) Init() tea.Cmd { return nil }

// Title is kit.Screen.
func (s *Screen) Title() string { return "Simpulan" }

// Explain is kit.Explainer.
func (s *Screen) Explain() string {
	return "Rekap enam area, area yang perlu perbaikan segera, dan yang perlu keputusan pimpinan. " +
		"Tulis simpulan dan keputusan rapat di sini."
}

// The keys of rows that are no records.
const (
	rowArea       = "area:" // and the area 0 to 5
	rowDecision   = "keputusan:"
	rowConclusion = "simpulan"
	rowClosing    = "kata"
)

// Show is stage.Stage.
func (s *Screen) Show(m monev.Minutes) {
	before := s.M.Meeting.Decisions
	s.M = m
	st := s.K.Styles
	var list []stage.Item
	head := func(text string) {
		list = append(list, stage.Item{Key: "#" + text, Header: true, Line: func(w int) string {
			return st.Heading.Render(part.Cut(" "+text, w))
		}})
	}
	list = append(list, stage.Item{Key: "#area", Header: true, Line: func(w int) string {
		// a header has no mark before it
		if s.M.LKE != nil {
			return st.Heading.Render("  " + s.scoreHead(w))
		}
		return st.Heading.Render("  " + part.Columns(w, areaRow(w, "    AREA", "STATUS", "CAPAIAN", "LALU", "TEMUAN", "TL BARU")...))
	}})
	for i := range m.Areas {
		list = append(list, stage.Item{Key: rowArea + strconv.Itoa(i), Cells: func(w int) []part.Cell { return s.areaLine(i, w) }})
	}

	final := m.Meeting.Status == monev.Final
	hint := func(text, key string) string {
		if final {
			return text
		}
		return text + "; " + key
	}
	head("SIMPULAN")
	list = append(list, s.textItem(rowConclusion, m.Meeting.Conclusion, hint("belum diisi", "s menulis simpulan")))
	head(fmt.Sprintf("KEPUTUSAN (%d)", len(m.Meeting.Decisions)))
	if len(m.Meeting.Decisions) == 0 {
		list = append(list, stage.Item{Key: "#tanpa", Header: true, Line: func(w int) string {
			return st.Muted.Render(part.Cut("  "+hint("belum ada", "u menambah keputusan"), w))
		}})
	}
	for n, d := range m.Meeting.Decisions {
		number := fmt.Sprintf("%d. ", n+1)
		list = append(list, stage.Item{Key: rowDecision + strconv.Itoa(d.ID),
			Line:  func(w int) string { return part.Cut(number+d.Text, w) },
			Brief: func(w int) []string { return part.Hang(number, followup.Shorten(d.Text, w-len(number), 3)) },
			Full:  func(w int) []string { return part.Hang(number, part.Wrap(d.Text, w-len(number))) }})
	}
	if lines := s.forLeaders(); len(lines) > 0 {
		head(fmt.Sprintf("PERLU KEPUTUSAN PIMPINAN (%d)", len(lines)))
		for _, l := range lines {
			list = append(list, stage.Item{Key: l.ID,
				Cells: func(w int) []part.Cell { return followup.Cells(st, l, w) },
				Full:  func(w int) []string { return followup.Full(st, l, w) }})
		}
	}
	head("KATA PENUTUP")
	list = append(list, s.textItem(rowClosing, m.Meeting.Closing, hint("belum diisi", "w menulis kata penutup")))
	s.SetItems(list)
	if n := len(m.Meeting.Decisions); s.seen && s.Entry.Active() && n > len(before) {
		s.List.SelectKey(rowDecision + strconv.Itoa(m.Meeting.Decisions[n-1].ID))
	}
	s.seen = true
}

// textItem is a row for a running text: three lines of it, all of it when it is
// selected.
func (s *Screen) textItem(key, text, empty string) stage.Item {
	st := s.K.Styles
	if text == "" {
		return stage.Item{Key: key, Line: func(w int) string { return st.Muted.Render(part.Cut(empty, w)) }}
	}
	return stage.Item{Key: key,
		Line:  func(w int) string { return part.Cut(strings.ReplaceAll(text, "\n", " "), w) },
		Brief: func(w int) []string { return followup.Shorten(text, w, 3) },
		Full:  func(w int) []string { return part.Wrap(text, w) }}
}

// nameWidth is the longest name of an area with its number.
const nameWidth = 41

// areaRow is a line of the table. Names of areas are more than figures
// that stand in the areas too, so those go first.
func areaRow(w int, name, status, progress, before, findings, ups string) []part.Cell {
	cells := []part.Cell{
		{Text: name, Hang: 4},
		{Text: status, Width: 10},
		{Text: progress, Width: 7, Right: true},
		{Text: before, Width: 5, Right: true},
	}
	if w >= nameWidth+10+7+5+6+7+5*2 {
		cells = append(cells, part.Cell{Text: findings, Width: 6, Right: true})
	}
	if w >= 70 {
		cells = append(cells, part.Cell{Text: ups, Width: 7, Right: true})
	}
	return cells
}

func (s *Screen) areaLine(i, w int) []part.Cell {
	if s.M.LKE != nil {
		return s.scoreLine(i, w)
	}
	a := s.M.Areas[i]
	progress := "–"
	if p := a.Review.Progress; p != nil {
		progress = strconv.Itoa(*p) + "%"
	}
	before := "–"
	if d, ok := a.Trend(); ok {
		switch {
		case d > 0:
			before = "▲ " + strconv.Itoa(d)
		case d < 0:
			before = "▼ " + strconv.Itoa(-d)
		default:
			before = "tetap"
		}
	}
	return areaRow(w, fmt.Sprintf("%-3s %s", tanggal.Roman(i+1), s.M.Office.Areas[i].Name),
		StatusWord(a.Review.Status), progress, before, strconv.Itoa(len(a.Findings)), strconv.Itoa(len(a.New)))
}

// StatusWord is an area's status as sign and word.
func StatusWord(a monev.AreaStatus) string {
	switch a {
	case monev.AreaDone:
		return "● Selesai"
	case monev.AreaProgress:
		return "◐ Proses"
	case monev.AreaPostponed:
		return "! Tertunda"
	case monev.AreaNotBegun:
		return "○ Belum"
	}
	return "–"
}

func (s *Screen) forLeaders() []monev.FollowUpLine {
	var out []monev.FollowUpLine
	for _, l := range s.M.Old() {
		if l.NeedsLeaders() {
			out = append(out, l)
		}
	}
	return out
}

// View is kit.Screen.
func (s *Screen) View() string { return s.Draw(s.head()) }

func (s *Screen) head() []string {
	st := s.K.Styles
	mean, given := s.M.Progress()
	right := ""
	if given > 0 {
		right = fmt.Sprintf("rata-rata capaian %s (%d/6 area)", tanggal.Percent(mean, 2), given)
	}
	right = st.Muted.Render(right)
	if s.M.LKE != nil {
		right = s.score()
	}
	out := []string{part.Two(s.W-1, st.Title.Render(" SIMPULAN RAPAT"), right)}
	out = append(out, s.repair(" ! Perlu perbaikan segera: ")...)
	out = append(out, s.way()...)
	return append(out, "")
}

// detail draws the selected row beside the list.
func (s *Screen) detail(row string, w int) []string {
	st, m := s.K.Styles, s.M.Meeting
	block := func(title, text string) []string {
		if text == "" {
			text = "belum diisi"
		}
		return append([]string{st.Heading.Render(part.Cut(title, w)), ""}, part.Wrap(text, w)...)
	}
	if n, ok := strings.CutPrefix(row, rowArea); ok {
		i, _ := strconv.Atoi(n)
		return s.areaDetail(i, w)
	}
	switch row {
	case rowConclusion:
		return block("SIMPULAN", m.Conclusion)
	case rowClosing:
		return block("KATA PENUTUP", m.Closing)
	}
	for n, d := range m.Decisions {
		if rowDecision+strconv.Itoa(d.ID) == row {
			return block(fmt.Sprintf("KEPUTUSAN %d", n+1), d.Text)
		}
	}
	for _, l := range s.forLeaders() {
		if l.ID == row {
			return followup.Detail(st, l, s.M.Office, w)
		}
	}
	return nil
}

// areaDetail is what the meeting noted about an area.
func (s *Screen) areaDetail(i, w int) []string {
	st, a := s.K.Styles, s.M.Areas[i]
	status := StatusWord(a.Review.Status)
	if p := a.Review.Progress; p != nil && s.M.LKE != nil {
		status += " · " + strconv.Itoa(*p) + "%" // the table may have no room for it
	}
	out := []string{part.Two(w, st.Heading.Render(tanggal.Roman(i+1)+" "+strings.ToUpper(s.M.Office.Areas[i].Name)), status)}
	text := func(title, t string) {
		if t != "" {
			out = append(out, "", st.Heading.Render(title))
			out = append(out, part.Wrap(t, w)...)
		}
	}
	if why := s.M.RepairReasons(i); len(why) > 0 {
		var all []string
		for _, r := range why {
			all = append(all, r.Text)
		}
		out = append(out, "", st.Bad.Render(part.Cut("! PERLU PERBAIKAN SEGERA", w)))
		out = append(out, part.Wrap(strings.Join(all, ", "), w)...)
	}
	text("URAIAN", a.Review.Summary)
	text("KENDALA", a.Review.Obstacles)
	items := func(title string, n int, line func(int) string) {
		if n == 0 {
			return
		}
		out = append(out, "", st.Heading.Render(fmt.Sprintf("%s (%d)", title, n)))
		for j := range n {
			mark := fmt.Sprintf("%d. ", j+1)
			out = append(out, part.Hang(mark, followup.Shorten(line(j), w-len(mark), 3))...)
		}
	}
	items("TEMUAN", len(a.Findings), func(j int) string { return a.Findings[j].Text + " (" + string(a.Findings[j].Level) + ")" })
	items("TINDAK LANJUT BARU", len(a.New), func(j int) string {
		l := a.New[j].FollowUp
		return l.Text + " · " + followup.OwnerShort(l) + " · " + followup.DueText(l)
	})
	if l := s.M.LKE; l != nil {
		weak := l.Areas[i].Weakest
		items("BUTIR LKE TERLEMAH", len(weak), func(j int) string {
			return weak[j].Code + " +" + weak[j].Gain + " " + weak[j].Question
		})
	}
	if len(out) == 1 {
		out = append(out, "", st.Muted.Render("Belum ada catatan; Enter membuka area ini."))
	}
	return out
}
