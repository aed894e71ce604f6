package boltstore

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"monev/internal/store"
)

// A save must cost less than three times a raw append on the same disk
// (store.md, test 17). The ratio counts, not the figures: run
//
//	go test -run '^$' -bench . ./internal/store/boltstore

// preload makes a store with n follow-ups, about 500 bytes each.
func preload(b *testing.B, n int) *Store {
	b.Helper()
	s := mustOpen(b, b.TempDir(), Options{})
	b.Cleanup(func() { _ = s.Close() })
	for from := 0; from < n; from += 1000 {
		if _, err := s.Update(context.Background(), store.Action{Name: "x"}, func(tx store.Tx) error {
			for i := from; i < min(from+1000, n); i++ {
				if err := tx.Put(store.KindFollowUp, fmt.Sprintf("TL-%05d", i), benchFollowUp(i)); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			b.Fatal(err)
		}
	}
	return s
}

type benchStep struct {
	At      time.Time `json:"at"`
	Meeting string    `json:"meeting"`
	Status  string    `json:"status"`
}

type benchOrigin struct {
	Meeting string `json:"meeting"`
	Area    int    `json:"area"`
}

type benchRecord struct {
	ID     string      `json:"id"`
	Text   string      `json:"text"`
	Origin benchOrigin `json:"origin"`
	Due    string      `json:"due"`
	Status string      `json:"status"`
	Steps  []benchStep `json:"steps"`
}

var benchText = strings.Repeat("SOP layanan belum dimutakhirkan & belum disahkan; ", 5)

func benchFollowUp(i int) benchRecord {
	m := fmt.Sprintf("R%03d", i%40+1)
	return benchRecord{
		ID: fmt.Sprintf("TL-%05d", i), Text: benchText, Status: "Belum Ditindaklanjuti",
		Due: fmt.Sprintf("2026-%02d-%02d", i%12+1, i%28+1), Origin: benchOrigin{m, i % 6},
		Steps: []benchStep{{time.Date(2025, 12, 2, 9, 0, 0, 0, time.UTC), m, "Belum Ditindaklanjuti"}},
	}
}

// save is one commit as the program makes it: a new follow-up with its number,
// event and index entries.
func save(s *Store) error {
	_, err := s.Update(context.Background(), store.Action{Name: "tl.tambah", Label: "tambah tindak lanjut", Meeting: "R001"},
		func(tx store.Tx) error {
			n, err := tx.Next("followups")
			if err != nil {
				return err
			}
			f := benchFollowUp(int(n) + 10_000)
			return tx.Put(store.KindFollowUp, f.ID, f)
		})
	return err
}

var page = make([]byte, 4096)

func rawFile(b *testing.B) *os.File {
	b.Helper()
	f, err := os.Create(filepath.Join(b.TempDir(), "raw"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = f.Close() })
	return f
}

func appendRaw(f *os.File) error {
	if _, err := f.Write(page); err != nil {
		return err
	}
	return flushData(f)
}

// BenchmarkSave is one durable save into a store of 10,000 records.
func BenchmarkSave(b *testing.B) {
	s := preload(b, 10_000)
	b.ReportAllocs()
	for b.Loop() {
		if err := save(s); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRawAppend is the yardstick: 4 KiB more in a file, flushed.
func BenchmarkRawAppend(b *testing.B) {
	f := rawFile(b)
	for b.Loop() {
		if err := appendRaw(f); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSaveRatio does both in turn, so that both see the same disk, and
// reports how many raw appends one save costs (medians).
func BenchmarkSaveRatio(b *testing.B) {
	s, f := preload(b, 10_000), rawFile(b)
	var saves, raws []time.Duration
	for b.Loop() {
		t0 := time.Now()
		if err := save(s); err != nil {
			b.Fatal(err)
		}
		t1 := time.Now()
		if err := appendRaw(f); err != nil {
			b.Fatal(err)
		}
		saves, raws = append(saves, t1.Sub(t0)), append(raws, time.Since(t1))
	}
	median := func(d []time.Duration) float64 {
		slices.Sort(d)
		return float64(d[len(d)/2])
	}
	b.ReportMetric(median(saves)/1e3, "save-µs")
	b.ReportMetric(median(raws)/1e3, "raw-µs")
	b.ReportMetric(median(saves)/median(raws), "x-raw")
}

// office is a store after ten years: 40 meetings with 125 findings each, and
// 5,000 follow-ups.
func office(b *testing.B) *Store {
	s := preload(b, 5000)
	for m := 1; m <= 40; m++ {
		if _, err := s.Update(context.Background(), store.Action{Name: "x"}, func(tx store.Tx) error {
			for i := range 125 {
				key := fmt.Sprintf("R%03d/%d/%05d", m, i%6+1, i)
				if err := tx.Put(store.KindFinding, key, benchFollowUp(i)); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			b.Fatal(err)
		}
	}
	return s
}

// BenchmarkMeeting reads what opening a meeting needs, decoded: its findings and
// the follow-ups born in it, 250 records.
func BenchmarkMeeting(b *testing.B) {
	s := office(b)
	b.ReportAllocs()
	for b.Loop() {
		m := fmt.Sprintf("R%03d/", rand.IntN(40)+1)
		err := s.View(context.Background(), func(r store.Reader) error {
			all, err := store.All[benchRecord](r, store.KindFinding, m)
			if err != nil {
				return err
			}
			n := len(all)
			err = r.ScanIndex(store.IndexMeeting, m, func(e string) error {
				n++
				_, err := store.Load[benchRecord](r, store.KindFollowUp, e[len(m):])
				return err
			})
			if n != 250 {
				return fmt.Errorf("%d records", n)
			}
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkMeetingRaw is the same without decoding.
func BenchmarkMeetingRaw(b *testing.B) {
	s := office(b)
	for b.Loop() {
		m := fmt.Sprintf("R%03d/", rand.IntN(40)+1)
		err := s.View(context.Background(), func(r store.Reader) error {
			if err := r.Scan(store.KindFinding, m, func(string, []byte) error { return nil }); err != nil {
				return err
			}
			return r.ScanIndex(store.IndexMeeting, m, func(e string) error {
				_, err := r.Get(store.KindFollowUp, e[len(m):])
				return err
			})
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkOpen opens and closes that store.
func BenchmarkOpen(b *testing.B) {
	s := office(b)
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if err := mustOpen(b, s.dir, Options{}).Close(); err != nil {
			b.Fatal(err)
		}
	}
}
