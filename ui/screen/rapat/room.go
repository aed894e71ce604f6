package rapat

import (
	"slices"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"monev/internal/monev"
	"monev/internal/slide"
	"monev/ui/entry"
	"monev/ui/kit"
	"monev/ui/screen/proyektor"
	"monev/ui/show"
)

// room is what the room sees of the meeting: a slide of the deck of the present
// stage, which follows the selected row, or the form that is being typed in.
type room struct {
	on    bool // this terminal shows it: the projected view
	blank bool // the pause screen
	test  bool // the test card
	deck  slide.Deck
	of    monev.Stage // whose deck it is
	load  int         // and of which load
	at    int         // slide
	page  int
	row   string // selected when the slide was chosen
	form  string // open when the room looked last
	want  string // row to show when it is there
}

const (
	textPrivate = "Catatan fasilitator tidak dibuka di layar proyeksi; Esc kembali ke layar kerja dulu."
	textBlank   = "Ruang rapat melihat layar jeda; F6 mengakhirinya."
)

// Fill is kit.Filler: the projected view has the whole terminal.
func (s *Screen) Fill() bool { return s.room.on && s.loaded && s.err == "" }

// Frozen is kit.Freezer: behind the pause screen nobody sees what would be taken back,
// and the room would read of it.
func (s *Screen) Frozen() string {
	if s.Fill() && s.room.blank {
		return "Akhiri dulu layar jeda dengan F6; sesudah itu Ctrl+Z dan Ctrl+Y berlaku."
	}
	return ""
}

// typed is the form that is open now, the question before a pause before that
// of the stage; nil if none is.
func (s *Screen) typed() *entry.Entry {
	if s.ask.Active() {
		return s.ask
	}
	if st := s.stage(); st != nil && st.Typed().Active() {
		return st.Typed()
	}
	return nil
}

// follow brings the slide in line with the stage, its records, the selected row
// and the form that was just closed.
func (s *Screen) follow() {
	st, r := s.stage(), &s.room
	if st == nil {
		return
	}
	_, row := st.Place()
	if r.deck == nil || r.of != s.now {
		r.deck, r.of, r.load = slide.Make(s.m, s.in, s.now), s.now, s.shown
		r.at, r.page, r.row, r.want, r.form = 0, 0, row, "", ""
	} else if r.load != s.shown {
		keys := r.deck[r.at].Keys
		r.deck, r.load = slide.Make(s.m, s.in, s.now), s.shown
		at := min(r.at, len(r.deck)-1)
		if len(keys) > 0 {
			if i := slices.IndexFunc(r.deck, func(x slide.Slide) bool { return x.About(keys[0]) }); i >= 0 {
				at = i
			}
		}
		r.at = at
	}
	form := ""
	if e := s.typed(); e != nil {
		form = e.Name()
	}
	if form == "" && r.form != "" { // what was typed is what the room wants to see
		r.want = r.form
		if _, id, ok := strings.Cut(r.form, ":"); ok {
			r.want = id
		}
		if r.form == "status" {
			r.at, r.page, r.want = 0, 0, ""
		}
	}
	r.form = form
	switch at := slices.IndexFunc(r.deck, func(x slide.Slide) bool { return x.About(r.want) }); {
	case r.want != "" && at >= 0:
		r.at, r.page, r.want, r.row = at, 0, "", row
	case row != r.row:
		r.row, r.want = row, ""
		if at := r.deck.At(row); r.deck[at].About(row) {
			r.at, r.page = at, 0
		}
	}
}

// show tells the other windows what the room sees now.
func (s *Screen) show() {
	if !s.loaded || s.stage() == nil {
		return
	}
	s.follow()
	if s.k.Projector != nil && !s.leaving && s.k.Floor.Take(s, s.m.Meeting.Live()) {
		s.k.Projector.Show(s.state(false))
	}
}

// state is what the room sees; own is for this terminal, on which somebody types.
func (s *Screen) state(own bool) slide.State {
	m, r := s.m.Meeting, &s.room
	out := slide.State{
		Version: slide.Version, Office: s.m.Office.Name, Meeting: "Monev ZI " + m.Period.Short(), Zone: s.m.Office.Zone,
		Practice: s.m.Office.Practice, Slide: r.deck[r.at], No: r.at + 1, Of: len(r.deck), Page: r.page, Pause: r.blank, Card: r.test && !own,
	}
	if r.blank {
		out.Meeting = m.Name()
		return out
	}
	if m.Status == monev.Running && len(m.Revisions) == 0 {
		out.Clock = &slide.Timer{}
		if m.Live() {
			now := s.k.App.Now()
			out.Clock.Since = now.Add(-m.Elapsed(now))
		} else {
			out.Clock.Stood = m.Elapsed(time.Time{})
		}
		if n, ok := s.now.Area(); ok {
			used := time.Duration(s.m.Walk.Used[n]) * time.Second
			out.Area = &slide.Timer{Stood: used, Planned: time.Duration(s.m.Areas[n].Review.Planned) * time.Minute}
			if since := s.m.Walk.Since; !since.IsZero() {
				out.Area.Since = since.Add(-used)
			}
		}
	}
	if e := s.typed(); e != nil {
		if e.Private() {
			if own {
				out.Slide.Title, out.Slide.Blocks = "", []slide.Block{{Kind: slide.Text, Text: textPrivate}}
			}
			return out
		}
		if x, ok := typedSlide(out.Slide.Head, e, own); ok {
			out.Slide, out.Typing, out.No, out.Of, out.Page = x, true, 0, 0, 0
		}
	}
	return out
}

// typedSlide is a form as it is typed. Other windows see it only when something
// was typed, and neither an empty field nor suggestions; ok is false if nothing
// is left for them.
func typedSlide(head string, e *entry.Entry, own bool) (slide.Slide, bool) {
	if !own && !e.Form().Dirty() {
		return slide.Slide{}, false
	}
	title, _, _ := strings.Cut(e.Form().Title, " · ")
	out := slide.Slide{Head: head, Title: title}
	for _, f := range e.Form().Shown() {
		if !own && strings.TrimSpace(f.Text) == "" {
			continue
		}
		label := f.Label
		if f.Aside != "" {
			label += " · " + f.Aside
		}
		out.Blocks = append(out.Blocks, slide.Block{Kind: slide.Field, Label: label, Text: f.Text, Now: f.Now, Caret: f.Caret})
		if !own {
			continue
		}
		for i, o := range f.Options {
			out.Blocks = append(out.Blocks, slide.Block{Kind: slide.Option, Text: o, Now: i == f.Pick})
		}
		if f.Error != "" {
			out.Blocks = append(out.Blocks, slide.Block{Kind: slide.Problem, Text: f.Error})
		}
	}
	return out, own || len(out.Blocks) > 0
}

func (s *Screen) roomView() string {
	return show.Draw(s.k.Room, s.state(true), show.View{W: s.w, H: s.h, Now: s.k.App.Now()})
}

// roomActions are those of the room, in front of the stage's own; the projected
// view takes the arrows from the stage.
func (s *Screen) roomActions(stage []kit.Action) []kit.Action {
	k := s.k.Keys.Room
	private := ""
	if e := s.typed(); e != nil && e.Private() {
		private = textPrivate
	}
	project := kit.Action{ID: "rapat.proyeksi", Key: k.Project, Typing: true, Hidden: s.room.on, Reason: private, Run: s.project}
	blank := kit.Action{ID: "rapat.layar-jeda", Key: k.Blank, Typing: true, Hidden: true, Run: s.turnBlank}
	out := []kit.Action{project, blank}
	if !taken(stage, k.Letter) {
		out = append(out, kit.Action{ID: "rapat.proyeksi-huruf", Key: k.Letter, Hidden: true, Reason: private, Run: s.project})
	}
	out = append(out, kit.Action{ID: "rapat.uji-proyektor", Key: k.Test, Hidden: true, Run: func() tea.Cmd {
		s.room.on = false
		s.room.test = true
		s.show()
		return kit.Push(proyektor.NewTest(s.k, s.m, s.in, func() {
			s.room.test = false
			s.show()
		}))
	}})
	if !s.room.on {
		return append(stage, out...)
	}
	turn := func(id string, b key.Binding, do func() tea.Cmd) {
		out = append(out, kit.Action{ID: id, Key: b, Run: do, Hidden: true})
	}
	turn("rapat.lembar-berikut", k.Next, func() tea.Cmd { return s.turn(1) })
	turn("rapat.lembar-sebelum", k.Prev, func() tea.Cmd { return s.turn(-1) })
	turn("rapat.lembar-awal", k.First, func() tea.Cmd { return s.goSlide(0, 0) })
	turn("rapat.lembar-akhir", k.Last, func() tea.Cmd { return s.goSlide(len(s.room.deck)-1, 0) })
	for _, a := range stage {
		if taken(out, a.Key) {
			continue
		}
		if a.Private && a.Reason == "" {
			a.Reason = textPrivate
		}
		out = append(out, a)
	}
	return out
}

// taken reports whether one of the keys of a binding is among those of actions.
func taken(actions []kit.Action, b key.Binding) bool {
	for _, a := range actions {
		for _, k := range a.Key.Keys() {
			if slices.Contains(b.Keys(), k) {
				return true
			}
		}
	}
	return false
}

// project turns the projected view of this terminal on and off.
func (s *Screen) project() tea.Cmd {
	s.room.on = !s.room.on
	if !s.room.on {
		s.room.blank = false
	}
	s.show()
	return nil
}

// turnBlank turns the pause screen on and off. Without another window the room
// looks at this terminal.
func (s *Screen) turnBlank() tea.Cmd {
	s.room.blank = !s.room.blank
	if s.room.blank && !s.room.on && (s.k.Projector == nil || len(s.k.Projector.Windows()) == 0) {
		s.room.on = true
	}
	s.show()
	if s.room.blank && !s.room.on {
		return kit.Notify(kit.Info, textBlank)
	}
	return nil
}

// pages is on how many pages the present slide stands, in the window that needs
// most.
func (s *Screen) pages() int {
	st, state := s.k.Room, s.state(false)
	n := 1
	if s.room.on {
		n = show.Count(st, state, s.w, s.h)
	}
	if s.k.Projector != nil {
		for _, w := range s.k.Projector.Windows() {
			n = max(n, show.Count(st, state, w.W, w.H))
		}
	}
	return n
}

// turn goes by pages through the slides of the stage.
func (s *Screen) turn(by int) tea.Cmd {
	r := &s.room
	if r.blank {
		r.blank = false
		s.show()
		return nil
	}
	at, page := r.at, r.page+by
	switch {
	case page < 0 && at == 0, by > 0 && page >= s.pages() && at+1 >= len(r.deck):
		return nil
	case page < 0:
		r.at = at - 1
		at, page = at-1, s.pages()-1
	case page >= s.pages():
		at, page = at+1, 0
	}
	return s.goSlide(at, page)
}

// goSlide shows a slide and selects its row, so that Esc comes back to it and
// every key is about what is seen.
func (s *Screen) goSlide(at, page int) tea.Cmd {
	r := &s.room
	r.at, r.page, r.want, r.blank = min(max(at, 0), len(r.deck)-1), page, "", false
	var cmd tea.Cmd
	if keys := r.deck[r.at].Keys; len(keys) > 0 {
		_, row := s.stage().Place()
		if !slices.Contains(keys, row) {
			cmd = s.stage().Return("", keys[0])
		}
		_, r.row = s.stage().Place()
	}
	s.show()
	return tea.Batch(cmd, s.remember())
}

// showLKE shows the room the LKE of the present area.
func (s *Screen) showLKE() {
	if at := s.room.deck.At(slide.KeyLKE); at > 0 {
		s.room.at, s.room.page, s.room.blank = at, 0, false
		s.show()
	}
}

// roomMouse turns pages by wheel and click; the right button ends the view.
func (s *Screen) roomMouse(msg tea.MouseMsg) tea.Cmd {
	if s.Capturing() {
		return nil
	}
	m := msg.Mouse()
	switch msg.(type) {
	case tea.MouseWheelMsg:
		if m.Button == tea.MouseWheelDown {
			return s.turn(1)
		}
		return s.turn(-1)
	case tea.MouseClickMsg:
		if m.Button == tea.MouseRight { // there is no key line to click
			return s.project()
		}
		if m.Button != tea.MouseLeft {
			return nil
		}
		if m.X < s.w/3 {
			return s.turn(-1)
		}
		return s.turn(1)
	}
	return nil
}

// farewell is what other windows show when the meeting is left.
func (s *Screen) farewell() {
	if s.k.Floor.Give(s) && s.k.Projector != nil {
		s.k.Projector.Show(slide.State{Version: slide.Version, Office: s.m.Office.Name, Meeting: s.m.Meeting.Name(),
			Zone: s.m.Office.Zone, Pause: true, Practice: s.m.Office.Practice})
	}
}

var _ kit.Filler = (*Screen)(nil)
