package eviden_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/screen/eviden"
)

var sizes = [][2]int{{60, 18}, {80, 24}, {120, 40}, {160, 50}}

func TestPictures(t *testing.T) {
	for _, size := range sizes {
		name := fmt.Sprintf("%dx%d", size[0], size[1])
		w := world(t)
		src := file(t, t.TempDir(), "SOP Pelayanan.pdf", "isi SOP")
		e, err := w.AttachFile(context.Background(), monev.Evidence{Year: year, Item: "A.I.1.i.a", Title: "SK Tim ZI dengan lampiran susunan keanggotaan seluruh kelompok kerja area perubahan",
			Date: tanggal.MustNew(2025, 2, 3), Until: 2026, Unit: mustBook(t, w).Office.Owners()[0]}, src, true, "", nil)
		if err != nil {
			t.Fatal(err)
		}
		d := open(t, w, eviden.At{}, size[0], size[1])
		d.Golden(name, "awal")
		d.Choose("SK Tim ZI deng")
		d.Golden(name, "eviden")
		d.Key("enter")
		d.Golden(name, "isian")
		d.Key("esc")
		d.Choose("Notula pemilihan")
		d.Key("p")
		d.Golden(name, "perbaikan")
		d.Key("esc", "o")
		d.Golden(name, "pj")
		d.Key("esc", "right", "4", "/")
		d.Type("kinerja")
		d.Golden(name, "saringan")
		d.Key("esc", "*", "left", "r")
		d.Golden(name, "ringkas")
		d.Key("?")
		d.Golden(name, "bantuan")
		d.Key("esc", "y")
		d.Golden(name, "belum-lengkap")
		d.Key("tab")
		d.Golden(name, "belum-lengkap-pj")
		d.Key("esc")
		if err := os.Remove(w.FileOf(e)); err != nil {
			t.Fatal(err)
		}
		file(t, filepath.Join(w.EvidenceDir(year), "..", "..", "eviden", "2025"), "catatan lepas.pdf", "lepas")
		d.Key("c")
		d.Golden(name, "periksa")
		d = open(t, w, eviden.At{FollowUp: "TL-00001", Item: "A.I.1.i.a", Name: "Tetapkan SK tim kerja dan umumkan susunannya kepada seluruh pegawai pada apel pagi"}, size[0], size[1])
		d.Golden(name, "tindak-lanjut")
	}
}

func TestIntakePictures(t *testing.T) {
	for _, size := range sizes {
		name := fmt.Sprintf("%dx%d", size[0], size[1])
		w := world(t)
		dir := filepath.Join(t.TempDir(), "Eviden 2025")
		file(t, dir, "A.I.2.i.a SOP Pelayanan Informasi Publik dan Pengaduan Masyarakat yang sudah ditetapkan.pdf", "sop")
		file(t, dir, "Pemenuhan/1.i.a SK Tim.pdf", "sk")
		file(t, dir, "3.i.a Peta jabatan.pdf", "peta")
		file(t, dir, "foto kegiatan.jpg", "foto")
		file(t, dir, "A.I.3.i.b kosong.pdf", "")
		d := open(t, w, eviden.At{}, size[0], size[1])
		d.Key("m")
		d.Paste(dir)
		d.Key("enter", "ctrl+s")
		d.Golden(name, "tabel")
		d.Choose("Peta jabatan")
		d.Key("enter")
		d.Golden(name, "butir")
		d.Key("esc")
		d.Choose("foto")
		d.Golden(name, "tanpa-kode")
		d.Type("t")
		d.Golden(name, "hasil")
	}
}

// A key on a register with much evidence.
func BenchmarkKey(b *testing.B) {
	w := world(b)
	for i, it := range mustBook(b, w).Items {
		for n := range 9 {
			e := monev.Evidence{Year: year, Item: it.Item.Code, Title: fmt.Sprintf("Dokumen %d.%d yang membuktikan butir ini", i, n), Kind: monev.EvidenceBinder, Place: "Ordner"}
			if err := w.PutEvidence(context.Background(), e, ""); err != nil {
				b.Fatal(err)
			}
		}
	}
	d := open(b, w, eviden.At{}, 160, 50)
	for b.Loop() {
		d.Key("down")
	}
}
