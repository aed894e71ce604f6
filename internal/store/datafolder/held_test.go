package datafolder

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"monev/internal/store/boltstore"
	"monev/internal/store/disk"
)

// holding is a disk on which a program has a file open, as Windows has it: it can
// be linked and read, not replaced.
type holding struct {
	disk.FS
	name string
	held bool
}

func (d *holding) Rename(from, to string) error {
	if d.held && filepath.Base(to) == d.name {
		return &os.LinkError{Op: "rename", Old: from, New: to, Err: fs.ErrPermission}
	}
	return d.FS.Rename(from, to)
}

// A damaged store that another program has open cannot be repaired; that is told,
// nothing is changed, no start adds a file, and once it is let go the repair succeeds.
func TestHeldWhileDamaged(t *testing.T) {
	dir := fill(t, 30)
	path := filepath.Join(dir, boltstore.FileName)
	bad, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	clear(bad[:8192])
	if err := os.WriteFile(path, bad, 0o600); err != nil {
		t.Fatal(err)
	}
	opts := options()
	d := &holding{FS: disk.OS(), name: boltstore.FileName, held: true}
	release := func() error { d.held = false; return nil }
	if runtime.GOOS == "windows" { // the real thing
		d.held = false
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		release = f.Close
	}
	opts.Disk = d
	for range 2 {
		if f, err := Open(t.Context(), dir, opts); !errors.Is(err, ErrHeld) {
			if err == nil {
				_ = f.Close()
			}
			t.Fatalf("open: %v", err)
		}
		if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, bad) {
			t.Fatalf("the store was changed: %v", err)
		}
		for pattern, want := range map[string]int{"*.new": 0, "*.part": 0, DamagedDir + "/*": 1} {
			if left, _ := filepath.Glob(filepath.Join(dir, pattern)); len(left) != want {
				t.Errorf("left over: %v", left)
			}
		}
	}
	if err := release(); err != nil {
		t.Fatal(err)
	}
	f := mustOpen(t, dir, opts)
	if o := f.Outcome(); o.Trouble != Damaged || o.Events != 30 || o.Kept == "" {
		t.Errorf("outcome: %v", o)
	}
	if kept, err := os.ReadFile(f.Outcome().Kept); err != nil || !bytes.Equal(kept, bad) {
		t.Errorf("the damaged file was not kept: %v", err)
	}
}
