package vault

import (
	"io"
	"os"
)

// target is a file being written; tests put full disks in its place.
type target interface {
	io.Writer
	Sync() error
	Close() error
}

// system is what a vault does to files and names. Tests record it, cut the power in
// it, or take hard links away.
type system struct {
	makeDir      func(root *os.Root, folder string) error
	create       func(root *os.Root, name string) (target, error)
	link, rename func(root *os.Root, from, to string) error
	remove       func(root *os.Root, name string) error
	flush        func(root *os.Root, folder string)
}

func systemCalls() system {
	return system{
		makeDir: func(root *os.Root, folder string) error { return root.MkdirAll(folder, 0o700) },
		create:  create,
		link:    (*os.Root).Link,
		rename:  (*os.Root).Rename,
		remove:  (*os.Root).Remove,
		flush:   flush,
	}
}

// create makes a file that is not there yet.
func create(root *os.Root, name string) (target, error) {
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	return f, nil
}

// flush asks for the entries of a folder to be on disk too; some systems cannot,
// and then the file is as safe as they make it.
func flush(root *os.Root, folder string) {
	if f, err := root.Open(folder); err == nil {
		_ = f.Sync()
		_ = f.Close()
	}
}
