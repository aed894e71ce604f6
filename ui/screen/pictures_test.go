package screen_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"monev/internal/look"
	"monev/ui"
	"monev/ui/kit"
	"monev/ui/screen"
	"monev/ui/screen/data"
	"monev/ui/screen/panduan"
	"monev/ui/stagetest"
	"monev/ui/theme"
)

// A view is what is to be seen after keys from Beranda; text is typed last.
type view struct {
	name string
	keys string
	text string
}

// views are all screens, and every page the room sees, of the sample data.
func views() []view {
	const area = "enter 3 "
	out := []view{
		{"beranda", "", ""}, {"beranda-bantuan", "?", ""}, {"beranda-palet", "ctrl+p", "tin"}, {"beranda-hapus", "x", ""},
		{"rapat-baru", "n", ""},
		{"persiapan", "enter 0 [", ""}, {"pembukaan", "enter 0", ""}, {"tinjauan", "enter 9", ""},
		{"tinjauan-isi", "enter 9 enter", ""},
		{"area", area, ""}, {"area-temuan", area + "t", "Rekap lembur belum ditandatangani"}, {"area-tindak-lanjut", area + "l", ""},
		{"area-uraian", area + "a", ""}, {"area-butir", area + "b", ""}, {"area-bantuan", area + "?", ""},
		{"simpulan", "enter 7", ""}, {"penutup", "enter 8", ""}, {"penutup-kunci", "enter 8 f", ""}, {"penutup-dokumen", "enter 8 p", ""},
		{"jeda", "enter 3 z", ""}, {"foto", "enter 3 o", ""}, {"final", "down enter", ""}, {"final-area", "down enter 2", ""},
		{"tindak-lanjut", "t", ""}, {"tindak-lanjut-semua", "t left", ""}, {"tindak-lanjut-kata", "t /", "peta"},
		{"tindak-lanjut-tanda", "t space space", ""}, {"tindak-lanjut-bersama", "t space space b", ""},
		{"tindak-lanjut-saringan", "t s", ""}, {"tindak-lanjut-lengkap", "t w", ""}, {"tindak-lanjut-poin", "t u", ""},
		{"tindak-lanjut-isi", "t enter", ""}, {"tindak-lanjut-riwayat", "t h", ""},
		{"lke", "l", ""}, {"lke-buka", "l o down down down", ""}, {"lke-rincian", "l o down down down i", ""}, {"lke-butir", "l o down down down down i", ""}, {"lke-satu", "l s", ""},
		{"lke-jalan", "l p", ""}, {"lke-bila", "l w", ""}, {"lke-isian", "l o down down down down r", ""}, {"lke-berkas", "l g", ""},
		{"eviden", "e", ""}, {"eviden-tautan", "e t", ""}, {"eviden-kurang", "e y", ""},
		{"riwayat-rapat", "h", ""}, {"riwayat-temuan", "enter 3 end h", ""}, {"riwayat-kantor", "d h", ""},
		{"panduan", "p", ""}, {"panduan-bab", "p enter", ""}, {"latihan", "b", ""}, {"latihan-area", "b enter", ""},
		{"cadangan-sandi", "d" + strings.Repeat(" tab", 7) + " n s enter", ""},
		{"cari-kosong", "/", "zzzz"}, {"cari", "/", "peta"}, {"uji-proyektor", "enter f7", ""},
	}
	for n := range len(data.Chapters()) {
		out = append(out, view{fmt.Sprintf("data-%02d", n+1), "d" + strings.Repeat(" tab", n), ""})
	}
	for _, p := range []struct {
		name, stage string
		pages       int
	}{{"pembukaan", "0", 3}, {"tinjauan", "9", 4}, {"area-2", "2", 9}, {"area-3", "3", 9}, {"simpulan", "7", 5}, {"penutup", "8", 3}} {
		for n := range p.pages {
			out = append(out, view{fmt.Sprintf("ruang-%s-%d", p.name, n+1), "enter " + p.stage + " f5 home" + strings.Repeat(" right", n), ""})
		}
	}
	return append(out, view{"ruang-jeda", "enter 3 f5 f6", ""},
		view{"ruang-mengetik", "enter 3 f5 t", "Penilaian kinerja triwulan III belum ditandatangani atasan"})
}

// TestWritePictures writes every screen and every page for the room, at four sizes in
// three colours, as a terminal gets them, for .ci/pictures to draw:
//
//	MONEV_PICTURES=MAP go test ./ui/screen -run TestWritePictures
//
// MONEV_PICTURES_OF=TEXT writes only those whose name holds TEXT, such as 80x24-gelap.
func TestWritePictures(t *testing.T) {
	dir := os.Getenv("MONEV_PICTURES")
	if dir == "" {
		t.Skip("MONEV_PICTURES names no folder")
	}
	only := os.Getenv("MONEV_PICTURES_OF")
	for _, size := range [][2]int{{60, 18}, {80, 24}, {120, 40}, {160, 50}} {
		for _, colours := range []string{"terang", "gelap", "kontras"} {
			for _, v := range views() {
				name := fmt.Sprintf("%dx%d-%s-%s", size[0], size[1], colours, v.name)
				if !strings.Contains(name, only) {
					continue
				}
				d := whole(t, colours, size[0], size[1])
				d.Key(strings.Fields(v.keys)...)
				d.Type(v.text)
				if err := os.WriteFile(filepath.Join(dir, name+".ansi"), []byte(d.Raw()), 0o600); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}

// whole is the program on the sample data, in colours.
func whole(t *testing.T, colours string, w, h int) *stagetest.Program {
	t.Helper()
	world := stagetest.NewWorld(t, false)
	world.WithDir("/data")
	signs, _ := theme.SignsByName("lengkap")
	var own *kit.Kit
	first := func(k *kit.Kit) kit.Screen {
		own = k
		return screen.First(k, true, "")
	}
	return stagetest.Start(t, world, w, h, first,
		ui.WithLook(look.Look{Colours: colours, Room: colours}, signs, func(func(*look.Look)) error { return nil }),
		ui.WithPlaces(func(k *kit.Kit) kit.Places { return screen.NewPlaces(k) }),
		ui.WithGuide(func() kit.Screen { return panduan.New(own) }))
}
