package app_test

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"sync/atomic"
	"testing"
	"time"
)

// fullMeeting is a meeting with six areas, 40 findings, 60 follow-ups and 10
// photos of 4 MB, not locked yet.
func fullMeeting(b *testing.B) (*world, string) {
	w := running(b)
	const id = "R0003"
	for i := range 36 {
		w.finding(id, i%6, fmt.Sprintf("Temuan nomor %d tentang eviden yang belum lengkap pada area ini dan perlu diperbaiki.", i))
	}
	for i := range 42 {
		w.up(id, i%6, fmt.Sprintf("Tindak lanjut nomor %d: lengkapi dokumen dan unggah ke map eviden.", i), "2025-12-15")
	}
	photo := noise(4032, 3024)
	var paths []string
	for i := range 10 {
		p := filepath.Join(b.TempDir(), fmt.Sprintf("IMG_%04d.jpg", i))
		w.ok(os.WriteFile(p, append(bytes.Clone(photo), byte(i)), 0o600))
		paths = append(paths, p)
	}
	must(w.AddPhotos(w.ctx, id, paths, nil))
	return w, id
}

// noise is a JPEG of about 4 MB, as a telephone makes them.
func noise(width, height int) []byte {
	r := rand.New(rand.NewPCG(1, 2))
	m := image.NewYCbCr(image.Rect(0, 0, width, height), image.YCbCrSubsampleRatio420)
	for i := range m.Y {
		m.Y[i] = uint8(i/width/16) + uint8(r.IntN(56))
	}
	for i := range m.Cb {
		m.Cb[i], m.Cr[i] = uint8(i/width), uint8(100+i%50)
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 82}); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// The whole packet in its usual formats (issue: under 3 s and 200 MB on two
// cores). cpu-s is processor time over all cores, of which two quiet ones need half;
// MB-peak is the most memory the program had from the system in use.
func BenchmarkPacket(b *testing.B) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(2))
	w, id := fullMeeting(b)
	in := must(w.Input(w.ctx, id))
	findings := 0
	for _, a := range in.Minutes.Areas {
		findings += len(a.Findings)
	}
	if findings < 40 || len(in.Register) < 60 || len(in.Minutes.Meeting.Photos) != 10 {
		b.Fatalf("%d findings, %d follow-ups", findings, len(in.Register))
	}
	var peak atomic.Uint64
	done := make(chan struct{})
	go func() {
		for {
			select {
			case <-done:
				return
			case <-time.After(50 * time.Millisecond):
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				peak.Store(max(peak.Load(), m.Sys-m.HeapReleased))
			}
		}
	}()
	runtime.GC()
	b.ReportAllocs()
	used := processor()
	for b.Loop() {
		docs, err := w.ExportDocuments(w.ctx, id, nil, nil, b.TempDir(), nil)
		if err != nil || len(docs) != 22 {
			b.Fatalf("%d documents: %v", len(docs), err)
		}
	}
	used = processor() - used
	close(done)
	b.ReportMetric(used.Seconds()/float64(b.N), "cpu-s/op")
	b.ReportMetric(float64(peak.Load())/(1<<20), "MB-peak")
	b.ReportMetric(float64(in.Minutes.Meeting.Photos[0].File.Size)/(1<<20), "MB/photo")
}

// One document of the same meeting, from its records to the file's bytes.
func BenchmarkDocument(b *testing.B) {
	w, id := november(b, 0)
	for _, name := range []string{"notula", "laporan", "matriks"} {
		for _, format := range []string{"docx", "pdf"} {
			b.Run(name+"-"+format, func(b *testing.B) {
				for b.Loop() {
					if _, err := w.ExportDocuments(w.ctx, id, []string{name}, []string{format}, b.TempDir(), nil); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
