package app_test

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"monev/internal/evidence/pack"
	"monev/internal/monev"
)

// A second pack or list never replaces the first.
func TestPapersOfEvidence(t *testing.T) {
	a := ready(t)
	dir := filepath.Join(t.TempDir(), "baru", "dokumen")
	for _, want := range []string{"Eviden ZI 2025.zip", "Eviden ZI 2025 (2).zip"} {
		p, err := a.PackInto(context.Background(), 2025, dir, pack.Options{}, nil)
		if err != nil || filepath.Base(p.Path) != want {
			t.Errorf("%q, want %q: %v", p.Path, want, err)
		}
		if info, err := os.Stat(p.Path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o644 {
			t.Errorf("nobody else can read it: %v, %v", info.Mode(), err)
		}
	}
	for _, want := range []string{"Eviden yang belum lengkap 2025.docx", "Eviden yang belum lengkap 2025 (2).docx"} {
		list, err := a.MissingListInto(context.Background(), 2025, dir)
		if err != nil || len(list) == 0 || filepath.Base(list[0]) != want {
			t.Errorf("%q, want %q: %v", list, want, err)
		}
	}
	file := filepath.Join(t.TempDir(), "berkas")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := a.PackInto(context.Background(), 2025, file, pack.Options{}, nil)
	if r, ok := monev.AsRefusal(err); !ok || r.Field != "ke" {
		t.Errorf("a file as folder: %v", err)
	}
}
