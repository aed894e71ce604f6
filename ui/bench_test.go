package ui_test

import (
	"testing"

	"monev/ui"
	"monev/ui/kit"
	"monev/ui/theme"
)

func BenchmarkView(b *testing.B) {
	for _, c := range []struct {
		name   string
		dialog bool
		p      theme.Palette
	}{{"plain", false, theme.Light()}, {"dialog", true, theme.Light()}, {"contrast", false, theme.HighContrast()}} {
		b.Run(c.name, func(b *testing.B) {
			d, f := picture(b, 160, 50, ui.WithPalette(c.p))
			f.View()
			if c.dialog {
				got := ""
				d.Send(kit.DialogMsg{Dialog: deletion(&got)})
			}
			b.ReportAllocs()
			for b.Loop() {
				d.Raw()
			}
		})
	}
}
