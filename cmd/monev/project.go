package main

import (
	"context"
	"time"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/relay"
	"monev/ui"
	"monev/ui/keys"
	"monev/ui/kit"
	"monev/ui/screen/proyektor"
	"monev/ui/theme"
)

// openProjector shows the second window of the meeting that runs on a data
// folder. It does not open the data.
func openProjector(ctx context.Context, dir string) error {
	if !relay.Supported() {
		return monev.Refuse("", "Jendela kedua memerlukan Windows 10 versi 1803 atau lebih baru. Pakai F5 di jendela monev sendiri.")
	}
	k := &kit.Kit{Ctx: ctx, Keys: keys.Default(), Styles: new(theme.Styles), Say: app.Explain}
	return ui.Run(ctx, k, proyektor.New(k, relay.Follow(ctx, dir), time.Now), withLook(dir))
}
