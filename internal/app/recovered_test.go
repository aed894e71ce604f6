package app_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"monev/internal/app"
	"monev/internal/sample"
	"monev/internal/store/datafolder"
)

// A torn store and half of the text journal: the user hears what was wrong, what was
// used, what is missing and from when on, and where the old file is.
func TestRecovered(t *testing.T) {
	ctx := context.Background()
	dir := filepath.Join(t.TempDir(), "data")
	clock := func() time.Time { return at("2025-11-20 10:00") }
	open := func() (*app.App, *datafolder.Folder) {
		f, err := datafolder.Open(ctx, dir, datafolder.Options{})
		if err != nil {
			t.Fatal(err)
		}
		a := app.New(f, clock).WithDir(dir).WithKeeping(app.Keeping{Folder: f})
		if _, err := a.Ready(ctx); err != nil {
			t.Fatal(err)
		}
		return a, f
	}
	change := func(name string, to func([]byte) []byte) {
		path := filepath.Join(dir, filepath.FromSlash(name))
		b, err := os.ReadFile(path)
		if err == nil {
			err = os.WriteFile(path, to(b), 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	a, f := open()
	if err := sample.Fill(ctx, f); err != nil {
		t.Fatal(err)
	}
	if r := a.Recovered(ctx); len(r) != 0 {
		t.Errorf("all is well: %+v", r)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	change("monev.db", func(b []byte) []byte {
		for at := 8192; at+4096 <= len(b); at += 8192 {
			clear(b[at : at+4096])
		}
		return b
	})
	change(datafolder.JournalName, func(b []byte) []byte {
		return bytes.Join(bytes.SplitAfterN(b, []byte("\n"), 201)[:200], nil)
	})
	a, f = open()
	defer func() { _ = f.Close() }()
	r := a.Recovered(ctx)
	if len(r) == 0 || r[0].Wrong != "Berkas data rusak." || !strings.Contains(r[0].Used, "sisa berkas data lama dan jurnal salinan: 2") ||
		!strings.HasPrefix(r[0].Missing, "Kejadian 2") || !strings.Contains(r[0].Missing, "Isian terakhir yang ada: ") || !strings.Contains(r[0].Missing, " 2025 pukul ") {
		t.Fatalf("%+v", r)
	}
	for _, more := range r[1:] { // the cut journal, if the store had more
		if !strings.HasPrefix(more.Wrong, "Jurnal salinan") || !strings.Contains(more.Missing, "Selain kejadian") {
			t.Errorf("%+v", more)
		}
	}
	if _, err := os.Stat(r[0].Kept); err != nil || !strings.Contains(r[0].String(), r[0].Kept) {
		t.Errorf("%s: %v", r[0], err)
	}
}

// Only a backup is left: what was stored after it is in no file, so nobody may say that
// nothing is missing.
func TestRecoveredFromBackupOnly(t *testing.T) {
	ctx := context.Background()
	dir := filepath.Join(t.TempDir(), "data")
	open := func() (*app.App, *datafolder.Folder) {
		f, err := datafolder.Open(ctx, dir, datafolder.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return app.New(f, func() time.Time { return at("2025-11-20 10:00") }).WithDir(dir).WithKeeping(app.Keeping{Folder: f}), f
	}
	a, f := open()
	if _, err := a.Ready(ctx); err != nil {
		t.Fatal(err)
	}
	if err := sample.Fill(ctx, f); err != nil {
		t.Fatal(err)
	}
	if _, err := a.BackUp(ctx, app.BackupTo{}); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"monev.db", datafolder.JournalName} {
		if err := os.Remove(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
			t.Fatal(err)
		}
	}
	a, f = open()
	defer func() { _ = f.Close() }()
	r := a.Recovered(ctx)
	if len(r) == 0 || !strings.Contains(r[0].Used, "dari cadangan") || !strings.HasPrefix(r[0].Missing, "Isian yang lebih baru mungkin hilang") {
		t.Fatalf("%+v", r)
	}
	for _, more := range r[1:] { // the text journal, made anew
		if !strings.HasPrefix(more.Missing, "Selain yang sudah disebut") {
			t.Errorf("%+v", more)
		}
	}
}
