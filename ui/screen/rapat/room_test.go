package rapat_test

import (
	"encoding/json"
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"monev/internal/monev"
	"monev/internal/slide"
	"monev/ui/kit"
	"monev/ui/screen/lke"
	"monev/ui/screen/rapat"
	"monev/ui/stage"
	"monev/ui/stagetest"
)

// wall is a Projector that keeps what it was shown last, as it would travel.
type wall struct {
	last    slide.State
	wire    string
	windows []slide.Window
}

func (w *wall) Show(s slide.State) {
	b, _ := json.Marshal(s)
	w.last, w.wire = s, string(b)
}
func (w *wall) Windows() []slide.Window { return w.windows }

var roomSizes = [][2]int{{60, 18}, {80, 24}, {120, 40}, {160, 50}}

func TestRoomPictures(t *testing.T) {
	for _, size := range roomSizes {
		p, _ := open(t, world(t), stagetest.Meeting)
		p.Resize(size[0], size[1])
		name := fmt.Sprintf("%dx%d", size[0], size[1])
		for _, c := range []struct {
			name string
			keys []string
		}{
			{"pembukaan", []string{"0", "f5"}},
			{"hadir", []string{"right"}},
			{"tinjauan", []string{"9", "home"}},
			{"tindak-lanjut", []string{"right", "right", "right"}},
			{"area", []string{"3", "home"}},
			{"area-lke", []string{"right"}},
			{"simpulan", []string{"7", "home"}},
			{"enam-area", []string{"right"}},
			{"penutup", []string{"8", "home"}},
			{"jeda", []string{"f6"}},
		} {
			p.Key(c.keys...)
			p.Hasnt("Esc", "F1", "bantuan", "belum diisi")
			p.Golden(name, c.name)
		}
		p.Key("f6", "3", "t")
		p.Type("Penilaian kinerja triwulan III belum ditandatangani atasan")
		p.Golden(name, "mengetik")
	}
}

func TestF5AndEscComeBackToTheSameLine(t *testing.T) {
	p, _ := open(t, world(t), stagetest.Meeting)
	p.Key("3", "down", "down")
	before := p.Screen()
	p.Key("f5")
	p.Hasnt("? bantuan", "[III SDM]")
	p.Has("PENATAAN SISTEM MANAJEMEN SDM", "3 dari 3")
	p.Key("esc")
	if now := p.Screen(); now != before {
		t.Errorf("another screen than before:\n%s\nwas\n%s", now, before)
	}
	p.Key("p", "]") // p is free here
	p.Has("IV  PENGUATAN AKUNTABILITAS")
	p.Key("[", "[")
	p.Has("II  PENATAAN TATA LAKSANA")
	p.Key("f5")
	p.Has("[II TTL]", "? bantuan")
}

func TestArrowsTurnPagesAndSelectWhatIsSeen(t *testing.T) {
	p, _ := open(t, world(t), stagetest.Meeting)
	p.Key("3", "f5", "home")
	seen := map[string]bool{}
	for range 40 {
		for _, l := range strings.Split(p.Screen(), "\n") {
			seen[l] = true
		}
		p.Key("right")
	}
	for _, want := range []string{"  LKE 2025", "  Uraian", "  Kendala", "  Temuan 1 dari 1", "  Tindak lanjut rapat lalu 3 dari 3", "  Tindak lanjut baru 1 dari 1"} {
		if !seen[want] {
			t.Errorf("%q was never seen", want)
		}
	}
	p.Has("Tindak lanjut baru 1 dari 1") // the last one stays
	p.Key("left", "left")
	p.Has("Tindak lanjut rapat lalu 3 dari 3", "Catat jam diklat 20 JP")
	p.Key("esc")
	p.Has("▸ ✓ Tuntas", "Catat jam diklat 20 JP")
}

func TestTheRoomSeesWhatIsTyped(t *testing.T) {
	p, _ := open(t, world(t), stagetest.Meeting)
	w := new(wall)
	p.Kit.Projector = w
	p.Key("3", "t")
	if w.last.Typing {
		t.Errorf("an empty form is shown: %s", w.wire)
	}
	p.Type("Belum ada SOP")
	if !w.last.Typing || w.last.Slide.Title != "TEMUAN BARU" || !strings.Contains(w.wire, "Belum ada SOP") {
		t.Errorf("the window sees %s", w.wire)
	}
	if strings.Contains(w.wire, "boleh kosong") || strings.Contains(w.wire, "Rekomendasi") {
		t.Errorf("hints or empty fields are shown: %s", w.wire)
	}
	p.Key("f5") // while typing
	p.Has("TEMUAN BARU", "Belum ada SOP")
	p.Hasnt("Enter", "boleh kosong", "Akar masalah")
	p.Type(" pelayanan")
	p.Has("Belum ada SOP pelayanan")
	p.Key("ctrl+s", "esc")
	p.Has("Temuan 2 dari 2", "Belum ada SOP pelayanan")
	if w.last.Typing || !strings.Contains(w.wire, "Belum ada SOP pelayanan") {
		t.Errorf("the window sees %s", w.wire)
	}
}

func TestThePrivateNoteIsNeverShown(t *testing.T) {
	const secret = "rahasia sekali"
	w := world(t)
	do(t, w.EditArea(t.Context(), stagetest.Meeting, 2, "catatan", "", func(r *monev.AreaReview) error {
		r.Private = secret
		return nil
	}))
	p, _ := open(t, w, stagetest.Meeting)
	room := new(wall)
	p.Kit.Projector = room
	check := func() {
		t.Helper()
		if strings.Contains(room.wire, secret) {
			t.Fatalf("the window sees %s", room.wire)
		}
	}
	p.Key("3", "m")
	check()
	p.Type(" ya")
	p.Has(secret + " ya")
	check()
	p.Key("f5")
	p.Has("tidak dibuka di layar proyeksi", secret) // still the working screen
	p.Key("esc", "f5", "m")
	p.Hasnt(secret)
	p.Key("home")
	for range 30 {
		p.Hasnt(secret)
		check()
		p.Key("right")
	}
}

func TestTheRoomFollowsIntoTheLKE(t *testing.T) {
	p, _ := open(t, world(t), stagetest.Meeting)
	w := new(wall)
	p.Kit.Projector = w
	p.Key("3", "b")
	p.Has("LKE")
	if w.last.Slide.Title != "LKE 2025" {
		t.Errorf("the window sees %q", w.last.Slide.Title)
	}
	p.Key("esc")
	if w.last.Slide.Title != "LKE 2025" {
		t.Errorf("back in the area the window sees %q", w.last.Slide.Title)
	}
}

func TestThePauseScreen(t *testing.T) {
	p, _ := open(t, world(t), stagetest.Meeting)
	w := new(wall)
	p.Kit.Projector = w
	p.Key("3", "f6") // no window: the room looks at this terminal
	p.Has("KPU Kabupaten Pamekasan", "Kamis, 20 November 2025 · WIB")
	p.Hasnt("SDM")
	p.Key("ctrl+z")
	p.Has("Akhiri dulu layar jeda dengan F6")
	p.Key("f6", "esc", "t")
	p.Type("SKP")
	p.Key("f6", "ctrl+z")
	p.Has("Akhiri dulu layar jeda dengan F6")
	p.Key("f6")
	p.Has("TEMUAN BARU", "SKP")
	p.Key("ctrl+r", "esc", "esc")
	w.windows = []slide.Window{{W: 80, H: 24}}
	p.Key("f6")
	p.Has("Ruang rapat melihat layar jeda", "[III SDM]")
	if !w.last.Pause {
		t.Error("the window does not pause")
	}
	p.Key("down") // the note goes, what the room sees is still told
	p.Hasnt("Ruang rapat melihat")
	p.Has("layar jeda · 19:00/10:00 lewat")
	p.Key("7")
	p.Has("layar jeda · 01:00:00")
	p.Resize(60, 18)
	p.Has("layar jeda · 01:00:00")
	p.Key("3")
	p.Has("layar jeda · 19:00/10:00 lewat")
	p.Resize(80, 24)
	p.Key("f6")
	p.Hasnt("layar jeda")
	if w.last.Pause {
		t.Error("the window still pauses")
	}
	p.Key("esc")
	if !w.last.Pause || len(w.last.Slide.Blocks) > 0 {
		t.Errorf("after the meeting was left the window sees %s", w.wire)
	}
}

// Pages are turned for the window that needs most of them.
func TestPagesFollowTheSmallestWindow(t *testing.T) {
	p, _ := open(t, world(t), stagetest.Meeting)
	w := &wall{windows: []slide.Window{{W: 60, H: 18}}}
	p.Kit.Projector = w
	p.Resize(160, 50)
	p.Key("0", "f5", "home", "right")
	if w.last.No != 2 || w.last.Page != 0 {
		t.Fatalf("slide %d page %d", w.last.No, w.last.Page)
	}
	p.Key("right")
	if w.last.No != 2 || w.last.Page != 1 {
		t.Errorf("slide %d page %d, want the second page", w.last.No, w.last.Page)
	}
}

func TestRandomKeysAndSizesInTheRoom(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and one goroutine: nothing to race")
	}
	w := world(t)
	long := strings.Repeat("Penyelenggaraan-pemilu-berintegritas ", 40) + strings.Repeat("漢字👩‍👩‍👧e\u0301", 60)
	_, err := w.AddFinding(t.Context(), monev.Finding{Meeting: stagetest.Meeting, Area: 2, Text: long, Cause: long}, "")
	do(t, err)
	p, _ := open(t, w, stagetest.Meeting)
	rnd := rand.New(rand.NewSource(5))
	keys := []string{"right", "right", "left", "]", "[", "f5", "f6", "home", "end", "up", "t", "esc", "x", "enter", "tab", "s", "3", "7", "f1", "ctrl+z", "space"}
	for range 600 {
		if rnd.Intn(4) == 0 {
			p.Resize(60+rnd.Intn(141), 18+rnd.Intn(43))
		}
		p.Key(keys[rnd.Intn(len(keys))])
		p.Screen() // fails on a line that is too wide
	}
}

func TestUjiProyektor(t *testing.T) {
	p, _ := open(t, world(t), stagetest.Meeting)
	w := new(wall)
	p.Kit.Projector = w
	p.Key("3", "f7")
	p.Has("UJI PROYEKTOR", "80 × 24") // no window: the card is here
	p.Key("enter")
	p.Has("Uji proyektor", "80 × 24 · layar ini", "halaman", "F7 kartu uji")
	p.Key("f7")
	p.Has("UJI PROYEKTOR")
	p.Key("f7", "esc")
	p.Has("[III SDM]")
	w.windows = []slide.Window{{W: 60, H: 18}}
	p.Key("f7")
	if !w.last.Card {
		t.Errorf("the window shows no card: %s", w.wire)
	}
	p.Has("60 × 18 · jendela proyektor", "halaman")
	p.Golden("uji", "60x18")
	p.Key("esc")
	p.Has("[III SDM]")
	if w.last.Card {
		t.Error("the card stays")
	}
}

// Another meeting that is looked up does not take the room from the one that is
// going on; and what is looked up in the same meeting comes back to where it was.
func TestTheRoomStaysWithTheRunningMeeting(t *testing.T) {
	p, _ := open(t, world(t), stagetest.Meeting)
	w := new(wall)
	p.Kit.Projector = w
	p.Key("3")
	p.Push(rapat.NewTo(p.Kit, stage.GoMsg{Meeting: stagetest.Final, Stage: monev.StageArea + 1}))
	p.Has("TW III 2025", "[II TTL]")
	if w.last.Meeting != "Monev ZI TW IV 2025" || !strings.Contains(w.wire, "SDM") {
		t.Errorf("the room sees %s", w.wire)
	}
	p.Key("esc")
	p.Has("[III SDM]")
	if w.last.Pause {
		t.Errorf("the room sees %s", w.wire)
	}
	p.Push(lke.New(p.Kit, ""))
	p.Send(kit.GoMsg{Place: kit.Place{Target: stage.GoMsg{Meeting: stagetest.Meeting, Stage: monev.StageConclusion}, Open: func() kit.Screen {
		t.Error("the meeting is there already")
		return lke.New(p.Kit, "")
	}}})
	p.Has("[Simpulan]")
	p.Key("esc")
	p.Has("LKE 2025")
	p.Key("esc")
	p.Has("[III SDM]")
	p.Key("esc")
	if !w.last.Pause {
		t.Errorf("the meeting was left and the room sees %s", w.wire)
	}
}
