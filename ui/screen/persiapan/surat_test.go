package persiapan_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/entry"
	"monev/ui/stagetest"
)

func TestLetter(t *testing.T) {
	d, a, id := draft(t, 80, 24, nil)
	d.Key("down", "down", "down", "down", "down")
	d.Has("▸ Surat undangan    belum diisi")
	d.Key("enter")
	d.Has("SURAT UNDANGAN", "Nomor", "Tanggal surat", "Sifat", "Lampiran", "Yang diundang", "Penanda tangan")
	d.Type("31/2")
	d.Key("enter")
	d.Has("31/2", "!")
	d.Key("ctrl+u")
	d.Type("8/12")
	d.Has("Senin, 8 Desember 2025")
	d.Key("enter")
	d.Type("7/ZI-Und/XII/2025")
	d.Key("enter")
	d.Type("Sangat segera")
	d.Key("enter")
	d.Type("satu berkas")
	d.Key("enter")
	d.Type("Ketua dan Anggota\nPara Kasubbag")
	d.Key("tab")
	d.Type("sekretaris")
	d.Key("enter")
	d.Has("Surat undangan tersimpan.", "▸ Surat undangan    7/ZI-Und/XII/2025 · 8 Desember 2025")
	d.Hasnt("nomor undangan")
	m := meeting(t, a, id)
	want := monev.Letter{Date: tanggal.MustNew(2025, 12, 8), Nature: "Sangat segera", Annex: "satu berkas", To: []string{"Ketua dan Anggota", "Para Kasubbag"}, Signer: "sekretaris"}
	if m.Invitation != "7/ZI-Und/XII/2025" || fmt.Sprint(m.Letter) != fmt.Sprint(want) {
		t.Errorf("stored %q %+v", m.Invitation, m.Letter)
	}
	d.Key("ctrl+z")
	d.Has("Surat undangan    belum diisi", "nomor undangan")
}

// A letter is not younger than the meeting it invites to; what was typed stays.
func TestLetterAfterTheMeeting(t *testing.T) {
	d, a, id := draft(t, 80, 24, nil)
	d.Key("down", "down", "down", "down", "down", "enter")
	d.Type("19/12")
	d.Key("enter")
	d.Type("7/ZI-Und/XII/2025")
	d.Key("ctrl+s")
	d.Has("! Tanggal surat 19 Desember 2025 sesudah tanggal rapat", "7/ZI-Und/XII/2025", "19/12")
	if m := meeting(t, a, id); m.Invitation != "" {
		t.Errorf("stored %q", m.Invitation)
	}
}

// The letter of last week is not dated next year.
func TestLetterJustPast(t *testing.T) {
	d, a, id := draft(t, 80, 24, nil)
	d.Key("down", "down", "down", "down", "down", "enter")
	d.Type("13/11")
	d.Has("Kamis, 13 November 2025 (7 hari lalu)")
	d.Key("ctrl+s")
	if m := meeting(t, a, id); m.Letter.Date != tanggal.MustNew(2025, 11, 13) {
		t.Errorf("stored %v", m.Letter.Date)
	}
}

// With a template the serial number is enough; month and year are those of the
// letter.
func TestSerialNumberIsEnough(t *testing.T) {
	_, a, id := draft(t, 80, 24, nil)
	err := a.EditOffice(ctx, "x", func(o *monev.Office) error {
		o.Papers.Numbers = map[string]string{"undangan": "{nomor}/PW.02-Und/{bulan}/{tahun}"}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	d := open(t, a, id, 80, 24)
	d.Key("down", "down", "down", "down", "down", "enter")
	d.Has("12 menjadi 12/PW.02-Und/XI/2025")
	d.Type("9/12")
	d.Key("enter")
	d.Type("42")
	d.Has("42/PW.02-Und/XII/2025")
	d.Key("ctrl+s")
	if m := meeting(t, a, id); m.Invitation != "42/PW.02-Und/XII/2025" {
		t.Error(m.Invitation)
	}
}

func TestHalfTypedLetterComesBack(t *testing.T) {
	d, a, id := draft(t, 80, 24, nil)
	d.Key("down", "down", "down", "down", "down", "enter")
	d.Key("enter")
	d.Type("7/ZI-U")
	d.After(entry.DraftPause)
	d = open(t, a, id, 80, 24)
	d.Key("down", "down", "down", "down", "down", "enter")
	d.Has("7/ZI-U", "Isian yang belum selesai dikembalikan")
}

func TestLetterPictures(t *testing.T) {
	for _, size := range [][2]int{{60, 18}, {80, 24}, {120, 40}, {160, 50}} {
		d, _, _ := draft(t, size[0], size[1], func(m *monev.Meeting) {
			m.Invitation = "12/PW.02-Und/XII/2025"
			m.Letter = monev.Letter{Date: tanggal.MustNew(2025, 12, 8), Nature: "Penting",
				To: []string{"Ketua dan Anggota KPU Kabupaten Pamekasan", "Sekretaris", "Para Kepala Subbagian " + strings.Repeat("di lingkungan Sekretariat ", 6)}}
		})
		d.Key("down", "down", "down", "down", "down", "enter")
		d.Golden(fmt.Sprintf("%dx%d", size[0], size[1]))
	}
}

// One key makes what goes out before the meeting; where it is stands below.
func TestPapersBeforeTheMeeting(t *testing.T) {
	for _, size := range [][2]int{{60, 18}, {80, 24}, {120, 40}} {
		dir := t.TempDir()
		a := stagetest.App(t).WithDir(dir)
		m, err := a.CreateMeeting(ctx, tanggal.MustNew(2025, 12, 18), nil)
		if err != nil {
			t.Fatal(err)
		}
		d := open(t, a, m.ID, size[0], size[1])
		d.Type("c")
		d.Has("6 dokumen dibuat")
		d.Resize(160, 60)
		d.Has("DOKUMEN (6 berkas)", filepath.Join(dir, "dokumen"), "Undangan DRAF - ", "Susunan Acara DRAF - ", "Daftar Hadir Kosong - ", ".pdf", "b buka map")
		for _, kind := range []string{"Undangan", "Susunan Acara", "Daftar Hadir"} {
			for _, ext := range []string{"docx", "pdf"} {
				if made, err := filepath.Glob(filepath.Join(dir, "dokumen", m.ID, kind+"*."+ext)); err != nil || len(made) != 1 {
					t.Errorf("%s as %s: %v, %v", kind, ext, made, err)
				}
			}
		}
	}
}

// A position that is no longer invited may still be the one that signs: the form says
// who it is and takes the rest of what is typed.
func TestLetterOfASignerWhoIsNoLongerInvited(t *testing.T) {
	_, a, id := draft(t, 80, 24, nil)
	l := monev.Letter{Date: tanggal.MustNew(2025, 12, 8), Signer: "sekretaris"}
	if err := a.SetLetter(ctx, id, l, "7/ZI-Und/XII/2025", ""); err != nil {
		t.Fatal(err)
	}
	err := a.EditOffice(ctx, "x", func(o *monev.Office) error {
		for i := range o.Positions {
			if o.Positions[i].ID == l.Signer {
				o.Positions[i].Retired = true
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	d := open(t, a, id, 80, 24)
	d.Key("down", "down", "down", "down", "down", "enter")
	d.Has("Penanda tangan  Sekretaris")
	d.Key("tab", "tab", "tab")
	d.Type("satu berkas")
	d.Key("ctrl+s")
	d.Has("Surat undangan tersimpan.")
	if got := meeting(t, a, id).Letter; got.Annex != "satu berkas" || got.Signer != l.Signer {
		t.Errorf("stored %+v", got)
	}
}
