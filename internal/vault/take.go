package vault

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"

	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/store/disk"
)

// tries is how many names are tried before giving up.
const tries = 1000

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
	if err := v.makeDir(root, folder); err != nil {
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
			_ = v.remove(root, temp)
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
		v.flush(root, dir)
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
		name = path.Join(folder, fmt.Sprintf("%s%d%s", v.ownHead(), v.count.Add(1), tempTail))
		to, err = v.create(root, name)
		if !errors.Is(err, fs.ErrExist) {
			break
		}
	}
	return name, to, err
}

const tempHead, tempTail = ".monev-", ".tmp"

// ownHead begins the names of this program's own copies.
func (v *Vault) ownHead() string { return fmt.Sprintf("%s%d-", tempHead, v.process) }

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
		err := v.name(root, temp, folder+next)
		if !errors.Is(err, fs.ErrExist) {
			return folder + next, err
		}
	}
	return "", fmt.Errorf("no free name for %s: %w", name, fs.ErrExist)
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

// name moves a file to a name nobody has; fs.ErrExist if somebody does.
func (v *Vault) name(root *os.Root, from, to string) error {
	err := v.link(root, from, to)
	if err == nil {
		// The file has both names now: the temporary one may stay if need be.
		_ = v.remove(root, from)
		return nil
	}
	if errors.Is(err, fs.ErrExist) {
		return err
	}
	// FAT sticks have no second names: the name is taken first, then replaced.
	f, err := v.create(root, to)
	if err != nil {
		return err
	}
	if err = f.Close(); err == nil {
		err = v.rename(root, from, to)
	}
	if err != nil {
		_ = v.remove(root, to) // ours, and empty
	}
	return err
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
