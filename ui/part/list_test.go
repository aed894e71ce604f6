package part_test

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"monev/ui/part"
)

func rows(n int) []part.Row {
	var r []part.Row
	for i := range n {
		if i%5 == 0 {
			r = append(r, part.Row{Header: true, Lines: []string{fmt.Sprintf("BAGIAN %d", i/5)}})
			continue
		}
		r = append(r, part.Row{Key: fmt.Sprint(i), Lines: []string{fmt.Sprintf("baris %d", i)}})
	}
	return r
}

func list(w, h int, r []part.Row) *part.List {
	l := part.NewList(styles())
	l.SetSize(w, h)
	l.SetRows(r)
	return l
}

func keys(l *part.List, ks ...tea.KeyPressMsg) {
	for _, k := range ks {
		l.Update(k)
	}
}

func letter(r rune) tea.KeyPressMsg { return tea.KeyPressMsg{Code: r, Text: string(r)} }
func code(r rune) tea.KeyPressMsg   { return tea.KeyPressMsg{Code: r} }

func TestListSaysNumbersAsEverywhere(t *testing.T) {
	l := list(20, 6, rows(4914))
	if got := ansi.Strip(l.View()); !strings.Contains(got, "↓ 4.909 lagi") {
		t.Error(got)
	}
	if keys(l, letter('G')); !strings.Contains(ansi.Strip(l.View()), "↑ 4.9") {
		t.Error(ansi.Strip(l.View()))
	}
}

func TestListPictures(t *testing.T) {
	l := list(20, 6, rows(12))
	check := func(want string) {
		t.Helper()
		if got := ansi.Strip(l.View()); trimLines(got) != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	}
	check("BAGIAN 0\n▸ baris 1\n  baris 2\n  baris 3\n  baris 4\n  ↓ 7 lagi")
	keys(l, code(tea.KeyDown), code(tea.KeyDown), letter('j'), letter('j'))
	check("  ↑ 3 lagi\n  baris 3\n  baris 4\nBAGIAN 1\n▸ baris 6\n  ↓ 5 lagi")
	keys(l, letter('G'))
	check("  ↑ 7 lagi\n  baris 7\n  baris 8\n  baris 9\nBAGIAN 2\n▸ baris 11")
	keys(l, letter('g'))
	check("BAGIAN 0\n▸ baris 1\n  baris 2\n  baris 3\n  baris 4\n  ↓ 7 lagi")
	if hit, again := l.Click(2); !hit || again {
		t.Error("click")
	}
	if k, _ := l.Selected(); k != "2" {
		t.Error(k)
	}
	if hit, again := l.Click(2); !hit || !again {
		t.Error("second click")
	}
	if hit, _ := l.Click(0); hit {
		t.Error("header hit")
	}
	l.SetRows(nil)
	l.Empty = "Belum ada temuan."
	check("  Belum ada temuan.")
	if _, ok := l.Selected(); ok {
		t.Error("selected in an empty list")
	}
}

func trimLines(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

func TestListKeepsKey(t *testing.T) {
	l := list(20, 6, rows(12))
	l.SelectKey("7")
	r := append([]part.Row{{Key: "neu", Lines: []string{"neu"}}}, rows(12)...)
	l.SetRows(r)
	if k, _ := l.Selected(); k != "7" {
		t.Fatal(k)
	}
	cut := append(append([]part.Row{}, r[:8]...), r[9:]...)
	l.SetRows(cut)
	if k, _ := l.Selected(); k != "8" {
		t.Fatal("next one expected, got", k)
	}
	l.SelectKey("11")
	l.SetRows(cut[:len(cut)-1])
	if k, _ := l.Selected(); k != "9" {
		t.Fatal("last one expected, got", k)
	}
	if l.SelectKey("xyz") {
		t.Fatal("no such key")
	}
}

func TestListTallRow(t *testing.T) {
	tall := part.Row{Key: "b"}
	for i := range 20 {
		tall.Lines = append(tall.Lines, fmt.Sprintf("b%d", i))
	}
	l := list(20, 6, []part.Row{{Key: "a", Lines: []string{"a"}}, tall, {Key: "c", Lines: []string{"c"}}})
	seen := ""
	for range 30 {
		seen += ansi.Strip(l.View()) + "\n"
		keys(l, code(tea.KeyDown))
	}
	for i := range 20 {
		if !strings.Contains(seen, fmt.Sprintf("b%d", i)) {
			t.Errorf("line %d never seen", i)
		}
	}
	if k, _ := l.Selected(); k != "c" {
		t.Error(k)
	}
	for range 30 {
		keys(l, code(tea.KeyUp))
	}
	if k, _ := l.Selected(); k != "a" {
		t.Error(k)
	}
}

func TestListProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		gen := rapid.Custom(func(t *rapid.T) []part.Row {
			var r []part.Row
			used := map[int]bool{}
			for range rapid.IntRange(0, 30).Draw(t, "rows") {
				k := rapid.IntRange(0, 60).Draw(t, "key")
				if used[k] {
					continue
				}
				used[k] = true
				row := part.Row{Key: fmt.Sprint(k), Header: rapid.IntRange(0, 5).Draw(t, "head") == 0}
				for i := range rapid.IntRange(0, 4).Draw(t, "lines") {
					row.Lines = append(row.Lines, fmt.Sprintf("key %d line %d %s", k, i, strings.Repeat("表", k)))
				}
				r = append(r, row)
			}
			return r
		})
		now := gen.Draw(t, "start")
		w, h := rapid.IntRange(1, 40).Draw(t, "w"), rapid.IntRange(1, 20).Draw(t, "h")
		l := list(w, h, now)
		for range rapid.IntRange(0, 40).Draw(t, "steps") {
			was, had := l.Selected()
			switch rapid.IntRange(0, 4).Draw(t, "op") {
			case 0:
				now = gen.Draw(t, "new")
				l.SetRows(now)
				for _, r := range now {
					if k, _ := l.Selected(); had && r.Key == was && !r.Header && k != was {
						t.Fatalf("%q left for %q", was, k)
					}
				}
			case 1:
				w, h = rapid.IntRange(1, 40).Draw(t, "w"), rapid.IntRange(1, 20).Draw(t, "h")
				l.SetSize(w, h)
			case 2:
				l.Click(rapid.IntRange(-1, 21).Draw(t, "y"))
			default:
				k := rapid.SampledFrom([]rune{tea.KeyUp, tea.KeyDown, tea.KeyPgUp, tea.KeyPgDown, tea.KeyHome, tea.KeyEnd}).Draw(t, "k")
				keys(l, code(k))
			}
			v := l.View()
			within(t, v, w, h)
			any := false
			for _, r := range now {
				any = any || !r.Header
			}
			if _, ok := l.Selected(); ok != any {
				t.Fatalf("selected %v, selectable %v", ok, any)
			}
			if any && w > 2 && strings.Count(v, "▸") != 1 {
				t.Fatalf("selection not seen:\n%s", v)
			}
		}
	})
}

type counted struct{ asked *int }

func (counted) Len() int { return 10000 }
func (c counted) Row(i, _ int) part.Row {
	*c.asked++
	return part.Row{Key: fmt.Sprint(i), Lines: []string{fmt.Sprintf("baris %d", i)}}
}

func TestListAsksOnlyForWhatIsSeen(t *testing.T) {
	n := 0
	l := part.NewList(styles())
	l.SetSize(80, 24)
	l.SetSource(counted{&n})
	keys(l, code(tea.KeyEnd), code(tea.KeyPgUp))
	n = 0
	l.View()
	if n > 100 {
		t.Errorf("%d rows asked for one view", n)
	}
	n = 0
	keys(l, code(tea.KeyUp))
	if n > 200 {
		t.Errorf("%d rows asked for one key", n)
	}
}

func BenchmarkList10000(b *testing.B) {
	n := 0
	l := part.NewList(styles())
	l.SetSize(80, 24)
	l.SetSource(counted{&n})
	b.ReportAllocs()
	for b.Loop() {
		keys(l, code(tea.KeyDown))
		l.View()
	}
}

// tallRows are texts that a line holds the first word of.
type tallRows []string

func (r tallRows) Len() int { return len(r) }

func (r tallRows) Row(i, w int) part.Row {
	return part.Row{Key: r[i], Lines: []string{part.Columns(w, part.Cell{Text: r[i]}, part.Cell{Text: "A", Width: 1})}}
}

func (r tallRows) Tall(i, w, most int) []string {
	return part.Rows(w, most, part.Cell{Text: r[i]}, part.Cell{Text: "A", Width: 1})
}

func TestTextsAreWholeWhereAllRowsHaveRoom(t *testing.T) {
	l := part.NewList(styles())
	l.SetSize(20, 6)
	l.SetSource(tallRows{"tetapkan SKP berjenjang", "unggah SK", "susun peta kompetensi"})
	check := func(want string) {
		t.Helper()
		if got := trimLines(ansi.Strip(l.View())); got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	}
	check("▸ tetapkan SKP    A\n  berjenjang\n  unggah SK       A\n  susun peta      A\n  kompetensi")
	if hit, _ := l.Click(4); !hit {
		t.Error("the second line of a row is no part of it")
	}
	if k, _ := l.Selected(); k != "susun peta kompetensi" {
		t.Error(k)
	}
	l.SetSize(20, 4) // a form opens below
	check("  tetapkan SKP …  A\n  unggah SK       A\n▸ susun peta ko…  A")
	l.SetSize(20, 6)
	check("  tetapkan SKP    A\n  berjenjang\n  unggah SK       A\n▸ susun peta      A\n  kompetensi")
}

// Marking goes on to the next row; in a row taller than the list it must not turn
// the row's page instead, or the next mark takes this one away.
func TestNextLeavesARowTallerThanTheList(t *testing.T) {
	l := part.NewList(styles())
	tall := make([]string, 9)
	for i := range tall {
		tall[i] = fmt.Sprint("baris ", i)
	}
	l.SetRows([]part.Row{{Key: "a", Lines: tall}, {Key: "b", Lines: tall}, {Key: "c", Lines: []string{"akhir"}}})
	l.SetSize(30, 6)
	for _, want := range []string{"b", "c", "c"} {
		l.Next()
		if key, _ := l.Selected(); key != want {
			t.Fatalf("%s is selected, want %s", key, want)
		}
		if want == "b" && !strings.Contains(l.View(), "▸ baris 0") {
			t.Errorf("the row does not begin at its first line:\n%s", ansi.Strip(l.View()))
		}
	}
}
