package disk

import (
	"strings"
	"syscall"
)

// distant reports types of file systems, from linux/magic.h, whose locks and flushes
// go over a network or through another program.
func distant(magic uint32) bool {
	switch magic {
	case 0x6969, 0x517B, 0xFF534D42, 0xFE534D42, 0x01021997, // nfs, smb, cifs, smb2, 9p
		0x65735546, 0x00C36400, 0x5346414F, 0x786F4256: // fuse, ceph, afs, vboxsf
		return true
	}
	return false
}

func systemPlace(dir string) Place {
	var s syscall.Statfs_t
	if syscall.Statfs(dir, &s) == nil && distant(uint32(s.Type)) {
		return Network
	}
	if strings.HasPrefix(dir, "/media/") || strings.HasPrefix(dir, "/run/media/") {
		return Removable
	}
	return Local
}
