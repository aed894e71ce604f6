package area_test

import (
	"fmt"
	"io/fs"
	"reflect"
	"strings"
	"syscall"
	"testing"
	"time"

	"monev/internal/monev"
	"monev/ui/entry"
	"monev/ui/stagetest"
)

func TestHalfTypedTextSurvivesAKill(t *testing.T) {
	a := stagetest.App(t)
	d := stagetest.Open(t, stagetest.Setup{App: a, Build: build(staff)})
	d.Choose("Lengkapi sertifikat")
	d.Key("t")
	d.Type("Sertifikat tak ada")
	d.Key("tab", "right", "tab", "tab")
	d.Type("Arsip tertata")
	for range len("tertata") {
		d.Key("left")
	}
	d.After(entry.DraftPause)
	form, row := d.Stage.Place()
	// the process dies here

	d = stagetest.Open(t, stagetest.Setup{App: a, Build: build(staff), Form: form, Row: row})
	d.Has("TEMUAN BARU", "Sertifikat tak ada", "[Tinggi]", "▸ Akar masalah", "Arsip tertata", "▸ → Tinggi       Lengkapi sertifikat")
	d.Type("tidak ") // where the caret was
	d.Has("Arsip tidak tertata")
	d.Key("ctrl+s", "esc")
	if f := part(d, staff).Findings[1]; f.Cause != "Arsip tidak tertata" || f.Level != monev.High {
		t.Errorf("stored %+v", f)
	}
	d.Key("t")
	d.Hasnt("dikembalikan") // the draft went with it
}

func TestAFullDiskPutsTheTextBack(t *testing.T) {
	a, s := stagetest.BrokenApp(t)
	d := stagetest.Open(t, stagetest.Setup{App: a, Build: build(staff)})
	s.Err = &fs.PathError{Op: "write", Path: "monev.db", Err: syscall.ENOSPC}
	d.Key("t")
	d.Type("Jangan hilang")
	d.Key("ctrl+s")
	d.Has("✗ Temuan belum tersimpan", "Penyimpanan penuh", "Jangan hilang", "TEMUAN BARU")
	d.Key("esc") // not on disk, but not gone either
	d.Key("t")
	d.Has("Jangan hilang")
	d.Key("esc")
	d.Key("q")
	d.Has("Belum semua tersimpan") // the program does not go silently
	d.After(time.Second)
	d.Key("enter")
	s.Err = nil
	d.Key("t")
	d.Has("Jangan hilang")
	d.Key("ctrl+s")
	d.Has("Temuan tersimpan")
	fs := part(d, staff).Findings
	if len(fs) != 2 || fs[1].Text != "Jangan hilang" {
		t.Errorf("stored %+v", fs)
	}
	d.Key("esc", "q")
	if !d.Quit() {
		t.Error("still there")
	}
}

func TestFailedDeleteSaysSo(t *testing.T) {
	a, s := stagetest.BrokenApp(t)
	d := stagetest.Open(t, stagetest.Setup{App: a, Build: build(staff)})
	d.Choose("Penilaian kinerja")
	s.Err = &fs.PathError{Op: "write", Path: "monev.db", Err: syscall.ENOSPC}
	d.Key("x", "y")
	d.Has("✗ Penghapusan temuan belum tersimpan: Penyimpanan penuh", "Penilaian kinerja")
}

func TestFinalMeetingAnswersWithTheReason(t *testing.T) {
	d := stagetest.Open(t, stagetest.Setup{Build: build(staff), Meeting: stagetest.Final})
	before := d.Minutes().Areas
	d.Hasnt("belum diisi;")
	for _, key := range []string{"s", "t", "l", "u", "k", "a", "m", "enter", "d", "x"} {
		d.Key(key)
		d.Hasnt("simpan")
		if !strings.Contains(d.Screen(), "final") && !strings.Contains(d.Screen(), "Pilih dulu") && !strings.Contains(d.Screen(), "tidak dapat dihapus") {
			t.Errorf("%s says nothing:\n%s", key, d.Screen())
		}
	}
	d.Check()
	if !reflect.DeepEqual(d.Minutes().Areas, before) {
		t.Error("a final meeting changed")
	}
	d.Choose("Peta kompetensi")
	d.Resize(160, 50)
	d.Hasnt("d menjadikannya")
}

func TestPastedTextIsHarmless(t *testing.T) {
	d := show(t, watch)
	d.Key("a")
	d.Paste("Paragraf satu\r\nparagraf\x1b[31m dua\x07\n\n\u202egaris akhir")
	d.Key("esc")
	if got := part(d, watch).Review.Summary; got != "Paragraf satu\nparagraf dua\n\ngaris akhir" {
		t.Errorf("%q", got)
	}
	d.Key("t")
	d.Paste("Temuan\r\ndua baris\x1b]0;x\x07")
	d.Key("ctrl+s", "esc")
	if fs := part(d, watch).Findings; len(fs) != 1 || fs[0].Text != "Temuan dua baris" {
		t.Errorf("%+v", fs)
	}
}

func TestOneMegabyteIsRefused(t *testing.T) {
	for _, key := range []string{"a", "t"} {
		d := show(t, watch)
		d.Key(key)
		d.Type("awal ")
		d.Paste(strings.Repeat("kata kunci ", 100_000))
		d.Has("!", "20.000", "awal")
	}
}

func TestLongTextAndManyFindings(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and one goroutine: nothing to race")
	}
	d := show(t, watch)
	long := "AWAL " + strings.Repeat("panjang sekali ", 1332) + "UJUNG"
	d.Key("t")
	d.Paste(long)
	d.Key("ctrl+s")
	for i := range 39 {
		d.Type(fmt.Sprintf("Temuan ke-%d", i+2))
		d.Key("ctrl+s")
	}
	d.Key("esc")
	d.Has("Temuan ke-40")
	if fs := part(d, watch).Findings; len(fs) != 40 || fs[0].Text != long {
		t.Fatalf("%d findings, the first of %d characters", len(fs), len(fs[0].Text))
	}
	for _, size := range [][2]int{{60, 18}, {80, 24}, {160, 50}} {
		d.Resize(size[0], size[1])
		d.Choose("AWAL")
		for n := 0; !strings.Contains(d.Screen(), "UJUNG"); n++ {
			if n > 150 {
				t.Fatalf("%v: its end cannot be reached:\n%s", size, d.Screen())
			}
			d.Key("down")
		}
		d.Key("end")
		d.Has("Temuan ke-40")
		d.Key("home")
	}
}
