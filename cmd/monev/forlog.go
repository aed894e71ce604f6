package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"monev/internal/monev"
	"monev/internal/tanggal"
)

// forLog is the whole chain of a failure, empty if it is none or a refusal of
// what was typed. Of texts that a chain may quote, names of files (a document is
// called after its meeting) and values that could not be read, it keeps what
// does not come from the user.
func forLog(err error) string {
	if _, refused := monev.AsRefusal(err); err == nil || refused {
		return ""
	}
	if _, typed := err.(*tanggal.Refusal); typed {
		return ""
	}
	var quoted []string // pairs of what stands there and what is logged
	hide := func(old, with string) {
		if old != "" {
			quoted = append(quoted, old, with)
		}
	}
	each(err, func(err error) {
		switch err := err.(type) {
		case *fs.PathError:
			hide(err.Path, nameless(err.Path))
		case *os.LinkError:
			hide(err.Old, nameless(err.Old))
			hide(err.New, nameless(err.New))
		case *tanggal.Refusal:
			hide(err.Error(), "not a date")
		case *time.ParseError:
			hide(err.Error(), "not a time")
		case *strconv.NumError:
			hide(err.Error(), "not a number: "+err.Err.Error())
		}
	})
	return strings.NewReplacer(quoted...).Replace(err.Error())
}

// each calls f for every error in the tree of err.
func each(err error, f func(error)) {
	if err == nil {
		return
	}
	f(err)
	switch u := err.(type) {
	case interface{ Unwrap() []error }:
		for _, e := range u.Unwrap() {
			each(e, f)
		}
	default:
		each(errors.Unwrap(err), f)
	}
}

// nameless is a path without the name of its file, unless the file is monev's own.
func nameless(path string) string {
	dir, name := filepath.Split(path)
	if strings.HasPrefix(strings.TrimLeft(name, "."), "monev") {
		return path
	}
	return dir + "*" + filepath.Ext(name)
}
