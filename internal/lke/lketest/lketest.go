// Package lketest makes instruments for tests of those who use package lke.
package lketest

import (
	"strings"

	"monev/internal/lke"
)

// NextCode is the code of Next.
const NextCode = "LKE-ZI-2026"

// Next is the file of an instrument that differs from the national one in every
// way: A.I.1.i.b is gone and A.I.1.i.c new, A.I.1.ii.b is answered Ya or Tidak,
// a count of A.II.4.i has another name, A.I.1.ii.a has other words, two subs
// another weight, and WBK another minimum for the total. It has no PortalRB form.
func Next() []byte {
	text := string(lke.National())
	for _, r := range [][2]string{
		{"kode: LKE-ZI-2021", "kode: " + NextCode},
		{"  jumlah_isian_portalrb_2026: {pemenuhan: 87, reform: 37, hasil: 3, total: 127}\n", ""},
		{`nomor: "A.I.1.i.b"`, `nomor: "A.I.1.i.c"`},
		{"jumlah_sasaran", "jumlah_target"},
		{"Apakah ada rencana kerja tertulis pembangunan ZI?", "Apakah rencana kerja ZI tertulis dan ditetapkan?"},
		{"nama: \"Penyusunan Tim Kerja\"\n            bobot: 0.5", "nama: \"Penyusunan Tim Kerja\"\n            bobot: 0.4"},
		{"nama: \"Rencana Pembangunan Zona Integritas\"\n            bobot: 1", "nama: \"Rencana Pembangunan Zona Integritas\"\n            bobot: 1.1"},
		{"total: {minimum: 75, ", "total: {minimum: 76, "},
	} {
		text = swap(text, r[0], r[1])
	}
	// The question A.I.1.ii.b gets another scale.
	before, rest, ok := strings.Cut(text, `nomor: "A.I.1.ii.b"`)
	block, after, more := strings.Cut(rest, "eviden:")
	if !ok || !more {
		panic("lketest: no A.I.1.ii.b")
	}
	question := block[strings.Index(block, "tanya:"):strings.Index(block, "pilihan:")]
	const in = "                "
	block = "\n" + in + "tipe: ya_tidak\n" + in + question + "pilihan:\n" +
		in + "  - {kunci: \"Ya\", skor: 1, kriteria: \"Sudah.\"}\n" + in + "  - {kunci: \"Tidak\", skor: 0, kriteria: \"Belum.\"}\n" + in
	return []byte(before + `nomor: "A.I.1.ii.b"` + block + "eviden:" + after)
}

// swap panics if there is nothing to replace: the national file changed.
func swap(text, old, new string) string {
	if !strings.Contains(text, old) {
		panic("lketest: the national instrument has no " + old)
	}
	return strings.ReplaceAll(text, old, new)
}
