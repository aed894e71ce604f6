// Package boltstore keeps a store in one bbolt file, monev.db:
//
//	meta          id, schema, created, version, sum (of these)
//	              head          {"seq":…,"hash":…,"at":…} of the newest event
//	              seq/<name>    last number of a sequence, 8 bytes big-endian
//	              n/<kind>      number of records, 8 bytes big-endian
//	events        8 bytes big-endian → event, one line of JSON
//	gone          <kind>/<key> → event that deleted the record, 8 bytes
//	drafts        <key> → half-typed text, line end, its sum; outside the journal
//	office        "office" → record: JSON, line end, number of its event
//	meetings      "R001"
//	areas         "R001/1"
//	findings      "R001/1/00001"
//	proposals     "R001/1/00001"
//	followups     "TL-0001"
//	seals         "R001/0"
//	walks         "R001"
//	worksheets    "2025"
//	answers       "2025/unit/A.I.1.i.a"
//	evidence      "2025/A.I.1.i.a/00001"
//	instruments   "LKE-ZI-2026/0f1e2d3c4b5a6978"
//	filters       "00001"
//	standings     "R001"
//	index         "open/2025-12-05/1/TL-0001" → "meeting/R001/TL-0001", one a line
//	              "closed/2025-11-20/TL-0001" → the same
//
// (ledger.Buckets is what counts; a test compares.) All rules
// are in package ledger; this package opens, creates, locks and migrates files.
//
// Beside it lies monev.lock.json, which says who has the file open. It is for
// people only: the lock itself is the operating system's and ends with the
// process.
package boltstore

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	bolt "go.etcd.io/bbolt"

	"monev/internal/store"
	"monev/internal/store/disk"
	"monev/internal/store/ledger"
)

// Names of the files in the data folder.
const (
	FileName     = "monev.db"
	LockFileName = "monev.lock.json"
)

// Options are what a store takes from outside. The zero Options work.
type Options struct {
	ledger.Options
	// Timeout is how long to wait for another process to close the store; 0
	// means one second.
	Timeout time.Duration
	// Disk is where the files are; nil means disk.OS. bbolt itself always uses
	// the file system of the machine.
	Disk disk.FS
}

func (o Options) withDefaults() Options {
	if o.Timeout == 0 {
		o.Timeout = time.Second
	}
	if o.Disk == nil {
		o.Disk = disk.OS()
	}
	return o
}

// Store is a store.Store in a file.
type Store struct {
	*ledger.Ledger
	kv   boltKV
	db   *bolt.DB
	dir  string
	once sync.Once
	err  error // of Close
}

var _ store.Store = (*Store)(nil)

// Open opens the store of a data folder. Folder and store are made if they do
// not exist yet; whatever exists is never replaced: a file that is empty or no
// sound bbolt file gives store.ErrDamaged and stays as it is. A *store.LockedError
// says who has the store open. A store of an older schema is migrated, and its
// old file kept (see migrate.go); a newer one gives store.ErrNewer.
func Open(ctx context.Context, dir string, o Options) (*Store, error) {
	s, err := open(ctx, dir, o)
	if err != nil {
		return nil, fmt.Errorf("open store in %s: %w", dir, err)
	}
	return s, nil
}

func open(ctx context.Context, dir string, o Options) (*Store, error) {
	o = o.withDefaults()
	path := filepath.Join(dir, FileName)
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		if err := o.Disk.MkdirAll(dir, 0o700); err != nil {
			return nil, err
		}
		if err := create(path, o); err != nil {
			return nil, err
		}
	} else if err != nil {
		return nil, err
	}
	// A second round follows a migration, more only if another process
	// replaced the file between opening and locking it.
	for range 5 {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		db, file, err := openFile(path, o)
		if errors.Is(err, errReplaced) {
			continue
		}
		if err != nil {
			return nil, lockedBy(dir, err)
		}
		kv := newKV(db)
		kv.file = file
		l, err := ledger.Open(kv, o.Options)
		if errors.Is(err, ledger.ErrBuckets) {
			if err = makeBuckets(db); err == nil {
				l, err = ledger.Open(kv, o.Options)
			}
		}
		if errors.Is(err, ledger.ErrIndex) {
			if err = ledger.Reindex(kv); err == nil {
				l, err = ledger.Open(kv, o.Options)
			}
		}
		switch {
		case err == nil:
			s := &Store{Ledger: l, kv: kv, db: db, dir: dir}
			s.writeLock(o)
			removeLeftovers(dir)
			return s, nil
		case errors.Is(err, ledger.ErrOlder):
			if err := migrate(db, path, o); err != nil {
				return nil, err
			}
		default:
			_ = db.Close()
			return nil, err
		}
	}
	return nil, errReplaced
}

// Path is where the file of the store is.
func (s *Store) Path() string { return filepath.Join(s.dir, FileName) }

// Check lets bbolt look at its own structure. It reads the whole file; on a
// damaged file it may end the process, so it is for files thought to be sound.
func (s *Store) Check(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := s.kv.look(); err != nil {
		return err
	}
	return viewErr(s.db.View(func(tx *bolt.Tx) error {
		var first error
		for err := range tx.Check() { // must be read to its end
			if first == nil {
				first = fmt.Errorf("%w: %w", store.ErrDamaged, err)
			}
		}
		return first
	}))
}

// Forget gives back to the system, where it can, the memory that pages of the file
// take which have been read; what is needed again is read again. Readers and writers
// may be at work.
func (s *Store) Forget() {
	if s.kv.look() != nil {
		return
	}
	// Within a transaction bbolt does not map the file anew.
	_ = s.db.View(func(tx *bolt.Tx) error {
		forget(s.db.Info().Data, tx.Size())
		return nil
	})
}

// Close implements store.Store.
func (s *Store) Close() error {
	s.once.Do(func() {
		// Before the lock is given up, or it could be the next one's file.
		_ = os.Remove(filepath.Join(s.dir, LockFileName))
		s.err = s.Ledger.Close()
	})
	return s.err
}

// lockNote is the content of the lock file.
type lockNote struct {
	PID     int       `json:"pid"`
	Host    string    `json:"host"`
	Since   time.Time `json:"since"`
	Version string    `json:"version,omitempty"`
}

// writeLock leaves the note. It is information only, so its errors are nobody's.
func (s *Store) writeLock(o Options) {
	now := time.Now
	if o.Now != nil {
		now = o.Now
	}
	host, _ := os.Hostname()
	if b, err := json.Marshal(lockNote{os.Getpid(), host, now().Round(0), o.Version}); err == nil {
		_ = os.WriteFile(filepath.Join(s.dir, LockFileName), append(b, '\n'), 0o600)
	}
}

// lockedBy turns a time-out into a LockedError.
func lockedBy(dir string, err error) error {
	if !errors.Is(err, errTimeout) {
		return err
	}
	return LockedBy(dir)
}

// LockedBy is the error for a folder whose store is open elsewhere, with what the
// note beside it says about who has it.
func LockedBy(dir string) *store.LockedError {
	e := new(store.LockedError)
	if b, readErr := os.ReadFile(filepath.Join(dir, LockFileName)); readErr == nil {
		var n lockNote
		if json.Unmarshal(b, &n) == nil {
			e.PID, e.Host, e.Since = n.PID, n.Host, n.Since
		}
	}
	return e
}
