// Package backup makes, checks, lists and thins out backups of a store. A backup
// is a store file of its own,
//
//	20261126T091500-rapat-000123-0f1e2d3c4b5a6978.db
//
// named after when, why, and the head of its journal, as documents print it;
// beside it lies a .json with its sum. It gets its name only after it was written,
// flushed and read again: what has the name is whole.
package backup

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"monev/internal/store"
	"monev/internal/store/disk"
	"monev/internal/store/storefile"
)

// Reason is why a backup was made; it stands in its name.
type Reason string

// The reasons.
const (
	Asked     Reason = "manual"  // a user wanted it
	Meeting   Reason = "rapat"   // before the first write of a meeting
	Timed     Reason = "berkala" // some time has passed and something changed
	Final     Reason = "final"   // a meeting was locked
	Closing   Reason = "tutup"   // the program ends
	Migration Reason = "migrasi" // before a migration
	Import    Reason = "impor"   // before data are taken in
	Restore   Reason = "pulih"   // before a restore
)

// keptForever are never thinned out.
func (r Reason) keptForever() bool { return r == Asked || r == Final || r == Migration || r == Restore }

// Info describes a backup.
type Info struct {
	Path   string
	SHA256 string
	Head   store.Head
	Schema int
	Reason Reason
	At     time.Time
}

// HeadText is a head as names and documents write it; empty for an empty store.
func HeadText(h store.Head) string {
	if h.Seq == 0 || len(h.Hash) < 16 {
		return fmt.Sprintf("%06d", h.Seq)
	}
	return fmt.Sprintf("%06d-%s", h.Seq, h.Hash[:16])
}

// A Source writes a store as a file of its own and says what is in it.
type Source interface {
	WriteTo(ctx context.Context, w io.Writer) (store.Head, error)
}

const stamp = "20060102T150405"

// Make puts a backup into a folder, which is made if it is missing. It leaves
// nothing half done, and is complete when it returns without error.
func Make(ctx context.Context, d disk.FS, dir string, reason Reason, now time.Time, from Source) (Info, error) {
	info, err := write(ctx, d, dir, reason, now, from)
	if err != nil {
		return Info{}, fmt.Errorf("backup: %w", err)
	}
	return info, nil
}

func write(ctx context.Context, d disk.FS, dir string, reason Reason, now time.Time, from Source) (Info, error) {
	if err := d.MkdirAll(dir, 0o700); err != nil {
		return Info{}, err
	}
	temp := filepath.Join(dir, now.Format(stamp)+"-"+string(reason)+".part")
	info, err := put(ctx, d, temp, from)
	if err == nil {
		info.Reason, info.At = reason, now
		info.Path = filepath.Join(dir, fmt.Sprintf("%s-%s-%s.db", now.Format(stamp), reason, HeadText(info.Head)))
		// The note first: without its backup it means nothing.
		err = info.writeNote(d)
	}
	if err == nil {
		err = d.Rename(temp, info.Path)
	}
	if err != nil {
		_ = d.Remove(temp)
		return Info{}, err
	}
	return info, d.SyncDir(dir)
}

// File makes a backup under a name of the user's, which must be free.
func File(ctx context.Context, d disk.FS, path string, from Source) (Info, error) {
	if _, err := os.Lstat(path); err == nil {
		return Info{}, &fs.PathError{Op: "create", Path: path, Err: fs.ErrExist}
	}
	temp := path + ".part"
	info, err := put(ctx, d, temp, from)
	if err == nil {
		if err = d.Link(temp, path); err == nil { // a link never replaces a file
			err = d.Remove(temp)
		} else if _, there := os.Lstat(path); there != nil {
			err = d.Rename(temp, path)
		}
	}
	if err != nil {
		_ = d.Remove(temp)
		return Info{}, fmt.Errorf("backup: %w", err)
	}
	info.Path = path
	return info, d.SyncDir(filepath.Dir(path))
}

// put writes the file and reads it again.
func put(ctx context.Context, d disk.FS, temp string, from Source) (Info, error) {
	f, err := d.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return Info{}, err
	}
	sum := sha256.New()
	head, err := from.WriteTo(ctx, io.MultiWriter(f, sum))
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return Info{}, err
	}
	info, err := Verify(temp)
	if err != nil {
		return Info{}, fmt.Errorf("read again: %w", err)
	}
	if want := hex.EncodeToString(sum.Sum(nil)); info.SHA256 != want || info.Head != head {
		return Info{}, fmt.Errorf("read again: %w: the copy is not what was written", store.ErrDamaged)
	}
	return info, nil
}

// Verify reads a file as a backup: structure, chain of events, head. Of the name
// nothing is used but the note beside it, if there is one: its sum must fit.
func Verify(path string) (Info, error) {
	info := Info{Path: path}
	var sumErr error
	var summing sync.WaitGroup
	summing.Go(func() { info.SHA256, sumErr = sumOf(path) })
	exam, err := storefile.Examine(path, nil)
	summing.Wait()
	if err == nil {
		err = sumErr
	}
	if err != nil {
		return Info{}, err
	}
	info.Head, info.Schema = exam.Head, exam.Info.Schema
	if n, err := readNote(path); err == nil {
		if n.SHA256 != info.SHA256 {
			return Info{}, fmt.Errorf("%w: the sum is not that of its note", store.ErrDamaged)
		}
		info.Reason, info.At = n.Reason, n.At
	}
	return info, nil
}

func sumOf(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { _ = f.Close() }()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// note is the file beside a backup.
type note struct {
	SHA256 string     `json:"sha256"`
	Head   store.Head `json:"kepala"`
	Schema int        `json:"skema"`
	Reason Reason     `json:"sebab"`
	At     time.Time  `json:"waktu"`
}

func notePath(path string) string { return strings.TrimSuffix(path, ".db") + ".json" }

func (i Info) writeNote(d disk.FS) error {
	b, err := json.Marshal(note{i.SHA256, i.Head, i.Schema, i.Reason, i.At})
	if err != nil {
		return err
	}
	return disk.WriteNew(d, notePath(i.Path), func(w io.Writer) error {
		_, err := w.Write(append(b, '\n'))
		return err
	})
}

func readNote(path string) (note, error) {
	var n note
	b, err := os.ReadFile(notePath(path))
	if err != nil {
		return n, err
	}
	return n, json.Unmarshal(b, &n)
}

var nameForm = regexp.MustCompile(`^(\d{8}T\d{6})-([a-z]+)-(\d{6,})(?:-([0-9a-f]{16}))?\.db$`)

// List lists the backups of a folder by their names and notes, without reading
// them: the one with the most events first, of those with as many the latest. A
// missing folder has none. Head.Hash is empty for one without a note.
func List(dir string) ([]Info, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, nil
		}
		return nil, err
	}
	var out []Info
	for _, e := range entries {
		m := nameForm.FindStringSubmatch(e.Name())
		if m == nil || !e.Type().IsRegular() {
			continue
		}
		info := Info{Path: filepath.Join(dir, e.Name()), Reason: Reason(m[2])}
		info.At, _ = time.ParseInLocation(stamp, m[1], time.Local)
		info.Head.Seq, _ = strconv.ParseUint(m[3], 10, 64)
		if n, err := readNote(info.Path); err == nil && n.Head.Seq == info.Head.Seq && strings.HasPrefix(n.Head.Hash, m[4]) {
			info.SHA256, info.Head, info.Schema, info.At = n.SHA256, n.Head, n.Schema, n.At
		}
		out = append(out, info)
	}
	slices.SortFunc(out, func(a, b Info) int {
		if a.Head.Seq != b.Head.Seq {
			if a.Head.Seq > b.Head.Seq {
				return -1
			}
			return 1
		}
		return strings.Compare(filepath.Base(b.Path), filepath.Base(a.Path))
	})
	return out, nil
}

// How many backups are kept: the newest, and the newest of each of so many hours,
// days and months.
const (
	keepNewest = 12
	keepHours  = 24
	keepDays   = 14
	keepMonths = 12
)

// Surplus picks out of a List those that may go. Backups a user asked for and
// those of locked meetings, migrations and restores always stay.
func Surplus(list []Info) []Info {
	keep := map[string]bool{}
	for i, b := range list {
		if i < keepNewest || b.Reason.keptForever() {
			keep[b.Path] = true
		}
	}
	for _, by := range []struct {
		layout string
		n      int
	}{{"2006010215", keepHours}, {"20060102", keepDays}, {"200601", keepMonths}} {
		seen := map[string]bool{}
		for _, b := range list {
			if k := b.At.Format(by.layout); !seen[k] && len(seen) < by.n {
				seen[k] = true
				keep[b.Path] = true
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(list), func(b Info) bool { return keep[b.Path] })
}

// Thin removes the surplus of a folder.
func Thin(d disk.FS, dir string) error {
	list, err := List(dir)
	if err != nil {
		return err
	}
	var errs []error
	for _, b := range Surplus(list) {
		errs = append(errs, d.Remove(b.Path))
		if err := d.Remove(notePath(b.Path)); !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}
