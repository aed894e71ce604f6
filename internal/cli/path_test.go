package cli

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// What Windows takes for something else than a file is refused before anything
// is made; on other systems these are ordinary names.
func TestNamesWindowsTakesForSomethingElse(t *testing.T) {
	data := sampleDir(t)
	for _, name := range []string{"Notula: semua.json", "NUL", "con.json", "semua?.json"} {
		dir := t.TempDir()
		path := filepath.Join(dir, name)
		a := runIn(t, data, "ekspor", "data", "--ke", path)
		if runtime.GOOS != "windows" {
			if a.code != Done {
				t.Errorf("%s: %+v", name, a)
			}
			continue
		}
		if a.code != Failed || !strings.Contains(a.err, "--ke") {
			t.Errorf("%s: %+v", name, a)
		}
		if made, err := os.ReadDir(dir); err != nil || len(made) > 0 {
			t.Errorf("%s: left %v, %v", name, made, err)
		}
	}
	long := filepath.Join(t.TempDir(), strings.Repeat("a", 300)+".json")
	if a := runIn(t, data, "ekspor", "data", "--ke", long); a.code != Failed || !strings.Contains(a.err, "--ke") {
		t.Errorf("a name too long: %+v", a)
	}
	zip := filepath.Join(t.TempDir(), "a:b.zip")
	if a := runIn(t, data, "eviden", "paket", "--ke", zip); (a.code == Failed) != (runtime.GOOS == "windows") {
		t.Errorf("pack: %+v", a)
	}
	if a := runIn(t, data, "ekspor", "rapat", "R0001", "--ke", filepath.Join(t.TempDir(), "a:b")); (a.code == Failed) != (runtime.GOOS == "windows") {
		t.Errorf("folder: %+v", a)
	}
}
