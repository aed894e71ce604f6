package app

import (
	"errors"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"unicode/utf8"

	"monev/internal/monev"
	"monev/internal/plain"
)

// ReadFile reads a file the user named; what says in the message which kind of
// file is wanted, most is the greatest size in bytes. Only a regular file is
// read: a device or a pipe could keep the program waiting for ever. The error is
// also a *monev.Refusal of the field "berkas".
func ReadFile(name, what string, most int64) ([]byte, error) {
	no := func(err error, format string, args ...any) ([]byte, error) {
		return nil, errors.Join(monev.Refuse("berkas", format, args...), err)
	}
	unread := func(err error) ([]byte, error) {
		if errors.Is(err, fs.ErrNotExist) {
			return no(err, "Berkas %s tidak ada; periksa namanya.", plain.QuotePath(name))
		}
		return no(err, "Berkas %s tidak dapat dibaca; periksa nama dan izinnya.", plain.QuotePath(name))
	}
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return unread(err)
	case info.IsDir():
		return no(nil, "%s adalah map; tulis nama %s.", plain.QuotePath(name), what)
	case !info.Mode().IsRegular():
		return no(nil, "%s bukan berkas biasa; tulis nama %s.", plain.QuotePath(name), what)
	}
	f, err := os.Open(name)
	if err != nil {
		return unread(err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, most+1))
	if err != nil {
		return unread(err)
	}
	if int64(len(data)) > most {
		return no(nil, "Berkas %s lebih dari %d MiB; %s tidak sebesar itu.", plain.QuotePath(name), most>>20, what)
	}
	return data, nil
}

// TypedPath is the path a user means who typed it, pasted it, or dropped a file
// on the terminal: without the quotes and escapes shells put around names, an
// address file:// as a path, and ~ as the own folder.
func TypedPath(text string) string {
	home, _ := os.UserHomeDir()
	return typedPath(text, home, runtime.GOOS)
}

func typedPath(text, home, system string) string {
	text = strings.TrimSpace(text)
	text = strings.TrimSpace(strings.TrimPrefix(text, "& ")) // PowerShell
	bare := true
	for _, q := range []string{`""`, "''", "“”", "‘’"} {
		open, size := utf8.DecodeRuneInString(q)
		if inner, ok := strings.CutPrefix(text, string(open)); ok && strings.HasSuffix(inner, q[size:]) {
			text, bare = strings.TrimSuffix(inner, q[size:]), false
			break
		}
	}
	if u, err := url.Parse(text); err == nil && strings.EqualFold(u.Scheme, "file") && u.Path != "" {
		text = u.Path
		if len(text) > 2 && text[2] == ':' { // file:///C:/…
			text = text[1:]
		}
		return text
	}
	if bare && system != "windows" { // there the backslash divides folders
		text = strings.NewReplacer(`\ `, " ", `\(`, "(", `\)`, ")", `\'`, "'", `\&`, "&").Replace(text)
	}
	if rest, ok := strings.CutPrefix(text, "~/"); ok && home != "" {
		text = filepath.Join(home, rest)
	}
	return text
}
