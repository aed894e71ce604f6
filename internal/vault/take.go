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

	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/store/disk"
)

// tries is how many names are tried before giving up.
const tries = 1000

// target is a file being written; tests put full disks in its place.
type target interface {
	io.Writer
	Sync() error
	Close() error
}

// Take copies a file into the data folder under rel (see Path), or under the first
// free of "name (2).pdf", "name (3).pdf" …, where names that differ only in case
// count as one. The result is kept: its Path, own name, size and hash.
//
// It guarantees: the name appears only when the whole file is on disk; no file is
// replaced; an error or an ended context leaves nothing behind but empty folders;
// a file that changes while it is copied is refused. It uses the same memory for
// any size. The file can be read and written by its owner only.
func (v *Vault) Take(ctx context.Context, src, rel string, progress Progress) (monev.File, error) {
	f, err := open(src)
	if err != nil {
		return monev.File{}, err
	}
	defer f.Close()
	return v.take(ctx, f, src, rel, progress)
}

func (v *Vault) take(ctx context.Context, from source, name, rel string, progress Progress) (out monev.File, err error) {
	if err := usable(rel); err != nil {
		return out, err
	}
	if err := os.MkdirAll(v.dir, 0o700); err != nil {
		return out, unwritten(name, err)
	}
	root, err := v.root()
	if err != nil {
		return out, err
	}
	defer root.Close()
	rel = fit(v.dir, rel)
	folder := path.Dir(rel)
	made := missing(root, folder)
	if err := root.MkdirAll(folder, 0o700); err != nil {
		return out, unwritten(name, err)
	}
	v.tidy(root, rel)
	temp, to, err := v.temporary(root, folder)
	if err != nil {
		return out, unwritten(name, err)
	}
	open := true
	defer func() {
		if open {
			_ = to.Close()
		}
		if err != nil {
			_ = root.Remove(temp)
		}
	}()
	if out, err = read(ctx, from, name, to, progress); err != nil {
		return monev.File{}, err
	}
	if err = to.Sync(); err == nil {
		open, err = false, to.Close()
	}
	if err != nil {
		return monev.File{}, unwritten(name, err)
	}
	if err = ctx.Err(); err != nil {
		return monev.File{}, fmt.Errorf("take %s: %w", path.Base(rel), err)
	}
	if out.Path, err = v.place(root, temp, rel); err != nil {
		return monev.File{}, unwritten(name, err)
	}
	for _, dir := range append(made, folder) {
		flush(root, dir)
	}
	out.Kept = true
	return out, nil
}

// missing lists the folders whose entries change when folder is made.
func missing(root *os.Root, folder string) []string {
	var out []string
	for dir := folder; dir != "."; dir = path.Dir(dir) {
		if _, err := root.Stat(dir); err == nil {
			break
		}
		out = append(out, path.Dir(dir))
	}
	return out
}

// temporary makes a new file in a folder, under a name no user gives.
func (v *Vault) temporary(root *os.Root, folder string) (name string, to target, err error) {
	for range tries {
		name = path.Join(folder, fmt.Sprintf("%s%d%s", ownHead(), v.count.Add(1), tempTail))
		to, err = v.create(root, name)
		if !errors.Is(err, fs.ErrExist) {
			break
		}
	}
	return name, to, err
}

const tempHead, tempTail = ".monev-", ".tmp"

// ownHead begins the names of this program's own copies.
func ownHead() string { return fmt.Sprintf("%s%d-", tempHead, os.Getpid()) }

func create(root *os.Root, name string) (target, error) {
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	return f, nil
}

// place gives a finished file its name, the first that is free.
func (v *Vault) place(root *os.Root, temp, rel string) (string, error) {
	v.naming.Lock()
	defer v.naming.Unlock()
	folder, name := path.Split(rel)
	taken, err := names(root, path.Dir(rel))
	if err != nil {
		return "", err
	}
	for n := 1; n <= tries; n++ {
		next := plain.Numbered(name, n)
		if taken[Fold(next)] {
			continue
		}
		err := rename(root, root.Link, temp, folder+next)
		if !errors.Is(err, fs.ErrExist) {
			return folder + next, err
		}
	}
	return "", fmt.Errorf("no free name for %s: %w", name, fs.ErrExist)
}

// tidy takes away the copies that an earlier program left unfinished below the
// first folder of rel, once: a data folder belongs to one program at a time. It
// comes before a copy, since they may be what fills the disk.
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
	_ = fs.WalkDir(root.FS(), top, func(name string, d fs.DirEntry, err error) error {
		own := strings.HasPrefix(path.Base(name), ownHead())
		if err == nil && d.Type().IsRegular() && !own && strings.HasPrefix(d.Name(), tempHead) && strings.HasSuffix(d.Name(), tempTail) {
			_ = root.Remove(filepath.FromSlash(name))
		}
		return nil
	})
}

// names lists what stands in a folder, as Windows compares names.
func names(root *os.Root, folder string) (map[string]bool, error) {
	f, err := root.Open(folder)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	list, err := f.Readdirnames(-1)
	out := make(map[string]bool, len(list))
	for _, name := range list {
		out[Fold(name)] = true
	}
	return out, err
}

// rename moves a file to a name nobody has; fs.ErrExist if somebody does. link is
// that of root.
func rename(root *os.Root, link func(from, to string) error, from, to string) error {
	err := link(from, to)
	if err == nil {
		// The file has both names now: the temporary one may stay if need be.
		_ = root.Remove(from)
		return nil
	}
	if errors.Is(err, fs.ErrExist) {
		return err
	}
	// FAT sticks have no second names: the name is taken first, then replaced.
	f, err := root.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if err = f.Close(); err == nil {
		err = root.Rename(from, to)
	}
	if err != nil {
		_ = root.Remove(to) // ours, and empty
	}
	return err
}

// flush asks for the entries of a folder to be on disk too; some systems cannot,
// and then the file is as safe as they make it.
func flush(root *os.Root, folder string) {
	if f, err := root.Open(folder); err == nil {
		_ = f.Sync()
		_ = f.Close()
	}
}

func unwritten(name string, err error) error {
	quoted := called(name)
	switch {
	case disk.Full(err):
		return refused("simpanan", err, "Penyimpanan penuh; %s tidak jadi disalin dan aslinya utuh. Kosongkan ruang, lalu ulangi.", quoted)
	case errors.Is(err, fs.ErrPermission):
		return refused("simpanan", err, "Map data tidak boleh ditulisi; %s tidak jadi disalin dan aslinya utuh. Minta izin menulis, lalu ulangi.", quoted)
	}
	return refused("simpanan", err, "%s tidak dapat disimpan di map data dan aslinya utuh; periksa penyimpanannya, lalu ulangi.", quoted)
}
