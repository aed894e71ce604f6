package part

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// Wheel moves the caret by n lines if the field is one of several lines.
func (f *Form) Wheel(n int) Event {
	if len(f.fields) == 0 || f.fields[f.now].Kind != Text {
		return None
	}
	k := tea.KeyPressMsg{Code: tea.KeyDown}
	if n < 0 {
		k.Code, n = tea.KeyUp, -n
	}
	ev := None
	for range n {
		if one := f.pressed(k); one != None {
			ev = one
		}
	}
	return ev
}

// helpKeys are the keys that the help line names.
var helpKeys = map[string]tea.KeyPressMsg{
	"Enter": {Code: tea.KeyEnter}, "Tab": {Code: tea.KeyTab}, "Esc": {Code: tea.KeyEscape}, "Ctrl+S": {Code: 's', Mod: tea.ModCtrl},
}

// helped does what the words at cell x of the help line say.
func (f *Form) helped(line string, x int) Event {
	at := 0
	for _, words := range strings.Split(ansi.Strip(line), " · ") {
		to := at + Width(words)
		if name, _, _ := strings.Cut(strings.TrimSpace(words), " "); x >= at && x < to {
			if k, ok := helpKeys[name]; ok {
				return f.pressed(k)
			}
		}
		at = to + Width(" · ")
	}
	return None
}
