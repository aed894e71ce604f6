package uitest

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"monev/ui/kit"
)

// special returns the code of a key that has a name.
func special(name string) (rune, bool) {
	switch name {
	case "enter":
		return tea.KeyEnter, true
	case "esc":
		return tea.KeyEscape, true
	case "tab":
		return tea.KeyTab, true
	case "space":
		return tea.KeySpace, true
	case "backspace":
		return tea.KeyBackspace, true
	case "delete":
		return tea.KeyDelete, true
	case "insert":
		return tea.KeyInsert, true
	case "up":
		return tea.KeyUp, true
	case "down":
		return tea.KeyDown, true
	case "left":
		return tea.KeyLeft, true
	case "right":
		return tea.KeyRight, true
	case "home":
		return tea.KeyHome, true
	case "end":
		return tea.KeyEnd, true
	case "pgup":
		return tea.KeyPgUp, true
	case "pgdown":
		return tea.KeyPgDown, true
	}
	var n int
	if c, err := fmt.Sscanf(name, "f%d", &n); c == 1 && err == nil && n >= 1 && n <= 12 {
		return tea.KeyF1 + rune(n-1), true
	}
	return 0, false
}

// press makes a key press as a terminal sends it.
func press(name string) (tea.KeyPressMsg, error) {
	var mod tea.KeyMod
	rest := name
	for {
		before, after, found := strings.Cut(rest, "+")
		if !found || after == "" {
			break
		}
		switch before {
		case "ctrl":
			mod |= tea.ModCtrl
		case "alt":
			mod |= tea.ModAlt
		case "shift":
			mod |= tea.ModShift
		default:
			return tea.KeyPressMsg{}, fmt.Errorf("no modifier %q in %q", before, name)
		}
		rest = after
	}
	if rest == " " {
		rest = "space"
	}
	if code, ok := special(rest); ok {
		k := tea.KeyPressMsg{Code: code, Mod: mod}
		if code == tea.KeySpace && mod == 0 {
			k.Text = " "
		}
		return k, nil
	}
	c, n := utf8.DecodeRuneInString(rest)
	if n != len(rest) || c == utf8.RuneError {
		return tea.KeyPressMsg{}, fmt.Errorf("no key %q", name)
	}
	k := tea.KeyPressMsg{Code: unicode.ToLower(c), Mod: mod}
	if mod&^tea.ModShift == 0 {
		k.Text = rest
		if unicode.IsUpper(c) {
			k.ShiftedCode = c
			k.Mod |= tea.ModShift
		}
	}
	return k, nil
}

// CheckActions fails the test if two actions that apply at the same time share
// a key, an ID is empty or twice there, a help text is missing, or an action
// with Typing uses a printable key. root is the Actions of the ui.Root that
// shows the screen; a screen may take "kembali" (Esc), "keluar" (q) and "panduan" (F9) from it.
func CheckActions(t testing.TB, screen kit.Screen, root []kit.Action) {
	t.Helper()
	for _, p := range problems(screen.Actions(), root) {
		t.Errorf("%T: %s", screen, p)
	}
}

func problems(screen, root []kit.Action) []string {
	var out []string
	ids := map[string]bool{}
	owner := map[string]string{}
	for i, a := range append(screen[:len(screen):len(screen)], root...) {
		mayYield := i >= len(screen) && (a.ID == "kembali" || a.ID == "keluar" || a.ID == "panduan")
		h := a.Key.Help()
		if a.ID == "" {
			out = append(out, fmt.Sprintf("action %q has no ID", h.Desc))
		}
		if ids[a.ID] {
			out = append(out, fmt.Sprintf("ID %q twice", a.ID))
		}
		ids[a.ID] = true
		if h.Desc == "" || h.Key == "" && len(a.Key.Keys()) > 0 {
			out = append(out, fmt.Sprintf("%q has no help", a.ID))
		}
		if !a.Key.Enabled() {
			continue
		}
		for _, k := range a.Key.Keys() {
			if other, taken := owner[k]; taken && !mayYield {
				out = append(out, fmt.Sprintf("%q and %q share the key %q", other, a.ID, k))
			}
			owner[k] = a.ID
			if a.Typing && printable(k) {
				out = append(out, fmt.Sprintf("%q works while typing but its key is %q", a.ID, k))
			}
		}
	}
	return out
}

func printable(k string) bool {
	m, err := press(k)
	return err == nil && m.Text != "" || key.Matches(tea.KeyPressMsg{Code: ' ', Text: " "}, key.NewBinding(key.WithKeys(k)))
}
