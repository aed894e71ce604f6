package lke_test

import (
	"context"
	"slices"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"monev/internal/lke"
	"monev/ui"
	"monev/ui/kit"
	screen "monev/ui/screen/lke"
	"monev/ui/stagetest"
	"monev/ui/uitest"
)

func TestTree(t *testing.T) {
	d := open(t, true, "", 80, 24)
	d.Key("down", "right")
	d.Has("- I Manajemen", "+ Pemenuhan")
	d.Key("right", "right", "right", "right", "right")
	d.Has("- A.I.1.i Penyusunan", "A.I.1.i.a")
	d.Key("left", "left")
	d.Has("+ A.I.1.i Penyusunan")
	d.Key("left", "left")
	d.Has("+ Pemenuhan")
	d.Key("o")
	d.Has("+ I Manajemen")
	d.Key("o", "5")
	d.Has("- V Penguatan Pengawasan")
	d.Key("7")
	d.Has("- Hasil", "B.I.a")
}

func TestBeginsAtThePlaceAsked(t *testing.T) {
	for at, want := range map[string]string{
		"":            "▸ LKE ZI 2025",
		"A.I.3":       "▸ - III Penataan",
		"A.I.3.iii":   "▸     + A.I.3.iii",
		"A.I.3.iii.b": "A.I.3.iii.b",
		"A.II.1.ii":   "▸       ○ A.II.1.ii",
		"nonsense":    "▸ LKE ZI 2025",
	} {
		open(t, false, at, 80, 24).Has(want)
	}
}

func TestFilters(t *testing.T) {
	d := open(t, true, "", 80, 24)
	d.Key("f")
	d.Has("10 BUTIR · belum diisi", "○ A.I.1.iii.a")
	d.Key("b") // stays where it is
	d.Has("◐ A.I.1.iii.a", "terisi 104/113")
	d.Key("f")
	d.Has("BUTIR · bernilai rendah")
	d.Hasnt("● A.", "○ A.")
	d.Key("f")
	d.Has("BUTIR · tanpa eviden")
	d.Key("f")
	d.Has("1 BUTIR · beda TPI", "A.I.1.i.a")
	d.Key("f")
	d.Has("104/113", "▸       ◐ A.I.1.iii.a")
}

func TestEmptyFilter(t *testing.T) {
	d := open(t, false, "", 80, 24)
	d.Key("f", "f")
	d.Has("Tidak ada butir terisi", "f menampilkan saringan")
	d.Key("enter")
	d.Has("Tidak ada baris yang dipilih.")
	d.Key("s")
	d.Has("Tidak ada butir yang cocok dengan saringan.")
}

func TestSearch(t *testing.T) {
	d := open(t, true, "", 80, 24)
	d.Key("/")
	d.Type("iii.b")
	d.Has("7 BUTIR · kata “iii.b”", "A.I.5.iii.b")
	for range 5 {
		d.Key("backspace")
	}
	d.Type("gratifikasi")
	d.Has("A.I.5.i.a")
	d.Key("down", "enter")
	d.Has("kata “gratifikasi”")
	d.Key("esc")
	d.Has("A.I.5.i.b", "- V Penguatan")
	d.Key("/")
	d.Type("xyzzy")
	d.Has("Tidak ada butir yang cocok")
	d.Key("esc")
	d.Has("A.I.5.i.b")
}

func TestPage(t *testing.T) {
	d := open(t, true, "A.I.1.i.a", 80, 24)
	d.Key("enter")
	d.Has("LKE 2025 · A.I.1.i.a", "● Ya     (dipilih)", "TPI Tidak ! beda")
	d.Key("t")
	d.Has("● Tidak  (dipilih)", "terisi 103/113")
	d.Key("end")
	d.Has("EVIDEN YANG LAZIM")
	d.Key("right")
	d.Has("LKE 2025 · A.I.1.i.b")
	d.Key("left", "left")
	d.Has("Ini butir pertama.")
	d.Key("esc")
	d.Has("BUTIR", "▸       ✗ A.I.1.i.a")
}

func TestWhatIfLeavesNoTrace(t *testing.T) {
	d := open(t, true, "A.I.1.i.b", 80, 24)
	before := d.World.Events(t)
	was := d.answer(lke.Unit, "A.I.1.i.b")
	d.Key("w")
	d.Has("BILA · LKE 2025", "BILA · 0 perubahan")
	d.Hasnt("█")
	d.Key("c")
	d.Has("BILA · 1 perubahan", "→C", "(▼ 0,25)")
	for _, k := range []string{"n", "v", "l", "u", "z", ">"} {
		d.Key(k)
		d.Has("Dalam mode bila tidak ada yang disimpan")
	}
	d.Key("r", "left", "ctrl+s")
	d.Has("→B", "(▼ 0,13)")
	d.Key("enter")
	d.Has("BILA  tersimpan A, dicoba B")
	d.Key("esc", "s", "down")
	d.Has("BILA · LKE 2025 satu per satu")
	d.Key("c", "esc")
	d.Has("BILA · 1 perubahan")
	d.Key("esc")
	d.Has("Tutup mode bila", "A.I.1.i.b  A → C")
	d.Key("enter")
	d.Has("BILA · 1 perubahan")
	d.Key("w", "y")
	d.Has("Mode bila ditutup: ", "nilai kembali ")
	d.Hasnt("BILA")
	if n := d.World.Events(t); n != before {
		t.Errorf("%d events, %d before", n, before)
	}
	if a := d.answer(lke.Unit, "A.I.1.i.b"); !a.Same(was) {
		t.Errorf("stored %+v", a)
	}
}

func TestWhatIfBackToTheStoredAnswerIsNoChange(t *testing.T) {
	d := open(t, true, "A.I.1.i.b", 80, 24)
	d.Key("w", "c", "a")
	d.Has("BILA · 0 perubahan")
	d.Key("w")
	d.Has("tidak ada yang berubah")
}

func TestUndoDoesNotTouchWhatIf(t *testing.T) {
	d := open(t, true, "A.I.1.i.a", 80, 24)
	d.Key("t", "down", "w", "c", "ctrl+z")
	d.Has("Mode bila tidak menyimpan apa pun", "BILA · 1 perubahan", "→C")
	d.Key("w", "y", "ctrl+z")
	d.Has("Diurungkan: jawaban A.I.1.i.a.")
}

func TestPath(t *testing.T) {
	d := open(t, true, "", 80, 24)
	d.Key("p")
	d.Has("Jalan terpendek ke WBK", "butir ke WBK", "total sesudahnya")
	d.Key("p")
	d.Has("Jalan terpendek ke WBBM")
	d.Key("3")
	w, err := d.App.Worksheet(context.Background(), year)
	if err != nil || len(w.Efforts) != 1 {
		t.Errorf("%v %v", err, w.Efforts)
	}
	d.Key("b")
	d.Has("beban teringan", "beban 30")
	d.Key("o")
	d.Has("nilai berbukti")
	d.Key("w")
	d.Has("untuk nilai berbukti lengkapi evidennya")
	d.Key("o", "w")
	d.Has("BILA · LKE 2025")
	d.Key("p", "p")
	d.Has("Semua syarat WBBM sudah terpenuhi")
	d.Key("esc", "esc", "y")
	d.Hasnt("BILA")
}

func TestPathGoesToItsQuestion(t *testing.T) {
	d := open(t, true, "", 160, 50)
	d.Key("p", "enter")
	d.Has("LKE 2025", "EVIDEN")
	d.Hasnt("Jalan terpendek")
}

func TestPathWithoutSurveys(t *testing.T) {
	d := open(t, false, "", 80, 24)
	d.Key("p")
	d.Has("pengungkit dan area saja", "42 butir ke WBK")
	d.Key("s")
	d.Has("✗ Nilai survei B.I.a dan B.II.a belum ada")
	d.Key("w")
	d.Has("Tidak ada langkah yang dapat dicoba.")
}

func TestWalk(t *testing.T) {
	d := open(t, false, "", 80, 24)
	d.Key("s")
	d.Has("Butir 1 dari 113", "resmi?")
	d.Type("ya")
	d.Has("Butir 3 dari 113", "terakhir A.I.1.i.b = A")
	d.Key("left", "left", "t")
	d.Has("Butir 2 dari 113", "terakhir A.I.1.i.a = Tidak")
	d.Key("space", "space")
	d.Has("Butir 4 dari 113")
	d.Key("esc")
	d.Has("▸       ○ A.I.1.ii.b")
	if a := d.answer(lke.Unit, "A.I.1.i.a"); a.Choice != "Tidak" {
		t.Errorf("stored %+v", a)
	}
}

func TestWalkOverNumbersToTheEnd(t *testing.T) {
	d := open(t, false, "B.I.a", 80, 24)
	d.Key("s")
	d.Has("Butir 111 dari 113")
	d.Key("enter")
	d.Type("3,8\n")
	d.Key("enter")
	d.Has("Butir 112 dari 113", "terakhir B.I.a = 3,80")
	d.Key("b", "space")
	d.Has("Semua butir sudah dilewati.", "111 butir belum diisi")
	d.Key("a")
	d.Has("Pilih dulu sebuah butir.")
	d.Key("left")
	d.Has("Butir 113 dari 113")
}

func TestWalkOverAFilter(t *testing.T) {
	d := open(t, true, "", 80, 24)
	d.Key("f", "s")
	d.Has("Butir 1 dari 10", "disaring")
	d.Key("a", "a", "left")
	d.Has("Butir 2 dari 10")
	d.Key("esc")
	d.Has("belum diisi")
}

func TestProposals(t *testing.T) {
	w := stagetest.NewWorld(t, false)
	d := over(t, w, "", 160, 50)
	d.Key("u")
	d.Has("Usulan jawaban LKE 2025", "A.I.1.iii.a", "Alasan: ", "yang lain", "dibiarkan.")
	p, err := w.Propose(context.Background(), year)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range p {
		was := d.answer(lke.Unit, x.Item)
		d.Key("enter")
		a := d.answer(lke.Unit, x.Item)
		switch {
		case x.Choice == "":
			if !a.Same(was) {
				t.Errorf("%s: %+v", x.Item, a)
			}
		case was.Choice == x.Choice:
		case a.Choice != x.Choice || a.Note == "":
			t.Errorf("%s: stored %+v, proposed %s", x.Item, a, x.Choice)
		}
		d.Key("down")
	}
}

func TestActions(t *testing.T) {
	for _, full := range []bool{false, true} {
		for _, at := range []string{"", "A.I.3", "A.I.1.i.a", "A.II.5.ii", "B.I.a"} {
			d := open(t, full, at, 80, 24)
			d.CheckTop(d.s)
			for _, k := range []string{"i", "esc", "f", "f", "w", "l"} {
				d.Key(k)
				d.CheckTop(d.s)
			}
		}
	}
}

func TestUnreadable(t *testing.T) {
	w := stagetest.NewWorld(t, true)
	w.Store.Blind = context.DeadlineExceeded
	d := over(t, w, "", 80, 24)
	d.Hasnt("Memuat")
	d.Key("down", "enter", "a", "f")
	w.Store.Blind = nil

	// once read, it stays
	d = over(t, w, "", 80, 24)
	d.Has("II Penataan Tata", "terisi")
	w.Store.Blind = context.DeadlineExceeded
	d.Send(kit.ChangedMsg{})
	d.Has("✗ LKE belum dapat dibaca lagi", "II Penataan Tata", "terisi")
	w.Store.Blind = nil
}

// stopwatch measures Update and View of every key.
type stopwatch struct {
	tea.Model
	spent []time.Duration
}

func (s *stopwatch) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if _, ok := msg.(tea.KeyPressMsg); !ok {
		_, cmd := s.Model.Update(msg)
		return s, cmd
	}
	from := time.Now()
	_, cmd := s.Model.Update(msg)
	_ = s.Model.View()
	s.spent = append(s.spent, time.Since(from))
	return s, cmd
}

// BenchmarkKey reports the median and the 95th percentile of Update and View of
// a key at 160×50. To reach: 8 ms.
func BenchmarkKey(b *testing.B) {
	for _, c := range []struct {
		name  string
		enter []string
		keys  []string
	}{
		{"move", []string{"o"}, []string{"down", "down", "pgdown", "up", "end", "home"}},
		{"answer", nil, []string{"b", "a", "c"}},
		{"whatif", []string{"w"}, []string{"b", "a", "c"}},
		{"filter", nil, []string{"f", "f", "f", "f", "f"}},
		{"search", []string{"/"}, []string{"i", "i", "backspace", "backspace", "s", "o", "backspace", "backspace"}},
		{"walk", []string{"s"}, []string{"space", "space", "left", "left"}},
		{"path", []string{"p"}, []string{"down", "down", "up", "end", "home"}},
	} {
		b.Run(c.name, func(b *testing.B) {
			world := stagetest.NewWorld(b, true)
			filled(b, world)
			k := uitest.Kit(world.App)
			w := &stopwatch{Model: ui.New(k, screen.New(k, "A.I.1.i.b"))}
			d := uitest.New(b, w, 160, 50)
			d.Key(c.enter...)
			w.spent = nil
			for b.Loop() {
				d.Key(c.keys...)
			}
			slices.Sort(w.spent)
			at := func(percent int) float64 { return float64(w.spent[len(w.spent)*percent/100].Microseconds()) / 1000 }
			b.ReportMetric(at(50), "ms-p50")
			b.ReportMetric(at(95), "ms-p95")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// A search from the page of a question that finds nothing says so instead of
// leaving the page empty.
func TestPageWithoutAQuestion(t *testing.T) {
	d := open(t, true, "A.I.1.i.a", 80, 24)
	d.Key("i", "/")
	d.Type("xyzzy")
	d.Has("Tidak ada butir yang cocok dengan “xyzzy”")
	d.Key("enter")
	d.Has("Tidak ada butir yang cocok dengan “xyzzy”", "Esc ke pohon")
	d.Key("esc")
	d.Has("Tidak ada butir yang cocok")
	d.Key("esc")
	d.Has("A.I.1.i.a")
}
