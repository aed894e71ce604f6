package datafolder

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"monev/internal/store"
	"monev/internal/store/backup"
	"monev/internal/store/boltstore"
	"monev/internal/store/crashsim"
	"monev/internal/store/ledger"
	"monev/internal/store/textjournal"
)

// The power is cut at every moment (package crashsim), and the folder opened
// again. Every run checks at least 10,000 states; with MONEV_PENUH=1 it is more
// than 100,000, over several seeds. FAULTS.md says how.

// full is whether the long tests run in full.
func full() bool { return os.Getenv("MONEV_PENUH") != "" }

// amount is how much of something a run has: enough, or in full.
func amount(short, long int) int {
	if full() {
		return long
	}
	return short
}

// memory is a folder where files are in memory, if the machine has one: the power
// is cut only on paper.
func memory(t testing.TB) string {
	t.Helper()
	if dir, err := os.MkdirTemp("/dev/shm", "monev"); err == nil {
		t.Cleanup(func() { _ = os.RemoveAll(dir) })
		return dir
	}
	return t.TempDir()
}

// trace is what is recorded.
type trace struct {
	name string
	// before makes the folder in which recording begins.
	before func(t *testing.T, dir string)
	// run does the work on r; ack is called after each change with the number of
	// events there are.
	run func(t *testing.T, r *crashsim.Recorder, dir string)
	// options with which the folder is opened again.
	options func() Options
	// whole: not even a recovery may have been needed.
	whole   bool
	random  int
	most    int // states in a short run
	fullest int // in a full one, for each of three seeds
}

func recorded(dir string, r *crashsim.Recorder, o Options) Options {
	o.Disk = r
	return o
}

// work makes changes of all kinds.
func work(t *testing.T, f *Folder, r *crashsim.Recorder, n int) {
	t.Helper()
	for i := range n {
		var err error
		switch i % 9 {
		case 3:
			_, err = f.Undo(t.Context())
		case 4:
			_, err = f.Redo(t.Context())
		case 6:
			_, err = f.Update(t.Context(), store.Action{Name: "hapus"}, func(tx store.Tx) error {
				return tx.Delete(store.KindMeeting, fmt.Sprintf("R%04d", (i-1)%5))
			})
		case 7:
			err = f.SetDraft(t.Context(), "d", []byte(strings.Repeat("ketik ", i)))
		case 8:
			put(t, f, "R0009", strings.Repeat("tempel ", 24<<10/7*(i%2)+i))
		default:
			put(t, f, fmt.Sprintf("R%04d", i%5), strings.Repeat("isi ", i%40))
		}
		if err != nil && !errors.Is(err, store.ErrNothing) {
			t.Fatal(err)
		}
		r.Ack(int(f.head.Seq))
	}
}

func start(t *testing.T, r *crashsim.Recorder, dir string, o Options) *Folder {
	t.Helper()
	f, err := Open(t.Context(), dir, recorded(dir, r, o))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func seeded(n int) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		f := mustOpen(t, dir, options())
		for i := range n {
			put(t, f, fmt.Sprintf("R%04d", i%7), strings.Repeat("isi ", i%50)+fmt.Sprint(i))
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func traces() []trace {
	later := func() Options {
		o := options()
		o.Migrations = append(ledger.Migrations(), ledger.Migration{Name: "uji", Record: same})
		return o
	}
	return []trace{
		{name: "create", before: func(*testing.T, string) {}, whole: true, random: amount(60, 600), most: 700, fullest: 4000,
			run: func(t *testing.T, r *crashsim.Recorder, dir string) {
				f := start(t, r, dir, options())
				work(t, f, r, 8)
				_ = f.Close()
			}},
		{name: "save", before: seeded(20), whole: true, random: 24, most: 8400, fullest: 34000,
			run: func(t *testing.T, r *crashsim.Recorder, dir string) {
				f := start(t, r, dir, options())
				work(t, f, r, amount(110, 400))
				_ = f.Close()
			}},
		{name: "backup", before: seeded(20), whole: true, random: amount(40, 400), most: 1500, fullest: 4000,
			run: func(t *testing.T, r *crashsim.Recorder, dir string) {
				f := start(t, r, dir, options())
				for range amount(3, 12) {
					work(t, f, r, 3)
					if _, err := f.Backup(t.Context(), backup.Timed); err != nil {
						t.Fatal(err)
					}
				}
				_ = f.Close()
			}},
		{name: "recover", random: amount(50, 600), most: 1500, fullest: 4000,
			before: func(t *testing.T, dir string) {
				seeded(25)(t, dir)
				f := mustOpen(t, dir, options())
				if _, err := f.Backup(t.Context(), backup.Timed); err != nil {
					t.Fatal(err)
				}
				put(t, f, "R0001", "setelah cadangan")
				_ = f.Close()
				if err := os.Truncate(filepath.Join(dir, boltstore.FileName), 3*4096+17); err != nil {
					t.Fatal(err)
				}
				rewrite(t, filepath.Join(dir, JournalName), func(b []byte) []byte { b[700] ^= 4; return b })
			},
			run: func(t *testing.T, r *crashsim.Recorder, dir string) {
				r.Ack(26)
				f := start(t, r, dir, options())
				work(t, f, r, 5)
				_ = f.Close()
			}},
		{name: "migrate", before: seeded(25), options: later, random: amount(60, 600), most: 1200, fullest: 4000, whole: true,
			run: func(t *testing.T, r *crashsim.Recorder, dir string) {
				r.Ack(25)
				f := start(t, r, dir, later())
				work(t, f, r, 5)
				_ = f.Close()
			}},
		// Cut again while the start after a cut brings the store up to its text journal.
		{name: "carry on", random: amount(60, 400), most: 600, fullest: 4000, whole: true,
			before: func(t *testing.T, dir string) {
				seeded(25)(t, dir)
				db := filepath.Join(dir, boltstore.FileName)
				old, err := os.ReadFile(db)
				if err != nil {
					t.Fatal(err)
				}
				f := mustOpen(t, dir, options())
				put(t, f, "R0001", "hanya di jurnal teks")
				_ = f.Close()
				if err := os.WriteFile(db, old, 0o600); err != nil {
					t.Fatal(err)
				}
			},
			run: func(t *testing.T, r *crashsim.Recorder, dir string) {
				r.Ack(26)
				f := start(t, r, dir, options())
				work(t, f, r, 5)
				_ = f.Close()
			}},
	}
}

func TestPowerCut(t *testing.T) {
	total := 0
	for _, tr := range traces() {
		t.Run(tr.name, func(t *testing.T) {
			seeds, most := []uint64{7}, tr.most
			if full() {
				seeds, most = []uint64{7, 8, 9}, tr.fullest
			}
			if testing.Short() {
				most /= 10
			}
			for _, seed := range seeds {
				t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
					res := tr.explore(t, crashsim.Drop{}, seed, most)
					t.Logf("%d states, %d bad", res.States, res.Bad)
					if res.Bad > 0 {
						t.Errorf("%d of %d states are bad, the first: %v", res.Bad, res.States, res.First)
					}
					total += res.States
				})
			}
		})
	}
	t.Logf("%d states", total)
}

// TestControls: with flushes left out the same checks must find failures, or they
// prove nothing.
func TestControls(t *testing.T) {
	if testing.Short() && runtime.GOOS == "windows" {
		t.Skip("what the simulator finds is the same on every system, and slow under Wine")
	}
	all := traces()
	for name, c := range map[string]struct {
		tr   trace
		drop crashsim.Drop
	}{
		"before the meta page": {all[1], crashsim.Drop{Pages: true}},
		"after the meta page":  {all[1], crashsim.Drop{Meta: true}},
		"text journal":         {all[1], crashsim.Drop{Files: true}},
		"all":                  {all[1], crashsim.Drop{Pages: true, Meta: true, Files: true, Dirs: true}},
		"backup":               {all[2], crashsim.Drop{Files: true, Dirs: true}},
		"create":               {all[0], crashsim.Drop{Files: true, Pages: true, Meta: true}},
	} {
		t.Run(name, func(t *testing.T) {
			res := c.tr.explore(t, c.drop, 7, 300)
			t.Logf("%d states, %d bad, the first: %v", res.States, res.Bad, res.First)
			if res.Bad == 0 {
				t.Error("nothing was found")
			}
		})
	}
}

func (tr trace) explore(t *testing.T, drop crashsim.Drop, seed uint64, most int) crashsim.Result {
	t.Helper()
	dir := filepath.Join(memory(t), "data")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	tr.before(t, dir)
	_ = os.Remove(filepath.Join(dir, LockName))
	r, err := crashsim.Record(dir, drop)
	if err != nil {
		t.Fatal(err)
	}
	tr.run(t, r, dir)
	var want [][]byte
	if _, err := textjournal.Read(r, filepath.Join(dir, JournalName), func(line []byte) error {
		want = append(want, bytes.Clone(line))
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	o := options
	if tr.options != nil {
		o = tr.options
	}
	return r.Explore(crashsim.Options{Seed: seed, Most: most, Random: tr.random, Dir: memory(t), Workers: runtime.GOMAXPROCS(0)},
		func(s crashsim.State) error {
			if err := checkState(s, want, o(), tr.whole); err != nil {
				return fmt.Errorf("after operation %d, %d acknowledged: %w", s.At, s.Acked, err)
			}
			return nil
		})
}

// checkState opens what a power cut left.
func checkState(s crashsim.State, want [][]byte, o Options, whole bool) error {
	ctx := context.Background()
	f, err := Open(ctx, s.Dir, o)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	if out := f.Outcome(); whole && !out.OK() {
		return fmt.Errorf("not whole: %v", out)
	}
	n := 0
	err = f.View(ctx, func(r store.Reader) error {
		return r.ScanEvents(1, func(seq uint64, line []byte) error {
			n++
			if n > len(want) || !bytes.Equal(line, want[n-1]) {
				return fmt.Errorf("event %d is another one", n)
			}
			return nil
		})
	})
	if err != nil {
		return err
	}
	if n < s.Acked || n > s.Acked+1 && s.Acked > 0 {
		return fmt.Errorf("%d events", n)
	}
	if full() || s.At%4 == 0 { // opening a small store does it too
		rep, err := ledger.VerifyStore(f.s.Ledger)
		if err := errors.Join(err, rep.Err()); err != nil {
			return err
		}
	}
	i := 0
	if _, err := textjournal.Read(f.disk, f.journalPath(), func(line []byte) error {
		if i++; i > n || !bytes.Equal(line, want[i-1]) {
			return fmt.Errorf("line %d of the text journal is another one", i)
		}
		return nil
	}); err != nil {
		return err
	}
	if i != n {
		return fmt.Errorf("%d lines in the text journal, %d events", i, n)
	}
	list, err := backup.List(f.backupDir())
	if err != nil {
		return err
	}
	for _, b := range list {
		if _, err := backup.Verify(b.Path); err != nil {
			return fmt.Errorf("backup %s: %w", filepath.Base(b.Path), err)
		}
	}
	if s.At%16 != 0 {
		return nil
	}
	if _, err := f.Update(ctx, store.Action{Name: "lanjut"}, func(tx store.Tx) error {
		return tx.Put(store.KindMeeting, "R0042", "lanjut")
	}); err != nil {
		return err
	}
	return f.Close()
}
