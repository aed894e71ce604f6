package stagetest

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/sample"
	"monev/internal/store"
	"monev/internal/store/ledger"
	"monev/internal/store/memstore"
	"monev/ui"
	"monev/ui/kit"
	"monev/ui/uitest"
)

// Clock is a clock turned by hand; it begins at Now.
type Clock struct {
	mu   sync.Mutex
	gone time.Duration
}

// Now is the moment the clock shows.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return Now().Add(c.gone)
}

// Add turns the clock on.
func (c *Clock) Add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.gone += d
}

// World is an app with what is around it: its store, which may break, and its
// clock. It outlives a Program, as a disk does.
type World struct {
	*app.App
	*Clock
	Store *Broken
}

// NewWorld is a world with the sample data, or with a new office and no meeting
// if empty is true.
func NewWorld(t testing.TB, empty bool) *World {
	t.Helper()
	c := new(Clock)
	ctx := context.Background()
	var s store.Store
	if empty {
		s = memstore.New(ledger.Options{Now: c.Now})
	} else {
		s = filled(t, c.Now)
	}
	b := &Broken{Store: s}
	w := &World{app.New(b, c.Now), c, b}
	var err error
	if empty {
		err = w.SetUp(ctx, monev.DefaultOffice(sample.Year))
	} else {
		_, err = w.Office(ctx) // sets the zone
	}
	if err != nil {
		t.Fatal(err)
	}
	w.WithDir(t.TempDir())
	return w
}

// Now is the clock's moment in the office's zone.
func (w *World) Now() time.Time { return w.App.Now() }

// Events is how many changes the journal holds.
func (w *World) Events(t testing.TB) uint64 {
	t.Helper()
	var n uint64
	err := w.Store.View(context.Background(), func(r store.Reader) error {
		h, err := r.Head()
		n = h.Seq
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// Program is the whole program on a world, in a driver.
type Program struct {
	*Shown
	World *World
	Kit   *kit.Kit
}

// Start starts the program with a first screen. The embedded Shown has no Stage;
// its Minutes are those of Meeting, or of the first meeting of an empty world.
func Start(t testing.TB, w *World, width, height int, first func(*kit.Kit) kit.Screen, opts ...ui.Option) *Program {
	t.Helper()
	k := uitest.Kit(w.App)
	k.Say = app.Explain
	k.Practice = &Practice{own: k}
	all := []ui.Option{ui.WithUndo(w.UndoSaid, w.RedoSaid)}
	root := ui.New(k, first(k), append(all, opts...)...)
	d := &Shown{t: t, App: w.App, id: Meeting, root: root}
	d.Driver = uitest.New(t, root, width, height)
	return &Program{d, w, k}
}

// Practice is practising in memory; its clock stands.
type Practice struct {
	App    *app.App // of the practice that is open
	Opened bool
	own    *kit.Kit
}

// Open is kit.Practice.
func (p *Practice) Open(ctx context.Context, afresh bool) (*kit.Kit, error) {
	p.Opened = true
	if afresh || p.App == nil {
		s := memstore.New(ledger.Options{Now: Now})
		if err := sample.Practice(ctx, s); err != nil {
			return nil, err
		}
		p.App = app.New(s, Now)
	}
	k := *p.own
	k.App, k.Practice, k.Practising = p.App, nil, true
	return &k, nil
}

// Close is kit.Practice.
func (p *Practice) Close() error {
	p.Opened = false
	return nil
}

// Offered is every action there is now: the top screen's, then the root's.
func (p *Program) Offered() []kit.Action {
	return append(slices.Clone(p.root.Top().Actions()), p.root.Actions()...)
}

// Push shows a screen on top.
func (p *Program) Push(s kit.Screen) { p.t.Helper(); p.Send(kit.PushMsg{Screen: s}) }

// CheckTop fails the test if keys clash on a screen, which must be the top one.
func (p *Program) CheckTop(s kit.Screen) {
	p.t.Helper()
	uitest.CheckActions(p.t, s, p.root.Actions())
}

// Pass lets time pass, second by second, for the clock and the timers.
func (p *Program) Pass(d time.Duration) {
	p.t.Helper()
	for ; d >= time.Second; d -= time.Second {
		p.World.Add(time.Second)
		p.After(time.Second)
	}
	p.World.Add(d)
	p.After(d)
}

// Record is a meeting as stored now.
func (p *Program) Record(id string) monev.Minutes {
	p.t.Helper()
	m, err := p.App.Minutes(context.Background(), id)
	if err != nil {
		p.t.Fatal(err)
	}
	return m
}
