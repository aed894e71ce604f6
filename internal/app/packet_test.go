package app_test

import (
	"bytes"
	"flag"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/sample"
	"monev/internal/store/ledger"
	"monev/internal/store/memstore"
)

var update = flag.Bool("update", false, "write the golden files anew")

// november is the sample with its meeting of 20 November 2025 led to the end: the
// other areas, photos, letter, deadlines, conclusion, lock. It returns the meeting.
func november(t testing.TB, photos int) (*world, string) {
	w := running(t)
	const id = "R0003"
	var paths []string
	for i := range photos {
		p := filepath.Join(t.TempDir(), "IMG_000"+string(rune('1'+i))+".jpg")
		w.ok(os.WriteFile(p, picture(640, 480, byte(i)), 0o600))
		paths = append(paths, p)
	}
	if photos > 0 {
		must(w.AddPhotos(w.ctx, id, paths, nil))
		w.ok(w.SetCaption(w.ctx, id, w.full(id).Meeting.Photos[0].ID, "Pembukaan oleh Ketua", ""))
	}
	w.ok(w.SetLetter(w.ctx, id, monev.Letter{Date: day("2025-11-13"), Nature: "Penting"}, "CONTOH-03/ZI-Und/XI/2025", ""))
	w.ok(w.EditOffice(w.ctx, "tenggat", func(o *monev.Office) error {
		o.Deadlines = []monev.Deadline{{ID: "1", Date: day("2025-12-31"), Text: "Laporan ZI triwulan IV ke KPU Provinsi"},
			{ID: "2", Date: day("2025-09-30"), Text: "Laporan kemajuan ZI ke Sekretariat Jenderal", Done: true}}
		return nil
	}))
	for i, n := range []int{75, 55, 80} {
		area := i + 3
		w.ok(w.EditArea(w.ctx, id, area, "isi", "", func(r *monev.AreaReview) error {
			r.Status, r.Progress, r.Summary, r.Private = monev.AreaProgress, &n, "Kegiatan berjalan sesuai rencana aksi.", "RAHASIA"
			return nil
		}))
	}
	w.ok(w.EditMeeting(w.ctx, id, "isi", "", func(m *monev.Meeting) error {
		m.Conclusion = "Capaian naik pada sebagian besar area; pengawasan perlu diperbaiki segera."
		m.AddDecision("Eviden seluruh area dilengkapi paling lambat 19 Desember 2025.")
		m.Closing = "Pimpinan rapat menyampaikan terima kasih."
		return nil
	}))
	w.at("2025-11-20 11:40")
	w.ok(w.CloseMeeting(w.ctx, id))
	return w, id
}

// running is the sample as it is: in the middle of the meeting.
func running(t testing.TB) *world {
	w := empty(t)
	clock := func() (t time.Time) { return w.now }
	w.at("2025-11-20 09:47")
	w.store = memstore.New(ledger.Options{Now: clock})
	w.ok(sample.Fill(w.ctx, w.store))
	w.App = app.New(w.store, clock).WithDir(t.TempDir())
	return w
}

// picture is a JPEG, another one for every n.
func picture(width, height int, n byte) []byte {
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			m.SetRGBA(x, y, color.RGBA{uint8(x), uint8(y), n * 40, 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// Golden documents: read the difference before accepting it.
func TestPacketOfNovember(t *testing.T) {
	w, id := november(t, 2)
	docs, err := w.MakeDocuments(w.ctx, id, nil, []string{"md"}, w.DocumentDir(id), nil)
	w.ok(err)
	if len(docs) != len(app.Documents()) {
		t.Fatalf("%d documents, want %d", len(docs), len(app.Documents()))
	}
	for _, d := range docs {
		golden(t, filepath.Join("testdata", "paket", d.Name+".md"), must(os.ReadFile(d.Path)))
		text := string(must(os.ReadFile(d.Path)))
		for _, never := range []string{"DRAF", "RAHASIA", "Catatan fasilitator"} {
			if strings.Contains(text, never) {
				t.Errorf("%s has %q", d.Name, never)
			}
		}
	}
	// A figure is the same wherever it stands.
	for figure, where := range map[string][]string{
		"15 tindak lanjut: 7 Dalam Proses, 8 Belum Ditindaklanjuti; 4 terlambat": {"notula", "laporan"},
		"7 Dalam Proses, 8 Belum Ditindaklanjuti":                                {"notula", "laporan", "matriks"},
		"71,68":  {"notula", "laporan", "rekap-lke"},
		"72,00%": {"notula", "laporan"},
	} {
		for _, name := range where {
			if text := string(must(os.ReadFile(filepath.Join("testdata", "paket", name+".md")))); !strings.Contains(text, figure) {
				t.Errorf("%s does not say %q", name, figure)
			}
		}
	}
	if dir := os.Getenv("MONEV_SAMPLES"); dir != "" {
		must(w.MakeDocuments(w.ctx, id, nil, nil, dir, nil))
		w.at("2026-02-02 08:00")
		next := w.draft("2026-02-18")
		must(w.MakeDocuments(w.ctx, next, nil, nil, filepath.Join(dir, "draf"), nil))
		w.ok(w.StartMeeting(w.ctx, next))
		w.ok(w.EditOffice(w.ctx, "x", func(o *monev.Office) error {
			o.Papers = monev.Papers{Paper: monev.PaperF4, Font: monev.FontBookman, Size: 12, Numbers: map[string]string{"laporan": "{nomor}/LAP/{bulan}/{tahun}"}}
			return nil
		}))
		for i := range 90 {
			w.up(next, i%6, strings.Repeat("Panjang 😀 ", i%40)+"uraian tindak lanjut yang panjang sekali tentang eviden area", "2026-03-20")
		}
		w.finding(next, 3, strings.Repeat("Temuan yang amat panjang tanpa henti. ", 150))
		must(w.MakeDocuments(w.ctx, next, nil, nil, filepath.Join(dir, "f4"), nil))
	}
}

// Before the meeting the daftar hadir is a sheet to sign.
func TestBlankRoll(t *testing.T) {
	w := running(t)
	w.at("2026-02-02 08:00")
	id := w.draft("2026-02-18")
	docs, err := w.MakeDocuments(w.ctx, id, []string{"daftar-hadir"}, []string{"md"}, w.DocumentDir(id), nil)
	w.ok(err)
	golden(t, filepath.Join("testdata", "paket", "daftar-hadir-kosong.md"), must(os.ReadFile(docs[0].Path)))
}

// trace is the end of the journal; it changes with every event of the sample.
var trace = regexp.MustCompile(`Jejak \d{6}-[0-9a-f]{16}`)

func golden(t *testing.T, path string, got []byte) {
	t.Helper()
	got = trace.ReplaceAll(got, []byte("Jejak 000000-0000000000000000"))
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want := must(os.ReadFile(path)); !bytes.Equal(got, want) {
		t.Errorf("%s differs; run with -update and read the difference", path)
	}
}
