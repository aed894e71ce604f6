package app_test

import (
	"context"
	"testing"
	"time"

	"monev/internal/app"
	"monev/internal/sample"
	"monev/internal/store/boltstore"
	"monev/internal/store/ledger"
)

// decade is an app over ten years of work on disk: 40 meetings, 10,000 findings
// and follow-ups.
func decade(b *testing.B) *app.App {
	b.Helper()
	ctx := context.Background()
	s, err := boltstore.Open(ctx, b.TempDir(), boltstore.Options{Options: ledger.Options{Now: time.Now}})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	if err := sample.Decade(ctx, s); err != nil {
		b.Fatal(err)
	}
	return app.New(s, time.Now)
}

// What each screen reads when it opens or something changed, on ten years of work.
func BenchmarkReadsOfADecade(b *testing.B) {
	a := decade(b)
	ctx := context.Background()
	list, err := a.Meetings(ctx)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("home", func(b *testing.B) {
		for b.Loop() {
			_, err = a.Home(ctx)
		}
	})
	b.Run("evidence-book", func(b *testing.B) {
		for b.Loop() {
			_, err = a.EvidenceBook(ctx, 0)
		}
	})
	b.Run("running-meeting", func(b *testing.B) {
		for b.Loop() {
			_, err = a.Minutes(ctx, list[0].ID)
		}
	})
	b.Run("final-meeting", func(b *testing.B) {
		for b.Loop() {
			_, err = a.Minutes(ctx, list[20].ID)
		}
	})
	b.Run("register-open", func(b *testing.B) {
		for b.Loop() {
			_, err = a.Register(ctx, app.Filter{Which: app.WhichOpen})
		}
	})
	b.Run("register-all", func(b *testing.B) {
		for b.Loop() {
			_, err = a.Register(ctx, app.Filter{Which: app.WhichAll})
		}
	})
	if err != nil {
		b.Fatal(err)
	}
}
