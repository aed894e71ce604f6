package data_test

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/exp/golden"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/sample"
	"monev/internal/store"
	"monev/internal/store/backup"
	"monev/internal/store/boltstore"
	"monev/internal/store/datafolder"
	"monev/internal/store/disk"
	"monev/internal/store/ledger"
	"monev/ui"
	"monev/ui/screen/data"
	"monev/ui/uitest"
)

// office is a data folder with two backups, shown at its chapter Cadangan.
type office struct {
	*uitest.Driver
	app         *app.App
	dir, second string
}

func backups(t *testing.T, w, h int) office {
	t.Helper()
	ctx, now := context.Background(), clock().Add(-26*time.Hour)
	tell := func() time.Time { return now }
	base := t.TempDir()
	o := office{dir: filepath.Join(base, "data"), second: filepath.Join(base, "flash")}
	opts := datafolder.Options{Second: o.second, Options: boltstore.Options{Options: ledger.Options{Now: tell}}}
	f, err := datafolder.Open(ctx, o.dir, opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	ok := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	ok(sample.Fill(ctx, f))
	_, _ = f.Backup(ctx, backup.Closing) // the second folder is not there yet
	ok(os.Mkdir(o.second, 0o700))
	now = clock().Add(-12 * time.Minute)
	o.app = app.New(f, tell).WithDir(o.dir).WithKeeping(app.Keeping{Folder: f, Options: opts, Effort: 10})
	off := stored(t, o.app)
	ok(o.app.EditOffice(ctx, "ubah", func(x *monev.Office) error { *x = off; x.Place = "Sumenep"; return nil }))
	_, err = f.Backup(ctx, backup.Final)
	ok(err)
	now = clock()
	k := uitest.Kit(o.app)
	k.Say = app.Explain
	o.Driver = uitest.New(t, ui.New(k, data.New(k)), w, h)
	o.Key("left", "left")
	return o
}

// same compares the picture without what moves with the sample and the machine.
func (o office) same(t *testing.T, name string) {
	t.Helper()
	t.Run(name, func(t *testing.T) {
		text := regexp.MustCompile(`tujuan: .*`).ReplaceAllString(o.Screen(), "tujuan: MAP")
		text = regexp.MustCompile(`\d+ KB`).ReplaceAllStringFunc(text, func(s string) string { return strings.Repeat("9", len(s)-3) + " KB" })
		golden.RequireEqual(t, []byte(text))
	})
}

func TestBackupList(t *testing.T) {
	for _, size := range [][2]int{{60, 18}, {80, 24}} {
		o := backups(t, size[0], size[1])
		o.Has("Cadangan terakhir 12 menit lalu; isinya sampai isian", "Kam 20-11-2025 09.48", "Rab 19-11-2025 08.00",
			"rapat dikunci", "monev ditutup", "✓ utuh", "Enter pulihkan", "n cadangkan")
		o.same(t, sizeName(size))
	}
	o := backups(t, 160, 50)
	o.Has("CADANGAN", "Kamis, 20 November 2025 pukul 09.48 WIB", "keduanya", "map data", "di dalam cadangan.")
}

func TestBackupWarnings(t *testing.T) {
	o := backups(t, 80, 24)
	if err := os.RemoveAll(o.second); err != nil {
		t.Fatal(err)
	}
	if err := o.app.EditOffice(context.Background(), "ubah", func(x *monev.Office) error { x.Place = "Bangkalan"; return nil }); err != nil {
		t.Fatal(err)
	}
	o.Key("tab", "left")
	o.Has("! Map cadangan kedua tidak dapat dijangkau", "1 kejadian sesudahnya belum dicadangkan")
	o.Key("n")
	o.Has("Cadangkan sekarang", "pilih map lain, misalnya flash disk")
	o.Key("enter")
	o.Has("Map cadangan kedua tidak dapat dipakai", "Cadangan terakhir baru saja", "diminta")
}

// Where the data lie badly, and where only a copy is read, the chapter says so.
func TestBackupPlaces(t *testing.T) {
	o := backups(t, 80, 24)
	kept := app.Keeping{Options: datafolder.Options{Second: o.second}}
	for _, c := range []struct {
		place disk.Place
		copy  datafolder.Copy
		want  []string
	}{
		{disk.Network, datafolder.Copy{}, []string{"! Map data ini ada di jaringan", "Pindahkan map data ke laptop"}},
		{disk.Synced, datafolder.Copy{}, []string{"! Map data ini disinkronkan (OneDrive", "boleh di sana"}},
		{disk.Removable, datafolder.Copy{}, []string{"! Data ada di flash disk", "di laptop juga"}},
		{disk.Local, datafolder.Copy{Head: store.Head{Seq: 207}, Sources: []string{"/d/backup/x.db", "/d/journal/events.jsonl"}, First: 208, Last: 371},
			[]string{"! Data dibuka untuk dibaca saja.", "salinannya dari jurnal", "kejadian 207. Kejadian 208 sampai 371 tidak"}},
	} {
		kept.Place, kept.Copy = c.place, c.copy
		o.app.WithKeeping(kept)
		o.Key("left", "right")
		o.Has(c.want...)
	}
	o.Key("n") // into the data folder nothing can be put
	o.Has("cadangannya ditaruh di map lain", "m  pilih map lain", "tidak ada di dalam cadangan")
	o.Hasnt("simpan di sana")
}

func TestRestoreOnScreen(t *testing.T) {
	o := backups(t, 80, 24)
	if err := os.MkdirAll(filepath.Join(o.dir, "eviden", "2025"), 0o700); err != nil {
		t.Fatal(err)
	}
	o.Key("down", "enter")
	o.Has("Pulihkan cadangan", "map data baru")
	o.Key("enter") // the safe answer
	if found, _ := filepath.Glob(o.dir + "-pulih-*"); len(found) != 0 {
		t.Fatalf("restored without having been asked: %v", found)
	}
	o.Key("enter", "y")
	o.Has("Cadangan sudah dipulihkan", "monev --data")
	o.Key("pgdown")
	o.Has("tidak ada di dalam cadangan", "Salin map eviden dari")
	found, _ := filepath.Glob(o.dir + "-pulih-*")
	if len(found) != 1 || !datafolder.Exists(found[0]) {
		t.Fatalf("restored: %v", found)
	}
	o.Key("enter")
	if got := stored(t, o.app).Place; got != "Sumenep" {
		t.Errorf("the present data say %q", got)
	}
}

// A backup with a passphrase leaves the laptop and comes back; a wrong passphrase is
// told, and nothing that was typed goes away. The passphrase is on no picture and in
// no file.
func TestSealedBackup(t *testing.T) {
	const pass = "WXWX kuda 字"
	o := backups(t, 80, 24)
	stick := t.TempDir()
	o.Key("n", "s", "f3")
	o.Paste(stick)
	o.Key("enter", "ctrl+s")
	o.Has("Cadangan berkata sandi", "tanpa kata sandinya tidak seorang pun", "Map tujuan: ", "cadangan-monev-20251120-1000.age")
	o.Type("pendek")
	o.Key("ctrl+s")
	o.Has("Wajib diisi.")
	o.Type("pendek")
	o.Key("ctrl+s")
	o.Has("terlalu pendek")
	o.Type(pass) // in the place of what was there
	o.Key("tab")
	o.Type(pass + "y")
	o.Key("ctrl+s")
	o.Has("Tidak sama dengan kata sandi di atas", "•••")
	o.Type(pass)
	o.Hasnt("WX", "字")
	o.same(t, "sandi")
	taken := filepath.Join(stick, "cadangan-monev-20251120-1000.age")
	if err := os.WriteFile(taken, []byte("lama"), 0o600); err != nil {
		t.Fatal(err)
	}
	o.Key("ctrl+s")
	o.Has("sudah ada dan tidak ditimpa")
	o.Key("end", "backspace", "backspace", "backspace", "backspace", "backspace")
	o.Type("/")
	o.Key("ctrl+s")
	o.Has("Nama itu tidak dapat dipakai")
	o.Key("backspace")
	o.Type("5")
	o.Key("ctrl+s")
	o.Has("Cadangan berkata sandi dibuat dan sudah dibaca ulang")
	path := filepath.Join(stick, "cadangan-monev-20251120-1005.age")
	o.Has("Di luar daftar", "(berkata sandi, baru saja).")
	b, err := os.ReadFile(path)
	if err != nil || !strings.HasPrefix(string(b), "age-encryption.org/v1\n-> scrypt") {
		t.Fatalf("%.40q, %v", b, err)
	}
	if old, err := os.ReadFile(taken); string(old) != "lama" {
		t.Errorf("overwritten: %q, %v", old, err)
	}
	for _, key := range []string{"data/sandi", "sandi"} {
		if draft, err := o.app.Draft(context.Background(), key); draft != "" || err != nil {
			t.Errorf("draft %q, %v", draft, err)
		}
	}

	o.Key("f", "f3")
	o.Paste(path)
	o.Key("enter", "y")
	o.Has("dikunci dengan kata sandi", "cadangan-monev-20251120-1005")
	o.Type("WXWX kuda 字字")
	o.Key("enter")
	o.Has("Kata sandi salah, atau berkasnya rusak; tidak ada", "cadangan-monev-20251120-1005", "•••")
	if found, _ := filepath.Glob(o.dir + "-pulih-*"); len(found) != 0 {
		t.Fatalf("made all the same: %v", found)
	}
	o.Type(pass)
	o.Key("enter")
	o.Has("Cadangan sudah dipulihkan")
	found, _ := filepath.Glob(o.dir + "-pulih-*")
	if len(found) != 1 || !datafolder.Exists(found[0]) {
		t.Fatalf("restored: %v", found)
	}
}

func TestCheckOnScreen(t *testing.T) {
	o := backups(t, 80, 24)
	o.Key("p")
	o.Has("Hasil pemeriksaan", "✓ Baik. Rantai", "Kepala: 000")
	o.Key("enter")
	list, err := filepath.Glob(filepath.Join(o.dir, "backup", "*-final-*.db"))
	if err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	if err := os.WriteFile(list[0], []byte("bukan"), 0o600); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(o.dir, datafolder.JournalName)
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(string(b), "\n")
	lines[2] = strings.Replace(lines[2], "2025", "2024", 1)
	if err := os.WriteFile(path, []byte(strings.Join(lines, "")), 0o600); err != nil {
		t.Fatal(err)
	}
	o.Key("p")
	o.Has("▲ Ada 2 yang tidak beres", "pada kejadian 3", "Cadangan rusak", "Jangan hapus apa pun")
	o.Key("enter")
	o.Has("▲ rusak")
	// The copy in the second folder still restores.
	o.Key("enter", "y")
	o.Has("Cadangan sudah dipulihkan")
}

func TestBackupActions(t *testing.T) {
	o := backups(t, 60, 18)
	o.Key("?")
	o.Has("Cadangan: salinan data")
	o.Key("esc", "f")
	o.Has("Pilih berkas cadangan")
}
