// Package pulih tells at the start what was found wrong with the data and what
// has become of it.
package pulih

import "monev/ui/kit"

// Dialogs shows texts one after the other; Enter or Esc goes on.
func Dialogs(texts []string) []kit.Dialog {
	var out []kit.Dialog
	for _, text := range texts {
		out = append(out, kit.Dialog{Title: "Tentang data", Text: text, Unasked: true})
	}
	return out
}
