package plain

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestLine(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"  Susun SOP \n", "Susun SOP"},
		{"a\r\nb\tc\n\n\td", "a b c d"},
		{"a\vb\fc\u0085d\u2028e\u2029f", "a b c d e f"},
		{"a\x00\x07\x7fb", "ab"},
		{"\x1b[31mmerah\x1b[0m", "merah"},
		{"\x1b[38;2;1;2;3mx", "x"},
		{"\u009b31mmerah", "merah"},
		{"\x1b]0;judul\x07isi", "isi"},
		{"\x1b]8;;https://x\x1b\\tautan\x1b]8;;\x1b\\", "tautan"},
		{"\u009d0;judul\u009cisi", "isi"},
		{"\x1bPq#0;2\x1b\\isi", "isi"},
		{"\x1b]0;tidak ditutup", "0;tidak ditutup"},
		{"\x1b]0;putus\nisi", "0;putus isi"},
		{"\x1b_rahasia\x1b\\a\x1b^b\x1b\\c\x1bXd\x1b\\e", "ace"},
		{"\x1b(Bteks\x1bc\x1b", "teks"},
		{"\x1b[12", "12"},
		{"\x1b\x1b[1mx", "x"},
		{"a\u202eb\u2066c\u2069\u200fd\u061ce", "abcde"},
		{"\ufeffa\u200bb\u2060c\u00add", "abcd"},
		{"❤\ufe0f 1\ufe0f\u20e3", "❤ 1\u20e3"},
		{"👨\u200d👩", "👨👩"},
		{"क\u094d\u200dष", "क\u094d\u200dष"},
		{"a\u200db \u200c", "ab"},
		{"a\xffb\xc3", "a\ufffdb\ufffd"},
		{"\xed\xa0\x80", "\ufffd\ufffd\ufffd"},
		{"a\ufffe\U0010ffffb", "a\ufffd\ufffdb"},
		{"e\u0301", "é"},
		{"e\u200b\u0301", "é"},
		{"5\u00a0Desember\u3000ya", "5\u00a0Desember ya"},
		{"z" + strings.Repeat("\u0335", 100), "z" + strings.Repeat("\u0335", 6)},
		{"A\U000e0041B", "AB"},
		{"رقم", "رقم"},
		{"\uf0b7 a \uf0a7 b \uf0d8 c", "• a • b • c"}, // bullets of Word and of PDFs, in their fonts' own places
		{"\uf0fc ya \uf0fb tidak \uf0e0 lanjut", "✓ ya ✗ tidak → lanjut"},
		{"a\uf0ffb\ue000c\U000f0001", "a\ufffdb\ufffdc\ufffd"},
	} {
		if got := Line(c.in); got != c.want {
			t.Errorf("Line(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestText(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"a\r\nb\rc\nd\n\n\n\ne", "a\nb\nc\nd\n\n\n\ne"},
		{"\tx\ty ", "    x    y "},
		{"a\x1b[1m\n\u202eb", "a\nb"},
		{"a\vb", "a\nb"},
		{"\r\x1b[m\n", "\n\n"},
	} {
		if got := Text(c.in); got != c.want {
			t.Errorf("Text(%q) = %q, want %q", c.in, got, c.want)
		}
	}
	if Inline(" a\tb ") != " a b " {
		t.Error("Inline")
	}
}

func TestFold(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""}, {"  ", ""}, {"SOP: belum-ada!", "sop belum ada"}, {"Évaluasi", "evaluasi"}, {"Ｆｕｌｌ", "full"},
		{"Jum'at", "jum at"}, {"Jum’at", "jumat"}, {"Straße", "strasse"}, {"A.I.3.iv.b", "a i 3 iv b"}, {"İ", "i"}, {"½", "1 2"},
	} {
		if got := Fold(c.in); got != c.want {
			t.Errorf("Fold(%q) = %q, want %q", c.in, got, c.want)
		}
	}
	for _, c := range []struct {
		text, query string
		want        bool
	}{
		{"Susun peta kompetensi", "", true}, {"Susun peta kompetensi", "komp sus", true}, {"Susun peta kompetensi", "petasan", false},
		{"Susun peta", "usun", false}, {"aab ab", "ab", true}, {"", "a", false}, {"SK tim-kerja", "KERJA", true},
	} {
		if got := Matches(Fold(c.text), Fold(c.query)); got != c.want {
			t.Errorf("Matches(%q, %q) = %v", c.text, c.query, got)
		}
	}
}

func TestFileName(t *testing.T) {
	for _, c := range []struct {
		in   string
		max  int
		want string
	}{
		{"Notula Rapat.docx", 100, "Notula Rapat.docx"},
		{"", 100, "tanpa-nama"}, {" .. ", 100, "tanpa-nama"}, {"\x00\x1b[m", 100, "tanpa-nama"},
		{`a<b>c:d"e/f\g|h?i*j`, 100, "a-b-c-d-e-f-g-h-i-j"},
		{"../../etc/passwd", 100, "-..-etc-passwd"},
		{"CON", 100, "_CON"}, {"con.txt", 100, "_con.txt"}, {"Nul .tar.gz", 100, "_Nul .tar.gz"}, {"LPT1", 100, "_LPT1"}, {"com¹.x", 100, "_com¹.x"},
		{"COM0", 100, "_COM0"}, {"COM10", 100, "COM10"}, {"console", 100, "console"}, {"conin$", 100, "_conin$"},
		{"akhir. . ", 100, "akhir"}, {"dua\nbaris", 100, "dua baris"}, {".tersembunyi", 100, "tersembunyi"},
		{"laporan yang panjang sekali.docx", 20, "laporan yang pa.docx"},
		{"éééééééééééé", 17, "éééééééé"},
	} {
		if got := FileName(c.in, c.max); got != c.want {
			t.Errorf("FileName(%q, %d) = %q, want %q", c.in, c.max, got, c.want)
		}
	}
}

func TestNumbered(t *testing.T) {
	for in, want := range map[string]string{
		"Notula.docx": "Notula (2).docx", "tanpa": "tanpa (2)", "a.tar.gz": "a.tar (2).gz", "": " (2)",
		"A.I.1.iii.a Undangan": "A.I.1.iii.a Undangan (2)", "A.I.1.iii.a": "A.I.1.iii.a (2)", "1.iv.d": "1.iv.d (2)", "B.I.1.2": "B.I.1.2 (2)", "a.PDF": "a (2).PDF", "Notula.7z": "Notula (2).7z", "A.I.1.iii.a.pdf": "A.I.1.iii.a (2).pdf", "SK No. 5": "SK No. 5 (2)", "A.I.1.iii.a Undangan.pdf": "A.I.1.iii.a Undangan (2).pdf",
	} {
		if got := Numbered(in, 2); got != want || Numbered(in, 1) != in {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestCut(t *testing.T) {
	for _, c := range []struct {
		in   string
		n    int
		want string
	}{
		{"abc", 2, "ab"}, {"abc", 3, "abc"}, {"abc", 0, ""}, {"abc", -1, ""}, {"éa", 1, "é"}, {"x\u0335y", 1, ""}, {"ax\u0335y", 2, "a"}, {"ax\u0335y", 3, "ax\u0335"},
	} {
		if got := Cut(c.in, c.n); got != c.want {
			t.Errorf("Cut(%q, %d) = %q, want %q", c.in, c.n, got, c.want)
		}
	}
}

// nasty draws text made of what hurts.
func nasty(t *rapid.T) string {
	parts := rapid.SliceOf(rapid.OneOf(
		rapid.SampledFrom([]string{"\x1b", "[", "]", "0;", "m", "\x07", "\x1b\\", "\u009b", "\u009c", "\u009d", "P", "\r", "\n", "\t", " ",
			"\u200d", "\u200c", "\u202e", "\ufeff", "\u0301", "\u0335", "e", "क", "\u094d", "ب", "👨", "\xff", "\xc3", "\u0f77", "\u0958", "\u1100", "\u1161", "\u034f", "\u2028", ".", "CON", "\u00a0", "\u0344"}),
		rapid.String(),
		rapid.Map(rapid.SliceOfN(rapid.Byte(), 0, 8), func(b []byte) string { return string(b) }),
	)).Draw(t, "text")
	return strings.Join(parts, "")
}

// harmless fails if s may still hurt.
func harmless(t interface {
	Helper()
	Fatalf(string, ...any)
}, s string, multi bool) {
	t.Helper()
	if !utf8.ValidString(s) {
		t.Fatalf("not UTF-8: %q", s)
	}
	marks := 0
	for _, r := range s {
		switch {
		case r == '\n' && multi, r == zwj, r == zwnj:
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == '\ufeff', r == '\u200b', r == '\u2028', r == '\u2029':
			t.Fatalf("%U left in %q", r, s)
		}
		if marks++; !unicode.Is(unicode.M, r) {
			marks = 0
		}
		if marks > maxMarks {
			t.Fatalf("%d marks in %q", marks, s)
		}
	}
}

func check(t interface {
	Helper()
	Fatalf(string, ...any)
}, s string) {
	t.Helper()
	for name, f := range map[string]func(string) string{"Line": Line, "Inline": Inline, "Text": Text} {
		out := f(s)
		harmless(t, out, name == "Text")
		if again := f(out); again != out {
			t.Fatalf("%s not idempotent: %q, %q, %q", name, s, out, again)
		}
	}
	if l := Line(s); l != strings.TrimSpace(l) {
		t.Fatalf("Line not trimmed: %q", l)
	}
	for _, p := range strings.Split(Text(s), "\n") {
		if Inline(p) != p {
			t.Fatalf("line of Text is not Inline: %q, %q", p, Inline(p))
		}
	}
	f := Fold(s)
	if Fold(f) != f || strings.Contains(f, "  ") || f != strings.TrimSpace(f) {
		t.Fatalf("Fold: %q, %q, %q", s, f, Fold(f))
	}
	if !Matches(f, f) {
		t.Fatalf("%q does not match itself", f)
	}
	for _, n := range []int{0, 16, 17, 40, 200} {
		name := FileName(s, n)
		if len(name) > max(n, 16) || name == "" || FileName(name, n) != name || device(name) ||
			strings.ContainsAny(name, "<>:\"/\\|?*\n\x00") || name != strings.Trim(name, ". ") {
			t.Fatalf("FileName(%q, %d) = %q, then %q", s, n, name, FileName(name, n))
		}
		c := Cut(Text(s), n)
		if utf8.RuneCountInString(c) > n || !strings.HasPrefix(Text(s), c) {
			t.Fatalf("Cut(%q, %d) = %q", s, n, c)
		}
	}
}

func TestProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { check(t, nasty(t)) })
}

func FuzzPlain(f *testing.F) {
	for _, s := range []string{"", "Susun SOP", "\x1b]0;x\x07\u202e", "a\xffb", "e\u200b\u0301", "\u009b1m\u200d", "CON .txt", "\r\n\t\v", "क\u094d\u200dष", "\u0958\u0344" + strings.Repeat("\u0335", 40)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { check(t, s) })
}

func BenchmarkText1MB(b *testing.B) {
	for name, unit := range map[string]string{"ascii": "abc ", "latin": "é ", "escapes": "\x1b]0;x\u202e\u0301", "unclosed": "\x1b]", "bad": "\xff", "marks": "\u0335", "cjk": "表"} {
		s := strings.Repeat(unit, 1<<20/len(unit))
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				Text(s)
			}
		})
	}
}

// A long path loses its beginning, never the name of the file.
func TestQuotePath(t *testing.T) {
	long := "eviden/2025/" + strings.Repeat("map/", 60) + "A.I.1.i.a SK tim.pdf"
	for in, want := range map[string]string{
		"eviden/2025/I/A.I.1.i.a SK tim.pdf": `"eviden/2025/I/A.I.1.i.a SK tim.pdf"`,
		"a\x1b[2J\nb":                        `"a b"`,
		"":                                   `""`,
	} {
		if got := QuotePath(in); got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
	}
	got := QuotePath(long)
	if !strings.HasPrefix(got, `"…`) || !strings.HasSuffix(got, `map/A.I.1.i.a SK tim.pdf"`) || utf8.RuneCountInString(got) != 162 {
		t.Errorf("%s (%d)", got, utf8.RuneCountInString(got))
	}
	if got := QuotePath(strings.Repeat("q\u0323", 200)); !strings.HasPrefix(got, `"…q`) {
		t.Errorf("%.20q", got)
	}
}
