package cli

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"monev/internal/app"
	"monev/internal/monev"
	"monev/internal/store/datafolder"
)

func TestSuggest(t *testing.T) {
	for _, c := range []struct {
		line string // the last word is being typed
		want string
	}{
		{"r", "rapat"},
		{"rapat ", "lihat"},
		{"rapat lihat ", ""}, // only the user knows the ID
		{"--baca ekspor d", "data"},
		{"ekspor --ke x ", "rapat data"},
		{"ekspor data ", "--ke --data --baca --help"},
		{"ekspor data --ke ", ":berkas"},
		{"ekspor data --ke=a", ":berkas"},
		{"--data ", ":map"},
		{"impor data ", ":berkas"},
		{"impor data a.json ", "--data --baca --help"},
		{"lke instrumen --ter", "--terima"},
		{"lke instrumen ", ":berkas"},
		{"lke jalan --t", "--target --tahun"},
		{"lke jalan --target ", "wbk wbbm"},
		{"lke jalan --target=wb", "--target=wbk --target=wbbm"},
		{"lke jalan --target wbk --t", "--tahun"},
		{"lke ekspor --format p", "portal"},
		{"ekspor rapat R1 --format d", "docx"},
		{"ekspor rapat R1 --format docx,m", "docx,md"},
		{"ekspor rapat R1 --format=docx,", "--format=docx,pdf --format=docx,html --format=docx,md --format=docx,xlsx --format=docx,ics"},
		{"ekspor rapat R1 --dokumen se", "semua"},
		{"tindak-lanjut --area ", "1 2 3 4 5 6"},
		{"tindak-lanjut --pj ", ""},
		{"tindak-lanjut --saringan t", "terlambat tanpa-pj tanpa-tenggat"},
		{"lengkapi ", "bash zsh fish powershell man"},
		{"lengkapi s", ""}, // saran is for scripts
		{"bantuan lke i", "impor instrumen"},
		{"bantuan pa", "panduan"},
		{"bantuan panduan t", "tindak-lanjut terkunci"},
		{"la", "latihan"},
		{"rapat -- --", ""},
		{"menari ", ""},
		{"--menari x", ""},
		{"versi ", "--json --data --baca --help"},
		{"versi x ", ""},
	} {
		words := strings.Split(c.line, " ")
		var got []string
		for _, s := range suggest(words[:len(words)-1], words[len(words)-1], nil) {
			got = append(got, s.word)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%q: %q, want %q", c.line, s, c.want)
		}
	}
}

// The office's own filters are offered from the data the line names, also while
// they are open; nothing there is touched and nothing is said.
func TestSuggestOwnFilters(t *testing.T) {
	dir := sampleDir(t)
	f, err := datafolder.Open(t.Context(), dir, datafolder.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	a := app.New(f, now)
	for _, name := range []string{"KUL & SDM: mendesak", "Tanpa PJ", "!?"} {
		if _, err := a.SaveFilter(t.Context(), monev.SavedFilter{Name: name}, ""); err != nil {
			t.Fatal(err)
		}
	}
	for line, want := range map[string]string{
		"tindak-lanjut --saringan t":                    "terlambat\tTerlambat\ntanpa-pj\tTanpa penanggung jawab\ntanpa-tenggat\tTanpa tenggat\n",
		"tindak-lanjut --saringan k":                    "kul-sdm-mendesak\tKUL & SDM: mendesak\n",
		"--data " + dir + " tindak-lanjut --saringan=k": "--saringan=kul-sdm-mendesak\tKUL & SDM: mendesak\n",
		"--data=/tiada tindak-lanjut --saringan k":      "",
	} {
		at, args := dir, []string{"lengkapi", "saran"}
		if strings.HasPrefix(line, "--data") {
			at = filepath.Join(dir, "lain")
		}
		for _, w := range strings.Split(line, " ") {
			args = append(args, "="+w)
		}
		if got := runIn(t, at, args...); got.out != want || got.err != "" || got.code != Done {
			t.Errorf("%s: %+v", line, got)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "lain")); err == nil {
		t.Error("a folder was made")
	}
}

// Every command and every option can be reached by Tab, and says what it is.
func TestSuggestKnowsTheTable(t *testing.T) {
	for _, cmd := range commands() {
		words := strings.Fields(cmd.name)
		if len(words) == 0 || cmd.hidden {
			continue
		}
		last := len(words) - 1
		i := slices.IndexFunc(suggest(words[:last], words[last], nil), func(s suggestion) bool { return s.word == words[last] && s.about != "" })
		if i < 0 {
			t.Errorf("%s is not suggested", cmd.name)
		}
		for _, o := range cmd.options {
			if !slices.ContainsFunc(suggest(words, "--"+o, nil), func(s suggestion) bool { return s.word == "--"+o && s.about != "" }) {
				t.Errorf("%s --%s is not suggested", cmd.name, o)
			}
		}
	}
}

// Whatever stands on the line, each suggestion is one clean line that begins
// with what was typed.
func TestSuggestHostile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"rapat", "lke", "ekspor", "--", "--ke", "--format=", "", "-", "=", "docx,", "\x1b[2J", "lengkapi", "saran"}))
		words := rapid.SliceOfN(word, 1, 6).Draw(t, "words")
		cur := words[len(words)-1]
		for _, s := range suggest(words[:len(words)-1], cur, nil) {
			if s != anyFile && s != anyFolder && !strings.HasPrefix(s.word, cur) {
				t.Fatalf("%q does not begin with %q", s.word, cur)
			}
		}
	})
}

func TestManualPage(t *testing.T) {
	a := runIn(t, t.TempDir(), "lengkapi", "man")
	if a.code != Done || a.err != "" {
		t.Fatalf("%+v", a)
	}
	known := regexp.MustCompile(`^(\.(TH|SH|TP|B|I|br|nf|fi|nh)( |$)|[^.'])`)
	for line := range strings.Lines(a.out) {
		if !known.MatchString(strings.TrimSuffix(line, "\n")) {
			t.Errorf("no line of a manual page: %q", line)
		}
	}
	text := strings.ReplaceAll(a.out, `\-`, "-")
	for _, cmd := range commands() {
		if cmd.run != nil && !cmd.hidden && cmd.name != "" && !strings.Contains(text, "\n.B monev "+cmd.form()+"\n") {
			t.Errorf("%s is not in it", cmd.name)
		}
	}
	if strings.Contains(text, "saran") {
		t.Error("it tells of what is for scripts only")
	}
	for in, want := range map[string]string{"a-b": `a\-b`, `c\d`: `c\ed`, ".x": `\&.x`, "'x": `\&'x`, "x\n.de": `x .de`} {
		if got := roff(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
