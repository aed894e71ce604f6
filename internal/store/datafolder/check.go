package datafolder

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"time"

	"monev/internal/store"
	"monev/internal/store/backup"
	"monev/internal/store/boltstore"
	"monev/internal/store/disk"
	"monev/internal/store/ledger"
	"monev/internal/store/storefile"
)

// Finding is one thing that is not as it should be.
type Finding struct {
	// Where is file, chain, head, record, index, last, count, sequence, draft (of the
	// store), journal, backup, or what a Checker calls it.
	Where string
	Seq   uint64 // the event it sits at, 0 if it is none
	File  string // the file it is about, empty if it is the store
	What  string // English, for the log and for support
}

// Report is the outcome of Check.
type Report struct {
	Head     store.Head
	Findings []Finding
	// Copy: another process has the folder, so only the copies were looked at.
	Copy bool
}

// A Checker looks at what lies outside of the store but is recorded in it, such as
// the files of evidence and their hashes.
type Checker func(ctx context.Context, s store.Store) ([]Finding, error)

// Check reads everything in a folder and reports what is not as it should be:
// structure of the file, chain of events, head, records and indexes as the events
// make them, text journal, backups, and what the checkers look at. It repairs and
// changes nothing. An error says that it could not look; fs.ErrNotExist that there
// is no data.
func Check(ctx context.Context, dir string, o Options, more ...Checker) (Report, error) {
	if !Exists(dir) {
		return Report{}, fmt.Errorf("check %s: %w", dir, fs.ErrNotExist)
	}
	if o.Disk == nil {
		o.Disk = disk.OS()
	}
	f := &Folder{dir: dir, o: o, disk: o.Disk}
	var rep Report
	lock, err := disk.TakeLock(filepath.Join(dir, LockName), 100*time.Millisecond)
	switch {
	case errors.Is(err, disk.ErrLocked):
		rep.Copy = true
	case err == nil:
		defer func() { _ = lock.Release() }()
		if err := f.checkStore(&rep); err != nil {
			return rep, err
		}
	default: // a folder that cannot be written to is not in use by us
		if err := f.checkStore(&rep); err != nil {
			return rep, err
		}
	}
	if err := f.checkBackups(ctx, &rep); err != nil {
		return rep, err
	}
	s, c, err := View(ctx, dir, o)
	if err != nil {
		if errors.Is(err, store.ErrDamaged) {
			return rep, nil // there is a finding already
		}
		return rep, err
	}
	defer func() { _ = s.Close() }()
	if rep.Copy {
		rep.Head = c.Head
	}
	if c.First > 0 && !rep.Copy {
		rep.add("chain", c.First, "", "events %d to %d are in no file", c.First, c.Last)
	}
	for _, check := range more {
		found, err := check(ctx, s)
		if err != nil {
			return rep, err
		}
		rep.Findings = append(rep.Findings, found...)
	}
	return rep, nil
}

func (r *Report) add(where string, seq uint64, file, format string, args ...any) {
	r.Findings = append(r.Findings, Finding{where, seq, file, fmt.Sprintf(format, args...)})
}

// Check is the function of the same name on a folder that is open here. Changes wait
// while the store is read, and not while the backups are, or what the checkers look at.
func (f *Folder) Check(ctx context.Context, more ...Checker) (Report, error) {
	var rep Report
	if err := f.checkOpen(&rep); err != nil {
		return rep, fmt.Errorf("check %s: %w", f.dir, err)
	}
	if err := f.checkBackups(ctx, &rep); err != nil {
		return rep, err
	}
	for _, check := range more {
		found, err := check(ctx, f)
		if err != nil {
			return rep, err
		}
		rep.Findings = append(rep.Findings, found...)
	}
	return rep, nil
}

func (f *Folder) checkOpen(rep *Report) error {
	f.writes.Lock()
	defer f.writes.Unlock()
	s, err := f.present()
	if err != nil {
		return err
	}
	defer f.mu.RUnlock()
	if whole, err := f.checkFile(rep); err != nil || !whole {
		return err
	}
	v, err := ledger.VerifyStore(s.Ledger)
	for _, p := range v.Problems {
		rep.add(p.Where, p.Seq, "", "%s", p.What)
	}
	return err
}

// checkFile reads the store's file and the text journal with plain reads, while nobody
// writes to them; whole is false if there is no sense in opening the file.
func (f *Folder) checkFile(rep *Report) (whole bool, err error) {
	path := f.storePath()
	exam, err := f.examine()
	switch {
	case errors.Is(err, fs.ErrNotExist):
		rep.add("file", 0, "", "the store is missing")
		return false, nil
	case errors.Is(err, store.ErrDamaged):
		where, seq := "file", storefile.Culprit(path)
		if seq > 0 {
			where = "chain"
		}
		rep.add(where, seq, "", "%v", err)
		return false, nil
	case err != nil:
		return false, err
	}
	rep.Head = exam.Head
	switch t := exam.Text; {
	case t.Damaged > 0:
		rep.add("journal", t.Same+1, f.journalPath(), "%d lines are damaged", t.Damaged)
	case t.More > 0:
		rep.add("journal", t.Same+1, f.journalPath(), "%d events are not those of the store", t.More)
	case t.Behind(exam.Head) > 0:
		rep.add("journal", t.Same+1, f.journalPath(), "%d events are missing", t.Behind(exam.Head))
	case t.Torn > 0:
		rep.add("journal", t.Same+1, f.journalPath(), "%d bytes behind the last event", t.Torn)
	}
	return true, nil
}

func (f *Folder) checkStore(rep *Report) error {
	if whole, err := f.checkFile(rep); err != nil || !whole {
		return err
	}
	v, err := boltstore.VerifyFile(f.storePath(), f.o.Options)
	switch {
	case errors.Is(err, ledger.ErrOlder), errors.Is(err, ledger.ErrBuckets), errors.Is(err, ledger.ErrIndex):
		return nil // it will be brought up to date, and verified then
	case errors.Is(err, store.ErrLocked): // by a program without our lock
		rep.Copy = true
		return nil
	case errors.Is(err, store.ErrDamaged):
		rep.add("file", 0, "", "%v", err)
		return nil
	case err != nil:
		return err
	}
	for _, p := range v.Problems {
		rep.add(p.Where, p.Seq, "", "%s", p.What)
	}
	return nil
}

func (f *Folder) checkBackups(ctx context.Context, rep *Report) error {
	list, err := backup.List(f.backupDir())
	if err != nil {
		return err
	}
	for _, b := range list {
		if err := ctx.Err(); err != nil {
			return err
		}
		if info, err := backup.Verify(b.Path); errors.Is(err, store.ErrDamaged) {
			rep.add("backup", 0, b.Path, "%v", err)
		} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		} else if err == nil && b.Head.Hash != "" && info.Head != b.Head {
			rep.add("backup", 0, b.Path, "holds event %d, not %d", info.Head.Seq, b.Head.Seq)
		}
	}
	return nil
}
