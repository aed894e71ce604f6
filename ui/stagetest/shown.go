package stagetest

import (
	"context"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/sample"
	"monev/internal/store"
	"monev/internal/store/ledger"
	"monev/internal/store/memstore"
	"monev/ui"
	"monev/ui/kit"
	"monev/ui/stage"
	"monev/ui/uitest"
)

// The meetings of the sample data that are not Meeting.
const Final = "R0002" // of 19 August 2025, with sealed minutes

// Setup says what Open shows; zero fields mean 80×24, fresh sample data and
// Meeting.
type Setup struct {
	W, H    int
	App     *app.App
	Meeting string
	// Form and Row are the place to come back to, as after a crash.
	Form, Row string
	Build     func(*kit.Kit, string) stage.Stage
}

// Shown is a stage in a driver, with two lines above it and the keys beside its
// own as the meeting screen has them.
type Shown struct {
	*uitest.Driver
	t     testing.TB
	App   *app.App
	Stage stage.Stage
	Went  []stage.GoMsg // where the stage asked to go
	id    string
	host  *meeting
	root  *ui.Root
}

// Open shows a stage.
func Open(t testing.TB, s Setup) *Shown {
	t.Helper()
	if s.W == 0 {
		s.W, s.H = 80, 24
	}
	if s.App == nil {
		s.App = App(t)
	}
	if s.Meeting == "" {
		s.Meeting = Meeting
	}
	k := uitest.Kit(s.App)
	k.Say = app.Explain
	d := &Shown{t: t, App: s.App, Stage: s.Build(k, s.Meeting), id: s.Meeting}
	d.host = &meeting{host: host{d.Stage, k, s.Meeting}, d: d, form: s.Form, row: s.Row}
	d.root = ui.New(k, d.host, ui.WithUndo(s.App.UndoSaid, s.App.RedoSaid))
	d.Driver = uitest.New(t, d.root, s.W, s.H)
	return d
}

// Minutes is the meeting as stored now.
func (d *Shown) Minutes() monev.Minutes {
	d.t.Helper()
	m, err := d.App.Minutes(context.Background(), d.id)
	if err != nil {
		d.t.Fatal(err)
	}
	return m
}

// Choose moves the selection down until the row that reads text is selected.
func (d *Shown) Choose(text string) {
	d.t.Helper()
	d.Key("home")
	for range 80 {
		for l := range strings.SplitSeq(d.Screen(), "\n") {
			if strings.HasPrefix(l, "▸") && strings.Contains(l, text) {
				return
			}
		}
		d.Key("down")
	}
	d.t.Fatalf("no row reads %q:\n%s", text, d.Screen())
}

// Check fails the test if keys clash in the present state.
func (d *Shown) Check() {
	d.t.Helper()
	uitest.CheckActions(d.t, d.host, d.root.Actions())
}

// meeting is host with what the meeting screen adds to a stage.
type meeting struct {
	host
	d         *Shown
	form, row string
	m         monev.Minutes
	h         int
}

const above = 2 // lines

func (m *meeting) SetSize(w, h int) { m.h = h; m.host.SetSize(w, h-above) }

func (m *meeting) View() string {
	return " Buka ✓ ─ TL ✓ ─ I ✓ ─ … ─ Simpulan ─ Tutup\n" + strings.Repeat("─", 60) + "\n" + m.host.View()
}

func (m *meeting) Locked() string {
	if err := m.m.Meeting.Locked(); err != nil {
		return err.Error()
	}
	return ""
}

func (m *meeting) Actions() []kit.Action {
	out := m.Stage.Actions()
	k := m.k.Keys.Meeting
	none := func() tea.Cmd { return nil }
	out = slices.Insert(out, min(5, len(out)), kit.Action{ID: "rapat.berikut", Key: k.NextStage, Run: none, Hidden: m.Title() == "Penutup"})
	return append(out,
		kit.Action{ID: "rapat.sebelum", Key: k.PrevStage, Run: none, Hidden: true},
		kit.Action{ID: "rapat.tahap", Key: k.Stage, Run: none, Hidden: true},
		kit.Action{ID: "rapat.jeda", Key: k.Pause, Run: none, Hidden: true},
		kit.Action{ID: "rapat.kembali", Key: m.k.Keys.Global.Back, Run: none, Hidden: true},
	)
}

func (m *meeting) Init() tea.Cmd { return tea.Batch(m.Stage.Init(), m.load) }

func (m *meeting) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case kit.ChangedMsg:
		return tea.Batch(m.Stage.Update(msg), m.load)
	case shownMsg:
		first := m.m.Meeting.ID == ""
		m.m = msg.m
		stage.Give(m.host.Stage, msg.m, msg.in)
		if first && m.form+m.row != "" {
			return m.Return(m.form, m.row)
		}
		return nil
	case stage.GoMsg:
		m.d.Went = append(m.d.Went, msg)
		return nil
	case tea.MouseClickMsg:
		msg.Y -= above
		if msg.Y < 0 {
			return nil
		}
		return m.Stage.Update(msg)
	case tea.MouseWheelMsg:
		msg.Y -= above
		return m.Stage.Update(msg)
	}
	return m.Stage.Update(msg)
}

// Broken is a store whose changes and drafts fail while Err is set, and whose
// reads fail while Blind is.
type Broken struct {
	store.Store
	Err, Blind error
}

// View is store.Store.
func (b *Broken) View(ctx context.Context, read func(store.Reader) error) error {
	if b.Blind != nil {
		return b.Blind
	}
	return b.Store.View(ctx, read)
}

// BrokenApp is App over a Broken store that still works.
func BrokenApp(t testing.TB) (*app.App, *Broken) {
	t.Helper()
	s := memstore.New(ledger.Options{Now: Now})
	if err := sample.Fill(context.Background(), s); err != nil {
		t.Fatal(err)
	}
	b := &Broken{Store: s}
	return app.New(b, Now), b
}

// Update is store.Store.
func (b *Broken) Update(ctx context.Context, a store.Action, change func(store.Tx) error) (store.Event, error) {
	if b.Err != nil {
		return store.Event{}, b.Err
	}
	return b.Store.Update(ctx, a, change)
}

// SetDraft is store.Store.
func (b *Broken) SetDraft(ctx context.Context, key string, value []byte) error {
	if b.Err != nil {
		return b.Err
	}
	return b.Store.SetDraft(ctx, key, value)
}
