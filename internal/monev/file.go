package monev

import (
	"strings"

	"monev/internal/plain"
)

// File is a file that the records point to: where it is, and what it was when it
// was taken in.
type File struct {
	// Path is where it is kept: with Kept the path inside the data folder, parts
	// divided by "/"; otherwise the absolute path as the system has it.
	Path   string `json:"path"`
	Kept   bool   `json:"kept,omitempty"` // copied into the data folder
	Name   string `json:"name,omitempty"` // its own name when it was taken
	Size   int64  `json:"size,omitempty"` // bytes
	SHA256 string `json:"sha256,omitempty"`
}

// Clean makes the names safe and refuses a path that climbs out of the data
// folder, a negative size, and a hash that is none.
func (f *File) Clean() error {
	if f.Path != plain.Line(f.Path) || f.Path == "" {
		return Refuse("berkas", "Letak berkas tidak dapat dibaca; pilih berkasnya lagi.")
	}
	if err := line("berkas", "Nama berkas", &f.Name, false); err != nil {
		return err
	}
	if f.Kept {
		for _, part := range strings.Split(f.Path, "/") {
			if part == "" || part == "." || part == ".." || strings.ContainsAny(part, "\\:") {
				return Refuse("berkas", "Letak berkas di map data tidak sah; pilih berkasnya lagi.")
			}
		}
	}
	if f.Size < 0 || (f.SHA256 != "" && !isHash(f.SHA256)) {
		return Refuse("berkas", "Sidik berkas tidak sah; pilih berkasnya lagi.")
	}
	return nil
}

// isHash reports a SHA-256 in 64 lower-case hexadecimal digits.
func isHash(s string) bool {
	return len(s) == 64 && strings.Trim(s, "0123456789abcdef") == ""
}
