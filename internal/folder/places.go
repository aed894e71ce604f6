package folder

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// A Place is where one begins to look.
type Place struct {
	Path  string
	Shown string // Indonesian
}

// Home is the user's own folder, or the folder the program runs in.
func Home() string {
	if h, err := os.UserHomeDir(); err == nil {
		return h
	}
	h, _ := filepath.Abs(".")
	return h
}

// Places lists the user's own folder, the usual folders in it that exist, then
// the drives: the letters of Windows, elsewhere what is mounted for the user
// and the root.
func Places(ctx context.Context) []Place {
	home := Home()
	out := []Place{{home, "Map pribadi"}}
	for _, n := range []struct{ name, shown string }{
		{"Documents", "Dokumen"}, {"Dokumen", "Dokumen"}, {"Downloads", "Unduhan"}, {"Unduhan", "Unduhan"}, {"Desktop", "Desktop"},
	} {
		p := filepath.Join(home, n.name)
		if info, err := os.Stat(p); err == nil && info.IsDir() {
			out = append(out, Place{p, n.shown})
		}
	}
	if runtime.GOOS == "windows" {
		return append(out, drives()...)
	}
	user := filepath.Base(home)
	for _, dir := range []string{"/media/" + user, "/run/media/" + user, "/Volumes", "/media", "/mnt"} {
		if ctx.Err() != nil {
			break
		}
		entries, err := os.ReadDir(dir)
		if err != nil {
			continue
		}
		for _, e := range entries {
			p := filepath.Join(dir, e.Name())
			if dir == "/media" && e.Name() == user || slices.ContainsFunc(out, func(o Place) bool { return o.Path == p }) {
				continue
			}
			if info, err := os.Stat(p); err == nil && info.IsDir() {
				out = append(out, Place{p, "Drive " + Shown(e.Name())})
			}
		}
	}
	return append(out, Place{"/", "Seluruh komputer"})
}

// Split takes apart text that names several paths: one a line, or quoted ones
// beside each other, or addresses file:// beside each other. What is left of
// each is for app.TypedPath. Blank pieces are left out.
func Split(text string) []string {
	var out []string
	for line := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '\n' || r == '\r' || r == 0 }) {
		out = append(out, pieces(strings.TrimSpace(line))...)
	}
	return out
}

func pieces(line string) []string {
	if line == "" {
		return nil
	}
	if low := strings.ToLower(line); strings.HasPrefix(low, "file://") && strings.Contains(low, " file://") {
		return strings.Fields(line) // blanks within an address are written %20
	}
	var out []string
	for rest := line; rest != ""; rest = strings.TrimSpace(rest) {
		q := rest[0]
		end := -1
		if q == '"' || q == '\'' {
			end = strings.IndexByte(rest[1:], q)
		}
		if end < 0 { // not a row of quoted names
			return []string{line}
		}
		if end > 0 {
			out = append(out, rest[:end+2])
		}
		rest = rest[end+2:]
	}
	return out
}
