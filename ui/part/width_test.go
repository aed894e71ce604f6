package part

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

// TestWidth compares Width with what it is a quick form of.
func TestWidth(t *testing.T) {
	pieces := []string{"a", " ", "Z~", "·", "é", "e\u0301", "日", "👩\u200d👩\u200d👧", "🇮🇩", "\u200d", "\u0600", "ﷺ", "▸", "█", "\x1b[m", "\x1b[1;38;5;25m",
		"\x1b[38:2::1:2:3m", "\x1b[", "\x1b[12", "\x1b", "\x1b]0;x\x07", "\x1b[2J", "\x1b[?25l", "\n", "\t", "\x7f", "\x00", "\xff", "\xc3", "\u009b", "\u0085", "m", "1"}
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 12).Draw(t, "pieces"), "")
		if got, want := Width(s), ansi.StringWidth(s); got != want {
			t.Fatalf("Width(%q) = %d, want %d", s, got, want)
		}
	})
}

func BenchmarkWidth(b *testing.B) {
	s := "TL-00164  II    \x1b[38;5;210;1m▲ 3.781 hari\x1b[m     Lengkapi bagian 17 da…  Teknis & Hukum  ! 39"
	for name, f := range map[string]func(string) int{"part": Width, "ansi": ansi.StringWidth} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				f(s)
			}
		})
	}
}
