package relay_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"monev/internal/relay"
	"monev/internal/slide"
)

func listen(t testing.TB, dir string) *relay.Server {
	t.Helper()
	s, err := relay.Listen(dir)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func state(n int) slide.State {
	return slide.State{Version: slide.Version, Office: "KPU", No: n, Slide: slide.Slide{Head: fmt.Sprint("lembar ", n)}}
}

// until reads news until one is as wanted.
func until(t testing.TB, ctx context.Context, f *relay.Follower, want func(relay.Event) bool) relay.Event {
	t.Helper()
	for {
		e, ok := f.Next(ctx)
		if !ok {
			t.Fatal("nothing came")
		}
		if want(e) {
			return e
		}
	}
}

func context10(t testing.TB) context.Context {
	ctx, stop := context.WithTimeout(context.Background(), 10*time.Second)
	t.Cleanup(stop)
	return ctx
}

// A short path: t.TempDir is too long for a socket on some systems.
func folder(t testing.TB) string {
	t.Helper()
	if !relay.Supported() {
		t.Skip("no Unix sockets on this system")
	}
	dir, err := os.MkdirTemp("", "m")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

func TestLateJoinRestartsAndSizes(t *testing.T) {
	for name, dir := range map[string]string{
		"pendek":                      folder(t),
		"terlalu panjang untuk soket": filepath.Join(folder(t), strings.Repeat("map yang panjang ", 8)),
	} {
		t.Run(name, func(t *testing.T) {
			if err := os.MkdirAll(dir, 0o700); err != nil {
				t.Fatal(err)
			}
			ctx := context10(t)
			early := relay.Follow(ctx, dir) // before there is anything to follow
			early.Resize(slide.Window{W: 100, H: 30})
			s := listen(t, dir)
			s.Show(state(1))
			until(t, ctx, early, func(e relay.Event) bool { return e.Live && e.State.No == 1 })
			late := relay.Follow(ctx, dir)
			until(t, ctx, late, func(e relay.Event) bool { return e.Live && e.State.No == 1 })
			for n := 2; n < 200; n++ {
				s.Show(state(n))
			}
			for _, f := range []*relay.Follower{early, late} {
				until(t, ctx, f, func(e relay.Event) bool { return e.State.No == 199 })
			}
			huge := state(200)
			huge.Slide.Title = strings.Repeat("x", 5<<20)
			s.Show(huge) // no window reads as much: they keep what they have, and stay
			s.Show(state(201))
			until(t, ctx, late, func(e relay.Event) bool {
				if !e.Live {
					t.Error("the window was lost")
				}
				return e.State.No == 201
			})
			s.Show(state(199))
			until(t, ctx, early, func(e relay.Event) bool { return e.State.No == 199 })
			late.Resize(slide.Window{W: 80, H: 24})
			for len(s.Windows()) != 2 {
				if ctx.Err() != nil {
					t.Fatalf("windows %v", s.Windows())
				}
				runtime.Gosched()
			}
			if _, err := relay.Listen(dir); !errors.Is(err, relay.ErrBusy) {
				t.Errorf("a second server: %v", err)
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
			e := until(t, ctx, early, func(e relay.Event) bool { return !e.Live })
			if e.State.No != 199 {
				t.Errorf("the picture is gone: %+v", e)
			}
			s = listen(t, dir)
			s.Show(state(7))
			until(t, ctx, early, func(e relay.Event) bool { return e.Live && e.State.No == 7 })
			if err := s.Close(); err != nil {
				t.Error(err)
			}
			left, err := os.ReadDir(dir)
			if err != nil || len(left) > 0 {
				t.Errorf("left behind %v %v", left, err)
			}
		})
	}
}

func TestOnlyTheOwnerMayOpenIt(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the folder's access list decides there")
	}
	dir := folder(t)
	s := listen(t, dir)
	defer s.Close()
	info, err := os.Stat(filepath.Join(dir, relay.FileName))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info.Mode(), err)
	}
}

// A socket left by a crash is replaced; a file of that name is not ours.
func TestWhatACrashLeaves(t *testing.T) {
	dir := folder(t)
	path := filepath.Join(dir, relay.FileName)
	l, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	l.(*net.UnixListener).SetUnlinkOnClose(false)
	_ = l.Close()
	s := listen(t, dir)
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if err := os.WriteFile(path, []byte("milik orang"), 0o600); err != nil {
		t.Fatal(err)
	}
	s = listen(t, dir) // elsewhere
	ctx := context10(t)
	f := relay.Follow(ctx, dir)
	s.Show(state(3))
	until(t, ctx, f, func(e relay.Event) bool { return e.State.No == 3 })
	_ = s.Close()
	if b, err := os.ReadFile(path); err != nil || string(b) != "milik orang" {
		t.Errorf("the file is now %q %v", b, err)
	}
}

// What a pointer names that is no socket, in a folder that came from elsewhere, stays.
func TestAPointerToSomethingElse(t *testing.T) {
	dir, other := folder(t), filepath.Join(t.TempDir(), "pintasan")
	if err := os.Symlink("tidak-ada", other); err != nil {
		t.Skip(err)
	}
	if err := os.WriteFile(filepath.Join(dir, relay.FileName+".letak"), []byte(other+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := listen(t, dir).Close(); err != nil {
		t.Error(err)
	}
	if _, err := os.Lstat(other); err != nil {
		t.Errorf("a link of somebody is gone: %v", err)
	}
}

// Nonsense from a window does no harm, and one that does not read stops nobody.
func TestBadWindows(t *testing.T) {
	dir := folder(t)
	s := listen(t, dir)
	defer s.Close()
	ctx := context10(t)
	for range 3 {
		c, err := net.Dial("unix", filepath.Join(dir, relay.FileName))
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		_, _ = c.Write([]byte("{\"lebar\":-1}\nbukan json\n" + strings.Repeat("x", 10000)))
	}
	deaf, err := net.Dial("unix", filepath.Join(dir, relay.FileName))
	if err != nil {
		t.Fatal(err)
	}
	defer deaf.Close()
	f := relay.Follow(ctx, dir)
	big := state(1)
	big.Note = strings.Repeat("panjang ", 100_000)
	for n := range 20 {
		big.No = n + 1
		s.Show(big)
	}
	until(t, ctx, f, func(e relay.Event) bool { return e.State.No == 20 })
	if w := s.Windows(); len(w) > 0 {
		t.Errorf("windows %v", w)
	}
}

// From Show to the window: the figure of README, "Speed".
func BenchmarkLatency(b *testing.B) {
	dir := folder(b)
	s := listen(b, dir)
	defer s.Close()
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	f := relay.Follow(ctx, dir)
	x := state(0)
	x.Slide.Blocks = []slide.Block{{Kind: slide.Text, Text: strings.Repeat("Temuan yang panjang. ", 100)}}
	n := 0
	for b.Loop() {
		n++
		x.No = n
		s.Show(x)
		for {
			if e, _ := f.Next(ctx); e.State.No == n {
				break
			}
		}
	}
}
