// Package practice keeps records to practise with, apart from the office's own:
// a data folder of its own, "latihan/data" in the office's data folder, so that it
// travels on the same disk, can be found and thrown away by hand, and leaves
// nothing on a laptop that a stick was only plugged into. Nothing that works on
// the office's data looks into it: neither backups nor search, check or figures.
//
// The records say of themselves that they are for practising (monev.Office), so
// everything made of them is marked whichever way they are opened.
package practice

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/sample"
	"monev/internal/store"
	"monev/internal/store/boltstore"
	"monev/internal/store/datafolder"
	"monev/internal/store/disk"
	"monev/internal/store/ledger"
)

const (
	dirName  = "latihan"
	dataName = "data"
	// noteName says what the folder is, and that it is ours.
	noteName = "LATIHAN.txt"
	note     = "Map ini berisi data latihan monev. Isinya bukan data kantor dan boleh dihapus.\r\n"
)

// Home is where the practice of an office's data folder lies. Its methods may be
// called by several goroutines; at most one practice is open.
type Home struct {
	Dir     string // the office's data folder
	Now     func() time.Time
	Version string              // of the program, for the journal
	Env     func(string) string // environment variables

	mu   sync.Mutex
	open *datafolder.Folder
}

// Opened is a practice at work.
type Opened struct {
	App *app.App
	Dir string // its data folder
	// Lag is how far its clock is behind the real one: practice goes on at the moment
	// where it stopped, at first in the sample's running meeting.
	Lag time.Duration
}

// Data is the data folder of the practice; it need not exist.
func (h *Home) Data() string { return filepath.Join(h.Dir, dirName, dataName) }

// Open opens the practice, after closing one that is open. What is not there yet is
// filled with the sample; with afresh everything in it is thrown away first. It
// fails with store.ErrLocked if another program practises here, and with a
// *monev.Refusal if a folder of that name is not ours.
func (h *Home) Open(ctx context.Context, afresh bool) (Opened, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if err := h.close(); err != nil {
		return Opened{}, err
	}
	if err := h.claim(); err != nil {
		return Opened{}, err
	}
	if afresh {
		if err := h.clear(ctx); err != nil {
			return Opened{}, err
		}
	}
	var lag time.Duration
	clock := func() time.Time { return h.Now().Add(-lag) }
	o := datafolder.Options{Options: boltstore.Options{Options: ledger.Options{Now: clock, Version: h.Version}}}
	f, err := datafolder.Open(ctx, h.Data(), o)
	if err != nil {
		return Opened{}, err
	}
	last, err := begin(ctx, f)
	if err != nil {
		return Opened{}, errors.Join(err, f.Close())
	}
	lag = h.Now().Sub(last.Add(time.Minute))
	h.open = f
	a := app.New(f, clock).WithDir(h.Data()).WithKeeping(app.Keeping{Folder: f, Options: o, Place: disk.PlaceOf(h.Data(), h.Env)})
	return Opened{App: a, Dir: h.Data(), Lag: lag}, nil
}

// begin fills an empty store and returns the moment of the last event.
func begin(ctx context.Context, f *datafolder.Folder) (last time.Time, err error) {
	if err := sample.Practice(ctx, f); err != nil && !errors.Is(err, store.ErrNotEmpty) {
		return last, err
	}
	err = f.View(ctx, func(r store.Reader) error {
		h, err := r.Head()
		if err != nil {
			return err
		}
		e, err := r.Event(h.Seq)
		last = e.At
		return err
	})
	return last, err
}

// Close closes the practice if one is open; everything in it is on disk.
func (h *Home) Close() error {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.close()
}

func (h *Home) close() error {
	if h.open == nil {
		return nil
	}
	err := h.open.Close()
	h.open = nil
	return err
}

// claim makes the folder with its note, or finds that it is ours.
func (h *Home) claim() error {
	dir := filepath.Join(h.Dir, dirName)
	refuse := func(err error) error {
		return errors.Join(monev.Refuse("", "Map %s di map data bukan buatan monev, sehingga latihan tidak dibuka; ganti dulu nama map itu.", dirName), err)
	}
	info, err := os.Lstat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return fmt.Errorf("make practice: %w", err)
		}
	case err != nil:
		return fmt.Errorf("find practice: %w", err)
	case !info.IsDir():
		return refuse(nil)
	default:
		list, err := os.ReadDir(dir)
		if err != nil {
			return fmt.Errorf("find practice: %w", err)
		}
		if _, err := os.Lstat(filepath.Join(dir, noteName)); len(list) > 0 && err != nil {
			return refuse(err)
		}
	}
	path := filepath.Join(dir, noteName)
	if _, err := os.Lstat(path); err == nil {
		return nil
	}
	if err := os.WriteFile(path, []byte(note), 0o600); err != nil {
		return fmt.Errorf("make practice: %w", err)
	}
	return nil
}

// clear throws away what we put into the folder: the data and what was restored
// beside them.
func (h *Home) clear(ctx context.Context) error {
	if datafolder.Exists(h.Data()) {
		// Nobody else may be at work there. A store that is damaged does not matter.
		f, err := datafolder.Open(ctx, h.Data(), datafolder.Options{})
		if errors.Is(err, store.ErrLocked) {
			return err
		}
		if err == nil {
			if err := f.Close(); err != nil {
				return err
			}
		}
	}
	dir := filepath.Join(h.Dir, dirName)
	list, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("clear practice: %w", err)
	}
	for _, e := range list {
		if !e.IsDir() || e.Name() != dataName && !strings.HasPrefix(e.Name(), dataName+"-pulih-") {
			continue
		}
		if err := os.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
			return errors.Join(monev.Refuse("", "Sebagian berkas latihan masih dipakai program lain; tutup berkas itu, lalu mulai lagi."), err)
		}
	}
	return nil
}
