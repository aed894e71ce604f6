package kit

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// Reserved reports whether a key stays the root's while text is being typed:
// help, guide, search, palette, redraw, and what the room sees. A Handler passes such
// keys on.
func Reserved(k *Kit, msg tea.KeyPressMsg) bool {
	g, r := k.Keys.Global, k.Keys.Room
	return Away(k, msg) || key.Matches(msg, g.HelpTyping, g.Guide, g.Redraw, g.Colours, g.ForceQuit, r.Project, r.Blank)
}

// Away reports whether a key leads to another screen from any: search and
// palette. Work that takes long keeps these to itself: coming back from the
// other screen would have to wait for it.
func Away(k *Kit, msg tea.KeyPressMsg) bool {
	g := k.Keys.Global
	return key.Matches(msg, g.SearchTyping, g.PaletteTyping)
}
