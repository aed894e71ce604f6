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
	"strings"
	"sync"
	"syscall"
	"time"

	"monev/internal/app"
	"monev/internal/lke"
	"monev/internal/plain"
	"monev/internal/report/out"
	"monev/internal/sample"
	"monev/internal/store"
	"monev/internal/store/boltstore"
	"monev/internal/store/datafolder"
	"monev/internal/store/disk"
	"monev/internal/store/ledger"
	"monev/internal/store/memstore"
	"monev/internal/tanggal"
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

// opened is the data of a folder, for changing or only for reading.
type opened struct {
	store.Store
	dir    string
	folder *datafolder.Folder // nil if only for reading
	copy   datafolder.Copy    // what was read then
}

func (c *call) options() datafolder.Options {
	return datafolder.Options{Second: c.env("MONEV_CADANGAN"), Options: boltstore.Options{
		Options: ledger.Options{Now: c.prog.Now, Version: BuildVersion().Version}}}
}

// open opens the data folder; fresh says whether the store may be made. What only
// reads gets a copy if the folder is in use, cannot be written to, or is newer.
func (c *call) open(ctx context.Context, fresh bool, o datafolder.Options) (*opened, error) {
	dir, err := c.folder()
	if err != nil {
		return nil, err
	}
	if !fresh && !datafolder.Exists(dir) {
		return nil, plainly(fmt.Sprintf(
			"Belum ada data monev di %s; jalankan monev untuk memulai, atau pilih map lain dengan --data.", place(dir)), fs.ErrNotExist)
	}
	if c.has("baca") {
		return c.openCopy(ctx, dir, o, nil)
	}
	if !c.cmd.changes {
		o.Timeout = 200 * time.Millisecond
	}
	f, err := c.openFolder(ctx, dir, o)
	switch {
	case err == nil:
		return &opened{Store: f, dir: dir, folder: f}, nil
	case !c.cmd.changes && (copied(err) || disk.Full(err)):
		return c.openCopy(ctx, dir, o, err)
	case disk.Full(err):
		return nil, plainly("Penyimpanan penuh, sehingga data belum dapat dibuka; data aman. "+
			"Kosongkan ruang, lalu coba lagi. Untuk melihat saja: "+c.same("--baca")+".", err)
	case errors.Is(err, store.ErrDamaged):
		return nil, plainly(fmt.Sprintf("Berkas data rusak dan tidak diubah. Jangan hapus apa pun; salin map %s, lalu mintalah bantuan. "+
			"Bila ada cadangan di tempat lain: monev pulihkan BERKAS.", place(dir)), err)
	}
	if info, statErr := os.Stat(dir); statErr == nil && !info.IsDir() {
		return nil, plainly(fmt.Sprintf("%s bukan map; pilih map data lain dengan --data.", place(dir)), err)
	}
	return nil, about(err, fmt.Sprintf("Map data %s tidak dapat dibuka; periksa nama dan izinnya, atau pilih map lain dengan --data.", place(dir)))
}

// openFolder opens the folder and, to who waits for the screens, says so if it takes
// long: a slow disk, a large store, or another program that has it.
func (c *call) openFolder(ctx context.Context, dir string, o datafolder.Options) (*datafolder.Folder, error) {
	if !o.Backups { // a command, whose output may be read by a program
		return datafolder.Open(ctx, dir, o)
	}
	said := make(chan struct{})
	slow := time.AfterFunc(patience, func() {
		defer close(said)
		fmt.Fprintln(c.err, "Data dibuka dan diperiksa; mohon tunggu …")
	})
	f, err := datafolder.Open(ctx, dir, o)
	if !slow.Stop() {
		<-said
	}
	return f, err
}

// openCopy reads the folder without touching it; why is what kept it from being
// opened.
func (c *call) openCopy(ctx context.Context, dir string, o datafolder.Options, why error) (*opened, error) {
	if c.uncopied {
		return nil, untouched(why)
	}
	s, from, err := datafolder.View(ctx, dir, o)
	if err != nil {
		return nil, about(err, fmt.Sprintf("Map data %s tidak dapat dibaca; periksa nama dan izinnya.", place(dir)))
	}
	if text := app.WhyCopy(why); text != "" {
		c.note(strings.TrimSpace(text + " " + app.CopyRead(from)))
	} else if from.First > 0 {
		c.note(app.CopyRead(from))
	}
	return &opened{Store: s, dir: dir, copy: from}, nil
}

// about gives an error the sentence say if it is about a path and nothing
// better is known about it.
func about(err error, say string) error {
	var path *fs.PathError
	if !errors.As(err, &path) || disk.Full(err) {
		return err
	}
	return plainly(say, err)
}

// use opens the store, works on it and closes it.
func (c *call) use(ctx context.Context, fresh bool, work func(a *app.App, s store.Store, dir string) error) error {
	return c.with(ctx, fresh, c.options(), func(a *app.App, o *opened) error { return work(a, o.Store, o.dir) })
}

func (c *call) with(ctx context.Context, fresh bool, fo datafolder.Options, work func(*app.App, *opened) error) (err error) {
	o, err := c.open(ctx, fresh, fo)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.Close()) }()
	a := app.New(o.Store, c.prog.Now).WithDir(o.dir).WithKeeping(app.Keeping{Folder: o.folder, Copy: o.copy, Options: fo, Place: disk.PlaceOf(o.dir, c.env)})
	ready, err := a.Ready(ctx) // also learns the office's time zone
	if err != nil {
		return err
	}
	for _, r := range a.Recovered(ctx) {
		c.note(r.String())
	}
	if ready && c.cmd.name != "" && c.cmd.name != practiceName { // the screens say so themselves
		if office, err := a.Office(ctx); err == nil && office.Practice {
			c.note("Ini data latihan, bukan data kantor.")
		}
	}
	return work(a, o)
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
	var teller teller
	o := c.options()
	o.Backups, o.Ballast, o.Rest, o.Told = true, ballast, 20*time.Second, teller.told
	go lke.Default() // the first screen wants it
	err := c.with(ctx, !c.has("baca"), o, func(a *app.App, o *opened) error {
		s := Session{Dir: o.dir, Tell: teller.to, Practice: c.cmd.name == practiceName}
		if o.folder == nil {
			s.ReadOnly = "Data dibuka untuk dibaca saja; untuk mengubah, jalankan monev tanpa --baca."
			s.Hint = fmt.Sprintf("Hanya untuk dibaca, seperti keadaannya pukul %s; yang diisi sesudah itu tampil bila monev --baca dibuka lagi.", tanggal.ClockWithZone(a.Now()))
			if o.copy.First > 0 {
				s.Notes = append(s.Notes, app.CopyRead(o.copy))
			}
			return c.prog.Screens(ctx, a, s)
		}
		s.Recovered = a.Recovered(ctx)
		switch p := disk.PlaceOf(o.dir, c.env); p {
		case disk.Local:
		case disk.Removable: // where a portable monev is at home: a hint will do
			s.Hint = app.PlaceWarning(p)
		default:
			s.Notes = append(s.Notes, app.PlaceWarning(p))
		}
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		go func() {
			_ = a.Tidy(ctx) // what stays is nobody's news
			backups(ctx, o.folder, teller.told)
		}()
		return c.prog.Screens(ctx, a, s)
	})
	if copied(err) {
		said := explain(err) + " Untuk melihat saja: " + c.same("--baca") + "."
		if errors.Is(err, store.ErrLocked) { // in a second terminal the wish is mostly this
			said += " Untuk layar proyektor: " + c.same("proyektor") + "."
		}
		return plainly(said, err)
	}
	return err
}

// same is monev with a word more, for the same data.
func (c *call) same(word string) string {
	if c.has("data") {
		return app.OpenWith(c.flags["data"]) + " " + word
	}
	return "monev " + word
}

// copied reports whether a folder that was not opened because of err can be looked at
// all the same.
func copied(err error) bool {
	return errors.Is(err, store.ErrLocked) || errors.Is(err, store.ErrNewer) || errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS)
}

const (
	// ballast is the room kept for when the disk is full.
	ballast = 32 << 20
	// patience is how long nothing is said while the data are opened for the screens.
	patience = 500 * time.Millisecond
	// backupEvery is how old a change gets at most until a backup holds it.
	backupEvery = 5 * time.Minute
)

// backups makes a backup from time to time, if something has changed.
func backups(ctx context.Context, f *datafolder.Folder, told func(error)) {
	tick := time.NewTicker(backupEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if _, err := f.BackupIfChanged(ctx); err != nil && ctx.Err() == nil {
				told(err)
			}
		}
	}
}

// teller passes failures on to who came to listen later.
type teller struct {
	mu    sync.Mutex
	hear  func(error)
	early []error // told before anybody heard
}

func (t *teller) to(hear func(error)) {
	t.mu.Lock()
	early := t.early
	t.hear, t.early = hear, nil
	t.mu.Unlock()
	if hear == nil {
		return
	}
	for _, err := range early {
		hear(err)
	}
}

func (t *teller) told(err error) {
	if err == nil {
		return
	}
	t.mu.Lock()
	hear := t.hear
	if hear == nil && len(t.early) < 4 { // whoever comes may not take many at once
		t.early = append(t.early, err)
	}
	t.mu.Unlock()
	if hear != nil {
		hear(err)
	}
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

// writeNew is out.Stream with what went wrong in words.
func writeNew(path string, write func(*os.File) error) error {
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
