package pilih

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"monev/internal/folder"
	"monev/ui"
	"monev/ui/uitest"
)

// fixed is a folder that is the same on every machine.
func fixed() folder.Listing {
	l := folder.Listing{Path: "/home/kul/Dokumen/Zona Integritas/Eviden 2025/III Penataan Sistem Manajemen SDM", Parent: "/home/kul/Dokumen/Zona Integritas/Eviden 2025"}
	add := func(name string, dir bool, size int64, day int) {
		l.Entries = append(l.Entries, folder.Entry{Name: name, Shown: folder.Shown(name), Key: folder.Typed(name), Dir: dir, Size: size,
			Mod: time.Date(2025, 11, day, 9, 0, 0, 0, time.UTC)})
	}
	add("1 Perencanaan kebutuhan", true, 0, 3)
	add("2 Pola mutasi", true, 0, 4)
	add("A.I.3.i.a Peta Jabatan.pdf", false, 1_300_000, 5)
	add("A.I.3.iii.c Sertifikat diklat 20 JP seluruh pegawai tahun 2025 sampai dengan November (gabungan).pdf", false, 48_000_000, 12)
	add("daftar\x1b[31m hadir.xlsx", false, 900, 18)
	for i := range 20 {
		add("foto "+string(rune('a'+i))+".jpg", false, 4_000_000, 20)
	}
	return l
}

func TestPicture(t *testing.T) {
	for _, what := range []struct {
		name string
		spec Spec
	}{
		{"berkas", Spec{Title: "Pilih berkas eviden", What: Files}},
		{"map", Spec{Title: "Pilih map eviden", What: Folder}},
	} {
		for _, size := range []struct {
			name string
			w, h int
		}{{"60x18", 60, 18}, {"80x24", 80, 24}, {"160x50", 160, 50}} {
			t.Run(what.name+size.name, func(t *testing.T) {
				k := uitest.Kit(nil)
				what.spec.Done = func([]string) tea.Cmd { return nil }
				what.spec.Start = t.TempDir()
				s := New(k, what.spec)
				s.zone = time.UTC
				d := uitest.New(t, ui.New(k, s), size.w, size.h)
				d.Send(listedMsg{s: s, n: s.asked, l: fixed()})
				if what.spec.What == Files {
					d.Key("down", "down", "space")
				}
				d.Golden()
				if d.Type("e"); strings.Count(d.Screen(), "foto ") > 1 {
					t.Error("the search does not narrow")
				}
				d.Key("f3")
				d.Golden("letak")
			})
		}
	}
}
