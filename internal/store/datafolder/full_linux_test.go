package datafolder

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"monev/internal/store"
	"monev/internal/store/backup"
	"monev/internal/store/disk"
)

// TestDiskFull fills a small file system, where the test may mount one: every save is
// refused or done, the ballast carries a few more, nothing half done is left, and the
// same process goes on when there is room again.
func TestDiskFull(t *testing.T) {
	mount := t.TempDir()
	if err := syscall.Mount("tmpfs", mount, "tmpfs", 0, "size=3m"); err != nil {
		t.Skip("cannot mount here: ", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(mount, syscall.MNT_DETACH) })
	dir := filepath.Join(mount, "data")
	var told []error
	o := options()
	o.Ballast, o.Told = 256<<10, func(err error) { told = append(told, err) }
	f := mustOpen(t, dir, o)
	f.working.Wait() // the ballast
	room := filepath.Join(mount, "foto")
	if err := os.WriteFile(room, make([]byte, 1<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	save := func(i int) error {
		_, err := f.Update(t.Context(), store.Action{Name: "uji"}, func(tx store.Tx) error {
			return tx.Put(store.KindMeeting, fmt.Sprintf("R%05d", i), strings.Repeat("isi ", 500))
		})
		return err
	}
	saved, refused := 0, 0
	for i := 0; refused < 20; i++ {
		if i > 5000 {
			t.Fatal("never full")
		}
		err := save(i)
		switch {
		case err == nil && refused > 0:
			t.Logf("saved %d after a refusal", i)
			saved++
		case err == nil:
			saved++
		default:
			if refused++; refused < 3 {
				t.Log(err)
			}
			if !disk.Full(err) {
				t.Errorf("refused, but not for the disk: %v", err)
			}
		}
	}
	if len(told) == 0 || !errors.Is(told[0], ErrNearlyFull) {
		t.Errorf("the ballast was given up and nobody was told: %v", told)
	}
	if _, err := f.Backup(t.Context(), backup.Timed); !disk.Full(err) {
		t.Errorf("backup on a full disk: %v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, BackupDir, "*")); len(left) > 0 {
		t.Errorf("a failed backup left %v", left)
	}
	if err := os.Remove(room); err != nil {
		t.Fatal(err)
	}
	for i := range 20 {
		if err := save(9000 + i); err != nil {
			t.Fatalf("with room again: %v", err)
		}
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	f = mustOpen(t, dir, options())
	n := 0
	if err := f.View(t.Context(), func(r store.Reader) error {
		var err error
		n, err = r.Count(store.KindMeeting)
		return err
	}); err != nil || !f.Outcome().OK() || n < saved+20 {
		t.Errorf("%d records, %d saved: %v, %v", n, saved+20, f.Outcome(), err)
	}
	t.Logf("%d saved, %d refused", saved+20, refused)
}
