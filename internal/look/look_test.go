package look_test

import (
	"os"
	"path/filepath"
	"testing"

	"monev/internal/look"
)

func TestChoicesAreKeptAndBadFilesDoNoHarm(t *testing.T) {
	dir := t.TempDir()
	if l := look.In(dir).Load(); l != (look.Look{}) {
		t.Errorf("nothing chosen, got %+v", l)
	}
	set := func(k *look.Keeper, change func(*look.Look)) {
		t.Helper()
		if err := k.Change(change); err != nil {
			t.Fatal(err)
		}
	}
	a, b := look.In(dir), look.In(dir) // the working program and the second window
	set(a, func(l *look.Look) { l.Colours = "gelap" })
	set(b, func(l *look.Look) { l.Room = "kontras" })
	if l := a.Load(); l != (look.Look{Colours: "gelap", Room: "kontras"}) {
		t.Errorf("kept %+v", l)
	}
	if err := os.WriteFile(filepath.Join(dir, look.FileName), []byte("{bukan"), 0o600); err != nil {
		t.Fatal(err)
	}
	if l := a.Load(); l != (look.Look{}) {
		t.Errorf("from a broken file %+v", l)
	}
	if err := look.In(filepath.Join(dir, "tidak", "ada")).Change(func(*look.Look) {}); err == nil {
		t.Error("a folder that is not there is no error")
	}
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 1 {
		t.Errorf("left behind: %v %v", files, err)
	}
}
