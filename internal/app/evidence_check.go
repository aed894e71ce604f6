package app

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"monev/internal/evidence"
	"monev/internal/lke"
	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/store"
	"monev/internal/vault"
)

// FaultKind is what is wrong with a file of evidence.
type FaultKind string

// The kinds of faults, each with what mends it.
const (
	FaultMissing FaultKind = "hilang"        // AttachFile with the ID
	FaultMoved   FaultKind = "pindah"        // RelinkEvidence
	FaultChanged FaultKind = "berubah"       // AcceptChange
	FaultOrphan  FaultKind = "tak terdaftar" // AdoptOrphan
)

// Fault is one thing CheckEvidence found.
type Fault struct {
	Kind     FaultKind
	Evidence monev.Evidence // zero for an orphan
	// File is what is there now: the file that was found elsewhere, the changed
	// file, the orphan. Zero for one that is missing.
	File monev.File
	Item string // for an orphan: the question its name means, empty if that is open
	Text string // one Indonesian sentence: what happened, what to do
}

// EvidenceCheck is the result of CheckEvidence.
type EvidenceCheck struct {
	Year   int
	Files  int     // files of records that were read
	Bytes  int64   // of these
	Faults []Fault // of records in the order of the register, then orphans by path
}

// CheckEvidence reads every file of a year's register again: what is missing, what
// was moved (found by its hash below eviden/ or beside its old place), what was
// changed, and files below eviden/ of the year that no record names. A copy nobody
// can read counts as missing. Nothing is changed. 0 is the office's year.
func (a *App) CheckEvidence(ctx context.Context, year int, progress vault.Progress) (EvidenceCheck, error) {
	b, err := a.EvidenceBook(ctx, year)
	if err != nil {
		return EvidenceCheck{}, err
	}
	v := a.reading()
	s := search{v: v, known: map[string]bool{}, sums: map[monev.File]string{}}
	if a.files != nil {
		if s.kept, err = v.Files(ctx, "eviden"); err != nil {
			return EvidenceCheck{}, err
		}
		if err := a.namedFiles(ctx, s.known); err != nil {
			return EvidenceCheck{}, err
		}
	}
	out := EvidenceCheck{Year: b.Year}
	var total, before int64
	for _, e := range b.All() {
		if e.File != nil {
			total += e.File.Size
			s.known[key(*e.File)] = true
		}
	}
	for _, e := range b.All() {
		if e.File == nil {
			continue
		}
		state, now, err := v.Verify(ctx, *e.File, func(d, _ int64) {
			if progress != nil {
				progress(min(before+d, total), total)
			}
		})
		if ctx.Err() != nil {
			return out, fmt.Errorf("check evidence: %w", ctx.Err())
		}
		before += e.File.Size
		out.Files++
		out.Bytes += e.File.Size
		f := Fault{Evidence: e, File: now}
		title, place := plain.Quote(e.Title), plain.QuotePath(e.File.Path)
		switch {
		case err != nil:
			f.Kind = FaultMissing
			f.Text = fmt.Sprintf("Eviden %s: %s", title, Explain(err))
		case state == vault.Changed:
			f.Kind = FaultChanged
			f.Text = fmt.Sprintf("Eviden %s: isi berkas %s berubah sejak didaftarkan; terima sebagai versi baru, atau kembalikan berkas yang lama.", title, place)
		case state == vault.Missing:
			if f.File, err = s.moved(ctx, *e.File); err != nil {
				return out, err
			}
			if f.Kind = FaultMissing; f.File.Path != "" {
				f.Kind = FaultMoved
				f.Text = fmt.Sprintf("Eviden %s: berkasnya pindah dari %s ke %s; perbarui letaknya.", title, place, plain.QuotePath(f.File.Path))
			} else {
				f.Text = fmt.Sprintf("Eviden %s: berkas %s tidak ada; cari berkasnya lalu lampirkan lagi.", title, place)
			}
		default:
			continue
		}
		out.Faults = append(out.Faults, f)
	}
	for _, f := range out.Faults {
		if f.Kind == FaultMoved {
			s.known[key(f.File)] = true
		}
	}
	here := fmt.Sprintf("eviden/%d/", b.Year)
	for _, f := range s.kept {
		if !strings.HasPrefix(f.Path, here) || s.known[key(f)] {
			continue
		}
		o := Fault{Kind: FaultOrphan, File: f,
			Text: fmt.Sprintf("Berkas %s ada di map eviden, tetapi tidak terdaftar; daftarkan, atau biarkan.", plain.QuotePath(f.Path))}
		if f.Size == 0 {
			o.Text = fmt.Sprintf("Berkas %s di map eviden kosong (0 byte), sisa penyalinan yang terputus atau berkas yang belum diisi; boleh dihapus.", plain.QuotePath(f.Path))
		}
		if it := evidence.FromName(b.Instrument, f.Path).Sure(); it != nil {
			o.Item = it.Code
		}
		out.Faults = append(out.Faults, o)
	}
	if progress != nil {
		progress(total, total)
	}
	return out, nil
}

// key names a file among all.
func key(f monev.File) string {
	if f.Kept {
		return "/" + vault.Fold(f.Path)
	}
	return filepath.Clean(f.Path)
}

// namedFiles notes every file of the data folder that evidence of any year names or
// named before.
func (a *App) namedFiles(ctx context.Context, known map[string]bool) error {
	_, err := view(ctx, a, func(r store.Reader) (struct{}, error) {
		all, err := store.All[monev.Evidence](r, store.KindEvidence, "")
		for _, e := range all {
			if e.File != nil {
				known[key(*e.File)] = true
			}
			for _, f := range e.Past {
				known[key(f)] = true
			}
		}
		return struct{}{}, err
	})
	return err
}

// search finds a file by its hash.
type search struct {
	v     *vault.Vault
	kept  []monev.File
	known map[string]bool       // by key: what some record names
	sums  map[monev.File]string // of files that were read
}

// maxBeside is how many files beside a lost one are looked at.
const maxBeside = 2000

// moved finds a file with the size and hash of a lost one that no record names: in
// the vault, or in the folder it was in and those below. Zero if there is none.
func (s *search) moved(ctx context.Context, lost monev.File) (monev.File, error) {
	around := s.kept
	if !lost.Kept {
		around = append(slices.Clone(around), beside(ctx, s.v.Abs(lost))...)
	}
	for _, f := range around {
		if f.Size != lost.Size || s.known[key(f)] {
			continue
		}
		if _, ok := s.sums[f]; !ok {
			now, err := s.v.Describe(ctx, f, nil)
			if ctx.Err() != nil {
				return monev.File{}, fmt.Errorf("look for a moved file: %w", ctx.Err())
			}
			if err != nil {
				continue // it cannot be read: it is not the one
			}
			s.sums[f] = now.SHA256
		}
		if s.sums[f] == lost.SHA256 {
			s.known[key(f)] = true
			f.SHA256, f.Name = lost.SHA256, lost.Name
			return f, nil
		}
	}
	return monev.File{}, nil
}

// beside lists the files in the folder of a lost file and below.
func beside(ctx context.Context, lost string) []monev.File {
	var out []monev.File
	dir := filepath.Dir(lost)
	_ = filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil || len(out) >= maxBeside:
			return fs.SkipAll
		case err != nil && d != nil && d.IsDir() && p != dir:
			return fs.SkipDir
		case err != nil || !d.Type().IsRegular():
			return nil
		}
		if info, err := d.Info(); err == nil {
			out = append(out, monev.File{Path: p, Size: info.Size()})
		}
		return nil
	})
	return out
}

// RelinkEvidence notes where the file of evidence was moved to, as a Fault of kind
// FaultMoved says; a file with another content is refused.
func (a *App) RelinkEvidence(ctx context.Context, id string, to monev.File) error {
	now, err := a.reading().Describe(ctx, to, nil)
	if err != nil {
		return err
	}
	return a.editEvidence(ctx, "perbarui letak eviden", id, func(e *monev.Evidence) error {
		if e.File == nil || e.File.SHA256 != now.SHA256 {
			return monev.Refuse("berkas", "Isi berkas itu tidak sama dengan yang terdaftar; lampirkan sebagai versi baru.")
		}
		now.Name = e.File.Name
		if e.Place == plain.Line(e.File.Path) && e.Place != "" {
			e.Place = plain.Line(now.Path)
		}
		e.File = &now
		return nil
	})
}

// AcceptChange takes the changed content of a file as a new version; it has to be
// checked again.
func (a *App) AcceptChange(ctx context.Context, id string) error {
	e, err := view(ctx, a, func(r store.Reader) (monev.Evidence, error) {
		return store.Load[monev.Evidence](r, store.KindEvidence, id)
	})
	if err != nil {
		return fmt.Errorf("load evidence: %w", err)
	}
	if e.File == nil {
		return monev.Refuse("berkas", "Eviden ini tidak punya berkas.")
	}
	now, err := a.reading().Describe(ctx, *e.File, nil)
	if err != nil {
		return err
	}
	return a.editEvidence(ctx, "terima perubahan eviden", id, func(e *monev.Evidence) error {
		if e.File == nil || e.File.Path != now.Path || e.File.SHA256 == now.SHA256 {
			return nil
		}
		e.Replace(now)
		e.Status = monev.EvidenceUnchecked
		return nil
	})
}

// editEvidence changes one record of evidence.
func (a *App) editEvidence(ctx context.Context, label, id string, change func(*monev.Evidence) error) error {
	return a.update(ctx, act("eviden.ubah", label, ""), func(tx store.Tx) error {
		e, err := store.Load[monev.Evidence](tx, store.KindEvidence, id)
		if err != nil {
			return err
		}
		if err := change(&e); err != nil {
			return err
		}
		return storeEvidence(tx, &e)
	})
}

// AdoptOrphan registers a file that lies below eviden/ without a record, where it
// is. e says what it proves; an empty title is read from its name. A file of no bytes
// is refused.
func (a *App) AdoptOrphan(ctx context.Context, e monev.Evidence, orphan monev.File) (monev.Evidence, error) {
	v, err := a.vault()
	if err != nil {
		return e, err
	}
	f, err := v.Describe(ctx, monev.File{Path: orphan.Path, Kept: true}, nil)
	if err == nil && f.Size == 0 {
		err = monev.Refuse("berkas", "Berkas %s kosong (0 byte), jadi tidak didaftarkan; lampirkan berkas aslinya.", plain.QuotePath(orphan.Path))
	}
	if err != nil {
		return e, err
	}
	if e.ID = ""; e.Title == "" {
		in, err := view(ctx, a, func(r store.Reader) (*lke.Instrument, error) {
			_, in, err := loadHead(r, e.Year)
			return in, err
		})
		if err != nil {
			return e, err
		}
		if e.Title = evidence.FromName(in, orphan.Path).Title; e.Title == "" {
			e.Title = titleOf(path.Base(orphan.Path))
		}
	}
	err = a.update(ctx, act("eviden.berkas", strings.TrimSpace("daftarkan berkas eviden "+e.Item), ""), func(tx store.Tx) error {
		var err error
		e, err = attach(tx, e, f)
		return err
	})
	return e, err
}
