package main

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync"

	"monev/internal/app"
	"monev/internal/cli"
	"monev/internal/look"
	"monev/internal/monev"
	"monev/internal/practice"
	"monev/internal/relay"
	"monev/internal/slide"
	"monev/ui"
	"monev/ui/keys"
	"monev/ui/kit"
	"monev/ui/screen"
	"monev/ui/screen/panduan"
	"monev/ui/screen/pulih"
	"monev/ui/theme"
)

// logName is the file in the data folder that failures go to, with their whole
// chain; what a user typed never does.
const logName = "monev.log"

// gcPercent is how much the heap may grow beside the screens before it is collected.
// Half of Go's own 100 keeps monev under 40 MiB also with ten years of follow-ups
// listed, and no key waits longer for it (README, Speed).
const gcPercent = 50

// openScreens opens the program where it ended, or on the first start.
func openScreens(ctx context.Context, a *app.App, s cli.Session) error {
	return screensWith(ctx, a, s)
}

// screensWith is openScreens for a program that is told more, as by a test where
// its terminal is.
func screensWith(ctx context.Context, a *app.App, s cli.Session, more ...ui.Option) error {
	dir := s.Dir
	ready, err := a.Ready(ctx)
	if err != nil {
		return err
	}
	place, err := a.Draft(ctx, screen.Place)
	if err != nil {
		return err
	}
	if s.ReadOnly != "" {
		place = screen.Looked(place)
	}
	say, done := explainer(dir)
	defer done()
	k := &kit.Kit{Ctx: context.WithoutCancel(ctx), App: a, Keys: keys.Default(), Styles: new(theme.Styles), Say: say}
	news := make(chan kit.NotifyMsg, 8)
	s.Tell(func(err error) {
		select {
		case news <- kit.NotifyMsg{Text: say(err), Tone: kit.Warn}:
		default: // nobody reads that many
		}
	})
	defer s.Tell(nil)
	if s.Hint != "" {
		news <- kit.NotifyMsg{Text: s.Hint, Tone: kit.Warn}
	}
	wait := waiting(ctx, a, ready)
	server := windows(s, wait, say)
	if server != nil {
		k.Projector = server
		defer func() { _ = server.Close() }()
	}
	if o, err := a.Office(ctx); ready && err == nil {
		k.Practising = o.Practice
	}
	if s.ReadOnly == "" && !k.Practising {
		p := &practising{home: practice.Home{Dir: dir, Now: a.Now, Version: cli.BuildVersion().Version, Env: os.Getenv}, own: k, wait: wait}
		k.Practice = p
		defer func() { _ = p.Close() }()
	}
	var first kit.Screen
	switch {
	case !s.Practice:
		first = screen.First(k, ready, place)
	case k.Practice == nil:
		return monev.Refuse("", "Latihan mengubah data latihan; jalankan monev latihan tanpa --baca.")
	default:
		first = screen.Practice(k, ready)
	}
	options := append([]ui.Option{ui.WithUndo(a.UndoSaid, a.RedoSaid), ui.WithNews(news), ui.WithGuide(func() kit.Screen { return panduan.New(k) }), ui.WithLocked(s.ReadOnly),
		ui.WithDialogs(pulih.Dialogs(s.Recovered, s.Notes)...), withLook(dir), ui.WithTerminal(theme.Terminal(os.Getenv)), ui.WithPlaces(func(k *kit.Kit) kit.Places { return screen.NewPlaces(k) })}, more...)
	debug.SetGCPercent(gcPercent)
	return ui.Run(ctx, k, first, options...)
}

// windows serves further windows of the meeting, monev proyektor. Where that
// cannot be, the meeting goes on without; nil stands for that.
func windows(s cli.Session, wait slide.State, say func(error) string) *relay.Server {
	if s.ReadOnly != "" {
		return nil // the window follows the program that runs the meeting
	}
	server, err := relay.Listen(s.Dir)
	if err != nil {
		_ = say(err) // for the log
		return nil
	}
	server.Show(wait)
	return server
}

// waiting is what windows show as long as no meeting is open.
func waiting(ctx context.Context, a *app.App, ready bool) slide.State {
	wait := slide.State{Version: slide.Version, Pause: true, Meeting: "Belum ada rapat yang ditayangkan"}
	if o, err := a.Office(ctx); ready && err == nil {
		wait.Office, wait.Zone, wait.Practice = o.Name, o.Zone, o.Practice
	}
	return wait
}

// withLook is the look kept in a data folder.
func withLook(dir string) ui.Option {
	keeper := look.In(dir)
	return ui.WithLook(keeper.Load(), theme.DetectSigns(runtime.GOOS, os.Getenv), keeper.Change)
}

// explainer is app.Explain that also logs what is no mere refusal. A log that
// cannot be opened is done without: it must not keep the meeting from going on.
func explainer(dir string) (say func(error) string, done func()) {
	f, err := os.OpenFile(filepath.Join(dir, logName), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return app.Explain, func() {}
	}
	log := slog.New(slog.NewTextHandler(f, nil))
	var writing sync.WaitGroup // the screen does not wait for the disk
	say = func(err error) string {
		if text := forLog(err); text != "" {
			writing.Go(func() { log.Error("failed", "error", text) })
		}
		return app.Explain(err)
	}
	return say, func() {
		writing.Wait()
		_ = f.Close()
	}
}
