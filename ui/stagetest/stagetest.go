// Package stagetest drives one stage of a meeting over the sample data, in
// memory and with a fixed clock.
package stagetest

import (
	"context"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/lke"
	"monev/internal/monev"
	"monev/internal/sample"
	"monev/internal/store/ledger"
	"monev/internal/store/memstore"
	"monev/ui"
	"monev/ui/kit"
	"monev/ui/stage"
	"monev/ui/uitest"
)

// Meeting is the running meeting of the sample data, of 20 November 2025.
const Meeting = "R0003"

// Now is the fixed clock: 20 November 2025, 10.00 WIB.
func Now() time.Time {
	return time.Date(2025, 11, 20, 10, 0, 0, 0, time.FixedZone("WIB", 7*60*60))
}

// sampleDisk holds the sample data; it is made once for all tests of a package.
var sampleDisk = sync.OnceValues(func() (*memstore.Disk, error) {
	disk := new(memstore.Disk)
	s, err := memstore.Open(disk, ledger.Options{Now: Now})
	if err == nil {
		err = sample.Fill(context.Background(), s)
	}
	return disk, err
})

// Store is a memory store of its own, filled with the sample data.
func Store(t testing.TB) *ledger.Ledger {
	t.Helper()
	return filled(t, Now)
}

// filled is Store with a clock.
func filled(t testing.TB, now func() time.Time) *ledger.Ledger {
	t.Helper()
	disk, err := sampleDisk()
	if err != nil {
		t.Fatal(err)
	}
	s, err := memstore.Open(disk.Copy(), ledger.Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// App is an app over a memory store of its own, filled with the sample data.
func App(t testing.TB) *app.App {
	t.Helper()
	s := Store(t)
	a := app.New(s, Now)
	if _, err := a.Office(context.Background()); err != nil { // sets the zone
		t.Fatal(err)
	}
	return a
}

// host gives one stage its meeting after every change, as the meeting screen does.
type host struct {
	stage.Stage
	k  *kit.Kit
	id string
}

type shownMsg struct {
	m  monev.Minutes
	in *lke.Instrument
}

func (h *host) Init() tea.Cmd { return tea.Batch(h.Stage.Init(), h.load) }

func (h *host) load() tea.Msg {
	m, err := h.k.App.Minutes(h.k.Ctx, h.id)
	if err == nil {
		in, failed := h.k.App.Instrument(h.k.Ctx, m.Meeting.Period.Year)
		if err = failed; err == nil {
			return shownMsg{m, in}
		}
	}
	return kit.NotifyMsg{Text: h.k.Sentence(err), Tone: kit.Bad}
}

func (h *host) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case kit.ChangedMsg:
		return tea.Batch(h.Stage.Update(msg), h.load)
	case shownMsg:
		stage.Give(h.Stage, msg.m, msg.in)
		return nil
	}
	return h.Stage.Update(msg)
}

// New shows the stage that build makes for the sample's running meeting in a
// terminal of w×h cells, with undo and redo.
func New(t testing.TB, a *app.App, w, h int, build func(*kit.Kit, string) stage.Stage) *uitest.Driver {
	t.Helper()
	k := uitest.Kit(a)
	k.Say = app.Explain
	return uitest.New(t, ui.New(k, &host{build(k, Meeting), k, Meeting}, ui.WithUndo(a.Undo, a.Redo)), w, h)
}
