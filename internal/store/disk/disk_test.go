package disk

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// absolute is a path with slashes as this system writes it, with its drive.
func absolute(t *testing.T, path string) string {
	t.Helper()
	abs, err := filepath.Abs(filepath.FromSlash(path))
	if err != nil {
		t.Fatal(err)
	}
	return abs
}

func TestPlaces(t *testing.T) {
	env := func(name string) string {
		if name == "OneDriveCommercial" {
			return absolute(t, "/home/kantor/KPU")
		}
		return ""
	}
	for path, want := range map[string]Place{
		"/home/kantor/monev":               Local,
		"/home/kantor/KPU/monev":           Synced,
		"/home/kantor/KPU":                 Synced,
		"/home/kantor/KPU-lama":            Local,
		"/home/kantor/OneDrive - KPU/data": Synced,
		"/home/kantor/Dropbox/monev":       Synced,
		"/home/kantor/dropboxlama":         Local,
	} {
		if got := PlaceOf(absolute(t, path), env); got != want {
			t.Errorf("%s: %v, want %v", path, got, want)
		}
	}
	link := filepath.Join(t.TempDir(), "data")
	real := filepath.Join(t.TempDir(), "OneDrive")
	if err := errors.Join(os.Mkdir(real, 0o700), os.Symlink(real, link)); err != nil {
		t.Skip(err)
	}
	if _, err := os.Stat(link); err != nil {
		t.Skipf("no links to folders here: %v", err)
	}
	if got := PlaceOf(filepath.Join(link, "monev"), env); got != Synced {
		t.Errorf("through a link: %v", got)
	}
}

func TestWriteNew(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "a")
	write := func(s string, err error) error {
		return WriteNew(OS(), name, func(w io.Writer) error {
			_, _ = io.WriteString(w, s)
			return err
		})
	}
	if err := write("satu", nil); err != nil {
		t.Fatal(err)
	}
	if err := write("dua", io.ErrUnexpectedEOF); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Error(err)
	}
	if b, err := os.ReadFile(name); string(b) != "satu" {
		t.Errorf("%s, %v", b, err)
	}
	if es, _ := os.ReadDir(dir); len(es) != 1 {
		t.Errorf("left behind: %v", es)
	}
}

func TestLock(t *testing.T) {
	name := filepath.Join(t.TempDir(), "lock")
	a, err := TakeLock(name, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := TakeLock(name, 30*time.Millisecond); !errors.Is(err, ErrLocked) {
		t.Errorf("second lock: %v", err)
	}
	if err := a.Release(); err != nil {
		t.Fatal(err)
	}
	b, err := TakeLock(name, 0)
	if err != nil {
		t.Fatal(err)
	}
	_ = b.Release()
}

func TestSpoken(t *testing.T) {
	for _, no := range fullErrnos() {
		if err := fmt.Errorf("resize: %s", &os.PathError{Op: "truncate", Path: "x", Err: no}); Full(err) || !Full(Spoken(err)) {
			t.Errorf("%v", Spoken(err))
		}
	}
	other := errors.New("input/output error")
	if Spoken(nil) != nil || Spoken(other) != other {
		t.Error("another error was changed")
	}
}

func TestRenameNew(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	if err := errors.Join(os.WriteFile(at("a"), []byte("satu"), 0o600), os.WriteFile(at("ada"), []byte("lain"), 0o600), os.Mkdir(at("map"), 0o700)); err != nil {
		t.Fatal(err)
	}
	_ = os.Symlink(at("tidak ada"), at("putus")) // where the system makes links
	taken, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range taken[1:] {
		if err := RenameNew(at("a"), at(e.Name())); !errors.Is(err, fs.ErrExist) {
			t.Errorf("%s: %v", e.Name(), err)
		}
	}
	if err := RenameNew(at("a"), at("b")); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Lstat(at("a")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the old name: %v", err)
	}
	for name, want := range map[string]string{"b": "satu", "ada": "lain"} {
		if b, err := os.ReadFile(at(name)); string(b) != want {
			t.Errorf("%s: %q, %v", name, b, err)
		}
	}
	if err := RenameNew(at("a"), at("c")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("nothing to rename: %v", err)
	}
	if _, err := os.Lstat(at("c")); err == nil {
		t.Error("a name for nothing")
	}
}
