package app

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"monev/internal/evidence"
	"monev/internal/lke"
	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/store"
	"monev/internal/tanggal"
	"monev/internal/vault"
)

// PutEvidence adds evidence, or changes it if it has an ID. Evidence may prove a
// question, a follow-up, a meeting, an area, or nothing yet; what it names must
// exist. Its file stays unless its kind is no file any more; AttachFile gives it
// another. Moving it to another question gives it a new ID.
func (a *App) PutEvidence(ctx context.Context, e monev.Evidence, draft string) error {
	label := "ubah eviden " + e.Item
	if e.ID == "" {
		label = "tambah eviden " + e.Item
	}
	return a.update(ctx, act("eviden.simpan", strings.TrimSpace(label), ""), func(tx store.Tx) error {
		if e.ID != "" {
			was, err := store.Load[monev.Evidence](tx, store.KindEvidence, e.ID)
			if err != nil {
				return err
			}
			e.Past, e.Version = was.Past, was.Version
			switch {
			case was.File == nil:
			case e.Kind == monev.EvidenceLink || e.Kind == monev.EvidenceBinder:
				e.Past = append(slices.Clone(e.Past), *was.File)
				e.File = nil
			default:
				e.File = was.File
			}
		}
		if err := dropDraft(tx, draft); err != nil {
			return err
		}
		return storeEvidence(tx, &e)
	})
}

// storeEvidence checks and stores evidence; one without ID, or with that of
// another question, gets one.
func storeEvidence(tx store.Tx, e *monev.Evidence) error {
	if err := checkEvidence(tx, e); err != nil {
		return err
	}
	head := fmt.Sprintf("%d/%s/", e.Year, e.Item)
	if e.Item == "" {
		head = fmt.Sprintf("%d/-/", e.Year)
	}
	if e.ID == "" || !strings.HasPrefix(e.ID, head) {
		n, err := tx.Next("evidence")
		if err != nil {
			return err
		}
		if e.ID != "" {
			if err := tx.Delete(store.KindEvidence, e.ID); err != nil {
				return err
			}
		}
		e.ID = fmt.Sprintf("%s%05d", head, n)
	}
	return tx.Put(store.KindEvidence, e.ID, *e)
}

// checkEvidence cleans evidence and makes sure that what it names exists.
func checkEvidence(r store.Reader, e *monev.Evidence) error {
	if err := e.Clean(); err != nil {
		return err
	}
	if e.Year < 2000 || e.Year > 2199 {
		return monev.Refuse("tahun", "Tahun eviden %d tidak mungkin; tulis empat angka, misalnya 2025.", e.Year)
	}
	if e.Item != "" {
		_, in, err := loadHead(r, e.Year)
		if err != nil {
			return err
		}
		if _, ok := in.Item(e.Item); !ok {
			return monev.Refuse("butir", "Butir %s tidak ada di instrumen.", plain.Quote(e.Item))
		}
		e.Area = 0
	}
	if e.FollowUp != "" {
		if _, err := r.Get(store.KindFollowUp, e.FollowUp); err != nil {
			return unknown(err, "tindak lanjut", "Tindak lanjut", e.FollowUp)
		}
	}
	if e.Meeting != "" {
		if _, err := r.Get(store.KindMeeting, e.Meeting); err != nil {
			return unknown(err, "rapat", "Rapat", e.Meeting)
		}
	}
	if e.Unit.ID != "" && e.Unit.Name == "" {
		o, err := loadOffice(r)
		if err != nil {
			return err
		}
		if e.Unit, err = o.Owner(e.Unit.ID); err != nil {
			return err
		}
	}
	return nil
}

// unknown says that evidence names something that does not exist.
func unknown(err error, field, what, id string) error {
	if errors.Is(err, store.ErrNotFound) {
		return errors.Join(monev.Refuse(field, "%s %s tidak ada.", what, plain.Quote(id)), err)
	}
	return err
}

// DropEvidence removes a piece of evidence from the register; what it points to
// stays where it is.
func (a *App) DropEvidence(ctx context.Context, id string) error {
	return a.update(ctx, act("eviden.hapus", "hapus eviden", ""), func(tx store.Tx) error {
		return tx.Delete(store.KindEvidence, id)
	})
}

// AttachFile registers a file as evidence: new if e has no ID, else in place of the
// file it has, which raises its version and keeps the old file. With keep the file
// is copied into the data folder (eviden/tahun/area/aspek/kode judul); otherwise,
// and when it lies there already, it is registered where it is. An empty title is
// taken from the file's name. draft is dropped with it.
//
// The copy is whole and on disk before anything is recorded; if recording fails,
// the copy is taken away again. The same content twice for one question is refused.
func (a *App) AttachFile(ctx context.Context, e monev.Evidence, src string, keep bool, draft string, progress vault.Progress) (monev.Evidence, error) {
	if e.Title == "" {
		e.Title = titleOf(src)
	}
	e.Kind = monev.EvidenceFile
	in, err := view(ctx, a, func(r store.Reader) (*lke.Instrument, error) {
		check := e // before a long copy
		if err := checkEvidence(r, &check); err != nil {
			return nil, err
		}
		_, in, err := loadHead(r, e.Year)
		return in, err
	})
	if err != nil {
		return e, err
	}
	file, copied, err := a.bring(ctx, in, e, src, keep, progress)
	if err != nil {
		return e, err
	}
	err = a.update(ctx, act("eviden.berkas", strings.TrimSpace("lampirkan berkas eviden "+e.Item), ""), func(tx store.Tx) error {
		if err := dropDraft(tx, draft); err != nil {
			return err
		}
		var err error
		e, err = attach(tx, e, file)
		return err
	})
	if err != nil && copied && !errors.Is(err, store.ErrUncertain) {
		err = errors.Join(err, a.files.Remove(file))
	}
	return e, err
}

// attach records a file that is where it shall be.
func attach(tx store.Tx, e monev.Evidence, file monev.File) (monev.Evidence, error) {
	if e.ID != "" {
		was, err := store.Load[monev.Evidence](tx, store.KindEvidence, e.ID)
		if err != nil {
			return e, err
		}
		e.File, e.Past, e.Version = was.File, was.Past, was.Version
	} else if e.Item != "" {
		same, err := store.All[monev.Evidence](tx, store.KindEvidence, fmt.Sprintf("%d/%s/", e.Year, e.Item))
		if err != nil {
			return e, err
		}
		for _, o := range same {
			if o.File != nil && o.File.SHA256 == file.SHA256 {
				return e, registeredAs(e.Item, o.Title)
			}
		}
	}
	e.Replace(file)
	if e.Place == "" && !file.Kept {
		e.Place = plain.Line(file.Path)
	}
	return e, storeEvidence(tx, &e)
}

func registeredAs(item, title string) *monev.Refusal {
	return monev.Refuse("berkas", "Berkas ini sudah terdaftar pada butir %s sebagai %s.", item, plain.Quote(title))
}

// bring copies a file to where it shall be, or describes it where it is.
func (a *App) bring(ctx context.Context, in *lke.Instrument, e monev.Evidence, src string, keep bool, progress vault.Progress) (f monev.File, copied bool, err error) {
	if a.files != nil {
		if rel, ok := a.files.Inside(src); ok && (!keep || strings.HasPrefix(rel, "eviden/")) {
			if _, err := vault.Usable(src); err != nil {
				return f, false, err
			}
			f, err = a.files.Describe(ctx, monev.File{Path: rel, Kept: true}, progress)
			return f, false, err
		}
	}
	if keep {
		v, err := a.vault()
		if err != nil {
			return f, false, err
		}
		f, err = v.Take(ctx, src, evidencePath(in, e, filepath.Ext(src)), progress)
		return f, err == nil, err
	}
	if f, err = vault.Hash(ctx, src, progress); err != nil {
		return f, false, err
	}
	f.Path, err = filepath.Abs(src)
	if err == nil {
		err = f.Clean()
	}
	return f, false, err
}

// titleOf makes a title from the name of a file that has none.
func titleOf(src string) string {
	name := filepath.Base(src)
	stem := strings.TrimSuffix(name, filepath.Ext(name))
	if t := evidence.Title(stem); t != "" {
		return t
	}
	return "Berkas tanpa nama"
}

// evidencePath is where a file of evidence goes in the data folder.
func evidencePath(in *lke.Instrument, e monev.Evidence, ext string) string {
	area, aspect, code := "", "", e.Item
	switch it, ok := in.Item(e.Item); {
	case ok && it.Area() > 0:
		area, aspect = areaFolder(in, it.Area()), it.Sub.Aspect.String()
	case ok:
		area = "Hasil"
	case e.Area > 0:
		area = areaFolder(in, e.Area)
	case e.Meeting != "":
		area = "Rapat " + e.Meeting
	case e.FollowUp != "":
		area, code = "Tindak Lanjut", e.FollowUp
	default:
		area = "Lain-lain"
	}
	return vault.Path(e.Year, area, aspect, code, e.Title, ext)
}

// areaFolder is "I Manajemen Perubahan".
func areaFolder(in *lke.Instrument, n int) string {
	for i := range in.Areas {
		if in.Areas[i].Number == n {
			return tanggal.Roman(n) + " " + in.Areas[i].Name
		}
	}
	return tanggal.Roman(n)
}

// FileOf is where the file of evidence is, as the system writes paths; "" if it has
// none.
func (a *App) FileOf(e monev.Evidence) string {
	switch {
	case e.File == nil:
		return ""
	case a.files != nil:
		return a.files.Abs(*e.File)
	case e.File.Kept:
		return ""
	}
	return e.File.Path
}

// Present reports whether the file of evidence is where it should be; true for
// evidence without a file. It looks, it does not read.
func (a *App) Present(e monev.Evidence) bool {
	if e.File == nil {
		return true
	}
	info, err := a.reading().Stat(*e.File)
	return err == nil && info.Mode().IsRegular()
}
