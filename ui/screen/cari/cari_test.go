package cari_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"monev/internal/monev"
	"monev/ui"
	"monev/ui/kit"
	"monev/ui/screen"
	"monev/ui/stagetest"
)

// start is the whole program on Beranda.
func start(t testing.TB, w *stagetest.World, width, height int) *stagetest.Program {
	t.Helper()
	return stagetest.Start(t, w, width, height, func(k *kit.Kit) kit.Screen { return screen.First(k, true, "") },
		ui.WithPlaces(func(k *kit.Kit) kit.Places { return screen.NewPlaces(k) }))
}

// selected is the text of the selected row.
func selected(d *stagetest.Program) string {
	for l := range strings.SplitSeq(d.Screen(), "\n") {
		if strings.HasPrefix(l, "▸") {
			return l
		}
	}
	return ""
}

func TestSearchPictures(t *testing.T) {
	for _, size := range []struct {
		name string
		w, h int
	}{{"60x18", 60, 18}, {"80x24", 80, 24}, {"120x40", 120, 40}} {
		t.Run(size.name, func(t *testing.T) {
			d := start(t, stagetest.NewWorld(t, false), size.w, size.h)
			d.Key("/")
			if size.w == 80 {
				d.Golden("empty")
			}
			d.Type("kompetensi pet")
			d.Key("tab", "tab")
			d.Golden("found")
			if size.w == 80 {
				d.Key("ctrl+f")
				d.Type("komp diklatt zzz")
				d.Golden("none")
				d.Key("ctrl+f")
				d.Type("zzz")
				d.Golden("nothing")
			}
		})
	}
}

// A paste that is too long is refused in sight, and the words before it stay.
func TestTooLongAPasteIsRefused(t *testing.T) {
	d := start(t, stagetest.NewWorld(t, false), 80, 24)
	d.Key("/")
	d.Type("peta")
	d.Paste(strings.Repeat("kata ", 2001))
	d.Has("Cari  peta", "melebihi batas", "tidak ada yang", "dimasukkan.")
	d.Type(" k")
	d.Hasnt("melebihi batas")
}

// A code whose dash is taken out is other words, and is searched for as such.
func TestDashCounts(t *testing.T) {
	w := stagetest.NewWorld(t, false)
	if err := w.EditMeeting(t.Context(), stagetest.Meeting, "acara", "", func(m *monev.Meeting) error {
		m.Agenda = append(m.Agenda, "Zeta-17 dibahas", "17 Zeta dibahas")
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	d := start(t, w, 80, 24)
	d.Key("/")
	d.Type("zeta-17")
	d.Has("RAPAT (1)")
	d.Key("left", "left", "left")
	d.Type(" ")
	d.Has("RAPAT (2)")
}

// Enter goes to the record itself, Esc comes back to the same words and row.
func TestSearchLeadsToEverything(t *testing.T) {
	ctx := context.Background()
	w := stagetest.NewWorld(t, false)
	if err := w.EditMeeting(ctx, stagetest.Meeting, "foto", "", func(m *monev.Meeting) error {
		m.Photos = append(m.Photos, monev.Photo{ID: 7, Caption: "Zebra menyeberang", File: monev.File{Path: "foto/a.jpg", Kept: true, Name: "a.jpg"}})
		m.Decisions = append(m.Decisions, monev.Decision{ID: 9, Text: "Kucing dipelihara bersama"})
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	d := start(t, w, 100, 30)
	d.Key("ctrl+f")
	for _, c := range []struct{ words, title, row string }{
		{"peta kompetensi belum disusun", "Monev ZI TW III 2025", "Peta kompetensi pegawai belum disusun"}, // a final meeting
		{"susun peta tl-00017", "Tindak lanjut semua rapat", "Susun peta kompetensi pegawai"},
		{"belum disepakati sop", "Monev ZI TW IV 2025", ""},
		{"zebra", "Foto rapat", "Zebra menyeberang"},
		{"kucing", "Monev ZI TW IV 2025", "Kucing dipelihara"},
		{"A.I.3.iii.c", "LKE 2025", "A.I.3.iii.c"},
	} {
		d.Key("ctrl+f")
		d.Type(c.words)
		if strings.HasPrefix(c.title, "LKE") {
			group(d, "BUTIR LKE")
		}
		at := selected(d)
		d.Key("enter")
		if got := d.Line(0); !strings.Contains(got, c.title) {
			t.Errorf("%s leads to %q", c.words, got)
		}
		if c.row != "" && !strings.Contains(selected(d), c.row) {
			t.Errorf("%s selects %q", c.words, selected(d))
		}
		d.Key("esc")
		d.Has("Cari  "+c.words, "F1 bantuan")
		if selected(d) != at {
			t.Errorf("back at %q, not %q", selected(d), at)
		}
	}
	d.Key("esc")
	d.Has("MONEV ZI")
	d.Key("/")
	d.Has("Cari  A.I.3.iii.c") // the words are still there, until others are typed
	d.Type("z")
	d.Has("Zebra")
}

func TestSearchLeadsToEvidence(t *testing.T) {
	d := start(t, stagetest.NewWorld(t, false), 100, 30)
	d.Key("/")
	d.Type("sk tim")
	group(d, "EVIDEN")
	at := strings.TrimSpace(strings.TrimPrefix(selected(d), "▸"))
	d.Key("enter")
	if !strings.Contains(d.Line(0), "Eviden 2025") || !strings.Contains(selected(d), at[:12]) {
		t.Errorf("%q leads to:\n%s", at, d.Screen())
	}
}

// group goes to the first hit of a group.
func group(d *stagetest.Program, name string) {
	for range 8 {
		if strings.Contains(d.Screen(), " "+name+" (") && strings.Contains(below(d, " "+name+" ("), "▸") {
			return
		}
		d.Key("tab")
	}
}

// below is the line below the one with text.
func below(d *stagetest.Program, text string) string {
	_, after, _ := strings.Cut(d.Screen(), text)
	_, after, _ = strings.Cut(after, "\n")
	line, _, _ := strings.Cut(after, "\n")
	return line
}

// In the middle of a meeting, with a form half filled in: look something up in
// another area of the same meeting, and go on where one was.
func TestSearchFromAMeetingAndBack(t *testing.T) {
	d := start(t, stagetest.NewWorld(t, false), 80, 24)
	d.Key("enter", "2", "t")
	d.Type("Temuan yang belum se")
	d.Key("ctrl+f")
	d.Type("rancangan peta kompetensi")
	d.Key("enter")
	d.Has("[III SDM]")
	if d.Record(stagetest.Meeting).Walk.Stage != monev.StageArea+2 {
		t.Error("the walk does not know")
	}
	d.Key("esc")
	d.Has("Cari  rancangan peta kompetensi")
	d.Key("esc")
	d.Has("[II TTL]", "Temuan yang belum se")
	d.Type("lesai")
	d.Has("Temuan yang belum selesai")
	d.Key("esc", "esc")
	d.Has("MONEV ZI")
	// from Beranda a search leads into the running meeting, whatever its walk says
	d.Key("/")
	d.Key("enter")
	d.Has("[III SDM]")
	d.Key("esc", "esc")
	d.Has("MONEV ZI")
}

func TestSearchKeepsPrivateNotes(t *testing.T) {
	ctx := context.Background()
	w := stagetest.NewWorld(t, false)
	err := w.EditArea(ctx, stagetest.Meeting, 2, "catatan", "", func(r *monev.AreaReview) error { r.Private = "xylofon sumbang"; return nil })
	if err != nil {
		t.Fatal(err)
	}
	d := start(t, w, 80, 24)
	d.Key("/")
	d.Type("xylofon")
	d.Has("Tidak ada yang cocok")
	d.Hasnt("sumbang")
	d.Key("f4")
	d.Has("xylofon sumbang", "catatan fasilitator", "F4 tanpa catatan fasilitator")
	d.Key("enter")
	d.Has("[III SDM]")
	d.Key("esc")
	d.Has("xylofon sumbang")
	d.Key("esc", "/")
	d.Hasnt("sumbang") // only for those who ask each time
}

// What changed while the search was covered is found when it is seen again.
func TestSearchSeesChanges(t *testing.T) {
	d := start(t, stagetest.NewWorld(t, false), 80, 24)
	d.Key("enter", "2", "/")
	d.Type("jerapah")
	d.Has("Tidak ada yang cocok")
	d.Key("esc", "t")
	d.Type("Jerapah di halaman")
	d.Key("ctrl+s", "esc", "ctrl+f")
	d.Has("Jerapah di halaman", "TEMUAN (1)")
	d.Key("esc", "ctrl+z", "ctrl+f")
	d.Has("Tidak ada yang cocok")
}

func TestSearchOffersWhatIsThere(t *testing.T) {
	d := start(t, stagetest.NewWorld(t, false), 80, 24)
	d.Key("/")
	d.Type("kompetensix pegawai")
	d.Has("Tidak ada yang cocok dengan “kompetensix pegawai”.", "COBA CARI", "▸ kompetensi")
	d.Key("enter")
	d.Has("Cari  kompetensi", "TINDAK LANJUT")
}

// What was found in the owner or the status is shown with the selected row.
// Undo brings back the words, also those that were chosen instead.
func TestSearchUndoesWords(t *testing.T) {
	d := start(t, stagetest.NewWorld(t, false), 80, 24)
	d.Key("/")
	d.Type("kompetensix pegawai")
	d.Key("enter", "ctrl+z")
	d.Has("Cari  kompetensix pegawai", "COBA CARI")
	d.Key("ctrl+z", "ctrl+z", "ctrl+z")
	d.Has("kata apa saja", "• Tidak ada lagi ketikan untuk diurungkan")
}

func TestSearchSaysWhyItFound(t *testing.T) {
	d := start(t, stagetest.NewWorld(t, false), 80, 24)
	d.Key("/")
	d.Type("susun kompetensi sdm")
	d.Has("▸ Susun peta kompetensi pegawai", "juga: TL-00017", "Parmas & SDM")
}

func TestSearchByMouse(t *testing.T) {
	d := start(t, stagetest.NewWorld(t, false), 80, 24)
	d.Key("/")
	d.Type("peta")
	d.Click(d.Find("Belum ada peta"))
	if !strings.Contains(selected(d), "Belum ada peta") {
		t.Errorf("selected %q", selected(d))
	}
	d.Click(d.Find("Belum ada peta"))
	d.Has("Monev ZI TW III 2025", "[III SDM]")
}

func TestSearchMarksHitsAlsoWithoutColour(t *testing.T) {
	d := start(t, stagetest.NewWorld(t, false), 80, 24)
	d.Key("/")
	d.Type("petak")
	if raw := d.Raw(); strings.Count(raw, "\x1b[1;4;") < 2*len("petak") {
		t.Errorf("no underline:\n%q", raw)
	}
}

func TestSearchSaysWhatFailed(t *testing.T) {
	w := stagetest.NewWorld(t, false)
	d := start(t, w, 80, 24)
	w.Store.Blind = errors.New("disk went away")
	d.Key("/")
	d.Type("peta")
	d.Has("Belum dapat mencari")
	w.Store.Blind = nil
	d.Type(" k")
	d.Has("TINDAK LANJUT")
}

// Hostile texts neither break the picture nor the search.
func TestSearchOfHostileText(t *testing.T) {
	ctx := context.Background()
	w := stagetest.NewWorld(t, false)
	for _, text := range []string{
		"会议纪要 peta 👩‍👩‍👧‍👦 日本語" + strings.Repeat("漢", 80), "peta" + strings.Repeat("x", 9000), strings.Repeat("kata lain\n", 900) + "peta",
	} {
		if _, err := w.AddFinding(ctx, monev.Finding{Meeting: stagetest.Meeting, Area: 1, Text: text[:min(len(text), 9000)]}, ""); err != nil {
			t.Log(utf8.RuneCountInString(text), err)
		}
	}
	for _, size := range [][2]int{{60, 18}, {80, 24}, {160, 50}} {
		d := start(t, w, size[0], size[1])
		d.Key("/")
		for _, words := range []string{"peta", "会议", "(*", "x y z", strings.Repeat("panjang ", 12)} {
			d.Key("ctrl+f")
			d.Type(words)
			for range 12 {
				d.Key("down")
				d.Screen()
			}
		}
		d.Paste("\x1b[31mpeta\r\nkompetensi")
		d.Screen()
	}
}

func TestSearchKeysDoNotClash(t *testing.T) {
	d := start(t, stagetest.NewWorld(t, false), 80, 24)
	d.Key("/")
	d.Type("peta")
	d.Key("f1")
	d.Has("Bantuan · Cari")
	d.Hasnt("SAAT MENGISI")
	d.Key("esc", "ctrl+p")
	d.Type("tl semua\n")
	d.Has("Tindak lanjut semua rapat")
	d.Key("esc")
	d.Has("Cari  peta")
}
