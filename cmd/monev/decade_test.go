package main

import (
	"os"
	"testing"

	"monev/internal/sample"
	"monev/internal/store/boltstore"
	"monev/internal/store/datafolder"
	"monev/internal/store/ledger"
)

// TestWriteDecade puts ten years of work into an empty data folder, for measuring
// and for looking at, as .ci/bench does:
//
//	MONEV_DECADE=MAP go test ./cmd/monev -run TestWriteDecade
func TestWriteDecade(t *testing.T) {
	dir := os.Getenv("MONEV_DECADE")
	if dir == "" {
		t.Skip("MONEV_DECADE names no folder")
	}
	f, err := datafolder.Open(t.Context(), dir, datafolder.Options{Options: boltstore.Options{Options: ledger.Options{Now: now}}})
	if err != nil {
		t.Fatal(err)
	}
	if err := sample.Decade(t.Context(), f); err != nil {
		t.Error(err)
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
}
