package foto_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"monev/internal/monev"
	"monev/ui/entry"
	"monev/ui/kit"
	"monev/ui/screen/foto"
	"monev/ui/stagetest"
)

// pictures writes small pictures into a folder and returns their paths.
func pictures(t *testing.T, names ...string) []string {
	t.Helper()
	dir := t.TempDir()
	var out []string
	for i, name := range names {
		img := image.NewRGBA(image.Rect(0, 0, 40, 30))
		img.Set(i, i, color.RGBA{uint8(10 * i), 100, 200, 255})
		var b bytes.Buffer
		if err := png.Encode(&b, img); err != nil {
			t.Fatal(err)
		}
		p := filepath.Join(dir, name)
		if err := os.WriteFile(p, b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		out = append(out, p)
	}
	return out
}

func start(t *testing.T, meeting string, w, h int) (*stagetest.Program, *stagetest.World) {
	t.Helper()
	return open(t, stagetest.NewWorld(t, false), meeting, w, h)
}

func open(t *testing.T, world *stagetest.World, meeting string, w, h int) (*stagetest.Program, *stagetest.World) {
	t.Helper()
	var s *foto.Screen
	p := stagetest.Start(t, world, w, h, func(k *kit.Kit) kit.Screen {
		s = foto.New(k, meeting)
		return s
	})
	p.CheckTop(s)
	t.Cleanup(func() { p.CheckTop(s) })
	return p, world
}

// choose gives the picker the paths as if they were pasted.
func choose(p *stagetest.Program, paths ...string) {
	p.Send(tea.PasteMsg{Content: strings.Join(paths, "\n")})
	p.Key("enter")
}

func photos(t *testing.T, w *stagetest.World) []monev.Photo {
	t.Helper()
	m, err := w.Minutes(context.Background(), stagetest.Meeting)
	if err != nil {
		t.Fatal(err)
	}
	return m.Meeting.Photos
}

func captions(list []monev.Photo) string {
	var out []string
	for _, p := range list {
		out = append(out, p.Caption)
	}
	return strings.Join(out, " / ")
}

func TestSeveralAtOnce(t *testing.T) {
	p, w := start(t, stagetest.Meeting, 80, 24)
	p.Has("Belum ada foto. Tekan n untuk memilih satu atau beberapa gambar.")
	for _, key := range []string{"enter", "x", "-", "+"} {
		p.Key(key)
		p.Has("Belum ada foto; n menambah.")
	}
	p.Key("n")
	p.Has("Pilih foto rapat")
	p.Key("esc")
	p.Has("FOTO RAPAT")
	p.Key("n")
	choose(p, pictures(t, "IMG_0001.png", "IMG_0002.png", "IMG_0003.png")...)
	p.Has("FOTO RAPAT (3)", "3 foto ditambahkan; Enter menulis keterangannya.", "! tanpa keterangan", "3 tanpa keterangan")
	list := photos(t, w)
	if len(list) != 3 || list[0].File.Name != "IMG_0001.png" || !list[0].File.Kept {
		t.Fatalf("stored %+v", list)
	}
	p.Key("home", "enter")
	p.Has("KETERANGAN · IMG_0001.png")
	p.Type("Ketua membuka rapat")
	p.Key("enter") // on to the next one
	p.Has("▸  2.")
	p.Key("enter")
	p.Type("Paparan area II")
	p.Key("enter")
	p.Has("Keterangan foto tersimpan.")
	p.Key("home", "+")
	if got := captions(photos(t, w)); got != "Paparan area II / Ketua membuka rapat / " {
		t.Errorf("order %q", got)
	}
	p.Has("▸  2.  Ketua membuka rapat")
	p.Key("-")
	p.Has("▸  1.  Ketua membuka rapat")
	p.Key("-")
	p.Has("Ini foto pertama.")
	p.Key("end", "+")
	p.Has("Ini foto terakhir.")
	p.Key("home", "x")
	p.Has("Hapus foto", "1. Ketua membuka rapat")
	p.Key("y")
	p.Has("FOTO RAPAT (2)")
	p.Key("ctrl+z")
	p.Has("FOTO RAPAT (3)", "Ketua membuka rapat")
	p.Key("ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z") // move, move, captions, the photos
	p.Has("Belum ada foto.")
}

func TestWhatIsNoPicture(t *testing.T) {
	p, w := start(t, stagetest.Meeting, 80, 24)
	no := filepath.Join(t.TempDir(), "bukan.jpg")
	if err := os.WriteFile(no, []byte("bukan gambar"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.Key("n")
	choose(p, no)
	p.Has("✗ Foto belum ditambahkan: ")
	if len(photos(t, w)) != 0 {
		t.Error("taken")
	}
	// Beside good ones it is named, and they are taken.
	p.Key("n")
	choose(p, append(pictures(t, "a.png", "b.png"), no)...)
	p.Has("2 foto ditambahkan, 1 tidak", `"bukan.jpg"`)
	p.Key("enter")
	p.Has("FOTO RAPAT (2)", "▸  1.")
	if len(photos(t, w)) != 2 {
		t.Error("not taken")
	}
}

func TestHalfTypedCaptionComesBack(t *testing.T) {
	p, w := start(t, stagetest.Meeting, 80, 24)
	p.Key("n")
	choose(p, pictures(t, "a.png")...)
	p.Key("enter")
	p.Type("Ketua mem")
	p.After(entry.DraftPause)
	p, _ = open(t, w, stagetest.Meeting, 80, 24)
	p.Key("enter")
	p.Has("Ketua mem", "Isian yang belum selesai dikembalikan")
}

func TestFinalMeetingIsSealed(t *testing.T) {
	p, _ := start(t, stagetest.Final, 80, 24)
	p.Has("! Rapat final: foto terkunci; perbaiki lewat revisi di tahap Penutup.", "Rapat ini dikunci tanpa foto.")
	p.Key("n")
	p.Has("perbaiki lewat revisi di tahap Penutup.")
	p.Hasnt("Pilih foto rapat")
}

func TestPictures(t *testing.T) {
	for _, size := range [][2]int{{60, 18}, {80, 24}, {120, 40}, {160, 50}} {
		name := fmt.Sprintf("%dx%d", size[0], size[1])
		p, w := start(t, stagetest.Meeting, size[0], size[1])
		p.Golden(name, "kosong")
		p.Key("n")
		choose(p, pictures(t, "IMG_20251120_091500.png", strings.Repeat("nama yang panjang ", 8)+".png", "c.png")...)
		list := photos(t, w)
		for i, text := range []string{"Ketua membuka rapat", strings.Repeat("Para Kasubbag menyampaikan capaian areanya masing-masing. ", 5)} {
			if err := w.SetCaption(t.Context(), stagetest.Meeting, list[i].ID, text, ""); err != nil {
				t.Fatal(err)
			}
		}
		p.After(10e9)
		p.Send(kit.ChangedMsg{})
		p.Key("home", "down")
		p.Golden(name, "daftar")
		p.Key("enter")
		p.Golden(name, "form")
	}
}
