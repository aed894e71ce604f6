package cli

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"monev/internal/store/boltstore"
	"monev/internal/store/disk"
)

// TestFullDisk: the disk is full and the store must be made anew. What only looks
// works; the rest says why not, and works as soon as there is room.
func TestFullDisk(t *testing.T) {
	mount := t.TempDir()
	if err := syscall.Mount("tmpfs", mount, "tmpfs", 0, "size=4m"); err != nil {
		t.Skip("cannot mount here: ", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(mount, syscall.MNT_DETACH) })
	dir := filepath.Join(mount, "data")
	if a := runIn(t, dir, "contoh"); a.code != Done {
		t.Fatalf("contoh: %+v", a)
	}
	if err := os.Truncate(filepath.Join(dir, boltstore.FileName), 20_000); err != nil {
		t.Fatal(err)
	}
	room, err := os.Create(filepath.Join(mount, "foto"))
	if err != nil {
		t.Fatal(err)
	}
	for err == nil {
		_, err = room.Write(make([]byte, 4096))
	}
	if !disk.Full(errors.Join(err, room.Close())) {
		t.Fatal(err)
	}
	for _, args := range []string{"contoh", "rapat"} {
		a := runIn(t, dir, args)
		t.Logf("%+v", a)
		if !strings.Contains(a.err, "Penyimpanan penuh") || (a.code == Done) != (args == "rapat") {
			t.Errorf("%s: %+v", args, a)
		}
	}
	if err := os.Remove(room.Name()); err != nil {
		t.Fatal(err)
	}
	if a := runIn(t, dir, "rapat"); a.code != Done || !strings.Contains(a.err, "Tidak ada isian tersimpan yang hilang") {
		t.Errorf("with room again: %+v", a)
	}
}
