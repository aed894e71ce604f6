package rapat_test

import (
	"testing"

	"monev/ui/stagetest"
)

// e opens the register of evidence from everywhere: of all, of an area, of the
// selected follow-up, of the meeting.
func TestWaysToTheEvidence(t *testing.T) {
	w := world(t)
	p := program(t, w, 80, 24)
	p.Key("e")
	p.Has("Eviden 2025", "butir berbukti")
	p.Key("esc", "t", "e")
	p.Has("Eviden TL-", "Belum ada eviden untuk tindak lanjut TL-")
	p.Key("esc", "esc")

	p, s := open(t, w, stagetest.Meeting)
	p.Key("3") // its first row is an old follow-up
	p.Key("e")
	p.Has("Eviden TL-00017", "Susun peta kompetensi pegawai")
	p.Key("t")
	p.Type("Peta kompetensi\n\nhttps://arsip.example/peta")
	p.Key("ctrl+s")
	p.Has("Peta kompetensi", "Butir: A.I.3.iii.c")
	p.Key("esc")
	p.Choose("Penilaian kinerja triwulan III")
	p.Key("e")
	p.Has("Area III", "▸ ", "A.I.3.iv.c")
	p.Key("esc", "8")
	p.Has("e eviden rapat")
	p.CheckTop(s)
	p.Key("e")
	p.Has("Eviden rapat", "Belum ada eviden untuk rapat")
	p.Key("esc", "9", "e")
	p.Has("Eviden TL-")
	p.Key("esc")
	p.CheckTop(s)
	// a final meeting changes no more, its evidence may still grow
	p, _ = open(t, w, stagetest.Final)
	p.Key("8", "e", "b")
	p.Has("EVIDEN BARU " + stagetest.Final)
}
