package folder_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"monev/internal/folder"
	"monev/internal/monev"
)

func write(t testing.TB, dir string, names ...string) {
	t.Helper()
	for _, n := range names {
		p := filepath.Join(dir, n)
		if strings.HasSuffix(n, "/") {
			if err := os.Mkdir(p, 0o755); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if err := os.WriteFile(p, []byte(n), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func list(t testing.TB, dir string) folder.Listing {
	t.Helper()
	l, err := folder.List(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestListOrder(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "SK 10.pdf", "sk 2.pdf", "Überblick.docx", "zeta/", "Alfa/", ".rahasia")
	if err := os.Symlink(filepath.Join(dir, "tidak ada"), filepath.Join(dir, "putus")); err != nil {
		t.Skip(err)
	}
	var names []string
	for _, e := range list(t, dir).Entries {
		names = append(names, e.Shown)
		if e.Shown == ".rahasia" != e.Hidden {
			t.Errorf("%s hidden: %v", e.Shown, e.Hidden)
		}
	}
	want := []string{"Alfa", "zeta", ".rahasia", "sk 2.pdf", "SK 10.pdf", "Überblick.docx"}
	if !reflect.DeepEqual(names, want) {
		t.Errorf("order %q, want %q", names, want)
	}
}

// A name with escapes is shown harmless and still opens the file it belongs to.
func TestNamesAreHarmless(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows takes no such names")
	}
	dir := t.TempDir()
	write(t, dir, "a\x1b[31m\nb\u202efdp.exe", "\x07")
	l := list(t, dir)
	if len(l.Entries) != 2 {
		t.Fatalf("%d entries", len(l.Entries))
	}
	for _, e := range l.Entries {
		if strings.ContainsAny(e.Shown, "\x1b\n\x07\u202e") || e.Shown == "" {
			t.Errorf("shown as %q", e.Shown)
		}
		if _, err := os.Stat(filepath.Join(l.Path, e.Name)); err != nil {
			t.Error(err)
		}
	}
}

func TestMatches(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "A.I.3.i Peta Jabatan (rév).PDF")
	e := list(t, dir).Entries[0]
	for typed, want := range map[string]bool{"peta": true, "PETA jab": true, "petajab": true, "rev": true, "": true, "a.i.3": true, "peta kerja": false} {
		if got := e.Matches(folder.Typed(typed)); got != want {
			t.Errorf("%q: %v", typed, got)
		}
	}
	if !e.Has([]string{".docx", ".pdf"}) || e.Has([]string{".docx"}) || !e.Has(nil) {
		t.Error("endings")
	}
}

func TestRefusals(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a.pdf")
	closed := filepath.Join(dir, "tertutup")
	if err := os.Mkdir(closed, 0); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		filepath.Join(dir, "tidak ada"): "tidak ada",
		filepath.Join(dir, "a.pdf"):     "bukan map",
		closed:                          "tidak boleh dibuka",
	} {
		if path == closed && (runtime.GOOS == "windows" || os.Geteuid() == 0) {
			continue // root reads everything
		}
		_, err := folder.List(context.Background(), path)
		r, ok := monev.AsRefusal(err)
		if !ok || r.Field != "letak" || !strings.Contains(r.Reason, want) {
			t.Errorf("%s: %v", path, err)
		}
	}
	if _, err := folder.Find(dir, "a.pdf"); err != nil {
		t.Error(err)
	}
	if f, err := folder.Find("/", dir); err != nil || !f.Dir {
		t.Error(f, err)
	}
}

func TestSplit(t *testing.T) {
	for text, want := range map[string][]string{
		"":                                 nil,
		"/a/b c.pdf":                       {"/a/b c.pdf"},
		"/a/b.pdf\n\n/c d.pdf\r\n":         {"/a/b.pdf", "/c d.pdf"},
		`"C:\a b.pdf" "D:\c.pdf"`:          {`"C:\a b.pdf"`, `"D:\c.pdf"`},
		`'/a b' '/c'`:                      {"'/a b'", "'/c'"},
		`"C:\a b.pdf"`:                     {`"C:\a b.pdf"`},
		"file:///a%20b file:///c":          {"file:///a%20b", "file:///c"},
		`/home/it's mine.pdf`:              {`/home/it's mine.pdf`},
		`"/a" dan lain`:                    {`"/a" dan lain`},
		"\"C:\\a.pdf\"\r\n\"C:\\b c.pdf\"": {`"C:\a.pdf"`, `"C:\b c.pdf"`},
		`""`:                               nil,
	} {
		if got := folder.Split(text); !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestPlacesAreThere(t *testing.T) {
	for _, p := range folder.Places(context.Background()) {
		if !filepath.IsAbs(p.Path) || p.Shown == "" {
			t.Errorf("%+v", p)
		}
	}
}

func BenchmarkList5000(b *testing.B) {
	dir := b.TempDir()
	for i := range 5000 {
		write(b, dir, fmt.Sprintf("A.I.%d Laporan kegiatan nomor %d.pdf", i%6+1, i))
	}
	for b.Loop() {
		list(b, dir)
	}
}
