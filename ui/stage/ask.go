package stage

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"monev/internal/monev"
	"monev/ui/kit"
	"monev/ui/part"
)

// wroteMsg is the answer of a write that came from no form.
type wroteMsg struct {
	b    *Base
	what string
	err  error
}

// Write runs a change in the queue; when it is stored every screen reloads, when
// not the user is told "what belum tersimpan: why".
func (b *Base) Write(what string, do func(context.Context) error) tea.Cmd {
	k := b.K
	return k.Writes.Add(func() tea.Msg { return wroteMsg{b, what, do(k.Ctx)} })
}

// AskDelete asks whether to delete a thing that reads text; what is the question,
// "Hapus temuan". "y" does it, and Ctrl+Z brings it back.
func (b *Base) AskDelete(what, text string, do func(context.Context) error) tea.Cmd {
	keys := b.K.Keys.Dialog
	doing := strings.Replace(what, "Hapus", "Penghapusan", 1)
	yes := keys.Yes
	yes.SetHelp(yes.Help().Key, "hapus")
	return kit.Ask(kit.Dialog{
		Title:  what,
		Text:   part.Cut(text, 300) + "\n\nDapat dikembalikan dengan Ctrl+Z.",
		Danger: true,
		Choices: []kit.Choice{
			{Key: keys.Cancel},
			{Key: yes, Run: func() tea.Cmd { return b.Write(doing, do) }},
		},
	})
}

func (b *Base) wrote(msg wroteMsg) tea.Cmd {
	if r, refused := monev.AsRefusal(msg.err); refused {
		return tea.Batch(kit.Changed(), kit.Notify(kit.Warn, r.Reason))
	}
	if msg.err != nil {
		return tea.Batch(kit.Changed(), b.K.Failed(msg.what+" belum tersimpan", msg.err))
	}
	return kit.Changed()
}
