package out

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sort"
	"strings"
	"testing"
)

func files(t *testing.T, dir string) string {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range list {
		b, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			b = []byte("<folder>")
		}
		out = append(out, e.Name()+"="+string(b))
	}
	sort.Strings(out)
	return strings.Join(out, "; ")
}

func TestWriteFile(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "Dokumen", "R001")
	for i, c := range []struct{ data, want string }{
		{"a", "Notula.docx"}, {"a", "Notula.docx"}, {"b", "Notula (2).docx"}, {"b", "Notula (2).docx"}, {"a", "Notula.docx"}, {"", "Notula (3).docx"},
	} {
		path, err := WriteFile(dir, "Notula.docx", []byte(c.data))
		if err != nil || path != filepath.Join(dir, c.want) {
			t.Errorf("%d: %q, %v; want %q", i, path, err, c.want)
		}
	}
	if got, want := files(t, dir), "Notula (2).docx=b; Notula (3).docx=; Notula.docx=a"; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

func TestWriteFileStaysInside(t *testing.T) {
	root := t.TempDir()
	dir := filepath.Join(root, "a")
	for _, name := range []string{"../luar.md", "/etc/x.md", `..\luar.md`, `C:\x.md`, "CON", "", "x:y.md"} {
		path, err := WriteFile(dir, name, []byte(name))
		if err != nil || filepath.Dir(path) != dir {
			t.Errorf("%q: %q, %v", name, path, err)
		}
	}
	if got := files(t, root); got != "a=<folder>" {
		t.Error(got)
	}
}

func TestWriteFileTaken(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "Notula.docx"), 0o755); err != nil {
		t.Fatal(err)
	}
	elsewhere := filepath.Join(t.TempDir(), "lain.docx")
	if err := os.WriteFile(elsewhere, []byte("b"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(elsewhere, filepath.Join(dir, "Notula (2).docx")); err != nil {
		t.Skip(err)
	}
	if _, err := os.Lstat(filepath.Join(dir, "Notula (2).docx")); err != nil {
		t.Skip("the system makes no links (Wine):", err)
	}
	path, err := WriteFile(dir, "Notula.docx", []byte("a"))
	if err != nil || filepath.Base(path) != "Notula (3).docx" {
		t.Errorf("%q, %v", path, err)
	}
	if b, err := os.ReadFile(elsewhere); err != nil || string(b) != "b" {
		t.Errorf("behind the link: %q, %v", b, err)
	}
}

func TestRenameFails(t *testing.T) {
	held := errors.New("held by another program")
	dir := t.TempDir()
	path, err := write(dir, "Notula.docx", []byte("a"), func(from, to string) error {
		if filepath.Base(to) == "Notula.docx" {
			return held
		}
		return os.Rename(from, to)
	})
	if err != nil || filepath.Base(path) != "Notula (2).docx" {
		t.Errorf("%q, %v", path, err)
	}
	if got := files(t, dir); got != "Notula (2).docx=a" {
		t.Error(got)
	}
	dir = t.TempDir()
	if _, err := write(dir, "Notula.docx", []byte("a"), func(string, string) error { return held }); !errors.Is(err, held) {
		t.Errorf("always held: %v", err)
	}
	if got := files(t, dir); got != "" {
		t.Errorf("left behind: %s", got)
	}
}

// Whoever asked for the file hears its own name, not that of the temporary one.
func TestNameThatCannotBe(t *testing.T) {
	dir := t.TempDir()
	_, err := write(dir, "Notula.docx", []byte("a"), func(from, to string) error {
		return &os.LinkError{Op: "rename", Old: from, New: to, Err: fs.ErrInvalid}
	})
	var p *fs.PathError
	if !errors.As(err, &p) || !strings.HasPrefix(p.Path, filepath.Join(dir, "Notula")) || !errors.Is(err, fs.ErrInvalid) {
		t.Errorf("%#v", err)
	}
}

func TestNoFolder(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "berkas")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := WriteFile(file, "Notula.docx", nil); err == nil {
		t.Error("a file taken for a folder")
	}
}

// What leaves here may be evidence: others on the computer do not read it.
func TestForTheOwnerAlone(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no such modes here")
	}
	dir := filepath.Join(t.TempDir(), "Dokumen", "R001")
	path, err := WriteFile(dir, "Notula.docx", []byte("a"))
	if err != nil {
		t.Fatal(err)
	}
	packed := filepath.Join(dir, "Eviden.zip")
	if err := Stream(packed, func(f *os.File) error { _, err := f.WriteString("b"); return err }); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{path, packed, dir, filepath.Dir(dir)} {
		if info, err := os.Stat(name); err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s: %v, %v", name, info.Mode(), err)
		}
	}
}

func TestStream(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "Eviden.zip")
	put := func(text string, err error) error {
		return Stream(path, func(f *os.File) error {
			if _, err := f.WriteString(text); err != nil {
				return err
			}
			return err
		})
	}
	stopped := errors.New("stopped")
	if err := put("half", stopped); !errors.Is(err, stopped) {
		t.Errorf("%v", err)
	}
	if got := files(t, dir); got != "" {
		t.Errorf("left behind: %s", got)
	}
	if err := put("whole", nil); err != nil {
		t.Fatal(err)
	}
	if err := put("other", nil); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a name that is taken: %v", err)
	}
	if got := files(t, dir); got != "Eviden.zip=whole" {
		t.Error(got)
	}
	path = filepath.Join(dir, "tidak-ada", "x.zip")
	if err := put("x", nil); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing folder: %v", err)
	}
}

func TestUsable(t *testing.T) {
	for path, want := range map[string]bool{
		".": true, "..": true, "hasil/": true, "a b": true, string(filepath.Separator): true, strings.Repeat("x", 40_000): false,
		"ab:c": runtime.GOOS != "windows", "x/a:b": runtime.GOOS != "windows", "a:b": true, "NUL": runtime.GOOS != "windows",
	} {
		if got := Usable(path); got != want {
			t.Errorf("%.20s: %v, want %v", path, got, want)
		}
	}
	if err := Stream(strings.Repeat("x", 40_000), nil); !errors.Is(err, fs.ErrInvalid) {
		t.Errorf("an endless name: %v", err)
	}
}

// Until the finished file gets its name nothing is there: the power may go at any
// moment, and an empty file would be taken for the document.
func TestNothingUnderTheNameBefore(t *testing.T) {
	dir := t.TempDir()
	path, err := write(dir, "Notula.docx", []byte("a"), func(from, to string) error {
		if got := files(t, dir); got != filepath.Base(from)+"=a" {
			t.Errorf("while it waits: %s", got)
		}
		return os.Rename(from, to)
	})
	if err != nil || files(t, dir) != "Notula.docx=a" {
		t.Errorf("%q, %v", path, err)
	}
}
