//go:build !windows

package folder

import (
	"io/fs"
	"strings"
)

// hidden reports names with a dot, and the backups some editors make.
func hidden(info fs.FileInfo) bool {
	return strings.HasPrefix(info.Name(), ".") || strings.HasSuffix(info.Name(), "~")
}

func away(fs.FileInfo) bool { return false }

func drives() []Place { return nil }
