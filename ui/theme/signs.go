package theme

import (
	"strings"
)

// Signs is the set of signs the screens are drawn with. Whatever the set, every
// sign takes one cell and stays different from those it stands beside.
type Signs int

// The sets.
const (
	// Full is every sign monev uses.
	Full Signs = iota
	// Simple is those of WGL4, which the fonts of the old Windows console have.
	Simple
	// ASCII is none but ASCII, for terminals that have nothing else.
	ASCII
)

// SignsByName returns the set a user names: "lengkap", "sederhana" or "ascii".
// ok is false for every other name, among them "otomatis", see DetectSigns.
func SignsByName(name string) (s Signs, ok bool) {
	switch name {
	case "lengkap":
		return Full, true
	case "sederhana":
		return Simple, true
	case "ascii":
		return ASCII, true
	}
	return Full, false
}

// DetectSigns guesses the set from the system (runtime.GOOS) and environment.
// It is careful: Full stays wherever nothing speaks against it. The old Windows
// console names itself in no variable; so does Windows Terminal when it was
// opened by a double click, where Simple does no harm.
func DetectSigns(goos string, env func(string) string) Signs {
	term := env("TERM")
	if goos == "windows" {
		for _, v := range []string{"WT_SESSION", "TERM_PROGRAM", "ConEmuANSI", "TERM"} {
			if env(v) != "" {
				return Full
			}
		}
		return Simple
	}
	switch {
	case term == "linux", term == "ansi", term == "dumb", strings.HasPrefix(term, "vt"):
		return ASCII
	}
	for _, v := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if text := env(v); text != "" {
			_, charset, named := strings.Cut(text, ".")
			charset, _, _ = strings.Cut(strings.ToUpper(strings.ReplaceAll(charset, "-", "")), "@")
			if named && charset != "UTF8" {
				return ASCII
			}
			break
		}
	}
	return Full
}

// Terminal names the kind of terminal the environment tells of, so that what one has
// said of itself is not believed of another; empty if it tells nothing.
func Terminal(env func(string) string) string {
	name := strings.TrimSpace(env("TERM") + " " + env("TERM_PROGRAM"))
	if env("WT_SESSION") != "" {
		name = strings.TrimSpace(name + " wt")
	}
	if env("SSH_CONNECTION") != "" && name != "" {
		name += " ssh"
	}
	return name
}

// Apply replaces the signs in a picture by those of the set; letters stay.
func (s Signs) Apply(picture string) string {
	switch s {
	case Simple:
		return strings.Map(simple, picture)
	case ASCII:
		return strings.Map(ascii, picture)
	}
	return picture
}

func simple(r rune) rune {
	switch r {
	case '▸':
		return '►'
	case '◐':
		return '◊'
	case '✓':
		return '√'
	case '✗':
		return '×'
	case '┃':
		return '│'
	case '▏', '▎', '▍':
		return '░'
	case '▋', '▊', '▉':
		return '█'
	case '╭':
		return '┌'
	case '╮':
		return '┐'
	case '╰':
		return '└'
	case '╯':
		return '┘'
	}
	return r
}

func ascii(r rune) rune {
	if r < 0x80 {
		return r
	}
	switch r {
	case '▸', '►', '→', '›', '»':
		return '>'
	case '←', '‹', '«', '≤':
		return '<'
	case '≥':
		return '>'
	case '▲', '↑':
		return '^'
	case '▼', '▾', '↓':
		return 'v'
	case '●', '•':
		return '*'
	case '◐', '◊':
		return 'o'
	case '○', '░':
		return '.'
	case '…':
		return '~'
	case '✓', '√', '±':
		return '+'
	case '✗', '×':
		return 'x'
	case '─', '═', '–', '—', '·', '−', '↔':
		return '-'
	case '│', '║', '┃':
		return '|'
	case '┌', '┐', '└', '┘', '├', '┤', '┬', '┴', '┼', '╭', '╮', '╰', '╯', '╔', '╗', '╚', '╝':
		return '+'
	case '█', '■', '▌', '▋', '▊', '▉':
		return '#'
	case '▏', '▎', '▍':
		return '.'
	case '“', '”', '„':
		return '"'
	case '‘', '’':
		return '\''
	case '§':
		return 'S'
	case '÷':
		return '/'
	case '⏎':
		return '<'
	}
	return r
}
