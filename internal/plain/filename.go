package plain

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// FileName returns s as a name for a file or folder that Windows, Linux and a
// FAT stick accept: one path element of at most max bytes (at least 16 are
// always allowed), never empty, without characters Windows forbids, without
// blanks or dots at the ends, and not one of the names of devices (CON, NUL,
// LPT1, COM¹ …), with or without an extension. A short extension survives the
// cut. FileName(FileName(s, n), n) == FileName(s, n).
func FileName(s string, max int) string {
	const empty = "tanpa-nama"
	if max < 16 {
		max = 16
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`<>:"/\|?*`, r):
			return '-'
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, Line(s))
	s = ends(s)
	s = shorten(s, max)
	if device(s) {
		s = shorten("_"+s, max)
	}
	if s == "" {
		return empty
	}
	return s
}

// Numbered is the n-th name to try for a file when names are taken: name itself for
// the first, then "name (2).pdf", "name (3).pdf" …, the number before the extension.
// What stands behind a dot within a name ("A.I.1.i.a Undangan", "SK No. 5") is none,
// nor is the last part of a code ("A.I.1.i.a"). It may be longer than name by the
// number.
func Numbered(name string, n int) string {
	if n <= 1 {
		return name
	}
	stem, ext := split(name)
	return fmt.Sprintf("%s (%d)%s", stem, n, ext)
}

// split takes a name apart at its extension, which is short and has no blank; empty if
// there is none.
func split(name string) (stem, ext string) {
	if i := strings.LastIndexByte(name, '.'); i > 0 && len(name)-i <= 10 && !strings.Contains(name[i:], " ") && !code(name) {
		return name[:i], name[i:]
	}
	return name, ""
}

// code tells whether a name is only the code of a question, or a date: at least
// three letters, numbers and Roman numerals with dots between them.
func code(name string) bool {
	parts := strings.Split(name, ".")
	for _, p := range parts {
		if p == "" || len(p) > 1 && strings.Trim(p, "0123456789") != "" && strings.Trim(p, "ivxIVX") != "" {
			return false
		}
	}
	return len(parts) >= 3
}

// shorten cuts s to max bytes, before its extension if that is short.
func shorten(s string, max int) string {
	if len(s) <= max {
		return s
	}
	stem, ext := split(s)
	return ends(ends(bytesOf(stem, max-len(ext))) + ext)
}

// ends takes off what Windows drops silently at the end and what hides a file
// at the start.
func ends(s string) string { return strings.Trim(s, ". \u00a0\u202f") }

// bytesOf cuts s to at most n bytes without splitting a letter from its marks.
func bytesOf(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 {
		r, _ := utf8.DecodeRuneInString(s[n:])
		if utf8.RuneStart(s[n]) && !mark(r) && r != zwj && r != zwnj {
			break
		}
		n--
	}
	return s[:n]
}

// device tells whether Windows takes s for a device: the name before the first
// dot counts, blanks at its end do not.
func device(s string) bool {
	stem, _, _ := strings.Cut(s, ".")
	stem = strings.ToUpper(strings.TrimRight(stem, " "))
	switch stem {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$":
		return true
	}
	for _, port := range []string{"COM", "LPT"} {
		if n, ok := strings.CutPrefix(stem, port); ok {
			r, size := utf8.DecodeRuneInString(n)
			return size == len(n) && size > 0 && strings.ContainsRune("0123456789¹²³", r)
		}
	}
	return false
}
