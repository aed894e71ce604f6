// Package pilih is the screen where files or a folder are chosen: by walking
// through folders, by typing part of a name, or by pasting where they are.
package pilih

import (
	"context"
	"path/filepath"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"monev/internal/folder"
	"monev/internal/plain"
	"monev/internal/tanggal"
	"monev/ui/kit"
	"monev/ui/part"
)

// What is what is to be chosen.
type What int

// The things that can be chosen.
const (
	File   What = iota // one file
	Files              // one or several files
	Folder             // a folder
)

// Spec says what is chosen, and for what.
type Spec struct {
	Title string // "Pilih berkas eviden"
	What  What
	// Endings are those a file may have, in small letters with their dot; none
	// means every one. Kind is what such files are called: "gambar".
	Endings []string
	Kind    string
	// Is, if set, tells from what a file holds that it may be chosen whatever its
	// name. It is called in commands, for each file with another ending, after the
	// list is shown.
	Is func(path string) bool
	// Place is the name under which the folder is remembered; Start is where to
	// begin if none is, empty for the user's own folder.
	Place, Start string
	// Done is called from Update once, when the picker has gone, with absolute
	// paths in the order in which they were marked. Esc goes back without it.
	Done func(paths []string) tea.Cmd
}

// The keys of the rows that are no file.
const (
	rowUse    = "pakai"
	rowParent = "atas"
	nameRow   = "n:" // and the name
	placeRow  = "p:" // and the path
)

// row is one line of the list.
type row struct {
	key   string
	entry *folder.Entry // of a file or folder
	place folder.Place
}

// Screen is the picker. It does its reading in commands.
type Screen struct {
	k    *kit.Kit
	spec Spec
	list *part.List
	zone *time.Location

	at      folder.Listing
	places  []folder.Place // shown in the place of the listing; nil if not
	loaded  bool
	typed   string
	hidden  bool
	rows    []row
	files   int // of at that may be chosen
	folders int
	others  int // files with another ending
	hides   int // hidden ones that are not shown
	marked  []mark
	known   map[string]bool    // files of at that may be chosen for what they hold
	stop    context.CancelFunc // ends looking for them
	err     string             // why the folder asked for last could not be read

	path  *part.Form // the line where a path is typed; nil if not open
	pathY int

	asked int // number of the last command; older answers are passed over
	gone  bool
	w, h  int
	listY int
}

type (
	listedMsg struct {
		s    *Screen
		n    int
		l    folder.Listing
		from string // the name to select
		err  error
	}
	placesMsg struct {
		s *Screen
		n int
		p []folder.Place
	}
	foundMsg struct {
		s     *Screen
		n     int
		found []folder.Found
		is    map[string]bool // by path: may be chosen for what it holds
		err   error
	}
	knownMsg struct {
		s     *Screen
		path  string // of the folder
		known map[string]bool
	}
)

// New is a picker for s.
func New(k *kit.Kit, s Spec) *Screen {
	p := &Screen{k: k, spec: s, list: part.NewList(k.Styles), zone: time.Local}
	if k.App != nil {
		p.zone = k.App.Now().Location()
	}
	p.list.Letters, p.stop = false, func() {}
	p.list.Empty = "Memuat isi map …"
	p.list.SetSource(source{p})
	return p
}

// Init is kit.Screen.
func (s *Screen) Init() tea.Cmd {
	start := s.k.Folders.At(s.spec.Place)
	if start == "" {
		start = s.spec.Start
	}
	s.asked++
	n, ctx := s.asked, s.k.Ctx
	return func() tea.Msg {
		home := folder.Home()
		if start == "" {
			start = home
		}
		l, err := folder.List(ctx, start)
		if err != nil && start != home { // its drive may be gone
			l, err = folder.List(ctx, home)
		}
		return listedMsg{s, n, l, "", err}
	}
}

// open reads a folder; from is the name to select in it.
func (s *Screen) open(path, from string) tea.Cmd {
	s.asked++
	n, ctx := s.asked, s.k.Ctx
	return func() tea.Msg {
		l, err := folder.List(ctx, path)
		return listedMsg{s, n, l, from, err}
	}
}

func (s *Screen) openPlaces() tea.Cmd {
	s.asked++
	n, ctx := s.asked, s.k.Ctx
	return func() tea.Msg { return placesMsg{s, n, folder.Places(ctx)} }
}

// SetSize is kit.Screen.
func (s *Screen) SetSize(w, h int) { s.w, s.h = w, h }

// Title is kit.Screen.
func (s *Screen) Title() string { return s.spec.Title }

// Status is kit.Statuser.
func (s *Screen) Status() string {
	if len(s.marked) == 0 {
		return ""
	}
	var size int64
	for _, m := range s.marked {
		size += m.size
	}
	return s.k.Styles.Good.Render("✓ " + tanggal.Thousands(int64(len(s.marked))) + " ditandai · " + tanggal.Size(size))
}

// Explain is kit.Explainer.
func (s *Screen) Explain() string {
	out := "Memilih berkas: Enter membuka map atau memilih berkas, panah kiri ke map di atasnya, F2 ke map pribadi, drive, dan flash disk. " +
		"Mengetik menyaring nama. F3 membuka baris untuk menulis atau menempel letak, juga beberapa sekaligus."
	switch s.spec.What {
	case Files:
		out += " Tab, atau Spasi selama belum mengetik nama, menandai beberapa berkas, juga di map yang berbeda; Enter memakai semuanya."
	case Folder:
		out = strings.Replace(out, "Memilih berkas: Enter membuka map atau memilih berkas", "Memilih map: Enter membuka map, Ctrl+S memakai map yang sedang dibuka", 1)
	}
	return out
}

// Capturing is kit.Capturer: letters always search.
func (s *Screen) Capturing() bool { return true }

// Frozen is kit.Freezer: only the line for a path holds something to take back.
func (s *Screen) Frozen() string {
	if s.path != nil {
		return ""
	}
	return "Tidak berlaku saat memilih berkas; Esc kembali dulu."
}

// Handle is kit.Handler.
func (s *Screen) Handle(msg tea.KeyPressMsg) (tea.Cmd, bool) {
	if s.path == nil || kit.Reserved(s.k, msg) {
		return nil, false
	}
	cmd, ev := s.path.Update(msg)
	return tea.Batch(cmd, s.pathed(ev)), true
}

// Update is kit.Screen.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case listedMsg:
		if msg.s == s && msg.n == s.asked {
			return s.listed(msg)
		}
	case placesMsg:
		if msg.s == s && msg.n == s.asked {
			s.places, s.typed = msg.p, ""
			s.arrange("")
		}
	case knownMsg:
		if msg.s == s && msg.path == s.at.Path {
			s.known = msg.known
			key, _ := s.list.Selected()
			if len(s.rows) == 1 && key == rowParent { // there was nothing else to stand on
				key = nameRow
			}
			s.arrange(key)
		}
	case foundMsg:
		if msg.s == s && msg.n == s.asked {
			return s.found(msg)
		}
	case tea.PasteMsg:
		return s.pasted(msg)
	case tea.KeyPressMsg:
		return s.pressed(msg)
	case tea.MouseWheelMsg:
		s.list.Update(msg)
	case tea.MouseClickMsg:
		if msg.Button != tea.MouseLeft {
			return nil
		}
		if s.path != nil {
			if msg.Y >= s.pathY {
				return s.pathed(s.path.Click(msg.X-1, msg.Y-s.pathY))
			}
			return nil
		}
		if hit, again := s.list.Click(msg.Y - s.listY); hit && again {
			return s.enter()
		}
	}
	return nil
}

func (s *Screen) listed(msg listedMsg) tea.Cmd {
	if msg.err != nil { // the folder that is shown stays
		s.err = s.k.Sentence(msg.err)
		if !s.loaded {
			return s.openPlaces()
		}
		return nil
	}
	s.at, s.places, s.loaded, s.err, s.typed, s.known = msg.l, nil, true, "", "", nil
	s.arrange(nameRow + msg.from)
	return s.look()
}

// look finds out which of the other files may be chosen for what they hold. Those
// whose content would have to be fetched are passed over.
func (s *Screen) look() tea.Cmd {
	s.stop()
	is, at := s.spec.Is, s.at
	if is == nil || s.others == 0 {
		return nil
	}
	ctx, stop := context.WithCancel(s.k.Ctx)
	s.stop = stop
	endings := s.spec.Endings
	return func() tea.Msg {
		known := map[string]bool{}
		for _, e := range at.Entries {
			if ctx.Err() != nil {
				return nil
			}
			if !e.Dir && !e.Away && !e.Has(endings) && is(filepath.Join(at.Path, e.Name)) {
				known[e.Name] = true
			}
		}
		if len(known) == 0 {
			return nil
		}
		return knownMsg{s, at.Path, known}
	}
}

// arrange makes the rows again and selects the one with key, if there is one.
func (s *Screen) arrange(key string) {
	s.rows = s.rows[:0]
	s.files, s.folders, s.others, s.hides = 0, 0, 0, 0
	typed := folder.Typed(s.typed)
	switch {
	case s.places != nil:
		for _, p := range s.places {
			if (folder.Entry{Key: folder.Typed(p.Shown + p.Path)}).Matches(typed) {
				s.rows = append(s.rows, row{key: placeRow + p.Path, place: p})
			}
		}
	case s.loaded:
		if typed == "" {
			if s.spec.What == Folder {
				s.rows = append(s.rows, row{key: rowUse})
			}
			s.rows = append(s.rows, row{key: rowParent})
		}
		first := len(s.rows)
		for i := range s.at.Entries {
			e := &s.at.Entries[i]
			switch {
			case e.Hidden && !s.hidden:
				s.hides++
				continue
			case !e.Dir && !e.Has(s.spec.Endings) && !s.known[e.Name]:
				s.others++
				continue
			case e.Dir:
				s.folders++
			default:
				s.files++
			}
			if e.Matches(typed) {
				s.rows = append(s.rows, row{key: nameRow + e.Name, entry: e})
			}
		}
		if s.spec.What != Folder && key == nameRow && first < len(s.rows) {
			key = s.rows[first].key // the line above leads out again
		}
	}
	s.list.Empty = s.empty()
	s.list.Reload()
	if !s.list.SelectKey(key) && key == nameRow && len(s.rows) > 0 {
		s.list.SelectKey(s.rows[0].key)
	}
}

// pressed takes the keys no action wants: the search and the list.
func (s *Screen) pressed(msg tea.KeyPressMsg) tea.Cmd {
	k := s.k.Keys.Picker
	switch {
	case s.spec.What == Files && s.typed == "" && key.Matches(msg, k.Space):
		return s.mark()
	case msg.Text != "" && msg.Mod&^tea.ModShift == 0:
		root := s.typed == "" && strings.ContainsAny(msg.Text, `/\~`)
		if drive := len(s.typed) == 1 && msg.Text == ":"; root || drive { // no name begins like this
			text := s.typed + msg.Text
			s.search("")
			s.openPath(text)
			return nil
		}
		s.search(s.typed + msg.Text)
	default:
		s.list.Update(msg)
	}
	return nil
}

// search filters by what is typed; the selection stays where it is if it can.
func (s *Screen) search(text string) {
	s.typed = plain.Cut(plain.Inline(text), 60)
	at, _ := s.list.Selected()
	if s.typed != "" && (at == rowUse || at == rowParent) {
		at = ""
	}
	s.arrange(at)
}

func (s *Screen) selected() (row, bool) {
	if i := s.list.Index(); i >= 0 && i < len(s.rows) {
		return s.rows[i], true
	}
	return row{}, false
}

// enter opens a folder or takes a file.
func (s *Screen) enter() tea.Cmd {
	r, ok := s.selected()
	switch {
	case !ok:
		return nil
	case r.key == rowUse:
		return s.use()
	case r.key == rowParent:
		return s.parent()
	case r.entry == nil:
		return s.open(r.place.Path, "")
	}
	path := filepath.Join(s.at.Path, r.entry.Name)
	switch {
	case r.entry.Dir:
		return s.open(path, "")
	case s.spec.What == Folder:
		return kit.Notify(kit.Info, "Di sini dipilih map; "+s.k.Keys.Picker.Take.Help().Key+" memakai map yang sedang dibuka.")
	case s.spec.What == Files && len(s.marked) > 0:
		return s.take(s.paths())
	}
	return s.take([]string{path})
}

func (s *Screen) parent() tea.Cmd {
	if s.places != nil || s.at.Parent == "" {
		return s.openPlaces()
	}
	return s.open(s.at.Parent, filepath.Base(s.at.Path))
}

// erase takes away the last letter of the search; with none it goes up.
func (s *Screen) erase() tea.Cmd {
	if s.typed == "" {
		return s.parent()
	}
	letters := []rune(s.typed)
	s.search(string(letters[:len(letters)-1]))
	return nil
}

// use takes what is marked, or the folder that is shown.
func (s *Screen) use() tea.Cmd {
	if s.spec.What == Folder {
		return s.take([]string{s.at.Path})
	}
	return s.take(s.paths())
}

// take ends the choice.
func (s *Screen) take(paths []string) tea.Cmd {
	if s.gone || len(paths) == 0 {
		return nil
	}
	s.gone = true
	s.stop()
	dir := filepath.Dir(paths[0])
	if s.spec.What == Folder {
		dir = paths[0]
	}
	s.k.Folders.Keep(s.spec.Place, dir)
	return kit.PopThen(func() tea.Cmd { return s.spec.Done(paths) })
}

// Leave is kit.Leaver: where one has looked is remembered too.
func (s *Screen) Leave() tea.Cmd {
	s.stop()
	if !s.gone && s.loaded {
		s.k.Folders.Keep(s.spec.Place, s.at.Path)
	}
	return nil
}

var (
	_ kit.Screen    = (*Screen)(nil)
	_ kit.Capturer  = (*Screen)(nil)
	_ kit.Handler   = (*Screen)(nil)
	_ kit.Leaver    = (*Screen)(nil)
	_ kit.Freezer   = (*Screen)(nil)
	_ kit.Explainer = (*Screen)(nil)
	_ kit.Statuser  = (*Screen)(nil)
)
