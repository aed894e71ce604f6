package report_test

import (
	"bytes"
	"os"
	"regexp"
	"testing"

	"monev/internal/report"
	"monev/internal/report/html"
	"monev/internal/report/pdf"
	"monev/internal/report/reporttest"
)

// formats are all ways a document is made into bytes.
var formats = []struct {
	ext    string
	render func(report.Doc) ([]byte, error)
}{
	{"docx", report.DOCX},
	{"pdf", func(d report.Doc) ([]byte, error) {
		b, lost, err := pdf.Render(d)
		if len(lost) > 0 {
			return nil, &lacks{string(lost)}
		}
		return b, err
	}},
	{"html", html.Render},
	{"md", func(d report.Doc) ([]byte, error) { return report.Markdown(d), nil }},
}

type lacks struct{ runes string }

func (e *lacks) Error() string { return "no font has " + e.runes }

// TestNotulaFormats: the notula of the sample comes out in every format, the same
// every time, and the PDF has as many pages as it takes.
func TestNotulaFormats(t *testing.T) {
	dir := os.Getenv("MONEV_SAMPLES") // to be looked at and validated
	logo := reporttest.Image("png", 300, 340)
	logo.Alt = "Logo"
	for name, edit := range map[string]func(*report.Doc){
		"notula-a4": func(d *report.Doc) { d.Logo = &logo },
		"notula-f4": func(d *report.Doc) { d.Paper, d.Font, d.Size = report.F4, "Bookman Old Style", 12 },
	} {
		for _, f := range formats {
			d := report.SampleNotula(t, name == "notula-f4")
			edit(&d)
			b, err := f.render(d)
			if err != nil {
				t.Fatalf("%s.%s: %v", name, f.ext, err)
			}
			if again, err := f.render(d); err != nil || !bytes.Equal(again, b) {
				t.Errorf("%s.%s: equal documents, different bytes", name, f.ext)
			}
			if f.ext == "pdf" {
				if n := len(regexp.MustCompile(`/Type /Page\b[^s]`).FindAll(b, -1)); n < 4 || n > 8 {
					t.Errorf("%s has %d pages", name, n)
				}
			}
			if dir != "" {
				if err := os.WriteFile(dir+"/"+name+"."+f.ext, b, 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}

func BenchmarkNotula(b *testing.B) {
	d := report.SampleNotula(b, false)
	for _, f := range formats {
		b.Run(f.ext, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := f.render(d); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
