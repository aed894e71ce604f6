package storefile

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"monev/internal/store"
	"monev/internal/store/boltstore"
)

func small(t testing.TB) []byte {
	t.Helper()
	dir := t.TempDir()
	s, err := boltstore.Open(t.Context(), dir, boltstore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 12 {
		if _, err := s.Update(t.Context(), store.Action{Name: "uji"}, func(tx store.Tx) error {
			return tx.Put(store.KindMeeting, fmt.Sprintf("R%04d", i%5), strings.Repeat("isi ", 100*i))
		}); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(filepath.Join(dir, boltstore.FileName))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// FuzzExamine gives the readers any file: no panic, no hang, and what passes
// is a store that bbolt can open and whose chain holds.
func FuzzExamine(f *testing.F) {
	whole := small(f)
	f.Add(whole)
	f.Add(whole[:len(whole)/2])
	f.Add([]byte{})
	f.Add(whole[:8192])
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) > 1<<20 {
			t.Skip()
		}
		path := filepath.Join(t.TempDir(), boltstore.FileName)
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := Examine(path, strings.NewReader(""))
		if err != nil && !errors.Is(err, store.ErrDamaged) {
			t.Fatal(err)
		}
		n := 0
		if _, err := Rescue(path, func([]byte) { n++ }); err != nil {
			t.Fatal(err)
		}
		_ = Culprit(path)
		if err == nil {
			if _, err := boltstore.VerifyFile(path, boltstore.Options{}); err != nil && !errors.Is(err, store.ErrDamaged) &&
				!errors.Is(err, store.ErrNewer) {
				t.Fatal(err)
			}
		}
	})
}
