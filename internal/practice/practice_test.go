package practice_test

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/practice"
	"monev/internal/store"
	"monev/internal/store/boltstore"
	"monev/internal/store/datafolder"
	"monev/internal/store/ledger"
)

func now() time.Time { return time.Date(2026, 11, 27, 9, 0, 0, 0, time.UTC) }

func home(t *testing.T) *practice.Home {
	t.Helper()
	h := &practice.Home{Dir: t.TempDir(), Now: now, Version: "uji", Env: noEnv}
	t.Cleanup(func() { _ = h.Close() })
	return h
}

func open(t *testing.T, h *practice.Home, afresh bool) practice.Opened {
	t.Helper()
	o, err := h.Open(t.Context(), afresh)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// sums are the hashes of all files of a folder but those of the practice.
func sums(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && d.Name() == "latihan":
			return filepath.SkipDir
		case d.IsDir():
			return nil
		}
		b, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path)
		out[rel] = fmt.Sprintf("%d %x", len(b), sha256.Sum256(b))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// The office's data, open meanwhile as the program holds them, stay byte for byte
// what they were; no backup, check or figure of theirs sees what was practised.
func TestTheOfficesDataStayAsTheyAre(t *testing.T) {
	h := home(t)
	ctx := t.Context()
	o := datafolder.Options{Options: boltstore.Options{Options: ledger.Options{Now: now}}}
	f, err := datafolder.Open(ctx, h.Dir, o)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	a := app.New(f, now).WithDir(h.Dir).WithKeeping(app.Keeping{Folder: f, Options: o})
	ok(t, a.SetUp(ctx, monev.DefaultOffice(2026)))
	if _, err := a.BackUp(ctx, app.BackupTo{}); err != nil {
		t.Fatal(err)
	}
	before := sums(t, h.Dir)

	p := open(t, h, false)
	m, err := p.App.CreateMeeting(ctx, p.App.Today(), nil)
	ok(t, err)
	ok(t, p.App.CloseMeeting(ctx, "R0003"))
	docs, err := p.App.MakeDocuments(ctx, "R0003", nil, nil, p.App.DocumentDir("R0003"), nil)
	ok(t, err)
	if len(docs) == 0 || !strings.HasPrefix(docs[0].Path, h.Data()) {
		t.Errorf("documents %v", docs)
	}
	if got := p.App.Today().Long(); got != "Kamis, 20 November 2025" {
		t.Errorf("practice is on %s", got)
	}
	ok(t, h.Close())

	after := sums(t, h.Dir)
	for name, was := range before {
		if after[name] != was {
			t.Errorf("%s changed: %s, was %s", name, after[name], was)
		}
	}
	if len(after) != len(before) {
		t.Errorf("files before %v, after %v", before, after)
	}
	if list, err := a.Meetings(ctx); err != nil || len(list) != 0 {
		t.Errorf("the office has meetings %v, %v", list, err)
	}
	if hits, err := a.Search(ctx, "sertifikat diklat", 9, false); err != nil || len(hits) != 0 {
		t.Errorf("the search finds %+v, %v", hits, err)
	}
	rep, err := a.CheckData(ctx)
	ok(t, err)
	if len(rep.Findings) > 0 {
		t.Errorf("the check finds %+v", rep)
	}

	again := open(t, h, false) // goes on where it stopped
	if _, err := again.App.Minutes(ctx, m.ID); err != nil {
		t.Errorf("what was practised is lost: %v", err)
	}
	if d := now().Sub(again.App.Now()); d < 365*24*time.Hour || again.Lag != d {
		t.Errorf("lag %v, clock behind by %v", again.Lag, d)
	}
	afresh := open(t, h, true)
	if _, err := afresh.App.Minutes(ctx, m.ID); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("afresh it still has %s: %v", m.ID, err)
	}
	if _, err := os.Stat(docs[0].Path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("afresh the documents are still there: %v", err)
	}
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// Everything that leaves the practice as a file says so, in its name and inside.
func TestEveryDocumentIsMarked(t *testing.T) {
	p := open(t, home(t), false)
	ctx := t.Context()
	dir := t.TempDir()
	docs, err := p.App.ExportDocuments(ctx, "R0002", app.Documents(), []string{"docx", "md", "html", "xlsx", "ics"}, dir, nil)
	ok(t, err)
	formats := map[string]bool{}
	for _, d := range docs {
		name := filepath.Base(d.Path)
		formats[filepath.Ext(name)] = true
		if !strings.HasPrefix(name, "LATIHAN ") {
			t.Errorf("%s does not say that it was practice", name)
		}
		if !strings.Contains(inside(t, d.Path), "LATIHAN") {
			t.Errorf("%s is not marked inside", name)
		}
	}
	if len(formats) != 5 {
		t.Errorf("formats %v", formats)
	}
	for _, format := range []string{"portal", "xlsx"} {
		path, _, err := p.App.SaveLKE(ctx, 2025, format, nil)
		ok(t, err)
		if !strings.HasPrefix(filepath.Base(path), "LATIHAN ") || !strings.Contains(inside(t, path), monev.PracticeMark) {
			t.Errorf("%s is not marked", path)
		}
	}
	if list, err := p.App.MissingListInto(ctx, 2025, dir); err != nil || !strings.HasPrefix(filepath.Base(list[0]), "LATIHAN ") ||
		!strings.Contains(inside(t, list[0]), monev.PracticeMark) {
		t.Errorf("the list of missing evidence: %v, %v", list, err)
	}
}

// inside is the text of a file, of all parts if it is a ZIP.
func inside(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	ok(t, err)
	if !bytes.HasPrefix(b, []byte("PK")) {
		return string(b)
	}
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	ok(t, err)
	var out strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		ok(t, err)
		_, err = io.Copy(&out, r)
		ok(t, errors.Join(err, r.Close()))
	}
	return out.String()
}

// A folder that happens to be called so is left alone; a damaged practice can be
// begun again; two programs do not practise at once.
func TestWhatIsInTheWay(t *testing.T) {
	h := home(t)
	dir := filepath.Join(h.Dir, "latihan")
	ok(t, os.MkdirAll(dir, 0o700))
	ok(t, os.WriteFile(filepath.Join(dir, "catatan.docx"), []byte("milik kantor"), 0o600))
	for _, afresh := range []bool{false, true} {
		_, err := h.Open(t.Context(), afresh)
		if _, refused := monev.AsRefusal(err); !refused {
			t.Errorf("afresh %v: %v", afresh, err)
		}
	}
	if b, _ := os.ReadFile(filepath.Join(dir, "catatan.docx")); string(b) != "milik kantor" {
		t.Error("a file of theirs is gone")
	}
	ok(t, os.RemoveAll(dir))

	open(t, h, false)
	other := &practice.Home{Dir: h.Dir, Now: now, Env: noEnv}
	for _, afresh := range []bool{false, true} {
		if _, err := other.Open(context.Background(), afresh); !errors.Is(err, store.ErrLocked) {
			t.Errorf("a second program, afresh %v: %v", afresh, err)
		}
	}
	ok(t, h.Close())
	ok(t, os.RemoveAll(filepath.Join(h.Data(), "journal")))
	ok(t, os.WriteFile(filepath.Join(h.Data(), boltstore.FileName), []byte("rusak"), 0o600))
	if _, err := h.Open(t.Context(), false); !errors.Is(err, store.ErrDamaged) {
		t.Errorf("damaged: %v", err)
	}
	open(t, h, true)
}

func noEnv(string) string { return "" }
