package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"monev/internal/look"
	"monev/ui/theme"
)

// WithTerminal names the terminal (theme.Terminal). If it is the one that last said
// which background it has, the first picture is drawn for that, instead of being drawn
// again when the answer comes. It must stand behind WithLook; empty remembers nothing.
func WithTerminal(name string) Option {
	return func(r *Root) {
		r.terminal = name
		if p, ok := backgrounds()[r.look.Background]; ok && r.auto && name != "" && name == r.look.Terminal {
			r.background, r.guessed = r.look.Background, true
			*r.k.Styles = *theme.New(p)
		}
	}
}

// backgrounds are the palettes that follow the terminal.
func backgrounds() map[string]theme.Palette {
	return map[string]theme.Palette{"terang": theme.Light(), "gelap": theme.Dark()}
}

// patience is how long a remembered background holds without an answer: the same
// terminal may be another colour today.
const patience = time.Second

type noAnswerMsg struct{}

// awaitBackground gives up on the guess.
func (r *Root) awaitBackground() tea.Cmd {
	if !r.guessed {
		return nil
	}
	return r.k.After(patience, noAnswerMsg{})
}

// noAnswer draws for any background after all.
func (r *Root) noAnswer() tea.Cmd {
	if !r.guessed || !r.auto {
		return nil
	}
	r.background, r.guessed = "", false
	return r.setPalette(theme.Neutral())
}

// setBackground takes the terminal's answer, and remembers it.
func (r *Root) setBackground(dark bool) tea.Cmd {
	name := "terang"
	if dark {
		name = "gelap"
	}
	r.guessed = false
	var cmds []tea.Cmd
	if r.background != name {
		r.background = name
		cmds = append(cmds, r.setPalette(backgrounds()[name]))
	}
	if r.terminal != "" && r.keepLook != nil && r.locked == "" && (r.look.Background != name || r.look.Terminal != r.terminal) {
		r.look.Background, r.look.Terminal = name, r.terminal
		keep, terminal := r.keepLook, r.terminal
		cmds = append(cmds, r.k.Writes.Add(func() tea.Msg {
			// That it could not be kept is nobody's news: the terminal is asked each time.
			_ = keep(func(l *look.Look) { l.Background, l.Terminal = name, terminal })
			return nil
		}))
	}
	return tea.Batch(cmds...)
}
