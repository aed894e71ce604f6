package datafolder

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"monev/internal/store"
	"monev/internal/store/backup"
	"monev/internal/store/boltstore"
	"monev/internal/store/disk"
	"monev/internal/store/ledger"
)

// TestFullAtStart: the disk is full while a start has something to write. With the
// ballast it opens, without room it refuses for want of room and nothing else, and
// once there is room everything is there.
func TestFullAtStart(t *testing.T) {
	older := func(t *testing.T, dir string, back int) {
		db := filepath.Join(dir, boltstore.FileName)
		old, err := os.ReadFile(db)
		if err != nil {
			t.Fatal(err)
		}
		f := mustOpen(t, dir, options())
		for i := range back {
			put(t, f, "R0001", fmt.Sprint("hanya di jurnal teks ", i))
		}
		if err := errors.Join(f.Close(), os.WriteFile(db, old, 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	schema := options()
	schema.Migrations = append(ledger.Migrations(), ledger.Migration{Name: "uji", Record: same})
	runs, refused, step := 0, 0, 1
	if testing.Short() {
		step = 3
	}
	for name, c := range map[string]struct {
		before  func(t *testing.T, dir string)
		o       Options
		trouble Trouble
		journal JournalTrouble
		events  uint64
	}{
		"store behind by one": {before: func(t *testing.T, dir string) { older(t, dir, 1) }, o: options(), events: 6},
		"store behind by two": {before: func(t *testing.T, dir string) { older(t, dir, 2) }, o: options(), trouble: Behind, events: 7},
		"store cut": {before: func(t *testing.T, dir string) {
			if err := os.Truncate(filepath.Join(dir, boltstore.FileName), 3*page+17); err != nil {
				t.Fatal(err)
			}
		}, o: options(), trouble: Damaged, events: 5},
		"store missing": {before: func(t *testing.T, dir string) {
			if err := os.Remove(filepath.Join(dir, boltstore.FileName)); err != nil {
				t.Fatal(err)
			}
		}, o: options(), trouble: Missing, events: 5},
		"text missing": {before: func(t *testing.T, dir string) {
			if err := os.Remove(filepath.Join(dir, JournalName)); err != nil {
				t.Fatal(err)
			}
		}, o: options(), journal: JournalLost, events: 5},
		"text torn": {before: func(t *testing.T, dir string) {
			rewrite(t, filepath.Join(dir, JournalName), func(b []byte) []byte { return b[:len(b)-10] })
		}, o: options(), events: 5},
		"older schema": {before: func(*testing.T, string) {}, o: schema, events: 5},
	} {
		base := filepath.Join(memory(t), "data")
		o := options()
		o.Ballast = page
		f := mustOpen(t, base, o)
		f.working.Wait()
		for i := range 5 {
			put(t, f, fmt.Sprintf("R%04d", i), i)
		}
		if err := f.SetDraft(t.Context(), "d", []byte("belum selesai")); err != nil {
			t.Fatal(err)
		}
		_, err := f.Backup(t.Context(), backup.Timed)
		if err = errors.Join(err, f.Close()); err != nil {
			t.Fatal(err)
		}
		c.before(t, base)
		for _, how := range []struct {
			sort string
			long int
		}{{"any", 1}, {"write", 1 << 30}, {"store", 1 << 30}} {
			sort, long := how.sort, how.long
			for n := 1; ; n += step {
				dir := base + "2"
				if err := errors.Join(os.RemoveAll(dir), os.CopyFS(dir, os.DirFS(base))); err != nil {
					t.Fatal(err)
				}
				where := fmt.Sprintf("%s, %s %d", name, sort, n)
				var heard []error
				o := c.o
				d := &faulty{FS: disk.OS(), sort: sort, n: n, m: n + long - 1, err: syscall.ENOSPC}
				o.Disk, o.Ballast, o.Told = d, page, func(err error) { heard = append(heard, err) }
				runs++
				f, err := Open(t.Context(), dir, o)
				d.sort = "none"
				switch {
				case err == nil:
					_, gone := os.Stat(filepath.Join(dir, BallastName))
					used := d.reached() && sort != "any" || gone != nil // a link that fails is a copy
					if used && (gone == nil || len(heard) != 1 || !errors.Is(heard[0], ErrNearlyFull)) {
						t.Errorf("%s: ballast %v, told %v", where, gone, heard)
					}
				case long == 1 || !disk.Full(err) || errors.Is(err, store.ErrUncertain) || errors.Is(err, store.ErrDamaged):
					t.Errorf("%s, then %d more: %v", where, long-1, err)
				default:
					refused++
					if f, err = Open(t.Context(), dir, c.o); err != nil { // there is room again
						t.Fatalf("%s: %v", where, err)
					}
				}
				if f == nil {
					break
				}
				out := f.Outcome()
				told := out.Trouble == c.trouble && out.Journal == c.journal
				switch {
				case out.Trouble == Failing && sort == "any": // made anew because of it
					told = true
				case out.OK() && long > 1: // mended by the start that was refused later
					told = true
				}
				if !told || out.First != 0 || f.head.Seq != c.events || draft(f) != "belum selesai" {
					t.Errorf("%s: %v, %d events, draft %q", where, out, f.head.Seq, draft(f))
				}
				rep, err := ledger.VerifyStore(f.s.Ledger)
				if err := errors.Join(err, rep.Err()); err != nil {
					t.Errorf("%s: %v", where, err)
				}
				if lines := textLines(t, dir); uint64(lines) != c.events {
					t.Errorf("%s: %d lines in the text journal", where, lines)
				}
				_ = f.Close()
				for _, pattern := range []string{"*.new", "*.part", "*/*.part"} {
					if left, _ := filepath.Glob(filepath.Join(dir, pattern)); len(left) > 0 {
						t.Errorf("%s: left over: %v", where, left)
					}
				}
				if !d.reached() || t.Failed() {
					break
				}
			}
		}
	}
	t.Logf("%d runs, %d refused", runs, refused)
}

// TestFullAndFailing: the store has no room for a change, and the text journal, which
// may have its line, fails. That file is not gone on with: what the disk dropped of it
// nobody would see before the next start.
func TestFullAndFailing(t *testing.T) {
	for _, sort := range []string{"write", "flush"} {
		dir := filepath.Join(memory(t), "data")
		seeded(4)(t, dir)
		text := &faulty{FS: disk.OS(), sort: "none", n: 1, m: 1, err: syscall.EIO}
		d := &faulty{FS: text, sort: "none", n: 1, m: 1, err: syscall.ENOSPC}
		o := options()
		o.Disk = d
		f := mustOpen(t, dir, o)
		put(t, f, "R0001", "ada ruang") // also makes room in the text journal
		before, err := os.Stat(f.journalPath())
		if err != nil || !os.SameFile(before, before) { // Windows looks only now which file it is
			t.Fatal(err)
		}
		text.sort, d.sort = sort, "store"
		_, err = f.Update(t.Context(), store.Action{Name: "uji"}, func(tx store.Tx) error {
			return tx.Put(store.KindMeeting, "R0002", "penuh")
		})
		if !text.reached() || !d.reached() {
			t.Fatalf("%s: nothing failed: %v", sort, err)
		}
		want := uint64(5)
		if err == nil {
			want = 6
		} else if !errors.Is(err, ErrNotStored) {
			t.Errorf("%s: %v", sort, err)
		}
		after, err := os.Stat(f.journalPath())
		if err != nil || os.SameFile(before, after) {
			t.Errorf("%s: the text journal was gone on with: %v", sort, err)
		}
		if n := textLines(t, dir); f.head.Seq != want || uint64(n) != want {
			t.Errorf("%s: %d events, %d lines, want %d", sort, f.head.Seq, n, want)
		}
		put(t, f, "R0003", "sesudah")
		if !f.Outcome().OK() {
			t.Errorf("%s: %v", sort, f.Outcome())
		}
	}
}

// endless is a disk that takes a ballast of any size, without keeping it, and says
// when the first of it comes.
type endless struct {
	disk.FS
	begun chan struct{}
	once  sync.Once
}

type hole struct {
	disk.File
	d *endless
}

func (d *endless) OpenFile(name string, flag int, perm fs.FileMode) (disk.File, error) {
	f, err := d.FS.OpenFile(name, flag, perm)
	if err == nil && strings.HasPrefix(filepath.Base(name), BallastName) {
		return hole{f, d}, nil
	}
	return f, err
}

func (h hole) Write(b []byte) (int, error) {
	h.d.once.Do(func() { close(h.d.begun) })
	return len(b), nil
}

func (h hole) Sync() error { return nil }

// TestBallastHindersNobody: it is written after the first screens, the end of the
// program does not wait for it, and a full disk gets back what is written of it.
func TestBallastHindersNobody(t *testing.T) {
	o := options()
	o.Ballast, o.Rest = page, time.Hour
	f := mustOpen(t, filepath.Join(memory(t), "data"), o)
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if found, _ := filepath.Glob(filepath.Join(f.dir, BallastName+"*")); len(found) > 0 {
		t.Errorf("written at once: %v", found)
	}
	for _, full := range []bool{false, true} {
		e := &endless{FS: disk.OS(), begun: make(chan struct{})}
		d := &faulty{FS: e, sort: "none", n: 1, m: 1, err: syscall.ENOSPC}
		var told []error
		o := options()
		o.Disk, o.Ballast, o.Told = d, math.MaxInt64, func(err error) { told = append(told, err) }
		f := mustOpen(t, filepath.Join(memory(t), "data"), o)
		<-e.begun
		if full {
			d.mu.Lock()
			d.sort = "store"
			d.mu.Unlock()
			put(t, f, "R0001", "masih muat")
			if len(told) != 1 || !errors.Is(told[0], ErrNearlyFull) {
				t.Errorf("told %v", told)
			}
		}
		for range 2 {
			if found, _ := filepath.Glob(filepath.Join(f.dir, BallastName+"*")); full && len(found) > 0 {
				t.Errorf("full %v: left over: %v", full, found)
			}
			if err := f.Close(); err != nil {
				t.Fatal(err)
			}
			full = true // after the end there is nothing either
		}
	}
}
