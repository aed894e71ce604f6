// Package pulih tells at the start what was found wrong with the data and what
// has become of it.
package pulih

import (
	"strings"

	"monev/internal/app"
	"monev/ui/kit"
)

// Dialogs shows what was made anew, then further texts, one after the other; Enter or
// Esc goes on.
func Dialogs(recovered []app.Recovery, notes []string) []kit.Dialog {
	var out []kit.Dialog
	for _, r := range recovered {
		out = append(out, kit.Dialog{Title: "Data dipulihkan", Text: Text(r) + again, Unasked: true})
	}
	for _, text := range notes {
		out = append(out, kit.Dialog{Title: "Tentang data", Text: text, Unasked: true})
	}
	return out
}

const again = "\n\nDapat dibaca lagi di Data, bagian Cadangan."

// Text is a recovery with a label before each part, in paragraphs.
func Text(r app.Recovery) string {
	out := []string{"Yang terjadi: " + r.Wrong, "Yang dipakai: " + r.Used, "Yang hilang: " + r.Missing}
	if r.Kept != "" {
		out = append(out, "Berkas lama: tetap ada di "+r.Kept+"; jangan dihapus dulu.")
	}
	return strings.Join(out, "\n\n")
}
