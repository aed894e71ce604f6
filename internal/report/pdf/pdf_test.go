package pdf

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"monev/internal/report"
	"monev/internal/report/reporttest"
)

var update = flag.Bool("update", false, "write the golden files anew")

func render(t testing.TB, d report.Doc) []byte {
	t.Helper()
	b, _, err := Render(d)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestFonts: every font has what our documents are written with, by itself or
// by the signs.
func TestFonts(t *testing.T) {
	const needed = " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~" +
		"éèêëçñüöäßÉ°±²³½×÷§«»“”‘’–—…·•✓✗▲▼→←↑↓≤≥≠□■●◐○☐☑☒█░−€"
	for _, name := range []string{"Arial", "Bookman Old Style"} {
		f, err := familyOf(name)
		if err != nil {
			t.Fatal(err)
		}
		for style := range face(4) {
			for _, r := range needed {
				g, in, lost := f.glyph(r, style)
				if lost || g != r || f.width(g, in) == 0 {
					t.Errorf("%s %s: %q", f.name, styles[style], r)
				}
			}
		}
	}
	// what people type with a phone in mind becomes a sign of ours, the rest a box
	f, _ := familyOf("Arial")
	for r, want := range map[rune]rune{'✅': '✔', '❌': '✘', '⚠': '▲', '👉': '→', '😀': '□', 'ب': '□', '\ufe0f': 0} {
		if g, _, lost := f.glyph(r, 0); g != want || lost != (want == '□') {
			t.Errorf("%q is drawn as %q, lost %v", r, g, lost)
		}
	}
	// the widths are those of Arial and of Bookman
	if a, b := f.width('a', 0), f.width('W', bold); a != 556 || b != 944 {
		t.Errorf("a %v, bold W %v", a, b)
	}
	for _, l := range []string{"sans", "book", "signs"} {
		if b, err := fontFiles.ReadFile("fonts/LICENSE-" + l + ".txt"); err != nil || len(b) < 500 {
			t.Errorf("licence of %s: %v", l, err)
		}
	}
}

func TestRender(t *testing.T) {
	d := reporttest.All()
	b := render(t, d)
	for _, want := range []string{"%PDF-1.", "/Lang (id-ID)", "/Outlines", "D:20251120020000"} {
		if !bytes.Contains(b, []byte(want)) {
			t.Errorf("no %q", want)
		}
	}
	for range 3 {
		if !bytes.Equal(render(t, reporttest.All()), b) {
			t.Fatal("equal documents, different bytes")
		}
	}
}

func TestNasty(t *testing.T) {
	for _, s := range reporttest.Hostile() {
		for _, paper := range []report.Paper{report.A4, report.F4} {
			d := reporttest.Nasty(s)
			d.Paper, d.Landscape = paper, paper == report.F4
			render(t, d)
		}
	}
	render(t, report.Doc{})
	if _, _, err := Render(report.Doc{Blocks: []report.Block{nil}}); err == nil {
		t.Error("a nil block is rendered")
	}
}

func TestLost(t *testing.T) {
	_, lost, err := Render(report.Doc{Blocks: []report.Block{report.Paragraph{Text: report.Plain("a 😀 议 ب 😀 é ✓ \u2011")}}})
	if err != nil || string(lost) != "😀议ب" {
		t.Errorf("lost %q, %v", string(lost), err)
	}
}

// boxesOf lays out a document.
func boxesOf(t *testing.T, d report.Doc) (*layout, []sheet, []int) {
	t.Helper()
	l, sheets, pages, err := set(d)
	if err != nil {
		t.Fatal(err)
	}
	return l, sheets, pages
}

// text is what stands on a page.
func text(s sheet) string {
	var b strings.Builder
	for _, o := range s.ops {
		b.WriteString(o.text)
	}
	return b.String()
}

// inside fails for what is drawn outside the edges of the text.
func inside(t *testing.T, name string, l *layout, sheets []sheet) {
	t.Helper()
	for p, s := range sheets {
		for _, o := range s.ops {
			x, y := o.x+o.w, o.y+o.h
			if o.kind == opText {
				for _, r := range o.text {
					x += l.family.width(r, o.face) * o.size * mmPoint / 1000
				}
				x -= l.family.width(' ', o.face) * o.size * mmPoint / 1000
			}
			const slack = 0.6
			if o.x < l.frame.left-slack || x > l.frame.right+slack || o.y < l.frame.top-slack || y > l.frame.bottom+slack {
				t.Errorf("%s, page %d: kind %d %.40q at %.1f,%.1f to %.1f,%.1f outside %.1f,%.1f to %.1f,%.1f", name, p+1, o.kind, o.text, o.x, o.y, x, y,
					l.frame.left, l.frame.top, l.frame.right, l.frame.bottom)
				break
			}
		}
	}
}

// TestInside: nothing is drawn outside the edges of the text, whatever stands in
// the document.
func TestInside(t *testing.T) {
	docs := []report.Doc{reporttest.All()}
	for _, s := range reporttest.Hostile() {
		docs = append(docs, reporttest.Nasty(s))
	}
	for n, d := range docs {
		for _, font := range []string{"Arial", "Bookman Old Style"} {
			d.Font = font
			l, sheets, _ := boxesOf(t, d)
			inside(t, fmt.Sprint("document ", n), l, sheets)
		}
	}
}

// TestTooTallToKeep: what wants to stay together but is taller than what is left of
// its page, or than any, is divided; nothing runs into the foot.
func TestTooTallToKeep(t *testing.T) {
	bars := report.Bars{Title: "Bagan"}
	for range 15 {
		bars.Rows = append(bars.Rows, report.Bar{Label: strings.Repeat("label panjang ", 10), Value: "1"})
	}
	tall := report.Picture{Image: reporttest.Image("png", 20, 800), Caption: report.Plain("Foto")}
	rows := report.Table{RowHeight: 150, Columns: []report.Column{{Title: strings.Repeat("kata ", 40), Width: 20}, {Title: "b", Width: 20}}, Rows: [][]report.Cell{nil, nil}}
	heading := report.Heading{Level: 1, Text: "JUDUL"}
	for name, blocks := range map[string][]report.Block{
		"bars": {bars}, "bars on a new page": {heading, report.PageBreak{}, heading, bars}, "bars below text": {heading, report.Space{MM: 100}, heading, bars},
		"picture": {tall}, "picture below a heading": {heading, tall}, "picture on a new page": {heading, report.PageBreak{}, heading, tall},
		"rows": {rows}, "rows below a heading": {heading, rows},
	} {
		for _, landscape := range []bool{false, true} {
			l, sheets, _ := boxesOf(t, report.Doc{Landscape: landscape, Draft: true, Letterhead: []string{"A", "B", "C", "D", "Jalan E"}, Blocks: blocks})
			inside(t, fmt.Sprint(name, ", landscape ", landscape), l, sheets)
			if len(sheets) > 6 {
				t.Errorf("%s: %d pages", name, len(sheets))
			}
		}
	}
}

// TestGolden: where every line of the document of all blocks stands, in mm.
func TestGolden(t *testing.T) {
	_, sheets, _ := boxesOf(t, reporttest.All())
	var b strings.Builder
	for i, s := range sheets {
		fmt.Fprintf(&b, "=== %d\n", i+1)
		last := -1.0
		for _, o := range s.ops {
			switch {
			case o.kind == opPicture:
				fmt.Fprintf(&b, "\n%5.0f %5.0f [%.0f × %.0f]", o.y, o.x, o.w, o.h)
			case o.kind == opText && o.y != last:
				fmt.Fprintf(&b, "\n%5.0f %5.0f %s", o.y, o.x, o.text)
				last = o.y
			case o.kind == opText:
				b.WriteString("|" + o.text)
			}
		}
		b.WriteString("\n")
	}
	if *update {
		if err := os.WriteFile("testdata/all.txt", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/all.txt")
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Error("not as in testdata/all.txt")
	}
}

func TestTableOverPages(t *testing.T) {
	tab := report.Table{Total: true, Columns: []report.Column{{Title: "Nomor", Width: 30}, {Title: "Uraian", Width: 100}}}
	for range 500 {
		tab.Rows = append(tab.Rows, []report.Cell{{report.Plain("1")}, {report.Plain("baris"), report.Plain("kedua")}})
	}
	tab.Rows = append(tab.Rows, []report.Cell{{report.Plain("Jumlah")}})
	_, sheets, _ := boxesOf(t, report.Doc{Blocks: []report.Block{tab}})
	rows := 0
	for i, s := range sheets {
		x := text(s)
		if !strings.HasPrefix(x, "NomorUraian") || strings.Count(x, "NomorUraian") != 1 {
			t.Errorf("page %d begins %.30q", i+1, x)
		}
		if strings.Count(x, "baris") != strings.Count(x, "kedua") {
			t.Errorf("page %d splits a row", i+1)
		}
		rows += strings.Count(x, "baris")
		if strings.HasSuffix(x, "Jumlah") && strings.Count(x, "baris") == 0 {
			t.Error("the total stands alone")
		}
	}
	if rows != 500 || len(sheets) < 15 {
		t.Errorf("%d rows on %d pages", rows, len(sheets))
	}
}

func TestKeepTogether(t *testing.T) {
	// whatever the height above, a heading stands over its text and a signature
	// under its last sentence
	for n := range 70 {
		var bl []report.Block
		for range n {
			bl = append(bl, report.Paragraph{Text: report.Plain("isi")})
		}
		bl = append(bl, report.Heading{Level: 1, Text: "JUDUL"}, report.Paragraph{Text: report.Plain("PERTAMA")},
			report.Paragraph{Text: report.Plain("PENUTUP"), Keep: true},
			report.Signatures{Place: "TEMPAT", Signers: []report.Signature{{Caption: "A", Title: "B", Name: "NAMA", NIP: "1"}}})
		_, sheets, _ := boxesOf(t, report.Doc{Blocks: bl})
		for _, s := range sheets {
			x := text(s)
			for _, pair := range [][2]string{{"JUDUL", "PERTAMA"}, {"PENUTUP", "TEMPAT"}, {"TEMPAT", "NAMA"}} {
				if strings.Contains(x, pair[0]) != strings.Contains(x, pair[1]) {
					t.Errorf("%d lines above: %s and %s on different pages", n, pair[0], pair[1])
				}
			}
		}
	}
}

func TestPaginate(t *testing.T) {
	d, err := Paginate(reporttest.All())
	if err != nil {
		t.Fatal(err)
	}
	_, sheets, _ := boxesOf(t, d)
	for i, b := range d.Blocks {
		c, ok := b.(report.Contents)
		if !ok {
			continue
		}
		list := d.Entries(i)
		if len(c.Pages) != len(list) || len(list) == 0 {
			t.Fatalf("%d pages for %d entries", len(c.Pages), len(list))
		}
		for n, h := range list {
			if x := text(sheets[c.Pages[n]-1]); !strings.Contains(x, h.Text) {
				t.Errorf("%q is not on page %d", h.Text, c.Pages[n])
			}
		}
	}
}

// TestWriteAll writes documents to the folder in MONEV_SAMPLES, to be looked at.
func TestWriteAll(t *testing.T) {
	dir := os.Getenv("MONEV_SAMPLES")
	if dir == "" {
		t.Skip("MONEV_SAMPLES is not set")
	}
	put := func(name string, d report.Doc) {
		if err := os.WriteFile(dir+"/"+name, render(t, d), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	d := reporttest.All()
	put("pdf-a4.pdf", d)
	d.Draft = false
	d.Paper, d.Font, d.Size = report.F4, "Bookman Old Style", 12
	put("pdf-f4.pdf", d)
	d = reporttest.All()
	d.Landscape = true
	put("pdf-landscape.pdf", d)
	for i, s := range reporttest.Hostile() {
		if i >= 18 {
			put("nasty-"+string(rune('a'+i-18))+".pdf", reporttest.Nasty(s))
		}
	}
}

func BenchmarkAll(b *testing.B) {
	d := reporttest.All()
	b.ReportAllocs()
	for b.Loop() {
		render(b, d)
	}
}
