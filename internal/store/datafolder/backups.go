package datafolder

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"monev/internal/store"
	"monev/internal/store/backup"
	"monev/internal/store/boltstore"
)

// before makes the backup that comes before the first write of a meeting. It
// waits only until the state to copy is held, not until it is copied.
func (f *Folder) before(ctx context.Context, a store.Action) {
	if !f.o.Backups || a.Meeting == "" || f.begun[a.Meeting] {
		return
	}
	f.begun[a.Meeting] = f.head.Seq == 0 || f.isSaved() || f.start(ctx, backup.Meeting)
}

// start makes a backup of the present state while the work goes on. It does not
// if one is being made, and reports which.
func (f *Folder) start(ctx context.Context, why backup.Reason) bool {
	if !f.o.Backups || !f.making.TryLock() {
		return false
	}
	held := make(chan struct{})
	f.working.Go(func() {
		_, err := f.copyHeld(context.WithoutCancel(ctx), why, held)
		f.told(err)
	})
	<-held
	return true
}

// BackupIfChanged makes a backup if there are events that no backup holds yet:
// for a timer. It reports whether it did.
func (f *Folder) BackupIfChanged(ctx context.Context) (bool, error) {
	f.writes.Lock()
	same := f.isSaved() || f.head.Seq == 0
	f.writes.Unlock()
	if same {
		return false, nil
	}
	_, err := f.Backup(ctx, backup.Timed)
	return err == nil, err
}

// Backup makes a backup and returns when it has been read again. Changes are
// stored meanwhile.
func (f *Folder) Backup(ctx context.Context, why backup.Reason) (backup.Info, error) {
	f.making.Lock()
	return f.copyHeld(ctx, why, make(chan struct{}))
}

// copyHeld closes held as soon as the state to copy is held, or never will be. It
// is called with making held and gives it up.
func (f *Folder) copyHeld(ctx context.Context, why backup.Reason, held chan struct{}) (backup.Info, error) {
	defer f.making.Unlock()
	h := &holder{f: f, held: held}
	defer h.free()
	info, err := backup.Make(ctx, f.disk, f.backupDir(), why, f.now(), h)
	if err != nil {
		return info, err
	}
	f.saved.Store(&info.Head)
	err = backup.Thin(f.disk, f.backupDir())
	return info, errors.Join(err, f.second(info))
}

// second copies a backup to the second folder.
func (f *Folder) second(info backup.Info) error {
	if f.o.Second == "" {
		return nil
	}
	if _, err := os.Stat(f.o.Second); err != nil {
		return fmt.Errorf("%w: %w", ErrNoSecond, err)
	}
	to := filepath.Join(f.o.Second, filepath.Base(info.Path))
	err := copyTo(f.disk, info.Path, to)
	if err == nil {
		_, err = backup.Verify(to)
	}
	if err == nil {
		err = backup.Thin(f.disk, f.o.Second)
	}
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNoSecond, err)
	}
	return nil
}

// ErrNoSecond says that the second folder for backups did not take one; the first
// has it.
var ErrNoSecond = errors.New("the second folder for backups cannot be used")

// holder is a backup.Source that says when it has the state.
type holder struct {
	f    *Folder
	held chan struct{}
	done bool
}

func (h *holder) free() {
	if !h.done {
		h.done = true
		close(h.held)
	}
}

// WriteTo implements backup.Source.
func (h *holder) WriteTo(ctx context.Context, w io.Writer) (store.Head, error) {
	s, err := h.f.present()
	if err != nil {
		return store.Head{}, err
	}
	defer h.f.mu.RUnlock()
	return s.WriteTo(ctx, firstWrite{w, h})
}

// firstWrite tells the holder of the first write: from then on the state is held.
type firstWrite struct {
	io.Writer
	h *holder
}

func (w firstWrite) Write(b []byte) (int, error) {
	w.h.free()
	return w.Writer.Write(b)
}

// copyFirst keeps a copy of the store's file before it is changed as a whole.
func (f *Folder) copyFirst(why backup.Reason) error {
	_, err := backup.Make(context.Background(), f.disk, f.backupDir(), why, f.now(), closedFile(f.storePath()))
	return err
}

// closedFile is a backup.Source that nobody writes to.
type closedFile string

// WriteTo implements backup.Source.
func (c closedFile) WriteTo(_ context.Context, w io.Writer) (store.Head, error) {
	info, err := backup.Verify(string(c))
	if err != nil {
		return store.Head{}, err
	}
	src, err := os.Open(string(c))
	if err != nil {
		return store.Head{}, err
	}
	defer func() { _ = src.Close() }()
	_, err = io.Copy(w, src)
	return info.Head, err
}

// WriteTo implements backup.Source: the store as it is at this moment.
func (f *Folder) WriteTo(ctx context.Context, w io.Writer) (store.Head, error) {
	return (&holder{f: f, held: make(chan struct{})}).WriteTo(ctx, w)
}

// Rebuilt is a backup.Source for a store that has no file of its own, such as a
// View: a new file is made of its events.
type Rebuilt struct {
	store.Store
	Now func() time.Time
}

// WriteTo implements backup.Source.
func (r Rebuilt) WriteTo(ctx context.Context, w io.Writer) (h store.Head, err error) {
	var lines [][]byte
	err = r.View(ctx, func(sr store.Reader) error {
		if h, err = sr.Head(); err != nil {
			return err
		}
		return sr.ScanEvents(1, func(_ uint64, line []byte) error {
			lines = append(lines, bytes.Clone(line))
			return nil
		})
	})
	if err != nil {
		return h, err
	}
	dir, err := os.MkdirTemp("", "monev-*")
	if err != nil {
		return h, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	var o boltstore.Options
	o.Now = r.Now
	path, err := boltstore.Build(ctx, dir, boltstore.Content{Events: lines}, o)
	if err != nil {
		return h, err
	}
	src, err := os.Open(path)
	if err != nil {
		return h, err
	}
	defer func() { _ = src.Close() }()
	_, err = io.Copy(w, src)
	return h, err
}
