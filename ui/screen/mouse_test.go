package screen_test

import (
	"context"
	"regexp"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"monev/internal/app"
	"monev/ui"
	"monev/ui/kit"
	"monev/ui/screen"
	"monev/ui/screen/panduan"
	"monev/ui/stagetest"
)

// places are the screens of the program by the keys that lead to them from Beranda
// of the sample.
var places = []struct {
	name string
	keys []string
}{
	{"beranda", nil},
	{"persiapan", []string{"enter", "0", "["}},
	{"pembukaan", []string{"enter", "0"}},
	{"tinjauan", []string{"enter", "9"}},
	{"area", []string{"enter", "3"}},
	{"simpulan", []string{"enter", "7"}},
	{"penutup", []string{"enter", "8"}},
	{"final", []string{"down", "enter", "8"}},
	{"dokumen satuan", []string{"enter", "8", "p"}},
	{"foto", []string{"enter", "o"}},
	{"register", []string{"t"}},
	{"riwayat", []string{"t", "h"}},
	{"lke", []string{"l"}},
	{"lke butir", []string{"l", "right", "down", "right", "down", "right", "down"}},
	{"lke rincian", []string{"l", "right", "down", "right", "down", "right", "down", "i"}},
	{"lke satu per satu", []string{"l", "s"}},
	{"lke jalan", []string{"l", "p"}},
	{"lke catatan", []string{"l", "m"}},
	{"lke instrumen", []string{"l", "k", "n"}},
	{"lke riwayat", []string{"l", "right", "down", "right", "down", "right", "down", "h"}},
	{"lke usulan", []string{"l", "u"}},
	{"cari", []string{"/", "p", "e", "t", "a"}},
	{"eviden", []string{"e"}},
	{"eviden kurang", []string{"e", "y"}},
	{"data", []string{"d"}},
	{"data jabatan", []string{"d", "tab"}},
	{"data dokumen", []string{"d", "tab", "tab", "tab", "tab", "tab"}},
	{"panduan", []string{"p"}},
	{"panduan bab", []string{"p", "enter"}},
}

// visit starts the program anew, over a folder for its files, and goes to a place.
func visit(t *testing.T, dir string, w, h int, keys []string) *stagetest.Program {
	t.Helper()
	c := new(stagetest.Clock)
	b := &stagetest.Broken{Store: stagetest.Store(t)}
	world := &stagetest.World{App: app.New(b, c.Now), Clock: c, Store: b}
	world.WithDir(dir)
	if _, err := world.Office(context.Background()); err != nil {
		t.Fatal(err)
	}
	var own *kit.Kit
	first := func(k *kit.Kit) kit.Screen {
		own = k
		return screen.First(k, true, "")
	}
	p := stagetest.Start(t, world, w, h, first,
		ui.WithPlaces(func(k *kit.Kit) kit.Places { return screen.NewPlaces(k) }),
		ui.WithGuide(func() kit.Screen { return panduan.New(own) }))
	p.Key(keys...)
	return p
}

// item is one action on the key line.
type item struct {
	x    int
	text string
}

var blanks = regexp.MustCompile(`\s{2,}`)

func keyLine(p *stagetest.Program, h int) []item {
	line := p.Line(h - 1)
	var out []item
	at := 0
	for _, part := range blanks.Split(strings.TrimSpace(line), -1) {
		i := strings.Index(line[at:], part) + at
		out = append(out, item{ansi.StringWidth(line[:i]), strings.Trim(part, "()")})
		at = i + len(part)
	}
	return out
}

// keyOf is the key that an action shows, empty if it shows several.
func keyOf(shown string) string {
	switch shown {
	case "Enter", "Esc", "Tab":
		return strings.ToLower(shown)
	case "Spasi":
		return "space"
	case "→":
		return "right"
	case "←":
		return "left"
	case "↑↓", "←→":
		return ""
	}
	if strings.Contains(shown, "–") || shown == "y" { // a–c: one of several
		return ""
	}
	return strings.ToLower(shown)
}

// Every action on the key line does by a click what it does by its key.
func TestClickOnTheKeyLine(t *testing.T) {
	done := map[string]bool{} // once is enough: "] berikut", "F9 panduan"
	for _, place := range places {
		t.Run(place.name, func(t *testing.T) {
			dir := t.TempDir()
			p := visit(t, dir, 80, 24, place.keys)
			for _, it := range keyLine(p, 24) {
				shown, _, _ := strings.Cut(it.text, " ")
				k := keyOf(shown)
				if k == "" || k == "c" || done[it.text] { // documents take their time
					continue
				}
				done[it.text] = true
				a, b := visit(t, dir, 80, 24, place.keys), visit(t, dir, 80, 24, place.keys)
				a.Key(k)
				b.Click(it.x+1, 23)
				if x, y := a.Screen(), b.Screen(); x != y {
					t.Errorf("%q by key\n%s\nby click\n%s", it.text, x, y)
				}
			}
		})
	}
}

// marked is the line of the selected row, -1 without one.
func marked(p *stagetest.Program, h int) int {
	for y := h - 3; y >= 2; y-- { // a form with a mark of its own stands above
		if strings.HasPrefix(strings.TrimLeft(p.Line(y), " "), "▸ ") {
			return y
		}
	}
	return -1
}

// selected is the first line of the selected row, without its mark.
func selected(p *stagetest.Program, h int) string {
	if y := marked(p, h); y >= 0 {
		return strings.TrimLeft(p.Line(y), " ▸")
	}
	return ""
}

// A click selects the row it is on, and another one does there what Enter does.
func TestClickOnRows(t *testing.T) {
	const w, h = 80, 24
	for _, place := range places {
		t.Run(place.name, func(t *testing.T) {
			dir := t.TempDir()
			keys, mouse := visit(t, dir, w, h, place.keys), visit(t, dir, w, h, place.keys)
			if marked(keys, h) < 0 || strings.Contains(keys.Screen(), "Esc tutup") || place.name == "lke usulan" {
				return // nothing to select, a form, rows taller than the list
			}
			keys.Key("down", "down")
			mouse.Key("down", "down")
			y := marked(mouse, h)
			keys.Key("up")
			up := selected(keys, h)
			for to := y - 1; to > 2 && to > y-4 && selected(mouse, h) != up; to-- { // headers stand between
				mouse.Click(12, to)
			}
			if a, b := keys.Screen(), mouse.Screen(); a != b {
				t.Fatalf("by ↑\n%s\nby a click\n%s", a, b)
			}
			before := mouse.Screen()
			y = marked(mouse, h)
			mouse.Key("down", "up") // forgets the click
			mouse.Click(12, y)
			if after := mouse.Screen(); after != before {
				t.Errorf("one click changes\n%s\nto\n%s", before, after)
			}
			keys.Key("enter")
			mouse.Click(12, y)
			if a, b := keys.Screen(), mouse.Screen(); a != b {
				t.Errorf("by Enter\n%s\nby a second click\n%s", a, b)
			}
		})
	}
}

// The wheel moves whatever ↓ moves.
func TestWheel(t *testing.T) {
	const w, h = 60, 18
	for _, place := range places {
		t.Run(place.name, func(t *testing.T) {
			dir := t.TempDir()
			keys, mouse := visit(t, dir, w, h, place.keys), visit(t, dir, w, h, place.keys)
			before := keys.Screen()
			keys.Key("down", "down")
			if keys.Screen() == before || strings.Contains(before, "Esc tutup") {
				return // a short one, or a form
			}
			y := max(marked(mouse, h), 10)
			mouse.Wheel(8, y, 1)
			down := mouse.Screen()
			if down == before {
				t.Errorf("the wheel does nothing:\n%s", before)
			}
			mouse.Wheel(8, y, -1)
			if mouse.Screen() == down {
				t.Errorf("the wheel does not go back:\n%s", down)
			}
		})
	}
}

// A meeting without a key but those for the words: forms, help, dialogs and the way
// back by mouse.
func TestMouseAlone(t *testing.T) {
	p := visit(t, t.TempDir(), 80, 24, nil)
	click := func(text string) {
		t.Helper()
		x, y := p.Find(text)
		p.Click(x+1, y)
	}
	click("Enter lanjutkan")
	p.Has("[III SDM]")
	click("─ IV ─")
	p.Has("[III SDM]") // between two stages there is nothing
	x, y := p.Find(" IV ─")
	p.Click(x+1, y)
	p.Has("[IV AK]")
	click("t temuan")
	p.Type("Renstra belum direviu")
	click("Enter berikut")
	click("Ctrl+S simpan")
	p.Has("TEMUAN (1)")
	click("Esc tutup")
	p.Has("t temuan")
	click("? bantuan")
	p.Has("Bantuan · ")
	click("F9 panduan")
	p.Has("Rapat pertama dalam sepuluh langkah")
	click("Esc kembali")
	click("? bantuan")
	click("Esc tutup")
	p.Hasnt("Bantuan · ")
	p.Click(3, 0) // the title
	p.Has("n rapat baru")
	click("TW III 2025")
	click("TW III 2025")
	p.Has("✓ final")
	p.Key("f5")
	p.Hasnt("bantuan")
	p.Send(tea.MouseClickMsg{X: 9, Y: 9, Button: tea.MouseRight})
	p.Has("? bantuan")
	p.Click(3, 0)
	click("n rapat baru")
	click("Enter buat rapat")
	p.Has("PERSIAPAN RAPAT")
	click("m mulai rapat")
	p.Has("Mulai rapat sekarang?")
	click("y      mulai rapat")
	p.Has("masih berlangsung; jeda atau kunci dulu rapat itu")
	p.Click(3, 0)

	click("t tindak lanjut")
	click("0–6 area")
	p.Has("Enter  batal")
	click("3      ")
	p.Has("Area III SDM")
	p.Click(3, 0)
	click("l LKE")
	click("I Manajemen Perubahan")
	click("I Manajemen Perubahan") // unfolds
	p.Has("Pemenuhan")
}
