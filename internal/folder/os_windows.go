package folder

import (
	"io/fs"
	"strings"
	"syscall"
)

// hidden reports what Windows does not show, and what others name with a dot.
func hidden(info fs.FileInfo) bool {
	if d, ok := info.Sys().(*syscall.Win32FileAttributeData); ok && d.FileAttributes&syscall.FILE_ATTRIBUTE_HIDDEN != 0 {
		return true
	}
	return strings.HasPrefix(info.Name(), ".")
}

// away reports files of which only the name is on this computer: OFFLINE,
// RECALL_ON_OPEN, RECALL_ON_DATA_ACCESS.
func away(info fs.FileInfo) bool {
	d, ok := info.Sys().(*syscall.Win32FileAttributeData)
	return ok && d.FileAttributes&(0x1000|0x40000|0x400000) != 0
}

// drives lists the letters that are in use; the disks are not touched.
func drives() []Place {
	mask, _, _ := syscall.NewLazyDLL("kernel32.dll").NewProc("GetLogicalDrives").Call()
	var out []Place
	for i := range 26 {
		if mask&(1<<i) != 0 {
			letter := string(rune('A'+i)) + ":"
			out = append(out, Place{letter + `\`, "Drive " + letter})
		}
	}
	return out
}
