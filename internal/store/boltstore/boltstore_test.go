package boltstore

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"monev/internal/store"
	"monev/internal/store/disk"
	"monev/internal/store/ledger"
	"monev/internal/store/storetest"
)

func TestContract(t *testing.T) {
	storetest.Run(t, func(t *testing.T, o ledger.Options) (store.Store, func() store.Store) {
		dir := t.TempDir()
		var s *Store
		closeIt := func() {
			if s == nil {
				return
			}
			if err := s.Check(context.Background()); err != nil && !errors.Is(err, store.ErrClosed) {
				t.Errorf("bbolt check: %v", err)
			}
			if err := s.Close(); err != nil {
				t.Errorf("Close: %v", err)
			}
		}
		open := func() store.Store {
			closeIt()
			s = mustOpen(t, dir, Options{Options: o})
			return s
		}
		t.Cleanup(closeIt)
		return open(), open
	})
}

func mustOpen(t testing.TB, dir string, o Options) *Store {
	t.Helper()
	s, err := Open(context.Background(), dir, o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func put(t testing.TB, s store.Store, kind store.Kind, key string, v any) store.Event {
	t.Helper()
	e, err := s.Update(context.Background(), store.Action{Name: "uji", Label: "uji"}, func(tx store.Tx) error {
		return tx.Put(kind, key, v)
	})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func names(t *testing.T, dir string) string {
	t.Helper()
	es, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range es {
		out = append(out, e.Name())
	}
	return strings.Join(out, " ")
}

func TestFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data", "monev")
	now := time.Date(2026, 1, 2, 9, 12, 0, 0, time.UTC)
	s := mustOpen(t, dir, Options{Options: ledger.Options{Now: func() time.Time { return now }, NewID: func() string { return "abc" }, Version: "1.2"}})
	if got := names(t, dir); got != "monev.db monev.lock.json" {
		t.Errorf("files: %s", got)
	}
	if i := s.Info(); i.ID != "abc" || i.Schema != 1 || i.Version != "1.2" || !i.Created.Equal(now) {
		t.Errorf("info: %+v", i)
	}
	if runtime.GOOS != "windows" {
		for name, want := range map[string]fs.FileMode{".": 0o700, FileName: 0o600, LockFileName: 0o600} {
			if fi, err := os.Stat(filepath.Join(dir, name)); err != nil || fi.Mode().Perm() != want {
				t.Errorf("%s: %v, %v", name, fi.Mode(), err)
			}
		}
	}
	var n lockNote
	b, err := os.ReadFile(filepath.Join(dir, LockFileName))
	if err != nil || json.Unmarshal(b, &n) != nil || n.PID != os.Getpid() || !n.Since.Equal(now) || n.Version != "1.2" {
		t.Errorf("lock file: %s, %v", b, err)
	}
	put(t, s, store.KindMeeting, "R001", 1)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if got := names(t, dir); got != "monev.db" {
		t.Errorf("files after Close: %s", got)
	}
	// What a cut-off creation left is removed, what the store holds is not.
	left := filepath.Join(dir, FileName+".123"+leftover)
	if err := os.WriteFile(left, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	old := time.Now().Add(-2 * time.Hour)
	if err := os.Chtimes(left, old, old); err != nil {
		t.Fatal(err)
	}
	s = mustOpen(t, dir, Options{})
	defer func() { _ = s.Close() }()
	if i := s.Info(); i.ID != "abc" {
		t.Errorf("info: %+v", i)
	}
	if _, err := os.Stat(left); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("leftover: %v", err)
	}
}

// TestBucketTree keeps the package comment true.
func TestBucketTree(t *testing.T) {
	src, err := os.ReadFile("boltstore.go")
	if err != nil {
		t.Fatal(err)
	}
	head, _, _ := bytes.Cut(src, []byte("\npackage "))
	for _, b := range ledger.Buckets() {
		if !bytes.Contains(head, []byte("\n//\t"+b.Name+" ")) {
			t.Errorf("bucket %s is not in the package comment", b.Name)
		}
	}
}

func TestLocked(t *testing.T) {
	dir := t.TempDir()
	now := time.Date(2026, 1, 2, 9, 12, 0, 0, time.UTC)
	s := mustOpen(t, dir, Options{Options: ledger.Options{Now: func() time.Time { return now }}})
	start := time.Now()
	_, err := Open(t.Context(), dir, Options{})
	if took := time.Since(start); took > 1200*time.Millisecond {
		t.Errorf("took %v", took)
	}
	var le *store.LockedError
	if !errors.Is(err, store.ErrLocked) || !errors.As(err, &le) {
		t.Fatalf("second Open: %v", err)
	}
	if le.PID != os.Getpid() || !le.Since.Equal(now) {
		t.Errorf("%+v", le)
	}
	if err := os.WriteFile(filepath.Join(dir, LockFileName), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = Open(t.Context(), dir, Options{Timeout: 60 * time.Millisecond})
	if !errors.As(err, &le) || le.PID != 0 {
		t.Errorf("with a broken note: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := mustOpen(t, dir, Options{}).Close(); err != nil {
		t.Fatal(err)
	}
}

// TestCreateTogether lets several openers find no store at once.
func TestCreateTogether(t *testing.T) {
	dir := t.TempDir()
	var wg sync.WaitGroup
	var mu sync.Mutex
	ids := map[string]bool{}
	for range 6 {
		wg.Go(func() {
			s, err := Open(context.Background(), dir, Options{Timeout: 10 * time.Second})
			if err != nil {
				t.Error(err)
				return
			}
			mu.Lock()
			ids[s.Info().ID] = true
			mu.Unlock()
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if len(ids) != 1 {
		t.Errorf("%d stores were made", len(ids))
	}
	if got := names(t, dir); got != "monev.db" {
		t.Errorf("files: %s", got)
	}
}

func TestDamaged(t *testing.T) {
	whole := func() []byte {
		dir := t.TempDir()
		s := mustOpen(t, dir, Options{})
		for range 20 {
			put(t, s, store.KindMeeting, "R001", strings.Repeat("x", 3000+int(time.Now().UnixNano()%7)))
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(filepath.Join(dir, FileName))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}()
	for name, content := range map[string][]byte{
		"empty":      {},
		"one byte":   {1},
		"text":       []byte(strings.Repeat("bukan basis data\n", 1000)),
		"zeros":      make([]byte, 32768),
		"head only":  whole[:pageSize],
		"cut":        whole[:3*pageSize],
		"cut in two": whole[:len(whole)/3],
		"metas gone": append(make([]byte, 2*pageSize), whole[2*pageSize:]...),
	} {
		dir := t.TempDir()
		path := filepath.Join(dir, FileName)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		for range 2 { // a second time: no lock may be left behind
			_, err := Open(t.Context(), dir, Options{Timeout: 100 * time.Millisecond})
			if !errors.Is(err, store.ErrDamaged) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, content) {
			t.Errorf("%s: file was changed (%v)", name, err)
		}
		if got := names(t, dir); got != FileName {
			t.Errorf("%s: files: %s", name, got)
		}
	}
	t.Run("folder", func(t *testing.T) {
		dir := t.TempDir()
		if err := os.Mkdir(filepath.Join(dir, FileName), 0o700); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(t.Context(), dir, Options{}); !errors.Is(err, store.ErrDamaged) {
			t.Error(err)
		}
	})
	t.Run("foreign", func(t *testing.T) {
		dir := t.TempDir()
		db, err := bolt.Open(filepath.Join(dir, FileName), 0o600, options(time.Second))
		if err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(t.Context(), dir, Options{}); !errors.Is(err, store.ErrDamaged) {
			t.Error(err)
		}
	})
	t.Run("pages", func(t *testing.T) { // every page in turn: an error or a report, never a panic
		for at := 2 * pageSize; at < len(whole); at += pageSize {
			b := bytes.Clone(whole)
			for i := at; i < at+pageSize && i < len(b); i++ {
				b[i] = 0
			}
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, FileName), b, 0o600); err != nil {
				t.Fatal(err)
			}
			s, err := Open(t.Context(), dir, Options{Timeout: 100 * time.Millisecond})
			if err != nil {
				if !errors.Is(err, store.ErrDamaged) && !strings.Contains(err.Error(), "panic") {
					t.Errorf("page %d: %v", at/pageSize, err)
				}
				continue
			}
			_, _ = ledger.VerifyStore(s.Ledger)
			_ = s.Close()
		}
	})
}

// TestLostFreelist: bbolt panics at such a file, and on Windows keeps it mapped;
// it must not be given one. The file is free again afterwards.
func TestLostFreelist(t *testing.T) {
	dir := t.TempDir()
	s := mustOpen(t, dir, Options{})
	put(t, s, store.KindMeeting, "R001", 1)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, FileName)
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	// Flags of all pages but the metas: none is a free list any more.
	bad := bytes.Clone(good)
	for at := 2 * pageSize; at+10 < len(bad); at += pageSize {
		bad[at+8], bad[at+9] = 0xff, 0xff
	}
	if err := os.WriteFile(path, bad, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = Open(t.Context(), dir, Options{})
	if !errors.Is(err, store.ErrDamaged) {
		t.Fatalf("Open: %v", err)
	}
	if err := os.WriteFile(path, good, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err = Open(t.Context(), dir, Options{Timeout: 100 * time.Millisecond})
	if err != nil {
		t.Fatalf("the lock was kept: %v", err)
	}
	_ = s.Close()
}

func TestReadOnlyFolder(t *testing.T) {
	if os.Getuid() == 0 || runtime.GOOS == "windows" {
		t.Skip("modes mean nothing here")
	}
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(dir, 0o700) })
	if _, err := Open(t.Context(), dir, Options{}); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("new store: %v", err)
	}
}

func TestContextEnded(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Open(ctx, t.TempDir(), Options{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// TestCommitErr: only errors that cannot have stored anything are marked. A full disk
// stays one, also where bbolt passes on only its words.
func TestCommitErr(t *testing.T) {
	full := &fs.PathError{Op: "write", Path: "x", Err: fullErrno}
	grow := &fs.PathError{Op: "truncate", Path: "x", Err: fullErrno}
	for _, c := range []struct {
		err         error
		clean, full bool
	}{
		{nil, false, false},
		{full, true, true},
		{fmt.Errorf("file resize error: %s", grow), true, true}, // FAT has no holes
		{errors.New("file resize error: truncate x: input/output error"), true, false},
		{fmt.Errorf("mmap allocate error: %s", fmt.Errorf("truncate: %s", grow)), false, true}, // Windows; the map is gone
		{fmt.Errorf("file sync error: %s", fullErrno), false, true},
		{fullErrno, false, true}, // a flush
		{errors.New("input/output error"), false, false},
	} {
		got := commitErr(c.err)
		if errors.Is(got, ledger.ErrNotCommitted) != c.clean || disk.Full(got) != c.full {
			t.Errorf("%v: %v", c.err, got)
		}
	}
}

// TestOpenErr: a map for which there is no room is no damage.
func TestOpenErr(t *testing.T) {
	grow := &fs.PathError{Op: "truncate", Path: "x", Err: fullErrno}
	if got := openErr(fmt.Errorf("truncate: %s", grow)); !disk.Full(got) || errors.Is(got, store.ErrDamaged) {
		t.Error(got)
	}
	if got := openErr(errors.New("invalid database")); !errors.Is(got, store.ErrDamaged) {
		t.Error(got)
	}
}

// TestForget: memory is given back while others read and write, and nothing else.
func TestForget(t *testing.T) {
	s := mustOpen(t, t.TempDir(), Options{})
	done := make(chan struct{})
	var forgetting sync.WaitGroup
	forgetting.Go(func() {
		for {
			select {
			case <-done:
				return
			default:
				s.Forget()
			}
		}
	})
	text := strings.Repeat("Susun peta kompetensi. ", 100)
	for n := range 60 { // grows the file, and with it the map
		key := fmt.Sprintf("R%03d", n)
		put(t, s, store.KindMeeting, key, text+key)
		if err := s.View(t.Context(), func(r store.Reader) error {
			b, err := r.Get(store.KindMeeting, key)
			if !strings.Contains(string(b), key) {
				t.Errorf("%s is %.40s", key, b)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	close(done)
	forgetting.Wait()
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s.Forget() // a closed one has nothing
}
