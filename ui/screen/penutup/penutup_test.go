package penutup_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/exp/golden"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/ui/entry"
	"monev/ui/kit"
	"monev/ui/screen/penutup"
	"monev/ui/stage"
	"monev/ui/stagetest"
)

func build(k *kit.Kit, id string) stage.Stage { return penutup.New(k, id) }

// packet is how many files the packet has.
func packet() int {
	n := 0
	for _, k := range app.DocumentKinds() {
		n += len(k.Usual)
	}
	return n
}

// show opens the stage over an app that may write documents into dir.
func show(t *testing.T, meeting string) (d *stagetest.Shown, dir string) {
	t.Helper()
	dir = t.TempDir()
	a := stagetest.App(t).WithDir(dir)
	return stagetest.Open(t, stagetest.Setup{App: a, Build: build, Meeting: meeting}), dir
}

func files(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			out = append(out, p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestEachGapLeadsToItsPlace(t *testing.T) {
	d, _ := show(t, "")
	d.Has("19 hal masih kosong; rapat tetap dapat dikunci dengan f.", "MASIH KOSONG (19)")
	d.Check()
	for text, want := range map[string]stage.GoMsg{
		"Tetapkan SKP berjenjang":                  {Meeting: stagetest.Meeting, Stage: monev.StageReview, Key: "TL-00004"},
		"Area V Penguatan Pengawasan belum bersta": {Meeting: stagetest.Meeting, Stage: monev.StageArea + 4},
		"Temuan tanpa tindak lanjut: Penilaian":    {Meeting: stagetest.Meeting, Stage: monev.StageArea + 2, Key: d.Minutes().Areas[2].Findings[0].ID},
		"Usulan belum diputus":                     {Meeting: stagetest.Meeting, Stage: monev.StageArea + 1, Key: d.Minutes().Areas[1].Proposals[0].ID},
		"Simpulan dan keputusan belum diisi":       {Meeting: stagetest.Meeting, Stage: monev.StageConclusion},
	} {
		d.Choose(text)
		d.Has("Enter perbaiki")
		d.Key("enter")
		if got := d.Went[len(d.Went)-1]; got != want {
			t.Errorf("%s leads to %+v, want %+v", text, got, want)
		}
	}
}

// A disk that takes long over the lock is not asked for a second one, which would be
// refused.
func TestLockOnce(t *testing.T) {
	var s stage.Stage
	d := stagetest.Open(t, stagetest.Setup{App: stagetest.App(t).WithDir(t.TempDir()), Build: func(k *kit.Kit, id string) stage.Stage {
		s = build(k, id)
		return s
	}})
	finish := func() kit.Action {
		for _, a := range s.Actions() {
			if a.ID == "rapat.kunci" {
				return a
			}
		}
		t.Fatal("no lock")
		return kit.Action{}
	}
	pending := finish().Run()().(kit.DialogMsg).Dialog.Choices[1].Run()
	if got := finish().Reason; got != "Rapat sedang dikunci; tunggu sebentar." {
		t.Errorf("meanwhile: %q", got)
	}
	d.Send(pending())
	d.Has("✓ Rapat final")
	if got := finish().Reason; got != "Rapat ini sudah final." {
		t.Errorf("after it: %q", got)
	}
}

func TestLockAsksWithAnotherKey(t *testing.T) {
	d, dir := show(t, "")
	d.Key("f")
	d.Has("Kunci rapat", "Masih ada 19 hal yang kosong.", "y      kunci sekarang", "Enter  batal")
	d.Key("f", "enter")
	if m := d.Minutes().Meeting; m.Status != monev.Running {
		t.Fatalf("the meeting is %s", m.Status)
	}
	d.Key("f", "y")
	d.Has("✓ Rapat final sejak 20 November 2025, 10.00 WIB.", fmt.Sprintf("%d dokumen dibuat di", packet()))
	d.Hasnt("MASIH KOSONG", "sedang dibuat")
	if m := d.Minutes().Meeting; m.Status != monev.Final {
		t.Fatalf("the meeting is %s", m.Status)
	}
	made := files(t, dir)
	if len(made) != packet() {
		t.Fatalf("made %q", made)
	}
	d.After(10e9)
	d.Has(fmt.Sprintf("DOKUMEN (%d berkas)", packet()), "▸ ✓  Undangan")
	for _, p := range made {
		if !strings.HasPrefix(p, filepath.Join(dir, "dokumen", stagetest.Meeting)) || strings.Contains(p, "DRAF") {
			t.Errorf("%s is not in the folder of the meeting, or a draft", p)
		}
	}
	d.Check()
	d.Key("ctrl+z") // not what the documents prove: nobody asked for that
	d.Has("sudah terkunci")
}

// Folder and name can be read in full, however long the path is.
func TestPathsOfDocumentsWrap(t *testing.T) {
	dir := filepath.Join(t.TempDir(), strings.Repeat("map yang dalam sekali ", 4)+"ini", "monev-data")
	d := stagetest.Open(t, stagetest.Setup{W: 60, H: 30, App: stagetest.App(t).WithDir(dir), Build: build})
	d.Key("p")
	d.Choose("Notula")
	d.Key("space", "enter")
	made := files(t, dir)
	if len(made) != 2 {
		t.Fatalf("made %q", made)
	}
	d.After(10e9)
	blank := regexp.MustCompile(`\s+`)
	seen := blank.ReplaceAllString(d.Screen(), "")
	for _, want := range []string{filepath.Dir(made[0]), filepath.Base(made[0]), filepath.Base(made[1])} {
		if !strings.Contains(seen, blank.ReplaceAllString(want, "")) {
			t.Errorf("%q is not on the screen in full:\n%s", want, d.Screen())
		}
	}
	if !strings.Contains(made[1], "DRAF") {
		t.Errorf("%s does not say DRAF", made[1])
	}
	d.Key("enter")
	d.Has("Buka dokumen ini dari mapnya; b membuka map itu.")
	d.Check()
}

func TestAFailedLockSaysSoAndMakesNoDocuments(t *testing.T) {
	a, s := stagetest.BrokenApp(t)
	dir := t.TempDir()
	d := stagetest.Open(t, stagetest.Setup{App: a.WithDir(dir), Build: build})
	s.Err = &fs.PathError{Op: "write", Path: "monev.db", Err: syscall.ENOSPC}
	d.Key("f", "y")
	d.Has("✗ Rapat belum terkunci: Penyimpanan penuh")
	if made := files(t, dir); len(made) != 0 {
		t.Errorf("made %q", made)
	}
	s.Err = nil
	d.Key("f", "y")
	d.Has("Rapat final sejak")
}

func TestDocumentsThatCannotBeWritten(t *testing.T) {
	file := filepath.Join(t.TempDir(), "berkas")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	d := stagetest.Open(t, stagetest.Setup{App: stagetest.App(t).WithDir(file), Build: build})
	d.Key("c")
	d.Has("✗ Dokumen belum dibuat: ")
	d.Hasnt("sedang dibuat", "DOKUMEN")
	d.Key("c") // it can be tried again
	d.Has("✗ Dokumen belum dibuat: ")
}

func TestReviseNeedsAReason(t *testing.T) {
	d, _ := show(t, stagetest.Final)
	d.Hasnt("f kunci rapat")
	d.Key("f")
	d.Has("Rapat ini sudah final.")
	d.Key("enter")
	d.Has("Rapat ini sudah final; v membukanya lagi untuk direvisi.")
	d.Check()
	d.Key("v")
	d.Has("REVISI", "Enter buka revisi", "Alasan revisi")
	d.Check()
	d.Key("enter")
	d.Has("! Wajib diisi.")
	d.Type("Nama kegiatan keliru")
	d.Key("enter")
	d.Has("Revisi dibuka. Perbaiki yang salah, lalu kunci lagi di Penutup dengan f.")
	m := d.Minutes().Meeting
	if m.Status == monev.Final || len(m.Revisions) != 1 || m.Revisions[0].Reason != "Nama kegiatan keliru" {
		t.Fatalf("%s, %+v", m.Status, m.Revisions)
	}
	d.Key("end")
	d.Has("Revisi ke-1  20 November 2025: Nama kegiatan keliru")
	d.Has("f kunci rapat")
	d.Check()
	d.Key("v")
	d.Has("Revisi hanya untuk rapat yang sudah final.")
	d.Key("f", "y")
	d.Has("Rapat final sejak")
}

// The sample's running session began at 09.00; the laptop was late.
func TestTimesOfASession(t *testing.T) {
	a := stagetest.App(t)
	d := stagetest.Open(t, stagetest.Setup{App: a, Build: build})
	d.Choose("Sesi 1")
	d.Has("Enter ubah waktu")
	d.Check()
	d.Key("enter")
	d.Has("SESI 1", "20-11-2025", "09.00")
	d.Hasnt("Selesai", "Alasan jeda") // it still runs
	d.Key("enter", "ctrl+u")
	d.Type("25.00")
	d.Key("enter")
	d.Has("▸ Mulai", "25.00")
	d.Key("ctrl+u")
	d.Type("08.45")
	d.Key("enter")
	d.Has("Sesi 1 tersimpan", "08.45 WIB s.d. selesai")

	if err := a.PauseMeeting(t.Context(), stagetest.Meeting, ""); err != nil {
		t.Fatal(err)
	}
	d.Send(kit.ChangedMsg{})
	d.Key("enter")
	d.Has("Selesai", "10.00")
	d.Key("enter", "enter", "ctrl+u")
	d.Type("08.30")
	d.Key("ctrl+s")
	d.Has("Jam selesai harus sesudah jam mulai.")
	d.Key("ctrl+u")
	d.Type("09.50")
	d.Key("enter")
	d.Type("Listrik padam")
	d.Key("enter")
	d.Has("08.45 s.d. 09.50 WIB", "Listrik padam")
	d.Key("ctrl+z")
	d.Hasnt("Listrik padam")
}

// A session that was left open over night and ended the next day: another field does not
// move its end, and its end can be put on the day it began.
func TestTimesOfASessionOverNight(t *testing.T) {
	w := stagetest.NewWorld(t, false)
	w.Add(26 * time.Hour)
	if err := w.PauseMeeting(t.Context(), stagetest.Meeting, ""); err != nil {
		t.Fatal(err)
	}
	d := stagetest.Open(t, stagetest.Setup{App: w.App, Build: build, W: 120, H: 40})
	d.Choose("Sesi 1")
	before := d.Minutes().Meeting.Sessions[0]
	d.Has("pukul 12.00 WIB")
	d.Key("enter", "enter", "enter", "enter")
	d.Has("▸ Alasan jeda")
	d.Type("Lupa ditutup")
	d.Key("enter")
	d.Has("Sesi 1 tersimpan", "Lupa ditutup")
	if x := d.Minutes().Meeting.Sessions[0]; !x.End.Equal(before.End) || !x.Start.Equal(before.Start) {
		t.Errorf("%v to %v, was %v to %v", x.Start, x.End, before.Start, before.End)
	}
	d.Key("enter", "enter", "enter")
	d.Type("11.40")
	d.Key("ctrl+s")
	d.Has("09.00 s.d. 11.40 WIB · Lupa ditutup")
}

func TestHalfTypedRevisionSurvivesAKill(t *testing.T) {
	a := stagetest.App(t)
	d := stagetest.Open(t, stagetest.Setup{App: a, Build: build, Meeting: stagetest.Final})
	d.Key("v")
	d.Type("Nama kegi")
	d.After(entry.DraftPause)
	form, row := d.Stage.Place()
	d = stagetest.Open(t, stagetest.Setup{App: a, Build: build, Meeting: stagetest.Final, Form: form, Row: row})
	d.Has("REVISI", "Nama kegi")
}

func TestNothingMissing(t *testing.T) {
	m, err := stagetest.App(t).Minutes(t.Context(), stagetest.Final)
	if err != nil {
		t.Fatal(err)
	}
	m.Meeting.Status = monev.Running
	for i := range m.Areas {
		m.Areas[i].Old = nil
		for j := range m.Areas[i].Findings {
			if len(m.Areas[i].FollowUpOf(m.Areas[i].Findings[j].ID)) == 0 {
				m.Areas[i].Findings = m.Areas[i].Findings[:j]
				break
			}
		}
	}
	k := kitOf(t)
	s := penutup.New(k, stagetest.Final)
	s.SetSize(80, 18)
	s.Show(m)
	if v := s.View(); !strings.Contains(v, "Siap dikunci: f mengunci dan membuat paket dokumen.") || !strings.Contains(v, "✓ Semua sudah terisi.") {
		t.Errorf("%v\n%s", monev.Gaps(m), v)
	}
}

func TestPictures(t *testing.T) {
	for _, size := range [][2]int{{60, 18}, {80, 24}, {160, 50}} {
		name := fmt.Sprintf("%dx%d", size[0], size[1])
		for kind, id := range map[string]string{"berlangsung": "", "final": stagetest.Final} {
			d := stagetest.Open(t, stagetest.Setup{W: size[0], H: size[1], Build: build, Meeting: id})
			picture(t, name+"-"+kind, d)
			if kind == "final" {
				d.Key("v")
				picture(t, name+"-revisi", d)
			} else {
				d.Key("f")
				picture(t, name+"-kunci", d)
			}
		}
	}
}

// picture is Golden without the hash of the journal, which is another one
// whenever the sample changes, and with paths as they are elsewhere than on Windows.
func picture(t *testing.T, name string, d *stagetest.Shown) {
	t.Helper()
	text := regexp.MustCompile(`Jejak \d{6}-[0-9a-f]{16}`).ReplaceAllString(d.Screen(), "Jejak 000000-0123456789abcdef")
	text = strings.ReplaceAll(text, filepath.Join("dokumen", "R"), "dokumen/R")
	t.Run(name, func(t *testing.T) { golden.RequireEqual(t, text+"\n") })
}

func kitOf(t *testing.T) *kit.Kit {
	t.Helper()
	var k *kit.Kit
	stagetest.Open(t, stagetest.Setup{Build: func(of *kit.Kit, id string) stage.Stage {
		k = of
		return penutup.New(of, id)
	}})
	return k
}

// Single documents and formats are chosen from a checklist.
func TestSingleDocuments(t *testing.T) {
	d, dir := show(t, "")
	d.Key("p")
	d.Has("PILIH DOKUMEN", "Belum ada yang ditandai.", "DOKUMEN (0 ditandai)", "✓  DOCX", "·  Markdown")
	d.Key("enter")
	d.Has("Tandai dulu dokumen dan bentuknya dengan Spasi.")
	d.Choose("Undangan")
	d.Key("space")
	d.Choose("Matriks Tindak Lanjut")
	d.Key("space")
	d.Has("Enter membuat 4 berkas.", "✓  Matriks Tindak Lanjut", "DOKUMEN (2 ditandai)")
	d.Choose("✓  DOCX")
	d.Key("space")
	d.Choose("✓  PDF")
	d.Key("space")
	d.Choose("·  XLSX")
	d.Key("space")
	d.Has("Enter membuat 1 berkas.") // an undangan is no table
	d.Key("enter")
	d.Has("PENUTUP", "1 dokumen dibuat di", "▸ ✓  Matriks Tindak Lanjut", "XLSX")
	if made := files(t, filepath.Join(dir, "dokumen")); len(made) != 1 || filepath.Ext(made[0]) != ".xlsx" {
		t.Errorf("made %q", made)
	}
	d.Key("p", "a")
	d.Has(fmt.Sprintf("DOKUMEN (%d ditandai)", len(app.Documents())))
	d.Key("a")
	d.Has("DOKUMEN (0 ditandai)")
	d.Key("esc")
	d.Has("PENUTUP")
}

// The whole packet is grouped by document, each with its files.
func TestPacket(t *testing.T) {
	d, dir := show(t, "")
	d.Key("c")
	made := files(t, filepath.Join(dir, "dokumen"))
	d.Has(fmt.Sprintf("%d dokumen dibuat di", len(made)))
	d.Resize(160, 60)
	d.Has(fmt.Sprintf("DOKUMEN (%d berkas)", len(made)))
	for _, k := range app.DocumentKinds() {
		d.Has("✓  " + k.Title)
	}
	d.Choose("Matriks Tindak Lanjut")
	d.Has("DOCX · PDF · XLSX", "Matriks Tindak Lanjut DRAF - ")
	d.Key("c") // again: the same records give the same files
	if again := files(t, filepath.Join(dir, "dokumen")); len(again) != len(made) {
		t.Errorf("%d files, then %d", len(made), len(again))
	}
}

// Who comes back another day to a meeting whose papers were made finds them.
func TestPapersOfAnotherDay(t *testing.T) {
	dir := t.TempDir()
	a := stagetest.App(t).WithDir(dir)
	setup := stagetest.Setup{App: a, Build: build, Meeting: stagetest.Final}
	d := stagetest.Open(t, setup)
	d.Hasnt("b buka map")
	d.Key("c")
	n := len(files(t, filepath.Join(dir, "dokumen")))
	d = stagetest.Open(t, setup)
	d.Resize(160, 50)
	d.Has(fmt.Sprintf("%d berkas sudah ada di ", n), "b membuka mapnya, c membuat paketnya lagi", "b buka map")
	d.Key("c")
	d.Has(fmt.Sprintf("DOKUMEN (%d berkas)", n))
	d.Hasnt("sudah ada di")
}

// Papers of a meeting that was locked long ago can be made again; they are no
// drafts.
func TestPacketOfAFinalMeeting(t *testing.T) {
	d, dir := show(t, stagetest.Final)
	d.Has("c membuat paket dokumen di")
	d.Key("c")
	d.Has("dokumen dibuat di")
	made := files(t, filepath.Join(dir, "dokumen", stagetest.Final))
	if len(made) < packet()-1 { // a calendar without dates is none
		t.Errorf("made %q", made)
	}
	for _, p := range made {
		if strings.Contains(p, "DRAF") {
			t.Errorf("%s is a draft", p)
		}
	}
	d.Check()
}

// A file that is there with other contents, open in Word or changed by hand, is
// left alone; the new one gets a second name, and the user is told.
func TestSecondName(t *testing.T) {
	d, dir := show(t, "")
	d.Key("c")
	var notula string
	for _, p := range files(t, filepath.Join(dir, "dokumen")) {
		if strings.HasPrefix(filepath.Base(p), "Notula") && strings.HasSuffix(p, ".docx") {
			notula = p
		}
	}
	if err := os.WriteFile(notula, []byte("disunting di Word"), 0o600); err != nil {
		t.Fatal(err)
	}
	d.After(10e9)
	d.Key("c")
	d.Has("1 dengan catatan, lihat daftar DOKUMEN.")
	if text, err := os.ReadFile(notula); err != nil || string(text) != "disunting di Word" {
		t.Errorf("%q, %v", text, err)
	}
	d.Resize(160, 60)
	d.Choose("!  Notula")
	d.Has("(2).docx", "tidak diubah")
}

func TestFolderIsToldWhereNoneCanBeShown(t *testing.T) {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		t.Skip("there one can always be shown, and this would open it")
	}
	t.Setenv("DISPLAY", "")
	t.Setenv("WAYLAND_DISPLAY", "")
	d, dir := show(t, "")
	d.Resize(160, 50)
	d.Key("b")
	d.Has("Map dokumen belum ada: ")
	d.Key("c", "b")
	d.Has("Pengelola berkas tidak dapat dibuka di sini; mapnya: " + filepath.Join(dir, "dokumen", stagetest.Meeting))
}

func TestPhotosAreCounted(t *testing.T) {
	d, _ := show(t, "")
	d.Choose("belum ada; Enter menambah")
	d.Has("Enter foto rapat")
	err := d.App.EditMeeting(t.Context(), stagetest.Meeting, "x", "", func(m *monev.Meeting) error {
		m.Photos = []monev.Photo{{ID: 90, File: monev.File{Path: "foto/a.jpg", Kept: true, Name: "a.jpg"}}}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	d.Send(kit.ChangedMsg{})
	d.Has("▸ 1 foto · 1 tanpa keterangan")
	d.Key("enter")
	d.Has("FOTO RAPAT (1)")
	d.Key("esc")
	d.Has("PENUTUP")
}
