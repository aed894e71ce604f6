package datafolder

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"monev/internal/store"
	"monev/internal/store/backup"
	"monev/internal/store/boltstore"
	"monev/internal/store/disk"
	"monev/internal/store/storefile"
	"monev/internal/store/textjournal"
)

// gathered is what all files of a folder together still hold.
type gathered struct {
	pool    *pool
	sources []string // store files by rank
	text    string   // the text journal
	id      string
	drafts  map[string][]byte
	blank   bool // a sound store without events is among them
	any     bool // something was there
}

// textRank is behind every store file: where chains differ, the text journal may be
// another one's.
const textRank = 1 << 20

// gather reads the store, the text journal, the backups and, if there is no store,
// what was set aside. It changes nothing. For looking it is enough if store and text
// journal are one whole chain; then the backups are left alone.
func (f *Folder) gather(looking bool) (*gathered, error) {
	g := &gathered{pool: newPool()}
	missing := false
	if err := g.file(f.storePath()); errors.Is(err, fs.ErrNotExist) {
		missing = true
	} else if err != nil {
		return nil, err
	}
	found, err := textjournal.Read(f.disk, f.journalPath(), func(line []byte) error {
		g.pool.add(textRank, line, true)
		return nil
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	g.text = f.journalPath()
	g.any = g.any || found.Events > 0 || found.Torn > 0 || found.Damaged > 0
	if looking && !missing && found.Damaged == 0 && g.whole() {
		return g, nil
	}
	backups, err := backup.List(f.backupDir())
	if err != nil {
		return nil, err
	}
	for _, b := range backups {
		if err := g.file(b.Path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		g.pool.head(b.Head.Seq, b.Head.Hash)
	}
	if missing {
		old, _ := filepath.Glob(filepath.Join(f.dir, DamagedDir, "*"+boltstore.FileName))
		slices.Sort(old)
		slices.Reverse(old)
		for _, name := range old {
			if err := g.file(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return nil, err
			}
		}
	}
	return g, nil
}

// whole reports whether the store has a part in a chain that misses nothing.
func (g *gathered) whole() bool {
	lines := g.pool.chain()
	if len(lines) == 0 || g.pool.highest() > uint64(len(lines)) {
		return false
	}
	first := g.pool.of(lines[0])
	return first != nil && first.rank == 0
}

// file takes what a store file holds.
func (g *gathered) file(path string) error {
	rank := len(g.sources)
	r, err := storefile.Rescue(path, func(line []byte) { g.pool.add(rank, line, false) })
	if err != nil {
		return err
	}
	g.any = true
	g.sources = append(g.sources, path)
	g.pool.head(r.Head.Seq, r.Head.Hash)
	if g.id == "" {
		g.id = r.ID
	}
	if g.drafts == nil {
		g.drafts = r.Drafts
	}
	g.blank = g.blank || (r.Sound && r.Head.Seq == 0)
	return nil
}

// recoverMissing makes a store that is missing from what else there is; false if
// there is nothing, so that a new one may be made.
func (f *Folder) recoverMissing(ctx context.Context) (bool, error) {
	g, err := f.gather(false)
	if err != nil || !g.any {
		return false, err
	}
	return true, f.rebuild(ctx, Missing, fs.ErrNotExist, g)
}

// recover makes the store anew from what all files hold.
func (f *Folder) recover(ctx context.Context, why Trouble, cause error) error {
	g, err := f.gather(false)
	if err != nil {
		return err
	}
	return f.rebuild(ctx, why, cause, g)
}

// rebuild puts a new file in the place of the store. The old one gets a second
// name first, so that a cut at any moment leaves a store.
func (f *Folder) rebuild(ctx context.Context, why Trouble, cause error, g *gathered) error {
	if cause == nil {
		cause = fmt.Errorf("%w: made anew", store.ErrDamaged)
	}
	lines := g.pool.chain()
	if len(lines) == 0 && !(g.blank && g.pool.highest() == 0) {
		if !errors.Is(cause, store.ErrDamaged) {
			cause = fmt.Errorf("%w: %w", store.ErrDamaged, cause)
		}
		return fmt.Errorf("nothing to recover from: %w", cause)
	}
	made, err := boltstore.Build(ctx, f.dir, boltstore.Content{ID: g.id, Events: lines, Drafts: g.drafts}, f.storeOptions())
	if errors.Is(err, store.ErrUncertain) {
		err = unmark(err) // of a file that does not count yet
	}
	if err != nil {
		return fmt.Errorf("recover: %w", err)
	}
	kept, err := f.setAside(f.storePath())
	if err == nil {
		err = f.replace(made)
	}
	if err != nil {
		_ = f.disk.Remove(made)
		return fmt.Errorf("recover: %w", err)
	}
	if f.out.Trouble == Sound { // else a second round: the first one is what was wrong
		f.out.Trouble, f.out.Detail, f.out.Kept = why, cause.Error(), kept
		f.out.Sources = g.used(lines)
		if top := g.pool.highest(); top > uint64(len(lines)) {
			f.out.First, f.out.Last = uint64(len(lines))+1, top
		}
	}
	if err := f.disk.SyncDir(f.dir); err != nil {
		return fmt.Errorf("recover: %w", err)
	}
	return nil
}

// ErrHeld says that a damaged store could not be replaced, because a program has
// its file open, as only Windows minds. The file is as it was.
var ErrHeld = errors.New("the damaged file is open in another program")

// replace puts a new file in the place of the store.
func (f *Folder) replace(made string) error {
	err := f.disk.Rename(made, f.storePath())
	if errors.Is(err, fs.ErrPermission) || disk.Held(err) {
		return fmt.Errorf("%w: %w", ErrHeld, err)
	}
	return err
}

// used lists the sources that the events came from.
func (g *gathered) used(lines [][]byte) []string {
	used := map[int]bool{}
	for _, line := range lines {
		if l := g.pool.of(line); l != nil {
			used[l.rank] = true
		}
	}
	var out []string
	for rank, name := range g.sources {
		if used[rank] {
			out = append(out, name)
		}
	}
	if used[textRank] {
		out = append(out, g.text)
	}
	return out
}

// tidy removes what a cut-off copy left half done.
func (f *Folder) tidy() {
	for _, dir := range []string{f.dir, f.backupDir(), filepath.Dir(f.journalPath()), filepath.Join(f.dir, DamagedDir)} {
		entries, err := os.ReadDir(dir)
		if err != nil {
			continue
		}
		for _, e := range entries {
			ours := strings.HasSuffix(e.Name(), ".part") ||
				(strings.HasPrefix(e.Name(), boltstore.FileName+".") && strings.HasSuffix(e.Name(), ".new"))
			if ours && e.Type().IsRegular() {
				_ = f.disk.Remove(filepath.Join(dir, e.Name()))
			}
		}
	}
}
