package proyektor

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"monev/internal/lke"
	"monev/internal/monev"
	"monev/internal/slide"
	"monev/ui/kit"
	"monev/ui/part"
	"monev/ui/show"
)

// sample is a slide of the meeting with its place.
type sample struct {
	name  string
	state slide.State
}

// Test is the screen uji proyektor of the working program: the test card on the
// projector, and here what of the meeting would not fit there on one page.
type Test struct {
	k    *kit.Kit
	done func()
	all  []sample
	w, h int
	card bool // the card is on this terminal
	// practice: the meeting is for practising.
	practice bool
	list     *part.List
	seen     []slide.Window // those the list is about
}

// lookMsg is the time to look whether there are other windows.
type lookMsg struct{ t *Test }

// NewTest is the test of a meeting with the instrument of its year; done is
// called when it is left.
func NewTest(k *kit.Kit, m monev.Minutes, in *lke.Instrument, done func()) *Test {
	t := &Test{k: k, list: part.NewList(k.Styles), done: done, practice: m.Office.Practice}
	for st := range monev.Stages {
		for _, x := range slide.Make(m, in, monev.Stage(st)) {
			name := monev.Stage(st).Name() + " · "
			_, area := monev.Stage(st).Area()
			switch {
			case x.Title != "":
				name += x.Title
			case area:
				name += "ringkasan area"
			default:
				name += x.Head
			}
			t.all = append(t.all, sample{name, slide.State{Version: slide.Version, Office: m.Office.Name,
				Meeting: "Monev ZI " + m.Meeting.Period.Short(), Slide: x, Practice: m.Office.Practice, Clock: &slide.Timer{}, Area: &slide.Timer{}}})
		}
	}
	t.card = len(t.windows()) == 0
	return t
}

// Leave is kit.Leaver.
func (t *Test) Leave() tea.Cmd { t.done(); return nil }

// windows are those there are, in an order of their own: the projector has none.
func (t *Test) windows() []slide.Window {
	if t.k.Projector == nil {
		return nil
	}
	all := t.k.Projector.Windows()
	slices.SortFunc(all, func(a, b slide.Window) int { return cmp.Or(cmp.Compare(a.W, b.W), cmp.Compare(a.H, b.H)) })
	return all
}

// Init is kit.Screen.
func (t *Test) Init() tea.Cmd { return t.look() }

// look waits for the next look at the windows: letters made smaller there are to be
// seen in the list at once.
func (t *Test) look() tea.Cmd {
	if t.k.Projector == nil {
		return nil
	}
	return t.k.After(time.Second, lookMsg{t})
}

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
	case lookMsg:
		if msg.t != t {
			return nil
		}
		if !slices.Equal(t.windows(), t.seen) {
			t.fill()
		}
		return t.look()
	case kit.ThemeMsg:
		t.fill() // the lines hold colours
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

// Frozen is kit.Freezer: nothing that undo could take back is in sight.
func (t *Test) Frozen() string { return "Tidak berlaku di uji proyektor; Esc kembali dulu." }

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
	if t.seen = windows; len(windows) == 0 {
		h := t.h
		if !t.card {
			h += 4 // the whole terminal, see ui.Root
		}
		windows, where = []slide.Window{{W: t.w, H: h}}, "layar ini"
	}
	var rows []string
	for _, w := range windows {
		rows = append(rows, st.Heading.Render(fmt.Sprintf("%d × %d · %s", w.W, w.H, where)))
		var bad []string
		for _, x := range t.all {
			pages, digits := show.Fits(t.k.Room, x.state, w.W, w.H)
			text := x.name
			if pages > 1 {
				text += fmt.Sprintf(": %d halaman", pages)
			}
			if !digits {
				text += ": angka tidak muat sebagai angka besar"
			}
			if text != x.name {
				bad = append(bad, part.HangText("  ! ", text, part.RowWidth(t.w))...)
			}
		}
		said := st.Good.Render(fmt.Sprintf("✓ Semua %d lembar muat dalam satu halaman.", len(t.all)))
		if len(bad) > 0 {
			said = "Yang di bawah ini tidak muat dalam satu halaman; sisanya dibuka dengan panah kanan. Huruf terminal yang lebih kecil memuat lebih banyak."
		}
		rows = append(rows, part.HangText("  ", said, part.RowWidth(t.w))...)
		rows = append(append(rows, bad...), "")
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
		return show.Card(t.k.Room, show.View{W: t.w, H: t.h, Practice: t.practice})
	}
	return t.list.View()
}

var (
	_ kit.Filler    = (*Test)(nil)
	_ kit.Explainer = (*Test)(nil)
)
