package report

import (
	"strings"
	"testing"

	"monev/internal/evidence"
	"monev/internal/lke"
	"monev/internal/monev"
)

// lacking is a register in which everything but one question is complete, faulty,
// expired or not there.
func lacking() Missing {
	in := lke.Default()
	o := monev.DefaultOffice(2025)
	s := evidence.Situation{Year: 2025, Instrument: in, Given: map[string][]monev.Evidence{},
		Answered:  func(code string) bool { return code != "A.I.6.i.a" },
		AreaOwner: func(n int) monev.Owner { return monev.Owner{ID: "kul", Name: "KUL"} }}
	for _, it := range in.Items() {
		s.Given[it.Code] = []monev.Evidence{{Title: "x", Status: monev.EvidenceAccepted}}
	}
	s.Given["A.I.1.i.a"] = nil
	s.Given["A.I.1.i.b"] = []monev.Evidence{{Title: "Berita acara | *rapat*\x1b[2J", Status: monev.EvidenceFaulty, Note: "belum <ditandatangani>",
		Unit: monev.Owner{ID: "parmas-sdm", Name: "Parmas & SDM"}}}
	s.Given["A.I.6.i.a"] = []monev.Evidence{{Title: "Standar", Status: monev.EvidenceAccepted, Until: 2024}}
	s.Given["B.I.a"] = []monev.Evidence{{Title: "Survei", Status: monev.EvidenceUnchecked}}
	return Missing{Office: o, Year: 2025, Needs: s.Needs(), Items: len(in.Items()), At: at(2025, 11, 20, 9, 0)}
}

func TestMissingEvidence(t *testing.T) {
	d := MissingEvidence(lacking(), Options{})
	md := string(Markdown(d))
	golden(t, "missing.md", []byte(md))
	wants(t, md, "4 dari 113 butir belum lengkap evidennya (Belum Ada 1; Kedaluwarsa 1; Ada, belum diperiksa 1; Perlu Perbaikan 1)",
		"3 butir di antaranya sudah dijawab", "Keadaan per Kamis, 20 November 2025", "Hasil (1 butir)", "Parmas & SDM (1 butir)", "KUL (2 butir)",
		"Belum ada penanggung jawab (1 butir)")
	if strings.ContainsRune(md, 0x1b) {
		t.Error("an escape sequence came through")
	}
	if _, err := DOCX(d); err != nil {
		t.Error(err)
	}
	for i, b := range d.Blocks {
		if x, ok := b.(Table); ok && (len(x.Tones) != len(x.Rows) || len(x.Rows[0]) != len(x.Columns)) {
			t.Errorf("block %d: table of %d columns has rows of %d", i, len(x.Columns), len(x.Rows[0]))
		}
	}
}

func TestMissingEvidenceOfACompleteRegister(t *testing.T) {
	m := lacking()
	m.Needs = nil
	wants(t, string(Markdown(MissingEvidence(m, Options{}))), "Semua 113 butir sudah punya eviden dengan status Sesuai per Kamis, 20 November 2025.")
}
