// Package relay takes what the room sees from the working program to further
// windows on the same computer: over a Unix socket that only its owner may
// open, never over a network. Windows has such sockets since Windows 10.
//
// The working program is the Server, a window a Follower. Each state is one
// line of JSON; a window answers with lines that give its size. Only the newest
// state counts: a slow window skips what came in between.
package relay

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"monev/internal/slide"
)

const (
	// FileName is the socket in the data folder.
	FileName = "monev.sock"
	// pointerName is the file in the data folder that says where the socket is
	// when it cannot be there: the path is too long, or the medium (a USB stick
	// with FAT) has no sockets.
	pointerName = "monev.sock.letak"

	// longest is the most bytes of a socket's path: macOS takes 103, Linux and
	// Windows 107.
	longest = 100

	mostWindows = 8
	mostLine    = 4 << 20 // bytes of a state
	stuck       = 5 * time.Second
)

// ErrBusy is wrapped by the error of Listen if another program serves the data
// folder already.
var ErrBusy = errors.New("another program serves the windows")

// Server shows states to every window that is connected.
type Server struct {
	l       net.Listener
	cleanup []string // removed by Close, in order

	mu      sync.Mutex
	changed *sync.Cond
	line    []byte // the newest state
	n       int    // number of it
	windows map[net.Conn]slide.Window
	closed  bool
	running sync.WaitGroup
}

// Listen makes the socket of a data folder, in it or, where that cannot be, in
// a folder of our own under the temporary one. A socket left behind by a crash
// is replaced; one that answers is ErrBusy.
func Listen(dir string) (*Server, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("listen for windows: %w", err)
	}
	if at := where(dir); at != "" {
		if c, err := net.DialTimeout("unix", at, time.Second); err == nil {
			_ = c.Close()
			return nil, fmt.Errorf("listen for windows: %w", ErrBusy)
		}
		sweep(at)
	}
	s := &Server{windows: map[net.Conn]slide.Window{}}
	s.changed = sync.NewCond(&s.mu)
	pointer, path := filepath.Join(dir, pointerName), filepath.Join(dir, FileName)
	_ = os.Remove(pointer)
	if len(path) <= longest {
		s.l, err = listen(path) // else elsewhere
	}
	if s.l == nil {
		if other := s.elsewhere(pointer); other != nil {
			return nil, fmt.Errorf("listen for windows: %w", errors.Join(err, other))
		}
	}
	s.running.Go(s.accept)
	return s, nil
}

// Supported reports whether this system has such sockets: Windows before version
// 1803 of Windows 10 has none.
func Supported() bool {
	const noFamily = syscall.Errno(10047) // WSAEAFNOSUPPORT
	c, err := net.Dial("unix", filepath.Join(os.TempDir(), "monev-none"))
	if err == nil {
		_ = c.Close()
	}
	return err == nil || !errors.Is(err, noFamily) && !errors.Is(err, syscall.EAFNOSUPPORT)
}

// listen makes a socket that only its owner may open.
func listen(path string) (net.Listener, error) {
	l, err := net.Listen("unix", path)
	if err != nil {
		return nil, err
	}
	if err := os.Chmod(path, 0o600); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return l, nil
}

// elsewhere puts the socket into a new private folder and writes down where.
func (s *Server) elsewhere(pointer string) error {
	var all error
	for _, base := range []string{os.TempDir(), "/tmp"} {
		own, err := os.MkdirTemp(base, "monev-") // only for its owner
		if err != nil {
			all = errors.Join(all, err)
			continue
		}
		path := filepath.Join(own, "s")
		l, err := listen(path)
		if err == nil {
			if err = os.WriteFile(pointer, []byte(path+"\n"), 0o600); err == nil {
				s.l, s.cleanup = l, []string{own, pointer}
				return nil
			}
			err = errors.Join(err, l.Close())
		}
		all = errors.Join(all, err, os.Remove(own))
	}
	return all
}

// where is the path of the socket that belongs to a data folder.
func where(dir string) string {
	b, err := os.ReadFile(filepath.Join(dir, pointerName))
	if path := strings.TrimSpace(string(b)); err == nil && filepath.IsAbs(path) && len(path) <= longest+7 {
		return path
	}
	if path := filepath.Join(dir, FileName); len(path) <= longest+7 {
		return path
	}
	return ""
}

// sweep takes away a socket nobody answers at, and its own folder.
func sweep(path string) {
	info, err := os.Lstat(path)
	// Windows may call a socket irregular. The pointer came with the folder: whatever
	// else it names is not ours.
	if err != nil || info.Mode()&(os.ModeSocket|os.ModeIrregular) == 0 {
		return
	}
	_ = os.Remove(path)
	if own := filepath.Dir(path); strings.HasPrefix(filepath.Base(own), "monev-") {
		_ = os.Remove(own) // only if it is empty
	}
}

// Show makes s what every window shows. It never blocks.
func (s *Server) Show(state slide.State) {
	b, err := json.Marshal(state)
	if err != nil || len(b) > mostLine-1 {
		return // numbers that are none, or more than a window reads: they keep what they have
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if bytes.Equal(b, s.line) {
		return
	}
	s.line = b
	s.n++
	s.changed.Broadcast()
}

// Windows are the sizes of the windows that are connected and have said theirs.
func (s *Server) Windows() []slide.Window {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []slide.Window
	for _, w := range s.windows {
		if w.W > 0 && w.H > 0 {
			out = append(out, w)
		}
	}
	return out
}

// Close ends every connection and takes the socket away.
func (s *Server) Close() error {
	s.mu.Lock()
	s.closed = true
	for c := range s.windows {
		_ = c.Close()
	}
	s.changed.Broadcast()
	s.mu.Unlock()
	err := s.l.Close()
	s.running.Wait()
	for _, path := range s.cleanup {
		err = errors.Join(err, os.Remove(path))
	}
	return err
}

func (s *Server) accept() {
	for {
		c, err := s.l.Accept()
		if err != nil {
			s.mu.Lock()
			closed := s.closed
			s.mu.Unlock()
			if closed || errors.Is(err, net.ErrClosed) {
				return
			}
			time.Sleep(50 * time.Millisecond) // too many open files; it passes
			continue
		}
		s.mu.Lock()
		full := s.closed || len(s.windows) >= mostWindows
		if !full {
			s.windows[c] = slide.Window{}
		}
		s.mu.Unlock()
		if full {
			_ = c.Close()
			continue
		}
		s.running.Go(func() { s.write(c) })
		s.running.Go(func() { s.read(c) })
	}
}

// write sends each newest state to one window.
func (s *Server) write(c net.Conn) {
	sent := 0
	for {
		s.mu.Lock()
		for _, here := s.windows[c]; here && !s.closed && s.n == sent; _, here = s.windows[c] {
			s.changed.Wait()
		}
		_, here := s.windows[c]
		line, n, closed := s.line, s.n, s.closed
		s.mu.Unlock()
		if closed || !here {
			return
		}
		_ = c.SetWriteDeadline(time.Now().Add(stuck))
		if _, err := c.Write(append(line[:len(line):len(line)], '\n')); err != nil {
			_ = c.Close() // read ends and forgets the window
			return
		}
		sent = n
	}
}

// read takes the sizes of one window until it goes.
func (s *Server) read(c net.Conn) {
	lines := bufio.NewScanner(c)
	lines.Buffer(nil, 4096)
	for lines.Scan() {
		var w slide.Window
		if json.Unmarshal(lines.Bytes(), &w) == nil && w.W > 0 && w.H > 0 && w.W < 10000 && w.H < 10000 {
			s.mu.Lock()
			s.windows[c] = w
			s.mu.Unlock()
		}
	}
	_ = c.Close()
	s.mu.Lock()
	delete(s.windows, c)
	s.changed.Broadcast()
	s.mu.Unlock()
}
