package pilih

import (
	"path/filepath"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"monev/internal/folder"
	"monev/internal/tanggal"
	"monev/ui/kit"
	"monev/ui/part"
)

// Actions is kit.Screen.
func (s *Screen) Actions() []kit.Action {
	if s.path != nil {
		return nil
	}
	k := s.k.Keys.Picker
	act := func(id string, key key.Binding, run func() tea.Cmd) kit.Action {
		return kit.Action{ID: "berkas." + id, Key: key, Run: run, Typing: true}
	}
	open := act("buka", k.Open, s.enter)
	r, ok := s.selected()
	dir := ok && (r.entry == nil || r.entry.Dir)
	switch {
	case !ok:
		open.Reason, open.Hidden = "Tidak ada yang dipilih.", true
	case r.key == rowUse:
		open.Key.SetHelp(k.Open.Help().Key, "pakai map ini")
	case !dir && len(s.marked) > 0:
		open.Key.SetHelp(k.Open.Help().Key, "pakai "+tanggal.Thousands(int64(len(s.marked)))+" berkas")
	case !dir && s.spec.What != Folder:
		open.Key.SetHelp(k.Open.Help().Key, "pilih")
	}
	back := act("batal", s.k.Keys.Global.Back, kit.Pop)
	back.Hidden = true
	if s.typed != "" {
		back.Hidden = false
		back.Key.SetHelp(back.Key.Help().Key, "hapus pencarian")
		back.Run = func() tea.Cmd { s.search(""); return nil }
	} else {
		back.Key.SetHelp(back.Key.Help().Key, "batal")
		back.Hidden = false
	}
	mark, all, take := act("tandai", k.Mark, s.mark), act("tandai-semua", k.All, s.all), act("pakai", k.Take, s.use)
	switch s.spec.What {
	case Files:
		if mark.Hidden = dir; dir {
			mark.Reason = "Yang ditandai hanya berkas."
		}
		all.Hidden = true
		take.Key.SetHelp(k.Take.Help().Key, "pakai yang ditandai")
		if take.Hidden = len(s.marked) == 0 || !dir; len(s.marked) == 0 {
			take.Reason = "Belum ada berkas yang ditandai."
		}
	case Folder:
		take.Key.SetHelp(k.Take.Help().Key, "pakai map ini")
		if s.places != nil || !s.loaded {
			take.Reason, take.Hidden = "Buka dulu sebuah map.", true
		}
		take.Hidden = take.Hidden || r.key == rowUse // Enter does it
	}
	hidden := act("tersembunyi", k.Hidden, func() tea.Cmd {
		s.hidden = !s.hidden
		at, _ := s.list.Selected()
		s.arrange(at)
		return nil
	})
	hidden.Hidden = true
	hidden.Key.SetHelp(k.Hidden.Help().Key, "tampilkan yang tersembunyi")
	if s.hidden {
		hidden.Key.SetHelp(k.Hidden.Help().Key, "sembunyikan yang tersembunyi")
	}
	parent := act("atas", k.Parent, s.parent)
	parent.Hidden = s.places != nil
	erase := act("hapus-huruf", k.Erase, s.erase)
	erase.Hidden = true
	out := []kit.Action{open}
	if s.spec.What == Files {
		out = append(out, mark, all, take)
	} else if s.spec.What == Folder {
		out = append(out, take)
	}
	return append(out, back,
		act("tempat", k.Places, s.openPlaces),
		act("letak", k.Path, func() tea.Cmd { s.openPath(""); return nil }),
		parent, hidden, erase,
		kit.Action{ID: "berkas.pilih", Key: s.k.Keys.List.Move, Hidden: true},
	)
}

// source gives the list the rows it draws.
type source struct{ s *Screen }

func (r source) Len() int { return len(r.s.rows) }

func (r source) Row(i, w int) part.Row {
	x := r.s.rows[i]
	return part.Row{Key: x.key, Lines: []string{r.s.line(x, w)}}
}

func (s *Screen) line(r row, w int) string {
	st := s.k.Styles
	switch {
	case r.key == rowUse:
		return st.Good.Render("✓ Pakai map ini: ") + folder.Shown(filepath.Base(s.at.Path))
	case r.key == rowParent && s.at.Parent == "":
		return st.Muted.Render("‹ tempat lain")
	case r.key == rowParent:
		return st.Muted.Render("‹ " + folder.Shown(filepath.Base(s.at.Parent)) + " (map di atas)")
	case r.entry == nil:
		return part.Columns(w, part.Cell{Text: r.place.Shown, Width: 24}, part.Cell{Text: tail(folder.Shown(r.place.Path), w-26), Style: &st.Muted})
	}
	e := r.entry
	mark, size := "", "map"
	name := middle(e.Shown, max(w-columnsOf(w, s.spec.What == Files), 8))
	if e.Dir {
		name = st.Accent.Render(strings.TrimSuffix(middle(e.Shown, max(w-columnsOf(w, s.spec.What == Files)-1, 8)), "/") + "/")
	} else {
		size = tanggal.Size(e.Size)
		if s.markOf(filepath.Join(s.at.Path, e.Name)) >= 0 {
			mark = st.Good.Render("✓")
		}
		if s.spec.What == Folder { // seen, not chosen
			name = st.Muted.Render(name)
		}
	}
	return s.columns(w, mark, name, size, tanggal.Of(e.Mod.In(s.zone)).Short())
}

const dateFrom = 52 // width from which the date is shown

// columnsOf is what the columns beside the name take.
func columnsOf(w int, marks bool) int {
	n := 10
	if w >= dateFrom {
		n += 12
	}
	if marks {
		n += 3
	}
	return n
}

func (s *Screen) columns(w int, mark, name, size, date string) string {
	var cells []part.Cell
	if s.spec.What == Files {
		cells = append(cells, part.Cell{Text: mark, Width: 1})
	}
	cells = append(cells, part.Cell{Text: name}, part.Cell{Text: size, Width: 8, Right: true})
	if w >= dateFrom {
		cells = append(cells, part.Cell{Text: date, Width: 10})
	}
	return part.Columns(w, cells...)
}

// middle cuts a long name in its middle, so that its ending is seen.
func middle(name string, w int) string {
	if part.Width(name) <= w {
		return name
	}
	end := tail(name, min(max(w/3, 6), 20))
	return strings.TrimSuffix(part.Cut(name, w-part.Width(end)+1), "…") + end
}

// tail is the end of a text that is too long, with … before it.
func tail(text string, w int) string {
	if part.Width(text) <= w || w < 2 {
		return part.Cut(text, w)
	}
	r := []rune(text)
	if len(r) > w { // no letter is narrower than a cell, marks aside
		r = r[len(r)-w:]
	}
	for len(r) > 0 && part.Width(string(r)) > w-1 {
		r = r[1:]
	}
	return "…" + string(r)
}

// head is where one is, what is typed, and the names of the columns.
func (s *Screen) head() []string {
	st := s.k.Styles
	where, count := "", s.count()
	switch {
	case s.places != nil:
		where, count = "Tempat", ""
	case s.loaded:
		where = folder.Shown(s.at.Path)
	}
	label := func(name string) string { return " " + st.Label.Render(part.Fit(name, 6)) + " " }
	room := s.w - 9
	if count != "" {
		room -= part.Width(count) + 2
	}
	note := s.note()
	search := st.Muted.Render("ketik sebagian nama untuk mencari")
	if s.typed != "" { // its end is where one types
		search = tail(s.typed, max(s.w-11-part.Width(note), 10)) + st.Cursor.Render("▏")
	}
	out := []string{
		part.Two(s.w-1, label("Letak")+tail(where, max(room, 10)), st.Muted.Render(count)),
		part.Two(s.w-1, label("Cari")+search, st.Muted.Render(note)),
	}
	if s.err != "" {
		for _, l := range part.HangText(" "+st.Bad.Render("!")+" ", s.err, s.w-1) {
			out = append(out, st.Bad.Render(l))
		}
	}
	if s.places == nil && len(s.rows) > 0 {
		out = append(out, st.Label.Render("  "+s.columns(part.RowWidth(s.w), "", "NAMA", "UKURAN", "TANGGAL")))
	} else {
		out = append(out, "")
	}
	return out
}

// count says how much there is in the folder.
func (s *Screen) count() string {
	if !s.loaded {
		return ""
	}
	var out []string
	if s.folders > 0 {
		out = append(out, tanggal.Thousands(int64(s.folders))+" map")
	}
	out = append(out, tanggal.Thousands(int64(s.files))+" "+s.kind())
	return strings.Join(out, " · ")
}

// note says what of the folder is not shown.
func (s *Screen) note() string {
	switch {
	case s.places != nil:
		return ""
	case s.at.More > 0:
		return "terlalu banyak: " + tanggal.Thousands(int64(s.at.More)) + " tidak ditampilkan"
	case s.others > 0:
		return tanggal.Thousands(int64(s.others)) + " berkas jenis lain"
	case s.hides > 0:
		return tanggal.Thousands(int64(s.hides)) + " tersembunyi"
	}
	return ""
}

// empty says that there is nothing, and what to press.
func (s *Screen) empty() string {
	if s.typed != "" {
		return "Tidak ada nama yang memuat “" + s.typed + "”. Esc menghapus pencarian."
	}
	return "Map ini kosong. ← ke map di atasnya."
}

// View is kit.Screen.
func (s *Screen) View() string {
	out := s.head()
	form := 0
	if s.path != nil {
		form = min(max(s.path.Height(s.w-2)+1, 6), s.h*3/4)
	}
	if room := s.h - form; len(out) > room-1 {
		out = out[:max(room-1, 1)]
	}
	s.listY = len(out)
	room := max(s.h-form-len(out), 1)
	s.list.Blurred = s.path != nil
	s.list.SetSize(s.w, room)
	lines := strings.Split(s.list.View(), "\n")
	if len(s.rows) == 0 {
		for i := range lines {
			lines[i] = "  " + lines[i]
		}
	}
	for len(lines) < room {
		lines = append(lines, "")
	}
	out = append(out, lines[:room]...)
	if form > 0 {
		out = append(out, s.k.Styles.Rule.Render(strings.Repeat("─", s.w)))
		s.pathY = len(out)
		for l := range strings.SplitSeq(s.path.View(s.w-2, form-1), "\n") {
			out = append(out, " "+l)
		}
	}
	return strings.Join(out, "\n")
}
