package tindaklanjut

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"monev/internal/monev"
	"monev/internal/plain"
	"monev/ui/entry"
	"monev/ui/kit"
	"monev/ui/part"
	"monev/ui/stage"
)

// saved is the list of saved filters of the register below it.
type saved struct {
	*stage.Base
	r    *Screen
	own  []monev.SavedFilter
	has  map[string]int // how many follow-ups a filter finds now, by its ID
	read bool
	n    int
	err  string
	want string
}

type savedMsg struct {
	s   *saved
	n   int
	own []monev.SavedFilter
	has map[string]int
	err error
}

func newSaved(r *Screen) *saved {
	s := &saved{Base: stage.NewBase(r.K), r: r}
	s.List.Empty = "Memuat saringan …"
	return s
}

// filters are the built-in filters and the office's own, in the order of the list.
func (s *Screen) filters() []monev.SavedFilter {
	return monev.AllFilters(s.saved)
}

// Init is kit.Screen.
func (s *saved) Init() tea.Cmd {
	s.n++
	k, n := s.K, s.n
	return func() tea.Msg {
		all, err := read(k.Ctx, k.App, monev.WhichAll)
		return savedMsg{s, n, all.saved, counts(all), err}
	}
}

// counts is how many follow-ups each filter finds, by its ID.
func counts(l loaded) map[string]int {
	out := map[string]int{}
	for _, f := range monev.AllFilters(l.saved) {
		words := plain.Fold(f.Filter.Words)
		for i := range l.all {
			if e := &l.all[i]; f.Filter.Takes(*e.FollowUpLine, l.on, e.folded, words) {
				out[f.ID]++
			}
		}
	}
	return out
}

// Title is kit.Screen.
func (s *saved) Title() string { return "Saringan tersimpan" }

// Explain is kit.Explainer.
func (s *saved) Explain() string {
	return "Saringan daftar tindak lanjut yang diberi nama, dengan jumlah yang cocok sekarang. Enter atau angkanya memakainya; " +
		"n menyimpan saringan yang sedang dipakai dengan nama. Saringan bawaan tidak dapat diubah."
}

func (s *saved) find(id string) (monev.SavedFilter, bool) {
	for _, f := range s.list() {
		if f.ID == id {
			return f, true
		}
	}
	return monev.SavedFilter{}, false
}

func (s *saved) list() []monev.SavedFilter { return monev.AllFilters(s.own) }

func builtIn(id string) bool {
	return slices.ContainsFunc(monev.BuiltInFilters(), func(f monev.SavedFilter) bool { return f.ID == id })
}

func (s *saved) use(f monev.SavedFilter) tea.Cmd {
	r := s.r
	return kit.PopThen(func() tea.Cmd {
		return r.turn(func(v *monev.FollowUpFilter) { *v = f.Filter })
	})
}

// Actions is kit.Screen.
func (s *saved) Actions() []kit.Action {
	k, f := s.K.Keys.Saved, monev.SavedFilter{}
	f, ok := s.find(s.Selected())
	own := ok && !builtIn(f.ID)
	use := kit.Action{ID: "saringan.pakai", Key: k.Use, Run: func() tea.Cmd { return s.use(f) }}
	rename := kit.Action{ID: "saringan.nama", Key: k.Rename, Changes: true, Run: func() tea.Cmd { return s.Entry.Open(s.form(f)) }}
	drop := kit.Action{ID: "saringan.hapus", Key: s.K.Keys.List.Delete, Changes: true, Run: func() tea.Cmd { return s.drop(f) }}
	if !ok {
		use.Reason, use.Hidden = "Belum ada saringan yang dipilih.", true
	}
	if !own {
		rename.Hidden, drop.Hidden = true, true
		rename.Reason, drop.Reason = "Saringan bawaan tidak dapat diubah; simpan saringan sendiri dengan n.", "Saringan bawaan tidak dapat dihapus."
	}
	save := kit.Action{ID: "saringan.simpan", Key: k.New, Changes: true, About: "simpan saringan yang sedang dipakai",
		Run: func() tea.Cmd { return s.Entry.Open(s.form(monev.SavedFilter{Filter: s.r.view})) }}
	if name := s.r.nameOf(s.r.view); name != "" {
		save.Reason = fmt.Sprintf("Saringan yang sedang dipakai sudah tersimpan bernama “%s”.", name)
	} else if f := s.r.view; f == (monev.FollowUpFilter{Which: monev.WhichOpen}) {
		save.Reason = "Belum ada yang disaring; kembali dengan Esc, atur saringannya, lalu simpan di sini."
	}
	out := []kit.Action{use, save, rename, drop, {ID: "saringan.pilih", Key: s.K.Keys.List.Move, Hidden: true}}
	for i, digit := range k.Nth.Keys() {
		if list := s.list(); s.read && i < len(list) {
			f := list[i]
			out = append(out, kit.Action{ID: "saringan." + digit, Hidden: true, Key: key.NewBinding(key.WithKeys(digit), key.WithHelp(digit, f.Name)),
				Run: func() tea.Cmd { return s.use(f) }})
		}
	}
	return out
}

// form names the filter that is in use, or gives another name.
func (s *saved) form(f monev.SavedFilter) entry.Spec {
	k := s.K
	name, title := "saringan", "SIMPAN SARINGAN YANG SEDANG DIPAKAI"
	if f.ID != "" {
		name, title = "saringan:"+f.ID, "UBAH NAMA SARINGAN"
	}
	draft := "tl-" + name
	var kept monev.SavedFilter // written by Save's command before Done reads it
	return entry.Spec{
		Name: name, Draft: draft, What: "Saringan", Edits: f.ID != "",
		Form: func() *part.Form {
			return part.NewForm(k.Styles, title, part.Field{Name: "nama", Label: "Nama", Kind: part.Line, Value: f.Name, Required: true, Limit: monev.FilterNameLimit,
				Hint: "misalnya " + s.words(f.Filter)})
		},
		Save: func(v func(string) string) (func(context.Context) error, error) {
			f := f
			f.Name = v("nama")
			if err := f.Clean(); err != nil {
				return nil, err
			}
			for _, x := range s.list() {
				if x.ID != f.ID && monev.SameName(x.Name, f.Name) {
					return nil, monev.Refuse("nama", "Saringan bernama %q sudah ada; pakai nama lain.", x.Name)
				}
			}
			return func(ctx context.Context) (err error) {
				kept, err = k.App.SaveFilter(ctx, f, draft)
				return err
			}, nil
		},
		Done: func() tea.Cmd {
			if s.want = kept.ID; s.List.SelectKey(s.want) {
				s.want = ""
			}
			return nil
		},
	}
}

func (s *saved) drop(f monev.SavedFilter) tea.Cmd {
	k := s.K
	return s.AskDelete("Hapus saringan", f.Name, func(ctx context.Context) error { return k.App.DropFilter(ctx, f.ID) })
}

// words says what a filter asks for.
func (s *saved) words(f monev.FollowUpFilter) string {
	text := s.r.describe(f)
	which := wordsOf[f.Standing()].tab
	switch {
	case text == "":
		return which
	case f.Standing() == monev.WhichOpen:
		return text
	}
	return which + " · " + text
}

// Update is kit.Screen.
func (s *saved) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case kit.ChangedMsg:
		return s.Init()
	case savedMsg:
		if msg.s == s && msg.n == s.n {
			s.take(msg)
		}
		return nil
	}
	return s.Base.Update(msg)
}

func (s *saved) take(msg savedMsg) {
	if msg.err != nil {
		s.err = s.K.Sentence(msg.err)
		return
	}
	s.own, s.has, s.read, s.err = msg.own, msg.has, true, ""
	st := s.K.Styles
	var items []stage.Item
	head := func(text string) {
		items = append(items, stage.Item{Key: "#" + text, Header: true, Line: func(w int) string { return st.Heading.Render(part.Cut(" "+text, w)) }})
	}
	empty := func(text string) {
		items = append(items, stage.Item{Key: "#" + text, Header: true, Line: func(w int) string { return st.Muted.Render(part.Cut("  "+text, w)) }})
	}
	for i, f := range s.list() {
		switch i {
		case 0:
			head("BAWAAN")
		case len(monev.BuiltInFilters()):
			head("BUATAN SENDIRI")
		}
		digit, n := "", number(s.has[f.ID])+" TL"
		if i < 9 {
			digit = strconv.Itoa(i + 1)
		}
		words := s.words(f.Filter)
		if strings.EqualFold(words, f.Name) {
			words = ""
		}
		line := func(w int) string {
			return part.Columns(w, part.Cell{Text: digit, Width: 1}, part.Cell{Text: f.Name, Width: min(36, max(w-14, 12))}, part.Cell{Text: n, Width: 8, Right: true},
				part.Cell{Text: words, Drop: 1, Style: &st.Muted})
		}
		items = append(items, stage.Item{Key: f.ID, Line: line,
			Full: func(w int) []string {
				if words == "" || part.Width(words) <= w-51 {
					return []string{line(w)}
				}
				out := []string{part.Columns(w, part.Cell{Text: digit, Width: 1}, part.Cell{Text: f.Name, Width: min(36, max(w-14, 12))}, part.Cell{Text: n, Width: 8, Right: true})}
				return append(out, part.PaintLines(st.Muted, part.HangText("     ", words, w))...)
			}})
	}
	if len(s.own) == 0 {
		head("BUATAN SENDIRI")
		empty("belum ada; n menyimpan saringan yang dipakai")
	}
	s.SetItems(items)
	if s.want != "" && s.List.SelectKey(s.want) {
		s.want = ""
	}
}

// View is kit.Screen.
func (s *saved) View() string {
	if s.err != "" {
		return strings.Join(part.Wrap(s.err, max(s.W, 1)), "\n")
	}
	now := s.words(s.r.view)
	if name := s.r.nameOf(s.r.view); name != "" {
		now = name
	}
	return s.Draw([]string{part.Cut(" "+s.K.Styles.Label.Render("Dipakai sekarang: ")+now, max(s.W-1, 1)), ""})
}

var (
	_ kit.Screen    = (*saved)(nil)
	_ kit.Explainer = (*saved)(nil)
	_ kit.Capturer  = (*saved)(nil)
	_ kit.Handler   = (*saved)(nil)
	_ kit.Leaver    = (*saved)(nil)
)
