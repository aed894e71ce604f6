package datafolder

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"monev/internal/store"
	"monev/internal/store/backup"
	"monev/internal/store/boltstore"
	"monev/internal/store/disk"
)

// A save must cost less than three times a raw append on the same disk, also with
// its second copy. The ratio counts, not the figures: run
//
//	go test -run '^$' -bench . ./internal/store/datafolder

type record struct {
	ID     string  `json:"id"`
	Text   string  `json:"text"`
	Origin origin  `json:"origin"`
	Due    string  `json:"due"`
	Status string  `json:"status"`
	Steps  []taken `json:"steps"`
}

type origin struct {
	Meeting string `json:"meeting"`
	Area    int    `json:"area"`
}

type taken struct {
	At      string `json:"at"`
	Meeting string `json:"meeting"`
	Status  string `json:"status"`
}

var text = strings.Repeat("SOP layanan belum dimutakhirkan & belum disahkan; ", 5)

// followUp is a record of about 500 bytes.
func followUp(i int) record {
	m := fmt.Sprintf("R%03d", i%40+1)
	return record{
		ID: fmt.Sprintf("TL-%07d", i), Text: text, Status: "Belum Ditindaklanjuti",
		Due: fmt.Sprintf("2026-%02d-%02d", i%12+1, i%28+1), Origin: origin{m, i % 6},
		Steps: []taken{{"2025-12-02T09:00:00Z", m, "Belum Ditindaklanjuti"}},
	}
}

// many makes a closed folder with n follow-ups, each put by an event of its own as
// people do. It writes the events at once, since a hundred thousand flushes take long.
func many(b *testing.B, n int) string {
	b.Helper()
	dir := filepath.Join(b.TempDir(), "data")
	lines := make([][]byte, 0, n)
	prev := ""
	for i := range n {
		line, hash := event(i+1, prev, followUp(i))
		lines, prev = append(lines, line), hash
	}
	f := mustOpen(b, dir, options())
	if err := f.Restore(b.Context(), lines); err != nil {
		b.Fatal(err)
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
	return dir
}

func save(f store.Store) error {
	_, err := f.Update(context.Background(), store.Action{Name: "tl.tambah", Label: "tambah tindak lanjut", Meeting: "R001"},
		func(tx store.Tx) error {
			n, err := tx.Next("followups")
			if err != nil {
				return err
			}
			r := followUp(int(n) + 5_000_000)
			return tx.Put(store.KindFollowUp, r.ID, r)
		})
	return err
}

// BenchmarkSaveRatio saves and appends 4 KiB to another file in turn, so that both
// see the same disk, and reports how many raw appends one save costs (medians): in
// a store of one year of work, and of ten large ones.
func BenchmarkSaveRatio(b *testing.B) {
	for _, n := range []int{1000, 10_000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) { saveRatio(b, n) })
	}
}

func saveRatio(b *testing.B, records int) {
	f := mustOpen(b, many(b, records), options())
	raw, err := disk.OS().OpenFile(filepath.Join(b.TempDir(), "raw"), os.O_WRONLY|os.O_CREATE, 0o600)
	if err != nil {
		b.Fatal(err)
	}
	page := make([]byte, 4096)
	var saves, raws []time.Duration
	for b.Loop() {
		t0 := time.Now()
		if err := save(f); err != nil {
			b.Fatal(err)
		}
		t1 := time.Now()
		if _, err := raw.Write(page); err != nil {
			b.Fatal(err)
		}
		if err := raw.Sync(); err != nil {
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

// BenchmarkOpen opens a folder as the screens do, with all inspection, and the same
// store without any.
func BenchmarkOpen(b *testing.B) {
	for _, n := range []int{1000, 100_000} {
		dir := many(b, n)
		b.Run(fmt.Sprintf("inspected-%d", n), func(b *testing.B) {
			o := options()
			o.Backups = true
			for b.Loop() {
				f, err := Open(b.Context(), dir, o)
				b.StopTimer()
				if err != nil || !f.Outcome().OK() {
					b.Fatal(f.Outcome(), err)
				}
				if err := f.Close(); err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
			}
		})
		b.Run(fmt.Sprintf("bare-%d", n), func(b *testing.B) {
			for b.Loop() {
				s, err := boltstore.Open(b.Context(), dir, boltstore.Options{})
				if err != nil {
					b.Fatal(err)
				}
				if err := s.Close(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkBackup makes a verified backup.
func BenchmarkBackup(b *testing.B) {
	for _, n := range []int{1000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			f := mustOpen(b, many(b, n), options())
			for b.Loop() {
				if _, err := f.Backup(b.Context(), backup.Timed); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkMillion opens a store of a million records as a session does, reads one
// meeting out of it, and reports the private memory it takes.
//
//	go test -run '^$' -bench Million -benchtime 3x -timeout 30m ./internal/store/datafolder
func BenchmarkMillion(b *testing.B) {
	const n, batch = 1_000_000, 1000
	dir := filepath.Join(b.TempDir(), "data")
	f := mustOpen(b, dir, options())
	for from := 0; from < n; from += batch {
		if _, err := f.Update(b.Context(), store.Action{Name: "x"}, func(tx store.Tx) error {
			for i := range batch {
				r := followUp(from + i)
				if err := tx.Put(store.KindFinding, fmt.Sprintf("R%05d/%d/%07d", from/250+i/250, i%6+1, from+i), r); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			b.Fatal(err)
		}
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
	o := options()
	b.ResetTimer()
	var open, read time.Duration
	for b.Loop() {
		t0 := time.Now()
		f, err := Open(b.Context(), dir, o)
		if err != nil {
			b.Fatal(err)
		}
		t1 := time.Now()
		got := 0
		if err := f.View(b.Context(), func(r store.Reader) error {
			all, err := store.All[record](r, store.KindFinding, "R02000/")
			got = len(all)
			return err
		}); err != nil || got != 250 {
			b.Fatal(got, err)
		}
		open, read = open+t1.Sub(t0), read+time.Since(t1)
		if err := f.Close(); err != nil {
			b.Fatal(err)
		}
	}
	debug.FreeOSMemory()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(open.Milliseconds())/float64(b.N), "open-ms")
	b.ReportMetric(float64(read.Milliseconds())/float64(b.N), "meeting-ms")
	b.ReportMetric(float64(m.Sys-m.HeapReleased)/(1<<20), "private-MB")
}
