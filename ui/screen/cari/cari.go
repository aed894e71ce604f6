// Package cari is the search of everything: words typed in any order find every
// text of every meeting, follow-up, question of the LKE and evidence, and Enter
// goes to where it stands.
package cari

import (
	"slices"
	"strconv"
	"strings"
	"sync/atomic"

	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/tanggal"
	"monev/ui/kit"
	"monev/ui/part"
)

const (
	perGroup  = 100 // hits of a group that are shown
	wordLimit = 100 // runes of what is typed
	field     = "kata"
)

// Memory is what was searched for last and which row was selected; screens with
// the same Memory begin there.
type Memory struct{ words, row string }

// Screen is the search.
type Screen struct {
	k    *kit.Kit
	mem  *Memory
	form *part.Form
	list *part.List
	w, h int

	found   []app.Hits
	total   int
	tries   []try // offered because nothing was found
	rows    []row
	drawn   map[int][]string // rows that are not selected, as they look in width drawnW
	drawnW  int
	words   string // that the rows were found with
	private bool   // the facilitator's notes too
	row     string // to select when the answer comes
	going   bool   // open the first hit when the answer comes
	err     string

	asked, shown int
	newest       *atomic.Int64 // asked, for commands that were overtaken before they ran
	listY        int
}

// try is a search that would find something.
type try struct {
	words string
	total int
}

type foundMsg struct {
	s     *Screen
	n     int
	words string
	found []app.Hits
	tries []try
	err   error
}

// New is the search, with the words it was left with last. They are replaced by
// what is typed first.
func New(k *kit.Kit, m *Memory) *Screen {
	s := &Screen{k: k, mem: m, list: part.NewList(k.Styles), newest: new(atomic.Int64), row: m.row}
	s.list.Letters = false
	s.list.Blurred = true // the rows draw themselves as selected: their marks must stay
	s.form = s.newForm(m.words)
	s.list.SetSource(source{s})
	return s
}

func (s *Screen) newForm(words string) *part.Form {
	return part.NewForm(s.k.Styles, "", part.Field{Name: field, Label: "Cari", Value: words, Replace: true, Limit: wordLimit, Rows: 1,
		Hint: "kata apa saja, urutan bebas"})
}

// Init is kit.Screen. It makes the index, whatever the words are.
func (s *Screen) Init() tea.Cmd { return s.search() }

// search looks for what stands in the field.
func (s *Screen) search() tea.Cmd {
	s.asked++
	s.newest.Store(int64(s.asked))
	k, n, newest, words, private := s.k, s.asked, s.newest, s.form.Typed(field), s.private
	return func() tea.Msg {
		if newest.Load() != int64(n) {
			return nil // something else is typed already
		}
		found, err := k.App.Search(k.Ctx, words, perGroup, private)
		msg := foundMsg{s: s, n: n, words: words, found: found, err: err}
		if err == nil && len(found) == 0 {
			msg.tries, msg.err = tries(words, func(words string) (int, error) {
				found, err := k.App.Search(k.Ctx, words, 0, private)
				n := 0
				for _, h := range found {
					n += h.Total
				}
				return n, err
			})
		}
		return msg
	}
}

// Title is kit.Screen.
func (s *Screen) Title() string { return "Cari" }

// Status is kit.Statuser.
func (s *Screen) Status() string {
	switch {
	case s.private:
		return s.k.Styles.Warn.Bold(true).Render("dengan catatan fasilitator")
	case s.total == 0:
		return ""
	}
	return tanggal.Thousands(int64(s.total)) + " hasil"
}

// Explain is kit.Explainer.
func (s *Screen) Explain() string {
	return "Mencari di semua rapat, temuan, usulan, tindak lanjut, butir LKE, dan eviden. Awal kata sudah cukup, urutannya bebas, besar kecil huruf " +
		"tidak dibedakan; nomor dan kode juga dapat dicari. Enter membuka tempatnya, Esc kembali ke hasil yang sama."
}

// SetSize is kit.Screen.
func (s *Screen) SetSize(w, h int) { s.w, s.h = w, h }

// Capturing is kit.Capturer: letters are always searched for.
func (s *Screen) Capturing() bool { return true }

// Leave is kit.Leaver.
func (s *Screen) Leave() tea.Cmd {
	s.remember()
	s.private = false
	return nil
}

func (s *Screen) remember() {
	s.mem.words = s.form.Typed(field)
	s.mem.row, _ = s.list.Selected()
}

// Actions is kit.Screen.
func (s *Screen) Actions() []kit.Action {
	k := s.k.Keys.Find
	open := kit.Action{ID: "cari.buka", Key: k.Open, Typing: true, Run: s.open}
	next := kit.Action{ID: "cari.kelompok", Key: k.NextGroup, Typing: true, Run: func() tea.Cmd { return s.group(1) }}
	prev := kit.Action{ID: "cari.kelompok-sebelum", Key: k.PrevGroup, Typing: true, Hidden: true, Run: func() tea.Cmd { return s.group(-1) }}
	if len(s.rows) == 0 {
		const none = "Belum ada hasil; ketik kata yang dicari."
		if s.shown == s.asked {
			open.Reason = none
		}
		open.Hidden, next.Hidden = true, true
		next.Reason, prev.Reason = none, none
	} else if len(s.tries) > 0 {
		open.Key.SetHelp(open.Key.Help().Key, "cari itu")
		next.Hidden = true
	}
	private := kit.Action{ID: "cari.catatan", Key: k.Private, Typing: true, Hidden: !s.private, Keep: s.private, About: "cari juga di catatan fasilitator", Run: func() tea.Cmd {
		s.private = !s.private
		return s.search()
	}}
	if s.private {
		private.Key.SetHelp(k.Private.Help().Key, "tanpa catatan fasilitator")
		private.About = "tidak mencari di catatan fasilitator"
	}
	move := s.k.Keys.List
	choose := move.Move
	choose.SetKeys(append(append(append(move.Up.Keys()[:1:1], move.Down.Keys()[0]), move.PageUp.Keys()...), move.PageDown.Keys()...)...)
	return []kit.Action{open,
		{ID: "cari.pilih", Key: choose, Typing: true, Hidden: len(s.rows) == 0},
		next, prev, private,
		{ID: "cari.lagi", Key: k.Again, Typing: true, Hidden: true, About: "mengganti semua kata", Run: func() tea.Cmd {
			s.form = s.newForm(s.form.Typed(field))
			return nil
		}},
		{ID: "cari.kembali", Key: k.Back, Typing: true, Keep: true, Run: kit.Pop},
	}
}

// Update is kit.Screen.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case kit.ChangedMsg:
		s.row, _ = s.list.Selected()
		return s.search()
	case kit.ThemeMsg:
		s.drawn = nil
	case foundMsg:
		if msg.s == s && msg.n > s.shown {
			return s.take(msg)
		}
	case tea.KeyPressMsg:
		switch msg.Code {
		case tea.KeyUp, tea.KeyDown, tea.KeyPgUp, tea.KeyPgDown:
			if msg.Mod == 0 {
				s.list.Update(msg)
				return nil
			}
		}
		return s.typed(msg)
	case tea.PasteMsg:
		return s.typed(msg)
	case tea.MouseWheelMsg:
		s.list.Update(msg)
	case tea.MouseClickMsg:
		if msg.Button == tea.MouseLeft {
			return s.click(msg.X, msg.Y)
		}
	}
	return nil
}

// typed gives a key or paste to the field and searches if the words changed. What
// is no letter counts too: TL-17 is a code, TL 17 are two words.
func (s *Screen) typed(msg tea.Msg) tea.Cmd {
	before := strings.Fields(s.form.Typed(field))
	cmd, _ := s.form.Update(msg)
	if slices.Equal(strings.Fields(s.form.Typed(field)), before) {
		return cmd
	}
	s.going, s.row = false, ""
	return tea.Batch(cmd, s.search())
}

func (s *Screen) click(x, y int) tea.Cmd {
	if y < s.listY {
		s.form.Click(x-1, y)
		return nil
	}
	if hit, again := s.list.Click(y - s.listY); hit && again {
		return s.open()
	}
	return nil
}

// take shows an answer.
func (s *Screen) take(msg foundMsg) tea.Cmd {
	s.shown = msg.n
	if msg.err != nil {
		s.err = "Belum dapat mencari: " + s.k.Sentence(msg.err)
		s.found, s.tries = nil, nil
	} else {
		s.err, s.found, s.tries, s.words = "", msg.found, msg.tries, msg.words
	}
	s.arrange()
	if s.going && s.shown == s.asked {
		return s.open()
	}
	return nil
}

// open goes to the selected hit, or searches for the selected words.
func (s *Screen) open() tea.Cmd {
	if s.going = s.shown < s.asked; s.going {
		return nil // the answer for what is typed is on its way
	}
	i := s.list.Index()
	if i < 0 {
		return nil
	}
	if t := s.rows[i].try; t != "" {
		s.form.SetValue(field, t)
		s.row = ""
		return s.search()
	}
	s.remember()
	return kit.Go(s.place(*s.rows[i].hit))
}

// group goes to the first hit of the next group, around the end.
func (s *Screen) group(step int) tea.Cmd {
	var firsts []int
	now := 0
	for i, r := range s.rows {
		if i > 0 && r.hit != nil && s.rows[i-1].head != "" {
			firsts = append(firsts, i)
			if i <= s.list.Index() {
				now = len(firsts) - 1
			}
		}
	}
	if n := len(firsts); n > 0 {
		s.list.SelectKey(s.rows[firsts[(now+step+n)%n]].key)
	}
	return nil
}

// arrange makes the rows of what was found.
func (s *Screen) arrange() {
	s.rows, s.drawn, s.total = s.rows[:0], nil, 0
	seen := map[string]int{}
	for _, h := range s.found {
		s.total += h.Total
		s.rows = append(s.rows, row{head: h.Section.String(), n: h.Total})
		for i := range h.Hits {
			x := &h.Hits[i]
			key := x.Where + "\n" + x.Text
			if seen[key]++; seen[key] > 1 {
				key += "\n" + strconv.Itoa(seen[key])
			}
			s.rows = append(s.rows, row{key: key, hit: x})
		}
		if rest := h.Total - len(h.Hits); rest > 0 {
			s.rows = append(s.rows, row{more: rest})
		}
	}
	if len(s.tries) > 0 {
		s.rows = append(s.rows, row{head: "coba cari"})
	}
	for _, t := range s.tries {
		s.rows = append(s.rows, row{key: t.words, try: t.words, n: t.total})
	}
	s.list.Empty = s.empty()
	s.list.Reload()
	if s.row == "" || !s.list.SelectKey(s.row) {
		s.list.SetSource(source{}) // from the top again
		s.list.SetSource(source{s})
	}
}

var (
	_ kit.Screen    = (*Screen)(nil)
	_ kit.Capturer  = (*Screen)(nil)
	_ kit.Leaver    = (*Screen)(nil)
	_ kit.Explainer = (*Screen)(nil)
	_ kit.Statuser  = (*Screen)(nil)
)
