package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"

	"monev/internal/app"
	"monev/internal/plain"
	"monev/internal/report/out"
	"monev/internal/sample"
	"monev/internal/store"
	"monev/internal/store/boltstore"
	"monev/internal/store/ledger"
	"monev/internal/store/memstore"
)

// folder is the data folder: --data, else MONEV_DATA, else monev-data beside
// the program if that is there (a USB stick), else the user's own.
func (c *call) folder() (string, error) {
	if c.has("data") {
		return c.flags["data"], nil
	}
	if dir := c.env("MONEV_DATA"); dir != "" {
		return dir, nil
	}
	if exe, err := c.prog.Executable(); err == nil {
		dir := filepath.Join(filepath.Dir(exe), "monev-data")
		if info, err := os.Stat(dir); err == nil && info.IsDir() {
			return dir, nil
		}
	}
	if dir := userFolder(runtime.GOOS, c.env); dir != "" {
		return dir, nil
	}
	return "", plainly("Map data pengguna tidak diketahui; tulis map yang dipakai dengan --data MAP.", nil)
}

// userFolder is where a user's data belongs on a system, empty if the
// environment does not say. The local, not the roaming folder on Windows: a
// store must not be synchronised while it is open.
func userFolder(system string, env func(string) string) string {
	under := func(base string, parts ...string) string {
		if base == "" {
			return ""
		}
		return filepath.Join(append([]string{base}, parts...)...)
	}
	switch system {
	case "windows":
		return under(env("LOCALAPPDATA"), "monev")
	case "darwin":
		return under(env("HOME"), "Library", "Application Support", "monev")
	}
	// A relative XDG_DATA_HOME is to be ignored (XDG base directories).
	if dir := env("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return under(dir, "monev")
	}
	return under(env("HOME"), ".local", "share", "monev")
}

// open opens the store of the data folder; fresh says whether it may be made.
func (c *call) open(ctx context.Context, fresh bool) (s store.Store, dir string, err error) {
	if dir, err = c.folder(); err != nil {
		return nil, "", err
	}
	if !fresh {
		_, err := os.Stat(filepath.Join(dir, boltstore.FileName))
		if errors.Is(err, fs.ErrNotExist) {
			return nil, dir, plainly(fmt.Sprintf(
				"Belum ada data monev di %s; jalankan monev untuk memulai, atau pilih map lain dengan --data.", place(dir)), err)
		}
	}
	b, err := boltstore.Open(ctx, dir, boltstore.Options{
		Options: ledger.Options{Now: c.prog.Now, Version: BuildVersion().Version}})
	if err != nil {
		if info, statErr := os.Stat(dir); statErr == nil && !info.IsDir() {
			return nil, dir, plainly(fmt.Sprintf("%s bukan map; pilih map data lain dengan --data.", place(dir)), err)
		}
		return nil, dir, about(err, fmt.Sprintf("Map data %s tidak dapat dibuka; periksa nama dan izinnya, atau pilih map lain dengan --data.", place(dir)))
	}
	return b, dir, nil
}

// about gives an error the sentence say if it is about a path and nothing
// better is known about it.
func about(err error, say string) error {
	var path *fs.PathError
	if !errors.As(err, &path) || errors.Is(err, syscall.ENOSPC) {
		return err
	}
	return plainly(say, err)
}

// use opens the store, works on it and closes it.
func (c *call) use(ctx context.Context, fresh bool, work func(a *app.App, s store.Store, dir string) error) (err error) {
	s, dir, err := c.open(ctx, fresh)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	a := app.New(s, c.prog.Now).WithDir(dir)
	if _, err := a.Ready(ctx); err != nil { // also learns the office's time zone
		return err
	}
	return work(a, s, dir)
}

// place is a path for a message.
func place(path string) string {
	path = plain.Line(path)
	if short := plain.Cut(path, 200); short != path {
		return short + "…"
	}
	return path
}

func openScreens(ctx context.Context, c *call) error {
	if c.prog.Screens == nil || c.prog.Terminal == nil || !c.prog.Terminal() || c.env("TERM") == "dumb" {
		return plainly("Layar monev memerlukan terminal; buka dari jendela terminal, atau pakai perintah dalam monev bantuan.", nil)
	}
	return c.use(ctx, true, func(a *app.App, _ store.Store, dir string) error {
		return c.prog.Screens(ctx, a, dir)
	})
}

// openProjector shows the second window. It does not open the store, which the
// working program holds.
func openProjector(ctx context.Context, c *call) error {
	if c.prog.Projector == nil || c.prog.Terminal == nil || !c.prog.Terminal() || c.env("TERM") == "dumb" {
		return plainly("Jendela proyektor memerlukan terminal; jalankan monev proyektor dari jendela terminal kedua.", nil)
	}
	dir, err := c.folder()
	if err != nil {
		return err
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return plainly(fmt.Sprintf("Belum ada data monev di %s; jalankan monev lebih dulu, atau pilih map lain dengan --data.", place(dir)), err)
	}
	return c.prog.Projector(ctx, dir)
}

func fillSample(ctx context.Context, c *call) error {
	return c.use(ctx, true, func(_ *app.App, s store.Store, dir string) error {
		if err := sample.Fill(ctx, s); err != nil {
			return err
		}
		fmt.Fprintf(c.out, "Data contoh sudah diisi ke %s\n", place(dir))
		return nil
	})
}

func exportData(ctx context.Context, c *call) error {
	to := c.flags["ke"]
	return c.use(ctx, false, func(a *app.App, _ store.Store, _ string) error {
		if err := writeNew(to, func(f *os.File) error { return a.ExportData(ctx, f) }); err != nil {
			return err
		}
		fmt.Fprintln(c.out, plain.Line(to))
		return nil
	})
}

// unwritable says that nothing can be put under a path.
func unwritable(path string) string {
	return fmt.Sprintf("%s tidak dapat ditulis; periksa nama dan izinnya, atau pilih tujuan lain dengan --ke.", place(path))
}

// usable reports whether a path can name a new file or folder. Windows takes
// some names for something else: a:b is a hidden part of the file a, NUL is no
// file at all, and an endless name may be cut.
func usable(path string) bool {
	const most = 32_000 // NTFS: 32,767 units of UTF-16
	base := filepath.Base(path)
	return len(path) <= most && (base == "." || base == ".." || base == string(filepath.Separator) || filepath.IsLocal(base))
}

// writeNew is out.Stream with what went wrong in words.
func writeNew(path string, write func(*os.File) error) error {
	if _, err := os.Lstat(path); err != nil && !usable(path) {
		return plainly(unwritable(path), nil)
	}
	var inner error
	err := out.Stream(path, func(f *os.File) error { inner = write(f); return inner })
	switch {
	case inner != nil:
		return inner
	case errors.Is(err, fs.ErrExist):
		return plainly(fmt.Sprintf("%s sudah ada dan tidak ditimpa; pilih nama lain dengan --ke.", place(path)), err)
	case errors.Is(err, fs.ErrNotExist):
		return plainly(fmt.Sprintf("Map %s tidak ada; buat dulu, atau pilih tujuan lain dengan --ke.", place(filepath.Dir(path))), err)
	case err != nil:
		return about(err, unwritable(path))
	}
	return nil
}

func importData(ctx context.Context, c *call) error {
	name := c.args[0]
	info, err := os.Stat(name)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return plainly(fmt.Sprintf("Berkas %s tidak ada; periksa namanya.", quote(name)), err)
		}
		return plainly(fmt.Sprintf("Berkas %s tidak dapat dibaca; periksa nama dan izinnya.", quote(name)), err)
	}
	if info.IsDir() {
		return plainly(fmt.Sprintf("%s adalah map; tulis nama berkas hasil monev ekspor data.", quote(name)), nil)
	}
	f, err := os.Open(name)
	if err != nil {
		return plainly(fmt.Sprintf("Berkas %s tidak dapat dibaca; periksa izinnya.", quote(name)), err)
	}
	defer f.Close()
	// Tried in memory first, so that a bad file does not leave an empty data folder.
	if err := app.New(memstore.New(ledger.Options{Now: c.prog.Now}), c.prog.Now).ImportData(ctx, f); err != nil {
		return err
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return err
	}
	return c.use(ctx, true, func(a *app.App, _ store.Store, dir string) error {
		if err := a.ImportData(ctx, f); err != nil {
			return err
		}
		fmt.Fprintf(c.out, "Data sudah diambil ke %s\n", place(dir))
		return nil
	})
}
