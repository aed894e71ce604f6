package ui

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"monev/ui/kit"
)

const dialogWidth = 68 // of its text, at most

// dialog is a question that is open.
type dialog struct {
	kit.Dialog
	n      int // number of its timer
	ready  bool
	cursor int // chosen with the arrows
	offset int // first line of the text that is shown
	shown  int // lines of the text that fit, of the last drawing
}

// open shows a dialog, or keeps it until the present one is answered.
func (r *Root) open(d kit.Dialog) tea.Cmd {
	if len(d.Choices) == 0 {
		d.Choices = []kit.Choice{{Key: r.k.Keys.Dialog.OK}}
	}
	if r.dialog != nil {
		d.Unasked = true // it will open by itself
		r.waiting = append(r.waiting, d)
		return nil
	}
	r.dialog = &dialog{Dialog: d, n: r.next(), ready: !d.Unasked}
	if !d.Danger {
		for i, c := range d.Choices {
			if slices.Contains(c.Key.Keys(), "enter") {
				r.dialog.cursor = i
				break
			}
		}
	}
	if d.Unasked {
		return r.k.After(dialogIgnore, dialogReadyMsg{r.dialog.n})
	}
	return nil
}

// answer closes the dialog, does what was chosen (i < 0: nothing) and opens the
// next one.
func (r *Root) answer(i int) tea.Cmd {
	var cmds []tea.Cmd
	d := r.dialog
	r.dialog = nil
	if i >= 0 && d.Choices[i].Run != nil {
		cmds = append(cmds, d.Choices[i].Run())
	}
	if r.dialog == nil && len(r.waiting) > 0 {
		next := r.waiting[0]
		r.waiting = r.waiting[1:]
		cmds = append(cmds, r.open(next))
	}
	return tea.Batch(cmds...)
}

func (r *Root) dialogKey(msg tea.KeyPressMsg) tea.Cmd {
	d := r.dialog
	if !d.ready {
		return nil
	}
	switch msg.String() {
	case "esc":
		return r.answer(-1)
	case "enter":
		return r.answer(d.cursor)
	case "up", "left", "shift+tab":
		d.cursor = (d.cursor + len(d.Choices) - 1) % len(d.Choices)
		return nil
	case "down", "right", "tab":
		d.cursor = (d.cursor + 1) % len(d.Choices)
		return nil
	case "pgup":
		d.offset -= max(d.shown-1, 1)
		return nil
	case "pgdown":
		d.offset += max(d.shown-1, 1)
		return nil
	}
	low, _ := lower(msg)
	for i, c := range d.Choices {
		if key.Matches(msg, c.Key) || key.Matches(low, c.Key) {
			return r.answer(i)
		}
	}
	if a, ok := r.match(msg, r.capturing()); ok && a.ID == "gambar-ulang" {
		return r.run(a)
	}
	return nil
}

func (r *Root) dialogMouse(msg tea.MouseMsg, left bool) tea.Cmd {
	d := r.dialog
	m := msg.Mouse()
	if _, wheel := msg.(tea.MouseWheelMsg); wheel {
		switch m.Button {
		case tea.MouseWheelUp:
			d.offset--
		case tea.MouseWheelDown:
			d.offset++
		}
		return nil
	}
	if !left || !d.ready {
		return nil
	}
	box, x, y := d.place(r)
	w, h := lipgloss.Size(box)
	first := y + h - 1 - len(d.Choices) // above the lower border
	if i := m.Y - first; i >= 0 && i < len(d.Choices) && m.X > x && m.X < x+w-1 {
		return r.answer(i)
	}
	return nil
}

// place draws the dialog and says where on the terminal it goes. It never
// leaves the screen's area and its choices are always visible.
func (d *dialog) place(r *Root) (box string, x, y int) {
	s := r.k.Styles
	style, title := s.Box, d.Title
	if d.Danger {
		style, title = s.BoxDanger, "! "+title
	}
	frame := style.GetHorizontalFrameSize()
	room := min(r.w-2-frame, dialogWidth)

	keyw := 0
	for _, c := range d.Choices {
		keyw = max(keyw, ansi.StringWidth(c.Key.Help().Key))
	}
	choices := make([]string, len(d.Choices))
	inner := ansi.StringWidth(title)
	for i, c := range d.Choices {
		h := c.Key.Help()
		choices[i] = cut(h.Key+strings.Repeat(" ", keyw-ansi.StringWidth(h.Key)+2)+h.Desc, room-2)
		inner = max(inner, ansi.StringWidth(choices[i])+2)
	}
	var text []string
	if d.Text != "" {
		text = strings.Split(ansi.Wrap(ansi.Strip(d.Text), room, ""), "\n")
	}
	for _, l := range text {
		inner = max(inner, ansi.StringWidth(l))
	}
	inner = min(inner, room)

	// Title, empty line, text, empty line, choices.
	high := r.h - 4 - style.GetVerticalFrameSize()
	d.shown = min(len(text), max(high-3-len(choices), 1))
	d.offset = min(max(d.offset, 0), max(len(text)-d.shown, 0))
	rows := []string{s.Heading.Render(cut(title, inner)), ""}
	if d.shown < len(text) {
		d.shown = max(d.shown-1, 1)
		d.offset = min(d.offset, len(text)-d.shown)
	}
	for _, l := range text[d.offset : d.offset+d.shown] {
		rows = append(rows, s.Text.Render(cut(l, inner)))
	}
	if d.shown < len(text) {
		more := fmt.Sprintf("baris %d–%d dari %d · PgUp/PgDn", d.offset+1, d.offset+d.shown, len(text))
		rows = append(rows, s.Muted.Render(cut(more, inner)))
	}
	if len(text) > 0 {
		rows = append(rows, "")
	}
	for i, c := range choices {
		switch {
		case !d.ready:
			rows = append(rows, s.Off.Render("  "+c))
		case i == d.cursor:
			pad := strings.Repeat(" ", max(inner-2-ansi.StringWidth(c), 0))
			rows = append(rows, s.Selected.Render("▸ "+c+pad))
		default:
			rows = append(rows, s.Text.Render("  "+c))
		}
	}
	box = style.Width(inner + frame).Render(strings.Join(rows, "\n"))
	w, h := lipgloss.Size(box)
	if h > r.h {
		box = strings.Join(strings.Split(box, "\n")[h-r.h:], "\n")
		h = r.h
	}
	return box, max((r.w-w)/2, 0), max((r.h-h)/2, 0)
}
