//go:build !linux && !windows

package disk

import "strings"

func systemPlace(dir string) Place {
	if strings.HasPrefix(dir, "/Volumes/") {
		return Removable
	}
	return Local
}
