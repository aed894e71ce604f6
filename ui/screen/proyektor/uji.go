package proyektor

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"monev/internal/lke"
	"monev/internal/monev"
	"monev/internal/slide"
	"monev/ui/kit"
	"monev/ui/part"
	"monev/ui/show"
)

// Test is the screen uji proyektor of the working program: the test card on the
// projector, and here what of the meeting would not fit there on one page.
type Test struct {
	k    *kit.Kit
	all  []slide.State
	w, h int
	card bool // the card is on this terminal
	list *part.List
}

// NewTest is the test of a meeting with the instrument of its year.
func NewTest(k *kit.Kit, m monev.Minutes, in *lke.Instrument) *Test {
	t := &Test{k: k, list: part.NewList(k.Styles)}
	for st := range monev.Stages {
		for _, x := range slide.Make(m, in, monev.Stage(st)) {
			t.all = append(t.all, slide.State{Version: slide.Version, Office: m.Office.Name,
				Meeting: "Monev ZI " + m.Meeting.Period.Short(), Slide: x, Clock: &slide.Timer{}, Area: &slide.Timer{}})
		}
	}
	t.card = len(t.windows()) == 0
	if k.Projector != nil {
		k.Projector.Show(slide.State{Version: slide.Version, Office: m.Office.Name, Zone: m.Office.Zone, Pause: true, Card: true})
	}
	return t
}

func (t *Test) windows() []slide.Window {
	if t.k.Projector == nil {
		return nil
	}
	return t.k.Projector.Windows()
}

// Init is kit.Screen.
func (t *Test) Init() tea.Cmd { return nil }

// Title is kit.Screen.
func (t *Test) Title() string { return "Uji proyektor" }

// Explain is kit.Explainer.
func (t *Test) Explain() string {
	return "Kartu uji tampil di jendela monev proyektor, atau di layar ini bila jendela itu belum dibuka. " +
		"Daftarnya menunjukkan lembar rapat yang tidak muat dalam satu halaman pada ukuran itu."
}

// Fill is kit.Filler: the card has the whole terminal.
func (t *Test) Fill() bool { return t.card }

// SetSize is kit.Screen.
func (t *Test) SetSize(w, h int) { t.w, t.h = w, h; t.fill() }

// Update is kit.Screen.
func (t *Test) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		if t.card {
			t.card = false
			return nil
		}
		t.list.Update(msg)
	case tea.MouseWheelMsg:
		t.list.Update(msg)
	case tea.MouseClickMsg:
		t.card = false
	}
	return nil
}

// Actions is kit.Screen.
func (t *Test) Actions() []kit.Action {
	turn := kit.Action{ID: "uji.kartu", Key: t.k.Keys.Room.Test, Run: func() tea.Cmd {
		t.card = !t.card
		t.fill()
		return nil
	}}
	turn.Key.SetHelp(turn.Key.Help().Key, "kartu uji di sini")
	return []kit.Action{turn, {ID: "uji.gulir", Key: t.k.Keys.List.Move, Hidden: true}}
}

// fill makes the list for the windows there are, else for this terminal.
func (t *Test) fill() {
	st := t.k.Styles
	windows, where := t.windows(), "jendela proyektor"
	if len(windows) == 0 {
		h := t.h
		if !t.card {
			h += 4 // the whole terminal, see ui.Root
		}
		windows, where = []slide.Window{{W: t.w, H: h}}, "layar ini"
	}
	var rows []string
	add := func(s string) { rows = append(rows, part.Wrap(s, max(t.w-2, 20))...) }
	for _, w := range windows {
		add(st.Heading.Render(fmt.Sprintf("%d × %d · %s", w.W, w.H, where)))
		n := 0
		for _, s := range t.all {
			pages, digits := show.Fits(t.k.Room, s, w.W, w.H)
			name := strings.Join(strings.Fields(s.Slide.Head), " ")
			if s.Slide.Title != "" {
				name += " · " + s.Slide.Title
			}
			if pages > 1 {
				add(fmt.Sprintf("  ! %s: %d halaman", name, pages))
				n++
			}
			if !digits {
				add("  ! " + name + ": angka tidak muat sebagai angka besar")
				n++
			}
		}
		if n == 0 {
			add(st.Good.Render(fmt.Sprintf("  ✓ Semua %d lembar muat dalam satu halaman.", len(t.all))))
		} else {
			add(st.Muted.Render(fmt.Sprintf("  %d dari %d lembar; halaman berikutnya dibuka dengan panah kanan. Huruf yang lebih kecil memuat lebih banyak.", n, len(t.all))))
		}
		add("")
	}

	t.list.SetSource(lines(rows))
	t.list.SetSize(t.w, t.h)
}

// lines is a part.Source of plain lines.
type lines []string

func (l lines) Len() int { return len(l) }

func (l lines) Index(key string) int {
	for i := range l {
		if fmt.Sprint(i) == key {
			return i
		}
	}
	return -1
}

func (l lines) Row(i, w int) part.Row {
	return part.Row{Key: fmt.Sprint(i), Lines: []string{part.Cut(l[i], w)}}
}

// View is kit.Screen.
func (t *Test) View() string {
	if t.card {
		return show.Card(t.k.Room, show.View{W: t.w, H: t.h})
	}
	return t.list.View()
}

var (
	_ kit.Filler    = (*Test)(nil)
	_ kit.Explainer = (*Test)(nil)
)
