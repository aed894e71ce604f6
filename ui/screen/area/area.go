// Package area is one of the six areas in a meeting, the heart of it: status,
// capaian and obstacles on top, then what was promised before, findings,
// proposals and what is decided now.
package area

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"charm.land/lipgloss/v2"

	"monev/internal/lke"
	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/followup"
	"monev/ui/kit"
	"monev/ui/part"
	"monev/ui/stage"
)

// Screen is the stage of one area.
type Screen struct {
	*stage.Base
	id   string
	area int  // 0 to 5
	seen bool // a meeting was shown before
	// instrument is the one of the meeting's year: its questions can be named.
	instrument *lke.Instrument
}

// New is the stage of an area (0 to 5) of a meeting.
func New(k *kit.Kit, meeting string, area int) *Screen {
	s := &Screen{Base: stage.NewBase(k), id: meeting, area: area}
	s.List.Letters = false // k is kendala here
	s.Detail = s.detail
	return s
}

// Title is kit.Screen.
func (s *Screen) Title() string {
	return "Area " + tanggal.Roman(s.area+1) + " " + s.M.Office.Areas[s.area].Name
}

// Explain is kit.Explainer.
func (s *Screen) Explain() string {
	return "Satu area perubahan: katakan sampai di mana, catat temuan dan usulan, lalu putuskan tindak lanjutnya. " +
		"Tindak lanjut rapat lalu diperbarui di tempatnya dengan Enter."
}

func (s *Screen) part() monev.AreaPart { return s.M.Areas[s.area] }

// SetInstrument is stage.Asker.
func (s *Screen) SetInstrument(in *lke.Instrument) { s.instrument = in }

// Show is stage.Stage.
func (s *Screen) Show(m monev.Minutes) {
	before := s.part()
	s.M = m
	p, st := s.part(), s.K.Styles
	var list []stage.Item
	head := func(text string) {
		list = append(list, stage.Item{Key: "#" + text, Header: true, Line: func(w int) string {
			return st.Heading.Render(part.Cut(" "+text, w))
		}})
	}
	if len(p.Old) > 0 {
		head(fmt.Sprintf("TINDAK LANJUT RAPAT LALU (%d)", len(p.Old)))
		for _, l := range p.Old {
			list = append(list, stage.Item{Key: l.ID,
				Cells: func(w int) []part.Cell { return followup.Cells(st, l, w) },
				Full:  func(w int) []string { return s.oldFull(l, w) }})
		}
	}
	if len(p.Findings) > 0 {
		head(fmt.Sprintf("TEMUAN (%d)", len(p.Findings)))
		for i, f := range p.Findings {
			list = append(list, stage.Item{Key: f.ID,
				Cells: func(w int) []part.Cell { return findingRow(st.Warn, i+1, f, len(p.FollowUpOf(f.ID)), w) },
				Full:  func(w int) []string { return s.findingFull(i+1, f, w) }})
		}
	}
	if len(p.Proposals) > 0 {
		head(fmt.Sprintf("USULAN (%d)", len(p.Proposals)))
		for i, u := range p.Proposals {
			list = append(list, stage.Item{Key: u.ID,
				Cells: func(w int) []part.Cell { return proposalRow(i+1, u, w) },
				Full:  func(w int) []string { return s.proposalFull(i+1, u, w) }})
		}
	}
	if len(p.New) > 0 {
		head(fmt.Sprintf("TINDAK LANJUT BARU (%d)", len(p.New)))
		for _, l := range p.New {
			list = append(list, stage.Item{Key: l.ID,
				Cells: func(w int) []part.Cell { return newRow(l, w) },
				Full:  func(w int) []string { return s.newFull(l, w) }})
		}
	}
	if long := s.longTexts(); len(long) > 0 {
		head("SELENGKAPNYA")
		for _, x := range long {
			list = append(list, stage.Item{Key: x.key,
				Line: func(w int) string { return part.Cut(x.label+": "+strings.ReplaceAll(x.text, "\n", " "), w) },
				Full: func(w int) []string { return part.Wrap(x.label+": "+x.text, w) }})
		}
	}
	s.List.Empty = "Belum ada catatan di area ini. t temuan · u usulan · l tindak lanjut"
	if s.final() {
		s.List.Empty = "Tidak ada catatan di area ini."
	}
	s.SetItems(list)
	if key := added(before, p); s.seen && s.Entry.Active() && key != "" {
		s.List.SelectKey(key) // several are being entered: show the newest
	}
	s.seen = true
}

// added is the record that b has and a has not, the last one if there are several.
func added(a, b monev.AreaPart) string {
	old := map[string]bool{}
	each := func(p monev.AreaPart, do func(string)) {
		for _, f := range p.Findings {
			do(f.ID)
		}
		for _, u := range p.Proposals {
			do(u.ID)
		}
		for _, l := range p.New {
			do(l.ID)
		}
	}
	each(a, func(id string) { old[id] = true })
	key := ""
	each(b, func(id string) {
		if !old[id] {
			key = id
		}
	})
	return key
}

func (s *Screen) final() bool { return s.M.Meeting.Status == monev.Final }

// longText is a running text that the head cannot show in full.
type longText struct{ key, label, text string }

// longTexts lists uraian and kendala that are too long for the head; they stand
// at the end of the list, where they can be read to the end, also when the
// meeting is final.
func (s *Screen) longTexts() []longText {
	const short = 120 // runes that two lines of a small screen hold
	r := s.part().Review
	var out []longText
	for _, x := range []longText{{"uraian", "Uraian", r.Summary}, {"kendala", "Kendala", r.Obstacles}} {
		if utf8.RuneCountInString(x.text) > short {
			out = append(out, x)
		}
	}
	return out
}

// View is kit.Screen.
func (s *Screen) View() string { return s.Draw(s.head()) }

// head draws name, status line and the running texts above the list.
func (s *Screen) head() []string {
	p, st, w := s.part(), s.K.Styles, s.W-1
	r := p.Review
	name := fmt.Sprintf(" %-4s%s", tanggal.Roman(s.area+1), strings.ToUpper(s.M.Office.Areas[s.area].Name))
	owner := ""
	if ow, err := s.M.Office.Owner(s.M.Office.Areas[s.area].Owner); err == nil {
		owner = st.Muted.Render("PJ area: " + ow.Name)
	}
	out := []string{part.Two(w, st.Title.Render(name), s.beside(owner, w-part.Width(name)-2))}

	sign, style := statusSign(s, r.Status)
	line := " " + st.Label.Render("Status   ") + style.Render(part.Fit(sign, 12)) + "  " + st.Label.Render("Capaian") + " "
	switch {
	case r.Progress == nil && r.Status == monev.AreaUnset:
		line = " " + st.Label.Render("Status   ") + st.Muted.Render(s.unset("s mengisi status dan capaian"))
	case r.Progress == nil:
		line += st.Muted.Render(s.unset("s mengisinya"))
	default:
		line += fmt.Sprintf("%3d%% ", *r.Progress)
		if bar := min(w-part.Width(line)-part.Width(s.trend())-2, 40); bar >= 5 {
			line += part.Bar(st, bar, float64(*r.Progress))
		}
	}
	out = append(out, part.Two(w, line, s.trend()))

	open := s.Entry.Active()
	rows := 2
	if s.H >= 30 {
		rows = 5
	}
	if open {
		rows = 1
	}
	out = append(out, s.running("Uraian", r.Summary, "a menulis uraian", rows)...)
	if r.Obstacles != "" || !open {
		out = append(out, s.running("Kendala", r.Obstacles, "k menulis kendala", rows)...)
	}
	if r.Private != "" && !open {
		out = append(out, st.Muted.Render(part.Cut(" Catatan  ada catatan fasilitator (m membuka); tidak dicetak", w)))
	}
	if l := s.weakest(); l != "" && !open && (w >= 100 || s.H >= 30) {
		out = append(out, part.Cut(l, w))
	}
	return append(out, "")
}

// running draws a text of several lines behind its label, cut after rows lines.
func (s *Screen) running(label, text, key string, rows int) []string {
	st := s.K.Styles
	first := " " + st.Label.Render(part.Fit(label, 9))
	if text == "" {
		return []string{first + st.Muted.Render(s.unset(key))}
	}
	lines := followup.Shorten(text, max(s.W-11, 10), rows)
	out := []string{first + lines[0]}
	for _, l := range lines[1:] {
		out = append(out, strings.Repeat(" ", 10)+l)
	}
	return out
}

// unset is what stands in an empty place: the key that fills it, where one does.
func (s *Screen) unset(key string) string {
	if s.final() {
		return "–"
	}
	return "belum diisi; " + key
}

func (s *Screen) trend() string {
	st := s.K.Styles
	d, ok := s.part().Trend()
	since := " dari " + s.M.BeforePeriod
	if s.W < 70 {
		since = ""
	}
	switch {
	case !ok:
		return ""
	case d > 0:
		return st.Good.Render(fmt.Sprintf("▲ %d poin", d) + since)
	case d < 0:
		return st.Bad.Render(fmt.Sprintf("▼ %d poin", -d) + since)
	}
	return st.Muted.Render("tetap dari " + s.M.BeforePeriod)
}

func statusSign(s *Screen, a monev.AreaStatus) (string, lipgloss.Style) {
	st := s.K.Styles
	switch a {
	case monev.AreaDone:
		return "● Selesai", st.Good
	case monev.AreaProgress:
		return "◐ Proses", st.Accent
	case monev.AreaPostponed:
		return "! Tertunda", st.Bad
	case monev.AreaNotBegun:
		return "○ Belum", st.Warn
	}
	return "belum diisi", st.Muted
}

// row is mark, text and two columns; where it is narrow the text gets the room of
// the first of them.
func row(w int, mark, text, a string, aw int, b string, bw int) []part.Cell {
	cells := []part.Cell{{Text: mark, Width: followup.SignWidth}, {Text: text}}
	if w >= 70 {
		cells = append(cells, part.Cell{Text: a, Width: aw})
	}
	return append(cells, part.Cell{Text: b, Width: bw})
}

func findingRow(none lipgloss.Style, n int, f monev.Finding, ups, w int) []part.Cell {
	after := ""
	if f.Item != "" {
		after = "[" + f.Item + "]"
	}
	mark := fmt.Sprintf("→ %d TL", ups)
	if ups == 0 {
		mark = none.Render("! tanpa TL")
	}
	return row(w, findingMark(n, f), f.Text, after, 14, mark, 10)
}

func proposalRow(n int, u monev.Proposal, w int) []part.Cell {
	verdict := string(u.Verdict)
	if u.Verdict == monev.Undecided {
		verdict = "belum diputus"
	}
	return row(w, proposalMark(n), u.Text, u.By.Short, 21, verdict, 14)
}

func newRow(l monev.FollowUpLine, w int) []part.Cell {
	return row(w, newMark(l), l.Text, followup.OwnerShort(l.FollowUp), 14, followup.DueText(l.FollowUp), 13)
}

// newFull is a follow-up decided here, with what it came from.
func (s *Screen) newFull(l monev.FollowUpLine, w int) []string {
	facts := []string{l.ID, followup.OwnerShort(l.FollowUp), followup.DueText(l.FollowUp)}
	for i, f := range s.part().Findings {
		if f.ID == l.Origin.Finding {
			facts = append(facts, fmt.Sprintf("dari temuan %d", i+1))
		}
	}
	for i, u := range s.part().Proposals {
		if u.ID == l.Origin.Proposal {
			facts = append(facts, fmt.Sprintf("dari usulan %d", i+1))
		}
	}
	if l.Item != "" {
		facts = append(facts, "["+l.Item+"]")
	}
	return followup.Under(newMark(l), w, append([]string{l.Text}, part.Pieces(" · ", followup.UnderWidth(w), facts...)...)...)
}

func newMark(l monev.FollowUpLine) string { return "→ " + string(l.Priority) }

// oldFull is a follow-up of before with the last word said about it, where there
// is room for that.
func (s *Screen) oldFull(l monev.FollowUpLine, w int) []string {
	out := followup.Full(s.K.Styles, l, w)
	word, in := followup.LastWord(l.FollowUp), followup.SignWidth+2
	if word == "" || w < 70 {
		return out
	}
	for _, t := range followup.Shorten(word, w-in, 2) {
		out = append(out, strings.Repeat(" ", in)+t)
	}
	return out
}

func (s *Screen) findingFull(n int, f monev.Finding, w int) []string {
	return followup.Under(findingMark(n, f), w, s.findingWords(f)...)
}

func (s *Screen) proposalFull(n int, u monev.Proposal, w int) []string {
	return followup.Under(proposalMark(n), w, s.proposalWords(u)...)
}

func findingMark(n int, f monev.Finding) string { return fmt.Sprintf("%2d %s", n, f.Level) }

func proposalMark(n int) string { return fmt.Sprintf("%2d Usulan", n) }

func (s *Screen) findingWords(f monev.Finding) []string {
	out := []string{f.Text}
	for _, x := range []struct{ label, text string }{
		{"Butir: ", f.Item}, {"Asal: ", f.Source}, {"Akar masalah: ", f.Cause}, {"Rekomendasi: ", f.Recommendation},
	} {
		if x.text != "" {
			out = append(out, x.label+x.text)
		}
	}
	ups := s.part().FollowUpOf(f.ID)
	if len(ups) == 0 {
		if s.final() {
			return append(out, "Tanpa tindak lanjut.")
		}
		return append(out, "Belum ada tindak lanjut; d menjadikannya tindak lanjut.")
	}
	for _, l := range ups {
		out = append(out, "→ "+l.ID+" "+l.Text)
	}
	return out
}

func (s *Screen) proposalWords(u monev.Proposal) []string {
	verdict := "Putusan: " + string(u.Verdict)
	if u.Verdict == monev.Undecided {
		verdict = "Belum diputus."
	}
	out := []string{u.Text, "Pengusul: " + u.By.String(), verdict}
	if u.Note != "" {
		out = append(out, "Catatan: "+u.Note)
	}
	for _, l := range s.part().FollowUpOf(u.ID) {
		out = append(out, "→ "+l.ID+" "+l.Text)
	}
	return out
}

// detail draws the selected row beside the list.
func (s *Screen) detail(key string, w int) []string {
	p, st := s.part(), s.K.Styles
	for _, ls := range [][]monev.FollowUpLine{p.Old, p.New} {
		for _, l := range ls {
			if l.ID == key {
				return followup.Detail(st, l, s.M.Office, w)
			}
		}
	}
	for _, x := range s.longTexts() {
		if x.key == key {
			return append([]string{st.Heading.Render(strings.ToUpper(x.label)), ""}, part.Wrap(x.text, w)...)
		}
	}
	block := func(title string, words []string) []string {
		out := []string{st.Heading.Render(part.Cut(title, w))}
		for _, t := range words {
			out = append(out, part.Wrap(t, w)...)
			out = append(out, "")
		}
		return out
	}
	for i, f := range p.Findings {
		if f.ID == key {
			return block(fmt.Sprintf("TEMUAN %d · %s", i+1, f.Level), s.findingWords(f))
		}
	}
	for i, u := range p.Proposals {
		if u.ID == key {
			verdict := string(u.Verdict)
			if verdict == "" {
				verdict = "belum diputus"
			}
			return block(fmt.Sprintf("USULAN %d · %s", i+1, verdict), s.proposalWords(u))
		}
	}
	return nil
}
