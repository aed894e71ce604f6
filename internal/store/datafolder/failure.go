package datafolder

import (
	"context"
	"errors"
	"fmt"
	"os"
	"syscall"

	"monev/internal/store"
	"monev/internal/store/boltstore"
	"monev/internal/store/disk"
	"monev/internal/store/ledger"
)

// ErrNotStored says that the disk failed during a change, that the store was
// opened again, and that the change is not in it: it may be tried again.
var ErrNotStored = errors.New("the change was not stored")

// ErrStoredBefore says that the change before this one, which was answered with
// store.ErrUncertain, turned out to be stored, and that this one was not tried: it may
// be the same once more.
var ErrStoredBefore = errors.New("the change before was stored after all")

// change does one change. landed says that the disk failed in between, but that
// the change turned out to be stored, in both copies, when the store was opened
// again. It is called with writes held.
func (f *Folder) change(ctx context.Context, do func(*boltstore.Store) error) (landed bool, err error) {
	if err := f.revive(ctx); err != nil {
		return false, err
	}
	err = f.attempt(do)
	if errors.Is(err, store.ErrUncertain) {
		return f.afterFailure(ctx, err)
	}
	return false, err
}

// decide says what became of a change that was answered with store.ErrUncertain, before
// the next one is tried: ErrStoredBefore if it is stored. A draft in between decides
// nothing. It is called with writes held.
func (f *Folder) decide(ctx context.Context) error {
	if err := f.revive(ctx); err != nil {
		return err
	}
	before := f.doubt
	f.doubt = nil
	if before != nil && f.head.Seq > before.Seq {
		return ErrStoredBefore
	}
	return nil
}

// attempt does a change, and again if the disk was full and there was ballast.
func (f *Folder) attempt(do func(*boltstore.Store) error) error {
	s, err := f.present()
	if err != nil {
		return err
	}
	defer f.mu.RUnlock()
	if err := f.stillHere(); err != nil {
		return err
	}
	err = do(s)
	settled := errors.Is(err, ledger.ErrNotCommitted) && !errors.Is(err, store.ErrUncertain)
	if settled && disk.Full(err) && f.dropBallast() {
		if err = do(s); err == nil {
			f.told(ErrNearlyFull)
		}
	}
	return err
}

// ErrGone says that the file of the store is no longer where it was opened: the
// folder was removed, moved or replaced, or its disk taken away. Nothing is stored
// any more, since nobody would find it.
var ErrGone = errors.New("the data folder is no longer there")

func (f *Folder) stillHere() error {
	info, err := os.Stat(f.storePath())
	if err != nil {
		return fmt.Errorf("%w: %w", ErrGone, err)
	}
	if !os.SameFile(info, f.file) {
		return ErrGone
	}
	return nil
}

// ErrNearlyFull is told when the last change was stored, or the folder opened, only
// because the ballast was given up.
var ErrNearlyFull = errors.New("the disk is full; the reserve has been used")

func (f *Folder) learnHead(ctx context.Context) error {
	return f.View(context.WithoutCancel(ctx), func(r store.Reader) error {
		var err error
		f.head, err = r.Head()
		return err
	})
}

// afterFailure opens the store again after a commit of unknown outcome, and says
// whether the change is in it. Nothing that the failed disk still has in memory is
// trusted: both files are written anew. Only what did not fit was not written, so that
// it cannot be wrong; but beside a full store the text journal may have failed.
func (f *Folder) afterFailure(ctx context.Context, cause error) (landed bool, err error) {
	why := Failing
	if errors.Is(cause, ledger.ErrCopy) {
		why = Sound
	}
	full := disk.Full(cause)
	if full {
		f.dropBallast()
	}
	if err := f.journal.Err(); !full || (err != nil && !disk.Full(err)) {
		f.rewrite = true
	}
	cause = unmark(cause)
	before := f.head
	if err := f.reopen(context.WithoutCancel(ctx), why, cause); err != nil {
		if f.doubt == nil { // an older one, behind drafts that failed, is decided first
			f.doubt = &before
		}
		return false, err
	}
	if f.head.Seq > before.Seq {
		if disk.Full(cause) {
			cause = ErrNearlyFull
		}
		f.told(cause)
		return true, nil
	}
	return false, fmt.Errorf("%w: %w", ErrNotStored, cause)
}

// reopen closes both files and loads them again.
func (f *Folder) reopen(ctx context.Context, why Trouble, cause error) error {
	spent, err := f.loadAgain(ctx, why, cause)
	if spent {
		f.told(ErrNearlyFull)
	}
	return err
}

func (f *Folder) loadAgain(ctx context.Context, why Trouble, cause error) (spent bool, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.journal != nil {
		_ = f.journal.Close()
	}
	if f.s != nil {
		_ = f.s.Close()
	}
	f.journal, f.s = nil, nil
	f.failed = nil
	if spent, err = f.load(ctx, why); err != nil {
		f.cause = cause
		f.failed = fmt.Errorf("%w: %w; and opening again: %w", store.ErrUncertain, cause, err)
	}
	return spent, f.failed
}

// revive tries again to open a store that could not be opened again after a
// failure: meanwhile there may be room on the disk, or the disk itself.
func (f *Folder) revive(ctx context.Context) error {
	f.mu.RLock()
	failed, cause := f.failed, f.cause
	f.mu.RUnlock()
	if failed == nil {
		return nil
	}
	return f.reopen(ctx, Sound, cause)
}

// unmark takes ErrUncertain off an error: what became of the change is known now. A
// full disk stays one.
func unmark(err error) error { return &settled{err} }

type settled struct{ err error }

func (s *settled) Error() string { return s.err.Error() }

// Is passes on whether there was room, and nothing else.
func (s *settled) Is(target error) bool {
	_, number := target.(syscall.Errno)
	return number && errors.Is(s.err, target)
}
