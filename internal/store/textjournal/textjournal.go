// Package textjournal keeps the second copy of the events: a plain text file to
// which one line is appended for each event,
//
//	a1b2c3d4 {"v":1,"seq":17,…}
//
// the CRC-32C of the event in eight hexadecimal digits, a blank, and the event
// byte for byte as the store keeps it. Empty lines mean nothing: the file is made
// longer in steps by line ends, which the next events overwrite, because a
// flush is much cheaper when the file need not grow.
//
// A line counts only whole and with its right sum. What a power cut tears can
// only be behind the last line that Append has answered for.
package textjournal

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"

	"monev/internal/store/disk"
)

// step is by how much the file grows.
const step = 64 << 10

var table = crc32.MakeTable(crc32.Castagnoli)

// Encode appends the line of an event to dst.
func Encode(dst, event []byte) []byte {
	var sum [4]byte
	crc := crc32.Checksum(event, table)
	sum[0], sum[1], sum[2], sum[3] = byte(crc>>24), byte(crc>>16), byte(crc>>8), byte(crc)
	dst = hex.AppendEncode(dst, sum[:])
	dst = append(dst, ' ')
	dst = append(dst, event...)
	return append(dst, '\n')
}

// decode returns the event of a line without its end, nil if the line is damaged.
func decode(line []byte) []byte {
	var sum [4]byte
	if len(line) < 10 || line[8] != ' ' {
		return nil
	}
	if _, err := hex.Decode(sum[:], line[:8]); err != nil || bytes.ContainsAny(line[:8], "ABCDEF") {
		return nil
	}
	crc := crc32.Checksum(line[9:], table)
	if [4]byte{byte(crc >> 24), byte(crc >> 16), byte(crc >> 8), byte(crc)} != sum {
		return nil
	}
	return line[9:]
}

// Found says what Read saw.
type Found struct {
	Events int
	// End is the offset behind the last good line.
	End int64
	// Damaged counts the lines between good ones that are not good themselves.
	Damaged int
	// Torn is the number of bytes behind End that are no empty lines.
	Torn int64
}

// A Reader reads a text journal from its beginning.
type Reader struct {
	r       *bufio.Reader
	long    []byte // a line that is longer than the buffer of r
	at      int64
	pending int // damaged lines since the last good one
	found   Found
}

// NewReader returns a Reader on what r holds.
func NewReader(r io.Reader) *Reader { return &Reader{r: bufio.NewReaderSize(r, 64<<10)} }

// Next returns the next event, valid until the next call, or io.EOF. Damaged
// lines are passed over and counted.
func (r *Reader) Next() ([]byte, error) {
	for {
		r.skipEmpty()
		line, err := r.r.ReadSlice('\n')
		if errors.Is(err, bufio.ErrBufferFull) {
			r.long = r.long[:0]
			for errors.Is(err, bufio.ErrBufferFull) {
				r.long = append(r.long, line...)
				line, err = r.r.ReadSlice('\n')
			}
			r.long = append(r.long, line...)
			line = r.long
		}
		if err != nil && err != io.EOF {
			return nil, err
		}
		r.at += int64(len(line))
		if err == io.EOF { // a line without end is torn
			if len(bytes.Trim(line, "\x00")) > 0 {
				r.found.Torn += int64(len(line))
			}
			return nil, io.EOF
		}
		body := bytes.TrimLeft(line[:len(line)-1], "\x00") // room that never got its line ends
		if len(body) == 0 {
			continue
		}
		event := decode(body)
		if event == nil {
			r.pending++
			r.found.Torn += int64(len(line))
			continue
		}
		r.found.Damaged += r.pending
		r.pending, r.found.Torn = 0, 0
		r.found.Events++
		r.found.End = r.at
		return event, nil
	}
}

// skipEmpty passes over empty lines: the room behind the last event is full of them.
func (r *Reader) skipEmpty() {
	for {
		if b, _ := r.r.Peek(1); len(b) == 0 || b[0] != '\n' {
			return
		}
		b, _ := r.r.Peek(r.r.Buffered())
		n, _ := r.r.Discard(len(b) - len(bytes.TrimLeft(b, "\n")))
		r.at += int64(n)
	}
}

// Found says what was seen so far; it is complete after io.EOF.
func (r *Reader) Found() Found { return r.found }

// Read visits all good events of a file in order; the slice is valid only during
// the visit. A missing file gives an error that is fs.ErrNotExist.
func Read(d disk.FS, path string, visit func(event []byte) error) (Found, error) {
	f, err := d.OpenFile(path, os.O_RDONLY, 0)
	if err != nil {
		return Found{}, err
	}
	defer func() { _ = f.Close() }()
	r := NewReader(f)
	for {
		event, err := r.Next()
		if err == io.EOF {
			return r.Found(), nil
		}
		if err == nil {
			err = visit(event)
		}
		if err != nil {
			return r.Found(), err
		}
	}
}

// Journal is a text journal open for appending. It is used by one goroutine at
// a time.
type Journal struct {
	f    disk.File
	pos  int64 // where the next line goes
	last int64 // where the last Append began
	size int64 // up to which there is room, on disk
	buf  []byte
	// broken is the first error of writing; nothing is known about the file
	// then, so it must be opened anew.
	broken error
}

// Open opens a file for appending behind end, which must be Found.End of the
// same file; what is behind it is cut off. A missing file is made, and its folder.
func Open(d disk.FS, path string, end int64) (j *Journal, err error) {
	f, err := d.OpenFile(path, os.O_RDWR, 0)
	if errors.Is(err, os.ErrNotExist) {
		dir := filepath.Dir(path)
		if err := d.MkdirAll(dir, 0o700); err != nil {
			return nil, err
		}
		if f, err = d.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600); err != nil {
			return nil, err
		}
		if err := errors.Join(d.SyncDir(dir), d.SyncDir(filepath.Dir(dir))); err != nil {
			return nil, errors.Join(err, f.Close())
		}
	} else if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, f.Close())
		}
	}()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	j = &Journal{f: f, pos: end, last: end, size: info.Size()}
	if info.Size() > end {
		// A torn line may be longer than the one that takes its place.
		if err := f.Truncate(end); err != nil {
			return nil, err
		}
		if err := f.Sync(); err != nil {
			return nil, err
		}
		j.size = end
	}
	return j, nil
}

// Reserve makes room for events, on disk, so that Append need not make the file
// longer for them. If the disk is full nothing has changed and it may be tried
// again; after another error the journal takes no more.
func (j *Journal) Reserve(events ...[]byte) error {
	if j.broken != nil {
		return fmt.Errorf("text journal: %w", j.broken)
	}
	end := j.pos + encodedLen(events)
	if end <= j.size {
		return nil
	}
	size := (end/step + 1) * step
	_, err := j.f.WriteAt(bytes.Repeat([]byte{'\n'}, int(size-j.size)), j.size)
	if err == nil {
		err = j.f.Sync()
	}
	if err != nil {
		if !disk.Full(err) {
			j.broken = err
		}
		return fmt.Errorf("text journal: make room: %w", err)
	}
	j.size = size
	return nil
}

func encodedLen(events [][]byte) (n int64) {
	for _, e := range events {
		n += int64(len(e)) + 10 // sum, blank, line end
	}
	return n
}

// Append adds events and returns when they are on disk. After an error the
// journal takes no more: whether the lines are there is not known.
func (j *Journal) Append(events ...[]byte) error {
	if j.broken != nil {
		return fmt.Errorf("text journal: %w", j.broken)
	}
	j.buf = j.buf[:0]
	for _, e := range events {
		j.buf = Encode(j.buf, e)
	}
	end := j.pos + int64(len(j.buf))
	size := j.size
	if end > size {
		size = (end/step + 1) * step
		for n := size - end; n > 0; n-- {
			j.buf = append(j.buf, '\n')
		}
	}
	if err := j.write(j.buf, j.pos); err != nil {
		return err
	}
	j.last, j.pos, j.size = j.pos, end, size
	if cap(j.buf) > 16*step {
		j.buf = nil
	}
	return nil
}

// Retract takes back what the last Append added, and returns when that is on disk.
// After an error the journal takes no more.
func (j *Journal) Retract() error {
	if j.broken != nil {
		return fmt.Errorf("text journal: %w", j.broken)
	}
	if err := j.write(bytes.Repeat([]byte{'\n'}, int(j.pos-j.last)), j.last); err != nil {
		return err
	}
	j.pos = j.last
	return nil
}

// write puts b at a place and flushes it.
func (j *Journal) write(b []byte, at int64) error {
	_, err := j.f.WriteAt(b, at)
	if err == nil {
		err = j.f.Sync()
	}
	if err != nil {
		j.broken = err
		return fmt.Errorf("text journal: %w", err)
	}
	return nil
}

// Err is the first error after which the journal takes no more, nil if it does.
func (j *Journal) Err() error { return j.broken }

// Close ends the journal and gives back the room it has not used.
func (j *Journal) Close() error {
	var err error
	if j.broken == nil {
		err = j.f.Truncate(j.pos)
	}
	return errors.Join(err, j.f.Close())
}
