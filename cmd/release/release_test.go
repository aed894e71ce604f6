package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"monev/internal/cli"
)

var tagged = edition{version: "v1.2.3", time: time.Date(2026, time.November, 26, 23, 49, 26, 0, time.UTC)}

func TestReadme(t *testing.T) {
	for _, system := range targets {
		b, err := readme(system, tagged)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.SplitSeq(string(b), "\n") {
			if len(line) > 80 {
				t.Errorf("%s: %d characters: %s", system, len(line), line)
			}
			for _, r := range line {
				if r < ' ' || r > '~' {
					t.Errorf("%s: %q is not ASCII: %s", system, r, line)
				}
			}
		}
		for _, want := range []string{"MONEV 1.2.3 ", archiveName(system, tagged), "\n    monev-data\n", system.program()} {
			if !strings.Contains(string(b), want) {
				t.Errorf("%s: does not say %q", system, want)
			}
		}
		if strings.Contains(string(b), "SmartScreen") != (system.system == "windows") {
			t.Errorf("%s: SmartScreen", system)
		}
		// Every command it tells of exists and takes what is written.
		calls := regexp.MustCompile(`(?m)^ {4}\S*\bmonev (.*?)(?: {2,}.*)?$`).FindAllStringSubmatch(string(b), -1)
		if len(calls) < 5 {
			t.Errorf("%s: only the calls %v", system, calls)
		}
		for _, c := range calls {
			var out, bad bytes.Buffer
			args := strings.Fields(c[1])
			none := func(string) string { return "" }
			t.Chdir(t.TempDir())
			if code := (cli.Program{}).Run(t.Context(), args, none, strings.NewReader(""), &out, &bad); code == cli.Misused {
				t.Errorf("%s: monev %s: %s", system, c[1], bad.String())
			}
		}
	}
}

func TestLineEnds(t *testing.T) {
	text := []byte("a\nb\n")
	if got := endings(target{"windows", "amd64"}, text); string(got) != "a\r\nb\r\n" {
		t.Errorf("%q", got)
	}
	if got := endings(target{"linux", "amd64"}, text); string(got) != "a\nb\n" {
		t.Errorf("%q", got)
	}
}

// Packed in another time zone it is the same archive, with the program
// executable and dated at the commit.
func TestPack(t *testing.T) {
	files := []file{{"monev", 0o755, []byte("program")}, {"LICENSE", 0o644, []byte("text")}}
	for _, system := range targets {
		one, err := pack(system, tagged.time, files)
		if err != nil {
			t.Fatal(err)
		}
		two, err := pack(system, tagged.time.In(time.FixedZone("WIB", 7*3600)), files)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(one, two) {
			t.Errorf("%s: the bytes differ", system)
		}
		if system.system == "windows" {
			z, err := zip.NewReader(bytes.NewReader(one), int64(len(one)))
			if err != nil {
				t.Fatal(err)
			}
			if len(z.File) != 2 || z.File[0].Name != "monev/monev" || !z.File[0].Modified.Equal(tagged.time) {
				t.Errorf("%s: %+v", system, z.File[0].FileHeader)
			}
			continue
		}
		g, err := gzip.NewReader(bytes.NewReader(one))
		if err != nil {
			t.Fatal(err)
		}
		r := tar.NewReader(g)
		h, err := r.Next()
		if err != nil {
			t.Fatal(err)
		}
		data, _ := io.ReadAll(r)
		if h.Name != "monev/monev" || h.Mode != 0o755 || !h.ModTime.Equal(tagged.time) || string(data) != "program" || h.Uname != "" {
			t.Errorf("%s: %+v %q", system, h, data)
		}
	}
}

func TestResources(t *testing.T) {
	for _, arch := range []string{"amd64", "arm64"} {
		one, err := resources(arch, tagged)
		if err != nil {
			t.Fatal(err)
		}
		two, err := resources(arch, tagged)
		if err != nil || !bytes.Equal(one, two) {
			t.Errorf("%s: the bytes differ, %v", arch, err)
		}
		for _, want := range []string{"longPathAware", "activeCodePage", wide("1.2.3"), wide("Rapat Monev Zona Integritas")} {
			if !bytes.Contains(one, []byte(want)) {
				t.Errorf("%s: %q is not in it", arch, want)
			}
		}
	}
	if _, err := resources("mips", tagged); err == nil {
		t.Error("resources for mips")
	}
}

func wide(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		b.Write([]byte{c, 0})
	}
	return b.String()
}

func TestQuad(t *testing.T) {
	for v, want := range map[string][4]uint16{
		"v1.2.3": {1, 2, 3}, "v0.0.0-20261126234926-65b33c2c1b92": {}, "v2.1.0-rc.1": {2, 1}, "v1.99999.3": {1}, "": {},
	} {
		if got := quad(v); got != want {
			t.Errorf("%q: %v, want %v", v, got, want)
		}
	}
}

// The icon at every size beside each other; read it before accepting it
// (MONEV_UPDATE=1 writes it).
func TestIcon(t *testing.T) {
	golden := filepath.Join("testdata", "icon-32.png")
	var b bytes.Buffer
	if err := png.Encode(&b, icon(32)); err != nil {
		t.Fatal(err)
	}
	if os.Getenv("MONEV_UPDATE") != "" {
		if err := os.WriteFile(golden, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	f, err := os.Open(golden)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	want, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	got := icon(32)
	for y := range 32 {
		for x := range 32 {
			if got.At(x, y) != want.At(x, y) {
				t.Fatalf("pixel %d,%d is %v, want %v", x, y, got.At(x, y), want.At(x, y))
			}
		}
	}
	for _, size := range iconSizes {
		img := icon(size)
		if _, _, _, a := img.At(0, 0).RGBA(); a != 0 {
			t.Errorf("%d: the corner is not clear", size)
		}
		if r, _, _, _ := img.At(size*1750/unit, size*2300/unit).RGBA(); r < 0xf000 {
			t.Errorf("%d: the tick is not white", size)
		}
	}
}
