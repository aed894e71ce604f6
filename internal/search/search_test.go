package search

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"monev/internal/plain"
)

// kept is an index with the texts it was given.
type kept struct {
	Index
	docs map[string][]Doc
}

func (k *kept) Put(name string, docs []Doc) {
	if k.docs == nil {
		k.docs = map[string][]Doc{}
	}
	k.docs[name] = docs
	k.Index.Put(name, docs)
}

func (k *kept) texts(f Found) []string {
	var out []string
	for _, h := range f.Hits {
		out = append(out, k.docs[h.Record][h.N].Text)
	}
	return out
}

func TestFind(t *testing.T) {
	var x kept
	x.Put("a", []Doc{{Text: "Susun peta kompetensi pegawai", Also: "TL-00017"}, {Group: 1, Text: "Café di aula"}})
	x.Put("b", []Doc{{Text: "Peta proses bisnis"}, {Text: "rahasia peta", Private: true}})
	for query, want := range map[string][]string{
		"peta":         {"Peta proses bisnis", "Susun peta kompetensi pegawai"}, // newest first
		"KOMP  pet":    {"Susun peta kompetensi pegawai"},
		"eta":          nil,
		"tl-00017":     {"Susun peta kompetensi pegawai"},
		"":             nil,
		"…":            nil,
		"peta zzz":     nil,
		"bisnis prose": {"Peta proses bisnis"},
		"TL-0001":      {"Susun peta kompetensi pegawai"},
		"TL-0002":      nil,
	} {
		if got := x.texts(x.Find(query, 2, 10, false)[0]); !slices.Equal(got, want) {
			t.Errorf("%q: %q, not %q", query, got, want)
		}
	}
	if got := x.texts(x.Find("cafe", 2, 10, false)[1]); len(got) != 1 {
		t.Errorf("accents: %q", got)
	}
	if got := x.Find("peta", 2, 1, true)[0]; got.Total != 3 || !slices.Equal(x.texts(got), []string{"rahasia peta"}) {
		t.Errorf("private, limited: %+v", got)
	}
	x.Put("b", nil)
	x.Put("a", []Doc{{Text: "lain"}})
	if got := x.Find("peta", 2, 10, true)[0]; got.Total != 0 || x.Len() != 1 {
		t.Errorf("after changes: %+v, %d", got, x.Len())
	}
}

// The index finds what plain.Matches takes, whatever was put and taken away.
func TestFindAsMatches(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.SampledFrom([]string{"peta", "pét", "SKP", "s.k.p", "½", "ß", "diklat", "dik", "O’Hara", "A.I.3", "A.I.31", "A", "3", "i", "x"})
		sentence := rapid.Custom(func(t *rapid.T) string {
			return strings.Join(rapid.SliceOfN(word, 0, 4).Draw(t, "words"), " ")
		})
		var x kept
		held := map[string]string{}
		for i := range rapid.IntRange(1, 30).Draw(t, "n") {
			key, text := fmt.Sprint(rapid.IntRange(0, 9).Draw(t, "key")), sentence.Draw(t, "text")
			held[key] = text
			x.Put(key, []Doc{{Text: text}, {Group: 1, Text: fmt.Sprint(key, i)}})
		}
		if rapid.Bool().Draw(t, "compact") {
			x.compact()
		}
		query := sentence.Draw(t, "query")
		has := func(text, code string) bool {
			return slices.ContainsFunc(strings.Fields(strings.ToLower(text)), func(w string) bool { return strings.HasPrefix(w, code) })
		}
		var codes []string
		rest := ""
		for _, w := range strings.Fields(query) {
			c := strings.ToLower(w)
			known := false
			for _, text := range held {
				known = known || has(text, c)
			}
			if w == "A.I.3" && known {
				codes = append(codes, c)
			} else {
				rest += " " + w
			}
		}
		want := 0
		for _, text := range held {
			ok := plain.Fold(query) != "" && plain.Matches(plain.Fold(text), plain.Fold(rest))
			for _, c := range codes {
				ok = ok && has(text, c)
			}
			if ok {
				want++
			}
		}
		got := x.Find(query, 1, 100, false)[0]
		if got.Total != want {
			t.Fatalf("%q: %d, not %d of %q", query, got.Total, want, held)
		}
		for i, text := range x.texts(got) {
			if held[got.Hits[i].Record] != text || got.Hits[i].N != 0 {
				t.Fatalf("%v is not %q", got.Hits[i], text)
			}
		}
	})
}

func TestSnippet(t *testing.T) {
	show := func(ps []Piece) string {
		out := ""
		for _, p := range ps {
			if p.Hit {
				p.Text = "[" + p.Text + "]"
			}
			out += p.Text
		}
		return out
	}
	long := strings.Repeat("kata ", 30)
	for _, c := range [][3]string{
		{"Susun peta kompetensi", "komp pet", "Susun [pet]a [komp]etensi"},
		{"Café\ndi aula", "cafe", "[Café] di aula"},
		{"Cafe\u0301s", "cafe", "[Café]s"},
		{"tidak ada", "x", "tidak ada"},
		{long + "peta", "peta", "… kata kata [peta]"},
		{"\x1b[31mmerah", "merah", "[merah]"},
		{long + "peta " + long, "peta", "… kata kata [peta] kata kata kata kata kata kata …"},
		{long, "x", strings.Repeat("kata ", 13) + "…"},
	} {
		if got := show(Snippet(c[0], c[1], 24, 40)); got != c[2] {
			t.Errorf("%q in %q: %q, not %q", c[1], c[0], got, c[2])
		}
	}
}

func TestBeside(t *testing.T) {
	if got := Beside("Susun péta", "pet proses TL-00017"); !slices.Equal(got, []string{"proses", "tl-00017"}) {
		t.Errorf("%q", got)
	}
}

// BenchmarkFind is one key at 100,000 texts of fifteen words.
func BenchmarkFind(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	vocabulary := make([]string, 20_000)
	for i := range vocabulary {
		w := make([]byte, 3+r.IntN(8))
		for k := range w {
			w[k] = "aaaeiioukmnpstrdlbgj"[r.IntN(20)]
		}
		vocabulary[i] = string(w)
	}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	var x Index
	for i := range 100_000 {
		words := make([]string, 15)
		for k := range words {
			words[k] = vocabulary[int(float64(len(vocabulary))*r.Float64()*r.Float64())]
		}
		x.Put(fmt.Sprint(i), []Doc{{Group: i % 6, Text: strings.Join(words, " ")}})
	}
	x.Find("a", 6, 20, false)
	runtime.GC()
	runtime.ReadMemStats(&after)
	b.Logf("index: %d MiB", (after.HeapAlloc-before.HeapAlloc)>>20)
	for _, q := range []string{"a", "pe", "pe k s", "kam tir", "zzz"} {
		b.Run(strings.ReplaceAll(q, " ", "_"), func(b *testing.B) {
			for b.Loop() {
				x.Find(q, 6, 20, false)
			}
		})
	}
}
