package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/store"
	"monev/internal/store/backup"
	"monev/internal/store/datafolder"
	"monev/internal/store/disk"
)

// Keeping is how the records of an App are kept.
type Keeping struct {
	Folder  *datafolder.Folder // nil if a copy is read
	Copy    datafolder.Copy    // what is read then
	Options datafolder.Options
	Place   disk.Place // where the data folder lies
	Effort  int        // of sealing backups, as backup.Sealed has it; 0 outside of tests
}

// WithKeeping tells the App how its records are kept, after WithDir.
func (a *App) WithKeeping(k Keeping) *App {
	a.keep = k
	return a
}

// Backup is a backup as a screen lists it.
type Backup struct {
	Paths  []string  // the file, and its copy in the second folder; at least one
	At     time.Time // when it was made, in the office's zone
	Events uint64    // how many events it holds
	Head   string    // as HeadText of package backup; only the number if it has no note
	Size   int64     // bytes
	Reason string    // why it was made, Indonesian
	First  bool      // it lies in the data folder
	Second bool      // it lies in the second folder
}

// Key is the name of the file, the same in both folders.
func (b Backup) Key() string { return filepath.Base(b.Paths[0]) }

// Backups is all backups, and what is wrong with keeping them.
type Backups struct {
	List     []Backup // the one with the most events first, of those with as many the latest
	Dir      string   // where they go; empty in memory
	Second   string   // the second folder, empty if there is none
	Events   uint64   // in the records now
	Warnings []string // Indonesian sentences: place of the data, second folder
	Started  []Recovery
	Carry    string // what to copy besides a backup, see CarryToo
	ReadOnly bool   // a copy is read: no backup can be put into Dir
	// Away is the backup that was put elsewhere last, since this start; nil if none was.
	Away *AwayBackup
}

// An AwayBackup is one that this App put somewhere else than where List looks; List
// never holds it, and the next start knows nothing of it.
type AwayBackup struct {
	Path   string
	At     time.Time // in the office's zone
	Sealed bool
}

// Latest is the backup made last, nil if there is none.
func (b Backups) Latest() *Backup {
	var out *Backup
	for i := range b.List {
		if out == nil || b.List[i].At.After(out.At) {
			out = &b.List[i]
		}
	}
	return out
}

// Backups lists the backups of the data folder and of the second folder by their
// names and notes, without reading them; VerifyBackup reads one.
func (a *App) Backups(ctx context.Context) (Backups, error) {
	var out Backups
	rec, err := a.Records(ctx)
	if err != nil || a.dir == "" {
		return out, err
	}
	out.Away = a.away.Load()
	out.Events, out.Dir, out.Second = rec.Events, filepath.Join(a.dir, datafolder.BackupDir), a.keep.Options.Second
	if w := PlaceWarning(a.keep.Place); w != "" {
		out.Warnings = append(out.Warnings, w)
	}
	out.Carry, out.ReadOnly, out.Started = CarryToo(a.dir), a.keep.Folder == nil, a.Recovered(ctx)
	if out.ReadOnly {
		out.Warnings = append(out.Warnings, strings.TrimSpace("Data dibuka untuk dibaca saja. "+CopyRead(a.keep.Copy)))
	}
	if out.List, err = a.backupsIn(out.Dir, nil, false); err != nil {
		return out, err
	}
	if out.Second == "" {
		return out, nil
	}
	_, err = os.Stat(out.Second)
	if err == nil {
		out.List, err = a.backupsIn(out.Second, out.List, true)
	}
	if err != nil {
		out.Warnings = append(out.Warnings, fmt.Sprintf("Map cadangan kedua tidak dapat dijangkau: %s. Cadangan hanya di laptop ini; pasang disknya.", shortPath(out.Second)))
	}
	return out, nil
}

// backupsIn adds those of a folder to a list.
func (a *App) backupsIn(dir string, to []Backup, second bool) ([]Backup, error) {
	list, err := backup.List(dir)
	if err != nil {
		return to, err
	}
	for _, info := range list {
		file, err := os.Stat(info.Path)
		if err != nil { // thinned out just now
			continue
		}
		b := Backup{Paths: []string{info.Path}, At: info.At.In(a.zone.Load()), Events: info.Head.Seq, Head: backup.HeadText(info.Head),
			Size: file.Size(), Reason: reasonText(info.Reason), First: !second, Second: second}
		if i := slices.IndexFunc(to, func(o Backup) bool { return o.Key() == b.Key() }); second && i >= 0 {
			to[i].Paths, to[i].Second = append(to[i].Paths, info.Path), true
			continue
		}
		to = append(to, b)
	}
	slices.SortStableFunc(to, func(x, y Backup) int {
		if x.Events != y.Events {
			return int(min(max(int64(y.Events)-int64(x.Events), -1), 1))
		}
		return strings.Compare(y.Key(), x.Key())
	})
	return to, nil
}

// reasonText is why a backup was made, in a word or two.
func reasonText(r backup.Reason) string {
	switch r {
	case backup.Asked:
		return "diminta"
	case backup.Meeting:
		return "rapat dimulai"
	case backup.Timed:
		return "berkala"
	case backup.Final:
		return "rapat dikunci"
	case backup.Closing:
		return "monev ditutup"
	case backup.Migration:
		return "ganti susunan"
	case backup.Import:
		return "sebelum impor"
	case backup.Restore:
		return "sebelum pulih"
	}
	return plain.Cut(plain.Line(string(r)), 20)
}

// VerifyBackup reads all copies of a backup. The refusal says which one is damaged;
// another error, that one could not be read.
func (a *App) VerifyBackup(ctx context.Context, b Backup) error {
	for _, path := range b.Paths {
		if err := ctx.Err(); err != nil {
			return err
		}
		info, err := backup.Verify(path)
		switch {
		case errors.Is(err, store.ErrDamaged), err == nil && info.Head.Seq != b.Events:
			return errors.Join(monev.Refuse("cadangan", "Cadangan ini rusak: %s. Pakai cadangan lain; yang rusak jangan dihapus dulu.", shortPath(path)), err)
		case err != nil:
			return errors.Join(monev.Refuse("cadangan", "Cadangan ini tidak dapat dibaca: %s. Periksa disk dan izinnya.", shortPath(path)), err)
		}
	}
	return nil
}

// BackupTo is where a backup goes; the zero BackupTo is the usual place: the data
// folder, and the second folder.
type BackupTo struct {
	Dir        string // a folder, in which it gets the usual name
	File       string // a file, which must be free
	Passphrase string // with File: it is sealed
}

// BackUp makes a backup, which has been read again when it returns. An error that
// wraps datafolder.ErrNoSecond comes with a backup that was made all the same.
// Nothing is ever overwritten.
func (a *App) BackUp(ctx context.Context, to BackupTo) (backup.Info, error) {
	info, err := a.backUp(ctx, to)
	if in := filepath.Dir(info.Path); err == nil && to != (BackupTo{}) && in != filepath.Join(a.dir, datafolder.BackupDir) && in != filepath.Clean(a.keep.Options.Second) {
		a.away.Store(&AwayBackup{info.Path, a.Now(), to.Passphrase != ""})
	}
	return info, err
}

func (a *App) backUp(ctx context.Context, to BackupTo) (backup.Info, error) {
	d := disk.OS()
	var from backup.Source = a.keep.Folder
	if a.keep.Folder == nil {
		from = datafolder.Rebuilt{Store: a.store, Now: a.clock}
	}
	switch {
	case to.Dir != "":
		if _, err := os.Stat(to.Dir); err != nil {
			return backup.Info{}, unwritableBackup(to.Dir, err)
		}
		info, err := backup.Make(ctx, d, to.Dir, backup.Asked, a.Now(), from)
		return info, unwritableBackup(to.Dir, err)
	case to.File != "" && to.Passphrase != "":
		info, err := backup.Sealed(ctx, d, to.File, from, to.Passphrase, a.keep.Effort)
		return info, unwritableBackup(to.File, err)
	case to.File != "":
		info, err := backup.File(ctx, d, to.File, from)
		return info, unwritableBackup(to.File, err)
	case a.keep.Folder == nil:
		return backup.Info{}, monev.Refuse("tujuan", "Data dibuka untuk dibaca saja, sehingga cadangan di map data tidak dibuat; pilih tujuan lain.")
	}
	return a.keep.Folder.Backup(ctx, backup.Asked)
}

// backUpFirst makes a backup before data are taken in from a file, wherever the user
// does it; in memory and in a copy there is nothing to make it of.
func (a *App) backUpFirst(ctx context.Context) error {
	if a.keep.Folder == nil {
		return nil
	}
	if _, err := a.keep.Folder.Backup(ctx, backup.Import); err != nil && !errors.Is(err, datafolder.ErrNoSecond) {
		return err
	}
	return nil
}

// unwritableBackup says what is wrong with where a backup should go.
func unwritableBackup(path string, err error) error {
	var p *fs.PathError
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrExist):
		return errors.Join(monev.Refuse("tujuan", "%s sudah ada dan tidak ditimpa; pilih nama lain.", shortPath(path)), err)
	case errors.Is(err, fs.ErrNotExist):
		return errors.Join(monev.Refuse("tujuan", "Map %s tidak ada; buat dulu, atau pilih tujuan lain.", shortPath(filepath.Dir(path))), err)
	case disk.Full(err):
		return errors.Join(monev.Refuse("tujuan", "Disk tujuan penuh, sehingga cadangan tidak dibuat; kosongkan ruang, atau pilih tujuan lain."), err)
	case errors.As(err, &p), errors.Is(err, fs.ErrPermission):
		return errors.Join(monev.Refuse("tujuan", "%s tidak dapat ditulis; periksa nama dan izinnya, atau pilih tujuan lain.", shortPath(path)), err)
	}
	return err
}

// Restored is what a restore made.
type Restored struct {
	Dir  string // the data folder that was made
	Info backup.Info
	Copy string // which folders to copy into it, see CopyAfter
}

// Restore makes a data folder out of a backup, beside the present one, which is never
// touched; see datafolder.RestoreBeside. passphrase is that of a sealed backup, else
// empty. What NotInBackups names is not restored.
func (a *App) Restore(ctx context.Context, file, passphrase string) (Restored, error) {
	if a.dir == "" {
		return Restored{}, monev.Refuse("cadangan", "Data ini hanya di memori; buka monev dengan --data.")
	}
	o := a.keep.Options
	if o.Now == nil {
		o.Now = a.clock
	}
	return RestoreBackup(ctx, a.dir, file, passphrase, o)
}

// RestoreBackup is Restore for a folder that is not open. The error says in words
// what is wrong with the file and wraps backup.ErrSealed if it needs a passphrase,
// backup.ErrPassphrase if it is the wrong one.
func RestoreBackup(ctx context.Context, dir, file, passphrase string, o datafolder.Options) (Restored, error) {
	to, info, err := datafolder.RestoreBeside(ctx, dir, file, passphrase, o)
	name, say := plain.Quote(file), ""
	var path *fs.PathError
	switch {
	case err == nil:
		return Restored{to, info, CopyAfter(dir, to)}, nil
	case errors.Is(err, backup.ErrSealed):
		say = name + " dikunci dengan kata sandi; tulis kata sandinya."
	case errors.Is(err, backup.ErrPassphrase):
		say = "Kata sandi salah, atau " + name + " rusak; tidak ada yang diubah. Huruf besar dan kecil dibedakan."
	case errors.Is(err, fs.ErrNotExist):
		say = "Berkas " + name + " tidak ada; periksa namanya."
	case errors.Is(err, store.ErrDamaged):
		say = name + " bukan cadangan monev, atau rusak; tidak ada yang diubah. Pakai cadangan lain."
	case disk.Full(err):
		say = "Penyimpanan penuh, sehingga cadangan tidak jadi dipulihkan; data yang sekarang tidak diubah. Kosongkan ruang, lalu ulangi."
	case errors.As(err, &path):
		say = fmt.Sprintf("Cadangan %s tidak dapat dipulihkan ke sebelah %s; periksa izin mapnya.", name, shortPath(dir))
	default:
		return Restored{}, err
	}
	return Restored{}, errors.Join(monev.Refuse("cadangan", "%s", say), err)
}

// Checked is the outcome of CheckData.
type Checked struct {
	Events   uint64
	Head     string
	Copy     bool     // only the copies were looked at, for another process has the data
	Findings []string // Indonesian sentences that name the event, worst first; none if all is well
}

// CheckData reads everything that is kept and compares it: the store's file, the chain
// of events, records, indexes, text journal, backups and the files of evidence. It
// repairs and changes nothing.
func (a *App) CheckData(ctx context.Context) (Checked, error) {
	if a.dir == "" {
		return Checked{}, monev.Refuse("data", "Data ini hanya di memori; tidak ada berkas untuk diperiksa.")
	}
	evidence := EvidenceChecker(a.dir, a.clock)
	var rep datafolder.Report
	var err error
	if a.keep.Folder != nil {
		rep, err = a.keep.Folder.Check(ctx, evidence)
	} else {
		rep, err = datafolder.Check(ctx, a.dir, a.keep.Options, evidence)
	}
	if err != nil {
		return Checked{}, err
	}
	out := Checked{Events: rep.Head.Seq, Head: backup.HeadText(rep.Head), Copy: rep.Copy}
	for _, f := range rep.Findings {
		out.Findings = append(out.Findings, FindingText(f))
	}
	return out, nil
}
