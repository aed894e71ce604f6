package screen_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/store"
	"monev/ui"
	"monev/ui/kit"
	"monev/ui/screen"
	"monev/ui/screen/rapat"
	"monev/ui/stagetest"
)

// watched tells what is asked to be stored, but for the place where the program
// opens again.
type watched struct {
	store.Store
	say func(string)
}

func (w *watched) Update(ctx context.Context, a store.Action, change func(store.Tx) error) (store.Event, error) {
	if !a.Silent {
		w.say(a.Label)
	}
	return w.Store.Update(ctx, a, change)
}

func (w *watched) SetDraft(ctx context.Context, key string, value []byte) error {
	if key != "tempat" {
		w.say("draft " + key)
	}
	return w.Store.SetDraft(ctx, key, value)
}

func locked(t *testing.T, keys []string) (*stagetest.Program, *watched) {
	t.Helper()
	c := new(stagetest.Clock)
	w := &watched{stagetest.Store(t), func(string) {}}
	world := &stagetest.World{App: app.New(w, c.Now), Clock: c, Store: &stagetest.Broken{Store: w}}
	world.WithDir(t.TempDir())
	p := stagetest.Start(t, world, 80, 24, func(k *kit.Kit) kit.Screen { return screen.First(k, true, "") }, ui.WithLocked("Dibaca saja."))
	p.Key(keys...)
	return p, w
}

// Where data are only read, a key that would change them says so at once: no form
// opens in which somebody types for nothing.
func TestWhatIsOnlyReadOpensNoForm(t *testing.T) {
	item := []string{"l", "right", "down", "right", "down", "right", "down"}
	for _, c := range []struct {
		keys []string
		key  string
	}{
		{nil, "n"},
		{[]string{"enter", "8"}, "f"},
		{[]string{"down", "enter", "8"}, "v"},
		{item, "a"}, {item, "r"}, {item, "n"}, {item, "x"},
		{append(item, "enter"), "enter"},
		{[]string{"l", "s"}, "enter"},
		{[]string{"l", "s"}, "y"},
		{[]string{"l", "s"}, "x"},
		{[]string{"l"}, "g"},
	} {
		p, w := locked(t, c.keys)
		w.say = func(what string) { t.Errorf("%v, %s: %s", c.keys, c.key, what) }
		p.Key(c.key)
		if !strings.Contains(p.Screen(), "Dibaca saja.") {
			t.Errorf("%v, %s:\n%s", c.keys, c.key, p.Screen())
		}
		p.Type("x")
		p.After(time.Second)
		p.Key("ctrl+s")
	}
}

// Looking is not changing: other years and layers of the LKE, its evidence, and what
// an answer would bring.
func TestWhatIsOnlyReadCanBeLookedAt(t *testing.T) {
	p, w := locked(t, []string{"l"})
	w.say = func(what string) { t.Error(what) }
	p.Key("l")
	p.Has("JAWABAN TPI")
	p.Key("l", "l", "<")
	p.Has("LKE 2024")
	p.Key(">", "right", "down", "right", "down", "right", "down", "v")
	p.Has("Eviden 2025")
	p.Key("esc", "w", "b")
	p.Has("BILA · 1 perubahan")
	p.Key("esc", "w", "u")
	p.Hasnt("Dibaca saja.")
}

// The form in which the program ended does not open either; the place is the same.
func TestWhatIsOnlyReadComesBackWithoutTheForm(t *testing.T) {
	place := rapat.Place{Meeting: stagetest.Meeting, Stage: monev.StageArea + 2, Form: "temuan"}.String()
	for _, kept := range []string{place, screen.Looked(place), screen.Looked("")} {
		p := stagetest.Start(t, stagetest.NewWorld(t, false), 80, 24, func(k *kit.Kit) kit.Screen { return screen.First(k, true, kept) },
			ui.WithLocked("Dibaca saja."))
		switch kept {
		case place: // as where data can be changed
			p.Has("TEMUAN BARU")
		case "":
			p.Has("Tindak lanjut")
		default:
			p.Has("III PENATAAN SISTEM MANAJEMEN SDM")
			p.Hasnt("TEMUAN BARU")
		}
	}
}
