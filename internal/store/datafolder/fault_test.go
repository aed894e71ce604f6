package datafolder

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"sync"
	"syscall"
	"testing"
	"unsafe"

	bolt "go.etcd.io/bbolt"

	"monev/internal/store"
	"monev/internal/store/backup"
	"monev/internal/store/disk"
	"monev/internal/store/ledger"
)

// faulty is a disk on which the n-th operation of a sort fails, and the ones after
// it up to m.
type faulty struct {
	disk.FS
	mu   sync.Mutex
	sort string
	n, m int
	err  error
	seen int
}

// reached reports whether an operation has failed.
func (d *faulty) reached() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.seen >= d.n
}

// fails counts an operation and says whether it is one that fails.
func (d *faulty) fails(sort, path string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.sort != sort && d.sort != "any" {
		return nil
	}
	d.seen++
	if d.seen < d.n || d.seen > d.m {
		return nil
	}
	return &fs.PathError{Op: sort, Path: path, Err: d.err}
}

func (d *faulty) OpenFile(name string, flag int, perm fs.FileMode) (disk.File, error) {
	if err := d.fails("open", name); err != nil {
		return nil, err
	}
	f, err := d.FS.OpenFile(name, flag, perm)
	return &faultyFile{f, d, name}, err
}

func (d *faulty) Rename(a, b string) error {
	if err := d.fails("rename", a); err != nil {
		return err
	}
	return d.FS.Rename(a, b)
}

func (d *faulty) Link(a, b string) error {
	if err := d.fails("link", a); err != nil {
		return err
	}
	return d.FS.Link(a, b)
}

func (d *faulty) SyncDir(dir string) error {
	if err := d.fails("flush of a folder", dir); err != nil {
		return err
	}
	return d.FS.SyncDir(dir)
}

// Watch lets the writes of bbolt fail: before they are made, or a meta page after
// it was written, as if its flush had failed. Then the change may be on disk.
func (d *faulty) Watch(path string, db *bolt.DB) {
	field := reflect.ValueOf(db).Elem().FieldByName("ops").FieldByName("writeAt")
	hook := (*func([]byte, int64) (int, error))(unsafe.Pointer(field.UnsafeAddr()))
	orig := *hook
	*hook = func(b []byte, off int64) (int, error) {
		if err := d.fails("store", path); err != nil {
			return 0, err
		}
		n, err := orig(b, off)
		if off < 2*page && err == nil {
			if d.fails("store's last flush", path) != nil {
				return n, d.err // as a flush gives it: bare
			}
		}
		return n, err
	}
}

type faultyFile struct {
	disk.File
	d    *faulty
	name string
}

func (f *faultyFile) Write(b []byte) (int, error) {
	if err := f.d.fails("write", f.name); err != nil {
		return 0, err
	}
	return f.File.Write(b)
}

func (f *faultyFile) WriteAt(b []byte, off int64) (int, error) {
	if err := f.d.fails("write", f.name); err != nil {
		_, _ = f.File.WriteAt(b[:len(b)/2], off) // half of it got there
		return len(b) / 2, err
	}
	return f.File.WriteAt(b, off)
}

func (f *faultyFile) Sync() error {
	if err := f.d.fails("flush", f.name); err != nil {
		return err
	}
	return f.File.Sync()
}

func (f *faultyFile) Truncate(n int64) error {
	if err := f.d.fails("truncate", f.name); err != nil {
		return err
	}
	return f.File.Truncate(n)
}

// TestFaults lets every n-th operation of each sort fail. Nothing may be called
// saved without being saved, and a disk that works again must be enough to go on.
func TestFaults(t *testing.T) {
	runs, refused := 0, 0
	for _, sort := range []string{"open", "write", "flush", "truncate", "rename", "link", "flush of a folder", "store", "store's last flush", "any"} {
		for _, errno := range []error{syscall.EIO, syscall.ENOSPC, syscall.EFBIG} {
			if testing.Short() && errno != syscall.EIO {
				continue
			}
			for _, long := range []int{1, 4} { // how many in a row
				for n := 1; ; n++ {
					d := &faulty{FS: disk.OS(), sort: sort, n: n, m: n + long - 1, err: errno}
					bad, err := faultRun(t, d)
					runs++
					refused += bad
					if err != nil {
						t.Errorf("%s %d (%d in a row): %v: %v", sort, n, long, errno, err)
					}
					if !d.reached() || t.Failed() {
						break
					}
				}
			}
		}
	}
	t.Logf("%d runs, %d changes refused", runs, refused)
}

// faultRun works on a disk and then looks, on one that works, at what is there.
func faultRun(t *testing.T, d *faulty) (refused int, err error) {
	dir := filepath.Join(memory(t), "data")
	defer func() { _ = os.RemoveAll(filepath.Dir(dir)) }()
	seeded(4)(t, dir)
	o := options()
	o.Disk, o.Ballast = d, 4096
	ctx := context.Background()
	var acked []string
	f, err := Open(ctx, dir, o)
	for tries := 0; err != nil; tries++ { // the user starts it again
		if tries > 8 {
			return refused, fmt.Errorf("does not open any more: %w", err)
		}
		f, err = Open(ctx, dir, o)
	}
	for i := 0; i < 8 || (d.reached() && i < 16); i++ {
		key := fmt.Sprintf("R%04d", 100+i)
		var err error
		for range 7 { // the text stays on the screen, the user tries again
			_, err = f.Update(ctx, store.Action{Name: "uji"}, func(tx store.Tx) error {
				_, err := tx.Next("n") // also a second time it is a change
				return errors.Join(err, tx.Put(store.KindMeeting, key, fmt.Sprint(i, len(acked), refused)))
			})
			if errors.Is(err, ErrStoredBefore) { // the user sees it in the list
				err = nil
			}
			if err == nil {
				break
			}
			refused++
		}
		if err != nil {
			return refused, fmt.Errorf("cannot be saved any more: %w", err)
		}
		acked = append(acked, key)
		if i == 4 {
			_, _ = f.Backup(ctx, backup.Timed)
		}
	}
	_ = f.Close()
	f, err = Open(ctx, dir, options())
	if err != nil {
		return refused, fmt.Errorf("after a restart: %w", err)
	}
	defer func() { _ = f.Close() }()
	if o := f.Outcome(); o.Trouble == Damaged || o.Trouble == Records || o.First != 0 {
		return refused, fmt.Errorf("after a restart: %v", o)
	}
	if got := f.head.Seq; got != uint64(4+len(acked)) {
		return refused, fmt.Errorf("%d changes are stored %d times", len(acked), got-4)
	}
	err = f.View(ctx, func(r store.Reader) error {
		for _, key := range acked {
			if _, err := r.Get(store.KindMeeting, key); err != nil {
				return fmt.Errorf("was called saved: %w", err)
			}
		}
		return nil
	})
	rep, verr := ledger.VerifyStore(f.s.Ledger)
	return refused, errors.Join(err, verr, rep.Err())
}

// TestNotTwice: the store has a change, the text journal has no room for it, also not
// when both are opened again. Trying again must not store it twice, and an undo must
// not take back two.
func TestNotTwice(t *testing.T) {
	for name, tries := range map[string]int{"at the next try": 2, "after three": 4} {
		for _, undo := range []bool{false, true} {
			dir := filepath.Join(t.TempDir(), "data")
			seeded(4)(t, dir)
			o := options()
			d := &faulty{FS: disk.OS(), sort: "none", err: syscall.ENOSPC}
			o.Disk = d
			f := mustOpen(t, dir, o)
			put(t, f, "R0001", "lama")
			n := 0
			change := func() error {
				if undo {
					_, err := f.Undo(t.Context())
					return err
				}
				_, err := f.Update(t.Context(), store.Action{Name: "uji"}, func(tx store.Tx) error {
					i, err := tx.Next("n") // as a form for a new record does
					return errors.Join(err, tx.Put(store.KindMeeting, fmt.Sprintf("R1%03d", i), "baru"))
				})
				return err
			}
			d.sort, d.seen, d.n, d.m = "write", 0, 1, tries
			var err error
			for n = 0; n < 10; n++ {
				if err = change(); !errors.Is(err, store.ErrUncertain) {
					break
				}
				if err := f.SetDraft(t.Context(), "d", []byte("masih di layar")); err != nil && !errors.Is(err, store.ErrUncertain) {
					t.Error(err)
				}
			}
			if n == 0 || !errors.Is(err, ErrStoredBefore) {
				t.Errorf("%s, undo %v: after %d tries: %v", name, undo, n, err)
			}
			if f.head.Seq != 6 {
				t.Errorf("%s, undo %v: %d events", name, undo, f.head.Seq)
			}
			d.sort = "none"
			if err := change(); err != nil || f.head.Seq != 7 {
				t.Errorf("%s, undo %v: once more: %v, %d events", name, undo, err, f.head.Seq)
			}
			_ = f.Close()
		}
	}
}

// TestNotTwiceBehindADraft: a change is stored, but answered as uncertain; a draft
// finds the folder working again and fails in its turn. The change is still the one to
// be decided first: trying it again must not store it twice.
func TestNotTwiceBehindADraft(t *testing.T) {
	dir := filepath.Join(memory(t), "data")
	seeded(4)(t, dir)
	d := &faulty{FS: disk.OS(), sort: "none", err: syscall.EIO}
	fail := func(sort string) { d.sort, d.seen, d.n, d.m = sort, 0, 1, 1<<30 }
	o := options()
	o.Disk = d
	f := mustOpen(t, dir, o)
	put(t, f, "R0001", "lama")
	change := func() error {
		_, err := f.Update(t.Context(), store.Action{Name: "uji"}, func(tx store.Tx) error {
			i, err := tx.Next("n") // as a form for a new record does
			return errors.Join(err, tx.Put(store.KindMeeting, fmt.Sprintf("R1%03d", i), "baru"))
		})
		return err
	}
	fail("write") // the store has it; the text journal has not, and cannot be made anew
	if err := change(); !errors.Is(err, store.ErrUncertain) {
		t.Fatal(err)
	}
	fail("store's last flush") // both can be opened, and nothing be stored
	if err := f.SetDraft(t.Context(), "d", []byte("masih di layar")); !errors.Is(err, store.ErrUncertain) {
		t.Fatal(err)
	}
	d.sort = "none"
	if err := change(); !errors.Is(err, ErrStoredBefore) {
		t.Errorf("tried again: %v", err)
	}
	if f.head.Seq != 6 {
		t.Errorf("%d events, want 6", f.head.Seq)
	}
	if err := change(); err != nil || f.head.Seq != 7 {
		t.Errorf("the next one: %v, %d events", err, f.head.Seq)
	}
}
