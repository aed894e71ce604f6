// Package eviden is the register of evidence: what proves each question of the
// LKE, where it is and what is missing; adding to it by file, link, binder or a
// whole folder; the check of the files; the list of what is missing; the packet.
package eviden

import (
	"cmp"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/kit"
	"monev/ui/stage"
)

// At is where the register begins.
type At struct {
	Year     int    // 0 is the office's year
	Area     int    // only this area, 1 to 6; 0 all
	Item     string // the question to select; of a follow-up: the one it names
	Evidence string // ID of the evidence to select instead
	// FollowUp and Meeting narrow the register to what proves one of them; what
	// is added then proves it too. Name is how it is called on the screen.
	FollowUp, Meeting, Name string
}

// Screen is the register of a year.
type Screen struct {
	*stage.Base
	at     At
	book   app.EvidenceBook
	byID   map[string]monev.Evidence // of book
	byCode map[string]int            // place in book.Items
	loaded bool
	err    string // why nothing can be shown

	view    view
	touched map[string]bool // questions changed since the filter was set: they stay
	brief   bool            // questions without their evidence
	count   int             // questions the filters leave
	want    string          // the row the user chose
	known   map[string]bool // evidence there was before something was added; nil if nothing was
	opens   string          // ID of what was attached, to be opened as a form

	asked, shown int
}

type loadedMsg struct {
	s    *Screen
	n    int
	book app.EvidenceBook
	err  error
}

// New is the register, beginning at a place.
func New(k *kit.Kit, at At) *Screen {
	s := &Screen{Base: stage.NewBase(k), at: at, touched: map[string]bool{}}
	s.view.area = at.Area
	if at.Item != "" {
		s.want = itemKey(at.Item)
	}
	if at.Evidence != "" {
		s.want = evidenceKey(at.Evidence)
	}
	s.Detail = s.detail
	s.List.Empty = "Memuat eviden …"
	return s
}

// Init is kit.Screen.
func (s *Screen) Init() tea.Cmd { return s.load() }

func (s *Screen) load() tea.Cmd {
	s.asked++
	k, n, year := s.K, s.asked, s.at.Year
	return func() tea.Msg {
		b, err := k.App.EvidenceBook(k.Ctx, year)
		return loadedMsg{s, n, b, err}
	}
}

func (s *Screen) take(msg loadedMsg) tea.Cmd {
	if msg.n <= s.shown {
		return nil
	}
	s.shown = msg.n
	switch {
	case msg.err != nil && s.loaded: // what was read stays
		if msg.n == s.asked {
			s.at.Year = s.book.Year
		}
		return s.K.Failed("Eviden belum dapat dibaca lagi", msg.err)
	case msg.err != nil:
		s.err = s.K.Sentence(msg.err)
		return nil
	}
	s.err, s.book, s.loaded, s.at.Year = "", msg.book, true, msg.book.Year
	s.byID, s.byCode = map[string]monev.Evidence{}, map[string]int{}
	for _, e := range s.book.All() {
		s.byID[e.ID] = e
	}
	for i, it := range s.book.Items {
		s.byCode[it.Item.Code] = i
	}
	fresh := s.fresh()
	if fresh != "" {
		s.want = evidenceKey(fresh)
	}
	s.arrange()
	e, there := s.byID[s.opens]
	if !there || s.Capturing() {
		return nil
	}
	s.opens = ""
	return s.edit(e)
}

// fresh is the first evidence that was not there when something was added.
func (s *Screen) fresh() string {
	if s.known == nil {
		return ""
	}
	for _, e := range s.book.All() {
		if !s.known[e.ID] {
			s.known = nil
			return e.ID
		}
	}
	s.known = nil
	return ""
}

// added makes the next load select what is new in it.
func (s *Screen) added() {
	s.known = map[string]bool{}
	for _, e := range s.book.All() {
		s.known[e.ID] = true
	}
}

// scoped reports whether the register shows what proves one follow-up or meeting.
func (s *Screen) scoped() bool { return s.at.FollowUp != "" || s.at.Meeting != "" }

// Title is kit.Screen.
func (s *Screen) Title() string {
	switch {
	case s.loaded && s.at.FollowUp != "":
		return fmt.Sprintf("Eviden %s · %d", s.at.FollowUp, s.book.Year)
	case s.loaded && s.at.Meeting != "":
		return fmt.Sprintf("Eviden %s · %d", s.about(), s.book.Year)
	case s.loaded:
		return fmt.Sprintf("Eviden %d", s.book.Year)
	}
	return "Eviden"
}

// Status is kit.Statuser.
func (s *Screen) Status() string {
	if !s.loaded || s.scoped() {
		return ""
	}
	n := s.book.Counts()
	return fmt.Sprintf("%d/%d butir berbukti", n[monev.EvidenceAccepted], len(s.book.Items))
}

// Explain is kit.Explainer.
func (s *Screen) Explain() string {
	if s.scoped() {
		return "Eviden yang membuktikan " + s.about() + ". Yang ditambahkan di sini ikut tercatat padanya."
	}
	return "Semua butir LKE dengan evidennya: apa yang ada, di mana, dan apa yang belum. Eviden ditambahkan dengan memilih berkas, menulis tautan " +
		"atau letak ordner, atau mengambil satu map yang nama berkasnya diawali kode butir. Butir berbukti bila semua evidennya Sesuai."
}

// about is what the register is narrowed to, for sentences.
func (s *Screen) about() string {
	if s.at.FollowUp != "" {
		return "tindak lanjut " + s.at.FollowUp
	}
	name := s.at.Name
	if first, rest, more := strings.Cut(name, " "); more && strings.EqualFold(first, "rapat") { // most titles begin so
		name = rest
	}
	return "rapat " + name
}

// Update is kit.Screen.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case kit.ChangedMsg:
		return s.load()
	case kit.ThemeMsg:
		s.arrange() // the lines hold colours
	case loadedMsg:
		if msg.s == s {
			return s.take(msg)
		}
		return nil
	case tea.MouseClickMsg:
		if cmd, used := s.click(msg); used {
			return cmd
		}
	}
	asked := s.Ask.Active()
	cmd := s.Base.Update(msg)
	switch msg.(type) {
	case tea.KeyPressMsg, tea.MouseMsg:
		if !asked && !s.Entry.Active() {
			s.chosen()
		}
	}
	return cmd
}

// chosen keeps the row the user went to.
func (s *Screen) chosen() {
	if key := s.Selected(); key != "" {
		s.want = key
	}
}

// selected is the question and the evidence of the selected row; either may be
// missing.
func (s *Screen) selected() (it *app.BookItem, e *monev.Evidence) {
	key := s.Selected()
	if code, ok := itemOf(key); ok {
		return s.item(code), nil
	}
	if id, ok := evidenceOf(key); ok {
		if found, ok := s.byID[id]; ok {
			return s.item(found.Item), &found
		}
	}
	return nil, nil
}

// item is a question of the book; nil if there is none of that code.
func (s *Screen) item(code string) *app.BookItem {
	if i, ok := s.byCode[code]; ok {
		return &s.book.Items[i]
	}
	return nil
}

// base is evidence for what is selected, as it is when nothing is typed yet.
func (s *Screen) base(kind monev.EvidenceKind) monev.Evidence {
	e := monev.Evidence{Year: s.book.Year, Kind: kind, Status: monev.EvidenceUnchecked, FollowUp: s.at.FollowUp, Meeting: s.at.Meeting}
	it, own := s.selected()
	switch {
	case s.scoped():
		e.Item = s.at.Item
	case it != nil:
		e.Item = it.Item.Code
	case own == nil && s.view.area >= 1 && s.view.area <= monev.Areas:
		e.Area = s.view.area
	}
	return e
}

// goTo shows a question, whatever the filters were.
func (s *Screen) goTo(code string) {
	s.view = view{}
	s.want = itemKey(code)
	s.arrange()
}

// turnYear goes to another year, from the one asked for last: keys are quicker than disks.
func (s *Screen) turnYear(n int) tea.Cmd {
	year := cmp.Or(s.at.Year, s.book.Year) + n
	if year < 2000 || year > 2199 {
		return kit.Notify(kit.Info, "Tidak ada tahun lagi ke arah itu.")
	}
	s.at.Year = year
	return s.load()
}

// areaName is "I Manajemen Perubahan", or "Hasil".
func (s *Screen) areaName(n int) string {
	if n < 1 || n > monev.Areas {
		return "Hasil"
	}
	for i := range s.book.Instrument.Areas {
		if a := s.book.Instrument.Areas[i]; a.Number == n {
			return tanggal.Roman(n) + " " + a.Name
		}
	}
	return tanggal.Roman(n)
}

var (
	_ kit.Screen    = (*Screen)(nil)
	_ kit.Capturer  = (*Screen)(nil)
	_ kit.Handler   = (*Screen)(nil)
	_ kit.Leaver    = (*Screen)(nil)
	_ kit.Explainer = (*Screen)(nil)
	_ kit.Statuser  = (*Screen)(nil)
)
