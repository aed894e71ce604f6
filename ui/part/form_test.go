package part_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"
	"pgregory.net/rapid"

	"monev/ui/part"
	"monev/ui/theme"
)

func due(s string) (string, string, error) {
	if s == "5/12" || s == "2025-12-05" {
		return "2025-12-05", "Jumat, 5 Desember 2025", nil
	}
	return "", "", errors.New("“" + s + "” bukan tanggal; contoh: 5/12, jumat, +2 minggu")
}

func units() []part.Option {
	return []part.Option{
		{Key: "kul", Label: "Subbag KUL", Hint: "Keuangan, Umum dan Logistik"},
		{Key: "th", Label: "Subbag Teknis & Hukum", Hint: "Teknis Penyelenggaraan, Hukum"},
		{Key: "rd", Label: "Subbag Rendatin", Hint: "Perencanaan, Data dan Informasi"},
		{Key: "sdm", Label: "Subbag Parmas & SDM", Hint: "Partisipasi, Humas dan SDM"},
		{Key: "ketua", Label: "Ketua", Hint: "pimpinan"},
		{Key: "sekretaris", Label: "Sekretaris", Hint: "pimpinan"},
	}
}

func followUp() *part.Form { return followUpIn(styles()) }

func followUpIn(st *theme.Styles) *part.Form {
	return part.NewForm(st, "TINDAK LANJUT BARU",
		part.Field{Name: "apa", Label: "Tindak lanjut", Required: true, Hint: "apa yang dikerjakan"},
		part.Field{Name: "pj", Label: "Penanggung jawab", Kind: part.Complete, Options: units()},
		part.Field{Name: "tenggat", Label: "Tenggat", Check: due, Hint: "5/12, jumat"},
		part.Field{Name: "prioritas", Label: "Prioritas", Kind: part.Choice, Value: "s", Options: []part.Option{
			{Key: "t", Label: "Tinggi"}, {Key: "s", Label: "Sedang"}, {Key: "r", Label: "Rendah"}}},
		part.Field{Name: "catatan", Label: "Catatan", Kind: part.Text},
	)
}

func typeText(f *part.Form, s string) {
	for _, r := range s {
		f.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

func press(f *part.Form, keys ...rune) (ev part.Event) {
	for _, k := range keys {
		_, ev = f.Update(tea.KeyPressMsg{Code: k})
	}
	return ev
}

func ctrl(f *part.Form, r rune) part.Event {
	_, ev := f.Update(tea.KeyPressMsg{Code: r, Mod: tea.ModCtrl})
	return ev
}

// picture draws with visible caret ▏ … as reverse video becomes ⟦ ⟧.
func picture(s string) string {
	s = strings.NewReplacer("\x1b[7m", "⟦", "\x1b[m", "⟧").Replace(s)
	return ansi.Strip(s) + "\n"
}

func TestFormPictures(t *testing.T) {
	var b strings.Builder
	show := func(name string, f *part.Form, w, h int) {
		fmt.Fprintf(&b, "== %s %dx%d\n%s", name, w, h, picture(f.View(w, h)))
		within(t, f.View(w, h), w, h)
	}
	f := followUp()
	show("empty", f, 78, 20)
	typeText(f, "Lengkapi sertifikat diklat 4 pegawai yang belum mengunggah buktinya ke folder bersama bagian SDM")
	show("long line", f, 60, 20)
	press(f, tea.KeyEnter)
	typeText(f, "sub")
	show("suggestions", f, 78, 20)
	press(f, tea.KeyDown, tea.KeyDown, tea.KeyEnter)
	show("accepted", f, 78, 20)
	typeText(f, "5/12")
	show("hint", f, 78, 20)
	ctrl(f, 'u')
	typeText(f, "lusa depan")
	press(f, tea.KeyTab)
	show("refused", f, 78, 20)
	show("refused", f, 40, 20)
	press(f, 't')
	press(f, tea.KeyEnter)
	typeText(f, "baris satu")
	press(f, tea.KeyEnter)
	typeText(f, "baris dua")
	show("text", f, 60, 20)
	show("text", f, 60, 5)
	show("text", f, 20, 3)
	f.Focus("pj")
	ctrl(f, 'u')
	typeText(f, "sekertaris")
	show("nearest", f, 78, 20)
	press(f, tea.KeyEnter)
	show("nearest refused", f, 78, 20)
	golden.RequireEqual(t, []byte(b.String()))
}

func TestFormSubmit(t *testing.T) {
	f := followUp()
	if ev := ctrl(f, 's'); ev != part.None || f.Focused() != "apa" {
		t.Fatalf("submit of empty required: %v %q", ev, f.Focused())
	}
	if !strings.Contains(ansi.Strip(f.View(80, 20)), "Wajib diisi") {
		t.Fatal("no refusal:\n" + f.View(80, 20))
	}
	typeText(f, " Susun SOP ")
	press(f, tea.KeyEnter)
	typeText(f, "parmas")
	press(f, tea.KeyEnter)
	typeText(f, "5/12")
	press(f, tea.KeyEnter, tea.KeyEnter)
	typeText(f, "x")
	if ev := press(f, tea.KeyEnter); ev != part.Changed {
		t.Fatalf("enter in a text: %v", ev)
	}
	typeText(f, "y")
	if ev := ctrl(f, 's'); ev != part.Submitted {
		t.Fatalf("submit: %v\n%s", ev, f.View(80, 20))
	}
	want := map[string]string{"apa": "Susun SOP", "pj": "sdm", "tenggat": "2025-12-05", "prioritas": "s", "catatan": "x\ny"}
	for k, v := range want {
		if f.Value(k) != v || f.Values()[k] != v {
			t.Errorf("%s = %q, want %q", k, f.Value(k), v)
		}
	}
	if !f.Dirty() || f.Empty() {
		t.Error("dirty, empty")
	}
	f.Reset()
	if f.Dirty() || !f.Empty() || f.Focused() != "apa" {
		t.Error("reset")
	}
	if ev := press(f, tea.KeyEscape); ev != part.Cancelled {
		t.Error("esc")
	}
}

func TestFormEnterSubmitsOnLastField(t *testing.T) {
	f := part.NewForm(styles(), "", part.Field{Name: "a", Label: "A"}, part.Field{Name: "b", Label: "B"})
	typeText(f, "satu")
	if ev := press(f, tea.KeyEnter); ev != part.Moved {
		t.Fatal(ev)
	}
	typeText(f, "dua")
	if ev := press(f, tea.KeyEnter); ev != part.Submitted || f.Value("b") != "dua" {
		t.Fatal(ev)
	}
	if ev := press(f, tea.KeyUp); ev != part.Moved || f.Focused() != "a" {
		t.Fatal(ev, f.Focused())
	}
	if ev := press(f, tea.KeyTab, tea.KeyTab); ev != part.Moved || f.Focused() != "a" {
		t.Fatal("tab goes round", f.Focused())
	}
}

func TestFormPaste(t *testing.T) {
	f := part.NewForm(styles(), "", part.Field{Name: "a", Label: "A"}, part.Field{Name: "b", Label: "B", Kind: part.Text})
	typeText(f, "[]")
	press(f, tea.KeyLeft)
	if _, ev := f.Update(tea.PasteMsg{Content: " a\r\nb\x1b[31mc\x00"}); ev != part.Changed {
		t.Fatal(ev)
	}
	if f.Typed("a") != "[ a bc]" {
		t.Fatalf("%q", f.Typed("a"))
	}
	f.Focus("b")
	f.Update(tea.PasteMsg{Content: "x\r\ny\tz"})
	typeText(f, "!")
	if f.Typed("b") != "x\ny    z!" {
		t.Fatalf("%q", f.Typed("b"))
	}
	if _, ev := f.Update(tea.PasteMsg{Content: strings.Repeat("a", 1<<20)}); ev != part.None {
		t.Fatal(ev)
	}
	want := "Tempelan 1.048.576 huruf melebihi batas isian 20.000 huruf; tidak ada yang dimasukkan."
	if v := strings.Join(strings.Fields(ansi.Strip(f.View(120, 20))), " "); !strings.Contains(v, want) {
		t.Fatal(v)
	}
	if f.Typed("b") != "x\ny    z!" {
		t.Fatalf("%q", f.Typed("b"))
	}
	f.SetValue("b", strings.Repeat("a", 19995))
	f.Update(tea.PasteMsg{Content: "123456"})
	if len(f.Typed("b")) != 19995 {
		t.Fatal("went in")
	}
	f.Update(tea.PasteMsg{Content: "12345"})
	typeText(f, "6")
	if len(f.Typed("b")) != 20000 {
		t.Fatal("limit")
	}
}

func TestFormChoice(t *testing.T) {
	o := []part.Option{{Key: "1", Label: "Belum"}, {Key: "2", Label: "Proses"}, {Key: "3", Label: "Batal"}}
	f := part.NewForm(styles(), "", part.Field{Name: "a", Label: "A", Kind: part.Choice, Options: o, Required: true})
	if press(f, tea.KeyEnter); f.Value("a") != "" {
		t.Fatal("chosen by itself")
	}
	for _, step := range []struct {
		key  rune
		want string
	}{{tea.KeyRight, "1"}, {'b', "3"}, {'b', "1"}, {'p', "2"}, {'x', "2"}, {tea.KeyLeft, "1"}, {tea.KeyLeft, "1"}, {tea.KeyEnd, "3"}, {tea.KeyRight, "3"}, {tea.KeySpace, "1"}, {tea.KeyBackspace, "1"}} {
		k := tea.KeyPressMsg{Code: step.key}
		if step.key >= 'a' && step.key <= 'z' {
			k.Text = string(step.key)
		}
		f.Update(k)
		if f.Value("a") != step.want {
			t.Fatalf("%c: %q", step.key, f.Value("a"))
		}
	}
	f.View(60, 5)
	if ev := f.Click(4+4+8, 0); ev != part.Changed || f.Value("a") != "2" {
		t.Fatal(ev, f.Value("a"), f.View(60, 5))
	}
}

// Where a form has little room a choice stands on one line; that it goes on is seen.
func TestFormChoiceSaysThatItGoesOn(t *testing.T) {
	f := part.NewForm(styles(), "", part.Field{Name: "a", Label: "A"}, part.Field{Name: "b", Label: "B", Kind: part.Choice,
		Options: []part.Option{{Key: "1", Label: "Belum"}, {Key: "2", Label: "Dalam Proses"}, {Key: "3", Label: "Tuntas"}, {Key: "4", Label: "Tidak Dapat"}}})
	for _, c := range []struct {
		h    int
		want string
	}{{3, "B   Belum  Dalam Proses  Tuntas …"}, {4, "B   Belum  Dalam Proses  Tuntas"}} {
		got := ansi.Strip(f.View(40, c.h))
		if line := strings.TrimRight(strings.Split(got, "\n")[1], " "); strings.TrimSpace(line) != c.want {
			t.Errorf("%d lines: %q, want %q in\n%s", c.h, line, c.want, got)
		}
	}
}

func TestFormComplete(t *testing.T) {
	one := func() *part.Form {
		return part.NewForm(styles(), "", part.Field{Name: "a", Label: "A", Kind: part.Complete, Options: units()})
	}
	for _, c := range []struct{ typed, want string }{
		{"ketua", "ketua"}, {"hukum", "th"}, {"KUL", "kul"}, {"subbag rend", "rd"}, {"", ""},
	} {
		f := one()
		typeText(f, c.typed)
		if ev := press(f, tea.KeyEnter); ev != part.Submitted || f.Value("a") != c.want {
			t.Errorf("%q: %v %q", c.typed, ev, f.Value("a"))
		}
	}
	f := one()
	typeText(f, "ketoa")
	if ev := press(f, tea.KeyEnter); ev != part.None || f.Value("a") != "ketoa" {
		t.Error(ev, f.Value("a"))
	}
	if !strings.Contains(ansi.Strip(f.View(80, 9)), "Yang mirip: Ketua") {
		t.Error(f.View(80, 9))
	}
	f.SetValue("a", "sdm")
	if f.Typed("a") != "Subbag Parmas & SDM" {
		t.Error(f.Typed("a"))
	}
	press(f, tea.KeyBackspace)
	if f.Value("a") == "sdm" {
		t.Error("still chosen")
	}
}

func anyKey(rt *rapid.T) tea.Msg {
	codes := []rune{tea.KeyEnter, tea.KeyTab, tea.KeyUp, tea.KeyDown, tea.KeyLeft, tea.KeyRight, tea.KeyHome, tea.KeyEnd, tea.KeyBackspace, tea.KeyDelete}
	switch rapid.IntRange(0, 5).Draw(rt, "sort") {
	case 0:
		return tea.KeyPressMsg{Code: rapid.SampledFrom(codes).Draw(rt, "code"), Mod: rapid.SampledFrom([]tea.KeyMod{0, 0, 0, tea.ModShift, tea.ModCtrl}).Draw(rt, "mod")}
	case 1:
		return tea.KeyPressMsg{Code: rapid.SampledFrom([]rune("saewu")).Draw(rt, "c"), Mod: tea.ModCtrl}
	case 2:
		return tea.PasteMsg{Content: rapid.String().Draw(rt, "paste")}
	}
	r := rapid.OneOf(rapid.RuneFrom([]rune("abc  5/12 suk\u0301表👍e\u200d🇮🇩🏽")), rapid.Rune()).Draw(rt, "r")
	return tea.KeyPressMsg{Code: r, Text: string(r)}
}

func TestFormProperties(t *testing.T) {
	palettes := []theme.Palette{theme.Light(), theme.Dark(), theme.HighContrast(), theme.None()}
	rapid.Check(t, func(rt *rapid.T) {
		f := followUpIn(theme.New(rapid.SampledFrom(palettes).Draw(rt, "palette")))
		for range rapid.IntRange(1, 60).Draw(rt, "n") {
			was := f.Typed("apa") + f.Typed("pj") + f.Typed("tenggat") + f.Typed("catatan")
			_, ev := f.Update(anyKey(rt))
			now := f.Typed("apa") + f.Typed("pj") + f.Typed("tenggat") + f.Typed("catatan")
			if ev == part.None && was != now {
				rt.Fatalf("None, but %q became %q", was, now)
			}
			w, h := rapid.IntRange(1, 90).Draw(rt, "w"), rapid.IntRange(1, 24).Draw(rt, "h")
			within(rt, f.View(w, h), w, h)
			if f.Height(w) <= h && strings.Count(f.View(w, h), "\n")+1 > f.Height(w) {
				rt.Fatal("height")
			}
		}
		// a submit never takes typed text away
		a, tg, c := f.Typed("apa"), f.Typed("tenggat"), f.Typed("catatan")
		ctrl(f, 's')
		if f.Typed("apa") != a || f.Typed("tenggat") != tg || f.Typed("catatan") != c {
			rt.Fatal("text lost by submit")
		}
		// drafts
		s := f.State()
		g := followUp()
		if err := g.Restore(s); err != nil {
			rt.Fatal(err)
		}
		if g.State() != s {
			rt.Fatalf("state\n%s\n%s", s, g.State())
		}
		for k, v := range f.Values() {
			if g.Value(k) != v {
				rt.Fatalf("%s: %q %q", k, v, g.Value(k))
			}
		}
		if err := g.Restore("{"); err == nil || g.State() != s {
			rt.Fatal("bad state")
		}
	})
}

func BenchmarkFormKey(b *testing.B) {
	for _, kind := range []part.Kind{part.Line, part.Text} {
		b.Run(map[part.Kind]string{part.Line: "line", part.Text: "text"}[kind], func(b *testing.B) {
			f := part.NewForm(styles(), "", part.Field{Name: "a", Label: "A", Kind: kind, Limit: 30000})
			f.SetValue("a", strings.Repeat("pegawai ä ", 2000))
			press(f, tea.KeyHome)
			b.ReportAllocs()
			for b.Loop() {
				f.Update(tea.KeyPressMsg{Code: 'x', Text: "x"})
				f.View(78, 12)
				f.Update(tea.KeyPressMsg{Code: tea.KeyBackspace})
				f.View(78, 12)
			}
		})
	}
}

func BenchmarkFormPaste1MB(b *testing.B) {
	for _, limit := range []int{0, 1 << 22} {
		for name, unit := range map[string]string{"ascii": "a", "bmp": "é ", "nasty": "\x1b]0;x\u202e\u0301"} {
			b.Run(fmt.Sprint(name, limit), func(b *testing.B) {
				f := part.NewForm(styles(), "", part.Field{Name: "a", Label: "A", Kind: part.Text, Limit: limit})
				s := strings.Repeat(unit, 1<<20/len(unit))
				for b.Loop() {
					f.SetValue("a", "")
					f.Update(tea.PasteMsg{Content: s})
					f.View(78, 12)
				}
			})
		}
	}
}

func BenchmarkCompleteKey10000(b *testing.B) {
	var o []part.Option
	for i := range 10000 {
		o = append(o, part.Option{Key: fmt.Sprint(i), Label: fmt.Sprintf("Pegawai nomor %d", i), Hint: "Subbag"})
	}
	f := part.NewForm(styles(), "", part.Field{Name: "a", Label: "A", Kind: part.Complete, Options: o})
	for b.Loop() {
		f.Update(tea.KeyPressMsg{Code: 'n', Text: "n"})
		f.View(78, 12)
		f.Update(tea.KeyPressMsg{Code: tea.KeyBackspace})
	}
}

// The plain palette underlines fields; that must not tear clusters apart.
func TestFormUnderlinedClusters(t *testing.T) {
	f := part.NewForm(theme.New(theme.None()), "", part.Field{Name: "a", Label: "A", Value: "🇮🇩 é 👍🏽"})
	if v := f.View(40, 3); !strings.Contains(v, "🇮🇩 é 👍🏽") {
		t.Errorf("%q", v)
	}
}

// A prefilled number gives way to what is typed, as a cell of a spreadsheet does;
// keys that move or take away edit it.
func TestReplace(t *testing.T) {
	form := func() *part.Form {
		return part.NewForm(styles(), "", part.Field{Name: "a", Label: "Satu", Value: "12", Replace: true, Limit: 4},
			part.Field{Name: "b", Label: "Dua", Value: "34", Replace: true}, part.Field{Name: "c", Label: "Tiga", Value: "56"})
	}
	for what, c := range map[string]struct {
		do   func(f *part.Form)
		want string
	}{
		"typed":            {func(f *part.Form) { typeText(f, "70") }, "70"},
		"backspace edits":  {func(f *part.Form) { press(f, tea.KeyBackspace); typeText(f, "7") }, "17"},
		"end edits":        {func(f *part.Form) { press(f, tea.KeyEnd); typeText(f, "7") }, "127"},
		"home edits":       {func(f *part.Form) { press(f, tea.KeyHome); typeText(f, "7") }, "712"},
		"left edits":       {func(f *part.Form) { press(f, tea.KeyLeft); typeText(f, "7") }, "172"},
		"delete empties":   {func(f *part.Form) { press(f, tea.KeyDelete) }, ""},
		"paste":            {func(f *part.Form) { f.Update(tea.PasteMsg{Content: "9"}) }, "9"},
		"paste too long":   {func(f *part.Form) { f.Update(tea.PasteMsg{Content: "98765"}) }, "12"},
		"an empty paste":   {func(f *part.Form) { f.Update(tea.PasteMsg{Content: "\x00"}) }, "12"},
		"clicked":          {func(f *part.Form) { f.View(40, 9); f.Click(9, 0); typeText(f, "7") }, "172"},
		"left and back":    {func(f *part.Form) { press(f, tea.KeyEnd, tea.KeyTab); f.Focus("a"); typeText(f, "7") }, "7"},
		"through and back": {func(f *part.Form) { press(f, tea.KeyTab, tea.KeyTab); f.Focus("a") }, "12"},
		"reset":            {func(f *part.Form) { typeText(f, "7"); f.Reset(); typeText(f, "8") }, "8"},
		"draft": {func(f *part.Form) {
			typeText(f, "7")
			s := f.State()
			f.Reset()
			_ = f.Restore(s)
			typeText(f, "8")
		}, "78"},
		"untouched draft": {func(f *part.Form) { _ = f.Restore(f.State()); typeText(f, "8") }, "8"},
	} {
		f := form()
		if c.do(f); f.Typed("a") != c.want {
			t.Errorf("%s: %q, want %q", what, f.Typed("a"), c.want)
		}
	}
	f := form()
	press(f, tea.KeyTab, tea.KeyTab)
	if typeText(f, "7"); f.Typed("b") != "34" || f.Typed("c") != "567" {
		t.Errorf("%q, %q", f.Typed("b"), f.Typed("c"))
	}
	f = part.NewForm(styles(), "", part.Field{Name: "a", Label: "Satu", Value: "12", Replace: true})
	if v := ansi.Strip(f.View(60, 9)); !strings.Contains(v, "ketik mengganti") {
		t.Errorf("nothing tells that the text is marked:\n%s", v)
	}
	marked := f.View(60, 9)
	if press(f, tea.KeyEnd); f.View(60, 9) == marked || strings.Contains(ansi.Strip(f.View(60, 9)), "ketik mengganti") {
		t.Error("the mark does not go")
	}
}

// A passphrase is in no picture, on no wall and in no draft, however long it is and
// wherever the focus stands.
func TestSecret(t *testing.T) {
	for _, pass := range []string{"WXQZ XQ", "W字 QX 字字", strings.Repeat("WXQ 字Z ", 60)} {
		form := func() *part.Form {
			return part.NewForm(styles(), "", part.Field{Name: "sandi", Label: "Kata sandi", Secret: true, Replace: true}, part.Field{Name: "nama", Label: "Nama"})
		}
		f := form()
		typeText(f, pass)
		for range 3 {
			pictures := ansi.Strip(f.View(40, 10)) + f.State()
			for _, s := range f.Shown() {
				pictures += s.Text
			}
			if strings.ContainsAny(pictures, "WXQZ字") {
				t.Errorf("%q is shown:\n%s", pass, pictures)
			}
			if !strings.Contains(pictures, "••••") {
				t.Errorf("no dots:\n%s", pictures)
			}
			f.Update(tea.KeyPressMsg{Code: tea.KeyTab})
		}
		if got := f.Typed("sandi"); got != pass {
			t.Errorf("typed %q, want %q", got, pass)
		}
		again := form()
		if err := again.Restore(f.State()); err != nil || again.Typed("sandi") != "" {
			t.Errorf("restored %q, %v", again.Typed("sandi"), err)
		}
	}
}

// A note that is longer than its rows ends in one …, however its words fall.
func TestClippedTextHasOneEllipsis(t *testing.T) {
	f := part.NewForm(styles(), "", part.Field{Name: "a", Label: "A"}, part.Field{Name: "b", Label: "B", Kind: part.Text,
		Value: strings.Repeat("Dokumen belum lengkap menurut penilai, mohon dilengkapi. ", 40)})
	for w := 20; w <= 120; w++ {
		pic := ansi.Strip(f.View(w, 24))
		if strings.Count(pic, "…") != 1 || strings.Contains(pic, "… …") {
			t.Fatalf("at %d:\n%s", w, pic)
		}
		within(t, f.View(w, 24), w, 24)
	}
}
