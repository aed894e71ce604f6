package part

import (
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"monev/internal/tanggal"
)

// stroke names a key press: the character for one that types something, else
// the key with its modifiers. Keys of the number pad count as the plain ones.
// Several characters at once (an input method, a replayed text) have no name:
// "up" may be a word.
func stroke(k tea.KeyPressMsg) string {
	if utf8.RuneCountInString(k.Text) > 1 {
		return ""
	}
	switch k.Code {
	case tea.KeyKpEnter:
		k.Code = tea.KeyEnter
	case tea.KeyKpUp:
		k.Code = tea.KeyUp
	case tea.KeyKpDown:
		k.Code = tea.KeyDown
	case tea.KeyKpLeft:
		k.Code = tea.KeyLeft
	case tea.KeyKpRight:
		k.Code = tea.KeyRight
	case tea.KeyKpHome:
		k.Code = tea.KeyHome
	case tea.KeyKpEnd:
		k.Code = tea.KeyEnd
	case tea.KeyKpPgUp:
		k.Code = tea.KeyPgUp
	case tea.KeyKpPgDown:
		k.Code = tea.KeyPgDown
	case tea.KeyKpDelete:
		k.Code = tea.KeyDelete
	}
	return k.String()
}

// edited says what a key did to a buffer.
type edited int

const (
	unused  edited = iota // the key means nothing here
	moved                 // caret moved, or could not
	altered               // text changed
	full                  // refused: the limit is reached
)

// press applies an editing key to b; limit is in runes, 0 for none. Keys that
// lead out of a field (Enter in a line, Tab, up in the first row …) are unused.
func (b *buffer) press(k tea.KeyPressMsg, limit int) edited {
	did := func(ok bool) edited {
		if ok {
			return altered
		}
		return moved
	}
	s := stroke(k)
	switch s {
	case "left", "ctrl+b":
		b.left()
	case "right", "ctrl+f":
		b.right()
	case "ctrl+left", "alt+left", "alt+b":
		b.wordLeft()
	case "ctrl+right", "alt+right", "alt+f":
		b.wordRight()
	case "home", "ctrl+a":
		b.home()
	case "end", "ctrl+e":
		b.end()
	case "ctrl+home":
		b.first()
	case "ctrl+end":
		b.last()
	case "backspace", "shift+backspace", "ctrl+h":
		return did(b.backspace())
	case "delete", "ctrl+d":
		return did(b.del())
	case "ctrl+w", "alt+backspace", "ctrl+backspace":
		return did(b.killWord())
	case "ctrl+u":
		return did(b.killHead())
	case "up", "down":
		step := 1
		if s == "up" {
			step = -1
		}
		if !b.vertical(step) {
			return unused
		}
	case "enter":
		if !b.multi {
			return unused
		}
		return b.type_("\n", limit)
	default:
		if k.Text == "" || s == "tab" {
			return unused
		}
		return b.type_(b.cleaned(k.Text), limit)
	}
	return moved
}

// type_ inserts cleaned text unless it would pass the limit.
func (b *buffer) type_(s string, limit int) edited {
	if s == "" {
		return moved
	}
	if limit > 0 && b.n+utf8.RuneCountInString(s) > limit {
		return full
	}
	b.insert(s)
	return altered
}

// paste inserts text from the clipboard. If it does not fit nothing is
// inserted and the refusal is returned.
func (b *buffer) paste(content string, limit int) (did edited, refusal string) {
	const none = "; tidak ada yang dimasukkan."
	tooLong := func(n int) string {
		return "Tempelan " + number(n) + " huruf melebihi batas isian " + number(limit) + " huruf" + none
	}
	// far too long even if cleaning takes most of it away
	if n := utf8.RuneCountInString(content); limit > 0 && n > 4*limit+1000 {
		return full, tooLong(n)
	}
	s := b.cleaned(content)
	n := utf8.RuneCountInString(s)
	if limit > 0 && b.n+n > limit {
		if n > limit {
			return full, tooLong(n)
		}
		return full, "Tempelan " + number(n) + " huruf tidak muat: isian berisi " + number(b.n) +
			" dari batas " + number(limit) + " huruf" + none
	}
	if s == "" {
		return moved, ""
	}
	b.insert(s)
	return altered, ""
}

// fullText is what a field says when a key would pass its limit.
func fullText(limit int) string { return "Isian penuh: paling banyak " + number(limit) + " huruf." }

func number(n int) string { return tanggal.Thousands(int64(n)) }
