package report_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"

	"monev/internal/report"
	"monev/internal/report/pdf"
	"monev/internal/report/reporttest"
)

func parts(t *testing.T, d report.Doc) map[string]string {
	t.Helper()
	b, err := report.DOCX(d)
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		p, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(p)
		if strings.HasSuffix(f.Name, ".xml") || strings.HasSuffix(f.Name, ".rels") {
			for x := xml.NewDecoder(bytes.NewReader(p)); ; {
				if _, err := x.Token(); errors.Is(err, io.EOF) {
					break
				} else if err != nil {
					t.Fatalf("%s: %v", f.Name, err)
				}
			}
		}
	}
	return out
}

func TestDOCXBlocks(t *testing.T) {
	d := reporttest.All()
	for i, b := range d.Blocks {
		if _, ok := b.(report.Contents); ok {
			d.Blocks[i] = report.Contents{Pages: []int{3, 3, 3, 4}}
		}
	}
	p := parts(t, d)
	doc := p["word/document.xml"]
	for what, want := range map[string]int{
		`TOC \o &quot;1-2&quot; \h \z \b _Isi`:       1,
		`<w:bookmarkStart w:id="1" w:name="_Toc0`:    1,
		`PAGEREF _Toc00000004 \h `:                   1,
		`<w:t>4</w:t>`:                               1,
		`<w:br w:type="page"/>`:                      0,
		`<w:pageBreakBefore/>`:                       2,
		`r:embed="image`:                             3, // and the logo in the header
		`w:hRule="atLeast"`:                          8,
		`<w:pStyle w:val="IsiKecil"/>`:               48,
		`descr="Bidang berwarna dengan garis miring`: 3,
		`[Foto yang hilang]`:                         1,
		`updateFields`:                               0,
	} {
		if got := strings.Count(doc, what); got != want {
			t.Errorf("%q stands %d times, not %d", what, got, want)
		}
	}
	// the photo is shown twice and stored once, beside the logo and the small picture
	media := 0
	for name := range p {
		if strings.HasPrefix(name, "word/media/") {
			media++
		}
	}
	if media != 3 {
		t.Errorf("%d media parts", media)
	}
	if !strings.Contains(p["word/header1.xml"], `r:embed="image3.png"`) || !strings.Contains(p["word/_rels/header1.xml.rels"], "media/image3.png") {
		t.Error("no logo in the first header")
	}
	if strings.Contains(p["word/settings.xml"], "updateFields") {
		t.Error("Word would ask whether to update fields")
	}
	// LibreOffice drops a page number that stands right of the indent of its line
	if toc := regexp.MustCompile(`w:styleId="TOC[12]".*?</w:style>`).FindString(p["word/styles.xml"]); toc == "" || strings.Contains(toc, "w:right") {
		t.Errorf("style of the contents: %s", toc)
	}
	d.Landscape = true
	if doc := parts(t, d)["word/document.xml"]; !strings.Contains(doc, `w:w="16838" w:h="11906" w:orient="landscape"`) {
		t.Error("not landscape")
	}
}

func TestNasty(t *testing.T) {
	for _, s := range reporttest.Hostile() {
		parts(t, reporttest.Nasty(s))
		if md := report.Markdown(reporttest.Nasty(s)); bytes.ContainsAny(md, "\x00\x1b\x07") {
			t.Errorf("control characters in Markdown of %.20q", s)
		}
	}
}

func TestMarkdownBlocks(t *testing.T) {
	got := string(report.Markdown(reporttest.All()))
	const path = "testdata/all.md"
	if flag.Lookup("update").Value.String() == "true" {
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
}

// TestWriteAll writes the document of all blocks to the folder in MONEV_SAMPLES.
func TestWriteAll(t *testing.T) {
	dir := os.Getenv("MONEV_SAMPLES")
	if dir == "" {
		t.Skip("MONEV_SAMPLES is not set")
	}
	for name, edit := range map[string]func(*report.Doc){
		"all-a4": func(*report.Doc) {}, "all-f4": func(d *report.Doc) { d.Paper, d.Font, d.Size = report.F4, "Bookman Old Style", 12 },
		"all-landscape": func(d *report.Doc) { d.Landscape, d.Draft = true, false },
	} {
		d := reporttest.All()
		edit(&d)
		d, err := pdf.Paginate(d)
		if err != nil {
			t.Fatal(err)
		}
		b, err := report.DOCX(d)
		if err == nil {
			err = os.WriteFile(dir+"/"+name+".docx", b, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}
