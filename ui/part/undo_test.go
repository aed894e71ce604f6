package part_test

import (
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"monev/ui/part"
	"monev/ui/theme"
)

// holds is what the fields hold, chosen options too.
func holds(f *part.Form) string {
	return strings.Join([]string{f.Typed("apa"), f.Typed("pj"), f.Typed("tenggat"), f.Value("prioritas"), f.Typed("catatan")}, "|")
}

func TestFormUndoSteps(t *testing.T) {
	left, back, del := tea.KeyLeft, tea.KeyBackspace, tea.KeyDelete
	paste := func(f *part.Form, s string) { f.Update(tea.PasteMsg{Content: s}) }
	for _, c := range []struct {
		name string
		kind part.Kind
		do   func(f *part.Form)
		want []string // what stands there after each Ctrl+Z
	}{
		{"words", part.Line, func(f *part.Form) { typeText(f, "peta  kompetensi pegawai") }, []string{"peta  kompetensi ", "peta  ", ""}},
		{"elsewhere", part.Line, func(f *part.Form) { typeText(f, "satu"); press(f, left, left); typeText(f, "x") }, []string{"satu", ""}},
		{"there and back", part.Line, func(f *part.Form) { typeText(f, "satu"); press(f, left, tea.KeyRight); typeText(f, "x") }, []string{"satu", ""}},
		{"paste", part.Line, func(f *part.Form) { typeText(f, "a"); paste(f, "b c d"); typeText(f, "e") }, []string{"ab c d", "a", ""}},
		{"letters taken out", part.Line, func(f *part.Form) { typeText(f, "satu"); press(f, back, back, back) }, []string{"satu", ""}},
		{"letters taken out ahead", part.Line, func(f *part.Form) { typeText(f, "satu"); press(f, tea.KeyHome, del, del) }, []string{"satu", ""}},
		{"words taken out", part.Line, func(f *part.Form) { typeText(f, "a b"); ctrl(f, 'w'); ctrl(f, 'w') }, []string{"a ", "a b", "a ", ""}},
		{"all taken out", part.Line, func(f *part.Form) { typeText(f, "a"); ctrl(f, 'u'); typeText(f, "c") }, []string{"", "a", ""}},
		{"lines", part.Text, func(f *part.Form) { typeText(f, "a"); press(f, tea.KeyEnter); typeText(f, "b") }, []string{"a\n", "a", ""}},
		{"marks", part.Text, func(f *part.Form) { typeText(f, "e\u0301 表👍🏽"); press(f, back) }, []string{"é 表👍🏽", "é ", ""}},
	} {
		f := part.NewForm(styles(), "", part.Field{Name: "a", Kind: c.kind})
		c.do(f)
		for i, want := range c.want {
			all := f.Typed("a")
			if ev := ctrl(f, 'z'); ev != part.Changed || f.Typed("a") != want {
				t.Errorf("%s, %d. Ctrl+Z: %v %q, want %q", c.name, i+1, ev, f.Typed("a"), want)
			}
			ctrl(f, 'y')
			if f.Typed("a") != all {
				t.Errorf("%s, Ctrl+Y after %d. Ctrl+Z: %q, want %q", c.name, i+1, f.Typed("a"), all)
			}
			ctrl(f, 'z')
		}
		if ev := ctrl(f, 'z'); ev != part.None {
			t.Errorf("%s: one more", c.name)
		}
	}
}

// A draft that came back, after Esc or after the laptop died, is where undo ends:
// a paragraph must not go at one Ctrl+Z that was meant for its last word.
func TestFormUndoEndsAtTheDraft(t *testing.T) {
	fields := func() *part.Form {
		return part.NewForm(styles(), "", part.Field{Name: "a", Kind: part.Text, Value: "tersimpan"},
			part.Field{Name: "pj", Kind: part.Complete, Options: units()})
	}
	f := fields()
	typeText(f, " dan diketik")
	f.Focus("pj")
	typeText(f, "sub")
	again := fields()
	if err := again.Restore(f.State()); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"a", "pj"} {
		again.Focus(name)
		was := again.Typed(name)
		if ev := ctrl(again, 'z'); ev != part.None || again.Typed(name) != was {
			t.Errorf("%s: %v, %q after Ctrl+Z", name, ev, again.Typed(name))
		}
	}
	again.Focus("a")
	typeText(again, ", lagi")
	ctrl(again, 'z')
	if ctrl(again, 'z'); again.Typed("a") != "tersimpan dan diketik" {
		t.Error(again.Typed("a"))
	}
}

// What is taken back is taken back where it stood: text, mark, choice and list.
func TestFormUndoOfEveryField(t *testing.T) {
	f := part.NewForm(styles(), "",
		part.Field{Name: "jam", Label: "Jam", Value: "09.00", Replace: true},
		part.Field{Name: "pj", Label: "PJ", Kind: part.Complete, Options: units()},
		part.Field{Name: "prio", Label: "Prioritas", Kind: part.Choice, Value: "s", Options: []part.Option{{Key: "t", Label: "Tinggi"}, {Key: "s", Label: "Sedang"}, {Key: "r", Label: "Rendah"}}},
	)
	typeText(f, "13.30")
	ctrl(f, 'z')
	if f.Typed("jam") != "09.00" {
		t.Fatal(f.Typed("jam"))
	}
	if typeText(f, "8"); f.Typed("jam") != "8" { // the mark came back with it
		t.Fatal(f.Typed("jam"))
	}
	press(f, tea.KeyEnter)
	typeText(f, "sub")
	press(f, tea.KeyDown, tea.KeyDown, tea.KeyEnter)
	f.Focus("pj")
	if f.Value("pj") != "rd" {
		t.Fatal(f.Value("pj"))
	}
	ctrl(f, 'z')
	if f.Typed("pj") != "sub" || !strings.Contains(ansi.Strip(f.View(78, 20)), "Subbag Teknis") {
		t.Fatal(f.Typed("pj"), f.View(78, 20))
	}
	ctrl(f, 'y')
	if f.Value("pj") != "rd" || strings.Contains(ansi.Strip(f.View(78, 20)), "Subbag Teknis") {
		t.Fatal(f.Value("pj"), f.View(78, 20))
	}
	f.Focus("prio")
	press(f, tea.KeyRight, tea.KeyLeft, tea.KeyLeft)
	if ctrl(f, 'z'); f.Value("prio") != "s" {
		t.Fatal(f.Value("prio"))
	}
	if ctrl(f, 'y'); f.Value("prio") != "t" {
		t.Fatal(f.Value("prio"))
	}

	// what is left to take back is, and no more
	cmd, ev := f.Update(tea.KeyPressMsg{Code: 'y', Mod: tea.ModCtrl})
	if said, ok := cmd().(part.SaidMsg); !ok || ev != part.None || !strings.Contains(said.Text, "diulangi di isian ini") {
		t.Fatal(ev, cmd())
	}
	for ctrl(f, 'z') == part.Changed {
	}
	if got := f.Values(); got["jam"] != "09.00" || got["pj"] != "" || got["prio"] != "s" {
		t.Fatal(got)
	}
	cmd, ev = f.Update(tea.KeyPressMsg{Code: 'z', Mod: tea.ModCtrl})
	if said, ok := cmd().(part.SaidMsg); !ok || ev != part.None || !strings.Contains(said.Text, "diurungkan di isian ini") {
		t.Fatal(ev, cmd())
	}

	// a form thrown away, and a draft put back, are steps too
	typeText(f, "10")
	state := f.State()
	f.Reset()
	if ctrl(f, 'z'); f.Typed("jam") != "10" {
		t.Fatal(f.Typed("jam"))
	}
	f.Reset()
	if err := f.Restore(state); err != nil || f.Typed("jam") != "10" {
		t.Fatal(err, f.Typed("jam"))
	}
	if ctrl(f, 'z'); f.Typed("jam") != "09.00" {
		t.Fatal(f.Typed("jam"))
	}
	// what was taken back is gone once something else is typed
	typeText(f, "7")
	if ctrl(f, 'y'); f.Typed("jam") != "7" {
		t.Fatal(f.Typed("jam"))
	}
}

// Ctrl+Z goes back through the form in the order in which it was filled in, as in
// Word: right after Enter it takes back what was typed in the field before.
func TestFormUndoGoesToTheFieldBefore(t *testing.T) {
	f := part.NewForm(styles(), "", part.Field{Name: "a", Label: "A"}, part.Field{Name: "b", Label: "B", Replace: true, Value: "09.00"}, part.Field{Name: "c", Label: "C", Kind: part.Text})
	typeText(f, "satu dua")
	press(f, tea.KeyEnter)
	typeText(f, "10.30")
	press(f, tea.KeyEnter)
	typeText(f, "tiga")
	press(f, tea.KeyUp, tea.KeyUp)
	for i, want := range []string{"c:satu dua|10.30|", "b:satu dua|09.00|", "a:satu |09.00|", "a:|09.00|"} {
		ev := ctrl(f, 'z')
		if got := f.Focused() + ":" + f.Typed("a") + "|" + f.Typed("b") + "|" + f.Typed("c"); ev != part.Changed || got != want {
			t.Errorf("%d. Ctrl+Z: %v %q, want %q", i+1, ev, got, want)
		}
	}
	if ev := ctrl(f, 'z'); ev != part.None || f.Focused() != "a" {
		t.Errorf("one more: %v in %s", ev, f.Focused())
	}
	for i, want := range []string{"a:satu |09.00|", "a:satu dua|09.00|", "b:satu dua|10.30|", "c:satu dua|10.30|tiga"} {
		ev := ctrl(f, 'y')
		if got := f.Focused() + ":" + f.Typed("a") + "|" + f.Typed("b") + "|" + f.Typed("c"); ev != part.Changed || got != want {
			t.Errorf("%d. Ctrl+Y: %v %q, want %q", i+1, ev, got, want)
		}
	}
	// A form thrown away comes back whole.
	f.Reset()
	if ctrl(f, 'z'); f.Typed("a") != "satu dua" || f.Typed("b") != "10.30" || f.Typed("c") != "tiga" {
		t.Errorf("after a discard %q", f.Values())
	}
	if ctrl(f, 'y'); f.Dirty() {
		t.Errorf("discarded again %q", f.Values())
	}
}

func TestFormUndoProperties(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		f := followUpIn(theme.New(theme.None()))
		start := holds(f)
		for range rapid.IntRange(1, 60).Draw(rt, "n") {
			switch rapid.IntRange(0, 9).Draw(rt, "turn") {
			case 0:
				ctrl(f, 'z')
			case 1:
				ctrl(f, 'y')
			default:
				f.Update(anyKey(rt))
			}
		}
		all := func(r rune) (seen []string) {
			seen = append(seen, holds(f))
			for ctrl(f, r) == part.Changed {
				within(rt, f.View(60, 12), 60, 12)
				seen = append(seen, holds(f))
			}
			return seen
		}
		all('y')
		back := all('z')
		if holds(f) != start {
			rt.Fatalf("all taken back: %q, began as %q", holds(f), start)
		}
		again := all('y')
		if slices.Reverse(again); !slices.Equal(again, back) {
			rt.Fatalf("on the way back %q, and again %q", back, again)
		}
	})
}

// However much is typed, what is remembered stays small, and the newest of it.
func TestFormUndoIsBounded(t *testing.T) {
	f := part.NewForm(styles(), "", part.Field{Name: "a", Kind: part.Text})
	long := strings.Repeat("surat masuk ", part.TextLimit/12)
	for range 200 {
		f.Update(tea.PasteMsg{Content: long})
		ctrl(f, 'u')
	}
	n := 0
	for ctrl(f, 'z') == part.Changed {
		n++
	}
	if n < 10 || n > 1<<20/len(long)+1 {
		t.Errorf("%d steps of %d bytes remembered", n, len(long))
	}
}
