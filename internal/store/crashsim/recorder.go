// Package crashsim is for tests: it records what a program does to its files,
// and rebuilds every state in which a power cut could have left them.
//
// The model: what was flushed is on disk. Of the writes to a file since its last
// flush any subset may be, and the newest may be torn at sectors of 512 bytes.
// Names (create, rename, link, remove, new folders) reach the disk in order, none
// later than the next flush of their folder: that is how the journals of ext4, XFS
// and NTFS work. What lies in a folder that did not reach it is gone. Disks that answer a flush without doing it are outside the model.
package crashsim

import (
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"unsafe"

	bolt "go.etcd.io/bbolt"

	"monev/internal/store/disk"
)

type opKind int

const (
	opWrite opKind = iota
	opTruncate
	opFlush
	opCreate // a name for a new file
	opMakeDir
	opRename
	opLink
	opRemove
	opFlushDir
	opAck
)

type op struct {
	kind     opKind
	file     int // inode
	name, to string
	off      int64
	data     []byte
	n        int // acknowledged so far
}

// Drop says which flushes are not recorded, as if the program had left them out:
// for the controls, which must fail.
type Drop struct {
	Pages, Meta bool // bbolt's flush before its meta page, and behind it
	Files       bool // flushes of all other files
	Dirs        bool
}

// A Recorder is a disk.FS that does everything on the machine's file system and
// notes it down. All paths lie under one folder.
type Recorder struct {
	root string
	drop Drop
	os   disk.FS

	mu    sync.Mutex
	ops   []op
	names map[string]int // present name → inode
	size  map[int]int64
	files int
	base  image // what was there before
	// baseIDs are the inodes that the names in base had.
	baseIDs map[string]int
}

// Record begins to record what happens under a folder. What is in it already
// counts as being on disk.
func Record(root string, drop Drop) (*Recorder, error) {
	root, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	r := &Recorder{root: root, drop: drop, os: disk.OS(), names: map[string]int{}, size: map[int]int64{}, base: image{},
		baseIDs: map[string]int{}}
	err = filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || path == root {
			return err
		}
		if e.IsDir() {
			r.base[r.rel(path)+"/"], r.baseIDs[r.rel(path)+"/"] = nil, folder
			return nil
		}
		b, err := os.ReadFile(path)
		r.base[r.rel(path)] = b
		r.names[r.rel(path)], r.baseIDs[r.rel(path)] = r.files, r.files
		r.size[r.files] = int64(len(b))
		r.files++
		return err
	})
	return r, err
}

func (r *Recorder) rel(path string) string {
	abs, err := filepath.Abs(path) // on Windows a name may lack its drive
	if err != nil {
		panic(err)
	}
	p, err := filepath.Rel(r.root, abs)
	if err != nil || strings.HasPrefix(p, "..") {
		panic("outside of the recorded folder: " + path)
	}
	return filepath.ToSlash(p)
}

// Ack notes that n changes have been answered as saved.
func (r *Recorder) Ack(n int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.ops = append(r.ops, op{kind: opAck, n: n})
}

// OpenFile implements disk.FS.
func (r *Recorder) OpenFile(name string, flag int, perm fs.FileMode) (disk.File, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	f, err := r.os.OpenFile(name, flag, perm)
	if err != nil {
		return nil, err
	}
	rel := r.rel(name)
	id, ok := r.names[rel]
	switch {
	case !ok:
		id = r.files
		r.files++
		r.names[rel], r.size[id] = id, 0
		r.ops = append(r.ops, op{kind: opCreate, file: id, name: rel})
	case flag&os.O_TRUNC != 0:
		r.truncate(id, 0)
	}
	return &file{File: f, r: r, id: id}, nil
}

func (r *Recorder) truncate(id int, size int64) {
	r.ops = append(r.ops, op{kind: opTruncate, file: id, off: size})
	r.size[id] = size
}

func (r *Recorder) write(id int, off int64, b []byte) {
	r.ops = append(r.ops, op{kind: opWrite, file: id, off: off, data: append([]byte(nil), b...)})
	r.size[id] = max(r.size[id], off+int64(len(b)))
}

// Rename implements disk.FS.
func (r *Recorder) Rename(old, new string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.os.Rename(old, new); err != nil {
		return err
	}
	a, b := r.rel(old), r.rel(new)
	if id, ok := r.names[a]; ok { // a folder has no inode here
		r.names[b] = id
		delete(r.names, a)
		r.ops = append(r.ops, op{kind: opRename, name: a, to: b})
	}
	return nil
}

// Link implements disk.FS.
func (r *Recorder) Link(old, new string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.os.Link(old, new); err != nil {
		return err
	}
	a, b := r.rel(old), r.rel(new)
	r.names[b] = r.names[a]
	r.ops = append(r.ops, op{kind: opLink, name: a, to: b})
	return nil
}

// Remove implements disk.FS.
func (r *Recorder) Remove(name string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.os.Remove(name); err != nil {
		return err
	}
	delete(r.names, r.rel(name))
	r.ops = append(r.ops, op{kind: opRemove, name: r.rel(name)})
	return nil
}

// folder stands for the inode of every folder.
const folder = -1

// MkdirAll implements disk.FS.
func (r *Recorder) MkdirAll(dir string, perm fs.FileMode) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	var made []string
	for d := dir; r.rel(d) != "."; d = filepath.Dir(d) {
		if _, err := os.Stat(d); err == nil {
			break
		}
		made = append(made, r.rel(d)+"/")
	}
	if err := r.os.MkdirAll(dir, perm); err != nil {
		return err
	}
	slices.Reverse(made)
	for _, name := range made {
		r.ops = append(r.ops, op{kind: opMakeDir, file: folder, name: name})
	}
	return nil
}

// SyncDir implements disk.FS.
func (r *Recorder) SyncDir(dir string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.drop.Dirs {
		r.ops = append(r.ops, op{kind: opFlushDir, name: r.rel(dir)})
	}
	return nil // nobody will cut the power of this machine
}

// Watch records what bbolt writes to a file that has just been opened. The
// place of its flushes follows from its protocol (tx.go): pages, flush, meta page,
// flush; and a flush when the file grows. TestFlushes compares that with the
// system calls where it can.
func (r *Recorder) Watch(path string, db *bolt.DB) {
	r.mu.Lock()
	defer r.mu.Unlock()
	rel := r.rel(path)
	id := r.names[rel]
	info, err := os.Stat(path)
	if err == nil && info.Size() != r.size[id] { // bbolt has just made it, flushed
		b, err := os.ReadFile(path)
		if err != nil {
			panic(err)
		}
		r.write(id, 0, b)
		r.flush(id, r.drop.Pages)
	}
	field := reflect.ValueOf(db).Elem().FieldByName("ops").FieldByName("writeAt")
	hook := (*func([]byte, int64) (int, error))(unsafe.Pointer(field.UnsafeAddr()))
	orig := *hook
	*hook = func(b []byte, off int64) (int, error) {
		r.mu.Lock()
		defer r.mu.Unlock()
		if info, err := os.Stat(path); err == nil && info.Size() != r.size[id] {
			r.truncate(id, info.Size())
			r.flush(id, r.drop.Pages)
		}
		meta := off < 2*4096 && len(b) == 4096
		if meta {
			r.flush(id, r.drop.Pages)
		}
		n, err := orig(b, off)
		r.write(id, off, b[:n])
		if meta {
			r.flush(id, r.drop.Meta)
		}
		return n, err
	}
}

func (r *Recorder) flush(id int, drop bool) {
	if !drop {
		r.ops = append(r.ops, op{kind: opFlush, file: id})
	}
}

type file struct {
	disk.File
	r   *Recorder
	id  int
	pos int64
}

func (f *file) Write(b []byte) (int, error) {
	f.r.mu.Lock()
	defer f.r.mu.Unlock()
	n, err := f.File.Write(b)
	f.r.write(f.id, f.pos, b[:n])
	f.pos += int64(n)
	return n, err
}

func (f *file) WriteAt(b []byte, off int64) (int, error) {
	f.r.mu.Lock()
	defer f.r.mu.Unlock()
	n, err := f.File.WriteAt(b, off)
	f.r.write(f.id, off, b[:n])
	return n, err
}

func (f *file) Truncate(size int64) error {
	f.r.mu.Lock()
	defer f.r.mu.Unlock()
	err := f.File.Truncate(size)
	if err == nil {
		f.r.truncate(f.id, size)
	}
	return err
}

func (f *file) Sync() error {
	f.r.mu.Lock()
	defer f.r.mu.Unlock()
	f.r.flush(f.id, f.r.drop.Files)
	return nil
}
