package vault

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
)

// BenchmarkTake holds Take against sha256sum and cp, run one after the other over
// the same file: compare MB/s. The file has 256 MiB, or MONEV_BENCH_MB.
func BenchmarkTake(b *testing.B) {
	dir := b.TempDir()
	size := int64(256 << 20)
	if mb, err := parseMB(os.Getenv("MONEV_BENCH_MB")); err == nil {
		size = mb << 20
	}
	src := filepath.Join(dir, "asal.bin")
	noise(b, src, size)
	b.Run("monev", func(b *testing.B) {
		b.SetBytes(size)
		b.ReportAllocs()
		for b.Loop() {
			v := Open(filepath.Join(dir, "data"))
			f, err := v.Take(ctx, src, "eviden/x.bin", nil)
			if err != nil {
				b.Fatal(err)
			}
			b.StopTimer()
			_ = v.Remove(f)
			b.StartTimer()
		}
	})
	tool := func(name string, sync bool) {
		b.Run(name, func(b *testing.B) {
			for _, t := range []string{"sha256sum", "cp", "sync"} {
				if _, err := exec.LookPath(t); err != nil {
					b.Skipf("%s is not here", t)
				}
			}
			b.SetBytes(size)
			to := filepath.Join(dir, "salinan.bin")
			for b.Loop() {
				run(b, "sha256sum", src)
				run(b, "cp", src, to)
				if sync {
					run(b, "sync", to)
				}
				b.StopTimer()
				_ = os.Remove(to)
				b.StartTimer()
			}
		})
	}
	tool("sha256sum+cp", false)
	tool("sha256sum+cp+sync", true)
	b.Run("hash", func(b *testing.B) {
		b.SetBytes(size)
		for b.Loop() {
			if _, err := Hash(ctx, src, nil); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func run(b *testing.B, name string, args ...string) {
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		b.Fatalf("%s: %v %s", name, err, out)
	}
}

func parseMB(s string) (int64, error) { return strconv.ParseInt(s, 10, 64) }

// noise writes a file that no file system stores as a hole.
func noise(b *testing.B, name string, size int64) {
	f, err := os.Create(name)
	if err != nil {
		b.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 2))
	p := make([]byte, 1<<20)
	for size > 0 {
		for i := range p {
			p[i] = byte(r.Uint32())
		}
		n, err := f.Write(p[:min(size, int64(len(p)))])
		if err != nil {
			b.Fatal(err)
		}
		size -= int64(n)
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
}
