package cari_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"monev/internal/monev"
	"monev/internal/store"
	"monev/ui"
	"monev/ui/kit"
	"monev/ui/screen"
	"monev/ui/stagetest"
	"monev/ui/uitest"
)

// keyTimes measures each key until its answer is on the screen: Update, search
// and both pictures.
type keyTimes struct {
	tea.Model
	from  time.Time
	spent []time.Duration
}

func (k *keyTimes) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if _, ok := msg.(tea.KeyPressMsg); ok {
		k.from = time.Now()
	}
	_, cmd := k.Model.Update(msg)
	_ = k.Model.View()
	if len(k.spent) > 0 && fmt.Sprintf("%T", msg) == "cari.foundMsg" {
		k.spent = append(k.spent, time.Since(k.from))
	}
	return k, cmd
}

// BenchmarkKey is a key of the search over 100,000 findings of fifteen words, up
// to the picture with its answer, at 120×40. To reach: 30 ms.
func BenchmarkKey(b *testing.B) {
	w := stagetest.NewWorld(b, false)
	r := rand.New(rand.NewPCG(1, 2))
	vocabulary := make([]string, 20_000)
	for i := range vocabulary {
		word := make([]byte, 3+r.IntN(8))
		for k := range word {
			word[k] = "aaaeiioukmnpstrdlbgj"[r.IntN(20)]
		}
		vocabulary[i] = string(word)
	}
	for i := range 100 {
		_, err := w.Store.Update(context.Background(), store.Action{Name: "uji", Label: "uji"}, func(tx store.Tx) error {
			for k := range 1000 {
				words := make([]string, 15)
				for n := range words {
					words[n] = vocabulary[int(float64(len(vocabulary))*r.Float64()*r.Float64())]
				}
				id := fmt.Sprintf("%s/%d/X%05d", stagetest.Meeting, k%6, i*1000+k)
				if err := tx.Put(store.KindFinding, id, monev.Finding{ID: id, Meeting: stagetest.Meeting, Area: k % 6, Text: strings.Join(words, " "), Level: monev.High}); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	k := uitest.Kit(w.App)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	from := time.Now()
	if _, err := w.Search(context.Background(), "", 1, false); err != nil {
		b.Fatal(err)
	}
	first := time.Since(from)
	runtime.GC()
	runtime.ReadMemStats(&after)
	t := &keyTimes{Model: ui.New(k, screen.First(k, true, ""), ui.WithPlaces(func(k *kit.Kit) kit.Places { return screen.NewPlaces(k) }))}
	d := uitest.New(b, t, 120, 40)
	d.Key("/")
	t.spent = append(t.spent, 0)
	for b.Loop() {
		for _, words := range []string{"peta kom", "k a s", "ma", "zzzz"} {
			d.Key("ctrl+f")
			d.Type(words)
		}
	}
	slices.Sort(t.spent)
	at := func(percent int) float64 { return float64(t.spent[len(t.spent)*percent/100].Microseconds()) / 1000 }
	b.ReportMetric(at(50), "ms-p50")
	b.ReportMetric(at(95), "ms-p95")
	b.ReportMetric(float64(t.spent[len(t.spent)-1].Microseconds())/1000, "ms-most")
	b.ReportMetric(float64(first.Milliseconds()), "ms-index")
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/(1<<20), "MiB-index")
	b.ReportMetric(0, "ns/op")
}
