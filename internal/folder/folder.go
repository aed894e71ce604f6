// Package folder reads what lies in the folders of this computer, for choosing
// files by hand. It changes nothing and opens no file.
package folder

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"monev/internal/monev"
	"monev/internal/plain"
)

// Most is how many entries of a folder are listed; what is beyond is counted in
// Listing.More.
const Most = 20_000

// An Entry is a file or a folder in a Listing. Devices, pipes and the like are
// not listed.
type Entry struct {
	Name   string // as the system has it, for opening
	Shown  string // one harmless line, never empty
	Key    string // what Matches compares
	Dir    bool
	Hidden bool
	Away   bool  // reading it would fetch it from elsewhere (OneDrive)
	Size   int64 // bytes; 0 for a folder
	Mod    time.Time
}

// A Listing is what lies in a folder: folders first, then files, each by name
// as people sort (2 before 10, letters without case or accents).
type Listing struct {
	Path    string // absolute
	Parent  string // empty at the top of a drive
	Entries []Entry
	More    int // how many were left out beyond Most
}

// List reads a folder; links are followed. The error is a *monev.Refusal of the
// field "letak", joined with its cause if there is one.
func List(ctx context.Context, path string) (Listing, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return Listing{}, refuse(path, err)
	}
	// Asked before it is opened: opening a pipe waits for who writes to it.
	if info, err := os.Stat(path); err == nil && !info.IsDir() {
		return Listing{}, monev.Refuse("letak", "%s bukan map; buka map yang memuatnya.", plain.QuotePath(path))
	}
	dir, err := os.Open(path)
	if err != nil {
		return Listing{}, refuse(path, err)
	}
	defer dir.Close()
	names, err := dir.ReadDir(-1)
	if err != nil {
		return Listing{}, refuse(path, err)
	}
	l := Listing{Path: path, Parent: filepath.Dir(path)}
	if l.Parent == path {
		l.Parent = ""
	}
	if len(names) > Most {
		slices.SortFunc(names, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
		l.More = len(names) - Most
		names = names[:Most]
	}
	l.Entries = make([]Entry, 0, len(names))
	for i, n := range names {
		if i%256 == 0 && ctx.Err() != nil {
			return Listing{}, ctx.Err()
		}
		if e, ok := entry(path, n); ok {
			l.Entries = append(l.Entries, e)
		}
	}
	slices.SortFunc(l.Entries, func(a, b Entry) int {
		if a.Dir != b.Dir {
			if a.Dir {
				return -1
			}
			return 1
		}
		return cmp.Or(Natural(a.Key, b.Key), strings.Compare(a.Name, b.Name))
	})
	return l, nil
}

// entry is one thing of a folder; false if it went in the meantime or is
// neither a file nor a folder.
func entry(dir string, n fs.DirEntry) (Entry, bool) {
	info, err := n.Info()
	if err != nil {
		return Entry{}, false
	}
	e := Entry{Name: n.Name(), Shown: Shown(n.Name()), Hidden: hidden(info), Away: away(info)}
	if info.Mode()&fs.ModeSymlink != 0 {
		if info, err = os.Stat(filepath.Join(dir, n.Name())); err != nil {
			return Entry{}, false // leads nowhere
		}
	}
	switch {
	case info.IsDir():
		e.Dir = true
	case info.Mode().IsRegular():
		e.Size = info.Size()
	default:
		return Entry{}, false
	}
	e.Mod, e.Key = info.ModTime(), fold(e.Shown)
	return e, true
}

// Shown is a name from a disk as one harmless line, never empty.
func Shown(name string) string {
	if s := plain.Line(name); s != "" {
		return s
	}
	return "(nama tak terbaca)"
}

// fold is what two names are compared by: small letters, no accents, no blanks.
func fold(s string) string { return strings.ReplaceAll(plain.Fold(s), " ", "") }

// Typed prepares what a user types for Matches.
func Typed(text string) string { return fold(plain.Line(text)) }

// Matches tells whether a name contains what was typed, see Typed. Blanks do not
// count, so that "petajab" finds "Peta Jabatan".
func (e Entry) Matches(typed string) bool { return strings.Contains(e.Key, typed) }

// Has tells whether the name ends in one of the endings (".pdf", small
// letters); with none given every name does.
func (e Entry) Has(endings []string) bool {
	return len(endings) == 0 || slices.Contains(endings, strings.ToLower(filepath.Ext(e.Name)))
}

// Natural compares texts as people sort them: runs of digits by their value, the
// rest byte by byte. Only leading zeros make no difference.
func Natural(a, b string) int {
	for a != "" && b != "" {
		m, n := digits(a), digits(b)
		if m > 0 && n > 0 {
			x, y := strings.TrimLeft(a[:m], "0"), strings.TrimLeft(b[:n], "0")
			if c := cmp.Or(cmp.Compare(len(x), len(y)), strings.Compare(x, y)); c != 0 {
				return c
			}
			a, b = a[m:], b[n:]
			continue
		}
		if a[0] != b[0] {
			return cmp.Compare(a[0], b[0])
		}
		a, b = a[1:], b[1:]
	}
	return cmp.Compare(len(a), len(b))
}

// digits is how many digits s begins with.
func digits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

// A Found is a path a user named that leads to something.
type Found struct {
	Path string // absolute
	Dir  bool
	Size int64 // bytes; 0 for a folder
}

// Find looks at a path; one that is not absolute counts from base. The error is
// as that of List.
func Find(base, path string) (Found, error) {
	if !filepath.IsAbs(path) {
		path = filepath.Join(base, path)
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return Found{}, refuse(path, err)
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return Found{}, refuse(path, err)
	case info.IsDir():
		return Found{Path: path, Dir: true}, nil
	case !info.Mode().IsRegular():
		return Found{}, monev.Refuse("letak", "%s bukan berkas biasa; pilih berkas lain.", plain.QuotePath(path))
	}
	return Found{Path: path, Size: info.Size()}, nil
}

func refuse(path string, err error) error {
	var r error
	switch {
	case errors.Is(err, fs.ErrNotExist):
		r = monev.Refuse("letak", "%s tidak ada; periksa letaknya, atau pasang lagi flash disknya.", plain.QuotePath(path))
	case errors.Is(err, fs.ErrPermission):
		r = monev.Refuse("letak", "%s tidak boleh dibuka; pilih map lain atau minta izin membacanya.", plain.QuotePath(path))
	default:
		r = monev.Refuse("letak", "%s tidak dapat dibaca; pilih map lain, atau periksa flash disknya.", plain.QuotePath(path))
	}
	return errors.Join(r, err)
}
