package app

import (
	"path/filepath"
	"strings"
	"testing"

	"monev/internal/monev"
)

func TestFileManager(t *testing.T) {
	none := func(string) string { return "" }
	desktop := func(name string) string { return map[string]string{"WAYLAND_DISPLAY": "wayland-0"}[name] }
	for _, c := range []struct {
		system string
		env    func(string) string
		want   string
	}{{"windows", none, "explorer.exe"}, {"darwin", none, "open"}, {"linux", none, ""}, {"linux", desktop, "xdg-open"}} {
		if got := fileManager(c.system, c.env); got != c.want {
			t.Errorf("%s: %q, want %q", c.system, got, c.want)
		}
	}
}

func TestOpenFolderSaysWhereItIs(t *testing.T) {
	t.Setenv("DISPLAY", ":0")
	t.Setenv("PATH", "") // no file manager
	dir := t.TempDir()
	for _, d := range []string{dir, filepath.Join(dir, "tidak ada")} {
		err := new(App).OpenFolder(d)
		if r, ok := monev.AsRefusal(err); !ok || !strings.Contains(r.Reason, d) {
			t.Errorf("%s: %v", d, err)
		}
	}
}
