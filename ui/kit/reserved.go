package kit

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// Reserved reports whether a key stays the root's while text is being typed:
// help, guide, redraw, and what the room sees. A Handler passes such keys on.
func Reserved(k *Kit, msg tea.KeyPressMsg) bool {
	g, r := k.Keys.Global, k.Keys.Room
	return key.Matches(msg, g.HelpTyping, g.Guide, g.Redraw, g.Colours, g.ForceQuit, r.Project, r.Blank)
}
