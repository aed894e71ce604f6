package datafolder

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"monev/internal/store"
	"monev/internal/store/backup"
	"monev/internal/store/boltstore"
	"monev/internal/store/textjournal"
)

// Every way to damage a file, opened afterwards: never a panic, a dead process, an
// empty store or a change that nobody notices.

const page = 4096

// files is a whole folder in memory.
type files map[string][]byte

// victim makes a folder with a store, a text journal and a backup of a while ago,
// and an older version of the store.
func victim(t *testing.T) (now files, older []byte) {
	t.Helper()
	dir := filepath.Join(memory(t), "data")
	f := mustOpen(t, dir, options())
	change := func(i int) {
		if _, err := f.Update(t.Context(), store.Action{Name: "uji", Label: "uji"}, func(tx store.Tx) error {
			n, err := tx.Next("followups")
			if err != nil {
				return err
			}
			return errors.Join(
				tx.Put(store.KindFollowUp, fmt.Sprintf("TL-%04d", n), followUp(i)),
				tx.Put(store.KindMeeting, fmt.Sprintf("R%04d", i%3), strings.Repeat("rapat ", i)))
		}); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 40 {
		change(i)
	}
	if _, err := f.Backup(t.Context(), backup.Timed); err != nil {
		t.Fatal(err)
	}
	if err := f.SetDraft(t.Context(), "d", []byte("kalimat yang belum selesai")); err != nil {
		t.Fatal(err)
	}
	older, err := os.ReadFile(filepath.Join(dir, boltstore.FileName))
	if err != nil {
		t.Fatal(err)
	}
	for i := range 12 {
		change(40 + i)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	now = files{}
	for _, pattern := range []string{boltstore.FileName, JournalName, BackupDir + "/*"} {
		names, _ := filepath.Glob(filepath.Join(dir, pattern))
		for _, name := range names {
			b, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			rel, _ := filepath.Rel(dir, name)
			now[filepath.ToSlash(rel)] = b
		}
	}
	return now, older
}

func (fs files) put(dir string) error {
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	for name, b := range fs {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return err
		}
		if err := os.WriteFile(path, b, 0o600); err != nil {
			return err
		}
	}
	return nil
}

func (fs files) with(name string, b []byte) files {
	out := maps.Clone(fs)
	if b == nil {
		delete(out, name)
	} else {
		out[name] = b
	}
	return out
}

// content is all that a store holds, for comparing.
func content(s store.Store) (string, error) {
	var b strings.Builder
	err := s.View(context.Background(), func(r store.Reader) error {
		for _, k := range store.Kinds() {
			if err := r.Scan(k, "", func(key string, v []byte) error {
				fmt.Fprintf(&b, "%s %s %s\n", k, key, v)
				return nil
			}); err != nil {
				return err
			}
		}
		for _, ix := range store.Indexes() {
			if err := r.ScanIndex(ix, "", func(e string) error { fmt.Fprintln(&b, ix, e); return nil }); err != nil {
				return err
			}
		}
		return r.ScanEvents(1, func(_ uint64, line []byte) error { fmt.Fprintf(&b, "%s\n", line); return nil })
	})
	return b.String(), err
}

func draft(s store.Store) string {
	var d []byte
	_ = s.View(context.Background(), func(r store.Reader) error {
		var err error
		d, err = r.Draft("d")
		return err
	})
	return string(d)
}

type damage struct {
	name string
	file []byte // the store afterwards
}

func damages(now, older []byte, flips int) []damage {
	var out []damage
	add := func(name string, change func(b []byte) []byte) {
		out = append(out, damage{name, change(bytes.Clone(now))})
	}
	rnd := rand.New(rand.NewPCG(3, 4))
	add("zero length", func([]byte) []byte { return []byte{} })
	add("one byte", func([]byte) []byte { return []byte{1} })
	add("text", func([]byte) []byte { return bytes.Repeat([]byte("bukan basis data\n"), 3000) })
	add("zeros", func(b []byte) []byte { clear(b); return b })
	add("metas gone", func(b []byte) []byte { clear(b[:2*page]); return b })
	add("metas swapped", func(b []byte) []byte { copy(b, now[page:2*page]); copy(b[page:], now[:page]); return b })
	add("newer meta gone", func(b []byte) []byte { clear(b[:page]); return b })
	add("other meta gone", func(b []byte) []byte { clear(b[page : 2*page]); return b })
	add("doubled", func(b []byte) []byte { return append(b, b...) })
	add("a bucket's name changed", func(b []byte) []byte { return bytes.Replace(b, []byte("followups"), []byte("gollowups"), -1) })
	each := page
	if testing.Short() {
		each = 3 * page
	}
	for at := 0; at < len(now); at += each {
		n := at / page
		add(fmt.Sprintf("cut at page %d", n), func(b []byte) []byte { return b[:at] })
		add(fmt.Sprintf("cut in page %d", n), func(b []byte) []byte { return b[:at+1+rnd.IntN(page-1)] })
		add(fmt.Sprintf("page %d zeroed", n), func(b []byte) []byte { clear(b[at : at+page]); return b })
		add(fmt.Sprintf("page %d random", n), func(b []byte) []byte {
			for i := at; i < at+page; i++ {
				b[i] = byte(rnd.Uint32())
			}
			return b
		})
		add(fmt.Sprintf("a sector of page %d zeroed", n), func(b []byte) []byte {
			s := at + rnd.IntN(8)*512
			clear(b[s : s+512])
			return b
		})
		if at+page <= len(older) {
			add(fmt.Sprintf("page %d of an older version", n), func(b []byte) []byte { copy(b[at:], older[at:at+page]); return b })
		}
	}
	for range flips {
		add("bit flipped", func(b []byte) []byte { b[rnd.IntN(len(b))] ^= 1 << rnd.IntN(8); return b })
	}
	return out
}

func TestDamage(t *testing.T) {
	flips := 300
	if full() {
		flips = 10_000
	}
	if testing.Short() {
		flips = 50
	}
	now, older := victim(t)
	base := memory(t)
	dir := filepath.Join(base, "data")
	if err := now.put(dir); err != nil {
		t.Fatal(err)
	}
	f := mustOpen(t, dir, options())
	want, err := content(f)
	if err != nil {
		t.Fatal(err)
	}
	_ = f.Close()

	db := now[boltstore.FileName]
	alone := files{}
	counts := map[string]int{}
	for _, d := range damages(db, older, flips) {
		check := func(fs files, helped bool) {
			if err := fs.put(dir); err != nil {
				t.Fatal(err)
			}
			rep, err := Check(t.Context(), dir, options())
			if err != nil && !errors.Is(err, store.ErrDamaged) {
				t.Errorf("%s: Check: %v", d.name, err)
			}
			f, err := Open(t.Context(), dir, options())
			if err != nil {
				if helped || !errors.Is(err, store.ErrDamaged) {
					t.Errorf("%s: %v", d.name, err)
				}
				if b, _ := os.ReadFile(filepath.Join(dir, boltstore.FileName)); !bytes.Equal(b, d.file) {
					t.Errorf("%s: the file that was refused has changed", d.name)
				}
				counts["refused"]++
				return
			}
			defer func() { _ = f.Close() }()
			got, err := content(f)
			if err != nil {
				t.Errorf("%s: read: %v", d.name, err)
				return
			}
			o := f.Outcome()
			switch {
			case got != want && helped:
				t.Errorf("%s: something is missing: %v", d.name, o)
			case got != want && o.OK():
				t.Errorf("%s: changed, and nobody noticed", d.name)
			case o.OK() && draft(f) != "kalimat yang belum selesai":
				t.Errorf("%s: the draft is lost, and nobody noticed", d.name)
			case got != want && o.First == 0 && f.head.Seq < 51: // of a last transaction nothing may be left
				t.Errorf("%s: does not say what is missing: %v", d.name, o)
			}
			if helped && len(rep.Findings) == 0 != o.OK() {
				t.Errorf("%s: Check found %v, Open %v", d.name, rep.Findings, o)
			}
			switch {
			case o.OK():
				counts["harmless"]++
			case got == want:
				counts["recovered in full"]++
			default:
				counts["recovered in part, said so"]++
			}
		}
		check(now.with(boltstore.FileName, d.file), true)
		check(alone.with(boltstore.FileName, d.file), false)
	}
	t.Log(counts)
}

// TestDamageOfTwo damages the other files too, all pairs.
func TestDamageOfTwo(t *testing.T) {
	now, _ := victim(t)
	var backupName string
	for name := range now {
		if strings.HasSuffix(name, ".db") && strings.HasPrefix(name, BackupDir) {
			backupName = name
		}
	}
	cut := func(n int) func([]byte) []byte { return func(b []byte) []byte { return b[:len(b)/n] } }
	stores := map[string]func([]byte) []byte{"whole": untouched, "gone": func([]byte) []byte { return nil }, "empty": cut(1 << 30), "cut": cut(2)}
	backups := map[string]func([]byte) []byte{"whole": untouched, "gone": func([]byte) []byte { return nil }, "cut": cut(3),
		"flipped": func(b []byte) []byte { b[5*page+200] ^= 1; return b }}
	texts := map[string]func([]byte) []byte{"whole": untouched, "gone": func([]byte) []byte { return nil },
		"torn":    func(b []byte) []byte { return b[:len(b)-100] },
		"flipped": func(b []byte) []byte { b[len(b)/2] ^= 8; return b },
		"foreign": func([]byte) []byte {
			var out []byte
			prev := ""
			for i := range 90 {
				line, hash := event(i+1, prev, followUp(i+500))
				out, prev = textjournal.Encode(out, line), hash
			}
			return out
		},
	}
	dir := filepath.Join(memory(t), "data")
	for _, sn := range slices.Sorted(maps.Keys(stores)) {
		for _, bn := range slices.Sorted(maps.Keys(backups)) {
			for _, tn := range slices.Sorted(maps.Keys(texts)) {
				if sn == "gone" && bn == "gone" && tn == "gone" {
					continue // that is a new folder
				}
				name := fmt.Sprintf("store %s, backup %s, journal %s", sn, bn, tn)
				fs := now.with(boltstore.FileName, stores[sn](bytes.Clone(now[boltstore.FileName]))).
					with(backupName, backups[bn](bytes.Clone(now[backupName]))).
					with(JournalName, texts[tn](bytes.Clone(now[JournalName])))
				if err := fs.put(dir); err != nil {
					t.Fatal(err)
				}
				f, err := Open(t.Context(), dir, options())
				if err != nil {
					if !errors.Is(err, store.ErrDamaged) {
						t.Errorf("%s: %v", name, err)
					}
					if sn == "whole" || tn == "whole" || bn == "whole" {
						t.Errorf("%s: could have been recovered: %v", name, err)
					}
					continue
				}
				o, n := f.Outcome(), f.head.Seq
				_ = f.Close()
				switch {
				case sn == "whole" && n != 52, tn == "whole" && n != 52:
					t.Errorf("%s: %d events: %v", name, n, o)
				case sn != "whole" && tn == "torn" && n < 51, sn != "whole" && bn == "whole" && n < 40:
					t.Errorf("%s: %d events: %v", name, n, o)
				case n == 0 || (sn != "whole" && o.OK()):
					t.Errorf("%s: %d events: %v", name, n, o)
				case n < 52 && sn != "whole" && tn != "whole" && o.First == 0 && !o.Unsure:
					t.Errorf("%s: %d events, and says that nothing is missing", name, n)
				case n == 52 && tn == "whole" && o.Unsure:
					t.Errorf("%s: all is there, and it doubts that", name)
				case n < 52 && tn == "torn" && o.First == 0 && bn == "none":
					t.Errorf("%s: does not say what is missing", name)
				}
			}
		}
	}
}

func untouched(b []byte) []byte { return b }
