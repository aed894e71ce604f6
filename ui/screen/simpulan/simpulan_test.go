package simpulan_test

import (
	"fmt"
	"io/fs"
	"strings"
	"syscall"
	"testing"

	"monev/internal/monev"
	"monev/ui/entry"
	"monev/ui/kit"
	"monev/ui/screen/simpulan"
	"monev/ui/stage"
	"monev/ui/stagetest"
)

func build(k *kit.Kit, id string) stage.Stage { return simpulan.New(k, id) }

func show(t *testing.T) *stagetest.Shown {
	t.Helper()
	return stagetest.Open(t, stagetest.Setup{Build: build})
}

// Heading and figures of the table stand in the same cells.
func TestTheTableAligns(t *testing.T) {
	d := show(t)
	for _, size := range [][2]int{{60, 18}, {80, 24}, {100, 30}, {160, 50}} {
		d.Resize(size[0], size[1])
		var head, row []rune
		for _, l := range strings.Split(d.Screen(), "\n") {
			if strings.Contains(l, "NILAI") {
				head = []rune(l)
			}
			if strings.Contains(l, "III Penataan") && strings.Contains(l, "6,36") {
				row = []rune(l)
			}
		}
		end := func(l []rune, s string) int { return strings.Index(string(l), s) }
		at := func(l []rune, s string) int { return len([]rune(string(l)[:end(l, s)])) }
		if h, r := at(head, "NILAI")+len("NILAI"), at(row, "6,36")+len("6,36"); h != r {
			t.Errorf("%v: NILAI ends in cell %d, its figures in %d\n%s", size, h, r, d.Screen())
		}
		if h, r := at(head, "WBK"), at(row, "✓"); h != r {
			t.Errorf("%v: WBK begins in cell %d, its signs in %d\n%s", size, h, r, d.Screen())
		}
		if h, r := at(head, "STATUS"), at(row, "◐"); h != r {
			t.Errorf("%v: STATUS begins in cell %d, its words in %d", size, h, r)
		}
		if h, r := at(head, "AREA"), at(row, "Penataan"); h != r {
			t.Errorf("%v: AREA begins in cell %d, the names in %d", size, h, r)
		}
		d.Has("erbaikan segera: II ", "(kurang 0,52)", "(kurang 0,05)", "Nilai LKE 71,68 ▲ 4,35 · kurang 3,32 ke WBK",
			"ke WBK: 4 butir: A.I.2.ii.d,", "(+4,16)")
	}
}

func TestEnterOnAnAreaGoesThere(t *testing.T) {
	d := show(t)
	d.Has("Enter ke area")
	d.Check()
	d.Choose("IV  Penguatan")
	d.Key("enter")
	if want := (stage.GoMsg{Meeting: stagetest.Meeting, Stage: monev.StageArea + 3}); len(d.Went) != 1 || d.Went[0] != want {
		t.Errorf("went %v", d.Went)
	}
}

func TestConclusionAndClosingWords(t *testing.T) {
	for key, get := range map[string]func(monev.Meeting) string{
		"s": func(m monev.Meeting) string { return m.Conclusion },
		"w": func(m monev.Meeting) string { return m.Closing },
	} {
		d := show(t)
		d.Key(key)
		d.Has("Enter baris baru", "Esc simpan dan selesai")
		d.Check()
		d.Type("Capaian naik.\nDua area tertinggal.")
		d.Key("esc")
		if got := get(d.Minutes().Meeting); got != "Capaian naik.\nDua area tertinggal." {
			t.Errorf("%s: %q", key, got)
		}
		d.Key("end")
		if key == "w" {
			d.Has("Capaian naik.", "Dua area tertinggal.")
		}
		d.Key("ctrl+z")
		if got := get(d.Minutes().Meeting); got != "" {
			t.Errorf("%s after undo: %q", key, got)
		}
	}
	d := show(t)
	d.Choose("belum diisi; s menulis simpulan")
	d.Key("enter")
	d.Has("SIMPULAN RAPAT", "▸ Simpulan")
}

// A follow-up that waits for the leaders becomes a keputusan about it.
func TestLeadersDecide(t *testing.T) {
	d := show(t)
	d.Key("d")
	d.Has("Pilih dulu tindak lanjut yang perlu keputusan pimpinan.")
	d.Choose("Pasang papan")
	d.Has("d jadikan keputusan")
	d.Check()
	d.Key("d")
	d.Has("KEPUTUSAN BARU", "TL-00006 Pasang papan capaian")
	d.Type("KUL memasang papan paling lambat 30 November.\n")
	d.Has("Keputusan dicatat; Enter pada TL-00006", "KEPUTUSAN (1)")
	if ds := d.Minutes().Meeting.Decisions; len(ds) != 1 || ds[0].Text != "TL-00006 Pasang papan capaian indikator kinerja utama di ruang tunggu: KUL memasang papan paling lambat 30 November." {
		t.Errorf("%+v", ds)
	}
	d.Key("ctrl+z")
	if ds := d.Minutes().Meeting.Decisions; len(ds) != 0 {
		t.Errorf("%+v", ds)
	}
}

// What is half typed about one follow-up does not come back in the form of another, nor
// in that of a keputusan about none.
func TestHalfADecisionStaysWithItsFollowUp(t *testing.T) {
	d := show(t)
	d.Choose("Pasang papan")
	d.Key("d")
	d.Type("ditanggung sekretaris")
	d.Key("esc")
	d.Choose("Petakan potensi")
	d.Key("d")
	d.Has("KEPUTUSAN BARU", "Petakan potensi benturan")
	d.Hasnt("ditanggung sekretaris")
	d.Key("esc", "u")
	d.Has("KEPUTUSAN BARU")
	d.Hasnt("ditanggung sekretaris")
	d.Key("esc")
	d.Choose("Pasang papan")
	d.Key("d")
	d.Has("ditanggung sekretaris")
}

func TestDecisions(t *testing.T) {
	d := show(t)
	d.Has("belum ada; u menambah keputusan")
	d.Key("x")
	d.Has("Hanya keputusan yang dapat dihapus di sini")
	d.Key("u")
	d.Key("enter")
	d.Has("! Wajib diisi.")
	d.Type("Rapat berikut Februari 2026.\n")
	d.Has("KEPUTUSAN BARU", "Keputusan tersimpan", "1. Rapat berikut Februari 2026.")
	d.Type("SOP lintas divisi ditetapkan.\n")
	d.Type("yang ini belum")
	d.Key("esc")
	d.Has("Isian belum disimpan", "KEPUTUSAN (2)")
	d.Check()
	d.Key("u")
	d.Has("yang ini belum")
	d.Key("ctrl+r", "esc")
	d.Choose("SOP lintas divisi")
	d.Key("enter")
	d.Has("UBAH KEPUTUSAN")
	d.Key("backspace")
	d.Type(" bulan ini.\n")
	d.Has("2. SOP lintas divisi ditetapkan bulan ini.")
	d.Key("x")
	d.Has("Hapus keputusan", "y      hapus")
	d.Key("y")
	if ds := d.Minutes().Meeting.Decisions; len(ds) != 1 || ds[0].Text != "Rapat berikut Februari 2026." {
		t.Errorf("%+v", ds)
	}
	d.Key("ctrl+z")
	if ds := d.Minutes().Meeting.Decisions; len(ds) != 2 || ds[1].Text != "SOP lintas divisi ditetapkan bulan ini." {
		t.Errorf("%+v", ds)
	}
}

// A delete may still be on its way to the disk when the form opens.
func TestDecisionDeletedMeanwhileIsNotSaidToBeStored(t *testing.T) {
	d := show(t)
	d.Key("u")
	d.Type("SOP lintas divisi ditetapkan.\n")
	d.Key("esc")
	d.Choose("SOP lintas divisi")
	d.Key("enter")
	if err := d.App.EditMeeting(t.Context(), stagetest.Meeting, "hapus keputusan", "", func(m *monev.Meeting) error {
		m.Decisions = nil
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	d.Type(" Segera.\n")
	d.Has("Keputusan itu sudah dihapus", "SOP lintas divisi ditetapkan. Segera.")
	d.Hasnt("Keputusan tersimpan")
}

func TestEnterOnWhatTheLeadersMustDecideOpensItsReport(t *testing.T) {
	d := show(t)
	d.Choose("Sesuaikan tiga SOP")
	d.Has("Enter perbarui")
	d.Check()
	d.Key("enter")
	d.Has("PERBARUI TL-", "Sesuaikan tiga SOP")
	d.Key("tab")
	d.Type("Pimpinan memutuskan SOP ketiga dihapus dari rencana")
	d.Key("ctrl+s")
	d.Has("tersimpan")
	for _, l := range d.Minutes().Old() {
		if strings.HasPrefix(l.Text, "Sesuaikan tiga SOP") && len(l.TouchedIn(stagetest.Meeting)) != 1 {
			t.Errorf("%+v", l)
		}
	}
}

func TestHalfTypedDecisionSurvivesAKill(t *testing.T) {
	a := stagetest.App(t)
	d := stagetest.Open(t, stagetest.Setup{App: a, Build: build})
	d.Key("u")
	d.Type("Rapat berikut bulan")
	d.After(entry.DraftPause)
	form, row := d.Stage.Place()
	d = stagetest.Open(t, stagetest.Setup{App: a, Build: build, Form: form, Row: row})
	d.Has("KEPUTUSAN BARU", "Rapat berikut bulan")
	d.Type(" Februari\n")
	if ds := d.Minutes().Meeting.Decisions; len(ds) != 1 || ds[0].Text != "Rapat berikut bulan Februari" {
		t.Errorf("%+v", ds)
	}
}

func TestAFullDiskPutsTheConclusionBack(t *testing.T) {
	a, s := stagetest.BrokenApp(t)
	d := stagetest.Open(t, stagetest.Setup{App: a, Build: build})
	d.Key("s")
	d.Type("Capaian naik.")
	s.Err = &fs.PathError{Op: "write", Path: "monev.db", Err: syscall.ENOSPC}
	d.Key("esc")
	d.Has("✗ Simpulan belum tersimpan: Penyimpanan penuh", "▸ Simpulan  Capaian naik.")
	d.Resize(60, 18)
	d.Has("Penyimpanan penuh", "▸ Simpulan  Capaian naik.")
	s.Err = nil
	d.Key("esc")
	if got := d.Minutes().Meeting.Conclusion; got != "Capaian naik." {
		t.Errorf("%q", got)
	}
}

func TestFinalMeeting(t *testing.T) {
	d := stagetest.Open(t, stagetest.Setup{Build: build, Meeting: stagetest.Final})
	d.Check()
	for _, key := range []string{"s", "u", "w"} {
		d.Key(key)
		d.Has("final")
		d.Hasnt("Esc simpan", "KEPUTUSAN BARU")
	}
	d.Hasnt("menulis simpulan", "menambah keputusan")
	d.Key("enter") // looking is allowed
	if len(d.Went) != 1 {
		t.Errorf("went %v", d.Went)
	}
	d.Choose("1. Laporan perkembangan ZI")
	d.Key("enter")
	d.Has("final")
	d.Hasnt("UBAH KEPUTUSAN")
}

func TestLongConclusionScrolls(t *testing.T) {
	d := show(t)
	d.Key("s")
	d.Paste("AWAL " + strings.Repeat("panjang sekali ", 1330) + "UJUNG")
	d.Key("esc")
	for _, size := range [][2]int{{60, 18}, {80, 24}, {160, 50}} {
		d.Resize(size[0], size[1])
		d.Choose("AWAL")
		for n := 0; !strings.Contains(d.Screen(), "UJUNG"); n++ {
			if n > 150 {
				t.Fatalf("%v: its end cannot be reached:\n%s", size, d.Screen())
			}
			d.Key("pgdown")
		}
		d.Key("end")
		d.Has("KATA PENUTUP")
	}
}

// Without any capaian nothing is computed out of nothing.
func TestNothingSaidYet(t *testing.T) {
	a := stagetest.App(t)
	for i := range monev.Areas {
		if err := a.EditArea(t.Context(), stagetest.Meeting, i, "uji", "", func(r *monev.AreaReview) error {
			r.Status, r.Progress = "", nil
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	d := stagetest.Open(t, stagetest.Setup{App: a, Build: build})
	d.Hasnt("rata-rata", "92%")
	d.Has("Penataan Tata Laksana             –            3,68   52,6  ✗      ▲ 0,13")
}

func TestPictures(t *testing.T) {
	for _, size := range [][2]int{{60, 18}, {80, 24}, {160, 50}} {
		name := fmt.Sprintf("%dx%d", size[0], size[1])
		d := stagetest.Open(t, stagetest.Setup{W: size[0], H: size[1], Build: build})
		d.Golden(name, "berlangsung")
		d.Choose("Sesuaikan tiga")
		d.Golden(name, "pimpinan")
		d.Key("u")
		d.Type("Rapat monev berikut dilaksanakan pada Februari 2026 dan dihadiri seluruh pimpinan serta kepala subbagian.")
		d.Golden(name, "keputusan")
		f := stagetest.Open(t, stagetest.Setup{W: size[0], H: size[1], Build: build, Meeting: stagetest.Final})
		f.Key("end")
		f.Golden(name, "final")
	}
}
