package ledger

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"monev/internal/store"
)

// Options are what a ledger takes from outside. The zero Options work.
type Options struct {
	// Now is the clock of the events; nil means time.Now.
	Now func() time.Time
	// NewID names a new store; nil means 32 random hexadecimal digits.
	NewID func() string
	// Version is the program's, kept in stores it makes.
	Version string
	// Migrations lead from schema 1 to the present one; nil means Migrations().
	Migrations []Migration
	// ReadNewer lets Restore take events of a newer schema, as far as they can be
	// understood: for looking at, never for a store that is written to.
	ReadNewer bool
	// Copy, if set, gets the events of each commit. Update returns only when they
	// are durable there as well as in the KV.
	Copy Copy
}

// A Copy is a second copy of the events. The ledger calls its methods one at a
// time, but not always from the same goroutine.
type Copy interface {
	// Reserve makes room for events before a commit, so that Append does not fail
	// for want of it. If it fails nothing is stored, and the ledger goes on if the
	// error wraps ErrNotCommitted.
	Reserve(events ...[]byte) error
	// Append returns when the stored bytes of the events are durable. It runs
	// beside the commit, so that a power cut may leave the one without the other:
	// at the next start an event that the copy has too many is added to the KV
	// (Ledger.Continue), one that it lacks to the copy. If it fails the ledger
	// takes no more (ErrCopy); the change may be stored all the same.
	Append(events ...[]byte) error
	// Retract durably takes back what the last Append added, because the commit
	// has certainly stored nothing.
	Retract() error
}

// ErrCopy comes with store.ErrUncertain and says that it was the second copy that
// failed: what the KV holds is whole, with the change or without it.
var ErrCopy = errors.New("the second copy failed")

func (o Options) withDefaults() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.NewID == nil {
		o.NewID = randomID
	}
	if o.Migrations == nil {
		o.Migrations = Migrations()
	}
	return o
}

// Schema is the schema number of stores made with these options.
func (o Options) Schema() int { return len(o.withDefaults().Migrations) + 1 }

func randomID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails (crypto/rand)
	return hex.EncodeToString(b[:])
}

// Info describes a store. It does not change while the store is open.
type Info struct {
	ID      string // random, made once
	Schema  int
	Created time.Time
	Version string // program that made the store, or brought it to its schema
}

// Ledger is a store.Store over a KV.
type Ledger struct {
	kv   KV
	opts Options
	info Info
	// stuck is set after a commit of unknown outcome, see store.ErrUncertain.
	stuck atomic.Bool
	// writing keeps the order of commits for Options.Copy.
	writing sync.Mutex
}

var _ store.Store = (*Ledger)(nil)

// Init makes an empty KV, whose buckets exist, into an empty store.
func Init(kv KV, o Options) error {
	o = o.withDefaults()
	return initWith(kv, Info{ID: o.NewID(), Schema: o.Schema(), Created: o.Now(), Version: o.Version})
}

func initWith(kv KV, info Info) error {
	return guard("init", func() error {
		tx, err := kv.Begin(true)
		if err != nil {
			return err
		}
		defer tx.Rollback()
		meta := tx.Bucket(bucketMeta)
		for _, f := range [][2]string{
			{metaID, info.ID},
			{metaSchema, strconv.Itoa(info.Schema)},
			{metaCreated, info.Created.Format(time.RFC3339)},
			{metaVersion, info.Version},
			{metaSum, info.sum()},
		} {
			if err := meta.Put([]byte(f[0]), []byte(f[1])); err != nil {
				return err
			}
		}
		return tx.Commit()
	})
}

// Open returns the store kept in a KV. It fails with ErrDamaged if that is no
// store of monev, with ErrNewer if its schema is newer than the program,
// with ErrOlder if it must be migrated first, with ErrBuckets if a bucket must be made,
// and with ErrIndex if its index must be made anew by Reindex.
//
// A newer store is refused as a whole, not read as far as possible: records are
// changed by decoding and encoding them, and that would drop the fields a newer
// program added. Therefore each new field of a record raises the schema.
func Open(kv KV, o Options) (*Ledger, error) {
	o = o.withDefaults()
	info, err := Inspect(kv)
	if err != nil {
		return nil, err
	}
	switch {
	case info.Schema > o.Schema():
		return nil, fmt.Errorf("%w: schema %d, made by version %s; this program knows %d",
			store.ErrNewer, info.Schema, info.Version, o.Schema())
	case info.Schema < o.Schema():
		return nil, fmt.Errorf("%w: schema %d of %d", ErrOlder, info.Schema, o.Schema())
	}
	if err := checkBuckets(kv); err != nil {
		return nil, err
	}
	return &Ledger{kv: kv, opts: o, info: info}, nil
}

func checkBuckets(kv KV) error {
	return guard("open", func() error {
		tx, err := kv.Begin(false)
		if err != nil {
			return err
		}
		defer tx.Rollback()
		for _, b := range Buckets() {
			if tx.Bucket(b.Name) == nil {
				return fmt.Errorf("%w: %w: %s", store.ErrDamaged, ErrBuckets, b.Name)
			}
		}
		return checkIndex(tx)
	})
}

// ErrBuckets says that a KV lacks a bucket of Buckets. In a store of the present
// schema that is a kind the program that made it did not know: it may be made.
var ErrBuckets = errors.New("bucket is missing")

// ErrOlder says that a store must be migrated before it can be opened.
var ErrOlder = errors.New("store has an older schema")

// Inspect reads the description of a store of any schema, or ErrDamaged.
func Inspect(kv KV) (info Info, err error) {
	err = guard("inspect", func() error {
		tx, err := kv.Begin(false)
		if err != nil {
			return err
		}
		defer tx.Rollback()
		meta := tx.Bucket(bucketMeta)
		if meta == nil {
			return fmt.Errorf("%w: not a store of monev", store.ErrDamaged)
		}
		info, err = infoOf(func(k string) []byte { return meta.Get([]byte(k)) })
		return err
	})
	return info, err
}

func infoOf(get func(key string) []byte) (info Info, err error) {
	info.ID, info.Version = string(get(metaID)), string(get(metaVersion))
	if info.Schema, err = strconv.Atoi(string(get(metaSchema))); err != nil || info.Schema < 1 || info.ID == "" {
		return info, fmt.Errorf("%w: no id or schema", store.ErrDamaged)
	}
	if info.Created, err = time.Parse(time.RFC3339, string(get(metaCreated))); err != nil {
		return info, fmt.Errorf("%w: date of creation: %w", store.ErrDamaged, err)
	}
	if sum := get(metaSum); sum != nil && string(sum) != info.sum() {
		return info, fmt.Errorf("%w: the description of the store has another sum", store.ErrDamaged)
	}
	return info, nil
}

// sum guards what no event vouches for.
func (i Info) sum() string {
	return checksum([]byte(strings.Join([]string{i.ID, strconv.Itoa(i.Schema), i.Created.Format(time.RFC3339), i.Version}, "\n")))
}

// Info describes the store.
func (l *Ledger) Info() Info { return l.info }

// View implements store.Store.
func (l *Ledger) View(ctx context.Context, read func(store.Reader) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return guard("view", func() error {
		kv, err := l.kv.Begin(false)
		if err != nil {
			return err
		}
		defer kv.Rollback()
		return read(&reader{kv: kv, opts: &l.opts})
	})
}

// Update implements store.Store.
func (l *Ledger) Update(ctx context.Context, a store.Action, change func(store.Tx) error) (store.Event, error) {
	var ev store.Event
	err := l.write(ctx, func(t *tx) error {
		if err := change(t); err != nil {
			return err
		}
		var err error
		ev, err = t.finish(store.Event{Action: a.Name, Label: a.Label, Meeting: a.Meeting, Barrier: a.Barrier, Silent: a.Silent})
		return err
	})
	if err != nil {
		return store.Event{}, err
	}
	return ev, nil
}

// SetDraft implements store.Store.
func (l *Ledger) SetDraft(ctx context.Context, key string, value []byte) error {
	if err := checkKey(key); err != nil {
		return err
	}
	return l.write(ctx, func(t *tx) error {
		if len(value) == 0 {
			return t.DropDraft(key)
		}
		b, kept := t.kv.Bucket(bucketDrafts), packDraft(value)
		if bytes.Equal(b.Get([]byte(key)), kept) {
			return nil
		}
		t.dirty = true
		return b.Put([]byte(key), kept)
	})
}

// Close implements store.Store.
func (l *Ledger) Close() error { return l.kv.Close() }

// write runs change in a write transaction and commits it if anything is dirty.
func (l *Ledger) write(ctx context.Context, change func(*tx) error) error {
	return l.writeTo(ctx, l.opts.Copy, change)
}

func (l *Ledger) writeTo(ctx context.Context, second Copy, change func(*tx) error) error {
	if err := l.mayWrite(ctx); err != nil {
		return err
	}
	return guard("update", func() error {
		l.writing.Lock()
		defer l.writing.Unlock()
		kv, err := l.kv.Begin(true)
		if err != nil {
			return err
		}
		defer kv.Rollback()
		// The writer before may have taken long, or failed.
		if err := l.mayWrite(ctx); err != nil {
			return err
		}
		t := &tx{reader: reader{kv: kv, opts: &l.opts, writing: true}}
		if err := change(t); err != nil {
			return err
		}
		if !t.dirty {
			return nil
		}
		return l.commitBoth(kv, second, t.lines)
	})
}

// commitBoth commits to the KV and to the second copy. One event goes to both at the
// same time, because waiting for the disk twice takes twice as long; several, as
// Restore has them, go one after the other, so that the copy never leads by more
// than one.
func (l *Ledger) commitBoth(kv KVTx, second Copy, lines [][]byte) error {
	if len(lines) == 0 || second == nil {
		return l.commit(kv)
	}
	add := func() error {
		return guard("second copy", func() error { return second.Append(lines...) })
	}
	if len(lines) > 1 {
		if err := l.commit(kv); err != nil {
			return err
		}
		return l.copied(add())
	}
	if err := guard("second copy", func() error { return second.Reserve(lines...) }); err != nil {
		if errors.Is(err, ErrNotCommitted) {
			return err
		}
		return l.copied(err)
	}
	done := make(chan error, 1)
	go func() { done <- add() }()
	err := l.commit(kv)
	copyErr := <-done
	switch {
	case err == nil:
		return l.copied(copyErr)
	case !errors.Is(err, ErrNotCommitted):
		return err
	case copyErr == nil:
		copyErr = guard("second copy", second.Retract)
	}
	if copyErr != nil { // it may lead by a change that was refused
		return l.copied(errors.Join(copyErr, err))
	}
	return err
}

// copied latches the ledger if the second copy failed.
func (l *Ledger) copied(err error) error {
	if err == nil {
		return nil
	}
	l.stuck.Store(true)
	return fmt.Errorf("%w: %w: %w", store.ErrUncertain, ErrCopy, err)
}

func (l *Ledger) mayWrite(ctx context.Context) error {
	if l.stuck.Load() {
		return store.ErrUncertain
	}
	return ctx.Err()
}

// commit latches the ledger unless the outcome is known. Linux marks pages
// clean after a failed flush, so that trying again would prove nothing.
func (l *Ledger) commit(kv KVTx) error {
	err := guard("commit", kv.Commit)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, ErrNotCommitted):
		return fmt.Errorf("commit: %w", err)
	default:
		l.stuck.Store(true)
		return fmt.Errorf("commit: %w: %w", store.ErrUncertain, err)
	}
}

// PanicError is a panic turned into an error.
type PanicError struct {
	Doing string
	Value any
	Stack []byte
}

// Error leaves the stack out.
func (e *PanicError) Error() string { return fmt.Sprintf("panic in %s: %v", e.Doing, e.Value) }

// Unwrap returns what the panic was raised with, if that is an error, and
// store.ErrDamaged for a memory fault: then a mapped file is shorter than it says.
func (e *PanicError) Unwrap() []error {
	var out []error
	if err, ok := e.Value.(error); ok {
		out = append(out, err)
		if _, fault := err.(interface{ Addr() uintptr }); fault {
			out = append(out, store.ErrDamaged)
		}
	}
	return out
}

// guard runs f and turns panics and memory faults into errors.
func guard(doing string, f func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if v := recover(); v != nil {
			err = &PanicError{doing, v, debug.Stack()}
		}
	}()
	return f()
}
