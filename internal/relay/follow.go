package relay

import (
	"bufio"
	"context"
	"encoding/json"
	"net"
	"path/filepath"
	"sync"
	"time"

	"monev/internal/slide"
)

// An Event is news for a window: a state, or that the working program went.
type Event struct {
	State slide.State // harmless; the last one known if Live is false
	Live  bool        // the working program is connected
}

// Follower is a window's end. It looks for the working program again and again,
// whichever of the two was started first and however often one is restarted.
type Follower struct {
	dir   string
	retry time.Duration

	mu    sync.Mutex
	size  slide.Window
	conn  net.Conn
	last  Event
	fresh chan struct{} // of one: there is news
}

// Follow follows the working program of a data folder until ctx ends.
func Follow(ctx context.Context, dir string) *Follower {
	f := &Follower{dir: dir, retry: 200 * time.Millisecond, fresh: make(chan struct{}, 1)}
	if abs, err := filepath.Abs(dir); err == nil {
		f.dir = abs
	}
	go f.run(ctx)
	return f
}

// Next waits for news and returns the newest; ok is false when ctx has ended.
func (f *Follower) Next(ctx context.Context) (e Event, ok bool) {
	select {
	case <-f.fresh:
		f.mu.Lock()
		defer f.mu.Unlock()
		return f.last, true
	case <-ctx.Done():
		return Event{}, false
	}
}

// Resize tells the working program the size of the window. It waits for nothing but
// room in the socket, 50 ms at most: the line is far smaller than what one holds.
func (f *Follower) Resize(w slide.Window) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if w == f.size {
		return
	}
	f.size = w
	f.tell()
}

// tell sends the size.
func (f *Follower) tell() {
	if f.conn == nil || f.size.W <= 0 {
		return
	}
	b, err := json.Marshal(f.size)
	if err != nil {
		return
	}
	_ = f.conn.SetWriteDeadline(time.Now().Add(50 * time.Millisecond))
	_, _ = f.conn.Write(append(b, '\n'))
}

func (f *Follower) news(change func(*Event)) {
	f.mu.Lock()
	change(&f.last)
	f.mu.Unlock()
	select {
	case f.fresh <- struct{}{}:
	default:
	}
}

func (f *Follower) run(ctx context.Context) {
	wait := time.NewTicker(f.retry)
	defer wait.Stop()
	for {
		f.once(ctx)
		select {
		case <-ctx.Done():
			return
		case <-wait.C:
		}
	}
}

// once follows one connection to its end.
func (f *Follower) once(ctx context.Context) {
	path := where(f.dir)
	if path == "" {
		return
	}
	c, err := new(net.Dialer).DialContext(ctx, "unix", path)
	if err != nil {
		return
	}
	stop := context.AfterFunc(ctx, func() { _ = c.Close() })
	defer stop()
	defer c.Close()
	f.mu.Lock()
	f.conn = c
	f.tell()
	f.mu.Unlock()
	lines := bufio.NewScanner(c)
	lines.Buffer(nil, mostLine)
	for lines.Scan() {
		var s slide.State
		if json.Unmarshal(lines.Bytes(), &s) != nil {
			continue
		}
		s.Clean()
		f.news(func(e *Event) { *e = Event{s, true} })
	}
	f.mu.Lock()
	f.conn = nil
	f.mu.Unlock()
	f.news(func(e *Event) { e.Live = false })
}
