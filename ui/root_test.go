package ui_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"monev/ui"
	"monev/ui/kit"
	"monev/ui/part"
	"monev/ui/theme"
	"monev/ui/uitest"
)

func TestKeyGoesToTheActionElseToTheScreen(t *testing.T) {
	d, f, _ := start(t, 80, 24)
	ran := 0
	f.actions = []kit.Action{act("temuan.baru", "t", "temuan", func() tea.Cmd { ran++; return nil })}
	d.Key("t", "j", "G", "space")
	if ran != 1 {
		t.Errorf("action ran %d times", ran)
	}
	wantSaw(t, f, "key j; key G; key space")
	d.Key("T") // caps lock
	if ran != 2 {
		t.Error("a capital did not find its action")
	}
}

func TestHandlerComesBeforeActions(t *testing.T) {
	d, f, _ := start(t, 80, 24)
	f.handle = map[string]bool{"esc": true, "t": true}
	f.actions = []kit.Action{act("x", "t", "temuan", func() tea.Cmd { t.Error("action ran"); return nil })}
	d.Key("t", "esc")
	wantSaw(t, f, "handle t; handle esc")
}

func TestActionWithoutRunTakesTheKeyFromTheRoot(t *testing.T) {
	d, f, _ := start(t, 80, 24)
	f.actions = []kit.Action{act("x", "q", "tutup isian", nil)}
	d.Key("q")
	wantSaw(t, f, "key q")
	if d.Quit() {
		t.Error("the root took the key")
	}
}

func TestReasonIsShownNotSilent(t *testing.T) {
	d, f, _ := start(t, 80, 24)
	a := act("hapus", "x", "hapus", func() tea.Cmd { t.Error("disabled action ran"); return nil })
	a.Reason = "Rapat ini sudah final."
	f.actions = []kit.Action{a}
	d.Has("(x hapus)")
	d.Key("x")
	d.Has("! Rapat ini sudah final.")
	wantSaw(t, f, "")
}

func TestLockedScreenRefusesChanges(t *testing.T) {
	d, f, _ := start(t, 80, 24)
	ran := ""
	change := act("hapus", "x", "hapus", func() tea.Cmd { ran += "x"; return nil })
	change.Changes = true
	f.actions = []kit.Action{change, act("buka", "b", "buka", func() tea.Cmd { ran += "b"; return nil })}
	f.locked = "Rapat sudah final; buat revisi."
	d.Key("x")
	d.Has("! Rapat sudah final; buat revisi.")
	d.Key("b")
	f.locked = ""
	d.Key("x")
	if ran != "bx" {
		t.Errorf("ran %q", ran)
	}
}

func TestWhileTypingOnlyTypingActions(t *testing.T) {
	d, f, _ := start(t, 80, 24)
	save := act("simpan", "ctrl+s", "simpan", func() tea.Cmd { return kit.Notify(kit.Good, "Tersimpan.") })
	save.Typing = true
	f.actions = []kit.Action{act("temuan", "t", "temuan", func() tea.Cmd { t.Error("letter was a shortcut"); return nil }), save}
	f.typing = true
	d.Type("tq?:/ T")
	if f.text != "tq?:/ T" || d.Quit() {
		t.Errorf("typed %q", f.text)
	}
	d.Hasnt("t temuan")
	d.Has("ctrl+s simpan", "F1 bantuan")
	d.Key("ctrl+s")
	d.Has("✓ Tersimpan.")
	f.saw()
	d.Key("ctrl+z")
	wantSaw(t, f, "key ctrl+z")
	d.Key("ctrl+p") // works while typing, but lets go of the text only at Esc
	d.Has("temuan (Tutup dulu isian ini dengan Esc.)")
	d.Type("temuan\n")
	d.Has("! Tutup dulu isian ini dengan Esc.")
	wantSaw(t, f, "")
	d.Key("f1")
	d.Has("Bantuan · Beranda")
	d.Key("f1")
	d.Hasnt("Bantuan ·")
	f.actions = append(f.actions, act("uji", "f7", "uji proyektor", func() tea.Cmd { t.Error("ran while typing"); return nil }))
	d.Key("f7") // no letter, so it is not lost without a word
	d.Has("! Tutup dulu isian ini dengan Esc.")
}

func TestOtherMessagesReachEveryScreen(t *testing.T) {
	d, f, _ := start(t, 80, 24)
	g := &fake{k: f.k, name: "Rapat"}
	d.Send(kit.PushMsg{Screen: g})
	if g.inits != 1 || g.w != 80 || g.h != 20 {
		t.Errorf("pushed screen: %d inits, %d×%d", g.inits, g.w, g.h)
	}
	d.Has("isi Rapat")
	d.Send(savedMsg{}, kit.ChangedMsg{})
	wantSaw(t, f, "saved <nil>; kit.ChangedMsg")
	wantSaw(t, g, "saved <nil>; kit.ChangedMsg")
	d.Key("q")
	d.Paste("satu\ndua")
	wantSaw(t, f, "")
	wantSaw(t, g, "key q; paste satu\ndua")
	if d.Quit() {
		t.Error("q left the program from the second screen")
	}
	d.Key("esc")
	d.Has("isi Beranda")
	wantSaw(t, f, "kit.ChangedMsg")
	wantSaw(t, g, "")
	d.Send(kit.PopMsg{})
	d.Has("isi Beranda")
	h := &fake{k: f.k, name: "Data"}
	d.Send(kit.ReplaceMsg{Screen: h})
	d.Has("isi Data 80×20")
	d.Key("q")
	if !d.Quit() {
		t.Error("q does not quit on the bottom screen")
	}
}

func TestNoticeLife(t *testing.T) {
	d, f, _ := start(t, 80, 24)
	d.Send(kit.NotifyMsg{Text: "Temuan tersimpan.", Tone: kit.Good})
	d.Has("✓ Temuan tersimpan.")
	d.After(5 * time.Second)
	d.Has("✓ Temuan tersimpan.")
	d.After(time.Second)
	d.Hasnt("Temuan tersimpan")

	d.Send(kit.NotifyMsg{Text: "Satu", Tone: kit.Info})
	d.After(4 * time.Second)
	d.Send(kit.NotifyMsg{Text: "Dua", Tone: kit.Info})
	d.After(4 * time.Second) // the first one's timer must not take the second
	d.Has("• Satu Dua")      // nobody has pressed a key since the first one
	d.Key("j")
	d.Hasnt("Dua")
	d.Send(kit.NotifyMsg{Text: strings.Repeat("panjang ", 20), Tone: kit.Info})
	d.Send(kit.NotifyMsg{Text: strings.Repeat("lain ", 20), Tone: kit.Info})
	d.Has("• lain lain") // together they would be cut
	d.Hasnt("panjang")

	d.Send(kit.NotifyMsg{Text: "Gagal", Tone: kit.Bad})
	d.After(time.Minute)
	d.Send(kit.NotifyMsg{Text: "Baik", Tone: kit.Good})
	d.Has("✗ Gagal")
	f.typing = true
	d.Type("abc")
	d.Has("✗ Gagal") // typing on is not having read it
	d.Key("enter")
	d.Hasnt("Gagal")
}

func TestLongNoticeTakesThreeLinesAtMost(t *testing.T) {
	d, _, _ := start(t, 60, 18)
	d.Send(kit.NotifyMsg{Text: strings.Repeat("panjang sekali ", 40), Tone: kit.Bad})
	if l := d.Line(14); !strings.HasPrefix(l, " ✗ panjang") {
		t.Errorf("first line %q", l)
	}
	if l := d.Line(16); !strings.HasSuffix(l, "…") {
		t.Errorf("last line %q", l)
	}
	if l := d.Line(17); !strings.Contains(l, "? bantuan") {
		t.Errorf("key line %q", l)
	}
}

func TestCtrlCTwice(t *testing.T) {
	d, _, _ := start(t, 80, 24)
	d.Key("ctrl+c")
	d.Has("Tekan Ctrl+C sekali lagi untuk keluar.")
	d.After(3 * time.Second)
	d.Key("ctrl+c")
	d.Key("j")
	d.Key("ctrl+c")
	if d.Quit() {
		t.Fatal("quit although another key came between")
	}
	d.Key("ctrl+c")
	if !d.Quit() {
		t.Fatal("the second Ctrl+C did not quit")
	}
}

func TestScreenIsCutToItsSize(t *testing.T) {
	d, f, _ := start(t, 60, 18)
	f.view = func(w, h int) string {
		return strings.Repeat(strings.Repeat("日本", w)+"\t\x1b[31mmerah\x1b[m\n", h+30)
	}
	f.name = strings.Repeat("judul ", 40)
	f.status = "00:47:12"
	d.Screen() // fails by itself
	d.Has("…", "? bantuan")
	if !strings.HasSuffix(d.Line(0), "00:47:12") {
		t.Errorf("title line %q", d.Line(0))
	}
}

func TestTooSmallKeepsEverything(t *testing.T) {
	d, f, _ := start(t, 80, 24)
	f.typing = true
	d.Type("abc")
	d.Resize(50, 15)
	d.Has("Layar terlalu kecil: 50×15.", "60×18")
	d.Type("x")
	d.Resize(5, 2)
	d.Screen()
	d.Resize(1, 1)
	d.Screen()
	d.Resize(100, 30)
	d.Has("isi Beranda 100×26 abc")
	d.Resize(10, 3)
	d.Key("ctrl+c", "ctrl+c")
	if !d.Quit() {
		t.Error("cannot quit a small window")
	}
}

func TestKeysBeforeTheSizeWait(t *testing.T) {
	k := uitest.Kit(nil)
	f := &fake{k: k, name: "Beranda"}
	r := ui.New(k, f)
	r.Update(tea.KeyPressMsg{Code: 'j', Text: "j"})
	if f.saw() != "" {
		t.Error("key reached a screen without a size")
	}
	if v := r.View(); v.Content != "" || !v.AltScreen {
		t.Errorf("view before the size: %+v", v)
	}
	r.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	wantSaw(t, f, "key j")
}

func TestUndoRedo(t *testing.T) {
	var did []string
	undo := func(context.Context) (string, error) { did = append(did, "u"); return "Temuan dihapus lagi.", nil }
	redo := func(context.Context) (string, error) { did = append(did, "r"); return "", nil }
	d, f, r := start(t, 80, 24, ui.WithUndo(undo, redo))
	d.Key("ctrl+z")
	d.Has("✓ Temuan dihapus lagi.")
	wantSaw(t, f, "kit.ChangedMsg")
	d.Key("ctrl+y")
	d.Has("• Tidak ada yang dapat diulangi.")
	wantSaw(t, f, "")
	if strings.Join(did, "") != "ur" {
		t.Errorf("did %v", did)
	}
	uitest.CheckActions(t, f, r.Actions())
	f.typing = true // its field has an undo of its own
	d.Key("ctrl+z", "ctrl+y")
	wantSaw(t, f, "key ctrl+z; key ctrl+y")
	d.Send(part.SaidMsg{Text: "Tidak ada lagi ketikan."})
	d.Has("• Tidak ada lagi ketikan.")
	d.Key("f1", "end")
	d.Has("Ctrl+Z    urungkan ketikan di isian ini", "Ctrl+Y    ulangi ketikan di isian ini")
	d.Key("esc")
	if strings.Join(did, "") != "ur" {
		t.Errorf("did %v while typing", did)
	}

	bad := func(context.Context) (string, error) { return "", errors.New("rapat sudah final") }
	d, _, _ = start(t, 80, 24, ui.WithUndo(bad, bad))
	d.Key("ctrl+z")
	d.Has("✗ Belum dapat diurungkan: rapat sudah final")
}

func TestMouse(t *testing.T) {
	d, f, _ := start(t, 80, 24)
	d.Click(7, 5)
	wantSaw(t, f, "MouseClickMsg 7,3; MouseReleaseMsg 7,3")
	d.Wheel(0, 2, 2)
	wantSaw(t, f, "MouseWheelMsg 0,0; MouseWheelMsg 0,0")
	d.Wheel(0, 1, 1) // on the rule
	wantSaw(t, f, "")
	ran := 0
	f.actions = []kit.Action{act("a", "n", "rapat baru", func() tea.Cmd { ran++; return nil }), act("b", "enter", "buka", nil)}
	d.Click(d.Find("rapat baru"))
	if ran != 1 {
		t.Error("click on the key line did nothing")
	}
	f.saw()
	d.Click(d.Find("enter buka"))
	wantSaw(t, f, "key enter")
	f.fill = true
	d.Send(kit.ChangedMsg{})
	f.saw()
	d.Click(79, 23)
	wantSaw(t, f, "MouseClickMsg 79,23; MouseReleaseMsg 79,23")
}

func TestFillGetsTheWholeTerminal(t *testing.T) {
	d, f, _ := start(t, 80, 24)
	f.fill = true
	d.Send(kit.ChangedMsg{})
	d.Has("isi Beranda 80×24")
	d.Hasnt("─", "bantuan")
	d.Send(kit.NotifyMsg{Text: "Tersimpan", Tone: kit.Good})
	if l := d.Line(23); l != " ✓ Tersimpan" {
		t.Errorf("last line %q", l)
	}
	d.Key("?")
	d.Has("Bantuan · Beranda")
}

func TestPaletteFollowsTheTerminal(t *testing.T) {
	d, f, _ := start(t, 80, 24)
	d.Send(tea.BackgroundColorMsg{Color: ansi.RGBColor{R: 0x1e, G: 0x1e, B: 0x1e}})
	if f.k.Styles.Palette.Accent != theme.Dark().Accent {
		t.Error("dark terminal, no dark palette")
	}
	wantSaw(t, f, "kit.ThemeMsg")
	d.Send(tea.BackgroundColorMsg{})
	d.Send(tea.BackgroundColorMsg{Color: ansi.RGBColor{R: 255, G: 255, B: 255}})
	if f.k.Styles.Palette.Accent != theme.Light().Accent {
		t.Error("light terminal, no light palette")
	}
	d.Key("ctrl+p")
	d.Type("kontras")
	d.Key("enter")
	if f.k.Styles.Palette.Back == nil || !strings.Contains(d.Raw(), "48;2;0;0;0") {
		t.Error("high contrast brings no background")
	}
	d.Has("isi Beranda", "? bantuan")
	d.Send(tea.BackgroundColorMsg{Color: ansi.RGBColor{R: 255, G: 255, B: 255}})
	if f.k.Styles.Palette.Back == nil {
		t.Error("the terminal took back what the user chose")
	}
	d.Send(tea.ColorProfileMsg{})
}

func TestRedraw(t *testing.T) {
	d, f, _ := start(t, 80, 24)
	f.typing = true
	d.Key("ctrl+l")
	if got := f.saw(); strings.Contains(got, "key") {
		t.Errorf("screen saw %q", got)
	}
}
