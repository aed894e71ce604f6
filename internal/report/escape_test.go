package report

import (
	"bytes"
	"encoding/xml"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestMarkdownEscape(t *testing.T) {
	for _, c := range [][2]string{
		{"*a* _b_ `c`", `\*a\* \_b\_ ` + "\\`c\\`"},
		{"nama_berkas_1.pdf", "nama_berkas_1.pdf"},
		{"Parmas & SDM", "Parmas & SDM"},
		{"&lt; &#60;", `\&lt; \&\#60;`},
		{"[a](b) ![c](d)", `\[a\](b) !\[c\](d)`},
		{"<script>", `\<script>`},
		{"a|b", `a\|b`},
		{"# judul", `\# judul`},
		{"~~x~~ $y$", `\~\~x\~\~ \$y\$`},
		{"05\u201112\u20112025", "05-12-2025"},
		{"a\u00a0b\tc", "a b c"},
		{"\xffx", "\ufffdx"},
	} {
		if got := mdText(c[0]); got != c[1] {
			t.Errorf("mdText(%q) = %q, want %q", c[0], got, c[1])
		}
	}
	for _, c := range [][2]string{
		{"- a", `\- a`}, {"+ a", `\+ a`}, {"=====", `\=====`}, {"> a", `\> a`}, {"    kode", "kode"}, {"---", `\---`},
		{"1. a", `1\. a`}, {"2025) a", `2025\) a`}, {"20.11.2025", "20.11.2025"}, {"12", "12"}, {"", ""},
	} {
		if got := mdLine(c[0]); got != c[1] {
			t.Errorf("mdLine(%q) = %q, want %q", c[0], got, c[1])
		}
	}
}

func TestMarkdownBlocks(t *testing.T) {
	got := string(Markdown(Doc{Blocks: []Block{
		Paragraph{Text: Plain("# satu\n\n2. dua\n    tiga")},
		Table{Columns: []Column{{Title: "A|B"}}, Rows: [][]Cell{{{Plain("x|y\nz"), Plain("w")}}}},
		List{Items: []Item{{Text: Plain("- a"), More: []Text{Plain("b\nc")}}}},
		Pairs{Rows: []Pair{{Label: "Acara", Values: []Text{Plain("a"), Plain("b")}, Numbered: true}}},
		Paragraph{Text: Text{{Text: " tebal \n", Bold: true, Italic: true}, {Text: "biasa"}}},
	}}))
	want := "\\# satu  \n2\\. dua  \ntiga\n\n| A\\|B |\n| --- |\n| x\\|y<br>z<br>w |\n\n- \\- a  \n  b  \n  c\n\n" +
		"- **Acara:**\n  1. a\n  2. b\n\n***tebal***  \nbiasa\n"
	if got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func FuzzEscape(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var b bytes.Buffer
		b.WriteString(`<a b="`)
		xmlText(&b, s)
		b.WriteString(`">`)
		xmlText(&b, s)
		b.WriteString(`</a>`)
		var v struct {
			B    string `xml:"b,attr"`
			Text string `xml:",chardata"`
		}
		if err := xml.Unmarshal(b.Bytes(), &v); err != nil {
			t.Fatalf("%q: %v", s, err)
		}
		if v.B != v.Text {
			t.Fatalf("attribute %q, text %q", v.B, v.Text)
		}
		md := string(Markdown(Doc{Blocks: []Block{Paragraph{Text: Plain(s)}}}))
		if !utf8.ValidString(md) || strings.Contains(md, "\n\n") {
			t.Fatalf("Markdown of %q: %q", s, md)
		}
	})
}
