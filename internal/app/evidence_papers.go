package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"monev/internal/evidence/pack"
	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/vault"
)

// EvidenceDir is the folder packs and lists of the evidence of a year go to when
// nobody names another: "dokumen/Eviden <year>" in the data folder. It need not
// exist; empty in memory.
func (a *App) EvidenceDir(year int) string {
	if a.dir == "" {
		return ""
	}
	return a.DocumentDir(fmt.Sprintf("Eviden %d", year))
}

// PackInto is Pack under its usual name in a folder, which is made if it is
// missing; a name that is taken gets a number.
func (a *App) PackInto(ctx context.Context, year int, dir string, o pack.Options, progress vault.Progress) (Packed, error) {
	name, err := a.outName(ctx, PackName(year))
	if err != nil {
		return Packed{}, err
	}
	dest, err := freeName(dir, name)
	if err != nil {
		return Packed{}, err
	}
	return a.Pack(ctx, year, dest, o, progress)
}

// MissingListInto writes the list of what is missing into a folder as the formats
// people hand out, in the order of Formats, and returns the paths. The folder is
// made if it is missing; a name that is taken gets a number.
func (a *App) MissingListInto(ctx context.Context, year int, dir string) ([]string, error) {
	var out []string
	for _, format := range Formats() {
		if !slices.Contains([]string{"docx", "pdf"}, format) {
			continue
		}
		name, err := a.outName(ctx, fmt.Sprintf("Eviden yang belum lengkap %d.%s", year, format))
		if err != nil {
			return out, err
		}
		dest, err := freeName(dir, name)
		if err != nil {
			return out, err
		}
		if err := a.WriteMissingList(ctx, year, dest); err != nil {
			return out, err
		}
		out = append(out, dest)
	}
	return out, nil
}

// outName is the name of a file that is made of the records: it says so if they
// are for practice.
func (a *App) outName(ctx context.Context, name string) (string, error) {
	o, err := a.Office(ctx)
	if o.Practice {
		name = monev.PracticeStamp + " " + name
	}
	return name, err
}

// freeName makes a folder and finds a name in it that is not taken: "a.zip",
// "a (2).zip".
func freeName(dir, name string) (string, error) {
	no := func(err error) (string, error) {
		return "", errors.Join(monev.Refuse("ke", "Map %s tidak dapat dibuat atau dibaca; pilih map lain.", plain.QuotePath(dir)), err)
	}
	if dir == "" {
		return no(fs.ErrInvalid)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return no(err)
	}
	for n := 1; n <= 1000; n++ {
		path := filepath.Join(dir, plain.Numbered(name, n))
		switch _, err := os.Lstat(path); {
		case errors.Is(err, fs.ErrNotExist):
			return path, nil
		case err != nil:
			return no(err)
		}
	}
	return no(fs.ErrExist)
}
