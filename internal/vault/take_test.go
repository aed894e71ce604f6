package vault

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"monev/internal/monev"
)

func TestTakeCopiesWholeAndHashes(t *testing.T) {
	dir, away := t.TempDir(), t.TempDir()
	text := strings.Repeat("surat keputusan\n", 300_000) // more than four blocks
	src := write(t, filepath.Join(away, "SK Tim.PDF"), text)
	v := Open(dir)
	var calls, last, total int64
	f, err := v.Take(ctx, src, Path(2025, "I Manajemen Perubahan", "Pemenuhan", "A.I.1.i.a", "SK Tim", ".PDF"), func(d, n int64) {
		if d < last {
			t.Errorf("progress goes back from %d to %d", last, d)
		}
		calls, last, total = calls+1, d, n
	})
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte(text))
	want := monev.File{Path: "eviden/2025/I Manajemen Perubahan/Pemenuhan/A.I.1.i.a SK Tim.pdf", Kept: true, Name: "SK Tim.PDF",
		Size: int64(len(text)), SHA256: hex.EncodeToString(sum[:])}
	if f != want {
		t.Errorf("%+v", f)
	}
	if last != want.Size || total != want.Size || calls < 3 {
		t.Errorf("progress ended at %d of %d after %d calls", last, total, calls)
	}
	if b, err := v.Read(f, 1<<30); err != nil || string(b) != text {
		t.Errorf("copy differs: %v", err)
	}
	if info, err := v.Stat(f); err != nil || (runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0) {
		t.Errorf("others may read the copy: %v %v", info.Mode(), err)
	}
	if s, now, err := v.Verify(ctx, f, nil); s != Intact || now != f || err != nil {
		t.Errorf("verify: %v %+v %v", s, now, err)
	}
	if b, err := os.ReadFile(src); err != nil || string(b) != text {
		t.Error("the original was touched")
	}
	if got := files(t, dir); got != want.Path {
		t.Errorf("left behind:\n%s", got)
	}
}

func TestTakeNeverReplaces(t *testing.T) {
	dir, away := t.TempDir(), t.TempDir()
	v := Open(dir)
	var got []string
	for _, name := range []string{"a.pdf", "b.pdf", "c.pdf"} {
		rel := "eviden/2025/judul.pdf"
		if name == "b.pdf" {
			rel = "eviden/2025/JUDUL.pdf" // the same name on Windows
		}
		f, err := v.Take(ctx, write(t, filepath.Join(away, name), name), rel, nil)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, f.Path)
		if b, err := v.Read(f, 100); err != nil || string(b) != name {
			t.Errorf("%s holds %q", f.Path, b)
		}
	}
	if want := "eviden/2025/judul.pdf eviden/2025/JUDUL (2).pdf eviden/2025/judul (3).pdf"; strings.Join(got, " ") != want {
		t.Errorf("%q", got)
	}
}

func TestTakeClearsWhatACrashLeft(t *testing.T) {
	dir := t.TempDir()
	v := Open(dir)
	own := v.ownHead() + "77.tmp" // a copy that is running now
	for _, name := range []string{".monev-0-1.tmp", own, ".lain.tmp", "monev.tmp", "2024/area/.monev-0-2.tmp"} {
		write(t, filepath.Join(dir, "eviden", name), "x")
	}
	// Before anything is written: what is left may be what fills the disk.
	full := Open(dir)
	full.create = func(*os.Root, string) (target, error) { return nil, syscall.ENOSPC }
	if _, err := full.Take(ctx, write(t, filepath.Join(t.TempDir(), "a"), "a"), "eviden/a.pdf", nil); err == nil {
		t.Fatal("taken")
	}
	if got, want := files(t, dir), "eviden/.lain.tmp\neviden/"+own+"\neviden/monev.tmp"; got != want {
		t.Errorf("after a full disk\n%s", got)
	}
	if _, err := v.Take(ctx, write(t, filepath.Join(t.TempDir(), "a"), "a"), "eviden/a.pdf", nil); err != nil {
		t.Fatal(err)
	}
	if got, want := files(t, dir), "eviden/.lain.tmp\neviden/"+own+"\neviden/a.pdf\neviden/monev.tmp"; got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestTakeWithoutHardLinks(t *testing.T) {
	dir := t.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	v := Open(dir)
	fat := func(*os.Root, string, string) error { return syscall.EPERM }
	write(t, filepath.Join(dir, "old"), "lama")
	write(t, filepath.Join(dir, "temp"), "baru")
	for _, link := range []func(*os.Root, string, string) error{fat, (*os.Root).Link} {
		v.link = link
		if err := v.name(root, "temp", "old"); !errors.Is(err, fs.ErrExist) {
			t.Errorf("a name that is taken: %v", err)
		}
		if err := v.name(root, "none", "new"); err == nil {
			t.Error("a missing file was renamed")
		}
		if got := files(t, dir); got != "old\ntemp" {
			t.Errorf("left behind: %s", got)
		}
	}
	v.link = fat
	if err := v.name(root, "temp", "new"); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"old": "lama", "new": "baru"} {
		if b, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(b) != want {
			t.Errorf("%s holds %q, %v", name, b, err)
		}
	}
	if got := files(t, dir); got != "new\nold" {
		t.Errorf("left behind: %s", got)
	}
}

func TestTakeRefusals(t *testing.T) {
	away := t.TempDir()
	in := func(name string) string { return filepath.Join(away, name) }
	write(t, in("kosong.pdf"), "")
	write(t, in("ada.pdf"), "isi")
	link := os.Symlink(in("ada.pdf"), in("tautan.pdf")) == nil
	for _, c := range []struct{ name, word string }{
		{"tidak-ada.pdf", "tidak ada"},
		{"kosong.pdf", "0 byte"},
		{".", "adalah map"},
		{"tautan.pdf", "tautan"},
		{"ada.pdf/lagi", "tidak"},
		{"aneh\x1b[31m\u202e.pdf", "tidak "},    // systems differ in what they say of
		{strings.Repeat("x", 10_000), "tidak "}, // names that cannot be
	} {
		if c.name == "tautan.pdf" && !link {
			continue
		}
		dir := t.TempDir()
		_, err := Open(dir).Take(ctx, in(c.name), "eviden/x.pdf", nil)
		says(t, err, "berkas", c.word)
		if r, _ := monev.AsRefusal(err); r != nil && strings.ContainsAny(r.Reason, "\x1b\u202e\n") {
			t.Errorf("%q holds what a terminal obeys", r.Reason)
		}
		if got := files(t, dir); got != "" {
			t.Errorf("%s left behind %s", c.name, got)
		}
	}
	for _, rel := range []string{"../x.pdf", "/x.pdf", "a/../../x", "", "eviden//x", "eviden/CON/x", "eviden/a:b", `eviden\x`, "eviden./x"} {
		dir := t.TempDir()
		if _, err := Open(filepath.Join(dir, "data")).Take(ctx, in("ada.pdf"), rel, nil); err == nil {
			t.Errorf("%q taken", rel)
		}
		if got := files(t, dir); got != "" {
			t.Errorf("%q left behind %s", rel, got)
		}
	}
}

// drive is a source that goes wrong.
type drive struct {
	data  []byte
	size  int64
	fail  error // after data
	moved bool  // the time changes between begin and end
	stats int
}

func (d *drive) Read(p []byte) (int, error) {
	if len(d.data) == 0 {
		if d.fail != nil {
			return 0, d.fail
		}
		return 0, io.EOF
	}
	n := copy(p, d.data[:min(len(d.data), 1000)])
	d.data = d.data[n:]
	return n, nil
}

type info struct {
	fs.FileInfo
	size int64
	at   time.Time
}

func (i info) Size() int64        { return i.size }
func (i info) ModTime() time.Time { return i.at }

func (d *drive) Stat() (fs.FileInfo, error) {
	d.stats++
	at := time.Unix(1, 0)
	if d.moved {
		at = time.Unix(int64(d.stats), 0)
	}
	return info{size: d.size, at: at}, nil
}

// platter is a target that fails at some step.
type platter struct {
	target
	room       int
	full, sync error
}

func (d *platter) Write(p []byte) (int, error) {
	if d.full != nil && len(p) > d.room {
		n, _ := d.target.Write(p[:d.room])
		return n, d.full
	}
	d.room -= len(p)
	return d.target.Write(p)
}

func (d *platter) Sync() error {
	if d.sync != nil {
		return d.sync
	}
	return d.target.Sync()
}

func TestTakeLeavesNothingWhenItFails(t *testing.T) {
	data := make([]byte, 5<<20)
	size := int64(len(data))
	stopped, stop := context.WithCancel(ctx)
	defer stop()
	for _, c := range []struct {
		name        string
		drive       drive
		disk        platter
		create      error
		field, word string
		ctx         context.Context
	}{
		{name: "drive pulled", drive: drive{data: data, size: size, fail: syscall.EIO}, field: "berkas", word: "berhenti terbaca"},
		{name: "drive pulled at once", drive: drive{size: size, fail: syscall.ENODEV}, field: "berkas", word: "flash disk"},
		{name: "cut short", drive: drive{data: data[:99], size: size}, field: "berkas", word: "berubah"},
		{name: "grown", drive: drive{data: data, size: size - 1}, field: "berkas", word: "berubah"},
		{name: "touched", drive: drive{data: data, size: size, moved: true}, field: "berkas", word: "berubah"},
		{name: "full", drive: drive{data: data, size: size}, disk: platter{room: 3 << 20, full: syscall.ENOSPC}, field: "simpanan", word: "Penyimpanan penuh"},
		{name: "full at flush", drive: drive{data: data, size: size}, disk: platter{room: 9 << 20, sync: syscall.ENOSPC}, field: "simpanan", word: "Penyimpanan penuh"},
		{name: "broken", drive: drive{data: data, size: size}, disk: platter{full: syscall.EIO}, field: "simpanan", word: "periksa penyimpanannya"},
		{name: "no permission", drive: drive{data: data, size: size}, create: fs.ErrPermission, field: "simpanan", word: "tidak boleh ditulisi"},
		{name: "stopped", drive: drive{data: data, size: size}, ctx: stopped},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, filepath.Join(dir, "eviden", "x.pdf"), "yang lama")
			v := Open(dir)
			v.create = func(root *os.Root, name string) (target, error) {
				if c.create != nil {
					return nil, c.create
				}
				to, err := create(root, name)
				c.disk.target = to
				return &c.disk, err
			}
			if c.ctx == nil {
				c.ctx = ctx
			}
			_, err := v.take(c.ctx, &c.drive, "/media/stik/x.pdf", "eviden/x.pdf", func(d, n int64) {
				if d > 0 {
					stop()
				}
			})
			if c.field == "" {
				if !errors.Is(err, context.Canceled) {
					t.Errorf("%v", err)
				}
			} else {
				says(t, err, c.field, c.word)
			}
			if got := files(t, dir); got != "eviden/x.pdf" {
				t.Errorf("left behind:\n%s", got)
			}
		})
	}
}
