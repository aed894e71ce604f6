package screen_test

import (
	"context"
	"slices"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/sample"
	"monev/internal/store/boltstore"
	"monev/internal/store/ledger"
	"monev/ui"
	"monev/ui/screen"
	"monev/ui/uitest"
)

// stopwatch measures Update and View of every key that reaches a model; the
// commands that follow are not counted, they run beside the screen.
type stopwatch struct {
	tea.Model
	spent []time.Duration
}

func (s *stopwatch) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if _, ok := msg.(tea.KeyPressMsg); !ok {
		_, cmd := s.Model.Update(msg)
		return s, cmd
	}
	from := time.Now()
	_, cmd := s.Model.Update(msg)
	_ = s.Model.View()
	s.spent = append(s.spent, time.Since(from))
	return s, cmd
}

func (s *stopwatch) report(b *testing.B) {
	slices.Sort(s.spent)
	at := func(percent int) float64 {
		return float64(s.spent[len(s.spent)*percent/100].Microseconds()) / 1000
	}
	b.ReportMetric(at(50), "ms-p50")
	b.ReportMetric(at(95), "ms-p95")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkKey reports the median and the 95th percentile of Update and View of
// a key on each screen at 160×50, on a store with ten years of work (40
// meetings, 10,000 findings and follow-ups). To reach: 8 ms and 16 ms.
func BenchmarkKey(b *testing.B) {
	ctx := context.Background()
	s, err := boltstore.Open(ctx, b.TempDir(), boltstore.Options{Options: ledger.Options{Now: time.Now}})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	if err := sample.Decade(ctx, s); err != nil {
		b.Fatal(err)
	}
	list := []string{"down", "down", "down", "up", "pgdown", "pgup", "end", "home"}
	typing := []string{"k", "a", "t", "a", "space", "p", "e", "backspace", "left", "tab", "shift+tab"}
	for _, c := range []struct {
		name  string
		enter []string // keys from Beranda to the screen
		keys  []string
	}{
		{"beranda", nil, list},
		{"persiapan", []string{"enter", "0", "["}, list},
		{"pembukaan", []string{"enter", "0"}, list},
		{"tinjauan", []string{"enter", "9"}, list},
		{"area", []string{"enter", "1"}, list},
		{"area-entry", []string{"enter", "2", "t"}, typing},
		{"area-followup", []string{"enter", "3", "l"}, typing},
		{"simpulan", []string{"enter", "7"}, list},
		{"penutup", []string{"enter", "8"}, list},
		{"final-area", []string{"down", "down", "enter", "4"}, list},
		{"register-open", []string{"t"}, list},
		{"register-all", []string{"t", "left"}, list},
		{"register-search", []string{"t", "left", "/"}, typing[:8]},
		{"data", []string{"d"}, list},
		{"eviden", []string{"e"}, list},
		{"eviden-entry", []string{"e", "t"}, typing},
		{"eviden-missing", []string{"e", "y"}, list},
		{"help", []string{"?"}, list},
	} {
		b.Run(c.name, func(b *testing.B) {
			k := uitest.Kit(app.New(s, time.Now))
			w := &stopwatch{Model: ui.New(k, screen.First(k, true, ""), ui.WithUndo(k.App.Undo, k.App.Redo))}
			d := uitest.New(b, w, 160, 50)
			d.Key(c.enter...)
			w.spent = nil
			for b.Loop() {
				d.Key(c.keys...)
			}
			w.report(b)
		})
	}
}
