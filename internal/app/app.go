// Package app has one method per thing a user can do. It is the only door to
// the data for the screens and for the command line.
//
// Methods that change something return after the store has made the change
// durable. Input that the rules do not take comes back as a *monev.Refusal;
// everything else is wrapped and can be told to a user with Explain.
package app

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync/atomic"
	"time"

	"monev/internal/monev"
	"monev/internal/report"
	"monev/internal/store"
	"monev/internal/tanggal"
	"monev/internal/vault"
)

// App is the program without its screens. It is safe for concurrent use.
type App struct {
	store store.Store
	clock func() time.Time
	dir   string       // data folder; empty in memory
	files *vault.Vault // of dir; nil in memory
	keep  Keeping
	zone  atomic.Pointer[time.Location]

	since uint64 // the newest event there was when the App was made

	away atomic.Pointer[AwayBackup] // made last

	finder finder
}

// New makes an App over an open store. clock tells the time; tests fix it.
func New(s store.Store, clock func() time.Time) *App {
	a := &App{store: s, clock: clock}
	a.setZone("WIB")
	_, _ = a.Office(context.Background()) // takes over the office's zone, if there is one yet
	if head, err := view(context.Background(), a, store.Reader.Head); err == nil {
		a.since = head.Seq
	}
	return a
}

// setZone makes the office's zone the one of Now; an unknown one changes nothing.
func (a *App) setZone(name string) {
	if loc, err := tanggal.Location(name); err == nil {
		a.zone.Store(loc)
	}
}

// WithDir tells the App its data folder, beside whose store documents go.
func (a *App) WithDir(dir string) *App {
	a.dir, a.files = dir, nil
	if dir != "" {
		a.files = vault.Open(dir)
	}
	return a
}

// vault is the files of the data folder, refused in memory.
func (a *App) vault() (*vault.Vault, error) {
	if a.files == nil {
		return nil, monev.Refuse("simpanan", "Tidak ada map data untuk menyimpan berkas; buka monev dengan --data.")
	}
	return a.files, nil
}

// reading is the vault for files that records name: in memory one that finds those
// outside a data folder only by their full path.
func (a *App) reading() *vault.Vault {
	if a.files == nil {
		return vault.Open("")
	}
	return a.files
}

// Tidy removes what programs that were killed left half written among the files and
// documents of the data folder; see vault.Tidy. Without a data folder it does nothing.
func (a *App) Tidy(ctx context.Context) error {
	if a.files == nil {
		return nil
	}
	return a.files.Tidy(ctx)
}

// DocumentDir is the folder documents of a meeting go to: "dokumen/<ID>" in the
// data folder. It need not exist.
func (a *App) DocumentDir(meeting string) string {
	return filepath.Join(a.dir, "dokumen", meeting)
}

// Now is the present moment in the office's time zone, without the monotonic
// part, so that it survives storing.
func (a *App) Now() time.Time { return a.clock().In(a.zone.Load()).Round(0) }

// Today is the present day in the office's time zone.
func (a *App) Today() tanggal.Date { return tanggal.Of(a.Now()) }

// act is a change as the journal names it.
func act(name, label, meeting string) store.Action {
	return store.Action{Name: name, Label: label, Meeting: meeting}
}

func (a *App) update(ctx context.Context, what store.Action, change func(store.Tx) error) error {
	if _, err := a.store.Update(ctx, what, change); err != nil {
		return fmt.Errorf("%s: %w", what.Name, err)
	}
	return nil
}

// view reads a value in one consistent state of the store.
func view[T any](ctx context.Context, a *App, read func(store.Reader) (T, error)) (T, error) {
	var out T
	err := a.store.View(ctx, func(r store.Reader) error {
		var err error
		out, err = read(r)
		return err
	})
	return out, err
}

// officeKey is the key of the only office record.
const officeKey = "office"

// Office returns the office, or store.ErrNotFound before the first start is done.
func (a *App) Office(ctx context.Context) (monev.Office, error) {
	o, err := view(ctx, a, loadOffice)
	if err == nil {
		a.setZone(o.Zone)
	}
	return o, err
}

func loadOffice(r store.Reader) (monev.Office, error) {
	o, err := store.Load[monev.Office](r, store.KindOffice, officeKey)
	if errors.Is(err, store.ErrNotFound) {
		return o, fmt.Errorf("%w: %w", monev.Refuse("", "Data kantor belum diisi; buka monev tanpa perintah sekali, atau isi contoh dengan monev contoh."), err)
	}
	return o, err
}

// SetUp stores the office at first start. It cannot be undone. drafts are keys of
// half-typed text dropped with it.
func (a *App) SetUp(ctx context.Context, o monev.Office, drafts ...string) error {
	what := act("kantor.awal", "isi data awal", "")
	what.Barrier = true
	return a.putOffice(ctx, what, func(_ store.Tx, stored *monev.Office) error { *stored = o; return nil }, drafts)
}

// EditOffice changes the office; label says in Indonesian what was changed.
// drafts are keys of half-typed text it came from, dropped with the change.
func (a *App) EditOffice(ctx context.Context, label string, change func(*monev.Office) error, drafts ...string) error {
	return a.putOffice(ctx, act("kantor.ubah", label, ""), func(_ store.Tx, o *monev.Office) error { return change(o) }, drafts)
}

func (a *App) putOffice(ctx context.Context, what store.Action, change func(store.Tx, *monev.Office) error, drafts []string) error {
	var zone string
	err := a.update(ctx, what, func(tx store.Tx) error {
		o, err := loadOffice(tx)
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return err
		}
		if err := change(tx, &o); err != nil {
			return err
		}
		if err := o.Clean(); err != nil {
			return err
		}
		if err := report.CheckPapers(o.Papers); err != nil {
			return err
		}
		zone = o.Zone
		if err := dropDrafts(tx, drafts); err != nil {
			return err
		}
		if err := fillNames(tx, o); err != nil {
			return err
		}
		return tx.Put(store.KindOffice, officeKey, o)
	})
	if err == nil {
		a.setZone(zone)
	}
	return err
}

// fillNames gives running meetings the names their people did not have yet.
func fillNames(tx store.Tx, o monev.Office) error {
	all, err := store.All[monev.Meeting](tx, store.KindMeeting, "")
	if err != nil {
		return err
	}
	for _, m := range all {
		if m.Status != monev.Running {
			continue
		}
		m.FillNames(o)
		if err := tx.Put(store.KindMeeting, m.ID, m); err != nil { // no change if nothing was filled
			return err
		}
	}
	return nil
}

// Draft returns half-typed text kept under a key; empty if there is none.
func (a *App) Draft(ctx context.Context, key string) (string, error) {
	b, err := view(ctx, a, func(r store.Reader) ([]byte, error) { return r.Draft(key) })
	if errors.Is(err, store.ErrNotFound) {
		return "", nil
	}
	return string(b), err
}

// SetDraft keeps half-typed text under a key; empty text removes it. Drafts are
// not part of the records: they cannot be undone and are not exported.
func (a *App) SetDraft(ctx context.Context, key, text string) error {
	return a.store.SetDraft(ctx, key, []byte(text))
}

// Head is the end of the journal as documents print it: event number and the
// first 16 hexadecimal digits of its hash.
func (a *App) Head(ctx context.Context) (string, error) {
	return view(ctx, a, headText)
}

func headText(r store.Reader) (string, error) {
	h, err := r.Head()
	if err != nil || h.Seq == 0 {
		return "", err
	}
	return fmt.Sprintf("%06d-%s", h.Seq, h.Hash[:16]), nil
}
