package ui_test

import (
	"io/fs"
	"os"
	"strings"
	"testing"
)

// A command that sleeps cannot be tested without waiting, and holds what is settled
// before a screen is left: screens pause by kit.After, the root alone knows how.
func TestScreensDoNotSleep(t *testing.T) {
	files := 0
	err := fs.WalkDir(os.DirFS("."), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || path == "root.go" {
			return err
		}
		files++
		text, err := os.ReadFile(path)
		for _, sleep := range []string{"tea.Tick(", "tea.Every(", "time.Sleep("} {
			if strings.Contains(string(text), sleep) {
				t.Errorf("%s uses %s): take kit.After", path, sleep)
			}
		}
		return err
	})
	if err != nil || files < 100 {
		t.Error(files, err)
	}
}
