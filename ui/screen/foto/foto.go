// Package foto is the pictures of one meeting: chosen by file, with captions, in
// the order in which the lampiran foto shows them.
package foto

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/entry"
	"monev/ui/job"
	"monev/ui/kit"
	"monev/ui/part"
	"monev/ui/screen/pilih"
	"monev/ui/stage"
)

// Screen is the photos of a meeting.
type Screen struct {
	*stage.Base
	id     string
	loaded bool
	asked  int
	shown  int
	want   string // row to select as soon as it is listed
}

type loadedMsg struct {
	s   *Screen
	n   int
	m   monev.Minutes
	err error
}

// New is the photos of the meeting with that ID.
func New(k *kit.Kit, meeting string) *Screen {
	s := &Screen{Base: stage.NewBase(k), id: meeting}
	s.Detail = s.detail
	return s
}

// NewAt is New with the photo of that number selected.
func NewAt(k *kit.Kit, meeting string, photo int) *Screen {
	s := New(k, meeting)
	s.want = key(photo)
	return s
}

// Init is kit.Screen.
func (s *Screen) Init() tea.Cmd { return s.load() }

func (s *Screen) load() tea.Cmd {
	s.asked++
	k, n, id := s.K, s.asked, s.id
	return func() tea.Msg {
		m, err := k.App.Minutes(k.Ctx, id)
		return loadedMsg{s, n, m, err}
	}
}

// Title is kit.Screen.
func (s *Screen) Title() string {
	if !s.loaded {
		return "Foto rapat"
	}
	return "Foto rapat · " + s.M.Meeting.Period.Short()
}

// Explain is kit.Explainer.
func (s *Screen) Explain() string {
	return "Foto rapat untuk lampiran foto dan laporan. n memilih satu atau beberapa gambar sekaligus; gambar disalin ke map data. " +
		"Urutannya sama seperti di lampiran. Sesudah rapat dikunci, foto hanya berubah lewat revisi."
}

// Locked is kit.Locker.
func (s *Screen) Locked() string {
	if err := s.M.Meeting.Locked(); err != nil {
		return err.Error()
	}
	return ""
}

// Update is kit.Screen.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case kit.ChangedMsg:
		return s.load()
	case loadedMsg:
		if msg.s == s && msg.n > s.shown {
			return s.show(msg)
		}
		return nil
	}
	return s.Base.Update(msg)
}

func (s *Screen) show(msg loadedMsg) tea.Cmd {
	s.shown = msg.n
	if msg.err != nil {
		return s.K.Failed("Foto rapat belum dapat dibaca", msg.err)
	}
	s.M, s.loaded = s.Ahead(msg.m), true
	s.fill()
	if s.want != "" && s.List.SelectKey(s.want) {
		s.want = ""
	}
	return nil
}

func (s *Screen) fill() {
	var list []stage.Item
	for i, p := range s.M.Meeting.Photos {
		line := func(w int) string { return s.row(i, p, w) }
		list = append(list, stage.Item{Key: key(p.ID), Line: line, Full: func(w int) []string {
			out := []string{line(w)}
			if p.Caption != "" {
				out = append(out, part.HangText("     ", p.Caption, w)...)
			}
			return out
		}})
	}
	s.List.Empty = "Belum ada foto. Tekan n untuk memilih satu atau beberapa gambar."
	if s.Locked() != "" {
		s.List.Empty = "Rapat ini dikunci tanpa foto."
	}
	s.SetItems(list)
}

func key(id int) string { return strconv.Itoa(id) }

// row is a photo on a line: its place, caption or name, and size.
func (s *Screen) row(i int, p monev.Photo, w int) string {
	text := p.Caption
	if text == "" {
		text = s.K.Styles.Warn.Render("! tanpa keterangan")
	}
	return part.Columns(w,
		part.Cell{Text: strconv.Itoa(i+1) + ".", Width: 3, Right: true},
		part.Cell{Text: text},
		part.Cell{Text: p.File.Name, Width: 24, Drop: 1},
		part.Cell{Text: tanggal.Size(p.File.Size), Width: 8, Right: true},
	)
}

func (s *Screen) detail(of string, w int) []string {
	i, p, ok := s.photo(of)
	if !ok {
		return nil
	}
	st := s.K.Styles
	out := []string{st.Heading.Render(fmt.Sprintf("FOTO %d", i+1)), ""}
	text := p.Caption
	if text == "" {
		text = "Belum ada keterangan; Enter menulisnya."
		if s.Locked() != "" {
			text = "Tanpa keterangan."
		}
	}
	out = append(append(out, part.Wrap(text, w)...), "")
	for _, x := range [][2]string{{"Berkas", p.File.Name}, {"Ukuran", tanggal.Size(p.File.Size)}, {"Letak", p.File.Path}} {
		out = append(out, part.HangText(st.Label.Render(part.Fit(x[0], 8))+"  ", x[1], w)...)
	}
	return out
}

// photo is the one with that row.
func (s *Screen) photo(row string) (int, monev.Photo, bool) {
	for i, p := range s.M.Meeting.Photos {
		if key(p.ID) == row {
			return i, p, true
		}
	}
	return 0, monev.Photo{}, false
}

// View is kit.Screen.
func (s *Screen) View() string {
	if !s.loaded {
		return ""
	}
	st, n := s.K.Styles, len(s.M.Meeting.Photos)
	var size int64
	bare := 0
	for _, p := range s.M.Meeting.Photos {
		size += p.File.Size
		if p.Caption == "" {
			bare++
		}
	}
	line := " " + s.M.Meeting.Name()
	state := ""
	switch {
	case s.Locked() != "":
		line = st.Warn.Render(" ! Rapat final: foto terkunci; perbaiki lewat revisi di tahap Penutup.")
	case n > 0 && bare > 0:
		state = st.Warn.Render(fmt.Sprintf("%d tanpa keterangan", bare))
	case n > 0:
		state = st.Good.Render("✓ semua berketerangan")
	}
	title := " FOTO RAPAT"
	if n > 0 {
		title += fmt.Sprintf(" (%d) · %s", n, tanggal.Size(size))
	}
	return s.Draw([]string{part.Two(s.W-1, st.Title.Render(title), state), part.Cut(line, s.W-1), ""})
}

// Actions is kit.Screen.
func (s *Screen) Actions() []kit.Action {
	if s.Busy() {
		return s.Job.Actions()
	}
	k := s.K.Keys.Photos
	i, p, ok := s.photo(s.Selected())
	add := kit.Action{ID: "foto.tambah", Key: k.New, Changes: true, Run: s.pick}
	edit := kit.Action{ID: "foto.keterangan", Key: s.K.Keys.List.Edit, Changes: true, Run: func() tea.Cmd { return s.Entry.Open(s.captionForm(p)) }}
	edit.Key.SetHelp("Enter", "keterangan")
	up := kit.Action{ID: "foto.naik", Key: k.MoveUp, Changes: true, Run: func() tea.Cmd { return s.move(-1) }}
	down := kit.Action{ID: "foto.turun", Key: k.MoveDown, Changes: true, Run: func() tea.Cmd { return s.move(1) }}
	drop := kit.Action{ID: "foto.hapus", Key: s.K.Keys.List.Delete, Changes: true, Run: s.remove}
	switch {
	case !ok:
		for _, a := range []*kit.Action{&edit, &up, &down, &drop} {
			a.Reason, a.Hidden = "Belum ada foto; n menambah.", true
		}
	case i == 0:
		up.Reason = "Ini foto pertama."
	}
	if ok && i == len(s.M.Meeting.Photos)-1 {
		down.Reason = "Ini foto terakhir."
	}
	return []kit.Action{add, edit, up, down, drop, {ID: "foto.pilih", Key: s.K.Keys.List.Move, Hidden: true}}
}

// pick lets the user choose pictures, then takes them in.
func (s *Screen) pick() tea.Cmd {
	return kit.Push(pilih.New(s.K, pilih.Spec{
		Title: "Pilih foto rapat", What: pilih.Files, Endings: Endings(), Kind: "gambar", Place: "foto",
		Done: s.take,
	}))
}

// Endings are the pictures that documents can show.
func Endings() []string { return []string{".jpg", ".jpeg", ".png"} }

// take copies pictures into the data folder; the first of them is selected, so
// that captions can be written from there on.
func (s *Screen) take(paths []string) tea.Cmd {
	const most = 8 // refusals that are shown
	k, id := s.K, s.id
	return s.Job.Start(job.Spec{
		Doing: "Menyalin foto", What: "Foto belum ditambahkan",
		Run: func(ctx context.Context, tell func(job.Progress)) (func() tea.Cmd, error) {
			refused, err := k.App.AddPhotos(ctx, id, paths, func(done, size int64) {
				tell(job.Progress{Bytes: done, Size: size})
			})
			if err != nil {
				return nil, err
			}
			return func() tea.Cmd {
				s.want = key(s.M.Meeting.LastID + 1)
				n := len(refused)
				good := fmt.Sprintf("%d foto ditambahkan", len(paths)-n)
				switch {
				case n == 0:
					return kit.Notify(kit.Good, good+"; Enter menulis keterangannya.")
				case n > most:
					refused = append(refused[:most], fmt.Sprintf("dan %d lagi", n-most))
				}
				return kit.Ask(kit.Dialog{Title: fmt.Sprintf("%s, %d tidak", good, n), Text: strings.Join(refused, "\n"), Unasked: true})
			}, nil
		},
	})
}

func (s *Screen) captionForm(p monev.Photo) entry.Spec {
	k, id, name := s.K, s.id, "keterangan:"+key(p.ID)
	draft := s.id + "/foto/" + name
	return entry.Spec{
		Name: name, Draft: draft, What: "Keterangan foto", Edits: true,
		Form: func() *part.Form {
			return part.NewForm(k.Styles, "KETERANGAN · "+p.File.Name,
				part.Field{Name: "keterangan", Label: "Keterangan", Value: p.Caption, Limit: monev.TextLimit, Hint: "mis. Ketua membuka rapat"})
		},
		Save: func(v func(string) string) (func(context.Context) error, error) {
			text := v("keterangan")
			return func(ctx context.Context) error { return k.App.SetCaption(ctx, id, p.ID, text, draft) }, nil
		},
		Done: func() tea.Cmd { s.goOn(p.ID); return nil },
	}
}

// goOn selects the photo after the one whose caption was written, if that has none.
func (s *Screen) goOn(id int) {
	i, _, ok := s.photo(key(id))
	if next := i + 1; ok && s.Selected() == key(id) && next < len(s.M.Meeting.Photos) && s.M.Meeting.Photos[next].Caption == "" {
		s.List.SelectKey(key(s.M.Meeting.Photos[next].ID))
	}
}

// move changes places with the photo above or below; it stays selected.
func (s *Screen) move(by int) tea.Cmd {
	_, p, ok := s.photo(s.Selected())
	if !ok {
		return nil
	}
	k, id := s.K, s.id
	return s.Write("Urutan foto", func(ctx context.Context) error { return k.App.MovePhoto(ctx, id, p.ID, by) })
}

// remove asks, then takes the selected photo out of the meeting.
func (s *Screen) remove() tea.Cmd {
	i, p, ok := s.photo(s.Selected())
	if !ok {
		return nil
	}
	k, id := s.K, s.id
	text := fmt.Sprintf("%d. %s", i+1, p.Caption)
	if p.Caption == "" {
		text = fmt.Sprintf("%d. %s", i+1, p.File.Name)
	}
	return s.AskDelete("Hapus foto", text, func(ctx context.Context) error { return k.App.DropPhoto(ctx, id, p.ID) })
}

var (
	_ kit.Screen    = (*Screen)(nil)
	_ kit.Explainer = (*Screen)(nil)
	_ kit.Locker    = (*Screen)(nil)
	_ kit.Capturer  = (*Screen)(nil)
	_ kit.Handler   = (*Screen)(nil)
	_ kit.Leaver    = (*Screen)(nil)
)
