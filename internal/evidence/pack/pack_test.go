package pack

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"strings"
	"syscall"
	"testing"
	"testing/iotest"

	"pgregory.net/rapid"

	"monev/internal/monev"
	"monev/internal/plain"
	"monev/internal/vault"
)

func register(rows ...Row) Register {
	return Register{Office: "KPU Kabupaten Pamekasan", Year: 2025, Rows: rows}
}

func row(item, title, name, text string) Row {
	sum := sha256.Sum256([]byte(text))
	return Row{Area: "I Manajemen Perubahan", Item: item, Question: "Apa?"}.With(monev.Evidence{Item: item, Title: title, Status: monev.EvidenceAccepted,
		Kind: monev.EvidenceFile, File: &monev.File{Path: text, Name: name, Size: int64(len(text)), SHA256: hex.EncodeToString(sum[:])}}, 2025)
}

// opener gives every file its path as content.
func opener(f monev.File) (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(f.Path)), nil }

func TestWriteFailsWholeWhenADriveIsPulled(t *testing.T) {
	r := register(row("A.I.1.i.a", "SK", "a.pdf", "isi"), row("A.I.1.i.b", "BA", "b.pdf", "isi lain"))
	_, err := Write(context.Background(), io.Discard, r, func(f monev.File) (io.ReadCloser, error) {
		return io.NopCloser(io.MultiReader(strings.NewReader("is"), iotest.ErrReader(syscall.EIO))), nil
	}, Options{}, nil)
	if x, ok := monev.AsRefusal(err); !ok || !strings.Contains(x.Reason, "berhenti terbaca") || !errors.Is(err, syscall.EIO) {
		t.Errorf("%v", err)
	}
}

type full struct{ room int }

func (f *full) Write(p []byte) (int, error) {
	if f.room -= len(p); f.room < 0 {
		return 0, syscall.ENOSPC
	}
	return len(p), nil
}

func TestWriteTellsOfAFullDisk(t *testing.T) {
	r := register(row("A.I.1.i.a", "SK", "a.pdf", strings.Repeat("isi", 100_000)))
	for _, room := range []int{0, 1000, 300_100, 300_500} {
		if _, err := Write(context.Background(), &full{room}, r, opener, Options{}, nil); !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("room %d: %v", room, err)
		}
	}
}

func TestWriteStops(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	r := register(row("A.I.1.i.a", "SK", "a.pdf", "isi"), row("A.I.1.i.b", "BA", "b.pdf", "isi"))
	opened := 0
	_, err := Write(ctx, io.Discard, r, func(f monev.File) (io.ReadCloser, error) {
		if opened++; opened == 2 {
			stop()
		}
		return opener(f)
	}, Options{}, nil)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

func TestCheckFindsEveryChangedByte(t *testing.T) {
	r := register(row("A.I.1.i.a", "SK", "a.pdf", "isi yang benar"), row("A.I.1.i.b", "BA", "b.txt", strings.Repeat("teks ", 50)))
	var b bytes.Buffer
	list, err := Write(context.Background(), &b, r, opener, Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	good := func(data []byte) error {
		return Check(context.Background(), bytes.NewReader(data), int64(len(data)), list, nil)
	}
	if err := good(b.Bytes()); err != nil {
		t.Fatal(err)
	}
	at := bytes.Index(b.Bytes(), []byte("isi yang benar"))
	bad := bytes.Clone(b.Bytes())
	bad[at] ^= 1
	if good(bad) == nil {
		t.Error("a changed byte was not seen")
	}
	if good(b.Bytes()[:b.Len()-5]) == nil {
		t.Error("a cut file was not seen")
	}
	list[0].SHA256 = strings.Repeat("0", 64)
	if good(b.Bytes()) == nil {
		t.Error("another hash was not seen")
	}
	if err := Check(context.Background(), bytes.NewReader(b.Bytes()), int64(b.Len()), list[:1], nil); err == nil {
		t.Error("an entry more was not seen")
	}
}

func TestMissingFilesAreListed(t *testing.T) {
	r := register(row("A.I.1.i.a", "SK", "a.pdf", "isi"))
	var b bytes.Buffer
	list, err := Write(context.Background(), &b, r, func(monev.File) (io.ReadCloser, error) { return nil, fs.ErrNotExist }, Options{}, nil)
	if err != nil || list[0].State != Missing || list[0].Name != "" || list[0].Remark() == "" {
		t.Errorf("%+v %v", list, err)
	}
}

func TestNamesProperties(t *testing.T) {
	text := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"SK", "sk", "SK.", "CON", "a/b", `a\b`, "..", "é", "e\u0301", "\u202e", strings.Repeat("ü", 300), "x.pdf", "=1+1"}))
	rapid.Check(t, func(t *rapid.T) {
		var rows []Row
		for range rapid.IntRange(0, 8).Draw(t, "n") {
			x := row(rapid.SampledFrom([]string{"", "A.I.1.i.a", "A.I.1.i.b"}).Draw(t, "item"), text.Draw(t, "title"), text.Draw(t, "name"), text.Draw(t, "text"))
			x.Area = text.Draw(t, "area")
			rows = append(rows, x)
		}
		o := Options{ASCII: rapid.Bool().Draw(t, "ascii")}
		r := register(rows...)
		var b bytes.Buffer
		list, err := Write(context.Background(), &b, r, opener, o, nil)
		if err != nil {
			t.Fatalf("%v", err)
		}
		if err := Check(context.Background(), bytes.NewReader(b.Bytes()), int64(b.Len()), list, nil); err != nil {
			t.Fatalf("%v", err)
		}
		z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
		if err != nil {
			t.Fatalf("%v", err)
		}
		seen := map[string]bool{}
		for _, f := range z.File {
			if seen[vault.Fold(f.Name)] || !fs.ValidPath(f.Name) || len(f.Name) > 220 {
				t.Fatalf("name %q", f.Name)
			}
			seen[vault.Fold(f.Name)] = true
			for part := range strings.SplitSeq(f.Name, "/") {
				if part != plain.FileName(part, 255) {
					t.Fatalf("name %q", f.Name)
				}
				if o.ASCII && strings.ContainsFunc(part, func(r rune) bool { return r > 0x7e || r < 0x20 }) {
					t.Fatalf("name %q is not ASCII", f.Name)
				}
			}
			if f.NonUTF8 {
				t.Fatalf("%q is not UTF-8", f.Name)
			}
		}
		for _, e := range list {
			if e.State != Packed {
				t.Fatalf("%+v", e)
			}
		}
	})
}

// BenchmarkWrite packs 200 files of 1 MB that do not compress.
func BenchmarkWrite(b *testing.B) {
	var rows []Row
	data := make([]byte, 1<<20)
	for i := range data {
		data[i] = byte(i * i >> 7)
	}
	text := string(data)
	for range 200 {
		rows = append(rows, row("A.I.1.i.a", "Foto", "x.jpg", text))
	}
	r := register(rows...)
	b.SetBytes(int64(len(rows)) << 20)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Write(context.Background(), io.Discard, r, opener, Options{}, nil); err != nil {
			b.Fatal(err)
		}
	}
}
