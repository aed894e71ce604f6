// Package tindaklanjut is the register: every follow-up of every meeting, with
// filters, and the whole history of each.
package tindaklanjut

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/plain"
	"monev/ui/kit"
	"monev/ui/part"
	"monev/ui/stage"
)

// Screen is the register. It remembers its filters and its line as long as it
// lives: whoever opens it again should push the same Screen.
type Screen struct {
	*stage.Base
	view   view
	office monev.Office
	all    []entry   // what was loaded, most urgent first
	of     app.Which // which ones these are: WhichOpen, WhichClosed or WhichAll
	rows   []int     // of all, what the filters leave
	want   string    // the follow-up the user chose, also while it is filtered out
	err    string    // why nothing can be shown

	asked, shown int // numbers of the last load asked for and of the one shown
}

// view is what the filters are set to.
type view struct {
	which app.Which
	area  int    // 1 to 6; 0 is every area
	owner string // ID of a unit or position, noOwner, or empty for every one
	words string // as typed
}

// noOwner stands for follow-ups nobody answers for.
const noOwner = "-"

// narrowed reports whether more than the standing filter is set.
func (v view) narrowed() bool { return v.area != 0 || v.owner != "" || v.words != "" }

// entry is a follow-up with what the filters look at.
type entry struct {
	monev.FollowUpLine
	soon   bool
	folded string
}

type loadedMsg struct {
	s      *Screen
	n      int
	of     app.Which
	all    []entry
	office monev.Office
	err    error
}

// New is the register, showing what is open.
func New(k *kit.Kit) *Screen {
	s := &Screen{Base: stage.NewBase(k), view: view{which: app.WhichOpen}}
	s.Detail = s.detail
	s.List.Empty = "Memuat tindak lanjut …"
	s.List.SetSource(source{s})
	return s
}

// Init is kit.Screen.
func (s *Screen) Init() tea.Cmd {
	s.Ask.Close()
	return s.load()
}

// set is which follow-ups have to be loaded for a standing filter.
func set(w app.Which) app.Which {
	if w == app.WhichClosed || w == app.WhichAll {
		return w
	}
	return app.WhichOpen
}

func (s *Screen) load() tea.Cmd {
	s.asked++
	k, n, of := s.K, s.asked, set(s.view.which)
	return func() tea.Msg {
		all, office, err := read(k.Ctx, k.App, of)
		return loadedMsg{s, n, of, all, office, err}
	}
}

// read loads follow-ups and prepares them for filtering: open ones most urgent
// first, then closed ones, the newest first.
func read(ctx context.Context, a *app.App, of app.Which) ([]entry, monev.Office, error) {
	office, err := a.Office(ctx)
	if err != nil {
		return nil, office, err
	}
	today := a.Today()
	lines, err := a.Register(ctx, app.Filter{Which: of, On: today})
	if err != nil {
		return nil, office, err
	}
	all := make([]entry, len(lines))
	for i, l := range lines {
		all[i] = entry{l, l.DueSoon(today), plain.Fold(l.ID + " " + l.Text + " " + l.Owner.String() + " " + l.Item)}
	}
	slices.SortStableFunc(all, func(a, b entry) int {
		switch {
		case a.Status.Open() != b.Status.Open():
			if a.Status.Open() {
				return -1
			}
			return 1
		case a.Status.Open():
			return 0 // most urgent first already
		}
		return b.ClosedAt().Compare(a.ClosedAt())
	})
	return all, office, nil
}

// show takes what was loaded.
func (s *Screen) show(msg loadedMsg) {
	if msg.s != s || msg.n <= s.shown {
		return
	}
	s.shown = msg.n
	if msg.err != nil {
		s.err = s.K.Sentence(msg.err)
		return
	}
	s.err = ""
	s.all, s.of, s.office = msg.all, msg.of, msg.office
	s.filter()
}

// turn changes the filters and loads what they need.
func (s *Screen) turn(change func(*view)) tea.Cmd {
	change(&s.view)
	s.filter()
	if set(s.view.which) != s.of {
		return s.load()
	}
	return nil
}

// filter finds the rows again; the selection stays on its follow-up, also when
// that was filtered out for a while.
func (s *Screen) filter() {
	s.rows = s.rows[:0]
	if s.of == set(s.view.which) {
		words := plain.Fold(s.view.words)
		for i := range s.all {
			if s.view.takes(&s.all[i], words) {
				s.rows = append(s.rows, i)
			}
		}
		s.List.Empty = s.empty()
	} else {
		s.List.Empty = "Memuat tindak lanjut …"
	}
	s.List.Reload()
	if s.want != "" {
		s.List.SelectKey(s.want)
	}
}

func (v view) takes(e *entry, words string) bool {
	switch v.which {
	case app.WhichLate:
		if e.LateDays == 0 {
			return false
		}
	case app.WhichSoon:
		if !e.soon {
			return false
		}
	case app.WhichLeaders:
		if !e.NeedsLeaders() {
			return false
		}
	}
	if v.area != 0 && e.Origin.Area != v.area-1 {
		return false
	}
	if v.owner != "" && v.owner != e.Owner.ID && (v.owner != noOwner || !e.Owner.IsZero()) {
		return false
	}
	return plain.Matches(e.folded, words)
}

// source gives the list the rows it draws.
type source struct{ s *Screen }

func (r source) Len() int { return len(r.s.rows) }

func (r source) Index(id string) int {
	return slices.IndexFunc(r.s.rows, func(i int) bool { return r.s.all[i].ID == id })
}

func (r source) Row(i, w int) part.Row {
	e := r.s.all[r.s.rows[i]]
	if i == r.s.List.Index() && !r.s.Wide() {
		return part.Row{Key: e.ID, Lines: r.s.full(e.FollowUpLine, w)}
	}
	return part.Row{Key: e.ID, Lines: []string{r.s.row(e.FollowUpLine, w)}}
}

func (s *Screen) line(id string) (monev.FollowUpLine, bool) {
	for _, e := range s.all {
		if e.ID == id {
			return e.FollowUpLine, true
		}
	}
	return monev.FollowUpLine{}, false
}

// Title is kit.Screen.
func (s *Screen) Title() string { return "Tindak lanjut semua rapat" }

// Explain is kit.Explainer.
func (s *Screen) Explain() string {
	return "Semua tindak lanjut dari semua rapat, yang paling mendesak di atas. Saringan dipilih dengan panah kiri dan kanan, " +
		"lalu dipersempit menurut area, penanggung jawab, atau kata. Enter mencatat perkembangan di luar rapat dan membuka kembali yang sudah selesai."
}

// Update is kit.Screen.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case kit.ChangedMsg:
		return s.load()
	case loadedMsg:
		s.show(msg)
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

var (
	_ kit.Screen    = (*Screen)(nil)
	_ kit.Capturer  = (*Screen)(nil)
	_ kit.Handler   = (*Screen)(nil)
	_ kit.Leaver    = (*Screen)(nil)
	_ kit.Explainer = (*Screen)(nil)
)
