package vault

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"monev/internal/monev"
)

var ctx = context.Background()

func write(t testing.TB, name, text string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

// tree lists every file and folder below dir, "/" behind folders.
func tree(t testing.TB, dir string) string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || p == dir {
			return err
		}
		p, _ = filepath.Rel(dir, p)
		if p = filepath.ToSlash(p); d.IsDir() {
			p += "/"
		}
		out = append(out, p)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(out, "\n")
}

// files is tree without folders.
func files(t testing.TB, dir string) string {
	t.Helper()
	var out []string
	for l := range strings.SplitSeq(tree(t, dir), "\n") {
		if !strings.HasSuffix(l, "/") && l != "" {
			out = append(out, l)
		}
	}
	return strings.Join(out, "\n")
}

// says fails unless err is a refusal of a field that has a word in it.
func says(t testing.TB, err error, field, word string) {
	t.Helper()
	r, ok := monev.AsRefusal(err)
	if !ok || r.Field != field || !strings.Contains(r.Reason, word) {
		t.Errorf("refusal %q of field %v wanted with %q, got %v", field, r, word, err)
	}
}

// TestTidy: what was left an hour ago and longer goes, wherever it lies; what is young,
// or no file of ours, stays.
func TestTidy(t *testing.T) {
	dir, away := t.TempDir(), t.TempDir()
	v := Open(dir)
	old := time.Now().Add(-61 * time.Minute)
	gone := []string{"eviden/2024/I/.monev-0-1.tmp", "eviden/" + v.ownHead() + "3.tmp", "foto/R0001/.monev-77-2.tmp", "logo/.monev-1-1.tmp", "dokumen/R0001/.monev-123456.tmp"}
	kept := []string{"eviden/2024/a.tmp", "eviden/.monev-x", "dokumen/.lain-1.tmp", "dokumen/R0001/Notula.docx", "backup/.monev-1-1.tmp", ".monev-1-1.tmp"}
	young := []string{"dokumen/R0001/.monev-99.tmp", "eviden/.monev-0-9.tmp"}
	for _, name := range append(append(append([]string{}, gone...), kept...), young...) {
		path := write(t, filepath.Join(dir, filepath.FromSlash(name)), "x")
		if !slices.Contains(young, name) {
			if err := os.Chtimes(path, old, old); err != nil {
				t.Fatal(err)
			}
		}
	}
	outside := write(t, filepath.Join(away, ".monev-1-1.tmp"), "x")
	if err := errors.Join(os.Chtimes(outside, old, old), os.Symlink(away, filepath.Join(dir, "eviden", "tautan"))); err != nil {
		t.Log(err)
	}
	stopped, stop := context.WithCancel(ctx)
	stop()
	if err := v.Tidy(stopped); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	if err := v.Tidy(ctx); err != nil {
		t.Fatal(err)
	}
	for _, name := range append(kept, young...) {
		if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, name := range gone {
		if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(name))); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s is still there: %v", name, err)
		}
	}
	if _, err := os.Stat(outside); err != nil {
		t.Errorf("through a link: %v", err)
	}
	if err := Open(filepath.Join(dir, "none")).Tidy(ctx); err != nil {
		t.Errorf("no data folder: %v", err)
	}
}

// A long path never pushes the name out of the sentence.
func TestRefusalNamesTheFile(t *testing.T) {
	dir := filepath.Join(t.TempDir(), strings.Repeat("map yang panjang/", 8))
	empty := write(t, filepath.Join(dir, "A.I.1.i.a SK Tim.pdf"), "")
	_, err := Usable(empty)
	says(t, err, "berkas", `Berkas "A.I.1.i.a SK Tim.pdf" kosong (0 byte)`)
	_, err = Usable(filepath.Join(dir, "tidak ada.pdf"))
	says(t, err, "berkas", `tidak ada.pdf" tidak ada`)
}

func TestVerify(t *testing.T) {
	dir, away := t.TempDir(), t.TempDir()
	v := Open(dir)
	f, err := v.Take(ctx, write(t, filepath.Join(away, "x.pdf"), "lama"), "eviden/x.pdf", nil)
	if err != nil {
		t.Fatal(err)
	}
	place := v.Abs(f)
	write(t, place, "baru")
	if s, now, err := v.Verify(ctx, f, nil); s != Changed || now.SHA256 == f.SHA256 || now.Path != f.Path || err != nil {
		t.Errorf("%v %+v %v", s, now, err)
	}
	write(t, place, "")
	if s, now, err := v.Verify(ctx, f, nil); s != Changed || now.Size != 0 || err != nil {
		t.Errorf("emptied: %v %v", s, err)
	}
	_ = os.Remove(place)
	if s, _, err := v.Verify(ctx, f, nil); s != Missing || err != nil {
		t.Errorf("%v %v", s, err)
	}
	if os.Mkdir(place, 0o700) == nil {
		if s, _, err := v.Verify(ctx, f, nil); s != Missing || err != nil {
			t.Errorf("a folder in its place: %v %v", s, err)
		}
	}
	under := f
	under.Path = "eviden/y/z.pdf"
	write(t, filepath.Join(dir, "eviden", "y"), "berkas")
	if s, _, err := v.Verify(ctx, under, nil); s != Missing || err != nil {
		t.Errorf("through a file: %v %v", s, err)
	}
}

func TestNothingLeavesTheFolder(t *testing.T) {
	dir, away := t.TempDir(), t.TempDir()
	secret := write(t, filepath.Join(away, "rahasia.txt"), "rahasia")
	link := filepath.Join(dir, "eviden")
	if os.Symlink(away, link) != nil {
		t.Skip("no links here")
	}
	if _, err := os.Stat(link); err != nil {
		t.Skipf("no links to folders here, as under Wine: %v", err)
	}
	v := Open(dir)
	f := monev.File{Path: "eviden/rahasia.txt", Kept: true}
	if b, err := v.Read(f, 100); err == nil {
		t.Errorf("read %q through a link out of the folder", b)
	}
	if _, err := v.Take(ctx, secret, "eviden/x.txt", nil); err == nil {
		t.Error("written through a link out of the folder")
	}
	if err := v.Remove(f); err == nil {
		t.Error("removed through a link out of the folder")
	}
	if got := files(t, away); got != "rahasia.txt" {
		t.Errorf("outside: %s", got)
	}
	if list, err := v.Files(ctx, "eviden"); len(list) > 0 {
		t.Errorf("listed %v %v", list, err)
	}
	if got := v.Abs(monev.File{Path: "../x", Kept: true}); got != "" {
		t.Errorf("%s", got)
	}
}

func TestFiles(t *testing.T) {
	dir := t.TempDir()
	v := Open(dir)
	if l, err := v.Files(ctx, "eviden"); len(l) != 0 || err != nil {
		t.Errorf("%v %v", l, err)
	}
	for _, name := range []string{"eviden/b.pdf", "eviden/a/c.pdf", "eviden/a/.monev-1-1.tmp", "lain/x"} {
		write(t, filepath.Join(dir, filepath.FromSlash(name)), name)
	}
	l, err := v.Files(ctx, "eviden")
	if err != nil || len(l) != 2 || l[0].Path != "eviden/a/c.pdf" || l[1].Path != "eviden/b.pdf" || l[1].Size != 12 {
		t.Errorf("%v %v", l, err)
	}
}

// Looking at files makes no data folder: on a stick that is gone, an empty one
// would look like lost files.
func TestLookingMakesNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	v := Open(dir)
	f := monev.File{Path: "eviden/x.pdf", Kept: true}
	_, err := v.Read(f, 100)
	says(t, err, "simpanan", "Map data")
	if l, err := v.Files(ctx, "eviden"); len(l) != 0 || err != nil {
		t.Errorf("%v %v", l, err)
	}
	if s, _, err := v.Verify(ctx, f, nil); s != Missing || err != nil {
		t.Errorf("%v %v", s, err)
	}
	if err := v.Remove(f); err == nil {
		t.Error("removed what is not there")
	}
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the folder was made: %v", err)
	}
}

func TestInside(t *testing.T) {
	v := Open(t.TempDir())
	if rel, ok := v.Inside(filepath.Join(v.dir, "eviden", "x.pdf")); !ok || rel != "eviden/x.pdf" {
		t.Errorf("%q %v", rel, ok)
	}
	for _, name := range []string{v.dir, filepath.Dir(v.dir), filepath.Join(v.dir, "..", "x")} {
		if rel, ok := v.Inside(name); ok {
			t.Errorf("%s is not inside, got %q", name, rel)
		}
	}
}
