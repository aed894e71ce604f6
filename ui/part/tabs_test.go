package part_test

import (
	"testing"

	"github.com/charmbracelet/x/ansi"

	"monev/ui/part"
)

func TestTabs(t *testing.T) {
	long, short := []string{"Semua", "Terbuka", "Tuntas"}, []string{"Sm", "Tb", "Tt"}
	for _, c := range []struct {
		w, now int
		want   string
		at     map[int]int // index by column, -1 for none
	}{
		{80, 1, "  Semua [Terbuka] Tuntas ", map[int]int{0: -1, 1: 0, 7: 0, 8: 1, 16: 1, 17: 2, 24: 2, 25: -1, -1: -1}},
		{25, 0, " [Semua] Terbuka  Tuntas ", nil},
		{24, 2, "  Sm  Tb [Tt]", map[int]int{1: 0, 12: 2, 13: -1}},
		{3, 0, " [Sm]›", map[int]int{4: 0, 5: 1, 6: -1}},
		{9, 1, " ‹[Tb]›", map[int]int{0: -1, 1: 0, 2: 1, 5: 1, 6: 2, 7: -1}},
		{10, 2, " ‹ Tb [Tt]", nil},
		{10, 0, " [Sm] Tb ›", nil},
	} {
		tabs := part.NewTabs(styles(), c.w, long, short, c.now)
		if got := ansi.Strip(tabs.View()); got != c.want {
			t.Errorf("%d cells: %q, want %q", c.w, got, c.want)
		}
		for x, want := range c.at {
			n, ok := tabs.At(x)
			if !ok {
				n = -1
			}
			if n != want {
				t.Errorf("%d cells, column %d: %d, want %d", c.w, x, n, want)
			}
		}
	}
}
