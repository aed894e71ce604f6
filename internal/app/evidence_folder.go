package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"monev/internal/evidence"
	"monev/internal/folder"
	"monev/internal/lke"
	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/store"
	"monev/internal/vault"
)

// Limits of what ScanFolder looks at.
const (
	scanFiles = 5000
	scanDepth = 12
)

// Candidate is a file that could become evidence. Item and Title may be changed
// before AttachAll takes it.
type Candidate struct {
	Path   string   // as the system writes it
	Name   string   // below the scanned folder, divided by "/", harmless
	Size   int64    // bytes
	Item   string   // the question its name means; empty if that is open
	Items  []string // the questions it can mean; more than one is a choice to make
	Title  string
	Target string // where a copy would go in the data folder; empty without Item
	Known  string // Indonesian: already registered as …; empty if it is not
	Note   string // Indonesian: what does not fit, or why there is a choice
	Refuse string // Indonesian: why it cannot be taken; empty if it can
	// Record is what else the evidence shall say: status, note, date, unit, until,
	// meeting, follow-up. Its question and title are those above.
	Record monev.Evidence
}

// Ready reports whether a candidate can be taken as it is: it names one question,
// nothing speaks against it, and it is not registered yet.
func (c Candidate) Ready() bool { return c.Item != "" && c.Refuse == "" && c.Known == "" }

// ScanFolder looks through a folder and its folders for files whose names begin
// with the code of a question (evidence.FromName) and says what each would become.
// Nothing is taken. Links are not followed; hidden files and what Office programs
// leave beside open files are passed over. Order is that of the paths, numbers in them by their
// value. More than 5000 files are refused. year 0 is the office's year.
func (a *App) ScanFolder(ctx context.Context, year int, dir string) ([]Candidate, error) {
	b, err := a.EvidenceBook(ctx, year)
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, errors.Join(monev.Refuse("map", "Map %s tidak ada; periksa namanya.", plain.QuotePath(dir)), err)
	case err != nil:
		return nil, errors.Join(monev.Refuse("map", "Map %s tidak dapat dibaca; periksa nama dan izinnya.", plain.QuotePath(dir)), err)
	case !info.IsDir():
		return nil, monev.Refuse("map", "%s bukan map.", plain.QuotePath(dir))
	}
	if dir, err = filepath.Abs(dir); err != nil {
		return nil, err
	}
	root := dir // the folder named may be a link; those in it are not followed
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		root = real
	}
	known := newRegistered(a, b)
	var out []Candidate
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		rel, _ := filepath.Rel(root, path)
		name := filepath.ToSlash(rel)
		hidden := path != root && (strings.HasPrefix(d.Name(), ".") || strings.HasPrefix(d.Name(), "~$"))
		switch {
		case hidden && d.IsDir():
			return fs.SkipDir
		case hidden || strings.EqualFold(d.Name(), "Thumbs.db") || strings.EqualFold(d.Name(), "desktop.ini"):
			return nil
		case err != nil && path == root:
			return errors.Join(monev.Refuse("map", "Map %s tidak dapat dibaca; periksa nama dan izinnya.", plain.QuotePath(dir)), err)
		case err != nil: // this folder only
			out = append(out, Candidate{Path: path, Name: plain.Line(name), Refuse: "Map ini tidak dapat dibaca."})
			return fs.SkipDir
		case d.IsDir() && strings.Count(name, "/") >= scanDepth:
			out = append(out, Candidate{Path: path, Name: plain.Line(name), Refuse: "Map ini terlalu dalam, jadi tidak dibaca."})
			return fs.SkipDir
		case d.IsDir():
			return nil
		}
		if len(out) >= scanFiles {
			return monev.Refuse("map", "Map %s berisi lebih dari %d berkas; pilih map yang lebih kecil.", plain.QuotePath(dir), scanFiles)
		}
		c := candidate(b, path, filepath.Base(dir)+"/"+name)
		c.Name = plain.Line(name)
		if c.Refuse == "" {
			if c.Known, _, err = known.find(ctx, path, c.Size, ""); err != nil {
				return err
			}
		}
		out = append(out, c)
		return nil
	})
	slices.SortStableFunc(out, func(a, b Candidate) int { return folder.Natural(a.Name, b.Name) })
	return out, err
}

// candidate is what the file at path can become; name is how its folders and
// itself are called.
func candidate(b EvidenceBook, path, name string) Candidate {
	m := evidence.FromName(b.Instrument, name)
	c := Candidate{Path: path, Name: plain.Line(name), Title: m.Title, Note: m.Note}
	for _, it := range m.Items {
		c.Items = append(c.Items, it.Code)
	}
	switch info, err := vault.Usable(path); {
	case err != nil:
		c.Refuse = Explain(err)
	default:
		c.Size = info.Size()
	}
	switch {
	case len(c.Items) == 1:
		c.Item = c.Items[0]
	case len(c.Items) > 1 && c.Note == "":
		c.Note = "Kode ini ada di beberapa butir: " + strings.Join(c.Items, ", ") + "; pilih satu."
	case len(c.Items) == 0:
		c.Note = "Nama berkas tidak diawali kode butir."
	}
	return c.With(b, c.Item)
}

// untitled is what evidence of a question is called whose file name says nothing
// but the code; empty without question.
func untitled(code string) string {
	if code == "" {
		return ""
	}
	return "Eviden " + code
}

// With is the candidate for another question of the book; an empty code takes the
// question away. A title that only repeats the question follows it.
func (c Candidate) With(b EvidenceBook, code string) Candidate {
	if c.Title == untitled(c.Item) || c.Title == "" {
		c.Title = untitled(code)
	}
	c.Item, c.Target = code, ""
	if _, ok := b.Instrument.Item(code); ok {
		c.Target = evidencePath(b.Instrument, c.evidence(b.Year), filepath.Ext(c.Path))
		if len(c.Items) != 1 {
			c.Note = ""
		}
	}
	return c
}

// evidence is the record a candidate becomes.
func (c Candidate) evidence(year int) monev.Evidence {
	e := c.Record
	e.ID, e.Year, e.Item, e.Title, e.Kind = "", year, c.Item, c.Title, monev.EvidenceFile
	if e.Title == "" {
		e.Title = cmp.Or(untitled(c.Item), "Eviden")
	}
	return e
}

// registered finds files that the register already has.
type registered struct {
	app   *App
	paths map[string]monev.Evidence
	sizes map[int64][]monev.Evidence
}

func newRegistered(a *App, b EvidenceBook) registered {
	k := registered{a, map[string]monev.Evidence{}, map[int64][]monev.Evidence{}}
	for _, e := range b.All() {
		if e.File != nil {
			k.paths[a.FileOf(e)] = e
			k.sizes[e.File.Size] = append(k.sizes[e.File.Size], e)
		}
	}
	return k
}

// find says as what a file is registered: known for the question item, any if item
// is empty; elsewhere for another question, which may have the same proof. The file
// is read only if one of its size is registered.
func (k registered) find(ctx context.Context, path string, size int64, item string) (known, elsewhere string, err error) {
	as := func(e monev.Evidence) string {
		item := "tanpa butir"
		if e.Item != "" {
			item = "butir " + e.Item
		}
		return fmt.Sprintf("Sudah terdaftar pada %s sebagai %s.", item, plain.Quote(e.Title))
	}
	if e, ok := k.paths[path]; ok && (item == "" || e.Item == item) {
		return as(e), "", nil
	}
	if len(k.sizes[size]) == 0 {
		return "", "", nil
	}
	f, err := vault.Hash(ctx, path, nil)
	if err != nil {
		return "", "", ctx.Err() // unreadable: that is told when it is taken
	}
	for _, e := range k.sizes[size] {
		switch {
		case e.File.SHA256 != f.SHA256:
		case item == "" || e.Item == item:
			return as(e), "", nil
		default:
			elsewhere = as(e)
		}
	}
	return "", elsewhere, nil
}

// Taken is what became of a candidate.
type Taken struct {
	Candidate Candidate
	Evidence  monev.Evidence // zero if it was refused
	Refused   string         // Indonesian; empty if it was taken
}

// AttachAll takes candidates in, all in one event: with keep as copies, else where
// they are. A file that cannot be taken (gone, changed meanwhile, empty, registered
// already, without question) is passed over and says why; the order is that of the
// list. If the data folder cannot take them, the work is stopped or recording
// fails, nothing is recorded and no copy stays. year 0 is the office's year.
func (a *App) AttachAll(ctx context.Context, year int, list []Candidate, keep bool, progress vault.Progress) (out []Taken, err error) {
	w, err := a.Worksheet(ctx, year)
	if err != nil {
		return nil, err
	}
	var total, before int64
	for _, c := range list {
		total += c.Size
	}
	var copies []monev.File
	defer func() {
		if err != nil && !errors.Is(err, store.ErrUncertain) {
			for _, f := range copies {
				err = errors.Join(err, a.files.Remove(f))
			}
			out = nil
		}
	}()
	files := make([]monev.File, len(list))
	known := map[string]string{} // title by question and hash
	for _, given := range w.Evidence {
		for _, e := range given {
			if e.File != nil {
				known[e.Item+" "+e.File.SHA256] = e.Title
			}
		}
	}
	for i, c := range list {
		t := Taken{Candidate: c}
		e := c.evidence(w.Year)
		switch _, ok := w.Instrument.Item(c.Item); {
		case c.Refuse != "":
			t.Refused = c.Refuse
		case !ok:
			t.Refused = "Butirnya belum dipilih."
		default:
			var copied bool
			files[i], copied, err = a.bring(ctx, w.Instrument, e, c.Path, keep, func(d, _ int64) {
				if progress != nil {
					progress(min(before+d, total), total)
				}
			})
			if copied {
				copies = append(copies, files[i])
			}
			if r, ok := monev.AsRefusal(err); ok && r.Field == "berkas" {
				t.Refused, err = r.Reason, nil
			}
			if err != nil {
				return nil, err
			}
			if t.Refused != "" {
				break
			}
			key := e.Item + " " + files[i].SHA256
			if title, ok := known[key]; ok {
				t.Refused = registeredAs(e.Item, title).Reason
				if copied {
					copies = copies[:len(copies)-1]
					if err = a.files.Remove(files[i]); err != nil {
						return nil, err
					}
				}
			}
			known[key] = e.Title
		}
		t.Evidence = e
		before += c.Size
		out = append(out, t)
	}
	n := 0
	for _, t := range out {
		if t.Refused == "" {
			n++
		}
	}
	label := fmt.Sprintf("lampirkan %d berkas eviden", n)
	err = a.update(ctx, act("eviden.berkas", label, ""), func(tx store.Tx) error {
		for i := range out {
			t := &out[i]
			if t.Refused != "" {
				t.Evidence = monev.Evidence{}
				continue
			}
			e, err := attach(tx, t.Evidence, files[i])
			if err != nil {
				return err
			}
			t.Evidence = e
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if progress != nil {
		progress(total, total)
	}
	return out, nil
}

// Candidates are files the user named one by one, as ScanFolder shows them; item
// is the question they are for, empty to read it from their names. For a question
// that was named, a file that proves another one already is ready, with a Note.
func (a *App) Candidates(ctx context.Context, year int, item string, paths []string) ([]Candidate, error) {
	b, err := a.EvidenceBook(ctx, year)
	if err != nil {
		return nil, err
	}
	if item != "" {
		if it := b.question(item); it != nil {
			item = it.Code
		} else {
			return nil, monev.Refuse("butir", "Butir %s tidak ada di instrumen, atau bukan satu butir saja.", plain.Quote(item))
		}
	}
	known := newRegistered(a, b)
	var out []Candidate
	for _, p := range paths {
		abs, err := filepath.Abs(p)
		if err != nil {
			return nil, err
		}
		c := candidate(b, abs, filepath.ToSlash(abs))
		c.Name = plain.Line(filepath.Base(abs))
		if item != "" {
			c.Items, c.Note = []string{item}, ""
			c = c.With(b, item)
		}
		if c.Refuse == "" {
			var elsewhere string
			if c.Known, elsewhere, err = known.find(ctx, abs, c.Size, item); err != nil {
				return nil, err
			}
			if elsewhere != "" {
				c.Note = elsewhere
			}
		}
		out = append(out, c)
	}
	return out, nil
}

// question is the one question a code means, in any of the styles; nil if there is
// none or a choice.
func (b EvidenceBook) question(code string) *lke.Item {
	if it, ok := b.Instrument.Item(code); ok {
		return it
	}
	if it := evidence.FromName(b.Instrument, code+" x").Sure(); it != nil {
		return it
	}
	return nil
}
