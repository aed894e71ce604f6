package lke

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"monev/internal/lke"
	"monev/ui/kit"
	"monev/ui/part"
	"monev/ui/screen/eviden"
)

// walk is the screen that goes through the questions one at a time: an answer
// goes on to the next.
type walk struct {
	main *Screen
	b    *book
	input
	items []*lke.Item
	at    int // len(items) is the end
	last  string
	top   int
	w, h  int
	lines []line // drawn last, from line bodyY on
	bodyY int
	formY int
}

func newWalk(main *Screen, items []*lke.Item, at int) *walk {
	return &walk{main: main, b: main.b, input: newInput(main.k), items: items, at: at, formY: -1}
}

// Init is kit.Screen.
func (s *walk) Init() tea.Cmd { return nil }

// SetSize is kit.Screen.
func (s *walk) SetSize(w, h int) { s.w, s.h = w, h }

// Title is kit.Screen.
func (s *walk) Title() string {
	t := fmt.Sprintf("LKE %d satu per satu", s.b.w.Year)
	if s.main.narrowed() {
		t += " · disaring"
	}
	if s.b.whatIf {
		return "BILA · " + t
	}
	return t
}

// Status is kit.Statuser.
func (s *walk) Status() string {
	if s.b.whatIf || s.b.layer != lke.Unit {
		return s.b.status()
	}
	return fmt.Sprintf("%d dari %d", min(s.at+1, len(s.items)), len(s.items))
}

// Explain is kit.Explainer.
func (s *walk) Explain() string {
	return "Satu butir satu layar. Huruf jawaban menyimpan dan maju ke butir berikut; Spasi melewati, ← kembali. Butir angka dibuka dengan Enter."
}

func (s *walk) item() *lke.Item {
	if s.at >= len(s.items) {
		return nil
	}
	return s.items[s.at]
}

// Actions is kit.Screen.
func (s *walk) Actions() []kit.Action {
	k, w, it := s.k.Keys.LKE, s.k.Keys.Walk, s.item()
	fill := kit.Action{ID: "urut.isian", Key: k.Open, Changes: !s.b.whatIf, Run: func() tea.Cmd {
		s.main.touched[it.Code] = true
		return s.b.openAnswer(&s.input, it, func() tea.Cmd {
			if now := s.item(); now == nil || now.Code != it.Code {
				return nil // gone on meanwhile
			}
			return s.next()
		})
	}}
	fill.Key.SetHelp("Enter", "isian jawaban")
	note := kit.Action{ID: "urut.catatan", Key: k.Note, Changes: true, Reason: s.b.noStore(), Run: func() tea.Cmd { return s.b.openNote(&s.input, it) }}
	proofs := kit.Action{ID: "urut.eviden", Key: k.Evidence, Reason: s.b.noStore(), Run: func() tea.Cmd { return kit.Push(eviden.New(s.b.k, eviden.At{Year: s.b.w.Year, Item: it.Code})) }}
	clear := kit.Action{ID: "urut.kosongkan", Key: k.Clear, Hidden: true, Changes: !s.b.whatIf, Run: func() tea.Cmd {
		s.main.touched[it.Code] = true
		return clearAnswer(s.b, it)
	}}
	next := kit.Action{ID: "urut.berikut", Key: w.Next, Run: s.next}
	prev := kit.Action{ID: "urut.sebelum", Key: w.Prev, Run: s.prev}
	switch {
	case it == nil:
		const end = "Semua butir sudah dilewati; ← kembali ke butir terakhir."
		fill.Reason, note.Reason, proofs.Reason, clear.Reason, next.Reason = end, end, end, end, end
		fill.Hidden, note.Hidden, proofs.Hidden, next.Hidden = true, true, true, true
	case s.b.answer(it.Code).IsBlank():
		clear.Reason = "Butir ini memang belum diisi."
	}
	if s.at == 0 {
		prev.Reason, prev.Hidden = "Ini butir pertama.", true
	}
	move := s.k.Keys.List
	scroll := kit.Action{ID: "urut.gulir", Hidden: true, Key: key.NewBinding(key.WithKeys(append(move.Up.Keys(), move.Down.Keys()...)...), key.WithHelp("↑↓", "gulir"))}
	return append(letters(s.b, it, s.choose), fill, next, prev, note, proofs, clear, scroll,
		kit.Action{ID: "urut.awal", Key: w.First, Hidden: true, Run: func() tea.Cmd { return s.goTo(0) }},
		kit.Action{ID: "urut.akhir", Key: w.Last, Hidden: true, Run: func() tea.Cmd { return s.goTo(len(s.items) - 1) }},
	)
}

// choose answers and goes on.
func (s *walk) choose(it *lke.Item, choice string) tea.Cmd {
	a := s.b.answer(it.Code)
	a.Choice = choice
	s.main.touched[it.Code] = true // a filter does not take it away now
	return tea.Batch(s.b.put(it, a), s.next())
}

func (s *walk) next() tea.Cmd {
	if it := s.item(); it != nil {
		s.last = fmt.Sprintf("terakhir %s = %s", it.Code, short(it, s.b.answer(it.Code)))
	}
	return s.goTo(s.at + 1)
}

func (s *walk) prev() tea.Cmd { return s.goTo(s.at - 1) }

func (s *walk) goTo(n int) tea.Cmd {
	s.at, s.top = min(max(n, 0), len(s.items)), 0
	if it := s.item(); it != nil {
		s.main.goTo(it.Code) // the tree stands there afterwards
	}
	return nil
}

// Update is kit.Screen.
func (s *walk) Update(msg tea.Msg) tea.Cmd {
	if cmd, used := s.input.update(msg); used {
		return cmd
	}
	switch msg := msg.(type) {
	case loadedMsg:
		if msg.b == s.b {
			s.items = s.b.again(s.items)
			s.at = min(s.at, len(s.items))
		}
	case tea.KeyPressMsg:
		l := s.k.Keys.List
		switch {
		case key.Matches(msg, l.Down):
			s.top++
		case key.Matches(msg, l.Up):
			s.top = max(s.top-1, 0)
		}
	case tea.MouseWheelMsg:
		s.top = max(s.top+map[tea.MouseButton]int{tea.MouseWheelUp: -3, tea.MouseWheelDown: 3}[msg.Button], 0)
	case tea.MouseClickMsg:
		if msg.Button != tea.MouseLeft {
			return nil
		}
		if s.formY >= 0 && msg.Y >= s.formY {
			return s.input.click(msg.X-1, msg.Y-s.formY)
		}
		if i := msg.Y - s.bodyY; !s.Capturing() && i >= 0 && i < len(s.lines) {
			s.press(s.item(), s.lines[i].choice)
		}
	}
	return nil
}

// View is kit.Screen.
func (s *walk) View() string {
	st, b := s.k.Styles, s.b
	form := s.input.height(s.w, s.h)
	out := b.head(s.w, 2+b.banner())
	done := min(s.at, len(s.items))
	left := fmt.Sprintf("Butir %d dari %d ", min(s.at+1, len(s.items)), len(s.items))
	right := s.last
	room := min(max(s.w-part.Width(left)-part.Width(right)-4, 8), 60)
	bar := part.Bar(st, room, 100*float64(done)/float64(len(s.items)))
	out = append(out, part.Two(s.w-1, " "+st.Heading.Render(left)+bar, st.Muted.Render(right)), "")
	for len(out) > 1 && s.h-form-len(out) < 1 { // the form needs the room
		out = out[:len(out)-1]
	}
	s.bodyY = len(out)
	h := s.h - form - len(out)
	d := &sheet{b: b, w: min(s.w-2, readable)}
	if it := s.item(); it != nil {
		d.item(it)
	} else {
		f := b.res.Total
		d.under("", "Semua butir sudah dilewati.", "", &st.Heading)
		d.gap()
		d.figures(f)
		text, style := b.standing(b.verdict())
		d.under("", text, "", style)
		d.gap()
		if n := f.Items - f.Filled; n > 0 {
			d.under("", fmt.Sprintf("%d butir belum diisi. Esc kembali ke pohon; f menyaring yang belum diisi, lalu s melewatinya lagi.", n), "", nil)
		} else {
			d.add("Semua butir sudah diisi. Esc kembali ke pohon.")
		}
	}
	s.top = min(s.top, max(len(d.out)-h, 0))
	s.lines = seen(b, d.out, s.top, h, "")
	for _, l := range s.lines {
		out = append(out, " "+l.text)
	}
	s.formY = -1
	if form > 0 {
		for len(out) < s.h-form {
			out = append(out, "")
		}
		out, s.formY = s.input.draw(out, s.w, form)
	}
	return strings.Join(out, "\n")
}

var (
	_ kit.Screen   = (*walk)(nil)
	_ kit.Capturer = (*walk)(nil)
	_ kit.Handler  = (*walk)(nil)
	_ kit.Leaver   = (*walk)(nil)
	_ kit.Presser  = (*walk)(nil)
)
