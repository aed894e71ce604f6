package vault

import (
	"path"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"monev/internal/plain"
)

func TestPath(t *testing.T) {
	for _, c := range []struct{ area, aspek, code, title, ext, want string }{
		{"I Manajemen Perubahan", "Pemenuhan", "A.I.1.i.a", "SK Tim", "pdf", "eviden/2025/I Manajemen Perubahan/Pemenuhan/A.I.1.i.a SK Tim.pdf"},
		{"", "", "B.I.a", "Survei", ".PDF", "eviden/2025/B.I.a Survei.pdf"},
		{"", "", "", "", "", "eviden/2025/tanpa-nama"},
		{"", "", "A.I.1.i.a", "a/b: c?", "p d f", "eviden/2025/A.I.1.i.a a-b- c-"},
		{"..", "", "", "CON", "txt", "eviden/2025/tanpa-nama/_CON.txt"},
		{"I x", "", "", "laporan.final", "docx", "eviden/2025/I x/laporan.final.docx"},
		{"", "", "K", strings.Repeat("panjang ", 40), "pdf", "eviden/2025/K " + strings.TrimSpace(strings.Repeat("panjang ", 13)) + ".pdf"},
	} {
		if got := Path(2025, c.area, c.aspek, c.code, c.title, c.ext); got != c.want {
			t.Errorf("%q: got\n%s, want\n%s", c.title, got, c.want)
		}
	}
}

func TestPathProperties(t *testing.T) {
	part := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"..", "NUL", "a\\b", "x.", "𝓐\u202e\x1b[2J", strings.Repeat("é", 400), "C:", "a/../b"}))
	rapid.Check(t, func(t *rapid.T) {
		p := Path(rapid.IntRange(2000, 2199).Draw(t, "year"), part.Draw(t, "area"), part.Draw(t, "aspek"), part.Draw(t, "code"),
			part.Draw(t, "title"), part.Draw(t, "ext"))
		if len(p) > 220 {
			t.Fatalf("%d bytes: %q", len(p), p)
		}
		if err := usable(p); err != nil {
			t.Fatalf("%q: %v", p, err)
		}
		dir := strings.Repeat("d", rapid.IntRange(1, 400).Draw(t, "dir"))
		short := fit(dir, p)
		if err := usable(short); err != nil {
			t.Fatalf("%q: %v", short, err)
		}
		if path.Dir(short) != path.Dir(p) || len(path.Base(short)) > minName && len(dir)+1+len(short) > maxPath {
			t.Fatalf("%d + %q", len(dir), short)
		}
		n := rapid.IntRange(1, 1000).Draw(t, "n")
		if name := plain.Numbered(path.Base(short), n); name != plain.FileName(name, 255) {
			t.Fatalf("%q", name)
		}
	})
}

func TestFold(t *testing.T) {
	for _, p := range [][2]string{{"JUDUL.pdf", "judul.PDF"}, {"e\u0301.pdf", "É.pdf"}, {"ſ", "S"}} {
		if Fold(p[0]) != Fold(p[1]) {
			t.Errorf("%q and %q differ", p[0], p[1])
		}
	}
}
