package vault

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"

	"monev/internal/monev"
	"monev/internal/plain"
)

// Vault is the files of one data folder. It is safe for concurrent use.
type Vault struct {
	dir    string          // absolute, if the system tells
	naming sync.Mutex      // names in folders, and tidied
	tidied map[string]bool // folders of the data folder that tidy has seen
	count  atomic.Uint64
	// process is in the names of unfinished copies.
	process int
	system
}

// Open is the vault of a data folder; the folder need not exist yet. Nothing stays
// open between its calls.
func Open(dir string) *Vault {
	if abs, err := filepath.Abs(dir); err == nil {
		dir = abs
	}
	return &Vault{dir: dir, process: os.Getpid(), system: systemCalls()}
}

// root opens the data folder. One that is not there stays so: it may have been on
// a stick, and an empty one in its place would look like lost files.
func (v *Vault) root() (*os.Root, error) {
	root, err := os.OpenRoot(v.dir)
	if err != nil {
		return nil, refused("simpanan", err, "Map data tidak dapat dibuka; periksa izin dan penyimpanannya, lalu ulangi.")
	}
	return root, nil
}

// usable refuses a path below the data folder that climbs out or has names that
// Windows does not take.
func usable(rel string) error {
	f := monev.File{Path: rel, Kept: true}
	if err := f.Clean(); err != nil {
		return err
	}
	for part := range strings.SplitSeq(rel, "/") {
		if part != plain.FileName(part, 255) {
			return monev.Refuse("berkas", "Nama %s tidak dapat dipakai untuk berkas.", plain.Quote(part))
		}
	}
	return nil
}

// Abs is where a file is, as the system writes paths; for a file in the data folder
// whose records were tampered with so that it climbs out, "".
func (v *Vault) Abs(f monev.File) string {
	if !f.Kept {
		return filepath.FromSlash(f.Path)
	}
	if !filepath.IsLocal(filepath.FromSlash(f.Path)) {
		return ""
	}
	return filepath.Join(v.dir, filepath.FromSlash(f.Path))
}

// Inside is the path of a file below the data folder, divided by "/", and whether
// it lies there at all. Links are not looked through.
func (v *Vault) Inside(name string) (rel string, ok bool) {
	abs, err := filepath.Abs(name)
	if err != nil {
		return "", false
	}
	rel, err = filepath.Rel(v.dir, abs)
	if err != nil || !filepath.IsLocal(rel) || rel == "." {
		return "", false
	}
	return filepath.ToSlash(rel), true
}

// Open opens a file for reading; it must be a regular one. One that is kept is
// opened only inside the data folder. The caller closes it.
func (v *Vault) Open(f monev.File) (*os.File, error) {
	if !f.Kept {
		return open(v.Abs(f))
	}
	root, err := v.root()
	if err != nil {
		return nil, err
	}
	defer root.Close()
	name := filepath.FromSlash(f.Path)
	info, err := root.Stat(name)
	if err != nil {
		return nil, unread(f.Path, err)
	}
	if !info.Mode().IsRegular() { // opening a pipe could wait for ever
		return nil, refused("berkas", nil, "%s bukan berkas biasa.", plain.Quote(f.Path))
	}
	file, err := root.Open(name)
	if err != nil {
		return nil, unread(f.Path, err)
	}
	return file, nil
}

// Read reads a file of at most most bytes whole; a greater one is refused.
func (v *Vault) Read(f monev.File, most int64) ([]byte, error) {
	in, err := v.Open(f)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	b, err := io.ReadAll(io.LimitReader(in, most+1))
	if err != nil {
		return nil, unread(f.Path, err)
	}
	if int64(len(b)) > most {
		return nil, refused("berkas", nil, "Berkas %s lebih dari %d MiB.", plain.Quote(path.Base(f.Path)), most>>20)
	}
	return b, nil
}

// Stat looks at a file without reading it. A missing one is fs.ErrNotExist.
func (v *Vault) Stat(f monev.File) (fs.FileInfo, error) {
	if !f.Kept {
		return os.Stat(v.Abs(f))
	}
	root, err := os.OpenRoot(v.dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return root.Stat(filepath.FromSlash(f.Path))
}

// State is what became of a file since it was taken.
type State int

// The states of a file.
const (
	Intact  State = iota // same size and hash
	Missing              // not there, or not a file any more
	Changed              // there, with other content
)

// Verify reads a file again and holds it against its record. now is the file as it
// is; zero where it is missing. Only cancelling and a file that is there but cannot
// be read are errors.
func (v *Vault) Verify(ctx context.Context, f monev.File, progress Progress) (state State, now monev.File, err error) {
	info, err := v.Stat(f)
	if err != nil || !info.Mode().IsRegular() {
		if err == nil || errors.Is(err, fs.ErrNotExist) || notFolder(err) {
			return Missing, now, nil
		}
		return Missing, now, unread(f.Path, err)
	}
	if now, err = v.Describe(ctx, f, progress); err != nil {
		return Missing, now, err
	}
	if now.Size != f.Size || now.SHA256 != f.SHA256 {
		return Changed, now, nil
	}
	return Intact, now, nil
}

// notFolder is an error for a path through a file.
func notFolder(err error) bool { return errors.Is(err, syscall.ENOTDIR) }

// Describe fills in size, hash and own name of a file that is there: one that is
// to be registered where it is, or that may have changed. The name stays if f has
// one. An empty file is refused only outside the data folder.
func (v *Vault) Describe(ctx context.Context, f monev.File, progress Progress) (monev.File, error) {
	in, err := v.Open(f)
	if err != nil {
		return monev.File{}, err
	}
	defer in.Close()
	now, err := read(ctx, in, v.Abs(f), nil, progress)
	now.Path, now.Kept = f.Path, f.Kept
	if f.Name != "" {
		now.Name = f.Name
	}
	return now, err
}

// Remove takes back a file that Take made and that no record names.
func (v *Vault) Remove(f monev.File) error {
	root, err := v.root()
	if err != nil {
		return err
	}
	defer root.Close()
	if !f.Kept {
		return fmt.Errorf("remove %s: not in the data folder", f.Path)
	}
	return v.remove(root, filepath.FromSlash(f.Path))
}

// Files lists the regular files below a folder of the data folder with their size,
// by path. Links are not followed, copies that were not finished and files whose
// name begins with a dot are left out. A missing folder has no files.
func (v *Vault) Files(ctx context.Context, folder string) ([]monev.File, error) {
	root, err := v.root()
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer root.Close()
	var out []monev.File
	err = fs.WalkDir(root.FS(), folder, func(name string, d fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil && errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case !d.Type().IsRegular() || strings.HasPrefix(d.Name(), "."):
			return nil
		}
		info, err := d.Info()
		if err != nil { // gone meanwhile
			return nil
		}
		out = append(out, monev.File{Path: name, Kept: true, Size: info.Size()})
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", folder, err)
	}
	return out, nil
}
