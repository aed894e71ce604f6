package proyektor_test

import (
	"context"
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"
	"time"

	"monev/internal/monev"
	"monev/internal/relay"
	"monev/internal/slide"
	"monev/ui"
	"monev/ui/screen/proyektor"
	"monev/ui/stagetest"
	"monev/ui/theme"
	"monev/ui/uitest"
)

// source gives the news that were put in, one at a time; then it ends.
type source struct {
	news []relay.Event
	size slide.Window
}

func (s *source) Next(context.Context) (relay.Event, bool) {
	if len(s.news) == 0 {
		return relay.Event{}, false
	}
	e := s.news[0]
	s.news = s.news[1:]
	return e, true
}
func (s *source) Resize(w slide.Window) { s.size = w }

// window starts a window to which the news come at once.
func window(t *testing.T, w, h int, news ...relay.Event) (*uitest.Driver, *source) {
	t.Helper()
	k := uitest.Kit(nil)
	s := &source{news: news}
	r := ui.New(k, proyektor.New(k, s, stagetest.Now))
	return uitest.New(t, r, w, h), s
}

func states(t *testing.T, stage monev.Stage) []slide.State {
	t.Helper()
	a := stagetest.App(t)
	m, err := a.Minutes(t.Context(), stagetest.Meeting)
	if err != nil {
		t.Fatal(err)
	}
	in, err := a.Instrument(t.Context(), m.Meeting.Period.Year)
	if err != nil {
		t.Fatal(err)
	}
	var out []slide.State
	deck := slide.Make(m, in, stage)
	for i, s := range deck {
		out = append(out, slide.State{Version: slide.Version, Office: m.Office.Name, Meeting: "Monev ZI TW IV 2025", Zone: "WIB",
			Slide: s, No: i + 1, Of: len(deck), Clock: &slide.Timer{Since: stagetest.Now().Add(-time.Hour)}})
	}
	return out
}

func live(s slide.State) relay.Event { return relay.Event{State: s, Live: true} }

func TestWaitingShowingLostAndFrozen(t *testing.T) {
	d, src := window(t, 80, 24)
	d.Has("Menunggu rapat di laptop ini")
	if src.size != (slide.Window{W: 80, H: 24}) {
		t.Errorf("size told: %+v", src.size)
	}
	all := states(t, monev.StageArea+2)
	d, _ = window(t, 80, 24, live(all[0]))
	d.Has("PENATAAN SISTEM MANAJEMEN SDM", "01:00:00", "1 dari 9")
	d.Hasnt("F1", "Esc", "terputus")
	d, _ = window(t, 80, 24, live(all[0]), relay.Event{State: all[0]})
	d.Has("PENATAAN SISTEM MANAJEMEN SDM", "! terputus, menunggu monev")
	other := all[0]
	other.Version++
	d, _ = window(t, 80, 24, live(other))
	d.Has("Versi kedua jendela berbeda")
}

func TestFrozenStays(t *testing.T) {
	all := states(t, monev.StageArea+2)
	k := uitest.Kit(nil)
	s := &slow{news: make(chan relay.Event, 9)}
	screen := proyektor.New(k, s, stagetest.Now)
	d := uitest.New(t, ui.New(k, screen), 80, 24)
	push := func(x slide.State) {
		s.news <- live(x)
		d.Send(screen.Wait()())
	}
	push(all[0])
	d.Key("b")
	d.Has("■ dibekukan", "1 dari 9")
	push(all[1])
	d.Has("1 dari 9", "■ dibekukan")
	d.Key("b")
	d.Has("2 dari 9")
	d.Hasnt("dibekukan")
	d.Key("f7")
	d.Has("UJI PROYEKTOR", "80 × 24")
	d.Key("f7", "q")
	if !d.Quit() {
		t.Error("q does not close the window")
	}
}

// Before anything has come there is nothing to freeze: the window would stay empty.
func TestNothingToFreezeYet(t *testing.T) {
	all := states(t, monev.StageArea+2)
	k, s := uitest.Kit(nil), &slow{news: make(chan relay.Event, 9)}
	screen := proyektor.New(k, s, stagetest.Now)
	d := uitest.New(t, ui.New(k, screen), 80, 24)
	d.Key("b")
	d.Has("Belum ada gambar yang dapat dibekukan.", "Menunggu rapat di laptop ini")
	d.After(10 * time.Second) // the notice goes
	s.news <- live(all[0])
	d.Send(screen.Wait()())
	d.Has("1 dari 9")
	d.Hasnt("■")
}

// windows are the further windows there are.
type windows struct{ list []slide.Window }

func (w *windows) Show(slide.State)        {}
func (w *windows) Windows() []slide.Window { return slices.Clone(w.list) }

// The list follows the windows: one is opened, its letters are made smaller, it is closed.
func TestTheListFollowsTheWindows(t *testing.T) {
	a := stagetest.App(t)
	m, err := a.Minutes(t.Context(), stagetest.Meeting)
	if err != nil {
		t.Fatal(err)
	}
	in, err := a.Instrument(t.Context(), m.Meeting.Period.Year)
	if err != nil {
		t.Fatal(err)
	}
	k, w := uitest.Kit(a), &windows{list: []slide.Window{{W: 60, H: 18}}}
	k.Projector = w
	r := ui.New(k, proyektor.NewTest(k, m, in, func() {}))
	d := uitest.New(t, r, 100, 30)
	d.Has("60 × 18 · jendela proyektor")
	w.list = []slide.Window{{W: 160, H: 50}}
	d.After(time.Second)
	d.Has("160 × 50 · jendela proyektor")
	w.list = nil
	d.After(time.Second)
	d.Has("100 × 30 · layar ini")
}

// slow gives what lies in its channel, else nothing.
type slow struct{ news chan relay.Event }

func (s *slow) Next(context.Context) (relay.Event, bool) {
	select {
	case e := <-s.news:
		return e, true
	default:
		return relay.Event{}, false
	}
}
func (s *slow) Resize(slide.Window) {}

func TestPictures(t *testing.T) {
	for _, size := range [][2]int{{60, 18}, {80, 24}, {120, 40}, {160, 50}} {
		name := fmt.Sprintf("%dx%d", size[0], size[1])
		d, _ := window(t, size[0], size[1])
		d.Golden(name, "menunggu")
		d.Key("f7")
		d.Golden(name, "uji")
	}
	for _, name := range []string{"terang", "gelap", "kontras", "polos"} {
		p, _ := theme.ByName(name)
		for i, stage := range []monev.Stage{monev.StageArea + 2, monev.StageConclusion} {
			k := uitest.Kit(nil)
			s := &source{news: []relay.Event{live(states(t, stage)[0])}}
			r := ui.New(k, proyektor.New(k, s, stagetest.Now))
			*k.Room = *theme.New(theme.Projection(p, name == "gelap"))
			d := uitest.New(t, r, 80, 24)
			d.GoldenRaw(name, []string{"area", "simpulan"}[i])
		}
	}
}

func TestRandomKeysAndSizes(t *testing.T) {
	all := states(t, monev.StageReview)
	long := all[1]
	long.Slide.Blocks = append([]slide.Block{{Kind: slide.Text, Text: strings.Repeat("漢字👩‍👩‍👧 e\u0301 tanpa-jeda-", 300)}}, long.Slide.Blocks...)
	long.Slide.Head = strings.Repeat("PANJANG ", 60)
	long.Slide.Title = strings.Repeat("judul", 90)
	rnd := rand.New(rand.NewSource(7))
	d, _ := window(t, 80, 24, live(long))
	keys := []string{"right", "left", "b", "f7", "f8", "down", "?", "esc", "ctrl+l"}
	for range 500 {
		if rnd.Intn(2) == 0 {
			d.Resize(60+rnd.Intn(141), 18+rnd.Intn(43))
		}
		d.Key(keys[rnd.Intn(len(keys))])
		d.Screen()
	}
}
