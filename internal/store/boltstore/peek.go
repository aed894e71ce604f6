package boltstore

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"

	"monev/internal/store"
)

// Layout of the two meta pages of a bbolt file, after a page header. Numbers are
// in the machine's byte order, which is little-endian on all we run on.
const (
	metaAt    = 16 // header of a page
	metaSize  = 64
	metaMagic = 0xED0CDAED
	metaOfV2  = 2
)

// peek looks at a file with plain reads, changing nothing: it must have a sound
// meta page and be as long as that says. bbolt maps files into memory, where
// a missing end is a fault, and on Windows it enlarges them before any check.
func peek(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	switch {
	case !info.Mode().IsRegular():
		return fmt.Errorf("%w: not a file", store.ErrDamaged)
	case info.Size() == 0:
		return fmt.Errorf("%w: the file is empty", store.ErrDamaged)
	}
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	a, errA := readMeta(f, 0)
	b, errB := readMeta(f, pageSize)
	if errA != nil && errB != nil {
		return fmt.Errorf("%w: no sound meta page", store.ErrDamaged)
	}
	if errA != nil || (errB == nil && b.txid > a.txid) {
		a = b
	}
	// The file may be growing under the hands of another process, so its
	// length is asked again after its meta pages.
	if info, err = f.Stat(); err != nil {
		return err
	}
	if a.pages > uint64(info.Size())/pageSize {
		return fmt.Errorf("%w: %d bytes of %d pages", store.ErrDamaged, info.Size(), a.pages)
	}
	return nil
}

type meta struct {
	pages uint64 // the high-water mark
	txid  uint64
}

func readMeta(r io.ReaderAt, at int64) (meta, error) {
	var b [metaSize]byte
	if _, err := r.ReadAt(b[:], at+metaAt); err != nil {
		return meta{}, err
	}
	le := binary.LittleEndian
	sum := fnv.New64a()
	_, _ = sum.Write(b[:56])
	if le.Uint32(b[0:]) != metaMagic || le.Uint32(b[4:]) != metaOfV2 || le.Uint32(b[8:]) != pageSize ||
		le.Uint64(b[56:]) != sum.Sum64() {
		return meta{}, errors.New("not a meta page")
	}
	return meta{pages: le.Uint64(b[40:]), txid: le.Uint64(b[48:])}, nil
}
