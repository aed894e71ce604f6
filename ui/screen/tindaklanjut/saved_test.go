package tindaklanjut_test

import (
	"testing"

	"monev/ui/stagetest"
)

func TestSavedFilters(t *testing.T) {
	a := stagetest.App(t)
	d, _, _ := over(t, a, 80, 24)
	d.Key("s")
	d.Has("Saringan tersimpan", "BAWAAN", "Jatuh tempo 30 hari", "belum ada; n menyimpan")
	d.Golden("saringan")
	d.Key("n")
	d.Has("Belum ada yang disaring")
	d.Key("4")
	d.Has("“Tanpa penanggung jawab”: tanpa PJ", "Tidak ada tindak lanjut yang cocok")
	d.Key("*", "w")
	d.Has("SARINGAN LENGKAP")
	d.Golden("lengkap")
	d.Key("tab")
	d.Key("right", "right", "right") // area III
	d.Key("tab", "tab", "tab", "right", "right", "ctrl+s")
	d.Has("Area III SDM · prioritas Tinggi ke atas", "3 dari 15")
	d.Key("s", "n")
	d.Type("  terlambat\n")
	d.Has("Saringan bernama \"Terlambat\" sudah ada")
	d.Key("ctrl+r")
	d.Type("SDM penting\n")
	d.Has("Saringan tersimpan.", "BUATAN SENDIRI", "SDM penting")
	wantSelected(t, d, "SDM penting")
	d.Key("n")
	d.Has("sudah tersimpan bernama “SDM penting”")
	d.Key("r")
	d.Key("ctrl+r")
	d.Type(" sekali\n")
	d.Has("SDM penting sekali")
	d.Key("ctrl+z")
	d.Has("Diurungkan: ubah saringan “SDM penting sekali”.")
	d.Hasnt("9  SDM penting sekali")
	d.Key("x")
	d.Has("Hapus saringan", "y      hapus")
	d.Key("y")
	d.Has("belum ada; n menyimpan")
	d.Key("ctrl+z")
	d.Has("Diurungkan: hapus saringan “SDM penting”.", "9  SDM penting")
	d, _, _ = over(t, a, 60, 18) // after a restart
	d.Key("s", "9")
	d.Has("3 dari 15")
}
