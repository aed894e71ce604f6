package datafolder

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"monev/internal/store/disk"
)

// filling is the ballast being written.
type filling struct {
	stop  context.CancelFunc
	begun bool          // something was written; to be read when ended is closed
	ended chan struct{} // with nothing half written left
}

// fillBallast keeps room for the last words on a full disk, after Options.Rest. That it
// cannot is no error, nor that it is stopped: the next start tries again.
func (f *Folder) fillBallast() {
	if f.o.Ballast <= 0 {
		return
	}
	path := filepath.Join(f.dir, BallastName)
	if info, err := os.Stat(path); err == nil && info.Size() >= f.o.Ballast {
		return
	}
	ctx, stop := context.WithCancel(f.closing)
	fill := &filling{stop: stop, ended: make(chan struct{})}
	f.filling = fill
	f.working.Go(func() {
		defer close(fill.ended)
		defer stop()
		select {
		case <-time.After(f.o.Rest):
		case <-ctx.Done():
			return
		}
		fill.begun = true
		err := f.writeBallast(ctx, path)
		if err != nil && !disk.Full(err) && ctx.Err() == nil {
			f.told(fmt.Errorf("ballast: %w", err))
		}
	})
}

func (f *Folder) writeBallast(ctx context.Context, path string) error {
	return disk.WriteNew(f.disk, path, func(w io.Writer) error {
		block := make([]byte, 1<<20)
		for i := range block {
			block[i] = byte(i*7 + i>>8) // real bytes, no hole
		}
		for left := f.o.Ballast; left > 0; left -= int64(len(block)) {
			if err := ctx.Err(); err != nil {
				return err
			}
			if _, err := w.Write(block[:min(left, int64(len(block)))]); err != nil {
				return err
			}
			// What is not on disk yet a change that is being stored may have to wait for.
			if file, ok := w.(disk.File); ok {
				if err := file.Sync(); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// dropBallast gives up the reserve, also one that is still being written, and reports
// whether there was any. It is called with writes held, or while opening.
func (f *Folder) dropBallast() bool {
	had := false
	if fill := f.filling; fill != nil {
		f.filling = nil
		fill.stop()
		<-fill.ended
		had = fill.begun
	}
	err := f.disk.Remove(filepath.Join(f.dir, BallastName))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		f.told(err)
	}
	return had || err == nil
}
