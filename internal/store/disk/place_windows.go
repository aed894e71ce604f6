package disk

import (
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
)

func systemPlace(dir string) Place {
	volume := filepath.VolumeName(dir)
	if strings.HasPrefix(volume, `\\`) {
		return Network
	}
	root, err := windows.UTF16PtrFromString(volume + `\`)
	if err != nil {
		return Local
	}
	switch windows.GetDriveType(root) {
	case windows.DRIVE_REMOTE:
		return Network
	case windows.DRIVE_REMOVABLE:
		return Removable
	}
	return Local
}
