package rapat_test

import (
	"fmt"
	"strings"
	"testing"

	"monev/ui/stagetest"
)

var sizes = [][2]int{{60, 18}, {80, 24}, {160, 50}}

func TestPictures(t *testing.T) {
	for _, size := range sizes {
		name := fmt.Sprintf("%dx%d", size[0], size[1])
		p, _ := open(t, withDraft(t), draftID)
		p.Resize(size[0], size[1])
		p.Golden(name, "draf")
		p, _ = open(t, world(t), stagetest.Meeting)
		p.Resize(size[0], size[1])
		p.Golden(name, "area")
		p.Key("z")
		p.Type("Istirahat, salat, dan makan siang")
		p.Golden(name, "jeda")
		p.Key("enter", "0")
		p.Golden(name, "dijeda")
		p, _ = open(t, world(t), stagetest.Final)
		p.Resize(size[0], size[1])
		p.Key("3") // Penutup shows a hash of the whole sample
		p.Golden(name, "final")
	}
}

// Everything that can be done, on every stage of a meeting in every status.
func TestNoKeysClash(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and one goroutine: nothing to race")
	}
	for name, prepare := range map[string]func(*stagetest.World) string{
		"draf":        func(w *stagetest.World) string { return draftID },
		"berlangsung": func(w *stagetest.World) string { return stagetest.Meeting },
		"dijeda": func(w *stagetest.World) string {
			do(t, w.PauseMeeting(t.Context(), stagetest.Meeting, ""))
			return stagetest.Meeting
		},
		"final": func(w *stagetest.World) string { return stagetest.Final },
		"revisi": func(w *stagetest.World) string {
			do(t, w.ReviseMeeting(t.Context(), stagetest.Final, "Salah tulis"))
			return stagetest.Final
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := withDraft(t)
			p, s := open(t, w, prepare(w))
			p.CheckTop(s)
			if name == "draf" {
				return
			}
			p.Key("0", "[")
			p.CheckTop(s)
			for _, d := range "1234567890" {
				p.Key(string(d))
				p.CheckTop(s)
				p.Key("end")
				p.CheckTop(s)
				for _, size := range sizes {
					p.Resize(size[0], size[1])
					p.Has("? bantuan", "Monev ZI TW")
				}
				if strings.Contains(p.Screen(), "Rapat\n") {
					t.Error("not loaded")
				}
			}
		})
	}
}

func TestResizeKeepsWhatIsDone(t *testing.T) {
	p, _ := open(t, world(t), stagetest.Meeting)
	p.Key("t")
	p.Type("Belum lengkap")
	for _, size := range [][2]int{{60, 18}, {59, 18}, {160, 50}, {60, 17}, {80, 24}} {
		p.Resize(size[0], size[1])
		if size[0] < 60 || size[1] < 18 {
			p.Has("Layar terlalu kecil")
			continue
		}
		p.Has("Belum lengkap", names[5], "[III SDM]", "Monev ZI TW IV 2025")
	}
	p.Key("esc", "5")
	p.Resize(60, 18)
	p.Has("[V PW]", names[7])
	p.Key("3") // a stage that was not on the screen when the size changed
	p.Has(names[5])
	p.Screen()
}
