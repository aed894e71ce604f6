package area_test

import (
	"strings"
	"testing"

	"monev/internal/monev"
)

func TestFindingBecomesAFollowUp(t *testing.T) {
	d := show(t, staff)
	d.Choose("Penilaian kinerja")
	d.Has("Belum ada tindak lanjut")
	d.Key("d")
	d.Has("TINDAK LANJUT DARI TEMUAN", "Tandatangani sebelum akhir November 2025.", "[Tinggi]", "A.I.3.iv.c")
	d.Key("enter")
	typed(d, "kul")
	typed(d, "akhir bulan")
	d.Key("ctrl+s")
	d.Has("Tindak lanjut tersimpan")
	d.Hasnt("TINDAK LANJUT DARI TEMUAN")
	p := part(d, staff)
	ups := p.FollowUpOf(p.Findings[0].ID)
	if len(ups) != 1 || ups[0].Owner.ID != "kul" || ups[0].Due.Short() != "30-11-2025" || ups[0].Priority != monev.High {
		t.Fatalf("follow-ups of the finding: %+v", ups)
	}
	d.Has("→ "+ups[0].ID, "1 Tinggi") // the finding is still selected and names it
	d.Key("x")
	d.Has("Ini menjadi asal " + ups[0].ID)
	d.Key("ctrl+z")
	if n := len(part(d, staff).New); n != 1 {
		t.Errorf("%d new follow-ups after undo", n)
	}
	d.Has("Belum ada tindak lanjut")
}

func TestFollowUpWithDueDates(t *testing.T) {
	for typed, want := range map[string]string{
		"5/12":        "Jumat, 5 Desember 2025 (15 hari lagi)",
		"jumat":       "Jumat, 21 November 2025 (besok)",
		"+2 minggu":   "Kamis, 4 Desember 2025 (14 hari lagi)",
		"akhir bulan": "Minggu, 30 November 2025 (10 hari lagi)",
	} {
		d := show(t, staff)
		d.Key("l")
		d.Type("Uji")
		d.Key("tab", "tab")
		d.Type(typed)
		d.Has(want)
		d.Key("ctrl+s", "esc")
		p := part(d, staff)
		if l := p.New[len(p.New)-1]; !strings.HasPrefix(want, l.Due.Long()) {
			t.Errorf("%q stored as %s", typed, l.Due.Long())
		}
	}
	for typed, want := range map[string]string{
		"31/2": "! ", "kapan-kapan": "! ", "19/11/2025": "! Rabu, 19 November 2025 (kemarin); pilih hari ini atau",
	} {
		d := show(t, staff)
		d.Key("l")
		d.Type("Uji")
		d.Key("tab", "tab")
		d.Type(typed)
		d.Key("enter")
		d.Has(want, typed)
		d.Key("ctrl+s")
		d.Has("TINDAK LANJUT BARU", typed)
		if n := len(part(d, staff).New); n != 1 {
			t.Errorf("%q: %d new follow-ups", typed, n)
		}
	}
}

func TestFollowUpCompletesTheOwner(t *testing.T) {
	d := show(t, staff)
	d.Key("l")
	typed(d, "Kumpulkan sertifikat")
	d.Type("parmas")
	d.Has("▸ Parmas & SDM")
	d.Key("enter")
	typed(d, "5/12")
	d.Key("enter", "enter") // Prioritas stays Sedang, Butir LKE stays empty
	d.Has("TINDAK LANJUT BARU", "Tindak lanjut tersimpan")
	d.Key("esc")
	p := part(d, staff)
	l := p.New[len(p.New)-1]
	if l.Owner.Name != "Parmas & SDM" || l.Priority != monev.Medium {
		t.Errorf("stored %+v", l)
	}
	d.Has("Kumpulkan sertifikat")
	// what was just decided can be corrected where it stands
	d.Key("enter")
	d.Has("UBAH "+l.ID, "Parmas & SDM", "05-12-2025")
	d.Key("tab", "ctrl+u")
	typed(d, "kul")
	d.Key("ctrl+s")
	p = part(d, staff)
	if w := p.New[len(p.New)-1].Owner.Name; w != "KUL" {
		t.Errorf("owner is %q", w)
	}
}

func TestOldFollowUpIsUpdatedInPlace(t *testing.T) {
	d := show(t, staff)
	d.Key("enter")
	d.Has("PERBARUI TL-00017", "[Dalam Proses]", "kosong = tetap 15-11-2025", "kosong = tetap Parmas & SDM")
	d.Key("right") // Tuntas
	d.Key("ctrl+s")
	d.Has("! Tuntas memerlukan bukti", "▸ Bukti")
	typed(d, "Peta kompetensi, map A.I.3.iii.c")
	d.Has("Ketua")
	d.Key("ctrl+s")
	d.Has("✓ Tuntas", "Perkembangan TL-00017 tersimpan")
	l := part(d, staff).Old[2]
	if l.ID != "TL-00017" && part(d, staff).Old[1].ID != "TL-00017" {
		t.Errorf("%+v", part(d, staff).Old)
	}
}

func TestImpossibleNeedsAReasonAndANewDueKeepsTheOld(t *testing.T) {
	d := show(t, staff)
	d.Choose("Tetapkan SKP")
	d.Key("enter")
	d.Type("tt") // the second that begins with t
	d.Has("[Tidak Dapat]")
	d.Key("ctrl+s")
	d.Has("! Tidak Dapat Ditindaklanjuti memerlukan alasan", "▸ Catatan")
	d.Key("esc")

	d = show(t, staff)
	d.Key("enter")
	d.Key("tab")
	typed(d, "Menunggu rapat pleno")
	d.Key("tab", "tab")
	typed(d, "akhir bulan")
	d.Key("ctrl+s")
	var l monev.FollowUpLine
	for _, x := range part(d, staff).Old {
		if x.ID == "TL-00017" {
			l = x
		}
	}
	if len(l.Dues()) != 2 || l.Due.Short() != "30-11-2025" || l.LateDays != 0 {
		t.Fatalf("due dates %v, late %d", l.Dues(), l.LateDays)
	}
	d.Resize(160, 50)
	d.Choose("Susun peta kompetensi")
	d.Has("Tenggat semula    15-11-2025", "Minggu, 30 November 2025", "Menunggu rapat pleno")
}
