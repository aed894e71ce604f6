package main

import (
	"os"
	"testing"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/sample"
	"monev/internal/store/boltstore"
	"monev/internal/store/datafolder"
	"monev/internal/store/ledger"
	"monev/ui/screen"
	"monev/ui/screen/rapat"
)

// TestWriteDecade puts ten years of work into an empty data folder, for measuring
// and for looking at, as .ci/bench does; with MONEV_DECADE_AT=rapat the program opens
// in area II of the last meeting, else on Beranda:
//
//	MONEV_DECADE=MAP go test ./cmd/monev -run TestWriteDecade
func TestWriteDecade(t *testing.T) {
	dir := os.Getenv("MONEV_DECADE")
	if dir == "" {
		t.Skip("MONEV_DECADE names no folder")
	}
	ctx := t.Context()
	f, err := datafolder.Open(ctx, dir, datafolder.Options{Options: boltstore.Options{Options: ledger.Options{Now: now}}})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}()
	if err := sample.Decade(ctx, f); err != nil {
		t.Fatal(err)
	}
	if os.Getenv("MONEV_DECADE_AT") != "rapat" {
		return
	}
	a := app.New(f, now)
	all, err := a.Meetings(ctx)
	if err != nil {
		t.Fatal(err)
	}
	id := all[0].ID
	if err := a.GoTo(ctx, id, monev.StageArea+1); err != nil {
		t.Fatal(err)
	}
	if err := f.SetDraft(ctx, screen.Place, []byte(rapat.Place{Meeting: id, Stage: monev.StageArea + 1}.String())); err != nil {
		t.Fatal(err)
	}
}
