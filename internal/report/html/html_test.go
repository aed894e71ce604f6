package html

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	xhtml "golang.org/x/net/html"

	"monev/internal/report"
	"monev/internal/report/reporttest"
)

var update = flag.Bool("update", false, "write the golden files anew")

func render(t testing.TB, d report.Doc) string {
	t.Helper()
	b, err := Render(d)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestGolden(t *testing.T) {
	d := reporttest.All()
	for i, b := range d.Blocks { // a picture of one pixel keeps the file short
		if p, ok := b.(report.Picture); ok && len(p.Image.Data) > 0 {
			p.Image = reporttest.Image("png", 1, 1)
			d.Blocks[i] = p
		}
	}
	logo := reporttest.Image("png", 1, 1)
	d.Logo = &logo
	got := render(t, d)
	path := filepath.Join("testdata", "all.html")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Error("not as in", path)
	}
	if got != render(t, d) {
		t.Error("equal documents, different bytes")
	}
}

// tags walks over the tags of a page.
func tags(t *testing.T, s string, see func(tag string, attr map[string]string)) {
	t.Helper()
	for z := xhtml.NewTokenizer(strings.NewReader(s)); z.Next() != xhtml.ErrorToken; {
		k := z.Token()
		if k.Type == xhtml.StartTagToken || k.Type == xhtml.SelfClosingTagToken {
			m := map[string]string{}
			for _, a := range k.Attr {
				m[a.Key] = a.Val
			}
			see(k.Data, m)
		}
	}
}

// TestAlone: the file needs nothing from elsewhere, and every link leads somewhere.
func TestAlone(t *testing.T) {
	s := render(t, reporttest.All())
	ids, links, images := map[string]bool{}, 0, 0
	tags(t, s, func(_ string, a map[string]string) { ids[a["id"]] = true })
	tags(t, s, func(tag string, a map[string]string) {
		switch tag {
		case "script", "link", "iframe", "object":
			t.Errorf("<%s>", tag)
		case "img":
			images++
			if !strings.HasPrefix(a["src"], "data:image/") {
				t.Errorf("image %.40q", a["src"])
			}
		case "a":
			links++
			if !ids[strings.TrimPrefix(a["href"], "#")] {
				t.Errorf("link %q leads nowhere", a["href"])
			}
		}
	})
	if links != 10 || images != 4 {
		t.Errorf("%d links, %d images", links, images)
	}
	if bytes.Contains([]byte(s), []byte("ZgotmplZ")) || strings.Contains(s, "http") {
		t.Error("an address or a value was refused, or leads outside")
	}
}

func TestNasty(t *testing.T) {
	for _, x := range reporttest.Hostile() {
		s := render(t, reporttest.Nasty(x))
		tags(t, s, func(tag string, a map[string]string) {
			if tag == "script" || tag == "w:t" {
				t.Errorf("<%s> from text %.30q", tag, x)
			}
			for k := range a {
				if strings.HasPrefix(k, "on") {
					t.Errorf("%s= from text %.30q", k, x)
				}
			}
		})
		if strings.ContainsAny(s, "\x00\x1b\x07\u202e") || strings.Contains(s, "ZgotmplZ") {
			t.Errorf("%.30q is not harmless", x)
		}
	}
	render(t, report.Doc{})
	if _, err := Render(report.Doc{Blocks: []report.Block{nil}}); err == nil {
		t.Error("a nil block is rendered")
	}
}

// TestWriteAll writes the page to the folder in MONEV_SAMPLES, to be looked at.
func TestWriteAll(t *testing.T) {
	dir := os.Getenv("MONEV_SAMPLES")
	if dir == "" {
		t.Skip("MONEV_SAMPLES is not set")
	}
	if err := os.WriteFile(filepath.Join(dir, "all.html"), []byte(render(t, reporttest.All())), 0o644); err != nil {
		t.Fatal(err)
	}
}

func BenchmarkAll(b *testing.B) {
	d := reporttest.All()
	b.ReportAllocs()
	for b.Loop() {
		render(b, d)
	}
}
