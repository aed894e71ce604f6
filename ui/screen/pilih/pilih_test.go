package pilih_test

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"monev/internal/app"
	"monev/ui"
	"monev/ui/kit"
	"monev/ui/screen/pilih"
	"monev/ui/uitest"
)

// below is the screen the picker lies on.
type below struct{ kit.Screen }

func (below) Init() tea.Cmd          { return nil }
func (below) Update(tea.Msg) tea.Cmd { return nil }
func (below) View() string           { return "di bawah" }
func (below) SetSize(int, int)       {}
func (below) Title() string          { return "Bawah" }
func (below) Actions() []kit.Action  { return nil }

type picked struct {
	*uitest.Driver
	k     *kit.Kit
	s     *pilih.Screen
	root  *ui.Root
	dir   string
	paths []string // what was chosen, relative to dir
	times int
}

func tree(t testing.TB) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []string{"2025/A.I.1", "2025/A.I.2", "foto"} {
		if err := os.MkdirAll(filepath.Join(dir, p), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, p := range []string{"SK Tim Kerja.pdf", "Peta Jabatan.docx", "catatan.txt", ".rahasia", "foto/apel 2.JPG", "foto/apel 10.jpg", "foto/rencana.txt", "2025/A.I.1/A.I.1.i.a SK.pdf"} {
		if err := os.WriteFile(filepath.Join(dir, p), []byte(strings.Repeat("x", 1500)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func pick(t *testing.T, dir string, spec pilih.Spec) *picked {
	t.Helper()
	p := &picked{k: uitest.Kit(nil), dir: dir}
	p.k.Say = app.Explain
	if spec.Start == "" {
		spec.Start = dir
	}
	spec.Title = "Pilih berkas eviden"
	spec.Done = func(paths []string) tea.Cmd {
		p.times++
		p.paths = nil
		for _, x := range paths {
			rel, err := filepath.Rel(dir, x)
			if err != nil || !filepath.IsAbs(x) {
				t.Errorf("%q: %v", x, err)
			}
			p.paths = append(p.paths, filepath.ToSlash(rel))
		}
		return kit.Notify(kit.Good, "dipilih")
	}
	p.root = ui.New(p.k, below{})
	p.Driver = uitest.New(t, p.root, 80, 24)
	p.s = pilih.New(p.k, spec)
	p.Send(kit.PushMsg{Screen: p.s})
	uitest.CheckActions(t, p.s, p.root.Actions())
	return p
}

func (p *picked) chose(t *testing.T, want ...string) {
	t.Helper()
	if !reflect.DeepEqual(p.paths, want) || p.times != 1 {
		t.Errorf("chose %q (%d times), want %q\n%s", p.paths, p.times, want, p.Screen())
	}
	p.Has("di bawah")
}

func TestOneFileByWalking(t *testing.T) {
	p := pick(t, tree(t), pilih.Spec{})
	p.Has("2025/", "foto/", "SK Tim Kerja.pdf", "1,5 KB", "2 map · 3 berkas", "1 tersembunyi")
	p.Hasnt(".rahasia")
	p.Key("enter") // 2025 is selected, not the way up
	p.Has("A.I.1/", "A.I.2/")
	p.Key("right")
	p.Has("A.I.1.i.a SK.pdf")
	p.Key("left")
	p.Has("▸ A.I.1/") // where one came from
	p.Key("backspace")
	p.Has("▸ 2025/")
	p.Type("jabpeta")
	p.Has("Tidak ada nama yang memuat")
	p.Key("esc")
	p.Type("PETA J")
	p.Hasnt("SK Tim Kerja.pdf")
	p.Key("enter")
	p.chose(t, "Peta Jabatan.docx")
}

func TestEscGoesBackWithout(t *testing.T) {
	p := pick(t, tree(t), pilih.Spec{})
	p.Type("sk")
	p.Key("esc")
	p.Has("Peta Jabatan.docx")
	p.Key("esc")
	p.Has("di bawah")
	if p.times != 0 {
		t.Error("something was chosen")
	}
}

func TestSeveralFilesInSeveralFolders(t *testing.T) {
	p := pick(t, tree(t), pilih.Spec{What: pilih.Files})
	p.Key("space")
	p.Has("Yang ditandai hanya berkas")
	p.Type("sk")
	p.Key("tab")
	p.Has("✓ 1 ditandai · 1,5 KB")
	p.Key("esc")
	p.Type("foto")
	p.Key("enter", "end", "space")
	p.Has("✓ 2 ditandai")
	p.Key("ctrl+a")
	p.Has("✓ 4 ditandai")
	p.Key("home", "down")
	p.Has("Enter pakai 4 berkas")
	p.Key("enter")
	p.chose(t, "SK Tim Kerja.pdf", "foto/apel 2.JPG", "foto/apel 10.jpg", "foto/rencana.txt")
}

// Who searches for two words types a blank between them: it marks nothing.
func TestBlankWhileSearching(t *testing.T) {
	p := pick(t, tree(t), pilih.Spec{What: pilih.Files})
	p.Type("a") // finds more than one; the first of them is selected
	p.Key("space")
	p.Hasnt("ditandai ·")
	p.Key("esc")
	p.Type("tim ker")
	p.Hasnt("ditandai ·", "Peta Jabatan.docx")
	p.Has("Cari   tim ker", "Tab tandai")
	p.Key("enter")
	p.chose(t, "SK Tim Kerja.pdf")
}

func TestUnmarking(t *testing.T) {
	p := pick(t, tree(t), pilih.Spec{What: pilih.Files})
	p.Key("ctrl+a")
	p.Has("✓ 3 ditandai")
	p.Key("ctrl+a")
	p.Hasnt("ditandai ·")
	p.Key("end", "space", "end", "space")
	p.Hasnt("ditandai ·")
	p.Key("end", "enter")
	p.chose(t, "SK Tim Kerja.pdf")
}

func TestEndings(t *testing.T) {
	p := pick(t, tree(t), pilih.Spec{What: pilih.Files, Endings: []string{".jpg", ".png"}, Kind: "gambar"})
	p.Has("0 gambar", "3 berkas jenis lain")
	p.Key("down", "enter")
	p.Has("apel 2.JPG", "2 gambar")
	p.Hasnt("rencana.txt")
	p.Key("f3")
	p.Paste(filepath.Join(p.dir, "catatan.txt"))
	p.Key("enter")
	p.Has("bukan gambar (.jpg .png)", "catatan.txt")
}

// What a file holds counts where its name does not say it: in the list, once it was
// looked at, and on the line for a path.
func TestByContent(t *testing.T) {
	dir := tree(t)
	spec := pilih.Spec{Endings: []string{".db"}, Kind: "cadangan", Is: func(path string) bool {
		b, err := os.ReadFile(path)
		return err == nil && strings.HasPrefix(string(b), "ISI")
	}}
	for _, name := range []string{"cadangan Maret.bak", ".tersembunyi"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("ISI"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	p := pick(t, dir, spec)
	p.Has("cadangan Maret.bak", "1 cadangan", "3 berkas jenis lain")
	p.Hasnt("catatan.txt", "tersembunyi")
	p.Type("maret")
	p.Key("enter")
	p.chose(t, "cadangan Maret.bak")

	// Alone in its folder it is selected at once.
	if err := os.Mkdir(filepath.Join(dir, "stik"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(dir, "cadangan Maret.bak"), filepath.Join(dir, "stik", "cadangan Maret.bak")); err != nil {
		t.Fatal(err)
	}
	p = pick(t, dir, spec)
	p.Type("stik")
	p.Key("enter", "enter")
	p.chose(t, "stik/cadangan Maret.bak")

	p = pick(t, dir, spec)
	p.Key("f3")
	p.Paste(filepath.Join(dir, "catatan.txt"))
	p.Key("enter")
	p.Has("bukan cadangan (.db)", "catatan.txt")
	p.Key("ctrl+u")
	p.Paste(filepath.Join(dir, "stik", "cadangan Maret.bak"))
	p.Key("enter")
	p.chose(t, "stik/cadangan Maret.bak")
}

func TestFolder(t *testing.T) {
	dir := tree(t)
	p := pick(t, dir, pilih.Spec{What: pilih.Folder})
	p.Has("▸ ✓ Pakai map ini:")
	p.Key("end", "enter") // a file
	p.Has("Di sini dipilih map")
	p.Type("2025")
	p.Key("enter", "ctrl+s")
	p.chose(t, "2025")
	if got := p.k.Folders.At(""); got != filepath.Join(dir, "2025") {
		t.Errorf("remembered %q", got)
	}
	again := pilih.New(p.k, pilih.Spec{Title: "Lagi", What: pilih.Folder})
	p.Send(kit.PushMsg{Screen: again})
	p.Has("Pakai map ini: 2025")
}

func TestPastedPaths(t *testing.T) {
	dir := tree(t)
	at := func(s string) string { return filepath.Join(dir, s) }
	for name, c := range map[string]struct {
		paste string
		what  pilih.What
		want  []string
	}{
		"one":           {at("SK Tim Kerja.pdf"), pilih.File, []string{"SK Tim Kerja.pdf"}},
		"quoted":        {`"` + at("SK Tim Kerja.pdf") + `"`, pilih.File, []string{"SK Tim Kerja.pdf"}},
		"address":       {"file://" + filepath.ToSlash(strings.ReplaceAll(at("SK Tim Kerja.pdf"), " ", "%20")), pilih.File, []string{"SK Tim Kerja.pdf"}},
		"lines":         {at("SK Tim Kerja.pdf") + "\r\n" + at("catatan.txt") + "\n", pilih.Files, []string{"SK Tim Kerja.pdf", "catatan.txt"}},
		"quoted beside": {`"` + at("SK Tim Kerja.pdf") + `" "` + at("catatan.txt") + `"`, pilih.Files, []string{"SK Tim Kerja.pdf", "catatan.txt"}},
		"relative":      {"foto/apel 2.JPG", pilih.File, []string{"foto/apel 2.JPG"}},
		"twice":         {at("catatan.txt") + "\n" + at("catatan.txt"), pilih.Files, []string{"catatan.txt", "catatan.txt"}},
	} {
		t.Run(name, func(t *testing.T) {
			if runtime.GOOS == "windows" && name == "address" {
				t.Skip()
			}
			p := pick(t, dir, pilih.Spec{What: c.what})
			p.Paste(c.paste)
			p.Has("TULIS ATAU TEMPEL LETAK")
			if p.times != 0 {
				t.Fatal("taken before Enter")
			}
			p.Key("enter")
			if name == "twice" {
				c.want = c.want[:1]
			}
			p.chose(t, c.want...)
		})
	}
}

func TestPathLine(t *testing.T) {
	p := pick(t, tree(t), pilih.Spec{})
	p.Type(filepath.ToSlash(p.dir) + "/tidak-ada")
	p.Key("enter")
	p.Has("flash disknya.", "tidak-ada") // what was typed is kept
	p.Key("esc")
	p.Has("Peta Jabatan.docx")
	p.Key("f3")
	p.Type("foto")
	p.Key("enter")
	p.Has("apel 10.jpg")
	p.Paste(filepath.Join(p.dir, "catatan.txt") + "\n" + filepath.Join(p.dir, "SK Tim Kerja.pdf"))
	p.Key("enter")
	p.Has("Di sini hanya satu yang dapat dipilih")
}

func TestUndoOfAPath(t *testing.T) {
	p := pick(t, tree(t), pilih.Spec{Title: "Pilih berkas"})
	p.Key("ctrl+z")
	p.Has("! Tidak berlaku saat memilih berkas; Esc kembali dulu.")
	p.Key("f3")
	p.Type("D:/Eviden ZI")
	p.Key("ctrl+z")
	p.Has("D:/Eviden")
	p.Hasnt("ZI")
	p.Key("ctrl+z", "ctrl+z")
	p.Has("• Tidak ada lagi ketikan untuk diurungkan di isian ini")
}

func TestTypingARoot(t *testing.T) {
	for _, typed := range []string{"/", "~", "d:", `\`} {
		p := pick(t, tree(t), pilih.Spec{})
		p.Type(typed)
		p.Has("TULIS ATAU TEMPEL LETAK", "▸ Letak *  "+typed)
		p.Key("esc")
		p.Hasnt("TULIS")
	}
}

func TestUnreadableFolder(t *testing.T) {
	dir := tree(t)
	p := pick(t, dir, pilih.Spec{})
	if err := os.RemoveAll(filepath.Join(dir, "foto")); err != nil {
		t.Fatal(err)
	}
	p.Key("down", "enter")
	p.Has("flash disknya.", "SK Tim Kerja.pdf")
	p.Key("up", "enter")
	p.Hasnt("flash disknya.")
}

func TestGoneStart(t *testing.T) {
	p := pick(t, tree(t), pilih.Spec{Start: "/tidak/ada/lagi"})
	p.Has("Letak")
	p.Hasnt("periksa letaknya")
}

func TestHiddenAndPlaces(t *testing.T) {
	p := pick(t, tree(t), pilih.Spec{})
	p.Key("f4")
	p.Has(".rahasia")
	p.Key("f4")
	p.Hasnt(".rahasia")
	p.Key("f2")
	p.Has("Tempat", "Map pribadi")
	p.Key("esc")
	p.Has("di bawah")
}

func TestBadNamesAndSizes(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows takes no such names")
	}
	dir := t.TempDir()
	for _, n := range []string{"a\x1b[31mmerah\n.pdf", "\u202egpj.exe", "👩‍👩‍👧 keluarga.jpg", strings.Repeat("panjang ", 30) + "akhir.pdf", "日本語" + strings.Repeat("語", 70) + ".docx"} {
		if err := os.WriteFile(filepath.Join(dir, n), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	p := pick(t, dir, pilih.Spec{What: pilih.Files})
	for _, size := range [][2]int{{60, 18}, {80, 24}, {120, 40}, {160, 50}} {
		p.Resize(size[0], size[1])
		p.Has("akhir.pdf", "語.docx") // the ending is seen however long the name
		if strings.ContainsAny(p.Raw(), "\u202e") || strings.Contains(p.Raw(), "\x1b[31mmerah") {
			t.Error("a name reaches the terminal as it is")
		}
	}
	p.Key("f3")
	p.Type(strings.Repeat("x", 300))
	p.Resize(60, 18)
	p.Has("▸ Letak")
}

func BenchmarkKey5000(b *testing.B) {
	dir := b.TempDir()
	for i := range 5000 {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("A.I.%d Laporan kegiatan nomor %d.pdf", i%6+1, i)), nil, 0o600); err != nil {
			b.Fatal(err)
		}
	}
	k := uitest.Kit(nil)
	s := pilih.New(k, pilih.Spec{What: pilih.Files, Start: dir})
	s.SetSize(160, 46)
	s.Update(s.Init()())
	keys := []tea.KeyPressMsg{{Code: 'k', Text: "k"}, {Code: 'e', Text: "e"}, {Code: tea.KeyDown}, {Code: tea.KeyTab}}
	for i := 0; b.Loop(); i++ {
		if i%8 == 0 {
			s.Update(tea.KeyPressMsg{Code: tea.KeyEscape})
		}
		s.Update(keys[i%len(keys)])
		_ = s.View()
	}
}

// What is typed last is seen, however long the search is.
func TestTheEndOfALongSearchIsSeen(t *testing.T) {
	dir := tree(t)
	long := "Laporan Monitoring dan Evaluasi Zona Integritas"
	if err := os.WriteFile(filepath.Join(dir, long+" TW IV.pdf"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	p := pick(t, dir, pilih.Spec{What: pilih.Files})
	p.Resize(60, 18)
	p.Type(strings.ReplaceAll(long+" TW", " ", ""))
	p.Has("1 tersembunyi", "IntegritasTW▏", "Cari   …", "TW IV.pdf")
}
