// Package beranda is the first screen: where the office stands, and its
// meetings.
package beranda

import (
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/entry"
	"monev/ui/job"
	"monev/ui/kit"
	"monev/ui/part"
	"monev/ui/screen/latihan"
	"monev/ui/screen/rapat"
	"monev/ui/screen/tindaklanjut"
)

// Screen is Beranda.
type Screen struct {
	k        *kit.Kit
	home     app.Home
	list     *part.List
	entry    *entry.Entry
	job      *job.Job
	w, h     int
	listY    int
	moreY    int    // first line of the overview
	doors    []door // its lines that open something
	formY    int
	loaded   bool
	ahead    tea.Cmd // the first load, if it was begun before
	asked    int
	shown    int
	over     *rapat.Screen        // the meeting to go on to at once
	register *tindaklanjut.Screen // kept, so that its filters stay as they were left
	opened   string               // meeting just made, to be opened when it is listed
	practice *latihan.Start       // opens the practice
	begin    bool                 // and does so at once
	end      *latihan.Start       // this is the practice: ends it
	err      string               // why nothing can be shown
}

type (
	loadedMsg struct {
		s    *Screen
		n    int
		home app.Home
		err  error
	}
	deletedMsg struct {
		s   *Screen
		err error
	}
	behindMsg struct{ s *Screen } // the meeting that was opened first has had its time
)

// New is Beranda. If back is not nil the program goes on there at once: it
// ended in the middle of that meeting.
func New(k *kit.Kit, back *rapat.Place) *Screen {
	s := &Screen{k: k, list: part.NewList(k.Styles), entry: entry.New(k), job: job.New(k)}
	if back != nil {
		s.over = rapat.NewAt(k, *back)
	}
	s.practice = latihan.New(k, Practice)
	s.list.Empty = "Belum ada rapat. Tekan n untuk menyiapkan rapat monev yang pertama. " +
		"Untuk mencoba tanpa risiko, tekan b: latihan dengan data contoh. Cara memakai monev: p, panduan."
	return s
}

// Practice is Beranda of the records to practise with, which end closes.
func Practice(k *kit.Kit, end *latihan.Start) kit.Screen {
	s := New(k, nil)
	s.end = end
	return s
}

// Begin makes a Beranda that opens the practice at once.
func (s *Screen) Begin() *Screen {
	s.begin, s.over = true, nil
	return s
}

// Apart is kit.Apart.
func (s *Screen) Apart() *kit.Kit {
	if s.k.Practising {
		return s.k
	}
	return nil
}

// behind is how long Beranda leaves disk and processor to a meeting opened over it.
const behind = 200 * time.Millisecond

// Init is kit.Screen.
func (s *Screen) Init() tea.Cmd {
	if over := s.over; over != nil { // the meeting is what is looked at first
		s.over = nil
		return tea.Batch(kit.Push(over), s.k.After(behind, behindMsg{s}))
	}
	cmd := s.ahead
	if s.ahead = nil; cmd == nil {
		cmd = s.load()
	}
	if s.begin {
		s.begin = false
		cmd = tea.Batch(cmd, s.practice.Begin(false))
	}
	return cmd
}

// Ahead begins to read what will be asked for at Init, while the terminal is set up, if
// the kit has its context already. What is changed until then is read again, as after
// any change.
func (s *Screen) Ahead() *Screen {
	switch {
	case s.k.Ctx == nil:
	case s.over != nil:
		s.over.Ahead()
	default:
		s.ahead = kit.Ahead(s.load())
	}
	return s
}

func (s *Screen) load() tea.Cmd {
	s.asked++
	k, n := s.k, s.asked
	return func() tea.Msg {
		h, err := k.App.Home(k.Ctx)
		return loadedMsg{s, n, h, err}
	}
}

// Title is kit.Screen.
func (s *Screen) Title() string {
	if !s.loaded {
		return "MONEV ZI"
	}
	return "MONEV ZI · " + s.home.Office.Short
}

// narrow is the width below which some words give way.
const narrow = 76

// Status is kit.Statuser.
func (s *Screen) Status() string {
	if !s.loaded {
		return ""
	}
	o := s.home.Office
	if s.w < narrow {
		return fmt.Sprintf("%s · %d", o.Target, o.Year) // the office's name needs the room
	}
	return fmt.Sprintf("Menuju %s · Tahun %d", o.Target, o.Year)
}

// Explain is kit.Explainer.
func (s *Screen) Explain() string {
	return "Daftar rapat monev dan keadaan tindak lanjut. Enter membuka rapat yang dipilih; rapat yang sedang berlangsung dilanjutkan di tempatnya berhenti." + s.explainPractice()
}

func (s *Screen) explainPractice() string {
	if !s.k.Practising {
		return ""
	}
	return " Ini latihan: datanya contoh, jamnya berjalan terus dari tempat latihan berhenti, dan semua dokumen bertanda LATIHAN."
}

// SetSize is kit.Screen.
func (s *Screen) SetSize(w, h int) { s.w, s.h = w, h }

// Capturing is kit.Capturer.
func (s *Screen) Capturing() bool { return s.entry.Active() || s.job.Running() }

// Handle is kit.Handler.
func (s *Screen) Handle(msg tea.KeyPressMsg) (tea.Cmd, bool) {
	if cmd, used := s.job.Update(msg); used {
		return cmd, true
	}
	if !s.entry.Active() || kit.Reserved(s.k, msg) {
		return nil, false
	}
	return s.entry.Update(msg)
}

// Leave is kit.Leaver.
func (s *Screen) Leave() tea.Cmd { return tea.Batch(s.entry.Leave(), s.job.Leave()) }

// Update is kit.Screen.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	if cmd, used := s.job.Update(msg); used {
		return cmd
	}
	if cmd, used := s.entry.Update(msg); used {
		return cmd
	}
	if cmd, used := s.practice.Update(msg); used {
		return cmd
	}
	switch msg := msg.(type) {
	case kit.ChangedMsg:
		return s.load()
	case loadedMsg:
		if msg.s == s && msg.n > s.shown {
			return s.show(msg)
		}
	case behindMsg:
		if msg.s == s && s.asked == 0 {
			return s.load()
		}
	case deletedMsg:
		if msg.s == s {
			return s.deleted(msg.err)
		}
	case tea.MouseClickMsg:
		return s.click(msg)
	case tea.KeyPressMsg, tea.MouseWheelMsg:
		s.list.Update(msg)
	}
	return nil
}

func (s *Screen) click(msg tea.MouseClickMsg) tea.Cmd {
	switch {
	case msg.Button != tea.MouseLeft:
	case s.entry.Active():
		return s.entry.Click(msg.X-1, msg.Y-s.formY)
	case len(s.doors) > 0 && msg.Y >= s.moreY:
		for _, d := range s.doors {
			if msg.Y == s.moreY+d.y {
				return kit.Push(d.open())
			}
		}
	case msg.Y >= s.listY:
		if hit, again := s.list.Click(msg.Y - s.listY); hit && again {
			return s.open()
		}
	}
	return nil
}

func (s *Screen) show(msg loadedMsg) tea.Cmd {
	s.shown = msg.n
	switch {
	case msg.err != nil && s.loaded:
		return s.k.Failed("Data belum dapat dibaca lagi", msg.err)
	case msg.err != nil:
		s.err = s.k.Sentence(msg.err)
		return nil
	}
	s.home, s.loaded, s.err = msg.home, true, ""
	s.list.SetSource(meetings{s})
	if s.opened != "" && s.list.SelectKey(s.opened) {
		id := s.opened
		s.opened = ""
		return kit.Push(rapat.New(s.k, id))
	}
	return nil
}

// meetings is the source of the list.
type meetings struct{ s *Screen }

func (m meetings) Len() int { return len(m.s.home.Meetings) }

func (m meetings) Index(key string) int {
	for i, l := range m.s.home.Meetings {
		if l.ID == key {
			return i
		}
	}
	return -1
}

func (m meetings) Row(i, w int) part.Row {
	l := m.s.home.Meetings[i]
	progress, trend := m.s.figures(l)
	return part.Row{Key: l.ID, Lines: []string{meetingRow(w, l.Period.Short(), l.Title, l.Date.ShortDay(), m.s.word(l), progress, trend)}}
}

// word is the meeting's status with its sign.
func (s *Screen) word(l app.MeetingLine) string {
	st := s.k.Styles
	switch {
	case l.Status == monev.Final:
		return st.Good.Render("✓ final")
	case l.Status == monev.Draft:
		return st.Muted.Render("○ draf")
	case l.Paused() && len(l.Revisions) > 0:
		return st.Warn.Render("! revisi")
	case l.Paused():
		return st.Warn.Render("! dijeda")
	}
	return st.Accent.Render("◐ berlangsung")
}

// meetingRow is a row in w cells. On a narrow screen the period must do for the
// meeting's name, so that the date stays.
func meetingRow(w int, period, title, date, status, progress, trend string) string {
	if w >= narrow && title != "" {
		period += " · " + title
	}
	return part.Columns(w,
		part.Cell{Text: period},
		part.Cell{Text: date, Width: 14},
		part.Cell{Text: status, Width: 13},
		part.Cell{Text: progress, Width: 7, Right: true},
		part.Cell{Text: trend, Width: 7, Right: true, Drop: 1},
	)
}

// View is kit.Screen.
func (s *Screen) View() string {
	switch {
	case s.err != "":
		return "\n " + strings.Join(part.Wrap(s.err, s.w-2), "\n ")
	case !s.loaded:
		return ""
	}
	st := s.k.Styles
	head := append(s.summary(), "")
	if len(s.home.Meetings) > 0 {
		value := "CAPAIAN"
		if s.scored() {
			value = "NILAI"
		}
		head = append(head, st.Heading.Render("  "+meetingRow(part.RowWidth(s.w), "RAPAT", "", "TANGGAL", "STATUS", value, "TREN")))
	}
	form := 0
	if s.entry.Active() {
		form = s.entry.Form().Height(s.w-2) + 1
	}
	foot := s.footnote()
	room := max(s.h-len(head)-form, 0)
	if foot != "" {
		room = max(room-1, 0)
	}
	more := s.overview(max(room-len(s.home.Meetings), room/2))
	room -= len(more)
	s.list.SetSize(s.w, room)
	s.list.Blurred = form > 0
	s.listY = len(head)
	lines := append(head, strings.Split(s.list.View(), "\n")...)
	if foot != "" && len(lines) < s.h-form {
		lines = append(lines, foot)
	}
	s.moreY = len(lines)
	lines = append(lines, more...)
	for len(lines) < s.h-form {
		lines = append(lines, "")
	}
	if form > 0 {
		lines = append(lines, st.Rule.Render(strings.Repeat("─", s.w)))
		s.formY = len(lines)
		for _, l := range strings.Split(s.entry.Form().View(s.w-2, form-1), "\n") {
			lines = append(lines, " "+l)
		}
	}
	return s.job.Over(strings.Join(lines, "\n"), s.w, s.h)
}

// summary is the lines above the list: follow-ups and the next meeting.
func (s *Screen) summary() []string {
	st, h := s.k.Styles, s.home
	label := func(t string) string { return " " + st.Label.Render(part.Fit(t, 15)) }
	out := []string{}
	if p := s.progress(); h.LKE != nil {
		out = append(out, label("Nilai LKE")+s.standing(h.LKE, s.w-17))
	} else if p != "" {
		out = append(out, label("Capaian")+p)
	}
	ups := fmt.Sprintf("%d terbuka", h.Open)
	if h.Late > 0 {
		ups += " · " + st.Bad.Render(fmt.Sprintf("▲ %d terlambat", h.Late))
	}
	if h.Soon > 0 {
		what := "%d jatuh tempo ≤ 7 hari"
		if s.w < narrow {
			what = "%d dalam 7 hari"
		}
		ups += " · " + st.Warn.Render(fmt.Sprintf(what, h.Soon))
	}
	out = append(out, label("Tindak lanjut")+ups)
	if h.Leaders > 0 && s.h >= roomForDeadline && !s.entry.Active() {
		out = append(out, label("")+st.Bad.Render(fmt.Sprintf("! %d perlu keputusan pimpinan", h.Leaders))+st.Muted.Render(" · "+s.k.Keys.Home.Leaders.Help().Key+" membukanya"))
	}
	if m, ok := s.next(); ok {
		when := m.Date.Long()
		if !m.Time.IsZero() {
			when += " · " + m.Time.String() + " " + h.Office.Zone
		}
		if room := s.w - 17 - part.Width(when) - 3; part.Width(m.Place) <= room || m.Place != "" && room >= 12 {
			when += " · " + part.Cut(m.Place, room)
		}
		name := "Rapat berikut"
		if m.Status == monev.Running {
			name = "Rapat sekarang"
		}
		out = append(out, label(name)+when)
	}
	if line := s.deadline(max(s.w-17, 10)); line != "" && s.h >= roomForDeadline {
		out = append(out, label("Tenggat")+line)
	}
	return out
}

// roomForDeadline is the height from which the next deadline and what waits for the
// leaders are shown too.
const roomForDeadline = 12

// soon is within how many days a deadline of the office is shown.
const soon = 30

// deadline is the next deadline of the office in w cells, empty if none is near.
func (s *Screen) deadline(w int) string {
	near := s.home.Office.DueWithin(s.home.Today, soon)
	if len(near) == 0 {
		return ""
	}
	st, d := s.k.Styles, near[0]
	n := d.Date.DaysSince(s.home.Today)
	tail := " · " + tanggal.InDays(n)
	switch {
	case n < 0:
		tail = " · " + st.Bad.Render("▲ "+tanggal.InDays(n))
	case n <= 7:
		tail = " · " + st.Warn.Render("! "+tanggal.InDays(n))
	}
	if len(near) > 1 {
		tail += fmt.Sprintf(" · +%d lagi", len(near)-1)
	}
	return part.Cut(d.Text, max(w-part.Width(tail), 10)) + tail
}

// progress is the mean capaian of the newest meeting that has one.
func (s *Screen) progress() string {
	for _, m := range s.home.Meetings {
		if m.Given > 0 {
			return part.Fit(tanggal.Percent(m.Progress, 2), 7) + " " + part.Bar(s.k.Styles, min(max(s.w-50, 10), 40), m.Progress) +
				" " + s.k.Styles.Muted.Render(m.Period.Short())
		}
	}
	return ""
}

// next is the running meeting, or the first that is still to come. A meeting that
// is only being revised was held long ago.
func (s *Screen) next() (app.MeetingLine, bool) {
	var best app.MeetingLine
	found := false
	for _, m := range s.home.Meetings {
		if m.Status == monev.Running && len(m.Revisions) == 0 {
			return m, true
		}
		if m.Status == monev.Draft && !m.Date.Before(s.home.Today) {
			best, found = m, true // the list is newest first
		}
	}
	return best, found
}
