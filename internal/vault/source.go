package vault

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"monev/internal/monev"
	"monev/internal/plain"
)

// source is an open file to be read; tests put broken drives in its place.
type source interface {
	io.Reader
	Stat() (fs.FileInfo, error)
}

// refused joins the sentence for the user with its cause.
func refused(field string, cause error, format string, args ...any) error {
	return errors.Join(monev.Refuse(field, format, args...), cause)
}

// called is a file in a sentence: its name is enough, and a path could push it out.
func called(name string) string {
	return plain.Quote(path.Base(strings.ReplaceAll(name, `\`, "/")))
}

// Usable says whether a file can be taken as evidence, without reading it: nil for
// a regular file with at least one byte. Links, folders, devices, pipes and empty
// files are refused in words.
func Usable(name string) (fs.FileInfo, error) {
	quoted := called(name)
	info, err := os.Lstat(name)
	switch {
	case err != nil:
		return nil, unread(name, err)
	case info.Mode()&fs.ModeSymlink != 0:
		return nil, refused("berkas", nil, "%s hanya tautan ke berkas lain; pilih berkas aslinya.", quoted)
	case info.IsDir():
		return nil, refused("berkas", nil, "%s adalah map; pilih berkas di dalamnya.", quoted)
	}
	// A file that a cloud drive keeps elsewhere shows what it is only behind its name.
	if info, err = os.Stat(name); err != nil {
		return nil, unread(name, err)
	}
	if !info.Mode().IsRegular() {
		return nil, refused("berkas", nil, "%s bukan berkas biasa, jadi tidak diambil.", quoted)
	}
	if info.Size() == 0 {
		return nil, refused("berkas", nil, "Berkas %s kosong (0 byte); simpan lagi berkas aslinya, lalu pilih lagi.", quoted)
	}
	return info, nil
}

func unread(name string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return refused("berkas", err, "Berkas %s tidak ada; periksa namanya.", plain.QuotePath(name))
	case errors.Is(err, fs.ErrPermission):
		return refused("berkas", err, "Berkas %s tidak boleh dibaca; minta izinnya, atau salin dulu ke map lain.", called(name))
	}
	return refused("berkas", err, "Berkas %s tidak dapat dibaca; periksa namanya, flash disk, atau sambungannya.", called(name))
}

// read pumps an open file and makes sure that it was the same file from begin to
// end. name is what the user calls it.
func read(ctx context.Context, from source, name string, to io.Writer, progress Progress) (monev.File, error) {
	before, err := from.Stat()
	if err != nil {
		return monev.File{}, unread(name, err)
	}
	sum, n, readErr, writeErr := pump(ctx, from, to, before.Size(), progress)
	switch {
	case writeErr != nil:
		return monev.File{}, unwritten(name, writeErr)
	case readErr != nil && ctx.Err() != nil:
		return monev.File{}, fmt.Errorf("read %s: %w", filepath.Base(name), readErr)
	case readErr != nil:
		return monev.File{}, refused("berkas", readErr,
			"Berkas %s berhenti terbaca di tengah jalan; periksa flash disk atau sambungannya, lalu ulangi. Tidak ada yang diambil.", called(name))
	}
	after, err := from.Stat()
	if err != nil {
		return monev.File{}, unread(name, err)
	}
	if n != before.Size() || after.Size() != before.Size() || !after.ModTime().Equal(before.ModTime()) {
		return monev.File{}, refused("berkas", nil,
			"Berkas %s berubah ketika dibaca; simpan dan tutup dulu di program lain, lalu ulangi. Tidak ada yang diambil.", called(name))
	}
	return monev.File{Name: plain.Cut(plain.Line(filepath.Base(name)), monev.NameLimit), Size: n, SHA256: sum}, nil
}

// Hash reads a file anywhere and returns its size, hash and own name; Path is
// empty. It uses the same memory for any size. What Usable refuses and a file that
// changes meanwhile are refused; an ended context stops it.
func Hash(ctx context.Context, name string, progress Progress) (monev.File, error) {
	f, err := open(name)
	if err != nil {
		return monev.File{}, err
	}
	defer f.Close()
	return read(ctx, f, name, nil, progress)
}

func open(name string) (*os.File, error) {
	info, err := Usable(name)
	if err != nil {
		return nil, err
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, unread(name, err)
	}
	if now, err := f.Stat(); err != nil || !os.SameFile(info, now) {
		_ = f.Close()
		return nil, refused("berkas", err, "Berkas %s berganti ketika dibuka; ulangi.", called(name))
	}
	return f, nil
}
