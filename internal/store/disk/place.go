package disk

import (
	"os"
	"path/filepath"
	"strings"
)

// Place is what kind of place a folder lies in.
type Place int

// The kinds of Place.
const (
	Local     Place = iota // as far as can be seen
	Network                // locks and flushes may do nothing
	Synced                 // a program copies files while they are written
	Removable              // may be pulled out while it is written to
)

// PlaceOf says where a folder lies, or would lie if it is not there yet. env looks up
// environment variables.
func PlaceOf(dir string, env func(string) string) Place {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return Local
	}
	for _, at := range []string{abs, resolved(abs)} {
		if synced(at, env) {
			return Synced
		}
	}
	return systemPlace(existing(abs))
}

// existing is the deepest folder on the way to a path that is there.
func existing(path string) string {
	for {
		if _, err := os.Stat(path); err == nil || path == filepath.Dir(path) {
			return path
		}
		path = filepath.Dir(path)
	}
}

func resolved(path string) string {
	if r, err := filepath.EvalSymlinks(existing(path)); err == nil {
		return r
	}
	return path
}

// synced reports whether a path lies in the folder of a program that synchronises:
// by the variables OneDrive sets, else by the names such folders have.
func synced(path string, env func(string) string) bool {
	for _, name := range []string{"OneDrive", "OneDriveCommercial", "OneDriveConsumer"} {
		if root := env(name); root != "" && within(path, root) {
			return true
		}
	}
	for _, part := range strings.FieldsFunc(path, func(r rune) bool { return r == '/' || r == '\\' }) {
		p := strings.ToLower(part)
		switch {
		case p == "onedrive", strings.HasPrefix(p, "onedrive - "), p == "dropbox", p == "google drive", p == "googledrive",
			p == "icloud drive", p == "nextcloud":
			return true
		}
	}
	return false
}

func within(path, root string) bool {
	rel, err := filepath.Rel(strings.ToLower(root), strings.ToLower(path))
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}
