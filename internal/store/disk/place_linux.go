package disk

import (
	"strings"
	"syscall"
)

// Types of file systems from linux/magic.h whose locks and flushes go over a
// network or through another program.
var distant = map[int64]bool{
	0x6969: true, 0x517B: true, 0xFF534D42: true, 0xFE534D42: true, 0x01021997: true, // nfs, smb, cifs, smb2, 9p
	0x65735546: true, 0x00C36400: true, 0x5346414F: true, 0x786F4256: true, // fuse, ceph, afs, vboxsf
}

func systemPlace(dir string) Place {
	var s syscall.Statfs_t
	if syscall.Statfs(dir, &s) == nil && distant[int64(uint32(s.Type))] { // 32 bits everywhere
		return Network
	}
	if strings.HasPrefix(dir, "/media/") || strings.HasPrefix(dir, "/run/media/") {
		return Removable
	}
	return Local
}
