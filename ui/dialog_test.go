package ui_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"monev/ui/kit"
)

func choice(k, shown, help string, run func()) kit.Choice {
	return kit.Choice{
		Key: key.NewBinding(key.WithKeys(k), key.WithHelp(shown, help)),
		Run: func() tea.Cmd { run(); return nil },
	}
}

func deletion(got *string) kit.Dialog {
	return kit.Dialog{
		Title: "Hapus temuan ini?", Text: "Penilaian kinerja triwulan III belum ditandatangani", Danger: true,
		Choices: []kit.Choice{
			choice("enter", "Enter", "batal", func() { *got += "batal " }),
			choice("y", "y", "ya, hapus", func() { *got += "hapus " }),
		},
	}
}

func TestDialogAnswers(t *testing.T) {
	for _, c := range []struct {
		keys []string
		want string
		open bool
	}{
		{[]string{"y"}, "hapus ", false},
		{[]string{"Y"}, "hapus ", false},
		{[]string{"enter"}, "batal ", false},
		{[]string{"down", "enter"}, "hapus ", false},
		{[]string{"tab", "tab", "enter"}, "batal ", false},
		{[]string{"esc"}, "", false},
		{[]string{"q", "x", "?", "j", "ctrl+p", "ctrl+l"}, "", true},
	} {
		d, f, _ := start(t, 80, 24)
		got := ""
		d.Send(kit.DialogMsg{Dialog: deletion(&got)})
		d.Has("! Hapus temuan ini?", "▸ Enter  batal", "  y      ya, hapus")
		d.Key(c.keys...)
		if got != c.want {
			t.Errorf("%v: got %q, want %q", c.keys, got, c.want)
		}
		if open := strings.Contains(d.Screen(), "Hapus temuan"); open != c.open {
			t.Errorf("%v: open %v", c.keys, open)
		}
		if s := f.saw(); strings.Contains(s, "key") || d.Quit() {
			t.Errorf("%v went through the dialog: %q", c.keys, s)
		}
	}
}

func TestDangerDoesNotStartOnItsDeed(t *testing.T) {
	d, _, _ := start(t, 80, 24)
	got := ""
	q := deletion(&got)
	q.Choices = []kit.Choice{choice("t", "t", "tidak", func() { got = "tidak" }), choice("enter", "Enter", "hapus", func() { got = "hapus" })}
	d.Send(kit.DialogMsg{Dialog: q})
	d.Key("enter")
	if got != "tidak" {
		t.Errorf("Enter chose %q", got)
	}
	q.Danger = false
	d.Send(kit.DialogMsg{Dialog: q})
	d.Key("enter")
	if got != "hapus" {
		t.Errorf("Enter chose %q", got)
	}
}

func TestUnaskedDialogIgnoresKeysAtFirst(t *testing.T) {
	d, f, _ := start(t, 80, 24)
	got := ""
	q := deletion(&got)
	q.Unasked = true
	d.Send(kit.DialogMsg{Dialog: q})
	d.Key("y", "enter", "esc")
	d.After(400 * time.Millisecond)
	d.Key("y")
	if got != "" {
		t.Fatalf("answered %q by typing on", got)
	}
	d.After(100 * time.Millisecond)
	d.Key("y")
	if got != "hapus " {
		t.Fatalf("got %q", got)
	}
	wantSaw(t, f, "")
}

func TestSecondDialogWaits(t *testing.T) {
	d, _, _ := start(t, 80, 24)
	got := ""
	q := deletion(&got)
	d.Send(kit.DialogMsg{Dialog: q})
	q.Title = "Pertanyaan kedua"
	d.Send(kit.DialogMsg{Dialog: q})
	d.Has("Hapus temuan ini?")
	d.Key("y", "y")
	d.Has("Pertanyaan kedua")
	d.After(time.Second)
	d.Key("y")
	d.Hasnt("Pertanyaan kedua")
	if got != "hapus hapus " {
		t.Errorf("got %q", got)
	}
}

func TestChoiceMayAskAgain(t *testing.T) {
	d, _, _ := start(t, 80, 24)
	again := kit.Dialog{Title: "Sungguh?"}
	d.Send(kit.DialogMsg{Dialog: kit.Dialog{Title: "Pertama", Choices: []kit.Choice{{
		Key: key.NewBinding(key.WithKeys("y"), key.WithHelp("y", "ya")),
		Run: func() tea.Cmd { return kit.Ask(again) },
	}}}})
	d.Key("y")
	d.Has("Sungguh?", "▸ Enter  baik")
	d.Key("enter")
	d.Hasnt("Sungguh?")
}

func TestLongDialogScrollsAndFits(t *testing.T) {
	for _, size := range [][2]int{{60, 18}, {80, 24}, {160, 50}} {
		d, _, _ := start(t, size[0], size[1])
		var text []string
		for i := range 60 {
			text = append(text, fmt.Sprintf("baris %d %s", i, strings.Repeat("kata ", 20)))
		}
		got := ""
		q := deletion(&got)
		q.Text = strings.Join(text, "\n")
		d.Send(kit.DialogMsg{Dialog: q})
		d.Has("baris 0 ", "ya, hapus", "PgDn")
		for range 30 {
			d.Key("pgdown")
		}
		d.Hasnt("baris 0 ")
		d.Has("baris 59 ", "ya, hapus")
		d.Wheel(5, 5, -3)
		for range 30 {
			d.Key("pgup")
		}
		d.Has("baris 0 ")
		d.Click(d.Find("ya, hapus"))
		if got != "hapus " {
			t.Errorf("click: %q", got)
		}
	}
}

func TestDialogSurvivesResizeAndQuit(t *testing.T) {
	d, _, _ := start(t, 80, 24)
	got := ""
	d.Send(kit.DialogMsg{Dialog: deletion(&got)})
	d.Resize(20, 5)
	d.Hasnt("Hapus")
	d.Key("y")
	d.Resize(60, 18)
	d.Has("Hapus temuan ini?")
	d.Key("ctrl+c", "ctrl+c")
	if !d.Quit() || got != "" {
		t.Errorf("quit %v, got %q", d.Quit(), got)
	}
}
