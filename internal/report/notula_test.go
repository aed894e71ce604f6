package report

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"monev/internal/monev"
	"monev/internal/tanggal"
)

var update = flag.Bool("update", false, "write the golden files anew")

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		check(t, os.MkdirAll("testdata", 0o755))
		check(t, os.WriteFile(path, got, 0o644))
		return
	}
	want, err := os.ReadFile(path)
	check(t, err)
	if string(got) != string(want) {
		g, w := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
		for i := range max(len(g), len(w)) {
			a, b := "<end>", "<end>"
			if i < len(g) {
				a = g[i]
			}
			if i < len(w) {
				b = w[i]
			}
			if a != b {
				t.Fatalf("%s line %d:\n got %q\nwant %q", name, i+1, a, b)
			}
		}
	}
}

func notulaMD(m monev.Minutes) string { return string(Markdown(Notula(m, Options{}))) }

func wants(t *testing.T, text string, want ...string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains(text, w) {
			t.Errorf("missing %q", w)
		}
	}
}

func TestNotulaGolden(t *testing.T) {
	golden(t, "notula.md", []byte(notulaMD(sample(t, nil))))
}

func TestNotulaRevised(t *testing.T) {
	m := sample(t, func(m *monev.Meeting) {
		check(t, m.Revise(at(2025, 12, 3, 8, 0), "Capaian Area II keliru."))
		check(t, m.Close(at(2025, 12, 3, 8, 30)))
	})
	md := notulaMD(m)
	wants(t, md, "(Revisi ke-1)", "Revisi ke-1, 3 Desember 2025: Capaian Area II keliru.", "Pamekasan, 3 Desember 2025",
		"Rapat ditutup pada pukul 11.40 WIB oleh Ketua.")
	if strings.Contains(md, "DRAF") {
		t.Error("a final revision is marked as draft")
	}
	open := sample(t, func(m *monev.Meeting) { check(t, m.Revise(at(2025, 12, 3, 8, 0), "Capaian Area II keliru.")) })
	wants(t, notulaMD(open), "**DRAF – belum final**\n")
}

func TestNotulaPrivate(t *testing.T) {
	m := sample(t, nil)
	d := Notula(m, Options{})
	b := must(DOCX(d))
	for name, s := range map[string]string{"doc": fmt.Sprintf("%+v", d), "md": string(Markdown(d)), "docx": allParts(t, b)} {
		if strings.Contains(s, private) {
			t.Errorf("%s shows the catatan fasilitator", name)
		}
	}
}

func TestNotulaDraft(t *testing.T) {
	m := sample(t, func(m *monev.Meeting) { m.Status = monev.Running })
	d := Notula(m, Options{})
	if got := string(Markdown(d)); !strings.HasPrefix(got, "**DRAF – belum final**\n") {
		t.Errorf("first line: %.60q", got)
	}
	parts := unzip(t, must(DOCX(d)))
	for _, name := range []string{"word/header1.xml", "word/header2.xml"} {
		wants(t, parts[name], "DRAF – belum final")
	}
	if s := allParts(t, must(DOCX(Notula(sample(t, nil), Options{})))); strings.Contains(s, DraftMark) {
		t.Error("a final document is marked as draft")
	}
}

func TestNotulaEmpty(t *testing.T) {
	o := monev.DefaultOffice(2025)
	m := monev.NewMeeting("R001", o, tanggal.MustNew(2025, 11, 20))
	md := notulaMD(monev.Assemble(o, m, nil, nil, nil, nil, nil, at(2025, 11, 1, 8, 0)))
	golden(t, "notula-empty.md", []byte(md))
	if md := notulaMD(monev.Minutes{}); !strings.Contains(md, "# NOTULA RAPAT") {
		t.Error("zero minutes give no document")
	}
	if _, err := DOCX(Notula(monev.Minutes{}, Options{})); err != nil {
		t.Error(err)
	}
}

func TestNotulaSessions(t *testing.T) {
	edit := func(m *monev.Meeting) {
		m.Sessions = []monev.Session{
			{Start: at(2025, 11, 20, 9, 0).UTC(), End: at(2025, 11, 20, 11, 40).UTC(), Reason: "waktu habis"},
			{Start: at(2025, 11, 27, 13, 15).UTC(), End: at(2025, 11, 27, 15, 0).UTC()},
		}
		for i := range m.Attendance {
			m.Attendance[i].Marks = append(m.Attendance[i].Marks, monev.Present)
		}
	}
	m := sample(t, edit)
	wants(t, notulaMD(m),
		"Kamis, 20 November 2025 dan Kamis, 27 November 2025",
		"Sesi 1: Kamis, 20 November 2025 pukul 09.00 s.d. 11.40 WIB (dijeda: waktu habis)",
		"Sesi 2: Kamis, 27 November 2025 pukul 13.15 s.d. 15.00 WIB",
		"Sesi 2 (sesi lanjutan) dibuka pada hari Kamis, 27 November 2025 pukul 13.15 WIB.",
		"Kehadiran sesi 1 | Kehadiran sesi 2",
		"Jumlah sesi 1: hadir 10 orang (diwakili 1), tidak hadir 1 orang (dinas luar 1), dari 11 orang.",
		"Jumlah sesi 2: hadir 11 orang, tidak hadir 0 orang, dari 11 orang.",
		"Pamekasan, 27 November 2025")
	m = sample(t, func(m *monev.Meeting) {
		m.Status, m.Sessions = monev.Running, []monev.Session{{Start: at(2025, 11, 20, 9, 0)}}
	})
	wants(t, notulaMD(m), "**Waktu:** 09.00 WIB s.d. selesai", "Rapat masih berlangsung.")
	m = sample(t, func(m *monev.Meeting) { m.Status = monev.Running })
	wants(t, notulaMD(m), "Rapat dijeda pada pukul 11.40 WIB dan belum ditutup.")
}

func TestSigners(t *testing.T) {
	m := sample(t, nil)
	m.Office.Positions[5].Holder, m.Office.Positions[5].NIP = "Pejabat Contoh", "198001012005011001"
	m.Office.Signers = append(m.Office.Signers, monev.Signer{Caption: "Mengetahui", Role: monev.SignPosition, Position: "sekretaris"})
	m.Meeting.Attendance = nil
	wants(t, notulaMD(m), "Sekretaris KPU Kabupaten Pamekasan<br><br><br>**Pejabat Contoh**<br>NIP 19800101 200501 1 001")
	md := notulaMD(sample(t, nil))
	if strings.Contains(md, "NIP") {
		t.Error("NIP where there is none")
	}
}

func TestFileName(t *testing.T) {
	m := sample(t, nil)
	for _, c := range []struct {
		want string
		edit func(*monev.Meeting)
	}{
		{"Notula - Rapat Monev ZI menuju WBK TW IV 2025 - 2025-11-20.docx", func(*monev.Meeting) {}},
		{"Notula DRAF - Rapat Monev ZI menuju WBK TW IV 2025 - 2025-11-20.docx", func(m *monev.Meeting) { m.Status = monev.Running }},
		{"Notula Revisi 1 - Rapat Monev ZI menuju WBK TW IV 2025 - 2025-11-20.docx", func(m *monev.Meeting) { m.Revisions = make([]monev.Revision, 1) }},
		{"Notula - Rapat A-B- C- TW IV 2025 - 2025-11-20.docx", func(m *monev.Meeting) { m.Title = "Rapat A/B: C?" }},
		{"Notula - TW IV 2025 - 2025-11-20.docx", func(m *monev.Meeting) { m.Title = "" }},
		{"Notula - Rapat TW IV 2025.docx", func(m *monev.Meeting) { m.Title, m.Date = "Rapat", tanggal.Date{} }},
	} {
		x := m
		c.edit(&x.Meeting)
		for _, ext := range []string{"docx", ".docx"} {
			if got := FileName(x, notulaKind(), ext); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		}
	}
	m.Meeting.Title = strings.Repeat("Rapat panjang é ", 40)
	got := FileName(m, notulaKind(), "docx")
	if len(got) > 120 || !strings.HasPrefix(got, "Notula - Rapat") || !strings.HasSuffix(got, " - 2025-11-20.docx") {
		t.Errorf("long title: %d bytes, %q", len(got), got)
	}
}
