package datafolder

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"monev/internal/store"
	"monev/internal/store/backup"
	"monev/internal/store/disk"
)

// What a sealed backup holds stands open on disk only while it is restored, and where
// the next start finds it if the restore is killed: never among the files of everybody.
func TestRestoreLeavesNothingUnsealed(t *testing.T) {
	everybody, dir := t.TempDir(), filepath.Join(t.TempDir(), "data")
	for _, name := range []string{"TMPDIR", "TMP", "TEMP"} {
		t.Setenv(name, everybody)
	}
	f := mustOpen(t, dir, options())
	if err := save(f); err != nil {
		t.Fatal(err)
	}
	sealed := filepath.Join(t.TempDir(), "cadangan.age")
	s, err := f.present()
	if err != nil {
		t.Fatal(err)
	}
	_, err = backup.Sealed(t.Context(), disk.OS(), sealed, s, "sandi yang panjang", 1)
	f.mu.RUnlock()
	if err = errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}

	killed, err := unsealed(dir) // as a restore leaves it that is killed
	if err != nil || filepath.Dir(killed.Name()) != dir {
		t.Fatal(killed.Name(), err)
	}
	if err := killed.Close(); err != nil {
		t.Fatal(err)
	}
	if err := mustOpen(t, dir, options()).Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Lstat(killed.Name()); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("still there: %v", err)
	}
	before := names(t, dir)

	if _, _, err := RestoreBeside(t.Context(), dir, sealed, "sandi yang lain", options()); !errors.Is(err, backup.ErrPassphrase) {
		t.Error(err)
	}
	to, info, err := RestoreBeside(t.Context(), dir, sealed, "sandi yang panjang", options())
	if err != nil {
		t.Fatal(err)
	}
	if got := names(t, dir); len(got) != len(before) || len(names(t, everybody)) != 0 {
		t.Errorf("left: %v, before %v; in the common folder: %v", got, before, names(t, everybody))
	}
	again := mustOpen(t, to, options())
	defer again.Close()
	if err := again.View(t.Context(), func(r store.Reader) error {
		head, err := r.Head()
		if head != info.Head {
			t.Error(head, info.Head)
		}
		return err
	}); err != nil {
		t.Error(err)
	}
}

func names(t *testing.T, dir string) (out []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}
