package vault

import (
	"context"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"
)

// unfinished is the age from which on a temporary file is no work of anybody: a copy
// under way is written to all the time.
const unfinished = time.Hour

// Folders names the folders of a data folder whose files are in no backup of the
// store, as sentences list them: evidence, photos, the logo, and documents.
func Folders() []string { return []string{"eviden", "foto", "logo", "dokumen"} }

// Tidy removes what a program that was killed left half written in the Folders of
// the data folder: copies (Take) and documents (report/out), known by their names
// and untouched for an hour. Folders of the store are not looked into, links not
// followed. What cannot be removed stays; only an ended context is an error.
func (v *Vault) Tidy(ctx context.Context) error {
	root, err := os.OpenRoot(v.dir)
	if err != nil {
		return nil
	}
	defer root.Close()
	for _, top := range Folders() {
		v.sweep(ctx, root, top, func(name string, d fs.DirEntry) bool {
			info, err := d.Info()
			return err == nil && time.Since(info.ModTime()) > unfinished
		})
	}
	return ctx.Err()
}

// tidy takes away the copies that an earlier program left unfinished below the
// first folder of rel, once: a data folder belongs to one program at a time, so that
// a copy of another process is nobody's, however young. It comes before a copy, since
// they may be what fills the disk.
func (v *Vault) tidy(root *os.Root, rel string) {
	top, _, found := strings.Cut(rel, "/")
	v.naming.Lock()
	defer v.naming.Unlock()
	if !found || v.tidied[top] {
		return
	}
	if v.tidied == nil {
		v.tidied = map[string]bool{}
	}
	v.tidied[top] = true
	v.sweep(context.Background(), root, top, func(name string, _ fs.DirEntry) bool {
		// Documents have no process in their names.
		return strings.Contains(strings.TrimPrefix(name, tempHead), "-") && !strings.HasPrefix(name, v.ownHead())
	})
}

// sweep removes the temporary files below a folder that old picks.
func (v *Vault) sweep(ctx context.Context, root *os.Root, top string, old func(name string, d fs.DirEntry) bool) {
	_ = fs.WalkDir(root.FS(), top, func(name string, d fs.DirEntry, err error) error {
		if ctx.Err() != nil {
			return fs.SkipAll
		}
		base := path.Base(name)
		if err == nil && d.Type().IsRegular() && strings.HasPrefix(base, tempHead) && strings.HasSuffix(base, tempTail) && old(base, d) {
			_ = v.remove(root, filepath.FromSlash(name))
		}
		return nil
	})
}
