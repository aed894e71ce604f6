package datafolder

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"monev/internal/store/backup"
	"monev/internal/store/boltstore"
	"monev/internal/store/disk"
)

// RestoreBeside makes a data folder out of a backup: dir itself if there is no data
// in it, else a new folder beside it, named dir-pulih-<time>. Present data are
// never touched. It returns the folder and the backup as it was read; the error
// wraps store.ErrDamaged if the backup is not whole, backup.ErrSealed if it needs a
// passphrase and none is given, backup.ErrPassphrase if it is the wrong one. After an
// error, also that ctx is done, there is nothing that was not there before.
func RestoreBeside(ctx context.Context, dir, file, passphrase string, o Options) (string, backup.Info, error) {
	if o.Disk == nil {
		o.Disk = disk.OS()
	}
	if sealed, err := backup.IsSealed(file); err != nil {
		return "", backup.Info{}, fmt.Errorf("restore: %w", err)
	} else if sealed {
		if passphrase == "" {
			return "", backup.Info{}, fmt.Errorf("restore: %w", backup.ErrSealed)
		}
		temp, err := unsealed(dir)
		if err != nil {
			return "", backup.Info{}, fmt.Errorf("restore: %w", err)
		}
		defer func() { _ = os.Remove(temp.Name()) }()
		if err := errors.Join(backup.Unseal(file, passphrase, temp), temp.Close()); err != nil {
			return "", backup.Info{}, fmt.Errorf("restore: %w", err)
		}
		file = temp.Name()
	}
	info, err := backup.Verify(file)
	if err != nil {
		return "", info, fmt.Errorf("restore: %w", err)
	}
	to, err := free(dir, (&Folder{o: o}).now().Format("20060102T150405"))
	if err != nil {
		return "", info, fmt.Errorf("restore: %w", err)
	}
	if err := ctx.Err(); err != nil {
		return "", info, fmt.Errorf("restore: %w", err)
	}
	_, there := os.Lstat(to)
	if err := o.Disk.MkdirAll(to, 0o700); err != nil {
		return "", info, fmt.Errorf("restore: %w", err)
	}
	err = copyTo(o.Disk, file, filepath.Join(to, boltstore.FileName))
	if err == nil {
		var f *Folder
		if f, err = Open(ctx, to, Options{Options: o.Options}); err == nil { // examines, and makes the text journal
			return to, info, f.Close()
		}
	}
	takeBack(o.Disk, to, there != nil)
	return "", info, fmt.Errorf("restore: %w", err)
}

// unsealed makes the file for what a sealed backup holds while it is restored, mode
// 0600: in the data folder if there is one, where the next start removes it should this
// restore be killed (tidy), else in the folder of the system for such files.
func unsealed(dir string) (*os.File, error) {
	const name = "pulih-*.part"
	if f, err := os.CreateTemp(dir, name); err == nil {
		return f, nil
	}
	return os.CreateTemp("", name)
}

// takeBack removes what a restore made that did not come to its end: else it would
// look like data. The folder goes only if the restore made it.
func takeBack(d disk.FS, dir string, made bool) {
	for _, name := range []string{boltstore.FileName, JournalName, filepath.Dir(JournalName), LockName, boltstore.LockFileName} {
		_ = d.Remove(filepath.Join(dir, filepath.FromSlash(name)))
	}
	if made {
		_ = d.Remove(dir)
	}
}

func free(dir, stamp string) (string, error) {
	if !Exists(dir) {
		return dir, nil
	}
	base := filepath.Clean(dir) + "-pulih-" + stamp
	for n, to := 2, base; n < 1000; n, to = n+1, base+"-"+strconv.Itoa(n) {
		if _, err := os.Lstat(to); errors.Is(err, os.ErrNotExist) {
			return to, nil
		} else if err != nil {
			return "", err
		}
	}
	return "", fmt.Errorf("no free name beside %s", dir)
}
