package eviden

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/tanggal"
	"monev/ui/followup"
	"monev/ui/job"
	"monev/ui/kit"
	"monev/ui/part"
	"monev/ui/stage"
)

// intake is the table of files that are about to become evidence: nothing is
// taken before the user says so. Afterwards it shows what became of each.
type intake struct {
	*stage.Base
	reg    *Screen
	name   string
	read   func(context.Context) ([]app.Candidate, error)
	list   []app.Candidate
	on     map[int]bool // by place in list: to be taken
	keep   bool         // copy into the data folder
	loaded bool
	taken  []app.Taken // what became of them; nil before
	listed bool        // the register has read what was taken
	err    string
}

// newIntake is a table of the files that read finds.
func newIntake(reg *Screen, name string, read func(context.Context) ([]app.Candidate, error)) *intake {
	s := &intake{Base: stage.NewBase(reg.K), reg: reg, name: name, read: read, on: map[int]bool{}, keep: true}
	s.List.Empty = "Membaca nama berkas …"
	return s
}

// Init is kit.Screen.
func (s *intake) Init() tea.Cmd {
	return s.Job.Start(job.Spec{Doing: "Membaca nama berkas", What: "Map belum dapat dibaca", Reads: true,
		Stopped: "Dihentikan; tidak ada yang diambil.",
		Run: func(ctx context.Context, _ func(job.Progress)) (func() tea.Cmd, error) {
			list, err := s.read(ctx)
			if err != nil {
				why := s.K.Sentence(err)
				return func() tea.Cmd { s.err = why; return nil }, err
			}
			return func() tea.Cmd { s.scanned(list); return nil }, nil
		}})
}

func (s *intake) scanned(list []app.Candidate) {
	s.list, s.loaded = list, true
	for i, c := range list {
		s.on[i] = c.Ready()
	}
	s.arrange()
}

func (s *intake) at() (int, bool) {
	i, err := strconv.Atoi(s.Selected())
	return i, err == nil && i >= 0 && i < len(s.list)
}

// chosen are the places in the list of what is to be taken.
func (s *intake) chosen() []int {
	var out []int
	for i, c := range s.list {
		if s.on[i] && c.Refuse == "" && c.Item != "" {
			out = append(out, i)
		}
	}
	return out
}

// Title is kit.Screen.
func (s *intake) Title() string {
	if s.taken != nil {
		return "Hasil pengambilan · " + s.name
	}
	return "Ambil eviden · " + s.name
}

// Explain is kit.Explainer.
func (s *intake) Explain() string {
	if s.taken != nil {
		return "Apa yang terjadi dengan setiap berkas. Ctrl+Z mengurungkan seluruh pengambilan sekaligus."
	}
	return "Berkas yang ditemukan dan butir yang ditunjuk kode di awal namanya. Belum ada yang diambil: Spasi memilih, Enter mengganti butir dan judul, " +
		"w memilih antara menyalin ke map data dan mendaftarkan di tempatnya, t mengambil yang dipilih."
}

// Actions is kit.Screen.
func (s *intake) Actions() []kit.Action {
	if s.Busy() {
		return s.Job.Actions()
	}
	move := kit.Action{ID: "ambil.pindah", Key: s.K.Keys.List.Move, Hidden: true}
	if !s.loaded || s.taken != nil {
		return []kit.Action{move}
	}
	k := s.K.Keys.Intake
	n := len(s.chosen())
	take := kit.Action{ID: "ambil.ambil", Key: k.Take, Run: s.take, Changes: true, Keep: true}
	take.Key.SetHelp(k.Take.Help().Key, "ambil "+plural(n, "berkas"))
	if n == 0 {
		take.Reason = "Belum ada berkas yang dipilih; Spasi memilih, Enter menentukan butirnya."
	}
	edit := kit.Action{ID: "ambil.ubah", Key: k.Edit, Run: s.edit}
	mark := kit.Action{ID: "ambil.pilih", Key: k.Mark, Run: s.mark}
	if i, ok := s.at(); !ok || s.list[i].Refuse != "" {
		const none = "Berkas ini tidak dapat diambil."
		edit.Reason, mark.Reason = none, none
	}
	way := kit.Action{ID: "ambil.cara", Key: k.Way, Run: func() tea.Cmd { s.keep = !s.keep; return nil }}
	way.Key.SetHelp(k.Way.Help().Key, "tanpa menyalin")
	if !s.keep {
		way.Key.SetHelp(k.Way.Help().Key, "dengan menyalin")
	}
	return []kit.Action{take, mark, edit, way, {ID: "ambil.semua", Key: k.All, Run: s.all}, move}
}

// mark chooses the selected file or not; one without question asks for it.
func (s *intake) mark() tea.Cmd {
	i, ok := s.at()
	if !ok {
		return nil
	}
	if s.list[i].Item == "" {
		return s.edit()
	}
	s.on[i] = !s.on[i]
	s.arrange()
	s.List.Next()
	return nil
}

// all chooses everything that is ready, or nothing if all of that is chosen.
func (s *intake) all() tea.Cmd {
	lacking := slices.ContainsFunc(s.list, func(c app.Candidate) bool { return c.Ready() }) && len(s.chosen()) == 0
	for i, c := range s.list {
		lacking = lacking || c.Ready() && !s.on[i]
	}
	for i, c := range s.list {
		if c.Ready() {
			s.on[i] = lacking
		}
	}
	s.arrange()
	return nil
}

// edit opens the form for question and title of the selected file.
func (s *intake) edit() tea.Cmd {
	i, ok := s.at()
	if !ok || !s.reg.loaded {
		return nil
	}
	c := s.list[i]
	item := followup.Item(s.reg.book.Instrument, c.Item)
	item.Required, item.Hint = true, "bagian kode atau kata"
	choice := len(c.Items) > 1 && c.Item == ""
	if choice { // these come first; others can still be typed
		item.Hint = "bisa " + strings.Join(c.Items, ", ")
		item = first(item, c.Items)
	}
	f := part.NewForm(s.K.Styles, part.Cut(strings.ToUpper("Butir dan judul ")+"· "+filepath.Base(c.Name), 120), item,
		part.Field{Name: "judul", Label: "Judul", Value: c.Title, Limit: 150, Required: true})
	f.Help = "pakai"
	if choice {
		f.Update(tea.KeyPressMsg{Code: tea.KeyDown}) // shows the list at once
	}
	return s.Ask.Open(f, func(f *part.Form) tea.Cmd { return s.named(i, f) })
}

// first is a butir field with some questions at the head of its list.
func first(f part.Field, codes []string) part.Field {
	var head, rest []int // places in the old order
	for i, o := range f.Options {
		if slices.Contains(codes, o.Key) {
			head = append(head, i)
		} else {
			rest = append(rest, i)
		}
	}
	order := append(head, rest...)
	options, to := make([]part.Option, len(order)), make([]int, len(order))
	for i, old := range order {
		options[i], to[old] = f.Options[old], i
	}
	find := f.Search
	f.Options, f.Search = options, func(text string) []int {
		found := find(text)
		for i := range found {
			found[i] = to[found[i]]
		}
		return found
	}
	return f
}

// named takes question and title of the i-th file from the form.
func (s *intake) named(i int, f *part.Form) tea.Cmd {
	c := s.list[i]
	c.Title = f.Value("judul")
	c = c.With(s.reg.book, f.Value("butir"))
	c.Note = otherCode(s.reg.book.Instrument, c.Item, c.Name)
	s.list[i], s.on[i] = c, true
	s.arrange()
	s.List.SelectKey(strconv.Itoa(i))
	return nil
}

// take takes what is chosen.
func (s *intake) take() tea.Cmd {
	var list []app.Candidate
	var names []string
	var sizes []int64
	for _, i := range s.chosen() {
		c := s.list[i]
		list, names, sizes = append(list, c), append(names, c.Name), append(sizes, c.Size)
	}
	if len(list) == 0 {
		return nil
	}
	k, year, keep := s.K, s.reg.book.Year, s.keep
	return s.Job.Start(job.Spec{Doing: doing(keep), What: "Eviden belum tercatat", Stopped: "Dihentikan; tidak ada yang tercatat.",
		Run: func(ctx context.Context, tell func(job.Progress)) (func() tea.Cmd, error) {
			taken, err := k.App.AttachAll(ctx, year, list, keep, counted(tell, names, sizes))
			if err != nil {
				return nil, err
			}
			return func() tea.Cmd { return s.finished(taken) }, nil
		}})
}

// finished shows what became of the files.
func (s *intake) finished(taken []app.Taken) tea.Cmd {
	s.taken = taken
	good := 0
	for _, t := range taken {
		if t.Refused == "" {
			if good++; good == 1 {
				s.reg.want = evidenceKey(t.Evidence.ID)
			}
			s.reg.touched[t.Evidence.Item] = true
		}
	}
	s.arrange()
	s.List.Update(tea.KeyPressMsg{Code: tea.KeyHome})
	if bad := len(taken) - good; bad > 0 {
		return kit.Notify(kit.Warn, plural(good, "eviden")+" tercatat, "+plural(bad, "berkas")+" tidak.")
	}
	return kit.Notify(kit.Good, plural(good, "eviden")+" tercatat, belum diperiksa.")
}

// Update is kit.Screen.
func (s *intake) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case kit.ThemeMsg:
		if s.loaded {
			s.arrange() // the lines hold colours
		}
	case loadedMsg: // the register, which is below, has it already
		if msg.s == s.reg && s.taken != nil {
			s.listed = s.listed || slices.ContainsFunc(s.taken, func(t app.Taken) bool { return s.reg.byID[t.Evidence.ID].ID != "" })
			s.arrange() // what was taken may have been undone
		}
		return nil
	}
	return s.Base.Update(msg)
}

// View is kit.Screen.
func (s *intake) View() string {
	st := s.K.Styles
	if s.err != "" {
		return strings.Join(part.Wrap(s.err, max(s.W, 1)), "\n")
	}
	var head []string
	if s.loaded && s.taken == nil {
		way := "salin ke map data"
		if s.W >= 90 {
			way += " · aman bila flash disk dicabut"
		}
		if !s.keep {
			way = "daftarkan di tempatnya, tanpa menyalin"
		}
		var size int64
		chosen := s.chosen()
		for _, i := range chosen {
			size += s.list[i].Size
		}
		head = []string{
			part.Two(s.W-1, " "+st.Label.Render("Cara  ")+way, st.Muted.Render(fmt.Sprintf("%s dari %s dipilih · %s",
				tanggal.Thousands(int64(len(chosen))), tanggal.Thousands(int64(len(s.list))), tanggal.Size(size)))),
		}
	}
	return s.Draw(head)
}

var (
	_ kit.Screen    = (*intake)(nil)
	_ kit.Capturer  = (*intake)(nil)
	_ kit.Handler   = (*intake)(nil)
	_ kit.Leaver    = (*intake)(nil)
	_ kit.Explainer = (*intake)(nil)
)
