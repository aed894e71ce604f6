// Package penutup is the last stage: the check of what is still missing, the
// sessions, who signs, the lock, and the documents with their places.
package penutup

import (
	"fmt"
	"strconv"
	"time"

	tea "charm.land/bubbletea/v2"

	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/kit"
	"monev/ui/paper"
	"monev/ui/part"
	"monev/ui/stage"
)

// Screen is the stage Penutup.
type Screen struct {
	*stage.Base
	id     string
	gaps   []monev.Gap
	papers *paper.Maker
	// locking: the lock was asked for and has not answered.
	locking bool
}

// New is the stage Penutup of a meeting.
func New(k *kit.Kit, meeting string) *Screen {
	s := &Screen{Base: stage.NewBase(k), id: meeting}
	s.papers = paper.New(k, s.Job, meeting)
	s.papers.Shown = func(first string) {
		s.Show(s.M)
		s.List.SelectKey(first)
	}
	return s
}

// Init is kit.Screen.
func (s *Screen) Init() tea.Cmd { return s.papers.Look() }

// Title is kit.Screen.
func (s *Screen) Title() string { return "Penutup" }

// Explain is kit.Explainer.
func (s *Screen) Explain() string {
	return "Yang masih kosong sebelum rapat dikunci; Enter membawa ke tempat memperbaikinya. " +
		"Mengunci membuat notula final dan seluruh paket dokumen; sesudah itu hanya revisi yang dapat mengubahnya. " +
		"c membuat paket lagi, p memilih dokumen dan bentuk berkasnya."
}

const (
	rowGap     = "kurang:"
	rowSession = "sesi:"
	rowSigner  = "ttd:"
	rowPhotos  = "foto"
)

// Show is stage.Stage.
func (s *Screen) Show(m monev.Minutes) {
	s.M = m
	s.gaps = monev.Gaps(m)
	st := s.K.Styles
	var list []stage.Item
	head := func(text string) {
		list = append(list, stage.Item{Key: "#" + text, Header: true, Line: func(w int) string {
			return st.Heading.Render(part.Cut(" "+text, w))
		}})
	}
	plain := func(key, mark, text string) {
		list = append(list, stage.Item{Key: key,
			Line: func(w int) string { return part.Cut(mark+text, w) },
			Full: func(w int) []string { return part.HangText(mark, text, w) }})
	}
	// whole is a row that is always drawn in full.
	whole := func(key, mark, text string) {
		plain(key, mark, text)
		it := &list[len(list)-1]
		it.Brief = it.Full
	}
	if m.Meeting.Status != monev.Final {
		head(fmt.Sprintf("MASIH KOSONG (%d)", len(s.gaps)))
		if len(s.gaps) == 0 {
			list = append(list, stage.Item{Key: "#lengkap", Header: true, Line: func(w int) string {
				return st.Good.Render(part.Cut("  ✓ Semua sudah terisi.", w))
			}})
		}
		for i, g := range s.gaps {
			plain(rowGap+strconv.Itoa(i), "! ", g.Text)
		}
	}
	head("SESI")
	for i, x := range m.Meeting.Sessions {
		plain(rowSession+strconv.Itoa(i), fmt.Sprintf("Sesi %d  ", i+1), sessionText(x))
	}
	head("PENANDA TANGAN")
	for i, g := range m.Office.Signers {
		who := m.Signer(g).String()
		if who == "" {
			who = "belum ditentukan"
		}
		whole(rowSigner+strconv.Itoa(i), g.Caption+": ", who)
	}
	if len(m.Meeting.Revisions) > 0 {
		head("REVISI")
		for i, r := range m.Meeting.Revisions {
			plain("revisi:"+strconv.Itoa(i), fmt.Sprintf("Revisi ke-%d  ", i+1), tanggal.Of(r.At).LongNoDay()+": "+r.Reason)
		}
	}
	head("FOTO")
	plain(rowPhotos, "", photoText(m.Meeting))
	s.SetItems(append(list, s.papers.Items()...))
}

// photoText counts the photos of a meeting.
func photoText(m monev.Meeting) string {
	bare := 0
	for _, p := range m.Photos {
		if p.Caption == "" {
			bare++
		}
	}
	switch n := len(m.Photos); {
	case n == 0 && m.Status == monev.Final:
		return "tidak ada"
	case n == 0:
		return "belum ada; Enter menambah"
	case bare > 0:
		return fmt.Sprintf("%d foto · %d tanpa keterangan", n, bare)
	default:
		return fmt.Sprintf("%d foto", n)
	}
}

func sessionText(x monev.Session) string {
	text := tanggal.Of(x.Start).Long() + ", " + tanggal.Range(x.Start, x.End)
	if x.Reason != "" {
		text += " · " + x.Reason
	}
	return text
}

// View is kit.Screen.
func (s *Screen) View() string { return s.Draw(s.head()) }

func (s *Screen) head() []string {
	st, m := s.K.Styles, s.M.Meeting
	out := []string{st.Title.Render(" PENUTUP")}
	line := ""
	switch {
	case m.Status == monev.Final:
		text := " ✓ Rapat final sejak " + moment(m.FinalAt) + "."
		line = st.Good.Render(text)
		trace := st.Muted.Render("Jejak " + s.M.Head)
		switch {
		case s.M.Head == "":
		case part.Width(text)+1+part.Width(trace) < s.W:
			line += " " + trace
		default:
			out = append(out, part.Cut(line, s.W-1))
			line = "   " + trace
		}
	case len(s.gaps) == 0:
		line = " Siap dikunci: f mengunci dan membuat paket dokumen."
	default:
		line = fmt.Sprintf(" %d hal masih kosong; rapat tetap dapat dikunci dengan f.", len(s.gaps))
	}
	return append(out, part.Cut(line, s.W-1), "")
}

func moment(t time.Time) string {
	return tanggal.Of(t).LongNoDay() + ", " + tanggal.ClockWithZone(t)
}
