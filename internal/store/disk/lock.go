package disk

import (
	"errors"
	"os"
	"time"
)

// ErrLocked says that another process, or another Lock of this one, has the file.
var ErrLocked = errors.New("locked elsewhere")

// Lock is a held lock. The operating system gives it up when the process ends,
// however it ends.
type Lock struct{ f *os.File }

// TakeLock locks a file, making it if it is missing, and waits up to wait for
// whoever has it; then it fails with ErrLocked. The content of the file means
// nothing, and it stays when the lock is given up: removing it could give two
// processes a lock each.
func TakeLock(name string, wait time.Duration) (*Lock, error) {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	for end := time.Now().Add(wait); ; time.Sleep(20 * time.Millisecond) {
		err := lock(f)
		if err == nil {
			return &Lock{f}, nil
		}
		if !errors.Is(err, ErrLocked) || !time.Now().Before(end) {
			return nil, errors.Join(err, f.Close())
		}
	}
}

// Release gives the lock up.
func (l *Lock) Release() error { return l.f.Close() }
