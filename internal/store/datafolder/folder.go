// Package datafolder keeps the data folder of an office, so that not a word is lost:
//
//	monev.db               the store (boltstore)
//	monev.lock             locked while a monev works on the folder
//	monev.lock.json        who that is; for people only
//	journal/events.jsonl   second copy of the events (textjournal)
//	backup/                copies of the store (backup)
//	damaged/               files that were replaced; never removed
//	ballast.bin            room that is given up when the disk is full
//
// Opening reads all of the store with plain reads before bbolt may map it, and
// compares the text journal with it. What is damaged is made anew from the
// longest chain of events that all files together still hold, and set aside, never
// repaired in place, never deleted. Outcome says what happened.
//
// A change is answered when it is durable in the store and in the text journal.
package datafolder

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"monev/internal/store"
	"monev/internal/store/backup"
	"monev/internal/store/boltstore"
	"monev/internal/store/disk"
	"monev/internal/store/ledger"
	"monev/internal/store/textjournal"
)

// Names in the folder, besides those of boltstore.
const (
	LockName    = "monev.lock"
	JournalName = "journal/events.jsonl"
	BackupDir   = "backup"
	DamagedDir  = "damaged"
	BallastName = "ballast.bin"
)

// Options are what a folder takes from outside. The zero Options work.
type Options struct {
	boltstore.Options
	// Backups: make backups by themselves, before the first write of each meeting,
	// when one is locked, and at the end.
	Backups bool
	// Second is another folder, best on another disk, that gets each backup too;
	// empty for none. That it is missing is no error.
	Second string
	// Ballast is how many bytes are kept to be given up when the disk is full.
	Ballast int64
	// Rest is how long what is done beside the work waits first, the verification of a
	// large store and the writing of the ballast, so that the first screens and keys
	// share neither processor nor disk with that.
	Rest time.Duration
	// Told is given what goes wrong without anybody waiting for it: a backup
	// that failed, a full disk that was survived. It may be nil.
	Told func(error)
}

// Folder is a store.Store that survives what disks do. Its methods may be called
// by several goroutines.
type Folder struct {
	dir  string
	o    Options
	disk disk.FS
	lock *disk.Lock

	// writes orders changes; it is taken before mu.
	writes  sync.Mutex
	head    store.Head // after the last change
	begun   map[string]bool
	rewrite bool // the text journal must be made anew
	// doubt is the head before a change of which nobody knows whether it is stored,
	// because the store could not be opened again; nil if there is none.
	doubt   *store.Head
	filling *filling // the ballast, if this start writes one; nil once it was given up

	mu      sync.RWMutex // guards what follows: held for writing while reopening
	s       *boltstore.Store
	journal *textjournal.Journal
	file    fs.FileInfo // of the store when it was opened
	later   bool        // it is too large for having been verified
	out     Outcome
	failed  error // the store could not be reopened
	cause   error // why it had to be
	closed  bool

	working sync.WaitGroup  // backups and verification under way
	closing context.Context // done when Close has begun
	close   context.CancelFunc
	making  sync.Mutex                 // one backup at a time
	saved   atomic.Pointer[store.Head] // of the newest backup
}

var _ store.Store = (*Folder)(nil)

// Open opens the store of a data folder, after inspecting and if need be
// recovering it; see Outcome. Folder and store are made if there is nothing yet:
// no store, no backup, no journal. It fails with a *store.LockedError if the
// folder is in use, with store.ErrNewer if a later program wrote it, and with
// store.ErrDamaged if nothing could be recovered; then every file is as it was.
func Open(ctx context.Context, dir string, o Options) (*Folder, error) {
	if o.Timeout == 0 {
		o.Timeout = time.Second
	}
	if o.Disk == nil {
		o.Disk = disk.OS()
	}
	f := &Folder{dir: dir, o: o, disk: o.Disk, begun: map[string]bool{}}
	f.closing, f.close = context.WithCancel(context.WithoutCancel(ctx))
	if err := f.open(ctx); err != nil {
		return nil, fmt.Errorf("open folder %s: %w", dir, err)
	}
	return f, nil
}

func (f *Folder) open(ctx context.Context) (err error) {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := f.disk.MkdirAll(f.dir, 0o700); err != nil {
		return err
	}
	if f.lock, err = disk.TakeLock(filepath.Join(f.dir, LockName), f.o.Timeout); err != nil {
		if errors.Is(err, disk.ErrLocked) {
			return boltstore.LockedBy(f.dir)
		}
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, f.lock.Release())
		}
	}()
	f.tidy()
	spent, err := f.load(ctx, Sound)
	if err != nil {
		return err
	}
	if spent {
		f.told(ErrNearlyFull)
	}
	if list, err := backup.List(f.backupDir()); err == nil && len(list) > 0 {
		f.saved.Store(&list[0].Head)
	}
	if !spent {
		f.fillBallast()
	}
	if f.o.Backups && f.later {
		f.working.Go(func() { f.verifyLater(context.WithoutCancel(ctx)) })
	}
	return nil
}

// ErrRepaired is told when records of the open store were not what the events say,
// and were made anew from them.
var ErrRepaired = errors.New("records were damaged and have been made anew")

// verifyLater compares records and indexes with the events while the store is in
// use, and makes the store anew if they differ.
func (f *Folder) verifyLater(ctx context.Context) {
	select {
	case <-time.After(f.o.Rest):
	case <-f.closing.Done():
		return
	}
	s, err := f.present()
	if err != nil {
		return
	}
	// The whole file is read once, and would stay in our memory.
	verified := make(chan struct{})
	f.working.Go(func() {
		for {
			select {
			case <-time.After(time.Millisecond):
				s.Forget()
			case <-verified:
				s.Forget()
				return
			}
		}
	})
	rep, err := ledger.VerifyStore(s.Ledger)
	close(verified)
	f.mu.RUnlock()
	if err == nil {
		err = rep.Err()
	}
	if err == nil || errors.Is(err, store.ErrClosed) {
		return
	}
	if !f.writes.TryLock() { // Close waits for us, or somebody writes: the next start will see it
		f.told(err)
		return
	}
	defer f.writes.Unlock()
	if again := f.reopen(ctx, Records, err); again != nil {
		f.told(again)
		return
	}
	f.told(fmt.Errorf("%w: %w", ErrRepaired, err))
}

// storeOptions are those of the store inside.
func (f *Folder) storeOptions() boltstore.Options {
	o := f.o.Options
	o.Copy = second{f}
	return o
}

// second is the text journal as the ledger's second copy. Before it is open nothing
// is written but what it will be filled with.
type second struct{ f *Folder }

func (s second) Reserve(events ...[]byte) error {
	if s.f.journal == nil {
		return nil
	}
	err := s.f.journal.Reserve(events...)
	if err != nil && disk.Full(err) {
		err = fmt.Errorf("%w: %w", ledger.ErrNotCommitted, err)
	}
	return err
}

func (s second) Append(events ...[]byte) error {
	if s.f.journal == nil {
		return nil
	}
	return s.f.journal.Append(events...)
}

func (s second) Retract() error {
	if s.f.journal == nil {
		return nil
	}
	return s.f.journal.Retract()
}

func (f *Folder) now() time.Time {
	if f.o.Now != nil {
		return f.o.Now()
	}
	return time.Now()
}

func (f *Folder) told(err error) {
	if err != nil && f.o.Told != nil {
		f.o.Told(err)
	}
}

// Outcome says how the folder was opened, or opened again after the disk failed.
func (f *Folder) Outcome() Outcome {
	f.mu.RLock()
	defer f.mu.RUnlock()
	return f.out
}

// Dir is the folder.
func (f *Folder) Dir() string { return f.dir }

// Info describes the store.
func (f *Folder) Info() ledger.Info {
	f.mu.RLock()
	defer f.mu.RUnlock()
	if f.s == nil {
		return ledger.Info{}
	}
	return f.s.Info()
}

// present returns the store with a read lock held, which the caller gives up.
func (f *Folder) present() (*boltstore.Store, error) {
	f.mu.RLock()
	var err error
	switch {
	case f.closed:
		err = store.ErrClosed
	case f.failed != nil:
		err = f.failed
	default:
		return f.s, nil
	}
	f.mu.RUnlock()
	return nil, err
}

// View implements store.Store.
func (f *Folder) View(ctx context.Context, read func(store.Reader) error) error {
	s, err := f.present()
	if err != nil {
		return err
	}
	defer f.mu.RUnlock()
	return s.View(ctx, read)
}

// Update implements store.Store.
func (f *Folder) Update(ctx context.Context, a store.Action, change func(store.Tx) error) (store.Event, error) {
	f.writes.Lock()
	defer f.writes.Unlock()
	if err := f.decide(ctx); err != nil {
		return store.Event{}, err
	}
	f.before(ctx, a)
	var ev store.Event
	landed, err := f.change(ctx, func(s *boltstore.Store) error {
		var err error
		ev, err = s.Update(ctx, a, change)
		return err
	})
	switch {
	case err == nil && landed:
		err = f.View(ctx, func(r store.Reader) error {
			var err error
			ev, err = r.Event(f.head.Seq)
			return err
		})
	case err == nil && ev.Seq != 0:
		f.head = store.Head{Seq: ev.Seq, Hash: ev.Hash}
	}
	if err == nil && a.Keep {
		f.start(ctx, backup.Final)
	}
	return ev, err
}

// Undo implements store.Store.
func (f *Folder) Undo(ctx context.Context) (store.Event, error) {
	return f.turn(ctx, func(s *boltstore.Store) (store.Event, error) { return s.Undo(ctx) })
}

// Redo implements store.Store.
func (f *Folder) Redo(ctx context.Context) (store.Event, error) {
	return f.turn(ctx, func(s *boltstore.Store) (store.Event, error) { return s.Redo(ctx) })
}

func (f *Folder) turn(ctx context.Context, do func(*boltstore.Store) (store.Event, error)) (store.Event, error) {
	f.writes.Lock()
	defer f.writes.Unlock()
	if err := f.decide(ctx); err != nil {
		return store.Event{}, err
	}
	var ev store.Event
	landed, err := f.change(ctx, func(s *boltstore.Store) error {
		var err error
		ev, err = do(s)
		return err
	})
	if err == nil && !landed {
		return ev, f.learnHead(ctx)
	}
	if err == nil {
		err = f.View(ctx, func(r store.Reader) error { // the user's own event behind it
			var err error
			for seq := f.head.Seq; seq != 0; seq = ev.Undoes {
				if ev, err = r.Event(seq); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return ev, err
}

// SetDraft implements store.Store.
func (f *Folder) SetDraft(ctx context.Context, key string, value []byte) error {
	f.writes.Lock()
	defer f.writes.Unlock()
	_, err := f.change(ctx, func(s *boltstore.Store) error { return s.SetDraft(ctx, key, value) })
	if errors.Is(err, ErrNotStored) { // opened again: a draft may be written twice
		cause := err
		_, err = f.change(ctx, func(s *boltstore.Store) error { return s.SetDraft(ctx, key, value) })
		if t := f.Outcome().Trouble; err == nil && t == Damaged { // else nobody hears of it
			f.told(fmt.Errorf("%w: %w", ErrRepaired, cause))
		}
	}
	return err
}

// Restore implements store.Store.
func (f *Folder) Restore(ctx context.Context, events [][]byte) error {
	f.writes.Lock()
	defer f.writes.Unlock()
	_, err := f.change(ctx, func(s *boltstore.Store) error { return s.Restore(ctx, events) })
	if err != nil {
		return err
	}
	return f.learnHead(ctx)
}

// Close implements store.Store. With Options.Backups it makes a last backup if
// something has changed.
func (f *Folder) Close() error {
	f.close()
	f.writes.Lock()
	defer f.writes.Unlock()
	f.working.Wait()
	f.mu.RLock()
	closed := f.closed
	f.mu.RUnlock()
	if closed {
		return nil
	}
	if f.o.Backups && f.head.Seq > 0 && !f.isSaved() {
		_, err := f.Backup(context.Background(), backup.Closing)
		f.told(err)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.closed = true
	var err error
	if f.journal != nil {
		err = f.journal.Close()
	}
	if f.s != nil {
		err = errors.Join(err, f.s.Close())
	}
	return errors.Join(err, f.lock.Release())
}

// isSaved reports whether a backup holds the present head; called with writes held.
func (f *Folder) isSaved() bool {
	h := f.saved.Load()
	return h != nil && *h == f.head
}
