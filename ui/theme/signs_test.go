package theme

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/charmbracelet/x/ansi"
)

// wgl4 reports the signs of WGL4 among those that monev uses.
func wgl4(r rune) bool {
	return strings.ContainsRune("─│┌┐└┘├┤┬┴┼═║╔╗╚╝█■▌░▲►▼◄●○◊√←↑→↓↔–—…•×·≤≥±−§÷«»‹›“”„‘’", r)
}

// Every sign in the program's own texts has a stand-in of one cell in each set.
func TestEverySignHasAStandIn(t *testing.T) {
	seen := 0
	for _, root := range []string{"..", "../../internal/slide", "../../internal/monev", "../../internal/app"} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.Contains(path, "signs.go") {
				return err
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
			if err != nil {
				return err
			}
			ast.Inspect(file, func(n ast.Node) bool {
				lit, ok := n.(*ast.BasicLit)
				if !ok || lit.Kind != token.STRING && lit.Kind != token.CHAR {
					return true
				}
				text, err := strconv.Unquote(lit.Value)
				if err != nil {
					return true
				}
				for _, r := range text {
					if r < 0x80 || unicode.IsLetter(r) || unicode.Is(unicode.C, r) || unicode.Is(unicode.M, r) || unicode.IsSpace(r) {
						continue
					}
					seen++
					if got := ascii(r); got >= 0x80 {
						t.Errorf("%s: %q has no ASCII", path, r)
					}
					if got := simple(r); !wgl4(got) {
						t.Errorf("%s: %q becomes %q, which is not in WGL4", path, r, got)
					}
					if ansi.StringWidth(string(r)) != 1 || ansi.StringWidth(string(simple(r))) != 1 {
						t.Errorf("%s: %q is not one cell", path, r)
					}
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if seen < 50 {
		t.Errorf("only %d signs seen", seen)
	}
}

// Signs that tell states apart stay apart in every set.
func TestSignsStayDifferent(t *testing.T) {
	for _, group := range []string{"▲▼✓✗●◐○!", "█░│", "▸ "} {
		for _, s := range []Signs{Full, Simple, ASCII} {
			have := map[rune]bool{}
			for _, r := range s.Apply(group) {
				if have[r] {
					t.Errorf("set %d: %q stands for two of %q", s, r, group)
				}
				have[r] = true
			}
		}
	}
	if got := ASCII.Apply("\x1b[1mé 漢 ✓\x1b[m"); got != "\x1b[1mé 漢 +\x1b[m" {
		t.Errorf("letters changed: %q", got)
	}
}

func TestDetectSigns(t *testing.T) {
	for _, c := range []struct {
		goos string
		env  map[string]string
		want Signs
	}{
		{"linux", map[string]string{"TERM": "xterm-256color", "LANG": "id_ID.UTF-8"}, Full},
		{"linux", map[string]string{"TERM": "xterm-256color"}, Full},
		{"linux", map[string]string{"TERM": "xterm", "LANG": "C"}, Full},
		{"linux", map[string]string{"TERM": "xterm", "LANG": "C.utf8"}, Full},
		{"linux", map[string]string{"TERM": "xterm", "LANG": "id_ID.ISO-8859-1"}, ASCII},
		{"linux", map[string]string{"TERM": "xterm", "LC_ALL": "en_US.UTF-8", "LANG": "id_ID.ISO-8859-1"}, Full},
		{"linux", map[string]string{"TERM": "linux", "LANG": "id_ID.UTF-8"}, ASCII},
		{"linux", map[string]string{"TERM": "vt220"}, ASCII},
		{"windows", map[string]string{"WT_SESSION": "x"}, Full},
		{"windows", nil, Simple},
		{"windows", map[string]string{"TERM": "xterm-256color"}, Full},
	} {
		if got := DetectSigns(c.goos, func(k string) string { return c.env[k] }); got != c.want {
			t.Errorf("%s %v: %d, want %d", c.goos, c.env, got, c.want)
		}
	}
}
