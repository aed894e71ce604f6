package lke_test

import (
	"context"
	"fmt"
	"testing"

	"monev/internal/lke"
	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/kit"
	screen "monev/ui/screen/lke"
	"monev/ui/stagetest"
)

const year = 2025

// filled answers most of the LKE of a world: everything second best but a few,
// with evidence for some, and TPI beside it.
func filled(t testing.TB, w *stagetest.World) {
	t.Helper()
	ctx := context.Background()
	put := func(l lke.Layer, code string, a lke.Answer) {
		if err := w.App.Answer(ctx, year, l, code, a, ""); err != nil {
			t.Fatal(err)
		}
	}
	for i, it := range lke.Default().Items() {
		var a lke.Answer
		switch it.Kind {
		case lke.Survey:
			x, err := lke.ParseIndex("3,65")
			if err != nil {
				t.Fatal(err)
			}
			a.Index = &x
		case lke.Percent:
			a = it.Best(lke.Answer{})
			if it.Code == "A.II.5.iii.b" {
				a.Counts = map[string]int64{"administrator": 0, "pengawas": 4, "fungsional_pelaksana": 10, "sudah_lapor": 12}
			}
		default:
			a.Choice = it.Choices[min(i%5/2, len(it.Choices)-1)].Key
		}
		switch {
		case it.Code == "A.I.1.i.a" || it.Code == "B.I.b":
			a.Choice = it.Choices[0].Key
		case i%11 == 5 && it.IsChoice():
			continue
		}
		if it.Code == "A.I.1.i.b" {
			a.Note = "Tata cara pemilihan belum ditetapkan dengan SK."
		}
		put(lke.Unit, it.Code, a)
	}
	put(lke.TPI, "A.I.1.i.a", lke.Answer{Choice: "Tidak", Note: "SK belum diperbarui."})
	put(lke.TPI, "A.I.1.i.b", lke.Answer{Choice: "A"})
	for _, e := range []monev.Evidence{
		{Item: "A.I.1.i.a", Title: "SK Tim ZI Nomor 5 Tahun 2025", Place: "Ordner 1", Date: tanggal.MustNew(2025, 1, 9), Status: monev.EvidenceAccepted},
		{Item: "A.I.1.i.b", Title: "Notula pemilihan anggota tim", Status: monev.EvidenceFaulty, Note: "Belum ditandatangani"},
		{Item: "A.I.1.i.b", Title: "Kertas kerja penetapan anggota", Place: "https://arsip.example/kk", Status: monev.EvidenceUnchecked},
	} {
		e.Year = year
		if err := w.App.PutEvidence(ctx, e, ""); err != nil {
			t.Fatal(err)
		}
	}
}

type shown struct {
	*stagetest.Program
	t testing.TB
	s kit.Screen
}

// open shows the LKE of a filled world, or of an empty one.
func open(t testing.TB, full bool, at string, w, h int) *shown {
	t.Helper()
	world := stagetest.NewWorld(t, true)
	if full {
		filled(t, world)
	}
	return over(t, world, at, w, h)
}

func over(t testing.TB, world *stagetest.World, at string, w, h int) *shown {
	t.Helper()
	d := &shown{t: t}
	d.Program = stagetest.Start(t, world, w, h, func(k *kit.Kit) kit.Screen {
		d.s = screen.New(k, at)
		return d.s
	})
	return d
}

func (d *shown) answer(l lke.Layer, code string) lke.Answer {
	d.t.Helper()
	w, err := d.App.Worksheet(context.Background(), year)
	if err != nil {
		d.t.Fatal(err)
	}
	return w.Sheets[l].Answers[code]
}

var sizes = [][2]int{{60, 18}, {80, 24}, {160, 50}}

func TestPictures(t *testing.T) {
	for _, size := range sizes {
		name := fmt.Sprintf("%dx%d", size[0], size[1])
		d := open(t, true, "", size[0], size[1])
		d.Golden(name, "awal")
		d.Key("1")
		d.Golden(name, "area")
		d.Key("/")
		d.Type("iii.b")
		d.Golden(name, "cari")
		d.Key("esc")
		d = open(t, true, "A.I.1.i.b", size[0], size[1])
		d.Golden(name, "butir")
		d.Key("i")
		d.Golden(name, "rincian")
		d.Key("r")
		d.Golden(name, "isian")
		d.Key("esc", "esc", "s")
		d.Golden(name, "satu")
		d.Key("esc", "w", "c", "down")
		d.Golden(name, "bila")
		d.Key("w")
		d.Golden(name, "bila-tutup")
		d.Key("esc", "p")
		d.Golden(name, "jalan-bila")
		d = open(t, true, "A.II.5.iii.b", size[0], size[1])
		d.Key("r")
		d.Key("tab", "tab")
		d.Type("100")
		d.Golden(name, "persen")
		d = open(t, true, "A.I.1.i.a", size[0], size[1])
		d.Key("l")
		d.Golden(name, "tpi")
		d.Key("l", "l", "h")
		d.Golden(name, "riwayat")
		d.Key("esc", "p")
		d.Golden(name, "jalan")
		d.Key("p")
		d.Golden(name, "jalan-wbbm")
		d.Key("esc", "home", "i")
		d.Golden(name, "semua")
		d = open(t, false, "", size[0], size[1])
		d.Golden(name, "kosong")
		d.Key("p")
		d.Golden(name, "kosong-jalan")
	}
}
