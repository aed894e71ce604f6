package vault

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
)

// Progress is told how many bytes of how many are done; the last call of a work
// that succeeds has done == total. It is called by the goroutine that asked for the
// work. nil wants to know nothing.
type Progress func(done, total int64)

func (p Progress) tell(done, total int64) {
	if p != nil {
		p(done, total)
	}
}

const (
	block  = 1 << 20 // bytes read at once
	blocks = 4       // on their way between reading and hashing
)

// pump reads from until its end, hashes what comes and writes it to a writer (nil:
// nowhere). Hashing runs beside reading and writing, over a fixed number of blocks.
// A failure of the writer is told apart from one of the reader.
func pump(ctx context.Context, from io.Reader, to io.Writer, total int64, progress Progress) (sum string, n int64, readErr, writeErr error) {
	free, full := make(chan []byte, blocks), make(chan []byte, blocks)
	for range blocks {
		free <- nil // made when it is needed: most files fit into one
	}
	size := min(block, max(total+1, block>>8))
	done := make(chan hash.Hash)
	go func() {
		h := sha256.New()
		for b := range full {
			h.Write(b)
			free <- b[:size]
		}
		done <- h
	}()
	progress.tell(0, total)
	for readErr == nil && writeErr == nil {
		if readErr = ctx.Err(); readErr != nil {
			break
		}
		b := <-free
		if b == nil {
			b = make([]byte, size)
		}
		var k int
		k, readErr = io.ReadFull(from, b)
		if k > 0 {
			if to != nil {
				_, writeErr = to.Write(b[:k])
			}
			full <- b[:k]
			n += int64(k)
			progress.tell(n, max(total, n))
		}
	}
	close(full)
	h := <-done
	if readErr == io.EOF || readErr == io.ErrUnexpectedEOF {
		readErr = nil
	}
	return hex.EncodeToString(h.Sum(nil)), n, readErr, writeErr
}
