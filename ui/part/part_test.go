package part_test

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"
	"pgregory.net/rapid"

	"monev/ui/part"
	"monev/ui/theme"
)

// styles shows caret and selection and nothing else.
func styles() *theme.Styles {
	return &theme.Styles{Caret: lipgloss.NewStyle().Reverse(true)}
}

type fataler interface {
	Helper()
	Fatalf(string, ...any)
}

func within(t fataler, view string, w, h int) {
	t.Helper()
	lines := strings.Split(view, "\n")
	if len(lines) > h {
		t.Fatalf("%d lines in %d:\n%s", len(lines), h, view)
	}
	for _, l := range lines {
		if n := ansi.StringWidth(l); n > w {
			t.Fatalf("%d cells in %d: %q", n, w, l)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  string
	}{
		{"", 10, ""},
		{"satu dua tiga", 8, "satu dua|tiga"},
		{"satu dua tiga", 9, "satu dua|tiga"},
		{"satu  dua", 20, "satu  dua"},
		{"satu\n\ndua", 20, "satu||dua"},
		{"pertanggungjawaban", 7, "pertang|gungjaw|aban"},
		{"a pertanggungjawaban", 7, "a|pertang|gungjaw|aban"},
		{"  inden dua tiga", 11, "  inden dua|tiga"},
		{"ujung ", 5, "ujung"},
		{"表表表", 4, "表表|表"},
		{"表", 1, "…"},
		{"satu · dua · tiga", 9, "satu|dua|tiga"},
		{"satu · dua · tiga", 11, "satu · dua|tiga"},
		{"satu · dua", 10, "satu · dua"},
		{"satu ·", 10, "satu ·"},
		{"satu ·", 5, "satu"},
		{"· satu dua", 7, "· satu|dua"},
		{"satu · · dua", 20, "satu · · dua"},
		{"\x1b[1mtebal sekali\x1b[m ya", 6, "\x1b[1mtebal\x1b[m|\x1b[1msekali\x1b[m|ya"},
	} {
		if got := strings.Join(part.Wrap(c.text, c.width), "|"); got != c.want {
			t.Errorf("Wrap(%q, %d) = %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

func TestPiecesBreakOnlyBetweenPieces(t *testing.T) {
	for _, c := range []struct {
		sep    string
		w      int
		pieces []string
		want   string
	}{
		{" · ", 20, []string{"TL-00017", "Parmas & SDM", "dari TW III 2025", "[A.I.3.iii.c]"}, "TL-00017|Parmas & SDM|dari TW III 2025|[A.I.3.iii.c]"},
		{" · ", 23, []string{"TL-00017", "Parmas & SDM", "Tinggi"}, "TL-00017 · Parmas & SDM|Tinggi"},
		{", ", 40, []string{"I Satu", "II Dua", "III Tiga"}, "I Satu, II Dua, III Tiga"},
		{", ", 14, []string{"I Satu", "II Dua", "III Tiga"}, "I Satu,|II Dua,|III Tiga"},
		{", ", 15, []string{"I Satu", "II Dua", "III Tiga"}, "I Satu, II Dua,|III Tiga"},
	} {
		if got := strings.Join(part.Pieces(c.sep, c.w, c.pieces...), "|"); got != c.want {
			t.Errorf("%q in %d: %q, want %q", c.pieces, c.w, got, c.want)
		}
	}
}

func TestFlowGivesTheLinesBelowMoreRoom(t *testing.T) {
	for _, c := range []struct {
		text  string
		in, w int
		want  string
	}{
		{"Pasang papan capaian kinerja", 4, 30, "TL-00006  IV  Pasang papan|    capaian kinerja"},
		{"Pasang papan capaian kinerja", 14, 30, "TL-00006  IV  Pasang papan|              capaian kinerja"},
		{"Pertanggungjawaban dana", 4, 30, "TL-00006  IV|    Pertanggungjawaban dana"},
	} {
		if got := strings.Join(part.Flow("TL-00006  IV  ", c.text, c.in, c.w), "|"); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		w := rapid.IntRange(30, 60).Draw(t, "w")
		lines := part.Flow("mark · mark  ", rapid.String().Draw(t, "text"), rapid.IntRange(0, 12).Draw(t, "in"), w)
		within(t, strings.Join(lines, "\n"), w, len(lines))
	})
}

func TestWrapProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyText(t, "text")
		w := rapid.IntRange(2, 60).Draw(t, "width")
		lines := part.Wrap(s, w)
		within(t, strings.Join(lines, "\n"), w, len(lines))
		if len(lines) == 0 {
			t.Fatalf("no line")
		}
		join := func(s string) string { // without what may go at a break
			return strings.Join(strings.Fields(strings.ReplaceAll(ansi.Strip(s), "·", " ")), "")
		}
		if !strings.ContainsFunc(s, func(r rune) bool { return r < 0x20 || r >= 0x7f && r < 0xa0 }) && join(strings.Join(lines, "")) != join(s) {
			t.Fatalf("lost text: %q", lines)
		}
	})
}

func anyText(t *rapid.T, name string) string {
	return rapid.OneOf(
		rapid.String(),
		rapid.StringOfN(rapid.RuneFrom([]rune("abc de  fgh表e\u0301👍")), 0, 200, -1),
		rapid.Map(rapid.SliceOf(rapid.SampledFrom([]string{"tindak", " ", "lanjut", "\x1b[31m", "\x1b[m", "\n", "é", " · ", "👨‍👩‍👧", "…"})), func(s []string) string { return strings.Join(s, "") }),
	).Draw(t, name)
}

func TestLinesProperties(t *testing.T) {
	st := styles()
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyText(t, "a"), anyText(t, "b")
		w := rapid.IntRange(0, 70).Draw(t, "w")
		one := func(s string) {
			t.Helper()
			within(t, s, w, 1)
		}
		one(part.Cut(a, w))
		one(part.Two(w, a, b))
		if n := part.Width(part.Fit(a, w)); n != w {
			t.Fatalf("Fit %d in %d", n, w)
		}
		one(part.Columns(w, part.Cell{Text: a, Width: rapid.IntRange(0, 30).Draw(t, "c1")},
			part.Cell{Text: b, Drop: 1}, part.Cell{Text: a, Width: 9, Right: true, Drop: 2}, part.Cell{Text: b}))
		p := rapid.Float64().Draw(t, "p")
		bar := part.Bar(st, w, p, rapid.Float64().Draw(t, "mark"), 75)
		if n := part.Width(bar); n != w {
			t.Fatalf("Bar %d in %d", n, w)
		}
		within(t, part.Pane(st, w, 5, a+"\n"+b, b), w, 5)
		lines := part.Digits(st, a+"71,4%")
		for _, l := range lines {
			if part.Width(l) != part.DigitsWidth(a+"71,4%") {
				t.Fatalf("Digits")
			}
		}
	})
}

func TestColumnsAlign(t *testing.T) {
	row := func(a, b, c string) string {
		return part.Columns(40, part.Cell{Text: a}, part.Cell{Text: b, Width: 8}, part.Cell{Text: c, Width: 6, Right: true})
	}
	got := row("Susun peta kompetensi pegawai", "KUL", "7,10") + "\n" + row("SKP", "Teknis dan Hukum", "71,42")
	want := "" +
		"Susun peta kompetensi…  KUL         7,10\n" +
		"SKP                     Teknis …   71,42"
	if got != want {
		t.Errorf("\n%s", got)
	}
	if got := part.Columns(30, part.Cell{Text: "apa"}, part.Cell{Text: "lama", Width: 8, Drop: 1}, part.Cell{Text: "baru", Width: 8, Drop: 2}); got != "apa                   lama" {
		t.Errorf("%q", got)
	}
}

func TestRowsCutNoText(t *testing.T) {
	got := strings.Join(part.Rows(30, 9, part.Cell{Text: "VI  Peningkatan Kualitas Pelayanan", Hang: 4}, part.Cell{Text: "5,95", Width: 5, Right: true}), "\n")
	if want := "VI  Peningkatan           5,95\n    Kualitas Pelayanan"; got != want {
		t.Errorf("\n%s", got)
	}
	if got := part.Rows(12, 2, part.Cell{Text: "1. satu dua tiga empat lima", Hang: 3}); strings.Join(got, "|") != "1. satu dua|   tiga emp…" {
		t.Errorf("%q", got)
	}
	if got := part.Rows(30, 9, part.Cell{Text: "II  Tata Laksana", Hang: 4}); len(got) != 1 || got[0] != "II  Tata Laksana" {
		t.Errorf("%q", got)
	}
}

func TestBar(t *testing.T) {
	for _, c := range []struct {
		p     float64
		marks []float64
		want  string
	}{
		{0, nil, "░░░░░░░░░░"}, {100, nil, "██████████"}, {99.9, nil, "█████████░"}, {70, nil, "███████░░░"},
		{150, nil, "██████████"}, {-3, nil, "░░░░░░░░░░"}, {71.42, []float64{75}, "███████│░░"}, {30, []float64{75, 90}, "███░░░░│░│"},
		{80, []float64{75}, "███████│░░"}, {95, []float64{75}, "███████│█░"}, {100, []float64{100}, "█████████│"},
	} {
		if got := part.Bar(styles(), 10, c.p, c.marks...); got != c.want {
			t.Errorf("Bar(%v, %v) = %s, want %s", c.p, c.marks, got, c.want)
		}
	}
}

// A fine bar is a bar whose last cell tells eighths; nothing else of it differs.
func TestFineBar(t *testing.T) {
	for _, c := range []struct {
		p     float64
		marks []float64
		want  string
	}{
		{0, nil, "░░░░░░░░░░"}, {100, nil, "██████████"}, {99.9, nil, "█████████▉"}, {70, nil, "███████░░░"}, {1.25, nil, "▏░░░░░░░░░"},
		{1, nil, "░░░░░░░░░░"}, {75, nil, "███████▌░░"}, {66.9, []float64{60, 75}, "██████││░░"}, {87, []float64{60, 75}, "██████││▋░"},
	} {
		if got := part.FineBar(styles(), 10, c.p, c.marks...); got != c.want {
			t.Errorf("FineBar(%v, %v) = %s, want %s", c.p, c.marks, got, c.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		w, p := rapid.IntRange(1, 60).Draw(t, "w"), rapid.Float64Range(-5, 110).Draw(t, "p")
		m := rapid.Float64Range(0, 100).Draw(t, "m")
		fine, plain := part.FineBar(styles(), w, p, m), part.Bar(styles(), w, p, m)
		within(t, fine, w, 1)
		at := strings.IndexAny(fine, part.Eighths)
		for i, r := range []rune(fine) {
			if q := []rune(plain)[i]; r != q && (q != '░' || at < 0 || !strings.ContainsRune(part.Eighths, r)) {
				t.Fatalf("%s is not %s", fine, plain)
			}
		}
		if more := part.FineBar(styles(), w, p+100/float64(w)/8*1.01); p >= 0 && p < 95 && w < 40 && more == part.FineBar(styles(), w, p) {
			t.Fatalf("an eighth of a cell more does not show: %s", more)
		}
	})
}

func stages() []part.Stage {
	return []part.Stage{
		{"Pembukaan", "Buka", true}, {"Tindak Lanjut", "TL", true}, {"I Perubahan", "I", true}, {"II Tata Laksana", "II", true},
		{"III SDM", "III", false}, {"IV Akuntabilitas", "IV", false}, {"V Pengawasan", "V", false}, {"VI Pelayanan", "VI", false},
		{"Simpulan", "Simpulan", false}, {"Penutup", "Tutup", false},
	}
}

func TestStageBar(t *testing.T) {
	var b strings.Builder
	for _, w := range []int{160, 78, 72, 60, 58, 50, 40, 30, 20, 12, 8, 5} {
		for _, now := range []int{0, 4, 9} {
			fmt.Fprintf(&b, "%3d %s\n", w, part.StageBar(styles(), w, stages(), now))
		}
	}
	golden.RequireEqual(t, []byte(b.String()))
}

func TestStageBarProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, now := rapid.IntRange(1, 120).Draw(t, "w"), rapid.IntRange(-1, 10).Draw(t, "now")
		ss := stages()[:rapid.IntRange(0, 10).Draw(t, "n")]
		bar := part.StageBar(styles(), w, ss, now)
		within(t, bar, w, 1)
		if now >= 0 && now < len(ss) && w >= 10 && !strings.Contains(bar, "[") {
			t.Fatalf("present stage not seen: %q", bar)
		}
		for x := -1; x <= w; x++ {
			if i, ok := part.StageAt(w, ss, now, x); ok && (i < 0 || i >= len(ss)) {
				t.Fatalf("stage %d", i)
			}
		}
	})
	i, ok := part.StageAt(78, stages(), 4, strings.Index("Buka x - TL x", "TL"))
	if !ok || i != 1 {
		t.Error(i, ok)
	}
}

func TestDigits(t *testing.T) {
	golden.RequireEqual(t, []byte(strings.Join(part.Digits(styles(), "71,42%"), "\n")+"\n\n"+strings.Join(part.Digits(styles(), "0123456789"), "\n")+"\n"))
}

func TestEditor(t *testing.T) {
	e := part.NewEditor(styles())
	e.SetSize(20, 4)
	e.Hint = "Kata penutup"
	within(t, e.View(), 20, 4)
	e.Update(tea.PasteMsg{Content: "satu dua tiga empat lima enam tujuh delapan\nsembilan"})
	e.Update(tea.KeyPressMsg{Code: tea.KeyEnter})
	e.Update(tea.KeyPressMsg{Code: 'x', Text: "x"})
	if !strings.HasSuffix(e.Value(), "sembilan\nx") {
		t.Fatalf("%q", e.Value())
	}
	within(t, e.View(), 20, 4)
	if !strings.Contains(ansi.Strip(e.View()), "x ") {
		t.Fatal("caret out of sight:\n" + e.View())
	}
	e.Update(tea.KeyPressMsg{Code: tea.KeyHome, Mod: tea.ModCtrl})
	if !strings.Contains(e.View(), "\x1b[7ms") {
		t.Fatalf("%q", e.View())
	}
	g := part.NewEditor(styles())
	if err := g.Restore(e.State()); err != nil || g.State() != e.State() {
		t.Fatal(err, g.State())
	}
	if g.Restore("nein") == nil {
		t.Fatal("bad state taken")
	}
}

// model is the plainest text field there is, to compare with.
func TestEditorAgainstModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := part.NewEditor(styles())
		w, h := rapid.IntRange(1, 30).Draw(t, "w"), rapid.IntRange(1, 8).Draw(t, "h")
		e.SetSize(w, h)
		text, at := []rune{}, 0
		for range rapid.IntRange(1, 80).Draw(t, "n") {
			k := tea.KeyPressMsg{}
			switch rapid.IntRange(0, 6).Draw(t, "op") {
			case 0:
				k.Code = tea.KeyLeft
				at = max(0, at-1)
			case 1:
				k.Code = tea.KeyRight
				at = min(len(text), at+1)
			case 2:
				k.Code = tea.KeyBackspace
				if at > 0 {
					text = append(text[:at-1:at-1], text[at:]...)
					at--
				}
			case 3:
				k.Code = tea.KeyDelete
				if at < len(text) {
					text = append(text[:at:at], text[at+1:]...)
				}
			case 4:
				k.Code = tea.KeyEnter
				text = append(text[:at:at], append([]rune{'\n'}, text[at:]...)...)
				at++
			default:
				r := rapid.RuneFrom([]rune("ab   cé表")).Draw(t, "r")
				k.Code, k.Text = r, string(r)
				text = append(text[:at:at], append([]rune{r}, text[at:]...)...)
				at++
			}
			e.Update(k)
			if e.Value() != string(text) {
				t.Fatalf("%q, want %q", e.Value(), string(text))
			}
			v := e.View()
			within(t, v, w, h)
			if w > 2 && strings.Count(v, "\x1b[7m") != 1 {
				t.Fatalf("caret drawn %d times: %q", strings.Count(v, "\x1b[7m"), v)
			}
		}
		want := fmt.Sprintf(`"c":%d}`, len(string(text[:at])))
		if !strings.HasSuffix(e.State(), want) {
			t.Fatalf("caret: %s, want %s", e.State(), want)
		}
	})
}

func BenchmarkStageBar(b *testing.B) {
	st, ss := styles(), stages()
	for b.Loop() {
		part.StageBar(st, 60, ss, 4)
	}
}

func TestHangSetsFurtherLinesIn(t *testing.T) {
	for _, c := range []struct {
		got  []string
		want string
	}{
		{part.Hang("1. ", nil), ""},
		{part.Hang("1. ", []string{"satu"}), "1. satu"},
		{part.Hang("✓ ", []string{"satu", "dua", ""}), "✓ satu|  dua|  "},
		{part.Hang("\x1b[1mA\x1b[m: ", []string{"x", "y"}), "\x1b[1mA\x1b[m: x|   y"},
		{part.HangText("1. ", "satu dua tiga", 11), "1. satu dua|   tiga"},
		{part.HangText("1. ", "sepuluh kata", 1), "1. sepuluh|   kata"},
	} {
		if got := strings.Join(c.got, "|"); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
	lines := []string{"a", "b"}
	part.Hang("> ", lines)
	if lines[0] != "a" || lines[1] != "b" {
		t.Errorf("it changed the lines it was given: %q", lines)
	}
}
