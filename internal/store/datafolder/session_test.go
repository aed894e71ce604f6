package datafolder

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"monev/internal/store"
	"monev/internal/store/backup"
	"monev/internal/store/boltstore"
)

// TestAutomaticBackups: before the first write of a meeting, when one is locked,
// and at the end; each holds the state of that moment and is whole.
func TestAutomaticBackups(t *testing.T) {
	dir := fill(t, 5)
	o := options()
	o.Backups = true
	f := mustOpen(t, dir, o)
	put(t, f, "R0001", "pertama")
	put(t, f, "R0001", "kedua")
	f.working.Wait()
	if _, err := f.Update(t.Context(), store.Action{Name: "tutup sesi", Meeting: "R0001", Barrier: true}, func(tx store.Tx) error {
		return tx.Put(store.KindMeeting, "R0001", "dijeda")
	}); err != nil { // cannot be undone, but locks nothing
		t.Fatal(err)
	}
	f.working.Wait()
	if _, err := f.Update(t.Context(), store.Action{Name: "kunci", Meeting: "R0001", Barrier: true, Keep: true}, func(tx store.Tx) error {
		return tx.Put(store.KindMeeting, "R0001", "final")
	}); err != nil {
		t.Fatal(err)
	}
	f.working.Wait()
	if made, err := f.BackupIfChanged(t.Context()); made || err != nil {
		t.Errorf("nothing has changed: %v, %v", made, err)
	}
	put(t, f, "R0001", "sesudah")
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	list, err := backup.List(filepath.Join(dir, BackupDir))
	if err != nil {
		t.Fatal(err)
	}
	got := map[backup.Reason]uint64{}
	for _, b := range list {
		if info, err := backup.Verify(b.Path); err != nil || info.Head != b.Head {
			t.Errorf("%s: %+v, %v", b.Path, info, err)
		}
		got[b.Reason] = b.Head.Seq
	}
	want := map[backup.Reason]uint64{backup.Meeting: 5, backup.Final: 9, backup.Closing: 10}
	if !maps.Equal(got, want) {
		t.Errorf("backups %v, want %v", got, want)
	}
}

// TestSecondFolder: each backup goes there too; that it is missing is told, and no more.
func TestSecondFolder(t *testing.T) {
	dir, second := fill(t, 5), filepath.Join(t.TempDir(), "kedua")
	o := options()
	o.Second = second
	f := mustOpen(t, dir, o)
	if info, err := f.Backup(t.Context(), backup.Asked); !errors.Is(err, ErrNoSecond) || info.Path == "" {
		t.Errorf("without it: %v, %v", info, err)
	}
	if err := os.Mkdir(second, 0o700); err != nil {
		t.Fatal(err)
	}
	put(t, f, "R0001", 1)
	info, err := f.Backup(t.Context(), backup.Asked)
	if err != nil {
		t.Fatal(err)
	}
	if twin, err := backup.Verify(filepath.Join(second, filepath.Base(info.Path))); err != nil || twin.SHA256 != info.SHA256 {
		t.Errorf("%v, %v", twin, err)
	}
}

// TestRecordsDamaged: a record that is not what the events say is found at the start
// and made anew, in a large store while it is used.
func TestRecordsDamaged(t *testing.T) {
	for _, n := range []int{20, 4000} {
		dir := filepath.Join(memory(t), "data")
		var lines [][]byte
		prev := ""
		for i := range n {
			line, hash := event(i+1, prev, followUp(i))
			lines, prev = append(lines, line), hash
		}
		f := mustOpen(t, dir, options())
		if err := f.Restore(t.Context(), lines); err != nil {
			t.Fatal(err)
		}
		_ = f.Close()
		db, err := bolt.Open(filepath.Join(dir, boltstore.FileName), 0o600, nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := db.Update(func(tx *bolt.Tx) error {
			return tx.Bucket([]byte("followups")).Put([]byte("TL-0000003"), []byte("{\"id\":\"TL-0000003\"}\n4"))
		}); err != nil {
			t.Fatal(err)
		}
		_ = db.Close()
		told := make(chan error, 4)
		o := options()
		o.Backups, o.Told = true, func(err error) { told <- err }
		f = mustOpen(t, dir, o)
		if n > 20 {
			if err := <-told; !errors.Is(err, ErrRepaired) {
				t.Errorf("told %v", err)
			}
		}
		if f.Outcome().Trouble != Records || f.Outcome().First != 0 {
			t.Errorf("%d events: %v", n, f.Outcome())
		}
		if err := f.View(t.Context(), func(r store.Reader) error {
			b, err := r.Get(store.KindFollowUp, "TL-0000003")
			if !strings.Contains(string(b), "SOP") {
				t.Errorf("%d events: %s", n, b)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
		_ = f.Close()
	}
}

// TestTextLeads: an older store beside a newer text journal, as after a disk that
// lied or a copy put back by hand, is brought up to date.
func TestTextLeads(t *testing.T) {
	dir := fill(t, 10)
	db := filepath.Join(dir, boltstore.FileName)
	old, err := os.ReadFile(db)
	if err != nil {
		t.Fatal(err)
	}
	f := mustOpen(t, dir, options())
	put(t, f, "R0001", "sebelas")
	put(t, f, "R0001", "dua belas")
	_ = f.Close()
	if err := os.WriteFile(db, old, 0o600); err != nil {
		t.Fatal(err)
	}
	f = mustOpen(t, dir, options())
	if o := f.Outcome(); o.Trouble != Behind || f.head.Seq != 12 || get(t, f, "R0001") != `"dua belas"` {
		t.Errorf("%v, %d events", o, f.head.Seq)
	}
	if kept, err := os.ReadFile(f.Outcome().Kept); err != nil || string(kept) != string(old) {
		t.Errorf("the old file: %v", err)
	}
	if d := draft(f); d != "belum selesai" {
		t.Errorf("draft %q", d)
	}
}

// TestTextLeadsByOne: as a power cut leaves it. Nobody need be told.
func TestTextLeadsByOne(t *testing.T) {
	dir := fill(t, 10)
	db, journal := filepath.Join(dir, boltstore.FileName), filepath.Join(dir, JournalName)
	old, err := os.ReadFile(db)
	if err != nil {
		t.Fatal(err)
	}
	f := mustOpen(t, dir, options())
	put(t, f, "R0001", "sebelas")
	_ = f.Close()
	text, err := os.ReadFile(journal)
	if err != nil {
		t.Fatal(err)
	}
	for name, tail := range map[string]string{"whole": "", "with room": "\n\n\n", "with a torn line": "\n\n12345678 {\"v\":1,\"se"} {
		if err := errors.Join(os.WriteFile(db, old, 0o600), os.WriteFile(journal, append(bytes.Clone(text), tail...), 0o600)); err != nil {
			t.Fatal(err)
		}
		f = mustOpen(t, dir, options())
		if o := f.Outcome(); !o.OK() || f.head.Seq != 11 || get(t, f, "R0001") != `"sebelas"` || draft(f) != "belum selesai" {
			t.Errorf("%s: %v, %d events, draft %q", name, o, f.head.Seq, draft(f))
		}
		put(t, f, "R0001", "dua belas")
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		if rep, err := Check(t.Context(), dir, options()); err != nil || len(rep.Findings) > 0 || rep.Head.Seq != 12 {
			t.Errorf("%s: %+v, %v", name, rep, err)
		}
	}
	if kept, _ := os.ReadDir(filepath.Join(dir, DamagedDir)); len(kept) > 0 {
		t.Errorf("set aside: %v", kept)
	}
}

// TestTextOfAnother: a text journal that is not this store's, or goes on where the
// store never was, is set aside and told; not one event of it is taken.
func TestTextOfAnother(t *testing.T) {
	dir, twin := fill(t, 10), filepath.Join(t.TempDir(), "data")
	if err := os.CopyFS(twin, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	for _, to := range []struct{ dir, say string }{{dir, "sebelas"}, {twin, "sebelas yang lain"}} {
		f := mustOpen(t, to.dir, options())
		put(t, f, "R0001", to.say)
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
	text := func(dir string) []string {
		b, err := os.ReadFile(filepath.Join(dir, JournalName))
		if err != nil {
			t.Fatal(err)
		}
		return strings.SplitAfter(strings.TrimRight(string(b), "\n")+"\n", "\n")
	}
	ours, theirs := text(dir), text(twin)
	foreign := filepath.Join(t.TempDir(), "data")
	f := mustOpen(t, foreign, options())
	put(t, f, "R0001", "kantor lain")
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	ends := text(foreign)[0] // event 1, of another store
	for name, lines := range map[string][]string{
		"one event only":               {ends},
		"another past, as long":        theirs[:11],
		"another past, shorter":        append(slices.Clone(ours[:9]), theirs[10]),
		"one more, that does not link": append(slices.Clone(ours[:11]), theirs[10]),
		"one more, of another store":   append(slices.Clone(ours[:11]), ends),
	} {
		copied := filepath.Join(t.TempDir(), "data")
		was := strings.Join(lines, "")
		if err := errors.Join(os.CopyFS(copied, os.DirFS(dir)), os.WriteFile(filepath.Join(copied, JournalName), []byte(was), 0o600)); err != nil {
			t.Fatal(err)
		}
		f := mustOpen(t, copied, options())
		if o := f.Outcome(); o.Trouble != Sound || o.Journal != JournalOther || f.head.Seq != 11 || get(t, f, "R0001") != `"sebelas"` {
			t.Errorf("%s: %v, %d events, %s", name, o, f.head.Seq, get(t, f, "R0001"))
		}
		if kept, err := os.ReadFile(f.Outcome().JournalKept); err != nil || string(kept) != was {
			t.Errorf("%s: the other text journal was not kept: %v", name, err)
		}
		if n := textLines(t, copied); n != 11 {
			t.Errorf("%s: %d lines", name, n)
		}
	}
}

// TestCheckWhileOpen: monev periksa beside the working program, and a check inside of
// it, find nothing wrong while changes are being stored, and see no fewer than were.
func TestCheckWhileOpen(t *testing.T) {
	dir := filepath.Join(memory(t), "data")
	seeded(30)(t, dir)
	f := mustOpen(t, dir, options())
	var saved atomic.Uint64
	saved.Store(30)
	for n := range 12 {
		var writer sync.WaitGroup
		writer.Go(func() {
			for i := range 40 {
				if _, err := f.Update(context.Background(), store.Action{Name: "uji"}, func(tx store.Tx) error {
					return tx.Put(store.KindMeeting, fmt.Sprintf("R%04d", i%9), fmt.Sprint(strings.Repeat("isi ", i%60), n, i))
				}); err != nil {
					t.Error(err)
					return
				}
				saved.Add(1)
			}
		})
		before := saved.Load()
		rep, err := Check(t.Context(), dir, options())
		if err != nil || !rep.Copy || len(rep.Findings) > 0 || rep.Head.Seq < before {
			t.Errorf("check %d from outside, %d stored: %+v, %v", n, before, rep, err)
		}
		before = saved.Load()
		rep, err = f.Check(t.Context())
		if err != nil || rep.Copy || len(rep.Findings) > 0 || rep.Head.Seq < before {
			t.Errorf("check %d from inside, %d stored: %+v, %v", n, before, rep, err)
		}
		writer.Wait()
	}
}

// TestClock: order never comes from the clock.
func TestClock(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	at := clock()
	o := options()
	o.Now = func() time.Time { return at }
	f := mustOpen(t, dir, o)
	for i, jump := range []time.Duration{0, -24 * time.Hour, time.Hour, 10 * 365 * 24 * time.Hour, -time.Minute} {
		at = at.Add(jump)
		put(t, f, "R0001", i)
		if _, err := f.Backup(t.Context(), backup.Timed); err != nil {
			t.Fatal(err)
		}
	}
	list, err := backup.List(f.backupDir())
	if err != nil || len(list) != 5 || list[0].Head.Seq != 5 || list[4].Head.Seq != 1 {
		t.Errorf("backups by the clock: %v, %v", list, err)
	}
	var notes []string
	if err := f.View(t.Context(), func(r store.Reader) error {
		for seq := uint64(1); seq <= 5; seq++ {
			e, err := r.Event(seq)
			if err != nil {
				return err
			}
			notes = append(notes, e.Clock)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if want := []string{"", "back", "", "", "back"}; !slices.Equal(notes, want) {
		t.Errorf("clock notes %q, want %q", notes, want)
	}
	_ = f.Close()
	if err := os.Remove(filepath.Join(dir, boltstore.FileName)); err != nil {
		t.Fatal(err)
	}
	f = mustOpen(t, dir, o)
	if got := get(t, f, "R0001"); got != "4" {
		t.Errorf("recovered %s", got)
	}
}

// TestFolderGone: the folder is removed under an open store. Nothing is called saved
// that is nowhere.
func TestFolderGone(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows lets no folder be moved that has open files; Wine does")
	}
	dir := fill(t, 5)
	f := mustOpen(t, dir, options())
	if err := os.Rename(dir, dir+"-lain"); err != nil {
		t.Fatal(err)
	}
	change := func() error {
		_, err := f.Update(t.Context(), store.Action{Name: "x"}, func(tx store.Tx) error { return tx.Put(store.KindMeeting, "R0009", 1) })
		return err
	}
	if err := change(); !errors.Is(err, ErrGone) {
		t.Errorf("gone: %v", err)
	}
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, boltstore.FileName), []byte("lain"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := change(); !errors.Is(err, ErrGone) {
		t.Errorf("replaced: %v", err)
	}
	if err := errors.Join(os.RemoveAll(dir), os.Rename(dir+"-lain", dir)); err != nil {
		t.Fatal(err)
	}
	if err := change(); err != nil {
		t.Errorf("back again: %v", err)
	}
}

// TestFileSpoiled: another program overwrites or cuts the file while it is open. Nobody
// waits for ever; the next change makes it anew and the one after it is stored.
func TestFileSpoiled(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows does not let others write to the file")
	}
	for name, spoil := range map[string]func(*os.File) error{
		"random": func(w *os.File) error { _, err := w.WriteAt(bytes.Repeat([]byte("rusak"), 8000), 0); return err },
		"empty":  func(w *os.File) error { return w.Truncate(0) },
		"cut":    func(w *os.File) error { return w.Truncate(12288) },
		"zeros":  func(w *os.File) error { return errors.Join(w.Truncate(12288), w.Truncate(1<<20)) },
	} {
		for _, draft := range []bool{false, true} {
			dir := fill(t, 30)
			o := options()
			var told []error
			o.Told = func(err error) { told = append(told, err) }
			f := mustOpen(t, dir, o)
			w, err := os.OpenFile(filepath.Join(dir, boltstore.FileName), os.O_RDWR, 0)
			if err != nil {
				t.Fatal(err)
			}
			if err := errors.Join(spoil(w), w.Close()); err != nil {
				t.Fatal(err)
			}
			_ = f.View(t.Context(), func(r store.Reader) error { _, err := r.Head(); return err })
			if draft {
				if err := f.SetDraft(t.Context(), "d", []byte("setengah")); err != nil {
					t.Errorf("%s: draft: %v", name, err)
				} else if len(told) == 0 {
					t.Errorf("%s: made anew, and nobody was told", name)
				}
			} else if _, err := f.Update(t.Context(), store.Action{Name: "x"}, func(tx store.Tx) error { return tx.Put(store.KindMeeting, "R0009", 1) }); !errors.Is(err, ErrNotStored) {
				t.Errorf("%s: %v", name, err)
			}
			put(t, f, "R9999", "sesudah")
			if f.head.Seq != 31 || f.Outcome().Kept == "" {
				t.Errorf("%s: %d events, %v", name, f.head.Seq, f.Outcome())
			}
			if err := f.Close(); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

// TestOldStoreSpoiled: what guards against that is there too in the session that brought
// the index of an old store up to date.
func TestOldStoreSpoiled(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows does not let others write to the file")
	}
	old, err := os.ReadFile(filepath.Join("testdata", "skema1.db"))
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "data")
	if err := (files{boltstore.FileName: old}).put(dir); err != nil {
		t.Fatal(err)
	}
	f := mustOpen(t, dir, options())
	if err := os.WriteFile(filepath.Join(dir, boltstore.FileName), bytes.Repeat([]byte("rusak"), 8000), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := f.View(t.Context(), func(store.Reader) error { return nil }); !errors.Is(err, store.ErrDamaged) {
		t.Fatalf("a read of the spoiled file: %v", err)
	}
	if _, err := f.Update(t.Context(), store.Action{Name: "x"}, func(tx store.Tx) error { return tx.Put(store.KindMeeting, "R0009", 1) }); !errors.Is(err, ErrNotStored) {
		t.Error(err)
	}
	put(t, f, "R9999", "sesudah")
}

// TestFolderRemoved: the folder is removed under an open store, with all that is in it.
// Nothing more is called saved; the end leaves a backup of what was, from which the next
// start makes the data anew, and says so.
func TestFolderRemoved(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows lets no file be removed that is open; Wine does")
	}
	dir := fill(t, 5)
	o := options()
	o.Backups = true
	f := mustOpen(t, dir, o)
	put(t, f, "R0009", "sebelum dihapus")
	f.working.Wait()
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	change := func() error {
		_, err := f.Update(t.Context(), store.Action{Name: "x"}, func(tx store.Tx) error { return tx.Put(store.KindMeeting, "R0010", 1) })
		return err
	}
	if err := errors.Join(change(), f.SetDraft(t.Context(), "d", []byte("x"))); !errors.Is(err, ErrGone) {
		t.Errorf("removed: %v", err)
	}
	if got := get(t, f, "R0009"); got != `"sebelum dihapus"` {
		t.Errorf("cannot be looked at any more: %s", got)
	}
	if err := f.Close(); err != nil {
		t.Errorf("the end: %v", err)
	}
	f = mustOpen(t, dir, options())
	if out := f.Outcome(); out.Trouble != Missing || out.First != 0 || f.head.Seq != 6 || get(t, f, "R0009") != `"sebelum dihapus"` {
		t.Errorf("the next start: %v, %d events", out, f.head.Seq)
	}
}

// TestManyAtOnce: changes, drafts, backups and views of many goroutines.
func TestManyAtOnce(t *testing.T) {
	o := options()
	o.Backups = true
	f := mustOpen(t, fill(t, 5), o)
	var wg sync.WaitGroup
	for g := range 4 {
		wg.Go(func() {
			for i := range 10 {
				put(t, f, fmt.Sprintf("R%d%03d", g, i), i)
				_ = f.SetDraft(context.Background(), fmt.Sprint("d", g), []byte(fmt.Sprint(i)))
				if i%4 == 0 {
					if _, err := f.Backup(context.Background(), backup.Timed); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	wg.Wait()
	if f.head.Seq != 45 {
		t.Errorf("%d events", f.head.Seq)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	f = mustOpen(t, f.dir, options())
	if !f.Outcome().OK() || f.head.Seq != 45 {
		t.Errorf("%v, %d events", f.Outcome(), f.head.Seq)
	}
}

// TestTampering: every sort of it is named at its event, the cut end by the text
// journal, and a whole chain written anew by the head that was printed.
func TestTampering(t *testing.T) {
	num := func(n byte) []byte { return []byte{0, 0, 0, 0, 0, 0, 0, n} }
	for name, c := range map[string]struct {
		where  string
		seq    uint64
		change func(tx *bolt.Tx) error
	}{
		"edited": {"chain", 4, func(tx *bolt.Tx) error {
			b := tx.Bucket([]byte("events"))
			return b.Put(num(4), []byte(strings.Replace(string(b.Get(num(4))), "isi", "ISI", 1)))
		}},
		"first edited": {"chain", 1, func(tx *bolt.Tx) error {
			b := tx.Bucket([]byte("events"))
			return b.Put(num(1), []byte(strings.Replace(string(b.Get(num(1))), "uji", "UJI", 1)))
		}},
		"last edited": {"chain", 10, func(tx *bolt.Tx) error {
			b := tx.Bucket([]byte("events"))
			return b.Put(num(10), []byte(strings.Replace(string(b.Get(num(10))), "uji", "UJI", 1)))
		}},
		"removed": {"chain", 5, func(tx *bolt.Tx) error { return tx.Bucket([]byte("events")).Delete(num(5)) }},
		"swapped": {"chain", 6, func(tx *bolt.Tx) error {
			b := tx.Bucket([]byte("events"))
			x, y := string(b.Get(num(6))), string(b.Get(num(7)))
			return errors.Join(b.Put(num(6), []byte(y)), b.Put(num(7), []byte(x)))
		}},
		"end cut": {"chain", 10, func(tx *bolt.Tx) error { return tx.Bucket([]byte("events")).Delete(num(10)) }},
		"record": {"record", 10, func(tx *bolt.Tx) error {
			return tx.Bucket([]byte("meetings")).Put([]byte("R0002"), []byte("\"lain\"\n10"))
		}},
	} {
		dir := fill(t, 10)
		db, err := bolt.Open(filepath.Join(dir, boltstore.FileName), 0o600, nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(db.Update(c.change), db.Close()); err != nil {
			t.Fatal(err)
		}
		rep, err := Check(t.Context(), dir, options())
		if err != nil || len(rep.Findings) == 0 || rep.Findings[0].Where != c.where || rep.Findings[0].Seq != c.seq {
			t.Errorf("%s: %+v, %v", name, rep.Findings, err)
		}
	}
}
