package internal_test

import (
	"os/exec"
	"strings"
	"testing"
)

// TestLayers: nothing below internal/ depends, directly or not, on the screens
// or on anything that talks to a terminal. The test files of internal/ count too.
func TestLayers(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", "-test", "-f", "{{.ImportPath}}", "./...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	deps := strings.Fields(string(out))
	if len(deps) < 50 {
		t.Fatalf("go list named only %d packages", len(deps))
	}
	forbidden := []string{"monev/ui", "monev/cmd", "charm.land", "github.com/charmbracelet", "github.com/gdamore/tcell",
		"github.com/muesli", "github.com/mattn/go-isatty", "github.com/xo/terminfo", "golang.org/x/term", "golang.org/x/crypto/ssh/terminal"}
	for _, d := range deps {
		for _, f := range forbidden {
			if d == f || strings.HasPrefix(d, f+"/") {
				t.Errorf("internal/ depends on %s", d)
			}
		}
	}
}
