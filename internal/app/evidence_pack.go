package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"monev/internal/evidence/pack"
	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/report/out"
	"monev/internal/vault"
)

// Packed says what went into a pack.
type Packed struct {
	Path    string
	Size    int64  // bytes of the ZIP
	SHA256  string // of the ZIP
	Files   int    // in it, without the indexes
	Entries []pack.Entry
	// Faults are Indonesian sentences about files that are missing or changed; they
	// stand in the index too.
	Faults []string
}

// Pack writes the evidence of a year into one ZIP file by area and question, with
// index.html and index.xlsx: hashes, sizes, own names, status, what is missing.
// Equal records and files give equal bytes. The file appears under dest when it is
// whole and was read again; a file that is there is never replaced. year 0 is the
// office's year. progress counts the files twice: written and read again.
func (a *App) Pack(ctx context.Context, year int, dest string, o pack.Options, progress vault.Progress) (Packed, error) {
	b, err := a.EvidenceBook(ctx, year)
	if err != nil {
		return Packed{}, err
	}
	v := a.reading()
	open := func(f monev.File) (io.ReadCloser, error) {
		file, err := v.Open(f)
		if err != nil { // no file in an interface that looks like one
			return nil, err
		}
		return file, nil
	}
	half := func(part int64) vault.Progress {
		return func(done, total int64) {
			if progress != nil {
				progress(part*total+done, 2*total)
			}
		}
	}
	p := Packed{}
	err = newFile(dest, func(f *os.File) error {
		var err error
		if p.Entries, err = pack.Write(ctx, f, b.pack(), open, o, half(0)); err != nil {
			return err
		}
		_ = f.Chmod(0o644) // it is for somebody else; FAT and Windows have no such modes
		info, err := f.Stat()
		if err != nil {
			return err
		}
		return pack.Check(ctx, f, info.Size(), p.Entries, half(1))
	})
	if err != nil {
		return Packed{}, fmt.Errorf("pack evidence: %w", err)
	}
	p.Path = dest
	sum, err := vault.Hash(ctx, dest, nil)
	if err != nil {
		return Packed{}, fmt.Errorf("hash pack: %w", err)
	}
	p.Size, p.SHA256 = sum.Size, sum.SHA256
	for _, e := range p.Entries {
		if e.Name != "" {
			p.Files++
		}
		if r := e.Remark(); r != "" {
			p.Faults = append(p.Faults, fmt.Sprintf("%s: %s.", plain.Quote(e.Evidence.Title), r))
		}
	}
	return p, nil
}

// newFile is out.Stream with what went wrong in words, field "ke".
func newFile(dest string, write func(*os.File) error) error {
	var inner error
	err := out.Stream(dest, func(f *os.File) error { inner = write(f); return inner })
	_, told := monev.AsRefusal(inner)
	say := ""
	switch {
	case err == nil:
		return nil
	case told, errors.Is(inner, context.Canceled), errors.Is(inner, context.DeadlineExceeded):
		return err
	case inner != nil:
		say = "%s tidak dapat ditulis sampai selesai dan tidak jadi dibuat; periksa ruang penyimpanan, lalu ulangi."
	case errors.Is(err, fs.ErrExist):
		say = "%s sudah ada dan tidak ditimpa; pilih nama lain."
	case errors.Is(err, fs.ErrNotExist):
		say, dest = "Map %s tidak ada; buat dulu, atau pilih tujuan lain.", filepath.Dir(dest)
	default:
		say = "%s tidak dapat ditulis; periksa nama dan izinnya, atau pilih tujuan lain."
	}
	return errors.Join(monev.Refuse("ke", say, plain.QuotePath(dest)), err)
}

// PackName is how the pack of a year is usually called.
func PackName(year int) string { return fmt.Sprintf("Eviden ZI %d.zip", year) }

// pack is the register as it goes into a pack.
func (b EvidenceBook) pack() pack.Register {
	r := pack.Register{Office: b.Office.Marked(b.Office.Name), Year: b.Year}
	for _, it := range b.Items {
		area := "Hasil"
		if n := it.Item.Area(); n > 0 {
			area = areaFolder(b.Instrument, n)
		}
		row := pack.Row{Area: area, Item: it.Item.Code, Question: it.Item.Question, Status: string(it.Status)}
		if len(it.Given) == 0 {
			r.Rows = append(r.Rows, row)
		}
		for _, e := range it.Given {
			r.Rows = append(r.Rows, row.With(e, b.Year))
		}
	}
	for _, e := range b.Loose {
		area := "Lain-lain"
		switch {
		case e.Area > 0:
			area = areaFolder(b.Instrument, e.Area)
		case e.Meeting != "":
			area = "Rapat " + e.Meeting
		case e.FollowUp != "":
			area = "Tindak Lanjut " + e.FollowUp
		}
		r.Rows = append(r.Rows, pack.Row{Area: area}.With(e, b.Year))
	}
	return r
}
