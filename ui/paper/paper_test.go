package paper

import (
	"fmt"
	"testing"

	"monev/internal/app"
	"monev/ui"
	"monev/ui/job"
	"monev/ui/uitest"
)

func TestShort(t *testing.T) {
	for file, want := range map[string]string{
		"Laporan Monev DRAF - Rapat Monev ZI - TW IV 2025 - 2025-11-20.pdf": "Laporan Monev DRAF (PDF)",
		"Notula - x.md": "Notula (Markdown)",
		"Foto 3":        "Foto 3",
	} {
		if got := short(file); got != want {
			t.Errorf("%s: %q, want %q", file, got, want)
		}
	}
}

func TestKeysOfTheChecklist(t *testing.T) {
	k := uitest.Kit(nil)
	s := New(k, job.New(k), "R0001").Choose()
	r := ui.New(k, s)
	d := uitest.New(t, r, 80, 24)
	uitest.CheckActions(t, s, r.Actions())
	d.Key("space")
	uitest.CheckActions(t, s, r.Actions())
	for _, size := range [][2]int{{60, 18}, {80, 24}, {120, 40}, {160, 50}} {
		d.Resize(size[0], size[1])
		d.Golden(fmt.Sprintf("%dx%d", size[0], size[1]))
	}
}

// What was made again takes the place of what was made before, in the order in
// which documents are bound; a failure keeps what there is.
func TestListOfWhatWasMade(t *testing.T) {
	k := uitest.Kit(nil)
	m := New(k, job.New(k), "R0001")
	first := ""
	m.Shown = func(key string) { first = key }
	m.take([]app.Document{{Name: "notula", Format: "pdf", Path: "d/Notula.pdf"}, {Name: "laporan", Format: "pdf", Path: "d/Laporan.pdf"}}, nil)
	m.take([]app.Document{{Name: "notula", Format: "pdf", Path: "d/Notula (2).pdf", Note: "ada dua"}}, nil)
	m.take(nil, nil)
	if len(m.made) != 2 || first != Row+"notula" || !m.Made() || m.Dir() != "d" {
		t.Errorf("%+v, first %q", m.made, first)
	}
	var keys []string
	for _, it := range m.Items() {
		if !it.Header {
			keys = append(keys, it.Key)
		}
	}
	if len(keys) != 2 || keys[0] != Row+"notula" || keys[1] != Row+"laporan" {
		t.Errorf("rows %q", keys)
	}
}
