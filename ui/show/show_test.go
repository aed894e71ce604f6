package show_test

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"monev/internal/slide"
	"monev/ui/show"
	"monev/ui/theme"
)

func anySlide(t *rapid.T) slide.State {
	text := rapid.StringOfN(rapid.RuneFrom([]rune("aB 漢👩é,1%\n│─")), 0, 300, -1)
	kinds := []slide.Kind{slide.Score, slide.Bar, slide.Text, slide.Fact, slide.Point, slide.Status, slide.Section, slide.Field, slide.Option, slide.Problem}
	s := slide.State{Version: slide.Version, Office: text.Draw(t, "office"), Meeting: text.Draw(t, "meeting"), No: 2, Of: 9,
		Page: rapid.IntRange(-2, 50).Draw(t, "page"), Typing: rapid.Bool().Draw(t, "typing"), Pause: rapid.IntRange(0, 9).Draw(t, "pause") == 0,
		Clock: &slide.Timer{Stood: time.Hour}, Area: &slide.Timer{Stood: 11 * time.Minute, Planned: 10 * time.Minute},
		Slide: slide.Slide{Head: text.Draw(t, "head"), Title: text.Draw(t, "title")}}
	for range rapid.IntRange(0, 12).Draw(t, "blocks") {
		b := slide.Block{Kind: rapid.SampledFrom(kinds).Draw(t, "kind"), Label: text.Draw(t, "label"), Text: text.Draw(t, "text"),
			Percent: rapid.Float64Range(-10, 200).Draw(t, "percent"), Marks: []slide.Mark{{At: 60, Name: "WBK"}, {At: 75, Name: "WBBM"}},
			Notes: []slide.Note{{Text: text.Draw(t, "note")}}, Now: rapid.Bool().Draw(t, "now")}
		b.Caret = rapid.IntRange(-3, 400).Draw(t, "caret")
		s.Slide.Blocks = append(s.Slide.Blocks, b)
	}
	s.Clean()
	return s
}

// Whatever is shown, at whatever size, the picture has exactly that size.
func TestAPictureIsAsLargeAsItsWindow(t *testing.T) {
	for _, p := range []theme.Palette{theme.Projection(theme.Light(), false), theme.None()} {
		st := theme.New(p)
		rapid.Check(t, func(t *rapid.T) {
			s := anySlide(t)
			w, h := rapid.IntRange(60, 200).Draw(t, "w"), rapid.IntRange(18, 60).Draw(t, "h")
			picture := show.Draw(st, s, show.View{W: w, H: h, Now: time.Unix(0, 0), Mark: "■ dibekukan"})
			lines := strings.Split(picture, "\n")
			if len(lines) != h {
				t.Fatalf("%d lines, want %d", len(lines), h)
			}
			for _, l := range lines {
				if ansi.StringWidth(l) > w {
					t.Fatalf("a line of %d cells, want %d: %q", ansi.StringWidth(l), w, l)
				}
			}
			if n, _ := show.Fits(st, s, w, h); n != show.Count(st, s, w, h) {
				t.Fatal("Fits and Count disagree")
			}
		})
	}
}

// Every word of a long text is on one of the pages.
func TestNothingIsLostBetweenPages(t *testing.T) {
	st := theme.New(theme.None())
	var words []string
	for i := range 400 {
		words = append(words, "kata"+strings.Repeat("x", i%7)+string(rune('a'+i%26)))
	}
	s := slide.State{Slide: slide.Slide{Head: "URAIAN", Blocks: []slide.Block{{Kind: slide.Text, Text: strings.Join(words, " ")}}}}
	var got []string
	n := show.Count(st, s, 60, 18)
	for s.Page = range n {
		lines := strings.Split(ansi.Strip(show.Draw(st, s, show.View{W: 60, H: 18})), "\n")
		got = append(got, strings.Fields(strings.Join(lines[2:17], " "))...)
	}
	if strings.Join(got, " ") != strings.Join(words, " ") {
		t.Errorf("%d words on %d pages, want %d", len(got), n, len(words))
	}
}

func BenchmarkDraw(b *testing.B) {
	st := theme.New(theme.Projection(theme.Light(), false))
	s := slide.State{Office: "KPU Kabupaten Pamekasan", Slide: slide.Slide{Head: "III  PENATAAN SISTEM MANAJEMEN SDM", Blocks: []slide.Block{
		{Kind: slide.Score, Text: "71,42", Notes: []slide.Note{{Text: "dari 100"}}},
		{Kind: slide.Text, Text: strings.Repeat("Temuan yang panjang. ", 60)},
	}}}
	for b.Loop() {
		show.Draw(st, s, show.View{W: 160, H: 50})
	}
}
