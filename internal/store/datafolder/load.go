package datafolder

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"monev/internal/store"
	"monev/internal/store/backup"
	"monev/internal/store/boltstore"
	"monev/internal/store/disk"
	"monev/internal/store/ledger"
	"monev/internal/store/storefile"
	"monev/internal/store/textjournal"
)

// Up to how many bytes of a store records and indexes are compared with the events
// before it is used. In a session of screens larger stores are compared while they
// are used (Folder.verifyLater); a single command rather waits.
const (
	deepSession = 512 << 10
	deepCommand = 24 << 20
)

func (f *Folder) deepLimit() int64 {
	if f.o.Backups {
		return deepSession
	}
	return deepCommand
}

// load inspects the files and opens the store and the text journal, after
// repairing what can be repaired. why, if not Sound, is a reason to make the
// file anew although it looks good. spent says that the ballast was given up for it.
func (f *Folder) load(ctx context.Context, why Trouble) (spent bool, err error) {
	f.out = Outcome{}
	// Each round repairs something; what needs more than a few cannot be repaired.
	var last error
	for round := 0; round < 4; round++ {
		done, err := f.tryLoad(ctx, why)
		full := disk.Full(err) && f.dropBallast()
		spent = spent || full
		switch {
		case errors.Is(err, store.ErrUncertain) && why != Failing:
			why = Failing // as after a save that failed
		case full: // nothing of what was begun counts
			round--
		case err != nil || done:
			return spent, err
		default:
			why, last = Sound, fmt.Errorf("%w: %s", store.ErrDamaged, f.out.Detail)
		}
	}
	return spent, last
}

// tryLoad does one round and reports whether the store is open.
func (f *Folder) tryLoad(ctx context.Context, why Trouble) (bool, error) {
	if err := ctx.Err(); err != nil {
		return false, err
	}
	exam, err := f.examine()
	missing := errors.Is(err, fs.ErrNotExist)
	switch {
	case errors.Is(err, store.ErrDamaged):
		return false, f.recover(ctx, Damaged, err)
	case missing:
		if made, err := f.recoverMissing(ctx); made || err != nil {
			return false, err
		}
	case err != nil:
		return false, err
	case exam.Info.Schema > f.o.Schema():
		return false, fmt.Errorf("%w: schema %d, made by version %s; this program knows %d",
			store.ErrNewer, exam.Info.Schema, exam.Info.Version, f.o.Schema())
	case why != Sound:
		return false, f.recover(ctx, why, nil)
	case exam.Text.More > 0 && exam.Text.Same == exam.Head.Seq:
		// The text may lead, by events that follow ours. By one it does after a power
		// cut; else the store lost some.
		next, err := f.leads(exam)
		if err != nil {
			return false, err
		}
		cut := exam.Text.More == 1 && exam.Text.Damaged == 0 && exam.Paired
		if next != nil && cut && exam.Info.Schema == f.o.Schema() {
			if err := f.carryOn(ctx, next); !errors.Is(err, store.ErrDamaged) {
				return false, err
			}
		}
		if next != nil {
			return false, f.recover(ctx, Behind, nil)
		}
	case exam.Info.Schema < f.o.Schema():
		if err := f.copyFirst(backup.Migration); err != nil {
			return false, err
		}
	}
	s, err := boltstore.Open(ctx, f.dir, f.storeOptions())
	if err != nil {
		return false, err
	}
	if exam.Size <= f.deepLimit() && !missing {
		rep, err := ledger.VerifyStore(s.Ledger)
		if err == nil {
			err = rep.Err()
		}
		if err != nil {
			if err := errors.Join(s.Close()); err != nil {
				return false, err
			}
			return false, f.recover(ctx, Records, err)
		}
	}
	if err := f.openJournal(ctx, s, exam); err != nil {
		return false, errors.Join(err, s.Close())
	}
	if f.file, err = os.Stat(f.storePath()); err != nil {
		return false, errors.Join(err, f.journal.Close(), s.Close())
	}
	f.s, f.head, f.later = s, exam.Head, exam.Size > f.deepLimit()
	if f.out.Trouble != Sound {
		f.out.Events = exam.Head.Seq
	}
	return true, nil
}

func (f *Folder) storePath() string   { return filepath.Join(f.dir, boltstore.FileName) }
func (f *Folder) journalPath() string { return filepath.Join(f.dir, JournalName) }
func (f *Folder) backupDir() string   { return filepath.Join(f.dir, BackupDir) }

// examine reads the store with the text journal beside it.
func (f *Folder) examine() (storefile.Exam, error) {
	text, err := f.disk.OpenFile(f.journalPath(), os.O_RDONLY, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return storefile.Examine(f.storePath(), eof{})
	}
	if err != nil {
		return storefile.Exam{}, err
	}
	defer func() { _ = text.Close() }()
	return storefile.Examine(f.storePath(), text)
}

// eof is an empty text.
type eof struct{}

func (eof) Read([]byte) (int, error) { return 0, io.EOF }

// leads returns the first event of the text journal that goes on where the store
// ends, nil if there is none.
func (f *Folder) leads(exam storefile.Exam) (next []byte, err error) {
	_, err = textjournal.Read(f.disk, f.journalPath(), func(line []byte) error {
		if _, prev, ok := ledger.Link(line); ok && prev == exam.Head.Hash {
			next = bytes.Clone(line)
			return store.Stop
		}
		return nil
	})
	if errors.Is(err, store.Stop) {
		err = nil
	}
	return next, err
}

// carryOn adds an event to the store that only the text journal has. Most likely the
// power was cut while it was written and nobody was told that it is saved, but if the
// disk lost what it had flushed it looks the same.
func (f *Folder) carryOn(ctx context.Context, line []byte) error {
	s, err := boltstore.Open(ctx, f.dir, f.storeOptions())
	if err != nil {
		return err
	}
	return errors.Join(s.Continue(ctx, line), s.Close())
}

// openJournal makes the text journal equal to the store and opens it.
func (f *Folder) openJournal(ctx context.Context, s *boltstore.Store, exam storefile.Exam) (err error) {
	t := exam.Text
	trouble := JournalSound
	switch {
	case t.Damaged > 0:
		trouble = JournalDamaged
	case t.More > 0:
		trouble = JournalOther
	case t.Behind(exam.Head) > 1:
		trouble = JournalLost
	}
	path, end, from := f.journalPath(), t.End, t.Same+1
	if trouble != JournalSound || f.rewrite {
		if f.out.Journal == JournalSound {
			f.out.Journal = trouble
		}
		if trouble != JournalSound {
			kept, err := f.setAside(path)
			if err != nil {
				return err
			}
			if kept != "" {
				f.out.JournalKept = kept
			}
		}
		if end, err = f.writeJournal(ctx, s, path); err != nil {
			return err
		}
		from = exam.Head.Seq + 1
	}
	f.rewrite = false
	j, err := textjournal.Open(f.disk, path, end)
	if err != nil {
		return err
	}
	if from <= exam.Head.Seq {
		err = s.View(ctx, func(r store.Reader) error {
			return r.ScanEvents(from, func(_ uint64, line []byte) error { return j.Append(line) })
		})
		if err != nil {
			return errors.Join(err, j.Close())
		}
	}
	f.journal = j
	return nil
}

// writeJournal writes a whole new text journal and returns its length.
func (f *Folder) writeJournal(ctx context.Context, s *boltstore.Store, path string) (n int64, err error) {
	if err := f.disk.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return 0, err
	}
	err = disk.WriteNew(f.disk, path, func(w io.Writer) error {
		var buf []byte
		flush := func() error {
			_, err := w.Write(buf)
			n += int64(len(buf))
			buf = buf[:0]
			return err
		}
		err := s.View(ctx, func(r store.Reader) error {
			return r.ScanEvents(1, func(_ uint64, line []byte) error {
				if buf = textjournal.Encode(buf, line); len(buf) > 1<<16 {
					return flush()
				}
				return nil
			})
		})
		if err == nil {
			err = flush()
		}
		return err
	})
	return n, err
}

// setAside gives a file a second name in the folder of damaged files, so that
// the first can be replaced, and returns it; empty if there is no such file. What
// is not an ordinary file is moved.
func (f *Folder) setAside(path string) (string, error) {
	info, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	dir := filepath.Join(f.dir, DamagedDir)
	if err := f.disk.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	// It may have its second name already, from a time when it was held.
	names, _ := filepath.Glob(filepath.Join(dir, "*-"+filepath.Base(path)))
	for _, name := range names {
		if other, err := os.Lstat(name); err == nil && os.SameFile(info, other) {
			return name, nil
		}
	}
	stamp := f.now().Format("20060102T150405")
	to := filepath.Join(dir, stamp+"-"+filepath.Base(path))
	for n := 2; ; n++ {
		if _, err := os.Lstat(to); errors.Is(err, fs.ErrNotExist) {
			break
		} else if err != nil {
			return "", err
		}
		to = filepath.Join(dir, stamp+"-"+strconv.Itoa(n)+"-"+filepath.Base(path))
	}
	if !info.Mode().IsRegular() {
		if err := f.disk.Rename(path, to); err != nil {
			return "", err
		}
		return to, errors.Join(f.disk.SyncDir(dir), f.disk.SyncDir(f.dir))
	}
	if err := f.disk.Link(path, to); err != nil { // file systems without links
		if err := copyTo(f.disk, path, to); err != nil {
			return "", err
		}
	}
	return to, f.disk.SyncDir(dir)
}

func copyTo(d disk.FS, path, to string) error {
	return disk.WriteNew(d, to, func(w io.Writer) error {
		src, err := os.Open(path)
		if err != nil {
			return err
		}
		defer func() { _ = src.Close() }()
		_, err = io.Copy(w, src)
		return err
	})
}
