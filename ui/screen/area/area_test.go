package area_test

import (
	"strings"
	"testing"

	"monev/internal/monev"
	"monev/ui/kit"
	"monev/ui/screen/area"
	"monev/ui/stage"
	"monev/ui/stagetest"
)

// The areas of the sample that the tests use, 0 to 5.
const (
	system = 1 // II: a finding with and one without follow-up, an open proposal
	staff  = 2 // III: three old follow-ups, a finding, a new follow-up
	watch  = 4 // V: nothing said yet
)

func build(n int) func(*kit.Kit, string) stage.Stage {
	return func(k *kit.Kit, id string) stage.Stage { return area.New(k, id, n) }
}

func show(t *testing.T, n int) *stagetest.Shown {
	t.Helper()
	return stagetest.Open(t, stagetest.Setup{Build: build(n)})
}

func part(d *stagetest.Shown, n int) monev.AreaPart { return d.Minutes().Areas[n] }

func typed(d *stagetest.Shown, text string) {
	d.Type(text)
	d.Key("enter")
}

func TestEveryKeyOfTheKeyLine(t *testing.T) {
	for key, want := range map[string]string{
		"s": "STATUS DAN CAPAIAN", "t": "TEMUAN BARU", "l": "TINDAK LANJUT BARU", "u": "USULAN BARU", "k": "▸ Kendala",
		"a": "URAIAN · sampai di mana", "m": "CATATAN FASILITATOR", "enter": "PERBARUI TL-", "r": "PERBARUI TL-",
	} {
		d := show(t, staff)
		d.Key(key)
		d.Has(want)
		d.Check()
		d.Key("esc")
		d.Hasnt("Esc tutup", "dan selesai")
	}
	d := show(t, staff)
	d.Has("s status", "t temuan", "l TL baru", "u usulan", "Enter perbarui")
	d.Key("d")
	d.Has("Pilih dulu temuan atau usulan")
	d.Key("x")
	d.Has("tidak dapat dihapus; tutup dengan status")
	d.Choose("Penilaian kinerja")
	d.Has("d jadikan TL")
	d.Resize(160, 50)
	d.Has("l tindak lanjut", "d jadikan tindak lanjut", "Enter ubah", "k kendala", "a uraian")
	d.Check()
}

func TestEmptyAreaSaysWhatToPress(t *testing.T) {
	d := stagetest.Open(t, stagetest.Setup{Build: build(watch)})
	d.Has("belum diisi; s mengisi status dan capaian", "a menulis uraian", "k menulis kendala")
	d.Check()
}

func TestFindingsInARow(t *testing.T) {
	d := show(t, staff)
	d.Key("t")
	d.Key("enter")
	d.Has("! Wajib diisi.")
	typed(d, "Sertifikat diklat hilang")
	d.Has("[Sedang]")
	d.Key("right", "enter")
	typed(d, "a.i.9.x")
	d.Has("! Tidak ada “a.i.9.x” dalam daftar.", "▸ Butir LKE     a.i.9.x") // below the field, the text stays
	for range 7 {
		d.Key("backspace")
	}
	typed(d, "a.i.3.iii.d")
	typed(d, "Arsip tidak tertata")
	typed(d, "Cari di KUL")
	d.Has("TEMUAN BARU", "Temuan tersimpan; tulis yang berikut, atau Esc bila cukup.", "Sertifikat diklat hilang") // it stands in the list, the next one is empty
	d.Type("Yang kedua")
	d.Key("ctrl+s")
	d.Has("TEMUAN BARU")
	d.Key("esc")
	d.Hasnt("TEMUAN BARU", "Isian belum disimpan")
	fs := part(d, staff).Findings
	if len(fs) != 3 {
		t.Fatalf("%d findings", len(fs))
	}
	if f := fs[1]; f.Text != "Sertifikat diklat hilang" || f.Level != monev.High || f.Item != "A.I.3.iii.d" || f.Cause != "Arsip tidak tertata" || f.Recommendation != "Cari di KUL" {
		t.Errorf("stored %+v", f)
	}
	if fs[2].Text != "Yang kedua" {
		t.Errorf("stored %+v", fs[2])
	}
	// the newest one is selected: d makes it a follow-up at once
	d.Key("d")
	d.Has("TINDAK LANJUT DARI TEMUAN", "Yang kedua")
}

func TestEscKeepsADraftAndCtrlRDiscardsIt(t *testing.T) {
	d := show(t, staff)
	d.Key("t")
	d.Type("SOP belum")
	d.Key("esc")
	d.Has("Isian belum disimpan; buka lagi untuk melanjutkannya.")
	d.Key("t")
	d.Has("SOP belum", "Ctrl+R membuangnya")
	d.Type(" ada")
	d.Has("SOP belum ada")
	d.Key("ctrl+r")
	d.Hasnt("SOP belum ada")
	d.Has("TEMUAN BARU")
	d.Key("esc", "t")
	d.Hasnt("SOP belum", "Ctrl+R")
	if n := len(part(d, staff).Findings); n != 1 {
		t.Errorf("%d findings", n)
	}
}

func TestProposalWithItsGiverAndVerdict(t *testing.T) {
	d := show(t, staff)
	d.Key("u")
	typed(d, "Forum berbagi tiap Jumat")
	d.Type("rendat")
	d.Has("▸ Anggota Div. Rendatin", "Kasubbag Rendatin")
	d.Key("down", "enter")
	d.Has("Kasubbag Rendatin", "[Belum diputus]")
	d.Key("right", "enter")
	typed(d, "Mulai Januari")
	d.Key("esc")
	us := part(d, staff).Proposals
	if len(us) != 1 || us[0].By.Position != "kasubbag-rendatin" || us[0].Verdict != monev.Accepted || us[0].Note != "Mulai Januari" {
		t.Fatalf("stored %+v", us)
	}
	d.Has("USULAN (1)", "Pengusul: Kepala Subbagian Perencanaan", "Putusan: diterima", "Catatan: Mulai Januari")
	d.Key("d")
	d.Has("TINDAK LANJUT DARI USULAN", "Forum berbagi tiap Jumat")
	d.Key("ctrl+s")
	if ups := part(d, staff).FollowUpOf(us[0].ID); len(ups) != 1 {
		t.Errorf("follow-ups of the proposal: %+v", ups)
	}
	// the one that is not decided yet is decided in place
	d = show(t, system)
	d.Choose("Peminjaman ruang")
	d.Has("Belum diputus.")
	d.Key("enter")
	d.Has("UBAH USULAN", "Kasubbag KUL")
	d.Key("enter", "enter")
	d.Type("t") // "Tidak diterima"
	d.Key("ctrl+s")
	d.Has("Putusan: tidak diterima")
}

func TestUnknownGiverIsRefusedBesideTheField(t *testing.T) {
	d := show(t, staff)
	d.Key("u")
	typed(d, "Forum berbagi")
	typed(d, "Bupati")
	d.Has("Tidak ada “Bupati” dalam daftar.", "Bupati")
	d.Key("ctrl+s")
	if n := len(part(d, staff).Proposals); n != 0 {
		t.Errorf("%d proposals", n)
	}
}

func TestStatusAndProgress(t *testing.T) {
	d := show(t, watch)
	d.Key("s")
	d.Type("p")
	d.Key("enter")
	typed(d, "120")
	d.Has("!", "120")
	d.Key("esc") // nothing impossible is stored by leaving
	d.Has("Isian belum disimpan")
	if r := part(d, watch).Review; r.Progress != nil || r.Status != "" {
		t.Fatalf("stored %+v", r)
	}
	d.Key("s", "ctrl+u")
	typed(d, "65 %")
	d.Has("◐ Proses", "Capaian  65%", "▲ 2 poin dari TW III 2025")
	r := part(d, watch).Review
	if r.Status != monev.AreaProgress || r.Progress == nil || *r.Progress != 65 {
		t.Errorf("stored %+v", r)
	}
}

func TestRunningTexts(t *testing.T) {
	for key, get := range map[string]func(monev.AreaReview) string{
		"a": func(r monev.AreaReview) string { return r.Summary },
		"k": func(r monev.AreaReview) string { return r.Obstacles },
		"m": func(r monev.AreaReview) string { return r.Private },
	} {
		d := show(t, watch)
		d.Key(key)
		d.Has("Enter baris baru", "Esc simpan dan selesai")
		d.Type("Baris satu\nBaris dua")
		d.Key("esc")
		d.Hasnt("Esc simpan dan selesai")
		if got := get(part(d, watch).Review); got != "Baris satu\nBaris dua" {
			t.Errorf("%s: %q", key, got)
		}
		if key == "m" {
			d.Hasnt("Baris satu", "Baris dua")
			d.Has("ada catatan fasilitator")
		} else {
			d.Has("Baris satu", "Baris dua")
		}
		d.Key("ctrl+z")
		d.Hasnt("Baris satu")
	}
}

func TestPrivateNoteIsNeverInThePicture(t *testing.T) {
	d := stagetest.Open(t, stagetest.Setup{Build: build(0)}) // its note: "tanyakan jadwal pleno …"
	for _, size := range [][2]int{{60, 18}, {80, 24}, {160, 50}} {
		d.Resize(size[0], size[1])
		d.Hasnt("jadwal pleno")
		for _, key := range []string{"s", "t", "l", "u", "a", "k", "enter"} {
			d.Key(key)
			d.Hasnt("jadwal pleno")
			d.Key("esc")
		}
	}
	d.Key("m")
	d.Has("jadwal pleno", "tidak pernah dicetak")
	d.Key("esc")
	d.Hasnt("jadwal pleno")
}

func TestDeleteAsksWithAnotherKey(t *testing.T) {
	d := show(t, staff)
	d.Choose("Penilaian kinerja")
	d.Key("x")
	d.Has("Hapus temuan", "Penilaian kinerja triwulan III", "Ctrl+Z", "Enter  batal", "y      hapus")
	d.Key("x", "enter") // neither is the answer
	if n := len(part(d, staff).Findings); n != 1 {
		t.Fatalf("%d findings", n)
	}
	d.Choose("Penilaian kinerja")
	d.Key("delete", "y")
	d.Hasnt("Penilaian kinerja")
	if n := len(part(d, staff).Findings); n != 0 {
		t.Fatalf("%d findings", n)
	}
	d.Key("ctrl+z")
	d.Has("Penilaian kinerja")
	d.Choose("Lengkapi sertifikat")
	d.Key("x", "y")
	d.Hasnt("Lengkapi sertifikat")
	d.Key("ctrl+z")
	d.Has("Diurungkan: hapus tindak lanjut TL-00027")
	d.Choose("Lengkapi sertifikat")
}

// Undo in a form is for what is typed there, whatever was stored before.
func TestUndoWhileTyping(t *testing.T) {
	d := show(t, watch)
	before := part(d, watch).Review
	d.Key("k")
	d.Type("Jaringan putus dua hari")
	d.Key("ctrl+z", "ctrl+z")
	d.Has("Jaringan putus")
	d.Hasnt("putus dua")
	d.Key("ctrl+y")
	d.Has("Jaringan putus dua")
	d.Key("ctrl+z", "ctrl+z", "ctrl+z")
	d.Hasnt("Jaringan", "Tidak ada lagi")
	d.Key("ctrl+z")
	d.Has("• Tidak ada lagi ketikan untuk diurungkan di isian ini")
	d.Key("ctrl+y", "ctrl+y", "ctrl+y", "ctrl+y", "ctrl+y")
	d.Has("Jaringan putus dua hari", "Tidak ada lagi ketikan untuk diulangi")
	for range 4 {
		d.Key("ctrl+z")
	}
	d.Key("esc")
	d.Hasnt("Diurungkan", "Isian belum disimpan", "tersimpan")
	if got := part(d, watch).Review; got != before {
		t.Errorf("the record became %+v", got)
	}
	d.Key("k") // and no draft is left
	d.Hasnt("Isian yang belum selesai")
}

// A long uraian can be read to its end, also when nothing can be changed any more.
func TestLongTextsAreReadInTheList(t *testing.T) {
	d := show(t, staff)
	d.Key("a")
	d.Paste(strings.Repeat("kalimat yang panjang sekali ", 20) + "dan inilah akhirnya.")
	d.Key("esc", "end")
	d.Has("SELENGKAPNYA", "▸ Uraian: ", "akhirnya.")
	d.Check()
	d.Key("x")
	d.Has("Kosongkan teks ini")
	d.Key("enter")
	d.Has("URAIAN", "Esc simpan dan selesai")
	d.Key("esc")
	d.Resize(160, 50)
	d.Has("URAIAN", "akhirnya.")
}
