package textjournal

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"monev/internal/store/disk"
)

func line(i int) []byte { return fmt.Appendf(nil, `{"v":1,"seq":%d,"text":"isi ke-%d é"}`, i, i*i) }

func read(t *testing.T, path string) (out []string, found Found) {
	t.Helper()
	found, err := Read(disk.OS(), path, func(b []byte) error {
		out = append(out, string(b))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out, found
}

func TestJournal(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data", "journal", "events.jsonl")
	if _, err := Read(disk.OS(), path, nil); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("missing: %v", err)
	}
	if err := os.Mkdir(filepath.Dir(filepath.Dir(path)), 0o700); err != nil {
		t.Fatal(err)
	}
	end, n := int64(0), 0
	for range 4 { // opened again and again
		j, err := Open(disk.OS(), path, end)
		if err != nil {
			t.Fatal(err)
		}
		for range 300 {
			n++
			if err := j.Append(line(n)); err != nil {
				t.Fatal(err)
			}
		}
		long := bytes.Repeat([]byte("x"), 3*step) // longer than any step
		if err := j.Append(line(n+1), long, line(n+2)); err != nil {
			t.Fatal(err)
		}
		n += 2
		got, found := read(t, path) // without closing, as after a kill
		if len(got) == 0 || got[len(got)-1] != string(line(n)) || found.Torn != 0 || found.Damaged != 0 {
			t.Fatalf("%+v", found)
		}
		if end = found.End; n%2 == 0 {
			if err := j.Close(); err != nil {
				t.Fatal(err)
			}
			if info, err := os.Stat(path); err != nil || info.Size() != end {
				t.Errorf("closed at %d bytes, want %d: %v", info.Size(), end, err)
			}
		}
	}
	if runtime.GOOS != "windows" {
		for name, want := range map[string]fs.FileMode{path: 0o600, filepath.Dir(path): 0o700} {
			if info, err := os.Stat(name); err != nil || info.Mode().Perm() != want {
				t.Errorf("%s: %v, %v", name, info.Mode(), err)
			}
		}
	}
}

// TestRetract: what was taken back is not read any more, room is kept, and the next
// line takes its place.
func TestRetract(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal", "events.jsonl")
	j, err := Open(disk.OS(), path, 0)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{string(line(1))}
	long := bytes.Repeat([]byte("x"), 2*step)
	for i, e := range [][]byte{line(1), line(2), long, line(3)} {
		if err := j.Reserve(e); err != nil {
			t.Fatal(err)
		}
		before, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := j.Append(e); err != nil {
			t.Fatal(err)
		}
		if after, err := os.Stat(path); err != nil || after.Size() != before.Size() {
			t.Errorf("line %d needed more room than was reserved: %v", i, err)
		}
		if i == 0 {
			continue
		}
		if err := j.Retract(); err != nil {
			t.Fatal(err)
		}
		if got, found := read(t, path); !slices.Equal(got, want) || found.Torn+int64(found.Damaged) != 0 {
			t.Errorf("%q, %+v", got, found)
		}
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	if b, err := os.ReadFile(path); err != nil || !bytes.Equal(b, Encode(nil, line(1))) {
		t.Errorf("%q, %v", b, err)
	}
}

// TestFlips: of every flipped bit something is noticed.
func TestFlips(t *testing.T) {
	var whole []byte
	for i := range 200 {
		whole = Encode(whole, line(i+1))
	}
	whole = append(whole, bytes.Repeat([]byte{'\n'}, 500)...)
	flips := 4000
	if testing.Short() {
		flips = 400
	}
	rnd := rand.New(rand.NewPCG(1, 2))
	for range flips {
		b := bytes.Clone(whole)
		at, bit := rnd.IntN(len(b)), rnd.IntN(8)
		b[at] ^= 1 << bit
		r, n, same := NewReader(bytes.NewReader(b)), 0, true
		for {
			l, err := r.Next()
			if err == io.EOF {
				break
			}
			n++
			same = same && string(l) == string(line(n))
		}
		if f := r.Found(); same && n == 200 && f.Damaged == 0 && f.Torn == 0 {
			t.Errorf("bit %d of byte %d: not noticed", bit, at)
		}
	}
}

// TestCut: cut anywhere, what is whole before the cut is read.
func TestCut(t *testing.T) {
	var whole []byte
	var ends []int
	for i := range 20 {
		whole = Encode(whole, line(i+1))
		ends = append(ends, len(whole))
	}
	path := filepath.Join(t.TempDir(), "j")
	for cut := range len(whole) {
		if err := os.WriteFile(path, whole[:cut], 0o600); err != nil {
			t.Fatal(err)
		}
		got, found := read(t, path)
		want := 0
		for _, e := range ends {
			if e <= cut {
				want++
			}
		}
		if len(got) != want || found.Events != want {
			t.Fatalf("cut at %d: %d lines, want %d", cut, len(got), want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte{})
	f.Add(Encode(nil, line(1)))
	f.Add(append(Encode(Encode(nil, line(1)), line(2)), "\n\n\x00\x00torn"...))
	f.Add([]byte("00000000 \n\n12345678 {}\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		r := NewReader(bytes.NewReader(b))
		var again []byte
		n := 0
		for {
			l, err := r.Next()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			if bytes.ContainsRune(l, '\n') {
				t.Fatal("two lines in one")
			}
			n++
			again = Encode(again, l)
		}
		found := r.Found()
		if found.Events != n || found.End > int64(len(b)) || found.Torn > int64(len(b)) {
			t.Fatalf("%d events: %+v", n, found)
		}
		r = NewReader(bytes.NewReader(again))
		for range n {
			if _, err := r.Next(); err != nil {
				t.Fatal(err)
			}
		}
		if f := r.Found(); f.Damaged != 0 || f.Torn != 0 || f.End != int64(len(again)) {
			t.Fatalf("written again: %+v", f)
		}
	})
}
