package eviden_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/tanggal"
	"monev/ui/kit"
	"monev/ui/screen/eviden"
	"monev/ui/stagetest"
	"monev/ui/uitest"
)

const year = 2025

// world is the sample office with evidence of every status, some of it in files.
func world(t testing.TB) *stagetest.World {
	t.Helper()
	w := stagetest.NewWorld(t, false)
	for _, e := range mustBook(t, w).All() {
		if err := w.DropEvidence(context.Background(), e.ID); err != nil {
			t.Fatal(err)
		}
	}
	for _, e := range []monev.Evidence{
		{Item: "A.I.1.i.a", Title: "SK Tim ZI Nomor 5 Tahun 2025", Kind: monev.EvidenceBinder, Place: "Ordner Area I, rak 2", Date: tanggal.MustNew(2025, 1, 9), Status: monev.EvidenceAccepted},
		{Item: "A.I.1.i.b", Title: "Notula pemilihan anggota tim", Kind: monev.EvidenceFile, Status: monev.EvidenceFaulty, Note: "Belum ditandatangani Ketua"},
		{Item: "A.I.1.i.b", Title: "Kertas kerja penetapan anggota", Kind: monev.EvidenceLink, Place: "https://arsip.example/kk", Status: monev.EvidenceUnchecked},
		{Item: "A.I.1.ii.a", Title: "Rencana kerja ZI tahun 2023", Kind: monev.EvidenceBinder, Place: "Ordner Area I", Status: monev.EvidenceAccepted, Until: 2024},
		{Area: 3, Title: "Daftar pegawai tanpa butir", Kind: monev.EvidenceBinder, Place: "Ordner SDM", Status: monev.EvidenceUnchecked},
	} {
		e.Year = year
		if err := w.PutEvidence(context.Background(), e, ""); err != nil {
			t.Fatal(err)
		}
	}
	return w
}

func mustBook(t testing.TB, w *stagetest.World) app.EvidenceBook {
	t.Helper()
	b, err := w.EvidenceBook(context.Background(), year)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func open(t testing.TB, w *stagetest.World, at eviden.At, width, height int) *stagetest.Program {
	t.Helper()
	return stagetest.Start(t, w, width, height, func(k *kit.Kit) kit.Screen { return eviden.New(k, at) })
}

func only(t testing.TB, w *stagetest.World, item string) monev.Evidence {
	t.Helper()
	for _, it := range mustBook(t, w).Items {
		if it.Item.Code == item && len(it.Given) == 1 {
			return it.Given[0]
		}
	}
	t.Fatalf("%s has not one piece of evidence", item)
	return monev.Evidence{}
}

func TestRegister(t *testing.T) {
	d := open(t, world(t), eviden.At{}, 80, 24)
	d.Has("Eviden 2025", "1/113 butir berbukti", "I MANAJEMEN PERUBAHAN", "✓  A.I.1.i.a", "!  A.I.1.i.b", "Perlu Perbaikan", "SK Tim ZI Nomor 5",
		"✗ 111 · ◐ 0 · ! 1 · ✓ 1 dari 113 butir")
	d.Key("down", "down")
	d.Has("▸ !  A.I.1.i.b")
	d.Key("down")
	d.Has("Catatan: Belum ditandatangani Ketua")
}

// Two keys pressed before the disk answers go on by two years.
func TestTwoYearsOn(t *testing.T) {
	k := uitest.Kit(world(t).App)
	s := eviden.New(k, eviden.At{Year: 2025})
	s.SetSize(80, 24)
	s.Update(s.Init()())
	var waiting []tea.Cmd
	for range 2 {
		for _, a := range s.Actions() {
			if a.ID == "eviden.tahun-berikut" {
				waiting = append(waiting, a.Run())
			}
		}
	}
	for _, cmd := range waiting {
		s.Update(cmd())
	}
	if got := s.Title(); !strings.Contains(got, "2027") {
		t.Error(got)
	}
}

// At the last year that way the key says so.
func TestTheLastYearThatWay(t *testing.T) {
	d := open(t, world(t), eviden.At{Year: 2000}, 80, 24)
	d.Has("Eviden 2000")
	d.Key("<")
	d.Has("Tidak ada tahun lagi ke arah itu.", "Eviden 2000")
}

func TestFilters(t *testing.T) {
	d := open(t, world(t), eviden.At{}, 80, 24)
	d.Key("right")
	d.Has("[Belum ada]")
	d.Hasnt("A.I.1.i.b ", "A.I.1.i.a ")
	d.Key("right")
	d.Has("[Belum diperiksa]", "A.I.1.i.b", "Daftar pegawai tanpa butir", "1 butir")
	d.Key("right")
	d.Has("[Perlu perbaikan]", "Notula pemilihan")
	d.Key("right")
	d.Has("[Kedaluwarsa]", "Rencana kerja ZI tahun 2023", "Kedaluwarsa")
	d.Key("right")
	d.Has("[Sesuai]", "SK Tim ZI")
	d.Hasnt("Rencana kerja")
	d.Key("right", "3")
	d.Has("Area III")
	d.Key("end")
	d.Has("TANPA BUTIR", "Daftar pegawai tanpa butir")
	d.Hasnt("A.I.1.i.a")
	d.Key("*")
	d.Key("/")
	d.Type("kertas kerja")
	d.Has("A.I.1.i.b", "Kertas kerja penetapan")
	d.Hasnt("A.I.1.i.a")
	d.Key("esc", "home")
	d.Has("A.I.1.i.a")
	d.Key("o")
	d.Type("parmas")
	d.Key("enter")
	d.Has("PJ Parmas")
}

func TestQuickStatus(t *testing.T) {
	w := world(t)
	d := open(t, w, eviden.At{Item: "A.I.1.i.b"}, 80, 24)
	d.Key("s")
	d.Has("Pilih dulu satu eviden")
	d.Key("right", "right") // the filter "belum diperiksa": what is changed stays in it
	d.Choose("Kertas kerja")
	d.Key("s")
	d.Has("Kertas kerja", "▸")
	d.Key("ctrl+z")
	d.Has("Diurungkan")
	d.Key("s", "p")
	d.Has("PERLU PERBAIKAN")
	d.Type("Stempel kurang")
	d.Key("enter")
	d.Has("Catatan: Stempel kurang")
	for _, e := range mustBook(t, w).All() {
		if e.Title == "Kertas kerja penetapan anggota" && (e.Status != monev.EvidenceFaulty || e.Note != "Stempel kurang") {
			t.Errorf("%+v", e)
		}
	}
}

func TestLinkBinderAndForm(t *testing.T) {
	w := world(t)
	d := open(t, w, eviden.At{Item: "A.I.2.i.a"}, 80, 24)
	d.Key("t")
	d.Has("EVIDEN BARU A.I.2.i.a", "Berlaku s.d.")
	d.Type("Peta proses bisnis\nhttps://arsip.example/peta\n")
	d.Key("enter") // the kind is that of the key
	d.Type("5/11\n")
	d.Type("parmas")
	d.Key("enter", "enter") // takes it, goes on
	d.Key("ctrl+s")
	d.Has("Eviden tersimpan.", "▸", "Peta proses bisnis")
	e := only(t, w, "A.I.2.i.a")
	if e.Date != tanggal.MustNew(2025, 11, 5) { // the last 5 November, not the next
		t.Errorf("date %v", e.Date)
	}
	if e.Kind != monev.EvidenceLink || e.Place != "https://arsip.example/peta" || e.Unit.IsZero() || e.Date.IsZero() || e.Status != monev.EvidenceUnchecked {
		t.Errorf("%+v", e)
	}
	d.Key("enter")
	d.Has("UBAH EVIDEN A.I.2.i.a")
	d.Key("shift+tab")
	for range 7 {
		d.Key("tab")
	}
	d.Type("20x7")
	d.Key("enter")
	d.Has("bukan tahun")
	d.Key("ctrl+u")
	d.Type("2027")
	d.Key("ctrl+s")
	if e := only(t, w, "A.I.2.i.a"); e.Until != 2027 {
		t.Errorf("until %d", e.Until)
	}
	d.Key("x")
	d.Has("Hapus eviden")
	d.Key("y")
	d.Hasnt("Peta proses bisnis")
	d.Key("ctrl+z")
	d.Has("Peta proses bisnis")
}

// Half-typed text is there again when the form is opened again.
func TestDraft(t *testing.T) {
	w := world(t)
	d := open(t, w, eviden.At{Item: "A.I.2.i.a"}, 80, 24)
	d.Key("b")
	d.Type("SOP layanan setengah")
	d.Key("esc")
	d = open(t, w, eviden.At{Item: "A.I.2.i.a"}, 80, 24)
	d.Key("b")
	d.Has("SOP layanan setengah", "dikembalikan")
}

func TestCheck(t *testing.T) {
	w := world(t)
	ctx := context.Background()
	dir := t.TempDir()
	put := func(item, name string) monev.Evidence {
		e, err := w.AttachFile(ctx, monev.Evidence{Year: year, Item: item}, file(t, dir, name, name), true, "", nil)
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	gone, moved, changed := put("A.I.2.i.a", "hilang.pdf"), put("A.I.2.ii.a", "pindah.pdf"), put("A.I.3.i.a", "berubah.pdf")
	if err := os.Remove(w.FileOf(gone)); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(w.FileOf(moved), filepath.Join(filepath.Dir(w.FileOf(moved)), "nama lain.pdf")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(w.FileOf(changed), []byte("isi lain"), 0o600); err != nil {
		t.Fatal(err)
	}
	file(t, filepath.Dir(w.FileOf(changed)), "A.I.3.i.b yatim.pdf", "yatim")
	d := open(t, w, eviden.At{}, 80, 24)
	d.Key("c")
	d.Has("Periksa berkas eviden 2025", "HILANG (1)", "PINDAH (1)", "BERUBAH (1)", "TAK TERDAFTAR (1)", "3 berkas dibaca")
	before := w.Events(t)
	d.Key("down", "enter", "enter") // the safe answer
	if w.Events(t) != before {
		t.Error("something was mended without a key")
	}
	d.Key("enter")
	d.Has("Perbarui letak")
	d.Type("y")
	d.Has("Letak tersimpan.")
	d.Hasnt("PINDAH")
	d.Choose("berubah")
	d.Key("enter")
	d.Type("y")
	d.Hasnt("BERUBAH (")
	d.Choose("yatim")
	d.Key("enter")
	d.Has("daftarkan pada A.I.3.i.b")
	d.Type("y")
	d.Hasnt("TAK TERDAFTAR")
	d.Choose("hilang")
	d.Key("enter")
	d.Has("Pilih berkas pengganti")
	d.Paste(file(t, dir, "ketemu.pdf", "ketemu"))
	d.Key("enter")
	d.Has("Semua berkas eviden ada dan tidak berubah.")
	for _, back := range []string{"HILANG (1)", "TAK TERDAFTAR (1)", "BERUBAH (1)", "PINDAH (1)"} {
		d.Key("ctrl+z")
		d.Has("Diurungkan: ", back)
	}
	d.Key("ctrl+y")
	d.Hasnt("PINDAH")
	d.Key("ctrl+y", "ctrl+y", "ctrl+y")
	d.Has("Semua berkas eviden ada dan tidak berubah.")
	d.Key("u")
	d.Has("Semua berkas eviden ada dan tidak berubah.", "4 berkas dibaca")
}

func TestLacking(t *testing.T) {
	d := open(t, world(t), eviden.At{}, 80, 24)
	d.Key("y")
	d.Has("Eviden yang belum lengkap 2025", "[Menurut area]", "112 dari 113 butir")
	d.Choose("A.I.1.i.b")
	d.Has("Notula pemilihan anggota tim: Belum ditandatangani Ketua")
	d.Key("tab")
	d.Has("[Menurut penanggung jawab]", "▸ !  A.I.1.i.b")
	d.Key("enter")
	d.Has("Eviden 2025", "▸ !  A.I.1.i.b")
}

func TestPapers(t *testing.T) {
	w := world(t)
	if _, err := w.AttachFile(context.Background(), monev.Evidence{Year: year, Item: "A.I.2.i.a"}, file(t, t.TempDir(), "SOP.pdf", "sop"), true, "", nil); err != nil {
		t.Fatal(err)
	}
	d := open(t, w, eviden.At{}, 80, 24)
	d.Key("z")
	d.Has("Paket eviden", "Tujuan: ", "pilih map lain, misalnya flash disk")
	d.Key("enter")
	d.Has("Paket selesai", "1 berkas", "sidik")
	if _, err := os.Stat(filepath.Join(w.EvidenceDir(year), "Eviden ZI 2025.zip")); err != nil {
		t.Error(err)
	}
	d.Pass(time.Second)
	d.Key("enter")
	d.Hasnt("Paket selesai")
	to := t.TempDir()
	d.Type("zm")
	d.Paste(to)
	d.Key("enter", "ctrl+s")
	d.Has("Paket selesai")
	if _, err := os.Stat(filepath.Join(to, "Eviden ZI 2025.zip")); err != nil {
		t.Error(err)
	}
	d.Pass(time.Second)
	d.Key("esc")
	d.Type("yc")
	d.Key("enter")
	d.Has("Daftar selesai")
	if found, _ := filepath.Glob(filepath.Join(w.EvidenceDir(year), "*.docx")); len(found) != 1 {
		t.Errorf("%v", found)
	}
}

// Keys never clash, in every state.
func TestKeys(t *testing.T) {
	w := world(t)
	var s *eviden.Screen
	d := stagetest.Start(t, w, 80, 24, func(k *kit.Kit) kit.Screen { s = eviden.New(k, eviden.At{}); return s })
	d.CheckTop(s)
	for _, row := range []string{"A.I.1.i.b", "Notula pemilihan", "SK Tim ZI"} {
		d.Choose(row)
		d.CheckTop(s)
	}
	d.Key("3")
	d.CheckTop(s)
	d.Key("/")
	d.CheckTop(s)
}

func TestFollowUpScope(t *testing.T) {
	w := world(t)
	d := open(t, w, eviden.At{FollowUp: "TL-00001", Item: "A.I.1.i.a", Name: "Tetapkan SK tim kerja"}, 80, 24)
	d.Has("Eviden TL-00001", "Tetapkan SK tim kerja", "Belum ada eviden untuk tindak lanjut TL-00001")
	d.Key("t")
	d.Type("SK tim kerja final\n\n")
	d.Type("https://arsip.example/sk")
	d.Key("ctrl+s")
	d.Has("▸", "SK tim kerja final", "Butir: A.I.1.i.a")
	found := false
	for _, e := range mustBook(t, w).OfFollowUp("TL-00001") {
		found = found || e.Item == "A.I.1.i.a" && e.Title == "SK tim kerja final"
	}
	if !found {
		t.Error("the evidence does not name the follow-up")
	}
}

func TestMeetingScope(t *testing.T) {
	w := world(t)
	src := file(t, t.TempDir(), "Foto apel.jpg", "foto")
	d := open(t, w, eviden.At{Meeting: stagetest.Meeting, Name: "Rapat Monev ZI TW IV"}, 80, 24)
	d.Has("Eviden rapat Monev ZI TW IV · 2025", "Belum ada eviden untuk rapat Monev ZI TW IV")
	d.Key("n")
	d.Paste(src)
	d.Key("enter")
	d.Has("Ambil berkas eviden", "daftarkan di tempatnya")
	d.Type("t")
	d.Key("esc")
	d.Has("Foto apel", "Di tempatnya: ")
	if list := mustBook(t, w).OfMeeting(stagetest.Meeting); len(list) != 1 || list[0].File.Kept {
		t.Errorf("%+v", list)
	}
}

func TestHostileAndLong(t *testing.T) {
	w := world(t)
	long := strings.Repeat("panjang sekali ", 600)
	for _, e := range []monev.Evidence{
		{Item: "A.I.1.i.a", Title: "\x1b[31mmerah\x07 \u202egpj.exe 👩‍👩‍👧", Place: "D:\\x\ty", Status: monev.EvidenceUnchecked},
		{Item: "A.I.1.i.a", Title: long[:2900], Place: long[:2900], Note: long[:2900], Status: monev.EvidenceFaulty},
	} {
		e.Year = year
		if err := w.PutEvidence(context.Background(), e, ""); err != nil {
			t.Fatal(err)
		}
	}
	d := open(t, w, eviden.At{}, 60, 18)
	for _, size := range [][2]int{{60, 18}, {80, 24}, {120, 40}, {160, 50}} {
		d.Resize(size[0], size[1])
		d.Key("home")
		for range 12 {
			d.Key("down")
			d.Screen() // fails if a line is too wide
		}
		d.Key("enter")
		d.Screen()
		d.Key("esc")
	}
	if strings.ContainsAny(d.Raw(), "\u202e\x07") {
		t.Error("hostile text reaches the terminal")
	}
}

func TestFailures(t *testing.T) {
	w := world(t)
	d := open(t, w, eviden.At{Item: "A.I.1.i.b"}, 80, 24)
	d.Choose("Kertas kerja")
	w.Store.Err = os.ErrPermission
	d.Key("s")
	d.Has("Status eviden belum tersimpan")
	w.Store.Err = nil
	w.Store.Blind = os.ErrPermission
	d = open(t, w, eviden.At{}, 80, 24)
	d.Has("tidak boleh")
}

// Whatever is pressed in whatever order, nothing panics, nothing is drawn outside
// the terminal, and no two keys clash.
func TestAnythingInAnyOrder(t *testing.T) {
	keys := []string{"up", "down", "pgdown", "end", "home", "enter", "esc", "n", "t", "b", "m", "v", "s", "p", "d", "x", "y", "c", "z", "o", "/", "*", "r", "<", ">",
		"left", "right", "tab", "space", "a", "w", "u", "3", "0", "f2", "f3", "f4", "ctrl+a", "ctrl+s", "ctrl+z", "ctrl+y", "backspace", "é", "?"}
	for seed := range uint64(3) {
		rnd := rand.New(rand.NewPCG(seed, 4))
		w := world(t)
		file(t, filepath.Join(w.EvidenceDir(year), ".."), "A.I.1.i.a uji.pdf", "uji")
		d := open(t, w, eviden.At{}, 80, 24)
		d.Kit.Folders = new(kit.Folders) // never the disk of the machine
		d.Kit.Folders.Keep("eviden", filepath.Join(w.EvidenceDir(year), ".."))
		d.Kit.Folders.Keep("tujuan", t.TempDir())
		for range 120 {
			switch rnd.IntN(20) {
			case 0:
				size := sizes[rnd.IntN(len(sizes))]
				d.Resize(size[0], size[1])
			case 1:
				d.Click(rnd.IntN(80), rnd.IntN(24))
			case 2:
				d.After(time.Second)
			default:
				k := keys[rnd.IntN(len(keys))]
				if k == "f2" || k == "backspace" || k == "left" {
					continue // leads out of the test's folder
				}
				d.Key(k)
			}
			d.Screen()
		}
	}
}

// A reload that fails takes no row away: the error is told, and what was read stays.
func TestAReloadThatFailsKeepsTheRows(t *testing.T) {
	w := world(t)
	w.Store.Blind = errors.New("disk gone")
	p := open(t, w, eviden.At{Year: year}, 80, 24)
	p.Has("Terjadi kesalahan tak terduga")
	w.Store.Blind = nil
	p.Send(kit.ChangedMsg{})
	p.Has("SK Tim ZI", "Eviden 2025")
	w.Store.Blind = errors.New("disk gone")
	p.Send(kit.ChangedMsg{})
	p.Has("✗ Eviden belum dapat dibaca lagi: Terjadi kesalahan tak terduga", "SK Tim ZI")
}
