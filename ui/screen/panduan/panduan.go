// Package panduan shows the guide: its chapters, one chapter to read, and what
// holds the words that are typed.
package panduan

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"monev/internal/panduan"
	"monev/internal/plain"
	"monev/ui/kit"
	"monev/ui/part"
)

// Screen is the guide.
type Screen struct {
	k        *kit.Kit
	chapters []panduan.Chapter
	list     *part.List
	words    string // looked for
	w, h     int

	open  int // chapter that is read, -1 for the contents
	top   int // first line of it
	lines []string
	at    []int // first line of each block
}

// New is the guide at its contents.
func New(k *kit.Kit) *Screen {
	s := &Screen{k: k, chapters: panduan.Chapters(), list: part.NewList(k.Styles), open: -1}
	s.list.Letters = false
	s.list.Empty = "Tidak ada yang memuat kata itu. Backspace menghapus huruf."
	s.fill()
	return s
}

// Guide tells the root that the guide is open.
func (s *Screen) Guide() {}

// Init is kit.Screen.
func (s *Screen) Init() tea.Cmd { return nil }

// Title is kit.Screen.
func (s *Screen) Title() string {
	if s.open >= 0 {
		return "Panduan · " + s.chapters[s.open].Title
	}
	return "Panduan"
}

// Status is kit.Statuser.
func (s *Screen) Status() string {
	if s.open < 0 {
		return ""
	}
	return fmt.Sprintf("bab %d dari %d", s.open+1, len(s.chapters))
}

// Explain is kit.Explainer.
func (s *Screen) Explain() string {
	return "Panduan singkat monev. Pilih bab lalu Enter, atau ketik kata untuk mencari di semua bab. Dari terminal: monev bantuan panduan."
}

// Frozen is kit.Freezer: who looks for a word here, or tries the keys this page names,
// must not take back a record out of sight.
func (s *Screen) Frozen() string {
	return "Panduan hanya dibaca; Esc kembali dulu, lalu Ctrl+Z dan Ctrl+Y berlaku."
}

// SetSize is kit.Screen.
func (s *Screen) SetSize(w, h int) {
	s.w, s.h = w, h
	s.list.SetSize(w, max(h-headLines, 1))
	s.list.Reload()
	s.lay()
}

// headLines is the line of the search and a blank one.
const headLines = 2

// Actions is kit.Screen.
func (s *Screen) Actions() []kit.Action {
	l, g := s.k.Keys.List, s.k.Keys.Guide
	if s.open < 0 {
		back := kit.Action{ID: "panduan.kembali", Key: s.k.Keys.Global.Back, Run: kit.Pop}
		if s.words != "" {
			back.Key.SetHelp(back.Key.Help().Key, "hapus kata")
			back.Run = func() tea.Cmd { s.look(""); return nil }
		}
		return []kit.Action{{ID: "panduan.baca", Key: l.Open, Run: s.read}, {ID: "panduan.pilih", Key: l.Move}, back}
	}
	scroll, back := l.Move, s.k.Keys.Global.Back
	scroll.SetHelp(scroll.Help().Key, "gulir")
	back.SetHelp(back.Help().Key, "daftar bab")
	a := []kit.Action{
		{ID: "panduan.berikut", Key: g.Next, Run: func() tea.Cmd { s.show(s.open+1, 0); return nil }},
		{ID: "panduan.sebelum", Key: g.Prev, Run: func() tea.Cmd { s.show(s.open-1, 0); return nil }},
		{ID: "panduan.daftar", Key: back, Keep: true, Run: func() tea.Cmd { s.open = -1; return nil }},
		{ID: "panduan.gulir", Key: scroll},
		{ID: "panduan.halaman", Key: g.Page, Hidden: true, Run: func() tea.Cmd { s.scroll(s.h - 1); return nil }},
	}
	if s.open == len(s.chapters)-1 {
		a[0].Reason = "Ini bab terakhir."
	}
	if s.open == 0 {
		a[1].Reason = "Ini bab pertama."
	}
	return a
}

// Handle is kit.Handler: in the contents every letter is looked for.
func (s *Screen) Handle(msg tea.KeyPressMsg) (tea.Cmd, bool) {
	if s.open >= 0 || kit.Reserved(s.k, msg) {
		return nil, false
	}
	switch r, n := utf8.DecodeRuneInString(msg.Text); {
	case msg.Text == "?" && s.words == "", msg.Text == ":" && s.words == "":
	case msg.Text == "/" && s.words == "": // the key that searches everywhere else; here one only types
		return nil, true
	case n > 0 && unicode.IsPrint(r):
		s.look(s.words + msg.Text)
		return nil, true
	case msg.Code == tea.KeyBackspace && s.words != "":
		_, n := utf8.DecodeLastRuneInString(s.words)
		s.look(s.words[:len(s.words)-n])
		return nil, true
	}
	return nil, false
}

// Update is kit.Screen.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case kit.ThemeMsg:
		s.fill()
		s.lay()
	case tea.PasteMsg:
		if s.open < 0 {
			s.look(s.words + plain.Line(ansi.Strip(msg.Content)))
		}
	case tea.MouseClickMsg:
		if msg.Button == tea.MouseLeft && s.open < 0 && msg.Y >= headLines {
			if hit, again := s.list.Click(msg.Y - headLines); hit && again {
				return s.read()
			}
		}
	case tea.MouseWheelMsg:
		if s.open < 0 {
			s.list.Update(msg)
			return nil
		}
		switch msg.Button {
		case tea.MouseWheelUp:
			s.scroll(-3)
		case tea.MouseWheelDown:
			s.scroll(3)
		}
	case tea.KeyPressMsg:
		if s.open < 0 {
			s.list.Update(msg)
			return nil
		}
		switch l := s.k.Keys.List; {
		case key.Matches(msg, l.Up):
			s.scroll(-1)
		case key.Matches(msg, l.Down):
			s.scroll(1)
		case key.Matches(msg, l.PageUp):
			s.scroll(1 - s.h)
		case key.Matches(msg, l.PageDown):
			s.scroll(s.h - 1)
		case key.Matches(msg, l.First):
			s.scroll(-len(s.lines))
		case key.Matches(msg, l.Last):
			s.scroll(len(s.lines))
		}
	}
	return nil
}

// look looks for other words.
func (s *Screen) look(words string) {
	const most = 60
	s.words = plain.Cut(strings.TrimLeft(words, " "), most)
	s.fill()
	s.list.SelectKey("0:0")
}

// fill puts the chapters into the list, or, while words are looked for, the blocks
// that hold all of them.
func (s *Screen) fill() {
	want := strings.Fields(plain.Fold(s.words))
	var rows []part.Row
	for i, c := range s.chapters {
		if len(want) == 0 {
			rows = append(rows, part.Row{Key: keyOf(i, 0), Lines: []string{fmt.Sprintf("%2d  %s", i+1, c.Title)}})
			continue
		}
		head := part.Row{Header: true, Key: "h" + c.Name, Lines: []string{" " + s.k.Styles.Heading.Render(c.Title)}}
		for j, b := range c.Blocks {
			if holds(c.Title+" "+b.Text(), want) {
				if head.Header {
					rows = append(rows, head)
					head.Header = false
				}
				rows = append(rows, part.Row{Key: keyOf(i, j), Lines: part.Wrap(b.Text(), max(min(s.list.RowWidth(), widest), 20))})
			}
		}
	}
	s.list.SetRows(rows)
}

// widest is how long a line gets at most.
const widest = 84

func keyOf(chapter, block int) string { return fmt.Sprintf("%d:%d", chapter, block) }

func holds(text string, want []string) bool {
	in := " " + plain.Fold(text)
	for _, w := range want {
		if !strings.Contains(in, " "+w) {
			return false
		}
	}
	return true
}

// read opens the selected chapter, at what was found in it.
func (s *Screen) read() tea.Cmd {
	k, ok := s.list.Selected()
	var chapter, block int
	if _, err := fmt.Sscanf(k, "%d:%d", &chapter, &block); ok && err == nil {
		s.show(chapter, block)
	}
	return nil
}

// show opens a chapter at a block.
func (s *Screen) show(chapter, block int) {
	if chapter < 0 || chapter >= len(s.chapters) {
		return
	}
	s.open, s.top = chapter, 0
	if s.words == "" {
		s.list.SelectKey(keyOf(chapter, 0))
	}
	s.lay()
	if block < len(s.at) && s.at[block] >= s.h {
		s.top = s.at[block]
		s.scroll(0)
	}
}

// lay breaks the open chapter into lines.
func (s *Screen) lay() {
	if s.open < 0 {
		return
	}
	st := s.k.Styles
	w := min(max(s.w-2, 20), widest)
	s.lines, s.at = []string{""}, nil // the title stands in the title line
	for i, b := range s.chapters[s.open].Blocks {
		if b.Mark == "" && i > 0 {
			s.lines = append(s.lines, "")
		}
		var text strings.Builder
		for _, r := range b.Runs {
			if r.Key {
				text.WriteString(st.Key.Render(r.Text))
			} else {
				text.WriteString(st.Text.Render(r.Text))
			}
		}
		s.at = append(s.at, len(s.lines))
		mark := " "
		if b.Mark != "" {
			mark = fmt.Sprintf(" %3s ", b.Mark)
		}
		s.lines = append(s.lines, part.HangText(mark, text.String(), w)...)
	}
	s.scroll(0)
}

func (s *Screen) scroll(by int) {
	s.top = max(min(s.top+by, len(s.lines)-s.h+1), 0)
}

// View is kit.Screen.
func (s *Screen) View() string {
	st := s.k.Styles
	if s.open >= 0 {
		lines := s.lines[min(s.top, len(s.lines)):]
		if len(lines) > s.h {
			lines = append(lines[:max(s.h-1, 0):max(s.h-1, 0)], st.Muted.Render("  ↓ masih ada di bawah"))
		}
		return strings.Join(lines, "\n")
	}
	hint := ""
	if s.words == "" {
		hint = " ketik untuk mencari, atau pilih bab lalu Enter"
	}
	head := " " + st.Label.Render("Cari ") + st.Field.Render(s.words) + st.Caret.Render(" ") + st.Placeholder.Render(hint)
	return part.Cut(head, s.w) + "\n\n" + s.list.View()
}

var (
	_ kit.Explainer = (*Screen)(nil)
	_ kit.Freezer   = (*Screen)(nil)
	_ kit.Handler   = (*Screen)(nil)
	_ kit.Statuser  = (*Screen)(nil)
)
