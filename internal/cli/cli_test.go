package cli

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"monev/internal/store/boltstore"
)

func now() time.Time {
	return time.Date(2025, time.November, 20, 10, 0, 0, 0, time.FixedZone("WIB", 7*3600))
}

// answer is how a run went.
type answer struct {
	code     int
	out, err string
}

// runIn runs a command on a data folder.
func runIn(t *testing.T, dir string, args ...string) answer {
	t.Helper()
	env := map[string]string{"MONEV_DATA": dir}
	var out, err bytes.Buffer
	code := Program{Now: now}.Run(t.Context(), args, func(k string) string { return env[k] }, strings.NewReader(""), &out, &err)
	return answer{code, out.String(), err.String()}
}

func sampleDir(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "data")
	if a := runIn(t, dir, "contoh"); a.code != Done {
		t.Fatalf("contoh: %+v", a)
	}
	return dir
}

func TestExitStatus(t *testing.T) {
	dir := sampleDir(t)
	file := filepath.Join(t.TempDir(), "berkas")
	if err := os.WriteFile(file, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args string
		want int
	}{
		{"rapat", Done},
		{"rapat --json", Done},
		{"--json rapat", Done},
		{"rapat lihat R0001", Done},
		{"rapat --json lihat -- R0001", Done},
		{"tindak-lanjut --area=6 --terbuka", Done},
		{"versi", Done},
		{"bantuan tindak-lanjut", Done},
		{"tindak-lanjut --salah --help", Done},

		{"", Failed}, // no terminal
		{"contoh", Failed},
		{"--baca contoh", Failed},
		{"rapat lihat R9", Failed},
		{"--data " + file + "/x rapat", Failed},
		{"--data " + file + " contoh", Failed},
		{"ekspor rapat R9 --ke " + t.TempDir(), Failed},
		{"ekspor data --ke " + file, Failed},
		{"impor data " + file, Failed},
		{"impor data " + file + "-x", Failed},

		{"menari", Misused},
		{"rapat menari", Misused},
		{"rapat lihat", Misused},
		{"rapat lihat a b", Misused},
		{"rapat --area 1", Misused},
		{"rapat --menari", Misused},
		{"rapat -j", Misused},
		{"rapat --json=1", Misused},
		{"--data", Misused},
		{"--data a --data b rapat", Misused},
		{"tindak-lanjut --area 0", Misused},
		{"tindak-lanjut --area 7", Misused},
		{"tindak-lanjut --area 99999999999999999999", Misused},
		{"tindak-lanjut --area", Misused},
		{"tindak-lanjut --pada besoknya", Misused},
		{"tindak-lanjut --pj --json", Misused},
		{"ekspor", Misused},
		{"impor", Misused},
		{"ekspor data", Misused},
		{"ekspor rapat R0001", Misused},
		{"ekspor rapat R0001 --ke x --format doc", Misused},
		{"ekspor rapat R0001 --ke x --dokumen ,", Misused},
		{"impor data", Misused},
		{"lke nilai", Done},
		{"lke nilai --json --tahun 2024", Done},
		{"lke jalan --target wbk", Done},
		{"lke jalan --target wbbm --pengungkit --hemat --json", Done},
		{"lke nilai --jawaban " + file, Failed},
		{"lke nilai --jawaban " + file + "-x", Failed},
		{"lke ekspor --format portal", Done},
		{"lke ekspor --format xlsx --templat " + file, Failed},
		{"lke ekspor --format portal --ke " + file, Failed},
		{"lke impor " + file, Failed},
		{"lke ekspor", Misused},
		{"lke ekspor --format doc", Misused},
		{"lke impor", Misused},
		{"lke", Misused},
		{"lke jalan", Misused},
		{"lke jalan --target wb", Misused},
		{"lke nilai --tahun 25", Misused},
		{"versi 2", Misused},
		{"bantuan menari", Misused},
	} {
		a := runIn(t, dir, strings.Fields(c.args)...)
		if a.code != c.want {
			t.Errorf("monev %s: status %d, want %d (%s)", c.args, a.code, c.want, a.err)
		}
		if (a.code == Done) != (a.err == "") || (a.code == Done) != (a.out != "") {
			t.Errorf("monev %s: status %d with output %q and error %q", c.args, a.code, a.out, a.err)
		}
		if lines := strings.Count(a.err, "\n"); a.code != Done && lines != a.code {
			t.Errorf("monev %s: %d lines of error, want %d: %s", c.args, lines, a.code, a.err)
		}
		if a.code == Misused && !strings.Contains(a.err, "\nPemakaian: monev ") {
			t.Errorf("monev %s: no usage in %q", c.args, a.err)
		}
	}
}

// TestHugeArguments: a megabyte in any place is answered shortly.
func TestHugeArguments(t *testing.T) {
	dir := sampleDir(t)
	t.Chdir(t.TempDir()) // Windows may cut a name short and take it
	for _, huge := range []string{strings.Repeat("x", 1<<20), strings.Repeat("\x1b[2J\x00\n", 1<<18), strings.Repeat("\xff", 1<<20),
		strings.Repeat("e\u0301", 1<<19)} {
		for _, args := range [][]string{
			{huge}, {"--" + huge}, {"-" + huge}, {"rapat", huge}, {"rapat", "lihat", huge}, {"bantuan", huge},
			{"tindak-lanjut", "--pj", huge}, {"tindak-lanjut", "--area", huge}, {"tindak-lanjut", "--pada", huge},
			{"--data", huge, "rapat"}, {"--data", huge, "contoh"}, {"impor", "data", huge}, {"ekspor", "data", "--ke", huge},
			{"ekspor", "rapat", huge, "--ke", "x"}, {"ekspor", "rapat", "R0001", "--ke", huge},
			{"lke", huge}, {"lke", "nilai", "--jawaban", huge}, {"lke", "nilai", "--tahun", huge}, {"lke", "jalan", "--target", huge},
			{"ekspor", "rapat", "R0001", "--ke", "x", "--format", huge}, {"ekspor", "rapat", "R0001", "--ke", "x", "--dokumen", huge},
		} {
			a := runIn(t, dir, args...)
			if len(a.err) > 4000 || len(a.out) > 4000 {
				t.Errorf("%.20q: %d bytes of output, %d of error", args, len(a.out), len(a.err))
			}
			if !harmless(a.err) || !harmless(a.out) {
				t.Errorf("%.20q: control characters in %q %q", args, a.out, a.err)
			}
		}
	}
}

func harmless(s string) bool {
	return utf8.ValidString(s) && strings.IndexFunc(s, func(r rune) bool { return r != '\n' && (r < ' ' || (r >= 0x7f && r < 0xa0)) }) < 0
}

// TestAnyArguments: whatever is typed, there is an answer by the rules.
func TestAnyArguments(t *testing.T) {
	dir := sampleDir(t)
	t.Chdir(t.TempDir()) // some of what is typed makes files
	words := rapid.SampledFrom([]string{"rapat", "lihat", "R0001", "tindak-lanjut", "versi", "bantuan", "impor", "data", "ekspor", "--json",
		"--area", "3", "--area=2", "--pj", "KUL", "--terbuka", "--terlambat", "--pada", "2025-12-01", "--baca", "--help", "-h", "--", "", "-", "=",
		"--=", "--pj=", "---", "--json=", "--format", "--dokumen", "semua", "lke", "nilai", "jalan", "--target", "wbk", "--tahun", "--jawaban",
		"--hemat", "--pengungkit"})
	rapid.Check(t, func(t *rapid.T) {
		args := rapid.SliceOfN(rapid.OneOf(words, rapid.String()), 0, 7).Draw(t, "args")
		var out, err bytes.Buffer
		code := Program{Now: now}.Run(context.Background(), args, func(k string) string {
			if k == "MONEV_DATA" {
				return dir
			}
			return ""
		}, strings.NewReader(""), &out, &err)
		switch {
		case code == Done && (err.Len() > 0 || out.Len() == 0):
		case code != Done && (err.Len() == 0 || out.Len() > 0):
		case code < Done || code > Misused:
		case !harmless(out.String()) || !harmless(err.String()):
		default:
			return
		}
		t.Fatalf("%q: status %d, output %q, error %q", args, code, out.String(), err.String())
	})
}

func TestLockedIsSaidSoon(t *testing.T) {
	dir := sampleDir(t)
	s, err := boltstore.Open(t.Context(), dir, boltstore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	begin := time.Now()
	a := runIn(t, dir, "contoh")
	if took := time.Since(begin); took > 2*time.Second {
		t.Errorf("it took %v to say that the store is open elsewhere", took)
	}
	if a.code != Failed || !strings.Contains(a.err, "sedang dibuka oleh monev lain (proses ") {
		t.Errorf("%+v", a)
	}
}

// full is an output that takes no more.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space") }

func TestOutputThatFails(t *testing.T) {
	dir := sampleDir(t)
	var err bytes.Buffer
	code := Program{Now: now}.Run(t.Context(), []string{"--data", dir, "rapat"}, func(string) string { return "" }, nil, full{}, &err)
	if code != Failed || !strings.Contains(err.String(), "tidak dapat ditulis") {
		t.Errorf("status %d, %q", code, err.String())
	}
}

func TestCancelled(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out, err bytes.Buffer
	code := Program{Now: now}.Run(ctx, []string{"--data", dir, "contoh"}, func(string) string { return "" }, nil, &out, &err)
	if code != Failed || out.Len() > 0 || !strings.Contains(err.String(), "dihentikan") {
		t.Errorf("status %d, %q, %q", code, out.String(), err.String())
	}
}

func TestFolder(t *testing.T) {
	stick := t.TempDir()
	if err := os.Mkdir(filepath.Join(stick, "monev-data"), 0o700); err != nil {
		t.Fatal(err)
	}
	bare := t.TempDir()
	home := t.TempDir()
	for _, c := range []struct {
		name, flag, env, exe, want string
	}{
		{"option before all", "a", "b", stick, "a"},
		{"environment before the stick", "", "b", stick, "b"},
		{"stick before the user's", "", "", stick, filepath.Join(stick, "monev-data")},
		{"the user's", "", "", bare, userFolder("linux", func(string) string { return home })},
	} {
		call := &call{flags: map[string]string{},
			prog: Program{Executable: func() (string, error) { return filepath.Join(c.exe, "monev"), nil }},
			env: func(k string) string {
				switch k {
				case "MONEV_DATA":
					return c.env
				case "HOME", "XDG_DATA_HOME", "LOCALAPPDATA":
					return home
				}
				return ""
			}}
		if c.flag != "" {
			call.flags["data"] = c.flag
		}
		got, err := call.folder()
		if c.name == "the user's" {
			if err != nil || !strings.HasPrefix(got, home) {
				t.Errorf("%s: %q, %v", c.name, got, err)
			}
			continue
		}
		if err != nil || got != c.want {
			t.Errorf("%s: %q, %v, want %q", c.name, got, err, c.want)
		}
	}
}

func TestUserFolder(t *testing.T) {
	env := func(kv ...string) func(string) string {
		return func(k string) string {
			for i := 0; i < len(kv); i += 2 {
				if kv[i] == k {
					return kv[i+1]
				}
			}
			return ""
		}
	}
	root := t.TempDir() // an absolute path on every system
	for _, c := range []struct {
		system string
		env    func(string) string
		want   string
	}{
		{"linux", env("HOME", root), filepath.Join(root, ".local", "share", "monev")},
		{"linux", env("HOME", root, "XDG_DATA_HOME", filepath.Join(root, "x")), filepath.Join(root, "x", "monev")},
		{"linux", env("HOME", root, "XDG_DATA_HOME", "relative"), filepath.Join(root, ".local", "share", "monev")},
		{"darwin", env("HOME", root), filepath.Join(root, "Library", "Application Support", "monev")},
		{"windows", env("LOCALAPPDATA", root, "APPDATA", "roaming"), filepath.Join(root, "monev")},
		{"linux", env(), ""},
		{"darwin", env(), ""},
		{"windows", env("HOME", root), ""},
	} {
		if got := userFolder(c.system, c.env); got != c.want {
			t.Errorf("%s: %q, want %q", c.system, got, c.want)
		}
	}
}

// TestWriteNew: a file appears whole or not at all.
func TestWriteNew(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.json")
	broken := errors.New("broken")
	err := writeNew(path, func(f *os.File) error {
		_, _ = io.WriteString(f, "half")
		return broken
	})
	if !errors.Is(err, broken) {
		t.Errorf("error %v, want the writer's", err)
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	// Somebody else makes the file while ours is being written.
	err = writeNew(path, func(f *os.File) error { return os.WriteFile(path, []byte("theirs"), 0o600) })
	if err == nil {
		t.Error("a file of somebody else was replaced")
	}
	if b, _ := os.ReadFile(path); string(b) != "theirs" {
		t.Errorf("the file of somebody else is now %q", b)
	}
	if left, _ := os.ReadDir(dir); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
}

// TestCommands: every command can be found, explains itself, and has an
// option of every name it lists.
func TestCommands(t *testing.T) {
	for _, c := range commands() {
		if got, rest := find(strings.Fields(c.name)); got.name != c.name || len(rest) > 0 {
			t.Errorf("%q leads to %q", c.name, got.name)
		}
		if c.about == "" || !strings.HasPrefix(c.usageLine(), "Pemakaian: monev") {
			t.Errorf("%q does not explain itself", c.name)
		}
		for _, name := range append(append(c.options, c.needs...), everywhere()...) {
			if _, ok := optionOf(name); !ok {
				t.Errorf("%q takes an unknown option %q", c.name, name)
			}
		}
	}
}

// TestTellerKeeps: what is told before the screens are there is not lost.
func TestTellerKeeps(t *testing.T) {
	var tell teller
	var heard []string
	for _, word := range []string{"a", "b"} {
		tell.told(errors.New(word))
	}
	tell.told(nil)
	tell.to(func(err error) { heard = append(heard, err.Error()) })
	tell.told(errors.New("c"))
	tell.to(nil)
	tell.told(errors.New("d"))
	if got := strings.Join(heard, ""); got != "abc" {
		t.Errorf("heard %q", got)
	}
}
