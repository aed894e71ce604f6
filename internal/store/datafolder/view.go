package datafolder

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"monev/internal/store"
	"monev/internal/store/backup"
	"monev/internal/store/boltstore"
	"monev/internal/store/disk"
	"monev/internal/store/ledger"
	"monev/internal/store/memstore"
)

// Exists reports whether a folder holds data, whole or not: a store, backups or a
// text journal.
func Exists(dir string) bool {
	for _, name := range []string{boltstore.FileName, JournalName} {
		if _, err := os.Lstat(filepath.Join(dir, name)); err == nil {
			return true
		}
	}
	list, _ := backup.List(filepath.Join(dir, BackupDir))
	return len(list) > 0
}

// Copy says what a View was made from.
type Copy struct {
	Head    store.Head
	Sources []string
	// First and Last are events that are known to exist and were not found.
	First, Last uint64
}

// View is a store in memory for reading only, made from what the files of a folder
// hold: the text journal, which is complete up to the last saved change, the
// backups, and the store's file as far as it can be read. Nothing is locked and
// nothing is changed, so that it works while another process has the folder open,
// and on folders that cannot be written to. Half-typed drafts are not in it. The
// error is fs.ErrNotExist if there is no data, store.ErrDamaged if none can be read.
func View(ctx context.Context, dir string, o Options) (store.Store, Copy, error) {
	if !Exists(dir) {
		return nil, Copy{}, fmt.Errorf("view %s: %w", dir, fs.ErrNotExist)
	}
	if o.Disk == nil {
		o.Disk = disk.OS()
	}
	f := &Folder{dir: dir, o: o, disk: o.Disk}
	g, err := f.gather(true)
	if err != nil {
		return nil, Copy{}, fmt.Errorf("view %s: %w", dir, err)
	}
	lines := g.pool.chain()
	if len(lines) == 0 && (!g.blank || g.pool.highest() > 0) {
		return nil, Copy{}, fmt.Errorf("view %s: %w: no event can be read", dir, store.ErrDamaged)
	}
	lo := o.Options.Options
	lo.ReadNewer, lo.Copy = true, nil
	m := memstore.New(lo)
	if err := m.Restore(ctx, lines); err != nil {
		return nil, Copy{}, errors.Join(fmt.Errorf("view %s: %w", dir, err), m.Close())
	}
	c := Copy{Sources: g.used(lines)}
	if n := len(lines); n > 0 {
		c.Head.Seq = uint64(n)
		c.Head.Hash, _, _ = ledger.Link(lines[n-1])
	}
	if top := g.pool.highest(); top > uint64(len(lines)) {
		c.First, c.Last = uint64(len(lines))+1, top
	}
	return store.ReadOnly(m), c, nil
}
