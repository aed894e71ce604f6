// Package look is how monev looks on this computer: colours and signs. It is
// kept in a small file of the data folder, apart from the office's records:
// neither undo nor a backup has anything to do with it.
package look

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"monev/internal/store/disk"
)

// FileName is the file in the data folder.
const FileName = "tampilan.json"

// most is the bytes of a file that can be ours.
const most = 1 << 16

// A Look is the choices; an empty one is left to monev.
type Look struct {
	Colours string `json:"warna,omitempty"`          // of the working screens: terang, gelap, kontras, polos
	Room    string `json:"warna_proyeksi,omitempty"` // of the projected view, the same words
	Signs   string `json:"tanda,omitempty"`          // lengkap, sederhana, ascii

	// Background is what Terminal, the terminal that was used last, said of its
	// background: terang or gelap. Nobody chooses it.
	Background string `json:"latar,omitempty"`
	Terminal   string `json:"terminal,omitempty"`
}

// A Keeper reads and changes the look of a data folder.
type Keeper struct {
	dir  string
	disk disk.FS
	mu   sync.Mutex
}

// In is the Keeper of a data folder.
func In(dir string) *Keeper { return &Keeper{dir: dir, disk: disk.OS()} }

// Load is the kept look; one that is not there or cannot be read is empty.
func (k *Keeper) Load() Look {
	var l Look
	path := filepath.Join(k.dir, FileName)
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() || info.Size() > most {
		return Look{}
	}
	if b, err := os.ReadFile(path); err != nil || json.Unmarshal(b, &l) != nil {
		return Look{}
	}
	return l
}

// Change changes the kept look; what another monev on the same folder chose
// meanwhile stays where change does not touch it. A power cut leaves the look before
// the change or the one after it.
func (k *Keeper) Change(change func(*Look)) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	l := k.Load()
	change(&l)
	b, err := json.Marshal(l)
	if err != nil {
		return fmt.Errorf("keep look: %w", err)
	}
	// Of this process alone, so that two do not write into one file.
	temp := filepath.Join(k.dir, fmt.Sprintf(".monev-tampilan-%d", os.Getpid()))
	f, err := k.disk.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return fmt.Errorf("keep look: %w", err)
	}
	if _, err = f.Write(append(b, '\n')); err == nil {
		err = f.Sync() // or a power cut may leave the new name with nothing in it
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = k.disk.Rename(temp, filepath.Join(k.dir, FileName))
	}
	if err != nil {
		return fmt.Errorf("keep look: %w", errors.Join(err, k.disk.Remove(temp)))
	}
	return nil
}
